"""What the rules on look (TC) share: letters and paragraphs with a fault, and their mending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from docgen.check.document import BLOCKS, FOOT, GROUNDS, HEAD, Document, Text, shared
from docgen.check.registry import Fix
from docgen.check.word import Paragraph, Run
from docgen.check.word.look import Look
from docgen.lang import _
from docgen.nd30.thanh_phan import THANH_PHAN

BODY = frozenset({*GROUNDS, *BLOCKS, "ket_thuc"})
"""Components of the running body: grounds, levels, closing."""


_OWN_HEAD = frozenset({"quoc_hieu", "tieu_ngu", "co_quan", "so_ky_hieu"})
_PRESCRIBED = frozenset({*HEAD, *BODY, *FOOT, "lenh"}) | {
    f"{part}_ten" for part in ("phan", "chuong", "muc", "tieu_muc")
}


_HALVED = frozenset({*HEAD, *FOOT})
_TAB, _GAP = re.compile("\t"), re.compile("\t| {5}")
_WITH_GAPS = frozenset({"so_ky_hieu", "dia_danh_ngay"})
"""Components with room for a number or a day that is still to come."""


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


Groups = Mapping[tuple[str, Look], list[Letters]]
"""Stretches by their component and look, groups and stretches in the order of the document."""


def _grouped(spots: Iterable[Letters]) -> Groups:
    groups: dict[tuple[str, Look], list[Letters]] = {}
    for spot in spots:
        groups.setdefault((spot.text.part, spot.run.look), []).append(spot)
    return groups


def in_order(spots: Iterable[Letters]) -> list[Letters]:
    """Stretches of several groups in the order of the document."""
    return sorted(spots, key=lambda s: (s.text.index, s.run.start))


@shared
def printed(document: Document) -> Groups:
    """All letters of the text: a document has few looks, so few groups to judge."""
    return _grouped(letters(document.texts))


def looks(document: Document) -> Iterator[tuple[Text, Paragraph]]:
    """Every line with its paragraph."""
    for text in document.texts:
        if text.paragraph is not None:
            yield text, text.paragraph


@shared
def body(document: Document) -> list[tuple[Text, Paragraph]]:
    """Paragraphs of words over the full width; those of an annex, often a form, left out."""
    annexes = annexes_of(document)
    return [
        (text, paragraph)
        for text, paragraph in looks(document)
        if text.part in BODY
        and paragraph.cell is None
        and text.member not in annexes
        and wordy(text.text)
    ]


@shared
def annexes_of(document: Document) -> set[int]:
    """Members that are annexes; a file may hold nothing else."""
    labelled = {t.member for t in document.of("phu_luc")}
    return labelled | {m for m in document.members if document.loai(m) == "phu_luc"}


@shared
def components(document: Document) -> list[Text]:
    """Lines whose own size and style the decree prescribes.

    Left out: the content of annexes, drawings with letters in them, lines of dots, what stands in
    halves but was not recognised as foot, and the foot of a file that has no head.
    """
    return list(_components(document))


def _components(document: Document) -> Iterator[Text]:
    annexes = annexes_of(document)
    headed = bool(document.of(*_OWN_HEAD))
    boxed = _("khung chữ")
    for text in document.texts:
        part = text.part
        if part not in _PRESCRIBED or text.paragraph is None or not wordy(text.text):
            continue
        if part in BODY:
            boxes = text.column or text.paragraph.place.endswith(boxed)
            if text.member in annexes or boxes:
                continue
        elif part in FOOT and (not headed or text.paragraph.place.endswith(boxed)):
            continue
        yield text


def half(text: Text) -> int:
    """Where the first half of a head or foot line ends: at a tab or gap before the other column."""
    if text.part in _HALVED and text.paragraph is not None and text.paragraph.cell is None:
        lead = len(text.text) - len(text.text.lstrip())
        gap = (_TAB if text.part in _WITH_GAPS else _GAP).search(text.text.rstrip(), lead)
        if gap is not None:
            return gap.start()
    return len(text.text)


@shared
def prescribed(document: Document) -> Groups:
    """Letters of components, of a head line in two halves those of the first."""
    return _grouped(_prescribed(document))


def _prescribed(document: Document) -> Iterator[Letters]:
    end = 0
    last: Text | None = None
    for spot in letters(components(document)):
        if spot.text is not last:
            last, end = spot.text, half(spot.text)
        if spot.run.start < end:
            yield spot


_OF_FORMS = ("…", "..", "__", "\t")


def wordy(text: str) -> bool:
    """Whether a line is made of words, not of the dots, lines and tabs of a form."""
    if not any(sign in text for sign in _OF_FORMS):
        return True
    count = text.count
    return len(text) > 6 * sum(map(count, _OF_FORMS))


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
