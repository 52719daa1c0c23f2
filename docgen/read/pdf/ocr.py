"""Scanned pages through tesseract with Vietnamese data, where an office has installed it."""

from __future__ import annotations

import shutil
import subprocess
import time
from functools import lru_cache
from typing import Any

from docgen.lang import _
from docgen.read.pdf.shapes import Page, Span
from docgen.read.source import Line

DPI = 300
"""Tesseract is trained on letters of this resolution."""
PAGE_SECONDS = 60.0
ALL_SECONDS = 900.0
_MAX_SIDE = 8_000
"""Pixels; a poster is rendered smaller."""
_CONFIDENCE = 20.0
"""Words below it (of 100) are dust or a stamp: set aside."""


def available() -> bool:
    """Whether tesseract is there and has Vietnamese."""
    program = shutil.which("tesseract")
    return program is not None and _has_vie(program)


@lru_cache(maxsize=4)
def _has_vie(program: str) -> bool:
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return b"vie" in (done.stdout + done.stderr).split()


def advice() -> str:
    """What to install."""
    if shutil.which("tesseract"):
        return _("Cài dữ liệu tiếng Việt cho tesseract: gói tesseract-ocr-vie.")
    return _("Cài tesseract và gói tiếng Việt (tesseract-ocr, tesseract-ocr-vie) rồi đọc lại.")


def read_pages(raw: Any, document: Any, pages: list[Page]) -> list[Line]:
    """Put the words of scanned pages on them as spans; gives what could not be read."""
    program = shutil.which("tesseract") or "tesseract"
    end = time.monotonic() + ALL_SECONDS
    aside: list[Line] = []
    for page in pages:
        place = f"trang {page.number}"
        left = min(PAGE_SECONDS, end - time.monotonic())
        image = _image(raw, document, page) if left > 0 else None
        table = _recognise(program, image[0], left) if image else None
        if table is None or image is None:
            aside.append(Line(_("Không nhận dạng được chữ của trang này."), place))
            continue
        scale = image[1]
        aside += _words(table, page, scale, place)
    return aside


def _image(raw: Any, document: Any, page: Page) -> tuple[bytes, float] | None:
    """A page as a grey picture (PGM), and its pixels for each point."""
    import ctypes

    scale = min(DPI / 72, _MAX_SIDE / max(page.width, page.height, 1.0))
    wide, high = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    handle = raw.FPDF_LoadPage(document, page.number - 1)
    if not handle:
        return None
    bitmap = raw.FPDFBitmap_CreateEx(wide, high, raw.FPDFBitmap_Gray, None, 0)
    try:
        if not bitmap:
            return None
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, wide, high, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        if bitmap:
            raw.FPDFBitmap_Destroy(bitmap)
        raw.FPDF_ClosePage(handle)
    if stride != wide:
        pixels = b"".join(pixels[y * stride : y * stride + wide] for y in range(high))
    return b"P5\n%d %d\n255\n" % (wide, high) + pixels, scale


def _recognise(program: str, image: bytes, seconds: float) -> str | None:
    command = [program, "stdin", "stdout", "-l", "vie", "--dpi", str(DPI), "--psm", "4", "tsv"]
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _words(table: str, page: Page, scale: float, place: str) -> list[Line]:
    """Words of tesseract's table put on the page; those it is not sure of are given back.

    Columns: level, page, block, paragraph, line, word, left, top, width, height, sureness, text.
    The words of a line share its baseline and size, so that rows come out even.
    """
    aside: list[Line] = []
    lines: dict[tuple[str, ...], list[tuple[float, float, float, float, str]]] = {}
    for record in table.splitlines()[1:]:
        cells = record.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            left, top, wide, high, sure = (float(c) for c in cells[6:11])
        except ValueError:
            continue
        if sure < _CONFIDENCE:
            aside.append(Line(cells[11].strip(), place))
            continue
        lines.setdefault(tuple(cells[1:5]), []).append((left, top, wide, high, cells[11].strip()))
    for words in lines.values():
        highs = sorted(w[3] for w in words)
        high = highs[len(highs) // 2]
        lows = sorted(w[1] + w[3] for w in words)
        base = page.height - lows[len(lows) // 2] / scale
        # A word's box holds its letters only: about seven tenths of the size of the type.
        size = max(high / scale / 0.72, 1.0)
        for left, _top, wide, _high, text in words:
            x0 = left / scale
            page.spans.append(Span(x0, base, x0 + wide / scale, size, 0, text + " "))
    return aside
