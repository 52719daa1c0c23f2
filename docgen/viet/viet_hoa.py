"""Names printed in capitals, written in ordinary case again.

Nghị định 30/2020/NĐ-CP, Phụ lục II: the first syllable of a body's name and of each field it is in
charge of is capitalised, names of places are capitalised in every syllable.
"""

from __future__ import annotations

import re

_UNITS = (
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "đặc khu",
)  # fmt: skip
_BODIES = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Hội đồng Thi đua - Khen thưởng", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân",
    "Văn phòng Chính phủ", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Văn phòng",
    "Ban Chỉ đạo", "Ban Thường vụ", "Ban Quản lý", "Ban Chấp hành", "Liên đoàn Lao động",
    "Hội Liên hiệp Phụ nữ", "Hội Nông dân", "Hội Cựu chiến binh", "Đoàn Thanh niên",
    "Tỉnh ủy", "Huyện ủy", "Thành ủy", "Đảng ủy", "Công an", "Thanh tra", "Chủ tịch",
    "Phó Chủ tịch", "Giám đốc", "Chánh Văn phòng", "Trung tâm", "Trường", "Chi cục", "Cục",
)  # fmt: skip
_FIELDS = (
    "Nội vụ", "Tài chính", "Tài nguyên", "Môi trường", "Nông nghiệp", "Phát triển nông thôn",
    "Kế hoạch", "Đầu tư", "Giáo dục", "Đào tạo", "Khoa học", "Công nghệ", "Y tế", "Xây dựng",
    "Giao thông vận tải", "Công Thương", "Tư pháp", "Văn hóa", "Thể thao", "Du lịch", "Thông tin",
    "Truyền thông", "Lao động", "Thương binh", "Xã hội", "Dân tộc", "Tôn giáo", "Ngoại vụ",
    "Kinh tế", "Hạ tầng", "Đô thị", "Thi đua", "Khen thưởng", "Dân số", "Trẻ em", "Quốc phòng",
    "Tổng hợp", "Tổ chức", "Hành chính", "Quản trị",
)  # fmt: skip
_HEADS = ("sở", "bộ", "phòng", "ban", "cục", "vụ", "viện")
_NO_PLACE = ("hội", "ủy", "uỷ", "đội", "đoàn")  # xã hội, Huyện ủy, Tỉnh đội, Huyện đoàn
_JOINERS = ("và", "của", "các", "về", "trên", "-", "–", "&")


def ten_thuong(ten: str) -> str:
    """A name in ordinary case: "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN" -> "Ủy ban nhân dân tỉnh Lạng Sơn".

    ten: a body or post in capitals; text that is not all in capitals is returned as it is. Known
    bodies and fields are written as Phụ lục II writes them, places in capitals after the word for
    the unit, anything else with a capital at its start. Abbreviations (UBND, HĐND) stay.
    """
    words = ten.split()
    if not words or any(c.islower() for c in ten):
        return ten
    small = [w.lower() for w in words]
    out: list[str] = []
    place = 0
    starts = True  # a capital is due: the beginning, or after the name of a kind of body
    in_place = False  # inside the name of a place: every syllable has one
    while place < len(words):
        known, size = _known(small, place)
        unit = _unit(small, place)
        if unit and out:
            out.append(" ".join(small[place : place + unit]))
            place += unit
            in_place, starts = True, False
        elif known:
            out.append(known)
            place += size
            in_place, starts = known.endswith(" ủy"), False
        elif _short(words[place]):
            out.append(words[place])
            place += 1
            starts = False
        elif small[place] in _JOINERS:
            out.append(small[place])
            place += 1
            in_place, starts = False, True
        else:
            capital = starts or in_place
            out.append(small[place].capitalize() if capital else small[place])
            starts = small[place] in _HEADS
            place += 1
    return " ".join(out)


def _known(small: list[str], place: int) -> tuple[str, int]:
    for name in (*_BODIES, *_FIELDS):
        parts = name.lower().split()
        if small[place : place + len(parts)] == parts:
            return name, len(parts)
    return "", 0


def _unit(small: list[str], place: int) -> int:
    """Syllables of the word for an administrative unit that stands here before a name."""
    for unit in _UNITS:
        parts = unit.split()
        here = small[place : place + len(parts)]
        following = small[place + len(parts) : place + len(parts) + 1]
        # A scan takes TỈNH for TĨNH.
        same = here == parts or (unit == "tỉnh" and here == ["tĩnh"])
        if same and following and following[0] not in _NO_PLACE:
            return len(parts)
    return 0


def _short(word: str) -> bool:
    """Whether a word is an abbreviation: known, or without a vowel to be said with."""
    return word in _SHORT or not re.search(r"[AEIOUYÀ-Ỹ]", word.upper())


_SHORT = frozenset(("UBND", "HĐND", "UB", "MTTQ", "MTTQVN", "TAND", "VKSND", "BHXH", "TU", "TƯ"))
