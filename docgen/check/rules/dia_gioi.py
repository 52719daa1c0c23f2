"""Units (NQ): bodies that existed on the day of the document; no words of the level above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.dan_y import in_quotes
from docgen.check.rules.nhat_quan import citations
from docgen.check.rules.ten_co_quan import issuers, words
from docgen.findings import HINT
from docgen.lang import _
from docgen.nd30.dia_gioi import (
    CAP_HUYEN_HET,
    LINH_VUC,
    LINH_VUC_MOI,
    SO_HET,
    TINH_CU,
    TINH_HET,
)
from docgen.viet.ngay import ngay_ngan

_DISTRICT = re.compile(
    r"(?<!\w)(?:(?:UBND|HĐND|[UỦ][ỷy] ban nhân dân|Hội đồng nhân dân|UBMTTQ(?:VN)?"
    r"|Phòng [^;,.()]{2,40}?|Công an)\s+(?:các\s+|cấp\s+)?(?:huyện|quận|thị xã|thị trấn)"
    r"|huyện ủy|huyện đoàn|cấp huyện|các huyện|các quận)(?!\w)",
    re.IGNORECASE,
)
"""A body of the district level, or the level itself."""
_PROVINCES = "|".join(re.escape(t).replace("òa", "(?:òa|oà)") for t in TINH_CU)
_ENDED = {cu.casefold(): (cu, moi) for cu, moi in TINH_CU.items()}
_PROVINCE = re.compile(rf"(?<!\w)tỉnh\s+(?P<ten>{_PROVINCES})(?!\w)", re.IGNORECASE)
_FIELDS = "|".join(x.cu.replace(" - ", r"\s*[-–]\s*") for x in LINH_VUC)
_DEPARTMENT = re.compile(rf"(?<!\w)(?P<cap>Bộ|Sở)\s+(?P<ten>{_FIELDS})(?!\w)")
_NEW_DEPARTMENT = re.compile(rf"(?<!\w)(?:Bộ|Sở)\s+(?:{'|'.join(LINH_VUC_MOI)})(?!\w)")


def _field(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()


_TAKEN_OVER = {_field(x.cu): x.moi for x in LINH_VUC}
_PAST = re.compile(
    r"(?<!\w)(?:trước đây|cũ|nay là|trước khi|sáp nhập|hợp nhất|sắp xếp|kết thúc hoạt động|giải thể"
    r"|bàn giao|tiếp nhận|không tổ chức|bỏ cấp|đã|nguyên|thuộc tỉnh .{2,20} trước|kế thừa"
    r"|chuyển (?:giao|về|sang)|phân định|thẩm quyền|nhiệm vụ của)(?!\w)",
    re.IGNORECASE,
)
"""Words that tell of what was."""
_SENTENCE = re.compile(r"[.;](?=\s)")
_OLD_YEAR = re.compile(r"(?<!\d)20(?:0\d|1\d|2[0-4])(?!\d)")
_HEADER_DATE = re.compile(r"ngày.{0,12}tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*$")
_HEAD = ("co_quan", "chu_quan", "tham_quyen", "quyen_han")
_ADDRESSED = ("noi_nhan_muc", "kinh_gui", "kinh_gui_muc")
_TOLD_KINDS = ("bao_cao", "bien_ban", "thong_bao", "to_trinh")
_Hit = tuple[Text, int, int]


def _from(document: Document, day: date) -> bool | None:
    """Whether the document is of a day or later; None when its date does not say."""
    at, month, year = _issued(document)
    if year is None:
        return None
    if year != day.year:
        return year > day.year
    if month is None:
        return None
    return (month, at or 1) >= (day.month, day.day)


def _issued(document: Document) -> tuple[int | None, int | None, int | None]:
    """Day, month and year of issue, also from a header whose place is still open."""
    ngay = document.van_ban.ngay
    if ngay.nam is None and document.form != "data":
        for text in document.texts[:20]:
            m = _HEADER_DATE.search(text.text) if text.part == "" else None
            if m:
                return None, int(m[1]), int(m[2])
    return ngay.ngay, ngay.thang, ngay.nam


@rule("NQ12")
def units(document: Document) -> Iterator[Found]:
    """Bodies that are named exist on the day of the document."""
    if _from(document, CAP_HUYEN_HET):
        yield from _districts(document)
    if _from(document, TINH_HET):
        yield from _provinces(document)
    if _from(document, SO_HET):
        yield from _departments(document)
    elif _from(document, SO_HET) is False:
        for text, start, end in list(_living(document, _NEW_DEPARTMENT, "bộ", "sở"))[:1]:
            have = text.text[start:end]
            message = _("{have} chưa có vào ngày ban hành văn bản (có từ {day}).")
            said = message.format(have=have, day=_day(SO_HET))
            yield Found(said, text, start, end, found=have, severity=HINT)


def _day(day: date) -> str:
    return ngay_ngan(day.day, day.month, day.year)


def _districts(document: Document) -> Iterator[Found]:
    hits = list(_living(document, _DISTRICT, "huyện", "quận", "thị"))
    groups = (
        [h for h in hits if h[0].part in _HEAD],
        [h for h in hits if h[0].part in _ADDRESSED],
        [h for h in hits if h[0].part in PROSE],
    )
    for group in groups:
        if not group:
            continue
        text, start, end = group[0]
        have = " ".join(text.text[start:end].split())
        message = _("“{have}” ({n} chỗ): từ {day} không còn đơn vị hành chính cấp huyện.")
        told = text.part in PROSE and document.loai() in _TOLD_KINDS
        said = message.format(have=have, n=len(group), day=_day(CAP_HUYEN_HET))
        yield Found(said, text, start, end, found=have, severity=HINT if told else "")


def _provinces(document: Document) -> Iterator[Found]:
    told: set[str] = set()
    for text, start, end in _living(document, _PROVINCE, "tỉnh"):
        _tinh, _space, name = " ".join(text.text[start:end].split()).casefold().partition(" ")
        name, new = _ENDED[name.replace("oà", "òa")]
        if name in told:
            continue
        told.add(name)
        message = _("Tỉnh {name} đã hợp nhất vào {new} từ {day}.").format(
            name=name, new=new, day=_day(TINH_HET)
        )
        mild = "" if text.part in _HEAD else HINT
        yield Found(message, text, start, end, new, text.text[start:end], severity=mild)


def _departments(document: Document) -> Iterator[Found]:
    told: set[str] = set()
    for text, start, end in _living(document, _DEPARTMENT, "bộ", "sở"):
        have = text.text[start:end]
        level, _space, field = have.partition(" ")
        new = f"{level} {_TAKEN_OVER[_field(field)]}"
        if have in told:
            continue
        told.add(have)
        message = _("{have} đã hợp nhất, nay là {new} (từ {day}).").format(
            have=have, new=new, day=_day(SO_HET)
        )
        yield Found(message, text, start, end, new, have, severity=HINT)


def _living(document: Document, pattern: re.Pattern[str], *words: str) -> Iterator[_Hit]:
    """Places where a pattern speaks of the present: not in citations, quotes, tales of the past.

    `words`: every match has one of them.
    """
    cited = _cited(document)
    for text in document.whole.holding(*words):
        if text.part not in PROSE and text.part not in _HEAD and text.part not in _ADDRESSED:
            continue
        for m in pattern.finditer(text.text):
            if text.part in _HEAD or text.part in _ADDRESSED:
                yield text, m.start(), m.end()
                continue
            inside = any(s <= m.start() < e for s, e in cited.get(text.index, ()))
            inside = inside or _in_gap(text.text, m.start())
            if not inside and not in_quotes(text.text, m.start()) and not _past(text.text, m):
                yield text, m.start(), m.end()


def _in_gap(text: str, place: int) -> bool:
    """Within the brackets of a visible gap: a person is asked about it already."""
    return text.rfind("[", 0, place) > text.rfind("]", 0, place)


def _cited(document: Document) -> dict[int, list[tuple[int, int]]]:
    out: dict[int, list[tuple[int, int]]] = {}
    for text, found in citations(document).each():
        out.setdefault(text.index, []).append((found.start, found.end))
    return out


def _past(text: str, m: re.Match[str]) -> bool:
    starts = [s.end() for s in _SENTENCE.finditer(text, 0, m.start())]
    stop = _SENTENCE.search(text, m.end())
    sentence = text[starts[-1] if starts else 0 : stop.start() if stop else len(text)]
    return bool(_PAST.search(sentence) or _OLD_YEAR.search(sentence))


_LEVEL = {"xã": "xa", "phường": "xa", "huyện": "huyen", "quận": "huyen", "tỉnh": "tinh"}
_RANK = {"xa": 0, "huyen": 1, "tinh": 2}
_SELF = re.compile(
    r"(?<!\w)(?:UBND|[UỦ][ỷy] ban nhân dân)\s+(?P<cap>tỉnh|huyện)\s+(?:ban hành|xây dựng|đề nghị"
    r"|yêu cầu|báo cáo)\b[^;.]{0,400}?như sau:?\s*$",
    re.IGNORECASE,
)
"""The sentence with which a document speaks of itself."""
_AREA = re.compile(r"(?<!\w)(?:trên )?(?:địa bàn|toàn)\s+(?:toàn\s+)?(?P<cap>tỉnh|huyện)(?!\w)")


@rule("NQ13")
def level_above(document: Document) -> Iterator[Found]:
    """A document speaks of its own level, not of that of its model."""
    own = level(document)
    if own is None:
        return
    cited = _cited(document)
    areas: list[_Hit] = []
    for text in document.texts:
        if text.part not in PROSE or text.part == "can_cu":
            continue
        if "tỉnh" not in text.text and "huyện" not in text.text:
            continue
        m = _SELF.search(text.text) if "như sau" in text.text[-40:].lower() else None
        if m and _RANK[_LEVEL[m["cap"].casefold()]] > _RANK[own]:
            message = _("Văn bản tự xưng “{have}” trong khi cơ quan ban hành ở cấp khác.")
            have = text.text[m.start() : m.end("cap")]
            end = m.end("cap")
            yield Found(message.format(have=have), text, m.start(), end, found=have)
        area = "địa bàn" in text.text or "toàn" in text.text
        for m in _AREA.finditer(text.text) if area else ():
            inside = any(s <= m.start() < e for s, e in cited.get(text.index, ()))
            higher = _RANK[_LEVEL[m["cap"]]] > _RANK[own]
            inside = inside or _in_gap(text.text, m.start())
            if higher and not inside and not in_quotes(text.text, m.start()):
                areas.append((text, m.start(), m.end()))
    if areas:
        text, start, end = areas[0]
        have = text.text[start:end]
        message = _("“{have}” ({n} chỗ) là địa bàn của cấp trên; xem có phải sót lại từ bản mẫu.")
        yield Found(message.format(have=have, n=len(areas)), text, start, end, found=have)


def level(document: Document) -> str | None:
    """Level of the one issuer: xa, huyen or tinh; None for others, or when it is not known."""
    bodies = document.van_ban.co_quan
    if len(bodies) != 1 or not issuers(document):
        return None
    if bodies[0].cap in _RANK:
        return bodies[0].cap
    named = words(bodies[0].ten)
    if named[:4] not in (("ủy", "ban", "nhân", "dân"), ("hội", "đồng", "nhân", "dân")):
        return None
    return _LEVEL.get(named[4]) if len(named) > 4 else None
