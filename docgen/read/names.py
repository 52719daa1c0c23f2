"""Names of units compared the way people do: case, spaces, place of tone marks do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "vp": "văn phòng",
    "tp": "thành phố",
    "tt": "thị trấn",
    "tx": "thị xã",
}


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """What stays of a name when its spelling is of no matter: "Uỷ ban  Hòa" and "Ủy ban Hoà"."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold())
    spelt = " ".join(_SHORT.get(word, word) for word in words)
    return " ".join(map(_syllable, spelt.split()))


def _syllable(word: str) -> str:
    """A word with its tone mark at the end, wherever it was put."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if c not in _TONES) + "".join(c for c in parts if c in _TONES)


_BODY = re.compile(rf"^{key('Ủy ban nhân dân')} (?=\S)")
_LEVELS = tuple(
    key(w)
    for w in ("tỉnh", "thành phố", "thị xã", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu")
)


def _place(name: str) -> tuple[str, str]:
    """Level word and proper name of the place a unit governs; "" where the name has no level."""
    bare = _BODY.sub("", key(name))
    level = next((w for w in _LEVELS if bare.startswith(w + " ")), "")
    return level, bare[len(level) :].strip()


def matches(name: str, given: Sequence[str]) -> list[int]:
    """Which of the given names mean the unit; the closest kind of likeness that any of them has.

    The same name; the same place without the body's words ("Xã Điềm He"); the bare name of the
    place ("Điềm He").
    """
    whole = key(name)
    if found := [n for n, other in enumerate(given) if key(other) == whole]:
        return found
    level, place = _place(name)
    if not level:
        return []
    places = [_place(other) for other in given]
    return [n for n, p in enumerate(places) if p == (level, place)] or [
        n for n, p in enumerate(places) if p == ("", place)
    ]
