"""Look of a Word template: paper, margins, page number, fonts, and the styles docgen refers to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen.findings import WARNING
from docgen.lang import _
from docgen.nd30 import trang
from docgen.write.docx.inspect_tags import Doan, Report
from docgen.write.docx.names import KIEU_DUNG

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLACK_MM = 0.5
"""Rounding of Word's own dialogs (inches, cm) that is no fault."""
_KHO_GIAY = "Phụ lục I, Phần I, Mục I.1"
_PHONG = "Phụ lục I, Phần I, Mục I.4"
_SO_TRANG = "Phụ lục I, Phần I, Mục I.7"
_SIDES = {"tren": "top", "duoi": "bottom", "trai": "left", "phai": "right"}


def check_sections(body: Any, report: Report) -> None:
    """Paper A4 and margins in the decree's range, for each section."""
    sections = list(body.iter(_W + "sectPr"))
    names = {"tren": _("trên"), "duoi": _("dưới"), "trai": _("trái"), "phai": _("phải")}
    for number, section in enumerate(sections, 1):
        part = _("phần {n}").format(n=number) if len(sections) > 1 else ""
        size, edges = section.find(_W + "pgSz"), section.find(_W + "pgMar")
        wide, high = _mm(size, "w"), _mm(size, "h")
        if wide is not None and high is not None and not _is_a4(wide, high):
            report.add(
                "MAU32",
                _("Khổ giấy {w:.0f} × {h:.0f} mm, không phải A4 ({clause}).").format(
                    w=wide, h=high, clause=_KHO_GIAY
                ),
                _("Trong Word: Layout → Size → A4."),
                part,
                WARNING,
            )
        if wide is not None and high is not None and wide > high:
            continue
        for side, word in _SIDES.items():
            given, allowed = _mm(edges, word), trang.LE[side]
            if given is None or allowed.thap - _SLACK_MM <= given <= allowed.cao + _SLACK_MM:
                continue
            report.add(
                "MAU33",
                _("Lề {side} {mm:.0f} mm, phải từ {low} đến {high} mm ({clause}).").format(
                    side=names[side],
                    mm=given,
                    low=allowed.thap,
                    high=allowed.cao,
                    clause=allowed.nguon.dieu_khoan,
                ),
                _("Trong Word: Layout → Margins → Custom Margins."),
                part,
                WARNING,
            )


def _mm(node: Any, name: str) -> float | None:
    value = node.get(_W + name) if node is not None else None
    try:
        return abs(float(value)) * 25.4 / 1440 if value is not None else None
    except ValueError:
        return None


def _is_a4(wide: float, high: float) -> bool:
    short, long = sorted((wide, high))
    return all(
        abs(a - b) <= 1 for a, b in zip((short, long), sorted(trang.KHO_GIAY_MM), strict=True)
    )


def check_page_number(headers: Iterable[Any], report: Report) -> None:
    """A PAGE field must stand in a header."""
    for header in headers:
        codes = [n.text or "" for n in header.iter(_W + "instrText")]
        codes += [n.get(_W + "instr") or "" for n in header.iter(_W + "fldSimple")]
        # Word may cut one code into several runs.
        if "PAGE" in "".join(codes).upper().replace("NUMPAGES", "").replace("SECTIONPAGES", ""):
            return
    report.add(
        "MAU34",
        _("Đầu trang không có số trang ({clause}).").format(clause=_SO_TRANG),
        _("Trong Word: Insert → Page Number → Top of Page, canh giữa."),
        severity=WARNING,
    )


def check_fonts(paragraphs: list[Doan], styles: Any, report: Report) -> None:
    """Times New Roman in the styles that are used and in the runs."""
    table = {s.get(_W + "styleId"): s for s in styles.iter(_W + "style")} if _is(styles) else {}
    used = {s.get(_W + "styleId") for s in table.values() if _default_paragraph(s)}
    for doan in paragraphs:
        for kind in ("pStyle", "rStyle"):
            used |= {n.get(_W + "val") for n in doan.element.iter(_W + kind)}
        for fonts in doan.element.iter(_W + "rFonts"):
            name = _foreign(fonts)
            if name:
                _report_font(name, "", doan.part, report)
    defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts") if table else None
    for style_id in sorted(used | set(KIEU_DUNG) & set(table)):
        holder, fonts = _fonts_of(style_id, table)
        name = _foreign(fonts if fonts is not None else defaults)
        if not name:
            continue
        shown = _name(holder) if holder is not None else _("mặc định của tệp")
        _report_font(name, shown, _("kiểu “{name}”").format(name=shown), report)


def _is(node: Any) -> bool:
    return node is not None


def _default_paragraph(style: Any) -> bool:
    return style.get(_W + "type") == "paragraph" and style.get(_W + "default") in ("1", "true")


def _name(style: Any) -> str:
    node = style.find(_W + "name")
    return str(node.get(_W + "val")) if node is not None else str(style.get(_W + "styleId"))


def _fonts_of(style_id: str, table: dict[str, Any]) -> tuple[Any, Any]:
    """The style that sets the font of `style_id`, along its line of descent, and its rFonts."""
    seen = set()
    while style_id in table and style_id not in seen:
        seen.add(style_id)
        style = table[style_id]
        fonts = style.find(f"{_W}rPr/{_W}rFonts")
        if fonts is not None and any(_W + k in fonts.attrib for k in _LATIN):
            return style, fonts
        based = style.find(_W + "basedOn")
        style_id = based.get(_W + "val") if based is not None else ""
    return None, None


_LATIN = ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")
"""Attributes that decide the face of Vietnamese letters."""


def _foreign(fonts: Any) -> str:
    """Name of a face other than Times New Roman, "" when there is none."""
    if fonts is None:
        return ""
    for key in ("asciiTheme", "hAnsiTheme"):
        if fonts.get(_W + key):
            return _("phông theo chủ đề (theme)")
    for key in ("ascii", "hAnsi"):
        name = fonts.get(_W + key)
        if name and name != trang.PHONG_CHU:
            return str(name)
    return ""


def _report_font(name: str, style: str, part: str, report: Report) -> None:
    report.add(
        "MAU30",
        _("Phông chữ “{name}”, phải là {want} ({clause}).").format(
            name=name, want=trang.PHONG_CHU, clause=_PHONG
        ),
        _("Sửa phông của kiểu “{style}” trong Word (Modify Style).").format(style=style)
        if style
        else _("Chọn đoạn này, đổi phông sang {want}.").format(want=trang.PHONG_CHU),
        part,
        WARNING,
    )


def check_styles(styles: Any, report: Report) -> None:
    """Styles that ready XML refers to: without them lines and borders are not drawn."""
    known = {s.get(_W + "styleId") for s in styles.iter(_W + "style")} if _is(styles) else set()
    missing = [name for name in KIEU_DUNG if name not in known]
    if missing:
        report.add(
            "MAU35",
            _("Mẫu thiếu các kiểu docgen dùng cho đường kẻ và bảng: {names}.").format(
                names=", ".join(missing)
            ),
            _("Bắt đầu từ một bản sao của mẫu chuẩn (docgen templates list)."),
            severity=WARNING,
        )
