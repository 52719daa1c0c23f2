"""Work over many items in one process or in several: the same results, in order, few at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.batch import run as running
from docgen.batch.processes import Processes
from docgen.batch.run import CHUNK, FEW, chunk_for, run, workers_for
from docgen.findings import Finding, InputError
from docgen.lang import _, set_language


def add(shared: int, item: int) -> int:
    """Work that can be done anywhere."""
    return shared + item


def refuse(shared: int, item: int) -> int:
    """Work that fails at one item."""
    if item == shared:
        raise InputError(Finding("GH02", f"at {item}"))
    return item


def say(shared: str, item: str) -> str:
    """A message in the language of the process it is made in."""
    return _("Đã ghi {path}").format(path=shared + item)


def process(shared: None, item: int) -> int:
    """The process that does the work."""
    return os.getpid()


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_order(workers: int) -> None:
    assert list(run(add, 100, range(30), workers)) == list(range(100, 130))
    assert list(run(add, 100, [], workers)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_is_raised_after_what_came_before(workers: int) -> None:
    seen = []
    with pytest.raises(InputError) as error:
        seen.extend(iter_into(seen, run(refuse, 3, range(30), workers)))
    assert error.value.findings == [Finding("GH02", "at 3")]
    assert seen == [0, 1, 2]


def iter_into(seen: list[int], results: Iterator[int]) -> list[int]:
    """Take results one by one, keeping those that came."""
    for one in results:
        seen.append(one)
    return []


@pytest.mark.parametrize("workers", [1, 2])
def test_items_are_taken_as_they_are_needed(workers: int) -> None:
    """Seven hundred units are not all handed out at once."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = run(add, 0, items(), workers)
    assert next(results) == 0
    assert taken <= 20
    results.close()
    assert taken <= 20


def test_other_processes_do_the_work() -> None:
    pids = set(run(process, None, range(8), 2))
    assert os.getpid() not in pids
    assert len(pids) <= 2
    assert set(run(process, None, range(8), 1)) == {os.getpid()}


def test_messages_are_in_the_language_of_the_command() -> None:
    set_language("en")
    try:
        assert list(run(say, "a/", ["b"] * 2, 2)) == ["Written a/b"] * 2
    finally:
        set_language("vi")
    assert list(run(say, "a/", ["b"] * 2, 2)) == ["Đã ghi a/b"] * 2


def test_how_many_processes() -> None:
    cores = os.cpu_count() or 1
    assert workers_for(FEW - 1) == 1
    assert workers_for(FEW) == min(cores, FEW)
    assert workers_for(10_000) == cores
    assert workers_for(3, 2) == 2
    assert workers_for(3, 200) == 3
    assert workers_for(0, 4) == 1


@pytest.mark.parametrize("chunk", [1, 4, 7, 100])
def test_chunks_change_nothing(chunk: int) -> None:
    assert list(run(add, 100, range(30), 2, chunk=chunk)) == list(range(100, 130))
    seen: list[int] = []
    with pytest.raises(InputError):
        seen.extend(iter_into(seen, run(refuse, 6, range(30), 2, chunk=chunk)))
    assert seen == list(range(6))


def test_chunks_leave_work_for_every_process() -> None:
    assert chunk_for(3321, 2) == CHUNK
    assert chunk_for(40, 2) == 5
    assert chunk_for(3, 2) == 1
    assert chunk_for(0, 0) == 1


def die_once(shared: str, item: int) -> int:
    """Work in the middle of which the process is killed, the first time."""
    if item == 5 and not os.path.exists(shared):
        open(shared, "x").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def die(shared: None, item: int) -> int:
    """Work that always ends its process."""
    os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_a_process_that_dies_is_replaced(tmp_path: Path) -> None:
    mark = str(tmp_path / "died")
    assert list(run(die_once, mark, range(40), 2, chunk=3, repeat=True)) == list(range(40))
    assert os.path.exists(mark)


def large(shared: None, item: int) -> bytes:
    """A result that no pipe takes at once."""
    return bytes([item]) * 4_000_000


def test_a_process_killed_while_it_answers_leaves_nobody_waiting() -> None:
    """Three times one of the two, while answers are on their way."""
    results = run(large, None, range(60), 2, repeat=True)
    seen = []
    for number, one in enumerate(results):
        seen.append(one[0])
        if number in (5, 20, 40):
            for child in multiprocessing.active_children()[:1]:
                assert child.pid is not None
                os.kill(child.pid, signal.SIGKILL)
    assert seen == list(range(60))
    assert multiprocessing.active_children() == []


def odd(shared: None, item: int) -> object:
    """A result that cannot be sent."""
    return (lambda: item) if item == 3 else item


def test_what_cannot_be_sent_is_an_error_and_ends_nothing() -> None:
    with Processes(1, (print, ())) as processes:
        with pytest.raises(RuntimeError, match="lambda"):
            processes.submit(odd, None, 3).result()
        with pytest.raises(InputError):
            processes.submit(refuse, 3, 3).result()
        assert processes.submit(odd, None, 4).result() == 4


def test_what_may_not_be_repeated_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        list(run(die_once, str(tmp_path / "died"), range(40), 2))
    assert [f.code for f in error.value.findings] == ["LO07"]


def test_dying_again_and_again_is_told() -> None:
    with pytest.raises(InputError) as error:
        list(run(die, None, range(40), 2, repeat=True))
    assert [f.code for f in error.value.findings] == ["LO07"]


def test_any_executor_does_the_same() -> None:
    with ThreadPoolExecutor(3) as threads:
        for chunk in (1, 8):
            results = run(add, 7, range(50), 3, chunk=chunk, executor=threads)
            assert list(results) == list(range(7, 57))
        # It stays open.
        assert threads.submit(add, 1, 2).result() == 3


def test_a_process_that_comes_late_is_told_what_is_shared() -> None:
    """A cluster may add a process that has not seen the first calls."""
    with ThreadPoolExecutor(1) as threads:
        results = run(add, 1000, range(20), 1, executor=threads)
        assert next(results) == 1000
        running._held.clear()
        assert list(results) == list(range(1001, 1020))
