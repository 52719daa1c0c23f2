"""What is no readable PDF: a clear finding, never anything else; scans through tesseract."""

from __future__ import annotations

import contextlib
import io
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.findings import InputError
from docgen.read.pdf import document, ocr, read_pdf
from tests.read.pdf.paper import Sheet, pdf

PAGE = Sheet().text(121, 700, "Tổ chức Phong trào thi đua.").text(85, 680, "Kế hoạch này.")
GOOD = pdf(PAGE)


def code(data: bytes, password: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_pdf(data, password)
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
        m.setattr(document, "MAX_PAGES", 1)
        assert code(pdf(PAGE, PAGE)) == "PDF11"
    with monkeypatch.context() as m:
        m.setattr(document, "MAX_BYTES", 100)
        assert code(GOOD) == "PDF11"
    with monkeypatch.context() as m:
        m.setattr(document, "MAX_SECONDS", -1.0)
        assert code(GOOD) == "PDF14"


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


COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text"
TABLE = "\n".join(
    "\t".join(row.split())
    for row in (
        COLUMNS,
        "5 1 1 1 1 1 500 500 200 42 96 Phong",
        "5 1 1 1 1 2 720 500 160 52 95 trào",
        "5 1 1 1 1 3 900 500 60 42 5 ~~",
    )
)


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
    (tmp_path / "table").write_text(TABLE)
    image = tmp_path / "image"
    stand_in(tmp_path, f"/bin/cat > {image}\n/bin/cat {tmp_path}/table\n")
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
        assert code(pdf(Sheet().picture())) == "PDF13"


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
