"""Word files for the tests of rules: examples with the XML of a part changed, and findings."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docgen.check.document import Document
from docgen.check.opening import open_docx
from docgen.check.registry import RuleFinding, check_document
from tests.check import mutate

_XML = "word/document.xml"


def changed(
    example: dict[str, Any], *changes: tuple[str, str], part: str = _XML, count: int = 0
) -> bytes:
    """The Word file of an example with patterns replaced in the XML of one part."""
    return edited(mutate.made(example), part, *changes, count=count)


def edited(docx: bytes, part: str, *changes: tuple[str, str], count: int = 0) -> bytes:
    """A Word file with patterns replaced in the XML of one part; each must be there."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {i.filename: archive.read(i) for i in archive.infolist()}
    text = parts[part].decode()
    for old, new in changes:
        text, done = re.subn(old, new, text, count=count, flags=re.DOTALL)
        assert done, old
    parts[part] = text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def findings_of(source: Document | bytes | dict[str, Any], code: str) -> list[RuleFinding]:
    """What a rule finds in a document, a Word file or an example."""
    if isinstance(source, bytes):
        source = open_docx(source, "thu.docx")
    elif isinstance(source, dict):
        source = mutate.document(source)
    return check_document(source, select=[code])


def severities_of(source: Document | bytes | dict[str, Any], code: str) -> list[str]:
    """How severe each of its findings is."""
    return [f.severity for f in findings_of(source, code)]


def styled(name: str, more: str) -> tuple[str, str]:
    """A change that adds properties to every paragraph of a style."""
    return rf'(<w:pStyle w:val="{name}"/>)(?:<w:jc [^>]*/>)?', rf"\1{more}"


def worded(word: str, rpr: str) -> tuple[str, str]:
    """A change that gives the run that begins with a word other properties."""
    return (
        rf"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?(<w:t[^>]*>{word})",
        rf"<w:r><w:rPr>{rpr}</w:rPr>\1",
    )
