"""Drawn lines (TC13-TC15): under the motto, the issuer and the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from docgen.check.document import HEAD, Document, Text
from docgen.check.registry import LOOK, Found, rule
from docgen.check.rules._look import amount, half
from docgen.check.word import Drawn, Paragraph, WordFile
from docgen.findings import WARNING
from docgen.lang import _
from docgen.nd30.trang import (
    DUONG_KE_CO_QUAN,
    DUONG_KE_TIEU_NGU,
    DUONG_KE_TRICH_YEU,
    MM,
    Khoang,
)
from docgen.read.word.names import TC, W
from docgen.viet.be_rong import be_rong, chia_dong

_TYPED = re.compile(r"[-_–—=*~. ]*[-_–—=*~]{3}[-_–—=*~. ]*")
"""A line of signs instead of a drawn one."""
_CLOSE = 0.08
"""How far a drawn line may exceed its length: lines are drawn by hand in Word."""
_SHORT = 0.06
"""How far it may fall short, which the eye sees sooner."""
_FAR = 0.25
"""From here on the eye sees it."""
_REST = 0.4
"""A last line shorter than this, against the longest, is what was left of a name."""
_UNSEEN = frozenset({None, "nil", "none"})


class _Lines(NamedTuple):
    """What stands under a component."""

    drawn: list[Drawn]
    typed: Text | Paragraph | None
    shared: bool = False
    """The line stands under the "(Kèm theo …)" line, not under the component itself."""


@rule("TC13", LOOK)
def under_motto(document: Document) -> Iterator[Found]:
    """A solid line as long as the motto (Mục II.1.b)."""
    mottos = [[t] for m in document.members if (t := document.first("tieu_ngu", m)) is not None]
    yield from _all(document, mottos, DUONG_KE_TIEU_NGU, _("Tiêu ngữ"))


@rule("TC14", LOOK)
def under_issuer(document: Document) -> Iterator[Found]:
    """A solid line of 1/3 to 1/2 of the issuer's name (Mục II.2.b)."""
    issuers = [t for m in document.members if (t := document.of("co_quan", member=m))]
    yield from _all(document, issuers, DUONG_KE_CO_QUAN, _("tên cơ quan ban hành"))


@rule("TC15", LOOK)
def under_subject(document: Document) -> Iterator[Found]:
    """A solid line of 1/3 to 1/2 of the subject (Mục II.5.b)."""
    subject = document.of("trich_yeu", member=0)
    if subject and document.first("ten_loai") is not None:
        yield from _all(document, [subject], DUONG_KE_TRICH_YEU, _("trích yếu"))


def _all(
    document: Document, components: list[list[Text]], share: Khoang, name: str
) -> Iterator[Found]:
    """The findings on each; the same one on several attached documents is told once."""
    same: dict[str, list[Found]] = {}
    for texts in components:
        for found in _judge(document, texts, share, name):
            same.setdefault(found.message, []).append(found)
    for message, founds in same.items():
        more = _(" ({n} chỗ)").format(n=len(founds)) if len(founds) > 1 else ""
        yield replace(founds[0], message=message[:-1] + more + message[-1])


def _judge(document: Document, texts: list[Text], share: Khoang, name: str) -> Iterator[Found]:
    word, last = document.word, texts[-1]
    assert word is not None
    if last.paragraph is None or _("khung chữ") in last.paragraph.place:
        return
    if half(last) < len(last.text.rstrip()):
        return  # two halves of the head in one line: whose line it is cannot be told
    below = _below(document, word, last)
    measured = [d for d in below.drawn if d.length > 0]
    if measured and not below.shared and not any(map(_gap, texts)):
        yield from _length(measured, texts, share, name)
    if below.drawn:
        return
    if below.typed is not None:
        yield Found(
            _("Đường kẻ dưới {part} gõ bằng dấu gạch, không phải đường kẻ.").format(part=name),
            below.typed if isinstance(below.typed, Text) else last,
            expected=_("đường kẻ nét liền"),
            found=_("dấu gạch gõ liền nhau"),
            severity=WARNING,
        )
        return
    underlined = next((t for t in texts if _underlined(t)), None)
    if underlined is not None:
        yield Found(
            _("Chữ của {part} gạch chân thay cho đường kẻ bên dưới.").format(part=name),
            underlined,
            expected=_("đường kẻ nét liền"),
            found=_("chữ gạch chân"),
        )
        return
    if not _unclaimed(document, word, last.member):
        yield Found(
            _("Không có đường kẻ dưới {part}.").format(part=name),
            last,
            expected=_("đường kẻ nét liền"),
            found=_("không có"),
        )


def _gap(text: Text) -> bool:
    """Whether a text waits to be filled in: its length says nothing."""
    paragraph = text.paragraph
    return paragraph is not None and (
        "{{" in paragraph.text or not paragraph.all("highlight", "none")
    )


def _underlined(text: Text) -> bool:
    paragraph = text.paragraph
    return paragraph is not None and any(
        v.value != "none" for _run, v in paragraph.values("underline")
    )


def _below(document: Document, word: WordFile, last: Text) -> _Lines:
    """Lines that hang on a component, or stand between it and what follows it."""
    paragraph = last.paragraph
    assert paragraph is not None
    known = {t.paragraph: t for t in document.texts if t.member == last.member and t.paragraph}
    drawn = list(paragraph.drawn)
    typed: Text | Paragraph | None = None
    shared = False
    if "\n" in paragraph.text and _TYPED.fullmatch(paragraph.text.rsplit("\n", 1)[1].strip()):
        typed = last
    for following in _column(word, last.whole or paragraph):
        words = following.text.strip()
        if not words:
            drawn += following.drawn
        elif _TYPED.fullmatch(words):
            typed = typed or known.get(following) or following
        elif (text := known.get(following)) is not None and text.part == "kem_theo":
            drawn += following.drawn
            shared = True
        else:
            # A shape may hang on the next line; a border there is its own.
            drawn += [d for d in following.drawn if d.kind == "shape"]
            break
    return _Lines(drawn, typed, shared)


def _column(word: WordFile, paragraph: Paragraph) -> Iterator[Paragraph]:
    """What follows a paragraph in its column of a table, or on the page."""
    at = word.paragraphs.index(paragraph)
    for following in word.paragraphs[at + 1 :]:
        if paragraph.cell is None:
            if following.cell is not None:
                return
            yield following
        elif following.cell is None or following.cell[0] != paragraph.cell[0]:
            return
        elif following.cell[2] == paragraph.cell[2]:
            yield following


def _unclaimed(document: Document, word: WordFile, member: int) -> bool:
    """Whether the head holds lines or pictures that could be the one that seems to be missing."""
    head = document.of(*HEAD, member=member)
    held = [p for t in head if (p := t.whole or t.paragraph) is not None]
    if not held:
        return True
    at = {p: n for n, p in enumerate(word.paragraphs)}
    claimed = set()
    for part in ("tieu_ngu", "co_quan", "trich_yeu"):
        texts = document.of(part, member=member)
        if texts and texts[-1].paragraph is not None:
            claimed |= {id(d) for d in _below(document, word, texts[-1]).drawn}
    places = [at[p] for p in held]
    region = word.paragraphs[max(min(places) - 1, 0) : max(places) + 2]
    return any(
        p.pictures
        or any(id(d) not in claimed for d in p.drawn)
        or (p.cell is not None and _cell_lined(p))
        for p in region
    )


def _cell_lined(paragraph: Paragraph) -> bool:
    """Whether the cell around a paragraph draws a border of its own."""
    cell = next(paragraph.element.iterancestors(TC), None)
    borders = cell.find(f"{W}tcPr/{W}tcBorders") if cell is not None else None
    return borders is not None and any(b.get(W + "val") not in _UNSEEN for b in borders)


def _length(drawn: list[Drawn], texts: list[Text], share: Khoang, name: str) -> Iterator[Found]:
    """The drawn line that fits best, measured against the lines of the text."""
    widths = [w for t in texts if t.paragraph is not None for w in _widths(t.paragraph)]
    if not widths:
        return
    longest = max(widths)
    # Of a name in several lines, any line that is not a mere rest may be the measure.
    low = share.thap * min(w for w in widths if w >= _REST * longest)
    high = share.cao * longest

    def miss(line: Drawn) -> float:
        return max(1 - line.length / low, line.length / high - 1)

    best = min(drawn, key=miss)
    if miss(best) <= (_CLOSE if best.length > high else _SHORT):
        return
    yield Found(
        _("Đường kẻ dưới {part} dài {found}, quy định {expected}.").format(
            part=name,
            found=_("{n}% dòng chữ").format(n=round(100 * best.length / longest)),
            expected=_wanted(share),
        ),
        texts[-1],
        expected=f"{amount(round(low / MM))} - {amount(round(high / MM))} mm"
        if round(low / MM) != round(high / MM)
        else f"{amount(round(low / MM))} mm",
        found=f"{amount(round(best.length / MM))} mm",
        severity=WARNING if miss(best) <= _FAR else "",
    )


def _wanted(share: Khoang) -> str:
    if share.thap == share.cao:
        return _("bằng độ dài dòng chữ")
    return _("từ 1/3 đến 1/2 dòng chữ")


def _widths(paragraph: Paragraph) -> list[float]:
    """Widths of the lines of a paragraph as Word breaks them, pt."""
    run = next((r for r in paragraph.runs if r.text.strip()), None)
    if run is None or not paragraph.size:
        return []
    room = paragraph.width - paragraph.look.get("left") - paragraph.look.get("right")
    bold, italic = run.look.get("bold"), run.look.get("italic")
    words = "\n".join(x for x in paragraph.text.split("\n") if not _TYPED.fullmatch(x.strip()))
    words = words.strip().upper() if run.look.get("caps") else words.strip()
    lines = chia_dong(words, room, paragraph.size, bold, italic) if room > 20 else [words]
    return [w for x in lines if (w := be_rong(x.strip(), paragraph.size, bold, italic)) > 0]
