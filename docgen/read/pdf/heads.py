"""Header cells: one without a Quốc hiệu, and lines that the narrow cell has broken."""

from __future__ import annotations

from docgen.read.pdf.rows import Measure, split
from docgen.read.pdf.shapes import Row
from docgen.read.text import marks
from docgen.read.text.issuers import names_several
from docgen.read.text.marks import plain, upper_case

_NEAR_TOP = 2
"""A header begins in the first rows of a page; a form's own number may stand above it."""
_REACH = 8
"""Rows of a header down to its place and date."""


def other_head(rows: list[Row], at: int, measure: Measure) -> tuple[list[Row], Row] | None:
    """Both texts of a row of capitals at the top of a page, above number and place with date.

    So stand the heads of the Youth Union, of firms and of schools, which have no Quốc hiệu.
    """
    if at > _NEAR_TOP:
        return None
    parts = split(rows[at])
    if len(parts) != 2 or not all(upper_case(p.text) for p in parts):
        return None
    left, right = parts
    if left.centre > measure.centre - 25 or right.centre < measure.centre + 25:
        return None
    number = day = False
    for row in rows[at + 1 : at + _REACH]:
        for part in split(row):
            aside = part.centre > measure.centre
            number = number or bool(not aside and marks.SO.match(part.text))
            day = day or bool(aside and marks.PLACE_DATE.match(plain(part.text)))
    return ([left], right) if number and day else None


def room_of(parts: list[Row], column: int, measure: Measure) -> float:
    """How wide the lines of a header column can be, pt: they are centred between its edges."""
    widest = max(p.x1 - p.x0 for p in parts)
    whole = next(p for p in parts if p.x1 - p.x0 == widest)
    return max(widest, _room(whole, column, measure))


def _room(part: Row, column: int, measure: Measure) -> float:
    edge = measure.left if column == 1 else measure.right
    return 2 * abs(part.centre - edge)


def broken(above: Row, held: str, row: Row, room: float) -> bool:
    """Whether a line of a header cell goes on in the next, whose first word found no room there.

    Two bodies are never made one: of the same look are "UBND HUYỆN …" over "TRƯỜNG TIỂU HỌC …" too.
    """
    text = row.text
    if not (upper_case(held) and upper_case(text)) or abs(above.centre - row.centre) > 3:
        return False
    alike = above.spans[0].bits == row.spans[0].bits and abs(above.size - row.size) < 0.5
    if not alike or above.y - row.y > 1.7 * row.size:
        return False
    wide = above.x1 - above.x0
    word = text.split(" ", 1)[0]
    more = (row.x1 - row.x0) / len(text) * (len(word) + 0.5)
    if wide < 0.7 * room or wide + more <= room:
        return False
    # One word alone is the rest of a name, though bodies begin so: "MÔI" over "TRƯỜNG".
    return word == text or not _names_body(text)


def _names_body(text: str) -> bool:
    """Whether a body's name begins here: two such lines would name two of them."""
    return names_several(f"{text}\n{text}")
