"""What became of a unit on 01/7/2025, and what a unit came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.nd30.dia_gioi import CAP_HUYEN_HET
from docgen.units.find import day_text, in_sentence, matching, only, province_code
from docgen.units.tables import (
    HUYEN,
    TINH,
    XA,
    AdminUnit,
    commune_units,
    content,
    district_units,
    province_unit,
    provinces,
)

_BEFORE = date.fromordinal(CAP_HUYEN_HET.toordinal() - 1)


def became(
    unit: AdminUnit | str,
    tinh: str | None = None,
    huyen: str | None = None,
    ngay: date | None = None,
) -> tuple[AdminUnit, ...]:
    """What a unit of before 01/7/2025 is since then, by code: several where it was split.

    unit: a unit of the tables or a name or code as typed; tinh: the province of a name, of then
    or of now (without it the name is a province's); huyen: its district, where the province has
    the name more than once; ngay: the day of the names given, None for now. A district gives all
    that its communes are part of now. A unit of now gives itself, as it is called on `ngay`.
    Whether a commune went as a whole or in parts is told by the number; which part went where,
    the table does not know. Raises InputError TV01, TV04, TV05.
    """
    old = unit if isinstance(unit, AdminUnit) else _old(unit, tinh, huyen)
    ma_tinh = _province_of(old)
    if old.cap == TINH:
        return (province_unit("hai_cap", provinces("ba_cap")[ma_tinh].thanh, ngay),)
    if old.cap == XA and not old.huyen:
        return _named(ma_tinh, {old.ma}, ngay, old)
    districts = content("ba_cap", ma_tinh)["huyen"]
    codes: set[str] = set()
    for ma, district in districts.items():
        if old.cap == HUYEN and ma == old.ma:
            codes = set(_codes(district))
        elif old.cap == XA and old.ma in district["xa"]:
            codes = set(district["xa"][old.ma][1].split())
    return _named(provinces("ba_cap")[ma_tinh].thanh, codes, ngay, old)


def came_from(unit: AdminUnit | str, tinh: str | None = None) -> tuple[AdminUnit, ...]:
    """The units of before 01/7/2025 that a unit of now was made from, wholly or in part.

    unit: a unit of the tables or a name or code as typed; tinh: the province of a name (without
    it the name is a province's). Names are those of 30/6/2025. An island district without
    communes of its own stands for itself. Raises InputError TV01, TV02, TV04, TV05.
    """
    if isinstance(unit, str):
        ma = province_code(unit if tinh is None else tinh, None)
        above = province_unit("hai_cap", ma)
        unit = (
            above
            if tinh is None
            else only(unit, commune_units("hai_cap", ma), in_sentence(above.ten))
        )
    if unit.huyen or unit.cap == HUYEN:
        raise InputError(
            Finding(
                "TV04",
                _("“{name}” là đơn vị của trước ngày {day}.").format(
                    name=unit.ten, day=day_text(CAP_HUYEN_HET)
                ),
                hint=_("Cho tên đơn vị hiện nay."),
            )
        )
    ma_tinh = unit.ma_tinh or province_code(unit.tinh, None)
    old = [p.ma for p in provinces("ba_cap").values() if p.thanh == ma_tinh]
    if not old:
        raise _unknown(unit)
    if unit.cap == TINH:
        return tuple(province_unit("ba_cap", ma, _BEFORE) for ma in old)
    return tuple(found for ma in old for found in _parts(ma, unit.ma))


def _parts(ma_tinh: str, code: str) -> Iterator[AdminUnit]:
    """Communes (and island districts) of an old province that went into a unit of now."""
    districts = content("ba_cap", ma_tinh)["huyen"]
    wanted = {
        ma
        for district in districts.values()
        for ma, (_ten, thanh) in district["xa"].items()
        if code in thanh.split()
    }
    for district in district_units(ma_tinh, _BEFORE):
        if code in districts[district.ma].get("thanh", "").split():
            yield district
    if wanted:
        for commune in commune_units("ba_cap", ma_tinh, _BEFORE):
            if commune.ma in wanted:
                yield commune


def _codes(district: dict[str, Any]) -> Iterator[str]:
    yield from district.get("thanh", "").split()
    for _ten, thanh in district["xa"].values():
        yield from thanh.split()


def _named(
    ma_tinh: str, codes: Iterable[str], ngay: date | None, old: AdminUnit
) -> tuple[AdminUnit, ...]:
    day = ngay if ngay is None or ngay >= CAP_HUYEN_HET else CAP_HUYEN_HET
    wanted = set(codes)
    found = tuple(u for u in commune_units("hai_cap", ma_tinh, day) if u.ma in wanted)
    if not found:
        raise _unknown(old)
    return found


def _unknown(unit: AdminUnit) -> InputError:
    return InputError(
        Finding(
            "TV04",
            _("Danh mục không có đơn vị mã {code} ({name}).").format(code=unit.ma, name=unit.ten),
        )
    )


def _province_of(unit: AdminUnit) -> str:
    ma = unit.ma_tinh or province_code(unit.tinh, _BEFORE)
    if ma not in provinces("ba_cap"):
        raise _unknown(unit)
    return ma


def _old(name: str, tinh: str | None, huyen: str | None) -> AdminUnit:
    """The unit of before 01/7/2025 that a typed name means."""
    if tinh is None:
        return province_unit("ba_cap", province_code(name, _BEFORE), _BEFORE)
    ma = province_code(tinh, _BEFORE)
    where = in_sentence(province_unit("ba_cap", ma, _BEFORE).ten)
    thanh = provinces("ba_cap")[ma].thanh
    # The province may be meant as it is now: what was merged into it comes second.
    codes = [ma, *(p.ma for p in provinces("ba_cap").values() if p.thanh == thanh and p.ma != ma)]
    if huyen is not None:
        district = _first(huyen, codes, where, communes=False)
        known = commune_units("ba_cap", district.ma_tinh, _BEFORE)
        inside = [unit for unit in known if unit.ma_huyen == district.ma]
        return only(name, inside, in_sentence(district.ten))
    return _first(name, codes, where, communes=True)


def _first(name: str, codes: list[str], where: str, *, communes: bool) -> AdminUnit:
    """The unit of a name in the first of the provinces, else in the others."""

    def known(provinces_in: list[str]) -> Iterator[AdminUnit]:
        for ma in provinces_in:
            yield from district_units(ma, _BEFORE)
            if communes:
                yield from commune_units("ba_cap", ma, _BEFORE)

    first, others = list(known(codes[:1])), list(known(codes[1:]))
    use = others if not matching(name, first) and matching(name, others) else first
    return only(name, use, where)
