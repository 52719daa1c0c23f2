"""How letters and paragraphs of a Word file really look, and where each value comes from.

Word layers its formatting: defaults of the file, table style, paragraph style and what it is based
on, character style, the paragraph or run itself; a theme may stand for a font anywhere. Every value
here is the one that Word shows, with the layer that gave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from docgen.lang import _
from docgen.read.word.names import (
    JC,
    NUMPR,
    OUTLINE,
    PPR,
    PSTYLE,
    RFONTS,
    RPR,
    RSTYLE,
    SECTPR,
    VAL,
    W,
)
from docgen.read.word.styles import is_on, number, numbering

TWIP = 20
"""Twips in a point."""
_DEEPEST = 40  # styles based on styles based on …
_ON = ("1", "true", "on")


class Origin(NamedTuple):
    """The layer that gives a value."""

    layer: str
    """truc_tiep, kieu, chu_de, danh_so, mac_dinh."""
    name: str = ""
    """Name of the style or the theme font."""

    def __str__(self) -> str:
        words = {
            "truc_tiep": _("đặt trực tiếp trong đoạn"),
            "kieu": _("kiểu “{name}”"),
            "chu_de": _("phông theo chủ đề {name}"),
            "danh_so": _("danh sách đánh số"),
            "mac_dinh": _("mặc định của tệp"),
        }
        return words[self.layer].format(name=self.name)


DIRECT, DEFAULT = Origin("truc_tiep"), Origin("mac_dinh")


class Value(NamedTuple):
    """A value and where it comes from."""

    value: Any
    origin: Origin = DEFAULT


Layer = Mapping[str, Any]
"""What one layer says: property to value."""

_ON_OFF = {
    W + "b": "bold",
    W + "i": "italic",
    W + "caps": "caps",
    W + "smallCaps": "small_caps",
    W + "strike": "strike",
    W + "vanish": "hidden",
}
_PARAGRAPH_ON_OFF = {
    W + "keepNext": "keep_next",
    W + "keepLines": "keep_lines",
    W + "pageBreakBefore": "page_break",
    W + "widowControl": "widow_control",
    W + "contextualSpacing": "contextual",
}
_ALIGN = {"start": "left", "end": "right", "distribute": "both"}
_SZ, _COLOR, _U, _HIGHLIGHT, _SPACING = (
    W + n for n in ("sz", "color", "u", "highlight", "spacing")
)
_IND, _BORDERS, _SHD, _POSITION = (W + n for n in ("ind", "pBdr", "shd", "vertAlign"))

RUN_DEFAULTS: dict[str, Any] = {
    "font": "Times New Roman", "size": 10.0, "bold": False, "italic": False, "caps": False,
    "small_caps": False, "strike": False, "hidden": False, "colour": "auto", "underline": "none",
    "highlight": "none", "shade": "auto", "position": "baseline", "spaced": 0.0,
}  # fmt: skip
"""What Word shows where no layer says anything (size in pt, `spaced` in pt between letters)."""
PARAGRAPH_DEFAULTS: dict[str, Any] = {
    "align": "left", "left": 0.0, "right": 0.0, "first": 0.0, "before": 0.0, "after": 0.0,
    "line": ("auto", 1.0), "keep_next": False, "keep_lines": False, "page_break": False,
    "widow_control": True, "contextual": False, "top_border": False, "bottom_border": False,
    "outline": 0, "list": (None, 0), "bullet": "",
}  # fmt: skip
"""As RUN_DEFAULTS; lengths in pt, `line` a rule (auto: lines; exact, atLeast: pt) and an amount.

`bullet`: the sign of a list without numbers, as its level says it.
"""


def run_layer(rpr: Any, theme: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a w:rPr says itself; `theme` gives the fonts of the theme by name."""
    said: dict[str, Any] = {}
    for item in rpr:
        tag = item.tag
        known = _ON_OFF.get(tag)
        if known is not None:
            said[known] = is_on(item)
        elif tag == _SZ:
            said["size"] = number(item.get(VAL)) / 2
        elif tag == RFONTS:
            _font(item, theme or {}, said)
        elif tag == _COLOR:
            said["colour"] = (item.get(VAL) or "auto").upper().replace("AUTO", "auto")
            if item.get(W + "themeColor") not in (None, "text1", "dark1", "tx1", "dk1"):
                said["colour"] = f"{said['colour']} ({item.get(W + 'themeColor')})"
        elif tag == _U:
            said["underline"] = item.get(VAL, "single")
        elif tag == _HIGHLIGHT:
            said["highlight"] = item.get(VAL, "none")
        elif tag == _SHD:
            said["shade"] = (item.get(W + "fill") or "auto").upper().replace("AUTO", "auto")
        elif tag == _POSITION:
            said["position"] = item.get(VAL, "baseline")
        elif tag == _SPACING:
            said["spaced"] = number(item.get(VAL)) / TWIP
    return said


def _font(fonts: Any, theme: Mapping[str, str], said: dict[str, Any]) -> None:
    """Vietnamese letters are set in the hAnsi font; a theme font beats a named one."""
    for slot in ("hAnsi", "ascii"):
        themed = fonts.get(f"{W}{slot}Theme")
        if themed:
            said["font"] = theme.get(themed[:5], themed)
            said["font_theme"] = themed
            return
    for slot in ("hAnsi", "ascii"):
        named = fonts.get(W + slot)
        if named:
            said["font"] = named
            said["font_theme"] = ""
            return


def paragraph_layer(ppr: Any) -> dict[str, Any]:
    """What a w:pPr says itself, its style and that it ends a section with it. Lengths in pt."""
    said: dict[str, Any] = {}
    for item in ppr:
        tag = item.tag
        known = _PARAGRAPH_ON_OFF.get(tag)
        if known is not None:
            said[known] = is_on(item)
        elif tag == PSTYLE:
            said["style"] = item.get(VAL, "")
        elif tag == SECTPR:
            said["section"] = True
        elif tag == JC:
            value = item.get(VAL, "left")
            said["align"] = _ALIGN.get(value, value)
        elif tag == _IND:
            _indent(item, said)
        elif tag == _SPACING:
            _spacing(item, said)
        elif tag == _BORDERS:
            for side in ("top", "bottom"):
                border = item.find(W + side)
                if border is not None:
                    said[f"{side}_border"] = border.get(VAL) not in (None, "nil", "none")
        elif tag == NUMPR:
            num_id, ilvl = numbering(item)
            said["list"] = (num_id, ilvl or 0)
        elif tag == OUTLINE:
            level = number(item.get(VAL), 9)
            said["outline"] = level + 1 if level < 9 else 0
    return said


def _indent(ind: Any, said: dict[str, Any]) -> None:
    for name, slots in (("left", ("start", "left")), ("right", ("end", "right"))):
        for slot in slots:
            if ind.get(W + slot) is not None:
                said[name] = number(ind.get(W + slot)) / TWIP
                break
    if ind.get(W + "hanging") is not None:
        said["first"] = -number(ind.get(W + "hanging")) / TWIP
    elif ind.get(W + "firstLine") is not None:
        said["first"] = number(ind.get(W + "firstLine")) / TWIP


def _spacing(spacing: Any, said: dict[str, Any]) -> None:
    for name in ("before", "after"):
        own = spacing.get(W + name)
        if own is not None:
            said[name] = number(own) / TWIP
        if spacing.get(f"{W}{name}Autospacing") in ("1", "true", "on"):
            said[name] = 14.0  # what Word sets for "Auto"
    line = spacing.get(W + "line")
    if line is not None:
        rule = spacing.get(W + "lineRule", "auto")
        said["line"] = (rule, number(line) / (240 if rule == "auto" else TWIP))


class Sheet:
    """The styles of a file, each worked out once: what every layer says, nearest first."""

    def __init__(self, root: Any = None, theme: Mapping[str, str] | None = None) -> None:
        self.theme = theme or {}
        self.names: dict[str, str] = {}
        self._elements: dict[str, Any] = {}
        self._chains: dict[str, list[tuple[Origin, Layer, Layer]]] = {}
        self.default = self.default_table = ""
        self._defaults: tuple[Layer, Layer] = ({}, {})
        for item in root if root is not None else ():
            if item.tag == W + "style":
                style_id = item.get(W + "styleId", "")
                self._elements.setdefault(style_id, item)
                if item.get(W + "type") == "paragraph" and item.get(W + "default") in _ON:
                    self.default = self.default or style_id
                elif item.get(W + "type") == "table" and item.get(W + "default") in _ON:
                    self.default_table = self.default_table or style_id
            elif item.tag == W + "docDefaults":
                rpr = item.find(f"{W}rPrDefault/{RPR}")
                ppr = item.find(f"{W}pPrDefault/{PPR}")
                self._defaults = (
                    run_layer(rpr, self.theme) if rpr is not None else {},
                    paragraph_layer(ppr) if ppr is not None else {},
                )

    @property
    def defaults(self) -> tuple[Layer, Layer]:
        """What w:docDefaults says of runs and of paragraphs."""
        return self._defaults

    def name(self, style_id: str) -> str:
        """Name of a style, its id where it has none."""
        known = self.names.get(style_id)
        if known is None:
            item = self._elements.get(style_id)
            named = item.find(W + "name") if item is not None else None
            known = named.get(VAL, style_id) if named is not None else style_id
            self.names[style_id] = known
        return known

    def elements(self, style_id: str) -> list[Any]:
        """The w:style of a style and of what it is based on, nearest first."""
        out: list[Any] = []
        while style_id in self._elements and len(out) < _DEEPEST:
            out.append(self._elements[style_id])
            base = out[-1].find(W + "basedOn")
            style_id = base.get(VAL, "") if base is not None else ""
        return out

    def chain(self, style_id: str) -> list[tuple[Origin, Layer, Layer]]:
        """The style and what it is based on, nearest first: origin, run layer, paragraph layer."""
        known = self._chains.get(style_id)
        if known is not None:
            return known
        out: list[tuple[Origin, Layer, Layer]] = []
        seen: set[str] = set()
        at = style_id
        while at in self._elements and at not in seen and len(out) < _DEEPEST:
            seen.add(at)
            item = self._elements[at]
            rpr, ppr = item.find(RPR), item.find(PPR)
            out.append(
                (
                    Origin("kieu", self.name(at)),
                    run_layer(rpr, self.theme) if rpr is not None else {},
                    paragraph_layer(ppr) if ppr is not None else {},
                )
            )
            base = item.find(W + "basedOn")
            at = base.get(VAL, "") if base is not None else ""
        self._chains[style_id] = out
        return out


class Look:
    """Values of one paragraph or run by name, worked out from its layers when asked for."""

    __slots__ = ("_defaults", "_known", "_layers")

    def __init__(self, layers: list[tuple[Origin, Layer]], defaults: Mapping[str, Any]) -> None:
        self._layers = layers
        self._defaults = defaults
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._find(name)
        return known

    def _find(self, name: str) -> Value:
        for origin, layer in self._layers:
            if name in layer:
                themed = layer.get("font_theme") if name == "font" else ""
                return Value(layer[name], Origin("chu_de", themed) if themed else origin)
        return Value(self._defaults[name], DEFAULT)

    def get(self, name: str) -> Any:
        """The bare value."""
        known = self._known.get(name)
        return known[0] if known is not None else self[name][0]


def style_of(rpr: Any) -> str:
    """Id of the character style a w:rPr names; "" for none."""
    item = rpr.find(RSTYLE)
    return item.get(VAL, "") if item is not None else ""
