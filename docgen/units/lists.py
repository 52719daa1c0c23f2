"""Lists of units: by province, level, district and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    known_until,
    province_unit,
    provinces,
    unsure_changes,
)

_SHOWN = 4
"""So many units are named where many are meant."""


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
                hint=_(
                    "Bỏ --level huyen để lấy các xã, phường, đặc khu; lấy các huyện cũ thì thêm "
                    "--ngay {last}."
                ).format(last=last),
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


def doubts(ngay: date | None = None, found: Iterable[AdminUnit] = ()) -> tuple[Finding, ...]:
    """What to tell a person about the lists of a day, as hints.

    ngay: the day asked for, None for now; found: the units that `units` gave for it. TV07: the
    table is of another day. The table of three levels is as of 30/6/2025; units that were merged,
    split or renamed before 01/3/2025 stand in it as they were afterwards; of days behind the last
    change in `sua_doi.json` nothing is known. TV08: names that rest on acts that only others
    told of (NGUON.md).
    """
    told = []
    if ngay is not None and ngay < BA_CAP_TU:
        told.append(
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
            )
        )
    if ngay is not None and ngay > known_until():
        told.append(
            Finding(
                "TV07",
                _("Danh mục biết các thay đổi đến ngày {day}; ngày {asked} có thể đã khác.").format(
                    day=day_text(known_until()), asked=day_text(ngay)
                ),
                HINT,
                _("Kiểm tra các đơn vị được sắp xếp, đổi tên sau ngày {day}.").format(
                    day=day_text(known_until())
                ),
            )
        )
    return (*told, *_unsure(ngay, found))


def _unsure(ngay: date | None, found: Iterable[AdminUnit]) -> Iterator[Finding]:
    """TV08 where names of the units, or of the provinces they lie in, are not sure."""
    names: dict[str, None] = {}
    acts: dict[str, date] = {}
    for unit in found:
        if unit.huyen or unit.cap == HUYEN:
            continue
        for ma, ten in ((unit.ma_tinh, unit.tinh), (unit.ma, unit.ten)):
            for change in unsure_changes("hai_cap", ma, ngay):
                names[in_sentence(ten)] = None
                acts.update(dict.fromkeys(change.can_cu, change.ngay))
    if names:
        shown = ", ".join([*names][:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        yield Finding(
            "TV08",
            _(
                "Tên, loại của {n} đơn vị theo thay đổi năm 2026 lấy từ tin dẫn lại, chưa đối "
                "chiếu bản gốc: {units}"
            ).format(n=len(names), units=shown),
            HINT,
            _("Đối chiếu {acts}; cần tên cũ thì thêm --ngay {day}.").format(
                acts=", ".join(sorted(acts, key=lambda act: acts[act])),
                day=day_text(min(acts.values()) - timedelta(days=1)),
            ),
        )
