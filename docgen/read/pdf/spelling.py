"""Set phrases in capitals that a scan spells without some of its marks: "QUYÉT ĐỊNH".

Tesseract loses the marks of bold capitals first. Only words that differ from the phrase in nothing
but marks are changed, and only in phrases of two words and more, which mean one thing.
"""

from __future__ import annotations

from functools import lru_cache

from docgen.nd30.loai import LOAI
from docgen.read.text.marks import fold

_SET = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "THỦ TƯỚNG CHÍNH PHỦ",
    "VĂN PHÒNG CHÍNH PHỦ",
    "VĂN PHÒNG",
    "BAN CHỈ ĐẠO",
    "TM. CHÍNH PHỦ",
    "TM. HUYỆN ỦY",
    "TM. TỈNH ỦY",
    "THỦ TƯỚNG",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "CHỦ TỊCH",
    "CHÁNH VĂN PHÒNG",
    "GIÁM ĐỐC",
    "BÍ THƯ",
    "CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "TRƯỞNG BAN",
    "TRƯỞNG PHÒNG",
    "HIỆU TRƯỞNG",
    "NƠI NHẬN",
    "KÍNH GỬI",
    "PHỤ LỤC",
)
"""Issuers and posts of Phụ lục I and III of Nghị định 30/2020/NĐ-CP; kinds come from its table."""


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[list[str], list[str]]]]:
    """By the first word without marks: words without marks, words as they are spelt."""
    names = {k.ten.upper() for k in LOAI.values()} | set(_SET)
    out: dict[str, list[tuple[list[str], list[str]]]] = {}
    for phrase in sorted(names, key=lambda p: -len(p)):
        words = phrase.split()
        if len(words) > 1:
            bare = [fold(w) for w in words]
            out.setdefault(bare[0].rstrip("."), []).append((bare, words))
    return out


def spelt(words: list[str]) -> list[str]:
    """The words of a line, those of set phrases in capitals with their right marks."""
    out = list(words)
    bare = [fold(w).rstrip(":.,") if w.isupper() else "" for w in words]
    at = 0
    while at < len(words):
        for wanted, right in _phrases().get(bare[at], ()):
            end = at + len(wanted)
            if [w.rstrip(".") for w in wanted] == bare[at:end]:
                for place, word in enumerate(right, at):
                    tail = out[place][len(out[place].rstrip(":.,")) :]
                    out[place] = word.rstrip(".") + tail
                at = end - 1
                break
        at += 1
    return out
