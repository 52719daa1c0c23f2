"""Several warm LibreOffice instances that share the work."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from docgen.findings import InputError
from docgen.write.pdf.closing import Closing
from docgen.write.pdf.warm import LibreOffice


@dataclass(frozen=True)
class Result:
    """What became of one document: `seconds` it took, `error` is None when the PDF is there."""

    docx: Path
    pdf: Path
    seconds: float
    error: InputError | None = None


class Pool(Closing):
    """`n` warm instances, each used by one thread at a time.

    Raises InputError (PDF01) when LibreOffice is not installed, ValueError when `n` is below 1.
    """

    def __init__(self, n: int, *, soffice: Path | None = None) -> None:
        if n < 1:
            raise ValueError("n must be at least 1")
        self.instances = [LibreOffice(soffice) for _ in range(n)]
        self._free: queue.SimpleQueue[LibreOffice] = queue.SimpleQueue()
        for instance in self.instances:
            self._free.put(instance)

    def start(self) -> None:
        """Start all instances now, side by side."""
        with ThreadPoolExecutor(len(self.instances)) as threads:
            list(threads.map(LibreOffice.start, self.instances))

    def convert(
        self, docx: Path, pdf: Path, *, pdf_a: bool = False, timeout: float = 60.0
    ) -> Result:
        """Print one document on the first free instance; errors are in the result, not raised."""
        instance = self._free.get()
        begin = time.perf_counter()
        error = None
        try:
            instance.convert(docx, pdf, pdf_a=pdf_a, timeout=timeout)
        except InputError as problem:
            error = problem
        finally:
            self._free.put(instance)
        return Result(docx, pdf, time.perf_counter() - begin, error)

    def convert_many(
        self, jobs: Iterable[tuple[Path, Path]], *, pdf_a: bool = False, timeout: float = 60.0
    ) -> list[Result]:
        """Print all (docx, pdf) pairs; results stand in the order of the jobs.

        A document that fails does not stop the others. `timeout` is in seconds per document.
        """

        def one(job: tuple[Path, Path]) -> Result:
            return self.convert(*job, pdf_a=pdf_a, timeout=timeout)

        with ThreadPoolExecutor(len(self.instances)) as threads:
            return list(threads.map(one, jobs))

    def close(self) -> None:
        """End all instances."""
        with ThreadPoolExecutor(len(self.instances)) as threads:
            list(threads.map(LibreOffice.close, self.instances))
