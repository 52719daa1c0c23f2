"""Entry point of the `docgen` command."""

from __future__ import annotations

import gc
import os
import sys


def _start_lean() -> None:
    """Spare a short-lived process what only long ones need."""
    # No search for cycles of garbage while modules load: a command ends before it would pay.
    gc.set_threshold(100_000, 50, 50)
    # pydantic would look through every installed package for plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main() -> None:
    """Run the command line; a mistake of the user ends with its findings and exit code 2."""
    _start_lean()
    from docgen.cli import run

    code = run(sys.argv[1:])
    # Nor when the process ends: its memory goes with it.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
