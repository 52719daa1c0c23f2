"""The page of each rule: what it asks, why, examples, what mending changes, sources.

The pages are documentation, data and test at once: severity, binding force and clause are read
from their heads, `docgen explain` prints them, and the tests run their examples.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from docgen.findings import ERROR, HINT, WARNING

FOLDER = Path(__file__).parent
HEADINGS = ("Quy tắc", "Vì sao", "Sai", "Đúng", "Cách sửa", "Nguồn")
"""Headings of every page, in this order."""
_SEVERITY = {"lỗi": ERROR, "cảnh báo": WARNING, "gợi ý": HINT}


class Page(NamedTuple):
    """One page."""

    code: str
    title: str
    severity: str
    """loi, canh_bao or goi_y."""
    kind: str
    """bắt buộc, thông lệ or lựa chọn."""
    clause: str
    mending: str
    """an toàn, cần xem or không."""
    advice: str
    """What to do, in one sentence: the first paragraph of "Cách sửa"."""
    related: tuple[str, ...]
    """Rules that rightly speak too where this one does."""
    body: str
    """The page as Markdown, without its head."""

    def section(self, heading: str) -> str:
        """Text under one of HEADINGS."""
        _before, _mark, rest = self.body.partition(f"\n## {heading}\n")
        return rest.partition("\n## ")[0].strip()


@cache
def load(code: str) -> Page:
    """The page of a rule. Raises KeyError when there is none."""
    path = FOLDER / f"{code}.md"
    try:
        text = path.read_text("utf-8")
    except OSError:
        raise KeyError(code) from None
    _empty, head, body = text.split("---\n", 2)
    said = dict(_pair(line) for line in head.splitlines() if line.strip())
    page = Page(
        code,
        said["ten"],
        _SEVERITY[said["muc"]],
        said["tinh_chat"],
        said["dieu_khoan"],
        said["sua"],
        "",
        tuple(said.get("lien_quan", "").replace(",", " ").split()),
        "\n" + body,
    )
    return page._replace(advice=page.section("Cách sửa").partition("\n\n")[0].replace("\n", " "))


def _pair(line: str) -> tuple[str, str]:
    name, _colon, value = line.partition(":")
    return name.strip(), value.strip()


def codes() -> list[str]:
    """Codes that have a page."""
    return sorted(p.stem for p in FOLDER.glob("*.md"))
