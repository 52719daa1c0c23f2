"""What was left in a text or forgotten (CN30-CN32): placeholders, commas, spaces at a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.chu_nghia import PRINTED, retype
from docgen.check.whole import LOWER
from docgen.findings import HINT, WARNING
from docgen.lang import _

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|<<[^<>\n]{1,60}>>|«[^«»\n]{1,60}»"
    r"|\[(?:CẦN|Cần|cần|BỔ SUNG|Bổ sung|bổ sung|ĐIỀN|Điền|điền|NHẬP|Nhập|nhập|GHI|Ghi|ghi|TODO"
    r"|TÊN|Tên|tên|HỌ TÊN|Họ tên|họ tên|Họ và tên|họ và tên|ĐỊA DANH|Địa danh|địa danh|chữ viết tắt"
    r"|chức vụ|Chức vụ|Handwritten|handwritten|Signature|signature|Stamp|stamp|Seal|seal|Illegible"
    r"|illegible|Logo|logo|Chữ ký|chữ ký|Dấu|Con dấu)(?![^\W_])[^\[\]\n]{0,80}\]"
)
_SIGNS = frozenset("[{<«")
_NAME_OPEN = re.compile(r"\w\s*(\.{3,}|…)\s*\Z")
"""A name of a body that breaks off where its own name should stand: "UBND HUYỆN …"."""


@rule("CN30")
def placeholders(document: Document) -> Iterator[Found]:
    """No placeholder of a form, a template or of recognition is left in the text."""
    grave: list[tuple[Text, int, int]] = []
    mild: list[tuple[Text, int, int]] = []
    every = document.whole
    for text, m in every.find(_PLACEHOLDER) if _SIGNS & every.characters else ():
        if document.form == "data" and _declared(m[0], document):
            continue
        # A field of a template waits for its data; docgen itself writes "[họ tên]" for a gap.
        waits = m[0].startswith(("{", "<", "«")) or m[0][1:2].islower()
        (mild if waits else grave).append((text, m.start(), m.end()))
    head = {t.part for t in document.texts[:12]}
    if {"quoc_hieu", "so_ky_hieu"} <= head:
        for text in document.of("chu_quan", "co_quan", member=0):
            if broken := _NAME_OPEN.search(text.text):
                grave.append((text, *broken.span(1)))
    for place in sorted(grave, key=lambda p: (p[0].index, p[1])):
        yield _open_gap(place, 1, WARNING)
    if mild:
        yield _open_gap(min(mild, key=lambda p: (p[0].index, p[1])), len(mild), HINT)


def _declared(words: str, document: Document) -> bool:
    """Whether a field is a variable that the data give a value, or a blank for the receiver."""
    if words.startswith("<<"):
        return True
    name = re.match(r"\{\{\s*(\w+)", words)
    van_ban = document.van_ban
    return name is not None and (name[1] in van_ban.bien or name[1] == "chi_tieu")


def _open_gap(place: tuple[Text, int, int], count: int, severity: str) -> Found:
    text, start, end = place
    said = text.text[start:end]
    message = _("Còn chữ giữ chỗ chưa điền: “{chu}”.")
    if count > 1:
        message = _("Còn chữ giữ chỗ chưa điền: “{chu}” ({n} chỗ).")
    return Found(message.format(chu=said, n=count), text, start, end, found=said, severity=severity)


_LISTED = {
    wrong: right
    for right in (
        "an ninh trật tự, an toàn xã hội", "trật tự, an toàn xã hội", "thi đua, khen thưởng",
        "các sở, ngành", "các ban, ngành", "hạn chế, yếu kém", "biểu dương, nhân rộng",
        "chất lượng, hiệu quả", "tồn tại, hạn chế", "khó khăn, vướng mắc", "kiểm tra, giám sát",
        "sửa đổi, bổ sung",
    )
    if (wrong := right.replace(",", ""))
}  # fmt: skip
"""Words that are listed side by side, without and with their comma."""


@rule("CN31")
def comma_forgotten(document: Document) -> Iterator[Found]:
    """Words that are listed side by side have a comma between them."""
    every = document.whole
    taken: set[int] = set()
    for wrong, right in _LISTED.items():
        if not every.has(wrong):
            continue
        places = []
        # In small letters only: names of bodies have their own signs (Thi đua - Khen thưởng).
        for start in every.places(wrong):
            text, first, last = every.place(start, start + len(wrong))
            if start + len(wrong) not in taken and text.part in PROSE:
                taken.add(start + len(wrong))
                places.append((text, first, last))
        if places:
            text, first, last = places[0]
            message = _("Thiếu dấu phẩy: “{sai}” nên là “{dung}” ({n} chỗ).")
            if len(places) == 1:
                message = _("Thiếu dấu phẩy: “{sai}” nên là “{dung}”.")
            yield Found(
                message.format(sai=wrong, dung=right, n=len(places)),
                text, first, last, expected=right, found=wrong,
                fixes=tuple(retype(t, a, b, right, safe=False) for t, a, b in places),
            )  # fmt: skip


_UPPER = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ"
_ONE_SIDED = re.compile(
    rf"(?<=[{LOWER}{_UPPER}])(?:- | -)(?=[{LOWER}{_UPPER}])"
)  # fmt: skip
_ONE_SIDE = re.compile(rf"^-[{LOWER}{_UPPER}]|[{LOWER}{_UPPER}]-$", re.MULTILINE)
_STUCK = re.compile(rf"(?<![\w.])(?:TT|PCT|CT|PBT|BT|PGĐ|GĐ|CVP|PCVP)\.(?=[{_UPPER}])")


@rule("CN32")
def hyphen_spaces(document: Document) -> Iterator[Found]:
    """A hyphen between words has a space on both sides or on none; so has a full stop behind."""
    every = document.whole
    for text, m in every.find(_ONE_SIDED) if _ONE_SIDE.search(every.marked) else ():
        if text.part in PRINTED or _suspended(text.text, m.start(), m.end()):
            continue
        around = text.text[max(0, m.start() - 12) : m.end() + 12].strip()
        yield Found(
            _("Gạch nối chỉ cách một bên: “…{chu}…”.").format(chu=around),
            text, m.start(), m.end(), expected=" - ", found=m[0],
            fixes=(retype(text, m.start(), m.end(), " - ", safe=False),),
        )  # fmt: skip
    for text, m in every.find(_STUCK) if _STUCK.search(every.marked) else ():
        end = m.end()
        yield Found(
            _("Thiếu dấu cách sau “{chu}”.").format(chu=m[0]),
            text, m.start(), end, expected=m[0] + " ", found=m[0],
            fixes=(retype(text, end, end, " ", safe=False),),
        )  # fmt: skip
    yield from _two_ways(document)


def _suspended(words: str, start: int, end: int) -> bool:
    """A dash that begins a clause after a bracket or mark, or words cut at the end of a line."""
    before = words[:start].rsplit(None, 1)[-1] if words[:start].strip() else ""
    return before.isdigit() or (words[start] == " " and not words[:start].strip())


def _two_ways(document: Document) -> Iterator[Found]:
    """The same two words with a bare hyphen here, with a spaced one there."""
    every = document.whole
    low = every.low
    told: set[str] = set()
    bare = _PAIR.findall(every.marked)
    mixed = any(pair.casefold().replace("-", " - ") in low for pair in bare)
    for text, m in every.find(_PAIR) if mixed else ():
        pair = m[0].casefold()
        spaced = pair.replace("-", " - ")
        if pair in told or text.part in PRINTED or next(every.places(spaced, low), -1) < 0:
            continue
        told.add(pair)
        start = m.start() + m[0].index("-")
        yield Found(
            _("“{chu}” ở chỗ khác viết có dấu cách hai bên gạch nối.").format(chu=m[0]),
            text, *m.span(), expected=m[0].replace("-", " - "), found=m[0],
            fixes=(retype(text, start, start + 1, " - ", safe=False),),
        )  # fmt: skip


_PAIR = re.compile(rf"(?<![\w/.-])[{_UPPER}{LOWER}]{{2,}}-[{_UPPER}{LOWER}]{{2,}}(?![\w/-])")
