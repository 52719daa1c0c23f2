"""Receivers, end mark, phụ lục and "(Kèm theo …)" (TP24-TP30).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9; Mục III.1; Phụ lục III, sample forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import BLOCKS, FOOT, GROUNDS, TABLE, Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import (
    OPEN,
    Frame,
    bare,
    flat,
    fold,
    frames,
    headed,
    issued,
    kind,
    lead,
    main,
    sure,
)
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import DAU_KET
from docgen.viet.bang_chu import la_ma

_TO = re.compile(r"[\s*_]*(?P<words>Kính g[ửở]i)(?P<colon>\s*:)?\s*(?P<who>.*)", re.DOTALL | re.I)


@rule("TP24", WRITTEN)
def receivers_form(document: Document) -> Iterator[Found]:
    """ "Kính gửi:"; several receivers one per line, "- …;", the last with "." (Mục II.9.d)."""
    for frame in issued(document):
        text = frame.first("kinh_gui")
        items = frame.of("kinh_gui_muc")
        m = _TO.fullmatch(text.text) if text else None
        if text is None or m is None or OPEN.search(text.text):
            continue
        if not m["colon"]:
            end = m.end("words")
            yield Found(
                _("Sau “Kính gửi” có dấu hai chấm."),
                text,
                *m.span("words"),
                expected="Kính gửi:",
                found=m["words"],
                fixes=(Fix("retype", text, end, end, ":"),),
                severity=sure(document),
            )
        elif len(m["colon"]) > 1:
            yield Found(
                _("Thừa dấu cách trước dấu hai chấm sau “Kính gửi”."),
                text,
                *m.span("colon"),
                expected="Kính gửi:",
                found=flat(m["words"] + m["colon"]),
                fixes=(Fix("retype", text, *m.span("colon"), ":"),),
                severity=WARNING,
            )
        who = m["who"].strip()
        if ";" in who.rstrip("; ") and not items and "\n" not in who:
            yield Found(
                _("Gửi nhiều nơi: mỗi nơi một dòng, đầu dòng có gạch, cuối dòng có chấm phẩy."),
                text,
                *m.span("who"),
                found=flat(who),
                severity=sure(document),
            )
        elif len(items) == 1 and not who:
            yield Found(
                _("Chỉ gửi một nơi thì ghi trên cùng dòng với “Kính gửi:”."),
                items[0],
                severity=HINT,
            )
        elif len(items) > 1 and not who:
            yield from _list(document, items)


def _list(document: Document, items: list[Text]) -> Iterator[Found]:
    plain = [t for t in items if not t.automatic and not re.match(r"\s*[-–—+•]", t.text)]
    if any(OPEN.search(t.text) for t in items):
        return
    if len(plain) == len(items):
        yield Found(
            _("Trước mỗi nơi được kính gửi có dấu gạch đầu dòng."),
            plain[0],
            expected="- …;",
            found=flat(plain[0].text),
            fixes=tuple(Fix("retype", t, lead(t.text), lead(t.text), "- ") for t in plain),
            severity=sure(document),
        )
    wrong = []
    for place, text in enumerate(items):
        right = "." if place == len(items) - 1 else ";"
        words = bare(text.text)
        following = items[place + 1] if right == ";" else None
        # A name may run over two lines.
        if words.endswith(right) or (
            following is not None and following in plain and plain != items
        ):
            continue
        wrong.append((text, len(words.rstrip(";,. ")), len(words), right))
    if wrong:
        text, start, end, right = wrong[0]
        yield Found(
            _("Cuối dòng cuối cùng của Kính gửi là dấu chấm.")
            if right == "."
            else _("Cuối mỗi dòng của Kính gửi là dấu chấm phẩy."),
            text,
            min(start, end - 1),
            end,
            expected=right,
            found=text.text[start:end],
            fixes=tuple(Fix("retype", t, s, e, new) for t, s, e, new in wrong),
            severity=sure(document),
        )


_NEVER = ("quyet_dinh", "nghi_quyet", "chi_thi", "ke_hoach", "quy_che", "quy_dinh")


@rule("TP25", WRITTEN)
def receivers_needed(document: Document) -> Iterator[Found]:
    """Công văn and Tờ trình name whom they are sent to (Mục II.9.b)."""
    head = main(document)
    if head is None:
        return
    ma = kind(document, head)
    to = head.first("kinh_gui")
    if to is not None:
        if ma in _NEVER:
            yield Found(
                _("{kind} không có “Kính gửi”; nơi nhận ghi ở cuối văn bản.").format(
                    kind=LOAI[ma].ten
                ),
                to,
                severity=HINT,
            )
        return
    if not ma or not LOAI[ma].kinh_gui or head.has("kinh_gui_muc") or not headed(head):
        return
    if any("KINH GUI" in fold(t.text) or "KINH GOI" in fold(t.text) for t in head.texts[:30]):
        return
    yield Found(
        _("{kind} phải có “Kính gửi:”.").format(kind=LOAI[ma].ten),
        head.first("trich_yeu_cv") or head.first("trich_yeu") or head.texts[0],
        expected="Kính gửi: …",
        severity=sure(document),
    )


_AS_ABOVE = re.compile(r"NHU (?:TREN|KINH GUI)")


def _above(text: Text) -> bool:
    """Whether a line of the foot that was not recognised says it."""
    return not text.part and bool(_AS_ABOVE.search(fold(text.text)))


_ADDRESSED = ("giay_moi", "cong_dien", "giay_gioi_thieu", "phieu_gui", "phieu_chuyen", "thu_cong",
              "giay_nghi_phep", "phieu_bao")  # fmt: skip
"""Kinds that name a receiver in other words: Kính mời, điện, kính chuyển."""


@rule("TP26", WRITTEN)
def as_above(document: Document) -> Iterator[Found]:
    """ "Như trên" stands in the recipients exactly where there is "Kính gửi" (Mẫu 1.5)."""
    for frame in issued(document):
        items = frame.of("noi_nhan_muc")
        if not items:
            continue
        item = next((t for t in items if _AS_ABOVE.search(fold(t.text))), None)
        foot = (t for t in frame.texts if t.index > items[0].index - 3)
        if frame.has("kinh_gui") and item is None and not any(_above(t) for t in foot):
            if frame.number == 0 and document.form != "docx" and len(items) < 2:
                continue
            yield Found(
                _("Có “Kính gửi” thì dòng đầu của Nơi nhận là “- Như trên;”."),
                items[0],
                expected="- Như trên;",
                found=flat(items[0].text),
            )
        elif item is not None and not frame.has("kinh_gui", "kinh_gui_muc"):
            ma = kind(document, frame)
            unknown = any(fold(t.text).startswith("KINH ") for t in frame.texts[:30])
            if ma and ma not in _ADDRESSED and not unknown:
                yield Found(
                    _("Ghi “Như trên” nhưng văn bản không có “Kính gửi”."),
                    item,
                    found=flat(item.text),
                )


_NO_END = ("hop_dong", "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen",
           "phieu_bao", "thu_cong")  # fmt: skip
_ODD_END = re.compile(r"(?:\s*\.?\s*/{1,2}\s*[.,]?\s*|\.{0,2}\s*/\s*\.{2,}|\.\s+/\s*\.)$")
_BODY = (*BLOCKS, "ket_thuc")


@rule("TP27", WRITTEN)
def end_mark(document: Document) -> Iterator[Found]:
    """The body ends with "./." as in every sample form of Phụ lục III."""
    for frame in frames(document):
        text = _last(frame)
        if text is None or frame.annex or OPEN.search(bare(text.text)[:-3]):
            continue
        words = bare(text.text)
        if words.strip() == DAU_KET:
            yield Found(
                _("Dấu kết thúc “./.” đặt liền sau câu cuối, không đứng riêng một dòng."), text,
                severity=HINT,
            )  # fmt: skip
        if words.endswith(DAU_KET) and not words.endswith("../."):
            continue
        odd = _ODD_END.search(words)
        if odd:
            yield Found(
                _("Dấu kết thúc nội dung là “./.”, không phải “{found}”.").format(
                    found=odd[0].strip()
                ),
                text,
                odd.start(),
                len(words),
                expected=DAU_KET,
                found=odd[0].strip(),
                fixes=(Fix("retype", text, odd.start(), len(words), DAU_KET),),
            )
            continue
        attached = frame.number > 0 and not frame.has("so_ky_hieu")
        if kind(document, frame) in _NO_END or not (frame.has(*FOOT) or attached):
            continue
        end = len(words.rstrip(".;, "))
        yield Found(
            _("Cuối nội dung thiếu dấu kết thúc “./.”."),
            text,
            max(0, min(end, len(words) - 1)),
            len(words),
            expected=DAU_KET,
            found=words[end:],
            fixes=(Fix("retype", text, end, len(words), DAU_KET),),
            severity=HINT if attached or document.form != "docx" else "",
        )


def _last(frame: Frame) -> Text | None:
    """The last text of a member's body; None where it ends in a table or is not certain."""
    last: Text | None = None
    for text in frame.texts:
        if text.part in FOOT:
            break
        if text.part in _BODY:
            last = text
        elif text.part in TABLE or not text.part:
            last = None
        elif text.part not in GROUNDS and last is not None:
            return None
    return last


_ANNEX = re.compile(
    r"\s*(?P<word>phụ\s+lục)(?P<so>\s+số)?(?P<number>\s+(?:[IVXLC]+|\d{1,2}))?(?![^\W\d_])"
    r"(?P<mark>\s*[.:–-])?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MENTION = re.compile(r"(?:PHU LUC|\bPL\b)(?:\s+(?:SO\s+)?([IVXLC]+|\d{1,2})\b)?")


@rule("TP28", WRITTEN)
def annex_label(document: Document) -> Iterator[Found]:
    """ "Phụ lục II": small letters, Roman, a line of its own, a number only if several."""
    labels = [f.of("phu_luc")[0] for f in frames(document) if f.annex]
    alone = len(labels) == 1 and not frames(document)[0].annex
    for place, text in enumerate(labels, 1):
        m = _ANNEX.fullmatch(text.text)
        if m is None or OPEN.search(text.text):
            continue
        number = (m["number"] or "").strip()
        roman = la_ma(int(number)) if number.isdigit() and int(number) else number.upper()
        faults = []
        if not m["word"][1:].islower():
            faults.append(_("từ “Phụ lục” viết chữ in thường"))
        if number.isdigit():
            faults.append(_("số thứ tự ghi bằng chữ số La Mã"))
        if m["so"]:
            faults.append(_("không có chữ “số”"))
        if m["mark"] or m["rest"].strip():
            faults.append(_("“Phụ lục” và số thứ tự đứng riêng một dòng, không có dấu"))
        if len(labels) > 1 and not number:
            faults.append(_("có từ hai phụ lục thì phải đánh số"))
            roman = la_ma(place)
        if not faults:
            if alone and number and not _other_numbers(document, number):
                yield Found(
                    _("Chỉ có một phụ lục thì không đánh số."),
                    text,
                    *m.span("number"),
                    expected="Phụ lục",
                    found=flat(text.text),
                    severity=WARNING,
                )
            continue
        right = f"Phụ lục {roman}".strip()
        fixes = () if m["rest"].strip() else (Fix("retype", text, 0, len(text.text), right),)
        yield Found(
            _("Ký hiệu phụ lục chưa đúng: {faults}.").format(faults="; ".join(faults)),
            text,
            expected=right,
            found=flat(text.text),
            fixes=fixes,
            severity=sure(document),
        )


def _other_numbers(document: Document, number: str) -> bool:
    """Whether the body speaks of a phụ lục with another number (which is in another file)."""
    words = fold(" ".join(t.text for t in document.prose()))
    return any(m[1] and m[1] != number.upper() for m in _MENTION.finditer(words))


@rule("TP29")
def annex_mentioned(document: Document) -> Iterator[Found]:
    """The document says that it has a phụ lục (Mục III.1.a)."""
    if document.form == "data":
        attached = document.van_ban.kem_theo
        first = next((i for i, k in enumerate(attached, 1) if k.kieu == "phu_luc"), 0)
        label = next((t for t in document.texts if first and t.member == first), None)
        annexes = {i for i, k in enumerate(attached, 1) if k.kieu == "phu_luc"}
        body = [t for t in document.texts if t.member not in annexes]
    else:
        parts = frames(document)
        label = next((f.of("phu_luc")[0] for f in parts[1:] if f.annex), None)
        # What is attached before it may be what it belongs to.
        body = [t for f in parts if not f.annex for t in f.texts]
    if label is None or not any(t.part in _BODY for t in body):
        return
    if any(_MENTION.search(fold(t.text)) for t in body if t.part not in FOOT):
        return
    yield Found(_("Văn bản có phụ lục nhưng nội dung không nhắc đến phụ lục."), label)


_DOTTED = re.compile(r"(?:[Ss]ố|[Nn]gày)\s*(?:\.{2,}|…)\s*\d[\d./]*")
"""A number or day written into the dots of a form that were left standing."""
_WITH = re.compile(r"\(\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)


@rule("TP30", WRITTEN)
def goes_with(document: Document) -> Iterator[Found]:
    """An attached document names the one it goes with: "(Kèm theo …)" (Mục III.1.c, Mẫu 1.3)."""
    for frame in frames(document)[1:]:
        line = frame.first("kem_theo")
        title = frame.first("phu_luc_ten") or frame.first("trich_yeu") or frame.first("ten_loai")
        title = title or frame.first("phu_luc")
        if line is None:
            if title is None or frame.has("so_ky_hieu", "dia_danh_ngay"):
                continue
            if OPEN.search(title.text) or any("KEM THEO" in fold(t.text) for t in frame.texts[:10]):
                continue
            yield Found(
                _("Thiếu dòng “(Kèm theo … số … ngày … của …)” dưới tên văn bản kèm theo."),
                title,
                expected="(Kèm theo …)",
            )
        elif m := _DOTTED.search(line.text):
            yield Found(
                _("Dòng kèm theo còn dấu chấm của chỗ trống lẫn với số, ngày đã điền."),
                line,
                *m.span(),
                expected="(Kèm theo … số … ngày …)",
                found=flat(m[0]),
            )
        elif not _WITH.match(line.text[lead(line.text) :]) and not OPEN.search(line.text):
            yield Found(
                _("Dòng kèm theo đặt trong ngoặc đơn và mở đầu bằng “Kèm theo”."),
                line,
                expected="(Kèm theo …)",
                found=flat(line.text),
            )
