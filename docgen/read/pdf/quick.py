"""pdfium's functions with handles as plain numbers: a call costs a third of what it costs typed.

A page asks thousands of times; typed pointers are made and unmade at each call. The functions are
those of `pypdfium2.raw`, by the same names.
"""

from __future__ import annotations

import ctypes
from typing import Any


class Quick:
    """`pypdfium2.raw` with untyped handles (pages, objects, fonts …)."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._raw, name)
        if getattr(found, "argtypes", None) is not None:
            kinds = [_untyped(kind) for kind in found.argtypes]
            made = ctypes.CFUNCTYPE(_untyped(found.restype), *kinds)
            found = made(ctypes.cast(found, ctypes.c_void_p).value or 0)
        setattr(self, name, found)
        return found


def _untyped(kind: Any) -> Any:
    """An address for a pointer to something of pdfium's own, else the type itself."""
    target = getattr(kind, "_type_", None)
    hidden = isinstance(target, type) and issubclass(target, ctypes.Structure)
    return ctypes.c_void_p if hidden and not hasattr(target, "_fields_") else kind
