"""Fonts from before Unicode: TCVN3 (.VnTime), VNI (VNI-Times), VPS, and sign fonts (Symbol).

The letters of such a font stand in the file as the Latin-1 signs that share their bytes. They are
turned run by run, by the name of the font. Text that is in Unicode already under such a name (the
font left over from an older file) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

from docgen.read.word import signs

TCVN3, TCVN3_H, VNI, VPS = "tcvn3", "tcvn3h", "vni", "vps"
SYMBOL, WINGDINGS = "symbol", "wingdings"

_FAMILIES = ("aAàÀảẢãÃáÁạẠ", "ăĂằẰẳẲẵẴắẮặẶ", "âÂầẦẩẨẫẪấẤậẬ", "eEèÈẻẺẽẼéÉẹẸ", "êÊềỀểỂễỄếẾệỆ") + (
    "iIìÌỉỈĩĨíÍịỊ",
    "oOòÒỏỎõÕóÓọỌ",
    "ôÔồỒổỔỗỖốỐộỘ",
    "ơƠờỜởỞỡỠớỚợỢ",
    "uUùÙủỦũŨúÚụỤ",
    "ưƯừỪửỬữỮứỨựỰ",
    "yYỳỲỷỶỹỸýÝỵỴ",
    "đĐ",
)
LETTERS = "".join(_FAMILIES)
"""Every Vietnamese letter that can carry a mark, small and capital, with every tone."""
_LATIN1 = frozenset(c for c in LETTERS if ord(c) < 0x100)
_UNICODE_ONLY = re.compile(
    f"[{''.join(c for c in LETTERS if ord(c) > 0xFF)}\u0300\u0301\u0303\u0309\u0323]"
)

# TCVN 5712:1993, table VN3 ("ABC"): small letters and the capitals without a tone.
_TCVN3_LOW = (
    (0xA8, "ăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3_BYTES = {
    first + n: letter
    for first, letters in (*_TCVN3_LOW, (0xA1, "ĂÂÊÔƠƯĐ"))
    for n, letter in enumerate(letters)
}

# VPS (Vietnamese Professionals Society); bytes below 20h cannot stand in a Word file.
_VPS_BYTES = {
    first + n: letter
    for first, letters in (
        (0x80, "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ"),
        (0x93, "ỀỂỄỐỒỔỖýỷỵỚỜỞ"),
        (0xA1, "ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ"),
        (0xE0, "àáâãảạă"),
        (0xE8, "èéêẽìí"),
        (0xEF, "ĩẴĐòóôõ"),
        (0xF7, "Ơụùúủ"),
        (0xFD, "ỶẼỳ"),
    )
    for n, letter in enumerate(letters)
}

# VNI for Windows: a base letter and a mark of its own byte; some letters are one byte.
_VNI_TONES = "øûõùï"  # huyền, hỏi, ngã, sắc, nặng
_VNI_MARKS = {"a": ("âàåãáä", "êèúüéë"), "e": ("âàåãáä",), "o": ("âàåãáä",)}
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "i": "i", "u": "u", "y": "y", "ơ": "ô", "ư": "ö"}
_VNI_ONES = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_TONED = {f[0]: f[2::2] for f in _FAMILIES}


def _vni() -> dict[str, str]:
    """Typed form to letter: one sign or two."""
    small: dict[str, str] = {}
    for letter, base in _VNI_BASES.items():
        for tone, mark in zip(_TONED[letter], _VNI_TONES, strict=False):
            small[base + mark] = tone
    for base, rows in _VNI_MARKS.items():
        for row, letter in zip(rows, {"a": "âă", "e": "ê", "o": "ô"}[base], strict=True):
            for mark, made in zip(row, letter + _TONED[letter], strict=True):
                small[base + mark] = made
    small |= _VNI_ONES
    table = dict(small)
    for typed, made in small.items():
        table[typed.upper()] = made.upper()
        table[typed[0].upper() + typed[1:]] = made.upper()
        if len(typed) == 2 and typed[0] in "aeiouy":
            table[typed[0] + typed[1].upper()] = made
    return table


VNI_TABLE = _vni()
_VNI_FORM = re.compile("|".join(sorted((re.escape(k) for k in VNI_TABLE), key=len, reverse=True)))


def _eight_bit(table: dict[int, str]) -> dict[int, str]:
    """Translation of every sign a byte may have become: Latin-1, Windows-1252, private use."""
    made: dict[int, str] = {}
    for byte, letter in table.items():
        made[byte] = letter
        made[0xF000 + byte] = letter
        if byte < 0xA0:
            sign = bytes([byte]).decode("cp1252", "ignore")
            if sign:
                made[ord(sign)] = letter
    return made


TCVN3_TABLE = _eight_bit(_TCVN3_BYTES) | {0x3BC: "à"}  # the micro sign made a Greek letter
VPS_TABLE = _eight_bit(_VPS_BYTES)
_COMMON = "£¥§×÷·½¼»«©®°“”‘’–—•…™‰€"  # signs that stand in Unicode texts, too


def _telling(table: dict[int, str]) -> re.Pattern[str]:
    """A sign of `table` beside a letter that no Vietnamese text in Unicode has there."""
    signs_ = "".join(re.escape(chr(c)) for c in table if chr(c) not in _LATIN1 and c > 0x7F)
    rare = "".join(c for c in signs_ if c not in _COMMON)
    return re.compile(f"[a-zA-Z][{rare}]|[{rare}][a-zA-Z]|[®§][a-z]|[a-z][«»©·][a-z]")


_TELLING = {
    TCVN3: _telling(TCVN3_TABLE),
    VPS: _telling(VPS_TABLE),
    VNI: re.compile(
        "[aeouyôöAEOUYÔÖ][øûïåäüëØÛÏÅÄÜË]|[aouyeAOUYE][ùõâêÙÕÂÊ](?=[a-z ,.;]|$)|[ñÑöÖæÆîÎ]"
    ),
}
_TELLING[TCVN3_H] = _TELLING[TCVN3]


@lru_cache(maxsize=512)
def charset(font: str) -> str:
    """Charset of the font called `font`; "" for a font of Unicode."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3_H if font.strip().endswith("H") else TCVN3
    if name.startswith(("vni-", "vni ")):
        return VNI
    if name.startswith("vps"):
        return VPS
    if name == "symbol":
        return SYMBOL
    return WINGDINGS if name.startswith("wingdings") else ""


def decode(text: str, name: str) -> str:
    """Unicode text (NFC) of `text` in charset `name`, which is taken at its word."""
    if name == VNI:
        text = text.translate(_FROM_PRIVATE)
        return normalize("NFC", _VNI_FORM.sub(lambda m: VNI_TABLE[m[0]], text))
    if name == VPS:
        return normalize("NFC", text.translate(VPS_TABLE))
    if name in (TCVN3, TCVN3_H):
        made = normalize("NFC", text.translate(TCVN3_TABLE))
        return made.upper() if name == TCVN3_H else made
    return signs.decode(text, name)


_FROM_PRIVATE = {0xF000 + byte: chr(byte) for byte in range(0x20, 0x100)}


def verdict(text: str, name: str) -> int:
    """What `text` under a font of charset `name` is: 1 of that charset, -1 Unicode, 0 unclear."""
    if name not in _TELLING:
        return 0
    if _UNICODE_ONLY.search(text):
        return -1
    return 1 if _TELLING[name].search(text) else 0


class Legacy:
    """Decides run by run; unclear runs follow their paragraph, then the whole document."""

    def __init__(self, everything: Callable[[], str] = str) -> None:
        """`everything` gives all text of the file: the last resort of the decision."""
        self._everything = everything
        self._whole: dict[str, bool] = {}

    def read(self, text: str, name: str, around: int = 0) -> str:
        """Unicode text of a run; `around` is the verdict on its paragraph in the same charset."""
        if name in (SYMBOL, WINGDINGS):
            return signs.decode(text, name)
        said = verdict(text, name) or around
        if said > 0 or (not said and self._document(name)):
            return decode(text, name)
        return text

    def _document(self, name: str) -> bool:
        """Whether anything in the file looks like charset `name`."""
        if name not in self._whole:
            self._whole[name] = bool(_TELLING[name].search(self._everything()))
        return self._whole[name]
