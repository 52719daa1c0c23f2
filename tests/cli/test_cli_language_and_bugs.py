"""What the command line says: its language, odd characters, and faults of our own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import GOOD, Docgen, tree, write

IN_ENGLISH = [
    ("--lang", "en", "render", "none.yaml", "--force"),
    ("render", "--lang", "en", "none.yaml", "--force"),
    ("render", "none.yaml", "--lang", "en", "--force"),
    ("render", "none.yaml", "--force", "--lang", "en"),
    ("render", "none.yaml", "--lang=en", "--force"),
    ("render", "--force", "--lang=en", "--", "none.yaml"),
]


@pytest.mark.parametrize("line", IN_ENGLISH, ids=" ".join)
def test_the_language_may_stand_anywhere(docgen: Docgen, line: tuple[str, ...]) -> None:
    said = docgen(*line)
    assert said.code == 2
    assert said.err.startswith("error: none.yaml: ")
    assert "[DL00]" in said.err
    # The next command speaks Vietnamese again.
    assert docgen("render", "none.yaml").err.startswith("lỗi: none.yaml: ")


def test_help_of_a_command_is_in_the_language(docgen: Docgen) -> None:
    for line in (("templates", "build", "--help", "--lang", "en"), ("--lang=en", "templates")):
        said = docgen(*line)
        assert "Usage: docgen templates" in said.out + said.err
        assert "Rebuild the standard templates" in said.out + said.err
    assert "Cách dùng:" in docgen("templates", "build", "--help").out


def test_the_language_from_the_environment(docgen: Docgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_LANG", "en")
    assert docgen("render", "none.yaml").err.startswith("error: ")
    assert docgen("render", "none.yaml", "--lang", "vi").err.startswith("lỗi: ")


@pytest.mark.parametrize("line", [("--lang", "fr", "doctor"), ("doctor", "--lang", "fr")])
def test_an_unknown_language(docgen: Docgen, line: tuple[str, ...]) -> None:
    said = docgen(*line)
    assert said.code == 2
    assert "'fr' không thuộc 'vi', 'en'" in said.err


def test_after_two_dashes_it_is_a_file(docgen: Docgen) -> None:
    said = docgen("render", "--", "--lang", "en")
    assert said.code == 2
    assert "lỗi: --lang: Không đọc được tệp dữ liệu" in said.err
    assert "lỗi: en: Không đọc được tệp dữ liệu" in said.err


SURROGATES = {
    "yaml": (GOOD.replace("trich_yeu: Thử", 'trich_yeu: "Thử \\uD800x"'), "U+D800", "Thử x"),
    "json": (
        '{"loai": "ke_hoach", "co_quan": "A", "trich_yeu": "a\\udfffb"}',
        "U+DFFF",
        "ab",
    ),
}


@pytest.mark.parametrize("ending", SURROGATES)
@pytest.mark.parametrize("out", ["docx", "html", "txt", "json", "yaml"])
def test_half_characters_in_values_are_dropped_and_reported(
    tmp_path: Path, docgen: Docgen, ending: str, out: str
) -> None:
    """Typed as escapes, so that the file itself is good UTF-8."""
    text, code, left = SURROGATES[ending]
    (tmp_path / f"a.{ending}").write_text(text, encoding="utf-8")
    said = docgen("render", f"a.{ending}", "-o", f"b.{out}")
    assert said.code == 0, said.err
    assert re.search(
        rf"a\.{ending}:\d+:\d+ \(trich_yeu\): .*{re.escape(code)}\. \[DL10\]", said.err
    )
    made = (tmp_path / f"b.{out}").read_bytes()
    if out == "docx":
        assert Document(tmp_path / "b.docx").core_properties.title == f"KẾ HOẠCH {left}"
    else:
        assert left in made.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are any bytes only there")
@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_file_names_that_are_no_text(tmp_path: Path, errors: str) -> None:
    """Names are given back byte by byte to the disk, and shown as far as the console allows."""
    name = os.fsencode(tmp_path) + b"/k\xff.yaml"
    Path(os.fsdecode(name)).write_text(GOOD, encoding="utf-8")
    env = {**os.environ, "PYTHONIOENCODING": f"utf-8:{errors}"}
    for out, made in (
        ([], b"k\xff.docx"),
        ([b"-o", b"m\xfe.html"], b"m\xfe.html"),
        ([b"-o", b"d\xfe/"], b"d\xfe/k\xff.docx"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "docgen", "render", b"k\xff.yaml", *out],
            cwd=tmp_path,
            capture_output=True,
            env=env,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        shown = made
        if errors == "strict":
            shown = made.decode(errors="surrogateescape").encode(errors="backslashreplace")
        assert done.stdout == "Đã ghi ".encode() + shown + b"\n"
        assert os.path.exists(os.fsencode(tmp_path) + b"/" + made)
    done = subprocess.run(
        [sys.executable, "-m", "docgen", "render", b"none\xff.yaml"],
        cwd=tmp_path,
        capture_output=True,
        env=env,
        timeout=60,
    )
    assert done.returncode == 2
    assert rb"none\udcff.yaml: " in done.stderr


def _broken(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    from docgen import new

    def skeleton(loai: str) -> str:
        raise RuntimeError(text)

    monkeypatch.setattr(new, "skeleton", skeleton)


def test_a_fault_of_ours_is_kept_in_a_file(
    tmp_path: Path, docgen: Docgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    _broken(monkeypatch, "sự cố \ud800 riêng")
    said = docgen("new", "ke_hoach")
    assert said.code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    (log,) = (tmp_path / "tmp").iterdir()
    assert said.err == (
        f"Lỗi trong docgen (RuntimeError). Xin gửi tệp {log} cho người làm phần mềm.\n"
    )
    kept = log.read_text(encoding="utf-8")
    assert kept.startswith("Traceback")
    assert "RuntimeError: sự cố \\ud800 riêng" in kept
    assert "in skeleton" in kept


def test_where_no_file_can_be_kept_the_details_are_shown(
    tmp_path: Path, docgen: Docgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    _broken(monkeypatch, "sự cố riêng")
    said = docgen("new", "ke_hoach")
    assert said.code == 2
    assert "RuntimeError: sự cố riêng" in said.err
    assert "FileNotFoundError" not in said.err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError], ids=["ctrl-c", "ctrl-d"])
def test_stopped_by_the_user(
    docgen: Docgen, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    from docgen import new

    def skeleton(loai: str) -> str:
        raise stop

    monkeypatch.setattr(new, "skeleton", skeleton)
    said = docgen("new", "ke_hoach")
    assert (said.code, said.err.strip()) == (2, "Đã dừng.")


def test_new_never_overwrites(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, ke_hoach="mine")
    said = docgen("new", "ke_hoach")
    assert said.code == 2
    assert "ke_hoach.yaml: Tệp đã có" in said.err
    assert tree(tmp_path) == {"ke_hoach.yaml": b"mine"}
    assert docgen("new", "ke_hoach", "--force").code == 0
    assert b"loai: ke_hoach" in tree(tmp_path)["ke_hoach.yaml"]


def test_templates_build_never_overwrites(tmp_path: Path, docgen: Docgen) -> None:
    said = docgen("templates", "build", "-o", "mau")
    assert said.code == 0, said.err
    built = tree(tmp_path)
    assert "mau/ke_hoach/mau.docx" in built
    assert len(said.out.splitlines()) == sum(name.count(".") > 0 for name in built)
    first = next(iter(sorted(n for n in built if n.endswith("mau.docx"))))
    (tmp_path / first).write_bytes(b"mine")
    said = docgen("templates", "build", "-o", "mau")
    assert said.code == 2
    assert "[GH01]" in said.err
    assert tree(tmp_path) == {**built, first: b"mine"}
    assert docgen("templates", "build", "-o", "mau", "--force").code == 0
    assert tree(tmp_path) == built
