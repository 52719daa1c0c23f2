"""Paragraphs, rows and tables with tracked changes, as Word writes them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from docgen.adapt.redline.names import (
    DEL,
    ID,
    INS,
    PPR,
    REFERENCES,
    REL,
    RPR,
    SECTPR,
    TBLGRID,
    TBLPR,
    TCPR,
    TRPR,
    VAL,
    P,
    R,
    T,
    W,
    key,
    sub,
    text_of,
)
from docgen.adapt.redline.words import Step, Token, changes, end_deleted, tokens

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DELETED = {T: W + "delText", W + "instrText": W + "delInstrText"}
_MARKS = (W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr")


class Place(NamedTuple):
    """Where a comment stands: characters of a paragraph's text, and the comment's id."""

    start: int
    end: int
    comment: int


class Written(NamedTuple):
    """A paragraph of the source and where it went."""

    text: str
    paragraph: Any
    gone: bool
    """Whether it is deleted as a whole."""


class Emitter:
    """Writes merged content into the own document's tree.

    `places`: own paragraphs and the comments on them. What it did with each paragraph of the
    source is kept in `written`, in order.
    """

    def __init__(self, places: dict[Any, list[Place]]) -> None:
        self._places = places
        self.written: list[Written] = []

    def paragraph(self, old: Any, new: Any, inserted: bool = False) -> Any:
        """A paragraph kept (both given), deleted (`new` is None) or inserted (`old` is None).

        `inserted`: an inserted paragraph follows.
        """
        base = old if new is None else new
        made = base.makeelement(P, dict(base.attrib))
        mark = DEL if new is None else INS if old is None else None
        properties = _paragraph_properties(old, new, mark)
        if properties is not None:
            made.append(properties)
        places = self._places.get(new, []) if new is not None else []
        cuts = [n for place in places for n in (place.start, place.end)]
        if new is None:
            steps = [Step(t, None) for t in tokens(old)]
        elif old is None:
            steps = [Step(None, t) for t in tokens(new, cuts)]
        else:
            steps = changes(tokens(old), tokens(new, cuts))
            steps = end_deleted(steps) if inserted else steps
        _Runs(made, places).write(steps)
        if old is not None:
            self.written.append(Written(text_of(old), made, new is None))
        return made

    def whole(self, element: Any, mark: str) -> Any:
        """A paragraph or table that is deleted or inserted (`mark`) with all it holds."""
        if element.tag == P:
            return self.paragraph(*((element, None) if mark == DEL else (None, element)))
        made = element.makeelement(element.tag, dict(element.attrib))
        for child in element:
            if child.tag == P or child.tag in (W + "tr", W + "tc", W + "tbl"):
                made.append(self.whole(child, mark))
            else:
                made.append(copy.deepcopy(child))
        if element.tag == W + "tr":
            _row_mark(made, mark)
        return made


def shift(kept: Any, last: Any, mark: str, properties: tuple[Any, Any]) -> None:
    """Move the mark of a change from the end of paragraph `last` to the end of `kept`, above.

    `properties`: paragraphs of the source and the own document whose properties `last` now has.
    """
    holder = kept.find(PPR)
    if holder is None:
        holder = kept.makeelement(PPR)
        kept.insert(0, holder)
    look = holder.find(RPR)
    if look is None:
        look = holder.makeelement(RPR)
        record = holder.find(PPR + "Change")
        holder.insert(len(holder) if record is None else holder.index(record), look)
    look.insert(0, look.makeelement(mark))
    last.remove(last[0])
    made = _paragraph_properties(*properties, None)
    if made is not None:
        last.insert(0, made)


def vanishing(like: Any) -> Any:
    """A paragraph that neither document has: inserted, and deleted again.

    Two tables without a paragraph between them would become one in Word.
    """
    made = like.makeelement(P)
    look = sub(sub(made, PPR), RPR)
    sub(look, INS)
    sub(look, DEL)
    return made


def _row_mark(row: Any, mark: str) -> None:
    properties = row.find(TRPR)
    if properties is None:
        properties = row.makeelement(TRPR)
        row.insert(1 if len(row) and row[0].tag == W + "tblPrEx" else 0, properties)
    sub(properties, mark)


def changed(old: Any, new: Any, tag: str) -> Any:
    """Properties `new` (a copy) that were `old`: the record of the change stands in them.

    `tag` is the element's name, either side may be None. None when neither says anything.
    """
    base = new if new is not None else old
    if base is None:
        return None
    if key(old) == key(new):
        return copy.deepcopy(new)
    made = copy.deepcopy(new) if new is not None else base.makeelement(tag)
    record = sub(made, tag + "Change")
    record.append(copy.deepcopy(old) if old is not None else base.makeelement(tag))
    return made


def section(old: Any, new: Any) -> Any:
    """Section properties `new` (a copy) that were `old`; headers and footers stay the own ones."""
    bare = [_bare(s) for s in (old, new)]
    made = copy.deepcopy(new)
    if key(bare[0]) != key(bare[1]):
        sub(made, SECTPR + "Change").append(bare[0])
    return made


def _bare(element: Any) -> Any:
    """Section properties without headers and footers, which no record of a change may name."""
    made = copy.deepcopy(element)
    for child in list(made):
        if child.tag in REFERENCES:
            made.remove(child)
    return made


def table_head(old: Any, new: Any) -> list[Any]:
    """Table properties and grid of a kept table."""
    out = [changed(old.find(TBLPR), new.find(TBLPR), TBLPR)]
    grids = old.find(TBLGRID), new.find(TBLGRID)
    out.append(changed(*grids, TBLGRID))
    return [x for x in out if x is not None]


def row_properties(old: Any, new: Any) -> Any:
    """Row properties of a kept row."""
    return changed(old.find(TRPR), new.find(TRPR), TRPR)


def cell_properties(old: Any, new: Any) -> Any:
    """Cell properties of a kept cell."""
    return changed(old.find(TCPR), new.find(TCPR), TCPR)


def _paragraph_properties(old: Any, new: Any, mark: str | None) -> Any:
    before = None if old is None else old.find(PPR)
    after = before if new is None else new.find(PPR)
    base = new if new is not None else old
    made = copy.deepcopy(after) if after is not None else base.makeelement(PPR)
    looks = [None if p is None else p.find(RPR) for p in (before, after)]
    breaks = [None if p is None else p.find(SECTPR) for p in (before, after)]
    for child in (made.find(RPR), made.find(SECTPR)):
        if child is not None:
            made.remove(child)
    record = None
    if mark is None and key(bare := _plain(before, base)) != key(_plain(after, base)):
        record = made.makeelement(PPR + "Change")
        record.append(bare)
    if mark is not None:
        look = copy.deepcopy(looks[1]) if looks[1] is not None else made.makeelement(RPR)
        look.insert(0, look.makeelement(mark))
    else:
        look = changed(looks[0], looks[1], RPR)
    if look is not None:
        made.append(look)
    if breaks[1] is not None:
        same = breaks[0] if mark is None and breaks[0] is not None else breaks[1]
        made.append(section(same, breaks[1]))
    if record is not None:
        made.append(record)
    return made if len(made) else None


def _plain(properties: Any, like: Any) -> Any:
    """Paragraph properties as a record of a change holds them."""
    made = copy.deepcopy(properties) if properties is not None else like.makeelement(PPR)
    for child in list(made):
        if child.tag in (RPR, SECTPR):
            made.remove(child)
    return made


class _Runs:
    """Writes the runs of one paragraph; what looks and counts alike shares a run."""

    def __init__(self, paragraph: Any, places: Sequence[Place]) -> None:
        self._paragraph = paragraph
        self._starts = {p.start: p.comment for p in places}
        self._ends = {p.end: p.comment for p in places}
        self._at = 0
        self._wrap: Any = None
        self._run: Any = None
        self._like: Any = None

    def write(self, steps: Iterable[Step]) -> None:
        for old, new in steps:
            if new is None:
                assert old is not None
                self._token(old, DEL, None)
                continue
            if new.text and self._at in self._starts:
                self._anchor("commentRangeStart", self._starts.pop(self._at))
            mark = INS if old is None else None
            self._token(new, mark, old)
            self._at += len(new.text)
            if new.text and self._at in self._ends:
                comment = self._ends.pop(self._at)
                self._anchor("commentRangeEnd", comment)
                reference(self._paragraph, comment, mark)

    def _anchor(self, tag: str, comment: int) -> None:
        self._wrap = self._run = None
        sub(self._paragraph, W + tag, {ID: str(comment)})

    def _token(self, token: Token, mark: str | None, old: Token | None) -> None:
        before = old.look if old is not None else token.look
        if token.node is not None and token.node.getparent().tag != R:
            self._beside(token.node, mark)
            return
        like = (mark, token.look, before)
        if self._run is None or self._like != like:
            self._like = like
            self._run = sub(self._holder(mark), R)
            rpr = token.rpr
            if old is not None:
                rpr = changed(old.rpr, token.rpr, RPR)
            elif rpr is not None:
                rpr = copy.deepcopy(rpr)
            if rpr is not None:
                self._run.append(rpr)
        if token.node is not None:
            node = copy.deepcopy(token.node)
            node.tag = _DELETED.get(node.tag, node.tag) if mark == DEL else node.tag
            self._run.append(node)
            return
        tag = _DELETED[T] if mark == DEL else T
        last = self._run[-1] if len(self._run) else None
        if last is None or last.tag != tag:
            last = sub(self._run, tag, {SPACE: "preserve"})
        last.text = (last.text or "") + token.text

    def _holder(self, mark: str | None) -> Any:
        if mark is None:
            self._wrap = None
            return self._paragraph
        if self._wrap is None or self._wrap.tag != mark:
            self._wrap = sub(self._paragraph, mark)
        return self._wrap

    def _beside(self, node: Any, mark: str | None) -> None:
        """Something that stands beside runs: a link, a bookmark."""
        self._wrap = self._run = None
        if mark == DEL and node.tag in _MARKS:
            return  # it would stand twice, and it is nothing that a reader sees
        made = copy.deepcopy(node)
        self._paragraph.append(made)
        if mark is None:
            return
        for run in list(made.iter(R)):
            holder = run.makeelement(mark)
            run.addprevious(holder)
            holder.append(run)
            for text in run:
                text.tag = _DELETED.get(text.tag, text.tag) if mark == DEL else text.tag


def reference(paragraph: Any, comment: int, mark: str | None = None, at: int | None = None) -> None:
    """The sign of a comment, at the end or before the child `at`; tracked like its words."""
    run = paragraph.makeelement(R)
    sub(sub(run, RPR), W + "rStyle", {VAL: "CommentReference"})
    sub(run, W + "commentReference", {ID: str(comment)})
    if mark is not None:
        holder = paragraph.makeelement(mark)
        holder.append(run)
        run = holder
    paragraph.insert(len(paragraph) if at is None else at, run)


def relations(element: Any) -> Iterable[tuple[Any, str]]:
    """Elements and attributes in a tree that name a relation of the package."""
    for node in element.iter():
        for name in node.attrib:
            if name.startswith(REL):
                yield node, name
