"""Names printed in capitals, written in ordinary case again.

Nghị định 30/2020/NĐ-CP, Phụ lục II: the first syllable of a body's name and of each field it is in
charge of is capitalised, names of places and of persons are capitalised in every syllable.
"""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.viet.bang_chu import so_la_ma
from docgen.viet.chuan import bo_dau

_UNITS = (
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "đặc khu",
    "khu vực", "miền",
)  # fmt: skip
_BODIES = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Hội đồng Thi đua - Khen thưởng", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân",
    "Đoàn đại biểu Quốc hội", "Ủy ban Kiểm tra", "Mặt trận Tổ quốc",
    "Văn phòng Chính phủ", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Văn phòng",
    "Ban Chỉ đạo", "Ban Thường vụ", "Ban Quản lý dự án", "Ban Chấp hành", "Liên đoàn Lao động",
    "Ban Chỉ huy", "Bộ Chỉ huy", "Bộ Tư lệnh", "Công đoàn", "Bảo hiểm xã hội", "Kho bạc Nhà nước",
    "Ngân hàng Nhà nước", "Viện kiểm sát nhân dân", "Tòa án nhân dân", "Bộ đội Biên phòng",
    "Văn phòng Đăng ký đất đai", "Thanh niên Cộng sản Hồ Chí Minh", "Đài Phát thanh",
    "Hội Liên hiệp Phụ nữ", "Hội Nông dân", "Hội Cựu chiến binh", "Đoàn Thanh niên",
    "Tỉnh ủy", "Huyện ủy", "Thành ủy", "Đảng ủy", "Công an", "Thanh tra", "Chủ tịch",
    "Phó Chủ tịch", "Giám đốc", "Chánh Văn phòng", "Việt Nam", "Trung ương",
)  # fmt: skip
_LONGEST_FIRST = tuple(sorted(_BODIES, key=len, reverse=True))
_FIELDS = (
    "Nội vụ", "Tài chính", "Tài nguyên", "Môi trường", "Nông nghiệp", "Phát triển nông thôn",
    "Kế hoạch", "Đầu tư xây dựng", "Đầu tư", "Giáo dục", "Đào tạo", "Khoa học", "Công nghệ",
    "Y tế", "Xây dựng", "Giao thông vận tải", "Công Thương", "Tư pháp", "Văn hóa", "Thể thao",
    "Du lịch", "Thông tin", "Truyền thông", "Lao động", "Thương binh", "Xã hội", "Dân tộc",
    "Tôn giáo", "Ngoại vụ", "Kinh tế", "Hạ tầng", "Đô thị", "Thi đua", "Khen thưởng", "Dân số",
    "Trẻ em", "Quốc phòng", "Tổng hợp", "Tổ chức", "Hành chính", "Quản trị",
)  # fmt: skip
_HEADS = (
    "Tổng công ty", "Công ty", "Tổng cục", "Chi cục", "Trung tâm", "Bệnh viện", "Học viện",
    "Chi nhánh", "Ngân hàng", "Hiệp hội", "Hội đồng", "Ban Quản lý", "Hợp tác xã", "Trường",
    "Cổ phần", "Đại học", "Cao đẳng", "Trung cấp", "Cục",
)  # fmt: skip
"""Kinds of bodies with a capital wherever they stand; so has the field that follows."""
_SMALL_HEADS = frozenset("sở bộ phòng ban vụ viện hội đoàn tổ đội hạt trạm khoa quỹ".split())
"""The same of one syllable, at the beginning."""
_INNER_HEADS = frozenset("sở bộ phòng ban hội".split())
"""Those of them that are heads inside a name too, before a field that is known."""
_TRADES = (
    "Cấp nước", "Thoát nước", "Cấp thoát nước", "Thủy lợi", "Thủy nông", "Lâm nghiệp", "Điện lực",
    "Môi trường đô thị", "Thương mại", "Dịch vụ", "Vận tải", "Viễn thông", "Xăng dầu", "Bảo hiểm",
)  # fmt: skip
"""What companies do; their own name follows."""
_NAMED = ("Đồn Biên phòng", "Vườn quốc gia", "phòng hộ", "đặc dụng")
"""What the name of a place follows."""
_NO_ROOM = frozenset("chống cháy hộ thủ ngừa dịch".split())  # phòng chống, phòng hộ
_SCHOOLS = (
    "Mầm non", "Mẫu giáo", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông",
    "Phổ thông dân tộc nội trú", "Phổ thông dân tộc bán trú", "Phổ thông",
)  # fmt: skip
_SCHOOL_WORDS = frozenset("chuyên số nội trú bán liên cấp hệ".split())
_COMPANY = frozenset(("TNHH", "MTV", "CP"))
_SCHOOL_SHORT = frozenset("TH THCS THPT MN MG PTDTNT PTDTBT PT TTGDTX GDTX".split())
_PROVINCES = tuple(
    "an giang,bà rịa,vũng tàu,bạc liêu,bắc giang,bắc kạn,bắc ninh,bến tre,bình dương,bình định"
    ",bình phước,bình thuận,cà mau,cao bằng,cần thơ,đà nẵng,đắk lắk,đắk nông,điện biên,đồng nai"
    ",đồng tháp,gia lai,hà giang,hà nam,hà nội,hà tĩnh,hải dương,hải phòng,hậu giang,hòa bình"
    ",hồ chí minh,hưng yên,khánh hòa,kiên giang,kon tum,lai châu,lạng sơn,lào cai,lâm đồng,long an"
    ",nam định,nghệ an,ninh bình,ninh thuận,phú thọ,phú yên,quảng bình,quảng nam,quảng ngãi"
    ",quảng ninh,quảng trị,sóc trăng,sơn la,tây ninh,thái bình,thái nguyên,thanh hóa"
    ",thừa thiên huế,tiền giang,trà vinh,tuyên quang,vĩnh long,vĩnh phúc,yên bái"
    ",buôn ma thuột,nha trang,đà lạt,sài gòn,việt bắc,tây nguyên,tây bắc,đông bắc".split(",")
)
"""Provinces before and after July 2025 and the like, which stand without the word for the unit."""
_DOCUMENTS = (
    "nghị quyết",
    "chỉ thị",
    "kết luận",
    "quyết định",
    "đề án",
    "chương trình",
    "nghị định",
)
_NO_PLACE = ("hội", "ủy", "uỷ", "đội", "đoàn")  # xã hội, Huyện ủy, Tỉnh đội, Huyện đoàn
_JOINERS = ("và", "của", "các", "về", "trên", "-", "–", "&")
_SYLLABLE = re.compile(
    r"(?:NGH|NG|NH|GH|GI|CH|KH|PH|TH|TR|QU|[BCDGHKLMNPRSTVX])?[AEIOUY]{1,3}(?:CH|NG|NH|[CKMNPT])?"
)


@lru_cache(maxsize=512)  # an office has few names, and every document some of them
def ten_thuong(ten: str) -> str:
    """A name in ordinary case: "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN" -> "Ủy ban nhân dân tỉnh Lạng Sơn".

    ten: a body or post in capitals; text that is not all in capitals is returned as it is. Known
    bodies and fields are written as Phụ lục II writes them, places in capitals after the word for
    the unit, names of schools after their level, anything else with a capital at its start.
    Abbreviations (UBND, THCS), La Mã numerals and codes stay.
    """
    words = ten.split()
    if not words or any(c.islower() for c in ten):
        return ten
    return " ".join(_Name(words).written())


class _Name:
    """One name on its way to ordinary case."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.small = [w.lower() for w in words]
        self.out: list[str] = []
        self.place = 0
        self.starts = True  # a capital is due: the beginning, or after the name of a kind of body
        self.proper = False  # inside the name of a place or a school: every syllable has one
        self.school = self.company = False

    def written(self) -> list[str]:
        while self.place < len(self.words):
            if not (self._unit() or self._school() or self._known() or self._kept()):
                self._syllable()
        return self.out

    def _take(self, text: str, size: int, *, starts: bool = False, proper: bool = False) -> bool:
        self.out.append(text)
        self.place += size
        self.starts, self.proper = starts, proper
        return True

    def _unit(self) -> bool:
        """The word for an administrative unit, and the first syllable of its name."""
        size = _unit_size(self.small, self.place) if self.out else 0
        if not size:
            return False
        self._take(" ".join(self.small[self.place : self.place + size]), size, proper=True)
        # "xã Văn Hóa": a place, whatever field begins alike.
        return self._kept() or self._take(self.small[self.place].capitalize(), 1, proper=True)

    def _school(self) -> bool:
        """Level of a school; what follows is its name."""
        if not self.school:
            return False
        if self.words[self.place] in _SCHOOL_SHORT:
            return self._take(self.words[self.place], 1, proper=True)
        known = _longest(_SCHOOLS, self.small, self.place)
        if known:
            return self._take(known, len(known.split()), proper=True)
        if self.proper and self.small[self.place] in _SCHOOL_WORDS:
            return self._take(self.small[self.place], 1, proper=True)
        return False

    def _known(self) -> bool:
        named = _longest(_NAMED, self.small, self.place)
        if named:
            return self._take(named, len(named.split()), proper=True)
        known = _longest(_LONGEST_FIRST, self.small, self.place)
        head = "" if known else _longest(_HEADS, self.small, self.place)
        if head and not (self.school and self.proper):
            self.school = self.school or head == "Trường"
            self.company = self.company or head in ("Công ty", "Tổng công ty", "Hợp tác xã")
            return self._take(head, len(head.split()), starts=True)
        trade = _longest((*_TRADES, *_FIELDS), self.small, self.place) if self.company else ""
        if trade and not known:
            return self._take(trade, len(trade.split()), proper=True)
        known = known or ("" if self.proper else _longest(_FIELDS, self.small, self.place))
        if known:
            return self._take(known, len(known.split()), proper=known.endswith(" ủy"))
        named = _longest(_PROVINCES, self.small, self.place)
        if named:
            return self._take(named.title(), len(named.split()))
        kind = _longest(_DOCUMENTS, self.small, self.place)
        after = self.words[self.place + len(kind.split()) :][:1]
        if kind and after and after[0][:1].isdigit():
            return self._take(kind.capitalize(), len(kind.split()))
        return False

    def _kept(self) -> bool:
        """An abbreviation, a La Mã numeral or a code as it stands, a joiner in small letters."""
        word = self.words[self.place]
        if self.small[self.place] in _JOINERS:
            # "khu vực 2 - Than Uyên": behind a number a place is named.
            proper = word in "-–" and bool(self.out) and self.out[-1].isdigit()
            return self._take(self.small[self.place], 1, starts=word != "CÁC", proper=proper)
        numeral = len(word) != 2 or self.small[self.place - 1 : self.place] in (["vực"], ["vùng"])
        if _short(word) or (so_la_ma(word) and (numeral or word[0] == word[1] or word in _TWO)):
            return self._take(word, 1, starts=word in _COMPANY, proper=self.proper)
        return False

    def _syllable(self) -> None:
        word = self.small[self.place]
        following = self.small[self.place + 1 : self.place + 2]
        field = bool(_longest(_FIELDS, self.small, self.place + 1))
        head = word in _SMALL_HEADS if self.starts else word in _INNER_HEADS and field
        head = head and not self.proper
        head = head and not (word == "phòng" and following and following[0] in _NO_ROOM)
        capital = self.starts or self.proper or head
        self._take(word.capitalize() if capital else word, 1, starts=head, proper=self.proper)


_TWO = ("IV", "IX", "XI", "XV", "XX")


def _longest(names: tuple[str, ...], small: list[str], place: int) -> str:
    """The first of the names that stands here; "" for none."""
    for name in names:
        parts = name.lower().split()
        if small[place : place + len(parts)] == parts:
            return name
    return ""


def _unit_size(small: list[str], place: int) -> int:
    """Syllables of the word for an administrative unit that stands here before a name."""
    for unit in _UNITS:
        parts = unit.split()
        here = small[place : place + len(parts)]
        following = small[place + len(parts) : place + len(parts) + 1]
        # A scan takes TỈNH for TĨNH.
        same = here == parts or (unit == "tỉnh" and here == ["tĩnh"])
        region = unit != "khu vực" or following[:1] not in (["kinh"], ["miền"], ["biên"])
        region = region and (unit != "miền" or following[:1] != ["núi"])
        if same and following and following[0] not in _NO_PLACE and region:
            return len(parts)
    return 0


def _short(word: str) -> bool:
    """Whether a word is an abbreviation or a code: known, with a figure, or not to be spoken."""
    if word in _SHORT or any(c.isdigit() for c in word):
        return True
    bare = bo_dau(word).upper()
    if not re.search("[AEIOUY]", bare):
        return True
    # A vowel with a mark is spoken (KRÔNG, ĐẮK); Đ is a letter of its own.
    marked = bo_dau(word.replace("Đ", "D")) != word.replace("Đ", "D")
    return bare.isalpha() and not marked and _SYLLABLE.fullmatch(bare) is None


_SHORT = frozenset(("UBND", "HĐND", "UB", "MTTQ", "MTTQVN", "TAND", "VKSND", "BHXH", "TU", "TƯ"))
