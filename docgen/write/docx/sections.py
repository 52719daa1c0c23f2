"""Section properties: the template's own, varied for landscape pages and restarted numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.write.docx.runs import Xml


class Kind(NamedTuple):
    """What a section is: the first of a document (number restarts, hidden on page one) or not."""

    first: bool
    landscape: bool


FIRST = Kind(first=True, landscape=False)

_ORDER = (
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
)
_CHILD = re.compile(r"<w:(\w+)(?:\s[^>]*?)?(?:/>|>.*?</w:\1>)", re.DOTALL)
_SIZE = re.compile(r'w:(w|h)="(\d+)"')


def variants(base: str) -> dict[Kind, Xml]:
    """Every kind of section made from a template's `<w:sectPr>…</w:sectPr>`."""
    head = base[: base.index(">") + 1]
    children = [(m.group(1), m.group(0)) for m in _CHILD.finditer(base[len(head) :])]
    kinds = (Kind(first, landscape) for first in (True, False) for landscape in (True, False))
    return {kind: _variant(head, children, kind) for kind in kinds}


def _variant(head: str, children: list[tuple[str, str]], kind: Kind) -> Xml:
    kept = [(n, x) for n, x in children if n not in ("titlePg", "pgNumType", "pgSz")]
    size = next((x for n, x in children if n == "pgSz"), '<w:pgSz w:w="11906" w:h="16838"/>')
    short, long = sorted(int(m.group(2)) for m in _SIZE.finditer(size))
    if kind.landscape:
        kept.append(("pgSz", f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'))
    else:
        kept.append(("pgSz", f'<w:pgSz w:w="{short}" w:h="{long}"/>'))
    if kind.first:
        kept.append(("titlePg", "<w:titlePg/>"))
        kept.append(("pgNumType", '<w:pgNumType w:start="1"/>'))
    kept.sort(key=lambda c: _ORDER.index(c[0]) if c[0] in _ORDER else len(_ORDER))
    return Xml(head + "".join(x for _n, x in kept) + "</w:sectPr>")
