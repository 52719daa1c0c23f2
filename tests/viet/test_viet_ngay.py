"""Dates: the zero rule, gaps, impossible dates."""

import re
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.ngay import GAP, GAP_NAM, ngay_ngan, ngay_thang


@pytest.mark.parametrize(
    ("d", "m", "y", "long", "short"),
    [
        (5, 1, 2020, "ngày 05 tháng 01 năm 2020", "05/01/2020"),
        (29, 6, 2022, "ngày 29 tháng 6 năm 2022", "29/6/2022"),
        (18, 5, 2022, "ngày 18 tháng 5 năm 2022", "18/5/2022"),
        (22, 2, 2022, "ngày 22 tháng 02 năm 2022", "22/02/2022"),
        (1, 8, 2023, "ngày 01 tháng 8 năm 2023", "01/8/2023"),
        (10, 12, 2025, "ngày 10 tháng 12 năm 2025", "10/12/2025"),
        (29, 2, 2024, "ngày 29 tháng 02 năm 2024", "29/02/2024"),
        (None, 9, 2022, f"ngày {GAP} tháng 9 năm 2022", f"{GAP}/9/2022"),
        (None, None, 2022, f"ngày {GAP} tháng {GAP} năm 2022", f"{GAP}/{GAP}/2022"),
        (2, 9, None, f"ngày 02 tháng 9 năm {GAP_NAM}", f"02/9/{GAP_NAM}"),
        (31, None, None, f"ngày 31 tháng {GAP} năm {GAP_NAM}", f"31/{GAP}/{GAP_NAM}"),
    ],
)
def test_forms(d, m, y, long, short):
    assert ngay_thang(d, m, y) == long
    assert ngay_ngan(d, m, y) == short


def test_gaps_are_no_break_spaces():
    assert set(GAP) == set(GAP_NAM) == {"\u00a0"}


@given(st.dates(min_value=date(1, 1, 1)))
def test_zero_rule_and_reading_back(d):
    found = re.fullmatch(r"ngày (\d\d) tháng (\d+) năm (\d+)", ngay_thang(d.day, d.month, d.year))
    assert found is not None
    assert tuple(map(int, found.groups())) == (d.day, d.month, d.year)
    assert found[2].startswith("0") == (d.month in (1, 2))
    assert ngay_ngan(d.day, d.month, d.year) == "/".join(found.groups())


@given(st.dates(min_value=date(1900, 1, 1)))
def test_agrees_with_babel_but_for_the_zeros(d):
    babel = format_date(d, "'ngày' d MMMM 'năm' y", locale="vi")
    assert re.sub(r"\b0", "", ngay_thang(d.day, d.month, d.year)) == babel


@given(st.integers(-1, 33), st.integers(0, 13), st.integers(1, 9999))
def test_exactly_the_dates_of_the_calendar(d, m, y):
    try:
        date(y, m, d)
    except ValueError:
        with pytest.raises(ValueError, match="phải từ 1"):
            ngay_thang(d, m, y)
    else:
        assert ngay_thang(d, m, y).endswith(str(y))


@pytest.mark.parametrize(
    "bad", [(32, None, None), (31, 4, None), (30, 2, None), (29, 2, 1900), (1, 1, 0), (1, 1, 10000)]
)
def test_impossible_dates(bad):
    with pytest.raises(ValueError, match="phải từ 1"):
        ngay_ngan(*bad)


def test_29_02_of_an_unknown_year_is_possible():
    assert ngay_ngan(29, 2, None).startswith("29/02/")
