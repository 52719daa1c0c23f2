"""Real files, files of python-docx and files of ours: nothing lost, both ways the same, fast."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.read.data_file import read_data_file
from docgen.read.word import plain, read_docx
from docgen.write.docx.engine import render_docx
from tests.read.word.helpers import CORPUS, ROOT, W, all_text, para, read, run

FILES = sorted([*CORPUS.glob("official/*.docx"), *CORPUS.glob("faulty/*.docx")])
DATA = sorted([*(ROOT / "fixtures").glob("*.yaml"), *(ROOT / "tests/render/data").glob("*.yaml")])
no_corpus = pytest.mark.skipif(not FILES, reason=f"no corpus at {CORPUS}")


def visible(data: bytes) -> Counter[str]:
    """Letters of the main part that Word shows, alternatives counted once."""
    root = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    for item in list(root.iter("{*}Fallback")):
        item.getparent().remove(item)
    return letters("".join(t.text or "" for t in root.iter(f"{{{W}}}t")))


def letters(text: str) -> Counter[str]:
    return Counter("".join(normalize("NFC", text).split()))


def lost(data: bytes) -> Counter[str]:
    return visible(data) - letters(all_text(read_docx(data)))


@no_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_corpus_is_read_whole(path: Path) -> None:
    data = path.read_bytes()
    assert read_docx(data).lines
    assert lost(data) == Counter()


@pytest.mark.parametrize("path", DATA, ids=lambda p: p.stem)
def test_ours_is_read_whole_both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = render_docx(read_data_file(path)[0])[0]
    assert lost(data) == Counter()
    quick = read_docx(data)
    assert quick.lines[0].column == 1
    assert quick.lines[0].style in ("Cơ quan ban hành", "Cơ quan chủ quản")
    monkeypatch.setattr(plain, "take_apart", lambda data, parse: None)
    assert read_docx(data) == quick


@no_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_corpus_both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = path.read_bytes()
    quick = read_docx(data)
    monkeypatch.setattr(plain, "take_apart", lambda data, parse: None)
    assert read_docx(data) == quick


SCRAPS = st.lists(
    st.sampled_from(
        [
            run("một "),
            run("hai", "<w:b/>"),
            run("ba", '<w:b w:val="0"/><w:i/>'),
            run("*&amp;&#x9;&lt;"),
            run("", "<w:b/>"),
            "<w:r><w:rPr><w:b/></w:rPr><w:t></w:t><w:t>đậm</w:t><w:br/><w:t>sau</w:t></w:r>",
            "<w:r/>",
            "<w:r><w:rPr/><w:t>x</w:t></w:r>",
            "<w:r><w:tab/></w:r>",
            '<w:r><w:br w:type="page"/></w:r>',
            "<w:r><w:noBreakHyphen/><w:t/></w:r>",
            '<w:proofErr w:type="spellStart"/>',
            '<w:bookmarkStart w:id="0" w:name="a&gt;b>"/>',
            '<w:r w:rsidR="00A">\n<w:t>dòng\nhai</w:t>\n</w:r>',
            run("mật", "<w:vanish/>"),
            run("chữ hoa", "<w:caps></w:caps>"),
            run("T¸c dông", '<w:rFonts w:hAnsi=".VnTime"/>'),
        ]
    ),
    max_size=6,
)
BLOCKS = st.lists(
    st.one_of(
        SCRAPS.map(lambda runs: para(*runs)),
        SCRAPS.map(lambda runs: para(*runs, ppr='<w:jc w:val="center"/><w:rPr><w:b/></w:rPr>')),
        st.sampled_from(
            [
                "<w:p/>",
                '<w:p w:rsidR="1"/>',
                "<w:p><w:pPr/></w:p>",
                "\n  ",
                '<w:bookmarkEnd w:id="0"/>',
                para("a", ppr="<w:sectPr/>"),
                f"<w:tbl><w:tr><w:tc>{para('ô')}<w:tbl><w:tr><w:tc>{para('sâu')}</w:tc></w:tr>"
                "</w:tbl></w:tc></w:tr></w:tbl>",
            ]
        ),
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(BLOCKS, st.sampled_from(["", "<w:sectPr/>", "<w:sectPr><w:pgSz/></w:sectPr>"]))
def test_quick_way_gives_the_same(blocks: list[str], last: str) -> None:
    body = "".join(blocks) + last
    quick = read(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "take_apart", lambda data, parse: None)
        assert read(body) == quick


def test_quick_way_is_taken() -> None:
    """The test above would prove nothing if the quick way were never taken."""
    for path in DATA:
        data = ZipFile(BytesIO(render_docx(read_data_file(path)[0])[0])).read("word/document.xml")
        assert plain.take_apart(data, etree.fromstring) is not None
        assert plain.take_apart(data.replace(b"<w:body>", b"<w:body><w:sdt/>"), None) is None


WORDS = st.text(st.sampled_from("aàbđ *{}\\ 1.,\t\n-"), max_size=15)
PARTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("p"), st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), max_size=4)
        ),
        st.tuples(
            st.just("t"), st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=3)
        ),
        st.tuples(st.just("b"), st.none()),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(PARTS, st.booleans())
def test_nothing_of_a_document_is_lost(parts: list[tuple[str, object]], grid: bool) -> None:
    document = Document()
    wanted: Counter[str] = Counter()
    for kind, content in parts:
        if kind == "p":
            paragraph = document.add_paragraph(style="List Bullet" if grid else None)
            for text, bold, italic in content:  # type: ignore[attr-defined]
                made = paragraph.add_run(text)
                made.bold, made.italic = bold, italic
                wanted += letters(text)
        elif kind == "t":
            rows: list[list[str]] = content  # type: ignore[assignment]
            table = document.add_table(len(rows), 2, style="Table Grid" if grid else None)
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
                    wanted += letters(text)
        else:
            document.add_page_break()
    out = BytesIO()
    document.save(out)
    assert wanted - letters(all_text(read_docx(out.getvalue()))) == Counter()
