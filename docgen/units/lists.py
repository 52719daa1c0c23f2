"""Lists of units: by province, level, district and day."""

from __future__ import annotations

from datetime import date, timedelta

from docgen.findings import HINT, Finding, InputError
from docgen.lang import _
from docgen.nd30.dia_gioi import CAP_HUYEN_HET
from docgen.units.find import day_text, in_sentence, only, province_code
from docgen.units.tables import (
    BA_CAP_TU,
    HUYEN,
    TINH,
    XA,
    AdminUnit,
    bang_of,
    commune_units,
    district_units,
    province_unit,
    provinces,
)


def units(
    tinh: str | None = None,
    cap: str = XA,
    ngay: date | None = None,
    huyen: str | None = None,
) -> tuple[AdminUnit, ...]:
    """The units of a level, of the whole country, a province or a district.

    tinh: name or code of a province, however typed ("Lạng Sơn", "tinh lang son", "TP HCM"); None
    for all. cap: "xa" (also phường, thị trấn, đặc khu), "huyen" (also quận, thị xã, thành phố of
    a province) or "tinh". ngay: the day; None for now, as far as the tables know it, which does
    not depend on the clock. huyen: name or code of a district, before 01/7/2025.
    Gives them by province, district and code. Raises InputError with TV01 to TV06, see the room.
    """
    bang = bang_of(ngay)
    problems = []
    if cap not in (XA, HUYEN, TINH):
        problems.append(
            Finding(
                "TV06",
                _("Không có cấp “{cap}”.").format(cap=cap),
                hint=_("Dùng một trong: xa, huyen, tinh."),
            )
        )
    elif bang == "hai_cap" and (cap == HUYEN or huyen is not None):
        last = day_text(CAP_HUYEN_HET - timedelta(days=1))
        problems.append(
            Finding(
                "TV03",
                _("Từ ngày {day} không còn cấp huyện.").format(day=day_text(CAP_HUYEN_HET)),
                hint=_("Lấy cấp xã của tỉnh, hoặc cho ngày đến {day}.").format(day=last),
            )
        )
    codes = list(provinces(bang))
    if tinh is not None:
        try:
            codes = [province_code(tinh, ngay)]
        except InputError as error:
            problems += error.findings
    if problems:
        raise InputError(problems)
    if cap == TINH:
        return tuple(province_unit(bang, ma, ngay) for ma in codes)
    district = None
    if huyen is not None:
        where = (
            _("cả nước") if tinh is None else in_sentence(province_unit(bang, codes[0], ngay).ten)
        )
        known = [unit for ma in codes for unit in district_units(ma, ngay)]
        district = only(huyen, known, where)
        codes = [district.ma_tinh]
    if cap == HUYEN:
        found = (unit for ma in codes for unit in district_units(ma, ngay))
        return tuple(unit for unit in found if district in (None, unit))
    found = (unit for ma in codes for unit in commune_units(bang, ma, ngay))
    return tuple(unit for unit in found if district is None or unit.ma_huyen == district.ma)


def doubts(ngay: date | None = None) -> tuple[Finding, ...]:
    """What to tell a person about the lists of a day: hint TV07 when the table is of another day.

    The table of three levels is as of 30/6/2025; units that were merged, split or renamed before
    01/3/2025 stand in it as they were afterwards.
    """
    if ngay is None or ngay >= BA_CAP_TU:
        return ()
    return (
        Finding(
            "TV07",
            _(
                "Danh mục ba cấp ghi theo ngày {day}; ngày {asked} một số đơn vị có thể khác."
            ).format(
                day=day_text(CAP_HUYEN_HET - timedelta(days=1)),
                asked=day_text(ngay),
            ),
            HINT,
            _("Kiểm tra các huyện, xã đã sắp xếp, thành lập, đổi tên trước ngày {day}.").format(
                day=day_text(BA_CAP_TU)
            ),
        ),
    )
