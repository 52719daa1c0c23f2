"""Where the texts of a trace stand now, after the unit may have edited its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from docgen.adapt.changes import as_change
from docgen.adapt.places import as_text, at, listed, steps, text_at
from docgen.adapt.plain import apply, plain_text
from docgen.model import Khoi, VanBan, Vet

_ALIKE = 0.5
"""Share of common characters from which two texts are one that was edited."""


class Settled(NamedTuple):
    """A text of the trace and its place now; without `vet` a text that the unit added."""

    vet: Vet | None
    o: str | None
    cap: str = ""


def settle(trace: Sequence[Vet], own: VanBan) -> Iterator[Settled]:
    """Every text of the trace with its place in the document as it is now, in document order.

    Texts that were added to a list afterwards come in between, at their place.
    """
    moved: dict[str, dict[int, int]] = {}
    added: dict[str, list[int]] = {}
    for name, made in _lists(trace).items():
        now = at(own, name)
        if isinstance(now, list):
            moved[name], added[name] = _aligned(made, [_key(item) for item in now])
    for name in ("can_cu", "noi_dung", "ket_thuc", "noi_nhan"):
        # A part that the document had not when it was made.
        if name not in moved and (now := at(own, name)):
            moved[name], added[name] = {}, [*range(len(now))]
    yield from _merged(_ordered(trace), own, moved, added)


def _lists(trace: Sequence[Vet]) -> dict[str, dict[int, str]]:
    """For each list of the document as it was made: number of an item → what it said."""
    lists: dict[str, dict[int, str]] = {}
    for vet in trace:
        place = listed(vet.o) if vet.o else None
        if place is None:
            continue
        name, number, _inside = place
        items = lists.setdefault(name, {})
        said = _bare(_made(vet))
        items[number] = items.get(number, "") + (f"{said}\n" if said else "")
    return lists


def _made(vet: Vet) -> str:
    return apply(vet.nguon, map(as_change, sorted(vet.doi, key=lambda d: d.tai)))


def _bare(typed: str) -> str:
    return " ".join(plain_text(typed).split())


def _key(item: object) -> str:
    """What an item of a list says; of a table every cell, in the order of the trace."""
    texts = [as_text(item)]
    if isinstance(item, Khoi) and item.cap == "bang":
        texts += [c.ten for c in item.cot] + [cell for row in item.hang for cell in row]
    return "".join(f"{said}\n" for t in texts if (said := _bare(t)))


def _aligned(made: dict[int, str], now: list[str]) -> tuple[dict[int, int], list[int]]:
    """Numbers of items when made → now; and the numbers that are new."""
    numbers = sorted(made)
    # A new text whose words the trace does not give, or an item it does not know.
    old = [made[n] if made[n].strip() or n >= len(now) else now[n] for n in numbers]
    if old == now:
        return dict(zip(numbers, range(len(now)), strict=True)), []
    moved: dict[int, int] = {}
    taken: set[int] = set()
    matcher = SequenceMatcher(None, old, now, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal" or what == "replace" and b - a == d - c:
            pairs = [*zip(range(a, b), range(c, d), strict=True)]
        elif what == "replace":
            pairs = [*_alike(old, now, range(a, b), range(c, d))]
        else:
            pairs = []
        for x, y in pairs:
            moved[numbers[x]] = y
            taken.add(y)
    return moved, [y for y in range(len(now)) if y not in taken]


def _alike(old: list[str], now: list[str], left: range, right: range) -> Iterator[tuple[int, int]]:
    """Pairs of edited texts, in order."""
    start = right.start
    for x in left:
        for y in range(start, right.stop):
            matcher = SequenceMatcher(None, old[x].split(), now[y].split(), autojunk=False)
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                yield x, y
                start = y + 1
                break


def _ordered(trace: Sequence[Vet]) -> list[Vet]:
    """Texts of the source in its order, each new one after what it follows in the document."""
    rows = [vet for vet in trace if vet.tai is not None]
    places = {_place(vet.o): vet for vet in rows if vet.o}
    for vet in sorted((v for v in trace if v.tai is None), key=lambda v: _place(v.o)):
        here = _place(vet.o)
        before = [place for place in places if place < here]
        if before:
            anchor = places[max(before)]
            rows.insert(next(n for n, v in enumerate(rows) if v is anchor) + 1, vet)
        else:
            rows.insert(0, vet)
        places[here] = vet
    return rows


_ORDER = (
    "co_quan", "ten_loai", "loai", "hinh_thuc", "so", "ky_hieu", "dia_danh", "ngay", "trich_yeu",
    "tham_quyen", "kinh_gui", "can_cu", "noi_dung", "ket_thuc", "noi_nhan", "luu", "chu_ky",
    "kem_theo", "bien", "chi_tieu",
)  # fmt: skip
_Place = tuple[tuple[int, int, str], ...]


def _place(path: str | None) -> _Place:
    """Order of a data path in a document."""
    out = []
    for step in steps(path or ""):
        if isinstance(step, int):
            out.append((0, step, ""))
        else:
            out.append((1, _ORDER.index(step) if step in _ORDER else len(_ORDER), step))
    return tuple(out)


def _merged(
    rows: list[Vet], own: VanBan, moved: dict[str, dict[int, int]], added: dict[str, list[int]]
) -> Iterator[Settled]:
    """Rows with their place now, and what was added in between."""
    waiting = sorted(
        (_place(f"{name}[{n}]"), f"{name}[{n}]") for name, numbers in added.items() for n in numbers
    )
    waiting.reverse()
    for vet in rows:
        now = _now(vet, own, moved)
        while now and waiting and waiting[-1][0] < _place(now):
            yield from _extra(own, waiting.pop()[1])
        yield Settled(vet, now)
    while waiting:
        yield from _extra(own, waiting.pop()[1])


def _extra(own: VanBan, path: str) -> Iterator[Settled]:
    item = at(own, path)
    cap = item.cap if isinstance(item, Khoi) else ""
    if as_text(item) or not isinstance(item, Khoi):
        yield Settled(None, path, cap)
    if isinstance(item, Khoi):
        for n, column in enumerate(item.cot):
            if column.ten:
                yield Settled(None, f"{path}.cot[{n}].ten", cap)
        for r, row in enumerate(item.hang):
            for c, cell in enumerate(row):
                if cell:
                    yield Settled(None, f"{path}.hang[{r}][{c}]", cap)


def _now(vet: Vet, own: VanBan, moved: dict[str, dict[int, int]]) -> str | None:
    """Place of a text now; None where it was removed."""
    if vet.o is None:
        return None
    place = listed(vet.o)
    if place and place[0] in moved:
        number = moved[place[0]].get(place[1])
        return None if number is None else f"{place[0]}[{number}]{place[2]}"
    return vet.o if text_at(own, vet.o) or not _made(vet) else None
