"""JSON Schema of data files, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

from docgen.model import HoSoDonVi, VanBan

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def data_schema() -> dict[str, Any]:
    """Schema of a data file, short forms included (body as text, a unit profile by its path)."""
    schema = {"$schema": _DRAFT, **VanBan.model_json_schema()}
    for holder in (schema, *schema["$defs"].values()):
        for name, field in holder.get("properties", {}).items():
            _widen(name, field, holder.get("title", ""))
    return schema


def profile_schema() -> dict[str, Any]:
    """Schema of a unit profile."""
    return {"$schema": _DRAFT, **HoSoDonVi.model_json_schema()}


def _widen(name: str, field: dict[str, Any], owner: str) -> None:
    """Allow the short forms that the reader and the model take."""
    if name == "noi_dung":
        _also(field, {"type": "string"})
    elif field.get("type") == "array" and name not in ("kem_theo", "can_cu", "cot", "hang"):
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
