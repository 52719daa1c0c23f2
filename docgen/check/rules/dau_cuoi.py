"""Items of one list (DS15): the same mark at their ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docgen.check.document import Document
from docgen.check.registry import WRITTEN, Found, rule
from docgen.check.rules.dan_y import Item, Member, members
from docgen.lang import _

_LISTED = ("so", "so_kep", "chu", "gach", "cong")
_SHORT = 120
"""Longer items are sentences, shorter ones titles or parts of a sentence: never both compared."""
_FEW = 3
_NAMED, _WORDS = 3, 6
_MARKS = (".", ";", ",", ":")
_OPEN = ("[", "…", "..", "{{")


class _List(NamedTuple):
    """Siblings that do not end alike: the odd one, its mark, the usual mark."""

    odd: Item
    mark: str
    usual: str


@rule("DS15", WRITTEN)
def ends(document: Document) -> Iterator[Found]:
    """Items of one list end alike; the last one may end the sentence."""
    lists = [found for m in members(document) for found in _unlike(m)]
    if lists:
        first = lists[0]
        message = _("Các mục cùng danh sách kết thúc khác nhau: chỗ này {odd}, chỗ khác {usual}.")
        if len(lists) > 1:
            message += _(" Còn {n} danh sách như vậy: {others}.")
        odd, usual = _told(first.mark), _told(first.usual)
        yield Found(
            message.format(odd=odd, usual=usual, n=len(lists) - 1, others=_begun(lists[1:])),
            first.odd.text,
            expected=usual,
            found=odd,
        )


def _begun(lists: list[_List]) -> str:
    """How the odd items of lists begin, the first few."""
    words = [found.odd.text.text.split() for found in lists[:_NAMED]]
    return "; ".join(f"“{' '.join(w[:_WORDS])}{'…' * (len(w) > _WORDS)}”" for w in words)


def _told(mark: str) -> str:
    return f"“{mark}”" if mark else _("không có dấu")


def _unlike(member: Member) -> Iterator[_List]:
    for items in _siblings(member):
        titles = [i for i in items if _leads(i)]
        rest = [i for i in items if not _leads(i)]
        # The last item of a list may end the sentence that the list is.
        for group, judged in ((titles, titles), (rest, [i for i in rest if i is not items[-1]])):
            short = sum(len(i.body) < _SHORT for i in group)
            alike = short == len(group) or (not short and group is rest)
            if len(group) < _FEW or not alike:
                continue
            marks = Counter(map(_mark, judged))
            if len(marks) > 1:
                usual = max(marks, key=lambda m: marks[m])
                odd = next(i for i in judged if _mark(i) != usual)
                yield _List(odd, _mark(odd), usual)


def _siblings(member: Member) -> Iterator[list[Item]]:
    """Items of one level below the same item, in order; a new list begins with "1." or "a)"."""
    open_: dict[tuple[int, str], list[Item]] = {}
    for item in member.items:
        if item.cap not in _LISTED or not item.body or any(s in item.text.text for s in _OPEN):
            continue
        key = (id(item.parent), item.cap)
        run = open_.get(key)
        if run is not None and (item.section != run[-1].section or _begins(item)):
            yield open_.pop(key)
            run = None
        if run is None:
            open_[key] = [item]
        else:
            run.append(item)
    yield from open_.values()


def _begins(item: Item) -> bool:
    """Whether an item is the first of its list: by its number, a dash by what stands before."""
    if item.cap in ("gach", "cong"):
        return item.before is None or item.before.part not in ("gach", "cong")
    return item.number == 1


def _leads(item: Item) -> bool:
    """Whether something stands under an item, or it says so."""
    if item.children or item.body.endswith(":"):
        return True
    return item.after is not None and item.after.part in ("doan", "bang_o", "bang_ten")


def _mark(item: Item) -> str:
    end = item.body.rstrip('*_ ”"’)')[-1:] if item.body[-1] not in _MARKS else item.body[-1]
    return end if end in _MARKS else ""
