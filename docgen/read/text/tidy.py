r"""Plain text to lines: what is no line of the document is set aside, pairs of columns are split.

Set aside and reported: page numbers, stamps of digital signatures and of the gazette, rows without
a letter (scanning dust). A line of `#` is a Markdown heading; `**…**` around a whole line is bold.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from docgen.read.source import Line, Source
from docgen.read.text.grid import drawn_tables
from docgen.read.text.marks import (
    AUTHORITY,
    PARTY,
    PLACE_DATE,
    POST,
    QUOC_HIEU,
    RECIPIENTS,
    SIGNED,
    SO,
    TIEU_NGU,
    YOUTH,
    fold,
    is_name,
    plain,
    upper_case,
)
from docgen.read.text.people import is_post
from docgen.viet.chuan import lam_sach

_PAGE = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?|(?:Trang|Page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?")
_STAMP = re.compile(
    r"\W*(?:Người ký|Ký bởi|Cơ quan ký|Cơ quan|Thời gian ký|Ngày ký|Email)\s*:"
    r"|\W*(?:TRUNG TÂM CÔNG|BÁO VÀ TIN HỌC)\W*$"
    r"|\+07:00|.{0,12}\d{2}[./]\s?\d{2}[./]\s?\d{4}\s+\d{2}:\d{2}:\d{2}"
    r"|\S*@\S*\.\S*$"
)
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_BOLD = re.compile(r"(\*{1,3})(?!\*)((?:(?!\1).)+)\1")
_WORD = re.compile(r"[^\W\d_]{2}")
SEPARATOR = "---"
"""The line between a document and what is attached to it."""


def read_lines(text: str) -> Source:
    """Lines of a text in reading order, and what was set aside. Total: any text gives lines."""
    source = Source()
    gap = False
    row = 0
    raw = lam_sach(text)[0].split("\n")
    tables = drawn_tables(raw)
    inside = 0
    for number, body in _unbroken(raw, tables):
        if number <= inside:
            continue
        if number - 1 in tables:
            taken, rows, heading = tables[number - 1]
            inside = number + taken - 1
            table = Line("", f"dòng {number}", gap=gap, table=rows, heading_row=heading)
            source.lines.append(table)
            gap = False
            continue
        if not body:
            gap = True
            continue
        place = f"dòng {number}"
        if body != SEPARATOR and _aside(body):
            source.aside.append(Line(body, place))
            # A page ends here: what follows may go on with the sentence before.
            gap = True
            continue
        wide = _halves(body)
        line = _line(body.replace("\t", " "), place)
        line.gap = gap
        gap = False
        pair = wide or _columns(line.text)
        if pair is None:
            source.lines.append(line)
            continue
        row += 1
        for column, part in enumerate(pair, 1):
            if part:
                source.lines.append(
                    Line(part, place, bold=line.bold, gap=line.gap, column=column, row=row)
                )
    return source


def _unbroken(raw: list[str], tables: Container[int]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; a backslash at the end of one breaks the line on purpose."""
    held, first = "", 0
    for number, line in enumerate(raw, 1):
        body = line.strip()
        more = number < len(raw) and number not in tables and len(body) > 1 and raw[number].strip()
        forced = more and (len(body) - len(body.rstrip("\\"))) % 2
        if not held:
            first = number
        if forced:
            held += body[:-1].rstrip() + "\n"
            continue
        yield first, held + body
        held = ""


def _aside(body: str) -> bool:
    if body.startswith("\\"):
        return False
    if _PAGE.fullmatch(body) or _STAMP.match(body):
        return True
    # Dust of a scan: nothing that is a word, and not a table's rule or a typed label.
    return not _WORD.search(body) and not any(c.isalnum() for c in body) and body[0] not in "|-+"


def _line(body: str, place: str) -> Line:
    line = Line(body, place)
    m = _HEADING.fullmatch(body)
    if m:
        line.outline, line.text = len(m[1]), m[2].strip()
    m = _BOLD.fullmatch(line.text)
    if m and m[2].strip() == m[2]:
        line.text = m[2]
        line.bold, line.italic = len(m[1]) > 1, len(m[1]) != 2
    return line


_WIDE = re.compile(r"\s*\t\s*|\s{3,}")


def _halves(body: str) -> tuple[str, ...] | None:
    """Columns kept apart by tabs or spaces, each of what stands in a head or foot."""
    parts = _WIDE.split(body)
    if len(parts) == 3 and all(map(_signs, parts)):
        return tuple(parts)
    if len(parts) != 2 or max(map(len, parts)) > 70:
        return None
    left, right = parts
    if not right[:1].isalpha() and right[:1] != "(":
        return None  # a gap for the number: "Số:      /KH-UBND"
    beside = upper_case(right) or is_name(right) or SIGNED.fullmatch(right)
    if not (beside or TIEU_NGU.search(fold(right)) or PLACE_DATE.match(right)):
        return None
    known = upper_case(left) or is_name(left) or SO.match(left) or RECIPIENTS.match(left)
    return (left, right) if known or left[:1] in "-–" or SIGNED.fullmatch(left) else None


def _signs(text: str) -> bool:
    """Whether a third of a line is a part of a signature, as three sign minutes or accounts."""
    return bool(SIGNED.fullmatch(text) or is_name(text) or (upper_case(text) and is_post(text)))


def _columns(text: str) -> tuple[str, str] | None:
    """The two halves of a line in which a header or a foot stands in two columns."""
    bare = plain(text)
    folded = fold(bare)
    if len(folded) != len(bare):
        return None
    for pattern in (QUOC_HIEU, TIEU_NGU, PARTY, YOUTH):
        m = pattern.search(folded)
        whole = pattern in (QUOC_HIEU, TIEU_NGU) or (m and m.end() == len(folded) == len(bare))
        if m and m.start() > 1 and whole and (pattern is not PARTY or upper_case(bare)):
            return bare[: m.start()].strip(), bare[m.start() :].strip()
    m = re.match(r"(SO\s*:.{0,40}?[/⁄]\s*[A-ZĐ][^\s]*(?:\s?[-–]\s?[^\s,]+)*)\s+(?=\S)", folded)
    if m and PLACE_DATE.match(bare[m.end() :]):
        return bare[: m.end()].strip(), bare[m.end() :].strip()
    m = re.match(r"(NOI NHAN\s*:?)\s+(\S.*)", folded)
    if m and upper_case(bare[m.start(2) :]) and not bare[m.start(2) :].startswith("-"):
        return bare[: m.end(1)].strip(), bare[m.start(2) :].strip()
    m = re.match(r"([-–—~+]\s.*?[;.,])\s+((?:TM|KT|TL|TUQ)\.\s.*|(?:PHO )?[A-Z ]{6,})$", folded)
    if m:
        right = bare[m.start(2) :].strip()
        if upper_case(right) and (AUTHORITY.match(right) or POST.match(fold(right))):
            return bare[: m.end(1)].strip(), right
    return None
