"""Entries of mapping tables as patterns of tokens: optional parts and macros spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docgen.adapt.tokens import key_of

Node = str | tuple["Node", ...]
"""A text, or an optional part."""
_WORD = re.compile(r"\{([a-z_]+)\}|[^\W_]+|[^\w\s]")
_BRACE = re.compile(r"\{([a-z_]+)\}")


class Pattern(NamedTuple):
    """One spelling of an entry's words."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    """The same as written, to compare capitals."""
    there: frozenset[int]
    """Numbers of the optional parts that it has, counted by their opening brackets."""
    macros: tuple[tuple[str, int, int], ...]
    """Macro, first token and the one after its last."""


def parse(text: str) -> tuple[list[tuple[int, str]], int]:
    """A text with optional parts in brackets as pieces: (number of the part or -1, text).

    Returns the pieces and how many parts there are. A part inside another has its own number.
    """
    pieces: list[tuple[int, str]] = []
    stack = [-1]
    count = 0
    for piece in re.split(r"([\[\]])", text):
        if piece == "[":
            stack.append(count)
            count += 1
        elif piece == "]":
            if len(stack) > 1:
                stack.pop()
        elif piece:
            pieces.append((stack[-1], piece))
    return pieces, count


def parents(text: str) -> dict[int, int]:
    """For each optional part the part it stands in, -1 for none."""
    out: dict[int, int] = {}
    stack = [-1]
    for sign in re.findall(r"[\[\]]", text):
        if sign == "[":
            out[len(out)] = stack[-1]
            stack.append(len(out) - 1)
        elif len(stack) > 1:
            stack.pop()
    return out


def spell_out(
    text: str, macros: Mapping[str, Sequence[str]], variables: Mapping[str, str]
) -> Iterator[Pattern]:
    """Every spelling of an entry's words; none where a variable that it needs has no value."""
    pieces, count = parse(text)
    above = parents(text)
    for chosen in range(1 << count):
        there = frozenset(n for n in range(count) if chosen >> n & 1)
        if any(above[n] != -1 and above[n] not in there for n in there):
            continue
        shown = "".join(piece for part, piece in pieces if part == -1 or part in there)
        yield from _spellings(shown, there, macros, variables)


def _spellings(
    text: str,
    there: frozenset[int],
    macros: Mapping[str, Sequence[str]],
    variables: Mapping[str, str],
) -> Iterator[Pattern]:
    lists: list[list[tuple[str, list[str]]]] = [[("", [])]]
    for m in _WORD.finditer(text):
        name = m[1]
        if name is None:
            options = [("", [m[0]])]
        elif name in macros:
            options = [(name, _words(form)) for form in macros[name]]
        elif variables.get(name):
            options = [("", _words(variables[name]))]
        else:
            return
        lists.append(options)
    for combined in _product(lists[1:]):
        words: list[str] = []
        spans: list[tuple[str, int, int]] = []
        for name, form in combined:
            if name:
                spans.append((name, len(words), len(words) + len(form)))
            words += form
        if words:
            yield Pattern(tuple(map(key_of, words)), tuple(words), there, tuple(spans))


def _words(text: str) -> list[str]:
    return [m[0] for m in _WORD.finditer(text)]


def _product(
    lists: Sequence[Sequence[tuple[str, list[str]]]],
) -> Iterator[list[tuple[str, list[str]]]]:
    if not lists:
        yield []
        return
    for rest in _product(lists[1:]):
        for option in lists[0]:
            yield [option, *rest]


def fill(
    text: str, there: frozenset[int], forms: Mapping[str, str], variables: Mapping[str, str]
) -> str:
    """What is put in: optional parts that the source had, macros as they stood, variables."""
    pieces, count = parse(text)
    shown = "".join(p for part, p in pieces if part == -1 or part in there)
    made = _BRACE.sub(lambda m: forms.get(m[1]) or variables.get(m[1], ""), shown)
    return " ".join(made.split())


def names(text: str) -> set[str]:
    """Macros and variables that a text uses."""
    return set(_BRACE.findall(text))
