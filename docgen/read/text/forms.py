"""Labels in the forms that offices type beside the decree's own: "I/", "1)", "a.", "•", "PHẦN I".

One line at a time: what a line could be a label of. Whether it is one follows from its siblings
(`labels.py`). The decree's own forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.đ.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.read.blocks import BULLETS, level_of
from docgen.viet.bang_chu import la_ma, so_la_ma


class Form(NamedTuple):
    """What the beginning of a line could be the label of."""

    form: str
    """The shape of the label with its first number: "1/", "a.", "(1)", "Phần thứ nhất", "•"."""
    cap: str
    """Level that it stands for; "A" for capital letters, "*" for bullets: told by the context."""
    number: int
    typed: str
    rest: str


LETTERS = "abcdđefghijklmnopqrstuvwxyz"
"""Letters in which points are counted by people; the legal alphabet leaves out f, j, w and z."""
ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SIGN = r"\s?[/)]|\.(?=[^\W\d_])|[.:]?[-–—](?=\s)|\s[-–—](?=\s)"
_ARABIC = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})({_SIGN})(\s*)")
_ROMAN = re.compile(rf"([IVXL]{{1,5}})({_SIGN}|:(?=\s))(\s*)")
_PREFIXED = re.compile(r"([IVXL]{1,5}|[A-HĐ])((?:\.\d{1,2}){1,3})([.)/:]?)\s+")
_SMALL = re.compile(r"([a-zđ])(\s?[./]|\s\)|,(?=\s))(\s*)")
_CAPITAL = re.compile(r"([A-HĐ])(\s?[./)]|[.:]?[-–—](?=\s)|\s[-–—](?=\s))(\s*)")
_RING = re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{2,4})\)(\s*)")
_STAR = re.compile(r"\*\s+(?!Ghi chú|Lưu ý|Chú thích|Chú ý)")
_TITLED = re.compile(
    rf"(phần|chương|mục|tiểu mục)\s+((?:thứ\s+)?(?:{'|'.join(ORDINALS)})|[IVXLC]+|\d{{1,3}}|[A-HĐ])"
    r"(?!\w)\s*([.:–—-]?)\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_DIEU = re.compile(r"(Điều|ĐIỀU)\s+(\d{1,3})\s*(?:$|([.:)/–—-])\s*(.*))", re.DOTALL)
_BOLD_LABEL = re.compile(
    r"(\*{1,3})(?!\*)((?:Điều|ĐIỀU)\s+\d+\s*[.:]|[^*\s]{1,8})(?:(\1)\s*|\s+(?=[^*]+\1))"
    r"(?=[^*\s]|\*{1,3}\w)"
)
_OWN_NUMERAL = re.compile(r"[IVXLC]+|\d+")
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-ZĐ]{1,6}-|[a-zđ](?:\.|/)")
_TITLES = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu_muc"}
_HEADS = ("phần", "chươ", "mục ", "tiểu", "điều")
# Dashes of other lengths are the dash that the decree names.
_DASHES = "‐‑−―\uf02d"


def form_of(text: str) -> Form | None:
    """The label in another form that a line could begin with; None for most lines."""
    first, second = text[:1], text[1:2]
    if first.isdigit():
        return _arabic(text)
    if first == "(":
        return _ring(text)
    if not first.isalpha():
        return _bullet(text)
    if first == "o" and second in " \t":
        return _bullet(text)
    if second in "./):,–-—" or second.isspace():
        return _roman(text) or _lettered(text)
    if first in "IVXL" and second in "IVXL.":
        return _roman(text)
    return _titled(text) if text[:4].lower() in _HEADS else None


def bared(text: str) -> str:
    """Put the label before the bold text it stands in: "**1. Đích:** …", "1. **Đích:** …"."""
    m = _BOLD_LABEL.match(text) if text[:1] == "*" else None
    if m is None:
        return text
    sign, label, closed, rest = m[1], m[2], m[3], text[m.end() :]
    sample = f"{label} Xem"
    if level_of(sample)[0] == "doan" and form_of(sample) is None:
        return text
    return f"{label} {rest}" if closed else f"{label} {sign}{rest}"


def _arabic(text: str) -> Form | None:
    m = _ARABIC.match(text)
    if m is None:
        return None
    rest, sign = text[m.end() :], m[2].strip()
    loose = sign == ")" or (sign == "/" and m[3])
    if not _says(rest) or not (loose or _capital(rest)):
        return None
    parts = m[1].split(".")
    cap = "so" if len(parts) == 1 else "so_kep"
    form = ".".join("1" for _part in parts) + m[2]
    return Form(form, cap, int(parts[-1]), m[0].strip(), rest)


def _roman(text: str) -> Form | None:
    if m := _PREFIXED.match(text):
        numbers = m[2].split(".")[1:]
        form = ("A" if len(m[1]) == 1 and m[1] not in "IVXL" else "I") + ".1" * len(numbers) + m[3]
        rest = text[m.end() :]
        cap = "so" if len(numbers) == 1 else "so_kep"
        return Form(form, cap, int(numbers[-1]), m[0].strip(), rest) if _says(rest) else None
    m = _ROMAN.match(text)
    number = so_la_ma(m[1]) if m else None
    if m is None or not number:
        return None
    rest = text[m.end() :]
    word = _WORD.match(rest.lstrip('“"*{ '))
    # "V/v", "C/O", "I.V. Lênin" are no headings.
    if word is None or len(word[0]) < 2 or _CODE.match(rest) or not _capital(rest):
        return None
    return Form("I" + m[2], "la_ma", number, m[0].strip(), rest)


def _lettered(text: str) -> Form | None:
    if m := _SMALL.match(text):
        rest = text[m.end() :]
        # "a.m", "đ/c" are abbreviations.
        fits = ((m[3] and m[2] != ",") or _capital(rest)) and rest[1:2] not in (".", "", "/")
        number = LETTERS.index(m[1]) + 1
        typed = m[0].strip()
        return Form("a" + m[2], "chu", number, typed, rest) if fits and _says(rest) else None
    m = _CAPITAL.match(text)
    if m is None:
        return None
    rest = text[m.end() :]
    word = _WORD.match(rest.lstrip('“"*'))
    if word is None or len(word[0]) < 2 or not _capital(rest):
        return None
    if not word[0].isupper() and (not m[3] or m[2][-1] in "-–—"):
        return None
    return Form("A" + m[2], "A", LETTERS.index(m[1].lower()) + 1, m[0].strip(), rest)


def _ring(text: str) -> Form | None:
    m = _RING.match(text)
    if m is None or not _says(text[m.end() :]):
        return None
    rest = text[m.end() :]
    if m[1].isdigit():
        return Form("(1)", "so", int(m[1]), m[0].strip(), rest)
    if len(m[1]) > 1:
        return Form("(i)", "", so_la_ma(m[1].upper()) or 0, m[0].strip(), rest)
    return Form("(a)", "chu", LETTERS.index(m[1]) + 1, m[0].strip(), rest)


def _bullet(text: str) -> Form | None:
    first = text[0]
    rest = text[1:].strip()
    if not rest:
        return None
    if first in _DASHES:
        return Form("-", "gach", 0, first, rest)
    if first == "*":
        fits = _STAR.match(text) and rest[-1] != "*"
    elif first == "o":
        fits = rest[0].isupper()
    else:
        fits = first in BULLETS
    # Signs of symbol fonts print nothing in another font.
    typed = "•" if "\ue000" <= first <= "\uf8ff" else first
    return Form(first, "*", 0, typed, rest) if fits else None


def _titled(text: str) -> Form | None:
    """`PHẦN I. A`, `Phần thứ nhất`, `Chương I - A`, `Điều 1 - A`, `Điều 1` alone."""
    if m := _DIEU.fullmatch(text):
        sign, rest = m[3] or "", m[4] or ""
        fits = not rest or rest[:1].isupper()
        if not fits or sign in (".", ":"):
            return None
        return Form(f"Điều 1{' ' if sign in ('-', '–', '—') else ''}{sign}", "dieu", int(m[2]),
                    text[: len(text) - len(rest)].strip(), rest)  # fmt: skip
    m = _TITLED.fullmatch(text)
    if m is None or not m[1][0].isupper():
        return None
    word, numeral, sign, rest = m[1], m[2], m[3], m[4]
    if not (not rest or rest.isupper() or (sign and rest[0].isupper())):
        return None
    number = _count(numeral)
    own = word == word.capitalize() and _OWN_NUMERAL.fullmatch(numeral)
    if not number or (own and sign not in ("-", "–", "—")):
        return None  # the decree's own form, or no number
    cap = _TITLES[word.lower()]
    typed = f"{word} {numeral}{sign if sign in ('.', ':') else ' ' + sign if sign else ''}"
    shape = "thứ nhất" if numeral[-1].islower() else "1" if numeral.isdigit() else "I"
    if numeral in tuple("ABDEGHĐ"):
        shape = "A"
    return Form(f"{word} {shape}{typed[len(word) + 1 + len(numeral) :]}", cap, number, typed, rest)


def _count(numeral: str) -> int:
    """The number that a title's numeral stands for; 0 for none."""
    if numeral.isdigit():
        return int(numeral)
    word = numeral.split()[-1].lower()
    if len(word) > 1 and word in ORDINALS:
        return ORDINALS[word]
    if numeral != numeral.upper():
        return 0
    return so_la_ma(numeral) or (LETTERS.index(numeral.lower()) + 1 if len(numeral) == 1 else 0)


def number_of(label: str) -> int:
    """The number in a label of any form: "Chương I", "đ)", "1.3." (its last part); 0: none."""
    core = label.strip(" ().,:/–—-").split(".")[-1].split()
    word = core[-1] if core else ""
    if word.isdigit():
        return int(word)
    if len(word) == 1 and word in LETTERS:
        return LETTERS.index(word) + 1
    return so_la_ma(word) or ORDINALS.get(word.lower(), 0) or letter_of(label)


def letter_of(label: str) -> int:
    """The number of a capital letter: C is a third, though La Mã too; 0 where there is none."""
    word = label.strip(" ().,:/–—-").split(" ")[-1].lower()
    return LETTERS.index(word) + 1 if len(word) == 1 and word in LETTERS else 0


def written(cap: str, form: Form) -> str:
    """The label in docgen's form, for the level that was found."""
    number = form.number
    if cap in ("gach", "cong"):
        return "-" if cap == "gach" else "+"
    if cap == "so":
        return f"{number}."
    if cap == "so_kep":
        return ".".join(re.findall(r"\d+", form.typed)[-form.form.count("1") :]) + "."
    if cap == "chu":
        return f"{LETTERS[number - 1]})"
    if cap == "dieu":
        return f"Điều {number}."
    roman = la_ma(number) if number else ""
    names = {"phan": f"Phần {roman}", "chuong": f"Chương {roman}"}
    names |= {"muc": f"Mục {number}", "tieu_muc": f"Tiểu mục {number}"}
    return names.get(cap, f"{roman}.")


def _says(rest: str) -> bool:
    """Whether words follow, and not a code (UBND-VX) or a figure."""
    return bool(_WORD.match(rest.lstrip('“"*{[( '))) and not _CODE.match(rest)


def _capital(rest: str) -> bool:
    return rest.lstrip('“"*{[( ')[:1].isupper()
