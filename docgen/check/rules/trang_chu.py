"""Page (TC01, TC02, TC18, TC20-TC22): paper, margins, orientation, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.check.document import HEAD, Document
from docgen.check.registry import LOOK, Fix, Found, rule
from docgen.check.rules._look import amount, looks
from docgen.check.word import Section
from docgen.findings import HINT, WARNING, Where
from docgen.lang import _
from docgen.nd30.trang import KHO_GIAY_MM, LE, MM, Khoang

_NEAR_MM = 1.0
"""Rounding of paper sizes in Word files, mm."""
_EVEN_MM = 0.3
"""Rounding of margins, mm."""
_OVER_MM = 5.0
"""How far a table may stand out: cells keep about 2 mm free, offices widen heads a little."""
_FAR_OVER_MM = 15.0
"""The decree's own forms go up to 14 mm over their margins."""
_SOME = 400
"""Letters that make a landscape page one of running text, not a title before a table."""
_ROTATED = {"tren": "trai", "duoi": "phai", "trai": "duoi", "phai": "tren"}
"""Margin of a landscape page to the one it is when the page is turned to be read upright."""


def _section(at: int) -> Where:
    return Where(part=_("trang, phần {n}").format(n=at + 1))


@rule("TC01", LOOK)
def paper(document: Document) -> Iterator[Found]:
    """A4 (Phụ lục I, Phần I, Mục I.1)."""
    assert document.word is not None
    for at, section in enumerate(document.word.sections):
        sides = sorted((section.width, section.height))
        if all(abs(a - b) <= _NEAR_MM for a, b in zip(sides, KHO_GIAY_MM, strict=True)):
            continue
        width, height = KHO_GIAY_MM if not section.landscape else KHO_GIAY_MM[::-1]
        yield Found(
            _("Khổ giấy không phải A4."),
            expected="210 × 297 mm",
            found=f"{section.width:.0f} × {section.height:.0f} mm",
            where=_section(at),
            fixes=(Fix("page", values=(("width", width), ("height", height)), section=at),),
        )


@rule("TC02", LOOK)
def margins(document: Document) -> Iterator[Found]:
    """Margins within the ranges of Mục I.3, on landscape pages as they lie or turned."""
    assert document.word is not None
    names = {
        "tren": _("Lề trên"), "duoi": _("Lề dưới"), "trai": _("Lề trái"), "phai": _("Lề phải"),
    }  # fmt: skip
    for at, section in enumerate(document.word.sections):
        have = {side: abs(section.margins[side]) for side in LE}
        have["trai"] += section.margins.get("gay", 0.0)
        bad = _outside(have, LE)
        if section.landscape and bad:
            turned = {side: LE[other] for side, other in _ROTATED.items()}
            over = {**turned, "tren": turned["duoi"], "duoi": turned["tren"]}
            if not _outside(have, turned) or not _outside(have, over):
                continue
        for side in bad:
            low, high = LE[side].thap, LE[side].cao
            nearest = min(max(have[side], low), high) - _binding(section, side)
            yield Found(
                _("{side} {found} mm, quy định {low} - {high} mm.").format(
                    side=names[side], found=amount(round(have[side], 1)), low=low, high=high
                ),
                expected=f"{low} - {high} mm",
                found=f"{amount(round(have[side], 1))} mm",
                where=_section(at),
                # A landscape page may be bound at any edge; the decree does not say which.
                severity=HINT if section.landscape else "",
                fixes=(Fix("page", values=((side, nearest),), section=at),),
            )


def _binding(section: Section, side: str) -> float:
    return section.margins.get("gay", 0.0) if side == "trai" else 0.0


def _outside(have: Mapping[str, float], ranges: Mapping[str, Khoang]) -> list[str]:
    return [
        side
        for side, said in ranges.items()
        if not said.thap - _EVEN_MM <= have[side] <= said.cao + _EVEN_MM
    ]


@rule("TC18", LOOK)
def wide_tables(document: Document) -> Iterator[Found]:
    """Tables keep inside the margins of Mục I.3."""
    assert document.word is not None
    over = {
        table.number: max(-table.left, table.left + table.width - table.room) / MM
        for table in document.word.tables
    }
    wide = [n for n, mm in over.items() if mm > _OVER_MM]
    if not wide:
        return
    most = max(over.values())
    yield Found(
        _("{n} bảng lấn ra ngoài lề, nhiều nhất {over} mm.").format(n=len(wide), over=round(most)),
        expected=_("trong vùng chữ giữa hai lề"),
        found=_("quá {over} mm").format(over=round(most)),
        where=Where(part=_("bảng {n}").format(n=wide[0])),
        severity=WARNING if most > _FAR_OVER_MM else "",
    )


@rule("TC20", LOOK)
def boxed_head(document: Document) -> Iterator[Found]:
    """Components of the head stand in the text, not in boxes that move by themselves."""
    box = _("khung chữ")
    held = [
        text
        for text, paragraph in looks(document)
        if text.part in HEAD and paragraph.place.endswith(box)
    ]
    if held:
        yield Found(
            _("{n} dòng ở phần đầu văn bản nằm trong khung chữ nổi.").format(n=len(held)), held[0]
        )


@rule("TC21", LOOK)
def landscape(document: Document) -> Iterator[Found]:
    """Portrait; landscape only for tables that are not made into an annex (Mục I.2)."""
    assert document.word is not None
    sections = document.word.sections
    if not any(s.landscape for s in sections):
        return
    tabled: set[int] = set()
    prose: dict[int, int] = {}
    for paragraph in document.word.paragraphs:
        boxed = paragraph.place.endswith(_("khung chữ"))
        if paragraph.cell is not None or paragraph.pictures or paragraph.drawn or boxed:
            tabled.add(paragraph.section)
        prose[paragraph.section] = prose.get(paragraph.section, 0) + len(paragraph.text)
    for at, section in enumerate(sections):
        # The head and the foot are tables too: the first section needs a closer look.
        first_only = at == 0 and not any(t.part.startswith("bang") for t in document.texts)
        if section.landscape and prose.get(at, 0) > _SOME and (at not in tabled or first_only):
            yield Found(
                _("Trang để ngang nhưng không có bảng, biểu."),
                expected=_("trang dọc"),
                found=_("trang ngang"),
                where=_section(at),
            )
