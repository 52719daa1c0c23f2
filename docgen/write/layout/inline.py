"""Inline marks and variables: from the text a clerk types to runs of plain text.

`**đậm**`, `*nghiêng*`, `{{ bien }}`; a backslash keeps the next mark literal. Values of variables
are inserted as they are: they are never read for marks or compiled as templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

# No braces inside: one look at each character, however many open ones a text holds.
_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")
DAM, NGHIENG, CHO_TRONG = 1, 2, 4
"""Flags of a run: bold, italic, visible gap."""

_TOKEN = re.compile(r"\\([\\*{}|./\-+#>\d)])|\{\{([^{}]*)\}\}|(\*{1,3})")


class Run(NamedTuple):
    """A piece of text in one style; `co` is a sum of DAM, NGHIENG, CHO_TRONG."""

    chu: str
    co: int = 0


class Runs(tuple[Run, ...]):
    """A text with marked pieces. Texts without any stay plain `str`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(r.chu for r in self)

    def upper(self) -> Runs:
        """The same text in capitals; gaps keep their case so that they stand out."""
        return Runs(r if r.co & CHO_TRONG else Run(r.chu.upper(), r.co) for r in self)

    def endswith(self, suffix: str | tuple[str, ...]) -> bool:
        """Whether the plain text ends with `suffix`."""
        return str(self).endswith(suffix)


Chu = str | Runs
"""A text ready to be written: plain, or with marked pieces."""


def gap(label: str) -> Runs:
    """A visible gap: `[label]`, highlighted (law 3: nothing invented, nothing lost)."""
    return Runs((Run(f"[{label}]", CHO_TRONG),))


def join(*parts: Chu) -> Chu:
    """Concatenate texts, plain when all are plain."""
    if all(type(p) is str for p in parts):
        return "".join(parts)  # type: ignore[arg-type]
    runs: list[Run] = []
    for part in parts:
        runs.extend(part if isinstance(part, Runs) else (Run(part),) if part else ())
    return Runs(runs)


def has_marks(text: str) -> bool:
    """Whether a text needs parsing at all; most do not."""
    return "*" in text or "{{" in text or "\\" in text


def parse_inline(text: str, value: Callable[[str], Chu]) -> Chu:
    """Turn typed text into runs; `value` gives the text of a variable expression.

    A mark without its partner, or with a space on its inner side, stays what it is: a star.
    """
    if not has_marks(text):
        return text
    if "*" not in text and "\\" not in text:
        return _with_values(text, value)
    pieces = list(_pieces(text, value))
    _pair(pieces)
    runs = list(_merge(pieces))
    if all(r.co == 0 for r in runs):
        return "".join(r.chu for r in runs)
    return Runs(runs)


def _with_values(text: str, value: Callable[[str], Chu]) -> Chu:
    """Variables alone, the commonest case: no marks to pair."""
    parts: list[Chu] = list(_VARIABLE.split(text))
    for place in range(1, len(parts), 2):
        parts[place] = value(str(parts[place]).strip())
    return join(*parts)


class _Mark:
    """A run of one to three stars that may open or close bold and italic."""

    __slots__ = ("close", "open", "size", "use")

    def __init__(self, size: int, opens: bool, closes: bool) -> None:
        self.size, self.open, self.close = size, opens, closes
        self.use = 0


def _pieces(text: str, value: Callable[[str], Chu]) -> Iterator[Run | _Mark]:
    at = 0
    for m in _TOKEN.finditer(text):
        if m.start() > at:
            yield Run(text[at : m.start()])
        at = m.end()
        if m[1] is not None:
            yield Run(m[1])
        elif m[2] is not None:
            found = value(m[2].strip())
            yield from found if isinstance(found, Runs) else (Run(found),)
        else:
            before = text[m.start() - 1 : m.start()]
            after = text[m.end() : m.end() + 1]
            yield _Mark(len(m[3]), bool(after.strip()), bool(before.strip()))
    if at < len(text):
        yield Run(text[at:])


def _pair(pieces: list[Run | _Mark]) -> None:
    """Match each opening mark with the next closing mark of the same size."""
    waiting: dict[int, _Mark] = {}
    for piece in pieces:
        if not isinstance(piece, _Mark):
            continue
        first = waiting.get(piece.size)
        if first is not None and piece.close:
            first.use, piece.use = 1, -1
            del waiting[piece.size]
        elif piece.open:
            waiting[piece.size] = piece


def _merge(pieces: Iterable[Run | _Mark]) -> Iterator[Run]:
    """Give each piece its flags and join neighbours that look alike."""
    depth = [0, 0, 0, 0]
    held: Run | None = None
    for piece in pieces:
        if isinstance(piece, _Mark):
            depth[piece.size] += piece.use
            if piece.use:
                continue
            piece = Run("*" * piece.size)
        flags = piece.co
        if depth[2] or depth[3]:
            flags |= DAM
        if depth[1] or depth[3]:
            flags |= NGHIENG
        if not piece.chu:
            continue
        if held is not None and held.co == flags:
            held = Run(held.chu + piece.chu, flags)
            continue
        if held is not None:
            yield held
        held = Run(piece.chu, flags)
    if held is not None:
        yield held


def escape_inline(text: str) -> str:
    """Typed form of plain text: marks in it are kept literal by backslashes."""
    text = re.sub(r"\\(?=[\\*{}|./\-+#>\d)])", r"\\\\", text)
    return text.replace("*", r"\*").replace("{{", r"\{{")


def typed(text: Chu) -> str:
    """Typed form of a written text: runs become `**…**` and `*…*` again."""
    if isinstance(text, str):
        return escape_inline(text) if has_marks(text) else text
    out = []
    for run in text:
        stars = "*" * ((2 if run.co & DAM else 0) + (1 if run.co & NGHIENG else 0))
        body = escape_inline(run.chu) if has_marks(run.chu) else run.chu
        core = body.strip()
        if not stars or not core:
            out.append(body)
            continue
        lead = body[: len(body) - len(body.lstrip())]
        tail = body[len(body.rstrip()) :]
        out.append(f"{lead}{stars}{core}{stars}{tail}")
    return "".join(out)
