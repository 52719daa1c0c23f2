"""Authority prefixes of the signature block (Phụ lục I, Phần I, Mục II.7.b; Điều 13)."""

from typing import NamedTuple

from docgen.nd30.nguon import Nguon, bat_buoc


class QuyenHan(NamedTuple):
    """One prefix: its letters, its meaning and what it is written before."""

    ky_hieu: str
    ten: str
    dung_truoc: str
    """"tap_the": a collective or an office; "dung_dau": the post of the head."""
    nguon: Nguon = bat_buoc("Phụ lục I, Phần I, Mục II.7.b")


QUYEN_HAN: dict[str, QuyenHan] = {
    q.ky_hieu: q
    for q in (
        QuyenHan("TM.", "ký thay mặt tập thể", "tap_the"),
        QuyenHan("Q.", "được giao quyền cấp trưởng", "dung_dau"),
        QuyenHan("KT.", "ký thay người đứng đầu", "dung_dau"),
        QuyenHan("TL.", "ký thừa lệnh", "dung_dau"),
        QuyenHan("TUQ.", "ký thừa ủy quyền", "dung_dau"),
    )
}
"""Prefixes by their letters; each is followed by one space."""
