"""Tesseract's answer (hOCR) as spans on a page: words with the baseline and size of their line.

hOCR gives for each line its box, its baseline as slope and distance from the box's lower edge, and
its size; for each word its box and how sure tesseract is of it (0 to 100). Pixels, from the top.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from docgen.read.pdf.shapes import Page, Span
from docgen.read.pdf.spelling import spelt

UNSURE = 20.0
"""Words below it are dust or a stamp, in a line that is no surer than `_DUSTY` as a whole."""
_DUSTY = 50.0
_REST = 60.0
"""What a second look finds among stamps and signatures counts only from here."""
_SIZE = 0.92
"""Size of a line in hOCR (from its lowest to its highest small letter) to that of the type."""
_SAME_SIZE = 0.12
"""Sizes measured off a scan differ by so much within one."""
_TURNED = 0.002
"""A slope beyond it is set right (a line of 16 cm falls by 0.3 mm)."""
_LINE = re.compile(
    r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*?"
    r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)(?:; baseline (\S+) ([^;'\"]+))?"
    r"(?:[^>]*?x_size ([\d.]+))?[^>]*>"
)
_WORD = re.compile(
    r"<span class='ocrx_word'[^>]*?bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+); x_wconf (\d+)[^>]*>"
    r"(.*?)</span>",
    re.DOTALL,
)
_LETTERS = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^>]*>")


class Word(NamedTuple):
    """One word: its box and how sure it is."""

    x0: float
    y0: float
    x1: float
    y1: float
    sure: float
    text: str


class Printed(NamedTuple):
    """One line as tesseract saw it: baseline at its left end, slope, size, words."""

    x0: float
    base: float
    slope: float
    size: float
    words: list[Word]


def lines_of(answer: str) -> list[Printed]:
    """All lines with words."""
    out: list[Printed] = []
    starts = list(_LINE.finditer(answer))
    ends = [m.start() for m in starts[1:]] + [len(answer)] * bool(starts)
    for found, end in zip(starts, ends, strict=True):
        words = []
        for word in _WORD.finditer(answer, found.end(), end):
            text = html.unescape(_TAG.sub("", word[6])).strip()
            if text:
                x0, y0, x1, y1, sure = (float(n) for n in word.groups()[:5])
                words.append(Word(x0, y0, x1, y1, sure, text))
        if words:
            x0, _y0, _x1, y1 = (float(n) for n in found.groups()[:4])
            high = median(w.y1 - w.y0 for w in words)
            slope, away = float(found[5] or 0), float(found[6] or 0)
            out.append(Printed(x0, y1 + away, slope, float(found[7] or high), words))
    return out


def sureness(words: Iterable[Word]) -> float:
    """How sure tesseract is of the letters of words, 0 to 100; 0 where there are none."""
    total = letters = 0.0
    for word in words:
        total += word.sure * len(word.text)
        letters += len(word.text)
    return total / letters if letters else 0.0


def sort_out(lines: list[Printed]) -> tuple[list[Printed], list[Word]]:
    """Lines without the words that are dust; the dust."""
    kept: list[Printed] = []
    dust: list[Word] = []
    for line in lines:
        # Inside a line of sure words an unsure one is a word of the text all the same.
        dusty = sureness(line.words) < _DUSTY
        words = [w for w in line.words if not (dusty and w.sure < UNSURE)]
        dust += [w for w in line.words if dusty and w.sure < UNSURE]
        if words:
            kept.append(line._replace(words=words))
    return kept, dust


def sure_rest(lines: list[Printed]) -> list[Printed]:
    """Of what a second look found: the words with letters that tesseract is sure of."""
    out: list[Printed] = []
    for line in lines:
        words = [w for w in line.words if w.sure >= _REST and len(_LETTERS.findall(w.text)) > 1]
        if words:
            out.append(line._replace(words=words))
    return out


def put(lines: list[Printed], page: Page, scale: float) -> None:
    """Put the words of a page on it as spans; a page that was scanned askew is set straight.

    `scale`: pixels for each point.
    """
    slope = _slope(lines)
    sizes = [line.size / scale / _SIZE for line in lines]
    usual = _usual(lines, sizes)
    page.scanned = True
    for line, size in zip(lines, sizes, strict=True):
        # Capitals, with marks on them, look larger than they are.
        same = (1 - _SAME_SIZE) * usual < size < 1.5 * usual
        size = usual if same else max(size, 1.0)
        # The whole line stands on one level: rows come out even.
        y = page.height - (line.base - slope * line.x0) / scale
        for word, text in zip(line.words, spelt([w.text for w in line.words]), strict=True):
            x0, x1 = word.x0 / scale, word.x1 / scale
            page.spans.append(Span(x0, y, x1, size, 0, text + " "))


def _usual(lines: list[Printed], sizes: list[float]) -> float:
    """The size that most words have."""
    return median([s for line, s in zip(lines, sizes, strict=True) for _w in line.words] or [1.0])


def _slope(lines: list[Printed]) -> float:
    """How far the page is askew: that of its long lines."""
    long = [line.slope for line in lines if len(line.words) > 4]
    found = median(long) if len(long) > 2 else 0.0
    return found if abs(found) > _TURNED else 0.0
