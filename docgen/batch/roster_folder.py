"""A roster that is a folder: each file a unit profile, or its values by data path, or both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.batch.roster_asked import Asked
from docgen.batch.roster_item import Raw, plain_path
from docgen.batch.roster_table import targets_of, unknown_value, unusable
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model import HoSoDonVi
from docgen.read.data_file import PROFILE_SUFFIXES, load_tree
from docgen.read.own_data import cut_off, thousands, twice
from docgen.read.own_values import usable
from docgen.read.scalars import quoted
from docgen.read.units import level_typed
from docgen.read.yaml_tree import Path as DataPath
from docgen.read.yaml_tree import Tree, path_text

_OPENED = ("chi_tieu", "bien", "chu_ky", "ky", "co_quan")


def read_folder(folder: Path, asked: Asked) -> tuple[list[Raw], list[Finding]]:
    """The files of a folder in the order of their names. Raises InputError: BC50 there are none."""
    try:
        files = [
            file
            for file in sorted(folder.iterdir())
            if file.suffix.lower() in PROFILE_SUFFIXES and file.name[0] != "." and file.is_file()
        ]
    except OSError as error:
        raise InputError(
            Finding(
                "BC50",
                _("Không đọc được thư mục: {reason}.").format(reason=error.strerror or str(error)),
                hint=_("Kiểm tra tên thư mục và quyền đọc."),
                where=Where(str(folder)),
            )
        ) from None
    if not files:
        raise InputError(
            Finding(
                "BC50",
                _("Thư mục không có tệp nào của đơn vị (.yaml)."),
                hint=_("Chọn thư mục chứa hồ sơ đơn vị, hoặc một bảng .xlsx, .csv."),
                where=Where(str(folder)),
            )
        )
    return [read_one(file, number, asked) for number, file in enumerate(files, 1)], []


def read_one(file: Path, number: int, asked: Asked) -> Raw:
    """One file; what is wrong with it is among the findings of the `Raw`."""
    at = Where(str(file))
    raw = Raw(number, "", at, str(file))
    try:
        tree = load_tree(file)
    except InputError as error:
        return replace(raw, name=file.stem, findings=list(error.findings))
    raw.findings += tree.findings
    if not isinstance(tree.data, dict):
        raw.findings.append(
            Finding(
                "DL08",
                _("Tệp phải gồm các khóa như `ten:`, `cap:`, `chi_tieu:`."),
                hint=_("Ví dụ: ten: Ủy ban nhân dân xã Điềm He"),
                where=Where(str(file), 1, 1),
            )
        )
        return raw
    for key, value in tree.data.items():
        for path, leaf, place in _leaves((key,), str(key), quoted(value)):
            if leaf is not None or place in tree.bare:
                _take(raw, tree, plain_path(path), leaf, place, asked)
    raw.asked = targets_of(raw.given)
    if not raw.name:
        raw.findings.append(
            Finding(
                "BC52",
                _("Tệp không ghi tên đơn vị."),
                hint=_("Thêm dòng `ten: …`; mỗi tệp là một đơn vị."),
                where=Where(str(file), 1, 1),
            )
        )
    return raw


def _take(raw: Raw, tree: Tree, path: str, value: Any, at: DataPath, asked: Asked) -> None:
    where = tree.where(at)
    bare = path.removeprefix("co_quan.")
    if at in tree.bare:
        raw.findings.append(cut_off(at, tree))
    elif bare in ("ten", "co_quan") and isinstance(value, str | int):
        if raw.name:
            raw.findings.append(twice("ten", where))
        raw.name, raw.where = " ".join(str(value).split()), where
    elif path.startswith(("chi_tieu.", "bien.")) and not (asked.knows(path) and usable(path)):
        raw.findings.append(unknown_value(path, tree.where(at, key=True), asked))
    elif usable(path) or usable(bare):
        path = path if usable(path) else bare
        if path in raw.given:
            raw.findings.append(twice(path, where))
        raw.given[path] = value, where
        raw.findings += thousands(path, value, where)
    elif bare in HoSoDonVi.model_fields:
        level = level_typed(value, where, raw.findings) if bare == "cap" else None
        raw.profile[bare] = level if bare == "cap" else value
        raw.places |= {path_text(p): tree.where(p) for p in tree.values if p[: len(at)] == at}
        raw.places[bare] = where
    else:
        raw.findings.append(unusable(path, tree.where(at, key=True)))


def _leaves(at: DataPath, path: str, value: Any) -> Iterator[tuple[str, Any, DataPath]]:
    """Values by data path; groups of keys are opened, several signers get their numbers."""
    if path.partition(".")[0] in _OPENED and isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*at, name), f"{path}.{name}", inner)
    elif path in ("chu_ky", "ky") and isinstance(value, list):
        for number, signer in enumerate(value):
            head = path if not number else f"{path}[{number}]"
            yield from _leaves((*at, number), head, signer)
    else:
        yield path, value, at
