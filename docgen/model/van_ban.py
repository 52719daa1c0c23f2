"""`VanBan`: a whole document as data."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    field_validator,
)
from pydantic_core import PydanticCustomError

from docgen.model.chung import Before, Chu, Phan, one_per_item
from docgen.model.co_quan import CoQuan
from docgen.model.khoi import Khoi
from docgen.model.ngay import Ngay
from docgen.model.nguon_goc import NguonGoc
from docgen.model.vien_dan import VienDan, number

# fmt: off
LOAI_ND30 = (
    "nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh", "thong_cao", "thong_bao",
    "huong_dan", "chuong_trinh", "ke_hoach", "phuong_an", "de_an", "du_an", "bao_cao", "bien_ban",
    "to_trinh", "hop_dong", "cong_van", "cong_dien", "ban_ghi_nho", "ban_thoa_thuan",
    "giay_uy_quyen", "giay_moi", "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen",
    "phieu_bao", "thu_cong",
)
# fmt: on
"""Keys of the 29 kinds, in the order of Điều 7."""
LOAI = (*LOAI_ND30, "phat_dong", "de_cuong")
"""Every kind a document may have; the last two are not kinds of the decree."""


def _known_kind(value: str) -> str:
    if value not in LOAI:
        raise PydanticCustomError("loai_la", "unknown kind {value}", {"value": value})
    return value


Loai = Annotated[str, Field(json_schema_extra={"enum": list(LOAI)}), Before(_known_kind)]


def _no_end_mark(value: Any) -> Any:
    # ";" and "." at the end follow from the place in the list, so they are not data.
    if not isinstance(value, str):
        return value
    # A leading "- " or "Lưu:" comes from copying a finished list.
    return re.sub(r"^\s*(?:[-–]\s+|Lưu:\s*(?=\S))*|[\s;.,]+$", "", value)


CanCu = Annotated[
    Annotated[Chu, Tag("chu")] | Annotated[VienDan, Tag("vien_dan")],
    Discriminator(lambda v: "vien_dan" if isinstance(v, dict | VienDan) else "chu"),
    Before(_no_end_mark),
]
Muc = Annotated[Chu, Before(_no_end_mark)]


class ChuKy(Phan):
    """One signature block (Phụ lục I, Mục II.7)."""

    quyen_han: Annotated[list[Chu], Before(one_per_item)] = []
    """Authority lines above the post: TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH. Empty: the head signs."""
    chuc_vu: Chu | None = None
    """Post of the signer: CHỦ TỊCH. Absent: a visible gap."""
    chuc_vu_rieng: Chu | None = None
    """Post in his own office, above the name, for advisory bodies (ô 7b)."""
    ho_ten: Chu | None = None
    """Name, without học hàm, học vị. Absent: a visible gap."""


def _one_of_two(value: float) -> float:
    if value not in (1, 1.27):
        raise PydanticCustomError("thut_dong_la", "1 or 1.27, not {value}", {"value": value})
    return value


class TrinhBay(Phan):
    """Choices the decree leaves to the office; absent values are the decree's usual ones."""

    co_chu: Literal[13, 14] = 14
    """Size set: 14 (Quốc hiệu 13, body 14) or 13 (Quốc hiệu 12, body 13)."""
    thut_dong: Annotated[float, AfterValidator(_one_of_two)] = 1.27
    """First line indent of the body in cm, 1 or 1,27 (Mục II.6.e)."""
    gian_dong: float = Field(default=1.0, ge=1, le=1.5)
    """Line spacing, 1 to 1,5 lines."""
    gian_doan: float = Field(default=6, ge=6, le=24)
    """Space between paragraphs in pt, at least 6."""
    le_tren: float = Field(default=20, ge=20, le=25)
    """Top margin in mm, 20-25."""
    le_duoi: float = Field(default=20, ge=20, le=25)
    """Bottom margin in mm, 20-25."""
    le_trai: float = Field(default=30, ge=30, le=35)
    """Left margin in mm, 30-35."""
    le_phai: float = Field(default=20, ge=15, le=20)
    """Right margin in mm, 15-20."""
    cho_dien: Literal["o_nhap", "dong_cham"] = "o_nhap"
    """What a blank <<…>> is in Word: a field to type in that prints as dots, or dots alone."""

    @property
    def mac_dinh(self) -> bool:
        """Whether every choice that a template depends on is the usual one."""
        fields = type(self).model_fields
        return all(
            getattr(self, name) == f.default for name, f in fields.items() if name != "cho_dien"
        )

    @field_validator("co_chu", mode="before")
    @classmethod
    def _size(cls, value: Any) -> Any:
        return int(value) if isinstance(value, str) and value.strip().isdigit() else value


class SoCapTren(Phan):
    """The figure of the level above for a target, shown in the gap until the unit has its own."""

    gia_tri: Decimal | None = Field(default=None, max_digits=20, decimal_places=6)
    """The figure."""
    tren: Decimal | None = Field(default=None, max_digits=20, decimal_places=6)
    """The total it is counted out of."""


class ChiTieu(Phan):
    """A target: a figure, often out of a total (115 of 181 xã)."""

    gia_tri: Decimal | None = Field(default=None, max_digits=20, decimal_places=6)
    """The figure; absent: a gap to fill in."""
    tren: Decimal | None = Field(default=None, max_digits=20, decimal_places=6)
    """The total it is counted out of."""
    don_vi: Chu | None = None
    """Unit: xã, tiêu chí, %."""
    ten: Chu | None = None
    """What is counted, for tables and rosters."""
    cap_tren: SoCapTren | None = None
    """In an adapted document: the figure of the level above, shown in the gap: [cấp trên: 115]."""


class KemTheo(Phan):
    """An attached document: one issued with the main one, or a phụ lục (Phụ lục I, Phần III)."""

    kieu: Literal["van_ban", "phu_luc"] = "van_ban"
    """van_ban: its own header block (Mẫu 1.3); phu_luc: "Phụ lục I" (Mẫu 2.1)."""
    loai: Loai | None = None
    """Kind of an attached document: ke_hoach, de_cuong, quy_che …"""
    ten_loai: Chu | None = None
    """Kind as printed, where it differs: ĐỀ CƯƠNG BÁO CÁO SƠ KẾT."""
    co_quan: Annotated[list[CoQuan], Before(one_per_item)] = []
    """Body in its header; absent: that of the main document."""
    trich_yeu: Chu | None = None
    """Subject, or title of the phụ lục."""
    dong_kem_theo: Literal["day_du", "de_trong", "khong"] = "day_du"
    """The "(Kèm theo …)" line: filled from the main document, left open, or none."""
    can_cu: list[CanCu] = []
    """Legal grounds of the attached document, where it has its own."""
    noi_dung: list[Khoi] = []
    """Body: text as typed, or blocks."""
    danh_so: list[Chu] = []
    """Numbering scheme: [I, "1", a, "-"]."""
    ket_thuc: Annotated[list[Chu], Before(one_per_item)] = []
    """Closing paragraphs."""
    doi_tuong: Annotated[list[str], Before(one_per_item)] = []
    """For whom the attached document is meant; empty: all."""
    dau_ket: bool = True
    """Whether it ends with "./."."""
    noi_so_trang: bool = False
    """Go on with the page numbers of the main document; a phụ lục always restarts (III.1.đ)."""


class VanBan(Phan):
    """A document: everything a writer needs, and nothing that follows from something else."""

    loai: Loai
    """Kind: ke_hoach, quyet_dinh, phat_dong, de_cuong, or any of the 29 of Điều 7."""
    hinh_thuc: Loai | None = None
    """For a Phát động: the kind of the decree it is issued as; its code comes from it."""
    ten_loai: Chu | None = None
    """Kind as printed, where it differs from the usual name."""
    co_quan: Annotated[list[CoQuan], Before(one_per_item)] = Field(min_length=1)
    """Issuing body (several: joint issue), or the path of a unit profile."""
    so: Annotated[Chu | None, Before(number)] = Field(default=None, pattern=r"^[1-9]\d*[a-zđ]?$")
    """Number; absent: a gap that văn thư fills."""
    ky_hieu: Chu | None = None
    """Code after the slash; absent: from kind and body (KH-UBND)."""
    don_vi_soan: Chu | None = None
    """Abbreviation of the drafting unit, the tail of a Công văn's code (UBND-VX)."""
    dia_danh: Chu | None = None
    """Place before the date; absent: the body's."""
    # model_construct: defaults need no validator, so none is built for them.
    ngay: Ngay = Field(default_factory=Ngay.model_construct)
    """Date of issue; what is absent is a gap."""
    trich_yeu: Chu | None = None
    """Subject. A line end in it is kept as a line break."""
    tham_quyen: Chu | None = None
    """Authority line of a decision; absent: derived from the signature and the body."""
    kinh_gui: Annotated[list[Muc], Before(one_per_item)] = []
    """Receivers of a Tờ trình, Báo cáo or Công văn."""
    can_cu: list[CanCu] = []
    """Legal grounds, each a text or the parts of a citation."""
    kieu_can_cu: Literal["dong", "doan"] | None = None
    """dong: italic, ";" … "."; doan: upright running text as in a Kế hoạch. Absent: by kind."""
    noi_dung: list[Khoi] = []
    """Body: text as a clerk types it, or a list of blocks."""
    danh_so: list[Chu] = []
    """Numbering scheme, highest level first: [I, "1", a, "-", "+"]; absent: as the body uses."""
    ket_thuc: Annotated[list[Chu], Before(one_per_item)] = []
    """Closing paragraphs; "./." is added by the writer."""
    noi_nhan: Annotated[list[Muc], Before(one_per_item)] = []
    """Recipients, one per line, without "- " and ";"."""
    luu: Annotated[Chu | None, Before(_no_end_mark)] = None
    """Filing line without "Lưu:": VT, NV."""
    chu_ky: Annotated[list[ChuKy], Before(one_per_item)] = []
    """Signature block; several: joint signing."""
    kem_theo: list[KemTheo] = []
    """Attached documents."""
    chi_tieu: dict[str, ChiTieu] = {}
    """Targets; the text says {{ chi_tieu.xa_dat_chuan }}."""
    bien: dict[str, Chu] = {}
    """Other variables of the text: {{ ten_phong_trao }}."""
    kem_theo_van_ban: VienDan | None = None
    """For a document that is itself an attachment (Đề cương): the document it goes with."""
    trinh_bay: TrinhBay = Field(default_factory=TrinhBay.model_construct)
    """Choices of layout that the decree leaves open."""
    nguon_goc: NguonGoc | None = None
    """In an adapted document: where each of its texts comes from. Written by docgen."""


__all__ = [
    "LOAI",
    "LOAI_ND30",
    "ChiTieu",
    "ChuKy",
    "KemTheo",
    "SoCapTren",
    "TrinhBay",
    "VanBan",
    "VienDan",
]
