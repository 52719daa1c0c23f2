"""One piece of work over many items, in as many processes as pay; results in the items' order.

The processes are of this machine, or those behind any `concurrent.futures.Executor`.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

from docgen.findings import Finding, InputError
from docgen.lang import _, language

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 8
"""Fewer items than this are not worth other processes."""
CHUNK = 32
"""Most items for one call in another process: a call costs as much as several documents."""
_WAITING, _WAITING_CHUNKS = 4, 2
"""Calls handed to each process ahead of time: memory does not grow with the number of items."""
_ROUNDS = 4
"""So many calls at least for each process, so that all end at about the same time."""
_LOOK = 1.0
"""Seconds between two looks whether others are still there."""
_DEATHS = 3
"""So many times a process that died is replaced."""


def workers_for(count: int, jobs: int | None = None) -> int:
    """How many processes to use for `count` items; `jobs` is what the user asked for."""
    if jobs is not None:
        return max(1, min(jobs, count))
    return 1 if count < FEW else min(os.cpu_count() or 1, count)


def stops() -> tuple[signal.Signals, ...]:
    """The signals by which a system or a terminal ends a run: Ctrl-C, a service or the machine
    that goes down, a terminal that is closed."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


def chunk_for(count: int, workers: int) -> int:
    """How many of `count` items to hand over in one call."""
    return max(1, min(CHUNK, count // (max(workers, 1) * _ROUNDS)))


def run(
    work: Callable[[Shared, Item], Result],
    shared: Shared,
    items: Iterable[Item],
    workers: int,
    *,
    chunk: int = 1,
    repeat: bool = False,
    executor: Executor | None = None,
    alive: Callable[[], bool] | None = None,
) -> Generator[Result, None, None]:
    """`work(shared, item)` for every item; `work` is a function of a module.

    `shared` is sent to each process once. `chunk` items go over in one call. `executor`: processes
    to use instead of this machine's, of which `workers` are at hand; it stays open; `alive` tells
    whether answers can still come from it, else ConnectionError is raised. What `work` raises is
    raised here; what is not begun is then given up. A process that dies (killed, out of memory) is
    replaced and its items are done again if `repeat` says that nothing is left behind by half of
    them. Raises InputError (LO07) when processes die again and again.
    """
    if executor is None and workers < 2:
        for item in items:
            yield work(shared, item)
        return
    blob = pickle.dumps((language(), work, shared), pickle.HIGHEST_PROTOCOL)
    calls = _Calls(sha256(blob).hexdigest(), blob, workers, executor, alive)
    source = iter(items)
    ahead = max(workers, 1) * (_WAITING if chunk == 1 else _WAITING_CHUNKS)
    deaths = 0
    try:
        while True:
            while len(calls.waiting) < ahead and (batch := tuple(islice(source, chunk))):
                calls.submit(batch)
            if not calls.waiting:
                return
            try:
                results, error = calls.take()
            except BrokenExecutor:
                deaths += 1
                if executor is not None or not repeat or deaths > _DEATHS:
                    raise _died() from None
                calls.again()
                continue
            yield from results
            if error is not None:
                raise error
    finally:
        calls.close()


def _died() -> InputError:
    return InputError(
        Finding(
            "LO07",
            _("Một tiến trình con bị dừng đột ngột (hết bộ nhớ, hoặc bị chương trình khác dừng)."),
            hint=_("Chạy lại với ít tiến trình hơn, ví dụ --jobs 1."),
        )
    )


Answer = tuple[list[Any], BaseException | None]


@dataclass(slots=True)
class _Calls:
    """Calls under way, oldest first."""

    key: str
    blob: bytes
    workers: int
    given: Executor | None
    alive: Callable[[], bool] | None = None
    waiting: deque[tuple[Future[Any], tuple[Any, ...]]] = field(default_factory=deque)
    pool: Executor | None = None
    sent: int = 0

    def submit(self, batch: tuple[Any, ...]) -> None:
        """Hand over some items."""
        # Processes of our own were set up with what is shared; of others, the first few calls.
        blob = self.blob if self.given is not None and self.sent < self.workers else b""
        self.sent += 1
        self.waiting.append((self._executor().submit(_do, self.key, blob, batch), batch))

    def take(self) -> Answer:
        """What came of the oldest call, which is then forgotten; not so when a process died."""
        future, batch = self.waiting[0]
        answer = self._wait(future)
        if answer is None:
            # A process of the cluster that has not seen what is shared: it came later.
            answer = self._wait(self._executor().submit(_do, self.key, self.blob, batch))
        self.waiting.popleft()
        assert answer is not None
        return answer

    def _wait(self, future: Future[Any]) -> Answer | None:
        answer: Answer | None
        while self.alive is not None and not future.done():
            # A scheduler that is gone answers nothing, no error either.
            wait([future], _LOOK)
            if not future.done() and not self.alive():
                raise ConnectionError(_("mất liên lạc với scheduler"))
        answer = future.result()
        return answer

    def again(self) -> None:
        """Hand over the items of the oldest call once more."""
        _future, batch = self.waiting.popleft()
        self.waiting.appendleft((self._executor().submit(_do, self.key, b"", batch), batch))

    def _executor(self) -> Executor:
        if self.given is not None:
            return self.given
        if self.pool is None:
            from docgen.batch.processes import Processes

            self.pool = Processes(self.workers, (_set_up, (self.key, self.blob)))
        return self.pool

    def close(self) -> None:
        """Give up what is not begun, end our own processes."""
        for future, _batch in self.waiting:
            future.cancel()
        self.waiting.clear()
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None


_held: OrderedDict[str, Any] = OrderedDict()
"""In a process that works: the work and what all items share, by key; the last few runs."""
_HELD = 4
_turn = threading.Lock()
"""A process of a cluster may have several threads; the engine is one."""


def _set_up(key: str, blob: bytes) -> None:
    """Begin a process of our own."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _hold(key, blob)


def _end_with_parent() -> None:
    """A parent that was killed tells nobody: its processes would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _hold(key: str, blob: bytes) -> None:
    _held[key] = pickle.loads(blob)
    while len(_held) > _HELD:
        _held.popitem(last=False)


def _do(key: str, blob: bytes, batch: tuple[Any, ...]) -> Answer | None:
    """Results of some items up to the first that fails, and its error; None: not set up yet."""
    from docgen.lang import set_language

    with _turn:
        if key not in _held:
            if not blob:
                return None
            _hold(key, blob)
        lang, work, shared = _held[key]
        set_language(lang)
        results: list[Any] = []
        for item in batch:
            try:
                results.append(work(shared, item))
            except Exception as error:
                return results, error
        return results, None
