"""Pydantic's errors said in the user's words, each with its place and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from docgen.findings import Finding
from docgen.lang import _
from docgen.model import CAP, LOAI
from docgen.read.yaml_tree import Path, Tree
from docgen.viet.chuan import bo_dau

_TAGS = {"chu", "vien_dan"}  # names of the two forms of can_cu, not part of the data path


def to_findings(error: ValidationError, model: type[BaseModel], tree: Tree) -> list[Finding]:
    """All errors of a validation as findings, in the order of the file."""
    findings = [_finding(e, model, tree) for e in error.errors(include_url=False)]
    return sorted(findings, key=lambda f: (f.where.line, f.where.column) if f.where else (0, 0))


def _finding(error: Any, model: type[BaseModel], tree: Tree) -> Finding:
    path = _data_path(error["loc"], tree)
    kind, ctx = error["type"], error.get("ctx", {})
    value = error.get("input")
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = list(_fields(model, path[:-1]))
        return Finding(
            "DL20",
            _("Không có khóa `{name}`.").format(name=name),
            hint=did_you_mean(name, known)
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
        given = _("chưa có giá trị") if value is None else f"“{shown}”"
        return (
            "DL29",
            _("`{name}` phải là {wanted}, không phải {value}.").format(
                name=name, wanted=_(wanted), value=given
            ),
            _("Nếu chưa biết thì xóa cả dòng này.") if value is None else "",
        )
    return "DL30", _("`{name}` không hợp lệ: “{value}”.").format(name=name, value=shown), ""


_TABLES = {
    "thut_dong_la": (
        "DL34",
        "Lùi đầu dòng là {value} cm; Nghị định chỉ cho 1 cm hoặc 1,27 cm.",
        "Ghi 1 hoặc 1.27.",
    ),
    "khoi_khong_bang": (
        "DL31",
        "Chỉ bảng (`cap: bang`) mới có `cot`, `hang`, `ngang`.",
        "Đổi `cap` thành bang hoặc bỏ các khóa này.",
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
    return (*at.model_fields, *(CAP if "cap" in at.model_fields else ()))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside a type such as list[Khoi] | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"
