"""The processes of a Dask cluster as an executor like any other."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from docgen.findings import Finding, InputError, Where
from docgen.lang import _

_SECONDS = 5
"""How long to wait for the scheduler to answer."""
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ucx|wss?)://)?(?:\[[0-9a-fA-F:.%]+\]|[\w.-]+):\d{1,5}/?")


@dataclass(frozen=True, slots=True)
class Cluster:
    """An executor, the number of its threads, and whether answers can still come from it."""

    executor: Executor
    width: int
    alive: Callable[[], bool]


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at `address`.

    Raises InputError: LO05 `distributed` is not installed, LO06 no answer or no worker.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise InputError(
            Finding(
                "LO05",
                _("Chưa cài phần chạy trên cụm máy (Dask)."),
                hint=_("Cài bằng: pip install 'docgen[cluster]' — hoặc bỏ --scheduler."),
            )
        ) from None
    # What is no address is not given to Dask: it would try to end that client for seconds.
    if not _ADDRESS.fullmatch(address):
        raise unreachable(address, _("không phải là địa chỉ"))
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except Exception as error:  # no route, no such address, no scheduler, its own loop
        raise unreachable(address, error) from None
    try:
        width = sum(client.nthreads().values())
        if not width:
            raise unreachable(address, _("không có máy nào trong cụm"))
        executor = client.get_executor(pure=False)
        # What becomes of the cluster is told as findings, not as distributed's own tracebacks.
        for name in list(logging.root.manager.loggerDict):
            if name.partition(".")[0] == "distributed":
                logging.getLogger(name).setLevel(logging.CRITICAL)
        for name in ("asyncio", "tornado.application"):
            logging.getLogger(name).addFilter(_not_of_dask)
        yield Cluster(executor, width, lambda: client.status == "running")
    finally:
        client.close(_SECONDS)


def _not_of_dask(record: logging.LogRecord) -> bool:
    """Whether what the event loop logs concerns others than Dask."""
    error = record.exc_info[1] if record.exc_info else None
    return not type(error).__module__.startswith("distributed")


def unreachable(address: str, problem: object) -> InputError:
    """The error for a cluster that does not answer or breaks."""
    words = " ".join(str(problem).split()) or type(problem).__name__
    return InputError(
        Finding(
            "LO06",
            _("Không dùng được cụm máy: {problem}.").format(problem=words),
            hint=_("Kiểm tra địa chỉ của scheduler, ví dụ tcp://10.0.0.5:8786; máy nào cũng cần "
                   "cài docgen. Bỏ --scheduler để chạy ngay trên máy này."),
            where=Where(address),
        )
    )  # fmt: skip
