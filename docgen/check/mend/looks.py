"""Values of letters, paragraphs and sections written into the XML of a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen.nd30.trang import MM
from docgen.read.word.names import PPR, RPR, VAL, W

# fmt: off
_RPR_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath",
)
_PPR_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)
# fmt: on
"""Order of the elements in the schema (ECMA-376, CT_RPr and CT_PPr)."""
_TOGGLES = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "caps": ("caps",),
            "small_caps": ("smallCaps",), "strike": ("strike",), "hidden": ("vanish",)}  # fmt: skip
_FLAGS = {"keep_next": "keepNext", "keep_lines": "keepLines", "page_break": "pageBreakBefore",
          "contextual": "contextualSpacing"}  # fmt: skip
_FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")


def set_letters(run: Any, values: Iterable[tuple[str, Any]]) -> None:
    """Give a run values of RUN_DEFAULTS as direct formatting. Raises KeyError for another name."""
    rpr = run.find(RPR)
    if rpr is None:
        rpr = run.makeelement(RPR)
        run.insert(0, rpr)
    for name, value in values:
        if name in _TOGGLES:
            for tag in _TOGGLES[name]:
                _child(rpr, tag, _RPR_ORDER).set(VAL, "1" if value else "0")
        elif name == "font":
            fonts = _child(rpr, "rFonts", _RPR_ORDER)
            for slot in _FONT_SLOTS:
                fonts.attrib.pop(f"{W}{slot}Theme", None)
                fonts.set(W + slot, value)
            fonts.attrib.pop(W + "cstheme", None)
        elif name == "size":
            for tag in ("sz", "szCs"):
                _child(rpr, tag, _RPR_ORDER).set(VAL, str(round(value * 2)))
        elif name == "colour":
            colour = _child(rpr, "color", _RPR_ORDER)
            colour.attrib.clear()
            colour.set(VAL, value)
        elif name in ("underline", "highlight", "position"):
            tag = {"underline": "u", "highlight": "highlight", "position": "vertAlign"}[name]
            _child(rpr, tag, _RPR_ORDER).set(VAL, value)
        elif name == "shade":
            shade = _child(rpr, "shd", _RPR_ORDER)
            shade.attrib.clear()
            shade.set(VAL, "clear")
            shade.set(W + "color", "auto")
            shade.set(W + "fill", value)
        elif name == "spaced":
            _child(rpr, "spacing", _RPR_ORDER).set(VAL, str(round(value * 20)))
        else:
            raise KeyError(name)


def set_paragraph(p: Any, values: Iterable[tuple[str, Any]]) -> None:
    """Give a paragraph values of PARAGRAPH_DEFAULTS (pt). Raises KeyError for another name."""
    ppr = p.find(PPR)
    if ppr is None:
        ppr = p.makeelement(PPR)
        p.insert(0, ppr)
    for name, value in values:
        if name == "align":
            _child(ppr, "jc", _PPR_ORDER).set(VAL, value)
        elif name in ("left", "right"):
            ind = _child(ppr, "ind", _PPR_ORDER)
            ind.attrib.pop(W + {"left": "start", "right": "end"}[name], None)
            ind.set(W + name, _twips(value))
        elif name == "first":
            ind = _child(ppr, "ind", _PPR_ORDER)
            for old in ("hanging", "firstLine", "firstLineChars", "hangingChars"):
                ind.attrib.pop(W + old, None)
            ind.set(W + ("firstLine" if value >= 0 else "hanging"), _twips(abs(value)))
        elif name in ("before", "after"):
            spacing = _child(ppr, "spacing", _PPR_ORDER)
            for old in (f"{name}Autospacing", f"{name}Lines"):
                spacing.attrib.pop(W + old, None)
            spacing.set(W + name, _twips(value))
        elif name == "line":
            rule, amount = value
            spacing = _child(ppr, "spacing", _PPR_ORDER)
            spacing.set(W + "line", str(round(amount * (240 if rule == "auto" else 20))))
            spacing.set(W + "lineRule", rule)
        elif name in _FLAGS:
            _child(ppr, _FLAGS[name], _PPR_ORDER).set(VAL, "1" if value else "0")
        else:
            raise KeyError(name)


def set_page(section: Any, values: Iterable[tuple[str, Any]]) -> None:
    """Give a w:sectPr page values in mm: width, height, tren, duoi, trai, phai; title_page."""
    sides = {"tren": "top", "duoi": "bottom", "trai": "left", "phai": "right",
             "dau_trang": "header"}  # fmt: skip
    for name, value in values:
        if name in ("width", "height"):
            size = section.find(W + "pgSz")
            if size is None:
                size = section.makeelement(W + "pgSz")
                _before(section, size, ("pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType",
                                        "cols", "titlePg", "docGrid"))  # fmt: skip
            size.set(W + name[0], _twips(value * MM))
        elif name in sides:
            margins = section.find(W + "pgMar")
            if margins is None:
                margins = section.makeelement(W + "pgMar")
                for side in ("top", "right", "bottom", "left", "header", "footer", "gutter"):
                    margins.set(W + side, "0" if side == "gutter" else "1134")
                _before(section, margins, ("paperSrc", "pgBorders", "lnNumType", "pgNumType",
                                           "cols", "titlePg", "docGrid"))  # fmt: skip
            margins.set(W + sides[name], _twips(value * MM))
        elif name == "title_page":
            for old in section.findall(W + "titlePg"):
                section.remove(old)
            if value:
                mark = section.makeelement(W + "titlePg")
                _before(section, mark, ("textDirection", "bidi", "rtlGutter", "docGrid",
                                        "printerSettings"))  # fmt: skip
        else:
            raise KeyError(name)


def _before(holder: Any, item: Any, following: Iterable[str]) -> None:
    """Put `item` before the first of the elements that must follow it."""
    tags = {W + name for name in following}
    for number, other in enumerate(holder):
        if other.tag in tags:
            holder.insert(number, item)
            return
    holder.append(item)


def _child(holder: Any, name: str, order: tuple[str, ...]) -> Any:
    """The element of properties called `name`, made in its place where it is not there."""
    found = holder.find(W + name)
    if found is None:
        found = holder.makeelement(W + name)
        _before(holder, found, order[order.index(name) + 1 :])
    return found


def _twips(points: float) -> str:
    return str(round(points * 20))
