"""A whole document out of lines: parts told apart, head, body and foot of each put together.

Total: any text gives data, findings and what was left over. A part that is not there becomes a
visible gap when the document is written; nothing is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from docgen.findings import HINT, WARNING, Finding, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.nd30.loai import LOAI
from docgen.read.scalars import quoted
from docgen.read.source import Line, Source
from docgen.read.text import marks
from docgen.read.text.attached import NO_NAME, how_attached, own_attachment, read_attachment
from docgen.read.text.body import Body
from docgen.read.text.content import read_content
from docgen.read.text.foot import foot_at, read_foot
from docgen.read.text.head import read_head
from docgen.read.text.issuers import names_several
from docgen.read.text.marks import fold, plain, upper_case
from docgen.read.text.numbering import check_labels, scheme_of
from docgen.read.text.own_text import own_lines
from docgen.read.text.parts import split_parts
from docgen.read.text.people import is_post
from docgen.read.text.styled import Styled, put_together, read_styled
from docgen.read.text.tidy import SEPARATOR, read_lines


@dataclass(slots=True)
class Reading:
    """What a reader made of a document."""

    van_ban: VanBan
    findings: list[Finding] = field(default_factory=list)
    left_over: list[Line] = field(default_factory=list)
    """Lines that no part took; nothing is lost without being listed here."""
    members: list[list[Line]] = field(default_factory=list)
    """Lines of the document and of each attached one, those recognised with their `part`."""


def read_text(text: str) -> Reading:
    """A document from plain text, as typed, pasted or taken from a scan."""
    lines = own_lines(text)
    own = read_styled(lines, typed=True) if lines else None
    reading = _own(own, [], '"' in text) if own else None
    return reading or read_source(read_lines(text))


def read_source(source: Source) -> Reading:
    """A document from the lines of any format."""
    left = [x for x in source.aside if not _page_number(x)]
    own = read_styled(source.lines)
    reading = _own(own, list(left), _straight(source)) if own else None
    if reading is not None:
        return reading
    lines: list[Line] = []
    for line in source.lines:
        if _drawn(line):
            left.append(line)
        elif "\n" in line.text:
            lines += _exploded(line)
        else:
            lines.append(line)
    parts, rules = split_parts(lines)
    left += rules
    findings: list[Finding] = []
    data, body = _main(parts[0], left, findings)
    findings += check_labels(body.labels)
    attached = []
    for part in parts[1:]:
        item, more = read_attachment(part, data, left, findings)
        findings += check_labels(more.labels)
        attached.append(item)
    if attached:
        data["kem_theo"] = attached
    findings += _missing(data)
    told = [x for x in left if not (x.place.startswith("trang") and x.text.strip().isdigit())]
    if told:
        findings.append(_left_over(told))
    if _straight(source):
        data = quoted(data)
    return Reading(VanBan.model_validate(data), findings, left, parts)


def _straight(source: Source) -> bool:
    """Whether straight quotes may stand in a text; tables are not looked through."""
    return any('"' in x.text or x.table for x in source.lines)


def _own(parts: list[Styled], left: list[Line], straight: bool) -> Reading | None:
    """A document in docgen's own form; None where a value is none that the data can hold.

    `straight`: it may hold straight quotes.
    """
    main = parts[0]
    findings: list[Finding] = []
    data = put_together(main)
    _one_authority(data)
    if main.attached_line:
        data["kem_theo_van_ban"] = own_attachment(main.attached_line, data)
    attached = []
    for part in parts[1:]:
        item = put_together(part)
        named = [{k: b[k] for k in b if k != "viet_tat"} for b in data["co_quan"]]
        if item.get("co_quan") == named:
            del item["co_quan"]
        line = part.attached_line
        item["dong_kem_theo"] = how_attached(line, data, left, findings, part.lines)
        attached.append(item)
    if attached:
        data["kem_theo"] = attached
    findings += [f for part in parts for f in check_labels(part.body.labels)] + _missing(data)
    if left:
        findings.append(_left_over(left))
    try:
        van_ban = VanBan.model_validate(quoted(data) if straight else data)
    except ValidationError:
        return None
    return Reading(van_ban, findings, left, [part.lines for part in parts])


def _exploded(line: Line) -> list[Line]:
    """Parts of a document written into one cell or paragraph with forced line breaks."""
    pieces = line.text.split("\n")
    several = line.column == 1 and names_several(line.text)
    several = several or (line.column > 0 and _of_signature(pieces[0]))
    if len(pieces) < 2 or not (several or any(map(_of_head_or_foot, pieces[1:]))):
        return [line]
    made = [replace(line, text=x.strip()) for x in pieces if x.strip()]
    for one in made[1:]:
        one.gap = False
    return [x for x in made if not _drawn(x)]


def _of_signature(text: str) -> bool:
    return upper_case(text) and bool(marks.AUTHORITY.match(plain(text)) or is_post(text))


def _of_head_or_foot(text: str) -> bool:
    bare, folded = plain(text), fold(text)
    return bool(
        marks.QUOC_HIEU.search(folded)
        or marks.TIEU_NGU.search(folded)
        or marks.SO.match(bare)
        or marks.PLACE_DATE.match(bare)
        or marks.FILED.match(bare)
        or _of_signature(text)
        or _DRAWN.fullmatch(text)
    )


def _page_number(line: Line) -> bool:
    """Word's own page number: a field, which docgen makes again."""
    return line.place.startswith("đầu trang") and line.text.strip().isdigit()


def _drawn(line: Line) -> bool:
    """A line drawn with characters under a name or the subject."""
    return bool(_DRAWN.fullmatch(line.text)) and line.text != SEPARATOR and line.table is None


_DRAWN = re.compile(r"(?:\\?[-_–—=*~]\s*){3,}")


def _main(
    lines: list[Line], left: list[Line], findings: list[Finding]
) -> tuple[dict[str, Any], Body]:
    end = foot_at(lines)
    head, start = read_head(lines[:end])
    data = dict(head.data)
    left += head.left_over
    if head.attached_line:
        # Of a document that is itself attached to another; only its own data could print it.
        left.append(Line(head.attached_line, lines[0].place))
    unlisted = "ten_loai" in data and "loai" not in data
    if unlisted:
        data["loai"] = _guessed_kind({"ky_hieu": data.get("ky_hieu", "")})[0]
        findings.append(_unlisted(data["ten_loai"], data["loai"]))
    body = read_content(lines[start:end], data.get("loai", ""))
    if unlisted and "can_cu" in body.data:
        body.data.setdefault("kieu_can_cu", "dong")
    data |= body.data
    left += body.left_over
    foot = read_foot(lines[end:])
    data |= foot.data
    left += foot.left_over
    data.setdefault("co_quan", [{"ten": NO_NAME}])
    if "loai" not in data:
        data["loai"], basis = _guessed_kind(data)
        if basis:
            findings.append(_guess(data["loai"], basis))
    _one_authority(data)
    scheme = scheme_of(body.labels)
    if scheme:
        data["danh_so"] = scheme
    return data, body


def _guessed_kind(data: dict[str, Any]) -> tuple[str, str]:
    """The kind of a document that names none, and what says so; "" where that is its own mark.

    A công văn names no kind: it is known by "V/v" under its number (Mẫu 1.5).
    """
    code = data.get("ky_hieu", "")
    short = re.split(r"[-/]", code.rpartition("/")[2] if code[:1].isdigit() else code)[0]
    known = next((k.ma for k in LOAI.values() if k.viet_tat == short), "")
    if known:
        return known, _("ký hiệu “{code}”").format(code=code)
    if data.get("trich_yeu"):
        return "cong_van", ""
    if data.get("kinh_gui"):
        return "cong_van", _("dòng “Kính gửi”")
    return "thong_bao", _("không có dấu hiệu nào")


def _guess(loai: str, basis: str) -> Finding:
    return Finding(
        "DOC21",
        _("Không thấy tên loại văn bản; tạm lấy là {kind} (căn cứ: {basis}).").format(
            kind=LOAI[loai].ten, basis=basis
        ),
        WARNING,
        _("Xem lại `loai` trong tệp dữ liệu, hoặc ghi tên loại in hoa trên một dòng riêng."),
        Where(path="loai"),
    )


def _unlisted(name: str, loai: str) -> Finding:
    return Finding(
        "DOC21",
        _(
            "“{name}” không phải tên loại trong Nghị định 30; tạm lấy là {kind}, giữ tên đã in."
        ).format(name=name, kind=LOAI[loai].ten),
        WARNING,
        _("Xem lại `loai` trong tệp dữ liệu; tên in trên văn bản ở `ten_loai`."),
        Where(path="loai"),
    )


def _one_authority(data: dict[str, Any]) -> None:
    """Keys that the kind has no place for are put where they belong."""
    kind = LOAI[data["loai"]]
    if not kind.tham_quyen:
        data.pop("tham_quyen", None)
    listed = data.get("noi_nhan") or [""]
    again = any(x.startswith("Như trên") for x in listed[1:])
    if data.get("kinh_gui") and listed[0].lower() == "như trên" and not again:
        # Printed by itself for a document that is addressed to someone, once.
        data["noi_nhan"] = listed[1:]
    code = data.get("ky_hieu", "")
    if data["loai"] == "phat_dong" and code:
        short = code.split("-")[0]
        carrier = next((k.ma for k in LOAI.values() if k.viet_tat == short), None)
        if carrier:
            data["hinh_thuc"] = carrier


def _missing(data: dict[str, Any]) -> list[Finding]:
    """What a document should have and the text does not."""
    wanted = {
        "co_quan": (data["co_quan"] == [{"ten": NO_NAME}], _("cơ quan ban hành")),
        "so": ("ky_hieu" not in data and data["loai"] != "de_cuong", _("số và ký hiệu")),
        "ngay": ("ngay" not in data and data["loai"] != "de_cuong", _("địa danh và ngày tháng")),
        "trich_yeu": ("trich_yeu" not in data, _("trích yếu")),
        "noi_dung": ("noi_dung" not in data, _("nội dung")),
        "noi_nhan": ("noi_nhan" not in data and data["loai"] != "de_cuong", _("nơi nhận")),
        "chu_ky": ("chu_ky" not in data and data["loai"] != "de_cuong", _("chữ ký")),
    }
    return [
        Finding(
            "DOC10",
            _("Không tìm thấy {part} trong văn bản.").format(part=label),
            HINT,
            _("Điền `{path}` trong tệp dữ liệu.").format(path=path),
            Where(path=path),
        )
        for path, (missing, label) in wanted.items()
        if missing
    ]


def _left_over(left: list[Line]) -> Finding:
    return Finding(
        "DOC11",
        _("Có {count} dòng không thuộc phần nào của văn bản, giữ trong danh sách còn lại.").format(
            count=len(left)
        ),
        HINT,
        _("Xem danh sách; chép phần cần vào tệp dữ liệu."),
        Where(part=left[0].place),
    )


__all__ = ["Reading", "read_source", "read_text"]
