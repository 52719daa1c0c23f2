"""Three-way merge of one text, word by word; and what a unit changed, noted in the trace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from docgen.adapt.changes import as_change, mark
from docgen.adapt.plain import apply, plain_text
from docgen.model import Doi, Vet

DON_VI = "don_vi"
"""Rule in the trace: the unit decided this."""
VIET_LAI = "don_vi/viet_lai"
"""Rule in the trace: the unit wrote the text anew; its own entry follows."""
REASON = "Đơn vị đã sửa"

SUA = "cấp trên sửa thành: {moi}"
DOI = "cấp trên đổi {cu} thành {moi}"
THEM = "cấp trên thêm: {moi}"
BO = "cấp trên đã bỏ: {cu}"
_PUT = re.compile(
    r"\s*\[\[(?:cấp trên (?:sửa thành|đổi|thêm|đã bỏ)|đơn vị đã bỏ)(?!\w)[^\[\]]*\]\]"
)
_GAP = re.compile(r"\[\[(?:cấp trên:\s*)?([^\[\]]*)\]\]")

# Gaps, variables and marked phrases are one token each: a half of them means nothing.
_TOKEN = re.compile(
    r"(?:\[\[[^\[\]]*\]\]|\{\{[^{}]*\}\}|\*+[^*\s][^*]*\*+|\\.|[^\W_]+(?:[/.,:–-][^\W_]+)*|.)\s*",
    re.DOTALL,
)
_FAR = 0.4
"""Share of kept words below which a text counts as written anew: it is one change as a whole."""
_MANY = 2
"""Marks in one text, those at filled gaps apart, above which one mark for all reads better."""


class Clash(NamedTuple):
    """Words that the unit and the level above both changed."""

    own: str
    old: str
    new: str
    note: str
    """What the mark says."""


class Merged(NamedTuple):
    """A merged text and the places where both sides had changed it."""

    text: str
    clashes: list[Clash]


class Hunk(NamedTuple):
    """Tokens start to end of one text give way to tokens `to_start` to `to_end` of another."""

    start: int
    end: int
    to_start: int
    to_end: int


def tokens(text: str) -> list[str]:
    """Words, signs, gaps and variables, each with the white space behind it; joined: the text."""
    return _TOKEN.findall(text)


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """How `old` becomes `new`, in order, at least one equal token between any two."""
    head, least = 0, min(len(old), len(new))
    while head < least and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a or not b:
        return [Hunk(head, head + len(a), head, head + len(b))] if a or b else []
    found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [
        Hunk(i + head, j + head, k + head, m + head)
        for what, i, j, k, m in found
        if what != "equal"
    ]


def merge(
    base: str, own: str, fresh: str, show: Callable[[str], str] = str, made: str = ""
) -> Merged:
    """Own and fresh text as one, both made from `base`; all as typed.

    What one side alone changed is taken over. Where both changed the same words, or words right
    beside each other, the own ones stay and a visible gap behind them gives the others; a text
    that one side wrote anew, or with many such places, is such words as a whole. `show` turns
    typed words into those of the gap (variables filled in). `made`: the own text as the last
    update left it; its marks give way to new ones, but not those the unit wrote into.
    """
    if own in (base, fresh):
        return Merged(fresh, [])
    if fresh == base:
        return Merged(own, [])
    b, o, f = tokens(base), tokens(own), tokens(fresh)
    mine, theirs = hunks(b, o), hunks(b, f)
    if min(_kept(b, mine), _kept(b, theirs)) < _FAR:
        return whole(base, own, fresh, show, made)
    out: list[str] = []
    clashes: list[Clash] = []
    at = 0
    for start, end, left, right in _groups(mine, theirs):
        out += b[at:start]
        at = end
        old = "".join(b[start:end])
        ours, upper = _side(b, o, start, end, left), _side(b, f, start, end, right)
        if not left or ours == upper:
            out.append(upper)
        elif not right:
            out.append(ours)
        else:
            clash = _clash(ours, old, upper, show, made)
            clashes.append(clash)
            out.append(_marked("".join(out), ours, clash.note, old, made))
    if sum("[[" not in clash.old for clash in clashes) > _MANY:
        return whole(base, own, fresh, show, made)
    return Merged("".join([*out, *b[at:]]).strip(), clashes)


def whole(
    base: str, own: str, fresh: str, show: Callable[[str], str] = str, made: str = ""
) -> Merged:
    """The own text with a gap behind it that gives the other one as a whole."""
    clash = _clash(own, base, fresh, show, made)
    return Merged(_marked("", own, clash.note, "", made).strip(), [clash])


def without_marks(text: str, made: str) -> str:
    """A text without the gaps that an earlier merge put into it when it made `made`."""
    if "[[" not in made:
        return text
    return _PUT.sub(lambda m: "" if m[0].strip() in made else m[0], text)


def spoken(words: str) -> str:
    """Words as a gap gives them: a gap among them without its brackets and lead."""
    return _GAP.sub(r"\1", words).strip()


def _kept(base: list[str], changed: list[Hunk]) -> float:
    """Share of the words that stay; short texts have nothing to get lost in."""
    if len(base) < 8:
        return 1.0
    return 1 - sum(h.end - h.start for h in changed) / len(base)


def _groups(
    mine: list[Hunk], theirs: list[Hunk]
) -> Iterator[tuple[int, int, list[Hunk], list[Hunk]]]:
    """Changes of both sides that overlap or touch, as one: start, end, own, other."""
    queue = sorted(
        [(h.start, h.end, 0, h) for h in mine] + [(h.start, h.end, 1, h) for h in theirs]
    )
    at = 0
    while at < len(queue):
        start, end = queue[at][:2]
        sides: tuple[list[Hunk], list[Hunk]] = [], []
        while at < len(queue) and queue[at][0] <= end:
            sides[queue[at][2]].append(queue[at][3])
            end = max(end, queue[at][1])
            at += 1
        yield start, end, *sides


def _side(base: list[str], side: list[str], start: int, end: int, changed: list[Hunk]) -> str:
    """What stands on one side for tokens start to end of the base."""
    out: list[str] = []
    for h in changed:
        out += base[start : h.start] + side[h.to_start : h.to_end]
        start = h.end
    return "".join(out + base[start:end])


def _clash(own: str, old: str, new: str, show: Callable[[str], str], made: str) -> Clash:
    kept = without_marks(own, made).strip()
    cu, moi = (show(spoken(words)).strip(" ,;\n") for words in (old, new))
    if not moi:
        note = BO.format(cu=cu)
    elif not cu:
        note = THEM.format(moi=moi)
    elif "[[" in old:
        note = DOI.format(cu=cu, moi=moi)
    else:
        note = SUA.format(moi=moi)
    return Clash(kept, old.strip(), new.strip(), note)


def _marked(before: str, own: str, note: str, old: str, made: str) -> str:
    """Own words with a gap behind them; what an earlier merge put there goes."""
    own = without_marks(own, made)
    body = own.rstrip()
    space = own[len(body) :] or (old[len(old.rstrip()) :] if not body else "")
    lead = " " if body or (before and not before[-1].isspace()) else ""
    return f"{body}{lead}{mark(note)}{space}"


# --- The trace ------------------------------------------------------------------------------------


def base_text(vet: Vet) -> str:
    """What docgen gave for a text of the trace, before the unit decided otherwise."""
    return apply(
        vet.nguon,
        [as_change(d)._replace(thanh=d.goi_y or "") if d.luat == DON_VI else as_change(d)
         for d in vet.doi],
    )  # fmt: skip


def made_text(vet: Vet) -> str:
    """What stood in the unit's document when the trace was written."""
    return apply(vet.nguon, map(as_change, vet.doi))


def added(path: str, text: str, cap: str | None = None) -> Vet:
    """Trace of a text that is the unit's own and that docgen never gave."""
    return _entry(None, path, cap, "", [_decided(0, 0, text, "")])


def removed(vet: Vet) -> Vet:
    """Trace of a text that docgen gave and the unit took out.

    One that the source has not is known by the list it was in.
    """
    tai = vet.tai or (vet.o or "").partition("[")[0]
    return vet.model_copy(update={"tai": tai, "o": None, "bo": "Đơn vị đã bỏ", "luat": DON_VI})


def overridden(vet: Vet, given: str, own: str) -> list[Vet]:
    """The trace of a text that docgen gives as `given` and that reads `own` by the unit's decision.

    Its changes stay, but for those in places that the unit changed: there stands a change by rule
    "don_vi", with what docgen gave as its suggestion, so that a later update finds both.
    """
    if given == own:
        return [vet]
    plain = not any(sign in text for sign in "*\\" for text in (vet.nguon, given, own))
    tries = [_composed(vet, given, own)] if plain else []
    tries.append([_decided(0, len(plain_text(vet.nguon)), own, given)])
    for doi in tries:
        made = vet.model_copy(update={"doi": doi})
        if made_text(made) == own and base_text(made) == given:
            return [made]
    anew = _entry(None, vet.o, vet.cap, "", [_decided(0, 0, own, given)])
    return [vet.model_copy(update={"o": None, "bo": REASON, "luat": VIET_LAI}), anew]


def _entry(tai: str | None, o: str | None, cap: str | None, nguon: str, doi: list[Doi]) -> Vet:
    return Vet.model_construct(tai=tai, o=o, cap=cap, nguon=nguon, doi=doi, bo=None, luat=None)


def _decided(start: int, end: int, own: str, given: str) -> Doi:
    return Doi.model_construct(
        cach="ghi_de", luat=DON_VI, tai=(start, end), thanh=own, ly_do=REASON, goi_y=given or None
    )


class _Step(NamedTuple):
    """Characters of the source, and those that stand for them."""

    start: int
    end: int
    to_start: int
    to_end: int


def _composed(vet: Vet, given: str, own: str) -> list[Doi]:
    """Changes source → own: those of source → given, with given → own put on top."""
    doi = sorted(vet.doi, key=lambda d: d.tai)
    first: list[_Step] = []
    shift = 0
    for one in doi:
        start, end = one.tai
        first.append(_Step(start, end, start + shift, start + shift + len(one.thanh)))
        shift += len(one.thanh) - (end - start)
    left, right = tokens(given), tokens(own)
    second = [
        _Step(_length(left, h.start), _length(left, h.end), _length(right, h.to_start),
              _length(right, h.to_end))
        for h in hunks(left, right)
    ]  # fmt: skip
    out: list[Doi] = []
    free = dict(enumerate(first))
    while second:
        hunk = second.pop(0)
        start, end = hunk.start, hunk.end
        inside: list[_Step] = [hunk]
        grown = True
        while grown:
            # A change of docgen's that the unit's touches belongs to it as a whole.
            grown = False
            for number, step in [*free.items()]:
                if step.to_start <= end and start <= step.to_end:
                    start, end = min(start, step.to_start), max(end, step.to_end)
                    del free[number]
                    grown = True
            while second and second[0].start <= end:
                inside.append(second.pop(0))
                end = max(end, inside[-1].end)
                grown = True
        to_start = inside[0].to_start - (inside[0].start - start)
        to_end = inside[-1].to_end + (end - inside[-1].end)
        place = _back(first, start, False), _back(first, end, True)
        out.append(_decided(*place, own[to_start:to_end], given[start:end]))
    return sorted([*out, *(doi[n] for n in free)], key=lambda d: d.tai)


def _length(words: list[str], count: int) -> int:
    return sum(map(len, words[:count]))


def _back(steps: list[_Step], at: int, last: bool) -> int:
    """The place in the source of a place in what was made of it; at a change: its outer end."""
    shift = 0
    for step in steps:
        if at < step.to_start or (at == step.to_start and not last):
            break
        shift = step.end - step.to_end
    return at + shift
