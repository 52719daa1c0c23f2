"""Entries of mapping tables as patterns of tokens: optional parts and variables spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docgen.adapt.tokens import key_of

_WORD = re.compile(r"\{([a-z_]+)\}|[^\W_]+|[^\w\s]")
_BRACE = re.compile(r"\{([a-z_]+)\}")


MACRO = "\0"
"""Before the name of a macro where it stands among keys; no token begins so."""


class Pattern(NamedTuple):
    """One spelling of an entry's words, its macros not spelled out."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    """The same as written, to compare capitals; a macro as its key."""
    there: frozenset[int]
    """Numbers of the optional parts that it has, counted by their opening brackets."""


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
    text: str, macros: Mapping[str, object], variables: Mapping[str, str]
) -> Iterator[Pattern]:
    """Every spelling of an entry's words; none where a variable that it needs has no value."""
    pieces, count = parse(text)
    above = parents(text)
    for chosen in range(1 << count):
        there = frozenset(n for n in range(count) if chosen >> n & 1)
        if any(above[n] != -1 and above[n] not in there for n in there):
            continue
        shown = "".join(piece for part, piece in pieces if part == -1 or part in there)
        words = _spelled(shown, macros, variables)
        if words:
            keys = tuple(w if w[0] == MACRO else key_of(w) for w in words)
            yield Pattern(keys, tuple(words), there)


def _spelled(
    text: str, macros: Mapping[str, object], variables: Mapping[str, str]
) -> list[str] | None:
    """Words of a text with variables put in; None where one has no value."""
    words: list[str] = []
    for m in _WORD.finditer(text):
        name = m[1]
        if name is None:
            words.append(m[0])
        elif name in macros:
            words.append(MACRO + name)
        elif variables.get(name):
            words += split(variables[name])
        else:
            return None
    return words


def split(text: str) -> list[str]:
    """Words and signs of a text as they are written."""
    return [m[0] for m in _WORD.finditer(text)]


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
