"""Paragraphs broken by a line end or a page are joined again.

Two kinds of text come in: one paragraph a line (typed, or from Word), and lines cut at the width
of the page (PDF, scans, e-mail). Which it is follows from the text itself: lines that end in the
middle of a sentence, next to each other, prove the second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.read.source import Line
from docgen.read.text.marks import (
    GROUNDS,
    LOOSE_LABEL,
    RECEIVERS,
    plain,
    starts_label,
    upper_case,
)

_ENDS = re.compile(r"[.;:!?…](?:[”\")\]]*)$|/\.$")
_CUT = re.compile(r"/[A-ZĐ]{2,}(?:-[A-ZĐ]+)*-$")
"""A code cut at its hyphen: "76/NQ-" with "CP" in the next line."""
_OPEN = re.compile(
    r"(?:,|\b(?:VÀ|CỦA|CÁC|VỀ|CHO|NĂM|TRONG|TRÊN|TẠI|ĐẾN|THEO|VỚI|TỪ|HOẶC|GIAI ĐOẠN))$"
)
"""A heading in capitals that cannot end here."""
_FULL = 0.72
"""Share of the page's width from which a line without a full stop is taken to go on."""
_CUT_AT = 0.86
"""Share up to which a line that was cut at the width of the page and its next word reach."""
_PAGE = 0.8
"""The same across a blank line."""
_SHORT = 45
"""Characters of the narrowest column that a text is cut at."""
JOINED = "noi"
"""Part of a line that was put to the one before it."""
_TAIL = 60
"""Characters at the end of a paragraph that tell whether it is finished."""
_PROOF = 2
"""So many broken lines prove that a text is cut at the width of the page."""


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """Paragraphs in order; each keeps the place and marks of its first line."""
    width = page_width(lines)
    out: list[Line] = []
    last = 0
    for line in lines:
        if out and _goes_on(out[-1], line, last, width):
            _append(out[-1], line.text)
            line.take_as(JOINED)
        else:
            out.append(line)
        last = len(plain(line.text))
    return out


def page_width(lines: Sequence[Line]) -> int:
    """Characters of a full line when the text is cut at the width of a page; 0 when it is not."""
    proofs = []
    for above, below in zip(lines, lines[1:], strict=False):
        if _unmarked(below) and not below.gap and _small(below.text):
            size = len(plain(above.text))
            proofs += [size] if size >= _SHORT else []
    if len(proofs) < _PROOF or max(proofs) > 200:
        return 0
    proofs.sort()
    return proofs[len(proofs) * 9 // 10]


def _goes_on(above: Line, line: Line, last: int, width: int) -> bool:
    """Whether `line` is the rest of the paragraph `above`, whose last line has `last` letters."""
    if above.table is not None or above.outline or line.text.startswith("\\"):
        return False
    if not _unmarked(line):
        return _inner_dash(above, line, last, width)
    if line.bold != above.bold and width == 0:
        return False
    if line.gap and RECEIVERS.match(above.text):
        return False
    if _CUT.search(above.text[-_TAIL:]) and not line.gap and line.text[:1].isalnum():
        return True
    # The end is enough: paragraphs of thousands of lines grow here.
    ended = bool(_ENDS.search(plain(above.text[-_TAIL:])))
    if _small(line.text):
        # A semicolon inside a sentence may stand at the end of a full line.
        inside = bool(width) and not line.gap and last >= _FULL * width
        return not ended or (inside and above.text.endswith(";"))
    if upper_case(line.text):
        return not line.gap and not ended and _heading_goes_on(above.text, last, width)
    if not width or ended or GROUNDS.match(line.text):
        return False
    if _finished_heading(above.text, line.text, last, width):
        return False
    # A blank line inside a sentence is the end of a page: the line before it must be a full one.
    return last >= (_PAGE if line.gap else _FULL) * width


_DASH = re.compile(r"[-–]\s+(?=([\dA-ZĐÂ]))")
HALF = re.compile(
    r"\b(?:châu Á|kinh tế|văn hóa|lao động|thi đua|kế hoạch|tài chính|phát thanh|chính trị|khoa học"
    r"|giáo dục|công nghiệp|giai đoạn \d{4}|\d)$",
    re.IGNORECASE,
)
"""First half of "Văn hóa - Xã hội", "2021 - 2025" and the like."""


def _inner_dash(above: Line, line: Line, last: int, width: int) -> bool:
    """Whether a dash at the start of a line stands inside the name or range that was cut there."""
    m = _DASH.match(line.text) if line.label == "" and line.table is None else None
    if m is None or line.gap or not width or last < _PAGE * width:
        return False
    if m[1].isdigit() and not above.text[-1:].isdigit():
        return False
    return bool(HALF.search(plain(above.text[-_TAIL:])))


def _finished_heading(above: str, text: str, last: int, width: int) -> bool:
    """Whether a numbered line without a full stop ended before the page did.

    The next line's first word would have found room on it, so it was not cut there.
    """
    if len(above) > 2 * width or not starts_label(above) or len(plain(above)) != last:
        return False
    if _OPEN.search(plain(above).upper()):
        return False
    return last + 1 + len(plain(text[:_TAIL]).split(" ")[0]) < _CUT_AT * width


def _heading_goes_on(above: str, last: int, width: int) -> bool:
    """Whether a numbered heading in capitals goes on in the next line of capitals."""
    if not upper_case(above) or not starts_label(above):
        return False
    return bool(_OPEN.search(plain(above))) or bool(width and last >= _FULL * width)


def _unmarked(line: Line) -> bool:
    if line.table is not None or line.outline or line.label:
        return False
    return not starts_label(line.text) and not LOOSE_LABEL.match(plain(line.text))


def _small(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    first = plain(text)[:1]
    return first.islower() or first in ",;)"


def _append(line: Line, text: str) -> None:
    head = line.text
    # A hyphen at the end of a line belongs to a code or a range: nothing is put after it.
    glue = "" if re.search(r"[\w/]-$", head[-2:]) and re.match(r"[\wĐ]", text) else " "
    line.text = head + glue + text
