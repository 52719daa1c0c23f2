"""Ruled tables: lines that cross each other make cells, and texts lie in them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.read.pdf.rows import rows_of
from docgen.read.pdf.shapes import Page, Rule, Span

_NEAR = 3.0
"""Ends this close meet, pt."""
_MOST = 1_500
"""Rules of one page; a drawing has more, a table has not."""
Cells = dict[tuple[int, int], list[Span]]


@dataclass(slots=True)
class Grid:
    """A ruled table: its edges from left to right and from the top down."""

    xs: list[float]
    ys: list[float]
    cells: list[list[list[Span]]]

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.ys[0]

    def texts(self) -> list[list[str]]:
        """Text of each cell; its lines joined, list items kept apart."""
        return [[_cell_text(spans) for spans in row] for row in self.cells]

    def same_columns(self, other: Grid) -> bool:
        """Whether another one has its column edges in the same places."""
        return len(self.xs) == len(other.xs) and all(
            abs(a - b) < 4 for a, b in zip(self.xs, other.xs, strict=True)
        )


def take_tables(page: Page) -> list[Grid]:
    """Remove from a page the spans that stand in ruled tables; gives the tables from the top."""
    if len(page.rules) < 4 or len(page.rules) > _MOST:
        return []
    out: list[Grid] = []
    for rules in _groups(page.rules):
        grid = _grid(rules, page)
        if grid is not None:
            out.append(grid)
    return sorted(out, key=lambda g: -g.top)


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch each other."""
    owner = list(range(len(rules)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    order = sorted(range(len(rules)), key=lambda n: rules[n].x0)
    open_: list[int] = []
    for at in order:
        rule = rules[at]
        open_ = [o for o in open_ if rules[o].x1 + _NEAR >= rule.x0]
        for other in open_:
            if rules[other].y0 - _NEAR <= rule.y1 and rule.y0 - _NEAR <= rules[other].y1:
                owner[root(at)] = root(other)
        open_.append(at)
    found: dict[int, list[Rule]] = {}
    for at in range(len(rules)):
        found.setdefault(root(at), []).append(rules[at])
    return list(found.values())


def _grid(rules: list[Rule], page: Page) -> Grid | None:
    standing = [r for r in rules if r.x0 == r.x1 and r.y1 - r.y0 > 6]
    lying = [r for r in rules if r.y0 == r.y1 and r.x1 - r.x0 > 6]
    xs = _edges([r.x0 for r in standing])
    ys = _edges([r.y0 for r in lying])[::-1]
    if len(xs) < 3 or len(ys) < 2:
        return None
    inside = [s for s in page.spans if _within(s, xs, ys)]
    if not inside:
        return None
    cells: list[list[list[Span]]] = [[[] for _x in xs[1:]] for _y in ys[1:]]
    for span in inside:
        at_x = sum(1 for x in xs[1:-1] if x <= (span.x0 + min(span.x1, span.x0 + span.size)) / 2)
        middle = span.y + 0.3 * span.size
        at_y = sum(1 for y in ys[1:-1] if y >= middle)
        at_x, at_y = _merged(at_x, at_y, xs, ys, standing, lying)
        cells[at_y][at_x].append(span)
    if sum(1 for row in cells for cell in row if cell) < 2:
        return None
    taken = set(map(id, inside))
    page.spans = [s for s in page.spans if id(s) not in taken]
    return Grid(xs, ys, [row for row in cells if any(row)])


def _edges(places: list[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _within(span: Span, xs: list[float], ys: list[float]) -> bool:
    return xs[0] - 1 <= span.x0 <= xs[-1] and ys[-1] - 1 <= span.y + 0.3 * span.size <= ys[0]


def _merged(
    at_x: int, at_y: int, xs: list[float], ys: list[float], standing: list[Rule], lying: list[Rule]
) -> tuple[int, int]:
    """The upper left cell of the merged cell that a cell belongs to."""
    middle = (ys[at_y] + ys[at_y + 1]) / 2
    while at_x and not any(
        abs(r.x0 - xs[at_x]) <= _NEAR and r.y0 - _NEAR <= middle <= r.y1 + _NEAR for r in standing
    ):
        at_x -= 1
    middle = (xs[at_x] + xs[at_x + 1]) / 2
    while at_y and not any(
        abs(r.y0 - ys[at_y]) <= _NEAR and r.x0 - _NEAR <= middle <= r.x1 + _NEAR for r in lying
    ):
        at_y -= 1
    return at_x, at_y


def _cell_text(spans: list[Span]) -> str:
    from docgen.read.pdf.paragraphs import joined, text_of

    if not spans:
        return ""
    rows = rows_of(spans, 0)
    parts: list[list[tuple[str, int]]] = []
    for row in rows:
        starts = row.text[:2] in ("- ", "+ ", "– ")
        if parts and not starts:
            parts[-1] = joined(parts[-1], row)
        else:
            parts.append(joined([], row))
    return "\n".join(text_of(p)[0] for p in parts)
