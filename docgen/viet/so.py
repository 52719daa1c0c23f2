"""Numbers the Vietnamese way: "1.234.567", "14,19", "63,5%".

Separators and grouping are those of CLDR's locale ``vi``: "." between groups of three, "," before
decimals. Written without Babel, which takes longer to load than a document to fill; a test holds
both equal.
"""

import re
from decimal import Decimal
from typing import TypeAlias

So: TypeAlias = int | float | Decimal

_SO_VIET = re.compile(r"([-−]?)(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?", re.ASCII)
_SWAPPED = str.maketrans(",.", ".,")  # English marks to Vietnamese


def _decimal(x: So) -> Decimal:
    """Take a number exactly as it is written (0.1 is 0,1); refuse NaN and infinity."""
    d = x if isinstance(x, Decimal) else Decimal(str(x) if isinstance(x, float) else x)
    if not d.is_finite():
        raise ValueError(f"không phải một số: {x}")
    return d


def viet_so(x: So) -> str:
    """Write a quantity: 1234567 -> "1.234.567", 14.19 -> "14,19", Decimal("1.50") -> "1,5".

    x: any finite number; every decimal is kept, trailing zeros are dropped, nothing is rounded.
    Not for years or document numbers, which take no grouping. Raises ValueError for NaN and
    infinity.
    """
    d = _decimal(x)
    if not d:
        return "0"  # -0 has no meaning to a reader
    text = f"{d:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAPPED)


def phan_tram(x: So) -> str:
    """Write a percentage that is already one: 63.5 -> "63,5%", 100 -> "100%".

    x: in percent, as for `viet_so`. No space before the sign: Babel's ``vi`` pattern.
    """
    return viet_so(x) + "%"


def ty_le(gia_tri: So, tren: So, chu_so: int = 1) -> str:
    """Write a share of a whole: 115 of 181 -> "63,5%", 7 of 8 -> "87,5%", 5 of 5 -> "100%".

    gia_tri: the part; tren: the whole; chu_so: decimals kept at most, half rounded up (away from
    zero), zeros at the end dropped. Raises ValueError when tren is 0 or chu_so is negative.
    """
    if chu_so < 0:
        raise ValueError(f"số chữ số thập phân không thể âm: {chu_so}")
    tu, mau = _decimal(gia_tri).as_integer_ratio()
    tu_tren, mau_tren = _decimal(tren).as_integer_ratio()
    if tu_tren == 0:
        raise ValueError("không tính được tỷ lệ trên tổng số bằng 0")
    # Whole numbers throughout: no second rounding can creep in.
    tu, mau = tu * mau_tren * 100 * 10**chu_so, mau * tu_tren
    lam_tron = (2 * abs(tu) + abs(mau)) // (2 * abs(mau))
    am = (tu < 0) != (mau < 0)
    chu = tuple(int(c) for c in str(lam_tron))
    return phan_tram(Decimal((int(am), chu, -chu_so)))


def hai_chu_so(n: int) -> str:
    """Write a count or a document's number: 1 -> "01", 9 -> "09", 10 -> "10", 1234 -> "1234".

    n: 0 or more; 0 stays "0". Raises ValueError when negative. Numbers of documents: Phụ lục I,
    Phần I, Mục II.3 (under 10 with a leading zero); counts in running text: custom.
    """
    if n < 0:
        raise ValueError(f"số đếm không thể âm: {n}")
    return f"{n:02d}" if n else "0"


def doc_so(s: str) -> Decimal | None:
    """Read a Vietnamese number: "1.234,5" -> Decimal("1234.5"); None when s is not one.

    s: digits, "." only between groups of three, "," before decimals, surrounding space ignored.
    "63.5" is None, not 63,5: it is not written the Vietnamese way.
    """
    khop = _SO_VIET.fullmatch(s.strip())
    if khop is None:
        return None
    am, nguyen, le = khop.groups()
    return Decimal(f"{'-' if am else ''}{nguyen.replace('.', '')}.{le or '0'}")
