"""Small Word files for the LibreOffice tests, and a watch for what a test leaves behind."""

from __future__ import annotations

import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen.write.pdf import find_soffice
from docgen.write.pdf.warm import LibreOffice

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder as needing LibreOffice."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.office)
            if find_soffice() is None:
                item.add_marker(pytest.mark.skip(reason="LibreOffice is not installed"))


def alphabet() -> str:
    """Every Vietnamese vowel with every tone, and đ, in both cases; built apart from the code."""
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    small = "".join(unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones)
    return small + "đ" + small.upper() + "Đ"


def write_docx(path: Path, paragraphs: int) -> Path:
    """A plan with two outline levels, all letters in four styles, and core properties."""
    import datetime

    import docx
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[key]
        fonts.set(qn("w:cs"), "Times New Roman")
    core = document.core_properties
    core.title, core.author = "Kế hoạch tổ chức phong trào", "UBND tỉnh Lạng Sơn"
    core.subject, core.keywords = "Thi đua chuyển đổi số", "kế hoạch, thi đua"
    core.modified = datetime.datetime(2022, 6, 23, 1, 2, 3)
    for index in range(4):
        run = document.add_paragraph().add_run(alphabet())
        run.bold, run.italic = index in (1, 3), index in (2, 3)
    for index in range(paragraphs):
        if index % 10 == 0:
            document.add_heading(f"{index // 10 + 1}. MỤC ĐÍCH, YÊU CẦU", 1)
        if index % 5 == 0:
            document.add_heading(f"Nhiệm vụ thứ {index}", 2)
        document.add_paragraph(
            "Tổ chức thực hiện Phong trào thi đua chuyển đổi số giai đoạn 2021 - 2025 trên địa "
            "bàn tỉnh; các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố căn cứ chức năng, "
            "nhiệm vụ được giao chủ động triển khai, kịp thời biểu dương, khen thưởng."
        )
    document.save(str(path))
    return path


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A one-page plan; its folder and name hold spaces and Vietnamese letters."""
    folder = tmp_path_factory.mktemp("office") / "Kế hoạch 2022"
    folder.mkdir()
    return write_docx(folder / "kế hoạch số 146 #1%.docx", 3)


@pytest.fixture(scope="session")
def long_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of some fifty pages: long enough to be interrupted in the middle."""
    return write_docx(tmp_path_factory.mktemp("office") / "long.docx", 400)


@pytest.fixture(scope="session")
def office() -> Iterator[LibreOffice]:
    """One warm instance for all tests that do not harm it."""
    with LibreOffice() as instance:
        yield instance


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], set[str]]]:
    """A temporary folder of the test's own; gives what lies behind of what the test started.

    Only profiles in this folder count, and only sockets named after them: other programs may use
    LibreOffice at the same time.
    """
    from docgen.write.pdf import process

    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    sockets: list[str] = []
    name_them = process._socket_files

    def noted(profile: str, pipe: str | None) -> list[str]:
        names = name_them(profile, pipe)
        sockets.extend(names)
        return names

    monkeypatch.setattr(process, "_socket_files", noted)

    def behind() -> set[str]:
        found = {str(path) for path in folder.iterdir()} | processes(folder)
        return found | {name for name in sockets if Path(name).exists()}

    yield behind
    monkeypatch.undo()
    tempfile.tempdir = None


def processes(folder: Path) -> set[str]:
    """Ids of the running (not zombie) processes whose command line names `folder`."""
    listing = subprocess.run(
        ["ps", "-wweo", "pid,stat,args"], capture_output=True, text=True, check=True
    )
    lines = [line.split(None, 2) for line in listing.stdout.splitlines()]
    return {pid for pid, state, text in lines if str(folder) in text and "Z" not in state}
