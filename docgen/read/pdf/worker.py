"""The process that reads PDF files for another one: requests come in, answers go out, by pipes.

A request is one line of JSON and the file's bytes. An answer is one line of JSON, after a line for
each page that is begun. The process ends itself when a page takes too long.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import traceback
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any, BinaryIO

from docgen.findings import InputError
from docgen.lang import _, set_language
from docgen.read.pdf.document import read_here
from docgen.read.pdf.limits import refusal
from docgen.read.source import Line

_values = attrgetter(*(f.name for f in fields(Line)))


def serve(memory: int) -> None:
    """Answer until the asker closes the pipe, with no more address space than `memory` bytes."""
    requests = sys.stdin.buffer
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(memory)
    with open(os.devnull, "w") as nowhere:
        while line := requests.readline():
            given: dict[str, Any] = json.loads(line)
            data = requests.read(given["size"])
            set_language(given["lang"])
            os.environ.update(given["environment"])
            made = _answer(data, given, answers, nowhere)
            del data
            answers.write(json.dumps(made).encode() + b"\n")
            answers.flush()


def _answer(data: bytes, given: dict[str, Any], answers: BinaryIO, nowhere: Any) -> dict[str, Any]:
    def tell(page: int, seconds: float = given["page_seconds"]) -> None:
        # The watch is native too: it needs no turn of the interpreter, and ends with code 1.
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        answers.write(b'{"page": %d}\n' % page)
        answers.flush()

    try:
        tell(0)
        source = read_here(data, given["password"], tell)
        return {
            "lines": [_values(line) for line in source.lines],
            "aside": [_values(line) for line in source.aside],
        }
    except InputError as error:
        return {"findings": [asdict(f) for f in error.findings]}
    except MemoryError:
        found = refusal(
            "PDF17",
            _("Tệp PDF cần quá nhiều bộ nhớ."),
            _("Tách tệp thành nhiều phần, hoặc in lại sang PDF."),
        )
        return {"findings": [asdict(f) for f in found.findings]}
    except Exception:
        return {"bug": traceback.format_exc()}
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit(memory: int) -> None:
    """Limit the memory where the system can: what asks for more gets none and fails."""
    try:
        import resource
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    # A crash of pdfium is expected of hostile files: no image of the memory on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
