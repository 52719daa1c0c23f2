"""Figures (NQ): shares that compute, sums of tables that are the sum of their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.lang import _
from docgen.model import KemTheo, Khoi, VanBan
from docgen.viet.so import doc_so, ty_le, viet_so

_N = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_SHARE = re.compile(
    rf"(?<![\w/.,-])(?P<a>{_N})\s?/\s?(?P<b>{_N})(?![\d/])(?P<giua>[^%;:]{{0,110}}?)"
    r"(?P<noi>chiếm|đạt|bằng|tương đương|tỷ lệ|tỉ lệ|=|\()\s*(?:tỷ lệ|tỉ lệ|là|=)?\s*"
    rf"(?P<p>{_N})\s?%"
)
"""115/181 xã đạt chuẩn, chiếm tỷ lệ 63,5%."""
_SHARE_FIRST = re.compile(
    rf"(?<![\w/.,-])(?P<p>{_N})\s?%\s*\((?:tương đương(?: với)?\s+)?(?P<a>{_N})\s?/\s?(?P<b>{_N})"
    r"(?![\d/])"
)
"""63,5% (115/181 xã)."""
_NO_SHARE = re.compile(r"(?:ngày|tháng|quý|số|năm|lần|điều|khoản|mẫu|đợt|kỳ|tỷ lệ|tỉ lệ)\s*$", re.I)
"""Before a figure that is no part of a whole: "tháng 12/2025", "số 12/15"."""
_OTHER = re.compile(
    r"\d\s?/\s?\d|(?<!\w)(?:phấn đấu|đến năm|năm \d|tăng|giảm|còn lại|trong đó|vượt|mục tiêu"
    r"|kế hoạch|so với|khoảng|gần|hơn|trên|dưới|tối thiểu|ít nhất|trở lên|yêu cầu|cùng kỳ|chỉ tiêu"
    r"|bình quân|cao nhất|thấp nhất|riêng)(?!\w)|\.\s",
    re.IGNORECASE,
)
"""Between a fraction and a percentage that is another's."""
_OF_OTHER = re.compile(
    r"\s*(?:so với|kế hoạch|KH\b|chỉ tiêu|dự toán|mục tiêu|nghị quyết|trở lên|cùng kỳ)",
    re.IGNORECASE,
)
_SMALLEST = 6
"""Wholes under this are ways to say a share (2/3), not counts."""


@rule("NQ07")
def shares(document: Document) -> Iterator[Found]:
    """A percentage is the part over the whole beside it, rounded to the digits given."""
    for text in document.texts:
        if text.part not in PROSE or "%" not in text.text:
            continue
        for pattern in (_SHARE, _SHARE_FIRST):
            for m in pattern.finditer(text.text):
                right = _right(m, text.text)
                if right:
                    message = _("{a}/{b} là {right}, không phải {share}%.")
                    said = message.format(a=m["a"], b=m["b"], right=right, share=m["p"])
                    yield Found(said, text, m.start("p"), m.end("p"), right, f"{m['p']}%")


def _right(m: re.Match[str], text: str) -> str:
    """The percentage that a fraction gives; "" where the one written is right, or another's."""
    part, whole, share = (doc_so(m[name]) for name in ("a", "b", "p"))
    if part is None or whole is None or share is None or whole < _SMALLEST:
        return ""
    if _NO_SHARE.search(text[max(0, m.start("a") - 12) : m.start("a")]):
        return ""
    if 1900 <= whole <= 2100 and part <= 12:
        return ""  # a month of a year
    if m.re is _SHARE and (_OTHER.search(m["giua"]) or _OF_OTHER.match(text, m.end())):
        return ""
    digits = len(m["p"].rpartition(",")[2]) if "," in m["p"] else 0
    unit = Decimal(1).scaleb(-digits)
    # Rounded or cut off: both are in use.
    if abs(part * 100 / whole - share) < unit:
        return ""
    return ty_le(part, whole, max(digits, 1))


_TOTAL = re.compile(r"(?:tổng(?:\s+(?:cộng|số|cộng toàn \w+))?|cộng)\s*:?", re.IGNORECASE)
_NO_SUM = re.compile(
    r"%|tỷ lệ|tỉ lệ|bình quân|trung bình|(?<!\w)(?:tt|stt|năm|ngày|đơn giá|điểm)(?!\w)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?|\d+\.\d+.*")
"""Numbers of rows that hold sums of other rows."""


@rule("NQ08")
def sums(document: Document) -> Iterator[Found]:
    """The row "Tổng" of a table is the sum of its rows."""
    parts: list[VanBan | KemTheo] = [document.van_ban, *document.van_ban.kem_theo]
    for member, part in enumerate(parts):
        for block in part.noi_dung:
            if block.cap == "bang" and len(block.hang) > 2:
                yield from _table(document, member, block)


def _table(document: Document, member: int, block: Khoi) -> Iterator[Found]:
    totals = [n for n, row in enumerate(block.hang) if _total(row)]
    if len(totals) != 1 or totals[0] not in (0, len(block.hang) - 1):
        return
    rows = [row for n, row in enumerate(block.hang) if n != totals[0]]
    if any(_GROUP.fullmatch(row[0].strip()) for row in rows):
        return
    row = block.hang[totals[0]]
    for at, column in enumerate(block.cot):
        said = doc_so(row[at].strip("* "))
        numbers = [_number(r[at]) for r in rows]
        if said is None or None in numbers or _NO_SUM.search(column.ten):
            continue
        if sum(1 for n in numbers if n) < 2:
            continue
        found = sum((n for n in numbers if n is not None), Decimal(0))
        if found != said:
            message = _("Cột “{column}”: tổng ghi {said}, cộng các dòng được {sum}.")
            yield Found(
                message.format(column=column.ten or at + 1, said=viet_so(said), sum=viet_so(found)),
                _cell(document, member, row, at),
                expected=viet_so(found),
                found=row[at],
            )


def _total(row: list[str]) -> bool:
    first = next((c.strip("* ") for c in row if c.strip("* ")), "")
    return bool(_TOTAL.fullmatch(first))


def _number(cell: str) -> Decimal | None:
    bare = cell.strip("* \xa0")
    return Decimal(0) if bare in ("", "-", "–") else doc_so(bare)


def _cell(document: Document, member: int, row: list[str], at: int) -> Text | None:
    """The cell of the total in the texts: the first of its value behind the word "Tổng"."""
    passed = False
    for text in document.of("bang_o", "bang_tieu_de", member=member):
        bare = text.text.strip()
        passed = passed or bool(_TOTAL.fullmatch(bare))
        if passed and bare == row[at].strip("* "):
            return text
    return None
