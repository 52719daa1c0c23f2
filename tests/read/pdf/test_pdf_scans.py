"""Scans through the real tesseract: what docgen prints, photographed, is read back."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.read.pdf import hocr, ocr, read_pdf
from docgen.read.pdf.shapes import Page
from docgen.read.pdf.spelling import spelt
from docgen.read.text.document import read_source
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import find_soffice, to_pdf
from docgen.write.text import write_txt
from tests.read.pdf.scans import scanned

FIXTURES = Path(__file__).parents[3] / "fixtures"
SCAN = Path(__file__).parents[4] / "shared" / "corpus" / "real" / "05_QD_729_scan.pdf"
needs_tesseract = pytest.mark.skipif(
    not ocr.available(), reason="tesseract with Vietnamese (tesseract-ocr-vie) is not installed"
)
needs_office = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")


@cache
def printed() -> tuple[VanBan, bytes]:
    """The Kế hoạch of Lạng Sơn, signed and dated, as LibreOffice prints it."""
    from tempfile import TemporaryDirectory

    given = read_data_file(FIXTURES / "lang_son_ke_hoach.yaml")[0]
    more = {"so": "146", "ngay": "2022-09-05"}
    van_ban = VanBan.model_validate(given.model_dump(mode="json", exclude_unset=True) | more)
    with TemporaryDirectory() as folder:
        docx, out = Path(folder, "a.docx"), Path(folder, "a.pdf")
        docx.write_bytes(render_docx(van_ban)[0])
        to_pdf(docx, out)
        return van_ban, out.read_bytes()


def day(van_ban: VanBan) -> tuple[int | None, int | None, int | None]:
    assert van_ban.ngay is not None
    return van_ban.ngay.ngay, van_ban.ngay.thang, van_ban.ngay.nam


def alike(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


@needs_tesseract
@needs_office
@pytest.mark.office
def test_a_scan_is_read_as_the_document() -> None:
    given, data = printed()
    # An ordinary scan, somewhat askew; its first and its last page.
    source = read_pdf(scanned(data, 200, (0, 6), 0.8))
    found = read_source(source).van_ban
    assert found.loai == "ke_hoach"
    assert (found.so, found.ky_hieu, day(found)) == ("146", given.ky_hieu, (5, 9, 2022))
    assert found.dia_danh == "Lạng Sơn"
    assert [c.ten for c in found.co_quan] == [c.ten for c in given.co_quan]
    assert [(k.quyen_han, k.chuc_vu, k.ho_ten) for k in found.chu_ky] == [
        (k.quyen_han, k.chuc_vu, k.ho_ten) for k in given.chu_ky
    ]
    assert len(found.noi_nhan) == len(given.noi_nhan)
    assert len(found.can_cu) == len(given.can_cu)
    assert alike("\n".join(found.noi_nhan), "\n".join(given.noi_nhan)) > 0.95
    assert found.trich_yeu is not None
    subject = "Tổ chức thực hiện Phong trào thi đua “Lạng Sơn cùng cả nước chung sức xây dựng"
    assert alike(found.trich_yeu[: len(subject)], subject) > 0.95
    assert "la_ma" in [b.cap for b in found.noi_dung]
    read = write_txt(found).decode()
    assert sum(line in write_txt(given).decode() for line in read.splitlines() if line) > 20


@needs_tesseract
@needs_office
@pytest.mark.office
def test_a_page_scanned_on_its_side_is_read() -> None:
    source = read_pdf(scanned(printed()[1], 200, (6,), turn=90))
    found = read_source(source).van_ban
    assert [k.ho_ten for k in found.chu_ky] == [k.ho_ten for k in printed()[0].chu_ky]
    assert len(found.noi_nhan) == len(printed()[0].noi_nhan)


@pytest.mark.parametrize(
    ("degrees", "wide", "pixels"),
    [(0, 3, b"abcdef"), (90, 2, b"daebfc"), (180, 3, b"fedcba"), (270, 2, b"cfbead")],
)
def test_turned_picture(degrees: int, wide: int, pixels: bytes) -> None:
    made = ocr.Image(3, 2, b"abcdef", 1.0).turned(degrees)
    assert (made.wide, made.high, made.pixels) == (wide, 6 // wide, pixels)


@needs_tesseract
@pytest.mark.skipif(not SCAN.exists(), reason="the corpus of real documents is not here")
def test_real_scan_with_stamps_and_handwriting() -> None:
    source = read_pdf(SCAN.read_bytes())
    found = read_source(source).van_ban
    assert (found.loai, found.ky_hieu, found.dia_danh) == ("quyet_dinh", "QĐ-TTg", "Hà Nội")
    # The day is written by hand, the name stands in the stamp's edge.
    assert day(found) == (23, 4, 2026)
    assert [c.ten for c in found.co_quan] == ["Thủ tướng Chính phủ"]
    assert found.trich_yeu == (
        "Phê chuẩn kết quả bầu chức vụ Chủ tịch Ủy ban nhân dân thành phố Đà Nẵng"
        " nhiệm kỳ 2026 - 2031"
    )
    assert len(found.can_cu) == 4
    assert [b.cap for b in found.noi_dung] == ["dieu"] * 3
    assert len(found.noi_nhan) == 5
    assert found.chu_ky[0].ho_ten == "Lê Minh Hưng"
    aside = [x.text for x in source.aside]
    assert sum(x.startswith("Người ký:") for x in aside) == 1
    assert any(x.startswith("ĐỀN") or "CÔNG THÔNG TIN" in x for x in aside)


ANSWER = """<span class='ocr_line' title="bbox 100 100 600 160; baseline 0.01 -10; x_size 54">
<span class='ocrx_word' title='bbox 100 100 300 160; x_wconf 96'><strong>QUYÉT</strong></span>
<span class='ocrx_word' title='bbox 320 100 600 160; x_wconf 15'>Đ&#7882;NH:</span>
</span><span class='ocr_line' title="bbox 100 300 140 320; x_size 30">
<span class='ocrx_word' title='bbox 100 300 140 320; x_wconf 4'>~</span></span>"""


def test_words_of_an_answer() -> None:
    lines, dust = hocr.sort_out(hocr.lines_of(ANSWER))
    # An unsure word in a sure line is one of the text; alone it is dust.
    assert [[w.text for w in line.words] for line in lines] == [["QUYÉT", "ĐỊNH:"]]
    assert [w.text for w in dust] == ["~"]
    page = Page(1, 595, 842)
    hocr.put(lines, page, 300 / 72)
    assert "".join(s.text for s in page.spans) == "QUYẾT ĐỊNH: "
    assert page.scanned
    assert {round(s.y) for s in page.spans} == {842 - round(150 * 72 / 300)}
    assert hocr.lines_of("") == []
    assert hocr.lines_of("<html>broken") == []


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("TM. UY BAN NHAN DAN HUYEN", "TM. ỦY BAN NHÂN DÂN HUYEN"),
        ("KT. CHU TICH", "KT. CHỦ TỊCH"),
        ("CHANH VAN PHONG", "CHÁNH VĂN PHÒNG"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("ké hoach", "ké hoach"),
        ("BAN HANG", "BAN HANG"),
    ],
)
def test_set_phrases_in_capitals_get_their_marks(read: str, meant: str) -> None:
    assert " ".join(spelt(read.split())) == meant
