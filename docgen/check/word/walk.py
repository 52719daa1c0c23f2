"""A Word file taken apart for checking: every paragraph with its look, every section with its page.

Paragraphs are counted and named as the reader names them ("đoạn 12", "bảng 1, ô B2"), so that what
the reader recognised and what is looked at here can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from docgen.check.word.look import (
    DIRECT,
    PARAGRAPH_DEFAULTS,
    RUN_DEFAULTS,
    TWIP,
    Layer,
    Look,
    Origin,
    Sheet,
    paragraph_layer,
    run_layer,
    style_of,
)
from docgen.check.word.parts import Drawn, Paragraph, Run, Table, WordFile
from docgen.check.word.sections import read_sections
from docgen.check.word.shapes import read_shape
from docgen.check.word.tables import cell_margins, cell_width, table_left
from docgen.lang import _
from docgen.nd30.trang import MM
from docgen.read.word import grid, package, revisions
from docgen.read.word.names import (
    FLDCHAR,
    MC,
    PPR,
    RPR,
    SECTPR,
    TBL,
    VAL,
    P,
    R,
    T,
    W,
)
from docgen.read.word.story import column_letters
from docgen.read.word.styles import number

_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SKIPPED = frozenset({W + "del", W + "moveFrom", MC + "Fallback", PPR})
"""Elements whose content is no text of a paragraph."""
_SHAPES = frozenset({W + "drawing", W + "pict", W + "object", MC + "AlternateContent"})


def open_word(data: bytes) -> WordFile:
    """Paragraphs and sections of a .docx. Raises InputError for a file that is not Word's."""
    pack, main = package.open_package(data)
    root = package.parse(pack.read(main), main)
    body = root.find(W + "body")
    relations = pack.relations(main)
    parts = {r.kind: r.target for r in relations.values()}
    sheet = _sheet(
        pack.read(parts["styles"]) if parts.get("styles", "") in pack else b"",
        pack.read(parts["theme"]) if parts.get("theme", "") in pack else b"",
    )
    revised = any(True for _x in root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"))
    if revised:
        revisions.resolve(body)
    numbering = pack.xml(parts["numbering"]) if parts.get("numbering", "") in pack else None
    walk = _Walk(sheet, _levels(numbering))
    sections = read_sections(body, pack, relations, walk.story)
    walk.widths = [s.width - s.margins["trai"] - s.margins["phai"] for s in sections]
    walk.body(body)
    return WordFile(walk.paragraphs, sections, sheet, root, pack, main, revised, walk.tables)


def walk_body(body: Any) -> list[Paragraph]:
    """Paragraphs of a w:body with their places and texts; looks are those of no style."""
    walk = _Walk(Sheet(), {})
    walk.body(body)
    return walk.paragraphs


@lru_cache(maxsize=8)
def _sheet(styles: bytes, theme: bytes) -> Sheet:
    fonts: dict[str, str] = {}
    if theme:
        root = package.parse(theme, "word/theme/theme1.xml")
        for kind, name in (("major", "majorFont"), ("minor", "minorFont")):
            latin = root.find(f".//{_A}{name}/{_A}latin")
            if latin is not None:
                fonts[kind] = latin.get("typeface", "")
    return Sheet(package.parse(styles, "word/styles.xml") if styles else None, fonts)


def _levels(numbering: Any) -> dict[tuple[str, int], Layer]:
    """Paragraph layer of each list level by number id and level."""
    if numbering is None:
        return {}
    abstract: dict[str, dict[int, Layer]] = {}
    for item in numbering.iter(W + "abstractNum"):
        levels = abstract[item.get(W + "abstractNumId", "")] = {}
        for level in item.iter(W + "lvl"):
            ppr = level.find(PPR)
            own = paragraph_layer(ppr) if ppr is not None else {}
            levels[number(level.get(W + "ilvl"))] = {**own, **_bullet(level)}
    out: dict[tuple[str, int], Layer] = {}
    for item in numbering.iter(W + "num"):
        ref = item.find(W + "abstractNumId")
        for ilvl, said in abstract.get(ref.get(VAL, "") if ref is not None else "", {}).items():
            out[item.get(W + "numId", ""), ilvl] = said
    return out


def _bullet(level: Any) -> Layer:
    form, sign = level.find(W + "numFmt"), level.find(W + "lvlText")
    if form is None or form.get(VAL) != "bullet" or sign is None:
        return {}
    return {"bullet": sign.get(VAL, "").strip()}


class _Walk:
    """Goes through a story and names its paragraphs as the reader does."""

    def __init__(self, sheet: Sheet, levels: Mapping[tuple[str, int], Layer]) -> None:
        self.sheet = sheet
        self.levels = levels
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.widths: list[float] = [160.0]
        self._looks: dict[Any, Look] = {}
        self._paragraph_looks: dict[Any, tuple[Look, bool]] = {}
        self._styles: dict[tuple[str, str], tuple[list[Any], list[Any]]] = {}
        self._count = self._tables = 0
        self._section = 0
        self._page = 1
        self._pages_known = False
        self._table_style = ""
        self._cell: tuple[int, int, int] | None = None
        self._width = 0.0
        self._paragraph_word, self._cell_word = _("đoạn"), _("ô")

    def body(self, body: Any) -> None:
        """The main story."""
        self._pages_known = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
        self._blocks(body, "")

    def story(self, holder: Any, place: str) -> list[Paragraph]:
        """Another story: a header or footer."""
        held, self.paragraphs = self.paragraphs, []
        self._blocks(holder, place)
        made, self.paragraphs = self.paragraphs, held
        return made

    def _blocks(self, holder: Iterable[Any], fixed: str) -> None:
        for item in holder:
            tag = item.tag
            if tag == P:
                if not fixed:
                    self._count += 1
                self._paragraph(item, fixed or f"{self._paragraph_word} {self._count}")
            elif tag == TBL:
                self._tables += 1
                self._table(item, fixed)
            elif tag not in SKIPPED and tag != SECTPR and item.find(f".//{P}") is not None:
                self._blocks(item, fixed)

    def _table(self, tbl: Any, fixed: str) -> None:
        name = fixed or _("bảng {n}").format(n=self._tables)
        held = self._tables, self._table_style, self._cell, self._width
        style = tbl.find(f"{W}tblPr/{W}tblStyle")
        self._table_style = style.get(VAL, "") if style is not None else ""
        widths = grid.widths(tbl)
        inside = cell_margins(tbl, self.sheet)
        if held[2] is None and not fixed:
            self._measure(tbl, sum(widths) / TWIP)
        for at_row, row in enumerate(grid.rows(tbl), 1):
            for at, cell in enumerate(row.cells):
                if held[2] is None:
                    self._cell = (held[0], at_row, at + 1)
                room = cell_width(cell.element) or sum(widths[cell.start : cell.start + cell.span])
                room /= TWIP
                self._width = max(room - inside, 0.0)
                self._blocks(
                    cell.element, f"{name}, {self._cell_word} {column_letters(at)}{at_row}"
                )
        self._tables, self._table_style, self._cell, self._width = held

    def _measure(self, tbl: Any, width: float) -> None:
        """Where a table stands; one with a place of its own on the page is left alone."""
        room = self.widths[min(self._section, len(self.widths) - 1)] * MM
        placed = table_left(tbl, width, room)
        if placed is not None:
            self.tables.append(Table(self._tables, width, placed, room))

    def _paragraph(self, p: Any, place: str) -> None:
        ppr = next(iter(p), None)  # it stands first where there is one
        if ppr is not None and ppr.tag != PPR:
            ppr = p.find(PPR)
        own = paragraph_layer(ppr) if ppr is not None else {}
        style_id = own.get("style") or self.sheet.default
        run_layers, layers = self._style_layers(style_id)
        look, numbered = self._paragraph_look(style_id, own, layers)
        made = Paragraph(p, place, style_id, self.sheet.name(style_id), look)
        made.section, made.cell, made.numbered = self._section, self._cell, numbered
        made.width = self._width or self.widths[min(self._section, len(self.widths) - 1)] * MM
        self.paragraphs.append(made)
        boxes: list[Any] = []
        gather = _Gather(self, made, run_layers, style_id, boxes)
        gather.children(p)
        runs = made.runs
        made.text = runs[0].text if len(runs) == 1 else "".join([r.text for r in runs])
        made.page = self._page if self._pages_known else 0
        self._page += gather.pages
        if made.look.get("bottom_border") or made.look.get("top_border"):
            length = made.width - made.look.get("left") - made.look.get("right")
            made.drawn.append(Drawn("border", length, made))
        for box in boxes:
            # Paragraphs of a box are named after the one it hangs on.
            self._blocks(box, f"{place}, {_('khung chữ')}")
        if "section" in own:
            self._section += 1

    def _paragraph_look(self, style_id: str, own: Layer, layers: list[Any]) -> tuple[Look, bool]:
        """Look of a paragraph, the same one for all that say the same; whether it is numbered."""
        key = (style_id, self._table_style, tuple(own.items()))
        known = self._paragraph_looks.get(key)
        if known is None:
            if own:
                layers = [(DIRECT, own), *layers]
            listed: Any = next((said["list"] for _o, said in layers if "list" in said), ("0", 0))
            numbered = listed[0] not in (None, "0")
            if numbered:
                layers = _with_list(layers, self.levels.get(listed, {}))
            known = self._paragraph_looks[key] = Look(layers, PARAGRAPH_DEFAULTS), numbered
        return known

    def _style_layers(self, style_id: str) -> tuple[list[Any], list[Any]]:
        """Run and paragraph layers of a paragraph style in the present table, nearest first."""
        key = (style_id, self._table_style)
        known = self._styles.get(key)
        if known is None:
            chain = self.sheet.chain(style_id)
            if self._table_style:
                chain = chain + self.sheet.chain(self._table_style)
            runs = [(origin, run) for origin, run, _paragraph in chain if run]
            paragraphs = [(origin, said) for origin, _run, said in chain if said]
            default_run, default_paragraph = self.sheet.defaults
            runs.append((Origin("mac_dinh"), default_run))
            paragraphs.append((Origin("mac_dinh"), default_paragraph))
            known = self._styles[key] = (runs, paragraphs)
        return known

    def look(self, rpr: Any, layers: list[Any], style_id: str) -> Look:
        """Look of a run: its own properties, its character style, its paragraph."""
        key = (
            style_id,
            self._table_style,
            tuple([(x.tag, *x.items()) for x in rpr]) if rpr is not None else (),
        )
        known = self._looks.get(key)
        if known is None:
            found = list(layers)
            if rpr is not None:
                character = style_of(rpr)
                if character:
                    chain = [(o, run) for o, run, _p in self.sheet.chain(character) if run]
                    found = chain + found
                found.insert(0, (DIRECT, run_layer(rpr, self.sheet.theme)))
            known = self._looks[key] = Look(found, RUN_DEFAULTS)
        return known


def _with_list(layers: list[Any], said: Layer) -> list[Any]:
    """The layers with that of the list level, which stands under the layer that names the list."""
    at = next(i for i, (_origin, layer) in enumerate(layers) if "list" in layer)
    return [*layers[: at + 1], (Origin("danh_so"), said), *layers[at + 1 :]]


class _Gather:
    """Collects the runs of one paragraph."""

    def __init__(
        self, walk: _Walk, made: Paragraph, layers: list[Any], style_id: str, boxes: list[Any]
    ) -> None:
        self.walk, self.made, self.layers, self.style_id = walk, made, layers, style_id
        self.boxes = boxes
        self.pages = 0
        self._at = 0
        self._code: list[str] | None = None  # instruction of a field that is being read

    def children(self, holder: Any) -> None:
        """Runs under `holder`, also in links, content controls and the like."""
        for item in holder:
            tag = item.tag
            if tag == R:
                self._run(item)
            elif tag == W + "fldSimple":
                self._field(item.get(W + "instr", ""))
                self.children(item)
            elif tag not in SKIPPED and len(item):
                self.children(item)

    def _run(self, run: Any) -> None:
        rpr = None
        texts: list[str] = []
        for item in run:
            tag = item.tag
            if tag == T:
                texts.append(item.text or "")
            elif tag == RPR:
                rpr = item
            elif tag in _SIGNS:
                if tag == W + "br" and item.get(W + "type") == "page":
                    texts.append("\f")
                else:
                    texts.append(_SIGNS[tag])
            elif tag == W + "lastRenderedPageBreak":
                self.pages += 1
                if not self._at and not texts:
                    # The page turns before its first letter: all of it stands on the new one.
                    self.walk._page += 1
                    self.pages -= 1
            elif tag == FLDCHAR:
                kind = item.get(W + "fldCharType")
                if kind == "begin":
                    self._code = []
                elif self._code is not None:
                    self._field("".join(self._code))
                    self._code = None
            elif tag == W + "instrText" and self._code is not None:
                self._code.append(item.text or "")
                if "PAGE" in (item.text or "").upper():
                    self.made.field_look = self.walk.look(rpr, self.layers, self.style_id)
            elif tag in _SHAPES:
                read_shape(item, self.made, self.boxes)
        text = texts[0] if len(texts) == 1 else "".join(texts)
        if not text:
            return
        look = self.walk.look(rpr, self.layers, self.style_id)
        self.made.runs.append(Run(text, self._at, look, run))
        self._at += len(text)

    def _field(self, code: str) -> None:
        word = code.split()
        if word:
            self.made.fields.append(word[0].upper())
