"""Laws of the text reader: it never fails, loses nothing, and reads back what docgen writes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.read.text.document import Reading, read_text
from docgen.viet.chuan import nfc
from docgen.write.text import write_txt
from tests.strategies import TRICKY, office_documents, van_ban

ROOT = Path(__file__).parents[3]
FIXTURES = sorted((ROOT / "fixtures").glob("*.yaml"))
CORPUS = ROOT.parent / "shared" / "corpus"
REAL = sorted([*CORPUS.glob("seeds/*.txt"), *CORPUS.glob("real/*.txt")])


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", nfc(text).casefold()))


def lost(text: str, reading: Reading) -> Counter[str]:
    """Words of a text that are neither in the data nor in the report of what was left over.

    Labels are not data; those that were put right stand in the findings.
    """
    have = _words(write_txt(reading.van_ban).decode())
    for line in reading.left_over:
        have += _words(line.text)
    for finding in reading.findings:
        have += _words(finding.message)
    return _words(text) - have


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_what_docgen_writes_is_read_back(path: Path) -> None:
    printed = write_txt(read_data_file(path)[0]).decode()
    assert write_txt(read_text(printed).van_ban).decode() == printed


@pytest.mark.skipif(not REAL, reason="the corpus of real documents is not here")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_no_word_of_a_real_document_is_lost(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    missing = lost(text, read_text(text))
    # Letters that a scan made of a stamp and joined to a code or a label.
    assert all(len(word) < 4 or not word.isalpha() for word in missing), missing
    assert sum(missing.values()) <= 0.002 * len(text.split()) + 1, missing


_PIECES = st.sampled_from([
    *TRICKY, "Số: 12/KH-UBND", "Sơn La, ngày 5 tháng 9 năm 2022", "KẾ HOẠCH", "QUYẾT ĐỊNH:",
    "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Nguyễn Văn An", "PHỤ LỤC", "(Kèm theo Kế hoạch số 1)",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Điều 1. x", "\n", "\n\n",
    "Huế, ngày 31 tháng 02 năm 2025", "Huế, ngày 3 tháng 13 năm 1100",
    "Số: 0/KH", "V/v mời họp", "Kính gửi:",
    "TM. ỦY BAN NHÂN DÂN", "| a | b |", "|---|---|", "---", "\\",
])  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES | st.text(max_size=20), max_size=25).map(lambda p: "\n".join(p)))
def test_any_text_is_read(text: str) -> None:
    reading = read_text(text)
    assert write_txt(reading.van_ban)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(van_ban())
def test_any_printed_document_is_read(document: VanBan) -> None:
    assert read_text(write_txt(document).decode()).van_ban.loai


@pytest.mark.parametrize(
    "day", ["31 tháng 02 năm 2025", "0 tháng 1 năm 2025", "3 tháng 4 năm 1100"]
)
def test_a_day_that_is_none_is_kept_aside(day: str) -> None:
    line = f"Huế, ngày {day}"
    reading = read_text(f"Số: 1/KH-UBND\n{line}\nKẾ HOẠCH\nabc")
    assert not reading.van_ban.ngay.du
    assert line in [x.text for x in reading.left_over]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(office_documents())
def test_a_document_as_offices_write_it_comes_back(document: VanBan) -> None:
    printed = write_txt(document).decode()
    assert write_txt(read_text(printed).van_ban).decode() == printed
