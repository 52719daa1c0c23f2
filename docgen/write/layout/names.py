"""Names of bodies and posts as the header prints them, and the lengths of drawn lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from docgen.nd30.quyen_han import QUYEN_HAN
from docgen.nd30.trang import Khoang
from docgen.viet.be_rong import be_rong, chia_dong

_UNIT = re.compile(
    r"(?<=NHÂN DÂN) (?=XÃ )"  # there it is a commune: Xã Hội Hoan
    r"|(?<!THỊ) (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|PHƯỜNG|ĐẶC KHU|XÃ(?! HỘI)) )"
)
_COUNCIL = re.compile(r" (?=(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG) NHÂN DÂN)")
_TWO_LINES = ("ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN ")
_POSTS = {
    "CHÁNH VĂN PHÒNG": "Chánh Văn phòng",
    "TỔNG GIÁM ĐỐC": "Tổng Giám đốc",
    "CHÁNH THANH TRA": "Chánh Thanh tra",
    "THỦ TƯỚNG CHÍNH PHỦ": "Thủ tướng Chính phủ",
}
_PREFIX = re.compile(rf"^({'|'.join(q.rstrip('.') for q in QUYEN_HAN)})\.\s*")
_BODY = re.compile(
    r"\b(?:UBND|HĐND|[ỦU][YỶ] BAN|HỘI ĐỒNG|SỞ|PHÒNG(?! TỔNG)|TỈNH|HUYỆN|XÃ|PHƯỜNG|THÀNH PHỐ|TRƯỜNG|"
    r"TRUNG TÂM|BỘ|CỤC|BAN QUẢN LÝ)\b"
)


_POST_BODY = re.compile(
    r"(?<![.,])(?<!VÀ) (?=(?:SỞ|[ỦU][YỶ] BAN|UBND|HỘI ĐỒNG|HĐND|BAN QUẢN LÝ|TRUNG TÂM|BỘ|CỤC) )"
)
"""Before the body in a post; not after "TM." and the like."""


@lru_cache(maxsize=512)
def issuer_lines(ten: str, dong: tuple[str, ...], rong_pt: float, co_chu: float, dam: bool) -> str:
    """Lines of a body's name in capitals, joined by line ends, none wider than `rong_pt`.

    `dong`: lines given by the office, kept as they are. UBND and HĐND put their unit on a line of
    its own (practice of the sample forms); other names break before the unit word when they do
    not fit, then at spaces into lines of about equal width.
    """
    if dong:
        return "\n".join(line.upper() for line in dong)
    name = " ".join(ten.split()).upper()
    if be_rong(name, co_chu, dam) <= rong_pt and not name.startswith(_TWO_LINES):
        return name
    parts = _UNIT.split(name, maxsplit=1)
    if be_rong(parts[0], co_chu, dam) > rong_pt:
        # "VĂN PHÒNG / ỦY BAN NHÂN DÂN / TỈNH …": the words of a council stay together.
        parts[:1] = _COUNCIL.split(parts[0], maxsplit=1)
    return "\n".join(line for part in parts for line in balanced(part, rong_pt, co_chu, dam))


@lru_cache(maxsize=512)
def balanced(text: str, rong_pt: float, co_chu: float, dam: bool) -> tuple[str, ...]:
    """Break `text` into as few lines as fit in `rong_pt`, as equal in width as they can be."""
    lines = chia_dong(text, rong_pt, co_chu, dam)
    if len(lines) < 2:
        return tuple(lines)
    low, high = be_rong(text, co_chu, dam) / len(lines), rong_pt
    for _step in range(12):
        middle = (low + high) / 2
        if len(chia_dong(text, middle, co_chu, dam)) > len(lines):
            low = middle
        else:
            high = middle
    return tuple(chia_dong(text, high, co_chu, dam))


@lru_cache(maxsize=512)
def post_lines(post: str, rong_pt: float, co_chu: float) -> tuple[str, ...]:
    """Lines of a post in capitals, none wider than `rong_pt` pt.

    One that does not fit breaks before the body it belongs to ("GIÁM ĐỐC / SỞ Y TẾ"), then into
    lines of about equal width.
    """
    parts = [post]
    if be_rong(post, co_chu, True) > rong_pt:
        parts = _POST_BODY.split(post, maxsplit=1)
    return tuple(line for part in parts for line in balanced(part, rong_pt, co_chu, True))


@lru_cache(maxsize=512)
def even_lines(
    text: str, rong_pt: float, co_chu: float, dam: bool, nghieng: bool
) -> tuple[float, tuple[str, ...]]:
    """Room (pt, at most `rong_pt`) in which `text` breaks into even lines, and those lines.

    As few lines as the full room needs; the least room that gives so many is the starting point,
    widened while a line would break inside a range of numbers ("2021 - 2025").
    """
    parts = text.split("\n")
    if len(parts) > 1:
        return rong_pt, tuple(x for p in parts for x in chia_dong(p, rong_pt, co_chu, dam, nghieng))
    whole = be_rong(text, co_chu, dam, nghieng)
    if whole <= rong_pt:
        return rong_pt, (text,)
    lines = chia_dong(text, rong_pt, co_chu, dam, nghieng)
    room = 1.02 * whole / len(lines)
    step = max(8.0, (rong_pt - room) / 8)
    while room < rong_pt:
        tried = chia_dong(text, room, co_chu, dam, nghieng)
        if len(tried) == len(lines) and not any(map(_splits_range, tried, tried[1:])):
            # A hair of slack: the breaks must not hang on a rounded twip.
            return min(room + 1.0, rong_pt), tuple(tried)
        room += step
    return rong_pt, tuple(lines)


def _splits_range(line: str, following: str) -> bool:
    return line.endswith((" -", " –")) or following.startswith(("- ", "– "))


def line_length(widths: Sequence[float], khoang: Khoang) -> float:
    """Length in pt of the drawn line under text lines of `widths` pt.

    The share is of the longest line; where the last line, which the eye compares, allows a share
    that suits both, that one is taken.
    """
    longest, last = max(widths), widths[-1]
    low = max(longest * khoang.thap, last * khoang.thap)
    high = min(longest * khoang.cao, last * khoang.cao)
    if low <= high:
        return min(max(longest * khoang.chon, low), high)
    return longest * khoang.chon


def head_post(quyen_han: Sequence[str], chuc_vu: str | None) -> str | None:
    """Post of the head in whose name a document is signed, in capitals; None for a collective.

    TM. anywhere means the collective decides; KT., TL., TUQ., Q. name the head's post.
    """
    for line in quyen_han:
        m = _PREFIX.match(line.strip().upper())
        if m and m[1] == "TM":
            return None
        if m:
            return line.strip().upper()[m.end() :]
    return _PREFIX.sub("", (chuc_vu or "").strip().upper())


def names_a_body(post: str) -> bool:
    """Whether a post brings its body along: CHỦ TỊCH UBND TỈNH; not BỘ TRƯỞNG, CHÁNH VĂN PHÒNG."""
    bare = (
        post.removeprefix("BỘ TRƯỞNG").removeprefix("CHÁNH VĂN PHÒNG").removeprefix("TRƯỞNG PHÒNG")
    )
    return bool(_BODY.search(bare))


def post_in_text(post: str) -> str:
    """A post in ordinary case, as running text writes it: Chủ tịch, Chánh Văn phòng."""
    return _POSTS.get(post.upper(), post.capitalize())
