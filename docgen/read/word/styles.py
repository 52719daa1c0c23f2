"""Styles with everything they inherit: name, look of the letters, alignment, outline, number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from docgen.read.looks import BOLD, ITALIC
from docgen.read.word import flat, legacy
from docgen.read.word.names import (
    JC,
    NUMPR,
    OFF,
    OUTLINE,
    PAGE_BREAK,
    PPR,
    RFONTS,
    RPR,
    RSTYLE,
    VAL,
    W,
)
from docgen.read.word.raw import unescape

CAPS, HIDDEN = 4, 8
"""Bits of the look of a run."""

_TOGGLES = {W + "b": BOLD, W + "i": ITALIC, W + "caps": CAPS, W + "vanish": HIDDEN}
_FONTS = (W + "hAnsi", W + "ascii")
_THEMED = (W + "hAnsiTheme", W + "asciiTheme")
_NAME, _BASED_ON = W + "name", W + "basedOn"
_ILVL, _NUM_ID = W + "ilvl", W + "numId"
_DEEPEST = 40  # styles based on styles based on …


class Look(NamedTuple):
    """How letters look: bits that are set, bits that are said at all, charset of the font."""

    bits: int = 0
    said: int = 0
    charset: str | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, `below` elsewhere."""
        bits = self.bits | (below.bits & ~self.said)
        charset = below.charset if self.charset is None else self.charset
        return Look(bits, self.said | below.said, charset)


class Format(NamedTuple):
    """What a paragraph takes from its style; None: nothing said."""

    name: str = ""
    look: Look = Look()
    centred: bool | None = None
    outline: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    page_break: bool | None = None


def is_on(item: Any) -> bool:
    """Value of a property that is on unless it says otherwise."""
    return item.get(VAL) not in OFF


def number(text: str | None, default: int = 0) -> int:
    """A number of an attribute; `default` for what is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


def look(rpr: Any, styles: Styles | None = None) -> Look:
    """What run properties say themselves, over what their character style says."""
    bits = said = 0
    charset: str | None = None
    below: Look | None = None
    for item in rpr:
        tag = item.tag
        bit = _TOGGLES.get(tag)
        if bit:
            said |= bit
            if item.get(VAL) not in OFF:
                bits |= bit
        elif tag == RFONTS:
            charset = _charset(item)
        elif tag == RSTYLE and styles is not None:
            below = styles.character(item.get(VAL, ""))
    own = Look(bits, said, charset)
    return own.over(below) if below is not None else own


def _charset(fonts: Any) -> str | None:
    """Charset of the font for letters beyond ASCII; None when no such font is named."""
    for themed, plain in zip(_THEMED, _FONTS, strict=True):
        if fonts.get(themed):
            return ""
        name = fonts.get(plain)
        if name:
            return legacy.charset(name)
    return None


def numbering(numpr: Any) -> tuple[str | None, int | None]:
    """Number id and level of w:numPr; None where nothing is said."""
    num_id, ilvl = numpr.find(_NUM_ID), numpr.find(_ILVL)
    return (
        None if num_id is None else num_id.get(VAL, "0"),
        None if ilvl is None else number(ilvl.get(VAL)),
    )


_ROOT = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*(<w:styles(?: [^<>]*)?>)")
_DEFAULTS = re.compile(rb"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL)
_STYLE_ID = re.compile(rb'w:styleId="([^"<>]*)"')
_DEFAULT = re.compile(rb'w:default="(?:1|true|on)"')


class _Lazy(Mapping[str, Any]):
    """Style elements by id, each parsed when it is asked for."""

    def __init__(self, raw: dict[str, Any], root: bytes, parse: Callable[[bytes], Any]) -> None:
        self._raw, self._root, self._parse = raw, root, parse

    def __getitem__(self, style_id: str) -> Any:
        held = self._raw[style_id]
        if isinstance(held, bytes):
            xml = b"<w:style " + held
            plain = flat.read(xml.decode("utf-8", "replace"))
            held = next(iter(plain)) if plain is not None else None
            if held is None:
                held = self._parse(self._root + xml + b"</w:styles>")[0]
            self._raw[style_id] = held
        return held

    def __contains__(self, style_id: object) -> bool:
        return style_id in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


class Styles:
    """Styles of a file by id, each worked out when it is first asked for."""

    def __init__(self, root: Any = None) -> None:
        self._elements: Mapping[str, Any] = {}
        self._formats: dict[str, Format] = {}
        self._characters: dict[str, Look] = {}
        self._default = ""
        self._base = Look()
        self.worked_out: tuple[dict[str, Any], dict[str, Any], dict[Any, Any]] = ({}, {}, {})
        """What the readers of paragraphs worked out of properties with these styles."""
        known: dict[str, Any] = {}
        for item in root if root is not None else ():
            if item.tag == W + "style":
                style_id = item.get(W + "styleId", "")
                known.setdefault(style_id, item)
                if item.get(W + "type") == "paragraph" and is_set(item.get(W + "default")):
                    self._default = self._default or style_id
            elif item.tag == W + "docDefaults":
                rpr = item.find(f"{W}rPrDefault/{RPR}")
                self._base = look(rpr) if rpr is not None else Look()
        self._elements = known

    @classmethod
    def read(cls, data: bytes, parse: Callable[[bytes], Any]) -> Styles:
        """Styles of a part; `parse` makes an element of XML in bytes.

        Files of Word hold hundreds of styles and use a dozen: only those are parsed.
        """
        head, *chunks = data.split(b"<w:style ")
        root = _ROOT.match(head)
        if root is None or not chunks or b"<!" in data or b"xmlns:w=" in data[root.end() :]:
            return cls(parse(data))
        found: dict[str, Any] = {}
        default = ""
        for chunk in chunks:
            end = chunk.find(b"</w:style>")
            named = _STYLE_ID.search(chunk, 0, chunk.find(b">"))
            if end < 0 or named is None:
                return cls(parse(data))
            style_id = unescape(named[1].decode())
            found.setdefault(style_id, chunk[: end + 10])
            opening = chunk[: chunk.find(b">")]
            if not default and b'w:type="paragraph"' in opening and b"w:default=" in opening:
                default = style_id if _DEFAULT.search(opening) else ""
        defaults = _DEFAULTS.search(head)
        plain = flat.read(defaults[0].decode("utf-8", "replace")) if defaults else None
        made = cls(plain if plain is not None else parse(head + b"</w:styles>"))
        made._default = default
        made._elements = _Lazy(found, root[1], parse)
        return made

    def paragraph(self, style_id: str | None) -> Format:
        """Format of a paragraph style; of the default style when there is none so called."""
        known = style_id if style_id and style_id in self._elements else self._default
        found = self._formats.get(known)
        if found is None:
            found = self._formats[known] = self._resolve(known)
        return found if style_id else found._replace(name="")

    def character(self, style_id: str) -> Look:
        """Look of a character style."""
        found = self._characters.get(style_id)
        if found is None:
            found = Look()
            for item in self._chain(style_id):
                rpr = item.find(RPR)
                if rpr is not None:
                    found = found.over(look(rpr))
            # "off" in a style takes nothing away from the paragraph's own look.
            found = self._characters[style_id] = Look(found.bits, found.bits, found.charset)
        return found

    def borders(self, style_id: str) -> Any:
        """w:tblBorders of a table style; None when it has none."""
        for item in self._chain(style_id):
            found = item.find(f"{W}tblPr/{W}tblBorders")
            if found is not None:
                return found
        return None

    def numbering_style(self, style_id: str) -> str | None:
        """Number id that a numbering style points to."""
        item = self._elements.get(style_id)
        numpr = item.find(f"{W}pPr/{NUMPR}") if item is not None else None
        return numbering(numpr)[0] if numpr is not None else None

    def _chain(self, style_id: str) -> list[Any]:
        """The style and what it is based on, nearest first; circles are cut."""
        chain: list[Any] = []
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(chain) < _DEEPEST:
            seen.add(style_id)
            item = self._elements[style_id]
            chain.append(item)
            base = item.find(_BASED_ON)
            style_id = base.get(VAL, "") if base is not None else ""
        return chain

    def _resolve(self, style_id: str) -> Format:
        chain = self._chain(style_id)
        name = ""
        letters: Look | None = None
        centred = outline = page_break = None
        num_id = ilvl = None
        for item in chain:
            for part in item:
                tag = part.tag
                if tag == _NAME and item is chain[0]:
                    name = part.get(VAL, "")
                elif tag == RPR:
                    letters = look(part) if letters is None else letters.over(look(part))
                elif tag == PPR:
                    for one in part:
                        tag = one.tag
                        if tag == JC and centred is None:
                            centred = one.get(VAL) == "center"
                        elif tag == OUTLINE and outline is None:
                            outline = number(one.get(VAL), 9)
                        elif tag == PAGE_BREAK and page_break is None:
                            page_break = is_on(one)
                        elif tag == NUMPR:
                            own_id, own_level = numbering(one)
                            num_id = own_id if num_id is None else num_id
                            ilvl = own_level if ilvl is None else ilvl
        if outline is None and name.lower().startswith("heading "):
            outline = number(name[8:], 10) - 1
        whole = self._base if letters is None else letters.over(self._base)
        return Format(name, whole, centred, outline, num_id, ilvl, page_break)


def is_set(value: str | None) -> bool:
    """Whether an attribute that is off when absent is on."""
    return value is not None and value not in OFF
