"""Which items of an edited list are which of the list it was made from, and how orders merge."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ALIKE = 0.45
"""Share of common words from which two texts at about the same place are one that was edited."""
MOVED = 0.7
"""The same for texts at different places."""
ALONE = 0.25
"""The same where nothing else can be meant: one text between two that are sure."""
_LEAST = 4
"""Words that a text needs to be recognised at another place."""


class Key(NamedTuple):
    """What an item is known by."""

    text: str
    kind: Hashable = None
    """Only items of one kind are paired: tables with tables."""


def align(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Numbers of old items → those of the new ones they became; each at most once.

    Equal texts in their order come first, then equal texts that moved, then what is most alike
    between those that are sure, in order, and last what is much alike elsewhere.
    """
    pairs: dict[int, int] = {}
    if old == new:
        return {n: n for n in range(len(old))}
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        pairs |= {i + n: j + n for n in range(size)}
    _moved_equal(old, new, pairs)
    bags = _Bags(old, new)
    for left, right in _between(pairs, len(old), len(new)):
        pairs |= _in_order(left, right, bags)
    for i, j in _elsewhere(_free(pairs, len(old)), _free(pairs.values(), len(new)), bags):
        pairs[i] = j
    return pairs


def _free(taken: Iterable[int], count: int) -> list[int]:
    have = set(taken)
    return [n for n in range(count) if n not in have]


def _moved_equal(old: Sequence[Key], new: Sequence[Key], pairs: dict[int, int]) -> None:
    waiting: dict[Key, list[int]] = defaultdict(list)
    for j in reversed(_free(pairs.values(), len(new))):
        if len(new[j].text.split()) >= _LEAST:
            waiting[new[j]].append(j)
    for i in _free(pairs, len(old)) if waiting else ():
        if waiting.get(old[i]):
            pairs[i] = waiting[old[i]].pop()


def _between(pairs: dict[int, int], m: int, n: int) -> list[tuple[list[int], list[int]]]:
    """Items without a partner on both sides, between each two pairs that are in order."""
    ordered = sorted(pairs.items())
    sure = [ordered[k] for k in longest_rising([j for _i, j in ordered])]
    taken = set(pairs.values())
    out = []
    i = j = 0
    for a, b in [*sure, (m, n)]:
        left = [k for k in range(i, a) if k not in pairs]
        right = [k for k in range(j, b) if k not in taken]
        if left and right:
            out.append((left, right))
        i, j = a + 1, b + 1
    return out


class _Bags:
    """How much two texts have in common, by their words (each a bit of a number)."""

    def __init__(self, old: Sequence[Key], new: Sequence[Key]) -> None:
        self._bits: dict[str, int] = {}
        self._old, self._new = old, new
        self._made: dict[tuple[int, int], tuple[int, int]] = {}

    def _bag(self, side: int, n: int) -> tuple[int, int]:
        found = self._made.get((side, n))
        if found is None:
            bag = 0
            words = (self._new if side else self._old)[n].text.casefold().split()
            for word in words:
                bag |= self._bits.setdefault(word.strip(".,;:()“”"), 1 << len(self._bits))
            found = self._made[side, n] = bag, bag.bit_count()
        return found

    def words(self, n: int) -> int:
        """Different words of a new item."""
        return self._bag(1, n)[1]

    def table(self, left: list[int], right: list[int]) -> list[list[float]]:
        """Shares of common words, 0 to 1: a row for each old item."""
        columns = [(*self._bag(1, j), self._new[j].kind) for j in right]
        out = []
        for i in left:
            bag, size = self._bag(0, i)
            kind = self._old[i].kind
            out.append(
                [
                    2 * (bag & other).bit_count() / (size + count) if kind == what and size else 0.0
                    for other, count, what in columns
                ]
            )
        return out


def _in_order(left: list[int], right: list[int], bags: _Bags) -> dict[int, int]:
    """Pairs in order whose likenesses sum up highest."""
    alike = bags.table(left, right)
    least = ALONE if len(left) == len(right) == 1 else ALIKE
    m, n = len(left), len(right)
    best = [[0.0] * (n + 1) for _ in range(m + 1)]
    for i in range(m - 1, -1, -1):
        row, under, shares = best[i], best[i + 1], alike[i]
        for j in range(n - 1, -1, -1):
            top = under[j] if under[j] >= row[j + 1] else row[j + 1]
            share = shares[j]
            if share >= least and share + under[j + 1] > top:
                top = share + under[j + 1]
            row[j] = top
    out: dict[int, int] = {}
    i = j = 0
    while i < m and j < n:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            out[left[i]] = right[j]
            i, j = i + 1, j + 1
    return out


def _elsewhere(left: list[int], right: list[int], bags: _Bags) -> list[tuple[int, int]]:
    """Pairs of items that moved and were edited, the most alike first."""
    right = [j for j in right if bags.words(j) >= _LEAST]
    if not left or not right:
        return []
    found = [
        (-share, left[i], right[j])
        for i, row in enumerate(bags.table(left, right))
        for j, share in enumerate(row)
        if share >= MOVED
    ]
    out: list[tuple[int, int]] = []
    for _share, i, j in sorted(found):
        if all(i != a and j != b for a, b in out):
            out.append((i, j))
    return out


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Places of a longest rising series in different numbers."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        k = bisect_left(tails, number)
        before.append(ends[k - 1] if k else -1)
        tails[k : k + 1] = [number]
        ends[k : k + 1] = [place]
    out: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        out.append(at)
        at = before[at]
    return out[::-1]


def moved(pairs: dict[int, int]) -> set[int]:
    """Old items that do not stand in the order of the others any more."""
    ordered = sorted(pairs.items())
    still = {ordered[k][0] for k in longest_rising([j for _i, j in ordered])}
    return set(pairs) - still


class Slot(NamedTuple):
    """One item of a merged list: its numbers in own and fresh list, None where it is not there."""

    own: int | None
    fresh: int | None


def merge_order(
    slots: Sequence[Slot],
    away: set[int],
    own_rank: Sequence[float],
    fresh_rank: Sequence[float],
) -> list[Slot]:
    """Items in the order of the merged list.

    Own items stay in their order; those that are only fresh come right behind the one before them
    in the fresh list (and behind what the unit put there on their level or deeper: higher ranks).
    `away`: fresh numbers of items that only the level above moved; they go to their new place, and
    what the unit put behind them goes along.
    """
    groups: list[list[Slot]] = [[]]
    for slot in sorted((s for s in slots if s.own is not None), key=lambda s: s.own or 0):
        if slot.fresh is not None:
            groups.append([slot])
            continue
        head = groups[-1][0].fresh if groups[-1] else None
        leaves = head in away and own_rank[slot.own or 0] < fresh_rank[head or 0]
        groups.append([slot]) if leaves else groups[-1].append(slot)
    going = {g[0].fresh: g for g in groups if g and g[0].fresh in away}
    stay = [g for g in groups if not g or g[0].fresh not in away]
    coming = {s.fresh: [s] for s in slots if s.own is None} | going
    out = [slot for group in stay for slot in group]
    present = {s.fresh for s in slots}
    last: int | None = None
    for number in range(len(fresh_rank)):
        if number in coming:
            place = _behind(out, last, fresh_rank[number], own_rank)
            out[place:place] = coming[number]
        if number in present:
            last = number
    return out


def _behind(out: list[Slot], last: int | None, rank: float, own_rank: Sequence[float]) -> int:
    """Where a new item goes: behind fresh item `last`, None: first."""
    place = 0
    if last is not None:
        place = next(n for n, slot in enumerate(out) if slot.fresh == last) + 1
        while place < len(out):
            slot = out[place]
            if slot.fresh is not None or slot.own is None or own_rank[slot.own] < rank:
                break
            place += 1
    return place
