"""The head of a document: who issues it, number and code, place and date, kind and subject.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1-5 and 9. Lines are taken by what they say, not
by where they stand, so that two columns, one column and a scan's mixture read alike.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.issuers import issuers
from docgen.read.text.marks import fold, plain, upper_case
from docgen.read.text.title import (
    Head,
    behind_dust,
    of_header,
    read_title,
    small_kind,
    unknown_kind,
)

_REACH = 45  # lines in which the title of a document is looked for
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY_CODE = re.compile(
    r"0*([1-9]\d{0,4})\s?-\s?([A-ZĐ][A-Za-zĐ]{0,6}/[A-ZĐ][A-ZĐ\d]{0,10}(?:-[A-ZĐ\d]{1,10})*)\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RULE = re.compile(r"\s+[-_–—=*]{4,}$")


def read_head(lines: list[Line], attached: bool = False) -> tuple[Head, int]:
    """The head, and the index of the first line after it (0 when there is no head at all).

    `attached`: forms are attached too; their names, which no kind has, stay paragraphs.
    """
    head = Head()
    title = _title_at(lines, unlisted=not attached)
    if title is None:
        end = _letter_end(lines)
        _before_title(lines[:end], head)
        return head, end
    _before_title(lines[:title], head)
    return head, read_title(lines, title, head, lambda line: _below_title(line, head))


def _title_at(lines: list[Line], unlisted: bool) -> int | None:
    """Where the name of the kind stands; capitals that no kind has, where there is none."""
    known = letter = False
    for place, line in enumerate(lines[:_REACH]):
        text, folded = plain(line.text), fold(line.text)
        letter = letter or bool(marks.LETTER_SUBJECT.match(text))
        if marks.ANNEX.match(folded):
            return place
        if marks.kind_of(line.text) and not line.label:
            return place
        if behind_dust(lines, place):
            return place
        if (known or place == 0) and not letter and small_kind(lines, place):
            return place
        if marks.RECEIVERS.match(line.text) or marks.GROUNDS.match(line.text):
            break
        if line.label or line.table is not None or marks.starts_label(line.text):
            # A list before any title: there is none. Recipients never come first.
            break
        known = known or of_header(line)
    return _unlisted_at(lines[:_REACH]) if unlisted and not letter else None


def _unlisted_at(lines: list[Line]) -> int | None:
    """Where a kind stands that is not known: the first line under a whole header."""
    motto = numbered = False
    for place, line in enumerate(lines):
        folded = fold(line.text)
        national = marks.QUOC_HIEU.search(folded) or marks.TIEU_NGU.search(folded)
        motto = motto or bool(national)
        numbered = numbered or (of_header(line) and not national)
        if motto and numbered and unknown_kind(lines, place):
            return place
        if not of_header(line) and not upper_case(line.text) and not line.column:
            return None
    return None


def _letter_end(lines: list[Line]) -> int:
    """End of the head of a document without a name of its kind (công văn): its last known line."""
    end = 0
    subject = False
    for place, line in enumerate(lines[:_REACH]):
        folded = fold(line.text)
        known = (
            marks.QUOC_HIEU.search(folded)
            or marks.TIEU_NGU.search(folded)
            or marks.SO.match(line.text)
            or marks.PLACE_DATE.match(plain(line.text))
            or marks.LETTER_SUBJECT.match(line.text)
        )
        if marks.RECEIVERS.match(line.text) or marks.GROUNDS.match(line.text):
            break
        if known:
            subject = bool(marks.LETTER_SUBJECT.match(line.text))
            end = place + 1
        elif subject and not line.gap:
            end = place + 1
        elif end and not upper_case(line.text):
            break
    return end


def _before_title(lines: list[Line], head: Head) -> None:
    """Issuer, number and code, place and date, and the subject of a công văn."""
    data = head.data
    names: list[Line] = []
    subject: list[str] = []
    open_subject = False
    for line in lines:
        # A rule drawn in the other column may end a line.
        rule = _RULE.search(plain(line.text))
        text, folded = plain(line.text)[: rule.start() if rule else None], fold(line.text)
        head.left_over += [Line(rule[0].strip(), line.place)] if rule else []
        number = marks.SO.match(text)
        day = marks.PLACE_DATE.match(text)
        letter = marks.LETTER_SUBJECT.match(text)
        party = marks.PARTY.fullmatch(folded) or _youth(line, folded, bool(names))
        if _YEAR.fullmatch(text) and data.get("ngay") and "nam" not in data["ngay"]:
            data["ngay"]["nam"] = int(text)  # "…, ngày 02 tháng 9 năm" over "2025"
            line.take_as("dia_danh_ngay")
            continue
        if party or marks.QUOC_HIEU.search(folded) or marks.TIEU_NGU.search(folded):
            line.take_as("quoc_hieu" if marks.QUOC_HIEU.search(folded) else "tieu_ngu")
            if text not in _MOTTO:
                # Spelt another way, or garbled: printed right, kept as it was.
                head.left_over.append(line)
            continue
        if (
            number
            and "so" not in data
            and "ky_hieu" not in data
            and _number(number[1], data, head, line)
        ):
            line.take_as("so_ky_hieu")
            open_subject = False
        elif day and "ngay" not in data:
            _date(day, data, head, line)
            line.take_as("dia_danh_ngay")
            open_subject = False
        elif letter and not subject:
            subject.append(text[letter.end() :])
            line.take_as("trich_yeu_cv")
            open_subject = True
        elif open_subject and not line.gap and line.column != 2:
            line.take_as("trich_yeu_cv")
            subject.append(text)
        elif (upper_case(text) or (marks.GAP.fullmatch(text) and line.column != 2)) and (
            "ngay" not in data and not number
        ):
            names.append(line)
        elif text != ".":
            head.left_over.append(line)
    if subject:
        data["trich_yeu"] = " ".join(subject).strip()
    kept = _beside_motto(names, lines)
    head.left_over += [n for n in names if n not in kept]
    if kept:
        named = [_RULE.sub("", plain(x)) for n in kept for x in n.text.split("\n")]
        data["co_quan"], above = issuers(named)
        head.left_over += [Line(x, kept[0].place) for x in above]
        _tell_apart(kept, data["co_quan"], above)


def _youth(line: Line, folded: str, named: bool) -> bool:
    """Whether a line is the head of the Youth Union's documents, in place of the Quốc hiệu."""
    at_right = line.column == 2 or (named and not line.column)
    return at_right and bool(marks.YOUTH.fullmatch(folded))


def _below_title(line: Line, head: Head) -> bool:
    """Take number or day that stand under the name of the kind, as in contracts and minutes."""
    text = plain(line.text)
    number, day = marks.SO.match(text), marks.PLACE_DATE.match(text)
    if line.label or line.table is not None:
        return False
    if number and "ky_hieu" not in head.data and marks.CODE.fullmatch(number[1].strip()):
        taken = _number(number[1], head.data, head, line)
        line.take_as("so_ky_hieu")
        return taken
    if day and "ngay" not in head.data:
        _date(day, head.data, head, line)
        line.take_as("dia_danh_ngay")
        return True
    return False


def _tell_apart(lines: list[Line], bodies: list[dict[str, Any]], above: list[str]) -> None:
    """Say of each line of names whether it names the issuer or a body above it."""
    parents = [fold(b["chu_quan"]) for b in bodies if b.get("chu_quan")] + [fold(x) for x in above]
    own = [fold(b["ten"]) for b in bodies]
    for line in lines:
        name = fold(line.text)
        of_parent = any(name in parent for parent in parents)
        line.take_as("chu_quan" if of_parent and not any(name in x for x in own) else "co_quan")


def _beside_motto(names: list[Line], lines: list[Line]) -> list[Line]:
    """Of the capital lines those that name the issuer: beside the Quốc hiệu, or right above it.

    A scan has more of them: stamps, and the office that published it.
    """
    if any(n.column == 1 for n in names):
        return _left_column(names, lines)
    motto = next((p for p, x in enumerate(lines) if marks.QUOC_HIEU.search(fold(x.text))), None)
    if motto is None or lines[motto].column:
        return names
    above = [n for n in names if n in lines[:motto]]
    start = motto
    while start and lines[start - 1] in above and (start == motto or not lines[start].gap):
        start -= 1
    return lines[start:motto] or names


def _left_column(names: list[Line], lines: list[Line]) -> list[Line]:
    """Names of the left column; it goes on alone where the right one has no more lines."""
    kept: list[Line] = []
    going = False
    for line in lines:
        if line.column == 2:
            continue
        going = line in names and (line.column == 1 or (going and not line.gap))
        kept += [line] if going else []
    return kept


def _number(text: str, data: dict[str, Any], head: Head, line: Line) -> bool:
    """ "146/KH-UBND": number and code; what is no number is kept as left over."""
    party = _PARTY_CODE.match(text)
    if party:
        # Party documents write number and code with a hyphen: 12-CV/HU.
        data["so"], data["ky_hieu"] = party[1].lstrip("0"), "-" + party[2]
        return True
    m = marks.CODE.match(text)
    if m is None:
        return False
    number = m[1].strip(" .…_").lstrip("0")
    if marks.NUMBER.fullmatch(number):
        data["so"] = number
    elif number:
        head.left_over.append(Line(f"Số: {m[1]}", line.place))
    data["ky_hieu"] = re.sub(r"\s*[-–]\s*", "-", m[2])
    # A scan doubles the letter: "QĐÐ".
    data["ky_hieu"] = re.sub("ĐÐ|ÐĐ|Ð", "Đ", data["ky_hieu"])
    rest = text[m.end() :].strip()
    if rest:
        head.left_over.append(Line(rest, line.place))
    return True


def _date(m: re.Match[str], data: dict[str, Any], head: Head, line: Line) -> None:
    place = m["dia_danh"].strip()
    if not marks.GAP.fullmatch(place):
        data["dia_danh"] = place
    given: dict[str, int] = {}
    kept = True
    for name, lowest, highest in (("ngay", 1, 31), ("thang", 1, 12), ("nam", 1900, 2200)):
        digits = (m[name] or m[f"{name}_so"] or "").strip(" .…_")
        if digits.isdecimal() and lowest <= int(digits) <= highest:
            given[name] = int(digits)
        elif digits:
            kept = False
    if {"ngay", "thang"} <= given.keys():
        try:
            date(given.get("nam", 2000), given["thang"], given["ngay"])
        except ValueError:
            # No such day: 31 tháng 02.
            del given["ngay"]
            kept = False
    if not kept:
        head.left_over.append(Line(line.text, line.place))
    data["ngay"] = given
