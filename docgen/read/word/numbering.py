"""Automatic numbers as Word prints them: "I.", "1.1.", "a)", "Điều 3.", "-"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docgen.read.word import legacy
from docgen.read.word.names import PSTYLE, RFONTS, RPR, VAL, W
from docgen.read.word.styles import Styles, is_on, number

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)
_MOST = 1_000_000
"""Numbers beyond this are printed in digits, whatever the format."""
DASHES = frozenset("-–—−‐‑‒―")


class Level(NamedTuple):
    """One level of a numbering: w:lvl."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int = -1
    """Restarts after this level (from 1); 0: never; -1: after every higher level."""
    legal: bool = False
    style: str = ""
    charset: str = ""


def roman(value: int) -> str:
    """Roman numeral of a number from 1."""
    out = ""
    for size, sign in _ROMAN:
        out += sign * (value // size)
        value %= size
    return out


def letter(value: int) -> str:
    """Word's letters of a number from 1: a … z, aa, bb … zz, aaa …"""
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def printed(value: int, form: str) -> str:
    """A number in Word's format `form`; formats of other scripts come out in digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{value:02}"
    if 0 < value < 4000 and form == "upperRoman":
        return roman(value)
    if 0 < value < 4000 and form == "lowerRoman":
        return roman(value).lower()
    if 0 < value < 2600 and form in ("lowerLetter", "upperLetter"):
        return letter(value) if form == "lowerLetter" else letter(value).upper()
    return str(value)


class Numbering:
    """Counts through the document; ask for labels in reading order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._nums: dict[str, Any] = {}
        self._levels: dict[str, tuple[str, list[Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for item in root if root is not None else ():
            if item.tag == W + "abstractNum":
                self._abstract.setdefault(item.get(W + "abstractNumId", ""), item)
            elif item.tag == W + "num":
                self._nums.setdefault(item.get(W + "numId", ""), item)

    def label(self, num_id: str | None, ilvl: int | None, style_id: str = "") -> str:
        """The next number of list `num_id` at level `ilvl` (from 0), "" where there is none.

        `style_id` finds the level when only a style says that the paragraph is numbered.
        """
        if not num_id or num_id not in self._nums:
            return ""
        if num_id not in self._levels:
            self._levels[num_id] = self._read(num_id)
        key, levels, starts = self._levels[num_id]
        if ilvl is None:
            ilvl = next((n for n, lv in enumerate(levels) if style_id and lv.style == style_id), 0)
        ilvl = min(max(ilvl, 0), LEVELS - 1)
        counts = self._counts.setdefault(key, [None] * LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at in starts:
                counts[at] = None
        self._count(counts, levels, ilvl)
        return self._print(counts, levels, ilvl)

    def _count(self, counts: list[int | None], levels: list[Level], ilvl: int) -> None:
        for at in range(ilvl):
            if counts[at] is None:
                counts[at] = levels[at].start
        old = counts[ilvl]
        counts[ilvl] = levels[ilvl].start if old is None else old + 1
        for at in range(ilvl + 1, LEVELS):
            restart = levels[at].restart
            if restart < 0 or ilvl < restart:
                counts[at] = None

    def _print(self, counts: list[int | None], levels: list[Level], ilvl: int) -> str:
        level = levels[ilvl]
        if level.format == "bullet":
            return _bullet(levels, ilvl)

        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = counts[at]
            if value is None:
                return ""
            return printed(value, "decimal" if level.legal else levels[at].format)

        text = _PLACE.sub(place, level.text)
        if level.charset:
            text = legacy.decode(text, level.charset)
        return " ".join(text.split())

    def _read(self, num_id: str) -> tuple[str, list[Level], dict[int, int]]:
        """Key of the counters, levels, and the starts that this list sets itself."""
        num = self._nums[num_id]
        key, abstract = self._definition(num_id)
        levels = [Level() for _n in range(LEVELS)]
        for item in abstract.findall(W + "lvl") if abstract is not None else ():
            at = number(item.get(W + "ilvl"), -1)
            if 0 <= at < LEVELS:
                levels[at] = _level(item)
        starts: dict[int, int] = {}
        for item in num.findall(W + "lvlOverride"):
            at = number(item.get(W + "ilvl"), -1)
            if not 0 <= at < LEVELS:
                continue
            own = item.find(W + "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = item.find(W + "startOverride")
            if start is not None:
                starts[at] = number(start.get(VAL), 1)
                levels[at] = levels[at]._replace(start=starts[at])
        return key, levels, starts

    def _definition(self, num_id: str) -> tuple[str, Any]:
        """The abstract numbering of a list, through links of numbering styles."""
        key = ""
        for _step in range(8):
            num = self._nums.get(num_id)
            pointer = num.find(W + "abstractNumId") if num is not None else None
            key = pointer.get(VAL, "") if pointer is not None else ""
            abstract = self._abstract.get(key)
            link = abstract.find(W + "numStyleLink") if abstract is not None else None
            if link is None:
                return key, abstract
            num_id = self._styles.numbering_style(link.get(VAL, "")) or ""
        return key, None


def _level(item: Any) -> Level:
    values: dict[str, Any] = {}
    for child in item.iter(*(W + n for n in ("start", "numFmt", "lvlText", "lvlRestart", "isLgl"))):
        values.setdefault(child.tag[len(W) :], child)
    style = item.find(PSTYLE)
    fonts = item.find(f"{RPR}/{RFONTS}")
    start, form, text = values.get("start"), values.get("numFmt"), values.get("lvlText")
    restart, legal = values.get("lvlRestart"), values.get("isLgl")
    return Level(
        min(number(start.get(VAL), 1), _MOST) if start is not None else 0,
        form.get(VAL, "decimal") if form is not None else "decimal",
        text.get(VAL, "") if text is not None else "",
        number(restart.get(VAL), -1) if restart is not None else -1,
        legal is not None and is_on(legal),
        style.get(VAL, "") if style is not None else "",
        legacy.charset(fonts.get(W + "ascii", "")) if fonts is not None else "",
    )


def _bullet(levels: list[Level], ilvl: int) -> str:
    """A bullet as one of the two signs of Vietnamese documents.

    "-" and "+" are what they are; any other sign is "-" on the first level of bullets and "+" on
    those below it.
    """
    sign = levels[ilvl].text.strip()
    if sign:
        code = ord(sign[0])
        sign = chr(code - 0xF000) if 0xF020 <= code < 0xF100 else sign[0]
    if sign in DASHES:
        return "-"
    if sign == "+" or not sign:
        return sign
    above = any(lv.format == "bullet" and lv.text.strip() for lv in levels[:ilvl])
    return "+" if above else "-"
