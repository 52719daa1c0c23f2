"""`docgen batch`: options that miss each other, mistakes, languages, a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.batch_office import (
    BAD,
    RUN,
    Batch,
    made,
    words,
)
from tests.cli.conftest import tree

# --- Options --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("", "Chưa có danh sách đơn vị"),
        ("ds.csv", "Chưa có nơi ghi kết quả"),
        ("ds.csv --units A -o kq", "Vừa có danh sách vừa có --units"),
        ("--new-roster a.xlsx --collect kq", "hai việc khác nhau"),
        ("--collect kq", "Chưa có nơi ghi kết quả"),
        ("--collect kq -o b.xlsx --pdf --resume", "--pdf, --resume cùng với --collect"),
        ("--new-roster a.xlsx ds.csv -o kq", "ROSTER, -o cùng với --new-roster"),
        ("--new-roster a.xlsx --zip b.zip --jobs 2", "--jobs, --zip cùng với --new-roster"),
        ("ds.csv -o kq --ngay 2022", "--ngay và --level chỉ dùng với --units"),
        ("ds.csv -o kq --level huyen", "--ngay và --level chỉ dùng với --units"),
    ],
)
def test_options_that_do_not_go_together(
    tmp_path: Path, batch: Batch, arguments: str, words: str
) -> None:
    before = tree(tmp_path)
    said = batch(*arguments.split(), "--data", "dc.yaml")
    assert said.code == 2
    assert "[LO20]" in said.err
    assert words in said.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("--units Lang -o kq", "TV01"), ("--units NinhThuận -o kq", "TV02"),
        ("--units HN --level huyen -o kq", "TV03"), ("--units HN --ngay hôm-nay -o kq", "LO21"),
        ("--units HN --ngay 31/2/2022 -o kq", "LO21"), ("khong_co.csv -o kq", "BC01"),
        ("--new-roster a.csv", "GH04"), ("ds.csv -o dc.yaml", "GH0"),
        ("ds.csv -o kq --template khong_co", "MAU"),
    ],
)  # fmt: skip
def test_mistakes_are_told_before_anything_is_made(
    tmp_path: Path, batch: Batch, arguments: str, code: str
) -> None:
    before = tree(tmp_path)
    said = batch(*arguments.split(), "--data", "dc.yaml")
    assert said.code == 2
    assert f"[{code}" in said.err
    assert tree(tmp_path) == before


def test_data_that_cannot_be_read(tmp_path: Path, batch: Batch) -> None:
    assert "[DL00]" in batch("ds.csv", "--data", "khong_co.yaml", "-o", "kq").err
    (tmp_path / "dc.yaml").write_text("loai: de_cuong\ntrich_yeu: [\n", encoding="utf-8")
    said = batch(*RUN)
    assert said.code == 2
    assert not (tmp_path / "kq").exists()


def test_one_journal_for_one_run_at_a_time(tmp_path: Path, batch: Batch) -> None:
    from docgen.batch.journal import Journal

    batch(*RUN)
    journal = Journal(tmp_path / "kq")
    try:
        said = batch(*RUN)
    finally:
        journal.close(True)
    assert said.code == 2
    assert "[LO01]" in said.err
    assert batch(*RUN).code == 0


def test_more_processes_give_the_same_bytes(tmp_path: Path, batch: Batch) -> None:
    units = ("--units", "Lạng Sơn", "--data", "dc.yaml")
    assert batch(*units, "-o", "a", "--jobs", "1").code == 0
    assert batch(*units, "-o", "b", "--jobs", "2").code == 0
    assert made(tmp_path / "a") == made(tmp_path / "b")


# --- In English -----------------------------------------------------------------------------------


def test_messages_in_english(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "ds.csv").write_text(BAD, encoding="utf-8")
    said = batch(*RUN, "--results", "r.csv", lang="en")
    assert said.code == 1
    assert said.out.splitlines()[-1].startswith("3 documents written, 0 unchanged, 2 rows failed")
    assert "error: ds.csv:6" in said.err
    assert "Unit" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    # What is printed is Vietnamese in every language.
    assert "Kết quả, theo biểu sau" in words(tmp_path / "kq/xa_diem_he.docx")
    said = batch("--data", "dc.yaml", lang="en")
    assert "There is no roster." in said.err
    help_text = batch("--help", lang="en").out
    assert "One document" in help_text
    assert "Mỗi đơn vị" in batch("--help").out


def test_documents_do_not_depend_on_the_language(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    batch("ds.csv", "--data", "dc.yaml", "-o", "kq2", lang="en")
    assert made(tmp_path / "kq2") == made(tmp_path / "kq")
    new = ("--new-roster", "--data", "dc.yaml")
    batch(new[0], "a.xlsx", *new[1:])
    batch(new[0], "b.xlsx", *new[1:], lang="en")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


# --- On a terminal --------------------------------------------------------------------------------


def test_a_terminal_sees_a_bar(tmp_path: Path, batch: Batch) -> None:
    pty = pytest.importorskip("pty")
    master, end = pty.openpty()
    command = [sys.executable, "-m", "docgen", "batch", *RUN]
    done = subprocess.run(command, cwd=tmp_path, stderr=end, stdout=subprocess.PIPE, check=True)
    os.close(end)
    said = os.read(master, 1 << 16).decode()
    os.close(master)
    assert "3/3" in said
    assert "100%" in said
    assert "/giây" in said
    assert "3 văn bản mới" in done.stdout.decode()
