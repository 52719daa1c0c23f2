"""A PDF read from its first page to its last: text layer by pdfium, scans through tesseract."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from docgen.lang import _
from docgen.read.pdf import furniture, grid, limits, ocr, zones
from docgen.read.pdf.grid import Grid
from docgen.read.pdf.limits import refusal
from docgen.read.pdf.pages import Reader
from docgen.read.pdf.paragraphs import Joiner, style_of
from docgen.read.pdf.quick import Quick
from docgen.read.pdf.rows import Measure, measure, rows_of
from docgen.read.pdf.shapes import Page, Row
from docgen.read.source import Line, Source
from docgen.read.text import marks
from docgen.read.text.marks import plain

_LETTERS = 20
"""A page with a picture and fewer letters than this is a scan."""

_lock = threading.Lock()
"""pdfium is not safe for two threads at once."""


def read_here(
    data: bytes, password: str | None = None, tell: Callable[..., None] = lambda *_args: None
) -> Source:
    """As `read_pdf`, in this process: a hostile file may hang or crash it.

    `tell` is called with the number of each page before it is read (0 for the whole) and, where it
    is not `PAGE_SECONDS`, the time that it may take.
    """
    limits.refuse_at_once(data)
    with _lock, _opened(data, password) as (raw, document):
        pages = _pages(raw, document, tell)
        scans = [p for p in pages if _is_scan(p)]
        aside = _read_scans(raw, document, pages, scans, tell) if scans else []
    if not any(p.spans or p.turned or p.unplaced for p in pages):
        if scans:
            raise refusal(
                "PDF13",
                _("Tệp là ảnh quét, không nhận dạng được chữ nào."),
                _("Quét lại rõ hơn (300 điểm ảnh một inch, thẳng hàng) rồi đọc lại."),
            )
        if any(p.broken for p in pages):
            raise limits.broken()
        raise refusal(
            "PDF16",
            _("Tệp PDF không có chữ nào."),
            _("Nếu chữ là hình vẽ, quét lại tệp và nhận dạng chữ (OCR)."),
        )
    tell(0, limits.MAX_SECONDS)
    source = _Builder(pages).build()
    source.aside += aside
    return source


@contextmanager
def _opened(data: bytes, password: str | None) -> Iterator[tuple[Any, Any]]:
    """pdfium's functions and the opened file."""
    try:
        import pypdfium2  # noqa: F401  (starts the library)
        import pypdfium2.raw as raw
    except ImportError:
        raise refusal(
            "PDF15",
            _("Chưa cài thư viện đọc PDF (pypdfium2)."),
            _("Cài bằng: pip install docgen[pdf]"),
        ) from None
    secret = password.encode() if password is not None else None
    document = raw.FPDF_LoadMemDocument64(data, len(data), secret)
    if not document:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        if locked:
            raise refusal(
                "PDF12",
                _("Mật khẩu không đúng.") if password else _("Tệp PDF có mật khẩu."),
                _("Cho mật khẩu, hoặc mở tệp và in lại sang PDF không mật khẩu."),
            )
        raise limits.broken()
    try:
        yield Quick(raw), document
    finally:
        raw.FPDF_CloseDocument(document)


def _pages(raw: Any, document: Any, tell: Callable[..., None]) -> list[Page]:
    count = raw.FPDF_GetPageCount(document)
    if count > limits.MAX_PAGES:
        raise refusal(
            "PDF11",
            _("Tệp PDF có {count} trang, nhiều nhất {most} trang.").format(
                count=count, most=limits.MAX_PAGES
            ),
            _("Tách tệp thành nhiều phần rồi đọc từng phần."),
        )
    if count < 1:
        raise limits.broken()
    end = time.monotonic() + limits.MAX_SECONDS
    reader = Reader(raw, end)
    pages: list[Page] = []
    try:
        for index in range(count):
            tell(index + 1)
            pages.append(reader.read(document, index))
            if time.monotonic() > end:
                raise TimeoutError
    except TimeoutError:
        raise refusal(
            "PDF14",
            _("Đọc tệp PDF quá lâu: dừng ở trang {page}/{count} sau {limit} giây.").format(
                page=min(len(pages) + 1, count), count=count, limit=int(limits.MAX_SECONDS)
            ),
            _("Tách tệp thành nhiều phần, hoặc in lại sang PDF."),
        ) from None
    return pages


def _is_scan(page: Page) -> bool:
    """A picture over half of the page, and no text but for a stamp."""
    letters = sum(
        len(s.text) for s in page.spans if not s.group and not furniture.STAMP.match(s.text)
    )
    return page.pictures > 0.5 and letters < _LETTERS


def _read_scans(
    raw: Any, document: Any, pages: list[Page], scans: list[Page], tell: Callable[..., None]
) -> list[Line]:
    """Scanned pages through tesseract; what could not be read is told."""
    numbers = ", ".join(str(p.number) for p in scans[:10]) + (" …" if len(scans) > 10 else "")
    if not ocr.available():
        message = _("Trang {pages} là ảnh quét, chưa có chữ: cần OCR.").format(pages=numbers)
        if len(scans) < len(pages) and _has_text(pages):
            return [Line(message, f"trang {scans[0].number}")]
        raise refusal("PDF13", message, ocr.advice())
    return ocr.read_pages(raw, document, scans, tell)


def _has_text(pages: list[Page]) -> bool:
    return sum(len(s.text) for p in pages if not _is_scan(p) for s in p.spans) >= _LETTERS


class _Builder:
    """Puts the pages together: header, body, tables, foot, and what is set aside."""

    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages
        self._source = Source()
        self._numbers = zones.Rows()
        self._measures: dict[int, Measure] = {}
        self._joiner = Joiner(self._measures, "")
        self._grid: Grid | None = None

    def build(self) -> Source:
        """The whole document."""
        aside = self._source.aside
        tables: list[list[Grid]] = []
        rows: list[list[Row]] = []
        for page in self._pages:
            if page.broken:
                aside.append(Line(_("Trang này hỏng, không đọc được."), f"trang {page.number}"))
            aside += furniture.take_stamps(page)
            tables.append(grid.take_tables(page))
            own, dust = furniture.take_dust(
                rows_of(page.spans, page.number), f"trang {page.number}"
            )
            aside += dust
            rows.append(own)
        aside += furniture.take_margins(self._pages, rows)
        known: dict[int, Measure] = {}
        for page, own in sorted(
            zip(self._pages, rows, strict=True), key=lambda item: -len(item[1])
        ):
            size = round(page.width / 20)
            found = measure(own, page.width, known.get(size), page.scanned)
            known.setdefault(size, found)
            self._measures[page.number] = found
        for own in rows:
            if own and self._measures[own[0].page].scanned:
                aside += furniture.take_outside(own, self._measures[own[0].page])
        every = [row for own in rows for row in own]
        self._joiner = Joiner(self._measures, style_of(every, self._measures))
        filed: bool | None = None
        for page, own, grids in zip(self._pages, rows, tables, strict=True):
            if filed is not None:
                rest = zones.foot_rest(own, self._measures[page.number], self._numbers, filed)
                if rest is not None:
                    self._take(rest)
                    own = own[rest.end :]
            filed = self._page(page, own, grids)
        self._flush()
        return self._source

    def _page(self, page: Page, rows: list[Row], grids: list[Grid]) -> bool | None:
        """Rows and tables of a page; tells a foot at its end and whether that is complete."""
        found = self._measures[page.number]
        grids = list(grids)
        fresh = True
        filed: bool | None = None
        covered = -1
        for zone, at in self._zones(rows, found):
            if zone is None:
                if at <= covered:
                    continue
                while grids and grids[0].top > rows[at].y:
                    self._table(grids.pop(0), page, fresh)
                    fresh = False
                self._add(rows[at])
                fresh = False
                filed = None
            else:
                while grids and grids[0].top > rows[zone.start].y:
                    self._table(grids.pop(0), page, fresh)
                self._take(zone)
                fresh = False
                covered = zone.end - 1
                filed = zone.filed if zone.end == len(rows) and zone.foot else None
        for one in grids:
            self._table(one, page, fresh)
            fresh, filed = False, None
        return filed

    def _zones(self, rows: list[Row], found: Measure) -> Iterator[tuple[zones.Zone | None, int]]:
        """Rows of a page in order, headers and feet as one."""
        place = 0
        starts: dict[int, zones.Zone] = {}
        at = 0
        while at < len(rows):
            zone = zones.head_zone(rows, at, found, self._numbers)
            if zone is None and marks.RECIPIENTS.match(plain(rows[at].text)):
                zone = zones.foot_zone(rows, at, found, self._numbers)
            elif zone is None:
                zone = zones.signed_zone(rows, at, self._numbers)
            if zone is not None:
                starts[max(zone.start, place)] = zone
                place = zone.end
                at = zone.end
            else:
                at += 1
        at = 0
        while at < len(rows):
            zone = starts.get(at)
            yield zone, at
            at = zone.end if zone is not None else at + 1

    def _take(self, zone: zones.Zone) -> None:
        self._flush()
        self._source.lines += zone.lines
        self._source.aside += zone.aside

    def _add(self, row: Row) -> None:
        self._put(self._joiner.add(row))

    def _put(self, line: Line | None) -> None:
        if line is not None and line.text:
            self._source.lines.append(line)
            self._grid = None

    def _flush(self) -> None:
        self._put(self._joiner.finish())

    def _table(self, found: Grid, page: Page, first_on_page: bool) -> None:
        """A table as one line; one that goes on from the page before is put to it."""
        self._flush()
        place = f"trang {page.number}"
        texts = found.texts()
        lines = self._source.lines
        above = lines[-1].table if lines else None
        if above and first_on_page and self._grid is not None and self._grid.same_columns(found):
            if texts and texts[0] == above[0]:
                # The heading row, printed again.
                self._source.aside.append(Line(" ".join(texts.pop(0)), place))
            above += texts
        else:
            lines.append(Line("", place, table=texts, landscape=page.width > page.height))
        self._grid = found
