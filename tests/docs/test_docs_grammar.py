"""The grammar page: every example is read, and gives the data that stands under it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docgen.read.text.document import read_text
from docgen.write.data import write_yaml

PAGE = (Path(__file__).parents[2] / "docs" / "van_pham.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```text\n(.*?)```\n\n```yaml\n(.*?)```", PAGE, re.DOTALL)


def _within(wanted: Any, found: Any) -> bool:
    """Whether `found` says all that `wanted` does, and lists are equal."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            k in found and _within(v, found[k]) for k, v in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(_within(w, f) for w, f in zip(wanted, found, strict=True))
        )
    return bool(wanted == found)


def test_every_example_has_its_data() -> None:
    assert len(EXAMPLES) == PAGE.count("```text") >= 8


@pytest.mark.parametrize(("typed", "wanted"), EXAMPLES)
def test_example(typed: str, wanted: str) -> None:
    yaml = YAML(typ="safe", pure=True)
    found = yaml.load(write_yaml(read_text(typed).van_ban))
    assert _within(yaml.load(wanted), found), found
