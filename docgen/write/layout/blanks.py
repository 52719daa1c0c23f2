"""Blanks that the receiver fills in: `<<Số hộ hiến đất>>`, `<<so_ho: Số hộ hiến đất>>`.

Each is dots on paper. In Word it is a field with a tag, as `trinh_bay.cho_dien` says: by the tag
its answer is found again. The tag of an answer is `tra_loi.` and a key: the one typed before the
colon, else the words without diacritics; a dotted path, as `ket_qua.xa_dat_chuan` for the figure
of a target or `co_quan.ten` for the name of who answers, is taken as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from docgen.viet.chuan import bo_dau
from docgen.write.layout.inline import DIEN, Blank, Chu, Run, Runs

DOT = "…"
KET_QUA, TRA_LOI = "ket_qua.", "tra_loi."
"""What tags of figures asked for and of other answers begin with."""
LINED = ("doan", "gach", "cong")
"""Levels whose paragraph is dotted from edge to edge when it holds a blank and nothing else."""
_SHORT, _CELL = DOT * 6, DOT * 4
# Dots of 1 em: the first line is indented, and narrower by a dash; 14 pt in a text of 155 mm.
_LINE = DOT * 28
_LINES = f"{_LINE}\n{DOT * 31}"
_MOST = 64  # characters of a tag that Word takes
_KEY = re.compile(r"([^\W\d]\w*(?:\.\w+)+|[a-z][a-z0-9_]*)(?:\s*:\s*(.*))?", re.DOTALL)


class Asked(NamedTuple):
    """A blank as it was typed: its tag, its name, whether a name was typed."""

    the: str
    nhan: str
    said: bool
    nhap: bool = False

    def called(self, name: str) -> Asked:
        """The same blank under another name."""
        return self._replace(nhan=name)

    def runs(self) -> Runs:
        """The blank as a written text."""
        return _dots(self)


@lru_cache(maxsize=1024)
def _dots(asked: Asked) -> Runs:
    return Runs((Run(Blank(_SHORT, asked.the, asked.nhan, asked.nhap), DIEN),))


@lru_cache(maxsize=1024)
def blank(typed: str, nhap: bool = False) -> Asked:
    """What `<<…>>` asks for; `nhap`: it is a field in Word."""
    text = " ".join(typed.removeprefix("<<").removesuffix(">>").split())
    m = _KEY.fullmatch(text)
    if m is None:
        key = re.sub(r"\W+", "_", bo_dau(text).lower()).strip("_") or "o_trong"
        return Asked(_tag(TRA_LOI + key), text, True, nhap)
    return Asked(_tag(m[1] if "." in m[1] else TRA_LOI + m[1]), m[2] or m[1], bool(m[2]), nhap)


def _tag(path: str) -> str:
    """A tag that Word takes; a longer one is cut and stays one of its own."""
    if len(path) <= _MOST:
        return path
    return f"{path[: _MOST - 9]}~{crc32(path.encode()):08x}"


def in_paragraph(text: Chu, listed: bool) -> Chu:
    """A paragraph; one that is a blank and nothing else becomes plain lines from edge to edge.

    `listed`: it has a dash before it, and one line: a line that is broken off is set from edge to
    edge, and the dots would be driven away from the dash.
    """
    return _stretched(text, _LINE if listed else _LINES, DIEN)


def in_cell(text: Chu) -> Chu:
    """A cell; one that is a blank and nothing else has few dots."""
    return _stretched(text, _CELL, ~0)


def _stretched(text: Chu, dots: str, looks: int) -> Chu:
    if not isinstance(text, Runs) or not any(r.co & DIEN for r in text):
        return text
    if sum(1 for r in text if r.co & DIEN or r.chu.strip()) != 1:
        return text
    return Runs(
        Run(r.chu.dotted(dots), r.co & looks) if isinstance(r.chu, Blank) else r for r in text
    )
