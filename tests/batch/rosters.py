"""A document whose units have rosters, and tables written for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.findings import Finding, InputError
from docgen.model import VanBan

DATA: dict[str, Any] = {
    "loai": "ke_hoach",
    "co_quan": {"ten": "Ủy ban nhân dân tỉnh Hải Bình", "viet_tat": "UBND", "cap": "tinh",
                "dia_danh": "Hải Bình"},
    "so": 146,
    "ngay": "2022-06-23",
    "trich_yeu": "Phong trào {{ ten_phong_trao }}",
    "bien": {"ten_phong_trao": "chung sức", "han": "30/9/2022"},
    "chi_tieu": {
        "xa_dat_chuan": {"ten": "Xã đạt chuẩn", "gia_tri": 115, "tren": 181, "don_vi": "xã"},
        "tieu_chi": {"ten": "Tiêu chí bình quân", "gia_tri": 15, "don_vi": "tiêu chí"},
    },
    "noi_dung": [
        {"la_ma": "CHUNG"},
        "Đạt {{ chi_tieu.xa_dat_chuan }} xã trước {{ han }}, do {{ nguoi_phu_trach }} phụ trách.",
        {"la_ma": "CẤP XÃ", "doi_tuong": ["xa"]},
        "Mỗi xã {{ chi_tieu.tieu_chi }} tiêu chí.",
        {"la_ma": "CÁC SỞ", "doi_tuong": ["don_vi"]},
        "Báo cáo.",
    ],
    "noi_nhan": ["Như trên", "Các sở"],
    "luu": "VT",
    "chu_ky": {"quyen_han": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "chuc_vu": "PHÓ CHỦ TỊCH",
               "ho_ten": "Trần Văn Bình"},
}  # fmt: skip


def base(**more: Any) -> VanBan:
    """The document, keys of `more` in place of its own."""
    return VanBan.model_validate({**DATA, **more})


def table(folder: Path, text: str) -> Path:
    """A CSV file; its name comes first in messages."""
    path = folder / "danh_sach.csv"
    path.write_text(text, encoding="utf-8")
    return path


def said(findings: Any) -> list[str]:
    """Findings as users see them."""
    return [str(finding) for finding in findings]


def codes(found: Any) -> list[str]:
    """Codes of findings, or of an error's findings."""
    findings: list[Finding] = found.findings if isinstance(found, InputError) else list(found)
    return [finding.code for finding in findings]
