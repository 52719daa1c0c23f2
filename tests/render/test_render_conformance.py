"""Every rule has a test, and docs/tuan_thu.md says which."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.render.rows import BB, LC, ROWS, TL

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """tools/make_conformance.py."""
    path = ROOT / "tools" / "make_conformance.py"
    spec = importlib.util.spec_from_file_location("make_conformance", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rows_are_well_formed() -> None:
    assert len({r.id for r in ROWS}) == len(ROWS)
    assert {r.muc_do for r in ROWS} == {BB, TL, LC}
    assert {r.id[0] for r in ROWS} == set("123456789")


def test_every_applicable_row_has_a_test(tool: ModuleType) -> None:
    found = tool.proofs()
    assert [r.id for r in ROWS if not r.khong and not found.get(r.id)] == []


def test_tests_prove_only_rows_that_exist_and_apply(tool: ModuleType) -> None:
    assert set(tool.proofs()) <= {r.id for r in ROWS if not r.khong}


def test_page_is_fresh(tool: ModuleType) -> None:
    committed = (ROOT / "docs" / "tuan_thu.md").read_text(encoding="utf-8")
    assert committed == tool.page(), "chạy lại tools/make_conformance.py"
