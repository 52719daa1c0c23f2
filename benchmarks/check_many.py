"""A thousand Word files through `docgen check`: files per second, memory of every process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.plan import ROOT, plans

POINTS = 8
"""Rows of the curve."""


def _memory(pid: int) -> list[float]:
    """MiB of a process and of its children, resident; from /proc, so on Linux only."""
    out = []
    pids = [pid]
    while pids:
        one = pids.pop()
        try:
            status = Path(f"/proc/{one}/status").read_text()
            pids += [int(p) for p in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except OSError:
            continue
        rss = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "")
        if rss:
            out.append(int(rss.split()[1]) / 1024)
    return out


def run(files: int = 1000) -> tuple[float, list[tuple[float, list[float]]]]:
    """Seconds it took, and (seconds, MiB by process) as it went on."""
    from docgen.write.docx.engine import render_docx

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Twenty documents of eight pages, each under many names.
        made = [render_docx(plan)[0] for plan in plans(20)]
        for number in range(files):
            (folder / f"van ban {number:04}.docx").write_bytes(made[number % len(made)])
        command = [
            sys.executable, "-c", "from docgen.__main__ import main; main()",
            "check", "--format", "json", str(folder),
        ]  # fmt: skip
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        curve: list[tuple[float, list[float]]] = []
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(0.1):
                curve.append((time.perf_counter() - start, _memory(process.pid)))

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        took = time.perf_counter() - start
        ended.set()
        watcher.join()
    return took, [point for point in curve if point[1]]


def report(files: int = 1000) -> None:
    """Print the curve."""
    took, curve = run(files)
    print(f"\nChecking {files} eight-page Word files: {took:.1f} s, {files / took:.0f} files/s")
    step = max(len(curve) // POINTS, 1)
    for seconds, memory in curve[step - 1 :: step]:
        shown = " + ".join(f"{m:.0f}" for m in memory)
        print(f"{seconds:6.1f} s   {sum(memory):6.0f} MiB = {shown}")


if __name__ == "__main__":
    report()
