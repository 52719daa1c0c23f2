"""Tables: layout becomes lines in columns, the others stay tables; tabs as columns."""

from __future__ import annotations

import pytest

from docgen.read.source import Line
from tests.read.word.helpers import lines, para, read, run, table, texts

TAB = "<w:r><w:tab/></w:r>"
B = "<w:b/>"


def spots(found: list[Line]) -> list[tuple[str, int, int]]:
    return [(line.text, line.column, line.row) for line in found]


def test_header_and_foot_are_lines() -> None:
    body = table(
        ["UBND TỈNH X", para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + para("Độc lập - Tự do")],
        ["Số: 1/KH-UBND", "X, ngày 1"],
    )
    body += para("KẾ HOẠCH") + table([para("Nơi nhận:") + para("- Như trên;"), "CHỦ TỊCH"])
    assert spots(lines(body)) == [
        ("UBND TỈNH X", 1, 1),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2, 1),
        ("Độc lập - Tự do", 2, 1),
        ("Số: 1/KH-UBND", 1, 2),
        ("X, ngày 1", 2, 2),
        ("KẾ HOẠCH", 0, 0),
        ("Nơi nhận:", 1, 3),
        ("- Như trên;", 1, 3),
        ("CHỦ TỊCH", 2, 3),
    ]
    assert lines(body)[3].place == "bảng 1, ô A2"


@pytest.mark.parametrize(
    "cells", [["UBND", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Nơi nhận: - A", "CHỦ TỊCH"]]
)
def test_header_and_foot_with_lines_drawn(cells: list[str]) -> None:
    assert [line.column for line in lines(table(cells, borders=True))] == [1, 2]


def test_empty_columns_and_wide_rows() -> None:
    wide = (
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr>" + para("cả hàng") + "</w:tc></w:tr>"
    )
    body = table(["trái", "", "phải"], ["", "", "chỉ phải"], ["chỉ trái", "", ""])
    body = body.replace("</w:tbl>", wide + "</w:tbl>")
    assert spots(lines(body)) == [
        ("trái", 1, 1),
        ("phải", 2, 1),
        ("chỉ phải", 2, 2),
        ("chỉ trái", 1, 3),
        ("cả hàng", 0, 0),
    ]


def test_three_signers_and_nested_tables() -> None:
    inner = table(["A", "B", "C"], ["a", "b", "c"])
    found = spots(lines(table([inner + para("Nơi nhận:")])))
    assert found == [
        ("A", 1, 1),
        ("B", 2, 1),
        ("C", 3, 1),
        ("a", 1, 2),
        ("b", 2, 2),
        ("c", 3, 2),
        ("Nơi nhận:", 0, 0),
    ]
    beside = table([table(["A", "B"]), "phải"])
    assert [t for t, _c, _r in spots(lines(beside))] == ["A", "B", "phải"]


def test_body_tables_stay_tables() -> None:
    (drawn,) = lines(table(["STT", "Tên"], ["1", "a * b"], borders=True))
    assert drawn.table == [["STT", "Tên"], ["1", "a \\* b"]]
    assert (drawn.heading_row, drawn.text, drawn.place) == (True, "", "bảng 1")
    (marked,) = lines(table(["A", "B"], ["1", "2"], header=True))
    assert marked.heading_row
    (plain,) = lines(table(["a", "b"], ["1", "2"], borders=True))
    assert not plain.heading_row
    bold = table(
        [para(run("A", B)), para(run("B", B))], ["1", para(run("2", B), " 3")], borders=True
    )
    (line,) = lines(bold)
    assert (line.heading_row, line.table) == (True, [["A", "B"], ["1", "**2** 3"]])


def test_looks_of_whole_cells_are_marks() -> None:
    rows = table(
        ["STT", "b"], [para(run("c", B)), para(run("d", "<w:i/>")) + para("e")], borders=True
    )
    assert lines(rows)[0].table == [["STT", "b"], ["**c**", "*d*\ne"]]


def test_borders_from_style_and_cells() -> None:
    edges = '<w:top w:val="single"/><w:bottom w:val="single"/>'
    bare = table(["a", "b"], ["c", "d"])
    styled = bare.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="L"/>')
    style = (
        '<w:style w:type="table" w:styleId="L"><w:name w:val="L"/><w:basedOn w:val="G"/></w:style>'
        '<w:style w:type="table" w:styleId="G"><w:tblPr><w:tblBorders><w:insideV w:val="single"/>'
        "</w:tblBorders></w:tblPr></w:style>"
    )
    assert lines(styled, styles=style)[0].table
    assert lines(styled)[0].table is None
    cells = bare.replace("<w:tc>", f"<w:tc><w:tcPr><w:tcBorders>{edges}</w:tcBorders></w:tcPr>")
    assert lines(cells)[0].table
    none = "".join(f'<w:{s} w:val="nil"/>' for s in ("top", "left", "bottom", "right"))
    taken = table(["a", "b"], borders=True).replace(
        "<w:tc>", f"<w:tc><w:tcPr><w:tcBorders>{none}</w:tcBorders></w:tcPr>"
    )
    assert lines(taken)[0].table is None


def cell(text: str, pr: str = "") -> str:
    return f"<w:tc><w:tcPr>{pr}</w:tcPr>{para(text)}</w:tc>"


def test_merged_cells() -> None:
    span, begin, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = f"<w:tr>{cell('STT', begin)}{cell('Kinh phí', span)}</w:tr>"
    head += f"<w:tr>{cell('', on)}{cell('2021')}{cell('2022')}</w:tr>"
    rest = f"<w:tr>{cell('1', begin)}{cell('a', span)}</w:tr><w:tr>{cell('', on)}{cell('b')}</w:tr>"
    body = table(["x"], borders=True).split("<w:tr>")[0] + head + rest + "</w:tbl>"
    (line,) = lines(body)
    assert line.table == [
        ["STT", "Kinh phí\n2021", "Kinh phí\n2022"],
        ["1", "a", ""],
        ["", "b", ""],
    ]


def test_tables_inside_cells_are_flattened() -> None:
    inner = table(["x", "y"], ["z", "t"], borders=True)
    (line,) = lines(table(["STT", "b"], ["1", para("trên") + inner + para()], borders=True))
    assert line.table == [["STT", "b"], ["1", "trên\nx y\nz t"]]


def test_landscape_pages() -> None:
    size = '<w:sectPr><w:pgSz w:w="{}" w:h="{}"{}/></w:sectPr>'
    data = table(["a", "b"], borders=True)
    body = data + para(ppr=size.format(100, 200, "")) + data
    body += (
        para(ppr=size.format(100, 200, ' w:orient="landscape"')) + data + size.format(300, 200, "")
    )
    assert [line.landscape for line in lines(body)] == [False, True, True]


def test_lists_and_boxes_in_cells() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = para("x", ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    box = f"<w:r><w:pict><w:txbxContent>{para('khung')}</w:txbxContent></w:pict></w:r>"
    rows = table(["STT", "b"], [listed, para("a", box)], borders=True)
    assert lines(rows, numbering=levels)[0].table == [["STT", "b"], ["1. x", "a\nkhung"]]


def test_tabs_as_columns() -> None:
    body = para("UBND TỈNH X", TAB, TAB, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    body += para("Số: 1", TAB, "Độc lập - Tự do") + para(TAB, "Một câu lùi đầu dòng.")
    body += para("Họ tên:", TAB, "Nguyễn A") * 9
    body += para(run("Nơi nhận:", B), TAB, "CHỦ TỊCH") + para("- A;") + para(TAB, TAB, "Trần B")
    found = spots(lines(body))
    assert found[:5] == [
        ("UBND TỈNH X", 1, 1),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2, 1),
        ("Số: 1", 1, 2),
        ("Độc lập - Tự do", 2, 2),
        ("Một câu lùi đầu dòng.", 0, 0),
    ]
    assert ("Họ tên: Nguyễn A", 0, 0) in found
    assert [(t, c) for t, c, _r in found[-4:]] == [
        ("Nơi nhận:", 1),
        ("CHỦ TỊCH", 2),
        ("- A;", 0),
        ("Trần B", 2),
    ]
    assert lines(body)[-4].bold


def test_tabs_and_line_breaks_in_one_paragraph() -> None:
    br = "<w:r><w:br/></w:r>"
    found = spots(lines(para("A", TAB, "Cộng hòa xã hội chủ nghĩa", br, "B", TAB, "C", br, "D")))
    assert found == [
        ("A", 1, 1),
        ("Cộng hòa xã hội chủ nghĩa", 2, 1),
        ("B", 1, 2),
        ("C", 2, 2),
        ("D", 0, 0),
    ]


def test_tables_beside_the_text_are_read() -> None:
    source = read(para("a"), header=table(["trái", "phải"]), footer=table(["1", "2"], borders=True))
    beside = [line.text or str(line.table) for line in source.aside]
    assert sorted(beside) == ["[['1', '2']]", "phải", "trái"]


def test_odd_tables() -> None:
    assert texts("<w:tbl/><w:tbl><w:tr/></w:tbl>" + para("a")) == ["a"]
    assert texts("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>") == []
    span = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    huge = f"<w:tbl><w:tr><w:tc>{span}{{}}</w:tc></w:tr></w:tbl>"
    assert texts(huge.format(para("a"))) == ["a"]
    before = '<w:trPr><w:gridBefore w:val="99999999"/><w:tblHeader/></w:trPr>'
    rows = f"<w:tbl><w:tr>{before}{cell('a')}{cell('b')}</w:tr></w:tbl>"
    assert [c for c in lines(rows)[0].table[0] if c] == ["a", "b"]  # type: ignore[index]
