"""Printing to PDF: cold calls, one warm instance, two warm instances."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.plan import plans
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import LibreOffice, Pool, find_soffice, to_pdf


def report(count: int = 24) -> None:
    """Print the table."""
    if find_soffice() is None:
        print("\nPDF: LibreOffice is not installed, nothing measured.")
        return
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        sources = []
        for number, document in enumerate(plans(count)):
            path = place / f"{number}.docx"
            path.write_bytes(render_docx(document)[0])
            sources.append(path)
        start = time.perf_counter()
        for path in sources[:4]:
            to_pdf(path, path.with_suffix(".cold.pdf"))
        cold = (time.perf_counter() - start) / 4
        with LibreOffice() as office:
            office.convert(sources[0], sources[0].with_suffix(".pdf"))
            start = time.perf_counter()
            for path in sources:
                office.convert(path, path.with_suffix(".pdf"))
            warm = (time.perf_counter() - start) / count
        jobs = [(p, p.with_suffix(".two.pdf")) for p in sources]
        with Pool(2) as pool:
            pool.convert_many(jobs[:4])
            start = time.perf_counter()
            results = pool.convert_many(jobs)
            two = (time.perf_counter() - start) / count
        assert all(r.error is None for r in results)
    print(f"\nPDF of an eight-page Kế hoạch ({count} documents)")
    print(f"cold process each   {cold * 1000:7.0f} ms")
    print(f"one warm instance   {warm * 1000:7.0f} ms   {cold / warm:5.1f} × cold")
    print(f"two warm instances  {two * 1000:7.0f} ms   {warm / two:5.2f} × one")


if __name__ == "__main__":
    report()
