"""The look of templates: fonts, paper, margins, page number, styles docgen refers to."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from docgen.findings import WARNING, Finding
from docgen.write.docx.inspect import inspect_template
from tests.docx.helpers import Template, W


def _only(template: Template, folder: Path) -> Finding:
    (found,) = inspect_template(template.save(folder))
    assert found.severity == WARNING
    return found


def test_another_font_in_a_style(tmp_path: Path) -> None:
    template = Template()
    template.document.styles["Trích yếu"].font.name = "Arial"
    found = _only(template, tmp_path)
    assert found.code == "MAU30"
    assert "Arial" in found.message
    assert found.where is not None
    assert found.where.part == "kiểu “Trích yếu”"


def test_another_font_in_an_unused_style_is_no_matter(tmp_path: Path) -> None:
    template = Template()
    style = template.document.styles.add_style("Khac", 1)
    style.font.name = "Arial"
    assert inspect_template(template.save(tmp_path)) == []


def test_another_font_in_a_run(tmp_path: Path) -> None:
    template = Template()
    p = template.paragraph("{{ ten_loai }}")
    run = next(r for q in template.document.paragraphs if q._p is p for r in q.runs)
    run.font.name = ".VnTime"
    found = _only(template, tmp_path)
    assert found.code == "MAU30"
    assert ".VnTime" in found.message
    assert found.where is not None
    assert found.where.part == template.place(p)


def test_theme_fonts_are_found_where_they_are_set(tmp_path: Path) -> None:
    template = Template()
    fonts = template.document.styles.element.find(f".//{W}rPrDefault//{W}rFonts")
    fonts.attrib.clear()
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    found = _only(template, tmp_path)
    assert found.code == "MAU30"
    assert "theme" in found.message
    assert found.where is not None
    assert found.where.part == "kiểu “mặc định của tệp”"


def test_paper(tmp_path: Path) -> None:
    template = Template()
    section = template.document.sections[0]
    section.page_width, section.page_height = Mm(216), Mm(279)
    found = _only(template, tmp_path)
    assert found.code == "MAU32"
    assert "216 × 279" in found.message
    assert "Mục I.1" in found.message


@pytest.mark.parametrize(
    ("side", "mm", "word"),
    [
        ("left_margin", 25, "Lề trái"),
        ("right_margin", 25, "Lề phải"),
        ("top_margin", 10, "Lề trên"),
        ("bottom_margin", 30, "Lề dưới"),
    ],
)
def test_margins(side: str, mm: int, word: str, tmp_path: Path) -> None:
    template = Template()
    setattr(template.document.sections[0], side, Mm(mm))
    found = _only(template, tmp_path)
    assert found.code == "MAU33"
    assert word in found.message
    assert f"{mm} mm" in found.message
    assert "Mục I.3" in found.message


def test_margins_at_the_ends_of_the_range_are_fine(tmp_path: Path) -> None:
    template = Template()
    section = template.document.sections[0]
    section.left_margin, section.right_margin = Mm(35), Mm(15)
    section.top_margin, section.bottom_margin = Mm(25), Mm(25)
    assert inspect_template(template.save(tmp_path)) == []


def test_no_page_number(tmp_path: Path) -> None:
    template = Template()
    for node in template.document.sections[0].header._element.iter(W + "instrText"):
        node.text = " NUMPAGES "
    found = _only(template, tmp_path)
    assert found.code == "MAU34"
    assert "Mục I.7" in found.message


def test_missing_styles(tmp_path: Path) -> None:
    template = Template()
    for name in ("Đường kẻ", "Bảng"):
        style = template.document.styles[name].element
        style.getparent().remove(style)
    found = _only(template, tmp_path)
    assert found.code == "MAU35"
    assert "DuongKe, Bang." in found.message


def test_an_ordinary_word_file_is_full_of_findings_but_no_crash(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Kế hoạch", 1)
    document.add_paragraph("Không có thẻ nào.")
    document.save(str(tmp_path / "mau.docx"))
    codes = {f.code for f in inspect_template(tmp_path)}
    assert codes == {"MAU20", "MAU23", "MAU30", "MAU32", "MAU33", "MAU34", "MAU35"}
