"""Sizes (TC05, TC06): each component in its range, all components in one size set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.check.document import Document, shared
from docgen.check.registry import LOOK, Found, rule
from docgen.check.rules._look import (
    BODY,
    Groups,
    Letters,
    amount,
    change,
    counted,
    in_order,
    name,
    prescribed,
)
from docgen.check.word.look import Look
from docgen.findings import ERROR, HINT, WARNING
from docgen.lang import _
from docgen.nd30.nguon import MucDo
from docgen.nd30.thanh_phan import THANH_PHAN, co_chu

_NEAR = 0.01


@shared
def _sized(document: Document) -> Groups:
    """Letters of the components that have a size; notes above the line left out."""
    sized: dict[tuple[str, Look], list[Letters]] = {}
    for (part, look), spots in prescribed(document).items():
        worded = [s for s in spots if any(map(str.isalnum, s.run.text))]
        if worded and look.get("position") == "baseline":
            sized[part, look] = worded
    return sized


def _all_sized(document: Document) -> list[Letters]:
    return in_order(s for spots in _sized(document).values() for s in spots)


@rule("TC05", LOOK)
def sizes(document: Document) -> Iterator[Found]:
    """Size of each component within the range of Mục II and the table of Mục V."""
    faults: dict[tuple[str, float], list[Letters]] = {}
    for (part, look), group in _sized(document).items():
        if part in BODY and part != "can_cu":
            part = "doan"
        low, high = sorted(THANH_PHAN[part].co_chu)
        size = look.get("size")
        if not low - _NEAR <= size <= high + _NEAR:
            faults.setdefault((part, size), []).extend(group)
    for (part, size), unsorted in faults.items():
        spots = in_order(unsorted)
        low, high = sorted(THANH_PHAN[part].co_chu)
        allowed = amount(low) if low == high else f"{amount(low)} - {amount(high)}"
        source = THANH_PHAN[part].nguon_cua("co_chu")
        # "Nơi nhận:" in the size of its list is met in most offices.
        mild = part == "noi_nhan" or source.muc_do is not MucDo.BAT_BUOC
        start, end = spots[0].span
        yield Found(
            _("{part} cỡ chữ {size}, quy định {allowed}{count}.").format(
                part=name(part),
                size=amount(size),
                allowed=allowed,
                count=counted(s.text for s in spots),
            ),
            spots[0].text,
            start,
            end,
            expected=allowed,
            found=amount(size),
            origin=str(spots[0].run.look["size"].origin),
            fixes=change(spots, size=_wanted(document, part, size)),
            severity=WARNING if mild else "",
            clause=source.dieu_khoan,
        )


def _wanted(document: Document, part: str, size: float) -> float:
    """The size of the set that the rest of the document is in."""
    votes = _votes(s for s in _all_sized(document) if s.text.part != part)
    return co_chu(part, max(votes, key=lambda b: votes[b]) if votes else 14)


def _set_of(part: str, size: float) -> int:
    """The size set that a component of this size belongs to; 0: it says nothing."""
    high, low = THANH_PHAN[part].co_chu
    if high == low:
        return 0
    return 14 if size == high else 13 if size == low else 0


def _votes(spots: Iterable[Letters]) -> Counter[int]:
    votes: Counter[int] = Counter()
    for spot in spots:
        voted = _set_of(spot.text.part, spot.run.look.get("size"))
        if voted:
            votes[voted] += len(spot.run.text)
    return votes


_EXAMPLE = ("quoc_hieu", "tieu_ngu", "dia_danh_ngay")
"""Components that the note of Mục V names: 13, 14, 14 or 12, 13, 13."""
_NAMES = ("chu_quan", "co_quan")
"""Components that take the size of Quốc hiệu; "V/v" is smaller in the decree's own form."""
_HEADS = frozenset({*_EXAMPLE, *_NAMES})


@rule("TC06", LOOK)
def size_sets(document: Document) -> Iterator[Found]:
    """Sizes of one document rise and fall together (note of Mục V)."""
    if len({_set_of(part, look.get("size")) for part, look in _sized(document)} - {0}) < 2:
        return
    head: list[Letters] = []
    rest: list[Letters] = []
    for spot in _all_sized(document):
        if spot.text.part in _HEADS:
            head.append(spot)
        elif spot.text.part != "trich_yeu_cv":
            rest.append(spot)
    of_rest, of_head = _votes(rest), _votes(head)
    usual = max(of_rest or of_head or {14: 1}, key=lambda b: (of_rest or of_head or {14: 1})[b])
    example = [s for s in head if s.text.part in _EXAMPLE]
    if len(_votes(example)) > 1:
        # Quốc hiệu 12 above Tiêu ngữ 14 stands in one of the decree's own forms.
        level = [s for s in example if s.text.part != "quoc_hieu"]
        severity = ERROR if len(_votes(level)) > 1 else WARNING
        yield _mixed(
            _("Cỡ chữ ở phần đầu không cùng một bộ: {sizes}."), example, usual, severity,
            "13 - 14 - 14 / 12 - 13 - 13",
        )  # fmt: skip
    elif len(of_head) > 1:
        yield _mixed(_("Cỡ chữ ở phần đầu không cùng một bộ: {sizes}."), head, usual, WARNING)
    if len(of_rest) > 1:
        yield _mixed(_("Cỡ chữ trong văn bản không thống nhất: {sizes}."), rest, usual, WARNING)
    if len(of_head) == len(of_rest) == 1 and set(of_head) != set(of_rest):
        # The table of Mục V itself shows such a mixture: worth a word, no more.
        spots = [*_odd(head, usual), *rest[:1]]
        yield _mixed(_("Cỡ chữ phần đầu và nội dung khác bộ: {sizes}."), spots, usual, HINT)
    elif set(of_head) == {usual}:
        yield from _subject(document, usual)


def _subject(document: Document, usual: int) -> Iterator[Found]:
    """The subject of a letter in the size of the other set; the decree allows both sizes."""
    wanted = co_chu("trich_yeu_cv", usual)
    odd = [s for s in _odd(_all_sized(document), usual) if s.text.part == "trich_yeu_cv"]
    if odd:
        start, end = odd[0].span
        size = amount(odd[0].run.look.get("size"))
        message = _("Trích yếu công văn cỡ {found}; bộ cỡ chữ của văn bản dùng cỡ {expected}.")
        yield Found(
            message.format(found=size, expected=amount(wanted)),
            odd[0].text,
            start,
            end,
            expected=amount(wanted),
            found=size,
            origin=str(odd[0].run.look["size"].origin),
            fixes=change(odd, size=wanted),
            severity=HINT,
        )


def _odd(spots: list[Letters], usual: int) -> list[Letters]:
    return [s for s in spots if _set_of(s.text.part, s.run.look.get("size")) not in (0, usual)]


def _mixed(
    message: str, spots: list[Letters], usual: int, severity: str, expected: str = ""
) -> Found:
    """A finding on letters whose sizes are not of one set; the odd ones are shown and mended."""
    odd = _odd(spots, usual)
    first = odd[0] if odd else spots[0]
    sizes: dict[str, dict[float, Any]] = {}
    for spot in spots:
        if _set_of(spot.text.part, spot.run.look.get("size")):
            sizes.setdefault(name(spot.text.part), {})[spot.run.look.get("size")] = None
    told = "; ".join(f"{p} {' - '.join(amount(z) for z in sorted(s))}" for p, s in sizes.items())
    start, end = first.span
    wanted = co_chu(first.text.part, usual)
    return Found(
        message.format(sizes=told),
        first.text,
        start,
        end,
        expected=expected or amount(wanted),
        found=amount(first.run.look.get("size")),
        origin=str(first.run.look["size"].origin),
        fixes=tuple(f for s in odd for f in change([s], size=co_chu(s.text.part, usual))),
        severity=severity,
    )
