"""Sheets of .xlsx, .xlsm, .xlsb, .xls and .ods read by python-calamine (extra `excel`).

What calamine does not tell is taken from the XML of an .xlsx: shares shown with % (the cell holds
0.635), hidden rows, error values and formulas that no program ever computed (it gives both as empty
cells), and how far a sheet reaches, so that one cell far out cannot fill the memory; of an .ods the
shares and the reach.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.read.rows_grid import MAX_CELLS, Grid, Value
from docgen.viet.so import phan_tram

MAX_UNPACKED = 400 * 1024 * 1024
"""Largest size of all parts of a file together, bytes."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    SyntaxError,
    RuntimeError,  # a password on the package, a way of packing that zipfile does not know
)
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_sheets(raw: bytes, file: str) -> Iterator[Grid]:
    """The visible sheets that hold anything, in order.

    Raises InputError: BC04 python-calamine is not installed, BC02 the file is broken or needs a
    password, BC03 it is too big.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum
    except ImportError:
        raise InputError(
            Finding(
                "BC04",
                _("Chưa cài phần đọc bảng Excel."),
                hint=_("Cài bằng: pip install 'docgen[excel]' — hoặc lưu bảng dạng CSV UTF-8."),
                where=Where(file),
            )
        ) from None
    try:
        extras = _extras(raw, file)
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible == SheetVisibleEnum.Visible:
                    extra = extras.get(sheet.name, _Extra())
                    if extra.filled:
                        grid = _grid(book.get_sheet_by_name(sheet.name), file, extra)
                        if grid.rows:
                            yield grid
    except InputError:
        raise
    except PasswordError:
        raise InputError(
            Finding(
                "BC02",
                _("Bảng đặt mật khẩu nên không đọc được."),
                hint=_("Mở bằng Excel, bỏ mật khẩu rồi lưu lại."),
                where=Where(file),
            )
        ) from None
    except _BROKEN + (CalamineError,):
        raise InputError(_broken(file)) from None
    except BaseException as error:
        # A failure inside the Rust code is no Exception; it is known by its name alone.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError(_broken(file)) from None


def _broken(file: str) -> Finding:
    return Finding(
        "BC02",
        _("Tệp bảng bị hỏng hoặc không phải bảng Excel."),
        hint=_("Mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."),
        where=Where(file),
    )


def _too_big(file: str, sheet: str = "") -> InputError:
    return InputError(
        Finding(
            "BC03",
            _("Bảng quá lớn: hơn {n} ô.").format(n=MAX_CELLS),
            hint=_("Xóa các hàng, cột trống có định dạng ở xa, hoặc chia bảng thành nhiều tệp."),
            where=Where(file, cell=sheet),
        )
    )


def _grid(sheet: Any, file: str, extra: _Extra) -> Grid:
    if sheet.start is None:
        return Grid(file, [], [])
    if sheet.height * sheet.width > MAX_CELLS:
        raise _too_big(file, sheet.name)
    top, left = sheet.start
    merged = [
        (r0 - top, c0 - left, r1 - top, c1 - left)
        for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ()
    ]
    raw = sheet.to_python()
    grid = Grid(file, [], [top + 1 + n for n in range(len(raw))], sheet.name, left, merged)
    for number, cells in enumerate(raw):
        row: list[Value | None] = []
        grid.rows.append(row)
        for column, cell in enumerate(cells):
            row.append(grid.text(cell, number, column) if type(cell) is str else _value(cell))
    for (row_at, column_at), decimals in extra.shares.items():
        row_at, column_at = row_at - top, column_at - left
        if 0 <= row_at < len(raw) and 0 <= column_at < len(raw[row_at]):
            cell = raw[row_at][column_at]
            if type(cell) in (int, float):
                share = _number(cell * 1.0).scaleb(2)
                share = share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
                grid.rows[row_at][column_at] = phan_tram(share)
    grid.exact = extra.errors
    grid.hidden = {row - top for row in extra.hidden if row >= top}
    for (row_at, column_at), words in extra.wrong.items():
        grid.wrong[row_at - top, column_at - left] = words
        while len(grid.rows) <= row_at - top:  # rows of errors only are not in its rectangle
            grid.rows.append([])
            grid.numbers.append(top + len(grid.rows))
    return grid


def _value(cell: Any) -> Value:
    if isinstance(cell, bool | date | time | int):
        if type(cell) is datetime and cell.time() == time():
            return cell.date()
        return cell
    if isinstance(cell, float):
        number = _number(cell)
        return int(number) if number == number.to_integral_value() else number
    return str(cell)  # a length of time


def _number(cell: float) -> Decimal:
    """A number as Excel shows it: 15 digits, so that 0.1 + 0.2 is 0.3."""
    return Decimal(f"{cell:.15g}")


# --- What stands in the XML of an .xlsx -----------------------------------------------------------


@dataclass(slots=True)
class _Extra:
    """What calamine does not tell of a sheet; rows and columns of the whole sheet, from 0."""

    filled: bool = True
    shares: dict[tuple[int, int], int] = field(default_factory=dict)
    """Cells shown with %, and how many decimals they show."""
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    errors: bool = False
    """Whether error values are among `wrong`, so that a text "#N/A" is one that was typed."""


def _extras(raw: bytes, file: str) -> dict[str, _Extra]:
    if raw[:2] != b"PK":
        return {}
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        if sum(item.file_size for item in package.infolist()) > MAX_UNPACKED:
            raise _too_big(file)
        names = set(package.namelist())
        if "content.xml" in names:
            return _open_extras(package, file)
        if "xl/workbook.xml" not in names:
            return {}  # .xlsb
        from lxml import etree

        def parse(name: str) -> Any:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(package.read(name), parser)

        shares = _share_styles(parse("xl/styles.xml")) if "xl/styles.xml" in names else {}
        links = {
            link.get("Id"): link.get("Target", "")
            for link in parse("xl/_rels/workbook.xml.rels").iter("{*}Relationship")
        }
        found = {}
        for sheet in parse("xl/workbook.xml").iter("{*}sheet"):
            target = links.get(sheet.get(_RELATION) or sheet.get(_RELATION_STRICT), "")
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if part in names and "worksheets/" in part:
                name = sheet.get("name", "")
                found[name] = _scan(package, part, shares, file, name)
        return found


def _scan(
    package: zipfile.ZipFile, part: str, shares: dict[str, int], file: str, sheet: str
) -> _Extra:
    from lxml import etree

    extra = _Extra(filled=False, errors=True)
    high = wide = 0
    low, near = 1 << 30, 1 << 30
    with package.open(part) as stream:
        # A cell is looked at when it ends and is then forgotten.
        for _event, cell in etree.iterparse(
            stream, tag="{*}c", resolve_entities=False, no_network=True, huge_tree=False
        ):
            at = _ADDRESS.fullmatch(cell.get("r", ""))
            inner = {child.tag.rpartition("}")[2]: child for child in cell}
            value = inner["v"].text if "v" in inner else None
            if at:
                place = int(at[2]) - 1, _column(at[1])
                low, near = min(low, place[0]), min(near, place[1])
                high, wide = max(high, place[0]), max(wide, place[1])
                if cell.get("t") == "e":
                    extra.wrong[place] = value or "#N/A"
                elif "f" in inner and not value and cell.get("t") not in ("str", "inlineStr"):
                    extra.wrong[place] = ""
                elif cell.get("s") in shares and cell.get("t", "n") == "n":
                    extra.shares[place] = shares[cell.get("s", "")]
            extra.filled |= bool(inner)
            cell.clear()
            row = cell.getparent()
            if at and row is not None and row.get("hidden") in ("1", "true"):
                extra.hidden.add(place[0])
            while row is not None and cell.getprevious() is not None:
                del row[0]
    if (high - low + 1) * (wide - near + 1) > MAX_CELLS and high >= low:
        raise _too_big(file, sheet)
    return extra


def _open_extras(package: zipfile.ZipFile, file: str) -> dict[str, _Extra]:
    """Shares and hidden rows of an .ods; filled cells repeated beyond MAX_CELLS are refused."""
    from lxml import etree

    space = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
    repeat, name = space % ("table", "number-%s-repeated"), space % ("table", "name")
    kind, seen = space % ("office", "value-type"), space % ("table", "visibility")
    found: dict[str, _Extra] = {}
    extra = _Extra()
    cells = place = 0
    with package.open("content.xml") as stream:
        for event, row in etree.iterparse(
            stream, ("start", "end"), tag=("{*}table-row", "{*}table"), resolve_entities=False,
            no_network=True, huge_tree=False,
        ):  # fmt: skip
            if row.tag.endswith("}table"):
                if event == "start":
                    extra, place = found.setdefault(row.get(name, ""), _Extra()), 0
                continue
            if event == "start":
                continue
            width = reach = 0
            many = int(row.get(repeat % "rows", 1))
            for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
                if cell.get(kind) == "percentage":
                    shown = re.search(r"[.,](\d+)\s*%", "".join(cell.itertext()))
                    wide = min(int(cell.get(repeat % "columns", 1)), MAX_CELLS // max(many, 1))
                    for at in range(many * wide if many * wide <= MAX_CELLS else 0):
                        spot = place + at // wide, reach + at % wide
                        extra.shares[spot] = len(shown[1]) if shown else 0
                reach += int(cell.get(repeat % "columns", 1))
                width = reach if len(cell) else width
            if row.get(seen) in ("collapse", "filter") and width:
                extra.hidden |= set(range(place, place + min(many, MAX_CELLS)))
            place += many
            cells += width * many
            if cells > MAX_CELLS:
                raise _too_big(file)
            row.clear()
    return found


@cache
def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _share_styles(styles: Any) -> dict[str, int]:
    """Cell styles that show a share with %, and the decimals they show."""
    formats = {f.get("numFmtId"): f.get("formatCode", "") for f in styles.iter("{*}numFmt")}
    formats = {"9": "0%", "10": "0.00%"} | formats
    found = {}
    for cells in styles.iter("{*}cellXfs"):
        for number, xf in enumerate(cells.iter("{*}xf")):
            code = formats.get(xf.get("numFmtId"), "").split(";")[0]
            code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
            if "%" in code:
                decimals = re.search(r"\.([0#?]+)", code)
                found[str(number)] = len(decimals[1]) if decimals else 0
    return found
