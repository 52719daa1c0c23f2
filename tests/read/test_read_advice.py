"""Advice on typing: marks that are not read, comments that cut, lines that YAML joins, schemes."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.findings import ERROR, WARNING, Finding, InputError
from docgen.read.advice import mark_for
from docgen.read.blocks import odd_start, read_blocks
from docgen.read.data_file import read_data_file, read_data_text

ROOT = Path(__file__).parents[2]
HEAD = "loai: ke_hoach\nco_quan: Sở Nội vụ\n"


def found(text: str) -> list[Finding]:
    try:
        findings: list[Finding] = read_data_text(HEAD + text, "a.yaml")[1]
    except InputError as error:
        return error.findings
    return findings


def at(finding: Finding) -> tuple[str, int, int]:
    assert finding.where is not None
    return finding.code, finding.where.line, finding.where.column


# --- Marks ---------------------------------------------------------------------------------------

MARKS = [
    ("a. Việc", "a)"),
    ("a/ Việc", "a)"),
    ("a/Việc", "a)"),
    ("đ. Việc", "đ)"),
    ("1) việc", "1."),
    ("1/ việc", "1."),
    ("1/Việc", "1."),
    ("1.Việc", "1."),
    ("1- Việc", "1."),
    ("1.1) Việc", "1.1."),
    ("1) {{ việc }}", "1."),
    ("I/ MỤC ĐÍCH", "I."),
    ("I/MỤC ĐÍCH", "I."),
    ("II) Mục đích", "II."),
    ("I- MỤC ĐÍCH", "I."),
    ("I.MỤC ĐÍCH", "I."),
    ("A. MỤC ĐÍCH", "I."),
    ("ĐIỀU 1. Ban hành", "Điều 1."),
    ("ĐIỀU 1", "Điều 1."),
    ("Điều 1", "Điều 1."),
    ("Điều 2 - Hiệu lực", "Điều 2."),
    ("• Việc", "-"),
    ("* Việc", "-"),
    ("\uf0b7 Việc", "-"),
    ("− Việc", "-"),
    ("o Việc", "-"),
    ("Phần thứ nhất", "Phần I"),
    ("PHẦN THỨ HAI", "Phần II"),
    ("Phần thứ ba: Tổ chức", "Phần III"),
    ("Mục một", "Mục 1"),
    ("CHƯƠNG I", "Chương I"),
    ("PHẦN I. TỔNG QUAN", "Phần I"),
    ("CHƯƠNG I QUY ĐỊNH CHUNG", "Chương I"),
]
PROSE = """a. m. 5 giờ|2021. Năm ấy|1.250.000 đồng|15/3/2026 là ngày|15.5.2025 là|Mục tiêu|Phần lớn
Phần thứ nhất của Kế hoạch nêu|Điều 5 của Nghị định|Điều 5-7 của Luật|đ/c Nguyễn Văn A|V/v tổ chức
C/O theo mẫu|5/QĐ-UBND ngày|30/4 là|24/7 trực|5 - 10 tuổi|2021 - 2025|*nghiêng* chữ|**đậm** chữ
* Ghi chú: số liệu|TP. Hà Nội|TM. UBND|X - quang|(1) Theo|p. 12 của tài liệu|1/2 số hộ|08 giờ 30
Phần năm 2025 nêu|P. BẾN NGHÉ|o|a|1|1.|C.ty TNHH|10% số|50/50 hộ|Điều phối viên|phần 1 của
Chương trình|VI phạm|V.I. Lênin|CHƯƠNG TRÌNH MỤC TIÊU|PHẦN MỀM|“abc” là|{{ x }}|-5 độ C
\\a. Việc|\\• Việc|\\1/ việc|Mục hai người|1/5 là ngày|XI/NQ-TW ngày"""


@pytest.mark.parametrize(("line", "mark"), MARKS)
def test_unread_mark_is_told_with_the_mark_to_use(line: str, mark: str) -> None:
    assert mark_for(line) == mark
    (finding,) = found(f"noi_dung: |\n  Lời dẫn.\n\n  {line}\n")
    assert at(finding)[:2] == ("DL14", 6)
    assert finding.severity == WARNING
    assert f"“{mark}”" in finding.hint


@pytest.mark.parametrize("line", [x for row in PROSE.split("\n") for x in row.split("|")])
def test_prose_is_left_alone(line: str) -> None:
    assert [f for f in found(f"noi_dung: |\n  Lời dẫn.\n  {line}\n") if f.code == "DL14"] == []


def test_what_is_typed_is_not_changed() -> None:
    van_ban, _findings = read_data_text(HEAD + "noi_dung: |\n  a. Việc\n", "a.yaml")
    assert (van_ban.noi_dung[0].cap, van_ban.noi_dung[0].text) == ("doan", "a. Việc")


def test_marks_of_attached_documents() -> None:
    (finding,) = found("kem_theo:\n  - noi_dung: |\n      1. Việc\n      a/ Nhỏ\n")
    assert at(finding)[:2] == ("DL14", 6)


def test_the_quick_look_misses_no_mark() -> None:
    for line, _mark in MARKS:
        assert odd_start(read_blocks(line)[0]), line


# --- Comments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("trich_yeu: Kế hoạch #5 năm", 21),
        ("trich_yeu: #5 năm", 12),
        ("trich_yeu: Kế hoạch số # 5", 24),
        ("bien: {x: 1}\nket_thuc: Hết, # và", 16),
        ("noi_nhan:\n  - Báo #VnExpress", 9),
        ("noi_nhan:\n  - #VnExpress", 5),
    ],
)
def test_a_comment_that_cuts_a_sentence_is_told(line: str, column: int) -> None:
    (finding,) = [f for f in found(line + "\n") if f.code == "DL13"]
    assert at(finding) == ("DL13", 3 + line.count("\n"), column)
    assert finding.severity == WARNING


@pytest.mark.parametrize(
    "line",
    [
        "trich_yeu: Tổ chức hội nghị  # còn phải sửa",
        "trich_yeu:   # cụm từ",
        "so: 5 #số",
        "ngay: 2026-03-15 #hôm nay",
        "#trich_yeu: X",
        'trich_yeu: "Kế hoạch #5"  # đúng',
        "trich_yeu: Kế hoạch#5",
        "noi_dung: |  #chú\n  Bài #5",
        "trich_yeu: Hội nghị ## sửa",
    ],
)
def test_a_comment_meant_as_one_is_silent(line: str) -> None:
    assert [f for f in found(line + "\n") if f.code == "DL13"] == []


# --- Joined lines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "noi_dung:\n  I. MỤC ĐÍCH\n  1. Yêu cầu\n",
        "noi_dung: I. MỤC ĐÍCH\n  1. Yêu cầu\n",
        "noi_dung: >\n  I. MỤC ĐÍCH\n  - Yêu cầu\n",
        'noi_dung: "I. MỤC ĐÍCH\n  - Yêu cầu"\n',
        "noi_dung:\n  Lời dẫn\n  a/ Việc\n",
        "noi_dung:\n  Bảng\n  | a | b |\n",
    ],
)
def test_a_body_without_its_bar_is_refused(text: str) -> None:
    findings = [f for f in found(text) if f.code == "DL15"]
    assert [(*at(f), f.severity) for f in findings] == [("DL15", 3, 1, ERROR)]
    assert "noi_dung: |" in findings[0].hint


def test_joined_paragraphs_are_a_warning() -> None:
    (finding,) = found("noi_dung:\n  Đoạn một.\n  Đoạn hai.\n")
    assert (*at(finding), finding.severity) == ("DL15", 3, 1, WARNING)
    (finding,) = found("kem_theo:\n  - noi_dung: Đoạn một.\n      Đoạn hai.\n")
    assert at(finding) == ("DL15", 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "noi_dung: Một đoạn.\n",
        "noi_dung: |\n  I. MỘT\n  - hai\n",
        "noi_dung: >\n  Một đoạn\n  dài.\n\n  - Hai\n",
        "noi_dung:\n  Đoạn một.\n\n  Đoạn hai.\n",
        "ket_thuc:\n  - >-\n    Một câu\n    dài\n",
        "ket_thuc:\n  Một câu\n  dài\n",
        'noi_dung: "I. MỘT\\n- hai"\n',
    ],
)
def test_lines_that_stay_apart_are_silent(text: str) -> None:
    assert [f for f in found(text) if f.code == "DL15"] == []


def test_a_list_item_joined_to_the_one_above() -> None:
    (finding,) = found("noi_nhan:\n  - Sở Nội vụ\n   - Sở Tài chính\n")
    assert at(finding)[:2] == ("DL15", 5)


# --- Numbering schemes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "near"),
    [
        ("x", "a"),
        ("i", "I"),
        ("A", "a"),
        ("2", "1"),
        ("II", "I"),
        ("dieu", "Điều"),
        ("Điều 1", "Điều"),
        ("•", "-"),
        ("abc", ""),
    ],
)
def test_an_unknown_level_is_refused(token: str, near: str) -> None:
    (finding,) = found(f'danh_so: [I, "1", {token}]\n')
    assert at(finding) == ("DL23", 3, 19)
    assert finding.severity == ERROR
    assert (f"Có phải `{near}`?" in finding.hint) == bool(near)
    assert "I, 1, 1.1," in finding.hint


def test_known_levels_and_their_end_marks() -> None:
    assert found('danh_so: [I., "1.", "1.1", a), "-", "+", Phần, Tiểu mục]\n') == []


def test_schemes_of_attached_documents_are_told_with_the_rest() -> None:
    findings = found("kem_theo:\n  - danh_so: [I, q]\nx: 1\n")
    assert [at(f) for f in findings] == [("DL23", 4, 18), ("DL20", 5, 1)]


# --- No false alarms -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("fixtures/*.yaml"), *ROOT.glob("templates/*/mau.yaml")]),
    ids=lambda p: f"{p.parent.name}-{p.stem}",
)
def test_fixtures_and_skeletons_are_silent(path: Path) -> None:
    assert read_data_file(path)[1] == []
