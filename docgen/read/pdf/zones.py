"""Header and foot of a document, which stand in two columns side by side.

The header is found by its Quốc hiệu (or by its number and date, where it has none), the foot by
"Nơi nhận" or by names under posts side by side (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II.1-3, 7 and 9). Left lines come first, then the right ones; signers one by one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.read.pdf.furniture import STAMP
from docgen.read.pdf.heads import broken, other_head, room_of
from docgen.read.pdf.inline import Pieces
from docgen.read.pdf.paragraphs import joined, text_of
from docgen.read.pdf.rows import Measure, part_of, split
from docgen.read.pdf.shapes import Row
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import fold, plain, upper_case

_MOTTO = re.compile(r"C[OÔ]NG H[OÒ]A X[AÃ] H[OỘ]I\b|DANG CONG SAN VIET NAM")
_HEAD_ROWS = 18
_HEAD_GAP = 0.5
"""In the header a gap of so many sizes parts the columns: its lines are centred, not stretched."""
_FOOT_GAP = 0.6
"""In the foot a gap of so many sizes parts the columns: recipients are never stretched."""
_MORE_GAP = 1.9
"""Rows further apart than so many sizes have a blank line between them."""


class Zone(NamedTuple):
    """Rows `start` to `end` of a page as lines of two columns."""

    start: int
    end: int
    lines: list[Line]
    aside: list[Line]
    filed: bool = True
    """Whether the recipients are complete: "Lưu" has been read."""
    foot: bool = False


class Rows:
    """Numbers the rows of headers and feet through the document."""

    def __init__(self) -> None:
        self.count = 0

    def line(self, row: Row, found: Pieces, column: int, at: int, gap: bool) -> Line:
        """A line of a column."""
        text, bold, italic = text_of(found)
        place = f"trang {row.page}"
        return Line(text, place, bold=bold, italic=italic, gap=gap, column=column, row=at)


def head_zone(rows: list[Row], at: int, measure: Measure, numbers: Rows) -> Zone | None:
    """The header whose Quốc hiệu stands in row `at`; None when that row has none, or no columns."""
    anchor = _anchor(rows[at]) or other_head(rows, at, measure)
    if anchor is None:
        return None
    left_of, right = anchor
    if not left_of and right.centre < measure.centre + 25:
        return None
    middle = right.x0
    left_centre = (left_of[0].x0 + left_of[-1].x1) / 2 if left_of else (measure.left + middle) / 2
    sides: list[tuple[Row, list[Row], list[Row]]] = [(rows[at], left_of, [right])]
    start = at
    while start and at - start < 4:
        above = rows[start - 1]
        if above.x1 > middle + 5 or not upper_case(above.text) or above.y - rows[start].y > 30:
            break
        start -= 1
        sides.insert(0, (above, [above], []))
    end = at + 1
    while end < len(rows) and end - at < _HEAD_ROWS:
        row = rows[end]
        if rows[end - 1].y - row.y > 6 * row.size:
            break
        if measure.scanned and marks.kind_of(row.text):
            break
        if not row.x1 > middle and _bare_kind(row) and any(_numbered(x) for _r, *x in sides):
            break
        parts = _sides(row, measure.centre, left_centre, right.centre)
        if parts is None:
            break
        sides.append((row, *parts))
        end += 1
    first = numbers.count
    lines: list[Line] = []
    for column in (1, 2):
        held: list[tuple[Row, Pieces, int, bool]] = []
        before: Row | None = None
        cells = [
            (n, row, left if column == 1 else right_of)
            for n, (row, left, right_of) in enumerate(sides, 1)
            if (left if column == 1 else right_of)
        ]
        own = [part_of(whole, [s for t in texts for s in t.spans]) for _n, whole, texts in cells]
        room = room_of(own, column, measure) if own else 0.0
        for (n, _whole, _texts), row in zip(cells, own, strict=True):
            name = "".join(t for t, _b in held[-1][1]).strip() if held else ""
            if held and (
                _goes_on(name)
                or (before and not measure.scanned and broken(before, name, row, room))
            ):
                top, found, at_row, gap = held[-1]
                held[-1] = (top, joined(found, row), at_row, gap)
            else:
                gap = before is not None and before.y - row.y > _MORE_GAP * row.size
                held.append((row, joined([], row), first + n, gap))
            before = row
        lines += [numbers.line(row, found, column, n, gap) for row, found, n, gap in held]
    numbers.count = first + len(sides)
    return Zone(start, end, lines, [])


def _bare_kind(row: Row) -> bool:
    """Whether the row is the name of a kind and nothing else: the title of a plain text."""
    kind = marks.kind_of(row.text)
    return kind is not None and not kind[1]


def _numbered(columns: list[list[Row]]) -> bool:
    return any(marks.SO.match(p.text) for column in columns for p in column)


def _goes_on(text: str) -> bool:
    """Whether a line is cut: "Số: /KH-HU-HĐND-", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"."""
    if marks.SO.match(text):
        return text.endswith(("-", "/"))
    return bool(_MOTTO.match(fold(text))) and not fold(text).endswith("NAM")


def _anchor(row: Row) -> tuple[list[Row], Row] | None:
    """Texts left of the Quốc hiệu (or of the Party's name) of a row, and the Quốc hiệu."""
    text = row.text
    if not (text.isupper() or "NAM" in text) or not _MOTTO.search(fold(text)):
        return None
    for at in range(len(row.spans)):
        rest = fold("".join(s.text for s in row.spans[at:]).strip())
        if _MOTTO.match(rest):
            left = [part_of(row, row.spans[:at])] if at else []
            return left, part_of(row, row.spans[at:])
    return None


def _sides(row: Row, page: float, left: float, right: float) -> tuple[list[Row], list[Row]] | None:
    """Texts of a row by column; None when the row is no part of a header."""
    parts = split(row, _HEAD_GAP)
    text = row.text
    if marks.RECEIVERS.match(text) or marks.GROUNDS.match(text) or marks.starts_label(text):
        return None
    whole = row.centre
    if len(parts) == 1 or abs(whole - page) < 12:
        nearest = min(abs(whole - left), abs(whole - right))
        if len(parts) == 1 and abs(whole - page) < nearest:
            return None
        if marks.kind_of(text) and abs(whole - page) < nearest:
            return None
    found: tuple[list[Row], list[Row]] = ([], [])
    for part in parts:
        found[abs(part.centre - right) < abs(part.centre - left)].append(part)
    return found


def foot_zone(rows: list[Row], at: int, measure: Measure, numbers: Rows) -> Zone | None:
    """The foot whose "Nơi nhận" stands in row `at` of a page, to the end of that page."""
    wide = measure.right - measure.left
    border = measure.left + 0.25 * wide
    head = split(rows[at], _FOOT_GAP)[0]
    text = plain(head.text)
    if not marks.RECIPIENTS.match(text) or len(text) > 60 or head.x0 > border:
        return None
    start = _signatures_above(rows, at)
    foot = _Foot(border, numbers)
    for row in rows[start:at]:
        for part in split(row, _FOOT_GAP):
            foot.sign(part)
    end = at
    while end < len(rows):
        if end > at and foot.done and _new_part(rows[end], measure):
            break
        foot.row(rows[end])
        end += 1
    return Zone(start, end, foot.lines(), foot.aside, foot.done, True)


def foot_rest(rows: list[Row], measure: Measure, numbers: Rows, filed: bool) -> Zone | None:
    """What of a foot stands at the top of the next page."""
    border = measure.left + 0.25 * (measure.right - measure.left)
    foot = _Foot(border, numbers)
    end = 0
    for row in rows:
        parts = split(row, _FOOT_GAP)
        text = parts[0].text
        listed = not filed and parts[0].x0 <= border and text[:1] in "-–+"
        if not listed and not (parts[0].x0 > border and all(_of_signature(p) for p in parts)):
            break
        foot.row(row)
        end += 1
    return Zone(0, end, foot.lines(), foot.aside, foot.done or filed, True) if end else None


def _signatures_above(rows: list[Row], at: int) -> int:
    """First row of signatures that stand above "Nơi nhận"; `at` when there are none."""
    first = at
    while first and at - first < 40 and all(_of_signature(p) for p in split(rows[first - 1])):
        first -= 1
    top = first
    while first < at and not _post(rows[first]):
        first += 1
    # The bodies that the signers stand for, side by side above their posts.
    while top < first < at and _abreast(rows[first - 1]):
        first -= 1
    return first


def _abreast(row: Row) -> bool:
    """Whether two texts or more in capitals stand side by side."""
    if len(row.spans) < 2 or not upper_case(row.text):
        return False
    parts = split(row)
    return len(parts) > 1 and all(upper_case(p.text) for p in parts)


def signed_zone(rows: list[Row], at: int, numbers: Rows) -> Zone | None:
    """Signatures side by side from row `at`, without "Nơi nhận": under capitals two names or more.

    They end the page: below them stands nothing that is no part of a signature.
    """
    if not _abreast(rows[at]):
        return None
    parts = [part for row in rows[at:] for part in split(row)]
    if not all(map(_signs, parts)) or sum(marks.is_name(p.text) for p in parts) < 2:
        return None
    foot = _Foot(0.0, numbers)
    for part in parts:
        foot.sign(part)
    return Zone(at, len(rows), foot.lines(), foot.aside)


def _signs(part: Row) -> bool:
    return _of_signature(part) or bool(marks.SIGNED.fullmatch(plain(part.text)))


def _post(row: Row) -> bool:
    return any(
        marks.AUTHORITY.match(plain(p.text)) or marks.POST.match(fold(p.text)) for p in split(row)
    )


def _of_signature(row: Row) -> bool:
    text = plain(row.text)
    if marks.starts_label(text) and not marks.GAP.match(text):
        return False
    return bool(
        (upper_case(text) and len(text) < 80) or marks.is_name(text) or marks.GAP.fullmatch(text)
    )


def _new_part(row: Row, measure: Measure) -> bool:
    """Whether an attached document begins here, below the foot of the main one."""
    if _anchor(row) is not None:
        return True
    text = row.text
    in_middle = abs(row.centre - measure.centre) < 15
    return in_middle and bool(marks.kind_of(text) or marks.ANNEX.match(fold(text)))


class _Foot:
    """Sorts the rows of a foot into recipients and signatures."""

    def __init__(self, border: float, numbers: Rows) -> None:
        self._border = border
        self._numbers = numbers
        self._listed: list[tuple[Row, Pieces]] = []
        self._signed: list[tuple[float, list[Row]]] = []
        self.aside: list[Line] = []
        self.done = False
        self._below = False

    def row(self, row: Row) -> None:
        """One row of both columns."""
        for part in split(row, _FOOT_GAP):
            if part.x0 > self._border or self._is_below(part):
                self.sign(part)
            else:
                self._list(part)

    def _is_below(self, part: Row) -> bool:
        """Whether a signature stands under the recipients, in their column, as in a plain text."""
        if self.done and not self._signed and upper_case(part.text):
            folded = fold(part.text)
            self._below = bool(marks.AUTHORITY.match(folded) or marks.POST.match(folded))
        return self._below and _signs(part)

    def _list(self, part: Row) -> None:
        text = part.text
        self.done = self.done or bool(marks.FILED.match(plain(text)))
        if self._listed and text[:1] not in "-–—+*•" and not marks.RECIPIENTS.match(plain(text)):
            above, held = self._listed[-1]
            before = held[-1][0].rstrip()
            if not before.endswith((";", ":")) and part.y > above.y - 3 * part.size:
                self._listed[-1] = (part, joined(held, part))
                return
        self._listed.append((part, joined([], part)))

    def sign(self, part: Row) -> None:
        """A text of the signatures."""
        if part.size <= 10.5 and STAMP.fullmatch(part.text):
            self.aside.append(Line(part.text, f"trang {part.page}"))
            return
        for at, (centre, column) in enumerate(self._signed):
            if abs(centre - part.centre) < 50 or _inside(part, column):
                column.append(part)
                self._signed[at] = (sum(p.centre for p in column) / len(column), column)
                return
        self._signed.append((part.centre, [part]))

    def lines(self) -> list[Line]:
        """Recipients, then the signatures one by one."""
        at = self._numbers.count + 1
        out = [self._numbers.line(row, held, 1, at, False) for row, held in self._listed]
        signers = [s for _centre, column in self._signed for s in _signers(column)]
        # Signers of one band stand level with each other within a few lines.
        signers.sort(key=lambda s: (-round(s[0].y / 40), s[0].x0))
        for signer in signers:
            before: Row | None = None
            for row in signer:
                gap = before is not None and before.y - row.y > _MORE_GAP * row.size
                out.append(self._numbers.line(row, joined([], row), 2, at, gap))
                before = row
            # One cell for each signer; a number is left out, so that no two are taken as one.
            at += 2
        self._numbers.count = at
        return out


def _inside(part: Row, column: list[Row]) -> bool:
    """Whether a text lies under or over another one of a column."""
    last = column[-1]
    return part.x0 >= last.x0 - 5 and part.x1 <= last.x1 + 5


def _signers(column: list[Row]) -> list[list[Row]]:
    """A column of signatures cut after each name."""
    out: list[list[Row]] = [[]]
    for row in sorted(column, key=lambda r: -r.y):
        text = plain(row.text)
        new = marks.AUTHORITY.match(text) and upper_case(text)
        if out[-1] and new and not upper_case(plain(out[-1][-1].text)):
            out.append([])
        out[-1].append(row)
    return out
