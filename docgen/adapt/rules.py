"""Mapping tables made ready for one source and one unit: a tree of tokens, the longest match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from docgen.adapt.patterns import MACRO, Pattern, fill, names, spell_out, split
from docgen.adapt.tokens import Token, key_of
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
    order: int
    """Place among all entries: of two that take the same words the earlier wins."""


class Match(NamedTuple):
    """Tokens first to last (not included) that an entry takes."""

    first: int
    last: int
    entry: Entry
    pattern: Pattern
    macros: tuple[tuple[str, str, int, int], ...] = ()
    """Macro, its form that stood there, first token and the one after its last."""

    def words(self) -> list[str]:
        """The entry's words as it writes them, macros in the form that stood there."""
        forms = iter(self.macros)
        out: list[str] = []
        for word in self.pattern.words:
            out += split(next(forms)[1]) if word[0] == MACRO else [word]
        return out


Tree = dict[str, Any]
_ENDS = ""
"""Key under which a node keeps what ends there; no token is empty."""
_NOT_BEHIND = re.compile(r"[.;:!?]\s")
_Found = tuple[int, list[tuple["Entry", Pattern]], tuple[tuple[str, str, int, int], ...]]


@dataclass(frozen=True, slots=True)
class Macros:
    """Words that have several forms: {ubnd} is UBND or Ủy ban nhân dân."""

    forms: Mapping[str, Sequence[str]]
    trees: Mapping[str, Tree]
    """For each macro the tree of its forms; at an end the form."""
    firsts: Mapping[str, tuple[str, ...]]
    """For a token the macros that may begin with it."""

    @classmethod
    def of(cls, forms: Mapping[str, Sequence[str]]) -> Macros:
        """Make the trees."""
        trees: dict[str, Tree] = {}
        firsts: dict[str, list[str]] = {}
        for name, listed in forms.items():
            tree: Tree = {}
            for form in listed:
                node = tree
                for word in split(form):
                    node = node.setdefault(key_of(word), {})
                node[_ENDS] = form
            trees[name] = tree
            for key in tree:
                firsts.setdefault(key, []).append(name)
        return cls(forms, trees, {key: tuple(names_) for key, names_ in firsts.items()})


@dataclass(slots=True)
class Rules:
    """The tables of one pair of levels on one day, for one unit."""

    tables: tuple[BangChuyen, ...]
    variables: Mapping[str, str]
    macros: Macros
    shared: Tree
    begins: set[str]
    """Tokens with which an entry may begin."""
    own: Tree = field(default_factory=dict)

    def may_begin(self, token: Token) -> bool:
        """Whether any entry begins with a token; few do."""
        return token.key in self.begins

    def longest(
        self, text: str, tokens: Sequence[Token], at: int, stop: int, block: bool
    ) -> Match | None:
        """The longest entry whose words begin at token `at`, end before `stop`, and that holds.

        `block`: the text is that of a block, whose beginning says for whom it is.
        """
        for match in self._found(tokens, at, stop):
            entry = match.entry
            if entry.dau_khoi and not block:
                continue
            if entry.muc is not None and _holds(entry, text, tokens, at, match.last):
                return match
        return None

    def left_over(self, tokens: Sequence[Token], at: int, stop: int) -> Match | None:
        """The longest word of the net that begins at token `at`."""
        return next((m for m in self._found(tokens, at, stop) if m.entry.muc is None), None)

    def _found(self, tokens: Sequence[Token], at: int, stop: int) -> list[Match]:
        """Everything that begins at token `at`, the longest first, then as the tables order it."""
        out: list[_Found] = []
        for tree in (self.own, self.shared):
            self._walk(tree, tokens, at, stop, (), out)
        found = [
            Match(at, place, entry, pattern, macros)
            for place, ends, macros in out
            for entry, pattern in ends
        ]
        return sorted(found, key=lambda m: (-m.last, m.entry.order))

    def _walk(
        self,
        node: Tree,
        tokens: Sequence[Token],
        place: int,
        stop: int,
        macros: tuple[tuple[str, str, int, int], ...],
        out: list[_Found],
    ) -> None:
        while True:
            if ends := node.get(_ENDS):
                out.append((place, ends, macros))
            if place >= stop:
                return
            key = tokens[place].key
            if (waiting := node.get(MACRO)) and (may := self.macros.firsts.get(key)):
                for name in may:
                    if name in waiting:
                        for end, form in self._forms(name, tokens, place, stop):
                            span = (name, form, place, end)
                            self._walk(waiting[name], tokens, end, stop, (*macros, span), out)
            following = node.get(key)
            if following is None:
                return
            node, place = following, place + 1

    def _forms(
        self, name: str, tokens: Sequence[Token], place: int, stop: int
    ) -> Iterator[tuple[int, str]]:
        """Ends and forms of a macro that stands at a place."""
        node: Tree | None = self.macros.trees[name]
        while node is not None:
            if form := node.get(_ENDS):
                yield place, form
            if place >= stop:
                return
            node = node.get(tokens[place].key)
            place += 1

    def filled(self, given: str, match: Match, text: str, tokens: Sequence[Token]) -> str:
        """A text of an entry with the forms that stood in the source and the unit's words."""
        forms = {
            name: text[tokens[a].start : tokens[b - 1].end] for name, _form, a, b in match.macros
        }
        usual = {name: listed[0] for name, listed in self.macros.forms.items()}
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
    tables: Sequence[BangChuyen], macros: Macros, variables: Mapping[str, str], day: date
) -> Rules:
    """Rules of tables, the office's own first; what depends on the level alone is made once."""
    level = tuple(sorted((k, v) for k, v in variables.items() if k not in OWN))
    shared = _shared(_Same(tuple(tables), macros), level, day)
    own: Tree = {}
    for entry, words in _own_entries(_Same(tuple(tables), macros), day):
        _add(own, entry, words, macros.forms, variables)
    return Rules(tuple(tables), variables, macros, shared[0], shared[1] | _firsts(own, macros), own)


def _firsts(tree: Tree, macros: Macros) -> set[str]:
    """Tokens with which an entry of a tree may begin."""
    waiting = tree.get(MACRO, {})
    keys = {key for key in tree if key not in (_ENDS, MACRO)}
    return keys | {key for name in waiting for key in macros.trees[name]}


class _Same:
    """Tables and macros as a key of a cache: the same objects, not equal ones."""

    __slots__ = ("_ids", "macros", "tables")

    def __init__(self, tables: tuple[BangChuyen, ...], macros: Macros) -> None:
        self.tables, self.macros = tables, macros
        self._ids = (id(macros), *map(id, tables))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._ids == other._ids


@lru_cache(maxsize=16)
def _shared(held: _Same, level: tuple[tuple[str, str], ...], day: date) -> tuple[Tree, set[str]]:
    """The tree of what depends on the level alone, and the tokens its entries begin with."""
    tree: Tree = {}
    variables = dict(level)
    for entry, words in _entries(held.tables, day):
        if not names(words) & OWN:
            _add(tree, entry, words, held.macros.forms, variables)
    return tree, _firsts(tree, held.macros)


@lru_cache(maxsize=64)
def _own_entries(held: _Same, day: date) -> list[tuple[Entry, str]]:
    """Entries that name the unit's own words."""
    return [(e, words) for e, words in _entries(held.tables, day) if names(words) & OWN]


def _entries(tables: Iterable[BangChuyen], day: date) -> Iterator[tuple[Entry, str]]:
    order = 0
    for table in tables:
        for muc in table.muc:
            if not holds_on(muc.tu_ngay, muc.den_ngay, day):
                continue
            start = muc.dau_khoi or muc.bo_khoi is not None or muc.hoi_khoi is not None
            order += 1
            entry = Entry(
                f"{table.ma}/{muc.ma}", muc, muc.ly_do or table.ten,
                _regex(muc.truoc), _regex(muc.sau), start, order,
            )  # fmt: skip
            for words in muc.tu:
                yield entry, words
        net = Entry(LEFT_OVER, None, "", None, None, False, order)
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
            if key[0] == MACRO:
                node = node.setdefault(MACRO, {}).setdefault(key[1:], {})
            else:
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
