"""Alignment of table columns that say none."""

from __future__ import annotations

import pytest

from docgen.model import Cot
from docgen.write.layout.inline import DAM, Chu, Run, Runs
from docgen.write.layout.tables import lay_out_table


def alignment(head: str, cells: list[str], first: bool = False, can: str | None = None) -> str:
    columns = [Cot.model_validate({"ten": head, "can": can}), Cot(ten="x")]
    rows = [[c, "chữ dài hơn"] for c in cells]
    if not first:
        columns.reverse()
        rows = [row[::-1] for row in rows]

    def resolve(text: str) -> Chu:
        return Runs((Run(text[2:-2], DAM),)) if text.startswith("**") else text

    return lay_out_table("", columns, rows, resolve, 450, 13).can[0 if first else 1]


@pytest.mark.parametrize(
    ("head", "cells", "can"),
    [
        ("Kinh phí (đồng)", ["1.500.000", "20.000", "**1.520.000**"], "phai"),
        ("Tỷ lệ", ["63,5%", "100%", "5,0 %"], "phai"),
        ("Số xã", ["115", "", "7"], "phai"),
        ("Số xã", ["115", "-", "7"], "phai"),
        ("Tăng, giảm", ["-1,5", "+2", "0"], "phai"),
        ("Đạt", ["115/181", "7/10"], "giua"),
        ("Ngày", ["15/3/2026", "01/4/2026"], "giua"),
        ("Năm", ["2024", "2025"], "giua"),
        ("ĐVT", ["xã", "%"], "giua"),
        ("STT", ["1", "2", "10"], "giua"),
        ("TT", ["I", "1", "a"], "giua"),
        ("Số TT", ["", ""], "giua"),
        ("Nội dung", ["Nội dung dài", "12"], "trai"),
        ("Nội dung", ["", ""], "trai"),
    ],
)
def test_alignment(head: str, cells: list[str], can: str) -> None:
    assert alignment(head, cells) == can


def test_a_first_column_that_counts_is_centred() -> None:
    assert alignment("", ["1", "2", "3"], first=True) == "giua"
    assert alignment("", ["7", "2", "3"], first=True) == "phai"


@pytest.mark.parametrize("can", ["trai", "giua", "phai", "deu"])
def test_what_the_data_says_wins(can: str) -> None:
    assert alignment("STT", ["1", "2"], can=can) == can
    assert alignment("Số tiền", ["1.000", "20.000"], can=can) == can
