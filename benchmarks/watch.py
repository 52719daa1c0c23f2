"""A command of docgen watched while it runs: how long it took, the memory of every process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.plan import ROOT

POINTS = 8
"""Rows of a printed curve."""
Curve = list[tuple[float, dict[int, float]]]
"""(seconds since the start, MiB by process) as the command went on."""


def memory_of(pid: int) -> dict[int, float]:
    """MiB of a process and of all below it, resident; from /proc, so on Linux only."""
    found = {}
    pids = [pid]
    while pids:
        one = pids.pop()
        try:
            status = Path(f"/proc/{one}/status").read_text()
            # Printing starts LibreOffice from threads, which have children of their own.
            for task in Path(f"/proc/{one}/task").iterdir():
                pids += [int(p) for p in (task / "children").read_text().split()]
        except OSError:
            continue
        rss = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "")
        if rss:
            found[one] = int(rss.split()[1]) / 1024
    return found


def watched(arguments: Sequence[str], codes: Sequence[int] = (0,)) -> tuple[float, Curve]:
    """Run docgen with these arguments: seconds it took, and its curve; `codes` are good ends."""
    command = [sys.executable, "-c", "from docgen.__main__ import main; main()", *arguments]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    curve: Curve = []
    ended = threading.Event()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def watch() -> None:
        while not ended.wait(0.1):
            curve.append((time.perf_counter() - start, memory_of(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    took = time.perf_counter() - start
    ended.set()
    watcher.join()
    assert code in codes, f"docgen {arguments[0]} ended with {code}"
    return took, [point for point in curve if point[1]]


def print_curve(curve: Curve) -> None:
    """Some points of the way, the first process first."""
    step = max(len(curve) // POINTS, 1)
    for seconds, memory in curve[step - 1 :: step]:
        shown = " + ".join(f"{mib:.0f}" for mib in memory.values())
        print(f"{seconds:6.1f} s   {sum(memory.values()):6.0f} MiB = {shown}")


_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 720, 300, 52, 40, 34
_COLOURS = ("#1f5fa8", "#c1440e", "#2e7d32", "#6a1b9a", "#8d6e00", "#00838f")


def draw_curve(curve: Curve, title: str) -> str:
    """The curve as an SVG picture: a line for each process, the first one bold."""
    end = curve[-1][0]
    top = max(max(memory.values()) for _seconds, memory in curve)
    limit = -(-int(top * 1.25) // 20) * 20

    def at(seconds: float, mib: float) -> tuple[float, float]:
        x = _LEFT + seconds / end * (_WIDTH - _LEFT - 16)
        y = _HEIGHT - _BOTTOM - mib / limit * (_HEIGHT - _BOTTOM - _TOP)
        return round(x, 1), round(y, 1)

    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
             f'<text x="{_LEFT}" y="20" font-size="14">{title}</text>']  # fmt: skip
    for mib in range(0, limit + 1, 20):
        x, y = at(0, mib)
        parts.append(f'<path d="M{x} {y}H{_WIDTH - 16}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{mib}</text>')
    for second in range(0, int(end) + 1, max(int(end) // 8, 1)):
        x, y = at(second, 0)
        parts.append(f'<text x="{x}" y="{y + 16}" text-anchor="middle">{second}</text>')
    parts.append(f'<text x="{_WIDTH - 16}" y="{_HEIGHT - 8}" text-anchor="end">seconds</text>')
    parts.append(f'<text x="6" y="{_TOP - 8}" font-size="11">MiB</text>')
    pids = list(dict.fromkeys(pid for _seconds, memory in curve for pid in memory))
    for number, pid in enumerate(pids):
        points = [at(seconds, memory[pid]) for seconds, memory in curve if pid in memory]
        line = " ".join(f"{x},{y}" for x, y in points)
        colour, width = _COLOURS[number % len(_COLOURS)], 1.5 if number else 2.5
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        )
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n{inside}\n</svg>\n'
    )
