"""Prints of what others wrote: plain text, heads without Quốc hiệu, signers side by side."""

from __future__ import annotations

import pytest

from docgen.model import VanBan
from docgen.read.pdf import read_pdf
from docgen.read.source import Source
from docgen.read.text.document import read_source
from tests.read.pdf.counting import letters, text_layer
from tests.read.pdf.paper import Sheet, pdf
from tests.read.pdf.test_pdf_layout import LEFT, MOTTO, body, foot, head

MIDDLE, SIGNERS = 311.0, (150.0, 311.0, 470.0)


def centre(sheet: Sheet, at: float, y: float, text: str, face: str = "b") -> Sheet:
    """A text about `at`: a letter of the paper's font is half the size wide."""
    return sheet.text(at - 3.5 * len(text), y, text, 14, face)


def signed(sheet: Sheet, y: float, *signers: tuple[str, ...]) -> Sheet:
    """Cells side by side: capitals line by line, the name 75 pt below."""
    for at, (*posts, name) in zip(SIGNERS, signers, strict=False):
        for n, post in enumerate(posts):
            centre(sheet, at, y - 18 * n, post)
        centre(sheet, at, y - 75, name)
    return sheet


def read(*sheets: Sheet) -> tuple[Source, VanBan]:
    """Lines and data; no letter of the page is lost, none is doubled."""
    data = pdf(*sheets)
    source = read_pdf(data)
    assert letters(source) == text_layer(data)
    return source, read_source(source).van_ban


def typed(*lines: str, wide: float = 10) -> Sheet:
    """A plain text as an editor prints it: every line from the margin, 11 pt apart."""
    sheet = Sheet()
    for n, line in enumerate(lines):
        if line:
            sheet.text(57, 776 - 11.3 * n, line, wide)
    return sheet


PLAIN = (
    "ỦY BAN NHÂN DÂN XÃ TÂM LẬP",
    MOTTO,
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 31/KH-UBND",
    "Tâm Lập, ngày 3 tháng 5 năm 2024",
    "",
    "KẾ HOẠCH",
    "Tổ chức ngày hội đọc sách năm 2024",
    "",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "Khuyến khích phong trào đọc sách trong nhân dân.",
    "Tạo môi trường giao lưu lành mạnh",
    "2. Yêu cầu",
    "- An toàn, tiết kiệm",
    "- Bảo đảm đúng thời gian đã định",
    "II. NỘI DUNG",
    "1. Thời gian: ngày 21/4/2024",
)
FOOT = ("", "Nơi nhận:", "- Đảng ủy xã;", "- Lưu: VT.")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bầu")


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("Giao công chức văn hóa chủ trì, phối hợp với các trường học trên địa bàn cả xã này",),
    ],
)
def test_short_lines_of_a_plain_text_stay_apart(more: tuple[str, ...]) -> None:
    given = (*PLAIN, *more, *FOOT, *SIGNED)
    source, data = read(typed(*given))
    assert [x.text for x in source.lines] == [x for x in given if x]
    assert (data.loai, data.so, data.luu) == ("ke_hoach", "31", "VT")
    assert "II. NỘI DUNG" in [x.text for x in source.lines]
    (one,) = data.chu_ky
    assert (one.quyen_han, one.chuc_vu, one.ho_ten) == (
        ["TM. ỦY BAN NHÂN DÂN"],
        "CHỦ TỊCH",
        "Lê Văn Bầu",
    )


def test_filing_that_goes_on_in_capitals_is_no_signature() -> None:
    source, data = read(typed(*PLAIN, "", "Nơi nhận:", "- Các thôn;", "- Lưu: VT,", "VHXH, TCKH."))
    assert source.lines[-1].text == "- Lưu: VT, VHXH, TCKH."
    assert data.luu == "VT, VHXH, TCKH"


def test_a_heading_in_capitals_never_goes_on_with_a_sentence() -> None:
    sheet = body(Sheet())
    line = "Thực hiện phối hợp giữa các đơn vị trong việc nâng cao chất lượng a"
    sheet.text(LEFT, 500, line).text(LEFT, 483, "II. NỘI DUNG").text(LEFT, 466, line)
    found = [x.text for x in read(sheet)[0].lines]
    assert found[-3:] == [line, "II. NỘI DUNG", line]


def test_title_at_the_left_edge_is_not_of_the_header() -> None:
    sheet = typed("ỦY BAN NHÂN DÂN XÃ TÂM LẬP", "Số: 31/KH-UBND", "", "", *PLAIN[6:], *FOOT)
    sheet.text(300, 776, MOTTO, 10).text(300, 764.7, "Độc lập - Tự do - Hạnh phúc", 10)
    sheet.text(300, 753.4, "Tâm Lập, ngày 3 tháng 5 năm 2024", 10)
    source, data = read(sheet)
    assert [x.text for x in source.lines if x.column][:2] == [
        "ỦY BAN NHÂN DÂN XÃ TÂM LẬP",
        "Số: 31/KH-UBND",
    ]
    assert (data.loai, data.trich_yeu) == ("ke_hoach", "Tổ chức ngày hội đọc sách năm 2024")


@pytest.mark.parametrize("recipients", [False, True])
def test_three_signers_side_by_side(recipients: bool) -> None:
    sheet = signed(
        body(head(Sheet())),
        400,
        ("HỘI PHỤ NỮ", "CHỦ TỊCH", "Hà Thị Mơ"),
        ("ĐOÀN XÃ", "BÍ THƯ", "Lò Văn Blin"),
        ("HỘI NÔNG DÂN", "CHỦ TỊCH", "Mùa A Thút"),
    )
    if recipients:
        sheet.text(LEFT, 290, "Nơi nhận:", 12, "i").text(LEFT, 276, "- Lưu: VP.", 11)
    source, data = read(sheet)
    assert [(k.quyen_han, k.chuc_vu, k.ho_ten) for k in data.chu_ky] == [
        (["HỘI PHỤ NỮ"], "CHỦ TỊCH", "Hà Thị Mơ"),
        (["ĐOÀN XÃ"], "BÍ THƯ", "Lò Văn Blin"),
        (["HỘI NÔNG DÂN"], "CHỦ TỊCH", "Mùa A Thút"),
    ]
    assert data.luu == ("VP" if recipients else None)
    assert len({x.row for x in source.lines if x.column == 2 and x.row > 3}) == 3


def test_posts_that_no_list_knows_and_one_that_wraps() -> None:
    sheet = signed(
        body(Sheet()),
        400,
        ("THƯ KÝ", "Mai Thị Lụa"),
        ("ĐẠI DIỆN CÔNG", "ĐOÀN", "Cao Văn Tửu"),
        ("CHỦ TỌA", "Đinh Công Lý"),
    )
    _source, data = read(sheet)
    assert [(k.chuc_vu, k.ho_ten) for k in data.chu_ky] == [
        ("THƯ KÝ", "Mai Thị Lụa"),
        ("ĐẠI DIỆN CÔNG ĐOÀN", "Cao Văn Tửu"),
        ("CHỦ TỌA", "Đinh Công Lý"),
    ]


def test_capitals_side_by_side_above_a_text_are_no_signatures() -> None:
    sheet = centre(centre(body(Sheet()), 150, 500, "ĐƠN VỊ"), 470, 500, "SỐ LƯỢNG")
    sheet.text(LEFT, 480, "Các thôn gửi danh sách trước ngày 5 tháng 6.")
    assert not any(x.column for x in read(sheet)[0].lines)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("TỈNH ĐOÀN KON LÔNG", "BCH ĐOÀN XÃ ĐẮK RINH"), "ĐOÀN TNCS HỒ CHÍ MINH"),
        (("CÔNG TY CỔ PHẦN", "THỦY NÔNG ĐẮK PÔ"), "MỘT HÀNH TRÌNH XANH"),
    ],
)
def test_head_without_the_motto(left: tuple[str, str], right: str) -> None:
    sheet = body(Sheet())
    centre(centre(sheet, 190, 770, left[0], ""), 425, 770, right)
    centre(centre(sheet, 190, 752, left[1]), 425, 734, "Đắk Rinh, ngày 5 tháng 3 năm 2024", "i")
    centre(centre(sheet, 190, 734, "Số: 15/KH-ĐR", ""), MIDDLE, 690, "KẾ HOẠCH")
    source, data = read(sheet)
    found = [(x.column, x.text) for x in source.lines if x.column]
    assert found == [
        *((1, x) for x in (*left, "Số: 15/KH-ĐR")),
        *((2, x) for x in (right, "Đắk Rinh, ngày 5 tháng 3 năm 2024")),
    ]
    assert (data.so, data.dia_danh, data.loai) == ("15", "Đắk Rinh", "ke_hoach")
    assert right not in str(data.co_quan)


def test_two_texts_at_the_top_without_number_and_day_are_no_head() -> None:
    sheet = centre(centre(body(Sheet()), 190, 770, "CÔNG TY ABC"), 425, 770, "NĂM MỚI")
    assert not any(x.column for x in read(sheet)[0].lines)


def ragged(*names: tuple[str, str]) -> list[str]:
    """Lines of the left header cell, given as text and face, above the number."""
    sheet = body(Sheet(), 600).text(320, 770, MOTTO, 12, "b")
    sheet.text(340, 754, "Độc lập - Tự do - Hạnh phúc", 14, "b")
    for n, (name, face) in enumerate((*names, ("Số: 18/KH-SNN", ""))):
        centre(sheet, 193, 770 - 18 * n, name, face)
    return [x.text for x in read(sheet)[0].lines if x.column == 1]


def test_a_name_that_the_header_cell_broke_is_whole() -> None:
    found = ragged(
        ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN HÀNH", ""),
        ("CHÍNH TỈNH", ""),
        ("BAN CHẤP HÀNH ĐẢNG BỘ SỞ MÔI", "b"),
        ("TRƯỜNG", "b"),
    )
    assert found == [
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN HÀNH CHÍNH TỈNH",
        "BAN CHẤP HÀNH ĐẢNG BỘ SỞ MÔI TRƯỜNG",
        "Số: 18/KH-SNN",
    ]


@pytest.mark.parametrize(
    "names",
    [
        # Two bodies of one look, the first of them as wide as the cell.
        (("ỦY BAN NHÂN DÂN HUYỆN SÔNG MẠ", "b"), ("TRƯỜNG TIỂU HỌC CHIỀNG CANG", "b")),
        # Broken where a person chose to: the next word had room.
        (("ỦY BAN NHÂN DÂN", "b"), ("TỈNH TAM SƠN", "b")),
        (("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", ""), ("CHI CỤC KIỂM LÂM VÙNG CAO", "b")),
    ],
)
def test_lines_of_a_header_that_are_whole_stay_apart(names: tuple[tuple[str, str], ...]) -> None:
    assert ragged(*names)[:-1] == [name for name, _face in names]


def test_the_foot_of_two_columns_is_read_as_before() -> None:
    _source, data = read(foot(body(head(Sheet())), 400))
    assert [(k.chuc_vu, k.ho_ten) for k in data.chu_ky] == [("CHỦ TỊCH", "Nguyễn Văn An")]
