"""Tables of the body: alignment and width of each column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.model import Cot
from docgen.viet.be_rong import be_rong
from docgen.write.layout.blanks import DOT, in_cell
from docgen.write.layout.inline import Chu, Runs

_ORDINAL = re.compile(r"(?:S?TT|Số TT|Số thứ tự|Thứ tự)\.?", re.IGNORECASE)
_FIGURE = re.compile(r"[-+−]?\s?\d[\d., \u00a0]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = re.compile(r"[-+]?[\d.,/%\s]*\d[\d.,/%\s]*")  # dates, shares: 15/3/2026, 115/181
_BLANK = ("", "-", "–", "…", "...")
_PADDING = 11.0  # left and right cell margins together, pt


@dataclass(slots=True)
class Bang:
    """A table ready to be written; widths in pt."""

    ten: Chu
    tieu_de: list[Chu]
    can: list[str]
    rong: list[float]
    hang: list[list[Chu]]
    ngang: bool

    @property
    def co_tieu_de(self) -> bool:
        """Whether any column has a heading."""
        return any(str(t) for t in self.tieu_de)


def lay_out_table(
    ten: Chu,
    cot: Sequence[Cot],
    hang: Sequence[Sequence[str]],
    resolve: Callable[[str], Chu],
    rong_pt: float,
    co_chu: float,
    ngang: bool = False,
) -> Bang:
    """Prepare a table `rong_pt` wide whose text is `co_chu` pt."""
    heads = [resolve(c.ten) for c in cot]
    rows = [[in_cell(resolve(cell)) for cell in row] for row in hang]
    columns = [[row[i] for row in rows] for i in range(len(cot))]
    can = [
        c.can or _alignment(place, str(head), column)
        for place, (c, head, column) in enumerate(zip(cot, heads, columns, strict=True))
    ]
    given = [c.rong for c in cot]
    least = _least(heads, columns, co_chu)
    if any(given):
        # Columns without a width take the average of those that have one.
        known = [w for w in given if w]
        shares = [w or sum(known) / len(known) for w in given]
        rong = _at_least([rong_pt * w / sum(shares) for w in shares], least)
    else:
        rong = _widths(heads, columns, least, rong_pt, co_chu)
    return Bang(ten, heads, can, rong, rows, ngang)


def _alignment(place: int, head: str, column: Sequence[Chu]) -> str:
    """Alignment of a column that says none (thông lệ): ordinals and short signs centred, figures
    flush right so that their digits stand under each other, text left."""
    if _ORDINAL.fullmatch(head.strip()):
        return "giua"
    texts = [str(cell).strip() for cell in column]
    filled = [text for text in texts if text not in _BLANK and text.strip(DOT)]
    if not filled:
        # Blanks for figures: what is written by hand stands best in the middle.
        return "giua" if any(text not in _BLANK for text in texts) else "trai"
    if all(map(_FIGURE.fullmatch, filled)):
        counted = place == 0 and filled == [str(n) for n in range(1, len(filled) + 1)]
        years = all(map(_YEAR.fullmatch, filled))
        return "giua" if counted or years else "phai"
    short = all(_SIGNS.fullmatch(text) or len(text) <= 3 for text in filled)
    return "giua" if short else "trai"


def _least(heads: Sequence[Chu], columns: Sequence[Sequence[Chu]], co_chu: float) -> list[float]:
    """Least width of each column: its longest word, which must not break, and the margins."""
    out = []
    for head, column in zip(heads, columns, strict=True):
        plain = max((be_rong(w, co_chu) for c in column for w in _words(c)), default=0.0)
        # Cells may be bold (a row of totals): headings are always.
        bold = [w for c in column if isinstance(c, Runs) for w in _words(c)] + _words(head)
        out.append(max([plain, *(be_rong(w, co_chu, True) for w in bold)]) + _PADDING)
    return out


def _words(cell: Chu) -> list[str]:
    return str(cell).split()


def _at_least(wish: Sequence[float], least: Sequence[float]) -> list[float]:
    """The widths asked for, none under its least as far as the others have room to give."""
    total = sum(wish)
    if sum(least) >= total:
        return [w * total / sum(least) for w in least]
    lacking = sum(max(0.0, m - w) for w, m in zip(wish, least, strict=True))
    spare = sum(max(0.0, w - m) for w, m in zip(wish, least, strict=True))
    share = lacking / spare if spare else 0.0
    return [m if w <= m else w - (w - m) * share for w, m in zip(wish, least, strict=True)]


def _widths(
    heads: Sequence[Chu],
    columns: Sequence[Sequence[Chu]],
    least: Sequence[float],
    rong_pt: float,
    co_chu: float,
) -> list[float]:
    """Every column its longest word, the rest shared by how much text each has."""
    wish = []
    for head, column, narrow in zip(heads, columns, least, strict=True):
        longest = max(be_rong(str(cell), co_chu) for cell in (*column, head))
        wish.append(max(narrow, min(longest, 0.6 * rong_pt) + _PADDING))
    if sum(least) >= rong_pt:
        return [w * rong_pt / sum(least) for w in least]
    spare = rong_pt - sum(least)
    more = [w - m for w, m in zip(wish, least, strict=True)]
    total = sum(more)
    if total <= 0:
        return [m + spare / len(least) for m in least]
    return [m + spare * x / total for m, x in zip(least, more, strict=True)]
