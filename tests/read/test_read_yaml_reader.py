"""The quicker reader of characters reads what ruamel.yaml's own reads, at the same places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.reader import Reader as Base

from docgen.read.yaml_reader import Reader

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").rglob("*.yaml"))


def _events(text: str, reader: type[Base] | None) -> list[object]:
    yaml = YAML(typ="safe", pure=True)
    if reader:
        yaml.Reader = reader
    out: list[object] = []
    try:
        for event in yaml.parse(text):
            start, end = event.start_mark, event.end_mark
            out.append((type(event).__name__, getattr(event, "value", None)))
            out.append((start.index, start.line, start.column, end.index, end.line, end.column))
    except YAMLError as error:
        out.append(str(error))
    return out


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_fixtures_give_the_same_events(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _events(text, Reader) == _events(text, None)


@given(st.text(st.sampled_from(list("aB1ệ\u0301 \t\n\r\x85\u2028\ufeff\x00:-[]{},#&*!|>'\"\\%"))))
def test_any_text_gives_the_same_events(text: str) -> None:
    assert _events(text, Reader) == _events(text, None)


@given(st.text())
def test_any_characters_give_the_same_events(text: str) -> None:
    assert _events(f"a: {text}\nb: |\n  {text}\n", Reader) == _events(
        f"a: {text}\nb: |\n  {text}\n", None
    )


def test_the_same_characters_are_refused() -> None:
    different = [
        hex(code)
        for code in range(0x110000)
        if bool(Reader.NON_PRINTABLE.search(chr(code)))
        != bool(Base.NON_PRINTABLE.search(chr(code)))
    ]
    assert different == []
