"""Files made to hang, burst or crash their reader end in an error that names the page, in time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.findings import Finding, InputError
from docgen.read.pdf import bounded, limits, read_pdf
from tests.read.pdf import hostile
from tests.read.pdf.paper import Sheet, pdf

posix = pytest.mark.skipif(os.name != "posix", reason="memory is limited by POSIX alone")
GOOD = pdf(Sheet().text(121, 700, "Tổ chức Phong trào thi đua."))


def refused(data: bytes) -> Finding:
    with pytest.raises(InputError) as caught:
        read_pdf(data)
    (finding,) = caught.value.findings
    assert finding.hint
    return finding


def reads_on() -> None:
    assert read_pdf(GOOD).lines[0].text == "Tổ chức Phong trào thi đua."


def test_a_page_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.5)
    start = time.monotonic()
    finding = refused(hostile.doubling_forms())
    assert time.monotonic() - start < 8
    assert finding.code == "PDF14"
    assert "trang 1" in finding.message
    monkeypatch.undo()
    reads_on()


@posix
@pytest.mark.parametrize("make", [hostile.form_in_itself, hostile.bursting_stream])
def test_a_page_that_fills_the_memory_is_stopped(
    make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded.stop_all()
    monkeypatch.setattr(limits, "MAX_MEMORY", 400_000_000)
    finding = refused(make())
    assert finding.code == "PDF17"
    assert "trang 1" in finding.message
    monkeypatch.undo()
    bounded.stop_all()
    reads_on()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (hostile.many_pages, "PDF11"),
        (hostile.deep_page_tree, "PDF10"),
        (hostile.deep_arrays, ""),
        (hostile.endless_pattern, ""),
    ],
)
def test_other_tricks(make: Callable[[], bytes], code: str) -> None:
    data = make()
    start = time.monotonic()
    if code:
        assert refused(data).code == code
    else:
        assert read_pdf(data).lines[0].text == "Ke hoach"
    assert time.monotonic() - start < 10
    reads_on()


def test_five_hundred_pages() -> None:
    sheets = []
    for number in range(1, 501):
        sheet = Sheet().text(292, 800, str(number))
        for at in range(30):
            sheet.text(85, 720 - 20 * at, f"Dòng {at} của trang {number} nói về nông thôn mới.")
        sheets.append(sheet)
    data = pdf(*sheets)
    start = time.monotonic()
    source = read_pdf(data)
    assert time.monotonic() - start < 30
    assert sum(x.text.count("nông thôn mới") for x in source.lines) == 15_000
    assert len(source.aside) == 500


def test_one_worker_reads_file_after_file() -> None:
    bounded.stop_all()
    reads_on()
    (worker,) = bounded._idle
    reads_on()
    assert bounded._idle == [worker]
    with pytest.raises(InputError):
        read_pdf(b"%PDF-1.7 broken")
    assert bounded._idle == [worker]
    worker.stop()
    reads_on()


def test_threads_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        sources = list(pool.map(read_pdf, [GOOD] * 12))
    assert all(s.lines[0].text.startswith("Tổ chức") for s in sources)


def test_an_interrupted_reading_leaves_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded.stop_all()

    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr(bounded.json, "loads", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read_pdf(GOOD)
    assert bounded._idle == []
    reads_on()


def test_without_a_worker_the_file_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded.stop_all()
    monkeypatch.setattr(bounded.sys, "executable", "")
    reads_on()
    assert bounded._idle == []


def test_messages_come_in_the_chosen_language() -> None:
    from docgen.lang import set_language

    try:
        set_language("en")
        finding = refused(b"%PDF-1.7\n" + b"\x00" * 50)
    finally:
        set_language("vi")
    assert finding.message != refused(b"%PDF-1.7\n" + b"\x00" * 50).message


@posix
def test_what_a_worker_has_started_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo vie; exit 0; fi\n'
        f"echo $$ > {tmp_path}/new; /bin/mv {tmp_path}/new {tmp_path}/started; exec /bin/sleep 60\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    worker = bounded._Worker()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(worker.ask, pdf(Sheet().picture()), None)
        end = time.monotonic() + 20
        while not (tmp_path / "started").exists() and time.monotonic() < end:
            time.sleep(0.05)
        number = int((tmp_path / "started").read_text())
        os.kill(number, 0)
        worker.stop()
        with pytest.raises(InputError):
            asked.result(10)
    while time.monotonic() < end and _runs(number):
        time.sleep(0.05)
    assert not _runs(number)


def _runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks")
def test_a_forked_process_starts_a_worker_of_its_own() -> None:
    bounded.stop_all()
    reads_on()
    (worker,) = bounded._idle
    child = os.fork()
    if not child:
        code = 1
        try:
            reads_on()
            code = int(worker in bounded._idle)
            bounded.stop_all()
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    reads_on()
    assert bounded._idle == [worker]
