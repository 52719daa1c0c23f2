"""A roster that is a table: its columns judged once, its rows one by one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docgen.batch.roster_asked import Asked
from docgen.batch.roster_item import PROFILE_KEYS, Raw, plain_path
from docgen.findings import ERROR, Finding, InputError, Where
from docgen.lang import _
from docgen.model import HoSoDonVi
from docgen.read.messages import did_you_mean
from docgen.read.own_data import profile_key, twice
from docgen.read.own_values import KEYS, as_text, cell_value, usable
from docgen.read.rows import NAMES, Column, Row, Rows, open_grid, rows_of
from docgen.read.rows_columns import not_used
from docgen.read.rows_titles import also_known, post_of
from docgen.read.units import level_typed

GUIDE = "Hướng dẫn"
"""Name of the sheet that explains a new roster; it holds no units."""
_NAMED = ("chu_ky.ho_ten", "nguoi_ky.ho_ten")
"""Columns of the names of signers."""


def read_table(path: Path, asked: Asked) -> tuple[list[Raw], list[Finding]]:
    """The rows of a table and what is to be said of it as a whole.

    Raises InputError with everything that makes the table useless: columns that mean nothing to
    the document, no column of names.
    """
    with also_known(asked.titles):
        rows = rows_of(open_grid(path), apart=True)
    wrong = dict(rows.wrong)  # spoils its rows, not the table
    name_path = next((p for p in NAMES if p in {c.path for c in rows.columns}), "")
    problems, used = _columns(rows, asked, name_path == "kinh_gui")
    if not name_path and not any(f.code == "BC06" for f in rows.findings):
        problems.append(
            Finding(
                "BC51",
                _("Bảng không có cột tên đơn vị."),
                hint=_("Thêm cột “Tên đơn vị” (`ten`), ghi tên đầy đủ của từng đơn vị."),
                where=rows.columns[0].where if rows.columns else Where(rows.file),
            )
        )
    if any(f.severity == ERROR for f in (*rows.findings, *problems)):
        raise InputError([*rows.findings, *problems])
    findings = [f for f in rows.findings if not (f.code == "BC09" and _only_guide(f))]
    raws = [_raw(rows, row, used, name_path, wrong.pop(row.number, [])) for row in rows]
    for number, found in wrong.items():  # rows of nothing but cells that could not be computed
        raws.append(Raw(number, "", found[0].where or Where(rows.file), rows.file, findings=found))
    raws.sort(key=lambda raw: raw.number)
    return raws, findings + problems


def _only_guide(finding: Finding) -> bool:
    """Whether the only sheet that was not read is the guide of a new roster."""
    sheets = re.findall(r"“([^”]*)”", finding.message)
    return len(sheets) == 2 and sheets[1] == GUIDE


# --- Columns --------------------------------------------------------------------------------------


def _columns(
    rows: Rows, asked: Asked, receivers: bool
) -> tuple[list[Finding], dict[str, str]]:  # fmt: skip
    """What is wrong with the columns, and what each that is used gives: its path → a key of the
    profile ("@cap") or a path of the document ("so"). The place of `receivers` is not that of the
    letter, which its issuer dates."""
    problems: list[Finding] = []
    used: dict[str, str] = {}
    idle: list[Column] = []
    for column in rows.columns:
        path = plain_path(column.path)
        bare = path.removeprefix("co_quan.")
        if receivers and bare == "dia_danh":
            idle.append(column)
        elif path.startswith(("chi_tieu.", "bien.")):
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
        problems.append(not_used(idle))
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
            if key == "cap":
                typed = level_typed(typed, where, raw.findings)
            before = raw.profile.setdefault(key, typed)
            raw.places[key] = where
        else:
            before = raw.given.setdefault(to, (typed, where))[0]
        if before != typed:
            raw.findings.append(twice(to.lstrip("@"), where))
    raw.post = next((p for c in rows.columns if c.path in _NAMED and (p := post_of(c.title))), "")
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
