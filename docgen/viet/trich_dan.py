"""Citations read out of a text: found, taken apart, printed back, and gathered in a register.

The reverse of `docgen.viet.vien_dan`. Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6 (căn
cứ, viện dẫn): kind, "số" with number and code, date, issuer, subject; a luật or pháp lệnh by its
name. Texts are expected in NFC (`docgen.viet.chuan`); any text is read without an error, in time
in step with its length.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from docgen.viet import _trich_dan_tu as tu
from docgen.viet._trich_dan_luat import law_name_end
from docgen.viet.vien_dan import vien_dan

BoBa: TypeAlias = tuple[int | None, int | None, int | None]
"""Day, month, year as written; None for what is open. Not checked against the calendar."""

_XUONG_DONG = re.compile(r"[^\S\n]*\n\s*")
_TRANG = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """One citation in a text."""

    start: int
    end: int
    manh: tuple[tuple[str, str], ...]
    """What is written, piece by piece: (name of the part, text); "" names what joins two parts."""
    loai: str
    """Kind as the decree names it: "Quyết định" for "QĐ" and "quyết định" too."""
    mo_dau: str | None = None
    """Opening words that stand directly before: Căn cứ, Thực hiện, Theo đề nghị của … tại."""
    so: str | None = None
    """Number as written ("08", "3.126"); None when it is open or there is none."""
    ky_hieu: str | None = None
    """Code after the slash ("QĐ-TTg", "2020/NĐ-CP"); with its hyphen in "-NQ/TU"."""
    ngay: BoBa | None = None
    co_quan: str | None = None
    """Issuer, without "của"."""
    trich_yeu: str | None = None
    """Subject with its opening word ("về việc …"); of a luật, its name."""
    chung: frozenset[str] = frozenset()
    """Parts that stand once at the head of a list ("các Quyết định: số …"), not in this piece."""
    depth: int = 0
    """0, or how many citations it stands inside of (in their subject or name)."""

    def text(self) -> str:
        """Print the citation back, character for character."""
        return "".join(chu for _, chu in self.manh)

    def written(self, phan: str) -> str | None:
        """What is written for a part ("loai", "ngay" …) in the text; None when nothing is."""
        return next((chu for ten, chu in self.manh if ten == phan), None)

    @property
    def kieu_ngay(self) -> Literal["ngan", "dai"] | None:
        """Form of its date: "ngan" 18/5/2022, "dai" ngày 18 tháng 5 năm 2022; None without one."""
        chu = self.written("ngay")
        return None if chu is None else "dai" if "tháng" in chu else "ngan"


class _Reader:
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
        chu = _XUONG_DONG.sub(" ", self.text[start:end])
        self.gia_tri[phan] = chu if gia_tri is None else gia_tri
        self.pos = end

    def skip(self, i: int | None = None) -> int:
        i = self.pos if i is None else i
        while i < len(self.text) and self.text[i].isspace():
            i += 1
        return i


def _number(r: _Reader, pos: int, end: int, co_so: bool, mot_minh: bool) -> bool:
    """Read number and code at pos. co_so: "số" was written; mot_minh: a number alone will do."""
    m = tu.HO_SO.match(r.text, pos, end) if co_so else None
    start = m.end() if m else pos
    so = tu.SO.match(r.text, start, end)
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
        chu = _TRANG.sub("", ky_hieu[0])
        dau = len(ky_hieu[0]) - len(ky_hieu[0].lstrip("/ \t\n\xa0"))
        bat = ky_hieu.start() + (dau if chu[0] == "/" else 0)
        r.take("ky_hieu", bat, ky_hieu.end(), chu.lstrip("/"))
    return True


def _date_at(text: str, pos: int, end: int) -> tuple[int, int, BoBa] | None:
    """The date that begins at pos, behind white space, a comma, "ban hành": start, end, date."""
    m = re.compile(r",?\s*(?:(?:được\s+)?(?:ban\s+hành|ký)\s+)?").match(text, pos, end)
    i = m.end() if m else pos
    if i == pos:
        return None
    for mau in (tu.NGAY, tu.NGAY_NGAN):
        if (m := mau.match(text, i, end)) and (m[0][0] == "n" or all(m.groups())):
            ngay, thang, nam = (int(g) if g else None for g in m.group("ngay", "thang", "nam"))
            return i, m.end(), (ngay, thang, nam)
    if text[pos : pos + 1] != "," and (m := tu.NAM.match(text, i, end)) and m[0][0] in "nt":
        return i, m.end(), (None, int(m["thang"]) if m["thang"] else None, int(m["nam"]))
    return None


def _date(r: _Reader, end: int) -> bool:
    found = _date_at(r.text, r.pos, end)
    if found:
        r.take("ngay", *found)
    return found is not None


_CUA = re.compile(r"[*_]{0,2}\s+[*_]{0,2}của\s+")
_TRUOC_CHU_DE = re.compile(r",?\s+")
_CAN_CU = re.compile(r"(?:\n|\A)[\s*_-]*Căn\s+cứ\s+\Z")
_LIEN_TICH = re.compile(r"LT|&|\w+-\w+-\w+|CTrPH")


def _issuer(r: _Reader, end: int) -> bool:
    m = _CUA.match(r.text, r.pos, end)
    if not m:
        return False
    loai = r.gia_tri["loai"].casefold()
    lien = "liên tịch" in loai or bool(_LIEN_TICH.search(r.gia_tri.get("ky_hieu") or ""))
    ket = tu.issuer_end(r.text, m.end(), end, lien)
    if ket == m.end():
        return False
    r.take("co_quan", m.end(), ket)
    return True


def _subject(r: _Reader, end: int, manh: bool) -> None:
    """Read the subject; manh: only the openings that need no issuer before them."""
    m = _TRUOC_CHU_DE.match(r.text, r.pos, end)
    if not m or tu.breaks(r.text, r.pos, m.end()):
        return
    mau = tu.VE if m[0][0] == "," else tu.CHU_DE_MANH if manh else tu.CHU_DE
    if not mau.match(r.text, m.end(), end) and (
        manh or m[0][0] == "," or not tu.hoa_chu_de(r.text, m.end(), end)
    ):
        return
    can_cu = bool(_CAN_CU.search(r.text, max(0, r.start - 20), r.start))
    ket = tu.subject_end(r.text, m.end(), end, can_cu)
    if ket > m.end():
        r.take("trich_yeu", m.end(), ket)


_HIEN_PHAP = re.compile(r"(?:nước\s+)?(?:Cộng\s+h[òo][aà]\s+xã\s+hội\s+chủ\s+nghĩa\s+)?Việt\s+Nam")
_SO_LUAT = re.compile(rf"{tu.SO_TU}:?\s*(?=\d)")


def _law(r: _Reader, end: int) -> bool:
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
    co_so = bool(m) and _number(r, m.end() if m else i, end, True, False)
    co_ngay = _date(r, end)
    if not (co_ten and r.gia_tri["loai"] != "Hiến pháp") and not co_so and not co_ngay:
        return False
    _issuer(r, end)
    if not co_ten and co_so:
        _subject(r, end, True)
    return True


_SO_SAU = re.compile(rf"(?:{tu.SO_TU}:?)")
_CUA_TRUOC_SO = re.compile(rf"\s+của\s+([^;:.,()\d]{{2,120}}?)\s+(?={tu.SO_TU}\s*\d)")


def _numbered(r: _Reader, end: int, tat: bool) -> bool:
    """Read what follows a kind that has a number."""
    r_loai = r.gia_tri["loai"]
    i = r.skip()
    if i == r.pos or i >= end:
        return False
    if (m := _CUA_TRUOC_SO.match(r.text, r.pos, end)) and not tu.BAT_DAU.search(m[1]):
        r.take("co_quan", *m.span(1))
        i = r.skip()
    m = _SO_SAU.match(r.text, i, end)
    if m and m[0][-1] == ":" and "\n" in r.text[r.pos : i]:
        return False  # the number of the document itself, under its name
    mot_minh = not tat and (r_loai in _SO_DUNG_MOT_MINH)
    if not _number(r, m.end() if m else i, end, bool(m), mot_minh):
        if m and not tat and (so := tu.SO.match(r.text, r.skip(m.end()), end)):
            ngay = _date_at(r.text, so.end(), end)
            if not ngay:
                return False
            r.take("so", *so.span())
        else:
            ngay = None if m or tat else _date_at(r.text, r.pos, end)
            if not ngay or None in ngay[2] or not r.text[r.start].isupper():
                return False
    co_ngay = _date(r, end)
    co_quan = "co_quan" in r.gia_tri or _issuer(r, end)
    if co_quan and not co_ngay:
        _date(r, end)
    _subject(r, end, not co_quan)
    return True


_SO_DUNG_MOT_MINH = {
    "Nghị quyết", "Nghị định", "Chỉ thị", "Quyết định", "Thông tư", "Kết luận", "Công điện",
}  # fmt: skip
_DU_THAO = re.compile(r"(?:[Dd]ự\s+(?:án|thảo)|[Hh]ọc|[Kk]hoa)\s+\Z")
_DAU_DANH_SACH = re.compile(r"(?:\s+của\s+(?P<cq>[^;:.,()\d]{2,120}))?\s*:\s*(?=[Ss]ố\s*\d)")
_CACH = re.compile(r"(?:[\s,;.]|và|cùng|các|văn|bản|tại)*\Z")


@dataclass(slots=True)
class _List:
    """The list that a bare "số 2/QĐ-TTg …" may continue."""

    loai: str
    co_quan: str | None
    end: int


def _opening(r: _Reader, truoc: int) -> None:
    """Read opening words directly before the kind, no further back than truoc."""
    m = tu.MO_DAU.search(r.text, max(truoc, r.start - 260), r.start)
    if not m:
        return
    ngoai = r.text[max(0, m.start() - 40) : m.start()].rstrip()
    if not m[1][0].isupper():
        # In small letters the verbs are verbs; only these open a clause.
        if not m[1].startswith(("căn", "theo", "xét", "kèm")):
            return
        if ngoai and ngoai[-1] not in ",;:(–-*“+":
            return
    r.manh = [("mo_dau", m[1]), ("", m[2]), *r.manh]
    r.gia_tri["mo_dau"] = _XUONG_DONG.sub(" ", m[1])
    r.start = m.start()


def _close(r: _Reader, chung: frozenset[str], depth: int) -> Found:
    g = r.gia_tri
    return Found(
        start=r.start, end=r.pos, manh=tuple(r.manh), loai=g["loai"], mo_dau=g.get("mo_dau"),
        so=g.get("so"), ky_hieu=g.get("ky_hieu"), ngay=g.get("ngay"), co_quan=g.get("co_quan"),
        trich_yeu=g.get("trich_yeu"), chung=chung, depth=depth,
    )  # fmt: skip


def find(text: str) -> list[Found]:
    """Find every citation in a text, in order; those inside another's subject come after it.

    text: any text, NFC; line ends inside a citation are allowed (wrapped lines). Each citation's
    `text()` is text[start:end]. Kinds with a number need it; a luật needs its name or number.
    A draft ("dự thảo Luật …") and a document's own "Số: …" are no citations.
    """
    ra: list[Found] = []
    bao: list[int] = []
    danh_sach: _List | None = None
    pos = truoc = 0
    while m := tu.UNG_VIEN.search(text, pos):
        start, pos = m.start(), m.end()
        while bao and start >= bao[-1]:
            bao.pop()
        end = bao[-1] if bao else len(text)
        r = _Reader(text, start)
        chung: frozenset[str] = frozenset()
        if m["so"]:
            if not danh_sach or not _continues(text, danh_sach.end, start):
                continue
            r.gia_tri["loai"] = danh_sach.loai
            chung = frozenset({"loai"})
            if not _number(r, m.end(), end, True, False):
                continue
            co_quan = danh_sach.co_quan
            _date(r, end)
            _subject(r, end, not _issuer(r, end))
            if co_quan and "co_quan" not in r.gia_tri:
                r.gia_tri["co_quan"] = co_quan
                chung |= {"co_quan"}
        else:
            goc = _TRANG.sub(" ", m[0])
            ten = tu.VIET_TAT[goc] if m["tat"] else tu.TEN_LOAI[goc.casefold()]
            r.take("loai", start, m.end(), ten)
            if ten.casefold() in tu.KHONG_TEN:
                hop = text[start].isupper() and not _DU_THAO.search(text, max(0, start - 12), start)
                hop = hop and _law(r, end)
            else:
                hop = _numbered(r, end, bool(m["tat"]))
                if not hop and (d := _DAU_DANH_SACH.match(text, m.end(), end)):
                    danh_sach = _List(ten, d["cq"], d.end())
            if not hop:
                continue
            _opening(r, truoc)
        f = _close(r, chung, len(bao))
        ra.append(f)
        if not bao and not chung:
            danh_sach = _List(f.loai, None, f.end)
        elif danh_sach and chung:
            danh_sach.end = f.end
        # Subjects and names may cite further documents: read on inside them.
        pos = truoc = f.end
        if ben_trong := f.written("trich_yeu"):
            thu = [ten for ten, _ in f.manh].index("trich_yeu")
            pos = truoc = f.start + sum(len(chu) for _, chu in f.manh[:thu])
            bao.append(pos + len(ben_trong))
    return ra


def _continues(text: str, end: int, start: int) -> bool:
    """Whether a bare number at start goes on with the list that was read up to end."""
    if not 0 <= start - end <= 60:
        return False
    giua = text[end:start]
    if not giua.strip():
        return text[max(0, end - 40) : end].rstrip()[-1:] == ":"
    return bool(_CACH.match(giua)) or (giua.rstrip()[-1] in ",;" and "\n\n" not in giua)


def _printed(so: str) -> str:
    """A number as the model keeps and the writer prints it: no zeros in front, two digits."""
    so = so.lstrip("0") or "0"
    return so if len(so.rstrip("abcdefghiklmnopqrstuvxyđ")) > 1 else "0" + so


def to_vien_dan(
    found: Found, kieu_ngay: Literal["ngan", "dai"] | None = None
) -> dict[str, Any] | None:
    """Give a citation as data of the model's VienDan, when printing that gives the same text.

    found: as `find` gives it. kieu_ngay: the form of dates the document prints; None: whichever
    fits (`found.kieu_ngay`). None is returned when the decree's form would print anything
    else than what stands in the text (so that the caller keeps the text), and for a citation whose
    kind or issuer stands at the head of a list.
    """
    loai = found.written("loai")
    if loai is None or found.chung or loai in tu.VIET_TAT:
        return None
    ngay = found.ngay if found.ngay and any(found.ngay) else None
    if ngay and ngay[2] is not None and not 1900 <= ngay[2] <= 2200:
        return None  # the model refuses these years
    for kieu in (kieu_ngay,) if kieu_ngay else ("ngan", "dai"):
        try:
            so_in = found.so and _printed(found.so)
            chu = vien_dan(loai, so_in, found.ky_hieu, found.co_quan, ngay, found.trich_yeu, kieu)
        except ValueError:
            return None
        if f"{found.mo_dau or ''} {chu}".strip() == found.text():
            break
    else:
        return None
    so = found.so and (found.so.lstrip("0") or "0")
    viet_ngay: Any = ngay and dict(zip(("ngay", "thang", "nam"), ngay, strict=True))
    if ngay and None not in ngay:
        viet_ngay = f"{ngay[2]:04d}-{ngay[1]:02d}-{ngay[0]:02d}"
    elif viet_ngay:
        viet_ngay = {k: v for k, v in viet_ngay.items() if v is not None}
    tuy_chon = {"so": so, "ky_hieu": found.ky_hieu, "ngay": viet_ngay,
                "co_quan": found.co_quan, "trich_yeu": found.trich_yeu}  # fmt: skip
    du_lieu = {"mo_dau": found.mo_dau or "", "loai": loai}
    return du_lieu | {k: v for k, v in tuy_chon.items() if v is not None}
