"""A printed page measured: glyphs, lines, drawn lines; and which text each glyph belongs to.

Lengths in pt, from the upper left corner of the page. Every glyph of a PDF is matched in reading
order with the texts of the layout, so that each component can be measured where it stands.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unicodedata import normalize

from docgen.write.layout.inline import CHO_TRONG, DAM, NGHIENG, Runs

MM = 72 / 25.4


class Glyph(NamedTuple):
    """One printed character."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    font: str
    black: bool


class Rule(NamedTuple):
    """A drawn stroke; `width` is its thickness."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    width: float

    @property
    def length(self) -> float:
        """Length of a level stroke."""
        return self.x1 - self.x0

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.bottom - self.top < 1 < self.length


class Box(NamedTuple):
    """A filled rectangle (highlight)."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    yellow: bool


@dataclass
class Line:
    """Glyphs on one base line, spaces at the ends left out of its measures."""

    glyphs: list[Glyph]

    @property
    def ink(self) -> list[Glyph]:
        """All but blanks; the no-break spaces of a gap to be filled in count as text."""
        return [g for g in self.glyphs if g.text != " "]

    @property
    def page(self) -> int:
        """Page number from 1."""
        return self.glyphs[0].page

    @property
    def base(self) -> float:
        """Base line, from the top of the page."""
        return self.ink[0].base

    @property
    def x0(self) -> float:
        """Left end."""
        return self.ink[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.ink[-1].x1

    @property
    def end(self) -> float:
        """Right end as set: where the blank at which the line was broken begins."""
        last = self.glyphs[-1]
        return self.x1 if last.text.strip() else max(self.x1, last.x0)

    @property
    def width(self) -> float:
        """From the first to the last ink."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        """Its text, with spaces."""
        return "".join(g.text for g in self.glyphs).strip()


@dataclass
class Item:
    """One text of the layout and the glyphs that print it."""

    key: str
    text: str
    part: int
    """0 for the main document, then the attachments from 1."""
    data: Any = None
    glyphs: list[Glyph] = field(default_factory=list)
    marked: bool = False
    """Whether the writer of the text made some of it bold or italic."""
    gaps: tuple[str, ...] = ()
    """Missing values in it, as printed."""

    @property
    def lines(self) -> list[Line]:
        """Printed lines."""
        return split_lines(self.glyphs)

    @property
    def ink(self) -> list[Glyph]:
        """Glyphs that leave ink."""
        return [g for g in self.glyphs if g.text.strip()]

    @property
    def label(self) -> str:
        """Label of a block ("1.", "Điều 2."), "" where there is none."""
        return self.data["nhan"] if isinstance(self.data, dict) and "nhan" in self.data else ""


def split_lines(glyphs: list[Glyph]) -> list[Line]:
    """Lines of glyphs that stand in reading order."""
    rows: list[list[Glyph]] = []
    for g in glyphs:
        last = rows[-1][-1] if rows else None
        if last and last.page == g.page and abs(last.base - g.base) < 1 and g.x0 > last.x0 - 1:
            rows[-1].append(g)
        else:
            rows.append([g])
    return [Line(row) for row in rows if any(g.text.strip() for g in row)]


@dataclass
class Paper:
    """One page: size, what is drawn, and what does not belong to the text (page number)."""

    number: int
    width: float
    height: float
    rules: list[Rule]
    boxes: list[Box]
    glyphs: list[Glyph]
    outside: list[Glyph]
    """Glyphs of the header and of repeated table headings."""

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def lines(self) -> list[Line]:
        """Lines of the text."""
        return split_lines(self.glyphs)


def read_pdf(data: bytes) -> list[Paper]:
    """The pages of a PDF."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [_paper(page, number) for number, page in enumerate(pdf.pages, 1)]


def _paper(page: Any, number: int) -> Paper:
    """A page from pdfplumber's interpreter; its tables of every attribute take twice the time."""
    from pdfminer.layout import LTChar, LTLine, LTRect

    height = float(page.height)
    strokes: dict[tuple[float, ...], Rule] = {}
    boxes: list[Box] = []
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for o in page.layout:
        if isinstance(o, LTChar):
            (outside if getattr(o, "tag", None) == "Artifact" else inside).append(
                _glyph(o, height, number)
            )
        elif isinstance(o, LTLine):
            rule = Rule(number, o.x0, o.x1, height - o.y1, height - o.y0, o.linewidth)
            strokes[tuple(round(x, 2) for x in rule)] = rule
        elif isinstance(o, LTRect):
            yellow = o.non_stroking_color == (1.0, 1.0, 0.0)
            boxes.append(Box(number, o.x0, o.x1, height - o.y1, height - o.y0, yellow))
    size = float(page.width), height
    return Paper(number, *size, list(strokes.values()), boxes, inside, outside)


def _glyph(o: Any, height: float, number: int) -> Glyph:
    font = o.fontname.partition("+")[2] or o.fontname
    face = font.partition("-")[2] or font.partition(",")[2]
    colour = o.graphicstate.ncolor
    return Glyph(
        normalize("NFC", o.get_text()),
        number,
        o.x0,
        o.x1,
        height - o.matrix[5],
        o.size,
        "Bold" in face,
        "Italic" in face,
        font,
        not any(colour if isinstance(colour, list | tuple) else (colour or 0,)),
    )


def texts(data: dict[str, Any]) -> Iterator[Item]:
    """Every text of a laid out document in the order in which a reader meets it."""
    yield from _part(data, 0)
    for place, item in enumerate(data["kem_theo"], 1):
        yield from _part(item, place)


def _item(key: str, raw: Any, part: int, data: Any = None, label: str = "") -> Item:
    runs = raw if isinstance(raw, Runs) else ()
    return Item(
        key,
        f"{label} {raw}".strip() if label else str(raw),
        part,
        data,
        marked=any(r.co & (DAM | NGHIENG) for r in runs),
        gaps=tuple(r.chu for r in runs if r.co & CHO_TRONG),
    )


_HEAD = (
    "chu_quan co_quan quoc_hieu tieu_ngu so_ky_hieu dia_danh_ngay trich_yeu_cv ten_loai trich_yeu"
)


def _part(data: dict[str, Any], part: int) -> Iterator[Item]:
    if data.get("phu_luc"):
        yield _item("phu_luc", data["phu_luc"], part)
        yield _item("phu_luc_ten", data["trich_yeu"], part)
    else:
        for key in _HEAD.split():
            yield _item(key, data.get(key, ""), part)
    yield _item("kem_theo", data["dong_kem_theo"], part)
    if data.get("kinh_gui"):
        yield _item("kinh_gui", data["kinh_gui"], part, label="Kính gửi:")
    if data.get("kinh_gui_muc"):
        yield _item("kinh_gui", "Kính gửi:", part)
        yield from (_item("kinh_gui_muc", i["chu"], part) for i in data["kinh_gui_muc"])
    yield _item("tham_quyen", data.get("tham_quyen", ""), part)
    yield from (_item("can_cu", i["chu"], part) for i in data["can_cu"])
    yield from (_item("can_cu_doan", i["chu"], part) for i in data["can_cu_doan"])
    yield _item("lenh", data.get("lenh", ""), part)
    for block in (*data["khoi"], *data["ket_thuc"]):
        yield from _block(block, part)
    if data.get("co_chan"):
        yield from _foot(data, part)


def _block(block: dict[str, Any], part: int) -> Iterator[Item]:
    bang = block.get("bang")
    if bang is None:
        yield _item(block["cap"], block["text"], part, block, block["nhan"])
        return
    yield _item("bang_ten", bang.ten, part, bang)
    for place, text in enumerate(bang.tieu_de):
        yield _item("bang_tieu_de", text, part, (bang, 0, place))
    for line, row in enumerate(bang.hang, 1):
        for place, text in enumerate(row):
            yield _item("bang_o", text, part, (bang, line, place))


def _foot(data: dict[str, Any], part: int) -> Iterator[Item]:
    recipients = [_item("noi_nhan", "Nơi nhận:", part)]
    recipients += [_item("noi_nhan_muc", i["chu"], part) for i in data["noi_nhan"]]
    one = data["chu_ky"]
    if one:
        yield from recipients
        yield from _posts(one, part, (0, 0))
        yield from _names(one, part, (0, 0))
        return
    for row, signers in enumerate(data["ky_chung"]):
        for place, signer in enumerate(signers["o"]):
            yield from _posts(signer, part, (row, place))
        for place, signer in enumerate(signers["o"]):
            yield from _names(signer, part, (row, place))
    yield from recipients


def _posts(signer: dict[str, Any], part: int, at: tuple[int, int]) -> Iterator[Item]:
    for line in signer["quyen_han"]:
        yield _item("quyen_han", line["chu"], part, at)


def _names(signer: dict[str, Any], part: int, at: tuple[int, int]) -> Iterator[Item]:
    yield _item("chuc_vu_rieng", signer["chuc_vu_rieng"], part, at)
    yield _item("ho_ten", signer["ho_ten"], part, at)


def squeezed(text: str) -> str:
    """A text without white space, composed."""
    return normalize("NFC", "".join(text.split()))


def match(items: list[Item], pages: list[Paper]) -> str:
    """Give every glyph to its text, in reading order; "" or where print and layout part ways.

    A blank glyph goes with the text before it, so that inner spaces count.
    """
    glyphs = [g for page in pages for g in page.glyphs]
    at = 0
    for item in items:
        wanted = squeezed(item.text)
        got = ""
        while len(got) < len(wanted) and at < len(glyphs):
            item.glyphs.append(glyphs[at])
            got += squeezed(glyphs[at].text)
            at += 1
        if got != wanted:
            return f"{item.key}: in văn bản {wanted!r}, trên trang {got!r}"
        while wanted and at < len(glyphs) and not glyphs[at].text.strip():
            item.glyphs.append(glyphs[at])
            at += 1
    rest = squeezed("".join(g.text for g in glyphs[at:]))
    return f"thừa trên trang: {rest!r}" if rest else ""
