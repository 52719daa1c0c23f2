"""The same input gives the same bytes, whoever runs it and however parts are compressed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from docgen.write.docx.engine import Engine, render_docx
from docgen.write.docx.fallback import render_with_docxtpl
from docgen.write.docx.package import best_compress, read_parts, zlib_compress
from docgen.write.docx.store import load_compiled
from tests.docx.helpers import FILES, ROOT, standard, van_ban

_SCRIPT = """
import hashlib, sys
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from docgen.write.docx.fallback import render_with_docxtpl
from docgen.write.docx.store import templates_dir
for path in sys.argv[1:]:
    given = read_data_file(path)[0]
    print(hashlib.sha256(render_docx(given)[0]).hexdigest())
template = (templates_dir() / "ke_hoach/mau.docx").read_bytes()
print(hashlib.sha256(render_with_docxtpl(template, given)[0]).hexdigest())
"""


def _in_process(seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *map(str, FILES)],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_same_bytes_in_two_processes() -> None:
    first, second = _in_process("1"), _in_process("987654")
    assert first == second
    here = [hashlib.sha256(render_docx(van_ban(p))[0]).hexdigest() for p in FILES]
    assert first.split()[:-1] == here


@pytest.mark.parametrize("path", FILES[:3], ids=lambda p: p.stem)
def test_same_bytes_twice(path: Path) -> None:
    given = van_ban(path)
    assert render_docx(given) == render_docx(given)
    template = standard("ke_hoach")
    assert render_with_docxtpl(template, given)[0] == render_with_docxtpl(template, given)[0]


def test_with_and_without_isal_the_parts_are_the_same() -> None:
    pytest.importorskip("isal")
    assert best_compress() is not zlib_compress
    given = van_ban(FILES[0])
    compiled = load_compiled("quyet_dinh")
    plain, _f = Engine(compiled, zlib_compress).render(given)
    fast, _f = Engine(compiled, best_compress()).render(given)
    assert read_parts(plain) == read_parts(fast)
    assert list(read_parts(plain)) == list(read_parts(fast))


def test_isal_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    assert best_compress() is zlib_compress


def test_zip_entries_carry_no_time_of_making_and_no_host() -> None:
    data, _findings = render_docx(van_ban(FILES[0]))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            assert info.date_time == (2020, 1, 1, 0, 0, 0)
            assert info.external_attr == 0
            assert info.extra == b""
        names = archive.namelist()
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))
