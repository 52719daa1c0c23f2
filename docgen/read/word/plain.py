"""The quick way through plain documents: text taken straight off the XML.

Most files hold nothing but paragraphs of runs of text, and a few tables. Their paragraphs are cut
out of the text of the part; properties that repeat are worked out once; only tables and paragraphs
that hold more than runs become elements. A file with tracked changes, fields, text boxes or
wrappers of any kind is left to the elements altogether. Both ways give the same, which a test
holds.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docgen.findings import InputError
from docgen.read.word.names import NS

_SPECIAL_WORDS = (b"AlternateContent", b"<w:ins ", b"<w:fldChar", b"<w:sdt>", b"<w:hyperlink ")
_SPECIAL = re.compile(
    r"<(?:w:(?:ins|del|moveFrom|moveTo|sdt|smartTag|hyperlink|fldSimple|fldChar|customXml|dir|bdo"
    r"|ruby|subDoc|cellDel|txbxContent|altChunk|\w*Change)[ />]|mc:Alt|!|\w*:?AlternateContent)"
)
_PROLOG = re.compile(
    r"\s*(?:<\?xml[^>]*\?>)?\s*(<w:document(?: [^<>]*)?>)(?:\s*<w:background[^<>]*/>)?\s*<w:body>"
)
_NOT_UTF8 = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_END = re.compile(r"</w:body>\s*</w:document>\s*")
_EASY = re.compile(
    r"<w:p(?: [^>]*)?>(?:<w:pPr>((?:<w:[^>]*/>)*)</w:pPr>)?"
    r"<w:r(?: [^>]*)?>(?:<w:rPr>((?:<w:[^>]*/>)*)</w:rPr>)?"
    r"<w:t(?: [^>]*)?>([^<]*)</w:t></w:r></w:p>"
)
_TOP = re.compile(
    r"<w:p(?: [^>]*)?>|<w:tbl>|<w:sectPr[ />]|<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*/>|\s+"
)
_TABLE_EDGE = re.compile(r"<w:tbl>|</w:tbl>")
_PPR = re.compile(r"<w:pPr>(.*?)</w:pPr>|<w:pPr/>", re.DOTALL)
_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr>((?:<w:[^>]*/>)*)</w:rPr>)?<w:t(?: [^>]*)?>([^<]*)</w:t></w:r>"
    r"(?:<w:proofErr [^>]*/>)*"
)
_RUNS = re.compile(
    r"(?:<w:r(?: [^>]*)?>(?:<w:rPr>(?:<(?!/w:rPr>)[^>]*>)*</w:rPr>|<w:rPr/>)?"
    r"(?:<w:t(?: [^>]*)?>[^<]*</w:t>|<w:(?:br|tab|cr|noBreakHyphen|lastRenderedPageBreak)/>)*</w:r>"
    r"|<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*/>|\s++)*+"
)
_ITEM = re.compile(
    r"(<w:r)(?: [^>]*)?>(?:<w:rPr>(.*?)</w:rPr>)?|<w:t(?: [^>]*)?>([^<]*)</w:t>"
    r"|<w:(br|tab|cr|noBreakHyphen)/>",
    re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_SIGNS = {"br": "\n", "tab": "\t", "cr": "\n", "noBreakHyphen": "-"}


class Raw(NamedTuple):
    """A plain paragraph: its properties as XML, its runs as (properties as XML, text)."""

    properties: str
    runs: list[tuple[str, str]]


class Plain(NamedTuple):
    """A body taken apart: paragraphs and elements in order, the elements of the properties."""

    blocks: list[Any]
    """`Raw` or an element: a table, an odd paragraph, w:sectPr."""
    properties: dict[str, Any]
    """w:pPr of each different text of paragraph properties."""
    looks: dict[str, Any]
    """w:rPr of each different text of run properties."""


def take_apart(data: bytes, parse: Any) -> Plain | None:
    """A main part that is plain; None for one that is not, or that is not well formed.

    `parse` makes an element of XML in bytes.
    """
    if any(word in data for word in _SPECIAL_WORDS) or _NOT_UTF8.match(data):
        return None
    try:
        text = data.decode("utf-8-sig")
        prolog = _PROLOG.match(text)
        end = text.rfind("</w:body>")
        if prolog is None or not _sound(text, prolog[1], end):
            return None
        found = _blocks(text, prolog.end(), end)
    except (ValueError, KeyError, OverflowError):  # bad bytes, a reference to no character
        return None
    if found is None:
        return None
    blocks, odd = found
    properties = {b.properties: None for b in blocks if b is not None}
    looks = {look: None for b in blocks if b is not None for look, _text in b.runs}
    # Everything that becomes an element is parsed in one go.
    parts = [f"<w:pPr>{p}</w:pPr>" for p in properties]
    parts += [f"<w:rPr>{p}</w:rPr>" for p in looks]
    xml = "".join(parts + odd)
    if _SPECIAL.search(xml):
        return None
    try:
        elements = iter(list(parse(f"{prolog[1]}{xml}</w:document>".encode())))
    except InputError:
        return None
    made_properties = {p: next(elements) for p in properties}
    made_looks = {p: next(elements) for p in looks}
    done = [b if b is not None else next(elements) for b in blocks]
    return Plain(done, made_properties, made_looks)


def _sound(text: str, root: str, end: int) -> bool:
    """Whether w: means what it should and the body ends the part."""
    return (
        f'xmlns:w="{NS}"' in root
        and text.count("xmlns:w=") == 1
        and _END.fullmatch(text, max(end, 0)) is not None
    )


def _blocks(text: str, at: int, end: int) -> tuple[list[Raw | None], list[str]] | None:
    """Paragraphs as `Raw`, None where an element will stand; and the XML of those elements."""
    blocks: list[Raw | None] = []
    odd: list[str] = []
    top, easy = _TOP.match, _EASY.match
    while at < end:
        found = easy(text, at, end)
        if found is not None:
            properties, look, words = found.groups("")
            if "&" in words or not words.isprintable():
                words = unescape(words)
            blocks.append(Raw(properties, [(look, words)]))
            at = found.end()
            continue
        found = top(text, at, end)
        if found is None:
            return None
        start = found[0]
        if start[:4] == "<w:p" and start[4] in " >":
            if start[-2] == "/":
                stop = found.end()
                raw: Raw | None = Raw("", [])
            else:
                stop = text.find("</w:p>", found.end(), end) + 6
                if stop < 6:
                    return None
                raw = _raw(text, found.end(), stop - 6)
            blocks.append(raw)
            if raw is None:
                odd.append(text[at:stop])
            at = stop
        elif start == "<w:tbl>":
            stop = _table_end(text, found.end(), end)
            if stop < 0:
                return None
            blocks.append(None)
            odd.append(text[at:stop])
            at = stop
        elif start[:9] == "<w:sectPr":
            # The last section stands at the very end.
            blocks.append(None)
            odd.append(text[at:end])
            return (blocks, odd) if _ends(text, at, end) else None
        else:
            at = found.end()
    return blocks, odd


def _ends(text: str, at: int, end: int) -> bool:
    """Whether nothing follows the section properties that start at `at`."""
    rest = text[at:end].rstrip()
    return rest.endswith("</w:sectPr>") and rest.count("<w:sectPr") == 1


def _table_end(text: str, at: int, end: int) -> int:
    depth = 1
    for edge in _TABLE_EDGE.finditer(text, at, end):
        depth += 1 if edge[0] == "<w:tbl>" else -1
        if not depth:
            return edge.end()
    return -1


def _raw(text: str, at: int, end: int) -> Raw | None:
    """The paragraph between two places; None when it holds more than runs of text."""
    properties = ""
    if text.startswith("<w:pPr", at):
        found = _PPR.match(text, at, end)
        if found is None:
            return None
        properties = found[1] or ""
        if "<w:sectPr" in properties:
            return None
        at = found.end()
    if at == end:
        return Raw(properties, [])
    runs: list[tuple[str, str]] = []
    look = held = ""
    first, run = at, _RUN.match
    while at < end:
        found = run(text, at, end)
        if found is None:
            break
        own, words = found.groups("")
        if "&" in words or not words.isprintable():
            words = unescape(words)
        if own == look:
            held += words
        else:
            if held:
                runs.append((look, held))
            look, held = own, words
        at = found.end()
    else:
        if held:
            runs.append((look, held))
        return Raw(properties, runs)
    at = first
    if _RUNS.fullmatch(text, at, end) is None:
        return None
    runs.clear()
    look = ""
    for begins, rpr, words, sign in _ITEM.findall(text, at, end):
        if begins:
            look = rpr
        elif words:
            runs.append((look, unescape(words)))
        elif sign:
            runs.append((look, _SIGNS[sign]))
    return Raw(properties, runs)


def unescape(text: str) -> str:
    """Text of XML: references resolved, line ends and tabs as spaces, as Word reads them."""
    if not text.isprintable():
        text = one_line(text)
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return one_line(chr(int(found[1], 16)))
    return one_line(chr(int(found[2]))) if found[2] else _NAMED[found[3]]


def one_line(text: str) -> str:
    """Line ends and tabs inside w:t are spaces to Word."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").replace("\r", " ")
