"""Forced breaks in a header cell, letters under Phần, notes under "./.", forms, unlisted kinds.

Every name and sentence is invented.
"""

from __future__ import annotations

import pytest

from docgen.findings import WARNING
from docgen.read.source import Line, Source
from docgen.read.text.document import Reading, read_source, read_text

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_HEAD = f"UBND XÃ NA SẦM\n{_MOTTO}Số: 8/{{code}}\nNa Sầm, ngày 1 tháng 10 năm 2025\n"
_FOOT = "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Nam\n"


def _read(middle: str, foot: str = _FOOT, code: str = "KH-UBND") -> Reading:
    return read_text(f"{_HEAD.format(code=code)}{middle}{foot}")


def _left(reading: Reading) -> list[str]:
    return [x.text for x in reading.left_over]


def _codes(reading: Reading) -> list[str]:
    return [f.code for f in reading.findings]


def _word(cell: str, foot: str = "GIÁM ĐỐC") -> Reading:
    """A Word file whose header cell is one paragraph with forced line breaks."""
    lines = [Line(cell, "bảng 1, ô A1", column=1, row=1)]
    lines += [Line(x, "bảng 1, ô B1", column=2, row=1) for x in _MOTTO.split("\n") if x]
    lines += [
        Line("Số: 18/KH-SYT", "bảng 1, ô A2", column=1, row=2),
        Line("Na Sầm, ngày 11 tháng 10 năm 2025", "bảng 1, ô B2", column=2, row=2),
        Line("KẾ HOẠCH", "đoạn 1", bold=True),
        Line("Tích nước mưa", "đoạn 2", bold=True),
        Line("1. Làm bể.", "đoạn 3"),
        Line("Nơi nhận:\n- Các thôn;\n- Lưu: VT.", "bảng 2, ô A1", column=1, row=3),
        Line(foot, "bảng 2, ô B1", column=2, row=3),
    ]
    return read_source(Source(lines))


@pytest.mark.parametrize(
    ("cell", "parent", "issuers"),
    [
        ("UBND\nTHÀNH PHỐ NA SẦM\n**SỞ Y TẾ**", "UBND thành phố Na Sầm", ["Sở Y tế"]),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH NA SẦM\n**SỞ NỘI VỤ**",
            "Ủy ban nhân dân tỉnh Na Sầm",
            ["Sở Nội vụ"],
        ),
        (
            "UBND XÃ NA SẦM\n**PHÒNG VĂN HÓA -\nXÃ HỘI**",
            "UBND xã Na Sầm",
            ["Phòng Văn hóa - Xã hội"],
        ),
        (
            "UBND XÃ NA SẦM\nBAN CHỈ ĐẠO\nTÍCH NƯỚC",
            "UBND xã Na Sầm",
            ["Ban Chỉ đạo tích nước"],
        ),
        ("**SỞ Y TẾ -\nSỞ NỘI VỤ**", None, ["Sở Y tế", "Sở Nội vụ"]),
        ("ỦY BAN NHÂN DÂN\nXÃ NA SẦM", None, ["Ủy ban nhân dân xã Na Sầm"]),
        ("BAN CHỈ ĐẠO\nTÍCH NƯỚC", None, ["Ban Chỉ đạo tích nước"]),
    ],
)
def test_lines_of_a_header_cell(cell: str, parent: str | None, issuers: list[str]) -> None:
    reading = _word(cell)
    bodies = reading.van_ban.co_quan
    assert [b.ten for b in bodies] == issuers
    assert bodies[0].chu_quan == parent
    assert not _left(reading)


def test_parent_and_issuer_of_one_cell_are_told_apart() -> None:
    (lines, *_more) = _word("UBND\nTHÀNH PHỐ NA SẦM\n**SỞ Y TẾ**").members
    assert [x.part for x in lines[:3]] == ["chu_quan", "chu_quan", "co_quan"]


def test_a_parent_above_joint_issuers_is_kept() -> None:
    reading = _word("UBND TỈNH NA SẦM\nSỞ Y TẾ -\nSỞ NỘI VỤ")
    assert [b.ten for b in reading.van_ban.co_quan] == ["Sở Y tế", "Sở Nội vụ"]
    assert _left(reading) == ["UBND TỈNH NA SẦM"]


def test_post_and_name_of_one_cell() -> None:
    reading = _word("SỞ Y TẾ", "GIÁM ĐỐC\nLê Văn Nam")
    (signer,) = reading.van_ban.chu_ky
    assert (signer.chuc_vu, signer.ho_ten) == ("GIÁM ĐỐC", "Lê Văn Nam")
    assert not _left(reading)


def test_letters_between_phan_and_la_ma() -> None:
    reading = _read(
        "KẾ HOẠCH\nTích nước\n\nPhần I\nTÌNH HÌNH\nA. NƠI CAO\nI. ĐẤT\nKhô.\nII. NƯỚC\nÍt.\n"
        "B. NƠI THẤP\nI. ĐẤT\nẨm.\nII. NƯỚC\nĐủ.\nPhần II\nVIỆC\nA. TRƯỚC\nI. BỂ\nXây.\n"
        "B. SAU\nI. ỐNG\nLắp.\n"
    )
    levels = [b.cap for b in reading.van_ban.noi_dung if b.cap != "doan"]
    one = ["muc", "la_ma", "la_ma"]
    assert levels == ["phan", *one, *one, "phan", "muc", "la_ma", "muc", "la_ma"]
    assert _codes(reading) == ["DOC13"]  # the form is told, no number changes


def test_letters_above_phan_are_no_level_under_it() -> None:
    reading = _read("KẾ HOẠCH\nX\n\nA. CAO\nPhần I\nĐẤT\nI. KHÔ\nB. THẤP\nPhần II\nẨM\nI. ƯỚT\n")
    assert not [b for b in reading.van_ban.noi_dung if b.cap == "muc"]
    assert "DOC14" in _codes(reading)


@pytest.mark.parametrize("note", ["(Gửi kèm biểu số 1)", "(Có biểu kèm theo).", "(Kèm biểu 1)"])
def test_the_end_mark_above_a_note(note: str) -> None:
    v = _read(f"KẾ HOẠCH\nX\n\n1. A.\nTrên đây là kế hoạch, đề nghị thực hiện./.\n{note}\n").van_ban
    assert v.ket_thuc == ["Trên đây là kế hoạch, đề nghị thực hiện.", note]


def test_the_end_mark_of_a_block_above_a_note() -> None:
    v = _read("KẾ HOẠCH\nX\n\n1. Xây bể.\n2. Gửi thôn./.\n(Gửi kèm biểu số 1)\n").van_ban
    assert [b.text for b in v.noi_dung] == ["Xây bể.", "Gửi thôn.", "(Gửi kèm biểu số 1)"]


@pytest.mark.parametrize("last", ["Bể mới.", "(bể cũ)"])
def test_an_end_mark_inside_a_text_stays(last: str) -> None:
    v = _read(f"KẾ HOẠCH\nX\n\n1. Xây bể.\n2. Gửi thôn./.\n{last}\n").van_ban
    assert v.noi_dung[1].text == "Gửi thôn./."


_FORMS = (
    "\nPHỤ LỤC I\nMẪU BIỂU VỀ NƯỚC\n(Kèm theo Kế hoạch số 8/KH-UBND ngày 1 tháng 10 năm 2025"
    " của UBND xã Na Sầm)\n\n"
    f"Mẫu số 01\n{_MOTTO}BIÊN BẢN\nKiểm tra bể\nNơi nhận:\n- Thôn;\n- Lưu: hồ sơ.\nNGƯỜI LẬP\n\n"
    f"Mẫu số 02\nTHÔN BẢN TƯỚI\n{_MOTTO}Số: …/BC-BT\nNa Sầm, ngày … tháng … năm 2025\nBÁO CÁO\n"
    "Số bể nước\n1. Bể xây.\nNGƯỜI LẬP\n(Ký, ghi rõ họ tên)\n\n"
    "PHỤ LỤC II\nDANH MỤC BỂ\n1. Bể một.\n"
)


def test_forms_in_an_annex_stay_its_text() -> None:
    reading = _read("KẾ HOẠCH\nX\n\n1. A.\n2. B./.\n", _FOOT + _FORMS)
    forms, listed = reading.van_ban.kem_theo
    assert (forms.kieu, listed.trich_yeu) == ("phu_luc", "DANH MỤC BỂ")
    texts = [b.text for b in forms.noi_dung]
    assert {"Mẫu số 01", "BIÊN BẢN", "Nơi nhận:", "Mẫu số 02", "Số: …/BC-BT"} <= set(texts)
    assert texts[-1] == "(Ký, ghi rõ họ tên)"
    assert not _left(reading)


@pytest.mark.parametrize(
    "name", ["NGHỊ ĐỊNH", "THÔNG TƯ", "LUẬT", "PHIẾU TRÌNH", "GIẤY XÁC NHẬN", "DANH SÁCH"]
)
def test_a_kind_that_is_not_listed_keeps_its_name(name: str) -> None:
    reading = _read(
        f"{name}\nVề việc tích nước\n\nCăn cứ Luật A;\n\nĐiều 1. Làm bể./.\n", code="XY"
    )
    v = reading.van_ban
    assert (v.loai, v.ten_loai, v.trich_yeu) == ("thong_bao", name, "Về việc tích nước")
    assert (v.can_cu, v.kieu_can_cu) == (["Căn cứ Luật A"], "dong")
    (told,) = [f for f in reading.findings if f.code == "DOC21"]
    assert name in told.message
    assert told.severity == WARNING


def test_the_first_sentence_under_an_unlisted_kind() -> None:
    v = _read("GIẤY XÁC NHẬN\nÔng Lê A là người của thôn.\n", code="GXN-UBND").van_ban
    assert (v.ten_loai, v.trich_yeu) == ("GIẤY XÁC NHẬN", None)
    assert [b.text for b in v.noi_dung] == ["Ông Lê A là người của thôn."]


@pytest.mark.parametrize(
    "middle",
    [
        "V/v mời họp\nPHIẾU TRÌNH\n\nKính gửi: Thôn 1.\n\nMời họp.\n",
        "HỎA TỐC\nKính gửi: Thôn 1.\n\nMời họp.\n",
        "Xã báo lịch họp.\nDANH SÁCH\nÔng A\n",
        "GHI CHÚ: NƯỚC\nĐủ dùng.\n",
    ],
)
def test_capitals_that_name_no_kind(middle: str) -> None:
    assert _read(middle, code="UBND-VX").van_ban.ten_loai is None
