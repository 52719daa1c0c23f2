"""Stretches of text with a look to typed text: bold and italic as `**` and `*`, marks escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.read.looks import BOLD, ITALIC, marked, merged
from docgen.viet.chuan import lam_sach

Pieces = list[tuple[str, int]]
"""Text and look (BOLD, ITALIC) of each stretch of a paragraph."""

_SPACE = re.compile(r"\s+")


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
    made = marked(merged((text, bits & ~common) for text, bits in clean))
    # Letters of one syllable may have come in two stretches, apart from their marks.
    return lam_sach(_SPACE.sub(" ", made))[0], bool(common & BOLD), bool(common & ITALIC)
