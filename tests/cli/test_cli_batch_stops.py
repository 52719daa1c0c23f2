"""`docgen batch` ended from outside, sent where nothing can be, and what it says of much."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.batch_office import JOURNAL, ROSTER, RUN, Batch, counts

_LONG = ("ds.csv", "--data", "dc.yaml", "-o", "kq", "--jobs", "2")


def _many(folder: Path, rows: int) -> None:
    lines = [f"Ủy ban nhân dân xã Số {n};xã;{n}\n" for n in range(rows)]
    (folder / "ds.csv").write_text(ROSTER.splitlines(True)[0] + "".join(lines), "utf-8")


def _begin(folder: Path, **more: Any) -> subprocess.Popen[str]:
    """A long run, at its work."""
    command = [sys.executable, "-m", "docgen", "batch", *_LONG]
    program = subprocess.Popen(command, cwd=folder, text=True, encoding="utf-8", **more)
    while not list(folder.glob("kq/*.docx")):
        assert program.poll() is None
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whatever_ends_a_run_leaves_whole_files_alone(
    tmp_path: Path, batch: Batch, name: str
) -> None:
    """A service or the machine going down, a lost connection: as Ctrl-C."""
    _many(tmp_path, 1200)
    with _begin(tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        for _twice in range(2):
            program.send_signal(getattr(signal, name))
        out, err = program.communicate()
    assert program.returncode == 2, err
    assert "Traceback" not in out + err
    assert err.splitlines()[-1].startswith("Đã dừng.")
    assert [p.name for p in (tmp_path / "kq").iterdir() if p.name.startswith(".")] == [JOURNAL]
    there = len(list((tmp_path / "kq").glob("*.docx")))
    assert counts(batch(*_LONG, "--resume")) == (1200 - there, there, 0, 0)


def test_a_terminal_that_is_closed(tmp_path: Path, batch: Batch) -> None:
    """The bar can no longer be drawn: that is no fault of docgen's."""
    pty = pytest.importorskip("pty")
    _many(tmp_path, 1200)
    (tmp_path / "tmp").mkdir()
    here, there = pty.openpty()
    code = "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    code += "os.execv(sys.executable, [sys.executable, '-m', 'docgen', 'batch', *sys.argv[1:]])"
    program = subprocess.Popen(
        [sys.executable, "-c", code, *_LONG], cwd=tmp_path, stdin=there, stdout=there, stderr=there,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
    )  # fmt: skip
    os.close(there)
    said = b""
    while not re.search(rb"[1-9]\d*/1200", said):
        said += os.read(here, 1 << 16)
    os.close(here)
    assert program.wait() == 2
    assert [p.name for p in (tmp_path / "kq").iterdir() if p.name.startswith(".")] == [JOURNAL]
    assert list((tmp_path / "tmp").iterdir()) == []  # no report of a fault


def test_a_path_that_is_too_long(tmp_path: Path, batch: Batch) -> None:
    for folder in ("a" * 300, "/".join(["a" * 200] * 30)):
        said = batch("ds.csv", "--data", "dc.yaml", "-o", folder, "--results", "a.json")
        assert said.code == 2
        assert "tên tệp quá dài. [GH02]" in said.err
        assert not (tmp_path / "a.json").exists()


def test_what_is_said_of_many_rows_is_not_all_told(tmp_path: Path, batch: Batch) -> None:
    head, *rows = ROSTER.splitlines(True)
    again = [f"Ủy ban nhân dân xã Tri Lễ;xã;{n}\n" for n in range(20, 60)]
    (tmp_path / "ds.csv").write_text("".join([head, *rows, *again]), "utf-8")
    said = batch(*RUN, "--results", "kq.json")
    assert said.code == 0
    assert said.err.count("[BC54]\n") == 20
    assert "… và 20 thông báo [BC54] nữa; xem đủ bằng --results" in said.err
    found = json.loads((tmp_path / "kq.json").read_bytes())["findings"]
    assert [f["code"] for f in found].count("BC54") == 40
