"""Letters and words (CN): what its modules share, and repeated words and marks.

The rules themselves stand in `ky_tu` (characters), `dau_cau` (spaces, marks, quotes), `chinh_ta`
(spelling), `viet_hoa` (capitals, Nghị định 30/2020/NĐ-CP, Phụ lục II).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, KeysView
from functools import cached_property

from docgen.check.document import Document, Text
from docgen.check.registry import Fix, Found, rule
from docgen.findings import HINT
from docgen.lang import _

LOWER = "a-zà-öø-ýăđĩũơư" + "".join(c for n in range(0x1EA0, 0x1EFA) if (c := chr(n)).islower())
"""Small letters of Vietnamese and Latin, for character classes."""
PRINTED = frozenset({"quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ho_ten"})
"""Components with a form of their own, judged by their own rules."""


class Whole:
    """All texts of a document as one string, a line each: one search instead of hundreds."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        self.text = "\n".join(t.text for t in texts)
        self.starts: list[int] = []
        at = 0
        for text in texts:
            self.starts.append(at)
            at += len(text.text) + 1

    @cached_property
    def low(self) -> str:
        """In small letters, character for character."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def counts(self) -> Counter[str]:
        """Every word as written, and how often."""
        return Counter(_LETTERS.findall(self.text))

    @property
    def words(self) -> KeysView[str]:
        """Every word once."""
        return self.counts.keys()

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


_LETTERS = re.compile(r"[^\W\d_]+")
_last: Whole | None = None


def whole(document: Document) -> Whole:
    """The texts of a document as one string; kept for the rule that comes next."""
    global _last
    kept = _last
    if kept is None or kept.texts is not document.texts:
        kept = _last = Whole(document.texts)
    return kept


def retype(text: Text, start: int, end: int, new: str, safe: bool = True) -> Fix:
    """A fix that puts `new` for the characters [start, end)."""
    return Fix("retype", text, start, end, new, safe=safe)


def at(
    message: str, text: Text, span: tuple[int, int], new: str | None, safe: bool = True,
    severity: str = "",
) -> Found:  # fmt: skip
    """One finding on the characters `span`, mended by `new` (None: no fix)."""
    start, end = span
    return Found(
        message,
        text,
        start,
        end,
        expected=new or "",
        found=text.text[start:end],
        severity=severity,
        fixes=() if new is None else (retype(text, start, end, new, safe),),
    )


def like(model: str, word: str) -> str:
    """`word` in the case of `model`: all capitals, first letter a capital, or as it is."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def mid_sentence(text: str, start: int) -> bool:
    """Whether a word surely stands inside a sentence: words or a comma of it before."""
    before = text[:start].rstrip()
    return bool(before) and len(before) < start and (before[-1].isalpha() or before[-1] in ",;)”")


_FUNCTION = frozenset(
    """của và các là những được trong cho về với tại theo để đã sẽ do trên này khi nhằm số bằng
    phải cần tỉnh huyện xã""".split()
)
"""Words that are never doubled on purpose."""
_TWICE = re.compile(r"\b([^\W\d_]+) \1\b(?! ?-)", re.IGNORECASE)
_TWO_TWICE = re.compile(r"\b([^\W\d_]{2,} [^\W\d_]{2,}) \1\b", re.IGNORECASE)
_MARKS = re.compile(r",[,;]+|;[;,]+|\.\.(?=\s|$)|;\.(?=\s|$)|,\.(?=\s|$)")
_FILLED_IN = ("v.v", " số", "gày", "áng", "năm")
_AFTER_LETTER = re.compile(r"[^\W_)”][)”]?\Z|[)”]\Z")


@rule("CN18")
def repeated(document: Document) -> Iterator[Found]:
    """The same word or mark typed twice."""
    every = whole(document)
    low = every.low.split()
    if any(a == b and a in _FUNCTION for a, b in zip(low, low[1:], strict=False)):
        for text, match in every.find(_TWICE):
            if match[1].lower() in _FUNCTION:
                yield _again(text, match, len(match[1]))
    pairs = list(zip(low, low[1:], strict=False))
    if any(a == b and a[0] != a[1] for a, b in zip(pairs, pairs[2:], strict=False)):
        for text, match in every.find(_TWO_TWICE):
            yield _again(text, match, len(match[1]), HINT)
    for text, match in every.find(_MARKS):
        before = text.text[max(0, match.start() - 3) : match.start()]
        if text.part in PRINTED or not _AFTER_LETTER.search(before) or before in _FILLED_IN:
            continue
        message = _("Dấu câu lặp: “{dau}”.").format(dau=match[0])
        yield at(message, text, match.span(), match[0][-1])


def _again(text: Text, match: re.Match[str], size: int, severity: str = "") -> Found:
    message = _("Lặp từ: “{tu}”.").format(tu=match[0])
    return at(message, text, match.span(), match[0][:size], safe=False, severity=severity)
