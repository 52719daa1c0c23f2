"""A run on a Dask cluster: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.batch import cluster as clusters
from docgen.findings import InputError
from tests.batch.program import ROOT, begin, files

pytest.importorskip("distributed")
ROWS = 150


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments], cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _end(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def _scheduler(file: Path) -> subprocess.Popen[bytes]:
    """A scheduler that nobody works for yet; `file` is then there, with its address."""
    # Port 0: any that is free.
    program = _start(
        "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
        "--scheduler-file", str(file),
    )  # fmt: skip
    while not (file.exists() and file.read_text().strip().endswith("}")):
        assert program.poll() is None
        time.sleep(0.05)
    return program


def _address(file: Path) -> str:
    return str(json.loads(file.read_text())["address"])


def _workers(file: Path) -> list[subprocess.Popen[bytes]]:
    """Two workers of a scheduler, ready."""
    workers = [
        _start(
            "dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard",
            "--no-nanny", "--local-directory", str(file.parent / str(number)),
        )
        for number in range(2)
    ]  # fmt: skip
    code = "import sys; from distributed import Client; Client(sys.argv[1]).wait_for_workers(2)"
    subprocess.run([sys.executable, "-c", code, _address(file)], check=True, capture_output=True)
    return workers


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """File of a scheduler that nobody works for yet."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    program = _scheduler(file)
    yield file
    _end(program)


@pytest.fixture(scope="module")
def cluster(scheduler: Path) -> Iterator[str]:
    """Address of a scheduler with two workers."""
    workers = _workers(scheduler)
    yield _address(scheduler)
    for worker in workers:
        _end(worker)


def run(folder: Path, **options: object) -> tuple[int, str]:
    """Exit code and last line of a run."""
    with begin(folder, ROWS, **options) as program:
        out = program.stdout.read() if program.stdout else ""
    return program.returncode, out.splitlines()[-1]


def test_a_cluster_without_workers_is_told(scheduler: Path, tmp_path: Path) -> None:
    assert run(tmp_path, scheduler=_address(scheduler)) == (2, "cannot LO06")


def test_a_worker_and_then_the_scheduler_may_die(tmp_path: Path) -> None:
    """The other worker goes on; without a scheduler the run ends, and is resumed elsewhere."""
    file = tmp_path / "scheduler.json"
    scheduler = _scheduler(file)
    workers = _workers(file)
    try:
        with begin(tmp_path / "ra", 1500, scheduler=_address(file)) as program:
            assert program.stdout is not None
            program.stdout.readline()
            workers[0].kill()
            for _line in range(300):
                program.stdout.readline()
            scheduler.kill()
            out = program.stdout.read()
    finally:
        for one in (*workers, scheduler):
            _end(one)
    assert program.returncode == 1, out
    assert "Traceback" not in out, out[-3000:]
    last = out.splitlines()[-1]
    assert last.endswith("LO06")
    counts = json.loads(last[last.index("{") : last.index("}") + 1])
    assert counts["failed"] == 0
    assert counts["made"] + counts["left"] == 1500
    assert counts["made"] == len(files(tmp_path / "ra"))
    with begin(tmp_path / "ra", 1500, resume=True) as program:
        out = program.stdout.read() if program.stdout else ""
    assert f'"made": {counts["left"]}, "same": {counts["made"]}' in out


def test_the_cluster_makes_the_same_bytes(cluster: str, tmp_path: Path) -> None:
    code, last = run(tmp_path / "cluster", scheduler=cluster)
    assert code == 0, last
    assert run(tmp_path / "here", jobs=1)[0] == 0
    assert files(tmp_path / "cluster") == files(tmp_path / "here")
    assert len(files(tmp_path / "here")) == ROWS


def test_bad_rows_and_resume_are_as_on_one_machine(cluster: str, tmp_path: Path) -> None:
    code, last = run(tmp_path, scheduler=cluster, every_bad=20)
    assert (code, json.loads(last.partition(" ")[2])) == (
        1, {"made": 143, "same": 0, "failed": 7, "left": 0},
    )  # fmt: skip
    (tmp_path / "001-xa_so_1.docx").unlink()
    _code, last = run(tmp_path, scheduler=cluster, every_bad=20, resume=True)
    assert json.loads(last.partition(" ")[2]) == {"made": 1, "same": 142, "failed": 7, "left": 0}


def test_a_killed_run_is_resumed_elsewhere(cluster: str, tmp_path: Path) -> None:
    with begin(tmp_path / "a", 600, scheduler=cluster) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.kill()
        program.stdout.read()
    assert 0 < len(files(tmp_path / "a")) < 600
    with begin(tmp_path / "a", 600, resume=True, jobs=1) as program:
        assert program.communicate()[0].startswith("1 same")
    with begin(tmp_path / "b", 600, jobs=1) as program:
        program.communicate()
    assert files(tmp_path / "a") == files(tmp_path / "b")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "khong phai dia chi", "nowhere://x"])
def test_an_address_that_does_not_answer_is_told(tmp_path: Path, address: str) -> None:
    assert run(tmp_path, scheduler=address) == (2, "cannot LO06")
    assert files(tmp_path) == {}


def test_without_dask_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError) as error, clusters.cluster("tcp://127.0.0.1:1"):
        pass
    assert [f.code for f in error.value.findings] == ["LO05"]
    assert "docgen[cluster]" in error.value.findings[0].hint
