"""Tracked changes, fields and wrappers: the text as it stands when all is accepted."""

from __future__ import annotations

import pytest

from tests.read.word.helpers import para, read, run, table, texts

INS = '<w:ins w:id="1" w:author="a">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="a">{}</w:del>'
GONE = '<w:r><w:delText xml:space="preserve">{}</w:delText></w:r>'
DELETED_MARK = '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            para("Kế hoạch năm ", INS.format(run("2027")), DEL.format(GONE.format("2026"))),
            ["Kế hoạch năm 2027"],
        ),
        (para("a", f'<w:moveFrom w:id="1">{run("cũ")}</w:moveFrom>', "b"), ["ab"]),
        (para("a", f'<w:moveTo w:id="1">{run("mới")}</w:moveTo>', "b"), ["amớib"]),
        (para("một ", ppr=DELETED_MARK) + para("hai"), ["một hai"]),
        (
            para("một ", ppr=DELETED_MARK) + para("hai ", ppr=DELETED_MARK) + para("ba"),
            ["một hai ba"],
        ),
        (para(DEL.format(GONE.format("x")), ppr=DELETED_MARK) + para("hai"), ["hai"]),
        (para("một", ppr=DELETED_MARK) + table(["x"]), ["một", "x"]),
        (para(DEL.format(GONE.format("x")), ppr=DELETED_MARK), []),
        (para("a", ppr='<w:rPr><w:ins w:id="1"/></w:rPr>') + para("b"), ["a", "b"]),
        (para(INS.format(DEL.format(GONE.format("x")) + run("y"))), ["y"]),
        (
            para(run("a", '<w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange>')),
            ["a"],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{para('a')}</w:sdtContent></w:sdt>", ["a"]),
        (para(f"<w:sdt><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>", "b"), ["ab"]),
        (para(f'<w:hyperlink r:id="x">{run("a")}</w:hyperlink>', "b"), ["ab"]),
        (
            para(
                f"<w:smartTag><w:smartTagPr/>{run('a')}<w:smartTag>{run('b')}</w:smartTag>"
                "</w:smartTag>"
            ),
            ["ab"],
        ),
        (para(f'<w:fldSimple w:instr="DATE">{run("ngày")}</w:fldSimple>'), ["ngày"]),
        (para(f"<w:customXml>{run('a')}</w:customXml>"), ["a"]),
        (
            para(
                "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>đọc</w:t></w:r></w:rt>"
                "<w:rubyBase><w:r><w:t>chữ</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ),
            ["chữ"],
        ),
        (para("a", "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"), ["ax+y"]),
        (para("a", f"<w:unknown><w:deeper>{run('b')}</w:deeper></w:unknown>"), ["ab"]),
        (f"<w:unknown>{para('a')}</w:unknown>", ["a"]),
    ],
)
def test_text_as_accepted(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_deleted_rows_and_cells_go() -> None:
    rows = table(["a", "b"], ["c", "d"], borders=True).split("<w:tr>")
    rows[2] = '<w:trPr><w:del w:id="1"/></w:trPr>' + rows[2]
    assert read("<w:tr>".join(rows)).lines[0].table == [["a", "b"]]
    cells = table(["a", "b", "c"], borders=True).replace(
        '<w:tc><w:p><w:r><w:t xml:space="preserve">b',
        '<w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">b',
    )
    assert read(cells).lines[0].table == [["a", "c"]]


def field(code: str, result: str, end: bool = True) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = mark.format("begin") + code + mark.format("separate") + result
    return text + (mark.format("end") if end else "")


CODE = "<w:r><w:instrText>PAGE</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (field(CODE, run("3")), "3"),
        (field(CODE + run("mã"), run("3")), "3"),
        (field(field(CODE, run("trong")) + run(" = 1"), run("ngoài")), "ngoài"),
        (field(run("mã"), run("kết quả"), end=False), "mãkết quả"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("a"), "a"),
    ],
)
def test_field_codes_go_results_stay(xml: str, expected: str) -> None:
    assert texts(para(xml)) == [expected]


def test_alternatives_are_read_once() -> None:
    box = f"<w:txbxContent>{para('khung')}</w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(para("trước", both, "sau")) == ["trướcsau", "khung"]
    only_fallback = both.replace(f"<w:drawing>{box}</w:drawing>", "<w:drawing/>")
    assert texts(para("a", only_fallback)) == ["a", "khung"]


def test_nested_boxes_are_read_once() -> None:
    inner = f"<w:r><w:pict><w:txbxContent>{para('trong')}</w:txbxContent></w:pict></w:r>"
    outer = f"<w:r><w:pict><w:txbxContent>{para('ngoài', inner)}</w:txbxContent></w:pict></w:r>"
    assert texts(para("a", outer) + para("b")) == ["a", "ngoài", "trong", "b"]
