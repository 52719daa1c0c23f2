"""Document properties (docProps/core.xml): title, author, subject, language, date.

And what a package must say about that part; an office's template may lack it.
"""

from __future__ import annotations

from typing import Any

from docgen.model import VanBan

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
CORE = "docProps/core.xml"
_TYPES, _LINKS = "[Content_Types].xml", "_rels/.rels"
_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def title_of(data: dict[str, Any]) -> str:
    """Title of a document: kind and subject on one line."""
    subject = str(data["trich_yeu"] or data["trich_yeu_cv"])
    return " ".join(f"{data['ten_loai']} {subject}".split())


def _text(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def core_xml(van_ban: VanBan, data: dict[str, Any]) -> str:
    """core.xml; the date of issue, when whole, is the date of creation (same input, same bytes)."""
    bodies = "; ".join(b.ten for b in van_ban.co_quan)
    code = " ".join(str(data["so_ky_hieu"]).split())
    day = van_ban.ngay
    parts = [f"<dc:title>{_text(title_of(data))}</dc:title>"]
    if code:
        parts.append(f"<dc:subject>{_text(code)}</dc:subject>")
    parts.append(f"<dc:creator>{_text(bodies)}</dc:creator>")
    parts.append(f"<cp:keywords>{_text(str(data['ten_loai']))}</cp:keywords>")
    if day.du:
        stamp = f"{day.nam:04d}-{day.thang:02d}-{day.ngay:02d}T00:00:00Z"
        parts.append(f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>')
    parts.append("<dc:language>vi-VN</dc:language>")
    return f"{_HEAD}{''.join(parts)}</cp:coreProperties>"


def announce_core(parts: dict[str, bytes]) -> None:
    """Make a package name docProps/core.xml as its core properties; `parts` is changed in place.

    Content type, relationship and an empty part are added where they are missing. A package has
    at most one such part (ISO/IEC 29500-2, core properties), so one under another name is taken
    out. A package that is right keeps its bytes.
    """
    from lxml import etree

    # No entities: a .rels part may hold a document type of its own.
    parser = etree.XMLParser(resolve_entities=False)
    links, types = (etree.fromstring(parts[name], parser) for name in (_LINKS, _TYPES))
    before = {_LINKS: etree.tostring(links), _TYPES: etree.tostring(types)}
    for other in _link(links):
        parts.pop(other, None)
        _drop(types, other)
    _name(types)
    parts.setdefault(CORE, f"{_HEAD}</cp:coreProperties>".encode())
    for name, element in ((_LINKS, links), (_TYPES, types)):
        if etree.tostring(element) != before[name]:
            parts[name] = etree.tostring(
                element, xml_declaration=True, encoding="UTF-8", standalone=True
            )


def _link(links: Any) -> list[str]:
    """Leave one relationship to core properties, ours; names of the parts others led to."""
    found = [e for e in links if str(e.get("Type")).endswith("/metadata/core-properties")]
    targets = [str(e.get("Target")).removeprefix("/").removeprefix("./") for e in found]
    if targets == [CORE]:
        return []
    for element in found:
        links.remove(element)
    taken = {e.get("Id") for e in links}
    free = next(name for n in range(1, len(taken) + 2) if (name := f"rId{n}") not in taken)
    _add(links, "Relationship", Id=free, Type=_LINK, Target=CORE)
    return [target for target in targets if target != CORE]


def _name(types: Any) -> None:
    """Give our part its content type."""
    found = [e.get("ContentType") for e in types if e.get("PartName") == f"/{CORE}"]
    if found != [_TYPE]:
        _drop(types, CORE)
        _add(types, "Override", PartName=f"/{CORE}", ContentType=_TYPE)


def _drop(types: Any, part: str) -> None:
    for element in [e for e in types if e.get("PartName") == f"/{part}"]:
        types.remove(element)


def _add(parent: Any, name: str, **attributes: str) -> None:
    """Append an element in the namespace of its parent."""
    space = parent.tag[: parent.tag.index("}") + 1]
    parent.append(parent.makeelement(space + name, attributes))
