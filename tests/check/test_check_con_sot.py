"""Edges of TC24, TP32, TP33, NQ18, NQ19, CN30-CN32 and of what else the corpus asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.check.document import Document
from docgen.check.opening import open_document
from docgen.findings import HINT, WARNING
from tests.check.word_files import changed, findings_of, severities_of, worded

BODY = "Trồng cây xanh ở các tuyến đường trục"


def _said(words: str, code: str) -> list[str]:
    return [f.found for f in findings_of({"thay": {BODY: words}}, code)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("[CẦN BỔ SUNG: địa điểm]", ["[CẦN BỔ SUNG: địa điểm]"]),
        ("{{ten}}", ["{{ten}}"]),
        ("Theo tài liệu [1], [2]", []),
        ("Nhà nước [bao gồm cả cấp xã] hỗ trợ", []),
        ("Diện tích < 50 ha và > 10 ha", []),
        ("Gồm ba nội dung …", []),
    ],
)
def test_placeholders(words: str, found: list[str]) -> None:
    assert _said(words, "CN30") == found


def test_a_field_of_a_template_is_a_hint() -> None:
    assert severities_of({"thay": {BODY: "{{ten}}"}}, "CN30") == [HINT]
    assert severities_of({"thay": {BODY: "[Handwritten signature]"}}, "CN30") == [WARNING]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("công tác thi đua khen thưởng", ["thi đua khen thưởng"]),
        ("Ban Thi đua Khen thưởng", []),
        ("thi đua, khen thưởng", []),
        ("an ninh trật tự an toàn xã hội", ["an ninh trật tự an toàn xã hội"]),
        ("cơ sở ngành nghề nông thôn", []),
        ("các cơ sở, ngành nghề", []),
    ],
)
def test_commas(words: str, found: list[str]) -> None:
    assert _said(words, "CN31") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ông Minh- Trưởng ban", ["- "]),
        ("Ông Minh -Trưởng ban", [" -"]),
        ("Giai đoạn 2021- 2025", []),
        ("Thăm I-ta-li-a", []),
        ("Đến -5 độ", []),
        ("TP.Hà Nội", []),
        ("gặp TT.Đảng ủy", ["TT."]),
        ("Văn hóa-Xã hội", ["hóa-Xã"]),
    ],
)
def test_hyphens(words: str, found: list[str]) -> None:
    assert _said(words, "CN32") == found


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Từ 22/2/2026 đến 22/02/2026", 1),
        ("Từ 22/2/2026 đến 23/02/2026", 0),
        ("Số 12/2/2026/QĐ và 12/02/2026", 0),
    ],
)
def test_dates(words: str, count: int) -> None:
    assert len(_said(words, "NQ18")) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("khen thưởng phong trào thi đua", 1),
        ("khen thưởng các phong trào thi đua", 0),
        ("hưởng ứng phong trào thi đua “Dân vận khéo”", 0),
        ("hưởng ứng phong trào thi đua yêu nước", 0),
    ],
)
def test_agreed_names(words: str, count: int) -> None:
    agreed = "Mở Hội thi (gọi tắt là Phong trào thi đua)."
    changes = {"Động viên cán bộ": f"{agreed} Động viên cán bộ", BODY: words}
    assert len(findings_of({"thay": changes}, "NQ19")) == count


def test_citations_of_another_document_are_not_repeated_ones() -> None:
    one = "Quyết định số 318/QĐ-UBND ngày 06 tháng 8 năm 2025 của Ủy ban nhân dân tỉnh"
    other = one.replace("318", "319")
    changes = {"Động viên cán bộ": f"Theo {one} động viên", BODY: f"Theo {other}"}
    assert findings_of({"thay": changes}, "TP33") == []


def _text(tmp_path: Path, words: str) -> Document:
    path = tmp_path / "van_ban.txt"
    path.write_text(words, "utf-8")
    return open_document(path)


PLAN = """Số: 12/KH-UBND
Hòa Sơn, ngày 03 tháng 11 năm 2025
KẾ HOẠCH
Tuyên truyền phòng cháy năm 2026
Căn cứ Quyết định số 11/QĐ-UBND ngày 05 tháng 10 năm 2025 của Ủy ban nhân dân tỉnh về phòng cháy;
{body} ban hành Kế hoạch như sau:
1. Tuyên truyền trong tháng 01.
2. Kiểm tra trong tháng 3./.
Nơi nhận:
- Sở Nội vụ;
- Lưu: VT, NC.
{sign}CHỦ TỊCH
Lê Thị Hoa
"""


@pytest.mark.parametrize(
    ("body", "sign", "count"),
    [
        ("Ủy ban nhân dân tỉnh", "", 1),
        ("Ủy ban nhân dân tỉnh", "TM. ỦY BAN NHÂN DÂN\n", 0),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "", 0),
    ],
)
def test_a_plan_of_the_committee_is_signed_for_it(
    tmp_path: Path, body: str, sign: str, count: int
) -> None:
    found = findings_of(_text(tmp_path, PLAN.format(body=body, sign=sign)), "TP18")
    assert len(found) == count


def test_a_head_lost_in_a_text_is_a_hint(tmp_path: Path) -> None:
    made = _text(tmp_path, PLAN.format(body="UBND tỉnh", sign="TM. ỦY BAN NHÂN DÂN\n"))
    assert severities_of(made, "TP01") == [HINT]


def test_the_drafting_unit_of_a_letter_may_be_filed() -> None:
    assert findings_of({"van_ban": "cong_van"}, "NN04") == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Thực hiện kế hoạch chuyển đổi số năm 2026, Sở Nội vụ", 1),
        ("Thực hiện Quyết định số 318/QĐ-UBND, Sở Nội vụ", 0),
        ("Thực hiện kế hoạch công tác năm của tỉnh, Sở Nội vụ", 0),
    ],
)
def test_a_plan_cited_by_its_name(tmp_path: Path, words: str, count: int) -> None:
    letter = f"""Số: 12/SNV-VP
V/v tập huấn
Hòa Sơn, ngày 03 tháng 11 năm 2025
Kính gửi: Ủy ban nhân dân các xã.
{words} mở lớp tập huấn.
Đề nghị cử người dự./.
Nơi nhận:
- Như trên;
- Lưu: VT, VP.
GIÁM ĐỐC
Lê Thị Hoa
"""
    found = findings_of(_text(tmp_path, letter), "TP21")
    assert len([f for f in found if "Căn cứ “kế" in f.message]) == count


def test_the_national_name_flush_left_over_the_motto() -> None:
    left = (r'(<w:pStyle w:val="QuocHieu"/>)', r'\1<w:jc w:val="left"/>')
    made = changed({"bang_rong": 165}, left)
    assert severities_of(made, "TC08") == [WARNING]
    assert findings_of(changed({"bang_rong": 161}, left), "TC08") == []


def test_a_name_squeezed_into_its_cell_is_not_judged() -> None:
    squeezed = worded("CỘNG HÒA", '<w:b/><w:spacing w:val="-6"/>')
    assert findings_of(changed({"bang_rong": 150}), "TC24")
    assert findings_of(changed({"bang_rong": 150}, squeezed), "TC24") == []
