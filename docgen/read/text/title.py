"""The title of a document: name of the kind, subject, "(Kèm theo …)" and authority line.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5; Mẫu 1.1-1.4, 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docgen.nd30.loai import LOAI
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import fold, plain, upper_case
from docgen.read.text.people import in_capitals, is_post

_LONGEST = 140
"""Letters of the longest line of a subject."""
_BARE_ORDER = re.compile(r"QUYET (?:DINH|NGHI)\s*[.:]?")
_FIRST_HEADING = re.compile(r"(?:I|1|A)\s?[/–—-]\s+(?=[^\W\d_])|A\.\s+(?=[^\W\d_]{2})")
"""The first heading of a body in a form that is no label by itself."""
_ABOUT = re.compile(
    r"(?:VE|V/V|BAN HANH|PHE DUYET|QUY DINH|SUA DOI|BO SUNG|BAI BO|CONG BO|CONG NHAN|THANH LAP"
    r"|KIEN TOAN|DIEU CHINH|THONG QUA|CHO PHEP|PHAN BO|PHAN CONG|GIAO|BO NHIEM|KHEN THUONG)\b"
)
"""How a subject begins."""
_DECIDES = re.compile(
    r"(?:(?:PHO )?(?:CHU TICH|GIAM DOC|TRUONG|CHANH|THU TUONG|CHU NHIEM|TONG)"
    r"|VIEN TRUONG|CUC TRUONG|BO TRUONG|HIEU TRUONG|CHI CUC TRUONG|HOI DONG|UY BAN"
    r"|UBND|BAN CHAP HANH|BAN THUONG VU|CHINH PHU|QUOC HOI|THUONG TRUC)\b"
)
"""How the line begins that says whose decision it is."""
_SMALL = sorted(
    ((k.ten.lower(), ma) for ma, k in LOAI.items() if ma not in ("cong_van", "thu_cong")),
    key=lambda item: -len(item[0]),
)
_SMALL_NAMES = tuple(name for name, _ma in _SMALL)


@dataclass(slots=True)
class Head:
    """What the head says, as data keys, and the lines of it that no part took."""

    data: dict[str, Any] = field(default_factory=dict)
    left_over: list[Line] = field(default_factory=list)
    attached_line: str = ""
    """The "(Kèm theo …)" line as printed."""
    annex: str = ""
    """"Phụ lục II" as printed, for an annex."""


def behind_dust(lines: list[Line], place: int) -> bool:
    """Whether a scan's dirt stands before the name of the kind; the subject follows it then."""
    name = marks.kind_at_end(lines[place].text)
    following = lines[place + 1 : place + 2]
    return bool(name) and bool(following) and fold(following[0].text).startswith("VE VI")


def small_kind(lines: list[Line], place: int) -> tuple[str, str] | None:
    """Key of the kind that a title in small letters names, and what stands behind it.

    "Kế hoạch" on a line of its own, bold or centred or with a subject under it; with the subject
    behind it only where the line is bold or centred.
    """
    line = lines[place]
    bare = plain(line.text)
    if line.label or line.table is not None or line.text.startswith("\\"):
        return None
    start = bare[:_LONGEST].lower()
    if not start.startswith(_SMALL_NAMES) or not bare[:1].isupper():
        return None
    kind = next((k for k in _SMALL if start.startswith(k[0])), None)
    if kind is None or bare[len(kind[0]) :][:1].isalnum():
        return None
    rest = bare[len(kind[0]) :].strip()
    set_apart = line.bold or line.centred or bool(line.outline)
    if rest:
        fits = set_apart and len(bare) < _LONGEST and not rest.endswith((".", ":", ";"))
        return (kind[1], rest) if fits and rest[0].isalpha() else None
    return (kind[1], "") if set_apart or _subject_follows(lines[place + 1 :]) else None


_STAMPS = re.compile(r"(?:HOA TOC|THUONG KHAN|KHAN|TUYET MAT|TOI MAT|MAT|DU THAO|LUU HANH)\b")
_SHORT_KINDS = ("LUẬT", "LỆNH", "ĐƠN")
_MOST_WORDS = 8


def unknown_kind(lines: list[Line], place: int) -> bool:
    """Whether capitals under a header name a kind that Điều 7 does not list: THÔNG TƯ, PHIẾU TRÌNH.

    The header is over: no number, day or Quốc hiệu stands below them.
    """
    line = lines[place]
    text, folded = plain(line.text), fold(line.text)
    if not upper_case(text) or line.column or line.label or line.text.startswith("\\"):
        return False
    words = text.split()
    if len(words) > _MOST_WORDS or (len(words) == 1 and text not in _SHORT_KINDS):
        return False
    if not all(w.isalnum() or w in "-–" for w in words) or marks.starts_label(line.text):
        return False
    if _STAMPS.match(folded) or is_post(text) or in_capitals(text) or is_order(text):
        return False
    if marks.PARTY.fullmatch(folded) or marks.YOUTH.fullmatch(folded):
        return False
    below = lines[place + 1 : place + 5]
    return bool(below) and not any(of_header(x) for x in below)


def of_header(line: Line) -> bool:
    """Whether a line is surely of a header: number, place and day, Quốc hiệu or Tiêu ngữ."""
    text, folded = plain(line.text), fold(line.text)
    return bool(
        marks.SO.match(text)
        or marks.PLACE_DATE.match(text)
        or marks.QUOC_HIEU.search(folded)
        or marks.TIEU_NGU.search(folded)
    )


def _subject_follows(lines: list[Line]) -> bool:
    if not lines:
        return False
    text = plain(lines[0].text)
    labelled = lines[0].label or lines[0].table is not None or marks.starts_label(lines[0].text)
    leads = marks.GROUNDS.match(text) or marks.RECEIVERS.match(text) or marks.SO.match(text)
    return not (labelled or leads) and len(text) < _LONGEST and not text.endswith((".", ":", ";"))


def is_order(text: str) -> bool:
    """Whether a line opens the operative part: "QUYẾT ĐỊNH:", also without its colon."""
    folded = fold(text)
    return bool(marks.ORDER.match(folded) or _BARE_ORDER.fullmatch(folded))


def read_title(
    lines: list[Line], place: int, head: Head, take: Callable[[Line], bool] = lambda _line: False
) -> int:
    """Kind, subject, "(Kèm theo …)" and authority line; gives the index after them.

    `take`: takes a line that belongs to the head though it stands under the name of the kind.
    """
    data = head.data
    first = lines[place]
    kind = marks.kind_of(first.text) or small_kind(lines, place)
    behind = marks.kind_at_end(first.text)
    if kind is None and behind and not marks.ANNEX.match(fold(first.text)):
        kind = behind, ""
        head.left_over.append(first)
    subject: list[str] = []
    unlisted = kind is None and not behind and not marks.ANNEX.match(fold(first.text))
    if unlisted:
        data["ten_loai"] = plain(first.text)
    elif kind is None:
        named = marks.ANNEX.match(fold(first.text))
        behind_it = named.start(2) if named and named[2] else len(plain(first.text))
        head.annex = plain(first.text)[:behind_it].rstrip(" -–.:")
        subject += [plain(first.text)[behind_it:]] if named and named[2] else []
    else:
        data["loai"], rest = kind
        right = LOAI[kind[0]].ten.upper()
        name = plain(first.text)[: len(right)]
        if name.upper() != right and kind[0] != "de_cuong" and first not in head.left_over:
            head.left_over.append(Line(name, first.place))
        if rest and upper_case(rest):
            data["ten_loai"] = plain(first.text)
        elif rest:
            subject.append(rest)
    first.take_as("ten_loai" if kind or unlisted else "phu_luc")
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
        if take(line):
            place += 1
            continue
        of_title = _of_title(line, started, subject, data.get("loai", ""), bool(head.annex))
        # Under a kind that is not known only what looks like a subject is taken for one.
        doubtful = unlisted and (len(text) > _LONGEST or text.endswith((".", ";")))
        if (not of_title or doubtful) and place >= attached:
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
            line.take_as("ten_loai")
            data["ten_loai"] = f"{plain(first.text)} {text}"
        else:
            line.take_as("trich_yeu" if kind or unlisted else "phu_luc_ten")
            subject.append(line.text)
        started = line
        place += 1
    if subject:
        data["trich_yeu"] = _subject(subject)
    if data.get("loai") and LOAI[data["loai"]].tham_quyen:
        place = _authority(lines, place, data)
    return place


def read_heading(lines: list[Line], place: int, head: Head) -> int:
    """Heading of an attachment that is of no kind ("DANH SÁCH …"), down to its "(Kèm theo …)" line.

    Gives the index after it, `place` where there is no such line.
    """
    at = _attached_ahead(lines, place)
    if at >= len(lines) or not marks.ATTACHED.match(plain(lines[at].text)):
        return place
    if at > place:
        head.data["trich_yeu"] = _subject([x.text for x in lines[place:at]])
        for line in lines[place:at]:
            line.take_as("phu_luc_ten")
    return _attached(lines, at, head)


def _attached_ahead(lines: list[Line], place: int) -> int:
    """Index of a "(Kèm theo …)" line close below: all short lines above it are the subject."""
    for at in range(place, min(place + 6, len(lines))):
        text = plain(lines[at].text)
        if marks.ATTACHED.match(text):
            return at
        if len(text) > _LONGEST or marks.starts_label(lines[at].text) or marks.GROUNDS.match(text):
            break
    return place


def _of_title(line: Line, above: Line, subject: list[str], loai: str, annex: bool) -> bool:
    """Whether a line still belongs to the subject."""
    text = plain(line.text)
    if line.table is not None or line.label or marks.starts_label(line.text):
        return False
    if marks.GROUNDS.match(text) or marks.RECEIVERS.match(text) or is_order(text):
        return False
    if marks.RECIPIENTS.match(text) or marks.CHAPTER.match(text) or _FIRST_HEADING.match(text):
        return False
    # A subject has no mark at its end: what has one is the first sentence of the body.
    if text.endswith(":"):
        return False
    if subject and text.endswith((".", ":", ";")):
        return False
    if loai and LOAI[loai].tham_quyen and upper_case(text) and not annex:
        return _capital_subject(text, subject)
    if not subject:
        return True
    if text[:1].islower() and not line.text.startswith("\\"):
        return True
    same_look = (line.bold, line.outline, line.centred) == (
        above.bold,
        above.outline,
        above.centred,
    )
    open_end = not subject[-1].endswith((".", ";", ":"))
    return not line.gap and same_look and open_end and len(text) < _LONGEST


def _capital_subject(text: str, above: list[str]) -> bool:
    """Whether capitals under QUYẾT ĐỊNH say what it is about, and not who decides."""
    if not above:
        return bool(_ABOUT.match(fold(text)))
    return upper_case(above[-1]) and not _DECIDES.match(fold(text))


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
    lines[place - 1].take_as("kem_theo")
    for line in lines[place : closed + 1]:
        line.take_as("kem_theo")
        text += " " + plain(line.text)
    head.attached_line = text
    return max(place, closed + 1)


def _authority(lines: list[Line], place: int, data: dict[str, Any]) -> int:
    """The capital line that says whose decision it is; gives the index after it."""
    parts: list[str] = []
    while place < len(lines):
        text = plain(lines[place].text)
        stop = is_order(text) or marks.ATTACHED.match(text)
        if not upper_case(text) or stop or marks.starts_label(lines[place].text):
            break
        parts.append(text)
        lines[place].take_as("tham_quyen")
        place += 1
    if parts:
        data["tham_quyen"] = " ".join(parts)
    return place
