"""The issuing body and the unit profile (hồ sơ đơn vị)."""

from typing import Annotated, Any

from pydantic import model_validator

from docgen.model.chung import Before, Chu, Phan, one_per_item
from docgen.model.khoi import DonViCap
from docgen.model.ngay import Ngay


class CoQuan(Phan):
    """The body that issues a document (Phụ lục I, Mục II.2)."""

    ten: Chu
    """Full official name, in ordinary case: Ủy ban nhân dân tỉnh Lạng Sơn."""
    chu_quan: Chu | None = None
    """Parent body where one is written above (a sở writes its UBND; UBND and HĐND write none)."""
    viet_tat: Chu | None = None
    """Abbreviation used in the code: UBND, VPUB, SNV."""
    cap: DonViCap | None = None
    """trung_uong, tinh, huyen, xa or don_vi."""
    dong: Annotated[list[Chu], Before(one_per_item)] = []
    """Lines of the name in the header; absent: broken before tỉnh, huyện, xã …"""
    dia_danh: Chu | None = None
    """Place written before the date; the document's own `dia_danh` wins."""

    @model_validator(mode="before")
    @classmethod
    def _name_only(cls, value: Any) -> Any:
        return {"ten": value} if isinstance(value, str) else value


class NguoiKy(Phan):
    """A person who signs for the unit."""

    ho_ten: Chu
    """Name without học hàm, học vị."""
    chuc_vu: Chu
    """Post in ordinary case: Chủ tịch, Phó Chủ tịch, Chánh Văn phòng."""


class PhongBan(Phan):
    """A department of the unit and what it is in charge of."""

    ten: Chu
    """Name: Phòng Nội vụ."""
    viet_tat: Chu | None = None
    """Abbreviation: NV."""
    chuc_nang: Annotated[list[Chu], Before(one_per_item)] = []
    """Functions it holds, in words of your own: thi đua khen thưởng, nông thôn mới."""


class HoSoDonVi(CoQuan):
    """Unit profile: the issuing body with the facts its documents are made from."""

    loai_ho_so: str = "don_vi"
    """Always don_vi; marks the file as a unit profile."""
    tinh: Chu | None = None
    """Province or city the unit belongs to."""
    cap_tren: Chu | None = None
    """Body directly above."""
    nguoi_ky: list[NguoiKy] = []
    """Leaders who sign, the head first."""
    phong_ban: list[PhongBan] = []
    """Departments and their functions."""
    don_vi_truc_thuoc: list[Chu] = []
    """Units directly below (communes of a district …)."""
    noi_nhan: list[Chu] = []
    """Usual recipients."""
    luu: Chu | None = None
    """Usual filing line, without "Lưu:"."""
    hieu_luc_tu: Ngay | None = None
    """First day on which the profile holds."""
    hieu_luc_den: Ngay | None = None
    """Last day on which the profile holds (a huyện: 2025-06-30)."""
    ghi_chu: Chu | None = None
    """Where the facts come from."""

    def co_quan(self) -> CoQuan:
        """The issuing body alone, as a document carries it."""
        return CoQuan.model_construct(**{k: getattr(self, k) for k in CoQuan.model_fields})
