"""Figures and targets as offices type them: 7/16, 07/16 xã, 63,5%, 1.250, 12,5 triệu đồng."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from docgen.lang import _
from docgen.model import ChiTieu
from docgen.viet.so import doc_so, ty_le, viet_so

_NUMBER = r"[-−+]?\d+(?:[.,\s]\d+)*"
_WORD = r"[^\W\d_]+[23²³]?"
_TARGET = re.compile(
    rf"({_NUMBER})(?:\s*/\s*({_NUMBER}))?\s*(%|{_WORD}(?:[\s/,-]+{_WORD})*)?"
    rf"(?:\s*\(\s*(?:đạt\s+|chiếm\s+)?(?:tỷ\s+lệ\s+|tỉ\s+lệ\s+)?({_NUMBER})\s*%\s*\))?"
)
_GROUPED = re.compile(r"[-−+]?[1-9]\d{0,2}(?:\s\d{3})+(?:,\d+)?")
_POINT = re.compile(r"[-−+]?\d+\.\d+", re.ASCII)
_LONGEST = 200
_DIGITS, _DECIMALS = 20, 6
"""Limits of `ChiTieu`."""


class FigureError(Exception):
    """A figure that cannot be read: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message, hint)


def read_number(value: Any) -> Decimal:
    """A number, typed the Vietnamese way (1.250; 12,5; 1 250) or of a spreadsheet.

    A point is read as a decimal mark only where it cannot group thousands: 63.5, 0.635. Raises
    FigureError.
    """
    if isinstance(value, bool):
        raise FigureError(_("Ô này là TRUE/FALSE, không phải số."), _("Gõ số vào ô."))
    if isinstance(value, date | time):
        raise FigureError(
            _("Ô này là ngày giờ, không phải số: Excel đã tự đổi con số được gõ vào."),
            _("Chọn ô, đổi định dạng sang Text (Văn bản) rồi gõ lại, ví dụ 7/16."),
        )
    if isinstance(value, int | float | Decimal):
        number: Decimal | None = Decimal(str(value))
    else:
        text = str(value).strip().removeprefix("+")
        if _GROUPED.fullmatch(text):
            text = re.sub(r"\s", "", text)
        number = doc_so(text)
        if number is None and _POINT.fullmatch(text):
            number = Decimal(text.replace("−", "-"))
        if number is None:
            raise FigureError(_("Không đọc được số “{value}”.").format(value=text[:60]), _how())
    assert number is not None
    return _within(number)


def _how() -> str:
    return _(
        "Ghi như: 7/16 hoặc 63,5% hoặc 1.250 (hàng nghìn dấu chấm, số lẻ dấu phẩy); chưa có số "
        "liệu thì để trống."
    )


def _within(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise FigureError(_("Không đọc được số “{value}”.").format(value=number), _how())
    # 12,50 has one decimal: zeros at the end say nothing.
    number = number.normalize() + 0
    exponent = int(number.as_tuple().exponent)
    if exponent < -_DECIMALS:
        raise FigureError(
            _("Số có quá {n} chữ số lẻ.").format(n=_DECIMALS),
            _("Làm tròn số, ví dụ trong Excel: =ROUND(…;1)."),
        )
    if number and number.adjusted() >= _DIGITS - _DECIMALS:
        raise FigureError(_("Số quá lớn."), _("Kiểm tra lại số; dùng đơn vị lớn hơn nếu cần."))
    return number.quantize(Decimal(1)) if exponent > 0 else number


def read_target(value: Any) -> tuple[ChiTieu, list[str]]:
    """A target, and doubts about it in words: 7/16 → gia_tri 7, tren 16; 63,5% → 63.5, don_vi %.

    A share in brackets behind it must be the one that follows: 115/181 xã (63,5%). Raises
    FigureError.
    """
    if not isinstance(value, str):
        return ChiTieu.model_construct(gia_tri=read_number(value)), []
    text = value.strip()
    found = _TARGET.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise FigureError(_("Không đọc được chỉ tiêu “{value}”.").format(value=text[:60]), _how())
    figure, whole, unit, share = found.groups()
    gia_tri = read_number(figure)
    tren = read_number(whole) if whole else None
    doubts = [d for f in (figure, whole) if f and (d := doubt(f))]
    if share:
        percent = read_number(share)
        decimals = max(0, -int(percent.as_tuple().exponent))
        if not tren or ty_le(gia_tri, tren, decimals) != viet_so(percent) + "%":
            raise FigureError(
                _("Tỷ lệ {share}% trong ngoặc không khớp với {figure}.").format(
                    share=share, figure=f"{figure}/{whole}" if whole else figure
                ),
                _("Chỉ ghi {example}; tỷ lệ docgen tự tính.").format(
                    example=f"{figure}/{whole}" if whole else "7/16"
                ),
            )
    return ChiTieu.model_construct(gia_tri=gia_tri, tren=tren, don_vi=unit), doubts


def check_target(target: ChiTieu) -> list[str]:
    """Doubts about a whole target in words. Raises FigureError for a total of 0."""
    if target.tren is None:
        return []
    if target.tren == 0:
        raise FigureError(
            _("Tổng số bằng 0 thì không tính được tỷ lệ."),
            _("Ghi tổng số đúng, hoặc bỏ phần sau dấu /."),
        )
    if target.gia_tri is not None and abs(target.gia_tri) > abs(target.tren):
        return [
            _("{value} lớn hơn tổng số {whole}; có ghi ngược không?").format(
                value=viet_so(target.gia_tri), whole=viet_so(target.tren)
            )
        ]
    return []


def doubt(typed: Any) -> str:
    """What to say of a figure that other habits read otherwise: 1,250; "" when there is none."""
    if isinstance(typed, str) and re.fullmatch(r"[-−+]?[1-9]\d{0,2},\d{3}", typed.strip()):
        number = typed.strip()
        return _("{number} được đọc là số lẻ; là hàng nghìn thì viết {other}.").format(
            number=number, other=number.replace(",", ".")
        )
    return ""
