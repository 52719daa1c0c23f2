"""Names of units as rosters give them: the full name of the body, its kind and its level."""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.read.names import key

_SHORT = (("UBND ", "Ủy ban nhân dân "), ("HĐND ", "Hội đồng nhân dân "))
_COUNCILS = tuple((key(full), full.strip()) for _short, full in _SHORT)
_LEVELS = {
    "tỉnh": "tinh", "huyện": "huyen", "quận": "huyen", "thị xã": "huyen", "xã": "xa",
    "phường": "xa", "thị trấn": "xa", "đặc khu": "xa",
}  # fmt: skip
_LEVELS_BY_KEY = {key(word): (word, level) for word, level in _LEVELS.items()}
_ABBREVIATED = {"TP": "thành phố", "TT": "thị trấn", "TX": "thị xã"}
_CITY = "thành phố"
"""Of a province or in the place of one: its level does not follow from the name."""
_OFFICES = (
    "Sở", "Ban", "Phòng", "Văn phòng", "Trung tâm", "Chi cục", "Cục", "Thanh tra", "Trường",
    "Bệnh viện", "Trạm", "Hội", "Công an", "Công ty", "Đài", "Quỹ", "Viện", "Chi nhánh", "Kho bạc",
    "Bảo hiểm", "Liên đoàn", "Đoàn", "Tòa án", "Viện kiểm sát", "Bộ Chỉ huy", "Vườn", "Hạt",
)  # fmt: skip
_OFFICE_KEYS = tuple(sorted(map(key, _OFFICES), key=len, reverse=True))


@lru_cache(maxsize=4096)
def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's, spelling apart."""
    return one == other or key(one) == key(other)


@lru_cache(maxsize=4096)
def full_name(name: str, issuer: str) -> str:
    """The full official name of a unit as typed: "UBND xã A" and, where the document is issued by
    a people's committee, "Xã A" are "Ủy ban nhân dân xã A". Other names stay."""
    name = " ".join(name.split())
    for short, full in _SHORT:
        if name[: len(short)].upper() == short:
            return full + name[len(short) :]
    word = _level_word(key(name))
    if word and kind(issuer) == _COUNCILS[0][1]:
        return f"{_COUNCILS[0][1]} {_expanded(name)}"
    return name


@lru_cache(maxsize=4096)
def kind(name: str) -> str:
    """What kind of body a name says, to compare two: "Ủy ban nhân dân", "sở"; "" for none."""
    words = key(name)
    for start, full in _COUNCILS:
        if words.startswith(start + " "):
            return full
    return next((w for w in _OFFICE_KEYS if words == w or words.startswith(w + " ")), "")


@lru_cache(maxsize=4096)
def level_of(name: str) -> str:
    """Level that a unit's name says: tinh, huyen, xa or don_vi; "" when it says none."""
    if word := level_word(name):
        return _LEVELS.get(word, "")
    return "don_vi" if kind(name) in _OFFICE_KEYS else ""


@lru_cache(maxsize=4096)
def level_word(name: str) -> str:
    """The word for the level of the place that a unit governs: "xã"; "" when there is none."""
    words = key(name)
    for start, _full in _COUNCILS:
        words = words.removeprefix(start + " ")
    return _level_word(words)


def _level_word(words: str) -> str:
    """The word for a level at the beginning of a name; "" when there is none."""
    if words.startswith((key(_CITY) + " ", "tp ")):
        return _CITY
    return next((w for k, (w, _c) in _LEVELS_BY_KEY.items() if words.startswith(k + " ")), "")


def _expanded(place: str) -> str:
    """A place as it stands behind the body's name: "TP. A" and "Thành phố A" are "thành phố A"."""
    if m := re.match(r"(TP|TT|TX)\b\.?\s*", place, re.IGNORECASE):
        return f"{_ABBREVIATED[m[1].upper()]} {place[m.end() :]}"
    return place[:1].lower() + place[1:]
