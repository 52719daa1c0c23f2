"""Words and boundaries of citations: where a law's name, an issuer and a subject end.

Kinds and their abbreviations: Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III, Mục I (in
`docgen.nd30.loai`), with the legal kinds of Luật Ban hành văn bản quy phạm pháp luật and those of
the Party. The lists of words that end a part are custom, gathered from documents in use.
Every scan is bounded by a fixed length, so that reading a text takes time in step with its length.
"""

import re

from docgen.nd30.loai import LOAI

KHONG_TEN = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
"""Kinds cited by name (in lower case)."""

_KHAC = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Nghị định", "Thông tư",
    "Thông tư liên tịch", "Nghị quyết liên tịch", "Kế hoạch liên tịch", "Hướng dẫn liên tịch",
    "Chương trình phối hợp", "Quy chế phối hợp", "Kế hoạch phối hợp", "Kết luận", "Thông tri",
    "Văn bản", "Văn bản hợp nhất", "Điều lệ", "Công thư", "Công hàm",
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


_LOAI = "|".join(words(t) for t in sorted(TEN_LOAI, key=len, reverse=True))
_TAT = "|".join(re.escape(t) for t in sorted(VIET_TAT, key=len, reverse=True))
_HOA = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
HOA = f"[{_HOA}]"
SO_TU = r"(?:[Ss][ốô]|SỐ)(?!\w)"
_HO = r"[\s.…_]"

UNG_VIEN = re.compile(
    rf"(?<!\w)(?:(?P<loai>(?i:{_LOAI}))(?!\w)|(?P<tat>{_TAT})(?![\w/-])|(?P<so>{SO_TU})(?=\s*\d))"
)
"""Where a citation may begin: a kind, its abbreviation, or "số" of a later item in a list."""

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
_DOAN = rf"{HOA}[\w†]*"
_NGANG = "[-–‑]"
KY_HIEU = re.compile(
    rf"\s?/\s?(?:\d{{4}}\s?[/-]\s?)?{_DOAN}"
    rf"(?:(?:{_NGANG}|[/&]|\.(?={HOA}{{2}})){_DOAN}"
    rf"|(?:{_NGANG}\s|\s{_NGANG})(?={HOA}{{2}}){_DOAN})*"
    rf"|\s?/\d{{4}}(?![\d/])"
    rf"|\s?{_NGANG}\s?{HOA}{{2}}\w*(?:{_NGANG}\w+)?\s?/\s?{HOA}\w*(?:[-.]{HOA}\w*)*"
    rf"|{_NGANG}{HOA}{{2}}\w*(?!\w)"
)
"""The code with its sign: "/QĐ-TTg", "/2020/NĐ-CP", "-NQ/TU"."""

HO_SO = re.compile(rf"{_HO}{{0,40}}")
_G = rf"{_HO}{{0,12}}"
_NAM = r"(?P<nam>\d{4})(?!\d)|[\xa0…_]{1,10}|\.{2,10}"
_CHIA = "[/⁄.-]"
NGAY = re.compile(
    rf"ngày{_G}(?P<ngay>\d{{1,2}})?{_G}tháng{_G}(?P<thang>\d{{1,2}})?{_G}năm\s?(?:{_NAM})"
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
_CHU_DE_HOA = re.compile(
    r"(?:Hướng\s+dẫn|Quy\s+định|Ban\s+hành|Phê\s+duyệt|Sửa\s+đổi|Công\s+bố|Kiện\s+toàn"
    r"|Thành\s+lập|Phát\s+động|Triển\s+khai)(?!\w)"
)

_DUNG = frozenset(
    "để là nhằm trong từ khi đã đang sẽ được có cho với tại theo đến nêu này trên như thì mà còn"
    " hoặc gồm bao do bằng kèm kinh nên cũng phải cần vào đối số ngày của cụ nói đồng".split()
)
_DAU_CO_QUAN = re.compile(
    r"(?:UBND|HĐND|Ủy\s+ban|Uỷ\s+ban|UBMTTQ|Hội\s+đồng|Chủ\s+tịch|Phó|Thủ\s+tướng|Bộ|Sở|Văn\s+phòng"
    r"|Ban|Tỉnh\s+[ủu]|Thành\s+[ủu]|Huyện\s+[ủu]|Đảng|Chính\s+phủ|Quốc\s+hội|Giám\s+đốc|Tòa\s+án|Toà"
    r"|Viện|Thanh\s+tra|Tổng|Cục|Hội|Liên|Kiểm\s+toán|Ngân\s+hàng|Thường\s+trực|Tỉnh\s+đoàn)(?!\w)"
)
_CO_QUAN_THUONG = frozenset("tỉnh huyện xã thành phường ủy uỷ bộ liên ban chính đảng quốc".split())
_HAI_TU = frozenset({
    ("chính", "phủ"), ("quốc", "hội"), ("xã", "hội"), ("chính", "trị"), ("bí", "thư"),
    ("trung", "ương"), ("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("nông", "thôn"),
    ("môi", "trường"), ("đào", "tạo"), ("nội", "vụ"), ("tài", "chính"), ("công", "an"),
})  # fmt: skip
_MOT_TU = frozenset("tỉnh huyện xã phường quận ủy uỷ".split())
_SAU_KET = frozenset("khóa khoá nhiệm nước lần hội ủy uỷ đoàn ban viên trưởng".split())
_VA_THUONG = re.compile(
    r"(?:phát\s+triển|đào\s+tạo|môi\s+trường|công\s+nghệ|truyền\s+thông|xã\s+hội|đầu\s+tư|du\s+lịch"
    r"|thể\s+thao|miền\s+núi|gia\s+đình|tìm\s+kiếm|kế\s+hoạch)(?!\w)"
)
_PHAY_CO_QUAN = re.compile(
    r"(?:[Tt]hể\s+thao|[Dd]u\s+lịch|[Tt]hiên\s+tai|[Cc]hống|[Cc]ứu|[Gg]ia\s+đình|[Tt]iêu\s+cực"
    r"|[Kk]hen\s+thưởng|kỳ\s+họp|nhiệm\s+kỳ|[Tt]ệ\s+nạn|trẻ\s+em)(?!\w)"
)
_CO_VE = re.compile(r"(?:[ỦU][yỷ]\s+ban|Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng)(?:\s+\S+){0,3}\Z")
TU = re.compile(r"([^\S\n]*(?:\n\s*)?)([^\s;:,()\[\]“”\"*|«»]+|.)")
_VIET_TAT_CHAM = tuple("TP. Tp. tp. TX. Tx. Q. H. P. TT. ThS. TS. v.v.".split())
_DAU_DONG = re.compile(rf"[-–+*•#|]|\d{{1,2}}[.)]\s|[a-zđ]\)|Điều\s+\d|{_MO_CAU}|Nơi\s+nhận")


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


def _closed(tu: list[str]) -> bool:
    """Whether an issuer is whole, so that a word in lower case cannot belong to it."""
    cuoi = tu[-1].casefold()
    if cuoi in _MOT_TU:
        return True
    return len(tu) > 1 and (tu[-2].casefold(), cuoi) in _HAI_TU


def _joins(text: str, i: int, tu: list[str], lien_tich: bool) -> bool:
    """Whether what follows "và" at i still belongs to the issuer."""
    if BAT_DAU.match(text, i) or not tu:
        return False
    if text[i : i + 1].isupper():
        return lien_tich or not _DAU_CO_QUAN.match(text, i)
    return bool(_VA_THUONG.match(text, i))


def issuer_end(text: str, start: int, end: int, lien_tich: bool) -> int:
    """Find where the issuer that begins at start ends; start itself when there is none.

    end: where reading stops at the latest. lien_tich: several issuers may be listed.
    """
    end = min(end, start + 300)
    tu: list[str] = []
    i = start
    while i < end and (m := TU.match(text, i, end)):
        j, w = m.start(2), m[2]
        thuong = w[:1].islower()
        if (tu and breaks(text, m.start(1), j)) or (tu and w in ("và", "&")):
            k = m.end()
            while k < end and text[k].isspace():
                k += 1
            if w not in ("và", "&") or not _joins(text, k, tu, lien_tich):
                break
            tu.append(w)
            i = m.end()
            continue
        if w == ",":
            k = m.end()
            while k < end and text[k].isspace():
                k += 1
            tiep = _PHAY_CO_QUAN.match(text, k) or (lien_tich and _DAU_CO_QUAN.match(text, k))
            if not tiep or BAT_DAU.match(text, k):
                break
            tu.append(w)
            i = m.end()
            continue
        if not (w[0].isalnum() or w in ("-", "–")):
            break
        if not tu and thuong and w not in _CO_QUAN_THUONG:
            break
        if tu and (thuong or w == "Về" or w == "V/v") and CHU_DE.match(text, j):
            co_ve = w == "về" and _CO_VE.search(text, start, i)
            if not (co_ve and _VIEC.search(text, j + 3, _clause(text, j + 3, end))):
                break
        elif tu and tu[-1] not in ("-", "–", ",", "và", "&"):
            if thuong and (
                (w in _DUNG and not (w == "số" and tu[-1] == "đổi"))
                or (_closed(tu) and w.rstrip("./") not in _SAU_KET)
            ):
                break
            if _CHU_DE_HOA.match(text, j) and _closed(tu):
                break
        if w[-1] in "./" and not w.startswith(_VIET_TAT_CHAM):
            goc = w.rstrip("./")
            if goc:
                tu.append(goc)
                i = j + len(goc)
            break
        tu.append(w)
        i = m.end()
    while tu and tu[-1] in ("-", "–", ",", "và", "&"):
        tu.pop()
        i = start + len(text[start:i].rstrip().removesuffix("và").rstrip().rstrip(",&-–").rstrip())
    return i if tu else start


_VIEC = re.compile(r"(?<!\w)(?:về\s+việc|ban\s+hành|phê\s+duyệt)(?!\w)")
_DAU_NGAT = re.compile(r"[;:.()“\"]")


def _clause(text: str, start: int, end: int) -> int:
    """Where the clause at start ends, at a mark or at end."""
    m = _DAU_NGAT.search(text, start, end)
    return m.start() if m else end


_DAU_CHU_DE = re.compile(
    rf"[;:.,()\[\]“”\"«»\n]|(?<!\w)(?:và|hoặc|cùng)(?!\w)|(?<!\w)(?:{BAT_DAU.pattern})"
)
_GIAI_THICH = re.compile(
    r"\(\s*(?:gọi\s|sau\s+đây|viết\s+tắt|được\s|nêu\s|kèm\s|tại\s|gửi\s|dưới\s+đây|đã\s|có\s+\S+\s+kèm)"
)
_MENH_DE = re.compile(
    rf"{_DAU_CO_QUAN.pattern}[^,;:.()]{{0,120}}?\s(?:ban\s+hành|xây\s+dựng|đề\s+nghị|yêu\s+cầu"
    r"|báo\s+cáo|giao|thông\s+báo|có\s+ý\s+kiến|quyết\s+định|trình|kính|phát\s+động|chỉ\s+đạo"
    r"|triển\s+khai|tổ\s+chức|hướng\s+dẫn)(?!\w)"
)
SANG_Y = re.compile(
    rf"(?:cụ\s+thể|trong\s+đó|trọng\s+tâm|nhằm|để|đồng\s+thời|góp\s+phần|như\s+sau|đề\s+nghị"
    rf"|yêu\s+cầu|căn\s+cứ|(?:đã\s+)?được\s+sửa|{_MO_CAU})(?!\w)"
)
_DUOI = re.compile(r"(?:\s+(?:như\s+sau|nêu\s+trên|nói\s+trên|sau\s+đây)|[\s,*_]+)+\Z")
_MO, _DONG = "(“«[", ")”»]"


def skip(text: str, i: int, end: int) -> int:
    """The first place from i on that is no white space, at most end."""
    while i < end and text[i].isspace():
        i += 1
    return i


def subject_end(text: str, start: int, end: int, can_cu: bool) -> int:
    """Find where the subject that begins at start ends: a clause end outside quotes and brackets.

    end: where reading stops at the latest (and never more than 1.500 characters on). can_cu: the
    citation is a legal ground of its own, so that "; quy trình …" in small letters still belongs.
    """
    gioi_han = min(end, start + 1500)
    ket, can = _scan_subject(text, start, gioi_han, True, can_cu)
    if not can:
        ket, _ = _scan_subject(text, start, gioi_han, False, can_cu)
    if m := _DUOI.search(text, max(start, ket - 60), ket):
        ket = m.start()
    return ket


def _same_ground(text: str, i: int, k: int) -> bool:
    """Whether the words at k, after ";", go on with the subject of a legal ground."""
    return (
        text[k : k + 1].islower()
        and not breaks(text, i, k)
        and not BAT_DAU.match(text, k)
        and not SANG_Y.match(text, k)
        and not CHU_DE.match(text, k)
    )


def _scan_subject(text: str, start: int, end: int, can: bool, can_cu: bool) -> tuple[int, bool]:
    """One reading; `can`: quotes and brackets shield their insides. Gives the end, and balance."""
    mo: list[str] = []
    long_nhau = False
    for m in _DAU_CHU_DE.finditer(text, start, end):
        i, c = m.start(), m[0]
        if c == "\n":
            if breaks(text, i, skip(text, i, end)):
                return i, not mo
        elif can and c == '"':
            if mo and mo[-1] == '"':
                mo.pop()
            else:
                mo.append('"')
        elif mo and mo[-1] in "”»" and c != mo[-1]:
            continue  # inside quotes
        elif c in _MO:
            if not mo and _GIAI_THICH.match(text, i):
                return i, True
            if can:
                mo.append(_DONG[_MO.index(c)])
            elif c in "([":
                return i, True
        elif c in _DONG:
            if mo and mo[-1] == c:
                mo.pop()
            elif not can and c in "”»":
                continue
            else:
                return i, not mo
        elif mo:
            continue
        elif c in ";:":
            k = skip(text, i + 1, end)
            if not (can_cu and c == ";" and _same_ground(text, i + 1, k)):
                return i, True
        elif c == ".":
            sau = text[i + 1 : i + 2]
            if sau.isspace() and not text.endswith(_VIET_TAT_CHAM, 0, i + 1):
                return i, True
            if not sau or sau in '/"”)*':
                return i, True
        elif c == ",":
            k = skip(text, i + 1, end)
            if BAT_DAU.match(text, k):
                if not (long_nhau and text.startswith(("Luật", "Bộ luật"), k)):
                    return i, True
            elif _MENH_DE.match(text, k, end) or SANG_Y.match(text, k):
                return i, True
        elif c in ("và", "hoặc", "cùng"):
            k = skip(text, m.end(), end)
            if c == "cùng" and text.startswith("với", k):
                k = skip(text, k + 3, end)
            if BAT_DAU.match(text, k) and not long_nhau:
                return i, True
        else:
            long_nhau = True
    return end, not mo


def hoa_chu_de(text: str, start: int, end: int) -> bool:
    """Whether a subject begins at start with a capital ("Hướng dẫn …", "Phát động …")."""
    return bool(_CHU_DE_HOA.match(text, start, end))
