"""Rows of a table that are no records: group headings, sums, counts of columns, what is signed
below. They are told (BC13, BC43), never made into units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.findings import HINT, Finding
from docgen.lang import _
from docgen.read.rows_grid import Grid, Value
from docgen.read.rows_titles import plain

_TOTAL = re.compile(
    r"(?:tong(?: cong| so)?|cong)(?: toan (?:tinh|huyen|xa))?(?: \d.*)?|toan (?:tinh|huyen|xa)"
)
"""Names of rows that add up the others; Tổng công ty and xã Cộng Hòa are names of units."""
_TOTALS = frozenset("TtCc")
"""How such names begin."""
_GROUP = re.compile(
    r"(?:(?:ubnd|uy ban nhan dan) )?cac .+|cap (?:tinh|huyen|xa)|khoi (?:cac|so|xa|phuong|huyen|"
    r"co quan|don vi|doanh nghiep|truong|dang|doan the|mat tran|ban)\b.*"
)
"""Names of many units at once: CÁC SỞ, BAN, NGÀNH; a khối phố is one unit."""
_ORDINAL = re.compile(r"\(?(\d{1,5})\)?\.?")
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-H])\.?")
_FOOT = re.compile(
    r"(?:.+ )?ngay(?: \d+)? thang(?: \d+)? nam(?: \d+)?|nguoi (?:lap|tong hop|ky|kiem tra)\b.*|"
    r"(?:tm|kt|tl|tuq) .+|thu truong(?: don vi)?|ghi chu .+|noi nhan|ky ten.*"
)
"""Words with which begins what stands under a table."""
_UNIT = re.compile(
    r"(?:ubnd|hđnd|ủy ban|uỷ ban|hội|sở|ban|xã|phường|thị|huyện|quận|tỉnh|thành phố|tp|đặc khu|"
    r"phòng|trường|chi cục|trung tâm|văn phòng|công an|bệnh viện|đảng)\b"
)
_FOOT_CELLS = 3
"""Most cells of a row under a table: three people sign at most."""


def is_total(name: str, cells: Iterable[Value | None]) -> bool:
    """Whether a row adds up others: its name says so, or without a name any of its cells."""
    if name:
        return name[:1] in _TOTALS and bool(_TOTAL.fullmatch(plain(name)))
    return any(isinstance(v, str) and _TOTAL.fullmatch(plain(v)) for v in cells)


@dataclass(slots=True)
class Rest:
    """Which rows of a grid are no records.

    start: index of the first row under the header; name: column of the names of units, None where
    rows have no names; units: whether the names are those of single units; counts: columns that
    only number the rows.
    """

    grid: Grid
    start: int
    name: int | None
    units: bool
    counts: tuple[int, ...]
    title: str = ""
    """Title of the column of names: the header may stand once more, on a new page."""
    foot: int = 0
    """Index of the first row under the table."""
    numbered: bool = False
    """Whether rows are counted in figures, so that Roman numbers and letters are of headings."""

    wide: frozenset[int] = frozenset()
    """Rows with cells that are merged sideways."""

    def __post_init__(self) -> None:
        self.wide = frozenset(r0 for r0, c0, r1, c1 in self.grid.merged if r0 == r1 and c1 > c0)
        rows = self.grid.rows
        self.numbered = any(self._ordinal(row, _ORDINAL) for row in rows[self.start :])
        self.foot = len(rows) if self.name is None else self._foot()

    def of(self, index: int) -> Finding | None:
        """What to say of a row that is no record; None for a record."""
        cells = self.grid.rows[index]
        name = self._name(cells)
        filled = sum(v is not None for v in cells)
        if index == self.foot:
            message = _("Bỏ qua phần dưới bảng, từ hàng {row}: “{words}”.")
            return self._passed(index, message)
        if (index in self.wide and filled == 1 and not is_total(name, cells)) or (
            index == self.start and self._counts_columns(cells)
        ):
            return self._passed(index)
        if self.name is None:
            return None
        if is_total(name, cells):
            message = _("Bỏ qua hàng tổng cộng (hàng {row}).")
            row = self.grid.numbers[index]
            where = self.grid.where(index, self.name)
            return Finding("BC43", message.format(row=row), HINT, where=where)
        if self.units and name:
            heading = self.numbered and self._ordinal(cells, _HEADING)
            words = plain(name)
            if heading or words == self.title or _GROUP.fullmatch(words):
                return self._passed(index)
        return None

    def _passed(self, index: int, message: str = "") -> Finding:
        cells = self.grid.rows[index]
        words = " ".join(str(v) for v in cells if v is not None)[:60]
        message = message or _("Bỏ qua hàng “{words}”: không phải dữ liệu của một đơn vị.")
        place = next(n for n, v in enumerate(cells) if v is not None)
        text = message.format(words=words, row=self.grid.numbers[index])
        return Finding("BC13", text, HINT, "", self.grid.where(index, place))

    def _name(self, cells: list[Value | None]) -> str:
        if self.name is None or self.name >= len(cells) or cells[self.name] is None:
            return ""
        return " ".join(str(cells[self.name]).split())

    def _ordinal(self, cells: list[Value | None], form: re.Pattern[str]) -> bool:
        """Whether a column that numbers the rows holds a number of this form."""
        values = (cells[n] for n in self.counts if n < len(cells))
        return any(v is not None and form.fullmatch(str(v)) for v in values)

    def _counts_columns(self, cells: list[Value | None]) -> bool:
        """Whether a row only counts the columns: (1) (2) (3); bare figures where rows have names;
        A and B may stand over the first ones, as in forms of statistics."""
        texts = [str(v) for v in cells if v is not None]
        while self.units and len(texts) > 1 and texts[0] in ("A", "B", "C"):
            texts = texts[1:]
        pattern = r"\(?(\d{1,2})\)?" if self.units else r"\((\d{1,2})\)"
        found = [re.match(pattern, t) for t in texts]
        numbers = [m and int(m[1]) for m in found]
        whole = [bool(m and re.fullmatch(r"(?:\s*=.*)?", t[m.end() :])) for m, t in
                 zip(found, texts, strict=True)]  # fmt: skip
        return len(texts) > 1 and all(whole) and numbers == list(range(1, len(texts) + 1))

    def _foot(self) -> int:
        """Where the table ends: place and date, who made it, who signs, notes."""
        rows = self.grid.rows
        end = len(rows)
        for index in range(len(rows) - 1, self.start, -1):
            cells = rows[index]
            if sum(v is not None for v in cells) > _FOOT_CELLS or self._ordinal(cells, _ORDINAL):
                break
            name = self._name(cells)
            if _UNIT.match(name.lower()):
                break
            said = [name] if name else [v for v in cells if isinstance(v, str)]
            if any(_FOOT.fullmatch(plain(text)) for text in said):
                end = index
        return end
