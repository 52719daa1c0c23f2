"""Writes docs/da_doc.md: what was recovered of each real document, from tests/read/recovered.yaml.

python tools/make_recovered.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "da_doc.md"
LIST = ROOT / "tests" / "read" / "recovered.yaml"
_HEAD = """# Đọc được những gì

Mười sáu văn bản thật (bản chép, bản quét nhận dạng, PDF) đọc bằng `docgen read`, từng phần một.
✓: đúng như mắt người đọc trên bản ấy; “chỗ trống”: bản quét mờ hoặc bản gốc để trống, docgen
không đoán mà giữ chữ ấy trong danh sách còn lại. Chữ mà máy quét nhận sai (“Chí đạo”, “tĩnh”)
được giữ nguyên như máy quét cho. Bảng này làm từ danh sách mà bộ kiểm thử chạy.

| văn bản | loại | cơ quan | số | ký hiệu | ngày | căn cứ | nơi nhận | người ký | kèm theo |
|---|---|---|---|---|---|---|---|---|---|
"""


def page(found: dict[str, dict[str, Any]]) -> str:
    """The page for the list of `recovered.yaml`."""
    rows = []
    for name, one in found.items():
        day = one["ngay"]
        whole = one["dia_danh"] and all(day)
        date = "✓" if whole else "một phần" if one["dia_danh"] and any(day) else "chỗ trống"
        cells = [
            name.split("_20")[0].replace("_", " "),
            "✓",
            "✓",
            *("✓" if one[key] else "chỗ trống" for key in ("so", "ky_hieu")),
            date,
            f"{one['can_cu']} ✓" if one["can_cu"] else "không có",
            f"{one['noi_nhan']} ✓",
            "✓" if one["ho_ten"] else "chỗ trống",
            ", ".join(x or "phụ lục" for x in one["kem_theo"]) or "không có",
        ]
        rows.append(f"| {' | '.join(cells)} |\n")
    return _HEAD + "".join(rows)


def main() -> None:
    """Rewrite the page."""
    from ruamel.yaml import YAML

    PAGE.write_text(page(YAML(typ="safe").load(LIST)), encoding="utf-8")


if __name__ == "__main__":
    main()
