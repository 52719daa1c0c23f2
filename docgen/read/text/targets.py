"""Numbers that are targets: "115/181 xã … chiếm tỷ lệ 63,5%" becomes a variable of the text.

Only what prints again character by character is taken: a figure out of a total, and the share of
it that stands close behind, when it is the share that the two give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from docgen.model import ChiTieu, Khoi, VanBan
from docgen.viet.chuan import bo_dau
from docgen.viet.so import hai_chu_so, ty_le, viet_so

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"
_TARGET = re.compile(
    rf"(?<![\w/.,])({_NUMBER})/({_NUMBER})(?![\w/]|[.,]\d)\s+(?P<unit>[^\W\d_]+)"
    r"(?P<more>(?:\s+[^\W\d_]+){0,6})"
)
_SHARE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{1,3})?%")
_REACH = 120
"""Characters behind a figure in which its share is looked for."""
_DATE_WORDS = frozenset({"ngay", "thang", "nam", "gio", "phut", "h"})
_KNOWN = {
    "dat chuan": "dat_chuan",
    "nong thon moi nang cao": "nang_cao",
    "nong thon moi kieu mau": "kieu_mau",
    "hoan thanh": "hoan_thanh",
}


@dataclass(slots=True)
class _Found:
    chi_tieu: dict[str, ChiTieu] = field(default_factory=dict)


def with_targets(van_ban: VanBan) -> VanBan:
    """The document with its targets as `chi_tieu`, named in the text; it prints the same."""
    found = _Found({**van_ban.chi_tieu})
    body = [_block(b, found) for b in van_ban.noi_dung]
    attached = [
        k.model_copy(update={"noi_dung": [_block(b, found) for b in k.noi_dung]})
        for k in van_ban.kem_theo
    ]
    if len(found.chi_tieu) == len(van_ban.chi_tieu):
        return van_ban
    return van_ban.model_copy(
        update={"noi_dung": body, "kem_theo": attached, "chi_tieu": found.chi_tieu}
    )


def _block(block: Khoi, found: _Found) -> Khoi:
    if "/" not in block.text or "{{" in block.text:
        return block
    text = _replaced(block.text, found)
    return block if text == block.text else block.model_copy(update={"text": text})


def _replaced(text: str, found: _Found) -> str:
    out: list[str] = []
    at = 0
    for m in _TARGET.finditer(text):
        if m.start() < at:
            continue
        name = _take(m, found)
        if not name:
            continue
        out += [text[at : m.start()], _figure(m[1], m[2], name)]
        at = m.end(2)
        share = _SHARE.search(text, at, at + _REACH)
        following = _TARGET.search(text, at, at + _REACH)
        target = found.chi_tieu[name]
        if share and not (following and following.start() < share.start()):
            assert target.gia_tri is not None
            assert target.tren is not None
            if share[0] == ty_le(target.gia_tri, target.tren):
                out += [text[at : share.start()], f"{{{{ chi_tieu.{name}.ty_le }}}}"]
                at = share.end()
    return "".join(out) + text[at:]


def _take(m: re.Match[str], found: _Found) -> str:
    """Keep a figure out of a total as a target; "" when it is none or prints otherwise."""
    value, whole = int(m[1].replace(".", "")), int(m[2].replace(".", ""))
    if not whole or value > whole or bo_dau(m["unit"]).lower() in _DATE_WORDS:
        return ""
    plain = (viet_so(value), viet_so(whole))
    padded = (hai_chu_so(value), hai_chu_so(whole))
    if (m[1], m[2]) != (padded if _padded(m[1], m[2]) else plain):
        return ""
    target = ChiTieu(gia_tri=Decimal(value), tren=Decimal(whole), don_vi=m["unit"])
    base = _name(m["unit"], m["more"])
    name, number = base, 1
    while name in found.chi_tieu and found.chi_tieu[name] != target:
        number += 1
        name = f"{base}_{number}"
    found.chi_tieu[name] = target
    return name


def _figure(value: str, whole: str, name: str) -> str:
    return f"{{{{ chi_tieu.{name}{' | hai_chu_so' if _padded(value, whole) else ''} }}}}"


def _padded(value: str, whole: str) -> bool:
    return any(len(x) > 1 and x[0] == "0" for x in (value, whole))


def _name(unit: str, more: str) -> str:
    """A name for the target: its unit, and what is said of it when that is a known phrase."""
    words = bo_dau(more).lower()
    said = next((name for phrase, name in _KNOWN.items() if phrase in words), "")
    base = re.sub(r"\W+", "_", bo_dau(unit).lower())
    return f"{base}_{said}" if said else base
