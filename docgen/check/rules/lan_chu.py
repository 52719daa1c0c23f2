"""Letters mixed up (CN17, CN19): with digits, and i with y."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.check.document import PROSE, Document
from docgen.check.registry import Found, rule
from docgen.check.rules.chu_nghia import at, retype
from docgen.lang import _

_DIGITS = re.compile(
    r"\b(?:\d[\dO]*O[\dO]*|\d+[olI]\d+|l\d{2,}|[Ol]\d(?=/\d))\b(?=[\s/.,;:%)\-]|$)"
)
_TO_DIGITS = str.maketrans("OolI", "0011")
_CODE = re.compile(r"/([A-ZĐ][A-ZĐa-z\-]*0[A-ZĐ\-]+)(?=[\s,;.)]|$)")
_ROMAN = re.compile(r"\s*((?=[IVX]*[l1|])(?=[^\s.]*[IVX]|ll)[IVXl1|]{2,6})(?=\.\s)")
_TO_ROMAN = str.maketrans("l1|", "III")


@rule("CN17")
def letters_for_digits(document: Document) -> Iterator[Found]:
    """O for 0, l for 1 in numbers; 0 for O in codes; l or 1 for I in Roman numbers."""
    every = document.whole
    found = []
    if _DIGITS.search(every.marked):
        found = [(t, m.span(), m[0].translate(_TO_DIGITS)) for t, m in every.find(_DIGITS)]
    if _CODE.search(every.marked):
        found += [(t, m.span(1), m[1].replace("0", "O")) for t, m in every.find(_CODE)]
    for text in document.texts:
        roman = _ROMAN.match(text.text)
        if roman:
            found.append((text, roman.span(1), roman[1].translate(_TO_ROMAN)))
    for text, span, right in found:
        said = text.text[slice(*span)]
        message = _("Lẫn chữ với số: “{sai}”, hẳn là “{dung}”.").format(sai=said, dung=right)
        yield at(message, text, span, right)


_QUI = re.compile(r"\bqu([iíìỉĩị])\b")
_QUY = re.compile(r"\bqu[yýỳỷỹỵ]\b")
_QUI_FORMS = tuple("qu" + i for i in "iíìỉĩị")
_Y_FOR = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
_PAIRS = tuple(
    (re.compile(rf"\b{a}\b(?! mỉ\b)"), re.compile(rf"\b{b}\b"), a, b)
    for a, b in (
        ("kĩ", "kỹ"), ("kì", "kỳ"), ("lí", "lý"), ("sĩ", "sỹ"), ("tỉ", "tỷ"), ("kí", "ký"),
        ("kỉ", "kỷ"), ("mĩ", "mỹ"),
    )
)  # fmt: skip


@rule("CN19")
def i_or_y(document: Document) -> Iterator[Found]:
    """The same word with i and with y (qui định, quy định); which one is not judged."""
    every = document.whole
    pairs = [(p, q, a, b) for p, q, a, b in _PAIRS if {a, b} <= every.words]
    if any(w in every.words for w in _QUI_FORMS):
        pairs.insert(0, (_QUI, _QUY, "qui", "quy"))
    for with_i, with_y, i_form, y_form in pairs:
        found = {
            form: [(t, m) for t, m in every.find(p) if t.part in PROSE]
            for form, p in ((i_form, with_i), (y_form, with_y))
        }
        if not all(found.values()):
            continue
        counts = Counter({form: len(places) for form, places in found.items()})
        (many, _n), (few, _m) = counts.most_common()
        text, match = found[few][0]
        yield Found(
            _("Viết lẫn “{it}” ({n} chỗ) và “{nhieu}” ({m} chỗ).").format(
                it=match[0], n=counts[few], nhieu=found[many][0][1][0], m=counts[many]
            ),
            text,
            match.start(),
            match.end(),
            found=match[0],
            expected=_swapped(match[0]),
            fixes=tuple(
                retype(t, m.start(), m.end(), _swapped(m[0]), safe=False) for t, m in found[few]
            ),
        )


_I_FOR = {b: a for a, b in _Y_FOR.items()}


def _swapped(word: str) -> str:
    last = word[-1]
    return word[:-1] + (_Y_FOR.get(last) or _I_FOR[last])
