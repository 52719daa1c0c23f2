"""References (DS): a Điều, khoản, điểm or mục of this document that is cited stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import PROSE, Document
from docgen.check.registry import Found, rule
from docgen.check.rules.dan_y import Item, Member, in_quotes, members
from docgen.lang import _
from docgen.nd30.loai import LOAI
from docgen.viet.bang_chu import so_cua_chu, so_la_ma

_AND = r"\s*(?:,|;|và|hoặc)\s*"


def _list(word: str, core: str, name: str) -> str:
    """A pattern for "khoản 1, khoản 2 và 3"."""
    return rf"(?:các\s+)?{word}\s+(?P<{name}>{core}(?:{_AND}(?:{word}\s+)?{core}(?!\w))*)(?!\w)"


_KIND_WORDS = "|".join(
    sorted((k.ten for k in LOAI.values()), key=len, reverse=True)
)  # fmt: skip
_LINK = r"\s*,?\s*(?:của\s+)?"
_DIEM = _list("[Đđ]iểm", "[a-zđ]", "diem")
_KHOAN = _list("[Kk]hoản", r"\d{1,2}", "khoan")
_DIEU = _list("[Đđ]iều", r"\d{1,3}", "dieu")
_REFERENCE = re.compile(
    rf"(?:{_DIEM}{_LINK})?(?:{_KHOAN}{_LINK})?(?:{_DIEU}{_LINK})?"
    rf"(?P<o>Điều|[Kk]hoản|{_KIND_WORDS})\s+này(?!\w)"
)
"""Điểm a khoản 2 Điều 5 Quy chế này; khoản 2 Điều này; điểm a khoản này."""
_OUTLINE = re.compile(
    rf"(?:(?:[Kk]hoản|[Đđ]iểm|[Mm]ục|[Ss]ố)\s+(?P<so>\d{{1,2}})\s*,?\s*)?"
    rf"(?<!\w)(?:[Mm]ục|[Pp]hần)\s+(?P<la_ma>[IVXLC]+){_LINK}(?P<o>{_KIND_WORDS})\s+này(?!\w)"
)
"""Mục III Kế hoạch này; khoản 2 mục III Kế hoạch này."""
_NAMES_PLACE = tuple(
    map(re.compile, (r"iều\s+\d", r"hoản\s+\d", r"iểm\s+\w(?!\w)", r"(?:ục|hần)\s+[IVXLC]"))
)
"""Without one of these words nothing is named that could be missing."""
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"(?<!\w)[a-zđ](?!\w)")
_MAIN = {k.ten.casefold(): k.ma for k in LOAI.values()}


@rule("DS13")
def references(document: Document) -> Iterator[Found]:
    """What a document cites of itself is there."""
    outlines = members(document)
    for member in outlines:
        own = {id(i.text): i for i in member.items}
        current: Item | None = None
        for text in member.texts:
            current = own.get(id(text), current)
            if text.part not in PROSE or "này" not in text.text or text.index in member.quoted:
                continue
            if not any(place.search(text.text) for place in _NAMES_PLACE):
                continue
            for pattern in (_REFERENCE, _OUTLINE):
                for m in pattern.finditer(text.text):
                    if in_quotes(text.text, m.start()):
                        continue
                    target = _target(m["o"], member, outlines)
                    lost = target and _lost(m, target, current if target is member else None)
                    if lost:
                        message = _("Dẫn chiếu tới {lost} nhưng văn bản không có.")
                        yield Found(message.format(lost=lost), text, m.start(), m.end(), found=m[0])


def _target(word: str, member: Member, outlines: list[Member]) -> Member | None:
    """The member that "Quy chế này" means; None where that is not sure."""
    if word.casefold() in ("điều", "khoản"):
        return member
    loai = _MAIN.get(word.casefold(), "")
    same = [m for m in outlines if m.loai == loai]
    if member in same:
        return member
    return same[0] if len(same) == 1 else None


def _lost(m: re.Match[str], target: Member, current: Item | None) -> str:
    """What a reference names and its target has not; "" for nothing, or where it is not sure."""
    if m.re is _OUTLINE:
        return _lost_section(m, target)
    word = m["o"].casefold()
    numbers = [int(n) for n in _NUMBERS.findall(m["dieu"] or "")]
    articles = target.of("dieu")
    if numbers:
        known = {a.number for a in articles}
        if len(known) < 2:
            return ""
        for number in numbers:
            if number not in known:
                return f"Điều {number}"
    article = None
    if len(numbers) == 1:
        article = next((a for a in articles if a.number == numbers[0]), None)
    elif not numbers and word == "điều" and current is not None:
        article = current.above("dieu")
    if word == "khoản":
        clause = current.above("so") if current is not None else None
        return _lost_point(m, clause) if clause is not None else ""
    return _lost_clause(m, article) if article is not None else ""


def _lost_clause(m: re.Match[str], article: Item) -> str:
    clauses = [c for c in article.children if c.cap == "so"]
    wanted = [int(n) for n in _NUMBERS.findall(m["khoan"] or "")]
    label = article.label.rstrip(".: ")
    for number in wanted:
        if number not in {c.number for c in clauses}:
            return f"khoản {number} {label}"
    if len(wanted) == 1:
        return _lost_point(m, next(c for c in clauses if c.number == wanted[0]), f" {label}")
    return "" if wanted else _lost_point(m, article)


def _lost_point(m: re.Match[str], above: Item, behind: str = "") -> str:
    points = {c.number for c in above.children if c.cap == "chu"}
    place = (
        f" khoản {above.number}{behind}" if above.cap == "so" else f" {above.label.rstrip('.: ')}"
    )
    for letter in _LETTERS.findall(m["diem"] or ""):
        if so_cua_chu(letter) not in points:
            return f"điểm {letter}{place}"
    return ""


def _lost_section(m: re.Match[str], target: Member) -> str:
    sections = target.of("la_ma")
    number = so_la_ma(m["la_ma"])
    if len(sections) < 2 or not number or target.of("phan", "muc"):
        return ""
    section = next((s for s in sections if s.number == number), None)
    if section is None:
        return f"mục {m['la_ma']}"
    clauses = {c.number for c in section.children if c.cap == "so"}
    if m["so"] and clauses and int(m["so"]) not in clauses:
        return f"khoản {m['so']} mục {m['la_ma']}"
    return ""
