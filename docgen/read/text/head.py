"""The head of a document: who issues it, number and code, place and date, kind and subject.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1-5 and 9. Lines are taken by what they say, not
by where they stand, so that two columns, one column and a scan's mixture read alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.nd30.loai import LOAI
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import fold, plain, upper_case
from docgen.viet.viet_hoa import ten_thuong

_REACH = 45  # lines in which the title of a document is looked for
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY_CODE = re.compile(r"0*([1-9]\d{0,4})\s?-\s?([A-ZĐ]{1,6}/[A-ZĐ]{1,10})\s*$")
_PARENTLESS = re.compile(r"(?:UY BAN|HOI DONG) NHAN DAN$")
_BODY = re.compile(
    r"(?:UY BAN|UBND|HOI|SO|BAN|CONG AN|(?:DANG|HUYEN|TINH|THANH) UY|LIEN|(?:HUYEN )?DOAN|PHONG)\b"
)
_UNIT = re.compile(r"(?:TINH|THANH PHO|HUYEN|QUAN|THI XA|THI TRAN|PHUONG|XA|DAC KHU)\b")


@dataclass(slots=True)
class Head:
    """What the head says, as data keys, and the lines of it that no part took."""

    data: dict[str, Any] = field(default_factory=dict)
    left_over: list[Line] = field(default_factory=list)
    attached_line: str = ""
    """The "(Kèm theo …)" line as printed."""
    annex: str = ""
    """"Phụ lục II" as printed, for an annex."""


def read_head(lines: list[Line]) -> tuple[Head, int]:
    """The head, and the index of the first line after it (0 when there is no head at all)."""
    head = Head()
    title = _title_at(lines)
    if title is None:
        end = _letter_end(lines)
        _before_title(lines[:end], head)
        return head, end
    _before_title(lines[:title], head)
    return head, _title(lines, title, head)


def _title_at(lines: list[Line]) -> int | None:
    """Where the name of the kind stands."""
    for place, line in enumerate(lines[:_REACH]):
        if marks.ANNEX.match(fold(line.text)):
            return place
        if marks.kind_of(line.text) and not line.label:
            return place
        if _behind_dust(lines, place):
            return place
        if marks.RECEIVERS.match(line.text) or marks.GROUNDS.match(line.text):
            return None
        if line.label or line.table is not None or marks.starts_label(line.text):
            # A list before any title: there is none. Recipients never come first.
            return None
    return None


def _behind_dust(lines: list[Line], place: int) -> bool:
    """Whether a scan's dirt stands before the name of the kind; the subject follows it then."""
    name = marks.kind_at_end(lines[place].text)
    following = lines[place + 1 : place + 2]
    return bool(name) and bool(following) and fold(following[0].text).startswith("VE VI")


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
        text, folded = plain(line.text), fold(line.text)
        number = marks.SO.match(text)
        day = marks.PLACE_DATE.match(text)
        letter = marks.LETTER_SUBJECT.match(text)
        party = marks.PARTY.fullmatch(folded)
        if party or marks.QUOC_HIEU.search(folded) or marks.TIEU_NGU.search(folded):
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
            open_subject = False
        elif day and "ngay" not in data:
            _date(day, data, head, line)
            open_subject = False
        elif letter and not subject:
            subject.append(text[letter.end() :])
            open_subject = True
        elif open_subject and not line.gap and line.column != 2:
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
        data["co_quan"] = issuers([plain(x) for n in kept for x in _name_lines(n.text)])


def _name_lines(text: str) -> list[str]:
    """A header cell's lines; those of several joint issuers are told apart by their dashes."""
    return text.split("\n") if " -\n" in text else [text]


def _beside_motto(names: list[Line], lines: list[Line]) -> list[Line]:
    """Of the capital lines those that name the issuer: beside the Quốc hiệu, or right above it.

    A scan has more of them: stamps, and the office that published it.
    """
    beside = [n for n in names if n.column == 1]
    if beside:
        return beside
    motto = next((p for p, x in enumerate(lines) if marks.QUOC_HIEU.search(fold(x.text))), None)
    if motto is None or lines[motto].column:
        return names
    above = [n for n in names if n in lines[:motto]]
    start = motto
    while start and lines[start - 1] in above and (start == motto or not lines[start].gap):
        start -= 1
    return lines[start:motto] or names


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


def issuers(names: list[str]) -> list[dict[str, Any]]:
    """Bodies from the capital lines of the header: parent and issuer, or several joint issuers."""
    joined: list[str] = []
    for name in names:
        above = fold(joined[-1]) if joined else ""
        if (
            joined
            and (_PARENTLESS.search(above) or _UNIT.match(fold(name)))
            and not above.endswith("-")
        ):
            joined[-1] += " " + name
        else:
            joined.append(name)
    if len(joined) == 1:
        # Several bodies on one line: "SỞ Y TẾ - SỞ NỘI VỤ", not "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG".
        sides = re.split(r"\s[-–]\s", joined[0])
        if len(sides) > 1 and all(_BODY.match(fold(side)) for side in sides):
            return [{"ten": _name(side)} for side in sides]
    if any(n.endswith((" -", " –")) for n in joined):
        bodies: list[str] = []
        for name in joined:
            if bodies and not bodies[-1].endswith((" -", " –")):
                bodies[-1] += " " + name
            else:
                bodies.append(name)
        return [{"ten": _name(b.rstrip(" -–"))} for b in bodies]
    if len(joined) == 1:
        return [{"ten": _name(joined[0])}]
    return [{"ten": _name(" ".join(joined[1:])), "chu_quan": _name(joined[0])}]


def _name(text: str) -> str:
    return text if marks.GAP.fullmatch(text) else ten_thuong(text)


def _title(lines: list[Line], place: int, head: Head) -> int:
    """Kind, subject, "(Kèm theo …)" and authority line; gives the index after them."""
    data = head.data
    first = lines[place]
    kind = marks.kind_of(first.text)
    behind = marks.kind_at_end(first.text)
    if kind is None and behind and not marks.ANNEX.match(fold(first.text)):
        kind = behind, ""
        head.left_over.append(first)
    subject: list[str] = []
    if kind is None:
        named = marks.ANNEX.match(fold(first.text))
        behind_it = named.start(2) if named and named[2] else len(plain(first.text))
        head.annex = plain(first.text)[:behind_it].rstrip(" -–.:")
        subject += [plain(first.text)[behind_it:]] if named and named[2] else []
    else:
        data["loai"], rest = kind
        right = LOAI[kind[0]].ten.upper()
        name = plain(first.text)[: len(right)]
        if name != right and kind[0] != "de_cuong" and first not in head.left_over:
            head.left_over.append(Line(name, first.place))
        if rest and upper_case(rest):
            data["ten_loai"] = plain(first.text)
        elif rest:
            subject.append(rest)
    place += 1
    started = first
    attached = _attached_ahead(lines, place)
    while place < len(lines):
        line = lines[place]
        text = plain(line.text)
        if marks.ATTACHED.match(text):
            place = _attached(lines, place, head)
            if subject:
                break
            continue
        of_title = _of_title(line, started, subject, data.get("loai", ""), bool(head.annex))
        if not of_title and place >= attached:
            break
        if (
            kind
            and upper_case(text)
            and not subject
            and not line.gap
            and "ten_loai" not in data
            and (
                not LOAI[data["loai"]].tham_quyen
                and not head.annex
                and line.bold == first.bold
                and data["loai"] == "de_cuong"
            )
        ):
            data["ten_loai"] = f"{plain(first.text)} {text}"
        else:
            subject.append(line.text)
        started = line
        place += 1
    if subject:
        data["trich_yeu"] = _subject(subject)
    if data.get("loai") and LOAI[data["loai"]].tham_quyen:
        place = _authority(lines, place, data)
    return place


def _attached_ahead(lines: list[Line], place: int) -> int:
    """Index of a "(Kèm theo …)" line close below: all short lines above it are the subject."""
    for at in range(place, min(place + 6, len(lines))):
        text = plain(lines[at].text)
        if marks.ATTACHED.match(text):
            return at
        if len(text) > 140 or marks.starts_label(lines[at].text) or marks.GROUNDS.match(text):
            break
    return place


def _of_title(line: Line, above: Line, subject: list[str], loai: str, annex: bool) -> bool:
    """Whether a line still belongs to the subject."""
    text = plain(line.text)
    if line.table is not None or line.label or marks.starts_label(line.text):
        return False
    if marks.GROUNDS.match(text) or marks.RECEIVERS.match(text) or marks.ORDER.match(fold(text)):
        return False
    if marks.RECIPIENTS.match(text) or marks.CHAPTER.match(text):
        return False
    # A subject has no mark at its end: what has one is the first sentence of the body.
    if subject and text.endswith((".", ":", ";")):
        return False
    if loai and LOAI[loai].tham_quyen and upper_case(text) and not annex:
        return False
    if not subject:
        return True
    if text[:1].islower() and not line.text.startswith("\\"):
        return True
    same_look = (line.bold, line.outline, line.centred) == (
        above.bold,
        above.outline,
        above.centred,
    )
    return (
        not line.gap and same_look and not subject[-1].endswith((".", ";", ":")) and len(text) < 140
    )


def _subject(lines: list[str]) -> str:
    text = " ".join(line.strip() for line in lines)
    return text.strip("* ") if text.count("*") % 2 else text


def _attached(lines: list[Line], place: int, head: Head) -> int:
    """The "(Kèm theo …)" line, which may run over several; gives the index after it."""
    text = plain(lines[place].text)
    place += 1
    closed = next(
        (
            at
            for at in range(place - 1, min(place + 3, len(lines)))
            if plain(lines[at].text).rstrip(" *.").endswith(")")
        ),
        place - 1,
    )
    for line in lines[place : closed + 1]:
        text += " " + plain(line.text)
    head.attached_line = text
    return max(place, closed + 1)


def _authority(lines: list[Line], place: int, data: dict[str, Any]) -> int:
    """The capital line that says whose decision it is; gives the index after it."""
    parts: list[str] = []
    while place < len(lines):
        text = plain(lines[place].text)
        stop = marks.ORDER.match(fold(text)) or marks.ATTACHED.match(text)
        if not upper_case(text) or stop or marks.starts_label(lines[place].text):
            break
        parts.append(text)
        place += 1
    if parts:
        data["tham_quyen"] = " ".join(parts)
    return place
