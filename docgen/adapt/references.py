"""References of a document to its own parts, after blocks were dropped and the rest renumbered.

Labels follow from position, so a reference is read with the labels of the source, followed to the
block it means, and written with that block's label in the own document. What is written must lead
to the same block when read again; what does not, or leads to a dropped block, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from docgen.adapt.changes import Change, mark
from docgen.adapt.references_reading import (
    MANY,
    OUTLINE,
    THIS,
    Held,
    Item,
    Number,
    Part,
    end_of,
    levels_of,
    owner,
    references_in,
    rewritten,
    shared,
)
from docgen.viet.bang_chu import so_cua_chu, so_la_ma
from docgen.viet.danh_so import labels, scheme_levels

if TYPE_CHECKING:
    from docgen.model import Khoi

LUAT = "cau_truc/dan_chieu"
RENUMBERED = "Đánh số lại sau khi bỏ các phần không dành cho đơn vị mình"
DROPPED = "Phần được dẫn chiếu đã bỏ vì không dành cho đơn vị mình; bỏ hay sửa dẫn chiếu này?"
UNSURE = "Các phần đã đánh số lại mà không rõ dẫn chiếu này chỉ phần nào; số nào là đúng?"
UNSURE_OF = "Đứng ngay sau một văn bản khác: dẫn chiếu văn bản ấy hay chính văn bản này?"

Step = tuple[tuple[str, ...], Number]
"""Levels among which a number is looked for, and the number."""

_PLAIN = frozenset({"doan", "bang", "gach", "cong"})


def _number(cap: str, label: str) -> Number:
    """The number in a label that `labels` made."""
    core = label.rpartition(" ")[2].rstrip(".)")
    if cap == "so_kep":
        return tuple(map(int, core.split(".")))
    found = int(core) if core.isdigit() else so_cua_chu(core) if cap == "chu" else so_la_ma(core)
    return found or 0


class _Outline:
    """Which block stands under which, and where each number is found."""

    def __init__(self, blocks: Sequence[Khoi], places: Sequence[int], danh_so: Sequence[str]):
        rank = {cap: n for n, cap in enumerate(scheme_levels(tuple(danh_so)))}
        self.cap = {n: blocks[n].cap for n in places}
        self.caps = set(self.cap.values())
        self.number: dict[int, Number] = {}
        self.above: dict[int, int | None] = {}
        self.inner: dict[int, int | None] = {}
        """Of every block the numbered one it belongs to: itself, or the last before it."""
        self._under: dict[tuple[int | None, str, Number], list[int]] = {}
        self._known: dict[tuple[int | None, tuple[Step, ...]], list[tuple[int, ...]]] = {}
        made = labels([blocks[n] for n in places], danh_so)
        stack: list[int] = []
        for n, label in zip(places, made, strict=True):
            cap = self.cap[n]
            if cap not in _PLAIN:
                while stack and rank[self.cap[stack[-1]]] >= rank[cap]:
                    stack.pop()
                number = self.number[n] = _number(cap, label)
                self.above[n] = stack[-1] if stack else None
                for upper in (None, *stack):
                    self._under.setdefault((upper, cap, number), []).append(n)
                stack.append(n)
            self.inner[n] = stack[-1] if stack else None

    def chain(self, block: int | None) -> Iterator[int]:
        """A numbered block and those above it."""
        while block is not None:
            yield block
            block = self.above.get(block)

    def _find(self, upper: int | None, step: Step) -> list[int]:
        levels, number = step
        cap = next((level for level in levels if level in self.caps), None)
        if cap is None:
            return []
        found = self._under.get((upper, cap, number), [])
        straight = [b for b in found if self.above[b] == upper] if upper is not None else []
        return straight if len(straight) == 1 else found

    def paths(self, upper: int | None, steps: tuple[Step, ...]) -> list[tuple[int, ...]]:
        """Every way to follow steps from a block (None: the body) down, as far as any goes."""
        key = (upper, steps)
        if key not in self._known:
            out: list[tuple[int, ...]] = [()]
            for step in steps:
                further = [
                    (*path, found)
                    for path in out
                    for found in self._find(path[-1] if path else upper, step)
                ]
                if not further:
                    break
                out = further
            self._known[key] = out
        return self._known[key]


@dataclass(slots=True)
class _Resolved:
    """What the numbers of a reference become, or why a person must say."""

    new: dict[Item, list[tuple[str, Number]]] = field(default_factory=dict)
    done: set[tuple[Item, int]] = field(default_factory=set)
    asked: set[Item] = field(default_factory=set)
    reason: str = ""

    def ask(self, items: Iterable[Item], reason: str) -> None:
        self.asked.update(items)
        self.reason = DROPPED if DROPPED in (reason, self.reason) else reason


@dataclass(slots=True)
class Renumbering:
    """Labels of a body before and after blocks were dropped."""

    before: _Outline
    after: _Outline
    loai: str | None = None

    def references(self, text: str, place: int, taken: Sequence[tuple[int, int]]) -> list[Change]:
        """Changes of the references to the body's own parts, in order, apart from each other.

        text: plain text of the block with index `place` in the source (-1: of none, as a closing);
        taken: (start, end) of places that may not be touched. Never raises.
        """
        out: list[Change] = []
        held = Held(text, taken)
        for groups, end in references_in(text):
            whose = owner(text, end, self.loai)
            first = min(part.start for part in groups[0])
            doubt = whose == "doubt" or (not whose and held.behind_document(first))
            behind: list[Part] = []
            for n in range(len(groups) - 1, -1, -1):
                group = groups[n]
                upper = shared(group, behind) or (shared(group, groups[n - 1]) if n else [])
                # "Mục II và Điều 5 Luật …": the law is named for its article alone.
                apart = group[0].word in OUTLINE and behind and behind[0].word not in OUTLINE
                foreign = whose == "other" and not apart
                behind = [*upper, *group]
                change = None if foreign else self._change(text, group, upper, place, doubt)
                if change and not held.touches(min(p.start for p in group), end_of(group)):
                    out.append(change)
        return sorted(out)

    def _change(
        self, text: str, group: list[Part], upper: list[Part], place: int, doubt: bool
    ) -> Change | None:
        made = self._resolve([*upper, *group], place)
        if upper and not any(i in made.new or i in made.asked for p in group for i in p.items):
            made = self._resolve(group, place)
        own = [item for part in group for item in part.items]
        met = [i for i in own if i in made.new or i in made.asked]
        moved = [i for i in own if i in made.new and tuple(made.new[i]) != i.cores]
        reason = made.reason
        if moved and not reason and (doubt or any(i.doubtful for i in moved)):
            reason = UNSURE_OF if doubt else UNSURE
        if reason and met:
            start, end = min(p.start for p in group if p.items), max(i.end for i in met)
            words, better = text[start:end], rewritten(text, start, end, made.new)
            advice = f"Có thể là “{better}”" if better != words and reason != DROPPED else ""
            return Change(start, end, "hoi", LUAT, mark(words), reason, advice)
        if not moved:
            return None
        # One change from the first number that moves to the last: taken or left as a whole.
        start, end = min(i.start for i in moved), max(i.end for i in moved)
        thanh = rewritten(text, start, end, made.new)
        return Change(start, end, "thay", LUAT, thanh, RENUMBERED)

    def _resolve(self, chain: list[Part], place: int) -> _Resolved:
        out = _Resolved()
        parts = [p for p in chain if p.items]
        if prod(len(p.items) for p in parts) > MANY:
            out.ask([i for p in parts for i in p.items], UNSURE)
            return out
        bases: list[int | None] = [None]
        if not chain[0].items:
            above = list(self.before.chain(self.before.inner.get(place)))
            found = (
                next((b for b in above if self.before.cap[b] == cap), None)
                for cap in THIS[chain[0].word]
            )
            bases = [b for b in found if b is not None]
        for items in product(*(p.items for p in parts)):
            steps = [
                (item, n, levels_of(part.word, form, n == 0))
                for item, part in zip(items, parts, strict=True)
                for n, (form, _value) in enumerate(item.cores)
            ]
            if steps:
                self._follow(steps, bases, out)
        return out

    def _follow(
        self,
        steps: list[tuple[Item, int, tuple[str, ...]]],
        bases: list[int | None],
        out: _Resolved,
    ) -> None:
        """Follow one way to read a reference, and note what its numbers become."""
        wanted = tuple((levels, item.cores[n][1]) for item, n, levels in steps)
        ways = [(base, self.before.paths(base, wanted)) for base in bases]
        ways = [(base, paths) for base, paths in ways if paths[0]]
        if not ways:
            return
        whole = (w for w in ways if len(w[1]) == 1 and len(w[1][0]) == len(wanted))
        base, paths = next(whole, ways[0])
        was, now = self.before.number, self.after.number
        if len(paths) > 1:
            if any(now.get(b) != was[b] for path in paths for b in path):
                gone = all(any(b not in now for b in path) for path in paths)
                out.ask((item for item, _n, _caps in steps), DROPPED if gone else UNSURE)
            return
        path = paths[0]
        reached = steps[: len(path)]
        if any(b not in now for b in path) or (base is not None and base not in now):
            return out.ask((item for item, _n, _caps in reached), DROPPED)
        for (item, n, _caps), block in zip(reached, path, strict=True):
            cores = out.new.setdefault(item, list(item.cores))
            value = (cores[n][0], now[block])
            if (item, n) in out.done and cores[n] != value:
                out.ask([item], UNSURE)
            out.done.add((item, n))
            cores[n] = value
        again = tuple(
            (levels, now[b]) for (_item, _n, levels), b in zip(reached, path, strict=True)
        )
        if self.after.paths(base, again) != [path]:
            out.ask((item for item, _n, _caps in reached), UNSURE)


def renumbering(
    blocks: Sequence[Khoi],
    danh_so: Sequence[str],
    kept: Sequence[bool],
    loai: str | None = None,
) -> Renumbering | None:
    """What dropping blocks does to the labels of a body; None when it does nothing to any.

    blocks, danh_so: of the source's body; kept: one for each block; loai: kind of the document, so
    that "Quyết định này" in a plan that it issues is not taken for the plan (None: any kind).
    Raises ValueError when blocks and kept differ in length.
    """
    places = range(len(blocks))
    stay = [n for n, keep in zip(places, kept, strict=True) if keep]
    if all(kept):
        return None
    before, after = _Outline(blocks, places, danh_so), _Outline(blocks, stay, danh_so)
    return None if before.number == after.number else Renumbering(before, after, loai)
