"""All rules over a Word file, beside what python-docx takes merely to open it and read all runs.

Three kinds of file, as `benchmarks/word_files.py` makes them; four different documents in turn.
What was worked out of the texts of a file before is forgotten; styles that were met before and the
tables of the rules are not, as in an office that checks many files.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

from benchmarks.plan import plans
from benchmarks.read import Caches
from benchmarks.word_files import kinds

_WAYS = ("docgen check, all rules", "of which reading", "of which looks", "python-docx, all runs")


def run(rounds: int = 7, documents: int = 4) -> dict[str, dict[str, float]]:
    """Milliseconds by kind of file and way, a mean over the best time for each document."""
    import docx

    from docgen.check.opening import open_docx
    from docgen.check.registry import check_document, load
    from docgen.check.word import open_word
    from docgen.read.text.document import read_source
    from docgen.read.word import read_docx
    from docgen.write.docx.engine import render_docx

    def runs(word: bytes) -> list[tuple[str, bool | None]]:
        document = docx.Document(BytesIO(word))
        found = [(run.text, run.bold) for p in document.paragraphs for run in p.runs]
        for table in document.tables:
            for row in table.rows:
                for cell in row.cells:
                    found += [(run.text, run.bold) for p in cell.paragraphs for run in p.runs]
        return found

    ways: tuple[Callable[[bytes], object], ...] = (
        lambda word: check_document(open_docx(word)),
        lambda word: read_source(read_docx(word)),
        open_word,
        runs,
    )
    load()
    files: dict[str, list[bytes]] = {}
    for plan in plans(documents):
        for kind, word in kinds(render_docx(plan)[0]).items():
            files.setdefault(kind, []).append(word)
    for words in files.values():
        for way in ways:
            way(words[0])
    caches = Caches()
    # Tables of the rules take no argument; what does was asked of the words of a text.
    known = [c for c in caches.all if c.__module__.startswith("docgen.check.rules")]
    caches.texts += [c for c in known if c.__wrapped__.__code__.co_argcount]
    caches.texts = [c for c in caches.texts if c.__name__ != "_bang"]  # widths of letters
    best: dict[tuple[str, str, int], float] = {}
    for _round in range(rounds):
        for kind, words in files.items():
            for number, word in enumerate(words):
                for name, way in zip(_WAYS, ways, strict=True):
                    caches.forget(everything=False)
                    start = time.perf_counter()
                    way(word)
                    took = (time.perf_counter() - start) * 1000
                    key = kind, name, number
                    best[key] = min(best.get(key, took), took)
    return {
        kind: {
            name: sum(best[kind, name, n] for n in range(documents)) / documents for name in _WAYS
        }
        for kind in files
    }


def report() -> None:
    """Print the table."""
    print("\nChecking an eight-page Kế hoạch")
    for kind, best in run().items():
        for name, ms in best.items():
            print(f"{kind:12} {name:28} {ms:8.2f} ms")
        ratio = best[_WAYS[0]] / best[_WAYS[-1]]
        print(f"{kind:12} {ratio:.2f} times what python-docx takes to read all runs")


if __name__ == "__main__":
    report()
