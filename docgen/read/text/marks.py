"""What the lines of a document look like: the words and shapes a reader recognises parts by.

Letters are compared without their marks (`fold`), because scanning loses them first: "QUYÉT ĐỊNH"
is a QUYẾT ĐỊNH. Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II and Phụ lục III.
"""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.nd30.loai import LOAI
from docgen.read.blocks import BULLETS
from docgen.viet.chuan import bo_dau

_MARKS = re.compile(r"(?<!\\)\*{1,3}|\\(?=[\\*{}\[<|./\-+#>\d)])")


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """A typed text without bold and italic marks and escapes, on one line."""
    if "*" in text or "\\" in text:
        text = _MARKS.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """A text for comparing: plain, without marks on letters, in capitals."""
    return bo_dau(plain(text)).upper()


QUOC_HIEU = re.compile(r"C[OÔ]NG H[OÒ]A X[AÃ] H[OỘ]I CH[UỦ] NGH[IĨ]A VI[EỆ]T NAM")
TIEU_NGU = re.compile(r"DOC LAP\s*[-–—~.]*\s*TU DO\s*[-–—~.]*\s*HANH PHUC")
SO = re.compile(r"S[ốồôóo6]\s*(?::\s*|(?=\d{1,5}\s*[-/]\s*[A-ZĐ\d]))(.*)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,5}[a-zđ]?")
CODE = re.compile(
    r"\s*(.{0,20}?)\s*[/⁄]\s*((?:\d{4}\s*/\s*)?[A-ZĐÐ][\wĐÐ&.]*(?:\s?[-–]\s?[\wĐÐ&.()]+)*)"
)
PLACE_DATE = re.compile(
    r"(?P<dia_danh>[^\W\d_][^,;:]{1,60}?)\s*,\s*ng[àa]y\s*(?:"
    r"(?P<ngay_so>\d{1,2})\s*[/.-]\s*(?P<thang_so>\d{1,2})\s*[/.-]\s*(?P<nam_so>\d{4})|"
    r"(?P<ngay>.{0,12}?)\s*th[áa]ng\s*(?P<thang>.{0,12}?)\s*n[ăa]m\s*(?P<nam>\d{4}|[.…_\s]*)"
    r")\s*$"
)
LETTER_SUBJECT = re.compile(r"V/v\b[:\s]*", re.IGNORECASE)
RECEIVERS = re.compile(
    r"(?:\*{2,3}K[íi]nh g[ửuừứ]i\s*(?::\s*\*{2,3}|\*{2,3}\s*:)|K[íi]nh g[ửuừứ]i\s*:?)\s*",
    re.IGNORECASE,
)
RECIPIENTS = re.compile(
    r"\W{0,2}(?:N[ơo]i nh[ậaâ]n\s*(?:[:;.]|$|(?=[-–—•]))|\w?[ơo]i nh[ậaâ]n\s*:)\s*",
    re.IGNORECASE,
)
FILED = re.compile(r"[-–—~_+*]?\s*L[ưu]u(?:\s*[:;]?\s+|\s*[:;.,]?$)", re.IGNORECASE)
ATTACHED = re.compile(r"\(\s*(?:Ban hành\s+)?[Kk]èm theo\b.*")
ORDER = re.compile(r"(?:QUYET (?:DINH|NGHI)|NAY BAN HANH)\s*[:.]")
ANNEX = re.compile(
    r"PH[UỤ] L[UỤ]C(?:\s+(?:S[OỐ]\s*)?([IVXLC]+|\d+))?\s*(?:[.:]?\s*$|[-–.:]\s*(\S.*)$)"
)
FORM = re.compile(
    r"\(?(?:(?:CÁC |BIỂU )?MẪU\b[^a-zà-ỹđ]*$|(?:Biểu )?[Mm]ẫu (?:số )?(?:\d|[IVX]+\b))"
)
"""Name of a form that an annex shows: "Mẫu số 01", "MẪU BÁO CÁO"."""

GROUNDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo (?:đề nghị|Quyết định|Kế hoạch|Công văn|Nghị quyết|Tờ trình)"
    r"|Xét (?:đề nghị|Tờ trình|tờ trình|báo cáo)|Trên cơ sở|Tiếp theo)\b"
)
"""How a legal ground begins (Phụ lục I, Phần I, Mục II.6.b; practice of the sample forms)."""

LABEL = re.compile(
    r"(?:Phần|Chương|Mục|Tiểu mục)\s+(?:[IVXLC]+|\d+|thứ\b)(?!\w)|(?:Điều|ĐIỀU)\s+\d+\s*[.:]"
    r"|[IVXLC]+\s*[.)]\s|\d{1,3}(?:\.\d{1,2})*[.)]?\s*(?<=[.)])\s|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s"
    r"|[a-zđ]{1,2}\s?\)|[-–—+]\s|[-–—+](?=[^\W\d])|\|"
    rf"|[{BULLETS}]\s?(?=\w)|[IVXL]{{1,5}}\s?/\s?(?=[^\W\d_]{{2}})|A\.\s(?=[^\W\d_]{{2}})"
    r"|\d{1,2}/\s+(?=[^\W\d_])|\(1\)\s|(?:PHẦN|CHƯƠNG|MỤC)\s+(?:[IVXLC]+|\d+|THỨ\b)(?!\w)"
)
"""How a labelled block or a table row begins."""

AUTHORITY = re.compile(r"(?:(?:TM|KT|TL|TUQ)\s*[.,]|(?:T/M|K/T|T/L|TUQ/))\s*(?=\S)")
POST = re.compile(
    r"^(?:Q\.\s*)?(?:(?:PHO|QUYEN)\s+)?(?:CHU TICH|CHU NHIEM|BO TRUONG|THU TRUONG|THU TUONG"
    r"|THONG DOC|TONG THANH TRA|CHANH|GIAM DOC|TONG GIAM DOC|CUC TRUONG|VU TRUONG|TRUONG|PHO"
    r"|HIEU TRUONG|VIEN TRUONG|BI THU|TONG BIEN TAP|CHI HUY TRUONG|TONG CUC TRUONG)\b"
)
GAP = re.compile(r"\[([^\[\]]+)\]")
"""A visible gap, as docgen prints it for a value that is missing."""

_KINDS = sorted(
    {fold(k.ten): ma for ma, k in LOAI.items() if ma not in ("cong_van", "thu_cong")}.items(),
    key=lambda item: -len(item[0]),
)
_KIND_NAMES = tuple(name for name, _ma in _KINDS)
_LONGEST_KIND = len(_KINDS[0][0])


def upper_case(text: str) -> bool:
    """Whether a line stands in capitals (at least two letters, none small)."""
    bare = plain(text)
    # Characters without case (a digit, a sign) do not count.
    return bare.isupper() and sum(map(str.isalpha, bare)) > 1


def kind_of(text: str) -> tuple[str, str] | None:
    """Key of the kind a title line names, and what stands behind the name on the same line."""
    bare = plain(text)
    if not bare[:4].isupper():
        return None
    # Only the beginning is looked at: paragraphs are long, names of kinds are not.
    folded = bo_dau(bare[:_LONGEST_KIND]).upper()
    if not folded.startswith(_KIND_NAMES):
        return None
    for name, ma in _KINDS:
        if not folded.startswith(name):
            continue
        head, rest = bare[: len(name)], bare[len(name) :].strip()
        if not upper_case(head) or (rest[:1] and bare[len(name)].isalnum()):
            continue
        if not rest or upper_case(rest) or rest[:1].isupper() or rest.lower().startswith("về "):
            return ma, rest
    return None


def kind_at_end(text: str) -> str:
    """Key of the kind whose name ends a short line, whatever a scan put before it; "" for none."""
    folded = fold(text)
    if len(folded) > 40:
        return ""
    return next((ma for name, ma in _KINDS if folded.endswith(" " + name)), "")


def is_name(text: str) -> bool:
    """Whether a text looks like a person's name: two to six words, each with a capital."""
    words = re.split(r"[ -]", plain(text))
    return 2 <= len(words) <= 6 and all(
        w.isalpha() and w[0].isupper() and (len(w) == 1 or not w[1:].isupper()) for w in words
    )


PARTY = re.compile(r"DANG CONG SAN VIET NAM")
YOUTH = re.compile(r"DOAN (?:TNCS|THANH NIEN CONG SAN) HO CHI MINH")
LOOSE_LABEL = re.compile(
    r"[a-zđ]{1,2}\s?[/.]\s|[a-zđ],\s|o\s|\d{1,2}\s?[/)–-]\s|[IVXLC]+\s?[/–-]\s|[A-ZĐ]\.\s|\*\s|\((?:\d{1,2}|[a-zđ])\)\s"
    r"|(?:Điều|ĐIỀU)\s+\d+"
)
"""Labels in spellings that are not read as blocks, but never go on with a sentence."""
SIGNED = re.compile(
    r"\(?\s*(?:đã\s+)?k[ýí](?:\s+(?:tên|và|,).*)?\s*\)?$"
    r"|\(\s*(?:k[ýí]|chữ k[ýí]|họ (?:và )?tên)\b[^()]{0,90}(?:\([^()]{0,30}\)[^()]{0,60})?\)$",
    re.IGNORECASE,
)
"""Put where the signature stands in a copy: "(Đã ký)", "(Ký, ghi rõ họ tên)"."""
CHAPTER = re.compile(r"(PHẦN|CHƯƠNG|MỤC|TIỂU MỤC)(?=\s+(?:[IVXLC]+|\d+)\s*[.:]?\s*$)")
"""A chapter's number on a line of its own, in capitals."""
_FAMILIES = frozenset(
    "NGUYỄN TRẦN LÊ PHẠM HOÀNG HUỲNH VŨ VÕ PHAN TRƯƠNG BÙI ĐẶNG ĐỖ NGÔ HỒ DƯƠNG ĐINH LÝ ĐÀO"
    " ĐOÀN VƯƠNG TRỊNH MAI LÂM PHÙNG HÀ TÔ LƯƠNG TẠ CHU CAO ĐÀM QUÁCH LÒ NÔNG VI HỨA TRIỆU"
    " TRÁNG GIÀNG SÙNG VÀNG THÀO LẦU MÙA CẦM QUÀNG BẾ MA LỤC TÒNG CÀ KHÀ ĐIÊU KIỀU THÁI TĂNG"
    " MẠC LẠI TỐNG".split()
)
"""Family names that a person's name in capitals begins with; others stay part of a post."""


def name_in_capitals(text: str) -> bool:
    """Whether a line in capitals is a person's name: NGUYỄN VĂN A."""
    words = plain(text).split()
    known = 2 <= len(words) <= 5 and words[0] in _FAMILIES
    return known and all(w.isalpha() and w.isupper() for w in words)


def starts_label(text: str) -> bool:
    """Whether a line begins a block of its own by its label."""
    return bool(LABEL.match(plain(text))) and not text.startswith("\\")
