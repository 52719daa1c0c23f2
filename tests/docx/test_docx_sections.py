"""Sections in order: landscape tables, attachments, where page numbers start and hide."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from docgen.model import VanBan
from docgen.nd30 import trang
from docgen.write.docx.engine import render_docx
from docgen.write.docx.sections import Kind, variants
from tests.docx.helpers import W, tree

P, T, L = "doan", "bang", "ngang"
"""A paragraph, a portrait table, a landscape table."""
FIRST, REST, WIDE, WIDE_FIRST = "first", "rest", "wide", "wide first"


def _block(kind: str) -> dict[str, Any]:
    if kind == P:
        return {"cap": "doan", "text": "Chữ"}
    return {"cap": "bang", "cot": ["a"], "hang": [["b"]], "ngang": kind == L}


def _render(
    body: list[str], attached: list[tuple[str, list[str], dict[str, Any]]], closing: bool = False
) -> Any:
    made = VanBan.model_validate(
        {
            "loai": "ke_hoach",
            "co_quan": "UBND xã A",
            "noi_dung": [_block(k) for k in body],
            "ket_thuc": ["Hết"] if closing else [],
            "kem_theo": [
                {"kieu": kieu, "loai": "de_cuong", "noi_dung": [_block(k) for k in blocks], **more}
                for kieu, blocks, more in attached
            ],
        }
    )
    return tree(render_docx(made)[0])


def _kind(section: Any) -> str:
    """What a section is; checks that paper, orientation and numbering belong together."""
    size = section.find(W + "pgSz")
    wide = size.get(W + "orient") == "landscape"
    edges = sorted(trang.twips(mm) for mm in trang.KHO_GIAY_MM)
    width, height = int(size.get(W + "w")), int(size.get(W + "h"))
    assert [width, height] == (edges[::-1] if wide else edges)
    assert size.get(W + "orient") in (None, "landscape")
    start = section.find(W + "pgNumType")
    first = section.find(W + "titlePg") is not None
    # The first page hides its number exactly where numbering starts.
    assert first == (start is not None and start.get(W + "start") == "1")
    assert section.find(W + "headerReference") is not None
    if wide:
        return WIDE_FIRST if first else WIDE
    return FIRST if first else REST


def _kinds(root: Any) -> list[str]:
    sections = list(root.iter(W + "sectPr"))
    assert sections[-1].getparent().tag == W + "body"
    assert sections[-1].getnext() is None
    return [_kind(s) for s in sections]


AN, VB = "phu_luc", "van_ban"
CASES: dict[str, tuple[list[str], list[Any], list[str]]] = {
    "plain": ([P], [], [FIRST]),
    "portrait table": ([P, T, P], [], [FIRST]),
    "landscape inside": ([P, L, P], [], [FIRST, WIDE, REST]),
    "landscape twice": ([P, L, P, L, P], [], [FIRST, WIDE, REST, WIDE, REST]),
    "neighbours share": ([P, L, L, P], [], [FIRST, WIDE, REST]),
    "neighbours, then again": ([L, L, T, L, P], [], [FIRST, WIDE, REST, WIDE, REST]),
    "landscape last": ([P, L], [], [FIRST, WIDE, REST]),
    "attached": ([P], [(VB, [P], {})], [FIRST, FIRST]),
    "annex": ([P], [(AN, [P], {})], [FIRST, FIRST]),
    "goes on": ([P], [(VB, [P], {"noi_so_trang": True})], [FIRST, REST]),
    "annex never goes on": ([P], [(AN, [P], {"noi_so_trang": True})], [FIRST, FIRST]),
    "landscape annex": ([P], [(AN, [L], {})], [FIRST, WIDE_FIRST]),
    "landscape annex, text below": ([P], [(AN, [L, P], {})], [FIRST, WIDE_FIRST]),
    "mixed annex": ([P], [(AN, [P, L, T], {})], [FIRST, FIRST, WIDE, REST]),
    "annex ends landscape": ([P], [(AN, [T, L], {})], [FIRST, FIRST, WIDE]),
    "two annexes": (
        [P],
        [(AN, [L], {}), (AN, [P], {})],
        [FIRST, WIDE_FIRST, FIRST],
    ),
    "everything": (
        [P, L, P],
        [(VB, [P, L, T], {}), (AN, [L], {}), (VB, [P], {"noi_so_trang": True})],
        [FIRST, WIDE, REST, FIRST, WIDE, REST, WIDE_FIRST, REST],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sections_in_order(name: str) -> None:
    body, attached, wanted = CASES[name]
    root = _render(body, attached)
    assert _kinds(root) == wanted
    # Each landscape table stands in a landscape section.
    sections = list(root.iter(W + "sectPr"))
    widths = {int(s.find(W + "pgSz").get(W + "w")) for s in sections}
    assert (max(trang.twips(mm) for mm in trang.KHO_GIAY_MM) in widths) == ("wide" in str(wanted))


def test_closing_paragraphs_come_back_to_portrait() -> None:
    assert _kinds(_render([P, L], [], closing=True)) == [FIRST, WIDE, REST]


def test_an_attachment_begins_on_a_page_of_its_own_with_its_own_head() -> None:
    root = _render([P], [(AN, [P], {})])
    breaks = [p for p in root.iter(W + "p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    assert len(breaks) == 1
    following = "".join(breaks[0].getnext().itertext())
    assert following == "Phụ lục"


def test_own_section_properties_of_a_template_are_kept_in_schema_order() -> None:
    base = (
        '<w:sectPr w:rsidR="00A1"><w:headerReference w:type="default"/><w:footerReference '
        'w:type="default"/><w:type w:val="nextPage"/><w:pgSz w:w="11907" w:h="16840" '
        'w:code="9"/><w:pgMar w:top="1134" w:left="1701"/><w:pgBorders><w:top w:val="single"/>'
        '</w:pgBorders><w:pgNumType w:fmt="decimal" w:start="7"/><w:cols w:space="708"/>'
        '<w:vAlign w:val="center"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr>'
    )
    declared = base.replace("<w:sectPr ", f'<w:sectPr xmlns:w="{W[1:-1]}" ')
    children = [e.tag for e in etree.fromstring(declared)]
    made = variants(base)
    assert len(made) == 4
    for kind, xml in made.items():
        node = etree.fromstring(xml.replace("<w:sectPr ", f'<w:sectPr xmlns:w="{W[1:-1]}" '))
        tags = [e.tag for e in node]
        assert node.get(W + "rsidR") == "00A1"
        dropped = set() if kind.first else {W + "pgNumType", W + "titlePg"}
        assert tags == [t for t in children if t not in dropped]
        assert (node.find(W + "titlePg") is not None) == kind.first
        size = node.find(W + "pgSz")
        wide = Kind(kind.first, True) == kind
        assert (size.get(W + "orient") == "landscape") == wide
        assert (int(size.get(W + "w")) > int(size.get(W + "h"))) == wide
