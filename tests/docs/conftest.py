"""Shared by the tests of the documentation: the tool that makes parts of it, fenced blocks."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def load_tool() -> ModuleType:
    """tools/make_docs.py as a module."""
    if "make_docs" not in sys.modules:
        spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools/make_docs.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["make_docs"] = module
        spec.loader.exec_module(module)
    return sys.modules["make_docs"]


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    return load_tool()


def fences(text: str) -> list[tuple[str, str, str]]:
    """Fenced blocks of a page: language, second word, content."""
    return [(m[1], m[2] or "", m[3]) for m in _FENCE.finditer(text)]
