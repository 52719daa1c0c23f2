"""The head of a document: bodies, number and code, place and date, kind, subject, authority."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

from docgen.model import CoQuan, VanBan, VienDan
from docgen.nd30 import trang
from docgen.nd30.loai import LOAI, LoaiVanBan
from docgen.nd30.thanh_phan import DAU_KET, QUOC_HIEU, TIEU_NGU, co_chu
from docgen.nd30.trang import MM
from docgen.viet.be_rong import be_rong, chia_dong
from docgen.viet.ngay import ngay_thang
from docgen.viet.vien_dan import vien_dan
from docgen.write.layout.inline import CHO_TRONG, DIEN, Chu, Run, Runs, join
from docgen.write.layout.names import (
    even_lines,
    head_post,
    issuer_lines,
    line_length,
    names_a_body,
    post_in_text,
)

GAP_SO = "\u00a0" * 8
"""Room for the number that văn thư writes (Phụ lục III: "Số:        /KH-…")."""
WIDER = 1.3
"""How much wider LibreOffice sets an italic no-break space, of which gaps are made, pt."""
TRICH_YEU_LUI_MM = 8.0
"""Indent on both sides of the kind and subject, mm, so that long subjects do not run from
margin to margin (lựa chọn)."""

LETTERS = ("cong_van", "thu_cong")
"""Kinds without a name of a kind: "V/v …" stands under the number (ô 5b)."""

Missing = Callable[[str, str], Chu]
"""Makes a visible gap: (data path, label) -> text."""


def column_widths(van_ban: VanBan) -> tuple[float, float, float]:
    """Width of the text, of the left and of the right column of the header table, pt."""
    tb = van_ban.trinh_bay
    text = trang.be_rong_chu_mm(tb.le_trai, tb.le_phai) * MM
    right = trang.COT_QUOC_HIEU_MM[tb.co_chu] * MM
    return text, text - right, right


ONE_LINE = "ngày\u00a0"
"""In place and date: they stay on one line, for which the head takes its wide right column."""


def widened(columns: tuple[float, float, float], date: Chu) -> tuple[float, float, float]:
    """Column widths (as of `column_widths`) of the head that prints this place and date, pt."""
    if not isinstance(date, str) or ONE_LINE not in date:
        return columns
    text, left, right = columns
    more = trang.COT_QUOC_HIEU_THEM_MM * MM
    return text, left - more, right + more


def issuer_block(bodies: Sequence[CoQuan], bo: int, rong: float) -> dict[str, Any]:
    """Parent and issuer as printed, and the line under them; several bodies are joined by "-"."""
    size = co_chu("co_quan", bo)
    if len(bodies) == 1:
        body = bodies[0]
        name = issuer_lines(body.ten, tuple(body.dong), rong, size, True)
        parent = issuer_lines(body.chu_quan, (), rong, size, False) if body.chu_quan else ""
    else:
        dash = be_rong(" -", size, True)
        name = " -\n".join(
            issuer_lines(b.ten, tuple(b.dong), rong - dash, size, True) for b in bodies
        )
        parent = ""
    lines = [w for line in name.split("\n") for w in chia_dong(line, rong, size, True)]
    widths = [be_rong(line, size, True) for line in lines]
    return {
        "chu_quan": parent,
        "co_quan": name,
        "ke_co_quan": line_length(widths, trang.DUONG_KE_CO_QUAN),
        "quoc_hieu": QUOC_HIEU,
        "tieu_ngu": TIEU_NGU,
        "ke_tieu_ngu": be_rong(TIEU_NGU, co_chu("tieu_ngu", bo), True),
    }


def printed_number(so: str) -> str:
    """The number with the leading zero that numbers under ten take (Mục II.3.a)."""
    return so if len(so.rstrip("abcdefghiklmnopqrstuvxyđ")) > 1 else "0" + so


def code(van_ban: VanBan, missing: Missing) -> Chu:
    """The code after the slash: given, or kind and bodies (Phụ lục I, Mục II.3.b)."""
    if van_ban.ky_hieu:
        return van_ban.ky_hieu
    tails: list[Chu] = []
    for place, body in enumerate(van_ban.co_quan):
        short = body.viet_tat or _known_short(body.ten)
        label = f"co_quan[{place}].viet_tat" if len(van_ban.co_quan) > 1 else "co_quan.viet_tat"
        tails += ["-", short or missing(label, "chữ viết tắt cơ quan")]
    kind = carrier(van_ban)
    if kind.viet_tat:
        return join(kind.viet_tat, *tails)
    if kind.ma in LETTERS:
        tail = van_ban.don_vi_soan or missing("don_vi_soan", "đơn vị soạn")
        return join(*tails[1:], "-", tail)
    return missing("hinh_thuc", "ký hiệu")


def carrier(van_ban: VanBan) -> LoaiVanBan:
    """The kind that gives code and name: that of a Phát động is the kind it is issued as."""
    given = LOAI.get(van_ban.hinh_thuc or "")
    use = van_ban.loai == "phat_dong" and given is not None and given.trong_nd30
    return given if use and given else LOAI[van_ban.loai]


def _known_short(ten: str) -> str | None:
    lower = ten.lower()
    if lower.startswith(("ủy ban nhân dân", "uỷ ban nhân dân")):
        return "UBND"
    return "HĐND" if lower.startswith("hội đồng nhân dân") else None


def number_and_code(van_ban: VanBan, missing: Missing) -> Chu:
    """ "Số: 05/QĐ-UBND"; a missing number leaves a gap before the slash."""
    so = printed_number(van_ban.so) if van_ban.so else GAP_SO
    sign = code(van_ban, missing)
    # Party documents write number and code with a hyphen: 12-CV/HU.
    slash = "" if str(sign).startswith("-") else "/"
    return join("Số: " if van_ban.so else "Số:", so, slash, sign)


def place_and_date(van_ban: VanBan, number: Chu, missing: Missing) -> Chu:
    """ "Hà Nội, ngày 05 tháng 01 năm 2020"; what is missing of the date is a gap.

    On one line (Mục II.4.c): after a place too long for the column "ngày" has a no-break space,
    which asks for the wide column (`widened`), if `number` and the given lines of the issuer's
    name fit beside it. Otherwise the line ends after the place.
    """
    place = van_ban.dia_danh or next((b.dia_danh for b in van_ban.co_quan if b.dia_danh), None)
    day = van_ban.ngay
    date = ngay_thang(day.ngay, day.thang, day.nam)
    if place is None:
        return join(missing("dia_danh", "địa danh"), ", ", date)
    bo = van_ban.trinh_bay.co_chu
    columns = column_widths(van_ban)
    text = f"{place}, {date}"
    if _printed_width(text, bo) <= columns[2]:
        return text
    one_line = f"{place}, {date.replace('ngày ', ONE_LINE, 1)}"
    _text, left, right = widened(columns, one_line)
    size = co_chu("co_quan", bo)
    beside = [be_rong(str(number), co_chu("so_ky_hieu", bo))]
    beside += [be_rong(x.upper(), size, True) for b in van_ban.co_quan for x in b.dong]
    fits = _printed_width(one_line, bo) <= right and max(beside) <= left
    return one_line if fits else f"{place},\n{date}"


def _printed_width(text: str, bo: int) -> float:
    size = co_chu("dia_danh_ngay", bo)
    return be_rong(text, size, False, True) + WIDER * text.count("\u00a0")


def authority(van_ban: VanBan, missing: Missing) -> Chu:
    """Authority line of a decision: given, or from the signature and the body (Mẫu 1.2, note 6)."""
    if van_ban.tham_quyen:
        return van_ban.tham_quyen.upper()
    if not van_ban.chu_ky:
        return missing("tham_quyen", "thẩm quyền ban hành")
    if open_name(van_ban.co_quan[0].ten):
        return missing("tham_quyen", "thẩm quyền ban hành")
    name = " - ".join(" ".join(b.ten.split()) for b in van_ban.co_quan).upper()
    signer = van_ban.chu_ky[0]
    post = head_post(signer.quyen_han, signer.chuc_vu)
    if post is None or collective(van_ban):
        return name
    if names_a_body(post):
        return post
    return f"{post} {name}" if post else missing("tham_quyen", "thẩm quyền ban hành")


def collective(van_ban: VanBan) -> bool:
    """Whether a body decides as a whole: a nghị quyết, and whatever a council issues."""
    councils = ("hội đồng nhân dân", "quốc hội")
    return van_ban.loai == "nghi_quyet" or van_ban.co_quan[0].ten.lower().startswith(councils)


def issuer_in_text(van_ban: VanBan) -> str:
    """The issuer as running text names it: "Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông"."""
    name = " và ".join(b.ten for b in van_ban.co_quan)
    if LOAI[van_ban.loai].tham_quyen and van_ban.chu_ky:
        signer = van_ban.chu_ky[0]
        post = head_post(signer.quyen_han, signer.chuc_vu)
        if post and not names_a_body(post) and not collective(van_ban):
            return f"{post_in_text(post)} {name}"
    return name


def attachment_line(van_ban: VanBan, open_: bool, missing: Missing) -> Chu:
    """The "(Kèm theo …)" line, made from the main document so that the two cannot disagree.

    `open_`: number and date left unfilled, as for an electronic document (Mục III.1.c).
    """
    kind = carrier(van_ban).ten
    day = van_ban.ngay
    date = ngay_thang(None, None, None) if open_ else ngay_thang(day.ngay, day.thang, day.nam)
    number = GAP_SO if open_ or not van_ban.so else printed_number(van_ban.so)
    head = f"(Kèm theo {kind} số {number}" if number != GAP_SO else f"(Kèm theo {kind} số{number}"
    tail = f" {date} của {issuer_in_text(van_ban)})"
    sign = code(van_ban, missing)
    return join(head, "" if str(sign).startswith("-") else "/", sign, tail)


OPEN_KIND = "[tên loại văn bản chính]"
"""Kind of a main document that is not known although its issuer is."""


def own_attachment_line(cited: VienDan | None, van_ban: VanBan, missing: Missing) -> Chu:
    """The "(Kèm theo …)" line of a document that is itself an attachment.

    What is not known stays in its place: room for number and date, which văn thư writes, and a
    visible gap for the kind; the issuer is the body in the head (Mẫu 2.1: "(Kèm theo Văn bản số
    …/…-… ngày … tháng … năm … của …)").
    """
    own = " và ".join(b.ten for b in van_ban.co_quan)
    issuer: Chu = (cited and cited.co_quan) or own
    if open_name(own) and issuer == own:
        issuer = missing("co_quan.ten", own[1:-1])
    day = cited.ngay if cited else None
    date = ngay_thang(day.ngay, day.thang, day.nam) if day else ngay_thang(None, None, None)
    known = cited is not None and cited.loai != OPEN_KIND
    kind = cited.loai if cited and known else missing("kem_theo_van_ban.loai", OPEN_KIND[1:-1])
    number = f" {printed_number(cited.so)}" if cited and cited.so else GAP_SO
    tail = join(cited_code(cited, van_ban), f" {date} của ", issuer, ")")
    return join("(Kèm theo ", kind, " số", number, tail)


def open_name(ten: str) -> bool:
    """Whether a name stands for one that is not known yet: in brackets, as the skeletons have."""
    return ten.startswith("[") and ten.endswith("]")


def cited_code(cited: VienDan | None, van_ban: VanBan) -> str:
    """Code of the main document with its stroke: given, from its kind and body, or room for it."""
    if cited and cited.ky_hieu:
        return cited.ky_hieu if cited.ky_hieu.startswith(("/", "-")) else "/" + cited.ky_hieu
    names = {k.ten: k.viet_tat for k in LOAI.values() if k.viet_tat} if cited else {}
    short = names.get(cited.loai) if cited else None
    body = van_ban.co_quan[0]
    tail = body.viet_tat or _known_short(body.ten)
    ours = cited is not None and cited.co_quan in (None, body.ten) and len(van_ban.co_quan) == 1
    return f"/{short}-{tail}" if short and tail and ours else "/" + GAP_SO


_ABOUT = re.compile(r"\s*(?:V/v|Về việc)\b[\s:]*", re.IGNORECASE)
_KEPT = ("...", "v.v.")


def bare_subject(text: Chu, letter: bool = False) -> Chu:
    """A subject without the end mark someone typed; it ends without any (Mục II.5).

    `letter`: nor with the "V/v" that the layout writes before the subject of a Công văn.
    """
    if isinstance(text, str):
        return _ended(_ABOUT.sub("", text, 1) if letter and _ABOUT.match(text) else text)
    runs = list(text)
    if letter and runs and (m := _ABOUT.match(runs[0].chu)):
        runs[0] = Run(runs[0].chu[m.end() :], runs[0].co)
    if runs and not runs[-1].co & (CHO_TRONG | DIEN):
        runs[-1] = Run(_ended(runs[-1].chu), runs[-1].co)
    return Runs(r for r in runs if r.chu)


def _ended(text: str) -> str:
    if text[-1:] not in "./ ":
        return text
    bare = text.rstrip()
    for typed in (DAU_KET, ".//"):
        bare = bare.removesuffix(typed).rstrip()
    # An ellipsis belongs to the words.
    return bare if bare.endswith(_KEPT) else bare.rstrip(". ")


def subject(
    text: str, rong: float, bo: int, khoang: trang.Khoang, dam: bool = True
) -> tuple[float, float]:
    """Room that breaks a centred text into lines of about equal length, and the line under it, pt.

    For the subject (`dam`) and "(Kèm theo …)"; `rong` is the most room there is, pt.
    """
    size = co_chu("trich_yeu", bo)
    room, lines = even_lines(text, rong, size, dam, not dam)
    if not dam:
        # LibreOffice sets italic no-break spaces wider; the last word must not fall off.
        room = min(room + WIDER * text.count("\u00a0"), rong)
    widths = [be_rong(line, size, dam, not dam) for line in lines] or [rong / 3]
    return room, line_length(widths, khoang)


def citation(item: str | VienDan, kieu_ngay: Literal["ngan", "dai"]) -> str:
    """One legal ground as text; `kieu_ngay` is the form of its date."""
    if isinstance(item, str):
        return item
    day = item.ngay
    cited = vien_dan(
        item.loai,
        printed_number(item.so) if item.so else None,
        item.ky_hieu,
        item.co_quan,
        (day.ngay, day.thang, day.nam) if day else None,
        item.trich_yeu,
        kieu_ngay,
    )
    return f"{item.mo_dau} {cited}".strip()
