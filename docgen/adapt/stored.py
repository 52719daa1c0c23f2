"""The data files of this room (bang/*.yaml) in their stored form, which is quick to read.

`python tools/make_tables.py` makes bang/bang.json from the YAML files, which are what people write;
a test holds the two equal.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "bang"
STORED = FOLDER / "bang.json"


@lru_cache(maxsize=1)
def stored() -> dict[str, Any]:
    """Content of every data file by its name without ending."""
    data: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return data


def from_yaml() -> dict[str, Any]:
    """The same, read from the YAML files."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def as_json(data: dict[str, Any]) -> str:
    """The stored form: dates as ISO texts, one line for each entry of a table."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"
