"""From layout to template context: drawn lines, tables and section breaks become XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from docgen.nd30 import trang
from docgen.write.docx.runs import Xml, run_xml
from docgen.write.docx.sections import FIRST, Kind
from docgen.write.layout.blocks import Block
from docgen.write.layout.head import ONE_LINE, widened
from docgen.write.layout.tables import Bang

KEEP = Xml("<w:keepNext/>")
SPACER = '<w:p><w:pPr><w:pStyle w:val="KhoangCach"/></w:pPr></w:p>'
_AFTER_HEAD, _AFTER_TITLE = (1.5, 0), (2.5, 12)
_TURNED = (trang.KHO_GIAY_MM[1] - trang.KHO_GIAY_MM[0]) * trang.MM  # what a landscape page gains
_JC = {"giua": "center", "trai": "left", "phai": "right", "deu": "both"}


def make_context(
    data: dict[str, Any],
    columns: tuple[float, float, float],
    sections: dict[Kind, Xml],
) -> dict[str, Any]:
    """Template variables for one layout.

    `columns`: widths of the text, the left and the right header column, pt; `sections`: the
    section properties of the template by kind.
    """
    text, left, right = columns
    context = dict(data)
    _lines(context, *widened(columns, data["dia_danh_ngay"]))
    at: Kind = FIRST
    context["khoi"], at = _blocks(data["khoi"], data["ket_thuc"], at, sections)
    attached = []
    for item in data["kem_theo"]:
        k = dict(item)
        _lines(k, text + _TURNED if item["ngang"] else text, left, right)
        k["ngat"] = _break(sections[at])
        # A phụ lục, and as a rule any attachment, starts its page numbers again (III.1.đ).
        at = Kind(first=not item["noi_so_trang"], landscape=item["ngang"])
        k["khoi"], at = _blocks(item["khoi"], item["ket_thuc"], at, sections, last=True)
        attached.append(k)
    context["kem_theo"] = attached
    context["phan_cuoi"] = sections[at]
    return context


_WIDTH = re.compile(rb'(<w:(?:gridCol|tcW) w:w=")(\d+)"')


def fit_head(xml: bytes, data: dict[str, Any]) -> bytes:
    """A filled document part whose first table, the head, gives the date the room it asks for.

    Only a table of two columns is changed: what an office made of its head otherwise stays.
    """
    date = data["dia_danh_ngay"]
    if not isinstance(date, str) or ONE_LINE not in date:
        return xml
    start = xml.find(b"<w:tbl>")
    end = xml.find(b"</w:tbl>", start)
    head = xml[start:end]
    if start < 0 or head.count(b"<w:gridCol ") != 2 or ONE_LINE.encode() not in head:
        return xml
    more = round(trang.COT_QUOC_HIEU_THEM_MM * trang.MM * 20)
    turn = 0

    def moved(m: re.Match[bytes]) -> bytes:
        nonlocal turn
        turn += 1
        width = int(m[2]) + (-more if turn % 2 else more)
        return b'%s%d"' % (m[1], width)

    return xml[:start] + _WIDTH.sub(moved, head) + xml[end:]


def _lines(context: dict[str, Any], text: float, left: float, right: float) -> None:
    """Drawn lines as paragraphs whose indents leave the computed length."""
    context["ke_co_quan"] = drawn_line(context["ke_co_quan"], left, *_AFTER_HEAD)
    context["ke_tieu_ngu"] = drawn_line(context["ke_tieu_ngu"], right, *_AFTER_HEAD)
    length = context["ke_kem_theo"] or context["ke_trich_yeu"]
    side = round((text - context["rong_trich_yeu"]) * 10)
    context["lui_trich_yeu"] = Xml(f'<w:ind w:left="{side}" w:right="{side}"/>')
    side = round((text - context["rong_kem_theo"]) * 10)
    context["lui_kem_theo"] = Xml(f'<w:ind w:left="{side}" w:right="{side}"/>')
    context["ke_ten"] = drawn_line(length, text, *_AFTER_TITLE) if length else Xml(SPACER)


@lru_cache(maxsize=512)
def drawn_line(length: float, width: float, before: float, after: float) -> Xml:
    """A paragraph that draws a centred line `length` pt long in a column `width` pt wide."""
    side = round((width - length) * 10)
    spacing = ""
    if before or after:
        spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'
    return Xml(
        f'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>{spacing}'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def _break(section: Xml) -> Xml:
    """A paragraph that ends a section."""
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="KhoangCach"/>{section}</w:pPr></w:p>')


def _blocks(
    blocks: list[Block],
    closing: list[Block],
    at: Kind,
    sections: dict[Kind, Xml],
    last: bool = False,
) -> tuple[list[Block], Kind]:
    """Blocks with tables as XML and a section of its own for each landscape table.

    `last`: nothing but these blocks stands before the end of the section, so that a landscape
    table at the very end needs no portrait section after it.
    """
    tables = False
    for block in (*blocks, *closing):
        kept = block["giu"]
        if kept:
            block["giu"] = KEEP if kept is True else _spaced(kept)
        # Every block has every part, so that a template may ask for any of them.
        block["xml"] = ""
        tables = tables or "bang" in block
    if not tables:
        return blocks, at
    out: list[Block] = []
    turns = not at.landscape
    for place, block in enumerate(blocks):
        bang: Bang | None = block.get("bang")
        if bang is None:
            out.append(block)
            continue
        if bang.ngang and not at.landscape:
            out.append(_ready("ngat", _break(sections[at])))
            at = Kind(first=False, landscape=True)
        out.append(_ready("bang", table_xml(bang)))
        more = place < len(blocks) - 1 or closing or not last
        following = blocks[place + 1].get("bang") if place < len(blocks) - 1 else None
        # Landscape tables next to each other share a section; the last of them ends it.
        if turns and at.landscape and more and not (following and following.ngang):
            out.append(_ready("ngat", _break(sections[at])))
            at = Kind(first=False, landscape=False)
    return out, at


def _spaced(lines: float) -> Xml:
    """Line spacing of one paragraph, in lines."""
    return Xml(f'<w:spacing w:line="{round(240 * lines)}" w:lineRule="auto"/>')


def _ready(cap: str, xml: Xml) -> Block:
    """A block that is ready XML."""
    return {"cap": cap, "nhan": "", "text": "", "giu": "", "xml": xml}


def table_xml(bang: Bang) -> Xml:
    """A table: caption, header row repeated on each page, rows that never split."""
    widths = [round(w * 20) for w in bang.rong]
    parts = []
    if bang.ten:
        parts.append(_cell_para("BangTen", bang.ten))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    parts.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Bang"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    if bang.co_tieu_de:
        cells = [_cell_para("BangTieuDe", t) for t in bang.tieu_de]
        parts.append(_row(cells, widths, "<w:cantSplit/><w:tblHeader/>", True))
    # A table without any row is not one that Word opens.
    empty = [] if bang.co_tieu_de else [[""] * len(widths)]
    for row in bang.hang or empty:
        cells = [_cell_para("BangO", t, can) for t, can in zip(row, bang.can, strict=True)]
        parts.append(_row(cells, widths, "<w:cantSplit/>"))
    parts.append("</w:tbl>" + SPACER)
    return Xml("".join(parts))


def _row(cells: Iterable[str], widths: list[int], properties: str, middle: bool = False) -> str:
    valign = '<w:vAlign w:val="center"/>' if middle else ""
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/>{valign}</w:tcPr>{c}</w:tc>'
        for c, w in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{body}</w:tr>"


def _cell_para(style: str, text: Any, can: str = "") -> str:
    jc = f'<w:jc w:val="{_JC[can]}"/>' if can and can != "trai" else ""
    body = run_xml(text) if str(text) else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{jc}</w:pPr>{body}</w:p>'
