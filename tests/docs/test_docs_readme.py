"""Every example of the README runs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    (example,) = fenced("yaml")
    (place / "ke_hoach_xa.yaml").write_text(example, encoding="utf-8")
    shutil.copytree(ROOT / "fixtures", place / "fixtures")
    return place


def test_commands(folder: Path) -> None:
    lines = [line for block in fenced("console") for line in block.splitlines()]
    commands = [shlex.split(line[2:]) for line in lines if line.startswith("$ ")]
    assert len(commands) == len(lines) == 16
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        # doctor reports what a machine lacks with 1
        assert done.returncode in ((0, 1) if command[1] == "doctor" else (0,)), done.stderr
    assert (folder / "ke_hoach_xa.docx").exists()
    assert (folder / "ke_hoach_xa.html").exists()
    assert (folder / "ban_thao" / "quyet_dinh.docx").exists()
    for name in ("van_quan.yaml", "van_quan.docx", "van_quan.html", "ke_hoach_van_quan.docx"):
        assert (folder / name).stat().st_size > 10_000
    assert len(list((folder / "drafts").glob("*.yaml"))) == 2
    assert len(list((folder / "communes").glob("*.docx"))) == 2 * 65
    with ZipFile(folder / "communes.zip") as archive:
        assert len(archive.namelist()) == 65


def test_the_example_has_no_gap_but_the_open_number(folder: Path) -> None:
    from docgen.read.data_file import read_data_file
    from docgen.write.docx.engine import render_docx

    van_ban, findings = read_data_file(folder / "ke_hoach_xa.yaml")
    findings += render_docx(van_ban)[1]
    assert [f.code for f in findings] == ["KT03"]


def test_python_example(folder: Path) -> None:
    (code,) = fenced("python")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "ke_hoach_xa_2.docx").exists()


def test_make_targets_and_links_exist() -> None:
    (block,) = fenced("sh")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", block, re.MULTILINE):
        assert f"\n{target}:" in makefile
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link
