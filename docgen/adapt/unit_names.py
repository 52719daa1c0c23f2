"""Names of units in a text: other provinces stay, other units of the own level are asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from docgen.adapt.unit import CAP_TU, Body
from docgen.nd30.tinh import TINH_34, TINH_63

_UPPER = "[{}]".format("".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper()))
_NAME = rf"{_UPPER}[\w’']*(?:(?:\s+|\s+-\s+){_UPPER}[\w’']*)*"
_UNIT = re.compile(
    rf"(?<!\w)(?P<tu>(?i:{'|'.join(sorted(CAP_TU, key=len, reverse=True))}))\s+(?P<ten>{_NAME})"
)
_PROVINCES = {name.casefold() for name in (*TINH_63, *TINH_34)}


_FOLLOWS = re.compile(rf"\s+{_NAME}")
_CLASS = re.compile(rf"(?<!\w)(?:{'|'.join(CAP_TU)})$", re.IGNORECASE)


def with_name(text: str, start: int, end: int) -> int:
    """End of words that name a class of units, with the name of one that follows: "các huyện,
    thành phố Gia Nghĩa"; the same end where none does."""
    m = _FOLLOWS.match(text, end) if _CLASS.search(text, start, end) else None
    return m.end() if m and not text[start:end].isupper() else end


class Named(NamedTuple):
    """A unit that a text calls by its name."""

    start: int
    end: int
    la: Literal["tren", "minh", "duoi", "tinh_khac", "khac"]
    """The body above, the unit itself, a unit below it, another province, another unit."""
    cap: str


def named_units(text: str, above: Body, own: Body, below: frozenset[str]) -> Iterator[Named]:
    """Units called by name, in order. `below`: names of the units under the own one, casefolded."""
    for m in _UNIT.finditer(text):
        tu = m["tu"].casefold()
        words = m["ten"].split()
        # Longest first: "Lạng Sơn Hồ Tiến" is Lạng Sơn and something else.
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size])
            la = _kind(tu, name, above, own, below)
            if la != "khac" or size == 1:
                break
        else:
            continue
        if la == "khac":
            if m["tu"].isupper():
                continue  # among capitals a name is not to be told from other words
            name = " ".join(words)
            if CAP_TU[tu] == "tinh":
                # "tỉnh Báo cáo" is no province; "thành phố X" is one of the districts.
                if tu == "tỉnh":
                    continue
                yield Named(m.start(), m.start("ten") + _length(m["ten"], len(words)), la, "huyen")
                continue
        end = m.start("ten") + _length(m["ten"], len(name.split()))
        yield Named(m.start(), end, la, CAP_TU[tu])


def _length(text: str, words: int) -> int:
    """Characters of the first words of a text."""
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    return ends[min(words, len(ends)) - 1]


def _kind(
    tu: str, name: str, above: Body, own: Body, below: frozenset[str]
) -> Literal["tren", "minh", "duoi", "tinh_khac", "khac"]:
    small = name.casefold()
    if tu == above.tu and small == above.ten.casefold():
        return "tren"
    if tu == own.tu and small == own.ten.casefold():
        return "minh"
    if f"{tu} {small}" in below:
        return "duoi"
    if (
        CAP_TU[tu] == "tinh"
        and small in _PROVINCES
        and not (tu == "thành phố" and small == above.ten.casefold())
    ):
        return "tinh_khac"
    return "khac"
