"""Advice on what was typed: marks that docgen does not read, words that YAML cut off or joined.

Nothing is changed here. Each finding names the line and the mark to use instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.findings import ERROR, WARNING, Finding, Where
from docgen.lang import _
from docgen.read.blocks import BULLETS, TextBlock, odd_start, read_blocks
from docgen.read.scalars import is_prose
from docgen.read.yaml_tree import Path, Tree
from docgen.viet.bang_chu import la_ma, so_la_ma
from docgen.viet.chuan import bo_dau
from docgen.viet.danh_so import SCHEME_TOKENS

# --- Marks at the start of a line ---------------------------------------------------------------

# Patterns are compiled when first used: most files need none of them.
_WORD = r"[^\W\d_]+"
_CODE = r"[A-ZĐ]{1,6}-"  # 5/QĐ-UBND is a number of a document
_STAR = r"\*\s+(?!Ghi chú|Lưu ý|Chú thích)\S"
_LETTER_O = r"o\s+(?=[^\W\d_])"
_NUMBER = r"(\d{1,2}(?:\.\d{1,2})*)\s?([/)]|[.:]?\s?[-–](?=\s)|\.)(\s*)"
_ROMAN = r"([IVX]+)\s?([/)]|\.(?=\S)|[.:]?\s?[-–](?=\s))(\s*)"
_LETTER = r"([a-zđ])\s?[./](\s*)"
_CAPITAL = r"[A-HĐ]\s?[./)]\s*"
_ORDINAL = (
    r"(?is)(phần|chương|mục)\s+(?:thứ\s+)?(nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)"
    r"\s*([.:–-]?)\s*(.*)"
)
_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_TITLED = r"(?s)(PHẦN|CHƯƠNG|MỤC|TIỂU MỤC)\s+([IVXLC]+|\d+)(?!\w)\s*([.:–-]?)\s*(.*)"
_DIEU = r"(?s)(Điều|ĐIỀU|điều)\s+(\d+)\s*(?:$|([.:)/–-])\s*(.*))"


def mark_for(text: str) -> str:
    """The mark that a paragraph was probably meant to begin with; "" when it begins with none."""
    first = text[:1]
    if first in BULLETS:
        return "-" if first else ""
    if first in "PCMTĐpcmđ":
        return _titled(text) or _lettered(text)
    if first.isdigit():
        return _numbered(text)
    if re.match(_STAR, text) or ((m := re.match(_LETTER_O, text)) and text[m.end()].isupper()):
        return "-"
    return _lettered(text)


def _titled(text: str) -> str:
    """`PHẦN I`, `Phần thứ nhất`, `ĐIỀU 1.`: headings that are read in one spelling only."""
    if m := re.fullmatch(_ORDINAL, text):
        if not _apart(m[3], m[4]):
            return ""
        number = _ORDINALS[m[2].lower()]
        return f"{m[1].capitalize()} {number if m[1].lower() == 'mục' else la_ma(number)}"
    if m := re.fullmatch(_TITLED, text):
        return f"{m[1].capitalize()} {m[2]}" if m[3] or _apart("", m[4]) else ""
    if m := re.fullmatch(_DIEU, text):
        rest = m[4] or ""
        bare = not rest and m[1] != "điều"
        fits = bare or rest[:1].isupper() or (bool(rest) and m[3] in (".", ":"))
        return f"Điều {m[2]}." if fits else ""
    return ""


def _apart(sign: str, rest: str) -> bool:
    """Whether the words behind a heading's number are its title and do not go on with it."""
    return not rest or rest.isupper() or (bool(sign) and rest[0].isupper())


def _numbered(text: str) -> str:
    m = re.match(_NUMBER, text)
    if m is None:
        return ""
    rest = text[m.end() :]
    # `1)` and `1/ ` may go on in small letters; 1.Việc, 1/Việc and 1 - Việc must look like an item.
    fits = rest[:1].isupper() or m[2] == ")" or (m[2] == "/" and bool(m[3]))
    return f"{m[1]}." if fits and _starts_words(rest) else ""


def _lettered(text: str) -> str:
    if (m := re.match(_ROMAN, text)) and so_la_ma(m[1]):
        return f"{m[1]}." if _is_heading(text[m.end() :], m[2], bool(m[3])) else ""
    if m := re.match(_LETTER, text):
        rest = text[m.end() :]
        fits = bool(m[2]) or rest[:1].isupper()
        # "a. m." and "đ/c" are abbreviations.
        return f"{m[1]})" if fits and rest[1:2] not in (".", "") and _starts_words(rest) else ""
    if (m := re.match(_CAPITAL, text)) and text[m.end() :].isupper():
        return "I." if len(re.findall(_WORD, text[m.end() :])) > 1 else ""
    return ""


def _starts_words(rest: str) -> bool:
    """Whether words follow, and not a code (UBND-VX) or a figure."""
    return bool(re.match(_WORD, rest.lstrip('“"*{ '))) and not re.match(_CODE, rest)


def _is_heading(rest: str, sign: str, spaced: bool) -> bool:
    """Whether what follows a numeral of capitals is a heading: "V/v", "C/O", "I - 5" are not."""
    word = re.match(_WORD, rest)
    if word is None or re.match(_CODE, rest):
        return False
    if sign[-1] in "-–":
        return rest.isupper()
    return spaced or (len(word[0]) > 1 and word[0][0].isupper())


def unread_marks(blocks: Iterable[TextBlock], text: str, path: Path, tree: Tree) -> list[Finding]:
    """Paragraphs of a typed body that begin with a mark docgen does not read (DL14).

    `blocks`: what `text` was read into, `path`: the data path of that text.
    """
    found = []
    lines = text.split("\n")
    for number, block in enumerate(blocks):
        if not odd_start(block) or lines[block.line].lstrip()[:1] == "\\":
            continue
        mark = mark_for(block.data["text"])
        if mark:
            found.append(
                Finding(
                    "DL14",
                    _("Dòng “{text}” không được đọc là mục, nên in thành đoạn thường.").format(
                        text=_cut(block.data["text"])
                    ),
                    WARNING,
                    _("Viết “{mark}” ở đầu dòng; đúng là đoạn thường thì thêm \\ ở đầu.").format(
                        mark=mark
                    ),
                    tree.where((*path, number)),
                )
            )
    return found


def _cut(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 30 else line[:29].rstrip() + "…"


# --- What YAML made of the text -----------------------------------------------------------------

_FOLDING = r":\s*>[-+\d]*\s*(?:#.*)?$"
_UNFINISHED = (
    r"(?:[,;:(\[“/–-]|(?:^|\s)(?:số|và|hoặc|của|về|cho|từ|đến|tại|các|những|điều|khoản|mục))$"
)


def cut_by_comments(tree: Tree) -> list[Finding]:
    """Wording that a # cut off, as far as it looks like no comment (DL13)."""
    found = []
    for path, value, comment, place in tree.comments:
        sign = comment[1:2]
        tight = sign.isalnum() or sign in ("“", '"', "{")
        if not is_prose(path) or not (tight or (value and re.search(_UNFINISHED, value))):
            continue
        found.append(
            Finding(
                "DL13",
                _("Từ dấu # trở đi (“{comment}”) là lời chú, không vào văn bản.").format(
                    comment=_cut(comment)
                ),
                WARNING,
                _("Thuộc câu thì bọc cả câu trong ngoặc kép; là lời chú thì thêm dấu cách sau #."),
                Where(tree.file, *place, path=tree.where(path).path),
            )
        )
    return found


def joined_lines(tree: Tree) -> list[Finding]:
    """Lines that YAML joined into one although they were meant to stand apart (DL15)."""
    found = []
    lines = tree.text.split("\n") if tree.folded else []
    for path, (first, last) in tree.folded.items():
        chosen = bool(re.search(_FOLDING, lines[first - 1]))
        part = [lines[first - 1], *lines[first:last]]
        if chosen:
            part[0] = ""
        joined = [n for n in range(1, len(part)) if part[n].strip() and part[n - 1].strip()]
        marked = [n for n in joined if _is_item(part[n].strip())]
        if path[-1:] == ("noi_dung",):
            if marked or (joined and not chosen):
                found.append(_joined_body(tree, path, bool(marked)))
            continue
        dash = next((n for n in marked if not chosen and part[n].lstrip()[:2] == "- "), 0)
        if dash:
            found.append(
                Finding(
                    "DL15",
                    _("Dòng bắt đầu bằng gạch này bị nhập vào dòng trên."),
                    WARNING,
                    _("Cho dấu gạch thẳng cột với dấu gạch ở trên."),
                    Where(tree.file, first + dash, 1, path=tree.where(path).path),
                )
            )
    return found


def _is_item(line: str) -> bool:
    block = read_blocks(line)[0]
    return bool(block.label or block.data["cap"] == "bang" or mark_for(block.data["text"]))


def _joined_body(tree: Tree, path: Path, marked: bool) -> Finding:
    return Finding(
        "DL15",
        _("Các dòng của `noi_dung` bị nhập thành một dòng vì thiếu dấu |."),
        ERROR if marked else WARNING,
        _("Viết `noi_dung: |` rồi gõ nội dung ở các dòng dưới, thụt vào hai dấu cách."),
        tree.where(path, key=True),
    )


# --- The numbering scheme -----------------------------------------------------------------------


def unknown_levels(tree: Tree) -> list[Finding]:
    """Marks in `danh_so` that stand for no level (DL23)."""
    found = []
    holders: list[tuple[Path, object]] = [((), tree.data)]
    attached = tree.data.get("kem_theo") if isinstance(tree.data, dict) else None
    if isinstance(attached, list):
        holders += [(("kem_theo", i), k) for i, k in enumerate(attached)]
    for path, holder in holders:
        tokens = holder.get("danh_so") if isinstance(holder, dict) else None
        for number, token in enumerate(tokens if isinstance(tokens, list) else ()):
            if not isinstance(token, str) or token.strip().rstrip(".)") in SCHEME_TOKENS:
                continue
            all_of_them = _("Chọn một trong: {all}.").format(all=", ".join(SCHEME_TOKENS))
            near = _nearest(token.strip().rstrip(".)/:"))
            hint = _("Có phải `{name}`?").format(name=near) + " " if near else ""
            found.append(
                Finding(
                    "DL23",
                    _("`{name}` không nhận giá trị “{value}”.").format(
                        name="danh_so", value=_cut(token)
                    ),
                    hint=hint + all_of_them,
                    where=tree.where((*path, "danh_so", number)),
                )
            )
    return found


def _nearest(token: str) -> str:
    """The mark of a level that was probably meant; "" when none is near."""
    plain = bo_dau(token).lower()
    for known in SCHEME_TOKENS:
        name = bo_dau(known).lower()
        if plain == name or (len(name) > 1 and name.isalpha() and plain.startswith(name)):
            return known
    if token in BULLETS or token in ("*", "–", "—"):
        return "-" if token else ""
    if token.isdigit():
        return "1"
    if plain.upper() and so_la_ma(plain.upper()) and len(plain) > 1:
        return "I"
    return "a" if len(plain) == 1 and plain.isalpha() else ""
