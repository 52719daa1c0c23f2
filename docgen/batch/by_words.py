"""Answers found by the words around them.

The places of the outline and the paragraphs and rows of the returned file are put side by side so
that as many words as can be stand beside their own, in order. What was changed around a blank is
looked for between the neighbours that were found; such an answer is unsure. A blank alone in its
paragraph is answered by what stands between its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate, takewhile

from docgen.batch.questions import LABEL, Asked, Place, bare, found_in
from docgen.read.source import Line
from docgen.read.text.marks import (
    ANNEX,
    ATTACHED,
    AUTHORITY,
    CHAPTER,
    QUOC_HIEU,
    RECIPIENTS,
    kind_of,
    plain,
    upper_case,
)
from docgen.write.layout.blanks import DOT

_MOST_LINES = 400
"""So many paragraphs are one answer at most."""
_LIKE = 0.6
"""Share of the words of a place by which a changed paragraph is told."""
_OWN = 0.4
"""Share of its own words that a heading has in common with what it was."""
_LABELLED = re.compile(LABEL)
_NUMBER_ONLY = re.compile(
    r"(?:Phần|Chương|Mục|Tiểu mục)\s+(?:[IVXLC]+|\d+|thứ\s+\w+)\s*[.:]?", re.IGNORECASE
)


@dataclass(slots=True)
class Said:
    """Answers by tag, "" where only dots stand."""

    said: dict[str, str] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    """Tags whose answers are to be compared with the file."""
    found: int = 0
    """How many tags stand among words as they were typed."""

    def drop(self, prompts: Container[str]) -> None:
        """Take away answers that are what a program put there, each on one line."""
        for tag, text in self.said.items():
            if " ".join(text.split()) in prompts:
                self.said[tag] = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or a row of table number `table` (0: none)."""

    text: str
    cells: tuple[str, ...] = ()
    table: int = 0
    aside: bool = False
    """It is of a head or a signature, no answer."""


def answers_by_words(lines: Sequence[Line], asked: Asked) -> Said:
    """Answers found by what stands around them."""
    return _Finder(asked.places, tuple(_pieces(lines))).done()


def _pieces(lines: Sequence[Line]) -> Iterator[_Piece]:
    for number, line in enumerate(lines, 1):
        if line.table is None:
            text = f"{line.label} {_plain(line.text)}".strip()
            yield _Piece(text, aside=bool(line.column))
        for row in line.table or ():
            yield _Piece("", tuple(map(_plain, row)), number)


def _plain(text: str) -> str:
    return "\n".join(plain(part) for part in text.split("\n"))


def side_by_side(weights: Sequence[Mapping[int, int]], width: int) -> list[tuple[int, int]]:
    """Pairs (place, piece) in order whose weights together are greatest.

    `weights`: for each place, the weight of each piece that may stand beside it; `width`: how many
    pieces there are.
    """
    best = [[0] * (width + 1)]
    for given in weights:
        before = best[-1]
        now = before
        if given:
            now = before.copy()
            for piece, weight in given.items():
                now[piece + 1] = max(now[piece + 1], before[piece] + weight)
            now = list(accumulate(now, max))
        best.append(now)
    pairs = []
    at = width
    for place in range(len(weights), 0, -1):
        now = best[place]
        if now[at] == best[place - 1][at]:
            continue
        while now[at - 1] == now[at]:
            at -= 1
        at -= 1
        pairs.append((place - 1, at))
    return pairs[::-1]


class _Finder:
    """The answers while they are found."""

    def __init__(self, places: Sequence[Place], pieces: Sequence[_Piece]) -> None:
        self.places, self.pieces = places, pieces
        self.folded = [p.text.casefold() for p in pieces]
        self.made = Said()
        self.tables: set[int] = set()
        """Tables with rows of the outline."""

    def done(self) -> Said:
        """Every answer."""
        exact: list[dict[int, tuple[str, ...]]] = [self._exact(p) for p in self.places]
        weights = [
            {n: 4 * place.weight + any(map(bare, texts)) for n, texts in found.items()}
            for place, found in zip(self.places, exact, strict=True)
        ]
        pairs = side_by_side(weights, len(self.pieces))
        if not pairs:
            return self.made
        self.tables = {self.pieces[piece].table for _place, piece in pairs} - {0}
        for place, piece in pairs:
            self._put(self.places[place].tags, exact[place][piece])
        last = (len(self.places), len(self.pieces))
        before = (-1, -1)
        for pair in [*pairs, last]:
            self._changed(before, pair)
            before = pair
        self.made.found = len(self.made.said.keys() - self.made.unsure)
        return self.made

    def _put(self, tags: Sequence[str], texts: Sequence[str], unsure: bool = False) -> None:
        said = self.made.said
        for tag, text in zip(tags, texts, strict=True):
            answer = bare(text)
            if answer and unsure or answer and said.get(tag, answer) not in ("", answer):
                self.made.unsure.add(tag)
            said[tag] = said.get(tag) or answer

    def _exact(self, place: Place) -> dict[int, tuple[str, ...]]:
        """Pieces that are a place as it was typed, with what stands in its blanks."""
        out = {}
        if place.cells:
            for number, piece in enumerate(self.pieces):
                texts = _row(place, piece.cells) if piece.cells else None
                if texts is not None:
                    out[number] = texts
        elif place.pattern:
            word = max((w for w in place.words if w), key=len, default="")
            for number, folded in enumerate(self.folded):
                if word in folded and not self.pieces[number].cells:
                    texts = found_in(place.pattern, self.pieces[number].text)
                    if texts is not None:
                        out[number] = texts
        return out

    def _changed(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Places that were not found between two that were: their words may have been changed."""
        lost = range(start[0] + 1, end[0])
        free = range(start[1] + 1, end[1])
        if not lost and not free:
            return
        liked: list[dict[int, list[str] | None]] = []
        for number in lost:
            place = self.places[number]
            alike = (like_cells if place.cells else like_words) if place.words else None
            found: dict[int, list[str] | None] = {}
            for at in free if alike else ():
                piece = self.pieces[at]
                if alike and bool(piece.cells) == bool(place.cells):
                    answers = alike(place, piece.cells or (piece.text,))
                    if answers is not None:
                        found[at - free.start] = answers
            liked.append(found)
        weights = [
            dict.fromkeys(found, self.places[number].weight)
            for number, found in zip(lost, liked, strict=True)
        ]
        before = start
        for place_at, piece_at in side_by_side(weights, len(free)):
            pair = (lost.start + place_at, free.start + piece_at)
            self._between(before, pair)
            before = pair
            answers = liked[place_at][piece_at]
            self._put(self.places[pair[0]].tags, answers or (), unsure=True)
        self._between(before, end)

    def _between(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Paragraphs between two places: answers of the blanks that stand alone, or one goes on."""
        if start[0] < 0:
            return
        given = self._given(range(start[1] + 1, end[1]))
        if not any(bare(text) for text in given):
            given = given if len(given) > 1 else []
        passed = self.places[start[0] + 1 : end[0]]
        near = list(takewhile(_alone, passed))
        # Behind a heading that is gone they are another part, unless nothing else asks here.
        far = [] if near else list(filter(_alone, passed))
        if given and (near or far):
            self._share(near or far, given, unsure=bool(far))
        elif given:
            self._goes_on(self.places[start[0]], given, end[0] < len(self.places))

    def _given(self, free: range) -> list[str]:
        """Paragraphs that may be answers."""
        out = []
        for number in free[:_MOST_LINES]:
            piece = self.pieces[number]
            if piece.cells:
                if piece.table not in self.tables:
                    out.append(" | ".join(piece.cells))
            elif _foot(piece.text):
                break
            elif piece.text and not piece.aside and not _no_answer(piece.text):
                out.append(piece.text)
        return out

    def _share(self, places: Sequence[Place], given: Sequence[str], unsure: bool) -> None:
        """Paragraphs shared out to the blanks that stand alone."""
        starts = list(range(len(given)))
        if len(places) == 1:
            starts = [0]
        elif len(given) != len(places):
            labelled = [n for n, text in enumerate(given) if _LABELLED.match(text)]
            if all(p.listed for p in places) and len(labelled) == len(places):
                starts = [0, *labelled[1:]]
            else:
                unsure = True
                starts = starts[: len(places)]
        for number, place in enumerate(places):
            if number >= len(starts):
                self._put(place.tags, [""] * len(place.tags))
                continue
            end = starts[number + 1] if number + 1 < len(starts) else len(given)
            text = "\n".join(_unlisted(x, place.listed) for x in given[starts[number] : end])
            self._put(place.tags, [text] + [""] * (len(place.tags) - 1), unsure)

    def _goes_on(self, place: Place, given: Sequence[str], inside: bool) -> None:
        """Paragraphs typed under one that ends with a blank go on with its answer."""
        if not place.ends_open:
            return
        tag = place.tags[-1]
        before = self.made.said.get(tag, "")
        if before and not inside:
            # Under the last blank of all stand closing words as well.
            return
        more = [text for text in (bare(_unlisted(x, False)) for x in given) if text]
        if more:
            self.made.said[tag] = "\n".join([before, *more] if before else more)
            self.made.unsure.add(tag)


def _alone(place: Place) -> bool:
    """Whether a blank has its paragraph for itself."""
    return not place.pattern and not place.cells


def _row(place: Place, cells: Sequence[str]) -> tuple[str, ...] | None:
    """What stands in the blanks of a row; columns may have been added behind it."""
    if len(cells) < len(place.cells):
        return None
    out: list[str] = []
    for pattern, cell in zip(place.cells, cells, strict=False):
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
    m = _LABELLED.match(text)
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
    for m in re.finditer(r"\w+", text[start:]):
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


def _unlisted(text: str, listed: bool) -> str:
    """A paragraph without the dash of a list; `listed`: without its number too."""
    if listed:
        m = _LABELLED.match(text)
        return text[m.end() :] if m else text
    return text[2:] if text[:2] in ("- ", "+ ") else text


def _no_answer(text: str) -> bool:
    return bool(_NUMBER_ONLY.fullmatch(text) or ATTACHED.match(text) or CHAPTER.match(text))


_FOOT: tuple[Callable[[str], object], ...] = (
    QUOC_HIEU.search,
    RECIPIENTS.match,
    lambda text: AUTHORITY.match(text) and upper_case(text),
    lambda text: (kind_of(text) or ("", "-"))[1] == "",
    lambda text: upper_case(text) and ANNEX.match(text),
)


def _foot(text: str) -> bool:
    """Whether a signature, or another document, begins here."""
    return any(test(text) for test in _FOOT)
