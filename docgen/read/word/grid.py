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


class Cell(NamedTuple):
    """A cell: its element, first column (from 0), columns it spans."""

    element: Any
    start: int
    span: int
    continued: bool
    """It continues the merged cell above it."""
    merges: bool
    """Cells below continue it."""


class Row(NamedTuple):
    """A row: its cells and whether it is repeated as a heading on every page."""

    cells: list[Cell]
    heading: bool


def rows(tbl: Any) -> list[Row]:
    """Rows of a w:tbl, also those in unknown wrappers; not those of tables inside it."""
    out = []
    for tr in _own(tbl, TR):
        at = 0
        heading = False
        cells = []
        for item in tr:
            if item.tag == W + "trPr":
                before = item.find(W + "gridBefore")
                at = min(number(before.get(VAL)), MOST_COLUMNS) if before is not None else 0
                mark = item.find(W + "tblHeader")
                heading = mark is not None and is_on(mark)
        for tc in _own(tr, TC):
            tcpr = tc.find(W + "tcPr")
            span, merge = 1, None
            if tcpr is not None:
                wide = tcpr.find(W + "gridSpan")
                if wide is not None:
                    span = min(max(number(wide.get(VAL), 1), 1), max(MOST_COLUMNS - at, 1))
                merge = tcpr.find(W + "vMerge")
            begins = merge is not None and merge.get(VAL) == "restart"
            cells.append(Cell(tc, at, span, merge is not None and not begins, begins))
            at += span
        out.append(Row(cells, heading))
    return out


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


def bordered(tbl: Any, table: list[Row], styles: Styles) -> bool:
    """Whether lines are drawn between or around the cells."""
    cells = [c for row in table for c in row.cells]
    drawn = sum(_cell_drawn(c.element) for c in cells)
    if cells and drawn * 2 > len(cells):
        return True
    pr = tbl.find(W + "tblPr")
    borders = pr.find(W + "tblBorders") if pr is not None else None
    if borders is None and pr is not None:
        style = pr.find(W + "tblStyle")
        borders = styles.borders(style.get(VAL, "")) if style is not None else None
    if borders is None:
        return False
    seen = {b.tag for b in borders if b.get(VAL) not in _UNSEEN}
    if not (seen.intersection(_INSIDE) or len(seen.intersection(_SIDES)) >= 3):
        return False
    # Cells may take the table's lines away again.
    bare = sum(_cell_bare(c.element) for c in cells)
    return bare * 2 <= len(cells)


def _cell_sides(tc: Any) -> list[str | None]:
    tcpr = tc.find(W + "tcPr")
    borders = tcpr.find(W + "tcBorders") if tcpr is not None else None
    return [b.get(VAL) for b in borders if b.tag in _SIDES] if borders is not None else []


def _cell_drawn(tc: Any) -> bool:
    return sum(v not in _UNSEEN for v in _cell_sides(tc)) >= 2


def _cell_bare(tc: Any) -> bool:
    sides = _cell_sides(tc)
    return len(sides) >= 3 and all(v in _UNSEEN for v in sides)


def widths(tbl: Any) -> list[int]:
    """Widths of the grid's columns, twips."""
    grid = tbl.find(W + "tblGrid")
    items = grid.findall(W + "gridCol") if grid is not None else ()
    return [max(number(c.get(W + "w")), 0) for c in items]
