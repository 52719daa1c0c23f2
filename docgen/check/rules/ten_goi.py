"""Names (NQ): places, campaigns, ranges of years and abbreviations written one way throughout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Fix, Found, rule
from docgen.check.rules.dan_y import members
from docgen.check.rules.ten_co_quan import body, issuers, own_words, syllable
from docgen.findings import HINT
from docgen.lang import _
from docgen.viet.chuan import bo_dau

_TITLES = ("trich_yeu", "trich_yeu_cv", "phu_luc_ten", "kem_theo", "noi_nhan_muc", "kinh_gui_muc")
_UPPER = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ"
_NAME = re.compile(rf"(?<!\w)[{_UPPER}]\w*(?:[ \xa0-][{_UPPER}]\w*)+")
_VARIANTS = (
    ("Đắk", "Đắc", "Đăk", "Dăk", "Dak", "Đak", "Đăc"),
    ("Lắk", "Lắc", "Lăk", "Lak"),
    ("Pleiku", "Plâycu", "Plây Ku", "Plei Ku"),
    ("Kon Tum", "Kontum", "Công Tum"),
    ("Buôn Ma Thuột", "Buôn Mê Thuột", "Ban Mê Thuột"),
    ("Bắc Kạn", "Bắc Cạn"),
)
"""Spellings of one name that are met side by side (place names of the Tây Nguyên and the north)."""
_SAME = {"".join(v.split()).casefold(): g[0].casefold() for g in _VARIANTS for v in g}


def _key(name: str) -> str:
    """A name with the spellings that stand for one made one: Qui Nhơn is Quy Nhơn."""
    whole = "".join(re.split(r"[\s\xa0-]+", name)).casefold()
    if whole in _SAME:
        return _SAME[whole]
    out = []
    for word in re.split(r"[\s\xa0-]+", name):
        word = _SAME.get(word.casefold(), word)
        out.append(_y(syllable(word)))
    return " ".join(out)


def _y(word: str) -> str:
    # Lý and Lí, Quy and Qui; not ay, uy, ây, where y and i are two sounds.
    bare = word.rstrip("\u0300\u0301\u0303\u0309\u0323")
    tail = word[len(bare) :]
    if len(bare) > 1 and bare[-1] == "y" and (bare[-2] not in "aâăeêoôơuư" or bare == "quy"):
        return bare[:-1] + "i" + tail
    return word


@rule("NQ04")
def one_spelling(document: Document) -> Iterator[Found]:
    """A name is spelt one way: Đắk Nông or Đắc Nông, Quy Nhơn or Qui Nhơn."""
    if not _two_spellings(document):
        return
    seen: dict[str, dict[str, list[tuple[Text, int, int]]]] = {}
    for text in document.texts:
        if text.part not in PROSE and text.part not in _TITLES:
            continue
        for m in _NAME.finditer(text.text):
            for one, two, key, shown in _name_pairs(m[0]):
                place = (text, m.start() + one, m.start() + two)
                seen.setdefault(key, {}).setdefault(shown, []).append(place)
    header = {_shown(n): n for c in document.van_ban.co_quan for n in _pairs(c.ten)}
    told: set[int] = set()
    for spellings in seen.values():
        if len(spellings) < 2:
            continue
        usual = max(spellings, key=lambda s: (s in header, len(spellings[s])))
        right = spellings[usual][0]
        wanted = right[0].text[right[1] : right[2]]
        for spelling, places in spellings.items():
            text, start, end = places[0]
            if spelling == usual or text.index in told:
                continue
            told.add(text.index)
            have = text.text[start:end]
            message = _("Tên “{have}” ({n} chỗ) ở chỗ khác viết là “{wanted}”.")
            fixes = tuple(Fix("retype", t, i, j, wanted, safe=False) for t, i, j in places)
            said = message.format(have=have, wanted=wanted, n=len(places))
            yield Found(said, text, start, end, wanted, have, fixes=fixes)


_SPELT_WITH = tuple(tuple({frozenset(v.casefold().split()) for v in group}) for group in _VARIANTS)


def _two_spellings(document: Document) -> bool:
    """Whether any name could have two: words that differ in i and y, or two known spellings."""
    every = document.whole
    for group in _SPELT_WITH:
        if sum(words <= every.small for words in group) > 1:
            return True
    seen: dict[str, str] = {}
    for word in every.words:
        if word[0].isupper() and word[-1] in _I_OR_Y:
            shown = syllable(word)
            if seen.setdefault(_y(shown), shown) != shown:
                return True
    return False


_I_OR_Y = frozenset("iíìỉĩịyýỳỷỹỵ") | frozenset("IÍÌỈĨỊYÝỲỶỸỴ")


@lru_cache(maxsize=1024)
def _name_pairs(name: str) -> list[tuple[int, int, str, str]]:
    """Each two words of a name that stand together: their place, key and spelling."""
    out = []
    words = list(re.finditer(r"\w+", name))
    for one, two in zip(words, words[1:], strict=False):
        pair = name[one.start() : two.end()].replace("\xa0", " ")
        out.append((one.start(), two.end(), _key(pair), _shown(pair)))
    return out


def _shown(name: str) -> str:
    """A spelling apart from capitals and from where the tone stands (hòa, hoà)."""
    return " ".join(syllable(w) for w in name.split(" "))


def _pairs(name: str) -> list[str]:
    words = name.split()
    return [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]


_CAMPAIGN = re.compile(
    r"(?:Phong trào|phong trào|Cuộc vận động|cuộc vận động|Hội thi|hội thi|Chiến dịch|chiến dịch"
    r"|Đợt thi đua|đợt thi đua)"
    r"(?:\s+(?:thi đua|yêu nước|đặc biệt|cao điểm|chuyên đề))*\s*[“\"](?P<ten>[^“”\"]{8,160})[”\"]"
)
_CALLED = re.compile(r"trào|động|thi|dịch")
_ALIKE = 0.85
_SAME_HEAD_ALIKE = 0.6


class _Campaign(NamedTuple):
    name: str
    key: tuple[str, ...]
    head: tuple[str, str]
    places: list[tuple[Text, int, int]]


@rule("NQ05")
def one_campaign(document: Document) -> Iterator[Found]:
    """A campaign has one name."""
    known: dict[tuple[str, ...], _Campaign] = {}
    for text in document.texts:
        if ("“" not in text.text and '"' not in text.text) or not _CALLED.search(text.text):
            continue
        for m in _CAMPAIGN.finditer(text.text):
            name = m["ten"].strip(" .,;")
            words = re.findall(r"\w+", name)
            key = tuple(syllable(w) for w in words)
            if len(key) < 4:
                continue
            proper = len(words) > 1 and words[0][0].isupper() and words[1][0].isupper()
            head = key[:2] if proper else ("", "")
            made = known.setdefault(key, _Campaign(name, key, (head[0], head[1]), []))
            made.places.append((text, m.start("ten"), m.end("ten")))
    names = sorted(known.values(), key=lambda c: -len(c.places))
    for place, one in enumerate(names):
        usual = next((o for o in names[:place] if _one_campaign(o, one)), None)
        if usual is None:
            continue
        text, start, end = one.places[0]
        message = _("Phong trào “{have}” ({n} chỗ) ở chỗ khác gọi là “{wanted}” ({m} chỗ).")
        said = message.format(
            have=one.name, wanted=usual.name, n=len(one.places), m=len(usual.places)
        )
        yield Found(said, text, start, end, usual.name, one.name)


def _one_campaign(a: _Campaign, b: _Campaign) -> bool:
    """Whether two names are meant for one campaign: nearly equal, or of one place and kind."""
    common = sum((Counter(a.key) & Counter(b.key)).values())
    longest = max(len(a.key), len(b.key))
    near = common >= longest * _ALIKE and abs(len(a.key) - len(b.key)) <= 1 and longest >= 6
    if near and a.key[:2] == b.key[:2]:
        return True
    if a.head != b.head or not a.head[0]:
        return False
    rest = min(len(a.key), len(b.key)) - 2
    return rest >= 4 and common - 2 >= rest * _SAME_HEAD_ALIKE


_RANGE = re.compile(
    r"((?:19|20)\d\d)(?<![\d/.-]....)([ \xa0]*[-–—][ \xa0]*)((?:19|20)\d\d)(?![\d/])"
)


_EVEN = frozenset({"-", "–", "—", " - ", " – ", " — "})


@rule("NQ06")
def one_range(document: Document) -> Iterator[Found]:
    """Ranges of years are written one way: 2021 - 2025 or 2021-2025."""
    forms: dict[str, list[tuple[Text, int, int]]] = {}
    for text in document.texts:
        if text.part in PROSE or text.part in _TITLES:
            for m in _RANGE.finditer(text.text):
                form = m[2].replace("\xa0", " ")
                forms.setdefault(form, []).append((text, m.start(2), m.end(2)))
    if len(forms) < 2:
        return
    usual = max((f for f in forms if f in _EVEN), key=lambda f: len(forms[f]), default=" - ")
    for slips in (True, False):
        # "2021- 2025" is a slip; "2021-2025" may be how a title that is cited writes it.
        others = [
            p for f, ps in forms.items() if f != usual and (f not in _EVEN) is slips for p in ps
        ]
        if others:
            yield _ranges(sorted(others, key=_place), usual, safe=slips)


def _ranges(places: list[tuple[Text, int, int]], usual: str, safe: bool) -> Found:
    text, start, end = places[0]
    whole = text.text[start - 4 : end + 4]
    wanted = whole[:4] + usual + whole[-4:]
    message = _("Khoảng năm “{have}” ({n} chỗ) ở chỗ khác viết “{wanted}”.")
    fixes = tuple(Fix("retype", t, i, j, usual, safe=safe) for t, i, j in places)
    said = message.format(have=whole, wanted=wanted, n=len(places))
    return Found(said, text, start - 4, end + 4, wanted, whole, fixes=fixes)


def _place(place: tuple[Text, int, int]) -> tuple[int, int]:
    return place[0].index, place[1]


_EXPLAINED = re.compile(
    r"\((?:(?:sau đây|dưới đây)\s+)?(?:(?:gọi|viết) (?:chung )?(?:tắt )?là:?\s+)?[“\"]?"
    rf"(?P<tat>[{_UPPER}][{_UPPER}0-9]*(?:[&-][{_UPPER}]+)*)[”\"]?\)"
)
_SPELT = 200
"""Characters before a bracket in which its abbreviation is spelt out."""


@rule("NQ14")
def explained_first(document: Document) -> Iterator[Found]:
    """An abbreviation is explained where it stands first."""
    for member in members(document):
        texts = [t for t in member.texts if t.part in PROSE and not t.part.startswith("bang")]
        told: set[str] = set()
        for place, text in enumerate(texts):
            for m in _EXPLAINED.finditer(text.text):
                short = m["tat"]
                if (
                    len(short) < 2
                    or short in told
                    or not _spelt_out(short, text.text[max(0, m.start() - _SPELT) : m.start()])
                ):
                    continue
                told.add(short)
                before = [(t, len(t.text)) for t in texts[:place]] + [(text, m.start())]
                found = next(
                    ((t, at) for t, end in before if (at := _used(t.text[:end], short)) >= 0), None
                )
                if found is not None:
                    message = _("“{short}” dùng trước chỗ giải thích chữ viết tắt ấy.")
                    yield Found(
                        message.format(short=short),
                        found[0],
                        found[1],
                        found[1] + len(short),
                        found=short,
                    )


def _spelt_out(short: str, before: str) -> bool:
    """Whether the words before a bracket are what the abbreviation stands for."""
    letters = [c for c in bo_dau(short).casefold() if c.isalpha()]
    first = [bo_dau(w[0]).casefold() for w in re.findall(r"\w+", before)[-len(letters) - 4 :]]
    rest = iter(first)
    return all(c in rest for c in letters)


def _used(text: str, short: str) -> int:
    """Where an abbreviation is used as a word, not in a code; -1 for nowhere."""
    if short not in text:
        return -1
    for m in re.finditer(rf"(?<![\w/&.-]){re.escape(short)}(?![\w/&-])", text):
        return m.start()
    return -1


_HEADS = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*[.,]\s*|(?:T/M|K/T|T/L)\s+")
_ADVISORY = ("ban", "hội", "tổ", "đoàn", "thường", "ủy")


@rule("NQ15")
def one_issuer(document: Document) -> Iterator[Found]:
    """The issuer has one name in the header, the authority line and the signature."""
    known = issuers(document)
    if not known or any(name[:1] and name[0] in _ADVISORY for name in known):
        return
    if "[" in document.van_ban.co_quan[0].ten:
        return  # still to be filled in
    own = own_words(document) | _POST_WORDS
    for text in document.texts:
        if text.member or text.part not in ("tham_quyen", "quyen_han") or "[" in text.text:
            continue
        head = _HEADS.match(text.text.strip())
        if text.part == "quyen_han" and (head is None or head[0][0] != "T" or "M" not in head[0]):
            continue
        name = text.text.strip()[head.end() :] if head else text.text.strip()
        strange = _strange(body(name), own, document.form)
        if not strange or (text.part == "quyen_han" and body(name)[0] in _ADVISORY):
            continue
        issuer = document.van_ban.co_quan[0].ten
        message = _("Tên cơ quan ở đây là “{here}”, ở đầu văn bản là “{there}”.")
        mild = HINT if len(strange) > 3 else ""
        said = message.format(here=" ".join(name.split()), there=issuer)
        yield Found(said, text, expected=issuer, found=name, severity=mild)


def _strange(name: tuple[str, ...], own: set[str], form: str) -> list[str]:
    """Words of a name that the issuer has not; of scans those off by more than a letter."""
    out = [w for w in name if w not in own]
    if form != "pdf" and form != "txt":
        return out
    plain = {bo_dau(w) for w in own}
    return [w for w in out if not any(_near(bo_dau(w), p) for p in plain)]


def _near(a: str, b: str) -> bool:
    """Whether two words differ in one letter at most."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return a[at + 1 :] == b[at + 1 :] or a[at + 1 :] == b[at:] or a[at:] == b[at + 1 :]


_POST_WORDS = frozenset(
    syllable(w)
    for w in (
        "chủ tịch phó giám đốc chánh văn phòng trưởng ban hiệu bộ thứ cục chi thủ tướng nhiệm tổng"
        " viện quyền thường trực chỉ huy thanh tra các và liên ngành của"
    ).split()
)
