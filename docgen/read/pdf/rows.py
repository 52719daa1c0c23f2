"""Spans to rows by their baselines, and the measures of a page that paragraphs are found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from docgen.read.pdf.shapes import Row, Span

_SPLIT = 1.2
"""A gap of so many sizes parts two texts on one baseline."""


class Measure(NamedTuple):
    """Of one page: edges of its text, pt."""

    left: float
    right: float
    pitch: float
    """From line to line, in sizes of the type."""
    even: bool = True
    """Lines end at the right edge (justified), as the decree wants it."""
    scanned: bool = False
    """Places were measured off a picture."""

    @property
    def centre(self) -> float:
        """Middle of the text."""
        return (self.left + self.right) / 2


def rows_of(spans: Iterable[Span], page: int) -> list[Row]:
    """Rows from the top of the page down; a raised or lowered small letter stays in its row."""
    out: list[Row] = []
    for span in sorted(spans, key=lambda s: (-s.y, s.x0)):
        for row in out[:-3:-1]:
            if _same_row(row, span):
                row.spans.append(span)
                if span.size > row.size:
                    row.size, row.y = span.size, span.y
                break
        else:
            out.append(Row(page, span.y, [span], span.size))
    for row in out:
        row.spans.sort(key=lambda s: s.x0)
    out.sort(key=lambda r: -r.y)
    return out


def _same_row(row: Row, span: Span) -> bool:
    away = abs(row.y - span.y)
    small, large = sorted((row.size, span.size))
    if away <= 0.25 * small:
        return True
    if small < 0.8 * large:
        # A figure of a footnote, or the small print of Nơi nhận beside a signature.
        return away < 0.45 * large
    return away < 0.4 * small and not any(
        s.x0 < span.x1 - 1 and span.x0 < s.x1 - 1 for s in row.spans
    )


def split(row: Row, gap: float = _SPLIT) -> list[Row]:
    """A row cut where its texts stand apart by more than `gap` sizes."""
    parts: list[list[Span]] = []
    edge = 0.0
    for span in row.spans:
        if not parts or span.x0 - edge > gap * min(row.size, span.size):
            parts.append([])
        parts[-1].append(span)
        edge = max(edge, span.x1) if len(parts[-1]) > 1 else span.x1
    return [part_of(row, part) for part in parts]


def part_of(row: Row, spans: list[Span]) -> Row:
    """Some spans of a row as a row of their own."""
    return Row(row.page, row.y, spans, max(s.size for s in spans))


def measure(
    rows: list[Row], width: float, known: Measure | None = None, scanned: bool = False
) -> Measure:
    """Edges and line pitch of a page's rows; `known` helps where there are too few of them."""
    if known is not None and len(rows) < 6:
        return known._replace(scanned=scanned)
    # Stamps and handwriting stand outside the text of a scan: more rows must agree.
    least = max(2, len(rows) // 8) if scanned else 2
    left = _edge((r.x0 for r in rows), min, least)
    right = _edge((r.x1 for r in rows), max, least)
    if left is None or right is None or right - left < 0.3 * width:
        return known or Measure(0.14 * width, 0.93 * width, 1.2, scanned=scanned)
    if known is not None:
        left, right = _near(left, known.left), _near(right, known.right)
    body = _body_size(rows)
    pitches = Counter(
        round((a.y - b.y) / b.size, 2)
        for a, b in zip(rows, rows[1:], strict=False)
        if abs(a.size - b.size) < 1
        and abs(b.size - body) < 0.75
        and 0.9 < (a.y - b.y) / b.size < 2
        and b.x0 - left < 5
    )
    even = 3 * sum(1 for r in rows if right - r.x1 < (5 if scanned else 2)) >= len(rows)
    if known is not None and len(rows) < 20:
        even = known.even
    if not even and not scanned:
        right = _ragged(rows, left, right, width)
    if sum(pitches.values()) < 3:
        return Measure(left, right, known.pitch if known else 1.2, even, scanned)
    # The closest pitch that is no accident: paragraphs of one line each stand further apart.
    least = max(2, sum(pitches.values()) // 12)
    usual = [p for p, n in pitches.items() if n >= least]
    return Measure(left, right, min(usual or pitches), even, scanned)


def _ragged(rows: list[Row], left: float, right: float, width: float) -> float:
    """Right edge of text that is not justified: no two of its lines need to end there.

    Short lines say nothing of it: then the margins are taken to be alike.
    """
    widest = max((r.x1 for r in rows if len(split(r)) == 1), default=right)
    if widest < 0.75 * width and left < 0.25 * width:
        return max(right, width - left)
    return max(right, min(widest, width))


def _body_size(rows: list[Row]) -> float:
    """The size of most letters: recipients are set smaller and closer."""
    letters: Counter[float] = Counter()
    for row in rows:
        letters[row.size] += len(row.text)
    return max(letters, key=letters.__getitem__)


def _near(found: float, known: float) -> float:
    # Few rows reach the edge on a page of short lines: the document's own edge is meant.
    return known if abs(found - known) < 80 else found


def _edge(places: Iterable[float], pick: type | object, least: int) -> float | None:
    """The outermost place that `least` rows share within 3 pt."""
    found = sorted(places, reverse=pick is max)
    for one, two in zip(found, found[least - 1 :], strict=False):
        if abs(one - two) <= 3:
            return one
    return found[0] if found else None
