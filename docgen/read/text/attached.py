"""Documents that are attached to another, and the "(Kèm theo …)" line that says to which.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần III; Mẫu 1.3, 2.1.
"""

from __future__ import annotations

import re
from typing import Any

from docgen.findings import WARNING, Finding, Where
from docgen.lang import _
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.body import Body
from docgen.read.text.content import read_content
from docgen.read.text.foot import foot_at
from docgen.read.text.gaps import without_gap
from docgen.read.text.head import read_head
from docgen.read.text.marks import plain
from docgen.read.text.numbering import scheme_of
from docgen.read.text.parts import shows_forms
from docgen.read.text.styled_parts import is_day
from docgen.read.text.title import read_heading

NO_NAME = "[tên cơ quan ban hành]"
"""Stands for an issuer that the text does not name: printed as a gap."""
_PARTY = re.compile(r"\s*0*(\d{1,5}[a-zđ]?)?-([A-ZĐ]{1,6}/[A-ZĐ]{1,10})\b")
_DAY = re.compile(
    r"ng[àa]y\s*(?:(?P<ngay_so>\d{1,2})\s*[/.-]\s*(?P<thang_so>\d{1,2})\s*[/.-]\s*(?P<nam_so>\d{4})"
    r"|(?P<ngay>\d{1,2})?[\s.…_]*th[áa]ng\s*(?P<thang>\d{1,2})?[\s.…_]*n[ăa]m\s*(?P<nam>\d{4})?)"
)


def read_attachment(
    lines: list[Line], main: dict[str, Any], left: list[Line], findings: list[Finding]
) -> tuple[dict[str, Any], Body]:
    """An item of `kem_theo` and its body; what it cannot hold goes into `left`, doubts are told."""
    end = len(lines) if shows_forms(lines) else foot_at(lines)
    head, start = read_head(lines[:end], attached=True)
    given = head.data
    if "loai" not in given and "trich_yeu" not in given and not head.annex:
        start = read_heading(lines[:end], start, head)
    left += head.left_over
    body = read_content(lines[start:end], given.get("loai", ""))
    left += body.left_over + lines[end:]
    data: dict[str, Any] = {"kieu": "phu_luc"} if head.annex else {}
    for name in ("loai", "ten_loai", "trich_yeu"):
        if name in given:
            data[name] = given[name]
    # An attached document has no number, day, receivers or authority line of its own.
    left += [x for x in lines[:start] if _numbers_or_dates(x)]
    left += [Line(given["tham_quyen"], lines[0].place)] if given.get("tham_quyen") else []
    left += [Line(x, lines[0].place) for x in body.data.get("kinh_gui", [])]
    bodies = given.get("co_quan")
    if bodies and bodies != main.get("co_quan"):
        data["co_quan"] = bodies
    for name in ("can_cu", "noi_dung", "ket_thuc"):
        if name in body.data:
            data[name] = body.data[name]
    data["dong_kem_theo"] = how_attached(head.attached_line, main, left, findings, lines)
    scheme = scheme_of(body.labels)
    if scheme:
        data["danh_so"] = scheme
    return data, body


def _numbers_or_dates(line: Line) -> bool:
    text = plain(line.text)
    return bool(marks.SO.match(text) or marks.PLACE_DATE.match(text))


def how_attached(
    text: str,
    main: dict[str, Any],
    left: list[Line],
    findings: list[Finding],
    lines: list[Line],
) -> str:
    """How the "(Kèm theo …)" line stands: filled, left open or absent; told when it disagrees."""
    if not text:
        return "khong"
    number, code = _number_in(text)
    day = _day_in(text)
    wrong = _disagreeing(number, code, day, main)
    # It may name an issuer, a number or a day that the document itself does not.
    more = (number and not main.get("so")) or (code and not main.get("ky_hieu"))
    more = more or bool(day.keys() - main.get("ngay", {}).keys())
    if main["co_quan"] == [{"ten": NO_NAME}] or wrong or more:
        left.append(Line(text, lines[0].place))
    for message in wrong:
        findings.append(
            Finding(
                "DOC20",
                message,
                WARNING,
                _("docgen in dòng này theo văn bản chính; xem lại bên nào đúng."),
                Where(part=lines[0].place),
            )
        )
    left_open = (not number and main.get("so")) or (not number and not day and main.get("ngay"))
    return "de_trong" if left_open else "day_du"


_OWN = re.compile(
    r"\(Kèm theo (?P<loai>.+?) số\s*(?P<so>\d+[a-zđ]?)?\s*(?:/\s*|(?=-))(?P<ky_hieu>\S*)\s+"
    r"ngày\s*(?P<ngay>\d*)\s*tháng\s*(?P<thang>\d*)\s*năm\s*(?P<nam>\d*)\s*của (?P<co_quan>.+)\)"
)


def own_attachment(text: str, data: dict[str, Any]) -> dict[str, Any] | None:
    """The document that one goes with, of its own "(Kèm theo …)" line; None for what names none."""
    m = _OWN.fullmatch(text)
    if m is None or not without_gap(m["loai"], "kem_theo_van_ban"):
        return None
    given: dict[str, Any] = {"loai": m["loai"], "so": (m["so"] or "").lstrip("0") or None}
    given["ky_hieu"] = m["ky_hieu"] or None
    day = {name: int(m[name]) for name in ("ngay", "thang", "nam") if m[name]}
    given["ngay"] = day if is_day(day) else None
    own = " và ".join(body["ten"] for body in data["co_quan"])
    given["co_quan"] = m["co_quan"] if m["co_quan"] != own else None
    return {name: value for name, value in given.items() if value}


def _number_in(text: str) -> tuple[str, str]:
    """Number and code that a "(Kèm theo …)" line names, "" for what it leaves open."""
    behind = text.split(" số", 1)[1] if " số" in text else ""
    if party := _PARTY.match(behind):
        return party[1] or "", "-" + party[2]
    if "[" in behind.split(" ngày")[0]:
        # A code with a gap in it is none.
        number = re.match(r"\s*0*(\d{1,5}[a-zđ]?)", behind)
        return number[1] if number else "", ""
    m = marks.CODE.search(behind)
    if m is None:
        return "", ""
    code = re.sub(r"\s*[-–]\s*", "-", m[2])
    return re.sub(r"[\s.…_]", "", m[1]).lstrip("0"), re.sub("ĐÐ|ÐĐ|Ð", "Đ", code)


def _day_in(text: str) -> dict[str, int]:
    """Day, month and year that a "(Kèm theo …)" line names, without what it leaves open."""
    m = _DAY.search(text)
    if m is None:
        return {}
    found = {name: m[name] or m[f"{name}_so"] for name in ("ngay", "thang", "nam")}
    return {name: int(digits) for name, digits in found.items() if digits}


def _disagreeing(number: str, code: str, day: dict[str, int], main: dict[str, Any]) -> list[str]:
    """What the line says otherwise than the document it goes with, one message for each."""
    told = []
    if number and main.get("so") and number != main["so"]:
        told.append(
            _("Dòng “Kèm theo” ghi số {one}, văn bản chính là số {other}.").format(
                one=number, other=main["so"]
            )
        )
    if code and main.get("ky_hieu") and _same(code) != _same(main["ky_hieu"]):
        told.append(
            _("Dòng “Kèm theo” ghi ký hiệu {one}, văn bản chính là {other}.").format(
                one=code, other=main["ky_hieu"]
            )
        )
    given = main.get("ngay", {})
    if any(given.get(name, value) != value for name, value in day.items()):
        told.append(
            _("Dòng “Kèm theo” ghi ngày {one}, văn bản chính là ngày {other}.").format(
                one=_printed(day), other=_printed(given)
            )
        )
    return told


def _same(code: str) -> str:
    return code.strip(" -/.,").upper()


def _printed(day: dict[str, int]) -> str:
    """05/9/2025, dots for what is open."""
    return "/".join(str(day.get(name, "…")) for name in ("ngay", "thang", "nam"))
