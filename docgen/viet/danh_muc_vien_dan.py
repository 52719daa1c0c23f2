"""The register of the documents that texts rest on: one entry a document, with its mentions.

Mentions are of one document when kind, number and code agree (for a luật: name, and date where
one is given). Two offices may use the same number and code, so mentions that differ in both date
and issuer are of two documents; when only one of the two differs, that is a disagreement.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

from docgen.viet._trich_dan_doc import BoBa
from docgen.viet._trich_dan_tu import KHONG_TEN
from docgen.viet.trich_dan import Found, find

_CHUNG_CHUNG = frozenset({"văn bản"})
"""Kinds that name no kind: "văn bản số 92/TTr-UBND" is the Tờ trình of that number."""
_TAT = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "ttg": "thủ tướng chính phủ",
    "mttq": "mặt trận tổ quốc", "tw": "trung ương", "uỷ": "ủy", "tp": "thành phố",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noi:
    """Where a document is cited: the text's place among those given, and the citation in it."""

    van_ban: int
    found: Found


@dataclass(slots=True)
class Muc:
    """One document of the register."""

    noi: list[Noi] = field(default_factory=list)
    """Every mention, in order."""

    loai: str = ""
    """The kind; a general word (Văn bản) only when no mention says more."""
    day_du: Found = field(init=False)
    """The fullest mention: most parts, then the longest; the first of equals."""

    def add(self, noi: Noi) -> None:
        """Add a mention."""
        f = noi.found
        if not self.noi or _fullness(f) > _fullness(self.day_du):
            self.day_du = f
        if not self.noi or self.loai.casefold() in _CHUNG_CHUNG:
            self.loai = f.loai
        self.noi.append(noi)

    @property
    def bat_dong(self) -> dict[str, list[Noi]]:
        """Disagreements: "ngay" or "co_quan" -> the first mention of each form that conflicts."""
        ra: dict[str, list[Noi]] = {}
        for phan, hop in (("ngay", _same_date), ("co_quan", _same_issuer)):
            khac: list[Noi] = []
            for n in self.noi:
                co = getattr(n.found, phan) is not None
                if co and not any(hop(n.found, k.found) for k in khac):
                    khac.append(n)
            if len(khac) > 1:
                ra[phan] = khac
        return ra


def _fullness(f: Found) -> tuple[int, int]:
    phan = (f.so, f.ky_hieu, f.co_quan, f.trich_yeu, *(f.ngay or ()))
    return sum(p is not None for p in phan), f.end - f.start


def _plain(s: str) -> str:
    tu = re.findall(r"\w+", normalize("NFC", s).casefold())
    return " ".join(_TAT.get(t, t) for t in tu).removesuffix(" sửa đổi")


def _same_date(a: Found, b: Found) -> bool:
    """Whether two dates may be one; an open part agrees with any."""
    x: BoBa = a.ngay or (None, None, None)
    y: BoBa = b.ngay or (None, None, None)
    return all(p is None or q is None or p == q for p, q in zip(x, y, strict=True))


def _same_issuer(a: Found, b: Found) -> bool:
    """Whether two issuers may be one: "UBND tỉnh" is "Ủy ban nhân dân tỉnh Lạng Sơn" too."""
    if a.co_quan is None or b.co_quan is None:
        return True
    x, y = _plain(a.co_quan), _plain(b.co_quan)
    return x == y or x.startswith(y + " ") or y.startswith(x + " ")


def _keys(f: Found) -> list[tuple[str, ...]]:
    """What a mention may be looked up by: number and code; the name of a luật with its year."""
    ra: list[tuple[str, ...]] = []
    loai = f.loai.casefold()
    if f.so:
        so = re.sub(r"\D", "", f.so).lstrip("0") + re.sub(r"[^a-zđ]", "", f.so.casefold())
        ky_hieu = re.sub(r"[–‑]", "-", re.sub(r"\s", "", f.ky_hieu or "")).casefold()
        ky_hieu = ky_hieu.replace("ð", "đ")  # the Icelandic letter of old keyboards
        ra.append(("so", so, ky_hieu))
    if loai in KHONG_TEN and f.trich_yeu:
        ra.append((loai, _plain(f.trich_yeu)))
    if not f.so and f.trich_yeu and f.trich_yeu.startswith("Đại hội"):
        ra.append((loai, _plain(f.trich_yeu)))
    elif not ra and f.ngay:
        ra.append((loai, *(str(p) for p in f.ngay), _plain(f.co_quan or "")))
    return ra


def _may_be(f: Found, muc: Muc) -> int:
    """How well a mention fits an entry: 0 not at all, 1 with a disagreement, 2 fully."""
    co = muc.day_du
    loai = {f.loai.casefold(), muc.loai.casefold()} - _CHUNG_CHUNG
    if len(loai) > 1 and not max(loai, key=len).startswith(min(loai, key=len)):
        return 0  # Thông báo kết luận may be called Thông báo
    ngay, co_quan = _same_date(f, co), _same_issuer(f, co)
    if not f.so and not co.so:
        return 2 if ngay else 0  # laws of one name are told apart by their dates
    return 2 if ngay and co_quan else 1 if ngay or co_quan else 0


def register(texts: Iterable[str]) -> list[Muc]:
    """List the documents cited in texts, in the order of their first mention.

    texts: any texts, NFC. Mentions inside the subject of another citation count too. A number
    that is still open ("số      /QĐ-UBND") makes no entry.
    """
    ra: list[Muc] = []
    theo: dict[tuple[str, ...], list[Muc]] = {}
    for thu_tu, text in enumerate(texts):
        for f in find(text):
            keys = _keys(f)
            if not keys:
                continue
            cac = [m for k in keys for m in theo.get(k, ())][:40]
            muc = max(cac, key=lambda m: _may_be(f, m), default=None)
            if muc is None or not _may_be(f, muc):
                muc = Muc()
                ra.append(muc)
            muc.add(Noi(thu_tu, f))
            for k in keys:
                if muc not in (o := theo.setdefault(k, [])):
                    o.append(muc)
    return ra
