"""The bytecode of the stored templates: kept, dropped when stale, and not needed."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from docgen.read.data_file import read_data_file
from docgen.write.docx import store
from docgen.write.docx.engine import Engine
from docgen.write.docx.store import load_compiled, templates_dir

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one template that may be written to; no bytecode in it yet."""
    folder = tmp_path / "chung"
    folder.mkdir()
    for name in (store.TEMPLATE, store.COMPILED):
        shutil.copy(templates_dir() / "chung" / name, folder / name)
    monkeypatch.setattr(store, "templates_dir", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    # The stored form must be used: compiling again would hide a fault.
    monkeypatch.setattr(store, "compile_template", lambda data: pytest.fail("not from the store"))
    return folder


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("__pycache__/*.pyc"))


def test_second_start_reads_the_bytecode(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_compiled("chung")
    assert len(_kept(own)) == 1
    monkeypatch.setattr(store._Stored, "source_to_code", lambda *a, **k: pytest.fail("compiled"))
    second = load_compiled("chung")
    assert (first.python, first.section, first.static) == (
        second.python,
        second.section,
        second.static,
    )
    assert set(second.fills) == set(second.python)


def test_a_changed_stored_form_is_compiled_again(own: Path) -> None:
    load_compiled("chung")
    path = own / store.COMPILED
    data = json.loads(path.read_bytes())
    data["section"] += "<!-- other -->"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert load_compiled("chung").section.endswith("<!-- other -->")


def test_nothing_is_kept_when_python_may_not(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load_compiled("chung").fills
    assert _kept(own) == []


def test_damaged_bytecode_is_made_again(own: Path) -> None:
    load_compiled("chung")
    (kept,) = _kept(own)
    kept.write_bytes(b"nonsense")
    assert load_compiled("chung").fills
    assert kept.read_bytes() != b"nonsense"


def test_kept_functions_fill_as_freshly_compiled_ones() -> None:
    van_ban, _found = read_data_file(ROOT / "fixtures" / "lang_son_ke_hoach.yaml")
    compiled = load_compiled("ke_hoach")
    assert set(compiled.fills) == set(compiled.python)
    kept, _found = Engine(compiled).render(van_ban)
    compiled.fills = {}
    fresh, _found = Engine(compiled).render(van_ban)
    assert kept == fresh
