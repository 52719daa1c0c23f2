"""The processes of a Dask cluster as an executor like any other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from docgen.findings import Finding, InputError, Where
from docgen.lang import _

_SECONDS = 10
"""How long to wait for the scheduler to answer."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor of the cluster whose scheduler listens at `address`, and its number of threads.

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
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise unreachable(address, error) from None
    try:
        width = sum(client.nthreads().values())
        if not width:
            raise unreachable(address, _("không có máy nào trong cụm"))
        yield client.get_executor(pure=False), width
    finally:
        client.close(_SECONDS)


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
