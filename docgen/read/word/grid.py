"""The cells of a table on its grid, and what its borders look like."""

from __future__ import annotations

from typing import Any, NamedTuple

from docgen.read.word.names import TBL, TC, TR, VAL, W
from docgen.read.word.styles import Styles, is_on, number

MOST_COLUMNS = 63
"""Word's own limit; wider spans are cut to it."""
_SIDES = tuple(W + s for s in ("top", "left", "start", "bottom", "right", "end"))
_INSIDE = (W + "insideH", W + "insideV")
_UNSEEN = frozenset({None, "nil", "none"})
_TRPR, _BEFORE, _HEADER = W + "trPr", W + "gridBefore", W + "tblHeader"
_TCPR, _SPAN, _MERGE, _CELL_BORDERS = (
    W + name for name in ("tcPr", "gridSpan", "vMerge", "tcBorders")
)
_TBLPR, _TABLE_BORDERS, _STYLE = W + "tblPr", W + "tblBorders", W + "tblStyle"
_GRID, _COLUMN, _WIDTH = W + "tblGrid", W + "gridCol", W + "w"


class Cell(NamedTuple):
    """A cell: its element, first column (from 0), columns it spans."""

    element: Any
    """Its element, or the list of plain paragraphs it was taken apart into."""
    start: int
    span: int
    continued: bool
    """It continues the merged cell above it."""
    merges: bool
    """Cells below continue it."""
    sides: list[str | None]
    """Kinds of the borders it sets itself."""


class Row(NamedTuple):
    """A row: its cells and whether it is repeated as a heading on every page."""

    cells: list[Cell]
    heading: bool


class Table(NamedTuple):
    """A table, whichever way it was read."""

    rows: list[Row]
    widths: list[int]
    """Of the grid's columns, twips."""
    borders: list[tuple[str, str | None]] | None
    """Side and kind; None when its style says."""
    style: str


def table(tbl: Any) -> Table:
    """The table of a w:tbl."""
    return Table(rows(tbl), widths(tbl), *table_look(tbl))


def rows(tbl: Any) -> list[Row]:
    """Rows of a w:tbl, also those in unknown wrappers; not those of tables inside it."""
    out = []
    for tr in _own(tbl, TR):
        at, heading = row_look(tr)
        cells = []
        for tc in _own(tr, TC):
            cells.append(cell(tc, tc, at))
            at += cells[-1].span
        out.append(Row(cells, heading))
    return out


def row_look(tr: Any) -> tuple[int, bool]:
    """Columns left free before the first cell, and whether the row is a heading."""
    at, heading = 0, False
    for item in tr:
        if item.tag == _TRPR:
            before = item.find(_BEFORE)
            at = min(number(before.get(VAL)), MOST_COLUMNS) if before is not None else 0
            mark = item.find(_HEADER)
            heading = mark is not None and is_on(mark)
    return at, heading


def cell(element: Any, tc: Any, at: int) -> Cell:
    """A cell that begins in column `at`; `tc` holds its w:tcPr."""
    tcpr = tc.find(_TCPR)
    if tcpr is None:
        return Cell(element, at, 1, False, False, [])
    wide, merge, borders = tcpr.find(_SPAN), tcpr.find(_MERGE), tcpr.find(_CELL_BORDERS)
    span = 1
    if wide is not None:
        span = min(max(number(wide.get(VAL), 1), 1), max(MOST_COLUMNS - at, 1))
    begins = merge is not None and merge.get(VAL) == "restart"
    sides = [b.get(VAL) for b in borders if b.tag in _SIDES] if borders is not None else []
    return Cell(element, at, span, merge is not None and not begins, begins, sides)


def table_look(tbl: Any) -> tuple[list[tuple[str, str | None]] | None, str]:
    """Borders that the table sets itself, and its style."""
    pr = tbl.find(_TBLPR)
    if pr is None:
        return None, ""
    borders, style = pr.find(_TABLE_BORDERS), pr.find(_STYLE)
    return (
        None if borders is None else [(b.tag, b.get(VAL)) for b in borders],
        "" if style is None else style.get(VAL, ""),
    )


def _own(holder: Any, tag: str) -> list[Any]:
    """Children called `tag`, looking into wrappers but not into tables and cells."""
    out = []
    stack = list(reversed(holder))
    while stack:
        item = stack.pop()
        if item.tag == tag:
            out.append(item)
        elif item.tag not in (TBL, TC, TR) and len(item):
            stack.extend(reversed(item))
    return out


def bordered(table: Table, styles: Styles) -> bool:
    """Whether lines are drawn between or around the cells."""
    cells = [c for row in table.rows for c in row.cells]
    drawn = sum(sum(v not in _UNSEEN for v in c.sides) >= 2 for c in cells)
    if cells and drawn * 2 > len(cells):
        return True
    borders = table.borders
    if borders is None:
        found = styles.borders(table.style) if table.style else None
        if found is None:
            return False
        borders = [(b.tag, b.get(VAL)) for b in found]
    seen = {side for side, kind in borders if kind not in _UNSEEN}
    if not (seen.intersection(_INSIDE) or len(seen.intersection(_SIDES)) >= 3):
        return False
    # Cells may take the table's lines away again.
    bare = sum(len(c.sides) >= 3 and all(v in _UNSEEN for v in c.sides) for c in cells)
    return bare * 2 <= len(cells)


def widths(tbl: Any) -> list[int]:
    """Widths of the grid's columns, twips."""
    grid = tbl.find(_GRID)
    items = grid.findall(_COLUMN) if grid is not None else ()
    return [max(number(c.get(_WIDTH)), 0) for c in items]
