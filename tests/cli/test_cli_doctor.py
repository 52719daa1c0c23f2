"""`docgen doctor`: what this machine has, and how to get what it lacks."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from importlib.machinery import ModuleSpec

import pytest

from docgen.doctor import examine
from tests.cli.conftest import Docgen


def without(*names: str) -> Callable[[str], ModuleSpec | None]:
    """How modules are found where some are not installed."""
    find = importlib.util.find_spec
    return lambda name: None if name in names else find(name)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ((), "đọc được .xlsx, .xls, .ods; ghi được .xlsx"),
        (("openpyxl",), "không ghi được bảng .xlsx (pip install 'docgen[excel]')"),
        (("python_calamine",), "không đọc được .xlsx, .xls, .ods (pip install 'docgen[excel]')"),
        (("openpyxl", "python_calamine"), "không đọc, ghi được bảng Excel; .csv thì được"),
    ],
)
def test_tables_of_excel(
    monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without(*missing))
    # Whoever has no tables of Excel can do without: nothing is out of order.
    ((_name, good, text),) = [check for check in examine() if check[0] == "Excel"]
    assert good
    assert text.startswith(said)
    assert ("pip install" in text) == bool(missing)


def test_the_command_says_it(docgen: Docgen) -> None:
    said = docgen("doctor")
    assert said.code in (0, 1)
    assert "Excel" in said.out
