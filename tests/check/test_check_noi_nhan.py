"""Recipients and signature (NN): traps for false alarms, and forms of each fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from docgen.check.document import Document
from docgen.check.registry import check_document
from docgen.findings import HINT, WARNING
from tests.check import mutate
from tests.check.lines import BODY, codes, document, foot, found, head


def _listed(*items: str, form: str = "docx") -> Document:
    return document([*head(), *BODY, *foot(to=items)], form)


@pytest.mark.parametrize(
    ("items", "codes_found"),
    [
        (("- Phòng Kinh tế;", "- Lưu: VT, VHXH."), set()),
        (("- Phòng Kinh tế (để t/h);", "- Lưu: VT, VHXH (02b)."), set()),
        (("- VPCP: BTCN, các PCN,", "các Vụ, Cục;", "- Lưu: VT, TH."), set()),
        (("- VPUB:", "+ LĐ;", "+ Phòng NC;", "- Lưu: VT, TH."), set()),
        (("- Phòng Kinh tế;", "- Lưu: VT, TCHCQT.H.01b."), set()),
        (("- Phòng Kinh tế;", "- Lưu: VT, VXNV. NY."), set()),
        (("- Phòng Kinh tế;", "- Lưu: VTLT, TH."), set()),
        (("- Phòng Kinh tế", "- Lưu: VT, VHXH."), {"NN02"}),
        (("- Phòng Kinh tế.", "- Lưu: VT, VHXH."), {"NN02"}),
        (("Phòng Kinh tế;", "Lưu: VT, VHXH."), {"NN02"}),
        (("–Phòng Kinh tế;", "- Lưu: VT, VHXH."), {"NN02"}),
        (("- Phòng Kinh tế;", "- Phòng Văn hóa - Xã hội."), {"NN03"}),
        (("- Lưu: VT, VHXH;", "- Phòng Kinh tế."), {"NN03"}),
        (("- Phòng Kinh tế;", "- Lưu VT, VHXH."), {"NN04"}),
        (("- Phòng Kinh tế;", "- Lưu: VT; VHXH."), {"NN04"}),
        (("- Phòng Kinh tế;", "- Lưu: VT VHXH."), {"NN04"}),
        (("- Phòng Kinh tế;", "- Lưu: VHXH."), {"NN04"}),
        (("- Phòng Kinh tế;", "- Lưu: VT, VHXH"), {"NN04"}),
        (("- Phòng Kinh tế;", "- Lưu: VT."), {"NN04"}),
        (("- Phòng Kinh tế;", "- phòng kinh tế;", "- Lưu: VT, TH."), {"NN09"}),
        (("- Sở Nội vụ (b/c);", "- Sở Nội vụ;", "- Lưu: VT, TH."), {"NN09"}),
    ],
)
def test_lists(items: tuple[str, ...], codes_found: set[str]) -> None:
    assert codes(_listed(*items), "NN") == codes_found


def test_faults_of_one_kind_are_said_once_and_mended_everywhere() -> None:
    made = _listed("Phòng Kinh tế,", "Phòng Tư pháp,", "Lưu: VT, VHXH.")
    messages = {f.message: f for f in found(made, "NN02")}
    assert len(messages) == 2
    assert sorted(len(f.fixes) for f in messages.values()) == [2, 3]


def test_a_scan_with_both_columns_on_one_line_is_left_alone() -> None:
    made = _listed(
        "- Ban Bí thư Trung ương Đảng; KT. THỦ TƯỚNG",
        "- Văn phòng Quốc hội;          PHÓ THỦ TƯỚNG",
        "- Lưu: VT, NN (2b).",
        form="txt",
    )
    assert codes(made, "NN02", "NN03", "NN04") == set()


def test_recipients_in_the_cell_that_were_not_recognised_count() -> None:
    lines = [*head(), *BODY, ("noi_nhan", "Nơi nhận:"), ("", "Như trên."),
             ("noi_nhan_muc", "- Lưu: VT, GDĐT."), ("quyen_han", "TRƯỞNG PHÒNG"),
             ("ho_ten", "Lê Văn An")]  # fmt: skip
    made = document(lines)
    for text in made.texts[-5:-2]:
        text.column = 1
    assert codes(made, "NN02") == {"NN02"}


@pytest.mark.parametrize(
    ("label", "wrong"),
    [("Nơi nhận:", False), ("Nơi nhận: ", False), ("**Nơi nhận:**", False), ("Nơi nhận", True),
     ("NƠI NHẬN:", True), ("Noi nhan:", True), ("Nơi nhận.", True)],
)  # fmt: skip
def test_labels(label: str, wrong: bool) -> None:
    lines = [(p, label if p == "noi_nhan" else t) for p, t in foot()]
    assert codes(document([*head(), *BODY, *lines]), "NN01") == ({"NN01"} if wrong else set())


def _decision(recipient: str, *articles: tuple[str, str]) -> Document:
    lines = head(number="Số: 12/QĐ-UBND", kind="QUYẾT ĐỊNH")
    lines += [("lenh", "QUYẾT ĐỊNH:"), *articles]
    lines += foot(to=(f"- {recipient};", "- Lưu: VT, NC."))
    made = document(lines, loai="quyet_dinh")
    for text in made.of("dieu"):
        text.label = text.text.partition(".")[0] + "."
    return made


CARRY = "chịu trách nhiệm thi hành Quyết định này./."
ARTICLES = (
    ("dieu", "Điều 1. Ban hành Quy chế."),
    ("dieu", "Điều 2. Quyết định này có hiệu lực từ ngày ký."),
    ("dieu", f"Điều 3. Chánh Văn phòng {CARRY}"),
)


@pytest.mark.parametrize(
    ("recipient", "wrong"),
    [
        ("Như Điều 3", False),
        ("Như Điều 2, 3", False),
        ("Như Điều 1 và Điều 3", False),
        ("Như Điều 3 (để thực hiện)", False),
        ("Như Điều 2", True),
        ("Như Điều 4", True),
    ],
)
def test_articles_named(recipient: str, wrong: bool) -> None:
    found = codes(_decision(recipient, *ARTICLES), "NN05", "NN06", "NN07")
    assert found == ({"NN06"} if wrong else set())


def test_article_with_a_heading_and_its_text_below() -> None:
    made = _decision(
        "Như Điều 3",
        *ARTICLES[:2],
        ("dieu", "Điều 3. Tổ chức thực hiện"),
        ("doan", f"Chánh Văn phòng {CARRY}"),
    )
    assert codes(made, "NN06", "NN07") == set()


def test_carrying_out_that_has_lost_its_article() -> None:
    made = _decision("Như Điều 2", *ARTICLES[:2], ("doan", f"Chánh Văn phòng {CARRY}"))
    (finding,) = found(made, "NN06")
    assert finding.expected == "Điều 3. …"


def test_decision_that_lists_who_carries_it_out() -> None:
    assert codes(_decision("Sở Nội vụ", *ARTICLES), "NN06", "NN07") == {"NN07"}


@pytest.mark.parametrize(
    ("items", "missing"),
    [
        (("- Phòng Kinh tế;",), True),
        (("- Phòng Kinh tế;", "- Phòng Văn hóa - Xã hội;"), False),
        (("- Phòng Kinh tế;", "- Phòng VH-XH;"), False),
        (("- Các phòng, ban, đơn vị;",), False),
        (("- Như trên;",), False),
        (("- Thủ trưởng các cơ quan, đơn vị;",), False),
    ],
)
def test_bodies_with_a_task(items: Sequence[str], missing: bool) -> None:
    lines = [
        *head(),
        ("so", "1. Phòng Văn hóa - Xã hội chủ trì, theo dõi kết quả."),
        ("so", "2. Giao Phòng Kinh tế cân đối kinh phí./."),
        *foot(to=(*items, "- Lưu: VT, VHXH.")),
    ]
    made = document(lines)
    for text in made.of("so"):
        text.label = text.text[:2]
    assert codes(made, "NN08") == ({"NN08"} if missing else set())


SIGNED: list[tuple[tuple[str, ...], set[str]]] = [
    (("CHỦ TỊCH",), set()),
    (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), set()),
    (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), set()),
    (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"), set()),
    (("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH"), set()),
    (("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"), set()),
    (("TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"), set()),
    (("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), set()),
    (("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"), set()),
    (("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"), set()),
    (("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), set()),
    (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), set()),
    (("TL. BỘ TRƯỞNG", "KT. VỤ TRƯỞNG VỤ TỔNG HỢP", "PHÓ VỤ TRƯỞNG"), set()),
    (("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC"), set()),
    (("Q. GIÁM ĐỐC",), set()),
    (("TM. ỦY BAN MẶT TRẬN", "TỔ QUỐC VIỆT NAM", "CHỦ TỊCH"), set()),
    (("TM. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), {"NN13"}),
    (("KT. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), {"NN13"}),
    (("TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"), {"NN13"}),
    (("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), {"NN13"}),
    (("KT. CHỦ TỊCH", "CHỦ TỊCH"), {"NN13"}),
    (("KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC"), {"NN13"}),
    (("KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), {"NN13"}),
    (("PHÓ GIÁM ĐỐC",), {"NN13"}),
    (("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), {"NN12"}),
    (("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), {"NN12"}),
    (("TM, ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), {"NN12"}),
    (("K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH"), {"NN12"}),
    (("T.L CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), {"NN12"}),
    (("TUQ/ GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC"), {"NN12"}),
    (("QUYỀN GIÁM ĐỐC",), {"NN12"}),
    (("TM. Ủy ban nhân dân", "CHỦ TỊCH"), {"NN14"}),
]


@pytest.mark.parametrize(("signed", "codes_found"), SIGNED)
def test_authority_lines(signed: tuple[str, ...], codes_found: set[str]) -> None:
    made = document([*head(), *BODY, *foot(signed)])
    assert codes(made, "NN12", "NN13", "NN14") == codes_found
    for finding in found(made, "NN12"):
        fix = finding.fixes[0]
        assert fix.text is not None
        after = fix.text.text[: fix.start] + fix.new + fix.text.text[fix.end :]
        right = [(p, after if t == fix.text.text else t) for p, t in foot(signed)]
        assert codes(document([*head(), *BODY, *right]), "NN12") == set()


@pytest.mark.parametrize(
    ("name", "issuer", "severity"),
    [
        ("Trần Văn Minh", "ỦY BAN NHÂN DÂN XÃ BÌNH TRUNG", None),
        ("Tô Lâm", "BỘ CÔNG AN", None),
        ("TS. Trần Văn Minh", "ỦY BAN NHÂN DÂN XÃ BÌNH TRUNG", WARNING),
        ("PGS.TS. Trần Văn Minh", "SỞ NỘI VỤ", WARNING),
        ("Thạc sĩ Trần Văn Minh", "SỞ NỘI VỤ", WARNING),
        ("ThS Trần Văn Minh", "TRƯỜNG TIỂU HỌC BÌNH TRUNG", HINT),
        ("BS.CKII Trần Văn Minh", "BỆNH VIỆN ĐA KHOA", HINT),
        ("BS. Trần Văn Minh", "BỆNH VIỆN ĐA KHOA", HINT),
        ("Đại tá Trần Văn Minh", "CÔNG AN TỈNH HÒA SƠN", HINT),
    ],
)
def test_titles_before_the_name(name: str, issuer: str, severity: str | None) -> None:
    made = document([*head(issuer=issuer), *BODY, *foot(name=name)])
    assert [f.severity for f in found(made, "NN10")] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("TRẦN VĂN MINH", True), ("Trần Văn Minh", False), ("[họ và tên người ký]", False)],
)
def test_letters_of_the_name(name: str, wrong: bool) -> None:
    made = document([*head(), *BODY, *foot(name=name)])
    assert codes(made, "NN14") == ({"NN14"} if wrong else set())


@pytest.mark.parametrize(
    ("pages", "wrong"), [((1, 2, 2), True), ((2, 2, 2), False), ((1, 1, 2), True)]
)
def test_pages_of_the_signature(pages: tuple[int, int, int], wrong: bool) -> None:
    made = document([*head(), *BODY, *foot()], "pdf")
    for part, page in zip(("doan", "quyen_han", "ho_ten"), pages, strict=True):
        for text in made.of(part):
            text.page = page
    assert codes(made, "NN15") == ({"NN15"} if wrong else set())


def test_name_in_a_data_file_is_judged_too() -> None:
    made = document([("co_quan", "Sở Nội vụ"), ("ho_ten", "TS. Trần Văn Minh")], "data")
    assert "NN10" in codes(made, "NN")


@pytest.mark.parametrize("data", [{"luu": "VT"}, {"luu": "VT, VHXH (02b)"}, {"noi_nhan": ["A"]}])
def test_what_docgen_prints_is_right(data: dict[str, Any]) -> None:
    found = check_document(mutate.document({"du_lieu": data}), select=("NN",))
    assert [str(f) for f in found if f.severity != HINT] == []
