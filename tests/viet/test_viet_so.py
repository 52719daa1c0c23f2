"""Numbers, percentages, counts, and reading them back."""

import subprocess
import sys
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.so import doc_so, hai_chu_so, phan_tram, ty_le, viet_so

ROOT = Path(__file__).parents[2]
NUMBERS = st.one_of(
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
)


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (1234567, "1.234.567"),
        (-1234, "-1.234"),
        (14.19, "14,19"),
        (0.1, "0,1"),
        (1e-7, "0,0000001"),
        (Decimal("1.50"), "1,5"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0"), "0"),
        (-0.0, "0"),
        (Decimal("0.12345"), "0,12345"),
        (10**40 + 1, "10" + ".000" * 12 + ".001"),
    ],
)
def test_viet_so(x, text):
    assert viet_so(x) == text


@given(NUMBERS | st.integers(-2000, 2000) | st.decimals(-1000, 1000, places=6))
def test_numbers_are_written_as_babel_writes_them(x):
    exact = x if isinstance(x, Decimal) else Decimal(str(x))
    # Babel pads with Decimal.quantize, which needs room for every digit.
    with localcontext(Context(prec=400)):
        babel = format_decimal(exact, locale="vi", decimal_quantization=False)
    assert viet_so(x) == ("0" if not exact else babel)


@given(NUMBERS, st.integers(1, 5))
def test_nothing_is_rounded_whatever_the_context(x, precision):
    with localcontext(Context(prec=precision)):
        narrow = viet_so(x)
    assert narrow == viet_so(x)


@given(NUMBERS)
def test_doc_so_undoes_viet_so(x):
    exact = x if isinstance(x, Decimal) else Decimal(str(x))
    assert doc_so(viet_so(x)) == exact


@pytest.mark.parametrize(
    ("x", "text"),
    [(63.5, "63,5%"), (100, "100%"), (Decimal("14.190"), "14,19%"), (1500, "1.500%")],
)
def test_phan_tram(x, text):
    assert phan_tram(x) == text


@pytest.mark.parametrize(
    ("part", "whole", "places", "text"),
    [
        (115, 181, 1, "63,5%"),
        (7, 8, 1, "87,5%"),
        (1, 6, 1, "16,7%"),
        (5, 5, 1, "100%"),
        (0, 7, 1, "0%"),
        (3, 2, 1, "150%"),
        (1, 8, 0, "13%"),  # 12,5 goes up
        (1, 16, 1, "6,3%"),  # 6,25 goes up
        (1, 8, 2, "12,5%"),
        (2, 3, 3, "66,667%"),
        (0.1, 0.3, 1, "33,3%"),
        (Decimal("2.5"), 10, 1, "25%"),
        (-1, 16, 1, "-6,3%"),
        (9999, 10000, 1, "100%"),
    ],
)
def test_ty_le(part, whole, places, text):
    assert ty_le(part, whole, places) == text


def test_ty_le_keeps_one_decimal_unless_told():
    assert ty_le(115, 181) == "63,5%"


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_ty_le_is_the_nearest_half_up(part, whole, places):
    shown = doc_so(ty_le(part, whole, places).removesuffix("%"))
    assert shown is not None
    error = Fraction(shown) - Fraction(part * 100, whole)
    half = Fraction(1, 2 * 10**places)
    assert -half < error <= half


@pytest.mark.parametrize("whole", [0, 0.0, Decimal(0)])
def test_no_share_of_nothing(whole):
    with pytest.raises(ValueError, match="bằng 0"):
        ty_le(1, whole)


@pytest.mark.parametrize("x", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_not_a_number(x):
    with pytest.raises(ValueError, match="không phải một số"):
        viet_so(x)
    with pytest.raises(ValueError, match="không phải một số"):
        ty_le(x, 2)


def test_negative_places():
    with pytest.raises(ValueError, match="thập phân"):
        ty_le(1, 2, -1)


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (146, "146"), (1234, "1234")]
)
def test_hai_chu_so(n, text):
    assert hai_chu_so(n) == text


def test_hai_chu_so_is_for_counts():
    with pytest.raises(ValueError, match="âm"):
        hai_chu_so(-1)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", "1234.5"), (" 63,5 ", "63.5"), ("1234", "1234"), ("-0,5", "-0.5"), ("−2", "-2"),
     ("01", "1"), ("181", "181"), ("12.000", "12000")],
)  # fmt: skip
def test_doc_so(text, value):
    assert doc_so(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "63.5", "1,234.5", "1.23", "1.2345", "0.123", "1,", ",5", "abc", "1e3", "５", "5%"]
)
def test_not_vietnamese_numbers(text):
    assert doc_so(text) is None


def test_numbers_do_not_load_babel():
    code = (
        "import sys; from docgen.viet.so import viet_so; viet_so(1e6 + 0.5);"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
