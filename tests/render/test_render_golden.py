"""Golden documents: the document part of each fixture and its text, as plain files.

`pytest tests/render --accept` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from tests.render.documents import FILES, HERE, proves

FIXTURES = [path for path in FILES if path.parent.name == "fixtures"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
@proves("6.3.thu_tu")
def test_golden(path: Path, request: pytest.FixtureRequest) -> None:
    from lxml import etree

    data = render_docx(read_data_file(path)[0])[0]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    made = {"text.txt": text_of(root), "document.xml": pretty(root)}
    folder = HERE / "golden" / path.stem
    if request.config.getoption("--accept"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
    for name, content in made.items():
        golden = (folder / name).read_text(encoding="utf-8")
        assert content.splitlines() == golden.splitlines(), f"{path.stem}/{name}"


def text_of(root: Any) -> str:
    """One line for each paragraph: its style and its text."""
    lines = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join("\\" if t.tag == f"{W}br" else t.text or "" for t in runs(paragraph))
        if text:
            lines.append(f"{style.get(f'{W}val') if style is not None else '?'}: {text}")
    return "\n".join(lines) + "\n"


def runs(paragraph: Any) -> Any:
    """Texts and line breaks of a paragraph."""
    return paragraph.iter(f"{W}t", f"{W}br")


def pretty(root: Any) -> str:
    """Canonical XML, one element a line."""
    from lxml import etree

    copy = etree.fromstring(etree.tostring(root, method="c14n"))
    etree.indent(copy, " ")
    out: str = etree.tostring(copy, encoding="unicode")
    return out + "\n"
