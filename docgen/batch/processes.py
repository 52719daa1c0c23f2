"""Processes of this machine as an executor that outlives the death of any of them.

Python's own ProcessPoolExecutor lets all processes send through one pipe under one lock: one that
is killed while it sends leaves the others, and whoever waits for them, hanging for ever. Here each
has a pipe of its own. Its death ends that pipe, and with it one call alone.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from queue import SimpleQueue
from typing import Any

from docgen.batch.run import stops

SetUp = tuple[Callable[..., None], tuple[Any, ...]]


class Processes(Executor):
    """`n` processes, each started when it is first needed or before and set up by `set_up`: a
    function of a module and its arguments. A call whose process dies ends with BrokenExecutor; the
    next one gets a new process. Functions and results are picklable."""

    def __init__(self, n: int, set_up: SetUp) -> None:
        self._set_up = set_up
        self._free: SimpleQueue[_Process | None] = SimpleQueue()
        for _number in range(n):
            self._free.put(_fork(set_up))
        self._threads = ThreadPoolExecutor(n)
        self._size = n

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call `fn` in one of the processes."""
        return self._threads.submit(self._call, fn, args, kwargs)

    def _call(self, fn: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        process = self._free.get()
        try:
            if process is None:
                process = _Process(self._set_up)
            good, result = process.call((fn, args, kwargs))
        except (EOFError, OSError) as error:
            if process is not None:
                process.end()
            process = None
            raise BrokenExecutor(str(error)) from None
        finally:
            self._free.put(process)
        if not good:
            raise result
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; what they are at is waited for if `wait`."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for _number in range(self._size if wait else 0):
            process = self._free.get()
            if process is not None:
                process.end()
        self._size = 0


def _fork(set_up: SetUp) -> _Process | None:
    """A process that has all that this one has loaded, where that is safe: a quarter of a second
    sooner than a new one. A copy of a process with threads may wait for them for ever."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return None
    try:
        return _Process(set_up, "fork")
    except OSError:
        return None


_starting = threading.Lock()


@contextmanager
def _unstoppable() -> Iterator[None]:
    """A block that no signal to end breaks into; it arrives behind it.

    Ctrl-C reaches every process of a terminal. In the hooks around a fork Python would lose it, and
    a process that has just begun would say so in its own words. It begins with what is held back
    here, and `_serve` then says what becomes of it.
    """
    if sys.platform == "win32":
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, stops())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


class _Process:
    """One process and the pipe to it."""

    def __init__(self, set_up: SetUp, method: str = "spawn") -> None:
        context: Any = get_context(method)
        if method == "spawn" and sys.platform != "win32":
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # its own start would let signals in again
        self._pipe, other = context.Pipe()
        with _starting, _unstoppable():
            self._process = context.Process(target=_serve, args=(other, *set_up), daemon=True)
            try:
                self._process.start()
            except BaseException:
                self._pipe.close()
                raise
            finally:
                # The one end is the child's alone: when it is gone, reading ends.
                other.close()

    def call(self, request: Any) -> tuple[bool, Any]:
        """Whether it went well, and the result or the error. Raises EOFError, OSError."""
        self._pipe.send(request)
        good, result = self._pipe.recv()
        return good, result

    def end(self) -> None:
        """End the process; it is idle or dead."""
        self._pipe.close()
        self._process.kill()
        self._process.join()


def _own_signals() -> None:
    """Ctrl-C is for the first process, which tells the others to end; what else ends a run ends
    this one too."""
    for number in stops():
        if signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` has it
            ours = signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, ours)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, stops())


def _serve(pipe: Any, set_up: Callable[..., None], given: tuple[Any, ...]) -> None:
    """The life of a process: answer calls until the pipe ends, as it does with the parent."""
    gc.freeze()  # what was there before it began is not looked through again and again
    _own_signals()
    set_up(*given)
    while True:
        try:
            fn, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, fn(*args, **kwargs)
        except Exception as error:
            answer = False, error
        try:
            pipe.send(answer)
        except OSError:
            return
        except Exception as error:  # what cannot be pickled
            with suppress(OSError):
                pipe.send((False, RuntimeError(f"{type(error).__name__}: {error}")))
