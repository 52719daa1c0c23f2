"""Shared pieces of the model: the base class and the text types.

The files of this room do not import `annotations` from `__future__`: pydantic would compile the
text of every key's type again at each start.
"""

import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core.core_schema import CoreSchema, no_info_before_validator_function


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


class Before:
    """`pydantic.BeforeValidator` for a function of the value alone.

    Pydantic's own reads the function's signature again for every key that uses it, a good part of
    the time that building the schemas takes.
    """

    __slots__ = ("function",)

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(self.function, handler(source))


def _nfc(value: Any) -> Any:
    if type(value) is not str:
        return value
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    # A line end inside a sentence is a forced break; a tab is a space.
    return value.replace("\t", " ") if "\t" in value else value


def one_per_item(value: Any) -> Any:
    """A single item may be written without the list."""
    if value is None:
        return []
    return value if isinstance(value, (list, tuple)) else [value]


Chu = Annotated[str, Before(_nfc)]
"""Text, NFC. `**đậm**`, `*nghiêng*` and `{{ bien }}` are read; a backslash keeps a mark literal."""
