"""The outline of each member: its labelled items in order, and what stands under what.

A helper of the numbering and consistency rules; it reports nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from docgen.check.document import BLOCKS, HEAD, Document, Text
from docgen.viet.bang_chu import CHU, so_cua_chu, so_la_ma
from docgen.viet.danh_so import labels, scheme_levels

_APART = frozenset({*HEAD, "lenh", "noi_nhan"})
_MARK = r"\s?(?:[.:]?\s?[-–—](?=\s)|[.):/]|)"
_TYPED = {
    "phan": r"[Pp](?:hần|HẦN)\s+(?P<n>[Tt]hứ\s+\w+|[IVXLC]+|\d+|[A-ZĐ])(?!\w)",
    "chuong": r"[Cc](?:hương|HƯƠNG)\s+(?P<n>[IVXLC]+|\d+)(?!\w)",
    "muc": r"[Mm](?:ục|ỤC)\s+(?P<n>[IVXLC]+|\d+)(?!\w)",
    "tieu_muc": r"[Tt](?:iểu mục|IỂU MỤC)\s+(?P<n>[IVXLC]+|\d+)(?!\w)",
    "dieu": rf"Đ(?:iều|IỀU)\s+(?P<n>\d{{1,3}})(?!\d)(?P<m>{_MARK})",
    "la_ma": rf"(?P<n>[IVXLC]+|[A-HĐ])(?!\w)(?P<m>{_MARK})",
    "so": rf"\(?(?P<n>\d{{1,3}})(?![\d.]*\d)(?P<m>{_MARK})",
    "so_kep": rf"(?P<n>\d{{1,3}}(?:\.\d{{1,2}}){{1,3}})(?!\d)(?P<m>{_MARK})",
    "chu": rf"\(?(?P<n>[a-zđ]{{1,4}})(?!\w)(?P<m>{_MARK})",
}
_LABEL = {cap: re.compile(r"[\s*_]*" + pattern) for cap, pattern in _TYPED.items()}
_GAP = re.compile(r"\[[^\[\]]*\]")
_SMALL_ROMAN = re.compile(r"[ivx]{2,4}")
T = TypeVar("T")


def kept(document: Document, name: str, make: Callable[[Document], T]) -> T:
    """What `make` finds in a document, worked out once and kept with it."""
    store: dict[str, T] = document.__dict__
    if name not in store:
        store[name] = make(document)
    return store[name]


@dataclass(slots=True, eq=False)
class Item:
    """One labelled paragraph."""

    text: Text
    cap: str
    label: str
    """As typed or made by Word: "1.", "a)", "Điều 2."; of a data file as it will be printed."""
    core: str
    """Its number or letter alone: "1", "a", "II", "1.2"."""
    mark: str = ""
    """What stands behind the number: ".", ")", ":", "/"."""
    start: int = 0
    end: int = 0
    """Where the label stands in the text; both 0 when Word makes it or it is a data file's."""
    rank: int = 0
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)
    before: Text | None = None
    """The text of the member that stands before it."""
    after: Text | None = None
    section: int = 0
    """Counts the headers and order lines before it: samples in one file are lists of their own."""
    number: int = 0
    """Its place as the label says; of "1.2" the last part; 0 when the label is no number."""

    @property
    def body(self) -> str:
        """Its text without the label and the gaps that are still to be filled."""
        return _GAP.sub("", self.text.text[self.end :]).strip()

    @property
    def dotted(self) -> tuple[int, ...]:
        """The numbers of "1.2.3"."""
        return tuple(int(n) for n in self.core.split(".")) if self.cap == "so_kep" else ()

    def above(self, cap: str) -> Item | None:
        """The item of a level under which this one stands; itself when it is of that level."""
        item: Item | None = self
        while item is not None and item.cap != cap:
            item = item.parent
        return item


@dataclass(slots=True)
class Member:
    """The document itself (number 0) or one that is attached."""

    number: int
    loai: str
    texts: list[Text] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    """Indices of texts inside a quotation of several paragraphs."""

    def of(self, *caps: str) -> list[Item]:
        """Items of these levels in order."""
        return [i for i in self.items if i.cap in caps]

    def first(self, part: str) -> Text | None:
        """The first text of a component."""
        return next((t for t in self.texts if t.part == part), None)


def members(document: Document) -> list[Member]:
    """The members with their outlines."""
    return kept(document, "_dan_y", _members)


def _members(document: Document) -> list[Member]:
    out = [Member(n, document.loai(n)) for n in document.members]
    for text in document.texts:
        if text.member < len(out):
            out[text.member].texts.append(text)
    for member in out:
        _outline(document, member)
    return out


def _outline(document: Document, member: Member) -> None:
    part = document.van_ban if not member.number else document.van_ban.kem_theo[member.number - 1]
    order = {cap: rank for rank, cap in enumerate(scheme_levels(tuple(part.danh_so)))}
    made: dict[int, str] = {}
    if document.form == "data":
        blocks = [b for b in part.noi_dung if b.cap != "bang"]
        texts = [t for t in member.texts if t.part in BLOCKS]
        if len(blocks) == len(texts):
            named = labels(part.noi_dung, part.danh_so)
            printed = [x for x, b in zip(named, part.noi_dung, strict=True) if b.cap != "bang"]
            made = {id(t): x for t, x in zip(texts, printed, strict=True)}
    member.quoted = _quoted(member.texts)
    stack: list[Item] = []
    before: Text | None = None
    section = 0
    for text in member.texts:
        item = None
        section += text.part in _APART or not text.part
        if text.part in order and text.index not in member.quoted:
            item = _item(text, made.get(id(text), ""), order[text.part])
        if item is not None:
            item.before, item.section = before, section
            while stack and stack[-1].rank >= item.rank:
                stack.pop()
            if stack:
                item.parent = stack[-1]
                stack[-1].children.append(item)
            stack.append(item)
            member.items.append(item)
        elif member.items and member.items[-1].text is before:
            member.items[-1].after = text
        if item is not None and len(member.items) > 1 and member.items[-2].text is before:
            member.items[-2].after = text
        before = text


def _item(text: Text, made: str, rank: int) -> Item | None:
    cap = text.part
    if cap in ("gach", "cong"):
        label = text.label or text.text.strip()[:1]
        return Item(text, cap, made or label, "", rank=rank)
    source = made or (text.label if text.automatic else text.text)
    found = _LABEL[cap].match(source)
    if found is None:
        return None
    typed = not made and not text.automatic
    start = found.end() - len(found[0].lstrip(" \t\xa0*_"))
    item = Item(
        text,
        cap,
        source[start : found.end()].strip(),
        found["n"],
        (found.groupdict().get("m") or "").strip(),
        start if typed else 0,
        found.end() if typed else 0,
        rank,
    )
    if "(" in item.label:
        item.mark = "()"
    item.number = number(cap, item.core)
    return item


def number(cap: str, core: str) -> int:
    """The place that a label's number or letter says; 0 for none: "f", "IIII", "thứ nhất"."""
    if cap == "so_kep":
        return int(core.rpartition(".")[2])
    if core.isdigit():
        return int(core)
    if cap == "chu":
        return (so_la_ma(core.upper()) if small_roman(core) else so_cua_chu(core)) or 0
    if core in tuple("ABDEGHĐ"):
        return CHU.index(core.lower()) + 1
    return so_la_ma(core) or 0


def small_roman(core: str) -> bool:
    """Whether a letter label can only be a small La Mã numeral: ii, iv."""
    return bool(_SMALL_ROMAN.fullmatch(core))


def _quoted(texts: list[Text]) -> set[int]:
    """Indices of texts inside a quotation of several paragraphs, as of a clause that is amended."""
    out: set[int] = set()
    since: int | None = None
    for place, text in enumerate(texts):
        words = text.text
        if since is None:
            if words.lstrip().startswith("“") and words.count("“") > words.count("”"):
                since = place
        elif text.part in HEAD:
            since = None
        elif words.count("”") > words.count("“"):
            out.update(t.index for t in texts[since : place + 1])
            since = None
    return out


def in_quotes(words: str, place: int) -> bool:
    """Whether a place in a text stands inside “…” ."""
    before = words[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_heading(item: Item) -> bool:
    """Whether an item is a short title with something under it, no sentence."""
    body = item.body
    if not 2 < len(body) <= 120 or body[-1] in ".;:,/!?" or item.after is None:
        return False
    if item.after.part == "doan":
        return True
    return bool(item.children) and item.children[0].text is item.after


__all__ = ["Item", "Member", "in_quotes", "is_heading", "kept", "members", "number", "small_roman"]
