"""Stretches of text with a look to typed text: bold and italic as `**` and `*`, marks escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.read.pdf.shapes import BOLD, ITALIC
from docgen.viet.chuan import lam_sach

Pieces = list[tuple[str, int]]
"""Text and look (BOLD, ITALIC) of each stretch of a paragraph."""

_SPACE = re.compile(r"\s+")
_ESCAPES = re.compile(r"\\(?=[\\*{}|./\-+#>\d)])")


def typed(pieces: Iterable[tuple[str, int]]) -> tuple[str, bool, bool]:
    """Text on one line with marks, and whether all of it is bold or italic (then unmarked)."""
    clean = [(_SPACE.sub(" ", lam_sach(text)[0]), bits) for text, bits in pieces]
    common = BOLD | ITALIC
    seen = False
    for text, bits in clean:
        if text.strip():
            common &= bits
            seen = True
    if not seen:
        return "", False, False
    flat = _merged(_apart(_spaces_out(_merged((t, b & ~common) for t, b in clean))))
    out: list[str] = []
    for at, (text, bits) in enumerate(flat):
        stars = "*" * ((2 if bits & BOLD else 0) + (1 if bits & ITALIC else 0))
        # A backslash at the end must not take hold of a star that follows.
        star_follows = bool(stars) or at + 1 < len(flat)
        body = escape(text + "*")[:-2] if star_follows else escape(text)
        out += (stars, body, stars)
    text = _SPACE.sub(" ", "".join(out)).strip()
    # Letters of one syllable may have come in two stretches, apart from their marks.
    return lam_sach(text)[0], bool(common & BOLD), bool(common & ITALIC)


def escape(text: str) -> str:
    """Plain text as a clerk would type it: what would be a mark is kept literal by a backslash."""
    if "\\" in text:
        text = _ESCAPES.sub(r"\\\\", text)
    if "*" in text:
        text = text.replace("*", r"\*")
    return text.replace("{{", r"\{{") if "{{" in text else text


def _merged(pieces: Iterable[tuple[str, int]]) -> Pieces:
    """Neighbours that look alike as one; empty ones left out."""
    out: Pieces = []
    for text, bits in pieces:
        if out and text and out[-1][1] == bits:
            out[-1] = (out[-1][0] + text, bits)
        elif text:
            out.append((text, bits))
    return out


def _spaces_out(pieces: Pieces) -> Pieces:
    """Spaces at the edges of a marked stretch moved out of it."""
    out: Pieces = []
    for text, bits in pieces:
        core = text.strip()
        if not bits or not core:
            out.append((text, 0))
            continue
        at = text.index(core)
        out += ((text[:at], 0), (core, bits), (text[at + len(core) :], 0))
    return _merged(out)


def _apart(pieces: Pieces) -> Pieces:
    """Marks of two looks that touch cannot be told apart: italic gives way, then bold."""
    out = list(pieces)
    for at in range(1, len(out)):
        before, here = out[at - 1][1], out[at][1]
        if before and here and before != here:
            out[at - 1] = (out[at - 1][0], before & BOLD)
            out[at] = (out[at][0], here & BOLD)
    return out
