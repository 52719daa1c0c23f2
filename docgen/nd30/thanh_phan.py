"""Every component of a document: size, style, alignment, spacing, with the clause of each value.

One table feeds the Word styles, the HTML preview and the checks, so they cannot disagree.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from docgen.nd30.nguon import Nguon, bat_buoc, lua_chon, thong_le

_P1 = "Phụ lục I, Phần I, "
_6D = bat_buoc(_P1 + "Mục II.6.đ")
_6E = bat_buoc(_P1 + "Mục II.6.e")
_SILENT = lua_chon()
_FORM = thong_le()


class ThanhPhan(NamedTuple):
    """One component. Sizes and spaces in pt; `nguon` maps a field name to another source."""

    ma: str
    """Key: Word style id, CSS class and place in the layout are derived from it."""
    ten: str
    """Word style name."""
    theo: Nguon
    """Source of every value that `nguon` does not list."""
    co_chu: tuple[float, float]
    """Size in the set "14" and in the set "13", pt."""
    dam: bool = False
    nghieng: bool = False
    hoa: bool = False
    """Capitals: the writer puts the text in capitals."""
    can: str = "giua"
    """trai, giua, phai or deu."""
    thut: bool = False
    """First line indent of 1 or 1,27 cm."""
    truoc: float = 0
    sau: float = 0
    """Space before and after in pt; -1 stands for the document's paragraph space (>= 6)."""
    gian: bool = False
    """Takes the document's line spacing (1 to 1,5); others are single."""
    giu_sau: bool = False
    """Kept on one page with what follows."""
    muc_luc: int = 0
    """Outline level 1-9; 0 for body text."""
    o: str = ""
    """Ô số in the drawing of Mục IV."""
    nguon: Mapping[str, Nguon] = MappingProxyType({})

    def nguon_cua(self, thuoc_tinh: str) -> Nguon:
        """Source of one value of this component (`co_chu`, `dam`, `can`, `truoc` …)."""
        if thuoc_tinh in self.nguon:
            return self.nguon[thuoc_tinh]
        if thuoc_tinh in ("truoc", "sau", "giu_sau", "muc_luc"):
            return _SILENT
        return self.theo


_LON = (14.0, 13.0)  # body and most components
_NHO = (13.0, 12.0)  # Quốc hiệu and the names of bodies
_BODY = {"can": "deu", "thut": True, "sau": -1.0, "gian": True}


def _than(ma: str, ten: str, theo: Nguon = _6D, **more: object) -> ThanhPhan:
    """A component of the body: justified, indented, spaced as Mục II.6.e asks."""
    values: dict[str, object] = {**_BODY, "o": "6", **more}
    return ThanhPhan(ma, ten, theo, _LON, **values)  # type: ignore[arg-type]


def _giua(ma: str, ten: str, theo: Nguon, **more: object) -> ThanhPhan:
    """A centred bold line in body size."""
    values: dict[str, object] = {"dam": True, "giu_sau": True, **more}
    return ThanhPhan(ma, ten, theo, _LON, **values)  # type: ignore[arg-type]


_BY_CUSTOM = thong_le("Nghị định không nêu cấp này; thông lệ")

_ALL = (
    ThanhPhan(
        "quoc_hieu",
        "Quốc hiệu",
        bat_buoc(_P1 + "Mục II.1.a"),
        _NHO,
        dam=True,
        hoa=True,
        o="1",
    ),
    ThanhPhan("tieu_ngu", "Tiêu ngữ", bat_buoc(_P1 + "Mục II.1.b"), _LON, dam=True, o="1"),
    ThanhPhan("chu_quan", "Cơ quan chủ quản", bat_buoc(_P1 + "Mục II.2.b"), _NHO, hoa=True, o="2"),
    ThanhPhan(
        "co_quan",
        "Cơ quan ban hành",
        bat_buoc(_P1 + "Mục II.2.b"),
        _NHO,
        dam=True,
        hoa=True,
        o="2",
    ),
    ThanhPhan(
        "so_ky_hieu",
        "Số, ký hiệu",
        bat_buoc(_P1 + "Mục II.3.c"),
        (13.0, 13.0),
        o="3",
    ),
    ThanhPhan(
        "dia_danh_ngay",
        "Địa danh, thời gian",
        bat_buoc(_P1 + "Mục II.4.c"),
        _LON,
        nghieng=True,
        o="4",
    ),
    _giua("ten_loai", "Tên loại", bat_buoc(_P1 + "Mục II.5.b"), hoa=True, o="5a", truoc=12.0),
    _giua("trich_yeu", "Trích yếu", bat_buoc(_P1 + "Mục II.5.b"), o="5a"),
    ThanhPhan(
        "trich_yeu_cv",
        "Trích yếu công văn",
        bat_buoc(_P1 + "Mục II.5.b"),
        _NHO,
        truoc=6.0,
        o="5b",
        nguon={"truoc": bat_buoc(_P1 + "Mục II.5.b: cách dòng 6pt với số và ký hiệu")},
    ),
    _giua(
        "tham_quyen",
        "Thẩm quyền ban hành",
        thong_le("Phụ lục III, Mẫu 1.1, 1.2, 1.3"),
        hoa=True,
        truoc=6.0,
        sau=12.0,
    ),
    ThanhPhan(
        "kinh_gui",
        "Kính gửi",
        bat_buoc(_P1 + "Mục II.9.d"),
        _LON,
        truoc=6.0,
        sau=6.0,
        giu_sau=True,
        o="9a",
    ),
    ThanhPhan(
        "kinh_gui_muc", "Kính gửi (mục)", bat_buoc(_P1 + "Mục II.9.d"), _LON, can="trai", o="9a"
    ),
    _than("can_cu", "Căn cứ", bat_buoc(_P1 + "Mục II.6.a"), nghieng=True),
    _than(
        "can_cu_doan", "Căn cứ (lời văn)", thong_le("Kế hoạch, Chỉ thị: căn cứ nằm trong lời văn")
    ),
    _giua("lenh", "Quyết định (lệnh)", thong_le("Phụ lục III, Mẫu 1.1, 1.2"), truoc=12.0, sau=6.0),
    _giua("phan", "Phần", _6D, muc_luc=1, truoc=6.0),
    _giua("phan_ten", "Phần (tiêu đề)", _6D, hoa=True, sau=6.0),
    _giua("chuong", "Chương", _6D, muc_luc=1, truoc=6.0),
    _giua("chuong_ten", "Chương (tiêu đề)", _6D, hoa=True, sau=6.0),
    _giua("muc", "Mục", _6D, muc_luc=2, truoc=6.0),
    _giua("muc_ten", "Mục (tiêu đề)", _6D, hoa=True, sau=6.0),
    _giua("tieu_muc", "Tiểu mục", _6D, muc_luc=3, truoc=6.0),
    _giua("tieu_muc_ten", "Tiểu mục (tiêu đề)", _6D, hoa=True, sau=6.0),
    _than("dieu", "Điều", dam=True, giu_sau=True, muc_luc=4),
    _than("dieu_chay", "Điều (liền lời văn)", thong_le("Phụ lục III, Mẫu 1.2"), muc_luc=4),
    _than(
        "la_ma",
        "Mục La Mã",
        dam=True,
        hoa=True,
        giu_sau=True,
        muc_luc=2,
        nguon={"can": thong_le("Mục V không nêu; thông lệ lùi dòng như lời văn")},
    ),
    _than("so_tieu_de", "Khoản (tiêu đề)", dam=True, giu_sau=True, muc_luc=5),
    _than("so", "Khoản"),
    _than(
        "so_kep_tieu_de", "Khoản nhiều số (tiêu đề)", _BY_CUSTOM, dam=True, giu_sau=True, muc_luc=6
    ),
    _than("so_kep", "Khoản nhiều số", _BY_CUSTOM),
    _than("chu", "Điểm"),
    _than("gach", "Gạch đầu dòng", _BY_CUSTOM),
    _than("cong", "Dấu cộng", _BY_CUSTOM),
    _than("doan", "Lời văn", _6E),
    _than("ket_thuc", "Kết thúc", _6E),
    _giua("bang_ten", "Tên bảng", _SILENT, sau=3.0, truoc=3.0),
    ThanhPhan("bang_tieu_de", "Bảng (tiêu đề)", _SILENT, (13.0, 12.0), dam=True, truoc=2, sau=2),
    ThanhPhan("bang_o", "Bảng (ô)", _SILENT, (13.0, 12.0), can="trai", truoc=2, sau=2),
    ThanhPhan(
        "noi_nhan",
        "Nơi nhận",
        bat_buoc(_P1 + "Mục II.9.d"),
        (12.0, 12.0),
        dam=True,
        nghieng=True,
        can="trai",
        truoc=1.8,  # its 12 pt stand on the line of the 14 pt beside it
        o="9b",
        giu_sau=True,
    ),
    ThanhPhan(
        "noi_nhan_muc",
        "Nơi nhận (mục)",
        bat_buoc(_P1 + "Mục II.9.d"),
        (11.0, 11.0),
        can="trai",
        o="9b",
        giu_sau=True,
    ),
    _giua("quyen_han", "Quyền hạn, chức vụ", bat_buoc(_P1 + "Mục II.7.đ"), hoa=True, o="7a"),
    _giua(
        "chu_ky", "Chỗ ký", thong_le("Phụ lục III: khoảng trống để ký, đóng dấu"), dam=False, o="7c"
    ),
    _giua("chuc_vu_rieng", "Chức vụ khác", bat_buoc(_P1 + "Mục II.7.đ"), hoa=True, o="7b"),
    _giua("ho_ten", "Họ tên người ký", bat_buoc(_P1 + "Mục II.7.đ"), o="7b"),
    ThanhPhan(
        "phu_luc",
        "Phụ lục",
        bat_buoc(_P1 + "Mục III.1.b"),
        (14.0, 14.0),
        dam=True,
        giu_sau=True,
        muc_luc=1,
    ),
    _giua("phu_luc_ten", "Phụ lục (tên)", bat_buoc(_P1 + "Mục III.1.b"), hoa=True),
    _giua("kem_theo", "Kèm theo", bat_buoc(_P1 + "Mục III.1.c"), dam=False, nghieng=True),
    ThanhPhan(
        "duong_ke",
        "Đường kẻ",
        bat_buoc(_P1 + "Mục II.1.b, II.2.b, II.5.b"),
        (4.0, 4.0),
        nguon={"co_chu": _SILENT},
    ),
    ThanhPhan("so_trang", "Số trang", bat_buoc(_P1 + "Mục I.7"), _LON),
)

THANH_PHAN: dict[str, ThanhPhan] = {t.ma: t for t in _ALL}
"""Every component by its key, in the order in which they stand in a document."""

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
"""Mục II.1.a (the decree writes both HÒA and HOÀ; docgen writes HÒA)."""
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
"""Mục II.1.b: hyphens with a space on each side."""
DAU_KET = "./."
"""End mark of the body (thông lệ: every sample form of Phụ lục III)."""


def co_chu(ma: str, bo: int = 14) -> float:
    """Size in pt of component `ma` in the size set `bo` (13 or 14; footnote of Mục V)."""
    lon, nho = THANH_PHAN[ma].co_chu
    return lon if bo == 14 else nho
