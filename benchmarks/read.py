"""From a file to `VanBan`, beside what python-docx and pypdf take merely to list the texts.

Three kinds of Word file: docgen's own, one that LibreOffice saved, one as Word leaves it after
editing. "First file": nothing is remembered from a file before. "Further files": styles and
relationships of a template that was met before are remembered (at most 32 parts), as in an office
that reads many files; what was worked out of the texts themselves never is.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.plan import plans
from benchmarks.word_files import kinds

_OF_TEXTS = ("docgen.read.text", "docgen.viet")


class Caches:
    """Everything that docgen remembers between two files."""

    def __init__(self) -> None:
        found: dict[int, Any] = {}
        for name, module in list(sys.modules.items()):
            if name.startswith("docgen"):
                found |= {
                    id(x): x for x in vars(module).values() if isinstance(x, _lru_cache_wrapper)
                }
        self.all = list(found.values())
        self.texts = [c for c in self.all if c.__module__.startswith(_OF_TEXTS)]

    def forget(self, everything: bool) -> None:
        """Forget what came of texts, or everything."""
        for cache in self.all if everything else self.texts:
            cache.cache_clear()
        if everything:
            from docgen.read.word import package

            package.forget()


def run(rounds: int = 15) -> dict[str, float]:
    """Milliseconds by contender, the best of interleaved rounds."""
    import docx
    from pypdf import PdfReader

    from docgen.read.pdf import read_pdf
    from docgen.read.text.document import read_source
    from docgen.read.word import read_docx
    from docgen.write.docx.engine import render_docx

    def to_data(word: bytes) -> object:
        return read_source(read_docx(word))

    def texts(word: bytes) -> list[str]:
        body = docx.Document(BytesIO(word)).element.body
        return [p.text for p in body.iter() if p.tag.endswith("}p")]

    own = render_docx(plans(1)[0])[0]
    files = kinds(own)
    contenders: dict[str, tuple[Callable[[], object], bool]] = {}
    for kind, word in files.items():
        contenders[f"{kind}, first file"] = partial(to_data, word), True
        contenders[f"{kind}, further files"] = partial(to_data, word), False
        contenders[f"{kind}, to lines only"] = partial(read_docx, word), False
        contenders[f"{kind}, python-docx"] = partial(texts, word), False
    printed = _printed(own)
    if printed:
        contenders["PDF, docgen"] = (lambda: read_source(read_pdf(printed))), True
        contenders["PDF, pypdf"] = (
            (lambda: [page.extract_text() for page in PdfReader(BytesIO(printed)).pages]),
            False,
        )
    for work, _first in contenders.values():
        work()
    caches = Caches()
    best = dict.fromkeys(contenders, float("inf"))
    for _round in range(rounds):
        for name, (work, first) in contenders.items():
            caches.forget(everything=first)
            start = time.perf_counter()
            work()
            best[name] = min(best[name], (time.perf_counter() - start) * 1000)
            if first:
                work()  # the next one is a further file
    return best


def _printed(own: bytes) -> bytes:
    """The document as LibreOffice prints it; nothing where it is not installed."""
    from docgen.write.pdf import find_soffice, to_pdf

    if not find_soffice():
        return b""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.docx"), Path(folder, "a.pdf")
        source.write_bytes(own)
        to_pdf(source, target)
        return target.read_bytes()


def report() -> None:
    """Print the table."""
    best = run()
    print("\nFrom a file to data, eight-page Kế hoạch")
    for name, ms in best.items():
        kind, _comma, what = name.partition(", ")
        rival = best.get(f"{kind}, python-docx") or best[f"{kind}, pypdf"]
        print(f"{name:30} {ms:8.2f} ms   {rival / ms:5.1f} times as fast as its rival")


if __name__ == "__main__":
    report()
