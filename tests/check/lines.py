"""Documents put together from lines whose components are known, for rules that read words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docgen.check.document import Document, Text
from docgen.check.registry import RuleFinding, check_document
from docgen.findings import Where
from docgen.nd30.thanh_phan import QUOC_HIEU, TIEU_NGU
from tests.check import mutate

Line = tuple[str, str]
"""Component and its words."""
UBND = "ỦY BAN NHÂN DÂN XÃ BÌNH TRUNG"


def head(
    number: str = "Số: 45/KH-UBND",
    day: str = "Bình Trung, ngày 15 tháng 9 năm 2025",
    kind: str = "KẾ HOẠCH",
    issuer: str = UBND,
    parent: str = "",
) -> list[Line]:
    """A correct head."""
    made = [
        ("chu_quan", parent),
        ("co_quan", issuer),
        ("quoc_hieu", QUOC_HIEU),
        ("tieu_ngu", TIEU_NGU),
        ("so_ky_hieu", number),
        ("dia_danh_ngay", day),
    ]
    if kind:
        made += [("ten_loai", kind), ("trich_yeu", "Tổ chức Phong trào thi đua năm 2025")]
    return [line for line in made if line[1]]


def foot(
    signed: Sequence[str] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    name: str = "Trần Văn Minh",
    to: Sequence[str] = ("- Phòng Kinh tế;", "- Lưu: VT, VHXH."),
) -> list[Line]:
    """A correct foot."""
    made = [("noi_nhan", "Nơi nhận:"), *(("noi_nhan_muc", t) for t in to)]
    return [*made, *(("quyen_han", t) for t in signed), ("ho_ten", name)]


BODY: list[Line] = [("doan", "Ủy ban nhân dân xã triển khai Phong trào thi đua./.")]


def document(lines: Iterable[Line], form: str = "docx", **data: Any) -> Document:
    """The lines as a document; `data` is put over the base Kế hoạch for what was recognised."""
    base = {**mutate.load("ke_hoach"), **data}
    texts = []
    for place, (part, words) in enumerate(lines, 1):
        dash = "-" if part.endswith("_muc") and words.startswith("-") else ""
        texts.append(Text(part, words, Where(line=place), label=dash))
    return Document("vi_du", form, mutate.typed(base), texts)


def found(document: Document, *families: str) -> list[RuleFinding]:
    """Findings of the rules whose codes begin so."""
    return check_document(document, select=families)


def codes(document: Document, *families: str) -> set[str]:
    """Codes of what is found."""
    return {f.code for f in found(document, *families)}
