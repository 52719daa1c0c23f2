"""Automatic numbers: printed as Word prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.read.word.numbering import letter, printed, roman
from tests.read.word.helpers import lines, para


def lvl(ilvl: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(ilvl: int | None = 0, num: int = 1, text: str = "x", more: str = "") -> str:
    level = "" if ilvl is None else f'<w:ilvl w:val="{ilvl}"/>'
    return para(text, ppr=f'{more}<w:numPr>{level}<w:numId w:val="{num}"/></w:numPr>')


def labels(levels: str, *items: str) -> list[str]:
    return [line.label for line in lines("".join(items), numbering=levels)]


PLAN = (
    lvl(0, "upperRoman", "%1."),
    lvl(1, "decimal", "%2."),
    lvl(2, "lowerLetter", "%3)"),
    lvl(3, "bullet", "-"),
    lvl(4, "bullet", "+"),
)


def test_levels_count_and_restart() -> None:
    order = [0, 1, 1, 2, 2, 3, 4, 1, 2, 0, 1]
    found = labels(numbering(*PLAN), *(item(level) for level in order))
    assert found == ["I.", "1.", "2.", "a)", "b)", "-", "+", "3.", "a)", "II.", "1."]


def test_higher_numbers_are_printed() -> None:
    levels = numbering(
        lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2."), lvl(2, "decimal", "%1.%2.%3")
    )
    assert labels(levels, *(item(n) for n in (0, 1, 1, 2, 0, 2))) == [
        "1.",
        "1.1.",
        "1.2.",
        "1.2.1",
        "2.",
        "2.1.1",
    ]


@pytest.mark.parametrize(
    ("levels", "order", "expected"),
    [
        ([lvl(0, "decimal", "Điều %1.", 5)], [0, 0], ["Điều 5.", "Điều 6."]),
        ([lvl(0, "lowerLetter", "(%1)", 26)], [0, 0], ["(z)", "(aa)"]),
        ([lvl(0, "decimalZero", "%1")], [0], ["01"]),
        ([lvl(0, "lowerRoman", "%1.", 4)], [0], ["iv."]),
        ([lvl(0, "none", "Mục %1")], [0], ["Mục"]),
        ([lvl(0, "chineseCounting", "%1.")], [0], ["1."]),
        (
            [lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2", 1, "<w:isLgl/>")],
            [0, 0, 1],
            ["I.", "II.", "2.1"],
        ),
        (
            [lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)", 1, '<w:lvlRestart w:val="0"/>')],
            [0, 1, 1, 0, 1],
            ["1.", "1)", "2)", "2.", "3)"],
        ),
        ([lvl(0, "bullet", "\uf0b7"), lvl(1, "bullet", "o")], [0, 1, 0], ["-", "+", "-"]),
        ([lvl(0, "bullet", "–"), lvl(1, "bullet", "\uf02b")], [0, 1], ["-", "+"]),
        ([lvl(0, "bullet", "")], [0], [""]),
        ([], [0], [""]),
    ],
)
def test_formats(levels: list[str], order: list[int], expected: list[str]) -> None:
    assert labels(numbering(*levels), *(item(n) for n in order)) == expected


def test_lists_share_counts_unless_they_start_anew() -> None:
    num = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    nums = (
        num.format(1, "") + num.format(2, "") + num.format(3, start.format(7)) + num.format(4, own)
    )
    found = labels(
        numbering(lvl(0, "decimal", "%1."), nums=nums),
        item(0, 1),
        item(0, 2),
        item(0, 3),
        item(0, 3),
        item(0, 4),
    )
    assert found == ["1.", "2.", "7.", "8.", "i)"]


def test_numbers_from_styles_and_links() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="Khoản"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    levels = numbering(
        lvl(0, "decimal", "%1."),
        lvl(1, "lowerLetter", "%2)", 1, '<w:pStyle w:val="K"/>'),
        nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
    ).replace(
        "<w:num ",
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum><w:num ',
        1,
    )
    body = item(0) + para("x", ppr='<w:pStyle w:val="K"/>') + item(0, 2) + item(0, 0)
    body += item(None, 0, more='<w:pStyle w:val="K"/>')
    found = [line.label for line in lines(body, styles=styles, numbering=levels)]
    assert found == ["1.", "a)", "2.", "", ""]


def test_number_of_an_empty_paragraph_is_kept() -> None:
    (line,) = lines(item(0, text=""), numbering=numbering(*PLAN))
    assert (line.label, line.text) == ("I.", "")


def test_unknown_list_and_odd_values() -> None:
    assert labels(numbering(*PLAN), item(0, 99), item(55), item(-3)) == ["", "", "II."]
    assert labels("<w:num/><w:abstractNum/>", item()) == [""]


@given(st.integers(1, 3999))
def test_roman(value: int) -> None:
    signs = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    numbers = [signs[c] for c in roman(value)]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    assert sum(-a if a < b else a for a, b in pairs) == value


@given(st.integers(-5, 10**7), st.sampled_from(["lowerRoman", "upperLetter", "ordinal", "x"]))
def test_every_number_is_printed(value: int, form: str) -> None:
    assert 0 < len(printed(value, form)) < 120
    assert letter(27) == "aa"
