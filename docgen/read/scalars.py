"""Texts of a data file made clean: escapes in double quotes, typographic quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docgen.viet.chuan import lam_sach, ngoac_kep

_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_NAMED = {"0": 0, "a": 7, "b": 8, "e": 27}
"""Escapes by one letter that stand for characters a document cannot hold (YAML 1.2, 5.7)."""
_CODES = frozenset(
    "loai hinh_thuc so ky_hieu viet_tat don_vi_soan cap kieu kieu_can_cu dong_kem_theo danh_so "
    "doi_tuong gia_tri tren ngay thang nam hieu_luc_tu hieu_luc_den loai_ho_so can rong "
    "trinh_bay".split()
)
"""Keys whose values are codes, numbers or words of a fixed list."""


def is_prose(path: Sequence[str | int]) -> bool:
    """Whether the value at a data path is wording; codes, numbers and dates are not."""
    names = [part for part in path if isinstance(part, str)]
    if not names or names[0] == "bien":
        return True
    if "noi_dung" in names:  # {so: "…"} is a block there
        return names[-1] not in ("cap", "doi_tuong", "can", "rong")
    return names[-1] not in _CODES and names[0] not in ("trinh_bay", "danh_so")


def unescaped(value: str, raw: str) -> tuple[str, list[tuple[int, str]]]:
    r"""Clean what the escapes of a double-quoted scalar brought in, as raw text is cleaned.

    JSON writes characters beyond U+FFFF as two escapes (\ud83d\ude00): they are joined. `value`:
    the scalar, `raw`: its source. Returns the text and what was removed: (offset in raw, code).
    """
    if not value.isprintable():
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    clean, removed = lam_sach(value)
    if not removed:
        return clean, []
    wanted = [code for _offset, code in removed]
    found: list[tuple[int, str]] = []
    pair = -1
    for m in _ESCAPE.finditer(raw):
        number = _number(m)
        low = _ESCAPE.match(raw, m.end()) if 0xD800 <= number < 0xDC00 else None
        if low and 0xDC00 <= _number(low) < 0xE000:
            pair = low.start()
            continue
        if m.start() != pair and len(found) < len(wanted):
            code = f"U+{number:04X}"
            if code == wanted[len(found)]:
                found.append((m.start(), code))
    return clean, found + [(0, code) for code in wanted[len(found) :]]


def _number(m: re.Match[str]) -> int:
    digits = m[1] or m[2] or m[3]
    return int(digits, 16) if digits else _NAMED.get(m[4], -1)


def typographic(data: Any, paths: Sequence[Sequence[str | int]]) -> None:
    """Turn the straight quotes of the texts at `paths` into “ ”, where these are wording."""
    for path in paths:
        if not is_prose(path):
            continue
        holder = data
        for part in path[:-1]:
            holder = _part(holder, part)
        if path and _part(holder, path[-1]) is not None:
            holder[path[-1]] = quoted(holder[path[-1]])


def _part(holder: Any, name: str | int) -> Any:
    """A member of a list or mapping; None where something else has taken its place."""
    if isinstance(holder, dict):
        return holder.get(name)
    if isinstance(holder, list) and isinstance(name, int) and name < len(holder):
        return holder[name]
    return None


def quoted(value: Any) -> Any:
    """A text, or all texts of a list or mapping, with typographic quotation marks."""
    if isinstance(value, str):
        return ngoac_kep(value) if '"' in value else value
    if isinstance(value, list):
        return [quoted(v) for v in value]
    if isinstance(value, dict):
        return {k: quoted(v) for k, v in value.items()}
    return value
