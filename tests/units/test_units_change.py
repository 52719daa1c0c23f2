"""What became of a unit on 01/7/2025, what a unit came from, and the profile made of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from docgen.findings import InputError
from docgen.model.co_quan import HoSoDonVi
from docgen.units import AdminUnit, became, came_from, profile_of, units

ROOT = Path(__file__).parent.parent.parent
LAST = date(2025, 6, 30)
OLD = [unit for tinh in ("Lạng Sơn", "Đà Nẵng", "Quảng Nam") for unit in units(tinh, ngay=LAST)]
NEW = units("Lạng Sơn") + units("Đà Nẵng")


def names(found: tuple[AdminUnit, ...]) -> list[str]:
    return [unit.ten for unit in found]


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        (("Xã Điềm He", "Lạng Sơn"), ["Xã Điềm He"]),
        (("điềm he", "lang son"), ["Xã Điềm He"]),
        (("TT Văn Quan", "Lạng Sơn"), ["Xã Văn Quan"]),
        (("Tân Thành", "Lạng Sơn", "Cao Lộc"), ["Xã Tân Đoàn"]),
        (("P. 5", "TP.HCM", "Q. 5"), ["Phường An Đông"]),
        (("Hà Giang",), ["Tỉnh Tuyên Quang"]),
        (("Lạng Sơn",), ["Tỉnh Lạng Sơn"]),
        (("Huyện Côn Đảo", "Bà Rịa - Vũng Tàu"), ["Đặc khu Côn Đảo"]),
        (("Phường Nham Biền", "Bắc Giang"), ["Phường Yên Dũng"]),
    ],
)
def test_what_became_of_a_name(asked: tuple[str, ...], now: list[str]) -> None:
    assert names(became(*asked)) == now


def test_a_name_of_a_merged_province_is_found_under_the_province_of_now() -> None:
    assert became("Phường Nham Biền", "Bắc Ninh") == became("Phường Nham Biền", "Bắc Giang")


def test_a_split_commune_became_several() -> None:
    found = became("Phường Hà Khẩu", "Quảng Ninh")
    assert [unit.ma for unit in found] == ["06661", "06706"]
    old = next(unit for unit in units("Quảng Ninh", ngay=LAST) if unit.ten == "Phường Hà Khẩu")
    assert all(old in came_from(unit) for unit in found)


def test_a_district_became_all_that_its_communes_are_part_of() -> None:
    (district,) = units("Lạng Sơn", "huyen", LAST, "Văn Quan")
    parts = {new for unit in units("Lạng Sơn", ngay=LAST, huyen="184") for new in became(unit)}
    assert set(became(district)) == parts
    assert "Xã Điềm He" in names(became("huyện Văn Quan", "Lạng Sơn"))


def test_what_a_unit_came_from() -> None:
    found = came_from("Xã Điềm He", "Lạng Sơn")
    assert names(found) == ["Xã Trấn Ninh", "Xã Liên Hội", "Xã Điềm He"]
    assert {unit.huyen for unit in found} == {"Huyện Văn Quan"}
    assert sorted(names(came_from("Lâm Đồng"))) == [
        "Tỉnh Bình Thuận", "Tỉnh Lâm Đồng", "Tỉnh Đắk Nông",
    ]  # fmt: skip
    assert names(came_from("Hoàng Sa", "Đà Nẵng")) == ["Huyện Hoàng Sa"]


@settings(max_examples=40)
@given(st.sampled_from(OLD))
def test_what_became_of_a_unit_came_from_it(unit: AdminUnit) -> None:
    assert became(unit)
    assert all(unit in came_from(new) for new in became(unit))


@settings(max_examples=25)
@given(st.sampled_from(NEW))
def test_what_a_unit_came_from_became_it(unit: AdminUnit) -> None:
    assert came_from(unit)
    assert all(unit in became(old) for old in came_from(unit))
    assert became(unit) == (unit,)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (None, "Phường Trảng Bom"),
        (date(2026, 4, 29), "Xã Trảng Bom"),
        (date(2020, 1, 1), "Xã Trảng Bom"),
    ],
)
def test_names_of_now_are_those_of_the_day(day: date | None, name: str) -> None:
    assert names(became("Thị trấn Trảng Bom", "Đồng Nai", ngay=day)) == [name]


def test_a_unit_known_by_its_names_alone() -> None:
    old = AdminUnit("06280", "Xã Điềm He", "xã", "xa", "Tỉnh Lạng Sơn", "Huyện Văn Quan")
    (new,) = became(old)
    assert new.ten == "Xã Điềm He"
    alone = AdminUnit(new.ma, new.ten, new.loai, new.cap, new.tinh)
    assert came_from(alone) == came_from(new)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("Văn Quan", "Lạng Sơn"), "TV05"),
        (("Xã Tân Thành", "Lạng Sơn"), "TV05"),
        (("Xã Điềm Hẹ", "Lạng Sơn"), "TV04"),
        (("Xã Điềm He", "Lạng Sơn", "Huyện Bình"), "TV04"),
        (("Xã Điềm He", "Xứ Lạng"), "TV01"),
        (("Xứ Lạng",), "TV01"),
    ],
)
def test_mistyped_names(asked: tuple[str, ...], code: str) -> None:
    with pytest.raises(InputError) as error:
        became(*asked)
    assert [finding.code for finding in error.value.findings] == [code]


def test_units_that_the_tables_do_not_have() -> None:
    gone = AdminUnit("99999", "Xã Không Có", "xã", "xa", "Tỉnh Lạng Sơn", "Huyện Văn Quan")
    with pytest.raises(InputError, match="TV04"):
        became(gone)
    with pytest.raises(InputError, match="TV04"):
        came_from(units("Lạng Sơn", ngay=LAST)[0])
    with pytest.raises(InputError, match="TV02"):
        came_from("Xã Ma Nới", "Ninh Thuận")


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("ubnd_xa_diem_he", lambda: became("Xã Điềm He", "Lạng Sơn")[0]),
        ("ubnd_huyen_van_quan", lambda: units("Lạng Sơn", "huyen", LAST, "Văn Quan")[0]),
        ("ubnd_huyen_ninh_son", lambda: units("Ninh Thuận", "huyen", LAST, "Ninh Sơn")[0]),
        ("ubnd_tinh_lang_son", lambda: units("Lạng Sơn", "tinh")[0]),
        ("ubnd_tinh_dak_nong", lambda: units("Đắk Nông", "tinh", LAST)[0]),
    ],
)
def test_a_profile_says_what_the_fixture_says(file: str, unit: object) -> None:
    assert callable(unit)
    written = HoSoDonVi.model_validate(
        YAML(typ="safe").load(ROOT / "fixtures" / "don_vi" / f"{file}.yaml")
    )
    made = profile_of(unit())
    for key in ("ten", "viet_tat", "cap", "dia_danh", "tinh", "cap_tren", "chu_quan"):
        assert getattr(made, key) == getattr(written, key), key
    for key in ("hieu_luc_tu", "hieu_luc_den"):
        assert getattr(made, key) == getattr(written, key), key


def test_a_profile_invents_nothing() -> None:
    for unit in (units("Lạng Sơn")[0], units("Lạng Sơn", "tinh")[0]):
        made = profile_of(unit)
        assert made.nguoi_ky == made.phong_ban == made.noi_nhan == []
        assert made.luu is None
        assert unit.ma in (made.ghi_chu or "")


@pytest.mark.parametrize(
    ("asked", "ten", "dia_danh", "cap_tren"),
    [
        (("HCM", "huyen", LAST, "Quận 1"), "Ủy ban nhân dân Quận 1", "Quận 1",
         "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        (("HCM", "tinh"), "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh",
         "Chính phủ"),
        (("Hà Nội", "tinh"), "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội", "Chính phủ"),
        (("Lạng Sơn", "huyen", LAST, "TP Lạng Sơn"), "Ủy ban nhân dân thành phố Lạng Sơn",
         "Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn"),
    ],
)  # fmt: skip
def test_names_with_a_number_keep_their_type(
    asked: tuple[Any, ...], ten: str, dia_danh: str, cap_tren: str
) -> None:
    made = profile_of(units(*asked)[0])
    assert (made.ten, made.dia_danh, made.cap_tren) == (ten, dia_danh, cap_tren)


def test_the_day_of_a_profile_is_its_levels_period() -> None:
    (ward,) = units("HCM", ngay=LAST, huyen="Quận 5")[:1]
    assert str(profile_of(ward).model_dump()["hieu_luc_den"]) == "2025-06-30"
    commune = profile_of(units("Lạng Sơn")[0]).model_dump()
    assert (commune["hieu_luc_tu"], commune["hieu_luc_den"]) == ("2025-07-01", None)
