"""What may go wrong with a process: hangs, crashes, kills; nothing is lost or left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from docgen.findings import InputError
from docgen.write.pdf import LibreOffice, Pool, to_pdf
from docgen.write.pdf import warm as warm_module

Clean = Callable[[], set[str]]


def _gone(clean: Clean, seconds: float = 5.0) -> set[str]:
    """What is left once things had time to end."""
    deadline = time.monotonic() + seconds
    while clean() and time.monotonic() < deadline:
        time.sleep(0.05)
    return clean()


def _kill_soffice(pid: int) -> None:
    """Kill soffice.bin, the innermost process of the group, as a crash would."""
    listing = subprocess.run(["ps", "-eo", "pid,pgid,comm"], capture_output=True, text=True)
    for line in listing.stdout.splitlines()[1:]:
        process, group, name = line.split(None, 2)
        if int(group) == pid and "soffice.bin" in name:
            os.kill(int(process), signal.SIGKILL)


def test_timeout_kills_and_the_next_one_works(
    clean: Clean, plan: Path, long_plan: Path, tmp_path: Path
) -> None:
    with LibreOffice() as office:
        office.start()
        first = office.pid
        begin = time.monotonic()
        with pytest.raises(InputError) as error:
            office.convert(long_plan, tmp_path / "long.pdf", timeout=0.05)
        assert time.monotonic() - begin < 2.0
        assert error.value.findings[0].code == "PDF02"
        assert "0.05" in error.value.findings[0].message
        assert _gone(clean) == set()
        office.convert(plan, tmp_path / "a.pdf")
        assert office.pid != first
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["a.pdf"]
    assert list(tmp_path.glob(".*")) == []
    assert clean() == set()


def test_cold_timeout_kills(clean: Clean, plan: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        to_pdf(plan, tmp_path / "a.pdf", timeout=0.3)
    assert error.value.findings[0].code == "PDF02"
    assert not (tmp_path / "a.pdf").exists()
    assert _gone(clean) == set()


def test_killing_either_process_in_a_series_loses_nothing(
    clean: Clean, plan: Path, long_plan: Path, tmp_path: Path
) -> None:
    with LibreOffice() as office:
        office.start()
        group = office.pid
        assert group is not None
        # soffice in the middle of a document of many pages, then the bridge between two.
        killer = threading.Timer(0.3, _kill_soffice, [group])
        killer.start()
        office.convert(long_plan, tmp_path / "0.pdf")
        killer.join()
        assert office.pid != group
        assert office._running is not None
        office._running.bridge.kill()
        for index in range(1, 4):
            office.convert(plan, tmp_path / f"{index}.pdf")
    assert len(pypdf.PdfReader(tmp_path / "0.pdf").pages) > 30
    for index in range(1, 4):
        assert len(pypdf.PdfReader(tmp_path / f"{index}.pdf").pages) == 1
    assert clean() == set()


def test_a_print_aborted_from_outside_is_tried_again(
    clean: Clean, monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
) -> None:
    real = warm_module._Running.convert
    aborted: list[int] = []

    def abort_once(running: warm_module._Running, *rest: object) -> None:
        if not aborted:
            aborted.append(running.pid)
            raise warm_module._Refused("failed: 0x11b(Error Area:Io Class:Abort Code:27)")
        real(running, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(warm_module._Running, "convert", abort_once)
    with LibreOffice() as office:
        office.convert(plan, tmp_path / "a.pdf")
        assert office.pid not in aborted
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert clean() == set()


def test_a_crash_each_time_is_reported_after_two_tries(
    clean: Clean, monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
) -> None:
    tries = []

    def crash(running: warm_module._Running, *rest: object) -> None:
        tries.append(running.pid)
        _kill_soffice(running.pid)
        running._answer(20.0)

    monkeypatch.setattr(warm_module._Running, "convert", crash)
    with LibreOffice() as office:
        with pytest.raises(InputError) as error:
            office.convert(plan, tmp_path / "a.pdf")
        assert error.value.findings[0].code == "PDF03"
    assert len(set(tries)) == 2
    assert clean() == set()


def test_without_uno_each_document_is_printed_cold(
    clean: Clean, monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(warm_module, "find_uno_python", lambda soffice: None)
    with LibreOffice() as office:
        assert not office.is_warm
        office.convert(plan, tmp_path / "a.pdf")
        assert office.pid is None
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert clean() == set()


def test_a_bridge_that_cannot_start_falls_back_to_cold(
    clean: Clean, plan: Path, tmp_path: Path
) -> None:
    with LibreOffice(python=sys.executable) as office:  # has no uno
        office.convert(plan, tmp_path / "a.pdf")
        assert not office.is_warm  # and stays so: no two failed starts before each document
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert clean() == set()


def test_a_loopback_port_serves_where_there_are_no_pipes(
    clean: Clean, monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
) -> None:
    address = warm_module._address
    monkeypatch.setattr(warm_module, "_address", lambda: address(pipes=False))
    with LibreOffice() as office:
        office.convert(plan, tmp_path / "a.pdf")
        assert not office.is_warm or office.pid is not None
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert clean() == set()


def test_pool_keeps_order_and_reports_each_failure(
    clean: Clean, plan: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no")
    jobs = [(bad if i == 2 else plan, tmp_path / f"{i}.pdf") for i in range(8)]
    with Pool(2) as pool:
        results = pool.convert_many(jobs)
    assert [(r.docx, r.pdf) for r in results] == jobs
    assert [i for i, r in enumerate(results) if r.error] == [2]
    assert len({path.read_bytes() for path in tmp_path.glob("*.pdf")}) == 1
    assert len(list(tmp_path.glob("*.pdf"))) == 7
    assert clean() == set()
    with pytest.raises(ValueError, match="at least 1"):
        Pool(0)


_PROGRAM = """
import sys, time
from pathlib import Path
from docgen.write.pdf import LibreOffice, to_pdf
docx, pdf, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if way == "cold":
    print("ready", flush=True)
    to_pdf(docx, pdf)
else:
    office = LibreOffice()
    office.start()
    print("ready", flush=True)
    if way == "busy":
        office.convert(docx, pdf)
    elif way == "idle":
        time.sleep(60)
"""


@pytest.mark.parametrize(
    ("way", "number"),
    [
        ("exit", None),
        ("idle", signal.SIGTERM),
        ("busy", signal.SIGKILL),
        ("cold", signal.SIGTERM),
    ],
)
def test_nothing_stays_behind_when_the_program_ends(
    clean: Clean, long_plan: Path, tmp_path: Path, way: str, number: signal.Signals | None
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(long_plan), str(tmp_path / "a.pdf"), way],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(warm_module.__file__).parents[3],
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        if number is not None:
            time.sleep(0.3)
            assert clean() != set()
            program.send_signal(number)
        assert program.wait(10) == (-number if number else 0)
    assert _gone(clean) == set()
    assert not (tmp_path / "a.pdf").exists()
