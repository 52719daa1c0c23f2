"""Values that a unit gives of its own, by data path, made into `OwnData`: figures, variables, keys
of the document. The codes are in `own_data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from docgen.findings import ERROR, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import ChiTieu, VanBan
from docgen.read.figures import FigureError, check_target, doubt, read_number, read_target
from docgen.read.messages import to_findings
from docgen.read.yaml_tree import Tree
from docgen.viet.chuan import nfc
from docgen.viet.ngay import ngay_ngan

KEYS = (
    "so", "ky_hieu", "don_vi_soan", "dia_danh", "ngay", "ten_loai", "trich_yeu", "tham_quyen",
    "kinh_gui", "can_cu", "ket_thuc", "noi_nhan", "luu",
)  # fmt: skip
"""Keys of a document that a unit gives beside its figures, and of `chu_ky` the keys of a signer."""
SIGNER = ("quyen_han", "chuc_vu", "chuc_vu_rieng", "ho_ten")
LISTS = frozenset(
    "kinh_gui can_cu ket_thuc noi_nhan chu_ky.quyen_han don_vi_truc_thuoc phong_ban dong".split()
)
"""Keys whose values are lists; in a cell their items stand apart by ";" or line ends."""
_DATES = ("ngay", "hieu_luc_tu", "hieu_luc_den")
_IN_WORDS = re.compile(
    r"(?:ngày\s+(\d{1,2})\s+)?tháng\s+(\d{1,2})(?:\s+năm\s+|\s*/\s*)(\d{4})", re.IGNORECASE
)
_USABLE = re.compile(
    r"chi_tieu\.[^\W\d]\w*(?:\.(?:gia_tri|tren|don_vi|ten))?|bien\.[^\W\d]\w*"
    rf"|chu_ky(?:\[\d\])?\.(?:{'|'.join(SIGNER)})|{'|'.join(KEYS)}"
)

Model = TypeVar("Model", bound=BaseModel)
Given = dict[str, tuple[Any, Where]]
"""Data path → value as typed and its place."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """What a unit gives of its own."""

    tep: str
    """File it came from."""
    chi_tieu: dict[str, ChiTieu] = field(default_factory=dict)
    """Targets by name."""
    bien: dict[str, str] = field(default_factory=dict)
    """Other variables of the text."""
    khac: dict[str, Any] = field(default_factory=dict)
    """Other keys of the document, values as `VanBan` holds them: data path → value. A signer is
    chu_ky.ho_ten, chu_ky.chuc_vu …; several are chu_ky[0].ho_ten …"""
    noi: dict[str, Where] = field(default_factory=dict)
    """Data path → place it came from: chi_tieu.xa_dat_chuan, bien.ten, so, chu_ky.ho_ten."""
    findings: tuple[Finding, ...] = ()
    """Warnings and hints; what is an error was raised."""

    def __bool__(self) -> bool:
        return bool(self.noi)


def usable(path: str) -> bool:
    """Whether a data path is one that own data may give."""
    return _USABLE.fullmatch(path) is not None


def build(given: Given, findings: Iterable[Finding], file: str) -> OwnData:
    """Own data of values by data path. Raises InputError with every problem, those given too.

    Values: as YAML gives them (text, lists, mappings) or as cells hold them.
    """
    found = list(findings)
    targets = _targets(given, found)
    data: dict[str, Any] = {"loai": "ke_hoach", "co_quan": ["…"], "bien": {}}
    places: dict[str, Where] = {}
    for path, (value, where) in given.items():
        root, _dot, name = path.partition(".")
        if root == "chi_tieu":
            continue
        typed = cell_value(path, value, where, found)
        if root == "bien":
            data["bien"][name] = typed
            places[path] = where
        elif root.startswith("chu_ky"):
            number = int(root[7:-1]) if "[" in root else 0
            signers = data.setdefault("chu_ky", [])
            while len(signers) <= number:
                signers.append({})
            signers[number][name] = typed
            places[f"chu_ky[{number}].{name}"] = where
        else:
            data[root] = typed
            places[path] = where
    van_ban = validated(VanBan, data, file, places, found)
    found = ordered(found)
    if van_ban is None or any(f.severity == ERROR for f in found):
        raise InputError(found)
    khac = {
        path: _value_at(van_ban, path)
        for path in given
        if not path.startswith(("chi_tieu.", "bien."))
    }
    noi = {path: where for path, (_value, where) in given.items()}
    for path, where in list(noi.items()):
        if path.count(".") == 2:  # of gia_tri and tren apart, the target stands at the first
            noi.setdefault(path.rpartition(".")[0], where)
    return OwnData(file, targets, dict(van_ban.bien), khac, noi, tuple(found))


def _value_at(van_ban: VanBan, path: str) -> Any:
    root, _dot, name = path.partition(".")
    if root.startswith("chu_ky"):
        return getattr(van_ban.chu_ky[int(root[7:-1]) if "[" in root else 0], name)
    return getattr(van_ban, root)


def _targets(given: Given, found: list[Finding]) -> dict[str, ChiTieu]:
    """Targets of the paths chi_tieu.<name> and chi_tieu.<name>.gia_tri, .tren, .don_vi, .ten."""
    parts: dict[str, dict[str, Any]] = {}
    places: dict[str, Where] = {}
    for path, (value, where) in given.items():
        root, _dot, rest = path.partition(".")
        if root != "chi_tieu":
            continue
        name, _dot, key = rest.partition(".")
        target = parts.setdefault(name, {})
        places.setdefault(name, where)
        try:
            read: dict[str, Any]
            doubts: list[str] = []
            if not key:
                whole, doubts = read_target(value)
                read = {k: v for k in ("gia_tri", "tren", "don_vi") if (v := getattr(whole, k))
                        is not None}  # fmt: skip
            elif key in ("gia_tri", "tren"):
                read = {key: read_number(value)}
                doubts = [d for d in (doubt(value),) if d]
            else:
                read = {key: cell_value(path, value, where, found)}
        except FigureError as error:
            found.append(Finding("BC21", error.message, hint=error.hint, where=where))
            continue
        found += (Finding("BC22", d, WARNING, where=where) for d in doubts)
        for again in read.keys() & target.keys():
            found.append(
                Finding(
                    "BC21",
                    _("`{key}` của chỉ tiêu `{name}` ghi hai lần.").format(key=again, name=name),
                    hint=_("Chỉ ghi một nơi."),
                    where=where,
                )
            )
        target |= read
    made = {}
    for name, target in parts.items():
        where = given.get(f"chi_tieu.{name}.tren", (None, places[name]))[1]
        model = validated(ChiTieu, target, where.file, {"": where}, found)
        if model is None:
            continue
        made[name] = model
        try:
            doubts = check_target(model)
        except FigureError as error:
            found.append(Finding("BC21", error.message, hint=error.hint, where=where))
        else:
            found += (Finding("BC22", d, WARNING, where=where) for d in doubts)
    return made


def cell_value(path: str, value: Any, where: Where, found: list[Finding]) -> Any:
    """A value as the model takes it: lists split, numbers and dates of a spreadsheet as text."""
    if isinstance(value, bool | time) and path not in _DATES:
        found.append(
            Finding(
                "BC25",
                _("`{name}` phải là chữ, không phải TRUE/FALSE hay giờ.").format(name=path),
                hint=_("Chọn ô, đổi định dạng sang Text (Văn bản) rồi gõ lại."),
                where=where,
            )
        )
        return ""
    if path in _DATES and isinstance(value, str):
        return _date(value)
    if path in _DATES or isinstance(value, list | dict):
        return value
    text = as_text(value)
    return items(text) if path in LISTS or re.sub(r"\[\d+\]", "", path) in LISTS else text


def _date(text: str) -> str:
    """A date in words as one in figures: "ngày 01 tháng 6 năm 2026" is 01/6/2026."""
    m = _IN_WORDS.fullmatch(nfc(text).strip())
    return "/".join(part for part in m.groups() if part) if m else text


def as_text(value: Any) -> str:
    """A cell's value as people write it: 63.5 is 63,5, a date 23/6/2022."""
    if isinstance(value, date):
        return ngay_ngan(value.day, value.month, value.year)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)


def items(text: str) -> list[str]:
    """The items of a list in one cell: by ";" or line ends, without "- " before and ";" behind."""
    parts = (re.sub(r"^[-–+•]\s+", "", part.strip()) for part in re.split(r"[;\n]", text))
    return [part for part in (p.strip(" ,") for p in parts) if part]


def validated(
    model: type[Model], data: dict[str, Any], file: str, places: dict[str, Where],
    found: list[Finding],
) -> Model | None:  # fmt: skip
    """The model of plain data, or None and its errors among `found`, each at its place.

    places: path of the data as `path_text` writes it → place; "" is the place of all others.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for finding in to_findings(error, model, Tree(file, data)):
            path = finding.where.path if finding.where else ""
            at = path
            while at and at not in places:
                at = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])$", "", at)
            where = places.get(at) or Where(file, path=path)
            found.append(replace(finding, where=where))
        return None


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of the file, without repeats."""
    unique = list(dict.fromkeys(findings))
    return sorted(unique, key=lambda f: (f.where.line, f.where.column) if f.where else (0, 0))
