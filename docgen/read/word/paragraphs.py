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
from docgen.read.word.plain import Plain
from docgen.read.word.raw import Raw, one_line
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

_DML = "{http://schemas.openxmlformats.org/drawingml/2006/"
_TAB, _PTAB, _BR, _CR = W + "tab", W + "ptab", W + "br", W + "cr"
_SYM, _HYPHEN, _SOFT = W + "sym", W + "noBreakHyphen", W + "softHyphen"
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_COMMENT = W + "commentReference"
_PICTURES = (_DML + "main}blip", VML + "imagedata")
_PROPERTIES = _DML + "wordprocessingDrawing}docPr"
_DRAWN = frozenset({W + "pict", W + "drawing", W + "object"})
_MOST_WORKED_OUT = 2000
"""So many different properties are remembered with the styles that files share."""
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
    pictures: list[str] = []
    """Descriptions of its pictures, "" for one without."""
    hidden: str = ""
    """Text that Word neither shows nor prints, and words drawn as a picture."""


class Reader:
    """Takes paragraphs apart, with the styles and the old fonts of one file."""

    def __init__(self, styles: Styles, old: legacy.Legacy) -> None:
        self._styles = styles
        self._old = old
        self._none = self._properties(())
        known, looks, plain_looks = styles.worked_out
        self._known: dict[str, Paragraph] = known
        self._looks: dict[str, Look] = looks
        self._plain: dict[tuple[str, str], tuple[Paragraph, int] | None] = plain_looks

    def read(self, p: Any) -> Paragraph:
        """One w:p whose revisions are resolved."""
        ppr = p[0] if len(p) and p[0].tag == PPR else p.find(PPR)
        known = self._none if ppr is None else self._properties(ppr)
        gather = _Gather(known.format.look, self._styles)
        gather.children(p)
        if gather.hidden or gather.boxes or gather.notes or gather.pictures:
            known = known._replace(
                boxes=gather.boxes,
                notes=gather.notes,
                pictures=gather.pictures,
                hidden="".join(gather.hidden).strip(),
            )
        return known._replace(pieces=gather.finish(self._old))

    def know(self, taken: Plain) -> None:
        """Work out the properties that plain paragraphs will ask for."""
        if max(map(len, self._styles.worked_out)) > _MOST_WORKED_OUT:
            self._known, self._looks, self._plain = self._styles.worked_out = ({}, {}, {})
        for raw, item in taken.properties.items():
            if raw not in self._known:
                self._known[raw] = self._properties(item)
        for raw, item in taken.looks.items():
            if raw not in self._looks:
                self._looks[raw] = look(item, self._styles)

    def plain(self, raw: Raw) -> tuple[Paragraph, str, int] | None:
        """Properties, text and look (BOLD, ITALIC) of a plain paragraph that has a single look.

        None for any other: hidden text, letters made capital, old fonts, several looks.
        """
        runs = raw.runs
        if not runs:
            found = self._one_look(raw.properties, "")
            return (found[0], "", found[1]) if found is not None else None
        own, text = runs[0]
        found = self._one_look(raw.properties, own)
        if found is None:
            return None
        if len(runs) > 1:
            for other, _words in runs[1:]:
                if other != own:
                    also = self._one_look(raw.properties, other)
                    if also is None or also[1] != found[1]:
                        return None
            text = "".join([words for _look, words in runs])
        return found[0], text, found[1]

    def _one_look(self, properties: str, own: str) -> tuple[Paragraph, int] | None:
        """Properties and look of a run, where its text stays as it is."""
        key = (properties, own)
        if key in self._plain:
            return self._plain[key]
        known = self._known[properties]
        base = known.format.look
        bits, charset = base.bits, base.charset or ""
        if own:
            bits, charset = over(bits, charset, self._looks[own])
        changed = bits & (CAPS | HIDDEN) or charset
        found = None if changed else (known, bits & (BOLD | ITALIC))
        self._plain[key] = found
        return found

    def read_plain(self, raw: Raw) -> Paragraph:
        """A paragraph of nothing but runs; `know` has been told of its properties."""
        known = self._known[raw.properties]
        gather = _Gather(known.format.look, self._styles)
        for rpr, text in raw.runs:
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


def over(bits: int, charset: str, own: Look) -> tuple[int, str]:
    """Bits and charset of a paragraph's letters under a run's own look."""
    if own.said or own.charset is not None:
        bits = (bits & ~own.said) | own.bits
        if own.charset is not None:
            charset = own.charset
    return bits, charset


class _Gather:
    """The texts of one paragraph in order, each with its look and its charset."""

    __slots__ = (
        "_base",
        "_base_look",
        "_old",
        "_styles",
        "boxes",
        "hidden",
        "notes",
        "pictures",
        "texts",
    )

    def __init__(self, base: Look, styles: Styles) -> None:
        self._base, self._styles = base, styles
        self._base_look = (base.bits, base.charset or "")
        self._old = False
        self.texts: list[tuple[str, int, str]] = []
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.pictures: list[str] = []
        self.hidden: list[str] = []

    def children(self, p: Any) -> None:
        """Everything of a paragraph, or of a wrapper that is not known."""
        if p.tag == R:
            self.run(p)
            return
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
        return over(*self._base_look, own)

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
        """Text boxes, outermost only: those inside are read with what holds them. Pictures."""
        last = None
        inside: set[Any] = set()
        for box in item.iter(TXBX):
            if last is None or not _within(box, last):
                self.boxes.append(box)
                inside.update(box.iter(*_PICTURES))
                last = box
        for words in item.iter(VML + "textpath"):
            self.hidden.append(words.get("string", ""))
        said = next((d.get("descr", "") for d in item.iter(_PROPERTIES)), "")
        self.pictures += [said for picture in item.iter(*_PICTURES) if picture not in inside]

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


def bare_text(item: Any) -> bool:
    """Whether a block without paragraphs holds text: a formula, a run in the wrong place."""
    return next(item.iter(T, MATH + "t"), None) is not None
