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
BC10  encoding not recognised
BC11  read as Windows-1258 (warning)
BC12  quotes of a CSV file do not match
BC13  a row of group heading or of column numbers was passed over (hint)
BC14  a cell holds an error (#REF!) or a formula that was never computed
BC16  characters no document can hold were removed (warning)
====  ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.findings import ERROR, HINT, Finding, InputError, Where
from docgen.lang import _
from docgen.read.rows_csv import read_csv
from docgen.read.rows_grid import MAX_BYTES, Grid, Value
from docgen.read.rows_titles import nearest, path_of

TABLE_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv")
"""Endings of table files; what a file is follows from its content."""
_HEADER_WITHIN = 40
_HEADER_DEEP = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column that means something."""

    path: str
    """Data path: ten, chu_ky.ho_ten, chi_tieu.xa_dat_chuan."""
    title: str
    """Title as typed."""
    where: Where
    """Its title's cell."""


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
    """Warnings and hints; what is an error was raised."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_rows(path: str | Path) -> Rows:
    """Read a table file. Cells keep their types: text (NFC, trimmed), int, Decimal, bool, date.

    A number that Excel shows with % is the text it shows ("63,5%"). A merged cell holds its value
    in each of its rows. Raises InputError with every problem at once (codes above).
    """
    name = str(path)
    raw = _bytes(Path(path), name)
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0":
        grid = _sheet(raw, name)
    elif raw[:4] == b"%PDF" or raw[:5] == b"{\\rtf":
        raise InputError(_no_table(name))
    else:
        grid = read_csv(raw, name, _known)
    return _table(grid)


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
    chosen = next((g for g in grids if _header(g, True) is not None), None)
    chosen = chosen or next((g for g in grids if _header(g, False) is not None), grids[0])
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


def _header(grid: Grid, known: bool) -> int | None:
    """Index of the header row; `known`: one of its titles must be a known one."""
    for number, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        titles = [str(v) for v in row if v is not None]
        if known and any(map(_known, titles)):
            # A list of names has one column only, and so one title.
            if len(titles) > 1 or not any(_filled(r) > 1 for r in grid.rows[number + 1 :]):
                return number
        elif not known and len(titles) > 1:
            return number
    return None


def _filled(row: list[Value | None]) -> int:
    return sum(v is not None for v in row)


def _table(grid: Grid) -> Rows:
    top = _header(grid, True)
    top = _header(grid, False) if top is None else top
    if top is None:
        raise InputError([*grid.findings, _no_header(grid)])
    # A title that is merged downwards makes a header of several rows.
    bottom = max((r1 for r0, _c0, r1, _c1 in grid.merged if r0 == top), default=top)
    bottom = min(bottom, top + _HEADER_DEEP - 1, len(grid.rows) - 1)
    _fill_merged(grid, top, bottom)
    columns, places = _columns(grid, top, bottom)
    rows = _rows(grid, bottom + 1, places)
    if not rows:
        grid.findings.append(
            Finding(
                "BC05",
                _("Bảng chỉ có hàng tiêu đề."),
                hint=_("Ghi mỗi đơn vị một hàng dưới hàng tiêu đề."),
                where=grid.where(bottom, 0),
            )
        )
    if any(f.severity == ERROR for f in grid.findings):
        raise InputError(grid.findings)
    return Rows(grid.file, grid.sheet, tuple(columns), tuple(rows), tuple(grid.findings))


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


def _columns(grid: Grid, top: int, bottom: int) -> tuple[list[Column], dict[str, int]]:
    """Columns with a meaning, and the place of each; what is wrong goes to the findings."""
    columns: list[Column] = []
    places: dict[str, int] = {}
    width = max(len(row) for row in grid.rows[top:])
    for number in range(width):
        words: list[tuple[str, int]] = []  # titles over one another, the lowest last
        for index in range(top, bottom + 1):
            row = grid.rows[index]
            value = row[number] if number < len(row) else None
            if value is not None and str(value) not in [w for w, _i in words]:
                words.append((str(value), index))
        if not words:
            _untitled(grid, number, bottom + 1)
            continue
        title, index = words[-1]
        joined = [" ".join(w for w, _i in order) for order in (words[::-1], words)]
        path = next((p for t in (*joined, title) if (p := path_of(t)) is not None), None)
        where = grid.where(index, number)
        if path is None:
            grid.findings.append(
                Finding(
                    "BC06",
                    _("Không hiểu tiêu đề cột “{title}”.").format(title=title),
                    hint=nearest(title),
                    where=where,
                )
            )
        elif path in places:
            first = next(c for c in columns if c.path == path)
            grid.findings.append(
                Finding(
                    "BC07",
                    _("Cột “{title}” trùng nghĩa với cột “{other}” (`{path}`).").format(
                        title=title, other=first.title, path=path
                    ),
                    hint=_("Xóa một cột, hoặc ghi tiêu đề khác cho nó."),
                    where=where,
                )
            )
        elif path:
            places[path] = number
            columns.append(Column(path, title, where))
    return columns, places


def _untitled(grid: Grid, column: int, start: int) -> None:
    for index in range(start, len(grid.rows)):
        row = grid.rows[index]
        if column < len(row) and row[column] is not None:
            grid.findings.append(
                Finding(
                    "BC08",
                    _("Cột {column} có nội dung mà không có tiêu đề.").format(
                        column=grid.column(column)
                    ),
                    hint=_(
                        "Ghi tiêu đề cho cột, hoặc xóa cột; trong CSV thì ô có dấu phân cách phải "
                        'bọc trong "…".'
                    ),
                    where=grid.where(index, column),
                )
            )
            return


def _rows(grid: Grid, start: int, places: dict[str, int]) -> list[Row]:
    meant = {column: path for path, column in places.items()}
    wrong: dict[int, list[int]] = {}
    for row, column in grid.wrong:
        wrong.setdefault(row, []).append(column)
    wide = {r0 for r0, c0, r1, c1 in grid.merged if r0 == r1 and c1 > c0}
    found = []
    for index in range(start, len(grid.rows)):
        cells = grid.rows[index]
        for column in sorted(wrong.get(index, ())):
            if column in meant:
                grid.findings.append(_wrong(grid, index, column))
        if not _filled(cells):
            continue
        if (index in wide and _filled(cells) == 1) or (
            index == start and _is_count(cells, "ten" in places)
        ):
            grid.findings.append(_passed_over(grid, index, cells))
            continue
        values = {
            path: value
            for path, column in places.items()
            if column < len(cells) and (value := cells[column]) is not None
        }
        if values:
            found.append(Row(grid.numbers[index], values, grid, index, places))
    return found


def _is_count(cells: list[Value | None], named: bool) -> bool:
    """Whether a row only counts the columns: (1) (2) (3); bare figures where rows have names."""
    texts = [str(v) for v in cells if v is not None]
    pattern = r"\(?(\d{1,2})\)?" if named else r"\((\d{1,2})\)"
    numbers = [re.fullmatch(pattern, t) for t in texts]
    return len(texts) > 1 and [m and int(m[1]) for m in numbers] == list(range(1, len(texts) + 1))


def _passed_over(grid: Grid, index: int, cells: list[Value | None]) -> Finding:
    words = " ".join(str(v) for v in cells if v is not None)
    return Finding(
        "BC13",
        _("Bỏ qua hàng “{words}”: không phải dữ liệu của một đơn vị.").format(words=words[:60]),
        HINT,
        "",
        grid.where(index, next(n for n, v in enumerate(cells) if v is not None)),
    )


def _wrong(grid: Grid, index: int, column: int) -> Finding:
    words = grid.wrong[index, column]
    if words:
        message = _("Ô này báo lỗi {error}.").format(error=words)
        hint = _("Sửa công thức, hoặc gõ thẳng giá trị.")
    else:
        message = _("Công thức ở ô này chưa được tính.")
        hint = _("Mở bằng Excel hoặc LibreOffice rồi lưu lại.")
    return Finding("BC14", message, hint=hint, where=grid.where(index, column))
