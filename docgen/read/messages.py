"""Pydantic's errors said in the user's words, each with its place and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from docgen.findings import Finding
from docgen.lang import _
from docgen.model import CAP, LOAI
from docgen.read.yaml_tree import Path, Tree, path_text
from docgen.viet.chuan import bo_dau

_TAGS = {"chu", "vien_dan"}  # names of the two forms of can_cu, not part of the data path


def to_findings(error: ValidationError, model: type[BaseModel], tree: Tree) -> list[Finding]:
    """All errors of a validation as findings, in the order of the file."""
    errors = error.errors(include_url=False)
    findings = [_finding(e, model, tree) for e in errors if not _follows(e, errors, tree)]
    return sorted(findings, key=lambda f: (f.where.line, f.where.column) if f.where else (0, 0))


def _follows(error: Any, errors: list[Any], tree: Tree) -> bool:
    """Whether an error only follows from another one that is told."""
    path = _data_path(error["loc"], tree)
    if path in tree.bare:  # several commas in one value are told once
        keys = list(_holder(tree, path))
        before = keys[: keys.index(str(path[-1]))] if path[-1] in keys else []
        first = (*path[:-1], before[-1]) if before else ()
        return first in tree.bare and any(_data_path(e["loc"], tree) == first for e in errors)
    # A sentence with a colon is a mapping of one odd key: what it lacks as a mapping is no matter.
    return error["type"] == "missing" and any(
        e["type"] == "extra_forbidden" and e["loc"][:-1] == error["loc"][:-1] and _sentence(i)
        for e in errors
        for i in (error.get("input"),)
    )


def _holder(tree: Tree, path: Path) -> dict[str, Any]:
    """The mapping of the data that a path leads into; empty when there is none."""
    at = tree.data
    for part in path[:-1]:
        if isinstance(at, dict):
            at = at.get(str(part))
        elif isinstance(at, list) and isinstance(part, int) and part < len(at):
            at = at[part]
    return at if isinstance(at, dict) else {}


def _sentence(value: Any) -> str:
    """The sentence that YAML took for a mapping because of the colon in it; "" when none."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, rest),) = value.items()
        if isinstance(rest, str) and (" " in key or not key.isascii() or key.isupper()):
            return f"{key}: {rest}"
    return ""


def _comma(tree: Tree, path: Path) -> tuple[str, str] | None:
    """The words cut off at commas of { }: the whole pair as it should be, and the first of them."""
    if path not in tree.bare:
        return None
    parent = _holder(tree, path)
    keys = list(parent)
    place = keys.index(str(path[-1])) if path[-1] in keys else 0
    owner = keys[place - 1] if place else ""
    if not isinstance(parent.get(owner), str):
        return None
    cut = list(takewhile(lambda k: (*path[:-1], k) in tree.bare, keys[place:]))
    return f'{owner}: "{", ".join([parent[owner], *cut])}"', cut[0]


def _finding(error: Any, model: type[BaseModel], tree: Tree) -> Finding:
    path = _data_path(error["loc"], tree)
    kind, ctx = error["type"], error.get("ctx", {})
    value = error.get("input")
    name = "" if not path else path_text(path) if isinstance(path[-1], int) else path[-1]
    if comma := _comma(tree, path):
        return Finding(
            "DL20" if kind == "extra_forbidden" else "DL29",
            _("Dấu phẩy trong {{ }} tách “{words}” thành một khóa riêng.").format(words=comma[1]),
            hint=_("Bọc giá trị trong ngoặc kép: {pair}").format(pair=comma[0]),
            where=tree.where(path, key=True),
        )
    if kind == "extra_forbidden":
        known = list(_fields(model, path[:-1]))
        return Finding(
            "DL20",
            _("Không có khóa `{name}`.").format(name=name),
            hint=_colon_hint(tree, path)
            or did_you_mean(name, known)
            or _("Các khóa dùng được: {keys}.").format(keys=", ".join(known)),
            where=tree.where(path, key=True),
        )
    if kind == "missing":
        return Finding(
            "DL21",
            _("Thiếu khóa bắt buộc `{name}`.").format(name=name),
            hint=_("Thêm dòng `{name}: …`.").format(name=name),
            where=tree.where(path),
        )
    code, message, hint = _say(kind, name, value, ctx)
    return Finding(code, message, hint=hint, where=tree.where(path))


def _colon_hint(tree: Tree, path: Path) -> str:
    """What to do when an unknown key is the first half of a sentence with a colon."""
    said = _sentence(_holder(tree, path))
    if not said or " " not in str(path[-1]):
        return ""
    return _quote_it(said)


def _quote_it(said: str) -> str:
    return _('Câu có dấu hai chấm thì bọc cả câu trong ngoặc kép: "{text}"').format(
        text=_short(said).replace('"', "'")
    )


def _say(kind: str, name: str, value: Any, ctx: dict[str, Any]) -> tuple[str, str, str]:
    """Code, message and hint for one kind of error."""
    shown = _short(value)
    if kind == "loai_la":
        return (
            "DL22",
            _("Không có loại văn bản “{value}”.").format(value=shown),
            did_you_mean(str(value), LOAI) or _("Xem danh sách: docgen templates list"),
        )
    if kind == "literal_error":
        allowed = [e.strip("' ") for e in str(ctx["expected"]).replace(" or ", ", ").split(",")]
        choices = list(CAP) if name == "cap" else allowed
        return (
            "DL23",
            _("`{name}` không nhận giá trị “{value}”.").format(name=name, value=shown),
            did_you_mean(str(value), choices)
            or _("Chọn một trong: {all}.").format(all=", ".join(choices)),
        )
    if kind == "ngay_doc":
        return (
            "DL24",
            _("“{value}” không phải ngày tháng.").format(value=shown),
            _("Viết 2022-06-23, 23/6/2022, hoặc {thang: 9, nam: 2022} khi chưa có ngày."),
        )
    if kind == "ngay_khong_co":
        day = "{ngay}/{thang}/{nam}".format(**ctx)
        return "DL25", _("Không có ngày {day}.").format(day=day), _("Sửa lại ngày tháng.")
    if kind in _TABLES:
        return _TABLES[kind][0], _(_TABLES[kind][1]).format(**ctx), _(_TABLES[kind][2])
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        words = {
            "greater_than_equal": _("không nhỏ hơn {limit}"),
            "less_than_equal": _("không lớn hơn {limit}"),
            "greater_than": _("lớn hơn {limit}"),
            "less_than": _("nhỏ hơn {limit}"),
        }
        limit = words[kind].format(limit=ctx.get("ge", ctx.get("le", ctx.get("gt", ctx.get("lt")))))
        return (
            "DL26",
            _("`{name}` là {value}, phải {limit}.").format(name=name, value=shown, limit=limit),
            "",
        )
    if kind == "string_pattern_mismatch":
        hints = {"so": _("Chỉ ghi số, ví dụ 146; ký hiệu ghi ở `ky_hieu`.")}
        return (
            "DL27",
            _("`{name}` không đúng dạng: “{value}”.").format(name=name, value=shown),
            hints.get(name, _("Xem cách ghi trong tài liệu các khóa.")),
        )
    if kind == "too_short":
        return (
            "DL28",
            _("`{name}` để trống.").format(name=name),
            _("Ghi ít nhất một mục."),
        )
    wanted = next((w for start, w in _WANTED if kind.startswith(start)), None)
    if wanted:
        message = _("`{name}` phải là {wanted}, không phải {value}.")
        if value is None:
            message, given = _("`{name}` chưa có giá trị; phải là {wanted}."), ""
        elif isinstance(value, dict):
            given = _("nhóm khóa “{value}”").format(value=shown)
        elif isinstance(value, list):
            given = _("danh sách “{value}”").format(value=shown)
        else:
            given = f"“{shown}”"
        return (
            "DL29",
            message.format(name=name, wanted=_(wanted), value=given),
            _hint(kind, name, value),
        )
    return "DL30", _("`{name}` không hợp lệ: “{value}”.").format(name=name, value=shown), ""


def _hint(kind: str, name: str, value: Any) -> str:
    """What to do about a value of the wrong kind."""
    if value is None:
        return _("Nếu chưa biết thì xóa cả dòng này.")
    if name == "noi_dung" and isinstance(value, dict):
        return _("Viết `noi_dung: |` rồi gõ nội dung ở các dòng dưới, thụt vào hai dấu cách.")
    if said := _sentence(value):
        return _quote_it(said)
    if kind.startswith("string"):
        return _("Chỉ ghi một câu chữ ngay sau dấu hai chấm.")
    if isinstance(value, str):
        if kind.startswith(("decimal", "float", "int")):
            return _number_hint(name, value.strip())
        if kind.startswith("list"):
            return _("Ghi mỗi mục một dòng thụt vào: - {value}").format(value=_short(value))
        if kind.startswith(("dict", "model")):
            return _("Ghi các khóa con ở dòng dưới, thụt vào hai dấu cách, mỗi khóa một dòng.")
    return _("Xem cách ghi trong tài liệu các khóa.")


def _number_hint(name: str, value: str) -> str:
    """How to write a figure that was typed the way it is printed."""
    if m := re.fullmatch(r"([-+]?[\d.,\s]*\d)\s*([^\d\s.,].*)", value):
        if name in ("gia_tri", "tren"):
            return _("Chỉ ghi số; đơn vị ghi ở `don_vi: {unit}`.").format(unit=m[2])
        return _("Chỉ ghi số, không ghi đơn vị.")
    if re.fullmatch(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", value):
        plain = value.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[-+]?\d{1,3},\d{3}\.\d+", value):
        plain = value.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?", value):
        plain = "".join(value.split()).replace(",", ".")
    elif re.fullmatch(r"[-+]?\d+,\d+", value):
        plain = value.replace(",", ".")
    else:
        return _("Ghi số viết liền, số lẻ dùng dấu chấm: 1250000 hoặc 63.5.")
    return _("Viết {number}: hàng nghìn viết liền, số lẻ dùng dấu chấm.").format(number=plain)


_TABLES = {
    "thut_dong_la": (
        "DL34",
        "Lùi đầu dòng là {value} cm; Nghị định chỉ cho 1 cm hoặc 1,27 cm.",
        "Ghi 1 hoặc 1.27.",
    ),
    "khoi_khong_bang": (
        "DL31",
        "Chỉ bảng (`cap: bang`) mới có `cot`, `hang`, `ngang`, `chi_tieu`.",
        "Đổi `cap` thành bang hoặc bỏ các khóa này.",
    ),
    "muc_mot_viec": (
        "DL33",
        "Mục này phải có đúng một trong thanh, giu, hoi, bo, bo_khoi, hoi_khoi.",
        "Chỉ để lại một việc cho mỗi mục.",
    ),
    "bang_khong_cot": ("DL32", "Bảng chưa có cột.", "Thêm `cot: [tên cột, …]`."),
    "bang_lech_cot": (
        "DL33",
        "Hàng {hang} của bảng có {co} ô, bảng có {can} cột.",
        'Thêm hoặc bớt ô; ô trống ghi "".',
    ),
}
_WANTED = (
    ("string", "chữ"),
    ("int", "số nguyên"),
    ("float", "số"),
    ("decimal", "số (viết 63.5)"),
    ("bool", "true hoặc false"),
    ("list", "danh sách"),
    ("dict", "nhóm khóa (các dòng thụt vào)"),
    ("model", "nhóm khóa (các dòng thụt vào)"),
)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "Có phải …?" for the nearest known word, also without diacritics; "" when none is near."""
    names = list(known)
    plain = bo_dau(word).lower().replace(" ", "_").replace("-", "_")
    if plain in names:
        return _("Có phải `{name}`?").format(name=plain)
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.6)
    return _("Có phải `{name}`?").format(name=near[0]) if near else ""


def _data_path(loc: tuple[int | str, ...], tree: Tree) -> Path:
    """Pydantic's location without the names of union members."""
    path: Path = ()
    for part in loc:
        if (
            part in _TAGS
            and (*path, part) not in tree.keys
            and len(path)
            and isinstance(path[-1], int)
        ):
            continue
        if part == 0 and (*path, part) not in tree.values and path in tree.values:
            continue  # a single item that was written without the list
        path = (*path, part)
    return path


def _fields(model: type[BaseModel], path: Path) -> Iterable[str]:
    """Keys that may stand at a data path."""
    at: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        found = getattr(at, "model_fields", {}).get(part)
        if found is None:
            return ()
        at = _model_in(found.annotation)
        if at is None:
            return ()
    return (*at.model_fields, *(CAP if "hang" in at.model_fields else ()))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside a type such as list[Khoi] | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _plain(value: Any) -> str:
    """A value as YAML writes it in one line, never as Python does."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_plain(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return "" if value is None else str(value)


def _short(value: Any) -> str:
    text = " ".join(_plain(value).split())
    return text if len(text) <= 60 else text[:57] + "…"
