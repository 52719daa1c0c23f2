"""Labels of blocks: computed from position, never stored (Phụ lục I, Phần I, Mục II.6.đ)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from docgen.viet.bang_chu import LA_MA_LON_NHAT, chu_diem, la_ma

if TYPE_CHECKING:
    from docgen.model import Khoi

LEVELS = (
    "phan",
    "chuong",
    "muc",
    "tieu_muc",
    "dieu",
    "la_ma",
    "so",
    "so_kep",
    "chu",
    "gach",
    "cong",
)
"""Numbered levels from the highest to the lowest, in the usual order."""

SCHEME_TOKENS = {
    "I": "la_ma",
    "1": "so",
    "1.1": "so_kep",
    "1.1.1": "so_kep",
    "1.1.1.1": "so_kep",
    "a": "chu",
    "-": "gach",
    "+": "cong",
    "Phần": "phan",
    "Chương": "chuong",
    "Mục": "muc",
    "Tiểu mục": "tieu_muc",
    "Điều": "dieu",
}
"""What `danh_so` may list, and the level each stands for (trailing "." and ")" are ignored)."""

_RUN_ON = {"chuong", "dieu"}  # numbered through the whole document, whatever stands above


def scheme_levels(danh_so: tuple[str, ...]) -> tuple[str, ...]:
    """All numbered levels in the order of the scheme; levels it does not name keep their place."""
    named: list[str] = []
    for token in danh_so:
        level = SCHEME_TOKENS.get(token.strip().rstrip(".)"))
        if level and level not in named:
            named.append(level)
    order = list(LEVELS)
    places = sorted(order.index(level) for level in named)
    for place, level in zip(places, named, strict=True):
        order[place] = level
    return tuple(order)


@lru_cache(maxsize=256)
def _resets(danh_so: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """For each level, the counters that start again under it, at nought."""
    order = scheme_levels(danh_so)
    return {
        level: {lower: 0 for lower in order[place + 1 :] if lower not in _RUN_ON}
        for place, level in enumerate(order)
    }


@lru_cache(maxsize=1024)
def _written(cap: str, count: int) -> str:
    """Label number `count` of a level that is counted by itself."""
    if cap == "so":
        return f"{count}."
    if cap == "chu":
        return f"{chu_diem(count)})"
    roman = la_ma(count) if count <= LA_MA_LON_NHAT else str(count)
    if cap == "la_ma":
        return f"{roman}."
    if cap == "dieu":
        return f"Điều {count}."
    if cap == "phan":
        return f"Phần {roman}"
    if cap == "chuong":
        return f"Chương {roman}"
    return f"Mục {count}" if cap == "muc" else f"Tiểu mục {count}"


class Counter:
    """Counts blocks and gives each its label."""

    __slots__ = ("_deep", "_resets", "at")

    def __init__(self, danh_so: tuple[str, ...] = ()) -> None:
        self._resets = _resets(danh_so)
        self.at = dict.fromkeys(LEVELS, 0)
        self._deep = [0, 0, 0]

    def label(self, cap: str, bac: int = 2) -> str:
        """Label of the next block of level `cap`; `bac` is the length of a 1.1 label (2-4)."""
        at = self.at
        if cap == "gach":
            at["cong"] = 0
            return "-"
        if cap == "cong":
            return "+"
        if cap == "so_kep":
            return self._dotted(bac)
        count = at[cap] = at[cap] + 1
        resets = self._resets[cap]
        at.update(resets)
        if "so_kep" in resets:
            self._deep = [0, 0, 0]
        return _written(cap, count)

    def _dotted(self, bac: int) -> str:
        deep = self._deep
        place = bac - 2
        deep[place] += 1
        for lower in range(place + 1, 3):
            deep[lower] = 0
        self.at.update(self._resets["so_kep"])
        # A level that was skipped counts as its first: 1.1.1 straight under 1. is 1.1.1.
        middle = [max(1, n) for n in deep[:place]] + [deep[place]]
        # Straight under Điều 2 the first number is the article's: 2.1, as contracts are counted.
        first = self.at["so"] or self.at["dieu"] or 1
        return ".".join(map(str, [first, *middle])) + "."


def labels(blocks: Iterable[Khoi], danh_so: Iterable[str] = ()) -> list[str]:
    """Labels of all blocks of a body in order; "" for paragraphs and tables."""
    counter = Counter(tuple(danh_so))
    return ["" if b.cap in ("doan", "bang") else counter.label(b.cap, b.bac) for b in blocks]
