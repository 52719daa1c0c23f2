"""The columns of a table: what each title means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.findings import HINT, Finding, Where
from docgen.lang import _
from docgen.read.rows_grid import Grid
from docgen.read.rows_titles import (
    both_levels,
    idle,
    nearest,
    old_font,
    part_of_target,
    path_of,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that means something."""

    path: str
    """Data path: ten, chu_ky.ho_ten, chi_tieu.xa_dat_chuan."""
    title: str
    """Title as typed."""
    where: Where
    """Its title's cell."""


@dataclass(slots=True)
class Columns:
    """The columns of one table."""

    known: list[Column] = field(default_factory=list)
    """Those that mean something, from left to right."""
    places: dict[str, int] = field(default_factory=dict)
    """Data path → number of its column in the grid."""
    counts: tuple[int, ...] = ()
    """Columns that number the rows (STT)."""
    untitled: frozenset[int] = frozenset()
    """Columns without any title."""


def columns_of(grid: Grid, top: int, bottom: int) -> Columns:
    """The columns under a header (its rows from 0); what is wrong goes to the grid's findings."""
    made = Columns()
    bare = set()
    unused: list[Column] = []
    for number in range(max(len(row) for row in grid.rows[top:])):
        words = _words(grid, top, bottom, number)
        if not words:
            bare.add(number)
            continue
        title, index = words[-1]
        path = _path([w for w, _i in words])
        column = Column(path or "", title, grid.where(index, number))
        if path is None:
            grid.findings.append(_unknown(column))
        elif path in made.places:
            _again(made, number, column, grid)
        elif path:
            made.places[path] = number
            made.known.append(column)
        elif idle(title):
            unused.append(column)
        else:
            made.counts += (number,)
    made.untitled = frozenset(bare)
    if unused:
        grid.findings.append(not_used(unused))
    return made


def not_used(columns: Sequence[Column]) -> Finding:
    """The hint BC56 for columns that are left aside; there is at least one."""
    names = ", ".join(f"“{c.title}”" for c in columns)
    message = _("Không dùng các cột: {columns}.").format(columns=names)
    return Finding("BC56", message, HINT, where=columns[0].where)


def _words(grid: Grid, top: int, bottom: int, column: int) -> list[tuple[str, int]]:
    """Titles over one another with their rows, the lowest last."""
    words: list[tuple[str, int]] = []
    for index in range(top, bottom + 1):
        row = grid.rows[index]
        value = row[column] if column < len(row) else None
        if value is not None and str(value) not in [w for w, _i in words]:
            words.append((str(value), index))
    return words


def _path(words: list[str]) -> str | None:
    """What titles over one another mean: read together, as parts of a target, the lowest alone."""
    together = (path_of(" ".join(order)) for order in (words[::-1], words))
    found = next((path for path in together if path is not None), None)
    if found is None and len(words) > 1:
        found = part_of_target(words[-2], words[-1])
    return path_of(words[-1]) if found is None else found


def _unknown(column: Column) -> Finding:
    hint = nearest(column.title)
    if old_font(column.title):
        hint = _("Chuyển mã bảng sang Unicode (UniKey: Ctrl + Shift + F6) rồi lưu lại.")
    return Finding(
        "BC06",
        _("Không hiểu tiêu đề cột “{title}”.").format(title=column.title),
        hint=hint,
        where=column.where,
    )


def _again(made: Columns, number: int, column: Column, grid: Grid) -> None:
    """A second column of one meaning: a huyện beside its xã is what is above; others are wrong."""
    place, first = next((n, c) for n, c in enumerate(made.known) if c.path == column.path)
    above = both_levels(first.title, column.title) if column.path == "ten" else None
    if above is not None and "cap_tren" not in made.places:
        pair = [(first, made.places["ten"]), (column, number)]
        for (one, at), path in zip(pair, ("cap_tren", "ten") if above == 0 else ("ten", "cap_tren"),
                                   strict=True):  # fmt: skip
            made.places[path] = at
            renamed = Column(path, one.title, one.where)
            if one is first:
                made.known[place] = renamed
            else:
                made.known.append(renamed)
        return
    grid.findings.append(
        Finding(
            "BC07",
            _("Cột “{title}” trùng nghĩa với cột “{other}” (`{path}`).").format(
                title=column.title, other=first.title, path=column.path
            ),
            hint=_("Xóa một cột, hoặc ghi tiêu đề khác cho nó."),
            where=column.where,
        )
    )


def untitled(grid: Grid, index: int, column: int) -> Finding:
    """A cell that holds something in a column without a title (BC08); row and column from 0."""
    return Finding(
        "BC08",
        _("Cột {column} có nội dung mà không có tiêu đề.").format(column=grid.column(column)),
        hint=_(
            "Ghi tiêu đề cho cột, hoặc xóa cột; trong CSV thì ô có dấu phân cách phải "
            'bọc trong "…".'
        ),
        where=grid.where(index, column),
    )
