"""References of a document to its own parts, after blocks were dropped and the rest renumbered.

Labels follow from position, so a reference is read with the labels of the source, followed to the
block it means, and written with that block's label in the own document. What is written must lead
to the same block when read again; what does not, or leads to a dropped block, a person decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from docgen.adapt.changes import Change, mark
from docgen.nd30.loai import LOAI
from docgen.viet.bang_chu import LA_MA_LON_NHAT, chu_diem, la_ma, so_cua_chu, so_la_ma
from docgen.viet.danh_so import labels, scheme_levels

if TYPE_CHECKING:
    from docgen.model import Khoi

LUAT = "cau_truc/dan_chieu"
RENUMBERED = "Đánh số lại sau khi bỏ các phần không dành cho đơn vị mình"
DROPPED = "Phần được dẫn chiếu đã bỏ vì không dành cho đơn vị mình; bỏ hay sửa dẫn chiếu này?"
UNSURE = "Các phần đã đánh số lại mà không rõ dẫn chiếu này chỉ phần nào; số nào là đúng?"
UNSURE_OF = "Đứng ngay sau một văn bản khác: dẫn chiếu văn bản ấy hay chính văn bản này?"

Number = int | tuple[int, ...]
Step = tuple[tuple[str, ...], Number]
"""Levels among which a number is looked for, and the number; 1.2 is (1, 2)."""

# --- the outline -------------------------------------------------------------------------------

_PLAIN = frozenset({"doan", "bang", "gach", "cong"})
_MANY = 64
"""Members of a list, parts of a run of references, ways to read one: more are not followed."""


def _number(cap: str, label: str) -> Number:
    """The number in a label that `labels` made."""
    core = label.rpartition(" ")[2].rstrip(".)")
    if cap == "so_kep":
        return tuple(map(int, core.split(".")))
    found = int(core) if core.isdigit() else so_cua_chu(core) if cap == "chu" else so_la_ma(core)
    return found or 0


class _Outline:
    """Which block stands under which, and where each number is found."""

    def __init__(self, blocks: Sequence[Khoi], places: Sequence[int], danh_so: Sequence[str]):
        rank = {cap: n for n, cap in enumerate(scheme_levels(tuple(danh_so)))}
        self.cap = {n: blocks[n].cap for n in places}
        self.caps = set(self.cap.values())
        self.number: dict[int, Number] = {}
        self.above: dict[int, int | None] = {}
        self.inner: dict[int, int | None] = {}
        """Of every block the numbered one it belongs to: itself, or the last before it."""
        self._under: dict[tuple[int | None, str, Number], list[int]] = {}
        self._known: dict[tuple[int | None, tuple[Step, ...]], list[tuple[int, ...]]] = {}
        made = labels([blocks[n] for n in places], danh_so)
        stack: list[int] = []
        for n, label in zip(places, made, strict=True):
            cap = self.cap[n]
            if cap not in _PLAIN:
                while stack and rank[self.cap[stack[-1]]] >= rank[cap]:
                    stack.pop()
                number = self.number[n] = _number(cap, label)
                self.above[n] = stack[-1] if stack else None
                for upper in (None, *stack):
                    self._under.setdefault((upper, cap, number), []).append(n)
                stack.append(n)
            self.inner[n] = stack[-1] if stack else None

    def chain(self, block: int | None) -> Iterator[int]:
        """A numbered block and those above it."""
        while block is not None:
            yield block
            block = self.above.get(block)

    def _find(self, upper: int | None, step: Step) -> list[int]:
        levels, number = step
        cap = next((level for level in levels if level in self.caps), None)
        if cap is None:
            return []
        found = self._under.get((upper, cap, number), [])
        straight = [b for b in found if self.above[b] == upper] if upper is not None else []
        return straight if len(straight) == 1 else found

    def paths(self, upper: int | None, steps: tuple[Step, ...]) -> list[tuple[int, ...]]:
        """Every way to follow steps from a block (None: the body) down, as far as any goes."""
        key = (upper, steps)
        if key not in self._known:
            out: list[tuple[int, ...]] = [()]
            for step in steps:
                further = [
                    (*path, found)
                    for path in out
                    for found in self._find(path[-1] if path else upper, step)
                ]
                if not further:
                    break
                out = further
            self._known[key] = out
        return self._known[key]


# --- reading -----------------------------------------------------------------------------------

_RANK = {
    "tiết": 0,
    "điểm": 1,
    "khoản": 2,
    "điều": 3,
    "tiểu mục": 4,
    "mục": 5,
    "chương": 6,
    "phần": 7,
}
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
_THIS = {
    "phần": ("phan", "la_ma"), "chương": ("chuong",), "mục": ("muc", "la_ma", "so", "so_kep"),
    "tiểu mục": ("tieu_muc", "so", "so_kep"), "điều": ("dieu",), "khoản": ("so", "so_kep"),
    "điểm": ("chu", "so", "so_kep"), "tiết": ("chu",),
}  # fmt: skip
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
    r"\)?\s*[,;]?\s+(?:và|hoặc|đến(?:\s+hết)?|tới)\s+(?:(?:các|tại)\s+)?",
    r"\)?\s*;\s*(?:(?:các|tại)\s+)?",
    r"\)?\s?[-–]\s?",
))  # fmt: skip
_LINK = re.compile(r"\)?(?:\s*,\s*|\s+)(?:(?:của|thuộc|trong|tại|ở)\s+)?")
_QUANTITY = re.compile(
    r"\)?\s+(?i:triệu|tỷ|tỉ|nghìn|ngàn|đồng|lần|người|tháng|năm|ngày|giờ|phút|điểm\s+[^\dIVXa-zđ])"
)
_COMPOUND = frozenset(
    "danh hạng chuyên đề khoản thành địa thời quan trọng xã tài cổ đặc ưu nhược khuyết chấm tổng"
    " cao đạt giao học hợp cấu một hai ba bốn năm số tâm thí tiêu đỉnh dự".split()
)
"""First syllables: danh mục 1, thành phần 2, thời điểm 3 are no references."""
_BEFORE_WORD = re.compile(r"(\w+)\s+$")
_GOES_ON = re.compile(
    rf"\)?\s*(?:$|[.,;:)…”\]]|[-–]\s|(?:và|hoặc|đến|tới|này|nêu|trên|dưới|của|thuộc|trong|tại|ở"
    rf"|{_PART})(?!\w)|[A-ZĐ])"
)
"""After a bare number of a list; before other words it may count something: "khoản 1, 2 xã"."""


class _Item(NamedTuple):
    """One number: "II", "a", "II.5.đ"."""

    start: int
    end: int
    cores: tuple[tuple[str, Number], ...]
    """Form (I, 1, 1.1, a) and number, from the highest."""
    doubtful: bool = False


@dataclass(slots=True)
class _Part:
    """A word with its numbers: "khoản 1, 2 và 3"; without: "khoản này"."""

    word: str
    start: int
    items: list[_Item]
    near: bool = False
    """Joined to the part before it by a space or comma, so that one may hold the other."""

    @property
    def rank(self) -> float:
        # Mục 1 mục II: the numbers tell which holds the other.
        roman = self.items and self.items[0].cores[0][0] == "I"
        return _RANK[self.word] + (0.5 if roman else 0)


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


def _levels(word: str, form: str, first: bool = True) -> tuple[str, ...]:
    return _LEVELS.get((word, form), _FORMS[form]) if first else _FORMS[form]


def _item(text: str, at: int, word: str) -> _Item | None:
    m = _CORE.match(text, at)
    cores = _cores(m[0]) if m else None
    if m is None or not cores or not _levels(word, cores[0][0]):
        return None
    return _Item(m.start(), m.end(), cores)


def _part(text: str, m: re.Match[str], near: bool) -> tuple[_Part, int] | None:
    """The part that begins with a word, and where it ends."""
    word = " ".join(m[0].casefold().split())
    if this := _THIS_WORD.match(text, m.end()):
        return _Part(word, m.start(), [], near), this.end()
    before = _BEFORE_WORD.search(text, max(0, m.start() - 12), m.start())
    if before and before[1].casefold() in _COMPOUND:
        return None
    to = _TO_CORE.match(text, m.end())
    item = _item(text, to.end(), word) if to else None
    if item is None or (item.cores[0][0] == "1" and _QUANTITY.match(text, item.end)):
        return None
    return _Part(word, m.start(), [item], near), item.end


def _run(text: str, m: re.Match[str]) -> tuple[list[_Part], int] | None:
    """Parts that follow each other: "điểm a khoản 1 và khoản 2, 3 mục II"; and where they end."""
    first = _part(text, m, False)
    if first is None:
        return None
    parts, end = [first[0]], first[1]
    while len(parts) < _MANY:
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
                if part.word == last.word and alike and listed and len(last.items) < _MANY:
                    last.items += part.items
                else:
                    parts.append(part)
                break
            bare = last.items and (not near or way[0].strip(") \xa0\n\t") == ",")
            item = _item(text, way.end(), last.word) if bare else None
            if item and item.cores[0][0] == last.items[0].cores[0][0] and len(last.items) < _MANY:
                tight = way[0] == "," and not _WORD.match(text, item.end + 1)
                last.items.append(
                    item._replace(doubtful=tight or not _GOES_ON.match(text, item.end))
                )
                end = item.end
                break
        else:
            break
    return parts, end


def _groups(parts: list[_Part]) -> list[list[_Part]]:
    """The parts as references, each from its highest part down."""
    up: list[list[_Part]] = []
    for part in parts:
        if up and part.near and up[-1][-1].items and part.rank > up[-1][-1].rank:
            up[-1].append(part)
        else:
            up.append([part])
    out: list[list[_Part]] = []
    down = False
    for group in up:
        part, above = group[0], out[-1][-1] if out else group[0]
        # "Mục II, khoản 1"; but in "mục I, khoản 1 mục II" the second is one of its own.
        if out and down and len(group) == 1 and part.near and part.items and above.items:
            if part.rank < above.rank:
                out[-1].append(part)
                continue
        out.append(group[::-1])
        down = len(group) == 1
    return out


# --- whose ------------------------------------------------------------------------------------

_OUR_KINDS = {kind.ten.casefold(): kind.ma for kind in LOAI.values()}
_KINDS = "|".join(sorted((k.ten for k in LOAI.values()), key=len, reverse=True))
_OTHERS = (
    "Hiến pháp|Bộ luật|Luật|Pháp lệnh|Lệnh|Sắc lệnh|Nghị định|Thông tư|Điều lệ|Nội quy|Kết luận"
    "|Bộ [Tt]iêu chí|Phụ lục|Danh mục|Biểu|Bảng|Mẫu|Đề cương|Văn bản|Công ước|Hiệp định"
)
_TAIL = re.compile(
    r"[\s,()]*(?:(?:của|thuộc|trong|tại|ở|nêu|quy định|ban hành|kèm)\s+){0,4}(?:"
    rf"(?P<own>(?i:{_KINDS}|văn bản|phụ lục|đề cương|{_OTHERS}))\s+này(?!\w)"
    rf"|(?P<other>(?:{_KINDS}|{_OTHERS})(?!\w)|(?i:{_KINDS}|{_OTHERS})\s+(?:liên tịch\s+)?số\s"
    r"|(?:số\s+)?[0-9][\w/]*/[\w-]*[A-ZĐ]|(?:NĐ|QĐ|TT|NQ|KH|CT|TTLT)(?:-\w+)?\s+(?:số\s+)?[0-9]))"
)
_LEADS = re.compile(
    r"[\s,(:]*(?:(?:quy định|nêu|ghi)\s+)?(?:(?:tại|ở|trong|gồm|là)\s+)?(?:các\s+)?$"
)
_SYMBOL = re.compile(r"[0-9]/[\w-]*[A-ZĐ]{2,}[\w/-]*$")
_DOCUMENT = re.compile(rf"[0-9]/|{_KINDS}|{_OTHERS}")


def _ours(text: str, end: int, loai: str | None) -> bool | None:
    """Whether what stands behind a reference says that it is this document's; None: nothing."""
    m = _TAIL.match(text, end)
    if m is None:
        return None
    if not m["own"]:
        return False
    word = " ".join(m["own"].casefold().split())
    if word == "văn bản":
        return True
    return word in (*_OUR_KINDS, "phụ lục") and loai in (None, _OUR_KINDS.get(word))


class _Held:
    """Places of a text that may not be touched."""

    def __init__(self, text: str, taken: Sequence[tuple[int, int]]):
        self._text = text
        self._starts = sorted(start for start, _end in taken)
        self._ends = list(accumulate((end for _start, end in sorted(taken)), max))
        self._start_of = {end: start for start, end in taken}

    def touches(self, start: int, end: int) -> bool:
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


@dataclass(slots=True)
class _Resolved:
    """What the numbers of a reference become, or why a person must say."""

    new: dict[_Item, list[tuple[str, Number]]] = field(default_factory=dict)
    done: set[tuple[_Item, int]] = field(default_factory=set)
    asked: set[_Item] = field(default_factory=set)
    reason: str = ""

    def ask(self, items: Iterable[_Item], reason: str) -> None:
        self.asked.update(items)
        self.reason = DROPPED if DROPPED in (reason, self.reason) else reason


def _rewritten(
    text: str, start: int, end: int, new: Mapping[_Item, Sequence[tuple[str, Number]]]
) -> str:
    out, at = [], start
    for item in sorted(new):
        if start <= item.start and item.end <= end:
            out += [text[at : item.start], _written(new[item])]
            at = item.end
    return "".join(out) + text[at:end]


@dataclass(slots=True)
class Renumbering:
    """Labels of a body before and after blocks were dropped."""

    before: _Outline
    after: _Outline
    loai: str | None = None

    def references(self, text: str, place: int, taken: Sequence[tuple[int, int]]) -> list[Change]:
        """Changes of the references to the body's own parts, in order, apart from each other.

        text: plain text of the block with index `place` in the source (-1: of none, as a closing);
        taken: (start, end) of places that may not be touched. Never raises.
        """
        out: list[Change] = []
        held = _Held(text, taken)
        at = 0
        while m := _WORD.search(text, at):
            at = m.end()
            if (run := _run(text, m)) is None:
                continue
            parts, at = run
            ours = _ours(text, at, self.loai)
            doubt = ours is None and held.behind_document(parts[0].start)
            behind: list[_Part] = []
            groups = _groups(parts)
            for n in range(len(groups) - 1, -1, -1):
                group = groups[n]
                upper = _shared(group, behind) or (_shared(group, groups[n - 1]) if n else [])
                # "Mục II và Điều 5 Luật …": the law is named for its article alone.
                foreign = ours is False and not (behind and group[0].rank > 3 >= behind[0].rank)
                behind = [*upper, *group]
                change = None if foreign else self._change(text, group, upper, place, doubt)
                if change and not held.touches(min(p.start for p in group), _end(group)):
                    out.append(change)
        return sorted(out)

    def _change(
        self, text: str, group: list[_Part], upper: list[_Part], place: int, doubt: bool
    ) -> Change | None:
        made = self._resolve([*upper, *group], place)
        if upper and not any(i in made.new or i in made.asked for p in group for i in p.items):
            made = self._resolve(group, place)
        own = [item for part in group for item in part.items]
        met = [i for i in own if i in made.new or i in made.asked]
        moved = [i for i in own if i in made.new and tuple(made.new[i]) != i.cores]
        reason = made.reason
        if moved and not reason and (doubt or any(i.doubtful for i in moved)):
            reason = UNSURE_OF if doubt else UNSURE
        if reason and met:
            start, end = min(p.start for p in group if p.items), max(i.end for i in met)
            words, better = text[start:end], _rewritten(text, start, end, made.new)
            advice = f"Có thể là “{better}”" if better != words and reason != DROPPED else ""
            return Change(start, end, "hoi", LUAT, mark(words), reason, advice)
        if not moved:
            return None
        # One change from the first number that moves to the last: taken or left as a whole.
        start, end = min(i.start for i in moved), max(i.end for i in moved)
        thanh = _rewritten(text, start, end, made.new)
        return Change(start, end, "thay", LUAT, thanh, RENUMBERED)

    def _resolve(self, chain: list[_Part], place: int) -> _Resolved:
        out = _Resolved()
        parts = [p for p in chain if p.items]
        if prod(len(p.items) for p in parts) > _MANY:
            out.ask([i for p in parts for i in p.items], UNSURE)
            return out
        bases: list[int | None] = [None]
        if not chain[0].items:
            above = list(self.before.chain(self.before.inner.get(place)))
            found = (
                next((b for b in above if self.before.cap[b] == cap), None)
                for cap in _THIS[chain[0].word]
            )
            bases = [b for b in found if b is not None]
        for items in product(*(p.items for p in parts)):
            steps = [
                (item, n, _levels(part.word, form, n == 0))
                for item, part in zip(items, parts, strict=True)
                for n, (form, _value) in enumerate(item.cores)
            ]
            if steps:
                self._follow(steps, bases, out)
        return out

    def _follow(
        self,
        steps: list[tuple[_Item, int, tuple[str, ...]]],
        bases: list[int | None],
        out: _Resolved,
    ) -> None:
        """Follow one way to read a reference, and note what its numbers become."""
        wanted = tuple((levels, item.cores[n][1]) for item, n, levels in steps)
        ways = [(base, self.before.paths(base, wanted)) for base in bases]
        ways = [(base, paths) for base, paths in ways if paths[0]]
        if not ways:
            return
        whole = (w for w in ways if len(w[1]) == 1 and len(w[1][0]) == len(wanted))
        base, paths = next(whole, ways[0])
        was, now = self.before.number, self.after.number
        if len(paths) > 1:
            if any(now.get(b) != was[b] for path in paths for b in path):
                out.ask((item for item, _n, _levels in steps), UNSURE)
            return
        path = paths[0]
        reached = steps[: len(path)]
        if any(b not in now for b in path) or (base is not None and base not in now):
            return out.ask((item for item, _n, _levels in reached), DROPPED)
        for (item, n, _levels), block in zip(reached, path, strict=True):
            cores = out.new.setdefault(item, list(item.cores))
            value = (cores[n][0], now[block])
            if (item, n) in out.done and cores[n] != value:
                out.ask([item], UNSURE)
            out.done.add((item, n))
            cores[n] = value
        again = tuple(
            (levels, now[b]) for (_item, _n, levels), b in zip(reached, path, strict=True)
        )
        if self.after.paths(base, again) != [path]:
            out.ask((item for item, _n, _levels in reached), UNSURE)


def _end(group: list[_Part]) -> int:
    return max([i.end for p in group for i in p.items], default=0)


def _shared(group: list[_Part], other: list[_Part]) -> list[_Part]:
    """Parts that hold a reference though they stand with its neighbour: khoản 1 và khoản 2 mục II."""
    top = group[0]
    if not top.items or all(p.word != top.word for p in other):
        return []
    return [p for p in other if not p.items or p.rank > top.rank]


def renumbering(
    blocks: Sequence[Khoi],
    danh_so: Sequence[str],
    kept: Sequence[bool],
    loai: str | None = None,
) -> Renumbering | None:
    """What dropping blocks does to the labels of a body; None when it does nothing to any.

    blocks, danh_so: of the source's body; kept: one for each block; loai: kind of the document, so
    that "Quyết định này" in a plan that it issues is not taken for the plan (None: any kind).
    Raises ValueError when blocks and kept differ in length.
    """
    places = range(len(blocks))
    stay = [n for n, keep in zip(places, kept, strict=True) if keep]
    if all(kept):
        return None
    before, after = _Outline(blocks, places, danh_so), _Outline(blocks, stay, danh_so)
    return None if before.number == after.number else Renumbering(before, after, loai)
