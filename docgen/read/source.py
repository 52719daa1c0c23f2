"""What every reader of foreign documents delivers: lines and tables in reading order.

A text file, a Word file and a PDF all become this; `read/text/` recognises the parts of a document
in it. Nothing is judged here and nothing is dropped: what a format holds that is no line of the
document (page numbers, stamps, footers) is handed over as `aside`, to be reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(slots=True)
class Line:
    """One paragraph of Word, one line of a text or PDF."""

    text: str
    """NFC; bold and italic as `**` and `*`, marks of the text itself escaped by backslashes."""
    place: str = ""
    """Where it stands, for messages: "dòng 12", "đoạn 5", "bảng 1, ô B2", "trang 3"."""
    label: str = ""
    """Number that Word makes by itself, as it prints it: "1.", "a)", "-"."""
    style: str = ""
    """Name of the Word style, "" where there is none."""
    outline: int = 0
    """Outline level of Word or depth of a Markdown heading from 1; 0 for body text."""
    bold: bool = False
    """All of its text is bold (the marks are then left out of `text`)."""
    italic: bool = False
    """All of its text is italic (the marks are then left out of `text`)."""
    centred: bool = False
    gap: bool = False
    """A blank line or a page break stands before it."""
    column: int = 0
    """1, 2: left and right cell of a header or signature table, or half of a line; 3: a third."""
    row: int = 0
    """Counts the rows of such tables from 1 through the document, to tell cells of one row."""
    table: list[list[str]] | None = None
    """A table of the body: rows of cell texts, the heading row first; `text` is then empty."""
    heading_row: bool = True
    """Whether the first row of `table` is a heading row."""
    landscape: bool = False
    """The table stands on a landscape page."""
    part: str = field(default="", compare=False)
    """What it was recognised as: key of `nd30.thanh_phan` or a block level; "" while nothing."""
    origin: Line | None = field(default=None, repr=False, compare=False)
    """The line as it was read, where a recogniser works on a changed copy."""

    def changed(self, **values: Any) -> Line:
        """A copy with other values; what it is recognised as is said of this line too."""
        return replace(self, origin=self.origin or self, **values)

    def take_as(self, part: str) -> None:
        """Say what the line was recognised as."""
        self.part = part
        if self.origin is not None:
            self.origin.part = part


@dataclass(slots=True)
class Source:
    """Everything that a reader took out of a file."""

    lines: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    """Page numbers, headers and footers, footnotes, stamps: kept and reported, not read as text."""
