"""Writes docs/kiem_tra_tep_loi.md: what the checker finds in the corpus, from faults.yaml.

python tools/make_faults.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "kiem_tra_tep_loi.md"
LIST = ROOT / "tests" / "check" / "faults.yaml"
_HEAD = """# Kiểm tra các tệp có lỗi

Một người quen việc văn thư đọc mười hai tệp và ghi mọi lỗi mắt thấy được trước khi xem các luật;
trang này đối chiếu danh sách ấy với `docgen check`. Bốn tệp Word do công cụ khác tạo ra, năm văn
bản nguồn (chữ đã trích, mất phần đầu hoặc cột), ba phụ lục chính thức của Nghị định 30/2020/NĐ-CP.
**Tìm thấy**: có luật báo đúng chỗ ấy, ở mức lỗi, cảnh báo hay gợi ý. **Báo nhầm**: luật báo điều
không sai. Trang này làm từ danh sách mà bộ kiểm thử chạy (tests/check/faults.yaml).

"""
_KINDS = ("bắt buộc", "thông lệ", "chữ nghĩa")


def page(files: dict[str, dict[str, Any]]) -> str:
    """The page for the list, each file by its path."""
    return _HEAD + _summary(files) + "".join(_file(name, one) for name, one in files.items())


def _summary(files: dict[str, dict[str, Any]]) -> str:
    rows = [
        f"| tệp | {' | '.join(_KINDS)} | tìm thấy | không | báo nhầm |\n",
        "|---|---|---|---|---|---|---|\n",
    ]
    whole: list[dict[str, Any]] = []
    wrong = 0
    for name, one in files.items():
        rows.append(_counts(f"`{Path(name).name}`", one["loi"], len(one["bao_nham"])))
        whole += one["loi"]
        wrong += len(one["bao_nham"])
    rows.append(_counts("**cộng**", whole, wrong))
    return "".join(rows)


def _counts(name: str, faults: list[dict[str, Any]], wrong: int) -> str:
    cells = []
    for kind in _KINDS:
        own = [f for f in faults if f["tinh_chat"] == kind]
        cells.append(f"{sum(bool(f['luat']) for f in own)}/{len(own)}" if own else "–")
    found = sum(bool(f["luat"]) for f in faults)
    return f"| {name} | {' | '.join(cells)} | {found} | {len(faults) - found} | {wrong} |\n"


def _file(name: str, one: dict[str, Any]) -> str:
    out = [f"\n## {Path(name).name}\n"]
    if one["loi"]:
        seed = name.startswith("seeds/")
        out.append("\n| mã | lỗi | tính chất | luật | vì sao không |\n|---|---|---|---|---|\n")
        for fault in one["loi"]:
            cells = [
                fault["id"], _cell(f"{fault['mo_ta']} ({fault['cho']})"), fault["tinh_chat"],
                ", ".join(f"[{c}](../docgen/check/pages/{c}.md)" for c in fault["luat"]) or "–",
                _cell(fault.get("ly_do", "") or (_rendered(fault) if seed else "")),
            ]  # fmt: skip
            out.append(f"| {' | '.join(cells)} |\n")
    else:
        out.append("\nNgười đọc không thấy lỗi nào.\n")
    out.append(_list("Báo nhầm", one["bao_nham"]) or "\nKhông có báo nhầm.\n")
    out.append(_list("Báo đúng với tệp, ngoài danh sách", one.get("dung_them", [])))
    return "".join(out)


def _rendered(fault: dict[str, Any]) -> str:
    """What becomes of a fault of a source text that docgen renders."""
    if fault.get("ket_xuat", fault["luat"]) == fault["luat"]:
        return ""
    return "Trên bản docgen kết xuất không còn: docgen tự ghi phần này đúng."


def _list(title: str, items: list[dict[str, str]]) -> str:
    if not items:
        return ""
    rows = "".join(f"- {x['luat']} ({x['muc']}): {x['mo_ta']}\n" for x in items)
    return f"\n{title}:\n\n{rows}"


def _cell(text: str) -> str:
    for sign in "|*_{}[]#<>":
        text = text.replace(sign, "\\" + sign)
    return text


def main() -> None:
    """Rewrite the page."""
    from ruamel.yaml import YAML

    listed = YAML(typ="safe").load(LIST.read_text("utf-8"))
    PAGE.write_text(page({one["tep"]: one for one in listed}), encoding="utf-8")


if __name__ == "__main__":
    main()
