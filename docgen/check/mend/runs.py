"""Characters of a paragraph of Word: where they stand, how they are replaced, how runs are cut."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docgen.check.word.walk import SKIPPED
from docgen.read.word.names import RPR, R, T, W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE_CHARACTER = frozenset(W + n for n in ("tab", "br", "cr", "noBreakHyphen"))


@dataclass(slots=True)
class Stretch:
    """A run and the characters of the paragraph's text that it holds."""

    element: Any
    start: int
    end: int


def stretches(p: Any) -> list[Stretch]:
    """The runs of a w:p as they are now, in order; counted as `word.walk` counts."""
    out: list[Stretch] = []
    at = 0
    for run in _runs(p):
        length = sum(_length(item) for item in run)
        if length:
            out.append(Stretch(run, at, at + length))
            at += length
    return out


def _runs(holder: Any) -> Iterator[Any]:
    for item in holder:
        if item.tag == R:
            yield item
        elif item.tag not in SKIPPED and len(item):
            yield from _runs(item)


def _length(item: Any) -> int:
    """Characters of the paragraph's text that an element of a run stands for."""
    return len(item.text or "") if item.tag == T else int(item.tag in _ONE_CHARACTER)


def retype(p: Any, start: int, end: int, new: str) -> bool:
    """Put `new` for the characters [start, end); False when they are no plain text.

    The new characters look like the first of the old ones; for an empty stretch like the one
    before it. Only w:t elements change.
    """
    placed = []
    for stretch in stretches(p):
        at = stretch.start
        for item in stretch.element:
            length = _length(item)
            if item.tag == T:
                placed.append((item, at, at + length))
            at += length
    covered = sum(min(b, end) - max(a, start) for _i, a, b in placed if a < end and b > start)
    if covered != end - start:
        return False
    touched = [(i, a, b) for i, a, b in placed if a < end and b > start] or [
        (i, a, b) for i, a, b in placed if a <= start <= b
    ][:1]
    if not touched:
        return False
    for number, (item, a, b) in enumerate(touched):
        text = item.text or ""
        head, tail = text[: max(start - a, 0)], text[min(max(end - a, 0), b - a) :]
        item.text = head + (new if number == 0 else "") + tail
        if item.text != item.text.strip() or "  " in item.text:
            item.set(_SPACE, "preserve")
    return True


def cut(p: Any, start: int, end: int) -> list[Any]:
    """Runs that hold just the characters [start, end); those that stick out are cut in two."""
    out = []
    for stretch in stretches(p):
        element, first, last = stretch.element, stretch.start, stretch.end
        if last <= start or first >= end:
            continue
        if first < start:
            element = _split(element, start - first)
        if last > end:
            _split(element, end - max(first, start))
        out.append(element)
    return out


def _split(run: Any, at: int) -> Any:
    """Cut a run before its character `at`; gives the new second part."""
    rpr = run.find(RPR)
    second = run.makeelement(R, dict(run.attrib))
    if rpr is not None:
        second.append(deepcopy(rpr))
    position = 0
    for item in list(run):
        if item.tag == RPR:
            continue
        length = _length(item)
        if position >= at:
            second.append(item)
        elif position + length > at:
            rest = deepcopy(item)
            rest.text, item.text = item.text[at - position :], item.text[: at - position]
            for part in (item, rest):
                part.set(_SPACE, "preserve")
            second.append(rest)
        position += length
    run.addnext(second)
    return second
