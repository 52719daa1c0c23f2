"""All rules over a Word file, beside what python-docx takes merely to open it and read all runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

from benchmarks.plan import plans


def run(rounds: int = 7) -> dict[str, float]:
    """Milliseconds by contender, the best of interleaved rounds."""
    import docx

    from docgen.check.opening import open_docx
    from docgen.check.registry import check_document, load
    from docgen.write.docx.engine import render_docx

    load()
    word = render_docx(plans(1)[0])[0]

    def runs() -> list[tuple[str, bool | None]]:
        document = docx.Document(BytesIO(word))
        found = [(run.text, run.bold) for p in document.paragraphs for run in p.runs]
        for table in document.tables:
            for row in table.rows:
                for cell in row.cells:
                    found += [(run.text, run.bold) for p in cell.paragraphs for run in p.runs]
        return found

    opened = open_docx(word)
    contenders: dict[str, Callable[[], object]] = {
        "docgen check, all rules": lambda: check_document(open_docx(word)),
        "of which the rules": lambda: check_document(opened),
        "python-docx, all runs": runs,
    }
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
    print("\nChecking an eight-page Kế hoạch")
    for name, ms in best.items():
        print(f"{name:36} {ms:8.2f} ms")
    ratio = best["docgen check, all rules"] / best["python-docx, all runs"]
    print(f"docgen check takes {ratio:.2f} times what python-docx takes to read all runs")


if __name__ == "__main__":
    report()
