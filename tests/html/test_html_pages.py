"""Sheets of the preview in a real browser: nothing lost, nothing over the edge, numbered right."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from docgen.model import VanBan
from tests.html.conftest import Watched
from tests.html.documents import FIXTURES, SENTENCE, expected_text, fixture, small, squeezed
from tests.strategies import van_ban

Show = Callable[[VanBan], Any]

TEXT = """() => {
  const all = document.querySelector("main").cloneNode(true);
  all.querySelectorAll(".to > .so_trang, thead[data-lap]").forEach((e) => e.remove());
  return all.textContent;
}"""
OVER = """() => [...document.querySelectorAll(".vung")].flatMap((area) => {
  const edge = area.getBoundingClientRect();
  return [...area.children].filter((e) => {
    const b = e.getBoundingClientRect();
    const after = parseFloat(getComputedStyle(e).paddingBottom) || 0;
    return b.bottom - after > edge.bottom + 1 || b.right > edge.right + 1 || b.top < edge.top - 1
      // A column may be asked for that is narrower than a letter.
      || (e.scrollWidth > Math.ceil(edge.width) + 1 && e.className !== "bang");
  }).map((e) => e.className + ": " + e.textContent.slice(0, 60));
})"""
NUMBERS = """() => [...document.querySelectorAll(".to")].map(
  (s) => s.querySelector(".so_trang")?.textContent ?? "")"""
SIZES = """() => [...document.querySelectorAll(".to")].map((s) => {
  const b = s.getBoundingClientRect();
  return [b.width, b.height].map((px) => Math.round(px / 96 * 254) / 10);
})"""
LAST = """() => [...document.querySelectorAll(".vung")].map((a) => a.lastElementChild.className)"""


def pdf_sizes(page: Any) -> list[list[int]]:
    """Width and height of each page of the print, mm."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [[round(float(x) / 72 * 25.4) for x in p.mediabox[2:]] for p in pages]


def pdf_pages(page: Any) -> int:
    return len(pdf_sizes(page))


def good(page: Any, v: VanBan) -> None:
    assert squeezed(page.evaluate(TEXT)) == expected_text(v)
    assert page.evaluate(OVER) == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_fixture_sheets(path: Path, show: Show) -> None:
    v = fixture(path)
    page = show(v)
    good(page, v)
    sheets = page.evaluate(NUMBERS)
    assert sheets[0] == ""
    assert sheets[1] == "2"
    firsts = [i for i, n in enumerate(sheets) if n == ""]
    assert len(firsts) == 1 + len(v.kem_theo)
    for start, end in zip(firsts, [*firsts[1:], len(sheets)], strict=True):
        assert sheets[start + 1 : end] == [str(n) for n in range(2, end - start + 1)]
    assert page.evaluate(SIZES) == [[210.0, 297.0]] * len(sheets)
    assert pdf_pages(page) == len(sheets)
    assert page.evaluate("document.documentElement.dataset.soTo") == str(len(sheets))


def test_random_documents(watched: Watched, tmp_path: Path) -> None:
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(van_ban())
    def hold(v: VanBan) -> None:
        v.noi_dung *= 8  # enough for several sheets
        watched.troubles.clear()
        good(watched.show(v, tmp_path), v)
        assert watched.troubles == []

    hold()


def test_without_script_the_text_flows_on_and_prints(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    v = fixture(FIXTURES[0])
    page = Watched(context.new_page()).show(v, tmp_path)
    assert page.locator(".to").count() == 0
    assert page.locator(".phan_trang").count() == 2
    whole = squeezed(page.locator("main").text_content())
    assert whole == expected_text(v)
    assert 9 <= pdf_pages(page) <= 11  # 10 sheets with the script
    context.close()


def test_long_table_repeats_its_head_and_keeps_rows_whole(show: Show) -> None:
    rows = [[str(n), SENTENCE * (1 + n % 3), "x"] for n in range(90)]
    table = {"bang": "Bảng một", "cot": ["TT", "Nội dung", "Ghi chú"], "hang": rows}
    v = small(noi_dung=["Trước.", table, "Sau."])
    page = show(v)
    good(page, v)
    tables = page.locator("table")
    assert tables.count() == page.locator("thead").count() > 3
    assert page.locator("thead:not([data-lap])").count() == 1
    assert page.locator("tbody tr").count() == 90
    assert page.locator('th:not([scope="col"])').count() == 0
    assert page.locator("caption").count() == 1


def test_row_taller_than_a_sheet_is_parted(show: Show) -> None:
    table = {"bang": "", "cot": ["A", "B"], "hang": [["1", SENTENCE * 120], ["2", "ngắn"]]}
    v = small(noi_dung=[table])
    page = show(v)
    good(page, v)
    assert page.locator("tbody tr").count() > 3


def test_landscape_tables_stand_on_sheets_of_their_own(show: Show) -> None:
    wide = {"bang": "Biểu", "cot": ["A", "B"], "hang": [["1", "2"]] * 60, "ngang": True}
    annex = {"kieu": "phu_luc", "trich_yeu": "Biểu mẫu", "noi_dung": [wide]}
    v = small(noi_dung=["Trước.", wide, "Sau."], kem_theo=[annex])
    page = show(v)
    good(page, v)
    sizes = page.evaluate(SIZES)
    upright, turned = [210.0, 297.0], [297.0, 210.0]
    assert sizes[0] == upright
    assert sizes.count(upright) == 2
    assert sizes[-1] == sizes[1] == turned
    numbers = page.evaluate(NUMBERS)
    annex_at = numbers.index("", 1)
    assert numbers[:annex_at] == ["", *map(str, range(2, annex_at + 1))]
    assert sizes[annex_at:] == [turned] * (len(sizes) - annex_at)
    assert pdf_sizes(page) == sizes


@pytest.mark.parametrize("lines", range(26, 46))
def test_headings_and_foot_keep_company(lines: int, show: Show) -> None:
    """Whatever the length of what stands before, no heading and no foot is left alone."""
    blocks = [f"Đoạn {n}." for n in range(lines)]
    long = SENTENCE * 6
    body = [*blocks, {"la_ma": "MỤC"}, {"so": "Mục con", "tieu_de": True}, long, long]
    v = small(noi_dung=body)
    page = show(v)
    good(page, v)
    assert not any("giu" in c.split() or "la_ma" in c for c in page.evaluate(LAST)[:-1])
    foot = page.locator(".vung:has(.chan)").last
    kept = foot.locator("p.doan").last
    assert kept.count() == 1
    height = kept.evaluate("e => e.getBoundingClientRect().height / (14 / 0.75 * 1.15)")
    assert height >= 1.9  # two lines of the last paragraph at least


def test_no_line_of_a_paragraph_stands_alone(show: Show) -> None:
    v = small(noi_dung=[SENTENCE * n for n in (2, 5, 9, 3, 7, 11, 4, 6, 8, 10) * 4])
    page = show(v)
    good(page, v)
    parts = page.locator("p.con, p.tiep")
    assert parts.count() > 4
    lines = parts.evaluate_all(
        "all => all.map(e => (e.getBoundingClientRect().height"
        " - parseFloat(getComputedStyle(e).paddingBottom)) / (14 / 0.75 * 1.15))"
    )
    assert min(lines) > 1.9


def test_many_recipients_go_on(show: Show) -> None:
    v = small(noi_nhan=[f"Cơ quan thứ {n}" for n in range(90)])
    page = show(v)
    assert page.evaluate(OVER) == []
    items = page.locator("li").all_text_contents()
    assert items == [*(f"- Cơ quan thứ {n};" for n in range(90)), "- Lưu: VT."]
    assert page.locator(".ho_ten").count() == 1


def test_hostile_text_stays_text(show: Show) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"'\u0000</style></main>"
    v = small(
        trich_yeu=evil,
        noi_dung=[evil, {"bang": evil, "cot": [evil], "hang": [[evil]]}],
        noi_nhan=[evil],
        bien={"x": evil},
        ket_thuc=["{{ x }} **<b>** hết"],
    )
    page = show(v)
    good(page, v)
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert page.locator("strong").text_content() == "<b>"
    assert "<script>alert(1)" in page.title()
