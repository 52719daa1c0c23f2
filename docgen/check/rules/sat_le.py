"""Nơi nhận at the left margin (TC25)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import LOOK, Found, rule
from docgen.check.rules._look import amount
from docgen.check.word.parts import Paragraph, WordFile
from docgen.check.word.tables import cell_left
from docgen.lang import _
from docgen.nd30.trang import MM
from docgen.read.word.names import JC, TBL, VAL, W

_NEAR_MM = 1.0
"""Less is not seen on paper."""
_EDGE_AT_MARGIN = 15
"""From this compatibility mode on Word puts the edge of a table at the margin, not its letters."""


@rule("TC25", LOOK)
def flush(document: Document) -> Iterator[Found]:
    """ "Nơi nhận:" stands at the left margin (Mục II.9.d)."""
    assert document.word is not None
    for text in document.of("noi_nhan"):
        inset = _inset(document.word, text)
        if inset / MM > _NEAR_MM:
            told = f"{amount(round(inset / MM, 1))} mm"
            yield Found(
                _("“Nơi nhận:” cách lề trái {found}, không sát lề.").format(found=told),
                text,
                expected="0 mm",
                found=told,
            )
            return


def _inset(word: WordFile, text: Text) -> float:
    """How far a line begins from the left margin, pt; 0 where that is not known."""
    paragraph = text.paragraph
    if paragraph is None or text.column > 1 or paragraph.look.get("align") in ("center", "right"):
        return 0.0
    own = float(paragraph.look.get("left") + paragraph.look.get("first"))
    if paragraph.place.endswith(_("khung chữ")):
        return 0.0
    return own if paragraph.cell is None else _of_cell(word, paragraph, own)


def _of_cell(word: WordFile, paragraph: Paragraph, own: float) -> float:
    """The same in a table: where it stands, and what its cell keeps free."""
    assert paragraph.cell is not None
    number, _row, column = paragraph.cell
    tables = [t for t in word.tables if t.number == number]
    above = list(paragraph.element.iterancestors(TBL))
    if column != 1 or len(above) != 1 or not tables:
        return 0.0
    cell = next(paragraph.element.iterancestors(W + "tc"))
    inner = cell_left(above[0], cell, word.sheet)
    align = above[0].find(f"{W}tblPr/{JC}")
    centred = align is not None and align.get(VAL) not in ("left", "start")
    if inner and not centred and _mode(word) < _EDGE_AT_MARGIN:
        inner = 0.0
    return float(tables[0].left) + inner + own


def _mode(word: WordFile) -> int:
    """Word's compatibility mode; 12 where the file does not say, as Word takes it."""
    part = next((r.target for r in word.pack.relations(word.main).values()
                 if r.kind == "settings"), "")  # fmt: skip
    if part not in word.pack:
        return 12
    for item in word.pack.xml(part).iter(W + "compatSetting"):
        if item.get(W + "name") == "compatibilityMode" and (item.get(VAL) or "").isdigit():
            return int(item.get(VAL))
    return 12
