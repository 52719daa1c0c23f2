"""Mapping tables (bảng chuyển): what words of the level above become in a lower unit's document."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.model.chung import Before, Chu, Phan, one_per_item
from docgen.model.khoi import DonViCap
from docgen.model.ngay import Ngay

VIEC = ("thanh", "giu", "hoi", "bo", "bo_khoi", "hoi_khoi")
"""What an entry may do; exactly one of them."""


class MucChuyen(Phan):
    """One entry: words, and what becomes of them."""

    ma: Chu = Field(pattern="^[a-z0-9_]+$")
    """Name of the entry, once in the table."""
    tu: Annotated[list[Chu], Before(one_per_item)] = Field(min_length=1)
    """The words, as in the middle of a sentence; […] is optional, {ubnd} any form of a word."""
    thanh: Chu | None = None
    """Replace them by this."""
    giu: Chu | None = None
    """They stay what they are; the reason."""
    hoi: Chu | None = None
    """They are marked for a person to decide; the question."""
    bo: Chu | None = None
    """A member of an enumeration that is taken out; the reason."""
    bo_khoi: Chu | None = None
    """A block that begins with them is dropped with all under it; the reason."""
    hoi_khoi: Chu | None = None
    """A block that begins with them is kept, they are marked; the question is about all of it."""
    ly_do: Chu | None = None
    """Reason of a replacement; absent: that of the table."""
    goi_y: Chu | None = None
    """Suggestion to go with a question."""
    chuc_nang: Annotated[list[Chu], Before(one_per_item)] = []
    """Functions: the unit's department that holds one of them stands instead of `thanh`."""
    truoc: Chu | None = None
    """Regular expression for what stands directly before, within the sentence."""
    sau: Chu | None = None
    """Regular expression for what stands directly behind, within the sentence."""
    dau_khoi: bool = False
    """Only at the beginning of a block."""
    tu_ngay: Ngay | None = None
    """First day on which the entry holds."""
    den_ngay: Ngay | None = None
    """Last day on which the entry holds."""

    @model_validator(mode="after")
    def _one_action(self) -> Self:
        given = [v for v in VIEC if getattr(self, v) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "muc_mot_viec",
                "{ma}: exactly one of thanh, giu, hoi, bo, bo_khoi, hoi_khoi",
                {"ma": self.ma},
            )
        return self


class BangChuyen(Phan):
    """A mapping table for one pair of levels and a period."""

    ma: Chu = Field(pattern="^[a-z0-9_]+$")
    """Name of the table, first part of its rules."""
    ten: Chu
    """What it is for, in words."""
    tu_cap: DonViCap | None = None
    """Level of the document that is handed down; absent: any."""
    den_cap: DonViCap | None = None
    """Level of the unit that takes over; absent: any."""
    hieu_luc_tu: Ngay | None = None
    """First day on which the table holds."""
    hieu_luc_den: Ngay | None = None
    """Last day on which the table holds."""
    nguon: Chu | None = None
    """Where its facts come from."""
    muc: list[MucChuyen] = []
    """The entries."""
    con_sot: Annotated[list[Chu], Before(one_per_item)] = []
    """Words that must not stay unmarked where no entry took them."""
