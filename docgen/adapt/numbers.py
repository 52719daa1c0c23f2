"""Numbers of the level above in a unit's draft: marked, unless a stated rule says they stay.

Law 4: no target, share, count or deadline of the level above survives unmarked. What stays is
named in bang/so_lieu.yaml, each with its reason; what is in doubt is marked. Time is in step with
the length of the text: everything is looked for around a number, no further than `_BACK`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from docgen.adapt import deadlines
from docgen.adapt.changes import Change, Span, mark
from docgen.adapt.stored import stored
from docgen.model import Ngay

RULE = "so_lieu"
TABLE = Path(__file__).parent / "bang" / "so_lieu.yaml"
_BACK = 64
"""How far before a number the words may begin that tell what it is."""
_FIXED = re.compile(r"\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\]")
_FOLDED = (("\xa0", " "), ("–", "-"), ("—", "-"), ("−", "-"), ("\u2011", "-"), ("‐", "-"))
_N = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"
_ONE = r"(?:một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín)"
_BIG = r"(?:mươi|trăm|nghìn|ngàn|triệu(?! tập)|tỷ(?! (?:lệ|trọng|suất|số|giá)))"
_FIVE = rf"năm(?=\s{{1,4}}{_BIG})"
_MANY = (
    rf"(?:(?:{_ONE}|{_FIVE})\s{{1,4}}{_BIG}|mười(?=\s{{1,4}}(?:{_ONE}|lăm|{_BIG})(?!\w)))"
    rf"(?:\s{{1,4}}(?:{_BIG}|{_ONE}|{_FIVE}|mười|lăm|mốt|(?:linh|lẻ)\s{{1,4}}(?:{_ONE}|năm|tư)"
    r"|rưỡi)(?!\w)){0,12}"
)
_SPELLED = rf"(?:{_MANY}|(?:{_ONE}|năm|mười)(?:\s{{1,4}}lăm)?)(?!\w)"
_FIGURE = (
    rf"{_N}(?:\s?[%‰])?(?:(?:\s{{0,4}}[-/]\s{{0,4}}|\s{{1,4}}đến\s{{1,4}}){_N}(?:\s?[%‰])?){{0,3}}"
    rf"(?:\s?\(\s?{_SPELLED}\s?\))?"
)
"""115/181; 63,5%; 1.250; 10 - 15%; 05 (năm)."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,40}(?=@)")
_OFTEN = re.compile(r"(?<!\w)(?:mỗi|h[ằà]ng|tháng|quý|tuần|nhất|thiểu|quá|kỳ)(?!\w)[^.;:\n]*\Z")
_TIMES = re.compile(r"\s{1,4}lần(?!\w)")
_FIGURES = re.compile(_FIGURE)
_NOT_COUNTED = (
    r"(?<!\w)(?=[bchmnst])(?<!thứ\s)(?<!hàng\s)(?<!hằng\s)(?<!khóa\s)(?<!tháng\s)(?<!mục\s)(?<!điều\s)(?<!ngày\s)"
    r"(?<!chương\s)(?<!phần\s)(?<!số\s)(?<!tổ\s)(?<!quý\s)(?<!lớp\s)(?<!mồng\s)(?<!mùng\s)(?<!vài\s)"
    r"(?<!mấy\s)(?<!lần\s)"
)
_COUNTING = re.compile(r"(?<!\w)(?:có|thêm|nhất|thiểu|gồm|đạt|quá|khoảng|hơn|gần|được|là)\s{1,4}\Z")
"""Before "năm xã": five; otherwise a year."""
_WORDS_OF_NUMBERS = tuple("hai ba bốn sáu bảy bẩy tám chín mười một năm mươi trăm quý thứ".split())
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{1,16}\Z")
_SYMBOL = re.compile(r"\w+(?:[.+-]\d{1,4}(?!\d|%|[.,]\d))?")
_DIGITS = re.compile(r"\d+")
_AFTER = re.compile(r"(?:\s+[^\s,.;:()]+){1,3}")
_AT_LEAST = re.compile(r"(?:ít nhất|tối thiểu|không dưới|trên|từ|hơn)\s+\Z")
_MONEY = re.compile(r"\s{0,4}(?:nghìn|ngàn|triệu|tỷ|tỉ)?\s{0,4}(?:đồng|triệu|tỷ|tỉ|usd)(?!\w)")


class Facts(NamedTuple):
    """The table of numbers that stay, as one pattern; and what counts in words."""

    pattern: re.Pattern[str]
    """At a number: an entry of the table, a form of deadline, a figure; named groups say which."""
    reasons: dict[str, str]
    """Name of an entry to why it stays."""
    years: frozenset[str]
    """Entries that are years by which something may have to be done."""
    asked: dict[str, tuple[str, str]]
    """Entries that are asked about: question and suggestion."""
    codes: frozenset[str]
    """Entries that are codes: what stays has a capital letter."""
    spelled: re.Pattern[str]
    """Where something without a digit may begin: a numeral in words, a quarter."""
    holidays: frozenset[tuple[int, int]]
    symbols: frozenset[str]


def find_numbers(
    text: str,
    taken: Sequence[tuple[int, int]],
    day: Ngay,
    earlier: int = 10,
    facts: Facts | None = None,
) -> list[Change]:
    """Numbers and deadlines of the level above as open questions, in order, apart.

    text: plain text, NFC; taken: places (start, end) that are not looked at; day: date of the
    unit's document, parts may be open; earlier: days by which a proposed deadline is sooner;
    facts: another table than docgen's (`load_facts`). Places inside {{ }} and [[ ]] are left alone.
    """
    return [x for x in _scan(text, taken, day, earlier, facts) if isinstance(x, Change)]


def same_facts(
    text: str,
    taken: Sequence[tuple[int, int]],
    day: Ngay | None = None,
    facts: Facts | None = None,
) -> list[Span]:
    """Numbers that stay, each with its reason, in order; arguments as for `find_numbers`.

    Every digit of a text is in one of these, in one of the changes of `find_numbers` for the same
    day, in a taken place, or in {{ }} or [[ ]].
    """
    found = _scan(text, taken, day or Ngay.model_construct(), 10, facts)
    return [x for x in found if isinstance(x, Span)]


@lru_cache(maxsize=4)
def load_facts(path: Path = TABLE) -> Facts:
    """Read a table of numbers that stay (form: see bang/so_lieu.yaml).

    Raises ValueError for an entry that is no pattern, has groups of its own, or no reason.
    """
    data: dict[str, Any]
    if path == TABLE:
        data = stored()[TABLE.stem]
    else:
        from ruamel.yaml import YAML

        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    macros: dict[str, str] = data["chu"]
    parts = [
        rf"(?P<giu_{e['ma']}>{expand(e['mau'], macros)})(?![\w%]|[.,/]\d|\s?%)" for e in data["giu"]
    ]
    parts += [rf"(?P<han_{name}>{form})" for name, form in deadlines.FORMS.items()]
    units, one = expand(data["don_vi_chu"], macros), expand(data["don_vi_mot"], macros)
    words = (
        rf"{_NOT_COUNTED}(?:(?P<chu_nhieu>{_MANY})(?!\w)"
        rf"|(?P<chu_phan>{_ONE}\s{{1,4}}phần\s{{1,4}}(?:{_ONE}|tư|năm|mười|trăm)(?!\w))"
        rf"|(?P<chu_nam>năm(?=\s{{1,4}}(?:{units})(?!\w)))"
        rf"|(?P<chu_don>(?:(?!một){_ONE}|mười)(?:(?:,\s?|\s{{1,4}}(?:đến|hoặc)\s{{1,4}})(?:{_ONE}|"
        rf"mười))?(?=\s{{1,4}}(?:{units})(?!\w))|một(?=\s{{1,4}}(?:{one})(?!\w))))"
    )
    master = rf"(?<!\w)(?:{'|'.join(parts)})|{words}|(?P<so>{_FIGURE})"
    try:
        pattern = re.compile(master)
        sound = pattern.groups == len(pattern.groupindex) and not pattern.match("")
    except re.error:
        sound = False
    if not sound or not all(e.get("ly_do") for e in data["giu"]):
        raise ValueError(f"{path.name}: {_broken(data, macros)}")
    return Facts(
        pattern=pattern,
        reasons={e["ma"]: e["ly_do"] for e in data["giu"]},
        years=frozenset(e["ma"] for e in data["giu"] if e.get("moc")),
        asked={e["ma"]: (e["hoi"], e.get("goi_y", "")) for e in data["giu"] if e.get("hoi")},
        codes=frozenset(e["ma"] for e in data["giu"] if e.get("hoa")),
        spelled=re.compile(
            rf"(?<!\w)(?:quý\s{{1,4}}(?:[ivx]|(?:một|hai|ba|bốn|tư)(?!\w))|thứ\s{{1,4}}\w{{2,4}}\s{{1,4}}h[ằà]ng\s|{_MANY}"
            rf"|(?:{_ONE}|năm|mười)(?=(?:\s{{1,4}}lăm|,?\s{{1,4}}(?:đến\s{{1,4}}|hoặc\s{{1,4}})?{_ONE})?"
            rf"\s{{1,4}}(?:{units}|ngày|tuần|tháng|giờ|phút|quý|phần|năm\s{{1,4}}một)(?!\w)))"
        ),
        holidays=frozenset(_day_month(str(d)) for d in data["ngay_le"]),
        symbols=frozenset(data["ky_hieu_thuong"]),
    )


def _broken(data: dict[str, Any], macros: dict[str, str]) -> str:
    """Which entry of a table is broken, and how. Looked for only when the whole does not hold."""
    for entry in data["giu"]:
        try:
            pattern = re.compile(rf"(?P<giu_{entry['ma']}>{expand(entry['mau'], macros)})")
        except re.error as error:
            return f"{entry['ma']}: {error}"
        if pattern.groups > 1 or pattern.match("") or not entry.get("ly_do"):
            return f"{entry['ma']}: mẫu có nhóm, mẫu rỗng hoặc thiếu lý do"
    return "hai mục cùng tên"


def expand(pattern: str, macros: dict[str, str]) -> str:
    """A pattern of the table as a regular expression: macros put in, spaces of any width."""
    for _depth in range(4):
        pattern = re.sub(
            r"\{([a-z_]+)\}", lambda m: f"(?:{macros[m[1]]})" if m[1] in macros else m[0], pattern
        )
    return pattern.replace(" ?", r"\s{0,4}").replace(" ", r"\s{1,4}")


def _day_month(text: str) -> tuple[int, int]:
    day, _slash, month = text.partition("/")
    return int(day), int(month)


def _scan(
    text: str,
    taken: Sequence[tuple[int, int]],
    day: Ngay,
    earlier: int,
    facts: Facts | None,
) -> Iterator[Change | Span]:
    """Every number of the text outside the taken places, in order."""
    low = _fold(text)
    digits = _DIGITS.search(low) is not None
    mail = "@" in low
    if not digits and not mail and not any(word in low for word in _WORDS_OF_NUMBERS):
        return
    facts = facts or load_facts()
    for begin, end in _free(text, taken):
        starts: list[int] = [m.start() for m in facts.spelled.finditer(low, begin, end)]
        if digits or mail:
            starts += [m.start() for m in _MAIL.finditer(low, begin, end)] if mail else []
            starts += [m.start() for m in _DIGITS.finditer(low, begin, end)]
            starts.sort()
        at = begin
        for start in starts:
            if start < at:
                continue
            found = None
            if at == begin > 0:
                # The words that tell what it is may be taken: "tỉnh" of "tỉnh lộ 232" is.
                found = _at(low, text, start, (max(0, begin - _BACK), end), day, earlier, facts)
            if found is None or found.start < begin:
                found = _at(low, text, start, (at, end), day, earlier, facts)
            if found is not None:
                yield found
                at = found.end


def _fold(text: str) -> str:
    """Small letters, one kind of dash and space; as long as the text."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for old, new in _FOLDED:
        if old in low:
            low = low.replace(old, new)
    return low


def _free(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places between the taken ones, {{ }} and [[ ]]."""
    fixed: Iterator[tuple[int, int]] = (
        (m.span() for m in _FIXED.finditer(text)) if "{{" in text or "[[" in text else iter(())
    )
    at = 0
    for start, end in sorted(chain(taken, fixed)):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


def _at(
    low: str,
    text: str,
    start: int,
    free: tuple[int, int],
    day: Ngay,
    earlier: int,
    facts: Facts,
) -> Change | Span | None:
    """The number at a place, or the one whose words begin before it; None: no number."""
    begin, end = free
    digit = low[start].isdecimal()
    if digit and start > begin and low[start - 1].isalpha():
        symbol = _symbol(low, text, start, free, facts)
        if symbol:
            return symbol
    at = max(begin, start - _BACK)
    while (m := facts.pattern.search(low, at, end)) and m.end() <= start:
        at = m.end()
    if m is None or m.start() > start:
        return None
    if not digit and m.start() < start and (m.lastgroup or "").startswith("giu_"):
        # A numeral in words inside what stays is a figure all the same.
        m = facts.pattern.match(low, start, end)
        if m is None:
            return None
    kind, _line, name = (m.lastgroup or "so").partition("_")
    if kind == "giu":
        first = _DIGITS.search(low, m.start(), m.end())
        whole = first is None or "@" in m[0] or m[0].startswith(("www.", "http"))
        place = (first.start() if first and not whole else m.start(), m.end())
        if name in facts.codes and text[slice(*place)] == low[slice(*place)]:
            bare = _FIGURES.match(low, start, end)
            return _figure(low, text, bare.span() if bare else place)
        if name in facts.years and (asked := deadlines.year(low, text, m.span(), day)):
            return asked
        if name in facts.asked:
            return Change(*place, "hoi", RULE, mark(text[slice(*place)]), *facts.asked[name])
        return Span(*place, facts.reasons[name])
    if kind == "han":
        return deadlines.judge(name, low, text, m.span(), day, earlier, facts.holidays)
    if name == "nam" and not _COUNTING.search(low, max(begin, m.start() - 20), m.start()):
        return None
    if kind == "chu" and _TIMES.match(low, m.end()) and not _often(low, m.start()):
        return None
    return _figure(low, text, m.span())


def _often(low: str, start: int) -> bool:
    """Whether times are counted (mỗi năm hai lần), or it is a way to speak (làm hai lần)."""
    return _OFTEN.search(low, max(0, start - 40), start) is not None


def _symbol(low: str, text: str, start: int, free: tuple[int, int], facts: Facts) -> Span | None:
    """Letters and digits in one word that make a symbol: H5N1, QL1A, m2; not "đạt95%"."""
    letters = _LETTERS_BEFORE.search(text, max(free[0], start - 16), start)
    if letters is None or not (letters[0].isupper() or letters[0].lower() in facts.symbols):
        return None
    m = _SYMBOL.match(low, start, free[1])
    if m is None or low[m.end() : m.end() + 1] == "%":
        return None
    return Span(start, m.end(), "Chữ và số viết liền: ký hiệu")


def _figure(low: str, text: str, place: tuple[int, int]) -> Change:
    """A target, share, amount or count as an open question."""
    start, end = place
    words = text[start:end]
    after = _AFTER.match(text, end, min(len(text), end + 60))
    shown = words + (after[0] if after else "")
    if after and text[after.end() : after.end() + 1].isspace():
        shown += "…"
    return Change(
        start,
        end,
        "hoi",
        RULE,
        mark(f"cấp trên: {words}"),
        f"“{shown}” là số của cấp trên. Số của đơn vị là bao nhiêu?",
        _proposal(low, place),
    )


def _proposal(low: str, place: tuple[int, int]) -> str:
    start, end = place
    words = low[start:end]
    if "%" in words or "‰" in words:
        return "Tính tỷ lệ từ số của đơn vị (tử số trên mẫu số); không lấy tỷ lệ của cấp trên."
    if "/" in words:
        return "Ghi số của đơn vị: số đạt trên tổng số thuộc đơn vị (tệp --data, mục chi_tieu)."
    if _MONEY.match(low, end):
        return "Ghi kinh phí bố trí cho đơn vị, hoặc bỏ nếu không giao cho đơn vị."
    if _AT_LEAST.search(low, max(0, start - 20), start):
        return "Mức cấp trên đặt ra: ghi mức của đơn vị, hoặc giữ nếu áp dụng chung cho mọi đơn vị."
    return "Ghi số của đơn vị (tệp --data, mục chi_tieu), hoặc giữ nếu là mức chung cho mọi đơn vị."
