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
    return value if value.isprintable() else _one_space(value)


def _one_space(value: str) -> str:
    # A line end inside a sentence is a forced break; other white space is one plain space.
    return "\n".join(" ".join(line.split(" ")) for line in value.replace("\t", " ").split("\n"))


def one_per_item(value: Any) -> Any:
    """A single item may be written without the list."""
    if value is None:
        return []
    return value if isinstance(value, (list, tuple)) else [value]


Chu = Annotated[str, BeforeValidator(_nfc)]
"""Text, NFC. `**đậm**`, `*nghiêng*` and `{{ bien }}` are read; a backslash keeps a mark literal."""
