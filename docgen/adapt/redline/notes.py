"""Comments: where each stands, and the part of the file that holds their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docgen.adapt.redline.emit import Place, Written, reference
from docgen.adapt.redline.names import (
    AUTHOR,
    DEL,
    ID,
    INS,
    NS,
    PPR,
    RPR,
    VAL,
    P,
    R,
    T,
    W,
    sub,
    text_of,
)
from docgen.adapt.redline.words import marked

STYLES = (
    ("CommentReference", "character", "annotation reference", "16"),
    ("CommentText", "paragraph", "annotation text", "20"),
)
"""Id, type, name, half points: as Word names them."""
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Note(NamedTuple):
    """A comment for the clerk."""

    chu: str
    """Printed text of the visible gap it is about, or words of the deleted paragraph."""
    text: str
    removed: bool = False
    """Whether it is about a paragraph of the source that the own document dropped."""


def gap_places(body: Any, notes: Sequence[Note]) -> dict[Any, list[Place]]:
    """Places of the notes on gaps: the n-th note of a text belongs to the n-th such gap."""
    waiting: dict[str, list[int]] = {}
    for number, note in enumerate(notes):
        if not note.removed and note.chu:
            waiting.setdefault(_one_line(note.chu), []).append(number)
    out: dict[Any, list[Place]] = {}
    for paragraph in body.iter(P) if waiting else ():
        for start, stretch in _stretches(paragraph):
            text = _one_line(stretch)
            taken: list[tuple[int, int]] = []
            # Longest first: a gap may be named by words that another one holds too.
            for words in sorted(waiting, key=lambda w: (-len(w), w)):
                at = text.find(words)
                while at >= 0 and waiting[words]:
                    end = at + len(words)
                    if all(end <= a or b <= at for a, b in taken):
                        taken.append((at, end))
                        place = Place(start + at, start + end, waiting[words].pop(0))
                        out.setdefault(paragraph, []).append(place)
                    at = text.find(words, end)
    return out


def _one_line(text: str) -> str:
    """Text of the same length, whatever the layout made of its spaces."""
    return text.replace("\u00a0", " ").replace("\n", " ")


def _stretches(paragraph: Any) -> list[tuple[int, str]]:
    """Highlighted stretches of a paragraph: place of the first letter, text."""
    out: list[tuple[int, str]] = []
    at, whole = 0, False
    for run in paragraph.iterchildren(R):
        text = text_of(run)
        if not text:
            continue
        if marked(run.find(RPR)):
            if whole:
                out[-1] = (out[-1][0], out[-1][1] + text)
            else:
                out.append((at, text))
            whole = True
        else:
            whole = False
        at += len(text)
    return out


def place_rest(
    body: Any, notes: Sequence[Note], placed: dict[Any, list[Place]], written: Sequence[Written]
) -> None:
    """Comments on deleted paragraphs; those that find no place stand on the first paragraph."""
    done = {place.comment for places in placed.values() for place in places}
    used: set[int] = set()
    lost = []
    for number, note in enumerate(notes):
        if number in done:
            continue
        found = _written(note.chu, written, used) if note.removed else None
        if found is None:
            lost.append(number)
        else:
            _around(found.paragraph, number, DEL if found.gone else None)
    if lost:
        first = _first(body)
        for number in lost:
            _around(first, number)


def _written(chu: str, written: Sequence[Written], used: set[int]) -> Written | None:
    """The first paragraph with these words that has no such note; one deleted as a whole if any."""
    words = " ".join(chu.split())
    if not words:
        return None
    holding = [k for k, w in enumerate(written) if words in " ".join(w.text.split())]
    for k in sorted(holding, key=lambda k: not written[k].gone):
        if k not in used:
            used.add(k)
            return written[k]
    # More notes than paragraphs with these words: they share the last one.
    return written[holding[-1]] if holding else None


def _around(paragraph: Any, comment: int, mark: str | None = None) -> None:
    start = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
    paragraph.insert(start, paragraph.makeelement(W + "commentRangeStart", {ID: str(comment)}))
    sub(paragraph, W + "commentRangeEnd", {ID: str(comment)})
    reference(paragraph, comment, mark)


def _first(body: Any) -> Any:
    """The first paragraph that shows letters and stays; else the first of all."""
    first = None
    for paragraph in body.iter(P):
        first = paragraph if first is None else first
        tracked = paragraph.find(f"{PPR}/{RPR}")
        whole = tracked is not None and any(x.tag in (INS, DEL) for x in tracked)
        if not whole and any(t.text for t in paragraph.iter(T)):
            return paragraph
    return first


def comments_xml(notes: Sequence[Note], author: str) -> bytes:
    """The part that holds the comments' words."""
    from lxml import etree

    root = etree.Element(W + "comments", nsmap={"w": NS})
    who = {AUTHOR: clean(author), W + "initials": clean(author)[:2]}
    for number, note in enumerate(notes):
        comment = sub(root, W + "comment", {ID: str(number), **who})
        for place, line in enumerate(clean(note.text).splitlines() or [""]):
            paragraph = sub(comment, P)
            sub(sub(paragraph, PPR), W + "pStyle", {VAL: "CommentText"})
            if place == 0:
                run = sub(paragraph, R)
                sub(sub(run, RPR), W + "rStyle", {VAL: "CommentReference"})
                sub(run, W + "annotationRef")
            text = sub(sub(paragraph, R), T)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.text = line
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml


def clean(text: str) -> str:
    """Text without characters that XML forbids."""
    return _ILLEGAL.sub("", text)
