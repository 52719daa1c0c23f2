"""Tracked changes of a Word file accepted or rejected, and what then stands in it.

Written from the meaning that ECMA-376 (part 1, 17.13.5) gives each mark, apart from the code that
writes them: plain lxml, nothing of ours but the reading of the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from docgen.write.docx.package import read_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMMENT = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
CHANGES = tuple(W + n for n in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr"))
MARKS = (W + "ins", W + "del", *(c + "Change" for c in CHANGES))


def body_of(data: bytes) -> Any:
    """The body of a .docx."""
    return etree.fromstring(read_parts(data)["word/document.xml"]).find(W + "body")


def part(data: bytes, name: str) -> Any:
    """A part of a .docx as a tree."""
    return etree.fromstring(read_parts(data)[name])


def marks(body: Any) -> list[Any]:
    """Every mark of a change."""
    return list(body.iter(*MARKS))


def accepted(data: bytes) -> Any:
    """The body with every change accepted."""
    return _settled(body_of(data), "ins", "del")


def rejected(data: bytes) -> Any:
    """The body with every change rejected."""
    return _settled(body_of(data), "del", "ins")


def _settled(body: Any, stays: str, goes: str) -> Any:
    _properties(body, restore=goes == "ins")
    for row in list(body.iter(W + "tr")):
        if row.find(f"{W}trPr/{W}{goes}") is not None:
            row.getparent().remove(row)
        else:
            for mark in row.findall(f"{W}trPr/{W}{stays}"):
                mark.getparent().remove(mark)
    for table in list(body.iter(W + "tbl")):
        if table.getparent() is not None and table.find(W + "tr") is None:
            table.getparent().remove(table)
    _content(body, stays, goes)
    _paragraphs(body, stays, goes)
    return body


def _properties(body: Any, restore: bool) -> None:
    """Old properties back in the place of the new ones, or forgotten."""
    for tag in CHANGES:
        for record in list(body.iter(tag + "Change")):
            holder = record.getparent()
            holder.remove(record)
            if not restore:
                continue
            old = record[0] if len(record) else holder.makeelement(tag)
            # A record holds the base of the properties alone: what it cannot hold stays.
            stays = {
                W + "pPr": ("rPr", "sectPr"),
                W + "sectPr": ("headerReference", "footerReference"),
                W + "trPr": ("ins", "del"),
                W + "rPr": ("ins", "del"),
            }.get(tag, ())
            kept = [c for c in holder if c.tag in [W + s for s in stays]]
            for child in list(holder):
                holder.remove(child)
            if tag == W + "pPr":
                holder.extend([*old, *kept])
            else:
                holder.extend([*kept, *old])


def _content(body: Any, stays: str, goes: str) -> None:
    for run_holder in list(body.iter(W + goes)):
        if run_holder.getparent().tag != W + "rPr":
            run_holder.getparent().remove(run_holder)
    for holder in list(body.iter(W + stays)):
        parent = holder.getparent()
        if parent.tag == W + "rPr":
            continue
        at = parent.index(holder)
        parent[at : at + 1] = list(holder)
    for text in body.iter(W + "delText"):
        text.tag = W + "t"


def _paragraphs(body: Any, stays: str, goes: str) -> None:
    """A paragraph whose mark goes continues in the next one, in the look of that one."""
    for paragraph in list(body.iter(W + "p")):
        look = paragraph.find(f"{W}pPr/{W}rPr")
        if look is None:
            continue
        gone = look.find(W + goes) is not None
        for mark in [c for c in look if c.tag in (W + stays, W + goes)]:
            look.remove(mark)
        if not gone:
            continue
        content = [c for c in paragraph if c.tag != W + "pPr"]
        following = paragraph.getnext()
        if following is not None and following.tag == W + "p":
            at = 1 if len(following) and following[0].tag == W + "pPr" else 0
            following[at:at] = content
        elif content:
            raise AssertionError("text of a paragraph without a mark, and none to take it")
        paragraph.getparent().remove(paragraph)


def canon(element: Any) -> Any:
    """What stands in a body, as plain values: properties, runs of one look as one, no comments."""
    if element.tag == W + "p":
        properties = element.find(W + "pPr")
        return ("p", _plain(properties), _runs(element))
    children = [canon(c) for c in element if not _empty(c)]
    return (element.tag.removeprefix(W), _attributes(element), children)


def _plain(element: Any) -> Any:
    if element is None or _empty(element):
        return None
    children = [_plain(c) for c in element if c.tag[len(W) :] not in ("ins", "del")]
    return (element.tag, _attributes(element), [c for c in children if c])


def _attributes(element: Any) -> list[tuple[str, str]]:
    return sorted((k, v) for k, v in element.attrib.items() if not k.startswith(R))


def _empty(element: Any) -> bool:
    """Properties that say nothing, and references to headers, which stay as they are."""
    if element.tag in (W + "headerReference", W + "footerReference"):
        return True
    return element.tag in CHANGES and all(_empty(c) for c in element)


def _runs(paragraph: Any) -> list[Any]:
    out: list[list[Any]] = []
    for run in paragraph.iter(W + "r"):
        look = _plain(run.find(W + "rPr"))
        for node in run:
            name = node.tag.removeprefix(W)
            if name == "rPr" or name in _COMMENT:
                continue
            text = {"t": node.text or "", "br": "\n", "tab": "\t"}.get(name, f"<{name}>")
            if text and out and out[-1][0] == look:
                out[-1][1] += text
            elif text:
                out.append([look, text])
    return out


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """Every comment of a file: anchored text (deleted words too), its words, its place's mark.

    Raises AssertionError when a comment has not exactly one start, end and reference.
    """
    body = body_of(data)
    out = []
    for comment in part(data, "word/comments.xml"):
        number = comment.get(W + "id")
        words = "\n".join("".join(p.itertext()) for p in comment.iter(W + "p"))
        places = [
            [e for e in body.iter(W + tag) if e.get(W + "id") == number]
            for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")
        ]
        assert [len(p) for p in places] == [1, 1, 1], number
        mark = places[2][0].getparent().getparent().tag.removeprefix(W)
        out.append((_between(body, places[0][0], places[1][0]), words, mark))
    return out


def _between(body: Any, start: Any, end: Any) -> str:
    inside, out = False, []
    for node in body.iter():
        if node is start:
            inside = True
        elif node is end:
            break
        elif inside and node.tag in (W + "t", W + "delText"):
            out.append(node.text or "")
        elif inside and node.tag == W + "br":
            out.append("\n")
    return "".join(out)


def lines(body: Any) -> Iterator[str]:
    """Text of each paragraph, tables included, deleted and inserted words as they stand."""
    for paragraph in body.iter(W + "p"):
        out = []
        for node in paragraph.iter(W + "t", W + "delText", W + "br"):
            out.append("\n" if node.tag == W + "br" else node.text or "")
        yield "".join(out)


def shown(data: bytes) -> str:
    """The redline for the eye: [-deleted-]{+inserted+}, one line per paragraph."""
    out = []
    for paragraph in body_of(data).iter(W + "p"):
        look = paragraph.find(f"{W}pPr/{W}rPr")
        line = ""
        if look is not None:
            line = "".join({W + "ins": "»+ ", W + "del": "»- "}.get(c.tag, "") for c in look)
        for node in paragraph.iter(W + "t", W + "delText", W + "br", W + "commentReference"):
            holder = node.getparent().getparent().tag
            text = {W + "br": "⏎", W + "commentReference": f"⟦{node.get(W + 'id')}⟧"}
            piece = text.get(node.tag) or node.text or ""
            left, right = {W + "ins": ("{+", "+}"), W + "del": ("[-", "-]")}.get(holder, ("", ""))
            line += left + piece + right
        out.append(line)
    return "\n".join(out)
