"""Pages made by hand: columns, paragraphs, tables, stamps, numbers; and that no letter is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from docgen.read.pdf import read_pdf
from docgen.read.text.document import read_source
from tests.read.pdf.counting import texts
from tests.read.pdf.paper import Sheet, pdf

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LEFT, RIGHT = 85.0, 540.0


def head(sheet: Sheet) -> Sheet:
    """A header in two columns, as the decree lays it out."""
    sheet.text(95, 770, "ỦY BAN NHÂN DÂN", 13, "b").text(285, 770, MOTTO, 13, "b")
    sheet.text(100, 755, "TỈNH SƠN LA", 13, "b")
    sheet.text(310, 754, "Độc lập - Tự do - Hạnh phúc", 14, "b")
    sheet.text(290, 727, "Sơn La, ngày 5 tháng 9 năm 2022", 14, "i")
    return sheet


def body(sheet: Sheet, y: float = 640) -> Sheet:
    """Two paragraphs of three full lines, first lines set in."""
    for start in (y, y - 60):
        sheet.text(121, start, "Tổ chức thực hiện Phong trào thi đua xây dựng nông thôn mới")
        for n in (1, 2):
            line = "giai đoạn 2021 - 2025 tại các xã, phường trên địa bàn toàn tỉnh Sơn"
            sheet.text(LEFT, start - 17 * n, line if n == 1 else "La.")
    return sheet


def test_header_columns_left_first() -> None:
    sheet = head(Sheet()).text(105, 727, "Số: 12/KH-UBND", 13)
    source = read_pdf(pdf(body(sheet)))
    found = [(x.column, x.row, x.text) for x in source.lines if x.column]
    assert found == [
        (1, 1, "ỦY BAN NHÂN DÂN"),
        (1, 2, "TỈNH SƠN LA"),
        (1, 3, "Số: 12/KH-UBND"),
        (2, 1, MOTTO),
        (2, 2, "Độc lập - Tự do - Hạnh phúc"),
        (2, 3, "Sơn La, ngày 5 tháng 9 năm 2022"),
    ]
    whole = "Tổ chức thực hiện Phong trào thi đua xây dựng nông thôn mới giai đoạn 2021 - 2025"
    assert [x.text.startswith(whole) for x in source.lines[6:]] == [True, True]
    assert source.lines[0].bold
    assert source.lines[5].italic


def test_number_typed_over_by_an_annotation_is_put_in_its_gap() -> None:
    sheet = head(Sheet()).gapped(95, 727, "Số:", 50, "/KH-UBND")
    sheet.stamp(125, 727, "146", size=13)
    document = read_source(read_pdf(pdf(body(sheet)))).van_ban
    assert (document.so, document.ky_hieu) == ("146", "KH-UBND")


def test_two_columns_in_one_text_object_are_parted() -> None:
    sheet = Sheet().gapped(90, 770, "TỈNH ỦY SƠN LA", 120, "ĐẢNG CỘNG SẢN VIỆT NAM")
    source = read_pdf(pdf(body(sheet)))
    assert [(x.column, x.text) for x in source.lines[:2]] == [
        (1, "TỈNH ỦY SƠN LA"),
        (2, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ]


def test_broken_motto_is_one_line() -> None:
    sheet = Sheet().text(95, 770, "SỞ NỘI VỤ", 13, "b")
    sheet.text(300, 770, MOTTO.removesuffix(" NAM"), 13, "b").text(400, 755, "NAM", 13, "b")
    sheet.text(310, 739, "Độc lập - Tự do - Hạnh phúc", 14, "b")
    assert MOTTO in texts(read_pdf(pdf(body(sheet))).lines)


def foot(sheet: Sheet, y: float) -> Sheet:
    sheet.text(LEFT, y, "Nơi nhận:", 12, "i").text(380, y + 1, "TM. ỦY BAN NHÂN DÂN", 14, "b")
    sheet.text(LEFT, y - 14, "- Các sở, ban, ngành và đoàn", 11)
    sheet.text(405, y - 16, "CHỦ TỊCH", 14, "b").text(LEFT, y - 27, "thể của tỉnh;", 11)
    sheet.text(LEFT, y - 40, "- Lưu: VT.", 11).text(395, y - 100, "Nguyễn Văn An", 14, "b")
    return sheet


def test_recipients_beside_the_signature() -> None:
    source = read_pdf(pdf(foot(body(Sheet()), 400)))
    foot_lines = [x for x in source.lines if x.column]
    assert [(x.column, x.text) for x in foot_lines] == [
        (1, "Nơi nhận:"),
        (1, "- Các sở, ban, ngành và đoàn thể của tỉnh;"),
        (1, "- Lưu: VT."),
        (2, "TM. ỦY BAN NHÂN DÂN"),
        (2, "CHỦ TỊCH"),
        (2, "Nguyễn Văn An"),
    ]
    assert foot_lines[-1].gap
    data = read_source(source).van_ban
    assert [k.ho_ten for k in data.chu_ky] == ["Nguyễn Văn An"]


def test_signatures_side_by_side_come_one_by_one() -> None:
    sheet = body(Sheet())
    for x, who in ((130, "TM. HUYỆN ỦY"), (370, "TM. ỦY BAN NHÂN DÂN")):
        sheet.text(x, 480, who, 14, "b").text(x + 10, 463, "CHỦ TỊCH", 14, "b")
        sheet.text(x, 390, "Lò Văn Pha" if x < 200 else "Trần Thị Bình", 14, "b")
    sheet.text(LEFT, 360, "Nơi nhận:", 12, "i").text(LEFT, 346, "- Lưu: VT.", 11)
    data = read_source(read_pdf(pdf(sheet))).van_ban
    assert [(k.chuc_vu, k.ho_ten) for k in data.chu_ky] == [
        ("CHỦ TỊCH", "Lò Văn Pha"),
        ("CHỦ TỊCH", "Trần Thị Bình"),
    ]


def test_signature_on_the_next_page() -> None:
    first = body(Sheet()).text(LEFT, 90, "Nơi nhận:", 12, "i").text(LEFT, 76, "- Các sở;", 11)
    second = Sheet().text(292, 800, "2").text(LEFT, 760, "- Lưu: VT.", 11)
    second.text(400, 740, "CHỦ TỊCH", 14, "b").text(395, 650, "Nguyễn Văn An", 14, "b")
    source = read_pdf(pdf(first, second))
    data = read_source(source).van_ban
    assert (data.noi_nhan, data.luu) == (["Các sở"], "VT")
    assert data.chu_ky[0].ho_ten == "Nguyễn Văn An"
    assert texts(source.aside) == ["2"]


def test_stamps_sideways_text_and_running_lines_are_set_aside() -> None:
    sheets = []
    for n in range(1, 5):
        sheet = body(Sheet()).text(LEFT, 30, f"UBND tỉnh Sơn La - trang {n}", 9)
        if n > 1:
            sheet.text(292, 800, str(n))
        sheets.append(sheet)
    sheets[0].stamp(400, 820, "Ký bởi: UBND tỉnh Sơn La", "Cơ quan: Tỉnh Sơn La", "08:00")
    sheets[1].sideways(40, 300, "BẢN SAO").text(LEFT, 200, "Người ký: Nguyễn Văn An", 8)
    source = read_pdf(pdf(*sheets))
    assert len(source.lines) == 8
    aside = texts(source.aside)
    assert Counter(aside) == Counter(
        ["Ký bởi: UBND tỉnh Sơn La", "Cơ quan: Tỉnh Sơn La", "08:00", "BẢN SAO"]
        + ["Người ký: Nguyễn Văn An", "2", "3", "4"]
        + [f"UBND tỉnh Sơn La - trang {n}" for n in range(1, 5)]
    )


@pytest.mark.parametrize(
    "mark",
    ["Scanned with CamScanner", "Scanned by CamScanner", "CS CamScanner", "Quét bằng CamScanner"],
)
def test_marks_of_scanning_programs_are_set_aside(mark: str) -> None:
    source = read_pdf(pdf(body(Sheet()).text(380, 20, mark, 14)))
    assert texts(source.aside) == [mark]
    assert len(source.lines) == 2


@pytest.mark.parametrize(
    "mark",
    [
        "Signature Not Verified",
        "Ký bởi: Ủy ban nhân dân tỉnh",
        "Người ký: Nguyễn Văn An",
        "Thời gian ký: 05.09.2022 10:12:45 +07:00",
        "Ngày ký: 05-09-2022 10:12:45 +07:00",
    ],
)
def test_signature_marks_printed_on_the_page_are_set_aside(mark: str) -> None:
    source = read_pdf(pdf(body(Sheet()).text(380, 810, mark, 8)))
    assert texts(source.aside) == [mark]
    assert len(source.lines) == 2


def test_page_numbers_say_nothing_that_is_left_over() -> None:
    sheets = [body(Sheet()), *(body(Sheet()).text(292, 800, str(n)) for n in (2, 3, 4))]
    reading = read_source(read_pdf(pdf(*sheets)))
    assert reading.left_over == []
    assert len(reading.van_ban.noi_dung) == 8


def test_paragraph_goes_on_over_the_page() -> None:
    first = body(Sheet()).text(
        121, 100, "a) Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành,"
    )
    second = body(Sheet().text(292, 800, "2").text(LEFT, 760, "đoàn thể tham mưu Ủy ban tỉnh."))
    found = texts(read_pdf(pdf(first, second)).lines)
    assert found[2] == (
        "a) Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành, đoàn thể tham mưu Ủy ban tỉnh."
    )


def test_a_code_cut_at_its_hyphen_is_whole() -> None:
    sheet = body(Sheet()).text(121, 500, "Thực hiện Kế hoạch của tỉnh theo Công văn số 6138/UBND-")
    sheet.text(LEFT, 483, "KGVX ngày 13/11/2024.")
    assert texts(read_pdf(pdf(sheet)).lines)[2].endswith("6138/UBND-KGVX ngày 13/11/2024.")


def grid(sheet: Sheet, rows: list[list[str]], top: float, in_one: bool = False) -> Sheet:
    """A ruled table with columns of 140 pt and rows of 40 pt."""
    wide, high = 140.0, 40.0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            x, y = LEFT + c * wide, top - r * high
            for n, part in enumerate(cell.split("\n")):
                sheet.text(x + 4, y - 16 - 15 * n, part, 12)
            if in_one:
                sheet.frame(x, y - high, x + wide, y)
    if not in_one:
        right, low = LEFT + wide * len(rows[0]), top - high * len(rows)
        for r in range(len(rows) + 1):
            sheet.rule(LEFT, top - r * high, right, top - r * high)
        for c in range(len(rows[0]) + 1):
            sheet.rule(LEFT + c * wide, low, LEFT + c * wide, top)
    return sheet


ROWS = [
    ["TT", "Xã", "Ghi chú"],
    ["1", "Chiềng Mung", "Thiếu nước\nsinh hoạt"],
    ["2", "Mường Bú", ""],
]


@pytest.mark.parametrize("in_one", [False, True])
def test_ruled_table(in_one: bool) -> None:
    source = read_pdf(pdf(grid(body(Sheet()), ROWS, 480, in_one)))
    tables = [x.table for x in source.lines if x.table]
    assert tables == [[[c.replace("\n", " ") for c in row] for row in ROWS]]
    assert source.lines[-1].table


def test_table_over_two_pages_is_one() -> None:
    first = grid(body(Sheet()), ROWS, 200)
    second = grid(Sheet().text(292, 800, "2"), [ROWS[0], ["3", "Phiêng Khoài", "Xa"]], 770)
    source = read_pdf(pdf(first, second))
    (table,) = [x.table for x in source.lines if x.table]
    assert [row[0] for row in table] == ["TT", "1", "2", "3"]
    assert "TT Xã Ghi chú" in texts(source.aside)


def test_frame_around_a_text_is_no_table() -> None:
    sheet = body(Sheet()).frame(80, 380, 545, 430).text(121, 400, "Kèm theo hồ sơ.")
    source = read_pdf(pdf(sheet))
    assert not any(x.table for x in source.lines)
    assert source.lines[-1].text == "Kèm theo hồ sơ."


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_page_keeps_its_text(rotate: int) -> None:
    sheet = body(Sheet(rotate=rotate))
    source = read_pdf(pdf(sheet))
    assert "nông thôn mới" in " ".join(texts(source.lines + source.aside))


def test_sideways_text_of_a_turned_page_reads_across() -> None:
    sheet = Sheet(rotate=90)
    for n in range(6):
        sheet.sideways(100 + 20 * n, 80, f"Hàng {n} của bảng nằm ngang")
    assert "Hàng 3 của bảng nằm ngang" in " ".join(texts(read_pdf(pdf(sheet)).lines))


def test_table_on_a_page_turned_to_landscape() -> None:
    """An annex printed sideways: the page says that it is to be turned."""
    sheet = Sheet(rotate=90)
    # Shown turned by a quarter: what is drawn at (x, y) upwards is seen from left to right.
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.sideways(120 + 40 * row, 84 + 140 * column, cell.replace("\n", " "))
    for n in range(len(ROWS) + 1):
        sheet.rule(100 + 40 * n, 80, 100 + 40 * n, 500)
    for n in range(4):
        sheet.rule(100, 80 + 140 * n, 100 + 40 * len(ROWS), 80 + 140 * n)
    (line,) = [x for x in read_pdf(pdf(body(Sheet()), sheet)).lines if x.table]
    assert line.table == [[c.replace("\n", " ") for c in row] for row in ROWS]
    assert line.landscape


def test_looks_inside_a_line() -> None:
    sheet = body(Sheet()).text(121, 500, "Điều 1.", face="b").text(173, 500, " Phong trào ")
    sheet.text(257, 500, "Nông thôn mới", face="b").text(350, 500, " năm 2022.")
    assert texts(read_pdf(pdf(sheet)).lines)[2] == "Điều 1. Phong trào **Nông thôn mới** năm 2022."


def test_old_fonts_become_unicode() -> None:
    sheet = body(Sheet()).text(121, 500, "Uû ban nh©n d©n tØnh S¬n La", face="o")
    assert texts(read_pdf(pdf(sheet)).lines)[2] == "Uỷ ban nhân dân tỉnh Sơn La"


def test_a_page_drawn_letter_by_letter_reads_the_same() -> None:
    # Plain letters: pdfium drops an object of one letter that its stand-in font has not.
    words = "Thi dua xay dung nong thon moi tai cac xa trong tinh, giai doan 2021 - 2025"
    whole, apart = Sheet(), Sheet()
    for n in range(12):
        x = 121.0 if n % 3 == 0 else LEFT
        text = words[: 60 if n % 3 == 0 else 65].strip()
        for sheet in (whole, apart):
            sheet.text(x, 770 - 17 * n, text[:10], face="b")
        whole.text(x + 70, 770 - 17 * n, text[10:])
        for at, letter in enumerate(text[10:]):
            apart.text(x + 70 + 7 * at, 770 - 17 * n, letter)
    one, two = read_pdf(pdf(whole)), read_pdf(pdf(apart))
    assert [(x.text, x.bold) for x in one.lines] == [(x.text, x.bold) for x in two.lines]
    assert len(one.lines) == 4
