"""The numbering of a document as it was typed: its scheme, and where it goes wrong.

Numbers are never stored: they follow from position. What the original did otherwise (a missing đ,
f, a gap, a repeated number) is told, and printed right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.findings import HINT, Finding, Where
from docgen.lang import _
from docgen.read.text.forms import letter_of, number_of
from docgen.viet.bang_chu import la_ma
from docgen.viet.danh_so import LEVELS, Counter

_TOKEN = {
    "phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều",
    "la_ma": "I", "so": "1", "so_kep": "1.1", "chu": "a", "gach": "-", "cong": "+",
}  # fmt: skip
Labels = list[tuple[str, str, str]]
"""For each block: level, label as typed, place."""


def scheme_of(labels: Labels) -> list[str]:
    """`danh_so` of a body: the order its levels first come in, where that explains more labels."""
    seen: list[str] = []
    for cap, _label, _place in labels:
        if cap in _TOKEN and cap not in ("gach", "cong") and cap not in seen:
            seen.append(cap)
    order = [LEVELS.index(cap) for cap in seen if cap in LEVELS]
    if order == sorted(order):
        return []
    given = [_TOKEN[cap] for cap in seen]
    as_given, usual = (_misplaced(_counted(labels, x)) for x in (given, []))
    return given if len(as_given) < len(usual) else []


def check_labels(labels: Labels) -> list[Finding]:
    """Numbers that are not what their place gives, and labels of another form than docgen's."""
    counted = list(_counted(labels, scheme_of(labels)))
    found = [
        Finding(
            "DOC12",
            _("Số thứ tự “{typed}” không đúng thứ tự; docgen đánh là “{right}”.").format(
                typed=typed, right=right
            ),
            HINT,
            _("Xem lại bản gốc có thiếu hoặc thừa mục không."),
            Where(part=place),
        )
        for typed, right, place in _misplaced(counted)
    ]
    return found + _other_forms(counted) + _kept(labels)


def _other_forms(counted: list[_Counted]) -> list[Finding]:
    """One finding for each form of labels that docgen writes in another."""
    forms: dict[str, list[_Counted]] = {}
    for one in counted:
        if one.typed != one.right and one.typed:
            shape, own = _shape(one.typed), _shape(one.right)
            if one.typed[0] == "C" and number_of(one.typed) != number_of(one.right):
                shape = f"c{one.typed[1:]}"  # the third of A. B. C., no hundred
            if shape != own:
                forms.setdefault(shape, []).append(one)
    out = []
    for group in forms.values():
        first = group[0]
        # Words are no numbers: each is said, so that none is lost.
        said = dict.fromkeys(x.typed for x in group if "thứ" in x.typed.lower()) or [first.typed]
        out.append(
            Finding(
                "DOC13",
                _("Nhãn ghi “{typed}” được đọc là “{right}”; docgen in theo dạng ấy.").format(
                    typed="”, “".join(said), right=first.right
                ),
                HINT,
                _("Không phải mục thì thêm \\ ở đầu dòng để giữ là đoạn văn."),
                Where(part=first.place),
            )
        )
    return out


def _kept(labels: Labels) -> list[Finding]:
    """One finding for each form that looks like a label and was left as text."""
    forms: dict[str, tuple[str, str]] = {}
    for cap, typed, place in labels:
        if cap == "doan" and typed:
            forms.setdefault(_shape(typed), (typed, place))
    return [
        Finding(
            "DOC14",
            _("Dòng bắt đầu bằng “{typed}” được giữ là đoạn văn, vì không chắc là một mục.").format(
                typed=typed
            ),
            HINT,
            _("Là mục thì viết “{mark}” ở đầu dòng.").format(mark=_mark(typed)),
            Where(part=place),
        )
        for typed, place in forms.values()
    ]


def _mark(typed: str) -> str:
    """The decree's form of a label that was left as text."""
    number = number_of(typed)
    core = typed.strip("() .,/:–—-")
    if not number:
        return "-"
    if core.isdigit():
        return f"{number}."
    if core.isupper():
        return f"{la_ma(number)}."
    return f"{core}." if "." in core else f"{core})"


class _Counted(NamedTuple):
    """A block's level, its label as typed, the one its place gives, and the place."""

    cap: str
    typed: str
    right: str
    place: str


def _counted(labels: Labels, danh_so: list[str]) -> Iterator[_Counted]:
    counter = Counter(tuple(danh_so))
    for cap, typed, place in labels:
        if cap in ("doan", "bang"):
            continue
        bac = typed.rstrip(".)/–— -").count(".") + 1 if cap == "so_kep" else 2
        if cap == "so_kep" and not typed[0].isdigit():
            bac -= 1
        yield _Counted(cap, typed, counter.label(cap, min(max(bac, 2), 4)), place)


def _misplaced(counted: Iterable[_Counted]) -> list[tuple[str, str, str]]:
    """Typed and right label and place of each block whose number is not what its place gives."""
    return [
        (one.typed, one.right, one.place)
        for one in counted
        if one.typed != one.right and one.cap not in ("gach", "cong") and not _same(one)
    ]


def _same(one: _Counted) -> bool:
    """Whether the label as typed gives the number of its place, in whatever form."""
    if one.cap == "so_kep":
        right = re.findall(r"\d+", one.right)
        return re.findall(r"\d+", one.typed)[-len(right) :] == right
    number = number_of(one.right)
    return bool(number) and number in (number_of(one.typed), letter_of(one.typed))


def _shape(label: str) -> str:
    """A label with its number as a sign: labels of one form have one shape."""
    return _NUMERAL.sub(lambda m: next(k for k, v in m.groupdict().items() if v), label)


_NUMERAL = re.compile(
    r"(?P<n>(?i:thứ\s+)\w+)|(?P<d>\d+(?:\.\d+)+)|(?P<i>\d+)|(?P<r>(?<!\w)[IVXLC]+(?!\w))"
    r"|(?P<s>(?<!\w)[a-zđ]{1,2}(?!\w))|(?P<c>(?<!\w)[A-HĐ](?!\w))"
)
