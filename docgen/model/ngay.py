"""Partial dates: a day, month or year that is not known yet is a gap for văn thư to fill."""

import re
from datetime import date
from typing import Any, Self

from pydantic import Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from docgen.model.chung import Phan

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]00:00(?::00)?)?")
_VN = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")


def _parts(value: Any) -> Any:
    if isinstance(value, date):
        return {"ngay": value.day, "thang": value.month, "nam": value.year}
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        text = value.strip()
        if m := _ISO.fullmatch(text):
            return {"ngay": m[3], "thang": m[2], "nam": m[1]}
        if m := _VN.fullmatch(text):
            return {"ngay": m[1], "thang": m[2], "nam": m[3]}
        if re.fullmatch(r"\d{4}", text):
            return {"nam": text}
        raise PydanticCustomError("ngay_doc", "not a date: {value}", {"value": text})
    return value


class Ngay(Phan):
    """A date of which the day, the month or the year may be open.

    Read from 2022-06-23, 23/6/2022, 6/2022, 2022 or {ngay, thang, nam}.
    """

    ngay: int | None = Field(default=None, ge=1, le=31)
    """Day of the month, 1-31; absent: a gap."""
    thang: int | None = Field(default=None, ge=1, le=12)
    """Month, 1-12; absent: a gap."""
    nam: int | None = Field(default=None, ge=1900, le=2200)
    """Year, four digits; absent: a gap."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return _parts(value)

    @model_validator(mode="after")
    def _real(self) -> Self:
        if self.ngay is not None and self.thang is not None:
            try:
                date(self.nam or 2000, self.thang, self.ngay)
            except ValueError:
                raise PydanticCustomError(
                    "ngay_khong_co",
                    "no such day: {ngay}/{thang}/{nam}",
                    {"ngay": self.ngay, "thang": self.thang, "nam": self.nam or "…"},
                ) from None
        return self

    @model_serializer
    def _plain(self) -> Any:
        # Whole dates are written the way people type them; partial ones by their parts.
        if self.ngay and self.thang and self.nam:
            return f"{self.nam:04d}-{self.thang:02d}-{self.ngay:02d}"
        return {k: v for k, v in self.__dict__.items() if v is not None}

    @property
    def du(self) -> bool:
        """Whether day, month and year are all known."""
        return None not in (self.ngay, self.thang, self.nam)
