"""Provinces and districts by the names people type, and what is said when none is meant."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.findings import HINT, InputError
from docgen.units import AdminUnit, doubts, units
from docgen.units.find import folded, matching, province_code, spelled

LAST = date(2025, 6, 30)
OLD, NEW = units(cap="tinh", ngay=LAST), units(cap="tinh")
SOME = units("Lạng Sơn", ngay=LAST) + units("Đắk Lắk", ngay=LAST) + units("Hồ Chí Minh", ngay=LAST)


def codes(error: InputError) -> list[str]:
    return [finding.code for finding in error.findings]


@pytest.mark.parametrize(
    "typed",
    [
        "Lạng Sơn", "tỉnh Lạng Sơn", "lang son", "LẠNG SƠN", "Langson", "T. Lạng Sơn", "20",
        " Tỉnh  Lạng Sơn ", "UBND tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn",
        normalize("NFD", "Lạng Sơn"),
    ],
)  # fmt: skip
def test_a_province_however_typed(typed: str) -> None:
    assert [unit.ten for unit in units(typed, "tinh")] == ["Tỉnh Lạng Sơn"]
    assert len(units(typed)) == 65


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("TP HCM", "Thành phố Hồ Chí Minh"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("tphcm", "Thành phố Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Sài Gòn", "Thành phố Hồ Chí Minh"),
        ("Thủ đô Hà Nội", "Thành phố Hà Nội"),
        ("Thừa Thiên - Huế", "Thành phố Huế"),
        ("tỉnh Thừa Thiên Huế", "Thành phố Huế"),
        ("Thanh Hoá", "Tỉnh Thanh Hóa"),
        ("Đắc Lắc", "Tỉnh Đắk Lắk"),
        ("Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
        ("TT. Huế", "Thành phố Huế"),
        ("T.T. Huế", "Thành phố Huế"),
    ],
)
def test_other_names_of_a_province(typed: str, name: str) -> None:
    assert [unit.ten for unit in units(typed, "tinh")] == [name]


def test_no_two_provinces_share_a_name_without_marks() -> None:
    for day, found in ((LAST, OLD), (None, NEW)):
        for unit in found:
            for typed in (unit.ten, unit.ten_rieng, folded(unit.ten), unit.ten_rieng.upper()):
                assert province_code(typed, day) == unit.ma


def test_an_unknown_province_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as error:
        units("Lạng Sôn Tây")
    assert codes(error.value) == ["TV01"]
    assert "Tỉnh Lạng Sơn" in error.value.findings[0].hint
    with pytest.raises(InputError) as error:
        units("xyz")
    assert "TP. HCM" in error.value.findings[0].hint


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("Phú Quốc", None, "đặc khu Phú Quốc (tỉnh An Giang)"),
        ("TP Thủ Đức", None, "thành phố Thủ Đức (Thành phố Hồ Chí Minh)"),
        ("diem he", None, "xã Điềm He (tỉnh Lạng Sơn)"),
        ("Huyện Văn Quan", LAST, "huyện Văn Quan (tỉnh Lạng Sơn)"),
        ("Tân Thành", None, " …"),
    ],
)
def test_a_lower_unit_given_for_a_province_is_told_with_its_province(
    typed: str, day: date | None, said: str
) -> None:
    with pytest.raises(InputError) as error:
        units(typed, ngay=day)
    assert codes(error.value) == ["TV01"]
    assert said in error.value.findings[0].hint


def test_a_province_that_ended_is_told_with_what_it_became() -> None:
    with pytest.raises(InputError) as error:
        units("Ninh Thuận")
    assert codes(error.value) == ["TV02"]
    assert "01/7/2025" in error.value.findings[0].message
    assert "tỉnh Khánh Hòa" in error.value.findings[0].message
    assert "--ngay 30/6/2025" in error.value.findings[0].hint
    assert len(units("Ninh Thuận", "huyen", LAST)) == 7


@pytest.mark.parametrize("more", [{"cap": "huyen"}, {"huyen": "Văn Quan"}])
def test_districts_ended(more: dict[str, Any]) -> None:
    with pytest.raises(InputError) as error:
        units("Lạng Sơn", **more)
    assert codes(error.value) == ["TV03"]
    assert "--ngay 30/6/2025" in error.value.findings[0].hint


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as error:
        units("Lạng Xơn", "ap")
    assert codes(error.value) == ["TV06", "TV01"]


@pytest.mark.parametrize(
    "typed",
    ["Văn Quan", "Huyện Văn Quan", "huyện văn quan", "van quan", "H. Văn Quan", "huyen van quan",
     "184"],
)  # fmt: skip
def test_a_district_however_typed(typed: str) -> None:
    found = units("Lạng Sơn", ngay=LAST, huyen=typed)
    assert {unit.huyen for unit in found} == {"Huyện Văn Quan"}
    assert units(ngay=LAST, huyen=typed) == found


def test_a_district_name_that_two_have_needs_its_type() -> None:
    with pytest.raises(InputError) as error:
        units("Đồng Tháp", ngay=LAST, huyen="Cao Lãnh")
    assert codes(error.value) == ["TV05"]
    assert "Huyện Cao Lãnh" in error.value.findings[0].hint
    assert "Thành phố Cao Lãnh" in error.value.findings[0].hint
    town = units("Đồng Tháp", ngay=LAST, huyen="TP. Cao Lãnh")
    assert {unit.huyen for unit in town} == {"Thành phố Cao Lãnh"}


def test_an_unknown_district_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as error:
        units("Lạng Sơn", ngay=LAST, huyen="Văn Quang")
    assert codes(error.value) == ["TV04"]
    assert "Huyện Văn Quan" in error.value.findings[0].hint


def test_marks_that_are_typed_count() -> None:
    wards = units("Lào Cai", ngay=LAST, huyen="Sa Pa")
    assert [unit.ma for unit in matching("Phường Sa Pả", wards)] == ["03002"]
    assert [unit.ma for unit in matching("phuong sa pa", wards)] == ["03001", "03002"]
    assert matching("Phường Sa Pạ", wards) == []


@given(st.sampled_from(SOME), st.sampled_from([str.upper, str.lower, str.title, folded]))
def test_every_unit_is_found_by_its_name(unit: AdminUnit, change: object) -> None:
    assert callable(change)
    assert unit in matching(change(unit.ten), SOME)
    assert unit in matching(change(normalize("NFD", unit.ten)), SOME)
    assert unit in matching(unit.ten_rieng, SOME)
    assert matching(unit.ma, SOME) == [unit]


@given(st.text())
def test_any_text_may_be_asked_for(text: str) -> None:
    found = matching(text, SOME)
    assert all(spelled(text) or unit.ma == text.strip() for unit in found)
    try:
        asked = units(text, "tinh")
    except InputError as error:
        told = codes(error)
    else:
        told = []
        assert len(asked) == 1
    assert told in ([], ["TV01"], ["TV02"])


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.sampled_from(["22", "24", "46", "75"]))
def test_the_name_of_a_day_holds_on_that_day(day: date, ma: str) -> None:
    (unit,) = units(ma, "tinh", day)
    assert unit.tu is None or unit.tu <= day
    assert unit.den is None or day <= unit.den
    for edge in (unit.tu, unit.den):
        if edge is not None:
            assert units(ma, "tinh", edge) == (unit,)


@pytest.mark.parametrize(
    ("tinh", "ma", "first", "before", "after"),
    [
        ("Đồng Nai", "26248", date(2026, 4, 30), "Xã Trảng Bom", "Phường Trảng Bom"),
        ("Bắc Ninh", "07399", date(2026, 9, 20), "Xã Kép", "Phường Kép"),
    ],
)
def test_communes_that_became_wards(
    tinh: str, ma: str, first: date, before: str, after: str
) -> None:
    def on(day: date) -> AdminUnit:
        return next(unit for unit in units(tinh, ngay=day) if unit.ma == ma)

    eve = on(first - timedelta(days=1))
    assert (eve.ten, eve.loai, eve.tu, eve.den) == (
        before, "xã", date(2025, 7, 1), first - timedelta(days=1),
    )  # fmt: skip
    assert (on(first).ten, on(first).loai, on(first).tu, on(first).den) == (
        after, "phường", first, None,
    )  # fmt: skip


def test_units_are_small_plain_data() -> None:
    unit = units("Lạng Sơn")[0]
    assert pickle.loads(pickle.dumps(unit)) == unit
    assert len(pickle.dumps(unit)) < 500
    assert AdminUnit("06280", "Xã Điềm He", "xã", "xa", "Tỉnh Lạng Sơn").ten_rieng == "Điềm He"


def test_a_day_before_the_table_is_told() -> None:
    assert doubts() == doubts(date(2025, 3, 1)) == doubts(date(2026, 1, 1)) == ()
    (hint,) = doubts(date(2022, 6, 23))
    assert (hint.code, hint.severity) == ("TV07", HINT)
    assert "23/6/2022" in hint.message


def test_a_day_behind_the_last_change_is_told() -> None:
    assert doubts(date(2026, 9, 20)) == ()
    (hint,) = doubts(date(2040, 1, 1))
    assert (hint.code, hint.severity) == ("TV07", HINT)
    assert "20/9/2026" in hint.message
    assert "01/01/2040" in hint.message


def test_names_by_acts_that_were_not_read_are_told() -> None:
    assert doubts(None, units("Lạng Sơn")) == ()
    assert doubts(date(2026, 4, 29), units("Đồng Nai", ngay=date(2026, 4, 29))) == ()
    assert doubts(LAST, units("Đồng Nai", ngay=LAST)) == ()
    (hint,) = doubts(None, units("Đồng Nai"))
    assert (hint.code, hint.severity) == ("TV08", HINT)
    assert "11 đơn vị" in hint.message
    assert "thành phố Đồng Nai, phường Lộc Ninh" in hint.message
    assert "30/2026/QH16" in hint.hint
    assert "--ngay 29/4/2026" in hint.hint
    # The province's name stands on what its communes print.
    (hint,) = doubts(None, units("Quảng Ninh"))
    assert "1 đơn vị" in hint.message
    (hint,) = doubts(None, units())
    assert "25 đơn vị" in hint.message
