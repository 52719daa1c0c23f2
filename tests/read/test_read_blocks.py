"""Body text as typed, turned into blocks: levels, tables, audiences, and no text lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.read.blocks import read_blocks


def caps(text: str) -> list[tuple[str, str]]:
    return [(b.data["cap"], b.data.get("text", "")) for b in read_blocks(text)]


@pytest.mark.parametrize(
    ("line", "cap", "text"),
    [
        ("I. MỤC ĐÍCH", "la_ma", "MỤC ĐÍCH"),
        ("XIV. HẾT", "la_ma", "HẾT"),
        ("1. Mục đích", "so", "Mục đích"),
        ("1.1. Đối với xã", "so_kep", "Đối với xã"),
        ("1.2 Không chấm", "so_kep", "Không chấm"),
        ("a) Một", "chu", "Một"),
        ("đ) Năm", "chu", "Năm"),
        ("- Gạch", "gach", "Gạch"),
        ("– Gạch dài", "gach", "Gạch dài"),
        ("-Sát chữ", "gach", "Sát chữ"),
        ("+ Cộng", "cong", "Cộng"),
        ("Điều 1. Ban hành", "dieu", "Ban hành"),
        ("Lời văn thường", "doan", "Lời văn thường"),
        ("\\- Không phải gạch", "doan", "\\- Không phải gạch"),
        ("-5 độ C là lạnh", "doan", "-5 độ C là lạnh"),
        ("1.250 tỷ đồng", "doan", "1.250 tỷ đồng"),
        ("30/4 là ngày lễ", "doan", "30/4 là ngày lễ"),
        ("Mục tiêu chung", "doan", "Mục tiêu chung"),
        ("Phần lớn các xã", "doan", "Phần lớn các xã"),
        ("(a) trong ngoặc", "doan", "(a) trong ngoặc"),
        ("IIII. Không phải La Mã", "doan", "IIII. Không phải La Mã"),
    ],
)
def test_levels(line: str, cap: str, text: str) -> None:
    assert caps(line) == [(cap, text)]


def test_titles_stand_on_the_next_line_or_the_same() -> None:
    assert caps("Chương I\nQUY ĐỊNH CHUNG\nMục 1. PHẠM VI\nĐiều 1. Tên") == [
        ("chuong", "QUY ĐỊNH CHUNG"),
        ("muc", "PHẠM VI"),
        ("dieu", "Tên"),
    ]
    assert caps("Phần I\n\nTỔNG QUAN\nChương I\nĐiều 1. Tên")[0] == ("phan", "TỔNG QUAN")


def test_a_chapter_without_title_takes_no_clause_for_one() -> None:
    assert caps("Chương I\nĐiều 1. Tên") == [("chuong", ""), ("dieu", "Tên")]


def test_so_kep_belongs_to_its_clause() -> None:
    # "3.5 triệu …" under clause 1 is a figure, not a heading 3.5.
    assert caps("1. Một\n1.1. Con\n3.5 triệu đồng") == [
        ("so", "Một"),
        ("so_kep", "Con"),
        ("doan", "3.5 triệu đồng"),
    ]
    assert read_blocks("1. Một\n1.1.1. Cháu")[1].data["bac"] == 3


def test_audience_at_the_end_of_a_line() -> None:
    block = read_blocks("- Việc của xã {doi_tuong: xa, huyen}")[0].data
    assert block == {"cap": "gach", "text": "Việc của xã", "doi_tuong": ["xa", "huyen"]}


def test_table() -> None:
    block = read_blocks("| TT | Nội dung |\n|---|:--|\n| 1 | a \\| b |\n| 2 |")[0].data
    assert block["cot"] == [{"ten": "TT"}, {"ten": "Nội dung"}]
    assert block["hang"] == [["1", "a | b"], ["2", ""]]


def test_lines_are_known() -> None:
    assert [b.line for b in read_blocks("\nI. A\n\n- b\nc")] == [1, 3, 4]


LABELS = ["I. ", "1. ", "1.1. ", "a) ", "đ) ", "- ", "+ ", "Điều 1. ", "Chương I", "| a | b |", ""]


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text(alphabet="abc ơư.:;()-|{}\\", max_size=12)),
        max_size=12,
    )
)
def test_total_and_nothing_lost(parts: list[tuple[str, str]]) -> None:
    text = "\n".join(label + words for label, words in parts)
    blocks = read_blocks(text)
    kept = "".join(
        b.label
        + str(b.data.get("text", ""))
        + "".join(b.data.get("doi_tuong", []))
        + "".join(c["ten"] for c in b.data.get("cot", []))
        + "".join(x for r in b.data.get("hang", []) for x in r)
        for b in blocks
    )
    for letter in set(re.findall(r"[ơư]", text)):
        assert kept.count(letter) == text.count(letter)


def test_backslash_at_the_start_keeps_words_text_and_at_the_end_breaks_the_line() -> None:
    assert caps("\\Chương II của Luật\n\\(Kèm theo") == [
        ("doan", "Chương II của Luật"),
        ("doan", "(Kèm theo"),
    ]
    assert caps("- dòng một\\\ndòng hai\nđoạn") == [
        ("gach", "dòng một\ndòng hai"),
        ("doan", "đoạn"),
    ]


def test_audience_in_brackets_is_read_too() -> None:
    (block,) = read_blocks("- Báo cáo {doi_tuong: [huyen, xa]}")
    assert block.data == {"cap": "gach", "text": "Báo cáo", "doi_tuong": ["huyen", "xa"]}
