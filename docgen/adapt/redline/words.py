"""Paragraphs as words, and what a clerk should see changed between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docgen.adapt.redline.names import PPR, RPR, VAL, Key, R, T, W, key

BREAK, TAB = W + "br", W + "tab"

_WORD = re.compile(r"\./\.|\w+(?:[./,:\-–]\w+)*%?|\s+|[^\w\s]")
_GAP = re.compile(r"\[[^\[\]]*\]")


class Token(NamedTuple):
    """A word, a space, a sign, a whole visible gap, or something that is no text."""

    text: str
    look: Key
    """Run properties, as compared."""
    rpr: Any = None
    """Run properties, as written; None for none."""
    node: Any = None
    """What stands in the run, or beside runs, when it is no text."""
    gap: bool = False

    @property
    def space(self) -> bool:
        """Whether it is white space within a line."""
        return self.node is None and self.text.isspace()

    @property
    def what(self) -> Any:
        """What is compared: the text, or what the thing is."""
        return self.text if self.node is None else key(self.node)


class Step(NamedTuple):
    """One token of the result: source's (deleted), own (inserted), or both (kept)."""

    old: Token | None
    new: Token | None


def tokens(paragraph: Any, cuts: Iterable[int] = ()) -> list[Token]:
    """Tokens of a paragraph; `cuts` are places of its text at which no token may go on."""
    out: list[Token] = []
    places, at = sorted(cuts), 0
    for child in paragraph:
        if child.tag == PPR:
            continue
        if child.tag != R:
            out.append(Token("", (), None, child))
            continue
        rpr = child.find(RPR)
        look = key(rpr)
        for node in child:
            if node.tag == RPR:
                continue
            if node.tag == T:
                text = node.text or ""
                for piece, gap in _pieces(text, marked(rpr)):
                    for part in _cut(piece, at, places):
                        out.append(Token(part, look, rpr, None, gap))
                        at += len(part)
            else:
                text = "\n" if node.tag == BREAK else "\t" if node.tag == TAB else ""
                out.append(Token(text, look, rpr, node))
                at += len(text)
    return out


def marked(rpr: Any) -> bool:
    """Whether letters with these properties are highlighted, as visible gaps are."""
    found = None if rpr is None else rpr.find(W + "highlight")
    return found is not None and found.get(VAL) != "none"


def _pieces(text: str, highlighted: bool) -> Iterator[tuple[str, bool]]:
    at = 0
    for m in _GAP.finditer(text) if highlighted else ():
        yield from ((w, False) for w in _WORD.findall(text[at : m.start()]))
        yield m[0], True
        at = m.end()
    yield from ((w, False) for w in _WORD.findall(text[at:]))


def _cut(piece: str, at: int, places: list[int]) -> list[str]:
    """A piece that begins at `at`, cut at the places inside it."""
    inner = [p - at for p in places if at < p < at + len(piece)]
    if not inner:
        return [piece]
    return [piece[a:b] for a, b in zip([0, *inner], [*inner, len(piece)], strict=True)]


def changes(old: list[Token], new: list[Token]) -> list[Step]:
    """How `old` becomes `new`: whole words and phrases, few islands, deleted before inserted."""
    a = [i for i, t in enumerate(old) if not t.space]
    b = [i for i, t in enumerate(new) if not t.space]
    blocks = _readable(
        _common([old[i].what for i in a], [new[i].what for i in b]),
        [old[i] for i in a],
        [new[i] for i in b],
    )
    out: list[Step] = []
    i = j = 0
    for start, other, size in blocks:
        for k in range(size):
            p, q = a[start + k], b[other + k]
            out += _between(old[i:p], new[j:q])
            out.append(Step(old[p], new[q]))
            i, j = p + 1, q + 1
    return out + _between(old[i:], new[j:])


def end_deleted(steps: list[Step]) -> list[Step]:
    """The same changes, with a deleted word last where an inserted one was.

    LibreOffice takes words inserted at the end of a paragraph and an inserted paragraph after it
    for one change, and loses the mark between them when it is rejected. Where nothing is deleted
    at the end, the last kept word is deleted and put in again.
    """
    at = len(steps)
    while at and steps[at - 1].old is None:
        at -= 1
    if at in (0, len(steps)):
        return steps
    start = at
    while start and steps[start - 1].new is None:
        start -= 1
    if start < at:
        return [*steps[:start], *steps[at:], *steps[start:at]]
    last = steps[at - 1]
    return [*steps[: at - 1], Step(None, last.new), *steps[at:], Step(last.old, None)]


Block = tuple[int, int, int]
"""Equal words: first in the source, first in the own, how many."""


def _common(a: list[Any], b: list[Any]) -> list[Block]:
    """Equal stretches of two lists of words, in order."""
    head = 0
    while head < len(a) and head < len(b) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    out: list[Block] = [(0, 0, head)] if head else []
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    if x and y:
        from difflib import SequenceMatcher

        found = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
        out += [(i + head, j + head, n) for i, j, n in found if n]
    return [*out, (len(a) - tail, len(b) - tail, tail)] if tail else out


def _readable(blocks: list[Block], old: list[Token], new: list[Token]) -> list[Block]:
    """Equal stretches worth showing as kept: no lone word between two changes.

    A stretch goes when it is one word, two very short ones, or less than what changed on both of
    its sides; but none beside a visible gap, so that each open question is a change of its own.
    All of them go when next to nothing is kept.
    """
    blocks = _joined(blocks)
    while True:
        ends = [(0, 0, 0), *blocks, (len(old), len(new), 0)]
        kept = []
        for k, block in enumerate(blocks, 1):
            sides = [_size(ends[k - 1], block, old, new), _size(block, ends[k + 1], old, new)]
            gaps = _has_gap(ends[k - 1], block, new) or _has_gap(block, ends[k + 1], new)
            words = old[block[0] : block[0] + block[2]]
            if all(sides) and not gaps and _island(words, min(sides)):
                continue
            kept.append(block)
        if len(kept) == len(blocks):
            break
        blocks = kept
    equal = sum(_letters(old[i : i + n]) for i, _j, n in blocks)
    whole = max(_letters(old), _letters(new))
    return blocks if equal * 5 >= whole or len(old) == len(new) == 1 else []


def _joined(blocks: list[Block]) -> list[Block]:
    """Stretches that follow each other without a change between them as one."""
    out: list[Block] = []
    for i, j, n in blocks:
        if out and (out[-1][0] + out[-1][2], out[-1][1] + out[-1][2]) == (i, j):
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + n)
        else:
            out.append((i, j, n))
    return out


def _size(left: Block, right: Block, old: list[Token], new: list[Token]) -> int:
    """Letters of the larger side of the change between two equal stretches."""
    a, b = old[left[0] + left[2] : right[0]], new[left[1] + left[2] : right[1]]
    # A changed sign is a change too.
    return max(_letters(a), _letters(b), 1 if a or b else 0)


def _has_gap(left: Block, right: Block, new: list[Token]) -> bool:
    """Whether the change between two equal stretches puts in a visible gap."""
    return any(t.gap for t in new[left[1] + left[2] : right[1]])


def _island(words: list[Token], around: int) -> bool:
    """Whether kept words are too few to stand between changes of `around` letters."""
    if any(t.gap or t.node is not None for t in words):
        return False
    count = sum(t.text[0].isalnum() for t in words)
    letters = _letters(words)
    return count <= 1 or (count == 2 and letters <= 6) or (count <= 4 and letters <= around)


def _letters(words: list[Token]) -> int:
    return sum(len(t.text) for t in words)


def _between(old: list[Token], new: list[Token]) -> list[Step]:
    """A change between two kept words; spaces that both have at its ends are kept."""
    head = 0
    while head < min(len(old), len(new)) and _both_space(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and _both_space(old[-1 - tail], new[-1 - tail]):
        tail += 1
    kept = [Step(a, b) for a, b in zip(old[:head], new[:head], strict=True)]
    gone = [Step(t, None) for t in old[head : len(old) - tail]]
    come = [Step(None, t) for t in new[head : len(new) - tail]]
    last = zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)
    return [*kept, *gone, *come, *[Step(a, b) for a, b in last]]


def _both_space(a: Token, b: Token) -> bool:
    return a.space and b.space and a.text == b.text
