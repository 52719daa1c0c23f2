"""Files that are no template at all: said in one finding, never a crash."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from docgen.findings import ERROR, Finding
from docgen.write.docx.inspect import inspect_template
from tests.docx.helpers import standard, zip_with


def _bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (65 * 1024 * 1024))
    return out.getvalue()


def _renamed(old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        assert old in types
        parts["[Content_Types].xml"] = types.replace(old, new)

    return zip_with(standard("chung"), change)


def _without(name: str) -> bytes:
    return zip_with(standard("chung"), lambda parts: parts.pop(name) and None)  # type: ignore[func-returns-value]


def _broken_xml() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"][:-40]

    return zip_with(standard("chung"), change)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD_FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "MAU02", "rỗng"),
    "text": (lambda: "Kế hoạch".encode(), "MAU02", "không phải"),
    "cut off": (lambda: standard("chung")[:3000], "MAU02", "hỏng"),
    "old doc": (lambda: OLE + bytes(2000), "MAU02", ".doc"),
    "password": (
        lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "MAU02",
        "mật khẩu",
    ),
    "dotx": (lambda: _renamed(b"document.main+xml", b"template.main+xml"), "MAU02", ".dotx"),
    "docm": (
        lambda: _renamed(
            b"openxmlformats-officedocument.wordprocessingml.document.main",
            b"ms-word.document.macroEnabled.main",
        ),
        "MAU02",
        "macro",
    ),
    "no body": (lambda: _without("word/document.xml"), "MAU02", "word/document.xml"),
    "broken xml": (_broken_xml, "MAU02", "hỏng"),
    "bomb": (_bomb, "MAU03", "word/document.xml"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_files_that_are_no_template(name: str, tmp_path: Path) -> None:
    make, code, words = BAD_FILES[name]
    path = tmp_path / "mau.docx"
    path.write_bytes(make())
    found: list[Finding] = inspect_template(path)
    assert [(f.code, f.severity) for f in found] == [(code, ERROR)]
    assert words in found[0].message
    assert found[0].hint


def test_a_corrupt_part_is_found(tmp_path: Path) -> None:
    data = bytearray(standard("chung"))
    at = data.index(b"word/document.xml") + 200
    data[at : at + 20] = bytes(20)
    path = tmp_path / "mau.docx"
    path.write_bytes(bytes(data))
    assert [f.code for f in inspect_template(path)] == ["MAU02"]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "khong_co.docx", tmp_path):
        (found,) = inspect_template(path)
        assert found.code == "MAU01"
        assert "không tìm thấy" in found.message
