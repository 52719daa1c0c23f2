"""A PDF turned into what a scanner makes of it: pictures of its pages and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import pypdfium2

from tests.read.pdf.hostile import file_of, stream


def scanned(
    data: bytes,
    dpi: int = 200,
    pages: Iterable[int] | None = None,
    askew: float = 0.0,
    turn: int = 0,
) -> bytes:
    """Pages (from 0) of a PDF as grey pictures, turned to the left by degrees.

    `askew`: on a page that stands; `turn`: 90, 180 or 270, the page with it.
    """
    document = pypdfium2.PdfDocument(data)
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for at in range(len(document)) if pages is None else pages:
        page = document[at]
        wide, high = page.get_size()
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        if askew:
            image = image.rotate(askew, fillcolor=255, resample=2)
        if turn:
            image = image.rotate(turn, expand=True)
            wide, high = (wide, high) if turn == 180 else (high, wide)
        about = (
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode" % image.size
        )
        objects.append(stream(about, zlib.compress(image.tobytes(), 1)))
        objects.append(stream(b"", b"q %f 0 0 %f 0 0 cm /I Do Q" % (wide, high)))
        number = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Resources<</XObject<</I %d 0 R>>>>"
            b"/Contents %d 0 R>>" % (wide, high, number - 1, number)
        )
        kids.append(b"%d 0 R" % len(objects))
        page.close()
    document.close()
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return file_of(objects)
