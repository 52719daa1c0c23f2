"""Spelling (CN11–CN16): marks missing or misplaced, slips of keys, misspelt phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from docgen.check.document import Document, Text, shared
from docgen.check.registry import Found, rule
from docgen.check.rules import tu_thuong
from docgen.check.rules.am_tiet import (
    is_syllable,
    moved,
    plain,
    plain_syllable,
    take_apart,
    tone_places,
    typed,
    well_formed,
)
from docgen.check.rules.chu_nghia import PRINTED, at, like, retype
from docgen.check.whole import Whole
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.viet.chuan import nfc

_WORD = re.compile(r"[^\W\d_]+")


@rule("CN11")
def bare(document: Document) -> Iterator[Found]:
    """Vietnamese is written with its marks."""
    texts = [t for t in document.texts if t.part not in PRINTED]
    bare = [t for t in texts if _bare(t.text)]
    if not bare:
        return
    words = sum(len(t.text.split()) for t in texts)
    if sum(len(t.text.split()) for t in bare) * 2 > words:
        message = _("Văn bản gõ không dấu ({n} đoạn).").format(n=len(bare))
        yield Found(message, bare[0])
        return
    for text in bare:
        yield Found(_("Đoạn gõ không dấu."), text, severity=WARNING)


_LEAST_BARE = 6


def _bare(text: str) -> bool:
    """Whether a line is Vietnamese without marks: nearly all its words could be syllables."""
    if not text.isascii():
        return False
    words = [w for w in _WORD.findall(text) if len(w) > 1]
    known = sum(plain_syllable(w.lower()) for w in words)
    return len(words) >= _LEAST_BARE and known >= 0.85 * len(words)


_EITHER = frozenset(
    a[at] + b if first else a[0] + b[at]
    for a, b in (("oòóỏõọ", "aàáảãạ"), ("oòóỏõọ", "eèéẻẽẹ"), ("uùúủũụ", "yỳýỷỹỵ"))
    for first, b in ((True, b[0]), (False, b))
    for at in range(1, 6)
)
"""Ends of words that two habits write in two ways: òa, oà, òe, oè, ùy, uỳ …"""


@rule("CN12")
def tone_habits(document: Document) -> Iterator[Found]:
    """One habit of placing the tone on oa, oe, uy; which one is not judged."""
    every = document.whole
    shown = [w for w in every.words if w[-2:].lower() in _EITHER]
    habits = {w: h for w in shown if (h := _habit(w)) is not None}
    if len(set(habits.values())) < 2:
        return
    totals = [sum(every.counts[w] for w in habits if habits[w] is kind) for kind in (False, True)]
    rare = totals[1] < totals[0]
    few = list(_outside(every, [w for w in habits if habits[w] is rare]))
    usual = next(_outside(every, [w for w in habits if habits[w] is not rare]), None)
    if not few or not usual:
        return
    text, start, end = few[0]
    yield Found(
        _("Đặt dấu thanh theo hai cách: “{it}” ({n} chỗ) và “{nhieu}” ({m} chỗ).").format(
            it=text.text[start:end],
            n=len(few),
            nhieu=usual[0].text[usual[1] : usual[2]],
            m=max(totals),
        ),
        text,
        start,
        end,
        expected=_other_habit(text.text[start:end]),
        found=text.text[start:end],
        fixes=tuple(retype(t, a, b, _other_habit(t.text[a:b]), safe=False) for t, a, b in few),
    )


def _outside(every: Whole, words: list[str]) -> Iterator[tuple[Text, int, int]]:
    """Places of words outside components with a form of their own and names."""
    for text, start, end in every.spots(words):
        if text.part not in PRINTED and not _joined(text.text, start, end):
            yield text, start, end


@lru_cache(4096)
def _habit(word: str) -> bool | None:
    """False: hòa, True: hoà; None: the word does not show it."""
    one = take_apart(word.lower())
    if one.place < 0 or len(places := tone_places(one)) != 2 or one.place not in places:
        return None
    return one.place == places[1] if is_syllable(word.lower()) else None


def _other_habit(word: str) -> str:
    one = take_apart(word.lower())
    return moved(word, next(p for p in tone_places(one) if p != one.place))


@shared
def _doubtful(document: Document) -> list[str]:
    """Words with marks, as written, that are not plainly right in small letters."""
    every = document.whole
    rare = every.small - tu_thuong.SYLLABLES
    doubtful = {w for w in rare if not w.isascii() and not well_formed(w)}
    return [w for w in every.words if w.lower() in doubtful] if doubtful else []


@rule("CN13")
def misplaced_tones(document: Document) -> Iterator[Found]:
    """A tone mark on a letter that no habit puts it on."""
    every = document.whole
    wrong = {w: right for w in _doubtful(document) if (right := _misplaced(w))}
    for text, start, end in every.spots(wrong):
        word = text.text[start:end]
        if not _joined(text.text, start, end):
            message = _("Dấu thanh đặt sai chữ: “{tu}”.").format(tu=word)
            yield at(message, text, (start, end), wrong[word])


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a longer one: Mát-xcơ-va, M'Đrắk."""
    return text[start - 1 : start] in _JOINTS or (
        text[end : end + 1] in _JOINTS and text[end + 1 : end + 2].isalpha()
    )


_JOINTS = ("-", "'", "’")


@lru_cache(8192)
def _misplaced(word: str) -> str:
    """The word with its tone where it belongs; "" where it stands there, or is no syllable."""
    if nfc(word) != word:
        return ""
    one = take_apart(word.lower())
    if one.place < 0 or not is_syllable(word.lower()):
        return ""
    places = tone_places(one)
    return "" if one.place in places else moved(word, places[-1])


@rule("CN14")
def no_syllable(document: Document) -> Iterator[Found]:
    """A word that cannot be a Vietnamese syllable."""
    severity = HINT if document.form == "pdf" else ""  # letters are lost in taking a PDF apart
    every = document.whole
    wrong = {w for w in _doubtful(document) if _impossible(w)}
    pattern = _phrases()
    for text, start, end in every.spots(wrong):
        word = text.text[start:end]
        if text.part == "ho_ten" or _joined(text.text, start, end):
            continue
        around = plain(text.text[max(0, start - 12) : end + 12]).lower()
        if any(p in around and plain(word.lower()) in p.split() for p in pattern):
            continue  # CN16 knows the whole phrase
        right = _meant(word)
        if " " in right:
            message = _("Thiếu dấu cách giữa hai từ: “{tu}”.").format(tu=word)
        else:
            message = _("“{tu}” không phải âm tiết tiếng Việt.").format(tu=word)
        yield at(message, text, (start, end), right or None, False, severity)


@lru_cache(8192)
def _impossible(word: str) -> bool:
    """Whether a word in one case breaks the rules of Vietnamese syllables, or is two run together.

    Words with a capital only at their start are left alone (names), so are abbreviations.
    """
    small = word.lower()
    if nfc(word) != word or small in tu_thuong.WRONG or not plain(small).isascii():
        return False
    if len(word) < 3 or not word.isalpha():
        return False  # a note number stands at its end
    if (not word.islower() and not word.isupper()) or is_syllable(small):
        return False
    if len(_by_letters().get(plain(small), ())) == 1:
        return True
    if word.isupper() and (len(word) > 7 or _two(small) or not _sayable(small)):
        return False
    if _two(small):
        return _split(small) != ""
    return not _loan(small)


def _sayable(word: str) -> bool:
    """Whether the bare letters are a syllable: QUYÉT is a slip, HĐTĐKT is an abbreviation."""
    return plain_syllable(plain(word)) and take_apart(word).tone != ""


def _two(word: str) -> bool:
    return any(is_syllable(word[:n]) and is_syllable(word[n:]) for n in range(1, len(word)))


def _loan(word: str) -> bool:
    """Names of things and peoples in one word (krông, xtiêng, pôpơlin): no slip to be sure of."""
    return take_apart(word).onset == "" and word[0] not in "aăâeêioôơuưy" or len(word) > 8


@cache
def _by_letters() -> dict[str, set[str]]:
    """Everyday syllables by their bare letters."""
    out: dict[str, set[str]] = {}
    for syllable in tu_thuong.SYLLABLES:
        out.setdefault(plain(syllable), set()).add(syllable)
    return out


def _split(word: str) -> str:
    """Two everyday words run together, with their space."""
    known = tu_thuong.SYLLABLES | tu_thuong.FURTHER
    cuts = [
        f"{word[:n]} {word[n:]}"
        for n in range(2, len(word) - 1)
        if word[:n] in known and word[n:] in known
    ]
    return cuts[0] if len(cuts) == 1 else ""


def _meant(word: str) -> str:
    """The one everyday word it must have been, or ""."""
    small = word.lower()
    known = _by_letters().get(plain(small), set())
    right = next(iter(known)) if len(known) == 1 else _split(small)
    return like(word, right) if right else ""


@cache
def _keys() -> dict[str, str]:
    """What keys left standing were meant to give."""
    out: dict[str, str] = {}
    for syllable in sorted(tu_thuong.SYLLABLES):
        for keys in typed(syllable):
            if len(keys) > 3 and keys.isascii() and keys not in tu_thuong.NOT_KEYS:
                out.setdefault(keys, syllable)
    return out


_KEYED = re.compile(r"[A-Za-z][a-z0-9]{3,}")


@rule("CN15")
def keys_left(document: Document) -> Iterator[Found]:
    """Keys of Telex or VNI that did not become letters (nhaan daan, cu3a)."""
    keys = _keys()
    every = document.whole
    found = _KEYED.findall(every.pieces)
    left = {w for w in found if w.lower() in keys and not w.isupper()}
    for text, start, end in every.spots(left):
        word = text.text[start:end]
        if not _joined(text.text, start, end) and "@" not in text.text[end : end + 1]:
            message = _("Phím gõ dấu còn sót trong từ: “{tu}”.").format(tu=word)
            yield at(message, text, (start, end), like(word, keys[word.lower()]), safe=False)


@cache
def _phrases() -> dict[str, str]:
    return {plain(p): p for p in tu_thuong.PHRASES}


@cache
def _in_phrases() -> frozenset[str]:
    return frozenset(letters for phrase in _phrases() for letters in phrase.split())


@rule("CN16")
def misspelt(document: Document) -> Iterator[Found]:
    """Fixed phrases with wrong marks, and words that are often misspelt."""
    every = document.whole
    for said, right in _variants(every):
        # Without any mark: a name or a line typed bare, another rule's matter.
        if not said.isascii() and said not in tu_thuong.MEANT and not _same(said, right):
            for start in every.places(said, every.low):
                yield from _misspelling(every, start, start + len(said), right)
    for wrong, right in tu_thuong.CODES.items():
        for start in every.places(wrong) if wrong in every.text else ():
            yield from _misspelling(every, start, start + len(wrong), right)
    for wrong, right, words in _SLIPS:
        for start in every.places(wrong, every.low) if words <= every.small else ():
            yield from _misspelling(every, start, start + len(wrong), right)


_SLIPS = tuple(
    (wrong, right, frozenset(_WORD.findall(wrong)))
    for wrong, right in (*tu_thuong.WRONG.items(), *tu_thuong.LOOSE.items())
)


def _variants(every: Whole) -> Iterator[tuple[str, str]]:
    """Words that may be in the text and differ from a fixed phrase in their marks."""
    forms: dict[str, list[str]] = {}
    words = "\n".join(every.small)
    # Quicker than `plain`, which does not lose letters of other alphabets.
    bare = normalize("NFD", words.replace("đ", "d")).encode("ascii", "ignore").decode()
    for word, letters in zip(words.split("\n"), bare.split("\n"), strict=True):
        if letters in _in_phrases():
            forms.setdefault(letters, []).append(word)
    pairs = every.pairs({word for words in forms.values() for word in words})
    for letters, right in _phrases().items():
        first, *rest = letters.split()
        said = list(forms.get(first, ()))
        for following in rest:
            said = [
                f"{before} {word}"
                for before in said
                for word in forms.get(following, ())
                if f"{before.rpartition(' ')[2]} {word}" in pairs
            ]
        for variant in sorted(said):
            if variant != right and plain(variant) == letters:
                yield variant, right


def _misspelling(every: Whole, start: int, end: int, right: str) -> Iterator[Found]:
    said = every.text[start:end]
    text, start, end = every.place(start, end)
    if text.part != "ho_ten" and nfc(text.text) == text.text:
        right = right if said in tu_thuong.CODES else _cased(said, right)
        message = _("“{sai}” hẳn là “{dung}”.").format(sai=said, dung=right)
        severity = HINT if {said, said.lower()} & tu_thuong.LOOSE.keys() else ""
        yield at(message, text, (start, end), right, False, severity)


@lru_cache(4096)
def _same(said: str, right: str) -> bool:
    """Whether two phrases differ at most in where the tone stands."""
    return said == right or all(
        a == b or take_apart(a)[:2] == take_apart(b)[:2]
        for a, b in zip(said.split(), right.split(), strict=True)
    )


def _cased(said: str, right: str) -> str:
    if len(said.split()) != len(right.split()):
        return like(said, right)
    return " ".join(like(a, b) for a, b in zip(said.split(), right.split(), strict=True))
