"""Runs of a paragraph to text with `**` and `*` marks; what hangs on it is handed on.

Line breaks become "\\n", tabs stay "\\t" and page breaks "\\f" until `columns` has looked at them.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from docgen.read.looks import BOLD, ITALIC, Piece, merged
from docgen.read.word import legacy
from docgen.read.word.marks import PAGE
from docgen.read.word.names import (
    ID,
    JC,
    MATH,
    NUMPR,
    OUTLINE,
    PAGE_BREAK,
    PPR,
    PSTYLE,
    RPR,
    SECTPR,
    TXBX,
    VAL,
    VML,
    P,
    R,
    T,
    W,
)
from docgen.read.word.plain import Plain, Raw, one_line
from docgen.read.word.styles import (
    CAPS,
    HIDDEN,
    Format,
    Look,
    Styles,
    is_on,
    look,
    number,
    numbering,
)

_TAB, _PTAB, _BR, _CR = W + "tab", W + "ptab", W + "br", W + "cr"
_SYM, _HYPHEN, _SOFT = W + "sym", W + "noBreakHyphen", W + "softHyphen"
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_COMMENT = W + "commentReference"
_DRAWN = frozenset({W + "pict", W + "drawing", W + "object"})
_SIGNS = {_TAB: "\t", _PTAB: "\t", _CR: "\n", _HYPHEN: "-"}


class Paragraph(NamedTuple):
    """A paragraph taken apart."""

    format: Format
    style_id: str
    num_id: str | None
    ilvl: int | None
    centred: bool
    outline: int
    page_break: bool
    section: Any
    """w:sectPr when the paragraph ends a section."""
    pieces: list[Piece] = []
    boxes: list[Any] = []
    """Contents of its text boxes."""
    notes: list[tuple[str, str]] = []
    """References: ("footnotes" | "endnotes" | "comments", id)."""
    hidden: str = ""
    """Text that Word neither shows nor prints, and words drawn as a picture."""


class Reader:
    """Takes paragraphs apart, with the styles and the old fonts of one file."""

    def __init__(self, styles: Styles, old: legacy.Legacy) -> None:
        self._styles = styles
        self._old = old
        self._none = self._properties(())
        self._known: dict[str, Paragraph] = {}
        self._looks: dict[str, Look] = {}

    def read(self, p: Any) -> Paragraph:
        """One w:p whose revisions are resolved."""
        ppr = p[0] if len(p) and p[0].tag == PPR else p.find(PPR)
        known = self._none if ppr is None else self._properties(ppr)
        gather = _Gather(known.format.look, self._styles)
        gather.children(p)
        if gather.hidden or gather.boxes or gather.notes:
            hidden = "".join(gather.hidden).strip()
            known = known._replace(boxes=gather.boxes, notes=gather.notes, hidden=hidden)
        return known._replace(pieces=gather.finish(self._old))

    def know(self, taken: Plain) -> None:
        """Work out the properties that plain paragraphs will ask for."""
        self._known = {raw: self._properties(item) for raw, item in taken.properties.items()}
        self._looks = {raw: look(item, self._styles) for raw, item in taken.looks.items()}

    def read_plain(self, raw: Raw) -> Paragraph:
        """A paragraph of nothing but runs; `know` has been told of its properties."""
        known = self._known[raw.properties]
        runs = raw.runs
        if not runs:
            return known
        base = known.format.look
        if len(runs) == 1 and not runs[0][0]:
            text, bits = runs[0][1], base.bits
            if not bits & (CAPS | HIDDEN) and not base.charset and "\xad" not in text:
                return known._replace(pieces=[(text, bits & (BOLD | ITALIC))])
        gather = _Gather(base, self._styles)
        for rpr, text in runs:
            gather.add(text, *gather.over(self._looks[rpr]))
        if gather.hidden:
            known = known._replace(hidden="".join(gather.hidden).strip())
        return known._replace(pieces=gather.finish(self._old))

    def _properties(self, ppr: Any) -> Paragraph:
        """A paragraph without its text."""
        style_id, num_id, ilvl, section = "", None, None, None
        centred = outline = page_break = None
        for item in ppr:
            tag = item.tag
            if tag == PSTYLE:
                style_id = item.get(VAL, "")
            elif tag == JC:
                centred = item.get(VAL) == "center"
            elif tag == NUMPR:
                num_id, ilvl = numbering(item)
            elif tag == OUTLINE:
                outline = number(item.get(VAL), 9)
            elif tag == PAGE_BREAK:
                page_break = is_on(item)
            elif tag == SECTPR:
                section = item
        form = self._styles.paragraph(style_id)
        if num_id is None and form.num_id is not None:
            num_id, ilvl = form.num_id, ilvl if ilvl is not None else form.ilvl
        if outline is None:
            outline = 9 if form.outline is None else form.outline
        return Paragraph(
            form,
            style_id,
            num_id,
            ilvl,
            bool(form.centred if centred is None else centred),
            outline + 1 if 0 <= outline < 9 else 0,
            bool(form.page_break if page_break is None else page_break),
            section,
        )


class _Gather:
    """The texts of one paragraph in order, each with its look and its charset."""

    __slots__ = ("_base", "_base_look", "_old", "_styles", "boxes", "hidden", "notes", "texts")

    def __init__(self, base: Look, styles: Styles) -> None:
        self._base, self._styles = base, styles
        self._base_look = (base.bits, base.charset or "")
        self._old = False
        self.texts: list[tuple[str, int, str]] = []
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.hidden: list[str] = []

    def children(self, p: Any) -> None:
        """Everything of a paragraph, or of a wrapper that is not known."""
        for child in p:
            tag = child.tag
            if tag == R:
                self.run(child)
            elif tag != PPR:
                self._other(child)

    def _other(self, child: Any) -> None:
        """Formulas and unknown wrappers: the runs inside; nothing is dropped."""
        for item in child.iter(R, MATH + "t"):
            if item.tag == R:
                if not any(box in self.boxes for box in item.iterancestors(TXBX)):
                    self.run(item)
            elif item.text:
                self.texts.append((one_line(item.text), *self._base_look))

    def run(self, r: Any) -> None:
        """One w:r."""
        bits, charset = self._base_look
        for item in r:
            tag = item.tag
            if tag == T:
                text = item.text
                if not text:
                    continue
                if not text.isprintable():
                    text = one_line(text)
                self.add(text, bits, charset)
            elif tag == RPR:
                bits, charset = self.over(look(item, self._styles))
            elif tag in _SIGNS:
                self.add(_SIGNS[tag], bits, charset)
            elif tag == _BR:
                turn = item.get(W + "type") in ("page", "column")
                self.add(PAGE if turn else "\n", bits, charset)
            elif tag == _SYM:
                self._sign(item, bits)
            elif tag == _SOFT:
                if charset:  # in TCVN3 and VPS its place holds a letter
                    self.add("\xad", bits, charset)
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], item.get(ID, "")))
            elif tag == _COMMENT:
                self.notes.append(("comments", item.get(ID, "")))
            elif tag in _DRAWN:
                self._drawn(item)
            elif tag == R:  # left of a word with a reading aid
                self.run(item)
            elif len(item):
                self._other(item)

    def over(self, own: Look) -> tuple[int, str]:
        """Bits and charset of a run with a look of its own."""
        bits, charset = self._base_look
        if own.said or own.charset is not None:
            bits = (bits & ~own.said) | own.bits
            if own.charset is not None:
                charset = own.charset
        return bits, charset

    def add(self, text: str, bits: int, charset: str) -> None:
        """One more text."""
        if bits & HIDDEN:
            self.hidden.append(text)
            return
        if charset:
            self._old = True
        elif "\xad" in text:
            text = text.replace("\xad", "")  # a hyphen that shows only at a line's end
        if bits & CAPS and not charset:
            text = text.upper()
        self.texts.append((text, bits, charset))

    def _sign(self, item: Any, bits: int) -> None:
        try:
            code = int(item.get(W + "char", ""), 16)
            sign = chr(code)
        except (ValueError, OverflowError):
            return
        charset = legacy.charset(item.get(W + "font", ""))
        if charset:
            self.add(legacy.decode(sign, charset), bits, "")
        elif 0xF020 <= code < 0xF07F:
            self.add(chr(code - 0xF000), bits, "")
        else:
            self.add(sign, bits, "")

    def _drawn(self, item: Any) -> None:
        """Text boxes, outermost only: those inside are read with what holds them."""
        last = None
        for box in item.iter(TXBX):
            if last is None or not _within(box, last):
                self.boxes.append(box)
                last = box
        for words in item.iter(VML + "textpath"):
            self.hidden.append(words.get("string", ""))

    def finish(self, old: legacy.Legacy) -> list[Piece]:
        """The texts in Unicode, neighbours that look alike as one."""
        texts = self.texts
        if self._old:
            parts: dict[str, list[str]] = {}
            for text, _bits, charset in texts:
                parts.setdefault(charset, []).append(text)
            around = {c: legacy.verdict("".join(those), c) for c, those in parts.items()}
            made = []
            # A letter of VNI may be split between two runs that look alike.
            for (bits, charset), group in groupby(texts, key=itemgetter(1, 2)):
                text = "".join([t for t, _b, _c in group])
                if charset:
                    text = old.read(text, charset, around[charset]).replace("\xad", "")
                    if bits & CAPS:
                        text = text.upper()
                made.append((text, bits, charset))
            texts = made
        return merged((text, bits & (BOLD | ITALIC)) for text, bits, _c in texts)


def _within(item: Any, holder: Any) -> bool:
    return any(above is holder for above in item.iterancestors(TXBX))


def inner_paragraphs(item: Any) -> bool:
    """Whether an unknown block holds paragraphs."""
    return next(item.iter(P), None) is not None
