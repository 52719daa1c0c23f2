"""Units of government that ceased or began on a known day: what a document of a day may speak of.

Dated facts, none of them of the decree: each row says from which day on and by which act. The
rules of `docgen.check` read them; a later reform is one more row.
"""

from datetime import date
from typing import NamedTuple

CAP_HUYEN_HET = date(2025, 7, 1)
"""First day without a district level: Luật Tổ chức chính quyền địa phương số 72/2025/QH15, in force
16/6/2025, and Nghị quyết số 203/2025/QH15 on the Constitution: districts end on 01/7/2025."""

TINH_HET = date(2025, 7, 1)
"""First day on which the merged provinces work: Nghị quyết số 202/2025/QH15 of 12/6/2025."""
_GOP = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Thành phố Hồ Chí Minh": ("Bà Rịa - Vũng Tàu", "Bình Dương"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "An Giang": ("Kiên Giang",),
}
TINH_CU: dict[str, str] = {cu: moi for moi, cac in _GOP.items() for cu in cac}
"""Provinces that ended on TINH_HET, to the province or city that they are part of since."""


class DoiTen(NamedTuple):
    """A department that ended, and who does its work since."""

    cu: str
    moi: str


SO_HET = date(2025, 3, 1)
"""First day of the departments made by merging: Nghị quyết số 176/2025/QH15 of 18/02/2025 (bộ),
Nghị định số 45/2025/NĐ-CP of 28/02/2025 (departments of a province)."""
LINH_VUC = (
    DoiTen("Kế hoạch và Đầu tư", "Tài chính"),
    DoiTen("Giao thông vận tải", "Xây dựng"),
    DoiTen("Thông tin và Truyền thông", "Khoa học và Công nghệ"),
    DoiTen("Lao động - Thương binh và Xã hội", "Nội vụ"),
    DoiTen("Tài nguyên và Môi trường", "Nông nghiệp và Môi trường"),
    DoiTen("Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường"),
)
"""Fields of the bộ and sở that ended on SO_HET, to the field of the one that took them over."""
LINH_VUC_MOI = ("Nông nghiệp và Môi trường", "Dân tộc và Tôn giáo")
"""Fields of bộ and sở that did not exist before SO_HET."""
