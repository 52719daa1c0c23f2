"""Pages of a PDF through pdfium: text objects with place and look, drawn lines, pictures.

Whole text objects are asked for, not letters: some ten calls for a line of print.
"""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections import Counter
from typing import Any

from docgen.read.looks import BOLD, ITALIC
from docgen.read.pdf.letters import Letters, too_wide, typed_over_of
from docgen.read.pdf.shapes import Matrix, Page, Rule, Span

_MAX_OBJECTS = 100_000
"""Of one page; a drawing beyond that is cut off, its text is then kept as `unplaced`."""
_SPLIT = 0.5
"""More objects than half the letters: every letter is one."""
_MAX_DEPTH = 6
_MAX_SEGMENTS = 4_000
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_DRAWN_NOTES = frozenset({3, 13, 20})
"""FreeText, Stamp, Widget: annotations that print."""
_THIN = 2.5
_NO_SIGN = {"\r": " ", "\n": " ", "\x02": "-", "\ufffe": "-", "\x00": ""}
_CONTROL = re.compile("[\r\n\x02\ufffe\x00]")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)


class Reader:
    """Reads the pages of one open file; `raw` is `Quick`, `end` on the monotonic clock."""

    def __init__(self, raw: Any, end: float = math.inf) -> None:
        self._raw = raw
        self._end = end
        self._fonts: dict[int, int] = {}
        self._charsets: dict[int, str] = {}
        self._font = 0
        self._old: dict[str, list[Span]] = {}
        self._buffer = (ctypes.c_ushort * 8192)()
        self._matrix = raw.FS_MATRIX()
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._edge_refs = [ctypes.byref(e) for e in self._edges]
        self._size = ctypes.c_float()
        self._left = 0
        self._groups = 0
        self._wide = False
        self._no_text = False

    def read(self, document: Any, index: int) -> Page:
        """Page `index` (from 0) of the raw document.

        Raises TimeoutError when it takes longer than the reader may.
        """
        raw = self._raw
        handle = raw.FPDF_LoadPage(document, index)
        if not handle:
            return Page(index + 1, 595.0, 842.0, broken=True)
        text_page = None
        try:
            own = raw.FPDFPage_CountObjects(handle)
            if self._has_drawn_notes(handle) and raw.FPDFPage_Flatten(handle, 0) == 1:
                raw.FPDF_ClosePage(handle)
                handle = raw.FPDF_LoadPage(document, index)
            text_page = raw.FPDFText_LoadPage(handle)
            base, width, height = self._base(handle)
            page = Page(index + 1, width, height)
            self._left = _MAX_OBJECTS
            self._wide = False
            # The address of a font may be another one's on the next page.
            self._fonts.clear()
            self._charsets.clear()
            self._old.clear()
            letters = Letters(raw, text_page, base)
            objects = raw.FPDFPage_CountObjects(handle)
            # Objects of a letter each (browsers): by words it is three times as fast.
            self._no_text = (
                objects == own
                and objects > _SPLIT * letters.count > _SPLIT * 200
                and letters.words(page, self._look)
            )
            for place in range(objects):
                obj = raw.FPDFPage_GetObject(handle, place)
                if self._no_text and raw.FPDFPageObj_GetType(obj) == _TEXT:
                    continue
                self._object(obj, text_page, base, page, 0, place >= own, 0)
            typed_over = typed_over_of(page.spans)
            if self._wide or typed_over:
                page.spans = letters.cut(page.spans, typed_over)
            page.pictures /= max(1.0, width * height)
            self._check(text_page, page)
            if any(self._charsets.values()):
                self._to_unicode(page)
            return page
        finally:
            if text_page:
                raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(handle)

    def _has_drawn_notes(self, handle: Any) -> bool:
        raw = self._raw
        for place in range(min(raw.FPDFPage_GetAnnotCount(handle), 2000)):
            note = raw.FPDFPage_GetAnnot(handle, place)
            if note:
                kind = raw.FPDFAnnot_GetSubtype(note)
                raw.FPDFPage_CloseAnnot(note)
                if kind in _DRAWN_NOTES:
                    return True
        return False

    def _base(self, handle: Any) -> tuple[Matrix, float, float]:
        """From the page's own space to the page as shown; its width and height."""
        raw = self._raw
        width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        turn = raw.FPDFPage_GetRotation(handle)
        for box in (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox):
            if box(handle, *self._edge_refs):
                x0, y0, x1, y1 = (e.value for e in self._edges)
                break
        else:
            x0 = y0 = 0.0
            x1, y1 = (height, width) if turn % 2 else (width, height)
        table: tuple[Matrix, ...] = (
            (1, 0, 0, 1, -x0, -y0),
            (0, -1, 1, 0, -y0, x1),
            (-1, 0, 0, -1, x1, y1),
            (0, 1, -1, 0, y1, -x0),
        )
        return table[turn % 4], width, height

    def _object(
        self, obj: Any, text_page: Any, base: Matrix, page: Page, depth: int, note: bool, group: int
    ) -> None:
        self._left -= 1
        if self._left < 0:
            return
        if not self._left % 256 and time.monotonic() > self._end:
            raise TimeoutError
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(obj)
        if kind == _TEXT:
            if self._no_text:
                return
            self._text(obj, text_page, base, page, group)
        elif kind == _PATH:
            self._path(obj, base, page)
        elif kind == _IMAGE:
            x0, y0, x1, y1 = self._bounds(obj, base)
            page.pictures += max(0.0, x1 - x0) * max(0.0, y1 - y0)
        elif kind == _FORM and depth < _MAX_DEPTH:
            if note and depth == 1:
                # Flattening puts all annotations of a page into one form: each is a child of it.
                self._groups += 1
                group = self._groups
            inner = base
            if raw.FPDFPageObj_GetMatrix(obj, self._matrix):
                inner = _times(self._own(), base)
            for place in range(raw.FPDFFormObj_CountObjects(obj)):
                child = raw.FPDFFormObj_GetObject(obj, place)
                self._object(child, text_page, inner, page, depth + 1, note, group)

    def _own(self) -> Matrix:
        m = self._matrix
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _bounds(self, obj: Any, base: Matrix) -> tuple[float, float, float, float]:
        if not self._raw.FPDFPageObj_GetBounds(obj, *self._edge_refs):
            return (0.0, 0.0, 0.0, 0.0)
        x0, y0, x1, y1 = (e.value for e in self._edges)
        a, b, c, d, e, f = base
        if b == 0 and c == 0 and a > 0 and d > 0:
            return (a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f)
        xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
        ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
        return (min(xs), min(ys), max(xs), max(ys))

    def _text(self, obj: Any, text_page: Any, base: Matrix, page: Page, group: int) -> None:
        raw = self._raw
        need = raw.FPDFTextObj_GetText(obj, text_page, self._buffer, 16384)
        if need <= 2:
            return
        if need > 16384:
            self._buffer = (ctypes.c_ushort * (need // 2 + 1))()
            raw.FPDFTextObj_GetText(obj, text_page, self._buffer, need)
        text = ctypes.string_at(self._buffer, need - 2).decode("utf-16-le", "replace")
        if _CONTROL.search(text):
            text = _CONTROL.sub(lambda m: _NO_SIGN[m[0]], text)
        if text.isspace() or not text:
            return
        raw.FPDFPageObj_GetMatrix(obj, self._matrix)
        a, b, c, d, _x, y = _times(self._own(), base)
        raw.FPDFTextObj_GetFontSize(obj, self._size)
        size = abs(self._size.value) * math.hypot(c, d)
        if abs(b) > 0.2 * abs(a) or a < 0:
            page.turned.append(text.strip())
            return
        left, _low, right, _high = self._bounds(obj, base)
        bits = self._look(obj)
        size = size or 1.0
        self._wide = self._wide or too_wide(text, size, right - left)
        page.spans.append(Span(left, y, right, size, bits, text, group))
        if self._charsets[self._font]:
            self._old.setdefault(self._charsets[self._font], []).append(page.spans[-1])

    def _to_unicode(self, page: Page) -> None:
        """Texts in fonts from before Unicode (TCVN3, VNI, VPS), where they look like it."""
        from docgen.read.word import legacy

        for charset, spans in self._old.items():
            if legacy.verdict("\n".join(s.text for s in spans), charset) > 0:
                old = set(spans)
                page.spans = [
                    s._replace(text=legacy.decode(s.text, charset)) if s in old else s
                    for s in page.spans
                ]

    def _look(self, obj: Any) -> int:
        """Bold and italic of a text object; that of its font is remembered by its address."""
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(obj)
        key = font or 0
        bits = self._fonts.get(key)
        if bits is None:
            name = ctypes.create_string_buffer(256)
            # Called GetFontName before pdfium 6611.
            ask = getattr(raw, "FPDFFont_GetBaseFontName", None) or raw.FPDFFont_GetFontName
            ask(font, name, 256)
            called = name.value.decode("utf-8", "replace").rpartition("+")[2]
            bits = BOLD if _BOLD.search(called) else 0
            if not called and raw.FPDFFont_GetWeight(font) >= 650:
                bits = BOLD
            angle = ctypes.c_int()
            slanted = raw.FPDFFont_GetItalicAngle(font, angle) and angle.value
            if slanted or _ITALIC.search(called):
                bits |= ITALIC
            self._fonts[key] = bits
            self._charsets[key] = _charset(called) if called[:1] in ".vV" else ""
        self._font = key
        # Filled and outlined: how Word thickens a font without a bold face.
        return bits | BOLD if raw.FPDFTextObj_GetTextRenderMode(obj) == 2 else bits

    def _path(self, obj: Any, base: Matrix, page: Page) -> None:
        """Straight lines of a drawing: thin ones, frames, and grids drawn in one go."""
        x0, y0, x1, y1 = self._bounds(obj, base)
        wide, high = x1 - x0, y1 - y0
        if min(wide, high) <= _THIN:
            if max(wide, high) > _THIN:
                page.rules.append(_rule(x0, y0, x1, y1))
            return
        raw = self._raw
        count = raw.FPDFPath_CountSegments(obj)
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(obj, mode, stroke)
        if count > 5 and (stroke.value or mode.value):
            self._segments(obj, min(count, _MAX_SEGMENTS), base, page)
        elif stroke.value and count >= 4:
            page.rules += (
                Rule(x0, y0, x1, y0),
                Rule(x0, y1, x1, y1),
                Rule(x0, y0, x0, y1),
                Rule(x1, y0, x1, y1),
            )

    def _segments(self, obj: Any, count: int, base: Matrix, page: Page) -> None:
        raw = self._raw
        raw.FPDFPageObj_GetMatrix(obj, self._matrix)
        a, b, c, d, e, f = _times(self._own(), base)
        px, py = ctypes.c_float(), ctypes.c_float()
        part: list[tuple[float, float]] = []
        for place in range(count):
            segment = raw.FPDFPath_GetPathSegment(obj, place)
            raw.FPDFPathSegment_GetPoint(segment, px, py)
            point = (a * px.value + c * py.value + e, b * px.value + d * py.value + f)
            if raw.FPDFPathSegment_GetType(segment) == 2:  # move
                _straight(part, page)
                part = []
            part.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                part.append(part[0])
        _straight(part, page)

    def _check(self, text_page: Any, page: Page) -> None:
        """Lines of the text layer with letters that no object gave are kept."""
        raw = self._raw
        count = raw.FPDFText_CountChars(text_page)
        if count <= 0:
            return
        buffer = (ctypes.c_ushort * (count * 2 + 2))()
        got = raw.FPDFText_GetText(text_page, 0, count, buffer)
        whole = ctypes.string_at(buffer, max(0, got - 1) * 2).decode("utf-16-le", "replace")
        missing = Counter(whole)
        missing.subtract(Counter("".join(s.text for s in page.spans)))
        missing.subtract(Counter("".join(page.turned)))
        missing["-"] += missing["\x02"] + missing["\ufffe"]
        lost = {ch for ch, n in missing.items() if n > 0 and ch.isprintable() and ch != " "}
        if lost:
            lines = whole.replace("\x02", "-").replace("\ufffe", "-").splitlines()
            page.unplaced += [x.strip() for x in lines if lost & set(x)]


def _charset(font: str) -> str:
    """Encoding from before Unicode that a font stands for."""
    from docgen.read.word import legacy

    return legacy.charset(font)


def _times(one: Matrix, two: Matrix) -> Matrix:
    """First `one`, then `two`."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = two
    return (
        a * k + b * m,
        a * l + b * n,
        c * k + d * m,
        c * l + d * n,
        e * k + f * m + o,
        e * l + f * n + p,
    )


def _rule(x0: float, y0: float, x1: float, y1: float) -> Rule:
    """A thin shape as the line through its middle."""
    if x1 - x0 >= y1 - y0:
        y = (y0 + y1) / 2
        return Rule(x0, y, x1, y)
    x = (x0 + x1) / 2
    return Rule(x, y0, x, y1)


def _straight(points: list[tuple[float, float]], page: Page) -> None:
    """The horizontal and vertical stretches of a line of points; a thin shape is one line."""
    if len(points) < 2:
        return
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        if max(max(xs) - min(xs), max(ys) - min(ys)) > _THIN:
            page.rules.append(_rule(min(xs), min(ys), max(xs), max(ys)))
        return
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        if min(abs(x1 - x0), abs(y1 - y0)) <= 1 < max(abs(x1 - x0), abs(y1 - y0)):
            page.rules.append(_rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
