"""Two bodies as one with tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.adapt.redline.align import Pair, align, unit
from docgen.adapt.redline.emit import (
    Emitter,
    cell_properties,
    row_properties,
    section,
    table_head,
    vanishing,
)
from docgen.adapt.redline.names import (
    DEL,
    INS,
    PPR,
    SECTPR,
    TBL,
    TBLGRID,
    TBLPR,
    TC,
    TCPR,
    TR,
    P,
)

_SMALL = 3
"""Rows up to which tables of the same shape are compared row by row: heads and feet."""


def merge_body(old: Any, new: Any, emitter: Emitter) -> None:
    """Give body `new` the changes that lead to it from body `old`, in place."""
    section_old, section_new = old.find(SECTPR), new.find(SECTPR)
    content = merge(_content(old), _content(new), emitter)
    for child in list(new):
        new.remove(child)
    new.extend(content)
    if section_new is not None:
        same = section_new if section_old is None else section_old
        new.append(section(same, section_new))


def merge(old: Sequence[Any], new: Sequence[Any], emitter: Emitter) -> list[Any]:
    """Content of a body or a cell: paragraphs and tables."""
    pairs = align([unit(e) for e in old], [unit(e) for e in new], last=True)
    pairs = _apart(pairs, old, new)
    out: list[Any] = []
    for i, j in pairs:
        if i is None:
            assert j is not None
            out.append(emitter.whole(new[j], INS))
        elif j is None:
            out.append(emitter.whole(old[i], DEL))
        elif new[j].tag == P:
            out.append(emitter.paragraph(old[i], new[j]))
        elif new[j].tag == TBL:
            out.append(_table(old[i], new[j], emitter))
        else:
            out.append(new[j])
        if len(out) > 1 and out[-1].tag == TBL == out[-2].tag and None in (i, j):
            out.insert(-1, vanishing(out[-1]))
    return out


def _content(element: Any) -> list[Any]:
    return [child for child in element if child.tag not in (TCPR, SECTPR)]


def _apart(pairs: list[Pair], old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """The pairs, without a deleted table right before an inserted one.

    Tables of as many columns become one with changed rows; between others the paragraph that
    stands before both is deleted with the one and inserted with the other.
    """
    out: list[Pair] = []
    for i, j in pairs:
        before = out[-1] if out else (None, None)
        meet = i is None and before[1] is None and before[0] is not None and j is not None
        if meet and old[before[0]].tag == TBL == new[j].tag:  # type: ignore[index]
            a, b = old[before[0]], new[j]  # type: ignore[index]
            if unit(a).kind == unit(b).kind:
                out[-1] = (before[0], j)
                continue
            if len(out) > 1 and _is_spacer(out[-2], old, new):
                first, second = out[-2]
                out[-2:] = [(first, None), (before[0], None), (None, second)]
        out.append((i, j))
    return out


def _is_spacer(pair: Pair, old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether a pair is one of paragraphs that both may be taken out and put in."""
    if pair[0] is None or pair[1] is None:
        return False
    both = old[pair[0]], new[pair[1]]
    return all(e.tag == P and e.find(f"{PPR}/{SECTPR}") is None for e in both)


def _table(old: Any, new: Any, emitter: Emitter) -> Any:
    made = new.makeelement(TBL, dict(new.attrib))
    made.extend(table_head(old, new))
    rows = [[r for r in t if r.tag not in (TBLPR, TBLGRID)] for t in (old, new)]
    units = [[unit(r) for r in side if r.tag == TR] for side in rows]
    if any(r.tag != TR for side in rows for r in side):
        pairs: list[Pair] = [(i, None) for i in range(len(rows[0]))]
        pairs += [(None, j) for j in range(len(rows[1]))]
    elif len(rows[0]) <= _SMALL and [u.kind for u in units[0]] == [u.kind for u in units[1]]:
        pairs = [(i, i) for i in range(len(rows[0]))]
    else:
        pairs = align(units[0], units[1])
    for i, j in pairs:
        if i is not None and j is not None:
            made.append(_row(rows[0][i], rows[1][j], emitter))
        elif i is not None:
            made.append(emitter.whole(rows[0][i], DEL))
        else:
            assert j is not None
            made.append(emitter.whole(rows[1][j], INS))
    return made


def _row(old: Any, new: Any, emitter: Emitter) -> Any:
    made = new.makeelement(TR, dict(new.attrib))
    properties = row_properties(old, new)
    if properties is not None:
        made.append(properties)
    cells = zip(old.findall(TC), new.findall(TC), strict=True)
    for before, after in cells:
        cell = made.makeelement(TC, dict(after.attrib))
        properties = cell_properties(before, after)
        if properties is not None:
            cell.append(properties)
        cell.extend(merge(_content(before), _content(after), emitter))
        made.append(cell)
    return made
