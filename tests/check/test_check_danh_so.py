"""Numbering rules: what they must find, and above all what they must leave alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.check.data import texts_of
from docgen.check.document import Document, Text
from docgen.check.opening import open_document, open_docx
from docgen.check.registry import RuleFinding, check_document
from docgen.check.rules.danh_so import faults
from docgen.findings import HINT, Where
from docgen.model import KemTheo, VanBan
from docgen.read.data_file import read_data_text
from docgen.viet.bang_chu import chu_diem
from docgen.write.docx.engine import render_docx
from tests import strategies
from tests.check import mutate

_PARTS = (
    (r"Điều \d", "dieu"), (r"Chương ", "chuong"), (r"[IVX]+\b|[A-E]\. [^a-z]", "la_ma"),
    (r"\d+\.\d", "so_kep"), (r"\(?\d+[.)/]", "so"), (r"\(?[a-zđ]{1,4}[)./]", "chu"),
    (r"[-•] ", "gach"), (r"\+ ", "cong"), (r"QUYẾT ĐỊNH", "lenh"),
)  # fmt: skip


def typed(text: str, loai: str = "ke_hoach", attached: str = "", form: str = "docx") -> Document:
    """A document of typed lines; what follows a line "---" is attached."""
    main = {"loai": loai, "co_quan": "Ủy ban nhân dân xã Bình Trung"}
    van_ban = VanBan.model_validate(main)
    texts, member = [], 0
    for line in text.strip().split("\n"):
        line = line.strip()
        if line == "---":
            member += 1
            van_ban.kem_theo.append(KemTheo.model_validate({"loai": attached} if attached else {}))
            continue
        part = next((p for pattern, p in _PARTS if re.match(pattern, line)), "doan")
        texts.append(Text(part, line, Where(), member))
    return Document("", form, van_ban, texts)


def data(body: str, loai: str = "quy_che") -> Document:
    """A data file with this body."""
    indented = "\n".join("  " + line for line in body.strip().split("\n"))
    van_ban, _found = read_data_text(
        f"loai: {loai}\nco_quan: Ủy ban nhân dân xã Bình Trung\nnoi_dung: |\n{indented}\n"
    )
    return Document("", "data", van_ban, texts_of(van_ban))


def codes(document: Document) -> list[str]:
    return [f.code for f in found(document)]


def found(document: Document) -> list[RuleFinding]:
    return check_document(document, select=["DS"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. A\n2. B\n4. C", ["DS01"]),
        ("2. B\n3. C", ["DS01"]),
        ("1. A\n2. B\n2. C\n3. D", ["DS02"]),
        ("1. A\n2. B\n1. C\n2. D", ["DS02"]),
        ("I. A\nIII. B\nIV. C", ["DS01"]),
        ("a) A\nc) C\nb) B", ["DS04"]),
        ("2. A\n1. B", ["DS04"]),
        ("Điều 1. A\nĐiều 2. B\nĐiều 4. C", ["DS01"]),
        ("1. A\n1.1. B\n1.2. C\n2. D\n1.1. E\n1.2. G", ["DS04"]),
        ("1. A\n1.1. B\n1.3. C\n2. D", ["DS01"]),
    ],
)
def test_order(text: str, expected: list[str]) -> None:
    assert codes(typed(text)) == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("abcdđeg", ""),
        ("abcdđef", "g)"),
        ("abcdefg", "đ)"),
        ("abcdeg", "đ)"),
        ("abcdđeghi", ""),
        ("abcdđeghijk", "k)"),
        ("abcdđeghiklmnopqrstuvxy", ""),
    ],
)
def test_letters(letters: str, expected: str) -> None:
    made = found(typed("\n".join(f"{c}) Nội dung" for c in letters)))
    assert [f.expected for f in made] == [expected] * bool(expected)
    assert {f.code for f in made} <= {"DS03"}


def test_relabelling_gives_the_legal_alphabet() -> None:
    document = typed("\n".join(f"{c}) Nội dung" for c in "abcdefgh"))
    (finding,) = found(document)
    for fix in finding.fixes:
        assert fix.text is not None
        assert not fix.safe
        fix.text.text = fix.text.text[: fix.start] + fix.new + fix.text.text[fix.end :]
    assert "".join(t.text[0] for t in document.texts) == "abcdđegh"


@pytest.mark.parametrize(
    "text",
    [
        # Numbers that go on under the next heading.
        "I. MỘT\n1. A\n2. B\nII. HAI\n3. C\n4. D",
        # Lists that begin again behind a paragraph, or under a dash.
        "1. A:\na) B\nb) C\nĐối với các thôn:\na) D\nb) E\n2. G",
        "1. A\n- Nội dung:\na) B\nb) C\n- Hình thức:\na) D\nb) E\n2. G",
        # Small La Mã numerals are another alphabet.
        "1. A:\ni) B\nii) C\niii) D\niv) E\n2. G",
        # A clause that is quoted to amend another document.
        "Điều 1. Sửa đổi Điều 7 như sau:\n“Điều 7. Thời hạn\n1. A\n3. B.”\nĐiều 2. C\nĐiều 3. D",
        # Dotted numbers under La Mã numerals.
        "I. MỘT\n1.1. A\n1.2. B\nII. HAI\n2.1. C\n2.2. D",
        # A figure at the head of a line.
        "1. A\n2. B\n150. tấn lúa",
        # Two sample forms in one file.
        "QUYẾT ĐỊNH:\nĐiều 1. A\nĐiều 2. B\nQUYẾT ĐỊNH:\nĐiều 1. C\nĐiều 2. D",
        # Capital letters, by whatever alphabet.
        "A. MỘT\nB. HAI\nC. BA\nD. BỐN\nE. NĂM",
        # Levels may be skipped.
        "I. MỘT\na) A\nb) B\nII. HAI\n- C\n- D",
        # Running numbers through chapters.
        "Chương I\nĐiều 1. A\nĐiều 2. B\nChương II\nĐiều 3. C\nĐiều 4. D",
    ],
)
def test_order_is_left_alone(text: str) -> None:
    assert faults(typed(text)) == []


def test_what_is_attached_is_counted_by_itself() -> None:
    text = "Điều 1. A\nĐiều 2. B\n---\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng"
    assert codes(typed(text, "quyet_dinh", "quy_che")) == []


@given(st.lists(st.integers(min_value=1, max_value=12), min_size=1, max_size=6))
def test_right_numbers_are_never_a_fault(sizes: list[int]) -> None:
    lines = []
    for number, points in enumerate(sizes, 1):
        lines.append(f"{number}. Khoản:")
        lines += [f"{chu_diem(p)}) Điểm." for p in range(1, points + 1)]
    assert faults(typed("\n".join(lines))) == []


@given(st.text(alphabet="IVX123.)ab-đ \nĐiềuf“”", max_size=120))
def test_any_text_is_taken(text: str) -> None:
    found(typed(text or "x"))


def test_scans_are_judged_more_mildly() -> None:
    text = "a) A\nb) B\nc) C\nd) D\ne) E"
    assert [f.severity for f in found(typed(text))] == ["loi"]
    assert [f.severity for f in found(typed(text, form="pdf"))] == ["canh_bao"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. A\n2) B\n3. C", ["DS05"]),
        ("1) A\n2) B", ["DS06"]),
        ("(1) A\n(2) B", ["DS06"]),
        ("a. A\nb. B", ["DS06"]),
        ("Điều 1: A\nĐiều 2: B", ["DS06"]),
        ("I/ MỘT\nII/ HAI", ["DS06"]),
        ("1. A\n2. B\na) C\nb) D", []),
        ("• A\n• B", ["DS08"]),
        ("I. Mục đích\nII. NỘI DUNG", ["DS11"]),
        ("I. MỤC ĐÍCH\nII. [nội dung]", []),
        ("I. MỤC ĐÍCH\n1. A\nII. NỘI DUNG\n1. B\n2. C", ["DS07"]),
    ],
)
def test_labels(text: str, expected: list[str]) -> None:
    assert codes(typed(text)) == expected


def test_mending_a_label_changes_the_mark_alone() -> None:
    document = typed("a/ Một\nb/ Hai")
    (finding,) = found(document)
    assert [(f.start, f.end, f.new, f.safe) for f in finding.fixes] == [
        (0, 2, "a)", True),
        (0, 2, "b)", True),
    ]


def test_clause_on_carrying_out_without_its_label() -> None:
    text = "Điều 1. A\nĐiều 2. B\nGiám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./."
    assert codes(typed(text, "quyet_dinh")) == ["DS14"]
    assert codes(typed(text.replace("\nGiám", "\nĐiều 3. Giám"), "quyet_dinh")) == []
    assert codes(typed(text, "thong_bao")) == []


_RULES = """
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế này quy định việc phối hợp.
2. Áp dụng theo {one}.
Điều 2. Đối tượng
1. Các đơn vị, gồm:
a) Phòng;
b) Ban.
2. {two}.
Chương II
THỰC HIỆN
Điều 3. Hiệu lực
1. A.
2. B.
"""


@pytest.mark.parametrize(
    ("reference", "lost"),
    [
        ("Điều 9 Quy chế này", "Điều 9"),
        ("khoản 3 Điều 2 Quy chế này", "khoản 3 Điều 2"),
        ("điểm c khoản 1 Điều 2 Quy chế này", "điểm c khoản 1 Điều 2"),
        ("khoản 1, khoản 2 và khoản 5 Điều 3 của Quy chế này", "khoản 5 Điều 3"),
        ("các Điều 1, 2 và 7 Quy chế này", "Điều 7"),
        ("khoản 4 Điều này", "khoản 4 Điều 2"),
        ("điểm a, b khoản 1 Điều 2 Quy chế này", ""),
        ("khoản 1 Điều này", ""),
        ("Điều 1, Điều 2 và Điều 3 Quy chế này", ""),
        ("khoản 2 Điều 59 Luật Thi đua, khen thưởng", ""),
        ("Điều 20 Luật Cư trú và Quy chế này", ""),
        ("Điều 20 Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 03/3/2025", ""),
        ("“Điều 20 Quy chế này” của văn bản cũ", ""),
        ("khoản 1 Điều 30 Nghị định số 30/2020/NĐ-CP", ""),
        ("Điều 8 Quyết định này", ""),
    ],
)
def test_references(reference: str, lost: str) -> None:
    made = found(data(_RULES.format(one="luật", two=reference)))
    assert [f.message for f in made if f.code == "DS13"] == (
        [f"Dẫn chiếu tới {lost} nhưng văn bản không có."] if lost else []
    )


def test_references_to_sections() -> None:
    body = "I. MỘT\n1. A\n2. B\nII. HAI\n1. Theo mục {} Kế hoạch này.\n2. C"
    assert codes(data(body.format("III"), "ke_hoach")) == ["DS13"]
    assert codes(data(body.format("I"), "ke_hoach")) == []


def test_titles_of_articles() -> None:
    running = _RULES.format(one="luật", two="A").replace(
        "Điều 3. Hiệu lực", "Điều 3. Quy chế này có hiệu lực từ ngày ký."
    )
    assert codes(data(running)) == ["DS09"]
    assert codes(data(running, "quyet_dinh")) == []
    assert codes(data(_RULES.format(one="luật", two="A"))) == []


@pytest.mark.parametrize(("which", "expected"), [({"chi": 1}, 1), ({}, 1), ({"dam": True}, 0)])
def test_titles_of_clauses_are_bold(which: dict[str, object], expected: int) -> None:
    document = mutate.document({"chu": [{"o": "so_tieu_de", "dam": False, **which}]})
    assert codes(document).count("DS12") == expected


@pytest.mark.parametrize("base", ["ke_hoach", "quyet_dinh", "bao_cao", "cong_van"])
def test_data_files_are_clean(base: str) -> None:
    found_there = check_document(open_document(mutate.BASES / f"{base}.yaml"), ["DS", "NQ"])
    assert [f for f in found_there if f.severity != HINT] == []


@settings(max_examples=15, deadline=None)
@given(strategies.office_documents())
def test_what_docgen_writes_is_numbered_right(van_ban: VanBan) -> None:
    written = found(open_docx(render_docx(van_ban)[0]))
    assert [str(f) for f in written if f.severity != HINT] == []
