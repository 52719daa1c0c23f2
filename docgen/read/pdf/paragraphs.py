"""Rows of the body joined to paragraphs by where they begin, where they end and how far apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docgen.read.looks import BOLD
from docgen.read.pdf.inline import Pieces, typed
from docgen.read.pdf.rows import Measure
from docgen.read.pdf.shapes import Row, pieces
from docgen.read.source import Line
from docgen.read.text.marks import ATTACHED, LABEL, plain, starts_label, upper_case

_INDENT = 8.0
"""A first line stands in by at least this, pt (Điều chỉnh 1 cm or 1.27 cm in the decree)."""
_EXTRA = 0.14
"""More than the line pitch by so many sizes: a new paragraph (2 pt at size 14)."""
_EXTRA_SCANNED = 0.3
_SLACK_SCANNED = 6.0
"""Lines of a scan end this close to the edge, pt, and are full."""
_ENDED = re.compile(r"[.;:!?…][”\")\]]*$|/\.$")
INDENTED, HANGING = "indented", "hanging"


def joined(before: Pieces, row: Row) -> Pieces:
    """A paragraph with one more row put to it."""
    own = pieces(row.spans)
    if not before:
        return own
    head, bits = before[-1]
    first = own[0][0].lstrip() if own else ""
    tail = "".join(t for t, _b in before[-3:]).rstrip()
    if re.search(r"[\w/]-$", tail) and re.match(r"\w", first):
        before[-1] = (head.rstrip(), bits)  # a code or a range, cut at its hyphen
    elif not head[-1:].isspace():
        before.append((" ", bits & own[0][1] if own else bits))
    before += own
    return before


def text_of(found: Pieces) -> tuple[str, bool, bool]:
    """Text with marks on one line, all bold, all italic."""
    return typed(_label_plain(found))


def _label_plain(found: Pieces) -> Pieces:
    """A label that alone is bold ("Điều 1.") loses the mark: its look follows from its level."""
    bold = ""
    for at, (text, bits) in enumerate(found):
        if not bits & BOLD and text.strip():
            if bold.strip() and _is_label(bold.strip()):
                return [(t, b & ~BOLD) for t, b in found[:at]] + found[at:]
            return found
        bold += text
    return found


def _is_label(text: str) -> bool:
    m = LABEL.match(text + " ")
    return m is not None and m.end() >= len(text)


def centred(row: Row, measure: Measure) -> bool:
    """Whether a row stands in the middle of the text and short of both its edges."""
    if row.x0 - measure.left < 12 or abs(row.centre - measure.centre) > 7:
        return False
    # A first line that happens to end as far from the edge as it begins is no heading.
    return row.x0 - measure.left > 48 or bool(row.spans[0].bits & BOLD) or upper_case(row.text)


def style_of(rows: Iterable[Row], measures: Mapping[int, Measure]) -> str:
    """How paragraphs begin: labels stand in, or stand out while the other lines stand in."""
    inside = outside = plain_inside = plain_outside = 0
    for row in rows:
        stands_in = row.x0 - measures[row.page].left > _INDENT
        if starts_label(row.text):
            inside, outside = inside + stands_in, outside + (not stands_in)
        else:
            plain_inside, plain_outside = plain_inside + stands_in, plain_outside + (not stands_in)
    if inside > 1 and inside > 2 * outside:
        return INDENTED
    return HANGING if outside > 2 * inside and plain_inside > 2 * plain_outside else ""


class Joiner:
    """Takes the rows of the body one after the other and gives lines, each one paragraph."""

    def __init__(self, measures: Mapping[int, Measure], style: str) -> None:
        self._measures = measures
        self._style = style
        self._held: Pieces = []
        self._first: Row | None = None
        self._last: Row | None = None
        self._above: Row | None = None
        self._centred = False
        self._gap = False

    def add(self, row: Row) -> Line | None:
        """One more row; gives the paragraph before it when that is complete."""
        measure = self._measures[row.page]
        middle = centred(row, measure)
        if self._last is not None and self._goes_on(self._last, row, middle):
            self._held = joined(self._held, row)
            self._last = row
            return None
        done = self.finish()
        above = self._above
        self._held, self._first, self._last, self._centred = joined([], row), row, row, middle
        self._gap = above is not None and (
            above.page != row.page or above.y - row.y > 1.7 * measure.pitch * row.size
        )
        return done

    def finish(self) -> Line | None:
        """The paragraph that is being put together."""
        first, self._first = self._first, None
        self._above, self._last = self._last or self._above, None
        if first is None:
            return None
        text, bold, italic = text_of(self._held)
        # A gap inside the body says nothing here: it is the space between paragraphs or a page.
        return Line(
            text,
            f"trang {first.page}",
            bold=bold,
            italic=italic,
            centred=self._centred,
            gap=self._gap and self._centred,
        )

    def _goes_on(self, above: Row, row: Row, middle: bool) -> bool:
        measure, before = self._measures[row.page], self._measures[above.page]
        full = self._full(above, row, before)
        same_page = above.page == row.page
        spread = (above.y - row.y) / row.size - measure.pitch if same_page else 0.0
        text = row.text
        extra = _EXTRA_SCANNED if measure.scanned else _EXTRA
        ended = bool(_ENDED.search(above.text))
        rest = _small(text) and not ended
        if middle and not self._centred and self._is_wide_heading(above, row, before):
            self._centred = True
        if middle or self._centred:
            both = middle and self._centred and same_page and _look(above) == _look(row)
            if middle or not rest:
                return both and spread <= extra and full and not _heads(above.text, text)
        if spread > extra and not (rest and full and spread < 0.6):
            return False
        label = starts_label(text)
        nearly = above.x1 > before.right - 0.25 * (before.right - before.left)
        inset, inset_above = row.x0 - measure.left, above.x0 - before.left
        if inset > _INDENT:
            if self._style == HANGING and inset_above < inset + 2:
                return (full and not (label and ended)) or (nearly and not label)
            # Set in like a first line: only an indented paragraph goes on there.
            return full and rest and not label and inset >= inset_above - 2
        if self._style == HANGING and inset_above > _INDENT:
            return rest and nearly
        if label and (ended or (upper_case(text) and not upper_case(above.text))):
            return False
        if inset_above > _INDENT or self._style == INDENTED:
            return full or (nearly and not label) or (rest and above is self._first)
        return full or (rest and nearly)

    def _is_wide_heading(self, above: Row, row: Row, measure: Measure) -> bool:
        """Whether a capital line from edge to edge is the first of a centred heading."""
        alone = above is self._first and abs(above.centre - measure.centre) <= 7
        return alone and _look(above) == _look(row) and upper_case(above.text + row.text)

    def _full(self, above: Row, row: Row, measure: Measure) -> bool:
        """Whether the first word of `row` would not have fitted into the line above."""
        text = row.text
        word = text.split(" ", 1)[0]
        wide = (row.x1 - row.x0) / max(1, len(text)) * (len(word) + 0.5)
        if self._centred:
            # Headings are broken well before the edge: two even lines look better.
            return above.x1 - above.x0 > 0.6 * (measure.right - measure.left)
        slack = _SLACK_SCANNED if measure.scanned else 1.0
        return above.x1 + wide > measure.right - (slack if measure.even else row.size)


def _look(row: Row) -> tuple[int, float]:
    span = max(row.spans, key=lambda s: len(s.text))
    return span.bits, round(span.size)


def _heads(above: str, text: str) -> bool:
    """Whether a centred row is complete, or another one begins: "Chương I", "KẾ HOẠCH"."""
    return starts_label(text) or starts_label(above) or ATTACHED.match(plain(text)) is not None


def _small(text: str) -> bool:
    first = plain(text)[:1]
    return first.islower() or first in ",;)"
