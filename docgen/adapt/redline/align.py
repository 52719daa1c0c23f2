"""Which paragraph, table or row of one document is which of the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Any, NamedTuple

from docgen.adapt.redline.names import PPR, SECTPR, TBL, TBLGRID, TC, TR, VAL, Key, P, W, text_of

Pair = tuple[int | None, int | None]
"""Places in the source and in the own; None on one side: deleted, inserted."""

LIKE = 0.3
"""Share of common words and pairs of words from which two texts are the same one, changed.

Two paragraphs of the same field that say different things share 0.1 to 0.25 of them.
"""
_ANCHOR = 4
"""Words from which a text that stands once in both is the same without a doubt."""
_MANY = 100_000
"""Pairs above which far-off ones are not compared."""
_BAND = 0.15

_LABEL = re.compile(r"\s*(?:[-+•]|\(?(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)/]|Điều\s+\d+\.?)\s+")
_WORD = re.compile(r"\w+")


class Unit(NamedTuple):
    """One paragraph, table or row, as alignment sees it."""

    kind: str
    """p, sect (a paragraph that ends a section), or tbl2, tr3: with the count of columns."""
    style: str
    text: str
    bag: frozenset[Any]
    words: int


def unit(element: Any) -> Unit:
    """What alignment wants to know about an element."""
    kind, style = "p", ""
    if element.tag == TBL:
        grid = element.find(TBLGRID)
        kind = f"tbl{0 if grid is None else len(grid)}"
        text = " ".join(text_of(p) for p in element.iter(P))
    elif element.tag == TR:
        kind = f"tr{len(element.findall(TC))}"
        text = " ".join(text_of(p) for p in element.iter(P))
    elif element.tag != P:
        # Something that no document of ours holds: the same one, or another.
        text = " ".join(text_of(p) for p in element.iter(P))
        kind = f"{element.tag}{text}"
    else:
        text = text_of(element)
        properties = element.find(PPR)
        if properties is not None:
            kind = "p" if properties.find(SECTPR) is None else "sect"
            named = properties.find(W + "pStyle")
            style = "" if named is None else named.get(VAL)
    label = _LABEL.match(text)
    words = _WORD.findall(text[label.end() :] if label else text)
    return Unit(kind, style, text, _bag(words), len(words))


def _bag(words: list[str]) -> frozenset[Any]:
    """Words and pairs of neighbours, each with a count, so that common elements can be counted."""
    seen: Counter[Any] = Counter()
    out = set()
    for item in (*words, *zip(words, words[1:], strict=False)):
        seen[item] += 1
        out.add((item, seen[item]))
    return frozenset(out)


def align(old: Sequence[Unit], new: Sequence[Unit], last: bool = False) -> list[Pair]:
    """Every unit of both once, in order, deleted before inserted.

    `last`: the last paragraphs of both are one, as the last paragraph mark of a cell or a
    document is one that can be neither deleted nor inserted.
    """
    n, m = len(old), len(new)
    forced = bool(last and n and m and old[-1].kind == new[-1].kind)
    if forced:
        n, m = n - 1, m - 1
    lone = _lone(old[:n], new[:m])
    out: list[Pair] = []
    i = j = 0
    for a, b in [*_anchors(old[:n], new[:m]), (n, m)]:
        out += _best(old, new, (i, a), (j, b), lone)
        if a < n:
            out.append((a, b))
        i, j = a + 1, b + 1
    if forced:
        out.append((n, m))
    return out


def _lone(old: Sequence[Unit], new: Sequence[Unit]) -> set[str]:
    """Styles that stand once on either side: number, title, name of the signer."""
    counts = [Counter(u.style for u in units if u.style) for units in (old, new)]
    return {s for s, c in counts[0].items() if c == 1 and counts[1][s] == 1}


def _anchors(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Texts that stand once in both, as many as stand in the same order."""

    def once(units: Sequence[Unit]) -> dict[Key, int]:
        places: dict[Key, int] = {}
        twice = set()
        for at, u in enumerate(units):
            if u.words >= _ANCHOR:
                what = (u.kind, u.style, u.text)
                if what in places:
                    twice.add(what)
                places[what] = at
        return {k: v for k, v in places.items() if k not in twice}

    other = once(new)
    found = [(i, other[k]) for k, i in once(old).items() if k in other]
    # The longest rising row of places in the own document.
    tops: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for at, (_i, j) in enumerate(found):
        size = bisect_left(tops, j)
        tops[size : size + 1] = [j]
        before.append(chain[size - 1] if size else -1)
        chain[size : size + 1] = [at]
    out = []
    at = chain[-1] if chain else -1
    while at >= 0:
        out.append(found[at])
        at = before[at]
    return out[::-1]


def _best(
    old: Sequence[Unit],
    new: Sequence[Unit],
    rows: tuple[int, int],
    columns: tuple[int, int],
    lone: set[str],
) -> list[Pair]:
    """The pairing of two stretches that keeps most."""
    (top, bottom), (left, right) = rows, columns
    n, m = bottom - top, right - left
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    worth = [[0.0] * m for _ in range(n)]
    for i in range(n - 1, -1, -1):
        here, below, values = best[i], best[i + 1], worth[i]
        for j in range(m - 1, -1, -1):
            most = below[j] if below[j] >= here[j + 1] else here[j + 1]
            if n * m <= _MANY or abs(i / n - j / m) <= _BAND:
                value = values[j] = _worth(old[top + i], new[left + j], lone)
                if value > 0 and below[j + 1] + value >= most:
                    most = below[j + 1] + value
            here[j] = most
    out: list[Pair] = []
    gone: list[Pair] = []
    come: list[Pair] = []
    i = j = 0
    while i < n and j < m:
        if worth[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
            out += [*gone, *come, (top + i, left + j)]
            gone, come = [], []
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            gone.append((top + i, None))
            i += 1
        else:
            come.append((None, left + j))
            j += 1
    gone += [(top + k, None) for k in range(i, n)]
    come += [(None, left + k) for k in range(j, m)]
    return [*out, *gone, *come]


def _worth(a: Unit, b: Unit, lone: set[str]) -> float:
    """What pairing two units is worth; 0 for never."""
    if a.kind != b.kind:
        return 0.0
    if a.kind == "sect" or a.kind.startswith("{"):
        return 1.0
    if not a.bag and not b.bag:
        # Spacers and drawn lines.
        return 0.05 if a.style == b.style and a.text == b.text else 0.0
    total = len(a.bag) + len(b.bag)
    common = 0.0
    if 2 * min(len(a.bag), len(b.bag)) >= LIKE * total:
        common = 2 * len(a.bag & b.bag) / total
    if a.style != b.style:
        common *= 0.7
    elif a.style in lone and max(a.words, b.words) <= 40:
        common = max(common, LIKE + 0.05)
    if common <= LIKE:
        return 0.0
    return (common - LIKE) * sqrt(max(a.words, b.words))
