"""Hints: room to sign, Nơi nhận at the margin, the size of V/v, spaces, ends of list items."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.check.opening import open_docx
from docgen.check.registry import check_document
from docgen.findings import HINT
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from tests.check import mutate
from tests.check.word_files import changed, edited, findings_of, severities_of

CODES = ("TC03", "TC06", "TC23", "TC25", "DS15")
LETTER = {"van_ban": "cong_van"}
FIXTURES = sorted((mutate.BASES.parents[2] / "fixtures").glob("*.yaml"))


@pytest.mark.parametrize(("points", "hints"), [(30, 1), (45, 1), (58, 0), (70, 0)])
def test_room_to_sign_below_20_mm_is_a_hint(points: float, hints: int) -> None:
    example = {"doan": [{"o": "chu_ky", "dong_dung": points}]}
    assert severities_of(example, "TC23") == [HINT] * hints


@pytest.mark.parametrize(("points", "hints"), [(0, 0), (2, 0), (4, 1), (12, 1)])
def test_recipients_indented_by_more_than_a_millimetre(points: float, hints: int) -> None:
    example = {"doan": [{"o": "noi_nhan", "trai": points}]}
    assert severities_of(example, "TC25") == [HINT] * hints


def _with_margin(mode: str, more: str = "") -> bytes:
    """The base with the inner margin of a new Word table, in a compatibility mode."""
    made = changed(
        {}, (r'<w:left w:w="0" w:type="dxa"/>', r'<w:left w:w="108" w:type="dxa"/>' + more)
    )
    return edited(
        made, "word/settings.xml",
        (r'(w:name="compatibilityMode"[^>]*w:val=)"15"', rf'\1"{mode}"'),
    )  # fmt: skip


def test_inner_margin_of_the_cell_counts_in_present_word_only() -> None:
    """Up to Word 2010 a table hangs out by the inner margin: the letters stand at the margin."""
    (found,) = findings_of(_with_margin("15"), "TC25")
    assert found.severity == HINT
    assert found.found == "1,9 mm"
    assert findings_of(_with_margin("14"), "TC25") == []


def test_hanging_first_line_is_at_the_margin() -> None:
    example = {"doan": [{"o": "noi_nhan", "trai": 14, "thut": -14}]}
    assert findings_of(example, "TC25") == []


@pytest.mark.parametrize(("size", "subject"), [(14, 12), (13, 13)])
def test_subject_of_the_other_set_is_a_hint(size: int, subject: int) -> None:
    example: dict[str, Any] = {**LETTER, "du_lieu": {"trinh_bay": {"co_chu": size}}}
    assert findings_of(example, "TC06") == []
    example["chu"] = [{"o": "trich_yeu_cv", "co_chu": subject}]
    (found,) = findings_of(example, "TC06")
    assert found.severity == HINT
    assert found.expected == str(13 if size == 14 else 12)
    assert found.fixes


def test_subject_is_left_alone_where_the_head_is_mixed() -> None:
    """One cause, one finding: which set the subject belongs to is not known then."""
    letters = [{"o": "trich_yeu_cv", "co_chu": 12}, {"o": "tieu_ngu", "co_chu": 13}]
    assert len(findings_of({**LETTER, "chu": letters}, "TC06")) == 1


_SPACE = '<w:r><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr><w:t xml:space="preserve"> '
_SPACE += "</w:t></w:r>"


def _spaced(font: str, example: dict[str, Any] | None = None, count: int = 0) -> bytes:
    """The base with a space of a font before the last run of each paragraph of the body."""
    run = r'(<w:pStyle w:val="So[^"]*"/>(?:(?!</w:p>).)*?<w:r>(?:(?!</w:p>).)*?</w:r>)(</w:p>)'
    more = r"\1" + _SPACE.format(font) + r"<w:r><w:t>thêm.</w:t></w:r>\2"
    return changed(example or {}, (run, more), count=count)


def test_spaces_of_another_font_are_one_hint_for_the_document() -> None:
    (found,) = findings_of(_spaced("Calibri"), "TC03")
    assert found.severity == HINT
    assert found.found == "Calibri"
    assert found.excerpt[slice(*found.span)] == " "
    assert len(found.fixes) > 1


def test_spaces_at_the_end_or_of_a_font_already_told_are_left_alone() -> None:
    run = r'(<w:pStyle w:val="So[^"]*"/>(?:(?!</w:p>).)*?)(</w:p>)'
    at_end = changed({}, (run, r"\1" + _SPACE.format("Calibri") + r"\2"))
    assert findings_of(at_end, "TC03") == []
    told = _spaced("Arial", {"chu": [{"o": "noi_nhan_muc", "phong": "Arial"}]})
    assert [f.severity == HINT for f in findings_of(told, "TC03")] == [False]


def _ends(*lines: str) -> list[str]:
    body = "\n".join(("1. Nội dung", *lines, "2. Thời gian: năm 2025."))
    return [f.excerpt for f in findings_of({"du_lieu": {"noi_dung": body}}, "DS15")]


def test_items_that_end_differently_are_a_hint() -> None:
    lines = ("a) Việc thứ nhất;", "b) Việc thứ hai.", "c) Việc thứ ba;", "d) Việc thứ tư.")
    assert _ends(*lines) == ["b) Việc thứ hai."]
    dashes = ("- Việc thứ nhất;", "- Việc thứ hai", "- Việc thứ ba;", "- Việc thứ tư.")
    assert _ends(*dashes) == ["- Việc thứ hai"]


@pytest.mark.parametrize(
    "lines",
    [
        ("a) Việc thứ nhất;", "b) Việc thứ hai;", "c) Việc thứ ba."),
        ("a) Việc thứ nhất;", "b) Việc thứ hai."),
        ("a) Việc thứ nhất;", "b) Gồm có:", "- Ba xã.", "- Hai phường.", "c) Hết;", "d) Xong."),
        ("a) Việc thứ nhất;", "b) Việc dài: " + "rất dài, " * 15 + "hết.", "c) Ba;", "d) Bốn."),
        ("a) Việc thứ nhất;", "b) Việc còn [phải điền].", "c) Việc thứ ba;", "d) Việc thứ tư."),
        ("a) Một:", "- Việc này.", "- Việc kia.", "b) Hai:", "- Việc ấy;", "- Việc nọ."),
    ],
)
def test_lists_that_are_well_or_cannot_be_judged(lines: tuple[str, ...]) -> None:
    assert _ends(*lines) == []


def test_titles_of_one_level_are_compared_with_each_other() -> None:
    lines = ("a) Đối với xã:", "- Một.", "b) Đối với phường", "- Hai.", "c) Đối với sở:", "- Ba.")
    assert _ends(*lines) == ["b) Đối với phường"]


def test_several_lists_are_one_finding() -> None:
    lines = ["a) Một;", "b) Hai.", "c) Ba;", "d) Bốn."]
    body = "\n".join(["1. Đầu", *lines, "2. Sau", *lines])
    (found,) = findings_of({"du_lieu": {"noi_dung": body}}, "DS15")
    assert "Còn 1 danh sách như vậy: “b) Hai.”" in found.message


@pytest.mark.parametrize("size", [14, 13])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_fixtures_have_no_hint(path: Path, size: int) -> None:
    van_ban, _findings = read_data_file(path)
    layout = van_ban.trinh_bay.model_copy(update={"co_chu": size})
    docx, _findings = render_docx(van_ban.model_copy(update={"trinh_bay": layout}))
    assert [str(f) for f in check_document(open_docx(docx), CODES)] == []


@pytest.mark.parametrize("size", [14, 13])
@pytest.mark.parametrize("base", sorted(p.stem for p in mutate.BASES.glob("*.yaml")))
def test_bases_have_no_hint(base: str, size: int) -> None:
    example = {"van_ban": base, "du_lieu": {"trinh_bay": {"co_chu": size}}}
    assert [str(f) for f in check_document(mutate.document(example), CODES)] == []
