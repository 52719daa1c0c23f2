"""Where the subject of a citation ends: at the end of a clause outside quotes and brackets."""

import re

from docgen.viet._trich_dan_tu import (
    BAT_DAU,
    CHU_DE,
    DAU_CO_QUAN,
    SANG_Y,
    VIET_TAT_CHAM,
    breaks,
    skip,
)

_DAU_CHU_DE = re.compile(
    rf"[;:.,()\[\]“”\"«»\n]|(?<!\w)(?:và|hoặc|cùng)(?!\w)|(?<!\w)(?:{BAT_DAU.pattern})"
)
_GIAI_THICH = re.compile(
    r"\(\s*(?:gọi\s|sau\s+đây|viết\s+tắt|được\s|nêu\s|kèm\s|tại\s|gửi\s|dưới\s+đây|đã\s|có\s+\S+\s+kèm)"
)
_GIUA = re.compile(
    r"\([^()\n]{0,160}\)\s+(?:giai\s+đoạn|năm\s+\d|trên\s+địa\s+bàn|nhiệm\s+kỳ|đến\s+năm)(?!\w)"
)
"""An explanation in the middle of a subject: "(viết tắt là …) giai đoạn 2021 - 2025"."""
_MENH_DE = re.compile(
    rf"{DAU_CO_QUAN.pattern}[^,;:.()]{{0,120}}?(?<!\svà)\s(?:ban\s+hành|xây\s+dựng|đề\s+nghị|yêu\s+cầu"
    r"|báo\s+cáo|giao|thông\s+báo|có\s+ý\s+kiến|quyết\s+định|trình|kính|phát\s+động|chỉ\s+đạo"
    r"|triển\s+khai|tổ\s+chức|hướng\s+dẫn)(?!\w)"
)
_DUOI = re.compile(r"(?:\s+(?:như\s+sau|nêu\s+trên|nói\s+trên|sau\s+đây)|[\s,*_]+)+\Z")
_MO, _DONG = "(“«[", ")”»]"


def subject_end(text: str, start: int, end: int, can_cu: bool) -> int:
    """Find where the subject that begins at start ends: a clause end outside quotes and brackets.

    end: where reading stops at the latest (and never more than 1.500 characters on). can_cu: the
    citation is a legal ground of its own, so that "; quy trình …" in small letters still belongs.
    """
    gioi_han = min(end, start + 1500)
    ket, can = _scan_subject(text, start, gioi_han, True, can_cu)
    if not can:
        ket, _ = _scan_subject(text, start, gioi_han, False, can_cu)
    if m := _DUOI.search(text, max(start, ket - 60), ket):
        ket = m.start()
    return ket


def _same_ground(text: str, i: int, k: int) -> bool:
    """Whether the words at k, after ";", go on with the subject of a legal ground."""
    return (
        text[k : k + 1].islower()
        and not breaks(text, i, k)
        and not BAT_DAU.match(text, k)
        and not SANG_Y.match(text, k)
        and not CHU_DE.match(text, k)
    )


def _scan_subject(text: str, start: int, end: int, can: bool, can_cu: bool) -> tuple[int, bool]:
    """One reading; `can`: quotes and brackets shield their insides. Gives the end, and balance."""
    mo: list[str] = []
    long_nhau = False
    for m in _DAU_CHU_DE.finditer(text, start, end):
        i, c = m.start(), m[0]
        if c == "\n":
            if breaks(text, i, skip(text, i, end)):
                return i, not mo
        elif can and c == '"':
            if mo and mo[-1] == '"':
                mo.pop()
            else:
                mo.append('"')
        elif mo and mo[-1] in "”»" and c != mo[-1]:
            continue  # inside quotes
        elif c in _MO:
            if not mo and _GIAI_THICH.match(text, i) and not _GIUA.match(text, i, end):
                return i, True
            if can:
                mo.append(_DONG[_MO.index(c)])
            elif c in "([":
                return i, True
        elif c in _DONG:
            if mo and mo[-1] == c:
                mo.pop()
            elif not can and c in "”»":
                continue
            else:
                return i, not mo
        elif mo:
            continue
        elif c in ";:":
            k = skip(text, i + 1, end)
            if not (can_cu and c == ";" and _same_ground(text, i + 1, k)):
                return i, True
        elif c == ".":
            sau = text[i + 1 : i + 2]
            if sau.isspace() and not text.endswith(VIET_TAT_CHAM, 0, i + 1):
                return i, True
            if not sau or sau in '/"”)*':
                return i, True
        elif c == ",":
            k = skip(text, i + 1, end)
            if BAT_DAU.match(text, k):
                if not (long_nhau and text.startswith(("Luật", "Bộ luật"), k)):
                    return i, True
            elif _MENH_DE.match(text, k, end) or SANG_Y.match(text, k):
                return i, True
        elif c in ("và", "hoặc", "cùng"):
            k = skip(text, m.end(), end)
            if c == "cùng" and text.startswith("với", k):
                k = skip(text, k + 3, end)
            if BAT_DAU.match(text, k) and not long_nhau:
                return i, True
        else:
            long_nhau = True
    return end, not mo
