"""Letters and words (CN): what its modules share, and repeated words and marks.

The rules themselves stand in `ky_tu` (characters), `dau_cau` (spaces, marks, quotes), `chinh_ta`
(spelling), `viet_hoa` (capitals, Nghị định 30/2020/NĐ-CP, Phụ lục II).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
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
    def words(self) -> frozenset[str]:
        """Every word once, as written."""
        return frozenset(_LETTERS.findall(self.text))

    def place(self, start: int, end: int) -> tuple[Text, int, int]:
        """The text that characters [start, end) stand in, and their place there."""
        at = bisect_right(self.starts, start) - 1
        text, before = self.texts[at], self.starts[at]
        return text, start - before, min(end - before, len(text.text))

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
        """Every match with its text, each line searched by itself once something is there."""
        last: Text | None = None
        for hit in pattern.finditer(self.text):
            text = self.place(hit.start(), hit.end())[0]
            if text is not last:
                last = text
                for match in pattern.finditer(text.text):
                    yield text, match

    def spots(self, words: frozenset[str] | set[str]) -> Iterator[tuple[Text, int, int]]:
        """Every place of these words."""
        if words:
            pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
            for match in pattern.finditer(self.text):
                yield self.place(*match.span())


_LETTERS = re.compile(r"[^\W\d_]+")
_last: Whole | None = None


def whole(document: Document) -> Whole:
    """The texts of a document as one string; kept for the rule that comes next."""
    global _last
    if _last is None or _last.texts is not document.texts:
        _last = Whole(document.texts)
    return _last


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
    """của và các là những được trong cho về với tại theo để đã sẽ do trên này khi nhằm số bằng hiện
    ban không phải cần một tỉnh huyện xã năm tháng""".split()
)
"""Words that are never doubled on purpose."""
_TWICE = re.compile(r"\b([^\W\d_]+) \1\b(?! ?-)", re.IGNORECASE)
_TWO_TWICE = re.compile(r"\b([^\W\d_]{2,} [^\W\d_]{2,}) \1\b", re.IGNORECASE)
_MARKS = re.compile(r",[,;](?![,;])|;[;,]|\.\.(?=\s|$)|;\.(?=\s|$)|,\.(?=\s|$)")
_AFTER_LETTER = re.compile(r"[^\W_)”][)”]?\Z|[)”]\Z")


@rule("CN18")
def repeated(document: Document) -> Iterator[Found]:
    """The same word or mark typed twice."""
    for text in document.texts:
        low = text.text.lower().split()
        doubled = any(a == b for a, b in zip(low, low[1:], strict=False))
        if doubled:
            for match in _TWICE.finditer(text.text):
                if match[1].lower() in _FUNCTION:
                    yield _again(text, match, len(match[1]))
        pairs = list(zip(low, low[1:], strict=False))
        if any(a == b and a[0] != a[1] for a, b in zip(pairs, pairs[2:], strict=False)):
            for match in _TWO_TWICE.finditer(text.text):
                yield _again(text, match, len(match[1]), HINT)
    for text, match in whole(document).find(_MARKS):
        before = text.text[max(0, match.start() - 3) : match.start()]
        if text.part in PRINTED or not _AFTER_LETTER.search(before) or before.endswith("v.v"):
            continue
        message = _("Dấu câu lặp: “{dau}”.").format(dau=match[0])
        yield at(message, text, match.span(), match[0][-1])


def _again(text: Text, match: re.Match[str], size: int, severity: str = "") -> Found:
    message = _("Lặp từ: “{tu}”.").format(tu=match[0])
    return at(message, text, match.span(), match[0][:size], safe=False, severity=severity)
