"""The quick ways: archives without `zipfile`, properties without a parser, remembered parts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.findings import InputError
from docgen.read.word import flat, package, read_docx
from docgen.read.word.archive import Archive
from docgen.read.word.names import W
from tests.read.word.helpers import W as NS
from tests.read.word.helpers import docx, para, parts, read, run, zipped

PARTS = {"a.xml": b"<a/>" * 100, "Word/B.xml": b"b", "empty": b""}


def archive(**how: Any) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how.get("method", zipfile.ZIP_DEFLATED)) as made:
        made.comment = how.get("comment", b"")
        for name, data in PARTS.items():
            with made.open(name, "w", force_zip64=how.get("zip64", False)) as part:
                part.write(data)
    return how.get("before", b"") + out.getvalue()


@pytest.mark.parametrize(
    ("how", "quick"),
    [
        ({}, True),
        ({"method": zipfile.ZIP_STORED}, True),
        ({"zip64": True}, True),
        ({"comment": b"of ours"}, False),
        ({"before": b"junk"}, False),
        ({"method": zipfile.ZIP_BZIP2}, False),
    ],
)
def test_every_archive_is_read(how: dict[str, Any], quick: bool) -> None:
    opened = Archive(archive(**how))
    assert {n: opened.read(e) for n, e in opened.parts.items()} == {
        name.lower(): data for name, data in PARTS.items()
    }
    assert (opened.packed(opened.parts["a.xml"]) is not None) == quick


@given(st.integers(0, 400), st.integers(0, 255))
def test_damaged_archives_say_what_the_library_says(at: int, byte: int) -> None:
    data = bytearray(archive())
    data[at % len(data)] = byte

    def every(read: Any) -> Any:
        try:
            return read()
        except Exception as error:  # whatever it is, it must be the same
            return type(error)

    def ours() -> dict[str, bytes]:
        opened = Archive(bytes(data))
        return {e.name: opened.read(e) for e in opened.parts.values()}

    def library() -> dict[str, bytes]:
        opened = zipfile.ZipFile(BytesIO(bytes(data)))
        return {i.filename: opened.read(i) for i in opened.infolist()}

    found, wanted = every(ours), every(library)
    if isinstance(wanted, dict):
        assert found == wanted
    else:
        assert isinstance(found, (type, dict))
        assert not isinstance(found, dict) or set(found.values()) <= set(PARTS.values())


def test_a_part_never_grows_beyond_what_the_directory_says() -> None:
    data = bytearray(archive())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    opened = Archive(bytes(data))
    with pytest.raises(zipfile.BadZipFile):
        opened.read(opened.parts["a.xml"])


NAMES = st.sampled_from(("b", "jc", "rFonts", "numPr", "ilvl", "pBdr"))
VALUES = st.text(st.sampled_from("aàđ1 ./:;-'"), max_size=4)
TREES = st.recursive(
    st.tuples(NAMES, st.dictionaries(st.sampled_from(("val", "ascii")), VALUES), st.just([])),
    lambda inner: st.tuples(NAMES, st.just({}), st.lists(inner, max_size=3)),
    max_leaves=6,
)


def written(tree: Any) -> str:
    name, attributes, inner = tree
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return (
        f"<w:{name}{said}>{''.join(map(written, inner))}</w:{name}>"
        if inner
        else f"<w:{name}{said}/>"
    )


def seen(item: Any) -> Any:
    return item.tag, item.get(W + "val"), item.get(W + "ascii", "x"), [seen(x) for x in item]


@given(st.lists(TREES, max_size=4))
def test_properties_answer_as_elements_do(trees: list[Any]) -> None:
    xml = "".join(map(written, trees))
    quick = flat.read(xml)
    assert quick is not None
    element = etree.fromstring(f'<x xmlns:w="{NS}">{xml}</x>')
    assert [seen(x) for x in quick] == [seen(x) for x in element]
    for path in (W + "b", f"{W}numPr/{W}ilvl", f"{W}pBdr/{W}jc"):
        ours, theirs = quick.find(path), element.find(path)
        assert (ours is None) == (theirs is None)
        assert ours is None or seen(ours) == seen(theirs)
    assert len(quick.findall(W + "jc")) == len(element.findall(W + "jc"))


@pytest.mark.parametrize(
    "xml",
    [
        "<w:b>",
        "</w:b>",
        "<w:b></w:i>",
        "<w:b/>x",
        " <w:b/>",
        "<w14:b/>",
        "<w:b w:val='1'/>",
        '<w:b w:val="&amp;"/>',
        "<w:b w:val=1/>",
        "<w:ins/>",
        "<w:rPrChange/>",
        "<!-- a -->",
        "<w:b>" * 20 + "</w:b>" * 20,
        "<w:b/>" * 2000,
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(xml: str) -> None:
    assert flat.read(xml) is None


def test_remembered_parts_are_bounded_and_never_mixed_up() -> None:
    package.forget()
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{}</w:rPr></w:style>'
    for _twice in range(2):
        for look, bold in (("<w:b/>", True), ("<w:i/>", False)):
            (line,) = read(para("a"), styles=style.format(look)).lines
            assert line.bold is bold
    for number in range(package.MOST_SHARED + 10):
        read(para("a"), styles=style.format(f'<w:sz w:val="{number}"/>'))
    assert len(package._shared) <= package.MOST_SHARED
    for number in range(2100):  # properties that are worked out are bounded, too
        read(para(run("a", f'<w:sz w:val="{number}"/>'), ppr=f'<w:ind w:left="{number}"/>'))
    assert read(para("b")).lines[0].text == "b"


def test_remembered_part_does_not_hide_a_broken_one() -> None:
    good = zipped(parts(para("a"), styles="<w:style/>"))
    assert read_docx(good).lines
    bad = bytearray(good)
    at = bad.rindex(b"PK\x01\x02", 0, bad.rindex(b"word/styles.xml"))
    bad[at + 16 : at + 20] = b"\0\0\0\0"  # its checksum
    with pytest.raises(InputError):
        read_docx(bytes(bad))


def test_large_parts_are_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    package.forget()
    monkeypatch.setattr(package, "_LARGEST_SHARED", 10)
    read_docx(docx(para("a"), styles="<w:style/>"))
    assert not package._shared
