"""A whole document out of lines: parts told apart, head, body and foot of each put together.

Total: any text gives data, findings and what was left over. A part that is not there becomes a
visible gap when the document is written; nothing is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.findings import HINT, WARNING, Finding, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.scalars import quoted
from docgen.read.source import Line, Source
from docgen.read.text import marks
from docgen.read.text.body import Body, read_body
from docgen.read.text.foot import foot_at, read_foot
from docgen.read.text.head import Head, read_head
from docgen.read.text.join import join_lines, page_width
from docgen.read.text.marks import fold, plain, upper_case
from docgen.read.text.numbering import check_labels, scheme_of
from docgen.read.text.tidy import SEPARATOR, read_lines

NO_NAME = "[tên cơ quan ban hành]"
"""Stands for an issuer that the text does not name: printed as a gap."""


@dataclass(slots=True)
class Reading:
    """What a reader made of a document."""

    van_ban: VanBan
    findings: list[Finding] = field(default_factory=list)
    left_over: list[Line] = field(default_factory=list)
    """Lines that no part took; nothing is lost without being listed here."""


def read_text(text: str) -> Reading:
    """A document from plain text, as typed, pasted or taken from a scan."""
    return read_source(read_lines(text))


def read_source(source: Source) -> Reading:
    """A document from the lines of any format."""
    left = [x for x in source.aside if not _page_number(x)]
    left += [x for x in source.lines if _drawn(x)]
    parts = _parts([y for x in source.lines if not _drawn(x) for y in _exploded(x)])
    data, body = _main(parts[0], left)
    findings = check_labels(body.labels)
    attached = []
    for part in parts[1:]:
        item, more = _attachment(part, data, left, findings)
        findings += check_labels(more.labels)
        attached.append(item)
    if attached:
        data["kem_theo"] = attached
    findings += _missing(data)
    told = [x for x in left if not (x.place.startswith("trang") and x.text.strip().isdigit())]
    if told:
        findings.append(_left_over(told))
    if any('"' in x.text or x.table for x in source.lines):
        data = quoted(data)
    return Reading(VanBan.model_validate(data), findings, left)


def _exploded(line: Line) -> list[Line]:
    """Parts of a document written into one cell or paragraph with forced line breaks."""
    pieces = line.text.split("\n")
    if len(pieces) < 2 or not any(map(_of_head_or_foot, pieces[1:])):
        return [line]
    made = [replace(line, text=x.strip()) for x in pieces if x.strip()]
    for one in made[1:]:
        one.gap = False
    return [x for x in made if not _drawn(x)]


def _of_head_or_foot(text: str) -> bool:
    bare, folded = plain(text), fold(text)
    return bool(
        marks.QUOC_HIEU.search(folded)
        or marks.TIEU_NGU.search(folded)
        or marks.SO.match(bare)
        or marks.PLACE_DATE.match(bare)
        or marks.FILED.match(bare)
        or (upper_case(bare) and (marks.AUTHORITY.match(bare) or marks.POST.match(folded)))
        or _DRAWN.fullmatch(text)
    )


def _page_number(line: Line) -> bool:
    """Word's own page number: a field, which docgen makes again."""
    return line.place.startswith("đầu trang") and line.text.strip().isdigit()


def _drawn(line: Line) -> bool:
    """A line drawn with characters under a name or the subject."""
    return bool(_DRAWN.fullmatch(line.text)) and line.text != SEPARATOR and line.table is None


_DRAWN = re.compile(r"(?:\\?[-_–—=*~]\s*){3,}")


def _parts(lines: list[Line]) -> list[list[Line]]:
    """The document and what is attached to it."""
    parts: list[list[Line]] = [[]]
    signed = False
    for place, line in enumerate(lines):
        text = plain(line.text)
        if text == SEPARATOR and not line.label:
            # A rule at the very end separates nothing.
            if parts[-1] and place < len(lines) - 1:
                parts.append([])
                signed = False
            continue
        if _begins_part(lines, place, signed) and not _only_header(parts[-1]):
            start = _header_above(parts[-1]) if signed else len(parts[-1])
            parts.append(parts[-1][start:])
            del parts[-2][start:]
            # Annexes follow one another; each begins a part.
            signed = bool(marks.ANNEX.match(fold(line.text)))
        parts[-1].append(line)
        signed = signed or bool(marks.RECIPIENTS.match(text) and len(text) < 60)
    return [p for p in parts if p] or [[]]


def _only_header(lines: list[Line]) -> bool:
    """Whether a part has so far nothing but the header in which its title stands."""
    return all(
        upper_case(x.text)
        or marks.TIEU_NGU.search(fold(x.text))
        or marks.GAP.fullmatch(plain(x.text))
        or marks.SO.match(x.text)
        or marks.PLACE_DATE.match(plain(x.text))
        for x in lines
    )


def _begins_part(lines: list[Line], place: int, signed: bool) -> bool:
    """Whether an attached document's title stands here: after the foot, or with "(Kèm theo …)"."""
    line = lines[place]
    if line.label or line.table is not None:
        return False
    annex = bool(marks.ANNEX.match(fold(line.text)))
    annex = annex and (signed or upper_case(plain(line.text)[:2] + "A"))
    if not annex and not marks.kind_of(line.text):
        return False
    if marks.ORDER.match(fold(line.text)):
        return False
    following = [plain(x.text) for x in lines[place + 1 : place + 7]]
    if any(marks.ATTACHED.match(x) for x in following):
        return True
    return signed and (annex or bool(following))


def _header_above(lines: list[Line]) -> int:
    """Start of an attached document's own header at the end of the part before it.

    Quốc hiệu and the names above it, or the name of a body alone; a signature is neither.
    """
    start = len(lines)
    for place in range(len(lines) - 1, max(-1, len(lines) - 8), -1):
        text, folded = plain(lines[place].text), fold(lines[place].text)
        if not upper_case(text) and not marks.TIEU_NGU.search(folded):
            break
        if marks.POST.match(folded) or marks.AUTHORITY.match(text):
            break
        start = place
    return start


def _main(lines: list[Line], left: list[Line]) -> tuple[dict[str, Any], Body]:
    end = foot_at(lines)
    head, start = read_head(lines[:end])
    data = dict(head.data)
    left += head.left_over
    if head.attached_line:
        # Of a document that is itself attached to another; only its own data could print it.
        left.append(Line(head.attached_line, lines[0].place))
    body = _content(lines[start:end], data.get("loai", ""))
    data |= body.data
    left += body.left_over
    foot = read_foot(lines[end:])
    data |= foot.data
    left += foot.left_over
    data.setdefault("co_quan", [{"ten": NO_NAME}])
    if "loai" not in data:
        data["loai"] = _kind_by_code(data)
    _one_authority(data)
    scheme = scheme_of(body.labels)
    if scheme:
        data["danh_so"] = scheme
    return data, body


def _kind_by_code(data: dict[str, Any]) -> str:
    """The kind of a document that names none: by its code, else a letter or a notice."""
    short = data.get("ky_hieu", "").split("-")[0]
    known = next((k.ma for k in LOAI.values() if k.viet_tat == short), "")
    if known:
        return known
    return "cong_van" if data.get("kinh_gui") or data.get("trich_yeu") else "thong_bao"


def _one_authority(data: dict[str, Any]) -> None:
    """Keys that the kind has no place for are put where they belong."""
    kind = LOAI[data["loai"]]
    if not kind.tham_quyen:
        data.pop("tham_quyen", None)
    if "như trên" in (data.get("noi_nhan") or [""])[0].lower() and data.get("kinh_gui"):
        # Printed by itself for a document that is addressed to someone.
        data["noi_nhan"] = data["noi_nhan"][1:]
    code = data.get("ky_hieu", "")
    if data["loai"] == "phat_dong" and code:
        short = code.split("-")[0]
        carrier = next((k.ma for k in LOAI.values() if k.viet_tat == short), None)
        if carrier:
            data["hinh_thuc"] = carrier


def _content(lines: list[Line], loai: str) -> Body:
    if any(x.style in _OWN_STYLES for x in lines):
        # A document of ours: its styles say where the closing begins, nothing is broken or joined.
        closing = (p for p, x in enumerate(lines) if x.style == THANH_PHAN["ket_thuc"].ten)
        return read_body(list(lines), loai, next(closing, len(lines)))
    tight = _tight_end(lines)
    joined = join_lines(lines) if page_width(lines) or tight is None else list(lines)
    if tight is not None and len(joined) != len(lines):
        tight = None
    return read_body(joined, loai, tight)


def _tight_end(lines: list[Line]) -> int | None:
    """Start of the closing group in a text whose body has no blank lines, as docgen writes it."""
    gaps = [p for p, x in enumerate(lines) if x.gap and p]
    tables = {p for p, x in enumerate(lines) if x.text.startswith("|")}
    first = next((p for p, x in enumerate(lines) if marks.starts_label(x.text)), -1)
    if first < 0:
        first = next((p for p, x in enumerate(lines) if not _leads(x.text)), 0)
    inside = [p for p in gaps if p > first and not {p, p + 1} & tables]
    if len(inside) != 1:
        return None
    rest = lines[inside[0] :]
    if len(rest) > 4 or any(_of_body(x) for x in rest):
        return None
    return inside[0]


def _of_body(line: Line) -> bool:
    """Whether a line cannot be one of the closing paragraphs."""
    text = plain(line.text)
    if line.table is not None or marks.starts_label(line.text) or text.startswith("|"):
        return True
    return bool(marks.LOOSE_LABEL.match(text)) or upper_case(text) or text.endswith(":")


def _leads(text: str) -> bool:
    """Whether a line stands before the body: a legal ground, or "QUYẾT ĐỊNH:"."""
    return bool(marks.GROUNDS.match(text) or marks.ORDER.match(fold(text)))


_OWN_STYLES = frozenset(
    THANH_PHAN[ma].ten
    for ma in ("doan", "la_ma", "so", "so_tieu_de", "chu", "gach", "cong", "dieu_chay", "ket_thuc")
)
"""Word styles of the body in docgen's own templates."""
_MAIN_ONLY = ("so", "ky_hieu", "dia_danh", "tham_quyen")


def _attachment(
    lines: list[Line], main: dict[str, Any], left: list[Line], findings: list[Finding]
) -> tuple[dict[str, Any], Body]:
    end = foot_at(lines)
    head, start = read_head(lines[:end])
    given = head.data
    left += head.left_over
    body = _content(lines[start:end], given.get("loai", ""))
    left += body.left_over + lines[end:]
    data: dict[str, Any] = {"kieu": "phu_luc"} if head.annex else {}
    for name in ("loai", "ten_loai", "trich_yeu"):
        if name in given:
            data[name] = given[name]
    left += [Line(str(given[n]), lines[0].place) for n in _MAIN_ONLY if given.get(n)]
    bodies = given.get("co_quan")
    if bodies and bodies != main.get("co_quan"):
        data["co_quan"] = bodies
    for name in ("can_cu", "noi_dung", "ket_thuc"):
        if name in body.data:
            data[name] = body.data[name]
    data["dong_kem_theo"] = _attached_line(head, main, left, findings, lines)
    scheme = scheme_of(body.labels)
    if scheme:
        data["danh_so"] = scheme
    return data, body


def _attached_line(
    head: Head,
    main: dict[str, Any],
    left: list[Line],
    findings: list[Finding],
    lines: list[Line],
) -> str:
    """How the "(Kèm theo …)" line stands: filled, left open or absent; told when it disagrees."""
    text = head.attached_line
    if not text:
        return "khong"
    m = marks.CODE.search(text.split(" số", 1)[-1]) if " số" in text else None
    number = re.sub(r"[\s.…_]", "", m[1]).lstrip("0") if m else ""
    if main["co_quan"] == [{"ten": NO_NAME}] or (number and number != main.get("so")):
        # It may name an issuer or a number that the document itself does not.
        left.append(Line(text, lines[0].place))
    if not number and main.get("so"):
        return "de_trong"
    if number and main.get("so") and number != main["so"]:
        findings.append(
            Finding(
                "DOC20",
                _("Dòng “Kèm theo” ghi số {one}, văn bản chính là số {other}.").format(
                    one=number, other=main["so"]
                ),
                WARNING,
                _("docgen in dòng này theo văn bản chính; xem lại số nào đúng."),
                Where(part=lines[0].place),
            )
        )
    return "day_du"


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
