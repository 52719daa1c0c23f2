"""Tables: those that only lay out a header or signatures become lines, the others stay tables.

A table is layout when it has one column, no lines drawn and no heading row, or the words of a
header or of a foot (Quốc hiệu, "Nơi nhận").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.read.source import Line
from docgen.read.word import grid
from docgen.read.word.columns import FOOT, HEAD
from docgen.read.word.grid import Row, Table
from docgen.read.word.names import P, T, W
from docgen.read.word.raw import one_line
from docgen.viet.chuan import bo_dau

if TYPE_CHECKING:
    from docgen.read.word.story import Story

_LAYOUT_ROWS = 8
"""A header or a foot has no more rows than this."""
_OWN = "Bang"
"""Id of the style that docgen gives to tables of the body, and to nothing else."""
_MOST_PADDED = 200
"""Rows of wider tables than this are not made equally long (against tables made to fill memory)."""
_FIRST_HEADING = re.compile(r"\W*(số\s+)?(stt|tt|thứ tự|số thứ tự|no\.?)\W*", re.IGNORECASE)


class Content(NamedTuple):
    """Text of a cell with marks, and the look all of it has."""

    text: str
    bold: bool
    italic: bool


def read_table(story: Story, table: Table, landscape: bool = False) -> None:
    """Add the lines of a table to `story`."""
    if is_layout(story, table):
        _lay_out(story, table)
    else:
        _keep(story, table.rows, landscape, table.style == _OWN)


def is_layout(story: Story, table: Table) -> bool:
    """Whether a table is only there to place text side by side."""
    rows = table.rows
    if table.style == _OWN:
        return False
    if not any(row.heading for row in rows) and not grid.bordered(table, story.styles):
        return True
    used = {c.start for row in rows for c in row.cells if _has_text(c.element)}
    if len(used) < 2:
        return True
    if len(rows) > _LAYOUT_ROWS:
        return False
    words = bo_dau("\n".join(_words(c.element) for row in rows for c in row.cells))
    return bool(HEAD.search(words) or FOOT.search(words))


def _has_text(content: Any) -> bool:
    if content.__class__ is list:
        return any(text.strip() for p in content for _look, text in p.runs)
    return any(
        item.tag != T or (item.text and not one_line(item.text).isspace())
        for item in content.iter(T, _HYPHEN)
    )


def _words(content: Any) -> str:
    if content.__class__ is list:
        return "\n".join("".join([text for _look, text in p.runs]) for p in content)
    return "\n".join("".join(map(_word, p.iter(T, *_BREAKS))) for p in content.iter(P))


def _word(item: Any) -> str:
    return one_line(item.text or "") if item.tag == T else _BREAKS[item.tag]


_HYPHEN = W + "noBreakHyphen"
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", _HYPHEN: "-"}


def _lay_out(story: Story, table: Table) -> None:
    filled = [[c for c in row.cells if _has_text(c.element)] for row in table.rows]
    used = sorted({c.start for cells in filled for c in cells})
    most = max((len(cells) for cells in filled), default=0)
    for number, (row, texts) in enumerate(zip(table.rows, filled, strict=True), 1):
        columns = _columns(texts, used, most, table.widths)
        sides_by_side = len(used) > 1 and any(columns)
        if sides_by_side:
            story.row += 1
        at_row = story.row
        given = {id(c.element): column for c, column in zip(texts, columns, strict=True)}
        for at, cell in enumerate(row.cells):
            column = given.get(id(cell.element), 0)
            place = story.cell_place(number, at)
            inside = (column, at_row) if column else story.inside
            story.cell(cell.element, place, inside)


def _columns(texts: list[grid.Cell], used: list[int], most: int, widths: list[int]) -> list[int]:
    """Column of each filled cell of a row, from 1; 0 when the row is one wide cell."""
    if len(used) < 2 or not texts:
        return [0] * len(texts)
    total = max(sum(widths), 1)
    if len(texts) == 1 and texts[0].span > 1 and texts[0].span >= len(widths) > 0:
        return [0]
    if most > 2:
        return [used.index(c.start) + 1 for c in texts]
    if len(texts) == 2:
        return [1, 2]
    found = []
    for cell in texts:
        left = sum(widths[: cell.start])
        middle = left + sum(widths[cell.start : cell.start + cell.span]) / 2
        if sum(widths) > 0:
            # As far right as the others of its column, or right of the middle.
            found.append(2 if middle * 2 > total or cell.start >= used[-1] else 1)
        else:
            found.append(2 if cell.start >= used[-1] else 1)
    return found


def _keep(story: Story, table: list[Row], landscape: bool, ours: bool) -> None:
    """A table of the body as one line; `ours`: docgen's, which marks its heading row."""
    width = max((c.start + c.span for row in table for c in row.cells), default=0)
    contents: list[list[Content | None]] = []
    for number, row in enumerate(table, 1):
        own = max((c.start + c.span for c in row.cells), default=0)
        texts: list[Content | None] = [None] * (width if width <= _MOST_PADDED else own)
        for at, cell in enumerate(row.cells):
            texts[cell.start] = _content(story, cell.element, story.cell_place(number, at))
        contents.append(texts)
    heads = 0 if ours and not (table and table[0].heading) else _heading_rows(table, contents)
    out: list[list[str]] = []
    if heads:
        out.append(_heading(table[:heads], contents[:heads], width))
    for texts in contents[heads:]:
        out.append([_typed(t) if t is not None else "" for t in texts])
    line = Line("", place=story.table_place(), table=out, heading_row=bool(heads))
    line.landscape = landscape
    story.add(line)


def _content(story: Story, content: Any, place: str) -> Content:
    """All text of a cell; tables inside it are flattened, a row to a line."""
    lines = story.apart(content, place)
    texts = [f"{line.label} {line.text}".strip() for line in lines]
    whole = [line for line in lines if line.text]
    bold = bool(whole) and all(line.bold for line in whole)
    italic = bool(whole) and all(line.italic for line in whole)
    if not bold or not italic:
        texts = [
            _typed(Content(text, line.bold and not bold, line.italic and not italic))
            for text, line in zip(texts, lines, strict=True)
        ]
    return Content("\n".join(t for t in texts if t), bold, italic)


def _typed(content: Content) -> str:
    """Cell text with its look as marks around each line."""
    text, bold, italic = content
    stars = "*" * ((2 if bold else 0) + (1 if italic else 0))
    if not stars or not text:
        return text
    # Marks that are there already stay as they are: two kinds side by side cannot be told apart.
    return "\n".join(
        f"{stars}{part}{stars}" if part and not _MARK.search(part) else part
        for part in text.split("\n")
    )


_MARK = re.compile(r"(?<!\\)\*")


def _heading_rows(table: list[Row], contents: list[list[Content | None]]) -> int:
    """How many rows at the top are the heading."""
    marked = 0
    while marked < len(table) and table[marked].heading:
        marked += 1
    if not marked and not _looks_like_heading(contents):
        return 0
    heads = max(marked, 1)
    # A cell of the heading may reach down over rows that are not marked.
    reach = _reach(table)
    return min(max(heads, reach), len(table)) if reach < len(table) else heads


def _reach(table: list[Row]) -> int:
    """Rows that merged cells of the first row cover, where another cell is split below it."""
    first = table[0].cells
    if not (any(c.merges for c in first) and any(c.span > 1 and not c.merges for c in first)):
        return 1
    starts = {c.start for c in first if c.merges}
    rows = 1
    while rows < len(table) and any(c.continued and c.start in starts for c in table[rows].cells):
        rows += 1
    return rows


def _looks_like_heading(contents: list[list[Content | None]]) -> bool:
    """Whether the first row, though not marked, heads the columns."""
    filled = [c for c in contents[0] if c is not None and c.text]
    if not filled or len(contents) < 2:
        return False
    if contents[0][0] is not None and _FIRST_HEADING.fullmatch(contents[0][0].text):
        return True
    below = [c for texts in contents[1:] for c in texts if c is not None and c.text]
    return all(c.bold for c in filled) and not all(c.bold for c in below)


def _heading(rows: list[Row], contents: list[list[Content | None]], width: int) -> list[str]:
    """One heading for each column: the texts above it, from the top; spanning ones repeated."""
    heads: list[list[str]] = [[] for _column in range(width)]
    for row, texts in zip(rows, contents, strict=True):
        for cell in row.cells:
            content = texts[cell.start]
            if content is None or not content.text:
                continue
            # Headings are bold anyway.
            text = _typed(content._replace(bold=False))
            for column in range(cell.start, cell.start + cell.span):
                if text not in heads[column]:
                    heads[column].append(text)
    return ["\n".join(parts) for parts in heads]


def flatten(story: Story, tbl: Any, place: str) -> list[Line]:
    """A table inside a cell of a table: a line for each row, texts parted by a space."""
    out = []
    for row in grid.rows(tbl):
        texts = [
            " ".join(f"{n.label} {n.text}".strip() for n in story.apart(c.element, place))
            for c in row.cells
        ]
        text = " ".join(t for t in texts if t)
        if text:
            out.append(Line(text, place=place))
    return out
