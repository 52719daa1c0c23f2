"""Every part of a document, recognised in the shapes that offices and scans give it."""

from __future__ import annotations

import textwrap

import pytest

from docgen.read.text.document import NO_NAME, Reading, read_text
from docgen.viet.viet_hoa import ten_thuong


def _read(text: str) -> Reading:
    return read_text(textwrap.dedent(text))


HEADS = {
    "one column": """\
        ỦY BAN NHÂN DÂN
        TỈNH SƠN LA
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc

        Số: 25/KH-UBND
        Sơn La, ngày 05 tháng 9 năm 2025
        """,
    "two columns run together": """\
        ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH SƠN LA Độc lập - Tự do - Hạnh phúc
        Số: 25/KH-UBND Sơn La, ngày 05 tháng 9 năm 2025
        """,
    "marks of Markdown": """\
        **ỦY BAN NHÂN DÂN
        TỈNH SƠN LA**

        **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
        **Độc lập - Tự do - Hạnh phúc**

        Số: 25 /KH - UBND

        *Sơn La, ngày 5 tháng 9 năm 2025*
        """,
    "letters without their marks": """\
        ÚY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHÚ NGHĨA VIỆT NAM
        TỈNH SƠN LA Độc lập — Tự do — Hạnh phúc
        Số: 25 /KH-UBND Sơn La, ngày 05 tháng 9 năm 2025
        """,
}
BODY = """
KẾ HOẠCH
Tuyên truyền về chuyển đổi số

I. MỤC ĐÍCH
1. Nâng cao nhận thức của cán bộ, công chức.
"""


@pytest.mark.parametrize("shape", HEADS)
def test_head(shape: str) -> None:
    v = read_text(textwrap.dedent(HEADS[shape]) + BODY).van_ban
    assert (v.loai, v.so, v.ky_hieu) == ("ke_hoach", "25", "KH-UBND")
    assert (v.dia_danh, v.ngay.ngay, v.ngay.thang, v.ngay.nam) == ("Sơn La", 5, 9, 2025)
    assert v.co_quan[0].ten.endswith("tỉnh Sơn La")
    assert v.trich_yeu == "Tuyên truyền về chuyển đổi số"
    assert [(b.cap, b.text) for b in v.noi_dung] == [
        ("la_ma", "MỤC ĐÍCH"),
        ("so", "Nâng cao nhận thức của cán bộ, công chức."),
    ]


@pytest.mark.parametrize(
    ("line", "so", "day"),
    [
        ("Số:      /KH-UBND\nSơn La, ngày    tháng 9 năm 2025", None, (None, 9, 2025)),
        ("Số: …/KH-UBND\nSơn La, ngày … tháng … năm 2025", None, (None, None, 2025)),
        ("Số: 12a/KH-UBND\nSơn La, ngày 01 tháng 12 năm 2025", "12a", (1, 12, 2025)),
    ],
)
def test_gaps_of_number_and_day(line: str, so: str | None, day: tuple[int | None, ...]) -> None:
    v = read_text(f"UBND TỈNH SƠN LA\n{line}\n{BODY}").van_ban
    assert v.so == so
    assert v.ky_hieu == "KH-UBND"
    assert (v.ngay.ngay, v.ngay.thang, v.ngay.nam) == day


def test_garbled_number_is_a_gap_and_kept() -> None:
    reading = read_text(f"UBND TỈNH SƠN LA\nSố: #4/KH-UBND\n{BODY}")
    assert reading.van_ban.so is None
    assert "Số: #4" in [x.text for x in reading.left_over]


def test_parent_and_issuer() -> None:
    v = read_text("UBND TỈNH SƠN LA\nSỞ NỘI VỤ\nSố: 1/KH-SNV\n" + BODY).van_ban
    assert (v.co_quan[0].chu_quan, v.co_quan[0].ten) == ("UBND tỉnh Sơn La", "Sở Nội vụ")


def test_joint_issuers() -> None:
    v = read_text("HUYỆN ĐOÀN -\nHỘI NÔNG DÂN HUYỆN\nSố: 1/KH-HĐ-HND\n" + BODY).van_ban
    assert [b.ten for b in v.co_quan] == ["Huyện đoàn", "Hội Nông dân huyện"]


def test_no_head_is_a_gap_and_told() -> None:
    reading = read_text(BODY)
    assert reading.van_ban.co_quan[0].ten == NO_NAME
    assert {"co_quan", "so", "ngay", "noi_nhan", "chu_ky"} == {
        f.where.path for f in reading.findings if f.where
    }


def test_decision() -> None:
    v = _read("""\
        ỦY BAN NHÂN DÂN
        TỈNH SƠN LA
        Số: 7/QĐ-UBND

        QUYẾT ĐỊNH
        Về việc khen thưởng phong trào
        hiến đất làm đường

        CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA

        Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
        Theo đề nghị của Giám đốc Sở Nội vụ.

        QUYẾT ĐỊNH:

        Điều 1. Tặng Bằng khen cho 05 tập thể.
        Điều 2. Quyết định có hiệu lực từ ngày ký./.

        Nơi nhận:
        - Như Điều 2;
        - Lưu: VT, NV.

        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH

        Lò Văn Pha
        """).van_ban
    assert v.loai == "quyet_dinh"
    assert v.trich_yeu == "Về việc khen thưởng phong trào hiến đất làm đường"
    assert v.tham_quyen == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA"
    assert v.can_cu == [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
    ]
    assert [b.cap for b in v.noi_dung] == ["dieu", "dieu"]
    assert v.noi_dung[1].text == "Quyết định có hiệu lực từ ngày ký."
    assert (v.noi_nhan, v.luu) == (["Như Điều 2"], "VT, NV")
    signer = v.chu_ky[0]
    assert (signer.quyen_han, signer.chuc_vu, signer.ho_ten) == (
        ["KT. CHỦ TỊCH"],
        "PHÓ CHỦ TỊCH",
        "Lò Văn Pha",
    )


def test_letter() -> None:
    v = _read("""\
        UBND TỈNH SƠN LA
        SỞ NỘI VỤ
        Số: 31/SNV-VP
        V/v góp ý dự thảo quy chế
        làm việc
        Sơn La, ngày 02 tháng 01 năm 2026

        Kính gửi:
        - Các sở, ban, ngành;
        - Ủy ban nhân dân các xã, phường.

        Theo đề nghị của Văn phòng, Sở Nội vụ đề nghị các cơ quan góp ý./.

        Nơi nhận:
        - Như trên;
        - Lưu: VT.

        GIÁM ĐỐC
        Trần Thị Bình
        """).van_ban
    assert v.loai == "cong_van"
    assert v.trich_yeu == "góp ý dự thảo quy chế làm việc"
    assert v.kinh_gui == ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]
    assert v.can_cu == []
    assert [b.cap for b in v.noi_dung] == ["doan"]
    assert v.noi_nhan == []  # "Như trên" follows from Kính gửi


def test_opening_sentence_of_a_letter_is_no_ground() -> None:
    v = _read("""\
        SỞ NỘI VỤ
        Số: 31/SNV-VP
        V/v báo cáo số liệu

        Kính gửi: Các xã

        Thực hiện Kế hoạch số 5/KH-UBND, Sở Nội vụ đề nghị các xã báo cáo số liệu.

        Thời hạn: trước ngày 05 tháng 9.
        """).van_ban
    assert v.can_cu == []
    assert len(v.noi_dung) + len(v.ket_thuc) == 2


def test_attached_plan_and_number_that_disagrees() -> None:
    reading = _read("""\
        ỦY BAN NHÂN DÂN TỈNH SƠN LA
        Số: 7/QĐ-UBND

        QUYẾT ĐỊNH
        Ban hành Kế hoạch phòng cháy

        QUYẾT ĐỊNH:
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng cháy.

        Nơi nhận:
        - Như Điều 1;
        - Lưu: VT.

        CHỦ TỊCH
        Lò Văn Pha

        ỦY BAN NHÂN DÂN
        TỈNH SƠN LA

        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc

        KẾ HOẠCH

        Phòng cháy, chữa cháy rừng

        “Mùa khô an toàn”

        (Kèm theo Quyết định số 17/QĐ-UBND ngày 05/9/2025
        của Ủy ban nhân dân tỉnh)

        I. YÊU CẦU
        1. Trực đủ quân số.
        """)
    v = reading.van_ban
    assert len(v.chu_ky) == 1
    (plan,) = v.kem_theo
    assert (plan.loai, plan.trich_yeu) == (
        "ke_hoach",
        "Phòng cháy, chữa cháy rừng “Mùa khô an toàn”",
    )
    assert [b.cap for b in plan.noi_dung] == ["la_ma", "so"]
    assert any(f.code == "DOC20" and "17" in f.message for f in reading.findings)


def test_annexes() -> None:
    v = read_text(
        f"UBND XÃ A\n{BODY}\nNơi nhận:\n- Lưu: VT.\n\nPHỤ LỤC I\nDANH SÁCH\n\n- Bản A.\n"
    ).van_ban
    assert [(k.kieu, k.trich_yeu) for k in v.kem_theo] == [("phu_luc", "DANH SÁCH")]


def test_lines_cut_at_the_width_of_the_page_are_joined() -> None:
    v = _read("""\
        KẾ HOẠCH
        Chăm sóc cây xanh

        I. NỘI DUNG
        1. Các thôn vận động hộ dân trồng, chăm sóc và bảo vệ hàng cây hai bên
        đường trục thôn; mỗi chi hội nhận một đoạn, làm cỏ và tưới nước vào ngày
        thứ Bảy đầu tháng, báo cáo kết quả cho Ủy ban nhân dân xã trước ngày
        25 hằng tháng, kèm ảnh chụp tại chỗ của chi hội phụ trách đoạn đường

        2

        được giao.
        2. Công chức địa chính kiểm tra.
        """).van_ban
    assert [b.cap for b in v.noi_dung] == ["la_ma", "so", "so"]
    assert v.noi_dung[1].text.endswith("phụ trách đoạn đường được giao.")


def test_a_paragraph_a_line_is_left_alone() -> None:
    v = read_text(
        "KẾ HOẠCH\nX\n\n1. Một.\nĐoạn thứ nhất của mục một\nĐoạn thứ hai của mục một\n"
    ).van_ban
    assert [b.cap for b in v.noi_dung] == ["so", "doan", "doan"]


def test_wrong_letters_are_told_and_put_right() -> None:
    reading = read_text("KẾ HOẠCH\nX\n\n1. A:\na) b;\nb) c;\nc) d;\nd) đ;\ne) e;\nf) g.\n")
    told = [f.message for f in reading.findings if f.code == "DOC12"]
    assert len(told) == 2
    assert "“e)”" in told[0]
    assert "“đ)”" in told[0]
    assert "“f)”" in told[1]
    assert "“e)”" in told[1]


def test_scheme_is_inferred_when_levels_stand_otherwise() -> None:
    v = read_text("KẾ HOẠCH\nX\n\n1. A\nI. B\nc.\nII. C\nd.\n2. D\nI. E\nx.\n").van_ban
    assert v.danh_so == ["1", "I"]


def test_stamps_and_page_numbers_are_set_aside() -> None:
    reading = _read("""\
        Ký bởi: Sở Nội vụ
        Thời gian ký: 01/02/2025 10:11:12
        KẾ HOẠCH
        X

        1. A

        - 2 -

        2. B
        """)
    assert [x.text for x in reading.left_over] == [
        "Ký bởi: Sở Nội vụ",
        "Thời gian ký: 01/02/2025 10:11:12",
        "- 2 -",
    ]
    assert [b.text for b in reading.van_ban.noi_dung] == ["A", "B"]


@pytest.mark.parametrize(
    ("capitals", "ordinary"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Ủy ban nhân dân tỉnh Lạng Sơn"),
        ("UBND THÀNH PHỐ HUẾ", "UBND thành phố Huế"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("HỘI ĐỒNG NHÂN DÂN XÃ VĂN AN", "Hội đồng nhân dân xã Văn An"),
        ("HUYỆN ỦY VĂN QUAN", "Huyện ủy Văn Quan"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_names_in_ordinary_case(capitals: str, ordinary: str) -> None:
    assert ten_thuong(capitals) == ordinary
