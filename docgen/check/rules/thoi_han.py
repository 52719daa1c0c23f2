"""Dates (NQ): that exist, on the weekday named, and deadlines that are still ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.dan_y import in_quotes
from docgen.findings import HINT
from docgen.lang import _
from docgen.viet.ngay import ngay_ngan

_G = r"[\s\xa0]*"
_LONG = (
    rf"(?:ngày{_G})?(?P<ngay>\d{{1,2}}){_G}tháng{_G}(?P<thang>\d{{1,2}})"
    rf"(?:{_G}năm{_G}(?P<nam>\d{{4}}))?(?!\d)"
)
_SHORT = r"(?P<ngay2>\d{1,2})[/.-](?P<thang2>\d{1,2})(?:[/.-](?P<nam2>\d{4}))?(?![\d/.,-]*\d|[\d%])"
_DATE = re.compile(rf"(?=ngày|\d)(?<![\w/.,-])(?:{_LONG}|(?:ngày{_G})?{_SHORT})")
_DATED = re.compile(r"\d(?:[/.-]\d|[\s\xa0]*tháng)")
"""In every date."""
_YEAR = re.compile(r"[12]\d{3}")
_CODE_BEFORE = re.compile(r"(?:[Ss]ố|mẫu|Mẫu|lần|điểm|khoản|tỷ lệ)\s*$")
_DUE = re.compile(
    r"(?<!\w)(?:trước|chậm nhất(?:\s+(?:là|đến|vào))*|muộn nhất(?:\s+(?:là|đến|vào))*"
    r"|hạn (?:cuối|chót|nộp|gửi)(?:\s+là)?|xong trong)\s+(?=ngày|\d)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|hoàn thành|nộp|đăng ký|xong|chậm nhất|muộn nhất"
    r"|hạn (?:cuối|chót|nộp|gửi))(?!\w)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?<!\w)(?:hồ sơ|văn bản|dự án|công trình|hợp đồng|giấy|người|công dân|đối tượng|khoản"
    r"|đơn thư|khoản chi|quyết định)(?!\w)",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(?<!\w)(?:đơn vị|cơ quan|phòng|ban|sở|xã|phường|thôn|ubnd|ủy ban|trường|giao|đề nghị"
    r"|yêu cầu|trạm|hội|chi bộ|văn phòng|trung tâm)(?!\w)",
    re.IGNORECASE,
)
"""Hồ sơ nộp trước ngày … tells which things are meant; các đơn vị nộp … asks for something."""
_PAST = re.compile(
    r"(?<!\w)(?:đã|được (?:cấp|ban hành|phê duyệt|ký|giao|sinh|thành lập)|phát sinh|có hiệu lực"
    r"|tính (?:từ|đến)|kể từ|đối với|trường hợp|sinh|theo yêu cầu|chưa|tồn tại|tiếp nhận"
    r"|quá hạn|hết hiệu lực|áp dụng|sử dụng|tại thời điểm|trước đây)(?!\w)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\w)(?:hoàn thành|xong)\s+(?:[^\W\d]+\s+){0,5}?(?:trong|trước)\s+"
    r"(?:tháng\s+(?P<thang>\d{1,2})|[Qq]uý\s+(?P<quy>IV|I{1,3}|[1-4]))\s*(?:/|năm)\s*(?P<nam>\d{4})",
    re.IGNORECASE,
)
_QUARTERS = {"I": 1, "1": 1, "II": 2, "2": 2, "III": 3, "3": 3}
_CLAUSE = re.compile(r"[;.:](?=\s)")
_PAST_KINDS = ("bao_cao", "bien_ban")
_DAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4,
    "bảy": 5, "7": 5, "nhật": 6,
}  # fmt: skip
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = re.compile(
    r"(?<!\w)(?:[Tt]hứ\s+(?P<thu>[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s+"
    r"(?P<cn>[Nn]hật))(?!\w)"
)
_ORDINAL = re.compile(
    r"(?:lần|(?:kỳ|phiên) họp|khóa|khoá|hội nghị|đại hội|kỳ|đợt|hạng|loại|vòng|bậc)\s+$",
    re.IGNORECASE,
)
"""Before a number that counts something else: Đại hội lần thứ hai, Kỳ họp thứ năm."""
_NEAR = re.compile(r"[\s,()]*(?:là\s+)?(?:ngày\s+)?")


def parts(m: re.Match[str]) -> tuple[int, int, int | None]:
    """Day, month and year that a match of _DATE names."""
    day, month, year = (m[n] or m[n + "2"] for n in ("ngay", "thang", "nam"))
    return int(day), int(month), int(year) if year else None


def _exists(day: int, month: int, year: int | None) -> bool:
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        return False
    return True


def _dates(text: Text) -> Iterator[re.Match[str]]:
    """Dates in a text; without a year only ngày 5/3, ngày 05 tháng 3."""
    for m in _DATE.finditer(text.text):
        if not (m["nam"] or m["nam2"]):
            named = m[0].startswith("ngày")
            if not named or (m["ngay2"] and "/" not in m[0]):
                continue
        if not _CODE_BEFORE.search(text.text, max(0, m.start() - 10), m.start()):
            yield m


@rule("NQ09")
def deadlines(document: Document) -> Iterator[Found]:
    """What is to be done is due after the day of issue."""
    issued = document.day
    if issued is None and document.year and document.van_ban.ngay.thang:
        issued = date(document.year, document.van_ban.ngay.thang, 1)
    if issued is None or document.loai() in _PAST_KINDS:
        return
    for text in document.whole.holding("trước", "chậm", "muộn", "hạn", "xong", "hoàn"):
        if text.part not in PROSE or text.part.startswith("can_cu"):
            continue
        if not _YEAR.search(text.text):
            continue
        for due in _DUE.finditer(text.text):
            m = _DATE.match(text.text, due.end())
            if m is None or not (day := _whole(m)) or day >= issued:
                continue
            if in_quotes(text.text, due.start()) or not _asked(text.text, due):
                continue
            message = _("Thời hạn {due} đã qua khi văn bản được ban hành.")
            said = message.format(due=ngay_ngan(day.day, day.month, day.year))
            yield Found(said, text, due.start(), m.end(), found=text.text[due.start() : m.end()])
        for m in _month_due(text.text, issued):
            if not in_quotes(text.text, m.start()) and _asked(text.text, m):
                message = _("Thời hạn “{due}” đã qua khi văn bản được ban hành.")
                yield Found(message.format(due=m[0]), text, m.start(), m.end(), found=m[0])


def _month_due(text: str, issued: date) -> Iterator[re.Match[str]]:
    """ "Hoàn thành trong tháng 8/2025", "xong trong quý II năm 2025" whose end is past."""
    for m in _MONTH.finditer(text):
        month = int(m["thang"]) if m["thang"] else 3 * _QUARTERS.get(m["quy"].upper(), 4)
        year = int(m["nam"])
        if 0 < month <= 12 and (year, month) < (issued.year, issued.month):
            yield m


def _whole(m: re.Match[str]) -> date | None:
    day, month, year = parts(m)
    return date(year, month, day) if year and _exists(day, month, year) else None


def _asked(text: str, due: re.Match[str]) -> bool:
    """Whether the clause asks for something to be done, and tells nothing of the past."""
    marks = [m.end() for m in _CLAUSE.finditer(text, 0, due.start())]
    clause = text[marks[-1] if marks else 0 : due.end()]
    order = _ORDERED.search(clause)
    if order is None or _PAST.search(clause):
        return False
    before = clause[: order.start()]
    return not _THING.search(before) or bool(_ACTOR.search(before))


@rule("NQ10")
def real_dates(document: Document) -> Iterator[Found]:
    """Every date is one of the calendar."""
    for text in document.whole.matching(_DATED):
        if text.part not in PROSE and text.part not in ("trich_yeu", "kem_theo"):
            continue
        for m in _dates(text):
            day, month, year = parts(m)
            # 45/20/2022 without "ngày" is a number of another kind.
            sure = m[0].startswith("ngày") or (0 < day <= 31 and 0 < month <= 12)
            if _exists(day, month, year) or not sure:
                continue
            shown = m[0].removeprefix("ngày").strip()
            message = _("Ngày {day} không có trong lịch.").format(day=shown)
            yield Found(message, text, m.start(), m.end(), found=m[0])


@rule("NQ11")
def weekdays(document: Document) -> Iterator[Found]:
    """The weekday is that of the date beside it."""
    for text in document.whole.holding("thứ", "nhật"):
        if text.part not in (*PROSE, "trich_yeu", "trich_yeu_cv"):
            continue
        for m in _WEEKDAY.finditer(text.text):
            near = _beside(text.text, m)
            if near is None or _ORDINAL.search(text.text, max(0, m.start() - 20), m.start()):
                continue
            day, month, year = parts(near)
            known = year or document.year
            if not known or not _exists(day, month, known):
                continue
            said = _DAYS[(m["thu"] or m["cn"]).casefold()]
            right = date(known, month, day).weekday()
            if said != right:
                message = _("Ngày {day}/{month}/{year} là {right}, không phải {said}.").format(
                    day=day, month=month, year=known, right=_NAMES[right], said=_NAMES[said]
                )
                yield Found(
                    message, text, m.start(), m.end(), _NAMES[right], m[0],
                    severity="" if year else HINT,
                )  # fmt: skip


def _beside(text: str, m: re.Match[str]) -> re.Match[str] | None:
    """The date straight behind a weekday, or straight before it: (thứ Hai) 03/11/2025."""
    gap = _NEAR.match(text, m.end())
    behind = _DATE.match(text, m.end() if gap is None else gap.end())
    if behind is not None and gap is not None and gap.end() > m.end():
        return behind
    start = max(0, m.start() - 40)
    before = list(_DATE.finditer(text, start, m.start()))
    if before and re.fullmatch(r"[\s,]*\(?\s*", text[before[-1].end() : m.start()]):
        return before[-1]
    return None
