"""Deadlines of the level above in a unit's draft: found, dated, and an earlier day proposed.

Law 4: the words stay in the draft, marked; what is proposed never goes into the document.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from docgen.adapt.changes import Change, Span, mark
from docgen.model import Ngay
from docgen.viet.ngay import ngay_ngan

RULE = "thoi_han"
HOLIDAY = "Ngày lễ, ngày kỷ niệm chung"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_M = r"(?:1[0-2]|0?[1-9])"
_Y = r"(?:19|20|21)\d\d"
_END = r"(?![\d\w%]|[/.,:-]\d|\s?%)"
_QUARTER = r"(?:iv|i{1,3}|[1-4]|(?:một|hai|ba|bốn|tư)(?!\w))"
_NAMED = rf"(?:\s?/\s?{_Y}|-{_Y}|\s{{1,4}}năm\s{{1,4}}{_Y})"
_DATE = (
    rf"(?:{_D}\s{{1,4}}tháng\s{{1,4}}{_M}{_NAMED}?"
    rf"|{_D}\s?/\s?{_M}(?:\s?/\s?{_Y})?|{_D}\s?-\s?{_M}\s?-\s?{_Y}|{_D}\.\s?{_M}\.\s?{_Y})"
)
_MORE = rf"(?:{_D}(?:\s{{0,4}}-\s{{0,4}}|,\s{{0,4}}|\s{{1,4}}(?:và|đến)\s{{1,4}})){{0,4}}"
_TIME = (
    r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?[0-5]\d(?:\s?(?:phút|p))?)?(?!\w)"
    r"|[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![.,]?\d))"
)
_WORD_NUMBER = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_SPELLED = (
    rf"(?:(?:mười|{_WORD_NUMBER}\s{{1,4}}mươi)(?:\s{{1,4}}(?:{_WORD_NUMBER}|lăm|mốt))?|"
    rf"{_WORD_NUMBER})"
)
_HOW_LONG = r"(?:ngày(?!\s{1,4}(?:công|lễ)(?!\w))|tuần|tháng|giờ|phút)(?:\s{1,4}làm\s{1,4}việc)?"
_COUNT = r"\d{1,4}(?:\s{0,4}-\s{0,4}\d{1,4}|\s{1,4}đến\s{1,4}\d{1,4})?(?:\s?\([^()\d]{1,24}\))?"

FORMS = {
    # 10 giờ 00 ngày 03/02/2022; ngày 26 và 27/5/2025; ngày 20 tháng 6
    "ngay": rf"(?:{_TIME}(?:,|\s{{1,4}}của)?\s{{1,4}})?ngày\s{{1,4}}(?:m[ùồ]ng\s{{1,4}})?"
    rf"{_MORE}{_DATE}{_END}",
    "ngay_tran": rf"(?:{_TIME},?\s{{1,4}})?{_D}(?:[/]{_M}[/]|\.\s?{_M}\.\s?|-{_M}-){_Y}{_END}",
    # trước ngày 15 của tháng cuối quý
    "ngay_thang": rf"ngày\s{{1,4}}(?:m[ùồ]ng\s{{1,4}})?{_MORE}{_D}{_END}",
    "thang": rf"tháng\s{{1,4}}(?:{_M}(?:,\s?|\s{{1,4}}và\s{{1,4}}|\s{{1,4}}đến\s{{1,4}}|\s{{0,4}}-"
    rf"\s{{0,4}})){{0,11}}{_M}{_NAMED}?{_END}",
    "quy": rf"quý\s{{1,4}}(?:{_QUARTER}(?:,\s?|\s{{1,4}}và\s{{1,4}}|\s{{0,4}}-\s{{0,4}})){{0,3}}"
    rf"{_QUARTER}{_NAMED}?(?![\w%]|\.\d|/\d)",
    "thang_nam": rf"(?<![/.,:-]){_M}/20\d\d{_END}",
    "nua_nam": r"(?:\d{1,2}|ba|sáu|chín)\s{1,4}tháng(?:\s{1,4}(?:đầu|cuối))?\s{1,4}năm"
    rf"(?:\s{{1,4}}{_Y})?(?!\w)",
    "bao_lau": rf"{_COUNT}\s{{0,4}}{_HOW_LONG}(?!\w)",
    "bao_lau_chu": r"(?:trong|vòng|sau|trước|nhất|định\s{1,4}kỳ|mỗi|hằng|hàng|hạn|cứ)\s{1,4}"
    rf"{_SPELLED}\s{{1,4}}{_HOW_LONG}(?!\w)(?!\s{{1,4}}(?:năm|gian))",
    # ba tháng một lần
    "bao_lau_lan": rf"{_SPELLED}\s{{1,4}}(?:ngày|tuần|tháng|quý|năm)"
    r"(?=\s{1,4}(?:một|hai)\s{1,4}lần(?!\w))",
    "thu": r"thứ\s{1,4}(?:[2-7]|hai|ba|tư|năm|sáu|bảy)\s{1,4}(?:hằng|hàng)\s{1,4}tuần",
    "gio": rf"{_TIME}(?!\s?/\s?\d)(?!\w)",
    # dịp 30/4 và 01/5
    "ngay_le": r"(?:dịp|lễ|mừng|niệm|tết|khánh|nghỉ|dân\s{1,4}tộc)\s{1,4}"
    rf"(?:{_D}/{_M}(?:,\s?|\s{{1,4}}và\s{{1,4}}|\s{{0,4}}-\s{{0,4}})){{0,3}}{_D}/{_M}{_END}",
    # trước 31/12; đến 30/6 hằng năm
    "han_tran": r"(?:trước|nhất|nhất\s{1,4}là|hết|hạn|hạn\s{1,4}cuối|xong|đến|tới|từ|vào|sau)"
    rf"\s{{1,4}}{_D}\s?/\s?{_M}{_END}(?=\s{{0,4}}(?:[,.;:)]|\Z)|\s{{1,4}}(?:hằng|hàng|và|đến|để|hoặc|gửi|về"
    r"|phải|các|tổ\s{1,4}chức|báo)(?!\w))",
}
"""Kinds of deadlines, as patterns over a folded text; no groups. The first at a place wins."""

_LEAD = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|hạn (?:cuối|chót|nộp|gửi)|thời hạn|hết|đến|tới|xong"
    r"|hoàn thành|trong|nhất vào|là)(?: trong| hết| vào| là)?[\s:]*\Z"
)
_FACT_LEAD = re.compile(
    r"(?<!\w)(?:kể từ|tính từ|tính đến|có hiệu lực(?: thi hành)?(?: kể)?(?: từ)?|sinh|ký|ban hành"
    r"|thành lập|thông qua|hợp nhất|sáp nhập|được cấp|cấp|ngày họp|họp|diễn ra|truyền thống|dịp|lễ"
    r"|kỷ niệm|chào mừng|mừng)\s+(?:vào )?\Z"
)
_TASK = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết|hoàn thành|phấn đấu|tiến hành|tổ chức|xong|đạt|triển khai|báo cáo"
    r"|gửi|nộp|trình|khen thưởng|công nhận|thành lập|xây dựng|có|khai mạc|phát động|đăng ký)(?!\w)"
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|kết quả|so với|từ năm|kể từ|tính đến|số liệu|hiện có|qua|dự toán|quyết toán"
    r"|chuẩn nghèo|vừa qua|tại trụ sở|vừa)(?!\w)"
)
_ORDER = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|nộp|trình|chậm nhất|muộn nhất|trước ngày|hạn|hoàn thành|đăng ký)(?!\w)"
)
_SPAN = re.compile(r"\s+(?:đến|tới|hằng|hàng)(?!\w)|\s{0,4}-")
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_YEAR_LEAD = re.compile(
    r"(?<!\w)(?:đến(?: hết| cuối)?|vào|trong|hết|cuối|đầu|giữa|trước|xong|(?:sơ|tổng) kết"
    r"|kết phong trào(?: thi đua)?)(?: các)? \(?\Z"
)
_NUMBERS = re.compile(r"\d+")
_LAST_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_NO_SUCH_DAY = "Kiểm tra lại ngày: trong lịch không có ngày này."
_RULE_SAID = "sớm hơn {days} ngày so với hạn của cấp trên để kịp tổng hợp"


class When(NamedTuple):
    """The last day that a deadline names; year None: every year, or the document's."""

    day: int
    month: int
    year: int | None

    def date(self, year: int) -> date | None:
        """It as a day of a year when it names none; None when there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def judge(
    kind: str,
    low: str,
    text: str,
    place: tuple[int, int],
    day: Ngay,
    earlier: int,
    holidays: frozenset[tuple[int, int]],
) -> Change | Span:
    """A date or time of the text as an open question, or as a fact that stays.

    kind: key of FORMS; low: folded text (small letters, "-" for dashes), as long as `text`; place:
    start and end of the match; day: date of the unit's document; earlier: days to be sooner by.
    """
    start, end = _words(kind, low, place)
    if kind == "ngay_le":
        days = [int(n) for n in _NUMBERS.findall(low, start, end)]
        if holidays.issuperset(zip(days[::2], days[1::2], strict=False)):
            return Span(start, end, HOLIDAY)
    when = _when(kind, low[start:end])
    if kind in ("ngay", "ngay_tran", "ngay_thang", "thang", "quy", "thang_nam") and (
        why := _fact(kind, low, place[0], end, when, day, holidays)
    ):
        return Span(start, end, why)
    question, proposal = _advice(kind, text[start:end], when, day, earlier, low[end : end + 12])
    return Change(start, end, "hoi", RULE, mark(text[start:end]), question, proposal)


def year(low: str, text: str, place: tuple[int, int], day: Ngay) -> Change | None:
    """A year by which something is to be done and that is over when the document is issued."""
    start, end = place
    years = [int(y) for y in _LAST_YEAR.findall(low[start:end])]
    if not years or day.nam is None or max(years) >= day.nam:
        return None
    before, after = _clause(low, start, end)
    begins = not before.strip(" \t\r\n-+*")
    if not begins and not _YEAR_LEAD.search(before[-40:]):
        return None
    if _PAST.search(before) or not (_TASK.search(before) or _TASK.search(after)):
        return None
    if begins and _PAST.search(after):
        return None
    start = low.rfind("năm", start, end) if low.count("năm", start, end) == 1 else start
    words = text[start:end]
    return Change(
        start,
        end,
        "hoi",
        RULE,
        mark(words),
        f"Mốc “{words}” của cấp trên đã qua khi văn bản của đơn vị ban hành ({_own(day)}): việc "
        "này còn phải làm không?",
        "Bỏ mốc đã qua, hoặc ghi mốc mới của đơn vị.",
    )


def _words(kind: str, low: str, place: tuple[int, int]) -> tuple[int, int]:
    """What is marked: the date without "ngày" and without the words that set the limit."""
    start, end = place
    if kind in ("thang", "quy", "thu", "bao_lau_lan"):
        return start, end
    if kind == "bao_lau_chu":
        m = re.search(rf"{_SPELLED}\s{{1,4}}{_HOW_LONG}\Z", low[start:end])
        return (start + m.start(), end) if m else place
    m = _NUMBERS.search(low, start, end)
    return (m.start(), end) if m else place


def _when(kind: str, words: str) -> When | None:
    """Last day of what the words name."""
    if kind == "quy":
        quarters = re.findall(rf"(?<!\w){_QUARTER}(?!\w)", words[3:])
        if not quarters:
            return None
        month = 3 * (_QUARTERS.get(quarters[-1]) or int(quarters[-1]))
        return _month_end(month, _year_in(words))
    if kind in ("thang", "thang_nam"):
        numbers = [int(n) for n in _NUMBERS.findall(words) if len(n) <= 2]
        return _month_end(numbers[-1], _year_in(words)) if numbers else None
    if kind in ("ngay", "ngay_tran", "han_tran"):
        m = re.search(rf"{_DATE}\Z", words)
        numbers = [int(n) for n in _NUMBERS.findall(m[0])] if m else []
        if len(numbers) < 2:
            return None
        when = When(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None)
        return when if when.date(2024) else None
    return None


def _year_in(words: str) -> int | None:
    found = _LAST_YEAR.findall(words)
    return int(found[-1]) if found else None


def _month_end(month: int, year: int | None) -> When | None:
    if not 1 <= month <= 12:
        return None
    following = date((year or 2023) + month // 12, month % 12 + 1, 1)
    return When((following - timedelta(days=1)).day, month, year)


def _clause(low: str, start: int, end: int) -> tuple[str, str]:
    """Words of the same clause before and after a place; at most 160 characters each."""
    before = re.split(r"[.;:](?=\s)", low[max(0, start - 160) : start])[-1]
    after = re.split(r"[.;:](?=\s|\Z)", low[end : end + 160])[0]
    return before, after


def _fact(
    kind: str,
    low: str,
    start: int,
    end: int,
    when: When | None,
    day: Ngay,
    holidays: frozenset[tuple[int, int]],
) -> str:
    """Why a date is no time limit; "" when it is one, or may be."""
    if when is None:
        return ""
    before, after = _clause(low, start, end)
    past = _over(when, day)
    if past and _DONE.search(before):
        return "Việc đã qua, kể lại"
    if _LEAD.search(before[-40:]) and not _FACT_LEAD.search(before[-60:]):
        return ""
    if when.year is None:
        ordered = _ORDER.search(before) or _ORDER.search(after) or _SPAN.match(after)
        if kind == "ngay" and (when.day, when.month) in holidays and not ordered:
            return HOLIDAY
        return ""
    if when.year < 2000:
        return "Ngày của sự kiện đã qua"
    if kind in ("ngay", "ngay_tran") and _FACT_LEAD.search(before[-60:]) and past is not False:
        return "Ngày của sự kiện, của hiệu lực: sự kiện chung"
    told = _PAST.search(before) or _PAST.search(after)
    if told and past is not False:
        return "Việc đã qua, kể lại"
    if past and not (_TASK.search(before) or _TASK.search(after)) and kind.startswith("ngay"):
        return "Ngày của sự kiện đã qua"
    return ""


def _over(when: When, day: Ngay) -> bool | None:
    """Whether a day is before the document's; None when that is not known."""
    if when.year is None or day.nam is None:
        return None
    if when.year != day.nam or day.thang is None:
        return None if when.year == day.nam else when.year < day.nam
    if when.month != day.thang or day.ngay is None:
        return None if when.month == day.thang else when.month < day.thang
    return when.day < day.ngay


def _own(day: Ngay) -> str:
    if day.thang is None:
        return f"năm {day.nam}"
    if day.ngay is None:
        return f"tháng {day.thang}/{day.nam}"
    return f"ngày {ngay_ngan(day.ngay, day.thang, day.nam)}"


def _said(earlier: int) -> str:
    """The rule by which a day is proposed."""
    return _RULE_SAID.format(days=earlier) if earlier else "bằng hạn của cấp trên"


def _advice(
    kind: str, words: str, when: When | None, day: Ngay, earlier: int, after: str
) -> tuple[str, str]:
    """Question and proposal for a deadline."""
    said = _said(earlier)
    shown = f"ngày {words}" if kind.startswith("ngay") and words[0].isdecimal() else words
    question = f"Thời hạn của cấp trên: “{shown}”. Đơn vị đặt thời hạn nào cho cấp dưới?"
    if kind.startswith("bao_lau"):
        return (
            f"Thời gian cấp trên định: “{words}”. Đơn vị giữ hay đặt khác?",
            f"Hạn báo cáo: đặt ngắn hơn “{words}” để kịp tổng hợp; kỳ hạn chung: giữ.",
        )
    if kind == "nua_nam":
        return question, f"Giữ kỳ báo cáo, hạn gửi {said}."
    if kind == "ngay_thang":
        days = [int(n) - earlier for n in _NUMBERS.findall(words) if len(n) <= 2]
        if len(days) == 1 and 0 < days[0] < int(words):
            return question, f"Trước ngày {days[0]:02d} cùng kỳ ({said})."
    if when is None:
        wrong = kind in ("ngay", "ngay_tran", "han_tran")
        return question, _NO_SUCH_DAY if wrong else f"Đặt {said}."
    if _over(when, day):
        return (
            f"Thời hạn “{shown}” của cấp trên đã qua khi văn bản của đơn vị ban hành "
            f"({_own(day)}): bỏ, hay đặt thời hạn mới?",
            "Bỏ nếu việc đã xong; nếu chưa, đặt thời hạn mới của đơn vị.",
        )
    last = when.date(day.nam or 2023)
    if last is None:  # 29/02 of a year that has none
        return question, _NO_SUCH_DAY if when.year else f"Đặt {said}."
    if last.toordinal() <= earlier:
        return question, f"Đặt {said}."
    return question, _sooner(when, last, day, earlier, after)


def _sooner(when: When, last: date, day: Ngay, earlier: int, after: str) -> str:
    """The proposal of a day before the last one."""
    said = _said(earlier)
    sooner = last - timedelta(days=earlier)
    shown = ngay_ngan(sooner.day, sooner.month, sooner.year)
    if when.year is None:
        shown = shown.rpartition("/")[0]
        if sooner.year < last.year:
            return f"Trước ngày {shown} năm trước ({said})."
        every = " hằng năm" if after.startswith((" hằng năm", " hàng năm")) else ""
        return f"Trước ngày {shown}{every} ({said})."
    if _over(When(sooner.day, sooner.month, sooner.year), day):
        limit = ngay_ngan(last.day, last.month, last.year)
        return (
            f"Ngày {shown} ({said}) đã qua: chọn ngày sau {_own(day)} và trước hạn của cấp trên "
            f"({limit})."
        )
    return f"Trước ngày {shown} ({said})."
