"""JSON Schema of data files, for editors that complete and check while one types."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel

from docgen.model import HoSoDonVi, VanBan
from docgen.model.chung import Phan

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def key_docs(model: type[BaseModel]) -> dict[str, str]:
    """What each key of a model means: the text under it in the source."""
    docs: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if not (issubclass(owner, Phan) and owner is not Phan):
            continue
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
        assert isinstance(body, ast.ClassDef)
        for field, text in pairwise(body.body):
            match field, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(said))),
                ):
                    docs[name] = inspect.cleandoc(said)
    return docs


def _describe(schema: dict[str, Any], models: Iterable[type[BaseModel]]) -> None:
    by_name = {m.__name__: m for m in models}
    for holder in (schema, *schema.get("$defs", {}).values()):
        model = by_name.get(holder.get("title", ""))
        docs = key_docs(model) if model else {}
        for name, field in holder.get("properties", {}).items():
            if name in docs:
                field["description"] = docs[name]


def _models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and every model inside it."""
    found = {model}
    stack: list[Any] = [f.annotation for f in model.model_fields.values()]
    while stack:
        part = stack.pop()
        if isinstance(part, type) and issubclass(part, BaseModel) and part not in found:
            found |= _models(part)
        stack.extend(get_args(part))
    return found


def data_schema() -> dict[str, Any]:
    """Schema of a data file, short forms included (body as text, a unit profile by its path)."""
    schema = {"$schema": _DRAFT, **VanBan.model_json_schema()}
    _describe(schema, _models(VanBan))
    for holder in (schema, *schema["$defs"].values()):
        for name, field in holder.get("properties", {}).items():
            _widen(name, field, holder.get("title", ""))
    return schema


def profile_schema() -> dict[str, Any]:
    """Schema of a unit profile."""
    schema = {"$schema": _DRAFT, **HoSoDonVi.model_json_schema()}
    _describe(schema, _models(HoSoDonVi))
    return schema


def _widen(name: str, field: dict[str, Any], owner: str) -> None:
    """Allow the short forms that the reader and the model take."""
    if name == "noi_dung":
        _also(field, {"type": "string"})
    elif (
        field.get("type") == "array"
        and "items" in field
        and name not in ("kem_theo", "can_cu", "cot", "hang")
    ):
        _also(field, field["items"])
        if name == "co_quan":
            _also(field, {"type": "string"})
    elif name in ("ngay", "hieu_luc_tu", "hieu_luc_den") and owner != "Ngay":
        _also(field, {"type": ["string", "integer"]})
    elif name == "so":
        _also(field, {"type": "integer"})


def _also(field: dict[str, Any], other: dict[str, Any]) -> None:
    if "anyOf" in field:
        field["anyOf"].append(other)
        return
    keys = [k for k in field if k not in ("title", "description", "default")]
    own = {k: field.pop(k) for k in keys}
    field["anyOf"] = [own, other]
