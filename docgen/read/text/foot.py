"""The foot of a document: Nơi nhận, Lưu and the signatures.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7 and 9. In a scan the two columns run into each
other: capital lines of authority and post, and a name, are picked out from among the recipients.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import fold, plain, upper_case

_OWN_POST = THANH_PHAN["chuc_vu_rieng"].ten
"""Word style of the post that a signer has in his own office (ô 7b)."""
_MOST = 60
"""Lines that several signatures may take, before Nơi nhận."""
_OWN_GAPS = ("chức vụ", "họ và tên người ký", "nơi nhận")
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
    while first and place - first < _MOST and _of_signature(lines[first - 1]):
        first -= 1
    found = [fold(x.text) for x in lines[first:place]]
    known = [bool(marks.AUTHORITY.match(x) or marks.POST.match(x)) for x in found]
    if not any(known):
        return place
    # Names above the first authority or post are a list of the body.
    first += known.index(True)
    while first and upper_case(lines[first - 1].text) and _of_signature(lines[first - 1]):
        first -= 1
    return first


def _bare_signature(lines: list[Line]) -> int:
    """A signature without Nơi nhận: capital lines with a post among the last lines."""
    for place in range(max(0, len(lines) - 6), len(lines)):
        rest = lines[place:]
        known = [x for x in rest if marks.POST.match(fold(x.text)) or _authority(x)]
        if known and all(_of_signature(x) for x in rest):
            return place
    return len(lines)


def _authority(line: Line) -> bool:
    return bool(marks.AUTHORITY.match(plain(line.text))) and upper_case(line.text)


def _of_signature(line: Line) -> bool:
    text = plain(line.text)
    if line.label or line.table is not None or marks.starts_label(line.text):
        return False
    if marks.ANNEX.match(fold(text)):
        return False
    if marks.SIGNED.fullmatch(text) or (marks.GAP.fullmatch(text) and text[1:-1] in _OWN_GAPS):
        return True
    return (upper_case(text) and len(text) < 80) or marks.is_name(text)


def read_foot(lines: list[Line]) -> Foot:
    """Recipients, filing and signatures of the lines from `foot_at` on."""
    foot = Foot()
    items: list[str] = []
    signing: list[Line] = []
    listing = filed = False
    dashed = any(_ITEM.match(plain(x.text)) or x.label for x in lines)
    for line in lines:
        text = plain(line.text)
        start = marks.RECIPIENTS.match(text)
        if start and not listing:
            listing = True
            if text[start.end() :].strip():
                items.append(text[start.end() :].strip())
        elif marks.SIGNED.fullmatch(text):
            foot.left_over.append(line)
        elif not listing or line.column == 2:
            signing.append(line)
        elif marks.FILED.match(text):
            body, name = _name_at_end(text)
            items.append(body)
            filed = True
            if name:
                signing.append(Line(name, line.place, gap=True))
        elif _ITEM.match(text) or line.label in ("-", "+"):
            if filed:
                foot.left_over.append(line)
                continue
            body, name = _name_at_end(_ITEM.sub("", line.text.strip(), count=1))
            items.append(body)
            if name:
                signing.append(Line(name, line.place, gap=True))
        elif _of_signature(line) or marks.GAP.fullmatch(text) or filed:
            signing.append(line)
        elif not dashed:
            items.append(line.text.strip())
        elif items and not items[-1].endswith((";", ".")):
            items[-1] += " " + line.text.strip()
        else:
            foot.left_over.append(line)
    _recipients(items, foot)
    _signatures(signing, foot)
    return foot


def _name_at_end(text: str) -> tuple[str, str]:
    """A scan's line "- Sở Nội vụ; Nguyễn Văn A": the recipient and the name beside it."""
    m = re.match(r"(.*?[\w).])\s+((?:[^\W\d_a-z]{2,}\s*){2,})$", text)
    if m and upper_case(m[2]) and marks.POST.match(fold(m[2])):
        return m[1], m[2].strip()
    m = re.match(r"(.*[;.])\s+(\S.*)$", text)
    if m and marks.is_name(m[2]) and len(m[2].split()) in (3, 4):
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
        if bare and (gap is None or gap[1] not in _OWN_GAPS):
            given.append(bare)
    if given:
        foot.data["noi_nhan"] = given


def _signatures(lines: list[Line], foot: Foot) -> None:
    """Groups of capital lines, each with the name under it."""
    signers: list[dict[str, Any]] = []
    stack: list[str] = []
    own = ""
    lines = _by_signer(lines)
    for place, line in enumerate(lines):
        text = plain(line.text)
        gap = marks.GAP.fullmatch(text)
        if stack and marks.name_in_capitals(text) and not marks.POST.match(fold(text)):
            signers.append(_signer(stack, own, text.title()))
            stack, own = [], ""
        elif upper_case(text) and not gap:
            following = lines[place + 1] if place + 1 < len(lines) else None
            if (
                stack
                and line.style == _OWN_POST
                or (
                    stack
                    and line.gap
                    and following is not None
                    and not following.gap
                    and (
                        not _authority(line) and _is_name(following) and not _authority_ends(stack)
                    )
                )
            ):
                own = text
            else:
                stack.append(text)
        elif _is_name(line):
            signers.append(_signer(stack, own, "" if gap else text))
            stack, own = [], ""
        elif not gap or gap[1] not in _OWN_GAPS:
            foot.left_over.append(line)
    if stack:
        signers.append(_signer(stack, own, ""))
    signers = [s for s in signers if s]
    if signers:
        foot.data["chu_ky"] = signers


def _by_signer(lines: list[Line]) -> list[Line]:
    """Signatures side by side: each column's authority and post, then its name below."""
    cells: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.column:
            cells.setdefault((line.row, line.column), []).append(line)
    out: list[Line] = []
    taken: set[tuple[int, int]] = set()
    for line in lines:
        cell = (line.row, line.column)
        if not line.column:
            out.append(line)
        if not line.column or cell in taken:
            continue
        signature = list(cells[cell])
        taken.add(cell)
        below = line.row + 1
        while (below, line.column) in cells and not any(map(_ends_signature, signature)):
            signature += cells[below, line.column]
            taken.add((below, line.column))
            below += 1
        out += signature
    return out


def _ends_signature(line: Line) -> bool:
    return _is_name(line) or marks.name_in_capitals(line.text)


def _is_name(line: Line) -> bool:
    text = plain(line.text)
    gap = marks.GAP.fullmatch(text)
    if gap:
        return "họ và tên" in gap[1]
    return not upper_case(text) and marks.is_name(text)


def _authority_ends(stack: list[str]) -> bool:
    return bool(marks.AUTHORITY.match(stack[-1]))


def _signer(stack: list[str], own: str, name: str) -> dict[str, Any]:
    given: dict[str, Any] = {}
    lines = _unwrapped(stack)
    if lines and not marks.AUTHORITY.match(lines[-1]):
        given["chuc_vu"] = lines.pop()
    if lines:
        given["quyen_han"] = lines
    if own:
        given["chuc_vu_rieng"] = own
    if name:
        given["ho_ten"] = name
    return given


def _unwrapped(stack: list[str]) -> list[str]:
    """Lines of authority and post; one that goes on in the next line is joined."""
    out: list[str] = []
    for text in stack:
        new = marks.AUTHORITY.match(text) or marks.POST.match(fold(text))
        if out and not new:
            out[-1] += " " + text
        else:
            out.append(text)
    return out
