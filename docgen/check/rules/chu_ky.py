"""Signature (NN10-NN16).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7; Điều 13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import LOOK, WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import (
    OPEN,
    Frame,
    capitals,
    flat,
    fold,
    frames,
    headed,
    issued,
    kind,
    main,
    sure,
)
from docgen.findings import HINT, WARNING
from docgen.lang import _
from docgen.nd30.quyen_han import QUYEN_HAN

_TITLE = re.compile(
    r"\s*((?:GS\.?\s?TS|PGS\.?\s?TS|GS|PGS|TS|Ths|ThS|CN|KS|KTS|BS|BSCK\s?I{1,2}|DS|LS|CKI{1,2}"
    r"|NGƯT|NGND|TTƯT|TTND|NSƯT|NSND)\.\s*|(?:GS|PGS|TS|ThS|TSKH|BS|NGƯT|NGND|TTƯT|TTND|NSND|NSƯT)"
    r"\s+|(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Kỹ sư|Cử nhân|Luật sư"
    r"|Nhà giáo [ưƯ]u tú|Nhà giáo [nN]hân dân|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng"
    r"|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy)\s+)+"
)
_ALLOWED = re.compile(
    r"TRUONG |DAI HOC|HOC VIEN|VIEN |BENH VIEN|Y TE|GIAO DUC|GDDT|KHOA HOC|QUAN SU|QUOC PHONG"
    r"|BO DOI|TU LENH|CONG AN|TRUNG TAM Y|CANH SAT|QUAN (?:KHU|DOAN|CHUNG)"
)
"""Issuers whose sector may allow them: armed forces, education, health, science (Mục II.7.c)."""


@rule("NN10")
def titles(document: Document) -> Iterator[Found]:
    """No học hàm, học vị, title before the name (Mục II.7.c)."""
    for frame in frames(document):
        issuer = fold(" ".join(t.text for p in ("chu_quan", "co_quan") for t in frame.of(p)))
        issuer += " " + fold(" ".join(t.text for t in frame.of("quyen_han")))
        for text in frame.of("ho_ten"):
            m = _TITLE.match(text.text)
            if m is None or m.end() >= len(text.text.rstrip()):
                continue
            start = len(text.text) - len(text.text.lstrip())
            yield Found(
                _("Trước họ tên người ký không ghi học hàm, học vị, danh hiệu, quân hàm."),
                text,
                start,
                m.end(),
                expected=text.text[m.end() :].strip(),
                found=m[0].strip(),
                fixes=(Fix("retype", text, start, m.end(), "", safe=False),)
                if document.form != "data"
                else (),
                severity=HINT if _ALLOWED.search(issuer) else "",
            )


@rule("NN11", WRITTEN)
def signer_missing(document: Document) -> Iterator[Found]:
    """Post and name of the person who signs are there (Mục II.7)."""
    for frame in issued(document):
        for text in frame.of("ho_ten"):
            if "[" in text.text:
                yield Found(
                    _("Chưa có họ tên người ký."), text, found=flat(text.text), severity=HINT
                )
                break
        if frame.number or not headed(frame) or document.form != "docx":
            continue
        if frame.has("quyen_han") and not frame.has("ho_ten"):
            after = [t for t in frame.texts if t.index > frame.of("quyen_han")[-1].index]
            gap = next((t for t in after if not t.part and OPEN.search(t.text)), None)
            if gap is not None:
                yield Found(_("Chưa có họ tên người ký."), gap, found=flat(gap.text), severity=HINT)
            elif not any(not t.part for t in after):
                yield Found(_("Dưới chức vụ chưa có họ tên người ký."), frame.of("quyen_han")[-1])
        elif frame.has("ho_ten") and not frame.has("quyen_han"):
            if not any(not t.part and capitals(t) for t in frame.texts):
                yield Found(_("Trên họ tên chưa ghi chức vụ người ký."), frame.of("ho_ten")[0])
        elif not frame.has("quyen_han", "ho_ten") and frame.has("noi_nhan"):
            unknown = any(not t.part for t in frame.texts)
            if not unknown and kind(document, frame):
                yield Found(_("Không thấy chức vụ và họ tên người ký."), frame.of("noi_nhan")[0])


_WRONG_PREFIX = (
    (re.compile(r"(?:T\s*/\s*M|T\.\s*M)(?!\w)[\s,:;.]*|TM(?![.\w/])[\s,:;.]*"), "TM. "),
    (re.compile(r"(?:K\s*/\s*T|K\.\s*T)(?!\w)[\s,:;.]*|KT(?![.\w/])[\s,:;.]*"), "KT. "),
    (re.compile(r"(?:T\s*/\s*L|T\.\s*L)(?!\w)[\s,:;.]*|TL(?![.\w/])[\s,:;.]*"), "TL. "),
    (
        re.compile(r"(?:T\s*/\s*UQ|TUQ\s*/|T\.\s*U\.?\s*Q)(?!\w)[\s,:;.]*|TUQ(?![.\w/])[\s,:;.]*"),
        "TUQ. ",
    ),
    (re.compile(r"QUYỀN (?=(?:GIÁM|CHỦ|TRƯỞNG|BỘ|CHÁNH|CỤC|HIỆU|VIỆN|TỔNG))|Q(?![.\w])\s*"), "Q. "),
    (re.compile(r"(?P<p>TM|KT|TL|TUQ)\.(?=\w)"), ""),
)


@rule("NN12")
def prefix_form(document: Document) -> Iterator[Found]:
    """TM., Q., KT., TL., TUQ.: letters, a full stop, one space (Mục II.7.b)."""
    for frame in issued(document):
        for text in frame.of("quyen_han"):
            if found := _prefix(document, text):
                yield found


def _prefix(document: Document, text: Text) -> Found | None:
    start = len(text.text) - len(text.text.lstrip())
    for pattern, right in _WRONG_PREFIX:
        m = pattern.match(text.text, start)
        if m is None or not text.text[m.end() :].strip():
            continue
        new = right or f"{m['p']}. "
        if m[0] == new:
            continue
        message = _("Quyền hạn của người ký ghi “{right}”.")
        if m[0].strip() == new.strip():
            message = _("Sau “{right}” cách một chữ.")
        return Found(
            message.format(right=new.strip()),
            text,
            start,
            m.end(),
            expected=new + flat(text.text[m.end() :]),
            found=flat(text.text[start:]),
            fixes=(Fix("retype", text, start, m.end(), new),) if document.form != "data" else (),
            severity=WARNING if m[0].startswith("QUYỀN") else sure(document),
        )
    return None


_POST = re.compile(
    r"(?:(?:PHO|QUYEN) )?(?:CHU TICH|CHU NHIEM|BO TRUONG|THU TRUONG|THU TUONG|THONG DOC"
    r"|TONG THANH TRA|CHANH|GIAM DOC|TONG GIAM DOC|CUC TRUONG|VU TRUONG|TRUONG (?:BAN|PHONG|KHOA"
    r"|CONG AN|TRAM|DOAN|PHAN)|CHI CUC TRUONG|TONG CUC TRUONG|HIEU TRUONG|VIEN TRUONG|BI THU"
    r"|TONG BIEN TAP|CHI HUY TRUONG|TU LENH)\b"
)
_COLLECTIVE = re.compile(
    r"(?:UY BAN|UBND|HOI DONG|HDND|CHINH PHU|THUONG TRUC|TAP THE|BAN (?:THUONG VU|CHAP HANH))\b"
)
_PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q)\s*[.,/]?\s+|(TM|KT|TL|TUQ)\.|([TK])/([TML])[ .]\s*|TUQ/\s*")


@rule("NN13")
def prefix_agrees(document: Document) -> Iterator[Found]:
    """Each prefix stands before the right name, and the right post stands under it."""
    for frame in issued(document) if document.form != "data" else [frames(document)[0]]:
        if kind(document, frame) in _MEETING:
            continue
        for stack in _stacks(frame):
            yield from _judge(document, stack)


_MEETING = ("bien_ban", "hop_dong", "ban_ghi_nho", "ban_thoa_thuan")
"""Kinds that several parties sign, each with the post that he holds."""


def _stacks(frame: Frame) -> Iterator[list[tuple[str, str, Text]]]:
    """Authority lines of one signer each: (prefix, folded name, line)."""
    stack: list[tuple[str, str, Text]] = []
    for text in frame.texts:
        if text.part != "quyen_han":
            if stack and text.part == "ho_ten":
                yield stack
                stack = []
            continue
        folded = fold(text.text)
        m = _PREFIX.match(folded)
        prefix = ""
        if m:
            prefix = m[1] or m[2] or (f"{m[3]}{m[4]}" if m[3] else "TUQ")
        if stack and (prefix == "TM" or (text.column and text.column != stack[-1][2].column)):
            yield stack
            stack = []
        name = folded[m.end() :].strip() if m else folded
        if stack and not prefix and not _POST.match(name) and not name.startswith("PHO"):
            # A long name goes on in the next line.
            before, above, first = stack[-1]
            stack[-1] = before, f"{above} {name}", first
        else:
            stack.append((prefix, name, text))
    if stack:
        yield stack


def _judge(document: Document, stack: list[tuple[str, str, Text]]) -> Iterator[Found]:
    if any(OPEN.search(text.text) for _p, _n, text in stack):
        return
    for place, (prefix, name, text) in enumerate(stack):
        if prefix:
            before = QUYEN_HAN[f"{prefix}."].dung_truoc if f"{prefix}." in QUYEN_HAN else ""
            if before == "tap_the" and _POST.match(name):
                yield _bad(
                    document, _("“TM.” đứng trước tên tập thể, không đứng trước chức vụ."), text
                )
            elif before == "dung_dau" and _COLLECTIVE.match(name):
                yield _bad(
                    document,
                    _("“{prefix}.” đứng trước chức vụ người đứng đầu, không trước tên cơ quan.")
                    .format(prefix=prefix),
                    text,
                )  # fmt: skip
        if prefix == "KT" and place + 1 < len(stack):
            under, below = stack[place + 1][1:]
            if not stack[place + 1][0]:
                yield from _deputy(document, name, under, below)
        deputy = not prefix and name.startswith("PHO ") and _POST.match(name)
        if deputy and not any(p in ("KT", "TL", "TUQ") for p, _n, _t in stack[:place]):
            above = stack[place - 1][1] if place else ""
            if not place or above.startswith(("UY BAN NHAN DAN", "UBND")):
                yield Found(
                    _("Cấp phó ký thay phải ghi “KT. …” ở dòng trên."),
                    text,
                    expected=f"KT. {_head(text.text)}",
                    found=flat(text.text),
                    severity=WARNING if document.form in ("docx", "data") else HINT,
                )


def _head(post: str) -> str:
    return re.sub(r"^\s*PHÓ\s+", "", flat(post).upper())


def _deputy(document: Document, head: str, under: str, text: Text) -> Iterator[Found]:
    """What stands under "KT. <head>": the post of a deputy."""
    if under == head:
        yield _bad(
            document, _("Dưới “KT. …” là chức vụ cấp phó, không phải cấp trưởng."), text
        )  # fmt: skip
    elif under.startswith("PHO "):
        first = under.split()[1]
        if first not in head.replace(",", " ").split():
            yield Found(
                _("Chức vụ cấp phó không cùng cơ quan với chức vụ sau “KT.”."),
                text,
                found=flat(text.text),
                severity=WARNING,
            )
    elif not (under.startswith("THU TRUONG") and "BO TRUONG" in head) and _POST.match(under):
        yield Found(
            _("Dưới “KT. …” là chức vụ cấp phó của người ký."),
            text,
            found=flat(text.text),
            severity=WARNING,
        )


def _bad(document: Document, message: str, text: Text) -> Found:
    return Found(message, text, found=flat(text.text), severity=sure(document))


@rule("NN14", WRITTEN)
def post_capitals(document: Document) -> Iterator[Found]:
    """Authority and post stand in capitals, the name in small letters (Mục II.7.đ)."""
    for frame in issued(document):
        for text in frame.of("quyen_han"):
            if not capitals(text) and not OPEN.search(text.text):
                end = len(text.text)
                yield Found(
                    _("Quyền hạn, chức vụ của người ký viết chữ in hoa."),
                    text,
                    expected=flat(text.text).upper(),
                    found=flat(text.text),
                    fixes=(Fix("retype", text, 0, end, text.text.upper()),),
                    severity=sure(document),
                )
        for text in frame.of("ho_ten"):
            if capitals(text) and len(text.text.split()) > 1 and not OPEN.search(text.text):
                plain = text.text.title()
                yield Found(
                    _("Họ tên người ký viết chữ thường, chỉ viết hoa chữ đầu mỗi âm tiết."),
                    text,
                    expected=flat(plain),
                    found=flat(text.text),
                    fixes=(Fix("retype", text, 0, len(text.text), plain),)
                    if text.text.isupper()
                    else (),
                    severity=sure(document),
                )


@rule("NN15")
def alone(document: Document) -> Iterator[Found]:
    """The signature stands on one page, with at least the end of the body."""
    head = main(document)
    if head is None or not head.has("quyen_han"):
        return
    signed = head.of("quyen_han")
    names = head.of("ho_ten")
    body = [t for t in head.texts if t.index < signed[0].index and t.part not in ("noi_nhan_muc",
            "noi_nhan")]  # fmt: skip
    if not body:
        return
    top, last = signed[0], body[-1]
    if top.page and names and names[0].page and names[0].page != top.page:
        yield Found(
            _("Chức vụ ở trang {a}, họ tên ở trang {b}: khối chữ ký bị ngắt trang.").format(
                a=top.page, b=names[0].page
            ),
            top,
        )
    elif top.page and last.page and last.page < top.page:
        yield Found(
            _("Khối chữ ký đứng một mình ở trang {n}, không có dòng nội dung nào.").format(
                n=top.page
            ),
            top,
        )
    elif not top.page and last.paragraph is not None:
        long = sum(len(t.text) for t in head.texts) > _ONE_PAGE
        kept = last.paragraph.look.get("keep_next") or last.part not in _TIED
        if long and not kept:
            yield Found(
                _("Đoạn cuối chưa đặt “Keep with next”: chữ ký có thể sang trang một mình."),
                last,
                fixes=(Fix("paragraph", last, values=(("keep_next", True),)),),
                severity=HINT,
            )


_ONE_PAGE = 1800
"""Letters that surely fit on the first page with head and foot."""
_TIED = ("ket_thuc", "doan", "so", "chu", "gach", "cong", "dieu", "so_kep", "la_ma")


@rule("NN16", LOOK)
def level(document: Document) -> Iterator[Found]:
    """ "Nơi nhận:" stands level with the authority line (Mục IV: ô 9b beside ô 7a)."""
    head = main(document)
    label, top = (head.first("noi_nhan"), head.first("quyen_han")) if head else (None, None)
    if head is None or label is None or top is None or len(head.of("ho_ten")) > 1:
        return
    if len(document.van_ban.chu_ky) > 1 or kind(document, head) in _MEETING:
        return
    if label.paragraph is None or top.paragraph is None or label.paragraph is top.paragraph:
        return
    left, right = label.paragraph.cell, top.paragraph.cell
    if left and right and left[:2] == right[:2]:
        return
    if "\t" in label.text.strip() or "\t" in top.text.strip():
        return  # two columns made by tabs
    yield Found(
        _("“Nơi nhận:” không cùng hàng với quyền hạn, chức vụ của người ký."),
        label,
        found=label.where.part,
        severity="" if left and right else HINT,
    )
