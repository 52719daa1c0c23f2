"""Finding a unit by the name people type: any case, marks or none, abbreviated types, old names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import combining, normalize

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.nd30.dia_gioi import TINH_HET
from docgen.units.tables import (
    AdminUnit,
    Bang,
    bang_of,
    content,
    province_unit,
    provinces,
    split_name,
)

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORDS = re.compile(r"[^\W_]+")
_NAMED = 3
"""So many units are named where a name has many."""
_PREFIXES = {
    "t": "tỉnh", "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "h": "huyện", "q": "quận",
    "p": "phường", "x": "xã", "đk": "đặc khu", "dk": "đặc khu",
}  # fmt: skip
_CAPITAL = re.compile(r"(?i)^\s*(?:thủ đô|thu do)\s+")
# Other names in use, without marks and spaces; the official ones need no row here.
_ALIASES = {
    "hcm": "79", "tphcm": "79", "saigon": "79", "thuathienhue": "46", "hue": "46",
    "daclac": "66", "daknong": "67", "dacnong": "67", "baccan": "06", "contum": "62",
    "vungtau": "77", "brvt": "77", "hn": "01", "tthue": "46", "thue": "46",
}  # fmt: skip


def spelled(text: str) -> str:
    """Text by its letters and marks: case, punctuation, spaces and the place of the tone mark in
    a syllable (hoà, hòa) make no difference."""
    words = []
    for word in _WORDS.findall(normalize("NFC", text).casefold()):
        letters = normalize("NFD", word)
        tones = "".join(c for c in letters if c in _TONES)
        words.append("".join(c for c in letters if c not in _TONES) + tones)
    return " ".join(words)


def folded(text: str) -> str:
    """Text by its letters alone: "Điềm He" → "diem he"."""
    plain = "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))
    return " ".join(_WORDS.findall(plain.replace("đ", "d")))


def _expanded(text: str) -> str:
    """The name with an abbreviated type written out: "P. 5", "TT Văn Quan", "TP.HCM"."""
    head = re.match(r"\s*(\w{1,2})(?:\s*\.\s*|\s+)(?=\w)", text)
    long = _PREFIXES.get(head[1].casefold()) if head else None
    return f"{long} {text[head.end() :]}" if head and long else text


def _plain(text: str) -> bool:
    return folded(text) == " ".join(_WORDS.findall(text.casefold()))


def _tiers(text: str) -> Iterator[Callable[[AdminUnit], bool]]:
    """What counts as a match, the surest first."""
    code, full, own = text.strip(), spelled(_expanded(text)), spelled(text)
    yield lambda unit: unit.ma == code
    yield lambda unit: spelled(unit.ten) == full
    yield lambda unit: spelled(unit.ten_rieng) == own
    if _plain(text):
        # Typed without marks. With marks, another spelling is another name: Minh Quán, Minh Quân.
        plain_full, plain_own = folded(_expanded(text)), folded(text)
        yield lambda unit: folded(unit.ten) == plain_full
        yield lambda unit: folded(unit.ten_rieng) == plain_own


def matching(text: str, candidates: Iterable[AdminUnit]) -> list[AdminUnit]:
    """The units that a typed name or code means: none, one, or several of the same name."""
    known = list(candidates)
    for tier in _tiers(text):
        if found := [unit for unit in known if tier(unit)]:
            return found
    return []


def day_text(day: date) -> str:
    """A day as documents write it: 01/7/2025, 30/6/2025, 01/02/2025."""
    return f"{day.day:02d}/{'0' if day.month < 3 else ''}{day.month}/{day.year}"


def in_sentence(ten: str) -> str:
    """A name inside a sentence: "tỉnh Lạng Sơn", but "Quận 1", "Thành phố Hồ Chí Minh".

    Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục III.1: the type takes a capital when it stands with a
    number; Thành phố Hồ Chí Minh is a special case.
    """
    kind, own = split_name(ten)
    return ten if own.isdecimal() or own == "Hồ Chí Minh" else f"{kind.lower()} {own}".strip()


def shown(unit: AdminUnit) -> str:
    """A unit with what it lies in: "Xã Tân Thành (Huyện Cao Lộc)"."""
    inside = unit.huyen or (unit.tinh if unit.cap != "tinh" else "")
    return f"{unit.ten} ({inside})" if inside else unit.ten


def only(text: str, candidates: Iterable[AdminUnit], where: str) -> AdminUnit:
    """The one unit that a typed name means.

    text: name or code; where: what was searched, as the user knows it. Raises InputError TV04
    when there is none, TV05 when there are several.
    """
    known = list(candidates)
    found = matching(text, known)
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            Finding(
                "TV05",
                _("“{name}” có thể là nhiều đơn vị của {where}.").format(name=text, where=where),
                hint=_("Ghi rõ loại đơn vị, huyện hoặc mã số: {units}.").format(
                    units="; ".join(f"{shown(u)} {u.ma}" for u in found[:12])
                ),
            )
        )
    raise InputError(
        Finding(
            "TV04",
            _("{where} không có đơn vị nào tên “{name}”.").format(
                name=text, where=where[:1].upper() + where[1:]
            ),
            hint=_near(text, {u.ten: shown(u) for u in known})
            or _("Kiểm tra lại tên và loại đơn vị, hoặc dùng mã số."),
        )
    )


def _near(text: str, names: dict[str, str]) -> str:
    import difflib

    keys: dict[str, str] = {}
    for name, long in names.items():
        keys.setdefault(folded(split_name(name)[1]), long)
        keys.setdefault(folded(name), long)
    close = difflib.get_close_matches(folded(_expanded(text)), keys, n=3, cutoff=0.6)
    near = list(dict.fromkeys(keys[key] for key in close))
    return _("Có phải là {units}?").format(units=", ".join(near)) if near else ""


def _province_key(text: str) -> str:
    text = _CAPITAL.sub("", text)
    if _PREFIXES.get((text.split(".")[0].split() or [""])[0].casefold()) in ("tỉnh", "thành phố"):
        text = _expanded(text)
    words = folded(text)
    for prefix in ("ubnd ", "uy ban nhan dan ", "tinh ", "thanh pho "):
        words = words.removeprefix(prefix)
    return words.replace(" ", "")


def _code_of(text: str, bang: Bang) -> str | None:
    known = provinces(bang)
    if text.strip() in known:
        return text.strip()
    key = _province_key(text)
    for ma, head in known.items():
        if folded(split_name(head.ten)[1]).replace(" ", "") == key:
            return ma
    alias = _ALIASES.get(key)
    return alias if alias in known else None


def province_code(text: str, ngay: date | None) -> str:
    """Code of the province that a typed name means on a day.

    text: name with or without "tỉnh", "thành phố", "TP", marks or spaces, or the code; ngay: the
    day, None for now. Raises InputError TV01 for an unknown name, TV02 for a province that had
    ended on that day, with what it became.
    """
    bang = bang_of(ngay)
    if (ma := _code_of(text, bang)) is not None:
        return ma
    if bang == "hai_cap" and (old := _code_of(text, "ba_cap")) is not None:
        head = provinces("ba_cap")[old]
        now = province_unit("hai_cap", head.thanh, ngay).ten
        raise InputError(
            Finding(
                "TV02",
                _("{old} không còn từ ngày {day}: đã thành một phần của {new}.").format(
                    old=head.ten, day=day_text(TINH_HET), new=in_sentence(now)
                ),
                hint=_("Dùng “{new}”; lấy các đơn vị cũ thì thêm --ngay {last}.").format(
                    new=split_name(now)[1], last=day_text(TINH_HET - timedelta(days=1))
                ),
            )
        )
    names = {head.ten: head.ten for head in provinces(bang).values()}
    hint = (
        _lower_units(text, bang)
        or _near(text, names)
        or _("Ghi tên một tỉnh, thành phố trực thuộc trung ương, như Lạng Sơn hoặc TP. HCM.")
    )
    message = _("Không có tỉnh, thành phố nào tên “{name}”.").format(name=text)
    raise InputError(Finding("TV01", message, hint=hint))


def _lower_units(text: str, bang: Bang) -> str:
    """What to say where the name is that of a district or commune; "" where it is none."""
    keys = [key for key in (folded(_expanded(text)), folded(text)) if not key.isdecimal()]
    tables: tuple[Bang, ...] = ("hai_cap", "ba_cap") if bang == "hai_cap" else ("ba_cap",)
    for table in tables:
        named = _names_below(table)
        for key in keys:
            if found := named.get(key, ()):
                typed = text.strip().casefold()
                found = [told for told in found if typed in told.casefold()] or found
                several = " …" if len(found) > _NAMED else ""
                return _("“{name}” là {units}{several}: ghi tên tỉnh, thành phố của nó.").format(
                    name=text.strip(), units="; ".join(found[:_NAMED]), several=several
                )
    return ""


@lru_cache(maxsize=2)
def _names_below(bang: Bang) -> dict[str, list[str]]:
    """Every district and commune of a table as it is told, by its name without marks."""
    found: dict[str, list[str]] = {}
    for ma, head in provinces(bang).items():
        inside = content(bang, ma)
        names = list(inside.get("xa", {}).values())
        for district in inside.get("huyen", {}).values():
            names += [district["ten"], *(ten for ten, _new in district["xa"].values())]
        for ten in names:
            told = f"{in_sentence(ten)} ({in_sentence(head.ten)})"
            for key in {folded(ten), folded(split_name(ten)[1])}:
                found.setdefault(key, []).append(told)
    return found
