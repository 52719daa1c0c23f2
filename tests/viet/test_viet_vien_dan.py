"""Citations, written out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.ngay import GAP, GAP_NAM
from docgen.viet.vien_dan import vien_dan

TTG = ("Quyết định", 587, "QĐ-TTg", "Thủ tướng Chính phủ", date(2022, 5, 18))


@pytest.mark.parametrize(
    ("args", "options", "text"),
    [
        (
            (*TTG, "Về việc ban hành kế hoạch"),
            {},
            "Quyết định số 587/QĐ-TTg ngày 18/5/2022 của Thủ tướng Chính phủ "
            "về việc ban hành kế hoạch",
        ),
        (
            (*TTG, "Phê duyệt Đề án"),
            {"kieu_ngay": "dai"},
            "Quyết định số 587/QĐ-TTg ngày 18 tháng 5 năm 2022 của Thủ tướng Chính phủ "
            "phê duyệt Đề án",
        ),
        ((*TTG, "về việc"), {"lan_dau": False}, "Quyết định số 587/QĐ-TTg"),
        (
            ("Nghị định", 30, "2020/NĐ-CP", "Chính phủ", date(2020, 3, 5), "Về công tác văn thư"),
            {},
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
        ),
        (
            ("Luật", None, None, None, date(2015, 6, 19), "Tổ chức chính quyền địa phương"),
            {"kieu_ngay": "dai"},
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        ),
        (("Luật", 77, "2015/QH13", "Quốc hội", None, "Đất đai"), {}, "Luật Đất đai"),
        (
            ("Bộ luật", None, None, None, date(2019, 11, 20), "Lao động"),
            {"lan_dau": False},
            "Bộ luật Lao động",
        ),
        (
            ("Kế hoạch", 5, "KH-UBND", "UBND xã A", (None, 9, 2022), "Kinh tế số"),
            {},
            f"Kế hoạch số 05/KH-UBND ngày {GAP}/9/2022 của UBND xã A Kinh tế số",
        ),
        (
            ("Công văn", None, "UBND-VX"),
            {},
            f"Công văn số {GAP}/UBND-VX ngày {GAP}/{GAP}/{GAP_NAM}",
        ),
        (("Quy định", 399, "-QĐ/TW"), {"lan_dau": False}, "Quy định số 399-QĐ/TW"),
        (("Quyết định", "587/QĐ-TTg"), {"lan_dau": False}, "Quyết định số 587/QĐ-TTg"),
        (
            ("Công văn", 12, "UBND-VX", "UBND tỉnh", date(2022, 1, 3), "V/v phòng, chống dịch"),
            {},
            "Công văn số 12/UBND-VX ngày 03/01/2022 của UBND tỉnh về việc phòng, chống dịch",
        ),
    ],
)
def test_citations(args, options, text):
    assert vien_dan(*args, **options) == text


@given(st.integers(1, 9999), st.dates(min_value=date(1945, 9, 2)), st.sampled_from(["ngan", "dai"]))
def test_later_mention_begins_the_first(so, ngay, kieu):
    args = ("Thông báo", so, "TB-UBND", "UBND tỉnh", ngay, "Về việc họp")
    first = vien_dan(*args, kieu_ngay=kieu)
    assert first.startswith(vien_dan(*args, lan_dau=False) + " ngày ")
    assert first.endswith("của UBND tỉnh về việc họp")
    assert "  " not in first


def test_impossible_date():
    with pytest.raises(ValueError, match="phải từ 1"):
        vien_dan("Quyết định", 1, "QĐ-TTg", None, (31, 4, 2022))
