"""Consistency rules: what they must find, and above all what they must leave alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.check.data import texts_of
from docgen.check.document import Document, Text
from docgen.check.registry import RuleFinding, check_document
from docgen.findings import HINT, Where
from docgen.model import KemTheo, VanBan
from docgen.nd30.dia_gioi import TINH_CU
from docgen.viet.so import ty_le


def made(*paragraphs: str, **keys: Any) -> Document:
    """A data file of a commune with these paragraphs."""
    values: dict[str, Any] = {
        "loai": "ke_hoach",
        "co_quan": {"ten": "Ủy ban nhân dân xã Bình Trung", "viet_tat": "UBND", "cap": "xa"},
        "so": 45,
        "ngay": date(2025, 9, 15),
        "noi_dung": list(paragraphs),
    }
    van_ban = VanBan.model_validate({**values, **keys})
    return Document("", "data", van_ban, texts_of(van_ban))


def codes(*paragraphs: str, **keys: Any) -> list[str]:
    return [f.code for f in found(made(*paragraphs, **keys))]


def found(document: Document) -> list[RuleFinding]:
    return check_document(document, select=["NQ"])


_PLAN = (
    "Kế hoạch số 120/KH-UBND ngày 20/8/2025 của Ủy ban nhân dân tỉnh về trồng cây xanh ven đường"
)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Kế hoạch số 120/KH-UBND ngày 21/8/2025 của Ủy ban nhân dân tỉnh", ["NQ01"]),
        ("Kế hoạch số 120/KH-UBND ngày 20/8/2025 của Bộ Nội vụ", ["NQ01"]),
        (_PLAN.replace("120", "102"),
         ["NQ01"]),
        # Short forms, written in full or not; another office's document of the same number.
        ("Kế hoạch số 120/KH-UBND", []),
        ("Kế hoạch số 120/KH-UBND ngày 20 tháng 8 năm 2025 của UBND tỉnh", []),
        ("Kế hoạch số 120/KH-UBND ngày 20/8/2025 của UBND tỉnh Hòa Sơn", []),
        ("Kế hoạch số 120/KH-UBND ngày 20/8/2025 của Chủ tịch UBND tỉnh", []),
        ("Kế hoạch số 120/KH-UBND ngày 03/02/2024 của Ủy ban nhân dân xã Hòa An", []),
        ("Kế hoạch số 121/KH-UBND ngày 20/8/2025 của Ủy ban nhân dân tỉnh về vệ sinh đường làng",
         []),
    ],
)  # fmt: skip
def test_citations(other: str, expected: list[str]) -> None:
    assert codes(f"Thực hiện {_PLAN}.", f"Theo {other}.") == expected


def test_laws_of_one_name_are_told_apart_by_their_dates() -> None:
    law = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày {}"
    assert codes(f"Căn cứ {law.format('14/6/2005')}; {law.format('16/11/2013')};") == []


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ", ["NQ16"]),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", []),
        ("Luật số 72/2025/QH15 ngày 16/6/2025", []),
        ("Quyết định số 9/QĐ-UBND ngày 16/9/2025 của Ủy ban nhân dân tỉnh", ["NQ17"]),
        ("Quyết định số 9/QĐ-UBND ngày 15/9/2025 của Ủy ban nhân dân tỉnh", []),
        ("Quyết định số 9/QĐ-UBND ngày   /9/2025 của Ủy ban nhân dân tỉnh", []),
    ],
)
def test_dates_of_citations(citation: str, expected: list[str]) -> None:
    assert codes(f"Căn cứ {citation};") == expected


def test_an_open_day_is_not_taken_for_a_date() -> None:
    open_day = {"thang": 9, "nam": 2025}
    text = "Theo Quyết định số 9/QĐ-UBND ngày 30/9/2025 của Ủy ban nhân dân tỉnh."
    assert codes(text, ngay=open_day) == []
    assert codes(text.replace("30/9", "01/10"), ngay=open_day) == ["NQ17"]


def _attached(line: str, number: str = "Số: 318/QĐ-UBND", form: str = "docx") -> Document:
    van_ban = VanBan.model_validate(
        {
            "loai": "quyet_dinh",
            "co_quan": "Ủy ban nhân dân tỉnh Hòa Sơn",
            "ngay": date(2025, 10, 6),
            "kem_theo": [{"loai": "quy_che"}],
        }
    )
    texts = [
        ("co_quan", "ỦY BAN NHÂN DÂN TỈNH HÒA SƠN", 0),
        ("so_ky_hieu", number, 0),
        ("ten_loai", "QUYẾT ĐỊNH", 0),
        ("ten_loai", "QUY CHẾ", 1),
        ("kem_theo", line, 1),
    ]
    return Document("", form, van_ban, [Text(p, t, Where(), m) for p, t, m in texts])


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("(Kèm theo Quyết định số 318/QĐ-UBND ngày 06 tháng 10 năm 2025 của UBND tỉnh)", ""),
        ("(Kèm theo Quyết định số 318/QĐ-UBND ngày 06/10/2025 của Chủ tịch UBND tỉnh)", ""),
        ("(Ban hành kèm theo Quyết định số:   318/QĐ-UBND ngày 6/10/2025)", ""),
        ("(Kèm theo Quyết định số      /QĐ-UBND ngày      tháng      năm 2025 của UBND tỉnh)", ""),
        ("(Kèm theo Quyết định số.. 318/QĐ-UBND ngày... 06./10/2025 của Ủy ban nhân dân tỉnh)", ""),
        ("(Kèm theo Quyết định số 381/QĐ-UBND ngày 06/10/2025 của UBND tỉnh)", "381"),
        ("(Kèm theo Quyết định số 318/QĐ-UBND ngày 07/10/2025 của UBND tỉnh)", "07/10/2025"),
        ("(Kèm theo Quyết định số 318/QĐ-SNV ngày 06/10/2025)", "QĐ-SNV"),
        ("(Kèm theo Kế hoạch số 318/QĐ-UBND ngày 06/10/2025)", "Kế hoạch"),
        ("(Kèm theo Quyết định số 318/QĐ-UBND ngày 06/10/2025 của UBND xã)", "UBND xã"),
    ],
)
def test_attachment_line(line: str, wrong: str) -> None:
    made_of = [f.found for f in found(_attached(line)) if f.code == "NQ02"]
    assert made_of == [wrong] * bool(wrong)


def test_attachment_line_of_a_scan_or_without_a_number() -> None:
    line = "(Kèm theo Quyết định số 381/QĐ-UBND ngày 06/10/2025)"
    assert [f.severity for f in found(_attached(line))] == ["loi"]
    assert [f.severity for f in found(_attached(line, form="pdf"))] == ["canh_bao"]
    assert found(_attached(line, number="Số:        /QĐ-UBND")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh Đắk Nông và tỉnh Đắc Nông.", ["NQ04"]),
        ("Thành phố Quy Nhơn, cảng Qui Nhơn.", ["NQ04"]),
        ("Đồng chí Nguyễn Đắc Vinh thăm tỉnh Đắk Lắk.", []),
        ("Xã Hòa Bình và xã Hoà Bình.", []),  # where the tone stands is another family's business
        ("Xã Bình Minh, xã Bình Mình.", []),
        ("Ông Lê Huy Hoàng và ông Lê Hùng.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert codes(text, ngay=date(2024, 9, 15)) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bình Trung chung sức xây dựng nông thôn mới",
         "Bình Trung cùng cả nước chung sức xây dựng nông thôn mới", True),
        ("Toàn dân đoàn kết xây dựng đời sống văn hóa",
         "Toàn dân đoàn kết xây dựng đời sống mới văn hóa", True),
        ("Cả nước chung sức xây dựng nông thôn mới",
         "Bình Trung cùng cả nước chung sức xây dựng nông thôn mới", False),
        ("Hòa Sơn chung sức xây dựng nông thôn mới", "Bình Trung chung sức xây dựng nông thôn mới",
         False),
        ("Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh",
         "Toàn dân đoàn kết xây dựng đời sống văn hóa khu dân cư", False),
        ("Dân vận khéo", "Dân vận giỏi", False),
        ("Bình Trung chung sức xây dựng nông thôn mới", "Bình Trung không rác thải nhựa", False),
        ("Chung sức xây dựng nông thôn mới", "CHUNG SỨC XÂY DỰNG NÔNG THÔN MỚI", False),
    ],
)  # fmt: skip
def test_campaigns(one: str, other: str, same: bool) -> None:
    text = f"Phong trào thi đua “{one}”; cuộc vận động “{other}”."
    assert codes(text) == ["NQ05"] * same


def test_ranges_of_years() -> None:
    document = made("Giai đoạn 2021 - 2025, 2026 - 2030 và 2031-2035; số 02-2025; 2024/2025.")
    (finding,) = found(document)
    assert (finding.code, finding.severity, finding.found) == ("NQ06", HINT, "2031-2035")
    assert [f.new for f in finding.fixes] == [" - "]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("115/181 xã đạt chuẩn, chiếm tỷ lệ 63,5%", ""),
        ("115/181 xã đạt chuẩn, chiếm tỷ lệ 64%", ""),
        ("115/181 xã đạt chuẩn, chiếm tỷ lệ 63%", ""),  # cut off
        ("115/181 xã đạt chuẩn, chiếm tỷ lệ 65,3%", "63,5%"),
        ("01/06 xã, chiếm tỷ lệ 16,7%", ""),
        ("01/06 xã, chiếm tỷ lệ 17,6%", "16,7%"),
        ("63,5% (115/181 xã)", ""),
        ("65,3% (115/181 xã)", "63,5%"),
        ("1.234/2.468 hộ, đạt 50%", ""),
        ("12/15 thôn đạt chuẩn, đạt 120% kế hoạch", ""),
        ("12/15 thôn đạt chuẩn, tăng 5%", ""),
        ("12/15 thôn đạt chuẩn, phấn đấu đến năm 2026 đạt 100%", ""),
        ("12/15 thôn đạt chuẩn; tỷ lệ hộ nghèo chiếm 5%", ""),
        ("đến tháng 12/2025 đạt 60%", ""),
        ("Quyết định số 12/2025 đạt 60%", ""),
        ("ngày 20/8 đạt 60%", ""),
        ("hơn 2/3 số hộ, chiếm 70%", ""),
        ("khoảng 12/15 thôn, chiếm trên 70%", ""),
        ("0/15 thôn, đạt 0%", ""),
        ("15/15 thôn, đạt 100%", ""),
    ],
)
def test_shares(text: str, right: str) -> None:
    assert [f.expected for f in found(made(text))] == [right] * bool(right)


@given(st.integers(0, 5000), st.integers(6, 5000), st.integers(0, 3))
def test_a_share_that_is_computed_is_never_wrong(part: int, whole: int, digits: int) -> None:
    text = f"{part}/{whole} hộ, chiếm tỷ lệ {ty_le(part, whole, digits)}"
    assert not [f for f in found(made(text)) if f.code == "NQ07"]


def _table(*rows: list[str], names: tuple[str, ...] = ("TT", "Thôn", "Số hộ")) -> list[str]:
    table = {"cap": "bang", "cot": list(names), "hang": list(rows)}
    return [f.message for f in found(made(noi_dung=[table])) if f.code == "NQ08"]


def test_sums() -> None:
    one, two = ["1", "Đông", "1.200"], ["2", "Đoài", "98"]
    assert _table(one, two, ["", "Tổng cộng", "1.298"]) == []
    assert len(_table(one, two, ["", "Tổng cộng", "1.300"])) == 1
    assert len(_table(["", "Tổng số", "1.300"], one, two)) == 1
    assert _table(one, ["2", "Đoài", "-"], ["3", "Hạ", "5"], ["", "Cộng", "1.205"]) == []
    # What is no sum: shares, groups, words.
    share = ("TT", "Thôn", "Tỷ lệ (%)")
    assert _table(one, two, ["", "Tổng cộng", "50"], names=share) == []
    assert _table(["I", "Cụm một", "10"], one, two, ["", "Tổng", "20"]) == []
    assert _table(one, ["2", "Đoài", "chưa có"], ["", "Tổng", "20"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các thôn gửi báo cáo trước ngày 10/8/2025.", ["NQ09"]),
        ("Các thôn gửi báo cáo trước ngày 10 tháng 8 năm 2025.", ["NQ09"]),
        ("Hoàn thành việc rà soát trong tháng 8/2025.", ["NQ09"]),
        ("Hoàn thành trong quý II năm 2025.", ["NQ09"]),
        ("Chậm nhất ngày 01/9/2025, các thôn nộp danh sách.", ["NQ09"]),
        ("Các thôn gửi báo cáo trước ngày 10/10/2025.", []),
        ("Các thôn gửi báo cáo trước ngày 15/12 hằng năm.", []),
        ("Hoàn thành trong quý III năm 2025.", []),
        ("Các thôn đã hoàn thành trước ngày 30/6/2025.", []),
        ("Hồ sơ tiếp nhận trước ngày 01/7/2025 thì thực hiện theo quy định cũ.", []),
        ("Hồ sơ nộp trước ngày 01/7/2025 giữ nguyên; dự án hoàn thành trước ngày 30/6/2025.", []),
        ("Các đơn vị nộp hồ sơ trước ngày 01/7/2025.", ["NQ09"]),
        ("Văn bản ban hành trước ngày 01/7/2025 còn giá trị.", []),
        ("Giấy chứng nhận được cấp trước ngày 01/7/2025 vẫn có giá trị.", []),
        ("Thực hiện Kế hoạch số 9/KH-UBND ngày 10/01/2025 của UBND tỉnh về báo cáo.", []),
    ],
)
def test_deadlines(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_reports_tell_of_the_past() -> None:
    assert codes("Xã hoàn thành, báo cáo trước ngày 10/8/2025.", loai="bao_cao") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp ngày 31/11/2025.", ["NQ10"]),
        ("Họp ngày 30/02.", ["NQ10"]),
        ("Họp ngày 29 tháng 02 năm 2026.", ["NQ10"]),
        ("Họp ngày 29 tháng 02 năm 2028.", []),
        ("Họp ngày 29/02.", []),
        ("Công văn số 45/20/2022 của trường; tỷ lệ 31/11; Quốc khánh 2-9.", []),
        ("Từ ngày 20-31/7/2026; ngày 1-15 hằng tháng; trong 03 tháng đầu năm.", []),
        ("Họp thứ Hai, ngày 15/12/2025.", []),
        ("Họp thứ Ba, ngày 15/12/2025.", ["NQ11"]),
        ("Họp ngày 15 tháng 12 năm 2025 (thứ Ba).", ["NQ11"]),
        ("Họp Chủ nhật, ngày 14/12/2025.", []),
        ("Kỳ họp thứ Năm, ngày 15/12/2025; Đại hội lần thứ hai, ngày 15/12/2025.", []),
    ],
)
def test_calendar(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Giao UBND các huyện tổ chức thực hiện.", date(2025, 9, 15), ["NQ12"]),
        ("Giao UBND các huyện tổ chức thực hiện.", date(2025, 6, 30), []),
        ("Phòng Nội vụ huyện trước đây đã bàn giao hồ sơ.", date(2025, 9, 15), []),
        ("Giai đoạn 2021 - 2024, UBND các huyện công nhận 5 xã.", date(2025, 9, 15), []),
        ("Theo Quyết định số 5/QĐ-UBND ngày 03/3/2025 của UBND huyện Cao Sơn.",
         date(2025, 9, 15), []),
        ("Đoàn công tác của tỉnh Bắc Giang.", date(2025, 9, 15), ["NQ12"]),
        ("Đoàn công tác của tỉnh Hoà Bình và tỉnh Bà Rịa - Vũng Tàu.", date(2025, 9, 15),
         ["NQ12", "NQ12"]),
        ("Đoàn công tác của tỉnh Bắc Ninh.", date(2025, 9, 15), []),
        ("Phường Hòa Bình, đường Hà Nam.", date(2025, 9, 15), []),
        ("Gửi Sở Giao thông vận tải.", date(2025, 3, 15), ["NQ12"]),
        ("Gửi Sở Lao động – Thương binh và Xã hội.", date(2025, 3, 15), ["NQ12"]),
        ("Gửi Sở Giao thông vận tải.", date(2025, 2, 15), []),
        ("Gửi Sở Nông nghiệp và Môi trường.", date(2024, 2, 15), ["NQ12"]),
        ("Gửi Sở Nông nghiệp và Môi trường.", date(2025, 9, 15), []),
    ],
)  # fmt: skip
def test_units(text: str, day: date, expected: list[str]) -> None:
    assert codes(text, ngay=day) == expected


def test_the_dated_table_is_whole() -> None:
    assert len(TINH_CU) == 29  # 63 provinces and cities became 34
    assert not set(TINH_CU) & set(TINH_CU.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức Phong trào như sau:", ["NQ13"]),
        ("Triển khai trên địa bàn tỉnh.", ["NQ13"]),
        ("Ủy ban nhân dân xã ban hành Kế hoạch tổ chức Phong trào như sau:", []),
        ("Báo cáo Ủy ban nhân dân tỉnh để tổng hợp.", []),
        ("Theo Kế hoạch số 9/KH-UBND ngày 10/01/2025 của UBND tỉnh về trồng cây trên địa bàn tỉnh.",
         []),
        ("Trồng cây trên địa bàn xã.", []),
    ],
)  # fmt: skip
def test_words_of_the_level_above(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
    province = {"ten": "Ủy ban nhân dân tỉnh Hòa Sơn", "cap": "tinh"}
    assert codes(text, co_quan=province) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Xây dựng NTM.", "Chương trình nông thôn mới (NTM).", ["NQ14"]),
        ("Xây dựng nông thôn mới (NTM).", "Chương trình NTM.", []),
        ("Theo Kế hoạch số 9/KH-NTM.", "Chương trình nông thôn mới (viết tắt là NTM).", []),
        ("Gửi UBND.", "Đường quốc lộ (QL).", []),
    ],
)
def test_abbreviations(first: str, second: str, expected: list[str]) -> None:
    assert codes(first, second) == expected


@pytest.mark.parametrize(
    ("authority", "signed", "expected"),
    [
        ("Ủy ban nhân dân xã Bình Trung", "TM. ỦY BAN NHÂN DÂN", []),
        ("Chủ tịch Ủy ban nhân dân xã Bình Trung", "KT. CHỦ TỊCH", []),
        ("Chủ tịch UBND xã Bình Trung", "CHỦ TỊCH", []),
        ("Ủy ban nhân dân xã Hòa An", "TM. ỦY BAN NHÂN DÂN", ["NQ15"]),
        ("Ủy ban nhân dân xã Bình Trung", "TM. HỘI ĐỒNG NHÂN DÂN", ["NQ15"]),
        ("[thẩm quyền ban hành]", "TM. BAN CHỈ ĐẠO", []),
    ],
)
def test_issuer(authority: str, signed: str, expected: list[str]) -> None:
    keys = {"loai": "quyet_dinh", "tham_quyen": authority, "chu_ky": {"quyen_han": signed}}
    assert codes("Điều này.", **keys) == expected


def test_own_number_in_what_is_attached() -> None:
    document = _attached("(Kèm theo Quyết định số 318/QĐ-UBND ngày 06/10/2025)")
    document.van_ban.kem_theo.append(KemTheo())
    for words, expected in (
        ("Quy chế ban hành kèm theo Quyết định số 381/QĐ-UBND ngày 06/10/2025", ["NQ03"]),
        ("Quy chế ban hành kèm theo Quyết định số 318/QĐ-UBND ngày 06/10/2025", []),
        ("Quyết định số 318/QĐ-UBND ngày 06/10/2024 của Ủy ban nhân dân tỉnh", []),
        ("Quyết định số 318/QĐ-UBND ngày 16/9/2025 của Ủy ban nhân dân tỉnh Hòa Sơn", ["NQ03"]),
        ("Quyết định số 318/QĐ-UBND ngày 16/9/2025 của Ủy ban nhân dân xã Hòa An", []),
    ):
        again = Document("", "docx", document.van_ban, [*document.texts])
        again.texts.append(Text("doan", f"Theo {words}.", Where(), 1, index=len(again.texts)))
        assert [f.code for f in found(again)] == expected, words


@given(st.text(alphabet="0123456789/-,.% (“”)NTMngàythángnăm chiếmUBNDtỉnh", max_size=150))
def test_any_text_is_taken(text: str) -> None:
    found(made(text or "x"))
