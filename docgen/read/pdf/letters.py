"""Letters of a page one by one: where text objects are of no help.

Some programs (browsers) draw every letter as an object of its own; some put two columns into one
object, with a wide gap inside; and some offices stamp number and date into such a gap.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from math import hypot
from typing import Any

from docgen.read.pdf.shapes import Matrix, Page, Span

_TYPED_OVER_GAP = 0.6
_COLUMN_GAP = 2.0
"""In sizes of the type: where a text with something typed over it, and a wide one, is cut."""

_MOST = 300
"""So many texts of a page are looked at letter by letter."""


class Letters:
    """Asks pdfium about single letters of one page."""

    def __init__(self, raw: Any, text_page: Any, base: Matrix) -> None:
        self._raw = raw
        self._text_page = text_page
        self._base = base
        self.count = raw.FPDFText_CountChars(text_page)
        self._matrix = raw.FS_MATRIX()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(x) for x in self._edges]

    @property
    def straight(self) -> bool:
        """Whether the page is shown as it is drawn, but for its place."""
        return self._base[:4] == (1, 0, 0, 1)

    def cut(self, spans: list[Span], typed_over: set[Span]) -> list[Span]:
        """The spans, those with a wide gap (tabs, a number typed over) in pieces."""
        out: list[Span] = []
        # On a turned page every letter is asked for each of them.
        left = _MOST if self.straight else _MOST // 10
        for span in spans:
            if left <= 0:
                out.append(span)
            elif span in typed_over:
                out += _cut(span, self._of(span), _TYPED_OVER_GAP)
                left -= 1
            elif too_wide(span.text, span.size, span.x1 - span.x0):
                out += _cut(span, self._of(span), _COLUMN_GAP)
                left -= 1
            else:
                out.append(span)
        return out

    def _of(self, span: Span) -> list[tuple[float, float, str]]:
        """Left and right edge of each letter of a span, as far as they are found."""
        raw = self._raw
        a, b, c, d, e, f = self._base
        first, count = 0, self.count
        if self.straight:
            x, y = span.x0 - e + 0.2 * span.size, span.y - f + 0.3 * span.size
            reach = span.size / 4
            near = raw.FPDFText_GetCharIndexAtPos(self._text_page, x, y, reach, reach)
            if near >= 0:
                first = max(0, near - 3)
                count = min(count, near + 3 * len(span.text) + 200)
        out: list[tuple[float, float, str]] = []
        low, high = span.y - 0.3 * span.size, span.y + 1.1 * span.size
        for place in range(first, count):
            code = raw.FPDFText_GetUnicode(self._text_page, place)
            if not 32 < code < 0x110000:
                continue
            if not raw.FPDFText_GetCharBox(self._text_page, place, *self._refs):
                continue
            left, right, bottom, top = (x.value for x in self._edges)
            x0, x1 = sorted((a * left + c * bottom + e, a * right + c * top + e))
            middle = (b * (left + right) + d * (bottom + top)) / 2 + f
            if low <= middle <= high and span.x0 - 1 <= x0 <= span.x1 + 1:
                out.append((x0, x1, chr(code)))
        # Letters of what is typed over it lie between its own: those are taken in their order.
        wanted = iter("".join(span.text.split()))
        following = next(wanted, "")
        own = []
        for letter in sorted(out):
            if letter[2] == following:
                own.append(letter)
                following = next(wanted, "")
        return own

    def words(self, page: Page, look: Callable[[Any], int]) -> bool:
        """Put the words of the page on it as spans; `look` gives bold and italic of a text object.

        False, and the page as it was, when pdfium does not know the object of a letter.
        """
        raw, text_page = self._raw, self._text_page
        ask = getattr(raw, "FPDFText_GetTextObject", None)
        if ask is None or not self.straight:
            return False
        codes = self._codes()
        held: list[str] = []
        first = last = -1
        address: int | None = None
        font = bits = 0
        for place, code in enumerate(codes):
            if code in (0x02, 0xFFFE):
                code = 0x2D
            obj = ask(text_page, place) if code > 32 and code != 0xA0 else None
            if not obj:
                if held:
                    self._word(page, first, last, "".join(held) + " " * (code != 0x2D), bits)
                    held = []
                if code == 0x2D and page.spans:
                    # The hyphen of a word cut at the line's end belongs to no object.
                    page.spans[-1] = page.spans[-1]._replace(text=page.spans[-1].text + "-")
                continue
            if obj != address:
                address = obj
                new_font = raw.FPDFTextObj_GetFont(obj) or 0
                if new_font != font:
                    font = new_font
                    if held:
                        self._word(page, first, last, "".join(held), bits)
                        held = []
                    bits = look(obj)
            if not held:
                first = place
            held.append(chr(code) if code < 0x110000 else "")
            last = place
        if held:
            self._word(page, first, last, "".join(held), bits)
        return True

    def _codes(self) -> Sequence[int]:
        """Code of every letter of the page."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        if self._raw.FPDFText_GetText(self._text_page, 0, self.count, buffer) == self.count + 1:
            codes: list[int] = buffer[: self.count]
            # Two halves of a letter beyond 16 bits would not count as one.
            if not any(0xD800 <= code < 0xE000 for code in codes):
                return codes
        unicode = self._raw.FPDFText_GetUnicode
        return [unicode(self._text_page, place) for place in range(self.count)]

    def _word(self, page: Page, first: int, last: int, text: str, bits: int) -> None:
        raw, text_page = self._raw, self._text_page
        raw.FPDFText_GetMatrix(text_page, first, self._matrix)
        m = self._matrix
        if abs(m.b) > 0.2 * abs(m.a) or m.a < 0:
            page.turned.append(text.strip())
            return
        left, right, low, _high = self._edges
        raw.FPDFText_GetCharBox(text_page, last, *self._refs)
        x1 = right.value
        raw.FPDFText_GetCharBox(text_page, first, *self._refs)
        x0 = left.value
        raw.FPDFText_GetCharOrigin(text_page, first, self._refs[0], self._refs[2])
        size = abs(raw.FPDFText_GetFontSize(text_page, first)) * hypot(m.c, m.d) or 1.0
        x, y = self._base[4:]
        page.spans.append(Span(x0 + x, low.value + y, x1 + x, size, bits, text))


def too_wide(text: str, size: float, width: float) -> bool:
    """Whether a text is wider than its letters and somewhat stretched spaces are.

    Widths of Times: small letters and digits up to half the size, capitals seven tenths.
    """
    if width <= 4 * size or " " not in text or width <= 0.5 * size * len(text):
        return False
    room = 0.5 * len(text) + 0.2 * sum(map(str.isupper, text)) + 0.15 * text.count(" ")
    return width > size * room


def typed_over_of(spans: list[Span]) -> set[Span]:
    """Spans of the page into which an annotation writes: "Số:      /TB" with the number put in."""
    notes = [s for s in spans if s.group][:_MOST]
    return {
        s
        for s in spans
        for n in notes
        if not s.group and abs(s.y - n.y) < 0.6 * s.size and s.x0 < n.x0 and n.x1 < s.x1
    }


def _cut(span: Span, own: list[tuple[float, float, str]], gap: float) -> list[Span]:
    """A span cut where its letters stand `gap` sizes apart; whole when they do not fit."""
    if "".join(x[2] for x in own) != "".join(span.text.split()):
        return [span]
    words = span.text.split()
    out: list[Span] = []
    at, first, edge = 0, 0.0, 0.0
    held: list[str] = []
    for word in words:
        start, end = own[at][0], own[at + len(word) - 1][1]
        if held and start - edge > gap * span.size:
            out.append(span._replace(x0=first, x1=edge, text=" ".join(held)))
            held = []
        if not held:
            first = start
        held.append(word)
        edge = end
        at += len(word)
    out.append(span._replace(x0=first, x1=edge, text=" ".join(held)))
    return out
