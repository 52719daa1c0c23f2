"""What `docgen adapt` is asked for, read and checked: source, tables, date, own figures, units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.adapt.rules import choose, holds_on
from docgen.adapt.situation import Order, OwnFigures, day_of
from docgen.adapt.tables import problems_of, standard_tables
from docgen.adapt.unit import own_level, read_body
from docgen.findings import WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import BangChuyen, CoQuan, Ngay, VanBan

if TYPE_CHECKING:
    from docgen.read.own_values import OwnData
    from docgen.read.units import Unit

_DATA = (".yaml", ".yml", ".json")
_CAP = {
    "trung_uong": "trung ương", "tinh": "tỉnh", "huyen": "huyện", "xa": "xã",
    "don_vi": "cơ quan, đơn vị",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command as given."""

    to: Sequence[str]
    out: str | None = None
    data: str | None = None
    ngay: str | None = None
    table: Sequence[str] = ()
    redline: str | None = None
    report: str | None = None
    update: str | None = None
    earlier: int = 10
    jobs: int | None = None
    force: bool = False


@dataclass(slots=True)
class Asked:
    """Everything read that the work needs."""

    file: str
    source: VanBan
    units: list[Unit]
    tables: tuple[BangChuyen, ...]
    ngay: Ngay
    today: date
    options: Options
    findings: list[Finding] = field(default_factory=list)

    def order(self, unit: Unit) -> Order:
        """What is asked for one unit. Raises InputError: its figures cannot be read."""
        own = unit.own
        if self.options.data:
            from docgen.read.own_data import read_own_data

            own = read_own_data(self.options.data, unit.profile)
        return Order(
            unit=unit.profile,
            ngay=self.ngay,
            tables=self.tables,
            figures=_figures(own),
            earlier=self.options.earlier,
        )


def _figures(own: OwnData | None) -> OwnFigures:
    if own is None:
        return OwnFigures()
    return OwnFigures(own.chi_tieu, own.bien, own.tep, own.khac)


def read_asked(file: str, options: Options, today: date) -> Asked:
    """Read everything that is asked for. Raises InputError with all problems of all files."""
    from docgen.read.units import read_units
    from docgen.reading import read_file

    problems: list[Finding] = []
    findings: list[Finding] = []
    source: VanBan | None = None
    try:
        reading = read_file(file)
        source = reading.van_ban
        findings += reading.findings
        if Path(file).suffix.lower() not in _DATA:
            from docgen.read.text.targets import with_targets

            source = with_targets(source)
    except InputError as error:
        problems += error.findings
    units: list[Unit] = []
    for path in options.to:
        try:
            read = read_units(path)
            units += read.units
            findings += read.findings
        except InputError as error:
            problems += error.findings
    tables = _own_tables(options.table, problems)
    ngay = _date(options.ngay, problems)
    if problems or source is None:
        raise InputError(problems)
    asked = Asked(file, source, units, tables, ngay, today, options, findings)
    for unit in units:
        _check_unit(asked, unit, problems)
    if problems:
        raise InputError(problems)
    return asked


def _own_tables(paths: Sequence[str], problems: list[Finding]) -> tuple[BangChuyen, ...]:
    from docgen.read.data_file import read_mapping

    made = []
    for path in paths:
        try:
            table, located = read_mapping(path)
        except InputError as error:
            problems += error.findings
            continue
        found = [
            Finding("CD09", message, hint=hint, where=Where(path=place))
            for place, message, hint in problems_of(table)
        ]
        problems += map(located, found)
        made.append(table)
    return tuple(made)


def _date(text: str | None, problems: list[Finding]) -> Ngay:
    from pydantic import ValidationError

    if not text:
        return Ngay()
    try:
        return Ngay.model_validate(text)
    except ValidationError:
        problems.append(
            Finding(
                "CD07",
                _("Không hiểu ngày “{text}” của --ngay.").format(text=text),
                hint=_("Viết như 15/9/2022, 9/2022 hoặc 2022; phần nào chưa biết thì bỏ."),
            )
        )
        return Ngay()


def _check_unit(asked: Asked, unit: Unit, problems: list[Finding]) -> None:
    """Whether there is a table for the unit; what does not fit together is said."""
    source, profile = asked.source, unit.profile
    order = Order(unit=profile, ngay=asked.ngay)
    day = day_of(order, source, asked.today)
    above = read_body(source.co_quan[0])
    cap = own_level(profile)
    fit = choose((*asked.tables, *standard_tables()), above.cap, cap, day)
    if not any(t.tu_cap for t in fit):
        text = _("Không có bảng chuyển từ văn bản cấp {above} sang {own} vào ngày {day}.")
        problems.append(
            Finding(
                "CD01",
                text.format(above=_CAP[above.cap], own=_CAP[cap], day=f"{day:%d/%m/%Y}"),
                hint=_("Kiểm tra `cap` của hai bên và --ngay; hoặc thêm bảng riêng bằng --table."),
                where=unit.where,
            )
        )
        return
    if not holds_on(profile.hieu_luc_tu, profile.hieu_luc_den, day):
        asked.findings.append(
            Finding(
                "CD04",
                _("Hồ sơ của {unit} không còn (hoặc chưa) có hiệu lực vào ngày {day}.").format(
                    unit=profile.ten, day=f"{day:%d/%m/%Y}"
                ),
                WARNING,
                _("Xem `hieu_luc_tu`, `hieu_luc_den` của hồ sơ và --ngay."),
                unit.where,
            )
        )
    parent = read_body(CoQuan(ten=profile.cap_tren)) if profile.cap_tren else None
    if parent and parent.ten and above.ten and (parent.tu, parent.ten) != (above.tu, above.ten):
        asked.findings.append(
            Finding(
                "CD08",
                _("Văn bản là của {source}, còn cấp trên của {unit} là {parent}.").format(
                    source=above.day_du, unit=profile.ten, parent=parent.day_du
                ),
                WARNING,
                _("Kiểm tra có chọn đúng hồ sơ đơn vị không (`cap_tren`)."),
                unit.where,
            )
        )
