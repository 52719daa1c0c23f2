"""A cited document, given by its parts."""

from typing import Annotated, Any

from docgen.model.chung import Before, Chu, Phan
from docgen.model.ngay import Ngay


def number(value: Any) -> Any:
    # 05 and 5 are one number; the leading zero is the writer's business.
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return value
    bare = value.strip()
    return (bare.lstrip("0") or "0") if bare else None


class VienDan(Phan):
    """A cited document, given by its parts (Phụ lục I, Phần I, Mục II.6.b)."""

    mo_dau: Chu = "Căn cứ"
    """Opening words: Căn cứ, Thực hiện, Theo đề nghị của …"""
    loai: Chu
    """Kind in words: Quyết định, Nghị quyết, Luật."""
    so: Annotated[Chu | None, Before(number)] = None
    """Number."""
    ky_hieu: Chu | None = None
    """Code after the slash or hyphen: QĐ-TTg; of Party documents -NQ/TU."""
    ngay: Ngay | None = None
    """Date of issue."""
    co_quan: Chu | None = None
    """Issuer in running text: Thủ tướng Chính phủ."""
    trich_yeu: Chu | None = None
    """Subject as cited: về phê duyệt …"""
