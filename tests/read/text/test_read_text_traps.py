"""Shapes in which readers go wrong: found by reading documents as offices type them."""

from __future__ import annotations

import pytest

from docgen.read.source import Line, Source
from docgen.read.text.document import Reading, read_source, read_text

HEAD = """\
UBND XÃ NA SẦM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 8/KH-UBND
Na Sầm, ngày 1 tháng 10 năm 2025
"""
FOOT = """\
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Lê Văn Nam
"""


def _plan(body: str, foot: str = FOOT) -> Reading:
    return read_text(f"{HEAD}KẾ HOẠCH\nTrồng cây\n{body}\n{foot}")


def test_labels_in_other_spellings_do_not_prove_cut_lines() -> None:
    v = _plan("1. Việc phải làm\na/ Tưới cây\nb/ Làm cỏ\nGiao Văn phòng theo dõi\nCác thôn").van_ban
    assert [b.text for b in v.noi_dung] == [
        "Việc phải làm",
        "Tưới cây",
        "Làm cỏ",
        "Giao Văn phòng theo dõi",
        "Các thôn",
    ]


def test_receiver_does_not_take_the_first_sentence() -> None:
    text = f"{HEAD}Kính gửi: Trường THCS\n\nUBND xã đề nghị:\na/ Cho mượn bàn;\nb/ Cho mượn ghế."
    assert read_text(text).van_ban.kinh_gui == ["Trường THCS"]


@pytest.mark.parametrize("end", [")", ""])
def test_an_attached_line_of_the_document_itself_is_kept(end: str) -> None:
    line = f"(Kèm theo Quyết định số 9/QĐ-UBND ngày 1/10/2025{end}"
    reading = _plan(f"{line}\nQuy chế này thay thế Quy chế năm 2020\nÁp dụng cho toàn xã\n1. A.")
    assert line in [x.text for x in reading.left_over]
    assert "Áp dụng cho toàn xã" in [b.text for b in reading.van_ban.noi_dung]


def test_a_name_in_capitals_is_a_name() -> None:
    foot = "Nơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNGUYỄN VĂN AN\n"
    (signer,) = _plan("1. A.", foot).van_ban.chu_ky
    assert (signer.chuc_vu, signer.ho_ten) == ("PHÓ CHỦ TỊCH", "Nguyễn Văn An")


def test_one_blank_line_does_not_begin_the_closing() -> None:
    body = "1. Mục đích.\n2. Yêu cầu.\n\nTỔ CHỨC THỰC HIỆN\nVăn phòng chủ trì:\na) Hướng dẫn;"
    v = _plan(body).van_ban
    assert v.ket_thuc == []
    assert [b.cap for b in v.noi_dung] == ["so", "so", "doan", "doan", "chu"]


def test_every_annex_is_a_part() -> None:
    annexes = "\nPHỤ LỤC I\nDANH SÁCH\n\n1. Thôn 1.\n\nPHỤ LỤC II\nKINH PHÍ\n\n1. Xăng.\n"
    v = _plan("1. A.", FOOT + annexes).van_ban
    assert [(k.kieu, k.trich_yeu) for k in v.kem_theo] == [
        ("phu_luc", "DANH SÁCH"),
        ("phu_luc", "KINH PHÍ"),
    ]


@pytest.mark.parametrize("day", ["08/10/2025", "8-10-2025", "08 tháng 10 năm 2025"])
def test_day_in_figures(day: str) -> None:
    v = read_text(f"UBND XÃ A\nSố: 8/BC-UBND\nNa Sầm, ngày {day}\nBÁO CÁO\nX\n1. A.").van_ban
    assert (v.dia_danh, v.ngay.ngay, v.ngay.thang, v.ngay.nam) == ("Na Sầm", 8, 10, 2025)


def test_the_code_tells_the_kind_when_no_title_does() -> None:
    assert read_text(f"{HEAD}Kế hoạch\nTrồng cây\n1. Trồng.\n{FOOT}").van_ban.loai == "ke_hoach"


def test_a_code_keeps_its_letters() -> None:
    v = read_text("VĂN PHÒNG ĐĂNG KÝ\nSố: 12/VPĐKĐĐ-HC\nKính gửi: UBND xã\n\nĐề nghị.").van_ban
    assert v.ky_hieu == "VPĐKĐĐ-HC"


def test_names_in_the_body_are_no_signers() -> None:
    foot = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Nam\nNơi nhận:\n- Lưu: VT.\n"
    v = _plan("1. Khen thưởng:\nNguyễn Văn Bình\nTrần Thị Hoa", foot).van_ban
    assert [s.ho_ten for s in v.chu_ky] == ["Lê Văn Nam"]
    assert [b.text for b in v.noi_dung][-2:] == ["Nguyễn Văn Bình", "Trần Thị Hoa"]


def test_where_to_hand_in_is_not_the_list_of_recipients() -> None:
    v = _plan("1. Vị trí.\nNơi nhận hồ sơ: Bộ phận Một cửa.\n2. Hồ sơ:\n- Đơn;").van_ban
    assert [b.cap for b in v.noi_dung] == ["so", "doan", "so", "gach"]


def test_the_first_sentence_is_not_the_subject() -> None:
    text = f"{HEAD}THÔNG BÁO\nVề việc cắt điện\nỦy ban nhân dân xã thông báo:\n1. Thôn 1.\n{FOOT}"
    assert read_text(text).van_ban.trich_yeu == "Về việc cắt điện"


def test_chapters_in_capitals() -> None:
    v = read_text(f"{HEAD}QUY CHẾ\nLàm việc\nCHƯƠNG I\nQUY ĐỊNH CHUNG\nĐiều 1. A.\n{FOOT}").van_ban
    assert v.trich_yeu == "Làm việc"
    assert [(b.cap, b.text) for b in v.noi_dung] == [
        ("chuong", "QUY ĐỊNH CHUNG"),
        ("dieu", "A."),
    ]


@pytest.mark.parametrize(
    ("line", "so", "code"),
    [
        ("Số: 15/2024/NQ-HĐND", "15", "2024/NQ-HĐND"),
        ("Số 12-CV/HU", "12", "-CV/HU"),
        ("Số 8/BC-UBND", "8", "BC-UBND"),
    ],
)
def test_numbers_of_laws_and_party_documents(line: str, so: str, code: str) -> None:
    v = read_text(f"HUYỆN ỦY VĂN QUAN\n{line}\nBÁO CÁO\nX\n1. A.").van_ban
    assert (v.so, v.ky_hieu) == (so, code)


def test_two_signers_side_by_side_in_text() -> None:
    foot = (
        "Nơi nhận:\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN          TM. BAN THƯỜNG TRỰC\n"
        "CHỦ TỊCH                    PHÓ CHỦ TỊCH\n"
        "Lê Văn Nam               Hà Thị Thu\n"
    )
    signers = _plan("1. A.", foot).van_ban.chu_ky
    assert [(s.quyen_han, s.chuc_vu, s.ho_ten) for s in signers] == [
        (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Lê Văn Nam"),
        (["TM. BAN THƯỜNG TRỰC"], "PHÓ CHỦ TỊCH", "Hà Thị Thu"),
    ]


def test_a_foot_in_tabs() -> None:
    foot = (
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Đảng ủy xã;\tKT. CHỦ TỊCH\n- Các thôn;\tPHÓ CHỦ TỊCH\n"
        "- Công an xã;\t(Đã ký)\n- Lưu: VT.\tNguyễn Văn Anh\n"
    )
    reading = _plan("1. A.", foot)
    v = reading.van_ban
    assert (v.noi_nhan, v.luu) == (["Đảng ủy xã", "Các thôn", "Công an xã"], "VT")
    (signer,) = v.chu_ky
    assert signer.quyen_han == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert (signer.chuc_vu, signer.ho_ten) == ("PHÓ CHỦ TỊCH", "Nguyễn Văn Anh")
    assert "(Đã ký)" in [x.text for x in reading.left_over]


def test_cells_typed_with_forced_breaks() -> None:
    lines = [
        Line("UBND TỈNH A\nSỞ Y TẾ\n-------\nSố: 5/KH-SYT", column=1, row=1),
        Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", column=2, row=1),
        Line("KẾ HOẠCH"),
        Line("Trồng cây"),
        Line("1. A."),
        Line("Nơi nhận:\n- Các xã;\n- Lưu: VT.", column=1, row=2),
        Line("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Văn Nam", column=2, row=2),
    ]
    v = read_source(Source(lines)).van_ban
    assert (v.co_quan[0].ten, v.co_quan[0].chu_quan, v.so) == ("Sở Y tế", "UBND tỉnh A", "5")
    assert (v.noi_nhan, v.luu) == (["Các xã"], "VT")
    (signer,) = v.chu_ky
    assert (signer.chuc_vu, signer.ho_ten) == ("PHÓ GIÁM ĐỐC", "Lê Văn Nam")


def test_recipients_without_dashes() -> None:
    foot = "Nơi nhận\nĐảng ủy xã\nCác thôn\nLưu: VT\nCHỦ TỊCH\nLê Văn Nam\n"
    v = _plan("1. A.", foot).van_ban
    assert (v.noi_nhan, v.luu, v.chu_ky[0].ho_ten) == (
        ["Đảng ủy xã", "Các thôn"],
        "VT",
        "Lê Văn Nam",
    )


def test_annexes_named_in_small_letters_and_on_one_line() -> None:
    annexes = "\nPhụ lục I\nDANH SÁCH\n\n1. Thôn 1.\n\nPHỤ LỤC II - KINH PHÍ\n\n1. Xăng.\n"
    v = _plan("1. A.", FOOT + annexes).van_ban
    assert [k.trich_yeu for k in v.kem_theo] == ["DANH SÁCH", "KINH PHÍ"]
    assert len(v.chu_ky) == 1


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("SỞ Y TẾ - SỞ NỘI VỤ", ["Sở Y tế", "Sở Nội vụ"]),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", ["Hội đồng Thi đua - Khen thưởng"]),
    ],
)
def test_joint_issuers_on_one_line(line: str, bodies: list[str]) -> None:
    v = read_text(f"{line}\nSố: 1/KH-X\nKẾ HOẠCH\nX\n1. A.").van_ban
    assert [b.ten for b in v.co_quan] == bodies


def test_a_post_of_ones_own_by_its_word_style() -> None:
    post = Line("GIÁM ĐỐC SỞ", style="Chức vụ khác")
    lines = [Line(x) for x in ("KẾ HOẠCH", "X", "1. A.", "Nơi nhận:", "- Lưu: VT.")]
    lines += [Line("TM. BAN CHỈ ĐẠO"), Line("TRƯỞNG BAN"), post, Line("Lê Văn Nam")]
    (signer,) = read_source(Source(lines)).van_ban.chu_ky
    assert (signer.chuc_vu, signer.chuc_vu_rieng) == ("TRƯỞNG BAN", "GIÁM ĐỐC SỞ")
