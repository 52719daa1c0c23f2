"""What is no line of the document: page numbers, running heads and feet, stamps, dust."""

from __future__ import annotations

import re
from collections import Counter

from docgen.read.pdf.rows import Measure, part_of, split
from docgen.read.pdf.shapes import Page, Row, Span
from docgen.read.source import Line

_NUMBER = re.compile(r"[-–—]?\s*\d{1,4}\s*[-–—]?|(?:Trang|Page)\s+\d{1,4}(?:\s*/\s*\d{1,4})?")
STAMP = re.compile(
    r"\W*(?:Người ký|Ký bởi|Được ký bởi|Cơ quan ký|Cơ quan\s*:|Thời gian ký|Ngày ký|Signature"
    r"|Signed by|Digitally signed|Đã ký|Signer)\b.{0,200}"
    r"|.{0,12}\d{2}[./-]\s?\d{2}[./-]\s?\d{4}\s+\d{2}:\d{2}(?::\d{2})?.{0,10}"
    r"|(?:Email\s*:\s*)?\S+@\S+\.\S+|\+07:?00|(?:DN|CN|OID[.\d]*)\s*[:=].{0,300}",
    re.IGNORECASE,
)
_WATERMARK = re.compile(
    r"\W{0,3}(?:CS\s+)?"
    r"(?:(?:(?:Scanned|Created) (?:by|with)|(?:Được )?[Qq]uét (?:bằng|bởi|với))\s+)?"
    r"(?:CamScanner|Cam ?Scanner|Adobe Scan|TapScanner|Microsoft Lens|Office Lens|iScanner"
    r"|Genius Scan|Tiny Scanner|vFlat)\W{0,3}",
    re.IGNORECASE,
)
"""What scanning programs put on each page."""
_STAMP_SIZE = 10.5
"""Stamps are set no larger than this, pt, where they are not a drawing of their own."""
_OUTSIDE = 20.0
"""So far left of the text, pt, a scan has stamps and handwriting."""
_HAS_NUMBER = re.compile(r"\bS[ốồôóo6]\s*:")
_MARGIN = 0.11
"""Share of the page's height in which heads, feet and numbers stand."""


def take_stamps(page: Page) -> list[Line]:
    """Remove from the page every annotation that is a digital signature, and sideways text."""
    place = f"trang {page.number}"
    out = [Line(text, place) for text in (*page.turned, *page.unplaced) if text]
    groups: dict[int, list[Span]] = {}
    for span in page.spans:
        if span.group:
            groups.setdefault(span.group, []).append(span)
    stamps = set()
    for number, spans in groups.items():
        if any(STAMP.match(s.text.strip()) for s in spans):
            stamps.add(number)
            out += [Line(s.text.strip(), place) for s in spans]
    if stamps:
        page.spans = [s for s in page.spans if s.group not in stamps]
    return out


def take_dust(rows: list[Row], place: str) -> tuple[list[Row], list[Line]]:
    """Rows without stamps typed into the text and without rows that hold no letter or figure."""
    kept: list[Row] = []
    aside: list[Line] = []
    for row in rows:
        text = row.text
        # A row of dots is a gap to fill in; a lone hyphen may be a list item cut short.
        dust = text[:1] not in "-+|" and text.strip(" .…") and not any(map(str.isalnum, text))
        if (
            dust
            or _WATERMARK.fullmatch(text)
            or (row.size <= _STAMP_SIZE and STAMP.fullmatch(text))
        ):
            aside.append(Line(text, place))
        elif text:
            kept.append(row)
    return kept, aside


def take_outside(rows: list[Row], measure: Measure) -> list[Line]:
    """Remove from a scanned page what begins left of its text: stamps of arrival, handwriting.

    The lines of a header, which may be wider than the text, stay down to "Số:".
    """
    aside: list[Line] = []
    first = next((n for n, r in enumerate(rows[:15], 1) if _HAS_NUMBER.search(r.text)), 0)
    for at in range(len(rows) - 1, first - 1, -1):
        kept: list[Span] = []
        for part in split(rows[at], 0.6):
            if part.x0 < measure.left - _OUTSIDE:
                aside.append(Line(part.text, f"trang {part.page}"))
            else:
                kept += part.spans
        if not kept:
            del rows[at]
        elif len(kept) < len(rows[at].spans):
            rows[at] = part_of(rows[at], kept)
    return aside[::-1]


def take_margins(pages: list[Page], rows: list[list[Row]]) -> list[Line]:
    """Remove page numbers and what is repeated at the top or the foot of the pages."""
    aside: list[Line] = []
    repeated = _repeated(pages, rows)
    before = 1
    for page, own in zip(pages, rows, strict=True):
        # Attached documents count anew: the second page of one is 2 again.
        following, before = before + 1, 1
        for row in _outer(page, own):
            text = row.text
            number = bool(_NUMBER.fullmatch(text)) and row.x1 - row.x0 < 120
            if number or (_key(page, row) in repeated):
                own.remove(row)
                place = f"trang {page.number}"
                if text.isdecimal() and int(text) in (page.number, following):
                    # The page's own number, made again when it is printed: nothing to report.
                    before, place = int(text), f"đầu {place}"
                aside.append(Line(text, place))
    return aside


def _outer(page: Page, rows: list[Row]) -> list[Row]:
    """Up to three rows each in the upper and the lower margin, where they are next to the edge."""
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    top = [r for r in rows[:3] if r.y > high]
    foot = [r for r in rows[-3:] if r.y < low and r not in top]
    return top + foot


def _key(page: Page, row: Row) -> tuple[str, int]:
    # From the nearer edge, in steps of 6 pt: landscape and portrait pages alike.
    away = row.y if row.y < page.height / 2 else row.y - page.height
    return re.sub(r"\d+", "0", row.text), round(away / 6)


def _repeated(pages: list[Page], rows: list[list[Row]]) -> set[tuple[str, int]]:
    if len(pages) < 3:
        return set()
    seen = Counter(
        key
        for page, own in zip(pages, rows, strict=True)
        for key in {_key(page, row) for row in _outer(page, own)}
    )
    return {key for key, n in seen.items() if n >= max(3, len(pages) // 2) and len(key[0]) > 1}
