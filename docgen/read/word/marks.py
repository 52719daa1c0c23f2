"""A Word paragraph's pieces as typed text: several lines, tabs, and the look of the whole."""

from __future__ import annotations

import re

from docgen.read.looks import BOLD, ITALIC, Piece, escape, marked
from docgen.viet.chuan import lam_sach, nfc

PAGE = "\f"
"""A page or column break inside a paragraph."""
_GAP = re.compile(r"(?<! ) *\t[ \t]*")


def typed(pieces: list[Piece]) -> tuple[str, bool, bool]:
    """Text with marks, and whether all of it is bold or italic (then without those marks)."""
    if len(pieces) == 1 and pieces[0][0].isprintable():
        text, bits = pieces[0]
        made = nfc(escape(text.strip()))
        return (made, bits & BOLD > 0, bits & ITALIC > 0) if made else ("", False, False)
    printable = True
    common, seen = BOLD | ITALIC, False
    for text, bits in pieces:
        printable = printable and text.isprintable()
        if text.strip():
            common &= bits
            seen = True
    if not seen:
        return "", False, False
    if printable:
        made = nfc(marked([(text, bits & ~common) for text, bits in pieces]))
    else:
        clean = [(lam_sach(text.replace(PAGE, "\n"))[0], bits & ~common) for text, bits in pieces]
        made = nfc("\n".join(marked(line) for line in _lines(clean)).strip("\n"))
    # Invisible signs may have been all there was.
    return (made, common & BOLD > 0, common & ITALIC > 0) if made else ("", False, False)


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    out: list[list[Piece]] = [[]]
    for text, bits in pieces:
        first, *more = text.split("\n")
        out[-1].append((_GAP.sub(" ", first) if "\t" in first else first, bits))
        out.extend([(_GAP.sub(" ", part) if "\t" in part else part, bits)] for part in more)
    return out
