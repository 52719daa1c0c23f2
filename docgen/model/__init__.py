"""The data of a document: `VanBan` and its parts. Pydantic, no input or output."""

from docgen.model.co_quan import CoQuan, HoSoDonVi, NguoiKy, PhongBan
from docgen.model.khoi import CAP, Cap, Cot, DonViCap, Khoi
from docgen.model.ngay import Ngay
from docgen.model.van_ban import (
    LOAI,
    LOAI_ND30,
    ChiTieu,
    ChuKy,
    KemTheo,
    TrinhBay,
    VanBan,
    VienDan,
)

__all__ = [
    "CAP",
    "LOAI",
    "LOAI_ND30",
    "Cap",
    "ChiTieu",
    "ChuKy",
    "CoQuan",
    "Cot",
    "DonViCap",
    "HoSoDonVi",
    "KemTheo",
    "Khoi",
    "Ngay",
    "NguoiKy",
    "PhongBan",
    "TrinhBay",
    "VanBan",
    "VienDan",
]
