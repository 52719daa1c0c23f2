"""A thousand Word files through `docgen check`: files per second, memory of every process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.plan import plans
from benchmarks.watch import Curve, print_curve, watched


def run(files: int = 1000) -> tuple[float, Curve]:
    """Seconds it took, and (seconds, MiB by process) as it went on."""
    from docgen.write.docx.engine import render_docx

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Twenty documents of eight pages, each under many names.
        made = [render_docx(plan)[0] for plan in plans(20)]
        for number in range(files):
            (folder / f"van ban {number:04}.docx").write_bytes(made[number % len(made)])
        return watched(["check", "--format", "json", str(folder)], (0, 1))


def report(files: int = 1000) -> None:
    """Print the curve."""
    took, curve = run(files)
    print(f"\nChecking {files} eight-page Word files: {took:.1f} s, {files / took:.0f} files/s")
    print_curve(curve)


if __name__ == "__main__":
    report()
