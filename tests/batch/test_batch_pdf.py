"""Printing in a run: several warm instances; killing one in the middle loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.batch.batch import run_batch
from docgen.batch.outcome import BatchResult, Outcome
from docgen.batch.pdf import Printer
from docgen.findings import InputError
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import find_soffice
from docgen.write.pdf import warm as warm_module
from tests.batch.program import base, begin, files, order

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed"),
]
ROWS = 12


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Temporary files of the test's own; nothing may be left of them."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    deadline = time.monotonic() + 10
    while _of(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _of(folder) == []
    monkeypatch.undo()
    tempfile.tempdir = None


def _of(folder: Path, name: str = "") -> list[int]:
    """Running processes whose command line names `folder`; only those called `name`."""
    listing = subprocess.run(["ps", "-wweo", "pid,stat,comm,args"], capture_output=True, text=True)
    rows = [line.split(None, 3) for line in listing.stdout.splitlines()[1:]]
    return [
        int(r[0]) for r in rows
        if len(r) == 4 and str(folder) in r[3] and "Z" not in r[1] and name in r[2]
    ]  # fmt: skip


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run with one instance leaves."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert go(folder, jobs=1).done
    return files(folder)


def go(folder: Path, rows: int = ROWS, **options: object) -> BatchResult:
    """Run with printing."""
    return run_batch(order(folder, rows, pdf=True, **options), lambda _o: None)


def test_every_document_is_printed_by_two_as_by_one(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    import pypdf

    told: list[Outcome] = []
    result = run_batch(order(tmp_path / "ra", ROWS, pdf=True, jobs=2), told.append)
    assert result.done
    assert told == list(result.outcomes)
    made = files(tmp_path / "ra")
    assert made == undisturbed
    assert len(made) == 2 * ROWS
    for one in result.outcomes:
        text = pypdf.PdfReader(tmp_path / "ra" / one.pdf).pages[0].extract_text()
        assert f"XÃ SỐ {one.number}\n" in text
    assert list((tmp_path / "tmp").iterdir()) == []


def test_only_what_is_missing_is_printed(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = tmp_path / "ra"
    assert run_batch(order(folder, ROWS), lambda _o: None).done
    (folder / "007-xa_so_7.pdf").write_bytes(b"%PDF- of somebody else %%EOF")
    result = go(folder)
    assert [o.state for o in result.outcomes].count("made") == ROWS - 1
    assert [f.code for f in result.outcomes[6].findings] == ["GH01"]
    assert result.outcomes[6].file == "007-xa_so_7.docx"
    (folder / "007-xa_so_7.pdf").unlink()
    (folder / "008-xa_so_8.pdf").write_bytes(b"%PDF- cut by power lo")
    result = go(folder, resume=True)
    assert [o.number for o in result.outcomes if o.state == "made"] == [7, 8]
    assert files(folder) == undisturbed
    assert go(folder).counts["same"] == ROWS


def test_killing_soffice_in_the_middle_loses_nothing(
    tmp_path: Path, scratch: Path, undisturbed: dict[str, bytes]
) -> None:
    """As a crash would, several times while documents are being printed."""
    killed: list[int] = []

    def kill(outcome: Outcome) -> None:
        if outcome.number in (1, 4, 7):
            for pid in _of(scratch, "soffice.bin")[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    result = run_batch(order(tmp_path / "ra", ROWS, pdf=True, jobs=2), kill)
    assert result.done, [o for o in result.outcomes if o.state == "failed"]
    assert len(set(killed)) == 3
    assert files(tmp_path / "ra") == undisturbed


def test_one_that_is_killed_while_it_starts_gives_way_to_another(tmp_path: Path) -> None:
    """LibreOffice that cannot start is printed by cold calls: not for the rest of a long run."""
    good = render_docx(base())[0]
    with Printer(1) as printer:
        first = next(iter(printer.print_all([(0, good, tmp_path / "0.pdf")])))[2]
        lame = printer.pool.instances[0]
        lame.close()
        real, tries = lame._ready, []

        def killed() -> object:
            tries.append(0)
            real()
            lame._stop(kill=True)
            raise warm_module._Gone("killed", started=False)

        lame._ready = killed  # type: ignore[method-assign, assignment]
        second = next(iter(printer.print_all([(0, good, tmp_path / "1.pdf")])))[2]
        assert len(tries) == 2
        assert printer.pool.instances[0] is not lame
        assert printer.pool.instances[0].is_warm
    assert first.data == second.data != b""


def test_killing_the_run_leaves_whole_files_and_no_process(
    tmp_path: Path, scratch: Path, undisturbed: dict[str, bytes]
) -> None:
    folder = tmp_path / "ra"
    with begin(folder, ROWS, pdf=True, jobs=2) as program:
        assert program.stdout is not None
        for _line in range(3):
            program.stdout.readline()
        program.kill()
        program.stdout.read()
    assert [p for p in scratch.iterdir() if p.name.startswith(".docgen-batch.")]
    there = {n: d for n, d in files(folder).items() if not n.endswith(".tmp")}
    assert 6 <= len(there) < 2 * ROWS
    assert all(undisturbed[name] == data for name, data in there.items())
    result = go(folder, resume=True)
    assert result.done
    assert result.counts["made"] <= ROWS - 3
    assert files(folder) == undisturbed
    # What was on its way to LibreOffice is gone too.
    left = [p for p in scratch.iterdir() if p.name.startswith(".docgen-batch.")]
    assert left == []


def test_a_document_that_cannot_be_printed_stops_no_other(tmp_path: Path) -> None:
    good = render_docx(base())[0]
    given = [(n, b"no Word file" if n == 2 else b"" if n == 3 else good, tmp_path / f"{n}.pdf")
             for n in range(6)]  # fmt: skip
    with Printer(2) as printer:
        made = list(printer.print_all(given))
    assert [mark for mark, _data, _printed in made] == list(range(6))
    assert [f.code for f in made[2][2].findings] == ["PDF03"]
    assert str(tmp_path / "2.pdf") in str(made[2][2].findings[0])
    assert made[3][2].data == b""
    assert made[3][2].findings == ()
    assert len({p.data for n, _d, p in made if n not in (2, 3)}) == 1


def test_without_libreoffice_nothing_is_begun(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from docgen.write.pdf import office

    monkeypatch.setattr(office, "find_soffice", lambda: None)
    with pytest.raises(InputError) as error:
        go(tmp_path / "ra")
    assert [f.code for f in error.value.findings] == ["PDF01"]
    assert not (tmp_path / "ra").exists()
