"""Small PDF files made by hand: texts at places, lines, pictures and annotations.

The font is not embedded: its ToUnicode map gives the letters, each half the size wide.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FACES = {"": "PaperSerif", "b": "PaperSerif-Bold", "i": "PaperSerif-Italic", "o": ".VnTime"}
WIDE, HIGH = 595, 842


@dataclass
class Sheet:
    """One page: its drawing commands, its annotations as (rectangle, commands), its rotation."""

    commands: list[str] = field(default_factory=list)
    notes: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    rotate: int = 0

    def text(self, x: float, y: float, text: str, size: float = 14, face: str = "") -> Sheet:
        """A text with its left end at x and its baseline at y, pt from the lower left corner."""
        self.commands.append(show(x, y, text, size, face))
        return self

    def sideways(self, x: float, y: float, text: str) -> Sheet:
        """A text that runs upwards."""
        code = text.encode("utf-16-be").hex()
        self.commands.append(f"BT /F 14 Tf 0 1 -1 0 {x} {y} Tm <{code}> Tj ET")
        return self

    def gapped(self, x: float, y: float, left: str, gap: float, right: str) -> Sheet:
        """Two texts in one object with `gap` pt between them."""
        a, b = (t.encode("utf-16-be").hex() for t in (left, right))
        move = -gap / 14 * 1000
        self.commands.append(f"BT /F 14 Tf {x} {y} Td [<{a}> {move:.0f} <{b}>] TJ ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A line of half a point."""
        self.commands.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A rectangle."""
        self.commands.append(f"0.5 w {x0} {y0} {x1 - x0} {y1 - y0} re S")
        return self

    def picture(self) -> Sheet:
        """A grey picture over the whole page."""
        self.commands.append(f"q {WIDE} 0 0 {HIGH} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
        return self

    def stamp(self, x: float, y: float, *lines: str, size: float = 9) -> Sheet:
        """An annotation that prints (a signature's appearance) with lines from y downwards."""
        high = size * 1.2 * len(lines)
        box = (x, y - high, x + 200, y + size)
        inner = " ".join(show(0, high - size * 1.2 * n, t, size, "") for n, t in enumerate(lines))
        self.notes.append((box, inner))
        return self


def show(x: float, y: float, text: str, size: float, face: str) -> str:
    """Commands that show a text."""
    return f"BT /F{face} {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def pdf(*sheets: Sheet) -> bytes:
    """The file with these pages."""
    objects: list[bytes] = [b"", b""]

    def add(body: str, stream: str | None = None) -> int:
        raw = body.encode()
        if stream is not None:
            data = stream.encode("latin-1")
            raw = f"<<{body}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"
        objects.append(raw)
        return len(objects)

    fonts = ""
    unicode = add(
        "",
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "100 beginbfrange "
        + " ".join(f"<{n:02X}00> <{n:02X}FF> <{n:02X}00>" for n in range(0x21))
        + " endbfrange endcmap end end",
    )
    for face, name in FACES.items():
        about = add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -200 1000 900]"
            "/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>"
        )
        inner = add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 500/FontDescriptor {about} 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        )
        font = add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{inner} 0 R]/ToUnicode {unicode} 0 R>>"
        )
        fonts += f"/F{face} {font} 0 R"
    kids = []
    for sheet in sheets:
        content = add("", "\n".join(sheet.commands))
        notes = ""
        for box, commands in sheet.notes:
            edges = " ".join(map(str, box))
            form = add(
                f"/Type/XObject/Subtype/Form/BBox[0 0 {box[2] - box[0]} {box[3] - box[1]}]"
                f"/Resources<</Font<<{fonts}>>>>",
                commands,
            )
            note = add(f"<</Type/Annot/Subtype/Stamp/F 4/Rect[{edges}]/AP<</N {form} 0 R>>>>")
            notes += f"{note} 0 R "
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDE} {HIGH}]/Rotate {sheet.rotate}"
                f"/Resources<</Font<<{fonts}>>>>/Contents {content} 0 R/Annots[{notes}]>>"
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    listed = " ".join(f"{k} 0 R" for k in kids)
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, raw in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + raw + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{p:010} 00000 n \n".encode() for p in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
