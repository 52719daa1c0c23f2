"""Pieces of text with a look of their own as one line with `**` and `*` marks, and its escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

BOLD, ITALIC = 1, 2
Piece = tuple[str, int]
"""A stretch of text and its look: BOLD and ITALIC."""

_PLAIN_CODE = re.compile(r"\\(?=[\\*{}\[<|./\-+#>\d)])")
_DOUBLED = re.compile(r"\{(?=\{)|\[(?=\[)|<(?=<)")


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours that look alike as one; empty ones left out."""
    filled = [piece for piece in pieces if piece[0]]
    if len(filled) < 2:
        return filled
    return [
        ("".join([text for text, _bits in group]), bits)
        for bits, group in groupby(filled, key=itemgetter(1))
    ]


def escape(text: str) -> str:
    """Plain text as a clerk would type it: marks in it are kept literal by backslashes.

    The same as the writer's form, which a test holds.
    """
    if "\\" in text:
        text = _PLAIN_CODE.sub(r"\\\\", text)
    if "*" in text:
        text = text.replace("*", r"\*")
    if "{{" in text or "[[" in text or "<<" in text:
        text = _DOUBLED.sub(r"\\\g<0>", text)
    return text


def marked(pieces: list[Piece]) -> str:
    """One line: every stretch with a look of its own between stars."""
    flat = merged(_apart(_spaces_out(pieces)))
    out: list[str] = []
    for at, (text, bits) in enumerate(flat):
        stars = "*" * ((2 if bits & BOLD else 0) + (1 if bits & ITALIC else 0))
        if stars:
            out += (stars, _before_star(text), stars)
        else:
            # A backslash at the end must not take hold of the star that follows.
            out.append(_before_star(text) if at + 1 < len(flat) else escape(text))
    return "".join(out).strip()


def _before_star(text: str) -> str:
    """`text` escaped as it must be when a star follows."""
    return escape(text + "*")[:-2] if text[-1] == "\\" else escape(text)


def _spaces_out(pieces: list[Piece]) -> list[Piece]:
    """Spaces at the edges of a marked stretch moved out of it."""
    out: list[Piece] = []
    for text, bits in pieces:
        core = text.strip()
        if not bits or not core:
            out.append((text, 0))
            continue
        at = text.index(core)
        out += ((text[:at], 0), (core, bits), (text[at + len(core) :], 0))
    return merged(out)


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Marks of two looks that touch cannot be told apart: italic gives way to bold, then to none.

    Only the look is simplified; no character is lost.
    """
    out = list(pieces)
    for at in range(1, len(out)):
        before, here = out[at - 1][1], out[at][1]
        if before and here and before != here:
            out[at - 1] = (out[at - 1][0], before & BOLD)
            out[at] = (out[at][0], here & BOLD)
    return out
