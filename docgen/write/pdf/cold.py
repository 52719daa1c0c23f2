"""One soffice call for one document: the way without a UNO bridge."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile

from docgen.write.pdf.export import CORE, Job, check_made, options, prepared
from docgen.write.pdf.office import require_soffice, timed_out
from docgen.write.pdf.process import Office

if TYPE_CHECKING:
    from docgen.write.pdf.warm import LibreOffice

_KEYWORDS = re.compile(rb"(<(?:\w+:)?keywords\b[^>]*>)[^<]*(</)")


def to_pdf(
    docx: Path,
    pdf: Path,
    *,
    pdf_a: bool = False,
    warm: LibreOffice | None = None,
    timeout: float = 60.0,
    shown: Path | None = None,
) -> None:
    """Print one .docx as PDF: through `warm` when given, else by one soffice call.

    `timeout` is in seconds; `shown` is the name in messages when both paths are temporary. For one
    document a single call is as fast as starting a warm instance; for several, pass the same
    `warm` each time or use Pool. Raises InputError: PDF01 no LibreOffice, PDF02 timeout, PDF03
    failure, PDF04 no input.
    """
    if warm is not None:
        warm.convert(docx, pdf, pdf_a=pdf_a, timeout=timeout, shown=shown)
        return
    soffice = require_soffice()
    with prepared(docx, pdf, shown) as job:
        run(soffice, job, pdf_a=pdf_a, timeout=timeout)


def run(soffice: Path, job: Job, *, pdf_a: bool = False, timeout: float = 60.0) -> None:
    """Write `job.temporary` by one soffice call; `timeout` in seconds, then the group is killed.

    Raises InputError (PDF02, PDF03).
    """
    values = {
        name: {
            "type": "boolean" if isinstance(value, bool) else "long",
            "value": str(value).lower(),
        }
        for name, value in options(pdf_a).items()
    }
    target = f"pdf:writer_pdf_Export:{json.dumps(values)}"
    with Office(soffice) as office, _ended_by_sigterm(office):
        # A plain name of our own: the result is named after the source.
        source = office.profile / "tmp" / "van_ban.docx"
        out = office.profile / "tmp" / "van_ban.pdf"
        try:
            _copy(job, source)
            office.spawn(
                ["--infilter=MS Word 2007 XML", "--convert-to", target]
                + ["--outdir", str(out.parent), str(source)]
            )
        except OSError as error:
            raise job.failure(error.strerror or str(error)) from None
        words = office.wait(timeout)
        if words is None:
            raise timed_out(job.shown, timeout)
        try:
            job.temporary.write_bytes(out.read_bytes())
        except OSError:
            # soffice ends with 0 even when it could not load the source: its words are what counts.
            lines = [line for line in words.splitlines() if not line.startswith("convert ")]
            raise job.failure(" ".join(lines) or "soffice --convert-to", source) from None
    check_made(job)


def _copy(job: Job, copy: Path) -> None:
    """Copy the source; in its keywords, spaces become no-break spaces.

    LibreOffice's import splits keywords at every space, "kế hoạch" becoming "kế, hoạch"; there is
    no other way to tell it from the command line.
    """
    if not any(" " in word for word in job.keywords):
        copy.write_bytes(job.docx.read_bytes())
        return
    words = ", ".join(word.replace(" ", "\u00a0") for word in job.keywords)
    with ZipFile(job.docx) as old, ZipFile(copy, "w", ZIP_STORED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == CORE:
                data = _KEYWORDS.sub(lambda m: m[1] + escape(words).encode() + m[2], data)
            new.writestr(item.filename, data)


@contextmanager
def _ended_by_sigterm(office: Office) -> Iterator[None]:
    """While inside, SIGTERM first closes `office`, then does what it would have done.

    Only in the main thread and where nobody else handles the signal: a program with a handler of
    its own unwinds by itself.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        office.close()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
