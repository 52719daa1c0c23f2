"""Three-way merge of a list: items the unit edited, items the level above changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.adapt.align import Key, Slot, align, merge_order, moved
from docgen.adapt.audience import extent
from docgen.adapt.changes import mark
from docgen.adapt.merge import Clash, merge, spoken, whole
from docgen.adapt.update_fields import untold
from docgen.adapt.update_items import ROW, Item
from docgen.model import CAP, Khoi

BO_CA = "cấp trên đã bỏ nội dung này"
BO_MUC = "cấp trên đã bỏ mục “{muc}”"
TRA_LAI = "đơn vị đã bỏ; cấp trên sửa thành: {moi}"
THEM_VAO = "cấp trên thêm vào mục đơn vị đã bỏ: {moi}"
CAP_KHAC = "cấp trên đổi cấp của mục từ {cu} thành {moi}"
_BACK = tuple(f"[[{note.split(':')[0]}" for note in (TRA_LAI, THEM_VAO))
_CLOSING = (".", ";", ",", "?", "!", ":", "]]")
_LOWER = 100.0
_SAME = 0.8
"""Share of common words from which two additions, one on each side, are one."""

What = Literal["same", "own", "fresh", "both", "added", "new", "back", "left"]
"""Who changed an item: nobody, the unit, the level above, both; added by the unit; new from above;
taken out by the unit and brought back as a mark; taken out above and kept with a mark."""


@dataclass(slots=True)
class Done:
    """One item of the merged list."""

    own: Item | None
    fresh: Item | None
    base: Item | None
    what: What
    texts: list[str]
    cap: str | None = None
    rows: list[Done] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


@dataclass(slots=True)
class Merge:
    """A merged list, and what is in it no more."""

    items: list[Done] = field(default_factory=list)
    dropped: list[Item] = field(default_factory=list)
    """Own items that the level above took out."""
    refused: list[Item] = field(default_factory=list)
    """Fresh items that the unit took out."""


Show = Callable[[str], str]


def merge_lists(
    base: Sequence[Item], own: Sequence[Item], fresh: Sequence[Item], show: Show
) -> Merge:
    """The unit's list and the one adapted anew as one; both go back to `base`. Nothing is doubled.

    Items only one side changed are as that side has them; where both did, the unit's words stay
    with a mark. An item the unit took out and the level above changed comes back as a marked
    paragraph: a list of conflicts is read once, the document goes on to whoever signs it; one key
    takes the mark out again, and as a paragraph it moves no number.
    """
    mine = align([b.key for b in base], [o.key for o in own])
    theirs = align([b.source for b in base], [f.source for f in fresh])
    _agree(own, fresh, mine, theirs)
    common = mine.keys() & theirs.keys()
    shifted = moved({k: theirs[k] for k in common}) - moved({k: mine[k] for k in common})
    away = {theirs[k] for k in shifted}
    own_base = {j: k for k, j in mine.items()}
    fresh_base = {j: k for k, j in theirs.items()}
    twins = _twins(own, fresh, own_base, fresh_base)
    out = Merge()
    decided: dict[Slot, Done] = {}

    def settle(b: Item | None, i: int | None, j: int | None) -> None:
        o, f = None if i is None else own[i], None if j is None else fresh[j]
        if o and b and _is_back(o, b) and (f is None or f.says() != b.says()):
            o = i = None  # the mark of an earlier update: it is made anew, or has no matter left
        done = merge_item(b, o, f, show)
        if done:
            decided[Slot(i, j)] = done
        elif o:
            out.dropped.append(o)
        elif f:
            out.refused.append(f)

    for k, b in enumerate(base):
        settle(b, mine.get(k), theirs.get(k))
    for i in range(len(own)):
        if i not in own_base:
            settle(None, i, twins.get(i))
    for j in set(range(len(fresh))) - set(fresh_base) - set(twins.values()):
        settle(None, None, j)
    _orphans(out, decided, own, fresh, show)
    order = merge_order([*decided], away, _ranks(own), _ranks(fresh))
    out.items = [decided[slot] for slot in order]
    return out


def merge_item(b: Item | None, o: Item | None, f: Item | None, show: Show) -> Done | None:
    """One item out of three; None: it is taken out."""
    if o is None and f is None:
        return None
    if o is None and f is not None:
        if b is None:
            return _plain(None, f, None, "new", f)
        return None if f.says() == b.says() else _back(b, f, TRA_LAI, show)
    if o is not None and f is None:
        if b is None:
            return _plain(o, None, None, "added", o)
        if o.says() == b.says():
            return None
        left = _plain(o, None, b, "left", o)
        _append(left, BO_CA, b.flat(), "")
        return left
    assert o is not None
    assert f is not None
    if o.says() == f.says():
        return _plain(o, f, b, "same" if b and b.says() == o.says() else "both", o)
    if b is None:
        return _both(Item([""] * len(o.texts), o.cap), o, f, None, show)
    if f.says() == b.says():
        return _plain(o, f, b, "own", o)
    if o.says() == b.says():
        return _plain(o, f, b, "fresh", f)
    return _both(b, o, f, b, show)


def _both(b: Item, o: Item, f: Item, base: Item | None, show: Show) -> Done:
    made = Done(o, f, base, "both", [], o.cap)
    if not len(b.texts) == len(o.texts) == len(f.texts):
        # Tables of other columns cannot be merged cell by cell.
        text, clashes = whole(b.flat(), o.texts[0], f.flat(), show, " ".join(b.made))
        made.texts, made.clashes = [text, *o.texts[1:]], clashes
        made.rows = [_plain(row, None, None, "added", row) for row in o.rows]
        return made
    before = b.made or [""] * len(b.texts)
    for old, mine, now, then in zip(b.texts, o.texts, f.texts, before, strict=True):
        text, clashes = merge(old, mine, now, show, then)
        made.texts.append(text)
        made.clashes += clashes
    if b.rows or o.rows or f.rows:
        merged = merge_lists(b.rows, o.rows, f.rows, show)
        made.rows = merged.items
    if f.cap not in (b.cap, o.cap):
        if o.cap == b.cap:
            made.cap = f.cap
        elif base:
            note = CAP_KHAC.format(cu=b.cap, moi=f.cap)
            made.clashes.append(Clash(o.cap or "", b.cap or "", f.cap or "", note))
    return made


def _plain(o: Item | None, f: Item | None, b: Item | None, what: What, taken: Item) -> Done:
    """An item as one side has it; its rows go with it."""
    made = Done(o, f, b, what, [*taken.texts], taken.cap)
    if what in ("own", "fresh", "same", "both") and o and f and (o.rows or f.rows):
        b_rows = b.rows if b and what != "both" else []
        made.rows = merge_lists(b_rows, o.rows, f.rows, str).items
    else:
        made.rows = [
            Done(r if o is taken else None, r if f is taken else None, None, what, [*r.texts], ROW)
            for r in taken.rows
        ]
    return made


def _back(b: Item | None, f: Item, form: str, show: Show) -> Done:
    """What the unit took out and the level above changed (or put under it), as a marked text."""
    note = form.format(moi=show(spoken(f.flat())))
    texts = [mark(note), *[""] * (len(f.texts) - 1)] if f.cap == ROW else [mark(note)]
    clash = Clash("", b.flat() if b else "", f.flat(), note)
    return Done(None, f, b, "back", texts, f.cap if f.cap in (None, ROW) else "doan", [], [clash])


def _append(done: Done, note: str, old: str, new: str) -> None:
    """Put a mark behind the first text of an item that has one."""
    place = next((n for n, text in enumerate(done.texts) if text), 0) if done.cap == ROW else 0
    done.clashes.append(Clash(done.texts[place], old, new, note))
    done.texts[place] = f"{done.texts[place]} {mark(note)}".strip()


def _is_back(item: Item, base: Item) -> bool:
    """Whether an own item is nothing but the mark of an earlier update."""
    return item.texts[0].startswith(_BACK) and item.key.text == base.key.text


def _agree(
    own: Sequence[Item], fresh: Sequence[Item], mine: dict[int, int], theirs: dict[int, int]
) -> None:
    """Pair with the base what both sides made of it, where only one of the two was recognised."""
    for one, others, here, there in ((own, fresh, mine, theirs), (fresh, own, theirs, mine)):
        free = {others[n].says(): n for n in set(range(len(others))) - set(there.values())}
        for k in here.keys() - there.keys() if free else ():
            if (n := free.pop(one[here[k]].says(), None)) is not None:
                there[k] = n


def _twins(
    own: Sequence[Item], fresh: Sequence[Item], own_base: dict[int, int], fresh_base: dict[int, int]
) -> dict[int, int]:
    """Own items → fresh ones that neither goes back to the base and that say the same."""
    left = [i for i in range(len(own)) if i not in own_base]
    right = [j for j in range(len(fresh)) if j not in fresh_base]
    if not left or not right:
        return {}

    def key(item: Item) -> Key:
        flat = item.flat()
        return Key(flat, item.key.kind)

    found = align([key(own[i]) for i in left], [key(fresh[j]) for j in right])
    out = {}
    for a, b in found.items():
        one, other = set(own[left[a]].flat().split()), set(fresh[right[b]].flat().split())
        if 2 * len(one & other) >= _SAME * (len(one) + len(other)):
            out[left[a]] = right[b]
    return out


# --- What stands under what ---------------------------------------------------------------------


def _ranks(items: Sequence[Item]) -> list[float]:
    """How deep items stand: 0 for the highest heading."""
    return [
        CAP.index(i.cap) + i.thing.bac / 10 if isinstance(i.thing, Khoi) and i.cap else _LOWER
        for i in items
    ]


def _parents(items: Sequence[Item]) -> list[int | None]:
    """For each item the number of the heading it stands under."""
    blocks = [i.thing for i in items]
    out: list[int | None] = [None] * len(items)
    if blocks and isinstance(blocks[0], Khoi):
        for n in range(len(blocks)):
            under = range(n + 1, extent(blocks, n))
            out[n + 1 : under.stop] = [n] * len(under)
    return out


def _orphans(
    out: Merge,
    decided: dict[Slot, Done],
    own: Sequence[Item],
    fresh: Sequence[Item],
    show: Show,
) -> None:
    """Mark what would stand under a wrong heading, because the other side took its own one out."""
    if not out.dropped and not any(d.what == "back" for d in decided.values()) and not out.refused:
        return
    gone = {item.number for item in out.dropped}
    parents = _parents(own)
    for slot, done in decided.items():
        above = parents[slot.own] if slot.own is not None else None
        if done.what in ("added", "own") and above in gone and above is not None:
            _append(done, BO_MUC.format(muc=show(own[above].texts[0])), own[above].texts[0], "")
    shut = {item.number for item in out.refused}
    shut |= {
        slot.fresh for slot, d in decided.items() if d.what == "back" and slot.fresh is not None
    }
    parents = _parents(fresh)
    for number in range(len(fresh)):
        slot = Slot(None, number)
        if slot in decided and decided[slot].what == "new" and parents[number] in shut:
            decided[slot] = _back(None, fresh[number], THEM_VAO, show)
            shut.add(number)


# --- The blocks themselves ------------------------------------------------------------------------


def make_block(done: Done, quiet: bool) -> Khoi:
    """The block that an item of the body is; `quiet`: nothing changed above."""
    own, fresh = done.own, done.fresh
    if done.what == "back" or own is None:
        block: Khoi = fresh.thing  # type: ignore[union-attr]
        return block if done.what != "back" else Khoi(cap="doan", text=done.texts[0])
    block = own.thing
    change: dict[str, Any] = {"text": done.texts[0]} if done.texts[0] != own.texts[0] else {}
    if done.cap != block.cap and fresh and fresh.thing.cap == done.cap:
        change |= {"cap": done.cap, "bac": fresh.thing.bac}
    if fresh and done.what in ("same", "fresh") and not quiet:
        change |= {key: untold(getattr(block, key), getattr(fresh.thing, key))
                   for key in ("doi_tuong", "ngang", "tieu_de")}  # fmt: skip
    if fresh and done.what == "fresh":
        change["tieu_de"] = fresh.thing.tieu_de
        change["text"] = fresh.thing.text
    ended = done.texts[0].endswith("]]") and not own.texts[0].endswith(_CLOSING)
    if ended and block.tieu_de is None and done.clashes:
        # A mark at the end of a heading must not make it a sentence.
        change["tieu_de"] = CAP.index(block.cap) < CAP.index("gach") or None
    if block.cot or (fresh and fresh.thing.cot):
        change |= _table(done, own, fresh)
    return block.model_copy(update=change) if change else block


def _table(done: Done, own: Item, fresh: Item | None) -> dict[str, Any]:
    names = done.texts[1:]
    columns = own.thing.cot if len(own.thing.cot) == len(names) or not fresh else None
    if columns is None:
        columns = fresh.thing.cot  # type: ignore[union-attr]
    made = [
        column if column.ten.strip() == name else column.model_copy(update={"ten": name})
        for column, name in zip(columns, names, strict=True)
    ]
    rows = []
    for row in done.rows:
        sides = [s.thing for s in (row.own, row.fresh) if s and s.texts == row.texts]
        rows.append(sides[0] if sides else row.texts)
    return {"cot": made, "hang": rows}
