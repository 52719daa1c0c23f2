"""Letters and words (CN): what its modules share, and repeated words and marks.

The rules themselves stand in `ky_tu` (characters), `dau_cau` (spaces, marks, quotes), `chinh_ta`
(spelling), `viet_hoa` (capitals, Nghị định 30/2020/NĐ-CP, Phụ lục II).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import Fix, Found, rule
from docgen.findings import HINT
from docgen.lang import _

PRINTED = frozenset({"quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ho_ten"})
"""Components with a form of their own, judged by their own rules."""


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
    every = document.whole
    run = every.run
    doubled = {f"{run[n]} {run[n]}" for n in every.repeats(1) if run[n] in _FUNCTION}
    if any(words in every.low for words in doubled):
        for text, match in every.find(_TWICE):
            if match[1].lower() in _FUNCTION:
                yield _again(text, match, len(match[1]))
    places = list(every.repeats(2))
    turns = {n for n, after in zip(places, places[1:], strict=False) if after == n + 1}
    if any(" ".join(run[n : n + 4]) in every.low for n in turns):
        for text, match in every.find(_TWO_TWICE):
            yield _again(text, match, len(match[1]), HINT)
    for text, match in every.find(_MARKS) if _MARKS.search(every.marked) else ():
        before = text.text[max(0, match.start() - 3) : match.start()]
        if text.part in PRINTED or not _AFTER_LETTER.search(before) or before in _FILLED_IN:
            continue
        message = _("Dấu câu lặp: “{dau}”.").format(dau=match[0])
        yield at(message, text, match.span(), match[0][-1])


def _again(text: Text, match: re.Match[str], size: int, severity: str = "") -> Found:
    message = _("Lặp từ: “{tu}”.").format(tu=match[0])
    return at(message, text, match.span(), match[0][:size], safe=False, severity=severity)
