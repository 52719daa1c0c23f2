"""Files that are no Word file, broken, locked or hostile: a clear finding, never a traceback."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.findings import InputError
from docgen.read.word import package, read_docx
from tests.read.word.helpers import W, docx, para, parts, root, run, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = docx(para("Kế hoạch"))


def code(data: bytes) -> str:
    """Code of the finding that reading gives; "" when the file is read."""
    try:
        read_docx(data)
    except InputError as error:
        (finding,) = error.findings
        assert finding.message
        assert finding.hint
        return finding.code
    return ""


def with_main(xml: str | bytes) -> bytes:
    return zipped(parts("") | {"word/document.xml": xml})


@pytest.mark.parametrize(
    ("data", "expected", "word"),
    [
        (b"", "DOC01", "rỗng"),
        (b"%PDF-1.7 ...", "DOC01", "PDF"),
        (b"{\\rtf1 abc}", "DOC01", "RTF"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "DOC01", "trang web"),
        ("Kế hoạch".encode(), "DOC01", "không phải của Word"),
        (OLE + b"\0" * 600, "DOC02", ".doc"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "DOC02", "mật khẩu"),
        (zipped({"a.txt": "a"}), "DOC01", "không có văn bản Word"),
        (GOOD[: len(GOOD) // 2], "DOC04", "hỏng"),
        (with_main("<w:document"), "DOC04", "hỏng"),
        (with_main(""), "DOC04", "hỏng"),
        (with_main(f'<w:x xmlns:w="{W}"/>'), "DOC01", "không có phần văn bản"),
        (with_main(root("document", "")), "DOC01", "không có phần văn bản"),
    ],
)
def test_no_word_file(data: bytes, expected: str, word: str) -> None:
    assert code(data) == expected
    with pytest.raises(InputError, match=word):
        read_docx(data)


def test_sheet_is_named() -> None:
    made = parts("")
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace("word/document.xml", "xl/workbook.xml")
    made["xl/workbook.xml"] = "<workbook/>"
    with pytest.raises(InputError, match="Excel"):
        read_docx(zipped(made))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w:document [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(doctype: str) -> None:
    body = root("document", f"<w:body>{para('&#65;')}</w:body>")
    head, rest = body.split("?>", 1)
    assert code(with_main(f"{head}?>{doctype}{rest}")) == "DOC05"
    made = parts(para("a"), header=para("b"))
    made["word/header.xml"] = doctype + str(made["word/header.xml"]).split("?>", 1)[1]
    assert code(zipped(made)) == "DOC05"


def test_deep_nesting_is_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5000 + para("a") + "</w:tc></w:tr></w:tbl>" * 5000
    assert code(docx(deep)) == "DOC06"
    assert code(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000)) == "DOC06"


def test_nesting_that_xml_allows_is_read() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 80 + para("đáy") + "</w:tc></w:tr></w:tbl>" * 80
    assert [line.text for line in read_docx(docx(deep)).lines] == ["đáy"]


def test_bombs_are_refused() -> None:
    huge = b" " * (package.MAX_PART + 1)
    assert code(zipped({**parts(""), "word/document.xml": huge})) == "DOC03"
    many = {f"p{n}": "" for n in range(package.MAX_PARTS)}
    assert code(zipped({**parts(""), **many})) == "DOC03"


def test_big_pictures_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 100_000)
    data = zipped({**parts(para("a")), "word/media/image1.png": b"\0" * 200_000})
    assert read_docx(data).lines[0].text == "a"


def test_sum_of_parts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ALL", 3000)
    assert code(docx(para("a" * 2000), header=para("b" * 2000))) == "DOC03"


def test_part_shorter_than_it_says_is_broken() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02", data.index(b"word/document.xml", len(data) // 2) - 60)
    data[at + 24 : at + 28] = (500).to_bytes(4, "little")
    assert code(bytes(data)) in ("DOC04", "")


def test_zip_password_is_said() -> None:
    data = bytearray(GOOD)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert code(bytes(data)) == "DOC02"


def test_strict_open_xml_is_read() -> None:
    made = {
        name: str(xml)
        .replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, xml in parts(para("một"), header=para("hai")).items()
    }
    source = read_docx(zipped(made))
    assert [line.text for line in source.lines] == ["một"]
    assert [line.text for line in source.aside] == ["hai"]


def test_other_prefix_encoding_and_folder() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><d:document xmlns:d="{W}"><d:body><d:p><d:r>'
    xml += "<d:t>Điều 1</d:t></d:r></d:p></d:body></d:document>"
    made = parts("")
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace("word/document.xml", "/Van/Main.xml")
    made["van/main.xml"] = xml.encode("utf-16")
    assert read_docx(zipped(made)).lines[0].text == "Điều 1"


def test_missing_relationships_and_types() -> None:
    main = str(parts(para("a"))["word/document.xml"])
    assert read_docx(zipped({"word/document.xml": main})).lines[0].text == "a"


def test_large_file_in_bounded_time() -> None:
    """A document of about 500 pages: 11,000 paragraphs, with and without wrappers."""
    words = "Ủy ban nhân dân các huyện, thành phố chỉ đạo thực hiện. " * 3
    for body in (para(words) * 11_000, para(f"<w:ins>{words and ''}</w:ins>", words) * 11_000):
        start = time.process_time()
        assert len(read_docx(docx(body)).lines) == 11_000
        assert time.process_time() - start < 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(GOOD) - 1), st.integers(0, 3))
def test_damaged_files_never_raise_anything_else(junk: bytes, at: int, how: int) -> None:
    data = bytearray(GOOD)
    if how == 0:
        data[at : at + len(junk)] = junk
    elif how == 1:
        data = data[:at] + bytearray(junk)
    elif how == 2:
        data = bytearray(b"PK" + junk)
    else:
        data = bytearray(junk)
    assert code(bytes(data)) in ("", "DOC01", "DOC02", "DOC03", "DOC04", "DOC05", "DOC06")


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=30), st.integers(0, 2000), st.booleans())
def test_damaged_xml_never_raises_anything_else(junk: bytes, at: int, keep: bool) -> None:
    made = parts(para("một", "hai") * 3, styles="<w:style/>", numbering="<w:num/>")
    for name in ("word/document.xml", "word/styles.xml"):
        xml = str(made[name]).encode()
        place = at % len(xml)
        made[name] = xml[:place] + junk + (xml[place:] if keep else xml[place + len(junk) :])
    assert code(zipped(made)) in ("", "DOC01", "DOC04", "DOC05", "DOC06")


def test_archive_is_not_needed_twice() -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        assert "word/document.xml" in archive.namelist()
    assert read_docx(GOOD) == read_docx(GOOD)


SPACES = " " * 200_000
HOSTILE = {
    "spaces between runs": para(run("a"), SPACES + "<x/>"),
    "spaces and a tab": para(run(SPACES + "b"), "<w:r><w:tab/></w:r>", run("c", "<w:b/>")),
    "a run for each letter": para(*[run("a")] * 50_000),
    "a changing run for each letter": para(*[run("a", "<w:b/>"), run("b")] * 25_000),
    "old fonts": para(*[run("µ", '<w:rFonts w:hAnsi=".VnTime"/>'), run("b")] * 10_000),
    "deleted marks": para("a", ppr="<w:rPr><w:del/></w:rPr>") * 20_000 + para("b"),
    "a long deleted mark": para(*[run("a")] * 30_000, ppr="<w:rPr><w:del/></w:rPr>") + para("b"),
    "open fields": para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 30_000, run("a")),
    "wrappers": para(f"<w:ins>{run('a')}</w:ins>" * 30_000),
    "blank lines": para("<w:r><w:br/></w:r>" * 30_000, run("a")),
    "backslashes and stars": para(run("\\*" * 50_000), run("{{" * 50_000, "<w:b/>")),
    "wide cells": "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
    + f'<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr>{para("a")}</w:tc>' * 3000
    + "</w:tr>"
    + f"<w:tr><w:tc>{para('b')}</w:tc></w:tr>" * 3000
    + "</w:tbl>",
    "unknown styles": "".join(para("a", ppr=f'<w:pStyle w:val="{n}"/>') for n in range(20_000)),
    "open tags": "<w:p>" * 200 + "</w:p>" * 200,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_in_bounded_time(name: str) -> None:
    data = docx(HOSTILE[name])
    start = time.process_time()
    assert code(data) in ("", "DOC06")
    assert time.process_time() - start < 3
