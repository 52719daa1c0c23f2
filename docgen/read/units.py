"""All units of a level: a folder of unit profiles, one profile, or a table with a row per unit.

Codes, beside those of `rows`, `own_data` and data files:

====  ==============================================================================
BC40  no unit found
BC41  a row without the name of its unit
BC42  a unit given twice
BC44  more names of signers than posts, or the reverse
====  ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.findings import ERROR, Finding, InputError, Where
from docgen.lang import _
from docgen.model import HoSoDonVi
from docgen.read.data_file import PROFILE_SUFFIXES, read_profile
from docgen.read.names import key
from docgen.read.own_data import of_row, profile_key, twice, unit_name
from docgen.read.own_values import OwnData, build, cell_value, validated
from docgen.read.rows import Row, Rows, read_rows
from docgen.viet.chuan import bo_dau

LEVEL_WORDS = {
    "trung uong": "trung_uong", "cap trung uong": "trung_uong",
    "tinh": "tinh", "cap tinh": "tinh", "thanh pho truc thuoc trung uong": "tinh",
    "huyen": "huyen", "cap huyen": "huyen", "quan": "huyen", "thi xa": "huyen",
    "thanh pho thuoc tinh": "huyen",
    "xa": "xa", "cap xa": "xa", "phuong": "xa", "thi tran": "xa", "dac khu": "xa",
    "don vi": "don_vi", "so": "don_vi", "van phong": "don_vi", "phong": "don_vi",
}  # fmt: skip
"""Words for a level as typed in a table, without diacritics; `cap` itself is taken as well. A
thành phố may be of either level, so the bare word is asked about."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its profile, what it gives of its own, and where both stand."""

    profile: HoSoDonVi
    own: OwnData | None
    """Figures and values of its row; None when it comes from a profile file."""
    where: Where
    """The file, or the cell with its name."""


@dataclass(frozen=True, slots=True)
class Units:
    """Units in the order of the table, or of the names of the files."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...] = ()
    """Warnings and hints; what is an error was raised."""

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)


def read_units(path: str | Path) -> Units:
    """Read units from a folder of profiles (.yaml, .json), one profile, or a table of rows.

    Columns of a table: keys of a profile (ten, cap, dia_danh, nguoi_ky.ho_ten …) or their labels,
    lists in one cell apart by ";" or line ends; and the unit's own data (chi_tieu.*, bien.*, keys
    of the document), kept beside. Raises InputError with every problem of all files or rows.
    """
    path = Path(path)
    if path.is_dir():
        return _folder(path)
    if path.suffix.lower() in PROFILE_SUFFIXES:
        return _of_profiles([path])
    return _table(read_rows(path))


# --- Profiles -------------------------------------------------------------------------------------


def _folder(folder: Path) -> Units:
    found = [
        file
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in PROFILE_SUFFIXES and file.name[0] != "." and file.is_file()
    ]
    if not found:
        raise InputError(
            Finding(
                "BC40",
                _("Thư mục không có hồ sơ đơn vị nào (.yaml)."),
                hint=_("Chọn thư mục chứa hồ sơ đơn vị, hoặc một bảng .xlsx, .csv."),
                where=Where(str(folder)),
            )
        )
    return _of_profiles(found)


def _of_profiles(files: Iterable[Path]) -> Units:
    units = []
    problems: list[Finding] = []
    for file in files:
        try:
            units.append(Unit(read_profile(file), None, Where(str(file))))
        except InputError as error:
            problems += error.findings
    return _finished(units, problems)


# --- A table --------------------------------------------------------------------------------------


def _table(rows: Rows) -> Units:
    units = []
    findings = list(rows.findings)
    if not {"ten", "co_quan.ten"} & {c.path for c in rows.columns}:
        findings.append(
            Finding(
                "BC41",
                _("Bảng không có cột tên đơn vị."),
                hint=_("Thêm cột “Tên đơn vị” (`ten`), ghi tên đầy đủ của từng đơn vị."),
                where=rows.columns[0].where if rows.columns else Where(rows.file),
            )
        )
        raise InputError(findings)
    for row in rows:
        name = unit_name(row)
        if not name:
            findings.append(
                Finding(
                    "BC41",
                    _("Hàng {row} không ghi tên đơn vị.").format(row=row.number),
                    hint=_("Ghi tên đơn vị vào cột `ten`, hoặc xóa hàng."),
                    where=row.where("ten"),
                )
            )
        else:
            unit = _unit(rows, row, findings)
            units += [unit] if unit else []
    return _finished(units, findings)


def _unit(rows: Rows, row: Row, findings: list[Finding]) -> Unit | None:
    data: dict[str, Any] = {}
    places: dict[str, Where] = {}
    signers: dict[str, list[str]] = {}
    given: dict[str, Any] = {}
    for path, value in row.values.items():
        name = profile_key(path)
        if not name:
            continue
        where = row.where(path)
        typed = cell_value(name, value, where, findings)
        root, _dot, part = name.partition(".")
        if given.setdefault(name, typed) != typed:
            findings.append(twice(name, where))
        places[root] = where
        if part:  # nguoi_ky.ho_ten, nguoi_ky.chuc_vu
            signers[part] = _several(typed)
        elif root == "phong_ban":
            data[root] = [{"ten": item} for item in typed]
        elif root == "cap":
            data[root] = level_typed(typed, where, findings)
        else:
            data[root] = typed
    taken = {c.path for c in rows.columns if profile_key(c.path)}
    if len(signers) == 2:
        data["nguoi_ky"] = [
            {"ho_ten": name, "chuc_vu": post}
            for name, post in zip(signers["ho_ten"], signers["chuc_vu"], strict=False)
        ]
        if len(signers["ho_ten"]) != len(signers["chuc_vu"]):
            findings.append(
                Finding(
                    "BC44",
                    _("Số họ tên và số chức vụ của người ký khác nhau."),
                    hint=_("Ghi mỗi người một chức vụ, theo cùng thứ tự, cách nhau bằng dấu ;"),
                    where=places["nguoi_ky"],
                )
            )
    else:  # a name or a post alone makes no signer of the profile: it goes to the document
        taken -= {p for p in taken if profile_key(p).startswith("nguoi_ky.")}
    found: list[Finding] = []
    profile = validated(HoSoDonVi, data, rows.file, places, found)
    own = None
    try:
        own = build(*of_row(rows, row, taken), rows.file)
        found += own.findings
    except InputError as error:
        found += error.findings
    findings += found
    name = next(p for p in ("ten", "co_quan.ten") if p in row.values)
    return Unit(profile, own, row.where(name)) if profile and own is not None else None


def _several(text: Any) -> list[str]:
    return [part for part in (p.strip() for p in re.split(r"[;\n]", str(text))) if part]


def level_typed(typed: Any, where: Where, found: list[Finding]) -> str | None:
    """A level as the model takes it, from words for it: "Phường" is xa. Other words are None and
    an error (DL23) among `found`."""
    text = " ".join(bo_dau(str(typed)).lower().replace("_", " ").split())
    level = LEVEL_WORDS.get(text)
    if level is None:
        found.append(
            Finding(
                "DL23",
                _("`{name}` không nhận giá trị “{value}”.").format(name="cap", value=typed),
                hint=_("Ghi cấp vào cột `cap`: tinh, huyen, xa hoặc don_vi."),
                where=where,
            )
        )
    return level


# --- All of them ----------------------------------------------------------------------------------


def _finished(units: list[Unit], findings: list[Finding]) -> Units:
    """The units, once it is sure that each is given once and nothing is wrong."""
    seen: dict[str, Unit] = {}
    for unit in units:
        # Offices of one name (Phòng Nội vụ) are told apart by the body above them.
        profile = unit.profile
        above = profile.chu_quan or profile.cap_tren or profile.tinh or ""
        name = f"{key(profile.ten)}|{key(above)}|{profile.hieu_luc_tu or ''}"
        first = seen.setdefault(name, unit)
        if first is not unit:
            findings.append(
                Finding(
                    "BC42",
                    _("“{name}” đã có ở {place}.").format(name=profile.ten, place=first.where),
                    hint=_("Để lại một, hoặc ghi tên đầy đủ và cơ quan cấp trên của từng đơn vị."),
                    where=unit.where,
                )
            )
    unique = tuple(dict.fromkeys(findings))
    if any(f.severity == ERROR for f in unique):
        raise InputError(unique)
    return Units(tuple(units), unique)
