"""The alphabet of điểm and La Mã numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.bang_chu import CHU, chu_diem, la_ma, so_cua_chu, so_la_ma


def test_alphabet_is_the_decrees():
    first = [chu_diem(n) for n in range(1, 24)]
    assert " ".join(first) == "a b c d đ e g h i k l m n o p q r s t u v x y"
    assert not set(first) & set("fjwzăâêôơư")


@pytest.mark.parametrize(
    ("n", "label"), [(24, "aa"), (25, "ab"), (28, "ađ"), (552, "yy"), (553, "aaa")]
)
def test_after_y_the_alphabet_goes_on_in_pairs(n, label):
    assert chu_diem(n) == label
    assert so_cua_chu(label) == n


@given(st.integers(1, 10**9))
def test_so_cua_chu_undoes_chu_diem(n):
    assert so_cua_chu(chu_diem(n)) == n


@given(st.text(alphabet=CHU, min_size=1, max_size=6))
def test_chu_diem_undoes_so_cua_chu(label):
    n = so_cua_chu(label)
    assert n is not None
    assert chu_diem(n) == label


@given(st.integers(1, 10**6))
def test_order_of_labels_is_order_of_numbers(n):
    def key(label):
        return (len(label), [CHU.index(c) for c in label])

    assert key(chu_diem(n)) < key(chu_diem(n + 1))


@pytest.mark.parametrize("label", ["", "f", "w", "ă", "A", "a)", "a b", "1", "af"])
def test_no_letter_of_diem(label):
    assert so_cua_chu(label) is None


@pytest.mark.parametrize("n", [0, -1])
def test_positions_begin_at_one(n):
    with pytest.raises(ValueError, match="từ 1"):
        chu_diem(n)


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (12, "XII"),
        (40, "XL"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_la_ma(n, text):
    assert la_ma(n) == text


def test_la_ma_and_back_for_every_number():
    written = [la_ma(n) for n in range(1, 4000)]
    assert [so_la_ma(s) for s in written] == list(range(1, 4000))


@given(st.text(alphabet="IVXLCDM", max_size=8))
def test_only_the_canonical_spelling_is_read(text):
    n = so_la_ma(text)
    assert n is None or la_ma(n) == text


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "IVI", "xii", "MMMM", "XII.", "Ⅳ", "A"])
def test_no_la_ma(text):
    assert so_la_ma(text) is None


@pytest.mark.parametrize("n", [0, -3, 4000])
def test_la_ma_outside(n):
    with pytest.raises(ValueError, match="La Mã"):
        la_ma(n)
