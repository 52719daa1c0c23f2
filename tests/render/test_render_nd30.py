"""The decree's table in docgen against the annex itself, typed in here from the clauses."""

from __future__ import annotations

import pytest

from docgen.nd30 import trang
from docgen.nd30.loai import BAN_SAO, LOAI
from docgen.nd30.quyen_han import QUYEN_HAN
from docgen.nd30.thanh_phan import DAU_KET, QUOC_HIEU, THANH_PHAN, TIEU_NGU, co_chu
from tests.render.documents import proves
from tests.render.rows import BB

# Phụ lục I, Mục V: component, sizes from-to, bold, italic, capitals, alignment.
TABLE = [
    ("quoc_hieu", 12, 13, True, False, True, "giua"),
    ("tieu_ngu", 13, 14, True, False, False, "giua"),
    ("chu_quan", 12, 13, False, False, True, "giua"),
    ("co_quan", 12, 13, True, False, True, "giua"),
    ("so_ky_hieu", 13, 13, False, False, False, "giua"),
    ("dia_danh_ngay", 13, 14, False, True, False, "giua"),
    ("ten_loai", 13, 14, True, False, True, "giua"),
    ("trich_yeu", 13, 14, True, False, False, "giua"),
    ("trich_yeu_cv", 12, 13, False, False, False, "giua"),
    ("can_cu", 13, 14, False, True, False, "deu"),
    ("doan", 13, 14, False, False, False, "deu"),
    ("phan", 13, 14, True, False, False, "giua"),
    ("phan_ten", 13, 14, True, False, True, "giua"),
    ("chuong", 13, 14, True, False, False, "giua"),
    ("chuong_ten", 13, 14, True, False, True, "giua"),
    ("muc", 13, 14, True, False, False, "giua"),
    ("muc_ten", 13, 14, True, False, True, "giua"),
    ("tieu_muc", 13, 14, True, False, False, "giua"),
    ("tieu_muc_ten", 13, 14, True, False, True, "giua"),
    ("dieu", 13, 14, True, False, False, "deu"),
    ("la_ma", 13, 14, True, False, True, "deu"),
    ("so_tieu_de", 13, 14, True, False, False, "deu"),
    ("so", 13, 14, False, False, False, "deu"),
    ("chu", 13, 14, False, False, False, "deu"),
    ("quyen_han", 13, 14, True, False, True, "giua"),
    ("chuc_vu_rieng", 13, 14, True, False, True, "giua"),
    ("ho_ten", 13, 14, True, False, False, "giua"),
    ("kinh_gui", 13, 14, False, False, False, "giua"),
    ("noi_nhan", 12, 12, True, True, False, "trai"),
    ("noi_nhan_muc", 11, 11, False, False, False, "trai"),
    ("phu_luc", 14, 14, True, False, False, "giua"),
    ("phu_luc_ten", 13, 14, True, False, True, "giua"),
    ("kem_theo", 13, 14, False, True, False, "giua"),
    ("so_trang", 13, 14, False, False, False, "giua"),
]
# Phụ lục III, Mục I, in the order of Điều 7; "-": no abbreviation.
KINDS = (
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ - CĐ BGN BTT GUQ GM GGT GNP PG PC PB -"
).split()


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
@proves("1.bo_co_chu")
def test_component(row: tuple[str, int, int, bool, bool, bool, str]) -> None:
    ma, low, high, bold, italic, capitals, align = row
    part = THANH_PHAN[ma]
    assert (co_chu(ma, 13), co_chu(ma, 14)) == (low, high)
    assert (part.dam, part.nghieng, part.hoa, part.can) == (bold, italic, capitals, align)
    assert part.thut == (align == "deu")
    assert part.theo.muc_do == BB
    assert part.theo.dieu_khoan.startswith("Phụ lục I, Phần I, Mục ")


@proves("1.kho_giay", "1.le_tren", "1.le_duoi", "1.le_trai", "1.le_phai", "1.phong")
def test_page() -> None:
    assert trang.KHO_GIAY_MM == (210, 297)
    ranges = {side: (k.thap, k.cao) for side, k in trang.LE.items()}
    assert ranges == {"tren": (20, 25), "duoi": (20, 25), "trai": (30, 35), "phai": (15, 20)}
    assert trang.PHONG_CHU == "Times New Roman"
    for k in (*trang.LE.values(), trang.THUT_DONG_CM, trang.GIAN_DONG, trang.GIAN_DOAN_PT):
        assert k.thap <= k.chon <= k.cao
    assert (trang.THUT_DONG_CM.thap, trang.THUT_DONG_CM.cao) == (1, 1.27)
    assert (trang.GIAN_DONG.thap, trang.GIAN_DONG.cao) == (1, 1.5)
    assert trang.GIAN_DOAN_PT.thap == 6


@proves("3.1b.ke", "3.2b.ke", "3.5a.ke")
def test_drawn_lines() -> None:
    assert trang.DUONG_KE_TIEU_NGU.chon == 1
    for k in (trang.DUONG_KE_CO_QUAN, trang.DUONG_KE_TRICH_YEU):
        assert (round(k.thap, 3), k.cao) == (0.333, 0.5)
        assert k.thap <= k.chon <= k.cao


@proves("3.1a", "3.1b", "6.2.ket")
def test_fixed_words() -> None:
    assert QUOC_HIEU == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert TIEU_NGU == "Độc lập - Tự do - Hạnh phúc"
    assert DAU_KET == "./."


@proves("4.ten_loai")
def test_kinds_and_abbreviations() -> None:
    legal = [k for k in LOAI.values() if k.trong_nd30]
    assert [k.viet_tat or "-" for k in legal] == KINDS
    assert [k.ten for k in LOAI.values() if not k.trong_nd30] == ["Phát động", "Đề cương báo cáo"]
    assert BAN_SAO == {"sao_y": "SY", "trich_sao": "TrS", "sao_luc": "SL"}


@proves("7.tm", "7.kt", "7.tl", "7.tuq", "7.q")
def test_prefixes() -> None:
    before = {q.ky_hieu: q.dung_truoc for q in QUYEN_HAN.values()}
    head = "dung_dau"
    assert before == {"TM.": "tap_the", "Q.": head, "KT.": head, "TL.": head, "TUQ.": head}
