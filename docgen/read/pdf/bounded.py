"""PDF files read by a process of their own: one that hangs, bursts or crashes harms nobody else.

pdfium is native code: nothing inside a process can stop it. So a worker reads (`worker.py`), with
a limit of memory and of time for each page, and stays for the next file: only the first one of a
process pays for its start. Where no worker can be had, the file is read in this process.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from docgen import lang
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.read.pdf import limits
from docgen.read.source import Line, Source

TIMED_OUT = 1
"""Exit code of a worker that stopped itself because a page took too long."""
_KEPT = 20_000_000
"""Bytes; a worker that has read a larger file is not kept."""
_ENVIRONMENT = ("PATH", "TESSDATA_PREFIX")


def read_pdf(data: bytes, password: str | None = None) -> Source:
    """Lines of a PDF in reading order, each one paragraph; what stands beside the text in `aside`.

    Scanned pages are read by tesseract where it is installed with Vietnamese. Raises InputError:
    PDF10 no PDF or broken, PDF11 too big, PDF12 locked by a password, PDF13 a scan that cannot be
    read, PDF14 takes too long, PDF15 pypdfium2 is not installed, PDF16 no text at all, PDF17 makes
    pdfium crash or need too much memory.
    """
    limits.refuse_at_once(data)
    with _room:
        worker = _take()
        if worker is None:
            from docgen.read.pdf.document import read_here

            return read_here(data, password)
        try:
            answer = worker.ask(data, password)
        except BaseException:
            # Also when the user interrupts: the worker is in the middle of something.
            worker.stop()
            raise
        if len(data) <= _KEPT:
            _give_back(worker)
        else:
            worker.stop()
    if "findings" in answer:
        raise InputError([Finding(**f) for f in answer["findings"]])
    if "bug" in answer:
        raise RuntimeError(answer["bug"])
    lines, aside = answer["lines"], answer["aside"]
    return Source([Line(*values) for values in lines], [Line(*values) for values in aside])


class _Worker:
    """One process that reads files one after the other."""

    def __init__(self) -> None:
        code = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); "
        code += "from docgen.read.pdf.worker import serve; serve(int(sys.argv[1]))"
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-X", "utf8", "-c", code),
                *(str(limits.MAX_MEMORY), json.dumps(sys.path)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # With its children (tesseract) it can be ended as one; Ctrl-C is ours to handle.
            start_new_session=os.name == "posix",
        )

    def ask(self, data: bytes, password: str | None) -> dict[str, Any]:
        """Its answer about one file. Raises InputError PDF14, PDF17 when it ends instead."""
        given = {
            "size": len(data),
            "password": password,
            "lang": lang.language(),
            "page_seconds": limits.PAGE_SECONDS,
            "environment": {k: os.environ[k] for k in _ENVIRONMENT if k in os.environ},
        }
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert answers is not None
        page = 0
        # A worker that ends in between has said why, or its exit code tells.
        with suppress(OSError):
            pipe.write(json.dumps(given).encode() + b"\n")
            pipe.write(data)
            pipe.flush()
        while line := answers.readline():
            answer: dict[str, Any] = json.loads(line)
            if "page" not in answer:
                return answer
            page = answer["page"]
        raise _ended(self._process.wait(), page)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End it, with what it has started."""
        with suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, 9)
            else:
                self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _ended(code: int, page: int) -> InputError:
    place = _("trang {page}").format(page=page) if page else _("lúc mở tệp")
    hint = _("In lại tệp sang PDF, hoặc tách trang đó ra rồi đọc phần còn lại.")
    if code == TIMED_OUT:
        text = _("Đọc tệp PDF quá lâu: dừng ở {place} sau {limit} giây.")
        return limits.refusal(
            "PDF14", text.format(place=place, limit=int(limits.PAGE_SECONDS)), hint
        )
    text = _("Tệp PDF làm bộ đọc ngừng hoạt động hoặc cần quá nhiều bộ nhớ, ở {place}.")
    return limits.refusal("PDF17", text.format(place=place), hint)


_MOST = max(2, os.cpu_count() or 1)
"""So many files are read at a time."""
_room = threading.BoundedSemaphore(_MOST)
_lock = threading.Lock()
_idle: list[_Worker] = []
_others: list[_Worker] = []
"""Of the process that this one was forked from: never to be touched."""


def _take() -> _Worker | None:
    """A worker that waits, or a new one; None where there can be none."""
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.alive:
                return worker
            worker.stop()
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    try:
        return _Worker()
    except OSError:
        return None


def _give_back(worker: _Worker) -> None:
    with _lock:
        _idle.append(worker)


@atexit.register
def stop_all() -> None:
    """End the workers that wait; the next file starts a new one."""
    with _lock:
        while _idle:
            _idle.pop().stop()


def _forget() -> None:
    """In a forked process: the workers belong to the one that started them."""
    global _lock, _room
    _lock, _room = threading.Lock(), threading.BoundedSemaphore(_MOST)
    _others.extend(_idle)
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
