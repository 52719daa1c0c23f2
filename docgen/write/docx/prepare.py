"""From a Word template to Jinja2 source: docxtpl's own preprocessing, then what docgen adds.

Added to docxtpl's syntax, in both the compiled engine and the fallback:
* `{{ x }}` inside a run keeps the formatting of that run for marked text (filter `chay`);
* a paragraph that prints `X.text` obeys `X.giu`, keep with next;
* a paragraph that prints `X.trich_yeu` or `X.dong_kem_theo` and sets no indent of its own gets the
  one that breaks it into lines of about equal length;
* the section properties at the end of the body come from `phan_cuoi`, whose values are made from
  the template's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_RUN = re.compile(r"<w:r(?: [^>]*)?>(?:(?!</w:r>).)*?</w:r>", re.DOTALL)
_RPR = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)(.*?)(</w:t>)", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*?</w:p>", re.DOTALL)
_BLOCK = re.compile(r"\{\{\s*\(?\s*(\w+)\.text\b")
_SECTION = re.compile(r"<w:sectPr(?:\s[^>]*)?>(?:(?!<w:sectPr).)*?</w:sectPr>", re.DOTALL)
_SUBJECT = re.compile(r"\{\{\s*\(?\s*((?:\w+\.)?)(trich_yeu|dong_kem_theo)\b")
_AFTER_INDENT = re.compile(
    r"<w:(?:contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|"
    r"textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)\b|</w:pPr>"
)
_TABLE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl"
_SHOWN = {"{_{": "{&#123;", "}_}": "}&#125;", "{_%": "{&#37;", "%_}": "%&#125;"}
"""docxtpl's way to write tags that are to be seen, and a way that values cannot be taken for."""
_PPR = re.compile(r"<w:pPr>(<w:pStyle [^>]*/>)?")


@lru_cache(maxsize=1)
def template_class() -> Any:
    """docxtpl's template class with docgen's additions (imported when first needed)."""
    from docxtpl import DocxTemplate

    class Template(DocxTemplate):  # type: ignore[misc]
        """A docxtpl template that understands docgen's marked text and sections."""

        def patch_xml(self, src_xml: str) -> str:
            """docxtpl's preprocessing of one part, then docgen's."""
            return add_docgen(super().patch_xml(src_xml))

        def fix_tables(self, xml: str) -> Any:
            """docxtpl's fitting of table grids, which takes rows of inner tables for its own."""
            from lxml import etree

            tree = etree.fromstring(xml, etree.XMLParser(recover=True))
            inner = [
                t for t in tree.iter(_TABLE) if next(t.iterancestors(_TABLE), None) is not None
            ]
            for number, table in enumerate(inner):
                mark = etree.Element("inner", n=str(number))
                mark.tail = table.tail
                table.getparent().replace(table, mark)
            fixed = super().fix_tables(etree.tostring(tree, encoding="unicode"))
            while (mark := next(fixed.iter("inner"), None)) is not None:
                mark.getparent().replace(mark, inner[int(mark.get("n"))])
            return fixed

        def resolve_listing(self, xml: str) -> str:
            """Leave the text alone: line breaks are made by the `chay` filter already."""
            return xml

    return Template


def prepare(xml: str) -> str:
    """Jinja2 source of one XML part of a template."""
    template = template_class()
    source: str = template.patch_xml(template.__new__(template), xml)
    return source


def add_docgen(source: str) -> str:
    """docgen's part of the preprocessing, on what docxtpl's left."""
    for written, shown in _SHOWN.items():
        source = source.replace(written, shown)
    source = _RUN.sub(_wrap_run, source)
    source = _PARAGRAPH.sub(_keep_hole, source)
    source = _PARAGRAPH.sub(_indent_hole, source)
    sections = list(_SECTION.finditer(source))
    last = sections[-1] if sections else None
    if last is not None and source[last.end() :].lstrip().startswith("</w:body>"):
        source = source[: last.start()] + "{{ phan_cuoi }}" + source[last.end() :]
    return source


def section_of(document_xml: str) -> str:
    """The section properties at the end of a template's body."""
    found = _SECTION.findall(document_xml)
    return found[-1] if found else "<w:sectPr></w:sectPr>"


def _wrap_run(m: re.Match[str]) -> str:
    run = m.group(0)
    if "{{" not in run:
        return run
    found = _RPR.search(run)
    rpr = found.group(0).replace("\\", "\\\\").replace("'", "\\'") if found else ""

    def wrap(e: re.Match[str]) -> str:
        return "{{ (" + e.group(1).strip() + ")|chay('" + rpr + "') }}"

    def text(t: re.Match[str]) -> str:
        return t.group(1) + _EXPRESSION.sub(wrap, t.group(2)) + t.group(3)

    return _TEXT.sub(text, run)


def _indent_hole(m: re.Match[str]) -> str:
    paragraph = m.group(0)
    found = _SUBJECT.search(paragraph)
    if found is None or "<w:ind " in paragraph or "<w:pPr>" not in paragraph:
        return paragraph
    place = _AFTER_INDENT.search(paragraph)
    at = place.start() if place else 0
    hole = f"{found.group(1)}lui_{found.group(2).removeprefix('dong_')}"
    return f"{paragraph[:at]}{{{{ {hole} }}}}{paragraph[at:]}"


def _keep_hole(m: re.Match[str]) -> str:
    paragraph = m.group(0)
    found = _BLOCK.search(paragraph)
    if found is None or "<w:keepNext" in paragraph:
        return paragraph
    hole = "{{ " + found.group(1) + ".giu }}"
    if _PPR.search(paragraph):
        return _PPR.sub(lambda p: p.group(0) + hole, paragraph, count=1)
    head = paragraph.index(">") + 1
    return f"{paragraph[:head]}<w:pPr>{hole}</w:pPr>{paragraph[head:]}"
