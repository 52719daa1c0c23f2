"""All benchmarks, or those named: python benchmarks/run.py [engine|memory|pdf|read|adapt|…]."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

NAMES = (
    "engine",
    "process",
    "memory",
    "pdf",
    "read",
    "check_speed",
    "check_many",
    "adapt",
    "batch",
)


def main(wanted: list[str]) -> None:
    """Run the benchmarks one after the other."""
    for name in wanted or NAMES:
        import_module(f"benchmarks.{name}").report()


if __name__ == "__main__":
    main(sys.argv[1:])
