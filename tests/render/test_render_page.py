"""The page: paper, margins, font, colour, page numbers (Phụ lục I, Phần I, Mục I)."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter

from tests.render.documents import Doc, every, only, proves
from tests.render.measure import MM, Line

A4 = (595.28, 841.89)
TIMES = re.compile(r"(LiberationSerif|Tinos|TimesNewRoman)(PS)?(MT)?(-|,|$)")
JUSTIFIED = (
    "can_cu can_cu_doan doan ket_thuc so so_tieu_de so_kep so_kep_tieu_de chu gach cong dieu "
    "dieu_chay la_ma"
).split()
HALF_MM = 0.5 * MM
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


@every
@proves("6.3.thu_tu")
def test_text_and_order_are_those_of_the_layout(doc: Doc) -> None:
    assert doc.mismatch == ""


@every
@proves("6.3.thu_tu")
def test_no_page_is_empty(doc: Doc) -> None:
    assert all(page.lines for page in doc.pages)


@every
@proves("1.kho_giay", "1.kieu")
def test_paper_is_a4_and_turned_only_for_wide_tables(doc: Doc) -> None:
    wide = {
        g.page
        for i in doc.items
        if i.key in ("bang_tieu_de", "bang_o") and i.data[0].ngang
        for g in i.glyphs
    }
    for page in doc.pages:
        short, long = sorted((page.width, page.height))
        assert abs(short - A4[0]) < 0.5
        assert abs(long - A4[1]) < 0.5
        assert page.landscape == (page.number in wide)


@every
@proves("1.le_tren", "1.le_duoi", "1.le_trai", "1.le_phai")
def test_margins_set_in_the_file_are_in_the_ranges(doc: Doc) -> None:
    sections = re.findall(r"<w:pgMar [^>]*>", part(doc, "word/document.xml"))
    assert sections
    for section in sections:
        for side, (low, high) in MARGINS.items():
            (found,) = re.findall(rf'w:{side}="(\d+)"', section)
            assert low - 0.02 <= int(found) / 1440 * 25.4 <= high + 0.02
        assert 'w:gutter="0"' in section


@every
@proves("1.le_trai", "1.le_phai", "3.6b.deu", "2.o6")
def test_justified_lines_run_from_margin_to_margin(doc: Doc) -> None:
    checked = 0
    for item in doc.of(*JUSTIFIED):
        lines = item.lines
        for place, line in enumerate(lines):
            if place:
                assert abs(line.x0 - doc.left) < HALF_MM, line.text
                assert 29.5 <= line.x0 / MM <= 35.5
            if place < len(lines) - 1:
                assert abs(line.end - doc.right(line.page)) < HALF_MM, line.text
                assert 14.5 <= (doc.pages[line.page - 1].width - line.end) / MM <= 20.5
                checked += 1
    assert checked or doc.case.startswith(("thieu_het", "de_cuong"))


@every
@proves("1.le_tren")
def test_first_line_of_each_page_stands_on_the_upper_margin(doc: Doc) -> None:
    for page in doc.pages:
        first = page.lines[0]
        top = first.base - 0.891 * max(g.size for g in first.ink)
        before = doc.van_ban.trinh_bay.le_tren * MM
        if any(g.base > before for g in page.outside):
            continue  # a repeated table heading stands there
        # The space before a paragraph that opens a section counts.
        assert before - 0.6 <= top <= before + 12.5


@every
@proves("6.3.trong_le", "1.le_tren", "1.le_duoi", "1.le_trai", "1.le_phai")
def test_nothing_leaves_the_text_area(doc: Doc) -> None:
    layout = doc.van_ban.trinh_bay
    for page in doc.pages:
        top, bottom = layout.le_tren * MM, page.height - layout.le_duoi * MM
        left, right = doc.left - 0.75, doc.right(page.number) + 0.75
        for g in page.glyphs:
            if g.text.strip():
                assert left <= g.x0 <= g.x1 <= right, g
                assert top <= g.base - 0.66 * g.size, g
                assert g.base + 0.216 * g.size <= bottom + 0.75, g
        for rule in page.rules:
            assert left <= rule.x0 <= rule.x1 <= right, rule
            assert top - 1 <= rule.top <= rule.bottom <= bottom + 1, rule


@every
@proves("1.phong", "1.mau_den")
def test_only_the_times_family_in_black(doc: Doc) -> None:
    for page in doc.pages:
        for g in (*page.glyphs, *page.outside):
            assert TIMES.match(g.font), g
            assert g.black, g


@every
@proves("1.phong")
def test_the_file_names_times_new_roman_and_nothing_else(doc: Doc) -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/header1.xml"):
        xml = part(doc, name)
        fonts = "".join(re.findall(r"<w:rFonts [^>]*>", xml))
        assert set(re.findall(r'w:\w+="([^"]*)"', fonts)) <= {"Times New Roman"}
        assert "Theme=" not in xml
    (defaults,) = re.findall(r"<w:rPrDefault>.*?</w:rPrDefault>", part(doc, "word/styles.xml"))
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        assert f'w:{script}="Times New Roman"' in defaults


@every
@proves("1.unicode")
def test_letters_are_precomposed(doc: Doc) -> None:
    assert unicodedata.is_normalized("NFC", part(doc, "word/document.xml"))
    printed = "".join(g.text for page in doc.pages for g in page.glyphs)
    assert not any(unicodedata.combining(c) for c in printed)
    assert not re.search("[\u200b-\u200f\u2060\ufeff\ufffd]", printed)


def numbers(doc: Doc, page: int) -> list[Line]:
    """What the upper margin of a page holds."""
    edge = doc.van_ban.trinh_bay.le_tren * MM
    return [Line([g]) for g in doc.pages[page - 1].outside if g.base < edge and g.text.strip()]


@every
@proves("1.so_trang", "1.trang_dau", "9.so_trang")
def test_page_numbers(doc: Doc) -> None:
    seen: Counter[int] = Counter()
    for page in doc.pages:
        part_ = doc.part_of_page(page.number)
        seen[part_] += 1
        found = numbers(doc, page.number)
        text = "".join(line.text for line in found)
        if seen[part_] == 1:
            assert text == ""
            continue
        assert text == str(seen[part_])
        middle = (found[0].x0 + found[-1].x1) / 2
        assert abs(middle - doc.middle(page.number)) < 1
        for line in found:
            (glyph,) = line.glyphs
            assert (glyph.bold, glyph.italic) == (False, False)
            assert abs(glyph.size - doc.bo) < 0.05
            assert 13 <= glyph.size <= 14
            # Digits inside the upper margin, clear of the edge and of the text.
            assert glyph.base - 0.68 * glyph.size > 5 * MM
            assert glyph.base < doc.van_ban.trinh_bay.le_tren * MM - 2


@only("dak_nong_quyet_dinh", "ninh_thuan_ke_hoach", "quyet_dinh_khong_so", "bang_doc_ngang")
@proves("9.so_trang", "9.trang_moi")
def test_attachments_begin_on_a_page_of_their_own(doc: Doc) -> None:
    for page in doc.pages:
        parts = {i.part for i in doc.items if any(g.page == page.number for g in i.glyphs)}
        assert len(parts) == 1


@every
@proves("1.bo_co_chu")
def test_sizes_rise_and_fall_together(doc: Doc) -> None:
    sizes = {i.key: {round(g.size, 1) for g in i.ink} for i in doc.items}
    large, small = float(doc.bo), float(doc.bo - 1)
    assert sizes["quoc_hieu"] == {small}
    assert sizes["tieu_ngu"] == {large}
    for key, found in sizes.items():
        if key in ("noi_nhan", "noi_nhan_muc", "so_ky_hieu", "phu_luc"):
            continue
        wanted = small if key in SMALLER else large
        assert found == {wanted}, key


SMALLER = ("quoc_hieu", "chu_quan", "co_quan", "trich_yeu_cv", "bang_tieu_de", "bang_o")


def part(doc: Doc, name: str) -> str:
    """A part of the .docx as text."""
    with zipfile.ZipFile(io.BytesIO(doc.docx)) as package:
        return package.read(name).decode()
