"""Cells of a table file as its reader found them, each with its address for messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TypeAlias

from docgen.findings import WARNING, Finding, Where
from docgen.lang import _
from docgen.viet.chuan import lam_sach

Value: TypeAlias = str | int | Decimal | bool | date | time
"""A filled cell: text (NFC, trimmed), number, yes or no, date (or date with time), time of day."""
Range: TypeAlias = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, from 0 in the grid's own count."""

MAX_BYTES = 20 * 1024 * 1024
"""Largest table file, bytes: a roster of 100,000 units is smaller."""
MAX_CELLS = 2_000_000
"""Largest sheet, rows times columns, empty ones counted."""


@dataclass(slots=True)
class Grid:
    """A rectangle of cells: one sheet, or a CSV file."""

    file: str
    rows: list[list[Value | None]]
    """Values; None is an empty cell. Rows may differ in length."""
    numbers: list[int]
    """Number of each row as the user sees it: row of the sheet, line of the CSV file, from 1."""
    sheet: str = ""
    """Name of the sheet; "" for CSV."""
    left: int = 0
    """Columns of the sheet to the left of the first one here."""
    merged: list[Range] = field(default_factory=list)
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells (row, column) that hold no value although they should: #REF!, or "" for a formula
    that was never computed."""
    findings: list[Finding] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Rows that the program does not show (a filter, or hidden by hand), from 0."""
    exact: bool = False
    """Whether all error values are in `wrong`; otherwise they are texts such as #REF!."""

    def where(self, row: int, column: int) -> Where:
        """Address of a cell: "Sheet1!B7", or the line and "cột 2" in CSV."""
        number = self.numbers[row]
        if self.sheet:
            return Where(self.file, cell=f"{self.sheet}!{letters(column + self.left)}{number}")
        return Where(self.file, number, part=_("cột {n}").format(n=column + 1))

    def column(self, column: int) -> str:
        """A column as the user calls it: "D", in CSV "4"."""
        return letters(column + self.left) if self.sheet else str(column + 1)

    def text(self, raw: str, row: int, column: int) -> str | None:
        """A cell's text, NFC and trimmed; what had to be removed from it is reported (BC16)."""
        clean, removed = lam_sach(raw)
        if removed:
            self.findings.append(
                Finding(
                    "BC16",
                    _("Đã bỏ ký tự không dùng được trong văn bản: {code}.").format(
                        code=", ".join(dict.fromkeys(code for _offset, code in removed))
                    ),
                    WARNING,
                    _("Xóa ký tự này trong ô."),
                    self.where(row, column),
                )
            )
        return clean.strip() or None


def letters(column: int) -> str:
    """Name of a column counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
