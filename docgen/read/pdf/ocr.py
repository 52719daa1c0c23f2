"""Scanned pages through tesseract with Vietnamese data, where an office has installed it."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docgen.lang import _
from docgen.read.pdf import hocr
from docgen.read.pdf.shapes import Page
from docgen.read.source import Line

DPI = 300
"""Tesseract is trained on letters of this resolution."""
PAGE_SECONDS = 60.0
ALL_SECONDS = 900.0
_MAX_SIDE = 8_000
"""Pixels; a poster is rendered smaller."""
_WORKERS = min(4, os.cpu_count() or 1)
_UNSURE = 60.0
"""A page whose words are no surer than this (of 100) may stand on its side or its head."""
_TURN_SURE = 2.0
_INK = 0.002
"""Share of the page: so much left over is looked at again (a signature is some 0.005)."""
_DARK = bytes([1] * 128 + [0] * 128)
_COLUMNS, _PLAIN = "4", "6"
"""Tesseract's modes: text in columns and of several sizes; lines over the whole width."""


@dataclass(slots=True)
class Image:
    """A page as a grey picture."""

    wide: int
    high: int
    pixels: bytes
    scale: float
    """Pixels for each point."""

    @property
    def pgm(self) -> bytes:
        """As a file that tesseract reads."""
        return b"P5\n%d %d\n255\n" % (self.wide, self.high) + self.pixels

    @property
    def ink(self) -> float:
        """Share of it that is dark, 0 to 1."""
        return self.pixels.translate(_DARK).count(1) / max(1, len(self.pixels))

    def turned(self, degrees: int) -> Image:
        """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
        wide, high, pixels = self.wide, self.high, self.pixels
        if degrees == 180:
            return Image(wide, high, pixels[::-1], self.scale)
        if degrees in (90, 270):
            # Each column, from the foot up, is a row.
            rows = [pixels[(high - 1) * wide + x :: -wide] for x in range(wide)]
            made = Image(high, wide, b"".join(rows), self.scale)
            return made if degrees == 90 else made.turned(180)
        return self

    def without(self, words: list[hocr.Word]) -> Image:
        """The picture with these words wiped out."""
        pixels = bytearray(self.pixels)
        for word in words:
            left, right = max(0, int(word.x0) - 2), min(self.wide, int(word.x1) + 3)
            blank = b"\xff" * max(0, right - left)
            for y in range(max(0, int(word.y0) - 2), min(self.high, int(word.y1) + 3)):
                pixels[y * self.wide + left : y * self.wide + left + len(blank)] = blank
        return Image(self.wide, self.high, bytes(pixels), self.scale)


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


def read_pages(raw: Any, document: Any, pages: list[Page], tell: Callable[..., None]) -> list[Line]:
    """Put the words of scanned pages on them as spans; gives what could not be read.

    `tell` is called with a page's number and the seconds it may take, before it is read.
    """
    from concurrent.futures import ThreadPoolExecutor

    program = shutil.which("tesseract") or "tesseract"
    end = time.monotonic() + ALL_SECONDS
    aside: list[Line] = []

    def work(page: Page, image: Image | None) -> list[Line]:
        left = min(end, time.monotonic() + PAGE_SECONDS)
        found = _look(program, image, left) if image is not None else None
        place = f"trang {page.number}"
        if found is None:
            return [Line(_("Không nhận dạng được chữ của trang này."), place)]
        lines, dust, seen = found
        page.width, page.height = seen.wide / seen.scale, seen.high / seen.scale
        hocr.put(lines, page, seen.scale)
        return [Line(word.text, place) for word in dust]

    with ThreadPoolExecutor(_WORKERS) as pool:
        # A few at a time: the pictures of a long document would fill the memory.
        for start in range(0, len(pages), _WORKERS):
            batch = pages[start : start + _WORKERS]
            images: list[Image | None] = []
            for page in batch:
                tell(page.number, PAGE_SECONDS)
                late = time.monotonic() > end
                images.append(None if late else _image(raw, document, page))
            tell(batch[0].number, PAGE_SECONDS + 90)  # its own limit comes first
            for dust in pool.map(work, batch, images):
                aside += dust
    return aside


def _look(
    program: str, image: Image, end: float
) -> tuple[list[hocr.Printed], list[hocr.Word], Image] | None:
    """Lines and dust of a page, and the picture upright; None when tesseract is not done by `end`.

    Layout analysis takes a stamp and the name under it for one drawing: what is left of the page
    when all that it found is wiped out is looked at once more, as plain lines.
    """
    answer = _recognise(program, image.pgm, _COLUMNS, end)
    if answer is None:
        return None
    found = hocr.lines_of(answer)
    if hocr.sureness(w for line in found for w in line.words) < _UNSURE:
        upright = image.turned(_turn(program, image, end))
        again = _recognise(program, upright.pgm, _COLUMNS, end) if upright is not image else None
        if again is not None:
            image, found = upright, hocr.lines_of(again)
    lines, dust = hocr.sort_out(found)
    rest = image.without([w for line in lines for w in line.words])
    if rest.ink > _INK:
        again = _recognise(program, rest.pgm, _PLAIN, end)
        if again is not None:
            more = hocr.sure_rest(hocr.lines_of(again))
            seen = [w for line in more for w in line.words]
            dust = [w for w in dust if not any(_overlap(w, other) for other in seen)]
            lines += more
    return lines, dust, image


def _turn(program: str, image: Image, end: float) -> int:
    """Degrees by which a page is to be turned clockwise to stand upright; 0 when not known."""
    command = [program, "stdin", "stdout", "--dpi", str(DPI), "--psm", "0"]
    answer = _run(command, image.pgm, end) or ""
    found = re.search(r"Rotate: (90|180|270)\b", answer)
    sure = re.search(r"Orientation confidence: ([\d.]+)", answer)
    return int(found[1]) if found and sure and float(sure[1]) > _TURN_SURE else 0


def _overlap(one: hocr.Word, two: hocr.Word) -> bool:
    return min(one.x1, two.x1) > max(one.x0, two.x0) and min(one.y1, two.y1) > max(one.y0, two.y0)


def _image(raw: Any, document: Any, page: Page) -> Image | None:
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
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, wide, high, 0, 0)
        for x, y, w, h in _known(page, scale):
            # What the file tells in letters (a signature's stamp) is not to be read twice.
            raw.FPDFBitmap_FillRect(bitmap, x, y, w, h, 0xFFFFFFFF)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        if bitmap:
            raw.FPDFBitmap_Destroy(bitmap)
        raw.FPDF_ClosePage(handle)
    if stride != wide:
        pixels = b"".join(pixels[y * stride : y * stride + wide] for y in range(high))
    return Image(wide, high, pixels, scale)


def _known(page: Page, scale: float) -> Iterator[tuple[int, int, int, int]]:
    """Boxes of the texts that are on a page already: left, top, width, height in pixels."""
    for span in page.spans:
        top = page.height - span.y - span.size
        wide, high = (span.x1 - span.x0) * scale, 1.3 * span.size * scale
        yield round(span.x0 * scale), round(top * scale), round(wide), round(high)


def _recognise(program: str, image: bytes, mode: str, end: float) -> str | None:
    """Tesseract's hOCR of a picture; None when it fails or is not done by `end`."""
    command = [program, "stdin", "stdout", "-l", "vie", "--dpi", str(DPI), "--psm", mode, "hocr"]
    return _run(command, image, end)


def _run(command: list[str], image: bytes, end: float) -> str | None:
    # Its threads wait for each other busily: with one it is five times as fast on a busy machine.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    left = end - time.monotonic()
    if left <= 0:
        return None
    try:
        done = subprocess.run(
            command,
            input=image,
            capture_output=True,
            timeout=left,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
