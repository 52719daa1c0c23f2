"""What is no readable PDF: a clear finding, never anything else; scans through tesseract."""

from __future__ import annotations

import contextlib
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.findings import InputError
from docgen.read.pdf import limits, ocr, read_pdf
from docgen.read.pdf.document import read_here
from docgen.read.source import Source
from tests.read.pdf.paper import Sheet, pdf

PAGE = Sheet().text(121, 700, "Tổ chức Phong trào thi đua.").text(85, 680, "Kế hoạch này.")
GOOD = pdf(PAGE)


def code(
    data: bytes,
    password: str | None = None,
    read: Callable[[bytes, str | None], Source] = read_pdf,
) -> str:
    with pytest.raises(InputError) as caught:
        read(data, password)
    (finding,) = caught.value.findings
    assert finding.hint
    return finding.code


def locked(password: str) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"abc", b"PK\x03\x04", "Kế hoạch".encode()])
def test_no_pdf(data: bytes) -> None:
    assert code(data) == "PDF10"


def test_broken() -> None:
    assert code(b"%PDF-1.7\n" + b"\x00" * 50) == "PDF10"


def test_locked_file() -> None:
    data = locked("bimat")
    assert code(data) == "PDF12"
    assert code(data, "sai") == "PDF12"
    assert read_pdf(data, "bimat").lines[0].text.startswith("Tổ chức")


def test_file_without_text() -> None:
    assert code(pdf(Sheet())) == "PDF16"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as m:
        m.setattr(limits, "MAX_PAGES", 1)
        assert code(pdf(PAGE, PAGE), read=read_here) == "PDF11"
    with monkeypatch.context() as m:
        m.setattr(limits, "MAX_BYTES", 100)
        assert code(GOOD) == "PDF11"
    with monkeypatch.context() as m:
        m.setattr(limits, "MAX_SECONDS", -1.0)
        assert code(GOOD, read=read_here) == "PDF14"


def test_scan_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert code(pdf(Sheet().picture())) == "PDF13"
    assert code(pdf(Sheet().picture().stamp(300, 800, "Ký bởi: UBND tỉnh"))) == "PDF13"


def test_scanned_page_among_others_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    source = read_pdf(pdf(PAGE, Sheet().picture()))
    assert len(source.lines) == 2
    (told,) = source.aside
    assert "OCR" in told.text
    assert told.place == "trang 2"


ANSWER = """<span class='ocr_line' title="bbox 500 500 880 552; baseline 0 -10; x_size 54">
<span class='ocrx_word' title='bbox 500 500 700 542; x_wconf 96'>Phong</span>
<span class='ocrx_word' title='bbox 720 500 880 552; x_wconf 95'>trào</span></span>
<span class='ocr_line' title="bbox 900 900 960 942; baseline 0 -10; x_size 54">
<span class='ocrx_word' title='bbox 900 900 960 942; x_wconf 5'>~~</span></span>"""


def stand_in(folder: Path, script: str) -> None:
    """A program called tesseract that answers as tesseract does."""
    program = folder / "tesseract"
    program.write_text(
        "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then echo 'List:'; echo vie; exit 0; fi\n"
        + script
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_scan_through_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "answer").write_text(ANSWER)
    image = tmp_path / "image"
    # The second look, at what is left over, finds nothing.
    answer = f"/bin/cat > {image}; /bin/cat {tmp_path}/answer"
    stand_in(tmp_path, f'case "$*" in *"--psm 4"*) {answer};; *) /bin/cat > /dev/null;; esac\n')
    monkeypatch.setenv("PATH", str(tmp_path))
    source = read_pdf(pdf(Sheet().picture()))
    assert [x.text for x in source.lines] == ["Phong trào"]
    assert [x.text for x in source.aside] == ["~~"]
    header = image.read_bytes()[:15].split()
    assert header[0] == b"P5"
    assert int(header[1]) == pytest.approx(595 / 72 * ocr.DPI, abs=1)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_tesseract_that_hangs_or_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for script in ("exec /bin/sleep 30\n", "exit 3\n"):
        stand_in(tmp_path, script)
        monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.3)
        assert code(pdf(Sheet().picture()), read=read_here) == "PDF13"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, len(GOOD)),
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=25),
)
def test_damaged_files_never_raise_anything_else(end: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    for made in (bytes(data), bytes(data[:end])):
        with contextlib.suppress(InputError):
            read_pdf(made)


def remade(password: str | None = None, owner: str | None = None, attach: bool = False) -> bytes:
    """The good file written by pypdf."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    if attach:
        writer.add_attachment("so_lieu.txt", b"abc")
    if owner:
        writer.encrypt(password or "", owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_locked_against_printing_only() -> None:
    assert read_pdf(remade(owner="chu")).lines == read_pdf(GOOD).lines


def test_file_with_attachments() -> None:
    assert read_pdf(remade(attach=True)).lines == read_pdf(GOOD).lines


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_cut_short(share: float) -> None:
    made = remade()
    assert code(made[: int(len(made) * share)]) == "PDF10"


def test_no_pages() -> None:
    assert code(pdf()) == "PDF10"


def test_wrong_extension(tmp_path: Path) -> None:
    from docgen.reading import read_file

    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(GOOD)
    assert "Tổ chức" in read_file(path).van_ban.model_dump_json()
    path = tmp_path / "ke_hoach.pdf"
    path.write_text("1. Tổ chức Phong trào.", encoding="utf-8")
    assert "Tổ chức" in read_file(path).van_ban.model_dump_json()
