"""Tables of plain paragraphs, cut out of the XML text: header, signatures, figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.read.word import flat, grid, raw
from docgen.read.word.raw import Raw

_PROPERTIES = r"(?:<(?!/w:{0}>)[^>]*>)*"
_HEAD = re.compile(
    rf"<w:tbl>(<w:tblPr>{_PROPERTIES.format('tblPr')}</w:tblPr>|<w:tblPr/>)?"
    r"(<w:tblGrid>(?:<w:gridCol [^>]*/>)*</w:tblGrid>|<w:tblGrid/>)?"
)
_ROW = re.compile(
    r"<w:tr(?: [^>/]*)?>(?:<w:tblPrEx>" + _PROPERTIES.format("tblPrEx") + r"</w:tblPrEx>)?"
    rf"(<w:trPr>{_PROPERTIES.format('trPr')}</w:trPr>)?"
)
_CELL = re.compile(rf"<w:tc(?: [^>/]*)?>(<w:tcPr>{_PROPERTIES.format('tcPr')}</w:tcPr>)?")


class Found(NamedTuple):
    """A table, the place behind it, and its paragraphs."""

    table: grid.Table
    end: int
    paragraphs: list[Raw]


def read(text: str, at: int, end: int) -> Found | None:
    """The table at `at`; None when it holds more than plain paragraphs and known properties."""
    head = _HEAD.match(text, at, end)
    if head is None:
        return None
    properties, columns = flat.read(head[1] or ""), flat.read(head[2] or "")
    if properties is None or columns is None:
        return None
    at = head.end()
    rows: list[grid.Row] = []
    paragraphs: list[Raw] = []
    while not text.startswith("</w:tbl>", at):
        begin = _ROW.match(text, at, end)
        look = flat.read(begin[1] or "") if begin is not None else None
        if begin is None or look is None:
            return None
        place, heading = grid.row_look(look)
        at = begin.end()
        cells: list[grid.Cell] = []
        while not text.startswith("</w:tr>", at):
            opening = _CELL.match(text, at, end)
            form = flat.read(opening[1] or "") if opening is not None else None
            if opening is None or form is None:
                return None
            at = opening.end()
            content: list[Raw] = []
            while not text.startswith("</w:tc>", at):
                made, at = raw.paragraph(text, at, end)
                if made is None:
                    return None
                content.append(made)
            cells.append(grid.cell(content, form, place))
            place += cells[-1].span
            paragraphs += content
            at += 7
        rows.append(grid.Row(cells, heading))
        at += 7
    borders, style = grid.table_look(properties)
    table = grid.Table(rows, grid.widths(columns), borders, style)
    return Found(table, at + 8, paragraphs)
