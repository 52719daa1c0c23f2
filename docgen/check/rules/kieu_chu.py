"""Style of components (TC07, TC08): bold, italic, capitals; where they stand in their block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.check.document import Document, Text
from docgen.check.registry import LOOK, Fix, Found, rule
from docgen.check.rules._look import (
    Letters,
    body,
    change,
    components,
    counted,
    half,
    in_order,
    name,
    prescribed,
    reset,
)
from docgen.check.rules.frame import fold
from docgen.check.word import Paragraph
from docgen.check.word.look import Look
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.loai import LOAI
from docgen.nd30.nguon import MucDo
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.viet.be_rong import be_rong

_STYLED = frozenset({
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "so_ky_hieu", "dia_danh_ngay", "ten_loai",
    "trich_yeu", "trich_yeu_cv", "tham_quyen", "kinh_gui", "kinh_gui_muc", "can_cu", "lenh",
    "noi_nhan", "noi_nhan_muc", "quyen_han", "chuc_vu_rieng", "ho_ten", "phu_luc", "phu_luc_ten",
    "kem_theo",
})  # fmt: skip
"""Components outside the body."""
_HEADINGS = frozenset({
    "la_ma", "phan", "phan_ten", "chuong", "chuong_ten", "muc", "muc_ten", "tieu_muc",
    "tieu_muc_ten",
})  # fmt: skip
"""Levels that are titles; those of khoản are judged together, by DS12."""
_CASED = frozenset({"quoc_hieu", "co_quan", "chu_quan", "ten_loai", "phu_luc_ten", "tham_quyen"})
"""Components in capitals whose words no other rule compares."""
_UNCASED = frozenset({"tieu_ngu", "trich_yeu", "trich_yeu_cv", "dia_danh_ngay", "phu_luc"})
_GAP = re.compile(r"\[[^\]]*\]|\{\{[^}]*\}\}")
"""A gap to be filled in: left by docgen, or of a template."""
_LITTLE = 0.3
"""Share of letters that may differ: "eOffice" in a name, a note number."""


@rule("TC07", LOOK)
def style(document: Document) -> Iterator[Found]:
    """Bold, italic and capitals of each component (Mục II, table of Mục V)."""
    of: dict[str, list[Letters]] = {}
    # In a Kế hoạch and the like the grounds are part of the running text.
    running = {m for m in document.members if _running(document.loai(m))}
    labels: list[Letters] = []
    parents = _parents(document)
    groups = prescribed(document)
    doubtful = {part for part, look in groups if _doubtful(part, look)}
    held = (found for (part, _look), found in groups.items() if part in doubtful)
    spots = in_order(s for found in held for s in found)
    for spot in spots:
        part = spot.text.part
        if part == "dieu" and _in_label(spot):
            labels.append(spot)
        if part not in _STYLED and (part not in _HEADINGS or _sentence(spot.text)):
            continue
        if spot.text.part == "can_cu" and spot.text.member in running:
            continue
        if part == "co_quan" and spot.text.index in parents:
            continue
        if spot.run.look.get("position") == "baseline" and any(map(str.isalpha, spot.run.text)):
            of.setdefault(spot.text.part, []).append(spot)
    yield from _articles([s for s in labels if not s.run.look.get("bold")])
    for part, spots in of.items():
        said = THANH_PHAN[part]
        for trait, wanted in (("bold", said.dam), ("italic", said.nghieng)):
            wrong = [s for s in spots if s.run.look.get(trait) != wanted]
            if wrong:
                yield from _styled(part, trait, wanted, wrong, spots)
        if part in _CASED:
            yield from _small(part, spots)
        elif part in _UNCASED:
            yield from _capitals(part, spots)


_NAMED_BELOW = re.compile(r"(?:TINH|THANH PHO|TP|HUYEN|QUAN|THI XA|XA|PHUONG|THI TRAN|DAC KHU)\b")
"""The second line of one name: "ỦY BAN NHÂN DÂN" above "TỈNH …"."""


def _parents(document: Document) -> set[int]:
    """Lines read as issuer whose look says that they are the parent: light above a bold name."""
    out = set()
    for member in document.members:
        lines = [t for t in document.of("co_quan", member=member) if t.paragraph is not None]
        for upper, lower in zip(lines, lines[1:], strict=False):
            above, below = upper.paragraph, lower.paragraph
            if above is None or below is None:
                continue
            light, bold = above.all("bold", False), below.all("bold", True)
            if light and bold and not _NAMED_BELOW.match(fold(lower.text.strip())):
                out.add(upper.index)
    return out


def _doubtful(part: str, look: Look) -> bool:
    """Whether letters of a component with this look need to be looked at one by one."""
    said = THANH_PHAN[part]
    if look.get("bold") != said.dam or look.get("italic") != said.nghieng:
        return True
    return part in _CASED or (part in _UNCASED and look.get("caps")) or part == "dieu"


def _sentence(text: Text) -> bool:
    """Whether a line with a Roman number is no title but a sentence."""
    return text.part == "la_ma" and text.text.rstrip().endswith((".", ";"))


def _in_label(spot: Letters) -> bool:
    """Whether letters belong to "Điều 1."."""
    text = spot.text
    lead = len(text.text) - len(text.text.lstrip())
    return not text.automatic and spot.span[0] < lead + len(text.label.rstrip("."))


def _articles(light: list[Letters]) -> Iterator[Found]:
    """Labels of Điều that are not bold; the words after them may be upright."""
    if not light:
        return
    texts = list({s.text.index: s.text for s in light}.values())
    spans = {t.index: (len(t.text) - len(t.text.lstrip())) for t in texts}
    first, at = texts[0], spans[texts[0].index]
    yield Found(
        _("Chữ “Điều” và số thứ tự phải trình bày chữ đậm{count}.").format(count=counted(texts)),
        first,
        at,
        at + len(first.label),
        expected=_("chữ đậm"),
        found=_("chữ không đậm"),
        origin=str(light[0].run.look["bold"].origin),
        fixes=tuple(
            Fix("letters", t, n, n + len(t.label), values=(("bold", True),))
            for t in texts
            for n in (spans[t.index],)
        ),
        clause=THANH_PHAN["dieu"].theo.dieu_khoan,
    )


def _running(loai: str) -> bool:
    return loai not in LOAI or LOAI[loai].can_cu_doan


def _styled(
    part: str,
    trait: str,
    wanted: bool,
    wrong: list[Letters],
    spots: list[Letters],
) -> Iterator[Found]:
    source = THANH_PHAN[part].theo
    share = sum(s.shown for s in wrong) / max(sum(s.shown for s in spots), 1)
    severity = WARNING if source.muc_do is not MucDo.BAT_BUOC or share <= _LITTLE else ""
    if part in ("kinh_gui", "kinh_gui_muc", "noi_nhan_muc"):
        severity = WARNING  # often bold, and nobody is misled
    right = {s.text.index for s in spots if s.run.look.get(trait) == wanted}
    if all(s.text.index in right for s in wrong):
        severity = HINT  # words set off inside a line, maybe on purpose
    asked = {
        ("bold", True): _("chữ đậm"),
        ("bold", False): _("chữ không đậm"),
        ("italic", True): _("chữ nghiêng"),
        ("italic", False): _("chữ đứng"),
    }
    start, end = wrong[0].span
    yield Found(
        _("{part} phải trình bày {style}{count}.").format(
            part=THANH_PHAN[part].ten,
            style=asked[trait, wanted],
            count=counted(s.text for s in wrong),
        ),
        wrong[0].text,
        start,
        end,
        expected=asked[trait, wanted],
        found=asked[trait, not wanted],
        origin=str(wrong[0].run.look[trait].origin),
        fixes=change(wrong, **{trait: wanted}),
        severity=severity,
        clause=source.dieu_khoan,
    )


def _small(part: str, spots: list[Letters]) -> Iterator[Found]:
    """A component in capitals that is written in small letters."""
    wrong = []
    for spot in spots:
        words = _GAP.sub("", spot.run.text[: half(spot.text) - spot.run.start])
        small = sum(map(str.islower, words))
        if small > _LITTLE * max(sum(map(str.isalpha, words)), 1) and not spot.run.look.get("caps"):
            wrong.append(spot)
    if wrong:
        yield _case(part, wrong, _("chữ in hoa"), _("chữ in thường"), change(wrong, caps=True))


def _capitals(part: str, spots: list[Letters]) -> Iterator[Found]:
    """A component in ordinary letters that a setting shows in capitals."""
    wrong = [s for s in spots if s.run.look.get("caps") and not s.run.text.isupper()]
    if wrong:
        yield _case(part, wrong, _("chữ in thường"), _("chữ in hoa"), change(wrong, caps=False))


def _case(
    part: str, wrong: list[Letters], wanted: str, found: str, fixes: tuple[Fix, ...]
) -> Found:
    start, end = wrong[0].span
    return Found(
        _("{part} phải trình bày {style}{count}.").format(
            part=name(part), style=wanted, count=counted(s.text for s in wrong)
        ),
        wrong[0].text,
        start,
        end,
        expected=wanted,
        found=found,
        origin=str(wrong[0].run.look["caps"].origin),
        fixes=fixes,
        severity=WARNING if THANH_PHAN[part].theo.muc_do is not MucDo.BAT_BUOC else "",
        clause=THANH_PHAN[part].theo.dieu_khoan,
    )


_CENTRED = frozenset({
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "so_ky_hieu", "dia_danh_ngay", "ten_loai",
    "trich_yeu", "trich_yeu_cv", "tham_quyen", "lenh", "quyen_han", "chuc_vu_rieng", "ho_ten",
    "phu_luc", "phu_luc_ten", "kem_theo", "phan", "phan_ten", "chuong", "chuong_ten", "muc",
    "muc_ten", "tieu_muc", "tieu_muc_ten",
})  # fmt: skip
_FLUSH_LEFT = frozenset({"noi_nhan", "noi_nhan_muc"})
_ASIDE_PT = 14.0
"""How far from the middle a line may stand and still look centred, pt (about 5 mm)."""
_HEAD_ALONE = frozenset({
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "so_ky_hieu", "dia_danh_ngay", "trich_yeu_cv",
    "quyen_han", "chuc_vu_rieng", "ho_ten",
})  # fmt: skip
"""Components of half a page: without a table around them their middle is not known."""


@rule("TC08", LOOK)
def alignment(document: Document) -> Iterator[Found]:
    """Head and foot centred in their blocks, body justified (Mục II.1-II.9)."""
    aside: dict[str, list[Text]] = {}
    for text in components(document):
        part, paragraph = text.part, text.paragraph
        assert paragraph is not None
        if part not in _FLUSH_LEFT and part not in _CENTRED:
            continue
        if _("khung chữ") in paragraph.place or "\t" in paragraph.text.strip():
            continue
        if part in _FLUSH_LEFT:
            stands = paragraph.look.get("align") not in ("center", "right")
        else:
            stands = _centred(part, paragraph)
        if not stands:
            aside.setdefault(part, []).append(text)
    for part, texts in aside.items():
        yield _aligned(part, texts)
    if "quoc_hieu" not in aside:
        yield from _beside_motto(document)
    ragged = [t for t, p in body(document) if p.look.get("align") in ("left", "right") and _long(p)]
    if ragged:
        yield _justified(ragged)


_SHIFT_PT = 4.0
"""From here on one of two lines above each other is seen to stand aside, pt (1.4 mm)."""


def _beside_motto(document: Document) -> Iterator[Found]:
    """Quốc hiệu set flush left over a centred Tiêu ngữ, in a cell hardly wider than it is."""
    name_line, motto = document.first("quoc_hieu"), document.first("tieu_ngu")
    upper = name_line.paragraph if name_line else None
    lower = motto.paragraph if motto else None
    if name_line is None or upper is None or lower is None or upper.cell is None:
        return
    if upper.cell != lower.cell or lower.look.get("align") != "center":
        return
    wide = _width(upper, upper.text.strip())
    aside = upper.width / 2 - (upper.look.get("left") + upper.look.get("first") + wide / 2)
    if upper.look.get("align") in ("left", "both") and aside >= _SHIFT_PT:
        yield replace(_aligned("quoc_hieu", [name_line]), severity=WARNING)


def _aligned(part: str, texts: list[Text]) -> Found:
    first = texts[0].paragraph
    assert first is not None
    left = part in _FLUSH_LEFT
    wanted = _("canh trái") if left else _("canh giữa")
    fixes = [t for t in texts if t.paragraph is not None and _fixable(t.paragraph)]
    values: dict[str, Any] = {"align": "left"} if left else {"align": "center", "first": 0.0}
    if part in _HEAD_ALONE and not left:
        values |= {"left": 0.0, "right": 0.0}
    return Found(
        _("{part} phải {place}{count}.").format(
            part=name(part), place=wanted, count=counted(texts)
        ),
        texts[0],
        expected=wanted,
        found=_named(first.look.get("align")),
        origin=str(first.look["align"].origin),
        fixes=reset(fixes, **values),
        clause=THANH_PHAN[part].theo.dieu_khoan,
    )


def _fixable(paragraph: Paragraph) -> bool:
    return not paragraph.text[:1].isspace()


def _justified(ragged: list[Text]) -> Found:
    first = ragged[0].paragraph
    assert first is not None
    return Found(
        _("Nội dung phải dàn đều cả hai lề{count}.").format(count=counted(ragged)),
        ragged[0],
        expected=_("dàn đều cả hai lề"),
        found=_named(first.look.get("align")),
        origin=str(first.look["align"].origin),
        fixes=reset(ragged, align="both"),
        clause=THANH_PHAN["doan"].theo.dieu_khoan,
    )


def _named(align: str) -> str:
    names = {
        "left": _("canh trái"),
        "right": _("canh phải"),
        "center": _("canh giữa"),
        "both": _("dàn đều"),
    }
    return names.get(align, align)


def _width(paragraph: Paragraph, line: str) -> float:
    run = next((r for r in paragraph.runs if r.text.strip()), None)
    bold = bool(run and run.look.get("bold"))
    text = line.upper() if run and run.look.get("caps") else line
    return be_rong(text, paragraph.size, bold)


def _centred(part: str, paragraph: Paragraph) -> bool:
    """Whether a line stands in the middle of its room, by whatever means; doubt counts as yes."""
    look = paragraph.look
    align = look.get("align")
    if align == "center" or (part in _HEAD_ALONE and paragraph.cell is None):
        return True
    left, right = look.get("left"), look.get("right")
    room = paragraph.width - left - right
    lines = [line.rstrip() for line in paragraph.text.split("\n") if line.strip()]
    wide = max((_width(paragraph, line) for line in lines), default=0.0)
    if room <= 0 or room - wide < 2 * _ASIDE_PT:
        return True  # it fills its line, or a wrapped one could not be judged
    first = look.get("first") if len(lines) == 1 else 0.0
    middle = left + first + wide / 2
    if align == "right":
        middle = paragraph.width - right - wide / 2
    return bool(abs(middle - paragraph.width / 2) <= _ASIDE_PT)


def _long(paragraph: Paragraph) -> bool:
    """Whether it takes more than one line, so that its right edge shows."""
    room = paragraph.width - paragraph.look.get("left") - paragraph.look.get("right")
    wide = be_rong(paragraph.text.strip(), paragraph.size) + max(paragraph.look.get("first"), 0.0)
    return "\n" not in paragraph.text and wide > 1.03 * room > 0
