"""What the rules on look (TC) share: letters and paragraphs with a fault, and their mending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docgen.check.document import BLOCKS, GROUNDS, Document, Text
from docgen.check.registry import Fix
from docgen.check.word import Paragraph, Run
from docgen.lang import _
from docgen.nd30.thanh_phan import THANH_PHAN

BODY = frozenset({*GROUNDS, *BLOCKS, "ket_thuc"})
"""Components of the running body: grounds, levels, closing."""


class Letters(NamedTuple):
    """A stretch of letters of one look in a line of the document."""

    text: Text
    run: Run

    @property
    def span(self) -> tuple[int, int]:
        """Its characters in the text, outer spaces left out."""
        words = self.run.text
        start = self.run.start + len(words) - len(words.lstrip())
        return start, start + len(words.strip())

    @property
    def shown(self) -> int:
        """How many letters and digits it shows."""
        return sum(map(str.isalnum, self.run.text))


def letters(texts: Iterable[Text]) -> Iterator[Letters]:
    """Every stretch that is printed; hidden letters and bare spaces are left out."""
    for text in texts:
        if text.paragraph is not None:
            for run in text.paragraph.runs:
                if not run.text.isspace() and not run.look.get("hidden"):
                    yield Letters(text, run)


def looks(document: Document) -> Iterator[tuple[Text, Paragraph]]:
    """Every line with its paragraph."""
    for text in document.texts:
        if text.paragraph is not None:
            yield text, text.paragraph


def body(document: Document) -> Iterator[tuple[Text, Paragraph]]:
    """Paragraphs of words over the full width; those of an annex, often a form, left out."""
    annexes = {m for m in document.members if document.loai(m) == "phu_luc"}
    for text, paragraph in looks(document):
        if (
            text.part in BODY
            and paragraph.cell is None
            and text.member not in annexes
            and wordy(text.text)
        ):
            yield text, paragraph


def wordy(text: str) -> bool:
    """Whether a line is made of words: not the dots of a form, not "./." alone."""
    return len(text) > 2 * sum(map(text.count, "._…\t"))


def change(spots: Iterable[Letters], **values: Any) -> tuple[Fix, ...]:
    """Fixes that give these letters other values."""
    return tuple(
        Fix("letters", s.text, s.run.start, s.run.start + len(s.run.text), values=_pairs(values))
        for s in spots
    )


def reset(texts: Iterable[Text], **values: Any) -> tuple[Fix, ...]:
    """Fixes that give these paragraphs other values."""
    return tuple(Fix("paragraph", t, values=_pairs(values)) for t in texts)


def _pairs(values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(values.items())


def counted(texts: Iterable[Text]) -> str:
    """ " (40 đoạn)" after a message that stands for several paragraphs, else nothing."""
    count = len({t.index for t in texts})
    return _(" ({n} đoạn)").format(n=count) if count > 1 else ""


def name(part: str) -> str:
    """A component as a reader calls it."""
    return _("Nội dung") if part in BODY and part != "can_cu" else THANH_PHAN[part].ten


def amount(value: float) -> str:
    """A number as Vietnamese writes it, without needless decimals: 12,5."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
