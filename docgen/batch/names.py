"""Names of the files of a batch: from a pattern, unique, legal on Windows, without diacritics.

====  ==============================================================================
BC62  a field of the pattern that is no value of a unit
BC63  a pattern with a sign no file name can have, or with braces that do not match
====  ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from docgen.batch.item import Item
from docgen.batch.roster_item import PROFILE_KEYS, plain_path
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.model import Ngay
from docgen.read.messages import did_you_mean
from docgen.read.own_values import usable
from docgen.read.rows_titles import idle, path_of
from docgen.viet.chuan import bo_dau
from docgen.viet.ten_tep import slug

DEFAULT_PATTERN = "{ten}"
LONGEST = 120
"""Most characters of a name without its ending: a folder's path has room beside it in the 260 that
Windows allows (MAX_PATH)."""
FIELDS = ("so_thu_tu", "ten", "cap", "dia_danh", "tinh")
"""Fields people use; every data path of a roster's values is one too."""
_ORDER = "so_thu_tu"
_ALIASES = {
    "co_quan.cap": "cap",
    "co_quan.dia_danh": "dia_danh",
    "viet_tat": "co_quan.viet_tat",
    "chu_quan": "co_quan.chu_quan",
}
# Signs and names that Windows refuses: "Naming Files, Paths, and Namespaces" (Win32 documentation).
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789"]
)
_FIELD = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_SEPARATORS = "-_. "
_APART = (("tinh",), ("cap_tren",), ("cap_tren", "tinh"))
"""What namesakes are told apart by, the shortest first."""
_LONGEST_TAIL = 60
_NOTHING = "don_vi"

Part = Callable[[Item, int], str]
"""Text of one part of a pattern for an item and its place in the roster."""


def plan_names(
    items: Sequence[Item], pattern: str = DEFAULT_PATTERN, numbers: Sequence[int] = ()
) -> dict[int, str]:
    """A name for every item, without an ending: its number → "001-xa_diem_he".

    Namesakes get their province or the body above behind the name; what is alike then becomes
    "…-2", "…-3", case not regarded. `numbers`: those of all rows of the roster
    (`Roster.numbers`), so that `{so_thu_tu}` counts bad rows too and does not change when they are
    mended; without it the items alone are counted. Raises InputError (codes above) with everything
    that is wrong with the pattern.
    """
    parts = _parts(pattern, items)
    places = {n: place for place, n in enumerate(sorted(numbers or [i.number for i in items]), 1)}
    stems: dict[int, str] = {}
    alike: dict[str, list[Item]] = {}
    for item in items:
        filled = _filled(parts, item, places.get(item.number, 0))
        stem = _legal(filled.strip(_SEPARATORS) and filled or slug(item.name))
        stems[item.number] = stem
        alike.setdefault(stem.lower(), []).append(item)
    for namesakes in alike.values():
        for item, tail in zip(namesakes, _told_apart(namesakes), strict=True):
            stems[item.number] = _with_tail(stems[item.number], tail)
    names: dict[int, str] = {}
    taken: set[str] = set()
    tries: dict[str, int] = {}
    for item in items:
        stem = stems[item.number]
        name, again = stem, tries.get(stem.lower(), 1)
        while name.lower() in taken:
            again += 1
            name = _with_tail(stem, str(again))
        tries[stem.lower()] = again
        taken.add(name.lower())
        names[item.number] = name
    return names


def _with_tail(stem: str, tail: str) -> str:
    if not tail:
        return stem
    return stem[: LONGEST - len(tail) - 1].rstrip(_SEPARATORS) + f"-{tail}"


def _told_apart(namesakes: Sequence[Item]) -> list[str]:
    """What tells units of one name apart: the values that most of them have for themselves."""
    best = [""] * len(namesakes)
    for paths in _APART if len(namesakes) > 1 else ():
        texts = (filter(None, (slug(_text(i, p)) for p in paths)) for i in namesakes)
        tails = ["-".join(parts)[:_LONGEST_TAIL].rstrip(_SEPARATORS) for parts in texts]
        if len(set(tails)) > len(set(best)):
            best = tails
    return best


# --- The pattern ----------------------------------------------------------------------------------


def _parts(pattern: str, items: Iterable[Item]) -> list[Part | str]:
    """The parts of a pattern: literal texts, and what its fields give."""
    problems: list[Finding] = []
    known = {*FIELDS, *PROFILE_KEYS, *(path for item in items for path in item.values)}
    pattern = re.sub(r"\.(?:docx|pdf)\s*$", "", pattern, flags=re.IGNORECASE)
    parts: list[Part | str] = []
    end = 0
    for m in _FIELD.finditer(pattern):
        parts += [pattern[end : m.start()], _part(m[1].strip(), m[2], m[0], known, problems)]
        end = m.end()
    parts.append(pattern[end:])
    literals = "".join(p for p in parts if isinstance(p, str))
    if wrong := _ILLEGAL.search(literals):
        message = _("Mẫu tên tệp có ký tự “{sign}” không dùng được trong tên tệp.")
        problems.append(
            Finding("BC63", message.format(sign=wrong[0]), hint=_("Dùng dấu - hoặc _ thay vào."))
        )
    if "{" in literals or "}" in literals:
        problems.append(
            Finding(
                "BC63",
                _("Mẫu tên tệp “{pattern}” có dấu ngoặc {{ }} không khớp.").format(pattern=pattern),
                hint=_("Ví dụ: {example}").format(example="{so_thu_tu:03}-{ten}"),
            )
        )
    if problems:
        raise InputError(problems)
    return parts


def _part(
    name: str, spec: str | None, typed: str, known: set[str], problems: list[Finding]
) -> Part:
    name = _field(name, known)
    if name == _ORDER and re.fullmatch(r"0?\d?", spec or ""):
        width = int(spec or 0)
        return lambda _item, place: str(place).zfill(width)
    path = plain_path(name)
    path = _ALIASES.get(path, path)
    if spec is not None:
        problems.append(
            Finding(
                "BC62",
                _("Không hiểu “{field}” trong mẫu tên tệp.").format(field=typed),
                hint=_("Chỉ số thứ tự có số chữ số đi kèm: {example}").format(
                    example="{so_thu_tu:03}"
                ),
            )
        )
    elif path not in known and not usable(path):
        problems.append(
            Finding(
                "BC62",
                _("Không có trường “{field}” cho tên tệp.").format(field=typed),
                hint=did_you_mean(name, sorted(known))
                or _("Các trường: {fields}.").format(fields=", ".join(FIELDS)),
            )
        )
    return lambda item, _place: slug(_text(item, path))


def _field(name: str, known: set[str]) -> str:
    """A field as a data path: titles of columns (STT, Tên đơn vị) and bare names of variables and
    targets are taken too."""
    if name in known or usable(plain_path(name)) or not name:
        return name
    for root in ("bien", "chi_tieu"):
        if any(path.startswith(f"{root}.{name}.") or path == f"{root}.{name}" for path in known):
            return f"{root}.{name}"
    path = path_of(name)
    if path == "" and not idle(name):
        return _ORDER
    return path or name


def _text(item: Item, path: str) -> str:
    """The value of a data path as people write it; "" when the item has none."""
    values = item.values
    if path == "ten":
        return item.name
    if path == "cap":
        return item.level
    if path.startswith("chi_tieu.") and path.count(".") == 1:
        figures = (values.get(f"{path}.{part}") for part in ("gia_tri", "tren"))
        return "/".join(_written(f) for f in figures if f is not None)
    return _written(values.get(path))


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Ngay):
        return " ".join(str(p) for p in (value.nam, value.thang, value.ngay) if p is not None)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return " ".join(map(_written, value)) if isinstance(value, list | tuple) else str(value)


def _filled(parts: Sequence[Part | str], item: Item, place: int) -> str:
    """The pattern filled in; a field without a value takes the separator beside it along."""
    name = ""
    missing = False
    for part in parts:
        if isinstance(part, str):
            name += part.lstrip(_SEPARATORS) if missing and not name else part
        elif text := part(item, place):
            name += text
        else:
            name = name.rstrip(_SEPARATORS)
            missing = True
    return name


def _legal(name: str) -> str:
    """A name that every system takes: ASCII, no dot or space at its ends, no reserved word."""
    name = re.sub(r"[^\x20-\x7e]+", "_", bo_dau(name))
    name = name[:LONGEST].lstrip(" .").rstrip(_SEPARATORS) or _NOTHING
    return f"_{name}" if name.partition(".")[0].strip().lower() in _RESERVED else name
