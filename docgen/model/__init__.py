"""The data of a document: `VanBan` and its parts. Pydantic, no input or output."""

from docgen.model.bang_chuyen import BangChuyen, MucChuyen
from docgen.model.co_quan import CoQuan, HoSoDonVi, NguoiKy, PhongBan
from docgen.model.khoi import CAP, Cap, Cot, DonViCap, Khoi
from docgen.model.ngay import Ngay
from docgen.model.nguon_goc import CachDoi, Doi, NguonGoc, Vet
from docgen.model.van_ban import (
    LOAI,
    LOAI_ND30,
    ChiTieu,
    ChuKy,
    KemTheo,
    SoCapTren,
    TrinhBay,
    VanBan,
)
from docgen.model.vien_dan import VienDan

__all__ = [
    "CAP",
    "LOAI",
    "LOAI_ND30",
    "BangChuyen",
    "CachDoi",
    "Cap",
    "ChiTieu",
    "ChuKy",
    "CoQuan",
    "Cot",
    "Doi",
    "DonViCap",
    "HoSoDonVi",
    "KemTheo",
    "Khoi",
    "Ngay",
    "MucChuyen",
    "NguoiKy",
    "NguonGoc",
    "PhongBan",
    "SoCapTren",
    "TrinhBay",
    "VanBan",
    "Vet",
    "VienDan",
]
