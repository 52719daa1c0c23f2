"""References as they are written: "điểm a khoản 1, 2 và 3 mục II Kế hoạch này", and whose they are.

What they mean is not asked here; see `references`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from docgen.nd30.loai import LOAI
from docgen.viet.bang_chu import LA_MA_LON_NHAT, chu_diem, la_ma, so_cua_chu, so_la_ma

Number = int | tuple[int, ...]
"""1.2 is (1, 2)."""
MANY = 64
"""Members of a list, parts of a run of references, ways to read one: more are not followed."""

_RANK = {
    "tiết": 0, "điểm": 1, "khoản": 2, "điều": 3, "tiểu mục": 4, "mục": 5, "chương": 6, "phần": 7,
}  # fmt: skip
_FORMS = {"I": ("la_ma",), "1": ("so",), "1.1": ("so_kep",), "a": ("chu",)}
_LEVELS = {
    ("phần", "I"): ("phan", "la_ma"), ("phần", "1"): ("phan", "so"),
    ("chương", "I"): ("chuong",), ("chương", "1"): ("chuong",),
    ("mục", "I"): ("la_ma", "phan"), ("mục", "1"): ("muc", "so"),
    ("tiểu mục", "1"): ("tieu_muc", "so"), ("điều", "1"): ("dieu",),
    ("khoản", "a"): (), ("phần", "a"): (), ("chương", "a"): (), ("điều", "a"): (),
    ("điều", "I"): (), ("điều", "1.1"): (), ("chương", "1.1"): (),
}  # fmt: skip
"""Levels that a word with a number of a form may mean; the first that the document has is meant."""
THIS = {
    "phần": ("phan", "la_ma"), "chương": ("chuong",), "mục": ("muc", "la_ma", "so", "so_kep"),
    "tiểu mục": ("tieu_muc", "so", "so_kep"), "điều": ("dieu",), "khoản": ("so", "so_kep"),
    "điểm": ("chu", "so", "so_kep"), "tiết": ("chu",),
}  # fmt: skip
OUTLINE = frozenset({"tiểu mục", "mục", "phần"})
"""Words for parts of a document that has no Điều."""
_PART = r"(?i:tiểu\s+mục|mục|phần|chương|điều|khoản|điểm|tiết)"
_WORD = re.compile(rf"(?<!\w){_PART}(?=\s)")
_CORE = re.compile(
    r"(?:[IVXLC]{1,9}(?:\.[0-9]{1,3}){0,4}(?:\.[a-zđ])?"
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{1,3}){0,3}(?:\.[a-zđ])?|a?[a-zđ])"
    r"(?!\w|\.\w|/[0-9]|\s?%|,[0-9]+\s?%)"
)
_TO_CORE = re.compile(r"\s+(?:(?:số|từ)\s+)?")
_THIS_WORD = re.compile(r"\s+này(?!\w)")
_JOINS = tuple(re.compile(p) for p in (
    r"\)?(?:\s*[,;])?\s+(?:và|hoặc|đến(?:\s+hết)?|tới)\s+(?:(?:các|tại)\s+)?",
    r"\)?\s*;\s*(?:(?:các|tại)\s+)?",
    r"\)?\s?[-–]\s?",
))  # fmt: skip
_LINK = re.compile(r"\)?(?:\s*,\s*|\s+)(?:(?:của|thuộc|trong|tại|ở)\s+)?")
_COUNTED = r"triệu|tỷ|tỉ|nghìn|ngàn|đồng|lần|người|tháng|năm|ngày|giờ|phút"
_PLACES = r"xã|phường|huyện|thôn|bản|tổ|khu|đơn vị|cơ sở|mô hình|trường|hộ|điểm\s+[^\dIVXa-zđ]"
_QUANTITY = {
    "khoản": re.compile(rf"\)?\s+(?i:{_COUNTED})(?!\w)"),
    "phần": re.compile(rf"\)?\s+(?i:{_COUNTED})(?!\w)"),
    "điểm": re.compile(rf"\)?\s+(?i:{_COUNTED}|{_PLACES})(?!\w)"),
}
"""Khoản 3 triệu đồng, chỉ đạo điểm 2 xã: no references."""
_COMPOUND = {
    "mục": frozenset("danh hạng chuyên đề khoản".split()),
    "phần": frozenset("thành cổ học hợp cấu một hai ba bốn năm".split()),
    "điểm": frozenset(
        "địa thời quan trọng xã đặc ưu nhược khuyết chấm tổng cao đạt giao tâm thí tiêu đỉnh số"
        " cộng trừ".split()
    ),
    "khoản": frozenset({"tài"}),
    "tiết": frozenset({"thời", "chi"}),
}
"""First syllables: danh mục 1, thành phần 2, thời điểm 3 are no references."""
_BEFORE_WORD = re.compile(r"(\w+)\s+$")
_GOES_ON = re.compile(
    rf"\)?\s*(?:$|[.,;:)…”\]]|[-–]\s|(?:và|hoặc|đến|tới|này|nêu|trên|dưới|của|thuộc|trong|tại|ở"
    rf"|{_PART})(?!\w)|[A-ZĐ])"
)
"""After a bare number of a list; before other words it may count something: "khoản 1, 2 xã"."""


class Item(NamedTuple):
    """One number: "II", "a", "II.5.đ"."""

    start: int
    end: int
    cores: tuple[tuple[str, Number], ...]
    """Form (I, 1, 1.1, a) and number, from the highest."""
    doubtful: bool = False


@dataclass(slots=True)
class Part:
    """A word with its numbers: "khoản 1, 2 và 3"; without: "khoản này"."""

    word: str
    start: int
    items: list[Item]
    near: bool = False
    """Joined to the part before it by a space or comma, so that one may hold the other."""

    @property
    def rank(self) -> float:
        # Mục 1 mục II, tiểu mục 1.2 khoản 1: the numbers tell which holds the other.
        form = self.items[0].cores[0][0] if self.items else ""
        return 1.5 if form == "1.1" else _RANK[self.word] + (0.5 if form == "I" else 0)


def _cores(written: str) -> tuple[tuple[str, Number], ...] | None:
    out: list[tuple[str, Number]] = []
    digits: list[int] = []
    for piece in written.split("."):
        if piece.isdigit():
            digits.append(int(piece))
            continue
        form, value = ("I", so_la_ma(piece)) if piece.isupper() else ("a", so_cua_chu(piece))
        if not value:
            return None
        if digits:
            out.append(("1.1", tuple(digits)) if len(digits) > 1 else ("1", digits[0]))
            digits = []
        out.append((form, value))
    if digits:
        out.append(("1.1", tuple(digits)) if len(digits) > 1 else ("1", digits[0]))
    return tuple(out)


def _written(cores: Sequence[tuple[str, Number]]) -> str:
    out = []
    for form, value in cores:
        if isinstance(value, tuple):
            out.append(".".join(map(str, value)))
        elif form == "I" and value <= LA_MA_LON_NHAT:
            out.append(la_ma(value))
        else:
            out.append(chu_diem(value) if form == "a" else str(value))
    return ".".join(out)


def levels_of(word: str, form: str, first: bool = True) -> tuple[str, ...]:
    """Levels that a number may mean; `first`: its word stands before it, as II in "mục II.5"."""
    return _LEVELS.get((word, form), _FORMS[form]) if first else _FORMS[form]


def _item(text: str, at: int, word: str) -> Item | None:
    m = _CORE.match(text, at)
    cores = _cores(m[0]) if m else None
    if m is None or not cores or not levels_of(word, cores[0][0]):
        return None
    return Item(m.start(), m.end(), cores)


def _part(text: str, m: re.Match[str], near: bool) -> tuple[Part, int] | None:
    """The part that begins with a word, and where it ends."""
    word = " ".join(m[0].casefold().split())
    if this := _THIS_WORD.match(text, m.end()):
        return Part(word, m.start(), [], near), this.end()
    before = _BEFORE_WORD.search(text, max(0, m.start() - 12), m.start())
    if before and before[1].casefold() in _COMPOUND.get(word, ()):
        return None
    to = _TO_CORE.match(text, m.end())
    item = _item(text, to.end(), word) if to else None
    if item is None:
        return None
    quantity = _QUANTITY.get(word)
    if quantity and item.cores[0][0] == "1" and quantity.match(text, item.end):
        return None
    return Part(word, m.start(), [item], near), item.end


def _run(text: str, m: re.Match[str]) -> tuple[list[Part], int] | None:
    """Parts that follow each other: "điểm a khoản 1 và khoản 2, 3 mục II"; and where they end."""
    first = _part(text, m, False)
    if first is None:
        return None
    parts, end = [first[0]], first[1]
    while len(parts) < MANY:
        last = parts[-1]
        ways = [(w, False) for j in _JOINS if (w := j.match(text, end))]
        ways += [(w, True) for w in [_LINK.match(text, end)] if w]
        for way, near in ways:
            word = _WORD.match(text, way.end())
            made = _part(text, word, near) if word else None
            if made is not None:
                part, end = made
                listed = "," in way[0] or not near
                alike = part.items and last.items and part.rank == last.rank
                if part.word == last.word and alike and listed and len(last.items) < MANY:
                    last.items += part.items
                else:
                    parts.append(part)
                break
            bare = last.items and (not near or way[0].strip(") \xa0\n\t") == ",")
            item = _item(text, way.end(), last.word) if bare else None
            if item and item.cores[0][0] == last.items[0].cores[0][0] and len(last.items) < MANY:
                tight = way[0] == "," and not _WORD.match(text, item.end + 1)
                last.items.append(
                    item._replace(doubtful=tight or not _GOES_ON.match(text, item.end))
                )
                end = item.end
                break
        else:
            break
    return parts, end


def references_in(text: str) -> Iterator[tuple[list[list[Part]], int]]:
    """Runs of references that stand together, each from its highest part down; and their ends."""
    at = 0
    while m := _WORD.search(text, at):
        at = m.end()
        if run := _run(text, m):
            parts, at = run
            yield _groups(parts), at


def _groups(parts: list[Part]) -> list[list[Part]]:
    """The parts as references, each from its highest part down."""
    up: list[list[Part]] = []
    for part in parts:
        if up and part.near and up[-1][-1].items and part.rank > up[-1][-1].rank:
            up[-1].append(part)
        else:
            up.append([part])
    out: list[list[Part]] = []
    down = False
    for group in up:
        part, above = group[0], out[-1][-1] if out else group[0]
        # "Mục II, khoản 1"; but in "mục I, khoản 1 mục II" the second is one of its own.
        alone = len(group) == 1 and part.near and part.items
        if out and down and alone and above.items and part.rank < above.rank:
            out[-1].append(part)
            continue
        out.append(group[::-1])
        down = len(group) == 1
    return out


_OUR_KINDS = {kind.ten.casefold(): kind.ma for kind in LOAI.values()}
_KINDS = "|".join(sorted((k.ten for k in LOAI.values()), key=len, reverse=True))
_OTHERS = (
    "Hiến pháp|Bộ luật|Luật|Pháp lệnh|Lệnh|Sắc lệnh|Nghị định|Thông tư|Điều lệ|Nội quy|Kết luận"
    "|Bộ [Tt]iêu chí|Phụ lục|Danh mục|Biểu|Bảng|Mẫu|Đề cương|Văn bản|Công ước|Hiệp định"
)
_TAIL = re.compile(
    r"(?P<lead>[\s,()]*)"
    r"(?:(?:của|thuộc|trong|tại|ở|nêu|quy định|ban hành|kèm(?:\s+theo)?)\s+){0,4}(?:"
    rf"(?P<own>(?i:{_KINDS}|văn bản|phụ lục|đề cương|{_OTHERS}))\s+này(?!\w)"
    rf"|(?P<kind>(?:{_KINDS}|{_OTHERS})(?!\w)(?P<so>\s+(?:liên tịch\s+)?(?:số\s|[0-9]))?)"
    rf"|(?i:{_KINDS}|{_OTHERS})\s+(?:liên tịch\s+)?số\s"
    r"|(?:số\s+)?[0-9][\w/]*/[\w-]*[A-ZĐ]|(?:NĐ|QĐ|TT|NQ|KH|CT|TTLT)(?:-\w+)?\s+(?:số\s+)?[0-9])"
)
_LEADS = re.compile(
    r"[\s,(:]*(?:(?:quy định|nêu|ghi)\s+)?(?:(?:tại|ở|trong|gồm|là)\s+)?(?:các\s+)?$"
)
_SYMBOL = re.compile(r"[0-9]/[\w-]*[A-ZĐ]{2,}[\w/-]*$")
_DOCUMENT = re.compile(rf"[0-9]/|{_KINDS}|{_OTHERS}")


def owner(text: str, end: int, loai: str | None) -> Literal["own", "other", "doubt", ""]:
    """Whose part a reference that ends there names, as what stands behind it says; "": nothing.

    loai: kind of the document that the text is in, or None for any.
    """
    m = _TAIL.match(text, end)
    if m is None:
        return ""
    if m["own"] is None:
        # "… tại mục II, Báo cáo của Sở": the sentence may go on with a document of its own.
        return "doubt" if "," in m["lead"] and m["kind"] and not m["so"] else "other"
    word = " ".join(m["own"].casefold().split())
    if word == "văn bản":
        return "own"
    known = word in (*_OUR_KINDS, "phụ lục") and loai in (None, _OUR_KINDS.get(word))
    return "own" if known else "other"


class Held:
    """Places of a text that may not be touched."""

    def __init__(self, text: str, taken: Sequence[tuple[int, int]]):
        self._text = text
        self._starts = sorted(start for start, end_of in taken)
        self._ends = list(accumulate((end for _start, end in sorted(taken)), max))
        self._start_of = {end: start for start, end in taken}

    def touches(self, start: int, end: int) -> bool:
        """Whether characters start to end meet one of the places."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def behind_document(self, start: int) -> bool:
        """Whether another document is named straight before: "Luật … năm 2022, Điều 5"."""
        m = _LEADS.search(self._text, max(0, start - 40), start)
        edge = m.start() if m else start
        if _SYMBOL.search(self._text, max(0, edge - 30), edge):
            return True
        span = self._start_of.get(edge)
        return span is not None and bool(_DOCUMENT.search(self._text, max(0, span), edge))


def rewritten(
    text: str, start: int, end: int, new: Mapping[Item, Sequence[tuple[str, Number]]]
) -> str:
    """Characters start to end of a text with new numbers."""
    out, at = [], start
    for item in sorted(new):
        if start <= item.start and item.end <= end:
            out += [text[at : item.start], _written(new[item])]
            at = item.end
    return "".join(out) + text[at:end]


def end_of(group: list[Part]) -> int:
    """Where the last number of a reference ends; 0 when it has none."""
    return max([i.end for p in group for i in p.items], default=0)


def shared(group: list[Part], other: list[Part]) -> list[Part]:
    """Parts of its neighbour that hold a reference too: "khoản 1 và khoản 2 mục II"."""
    top = group[0]
    if not top.items or all(p.word != top.word for p in other):
        return []
    return [p for p in other if not p.items or p.rank > top.rank]
