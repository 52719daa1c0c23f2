"""Paragraphs of the body (TC09-TC11, TC16, TC17): indent, space between, line spacing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import LOOK, Fix, Found, rule
from docgen.check.rules._look import amount, body, counted, reset
from docgen.check.word import Paragraph
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.nd30.trang import CHO_CHU_KY_MM, GIAN_DOAN_PT, GIAN_DONG, MM, THUT_DONG_CM

_CM = 10 * MM
_INDENTS = (THUT_DONG_CM.thap * _CM, THUT_DONG_CM.cao * _CM)
_NEAR_PT = 0.75
"""Rounding of indents, pt (0.26 mm): 1,27 cm is 36 pt, 0.5 inch is 36 pt too."""
_LINE = 1.149
"""Height of a single line of Times New Roman in sizes: ascent, descent and gap of the font."""
_SIGNATURE_MM = 20.0
"""Less room is clearly below CHO_CHU_KY_MM: three blank lines."""
_USUAL_PT = 13.0
"""Size of an empty line whose letters nobody has typed."""
_BLANK_PT = 4.0
"""Lower empty paragraphs are spacers, not blank lines."""
_TITLES = frozenset({
    "phan", "phan_ten", "chuong", "chuong_ten", "muc", "muc_ten", "tieu_muc", "tieu_muc_ten",
})  # fmt: skip
"""Headings in two centred lines that belong together."""
_CENTRED = _TITLES | {"la_ma"}
"""Headings that are centred, or whose place the decree does not say."""
_CUSTOM = frozenset({"gach", "cong", "so_kep"})
"""Levels that the decree does not name."""


@rule("TC09", LOOK)
def indent(document: Document) -> Iterator[Found]:
    """First line indented by 1 cm or 1,27 cm (Mục II.6.e)."""
    wrong: dict[tuple[str, str], list[Text]] = {}
    right: Counter[float] = Counter()
    for text, paragraph in body(document):
        if text.part in _CENTRED or paragraph.look.get("align") in ("center", "right"):
            continue
        fault = _indent_fault(text, paragraph)
        if not fault:
            right[_nearest(paragraph)] += 1
        else:
            level = "cap" if text.part in _CUSTOM else "doan"
            wrong.setdefault((fault, level), []).append(text)
    for (fault, level), texts in wrong.items():
        yield _indented(fault, level, texts, max(right, key=lambda i: right[i], default=0.0))


def _indent_fault(text: Text, paragraph: Paragraph) -> str:
    """ "spaces", "tab", or the wrong distance in cm; "" for a right or unclear one."""
    look = paragraph.look
    stands = look.get("left") + look.get("first")
    if any(abs(stands - good) <= _NEAR_PT for good in _INDENTS):
        return ""
    if not any(map(str.isalpha, paragraph.text)):
        return ""
    lead = paragraph.text[: len(paragraph.text) - len(paragraph.text.lstrip())]
    if lead.strip(" \xa0") == "" and len(lead) > 1 and stands < _NEAR_PT:
        return "spaces"
    if lead.startswith("\t") and abs(stands) < _NEAR_PT:
        return "tab"
    return amount(round(stands / _CM, 2))


def _indented(fault: str, level: str, texts: list[Text], usual: float) -> Found:
    """`usual`: the indent of most paragraphs that are right, which the others are given."""
    first = texts[0].paragraph
    assert first is not None
    wanted = _("1 cm hoặc 1,27 cm")
    count = counted(texts)
    if fault in ("spaces", "tab"):
        message = _("Thụt đầu dòng bằng dấu cách{count}.")
        if fault == "tab":
            message = _("Thụt đầu dòng bằng phím Tab{count}.")
        lead = len(first.text) - len(first.text.lstrip())
        fixes: list[Fix] = []
        for text in texts:
            cut = len(text.text) - len(text.text.lstrip())
            fixes.append(Fix("retype", text, 0, cut, ""))
            fixes += reset([text], left=0.0, first=usual or _INDENTS[1])
        return Found(
            message.format(count=count), texts[0], 0, lead, wanted, origin="",
            fixes=tuple(fixes), severity=HINT if fault == "tab" else WARNING,
        )  # fmt: skip
    return Found(
        _("Đầu dòng lùi {found} cm, quy định 1 cm hoặc 1,27 cm{count}.").format(
            found=fault, count=count
        ),
        texts[0],
        expected=wanted,
        found=f"{fault} cm",
        origin=str(first.look["first"].origin),
        fixes=reset(texts, left=0.0, first=usual or _nearest(first)),
        severity=HINT if level == "cap" else "",
    )


def _nearest(paragraph: Paragraph) -> float:
    stands = paragraph.look.get("left") + paragraph.look.get("first")
    return min(reversed(_INDENTS), key=lambda good: abs(good - stands))


@rule("TC10", LOOK)
def space_between(document: Document) -> Iterator[Found]:
    """At least 6 pt between paragraphs (Mục II.6.e)."""
    assert document.word is not None
    order = {p: at for at, p in enumerate(document.word.paragraphs)}
    close: dict[float, list[Text]] = {}
    before: tuple[Text, Paragraph] | None = None
    for text, paragraph in body(document):
        if before is not None and order[paragraph] == order[before[1]] + 1:
            space = _space(before[1], paragraph)
            titles = before[0].part in _TITLES or text.part in _TITLES
            if space < GIAN_DOAN_PT.thap - 0.05 and before[0].member == text.member and not titles:
                close.setdefault(round(space, 2), []).append(before[0])
        before = (text, paragraph)
    for space, texts in close.items():
        first = texts[0].paragraph
        assert first is not None
        yield Found(
            _("Khoảng cách giữa các đoạn {space} pt, tối thiểu 6 pt{count}.").format(
                space=amount(space), count=counted(texts)
            ),
            texts[0],
            expected="≥ 6 pt",
            found=f"{amount(space)} pt",
            origin=str(first.look["after"].origin),
            fixes=reset(texts, after=float(GIAN_DOAN_PT.thap), contextual=False),
        )


def _space(upper: Paragraph, lower: Paragraph) -> float:
    """Space between two paragraphs, pt; counted in full, though Word may show the larger only."""
    same = upper.style_id == lower.style_id
    after = 0.0 if same and upper.look.get("contextual") else upper.look.get("after")
    before = 0.0 if same and lower.look.get("contextual") else lower.look.get("before")
    return float(after + before)


@rule("TC11", LOOK)
def line_spacing(document: Document) -> Iterator[Found]:
    """Lines of the body single to 1,5 (Mục II.6.e)."""
    wrong: dict[str, list[Text]] = {}
    for text, paragraph in body(document):
        lines = _lines(paragraph)
        if not GIAN_DONG.thap - 0.035 <= lines <= GIAN_DONG.cao + 0.03:
            wrong.setdefault(_told(paragraph), []).append(text)
    for told, texts in wrong.items():
        first = texts[0].paragraph
        assert first is not None
        bound = GIAN_DONG.thap if _lines(first) < GIAN_DONG.thap else GIAN_DONG.cao
        yield Found(
            _("Giãn dòng {found}, quy định từ dòng đơn đến 1,5 dòng{count}.").format(
                found=told, count=counted(texts)
            ),
            texts[0],
            expected="1 - 1,5",
            found=told,
            origin=str(first.look["line"].origin),
            fixes=reset(texts, line=("auto", float(bound))),
        )


def _lines(paragraph: Paragraph) -> float:
    """Line spacing in single lines of its letters."""
    kind, value = paragraph.look.get("line")
    if kind == "auto":
        return float(value)
    lines = value / (paragraph.size * _LINE) if paragraph.size else 1.0
    # "At least" never makes lines lower than single.
    return float(max(lines, 1.0) if kind == "atLeast" else lines)


def _told(paragraph: Paragraph) -> str:
    kind, value = paragraph.look.get("line")
    if kind == "auto":
        return amount(value)
    return _("{n} pt cho chữ cỡ {size}").format(n=amount(value), size=amount(paragraph.size))


@rule("TC16", LOOK)
def subject_space(document: Document) -> Iterator[Found]:
    """6 pt between the code and the subject of a letter (Mục II.5.b)."""
    assert document.word is not None
    code, subject = document.first("so_ky_hieu"), document.first("trich_yeu_cv")
    if code is None or subject is None or not (code.paragraph and subject.paragraph):
        return
    column = _column(document, code.paragraph)
    if subject.paragraph not in column[:1]:
        return  # something stands between, or they are not below each other
    space = _space(code.paragraph, subject.paragraph)
    wanted = THANH_PHAN["trich_yeu_cv"].truoc
    if space >= wanted - 1:
        return
    yield Found(
        _("Trích yếu công văn cách số, ký hiệu {space} pt, quy định 6 pt.").format(
            space=amount(space)
        ),
        subject,
        expected="6 pt",
        found=f"{amount(space)} pt",
        origin=str(subject.paragraph.look["before"].origin),
        fixes=reset([subject], before=wanted),
    )


def _column(document: Document, paragraph: Paragraph) -> list[Paragraph]:
    """What follows a paragraph in its column of a table, or on the page."""
    assert document.word is not None
    paragraphs = document.word.paragraphs
    rest = paragraphs[paragraphs.index(paragraph) + 1 :]
    if paragraph.cell is None:
        return rest[:1]
    table, _row, at = paragraph.cell
    return [p for p in rest if p.cell is not None and p.cell[0] == table and p.cell[2] == at]


@rule("TC23", LOOK)
def signature_room(document: Document) -> Iterator[Found]:
    """Room for the signature between post and name (ô 7c; sample forms of Phụ lục III)."""
    assert document.word is not None
    posts = {t.paragraph: t for t in document.of("quyen_han") if t.paragraph is not None}
    names = {t.paragraph: t for t in document.of("ho_ten") if t.paragraph is not None}
    room = -1.0  # no post yet
    cell: tuple[int, int, int] | None = None
    for paragraph in document.word.paragraphs if names else ():
        if paragraph in posts:
            room, cell = paragraph.look.get("after"), paragraph.cell
        elif room < 0:
            continue
        elif paragraph.pictures or paragraph.cell != cell:
            room = -1.0  # signed already, or the height of a row gives the room
        elif paragraph in names:
            room += paragraph.look.get("before")
            if room < _SIGNATURE_MM * MM:
                yield Found(
                    _("Chỗ ký giữa chức vụ và họ tên chỉ cao {n} mm.").format(n=round(room / MM)),
                    names[paragraph],
                    expected=_("khoảng {n} mm").format(n=round(CHO_CHU_KY_MM)),
                    found=f"{round(room / MM)} mm",
                )
            room = -1.0
        else:
            room += _tall(paragraph)


def _tall(paragraph: Paragraph) -> float:
    """Height of a paragraph of one line with the space around it, pt."""
    kind, value = paragraph.look.get("line")
    single = (paragraph.size or _USUAL_PT) * _LINE
    line = single * value if kind == "auto" else max(value, single if kind == "atLeast" else 0.0)
    lines = 1 + paragraph.text.count("\n")
    return float(line * lines + paragraph.look.get("before") + paragraph.look.get("after"))


@rule("TC17", LOOK)
def blank_lines(document: Document) -> Iterator[Found]:
    """Empty paragraphs inside the body stand for space between paragraphs."""
    assert document.word is not None
    if not any(map(_blank_line, document.word.paragraphs)):
        return
    known = {p: t for t, p in body(document)}
    last: Text | None = None
    waiting = 0
    after: list[Text] = []
    for paragraph in document.word.paragraphs:
        text = known.get(paragraph)
        if text is not None:
            if waiting and last is not None and last.member == text.member:
                after += [last] * waiting
            last, waiting = text, 0
        elif _blank_line(paragraph):
            waiting += 1
        elif paragraph.text.strip() or paragraph.cell is not None:
            last, waiting = None, 0
    if after:
        yield Found(
            _("{n} dòng trống giữa các đoạn của nội dung.").format(n=len(after)),
            after[0],
            expected=_("khoảng cách đoạn từ 6 pt"),
            found=_("dòng trống"),
        )


def _blank_line(paragraph: Paragraph) -> bool:
    if paragraph.text.strip(" \t\xa0"):
        return False
    kind, value = paragraph.look.get("line")
    return (
        paragraph.cell is None
        and not paragraph.drawn
        and not paragraph.pictures
        and not (kind == "exact" and value <= _BLANK_PT)
    )
