"""A Word file read from its first paragraph to its last, headers, notes and comments beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.read.looks import Piece
from docgen.read.source import Line, Source
from docgen.read.word import columns, marks, package, paragraphs, plain, revisions, tables
from docgen.read.word.legacy import Legacy
from docgen.read.word.names import ID, PPR, SECTPR, TBL, P, T, W
from docgen.read.word.numbering import Numbering
from docgen.read.word.paragraphs import Paragraph, Reader
from docgen.read.word.styles import Styles, number

_PAGE_TURNS = frozenset({"", "nextPage", "oddPage", "evenPage"})
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHARED_STYLES = 1024 * 1024
"""Larger styles than this are not kept for the next file, bytes."""
_NOTE_PARTS = ("footnotes", "endnotes", "comments")
_NOTE_TAGS = (W + "footnote", W + "endnote", W + "comment")


def read_docx(data: bytes) -> Source:
    """Lines of a Word file in reading order; what stands beside the text in `aside`.

    Tracked changes count as accepted. Raises InputError (DOC01-DOC06) for a file that is not
    Word's, locked, broken, too big or hostile; any other file gives lines.
    """
    pack, main = package.open_package(data)
    raw = pack.read(main)
    document = _Document(pack, main)
    taken = plain.take_apart(raw, lambda xml: package.parse(xml, main))
    if taken is not None:
        return document.read_plain(raw, taken)
    root = package.parse(raw, main)
    body = root.find(W + "body") if root.tag == W + "document" else None
    if body is None:
        raise InputError(
            Finding(
                "DOC01",
                _("Không phải tệp Word .docx: {why}.").format(why=_("không có phần văn bản")),
                hint=_("Mở bằng Word, chọn Save As, kiểu Word Document (*.docx)."),
            )
        )
    return document.read(body)


class _Document:
    """What all stories of a file share."""

    def __init__(self, pack: package.Package, main: str) -> None:
        self.pack = pack
        self.relations = pack.relations(main)
        self.source = Source()
        self.styles = self._styles()
        self.notes: dict[tuple[str, str], str] = {}

    @cached_property
    def numbering(self) -> Numbering:
        """Lists of the file; most files have none that is used."""
        name = self._one("numbering")
        return Numbering(self.pack.xml(name) if name else None, self.styles)

    def _one(self, kind: str) -> str:
        """Name of the first part of a kind; "" when there is none."""
        for relation in self.relations.values():
            if relation.kind == kind and relation.target in self.pack:
                return relation.target
        return ""

    def _styles(self) -> Styles:
        name = self._one("styles")
        if not name:
            return Styles()
        raw = self.pack.read(name)
        if len(raw) > _SHARED_STYLES:
            return Styles.read(raw, lambda xml: package.parse(xml, name))
        return _shared_styles(raw)

    def read(self, body: Any) -> Source:
        """The body, then everything beside it."""
        revisions.resolve(body)
        self.reader = Reader(self.styles, _old_fonts(body))
        story = Story(self, self.source.lines)
        story.turned = _landscapes(body)
        story.blocks(body)
        self._beside()
        return self.source

    def read_plain(self, raw: bytes, taken: plain.Plain) -> Source:
        """As `read`, for a body that was taken apart without elements."""
        self.reader = Reader(self.styles, Legacy(raw.decode))
        self.reader.know(taken)
        story = Story(self, self.source.lines)
        story.turned = _landscapes([b for b in taken.blocks if b.__class__ is not plain.Raw])
        story.plain_blocks(taken.blocks)
        self._beside()
        return self.source

    def _beside(self) -> None:
        """Headers, footers, notes, comments, diagrams: read once each, in the order of the file."""
        seen = set()
        for relation in sorted(self.relations.values(), key=lambda r: r.target):
            kind, target = relation
            if target in seen or target not in self.pack:
                continue
            seen.add(target)
            if kind in ("header", "footer"):
                place = _("đầu trang") if kind == "header" else _("chân trang")
                self._aside(self.pack.xml(target), place)
            elif kind in _NOTE_PARTS:
                self._notes(self.pack.xml(target), kind)
            elif kind in ("diagramData", "chart"):
                self._drawn(self.pack.xml(target))
            elif kind == "aFChunk":
                self.source.aside.append(Line(target, place=_("tệp nhúng, chưa đọc")))

    def _aside(self, root: Any, place: str) -> None:
        revisions.resolve(root)
        story = Story(self, self.source.aside, place)
        # Other stories have numbers of their own.
        story.blocks(root)

    def _notes(self, root: Any, kind: str) -> None:
        names = {
            "footnotes": _("chú thích {n}"),
            "endnotes": _("chú thích cuối {n}"),
            "comments": _("nhận xét {n}"),
        }
        revisions.resolve(root)
        count = 0
        for item in root.iter(*_NOTE_TAGS):
            if item.get(W + "type", "normal") != "normal":
                continue
            count += 1
            place = names[kind].format(n=count)
            at = self.notes.get((kind, item.get(ID, "")))
            Story(self, self.source.aside, f"{place}, {at}" if at else place).blocks(item)

    def _drawn(self, root: Any) -> None:
        """Words of a chart or diagram."""
        for item in root.iter(_A + "p"):
            text = "".join(t.text or "" for t in item.iter(_A + "t"))
            self.hidden(text, _("hình vẽ"))

    def hidden(self, text: str, place: str) -> None:
        """Keep words that are not read as text."""
        made = marks.typed([(text, 0)])[0]
        if made:
            self.source.aside.append(Line(made, place=place))


def _old_fonts(body: Any) -> Legacy:
    return Legacy(lambda: "".join(t.text or "" for t in body.iter(T)))


@lru_cache(maxsize=8)
def _shared_styles(raw: bytes) -> Styles:
    """Styles of files made from one template, which an office has by the hundred."""
    return Styles.read(raw, lambda xml: package.parse(xml, "word/styles.xml"))


class Story:
    """One run of blocks: the body, a header, a note, a cell."""

    def __init__(self, document: _Document, lines: list[Line], place: str = "") -> None:
        self._document = document
        self._lines = lines
        self._fixed = place
        self._gap = False
        self._count = 0
        self._tables = 0
        self._halves = columns.Halves()
        self.styles = document.styles
        self.row = 0
        self.inside = (0, 0)
        """Column and row of the layout cell that is being read."""
        self.turned: dict[Any, bool] = {}
        """Blocks of the body on landscape pages."""
        self._paragraph_word = _("đoạn")

    def blocks(self, holder: Iterable[Any]) -> None:
        """Every paragraph and table under `holder`."""
        for item in holder:
            tag = item.tag
            if tag == P:
                self._paragraph(item)
            elif tag == TBL:
                self._tables += 1
                self._halves.stop()
                tables.read_table(self, item, bool(self.turned) and item in self.turned)
            elif tag != SECTPR and tag != PPR and paragraphs.inner_paragraphs(item):
                self.blocks(item)

    def plain_blocks(self, blocks: list[Any]) -> None:
        """As `blocks`, for a body that was taken apart without elements."""
        read = self._document.reader.read_plain
        for item in blocks:
            if item.__class__ is plain.Raw:
                self._count += 1
                self._take(read(item))
            else:
                self.blocks((item,))

    def cell(self, tc: Any, place: str, inside: tuple[int, int]) -> None:
        """Paragraphs of a layout cell, all in one column and row."""
        held = self._fixed, self.inside, self._tables
        self._fixed, self.inside = place, inside
        self.blocks(tc)
        self._fixed, self.inside, self._tables = held
        self._gap = False  # space at the foot of one cell says nothing about the next

    def apart(self, tc: Any, place: str) -> list[Line]:
        """Lines of a cell of a body table, tables inside it flattened."""
        lines: list[Line] = []
        story = Story(self._document, lines, place)
        for item in tc:
            if item.tag == P:
                story._paragraph(item)
            elif item.tag == TBL:
                lines += tables.flatten(story, item, place)
            elif item.tag != W + "tcPr" and paragraphs.inner_paragraphs(item):
                story.blocks(item)
        return lines

    def add(self, line: Line) -> None:
        """One more line."""
        line.gap = self._gap
        line.column, line.row = line.column or self.inside[0], line.row or self.inside[1]
        self._gap = False
        self._lines.append(line)

    def table_place(self) -> str:
        """Where the table that is being read stands."""
        if self._fixed:
            return self._fixed
        return _("bảng {n}").format(n=self._tables)

    def cell_place(self, row: int, column: int) -> str:
        """Where a cell stands, in the manner of a sheet: "bảng 1, ô B2"."""
        return f"{self.table_place()}, {_('ô')} {_letters(column)}{row}"

    def _place(self) -> str:
        return self._fixed or f"{self._paragraph_word} {self._count}"

    def _paragraph(self, p: Any) -> None:
        if not self._fixed:
            self._count += 1
        self._take(self._document.reader.read(p))

    def _take(self, taken: Paragraph) -> None:
        place = self._place()
        label = ""
        if taken.num_id is not None:
            label = self._document.numbering.label(taken.num_id, taken.ilvl, taken.style_id)
        if taken.notes:
            for note in taken.notes:
                self._document.notes.setdefault(note, place)
        if taken.page_break:
            self._gap = True
        self._write(taken, place, label)
        if taken.hidden:
            self._document.hidden(taken.hidden, f"{place}, {_('chữ ẩn hoặc chữ vẽ')}")
        for box in taken.boxes:
            held = self._fixed
            self._fixed = f"{place}, {_('khung chữ')}"
            self.blocks(box)
            self._fixed = held
        if taken.section is not None and _page_turn(taken.section):
            self._gap = True

    def _write(self, taken: Paragraph, place: str, label: str) -> None:
        pieces = taken.pieces
        if len(pieces) == 1 and pieces[0][0].isprintable() and self._halves.passes(pieces[0][0]):
            # Most paragraphs: no tab, no break, no place of a header or signature.
            text, bold, italic = marks.typed(pieces)
            if text or label:
                self._line(taken, text, place, label, bold, italic)
            else:
                self._gap = True
            return
        parts = columns.at_pages(pieces)
        for number_, pieces in enumerate(parts):
            if number_:
                self._gap = True
                self._halves.stop()
            if not self._fixed and not label and self._in_columns(taken, pieces, place):
                continue
            text, bold, italic = marks.typed(pieces)
            if not text and not label:
                if len(parts) == 1:
                    self._gap = True
                continue
            self._line(taken, text, place, label, bold, italic)
            label = ""

    def _line(
        self, taken: Paragraph, text: str, place: str, label: str, bold: bool, italic: bool
    ) -> Line:
        line = Line(text, place, label, taken.format.name, taken.outline, bold, italic)
        line.centred = taken.centred
        self.add(line)
        return line

    def _in_columns(self, taken: Paragraph, pieces: list[Piece], place: str) -> bool:
        """Write a paragraph whose tabs set two columns; False when they do not."""
        lines = self._halves.cut(pieces)
        if lines is None:
            return False
        for line in lines:
            self.row += 1
            for column, half in line:
                text, bold, italic = marks.typed(half)
                if text:
                    made = self._line(taken, text, place, "", bold, italic)
                    if column:
                        made.column, made.row = column, self.row
        return True


def _letters(column: int) -> str:
    """Name of a column of a sheet, `column` from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _page_turn(section: Any) -> bool:
    kind = section.find(W + "type")
    return kind is None or kind.get(W + "val", "") in _PAGE_TURNS


def _landscapes(blocks: Iterable[Any]) -> dict[Any, bool]:
    """Tables that stand in a landscape section. A section's page is said at its end."""
    found: dict[Any, bool] = {}
    waiting: list[Any] = []
    for item in blocks:
        if item.tag == TBL:
            waiting.append(item)
            continue
        section = item if item.tag == SECTPR else item.find(f"{PPR}/{SECTPR}")
        if section is not None:
            if waiting and _is_landscape(section):
                found.update((table, True) for table in waiting)
            waiting.clear()
    return found


def _is_landscape(section: Any) -> bool:
    size = section.find(W + "pgSz")
    if size is None:
        return False
    if size.get(W + "orient") == "landscape":
        return True
    return number(size.get(W + "w")) > number(size.get(W + "h")) > 0
