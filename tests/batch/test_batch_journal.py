"""The journal: durable, of one run at a time, and never believed when it is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from docgen.batch.batch import run_batch
from docgen.batch.journal import NAME, Entry, Journal
from docgen.findings import InputError
from tests.batch.program import files, order


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    """Codes of an error."""
    return [f.code for f in error.value.findings]


def test_what_is_written_down_is_known_to_the_next(tmp_path: Path) -> None:
    entry = Entry("a.docx", 3, "content", "sum", "earlier")
    journal = Journal(tmp_path)
    journal.intend([entry, Entry("b.docx", 4, "c", "s")])
    journal.take_back({"b.docx": None})
    journal.close(ended=True)
    # Nothing but the journal itself is left in the folder.
    assert [p.name for p in tmp_path.iterdir()] == [NAME]
    journal = Journal(tmp_path)
    assert journal.known("a.docx") == entry
    assert journal.known("b.docx") is None
    assert journal.entries() == [entry]
    assert journal.run == 2
    journal.close()


def test_what_is_written_down_outlives_its_process(tmp_path: Path) -> None:
    """As after a kill: the log is there, nobody has closed it."""
    import subprocess
    import sys

    code = (
        "import os, sys; from pathlib import Path; from docgen.batch.journal import *\n"
        "j = Journal(Path(sys.argv[1])); j.intend([Entry('a.docx', 1, 'c', 's')]); os._exit(9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == 9
    journal = Journal(tmp_path)
    assert journal.known("a.docx") == Entry("a.docx", 1, "c", "s")
    journal.close()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(InputError) as error:
        Journal(tmp_path)
    assert codes(error) == ["LO01"]
    journal.intend([Entry("a.docx", 1, "c", "s")])
    with pytest.raises(InputError):
        Journal(tmp_path)
    journal.close()
    Journal(tmp_path).close()


def test_runs_are_written_down(tmp_path: Path) -> None:
    Journal(tmp_path, "1.0 isal", 7).close()
    Journal(tmp_path, "1.0 isal", 7).close(ended=True)
    base = sqlite3.connect(tmp_path / NAME)
    found = base.execute("SELECT id, docgen, rows, ended IS NULL FROM lan").fetchall()
    base.close()
    assert found == [(1, "1.0 isal", 7, 1), (2, "1.0 isal", 7, 0)]


@pytest.mark.parametrize("content", [b"not a database at all, but a text", b"x" * 5000])
def test_a_damaged_journal_is_told_and_nothing_is_touched(tmp_path: Path, content: bytes) -> None:
    run_batch(order(tmp_path, 3), lambda _o: None)
    before = files(tmp_path)
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(InputError) as error:
        run_batch(order(tmp_path, 5, force=True), lambda _o: None)
    assert codes(error) == ["LO02"]
    assert files(tmp_path) == before
    # Without it, nothing there is known as ours.
    (tmp_path / NAME).unlink()
    result = run_batch(order(tmp_path, 5), lambda _o: None)
    assert result.counts == {"made": 2, "same": 0, "failed": 3, "left": 0}
    assert run_batch(order(tmp_path, 5, force=True), lambda _o: None).done


@pytest.mark.parametrize("value", ["X'F1'", "NULL", "7"])
def test_a_row_that_no_journal_has(tmp_path: Path, value: str) -> None:
    run_batch(order(tmp_path, 3), lambda _o: None)
    base = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    base.execute("PRAGMA ignore_check_constraints = ON")
    definition = "sql = replace(sql, ' TEXT NOT NULL', ' BLOB')"
    base.execute("PRAGMA writable_schema = ON")
    base.execute(f"UPDATE sqlite_master SET {definition} WHERE name = 'tep'")
    base.close()
    base = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    base.execute(f"UPDATE tep SET content = {value} WHERE number = 2")
    base.close()
    before = files(tmp_path)
    with pytest.raises(InputError) as error:
        run_batch(order(tmp_path, 5, force=True), lambda _o: None)
    assert codes(error) == ["LO02"]
    assert files(tmp_path) == before


def test_damage_that_sqlite_cannot_even_tell(tmp_path: Path) -> None:
    """Its message quotes the damaged place, which is no UTF-8."""
    run_batch(order(tmp_path, 3), lambda _o: None)
    data = (tmp_path / NAME).read_bytes()
    assert data.count(b"CREATE TABLE lan (") == 1
    (tmp_path / NAME).write_bytes(data.replace(b"CREATE TABLE lan (", b"CREATE TABLE lan \xf5"))
    with pytest.raises(InputError) as error:
        Journal(tmp_path)
    assert codes(error) == ["LO02"]


def test_a_journal_of_a_newer_docgen_is_told(tmp_path: Path) -> None:
    Journal(tmp_path).close()
    base = sqlite3.connect(tmp_path / NAME)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(InputError) as error:
        Journal(tmp_path)
    assert codes(error) == ["LO02"]
    assert "mới hơn" in error.value.findings[0].message


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(InputError) as error:
        Journal(tmp_path)
    assert codes(error) == ["GH02"]
