"""Characters (CN01–CN03, CN09, CN10): Unicode as it should be, no odd ones.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.4: Unicode by TCVN 6909:2001.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, name

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Fix, Found, rule
from docgen.check.rules.chu_nghia import at, retype
from docgen.findings import HINT
from docgen.lang import _
from docgen.viet.chuan import nfc

_CLUSTER = re.compile(r"[^\W\d_][\u0300-\u036f]+|[\u212a\u212b\u2126\u0340\u0341]")
_MARK_ALONE = re.compile(r"[\u0300-\u036f\u212a\u212b\u2126]")


@rule("CN01")
def composed(document: Document) -> Iterator[Found]:
    """Letters with their marks in one code point."""
    first: tuple[Text, int, int] | None = None
    fixes: list[Fix] = []
    for text in document.texts if _MARK_ALONE.search(document.whole.odd) else ():
        if text.text.isascii() or nfc(text.text) == text.text:
            continue
        for match in _CLUSTER.finditer(text.text):
            new = nfc(match[0])
            if new == match[0]:
                continue
            first = first or (text, match.start(), match.end())
            fixes.append(retype(text, match.start(), match.end(), new))
    if first is not None:
        yield Found(
            _("Chữ có dấu gõ bằng Unicode tổ hợp, không phải dựng sẵn ({n} chữ).").format(
                n=len(fixes)
            ),
            *first,
            expected=_("Unicode dựng sẵn (NFC)"),
            found=_("Unicode tổ hợp"),
            fixes=tuple(fixes),
        )


# Invisible: soft hyphen, zero width, joiners, direction marks, controls but tab and line ends.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)


@rule("CN02")
def hidden(document: Document) -> Iterator[Found]:
    """Characters that nobody sees."""
    for text in document.texts if _HIDDEN.search(document.whole.odd) else ():
        found = list(_HIDDEN.finditer(text.text))
        if not found:
            continue
        kinds = sorted({f"U+{ord(c):04X}" for m in found for c in m[0]})
        yield Found(
            _("Có ký tự ẩn ({ma}) giữa các chữ.").format(ma=", ".join(kinds)),
            text,
            found[0].start(),
            found[0].end(),
            found=", ".join(kinds),
            fixes=tuple(retype(text, m.start(), m.end(), "") for m in found),
        )


_ODD_SPACE = re.compile(r"[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_FIXED_SPACE = re.compile(r"(?<=[^\W\d_])\xa0(?=[^\W\d_])")
_AFTER_FIXED = re.compile(r"(?:số|ngày|tháng|năm|Điều|khoản|Mục|TP\.?|ông|bà)\Z", re.IGNORECASE)


@rule("CN03")
def odd_spaces(document: Document) -> Iterator[Found]:
    """Spaces that are no ordinary ones; fixed ones between two words."""
    every = document.whole
    odd = list(every.find(_ODD_SPACE)) if _ODD_SPACE.search(every.odd) else []
    if odd:
        yield _spaces(odd, _("Dấu cách lạ, rộng hẹp khác thường ({n} chỗ)."), "")
    fixed = [
        (t, m)
        for t in (document.texts if "\xa0" in every.odd else ())
        if t.part in PROSE and "\xa0" in t.text
        for m in _FIXED_SPACE.finditer(t.text)
        if not _AFTER_FIXED.search(t.text, 0, m.start())
    ]
    if fixed:
        yield _spaces(fixed, _("Dấu cách không ngắt giữa hai từ thường ({n} chỗ)."), HINT)


def _spaces(places: list[tuple[Text, re.Match[str]]], message: str, severity: str) -> Found:
    text, match = places[0]
    return Found(
        message.format(n=len(places)),
        text,
        match.start(),
        match.end(),
        found=f"U+{ord(match[0]):04X}",
        expected="U+0020",
        severity=severity,
        fixes=tuple(retype(t, m.start(), m.end(), " ") for t, m in places),
    )


_LOOKALIKE = dict(
    zip(
        "АВСЕНІЈКМОРЅТХУаеіјорсхуѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονυρικ",
        "ABCEHIJKMOPSTXYaeijopcxysdhABEZHIKMNOPTYXaovupik",
        strict=True,
    )
)
_ALIEN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_ALIEN_WORD = re.compile(r"[^\W\d_]*[\u0370-\u03ff\u0400-\u052f][^\W\d_]*")
_ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_ETHS = re.compile(r"[ÐðƉɖ]")
_WIDE = re.compile(r"[\uff01-\uff5e]+")


@rule("CN09")
def look_alikes(document: Document) -> Iterator[Found]:
    """Letters of another alphabet that look like ours; Ð (eth) for Đ; full-width letters."""
    every = document.whole
    eths = list(every.find(_ETHS)) if _ETHS.search(every.odd) else []
    if eths:
        text, match = eths[0]
        yield Found(
            _("Chữ “{sai}” (U+{ma}) không phải chữ Đ của tiếng Việt ({n} chỗ).").format(
                sai=match[0], ma=f"{ord(match[0]):04X}", n=len(eths)
            ),
            text,
            match.start(),
            match.end(),
            expected=match[0].translate(_ETH),
            found=match[0],
            fixes=tuple(retype(t, m.start(), m.end(), m[0].translate(_ETH)) for t, m in eths),
        )
    for text, wide in every.find(_WIDE) if _WIDE.search(every.odd) else ():
        new = "".join(chr(ord(c) - 0xFEE0) for c in wide[0])
        yield at(_("Chữ, dấu kiểu toàn khổ của bộ gõ khác."), text, wide.span(), new)
    for text, word in every.find(_ALIEN_WORD) if _ALIEN.search(every.odd) else ():
        alien = _ALIEN.findall(word[0])
        if not _disguised(word[0], alien):
            continue
        new = "".join(_LOOKALIKE.get(c, c) for c in word[0])
        message = _("Chữ “{chu}” ({ten}) lẫn trong từ “{tu}”.").format(
            chu=alien[0], ten=name(alien[0]).lower(), tu=word[0]
        )
        yield at(message, text, word.span(), new)


def _disguised(word: str, alien: list[str]) -> bool:
    """Whether letters of another alphabet stand for ours, not for a word of that language."""
    if any(c not in _LOOKALIKE for c in alien):
        return False
    return len(alien) < len(word) or (len(word) <= 4 and all("Ѐ" <= c <= "ԯ" for c in alien))


# TCVN3 (.VnTime) read as Latin-1 puts signs such as © ® µ ¸ inside words; VNI sets tones as an
# accented letter after the vowel.
_TCVN3 = re.compile(r"(?:[a-zA-Z][©®ª«¬¸µ¹»¶·¨¾¼½]|[®§©«¬][a-zA-ZÀ-ÿ])[\w©®ª«¬¸µ¹»¶·¨¾¼½§]*")
_SIGNS_OF_TCVN3 = re.compile(r"[©®ª«¬¸µ¹»¶·¨¾¼½§]")
_VNI = re.compile(
    r"a[âáàäãåéèëêûúùü]|e[âáàäãåïÿ]|o[âäåï]|ö[ùøûõï]|ô[ùøûõï]|ñ[aeiouòöôùøàâ]", re.IGNORECASE
)
_SIGNS_OF_VNI = re.compile("[äåëïñöøûüÿ]", re.IGNORECASE)
_LEGACY_LEAST = 5
"""Words of an old code table that show that it is one, not a slip."""


@rule("CN10")
def legacy(document: Document) -> Iterator[Found]:
    """Text in an old code table (TCVN3, VNI Windows) instead of Unicode."""
    every = document.whole
    for pattern, table in ((_TCVN3, "TCVN3 (.VnTime)"), (_VNI, "VNI")):
        signs = _SIGNS_OF_TCVN3 if pattern is _TCVN3 else _SIGNS_OF_VNI
        if not signs.search(every.odd) or not pattern.search(every.pieces):
            continue
        found = list(every.find(pattern))
        if len(found) >= _LEGACY_LEAST and not any(combining(c) for _t, m in found for c in m[0]):
            text, match = found[0]
            yield Found(
                _("Chữ theo bảng mã {bang}, không phải Unicode ({n} từ).").format(
                    bang=table, n=len(found)
                ),
                text,
                match.start(),
                match.end(),
                expected="Unicode (TCVN 6909:2001)",
                found=table,
            )
