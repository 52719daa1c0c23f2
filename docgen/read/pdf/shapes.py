"""What stands on a page, in points from its lower left corner as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f of PDF: x' = a x + c y + e, y' = b x + d y + f."""


class Span(NamedTuple):
    """A stretch of text of one look on one line."""

    x0: float
    y: float
    """Baseline."""
    x1: float
    size: float
    """Height of the type, pt."""
    bits: int
    """BOLD and ITALIC."""
    text: str
    group: int = 0
    """Number of the annotation or drawing it stands in; 0 for the page itself."""


class Rule(NamedTuple):
    """A drawn line, horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """Everything of a page that the reader looks at."""

    number: int
    """From 1."""
    width: float
    height: float
    spans: list[Span] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    """Texts that do not run from left to right (watermarks, sideways headings)."""
    unplaced: list[str] = field(default_factory=list)
    """Lines of the text layer that no object of the page owns."""
    rules: list[Rule] = field(default_factory=list)
    broken: bool = False
    """It cannot be opened."""
    pictures: float = 0.0
    """Share of the page that pictures cover, 0 to 1 and more."""
    scanned: bool = False
    """Its spans come from a picture: places and sizes are off by a point or two."""


@dataclass(slots=True)
class Row:
    """Spans on one baseline, from left to right; none are added once its text is asked for."""

    page: int
    y: float
    spans: list[Span]
    size: float
    _text: str | None = None
    _x1: float | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        if self._x1 is None:
            self._x1 = max(s.x1 for s in self.spans)
        return self._x1

    @property
    def text(self) -> str:
        """Its text, with spaces where the page has gaps."""
        if self._text is None:
            self._text = "".join(t for t, _b in pieces(self.spans)).strip()
        return self._text

    @property
    def centre(self) -> float:
        """Middle between its edges."""
        return (self.x0 + self.x1) / 2


def pieces(spans: list[Span]) -> list[tuple[str, int]]:
    """Texts and looks of the spans of one line; gaps between them become spaces."""
    out: list[tuple[str, int]] = []
    before: Span | None = None
    for span in spans:
        # pdfium gives the spaces of running text; two narrow figures stand up to 0.25 apart.
        if (
            before is not None
            and span.x0 - before.x1 > 0.3 * min(before.size, span.size)
            and not (before.text[-1:].isspace() or span.text[:1].isspace())
        ):
            out.append((" ", before.bits & span.bits))
        out.append((span.text, span.bits))
        before = span
    return out
