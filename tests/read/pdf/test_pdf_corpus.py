"""Real files of the corpus, where it is at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.findings import InputError
from docgen.read.pdf import read_pdf
from docgen.read.text.document import read_source, read_text
from tests.read.pdf.counting import letters, text_layer

REAL = Path(__file__).parents[4] / "shared" / "corpus" / "real"
NOTICE = REAL / "21_TB_MTQG.pdf"
SCAN = REAL / "05_QD_729_scan.pdf"
pytestmark = pytest.mark.skipif(
    not (NOTICE.exists() and SCAN.exists()), reason="the corpus of real documents is not here"
)


def test_notice_of_a_province() -> None:
    reading = read_source(read_pdf(NOTICE.read_bytes()))
    data = reading.van_ban
    assert data.loai == "thong_bao"
    # Number and day are stamped on by the office's own system, as annotations.
    assert (data.so, data.ky_hieu, data.ngay.ngay, data.ngay.thang) == ("565", "TB-UBND", 15, 11)
    assert data.dia_danh == "Quảng Ngãi"
    assert data.co_quan[0].ten == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert (len(data.noi_nhan), data.luu) == (12, "VT, KGVXVHTin534")
    assert data.chu_ky[0].ho_ten == "Phùng Tô Long"
    assert data.chu_ky[0].chuc_vu == "PHÓ CHÁNH VĂN PHÒNG"


def test_notice_agrees_with_its_text_by_hand() -> None:
    """The same paragraphs as in the corpus's text of it, which is cut in three places."""
    by_hand = (REAL / "21_TB_ket_luan_QuangNgai_2024_MTQG.txt").read_text(encoding="utf-8")
    wanted = read_text(by_hand).van_ban
    found = read_source(read_pdf(NOTICE.read_bytes())).van_ban
    one, two = ([(k.cap, k.text) for k in v.noi_dung] for v in (wanted, found))
    assert len([x for x in one if x not in two]) <= 6
    assert len([x for x in two if x not in one]) <= 3
    assert _bare(one) == _bare(two)


def _bare(blocks: list[tuple[str, str]]) -> str:
    """Text without spaces and dashes, which the cuts turned into list marks."""
    return re.sub(r"[\s–-]", "", "".join(text for _cap, text in blocks))


def test_no_letter_of_the_notice_is_lost() -> None:
    data = NOTICE.read_bytes()
    source = read_pdf(data)
    assert not text_layer(data) - letters(source)
    stamp = ["TRUNG TÂM CÔNG", "BÁO VÀ TIN HỌC", "18.11.2024 07:25:14", "+07:00"]
    assert set(stamp) < {x.text for x in source.aside}


def test_scan_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="OCR"):
        read_pdf(SCAN.read_bytes())
