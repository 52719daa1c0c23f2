"""Capitals (CN20–CN29), as far as they can be checked safely.

Nghị định 30/2020/NĐ-CP, Phụ lục II; the clause is named at each rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import NamedTuple

from docgen.check.document import FOOT, PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.chu_nghia import at, mid_sentence, retype
from docgen.check.whole import LOWER
from docgen.findings import HINT, WARNING
from docgen.lang import _

_LINES = frozenset(
    {
        *PROSE, *FOOT, "trich_yeu", "trich_yeu_cv", "phu_luc_ten", "kinh_gui", "kinh_gui_muc",
        "kem_theo",
    }
) - {"ho_ten"}  # fmt: skip


class Slip(NamedTuple):
    """Words whose capitals should be others."""

    text: Text
    start: int
    end: int
    right: str
    severity: str = ""


def _capitals(
    code: str,
) -> Callable[[Callable[[Document], Iterable[Slip]]], Callable[[Document], Iterable[Found]]]:
    """Register a function that gives slips as a rule with one finding for each kind of slip."""

    def take(slips: Callable[[Document], Iterable[Slip]]) -> Callable[[Document], Iterable[Found]]:
        @rule(code)
        @wraps(slips)
        def check(document: Document) -> Iterator[Found]:
            kinds: dict[tuple[str, str, str], list[Slip]] = {}
            for slip in slips(document):
                said = slip.text.text[slip.start : slip.end]
                kinds.setdefault((said, slip.right, slip.severity), []).append(slip)
            for (said, right, severity), same in kinds.items():
                yield _found(same, said, right, severity)

        return check

    return take


def _found(same: list[Slip], said: str, right: str, severity: str) -> Found:
    message = (
        _("Viết hoa: “{sai}” nên là “{dung}” ({n} chỗ).")
        if len(same) > 1
        else _("Viết hoa: “{sai}” nên là “{dung}”.")
    )
    return Found(
        message.format(sai=said, dung=right, n=len(same)),
        same[0].text,
        same[0].start,
        same[0].end,
        expected=right,
        found=said,
        severity=severity,
        fixes=tuple(retype(s.text, s.start, s.end, right, safe=False) for s in same),
    )


def _hits(
    document: Document, pattern: re.Pattern[str], *phrases: str
) -> Iterator[tuple[Text, re.Match[str]]]:
    """Matches in running text and short lines that are not all in capitals.

    `phrases`: what every match begins with one of; see `Whole.has`.
    """
    if phrases and not document.whole.has(*phrases):
        return
    inside = pattern.pattern.startswith(" ")
    for text, match in document.whole.find(pattern, inside):
        if text.part in _LINES and not text.text.isupper():
            yield text, match


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_BODIES = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Ban Chấp hành", "Ban Chỉ đạo",
    "Ban Thường vụ", "Mặt trận Tổ quốc Việt Nam", "Tòa án nhân dân", "Văn phòng Chính phủ",
    "Thủ tướng Chính phủ", "Hội Nông dân", "Hội Cựu chiến binh", "Hội Liên hiệp Phụ nữ",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Hội đồng Thi đua - Khen thưởng",
    "Ban Thi đua - Khen thưởng", "Hội đồng Thi đua, Khen thưởng",
)  # fmt: skip
_FIELDS = {
    f.lower(): f
    for f in (
        "Nội vụ", "Tài chính", "Tài nguyên", "Nông nghiệp", "Kế hoạch", "Giáo dục", "Khoa học",
        "Y tế", "Xây dựng", "Giao thông", "Công Thương", "Tư pháp", "Văn hóa", "Thông tin",
        "Lao động", "Dân tộc", "Ngoại vụ", "Du lịch", "Kinh tế", "Quốc phòng", "Công an",
        "Ngoại giao",
    )
}  # fmt: skip
_PROGRAMME = re.compile(r"(?<!\w)mục tiêu Quốc gia(?!\w)")
_FIELD = {head: re.compile(rf"{head} ([^\W\d_]+ [^\W\d_]+)") for head in ("Sở", "Bộ")}
_HABIT = ("Ban Chấp hành", "Ban Chỉ đạo", "Ban Thường vụ")
"""Bodies whose second word many offices write small."""


def _phrases(document: Document, right: Iterable[str]) -> Iterator[tuple[Text, int, int, str]]:
    """Places of phrases in any case but their own, capitals throughout and small throughout."""
    every = document.whole
    for phrase in right:
        small = phrase.lower()
        for start in every.places(small, every.low) if every.has(small) else ():
            said = every.text[start : start + len(phrase)]
            if said == phrase or _spelt(said):
                continue
            text, first, last = every.place(start, start + len(phrase))
            if text.part in _LINES and not text.text.isupper():
                yield text, first, last, phrase


@_capitals("CN20")
def bodies(document: Document) -> Iterator[Slip]:
    """Names of bodies: capitals on the words for kind, task and field (Phụ lục II, IV.1)."""
    for text, start, end, right in _phrases(document, _BODIES):
        said = text.text[start:end]
        if said[0].isupper() and said[1:] != right[1:]:
            yield Slip(text, start, end, right, HINT if right in _HABIT else WARNING)
    for text, match in _hits(document, _PROGRAMME, "mục tiêu Quốc gia"):
        yield Slip(text, *match.span(), "mục tiêu quốc gia", HINT)
    for head, pattern in _FIELD.items():
        for text, match in _hits(document, pattern, head):
            said, known = match[1], _FIELDS.get(match[1].lower())
            if known and said != known and not _spelt(said):
                yield Slip(text, *match.span(1), known)


def _spelt(words: str) -> bool:
    """Whether a word is in capitals throughout: an abbreviation, or a line that is."""
    return any(w.isupper() and len(w) > 1 for w in words.split())


_OF = r"(?:Luật|Bộ luật|Nghị|Quyết|Thông tư|Hiến pháp|Quy|Kế hoạch|Chỉ thị|Đề án|Chương trình|này)"
_ARTICLE = re.compile(
    r"điều \d+(?=[.,;:)]|$|\s*(?:của|và|đến|này|[-–]|[A-ZĐ]"
    r"|(?:nghị|luật|bộ luật|quyết|thông tư|mục|chương)\b))"
)
_DIVISION = re.compile(
    r"(?:phần|chương|mục|tiểu mục) (?:[IVX]+|\d+)(?<!iểu mục \d)"
    rf"(?=(?:,? ?(?:Phần|Chương|Mục) [IVX\d]+)*,? (?:của )?{_OF})"
)
_DIVISIONS = tuple(re.compile(word + r" [IVX\d]") for word in ("phần", "chương", "mục"))
_BEFORE_ARTICLE = re.compile(r"(?:(?<![Kk]hoản )(?<!iểm )\b\d+|những|các|mấy|từng|Tiểu)\Z")


@_capitals("CN21")
def articles(document: Document) -> Iterator[Slip]:
    """Phần, Chương, Mục, Tiểu mục, Điều of a certain document (Phụ lục II, V.7)."""
    divided = any(p.search(document.whole.text) for p in _DIVISIONS)
    for pattern in (_ARTICLE, _DIVISION) if divided else (_ARTICLE,):
        for text, match in _hits(document, pattern, "điều", "phần", "chương", "mục"):
            if not _BEFORE_ARTICLE.search(text.text[: match.start()].rstrip()[-12:]):
                yield Slip(text, *match.span(), _capital(match[0]))


_CLAUSE = re.compile(r"Khoản \d+|Điểm (?:[a-zđ]|\d+)(?=,? (?:[Kk]hoản|và|Điều|Mục))")


@_capitals("CN22")
def clauses(document: Document) -> Iterator[Slip]:
    """khoản, điểm stay small inside a sentence (Phụ lục II, V.7)."""
    for text, match in _hits(document, _CLAUSE, "Khoản", "Điểm"):
        if mid_sentence(text.text, match.start()):
            start = match.start()
            yield Slip(text, start, start + 1, match[0][0].lower())


_NOUN_BEFORE = {
    "nhân dân": (
        "tầng lớp", "quần chúng", "bà con", "phục vụ", "của", "với", "ý kiến", "đời sống",
        "lợi ích", "sức khỏe", "đông đảo", "toàn thể", "cán bộ và",
    ),
    "nhà nước": ("Đảng,", "Đảng và", "đảng và", "đảng,", "của"),
}  # fmt: skip
_PEOPLE_STATE = re.compile(r"(?:nhân dân|nhà nước)\b(?! tự quản| tệ)")


@_capitals("CN23")
def people_and_state(document: Document) -> Iterator[Slip]:
    """Nhân dân, Nhà nước as nouns of their own (Phụ lục II, V.1)."""
    for text, match in _hits(document, _PEOPLE_STATE, "nhân dân", "nhà nước"):
        before = text.text[: match.start()].rstrip()
        word = next((w for w in _NOUN_BEFORE[match[0]] if before.endswith(w)), "")
        if word and not before[: -len(word)][-1:].isalpha():
            yield Slip(text, *match.span(), _capital(match[0]))


_KINDS = (
    "nghị quyết", "quyết định", "nghị định", "chỉ thị", "quy chế", "thông tư", "kế hoạch",
    "thông báo", "hướng dẫn", "chương trình", "phương án", "đề án", "báo cáo", "tờ trình",
    "công văn", "công điện", "kết luận",
)  # fmt: skip
_NUMBERED = re.compile(r" số:? ?\d+[/\-]")
_THIS = re.compile(r" này\b")
_OWN = {
    "quyet_dinh": "quyết định", "nghi_quyet": "nghị quyết", "chi_thi": "chỉ thị",
    "quy_che": "quy chế", "ke_hoach": "kế hoạch", "cong_van": "công văn",
}  # fmt: skip


@_capitals("CN24")
def documents(document: Document) -> Iterator[Slip]:
    """The kind of a certain document: Quyết định số 5/QĐ-UBND, Kế hoạch này (Phụ lục II, V.6)."""
    own = tuple(k for m in document.members if (k := _OWN.get(document.loai(m))))
    for pattern, kinds in ((_NUMBERED, _KINDS), (_THIS, own)):
        for text, match in _hits(document, pattern):
            end = match.start()
            kind = next((k for k in kinds if text.text.endswith(k, 0, end)), "")
            if kind and not text.text[: end - len(kind)][-1:].isalpha():
                yield Slip(text, end - len(kind), end, _capital(kind))


_LAWS = (
    "an ninh mạng", "an ninh quốc gia", "an toàn thực phẩm", "an toàn, vệ sinh", "ban hành văn bản",
    "bảo hiểm xã hội", "bảo hiểm y tế", "bảo vệ môi trường", "bảo vệ bí mật", "bầu cử", "căn cước",
    "cán bộ", "chăn nuôi", "chuyển đổi số", "công chứng", "công đoàn", "công nghệ thông tin",
    "cư trú", "dân quân tự vệ", "dân sự", "di sản", "doanh nghiệp", "du lịch", "đất đai",
    "đấu thầu", "đầu tư", "điện lực", "giao dịch điện tử", "giao thông", "giáo dục", "hàng hải",
    "hình sự", "hôn nhân", "hộ tịch", "hợp tác xã", "kế toán", "khám bệnh", "khiếu nại", "khoa học",
    "kiểm toán", "lao động", "lâm nghiệp", "lưu trữ", "ngân sách nhà nước", "nghĩa vụ quân sự",
    "nhà giáo", "nhà ở", "phí và lệ phí", "phòng cháy", "phòng, chống", "quản lý", "quốc phòng",
    "quy hoạch", "thanh niên", "thanh tra", "thể dục", "thi đua", "thi hành án", "thủy lợi",
    "thực hành tiết kiệm", "tiếp cận thông tin", "tiếp công dân", "tín ngưỡng", "tổ chức",
    "tố cáo", "tố tụng", "trẻ em", "trồng trọt", "viên chức", "xây dựng", "xử lý vi phạm",
)  # fmt: skip
_NAMES = "(?=[a-zđ])(" + "|".join(_LAWS) + r")\b"
_LAW = tuple(re.compile(start + _NAMES) for start in ("Luật ", "Bộ [Ll]uật ", "Pháp lệnh "))
_CODE_OF_LAW = re.compile(r"[Bb]ộ [Ll]uật(?= (?:[DHLT]|dân sự|hình sự|lao động|tố tụng|hàng hải))")


@_capitals("CN25")
def laws(document: Document) -> Iterator[Slip]:
    """The first syllable of a law's name: Luật Tổ chức Quốc hội, Bộ luật Hình sự (V.6)."""
    for pattern in _LAW if document.whole.has("luật", "pháp lệnh") else ():
        for text, match in _hits(document, pattern):
            yield Slip(text, *match.span(1), _capital(match[1]))
    for text, match in _hits(document, _CODE_OF_LAW, "bộ luật"):
        if match[0] != "Bộ luật":
            yield Slip(text, *match.span(), "Bộ luật")


_NUMBERED_UNIT = re.compile(r"(?:quận|phường)(?= \d{1,2}\b(?! (?:phường|xã|người|%)))")
_SPECIAL = ("Thành phố Hồ Chí Minh", "Thủ đô Hà Nội")
_UNIT = re.compile(
    r"(?:Tỉnh|Thành phố|Huyện|Xã|Phường|Thị trấn|Thị xã)"
    rf"(?= [^\W\d_{LOWER}][{LOWER}]+ [^\W\d_{LOWER}][{LOWER}]+)"
)
_UNITS = {
    unit.split()[0]: re.compile(rf"{unit} [^\W\d_{LOWER}]")
    for unit in ("Tỉnh", "Thành phố", "Huyện", "Xã", "Phường", "Thị (?:trấn|xã)")
}
_PERSONS = re.compile(
    r" (?:Hồ Chí Minh|Điện Biên Phủ|Lê|Nguyễn|Trần|Phạm|Võ|Hoàng|Bùi|Đặng|Phan|Lý|Ngô)\b"
)


@_capitals("CN26")
def places(document: Document) -> Iterator[Slip]:
    """Units: Quận 1, Thành phố Hồ Chí Minh, Thủ đô Hà Nội, tỉnh Nam Định (Phụ lục II, III.1)."""
    for text, match in _hits(document, _NUMBERED_UNIT, "quận", "phường"):
        before = text.text[: match.start()].rstrip()
        if not before[-1:].isdigit():
            yield Slip(text, *match.span(), _capital(match[0]))
    for text, start, end, right in _phrases(document, _SPECIAL):
        yield Slip(text, start, end, right)
    every = document.whole
    named = any(unit in every.words and p.search(every.text) for unit, p in _UNITS.items())
    for text, match in _hits(document, _UNIT) if named else ():
        person = _PERSONS.match(text.text, match.end())
        if text.part in PROSE and not person and mid_sentence(text.text, match.start()):
            yield Slip(text, *match.span(), match[0].lower(), HINT)


_FEAST = re.compile(
    r"([Tt]ết )([Nn]guyên [Đđ]án|[Tt]rung [Tt]hu|[Đđ]oan [Nn]gọ|[Dd]ương [Ll]ịch)\b"
)
_WEEKDAY = re.compile(r"thứ (hai|ba|tư|năm|sáu|bảy)(?=,? \(?(?:ngày )?\d{1,2}(?:[/.-]| tháng))")
_MONTH = re.compile(r"(?<=mạng )tháng (tám)\b|tháng (giêng|chạp)\b")
_DAYS = re.compile(
    r"[Nn]gày (quốc khánh|quốc tế lao động|quốc tế phụ nữ|phụ nữ [Vv]iệt [Nn]am"
    r"|nhà giáo [Vv]iệt [Nn]am|thương binh[ -]+liệt sĩ|giải phóng miền [Nn]am|giỗ tổ [Hh]ùng"
    r"|toàn dân phòng cháy|chuyển đổi số quốc gia|pháp luật [Vv]iệt [Nn]am)\b"
)
_DATED = (
    (_WEEKDAY, tuple(f"thứ {n}" for n in ("hai", "ba", "tư", "năm", "sáu", "bảy"))),
    (_MONTH, ("tháng tám", "tháng giêng", "tháng chạp")),
    (
        _DAYS,
        tuple(
            f"ngày {word}"
            for word in (
                "quốc", "phụ", "nhà", "thương", "giải", "giỗ", "toàn", "chuyển", "pháp",
            )
        ),
    ),
)  # fmt: skip


@_capitals("CN27")
def days(document: Document) -> Iterator[Slip]:
    """Feasts, weekdays, months in words, days of remembrance (Phụ lục II, V.5, V.8)."""
    for text, match in _hits(document, _FEAST, "tết"):
        right = match[2].capitalize()
        if match[2] != right:
            yield Slip(text, *match.span(2), right)
        elif match[1] == "Tết " and mid_sentence(text.text, match.start()):
            yield Slip(text, match.start(1), match.start(1) + 3, "tết", HINT)
    for pattern, begins in _DATED:
        for text, match in _hits(document, pattern, *begins):
            group = match.lastindex or 0
            yield Slip(text, *match.span(group), _capital(match[group]), HINT)


_HONOURS = (
    "Huân chương Lao động", "Huân chương Độc lập", "Huân chương Sao vàng",
    "Huân chương Chiến công", "Nghệ sĩ Nhân dân", "Nghệ sĩ Ưu tú", "Nhà giáo Nhân dân",
    "Nhà giáo Ưu tú", "Thầy thuốc Nhân dân", "Thầy thuốc Ưu tú", "Anh hùng Lao động",
)  # fmt: skip
_CLASS = re.compile(r"[Hh]uân chương [^\W\d_]+ [^\W\d_]+,? hạng (nhất|nhì|ba)\b")


@_capitals("CN28")
def honours(document: Document) -> Iterator[Slip]:
    """Orders and titles of honour with their class (Phụ lục II, V.2)."""
    for text, start, end, right in _phrases(document, _HONOURS):
        yield Slip(text, start, end, right)
    for text, match in _hits(document, _CLASS, "hạng nhất", "hạng nhì", "hạng ba"):
        yield Slip(text, *match.span(1), _capital(match[1]))


_SENTENCE = re.compile(rf"[.?!] +([{LOWER}])(?=[{LOWER}]*\b)")
_SMALL = {sign: re.compile(rf"[{sign}] +[{LOWER}]") for sign in ".?!"}
_WORD_BEFORE = re.compile(rf"([{LOWER}]{{2,}})[)”]?\Z")
_VOWEL = re.compile(r"[aeiouyà-ỹ]")
_STARTED = re.compile(rf"[{LOWER}]{{2,}}(?![)\w])")


@rule("CN29")
def sentences(document: Document) -> Iterator[Found]:
    """A capital at the start of a sentence and of a paragraph after a full stop (Phụ lục II, I)."""
    # Columns of a table run into each other where a PDF was taken apart.
    severity = "" if document.form in ("docx", "data") else HINT
    every = document.whole
    small = any(sign in every.characters and p.search(every.text) for sign, p in _SMALL.items())
    for text, match in every.find(_SENTENCE) if small else ():
        before = _WORD_BEFORE.search(text.text[: match.start()][-12:])
        if text.part not in PROSE or not before or not _VOWEL.search(before[1]):
            continue
        word = text.text[match.start(1) :].split(" ", 1)[0]
        message = _("Sau dấu kết thúc câu, “{tu}” không viết hoa.").format(tu=word)
        yield at(message, text, match.span(1), match[1].upper(), False, severity)
    if severity:
        return
    for before_text, text in zip(document.texts, document.texts[1:], strict=False):
        if (
            text.part == before_text.part == "doan" and not text.label
            and before_text.text.rstrip().endswith(".") and _STARTED.match(text.text)
        ):  # fmt: skip
            message = _("Đầu đoạn không viết hoa: “{tu}”.").format(tu=text.text.split(" ", 1)[0])
            yield at(message, text, (0, 1), text.text[0].upper(), False, HINT)
