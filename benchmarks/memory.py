"""Peak memory over 10,000 documents: a flat line."""

from __future__ import annotations

import resource
import shutil
import sys

from benchmarks.engine import folder
from benchmarks.plan import plans
from docgen.write.docx.engine import engine_for


def peak_mb() -> float:
    """Peak resident memory of this process in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def curve(total: int = 10_000, points: int = 10) -> list[tuple[int, float]]:
    """Peak memory after each tenth of `total` documents."""
    documents = plans(20)
    engine = engine_for(documents[0])
    place = folder()
    out = []
    try:
        for number in range(1, total + 1):
            path = place / f"{number % 50}.docx"
            document = documents[number % 20]
            # Each is one of its own, so that whatever is remembered fills up as in a real run.
            subject = f"{document.trich_yeu} lần thứ {number}"
            own = {"so": str(number), "trich_yeu": subject}
            engine.write(document.model_copy(update=own), path, force=True)
            if number % (total // points) == 0:
                out.append((number, peak_mb()))
    finally:
        shutil.rmtree(place)
    return out


def report() -> None:
    """Print the curve."""
    found = curve()
    print("\nPeak memory while writing 10,000 documents in one process")
    for number, mb in found:
        print(f"{number:7} documents  {mb:7.1f} MB")
    print(f"growth after the first tenth: {found[-1][1] - found[0][1]:.1f} MB")


if __name__ == "__main__":
    report()
