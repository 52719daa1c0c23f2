"""A running LibreOffice that prints one document after another."""

from __future__ import annotations

import json
import os
import queue
import secrets
import socket
import subprocess
import sys
import threading
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from docgen.write.pdf import _bridge, cold
from docgen.write.pdf.closing import Closing
from docgen.write.pdf.export import Job, check_made, options, prepared, unlock
from docgen.write.pdf.office import (
    find_uno_python,
    python_environment,
    require_soffice,
    timed_out,
)
from docgen.write.pdf.process import Office

START_SECONDS = 60.0


class _Gone(Exception):
    """soffice or the bridge ended in the middle; `started` tells whether it had ever answered."""

    def __init__(self, words: str, started: bool = True) -> None:
        super().__init__(words)
        self.started = started


class _Late(Exception):
    """No answer within the time allowed."""


class _Refused(Exception):
    """LibreOffice answered that it cannot do it; the text is its own words."""


_TRIES = 3
"""Starts for one document: a crash and an end from outside may follow each other."""


class LibreOffice(Closing):
    """One warm soffice with a profile of its own; safe to use from several threads in turn.

    Starts at the first conversion (or `start`), restarts by itself after a crash or a timeout and
    repeats the document that was under way, once. Without a Python that has `uno` each document is
    printed by a cold call instead: same result, slower. Leaves no process and no file behind on
    `close`, at exit, and when the parent is killed (the bridge sees its stdin close).

    `soffice` and `python` default to what is found. Raises InputError (PDF01) when LibreOffice is
    not installed.
    """

    def __init__(self, soffice: Path | None = None, python: str | None = None) -> None:
        self.soffice = soffice or require_soffice()
        self.python = python or find_uno_python(self.soffice)
        self._lock = threading.Lock()
        self._running: _Running | None = None

    @property
    def is_warm(self) -> bool:
        """False when every document is printed by a cold call."""
        return self.python is not None

    @property
    def pid(self) -> int | None:
        """Process group of the running soffice; None when none runs."""
        return self._running.pid if self._running else None

    def start(self) -> None:
        """Start soffice now instead of at the first conversion, which also reports any failure."""
        with self._lock, suppress(_Gone, _Late):
            self._ready()

    def convert(
        self,
        docx: Path,
        pdf: Path,
        *,
        pdf_a: bool = False,
        timeout: float = 60.0,
        shown: Path | None = None,
    ) -> None:
        """Print `docx` as `pdf` (PDF/A-2b if `pdf_a`); an existing file is replaced in one step.

        `timeout` is in seconds, for this document without the start of soffice; `shown` is the
        name in messages when both paths are temporary. Raises
        InputError: PDF02 timeout (soffice is killed; the next call starts it anew), PDF03
        failure with LibreOffice's words, PDF04 no input.
        """
        with prepared(docx, pdf, shown) as job:
            with self._lock:
                self._print(job, pdf_a, timeout)
            check_made(job)

    def _print(self, job: Job, pdf_a: bool, timeout: float) -> None:
        gone = 0
        for _try in range(_TRIES):
            if self.python is None:
                break
            unlock(job.temporary)
            try:
                self._ready().convert(job, pdf_a, timeout)
                return
            except _Refused as error:
                if "Abort" not in str(error):
                    raise job.failure(str(error)) from None
                # soffice is being ended from outside: its last word is not the document's fault.
                self._stop(kill=True)
            except _Late:
                self._stop(kill=True)
                raise timed_out(job.shown, timeout) from None
            except _Gone as error:
                self._stop(kill=True)
                gone += 1
                if gone > 1 and error.started:
                    raise job.failure(str(error)) from None
                if gone > 1:
                    # Two starts failed: the cold call needs none. Not tried for every document.
                    self.python = None
            except BaseException:
                # Interrupted: the answer still to come would be taken for the next document's.
                self._stop(kill=True)
                raise
        # No bridge, or ended from outside again and again: a process of its own.
        unlock(job.temporary)
        cold.run(self.soffice, job, pdf_a=pdf_a, timeout=timeout)

    def _ready(self) -> _Running:
        if self._running is None:
            assert self.python is not None
            self._running = _Running(self.soffice, self.python)
            try:
                self._running.connect()
            except (_Gone, _Late) as error:
                self._stop(kill=True)
                raise _Gone(str(error), started=False) from None
        return self._running

    def _stop(self, kill: bool = False) -> None:
        if self._running is not None:
            if kill:
                self._running.office.close()
            self._running.close()
            self._running = None

    def close(self) -> None:
        """End soffice and remove its profile; a later conversion starts a new one."""
        with self._lock:
            self._stop()


class _Running:
    """soffice, the bridge beside it, and the lines between the bridge and us."""

    def __init__(self, soffice: Path, python: str) -> None:
        self.office = Office(soffice)
        try:
            address, pipe = _address()
            try:
                self.office.spawn([f"--accept={address};urp;"], pipe)
                assert self.office.process is not None
                self.pid = self.office.process.pid
                self.bridge = self._bridge(python, address)
            except OSError as error:
                raise _Gone(error.strerror or str(error), started=False) from None
        except BaseException:
            self.office.close()
            raise
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_read, args=(self.bridge, self._lines), daemon=True).start()
        # Runs at garbage collection and at exit too, and only once.
        self._finalizer = weakref.finalize(self, _end, self.office, self.bridge, os.getpid())

    def _bridge(self, python: str, address: str) -> subprocess.Popen[str]:
        command = [python, _bridge.__file__, address, str(START_SECONDS), str(self.pid)]
        with open(self.office.profile / "bridge.log", "wb") as log:
            return subprocess.Popen(
                command + self.office.paths(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env=python_environment(),
                start_new_session=True,
            )

    def connect(self) -> None:
        """Wait until the bridge has reached soffice; raises _Gone, _Late."""
        try:
            self._answer(START_SECONDS)
        except _Refused as error:
            raise _Gone(str(error), started=False) from None

    def convert(self, job: Job, pdf_a: bool, timeout: float) -> None:
        """Have one document printed; raises _Gone, _Late, _Refused."""
        request = {
            "docx": job.docx.as_uri(),
            "pdf": job.temporary.as_uri(),
            "options": options(pdf_a),
            "keywords": job.keywords,
        }
        assert self.bridge.stdin is not None
        try:
            self.bridge.stdin.write(json.dumps(request) + "\n")
            self.bridge.stdin.flush()
        except OSError as error:
            raise _Gone(str(error)) from None
        self._answer(timeout)

    def _answer(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            try:
                # Short waits: the bridge may not notice at once that soffice has ended.
                line = self._lines.get(timeout=max(0.0, min(left, 0.25)))
                break
            except queue.Empty:
                if self.office.process is not None and self.office.process.poll() is not None:
                    raise _Gone(self.office.words() or "soffice: exit") from None
                if left <= 0:
                    raise _Late from None
        if line is None:
            raise _Gone(self.office.words() or "soffice: exit")
        message: dict[str, Any] = json.loads(line)
        if not message["ok"]:
            raise (_Gone if message["dead"] else _Refused)(message["error"])

    def close(self) -> None:
        """End both processes and remove what they left."""
        self._finalizer()


def _read(bridge: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert bridge.stdout is not None
    with suppress(ValueError, OSError):  # the pipe may be closed under the reader
        for line in bridge.stdout:
            lines.put(line)
    lines.put(None)


def _end(office: Office, bridge: subprocess.Popen[str], owner: int) -> None:
    if os.getpid() != owner:
        return
    assert bridge.stdin is not None
    with suppress(OSError):
        bridge.stdin.close()
    # Closing stdin asks for an orderly end; what has not ended by then is killed.
    process = office.process
    if process is not None and process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(1.0)
    office.close()
    try:
        bridge.wait(1.0)
    except subprocess.TimeoutExpired:
        bridge.kill()
        bridge.wait()
    office.close()  # the bridge may have written its log once more
    if bridge.stdout is not None:
        bridge.stdout.close()


def _address(pipes: bool = sys.platform != "win32") -> tuple[str, str | None]:
    """UNO address for a new soffice, and the name of its pipe if it is one.

    A pipe is reachable by this user alone; Windows' soffice takes a loopback port instead.
    """
    if pipes:
        name = f"docgen{os.getpid()}{secrets.token_hex(6)}"
        return f"pipe,name={name}", name
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"socket,host=127.0.0.1,port={free.getsockname()[1]},tcpNoDelay=1", None
