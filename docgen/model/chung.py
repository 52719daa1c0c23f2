"""Shared pieces of the model: the base class and the text types."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Phan(BaseModel):
    """Base of every part of a document: unknown keys are errors, numbers may stand for text."""

    model_config = ConfigDict(
        extra="forbid",
        coerce_numbers_to_str=True,
        validate_default=False,
        str_strip_whitespace=True,
        # Schemas are built when first used: most commands need few of them.
        defer_build=True,
    )


def _nfc(value: Any) -> Any:
    if type(value) is not str:
        return value
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    return value if value.isprintable() else _no_tabs(value)


def _no_tabs(value: str) -> str:
    # A line end inside a sentence is a forced break; a tab is a space.
    return value.replace("\t", " ")


def one_per_item(value: Any) -> Any:
    """A single item may be written without the list."""
    if value is None:
        return []
    return value if isinstance(value, (list, tuple)) else [value]


Chu = Annotated[str, BeforeValidator(_nfc)]
"""Text, NFC. `**đậm**`, `*nghiêng*` and `{{ bien }}` are read; a backslash keeps a mark literal."""
