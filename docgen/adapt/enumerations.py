"""Members that are taken out of an enumeration, with the sign or word that joined them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.adapt.changes import Change, mark

_BEFORE = re.compile(r"(?:\s*[,;]\s*(?:và\s+|cùng\s+|hoặc\s+)?|\s+(?:và|cùng|hoặc|với)\s+)$")
_BEHIND = re.compile(r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng|hoặc)\s+)")
_LISTED = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
ALONE = "Cơ quan này không có ở đơn vị mình mà câu không liệt kê cơ quan nào khác; sửa lại câu."


def take_out(text: str, changes: Sequence[Change]) -> list[Change]:
    """The changes with removals made whole: their separators go along, what stands alone is asked.

    A member that becomes the same as its neighbour is taken out too.
    """
    out: list[Change] = []
    begins = -1  # where a sentence begins anew because its first member was taken out
    for change in sorted(changes):
        before = out[-1] if out else None
        if begins == change.start and change.thanh:
            change = change._replace(thanh=_capital(change.thanh))
        if change.cach == "thay" and before is not None and _repeated(text, before, change):
            reason = "Trùng với cơ quan vừa nêu"
            change = change._replace(cach="bo", thanh="", ly_do=reason)
        if change.cach == "bo":
            change = _widened(text, change, before)
            first = text[change.start : change.start + 1].isupper()
            begins = change.end if change.cach == "bo" and first else -1
        out.append(change)
    return [_restarted(text, c, out) for c in out]


def _restarted(text: str, change: Change, every: Sequence[Change]) -> Change:
    """A removal at the start of a sentence gives its capital to what follows."""
    follows = text[change.end : change.end + 1]
    taken = any(c.start == change.end and c is not change for c in every)
    if change.cach != "bo" or taken or not text[change.start : change.start + 1].isupper():
        return change
    return change._replace(end=change.end + 1, thanh=follows.upper()) if follows else change


def _capital(words: str) -> str:
    at = 2 if words.startswith("[[") else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def _repeated(text: str, before: Change, change: Change) -> bool:
    """Whether the same body stands twice in a list; behind ";" it begins a new clause."""
    same = before.cach == "thay" and before.thanh.casefold() == change.thanh.casefold()
    return same and bool(_LISTED.fullmatch(text, before.end, change.start))


def _widened(text: str, change: Change, before: Change | None) -> Change:
    low = before.end if before is not None else 0
    if m := _BEFORE.search(text, low, change.start):
        return change._replace(start=m.start())
    gone = before is not None and before.cach == "bo" and before.end == change.start
    if (gone or not text[low : change.start].strip()) and (m := _BEHIND.match(text, change.end)):
        return change._replace(end=m.end())
    words = text[change.start : change.end]
    return change._replace(cach="hoi", thanh=mark(words), ly_do=ALONE, goi_y=change.ly_do)
