"""Tables drawn with tabs, spaces or bars between their cells, as they come out of the clipboard.

Only what is surely a table is taken: three rows or more of two columns or more, the first row full,
no row that is a header pair, a signature, a list item or a form to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docgen.read.text.marks import AUTHORITY, POST, SIGNED, fold, is_name, starts_label, upper_case

_ROWS = 3
_TRIES = 8
"""Lines next to each other from which a table is looked for."""
_LONGEST = 200
"""Characters of a cell; a longer one is a paragraph."""
_SPACES = re.compile(r"\s{2,}")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_BULLET = re.compile(r"[-–—+*•]$|\(?[\da-zđIVX]{1,4}(?:\.\d+)*[.)/]$")
_COUNT = re.compile(r"(?:S?TT|Số TT|STT\.?)$", re.IGNORECASE)
Table = tuple[int, list[list[str]], bool]
"""Lines taken, rows, whether the first row is a heading."""


def drawn_tables(lines: Sequence[str]) -> dict[int, Table]:
    """Tables among the lines of a text, by the index of their first line."""
    found: dict[int, Table] = {}
    place = tried = 0
    above = None
    while place < len(lines):
        read = _reader(lines[place])
        # What is no table from its first lines on is not tried from each of thousands.
        tried = tried + 1 if read is above else 0
        above = read
        table = read(lines, place) if read is not None and tried < _TRIES else None
        if table is not None:
            found[place] = table
            place += table[0]
            above = None
        else:
            place += 1
    return found


def _reader(line: str) -> Callable[[Sequence[str], int], Table | None] | None:
    """What could read the table that begins with a line."""
    if "\t" in line:
        return _by_tabs
    if line.lstrip().startswith("+-") and _RULE.fullmatch(line.strip()):
        return _framed
    if "|" in line and not line.lstrip().startswith("|"):
        return _barred
    return _spaced if "   " in line.strip() else None


def _tabbed(line: str) -> list[str]:
    return [x.strip() for x in line.split("\t")] if "\t" in line else []


def _by_tabs(lines: Sequence[str], place: int) -> Table | None:
    head = _tabbed(lines[place])
    while head and not head[-1]:
        head.pop()
    if len(head) < 2 or not all(head):
        return None
    rows = [head]
    for line in lines[place + 1 :]:
        row = _tabbed(line)
        while len(row) > len(head) and not row[-1]:
            row.pop()
        if len(row) < 2 or len(row) > len(head) or not any(row):
            break
        rows.append(row + [""] * (len(head) - len(row)))
    return _sure(rows, len(rows), tabbed=True)


def _spaced(lines: Sequence[str], place: int) -> Table | None:
    """Columns kept apart by spaces: every row's cells begin or end where the heading's do."""
    starts = _cells_at(lines[place])
    if len(starts) < 2:
        return None
    head = [text for _at, text in starts]
    rows = [head]
    taken = 1
    for line in lines[place + 1 :]:
        cells = _cells_at(line)
        if not cells:
            break
        if len(cells) == len(head):
            rows.append([text for _at, text in cells])
        else:
            columns = [_column(at, text, starts) for at, text in cells]
            apart = len(set(columns)) == len(columns) and -1 not in columns
            goes_on = columns[0] > 0 and len(rows) > 1
            if not apart or not goes_on:
                break
            # The rest of cells that are wider than their column.
            for column, (_at, text) in zip(columns, cells, strict=True):
                rows[-1][column] = f"{rows[-1][column]} {text}".strip()
        taken += 1
    full = sum(_aligned(_cells_at(x), starts) for x in lines[place : place + taken])
    if len(head) == 2 and full < taken:
        return None
    return _sure(rows, taken) if full * 2 > taken else None


def _cells_at(line: str) -> list[tuple[int, str]]:
    """Cells of a line with the columns in which they begin."""
    out = []
    at = len(line) - len(line.lstrip())
    for part in _SPACES.split(line.strip()):
        if part:
            at = line.index(part, at)
            out.append((at, part))
            at += len(part)
    return out


def _column(at: int, text: str, starts: list[tuple[int, str]]) -> int:
    near = [
        n
        for n, (start, head) in enumerate(starts)
        if abs(at - start) < 3 or abs(at + len(text) - start - len(head)) < 3
    ]
    return near[0] if len(near) == 1 else -1


def _aligned(cells: list[tuple[int, str]], starts: list[tuple[int, str]]) -> bool:
    """Whether most cells of a row stand under the heading's."""
    columns = [_column(at, text, starts) for at, text in cells]
    return sum(c >= 0 for c in columns) * 2 > len(columns)


def _barred(lines: Sequence[str], place: int) -> Table | None:
    """A Markdown table without bars at its edges: "STT | Việc" over "---|---"."""
    width = len(_BAR.split(lines[place].strip().removesuffix("|")))
    rows: list[list[str]] = []
    rule = False
    taken = 0
    for line in lines[place:]:
        if taken == 1 and _RULE.fullmatch(line.strip()) and "|" in line:
            rule = True
        else:
            cells = [
                x.strip().replace(r"\|", "|") for x in _BAR.split(line.strip().removesuffix("|"))
            ]
            if len(cells) != width or width < 2:
                break
            rows.append(cells)
        taken += 1
    if rule and len(rows) > 1:
        return taken, rows, True
    return _sure(rows, taken) if width > 2 else None


def _framed(lines: Sequence[str], place: int) -> Table | None:
    """A table in a frame of "+----+" lines; each line of bars is a row."""
    rows: list[list[str]] = []
    rules: list[int] = []
    taken = 0
    for line in lines[place:]:
        body = line.strip()
        if body.startswith("+") and _RULE.fullmatch(body):
            rules.append(len(rows))
        elif body.startswith("|"):
            cells = _BAR.split(body.removeprefix("|").removesuffix("|"))
            rows.append([x.strip().replace(r"\|", "|") for x in cells])
        else:
            break
        taken += 1
    if not rows or len({len(r) for r in rows}) != 1 or rules[-1] != len(rows):
        return None
    return taken, rows, len(rows) > 1 and 1 in rules


def _sure(rows: list[list[str]], taken: int, tabbed: bool = False) -> Table | None:
    """The table, unless its rows look like something else that stands in columns."""
    if len(rows) < _ROWS or any(len(c) > _LONGEST for r in rows for c in r):
        return None
    if any(_of_columns(cell) for row in rows for cell in row):
        return None
    counted = bool(_COUNT.match(rows[0][0]))
    if not counted and any(_BULLET.match(row[0]) or starts_label(row[0]) for row in rows):
        return None
    if any(row[0].endswith(":") for row in rows[1:]) or rows[0][0].endswith((":", ";")):
        return None
    # Two columns could be names side by side or a form; figures in the second prove a table.
    if len(rows[0]) == 2 and not counted and not all(r[1][:1].isdigit() for r in rows[1:]):
        plain = all(len(c) < 60 and not is_name(c) for r in rows for c in r)
        if not tabbed or not plain or any(upper_case(c) for r in rows[1:] for c in r):
            return None
    return taken, rows, counted or not any(c[:1].isdigit() for c in rows[0])


def _of_columns(cell: str) -> bool:
    """Whether a cell belongs to a head or a foot set in columns."""
    if upper_case(cell) and (AUTHORITY.match(cell) or POST.match(fold(cell)) or len(cell) > 40):
        return True
    folded = fold(cell)
    return bool(SIGNED.fullmatch(cell)) or folded.startswith(
        ("NOI NHAN", "CONG HOA XA HOI", "DOC LAP", "KINH GUI", "SO:")
    )
