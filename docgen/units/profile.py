"""The profile (hồ sơ đơn vị) of a unit's People's Committee, as far as the tables know it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from docgen.units.find import in_sentence
from docgen.units.tables import TINH, AdminUnit, split_name

if TYPE_CHECKING:
    from docgen.model.co_quan import HoSoDonVi

_UBND = "Ủy ban nhân dân "


def profile_of(unit: AdminUnit) -> HoSoDonVi:
    """The unit's People's Committee: name, level, place, province, the body above, first and last
    day. No signer, department or recipient: the tables know none, the unit fills them in.

    The place (địa danh) is the name without its type, with it where the name is a number or Hồ
    Chí Minh (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục II.4); other units named after
    persons or events cannot be told by the table, `ghi_chu` says so.
    """
    from docgen.model.co_quan import HoSoDonVi

    own = unit.ten_rieng
    above = "Chính phủ" if unit.cap == TINH else _UBND + in_sentence(unit.huyen or unit.tinh)
    return HoSoDonVi.model_validate(
        {
            "ten": _UBND + in_sentence(unit.ten),
            "viet_tat": "UBND",
            "cap": unit.cap,
            "dia_danh": unit.ten if in_sentence(unit.ten) == unit.ten else own,
            "tinh": split_name(unit.tinh)[1],
            "cap_tren": above,
            "hieu_luc_tu": _day(unit.tu),
            "hieu_luc_den": _day(unit.den),
            "ghi_chu": (
                f"Theo danh mục đơn vị hành chính, mã số {unit.ma}; người ký, các phòng, nơi nhận "
                "để đơn vị tự điền. Đơn vị đặt theo tên người hoặc sự kiện lịch sử thì địa danh "
                "ghi cả loại đơn vị."
            ),
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
