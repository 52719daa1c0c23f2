"""The parts of a Word file that rules look at: paragraphs, runs, drawn lines, sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.check.word.look import Look, Sheet
from docgen.read.word.package import Package


@dataclass(slots=True)
class Drawn:
    """A drawn line: `kind` is shape, border or underscores; length in pt, 0 when not known."""

    kind: str
    length: float
    paragraph: Paragraph


@dataclass(slots=True)
class Run:
    """A stretch of letters that look alike; `start` is its place in the paragraph's text."""

    text: str
    start: int
    look: Look
    element: Any


@dataclass(slots=True, eq=False)
class Paragraph:
    """One paragraph of the file, tracked changes taken as accepted."""

    element: Any
    place: str
    style_id: str
    style: str
    look: Look
    runs: list[Run] = field(default_factory=list)
    text: str = ""
    """All letters, tabs and forced breaks; not what Word makes itself."""
    section: int = 0
    cell: tuple[int, int, int] | None = None
    """Table, row and cell, from 1, of the outermost table it stands in."""
    width: float = 0.0
    """Room it has, in pt: the text area or the cell."""
    drawn: list[Drawn] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    """Fields in it: PAGE, NUMPAGES, TOC …"""
    numbered: bool = False
    """Word numbers it by itself."""
    page: int = 0
    """Page on which Word last laid it out; 0 where the file does not say."""
    pictures: int = 0
    """Drawings in it that are neither a line nor a text box."""
    file_part: str = ""
    """Part of the file it stands in, when that is not the main one: a header, a footer."""
    field_look: Look | None = None
    """Look of the letters of its page number field."""

    @property
    def blank(self) -> bool:
        """Whether it shows no letter."""
        return not self.text.strip()

    def values(self, name: str) -> Iterator[tuple[Run, Any]]:
        """Each run that shows letters with one of its values."""
        for run in self.runs:
            if run.text.strip():
                yield run, run.look[name]

    def all(self, name: str, wanted: Any) -> bool:
        """Whether every letter has this value."""
        return all(value.value == wanted for _run, value in self.values(name))

    @property
    def size(self) -> float:
        """Size of most of its letters, pt."""
        sizes: dict[float, int] = {}
        for run in self.runs:
            if run.text.strip():
                size = run.look.get("size")
                sizes[size] = sizes.get(size, 0) + len(run.text)
        return max(sizes, key=lambda s: sizes[s]) if sizes else 0.0


@dataclass(slots=True)
class Table:
    """An outermost table; lengths in pt."""

    number: int
    """As in the names of its cells: "bảng 2, ô A1"."""
    width: float
    left: float
    """Distance of its left edge from the margin; below 0 it stands in the margin."""
    room: float
    """Width of the text area."""


@dataclass(slots=True)
class Section:
    """Page set-up of a section; lengths in mm."""

    element: Any
    width: float = 210.0
    height: float = 297.0
    margins: dict[str, float] = field(default_factory=dict)
    """tren, duoi, trai, phai; dau_trang: distance of the header from the edge; gay: for binding."""
    landscape: bool = False
    title_page: bool = False
    """The first page has a header of its own."""
    headers: dict[str, list[Paragraph]] = field(default_factory=dict)
    """Paragraphs of the headers by type: default, first, even."""
    footers: dict[str, list[Paragraph]] = field(default_factory=dict)
    number_start: int | None = None
    number_format: str = "decimal"
    breaks_page: bool = True


@dataclass(slots=True)
class WordFile:
    """What the rules look at in a Word file."""

    paragraphs: list[Paragraph]
    sections: list[Section]
    sheet: Sheet
    root: Any
    """Root of the main part; elements of the paragraphs belong to it."""
    pack: Package
    main: str
    revised: bool = False
    """It holds tracked changes; `root` shows them as accepted."""
    tables: list[Table] = field(default_factory=list)
