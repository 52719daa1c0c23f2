"""For whom blocks are: those for other levels are dropped with all that stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.model import CAP, Khoi

_ORDER = {cap: place for place, cap in enumerate(CAP)}
_LEAF = ("doan", "bang")
_DOWN = {"trung_uong": 4, "tinh": 3, "huyen": 2, "xa": 1, "don_vi": 0}


def extent(blocks: Sequence[Khoi], place: int) -> int:
    """Index behind the last block that stands under block `place` (a paragraph: itself alone)."""
    top = blocks[place]
    if top.cap in _LEAF:
        return place + 1
    rank = _rank(top)
    owns_leaves = rank < _ORDER["gach"]
    at = place + 1
    while at < len(blocks):
        block = blocks[at]
        if not (owns_leaves if block.cap in _LEAF else _rank(block) > rank):
            break
        at += 1
    return at


def _rank(block: Khoi) -> float:
    return _ORDER[block.cap] + block.bac / 10


def meant_for_unit(doi_tuong: Sequence[str], cap: str) -> bool:
    """Whether a block is for a unit of level `cap`: for itself or for the units below it."""
    if not doi_tuong or cap in doi_tuong:
        return True
    if cap == "don_vi":
        return False
    return any(0 < _DOWN.get(to, 9) < _DOWN[cap] for to in doi_tuong)


def own_audience(doi_tuong: Sequence[str], cap: str) -> list[str]:
    """For whom a block is in the unit's own document: what was for the unit is for all of it."""
    return [] if cap in doi_tuong else list(doi_tuong)


def emptied(blocks: Sequence[Khoi], kept: Sequence[bool]) -> Iterator[int]:
    """Headings that stay although everything under them was dropped."""
    for place, block in enumerate(blocks):
        stop = extent(blocks, place)
        under = range(place + 1, stop)
        if kept[place] and under and not any(kept[n] for n in under) and _is_lead(block.text):
            yield place


def _is_lead(text: str) -> bool:
    """A heading or the opening of a list: it says nothing by itself."""
    return not text.rstrip().endswith((".", ";"))
