"""Random documents for property tests: every kind, level and option of the model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from docgen.model import CAP, LOAI, VanBan
from docgen.viet.chuan import lam_sach, ngoac_kep

TRICKY = (
    "no", "yes", "null", "~", "true", "on", "y", "=", "<<", "-", "---", "...", "1e3", "0x1F",
    "01", "5", "1.5", "1_000", "12:30:45", "2022-06-23", ".inf", "NaN", "[a", "{b}", "]", "}",
    "'", '"', "''", "a: b", "a:", ": a", "# x", "a #b", "a # b", "- a", "-a", "? a", "!x", "&x",
    "*x*", "**x**", "%x", "@x", "`x`", "|", ">", "\\", "\\n", "a\\", "{{ x }}", "{{", "}}", "<b>",
    "&amp;", "“ngoặc”", "‘x’", "1. abc", "I. abc", "a) abc", "đ) abc", "Điều 1.", "Chương I",
    "Mục 1", "Phần I", "Căn cứ", "Nơi nhận:", "| a |", "\u00a0", "…", "🙂", "Ủy ban", "việc",
    "Nhân dân", "nông thôn mới", "xã", "đạt chuẩn", "2021 - 2025", "./.", ";", "a; b",
    "{doi_tuong: xa}", "\u0065\u0309", "x" * 90,
)  # fmt: skip
"""Words that a format could take for something else."""


def _once(clean: Callable[[str], str]) -> Callable[[str], str]:
    """Apply `clean` until nothing changes."""

    def fixed(text: str) -> str:
        while (better := clean(text)) != text:
            text = better
        return text

    return fixed


_plain = _once(lambda s: ngoac_kep(lam_sach(s.replace("\t", " "))[0].strip()))
_item = _once(lambda s: _plain(s).rstrip(";.,").rstrip())
_LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]),
    max_size=12,
)


def texts(lines: bool = False, empty: bool = True) -> st.SearchStrategy[str]:
    """Texts as the model keeps them; `lines`: with forced line breaks, `empty`: may be empty."""
    one = st.lists(st.sampled_from(TRICKY) | _LETTERS, max_size=5).map(" ".join).map(_plain)
    if not lines:
        return one if empty else one.filter(bool)
    many = st.lists(one, min_size=1, max_size=3).map("\n".join).map(_plain)
    return many if empty else many.filter(bool)


def items() -> st.SearchStrategy[str]:
    """Items of lists (recipients, legal grounds), which carry no end mark."""
    return texts().map(_item)


def _some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def dates() -> st.SearchStrategy[Any]:
    """Whole dates, and dates of which a part is open."""
    whole = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat)
    part = _some(
        {},
        {
            "ngay": st.integers(1, 28),
            "thang": st.integers(1, 12),
            "nam": st.integers(1900, 2200),
        },
    )
    return whole | part


def citations() -> st.SearchStrategy[Any]:
    """Legal grounds: texts and structured citations."""
    return items() | _some(
        {"loai": texts()},
        {
            "mo_dau": texts(),
            "so": st.integers(1, 9999).map(str),
            "ky_hieu": texts(),
            "ngay": dates(),
            "co_quan": texts(),
            "trich_yeu": texts(),
        },
    )


def bodies() -> st.SearchStrategy[Any]:
    """Issuing bodies."""
    return _some(
        {"ten": texts(empty=False)},
        {
            "chu_quan": texts(),
            "viet_tat": texts(),
            "cap": st.sampled_from(["trung_uong", "tinh", "huyen", "xa", "don_vi"]),
            "dong": st.lists(texts(empty=False), max_size=2),
            "dia_danh": texts(),
        },
    )


_AUDIENCE = st.lists(st.sampled_from(["tinh", "huyen", "xa", "don_vi", "no", "1"]), max_size=2)


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, Any]:
    width = draw(st.integers(1, 4))
    column = texts() | _some(
        {"ten": texts()},
        {
            "rong": st.floats(0.01, 1000, allow_subnormal=False),
            "can": st.sampled_from(["trai", "giua", "phai", "deu"]),
        },
    )
    row = st.lists(texts(lines=True), min_size=width, max_size=width)
    return {
        "cap": "bang",
        "text": draw(texts()),
        "cot": draw(st.lists(column, min_size=width, max_size=width)),
        "hang": draw(st.lists(row, max_size=4)),
        "ngang": draw(st.booleans()),
        "doi_tuong": draw(_AUDIENCE),
    }


def blocks() -> st.SearchStrategy[Any]:
    """Blocks of every level, tables among them."""
    level = st.sampled_from([c for c in CAP if c != "bang"])
    plain = _some(
        {"cap": level, "text": texts(lines=True)},
        {"tieu_de": st.booleans(), "bac": st.integers(2, 4), "doi_tuong": _AUDIENCE},
    )
    return plain | plain | _tables()


_NUMBER = (
    st.none()
    | st.integers(0, 10**6)
    | st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3)
)
_TARGET = _some({}, {"gia_tri": _NUMBER, "tren": _NUMBER, "don_vi": texts(), "ten": texts()})
_NAME = st.sampled_from(["ten", "no", "y", "1", "xã", "null", "a b", "ngay", "co_quan", "_x"])
_CONTENT: dict[str, Any] = {
    "ten_loai": texts(),
    "can_cu": st.lists(citations(), max_size=3),
    "noi_dung": st.lists(blocks(), max_size=6),
    "danh_so": st.lists(st.sampled_from(["I", "1", "1.1", "a", "-", "+"]), max_size=3),
    "ket_thuc": st.lists(texts(lines=True), max_size=2),
}
_SCHEME = {
    "co_chu": st.sampled_from([13, 14]),
    "thut_dong": st.sampled_from([1.0, 1.27]),
    "gian_dong": st.floats(1, 1.5),
    "gian_doan": st.floats(6, 24),
    "le_trai": st.floats(30, 35),
    "le_phai": st.floats(15, 20),
}


def attachments() -> st.SearchStrategy[Any]:
    """Attached documents and phụ lục."""
    return _some(
        {"kieu": st.sampled_from(["van_ban", "phu_luc"])},
        {
            **_CONTENT,
            "loai": st.sampled_from(LOAI),
            "co_quan": st.lists(bodies(), max_size=2),
            "trich_yeu": texts(lines=True),
            "dong_kem_theo": st.sampled_from(["day_du", "de_trong", "khong"]),
            "doi_tuong": _AUDIENCE,
            "dau_ket": st.booleans(),
            "noi_so_trang": st.booleans(),
        },
    )


def signatures() -> st.SearchStrategy[Any]:
    """Signature blocks."""
    return _some(
        {},
        {
            "quyen_han": st.lists(texts(empty=False), max_size=2),
            "chuc_vu": texts(),
            "chuc_vu_rieng": texts(),
            "ho_ten": texts(),
        },
    )


@st.composite
def van_ban(draw: st.DrawFn) -> VanBan:
    """Whole documents, valid by the model."""
    return VanBan.model_validate(draw(_DATA))


def _data() -> st.SearchStrategy[dict[str, Any]]:
    return _some(
        {"loai": st.sampled_from(LOAI), "co_quan": st.lists(bodies(), min_size=1, max_size=3)},
        {
            **_CONTENT,
            "hinh_thuc": st.sampled_from(LOAI),
            "so": st.from_regex(r"\A[1-9][0-9]{0,3}[a-zđ]?\Z"),
            "ky_hieu": texts(),
            "don_vi_soan": texts(),
            "dia_danh": texts(),
            "ngay": dates(),
            "trich_yeu": texts(lines=True),
            "tham_quyen": texts(),
            "kinh_gui": st.lists(items(), max_size=3),
            "kieu_can_cu": st.sampled_from(["dong", "doan"]),
            "noi_nhan": st.lists(items(), max_size=4),
            "luu": items(),
            "chu_ky": st.lists(signatures(), max_size=4),
            "kem_theo": st.lists(attachments(), max_size=2),
            "chi_tieu": st.dictionaries(_NAME, _TARGET, max_size=2),
            "bien": st.dictionaries(_NAME, texts(lines=True), max_size=3),
            "kem_theo_van_ban": citations().filter(lambda c: isinstance(c, dict)),
            "trinh_bay": _some({}, _SCHEME),
        },
    )


_DATA = _data()


# --- Documents as offices write them: words, levels and parts in their usual shapes ---------------

_PEOPLE = st.sampled_from(["Trần Thị Bình", "Lò Văn Pha", "Hoàng Đức", "Nguyễn Thị Hồng Nhung"])
_PHRASES = st.sampled_from([
    "tổ chức", "Phong trào", "thi đua", "các xã", "năm 2026", "đạt chuẩn", "115/181", "63,5%",
    "Nhân dân", "“Chung sức”", "(nếu có)", "nông thôn mới", "theo Luật", "tại Điều 5", "*riêng*",
    "**đúng hạn**", "Quyết định số 587/QĐ-TTg ngày 18/5/2022", "2021 - 2025", "a) và b)",
    "1.250 hộ",
])  # fmt: skip
_SENTENCE = st.lists(_PHRASES, min_size=2, max_size=9).map(lambda w: f"Huy động {' '.join(w)}.")
_HEADING = st.lists(_PHRASES, min_size=1, max_size=3).map(lambda w: f"Việc {' '.join(w)}")
_CELLS = st.lists(st.sampled_from(["An Bình", "12", "Đạt", "3,5", ""]), min_size=2, max_size=2)
_GROUND = st.sampled_from([
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Căn cứ Quyết định số 263/QĐ-TTg ngày 22 tháng 02 năm 2022 của Thủ tướng Chính phủ",
    "Theo đề nghị của Giám đốc Sở Nội vụ",
])  # fmt: skip


def _usual_blocks() -> st.SearchStrategy[list[dict[str, Any]]]:
    # Bold within a bold heading is not to be seen in Word.
    heading = _HEADING.filter(lambda t: "*" not in t)
    plain = st.fixed_dictionaries({
        "cap": st.sampled_from(["so", "chu", "gach", "cong", "doan"]),
        "text": _SENTENCE | heading,
    }) | st.fixed_dictionaries({"cap": st.just("la_ma"), "text": heading})  # fmt: skip
    table = st.fixed_dictionaries({
        "cap": st.just("bang"),
        "cot": st.just(["Xã", "Kết quả"]),
        "hang": st.lists(_CELLS.filter(any), min_size=1, max_size=3),
        "text": st.sampled_from(["", "Kết quả các xã"]),
    })  # fmt: skip
    return st.lists(plain | plain | plain | table, min_size=1, max_size=12)


@st.composite
def office_documents(draw: st.DrawFn) -> VanBan:
    """Documents in the words and shapes of offices, with attached plans, tables and gaps."""
    deputy = draw(st.booleans())
    loai = draw(st.sampled_from(["ke_hoach", "quyet_dinh", "thong_bao", "bao_cao", "chi_thi"]))
    data: dict[str, Any] = {
        "loai": loai,
        "co_quan": draw(
            st.sampled_from(
                [
                    "Ủy ban nhân dân tỉnh Sơn La",
                    {
                        "ten": "Sở Nội vụ",
                        "chu_quan": "Ủy ban nhân dân tỉnh Sơn La",
                        "viet_tat": "SNV",
                    },
                    "Ủy ban nhân dân xã Bình Phúc",
                ]
            )  # fmt: skip
        ),
        "dia_danh": "Sơn La",
        "trich_yeu": draw(st.sampled_from(["Về công tác văn thư", "Tổ chức Hội nghị năm 2026"])),
        "can_cu": draw(st.lists(_GROUND, min_size=1, max_size=3, unique=True)),
        "kieu_can_cu": "dong",
        "noi_dung": draw(_usual_blocks()),
        "ket_thuc": draw(st.lists(_SENTENCE, max_size=2)),
        "noi_nhan": draw(st.lists(_SENTENCE.map(lambda s: s.rstrip(".")), min_size=1, max_size=4)),
        "luu": "VT, NV",
        "chu_ky": {
            "quyen_han": ["TM. ỦY BAN NHÂN DÂN", *(["KT. CHỦ TỊCH"] if deputy else [])],
            "chuc_vu": "PHÓ CHỦ TỊCH" if deputy else "CHỦ TỊCH",
            "ho_ten": draw(_PEOPLE),
        },
    }
    number, day = draw(st.none() | st.integers(1, 9999)), draw(st.none() | st.dates(
        date(1945, 9, 2), date(2100, 12, 31)
    ))  # fmt: skip
    if number:
        data["so"] = number
    if day:
        data["ngay"] = day.isoformat()
    if draw(st.booleans()):
        attached = {"loai": "ke_hoach", "trich_yeu": "Chi tiết", "noi_dung": draw(_usual_blocks())}
        data["kem_theo"] = [attached]
    return VanBan.model_validate(data)
