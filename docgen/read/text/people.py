"""People and posts of a signature: names with ranks, degrees and apostrophes, and who signs.

A post is known by its words, a name by its shape: an office ("Trạm Y Tế") is neither. Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7: học hàm, học vị and quân hàm are written by armed
forces, schools, hospitals and institutes; they stay part of the name as printed.
"""

from __future__ import annotations

import re

from docgen.read.text import marks
from docgen.read.text.marks import fold, plain, upper_case

_RANKS = (
    r"(?:Đại|Thượng|Trung|Thiếu|Chuẩn)\s+(?:tướng|tá|[úu][ýy]|uý|tuớng)|(?:Thượng|Trung|Hạ)\s+sĩ"
    r"|(?:Phó |Chuẩn )?[Đđ]ô đốc"
)
_DEGREES = (
    r"PGS|GS|TSKH|TS|[Tt]h\.?[Ss]|Ths|BS|Bs|DS|KTS|KS|CN|LS|NGND|NGƯT|TTND|TTƯT|NSND|NSƯT|AHLĐ"
    r"|(?:BS|DS)?\.?\s?C?K\.?\s?(?:II|I|2|1)|(?:BS|DS)\.?\s?NT"
    r"|(?:Phó )?[Gg]iáo sư|Tiến s[ĩỹ]|Thạc s[ĩỹ]|[Bb]ác s[ĩỹ]|Dược s[ĩỹ]|Kỹ sư|Cử nhân"
)
_TITLES = re.compile(rf"(?:(?:{_RANKS}|{_DEGREES})(?:\s*[.,–-]+\s*|\s+))+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]*)*")
_INITIAL = re.compile(r"[^\W\d_]\.")
_OFFICES = frozenset(
    "TRẠM TRƯỜNG PHÒNG BAN SỞ HỘI ỦY UỶ CÔNG CHI CỤC TRUNG CÁC NHƯ LƯU BỘ VIỆN KHO BẢO NGÂN TÒA"
    " TOÀ MẶT LIÊN CHỦ GIÁM THƯỜNG ĐÀI CỔNG HỢP NHÀ KHU TỔ THÔN BẢN ẤP BUÔN KHỐI LÃNH NHÂN QUỸ"
    " BƯU ĐIỆN ĐẢNG HẠT ĐỘI TỈNH HUYỆN XÃ PHƯỜNG THÀNH TRƯỞNG PHÓ BỆNH CHỢ THÔNG KẾ BÁO TÀI ĐỊA"
    " QUÂN THỐNG THỦ CHÁNH NƠI THỊ".split()
)
"""First words of offices; "THÀNH", "BẢN" and the like are no family names."""
_OFFICE_NAMES = re.compile(
    r"(?:VAN (?:PHONG|THU|HOA)|NONG (?:DAN|NGHIEP)|DOAN (?:THANH|THE|TNCS|DAI|HOI)"
    r"|THANH (?:TRA|NIEN)|CHU TICH|DANH (?:SACH|MUC)|TU PHAP|Y TE"
    r"|HO CHI MINH|PHU NU|MA (?:SO|TUY))\b"
)
_FAMILIES = frozenset(
    "LÙ LỪU VỪ CHÁNG HẠNG THÈN SÈN CHẢO TẨN PHÀN CƯ LY VẦY PỜ LỲ HỜ KHÁNG SIU KSOR RCOM RMAH NAY"
    " NIÊ AYUN ALĂNG BRÍU BÀN ĐỔNG THÂN NGHIÊM UNG DOÃN KHUẤT PHÍ THẠCH DANH LIÊU ÂU CÙ LỒ LÃ"
    " HOÀN ÊBAN QUAN".split()
)
"""Family names that `marks` does not know."""
_NOT_VAN = frozenset("HÓA HOÁ PHÒNG THƯ BẢN NGHỆ HỌC".split())
_POST = re.compile(
    r"(?:THƯ [KL][ÝY]|CHỦ T[OỌ][AẠ]|CHỦ TRÌ|ĐẠI DIỆN|NGƯỜI (?:LẬP|GHI|CHỦ TRÌ|VIẾT|CHỨNG KIẾN))\b"
    r"|(?:QUYỀN |Q\.\s*|PHÓ )?(?:CHI CỤC|HẠT|ĐỘI|TRẠM|TỔ|CỤM|XÃ ĐỘI|ĐỒN|TIỂU ĐOÀN|TRUNG ĐOÀN"
    r"|LỮ ĐOÀN|SƯ ĐOÀN|TỔNG CỤC) TRƯỞNG\b|(?:PHÓ )?(?:TƯ LỆNH|CHÍNH [ỦU][YỶ]|CHÍNH TRỊ VIÊN)\b"
    r"|[ỦU][YỶ] VIÊN\b|KẾ TOÁN\b|BÊN (?:[A-D]|(?:ĐƯỢC )?(?:[ỦU][YỶ] QUYỀN|GIAO|NHẬN|MUA|BÁN|THUÊ"
    r"|CHO THUÊ))\b"
)
_SMALL_POST = re.compile(
    r"(?:Thư ký|Chủ to[ạa]|Chủ tọa|Chủ trì|Người (?:lập|ghi)(?: biên bản)?|Đại diện .{2,40})"
    r"(?:\s+(?:cuộc họp|hội nghị|buổi làm việc|phiên họp))?"
)


_SCHOOL = re.compile(r"TRƯỜNG\b(?! (?:PHÒNG|BAN|ĐOÀN|TRẠM|KHOA|CÔNG AN)\b)")
"""A school; a scan takes TRƯỞNG for TRƯỜNG too."""


def is_post(text: str) -> bool:
    """Whether a line names the post of a signer, or his part in a meeting (THƯ KÝ, CHỦ TRÌ)."""
    bare = plain(text)
    if bare.upper().startswith("TRƯƠNG "):
        return False  # a family, which without its marks is TRƯỞNG
    if _SCHOOL.match(bare.upper()):
        return False
    known = marks.POST.match(fold(text)) or _POST.match(bare.upper())
    return bool(known or _SMALL_POST.fullmatch(bare))


def is_authority(text: str) -> bool:
    """Whether a line begins with TM., KT., TL. or TUQ., in capitals."""
    return bool(marks.AUTHORITY.match(plain(text))) and upper_case(text)


def is_capital_post(text: str) -> bool:
    """Whether a line stands as a post does: in capitals, or "Thư ký" and the like."""
    return upper_case(text) or bool(_SMALL_POST.fullmatch(plain(text)))


def titled(text: str) -> tuple[str, str]:
    """Rank and degrees in front of a name ("Đại tá, ThS. "), and the rest."""
    bare = plain(text)
    m = _TITLES.match(bare)
    return (m[0], bare[m.end() :]) if m else ("", bare)


def is_person(text: str) -> bool:
    """Whether a line looks like a person's name; what begins like an office is none."""
    title, name = titled(text)
    if title and in_capitals(name):
        return True
    words = [w for w in re.split(r"[ -]+", name) if w]
    if len(words) > 1 and _INITIAL.fullmatch(words[-1]):
        words[-1] = words[-1][0]
    marked = any("'" in w or "’" in w for w in words)
    if not 2 - marked <= len(words) <= 6 or _is_office(name):
        return False
    return all(map(_is_word, words))


def _is_word(word: str) -> bool:
    if not _WORD.fullmatch(word) or not word[0].isupper():
        return False
    parts = [p for p in re.split("['’ʼ]", word) if p]
    return all(len(p) == 1 or not p[1:].isupper() for p in parts)


def _is_office(name: str) -> bool:
    first = name.split(" ")[0].upper()
    return first in _OFFICES or bool(_OFFICE_NAMES.match(fold(name)))


def surely_person(text: str) -> bool:
    """Whether a name is one even among offices: a rank, a known family, an apostrophe.

    A scan's capital inside a word ("NgưZên") counts: no office is written so.
    """
    if not is_person(text):
        return False
    title, name = titled(text)
    words = name.split()
    upper = plain(name).upper()
    known = in_capitals(upper)
    garbled = words[0][:1].isupper() and any(c.isupper() for c in words[0][1:])
    return bool(title) or known or garbled or "'" in name or "’" in name


def in_capitals(text: str) -> bool:
    """Whether a line in capitals is a person's name: NGUYỄN VĂN A, LÙ THỊ MAI, Y BIÊR NIÊ."""
    title, bare = titled(text)
    if title:
        return in_capitals(bare)
    if not upper_case(bare) or _is_office(bare) or is_post(bare):
        return False
    if marks.name_in_capitals(bare):
        return True
    words = [w for w in re.split(r"[ -]+", bare) if w]
    if not 2 <= len(words) <= 6 or not all(_WORD.fullmatch(w) for w in words):
        return False
    if words[0] in _FAMILIES or words[0] == "Y" or words[0][-1] in "'’":
        return True
    second = words[1]
    middle = second == "THỊ" or (second == "VĂN" and words[2:3] and words[2] not in _NOT_VAN)
    return len(words) > 2 and bool(middle)


def in_small_letters(text: str) -> bool:
    """Whether a line without a capital is a person's name, typed in haste: nguyễn văn a."""
    bare = plain(text)
    return bare.islower() and in_capitals(bare.upper())


def proper(text: str) -> str:
    """A name in ordinary case, its rank and degrees as printed."""
    title, name = titled(text)
    return title + (name.title() if name.isupper() or name.islower() else name)
