"""Dates as the decree writes them, with visible gaps for what is not known yet.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4: days under 10 and months 1 and 2 take a
leading zero; months 3 to 9 do not.
"""

GAP = "\u00a0" * 3
"""Room for a day or a month that is filled in by hand or stamp: no-break spaces, which Word
neither collapses nor breaks a line at. Its length is our choice (about two digits)."""

GAP_NAM = "\u00a0" * 6
"""Room for a year (about four digits; our choice)."""

_SO_NGAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _nhuan(nam: int) -> bool:
    return nam % 4 == 0 and (nam % 100 != 0 or nam % 400 == 0)


def _phan(ngay: int | None, thang: int | None, nam: int | None) -> tuple[str, str, str]:
    """Write day, month and year each by the zero rule, a gap for None; refuse impossible dates."""
    if nam is not None and not 1 <= nam <= 9999:
        raise ValueError(f"năm phải từ 1 đến 9999, không phải {nam}")
    if thang is not None and not 1 <= thang <= 12:
        raise ValueError(f"tháng phải từ 1 đến 12, không phải {thang}")
    if ngay is not None:
        cuoi = 31 if thang is None else _SO_NGAY[thang - 1]
        if thang == 2 and nam is not None and not _nhuan(nam):
            cuoi = 28
        if not 1 <= ngay <= cuoi:
            raise ValueError(f"ngày phải từ 1 đến {cuoi}, không phải {ngay}")
    return (
        GAP if ngay is None else f"{ngay:02d}",
        GAP if thang is None else f"0{thang}" if thang < 3 else str(thang),
        GAP_NAM if nam is None else str(nam),
    )


def ngay_thang(ngay: int | None, thang: int | None, nam: int | None) -> str:
    """Write the long form: "ngày 05 tháng 01 năm 2020", "ngày 29 tháng 6 năm 2022".

    ngay, thang, nam: numbers, or None for a gap ("ngày     tháng 9 năm 2022"). Raises ValueError
    for a date that does not exist (31/4, 29/02 of a common year). Form and zeros: Phụ lục I,
    Phần I, Mục II.4.
    """
    d, m, y = _phan(ngay, thang, nam)
    return f"ngày {d} tháng {m} năm {y}"


def ngay_ngan(ngay: int | None, thang: int | None, nam: int | None) -> str:
    """Write the short form of running text: "18/5/2022", "01/8/2023", "22/02/2022".

    Arguments, gaps and errors as for `ngay_thang` ("   /9/2022"). The decree gives no form for
    dates in running text; the slashes are custom, the zeros are those of the long form.
    """
    return "/".join(_phan(ngay, thang, nam))
