"""A roster that is a table: its columns judged once, its rows one by one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docgen.batch.roster_asked import Asked
from docgen.batch.roster_item import PROFILE_KEYS, Raw, plain_path
from docgen.findings import ERROR, HINT, Finding, InputError, Where
from docgen.lang import _
from docgen.model import HoSoDonVi
from docgen.read.messages import did_you_mean
from docgen.read.own_data import profile_key, twice
from docgen.read.own_values import KEYS, as_text, cell_value, usable
from docgen.read.rows import Column, Row, Rows, _bytes, _known, _sheet, _table, _wrong
from docgen.read.rows_csv import read_csv
from docgen.read.rows_grid import Grid
from docgen.read.rows_titles import also_known, plain
from docgen.read.units import _TOTAL, _level

GUIDE = "Hướng dẫn"
"""Name of the sheet that explains a new roster; it holds no units."""
NAMES = ("ten", "co_quan.ten", "kinh_gui")
"""Columns that tell units apart, the first that is there: the unit, or who a letter is to."""


def read_table(path: Path, asked: Asked) -> tuple[list[Raw], list[Finding]]:
    """The rows of a table and what is to be said of it as a whole.

    Raises InputError with everything that makes the table useless: columns that mean nothing to
    the document, no column of names.
    """
    with also_known(asked.titles):
        rows, wrong = _read(path)
    problems, used = _columns(rows, asked)
    name_path = next((p for p in NAMES if p in {c.path for c in rows.columns}), "")
    if not name_path:
        problems.append(
            Finding(
                "BC51",
                _("Bảng không có cột tên đơn vị."),
                hint=_("Thêm cột “Tên đơn vị” (`ten`), ghi tên đầy đủ của từng đơn vị."),
                where=rows.columns[0].where if rows.columns else Where(rows.file),
            )
        )
    if any(f.severity == ERROR for f in problems):
        raise InputError([*rows.findings, *problems])
    findings = [f for f in rows.findings if not (f.code == "BC09" and _only_guide(f))]
    raws = []
    for row in rows:
        if _is_total(row, name_path):
            findings.append(
                Finding(
                    "BC43",
                    _("Bỏ qua hàng tổng cộng (hàng {row}).").format(row=row.number),
                    HINT,
                    where=row.where(name_path),
                )
            )
        else:
            raws.append(_raw(rows, row, used, name_path, wrong.pop(row.number, [])))
    for number, found in wrong.items():  # rows of nothing but cells that could not be computed
        raws.append(Raw(number, "", found[0].where or Where(rows.file), rows.file, findings=found))
    raws.sort(key=lambda raw: raw.number)
    return raws, findings + problems


def _read(path: Path) -> tuple[Rows, dict[int, list[Finding]]]:
    """The table, and by row the cells that hold an error: these spoil their row, not the table."""
    name = str(path)
    raw = _bytes(path, name)
    spreadsheet = raw[:2] == b"PK" or raw[:4] in (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rt")
    grid = _sheet(raw, name) if spreadsheet else read_csv(raw, name, _known)
    kept, grid.wrong = grid.wrong, {}
    rows = _table(grid)
    wrong: dict[int, list[Finding]] = {}
    for place in sorted(kept):
        grid.wrong = {place: kept[place]}
        if (number := _number(grid, place, rows)) is not None:
            wrong.setdefault(number, []).append(_wrong(grid, *place))
    return rows, wrong


def _number(grid: Grid, place: tuple[int, int], rows: Rows) -> int | None:
    """Row number of a cell with an error, when it stands in a column that means something."""
    row, column = place
    header = max((_row_of(c) for c in rows.columns), default=0)
    meant = {_letters(c) for c in rows.columns}
    number = grid.numbers[row]
    return number if number > header and _letters_at(grid, row, column) in meant else None


def _letters_at(grid: Grid, row: int, column: int) -> str:
    return re.sub(r"\d+$", "", grid.where(row, column).cell.rpartition("!")[2])


def _letters(column: Column) -> str:
    return re.sub(r"\d+$", "", column.where.cell.rpartition("!")[2])


def _row_of(column: Column) -> int:
    found = re.search(r"\d+$", column.where.cell)
    return int(found[0]) if found else column.where.line


def _only_guide(finding: Finding) -> bool:
    """Whether the only sheet that was not read is the guide of a new roster."""
    sheets = re.findall(r"“([^”]*)”", finding.message)
    return len(sheets) == 2 and sheets[1] == GUIDE


# --- Columns --------------------------------------------------------------------------------------


def _columns(rows: Rows, asked: Asked) -> tuple[list[Finding], dict[str, str]]:
    """What is wrong with the columns, and what each that is used gives: its path → a key of the
    profile ("@cap") or a path of the document ("so")."""
    problems: list[Finding] = []
    used: dict[str, str] = {}
    idle: list[Column] = []
    for column in rows.columns:
        path = plain_path(column.path)
        bare = path.removeprefix("co_quan.")
        if path.startswith(("chi_tieu.", "bien.")):
            if asked.knows(path) and usable(path):
                used[column.path] = path
            else:
                problems.append(unknown_value(path, column.where, asked))
        elif usable(path) or usable(bare):
            used[column.path] = path if usable(path) else bare
        elif bare in PROFILE_KEYS:
            used[column.path] = "@" + bare
        elif profile_key(path) or bare.partition(".")[0] in HoSoDonVi.model_fields:
            idle.append(column)
        else:
            problems.append(unusable(path, column.where))
    if idle:
        problems.append(
            Finding(
                "BC56",
                _("Không dùng các cột: {columns}.").format(
                    columns=", ".join(f"“{c.title}”" for c in idle)
                ),
                HINT,
                where=idle[0].where,
            )
        )
    return problems, used


def unknown_value(path: str, where: Where, asked: Asked) -> Finding:
    """A target or variable that the document has no place for."""
    root, _dot, name = path.partition(".")
    name = name.partition(".")[0]
    known = asked.targets if root == "chi_tieu" else (*asked.base.bien, *asked.variables)
    hint = did_you_mean(name, known)
    if not hint:
        names = ", ".join(f"`{root}.{n}`" for n in dict.fromkeys(known))
        hint = _("Văn bản có: {names}.").format(names=names) if names else ""
    return Finding(
        "BC55",
        _("Văn bản không có `{name}`.").format(name=f"{root}.{name}"),
        hint=hint or _("Thêm vào tệp dữ liệu, hoặc xóa cột."),
        where=where,
    )


def unusable(path: str, where: Where) -> Finding:
    """A key that every document of a batch has in common."""
    return Finding(
        "BC55",
        _("`{name}` không phải giá trị riêng của từng đơn vị.").format(name=path),
        hint=did_you_mean(path, (*KEYS, *PROFILE_KEYS)) or _("Ghi vào tệp dữ liệu, xóa cột này."),
        where=where,
    )


# --- A row ----------------------------------------------------------------------------------------


def _is_total(row: Row, name_path: str) -> bool:
    name = str(row.values.get(name_path, ""))
    if name:
        return bool(_TOTAL.fullmatch(plain(name)))
    return any(isinstance(v, str) and _TOTAL.fullmatch(plain(v)) for v in row.values.values())


def _raw(
    rows: Rows, row: Row, used: dict[str, str], name_path: str, wrong: list[Finding]
) -> Raw:  # fmt: skip
    if name_path == NAMES[0] not in row.values and NAMES[1] in row.values:
        name_path = NAMES[1]
    name = as_text(row.values[name_path]) if name_path in row.values else ""
    raw = Raw(row.number, " ".join(name.split()), row.where(name_path), rows.file, findings=wrong)
    raw.asked = targets_of(used.values())
    raw.receiver = name_path == "kinh_gui"
    for path, value in row.values.items():
        to, where = used.get(path, ""), row.where(path)
        if not to or to == "@ten":
            continue
        typed: Any = value
        if to in ("chu_ky.ho_ten", "chu_ky.chuc_vu"):  # of several the first, who is the head
            typed = re.split(r"\s*[;\n]\s*", as_text(value))[0]
        if to[0] == "@":
            key = to[1:]
            typed = cell_value(key, typed, where, raw.findings)
            typed = level_typed(typed) if key == "cap" else typed
            before = raw.profile.setdefault(key, typed)
            raw.places[key] = where
        else:
            before = raw.given.setdefault(to, (typed, where))[0]
        if before != typed:
            raw.findings.append(twice(to.lstrip("@"), where))
    if not raw.name and not wrong:
        raw.findings.append(
            Finding(
                "BC52",
                _("Hàng {row} không ghi tên đơn vị.").format(row=row.number),
                hint=_("Ghi tên đơn vị, hoặc xóa hàng."),
                where=raw.where,
            )
        )
    return raw


def targets_of(paths: Any) -> tuple[str, ...]:
    """Names of the targets among data paths."""
    found = (p.split(".")[1] for p in paths if p.startswith("chi_tieu."))
    return tuple(dict.fromkeys(found))


def level_typed(typed: Any) -> str:
    """A level as the model takes it, from words for it: "Phường" is xa; unknown words stay."""
    return _level(typed)
