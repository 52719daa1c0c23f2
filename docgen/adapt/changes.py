"""Changes of one text: what is replaced, by which rule and why; and texts with changes made.

A typed text holds marks (`**đậm**`); places are counted in its plain characters, so that a rule
that looks for words finds them however their letters are set. A variable `{{ … }}` is part of the
plain text as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docgen.model import CachDoi, Doi


class Change(NamedTuple):
    """Characters start to end of a plain text give way to `thanh`."""

    start: int
    end: int
    cach: CachDoi
    luat: str
    """Rule: table/entry, so_lieu, thoi_han, con_sot, cau_truc …"""
    thanh: str = ""
    """What stands there instead; [[…]] is a visible gap. For "bo" empty."""
    ly_do: str = ""
    """Why; for "hoi" the question."""
    goi_y: str = ""
    """Suggestion, never put into the document."""


class Span(NamedTuple):
    """Characters start to end of a plain text that no rule may touch."""

    start: int
    end: int
    ly_do: str
    """Why it stays what it is."""


def mark(words: str) -> str:
    """A visible gap around words, as typed: [[words]]; brackets of their own become round."""
    for old, new in (("[", "("), ("]", ")"), ("{{", "("), ("}}", ")")):
        words = words.replace(old, new)
    return f"[[{words.strip()}]]"


def as_doi(change: Change) -> Doi:
    """The change as the trace keeps it."""
    return Doi.model_construct(
        cach=change.cach,
        luat=change.luat,
        tai=(change.start, change.end),
        thanh=change.thanh,
        ly_do=change.ly_do or None,
        goi_y=change.goi_y or None,
    )


def as_change(doi: Doi) -> Change:
    """The reverse of `as_doi`."""
    return Change(*doi.tai, doi.cach, doi.luat, doi.thanh, doi.ly_do or "", doi.goi_y or "")


def outside(changes: Iterable[Change], taken: Iterable[tuple[int, int]]) -> list[Change]:
    """Changes that touch none of the taken places (start, end)."""
    places = list(taken)
    return [c for c in changes if not any(c.start < end and start < c.end for start, end in places)]
