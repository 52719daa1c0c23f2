"""Where a long last paragraph would end: what keeps the signature block from standing alone.

Word keeps only the last lines of a paragraph with what follows; LibreOffice moves it whole. A
paragraph of a few lines may move. A longer one would leave half a page empty, or the head alone on
page one, so its end is estimated and, where the signature would go to a page by itself, its lines
are set wider within the bounds of Mục II.6.e, as a clerk does it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from docgen.model import TrinhBay
from docgen.nd30 import trang
from docgen.nd30.thanh_phan import THANH_PHAN, co_chu
from docgen.nd30.trang import MM
from docgen.viet.be_rong import be_rong, chia_dong

_SINGLE = 1.15  # height of a single line of Times New Roman, in ems
_SHORT = 8  # lines that may move to the next page together
_FEW = 400  # characters that are never more than so many lines
_STEP = 0.02


def tie(data: dict[str, Any], tb: TrinhBay) -> bool | float:
    """How the last paragraph stays with the foot: True, keep with next; or its line spacing.

    False: it breaks well as it is. `data`: the whole layout but for the attachments.
    """
    last = (data["ket_thuc"] or data["khoi"])[-1]
    text = f"{last['nhan']} {last['text']}"
    if len(text) < _FEW or last["cap"] == "bang":
        return True
    size = co_chu(last["cap"], tb.co_chu)
    wide = trang.be_rong_chu_mm(tb.le_trai, tb.le_phai) * MM
    lines = _lines(_indented(text, tb, size), wide, size)
    if lines <= _SHORT:
        return True
    body = [*data["khoi"], *data["ket_thuc"]]
    page = (trang.KHO_GIAY_MM[1] - tb.le_tren - tb.le_duoi) * MM
    foot = _foot(data, tb, wide)
    line = size * _SINGLE
    if len(body) > 1 and (lines + 2) * line * tb.gian_dong + foot < page:
        return True
    used = _head(data, tb, wide) + sum(_block(b, tb, wide) for b in body[:-1])
    first = page - used % page
    for spacing in _spacings(tb.gian_dong):
        # The estimate may be wrong by a line or so: what suits it must suit its neighbours too.
        if all(
            _ends_well(lines, first + off * line, page, foot + line, line * spacing)
            for off in (-1.5, 0.0, 1.5)
        ):
            return False if spacing == tb.gian_dong else spacing
    return True


def _spacings(usual: float) -> list[float]:
    """Line spacings to try, the nearest to the usual one first."""
    low, high = trang.GIAN_DONG.thap, trang.GIAN_DONG.cao
    steps = [usual + sign * n * _STEP for n in range(1, 26) for sign in (1, -1)]
    return [usual, *(round(s, 2) for s in steps if low <= s <= high)]


def _ends_well(lines: int, first: float, page: float, foot: float, pitch: float) -> bool:
    """Whether the foot stands under at least two lines of a paragraph that flows over pages."""
    room = int(first / pitch)
    if room < 2:
        return _ends_well(lines, page, page, foot, pitch)
    left, height = lines, first
    while left > room:
        # Two lines at least go over to the next page.
        left -= min(room, left - 2)
        room, height = int(page / pitch), page
    return left * pitch + foot <= height


@lru_cache(maxsize=256)
def _lines(text: str, wide: float, size: float, dam: bool = False) -> int:
    return len(chia_dong(text, wide, size, dam))


def _indented(text: str, tb: TrinhBay, size: float) -> str:
    """A text with its first line indent, as no-break spaces."""
    blank = be_rong("\u00a0", size)
    return "\u00a0" * round(tb.thut_dong * 10 * MM / blank) + text


def _block(block: dict[str, Any], tb: TrinhBay, wide: float) -> float:
    """Height of a block of the body, pt (a table: one line for each row)."""
    size, bang = co_chu("doan", tb.co_chu), block.get("bang")
    if bang is not None:
        return (len(bang.hang) + 1) * (co_chu("bang_o", tb.co_chu) * _SINGLE + 4)
    text = _indented(f"{block['nhan']} {block['text']}", tb, size)
    return _lines(text, wide, size) * size * _SINGLE * tb.gian_dong + tb.gian_doan


def _stack(ma: str, texts: list[str], wide: float, tb: TrinhBay) -> float:
    """Height of texts of one component below each other, pt."""
    t, size = THANH_PHAN[ma], co_chu(ma, tb.co_chu)
    lines = sum(_lines(x, wide, size, t.dam) for x in texts if x)
    return lines * size * _SINGLE + (max(0.0, t.truoc) + max(0.0, t.sau)) * bool(lines)


def _head(data: dict[str, Any], tb: TrinhBay, wide: float) -> float:
    """Height of everything above the body, pt."""
    right = trang.COT_QUOC_HIEU_MM[tb.co_chu] * MM
    left = wide - right
    names = [("chu_quan", data["chu_quan"]), ("co_quan", data["co_quan"])]
    bodies = sum(_stack(ma, [str(text)], left, tb) for ma, text in names)
    nation = _stack("quoc_hieu", ["x"], right, tb) + _stack("tieu_ngu", ["x"], right, tb)
    number = _stack("so_ky_hieu", [str(data["so_ky_hieu"])], left, tb)
    date = _stack("dia_danh_ngay", [str(data["dia_danh_ngay"])], right, tb)
    high = max(bodies, nation) + 6 + max(number, date) + 6
    high += _stack("trich_yeu_cv", [str(data["trich_yeu_cv"])], left, tb)
    if data["ten_loai"]:
        high += _stack("ten_loai", [str(data["ten_loai"])], wide, tb) + 20
        high += _stack("trich_yeu", [str(data["trich_yeu"])], data["rong_trich_yeu"], tb)
    for ma in ("dong_kem_theo", "tham_quyen", "lenh", "kinh_gui"):
        key = "kem_theo" if ma == "dong_kem_theo" else ma
        high += _stack(key, [str(data[ma])], wide, tb)
    high += _stack("kinh_gui", ["x"] * bool(data["kinh_gui_muc"]), wide, tb)
    high += _stack("kinh_gui_muc", [str(i["chu"]) for i in data["kinh_gui_muc"]], wide, tb)
    for grounds in (*data["can_cu"], *data["can_cu_doan"]):
        high += _block({"nhan": "", "text": grounds["chu"]}, tb, wide)
    return high


def _foot(data: dict[str, Any], tb: TrinhBay, wide: float) -> float:
    """Height of recipients and signatures, pt."""
    sign = trang.COT_CHU_KY_MM * MM
    items = [str(i["chu"]) for i in data["noi_nhan"]]
    one = data["chu_ky"]
    room = wide - sign if one else wide
    recipients = _stack("noi_nhan", ["x"], room, tb) + _stack("noi_nhan_muc", items, room, tb)
    if one:
        return max(recipients, _signer(one, sign, tb)) + 18
    rows = [
        max(_signer(s, wide / (2 if r["hai"] else 3), tb) for s in r["o"]) + 18
        for r in data["ky_chung"]
    ]
    return sum(rows) + recipients + 18


def _signer(one: dict[str, Any], wide: float, tb: TrinhBay) -> float:
    posts = [str(i["chu"]) for i in one["quyen_han"]]
    below = [str(one["chuc_vu_rieng"]), str(one["ho_ten"])]
    return _stack("quyen_han", [*posts, *below], wide, tb) + trang.CHO_CHU_KY_MM * MM
