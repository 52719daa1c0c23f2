"""Kind, subject, authority line and order line (TP13-TP18).

Nghị định 30/2020/NĐ-CP, Điều 7; Phụ lục I, Phần I, Mục II.5; Phụ lục III, Mẫu 1.1-1.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import BLOCKS, GROUNDS, Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import (
    OPEN,
    Frame,
    bare,
    capitals,
    flat,
    fold,
    frames,
    headed,
    issued,
    kind,
    kind_of,
    main,
    sure,
)
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.loai import LOAI

_OUTSIDE = re.compile(
    r"(?:LUAT|BO LUAT|PHAP LENH|LENH|NGHI DINH|THONG TU|HIEN PHAP|KET LUAN|THONG TRI|SAO |TRICH SAO"
    r"|BANG KHEN|GIAY KHEN|GIAY CHUNG NHAN|BANG |TEN LOAI)"
)
"""Titles that Nghị định 30 does not rule: legal and Party documents, copies, certificates."""
_SHORTS = frozenset(k.viet_tat for k in LOAI.values() if k.viet_tat)


@rule("TP13", WRITTEN)
def known_kind(document: Document) -> Iterator[Found]:
    """The kind is one of the 29 of Điều 7; nothing stands behind its name."""
    for frame in frames(document):
        text = frame.first("ten_loai")
        if text is None or OPEN.search(text.text):
            continue
        words = bare(text.text)
        if words.endswith((".", ":", ";", ",")):
            yield Found(
                _("Sau tên loại văn bản không có dấu."),
                text,
                len(words) - 1,
                len(words),
                found=words[-1],
                fixes=(Fix("retype", text, len(words) - 1, len(words), ""),),
                severity=WARNING,
            )
    head = main(document)
    text = head.first("ten_loai") if head else None
    if head is None or text is None or OPEN.search(text.text) or head.has("kem_theo"):
        return
    ma = kind_of(text.text)
    if (ma and LOAI[ma].trong_nd30) or _OUTSIDE.match(fold(text.text)):
        return
    if document.form not in ("docx", "data") and not ma:
        return  # letters of the name may be lost
    code = re.search(r"/\s*([^\W\d_]+)", head.of("so_ky_hieu")[0].text if head.has("so_ky_hieu")
                     else "")  # fmt: skip
    own_code = bool(code) and code is not None and code[1] not in _SHORTS
    yield Found(
        _("“{kind}” không phải tên loại văn bản hành chính của Điều 7.").format(
            kind=flat(text.text)
        ),
        text,
        found=flat(text.text),
        severity=WARNING if own_code else HINT,
    )


_NO_SUBJECT = (
    "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen", "phieu_bao", "hop_dong",
    "giay_uy_quyen", "thu_cong", "giay_moi",
)  # fmt: skip
"""Kinds whose sample form has no subject, or not always one."""


@rule("TP14", WRITTEN)
def subject_missing(document: Document) -> Iterator[Found]:
    """A document says under its kind what it is about (Mục II.5)."""
    head = main(document)
    if head is None or not headed(head) or head.has("trich_yeu", "trich_yeu_cv") or head.annex:
        return
    title = head.first("ten_loai")
    if title is not None:
        following = [t for t in head.texts if t.index > title.index]
        unsure = bool(following) and not following[0].part
        if kind(document, head) in _NO_SUBJECT or unsure or OPEN.search(title.text):
            return
        if len(flat(title.text)) > 40:
            return  # kind and subject on one line
        yield Found(_("Dưới tên loại chưa có trích yếu nội dung."), title, severity=sure(document))
        return
    number = head.first("so_ky_hieu")
    if number is None or not head.has("kinh_gui") or head.unknown_before("kinh_gui"):
        return
    if re.search(r"V/v|Về việc", number.text, re.IGNORECASE):
        return
    yield Found(
        _("Dưới số, ký hiệu của công văn chưa có trích yếu “V/v …”."),
        number,
        severity=sure(document),
    )


_LETTER = re.compile(r"[\s*_]*(?P<sign>v/v)(?P<colon>\s*:)?(?P<twice>\s*v[ềê]\s+việc\b:?)?", re.I)
_ABOUT = re.compile(r"[\s*_]*V[ềê] việc\b:?", re.IGNORECASE)
_LONGEST = 400
"""Letters of the longest subject; more is the first paragraph of a body."""
_KEPT = ("...", "…", "v.v.", "v.v", "TP.", "[", "]")


@rule("TP15", WRITTEN)
def subject_form(document: Document) -> Iterator[Found]:
    """ "V/v" once and in this form, no mark at the end (Mục II.5)."""
    for frame in frames(document):
        letters = frame.of("trich_yeu_cv")
        named = frame.of("trich_yeu")
        if letters and not OPEN.search(letters[0].text):
            yield from _letter_opening(letters[0])
        if named and (m := _LETTER.match(named[0].text)):
            start, end = m.span("sign")
            yield Found(
                _("Trích yếu dưới tên loại ghi “Về việc”; “V/v” chỉ dùng cho công văn."),
                named[0],
                start,
                end,
                expected="Về việc",
                found=m["sign"],
                fixes=() if m["twice"] else (Fix("retype", named[0], start, end, "Về việc"),),
            )
        for group in (letters, named):
            if group and (found := _subject_end(group[-1])):
                yield found


def _letter_opening(text: Text) -> Iterator[Found]:
    m = _LETTER.match(text.text)
    if m is None:
        if about := _ABOUT.match(text.text):
            start = about.start() + len(about[0]) - len(about[0].lstrip())
            yield Found(
                _("Trích yếu công văn bắt đầu bằng “V/v”."),
                text, start, about.end(), expected="V/v", found=about[0].strip(),
                fixes=(Fix("retype", text, start, about.end(), "V/v"),),
            )  # fmt: skip
        return
    if m["twice"]:
        yield Found(
            _("“V/v” đã là “Về việc”, không ghi hai lần."),
            text, m.start("sign"), m.end("twice"), expected="V/v", found=m[0].strip(),
            fixes=(Fix("retype", text, m.start("sign"), m.end("twice"), "V/v"),),
        )  # fmt: skip
    elif m["colon"] or m["sign"] != "V/v":
        end = m.end("colon") if m["colon"] else m.end("sign")
        yield Found(
            _("Ghi “V/v”, không có dấu hai chấm."),
            text, m.start("sign"), end, expected="V/v", found=text.text[m.start("sign") : end],
            fixes=(Fix("retype", text, m.start("sign"), end, "V/v"),),
        )  # fmt: skip


def _subject_end(text: Text) -> Found | None:
    words = bare(text.text)
    if not words.endswith((".", ";", ",", "/")) or words.endswith(_KEPT) or len(words) > _LONGEST:
        return None
    if OPEN.search(words) or not any(map(str.isalpha, words)):
        return None
    if re.search(r"(?:^|\s)[A-ZĐ]{1,3}\.$", words):
        return None  # an abbreviation
    start = len(words.rstrip("./;, "))
    return Found(
        _("Cuối trích yếu không có dấu."),
        text,
        start,
        len(words),
        found=words[start:],
        fixes=(Fix("retype", text, start, len(words), ""),),
    )


@rule("TP16")
def subject_capitals(document: Document) -> Iterator[Found]:
    """The subject stands in small letters (Mục II.5.b)."""
    for frame in frames(document):
        if frame.annex:
            continue
        for text in (*frame.of("trich_yeu"), *frame.of("trich_yeu_cv")):
            if len(text.text.split()) > 3 and capitals(text) and not OPEN.search(text.text):
                yield Found(
                    _("Trích yếu trình bày bằng chữ in thường, không in hoa cả dòng."),
                    text,
                    found=flat(text.text),
                    # An outline is attached as a phụ lục, whose title stands in capitals.
                    severity=HINT
                    if frame.number and kind(document, frame) in ("", "de_cuong")
                    else sure(document),
                )
                break


_BEFORE_AUTHORITY = ("ten_loai", "trich_yeu", "kem_theo")


@rule("TP17", WRITTEN)
def authority_missing(document: Document) -> Iterator[Found]:
    """A quyết định or nghị quyết says whose it is, and has its order line (Mẫu 1.1-1.3)."""
    for frame in issued(document):
        ma = kind(document, frame)
        title = frame.first("ten_loai")
        if title is None or not ma or not LOAI[ma].tham_quyen or not frame.has(*GROUNDS, "dieu"):
            continue
        lines = frame.between(_BEFORE_AUTHORITY, (*GROUNDS, *BLOCKS, "lenh"))
        if not frame.has("tham_quyen") and not any(not t.part and capitals(t) for t in lines):
            yield Found(
                _("Thiếu dòng thẩm quyền ban hành giữa trích yếu và căn cứ."),
                frame.first("trich_yeu") or title,
            )
        order = frame.first("lenh")
        if order is None:
            if not _order_unknown(frame) and frame.has("dieu") and document.form == "docx":
                yield Found(
                    _("Thiếu dòng “{order}” trước Điều 1.").format(order=LOAI[ma].lenh),
                    frame.of("dieu")[0],
                    expected=LOAI[ma].lenh,
                )
        elif not bare(order.text).endswith(":"):
            words = bare(order.text)
            end = len(words.rstrip(".;, "))
            yield Found(
                _("Sau “{order}” có dấu hai chấm.").format(order=LOAI[ma].lenh.rstrip(":")),
                order,
                found=words,
                expected=LOAI[ma].lenh,
                fixes=(Fix("retype", order, end, len(words), ":"),),
            )


def _order_unknown(frame: Frame) -> bool:
    """Whether a text before the first Điều may be the order line."""
    first = frame.of("dieu")[0].index if frame.has("dieu") else 0
    return any(
        t.index < first and re.match(r"Q\s*U\s*Y\s*E\s*T|NAY ", fold(t.text))
        for t in frame.texts
        if t.part != "ten_loai" and t.part != "trich_yeu"
    )


_PERSON = re.compile(
    r"(?:CHU TICH|GIAM DOC|TONG GIAM DOC|BO TRUONG|THU TUONG|CHANH |HIEU TRUONG|VIEN TRUONG"
    r"|CUC TRUONG|CHI CUC TRUONG|TONG CUC TRUONG|TRUONG (?:BAN|PHONG)|CHU NHIEM|TONG )"
)


@rule("TP18")
def authority_agrees(document: Document) -> Iterator[Found]:
    """The authority line and the signature say the same: a body signs by TM., a head does not."""
    for frame in issued(document) if document.form != "data" else [frames(document)[0]]:
        line = " ".join(flat(t.text) for t in frame.of("tham_quyen"))
        signed = frame.of("quyen_han")
        if not line and signed and (found := _collective(document, frame)):
            yield found
        if not line or not signed or OPEN.search(line) or len(document.van_ban.chu_ky) > 1:
            continue
        first = fold(signed[0].text)
        on_behalf = bool(re.match(r"TM\b|T/M", first))
        folded = fold(line)
        if _PERSON.match(folded) and on_behalf:
            message = _("Thẩm quyền ban hành là {line} nên không ký thay mặt (TM.).").format(
                line=line
            )
            level = ""
        elif folded.startswith("UY BAN NHAN DAN") and not on_behalf:
            message = _("Thẩm quyền ban hành là {line} nên phải ký thay mặt: “TM. …”.").format(
                line=line
            )
            level = ""
        elif re.match(r"(?:SO|PHONG|CHI CUC|TRUONG)\b(?! BAN| PHONG)", folded):
            message = _(
                "Cơ quan làm việc theo chế độ thủ trưởng ghi thẩm quyền là chức vụ người đứng đầu."
            )
            level = HINT
        else:
            continue
        yield Found(
            message,
            frame.of("tham_quyen")[0] if level else signed[0],
            found=flat(frame.of("tham_quyen")[0].text if level else signed[0].text),
            severity=level,
        )


_COLLECTIVE = ("ke_hoach", "bao_cao", "to_trinh", "chuong_trinh")
"""Kinds that a collective body issues in its own name when its text says so."""
_ISSUES = re.compile(
    r"(?:^|[,;.]\s+)(?P<body>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)"
    r"(?:\s+(?!ban hành|báo cáo|trình)\S+){1,5}?)\s+(?:ban hành|báo cáo|kính trình|trình)\s"
)
_ALONE = re.compile(r"(?:PHO )?CHU TICH$")


def _collective(document: Document, frame: Frame) -> Found | None:
    """A document that the text gives to a collective body, signed by its chairman alone."""
    signed = frame.of("quyen_han")[0]
    if kind(document, frame) not in _COLLECTIVE or not _ALONE.match(fold(signed.text)):
        return None
    code = frame.first("so_ky_hieu")
    if code is None or not re.search(r"-(?:UBND|HĐND)\b", code.text):
        return None
    for text in [t for t in frame.texts if t.part in (*GROUNDS, "doan")][:6]:
        if m := _ISSUES.search(text.text):
            return Found(
                _("{body} ban hành thì ký thay mặt: “TM. …” ở trên “{post}”.").format(
                    body=m["body"], post=flat(signed.text)
                ),
                signed,
                found=flat(signed.text),
            )
    return None
