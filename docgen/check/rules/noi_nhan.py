"""Recipients (NN01-NN09).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.check.document import Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import (
    OPEN,
    Frame,
    bare,
    flat,
    fold,
    frames,
    issued,
    kind,
    lead,
    main,
    sure,
)
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.loai import LOAI

_LABEL = "Nơi nhận:"
_NO_RECIPIENTS = ("hop_dong", "ban_ghi_nho", "ban_thoa_thuan", "thu_cong", "giay_uy_quyen",
                  "de_cuong", "quy_che", "quy_dinh")  # fmt: skip
_WIDE = re.compile(r"\t|\S {3,}\S")
"""Two columns on one line of a text or PDF."""


@rule("NN01", WRITTEN)
def label(document: Document) -> Iterator[Found]:
    """ "Nơi nhận:" stands over the recipients (Mục II.9.d)."""
    for frame in issued(document):
        for text in frame.of("noi_nhan")[:1]:
            start = lead(text.text)
            words = text.text[start:]
            if flat(words).startswith(_LABEL) or OPEN.search(words):
                continue
            m = re.match(r"n[ơo]i\s+nh[ậa]n\s*[:.;]?", words, re.IGNORECASE)
            if m is None:
                continue
            yield Found(
                _("Từ đầu của phần nơi nhận ghi “Nơi nhận:”."),
                text,
                start,
                start + m.end(),
                expected=_LABEL,
                found=flat(m[0]),
                fixes=(Fix("retype", text, start, start + m.end(), _LABEL),),
                severity=sure(document),
            )
    head = main(document)
    if head is None or head.has("noi_nhan") or not head.has("so_ky_hieu") or head.annex:
        return
    if not head.has("quyen_han", "ho_ten") or kind(document, head) in _NO_RECIPIENTS:
        return
    if any(re.search(r"\wOI NHAN", fold(t.text)) for t in head.texts if not t.part):
        return
    first = head.first("noi_nhan_muc") or head.first("quyen_han") or head.first("ho_ten")
    yield Found(
        _("Không thấy “Nơi nhận:” ở cuối văn bản."),
        first,
        expected=_LABEL,
        severity="" if document.form == "docx" else WARNING,
    )


@dataclass(slots=True)
class Item:
    """One recipient, which may run over several lines."""

    lines: list[Text] = field(default_factory=list)

    @property
    def text(self) -> Text:
        """Its first line."""
        return self.lines[0]

    @property
    def words(self) -> str:
        """Without dash and mark."""
        joined = " ".join(flat(t.text) for t in self.lines)
        return re.sub(r"^[-–—•*+]\s*|[\s;.,]+$", "", joined)

    @property
    def filed(self) -> bool:
        """The filing line."""
        return bool(re.match(r"LUU\b(?!\s+(?:TRU|DONG))", fold(self.words)))

    @property
    def dashed(self) -> bool:
        """Whether it begins with a dash or a sign like one."""
        return self.text.automatic or bool(re.match(r"\s*[-–—•*+~]", self.text.text))


def _lines(frame: Frame) -> list[Text]:
    """Lines of recipients, and those of the same table cell that were not recognised."""
    known = frame.of("noi_nhan_muc")
    label = frame.first("noi_nhan")
    if label is None or not label.column or not known:
        return known
    return [
        t
        for t in frame.texts
        if t.part == "noi_nhan_muc"
        or (not t.part and t.column == label.column and label.index < t.index < known[-1].index)
    ]


def recipients(frame: Frame) -> list[Item]:
    """The recipients of a member, lines that go on with the one above joined to it."""
    lines = [t for t in _lines(frame) if not OPEN.search(t.text)]
    out: list[Item] = []
    none_dashed = not any(Item([t]).dashed for t in lines)
    for text in lines:
        ended = not out or bare(out[-1].lines[-1].text)[-1:] in (";", ".")
        if out and not ended and not Item([text]).dashed and not none_dashed:
            out[-1].lines.append(text)
        else:
            out.append(Item([text]))
    return out


@rule("NN02", WRITTEN)
def item_form(document: Document) -> Iterator[Found]:
    """Each recipient "- …;" on a line of its own (Mục II.9.d)."""
    for frame in issued(document):
        items = [i for i in recipients(frame) if not _beside(document, i)]
        plain = [i for i in items if not i.dashed]
        if plain:
            fixes = []
            for i in plain:
                start = lead(i.text.text)
                fixes.append(Fix("retype", i.text, start, start, "- "))
            yield _many(
                document, _("Đầu mỗi dòng nơi nhận có dấu gạch (-)."), plain, "- …", tuple(fixes)
            )
        odd = [
            i for i in items if i.dashed and not i.text.automatic and _odd_dash(i.text.text, items)
        ]
        if odd:
            fixes = []
            for i in odd:
                start = len(i.text.text) - len(i.text.text.lstrip())
                mark = re.match(r"[–—•*+_~]\s*|-(?=\S)", i.text.text[start:])
                fixes.append(
                    Fix("retype", i.text, start, start + (len(mark[0]) if mark else 1), "- ")
                )
            found = _many(
                document,
                _("Đầu dòng nơi nhận là dấu gạch nối (-) và một khoảng cách."),
                odd, "- …", tuple(fixes), WARNING,
            )  # fmt: skip
            yield found
        wrong = [i for i in items[:-1] if not i.filed and _end(i) not in (";", ":")]
        wrong += [i for i in items[-1:] if not i.filed and _end(i) not in (";", ":", ".")]
        if wrong:
            fixes = []
            for i in wrong:
                line = i.lines[-1]
                words = bare(line.text)
                fixes.append(Fix("retype", line, len(words.rstrip(".,; ")), len(words), ";"))
            yield _many(
                document, _("Cuối mỗi dòng nơi nhận là dấu chấm phẩy."), wrong, "- …;",
                tuple(fixes),
            )  # fmt: skip


def _end(item: Item) -> str:
    return bare(item.lines[-1].text)[-1:]


def _beside(document: Document, item: Item) -> bool:
    """Whether something of the other column stands on the line, in a text or PDF."""
    words = item.text.text.strip()
    return bool(_WIDE.search(words)) or (document.form != "docx" and "; " in words)


def _odd_dash(text: str, items: list[Item]) -> bool:
    """Another sign than "-", or no space behind it; "+" under a line that ends with ":" is one."""
    words = text.strip()
    if words.startswith("+") and any(_end(i) == ":" for i in items):
        return False
    return bool(re.match(r"[–—•*+]|-\S", words))


def _many(
    document: Document,
    message: str,
    items: list[Item],
    expected: str,
    fixes: tuple[Fix, ...],
    level: str = "",
) -> Found:
    if len(items) > 1:
        message = _("{message} ({n} dòng)").format(message=message.rstrip("."), n=len(items)) + "."
    return Found(
        message,
        items[0].lines[-1] if expected.endswith(";") else items[0].text,
        expected=expected,
        found=flat(items[0].text.text),
        fixes=fixes,
        severity=level or sure(document),
    )


@rule("NN03", WRITTEN)
def filing(document: Document) -> Iterator[Found]:
    """The last line is the filing line (Mục II.9.d)."""
    for frame in issued(document):
        items = recipients(frame)
        if not items or any(OPEN.search(t.text) for t in frame.of("noi_nhan_muc")):
            continue
        at = next((n for n, i in enumerate(items) if i.filed), None)
        if at is None:
            below = (t for t in frame.texts if t.index > items[0].text.index)
            if any(re.match(r"\W*L[ƯU]U\b", t.text.upper()) for t in below):
                continue
            yield Found(
                _("Nơi nhận thiếu dòng cuối “- Lưu: VT, …”."),
                items[-1].text,
                expected="- Lưu: VT, ….",
                severity=sure(document),
            )
        elif at != len(items) - 1 and not items[-1].filed:
            yield Found(
                _("Dòng “Lưu” đứng cuối cùng trong nơi nhận."),
                items[at].text,
                found=flat(items[at].text.text),
                severity=sure(document) if items[-1].dashed else HINT,
            )


_FILED = re.compile(
    r"(?P<lead>\s*[-–—•*+]?\s*)(?P<word>L[ưu]u)(?P<colon>\s*[:;,.]?)(?P<room>\s*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


@rule("NN04", WRITTEN)
def filing_form(document: Document) -> Iterator[Found]:
    """ "- Lưu: VT, NV." : colon, VT, comma, the drafting unit, full stop (Mục II.9.d)."""
    for frame in issued(document):
        item = next((i for i in recipients(frame) if i.filed), None)
        if item is None or OPEN.search(item.text.text) or _WIDE.search(item.text.text.strip()):
            continue
        text = item.text
        m = _FILED.fullmatch(text.text)
        if m is None:
            continue
        if m["colon"].strip() != ":":
            start, end = m.span("colon")
            new = ":" if m["room"] else ": "
            yield _filed(document, _("Sau “Lưu” có dấu hai chấm."), text, start, end, new)
        rest = bare(m["rest"])
        at = m.start("rest")
        office = re.match(r"(VT|Văn thư|VP)?", rest, re.IGNORECASE)
        word = office[0] if office else ""
        if word and word.upper() != "VT" and word.upper() != "VP":
            yield _filed(
                document, _("Ghi chữ viết tắt “VT” (văn thư)."), text, at, at + len(word), "VT",
                WARNING,
            )  # fmt: skip
        elif not word and rest and "VT" not in rest:
            yield Found(
                _("Dòng “Lưu” thiếu “VT” (văn thư)."),
                text, at, at + len(rest), expected="VT, …", found=rest, severity=WARNING,
            )  # fmt: skip
        if word:
            gap = re.match(r"\s*[;:.]\s*(?=\w)|\s+-\s+|\s+(?=\w)", rest[len(word) :])
            if gap:
                start = at + len(word)
                yield _filed(
                    document, _("Sau “VT” là dấu phẩy rồi đến đơn vị soạn thảo."), text, start,
                    start + gap.end(), ", ",
                )  # fmt: skip
            elif not rest[len(word) :].strip(" .;,"):
                yield Found(
                    _("Dòng “Lưu” chưa ghi chữ viết tắt đơn vị soạn thảo sau “VT”."),
                    text, at, at + len(rest), expected="VT, ….", found=rest, severity=HINT,
                )  # fmt: skip
            yield from _own_unit(frame, text, at, rest)
        line = item.lines[-1]
        words = bare(line.text)
        if not words.endswith(".") and _last(item, frame):
            end = len(words.rstrip(";, "))
            yield _filed(
                document, _("Cuối dòng “Lưu” là dấu chấm."), line, end, len(words), ".",
                WARNING if document.form == "docx" else HINT,
            )  # fmt: skip


_SHORTS = "|".join(sorted(k.viet_tat for k in LOAI.values() if k.viet_tat))
_CODE = re.compile(rf"/\s*(?:(?:{_SHORTS})-)?(?P<body>[A-ZĐ&]{{2,12}})\s*$")
"""The issuer at the end of a code that names no drafting unit: /KH-UBND, /GDĐT."""


def _own_unit(frame: Frame, text: Text, at: int, rest: str) -> Iterator[Found]:
    """The issuer itself written where the drafting unit belongs."""
    code = frame.first("so_ky_hieu")
    m = _CODE.search(bare(code.text)) if code else None
    unit = re.fullmatch(r"VT,\s*(?P<unit>[\w&]{2,12})\.?", rest)
    if m and unit and m["body"] == unit["unit"]:
        yield Found(
            _("Dòng “Lưu” ghi đơn vị soạn thảo, không ghi lại cơ quan ban hành “{body}”.").format(
                body=unit["unit"]
            ),
            text, at + unit.start("unit"), at + unit.end("unit"), found=unit["unit"],
            severity=HINT,
        )  # fmt: skip


def _last(item: Item, frame: Frame) -> bool:
    return item.lines[-1] is frame.of("noi_nhan_muc")[-1]


def _filed(
    document: Document, message: str, text: Text, start: int, end: int, new: str, level: str = ""
) -> Found:
    return Found(
        message,
        text,
        max(0, min(start, end - 1)),
        max(end, start),
        expected=new.strip(),
        found=flat(text.text[start:end]),
        fixes=(Fix("retype", text, start, end, new),),
        severity=level or sure(document),
    )


@rule("NN05", WRITTEN)
def reference_first(document: Document) -> Iterator[Found]:
    """ "Như trên", "Như Điều n" stand before the other recipients (sample forms)."""
    for frame in issued(document):
        items = recipients(frame)
        for place, item in enumerate(items):
            if place and re.match(r"NHU (?:TREN|DIEU|KINH GUI)", fold(item.words)):
                yield Found(
                    _("“{words}” đứng ở dòng đầu của nơi nhận.").format(words=item.words),
                    item.text,
                    found=flat(item.text.text),
                )
                break


@rule("NN09")
def twice(document: Document) -> Iterator[Found]:
    """No recipient stands twice."""
    for frame in frames(document):
        seen: dict[str, Text] = {}
        for item in recipients(frame):
            key = fold(re.sub(r"\(.*?\)", "", item.words))
            if key and key in seen and not item.filed:
                yield Found(
                    _("“{words}” đã có trong nơi nhận.").format(words=item.words),
                    item.text,
                    found=item.words,
                )
            seen.setdefault(key, item.text)
