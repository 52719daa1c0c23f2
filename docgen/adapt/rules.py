"""Mapping tables made ready for one source and one unit: a tree of tokens, the longest match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from docgen.adapt.patterns import Pattern, fill, names, spell_out
from docgen.adapt.tokens import Token
from docgen.model import BangChuyen, MucChuyen, Ngay

OWN = frozenset({"cap", "ten", "cac_duoi", "don_vi", "thu_truong", "ten_don_vi", "dang"})
"""Variables that differ from unit to unit; the others are the same for a whole level."""
LEFT_OVER = "con_sot"


class Entry(NamedTuple):
    """An entry with its rule code; `muc` None: a word of the net for left-overs."""

    luat: str
    muc: MucChuyen | None
    ly_do: str
    """Reason where the entry has none of its own."""
    truoc: re.Pattern[str] | None
    sau: re.Pattern[str] | None
    dau_khoi: bool


class Match(NamedTuple):
    """Tokens first to last (not included) that an entry takes."""

    first: int
    last: int
    entry: Entry
    pattern: Pattern


Tree = dict[str, Any]
_ENDS = ""
"""Key under which a node keeps the entries that end there; no token is empty."""
_NOT_BEHIND = re.compile(r"[.;:!?]\s")


@dataclass(slots=True)
class Rules:
    """The tables of one pair of levels on one day, for one unit."""

    tables: tuple[BangChuyen, ...]
    variables: Mapping[str, str]
    macros: Mapping[str, Sequence[str]]
    shared: Tree
    own: Tree = field(default_factory=dict)

    def may_begin(self, token: Token) -> bool:
        """Whether any entry begins with a token; few do."""
        return token.key in self.shared or token.key in self.own

    def longest(self, text: str, tokens: Sequence[Token], at: int, stop: int) -> Match | None:
        """The longest entry whose words begin at token `at`, end before `stop`, and that holds."""
        found: list[tuple[int, Any]] = []
        for tree in (self.own, self.shared):
            node: Tree | None = tree
            place = at
            while node is not None:
                if ends := node.get(_ENDS):
                    found.append((place, ends))
                if place >= stop:
                    break
                node = node.get(tokens[place].key)
                place += 1
        for place, ends in sorted(found, key=lambda f: -f[0]):
            for entry, pattern in ends:
                if entry.muc is not None and _holds(entry, text, tokens, at, place):
                    return Match(at, place, entry, pattern)
        return None

    def left_over(self, tokens: Sequence[Token], at: int, stop: int) -> Match | None:
        """The longest word of the net that begins at token `at`."""
        best: Match | None = None
        for tree in (self.own, self.shared):
            node: Tree | None = tree
            place = at
            while node is not None:
                for entry, pattern in node.get(_ENDS, ()):
                    if entry.muc is None and (best is None or best.last < place):
                        best = Match(at, place, entry, pattern)
                if place >= stop:
                    break
                node = node.get(tokens[place].key)
                place += 1
        return best

    def filled(self, given: str, match: Match, text: str, tokens: Sequence[Token]) -> str:
        """A text of an entry with the forms that stood in the source and the unit's words."""
        forms = {
            name: text[tokens[match.first + a].start : tokens[match.first + b - 1].end]
            for name, a, b in match.pattern.macros
        }
        usual = {name: forms_[0] for name, forms_ in self.macros.items()}
        return fill(given, match.pattern.there, forms, {**usual, **self.variables})


def _holds(entry: Entry, text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    if entry.dau_khoi and first:
        return False
    if entry.truoc is None and entry.sau is None:
        return True
    if entry.truoc is not None:
        start = tokens[first].start
        begin = max([0, *(m.end() for m in _NOT_BEHIND.finditer(text, 0, start))])
        if not entry.truoc.search(text[begin:start]):
            return False
    if entry.sau is not None:
        end = tokens[last - 1].end
        stop = _NOT_BEHIND.search(text, end)
        if not entry.sau.search(text[end : stop.start() if stop else len(text)]):
            return False
    return True


def make_rules(
    tables: Sequence[BangChuyen],
    macros: Mapping[str, Sequence[str]],
    variables: Mapping[str, str],
    day: date,
) -> Rules:
    """Rules of tables, the office's own first; what depends on the level alone is made once."""
    level = tuple(sorted((k, v) for k, v in variables.items() if k not in OWN))
    key = tuple(map(id, tables))
    shared = _shared(key, _Held(tuple(tables), macros), level, day)
    rules = Rules(tuple(tables), variables, macros, shared)
    for table in tables:
        for entry, words in _entries(table, day):
            if names(words) & OWN:
                _add(rules.own, entry, words, macros, variables)
    return rules


@dataclass(frozen=True, slots=True)
class _Held:
    """Tables and macros along with a cache key: they are the same where their identity is."""

    tables: tuple[BangChuyen, ...]
    macros: Mapping[str, Sequence[str]]

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.macros is other.macros


@lru_cache(maxsize=16)
def _shared(
    key: tuple[int, ...], held: _Held, level: tuple[tuple[str, str], ...], day: date
) -> Tree:
    tree: Tree = {}
    variables = dict(level)
    for table in held.tables:
        for entry, words in _entries(table, day):
            if not names(words) & OWN:
                _add(tree, entry, words, held.macros, variables)
    return tree


def _entries(table: BangChuyen, day: date) -> Iterator[tuple[Entry, str]]:
    for muc in table.muc:
        if not holds_on(muc.tu_ngay, muc.den_ngay, day):
            continue
        start = muc.dau_khoi or muc.bo_khoi is not None or muc.hoi_khoi is not None
        entry = Entry(
            f"{table.ma}/{muc.ma}", muc, muc.ly_do or table.ten,
            _regex(muc.truoc), _regex(muc.sau), start,
        )  # fmt: skip
        for words in muc.tu:
            yield entry, words
    net = Entry(LEFT_OVER, None, "", None, None, False)
    for words in table.con_sot:
        yield net, words


@lru_cache(maxsize=1024)
def _regex(text: str | None) -> re.Pattern[str] | None:
    return None if text is None else re.compile(text, re.IGNORECASE)


def _add(
    tree: Tree,
    entry: Entry,
    words: str,
    macros: Mapping[str, Sequence[str]],
    variables: Mapping[str, str],
) -> None:
    for pattern in spell_out(words, macros, variables):
        node = tree
        for key in pattern.keys:
            node = node.setdefault(key, {})
        node.setdefault(_ENDS, []).append((entry, pattern))


def holds_on(first: Ngay | None, last: Ngay | None, day: date) -> bool:
    """Whether a day lies between two partial dates (open where absent)."""
    begin = date(first.nam or 1, first.thang or 1, first.ngay or 1) if first else None
    end = _end_of(last) if last else None
    return (begin is None or begin <= day) and (end is None or day <= end)


def _end_of(last: Ngay) -> date:
    year, month = last.nam or 9999, last.thang or 12
    if last.ngay:
        return date(year, month, last.ngay)
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date.max
    return date.fromordinal(following.toordinal() - 1)


def choose(tables: Iterable[BangChuyen], tu_cap: str, den_cap: str, day: date) -> list[BangChuyen]:
    """Tables for a pair of levels on a day; those for any pair come last."""
    fit = [
        t for t in tables
        if t.tu_cap in (None, tu_cap) and t.den_cap in (None, den_cap)
        and holds_on(t.hieu_luc_tu, t.hieu_luc_den, day)
    ]  # fmt: skip
    return sorted(fit, key=lambda t: t.tu_cap is None)
