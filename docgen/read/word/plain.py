"""The quick way through plain documents: text taken straight off the XML.

Most files hold nothing but paragraphs of runs of text, and a few tables. Their paragraphs are cut
out of the text of the part; properties that repeat are worked out once; only paragraphs and tables
that hold more than runs of text become elements. A file with tracked changes, fields, text boxes or
wrappers of any kind is left to the elements altogether. Both ways give the same, which a test
holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docgen.findings import InputError
from docgen.read.word import flat, plain_tables
from docgen.read.word.names import NS, SECTPR
from docgen.read.word.raw import EASY, Raw, easy, paragraph

_SPECIAL = re.compile(
    r"<(?:w:(?:ins|del|moveFrom|moveTo|sdt|smartTag|hyperlink|fldSimple|fldChar|customXml|dir|bdo"
    r"|ruby|subDoc|cellDel|txbxContent|altChunk|\w*Change)[ />]|mc:Alt|!|\w*:?AlternateContent)"
)
_PROLOG = re.compile(
    r"\s*(?:<\?xml[^>]*\?>)?\s*(?:(<w:document(?: [^<>]*)?>)"
    r"(?:\s*<w:background[^<>]*/>)?\s*<w:body>|(<w:(hdr|ftr)(?: [^<>]*)?>))"
)
_NOT_UTF8 = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_END = re.compile(r"</w:body>\s*</w:document>\s*|</w:(?:hdr|ftr)>\s*")
_RUN_WITH = r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:<(?!/w:rPr>)[^>]*>)*</w:rPr>)?{0}</w:r>"
_FIELD = '<w:fldChar w:fldCharType="{0}"(?: [^>]*)?/>'
_CODE = re.compile(
    _RUN_WITH.format(_FIELD.format("begin"))
    + f"(?:{_RUN_WITH.format('<w:instrText(?: [^>]*)?>[^<]*</w:instrText>')})*+"
    + _RUN_WITH.format(_FIELD.format("(?:separate|end)"))
)
"""A field from its beginning to its result."""
_FIELD_END = re.compile(_RUN_WITH.format(_FIELD.format("end")))
_LINK = re.compile(r"</?w:(?:hyperlink|fldSimple)(?: [^>]*)?>")
_TOP = re.compile(r"<w:tbl>|<w:sectPr[ />]|<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*/>|\s+")
_TABLE_EDGE = re.compile(r"<w:tbl>|</w:tbl>")


class Plain(NamedTuple):
    """A body taken apart: what stands in it in order, and what its paragraphs' properties say."""

    blocks: list[Any]
    """`Raw`, `grid.Table`, or an element: a table, an odd paragraph, w:sectPr."""
    typed: bool
    """No text holds a sign that must be escaped (backslash, star, two brackets, "<")."""
    properties: dict[str, Any]
    """w:pPr of each different text of paragraph properties."""
    looks: dict[str, Any]
    """w:rPr of each different text of run properties."""


class _Taken:
    """What was cut out so far."""

    def __init__(self) -> None:
        self.blocks: list[Any] = []
        """None where an element will stand."""
        self.raws: list[Raw] = []
        self.odd: list[str] = []
        """XML of those elements."""

    def leave(self, xml: str) -> bool:
        """Leave a block to the parser; False when it asks for the whole tree."""
        self.blocks.append(None)
        self.odd.append(xml)
        return _SPECIAL.search(xml) is None


def take_apart(data: bytes, parse: Any) -> Plain | None:
    """A main part, header or footer that is plain; None for one that is not, or is not sound.

    `parse` makes an element of XML in bytes.
    """
    if _NOT_UTF8.match(data):
        return None
    try:
        text = data.decode("utf-8-sig")
        prolog = _PROLOG.match(text)
        if prolog is None:
            return None
        end = text.rfind(f"</w:{prolog[3] or 'body'}>")
        if not _sound(text, prolog[1] or prolog[2], end):
            return None
        at, taken = prolog.end(), _Taken()
        if not _blocks(text, at, end, taken):
            text, at, taken = _without_fields(text[at:end]), 0, _Taken()
            end = len(text)
            if not _blocks(text, at, end, taken):
                return None
    except (ValueError, KeyError, OverflowError):  # bad bytes, a reference to no character
        return None
    properties: dict[str, Any] = dict.fromkeys([p.properties for p in taken.raws])
    looks: dict[str, Any] = dict.fromkeys([look for p in taken.raws for look, _text in p.runs])
    odd = [*_read_flat(properties, "pPr"), *_read_flat(looks, "rPr"), *taken.odd]
    elements: Iterator[Any] = iter(())
    if odd:
        # Everything that becomes an element is parsed in one go.
        xml = "".join(odd)
        root, root_name = prolog[1] or prolog[2], prolog[3] or "document"
        if _SPECIAL.search(xml):
            return None
        try:
            elements = iter(list(parse(f"{root}{xml}</w:{root_name}>".encode())))
        except InputError:
            return None
    for known in (properties, looks):
        for name, item in known.items():
            if item is None:
                known[name] = next(elements)
    done = [b if b is not None else next(elements) for b in taken.blocks]
    typed = not any(sign in text for sign in ("\\", "*", "{{", "[[", "&lt;", "&#"))
    return Plain(done, typed, properties, looks)


def _without_fields(text: str) -> str:
    """The XML without codes of fields and without links and simple fields around their text.

    Fields within codes and other odd ones are left where they are, so that the parser gets them.
    """
    return _LINK.sub("", _FIELD_END.sub("", _CODE.sub("", text)))


def _read_flat(found: dict[str, Any], tag: str) -> list[str]:
    """Read properties from their text where that is plain; the XML of the others."""
    left = []
    for xml in found:
        item = flat.read(xml)
        if item is None:
            left.append(f"<w:{tag}>{xml}</w:{tag}>")
        else:
            found[xml] = item
    return left


def _sound(text: str, root: str, end: int) -> bool:
    """Whether w: means what it should and the body ends the part."""
    return (
        f'xmlns:w="{NS}"' in root
        and text.count("xmlns:w=") == 1
        and _END.fullmatch(text, max(end, 0)) is not None
    )


def _blocks(text: str, at: int, end: int, taken: _Taken) -> bool:
    """Cut the body between two places apart; False when it is not plain."""
    blocks, raws, simple = taken.blocks, taken.raws, EASY.match
    while at < end:
        matched = simple(text, at, end)
        if matched is not None:
            made, stop = easy(matched), matched.end()
        else:
            made, stop = paragraph(text, at, end)
        if made is not None:
            blocks.append(made)
            raws.append(made)
            at = stop
            continue
        if stop > 0:
            if not taken.leave(text[at:stop]):
                return False
            at = stop
            continue
        found = _TOP.match(text, at, end)
        if found is None:
            return False
        start = found[0]
        if start == "<w:tbl>":
            at = _table(text, at, end, taken)
            if at < 0:
                return False
        elif start[:9] == "<w:sectPr":
            return _last_section(text, at, end, taken)
        else:
            at = found.end()
    return True


def _table(text: str, at: int, end: int, taken: _Taken) -> int:
    """Cut a table out; gives the place behind it, -1 when the body is not plain."""
    found = plain_tables.read(text, at, end)
    if found is not None:
        taken.blocks.append(found.table)
        taken.raws += found.paragraphs
        return found.end
    stop = _table_end(text, at + 7, end)
    return stop if stop > 0 and taken.leave(text[at:stop]) else -1


def _last_section(text: str, at: int, end: int, taken: _Taken) -> bool:
    """The last section stands at the very end; nothing follows it."""
    xml = text[at:end].rstrip()
    if xml.count("<w:sectPr") != 1 or not xml.endswith(("</w:sectPr>", "/>")):
        return False
    holder = flat.read(xml)
    if holder is None:
        return xml.endswith("</w:sectPr>") and taken.leave(xml)
    taken.blocks += holder
    return len(taken.blocks) > 0 and taken.blocks[-1].tag == SECTPR


def _table_end(text: str, at: int, end: int) -> int:
    depth = 1
    for edge in _TABLE_EDGE.finditer(text, at, end):
        depth += 1 if edge[0] == "<w:tbl>" else -1
        if not depth:
            return edge.end()
    return -1
