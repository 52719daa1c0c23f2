"""Lines of a paragraph: at line breaks nothing is cut, at page breaks and column tabs it is.

Headers and signatures are sometimes typed with tabs in place of a table: text, tabs, text.
"""

from __future__ import annotations

import re

from docgen.read.looks import Piece
from docgen.read.word.marks import PAGE
from docgen.viet.chuan import bo_dau

_CUT = re.compile(r"[ \t]*\t[ \t]*")
_HEAD_LINES = 6
"""So many lines from the one with Quốc hiệu on may be typed in two halves."""
_FOOT_LINES = 40
"""So many lines from "Nơi nhận" on may be typed in two halves."""
LONGEST_HALF = 90
"""A half of a line is no longer than this, characters."""


# Looked for in text without tone marks: "HÒA" and "HOÀ" are both about.
HEAD = re.compile(
    r"CONG\s+HOA\s+XA\s+HOI|DANG\s+CONG\s+SAN\s+VIET\s+NAM|Doc\s+lap\s*[-–—]\s*Tu\s+do",
    re.IGNORECASE,
)
FOOT = re.compile(r"^[^\w\n]*Noi\s+nhan\W", re.IGNORECASE | re.MULTILINE)


_PERHAPS_FOOT = re.compile(r"\W*n\w{1,3}i\s+nh", re.IGNORECASE)


class Halves:
    """Follows the paragraphs of a story and says which lines are two halves of a line."""

    __slots__ = ("_left", "_right")

    def __init__(self) -> None:
        self._left = 0
        self._right = False

    def stop(self) -> None:
        """A table or a new page: what follows is no part of a header or signature."""
        self._left = 0

    def passes(self, text: str) -> bool:
        """Whether a text without tabs neither starts a header or foot nor stands in one."""
        return not self._left and (text[:1] not in "Nn" or not _PERHAPS_FOOT.match(text))

    def cut(self, pieces: list[Piece]) -> list[list[tuple[int, list[Piece]]]] | None:
        """Lines of a paragraph as (column, pieces); None when it is not set in columns."""
        text = "".join(t for t, _b in pieces)
        if not text.strip():
            return None
        self._look(text)
        if not self._left:
            return None
        self._left -= 1
        if "\t" not in text:
            return None
        found: list[list[tuple[int, list[Piece]]]] = []
        parted = False
        for line in _split(pieces, "\n"):
            sides = halves(line)
            if sides is not None:
                found.append([(1, sides[0]), (2, sides[1])])
            else:
                found.append([(2 if self._right and right_only(line) else 0, line)])
            parted = parted or found[-1][0][0] > 0
        return found if parted else None

    def _look(self, text: str) -> None:
        """Whether this paragraph starts a header or a foot."""
        if "\t" in text and len(text) < 400:
            plain = bo_dau(text)
            if HEAD.search(plain):
                self._left, self._right = _HEAD_LINES, False
                return
        if _PERHAPS_FOOT.match(text) and FOOT.search(bo_dau(text[:400]) + " "):
            self._left, self._right = _FOOT_LINES, True


def at_pages(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces before, between and after page breaks."""
    if not any(PAGE in text for text, _b in pieces):
        return [pieces]
    return _split(pieces, PAGE)


def _split(pieces: list[Piece], sign: str) -> list[list[Piece]]:
    out: list[list[Piece]] = [[]]
    for text, bits in pieces:
        first, *more = text.split(sign)
        out[-1].append((first, bits))
        out.extend([(part, bits)] for part in more)
    return out


def halves(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Left and right half of one line when a single group of tabs parts it; else None."""
    text = "".join(t for t, _b in pieces)
    if "\t" not in text.strip():
        return None
    core = text.strip()
    if len(core) > 3 * LONGEST_HALF:
        return None
    parts = _CUT.split(core)
    if len(parts) != 2 or max(map(len, parts)) > LONGEST_HALF:
        return None
    if not all(any(c.isalpha() for c in part) for part in parts):
        return None  # dots to be filled in
    start = text.index(core)
    cut = _CUT.search(core)
    assert cut is not None
    return _slice(pieces, start, start + cut.start()), _slice(pieces, start + cut.end(), len(text))


def right_only(pieces: list[Piece]) -> bool:
    """Whether tabs push the whole line to the right: two or more before the first letter."""
    text = "".join(t for t, _b in pieces)
    lead = text[: len(text) - len(text.lstrip())]
    return lead.count("\t") >= 2 and len(text.strip()) <= LONGEST_HALF and "\t" not in text.strip()


def _slice(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    out: list[Piece] = []
    at = 0
    for text, bits in pieces:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            out.append((part, bits))
        at += len(text)
    return out
