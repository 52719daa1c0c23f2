"""Random documents with every part that offices use, in words that a reader could mistake.

Wider than `strategies.office_documents`: every kind, joint issuers, all forms of signatures, every
level of the body, tables, both kinds of attachments; texts full of words that look like labels.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from docgen.model import CAP, LOAI, VanBan
from docgen.nd30.loai import LOAI as KINDS

_WORDS = st.sampled_from([
    "tổ chức", "Phong trào thi đua", "các xã", "năm 2026", "115/181", "63,5%", "Nhân dân",
    "“Chung sức”", "(nếu có)", "nông thôn mới", "tại Điều 5", "*riêng*", "**đúng hạn**",
    "Quyết định số 587/QĐ-TTg ngày 18/5/2022", "2021 - 2025", "1.250 hộ", "đạt; chưa đạt", "e-mail",
])  # fmt: skip
_TRAPS = st.sampled_from([
    "1.", "a)", "-", "+", "|", "1.1.", "I.", "đ)", "Điều 5", "Điều 5.", "Chương II", "PHẦN I",
    "Mục 3",
    "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "Nơi nhận", "Nơi nhận:", "Kính gửi:", "V/v", "Căn cứ Luật",
    "(Kèm theo", "Phụ lục I", "PHỤ LỤC", "KẾ HOẠCH", "THÔNG BÁO", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    "Nguyễn Văn An", "Số: 12/KH-UBND", "Sơn La, ngày 5 tháng 9 năm 2022", "Trên đây là", "x_y_z",
    "2*3", "\\", "C:\\tệp", "\\*", '"kép"', "{a}", "[b]", "#", ">", "5 -", "A.", "1/", "(1)", "o",
    "Lưu: VT", "---", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "http://a.vn/b", "…", "!", "?", ":",
])  # fmt: skip
_LONG = "theo hướng dẫn của cơ quan chuyên môn, bảo đảm đúng tiến độ và chất lượng đã đề ra, " * 2


def lines() -> st.SearchStrategy[str]:
    """One line of text, short or long, that may begin or end with anything."""
    word = st.one_of(*[_WORDS] * 4, *[_TRAPS] * 4, st.just(_LONG.strip()))
    return st.lists(word, min_size=1, max_size=6).map(" ".join)


def texts() -> st.SearchStrategy[str]:
    """A line, now and then with forced breaks in it."""
    many = st.lists(lines(), min_size=2, max_size=3).map("\n".join)
    return st.one_of(lines(), lines(), lines(), many)


def titles() -> st.SearchStrategy[str]:
    """Subjects and other lines of a head or foot: words of an office."""
    start = st.sampled_from(["Về công tác", "Tổ chức", "Hội nghị", "Tăng cường", "phê duyệt"])
    return st.tuples(start, st.lists(_WORDS, max_size=4)).map(lambda x: " ".join([x[0], *x[1]]))


_BODIES = st.sampled_from([
    {"ten": "Ủy ban nhân dân tỉnh Sơn La"},
    {"ten": "Ủy ban nhân dân xã Bình Phúc", "dia_danh": "Bình Phúc"},
    {"ten": "Hội đồng nhân dân tỉnh Sơn La"},
    {"ten": "Sở Nội vụ", "chu_quan": "Ủy ban nhân dân tỉnh Sơn La", "viet_tat": "SNV"},
    {"ten": "Văn phòng", "chu_quan": "Ủy ban nhân dân tỉnh Sơn La", "viet_tat": "VPUB"},
    {"ten": "Sở Y tế", "viet_tat": "SYT"},
    {"ten": "Phòng Văn hóa và Thông tin", "chu_quan": "Ủy ban nhân dân huyện Mộc Châu"},
    {"ten": "Huyện ủy Mộc Châu", "viet_tat": "HU"},
    {"ten": "Liên đoàn Lao động tỉnh Sơn La", "viet_tat": "LĐLĐ"},
])  # fmt: skip
_CODES = st.sampled_from(["KH-UBND", "-CV/HU", "2022/QĐ-UBND", "UBND-VX", "-KH/TU"])
_PEOPLE = st.sampled_from(
    ["Trần Thị Bình", "Lò Văn Pha", "Hoàng Đức", "Thượng tá Vũ Minh", "Y Biêr"]
)
_SIGNATURES = st.sampled_from([
    {"chuc_vu": "Giám đốc"},
    {"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH"},
    {"quyen_han": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "chuc_vu": "PHÓ CHỦ TỊCH"},
    {"quyen_han": "KT. GIÁM ĐỐC", "chuc_vu": "PHÓ GIÁM ĐỐC"},
    {"quyen_han": "TL. CHỦ TỊCH", "chuc_vu": "CHÁNH VĂN PHÒNG"},
    {"quyen_han": ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"], "chuc_vu": "PHÓ CHÁNH VĂN PHÒNG"},
    {"quyen_han": "TUQ. GIÁM ĐỐC", "chuc_vu": "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ"},
    {"chuc_vu": "Q. GIÁM ĐỐC"},
    {"quyen_han": "TM. BAN CHỈ ĐẠO", "chuc_vu": "TRƯỞNG BAN",
     "chuc_vu_rieng": "PHÓ CHỦ TỊCH UBND TỈNH"},
    {"quyen_han": "TM. ĐOÀN CHỦ TỊCH", "chuc_vu": "CHỦ TỌA"},
    {"quyen_han": "TM. ỦY BAN NHÂN DÂN"},
    {"chuc_vu": "CHỦ TỊCH", "chuc_vu_rieng": "Bí thư"},
])  # fmt: skip
_AUDIENCE = st.sampled_from([[], [], [], ["xa"], ["xa", "huyen"], ["don_vi"]])


@st.composite
def _signers(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for one in draw(st.lists(_SIGNATURES, max_size=3)):
        name = draw(st.none() | _PEOPLE | _PEOPLE)
        made.append({**one, "ho_ten": name} if name else dict(one))
    return made


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, Any]:
    width = draw(st.integers(1, 4))
    cell = st.just("") | st.sampled_from(["12", "Đạt", "3,5", "a|b", "--", "*"]) | texts()
    heads = draw(st.just([""] * width) | st.lists(cell, min_size=width, max_size=width))
    row = st.lists(cell, min_size=width, max_size=width)
    return {
        "cap": "bang",
        "text": draw(st.just("") | lines()),
        "cot": heads,
        "hang": draw(st.lists(row, max_size=3)),
        "ngang": draw(st.booleans()),
        "doi_tuong": draw(_AUDIENCE),
    }


def _blocks() -> st.SearchStrategy[list[dict[str, Any]]]:
    plain = st.fixed_dictionaries(
        {"cap": st.sampled_from([c for c in CAP if c != "bang"]), "text": texts()},
        optional={
            "tieu_de": st.booleans(), "bac": st.integers(2, 4), "doi_tuong": _AUDIENCE,
        },
    )  # fmt: skip
    return st.lists(plain | plain | plain | _tables(), min_size=1, max_size=8)


_GROUNDS = st.sampled_from([
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    {"loai": "Quyết định", "so": 263, "ky_hieu": "QĐ-TTg", "ngay": "2022-02-22",
     "co_quan": "Thủ tướng Chính phủ", "trich_yeu": "phê duyệt Chương trình"},
    {"mo_dau": "Thực hiện", "loai": "Nghị quyết", "so": 5, "ky_hieu": "-NQ/TU",
     "co_quan": "Tỉnh ủy"},
    "Theo đề nghị của Giám đốc Sở Nội vụ",
    "Xét Tờ trình số 12/TTr-SNV",
])  # fmt: skip
_SCHEMES = st.sampled_from([[], [], ["I", "1", "a"], ["1", "I", "a"], ["I", "a", "1"], ["a", "1"]])
_CONTENT = {
    "noi_dung": _blocks(),
    "danh_so": _SCHEMES,
    "ket_thuc": st.lists(texts(), max_size=2),
    "can_cu": st.lists(_GROUNDS, max_size=3),
}
_DATES = st.dates(date(1945, 9, 2), date(2100, 12, 31)).map(date.isoformat) | st.sampled_from(
    [{}, {"thang": 9, "nam": 2022}, {"nam": 2022}]
)


def _attached() -> st.SearchStrategy[dict[str, Any]]:
    both = {"trich_yeu": titles(),
            "dong_kem_theo": st.sampled_from(["day_du", "de_trong", "khong"]),
            **_CONTENT}  # fmt: skip
    own = st.fixed_dictionaries(
        {"kieu": st.just("van_ban"), **both,
         "loai": st.sampled_from([k for k in LOAI if k not in ("cong_van", "thu_cong")])},
        optional={"co_quan": st.lists(_BODIES, min_size=1, max_size=1), "dau_ket": st.booleans()},
    )  # fmt: skip
    return own | st.fixed_dictionaries({"kieu": st.just("phu_luc"), **both})


@st.composite
def documents(draw: st.DrawFn) -> VanBan:
    """Documents with every part and option that can be printed."""
    loai = draw(st.sampled_from(LOAI))
    kind = KINDS[loai]
    named = loai not in ("cong_van", "thu_cong")
    data: dict[str, Any] = {
        "loai": loai,
        "co_quan": draw(st.lists(_BODIES, min_size=1, max_size=3, unique_by=lambda b: b["ten"])),
        **{k: draw(s) for k, s in _CONTENT.items()},
        "so": draw(st.none() | st.integers(1, 9999) | st.sampled_from(["12a", "7b"])),
        "ky_hieu": draw(st.none() | _CODES),
        "dia_danh": draw(st.none() | st.sampled_from(["Sơn La", "Thành phố Hồ Chí Minh"])),
        "ngay": draw(_DATES),
        "trich_yeu": draw(titles() | st.lists(titles(), min_size=2, max_size=2).map("\n".join)),
        "kinh_gui": draw(st.lists(titles(), max_size=3)),
        "kieu_can_cu": draw(st.sampled_from([None, "dong", "doan"])),
        "noi_nhan": draw(st.lists(titles() | st.just("Như trên"), max_size=4)),
        "luu": draw(st.none() | st.sampled_from(["VT", "VT, NV", "VT, TH (02b)"])),
        "chu_ky": draw(_signers()),
        "kem_theo": draw(st.lists(_attached(), max_size=2)),
        "bien": {"phong_trao": "Phong trào A", "so_xa": "**12**"},
    }
    if kind.tham_quyen:
        data["tham_quyen"] = draw(st.none() | st.just("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"))
    if loai == "phat_dong":
        # Its code says as what it is issued: one of its own would say otherwise.
        data["hinh_thuc"] = draw(st.sampled_from([None, "ke_hoach", "thong_bao"]))
        data["ky_hieu"] = None
    if not named:
        data["don_vi_soan"] = draw(st.none() | st.just("VX"))
    if loai == "de_cuong":
        # It has no number, code, place and day of its own.
        data |= {"so": None, "ky_hieu": None, "dia_danh": None, "ngay": {}}
        data["ten_loai"] = draw(st.none() | st.just("ĐỀ CƯƠNG BÁO CÁO SƠ KẾT"))
        data["kem_theo_van_ban"] = draw(st.none() | st.fixed_dictionaries(
            {"loai": st.sampled_from(["Kế hoạch", "Quyết định"])},
            optional={"so": st.integers(1, 99), "ky_hieu": st.just("KH-UBND"), "ngay": _DATES,
                      "co_quan": st.just("Ủy ban nhân dân tỉnh Sơn La")},
        ))  # fmt: skip
    return VanBan.model_validate(data)
