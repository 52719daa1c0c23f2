"""Both sides of a text in pieces: what stays, what goes, what comes instead, what waits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from docgen.model import Doi
from docgen.write.layout.inline import (
    CHO_TRONG,
    DAM,
    NGHIENG,
    Chu,
    Run,
    Runs,
    has_marks,
    parse_inline,
)

Value = Callable[[str], Chu]
"""Text of a variable expression, as printed in one of the two documents."""

_VARIABLE = 8
"""Flag of a run that stands for variables, beside those of `inline`."""
_HELD = re.compile(r"\{\{ (.*?) \}\}|\[[^\[\]]*\]", re.DOTALL)
_ISLAND = 5
"""Characters that stay between two edits and are not shown as staying."""
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(slots=True)
class Piece:
    """Characters of one look and one fate."""

    chu: str
    """As printed."""
    dam: bool = False
    nghieng: bool = False
    trong: bool = False
    """A visible gap."""
    kieu: str = ""
    """"" inherited; thay, ghi_de, bo, hoi as in the trace; sua: the unit's later edit."""
    doi: int = -1
    """Number of the change in the text's list; -1: of none."""
    bien: str = ""
    """Expression of the variable it is the value of."""
    cau_hoi: int = 0
    """Number of the open question it belongs to; 0: of none."""


class _Raw(NamedTuple):
    """Plain characters as the trace counts them."""

    text: str
    look: int
    kind: str
    """"" characters; gap; bien."""


def _read(typed: str) -> Iterator[_Raw]:
    if not has_marks(typed):
        yield _Raw(typed, 0, "")
        return
    made = parse_inline(typed, lambda name: Runs((Run(f"{{{{ {name} }}}}", _VARIABLE),)))
    for run in made if isinstance(made, Runs) else (Run(made),):
        look = run.co & (DAM | NGHIENG)
        if not run.co & (CHO_TRONG | _VARIABLE):
            yield _Raw(run.chu, look, "")
            continue
        for m in _HELD.finditer(run.chu):
            # Both brackets of a gap count.
            yield _Raw(m[0], look, "bien") if m[1] is not None else _Raw(f"[{m[0]}]", look, "gap")


def _shown(raw: _Raw, value: Value) -> Iterator[Piece]:
    dam, nghieng = bool(raw.look & DAM), bool(raw.look & NGHIENG)
    m = _HELD.fullmatch(raw.text) if raw.kind == "bien" else None
    if m:
        found = value(m[1])
        for run in found if isinstance(found, Runs) else (Run(found),):
            gap = bool(run.co & CHO_TRONG)
            yield Piece(run.chu, dam or bool(run.co & DAM), nghieng, gap, bien=m[1])
    elif raw.kind == "gap" and raw.text[:2] == "[[" and raw.text[-2:] == "]]":
        yield Piece(raw.text[1:-1], dam, nghieng, True)
    elif raw.text:
        yield Piece(raw.text, dam, nghieng)


def shown(typed: str, value: Value, kieu: str = "") -> list[Piece]:
    """A typed text as it is printed, all of one fate."""
    pieces = [p for raw in _read(typed) for p in _shown(raw, value)]
    for piece in pieces:
        piece.kieu = kieu
    return pieces


def sides(
    nguon: str, changes: Sequence[Doi], above: Value, own: Value
) -> tuple[list[Piece], list[Piece]]:
    """Source and own text in pieces; `changes` in the order of the text, apart from each other.

    `above` and `own` give the values of variables in the two documents; a value that differs is
    marked: hoi where the unit's own is a gap, else ghi_de.
    """
    left: list[Piece] = []
    right: list[Piece] = []
    at = place = number = 0
    look = 0

    def put_in(change: Doi, number: int) -> None:
        for raw in _read(change.thanh):
            for piece in _shown(raw._replace(look=raw.look | look), own):
                piece.kieu, piece.doi = change.cach, number
                right.append(piece)

    for raw in _read(nguon):
        end, look = at + len(raw.text), raw.look
        through = False
        while number < len(changes) and changes[number].tai[0] < end:
            change = changes[number]
            start = max(change.tai[0], place)
            _keep(raw._replace(text=raw.text[place - at : start - at]), above, own, left, right)
            if change.tai[0] >= at:
                put_in(change, number)
            stop = max(start, min(change.tai[1], end))
            for piece in _shown(raw._replace(text=raw.text[start - at : stop - at]), above):
                piece.kieu, piece.doi = change.cach, number
                left.append(piece)
            place = stop
            through = change.tai[1] > end
            if through:
                break
            number += 1
        if not through:
            _keep(raw._replace(text=raw.text[place - at :]), above, own, left, right)
        at = place = end
    for rest in range(number, len(changes)):
        if changes[rest].tai[0] >= at:
            put_in(changes[rest], rest)
    return left, right


def _keep(raw: _Raw, above: Value, own: Value, left: list[Piece], right: list[Piece]) -> None:
    if not raw.text:
        return
    before, after = list(_shown(raw, above)), list(_shown(raw, own))
    if raw.kind == "bien" and printed(before) != printed(after):
        open_ = any(p.trong for p in after) and not any(p.trong for p in before)
        for piece in (*before, *after):
            piece.kieu = "hoi" if open_ else "ghi_de"
    left += before
    right += after


def printed(pieces: Sequence[Piece]) -> str:
    """The characters of pieces."""
    return "".join([p.chu for p in pieces])


def edited(made: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of a text that a person changed after it was made as `made`: his words as "sua"."""
    old, new = _WORDS.findall(made), _WORDS.findall(printed(pieces))
    changed: list[tuple[int, int]] = []
    at = 0
    for what, _a, _b, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        length = sum(map(len, new[first:last]))
        if what != "equal" and length:
            # Single words that happen to be the same between two changes are part of one.
            start = changed.pop()[0] if changed and at - changed[-1][1] <= _ISLAND else at
            changed.append((start, at + length))
        at += length
    out: list[Piece] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.chu)
        cuts = sorted({at, end, *(c for span in changed for c in span if at < c < end)})
        for start, stop in zip(cuts, cuts[1:], strict=False):
            inside = any(a <= start and stop <= b for a, b in changed)
            look = (piece.dam, piece.nghieng, piece.trong)
            part = Piece(piece.chu[start - at : stop - at], *look, bien=piece.bien)
            part.kieu = "sua" if inside else piece.kieu
            out.append(part)
        at = end
    return out
