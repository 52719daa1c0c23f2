"""The 29 kinds of Điều 7 with their abbreviations (Phụ lục III, Mục I), and two that are not kinds.

Phát động and Đề cương báo cáo are not kinds of the decree: the first is issued in a carrier kind
(`hinh_thuc`) and takes its code from it, the second is an attachment.
"""

from typing import NamedTuple

from docgen.nd30.nguon import Nguon, bat_buoc, thong_le

_DIEU_7 = bat_buoc("Điều 7; Phụ lục III, Mục I")


class LoaiVanBan(NamedTuple):
    """One kind of document."""

    ma: str
    """Key in data, also the folder of its template where it has one of its own."""
    ten: str
    """Name in ordinary case."""
    viet_tat: str | None
    """Abbreviation for the code; None for công văn and thư công, which have none."""
    mau: str = "chung"
    """Folder of the template that renders it."""
    lenh: str = ""
    """Line that opens the operative part ("QUYẾT ĐỊNH:"), where the sample form has one."""
    tham_quyen: bool = False
    """Whether an authority line stands under the trích yếu (Mẫu 1.1-1.3)."""
    can_cu_doan: bool = False
    """Whether the legal grounds usually run in body text (Kế hoạch and the like)."""
    kinh_gui: bool = False
    """Whether it always says "Kính gửi" (Mục II.9.b; a Báo cáo only when sent upwards)."""
    trong_nd30: bool = True
    """Whether Điều 7 lists it."""
    nguon: Nguon = _DIEU_7


def _kind(ma: str, ten: str, viet_tat: str | None, **more: object) -> LoaiVanBan:
    return LoaiVanBan(ma, ten, viet_tat, **more)  # type: ignore[arg-type]


_ALL = (
    _kind("nghi_quyet", "Nghị quyết", "NQ", mau="quyet_dinh", lenh="QUYẾT NGHỊ:", tham_quyen=True),
    _kind("quyet_dinh", "Quyết định", "QĐ", mau="quyet_dinh", lenh="QUYẾT ĐỊNH:", tham_quyen=True),
    _kind("chi_thi", "Chỉ thị", "CT", can_cu_doan=True),
    _kind("quy_che", "Quy chế", "QC"),
    _kind("quy_dinh", "Quy định", "QyĐ"),
    _kind("thong_cao", "Thông cáo", "TC", can_cu_doan=True),
    _kind("thong_bao", "Thông báo", "TB", can_cu_doan=True),
    _kind("huong_dan", "Hướng dẫn", "HD", can_cu_doan=True),
    _kind("chuong_trinh", "Chương trình", "CTr", can_cu_doan=True),
    _kind("ke_hoach", "Kế hoạch", "KH", mau="ke_hoach", can_cu_doan=True),
    _kind("phuong_an", "Phương án", "PA", can_cu_doan=True),
    _kind("de_an", "Đề án", "ĐA", can_cu_doan=True),
    _kind("du_an", "Dự án", "DA", can_cu_doan=True),
    _kind("bao_cao", "Báo cáo", "BC", can_cu_doan=True),
    _kind("bien_ban", "Biên bản", "BB", can_cu_doan=True),
    _kind("to_trinh", "Tờ trình", "TTr", can_cu_doan=True, kinh_gui=True),
    _kind("hop_dong", "Hợp đồng", "HĐ"),
    _kind("cong_van", "Công văn", None, can_cu_doan=True, kinh_gui=True),
    _kind("cong_dien", "Công điện", "CĐ", can_cu_doan=True),
    _kind("ban_ghi_nho", "Bản ghi nhớ", "BGN"),
    _kind("ban_thoa_thuan", "Bản thỏa thuận", "BTT"),
    _kind("giay_uy_quyen", "Giấy ủy quyền", "GUQ"),
    _kind("giay_moi", "Giấy mời", "GM", can_cu_doan=True),
    _kind("giay_gioi_thieu", "Giấy giới thiệu", "GGT", can_cu_doan=True),
    _kind("giay_nghi_phep", "Giấy nghỉ phép", "GNP", can_cu_doan=True),
    _kind("phieu_gui", "Phiếu gửi", "PG", can_cu_doan=True),
    _kind("phieu_chuyen", "Phiếu chuyển", "PC", can_cu_doan=True),
    _kind("phieu_bao", "Phiếu báo", "PB", can_cu_doan=True),
    _kind("thu_cong", "Thư công", None, can_cu_doan=True),
    _kind(
        "phat_dong",
        "Phát động",
        None,
        mau="phat_dong",
        can_cu_doan=True,
        trong_nd30=False,
        nguon=thong_le("Điều 7 không có tên loại này"),
    ),
    _kind(
        "de_cuong",
        "Đề cương báo cáo",
        None,
        mau="de_cuong",
        can_cu_doan=True,
        trong_nd30=False,
        nguon=thong_le("Điều 7 không có tên loại này; Mẫu 1.3, 2.1"),
    ),
)

LOAI: dict[str, LoaiVanBan] = {k.ma: k for k in _ALL}
"""Every kind by its key; the first 29 in the order of Điều 7."""

MAU_RIENG = ("ke_hoach", "quyet_dinh", "phat_dong", "de_cuong", "chung")
"""Template folders; "chung" serves every other named kind (Mẫu 1.4)."""

BAN_SAO = {"sao_y": "SY", "trich_sao": "TrS", "sao_luc": "SL"}
"""Abbreviations of the copies (Phụ lục III, Mục I)."""
