"""The page: paper, margins, header table, drawn lines, page number (Phụ lục I, Phần I, Mục I)."""

from typing import NamedTuple

from docgen.nd30.nguon import Nguon, bat_buoc, lua_chon, thong_le

MM = 72 / 25.4
"""Points in a millimetre."""


def twips(mm: float) -> int:
    """Twips (1/20 pt) of a length in mm, rounded."""
    return round(mm * 1440 / 25.4)


class Khoang(NamedTuple):
    """A permitted range of a value with its source; `chon` is what docgen writes."""

    thap: float
    cao: float
    chon: float
    nguon: Nguon


KHO_GIAY_MM = (210.0, 297.0)
"""A4 (Mục I.1, bắt buộc)."""

LE: dict[str, Khoang] = {
    "tren": Khoang(20, 25, 20, bat_buoc("Phụ lục I, Phần I, Mục I.3")),
    "duoi": Khoang(20, 25, 20, bat_buoc("Phụ lục I, Phần I, Mục I.3")),
    "trai": Khoang(30, 35, 30, bat_buoc("Phụ lục I, Phần I, Mục I.3")),
    "phai": Khoang(15, 20, 20, bat_buoc("Phụ lục I, Phần I, Mục I.3")),
}
"""Margins in mm."""

PHONG_CHU = "Times New Roman"
"""Font (Mục I.4, bắt buộc)."""

SO_TRANG_CACH_MEP_MM = Khoang(5, 15, 10, lua_chon("Mục I.7: trong phần lề trên"))
"""Distance of the page number from the upper edge, mm; it must stand in the top margin."""

THUT_DONG_CM = Khoang(1, 1.27, 1.27, bat_buoc("Phụ lục I, Phần I, Mục II.6.e: 1 cm hoặc 1,27 cm"))
GIAN_DONG = Khoang(1, 1.5, 1, bat_buoc("Phụ lục I, Phần I, Mục II.6.e: dòng đơn đến 1,5 lines"))
GIAN_DOAN_PT = Khoang(6, 24, 6, bat_buoc("Phụ lục I, Phần I, Mục II.6.e: tối thiểu 6pt"))

COT_QUOC_HIEU_MM = {14: 97.5, 13: 92.0}
"""Width of the right column of the header table by size set, mm (lựa chọn: Quốc hiệu at 13 pt is
95.7 mm wide and must stay on one line; ô số 1 of the drawing spans about 53-98 %)."""

COT_QUOC_HIEU_THEM_MM = 10.0
"""How much wider that column is, mm, where place and date would not stay on one line, which Mục
II.4.c asks for: "Thành phố Hồ Chí Minh, ngày 15 tháng 12 năm 2025" (lựa chọn)."""

COT_CHU_KY_MM = 82.0
"""Width of the signature column of the foot table, mm (lựa chọn; ô số 7 spans about 50-98 %)."""

KHE_CHU_KY_MM = 4.0
"""Least room between the columns of joint signatures, mm (lựa chọn)."""

DUONG_KE_TIEU_NGU = Khoang(1, 1, 1, bat_buoc("Mục II.1.b: độ dài bằng độ dài của dòng chữ"))
DUONG_KE_CO_QUAN = Khoang(1 / 3, 1 / 2, 0.42, bat_buoc("Mục II.2.b: từ 1/3 đến 1/2 dòng chữ"))
DUONG_KE_TRICH_YEU = Khoang(1 / 3, 1 / 2, 0.38, bat_buoc("Mục II.5.b: từ 1/3 đến 1/2 dòng chữ"))
DUONG_KE_KEM_THEO = Khoang(0.2, 1 / 2, 1 / 3, thong_le("Phụ lục III, Mẫu 1.3 và 2.1"))
"""Length of the drawn line as a share of the text line above it."""

DUONG_KE_DAY_PT = 0.75
"""Thickness of drawn lines, pt (lựa chọn; the decree says nét liền)."""

CHO_CHU_KY_MM = 25.0
"""Room left for the signature and the seal above the name, mm (thông lệ)."""


def be_rong_chu_mm(le_trai: float, le_phai: float, ngang: bool = False) -> float:
    """Width of the text area in mm for margins in mm; `ngang` for a landscape page."""
    rong, cao = KHO_GIAY_MM
    return (cao if ngang else rong) - le_trai - le_phai
