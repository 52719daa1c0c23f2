"""Typed text as plain characters with the look of each, and back with changes made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from docgen.adapt.changes import Change
from docgen.write.layout.inline import (
    CHO_TRONG,
    Run,
    Runs,
    has_marks,
    parse_inline,
    typed,
)

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Stand around the number of a piece that is typed already; no text holds them (noncharacters)."""
_Put = Callable[[str, int], None]
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


class _Piece(NamedTuple):
    """A stretch of plain characters in one look; `ready`: as typed, not to be escaped."""

    text: str
    look: int
    ready: bool


@lru_cache(maxsize=4096)
def _pieces(given: str) -> tuple[_Piece, ...]:
    """A typed text in pieces; variables and gaps keep their braces and brackets."""
    if not has_marks(given):
        return (_Piece(given, 0, False),)
    made = parse_inline(given, lambda name: Runs((Run(_as_typed(name), CHO_TRONG),)))
    out = []
    for run in made if isinstance(made, Runs) else (Run(made),):
        look = run.co & ~CHO_TRONG
        if not run.co & CHO_TRONG:
            out.append(_Piece(run.chu, look, False))
            continue
        for part in _READY.findall(run.chu):
            out.append(_Piece(f"[{part}]" if part[0] == "[" else part, look, True))
    return tuple(out)


_READY = re.compile(r"\{\{.*?\}\}|\[[^\[\]]*\]|<<[^<>]*>>")


def _as_typed(name: str) -> str:
    """A variable or a blank for the receiver, as it was typed."""
    return name if name.startswith("<<") else f"{{{{ {name} }}}}"


def plain_text(given: str) -> str:
    """Plain characters of a typed text, without stars; `{{ … }}`, `[[…]]`, `<<…>>` stay."""
    return given if not has_marks(given) else "".join([p.text for p in _pieces(given)])


def apply(given: str, changes: Iterable[Change]) -> str:
    """A typed text with changes made (places in its plain text, apart from each other).

    What is put in has the look of the first character it replaces.
    """
    ordered = sorted(changes, key=lambda c: (c.start, c.end))
    if not ordered:
        return given
    if not has_marks(given):
        return _spliced(given, ordered)
    ready: list[str] = []
    runs: list[Run] = []

    def put(text: str, look: int) -> None:
        core = text.strip()
        if not core:
            runs.append(Run(text, look))
            return
        lead = text.index(core)
        # Spaces at its edges stay outside of stars.
        runs.append(Run(text[:lead], look))
        runs.append(Run(f"{_OPEN}{len(ready)}{_CLOSE}", look))
        runs.append(Run(text[lead + len(core) :], look))
        ready.append(core)

    at, look = 0, 0
    queue = list(reversed(ordered))
    for piece in _pieces(given):
        end = at + len(piece.text)
        look = piece.look
        place = at
        while queue and queue[-1].start < end:
            change = queue[-1]
            if change.start >= place:
                _keep(piece, at, place, change.start, runs, put)
                put(change.thanh, look)
            place = min(change.end, end)
            if change.end > end:
                break
            queue.pop()
        else:
            _keep(piece, at, place, end, runs, put)
        at = end
    for change in reversed(queue):
        if change.start >= at:
            put(change.thanh, look)
    # Neighbours in one look as one: stars between them would not be read as a pair.
    alike = groupby(runs, key=lambda run: run.co)
    made = typed(Runs(Run("".join([run.chu for run in group]), look) for look, group in alike))
    return _HELD.sub(lambda m: ready[int(m[1])], made)


def _keep(piece: _Piece, at: int, start: int, end: int, runs: list[Run], put: _Put) -> None:
    """Take over what stands from start to end of a piece that begins at `at`."""
    text = piece.text[start - at : end - at]
    if not text:
        return
    if piece.ready:
        put(text, piece.look)
    else:
        runs.append(Run(text, piece.look))


def _spliced(given: str, ordered: list[Change]) -> str:
    out: list[str] = []
    at = 0
    for change in ordered:
        out += (given[at : change.start], change.thanh)
        at = change.end
    return "".join(out) + given[at:]
