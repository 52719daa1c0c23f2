"""One text of the level above, rewritten for the unit: every change with its rule and reason.

The order of authority: what is protected is never looked at; then the mapping tables, longest
match, one pass; then figures and deadlines; then the net for left-over words. What none of them
takes is inherited as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from docgen.adapt.changes import Change, Span, mark
from docgen.adapt.enumerations import take_out
from docgen.adapt.numbers import find_numbers
from docgen.adapt.protect import doubtful_places, fixed_places
from docgen.adapt.rules import LEFT_OVER, Entry, Match, Rules
from docgen.adapt.tokens import Token, tokenize
from docgen.adapt.unit import Body
from docgen.adapt.unit_names import Named, named_units, with_name
from docgen.model import HoSoDonVi, Ngay
from docgen.viet.chuan import bo_dau


@dataclass(frozen=True, slots=True)
class Situation:
    """What the rules know of the source and the unit."""

    rules: Rules
    above: Body
    own: Body
    unit: HoSoDonVi
    ngay: Ngay
    """Date of the own document; parts may be open."""
    campaigns: tuple[tuple[str, str], ...] = ()
    """Names of the source's own campaign and what they become, longest first."""
    below: frozenset[str] = frozenset()
    """Names of the units below, casefolded: "xã bình phúc"."""
    earlier: int = 10
    """Days by which a deadline of the level above is proposed earlier."""


@dataclass(slots=True)
class Rewritten:
    """What the rules say of one text."""

    changes: list[Change] = field(default_factory=list)
    kept: list[Span] = field(default_factory=list)
    """Protected places and why."""
    drop: Entry | None = None
    """The block begins with words by which it is dropped with all under it."""


DOUBT = "Có thể vẫn thuộc trích yếu của văn bản được viện dẫn; xem có phải đổi không."
OTHER_UNIT = "Nhắc đến “{chu}” là đơn vị khác; giữ, bỏ hay thay bằng đơn vị mình?"
OTHER_UNIT_OWN = (
    "Bỏ nếu chỉ là việc của đơn vị ấy; thay bằng {minh} nếu là việc của mình; giữ nếu chỉ nhắc tên."
)
LEFT = "“{chu}” là từ của cấp trên mà không bảng chuyển nào nói đến; đổi, giữ hay bỏ?"
LEFT_OWN = (
    "Thay bằng “{minh}” nếu nói về đơn vị mình; giữ nguyên, bỏ dấu ngoặc nếu nói về cấp trên."
)
NO_PROPOSAL = "Giữ nguyên, thay bằng cơ quan tương ứng của đơn vị mình, hoặc bỏ."


def rewrite(text: str, at: Situation, *, block: bool = False, cited: bool = False) -> Rewritten:
    """Changes of a plain text.

    `block`: it is the text of a block (its beginning may say for whom it is); `cited`: it is a
    legal ground, whose subject is part of the citation to its end.
    """
    out = Rewritten(kept=list(fixed_places(text)))
    campaigns = [*_campaigns(text, at, out.kept, cited), *_contacts(text, out.kept)]
    doubtful = () if cited else doubtful_places(text)
    tokens = tokenize(text)
    _tables(text, tokens, at, out, campaigns, doubtful, block)
    taken = [(s.start, s.end) for s in out.kept]
    taken += [(c.start, c.end) for c in (*out.changes, *campaigns)]
    out.changes += find_numbers(text, sorted(taken), at.ngay, at.earlier)
    out.changes += campaigns
    _units(text, at, out)
    _net(text, tokens, at, out)
    out.changes.sort(key=lambda c: (c.start, c.end))
    return out


def _campaigns(text: str, at: Situation, kept: list[Span], cited: bool) -> Iterator[Change]:
    """The source's own campaign gets the unit's name, but not where its document is cited."""
    if cited:
        return
    for old, new in at.campaigns:
        place = text.find(old)
        while place >= 0:
            end = place + len(old)
            inside = [s for s in kept if s.start <= place and end <= s.end]
            if all(s.end - s.start <= len(old) + 2 for s in inside):
                kept[:] = [s for s in kept if s not in inside]
                reason = "Tên phong trào của cấp trên mang địa danh của cấp trên"
                yield Change(place, end, "thay", "cau_truc/ten_phong_trao", new, reason)
            place = text.find(old, end)


_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s;,)”]+"
    r"|(?:(?<=điện thoại)|(?<=ĐT)|(?<=Fax)|(?<=fax)|(?<=otline))\D{0,12}?(\d[\d. ()-]{6,}\d)"
)
CONTACT = "Đây là số điện thoại, địa chỉ liên hệ của cấp trên; của đơn vị mình là gì?"
CONTACT_OWN = (
    "Ghi số, địa chỉ của đơn vị mình; giữ nguyên nếu đúng là nơi nhận phản ánh của cấp trên."
)


def _contacts(text: str, kept: Sequence[Span]) -> Iterator[Change]:
    """Telephone numbers and addresses of the level above."""
    if not any(sign in text for sign in ("@", "://", "www.", "hoại", "ĐT", "ax", "otline")):
        return
    for m in _CONTACT.finditer(text):
        start, end = m.span(1) if m[1] else m.span()
        if not any(s.start < end and start < s.end for s in kept):
            yield Change(start, end, "hoi", "lien_he", mark(text[start:end]), CONTACT, CONTACT_OWN)


def _tables(
    text: str,
    tokens: Sequence[Token],
    at: Situation,
    out: Rewritten,
    campaigns: list[Change],
    doubtful: Sequence[tuple[int, int]],
    block: bool,
) -> None:
    closed = _closed(tokens, [*out.kept, *campaigns])
    place, count = 0, len(tokens)
    stop = _next_closed(closed, 0, count)
    while place < count:
        if closed[place]:
            place += 1
            stop = _next_closed(closed, place, count)
            continue
        if not at.rules.may_begin(tokens[place]):
            place += 1
            continue
        match = at.rules.longest(text, tokens, place, stop, block)
        if match is None:
            place += 1
            continue
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        doubt = any(a <= start < b for a, b in doubtful)
        _take(text, tokens, match, at, out, doubt, (start, end))
        place = match.last
    out.changes[:] = take_out(text, out.changes)


def _closed(tokens: Sequence[Token], places: Sequence[Span | Change]) -> list[bool]:
    closed = [False] * len(tokens)
    for span in places:
        for n, token in enumerate(tokens):
            if token.start >= span.end:
                break
            if token.end > span.start:
                closed[n] = True
    return closed


def _next_closed(closed: list[bool], place: int, count: int) -> int:
    try:
        return closed.index(True, place)
    except ValueError:
        return count


def _take(
    text: str,
    tokens: Sequence[Token],
    match: Match,
    at: Situation,
    out: Rewritten,
    doubt: bool,
    span: tuple[int, int],
) -> None:
    entry, muc = match.entry, match.entry.muc
    assert muc is not None
    start, end = span
    words = text[start:end]
    goi_y = at.rules.filled(muc.goi_y, match, text, tokens) if muc.goi_y else NO_PROPOSAL
    if muc.giu is not None:
        out.kept.append(Span(start, end, muc.giu))
    elif doubt:
        proposal = at.rules.filled(muc.thanh, match, text, tokens) if muc.thanh else goi_y
        out.changes.append(Change(start, end, "hoi", entry.luat, mark(words), DOUBT, proposal))
    elif muc.thanh is not None:
        new = department(at.unit, muc.chuc_nang) or at.rules.filled(muc.thanh, match, text, tokens)
        new = cased(new, words, match.words())
        if new == words:
            out.kept.append(Span(start, end, entry.ly_do))
        else:
            out.changes.append(Change(start, end, "thay", entry.luat, new, entry.ly_do))
    elif muc.hoi is not None:
        if muc.chuc_nang and (holder := department(at.unit, muc.chuc_nang)):
            reason = f"Hồ sơ đơn vị: {holder} giữ chức năng {muc.chuc_nang[0]}"
            new = cased(holder, words, match.words())
            out.changes.append(Change(start, end, "thay", entry.luat, new, reason))
            return
        end = with_name(text, start, end)
        words = text[start:end]
        out.changes.append(Change(start, end, "hoi", entry.luat, mark(words), muc.hoi, goi_y))
    elif muc.bo is not None:
        out.changes.append(Change(start, end, "bo", entry.luat, "", muc.bo))
    elif muc.bo_khoi is not None:
        out.drop = entry
    elif muc.hoi_khoi is not None:
        out.changes.append(Change(start, end, "hoi", entry.luat, mark(words), muc.hoi_khoi, goi_y))


@lru_cache(maxsize=4096)
def _function(text: str) -> str:
    return bo_dau(text).casefold().replace(",", "").replace("-", " ")


def department(unit: HoSoDonVi, functions: Sequence[str]) -> str:
    """Name of the unit's department that holds one of the functions, the first named first."""
    for wanted in functions:
        words = " ".join(_function(wanted).split())
        for one in unit.phong_ban:
            if any(words in " ".join(_function(held).split()) for held in one.chuc_nang):
                return one.ten
    return ""


def cased(new: str, words: str, entry_words: Sequence[str]) -> str:
    """What is put in, in the capitals of what it replaces.

    All capitals where everything but abbreviations stands in capitals; a capital at the beginning
    where the entry has none there.
    """
    said = [t for t in words.split() if any(c.isalpha() for c in t)]
    plain = [w for w in entry_words if w[:1].isalpha() and not (len(w) > 1 and w.isupper())]
    letters = "".join(said)
    if plain and letters.isupper() and len(letters) > 1:
        return new.upper()
    if not new or not words or not entry_words:
        return new
    first = entry_words[0][:1]
    if words[:1].isupper() and first.islower():
        return new[:1].upper() + new[1:]
    if words[:1].islower() and first.isupper() and not new.split()[0].isupper():
        return new[:1].lower() + new[1:]
    return new


def _units(text: str, at: Situation, out: Rewritten) -> None:
    """Other units that are called by name."""
    for unit in named_units(text, at.above, at.own, at.below):
        touched = [c for c in out.changes if c.start < unit.end and unit.start < c.end]
        if any(s.start < unit.end and unit.start < s.end for s in out.kept):
            continue
        if unit.la == "tinh_khac":
            _undo(out, touched)
            out.kept.append(Span(unit.start, unit.end, "Tên tỉnh, thành phố khác"))
        elif unit.la in ("minh", "duoi"):
            _undo(out, touched)
            out.kept.append(Span(unit.start, unit.end, "Tên của đơn vị mình hoặc đơn vị cấp dưới"))
        elif unit.la == "khac" and not touched and _asked(unit, at):
            words = text[unit.start : unit.end]
            question = OTHER_UNIT.format(chu=words)
            own = OTHER_UNIT_OWN.format(minh=at.own.day_du)
            out.changes.append(
                Change(unit.start, unit.end, "hoi", "don_vi_khac", mark(words), question, own)
            )


def _undo(out: Rewritten, changes: list[Change]) -> None:
    if changes:
        out.changes[:] = [c for c in out.changes if c not in changes]


_RANK = {"xa": 0, "huyen": 1, "tinh": 2, "trung_uong": 3}


def _asked(unit: Named, at: Situation) -> bool:
    """Whether another unit's name is worth asking about: not for an office of the province."""
    return at.own.cap in _RANK and _RANK[unit.cap] >= _RANK[at.own.cap]


def _own_word(words: str, at: Situation) -> str:
    """What would stand for a left-over word if it meant the unit itself."""
    if words.casefold() == at.above.ten.casefold():
        return at.own.ten if at.own.cap != "don_vi" else at.own.day_du
    return cased(at.rules.variables["cap"], words, (words.lower(),))


def _net(text: str, tokens: Sequence[Token], at: Situation, out: Rewritten) -> None:
    """Words of the level above that nothing took are marked: none is missed in silence."""
    closed = _closed(tokens, [*out.kept, *[c for c in out.changes if c.end > c.start]])
    place, count = 0, len(tokens)
    while place < count:
        if closed[place] or not at.rules.may_begin(tokens[place]):
            place += 1
            continue
        match = at.rules.left_over(tokens, place, _next_closed(closed, place, count))
        if match is None:
            place += 1
            continue
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        words = text[start:end]
        own = LEFT_OWN.format(minh=_own_word(words, at))
        question = LEFT.format(chu=words)
        out.changes.append(Change(start, end, "hoi", LEFT_OVER, mark(words), question, own))
        place = match.last
