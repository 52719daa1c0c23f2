"""Writes docs/luat_kiem_tra.md: every rule of `docgen check`, from the pages of the rules.

python tools/make_rules.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from docgen.check import pages  # noqa: E402  (after the path is set)

PAGE = ROOT / "docs" / "luat_kiem_tra.md"
FAMILIES = {
    "TC": "Trang và chữ",
    "TP": "Thành phần thể thức",
    "DS": "Đánh số",
    "NN": "Nơi nhận và chữ ký",
    "NQ": "Nhất quán",
    "CN": "Chữ nghĩa",
}
_SEVERITY = {"loi": "lỗi", "canh_bao": "cảnh báo", "goi_y": "gợi ý"}
_HEAD = """# Các luật của docgen check

{count} luật. Mỗi luật có một trang với ví dụ sai và đúng, in bằng `docgen explain MÃ`; các ví dụ
ấy được bộ kiểm thử chạy. **bắt buộc**: Nghị định 30/2020/NĐ-CP quy định; **thông lệ**: cách làm
chung, Nghị định không nêu. Trang này làm từ các trang của luật.
"""


def page() -> str:
    """The page for the rules that there are."""
    codes = pages.codes()
    out = [_HEAD.format(count=len(codes))]
    for family, name in FAMILIES.items():
        out += [f"\n## {name} ({family})\n", "| mã | luật | mức | tính chất | điều khoản | sửa |"]
        out.append("|---|---|---|---|---|---|")
        for code in codes:
            if code.startswith(family):
                one = pages.load(code)
                link = f"[{code}](../docgen/check/pages/{code}.md)"
                cells = (
                    link,
                    one.title,
                    _SEVERITY[one.severity],
                    one.kind,
                    one.clause,
                    one.mending,
                )
                out.append("| " + " | ".join(cells) + " |")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(PAGE)
