"""Components of the head (TP): Quốc hiệu, Tiêu ngữ, the issuing body and its parent.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1, II.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import Frame, flat, fold, frames, headed, main, sure
from docgen.check.rules.frame import issuer as issuer_name
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.thanh_phan import QUOC_HIEU, TIEU_NGU

_NAME = re.compile(r"CONG HOA XA HOI CHU NGHIA VIET NAM")
_MOTTO = re.compile(r"DOC LAP.{0,5}?TU DO.{0,5}?HANH PHUC")
_MOTTO_AS_IT_STANDS = re.compile(
    r"độc\s*lập[\s\W_]{0,5}tự\s*do[\s\W_]{0,5}hạnh\s*phúc", re.IGNORECASE
)
_OLD_TONE = QUOC_HIEU.replace("HÒA", "HOÀ")


def _said(frame: Frame, pattern: re.Pattern[str]) -> bool:
    """Whether any text of the head holds a phrase, whatever it was recognised as."""
    return any(pattern.search(fold(t.text)) for t in frame.texts[:25])


@rule("TP01", WRITTEN)
def national_name(document: Document) -> Iterator[Found]:
    """Quốc hiệu: there, and in the words of Mục II.1.a."""
    for frame in frames(document):
        for text in frame.of("quoc_hieu"):
            words = flat(text.text).upper()
            if QUOC_HIEU in words or _OLD_TONE in words or not words:
                continue
            yield Found(
                _("Quốc hiệu phải ghi đúng “{right}”.").format(right=QUOC_HIEU),
                text,
                expected=QUOC_HIEU,
                found=flat(text.text),
                fixes=_retype(text, QUOC_HIEU),
                severity=sure(document),
            )
    head = main(document)
    if head and not head.has("quoc_hieu") and headed(head) and not _said(head, _NAME):
        both = not head.has("tieu_ngu") and not _said(head, _MOTTO)
        yield Found(
            _("Không thấy Quốc hiệu và Tiêu ngữ ở đầu văn bản.")
            if both
            else _("Không thấy Quốc hiệu ở đầu văn bản."),
            head.texts[0],
            expected=QUOC_HIEU,
            # A head in two columns is often lost when the text is taken out of a file.
            severity=HINT if document.form == "txt" and both else sure(document),
        )


def _retype(text: Text, right: str) -> tuple[Fix, ...]:
    """A fix for a line that holds nothing but the phrase."""
    if "\n" in text.text.strip() or abs(len(text.text.strip()) - len(right)) > 8:
        return ()
    start = len(text.text) - len(text.text.lstrip())
    return (Fix("retype", text, start, start + len(text.text.strip()), right),)


@rule("TP02", WRITTEN)
def motto(document: Document) -> Iterator[Found]:
    """Tiêu ngữ: there, in the words, the case and with the hyphens of Mục II.1.b."""
    for frame in frames(document):
        for text in frame.of("tieu_ngu"):
            words = flat(text.text).replace("‑", "-")
            if TIEU_NGU in words or not words:
                continue
            place = _MOTTO_AS_IT_STANDS.search(text.text)
            start, end = place.span() if place else (0, len(text.text))
            as_is = text.text[start:end]
            only_dash = bool(place) and flat(re.sub("[–—]", "-", as_is)) == TIEU_NGU
            yield Found(
                _motto_message(as_is, bool(place)),
                text,
                start,
                end,
                expected=TIEU_NGU,
                found=flat(as_is),
                fixes=(Fix("retype", text, start, end, TIEU_NGU),)
                if place
                else _retype(text, TIEU_NGU),
                severity=WARNING if only_dash else sure(document),
            )
    head = main(document)
    if head and head.has("quoc_hieu") and not head.has("tieu_ngu") and headed(head):
        if _said(head, _MOTTO):
            return
        yield Found(
            _("Không thấy Tiêu ngữ dưới Quốc hiệu."),
            head.of("quoc_hieu")[0],
            expected=TIEU_NGU,
            severity=sure(document),
        )


def _motto_message(as_is: str, known: bool) -> str:
    if not known:
        return _("Tiêu ngữ phải ghi đúng “{right}”.").format(right=TIEU_NGU)
    if re.search("[–—]", as_is):
        return _("Giữa các cụm từ của Tiêu ngữ là dấu gạch nối (-), không phải gạch dài.")
    if re.search(r"\S-|-\S", as_is):
        return _("Trước và sau dấu gạch nối của Tiêu ngữ có cách chữ.")
    if as_is.lower() == TIEU_NGU.lower():
        return _("Tiêu ngữ viết chữ thường, chỉ viết hoa chữ đầu của mỗi cụm từ.")
    return _("Tiêu ngữ phải ghi đúng “{right}”.").format(right=TIEU_NGU)


@rule("TP03", WRITTEN)
def issuer(document: Document) -> Iterator[Found]:
    """A document names the body that issues it (Mục II.2)."""
    head = main(document)
    if head is not None and headed(head):
        yield from _shortened(head)
    if head is None or head.has("co_quan") or not headed(head) or head.annex:
        return
    if not head.has("quoc_hieu", "tieu_ngu"):
        return  # the whole head is lost: TP01 says so
    if head.unknown_before("ten_loai", "trich_yeu_cv", "kinh_gui", "can_cu", "doan"):
        return  # the name may be what was not recognised
    yield Found(
        _("Không thấy tên cơ quan, tổ chức ban hành văn bản."),
        head.texts[0],
        severity=sure(document),
    )


_SHORT = re.compile(r"(?<!\w)(?:UBND|HĐND|THPT|THCS|GDĐT|GD&ĐT|MTTQ|BQL)(?!\w)")


def _shortened(head: Frame) -> Iterator[Found]:
    """The issuer's name is written out; only its parent may be shortened (Mục II.2.a)."""
    for text in head.of("co_quan"):
        if m := _SHORT.search(text.text):
            yield Found(
                _("Tên cơ quan ban hành ghi đầy đủ, không viết tắt “{short}”.").format(short=m[0]),
                text,
                *m.span(),
                found=m[0],
                severity=HINT,
            )
            break


_HAS_PARENT = re.compile(
    r"(?:SO|CHI CUC|TRUONG (?:MAM NON|MAU GIAO|TIEU HOC|TRUNG HOC|THCS|THPT|TH)"
    r"|VAN PHONG (?:UY BAN|UBND|HOI DONG|HDND)|PHONG (?!CHAY|KHONG))\b"
)
_NO_PARENT = re.compile(r"(?:UY BAN NHAN DAN|UBND|HOI DONG NHAN DAN|HDND)\b")


@rule("TP04")
def parent(document: Document) -> Iterator[Found]:
    """The parent body above a sở, phòng, school (Mục II.2.a); UBND and HĐND write none."""
    head = main(document)
    own = issuer_name(document)
    if head is None or not own or not head.has("co_quan"):
        return
    text = head.of("co_quan")[0]
    above = document.van_ban.co_quan[0].chu_quan
    if not above and not head.has("chu_quan") and _HAS_PARENT.match(fold(own)):
        if document.form != "data" and head.unknown_before("co_quan"):
            return
        yield Found(
            _("Trên tên “{body}” chưa ghi cơ quan chủ quản trực tiếp.").format(body=own),
            text,
            found=own,
        )
    if above and _NO_PARENT.match(fold(own)):
        yield Found(
            _("Ủy ban nhân dân, Hội đồng nhân dân thường không ghi cơ quan chủ quản ở trên."),
            head.first("chu_quan") or text,
            found=above,
            severity=HINT,
        )
