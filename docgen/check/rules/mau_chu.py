"""Letters (TC03, TC04, TC19): font, colour, marks that the decree does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from docgen.check.document import BLOCKS, FOOT, GROUNDS, HEAD, Document, Text
from docgen.check.registry import LOOK, Found, rule
from docgen.check.rules._look import Letters, change, counted, in_order, printed
from docgen.check.word import Paragraph
from docgen.check.word.look import Look, Value
from docgen.findings import HINT, WARNING, Where
from docgen.lang import _
from docgen.nd30.trang import PHONG_CHU

_OURS = frozenset(
    {PHONG_CHU.casefold(), "times new roman bold", "timesnewromanpsmt", "timesnewroman"}
)
_SIGNS = (
    "symbol", "wingdings", "webdings", "segoe ui symbol", "segoe ui emoji", "ms gothic",
    "cambria math", "zapfdingbats", "opensymbol",
)  # fmt: skip
"""Fonts of signs and formulas, which Times New Roman does not have."""
_OLD = (".vn", "vni-", "vnu", "uvn")
"""Fonts with a code page of their own from before Unicode."""
_STAMPS = (
    "HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN", "TUYỆT MẬT", "TỐI MẬT", "MẬT", "(ĐÃ KÝ)", "ĐÃ KÝ",
)  # fmt: skip
"""What is stamped in red (Phụ lục I, Phần I, Mục III.3 and the rules on state secrets)."""
_DARK = 0x40
"""Lightest channel of a colour that still reads as black."""


class _Spot(NamedTuple):
    """Letters with a fault, in the text or (text None) in a header or footer."""

    letters: Letters | None
    place: str
    value: Value


def _beside(document: Document) -> Iterator[tuple[str, str, Look]]:
    """Printed letters of headers and footers: place, words, look."""
    assert document.word is not None
    seen: set[int] = set()
    for section in document.word.sections:
        stories: Iterable[list[Paragraph]] = (*section.headers.values(), *section.footers.values())
        for story in stories:
            if id(story) not in seen:
                seen.add(id(story))
                for paragraph in story:
                    for run in paragraph.runs:
                        if not run.text.isspace():
                            yield paragraph.place, run.text, run.look


def _all(
    document: Document, wrong: Callable[[Look], object]
) -> Iterator[tuple[Letters | None, str, str, Look]]:
    """Letters of a wrong look in the text, then in headers and footers, each with its words."""
    groups = printed(document).items()
    for spot in in_order(s for (_part, look), spots in groups if wrong(look) for s in spots):
        yield spot, "", spot.run.text, spot.run.look
    for place, words, look in _beside(document):
        if wrong(look):
            yield None, place, words, look


def _report(
    message: str,
    spots: list[_Spot],
    expected: str,
    found: str,
    severity: str = "",
    **mended: object,
) -> Found:
    """One finding for all letters of a fault: its first place, how often, mended everywhere."""
    first = spots[0]
    inside = [s.letters for s in spots if s.letters is not None]
    start, end = first.letters.span if first.letters else (0, 0)
    return Found(
        message.format(value=found, count=counted(s.text for s in inside)),
        first.letters.text if first.letters else None,
        start,
        end,
        expected,
        found,
        str(first.value.origin),
        fixes=change(inside, **mended) if mended else (),
        where=None if first.letters else Where(part=first.place),
        severity=severity,
    )


def _other_font(look: Look) -> bool:
    named = look.get("font")
    # An unnamed theme font is whatever the reader's Word has.
    unnamed = not named or named.startswith(("minor", "major"))
    return not unnamed and named.strip().casefold() not in _OURS


@rule("TC03", LOOK)
def font(document: Document) -> Iterator[Found]:
    """Times New Roman everywhere (Mục I.4)."""
    faults: dict[str, list[_Spot]] = {}
    for spot, place, _words, look in _all(document, _other_font):
        value = look["font"]
        faults.setdefault(value.value, []).append(_Spot(spot, place, value))
    for named, spots in faults.items():
        low = named.casefold()
        if low.startswith(_SIGNS):
            yield _report(_("Ký hiệu dùng phông {value}{count}."), spots, PHONG_CHU, named, HINT)
        elif low.startswith(_OLD):
            message = _("Phông chữ {value} dùng bảng mã cũ, không phải Unicode{count}.")
            yield _report(message, spots, PHONG_CHU, named)
        else:
            message = _("Phông chữ {value}, không phải Times New Roman{count}.")
            yield _report(message, spots, PHONG_CHU, named, font=PHONG_CHU)
    yield from _spaces(document, faults)


def _spaces(document: Document, told: Iterable[str]) -> Iterator[Found]:
    """Spaces and tabs between words in a font that no letter of the file was found in."""
    odd = [
        Letters(text, run)
        for text in document.texts
        if text.paragraph is not None and len(text.paragraph.runs) > 1
        for run in text.paragraph.runs[1:-1]
        if run.text.isspace()
        and _other_font(run.look)
        and run.text.strip("\n\f")
        and run.look.get("font") not in told
    ]
    odd = [s for s in odd if not s.run.look.get("hidden") and _between(s)]
    if odd:
        first = odd[0]
        value = first.run.look["font"]
        yield Found(
            _("Dấu cách giữa các chữ dùng phông {value}{count}.").format(
                value=value.value, count=counted(s.text for s in odd)
            ),
            first.text,
            first.run.start,
            first.run.start + len(first.run.text),
            PHONG_CHU,
            value.value,
            str(value.origin),
            fixes=change(odd, font=PHONG_CHU),
            severity=HINT,
        )


def _between(spot: Letters) -> bool:
    words, run = spot.text.text, spot.run
    return bool(words[: run.start].strip() and words[run.start + len(run.text) :].strip())


_BLACK = ("auto", "000000")
_NO_SHADE = ("none", "auto", "white", "FFFFFF", "CLEAR")


def _marked(look: Look) -> bool:
    shades = look.get("highlight"), look.get("shade")
    return look.get("colour") not in _BLACK or any(s not in _NO_SHADE for s in shades)


@rule("TC04", LOOK)
def colour(document: Document) -> Iterator[Found]:
    """Black letters (Mục I.4); no highlight or shading left behind."""
    coloured: dict[str, list[_Spot]] = {}
    marked: list[_Spot] = []
    for spot, place, words, look in _all(document, _marked):
        value = look["colour"]
        if value.value not in _BLACK and words.strip(" .*!").upper() not in _STAMPS:
            coloured.setdefault(value.value, []).append(_Spot(spot, place, value))
        for mark in ("highlight", "shade"):
            value = look[mark]
            if value.value in _NO_SHADE:
                continue
            if mark == "highlight" and words.strip()[:1] == "[" and words.strip()[-1:] == "]":
                continue  # a gap that docgen left to be filled in
            marked.append(_Spot(spot, place, value))
    black = _("màu đen")
    for shown, spots in coloured.items():
        if _almost_black(shown):
            message = _("Chữ màu {value} gần đen, không phải màu đen{count}.")
            yield _report(message, spots, black, shown, HINT, colour="auto")
            continue
        link = all(s.value.origin.name == "Hyperlink" for s in spots)
        message = _("Chữ màu {value}, không phải màu đen{count}.")
        yield _report(message, spots, black, shown, WARNING if link else "", colour="auto")
    if marked:
        shown = str(marked[0].value.value)
        message = _("Chữ còn tô nền{count}.")
        yield _report(
            message, marked, _("không tô nền"), shown, WARNING, highlight="none", shade="auto"
        )


def _almost_black(shown: str) -> bool:
    try:
        return len(shown) == 6 and all(int(shown[i : i + 2], 16) <= _DARK for i in (0, 2, 4))
    except ValueError:
        return False


_UNDERLINE_ELSEWHERE = frozenset({"tieu_ngu", "co_quan", "trich_yeu"})
"""Components that have a line under them: TC13-TC15 tell when they are underlined instead."""
_PARTS = frozenset({*HEAD, *GROUNDS, *BLOCKS, *FOOT, "lenh"}) | {
    f"{part}_ten" for part in ("phan", "chuong", "muc", "tieu_muc")
}
_SPACED_PT = 0.6
"""Letters moved by less are only fitted to their line."""


def _adorned(look: Look) -> bool:
    return bool(
        look.get("strike")
        or look.get("underline") != "none"
        or look.get("small_caps")
        or abs(look.get("spaced")) >= _SPACED_PT
    )


@rule("TC19", LOOK)
def marks(document: Document) -> Iterator[Found]:
    """Components upright or italic, bold or not, nothing else (table of Mục V)."""
    faults: dict[str, list[Letters]] = {}
    groups = printed(document).items()
    odd = (s for (part, look), spots in groups if part and _adorned(look) for s in spots)
    for spot in in_order(odd):
        look, part = spot.run.look, spot.text.part
        if look.get("strike"):
            faults.setdefault("strike", []).append(spot)
        if part not in _PARTS:
            continue
        if (
            look.get("underline") != "none"
            and part not in _UNDERLINE_ELSEWHERE
            and _label_or_head(spot)
            and look["underline"].origin.name != "Hyperlink"
        ):
            faults.setdefault("underline", []).append(spot)
        if look.get("small_caps"):
            faults.setdefault("small_caps", []).append(spot)
        if abs(look.get("spaced")) >= _SPACED_PT:
            faults.setdefault("spaced", []).append(spot)
    messages = {
        "strike": _("Chữ còn gạch ngang{count}."),
        "underline": _("Chữ gạch chân{count}."),
        "small_caps": _("Chữ hoa nhỏ (small caps){count}."),
        "spaced": _("Chữ bị giãn hoặc ép khoảng cách{count}."),
    }
    plain = {"strike": False, "underline": "none", "small_caps": False, "spaced": 0.0}
    for fault, spots in faults.items():
        start, end = spots[0].span
        # Struck out letters may be meant to go: a person must say.
        fixes = change(spots, **{fault: plain[fault]}) if fault != "strike" else ()
        yield Found(
            messages[fault].format(count=counted(s.text for s in spots)),
            spots[0].text,
            start,
            end,
            expected=_("không dùng"),
            found=str(spots[0].run.look.get(fault)),
            origin=str(spots[0].run.look[fault].origin),
            fixes=fixes,
            severity=HINT if fault == "spaced" else "",
        )


def _label_or_head(spot: Letters) -> bool:
    """Whether underlined letters are a component or a label; words inside the body may be."""
    text: Text = spot.text
    return text.part not in BLOCKS or (bool(text.label) and spot.span[0] < len(text.label))
