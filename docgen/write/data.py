"""Data files: a document as YAML or JSON that reads back as the same document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.model import VanBan

_ONE_OR_MANY = {"co_quan", "chu_ky", "quyen_han", "doi_tuong", "kinh_gui"}
"""Lists whose single item is written without the list, as people do."""
_FLOW_WIDTH = 80  # characters; longer rows and maps are written one item per line


def write_json(van_ban: VanBan) -> bytes:
    """A document as JSON: UTF-8, indented by two, only what differs from the defaults."""
    text = json.dumps(_plain(van_ban, str), indent=2, ensure_ascii=False)
    return (text + "\n").encode()


def write_yaml(van_ban: VanBan) -> bytes:
    """A document as YAML: UTF-8, keys in the order of the model, blocks as `- la_ma: TEXT`.

    Texts that YAML 1.1 or 1.2 could take for something else are quoted; lines never wrap.
    """
    from io import BytesIO

    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 2**31
    yaml.allow_unicode = True
    out = BytesIO()
    data = _plain(van_ban, _day)
    origin = data.pop("nguon_goc", None)
    yaml.dump(_styled(data), out)
    return out.getvalue() + (_trace(origin).encode() if origin else b"")


_TRACE = """
# Vết chuyển đổi từ văn bản của cấp trên: do docgen ghi, dùng cho báo cáo và --update; không sửa.
nguon_goc:
"""


def _trace(origin: dict[str, Any]) -> str:
    """The trace, one line for each text: it is for programs, and often longer than the document."""
    lines = [f"  {key}: {_flow(value)}" for key, value in origin.items() if key != "vet"]
    if vet := origin.get("vet"):
        lines += ["  vet:", *(f"    - {_flow(item)}" for item in vet)]
    return _TRACE + "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    """A value as JSON on one line, which is YAML too; what is not printable is escaped."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _plain(van_ban: VanBan, day: Callable[[str], Any]) -> dict[str, Any]:
    """The document as plain values in short forms; `day` makes a whole date from its ISO form."""
    data: dict[str, Any] = _short(van_ban.model_dump(exclude_defaults=True), day)
    for part in (data, *data.get("kem_theo", ())):
        if "noi_dung" in part:
            part["noi_dung"] = [_block(b) for b in part["noi_dung"]]
    return data


def _short(value: Any, day: Callable[[str], Any]) -> Any:
    if isinstance(value, dict):
        out = {}
        for key, item in value.items():
            item = _short(item, day) if key not in ("bien",) else item
            if key in _ONE_OR_MANY and isinstance(item, list) and len(item) == 1:
                item = item[0]
            elif key == "ngay" and isinstance(item, str):
                item = day(item)
            out[key] = item
        return out
    if isinstance(value, list | tuple):
        return [_short(item, day) for item in value]
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float | str:
    """A figure as a bare number where that keeps its value, else as text."""
    # Only where the same digits come back: 63.50 is printed otherwise than 63.5.
    for bare in (int(value) if value == value.to_integral_value() else None, float(value)):
        if bare is not None and str(bare) == str(value):
            return bare
    return str(value)


def _block(block: dict[str, Any]) -> dict[str, Any]:
    """A block in its short form: {la_ma: TEXT, …}."""
    rest = {k: v for k, v in block.items() if k not in ("cap", "text")}
    if "cot" in rest:
        rest["cot"] = [c if set(c) - {"ten"} else c.get("ten", "") for c in rest["cot"]]
    return {block.get("cap", "doan"): block.get("text", ""), **rest}


_BARE = re.compile(r"[^\W\d_][^\n:#?\[\]{},&*!|>'\"%@`~=<]*")
"""Texts that no YAML version reads as anything but text, unless they are one of _WORDS."""
_WORDS = re.compile(r"(?:y|yes|n|no|true|false|on|off|null|[-+]?\.?(?:inf|nan))", re.IGNORECASE)


def _styled(value: Any) -> Any:
    """Plain values with the YAML style each is to be written in."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(value, str):
        if _BARE.fullmatch(value) and value.isprintable() and not _WORDS.fullmatch(value):
            return value
        lines = value.split("\n")
        if len(lines) > 1 and all(x and x.isprintable() and x == x.strip() for x in lines):
            return LiteralScalarString(value)
        return DoubleQuotedScalarString(value)
    if isinstance(value, dict):
        made = CommentedMap((_styled(k), _styled(v)) for k, v in value.items())
        if not made or (len(made) <= 3 and set(made) <= {"ngay", "thang", "nam"}):
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        items = CommentedSeq(_styled(v) for v in value)
        flat = all(isinstance(v, str | int | float) and "\n" not in str(v) for v in value)
        if not value or (flat and sum(len(str(v)) + 2 for v in value) <= _FLOW_WIDTH):
            items.fa.set_flow_style()
        return items
    return value
