"""What holds for one adaptation: who hands down, who takes over, on which day, by which tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.adapt.rewrite import Situation
from docgen.adapt.rules import choose, make_rules
from docgen.adapt.tables import macros, standard_tables
from docgen.adapt.unit import Body, issuer, own_level, read_body, variables
from docgen.findings import WARNING, Finding, Where
from docgen.lang import _
from docgen.model import BangChuyen, ChiTieu, HoSoDonVi, Ngay, VanBan
from docgen.nd30.dia_gioi import CAP_HUYEN_HET
from docgen.write.layout.inline import parse_inline
from docgen.write.layout.variables import Variables


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """The unit's own figures and values, and the file they come from."""

    chi_tieu: Mapping[str, ChiTieu] = field(default_factory=dict)
    bien: Mapping[str, str] = field(default_factory=dict)
    tep: str = ""
    khac: Mapping[str, Any] = field(default_factory=dict)
    """Other keys of the document: data path → value as the model holds it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a unit, a date, tables of the office, own figures."""

    unit: HoSoDonVi
    ngay: Ngay = field(default_factory=Ngay.model_construct)
    """Date of the own document; what is open stays a gap."""
    day: date | None = None
    """Day whose tables hold; None: see `day_of`."""
    tables: Sequence[BangChuyen] = ()
    figures: OwnFigures = field(default_factory=OwnFigures)
    earlier: int = 10
    """Days by which deadlines are proposed earlier."""


def day_of(order: Order, source: VanBan, today: date) -> date:
    """The day whose tables and names hold.

    Given, else the date of the own document, else today; where the profile does not hold today:
    the date of the source, else the profile's last day.
    """
    if order.day:
        return order.day
    if order.ngay.nam:
        return _within(order.ngay, order.unit)
    unit = order.unit
    first = _day(unit.hieu_luc_tu) if unit.hieu_luc_tu else date.min
    last = _day(unit.hieu_luc_den) if unit.hieu_luc_den else date.max
    if first <= today <= last:
        return today
    if source.ngay.nam and first <= _day(source.ngay) <= last:
        return _day(source.ngay)
    return last if today > last else first


def _within(ngay: Ngay, unit: HoSoDonVi) -> date:
    """A day of a partial date; of the days it may be, one on which the profile holds."""
    first = _day(ngay)
    year, month = first.year, first.month
    if ngay.ngay:
        return first
    end = date(year, 12, 31) if not ngay.thang else date(year + month // 12, month % 12 + 1, 1)
    last = end if not ngay.thang else date.fromordinal(end.toordinal() - 1)
    begins = _day(unit.hieu_luc_tu) if unit.hieu_luc_tu else date.min
    return begins if first < begins <= last else first


def _day(ngay: Ngay) -> date:
    return date(ngay.nam or 1, ngay.thang or 1, ngay.ngay or 1)


def make_situation(source: VanBan, order: Order, day: date) -> Situation:
    """Rules, names and campaign of one adaptation."""
    above, own = read_body(issuer(source.co_quan)), read_body(order.unit)
    cap = own_level(order.unit)
    tables = [*order.tables, *choose(standard_tables(), above.cap, cap, day)]
    words = variables(above, order.unit, day)
    rules = make_rules(tables, macros(), words, day)
    return Situation(
        rules=rules,
        above=above,
        own=own,
        unit=order.unit,
        ngay=order.ngay,
        campaigns=campaigns(source, above, own),
        below=frozenset(" ".join(n.casefold().split()) for n in order.unit.don_vi_truc_thuoc),
        earlier=order.earlier,
    )


def resolved(text: str, van_ban: VanBan) -> str:
    """A text with its variables filled in, without marks of bold and italic."""
    return str(parse_inline(text, Variables(van_ban)))


_PERIOD = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ|năm)\s+(?:\d{4}\s*[-–]\s*)?(\d{4})(?!\w)")


def doubts(source: VanBan, day: date) -> list[Finding]:
    """Whether the source still fits the day: its term is over, its levels are gone."""
    found = []
    years = [int(m[1]) for m in _PERIOD.finditer(resolved(source.trich_yeu or "", source))]
    if years and max(years) <= day.year and (max(years) < day.year or day.month == 12):
        text = _("Văn bản của cấp trên có thời hạn đến năm {year}, đã hoặc sắp hết vào ngày {day}.")
        found.append(
            Finding(
                "CD11",
                text.format(year=max(years), day=f"{day:%d/%m/%Y}"),
                WARNING,
                _("Xem có còn phải ban hành không, hay đợi văn bản của giai đoạn mới."),
                Where(path="trich_yeu"),
            )
        )
    if not (source.so and source.ngay.du):
        found.append(
            Finding(
                "CD13",
                _("Văn bản của cấp trên chưa có số hoặc ngày; căn cứ dẫn nó còn chỗ trống."),
                WARNING,
                _("Lấy bản đã ban hành của cấp trên, hoặc điền số và ngày vào căn cứ."),
                Where(path="can_cu"),
            )
        )
    if source.ngay.nam and _day(source.ngay) < CAP_HUYEN_HET <= day:
        found.append(
            Finding(
                "CD12",
                _("Văn bản của cấp trên ban hành trước 01/7/2025, khi còn cấp huyện."),
                WARNING,
                _("Rà lại căn cứ còn hiệu lực và việc của cấp huyện nay do ai làm."),
                Where(path="ngay"),
            )
        )
    return found


_QUOTED = re.compile(r"“([^“”]{3,200})”")


def campaigns(source: VanBan, above: Body, own: Body) -> tuple[tuple[str, str], ...]:
    """Names of the source's own campaign, as its subject has them in quotes, and the unit's.

    Only a name that begins with the name of the body above: "Lạng Sơn cùng cả nước …".
    """
    if not above.ten or not source.trich_yeu:
        return ()
    subject = resolved(source.trich_yeu, source)
    found = []
    for m in _QUOTED.finditer(subject):
        words = m[1]
        for lead in (above.ten, f"{above.tu} {above.ten}".capitalize()):
            if words.startswith(lead + " "):
                own_name = own.ten if own.cap in ("huyen", "xa", "tinh") else own.day_du
                found.append((words, own_name + words[len(lead) :]))
                break
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
