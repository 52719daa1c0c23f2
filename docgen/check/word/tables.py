"""Tables of a Word file: the room inside their cells, where they stand."""

from __future__ import annotations

from typing import Any

from docgen.check.word.look import TWIP, Sheet
from docgen.read.word.names import JC, VAL, W
from docgen.read.word.styles import number

_USUAL = 5.4
"""What Word keeps free on each side of a cell where no style says anything, pt."""


def cell_margins(tbl: Any, sheet: Sheet) -> float:
    """What the cells of a w:tbl keep free on the left and on the right together, pt."""
    margins = _margins(tbl, sheet)
    return _side(margins, "left", "start") + _side(margins, "right", "end")


def cell_left(tbl: Any, tc: Any, sheet: Sheet) -> float:
    """What a w:tc of a w:tbl keeps free on its left, pt."""
    own = tc.find(f"{W}tcPr/{W}tcMar")
    margins = _margins(tbl, sheet)
    return _side(margins if own is None else [own, *margins], "left", "start")


def _margins(tbl: Any, sheet: Sheet) -> list[Any]:
    """Every w:tblCellMar that a table goes by, nearest first."""
    own = tbl.find(W + "tblPr")
    styled = own.find(W + "tblStyle") if own is not None else None
    style = styled.get(VAL, "") if styled is not None else sheet.default_table
    layers = [own] if own is not None else []
    layers += [pr for e in sheet.elements(style) if (pr := e.find(W + "tblPr")) is not None]
    return [m for pr in layers if (m := pr.find(W + "tblCellMar")) is not None]


def _side(margins: list[Any], *names: str) -> float:
    for layer in margins:
        for name in names:
            item = layer.find(W + name)
            if item is not None:
                return number(item.get(W + "w")) / TWIP
    return _USUAL


def cell_width(tc: Any) -> float:
    """Width a w:tc sets itself, twips; 0 where it sets none in twips.

    Word goes by it before it goes by the grid; programs often write it alone.
    """
    width = tc.find(f"{W}tcPr/{W}tcW") if hasattr(tc, "find") else None
    if width is None or width.get(W + "type", "dxa") != "dxa":
        return 0.0
    return max(number(width.get(W + "w")), 0)


def table_left(tbl: Any, width: float, room: float) -> float | None:
    """Distance of a table's left edge from the margin in pt; None for one that floats."""
    pr = tbl.find(W + "tblPr")
    if pr is None:
        return 0.0
    if pr.find(W + "tblpPr") is not None:
        return None
    align, indent = pr.find(JC), pr.find(W + "tblInd")
    side = align.get(VAL, "left") if align is not None else "left"
    if side == "center":
        return (room - width) / 2
    if side in ("right", "end"):
        return room - width
    return number(indent.get(W + "w")) / TWIP if indent is not None else 0.0
