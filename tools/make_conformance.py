"""Write docs/tuan_thu.md: every rule of the decree on form, and the tests that prove it.

Usage: python tools/make_conformance.py. The rules are in tests/render/rows.py; the tests name them
with the mark `proves`. Nothing is run here: the page says what is tested, the test run whether it
holds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tuan_thu.md"
HEAD = """\
# Tuân thủ Nghị định 30/2020/NĐ-CP về thể thức

<!-- Trang này do tools/make_conformance.py tạo từ tests/render; không sửa bằng tay. -->

Mỗi quy tắc về thể thức và kỹ thuật trình bày (Phụ lục I, Phụ lục III) đứng trên một hàng, cạnh
đó là phép thử chứng minh. Phép thử in các tệp trong `fixtures/` và `tests/render/data/` ra PDF
bằng cả hai bộ cỡ chữ (14 và 13) rồi đo trên trang: vị trí, cỡ, kiểu của từng chữ, độ dài từng
đường kẻ.

Mức độ: *bắt buộc* - Nghị định quy định; *thông lệ* - theo mẫu trình bày hoặc cách làm chung;
*lựa chọn* - Nghị định để ngỏ, docgen chọn. Viết tắt: PL - Phụ lục, P.I - Phần I. Chạy lại:
`pytest tests/render`.
"""
SECTIONS = {
    "1": "Trang giấy",
    "2": "Sơ đồ bố trí",
    "3": "Các thành phần",
    "4": "Số và ký hiệu",
    "5": "Địa danh, thời gian",
    "6": "Nội dung",
    "7": "Quyền hạn, chức vụ, họ tên",
    "8": "Kính gửi, nơi nhận",
    "9": "Phụ lục, văn bản kèm theo",
}


def test_modules() -> Iterator[ModuleType]:
    """The test modules of tests/render."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    for path in sorted((ROOT / "tests" / "render").glob("test_*.py")):
        yield import_module(f"tests.render.{path.stem}")


def proofs() -> dict[str, list[str]]:
    """Tests by the row they prove: "test_render_head.py::test_tieu_ngu"."""
    found: dict[str, list[str]] = {}
    for module in test_modules():
        for name, value in vars(module).items():
            own = getattr(value, "__module__", None) == module.__name__
            if name.startswith("test_") and own:
                for row in _rows_of(value):
                    tests = found.setdefault(row, [])
                    test = f"{module.__name__.rpartition('.')[2]}.py::{name}"
                    if test not in tests:
                        tests.append(test)
    return found


def _rows_of(test: Any) -> Iterator[str]:
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "proves":
            yield from mark.args
        elif mark.name == "parametrize":
            for value in mark.args[1]:
                for inner in getattr(value, "marks", ()):
                    if inner.name == "proves":
                        yield from inner.args


def page() -> str:
    """The page, in Vietnamese."""
    rows = import_module("tests.render.rows").ROWS
    tests = proofs()
    applicable = [r for r in rows if not r.khong]
    parts = [HEAD]
    parts.append(
        f"{len(rows)} quy tắc: {len(applicable)} quy tắc được đo trên bản in, "
        f"{len(rows) - len(applicable)} quy tắc không thuộc phần docgen in ra (nêu lý do).\n"
    )
    for number, title in SECTIONS.items():
        parts.append(f"## {number}. {title}\n")
        parts.append("| Mã | Quy tắc | Điều khoản | Mức độ | Phép thử |\n|---|---|---|---|---|")
        for r in rows:
            if r.id.partition(".")[0] == number:
                proof = "<br>".join(f"`{t}`" for t in tests.get(r.id, ()))
                proof = f"Không áp dụng: {r.khong}" if r.khong else proof
                parts.append(
                    f"| {r.id} | {_cell(r.quy_tac)} | {r.dieu_khoan} | {r.muc_do} | {proof} |"
                )
        parts.append("")
    return "\n".join(parts).rstrip("\n") + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the page."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
