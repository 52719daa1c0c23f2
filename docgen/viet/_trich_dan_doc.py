"""Reading one citation from its kind on: number and code, date, issuer, subject."""

import re
from typing import Any, TypeAlias

from docgen.viet import _trich_dan_tu as tu
from docgen.viet._trich_dan_chu_de import subject_end
from docgen.viet._trich_dan_co_quan import issuer_end
from docgen.viet._trich_dan_luat import law_name_end

BoBa: TypeAlias = tuple[int | None, int | None, int | None]
"""Day, month, year as written; None for what is open. Not checked against the calendar."""

XUONG_DONG = re.compile(r"[^\S\n]*\n\s*")
TRANG = re.compile(r"\s+")


class Reader:
    """A place in the text, and the pieces read up to it."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.pos = text, start, start
        self.manh: list[tuple[str, str]] = []
        self.gia_tri: dict[str, Any] = {}

    def take(self, phan: str, start: int, end: int, gia_tri: Any = None) -> None:
        """Add the part text[start:end], and what stands before it as a joint."""
        if start > self.pos:
            self.manh.append(("", self.text[self.pos : start]))
        if end > start:
            self.manh.append((phan, self.text[start:end]))
        chu = XUONG_DONG.sub(" ", self.text[start:end])
        self.gia_tri[phan] = chu if gia_tri is None else gia_tri
        self.pos = end

    def skip(self, i: int | None = None) -> int:
        i = self.pos if i is None else i
        while i < len(self.text) and self.text[i].isspace():
            i += 1
        return i


def number(r: Reader, pos: int, end: int, co_so: bool, mot_minh: bool) -> bool:
    """Read number and code at pos. co_so: "số" was written; mot_minh: a number alone will do."""
    m = tu.HO_SO.match(r.text, pos, end) if co_so else None
    start = m.end() if m else pos
    so = (tu.SO_ROI.match(r.text, start, end) if co_so else None) or tu.SO.match(r.text, start, end)
    het = so.end() if so else start
    ky_hieu = tu.KY_HIEU.match(r.text, het, end)
    if not so and not (ky_hieu and co_so and ky_hieu[0].lstrip()[:1] == "/"):
        return False
    if ky_hieu and ky_hieu[0].lstrip("/ ").isdigit() and not (co_so or mot_minh):
        ky_hieu = None
    if not ky_hieu and not (so and mot_minh and (co_so or _date_at(r.text, het, end))):
        return False
    if so:
        r.take("so", start, so.end())
    if ky_hieu:
        chu = TRANG.sub("", ky_hieu[0])
        dau = len(ky_hieu[0]) - len(ky_hieu[0].lstrip("/ \t\n\xa0"))
        bat = ky_hieu.start() + (dau if chu[0] == "/" else 0)
        r.take("ky_hieu", bat, ky_hieu.end(), chu.lstrip("/"))
    return True


_GIONG_SO = str.maketrans("lIO", "110")


def _date_at(text: str, pos: int, end: int) -> tuple[int, int, BoBa] | None:
    """The date that begins at pos, behind white space, a comma, "ban hành": start, end, date."""
    m = re.compile(r",?\s*(?:(?:được\s+)?(?:ban\s+hành|ký)\s+)?").match(text, pos, end)
    i = m.end() if m else pos
    if i == pos:
        return None
    for mau in (tu.NGAY, tu.NGAY_NGAN):
        if (m := mau.match(text, i, end)) and (m[0][0] == "n" or all(m.groups())):
            ngay, thang, nam = (
                int(g.translate(_GIONG_SO)) if g else None for g in m.group("ngay", "thang", "nam")
            )
            return i, m.end(), (ngay, thang, nam)
    if text[pos : pos + 1] != "," and (m := tu.NAM.match(text, i, end)) and m[0][0] in "nt":
        return i, m.end(), (None, int(m["thang"]) if m["thang"] else None, int(m["nam"]))
    return None


def date(r: Reader, end: int) -> bool:
    found = _date_at(r.text, r.pos, end)
    if found:
        r.take("ngay", *found)
    return found is not None


_CUA = re.compile(r"[*_]{0,2}\s+[*_]{0,2}của\s+")
_TRUOC_CHU_DE = re.compile(r",?\s+")
_CAN_CU = re.compile(r"(?:\n|\A)[\s*_-]*Căn\s+cứ\s+\Z")
_LIEN_TICH = re.compile(r"LT|&|\w+-\w+-\w+|CTrPH")


def issuer(r: Reader, end: int) -> bool:
    m = _CUA.match(r.text, r.pos, end)
    if not m:
        return False
    loai = r.gia_tri["loai"].casefold()
    lien = "liên tịch" in loai or bool(_LIEN_TICH.search(r.gia_tri.get("ky_hieu") or ""))
    ket = issuer_end(r.text, m.end(), end, lien)
    if ket == m.end():
        return False
    r.take("co_quan", m.end(), ket)
    return True


def subject(r: Reader, end: int, manh: bool) -> None:
    """Read the subject; manh: only the openings that need no issuer before them."""
    m = _TRUOC_CHU_DE.match(r.text, r.pos, end)
    if not m or tu.breaks(r.text, r.pos, m.end()):
        return
    mau = tu.VE if m[0][0] == "," else tu.CHU_DE_MANH if manh else tu.CHU_DE
    if not mau.match(r.text, m.end(), end) and (
        manh
        or m[0][0] == ","
        or not (tu.hoa_chu_de(r.text, m.end(), end) or tu.CHU_DE_SAU.match(r.text, m.end(), end))
    ):
        return
    can_cu = bool(_CAN_CU.search(r.text, max(0, r.start - 20), r.start))
    ket = subject_end(r.text, m.end(), end, can_cu)
    if ket > m.end():
        r.take("trich_yeu", m.end(), ket)


_HIEN_PHAP = re.compile(r"(?:nước\s+)?(?:Cộng\s+h[òo][aà]\s+xã\s+hội\s+chủ\s+nghĩa\s+)?Việt\s+Nam")
_SO_LUAT = re.compile(rf"{tu.SO_TU}:?\s*(?=\d)")


def law(r: Reader, end: int) -> bool:
    """Read what follows Luật, Bộ luật, Pháp lệnh, Hiến pháp."""
    i = r.skip()
    if i == r.pos or i >= end:
        return False
    co_ten = False
    if r.gia_tri["loai"] == "Hiến pháp":
        m = _HIEN_PHAP.match(r.text, i, end)
        ket = m.end() if m else i
    elif r.text[i].isupper() or r.text.startswith("sửa", i):
        ket = law_name_end(r.text, i, end) if not _SO_LUAT.match(r.text, i) else i
    else:
        ket = i
    if ket > i:
        r.take("trich_yeu", i, ket)
        co_ten = True
    m = _SO_LUAT.match(r.text, r.skip(), end)
    co_so = bool(m) and number(r, m.end() if m else i, end, True, False)
    co_ngay = date(r, end)
    if not (co_ten and r.gia_tri["loai"] != "Hiến pháp") and not co_so and not co_ngay:
        return False
    issuer(r, end)
    if not co_ten and co_so:
        subject(r, end, True)
    return True


_DAI_HOI = re.compile(
    r"\s+(?:của\s+)?(Đại\s+hội\s+[^;:.,()\d]{0,80}?lần\s+thứ\s+[IVXLC]+(?:\s+của\s+Đảng)?)(?!\w)"
)
_MO_RONG = re.compile(
    rf"(?P<them>(?:\s+[^\W\d_]+){{1,15}}?)\s+(?={tu.SO_TU}[\s.…:]*\d+[a-zđ]?\s?[/-]\s?"
    rf"(?:\d{{4}}/)?(?P<tat>{tu.HOA}\w*))"
)
_TU_NGAT = re.compile(
    r"(?<!\w)(?:của|theo|tại|được|này|và|là|có|cho|với|từ|đã|trong|số|nêu|đến|như)(?!\w)"
)


def widen(r: Reader, end: int) -> None:
    """Take the words between a kind and its number: "Báo cáo thẩm định số 5/BC-STP".

    The code must be of the kind, so that no other document's number is taken. Up to three words
    belong to the kind; more are left as a joint ("Quyết định thành lập Ban … số 5/QĐ-UBND").
    """
    m = _MO_RONG.match(r.text, r.pos, end)
    ten = r.gia_tri["loai"]
    if not m or tu.VIET_TAT.get(m["tat"]) != ten:
        return
    them = TRANG.sub(" ", m["them"])
    if _TU_NGAT.search(them) or ten.casefold() in them.casefold() or "\n\n" in m["them"]:
        return
    if them.count(" ") <= 3:
        r.manh, r.pos = [], r.start
        r.take("loai", r.start, m.end("them"), ten + them)
    else:
        r.manh.append(("", m["them"]))
        r.pos = m.end("them")


_SO_SAU = re.compile(rf"(?:{tu.SO_TU}:?)")
_CUA_TRUOC_SO = re.compile(rf"\s+của\s+([^;:.,()\d]{{2,120}}?)\s+(?={tu.SO_TU}\s*\d)")


def numbered(r: Reader, end: int, tat: bool) -> bool:
    """Read what follows a kind that has a number."""
    r_loai = r.gia_tri["loai"]
    i = r.skip()
    if i == r.pos or i >= end:
        return False
    if r_loai == "Nghị quyết" and (m := _DAI_HOI.match(r.text, r.pos, end)):
        r.take("trich_yeu", *m.span(1))
        return True
    if (m := _CUA_TRUOC_SO.match(r.text, r.pos, end)) and not tu.BAT_DAU.search(m[1]):
        r.take("co_quan", *m.span(1))
        i = r.skip()
    m = _SO_SAU.match(r.text, i, end)
    if m and m[0][-1] == ":" and "\n" in r.text[r.pos : i]:
        return False  # the number of the document itself, under its name
    mot_minh = not tat and (r_loai in _SO_DUNG_MOT_MINH)
    if not number(r, m.end() if m else i, end, bool(m), mot_minh):
        if m and not tat and (so := tu.SO.match(r.text, r.skip(m.end()), end)):
            ngay = _date_at(r.text, so.end(), end)
            if not ngay:
                return False
            r.take("so", *so.span())
        else:
            ngay = None if m or tat else _date_at(r.text, r.pos, end)
            if not ngay or None in ngay[2] or not r.text[r.start].isupper():
                return False
    co_ngay = date(r, end)
    co_quan = "co_quan" in r.gia_tri or issuer(r, end)
    if co_quan and not co_ngay:
        date(r, end)
    subject(r, end, not co_quan)
    return True


_SO_DUNG_MOT_MINH = {
    "Nghị quyết", "Nghị định", "Chỉ thị", "Quyết định", "Thông tư", "Kết luận", "Công điện",
}  # fmt: skip
