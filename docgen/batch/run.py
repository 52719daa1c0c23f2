"""One piece of work over many items, in as many processes as pay; results in the items' order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 8
"""Fewer items than this are not worth other processes."""
_WAITING = 4
"""Items handed to each process ahead of time: memory does not grow with their number."""


def workers_for(count: int, jobs: int | None = None) -> int:
    """How many processes to use for `count` items; `jobs` is what the user asked for."""
    if jobs is not None:
        return max(1, min(jobs, count))
    return 1 if count < FEW else min(os.cpu_count() or 1, count)


def run(
    work: Callable[[Shared, Item], Result],
    shared: Shared,
    items: Iterable[Item],
    workers: int,
) -> Iterator[Result]:
    """`work(shared, item)` for every item; `work` is a function of a module.

    `shared` is sent to each process once. What `work` raises is raised here; what is not begun is
    then given up.
    """
    if workers < 2:
        for item in items:
            yield work(shared, item)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    from docgen.lang import language

    given = (language(), work, shared)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _set_up, given)
    waiting: deque[Future[Any]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(_do, item))
            if len(waiting) >= workers * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_held: list[Any] = []
"""In a process of its own: the work and what all items share."""


def _set_up(lang: str, work: Callable[[Any, Any], Any], shared: Any) -> None:
    import signal

    from docgen.lang import set_language

    # Ctrl-C reaches every process of the terminal; the first one tells the others to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_language(lang)
    _held[:] = [work, shared]


def _do(item: Any) -> Any:
    work, shared = _held
    return work(shared, item)
