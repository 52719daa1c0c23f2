"""The unit's own figures and values for an adaptation, from YAML, JSON or a row of a table.

Codes, beside those of `rows` (BC01-BC16) and of data files (DL…):

====  ==============================================================================
BC20  the table has no row for the unit, or several, or the data is another unit's
BC21  a figure that cannot be read
BC22  a figure that may mean something else than was read (warning)
BC23  a key or column that is no own data
BC24  columns of the unit's profile, not used here (hint)
BC25  a value of the wrong kind
====  ==============================================================================
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from docgen.findings import HINT, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import HoSoDonVi
from docgen.read.data_file import PROFILE_SUFFIXES, load_tree
from docgen.read.messages import did_you_mean
from docgen.read.names import matches
from docgen.read.own_values import KEYS, SIGNER, Given, OwnData, build, usable
from docgen.read.rows import Row, Rows, read_rows
from docgen.read.scalars import quoted
from docgen.read.yaml_tree import Path as DataPath
from docgen.read.yaml_tree import Tree

__all__ = ["OwnData", "read_own_data"]

NAMES = ("ten", "co_quan.ten")
"""Paths under which a unit is named."""
_OPENED = ("chi_tieu", "bien", "chu_ky", "co_quan")


def read_own_data(path: str | Path, unit: HoSoDonVi) -> OwnData:
    """Read the unit's own data: YAML, JSON, or the unit's row of a table (.xlsx, .csv …).

    The row is the one whose `ten` or `co_quan.ten` is the unit's name, or the only row when it
    names no unit. Figures: 7/16, 07/16 xã, 63,5%, 1.250, 12,5. Raises InputError, all at once.
    """
    name = str(path)
    if Path(path).suffix.lower() in PROFILE_SUFFIXES:
        tree = load_tree(Path(path))
        given, findings = _of_tree(tree, unit)
        return build(given, [*tree.findings, *findings], name)
    rows = _opened(Path(path))
    given, findings = of_row(rows, _row_of(rows, unit))
    return build(given, [*rows.findings, *findings], name)


def _opened(path: Path) -> Rows:
    """The table of a file; one that is asked for again and has not changed is not read again."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return read_rows(path)
    return _rows(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _rows(path: Path, _changed: int, _size: int) -> Rows:
    return read_rows(path)


# --- A row of a table ---------------------------------------------------------------------------


def unit_name(row: Row) -> str:
    """Name of the unit that a row speaks of; "" when it names none."""
    return " ".join(str(next((row.values[p] for p in NAMES if p in row.values), "")).split())


def of_row(rows: Rows, row: Row, taken: Collection[str] = ()) -> tuple[Given, list[Finding]]:
    """Own data among the columns of a row, but for the columns (paths) that are taken already."""
    given: Given = {}
    findings = []
    unused = []
    for column in rows.columns:
        path = column.path
        if path.startswith("nguoi_ky."):
            path = path.replace("nguoi_ky", "chu_ky", 1)
        root = path.partition(".")[0]
        if column.path in taken:
            continue
        if usable(path):
            if column.path in row.values:
                value, where = row.values[column.path], row.where(column.path)
                if given.setdefault(path, (value, where))[0] != value:
                    findings.append(twice(path, where))
        elif not taken and (root in HoSoDonVi.model_fields or root == "co_quan"):
            unused += [column] * (path not in NAMES)
        else:
            findings.append(_unusable(path, column.where))
    if unused:
        findings.append(
            Finding(
                "BC24",
                _("Không dùng các cột của hồ sơ đơn vị: {columns}.").format(
                    columns=", ".join(f"“{c.title}”" for c in unused)
                ),
                HINT,
                _("Các giá trị này lấy từ hồ sơ đơn vị."),
                unused[0].where,
            )
        )
    return given, findings


@cache
def profile_key(path: str) -> str:
    """Key of a unit profile that a column gives: of chu_ky.ho_ten nguoi_ky.ho_ten; "" for none."""
    if path in ("chu_ky.ho_ten", "chu_ky.chuc_vu"):
        return path.replace("chu_ky", "nguoi_ky", 1)
    bare = path.removeprefix("co_quan.")
    known = bare in HoSoDonVi.model_fields or bare in ("nguoi_ky.ho_ten", "nguoi_ky.chuc_vu")
    return bare if known else ""


def _row_of(rows: Rows, unit: HoSoDonVi) -> Row:
    names = [unit_name(row) for row in rows]
    if len(names) == 1 and not names[0]:
        return rows.rows[0]
    found = matches(unit.ten, names)
    if len(found) == 1:
        return rows.rows[found[0]]
    if found:
        again = rows.rows[found[1]]
        raise InputError(
            Finding(
                "BC20",
                _("Bảng có {n} hàng cho “{unit}”: hàng {rows}.").format(
                    n=len(found),
                    unit=unit.ten,
                    rows=", ".join(str(rows.rows[n].number) for n in found),
                ),
                hint=_("Để lại một hàng, hoặc ghi tên đầy đủ của từng đơn vị."),
                where=again.where(next(p for p in NAMES if p in again.values)),
            )
        )
    hint = _("Ghi tên đơn vị trong bảng như tên trong hồ sơ đơn vị.")
    if not any(names):
        hint = _("Thêm cột `ten` (Tên đơn vị) và ghi tên đơn vị ở từng hàng.")
    elif near := difflib.get_close_matches(unit.ten, [n for n in names if n], n=1, cutoff=0.6):
        hint = _("Có phải “{name}”?").format(name=near[0]) + " " + hint
    raise InputError(
        Finding(
            "BC20",
            _("Bảng không có hàng nào cho “{unit}”.").format(unit=unit.ten),
            hint=hint,
            where=Where(rows.file, cell=rows.sheet),
        )
    )


def twice(path: str, where: Where) -> Finding:
    """Two columns of one meaning that say different things."""
    return Finding(
        "BC07",
        _("Hai cột cùng nghĩa `{path}` ghi khác nhau.").format(path=path),
        hint=_("Xóa một cột, hoặc ghi tiêu đề khác cho nó."),
        where=where,
    )


def _unusable(path: str, where: Where) -> Finding:
    known: tuple[str, ...] = ("chi_tieu", "bien", "chu_ky", *KEYS)
    if path in ("chi_tieu", "bien", "chu_ky"):
        hint = _("Ghi các khóa con ở dòng dưới, thụt vào hai dấu cách, mỗi khóa một dòng.")
    elif path.startswith(("chu_ky.", "chu_ky[")):
        hint = did_you_mean(path.rpartition(".")[2], SIGNER)
        known = SIGNER
    elif path.startswith(("chi_tieu.", "bien.")):
        hint = _("Tên gồm chữ, số và dấu _: xa_dat_chuan; khóa con: gia_tri, tren, don_vi, ten.")
    else:
        hint = did_you_mean(path, known)
    return Finding(
        "BC23",
        _("`{name}` không phải số liệu riêng của đơn vị.").format(name=path),
        hint=hint or _("Các khóa dùng được: {keys}.").format(keys=", ".join(known)),
        where=where,
    )


# --- A data file ----------------------------------------------------------------------------------


def _of_tree(tree: Tree, unit: HoSoDonVi) -> tuple[Given, list[Finding]]:
    if not isinstance(tree.data, dict):
        raise InputError(
            Finding(
                "DL08",
                _("Tệp số liệu phải gồm các khóa như `chi_tieu:`, `bien:`."),
                hint=_("Ví dụ: chi_tieu: {xa_dat_chuan: 7/16}"),
                where=Where(tree.file, 1, 1),
            )
        )
    given: Given = {}
    findings: list[Finding] = []
    for key, data in tree.data.items():
        for path, value, at in _leaves((key,), key, quoted(data)):
            if at in tree.bare:
                findings.append(cut_off(at, tree))
            elif path in (*NAMES, "co_quan"):
                if value is not None and not matches(unit.ten, [str(value)]):
                    findings.append(_of_another(unit, str(value), tree.where(at)))
            elif path in given:
                findings.append(
                    Finding(
                        "DL04",
                        _("Khóa `{key}` ghi hai lần.").format(key=path),
                        hint=_("Xóa một."),
                        where=tree.where(at, key=True),
                    )
                )
            elif usable(path):
                if value is not None:
                    given[path] = value, tree.where(at)
                    findings += thousands(path, value, tree.where(at))
            elif value is not None or path not in _OPENED:
                findings.append(_unusable(path, tree.where(at, key=True)))
    return given, findings


def cut_off(at: DataPath, tree: Tree) -> Finding:
    """Words behind a comma of { }: YAML takes {gia_tri: 12,5} for two keys."""
    return Finding(
        "DL29",
        _("Dấu phẩy trong {{ }} tách “{words}” thành một khóa riêng.").format(words=at[-1]),
        hint=_('Bọc giá trị có dấu phẩy trong ngoặc kép: "12,5".'),
        where=tree.where(at, key=True),
    )


def _leaves(at: DataPath, path: str, value: Any) -> Iterator[tuple[str, Any, DataPath]]:
    """Values by data path: groups of keys are opened, keys such as `chu_ky.ho_ten` are paths."""
    root = re.split(r"[.\[]", path, maxsplit=1)[0]
    if root in _OPENED and isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*at, name), f"{path}.{name}", inner)
    elif path == "chu_ky" and isinstance(value, list):
        for number, signer in enumerate(value):
            head = path if len(value) == 1 else f"{path}[{number}]"
            yield from _leaves((*at, number), head, signer)
    else:
        yield path, value, at


def thousands(path: str, value: Any, where: Where) -> list[Finding]:
    """gia_tri: 1.250 is one and a quarter in the data of a document, and 1250 here: say so."""
    if not path.endswith((".gia_tri", ".tren")) or not isinstance(value, str):
        return []
    if not re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", value.strip()):
        return []
    return [
        Finding(
            "BC22",
            _("{figure} được đọc là hàng nghìn: {whole}.").format(
                figure=value, whole=value.replace(".", "")
            ),
            WARNING,
            _("Là số lẻ thì dùng dấu phẩy: {decimal}.").format(decimal=value.replace(".", ",")),
            where,
        )
    ]


def _of_another(unit: HoSoDonVi, name: str, where: Where) -> Finding:
    return Finding(
        "BC20",
        _("Số liệu này là của “{name}”, không phải của “{unit}”.").format(name=name, unit=unit.ten),
        hint=_("Chọn đúng tệp số liệu hoặc đúng hồ sơ đơn vị; đúng rồi thì sửa `ten`."),
        where=where,
    )
