"""Place and date of issue (TP09-TP12).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.check.document import Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import OPEN, Frame, flat, fold, headed, issued, issuer, main, sure
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.viet.ngay import ngay_thang

_GAP = r"[\s.…_\xa0]*"
_PLACE_DATE = re.compile(
    rf"[\s*#_]*(?P<place>.*?)(?P<comma>\s*,)?\s*(?P<word>ngày)(?P<d>{_GAP}\d*{_GAP})tháng"
    rf"(?P<m>{_GAP}\d*{_GAP})năm(?P<y>{_GAP}\d*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MAYBE = re.compile(r"\bNGAY\b|\bNAM\b|\d{4}")
_DIGITS = re.compile(r"(?:ngày\s*)?(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")


def _dates(document: Document) -> Iterator[tuple[Frame, Text, re.Match[str]]]:
    if document.form == "data":
        return
    for frame in issued(document):
        for text in frame.of("dia_danh_ngay")[:1]:
            found = _PLACE_DATE.fullmatch(text.text)
            if found and not OPEN.search(text.text[found.start("word") :]):
                yield frame, text, found


@rule("TP09", WRITTEN)
def date_form(document: Document) -> Iterator[Found]:
    """ "Hà Nội, ngày 05 tháng 01 năm 2020" (Mục II.4)."""
    for frame in issued(document):
        text = frame.first("dia_danh_ngay")
        if text is None or _PLACE_DATE.fullmatch(text.text) or OPEN.search(text.text):
            continue
        if m := _DIGITS.search(text.text):
            yield _in_words(document, text, m)
    for _frame, text, m in _dates(document):
        if m["word"] != "ngày":
            start, end = m.span("word")
            yield _date_found(document, _("Từ “ngày” viết chữ thường."), text, start, end, "ngày")
        place = m["place"].strip()
        if place and not m["comma"]:
            end = m.end("place")
            yield _date_found(document, _("Sau địa danh có dấu phẩy."), text, end, end, ",")
        if not place.strip(" .") and re.search(r"\d", m["y"]):
            yield Found(
                _("Chưa ghi địa danh trước ngày, tháng, năm."),
                text,
                severity="" if document.form == "docx" and not place else WARNING,
            )
        if re.fullmatch(r"\s*[.,;:]+\s*", m["rest"]) and re.search(r"\d", m["y"]):
            start, end = m.span("rest")
            yield _date_found(document, _("Sau năm không có dấu."), text, start, end, "")
    head = main(document)
    for text in head.texts[:15] if head else ():
        if not text.part and re.match(r"[\s.…]*,\s*ngày.*\d{4}", text.text):
            yield Found(_("Chưa ghi địa danh trước ngày, tháng, năm."), text, severity=WARNING)
    if (
        head
        and headed(head)
        and head.has("so_ky_hieu")
        and not head.has("dia_danh_ngay", "kem_theo")
        and not any(not t.part and _MAYBE.search(fold(t.text)) for t in head.texts[:15])
        and not any(OPEN.search(t.text) for t in head.texts[:15])
        and "ngày" not in head.of("so_ky_hieu")[0].text
    ):
        yield Found(
            _("Không thấy địa danh và ngày, tháng, năm ban hành."),
            head.of("so_ky_hieu")[0],
            severity=sure(document),
        )


def _in_words(document: Document, text: Text, m: re.Match[str]) -> Found:
    try:
        right = ngay_thang(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        right = ""
    return Found(
        _("Ngày ban hành ghi bằng chữ “ngày … tháng … năm …”, không dùng dấu gạch."),
        text,
        *m.span(),
        expected=right,
        found=m[0],
        fixes=(Fix("retype", text, *m.span(), right),) if right else (),
        severity=sure(document),
    )


def _date_found(
    document: Document, message: str, text: Text, start: int, end: int, new: str
) -> Found:
    return Found(
        message,
        text,
        max(0, start - (start == end)),
        max(end, start),
        expected=new,
        found=flat(text.text[start:end]),
        fixes=(Fix("retype", text, start, end, new),),
        severity=sure(document),
    )


@rule("TP10", WRITTEN)
def date_zeros(document: Document) -> Iterator[Found]:
    """Days under 10, months 1 and 2 take a zero; months 3 to 9 do not (Mục II.4.b)."""
    for _frame, text, m in _dates(document):
        for group, message, level in (
            ("d", _("Ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước."), ""),
            ("m", _("Tháng 1, 2 phải ghi thêm số 0 phía trước."), ""),
            ("m", _("Tháng 3 đến tháng 9 không thêm số 0."), WARNING),
        ):
            digits = m[group].strip()
            right = digits
            if level:
                right = digits.lstrip("0") if re.fullmatch("0+[3-9]", digits) else digits
            elif re.fullmatch("[1-9]" if group == "d" else "[12]", digits):
                right = "0" + digits
            if right == digits:
                continue
            start = m.start(group) + m[group].index(digits)
            yield Found(
                message,
                text,
                start,
                start + len(digits),
                expected=right,
                found=digits,
                fixes=(Fix("retype", text, start, start + len(digits), right),),
                severity=level or sure(document),
            )


@rule("TP11", WRITTEN)
def date_real(document: Document) -> Iterator[Found]:
    """The date of issue exists in the calendar."""
    for _frame, text, m in _dates(document):
        day, month, year = (m[g].strip(" .…_\xa0\n\t") for g in "dmy")
        wrong = len(year) not in (0, 4) or (month.isdigit() and not 1 <= int(month) <= 12)
        if not wrong and day.isdigit():
            try:
                # A leap year where the year is open.
                date(int(year or 2000), int(month or 1), int(day))
            except ValueError:
                wrong = True
        if wrong:
            yield Found(
                _("Ngày ban hành không có trong lịch: {day}/{month}/{year}.").format(
                    day=day or "…", month=month or "…", year=year or "…"
                ),
                text,
                m.start("word"),
                m.end("y"),
                found=flat(text.text[m.start("word") : m.end("y")]),
                severity=sure(document),
            )


_UNIT = r"tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|phường|xã|đặc khu"
_UNIT_PLACE = re.compile(rf"(?P<unit>{_UNIT})\s+(?P<name>\S.*)", re.IGNORECASE)
_OWN_UNIT = re.compile(
    r"(?:UY BAN NHAN DAN|UBND|HOI DONG NHAN DAN|HDND) (?:TINH|THANH PHO|HUYEN|XA|PHUONG) (\D+)$"
)


@rule("TP31", WRITTEN)
def left_open(document: Document) -> Iterator[Found]:
    """Number and date that văn thư has still to fill in."""
    head = main(document)
    if head is None:
        return
    number, day = head.first("so_ky_hieu"), head.first("dia_danh_ngay")
    parts: list[str] = []
    if number and re.match(r"[\s*#_]*S[ốo]\s*:?[\s.…_]*/\s*[A-ZĐ]", number.text):
        parts.append(_("số"))
    m = _PLACE_DATE.fullmatch(day.text) if day else None
    if m:
        for group, name in (("d", _("ngày")), ("m", _("tháng")), ("y", _("năm"))):
            if not re.search(r"\d", m[group]):
                parts.append(name)
    if parts:
        yield Found(
            _("Còn để trống: {parts}.").format(parts=", ".join(parts)),
            number if number and parts[0] == _("số") else day,
        )


@rule("TP12")
def place(document: Document) -> Iterator[Found]:
    """The place: name of the unit alone, the issuer's own (Mục II.4.a)."""
    own_name = fold(issuer(document))
    for frame in issued(document):
        text = frame.first("dia_danh_ngay")
        m = _PLACE_DATE.fullmatch(text.text) if text and document.form != "data" else None
        if text is None or (m is None and document.form != "data"):
            continue
        name = m["place"].strip() if m else text.text.strip()
        start = text.text.find(name)
        if not name or OPEN.search(name):
            continue
        unit = _UNIT_PLACE.fullmatch(name)
        if unit:
            found = _unit_word(text, start, unit)
            if found:
                yield found
            continue
        own = _OWN_UNIT.match(own_name)
        if own and frame.number == 0 and own[1].strip() != fold(name):
            yield Found(
                _("Địa danh “{place}” khác tên đơn vị hành chính trong tên cơ quan.").format(
                    place=name
                ),
                text,
                start,
                start + len(name),
                found=name,
                severity=HINT,
            )


def _unit_word(text: Text, start: int, m: re.Match[str]) -> Found | None:
    """A finding about the word for the unit before the name of a place."""
    unit, name = m["unit"].lower(), m["name"].strip()
    span = start, start + m.end("unit") - m.start("unit")
    whole = (start, start + len(m[0]))
    if fold(name) == "HO CHI MINH":
        right = f"Thành phố {name}"
        if m[0] == right:
            return None
        return Found(
            _("Địa danh ghi đầy đủ “Thành phố Hồ Chí Minh”."),
            text, *whole, expected=right, found=m[0],
            fixes=(Fix("retype", text, *whole, right),), severity=WARNING,
        )  # fmt: skip
    if unit == "tỉnh":
        return Found(
            _("Địa danh chỉ ghi tên tỉnh, không ghi chữ “tỉnh”."),
            text, *span, expected=name, found=m[0],
            fixes=(Fix("retype", text, *whole, name),), severity=WARNING,
        )  # fmt: skip
    if name[0].isdigit() or m["unit"][0].isupper():
        return None  # Quận 1, Phường Điện Biên Phủ: the word belongs to the name
    return Found(
        _("Địa danh chỉ ghi tên riêng; tên gọi theo người, số, sự kiện thì viết hoa cả cấp."),
        text, *span, found=m[0], severity=HINT,
    )  # fmt: skip
