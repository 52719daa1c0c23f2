"""What is read out of an answer: figures, texts without dots; places put beside paragraphs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.by_words import side_by_side
from docgen.batch.collect import read_figure
from docgen.batch.questions import Question, bare


@pytest.mark.parametrize(
    ("text", "unit", "number", "total", "code"),
    [
        ("1.250", "hộ", "1250", None, ""),
        ("12,5 %", "%", "12.5", None, ""),
        ("7/16 xã", "xã", "7", "16", ""),
        ("12 hộ.", "hộ", "12", None, ""),
        ("1.250 hộ nghèo", "hộ", "1250", None, "TH07"),
        ("1,250", "hộ", "1.25", None, "TH07"),
        # Numbers of something else are not of this column.
        ("1.250 đồng", "triệu đồng", None, None, "TH06"),
        ("7/16", "%", None, None, "TH06"),
        ("12,5%", "hộ", None, None, "TH06"),
        ("7\\16", "xã", None, None, "TH06"),
        ("không có", "hộ", None, None, "TH06"),
        ("như năm trước", "hộ", None, None, "TH06"),
    ],
)
def test_figures_as_they_are_written(
    text: str, unit: str, number: str | None, total: str | None, code: str
) -> None:
    answer, told, _words = read_figure(bare(text), Question("ket_qua.a", "a", unit))
    assert answer.text == text.rstrip(".") or answer.text == text
    assert (answer.so, told) == (Decimal(number) if number else None, code)
    assert answer.tren == (Decimal(total) if total else None)


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("……… 12 ………", "12"), ("....12,5....", "12,5"), (".5", ".5"), ("-5", "-5"),
        ("Tốt./.", "Tốt"), ("___", ""), ("-", ""), ("…\nMột …\n……\nHai", "Một\nHai"),
        (r"a*b\c", r"a*b\c"),
    ],
)  # fmt: skip
def test_answers_without_dots(written: str, answer: str) -> None:
    assert bare(written) == answer


@given(st.lists(st.dictionaries(st.integers(0, 5), st.integers(1, 9), max_size=4), max_size=6))
def test_side_by_side_is_in_order_and_best(weights: list[dict[int, int]]) -> None:
    def best(place: int, first: int) -> int:
        if place == len(weights):
            return 0
        return max(
            [best(place + 1, first)]
            + [w + best(place + 1, at + 1) for at, w in weights[place].items() if at >= first]
        )

    pairs = side_by_side(weights, 6)
    assert pairs == sorted(pairs)
    assert len({a for a, _b in pairs}) == len({b for _a, b in pairs}) == len(pairs)
    assert sum(weights[a][b] for a, b in pairs) == best(0, 0)
