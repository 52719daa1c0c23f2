"""What the writer makes is valid Open XML, in both size sets; Word's cousins open it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from docgen.write.docx.engine import render_docx
from docgen.write.docx.store import templates_dir
from tests.docx.helpers import FILES, van_ban

SIZES = (13, 14)


@pytest.mark.parametrize("co_chu", SIZES)
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_documents_are_valid(
    path: Path, co_chu: int, tmp_path: Path, errors_of: Callable[[Path], list[str]]
) -> None:
    given = van_ban(path)
    scheme = given.trinh_bay.model_copy(update={"co_chu": co_chu})
    data, _findings = render_docx(given.model_copy(update={"trinh_bay": scheme}))
    target = tmp_path / "a.docx"
    target.write_bytes(data)
    assert errors_of(target) == []
    document = Document(BytesIO(data))
    assert document.paragraphs
    assert len(document.sections) >= 1 + len(given.kem_theo)
    assert document.core_properties.title


def test_the_validator_finds_errors(tmp_path: Path, errors_of: Callable[[Path], list[str]]) -> None:
    """A check that cannot fail is none."""
    from tests.docx.helpers import zip_with

    def spoil(parts: dict[str, bytes]) -> None:
        xml = parts["word/document.xml"]
        parts["word/document.xml"] = xml.replace(b"<w:body>", b"<w:body><w:khong/>", 1)

    target = tmp_path / "a.docx"
    target.write_bytes(zip_with(render_docx(van_ban(FILES[0]))[0], spoil))
    assert errors_of(target)


@pytest.mark.parametrize("path", sorted(templates_dir().glob("*/mau.docx")), ids=str)
def test_templates_are_valid(path: Path, errors_of: Callable[[Path], list[str]]) -> None:
    assert errors_of(path) == []
