"""Paragraphs to text: looks, breaks, signs, styles, gaps, what stands beside the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.read.looks import BOLD, ITALIC, escape
from docgen.read.word.marks import typed
from docgen.viet.chuan import lam_sach
from docgen.write.layout.inline import DAM, NGHIENG, escape_inline, parse_inline
from tests.read.word.helpers import lines, para, read, run, texts

B, I_ = "<w:b/>", "<w:i/>"
PLAIN = st.text(st.sampled_from("aàđ *\\{}.-_1\t|#>"), max_size=12)


@given(st.text())
def test_escape_is_the_writers(text: str) -> None:
    assert escape(text) == escape_inline(text)


@given(PLAIN)
def test_escape_is_the_writers_on_marks(text: str) -> None:
    assert escape(text) == escape_inline(text)


@given(st.lists(st.tuples(PLAIN, st.sampled_from([0, 1, 2, 3])), max_size=6))
def test_marks_give_the_text_back(pieces: list[tuple[str, int]]) -> None:
    """The writer reads the marks as the reader meant them: no character lost or added."""
    made, bold, italic = typed(pieces)
    plain = " ".join("".join(t for t, _b in pieces).split())
    assert " ".join(str(parse_inline(made, lambda name: f"?{name}")).split()) == plain
    if not plain:
        assert (made, bold, italic) == ("", False, False)


@given(st.lists(st.tuples(st.sampled_from(["một", "hai ba"]), st.integers(0, 3)), min_size=1))
def test_marks_give_the_look_back(words: list[tuple[str, int]]) -> None:
    """With spaces between, every word keeps its look."""
    pieces = [piece for text, bits in words for piece in ((text, bits), (" ", 0))]
    made, bold, italic = typed(pieces)
    whole = (DAM if bold else 0) | (NGHIENG if italic else 0)
    runs = parse_inline(made, lambda name: name)
    seen = [(runs, 0)] if isinstance(runs, str) else [(r.chu, r.co) for r in runs]
    looks = [(w, co | whole) for text, co in seen for w in text.split()]
    assert (BOLD, ITALIC) == (DAM, NGHIENG)
    assert looks == [(w, bits) for text, bits in words for w in text.split()]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("Điều 1.", B) + run(" Ban hành"), "**Điều 1.** Ban hành"),
        (run("a ", B) + run("b", I_) + run(" c"), "**a** *b* c"),
        (run("a", B + I_) + run(" b"), "***a*** b"),
        (run("một") + "<w:r><w:br/></w:r>" + run("hai"), "một\nhai"),
        (run("một") + "<w:r><w:tab/></w:r>" + run("hai"), "một hai"),
        (run("QĐ") + "<w:r><w:noBreakHyphen/></w:r>" + run("TTg"), "QĐ-TTg"),
        (run("có") + "<w:r><w:softHyphen/></w:r>" + run("thể\u00ad!"), "cóthể!"),
        (run("quyết định", "<w:caps/>"), "QUYẾT ĐỊNH"),
        (run("a") + run("b", '<w:b w:val="0"/>'), "ab"),
        (run("a\nb\tc"), "a b c"),
        (run("A &amp; B &lt;1&gt; &#8220;x&#x201D;"), "A & B <1> “x”"),
        (run("*{{ x }}\\*"), "\\*\\{{ x }}\\\\\\*"),
        (run("ho\u0300a"), "hòa"),
        (run("a\u200bb"), "ab"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Lạ" w:char="F041"/></w:r>', "A"),
        ('<w:r><w:sym w:font="x" w:char="zz"/></w:r>' + run("a"), "a"),
        (run("\uf0e0", '<w:rFonts w:hAnsi="Wingdings"/>'), "→"),
    ],
)
def test_text_of_runs(xml: str, text: str) -> None:
    assert texts(f"<w:p>{xml}</w:p>") == [text]
    wrapped = f"<w:p>{xml}<w:ins/></w:p>"  # the other way through the reader
    assert texts(wrapped) == [text]


def test_whole_paragraph_looks_are_flags() -> None:
    (line,) = lines(para(run("a ", B + I_), run("b", B)))
    assert (line.text, line.bold, line.italic) == ("*a* b", True, False)
    (line,) = lines(para(run("a", B + I_), run(" ", ""), run("b", B + I_)))
    assert (line.text, line.bold, line.italic) == ("a b", True, True)


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Goc"><w:name w:val="Gốc"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr>'
    '<w:rPr><w:b/><w:i w:val="0"/><w:caps/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Nơi nhận"/>'
    '<w:basedOn w:val="Goc"/><w:rPr><w:caps w:val="false"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Dam"><w:name w:val="Đậm"/><w:rPr><w:b/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V1"><w:name w:val="V1"/><w:basedOn w:val="V2"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="V2"><w:name w:val="V2"/><w:basedOn w:val="V1"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)


def test_styles_are_inherited() -> None:
    body = "".join(
        para("chữ", ppr=f'<w:pStyle w:val="{s}"/>') for s in ("Goc", "Con", "H", "V1", "không")
    )
    goc, con, head, circle, none = lines(body, styles=STYLES)
    assert (goc.text, goc.style, goc.bold, goc.italic) == ("CHỮ", "Gốc", True, False)
    assert (goc.centred, goc.outline) == (True, 2)
    assert (con.text, con.style, con.bold, con.outline) == ("chữ", "Nơi nhận", True, 2)
    assert (head.outline, head.italic, head.bold) == (3, True, False)
    assert circle.bold
    assert none.style == "Normal"
    assert none.italic


def test_nearest_word_wins() -> None:
    ppr = '<w:pStyle w:val="Goc"/><w:jc w:val="left"/><w:outlineLvl w:val="9"/>'
    (line,) = lines(para(run("a", '<w:b w:val="0"/><w:caps w:val="0"/>'), ppr=ppr), styles=STYLES)
    assert (line.text, line.bold, line.centred, line.outline) == ("a", False, False, 0)
    (line,) = lines(para(run("a", '<w:rStyle w:val="Dam"/>'), run(" b")), styles=STYLES)
    assert line.text == "**a** b"


def test_blank_lines_and_page_breaks_make_gaps() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        para("a") + para() + para("b") + para("c") + para(page, "d") + para("e", page) + para("f")
    )
    body += para("g", page, "h") + para("i", ppr="<w:pageBreakBefore/>")
    found = [(line.text, line.gap) for line in lines(body)]
    assert found == [
        ("a", False),
        ("b", True),
        ("c", False),
        ("d", True),
        ("e", False),
        ("f", True),
        ("g", False),
        ("h", True),
        ("i", True),
    ]


def test_sections_make_gaps_unless_continuous() -> None:
    new = para("a", ppr="<w:sectPr/>") + para("b")
    same = para("a", ppr='<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + para("b")
    assert [line.gap for line in lines(new)] == [False, True]
    assert [line.gap for line in lines(same)] == [False, False]


def test_places_count_paragraphs() -> None:
    assert [line.place for line in lines(para("a") + para() + para("b"))] == ["đoạn 1", "đoạn 3"]


def test_hidden_text_is_set_aside() -> None:
    source = read(para("a", run("mật", "<w:vanish/>"), "b"))
    assert [line.text for line in source.lines] == ["ab"]
    assert [(line.text, line.place) for line in source.aside] == [
        ("mật", "đoạn 1, chữ ẩn hoặc chữ vẽ")
    ]


def test_what_stands_beside_the_text() -> None:
    note = '<w:{0} w:id="{1}"{2}>{3}</w:{0}>'
    source = read(
        para("a", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + para("b", '<w:r><w:commentReference w:id="7"/></w:r>')
        + para('<w:r><w:pict><v:textpath string="KHẨN"/></w:pict></w:r>'),
        header=para("đầu"),
        footer=para("chân") + para("2"),
        footnotes=note.format("footnote", 0, ' w:type="separator"', para("---"))
        + note.format("footnote", 2, "", para("xem")),
        endnotes=note.format("endnote", 2, "", para("cuối")),
        comments=note.format("comment", 7, "", para("sửa")),
    )
    assert [line.text for line in source.lines] == ["a", "b"]
    assert sorted((line.place, line.text) for line in source.aside) == [
        ("chân trang", "2"),
        ("chân trang", "chân"),
        ("chú thích 1, đoạn 1", "xem"),
        ("chú thích cuối 1", "cuối"),
        ("nhận xét 1, đoạn 2", "sửa"),
        ("đoạn 3, chữ ẩn hoặc chữ vẽ", "KHẨN"),
        ("đầu trang", "đầu"),
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_comes_through(text: str) -> None:
    from xml.sax.saxutils import escape as xml_escape

    clean = lam_sach(text)[0]
    if any(ord(c) >= 0xFFFE and ord(c) & 0xFFFE == 0xFFFE for c in clean):
        return
    found = "".join(texts(para(run(xml_escape(clean.replace("\n", " "))))))
    plain = str(parse_inline(found, lambda name: name))
    assert "".join(plain.split()) == "".join(clean.replace("\u00ad", "").split())
