"""Counting with letters: the alphabet of điểm, and La Mã numerals.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II: a điểm carries a Vietnamese letter in
alphabetical order and ")"; phần, chương and the first level without Điều carry La Mã numerals.
The decree's own lists run "d) đ) e) g)": the alphabet without f j w z; ă â ê ô ơ ư are not used
there nor in practice.
"""

from functools import lru_cache

CHU = tuple("abcdđeghiklmnopqrstuvxy")
"""The 23 letters of điểm in order (a list of the decree never needs more)."""

_CO_SO = len(CHU)
_GIA_TRI = {chu: i for i, chu in enumerate(CHU, 1)}

LA_MA_LON_NHAT = 3999
"""The largest number that La Mã numerals write without bars."""

_BAC = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_GIA_TRI_LA_MA = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=1024)
def chu_diem(n: int) -> str:
    """Give the letter of the n-th điểm: 1 -> "a", 5 -> "đ", 23 -> "y".

    After y come aa, ab, … yy, aaa … (bijective base 23). The decree names no continuation: this
    one is our choice, so that a long list stays unique and in order.

    n: position from 1. Raises ValueError when n < 1.
    """
    if n < 1:
        raise ValueError(f"thứ tự điểm phải từ 1 trở lên, không phải {n}")
    chu = ""
    while n:
        n, du = divmod(n - 1, _CO_SO)
        chu = CHU[du] + chu
    return chu


@lru_cache(maxsize=1024)
def so_cua_chu(s: str) -> int | None:
    """Give the position of a điểm's letter: "đ" -> 5, "aa" -> 24; None when s is no such letter.

    s: the label without its bracket, lower case, NFC.
    """
    n = 0
    for chu in s:
        gia_tri = _GIA_TRI.get(chu)
        if gia_tri is None:
            return None
        n = n * _CO_SO + gia_tri
    return n or None


@lru_cache(maxsize=1024)
def la_ma(n: int) -> str:
    """Write n in La Mã numerals: 4 -> "IV", 12 -> "XII".

    n: 1 to 3999. Raises ValueError outside.
    """
    if not 1 <= n <= LA_MA_LON_NHAT:
        raise ValueError(f"số La Mã viết được từ 1 đến {LA_MA_LON_NHAT}, không phải {n}")
    chu = ""
    for gia_tri, ky_hieu in _BAC:
        lan, n = divmod(n, gia_tri)
        chu += ky_hieu * lan
    return chu


@lru_cache(maxsize=1024)
def so_la_ma(s: str) -> int | None:
    """Read La Mã numerals: "XII" -> 12; None for anything but the one canonical spelling.

    s: upper case. "IIII", "VX", "xii" and "" are None.
    """
    n = truoc = 0
    for ky_hieu in reversed(s):
        gia_tri = _GIA_TRI_LA_MA.get(ky_hieu)
        if gia_tri is None:
            return None
        n += gia_tri if gia_tri >= truoc else -gia_tri
        truoc = max(truoc, gia_tri)
    # Any spelling sums to something; only the one that la_ma writes is canonical.
    return n if 1 <= n <= LA_MA_LON_NHAT and la_ma(n) == s else None
