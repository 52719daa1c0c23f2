"""Tables of rows: .xlsx .xls .ods .csv .tsv read as one record per row, keyed by data paths.

The header is the first row with at least two filled cells of which one is a title docgen knows
(`rows_titles.LABELS`); lines above it (name of the table, Quốc hiệu) are passed over. Codes:

====  ==============================================================================
BC01  the file cannot be opened
BC02  not a table, broken, or protected by a password
BC03  too big
BC04  python-calamine is not installed
BC05  no header row, or no row under it
BC06  unknown title
BC07  two columns of one meaning
BC08  a column holds something but has no title
BC09  other sheets were not read (hint)
BC10  encoding not recognised, or a cell typed in a font from before Unicode
BC11  no Unicode: read as Windows-1258, TCVN3 or VNI (warning)
BC12  quotes of a CSV file do not match
BC13  rows that are no records were passed over (hint): group headings, counts of columns, what
      is signed below
BC14  a cell holds an error (#REF!) or a formula that was never computed
BC16  characters no document can hold were removed (warning)
BC43  a row of totals was passed over (hint)
BC56  columns that are never used, such as telephone numbers (hint)
====  ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.findings import ERROR, HINT, Finding, InputError, Where
from docgen.lang import _
from docgen.read.rows_columns import Column, Columns, columns_of, untitled
from docgen.read.rows_csv import read_csv
from docgen.read.rows_grid import MAX_BYTES, Grid, Value
from docgen.read.rows_rest import Rest
from docgen.read.rows_titles import old_font, path_of, plain

__all__ = ["TABLE_SUFFIXES", "Column", "Row", "Rows", "open_grid", "read_rows", "rows_of"]

NAMES = ("ten", "co_quan.ten", "kinh_gui")
"""Columns that tell units apart, the first that is there: the unit, or who a letter is to."""
TABLE_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv")
"""Endings of table files; what a file is follows from its content."""
_HEADER_WITHIN = 40
_PROBE = 200
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)|Err:\d{3}")
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta", b"<style", b"<!--")
_HEADER_DEEP = 3
_SURE = (2, 1, 0)
"""Known titles of a header row: "Tỉnh: Lạng Sơn" above the table has one, the header mostly two."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `values` holds filled cells only, by data path, in the order of the columns."""

    number: int
    """Row of the sheet or line of the CSV file, from 1."""
    values: Mapping[str, Value]
    _grid: Grid = field(repr=False, compare=False)
    _index: int = field(repr=False, compare=False)
    _columns: Mapping[str, int] = field(repr=False, compare=False)

    def where(self, path: str = "") -> Where:
        """Address of the cell of a data path; without one, of the row's first column."""
        return self._grid.where(self._index, self._columns.get(path, 0))


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its columns and its rows that hold anything."""

    file: str
    sheet: str
    """Name of the sheet; "" for CSV."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    """Warnings and hints; what is an error was raised, but where the reader wants errors apart."""
    wrong: Mapping[int, list[Finding]] = field(default_factory=dict)
    """Errors of single rows by their numbers, where the reader asked for them."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_rows(path: str | Path) -> Rows:
    """Read a table file. Cells keep their types: text (NFC, trimmed), int, Decimal, bool, date.

    A number that Excel shows with % is the text it shows ("63,5%"). A merged cell holds its value
    in each of its rows. Raises InputError with every problem at once (codes above).
    """
    return rows_of(open_grid(path))


def open_grid(path: str | Path) -> Grid:
    """The cells of a table file: of a workbook the first sheet with a header row, of a text all.

    Raises InputError: BC01-BC04, BC10, BC12, and BC05 for a workbook that holds nothing.
    """
    name = str(path)
    raw = _bytes(Path(path), name)
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0":
        return _sheet(raw, name)
    if raw[:4] == b"%PDF" or raw[:5] == b"{\\rtf":
        raise InputError(_no_table(name))
    if raw[:_PROBE].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise InputError(
            Finding(
                "BC02",
                _("Tệp này là trang web (HTML, XML) mang đuôi của bảng, không phải bảng Excel."),
                hint=_("Mở bằng Excel rồi Lưu thành (Save As) dạng .xlsx."),
                where=Where(name),
            )
        )
    return read_csv(raw, name, _known)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                Finding(
                    "BC03",
                    _("Tệp bảng quá lớn (tối đa {most} MB).").format(most=MAX_BYTES // 1024**2),
                    hint=_("Chia bảng thành nhiều tệp, hoặc bỏ hình ảnh trong bảng."),
                    where=Where(name),
                )
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, FileNotFoundError):
            reason = _("không tìm thấy")
        elif isinstance(error, IsADirectoryError):
            reason = _("đây là một thư mục")
        raise InputError(
            Finding(
                "BC01",
                _("Không mở được tệp bảng: {reason}.").format(reason=reason),
                hint=_("Kiểm tra tên tệp, thư mục và quyền đọc; đóng tệp nếu Excel đang mở."),
                where=Where(name),
            )
        ) from None


def _no_table(name: str) -> Finding:
    return Finding(
        "BC02",
        _("Đây là tệp Word hoặc PDF, không phải bảng."),
        hint=_("Chép bảng sang Excel rồi lưu dạng .xlsx, hoặc lưu dạng CSV UTF-8."),
        where=Where(name),
    )


def _known(title: str) -> bool:
    return path_of(title) is not None


def _sheet(raw: bytes, name: str) -> Grid:
    """The first sheet with a header row; the other sheets are told."""
    if raw[:2] == b"PK" and b"word/" in raw and b"xl/" not in raw:
        raise InputError(_no_table(name))
    from docgen.read.rows_excel import read_sheets

    grids = list(read_sheets(raw, name))
    if not grids:
        raise InputError(_no_header(Grid(name, [], [])))
    found = (g for known in _SURE for g in grids if _header(g, known) is not None)
    chosen = next(found, grids[0])
    others = [g.sheet for g in grids if g is not chosen]
    if others:
        chosen.findings.append(
            Finding(
                "BC09",
                _("Chỉ đọc trang tính “{sheet}”, không đọc: {others}.").format(
                    sheet=chosen.sheet, others=", ".join(f"“{o}”" for o in others)
                ),
                HINT,
                _("Cần trang khác thì chuyển trang ấy lên đầu hoặc lưu thành tệp riêng."),
                Where(name, cell=chosen.sheet),
            )
        )
    return chosen


def _no_header(grid: Grid) -> Finding:
    return Finding(
        "BC05",
        _("Không tìm thấy hàng tiêu đề của bảng."),
        hint=_("Hàng đầu ghi tên các cột, ví dụ: Tên đơn vị | Địa danh | Người ký."),
        where=Where(grid.file, cell=grid.sheet),
    )


def _header(grid: Grid, known: int) -> int | None:
    """Index of the header row: the first with `known` known titles, or with two titles at all."""
    for number, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        titles = [str(v) for v in row if v is not None]
        if known and sum(map(_known, titles)) >= known:
            # A list of names has one column only, and so one title.
            if len(titles) > 1 or not any(_filled(r) > 1 for r in grid.rows[number + 1 :]):
                return number
        elif not known and len(titles) > 1:
            return number
    return None


def _filled(row: list[Value | None]) -> int:
    return sum(v is not None for v in row)


def rows_of(grid: Grid, apart: bool = False) -> Rows:
    """The records of a grid, which is changed (merged cells are filled).

    Raises InputError with every problem of the table (BC05-BC08, BC10, BC14), those of `grid` too.
    apart: only when there is no header; what is wrong with single rows is kept in `Rows.wrong`,
    what is wrong with the table among `Rows.findings`.
    """
    top = next((n for known in _SURE if (n := _header(grid, known)) is not None), None)
    if top is None:
        raise InputError([*grid.findings, _no_header(grid)])
    # A title that is merged downwards makes a header of several rows.
    bottom = max((r1 for r0, _c0, r1, _c1 in grid.merged if r0 == top), default=top)
    bottom = min(bottom, top + _HEADER_DEEP - 1, len(grid.rows) - 1)
    _fill_merged(grid, top, bottom)
    columns = columns_of(grid, top, bottom)
    rows, wrong = _rows(grid, bottom + 1, columns)
    if not apart:
        grid.findings += [finding for found in wrong.values() for finding in found]
    said = {f.code for f in grid.findings}
    if not rows and not wrong and not ("BC06" in said or (apart and said & {"BC13", "BC43"})):
        grid.findings.append(
            Finding(
                "BC05",
                _("Bảng chỉ có hàng tiêu đề."),
                hint=_("Ghi mỗi đơn vị một hàng dưới hàng tiêu đề."),
                where=grid.where(bottom, 0),
            )
        )
    if not apart and any(f.severity == ERROR for f in grid.findings):
        raise InputError(grid.findings)
    found = tuple(grid.findings)
    return Rows(grid.file, grid.sheet, tuple(columns.known), tuple(rows), found, wrong)


def _fill_merged(grid: Grid, top: int, bottom: int) -> None:
    """Give the value of merged cells to each row they span, and in the header to each column."""
    for r0, c0, r1, c1 in grid.merged:
        if r0 < top or r0 >= len(grid.rows) or c0 >= len(grid.rows[r0]):
            continue
        value = grid.rows[r0][c0]
        last = c1 if r1 <= bottom else c0
        for row in grid.rows[r0 : r1 + 1]:
            for column in range(c0, min(last + 1, len(row))):
                row[column] = value


def _rows(
    grid: Grid, start: int, columns: Columns
) -> tuple[list[Row], dict[int, list[Finding]]]:  # fmt: skip
    """The records, and by number of row what is wrong with single ones."""
    places = columns.places
    name = next((places[p] for p in NAMES if p in places), None)
    units = name is not None and name != places.get("kinh_gui")
    title = next((c.title for c in columns.known if name == places[c.path]), "")
    rest = Rest(grid, start, name, units, columns.counts, plain(title))
    meant = {column: path for path, column in places.items()}
    spoilt: dict[int, list[int]] = {}
    for row, column in grid.wrong:
        spoilt.setdefault(row, []).append(column)
    found: list[Row] = []
    wrong: dict[int, list[Finding]] = {}
    stray: dict[int, list[int]] = {}
    hidden = []
    for index in range(start, len(grid.rows)):
        cells = grid.rows[index]
        if _filled(cells) and (passed := rest.of(index)) is not None:
            grid.findings.append(passed)
            if index == rest.foot:
                break
            continue
        number = grid.numbers[index]
        errors = [_cell_error(grid, index, c) for c in sorted(spoilt.get(index, ())) if c in meant]
        values = {}
        for column, value in enumerate(cells):
            if value is None:
                continue
            if column in columns.untitled:
                stray.setdefault(column, []).append(index)
            elif column in meant:
                values[meant[column]] = value
                if isinstance(value, str):
                    errors += _spoilt(grid, value, index, column)
        if errors:
            wrong.setdefault(number, []).extend(errors)
        if values:
            ordered = {path: values[path] for path in places if path in values}
            found.append(Row(number, ordered, grid, index, places))
            hidden += [number] * (index in grid.hidden)
    for column, rows in stray.items():
        # Of most rows: the title was forgotten. Of some: a remark, or cells that were shifted.
        whole = 2 * len(rows) > len(found)
        for index in rows[:1] if whole else rows:
            finding = untitled(grid, index, column)
            if whole:
                grid.findings.append(finding)
            else:
                wrong.setdefault(grid.numbers[index], []).append(finding)
    if hidden:
        grid.findings.append(_hidden(grid, hidden))
    return found, wrong


def _hidden(grid: Grid, rows: list[int]) -> Finding:
    shown = ", ".join(map(str, rows[:10])) + (", …" if len(rows) > 10 else "")
    return Finding(
        "BC13",
        _("Có {n} hàng đang ẩn vẫn được đọc: {rows}.").format(n=len(rows), rows=shown),
        HINT,
        _("Không dùng thì xóa hẳn các hàng ấy."),
        Where(grid.file, cell=grid.sheet),
    )


def _spoilt(grid: Grid, text: str, index: int, column: int) -> list[Finding]:
    """What is wrong with a text: an error value that became one, a font from before Unicode."""
    if not grid.exact and _ERROR.fullmatch(text):
        return [_error_value(text, grid.where(index, column))]
    if not old_font(text):
        return []
    return [
        Finding(
            "BC10",
            _("Ô này gõ bằng phông chữ cũ (TCVN3, VNI), không phải Unicode."),
            hint=_("Chuyển mã bảng sang Unicode (UniKey: Ctrl + Shift + F6) rồi lưu lại."),
            where=grid.where(index, column),
        )
    ]


def _cell_error(grid: Grid, index: int, column: int) -> Finding:
    """What is wrong with one of the cells `Grid.wrong`."""
    where = grid.where(index, column)
    if words := grid.wrong[index, column]:
        return _error_value(words, where)
    message = _("Công thức ở ô này chưa được tính.")
    hint = _("Mở bằng Excel hoặc LibreOffice rồi lưu lại.")
    return Finding("BC14", message, hint=hint, where=where)


def _error_value(words: str, where: Where) -> Finding:
    message = _("Ô này báo lỗi {error}.").format(error=words)
    return Finding("BC14", message, hint=_("Sửa công thức, hoặc gõ thẳng giá trị."), where=where)
