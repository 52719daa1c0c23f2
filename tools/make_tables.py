"""Stores the mapping tables in the form that docgen reads: docgen/adapt/bang/bang.json.

python tools/make_tables.py           write it anew from docgen/adapt/bang/*.yaml
python tools/make_tables.py --check   change nothing, exit 1 when it is not current
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from docgen.adapt.stored import STORED, as_json, from_yaml  # noqa: E402  (after the path is set)


def main(arguments: list[str]) -> int:
    """Write or compare; gives the exit code."""
    made = as_json(from_yaml())
    if "--check" in arguments:
        current = STORED.is_file() and STORED.read_text(encoding="utf-8") == made
        print("bang.json", "current" if current else "is not current: python tools/make_tables.py")
        return 0 if current else 1
    STORED.write_text(made, encoding="utf-8", newline="\n")
    print("wrote", STORED.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
