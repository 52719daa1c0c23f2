"""Spaces, marks and quotes (CN04–CN08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Fix, Found, rule
from docgen.check.rules.chu_nghia import PRINTED, retype
from docgen.check.whole import LOWER
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.viet.chuan import ngoac_kep

_LINES = frozenset(
    {*PROSE, "trich_yeu", "trich_yeu_cv", "phu_luc_ten", "noi_nhan_muc", "kinh_gui_muc"}
)
_GAP = re.compile(r"(?:\b(?:số|ngày|tháng|năm|lúc|giờ)|[.…_:/]|[.…]\d?)\Z", re.IGNORECASE)
"""Before blanks that are left to be filled in."""
_DOUBLE = re.compile(
    r"(?<=[^\s(\[“])(?: {2,4}|[ \xa0]*(?: \xa0|\xa0 )[ \xa0]*)(?=[^\s/…._,;:!?)\]”])"
)


@rule("CN04")
def double_spaces(document: Document) -> Iterator[Found]:
    """One space between words."""
    every = document.whole
    if document.form == "pdf":  # spread letters of justified lines look the same
        return
    if "  " not in every.text and "\xa0" not in every.odd:
        return
    for text in document.texts:
        if text.part not in _LINES or "  " not in text.text.replace("\xa0", " "):
            continue
        found = [m for m in _DOUBLE.finditer(text.text) if not _gap(text.text, m.start(), m[0])]
        if found:
            yield Found(
                _("Hai dấu cách liền nhau ({n} chỗ).").format(n=len(found))
                if len(found) > 1
                else _("Hai dấu cách liền nhau."),
                text,
                found[0].start(),
                found[0].end(),
                fixes=tuple(retype(text, m.start(), m.end(), " ") for m in found),
            )


def _gap(text: str, start: int, blanks: str) -> bool:
    """Whether blanks were left to be filled in, or set words apart as a tab does."""
    return (
        len(blanks) > 4
        or bool(_GAP.search(text, max(0, start - 8), start) and text[start - 1] not in ":.")
        or (text[start - 1] in ":" and len(blanks) > 2)
    )


_CLOSING = r"(?:[,;!?](?!\.)|:|\.(?:/\.|(?![.…\d/]))|[)\]”])(?:\s|$|[.,;:)\]”/])"
_BEFORE = re.compile(rf"[ \xa0]{{1,4}}(?={_CLOSING})(?<=[^\W_][ \xa0]|[)”%][ \xa0]|[ \xa0]{{2}})")
_AFTER_WORDS = frozenset(",;!?:.)]”")
_BEFORE_WORDS = frozenset("([“")
_INSIDE = re.compile(r"[(\[“]([ \xa0]{1,4})(?=[^\s)\]”.…_])")


@rule("CN05")
def space_before_mark(document: Document) -> Iterator[Found]:
    """No space before a mark, none inside brackets and quotes."""
    every = document.whole
    for text, match in every.find(_BEFORE) if every.begins & _AFTER_WORDS else ():
        start, end = match.span()
        words = text.text
        if _own_form(text) or not start or _filled_in(words, start, end):
            continue
        if not words[start - 1].isalnum() and words[start - 1] not in ")”%":
            continue
        mark = words[end:].split(" ", 1)[0]
        yield Found(
            _("Thừa dấu cách trước “{dau}”.").format(dau=mark),
            text,
            start,
            end + 1,
            expected=mark,
            found=match[0] + mark,
            fixes=(retype(text, start, end, ""),),
        )
    for text, match in every.find(_INSIDE) if every.ends & _BEFORE_WORDS else ():
        if not _own_form(text):
            yield Found(
                _("Thừa dấu cách sau “{dau}”.").format(dau=match[0][0]),
                text,
                *match.span(),
                fixes=(retype(text, *match.span(1), ""),),
            )


def _own_form(text: Text) -> bool:
    return text.part in PRINTED or text.part in ("kinh_gui", "noi_nhan")


def _filled_in(words: str, start: int, end: int) -> bool:
    """A gap for a number or day, or the ratio "1 : 500"."""
    if _GAP.search(words, max(0, start - 8), start) and words[start - 1].isalpha():
        return True
    after = words[end + 1 :].lstrip()
    return words[end] == ":" and words[start - 1].isdigit() and after[:1].isdigit()


_MISSING = re.compile(
    rf"[,;](?<=[\w)”%].)(?=[^\W\d_]|[“(])|:(?<=[{LOWER}]:)(?=[^\W\d_]{{2}})"
    rf"|\.(?<=[{LOWER}]{{2}}\.)(?=[^\W\d_{LOWER}][{LOWER}])|\((?<=[{LOWER}]{{2}}\()(?=[{LOWER}]{{2}})"
    rf"|\)(?<=[{LOWER}]\))(?=[{LOWER}]{{2}})"
)
_VOWEL = re.compile(r"[aeiouyà-ỹ]", re.IGNORECASE)
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:vn|com|gov|org|net)\b", re.IGNORECASE)


@rule("CN06")
def space_after_mark(document: Document) -> Iterator[Found]:
    """A space after a comma, semicolon, colon and full stop, and before an opening bracket."""
    every = document.whole
    for text, match in every.find(_MISSING) if _MISSING.search(every.marked) else ():
        start, end = match.span()
        if text.part in PRINTED or text.part == "kinh_gui" or _no_slip(text, start):
            continue
        place = start if match[0] == "(" else end
        message = (
            _("Thiếu dấu cách trước “{dau}”.") if match[0] == "(" else
            _("Thiếu dấu cách sau “{dau}”.")
        )  # fmt: skip
        fix = retype(text, place, place, " ")
        yield Found(message.format(dau=match[0]), text, start, end, fixes=(fix,))


def _no_slip(text: Text, at: int) -> bool:
    """Addresses, abbreviations ("Ths.Hà"), and the filing line, which has a rule of its own."""
    words = text.text
    before = words[:at].rsplit(None, 1)[-1]
    if _ADDRESS.search(before + words[at:].split(None, 1)[0]):
        return True
    if words[at] == "." and not _VOWEL.search(before):
        return True
    return text.part == "noi_nhan_muc" and (words[at] in "()" or "Lưu" in words[:at])


@rule("CN07")
def straight_quotes(document: Document) -> Iterator[Found]:
    """Quotation marks “ ”, of one kind in the whole document."""
    fixes: list[Fix] = []
    curly = False
    for text in document.texts if '"' in document.whole.text else ():
        curly = curly or "“" in text.text
        if '"' in text.text:
            turned = ngoac_kep(text.text)
            fixes += [
                retype(text, i, i + 1, new)
                for i, (old, new) in enumerate(zip(text.text, turned, strict=True))
                if old != new
            ]
    if not fixes:
        return
    first = fixes[0]
    message = (
        _("Lẫn ngoặc kép thẳng với ngoặc kép cong ({n} dấu thẳng).")
        if curly
        else _('Dùng ngoặc kép thẳng " " thay cho “ ” ({n} dấu).')
    )
    yield Found(
        message.format(n=len(fixes)),
        first.text,
        first.start,
        first.end,
        expected="“ ”",
        found='" "',
        severity=WARNING if curly else HINT,
        fixes=tuple(fixes),
    )


_PAIRS = {"(": ")", "[": "]", "“": "”"}
_OPENING = {b: a for a, b in _PAIRS.items()}
_SIGNS = re.compile(r'[()\[\]“”"]')
_PAIRED = re.compile(r"(?:\(\)|\[\]|“”)*")
_LABEL = re.compile(r"(?:^|[\s(;,.:/*])(?:\d{1,3}(?:\.\d+)*|[a-zđA-ZĐ]|[ivxIVX]{1,5})\Z")
_REACH = 40
"""Paragraphs a quotation or bracket may run over."""
_NEAR = 3
"""The same for straight quotes, which do not say which way they face."""


@rule("CN08")
def unclosed(document: Document) -> Iterator[Found]:
    """Every bracket and quotation mark has its partner."""
    waiting: list[tuple[Text, int, str]] = []
    straight: tuple[Text, int] | None = None
    for text in document.texts:
        if _PAIRED.fullmatch("".join(_SIGNS.findall(text.text))):
            continue
        waiting, lost = _still_open(text, waiting)
        for place in lost:
            if text.text[place] != '"':
                yield _alone(text, place)
            elif straight and text.index - straight[0].index <= _NEAR:
                straight = None
            else:
                if straight:
                    yield _alone(*straight)
                straight = (text, place)
    if straight:
        yield _alone(*straight)
    for text, place, _sign in waiting:
        yield _alone(text, place)


def _still_open(
    text: Text, waiting: list[tuple[Text, int, str]]
) -> tuple[list[tuple[Text, int, str]], list[int]]:
    """Signs that wait for their partner after this text; closing ones here without any."""
    words = text.text
    lost: list[int] = []
    labels = 0
    straight: list[int] = []
    for match in _SIGNS.finditer(words):
        sign, place = match[0], match.start()
        if sign in _PAIRS:
            waiting.append((text, place, sign))
        elif sign == '"':
            if not words[:place].endswith(tuple("0123456789")):
                straight.append(place)
        else:
            partner = next(
                (
                    n for n in range(len(waiting) - 1, -1, -1)
                    if waiting[n][2] == _OPENING[sign]
                    and text.index - waiting[n][0].index <= _REACH
                ),
                -1,
            )  # fmt: skip
            label = sign == ")" and _LABEL.search(words, max(0, place - 8), place)
            if partner < 0:
                if not label and not labels:
                    lost.append(place)
                labels -= 1 if labels and not label else 0
                continue
            inside = waiting[partner]
            if label and (inside[0] is not text or words[inside[1] + 1 : place].count(" ")):
                labels += 1  # perhaps "a)" inside a bracket, perhaps its end
            del waiting[partner]
    if len(straight) % 2:
        lost.append(straight[-1])
    return waiting, lost


def _alone(text: Text, place: int) -> Found:
    sign = text.text[place]
    if sign == '"':
        message = _("Dấu ngoặc kép lẻ đôi: thiếu dấu mở hoặc dấu đóng.")
    elif sign in _PAIRS:
        message = _("Dấu “{mo}” mở mà không đóng.")
    else:
        message = _("Dấu “{mo}” đóng mà không có dấu mở.")
    expected = _PAIRS.get(sign) or _OPENING.get(sign, '"')
    return Found(message.format(mo=sign), text, place, place + 1, expected=expected, found=sign)
