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
from itertools import accumulate, takewhile
from unicodedata import normalize

from docgen.batch.alike import LABELLED, by_columns, like_cells, like_row, like_words
from docgen.batch.questions import LABEL, Asked, Place, bare, found_in, same_quotes
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

_MOST_LINES = 400
"""So many paragraphs are one answer at most."""
_TELLING = 4
"""So many words side by side are told again where they stand in an answer."""
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
    share: float = 0
    """How much of the outline's words, blanks not counted, stands there as it was typed: 0 to 1."""

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
    return _Finder(asked.places, tuple(_pieces(lines, _headings(asked.places)))).done()


def _headings(places: Sequence[Place]) -> dict[tuple[str, ...], set[int]]:
    """Titles of every table, and the columns in which its rows have names and blanks."""
    needed: dict[int, set[int]] = {}
    for place in places:
        if place.table and not place.columns:
            blanks = {n for n, many in enumerate(place.blanks) if many}
            needed.setdefault(place.table, set()).update(
                blanks, {place.name} if place.words else ()
            )
    made: dict[tuple[str, ...], set[int]] = {}
    for place in places:
        if place.columns:
            made.setdefault(place.columns, set()).update(needed.get(place.table, ()))
    return made


def _pieces(
    lines: Sequence[Line], headings: Mapping[tuple[str, ...], Container[int]]
) -> Iterator[_Piece]:
    for number, line in enumerate(lines, 1):
        if line.table is None:
            text = f"{line.label} {_plain(line.text)}".strip()
            yield _Piece(text, aside=bool(line.column))
        rows = [tuple(map(_plain, row)) for row in line.table or ()]
        for cells in by_columns(rows, headings):
            yield _Piece("", cells, number)


def _plain(text: str) -> str:
    # A letter and its mark may have been typed into two runs.
    return normalize("NFC", "\n".join(plain(part) for part in text.split("\n")))


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
        self.folded = [same_quotes(" ".join(p.cells) or p.text).casefold() for p in pieces]
        self.made = Said()
        self.found: dict[int, int] = {}
        """The piece of each place that was found."""
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
        self.found = dict(pairs)
        self.found |= self._moved(exact)
        worded = [p.weight for p in self.places if p.words]
        self.made.share = sum(self.places[n].weight for n in self.found) / max(1, sum(worded))
        for place, piece in self.found.items():
            self._put(self.places[place].tags, exact[place][piece])
        last = (len(self.places), len(self.pieces))
        before = (-1, -1)
        for pair in [*pairs, last]:
            self._changed(before, pair)
            before = pair
        self.made.found = len(self.made.said.keys() - self.made.unsure)
        self._swallowed()
        return self.made

    def _moved(self, exact: Sequence[Mapping[int, object]]) -> dict[int, int]:
        """Rows that stand elsewhere in their table: each as it was typed, and once."""
        taken = set(self.found.values())
        tables: dict[int, set[int]] = {}
        for at, piece in self.found.items():
            tables.setdefault(self.places[at].table, set()).add(self.pieces[piece].table)
        claims: dict[int, list[int]] = {}
        for number, place in enumerate(self.places):
            if number in self.found or not (place.tags and place.cells and place.words):
                continue
            known = tables.get(place.table, ())
            free = [n for n in exact[number] if n not in taken and self.pieces[n].table in known]
            if len(free) == 1:
                claims.setdefault(free[0], []).append(number)
        return {who[0]: piece for piece, who in claims.items() if len(who) == 1}

    def _swallowed(self) -> None:
        """Answers with words of the outline in them, which were lost where they belong."""
        lost = [p for n, p in enumerate(self.places) if n not in self.found and not p.cells]
        patterns = [made for place in lost if (made := _told_by(place))]
        for tag, answer in self.made.said.items() if patterns else ():
            given = same_quotes(answer).casefold()
            if any(pattern.search(given) for pattern in patterns):
                self.made.unsure.add(tag)

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
        word = max(place.words, key=len, default="")
        for number, folded in enumerate(self.folded):
            piece = self.pieces[number]
            if word not in folded or bool(piece.cells) != bool(place.cells):
                continue
            texts: tuple[str, ...] | None = None
            if place.cells:
                texts = like_row(place, piece.cells)
            elif place.pattern:
                texts = found_in(place.pattern, piece.text)
            if texts is not None:
                out[number] = texts
        return out

    def _changed(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Places that were not found between two that were: their words may have been changed."""
        lost = range(start[0] + 1, end[0])
        free = range(start[1] + 1, end[1])
        if not lost and not free:
            return
        taken = set(self.found.values())
        liked: list[dict[int, list[str] | None]] = []
        for number in lost:
            place = self.places[number]
            alike = (like_cells if place.cells else like_words) if place.words else None
            found: dict[int, list[str] | None] = {}
            for at in free if alike and number not in self.found else ():
                piece = self.pieces[at]
                if alike and bool(piece.cells) == bool(place.cells) and at not in taken:
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
            self.found[pair[0]] = pair[1]
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
        far = list(filter(_alone, passed))
        if given and far:
            # So are they where another question stood that is gone.
            lost = any(p.tags for p in passed[len(near) :])
            self._share(near or far, given, unsure=lost)
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
        else:
            labelled = [n for n, text in enumerate(given) if LABELLED.match(text)]
            listed = all(p.listed for p in places)
            # "- 1. One", "2. Two" are one answer.
            alike = len({_label_kind(given[n]) for n in labelled}) == 1
            if listed and alike and len(labelled) == len(places):
                starts = [0, *labelled[1:]]
            elif listed or len(given) != len(places):
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


def _told_by(place: Place) -> re.Pattern[str] | None:
    """Pattern of the longest stretch of a place's words; a short one is told by its number."""
    found: list[list[str]] = [[]]
    for word in place.words:
        if word:
            found[-1].append(word)
        else:
            found.append([])
    longest = max(found, key=lambda words: len(words))
    body = r"\W+".join(map(re.escape, longest))
    if len(longest) >= _TELLING:
        return re.compile(rf"\b{body}\b")
    labelled = place.listed and len(longest) > 1
    return re.compile(rf"(?<!\S){LABEL}{body}\b", re.IGNORECASE) if labelled else None


def _alone(place: Place) -> bool:
    """Whether a blank has its paragraph for itself."""
    return not place.pattern and not place.cells


def _unlisted(text: str, listed: bool) -> str:
    """A paragraph without the dash of a list; `listed`: without its number too."""
    if listed:
        m = LABELLED.match(text)
        return text[m.end() :] if m else text
    return text[2:] if text[:2] in ("- ", "+ ") else text


def _label_kind(text: str) -> str:
    """What a paragraph is numbered by: "-" for any sign, "1" for figures, "a" for letters."""
    return "1" if text[:1].isdigit() else "a" if text[:1].isalpha() else "-"


def _no_answer(text: str) -> bool:
    return bool(_NUMBER_ONLY.fullmatch(text) or ATTACHED.match(text) or CHAPTER.match(text))


_ANNEX_NUMBER = re.compile(r"Phụ lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+))?\s*[.:]?", re.IGNORECASE)
_FOOT: tuple[Callable[[str], object], ...] = (
    QUOC_HIEU.search,
    RECIPIENTS.match,
    lambda text: AUTHORITY.match(text) and upper_case(text),
    lambda text: (kind_of(text) or ("", "-"))[1] == "",
    lambda text: upper_case(text) and ANNEX.match(text) or _ANNEX_NUMBER.fullmatch(text),
)


def _foot(text: str) -> bool:
    """Whether a signature, or another document, begins here."""
    return any(test(text) for test in _FOOT)
