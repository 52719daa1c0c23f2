"""Rows and paragraphs of a returned outline beside the places that they may be."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from docgen.batch.questions import LABEL, Place, found_in, same_quotes
from docgen.read.names import key
from docgen.write.layout.blanks import DOT

_LIKE = 0.6
"""Share of the words of a place by which a changed paragraph is told."""
_OWN = 0.4
"""Share of its own words that a heading has in common with what it was."""
_HEADING_ROWS = 3
"""Rows of a table among which its heading row is looked for."""
GONE = "\0"
"""A cell whose column was taken out: no text of a document."""
LABELLED = re.compile(LABEL)
"""A number or a dash that a paragraph begins with."""


def by_columns(
    rows: Sequence[tuple[str, ...]], headings: Mapping[tuple[str, ...], Container[int]]
) -> Sequence[tuple[str, ...]]:
    """Rows of a returned table with their cells in the order of the outline's columns.

    `headings`: for the titles of each table that was sent, which columns its rows cannot do
    without. A column that was taken out leaves empty cells; one that was put in comes last. A table
    whose heading row is not found stays as it is.
    """
    for row in rows[:_HEADING_ROWS]:
        titles = list(map(key, row))
        if any(tuple(titles[: len(columns)]) == columns for columns in headings):
            return rows
        found = {t: n for n, t in enumerate(titles) if t and titles.count(t) == 1}
        for columns, needed in headings.items():
            order = [found.get(t, -1) for t in columns]
            if columns.count("") > 1 or any(o < 0 and n in needed for n, o in enumerate(order)):
                continue
            if sum(o >= 0 for o in order) > 1:
                order += [n for n in range(len(titles)) if n not in order]
                return [tuple(r[n] if 0 <= n < len(r) else GONE for n in order) for r in rows]
    return rows


def like_row(place: Place, cells: Sequence[str]) -> tuple[str, ...] | None:
    """What stands in the blanks of a row; columns may have been added behind it."""
    if len(cells) < len(place.cells):
        return None
    out: list[str] = []
    for pattern, cell in zip(place.cells, cells, strict=False):
        if cell == GONE:
            continue
        texts = found_in(pattern, cell)
        if texts is None:
            return None
        out += texts
    return tuple(out)


def like_cells(place: Place, cells: Sequence[str]) -> list[str] | None:
    """Answers in a row whose other cells were changed; None when it is another row."""
    if len(cells) != len(place.cells):
        return None
    # Its name tells a row.
    if like_words(Place((), words=place.words), (cells[place.name],)) is None:
        return None
    out: list[str] = []
    for pattern, cell, many in zip(place.cells, cells, place.blanks, strict=True):
        if many:
            out += found_in(pattern, cell) or ([cell] if many == 1 else [""] * many)
    return out


def like_words(place: Place, texts: Sequence[str]) -> list[str] | None:
    """Answers in a paragraph whose words were changed; None when it is another paragraph."""
    (text,) = texts
    m = LABELLED.match(text)
    start = m.end() if m else 0
    own = [w for w in place.words if w]
    spans = list(_spans(text, start))
    blocks = _common(tuple(own), tuple(word for word, _s, _e in spans))
    pairs = [(a + n, b + n) for a, b, size in blocks for n in range(size)]
    same = len(pairs)
    if same < len(own) and (same < 2 or same < _LIKE * len(own)):
        return None
    if not pairs or pairs[0][1] > 3:
        return None
    if not place.tags:
        return [] if same >= _OWN * len(spans) else None
    return list(_gaps(place, text, dict(pairs), spans))


def _spans(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    for m in re.finditer(r"\w+", same_quotes(text[start:])):
        yield m[0].casefold(), start + m.start(), start + m.end()


@lru_cache(maxsize=256)
def _common(own: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[int, int, int]]:
    made = SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
    return [(m.a, m.b, m.size) for m in made]


def _gaps(
    place: Place, text: str, pairs: Mapping[int, int], spans: Sequence[tuple[str, int, int]]
) -> Iterator[str]:
    """What stands where the blanks were, between the words that are still there."""
    at = 0  # words of the place so far
    own = [n for n, word in enumerate(place.words) if not word]
    asked = set(place.asked)
    last = max(asked, default=-1)
    for index, word in enumerate(place.words):
        if word:
            at += 1
            continue
        if index not in asked:
            continue
        beside = {index - 1, index + 1} & set(own)
        left = max((n for n in pairs if n < at), default=None)
        right = min((n for n in pairs if n >= at), default=None)
        begin = spans[pairs[left]][2] if left is not None else 0
        end = spans[pairs[right]][1] if right is not None else len(text)
        if index == last and right is not None and max(pairs.values()) + 1 < len(spans):
            end = len(text)  # more was written behind: nothing of it is lost
        # Two blanks side by side cannot be told from each other.
        yield "" if beside else _answer(text[begin:end])


def _answer(text: str) -> str:
    """What was written in a gap between words; words put before a colon belong to the question."""
    head, colon, rest = text.partition(":")
    if colon and head.strip(" \n()") and not re.search(rf"[\d{DOT}]", head):
        text = rest
    return text.strip(" \n:;,./()")
