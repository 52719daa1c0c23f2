"""Printing the documents of a run: several warm LibreOffice instances, results in order."""

from __future__ import annotations

import errno
import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory, gettempdir
from typing import TypeVar

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.write.files import cannot_write
from docgen.write.pdf.closing import Closing
from docgen.write.pdf.office import unwritable
from docgen.write.pdf.pool import Pool
from docgen.write.pdf.warm import LibreOffice

T = TypeVar("T")

_TRIES = 3
"""Instances that one document is given to, where soffice is killed under it again and again."""
_REST = 400
"""Documents after which an instance is started anew: LibreOffice's memory grows by some 0.15 MiB
with each."""
_ROOM = 8 << 20
"""Free bytes of the temporary folder below which a failure is put down to it: an instance writes
about a megabyte, and what it wrote is gone by then."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of one document: the PDF, or what was wrong; `seconds` it took."""

    data: bytes = b""
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0


class Printer(Closing):
    """`n` warm instances; temporary files lie in a folder whose name begins with `prefix`.

    Raises InputError: PDF01 LibreOffice is not installed, PDF03 no temporary folder.
    """

    def __init__(self, n: int, *, pdf_a: bool = False, prefix: str = "docgen-") -> None:
        self.pool = Pool(n)
        self._pdf_a = pdf_a
        self._free: queue.SimpleQueue[tuple[int, int]] = queue.SimpleQueue()
        for number in range(n):
            self._free.put((number, 0))
        try:
            self._folder = TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
        except OSError as error:
            raise unwritable(Path(gettempdir()), error.strerror or str(error)) from None
        self._threads = ThreadPoolExecutor(n)

    def print_all(
        self, documents: Iterable[tuple[T, bytes, Path]]
    ) -> Iterator[tuple[T, bytes, Printed]]:
        """Print .docx bytes one after the other, each with what belongs to it and the name it has
        in messages. No bytes: nothing to print. A few at a time, results in order.

        Raises InputError (GH02) when the temporary folder is full: nothing can be printed here.
        """
        waiting: deque[tuple[T, bytes, Future[Printed] | None]] = deque()
        for mark, data, shown in documents:
            future = self._threads.submit(self._print, data, shown) if data else None
            waiting.append((mark, data, future))
            if len(waiting) > 2 * len(self.pool.instances):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())

    def _print(self, data: bytes, shown: Path) -> Printed:
        number, done = self._free.get()
        begin = time.perf_counter()
        try:
            if done >= _REST:
                self.pool.instances[number].close()
                done = 0
            done += 1
            made = self._convert(number, data, shown)
            return Printed(made, seconds=time.perf_counter() - begin)
        except (InputError, OSError) as error:
            if self._is_full():
                raise self._full() from None
            if isinstance(error, InputError):
                return Printed(b"", tuple(error.findings), time.perf_counter() - begin)
            problem = unwritable(Path(gettempdir()), error.strerror or str(error))
            return Printed(b"", tuple(problem.findings), time.perf_counter() - begin)
        finally:
            self._free.put((number, done))

    def _convert(self, number: int, data: bytes, shown: Path) -> bytes:
        docx, pdf = (Path(self._folder.name, f"{number}.{kind}") for kind in ("docx", "pdf"))
        docx.write_bytes(data)
        for left in reversed(range(_TRIES)):
            instance = self.pool.instances[number]
            warm = instance.is_warm
            try:
                # Begins anew by itself, once, when soffice is killed in the middle.
                instance.convert(docx, pdf, pdf_a=self._pdf_a, shown=shown)
            except InputError as error:
                # PDF03: soffice broke off. What takes too long (PDF02) would do so again.
                if not left or any(f.code != "PDF03" for f in error.findings):
                    raise
            else:
                if instance.is_warm == warm or not left:
                    break
            # Killed while it started: it would print all that follow by cold calls, slowly.
            self.pool.instances[number] = LibreOffice(instance.soffice)
            instance.close()
        return pdf.read_bytes()

    def _is_full(self) -> bool:
        with suppress(OSError):
            return disk_usage(self._folder.name).free < _ROOM
        return False

    def _full(self) -> InputError:
        """It is no fault of a document, and the next one would fare no better."""
        found = cannot_write(gettempdir(), OSError(errno.ENOSPC, "")).findings[0]
        return InputError(
            replace(
                found,
                hint=_("Giải phóng chỗ trống ở thư mục tạm, hoặc đặt biến môi trường TMPDIR sang "
                       "ổ khác."),
            )
        )  # fmt: skip

    def close(self) -> None:
        """End all instances; what is being printed is waited for, what is not begun given up."""
        self._threads.shutdown(cancel_futures=True)
        self.pool.close()
        self._folder.cleanup()


def _result(one: tuple[T, bytes, Future[Printed] | None]) -> tuple[T, bytes, Printed]:
    mark, data, future = one
    return mark, data, future.result() if future is not None else Printed()
