"""Lines whose label is typed in another form than docgen's become the level they stand for.

A label is believed for its siblings: they begin with the first number and go on in order, and no
list of the decree's own form stands around or inside them on the same level. What is not believed
stays text. Both are told by `numbering.check_labels`: nothing changes its look unsaid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.blocks import level_of
from docgen.read.source import Line
from docgen.read.text.forms import Form, bared, form_of, number_of, written
from docgen.read.text.marks import CHAPTER
from docgen.viet.danh_so import LEVELS

OWN_STYLES = frozenset(
    THANH_PHAN[ma].ten for ma in ("doan", "la_ma", "so", "so_tieu_de", "chu", "gach", "dieu_chay")
)
_OWN_LABEL = re.compile(r"[IVXLC]+\.|\d+(?:\.\d+)*\.|[a-zđ]{1,2}\)|[-+]")
_STEP = 2
"""How far a number may be ahead of its sibling: one may be missing (đ often is)."""
_RANK = {cap: place for place, cap in enumerate(LEVELS)}


@dataclass(slots=True)
class Relabelled:
    """Lines with labels of docgen's form, and what was typed instead."""

    lines: list[Line]
    typed: list[str]
    """For each line its label as typed where that is not docgen's form, else ""."""


@dataclass(slots=True)
class _Item:
    at: int
    form: str
    cap: str
    number: int
    depth: int = 1
    """Numbers in the label: 1.1 has two."""
    found: Form | None = None
    """None for a label of the decree's own form."""


@dataclass(slots=True)
class _Run:
    form: str
    last: int
    items: list[_Item]


def relabelled(lines: Sequence[Line]) -> Relabelled:
    """The lines of a body; those that docgen wrote itself (by their Word style) are left alone."""
    out = Relabelled(list(lines), [""] * len(lines))
    if any(x.style in OWN_STYLES for x in lines):
        return out
    found = {at: form for at, line in enumerate(lines) if (form := _candidate(line)) is not None}
    if not found:
        return out
    items, sections = _items(lines, found)
    _capitals(items)
    good = _believed([i for i in items if i.cap in _RANK and i.cap not in ("gach", "cong")])
    good |= _bullets(sections)
    told = _worth_telling(items)
    for item in items:
        if item.found is None:
            continue
        if item.at in good:
            label = written(item.cap, item.found)
            text = item.found.rest.strip()
            out.lines[item.at] = lines[item.at].changed(label=label, text=text)
        if item.at in good or item.form in told:
            out.typed[item.at] = item.found.typed
    return _without_joined(out)


def _candidate(line: Line) -> Form | None:
    if line.table is not None:
        return None
    if line.label:
        return None if _OWN_LABEL.fullmatch(line.label) else form_of(_as_typed(line))
    return form_of(bared(line.text) if line.text[:1] == "*" else line.text)


def _as_typed(line: Line) -> str:
    return f"{line.label} {line.text}" if line.label else bared(line.text)


def _items(lines: Sequence[Line], found: dict[int, Form]) -> tuple[list[_Item], list[list[_Item]]]:
    """Labelled lines in order, and the bullets of each list: up to a heading or a lead-in."""
    items: list[_Item] = []
    sections: list[list[_Item]] = [[]]
    for at, line in enumerate(lines):
        form = found.get(at)
        cap, label = level_of(_as_typed(line)) if form is None else ("", "")
        if form is not None:
            items.append(_Item(at, form.form, form.cap, form.number, form.form.count("1"), form))
        elif cap not in ("doan", "bang"):
            items.append(_Item(at, "", cap, number_of(label), label.rstrip(".").count(".") + 1))
        else:
            if line.text.rstrip("* ").endswith(":"):
                sections.append([])
            continue
        if items[-1].cap in ("gach", "cong", "*"):
            sections[-1].append(items[-1])
        else:
            sections.append([])
    return items, sections


def _capitals(items: list[_Item]) -> None:
    """What "A." stands for: above La Mã numerals a part, in their place, or under them."""
    own = [i for i in items if i.cap == "A"]
    if not own:
        return
    first = own[0].at
    at = {cap: next((i.at for i in items if i.cap == cap), None) for cap in _RANK}
    roman, number, letter = at["la_ma"], at["so"], at["chu"]
    cap = ""
    if roman is None:
        below = number is None or number > first
        cap = "la_ma" if below else "chu" if letter is None else ""
    elif roman > first:
        # Under Phần the next level that La Mã starts again under, too.
        part = at["phan"]
        cap = "phan" if part is None else "muc" if part < first and at["muc"] is None else ""
    elif number is None:
        cap = "so"
    for item in own:
        item.cap = cap


def _believed(items: list[_Item]) -> set[int]:
    """Places of lines whose label is one of a run that begins and goes on in order."""
    runs: dict[tuple[str, int], list[_Run]] = {}
    done: list[_Run] = []
    nested: set[str] = set()
    lost: Counter[str] = Counter()
    for item in items:
        stack = runs.setdefault((item.cap, item.depth if item.cap == "so_kep" else 1), [])
        if item.number == 1 or not stack:
            if item.number == 1:
                stack.append(_Run(item.form, 1, [item]))
                done.append(stack[-1])
            elif item.found:
                lost[item.form] += 1
            else:
                stack.append(_Run("", item.number, [item]))
        else:
            place = _follows(stack, item)
            if place is None:
                lost[item.form] += 1
                continue
            inside = [r.form for r in stack[place + 1 :] if r.form != stack[place].form]
            # A list inside another of its own level: the one that is not docgen's form stays text.
            nested.update(f or stack[place].form for f in inside)
            del stack[place + 1 :]
            stack[place].items.append(item)
            stack[place].last = item.number
        for (cap, _depth), others in runs.items():
            if _RANK[cap] > _RANK[item.cap]:
                del others[:-1]
    sure = {i.form for r in done if len(r.items) > 1 for i in r.items}
    sure |= {i.form for r in done for i in r.items if _stands_apart(i)}
    count = Counter(i.form for r in done for i in r.items)
    sure = {f for f in sure if lost[f] * 3 <= count[f]} - nested
    return {i.at for r in done for i in r.items if i.found and i.form in sure}


def _stands_apart(item: _Item) -> bool:
    """A title such as PHẦN I needs no sibling: the word says what it is."""
    return item.form[:1] in tuple("PCMT") and item.cap in ("phan", "chuong", "muc", "tieu_muc")


def _follows(stack: list[_Run], item: _Item) -> int | None:
    """The run that an item goes on with: of its own form first, the nearest first."""
    for same in (True, False):
        for place in range(len(stack) - 1, -1, -1):
            run = stack[place]
            if (run.form == item.form) is same and 0 <= item.number - run.last <= _STEP:
                return place
    return None


def _bullets(sections: list[list[_Item]]) -> set[int]:
    """Places of bullets: the outer sign of a list is a dash, the one inside it a plus."""
    good: set[int] = set()
    outer: set[str] = set()
    shown = Counter(i.form for section in sections for i in section)
    orders = [list(dict.fromkeys(i.form or _SIGN[i.cap] for i in x)) for x in sections]
    for order in orders:
        if "-" in order[1:]:
            outer.add(order[0])  # "* Về kinh tế" above dashes is a heading without a number
    no_list = outer | {"□"} | {f for f in ("*", "o") if shown[f] < 2}
    for section, order in zip(sections, orders, strict=True):
        signs = [x for x in order if x not in no_list or x in "-+"]
        for item in section:
            if item.found is None or item.form not in signs:
                continue
            depth = signs.index(item.form)
            if depth == 0 or item.form == "-":
                item.cap = "gach"
            elif depth == 1 and "+" not in signs:
                item.cap = "cong"
            else:
                continue
            good.add(item.at)
    return good


_SIGN = {"gach": "-", "cong": "+"}


def _worth_telling(items: list[_Item]) -> set[str]:
    """Forms that look like a list: with a first number, or met twice, or a sign of lists."""
    count: Counter[str] = Counter()
    for item in items:
        if item.found:
            count[item.form] += 2 if item.number == 1 or item.found.cap == "*" else 1
    return {form for form, weight in count.items() if weight > 1}


def _without_joined(out: Relabelled) -> Relabelled:
    """ "Điều 1" alone on its line takes the paragraph below it for its text."""
    made = Relabelled([], [])
    taken = False
    for at, line in enumerate(out.lines):
        if taken:
            taken = False
            continue
        if line.label.startswith("Điều") and not line.text and at + 1 < len(out.lines):
            below = out.lines[at + 1]
            taken = not out.typed[at + 1] and _plain_paragraph(below)
            if taken:
                line = line.changed(text=below.text, bold=line.bold and below.bold)
                below.take_as("dieu")
        made.lines.append(line)
        made.typed.append(out.typed[at])
    return made


def _plain_paragraph(line: Line) -> bool:
    if line.table is not None or line.label or not line.text or CHAPTER.match(line.text):
        return False
    return level_of(line.text)[0] == "doan"
