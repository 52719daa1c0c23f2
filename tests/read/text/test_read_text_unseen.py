"""Documents of kinds and offices that the reader was not made with; every sentence is invented."""

from __future__ import annotations

import time

import pytest

from docgen.read.text.document import Reading, read_text
from docgen.viet.viet_hoa import ten_thuong

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_HEAD = f"UBND XÃ NA SẦM\n{_MOTTO}Số: 8/{{code}}\nNa Sầm, ngày 1 tháng 10 năm 2025\n"
_FOOT = "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Nam\n"


def _read(middle: str, foot: str = _FOOT, code: str = "KH-UBND") -> Reading:
    return read_text(f"{_HEAD.format(code=code)}\n{middle}\n{foot}")


def _left(reading: Reading) -> list[str]:
    return [x.text for x in reading.left_over]


def _signers(reading: Reading) -> list[tuple[str | None, str | None, str | None]]:
    return [(s.chuc_vu, s.chuc_vu_rieng, s.ho_ten) for s in reading.van_ban.chu_ky]


@pytest.mark.parametrize(
    ("capitals", "ordinary"),
    [
        ("CHI CỤC HẢI QUAN KHU VỰC VIII", "Chi cục Hải quan khu vực VIII"),
        ("CHI CỤC KIỂM LÂM VÙNG II", "Chi cục Kiểm lâm vùng II"),
        ("CỤC KIỂM LÂM", "Cục Kiểm lâm"),
        ("TRƯỜNG THCS HOA BAN", "Trường THCS Hoa Ban"),
        ("TRƯỜNG TIỂU HỌC VÀ THCS MƯỜNG LUÂN", "Trường Tiểu học và THCS Mường Luân"),
        ("TRƯỜNG THPT CHUYÊN LƯƠNG VĂN TỤY", "Trường THPT chuyên Lương Văn Tụy"),
        ("TRƯỜNG ĐẠI HỌC KINH TẾ QUỐC DÂN", "Trường Đại học Kinh tế quốc dân"),
        ("CĐCS TRƯỜNG MẦM NON HOA POK", "CĐCS Trường Mầm non Hoa Pok"),
        ("BỆNH VIỆN PHỔI TRUNG ƯƠNG", "Bệnh viện Phổi Trung ương"),
        ("TRUNG TÂM Y TẾ KHU VỰC VĂN BÀN", "Trung tâm Y tế khu vực Văn Bàn"),
        ("BAN CHỈ ĐẠO PHÒNG CHỐNG THIÊN TAI", "Ban Chỉ đạo phòng chống thiên tai"),
        ("BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT 57", "Ban Chỉ đạo thực hiện Nghị quyết 57"),
        ("VĂN PHÒNG HĐND VÀ UBND XÃ VĂN HÓA", "Văn phòng HĐND và UBND xã Văn Hóa"),
        ("THANH TRA SỞ XÂY DỰNG", "Thanh tra Sở Xây dựng"),
        ("ĐỒN BIÊN PHÒNG PHA LONG", "Đồn Biên phòng Pha Long"),
        ("CÔNG TY CỔ PHẦN CẤP NƯỚC TRÀ NÓC", "Công ty Cổ phần Cấp nước Trà Nóc"),
        ("CÔNG ĐOÀN NGÀNH GIÁO DỤC ĐẮK LẮK", "Công đoàn ngành Giáo dục Đắk Lắk"),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN TRUNG", "Tổng công ty Điện lực miền Trung"),
        ("THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "Thường trực Hội đồng nhân dân"),
        ("UBND PHƯỜNG VI XUYÊN", "UBND phường Vi Xuyên"),
    ],
)
def test_names_of_bodies(capitals: str, ordinary: str) -> None:
    assert ten_thuong(capitals) == ordinary


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        ("TRƯỜNG THPT CHUYÊN\nLƯƠNG VĂN TỤY\nTỔ TOÁN - TIN", "Trường THPT chuyên Lương Văn Tụy"),
        ("UBND XÃ A\nHỘI ĐỒNG TUYỂN DỤNG\nVIÊN CHỨC", "UBND xã A"),
        ("ỦY BAN NHÂN DÂN TỈNH\nTHÁI NGUYÊN\nSỞ Y TẾ", "Ủy ban nhân dân tỉnh Thái Nguyên"),
    ],
)
def test_a_name_goes_on_in_the_next_line(lines: str, bodies: str) -> None:
    reading = read_text(f"{lines}\n{_MOTTO}KẾ HOẠCH\nX\n\n1. A.\n")
    assert reading.van_ban.co_quan[0].chu_quan == bodies
    assert not _left(reading)


def test_a_number_below_the_name_of_the_kind() -> None:
    v = read_text(
        f"{_MOTTO}HỢP ĐỒNG\nTHUÊ XE CHỞ CÂY GIỐNG\nSố: 03/2026/HĐ-TX\n\n"
        "Căn cứ Bộ luật Dân sự;\n\nHôm nay, hai bên gồm:\nĐiều 1. Nội dung\n1.1. Chở cây.\n"
        "Điều 2. Giá\n2.1. Tiền xe.\n2.2. Tiền dầu.\n"
    )
    assert (v.van_ban.so, v.van_ban.ky_hieu) == ("3", "2026/HĐ-TX")
    assert v.van_ban.trich_yeu == "THUÊ XE CHỞ CÂY GIỐNG"
    assert not [f for f in v.findings if f.code == "DOC12"]  # 2.1 under Điều 2 is its number


def test_the_year_in_a_line_of_its_own() -> None:
    text = f"UBND XÃ A\n{_MOTTO}Số: 1/KH-UBND\nNa Sầm, ngày 02 tháng 9 năm\n2025\nKẾ HOẠCH\nX\n"
    assert read_text(text).van_ban.ngay.nam == 2025


@pytest.mark.parametrize("number", ["Số: 77-BC/TĐTN-BPT", "Số 77 - BC/BCĐ35", "Số: 77-QĐi/TWĐTN"])
def test_numbers_of_party_and_union(number: str) -> None:
    head = "TỈNH ĐOÀN LẠNG SƠN ĐOÀN TNCS HỒ CHÍ MINH\nBAN CHẤP HÀNH\n"
    reading = read_text(f"{head}{number}\nBÁO CÁO\nX\n\n1. A.\n")
    (body,) = reading.van_ban.co_quan
    assert (reading.van_ban.so, body.chu_quan) == ("77", "Tỉnh đoàn Lạng Sơn")
    assert (reading.van_ban.ky_hieu or "").startswith("-")
    assert _left(reading) == ["ĐOÀN TNCS HỒ CHÍ MINH"]


def test_the_first_sentence_of_a_letter_of_introduction() -> None:
    v = _read("GIẤY GIỚI THIỆU\n\nXã giới thiệu:\nÔng Lê A\n", code="GGT-UBND").van_ban
    assert v.trich_yeu is None
    assert [b.text for b in v.noi_dung] == ["Xã giới thiệu:", "Ông Lê A"]


def test_a_heading_with_a_dash_is_no_subject() -> None:
    v = _read(
        "KẾ HOẠCH\nTích nước\nI – MỤC TIÊU\n1 – Đủ nước.\n2 – Tiết kiệm.\nII – VIỆC\n"
    ).van_ban
    assert v.trich_yeu == "Tích nước"
    assert [b.cap for b in v.noi_dung] == ["la_ma", "so", "so", "la_ma"]


def test_a_subject_in_capitals_above_who_decides() -> None:
    text = (
        "QUYẾT ĐỊNH\nVỀ VIỆC CÔNG BỐ DANH MỤC GIỐNG CÂY\nĐƯỢC TRỒNG TRÊN ĐỊA BÀN\n"
        "CHỦ TỊCH UBND XÃ NA SẦM\nCăn cứ Luật A;\nQUYẾT ĐỊNH:\nĐiều 1. A."
    )
    v = _read(text, code="QĐ-UBND").van_ban
    assert v.trich_yeu == "VỀ VIỆC CÔNG BỐ DANH MỤC GIỐNG CÂY ĐƯỢC TRỒNG TRÊN ĐỊA BÀN"
    assert v.tham_quyen == "CHỦ TỊCH UBND XÃ NA SẦM"


def test_the_order_under_grounds_with_dashes() -> None:
    text = (
        "QUYẾT ĐỊNH\nVề việc X\nCHỦ TỊCH UBND XÃ\n- Căn cứ Luật A;\n- Căn cứ Quy chế B;\n"
        "QUYẾT ĐỊNH\nĐiều 1. A."
    )
    v = _read(text, code="QĐ-UBND").van_ban
    assert (len(v.can_cu), [b.cap for b in v.noi_dung]) == (2, ["dieu"])


def test_a_dash_inside_receivers_stays() -> None:
    v = _read("V/v họp\n\nKính gửi: Phòng Văn hóa - Xã hội; Trạm Y tế.\n\nMời họp.").van_ban
    assert v.kinh_gui == ["Phòng Văn hóa - Xã hội; Trạm Y tế"]


def test_filed_without_a_name() -> None:
    v = _read(
        "KẾ HOẠCH\nX\n1. A.", "Nơi nhận:\n- Các thôn;\n- Lưu.\nCHỦ TỊCH\nLê Văn Nam\n"
    ).van_ban
    assert (v.noi_nhan, v.luu) == (["Các thôn"], None)


def test_a_recipient_with_a_list_of_its_own() -> None:
    listed = "- Các công ty: Cấp nước xã A;\nDịch vụ điện B;\n- Lưu: VT.\n"
    foot = f"Nơi nhận:\n{listed}CHỦ TỊCH\nLê Văn Nam\n"
    v = _read("KẾ HOẠCH\nX\n1. A.", foot).van_ban
    assert v.noi_nhan == ["Các công ty: Cấp nước xã A; Dịch vụ điện B"]


@pytest.mark.parametrize("tab", ["\t", "        "])
def test_three_who_sign(tab: str) -> None:
    foot = (
        f"ĐẠI DIỆN CƠ SỞ{tab}THƯ KÝ{tab}TRƯỞNG ĐOÀN\n"
        f"(Ký, ghi rõ họ tên){tab}(Ký, ghi rõ họ tên){tab}(Ký, ghi rõ họ tên)\n\n\n"
        f"Trần Văn Bốn{tab}Hà Thị Én{tab}Lê Quang Hưng\n"
    )
    reading = _read("BIÊN BẢN\nKiểm tra chợ\n1. Đạt.", foot, "BB-UBND")
    assert _signers(reading) == [
        ("ĐẠI DIỆN CƠ SỞ", None, "Trần Văn Bốn"),
        ("THƯ KÝ", None, "Hà Thị Én"),
        ("TRƯỞNG ĐOÀN", None, "Lê Quang Hưng"),
    ]


def test_two_parties_and_a_post_in_one_column_only() -> None:
    foot = "BÊN GIAO\tBÊN NHẬN\n(Ký, họ tên)\t(Ký, họ tên, đóng dấu)\n\nHà Văn Tú\tLê Thị Mai\n"
    assert [s[2] for s in _signers(_read("BIÊN BẢN\nX\n1. A.", foot))] == [
        "Hà Văn Tú",
        "Lê Thị Mai",
    ]
    foot = "DUYỆT CỦA BAN GIÁM HIỆU\tTỔ TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n\nHà Văn Tú\tLê Thị Mai\n"
    assert _signers(_read("KẾ HOẠCH\nX\n1. A.", foot)) == [
        ("PHÓ HIỆU TRƯỞNG", None, "Hà Văn Tú"),
        ("TỔ TRƯỞNG", None, "Lê Thị Mai"),
    ]


@pytest.mark.parametrize("signed", ["(Chữ ký)", "(Chữ ký, dấu (nếu có))", "(Ký, họ tên)"])
def test_signed_in_words_of_the_sample_forms(signed: str) -> None:
    foot = (
        f"THƯ KÝ\n{signed}\nLò Mai Cương\nCHỦ TỌA\n{signed}\nBùi Thị Sửu\nNơi nhận:\n- Lưu: VT.\n"
    )
    reading = _read("BIÊN BẢN\nHọp tổ\n1. Nhất trí.", foot, "BB-UBND")
    assert _signers(reading) == [("THƯ KÝ", None, "Lò Mai Cương"), ("CHỦ TỌA", None, "Bùi Thị Sửu")]
    assert _left(reading) == [signed, signed]


def test_the_own_post_of_the_head_of_a_group() -> None:
    foot = "Nơi nhận:\n- Lưu: VT.\nTRƯỞNG BAN\nCHỦ TỊCH UBND XÃ\nLê Văn Nam\n"
    reading = _read("KẾ HOẠCH\nX\n1. A.", foot)
    assert _signers(reading) == [("TRƯỞNG BAN", "CHỦ TỊCH UBND XÃ", "Lê Văn Nam")]


def test_a_form_after_the_foot_is_no_signature() -> None:
    after = "\nMẪU SỐ 1\nTRƯỜNG ...\nDANH SÁCH\n(Kèm theo Kế hoạch số 8/KH-UBND)\n1. Hộ A.\n"
    reading = _read("KẾ HOẠCH\nX\n1. A.", _FOOT + after)
    assert _signers(reading) == [("CHỦ TỊCH", None, "Lê Văn Nam")]
    assert [k.trich_yeu for k in reading.van_ban.kem_theo] == ["MẪU SỐ 1 TRƯỜNG ... DANH SÁCH"]


def test_an_annex_of_an_attached_plan() -> None:
    more = (
        "\nKẾ HOẠCH\nTrồng cây\n(Kèm theo Quyết định số 8/QĐ-UBND)\n1. Trồng.\n"
        "Phụ lục\nDANH SÁCH CÁC HỘ\n1. Hộ A.\n"
    )
    v = _read("QUYẾT ĐỊNH\nX\n\nĐiều 1. A.", _FOOT + more, "QĐ-UBND").van_ban
    assert [k.trich_yeu for k in v.kem_theo] == ["Trồng cây", "DANH SÁCH CÁC HỘ"]


def test_dashes_and_semicolons_inside_cut_lines() -> None:
    body = (
        "1. Các phòng chuyên môn của xã phối hợp với đoàn thể vận động hộ dân,\n"
        "trước hết là các hộ ở thôn Một, tham dự buổi họp do Phòng Văn hóa\n"
        "- Xã hội chủ trì; rà soát hộ chưa tham gia, lập danh sách gửi về xã;\n"
        "tổng hợp kết quả vào báo cáo chung của năm và của giai đoạn 2021\n"
        "- 2025, gửi các thành viên trước ngày họp để nghiên cứu, góp ý bổ\n"
        "sung vào dự thảo.\n"
        "- Văn phòng theo dõi.\n"
    )
    v = _read(f"KẾ HOẠCH\nX\n\n{body}").van_ban
    assert [b.cap for b in v.noi_dung] == ["so", "gach"]
    assert "Văn hóa - Xã hội" in v.noi_dung[0].text
    assert "2021 - 2025, gửi" in v.noi_dung[0].text


def test_a_finished_heading_is_not_joined() -> None:
    body = "1. Quản lý văn bản\nỦy ban nhân dân xã giao Văn phòng.\n2. Lưu trữ hồ sơ\nMỗi quý."
    v = _read(f"KẾ HOẠCH\nX\n{body}").van_ban
    assert [b.cap for b in v.noi_dung] == ["so", "doan", "so", "doan"]


def test_a_finished_heading_of_cut_lines_is_not_joined() -> None:
    body = (
        "1. Các phòng chuyên môn của xã phối hợp với đoàn thể vận động hộ dân,\n"
        "trước hết là các hộ ở thôn Một, tham dự buổi họp do Trưởng thôn chủ\n"
        "trì và ghi biên bản gửi về văn phòng xã trong tuần đầu tháng sau.\n"
        "2. Tăng cường quản lý, lưu trữ và tra cứu văn bản\n"
        "Ủy ban nhân dân xã giao Văn phòng theo dõi.\n"
        "3. Về việc phối hợp giữa các cơ quan, đơn vị trên địa bàn và của Hội\n"
        "Nông dân xã.\n"
    )
    v = _read(f"KẾ HOẠCH\nX\n\n{body}").van_ban
    assert [b.cap for b in v.noi_dung] == ["so", "so", "doan", "so"]
    assert v.noi_dung[3].text.endswith("của Hội Nông dân xã.")


def test_the_name_of_a_table() -> None:
    body = "1. Kết quả:\nBảng 1. Số lớp\nKhối\tSố lớp\tNữ\n6\t3\t45\n7\t3\t40"
    v = _read(f"BÁO CÁO\nX\n{body}").van_ban
    assert [(b.cap, b.text) for b in v.noi_dung] == [("so", "Kết quả:"), ("bang", "Bảng 1. Số lớp")]


@pytest.mark.parametrize(
    "line",
    [
        "CHỦ TỊCH   THƯ KÝ",
        "CHỦ TỊCH\tTHƯ KÝ\tGIÁM ĐỐC",
        "Lê Văn Nam\tHà Văn Tú",
        "a\tb\tc",
        "THÔNG BÁO",
        "(Kèm theo Quyết định số 1/QĐ-UBND)",
        "Nơi nhận:",
        "- ",
        "Phụ lục",
    ],
)
def test_thousands_of_one_line_take_about_linear_time(line: str) -> None:
    begin = time.perf_counter()
    _read("KẾ HOẠCH\nX\n\n" + f"{line}\n" * 2000)
    assert time.perf_counter() - begin < 5
