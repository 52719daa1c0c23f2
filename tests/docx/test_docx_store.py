"""The committed templates are what the builder makes, and their compiled form fits them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.nd30.loai import LOAI, MAU_RIENG
from docgen.write.docx import store
from docgen.write.docx.compile import VERSION
from docgen.write.docx.engine import Compiled, compile_template
from docgen.write.docx.mau import build_template
from docgen.write.docx.package import read_parts
from docgen.write.docx.store import build_all, dump_compiled, load_compiled, templates_dir
from tests.docx.helpers import standard


@pytest.mark.parametrize("mau", MAU_RIENG)
def test_committed_template_is_a_fresh_build(mau: str) -> None:
    committed, fresh = read_parts(standard(mau)), read_parts(build_template(mau))
    assert list(committed) == list(fresh)
    for name, content in fresh.items():
        assert committed[name] == content, name


def _plain(compiled: Compiled) -> tuple[object, ...]:
    """What counts of a compiled form; how parts were compressed does not."""
    import zlib

    static = [(p.name, p.crc, p.size, zlib.decompress(p.data, -15)) for p in compiled.static]
    return compiled.python, compiled.section, static


@pytest.mark.parametrize("mau", MAU_RIENG)
def test_committed_compiled_form_is_a_fresh_build(
    mau: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = json.loads((templates_dir() / mau / "mau.compiled.json").read_bytes())
    fresh = compile_template(standard(mau))
    assert stored["version"] == VERSION
    assert stored["digest"] == fresh.digest
    # The stored form must be the one that is used: compiling again would hide a stale one.
    monkeypatch.setattr(store, "compile_template", lambda data: pytest.fail("not from the store"))
    assert _plain(load_compiled(mau)) == _plain(fresh)


def test_every_kind_has_a_template() -> None:
    assert {kind.mau for kind in LOAI.values()} == set(MAU_RIENG)
    folders = {p.parent.name for p in templates_dir().glob("*/mau.docx")}
    assert folders == set(MAU_RIENG)


def test_build_all_writes_what_is_committed(tmp_path: Path) -> None:
    written = build_all(tmp_path)
    assert len(written) == 2 * len(MAU_RIENG)
    for mau in MAU_RIENG:
        assert read_parts((tmp_path / mau / "mau.docx").read_bytes()) == read_parts(standard(mau))


def test_a_stale_compiled_form_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chung").mkdir()
    (tmp_path / "chung" / "mau.docx").write_bytes(standard("chung"))
    stale = compile_template(standard("ke_hoach"))
    (tmp_path / "chung" / "mau.compiled.json").write_bytes(dump_compiled(stale))
    monkeypatch.setattr(store, "templates_dir", lambda: tmp_path)
    assert _plain(load_compiled("chung")) == _plain(compile_template(standard("chung")))
