"""Words and boundaries of citations: where a law's name, an issuer and a subject end.

Kinds and their abbreviations: Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III, Mục I (in
`docgen.nd30.loai`), with the legal kinds of Luật Ban hành văn bản quy phạm pháp luật and those of
the Party. The lists of words that end a part are custom, gathered from documents in use.
Every scan is bounded by a fixed length, so that reading a text takes time in step with its length.
"""

import re
from collections.abc import Iterable

from docgen.nd30.loai import LOAI

KHONG_TEN = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
"""Kinds cited by name (in lower case)."""

_KHAC = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Nghị định", "Thông tư",
    "Thông tư liên tịch", "Nghị quyết liên tịch", "Kế hoạch liên tịch", "Hướng dẫn liên tịch",
    "Chương trình phối hợp", "Quy chế phối hợp", "Kế hoạch phối hợp", "Kết luận", "Thông tri",
    "Thông báo kết luận", "Chương trình hành động", "Văn bản", "Văn bản hợp nhất",
    "Điều lệ", "Công thư", "Công hàm",
)  # fmt: skip
_TAT_KHAC = {"NĐ": "Nghị định", "TT": "Thông tư", "CV": "Công văn", "KL": "Kết luận",
             "VB": "Văn bản", "TTLT": "Thông tư liên tịch"}  # fmt: skip
_KHONG_VIEN_DAN = {"phat_dong", "de_cuong", "thu_cong"}

VIET_TAT: dict[str, str] = {
    k.viet_tat: k.ten for k in LOAI.values() if k.viet_tat and len(k.viet_tat) > 1
} | _TAT_KHAC
"""Abbreviations of kinds, to their names ("QĐ" -> "Quyết định")."""

TEN_LOAI: dict[str, str] = {
    ten.casefold(): ten
    for ten in (*(k.ten for k in LOAI.values() if k.ma not in _KHONG_VIEN_DAN), *_KHAC)
}
"""Names of kinds in lower case, to the form shown."""


def words(text: str) -> str:
    """A pattern for the words of text with any white space between them."""
    return re.escape(text).replace(r"\ ", r"\s+")


def _by_letter(names: Iterable[str]) -> str:
    """A pattern for names in any case; grouped by their first letter it is read twice as fast."""
    theo: dict[str, list[str]] = {}
    for ten in sorted(names, key=len, reverse=True):
        theo.setdefault(ten[0], []).append(words(ten[1:]))
    return "|".join(f"[{c}{c.upper()}](?:{'|'.join(duoi)})" for c, duoi in theo.items())


_LOAI = _by_letter(TEN_LOAI)
_TAT = "|".join(re.escape(t) for t in sorted(VIET_TAT, key=len, reverse=True))
_HOA = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐÐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
HOA = f"[{_HOA}]"
SO_TU = r"(?:[Ss][ốô]|SỐ)(?!\w)"
_HO = r"[\s.…_]"
_DAU = (
    "".join(sorted({ten[0] + ten[0].upper() for ten in TEN_LOAI} | {t[0] for t in VIET_TAT})) + "sS"
)

UNG_VIEN = re.compile(
    rf"(?<!\w)(?=[{_DAU}\d])(?:(?P<loai>(?i:{_LOAI}))(?!\w)|(?P<tat>{_TAT})(?![\w/-])"
    rf"|(?P<so>{SO_TU})(?=\s*\d)"
    rf"|(?<![/.,-])(?P<tran>\d{{1,6}}[a-zđ]?)(?=\s?/\s?(?:\d{{4}}/)?{HOA}{{2}}|-{HOA}{{2}}\w*/))"
)
"""Where a citation may begin: a kind, its abbreviation, or "số" or the bare number of a later item
in a list."""

BAT_DAU = re.compile(
    rf"(?:các\s+|tại\s+)?(?:(?:(?i:{_LOAI})|{_TAT})\s+(?:các\s+)?(?:{SO_TU}[\s.…:]*)?\d"
    rf"|{SO_TU}\s*\d+[a-zđ]?\s?[/-](?:\d{{4}}/)?{HOA}"
    rf"|(?:Bộ\s+[Ll]uật|Luật|Pháp\s+lệnh)\s+(?:{HOA}|sửa\s+đ)"
    rf"|các\s+(?i:{_LOAI})\s*:)"
)
"""Where a citation surely begins."""

MO_DAU = re.compile(
    r"(?<!\w)((?i:Căn\s+cứ(?:\s+vào)?|(?:Tiếp\s+tục\s+|Để\s+)?(?:triển\s+khai\s+)?thực\s+hiện"
    r"|Triển\s+khai|(?:Kèm\s+)?theo|Xét|Trên\s+cơ\s+sở|Thi\s+hành|Chấp\s+hành|Quán\s+triệt)"
    r"(?:\s+(?:nội\s+dung|đề\s+nghị|đề\s+xuất|quy\s+định|ý\s+kiến|chỉ\s+đạo|kiến\s+nghị)"
    r"(?:\s+của\s+[^;:.()\d/]{1,150}?)?(?:\s+tại)?)?)(\s+(?:các\s+)?)\Z"
)
"""Opening words that stand directly before a citation."""

_MO_CAU = r"(?:Căn\s+cứ|Thực\s+hiện|Theo\s|Xét\s|Trên\s+cơ\s+sở)"

SO = re.compile(rf"\d{{1,3}}[. ]\d{{3}}(?=\s?[/-])|\d{{1,6}}(?:[a-zđ]|[ABC])?(?![\w%]|{_HO}?\d)")
SO_ROI = re.compile(rf"\d{{1,3}} \d{{1,3}}(?=/(?:\d{{4}}/)?{HOA}{{2}})")
"""A number torn apart by a scan: "1 33/QĐ-TTg"."""
_DOAN = rf"{HOA}[\w†]*"
_NGANG = "[-–‑]"
KY_HIEU = re.compile(
    rf"\s?/\s?(?:\d{{4}}\s?[/-]\s?)?{_DOAN}"
    rf"(?:(?:{_NGANG}|[/&]|\.(?={HOA}{{2}})){_DOAN}"
    rf"|(?:{_NGANG}\s|\s{_NGANG})(?={HOA}[{_HOA}\d]){_DOAN}"
    rf"|\s{_NGANG}\s(?={HOA}{{2}}\w*(?:\s+(?:ngày|của|về)\s|[;,.)]|\Z)){_DOAN})*"
    rf"|\s?/\s?(?:\d{{4}}\s?/\s?)?(?i:{_TAT}){_NGANG}\w+(?:{_NGANG}\w+)*"
    rf"|\s?/\d{{4}}(?![\d/])"
    rf"|\s?{_NGANG}\s?{HOA}{{2}}\w*(?:{_NGANG}\w+)?\s?/\s?{HOA}\w*(?:[-.]{HOA}\w*)*"
    rf"|{_NGANG}{HOA}{{2}}\w*(?!\w)"
)
"""The code with its sign: "/QĐ-TTg", "/2020/NĐ-CP", "-NQ/TU"."""

HO_SO = re.compile(rf"{_HO}{{0,40}}")
_G = rf"{_HO}{{0,12}}"
_NAM = r"(?P<nam>\d{4})(?!\d)|[\xa0…_]{1,10}|\.{2,10}"
_CHU_SO = r"(?=[\dlIO]*\d)[\dlIO]{1,2}"  # scans take 1 for l or I, 0 for O
_CHIA = "[/⁄.-]"
NGAY = re.compile(
    rf"ngày{_G}(?P<ngay>{_CHU_SO})?{_G}tháng{_G}(?P<thang>{_CHU_SO})?{_G}năm\s?(?:{_NAM})"
)
NGAY_NGAN = re.compile(
    rf"(?:ngày{_G})?(?P<ngay>\d{{1,2}})?{_G}{_CHIA}{_G}(?P<thang>\d{{1,2}})?{_G}{_CHIA}\s?(?:{_NAM})"
)
NAM = re.compile(r"(?:tháng\s+(?P<thang>\d{1,2})(?:\s+năm\s+|/)|năm\s+)(?P<nam>\d{4})(?!\d)")

_DAU_MANH = r"về|V/v|v/v|quy\s+định|ban\s+hành|phê\s+duyệt|sửa\s+đổi|hướng\s+dẫn|công\s+bố"
CHU_DE_MANH = re.compile(rf"(?:{_DAU_MANH}|Về|Ban\s+hành|Quy\s+định)(?!\w)")
"""Openings of a subject that need no issuer before them."""
VE = re.compile(r"(?:[Vv]ề|[Vv]/v)(?!\w)")
CHU_DE = re.compile(
    rf"(?:{_DAU_MANH}|Về|bổ\s+sung|thành\s+lập|kiện\s+toàn|tổ\s+chức|triển\s+khai|thực\s+hiện"
    r"|phân\s+bổ|phân\s+công|phân\s+cấp|điều\s+chỉnh|công\s+nhận|bãi\s+bỏ|thông\s+qua|phát\s+động"
    r"|tăng\s+cường|đẩy\s+mạnh|chấn\s+chỉnh|thi\s+hành|bổ\s+nhiệm|miễn\s+nhiệm|cho\s+phép"
    r"|chấp\s+thuận|phê\s+chuẩn|đính\s+chính|thu\s+hồi|tiếp\s+tục|một\s+số|chi\s+tiết|quyết\s+định"
    r"|bảo\s+đảm|xử\s+lý|xử\s+phạt|hợp\s+nhất|thay\s+thế|bảo\s+vệ|khen\s+thưởng"
    r"|giao(?=\s+(?:chỉ|dự|kế|nhiệm|quyền)\s))(?!\w)"
)
CHU_DE_SAU = re.compile(
    r"(?:thí\s+điểm|xây\s+dựng|giải\s+quyết|đặt\s+tên|hỗ\s+trợ|kéo\s+dài|quản\s+lý|giải\s+thể"
    r"|nâng\s+cao|củng\s+cố|kiểm\s+tra|khắc\s+phục|ứng\s+phó|phòng,?\s+chống|quy\s+hoạch|đổi\s+mới"
    r"|[ủu][yỷ]\s+quyền|sắp\s+xếp|sáp\s+nhập|gia\s+hạn|phong\s+tặng|truy\s+tặng|tặng|đầu\s+tư"
    r"|chuyển\s+(?:đổi|giao)|thông\s+báo\s+(?:kết\s+luận|ý\s+kiến))(?!\w)"
)
"""Openings that are in names of offices too, so they open a subject only behind a whole name."""
_CHU_DE_HOA = re.compile(
    r"(?:Hướng\s+dẫn|Quy\s+định|Ban\s+hành|Phê\s+duyệt|Sửa\s+đổi|Công\s+bố|Kiện\s+toàn"
    r"|Thành\s+lập|Phát\s+động|Triển\s+khai)(?!\w)"
)

DAU_CO_QUAN = re.compile(
    r"(?:UBND|HĐND|Ủy\s+ban|Uỷ\s+ban|UBMTTQ|Hội\s+đồng|Chủ\s+tịch|Phó|Thủ\s+tướng|Bộ|Sở|Văn\s+phòng"
    r"|Ban|Tỉnh\s+[ủu]|Thành\s+[ủu]|Huyện\s+[ủu]|Đảng|Chính\s+phủ|Quốc\s+hội|Giám\s+đốc|Tòa\s+án|Toà"
    r"|Viện|Thanh\s+tra|Tổng|Cục|Hội|Liên|Kiểm\s+toán|Ngân\s+hàng|Thường\s+trực|Tỉnh\s+đoàn)(?!\w)"
)
TU = re.compile(r"([^\S\n]*(?:\n\s*)?)([^\s;:,()\[\]“”\"*|«»]+|.)")
VIET_TAT_CHAM = tuple("TP. Tp. tp. TX. Tx. Q. H. P. TT. ThS. TS. v.v.".split())
_DAU_DONG = re.compile(rf"[-–+*•#|]|\d{{1,2}}[.)]\s|[a-zđ]\)|Điều\s+\d|{_MO_CAU}|Nơi\s+nhận")
SANG_Y = re.compile(
    rf"(?:cụ\s+thể|trong\s+đó|trọng\s+tâm|nhằm|để|đồng\s+thời|góp\s+phần|như\s+sau|đề\s+nghị"
    rf"|yêu\s+cầu|căn\s+cứ|(?:đã\s+)?được\s+sửa|{_MO_CAU})(?!\w)"
)


def breaks(text: str, start: int, end: int) -> bool:
    """Whether the white space text[start:end] ends a paragraph; a wrapped line does not."""
    so_dong = text.count("\n", start, end)
    if not so_dong:
        return False
    if so_dong > 1 and not text[end : end + 1].islower():
        return True
    if _DAU_DONG.match(text, end):
        return True
    cuoi = text.find("\n", end, end + 120)
    dong = text[end : cuoi if cuoi >= 0 else end + 120]
    return dong.isupper() and " " in dong.strip()


def skip(text: str, i: int, end: int) -> int:
    """The first place from i on that is no white space, at most end."""
    while i < end and text[i].isspace():
        i += 1
    return i


def hoa_chu_de(text: str, start: int, end: int) -> bool:
    """Whether a subject begins at start with a capital ("Hướng dẫn …", "Phát động …")."""
    return bool(_CHU_DE_HOA.match(text, start, end))
