"""The stored tables: one line a province, read when asked for.

`ba_cap.jsonl` (until 30/6/2025) and `hai_cap.jsonl` (since 01/7/2025) are written by
tools/make_units.py; `sua_doi.json` holds by hand what later and earlier acts renamed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from docgen.nd30.dia_gioi import CAP_HUYEN_HET

Bang = Literal["ba_cap", "hai_cap"]
XA, HUYEN, TINH = "xa", "huyen", "tinh"

BA_CAP_TU = date(2025, 3, 1)
"""First day of which the table of three levels is exact: the last change before the merger took
effect (Nghị quyết số 1365/NQ-UBTVQH15)."""
_HERE = Path(__file__).parent
_HEAD = re.compile(r'\{"ma":"(\d+)","ten":"([^"]+)","thanh":"(\d+)","gop":([01]),')
_TYPES = ("Thành phố", "Thị trấn", "Đặc khu", "Thị xã", "Phường", "Huyện", "Quận", "Tỉnh", "Xã")


def split_name(ten: str) -> tuple[str, str]:
    """Type word and own name: "Xã Điềm He" → ("Xã", "Điềm He")."""
    for kind in _TYPES:
        if ten.startswith(kind + " "):
            return kind, ten[len(kind) + 1 :]
    return "", ten


@dataclass(frozen=True, slots=True)
class AdminUnit:
    """A unit as it was called on a day; plain data, small, comparable, picklable."""

    ma: str
    """Code of the statistics office: two digits a province, three a district, five a commune.
    A code is used again after 01/7/2025 for another unit: only with the day is it one unit."""
    ten: str
    """Official name with its type: "Xã Điềm He"."""
    loai: str
    """Type in lower case: xã, phường, thị trấn, đặc khu, huyện, quận, thị xã, thành phố, tỉnh."""
    cap: str
    """Level: xa, huyen or tinh."""
    tinh: str
    """Province with its type: "Tỉnh Lạng Sơn"; of a province its own name."""
    huyen: str = ""
    """District with its type: "Huyện Văn Quan"; "" where there is none."""
    ma_tinh: str = ""
    """Code of the province."""
    ma_huyen: str = ""
    """Code of the district; "" where there is none."""
    tu: date | None = None
    """First day of this name and type, where the table knows it."""
    den: date | None = None
    """Last day of this name and type; None: it lasts, as far as the table knows."""

    @property
    def ten_rieng(self) -> str:
        """Name without the type: "Điềm He"."""
        return split_name(self.ten)[1]


class Province(NamedTuple):
    """The head of a province's line."""

    ma: str
    ten: str
    thanh: str
    """Code of the province that it is or is part of since 01/7/2025."""
    gop: bool
    """Whether that one was made of several."""


class Change(NamedTuple):
    """A name that an act changed."""

    ngay: date
    ma: str
    cu: str
    moi: str
    can_cu: tuple[str, ...] = ()
    """The acts."""
    chac: bool = True
    """Whether the act itself was read, not only what others say of it."""


def bang_of(ngay: date | None) -> Bang:
    """Which table holds on a day; None: the newest."""
    return "ba_cap" if ngay is not None and ngay < CAP_HUYEN_HET else "hai_cap"


@lru_cache(maxsize=2)
def _lines(bang: Bang) -> dict[str, str]:
    text = (_HERE / f"{bang}.jsonl").read_text(encoding="utf-8")
    return {line[7 : line.index('"', 7)]: line for line in text.splitlines()[1:]}


@lru_cache(maxsize=2)
def provinces(bang: Bang) -> dict[str, Province]:
    """The provinces of a table by code, under the names that they had at its own day."""
    found = {}
    for ma, line in _lines(bang).items():
        head = _HEAD.match(line)
        assert head is not None, line[:40]
        found[ma] = Province(ma, head[2], head[3], head[4] == "1")
    return found


@lru_cache(maxsize=128)
def content(bang: Bang, ma: str) -> Any:
    """The whole line of one province. Not to be changed by whoever asks."""
    return json.loads(_lines(bang)[ma])


@lru_cache(maxsize=1)
def acts() -> tuple[dict[str, Any], ...]:
    """`sua_doi.json`, in the order of days."""
    read = json.loads((_HERE / "sua_doi.json").read_text(encoding="utf-8"))
    return tuple(sorted(read, key=lambda act: str(act["ngay"])))


@lru_cache(maxsize=2)
def _changes(bang: Bang) -> dict[str, tuple[Change, ...]]:
    found: dict[str, tuple[Change, ...]] = {}
    for act in acts():
        if act["bang"] == bang:
            for ma, (cu, moi) in act["doi"].items():
                change = Change(
                    date.fromisoformat(act["ngay"]), ma, cu, moi, tuple(act["can_cu"]), act["chac"]
                )
                found[ma] = (*found.get(ma, ()), change)
    return found


def unsure_changes(bang: Bang, ma: str, ngay: date | None) -> list[Change]:
    """The changes that a unit's name on a day rests on, of acts that were not read themselves."""
    known = _changes(bang).get(ma, ())
    return [c for c in known if not c.chac and (ngay is None or c.ngay <= ngay)]


@lru_cache(maxsize=1)
def known_until() -> date:
    """Day of the last change that the tables know; of a later day they may be wrong."""
    return date.fromisoformat(acts()[-1]["ngay"])


def name_on(
    bang: Bang, ma: str, ten: str, ngay: date | None
) -> tuple[str, date | None, date | None]:
    """Name of a unit on a day with its first and last day, as far as `sua_doi.json` knows them."""
    tu: date | None = None
    den: date | None = None
    for change in _changes(bang).get(ma, ()):
        if ngay is None or change.ngay <= ngay:
            ten, tu = change.moi, change.ngay
        else:
            if den is None:
                den = change.ngay - timedelta(days=1)
                ten = change.cu
            break
    return ten, tu, den


def _unit(
    bang: Bang, ngay: date | None, ma: str, ten: str, cap: str, above: AdminUnit | None = None
) -> AdminUnit:
    ten, tu, den = name_on(bang, ma, ten, ngay)
    if cap != TINH or provinces(bang)[ma].gop:
        # The level's own period; a province that was not merged goes through it.
        if bang == "hai_cap":
            tu = tu or CAP_HUYEN_HET
        else:
            den = den or CAP_HUYEN_HET - timedelta(days=1)
    return AdminUnit(
        ma=ma,
        ten=ten,
        loai=split_name(ten)[0].lower(),
        cap=cap,
        tinh=above.tinh if above else ten,
        huyen=above.ten if above and above.cap == HUYEN else "",
        ma_tinh=above.ma_tinh if above else ma,
        ma_huyen=above.ma if above and above.cap == HUYEN else "",
        tu=tu,
        den=den,
    )


def province_unit(bang: Bang, ma: str, ngay: date | None = None) -> AdminUnit:
    """A province as it was called on the day."""
    head = provinces(bang)[ma]
    return _unit(bang, ngay, ma, head.ten, TINH)


def district_units(ma_tinh: str, ngay: date | None = None) -> Iterator[AdminUnit]:
    """The districts of a province of before 01/7/2025, by code."""
    above = province_unit("ba_cap", ma_tinh, ngay)
    for ma, district in content("ba_cap", ma_tinh)["huyen"].items():
        yield _unit("ba_cap", ngay, ma, district["ten"], HUYEN, above)


def commune_units(bang: Bang, ma_tinh: str, ngay: date | None = None) -> Iterator[AdminUnit]:
    """The communes of a province, by district and code."""
    if bang == "hai_cap":
        above = province_unit(bang, ma_tinh, ngay)
        for ma, ten in content(bang, ma_tinh)["xa"].items():
            yield _unit(bang, ngay, ma, ten, XA, above)
        return
    inside = content(bang, ma_tinh)["huyen"]
    for district in district_units(ma_tinh, ngay):
        for ma, (ten, _) in inside[district.ma]["xa"].items():
            yield _unit(bang, ngay, ma, ten, XA, district)
