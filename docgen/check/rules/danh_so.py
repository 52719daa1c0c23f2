"""Numbering (DS): numbers in order, without gaps and repeats, by the Vietnamese alphabet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.check.document import BLOCKS, HEAD, TABLE, Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.dan_y import Item, Member, kept, members, small_roman
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.viet.bang_chu import chu_diem, la_ma

_RUN_ON = ("chuong", "dieu")
"""Levels that are counted through a whole document, whatever stands above them."""
_FAR = 30
"""A number so far ahead is no label but a figure at the head of a line."""


class Fault(NamedTuple):
    """What is wrong with the label of an item."""

    kind: str
    """gap, repeat, letter, order."""
    item: Item
    place: int
    """Its place in its list, from 1."""
    previous: Item | None
    run: Sequence[Item] = ()
    """Its list …"""
    at: int = 0
    """… and where it stands there."""
    right: str = ""
    """The label that its place asks for, where that is not the one of `place`."""

    @property
    def expected(self) -> str:
        """The label that its place asks for."""
        return self.right or label_for(self.item, self.place)

    @property
    def before(self) -> str:
        """The label before it."""
        return self.previous.label if self.previous else ""


def faults(document: Document) -> list[Fault]:
    """Every fault of order in the document, worked out once."""
    return kept(document, "_danh_so", lambda d: [f for m in members(d) for f in _faults(m)])


def label_for(item: Item, place: int) -> str:
    """The label of an item at a place of its list, in the form its own is typed in."""
    if item.cap == "so_kep":
        core = ".".join(map(str, (*item.dotted[:-1], place)))
    elif item.cap == "chu":
        core = chu_diem(place)
    elif item.cap in ("la_ma", "phan", "chuong") and not item.core.isdigit():
        core = la_ma(place)
    else:
        core = str(place)
    return item.label.replace(item.core, core, 1) if item.core in item.label else core


def _faults(member: Member) -> Iterator[Fault]:
    for run in _runs(member):
        if run[0].cap == "chu" and len(run) > 1 and any(small_roman(i.core) for i in run):
            continue  # i) ii) iii): another alphabet, judged by its form
        if run[0].core == "A":
            continue  # A. B. C.: the decree has no order for capital letters
        yield from _of_run(run)
    yield from _prefixes(member)


def _runs(member: Member) -> Iterator[list[Item]]:
    """Items that count on from one another, in order."""
    open_: dict[tuple[str, ...], list[Item]] = {}
    for item in member.items:
        if item.cap in ("gach", "cong"):
            continue
        closed = [k for k, v in open_.items() if v[0].rank > item.rank and k[0] not in _RUN_ON]
        for key in closed:
            yield open_.pop(key)
        key = (item.cap, *map(str, item.dotted[:-1]))
        run = open_.get(key)
        if run is not None and item.number == 1 and _new_list(item, run):
            yield open_.pop(key)
            run = None
        if run is None:
            open_[key] = [item]
        else:
            run.append(item)
    yield from open_.values()


def _new_list(item: Item, run: list[Item]) -> bool:
    """Whether a first number opens a list of its own, and does not repeat one."""
    before = item.before
    if before is None or before.part in (*HEAD, *TABLE, "") or item.section != run[-1].section:
        return True
    if item.cap == "chuong":
        return item.parent is not run[-1].parent
    if item.cap == "dieu":
        return False
    if before.part in ("gach", "cong"):
        return before.text.rstrip("* ").endswith(":")  # a list of its own under "- Nội dung:"
    return before.part not in BLOCKS or before.part == "doan"


def _of_run(run: list[Item]) -> Iterator[Fault]:
    previous: Item | None = None
    last, lettered = 0, False
    for at, item in enumerate(run):
        number, following = item.number, run[at + 1] if at + 1 < len(run) else None
        if item.cap == "chu" and _off_alphabet(item, previous):
            if not lettered:
                yield Fault("letter", item, last + 1, previous, run, at)
            lettered = True
            lost = item.core == "e" and (following is None or following.core != "f")
            previous, last = item, number if lost else last + 1
            continue
        if lettered and _follows_typed(item, previous):
            previous, last = item, last + 1
            continue
        kind = _kind(item, number, last, previous)
        if kind == "gap" and number - last > _FAR:
            continue
        if kind == "gap" and following is not None and following.number == last + 1:
            yield Fault("order", item, last + 1, previous, run, at)
            continue
        if kind:
            yield Fault(kind, item, last + 1, previous, run, at)
        previous, last = item, number or last + 1


def _kind(item: Item, number: int, last: int, previous: Item | None) -> str:
    if not number or number == last + 1 or (previous is None and _goes_on(item)):
        return ""
    if previous is not None and number in (last, 1):
        return "repeat"
    return "gap" if number > last else "order"


def _off_alphabet(item: Item, previous: Item | None) -> bool:
    """A letter that counts no điểm (f, j, w, z), or e) straight after d)."""
    if not item.number:
        return True
    return item.core == "e" and previous is not None and previous.core == "d"


_ENGLISH = "abcdefghijklmnopqrstuvwxyz"


def _follows_typed(item: Item, previous: Item | None) -> bool:
    """Whether a letter goes on in the foreign alphabet, in which the list was found to run."""
    if previous is None or len(item.core) != 1 or len(previous.core) != 1:
        return False
    place, before = _ENGLISH.find(item.core), _ENGLISH.find(previous.core)
    return 0 <= before == place - 1


def _goes_on(item: Item) -> bool:
    """Whether a list goes on with the numbers of the one under the heading before."""
    if item.cap in ("chu", "dieu"):
        return False
    parent = item.parent
    siblings = parent.parent.children if parent and parent.parent else None
    if parent is None or not siblings:
        return item.number > 1 and parent is not None
    place = siblings.index(parent)
    under = siblings[place - 1].children if place else []
    last = next((c for c in reversed(under) if c.cap == item.cap), None)
    return last is not None and last.number == item.number - 1


def _prefixes(member: Member) -> Iterator[Fault]:
    """2.1 under 1.: the first number of a dotted label is that of the clause it stands under."""
    told: set[int] = set()
    for item in member.of("so_kep"):
        above = [a for cap in ("so", "la_ma", "muc", "phan", "dieu") if (a := item.above(cap))]
        if len(item.dotted) != 2 or not above or above[0].cap != "so" or id(above[0]) in told:
            continue
        clause = above[0]
        if clause.number and item.dotted[0] not in [a.number for a in above]:
            told.add(id(clause))
            right = item.label.replace(item.core, f"{clause.number}.{item.number}", 1)
            yield Fault("order", item, item.number, clause, right=right)


def span(fault: Fault) -> tuple[Text, int, int]:
    """Text and characters of a faulty label; the whole text when Word makes the label."""
    item = fault.item
    if not item.end:
        return item.text, 0, 0
    return item.text, item.start, item.start + len(item.label)


def _found(document: Document, fault: Fault, message: str, fixes: tuple[Fix, ...] = ()) -> Found:
    text, start, end = span(fault)
    said = message.format(label=fault.item.label, expected=fault.expected, before=fault.before)
    # A scan loses lines and letters.
    mild = "" if document.form == "docx" else WARNING
    if fault.kind == "gap" and fault.previous is None and mild:
        mild = HINT
    return Found(
        said, text, start, end, fault.expected, fault.item.label, fixes=fixes, severity=mild
    )


@rule("DS01", WRITTEN)
def gap(document: Document) -> Iterator[Found]:
    """No number is left out."""
    for fault in faults(document):
        if fault.kind == "gap":
            message = _("Danh sách bắt đầu từ “{label}”, thiếu “{expected}”.")
            if fault.previous is not None:
                message = _("Thiếu “{expected}”: sau “{before}” là “{label}”.")
            yield _found(document, fault, message)


@rule("DS02", WRITTEN)
def repeat(document: Document) -> Iterator[Found]:
    """No number stands twice in one list."""
    for fault in faults(document):
        if fault.kind == "repeat":
            message = _("Số thứ tự “{label}” lặp lại; theo thứ tự phải là “{expected}”.")
            yield _found(document, fault, message)


@rule("DS03", WRITTEN)
def letters(document: Document) -> Iterator[Found]:
    """Điểm are lettered by the Vietnamese alphabet: a b c d đ e g h i k … (Mục II.6.đ)."""
    for fault in faults(document):
        if fault.kind != "letter":
            continue
        message = _(
            "Điểm “{label}” không theo thứ tự bảng chữ cái tiếng Việt; phải là “{expected}”."
        )
        if fault.item.core == "e":
            message = _("Thiếu điểm “{expected}”: sau “{before}” là “{label}”.")
        yield _found(document, fault, message, _relabelled(fault))


def _relabelled(fault: Fault) -> tuple[Fix, ...]:
    """The rest of the list with the letters of its places; a person looks, for it may be cited."""
    rest = fault.run[fault.at :]
    if any(not i.end for i in rest):
        return ()
    fixes = []
    for place, item in enumerate(rest, fault.place):
        new = label_for(item, place)
        if new != item.label:
            end = item.start + len(item.label)
            fixes.append(Fix("retype", item.text, item.start, end, new, safe=False))
    return tuple(fixes)


@rule("DS04", WRITTEN)
def order(document: Document) -> Iterator[Found]:
    """Numbers rise one by one, and 2.1 stands under 2."""
    for fault in faults(document):
        if fault.kind == "order":
            message = _("“{label}” sai thứ tự; theo chỗ đứng phải là “{expected}”.")
            if fault.right:
                message = _(
                    "“{label}” đứng trong mục “{before}”; theo chỗ đứng phải là “{expected}”."
                )
            yield _found(document, fault, message)
