"""Paragraphs, page and drawn lines (TC02, TC09-TC18, TC21): traps for false alarms."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.check.registry import load
from docgen.check.word import open_word
from docgen.findings import ERROR, HINT, WARNING
from tests.check.word_files import changed, edited, findings_of, severities_of, styled

load()

# Paragraphs


@pytest.mark.parametrize(
    ("ind", "severities"),
    [
        ('<w:ind w:firstLine="567"/>', []),
        ('<w:ind w:left="720" w:firstLine="0"/>', []),  # all lines at 1,27 cm
        ('<w:ind w:left="1134" w:hanging="414"/>', []),  # a list that begins at 1,27 cm
        ('<w:ind w:firstLine="624"/>', [ERROR]),
        ('<w:ind w:firstLine="0"/>', [ERROR]),
    ],
)
def test_indent(ind: str, severities: list[str]) -> None:
    assert severities_of(changed({}, styled("Chu", ind)), "TC09") == severities


def test_levels_of_custom_may_go_deeper() -> None:
    assert severities_of({"doan": [{"o": "gach", "thut": 50}]}, "TC09") == [HINT]


@pytest.mark.parametrize(("lead", "severity"), [("      ", WARNING), ("\t", HINT)])
def test_indent_by_typed_signs(lead: str, severity: str) -> None:
    sign = (
        '<w:tab/><w:t xml:space="preserve">'
        if lead == "\t"
        else f'<w:t xml:space="preserve">{lead}'
    )
    docx = changed(
        {"doan": [{"o": "doan", "thut": 0}]}, (r"<w:t[^>]*>(Ủy ban nhân dân xã ban)", rf"{sign}\1")
    )
    [found] = findings_of(docx, "TC09")
    assert found.severity == severity
    assert found.span == (0, len(lead))
    assert [f.kind for f in found.fixes] == ["retype", "paragraph"]


def test_space_before_and_after_add_up() -> None:
    parts = ("can_cu_doan", "la_ma", "so", "chu", "gach", "doan", "ket_thuc")
    example = {"doan": [{"o": p, "truoc": 3, "sau": 3} for p in parts]}
    assert findings_of(example, "TC10") == []


def test_contextual_spacing_takes_the_space_away() -> None:
    docx = changed({}, styled("Chu", "<w:contextualSpacing/>"))
    [found] = findings_of(docx, "TC10")
    assert found.found == "0 pt"
    assert ("contextual", False) in found.fixes[0].values


@pytest.mark.parametrize(
    ("spacing", "wrong"),
    [
        ('w:line="360" w:lineRule="auto"', False),
        ('w:line="276" w:lineRule="auto"', False),
        ('w:line="360" w:lineRule="exact"', False),  # 18 pt for 14 pt letters
        ('w:line="200" w:lineRule="atLeast"', False),  # never below single
        ('w:line="400" w:lineRule="auto"', True),
        ('w:line="260" w:lineRule="exact"', True),
        ('w:line="560" w:lineRule="atLeast"', True),
    ],
)
def test_line_spacing(spacing: str, wrong: bool) -> None:
    docx = changed({}, styled("Chu", f'<w:spacing w:after="120" {spacing}/>'))
    assert bool(findings_of(docx, "TC11")) is wrong


def test_room_for_the_signature_and_spacers_are_no_blank_lines() -> None:
    assert findings_of({"doan": [{"o": "chu_ky", "dong": 1}]}, "TC17") == []


# Page


@pytest.mark.parametrize(
    ("page", "severities"),
    [
        ({"trai": 25}, [ERROR]),
        ({"trai": 30.2, "tren": 19.9}, []),
        # Landscape, bound at the upper edge as it lies.
        ({"rong": 297, "cao": 210, "tren": 30, "duoi": 15, "trai": 20, "phai": 20}, []),
        ({"rong": 297, "cao": 210, "tren": 10}, [HINT]),
    ],
)
def test_margins(page: dict[str, float], severities: list[str]) -> None:
    assert severities_of({"trang": page}, "TC02") == severities


def test_gutter_is_part_of_the_left_margin() -> None:
    example = {"trang": {"trai": 25}}
    docx = changed(example, ('w:gutter="0"', 'w:gutter="283"'))
    assert findings_of(docx, "TC02") == []


def test_landscape_page_with_a_table_is_right() -> None:
    table = {"cap": "bang", "cot": ["STT", "Thôn"], "hang": [["1", "Đông"]]}
    example = {
        "van_ban": "ke_hoach_phu_luc",
        "du_lieu": {"noi_dung": [{"cap": "doan", "text": "Phân bổ như sau:"}, table]},
        "trang": {"rong": 297, "cao": 210},
    }
    assert findings_of(example, "TC21") == []


_NUMBER = "word/header1.xml"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ([('<w:pStyle w:val="SoTrang"/>', r'\g<0><w:jc w:val="right"/>')], ["không canh giữa"]),
        (
            [
                (
                    '<w:pStyle w:val="SoTrang"/>',
                    r'\g<0><w:framePr w:hAnchor="margin" w:xAlign="center"/><w:jc w:val="left"/>',
                )
            ],
            [],
        ),
        ([("<w:t>2</w:t>", '<w:t xml:space="preserve">Trang 2</w:t>')], ["ghi kèm"]),
        ([("<w:t>2</w:t>", "<w:t>- 2 -</w:t>")], []),
        ([("<w:r><w:t>2", '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>2')], ["cỡ chữ 10"]),
        ([("<w:fldChar[^>]*/>", ""), ("<w:instrText.*?</w:instrText>", "")], ["gõ tay"]),
    ],
)
def test_page_number(changes: list[tuple[str, str]], codes: list[str]) -> None:
    found = findings_of(changed({}, *changes, part=_NUMBER), "TC12")
    assert len(found) == len(codes), [f.message for f in found]
    assert all(code in f.message for code, f in zip(codes, found, strict=True))


def test_number_without_a_result_has_the_size_of_its_field() -> None:
    changes = (
        ("<w:r><w:t>2</w:t></w:r>", ""),
        ("<w:r><w:instr", '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:instr'),
    )
    [found] = findings_of(changed({}, *changes, part=_NUMBER), "TC12")
    assert found.found == "9"


@pytest.mark.parametrize("used", [True, False])
def test_header_of_even_pages_counts_only_when_used(used: bool) -> None:
    even = ('(<w:headerReference )w:type="default"', r'\1w:type="even"')
    docx = changed({}, even)
    if used:
        docx = edited(
            docx, "word/settings.xml", ("(<w:defaultTabStop)", r"<w:evenAndOddHeaders/>\1")
        )
    # With one page at most no number is needed yet.
    assert bool(findings_of(docx, "TC12")) is not used


def test_long_document_without_numbers_is_wrong() -> None:
    text = "\n".join(f"{n}. " + "Các đơn vị tổ chức thực hiện nghiêm túc nội dung này. " * 12
                     for n in range(1, 9))  # fmt: skip
    example = {"du_lieu": {"noi_dung": text}, "trang": {"so_trang": False}}
    assert severities_of(example, "TC12") == [ERROR]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ('w:fmt="upperRoman" w:start="1"', "Ả Rập"),
        ('w:start="3"', "bắt đầu từ 3"),
        ('w:fmt="numberInDash" w:start="1"', ""),
    ],
)
def test_kind_of_number(number: str, message: str) -> None:
    found = findings_of(changed({}, ("<w:pgNumType [^>]*/>", f"<w:pgNumType {number}/>")), "TC12")
    assert [message in f.message for f in found] == ([True] if message else [])


# Drawn lines

_SHAPE = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:line style="position:absolute" from="50pt,2pt" to="{to}pt,2pt"/></w:pict></w:r>'
)


def _line_after(style: str, more: str, gone: bool = True) -> tuple[str, str]:
    """A change that puts something at the end of a component, its own line taken away."""
    line = r'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>.*?</w:p>' if gone else ""
    return (
        rf'(<w:p><w:pPr><w:pStyle w:val="{style}"/>(?:(?!</w:p>).)*)</w:p>{line}',
        rf"\1{more}</w:p>",
    )


@pytest.mark.parametrize(
    ("more", "severities"),
    [
        ("", [ERROR]),
        (_SHAPE.format(to=221), []),
        (_SHAPE.format(to=200), [WARNING]),
        (_SHAPE.format(to=100), [ERROR]),
        ('</w:p><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>______________</w:t></w:r>',
         [WARNING]),
    ],
)  # fmt: skip
def test_line_under_the_motto(more: str, severities: list[str]) -> None:
    docx = changed({}, _line_after("TieuNgu", more), count=1)
    assert severities_of(docx, "TC13") == severities


def test_underlined_motto_is_no_drawn_line() -> None:
    example = {"bo_duong_ke": ["tieu_ngu"], "chu": [{"o": "tieu_ngu", "gach_chan": True}]}
    [found] = findings_of(example, "TC13")
    assert "gạch chân" in found.message
    assert findings_of(example, "TC19") == []


def test_line_that_hangs_elsewhere_in_the_head_is_not_missed() -> None:
    """Word lets a shape hang on any paragraph; where it shows is not known."""
    both = _SHAPE.format(to=221) + _SHAPE.format(to=110)
    docx = changed({"bo_duong_ke": ["co_quan"]}, _line_after("QuocHieu", both, gone=False))
    assert findings_of(docx, "TC14") == []


def test_line_of_the_cell_is_not_missed() -> None:
    borders = r'\1<w:tcBorders><w:bottom w:val="single" w:sz="4"/></w:tcBorders></w:tcPr>'
    change = (r"(<w:tc><w:tcPr><w:tcW [^>]*/>)</w:tcPr>", borders)
    docx = changed({"bo_duong_ke": ["co_quan"]}, change, count=1)
    assert findings_of(docx, "TC14") == []


def test_line_of_a_long_name_may_follow_any_of_its_lines() -> None:
    name = "Ban Chỉ đạo thực hiện các chương trình mục tiêu quốc gia xã Bình Trung"
    data = {"co_quan": {"ten": name, "viet_tat": "BCĐ", "cap": "don_vi"}}
    assert findings_of({"du_lieu": data}, "TC14") == []


def test_same_fault_of_attached_documents_is_told_once() -> None:
    docx = changed({"van_ban": "quyet_dinh"}, _line_after("TieuNgu", ""))
    [found] = findings_of(docx, "TC13")
    assert "(2 chỗ)" in found.message


# What the rules read


def test_room_of_a_cell_is_without_its_margins() -> None:
    def room(margins: str) -> float:
        change = (r"<w:tblCellMar>.*?</w:tblCellMar>", margins)
        word = open_word(changed({}, change, count=1))
        return next(p.width for p in word.paragraphs if p.cell == (1, 1, 2))

    none = room('<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
                "</w:tblCellMar>")  # fmt: skip
    assert room("") == pytest.approx(none - 10.8)  # from the default table style
    wide = '<w:tblCellMar><w:left w:w="200" w:type="dxa"/></w:tblCellMar>'
    assert room(wide) == pytest.approx(none - 15.4)


@pytest.mark.parametrize(
    ("pr", "left"),
    [
        ("", 0.0),
        ('<w:tblInd w:w="-567" w:type="dxa"/>', -28.35),
        ('<w:jc w:val="center"/>', 0.0),
        ('<w:tblpPr w:tblpX="100"/>', None),
    ],
)
def test_where_a_table_stands(pr: str, left: float | None) -> None:
    word = open_word(changed({}, ("(<w:tblW )", rf"{pr}\1"), count=1))
    first = [t.left for t in word.tables if t.number == 1]
    assert first == ([] if left is None else [pytest.approx(left, abs=0.1)])


# Room for the signature


@pytest.mark.parametrize(
    ("example", "severities"),
    [
        ({"doan": [{"o": "chu_ky", "dong_dung": 58}]}, []),
        ({"doan": [{"o": "chu_ky", "dong": 1}]}, [HINT]),  # one blank line
        ({"bo": ["chu_ky"]}, [HINT]),
        ({"bo": ["chu_ky"], "doan": [{"o": "ho_ten", "truoc": 60}]}, []),
    ],
)
def test_room_for_the_signature(example: dict[str, Any], severities: list[str]) -> None:
    assert severities_of(example, "TC23") == severities


def test_signature_that_is_there_already_needs_no_room() -> None:
    picture = "<w:r><w:drawing><w:x/></w:drawing></w:r>"
    change = (
        r'(<w:p><w:pPr><w:pStyle w:val="ChuKy"/>(?:(?!</w:p>).)*)</w:p>',
        rf"\1{picture}</w:p>",
    )
    docx = changed({"doan": [{"o": "chu_ky", "dong": 1}]}, change)
    assert findings_of(docx, "TC23") == []


def test_joint_signatures_have_their_names_in_a_row_of_their_own() -> None:
    signers = [
        {"quyen_han": "CHỦ TỊCH ỦY BAN", "chuc_vu": "MẶT TRẬN TỔ QUỐC", "ho_ten": "Lê Văn An"},
        {"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "ho_ten": "Trần Văn Minh"},
    ]
    assert findings_of({"du_lieu": {"chu_ky": signers}}, "TC23") == []
