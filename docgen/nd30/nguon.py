"""Where a value comes from: the clause of the decree, and how binding it is."""

from enum import StrEnum
from typing import NamedTuple


class MucDo(StrEnum):
    """How binding a value is."""

    BAT_BUOC = "bắt buộc"
    """Prescribed by the decree."""
    THONG_LE = "thông lệ"
    """Not prescribed; what offices and the decree's sample forms do."""
    LUA_CHON = "lựa chọn"
    """Left open by the decree; our choice within its bounds."""


class Nguon(NamedTuple):
    """Source of one value: a clause of Nghị định 30/2020/NĐ-CP and its binding force."""

    dieu_khoan: str
    muc_do: MucDo = MucDo.BAT_BUOC


def bat_buoc(dieu_khoan: str) -> Nguon:
    """A value the decree prescribes in `dieu_khoan`."""
    return Nguon(dieu_khoan)


def thong_le(dieu_khoan: str = "Phụ lục III (mẫu trình bày)") -> Nguon:
    """A customary value; `dieu_khoan` names the sample form it is taken from."""
    return Nguon(dieu_khoan, MucDo.THONG_LE)


def lua_chon(dieu_khoan: str = "Nghị định không quy định") -> Nguon:
    """Our own choice where the decree is silent or gives a range."""
    return Nguon(dieu_khoan, MucDo.LUA_CHON)
