"""Capitals (CN20–CN29) by Nghị định 30/2020/NĐ-CP, Phụ lục II, as far as it can be checked safely."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import FOOT, PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.chu_nghia import LOWER, at, mid_sentence
from docgen.findings import HINT, WARNING
from docgen.lang import _

_LINES = frozenset(
    {*PROSE, *FOOT, "trich_yeu", "trich_yeu_cv", "phu_luc_ten", "kinh_gui", "kinh_gui_muc", "kem_theo"}
) - {"ho_ten"}  # fmt: skip


def _lines(document: Document) -> Iterator[Text]:
    """Running text and short lines that are not all in capitals."""
    return (t for t in document.texts if t.part in _LINES and not t.text.isupper())


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _say(text: Text, span: tuple[int, int], right: str, severity: str = "") -> Found:
    said = text.text[slice(*span)]
    message = _("Viết hoa: “{sai}” nên là “{dung}”.").format(sai=said, dung=right)
    return at(message, text, span, right, False, severity)


_BODIES = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Ban Chấp hành", "Ban Chỉ đạo",
    "Ban Thường vụ", "Mặt trận Tổ quốc Việt Nam", "Tòa án nhân dân", "Viện kiểm sát nhân dân",
    "Văn phòng Chính phủ", "Thủ tướng Chính phủ", "Hội Nông dân", "Hội Cựu chiến binh",
    "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Hội đồng Thi đua - Khen thưởng",
    "Ban Thi đua - Khen thưởng",
)  # fmt: skip
_FIELDS = (
    "Nội vụ", "Tài chính", "Tài nguyên", "Nông nghiệp", "Kế hoạch", "Giáo dục", "Khoa học", "Y tế",
    "Xây dựng", "Giao thông", "Công Thương", "Tư pháp", "Văn hóa", "Thông tin", "Lao động",
    "Dân tộc", "Ngoại vụ", "Du lịch", "Kinh tế", "Quốc phòng", "Công an", "Ngoại giao",
)  # fmt: skip
_BODY = re.compile(r"\b(?:" + "|".join(_BODIES) + r")\b", re.IGNORECASE)
_FIELD = re.compile(r"\b(Sở|Bộ) (" + "|".join(_FIELDS) + r")\b", re.IGNORECASE)
_CANONICAL = {b.lower(): b for b in (*_BODIES, *_FIELDS)}
_EITHER = ("Ban Chấp hành", "Ban Chỉ đạo", "Ban Thường vụ", "Viện kiểm sát nhân dân")


@rule("CN20")
def bodies(document: Document) -> Iterator[Found]:
    """Names of bodies: capitals on the words for kind, task and field (Phụ lục II, IV.1)."""
    for text in _lines(document):
        for match in _BODY.finditer(text.text):
            right = _CANONICAL[match[0].lower()]
            said = match[0]
            if said == right or said.isupper() or _capital(said) == right and said[0].islower():
                continue
            if said.islower() or any(w.isupper() and len(w) > 1 for w in said.split()):
                continue
            # Capitals left out are a habit of many offices; too many are a slip.
            severity = HINT if right in _EITHER else WARNING
            yield _say(text, match.span(), right, severity)
        for match in _FIELD.finditer(text.text):
            right = _CANONICAL[match[2].lower()]
            if match[1] in ("Sở", "Bộ") and match[2] != right and not match[2].isupper():
                yield _say(text, match.span(2), right)


_CITED = (
    r"(?:Luật|Bộ luật|Nghị|Quyết|Thông tư|Hiến pháp|Quy|Kế hoạch|Chỉ thị|Đề án|Chương trình|này)"
)
_ARTICLE = re.compile(
    r"\bđiều \d+(?=[.,;:)]|$|\s*(?:của|và|đến|này|[-–]|[A-ZĐ]|(?:nghị|luật|bộ luật|quyết|thông tư|mục|chương)\b))"
)
_DIVISION = re.compile(
    rf"\b(?:phần|chương|mục|tiểu mục) (?:[IVX]+|\d+)(?=(?: (?:của )?)?(?:,? ?(?:Phần|Chương|Mục) [IVX\d]+)* (?:của )?{_CITED})"
)
_BEFORE_ARTICLE = re.compile(r"(?:\d|những|các|mấy|từng)\Z")


@rule("CN21")
def articles(document: Document) -> Iterator[Found]:
    """Phần, Chương, Mục, Tiểu mục, Điều of a certain document (Phụ lục II, V.7)."""
    for text in _lines(document):
        words = text.text
        for pattern in (_ARTICLE, _DIVISION):
            for match in pattern.finditer(words):
                if _BEFORE_ARTICLE.search(words[: match.start()].rstrip()):
                    continue
                yield _say(text, match.span(), _capital(match[0]))


_CLAUSE = re.compile(r"\bKhoản \d+|\bĐiểm (?:[a-zđ]|\d+)(?=,? (?:[Kk]hoản|và|Điều|Mục))")


@rule("CN22")
def clauses(document: Document) -> Iterator[Found]:
    """khoản, điểm stay small inside a sentence (Phụ lục II, V.7)."""
    for text in _lines(document):
        for match in _CLAUSE.finditer(text.text):
            if mid_sentence(text.text, match.start()):
                yield _say(text, match.span(), match[0][0].lower() + match[0][1:])


_PEOPLE = re.compile(
    r"(?:tầng lớp|quần chúng|bà con|phục vụ|của|với|ý kiến|đời sống|lợi ích|sức khỏe|đông đảo"
    r"|toàn thể|cán bộ và) (nhân dân)\b(?! tự quản| tệ)"
)
_STATE = re.compile(r"(?:(?:[Đđ]ảng(?:,| và)|của) )(nhà nước)\b")


@rule("CN23")
def people_and_state(document: Document) -> Iterator[Found]:
    """Nhân dân, Nhà nước as nouns of their own (Phụ lục II, V.1)."""
    for text in _lines(document):
        for pattern in (_PEOPLE, _STATE):
            for match in pattern.finditer(text.text):
                yield _say(text, match.span(1), _capital(match[1]))


_KINDS = (
    "nghị quyết", "quyết định", "nghị định", "chỉ thị", "quy chế", "thông tư", "kế hoạch",
    "thông báo", "hướng dẫn", "chương trình", "phương án", "đề án", "báo cáo", "tờ trình",
    "công văn", "công điện", "kết luận",
)  # fmt: skip
_NUMBERED = re.compile(rf"\b({'|'.join(_KINDS)})(?= số:? ?\d+[\d/\-])")
_THIS = re.compile(
    r"\b(quyết định|nghị quyết|chỉ thị|quy chế|kế hoạch|công văn|hướng dẫn|báo cáo)(?= này\b)"
)
_OWN = {
    "quyet_dinh": "quyết định", "nghi_quyet": "nghị quyết", "chi_thi": "chỉ thị",
    "quy_che": "quy chế", "ke_hoach": "kế hoạch", "cong_van": "công văn",
    "huong_dan": "hướng dẫn", "bao_cao": "báo cáo",
}  # fmt: skip


@rule("CN24")
def documents(document: Document) -> Iterator[Found]:
    """The kind of a certain document: Quyết định số 5/QĐ-UBND, Kế hoạch này (Phụ lục II, V.6)."""
    own = {_OWN.get(document.loai(member), "") for member in document.members}
    for text in _lines(document):
        for match in _NUMBERED.finditer(text.text):
            yield _say(text, match.span(1), _capital(match[1]))
        for match in _THIS.finditer(text.text):
            if match[1] in own:
                yield _say(text, match.span(1), _capital(match[1]))


_LAWS = (
    "an ninh mạng", "an ninh quốc gia", "an toàn thực phẩm", "an toàn, vệ sinh", "ban hành văn bản",
    "bảo hiểm xã hội", "bảo hiểm y tế", "bảo vệ môi trường", "bảo vệ bí mật", "bầu cử", "căn cước",
    "cán bộ", "chăn nuôi", "chuyển đổi số", "công chứng", "công đoàn", "công nghệ thông tin",
    "cư trú", "dân quân tự vệ", "di sản văn hóa", "doanh nghiệp", "du lịch", "đất đai", "đấu thầu",
    "đầu tư", "điện lực", "giao dịch điện tử", "giao thông", "giáo dục", "hôn nhân", "hộ tịch",
    "hợp tác xã", "kế toán", "khám bệnh", "khiếu nại", "khoa học", "kiểm toán", "lao động",
    "lâm nghiệp", "lưu trữ", "ngân sách nhà nước", "nghĩa vụ quân sự", "nhà giáo", "nhà ở",
    "phí và lệ phí", "phòng cháy", "phòng, chống", "quản lý", "quốc phòng", "quy hoạch", "thanh niên",
    "thanh tra", "thi đua", "thi hành án", "thủy lợi", "thực hành tiết kiệm", "tiếp cận thông tin",
    "tiếp công dân", "tín ngưỡng", "tổ chức", "tố cáo", "tố tụng", "trẻ em", "trồng trọt", "viên chức",
    "xây dựng", "xử lý vi phạm", "di sản", "thể dục", "dân sự", "hình sự", "hàng hải",
)  # fmt: skip
_LAW = re.compile(r"\b(?:Luật|Bộ [Ll]uật|Pháp lệnh) (" + "|".join(_LAWS) + r")\b")
_CODE = re.compile(
    r"\b(?:Bộ Luật|bộ luật|bộ Luật)(?= (?:[A-ZĐ]|dân sự|hình sự|lao động|tố tụng|hàng hải))"
)


@rule("CN25")
def laws(document: Document) -> Iterator[Found]:
    """The first syllable of a law's name: Luật Tổ chức Quốc hội, Bộ luật Hình sự (V.6)."""
    for text in _lines(document):
        words = text.text
        for match in _LAW.finditer(words):
            yield _say(text, match.span(1), _capital(match[1]))
        for match in _CODE.finditer(words):
            starts = not mid_sentence(words, match.start())
            right = "Bộ luật"
            if match[0] != right and not (starts and words[: match.start()].strip()):
                yield _say(text, match.span(), right)


_NUMBERED_UNIT = re.compile(
    r"(?<!\d )(?<!\d)\b(quận|phường)(?= \d{1,2}\b(?! (?:phường|xã|người|%)))"
)
_SPECIAL = re.compile(r"\b(thành phố Hồ Chí Minh|thủ đô Hà Nội)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(Tỉnh|Thành phố|Huyện|Xã|Phường|Thị trấn|Thị xã)(?= [A-ZĐÀ-Ỹ][^\W\d_]* [A-ZĐÀ-Ỹ][^\W\d_]*)"
)
_EVENTS = re.compile(
    r" (?:Hồ Chí Minh|Điện Biên Phủ|Lê|Nguyễn|Trần|Phạm|Võ|Hoàng|Bùi|Đặng|Phan|Lý|Ngô)\b"
)


@rule("CN26")
def places(document: Document) -> Iterator[Found]:
    """Units: Quận 1, Thành phố Hồ Chí Minh, Thủ đô Hà Nội, tỉnh Nam Định (Phụ lục II, III.1)."""
    for text in _lines(document):
        words = text.text
        for match in _NUMBERED_UNIT.finditer(words):
            yield _say(text, match.span(1), _capital(match[1]))
        for match in _SPECIAL.finditer(words):
            right = "Thành phố Hồ Chí Minh" if match[0][0] in "tT" and "ph" in match[0][:9] else ""
            right = right or "Thủ đô Hà Nội"
            if match[0] != right and not match[0].isupper():
                yield _say(text, match.span(), right)
        for match in _UNIT.finditer(words):
            if _EVENTS.match(words, match.end()) or not mid_sentence(words, match.start()):
                continue
            if text.part in PROSE:
                yield _say(text, match.span(), match[0].lower(), HINT)


_FEAST = re.compile(r"\b(tết )(nguyên đán|trung thu|đoan ngọ|dương lịch)\b", re.IGNORECASE)
_FEAST_RIGHT = {
    "nguyên đán": "Nguyên đán", "trung thu": "Trung thu", "đoan ngọ": "Đoan ngọ",
    "dương lịch": "Dương lịch",
}  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(thứ )(hai|ba|tư|năm|sáu|bảy)(?=,? \(?(?:ngày )?\d{1,2}(?:[/.-]| tháng))"
    r"|(?:sáng|chiều|tối) (thứ )(hai|ba|tư|năm|sáu|bảy)\b(?= (?:hằng|hàng|tuần)|[,.;])"
)
_MONTH = re.compile(
    r"\b(?:Cách mạng|[Tt]ết|rằm) tháng (tám|giêng|bảy|chạp)\b|\btháng (giêng|chạp)\b"
)
_DAYS = re.compile(
    r"\b[Nn]gày (quốc khánh|quốc tế lao động|quốc tế phụ nữ|phụ nữ việt nam|nhà giáo việt nam"
    r"|thương binh[ -]+liệt sĩ|giải phóng miền nam|giỗ tổ hùng vương|toàn dân phòng cháy"
    r"|chuyển đổi số quốc gia|pháp luật việt nam)\b"
)


@rule("CN27")
def days(document: Document) -> Iterator[Found]:
    """Feasts, weekdays, months in words, days of remembrance (Phụ lục II, V.5, V.8)."""
    for text in _lines(document):
        words = text.text
        for match in _FEAST.finditer(words):
            name = _FEAST_RIGHT[match[2].lower()]
            if match[0].isupper() or match[2].isupper():
                continue
            if match[2] != name:
                yield _say(text, match.span(2), name)
            elif match[1] == "Tết " and mid_sentence(words, match.start()):
                yield _say(text, match.span(1), "tết ", HINT)
        for pattern in (_WEEKDAY, _MONTH, _DAYS):
            for match in pattern.finditer(words):
                group = match.lastindex or 0
                yield _say(text, match.span(group), _capital(match[group]), HINT)


_ORDERS = {
    "huân chương lao động": "Huân chương Lao động", "huân chương độc lập": "Huân chương Độc lập",
    "huân chương sao vàng": "Huân chương Sao vàng",
    "huân chương chiến công": "Huân chương Chiến công",
    "nghệ sĩ nhân dân": "Nghệ sĩ Nhân dân", "nghệ sĩ ưu tú": "Nghệ sĩ Ưu tú",
    "nhà giáo nhân dân": "Nhà giáo Nhân dân", "nhà giáo ưu tú": "Nhà giáo Ưu tú",
    "thầy thuốc nhân dân": "Thầy thuốc Nhân dân", "thầy thuốc ưu tú": "Thầy thuốc Ưu tú",
    "anh hùng lao động": "Anh hùng Lao động",
}  # fmt: skip
_ORDER = re.compile(r"\b(?:" + "|".join(_ORDERS) + r")\b", re.IGNORECASE)
_CLASS = re.compile(r"\b[Hh]uân chương [^\W\d_]+ [^\W\d_]+,? hạng (nhất|nhì|ba)\b")


@rule("CN28")
def honours(document: Document) -> Iterator[Found]:
    """Orders and titles of honour with their class (Phụ lục II, V.2)."""
    for text in _lines(document):
        for match in _ORDER.finditer(text.text):
            right = _ORDERS[match[0].lower()]
            if match[0] != right and not match[0].isupper():
                yield _say(text, match.span(), right)
        for match in _CLASS.finditer(text.text):
            yield _say(text, match.span(1), _capital(match[1]))


_SENTENCE = re.compile(
    rf"(?<![.…])\b([{LOWER}]{{2,}}|\d+%?)([)”]?)([.?!]) +([{LOWER}])(?=[{LOWER}]*\b)"
)
_VOWEL = re.compile(r"[aeiouyà-ỹ]")
_ENDS = tuple(".!?")


@rule("CN29")
def sentences(document: Document) -> Iterator[Found]:
    """A capital at the start of a sentence (Phụ lục II, I)."""
    before: Text | None = None
    for text in document.texts:
        words = text.text
        if text.part in PROSE and text.part != "bang_o":
            for match in _SENTENCE.finditer(words):
                if match[1][0].isdigit() or not _VOWEL.search(match[1]):
                    continue
                span = match.span(4)
                message = _("Đầu câu không viết hoa: “{tu}”.").format(
                    tu=words[match.start(4) :].split(" ", 1)[0]
                )
                yield at(message, text, span, match[4].upper(), False)
            first = words[:1]
            if (
                text.part == "doan" and first.islower() and document.form in ("docx", "data")
                and before is not None and before.part == "doan" and before.member == text.member
                and before.text.rstrip().endswith(_ENDS)
            ):  # fmt: skip
                message = _("Đầu đoạn không viết hoa: “{tu}”.").format(tu=words.split(" ", 1)[0])
                yield at(message, text, (0, 1), first.upper(), False, HINT)
        before = text
