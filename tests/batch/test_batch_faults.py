"""What may go wrong on the way, with real processes: kills, Ctrl-C, full and locked places."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from docgen.batch.journal import NAME
from docgen.write.pdf import find_soffice
from tests.batch.program import ROOT, begin, files

ROWS = 150
KILLS = 20


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that nobody disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with begin(folder, ROWS, jobs=2) as program:
        assert program.wait() == 0
    made = files(folder)
    assert len(made) == ROWS
    return made


def whole(folder: Path, undisturbed: dict[str, bytes]) -> int:
    """How many files are there; each of them is whole, none has a name of its own."""
    there = {name: data for name, data in files(folder).items() if not name.endswith(".tmp")}
    assert all(undisturbed[name] == data for name, data in there.items())
    return len(there)


def test_killed_twenty_times_the_set_is_complete(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    """Killed at random lines of its way, in one process and in two, over and over; then resumed."""
    chance = random.Random(30)
    kills = midway = round_ = 0
    while kills < KILLS:
        folder = tmp_path / str(round_)
        round_ += 1
        there = 0
        while there < ROWS and kills < KILLS:
            with begin(folder, ROWS, resume=True, jobs=chance.choice((1, 1, 1, 2))) as program:
                assert program.stdout is not None
                last = chance.randrange(there, ROWS)
                for number, _line in enumerate(program.stdout):
                    if number >= last:
                        break
                time.sleep(chance.random() * 0.05)
                program.kill()
                program.stdout.read()
            killed = program.returncode == -signal.SIGKILL
            there = whole(folder, undisturbed)
            kills += killed
            midway += killed and 0 < there < ROWS
        with begin(folder, ROWS, resume=True) as program:
            out = program.stdout.read() if program.stdout else ""
        assert program.returncode == 0, out
        # Exactly what was missing.
        counts = json.loads(out.splitlines()[-1].partition(" ")[2])
        assert counts == {"made": ROWS - there, "same": there, "failed": 0, "left": 0}
        assert files(folder) == undisturbed
        assert [p.name for p in folder.iterdir() if p.name.startswith(".")] == [NAME]
    assert midway >= KILLS // 4


def _children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return [int(p) for p in found.stdout.split()]


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def _ends(pids: list[int], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while any(map(_runs, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(_runs, pids))


def _workers(pid: int) -> list[int]:
    """The processes that make documents for `pid`."""
    found = []
    with suppress(OSError):  # any of them may have ended
        own = Path(f"/proc/{pid}/cmdline").read_bytes()
        for child in _children(pid):
            # A fork has the words of its parent.
            words = Path(f"/proc/{child}/cmdline").read_bytes()
            if words == own or b"spawn_main" in words:
                found.append(child)
    return found


def test_no_process_outlives_a_killed_run(tmp_path: Path) -> None:
    with begin(tmp_path, 2000, jobs=2) as program:
        assert program.stdout is not None
        program.stdout.readline()
        children = _children(program.pid)
        assert len(children) >= 2
        program.kill()
        program.stdout.read()
    assert _ends(children)


@pytest.mark.parametrize("starting", [True, False])
def test_a_killed_process_of_the_run_loses_nothing(
    tmp_path: Path, undisturbed: dict[str, bytes], starting: bool
) -> None:
    with begin(tmp_path, ROWS, jobs=2) as program:
        assert program.stdout is not None
        if not starting:
            program.stdout.readline()
        workers: list[int] = []
        while not workers and program.poll() is None:
            workers = _workers(program.pid)
        assert workers or not starting
        with suppress(ProcessLookupError):
            for worker in workers[:1]:  # none: it was done already
                os.kill(worker, signal.SIGKILL)
        out = program.stdout.read()
        assert program.wait() == 0, out
    assert files(tmp_path) == undisturbed


def test_control_c_leaves_files_and_journal_sound(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    # More rows than are made before the signal arrives.
    with begin(tmp_path, 3000, jobs=2) as program:
        assert program.stdout is not None
        for _line in range(40):
            program.stdout.readline()
        program.send_signal(signal.SIGINT)
        out = program.stdout.read()
        assert program.wait() == 130, out
        assert "Traceback" not in out
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".") and p.name != NAME]
    made = len(files(tmp_path))
    assert 32 <= made < 3000
    for name, data in files(tmp_path).items():
        assert data.startswith(b"PK"), name
    with begin(tmp_path, made, resume=True) as program:
        out = program.stdout.read() if program.stdout else ""
        assert program.wait() == 0, out
    assert f'"same": {made}' in out


def test_control_c_while_processes_start_is_neither_lost_nor_told_by_them(tmp_path: Path) -> None:
    """As a terminal sends it: to the run and to the processes that have just begun."""
    for late in range(6):
        folder = tmp_path / str(late)
        with begin(folder, 3000, jobs=6, start_new_session=True) as program:
            while not _children(program.pid):
                assert program.poll() is None
            time.sleep(late * 0.004)
            os.killpg(program.pid, signal.SIGINT)
            out = program.stdout.read() if program.stdout else ""
        assert program.returncode == 130, out[-2000:]
        assert "Traceback" not in out, out[-2000:]
        assert len(files(folder)) < 3000


def test_two_runs_on_one_folder_at_once(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    programs = [begin(tmp_path, ROWS, jobs=1) for _run in range(3)]
    outs = []
    for program in programs:
        with program:
            outs.append(program.stdout.read() if program.stdout else "")
    ended = sorted(program.returncode for program in programs)
    # Those that came in while one was at work were refused; who came after it found all done.
    assert set(ended) <= {0, 2}
    assert 0 in ended
    for program, out in zip(programs, outs, strict=True):
        assert program.returncode == 0 or out.split() == ["cannot", "LO01"]
    assert files(tmp_path) == undisturbed


def test_a_second_run_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    with begin(tmp_path, 2000, jobs=1) as program:
        assert program.stdout is not None
        program.stdout.readline()
        with begin(tmp_path, 3, force=True) as second:
            out = second.stdout.read() if second.stdout else ""
        assert second.returncode == 2
        assert out.split() == ["cannot", "LO01"]
        program.kill()
        program.stdout.read()
    # The lock ended with its process.
    with begin(tmp_path, 3, resume=True) as third:
        assert third.wait() == 0


def _mounted(folder: Path, script: str, *arguments: str) -> list[str]:
    """Run a script that may mount on `folder`, where nobody else sees it; gives its lines."""
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    trial = [*unshare, "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    if (
        not shutil.which("unshare")
        or subprocess.run(trial, capture_output=True, check=False).returncode
    ):
        pytest.skip("no file system can be mounted here")
    done = subprocess.run(
        [*unshare, "sh", "-c", script, "sh", str(folder), sys.executable, *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


_READ_ONLY = """
mount -t tmpfs -o ro tmpfs "$1"
for target in "$1" "$1/moi"; do
  "$2" -m tests.batch.program "$target" 5 '{}'
  echo "exit $?"
done
ls -A "$1"
"""


def test_a_read_only_target_is_told_before_the_work(tmp_path: Path) -> None:
    assert _mounted(tmp_path, _READ_ONLY) == ["cannot GH02", "exit 2"] * 2


_FULL = """
set -e
mount -t tmpfs -o size={size}k tmpfs "$1"
set +e
"$2" -m tests.batch.program "$1" {rows} '{{"jobs": {jobs}}}' | tail -n 1
echo "there $(ls "$1" | wc -l) hidden $(ls -A "$1" | grep -c 'tmp$')"
mount -o remount,size=64m "$1"
"$2" -m tests.batch.program "$1" {rows} '{{"resume": true}}' | tail -n 1
cp "$1"/*.docx "$3"
"""


@pytest.mark.parametrize(("size", "jobs"), [(900, 1), (900, 2), (1200, 1)])
def test_a_full_disk_ends_the_run_and_resume_finishes_it(
    tmp_path: Path, undisturbed: dict[str, bytes], size: int, jobs: int
) -> None:
    """A file system of its own that is too small, then made larger."""
    disk, copy = tmp_path / "disk", tmp_path / "copy"
    disk.mkdir()
    copy.mkdir()
    script = _FULL.format(size=size, rows=ROWS, jobs=jobs)
    first, there, second = _mounted(disk, script, str(copy))
    counts = json.loads(first[first.index("{") : first.index("}") + 1])
    assert first.endswith("GH02")
    assert counts["failed"] == 0
    assert counts["made"] > 20
    assert counts["left"] == ROWS - counts["made"] > 20
    assert there == f"there {counts['made']} hidden 0"
    resumed = json.loads(second[second.index("{") : second.index("}") + 1])
    assert resumed == {"made": counts["left"], "same": counts["made"], "failed": 0, "left": 0}
    assert files(copy) == undisturbed


_FULL_TEMPORARY = """
mount -t tmpfs -o size={size}k tmpfs "$1"
export TMPDIR="$1"
"$2" -m tests.batch.program "$3" 4 '{{"jobs": 2, {options}}}' | tail -n 1
ls -A "$1"
unset TMPDIR
"$2" -m tests.batch.program "$3" 4 '{{"jobs": 2, "resume": true, {options}}}' | tail -n 1
"""


@pytest.mark.office
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_a_full_temporary_folder_is_no_fault_of_the_documents(tmp_path: Path) -> None:
    disk, folder = tmp_path / "disk", tmp_path / "ra"
    disk.mkdir()
    script = _FULL_TEMPORARY.format(size=300, options='"pdf": true')
    assert _mounted(disk, script, str(folder)) == [
        'end {"made": 0, "same": 0, "failed": 0, "left": 4} GH02',
        'end {"made": 4, "same": 0, "failed": 0, "left": 0}',
    ]
    assert len(files(folder)) == 8


def test_a_table_for_which_the_temporary_folder_has_no_room(tmp_path: Path) -> None:
    disk, folder = tmp_path / "disk", tmp_path / "ra"
    disk.mkdir()
    script = _FULL_TEMPORARY.format(
        size=4, options=f'"results": ["{folder}.json", "{folder}.xlsx"]'
    )
    assert _mounted(disk, script, str(folder)) == [
        'end {"made": 4, "same": 0, "failed": 0, "left": 0} GH02',
        'end {"made": 0, "same": 4, "failed": 0, "left": 0}',
    ]
    assert (tmp_path / "ra.json").exists()
    assert (tmp_path / "ra.xlsx").exists()
