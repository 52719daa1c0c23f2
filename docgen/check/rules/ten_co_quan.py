"""Names of bodies compared: "UBND tỉnh" is "ỦY BAN NHÂN DÂN TỈNH HÒA SƠN".

A helper of the consistency rules; it reports nothing itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from docgen.check.document import Document

_SHORT = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam", "ttg": "thủ tướng chính phủ", "tw": "trung ương",
    "tp": "thành phố", "vp": "văn phòng", "vpub": "văn phòng ủy ban nhân dân", "bcđ": "ban chỉ đạo",
}  # fmt: skip
_POST = re.compile(
    r"^(?:(?:phó|quyền|q|kt|tm|tl|tuq) )*(?:(?:phó )?(?:chủ tịch|tổng giám đốc|giám đốc|hiệu trưởng"
    r"|chủ nhiệm|viện trưởng|cục trưởng|chi cục trưởng|vụ trưởng|bộ trưởng|thứ trưởng|thủ trưởng"
    r"|trưởng(?= ban| phòng| công an)|chánh(?= văn phòng| thanh tra))) "
)
_PARTY = re.compile(
    r"ban (?:chấp hành|thường vụ) (?:đảng bộ )?(tỉnh|huyện|thành|xã)(?: ủy)?|thường trực (\w+) ủy"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


@lru_cache(maxsize=2048)
def syllable(word: str) -> str:
    """A syllable to compare by: small, its tone behind it, so that "hoà" is "hòa"."""
    marks = normalize("NFD", word.casefold())
    bare = marks.translate(_TONES)
    return bare + "".join(c for c in marks if ord(c) in _TONES)


@lru_cache(maxsize=512)
def words(name: str) -> tuple[str, ...]:
    """The words of a body's name, abbreviations written out, in one spelling."""
    plain = re.findall(r"\w+", normalize("NFC", name).casefold().replace("uỷ", "ủy"))
    return tuple(" ".join(_SHORT.get(w, w) for w in plain).split())


@lru_cache(maxsize=512)
def body(name: str) -> tuple[str, ...]:
    """The words of the body alone, without the post of its head before it."""
    text = _PARTY.sub(lambda m: f"{m[1] or m[2]} ủy", " ".join(words(name)))
    return tuple(syllable(w) for w in _POST.sub("", text + " ").split())


def issuers(document: Document) -> list[tuple[str, ...]]:
    """Names of the issuing bodies as the header prints them; none when nothing is known."""
    if not document.of("co_quan", member=0):
        return []
    return [body(c.ten) for c in document.van_ban.co_quan]


def own_words(document: Document) -> set[str]:
    """Every word of the issuers' names and of those above them."""
    named = [c.ten for c in document.van_ban.co_quan]
    named += [c.chu_quan for c in document.van_ban.co_quan if c.chu_quan]
    named += [document.van_ban.dia_danh or ""]
    return {syllable(w) for name in named for w in words(name)}


def may_be(name: str, document: Document) -> bool:
    """Whether a name in running text may mean an issuer of the document; true when not known."""
    known = issuers(document)
    asked = body(name)
    if not known or not asked:
        return True
    if any(a[: len(b)] == b or b[: len(a)] == a for a in [asked] for b in known):
        return True
    return set(asked) <= own_words(document)


def differ(one: str, other: str) -> bool:
    """Whether two names of an issuer surely are of two bodies: each has words of its own."""
    a, b = body(one), body(other)
    government = {("chính", "phủ"), ("thủ", "tướng", "chính", "phủ")}
    government = {tuple(syllable(w) for w in g) for g in government}
    if {a, b} == government:
        return True
    return not (set(a) <= set(b) or set(b) <= set(a))
