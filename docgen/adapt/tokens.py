"""Texts as tokens that compare equal however they are typed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\{\{.*?\}\}|\[\[[^\[\]]*\]\]|<<[^<>]*>>|[^\W_]+|[^\w\s]|_")
_TONE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe",
    "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy",
    "uỵ": "ụy",
}  # fmt: skip
"""Tone marks as newer spelling places them, to the older form."""
_DASHES = {"–": "-", "—": "-", "‑": "-", "−": "-"}


class Token(NamedTuple):
    """A word or a sign: its key for comparing, and where it stands."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """The form in which words are compared: small letters, one placement of tones, one dash."""
    small = word.casefold()
    if small[-2:] in _TONE and small[:1] != "q":
        small = small[:-2] + _TONE[small[-2:]]
    return _DASHES.get(small, small)


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    """Words and signs of a text (NFC), without its white space; a variable is one token."""
    return tuple(Token(key_of(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text))
