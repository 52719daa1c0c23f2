"""What docgen prints where a value is missing: a visible gap is never taken for the value."""

from __future__ import annotations

_GAPS = {
    "co_quan": "[tên cơ quan ban hành]",
    "dia_danh": "[địa danh]",
    "ten_loai": "[tên loại]",
    "trich_yeu": "[trích yếu]",
    "tham_quyen": "[thẩm quyền ban hành]",
    "kinh_gui": "[nơi giải quyết]",
    "noi_nhan": "[nơi nhận]",
    "don_vi_soan": "[đơn vị soạn]",
    "luu": "VT, [đơn vị soạn]",
    "chuc_vu": "[chức vụ]",
    "ho_ten": "[họ và tên người ký]",
    "kem_theo_van_ban": "[tên loại văn bản chính]",
}
_BODIES = ("[nội dung văn bản]", "[nội dung]")


def without_gap(text: str, key: str) -> str | None:
    """The text of a component as data; None for nothing and for the gap that docgen prints."""
    if key == "noi_dung" and text in _BODIES:
        return None
    return None if not text or text == _GAPS.get(key) else text
