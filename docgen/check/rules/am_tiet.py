"""Syllables of Vietnamese: which ones there are, and on which letter the tone mark stands.

A syllable is an onset and a rime; before p, t, c, ch only the tones sắc and nặng occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

_ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
)  # fmt: skip
_RIMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet
    oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu""".split()
)
_AFTER_QU = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eng eo et
    ê êch ên ênh êt êu i ia ich iên iêt in inh it iu o ôc ôn ơ ơi ơn ơt y ych yên yêt yn ynh yp yt
    """.split()
)
_FRONT = frozenset("eêiy")
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
"""Tone marks and the keys that set them in Telex."""
_NO_TONE = str.maketrans("", "", "".join(_TONES))
_EITHER = frozenset(("oa", "oe", "uy"))
_SPECIAL = "ăâêôơư"
_STOPS = ("p", "t", "c", "ch")


class Syllable(NamedTuple):
    """A written syllable taken apart; letters small."""

    base: str
    """Without its tone: "tiến" gives "tiên"."""
    tone: str
    """f s r x j as in Telex; "" for none; "?" for two."""
    place: int
    """Letter of `base` the tone stands on; -1 without one."""
    onset: str
    rime: str


@lru_cache(1024)
def _parts(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    parts = normalize("NFD", letter)
    tone = next((_TONES[c] for c in parts if c in _TONES), "")
    return (normalize("NFC", parts.translate(_NO_TONE)), tone) if tone else (letter, "")


_ONSET = re.compile("|".join(_ONSETS))


@lru_cache(8192)
def take_apart(word: str) -> Syllable:
    """A word in small letters, NFC, as a syllable."""
    base, tone, place = "", "", -1
    for letter in word:
        if letter > "\x7f":
            letter, mark = _parts(letter)
            if mark:
                tone = "?" if tone else mark
                place = len(base)
        base += letter
    found = _ONSET.match(base)
    onset = found[0] if found else ""
    rest = base[len(onset) :]
    if onset == "gi" and (not rest or rest[0] not in "aăâeêioôơuư" or rest[:1] == "ê"):
        onset = "g" if not rest.startswith("ê") else "gi"
        rest = base[len(onset) :] if onset == "g" else "i" + rest
    return Syllable(base, tone, place, onset, rest)


def is_syllable(word: str) -> bool:
    """Whether a word in small letters can be a syllable, wherever its tone mark stands."""
    return _sound(take_apart(word))


def _sound(one: Syllable) -> bool:
    onset, rime = one.onset, one.rime
    if onset == "qu":
        known = rime in _AFTER_QU
    elif onset in ("k", "gh", "ngh"):
        known = rime in _RIMES and rime[:1] in _FRONT
    elif onset == "c" or onset == "ng":
        known = rime in _RIMES and rime[:1] not in _FRONT
    elif onset == "g":
        known = rime in _RIMES and (rime[:1] not in _FRONT or rime[:1] == "i")
    else:
        known = rime in _RIMES
    if not known or one.tone == "?":
        return False
    return not rime.endswith(_STOPS) or one.tone in ("s", "j")


def tone_places(one: Syllable) -> tuple[int, ...]:
    """Letters of `base` that may carry the tone: one, or two where both habits are in use.

    oa, oe, uy at the end of a syllable take it on the first letter (hòa) or on the second (hoà).
    """
    start = len(one.base) - len(one.rime)
    if one.onset == "gi" and one.base.startswith("giê"):
        start = 1
    rime = one.base[start:]
    special = [n for n, c in enumerate(rime) if c in _SPECIAL]
    if special:
        return (start + special[-1],)
    vowels = len(rime) - len(rime.lstrip("aeiouy"))
    if vowels <= 1:
        return (start,)
    if rime in _EITHER:
        return (start, start + 1)
    return (start + (1 if vowels > 2 or len(rime) > vowels else 0),)


def moved(word: str, place: int) -> str:
    """`word` with its tone mark on letter number `place`; capitals stay."""
    out, mark = [], ""
    for letter in word:
        parts = normalize("NFD", letter)
        mark = next((c for c in parts if c in _TONES), mark)
        out.append(normalize("NFC", parts.translate(_NO_TONE)))
    out[place] = normalize("NFC", out[place] + mark)
    return "".join(out)


_FRONT_RIMES = frozenset(r for r in _RIMES if r[0] in _FRONT)
_AFTER = {
    **dict.fromkeys(_ONSETS, _RIMES), "": _RIMES, "qu": _AFTER_QU,
    **dict.fromkeys(("k", "gh", "ngh"), _FRONT_RIMES),
    **dict.fromkeys(("c", "g", "ng"), _RIMES - _FRONT_RIMES),
    "gi": frozenset(r for r in _RIMES if r[0] not in "êy"),
}  # fmt: skip
"""Rimes by onset; after g and gi only those that leave no doubt which of the two it is."""


@cache
def _tails() -> dict[str, frozenset[str]]:
    """Rimes by onset, with each tone they can have on each letter that may carry it."""
    known = {rimes: frozenset(_toned(rimes)) for rimes in set(_AFTER.values())}
    return {onset: known[rimes] for onset, rimes in _AFTER.items()}


def _toned(rimes: frozenset[str]) -> Iterator[str]:
    for rime in rimes:
        stopped = rime.endswith(_STOPS)
        if not stopped:
            yield rime
        for place in tone_places(Syllable(rime, "", -1, "", rime)):
            for mark, tone in _TONES.items():
                if tone in ("s", "j") or not stopped:
                    yield rime[:place] + normalize("NFC", rime[place] + mark) + rime[place + 1 :]


def well_formed(word: str) -> bool:
    """Whether a word in small letters is surely a syllable with its tone in place.

    Quick: a look into a set. Of the few words it is not sure of (gì, giếng) others must tell.
    """
    found = _ONSET.match(word)
    onset = found[0] if found else ""
    return word[len(onset) :] in _tails()[onset]


_MARKED = "".join(
    c
    for n in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if normalize("NFD", c := chr(n))[0] in "aeiouydAEIOUYD" or c in "đĐ"
)
_PLAIN = str.maketrans(
    {c: "d" if c == "đ" else "D" if c == "Đ" else normalize("NFD", c)[0] for c in _MARKED}
)


def plain(text: str) -> str:
    """Letters without marks, one for each character of an NFC text; others as they are."""
    return text.translate(_PLAIN)


_PLAIN_RIMES = frozenset(plain(r) for r in _RIMES)


@lru_cache(8192)
def plain_syllable(word: str) -> bool:
    """Whether letters a–z could be a Vietnamese syllable whose marks were left out."""
    onset = next((o for o in _ONSETS if o != "đ" and word.startswith(o)), "")
    rest = word[len(onset) :]
    return rest in _PLAIN_RIMES or (onset == "gi" and not rest)


_TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
_VNI_TONES = {"f": "2", "s": "1", "r": "3", "x": "4", "j": "5", "": ""}


def typed(word: str) -> set[str]:
    """Keys that give a syllable in Telex and VNI, the tone at its letter or at the end."""
    one = take_apart(word)
    out = set()
    for keys, tone in ((_TELEX, one.tone), (_VNI, _VNI_TONES[one.tone])):
        for base in {one.base, one.base.replace("ươ", "uơ")}:
            letters = [keys.get(c, c) for c in base]
            out.add("".join(letters) + tone)
            if one.place >= 0:
                letters[one.place] += tone
                out.add("".join(letters))
    return {k for k in out if k != word}
