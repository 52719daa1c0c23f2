"""What stands between head and foot: receivers, paragraphs joined, grounds and the order.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6 and 9; Mẫu 1.1-1.5.
"""

from __future__ import annotations

import re

from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.body import Body, read_body
from docgen.read.text.join import join_lines, page_width
from docgen.read.text.marks import plain, upper_case
from docgen.read.text.receivers import read_receivers
from docgen.read.text.title import is_order

_LEAD = 12
"""Paragraphs between the last legal ground and the order at most."""


def read_content(lines: list[Line], loai: str) -> Body:
    """Receivers, grounds, blocks and closing of the lines between head and foot.

    `loai`: key of the kind that the title names, "" for none.
    """
    if any(x.style in _OWN_STYLES for x in lines):
        # A document of ours: its styles say where the closing begins, nothing is broken or joined.
        closing = (p for p, x in enumerate(lines) if x.style == THANH_PHAN["ket_thuc"].ten)
        joined, tight = list(lines), next(closing, len(lines))
    else:
        found = _tight_end(lines)
        joined = join_lines(lines) if page_width(lines) or found is None else list(lines)
        tight = found if found is not None and len(joined) == len(lines) else -1
    receivers, start = read_receivers(joined)
    joined = joined[start:]
    lenh = LOAI[loai].lenh if loai else ""
    kept = _ordered(joined, lenh) if lenh else []
    body = read_body(joined, loai, tight - start if tight >= start else None)
    body.left_over += kept
    if receivers:
        body.data["kinh_gui"] = receivers + body.data.get("kinh_gui", [])
    if lenh:
        _lead_in(body, lenh)
    return body


def _ordered(lines: list[Line], lenh: str) -> list[Line]:
    """Write the line that opens the operative part as the kind prints it; gives what it said else.

    "QUYẾT ĐỊNH" a second time, without its colon, is that line too.
    """
    for place, line in enumerate(lines):
        text = plain(line.text)
        listed = line.label or marks.starts_label(line.text)
        if line.table is not None or (listed and not _ground(text)):
            return []
        if is_order(text) and len(text) < 2 * len(lenh) and not line.text.startswith("\\"):
            line.take_as("lenh")
            lines[place] = line.changed(text=lenh)
            said = re.sub(r"[\s:.]", "", text)
            return [] if said.upper() == re.sub(r"[\s:.]", "", lenh) else [line]
    return []


def _ground(text: str) -> bool:
    """Whether a line is a legal ground, also one listed with a dash."""
    return bool(marks.GROUNDS.match(text.lstrip("-–—+*•·● ")))


def _lead_in(body: Body, lenh: str) -> None:
    """Paragraphs between the grounds and the order are grounds of another wording."""
    blocks = body.data.get("noi_dung", [])
    for count, block in enumerate(blocks[:_LEAD]):
        if block["cap"] != "doan":
            return
        if plain(block["text"]).removeprefix("**").removesuffix("**") != lenh:
            continue
        texts = [re.sub(r"[\s;.,:]+$", "", b["text"]) for b in blocks[:count]]
        if texts:
            body.data["can_cu"] = body.data.get("can_cu", []) + texts
            body.data.pop("kieu_can_cu", None)
        for line in body.lines[:count]:
            line.take_as("can_cu")
        body.lines[count].take_as("lenh")
        del blocks[: count + 1], body.labels[: count + 1], body.lines[: count + 1]
        if not blocks:
            del body.data["noi_dung"]
        return


def _tight_end(lines: list[Line]) -> int | None:
    """Start of the closing group in a text whose body has no blank lines, as docgen writes it."""
    gaps = [p for p, x in enumerate(lines) if x.gap and p]
    tables = {p for p, x in enumerate(lines) if x.text.startswith("|")}
    first = next((p for p, x in enumerate(lines) if marks.starts_label(x.text)), -1)
    if first < 0:
        first = next((p for p, x in enumerate(lines) if not _leads(x.text)), 0)
    inside = [p for p in gaps if p > first and not {p, p + 1} & tables]
    if len(inside) != 1:
        return None
    rest = lines[inside[0] :]
    if len(rest) > 4 or any(_of_body(x) for x in rest):
        return None
    return inside[0]


def _of_body(line: Line) -> bool:
    """Whether a line cannot be one of the closing paragraphs."""
    text = plain(line.text)
    if line.table is not None or marks.starts_label(line.text) or text.startswith("|"):
        return True
    return bool(marks.LOOSE_LABEL.match(text)) or upper_case(text) or text.endswith(":")


def _leads(text: str) -> bool:
    """Whether a line stands before the body: a legal ground, or "QUYẾT ĐỊNH:"."""
    return bool(marks.GROUNDS.match(text) or is_order(text))


_OWN_STYLES = frozenset(
    THANH_PHAN[ma].ten
    for ma in ("doan", "la_ma", "so", "so_tieu_de", "chu", "gach", "cong", "dieu_chay", "ket_thuc")
)
"""Word styles of the body in docgen's own templates."""
