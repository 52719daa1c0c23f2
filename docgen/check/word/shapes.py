"""Lines drawn as shapes, and text boxes, in DrawingML or VML."""

from __future__ import annotations

from typing import Any

from docgen.check.word.parts import Drawn, Paragraph
from docgen.nd30.trang import MM
from docgen.read.word.names import MC, TXBX, VML
from docgen.read.word.styles import number

EMU = 12700
"""EMU in a point."""
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LINE_SHAPES = ("line", "straightConnector1")


def read_shape(item: Any, made: Paragraph, boxes: list[Any]) -> None:
    """Add what `item` draws to `made`: lines, other drawings; the text boxes in it to `boxes`."""
    chosen = item
    if item.tag == MC + "AlternateContent":
        choice = item.find(MC + "Choice")
        chosen = choice if choice is not None and len(choice) else item.find(MC + "Fallback")
        if chosen is None:
            return
    known = len(boxes), len(made.drawn)
    boxes.extend(chosen.iter(TXBX))
    for geometry in chosen.iter(_A + "prstGeom"):
        if geometry.get("prst") in _LINE_SHAPES:
            extent = next(chosen.iter(_WP + "extent"), None)
            length = number(extent.get("cx")) / EMU if extent is not None else 0.0
            made.drawn.append(Drawn("shape", length, made))
    for line in chosen.iter(VML + "line", VML + "shape"):
        if line.tag == VML + "line" or line.get("type", "").endswith("#_x0000_t32"):
            made.drawn.append(Drawn("shape", _vml_length(line, line.get("style", "")), made))
    made.pictures += known == (len(boxes), len(made.drawn))


def _vml_length(line: Any, style: str) -> float:
    """Length of a VML line in pt; 0 when it is not given in points."""
    begin, end = _point(line.get("from", "")), _point(line.get("to", ""))
    if begin is not None and end is not None:
        return abs(end - begin)
    for part in style.split(";"):
        name, _colon, value = part.partition(":")
        if name.strip() == "width":
            return _point(value) or 0.0
    return 0.0


def _point(text: str) -> float | None:
    first = text.split(",")[0].strip()
    units = {"pt": 1.0, "in": 72.0, "mm": MM, "cm": 10 * MM}
    for unit, scale in units.items():
        if first.endswith(unit):
            try:
                return float(first[: -len(unit)]) * scale
            except ValueError:
                return None
    return None
