"""What the .docx tests share: documents, parts, faulty templates, a yardstick for XML."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.write.docx.package import read_parts
from docgen.write.docx.store import templates_dir

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
FILES = sorted([*(ROOT / "fixtures").glob("*.yaml"), *(ROOT / "tests/render/data").glob("*.yaml")])
"""Every complete data file there is."""


@lru_cache(maxsize=64)
def _read(path: Path) -> VanBan:
    return read_data_file(path)[0]


def van_ban(path: Path) -> VanBan:
    """The document of a data file, a copy of its own."""
    return _read(path).model_copy(deep=True)


def standard(mau: str) -> bytes:
    """Bytes of a standard template."""
    return (templates_dir() / mau / "mau.docx").read_bytes()


def body_xml(data: bytes) -> bytes:
    """word/document.xml of a file."""
    return read_parts(data)["word/document.xml"]


def tree(data: bytes) -> Any:
    """The parsed body of a file; no leniency."""
    return etree.fromstring(body_xml(data))


def text_of(node: Any) -> str:
    """Visible text: line breaks as line ends, one line per paragraph."""
    lines = []
    for paragraph in node.iter(W + "p"):
        out = []
        for item in paragraph.iter(W + "t", W + "br"):
            out.append("\n" if item.tag == W + "br" else item.text or "")
        lines.append("".join(out))
    return "\n".join(lines)


class Template:
    """A copy of a standard template that a test may spoil; opened by python-docx."""

    def __init__(self, mau: str = "chung") -> None:
        self.document = Document(BytesIO(standard(mau)))
        self.body = self.document.element.body

    def paragraph(self, text: str, number: int = 0) -> Any:
        """The w:p whose whole text is `text`, tables included, by order."""
        found = [p for p in self.body.iter(W + "p") if _text(p) == text]
        return found[number]

    def retag(self, old: str, new: str, number: int = 0) -> Any:
        """Give the paragraph with text `old` the text `new`, in one run."""
        p = self.paragraph(old, number)
        nodes = list(p.iter(W + "t"))
        nodes[0].text = new
        for extra in nodes[1:]:
            extra.getparent().getparent().remove(extra.getparent())
        return p

    def drop(self, text: str, number: int = 0) -> None:
        """Take the paragraph with this text out."""
        p = self.paragraph(text, number)
        p.getparent().remove(p)

    def before(self, anchor: str, *texts: str) -> list[Any]:
        """New paragraphs with these texts before the one whose text is `anchor`."""
        at = self.paragraph(anchor)
        made = []
        for text in texts:
            p = copy.deepcopy(at)
            nodes = list(p.iter(W + "t"))
            nodes[0].text = text
            for extra in nodes[1:]:
                extra.getparent().getparent().remove(extra.getparent())
            at.addprevious(p)
            made.append(p)
        return made

    def bytes(self) -> bytes:
        """The file as it is now."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def save(self, folder: Path, name: str = "mau.docx") -> Path:
        """Write the file into `folder`."""
        path = folder / name
        path.write_bytes(self.bytes())
        return path

    def place(self, element: Any) -> str:
        """Place of a body paragraph or cell paragraph, counted apart from the code."""
        return place(self.body, element)


def _text(p: Any) -> str:
    return "".join(t.text or "" for t in p.iter(W + "t"))


def place(story: Any, element: Any) -> str:
    """Place of a paragraph: python-docx's own order of paragraphs, tables, rows, cells."""
    parts: list[str] = []
    holder = element.getparent()
    siblings = [e for e in holder if e.tag == W + "p"]
    last = f"đoạn {siblings.index(element) + 1}"
    while holder is not story:
        cell = holder
        row, table = cell.getparent(), cell.getparent().getparent()
        c = [e for e in row if e.tag == W + "tc"].index(cell) + 1
        r = [e for e in table if e.tag == W + "tr"].index(row) + 1
        holder = table.getparent()
        t = [e for e in holder if e.tag == W + "tbl"].index(table) + 1
        parts.insert(0, f"bảng {t}, hàng {r}, ô {c}")
    return ", ".join(filter(None, [" > ".join(parts), last]))


def zip_with(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same package with changed parts."""
    from docgen.write.docx.package import Frame, pack

    parts = read_parts(data)
    change(parts)
    return Frame(()).package(pack(n, d) for n, d in parts.items())
