"""Report of an adaptation in a real browser: quiet, in its width, filtered with and without JS."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.adapt.report import report_html
from docgen.findings import Finding
from tests.adapt.reported import adapted, fixture
from tests.html.conftest import ARGS, CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
SEEN = """() => [...document.querySelectorAll("tr.hang")].filter(
  (row) => row.getClientRects().length).map((row) => row.className.split(" ").slice(1))"""
GROUPS = """() => [...document.querySelectorAll("tr.nhom")].filter(
  (row) => row.getClientRects().length).map((row) => row.textContent)"""
CONTRAST = """() => {
  const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map(
    (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  ).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const under = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    if (!e.getClientRects().length || e.matches("script")) continue;
    const a = light(rgb(getComputedStyle(e).color)), b = light(under(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""
LONG = "không" * 60
"""A word that no column is wide enough for."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a real plan, with a word in it that is wider than the page."""
    source = fixture()
    own = adapted(source)
    assert own.nguon_goc is not None
    own.nguon_goc.vet[-1].bo = LONG
    own.nguon_goc.vet[-1].nguon = LONG
    path = tmp_path_factory.mktemp("bao_cao") / "bao_cao.html"
    path.write_bytes(report_html(source, own, [Finding("XX01", LONG)]))
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for the tests of this file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield running
        running.close()


@pytest.fixture
def page(chromium: Any, report: Path) -> Iterator[Any]:
    """The report, opened; nothing may go wrong on it or be asked for from elsewhere."""
    troubles: list[str] = []
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda m: troubles.append(m.text))
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.on("request", lambda r: r.url == report.as_uri() or troubles.append(r.url))
    page.goto(report.as_uri())
    yield page
    page.close()
    assert troubles == []


@pytest.mark.parametrize("width", [1280, 800, 600])
def test_page_fits_its_width(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in page.locator("td, th, li, dd, p").all()[::7]:
        box = part.bounding_box()
        assert box is None or box["x"] + box["width"] <= width + 1
    left, right = (
        page.locator(f"table.doi thead th:nth-child({n})").bounding_box() for n in (2, 3)
    )
    assert left["y"] == right["y"]
    assert abs(left["width"] - right["width"]) <= 1


def test_every_word_can_be_read(page: Any) -> None:
    assert page.evaluate(CONTRAST) == []


def test_filter_shows_what_was_asked_for(page: Any) -> None:
    every = page.evaluate(SEEN)
    assert page.locator("#dem-hang").text_content() == f"Đang hiện {len(every)}/{len(every)} hàng"
    page.get_by_text("Có thay đổi", exact=True).click()
    changed = page.evaluate(SEEN)
    assert changed == [row for row in every if "khac" in row]
    assert page.locator("#dem-hang").text_content() == f"Đang hiện {len(changed)}/{len(every)} hàng"
    assert "Phần đầu" not in page.evaluate(GROUPS)
    page.get_by_label("Chờ quyết định").check()
    assert page.evaluate(SEEN) == [row for row in every if "mo" in row]
    assert page.evaluate(GROUPS) == ["Nội dung"]
    page.get_by_label("Tất cả").check()
    assert page.evaluate(SEEN) == every


def test_filter_by_keys_alone(page: Any) -> None:
    page.locator("#loc-het").focus()
    ring = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "loc-doi"
    assert page.evaluate(ring) == "solid"
    page.keyboard.press("ArrowRight")
    assert all("mo" in row for row in page.evaluate(SEEN))


def test_link_leads_to_its_row_whatever_the_filter(page: Any) -> None:
    page.get_by_label("Chờ quyết định").check()
    page.locator("#da-bo a").first.click()
    target = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"#{target}").is_visible()
    assert page.evaluate("document.activeElement.id") == target
    # It is not hidden under the head of the table, which stays in view.
    head = page.locator("table.doi thead th").first.bounding_box()
    assert page.locator(f"#{target}").bounding_box()["y"] >= head["y"] + head["height"] - 1


def test_question_and_row_lead_to_each_other(page: Any) -> None:
    page.locator("#h2 .noi a").click()
    row = page.evaluate("location.hash")
    assert page.locator(f"{row} a.cho[href='#h2']").is_visible()
    page.locator(f"{row} a.cho[href='#h2']").first.click()
    assert page.evaluate("location.hash") == "#h2"
    assert page.evaluate("document.activeElement.id") == "h2"


def test_reasons_open_by_keys(page: Any) -> None:
    first = page.locator("tr.hang details").first
    assert not first.locator("li").first.is_visible()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator("li").first.is_visible()


def test_without_script_filter_and_links_work(chromium: Any, report: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    rows = page.locator("tr.hang")
    page.get_by_label("Chờ quyết định").check()
    seen = [row for row in rows.all() if row.is_visible()]
    assert len(seen) == page.locator("tr.hang.mo").count() == 3
    page.locator("#da-bo a").first.click()
    assert len([row for row in rows.all() if row.is_visible()]) == 4
    context.close()


def test_print_keeps_two_columns_and_loses_no_row(page: Any) -> None:
    from pdfplumber import open as open_pdf

    page.get_by_label("Tất cả").check()
    raw = page.pdf(prefer_css_page_size=True)
    with open_pdf(io.BytesIO(raw)) as pdf:
        sheets = pdf.pages
        assert {(round(p.width), round(p.height)) for p in sheets} <= {(595, 842), (594, 842)}
        words = [word for sheet in sheets for word in sheet.extract_words()]
        texts = [sheet.extract_text() for sheet in sheets]
    assert max(word["x1"] for word in words) <= 595
    # Either column begins where the other does on each sheet.
    heads = [t for t in texts if "Văn bản của cấp trên Dự thảo của đơn vị" in t]
    assert len(heads) >= 3
    whole = " ".join(texts)
    for words_of_row in ("Khơi dậy tinh thần thi đua", "g) Đối tượng khác", "Hội đồng TĐKTTW"):
        assert words_of_row in whole
    assert "Đang hiện" not in whole
