"""Entry point of the `docgen` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a mistake of the user ends with its findings and exit code 2."""
    from docgen.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
