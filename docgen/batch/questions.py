"""What an outline asks: its blanks and figures in order, and where their answers stand on paper.

An answer in a Word field is found by its tag. What was written over the dots is found by the words
around it: a paragraph or a row of a table as it was typed, with room where the blanks are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from docgen.model import KemTheo, Khoi, VanBan
from docgen.read.names import key
from docgen.write.layout.blanks import DOT, KET_QUA
from docgen.write.layout.figures import with_figures
from docgen.write.layout.inline import (
    CHO_TRONG,
    DIEN,
    Blank,
    Chu,
    Run,
    Runs,
    has_marks,
    parse_inline,
)
from docgen.write.layout.variables import Variables

UNIT = "co_quan.ten"
"""Tag of the blank in which who answers writes his own name."""
LABEL = (
    r"(?:(?:(?:Phần|Chương|Mục|Tiểu mục|Điều)\s+)?[^\s.…]{1,8}(?:\.\d{1,2})*[.)/:](?=\s|…|\.\.|$)"
    r"|[-–—+•*](?!\d))\s*"
)
"""Pattern of what a paragraph is numbered or listed by."""
_ANY = r".{0,600}?"
_END = r"[\s./;,:]*"
_KNOWN = re.compile(r"chi_tieu\.[\w.]+\.(?:ten|don_vi)")
_COUNT = re.compile(r"\d{1,3}\.?")
_VARIABLE = 16
"""Flag of a run that is the place of a variable."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked for."""

    the: str
    """Tag of its answer: `ket_qua.xa_dat_chuan`, `tra_loi.kho_khan`."""
    nhan: str
    """What it is called."""
    don_vi: str = ""
    """For a figure: its unit of measure."""

    @property
    def figure(self) -> bool:
        """Whether the answer is to be a figure."""
        return self.the.startswith(KET_QUA)


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers stand: `rows` for a table row (a pattern for each cell), else one paragraph.

    A paragraph that is a blank and nothing else has no pattern: what stands between its neighbours
    is the answer.
    """

    tags: tuple[str, ...]
    pattern: str = ""
    cells: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Its own words in small letters, of a row those of the cell that names it; "" for a blank and
    for the value of a variable."""
    asked: tuple[int, ...] = ()
    """Which of `words` are blanks."""
    blanks: tuple[int, ...] = ()
    """Of a row: how many blanks each cell has."""
    name: int = 0
    """Of a row: the cell that names it."""
    listed: bool = False
    """It has a number or a dash."""
    weight: int = 0
    """How surely its words tell it: how many they are, up to a number."""
    table: int = 0
    """Of a row: the number of its table."""
    columns: tuple[str, ...] = ()
    """Of a heading row: its titles, spelt as `docgen.read.names.key` does."""

    @property
    def ends_open(self) -> bool:
        """Whether a blank is the last of its paragraph."""
        return bool(self.asked) and not self.cells and self.asked[-1] == len(self.words) - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything one document asks, in its order."""

    questions: tuple[Question, ...]
    places: tuple[Place, ...]
    """Every paragraph with words of its own (no tags: nothing is asked in it) and every row."""

    @property
    def tags(self) -> frozenset[str]:
        """Tags of all answers."""
        return frozenset(q.the for q in self.questions)


def asked_in(van_ban: VanBan) -> Asked:
    """What a document asks its receiver."""
    variables = Variables(van_ban)
    questions: dict[str, Question] = {}
    places: list[Place] = []
    for text, row, listed, table in _texts(van_ban):
        made = [_pieces(cell, variables) for cell in (row or (text,))]
        tags = tuple(b.the for runs in made for b in _blanks(runs))
        for runs in made:
            for one in _blanks(runs):
                questions.setdefault(one.the, _question(one, van_ban))
        if row is not None:
            titles = tuple(key(str(runs)) for runs in made) if listed else ()
            places.append(replace(_row(tags, made), table=table, columns=titles))
        elif tags or str(text).strip():
            words, asked = words_of(made[0])
            places.append(
                Place(
                    tags, _pattern(made[0]), (), words, asked, listed=listed, weight=_weight(words)
                )
            )
    return Asked(tuple(questions.values()), tuple(places))


def _question(one: Blank, van_ban: VanBan) -> Question:
    target = van_ban.chi_tieu.get(one.the.removeprefix(KET_QUA))
    unit = (target and target.don_vi) if one.the.startswith(KET_QUA) else None
    return Question(one.the, one.nhan, unit or "")


def _texts(van_ban: VanBan) -> Iterator[tuple[str, Sequence[str] | None, bool, int]]:
    """Every typed text of the bodies and their titles; of a table also its rows; whether it is
    numbered, of a row whether it is the heading; the number of a row's table."""
    parts: list[VanBan | KemTheo] = [van_ban, *van_ban.kem_theo]
    table = 0
    for part in parts:
        yield part.trich_yeu or "", None, False, 0
        blocks: Sequence[Khoi] = with_figures(part.noi_dung, van_ban.chi_tieu)
        for block in blocks:
            yield block.text, None, block.cap not in ("doan", "bang"), 0
            table += block.cap == "bang"
            if block.cap == "bang" and any(c.ten for c in block.cot):
                yield "", [c.ten for c in block.cot], True, table
            for row in block.hang:
                yield "", row, False, table
        for text in part.ket_thuc:
            yield text, None, False, 0


def _row(tags: tuple[str, ...], made: Sequence[Runs]) -> Place:
    """The place of a row: the cell with most words names it."""
    each = [words_of(runs)[0] for runs in made]
    counts = [sum(map(bool, words)) for words in each]
    name = counts.index(max(counts))
    return Place(
        tags,
        cells=_cells(made),
        words=each[name] if counts[name] else (),
        blanks=tuple(sum(1 for _b in _blanks(runs)) for runs in made),
        name=name,
        weight=_weight([word for words in each for word in words]),
    )


_MOST_WORDS = 8
_WORD = re.compile(r"\w+")


def _weight(words: Sequence[str]) -> int:
    return max(1, min(_MOST_WORDS, sum(map(bool, words))))


def words_of(runs: Runs) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Words of a text in small letters, "" for a blank or a variable; which of them are blanks."""
    words: list[str] = []
    asked: list[int] = []
    for run in runs:
        if isinstance(run.chu, Blank):
            asked.append(len(words))
            words.append("")
        elif run.co & _VARIABLE:
            words.append("")
        else:
            words += _WORD.findall(same_quotes(run.chu).casefold())
    return tuple(words), tuple(asked)


def _pieces(text: str, variables: Variables) -> Runs:
    """A typed text in runs: words, blanks, and places of variables whose value is the unit's."""

    def value(expression: str) -> Chu:
        if expression.startswith("<<"):
            return variables(expression)
        if _KNOWN.fullmatch(expression):
            return variables(expression)
        return Runs((Run(expression, _VARIABLE),))

    made = parse_inline(text, value) if has_marks(text) else text
    if not isinstance(made, Runs):
        return Runs((Run(made),) if made else ())
    # A gap is there to be written over.
    return Runs(Run(r.chu, r.co | _VARIABLE) if r.co & CHO_TRONG else r for r in made)


def _blanks(runs: Runs) -> Iterator[Blank]:
    return (run.chu for run in runs if isinstance(run.chu, Blank))


def _words(text: str) -> str:
    return r"\s*".join(re.escape(word) for word in re.findall(r"\w+|[^\w\s]", same_quotes(text)))


def _said(runs: Runs) -> bool:
    """Whether there are words of its own in a text."""
    return any(not run.co & (DIEN | _VARIABLE) and re.search(r"\w", run.chu) for run in runs)


def _body(runs: Runs) -> str:
    """Words as they are, room where the blanks and the values of variables stand."""
    pieces: list[tuple[str, str]] = [("", "")]
    for run in runs:
        if isinstance(run.chu, Blank):
            pieces.append(("(.*?)", ""))
        elif run.co & _VARIABLE:
            pieces.append((_ANY, ""))
        elif run.chu.strip():
            room, words = pieces[-1]
            pieces[-1] = (room, rf"{words}\s*{_words(run.chu)}\s*")
    room, words = pieces.pop()
    # Nobody minds how a paragraph ends.
    last = room + re.sub(r"(?:\\s\*|\\?[./;,:])+$", "", words)
    # The first place of the words that follow is taken and kept: one look at each character.
    return "".join(f"(?>{room}{words})" for room, words in pieces if room or words) + last


def _pattern(runs: Runs) -> str:
    """Pattern of a paragraph; "" for one without words of its own."""
    return rf"(?:{LABEL})?{_body(runs)}{_END}" if _said(runs) else ""


def _cells(row: Sequence[Runs]) -> tuple[str, ...]:
    """Patterns of the cells of a row; numbers of rows may have changed."""
    named = any(_said(runs) and not _COUNT.fullmatch(str(runs).strip()) for runs in row)
    out = []
    for runs in row:
        counted = named and _COUNT.fullmatch(str(runs).strip())
        # An empty cell may have been written in.
        out.append(_ANY if counted or not runs else _body(runs) + _END)
    return tuple(out)


def same_quotes(text: str) -> str:
    """A text whose quotes and dashes are all of one kind, and tone marks at one place (hoá, hóa),
    character for character."""
    return _OLD_TONES.sub(lambda m: _TONES[m[0]], text.translate(_ALIKE))


_ALIKE = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


_TONES = {
    f"{first}{old}": f"{new}{second}"
    for first, second, olds, news in (
        ("o", "a", "àáảãạ", "òóỏõọ"), ("o", "e", "èéẻẽẹ", "òóỏõọ"), ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
        ("O", "a", "àáảãạ", "ÒÓỎÕỌ"), ("O", "e", "èéẻẽẹ", "ÒÓỎÕỌ"), ("U", "y", "ỳýỷỹỵ", "ÙÚỦŨỤ"),
        ("O", "A", "ÀÁẢÃẠ", "ÒÓỎÕỌ"), ("O", "E", "ÈÉẺẼẸ", "ÒÓỎÕỌ"), ("U", "Y", "ỲÝỶỸỴ", "ÙÚỦŨỤ"),
    )
    for old, new in zip(olds, news, strict=True)
}  # fmt: skip
_OLD_TONES = re.compile("|".join(_TONES))


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def found_in(pattern: str, text: str) -> tuple[str, ...] | None:
    """What stands in the blanks of a paragraph or cell; None when it is another one."""
    alike = same_quotes(text)
    m = _compiled(pattern).fullmatch(alike)
    # As it was written, not as it was compared.
    return tuple(text[s:e] for s, e in m.regs[1:]) if m else None


def bare(answer: str) -> str:
    """An answer without the dots it was written over; "" for none."""
    lines = (_over_dots(line) for line in answer.split("\n"))
    return "\n".join(line for line in lines if line)


_BEFORE = re.compile(rf"(?:[\s{DOT}_]|\.{{2,}})+|\.(?!\d)")
_BEHIND = re.compile(rf"(?:[{DOT}_\s]|\.{{2,}}|\.?/\.$)+$")


def _over_dots(line: str) -> str:
    text = " ".join(line.split())
    m = _BEFORE.match(text)
    text = _BEHIND.sub("", text[m.end() :] if m else text)
    return text if re.search(r"\w", text) else ""
