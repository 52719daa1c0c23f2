"""What `docgen adapt` is asked for, read and checked: source, tables, date, own figures, units."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.adapt.rules import choose, holds_on
from docgen.adapt.situation import Order, OwnFigures, day_of
from docgen.adapt.tables import problems_of, standard_tables
from docgen.adapt.unit import Body, issuer, own_level, read_body
from docgen.findings import WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import BangChuyen, CoQuan, HoSoDonVi, Ngay, VanBan

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
    """With all they give of their own: that of their rows and that of --data."""
    tables: tuple[BangChuyen, ...]
    """The office's own."""
    ngay: Ngay
    today: date
    options: Options
    findings: list[Finding] = field(default_factory=list)
    own: VanBan | None = None
    """The unit's document to be updated."""

    def order(self, unit: Unit) -> Order:
        """What is asked for one unit; of the office's own tables those that hold for it."""
        given = unit.own
        figures = OwnFigures(given.chi_tieu, given.bien, given.tep, given.khac) if given else None
        order = Order(
            unit=unit.profile,
            ngay=self.ngay,
            figures=figures or OwnFigures(),
            earlier=self.options.earlier,
        )
        return replace(order, tables=tuple(self.fitting(order, self.tables)))

    def fitting(self, order: Order, tables: Sequence[BangChuyen]) -> list[BangChuyen]:
        """Those tables that hold for the source, the unit and the day."""
        day = day_of(order, self.source, self.today)
        return choose(tables, self.above.cap, own_level(order.unit), day)

    @property
    def above(self) -> Body:
        """The body that issued the source."""
        return read_body(issuer(self.source.co_quan))


def read_asked(file: str, options: Options, today: date) -> Asked:
    """Read everything that is asked for. Raises InputError with all problems of all files."""
    problems: list[Finding] = []
    findings: list[Finding] = []
    source = _source(file, problems, findings)
    units = _units(options.to, problems, findings)
    tables = _own_tables(options.table, problems)
    ngay = _date(options.ngay, problems)
    if options.data:
        units = _with_data(options.data, units, problems, findings)
    own = _own(options.update, problems, findings)
    if problems or source is None:
        raise InputError(dict.fromkeys(problems))
    found = list(dict.fromkeys(findings))
    asked = Asked(file, source, units, tables, ngay, today, options, found, own)
    for unit in units:
        _check_unit(asked, unit, problems)
    if problems:
        raise InputError([*problems, *asked.findings])
    _check_tables(asked)
    return asked


def _source(file: str, problems: list[Finding], findings: list[Finding]) -> VanBan | None:
    from docgen.reading import read_file

    try:
        reading = read_file(file)
    except InputError as error:
        problems += error.findings
        return None
    findings += reading.findings
    if Path(file).suffix.lower() in _DATA:
        return reading.van_ban
    from docgen.read.text.targets import with_targets

    return with_targets(reading.van_ban)


def _units(paths: Sequence[str], problems: list[Finding], findings: list[Finding]) -> list[Unit]:
    """The units of all paths; a path given twice counts once."""
    from docgen.read.units import read_units

    units: list[Unit] = []
    for path in {os.path.realpath(p): p for p in paths}.values():
        try:
            read = read_units(path)
        except InputError as error:
            problems += error.findings
            continue
        units += read.units
        findings += read.findings
    return units


def _with_data(
    path: str, units: list[Unit], problems: list[Finding], findings: list[Finding]
) -> list[Unit]:
    """The units with what the file of --data gives each; what the row of a unit says wins."""
    from docgen.read.own_data import read_own_data

    if not units:  # their profiles are wrong: what is wrong with the file itself is told still
        with_errors = HoSoDonVi.model_construct(ten="")
        try:
            read_own_data(path, with_errors)
        except InputError as error:
            problems += [f for f in error.findings if f.code != "BC20"]
        return units
    made = []
    for unit in units:
        try:
            given = read_own_data(path, unit.profile)
        except InputError as error:
            problems += error.findings
            continue
        findings += given.findings
        made.append(replace(unit, own=_merged(unit.own, given)))
    return made


def _merged(row: OwnData | None, file: OwnData) -> OwnData:
    if not row:
        return file
    return replace(
        row,
        tep=f"{row.tep}; {file.tep}",
        chi_tieu={**file.chi_tieu, **row.chi_tieu},
        bien={**file.bien, **row.bien},
        khac={**file.khac, **row.khac},
        noi={**file.noi, **row.noi},
    )


def _own(path: str | None, problems: list[Finding], findings: list[Finding]) -> VanBan | None:
    if not path:
        return None
    from docgen.read.data_file import read_data_file

    try:
        own, found = read_data_file(path)
    except InputError as error:
        problems += error.findings
        return None
    findings += found
    return own


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
    profile, above = unit.profile, asked.above
    order = Order(unit=profile, ngay=asked.ngay)
    day = day_of(order, asked.source, asked.today)
    if not any(t.tu_cap for t in asked.fitting(order, (*asked.tables, *standard_tables()))):
        text = _("Không có bảng chuyển từ văn bản cấp {above} sang {own} vào ngày {day}.")
        problems.append(
            Finding(
                "CD01",
                text.format(
                    above=_CAP[above.cap], own=_CAP[own_level(profile)], day=f"{day:%d/%m/%Y}"
                ),
                hint=_("Kiểm tra `cap` của hai bên và --ngay; hoặc thêm bảng riêng bằng --table."),
                where=unit.where,
            )
        )
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


def _check_tables(asked: Asked) -> None:
    """Own tables that hold for none of the units: an office that gives one means it to be used."""
    used = {id(table) for unit in asked.units for table in asked.order(unit).tables}
    for path, table in zip(asked.options.table, asked.tables, strict=True):
        if id(table) not in used:
            asked.findings.append(
                Finding(
                    "CD02",
                    _("Bảng “{ten}” không dùng cho đơn vị nào: khác cấp hoặc hết hiệu lực.").format(
                        ten=table.ten
                    ),
                    WARNING,
                    _("Xem `tu_cap`, `den_cap`, `hieu_luc_tu`, `hieu_luc_den` của bảng và --ngay."),
                    Where(path),
                )
            )
