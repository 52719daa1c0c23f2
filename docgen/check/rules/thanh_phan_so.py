"""Number and code (TP05-TP08).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import (
    OPEN,
    Frame,
    flat,
    fold,
    headed,
    issued,
    issuer,
    kind,
    main,
    sure,
)
from docgen.findings import HINT, WARNING, Where
from docgen.lang import _
from docgen.nd30.loai import BAN_SAO, LOAI

_NUMBER = re.compile(
    r"[\s*#_]*(?P<word>[Ss][ốo]|SỐ|SO)(?P<colon>\s*:)?(?P<room>\s*)(?P<number>\d*[a-zđ]?)(?P<before>\s*)"
    r"(?P<year>/\s*(?:19|20)\d\d(?=\s*/))?(?P<slash>\s*/)?"
    r"(?P<dash>\s*[-–]\s*(?=[A-ZĐ]))?(?P<after>\s*)"
    r"(?P<code>(?:[A-ZĐ]|(?<=/)[a-zđ])[^\s,;:]*(?:\s*[-–—]\s*[^\s,;:]+)*)?(?P<rest>.*)",
    re.DOTALL,
)
_NO_NUMBER = ("thu_cong", "de_cuong")
"""Kinds without a number of their own."""


def _numbers(document: Document) -> Iterator[tuple[Frame, Text, re.Match[str]]]:
    """Number lines that can be judged: no sample forms, no lines that hold the date too."""
    for frame in issued(document):
        for text in frame.of("so_ky_hieu")[:1]:
            found = _NUMBER.fullmatch(text.text)
            if found and not OPEN.search(text.text) and "ngày" not in text.text:
                yield frame, text, found


@rule("TP05", WRITTEN)
def number_form(document: Document) -> Iterator[Found]:
    """ "Số: 05/QĐ-UBND": colon, two digits, no spaces around "/" and "-" (Mục II.3)."""
    for frame, text, m in _numbers(document):
        for message, start, end, new in _number_faults(m, document.form == "docx"):
            found = text.text[start:end]
            yield Found(
                message,
                text,
                start,
                max(end, start + 1),
                expected=new.strip(),
                found=flat(found),
                fixes=(Fix("retype", text, start, end, new),),
                severity=sure(document),
            )
        if m["year"]:
            yield Found(
                _("Số của văn bản hành chính không kèm năm; chỉ văn bản quy phạm mới ghi năm."),
                text,
                *m.span("year"),
                found=m["year"],
                fixes=(Fix("retype", text, *m.span("year"), "", safe=False),),
                # Most likely a legal document, which this decree does not rule.
                severity=HINT if kind(document, frame) in _LEGAL_TOO else WARNING,
            )


_LEGAL_TOO = ("quyet_dinh", "nghi_quyet", "hop_dong", "")


def _number_faults(m: re.Match[str], typed: bool) -> Iterator[tuple[str, int, int, str]]:
    """Message, place and the right letters of each fault in a number line.

    `typed`: no stamp stands in it; a stamped number has room around it.
    """
    if m["word"] not in ("Số", "So"):
        yield _("Từ “Số” viết chữ thường, chữ đầu viết hoa."), *m.span("word"), "Số"
    if not m["colon"]:
        end = m.end("word")
        yield _("Sau từ “Số” có dấu hai chấm."), end, end, ":"
    digits = m["number"]
    if m["colon"] and digits and not m["room"]:
        end = m.end("colon")
        yield _("Sau “Số:” cách một chữ rồi mới đến số."), end, end, " "
    known = m["slash"] or m["code"]
    if known and digits != "0" and len(digits.rstrip("abcdefghiklmnopqrstuvxyđ")) == 1:
        yield (
            _("Số nhỏ hơn 10 phải ghi thêm số 0 phía trước."),
            *m.span("number"),
            "0" + digits,
        )
    if not m["slash"]:
        if digits and m["code"]:
            end = m.end("dash") if m["dash"] else m.end("number")
            yield _("Giữa số và ký hiệu là dấu gạch chéo (/)."), m.end("number"), end, "/"
        return
    if digits and not m["year"] and typed:
        spaced = m.start("before"), m.start("code") if m["code"] else m.end("slash")
        if m.string[slice(*spaced)] != "/":
            yield _("Hai bên dấu gạch chéo không cách chữ."), *spaced, "/"
    elif not digits and m["after"] and m["code"]:
        yield _("Hai bên dấu gạch chéo không cách chữ."), *m.span("after"), ""
    for joint in re.finditer(r"\s*[-–—]\s*", m["code"] or ""):
        if joint[0] != "-":
            at = m.start("code")
            yield (
                _("Giữa các nhóm chữ của ký hiệu là dấu gạch nối (-), không cách chữ."),
                at + joint.start(),
                at + joint.end(),
                "-",
            )
    bare = (m["code"] or "").rstrip()
    if bare.endswith("."):
        end = m.start("code") + len(bare)
        yield _("Sau ký hiệu không có dấu chấm."), end - 1, end, ""
    if bare and not any(c.isupper() for c in bare):
        yield _("Ký hiệu viết chữ in hoa."), *m.span("code"), bare.upper()


@rule("TP06", WRITTEN)
def number_missing(document: Document) -> Iterator[Found]:
    """A document has a line for its number and code (Mục II.3)."""
    head = main(document)
    if head is None or head.has("so_ky_hieu", "kem_theo") or head.annex or not headed(head):
        return
    if kind(document, head) in _NO_NUMBER or not head.has("quoc_hieu", "tieu_ngu"):
        return
    # An unknown line of the head may be it.
    if any(not t.part and re.search(r"/|\bs[ốo]\b", t.text.lower()) for t in head.texts[:15]):
        return
    yield Found(
        _("Không thấy dòng “Số: …/…”."),
        head.first("co_quan") or head.texts[0],
        expected="Số: …/…",
        severity=sure(document),
    )


_SHORTS = {k.viet_tat: k.ten for k in LOAI.values() if k.viet_tat}
_COPIES = frozenset(BAN_SAO.values())
_SPLIT = re.compile(r"\s*[-–—]\s*")


def _codes(document: Document) -> Iterator[tuple[str, str, Text | None, int]]:
    """Kind, code, and where it stands: of each number line, of a data file its `ky_hieu`."""
    if document.form == "data":
        v = document.van_ban
        carrier = v.hinh_thuc or "" if v.loai == "phat_dong" else v.loai
        if v.ky_hieu:
            yield carrier, v.ky_hieu, None, 0
        return
    for frame, text, m in _numbers(document):
        if m["code"] and (m["slash"] or not m["number"]):
            yield kind(document, frame), m["code"].rstrip(" .\n*"), text, m.start("code")


@rule("TP07")
def code_of_kind(document: Document) -> Iterator[Found]:
    """The code begins with the abbreviation of the kind; that of a công văn has none."""
    for ma, code, text, at in _codes(document):
        groups = _SPLIT.split(code)
        first = groups[0]
        if code.startswith(("-", "/")) or not ma or first in _COPIES or code.islower():
            continue
        known = LOAI[ma]
        if ma == "cong_van":
            if first.upper() == "CV":
                yield _code_found(
                    _("Ký hiệu công văn không có “CV”: ghi tên viết tắt cơ quan rồi đơn vị soạn."),
                    code, text, at, len(first), "",
                )  # fmt: skip
            elif len(groups) == 1 and text is not None:
                yield _code_found(
                    _("Ký hiệu công văn thiếu chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực."),
                    code, text, at, len(code), f"{code}-…", WARNING,
                )  # fmt: skip
            continue
        right = known.viet_tat
        if right is None or first.startswith(right):
            if right == first and len(groups) == 1:
                yield _code_found(
                    _("Ký hiệu thiếu chữ viết tắt tên cơ quan sau “{short}-”.").format(short=first),
                    code, text, at, len(code), f"{right}-…", WARNING,
                )  # fmt: skip
            continue
        other = _SHORTS.get(first)
        message = (
            _("Tên loại là {kind} nhưng ký hiệu “{short}” là của {other}.").format(
                kind=known.ten, short=first, other=other
            )
            if other
            else _("Chữ viết tắt của {kind} là “{right}”, không phải “{short}”.").format(
                kind=known.ten, right=right, short=first
            )
        )
        yield _code_found(message, code, text, at, len(first), right, "" if other else WARNING)


def _code_found(
    message: str, code: str, text: Text | None, at: int, length: int, right: str, level: str = ""
) -> Found:
    if text is None:
        return Found(
            message, expected=right, found=code, severity=level, where=Where(path="ky_hieu")
        )
    return Found(message, text, at, at + length, right, code[:length], severity=level)


@rule("TP08")
def code_of_issuer(document: Document) -> Iterator[Found]:
    """The tail of the code is the abbreviation of the issuer (Mục II.3.b)."""
    own = issuer(document)
    for ma, code, text, at in list(_codes(document))[:1]:
        groups = _SPLIT.split(code)
        tail = groups if ma == "cong_van" else groups[1:]
        if not tail or not own or not ma or code.startswith(("-", "/")):
            continue
        right = _wrong_tail(fold(own), [fold(g) for g in tail])
        if right:
            start = code.find(tail[0])
            yield Found(
                _("Ký hiệu “{tail}” không khớp với cơ quan ban hành ({issuer}).").format(
                    tail="-".join(tail), issuer=own
                ),
                text,
                at + start if text else 0,
                at + len(code) if text else 0,
                expected=right,
                found="-".join(tail),
                where=None if text else Where(path="ky_hieu"),
            )


def _wrong_tail(own: str, tail: list[str]) -> str:
    """What the tail should hold; "" when it may be right. All folded."""
    joined = "-".join(tail)
    if re.match(r"(?:UY BAN NHAN DAN|UBND)\b", own):
        return "" if re.search(r"UB|CT", joined) else "UBND"
    if re.match(r"(?:HOI DONG NHAN DAN|HDND)\b", own):
        return "" if "HDND" in joined or "TT" in joined else "HĐND"
    for word in ("SO", "PHONG", "BO", "CHI CUC", "TRUONG", "TRUNG TAM"):
        if own.startswith(word + " "):
            # Only the abbreviation of another kind of body is surely wrong.
            return f"{word[0]}…" if tail[0] in ("UBND", "HDND") else ""
    return ""
