"""Sections of a Word file: paper, margins, headers and footers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.check.word.parts import Paragraph, Section
from docgen.lang import _
from docgen.nd30.trang import MM
from docgen.read.word.names import R_ID, SECTPR, VAL, W
from docgen.read.word.package import Package, Relation
from docgen.read.word.styles import is_on, number

TWIP = 20
"""Twips in a point."""
Story = Callable[[Any, str], list[Paragraph]]
"""Takes the paragraphs out of a header or footer, given its root and how it is called."""


def read_sections(
    body: Any, pack: Package, relations: dict[str, Relation], story: Story
) -> list[Section]:
    """Every section in order; one without a header of its own has that of the one before it."""
    out: list[Section] = []
    known: dict[str, list[Paragraph]] = {}
    for item in body.iter(SECTPR):
        parent = item.getparent()
        if parent is not body and parent.getparent().getparent() is not body:
            continue  # in a text box or a change
        made = _section(item)
        if out:
            made.headers.update(out[-1].headers)
            made.footers.update(out[-1].footers)
        for reference in item.iter(W + "headerReference", W + "footerReference"):
            relation = relations.get(reference.get(R_ID, ""))
            if relation is None or relation.target not in pack:
                continue
            header = reference.tag == W + "headerReference"
            place = _("đầu trang") if header else _("chân trang")
            stories = made.headers if header else made.footers
            target = relation.target
            if target not in known:
                known[target] = story(pack.xml(target), place)
                for paragraph in known[target]:
                    paragraph.file_part = target
            stories[reference.get(W + "type", "default")] = known[target]
        out.append(made)
    return out or [_section(None)]


def _section(item: Any) -> Section:
    """Page set-up of a w:sectPr; Word's own defaults where it says nothing."""
    made = Section(item)
    made.margins = dict.fromkeys(("tren", "duoi", "trai", "phai"), 25.4)
    made.margins |= {"dau_trang": 12.7, "gay": 0.0}
    if item is None:
        return made
    size, margins = item.find(W + "pgSz"), item.find(W + "pgMar")
    if size is not None:
        made.width = number(size.get(W + "w"), 11906) / TWIP / MM
        made.height = number(size.get(W + "h"), 16838) / TWIP / MM
        made.landscape = made.width > made.height
    if margins is not None:
        for key, name in (
            ("tren", "top"), ("duoi", "bottom"), ("trai", "left"), ("phai", "right"),
            ("dau_trang", "header"), ("gay", "gutter"),
        ):  # fmt: skip
            made.margins[key] = number(margins.get(W + name)) / TWIP / MM
    title = item.find(W + "titlePg")
    made.title_page = title is not None and is_on(title)
    numbers = item.find(W + "pgNumType")
    if numbers is not None:
        made.number_format = numbers.get(W + "fmt", "decimal")
        if numbers.get(W + "start") is not None:
            made.number_start = number(numbers.get(W + "start"))
    kind = item.find(W + "type")
    made.breaks_page = kind is None or kind.get(VAL) != "continuous"
    return made
