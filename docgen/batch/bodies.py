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
    "Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ", "Mặt trận Tổ quốc", "MTTQ", "Tỉnh đoàn", "Huyện đoàn",
    "Thành đoàn", "Quận đoàn", "Thị đoàn", "Tỉnh đội", "Huyện đội", "Ban Chỉ huy", "Kiểm toán",
    "Liên minh", "Hợp tác xã", "Tổng công ty", "Tập đoàn", "Ngân hàng", "Học viện", "Bưu điện",
    "Điện lực", "Công đoàn",
)  # fmt: skip
_PARTY = (
    "Đảng ủy", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Chi ủy", "Đảng bộ",
    "Chi bộ",
    "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Thành ủy", "Ban Thường vụ Huyện ủy",
    "Ban Thường vụ Đảng ủy", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Văn phòng Tỉnh ủy",
    "Văn phòng Thành ủy", "Văn phòng Huyện ủy", "Văn phòng Đảng ủy", "Ủy ban Kiểm tra",
    "Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Thành ủy", "Ban Tổ chức Huyện ủy",
)  # fmt: skip
_PARTY_KEYS = tuple(f"{key(lead)} " for lead in _PARTY)
_HEADS = (
    ("Chủ tịch", tuple(full for _key, full in _COUNCILS)),
    ("Giám đốc", (key("Sở"), key("Trung tâm"), key("Bệnh viện"))),
    ("Hiệu trưởng", (key("Trường"),)),
)
_NO_PLACES = frozenset(map(key, ("ủy", "uỷ")))
_LOWER_ONLY = frozenset(map(key, ("đoàn", "đội", "hội")))
"""Words behind a level that make a body of it: Huyện ủy; xã Đoàn Kết is a place."""
_OFFICE_KEYS = tuple(sorted(map(key, _OFFICES), key=len, reverse=True))


@lru_cache(maxsize=4096)
def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's, spelling apart."""
    return one == other or key(one) == key(other)


@lru_cache(maxsize=4096)
def full_name(name: str, issuer: str) -> str:
    """The full official name of a unit as typed: "UBND xã A" and, where the document is issued by
    a people's committee, "Xã A" are "Ủy ban nhân dân xã A". A name in capitals is put in ordinary
    case, so is the word for the level behind the committee's name. Other names stay."""
    name = " ".join(name.split()).rstrip(" .,;")
    if name.isupper() and any(w not in _ABBREVIATED for w in re.findall(r"[^\W\d]{2,}", name)):
        name = _ordinary(name)
    for short, full in _SHORT:
        for lead in (short, full):
            if name[: len(lead)].upper() == lead.upper():
                place = name[len(lead) :]
                return (full if lead is short else name[: len(lead)]) + (
                    _expanded(place) if level_word(place) else place
                )
    if not kind(name) and level_word(name) and kind(issuer) == _COUNCILS[0][1]:
        return f"{_COUNCILS[0][1]} {_expanded(name)}"
    return name


def _ordinary(name: str) -> str:
    """A name in capitals in ordinary case: "XÃ ĐIỀM HE" is "xã Điềm He"."""
    from docgen.viet.viet_hoa import ten_thuong

    if not level_word(name):
        return name if _level_word(key(name)) else ten_thuong(name)  # HUYỆN ĐOÀN VĂN QUAN
    body = "" if kind(name) else "ỦY BAN NHÂN DÂN "
    words = name.split()
    place = len(words) - len(_behind(key(name), level_word(name)))
    if key(words[place]) in _LOWER_ONLY:  # XÃ ĐỘI BÌNH is no xã đội
        return f"{ten_thuong(' '.join(words[:place]))} {' '.join(words[place:]).title()}"
    return ten_thuong(body + name)[len(body) :]


def is_party(name: str) -> bool:
    """Whether a name is that of a body of the Party, whose documents follow its own rules."""
    return f"{key(name)} ".startswith(_PARTY_KEYS)


def head_of(name: str) -> str:
    """Post of the head of a body: "Chủ tịch" of a people's committee; "" when it is not known."""
    body = kind(name)
    return next((post for post, kinds in _HEADS if body and body in kinds), "")


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
    if is_party(name):
        return ""
    return "don_vi" if kind(name) in _OFFICE_KEYS else ""


@lru_cache(maxsize=4096)
def level_word(name: str) -> str:
    """The word for the level of the place that a unit governs: "xã"; "" when there is none."""
    words = _of_place(key(name))
    word = _level_word(words)
    if not word:
        return ""
    behind = _behind(words, word)
    if behind and behind[0] in _NO_PLACES | _LOWER_ONLY:
        typed = name.split()[-len(behind) :]
        # "Huyện đoàn" and "HUYỆN ĐOÀN" are bodies, "xã Đoàn Kết" and "XÃ ĐOÀN KẾT" places.
        small = typed[:1] and typed[0][:1].islower()
        if behind[0] in _NO_PLACES or small or (name.isupper() and word not in ("xã", "phường")):
            return ""
    return word


def _of_place(words: str) -> str:
    """A name as `key` gives it without the committee's words."""
    for start, _full in _COUNCILS:
        words = words.removeprefix(start + " ")
    return words


def _behind(words: str, level: str) -> list[str]:
    """Words behind the one for the level, the first of which may be abbreviated."""
    return _of_place(words).removeprefix(key(level)).removeprefix("tp").split()


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
