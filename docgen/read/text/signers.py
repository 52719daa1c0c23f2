"""The signatures of a document: authority, post and name of each, also side by side.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.
"""

from __future__ import annotations

import re
from typing import Any

from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import fold, plain
from docgen.read.text.people import (
    in_capitals,
    in_small_letters,
    is_authority,
    is_capital_post,
    is_person,
    is_post,
    proper,
)

_OWN_POST = THANH_PHAN["chuc_vu_rieng"].ten
"""Word style of the post that a signer has in his own office (ô 7b)."""
OWN_GAPS = ("chức vụ", "họ và tên người ký", "nơi nhận")
"""What docgen writes into the gaps of a foot."""
_OF_A_GROUP = re.compile(
    r"(?:PHO )?(?:TRUONG (?:BAN|DOAN|TIEU BAN)|TO TRUONG|CHU TICH HOI DONG)\b(?!.*\bSO\b)"
)
"""Posts of those who have one of their own in their office: TRƯỞNG BAN over GIÁM ĐỐC SỞ."""
_WIDE = re.compile(r"\s*\t\s*|\s{3,}")
"""What keeps two columns of a foot apart."""


def of_signature(line: Line) -> bool:
    """Whether a line may stand in a signature: in capitals, a name, "(Đã ký)" or a gap."""
    text = plain(line.text)
    if line.label or line.table is not None or marks.starts_label(line.text):
        return False
    if marks.ANNEX.match(fold(text)) or marks.QUOC_HIEU.search(fold(text)):
        return False
    if marks.SIGNED.fullmatch(text) or (marks.GAP.fullmatch(text) and text[1:-1] in OWN_GAPS):
        return True
    if (is_capital_post(text) and len(text) < 80) or is_person(text):
        return True
    return len(_side_by_side([line])) > 1


def read_signers(lines: list[Line]) -> tuple[list[dict[str, Any]], list[Line]]:
    """`chu_ky` of the lines of signatures, and the lines that no signature took.

    Groups of capital lines, each with the name under it.
    """
    left_over: list[Line] = []
    signers: list[dict[str, Any]] = []
    stack: list[str] = []
    own = ""
    lines = _by_signer(_side_by_side(lines))
    for place, line in enumerate(lines):
        text = plain(line.text)
        gap = marks.GAP.fullmatch(text)
        if stack and (in_capitals(text) or in_small_letters(text)):
            line.take_as("ho_ten")
            signers.append(_signer(stack, own, proper(text)))
            stack, own = [], ""
        elif is_capital_post(text) and not gap:
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
                        not is_authority(line.text)
                        and _is_name(following)
                        and not _authority_ends(stack)
                    )
                )
            ):
                line.take_as("chuc_vu_rieng")
                own = text
            else:
                line.take_as("quyen_han")
                stack.append(text)
        elif _is_name(line):
            line.take_as("ho_ten")
            signers.append(_signer(stack, own, "" if gap else text))
            stack, own = [], ""
        elif not gap or gap[1] not in OWN_GAPS:
            left_over.append(line)
    if stack:
        signers.append(_signer(stack, own, ""))
    return [s for s in signers if s], left_over


def _side_by_side(lines: list[Line]) -> list[Line]:
    """Two posts or names on one line, which only spaces keep apart, as two columns."""
    out: list[Line] = []
    row = 0
    for line in lines:
        row = line.row or row
        halves = _WIDE.split(line.text)
        fits = len(halves) == 2 and not line.column and all(map(stands_alone, halves))
        if not fits:
            out.append(line)
            continue
        row += 1
        out += [line.changed(text=x, column=c, row=row) for c, x in enumerate(halves, 1)]
    return out


def stands_alone(text: str) -> bool:
    """Whether a text is a whole line of a signature: a post in capitals or a name."""
    return is_capital_post(text) or is_person(text)


def _by_signer(lines: list[Line]) -> list[Line]:
    """Signatures side by side: each column's authority and post, then its name below."""
    cells: dict[tuple[int, int], list[Line]] = {}
    lines = _in_columns(lines)
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
        ended = any(map(_ends_signature, signature))
        taken.add(cell)
        below = line.row + 1
        while (below, line.column) in cells and not ended:
            more = cells[below, line.column]
            signature += more
            ended = any(map(_ends_signature, more))
            taken.add((below, line.column))
            below += 1
        out += signature
    return out


def _in_columns(lines: list[Line]) -> list[Line]:
    """Rows counted without those that no signature has; a line alone between two is put in one."""
    rows = {row: at for at, row in enumerate(sorted({x.row for x in lines if x.column}))}
    out: list[Line] = []
    for at, line in enumerate(lines):
        if line.column:
            out.append(line.changed(row=2 * rows[line.row]))
            continue
        before, after = out[-1:], lines[at + 1 : at + 2]
        pair = before and before[0].column == 2 and after and after[0].column == 1
        if pair and of_signature(line) and len(out) > 1 and out[-2].column == 1:
            open_one = is_authority(out[-1].text) and not is_authority(out[-2].text)
            line = line.changed(column=2 if open_one else 1, row=before[0].row + 1)
        out.append(line)
    count = {row: at for at, row in enumerate(sorted({x.row for x in out if x.column}))}
    return [x.changed(row=count[x.row]) if x.column else x for x in out]


def _ends_signature(line: Line) -> bool:
    return _is_name(line) or in_capitals(line.text)


def _is_name(line: Line) -> bool:
    text = plain(line.text)
    gap = marks.GAP.fullmatch(text)
    if gap:
        return "họ và tên" in gap[1]
    return not is_capital_post(text) and is_person(text)


def _authority_ends(stack: list[str]) -> bool:
    return bool(marks.AUTHORITY.match(stack[-1]))


def _signer(stack: list[str], own: str, name: str) -> dict[str, Any]:
    given: dict[str, Any] = {}
    lines = _unwrapped(stack)
    if not own and len(lines) > 1 and is_post(lines[-1]) and _OF_A_GROUP.match(fold(lines[-2])):
        own = lines.pop()
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
        new = marks.AUTHORITY.match(text) or is_post(text)
        if out and not new:
            out[-1] += " " + text
        else:
            out.append(text)
    return out
