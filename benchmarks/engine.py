"""From `VanBan` in memory to a .docx file: docgen beside docxtpl, python-docx and the floor."""

from __future__ import annotations

import gc
import itertools
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks import contenders
from benchmarks.plan import plans, texts
from docgen.write.docx.package import best_compress, zlib_compress


def folder() -> Path:
    """A scratch folder in memory where there is one: the disk's own pace says nothing here."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="docgen-bench-", dir=memory if memory.is_dir() else None))


def run(rounds: int = 7) -> dict[str, float]:
    """Milliseconds a document by contender, the best of interleaved rounds."""
    documents = plans(24)
    fast = best_compress()
    makers: dict[str, tuple[contenders.Make, int]] = {
        "docgen, zlib": (contenders.docgen_with(zlib_compress), 24),
        "floor, zlib": (contenders.floor_with(zlib_compress), 24),
        "docxtpl, lean template": (contenders.docxtpl_lean_template(), 4),
        "docxtpl, docgen's template": (contenders.docxtpl_same_template(), 3),
        "python-docx": (contenders.python_docx(), 2),
    }
    if fast is not zlib_compress:
        makers["docgen, isal"] = (contenders.docgen_with(fast), 48)
        makers["floor, isal"] = (contenders.floor_with(fast), 48)
    place = folder()
    try:
        _prove_equal(makers, documents, place)
        best = dict.fromkeys(makers, float("inf"))
        counter = itertools.count()
        for _round in range(rounds):
            for name, (make, count) in makers.items():
                paths = [str(place / f"{next(counter)}.docx") for _ in range(count)]
                gc.collect()
                start = time.perf_counter()
                for number, path in enumerate(paths):
                    make(documents[number % len(documents)], path)
                spent = time.perf_counter() - start
                best[name] = min(best[name], spent / count * 1000)
                for path in paths:
                    Path(path).unlink()
        return best
    finally:
        shutil.rmtree(place)


def _prove_equal(
    makers: dict[str, tuple[contenders.Make, int]], documents: list, place: Path
) -> None:
    """All contenders but the floor print the same text, or the measure means nothing."""
    for number, document in enumerate(documents[:3]):
        found = {}
        for name, (make, _count) in makers.items():
            path = place / f"proof-{number}.docx"
            make(document, str(path))
            if not name.startswith("floor"):
                found[name] = texts(contenders.text_of(path))
            path.unlink()
        first = found.pop("docgen, zlib")
        for name, other in found.items():
            assert other == first, (
                name,
                [x for x in zip(first, other, strict=False) if x[0] != x[1]],
            )


def report() -> None:
    """Print the table."""
    best = run()
    lean = best["docxtpl, lean template"]
    print("\nVanBan in memory → .docx file, eight-page Kế hoạch, one process")
    print(f"{'':28} {'ms':>8} {'docs/s':>8} {'× docxtpl lean':>15} {'× docxtpl same':>15}")
    same = best["docxtpl, docgen's template"]
    for name, ms in sorted(best.items(), key=lambda item: item[1]):
        print(f"{name:28} {ms:8.3f} {1000 / ms:8.0f} {lean / ms:15.1f} {same / ms:15.1f}")
    for kind in ("isal", "zlib"):
        if f"docgen, {kind}" in best:
            ratio = best[f"docgen, {kind}"] / best[f"floor, {kind}"]
            print(f"docgen takes {ratio:.1f} times the floor ({kind})")
    print("Same text in every contender's file: proven on three documents before the run.")


if __name__ == "__main__":
    report()
