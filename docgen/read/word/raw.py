"""Paragraphs of nothing but runs of text, cut out of the XML text without a parser."""

from __future__ import annotations

import re
from typing import NamedTuple

EASY = re.compile(
    r"<w:p(?: [^>]*)?>(?:<w:pPr>((?:<w:[^>]*/>)*)</w:pPr>)?"
    r"<w:r(?: [^>]*)?>(?:<w:rPr>((?:<w:[^>]*/>)*)</w:rPr>)?"
    r"<w:t(?: [^>]*)?>([^<]*)</w:t></w:r></w:p>"
)
_OPEN = re.compile(r"<w:p(?: [^>]*)?>")
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
    printable: bool = False
    """Known to hold no tab, break or invisible sign."""


def easy(found: re.Match[str]) -> Raw | None:
    """A paragraph of a single run that matched `EASY`; None for one that ends a section."""
    properties, look, words = found.groups("")
    printable = words.isprintable()
    if not printable or "&" in words:
        words = unescape(words)
        printable = words.isprintable()
    return None if "<w:sectPr" in properties else Raw(properties, [(look, words)], printable)


def paragraph(text: str, at: int, end: int) -> tuple[Raw | None, int]:
    """The paragraph at `at` and the place behind it; None for one that holds more than runs.

    The place is -1 when no paragraph begins there or it has no end.
    """
    found = EASY.match(text, at, end)
    if found is not None:
        return easy(found), found.end()
    found = _OPEN.match(text, at, end)
    if found is None:
        return None, -1
    if text[found.end() - 2] == "/":
        return Raw("", []), found.end()
    stop = text.find("</w:p>", found.end(), end)
    if stop < 0:
        return None, -1
    return _content(text, found.end(), stop), stop + 6


def _content(text: str, at: int, end: int) -> Raw | None:
    """What stands between two places of a paragraph; None when it is more than runs of text."""
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
