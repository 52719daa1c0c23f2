"""Word files as other programs and forms leave them: read whole, once, and in place."""

from __future__ import annotations

import time

import pytest

from benchmarks.word_files import as_word_saves
from docgen.read.data_file import read_data_file
from docgen.read.source import Source
from docgen.read.word import plain, read_docx
from docgen.write.docx.engine import render_docx
from tests.read.word.helpers import (
    ROOT,
    all_text,
    docx,
    lines,
    para,
    parts,
    read,
    run,
    table,
    texts,
    zipped,
)
from tests.read.word.test_word_files import letters

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="Quốc huy"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:blip r:embed="r9"/></a:graphic></wp:inline></w:drawing></w:r>'
)
OLD_PICTURE = '<w:r><w:pict><v:shape><v:imagedata r:id="r9"/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_macro_files_and_templates(kind: str) -> None:
    made = parts(para("a"))
    made["[Content_Types].xml"] = str(made["[Content_Types].xml"]).replace(
        "</Types>", f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    made["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + b"\0" * 500
    assert [x.text for x in read_docx(zipped(made)).lines] == ["a"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('xmlns:w="', 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wps" xmlns:w="'),
        ("<w:p>", '<w:p w14:paraId="0A" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'),
        ("<w:t ", '<w:t w:rsid="1" '),
        ("><w:p>", ">\n   <w:p>"),
        ("<w:body>", '<w:background w:color="FFFFFF"/><w:body>'),
        ("<w:tbl>", '<w:tbl><!-- Google -->'),
    ],
)  # fmt: skip
def test_ways_of_other_programs(old: str, new: str) -> None:
    made = parts(para("một") + table(["TT", "Việc"], ["1", "Họp"], borders=True) + para("hai"))
    xml = str(made["word/document.xml"])
    assert old in xml
    made["word/document.xml"] = xml.replace(old, new)
    found = read_docx(zipped(made)).lines
    assert [x.text for x in found] == ["một", "", "hai"]
    assert found[1].table == [["TT", "Việc"], ["1", "Họp"]]


def test_without_a_prefix_and_with_another() -> None:
    made = parts(para("một", run("hai", "<w:b/>")))
    xml = str(made["word/document.xml"])
    other = xml.replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w=", "xmlns:x=")
    made["word/document.xml"] = other.replace("w:val", "x:val")
    assert [x.text for x in read_docx(zipped(made)).lines] == ["một**hai**"]
    none = xml.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=")
    made["word/document.xml"] = none
    assert [x.text for x in read_docx(zipped(made)).lines] == ["một**hai**"]


def test_comments_are_no_text_of_the_body() -> None:
    ranged = (
        '<w:commentRangeStart w:id="7"/>' + run("b") + '<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
    )
    note = f'<w:comment w:id="7" w:author="An">{para("xem lại")}</w:comment>'
    source = read(para("a", ranged), comments=note)
    assert [x.text for x in source.lines] == ["ab"]
    assert [(x.place, x.text) for x in source.aside] == [("nhận xét 1, đoạn 1", "xem lại")]


CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
PROMPT = "<w:showingPlcHdr/>"


def test_content_controls() -> None:
    assert texts(para("Số: ", CONTROL.format("", run("12")))) == ["Số: 12"]
    source = read(para("Số: ", CONTROL.format(PROMPT, run("Bấm để nhập"))))
    assert [x.text for x in source.lines] == ["Số:"]
    assert [x.text for x in source.aside] == ["Bấm để nhập"]
    source = read(CONTROL.format(PROMPT, para(run("Bấm để nhập", "<w:b/>"))) + para("a"))
    assert [x.text for x in source.lines] == ["a"]
    assert [x.text for x in source.aside] == ["Bấm để nhập"]


def test_gaps_in_content_controls_stay() -> None:
    assert texts(para(CONTROL.format(PROMPT, run("[số]")))) == ["[số]"]
    off = '<w:showingPlcHdr w:val="0"/>'
    assert texts(para(CONTROL.format(off, run("đã điền")))) == ["đã điền"]


def test_moved_text_is_read_once() -> None:
    gone = '<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2">{}</w:moveFrom>'
    come = '<w:moveToRangeStart w:id="3" w:name="m"/><w:moveTo w:id="4">{}</w:moveTo>'
    body = para(gone.format(run("dời")), "a") + para("b", come.format(run("dời")))
    assert texts(body) == ["a", "bdời"]


def test_formulas_in_and_between_paragraphs() -> None:
    sum_ = "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
    assert texts(para("a", f"<m:oMathPara>{sum_}</m:oMathPara>")) == ["ax+y"]
    assert texts(para("a") + f"<m:oMathPara>{sum_}</m:oMathPara>" + para("b")) == ["a", "x+y", "b"]


def test_runs_in_the_wrong_place_are_kept() -> None:
    assert texts(para("a") + run("lạc") + para("b")) == ["a", "lạc", "b"]
    cell = f"<w:tbl><w:tr><w:tc>{run('lạc')}</w:tc><w:tc>{para('b')}</w:tc></w:tr></w:tbl>"
    assert texts(cell) == ["lạc", "b"]


@pytest.mark.parametrize(("picture", "said"), [(PICTURE, "Quốc huy"), (OLD_PICTURE, "")])
def test_pictures_are_told(picture: str, said: str) -> None:
    source = read(para("a") + para(picture))
    assert [x.text for x in source.lines] == ["a"]
    assert [(x.text, x.place) for x in source.aside] == [(said, "đoạn 2, hình ảnh")]


def test_picture_in_a_text_box_is_told_once() -> None:
    box = f"<w:txbxContent>{para('khung', PICTURE)}</w:txbxContent>"
    source = read(para(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"))
    assert [x.text for x in source.lines] == ["khung"]
    assert len(source.aside) == 1


FIELD = (
    '<w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (para("xem ", FIELD.format("REF a \\h", run("Điều 5")), " này"), ["xem Điều 5 này"]),
        (para('<w:hyperlink r:id="r1" w:history="1">' + run("chữ") + "</w:hyperlink>"), ["chữ"]),
        (para('<w:fldSimple w:instr=" PAGE ">' + run("3") + "</w:fldSimple>"), ["3"]),
        (
            para(
                '<w:hyperlink w:anchor="_T">' + run("I. Mục đích"),
                "<w:r><w:tab/></w:r>" + FIELD.format("PAGEREF _T", run("2")) + "</w:hyperlink>",
            ),
            ["I. Mục đích 2"],
        ),
    ],
)
def test_fields_and_links_keep_their_text(
    body: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = para("a") + body + table([body, "ô"])
    made = str(parts(whole)["word/document.xml"]).encode()
    assert plain.take_apart(made, None) is not None  # none of these needs elements
    quick = read(whole)
    assert [x.text for x in quick.lines] == ["a", *wanted, *wanted, "ô"]
    monkeypatch.setattr(plain, "take_apart", lambda data, parse: None)
    assert read(whole) == quick


def test_page_number_of_a_header_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    header = para(FIELD.format("PAGE", run("2")), ppr='<w:jc w:val="center"/>')
    quick = read(para("a"), header=header)
    assert [x.text for x in quick.aside] == ["2"]
    monkeypatch.setattr(plain, "take_apart", lambda data, parse: None)
    assert read(para("b", "a"), header=header + "<w:p/>").aside == quick.aside


def test_cell_of_a_dash_alone_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    dash = para("<w:r><w:noBreakHyphen/></w:r>")
    for body in (table([dash, "b"]), table([para("<w:r><w:br/></w:r>"), "b"], ["", "c"])):
        with monkeypatch.context() as patch:
            quick = read(body)
            patch.setattr(plain, "take_apart", lambda data, parse: None)
            assert read(body) == quick


def test_merged_cells_and_nested_tables_lose_nothing() -> None:
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    on = "<w:tcPr><w:vMerge/></w:tcPr>"
    body = table([down + para("gộp"), "b"], [on + "<w:p/>", "c"], borders=True).replace(
        para(down + para("gộp")), down + para("gộp")
    )
    inner = table(["sâu", "hơn"], borders=True)
    body += table([para("ngoài") + inner + para(), "d"], borders=True)
    found = all_text(read(body))
    assert all(found.count(word) == 1 for word in ("gộp", "c", "sâu", "hơn", "ngoài", "d"))


@pytest.mark.parametrize("name", ["dak_nong_quyet_dinh", "lang_son_ke_hoach"])
def test_as_word_leaves_it_both_ways(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "fixtures" / f"{name}.yaml"
    if not path.exists():
        pytest.skip(f"no {name}")
    own = render_docx(read_data_file(path)[0])[0]
    edited = as_word_saves(own)
    quick = read_docx(edited)
    before, after = (letters(all_text(Source(x.lines))) for x in (read_docx(own), quick))
    assert before == after
    monkeypatch.setattr(plain, "take_apart", lambda data, parse: None)
    assert read_docx(edited) == quick


def test_five_hundred_pages_with_lists_and_tables_in_bounded_time() -> None:
    words = run("Ủy ban nhân dân các huyện ") + run("chỉ đạo thực hiện. " * 10, "<w:b/>")
    listed = para(words, ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = (listed * 20 + table(["TT", "Việc"], ["1", para(words)], borders=True)) * 500
    data = docx(body + para(FIELD.format("PAGE", run("1"))), numbering=numbering)
    start = time.process_time()
    found = read_docx(data).lines
    assert time.process_time() - start < 6
    assert len(found) == 10_501
    assert found[-2].table is not None
    assert lines(listed, numbering=numbering)[0].label == "1."
