"""The lists of a document as items that can be compared, and as its trace says they were made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.adapt.align import Key
from docgen.adapt.merge import DON_VI, base_text, made_text
from docgen.model import KemTheo, Khoi, NguonGoc, VanBan, Vet, VienDan
from docgen.write.layout.head import citation

LISTS = ("kinh_gui", "can_cu", "noi_dung", "ket_thuc", "noi_nhan")
"""Lists of a document that are merged item by item; an attachment has some of them."""
ROW = "hang"
"""Kind of an item that is a row of a table."""
_PLACE = re.compile(
    rf"(?P<list>(?:~?kem_theo\[\d+\]\.)?(?:{'|'.join(LISTS)}))(?:\[(?P<number>\d+)\](?P<tail>.*))?"
)
_HEAD = re.compile(r"\.cot\[(\d+)\]\.ten")
_CELL = re.compile(r"\.hang\[(\d+)\]\[(\d+)\]")
_TITLE = ("trich_yeu", "ten_loai")
_ENDED = ("kinh_gui", "can_cu", "noi_nhan", "luu")
"""Their texts carry no end mark."""


@dataclass(slots=True)
class Item:
    """A block, a ground, a recipient, a row of a table."""

    texts: list[str]
    """Text, for a table its caption and headings, for a row its cells."""
    cap: str | None = None
    rows: list[Item] = field(default_factory=list)
    key: Key = Key("")
    """What it is known by in the unit's document."""
    source: Key = Key("")
    """What it is known by in documents of the level above."""
    made: list[str] = field(default_factory=list)
    """Of a base item: its texts as they stood in the unit's document when it was made."""
    number: int = -1
    """Its place in the list; of a base item: -1."""
    thing: Any = None
    """What stands there: a block, a citation, a text."""

    def says(self) -> tuple[Any, ...]:
        """Everything that is merged: equal for items in which nothing changed."""
        return self.cap, *self.texts, *(tuple(row.texts) for row in self.rows)

    def flat(self) -> str:
        """Its words in one line, cells apart by bars, rows by semicolons."""
        head = " | ".join(filter(None, self.texts))
        return "; ".join([*([head] if head else []), *(" | ".join(r.texts) for r in self.rows)])


def clean(name: str, text: str) -> str:
    """A text as the model keeps it: no white space at its ends, in some lists no end mark."""
    text = text.strip()
    return text.rstrip(" \n;.,") if name.rpartition(".")[2] in _ENDED else text


def place_of(path: str) -> tuple[str, int, str] | None:
    """List, number and rest of the path of a text in a list; None for others.

    The path of a list alone stands for a text without a place in it: its number is -1.
    """
    m = _PLACE.fullmatch(path)
    return (m["list"], int(m["number"] or -1), m["tail"] or "") if m else None


def items(part: VanBan | KemTheo, lead: str, name: str, trace: dict[str, str]) -> list[Item]:
    """Items of one list of a document or attachment; `trace`: source of the text at each path."""
    return [
        _item(thing, f"{lead}{name}", n, trace) for n, thing in enumerate(getattr(part, name, ()))
    ]


def sources(goc: NguonGoc) -> dict[str, str]:
    """For each text of a document as it was made: what the level above said, or it itself."""
    return {v.o: v.nguon or made_text(v) for v in goc.vet if v.o}


def _item(thing: Any, name: str, number: int, trace: dict[str, str]) -> Item:
    path = f"{name}[{number}]"
    if not isinstance(thing, Khoi):
        text = citation(thing, "ngan") if isinstance(thing, VienDan) else thing
        text = clean(name, text)
        key, source = Key(text), Key(clean(name, trace.get(path, text)))
        return Item([text], None, [], key, source, [], number, thing)
    texts = [clean(name, thing.text), *(column.ten.strip() for column in thing.cot)]
    paths = [path, *(f"{path}.cot[{n}].ten" for n in range(len(thing.cot)))]
    rows = []
    for n, row in enumerate(thing.hang):
        cells = [cell.strip() for cell in row]
        said = [trace.get(f"{path}.hang[{n}][{c}]", cell) for c, cell in enumerate(cells)]
        rows.append(Item(cells, ROW, [], _key(cells, ROW), _key(said, ROW), [], n, row))
    said = [trace.get(place, text) for place, text in zip(paths, texts, strict=True)]
    kind = thing.cap == "bang"
    return Item(
        texts,
        thing.cap,
        rows,
        _key(texts + [t for row in rows for t in row.texts], kind),
        _key(said + [row.source.text for row in rows], kind),
        [],
        number,
        thing,
    )


def _key(texts: Iterable[str], kind: Any = None) -> Key:
    return Key(" ".join([t.strip() for t in texts if t.strip()]), kind)


def texts(part: KemTheo, lead: str) -> Iterator[tuple[str, str, str | None]]:
    """Path, text and level of every text of an attachment."""
    for key in _TITLE:
        if text := getattr(part, key):
            yield lead + key, text, None
    for name in LISTS:
        for n, item in enumerate(items(part, lead, name, {})):
            path = f"{lead}{name}[{n}]"
            for k, text in enumerate(item.texts):
                yield (f"{path}.cot[{k - 1}].ten" if k else path), text, None if k else item.cap
            for row in item.rows:
                for c, cell in enumerate(row.texts):
                    yield f"{path}.hang[{row.number}][{c}]", cell, None


def words(part: KemTheo) -> str:
    """What an attachment says, in one line; citations in parts stand in no trace."""
    said = [(getattr(part, key) or "").strip() for key in _TITLE]
    for name in LISTS:
        said += [i.flat() for i in items(part, "", name, {}) if not isinstance(i.thing, VienDan)]
    return "\n".join(filter(None, said))


# --- As the trace says ----------------------------------------------------------------------------


@dataclass(slots=True)
class Base:
    """A document as docgen gave it: the texts of its lists, and the others by their paths."""

    lists: dict[str, list[Item]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    """The same as they stood in the unit's document when it was made."""
    above: dict[str, str] = field(default_factory=dict)
    """For the texts outside lists: what the level above said."""

    def attached(self) -> list[str]:
        """Leads of the paths of its attachments: "kem_theo[0]."."""
        found = {m[0]: None for p in [*self.lists, *self.texts] if (m := _LEAD.match(p))}
        return [*found]


def said(base: Base, lead: str) -> str:
    """What an attachment said, as `words` gives it."""
    found = [base.texts.get(lead + key, "") for key in _TITLE]
    found += [item.flat() for name in LISTS for item in base.lists.get(lead + name, ())]
    return "\n".join(filter(None, found))


_LEAD = re.compile(r"~?kem_theo\[\d+\]\.")
_Id = tuple[str, int]


@dataclass(slots=True)
class _Traced:
    """The entries of one item."""

    text: Vet | None = None
    heads: dict[int, Vet] = field(default_factory=dict)
    rows: dict[_Id, dict[int, Vet]] = field(default_factory=dict)


def read_base(goc: NguonGoc) -> Base:
    """The document that a trace tells of, in what docgen gave: what the unit decided is left out.

    Items that the unit had taken out by an earlier update are among them, at their place.
    """
    base = Base()
    traced: dict[str, dict[_Id, _Traced]] = {}
    owner: dict[_Id, _Id] = {}
    leads: dict[str, str] = {}
    for vet in goc.vet:
        if vet.o and vet.tai:
            leads.setdefault(_lead(vet.tai), _lead(vet.o))
            if (here := place_of(vet.o)) and (there := place_of(vet.tai)):
                owner[there[:2]] = here[:2]
    for vet in goc.vet:
        out = vet.o is None and vet.luat == DON_VI
        path = vet.tai if out else vet.o
        if path is None or _is_own(vet):
            continue
        place = place_of(path)
        row = out and place is not None and place[:2] in owner
        if out and not row and (lead := _lead(path)):
            # Of an attachment that the unit took out nothing has a place in its document.
            path = leads.get(lead, f"~{lead}") + path[len(lead) :]
            place = place_of(path)
        if place is None:
            base.texts[path] = clean(path, base_text(vet))
            base.above[path] = vet.nguon
            base.made[path] = clean(path, made_text(vet))
            continue
        name, number, tail = place
        if row:
            name, number = owner[name, number]
        # Numbers of the source and of the document are not the same; new texts have none.
        gone = out and not row
        where = ("x" if gone else "", number if number >= 0 else -len(traced.get(name, ())) - 1)
        found = traced.setdefault(name, {}).setdefault(where, _Traced())
        _note(found, tail, vet, out)
    base.lists = {name: _listed(name, found) for name, found in traced.items()}
    return base


def _lead(path: str) -> str:
    """The attachment that a path leads into: "kem_theo[0]."; "" for the document."""
    m = _LEAD.match(path)
    return m[0] if m else ""


def _is_own(vet: Vet) -> bool:
    """Whether a text is the unit's alone: docgen never gave it."""
    return vet.tai is None and any(d.luat == DON_VI and not d.goi_y for d in vet.doi)


def _note(found: _Traced, tail: str, vet: Vet, out: bool) -> None:
    if m := _CELL.fullmatch(tail):
        found.rows.setdefault(("x" if out else "", int(m[1])), {})[int(m[2])] = vet
    elif m := _HEAD.fullmatch(tail):
        found.heads[int(m[1])] = vet
    else:
        found.text = vet


def _listed(name: str, found: dict[_Id, _Traced]) -> list[Item]:
    # In the order of the trace, which is that of what docgen gave; the unit may have moved items.
    return [_traced_item(name, one) for one in found.values()]


def _traced_item(name: str, found: _Traced) -> Item:
    vets = [found.text, *(found.heads[n] for n in sorted(found.heads))]
    cap = found.text.cap if found.text else None
    rows = [
        _traced_texts("", [cells[c] for c in sorted(cells)], ROW, ROW)
        for cells in found.rows.values()
    ]
    made = _traced_texts(name, vets, cap, cap == "bang" if cap else None)
    made.rows = rows
    if cap == "bang":
        made.key = _key([made.key.text, *(row.key.text for row in rows)], True)
        made.source = _key([made.source.text, *(row.source.text for row in rows)], True)
    return made


def _traced_texts(name: str, vets: Sequence[Vet | None], cap: str | None, kind: Any) -> Item:
    given = [clean(name, base_text(v)) if v else "" for v in vets]
    made = [clean(name, made_text(v)) if v else "" for v in vets]
    said = [clean(name, v.nguon or base_text(v)) if v else "" for v in vets]
    return Item(given, cap, [], _key(made, kind), _key(said, kind), made)
