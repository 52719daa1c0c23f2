"""Names of the files of a batch."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.batch.item import Item
from docgen.batch.names import LONGEST, plan_names
from docgen.findings import InputError
from docgen.model import Ngay
from tests.batch.rosters import codes, said

RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def names(pattern: str, *items: Item, numbers: tuple[int, ...] = ()) -> list[str]:
    return list(plan_names(items, pattern, numbers).values())


def unit(number: int, name: str, level: str = "", **values: Any) -> Item:
    return Item(number, name, {k.replace("__", "."): v for k, v in values.items()}, level)


def test_fields() -> None:
    item = unit(
        2, "Uỷ ban nhân dân xã Điềm He", "xa", dia_danh="Điềm He", tinh="Lạng Sơn", so="5",
        ngay=Ngay(ngay=23, thang=6, nam=2022), chu_ky__ho_ten="Lê Đức A",
        chi_tieu__x__gia_tri=Decimal(7), chi_tieu__x__tren=Decimal(16),
        co_quan__ten="Ủy ban nhân dân xã Điềm He", noi_nhan=["A", "B c"], bien__h="1/7",
    )  # fmt: skip
    for pattern, name in [
        ("{ten}", "xa_diem_he"), ("{so_thu_tu:03}-{ten}", "001-xa_diem_he"),
        ("{so_thu_tu}. {ten}", "1. xa_diem_he"), ("{tinh}_{cap}", "lang_son_xa"),
        ("{ dia_danh }", "diem_he"), ("Đề cương {ten}", "De cuong xa_diem_he"),
        ("{ky.ho_ten}", "le_duc_a"), ("{chu_ky.ho_ten}", "le_duc_a"), ("{ngay}", "2022_6_23"),
        ("{chi_tieu.x}", "7_16"), ("{chi_tieu.x.tren}", "16"), ("{co_quan.ten}", "xa_diem_he"),
        ("{noi_nhan}", "a_b_c"), ("{bien.h}", "1_7"), ("{so}-{ten}", "5-xa_diem_he"),
        ("{co_quan.cap}", "xa"), ("ke_hoach", "ke_hoach"),
    ]:  # fmt: skip
        assert names(pattern, item) == [name]


def test_a_field_without_a_value_takes_its_separator_along() -> None:
    known, unknown = unit(2, "A", tinh="X"), unit(3, "B")
    assert names("{tinh}-{ten}", known, unknown) == ["x-a", "b"]
    assert names("{ten} - {tinh} - 1", known, unknown) == ["a - x - 1", "b - 1"]
    assert names("{tinh}", unknown) == ["b"]
    assert names("{tinh}", unit(2, "…")) == ["don_vi"]


def test_fields_are_titles_too_and_endings_are_left_out() -> None:
    item = unit(2, "Xã A", **{"bien.han": "30/6/2026", "chi_tieu.x.gia_tri": Decimal(7)})
    assert names("{STT}-{Tên đơn vị}", item) == ["1-xa_a"]
    assert names("{han}_{x}_{so thu tu}.DOCX", item) == ["30_6_2026_7_1"]
    with pytest.raises(InputError):
        names("{Email}", item)


def test_names_are_unique() -> None:
    rows = [unit(n, name) for n, name in enumerate(["Xã A", "xã á", "Xã B", "A-2", "xa a"], 2)]
    assert names("{ten}", *rows) == ["xa_a", "xa_a-2", "xa_b", "a_2", "xa_a-3"]
    assert names("Mẫu", *rows[:2]) == ["Mau", "Mau-2"]


def test_namesakes_are_told_apart_by_the_place_above() -> None:
    here = {"tinh": "Đồng Nai", "cap_tren": "Ủy ban nhân dân huyện Đồng Phú"}
    near = {"tinh": "Đồng Nai", "cap_tren": "Ủy ban nhân dân huyện Hớn Quản"}
    far = {"tinh": "Cà Mau", "cap_tren": "Ủy ban nhân dân huyện Cái Nước"}

    def rows(*values: dict[str, str]) -> list[Item]:
        return [unit(n, "Xã Tân Hưng", **one) for n, one in enumerate(values, 2)]

    assert names("{ten}", *rows(here, far)) == ["xa_tan_hung-dong_nai", "xa_tan_hung-ca_mau"]
    assert names("{ten}", *rows(here, near, far)) == [
        "xa_tan_hung-huyen_dong_phu", "xa_tan_hung-huyen_hon_quan", "xa_tan_hung-huyen_cai_nuoc",
    ]  # fmt: skip
    assert names("{ten}", *rows(here, here)) == ["xa_tan_hung", "xa_tan_hung-2"]
    assert names("{ten}", *rows(here)) == ["xa_tan_hung"]
    assert names("{ten}-{so_thu_tu}", *rows(here, far)) == ["xa_tan_hung-1", "xa_tan_hung-2"]


def test_the_running_number_counts_the_rows_that_stay_behind() -> None:
    rows = [unit(2, "A"), unit(5, "B")]
    assert names("{so_thu_tu:02}", *rows) == ["01", "02"]
    assert names("{so_thu_tu:02}", *rows, numbers=(2, 3, 5)) == ["01", "03"]


@pytest.mark.parametrize(
    ("pattern", "code", "words"),
    [
        ("{tne}", "BC62", "Có phải `ten`?"), ("{}", "BC62", "so_thu_tu, ten"),
        ("{ten:03}", "BC62", "{so_thu_tu:03}"), ("{so_thu_tu:x}", "BC62", "{so_thu_tu:03}"),
        ("{so_thu_tu:999}", "BC62", "{so_thu_tu:03}"),
        ("a/{ten}", "BC63", "“/”"), ("{ten}?", "BC63", "“?”"), ("{ten", "BC63", "không khớp"),
        ("ten}", "BC63", "không khớp"), ("{{ten}}", "BC63", "không khớp"),
    ],
)  # fmt: skip
def test_patterns_that_cannot_be(pattern: str, code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        plan_names([unit(2, "A")], pattern)
    assert codes(caught.value) == [code]
    assert words in said(caught.value.findings)[0]


def test_all_that_is_wrong_with_a_pattern_is_told() -> None:
    with pytest.raises(InputError) as caught:
        plan_names([], "{a}/{b:1}{")
    assert codes(caught.value) == ["BC62", "BC62", "BC63", "BC63"]


def test_reserved_names() -> None:
    assert names("{ten}", *(unit(n, w) for n, w in enumerate(["Con", "COM1", "Nul ", "Cốn"]))) == [
        "_con", "_com1", "_nul", "_con-2",
    ]  # fmt: skip
    assert names("aux.{ten}", unit(1, "A")) == ["_aux.a"]


_WORDS = st.text(max_size=40) | st.sampled_from(["con", "CON", "x" * 300, "UBND xã A", "...", "a."])
_ITEMS = st.lists(_WORDS, max_size=12).map(
    lambda found: [Item(n, name, {"tinh": name[::-1]}) for n, name in enumerate(found, 2)]
)
_LITERAL = st.text(
    st.characters(codec="utf-8", exclude_characters='{}<>:"/\\|?*', exclude_categories=["Cc"]),
    max_size=8,
)


@settings(deadline=None)
@given(
    _ITEMS,
    _LITERAL,
    _LITERAL,
    st.sampled_from(["{ten}", "{so_thu_tu:02}", "{tinh}", "{ten}-{tinh}", ""]),
)
def test_every_name_is_unique_and_legal(items: list[Item], a: str, b: str, field: str) -> None:
    pattern = a + field + b
    planned = plan_names(items, pattern)
    assert planned == plan_names(items, pattern)
    assert list(planned) == [i.number for i in items]
    assert len({name.lower() for name in planned.values()}) == len(items)
    for name in planned.values():
        assert 0 < len(name) <= LONGEST + 1
        assert re.fullmatch(r'[^<>:"/\\|?*\x00-\x1f\x7f-\U0010ffff]+', name)
        assert name[-1] not in " ."
        assert name[0] not in " ."
        assert name.split(".")[0].strip().lower() not in RESERVED
