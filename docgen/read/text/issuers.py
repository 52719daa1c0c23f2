"""Bodies from the capital lines of a header: the issuer, its parent, or several joint issuers.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.2.
"""

from __future__ import annotations

import re
from typing import Any

from docgen.read.text import marks
from docgen.read.text.join import HALF
from docgen.read.text.marks import fold, plain, upper_case
from docgen.viet.viet_hoa import ten_thuong

_PARENTLESS = re.compile(r"(?:UY BAN|HOI DONG) NHAN DAN$")
_BODY = re.compile(
    r"(?:UY BAN|UBND|HDND|HOI|SO|BO|BAN|CONG AN|(?:DANG|HUYEN|TINH|THANH) UY|LIEN|PHONG(?! CHONG)"
    r"|(?:HUYEN |TINH |THANH |XA )?DOAN|DANG BO|CHI BO|TONG CUC|CHI CUC|CUC|VU|VIEN(?! CHUC)"
    r"|TRUNG TAM|TRUONG|BENH VIEN|TRAM|VAN PHONG|THANH TRA|CHI NHANH|HAT|DOI|KHO BAC|BAO HIEM"
    r"|NGAN HANG|TOA AN|TO|QUY|CONG TY|TONG CONG TY|HOC VIEN|DAI HOC|PHAN HIEU|KHOA|MAT TRAN|DAI"
    r"|CONG DOAN|CDCS|DON BIEN PHONG|THU VIEN|BAO TANG|NHA (?:VAN HOA|THIEU NHI|HAT|KHACH|XUAT BAN)"
    r"|VUON QUOC|KHU (?:BAO TON|DI TICH|KINH TE)|TAP CHI|BAO|CONG THONG TIN|CANG VU|THUONG TRUC"
    r"|DANG UY|LU DOAN|SU DOAN|TRUNG DOAN|TIEU DOAN|HOP TAC XA|HIEP HOI|TIEU BAN)\b"
)
_UNIT = re.compile(
    r"(?:TINH|THANH PHO|HUYEN|QUAN|THI XA|THI TRAN|PHUONG|XA|DAC KHU)\b(?! (?:UY|DOAN|DOI)\b)"
)
_GOES_ON = re.compile(r"(?:VA|CUA|CAC|CHO|TRONG|TREN|VE|THUOC|CAP|-|–|&|,)(?!\w)|PHONG CHONG\b")
_OPEN = re.compile(
    r"(?:,|\b(?:VA|CUA|CAC|VE|BAN CHI DAO|BAN QUAN LY|DOAN DAI BIEU QUOC HOI))$"
    r"|^(?:VAN PHONG|TRUNG TAM|BENH VIEN|TRUONG|THANH TRA|CHI CUC|CUC|SO|BO|PHONG|TRAM|BAN|VIEN)$"
)
"""How a line ends whose name goes on in the next."""
_UNIT_LAST = re.compile(r"\b(?:TINH|THANH PHO|HUYEN|QUAN|THI XA|THI TRAN|PHUONG|XA|DAC KHU)$")
"""The word for a unit at the end of a line: its name follows."""
_NAMED = re.compile(
    r"(?:TRUONG|BENH VIEN|TRUNG TAM|CONG TY|TONG CONG TY|HOP TAC XA|HOC VIEN|VIEN|CONG DOAN|CDCS)\b"
)
"""Bodies with a name of their own, which may stand in the next line."""


def issuers(names: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Bodies of the capital lines as data of `co_quan`, and the names above the direct parent.

    Two bodies are parent and issuer; of three the model holds the last two, the topmost is given
    back to be kept. Lines that end in "-", or names parted by one, are joint issuers.
    """
    joined = _joined(names)
    if len(joined) == 1:
        # Several bodies on one line: "SỞ Y TẾ - SỞ NỘI VỤ", not "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG".
        sides = re.split(r"\s[-–]\s", joined[0])
        if len(sides) > 1 and all(_BODY.match(fold(side)) for side in sides):
            return [{"ten": _name(side)} for side in sides], []
    if any(_dashed(n) for n in joined):
        # The body above joint issuers stands over the first of them without a dash.
        under = not _dashed(joined[0]) and all(_BODY.match(fold(n)) for n in joined[:2])
        bodies: list[str] = []
        for name in joined[under:]:
            if bodies and not _dashed(bodies[-1]):
                bodies[-1] += " " + name
            else:
                bodies.append(name)
        return [{"ten": _name(b.rstrip(" -–"))} for b in bodies], joined[:under]
    if len(joined) == 1:
        return [{"ten": _name(joined[0])}], []
    levels = _levels(joined)
    return [{"ten": _name(levels[-1]), "chu_quan": _name(levels[-2])}], levels[:-2]


def names_several(cell: str) -> bool:
    """Whether the lines of one paragraph, broken by force, name more than one body."""
    lines = [plain(x) for x in cell.split("\n") if x.strip()]
    if len(lines) < 2 or not all(map(upper_case, lines)) or not _BODY.match(fold(lines[0])):
        return False
    bodies, above = issuers(lines)
    return len(bodies) > 1 or bool(above) or "chu_quan" in bodies[0]


def _dashed(name: str) -> bool:
    return name.endswith((" -", " –"))


def _joined(names: list[str]) -> list[str]:
    """Names, those joined that a line end broke."""
    joined: list[str] = []
    for name in names:
        above, folded = fold(joined[-1]) if joined else "", fold(name)
        broken = (
            _PARENTLESS.search(above)
            or _UNIT.match(folded)
            or _GOES_ON.match(folded)
            or _OPEN.search(above)
            or (not _BODY.match(folded) and (_UNIT_LAST.search(above) or _NAMED.match(above)))
        )
        half = bool(joined) and _dashed(joined[-1]) and HALF.search(joined[-1].rstrip(" -–"))
        if half and not _BODY.match(folded):
            joined[-1] += " " + name  # "PHÒNG VĂN HÓA -" over "XÃ HỘI"
        elif joined and broken and not above.endswith("-"):
            joined[-1] += " " + name
        else:
            joined.append(name)
    return joined


def _levels(joined: list[str]) -> list[str]:
    """Of three lines and more those that begin a body; the others go on with the one above."""
    if len(joined) == 2:
        return joined
    levels = joined[:1]
    for name in joined[1:]:
        if _BODY.match(fold(name)) or len(levels) == 1:
            levels.append(name)
        else:
            levels[-1] += " " + name
    return levels


def _name(text: str) -> str:
    return text if marks.GAP.fullmatch(text) else ten_thuong(text)
