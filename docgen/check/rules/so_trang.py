"""Page number (TC12, TC22): a field in the top margin, centred, not on page 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import LOOK, Fix, Found, rule
from docgen.check.rules._look import amount
from docgen.check.word import Paragraph, Section, WordFile
from docgen.check.word.look import Value
from docgen.findings import HINT, WARNING, Where
from docgen.lang import _
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.nd30.trang import MM
from docgen.read.word.names import PPR, W

_FIELDS = frozenset({"PAGE"})
_DIGITS = re.compile(r"\d{1,4}")
_ROUND = re.compile(r"[-–\s]*\d{0,4}[-–\s]*")
"""A number, with or without dashes around it."""
_PER_LETTER = 0.47
"""Mean width of a letter in sizes, for a guess at the number of lines."""


@rule("TC12", LOOK)
def page_number(document: Document) -> Iterator[Found]:
    """Number in Arabic digits from 1, in the top margin, centred, hidden on page 1 (Mục I.7)."""
    word = document.word
    assert word is not None
    header, footer = _numbers(word, "headers"), _numbers(word, "footers")
    if not header and not footer:
        yield from _missing(document, word)
        return
    if not header:
        yield Found(
            _("Số trang đặt ở lề dưới."),
            expected=_("lề trên"),
            found=_("lề dưới"),
            where=Where(part=footer[0].place),
        )
        return
    yield from _shape(header)
    yield from _first_page(word)
    yield from _digits(word)


def _numbers(word: WordFile, stories: str) -> list[Paragraph]:
    """Paragraphs with a page number field that are shown on pages after the first."""
    out: list[Paragraph] = []
    even = _even_pages(word)
    for section in word.sections:
        for kind, story in getattr(section, stories).items():
            shown = kind == "default" or (kind == "even" and even)
            if not shown:
                continue
            out += [p for p in story if _FIELDS.intersection(p.fields)]
    return out


def _even_pages(word: WordFile) -> bool:
    if not any("even" in s.headers or "even" in s.footers for s in word.sections):
        return False
    name = "word/settings.xml"
    raw = word.pack.read(name) if name in word.pack else b""
    found = re.search(rb"<w:evenAndOddHeaders([^>]*)>", raw)
    return bool(found) and not re.search(rb'"(?:false|0|off)"', found[1] if found else b"")


def _where(at: int) -> Where:
    return Where(part=_("trang, phần {n}").format(n=at + 1))


def _missing(document: Document, word: WordFile) -> Iterator[Found]:
    """No field at all: wrong with two pages, worth a word with one."""
    typed = [
        p
        for s in word.sections
        for story in (*s.headers.values(), *s.footers.values())
        for p in story
        if not p.fields and _DIGITS.fullmatch(p.text.strip(" -–"))
    ]
    if typed:
        yield Found(
            _("Số trang gõ tay, không phải trường số trang."),
            expected=_("trường PAGE"),
            found=typed[0].text.strip(),
            where=Where(part=typed[0].place),
        )
        return
    pages = pages_of(document)
    if pages > 1.25:
        yield Found(_("Văn bản không có số trang."), where=_where(0))
    else:
        # One page never shows its number; the file is not ready for a second one.
        yield Found(
            _("Tệp chưa có số trang; từ trang thứ hai phải có."),
            where=_where(0),
            severity=WARNING if pages > 0.95 else HINT,
        )


def pages_of(document: Document) -> float:
    """How many pages the document fills: as Word left it, else a guess from its text."""
    word = document.word
    assert word is not None
    known = max((p.page for p in word.paragraphs), default=0)
    if known:
        return float(known)
    height = pages = 0.0
    section = 0
    for paragraph in word.paragraphs:
        if paragraph.section != section:
            section = paragraph.section
            pages += 1.0 if word.sections[min(section, len(word.sections) - 1)].breaks_page else 0.0
        if "\f" in paragraph.text or paragraph.look.get("page_break"):
            pages += 1.0
        # Cells of a row stand beside each other: two columns as a rule.
        height += _height(paragraph) / (2.0 if paragraph.cell else 1.0)
    first = word.sections[0]
    room = (first.height - first.margins["tren"] - first.margins["duoi"]) * MM
    return max(pages + 1.0 if pages else 0.0, height / max(room, 1.0))


def _height(paragraph: Paragraph) -> float:
    size = paragraph.size or 13.0
    wide = len(paragraph.text) * size * _PER_LETTER
    lines = int(wide / max(paragraph.width, 50.0)) + 1
    kind, value = paragraph.look.get("line")
    each = size * 1.15 * value if kind == "auto" else value
    return float(lines * each + max(paragraph.look.get("before"), paragraph.look.get("after")))


def _mended(paragraphs: list[Paragraph], kind: str, **values: object) -> tuple[Fix, ...]:
    """Fixes for paragraphs of headers."""
    given = tuple(values.items())
    return tuple(
        Fix(kind, Text("so_trang", p.text, Where(part=p.place), paragraph=p), values=given)
        for p in paragraphs
    )


def _shape(paragraphs: list[Paragraph]) -> Iterator[Found]:
    """Centred, 13 to 14 pt, nothing but the number."""
    paragraph = paragraphs[0]
    if not _middle(paragraph):
        found = paragraph.look.get("align")
        yield Found(
            _("Số trang không canh giữa."),
            expected=_("canh giữa"),
            found={"left": _("canh trái"), "right": _("canh phải")}.get(found, found),
            origin=str(paragraph.look["align"].origin),
            where=Where(part=paragraph.place),
            fixes=_mended(
                [p for p in paragraphs if not _middle(p)],
                "paragraph",
                align="center",
                left=0.0,
                right=0.0,
                first=0.0,
            ),
        )
    low, high = sorted(THANH_PHAN["so_trang"].co_chu)
    size = _size(paragraph)
    if size is not None and not low <= size.value <= high:
        yield Found(
            _("Số trang cỡ chữ {size}, quy định 13 - 14.").format(size=amount(size.value)),
            expected=f"{amount(low)} - {amount(high)}",
            found=amount(size.value),
            origin=str(size.origin),
            where=Where(part=paragraph.place),
            fixes=_mended(paragraphs, "runs", size=min(max(size.value, low), high)),
            severity=WARNING,
        )
    words = paragraph.text.strip()
    if not _ROUND.fullmatch(words):
        yield Found(
            _("Số trang ghi kèm chữ khác: “{text}”.").format(text=words[:40]),
            expected=_("chỉ chữ số Ả Rập"),
            found=words[:40],
            where=Where(part=paragraph.place),
            severity=HINT,
        )


def _middle(paragraph: Paragraph) -> bool:
    """Whether the number stands in the middle, also by a frame, a tab or a box; doubt is yes."""
    if paragraph.look.get("align") == "center" or "\t" in paragraph.text:
        return True
    if _("khung chữ") in paragraph.place or paragraph.cell is not None:
        return True
    ppr = paragraph.element.find(PPR)
    if ppr is not None and ppr.find(W + "framePr") is not None:
        return bool(ppr.find(W + "framePr").get(W + "xAlign", "center") == "center")
    return next(paragraph.element.iter(W + "ptab"), None) is not None


def _size(paragraph: Paragraph) -> Value | None:
    for run, value in paragraph.values("size"):
        if run.text.strip().isdigit():
            return Value(*value)
    return paragraph.field_look["size"] if paragraph.field_look is not None else None


def _first_page(word: WordFile) -> Iterator[Found]:
    """Page 1 shows no number."""
    first = word.sections[0]
    story = first.headers.get("first" if first.title_page else "default", [])
    number = next((p for p in story if _FIELDS.intersection(p.fields)), None)
    if number is None or "IF" in number.fields:
        return
    yield Found(
        _("Số trang hiện cả ở trang thứ nhất."),
        expected=_("không hiển thị ở trang 1"),
        found=_("có hiển thị"),
        where=_where(0),
        fixes=() if first.title_page or not _bare(first) else _TITLE_PAGE,
    )


_TITLE_PAGE = (Fix("page", values=(("title_page", True),)),)


def _bare(section: Section) -> bool:
    """Whether its headers and footers hold nothing but the number: page 1 may go without them."""
    stories = (
        *section.headers.get("default", ()),
        *section.footers.get("default", ()),
        *section.headers.get("first", ()),
        *section.footers.get("first", ()),
    )
    return not any(
        p.pictures or p.drawn or (p.text.strip() and not _ROUND.fullmatch(p.text.strip()))
        for p in stories
    ) and not any(_FIELDS.intersection(p.fields) for p in section.headers.get("first", ()))


def _digits(word: WordFile) -> Iterator[Found]:
    for at, section in enumerate(word.sections):
        if section.number_format in ("decimal", "numberInDash"):
            continue
        yield Found(
            _("Số trang không dùng chữ số Ả Rập."),
            expected="1, 2, 3 …",
            found=_ROMAN.get(section.number_format, section.number_format),
            where=_where(at),
        )
    start = word.sections[0].number_start
    if start is not None and start > 1:
        yield Found(
            _("Số trang bắt đầu từ {n}, không phải từ 1.").format(n=start),
            expected="1",
            found=str(start),
            where=_where(0),
            severity=WARNING,
        )


_ROMAN = {
    "lowerRoman": "i, ii, iii …",
    "upperRoman": "I, II, III …",
    "lowerLetter": "a, b, c …",
    "upperLetter": "A, B, C …",
}


@rule("TC22", LOOK)
def annex_numbers(document: Document) -> Iterator[Found]:
    """Each annex is numbered on its own, from 1 (Mục III.1.đ)."""
    word = document.word
    assert word is not None
    if not _numbers(word, "headers"):
        return
    for member in document.members:
        if member == 0 or document.loai(member) != "phu_luc":
            continue
        label = document.first("phu_luc", member)
        paragraph = label.paragraph if label else None
        if label is None or paragraph is None or _restarts(word, paragraph):
            continue
        yield Found(
            _("Số trang của phụ lục không đánh riêng từ 1."),
            label,
            expected=_("đánh lại từ 1"),
            found=_("nối tiếp"),
        )


def _restarts(word: WordFile, paragraph: Paragraph) -> bool:
    """Whether numbers begin anew in the section of an annex."""
    section: Section = word.sections[min(paragraph.section, len(word.sections) - 1)]
    if section.number_start is None:
        return False
    # Two annexes in one section are numbered as one.
    return paragraph.section > 0
