"""All texts of a document as one string, and what is worked out of it once for all rules.

Most rules look for something that few documents hold. Whether there is such a word, such a
character, such a pair of words at all is answered here from small sets; only then is text searched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.check.document import Text

LOWER = "a-zà-öø-ýăđĩũơư" + "".join(c for n in range(0x1EA0, 0x1EFA) if (c := chr(n)).islower())
"""Small letters of Vietnamese and Latin, for character classes."""
_USUAL = frozenset(
    [chr(n) for n in (*range(0x20, 0x7F), *range(0x1EA0, 0x1EFA))]
    + list("\t–…“”ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư")
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(1024)
def _in_words(phrase: str) -> tuple[frozenset[str], bool]:
    """Words of a phrase of a rule, and whether it is in small letters."""
    return frozenset(_WORD.findall(phrase)), phrase.islower()


class Whole:
    """The texts as one string, a line each, with the sets of what stands in it."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        self.text = "\n".join([t.text for t in texts])

    @cached_property
    def starts(self) -> list[int]:
        """Where each text begins."""
        starts, at = [], 0
        for text in self.texts:
            starts.append(at)
            at += len(text.text) + 1
        return starts

    @cached_property
    def low(self) -> str:
        """In small letters, character for character."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def _cut(self) -> str:
        """What stands between blanks, each once."""
        return " ".join(dict.fromkeys(self.text.replace("\n", " ").split(" ")))

    @cached_property
    def _pieces(self) -> list[str]:
        return self._cut.split()  # at tabs and odd blanks too

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character once but the blank and the end of a line."""
        return frozenset(self._cut)

    @cached_property
    def odd(self) -> str:
        """Every character once that ordinary Vietnamese text does not have."""
        return "".join(sorted(self.characters - _USUAL))

    @cached_property
    def pieces(self) -> str:
        """What stands between blanks, each once and a line each: words with their marks.

        Whether a pattern that spans no blank is anywhere in the text shows here for less.
        """
        return "\n".join(self._pieces)

    @cached_property
    def _marked(self) -> list[str]:
        return [p for p in self._pieces if not p.isalpha()]

    @cached_property
    def marked(self) -> str:
        """Of the pieces those that are not just letters."""
        return "\n".join(self._marked)

    @cached_property
    def begins(self) -> frozenset[str]:
        """Marks and digits that pieces begin with."""
        return frozenset([p[:1] for p in self._marked])

    @cached_property
    def ends(self) -> frozenset[str]:
        """Marks and digits that pieces end with."""
        return frozenset([p[-1:] for p in self._marked])

    def _bare(self, text: str) -> str:
        """Blanks for all that is neither letter nor digit."""
        for sign in self.characters:
            if not sign.isalnum() and not sign.isspace():
                text = text.replace(sign, " ")
        return text

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word and number once, as written."""
        return frozenset(self._bare(self._cut).split())

    @cached_property
    def small(self) -> frozenset[str]:
        """Every word and number once, in small letters."""
        return frozenset("\n".join(self.words).lower().split("\n"))

    @cached_property
    def run(self) -> list[str]:
        """Words and numbers in small letters, in the order of the text."""
        return self._bare(self.low).split()

    def pairs(self, of: Collection[str]) -> set[str]:
        """Two words of these, in small letters, that follow each other, others left out."""
        run = [word for word in self.run if word in of]
        return set(map(" ".join, zip(run, run[1:], strict=False)))

    def repeats(self, apart: int) -> Iterator[int]:
        """Words of `run` that are the same as the one so many places further."""
        same = bytes(map(eq, self.run, self.run[apart:]))
        at = same.find(1)
        while at >= 0:
            yield at
            at = same.find(1, at + 1)

    @cached_property
    def counts(self) -> Counter[str]:
        """Every stretch of letters as written, and how often."""
        return Counter(_LETTERS.findall(self.text))

    def has(self, *phrases: str) -> bool:
        """Whether one of the phrases may be there: in small letters in any, else as written."""
        for phrase in phrases:
            words, small = _in_words(phrase)
            if words <= (self.small if small else self.words) and (
                len(words) == 1 or phrase in (self.low if small else self.text)
            ):
                return True
        return False

    def place(self, start: int, end: int) -> tuple[Text, int, int]:
        """The text that characters [start, end) stand in, and their place there."""
        at = bisect_right(self.starts, start) - 1
        text, before = self.texts[at], self.starts[at]
        return text, start - before, min(end - before, len(text.text))

    def find(
        self, pattern: re.Pattern[str], inside: bool = True
    ) -> Iterator[tuple[Text, re.Match[str]]]:
        """Every match with its text, each line searched by itself once something is there.

        `inside` False: only where no letter or digit stands before (cheaper than "\\b" in front of
        the pattern, which keeps the search from skipping ahead).
        """
        last: Text | None = None
        for hit in pattern.finditer(self.text):
            text = self.place(hit.start(), hit.end())[0]
            if text is not last:
                last = text
                for match in pattern.finditer(text.text):
                    if inside or not text.text[match.start() - 1 : match.start()].isalnum():
                        yield text, match

    def holding(self, *words: str) -> list[Text]:
        """Texts with one of these words, in any letters, perhaps as a part of a longer one."""
        found: set[int] = set()
        for word in words:
            start = self.low.find(word) if word in self.small else -1
            while start >= 0:
                at = bisect_right(self.starts, start) - 1
                found.add(at)
                end = self.starts[at] + len(self.texts[at].text)
                start = self.low.find(word, end)
        return [self.texts[at] for at in sorted(found)]

    def matching(self, pattern: re.Pattern[str]) -> list[Text]:
        """Texts in which a pattern is; it must not look beyond a line."""
        found = []
        hit = pattern.search(self.text)
        while hit:
            at = bisect_right(self.starts, hit.start()) - 1
            found.append(self.texts[at])
            end = self.starts[at] + len(self.texts[at].text)
            hit = pattern.search(self.text, end + 1)
        return found

    def places(self, words: str, string: str = "") -> Iterator[int]:
        """Where whole words start, in the text or in a string as long as it."""
        string = string or self.text
        start = string.find(words)
        while start >= 0:
            end = start + len(words)
            if not string[start - 1 : start].isalnum() and not string[end : end + 1].isalnum():
                yield start
            start = string.find(words, end)

    def spots(self, words: Iterable[str]) -> Iterator[tuple[Text, int, int]]:
        """Every place of these words, in the order of the text."""
        for start, size in sorted((n, len(w)) for w in words for n in self.places(w)):
            yield self.place(start, start + size)
