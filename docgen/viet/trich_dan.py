"""Citations read out of a text: found, taken apart, printed back, and gathered in a register.

The reverse of `docgen.viet.vien_dan`. Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6 (căn
cứ, viện dẫn): kind, "số" with number and code, date, issuer, subject; a luật or pháp lệnh by its
name. Texts are expected in NFC (`docgen.viet.chuan`); any text is read without an error, in time
in step with its length.
"""

import re
from dataclasses import dataclass
from typing import Literal

from docgen.viet import _trich_dan_tu as tu
from docgen.viet._trich_dan_doc import (
    TRANG,
    XUONG_DONG,
    BoBa,
    Reader,
    date,
    issuer,
    law,
    number,
    numbered,
    subject,
    widen,
)


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


_DU_THAO = re.compile(r"(?:[Dd]ự\s+(?:án|thảo)|[Hh]ọc|[Kk]hoa)\s+\Z")
_DAU_DANH_SACH = re.compile(r"(?:\s+của\s+(?P<cq>[^;:.,()\d]{2,120}))?\s*:\s*(?=[Ss]ố\s*\d)")
_MA = re.compile(
    rf"(?:{tu.SO_TU}\s*)?\d{{1,6}}[a-zđ]?\s?(?:/\s?(?P<nam>\d{{4}}/)?|-)(?P<tat>{tu.HOA}+\w*)[-/]{tu.HOA}"
)
_SO_TRUOC = re.compile(rf"{tu.SO_TU}[\W_]*(?:\w{{1,2}}\s)?\Z")
_CACH = re.compile(r"(?:[\s,;.]|và|cùng|các|văn|bản|tại)*\Z")


@dataclass(slots=True)
class _List:
    """The list that a bare "số 2/QĐ-TTg …" may continue."""

    loai: str
    co_quan: str | None
    end: int


def _opening(r: Reader, truoc: int) -> None:
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
    r.gia_tri["mo_dau"] = XUONG_DONG.sub(" ", m[1])
    r.start = m.start()


def _close(r: Reader, chung: frozenset[str], depth: int) -> Found:
    g = r.gia_tri
    return Found(
        start=r.start, end=r.pos, manh=tuple(r.manh), loai=g["loai"], mo_dau=g.get("mo_dau"),
        so=g.get("so"), ky_hieu=g.get("ky_hieu"), ngay=g.get("ngay"), co_quan=g.get("co_quan"),
        trich_yeu=g.get("trich_yeu"), chung=chung, depth=depth,
    )  # fmt: skip


def _named(r: Reader, end: int, tat: bool) -> bool:
    """Read what follows a kind; tat: the kind is an abbreviation."""
    if r.gia_tri["loai"].casefold() in tu.KHONG_TEN:
        hoa = r.text[r.start].isupper()
        return hoa and not _DU_THAO.search(r.text, max(0, r.start - 12), r.start) and law(r, end)
    if not tat:
        widen(r, end)
    return numbered(r, end, tat)


def _item(r: Reader, m: re.Match[str], danh_sach: _List | None, end: int) -> bool:
    """Read a number without a kind: a later item of a list, or one whose code says its kind."""
    tran = bool(m["tran"])
    tiep = danh_sach if danh_sach and _continues(r.text, danh_sach.end, r.start, tran) else None
    ma = _MA.match(r.text, r.start, end)
    loai = tu.VIET_TAT.get(ma["tat"]) if ma else None
    if tiep:
        loai = loai if loai and tran else tiep.loai
    elif not ma or not ma["nam"]:
        return False
    elif tran and _SO_TRUOC.search(r.text, max(0, r.start - 20), r.start):
        return False  # the document's own "Số: …", or a number torn by a scan
    if loai is None or not number(r, r.start if tran else m.end(), end, not tran, False):
        return False
    r.gia_tri["loai"] = loai
    date(r, end)
    subject(r, end, not issuer(r, end))
    if tiep and tiep.co_quan:
        r.gia_tri.setdefault("co_quan", tiep.co_quan)
    return True


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
        r = Reader(text, start)
        chung: frozenset[str] = frozenset()
        if m["so"] or m["tran"]:
            hop = _item(r, m, danh_sach, end)
            chung = frozenset({"loai", "co_quan"} & r.gia_tri.keys() - {t for t, _ in r.manh})
        else:
            goc = TRANG.sub(" ", m[0])
            ten = tu.VIET_TAT[goc] if m["tat"] else tu.TEN_LOAI[goc.casefold()]
            r.take("loai", start, m.end(), ten)
            hop = _named(r, end, bool(m["tat"]))
            if not hop and (d := _DAU_DANH_SACH.match(text, m.end(), end)):
                danh_sach = _List(ten, d["cq"], d.end())
        if not hop:
            continue
        if not chung:
            _opening(r, truoc)
        f = _close(r, chung, len(bao))
        ra.append(f)
        if chung and danh_sach and danh_sach.loai == f.loai:
            danh_sach.end = f.end
        elif not bao:
            danh_sach = _List(f.loai, None, f.end)
        # Subjects and names may cite further documents: read on inside them.
        pos = truoc = f.end
        if ben_trong := f.written("trich_yeu"):
            thu = [ten for ten, _ in f.manh].index("trich_yeu")
            pos = truoc = f.start + sum(len(chu) for _, chu in f.manh[:thu])
            bao.append(pos + len(ben_trong))
    return ra


def _continues(text: str, end: int, start: int, tran: bool) -> bool:
    """Whether a number at start goes on with the list read up to end; tran: without "số"."""
    if not 0 <= start - end <= 60:
        return False
    giua = text[end:start]
    if not giua.strip():
        return not tran and text[max(0, end - 40) : end].rstrip()[-1:] == ":"
    if tran or _CACH.match(giua):
        return bool(_CACH.match(giua))
    return giua.rstrip()[-1] in ",;" and "\n\n" not in giua
