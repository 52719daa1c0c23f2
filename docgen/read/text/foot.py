"""The foot of a document: Nơi nhận, Lưu and the signatures.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7 and 9. In a scan the two columns run into each
other: capital lines of authority and post, and a name, are picked out from among the recipients.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import plain, upper_case
from docgen.read.text.people import (
    is_authority,
    is_post,
    surely_person,
)
from docgen.read.text.signers import OWN_GAPS, of_signature, read_signers, stands_alone

_MOST = 60
"""Lines that several signatures may take, before Nơi nhận."""
_ITEM = re.compile(r"[-–—~_+•]+\s*(?=\S)")


@dataclass(slots=True)
class Foot:
    """What the foot says, as data keys, and the lines of it that no part took."""

    data: dict[str, Any] = field(default_factory=dict)
    left_over: list[Line] = field(default_factory=list)


def foot_at(lines: list[Line]) -> int:
    """Index of the first line of the foot; `len(lines)` when there is none."""
    for place in range(len(lines) - 1, -1, -1):
        text = plain(lines[place].text)
        if (
            marks.RECIPIENTS.match(text)
            and len(text) < 60
            and not lines[place].text.startswith("\\")
        ):
            return _signature_above(lines, place)
    return _bare_signature(lines)


def _signature_above(lines: list[Line], place: int) -> int:
    """A signature that stands before "Nơi nhận" (right cell first) belongs to the foot."""
    first = place
    while first and place - first < _MOST and of_signature(lines[first - 1]):
        first -= 1
    known = [is_authority(x.text) or is_post(x.text) for x in lines[first:place]]
    if not any(known):
        return place
    # Names above the first authority or post are a list of the body.
    first += known.index(True)
    while first and upper_case(lines[first - 1].text) and of_signature(lines[first - 1]):
        first -= 1
    return first


def _bare_signature(lines: list[Line]) -> int:
    """A signature without Nơi nhận: a post or authority and what stands under it, at the end."""
    return _signature_above(lines, len(lines))


def read_foot(lines: list[Line]) -> Foot:
    """Recipients, filing and signatures of the lines from `foot_at` on."""
    foot = Foot()
    items: list[str] = []
    signing: list[Line] = []
    listing = filed = False
    dashed = any(_ITEM.match(plain(x.text)) or x.label for x in lines)
    for line in _apart(lines):
        text = plain(line.text)
        start = marks.RECIPIENTS.match(text)
        if start and not listing:
            listing = True
            line.take_as("noi_nhan")
            if text[start.end() :].strip():
                items.append(text[start.end() :].strip())
        elif marks.SIGNED.fullmatch(text):
            foot.left_over.append(line)
        elif not listing or line.column > 1:
            signing.append(line)
        elif marks.FILED.match(text):
            line.take_as("noi_nhan_muc")
            body, name = _name_at_end(text)
            items.append(body)
            filed = True
            if name:
                signing.append(Line(name, line.place, gap=True))
        elif _ITEM.match(text) or line.label in ("-", "+"):
            if filed:
                foot.left_over.append(line)
                continue
            line.take_as("noi_nhan_muc")
            body, name = _name_at_end(_ITEM.sub("", line.text.strip(), count=1))
            items.append(body)
            if name:
                signing.append(Line(name, line.place, gap=True))
        elif of_signature(line) or marks.GAP.fullmatch(text) or filed:
            signing.append(line)
        elif not dashed:
            line.take_as("noi_nhan_muc")
            items.append(line.text.strip())
        elif items and (not items[-1].endswith((";", ".")) or _goes_on(items[-1], text)):
            line.take_as("noi_nhan_muc")
            items[-1] += " " + line.text.strip()
        else:
            foot.left_over.append(line)
    _recipients(items, foot)
    signers, unread = read_signers(signing)
    foot.left_over += unread
    if signers:
        foot.data["chu_ky"] = signers
    return foot


def _goes_on(item: str, text: str) -> bool:
    """Whether a line is one more of those that a recipient names: "Các công ty: A;" over "B;"."""
    return ":" in item and text.endswith(";") and len(text.split()) > 2


def _apart(lines: list[Line]) -> list[Line]:
    """Lines in which a recipient and a part of the signature stand, kept apart by spaces alone."""
    out: list[Line] = []
    row = 0
    for line in lines:
        row = line.row or row
        left, _gap, right = line.text.partition("   ")
        right = right.strip()
        listed = _ITEM.match(left) or marks.RECIPIENTS.match(left) or marks.FILED.match(left)
        if line.column or not listed or not (stands_alone(right) or marks.SIGNED.fullmatch(right)):
            out.append(line)
            continue
        row += 1
        out += [line.changed(text=left), line.changed(text=right, column=2, row=row)]
    return out


def _name_at_end(text: str) -> tuple[str, str]:
    """A scan's line "- Sở Nội vụ; Nguyễn Văn A": the recipient and the name beside it."""
    m = re.match(r"(.*?[\w).])\s+((?:[^\W\d_a-z]{2,}\s*){2,})$", text)
    if m and upper_case(m[2]) and is_post(m[2]):
        return m[1], m[2].strip()
    m = re.match(r"(.*[;.])\s+(\S.*)$", text)
    if m and surely_person(m[2]) and len(m[2].split()) in (3, 4):
        return m[1], m[2]
    return text, ""


def _recipients(items: list[str], foot: Foot) -> None:
    given = []
    for item in items:
        filed = marks.FILED.match(item) or re.match(r"L[ưu]u\s*[:;]\s*", item)
        if filed:
            value = item[filed.end() :].rstrip(" ;.,")
            if value and not marks.GAP.search(value):
                foot.data["luu"] = value
            elif value:
                # "VT, [đơn vị soạn]": the gap is not a value.
                rest = marks.GAP.sub("", value).strip(" ,;.")
                if rest not in ("", "VT"):
                    foot.data["luu"] = rest
            continue
        bare = item.rstrip(" ;.,")
        gap = marks.GAP.fullmatch(bare)
        if bare and (gap is None or gap[1] not in OWN_GAPS):
            given.append(bare)
    if given:
        foot.data["noi_nhan"] = given
