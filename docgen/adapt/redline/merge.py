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
    shift,
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
    TRPR,
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
    pairs = _before_tables(_apart(pairs, old, new), old, new)
    out: list[Any] = []
    for at, (i, j) in enumerate(pairs):
        if i is None:
            assert j is not None
            out.append(emitter.whole(new[j], INS))
        elif j is None:
            out.append(emitter.whole(old[i], DEL))
        elif new[j].tag == P:
            follows = pairs[at + 1] if at + 1 < len(pairs) else (0, 0)
            inserted = follows[0] is None and new[follows[1] or 0].tag == P
            out.append(emitter.paragraph(old[i], new[j], inserted))
        elif new[j].tag == TBL:
            out.append(_table(old[i], new[j], emitter))
        else:
            out.append(new[j])
        if len(out) > 1 and out[-1].tag == TBL == out[-2].tag and None in (i, j):
            out.insert(-1, vanishing(out[-1]))
            pairs = [*pairs[:at], (None, None), *pairs[at:]]
    _shift(pairs, out, old, new)
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


def _before_tables(pairs: list[Pair], old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """The pairs, without both deleted and inserted paragraphs right before a kept table.

    The last of them become one paragraph with changed words: its mark, which nothing but another
    paragraph could take over, stays.
    """
    out: list[Pair] = []
    for i, j in pairs:
        if i is not None and j is not None and new[j].tag == TBL:
            start = len(out)
            while start and None in out[start - 1] and _is_text(out[start - 1], old, new):
                start -= 1
            gone = [p for p in out[start:] if p[1] is None]
            come = [p for p in out[start:] if p[0] is None]
            if gone and come:
                out[start:] = [*gone[:-1], *come[:-1], (gone[-1][0], come[-1][1])]
        out.append((i, j))
    return out


def _shift(pairs: list[Pair], out: Sequence[Any], old: Sequence[Any], new: Sequence[Any]) -> None:
    """Let deleted or inserted paragraphs before a table begin with the mark of the one above.

    A paragraph's mark cannot go when a table follows: no paragraph is there to take its text, and
    LibreOffice leaves an empty one. So the mark of the kept paragraph above goes, and the last of
    the stretch keeps its mark and takes the kept one's properties, as when text is deleted or
    typed from the end of that paragraph on.
    """
    for at, element in enumerate(out):
        if element.tag != TBL or at < 2 or out[at - 1].tag != P:
            continue
        first = at
        side = 1 if pairs[at - 1][1] is None else 0
        while first and pairs[first - 1][side] is None and pairs[first - 1] != (None, None):
            first -= 1
        stretch = pairs[first:at]
        if not stretch or not first or not all(_is_text(p, old, new) for p in stretch):
            continue
        i, j = pairs[first - 1]
        if i is None or j is None or not _is_text((i, j), old, new):
            continue
        last = stretch[-1]
        if last[1] is None:
            shift(out[first - 1], out[at - 1], DEL, (old[last[0] or 0], new[j]))
        else:
            shift(out[first - 1], out[at - 1], INS, (old[i], new[last[1]]))


def _is_text(pair: Pair, old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether what a pair names are paragraphs that end no section."""
    both = [s[k] for s, k in zip((old, new), pair, strict=True) if k is not None]
    return all(e.tag == P and e.find(f"{PPR}/{SECTPR}") is None for e in both)


def _is_spacer(pair: Pair, old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether a pair is one of paragraphs that both may be taken out and put in."""
    return None not in pair and _is_text(pair, old, new)


def _table(old: Any, new: Any, emitter: Emitter) -> Any:
    made = new.makeelement(TBL, dict(new.attrib))
    made.extend(table_head(old, new))
    rows = [[r for r in t if r.tag not in (TBLPR, TBLGRID)] for t in (old, new)]
    units = [[unit(r) for r in side if r.tag == TR] for side in rows]
    if any(r.tag != TR or any(c.tag not in (TRPR, TC) for c in r) for side in rows for r in side):
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
