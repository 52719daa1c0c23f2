"""Citations of documents, written out.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6 (căn cứ, viện dẫn): at the first mention
kind, "số" with number and code, date, issuer and subject; later kind, number and code only. A
luật or pháp lệnh is cited without number, code and issuer.
"""

from datetime import date
from typing import Literal, TypeAlias

from docgen.viet.ngay import GAP, ngay_ngan, ngay_thang
from docgen.viet.so import hai_chu_so

Ngay: TypeAlias = date | tuple[int | None, int | None, int | None]
"""A date, or (day, month, year) with None for what is not known yet."""

KHONG_SO = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
"""Kinds cited by their name, without number, code and issuer (in lower case)."""

# How a subject begins as a title of its own; inside a sentence the word goes small. A closed list:
# any other first word may be a proper name and is left as it is.
_DONG_TU_DAU = (
    "Ban hành", "Bổ sung", "Công bố", "Hướng dẫn", "Kiện toàn", "Phát động", "Phê duyệt",
    "Quy định", "Sửa đổi", "Thành lập", "Thực hiện", "Tổ chức", "Triển khai", "Về",
)  # fmt: skip


def _trong_cau(trich_yeu: str) -> str:
    """Fit a subject into a sentence: "Về việc …" and "V/v …" -> "về việc …"."""
    trich_yeu = trich_yeu.strip()
    if trich_yeu[:4].casefold() == "v/v ":
        return "về việc " + trich_yeu[4:].lstrip()
    if trich_yeu.startswith(tuple(f"{dau} " for dau in _DONG_TU_DAU)):
        return trich_yeu[0].lower() + trich_yeu[1:]
    return trich_yeu


def _so_ky_hieu(so: int | str | None, ky_hieu: str | None) -> str:
    """Join number and code: 587 and "QĐ-TTg" -> "587/QĐ-TTg"; a gap for a missing number."""
    chu = GAP if so is None else hai_chu_so(so) if isinstance(so, int) else so.strip()
    if not ky_hieu:
        return chu
    # A code that brings its own sign keeps it ("-QĐ/TW" of the Party).
    return chu + ky_hieu if ky_hieu[0] in "/-" else f"{chu}/{ky_hieu}"


def vien_dan(
    loai: str,
    so: int | str | None = None,
    ky_hieu: str | None = None,
    co_quan: str | None = None,
    ngay: Ngay | None = None,
    trich_yeu: str | None = None,
    kieu_ngay: Literal["ngan", "dai"] = "ngan",
    lan_dau: bool = True,
) -> str:
    """Write a citation: "Quyết định số 587/QĐ-TTg ngày 18/5/2022 của Thủ tướng Chính phủ về …".

    loai: the kind as shown ("Quyết định"). so: its number (5 -> "05"; text stays as it is; None is
    a gap). ky_hieu: what follows the number ("QĐ-TTg", "2020/NĐ-CP"). co_quan: the issuer.
    ngay: a date, or (day, month, year) with None for gaps. trich_yeu: the subject, or the name of
    a luật ("Tổ chức chính quyền địa phương"); its opening "Về việc", "V/v", "Ban hành" … goes
    small. kieu_ngay: "ngan" 18/5/2022 or "dai" ngày 18 tháng 5 năm 2022. lan_dau: first mention;
    later ones are kind and number only.

    A missing number or date of a numbered document is a gap, a missing issuer or subject is left
    out; a luật without a date is cited by its name. Raises ValueError for an impossible date.
    Form and order: Phụ lục I, Phần I, Mục II.6 (issuer after date, as in its viện dẫn).
    """
    co_so = loai.casefold() not in KHONG_SO
    phan = [loai]
    if co_so:
        phan.append(f"số {_so_ky_hieu(so, ky_hieu)}")
    elif trich_yeu:
        phan.append(trich_yeu.strip())
    if lan_dau and (co_so or ngay is not None):
        if ngay is None:
            bo_ba: tuple[int | None, int | None, int | None] = (None, None, None)
        elif isinstance(ngay, date):
            bo_ba = (ngay.day, ngay.month, ngay.year)
        else:
            bo_ba = ngay
        phan.append(ngay_thang(*bo_ba) if kieu_ngay == "dai" else f"ngày {ngay_ngan(*bo_ba)}")
    if lan_dau and co_so:
        if co_quan:
            phan.append(f"của {co_quan.strip()}")
        if trich_yeu:
            phan.append(_trong_cau(trich_yeu))
    return " ".join(phan)
