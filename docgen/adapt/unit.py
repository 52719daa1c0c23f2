"""Who hands down and who takes over: levels, names and the words that stand for them in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.model import CoQuan, HoSoDonVi
from docgen.nd30.dia_gioi import CAP_HUYEN_HET

CAP_TU = {
    "tỉnh": "tinh", "thành phố": "tinh", "huyện": "huyen", "quận": "huyen", "thị xã": "huyen",
    "xã": "xa", "phường": "xa", "thị trấn": "xa", "đặc khu": "xa",
}  # fmt: skip
"""Words for a unit, and its level; "thành phố" of a province is told by the profile."""
_BODY = re.compile(
    r"(?P<truoc>.*?)(?P<co_quan>[UỦuủ][ỷyYỶ] ban nhân dân|UBND|[Hh]ội đồng nhân dân|HĐND)\s+"
    rf"(?P<tu>{'|'.join(CAP_TU)}|TP\.?)\s+(?P<ten>.+)",
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    r"Chính phủ|Thủ tướng|Quốc hội|Chủ tịch nước|Bộ |Ban Chấp hành Trung ương|Ban Bí thư"
    r"|Bộ Chính trị|Ủy ban Thường vụ Quốc hội|Thanh tra Chính phủ|Văn phòng Chính phủ|Trung ương",
    re.IGNORECASE,
)
_PARTY = {"huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy",
          "tỉnh": "Tỉnh ủy"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A body of government as texts name it."""

    cap: str
    """trung_uong, tinh, huyen, xa or don_vi."""
    tu: str
    """Word for its level: tỉnh, thành phố, huyện, xã …; "" for others."""
    ten: str
    """Its name: Lạng Sơn; "" for others."""
    goi: str
    """As running text calls it: UBND tỉnh, Văn phòng UBND tỉnh, Sở Nội vụ."""
    day_du: str
    """The same with the name: UBND tỉnh Lạng Sơn."""


def read_body(body: CoQuan) -> Body:
    """Level, word and name out of a body's full name; its own `cap` wins."""
    name = " ".join(body.ten.split())
    m = _BODY.fullmatch(name)
    if m:
        tu = "thành phố" if m["tu"].upper().startswith("TP") else m["tu"].lower()
        ten = m["ten"][:1].upper() + m["ten"][1:]
        short = "UBND" if m["co_quan"][:1].casefold() in "uủ" else "HĐND"
        outer = m["truoc"].strip()
        chair = outer.casefold() in ("", "chủ tịch", "chủ tịch ủy ban")
        cap = CAP_TU[tu] if chair else "don_vi"
        lead = "" if chair else outer + " "
        return Body(body.cap or cap, tu, ten, f"{lead}{short} {tu}", f"{lead}{short} {tu} {ten}")
    if party := _PARTY_BODY.fullmatch(name):
        tu = (party["xa"] or _PARTY_LEVEL[party["tu"].casefold()]).lower()
        return Body(body.cap or CAP_TU[tu], tu, party["ten"], party["goi"], name)
    if parent := _BODY.fullmatch(" ".join((body.chu_quan or "").split())):
        tu = parent["tu"].lower()
        return Body(body.cap or "don_vi", tu, parent["ten"], name, name)
    cap = body.cap or ("trung_uong" if _CENTRAL.search(name) else "don_vi")
    return Body(cap, "", "", name, name)


_PARTY_BODY = re.compile(
    r"(?P<goi>(?P<tu>Tỉnh|Thành|Huyện|Thị|Quận) ủy|Đảng ủy (?P<xa>xã|phường|thị trấn|đặc khu))\s+"
    r"(?P<ten>.+)",
    re.IGNORECASE,
)
_PARTY_LEVEL = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "thị": "thị xã",
                "quận": "quận"}  # fmt: skip


def issuer(bodies: Sequence[CoQuan]) -> CoQuan:
    """Of joint issuers the one whose place counts: the People's Committee, else the first."""
    named = (b for b in bodies if _BODY.fullmatch(" ".join(b.ten.split())))
    return next(named, bodies[0])


def own_level(unit: HoSoDonVi) -> str:
    """Level of a unit: as its profile says, else as its name does."""
    return unit.cap or read_body(unit).cap


def variables(source: Body, unit: HoSoDonVi, day: date) -> dict[str, str]:
    """Words that the mapping tables name in braces; see docgen/adapt/bang."""
    own = read_body(unit)
    cap = unit.cap or own.cap
    return {
        "cap_tren": source.tu,
        "ten_tren": source.ten,
        "cap": own.tu if cap != "don_vi" else "cơ quan",
        "ten": own.ten if cap != "don_vi" else "",
        "cac_duoi": below(unit, cap, own.tu, day),
        "don_vi": own.goi,
        "ten_don_vi": own.day_du,
        "thu_truong": f"{head_of(unit)} {own.goi}" if cap != "don_vi" else _of(unit, own),
        "dang": _PARTY.get(own.tu, f"Đảng ủy {own.tu}") if cap != "don_vi" else "Đảng ủy cơ quan",
    }


def _of(unit: HoSoDonVi, own: Body) -> str:
    """Head of an office or department with its name: Chánh Văn phòng UBND tỉnh, Giám đốc Sở …"""
    post = head_of(unit)
    repeated = post.split(" ", 1)[-1]
    return (
        f"{post}{own.goi[len(repeated) :]}" if own.goi.startswith(repeated) else f"{post} {own.goi}"
    )


_HEADS = (
    ("Văn phòng", "Chánh Văn phòng"), ("Sở", "Giám đốc"), ("Ban", "Trưởng Ban"),
    ("Thanh tra", "Chánh Thanh tra"), ("Phòng", "Trưởng Phòng"), ("Chi cục", "Chi cục trưởng"),
    ("Cục", "Cục trưởng"), ("Trung tâm", "Giám đốc"), ("Ủy ban nhân dân", "Chủ tịch"),
    ("UBND", "Chủ tịch"), ("Hội đồng nhân dân", "Chủ tịch"),
)  # fmt: skip
"""How the head of a body is called, by the first words of its name."""


def head_of(unit: HoSoDonVi) -> str:
    """Post of the head: that of the first signer in the profile, else by the kind of body."""
    if unit.nguoi_ky:
        post = unit.nguoi_ky[0].chuc_vu
        return post.removeprefix("Phó ") if post.startswith("Phó ") else post
    return next((post for lead, post in _HEADS if unit.ten.startswith(lead)), "Thủ trưởng")


_BELOW_ORDER = (
    "huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "thôn", "bản",
    "làng", "ấp", "buôn", "tổ dân phố", "khu phố", "tiểu khu",
)  # fmt: skip


def below(unit: HoSoDonVi, cap: str, tu: str, day: date) -> str:
    """The units directly below as a class: "các xã, thị trấn"; from the profile, else by level."""
    if cap == "don_vi":
        return "các phòng, ban, đơn vị"
    found = [
        word
        for word in _BELOW_ORDER
        if any(name.casefold().startswith(word + " ") for name in unit.don_vi_truc_thuoc)
    ]
    if found:
        return "các " + ", ".join(found)
    if cap == "tinh":
        return "các huyện, thành phố" if day < CAP_HUYEN_HET else "các xã, phường"
    if cap == "huyen":
        return {"huyện": "các xã, thị trấn", "quận": "các phường"}.get(tu, "các xã, phường")
    return "các thôn" if tu == "xã" else "các tổ dân phố"
