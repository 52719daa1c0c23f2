"""An Excel file to fill in for a batch: a column for each value a unit may have, and a guide.

The sheet is a form in Vietnamese whatever the language of messages is: its titles are what
`docgen.read.rows_titles` and the document's own labels know, so the filled file reads back as it
is. Same document and units, same bytes.

====  ==============================================================================
BC64  openpyxl is not installed
====  ==============================================================================
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.batch.bodies import level_word
from docgen.batch.new_roster_guide import guide_lines, notes_of
from docgen.batch.roster_asked import Asked
from docgen.batch.roster_table import GUIDE
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.model import HoSoDonVi, VanBan
from docgen.viet.chuan import lam_sach
from docgen.write.files import check_target, write_file
from docgen.write.same_bytes import same_bytes

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Danh sách"
LEVELS = (
    "xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố thuộc tỉnh",
    "tỉnh", "thành phố trực thuộc trung ương", "sở", "đơn vị",
)  # fmt: skip
"""Words of the drop-down for the level; `docgen.read.units` knows each."""
_CITIES = {"huyen": "thành phố thuộc tỉnh", "tinh": "thành phố trực thuộc trung ương"}
_LEVEL_WORDS = {"trung_uong": "trung ương", "tinh": "tỉnh", "huyen": "huyện", "xa": "xã",
                "don_vi": "đơn vị"}  # fmt: skip
_LAST_ROW = 20_000
"""Rows that the drop-downs and checks reach: twice the communes the country ever had."""
_LONGEST_CELL = 32_767
"""Most characters of a cell (Excel specifications and limits)."""
_HIGHEST_ROW = 409
"""Points (Excel specifications and limits)."""
_PAGE = 210
"""Characters of a page's width: A4 across, at some 70 % of full size."""
_FONT = "Times New Roman"

Kind = str
"""What a column holds: count, text, level, code, date, figure, list."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form."""

    path: str
    """Data path; "" for the running number."""
    title: str
    kind: Kind
    width: int
    """Characters."""
    of: Callable[[HoSoDonVi], Any] | None = None
    """Its value in a unit profile."""


def new_roster(
    base: VanBan,
    path: str | os.PathLike[str],
    units: Sequence[HoSoDonVi] = (),
    force: bool = False,
) -> None:
    """Write an .xlsx to fill in for `base`, a row for each of `units` begun with what is known.

    Raises InputError: BC64 openpyxl is not installed, GH01 the file exists and not `force`, GH02
    it cannot be written, GH04 another ending than .xlsx.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise InputError(
            Finding(
                "GH04",
                _("Không biết ghi tệp đuôi “{suffix}”.").format(suffix=target.suffix or target),
                hint=_("Dùng đuôi .xlsx."),
            )
        )
    check_target(target, force)
    write_file(target, roster_bytes(base, units), force)


def roster_bytes(base: VanBan, units: Sequence[HoSoDonVi] = ()) -> bytes:
    """The bytes of `new_roster`. Raises InputError: BC64 openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise InputError(
            Finding(
                "BC64",
                _("Chưa cài phần ghi bảng Excel."),
                hint=_("Cài bằng: pip install 'docgen[excel]'"),
            )
        ) from None
    columns = list(columns_of(base, units))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    _fill(sheet, columns, base, units)
    _guide(book.create_sheet(GUIDE), columns, base)
    book.properties.creator = "docgen"
    made = io.BytesIO()
    book.save(made)
    return same_bytes(made.getvalue())


def columns_of(base: VanBan, units: Sequence[HoSoDonVi] = ()) -> Iterator[Column]:
    """The columns of the form: those of a unit, then the document's targets and variables."""
    yield Column("", "STT", "count", 5)
    yield Column("ten", "Tên đơn vị *", "text", 38, lambda u: u.ten)
    yield Column("cap", "Cấp", "level", 14, _level)
    yield Column("tinh", "Thuộc tỉnh", "text", 18, lambda u: u.tinh)
    if len({(u.ten, u.tinh) for u in units}) < len(units):  # Phường 4 of several districts
        yield Column("cap_tren", "Cơ quan cấp trên", "text", 32, lambda u: u.cap_tren)
    yield Column("dia_danh", "Địa danh", "text", 18, lambda u: u.dia_danh)
    yield Column("viet_tat", "Viết tắt", "code", 10, lambda u: u.viet_tat)
    yield Column("chu_quan", "Cơ quan chủ quản", "text", 28, lambda u: u.chu_quan)
    yield Column("so", "Số", "code", 8)
    yield Column("ky_hieu", "Ký hiệu", "code", 12)
    yield Column("ngay", "Ngày ban hành (ngày/tháng/năm)", "date", 18)
    yield Column("chu_ky.chuc_vu", "Chức vụ người ký", "text", 18, lambda u: _signer(u, "chuc_vu"))
    yield Column("chu_ky.ho_ten", "Họ tên người ký", "text", 22, lambda u: _signer(u, "ho_ten"))
    if any(u.noi_nhan for u in units):
        yield Column("noi_nhan", "Nơi nhận", "list", 36, lambda u: "\n".join(u.noi_nhan))
    if any(u.luu for u in units):
        yield Column("luu", "Lưu", "text", 14, lambda u: u.luu)
    asked = Asked(base)
    for name in asked.targets:
        path = f"chi_tieu.{name}"
        target = base.chi_tieu.get(name)
        title = _with_unit(asked.labels[path], target.don_vi if target else None)
        yield Column(path, title, "figure", _width(title))
        if asked.has_total(name):
            path += ".tren"
            yield Column(path, asked.labels[path], "figure", _width(asked.labels[path]))
    for name in asked.variables:
        yield Column(f"bien.{name}", asked.labels[f"bien.{name}"], "text", 26)


def _width(title: str) -> int:
    """Of a column of figures: a long title gets more, so that it stands in some five lines."""
    return max(18, min(36, len(title) // 5 + 2))


def _with_unit(label: str, unit: str | None) -> str:
    """A label with its unit of measure, where the reader takes it for a remark: "… (xã)"."""
    plain = label.startswith("chi_tieu.") or label.endswith(")") or set("()\n") & set(unit or "()")
    return label if plain else f"{label} ({unit})"


def _signer(unit: HoSoDonVi, key: str) -> str | None:
    return getattr(unit.nguoi_ky[0], key) if unit.nguoi_ky else None


def _level(unit: HoSoDonVi) -> str | None:
    word = level_word(unit.ten)
    if word == "thành phố" and unit.cap in _CITIES:
        return _CITIES[unit.cap]
    same = {"xa": ("xã", "phường", "thị trấn", "đặc khu"), "huyen": ("huyện", "quận", "thị xã")}
    return word if word in same.get(unit.cap or "", ()) else _LEVEL_WORDS.get(unit.cap or "")


# --- The sheet of units ---------------------------------------------------------------------------


def _fill(
    sheet: Worksheet, columns: Sequence[Column], base: VanBan, units: Sequence[HoSoDonVi]
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin", color="999999")
    # Dates as text too: an Excel set to English takes 5/6/2022 for the sixth of May.
    formats = dict.fromkeys(("text", "code", "level", "list", "date"), "@")
    plain = Font(name=_FONT)
    notes = notes_of(columns, base)
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number)
        _put(head, column.title)
        head.font = Font(name=_FONT, bold=True)
        required = column.path == "ten"
        head.fill = PatternFill("solid", start_color="FFE699" if required else "DDEBF7")
        head.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        head.border = Border(line, line, line, line)
        note = _note(column, *notes[column.path])
        head.comment = Comment(note, "docgen", width=320, height=40 + 18 * _lines(note, 44))
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.number_format = formats.get(column.kind, "General")
        dimension.font = plain
        _check(sheet, column, f"{letter}2:{letter}{_LAST_ROW}")
        for row, unit in enumerate(units, 2):
            value = row - 1 if column.kind == "count" else column.of and column.of(unit)
            if value not in (None, ""):
                cell = sheet.cell(row, number)
                _put(cell, value)
                cell.number_format = formats.get(column.kind, "General")
                cell.font = plain
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    high = max(_lines(c.title, c.width - 2) for c in columns)
    sheet.row_dimensions[1].height = min(16 * high + 6, _HIGHEST_ROW)
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    named = sum(c.width for c in columns[:2])
    others = sum(c.width for c in columns[2:])
    pages = -(-others // (_PAGE - named))
    if pages > 1:
        sheet.print_title_cols = "A:B"
    _print(sheet, pages)


def _print(sheet: Worksheet, pages: int = 1) -> None:
    """Print across A4, `pages` pages wide and as many long as it takes, with their numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = pages
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "Trang &P/&N"


def _note(column: Column, what: str, empty: str) -> str:
    """What the comment on a title says."""
    lines = [what]
    lines += [f"Để trống thì {empty}"] if empty else []
    lines += [f"Khóa dữ liệu: {column.path}"] if column.path else []
    return "\n".join(lines)


def _lines(text: str, width: int) -> int:
    return sum(1 + len(part) // width for part in text.split("\n"))


def _put(cell: Cell, value: Any) -> None:
    """A value as it is: a text that begins with "=" is no formula, "#N/A" is no error."""
    cell.value = lam_sach(value)[0][:_LONGEST_CELL] if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"


def _check(sheet: Worksheet, column: Column, cells: str) -> None:
    """The drop-down or the check of a column. What it does not like may be kept nevertheless:
    the reader knows more ways to write figures and dates, and says what it does not understand."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.kind == "level":
        check = DataValidation("list", formula1=f'"{",".join(LEVELS)}"')
        check.error = "Chọn một cấp trong danh sách."
    elif column.kind == "figure":
        check = DataValidation("decimal", operator="between", formula1="-999999999999",
                               formula2="999999999999")  # fmt: skip
        check.error = "Ô này nên là một con số."
    elif column.kind == "date":
        check = DataValidation()  # anything goes, but what is wanted shows beside the cell
        check.promptTitle, check.prompt = "Ngày/tháng/năm", "Ví dụ: 23/6/2022"
        check.showInputMessage = True
    else:
        return
    check.allow_blank = True
    if check.error:
        check.errorStyle = "warning"
        check.errorTitle = "Kiểm tra lại"
        check.showErrorMessage = True
    check.add(cells)
    sheet.add_data_validation(check)


# --- The guide ------------------------------------------------------------------------------------


def _guide(sheet: Worksheet, columns: Sequence[Column], base: VanBan) -> None:
    from openpyxl.styles import Alignment, Font

    plain, bold = Font(name=_FONT), Font(name=_FONT, bold=True)
    for letter, width in (("A", 34), ("B", 58), ("C", 46), ("D", 38)):
        sheet.column_dimensions[letter].width = width
    notes = notes_of(columns, base)
    lines: list[tuple[str, ...]] = [(text,) for text in guide_lines(base)]
    heads = {0, len(lines) + 1}
    lines += [(), ("Tiêu đề", "Ghi gì", "Để trống thì", "Khóa dữ liệu")]
    lines += [(c.title, *notes[c.path], c.path) for c in columns]
    for row, cells in enumerate(lines):
        for number, text in enumerate(cells, 1):
            cell = sheet.cell(row + 1, number)
            _put(cell, text)
            cell.font = bold if row in heads else plain
            cell.alignment = Alignment(wrap_text=len(cells) > 1, vertical="top")
    _print(sheet)
