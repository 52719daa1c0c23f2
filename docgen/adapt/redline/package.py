"""The redline as a file: parts, relations, styles, ids."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from docgen.adapt.redline.emit import Emitter, relations
from docgen.adapt.redline.merge import merge_body
from docgen.adapt.redline.names import AUTHOR, DEL, ID, INS, RPR, SECTPR, VAL, W, sub
from docgen.adapt.redline.notes import STYLES, Note, clean, comments_xml, gap_places, place_rest

DOCUMENT, STYLES_PART, COMMENTS = "word/document.xml", "word/styles.xml", "word/comments.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIGNED = (
    INS,
    DEL,
    *(W + name + "Change" for name in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr")),
)
_GRID = W + "tblGridChange"


def redlined(source: bytes, own: bytes, notes: Sequence[Note], author: str) -> bytes:
    """See `docgen.adapt.redline.redline`."""
    from lxml import etree

    from docgen.write.docx.package import Frame, best_compress, pack, read_parts

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)

    def read(data: bytes) -> Any:
        return etree.fromstring(data, parser)

    def written(root: Any) -> bytes:
        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return data

    old_parts, parts = read_parts(source), read_parts(own)
    old, new = read(old_parts[DOCUMENT]), read(parts[DOCUMENT])
    old_body, new_body = old.find(W + "body"), new.find(W + "body")
    _match_relations(old_body, *(_relations(read(p[RELATIONS])) for p in (old_parts, parts)))
    places = gap_places(new_body, notes)
    emitter = Emitter(places)
    merge_body(old_body, new_body, emitter)
    place_rest(new_body, notes, places, emitter.written)
    _sign(new_body, len(notes), clean(author))
    etree.cleanup_namespaces(new_body)
    parts[DOCUMENT] = written(new)
    styles = read(parts[STYLES_PART])
    if _add_styles(styles, read(old_parts[STYLES_PART]), bool(notes)):
        parts[STYLES_PART] = written(styles)
    if notes:
        parts[COMMENTS] = comments_xml(notes, author)
        parts[TYPES] = written(_announced(read(parts[TYPES])))
        parts[RELATIONS] = written(_related(read(parts[RELATIONS])))
    # Settings stay as they are, w:trackRevisions off: the clerk's own corrections on the way are
    # final at once, and what is left to accept or reject is only what adapting changed.
    compress = best_compress()
    return Frame(()).package([pack(name, data, compress) for name, data in parts.items()])


def _relations(root: Any) -> dict[str, tuple[str, str]]:
    return {r.get("Id"): (r.get("Type"), r.get("Target")) for r in root}


def _match_relations(
    body: Any, old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]
) -> None:
    """Have the source's content name relations as the own file does.

    A reference whose part the own file has not (the header of an office's template) is left out.
    """
    names = {what: name for name, what in reversed(new.items())}
    for node, attribute in list(relations(body)):
        name = names.get(old.get(node.get(attribute), ("", "")))
        if name is not None:
            node.set(attribute, name)
        elif node.getparent() is not None and node.getparent().tag == SECTPR:
            node.getparent().remove(node)
        else:
            del node.attrib[attribute]


def _sign(body: Any, first: int, author: str) -> None:
    """Number and sign every change, in order; numbers of the comments stand before."""
    number = first
    for element in body.iter(*_SIGNED, _GRID):
        element.set(ID, str(number))
        number += 1
        if element.tag != _GRID:
            element.set(AUTHOR, author)


def _add_styles(styles: Any, old: Any, comments: bool) -> bool:
    """Add styles that deleted text and comments name; whether there were any to add."""
    tag, name = W + "style", W + "styleId"
    known = {s.get(name) for s in styles.iter(tag)}
    count = len(known)
    for style in old.iter(tag):
        if style.get(name) not in known:
            known.add(style.get(name))
            made = copy.deepcopy(style)
            # There is one default style of a type, and it is the own document's.
            made.attrib.pop(W + "default", None)
            styles.append(made)
    for style, kind, title, size in STYLES if comments else ():
        if style in known:
            continue
        known.add(style)
        made = sub(styles, tag, {W + "type": kind, name: style})
        for key, value in (("name", title), ("uiPriority", "99")):
            sub(made, W + key, {VAL: value})
        look = sub(made, RPR)
        for key in ("sz", "szCs"):
            sub(look, W + key, {VAL: size})
    return len(known) != count


def _announced(types: Any) -> Any:
    override = types[0].tag.rpartition("}")[0] + "}Override"
    if all(t.get("PartName") != "/" + COMMENTS for t in types):
        sub(types, override, {"PartName": "/" + COMMENTS, "ContentType": _KIND})
    return types


def _related(root: Any) -> Any:
    if all(r.get("Type") != _RELATION for r in root):
        taken = {r.get("Id") for r in root}
        name = next(n for n in (f"rId{k}" for k in range(1, len(taken) + 2)) if n not in taken)
        tag = root[0].tag
        sub(root, tag, {"Id": name, "Type": _RELATION, "Target": "comments.xml"})
    return root
