"""What comes out: text, properties, bookmarks, PDF/A, fonts, same bytes; warm and cold alike."""

from __future__ import annotations

import re
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

from docgen.findings import InputError
from docgen.write.pdf import LibreOffice, find_soffice, to_pdf, version
from docgen.write.pdf.office import find_uno_python


@pytest.fixture(scope="module", params=["warm", "cold"])
def printed(
    request: pytest.FixtureRequest, plan: Path, office: LibreOffice, tmp_path_factory: Any
) -> Path:
    pdf: Path = tmp_path_factory.mktemp("printed") / f"bản in {request.param}.pdf"
    to_pdf(plan, pdf, pdf_a=True, warm=office if request.param == "warm" else None)
    return pdf


def test_this_machine_prints_warm(office: LibreOffice) -> None:
    if find_uno_python(office.soffice) is None:
        pytest.skip("no Python with uno")
    office.start()
    assert office.is_warm
    assert office.pid is not None


def test_version_is_a_number() -> None:
    assert re.fullmatch(r"\d+(\.\d+)+", version() or "")
    assert find_soffice() is not None


def test_properties_come_from_the_docx(printed: Path) -> None:
    info = pypdf.PdfReader(printed).metadata
    assert info is not None
    assert (info.title, info.author) == ("Kế hoạch tổ chức phong trào", "UBND tỉnh Lạng Sơn")
    assert info.subject == "Thi đua chuyển đổi số"
    # LibreOffice alone would split this into "kế, hoạch, thi, đua".
    assert str(info["/Keywords"]).replace("\u00a0", " ") == "kế hoạch, thi đua"
    assert info.creation_date_raw is not None
    assert "20220623" in info.creation_date_raw


def test_bookmarks_follow_the_outline_levels(printed: Path) -> None:
    reader = pypdf.PdfReader(printed)
    outer, inner = reader.outline
    assert isinstance(outer, pypdf.generic.Destination)
    assert outer.title == "1. MỤC ĐÍCH, YÊU CẦU"
    assert isinstance(inner, list)
    assert [entry.title for entry in inner] == ["Nhiệm vụ thứ 0"]
    assert "/PageMode" not in reader.root_object


def test_tagged_with_the_title_in_the_window(printed: Path) -> None:
    root = pypdf.PdfReader(printed).root_object
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pdf_a_declares_part_2_conformance_b(printed: Path) -> None:
    root = pypdf.PdfReader(printed).root_object
    xmp = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B<", xmp)
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    # ISO 19005-2, 6.6.2.3: the dates in the Info dictionary and in XMP are the same.
    assert "<xmp:CreateDate>2022-06-23T" in xmp


def test_only_one_family_prints_all_vietnamese_letters(printed: Path) -> None:
    reader = pypdf.PdfReader(printed)
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    families = {name.split("-")[0].split(",")[0] for name in names}
    assert len(families) == 1, names
    assert len(names) == 4, names


def test_text_is_vietnamese(printed: Path) -> None:
    text = pypdf.PdfReader(printed).pages[0].extract_text()
    assert "MỤC ĐÍCH, YÊU CẦU" in text
    assert "Ủy ban nhân dân" in text


def test_plain_pdf_does_not_claim_to_be_pdf_a(
    plan: Path, office: LibreOffice, tmp_path: Path
) -> None:
    office.convert(plan, tmp_path / "a.pdf")
    assert b"pdfaid" not in (tmp_path / "a.pdf").read_bytes()


def test_same_docx_same_bytes(
    printed: Path, plan: Path, office: LibreOffice, tmp_path: Path
) -> None:
    time.sleep(max(0.0, printed.stat().st_mtime + 1.1 - time.time()))  # clocks show whole seconds
    to_pdf(plan, tmp_path / "b.pdf", pdf_a=True, warm=office if "warm" in printed.name else None)
    data = printed.read_bytes()
    assert data == (tmp_path / "b.pdf").read_bytes()
    assert b"0" * 32 not in data
    # The offsets still fit: a strict reader finds every object without repair.
    reader = pypdf.PdfReader(printed, strict=True)
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        if isinstance(thing, pypdf.generic.StreamObject):
            thing.get_data()


def test_existing_output_is_replaced_in_one_step(
    plan: Path, office: LibreOffice, tmp_path: Path
) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"old")
    with open(pdf, "rb") as reader:
        office.convert(plan, pdf)
        # Whoever had the old file open still has all of it: it was replaced, not rewritten.
        assert reader.read() == b"old"
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def _code(error: pytest.ExceptionInfo[InputError]) -> str:
    (finding,) = error.value.findings
    assert finding.message
    assert finding.hint
    return finding.code


@pytest.mark.parametrize("way", ["warm", "cold"])
class TestMistakes:
    def _print(self, way: str, office: LibreOffice, docx: Path, pdf: Path) -> str:
        before = set(pdf.parent.iterdir()) if pdf.parent.is_dir() else set()
        with pytest.raises(InputError) as error:
            to_pdf(docx, pdf, warm=office if way == "warm" else None)
        after = set(pdf.parent.iterdir()) if pdf.parent.is_dir() else set()
        assert before == after
        assert str(docx) in str(error.value) or str(pdf) in str(error.value)
        return _code(error)

    def test_no_input(self, way: str, office: LibreOffice, tmp_path: Path) -> None:
        assert self._print(way, office, tmp_path / "x.docx", tmp_path / "a.pdf") == "PDF04"

    def test_not_a_word_file(self, way: str, office: LibreOffice, tmp_path: Path) -> None:
        docx = tmp_path / "x.docx"
        docx.write_text("just text", encoding="utf-8")
        assert self._print(way, office, docx, tmp_path / "a.pdf") == "PDF03"

    def test_broken_word_file(
        self, way: str, office: LibreOffice, plan: Path, tmp_path: Path
    ) -> None:
        docx = tmp_path / "x.docx"
        with zipfile.ZipFile(plan) as old, zipfile.ZipFile(docx, "w") as new:
            for item in old.infolist():
                data = old.read(item)
                new.writestr(item, data[:200] if item.filename == "word/document.xml" else data)
        assert self._print(way, office, docx, tmp_path / "a.pdf") == "PDF03"

    def test_folder_that_is_not_there(
        self, way: str, office: LibreOffice, plan: Path, tmp_path: Path
    ) -> None:
        assert self._print(way, office, plan, tmp_path / "none" / "a.pdf") == "PDF03"

    def test_target_is_a_folder(
        self, way: str, office: LibreOffice, plan: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "a.pdf").mkdir()
        assert self._print(way, office, plan, tmp_path / "a.pdf") == "PDF03"

    def test_unwritable_folder(
        self, way: str, office: LibreOffice, plan: Path, tmp_path: Path
    ) -> None:
        # The superuser may write anywhere but in a kernel's own folder.
        folder = Path("/proc/self")
        with pytest.raises(InputError) as error:
            to_pdf(plan, folder / "a.pdf", warm=office if way == "warm" else None)
        assert _code(error) == "PDF03"


def test_the_instance_works_after_a_mistake(
    plan: Path, office: LibreOffice, tmp_path: Path
) -> None:
    pid = office.pid
    shutil.copy(plan, tmp_path / "again.docx")
    office.convert(tmp_path / "again.docx", tmp_path / "again.pdf")
    assert pid is None or office.pid == pid


def test_a_document_cannot_make_libreoffice_fetch(
    office: LibreOffice, plan: Path, tmp_path: Path
) -> None:
    import socket

    # A listening port is enough: a fetch shows as a connection in its queue.
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        docx = _with_linked_picture(plan, tmp_path / "x.docx", address)
        office.convert(docx, tmp_path / "a.pdf")
        server.settimeout(0.05)
        with pytest.raises(TimeoutError):
            server.accept()


def _with_linked_picture(plan: Path, docx: Path, address: str) -> Path:
    """A copy of `plan` with a picture that lies at `address`, as Word writes a linked one."""
    base = "http://schemas.openxmlformats.org"
    draw = f"{base}/drawingml/2006"
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{draw}/wordprocessingDrawing">'
        '<wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x"/>'
        f'<a:graphic xmlns:a="{draw}/main"><a:graphicData uri="{draw}/picture">'
        f'<pic:pic xmlns:pic="{draw}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rIdX" '
        f'xmlns:r="{base}/officeDocument/2006/relationships"/></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    link = (
        f'<Relationship Id="rIdX" Type="{base}/officeDocument/2006/relationships/image" '
        f'Target="{address}" TargetMode="External"/>'
    )
    with zipfile.ZipFile(plan) as old, zipfile.ZipFile(docx, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + picture.encode())
            if item.filename == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            new.writestr(item, data)
    return docx


def test_missing_libreoffice_says_how_to_install(
    monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", str(tmp_path / "no-such-program"))
    assert find_soffice() is None
    assert version() is None
    for make in (lambda: to_pdf(plan, tmp_path / "a.pdf"), LibreOffice):
        with pytest.raises(InputError) as error:
            make()
        assert _code(error) == "PDF01"
        assert "no-such-program" in str(error.value)


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, "fonts-liberation2 fonts-croscore"),
        ({"ID": "debian", "VERSION_ID": "13"}, "fonts-liberation fonts-croscore"),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "fonts-liberation2 fonts-croscore"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "fonts-liberation fonts-croscore"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "fonts-liberation2 fonts-croscore"),
        ({"ID": "fedora", "VERSION_ID": "41"}, "liberation-serif-fonts"),
        ({}, "libreoffice.org"),
    ],
)
def test_install_command_fits_the_system(
    monkeypatch: pytest.MonkeyPatch, release: dict[str, str], command: str
) -> None:
    from docgen.write.pdf import office

    monkeypatch.delenv("DOCGEN_SOFFICE", raising=False)
    monkeypatch.setattr(office, "_os_release", lambda: release)
    assert command in str(office.missing())
