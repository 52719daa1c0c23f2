"""Files embedded in place of paragraphs: read where they stand, or told; bounded."""

from __future__ import annotations

import time

import pytest

from docgen.findings import Finding, InputError
from docgen.read.source import Source
from docgen.read.word import chunks, read_docx
from tests.read.word.helpers import R, docx, para, parts, run, table, zipped

HERE = '<w:altChunk r:id="c1"><w:altChunkPr><w:matchSrc/></w:altChunkPr></w:altChunk>'


def holding(chunk: bytes | None, name: str = "chunk.bin", body: str = "") -> bytes:
    """A Word file that embeds `chunk` between two paragraphs."""
    made = parts(body or para("trước") + HERE + para("sau"))
    link = f'<Relationship Id="c1" Type="{R}/aFChunk" Target="{name}"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    made[rels] = str(made[rels]).replace("</Relationships>", link)
    if chunk is not None:
        made[f"word/{name}"] = chunk
    return zipped(made)


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


HTML = """<html><head><meta charset="utf-8"><title>t</title><style>p {a}</style></head><body>
<h1>Mục đích</h1><p>Nâng cao<br/>nhận thức &amp; <b>trách nhiệm</b></p><!-- bỏ <p> -->
<table><tr><td>TT</td><td>Việc</td></tr></table><script>x<y</script>3 < 4 *</body></html>"""
MAIL = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    "<html><p>Thư</p></html>\n--b--\n"
)


@pytest.mark.parametrize(
    ("chunk", "wanted"),
    [
        (docx(para("một") + para(run("hai", "<w:b/>"))), ["một", "hai"]),
        ("dòng một\r\n\r\ndòng hai *".encode(), ["dòng một", r"dòng hai \*"]),
        ("\ufeffdòng".encode("utf-16-le"), ["dòng"]),
        ("Đã ký".encode("utf-8-sig"), ["Đã ký"]),
        (
            HTML.encode(),
            ["Mục đích", "Nâng cao", "nhận thức & trách nhiệm", "TT Việc", r"3 < 4 \*"],
        ),
        (MAIL.encode(), ["Thư"]),
        (b'<html><meta charset="no-such"><p>a</p></html>', ["a"]),
    ],
)
def test_read_in_its_place(chunk: bytes, wanted: list[str]) -> None:
    source = read_docx(holding(chunk))
    assert texts(source) == ["trước", *wanted, "sau"]
    assert source.lines[1].place.startswith("đoạn 1, tệp nhúng")
    assert not source.aside


def test_what_stands_beside_the_embedded_text_is_kept() -> None:
    source = read_docx(holding(docx(para("một"), header=para("đầu"))))
    assert [line.text for line in source.aside] == ["đầu"]


def test_layout_rows_do_not_run_together() -> None:
    pair = table(["UBND TỈNH", "CỘNG HÒA XÃ HỘI"])
    inner = docx(table(["trái", "phải"]) + para("a"))
    found = read_docx(holding(inner, body=pair + HERE + pair)).lines
    assert [line.row for line in found if line.column] == [1, 1, 2, 2, 3, 3]


def test_tables_of_embedded_files() -> None:
    inner = docx(table(["TT", "Việc"], ["1", "Họp"], borders=True))
    (found,) = [x for x in read_docx(holding(inner)).lines if x.table]
    assert found.table == [["TT", "Việc"], ["1", "Họp"]]
    cell = f"<w:tbl><w:tr><w:tc>{HERE}<w:p/></w:tc><w:tc>{para('b')}</w:tc></w:tr></w:tbl>"
    edge = '<w:tblPr><w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/>'
    cell = cell.replace("<w:tbl>", f"<w:tbl>{edge}</w:tblBorders></w:tblPr>")
    whole = str(read_docx(holding(inner, body=cell)).lines)
    assert all(word in whole for word in ("TT Việc", "1 Họp"))


@pytest.mark.parametrize(
    ("chunk", "why"),
    [
        (None, "không có trong tệp"),
        (b"{\\rtf1 abc}", "LibreOffice"),
        (b"\xd0\xcf\x11\xe0 abc", "LibreOffice"),
        (b"PK\x03\x04 abc", "hỏng"),
    ],
)
def test_unread_files_are_told(chunk: bytes | None, why: str) -> None:
    source = read_docx(holding(chunk))
    assert texts(source) == ["trước", "sau"]
    (told,) = source.aside
    assert told.text == "word/chunk.bin"
    assert "đoạn 1, tệp nhúng, chưa đọc" in told.place
    assert why in told.place


def test_link_to_nothing_is_told() -> None:
    source = read_docx(docx(HERE + para("a")))
    assert texts(source) == ["a"]
    assert len(source.aside) == 1


def test_part_without_a_place_is_told() -> None:
    source = read_docx(holding(docx(para("lạc")), body=para("a")))
    assert [line.text for line in source.aside] == ["word/chunk.bin"]


def test_other_kinds_are_converted() -> None:
    asked: list[str] = []

    def convert(data: bytes, ending: str) -> bytes:
        asked.append(ending)
        if ending == ".doc":
            raise InputError(Finding("DOC02", "mật khẩu"))
        return docx(para("chữ RTF"))

    found = read_docx(holding(b"{\\rtf1 abc}"), convert)
    assert texts(found) == ["trước", "chữ RTF", "sau"]
    found = read_docx(holding(b"\xd0\xcf\x11\xe0 abc"), convert)
    assert "mật khẩu" in found.aside[0].place
    assert asked == [".rtf", ".doc"]


def test_depth_and_number_are_bounded() -> None:
    inner = docx(para("đáy"))
    for _level in range(chunks.DEEPEST + 1):
        inner = holding(inner, body=HERE)
    assert "quá nhiều" in str(read_docx(inner).aside)
    many = read_docx(holding(docx(para("a")), body=HERE * (chunks.MOST + 20)))
    assert len(many.lines) == chunks.MOST
    assert len(many.aside) == 20


def test_bytes_of_all_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks.package, "MAX_ALL", 30_000)
    source = read_docx(holding(docx(para("a" * 12_000)), body=HERE * 5))
    assert 0 < len(source.lines) < 5
    assert len(source.lines) + len(source.aside) == 5


@pytest.mark.parametrize(
    "page",
    ["<p" * 300_000, "<!--" * 200_000, "<script>" * 100_000, "<p>" * 300_000, "&" * 500_000],
    ids=["open tags", "comments", "scripts", "paragraphs", "references"],
)
def test_hostile_pages_in_bounded_time(page: str) -> None:
    start = time.process_time()
    read_docx(holding(f"<html>{page}".encode()))
    assert time.process_time() - start < 3


def test_hostile_mail_in_bounded_time() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    start = time.process_time()
    read_docx(holding(deep.encode()))
    assert time.process_time() - start < 3
