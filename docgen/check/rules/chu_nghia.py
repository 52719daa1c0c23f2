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

LOWER = "a-zà-öø-ýăđĩũơư" + "".join(c for n in range(0x1EA0, 0x1EFA) if (c := chr(n)).islower())
"""Small letters of Vietnamese and Latin, for character classes."""
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


_TWICE = re.compile(
    r"\b(của|và|các|là|những|được|trong|cho|về|với|tại|theo|để|đã|sẽ|do|trên|này|khi|nhằm|số"
    r"|bằng|thực|hiện|ban|không|phải|cần|một|tỉnh|huyện|xã|năm|tháng) \1\b(?! ?-)",
    re.IGNORECASE,
)
_TWO_TWICE = re.compile(r"\b([^\W\d_]{2,} [^\W\d_]{2,}) \1\b", re.IGNORECASE)
_MARKS = re.compile(
    r"(?<![,;:.…]),[,;](?![,;])|;;|;,|(?<![.v…])\.\.(?![./…])|;\.(?!\.)|,\.(?![./…])"
)
_NOT_TWICE = re.compile(r"hiện hiện|ban ban|không không|năm năm|một một|thực thực", re.IGNORECASE)


@rule("CN18")
def repeated(document: Document) -> Iterator[Found]:
    """The same word or mark typed twice."""
    for text in document.texts:
        words = text.text
        for match in _TWICE.finditer(words):
            if not _NOT_TWICE.fullmatch(match[0]):
                yield _again(text, match, len(match[1]))
        for match in _TWO_TWICE.finditer(words):
            yield _again(text, match, len(match[1]), HINT)
        if text.part in PRINTED:
            continue
        for match in _MARKS.finditer(words):
            yield at(
                _("Dấu câu lặp: “{dau}”.").format(dau=match[0]), text, match.span(), match[0][-1]
            )


def _again(text: Text, match: re.Match[str], size: int, severity: str = "") -> Found:
    message = _("Lặp từ: “{tu}”.").format(tu=match[0])
    return at(message, text, match.span(), match[0][:size], safe=False, severity=severity)
