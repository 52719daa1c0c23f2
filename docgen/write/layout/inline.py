"""Inline marks and variables: from the text a clerk types to runs of plain text.

`**đậm**`, `*nghiêng*`, `{{ bien }}`, `[[chỗ chờ quyết định]]` (a gap), `<<chỗ để điền>>` (a blank,
see `blanks`); a backslash keeps the next mark literal. Values of variables are
inserted as they are: they are never read for marks or compiled as templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

DAM, NGHIENG, CHO_TRONG, DIEN = 1, 2, 4, 8
"""Flags of a run: bold, italic, visible gap, blank for the receiver to fill in."""

# No braces inside a variable: one look at each character, however many open ones a text holds.
_TOKEN = re.compile(
    r"\\([\\*{}\[<|./\-+#>\d)])|\{\{([^{}]*)\}\}|(\*{1,3})|\[\[([^\[\]]*)\]\]"
    r"|<<\s*([^\s<>{}][^<>{}]*)>>"
)


class Run(NamedTuple):
    """A piece of text in one style; `co` is a sum of DAM, NGHIENG, CHO_TRONG, DIEN."""

    chu: str
    co: int = 0


class Blank(str):
    """The dots of a blank, which is filled in by tag `the` under the name `nhan`.

    `nhap`: in Word it is a field to type in. Blanks of the same dots are not the same.
    """

    __slots__ = ("nhan", "nhap", "the")
    the: str
    nhan: str
    nhap: bool

    def __new__(cls, dots: str, the: str, nhan: str, nhap: bool) -> Blank:
        """A blank of these dots."""
        made = super().__new__(cls, dots)
        made.the, made.nhan, made.nhap = the, nhan, nhap
        return made

    def dotted(self, dots: str) -> Blank:
        """The same blank with other dots."""
        return Blank(dots, self.the, self.nhan, self.nhap)

    def _all(self) -> tuple[str, str, str, bool]:
        return str(self), self.the, self.nhan, self.nhap

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blank) and self._all() == other._all()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._all())

    def __reduce__(self) -> tuple[object, ...]:
        return Blank, self._all()


class Runs(tuple[Run, ...]):
    """A text with marked pieces. Texts without any stay plain `str`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(r.chu for r in self)

    def upper(self) -> Runs:
        """The same text in capitals; gaps keep their case so that they stand out."""
        return Runs(r if r.co & (CHO_TRONG | DIEN) else Run(r.chu.upper(), r.co) for r in self)

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
    try:
        return "".join(parts)  # type: ignore[arg-type]  # runs raise, as is meant
    except TypeError:
        pass
    runs: list[Run] = []
    for part in parts:
        runs.extend(part if isinstance(part, Runs) else (Run(part),) if part else ())
    return Runs(runs)


def has_marks(text: str) -> bool:
    """Whether a text needs parsing at all; most do not."""
    return "*" in text or "{{" in text or "\\" in text or "[[" in text or "<<" in text


def parse_inline(text: str, value: Callable[[str], Chu]) -> Chu:
    """Turn typed text into runs; `value` gives the text of a variable expression.

    A mark without its partner, or with a space on its inner side, stays what it is: a star.
    """
    if not has_marks(text):
        return text
    pieces, plain = _parsed(text)
    if plain:
        return join(*[p.chu if p.__class__ is Run else value(p.chu) for p in pieces])
    runs: list[Run] = []
    for piece in pieces:
        if piece.__class__ is Run:
            runs.append(piece)
            continue
        found = value(piece.chu)
        inner = found if isinstance(found, Runs) else (Run(found),)
        runs.extend(Run(run.chu, run.co | piece.co) for run in inner)
    return Runs(_merge(runs))


class _Value(NamedTuple):
    """The place of a variable: its expression and the style around it."""

    chu: str
    co: int = 0


@lru_cache(maxsize=2048)
def _parsed(text: str) -> tuple[tuple[Run | _Value, ...], bool]:
    """Typed text as runs and places of variables, and whether no run is marked.

    The same for every unit that a plan is made for.
    """
    pieces = list(_pieces(text))
    _pair(pieces)
    depth = [0, 0, 0, 0]
    out: list[Run | _Value] = []
    for piece in pieces:
        if isinstance(piece, _Mark):
            depth[piece.size] += piece.use
            if piece.use:
                continue
            piece = Run("*" * piece.size)
        flags = piece.co | (DAM if depth[2] or depth[3] else 0)
        if depth[1] or depth[3]:
            flags |= NGHIENG
        out.append(piece._replace(co=flags))
    return tuple(out), not any(p.co for p in out)


class _Mark:
    """A run of one to three stars that may open or close bold and italic."""

    __slots__ = ("close", "open", "size", "use")

    def __init__(self, size: int, opens: bool, closes: bool) -> None:
        self.size, self.open, self.close = size, opens, closes
        self.use = 0


def _pieces(text: str) -> Iterator[Run | _Value | _Mark]:
    at = 0
    for m in _TOKEN.finditer(text):
        if m.start() > at:
            yield Run(text[at : m.start()])
        at = m.end()
        if m[1] is not None:
            yield Run(m[1])
        elif m[2] is not None:
            yield _Value(m[2].strip())
        elif m[4] is not None:
            yield Run(f"[{m[4].strip()}]", CHO_TRONG)
        elif m[5] is not None:
            # Whoever gives values gives blanks too; `{{ <<…>> }}` is the same.
            yield _Value(f"<<{m[5].strip()}>>")
        else:
            before = text[m.start() - 1 : m.start()]
            after = text[m.end() : m.end() + 1]
            yield _Mark(len(m[3]), bool(after.strip()), bool(before.strip()))
    if at < len(text):
        yield Run(text[at:])


def _pair(pieces: list[Run | _Value | _Mark]) -> None:
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


def _merge(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours that look alike as one."""
    held: Run | None = None
    for run in runs:
        if not run.chu:
            continue
        if held is not None and held.co == run.co and not run.co & DIEN:
            held = Run(held.chu + run.chu, held.co)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def as_dots(text: Chu) -> Chu:
    """A text whose blanks are dots like any other characters."""
    if not isinstance(text, Runs) or not any(run.co & DIEN for run in text):
        return text
    runs = Runs(_merge(Run(str(run.chu), run.co & ~DIEN) for run in text))
    return runs if any(run.co for run in runs) else str(runs)


def gaps(text: str) -> list[str]:
    """Labels of the visible gaps that were typed into a text as [[label]]."""
    return [m[4].strip() for m in _TOKEN.finditer(text) if m[4] is not None]


def escape_inline(text: str) -> str:
    """Typed form of plain text: marks in it are kept literal by backslashes."""
    text = re.sub(r"\\(?=[\\*{}\[<|./\-+#>\d)])", r"\\\\", text)
    return re.sub(r"\*|\{(?=\{)|\[(?=\[)|<(?=<)", r"\\\g<0>", text)


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
            out.append(_open_end(body))
            continue
        lead = body[: len(body) - len(body.lstrip())]
        tail = body[len(body.rstrip()) :]
        out.append(f"{lead}{stars}{_open_end(core)}{stars}{tail}")
    return "".join(out)


def _open_end(body: str) -> str:
    """A typed piece whose last backslash does not take the mark that follows for a letter."""
    odd = (len(body) - len(body.rstrip("\\"))) % 2
    return body + "\\" if odd else body
