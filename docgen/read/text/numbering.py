"""The numbering of a document as it was typed: its scheme, and where it goes wrong.

Numbers are never stored: they follow from position. What the original did otherwise (a missing đ,
f, a gap, a repeated number) is told, and printed right.
"""

from __future__ import annotations

import re

from docgen.findings import HINT, Finding, Where
from docgen.lang import _
from docgen.viet.danh_so import LEVELS, Counter

_TOKEN = {
    "phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều",
    "la_ma": "I", "so": "1", "so_kep": "1.1", "chu": "a", "gach": "-", "cong": "+",
}  # fmt: skip
Labels = list[tuple[str, str, str]]
"""For each block: level, label as typed, place."""


def scheme_of(labels: Labels) -> list[str]:
    """`danh_so` of a body: the order its levels first come in, where that explains more labels."""
    seen: list[str] = []
    for cap, _label, _place in labels:
        if cap in _TOKEN and cap not in ("gach", "cong") and cap not in seen:
            seen.append(cap)
    order = [LEVELS.index(cap) for cap in seen if cap in LEVELS]
    if order == sorted(order):
        return []
    given = [_TOKEN[cap] for cap in seen]
    return given if len(_wrong(labels, given)) < len(_wrong(labels, [])) else []


def check_labels(labels: Labels) -> list[Finding]:
    """One finding for every label that is not what its place gives."""
    return [
        Finding(
            "DOC12",
            _("Số thứ tự “{typed}” không đúng thứ tự; docgen đánh là “{right}”.").format(
                typed=typed, right=right
            ),
            HINT,
            _("Xem lại bản gốc có thiếu hoặc thừa mục không."),
            Where(part=place),
        )
        for typed, right, place in _wrong(labels, scheme_of(labels))
    ]


def _wrong(labels: Labels, danh_so: list[str]) -> list[tuple[str, str, str]]:
    """Typed and right label and place of each block whose label is not what its place gives."""
    counter = Counter(tuple(danh_so))
    out = []
    for cap, typed, place in labels:
        if cap in ("doan", "bang"):
            continue
        bac = typed.rstrip(".").count(".") + 1 if cap == "so_kep" else 2
        right = counter.label(cap, min(max(bac, 2), 4))
        if cap not in ("gach", "cong") and not _same(typed, right):
            out.append((typed, right, place))
    return out


def _same(typed: str, right: str) -> bool:
    return re.sub(r"[.\s]+", "", typed).upper() == re.sub(r"[.\s]+", "", right).upper()
