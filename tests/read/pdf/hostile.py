"""PDF files made to hang, burst or crash their reader."""

from __future__ import annotations

import zlib


def file_of(objects: list[bytes]) -> bytes:
    """A file of these objects, the first of them the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, raw in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + raw + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def stream(about: bytes, data: bytes) -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(data), data)


def page(resources: bytes, content: bytes, more: list[bytes]) -> bytes:
    """A file of one page; `more` are the objects from number 5 on."""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents 4 0 R>>"
            % resources,
            stream(b"", content),
            *more,
        ]
    )


_HELVETICA = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
_TEXT = b"BT /F 12 Tf 50 700 Td (Ke hoach) Tj ET "


def doubling_forms(depth: int = 26) -> bytes:
    """Each form draws the next one twice: 2 to the power of `depth` texts."""
    forms = [
        stream(
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
            % (6 + at),
            b"/X Do /X Do",
        )
        for at in range(depth)
    ]
    last = stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % _HELVETICA, _TEXT
    )
    return page(b"/XObject<</X 5 0 R>>", b"/X Do", [*forms, last])


def form_in_itself() -> bytes:
    """A form that draws itself."""
    own = stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>%s>>"
        % _HELVETICA,
        _TEXT + b"/X Do /X Do",
    )
    return page(b"/XObject<</X 5 0 R>>%s" % _HELVETICA, _TEXT + b"/X Do", [own])


def bursting_stream(size: int = 500_000_000) -> bytes:
    """Page content that unpacks to `size` bytes of texts."""
    packer = zlib.compressobj(9)
    part = _TEXT * 40_000
    packed = b"".join(packer.compress(part) for _ in range(size // len(part))) + packer.flush()
    made = page(_HELVETICA, b"", [])
    return made.replace(stream(b"", b""), stream(b"/Filter/FlateDecode", packed))


def many_pages(count: int = 100_000) -> bytes:
    """A page tree with the same page again and again."""
    made = page(_HELVETICA, _TEXT, [])
    return made.replace(b"/Count 1/Kids[3 0 R]", b"/Count %d/Kids[%s]" % (count, b"3 0 R " * count))


def deep_page_tree(depth: int = 100_000) -> bytes:
    """Nodes of the page tree one in the other."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (at + 3) for at in range(depth)]
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page>>"])


def deep_arrays(depth: int = 1_000_000) -> bytes:
    """Arrays one in the other in the page's content."""
    return page(_HELVETICA, _TEXT + b"[" * depth + b"]" * depth + b" TJ", [])


def endless_pattern() -> bytes:
    """A picture of patterns a thousandth of a point wide, inside a pattern of the same."""
    tiling = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
        b"/XStep 0.001/YStep 0.001/Resources<</Pattern<</P %d 0 R>>>>"
    )
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    made = [stream(tiling % 6, fill), stream(tiling % 5, fill)]
    return page(b"/Pattern<</P 5 0 R>>%s" % _HELVETICA, fill + b" " + _TEXT, made)


def huge_picture() -> bytes:
    """A picture of 60,000 by 60,000 pixels over the whole page."""
    packed = zlib.compress(b"\0" * 10_000_000, 9)
    about = (
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/FlateDecode"
    )
    return page(b"/XObject<</I 5 0 R>>", b"q 595 0 0 842 0 0 cm /I Do Q", [stream(about, packed)])
