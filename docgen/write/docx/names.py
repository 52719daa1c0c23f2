"""Names a Word template may use, and what each one is: the contract of the template context.

A test holds this table equal to what `make_context` really gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from docgen.write.docx.mau.body import _PROTOTYPES


class Plain(Enum):
    """Names without parts."""

    CHU = "chữ"
    """Text, printed in a run: {{ x }}."""
    XML = "đoạn"
    """Ready paragraphs or tables, printed in a paragraph of their own: {{p x }}."""
    THUOC_TINH = "thuộc tính"
    """Properties that the engine puts in its place itself; not for printing."""
    SO = "số"
    """A measure in pt."""
    CO = "có/không"
    """True or false."""
    BAT_KY = "bất kỳ"
    """Not known before the template is filled."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something with named parts; `co_the_thieu`: None in some documents."""

    fields: Mapping[str, Kind]
    co_the_thieu: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list of things of one kind."""

    item: Kind


Kind = Plain | Record | Many

_CHU, _XML, _SO, _CO = Plain.CHU, Plain.XML, Plain.SO, Plain.CO
_DONG = Many(Record({"chu": _CHU}))
KHOI = Record({"cap": _CHU, "nhan": _CHU, "text": _CHU, "giu": Plain.THUOC_TINH, "xml": _XML})
"""One block of the body."""
NGUOI_KY = Record({"quyen_han": _DONG, "chuc_vu_rieng": _CHU, "ho_ten": _CHU})
"""One signer."""

_CHUNG: dict[str, Kind] = {
    "chu_quan": _CHU,
    "co_quan": _CHU,
    "ke_co_quan": _XML,
    "quoc_hieu": _CHU,
    "tieu_ngu": _CHU,
    "ke_tieu_ngu": _XML,
    "ten_loai": _CHU,
    "trich_yeu": _CHU,
    "dong_kem_theo": _CHU,
    "ke_ten": _XML,
    "lui_trich_yeu": Plain.THUOC_TINH,
    "lui_kem_theo": Plain.THUOC_TINH,
    "rong_trich_yeu": _SO,
    "rong_kem_theo": _SO,
    "ke_trich_yeu": _SO,
    "ke_kem_theo": _SO,
    "can_cu": _DONG,
    "can_cu_doan": _DONG,
    "khoi": Many(KHOI),
    "ket_thuc": Many(KHOI),
}
KEM_THEO = Record(
    {**_CHUNG, "phu_luc": _CHU, "noi_so_trang": _CO, "ngang": _CO, "ngat": _XML},
)
"""One attached document."""

TEN: dict[str, Kind] = {
    **_CHUNG,
    "so_ky_hieu": _CHU,
    "dia_danh_ngay": _CHU,
    "trich_yeu_cv": _CHU,
    "tham_quyen": _CHU,
    "lenh": _CHU,
    "kinh_gui": _CHU,
    "kinh_gui_muc": _DONG,
    "noi_nhan": _DONG,
    "co_chan": _CO,
    "chu_ky": Record(NGUOI_KY.fields, co_the_thieu=True),
    "ky_chung": Many(Record({"o": Many(NGUOI_KY), "hai": _CO})),
    "kem_theo": Many(KEM_THEO),
    "phan_cuoi": Plain.THUOC_TINH,
}
"""Every name of the context."""

CAP_CHU: tuple[str, ...] = _PROTOTYPES
"""Levels of a block that carry text; each needs a paragraph in the template."""
CAP_NHAN = ("phan", "chuong", "muc", "tieu_muc")
"""Levels of which only the label is printed; their text is a block of its own."""
CAP_XML = ("bang", "ngat")
"""Blocks that are ready XML: tables and section breaks."""
KIEU_DUNG = ("DuongKe", "KhoangCach", "Bang", "BangTen", "BangTieuDe", "BangO")
"""Styles that ready XML refers to; a template without them prints no lines and no borders."""
