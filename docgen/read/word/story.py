"""One run of blocks of a Word file turned into lines: the body, a header, a note, a cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from docgen.lang import _
from docgen.read.looks import BOLD, ITALIC, Piece, escape
from docgen.read.source import Line, Source
from docgen.read.word import columns, grid, marks, paragraphs, tables
from docgen.read.word.grid import Table
from docgen.read.word.names import ALT_CHUNK, PPR, R_ID, SECTPR, TBL, P, W
from docgen.read.word.numbering import Numbering
from docgen.read.word.paragraphs import Paragraph, Reader
from docgen.read.word.raw import Raw
from docgen.read.word.styles import Styles, number
from docgen.viet.chuan import nfc

_NO_TEXT = frozenset((SECTPR, PPR, W + "tcPr", W + "tblPr"))
_PAGE_TURNS = frozenset({"", "nextPage", "oddPage", "evenPage"})


class Shared(Protocol):
    """What all stories of a file share."""

    styles: Styles
    source: Source
    reader: Reader
    notes: dict[tuple[str, str], str]

    @property
    def numbering(self) -> Numbering:
        """Lists of the file."""

    def hidden(self, text: str, place: str) -> None:
        """Keep words that are not read as text."""

    def embedded(self, relation: str, place: str) -> list[Line]:
        """Lines of the file embedded under a relationship; none for one that is not read."""


class Story:
    """One run of blocks: the body, a header, a note, a cell."""

    def __init__(self, document: Shared, lines: list[Line], place: str = "") -> None:
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
        self.turned: dict[int, Any] = {}
        """Tables of the body on landscape pages, by their id."""
        self.typed = False
        """Nothing in the plain paragraphs must be escaped."""
        self._paragraph_word = _("đoạn")

    def blocks(self, holder: Iterable[Any]) -> None:
        """Every paragraph and table under `holder`, elements or taken apart."""
        for item in holder:
            if item.__class__ is Raw:
                self._raw(item)
            elif item.__class__ is Table:
                self._table(item, id(item) in self.turned)
            elif item.tag == P:
                self._paragraph(item)
            elif item.tag == TBL:
                self._table(grid.table(item), id(item) in self.turned)
            elif item.tag == ALT_CHUNK:
                self._embedded(item)
            elif item.tag in _NO_TEXT:
                continue
            elif paragraphs.inner_paragraphs(item):
                self.blocks(item)
            elif paragraphs.bare_text(item):
                self._paragraph(item)

    def _table(self, table: Table, landscape: bool) -> None:
        self._tables += 1
        self._halves.stop()
        tables.read_table(self, table, landscape)

    def _embedded(self, chunk: Any) -> None:
        """A file embedded in place of paragraphs: its lines stand here."""
        # In a cell of a body table there are no tables: their rows become lines.
        flat = bool(self._fixed) and not self.inside[0]
        last = 0
        for line in self._document.embedded(chunk.get(R_ID, ""), self._place()):
            if line.table is not None and flat:
                for row in line.table:
                    text = " ".join(cell for cell in row if cell)
                    if text:
                        self.add(Line(text, line.place))
                continue
            if line.row:
                last = max(last, line.row)
                line.row += self.row
            self._gap = self._gap or line.gap
            self.add(line)
        self.row += last

    def _raw(self, item: Raw) -> None:
        """A plain paragraph; most are a line of one look in no list and no column."""
        if not self._fixed:
            self._count += 1
        reader = self._document.reader
        taken = reader.plain(item)
        if taken is not None:
            known, text, bits = taken
            printable = item.printable or text.isprintable()
            if known.num_id is None and printable and self._halves.passes(text):
                if known.page_break:
                    self._gap = True
                text = text.strip()
                made = nfc(text if self.typed else escape(text))
                if made:
                    place = self._fixed or f"{self._paragraph_word} {self._count}"
                    bold, italic = bits & BOLD > 0, bits & ITALIC > 0
                    self._line(known, made, place, "", bold, italic)
                else:
                    self._gap = True
                return
        self._take(reader.read_plain(item))

    def cell(self, content: Any, place: str, inside: tuple[int, int]) -> None:
        """Paragraphs of a layout cell, all in one column and row."""
        held = self._fixed, self.inside, self._tables
        self._fixed, self.inside = place, inside
        self.blocks(content)
        self._fixed, self.inside, self._tables = held
        self._gap = False  # space at the foot of one cell says nothing about the next

    def apart(self, content: Any, place: str) -> list[Line]:
        """Lines of a cell of a body table, tables inside it flattened."""
        lines: list[Line] = []
        story = Story(self._document, lines, place)
        story.typed = self.typed
        for item in content:
            if item.__class__ is Raw:
                story._raw(item)
            elif item.tag == P:
                story._paragraph(item)
            elif item.tag == TBL:
                lines += tables.flatten(story, item, place)
            elif item.tag == ALT_CHUNK:
                story._embedded(item)
            else:
                story.blocks((item,))
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
        return f"{self.table_place()}, {_('ô')} {column_letters(column)}{row}"

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
        for said in taken.pictures:
            picture = Line(said, place=f"{place}, {_('hình ảnh')}")
            self._document.source.aside.append(picture)
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
        line = Line(
            text,
            place,
            label,
            taken.format.name,
            taken.outline,
            bold,
            italic,
            taken.centred,
            self._gap,
            *self.inside,
        )
        self._gap = False
        self._lines.append(line)
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


def column_letters(column: int) -> str:
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


def landscapes(blocks: Iterable[Any]) -> dict[int, Any]:
    """Tables that stand in a landscape section. A section's page is said at its end."""
    found: dict[int, Any] = {}
    waiting: list[Any] = []
    for item in blocks:
        if item.__class__ is Table or item.tag == TBL:
            waiting.append(item)
            continue
        section = item if item.tag == SECTPR else item.find(f"{PPR}/{SECTPR}")
        if section is not None:
            if waiting and _is_landscape(section):
                # Kept alive, so that their ids stay theirs.
                found.update((id(table), table) for table in waiting)
            waiting.clear()
    return found


def _is_landscape(section: Any) -> bool:
    size = section.find(W + "pgSz")
    if size is None:
        return False
    if size.get(W + "orient") == "landscape":
        return True
    return number(size.get(W + "w")) > number(size.get(W + "h")) > 0
