"""From a file to `VanBan`, beside what python-docx and pypdf take merely to list the texts."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.plan import plans


def run(rounds: int = 7) -> dict[str, float]:
    """Milliseconds by contender, the best of interleaved rounds."""
    import docx
    from pypdf import PdfReader

    from docgen.read.pdf import read_pdf
    from docgen.read.text.document import read_source
    from docgen.read.word import read_docx
    from docgen.write.docx.engine import render_docx
    from docgen.write.pdf import find_soffice, to_pdf

    word = render_docx(plans(1)[0])[0]
    contenders: dict[str, Callable[[], object]] = {
        "docgen, .docx to VanBan": lambda: read_source(read_docx(word)),
        "docgen, .docx to lines": lambda: read_docx(word),
        "python-docx, all paragraph texts": lambda: [
            p.text for p in docx.Document(BytesIO(word)).element.body.iter() if p.tag.endswith("}p")
        ],
    }
    if find_soffice():
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "a.docx"), Path(folder, "a.pdf")
            source.write_bytes(word)
            to_pdf(source, target)
            printed = target.read_bytes()
        contenders["docgen, .pdf to VanBan"] = lambda: read_source(read_pdf(printed))
        contenders["pypdf, text of all pages"] = lambda: [
            page.extract_text() for page in PdfReader(BytesIO(printed)).pages
        ]
    best = dict.fromkeys(contenders, float("inf"))
    for _round in range(rounds):
        for name, work in contenders.items():
            start = time.perf_counter()
            work()
            best[name] = min(best[name], (time.perf_counter() - start) * 1000)
    return best


def report() -> None:
    """Print the table."""
    best = run()
    print("\nFrom a file to data, eight-page Kế hoạch")
    for name, ms in best.items():
        print(f"{name:36} {ms:8.2f} ms")
    word = best["python-docx, all paragraph texts"] / best["docgen, .docx to VanBan"]
    print(f"python-docx takes {word:.1f} times docgen's .docx to VanBan")
    if "pypdf, text of all pages" in best:
        pdf = best["pypdf, text of all pages"] / best["docgen, .pdf to VanBan"]
        print(f"pypdf takes {pdf:.1f} times docgen's .pdf to VanBan")


if __name__ == "__main__":
    report()
