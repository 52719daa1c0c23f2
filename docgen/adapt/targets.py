"""Targets: the figures of the level above become gaps, the unit's own figures fill them."""

from __future__ import annotations

from docgen.adapt.changes import Change, mark
from docgen.adapt.record import Recorder
from docgen.adapt.situation import OwnFigures
from docgen.findings import WARNING, Finding, Where
from docgen.lang import _
from docgen.model import ChiTieu, SoCapTren, VanBan
from docgen.viet.so import viet_so

ASK = "Chỉ tiêu của cấp trên ({ten}); đơn vị mình là bao nhiêu?"
FILL = "Điền chi_tieu.{name} trong tệp số liệu của đơn vị (--data) hoặc trong tệp này."


def adapt_targets(
    source: VanBan, own: OwnFigures, record: Recorder
) -> tuple[dict[str, ChiTieu], list[Finding]]:
    """Targets of the own document, and what is said of figures that fit none of the source."""
    made: dict[str, ChiTieu] = {}
    for name, target in source.chi_tieu.items():
        path = f"chi_tieu.{name}"
        given = figure(target)
        mine = own.chi_tieu.get(name)
        if mine is not None and mine.gia_tri is not None:
            reason = f"Số liệu của đơn vị: {own.tep}"
            record.replaced(path, path, given, figure(mine), "so_lieu_don_vi", reason)
            update = {
                "gia_tri": mine.gia_tri,
                "tren": mine.tren,
                "don_vi": mine.don_vi or target.don_vi,
            }
            made[name] = target.model_copy(update=update)
            continue
        question = ASK.format(ten=target.ten or name)
        whole = Change(
            0, len(given), "hoi", "so_lieu", mark(f"cấp trên: {given}"), question,
            FILL.format(name=name),
        )  # fmt: skip
        record.changed(path, path, given, [whole] if given else [])
        above = SoCapTren(gia_tri=target.gia_tri, tren=target.tren)
        gap = {"gia_tri": None, "tren": None, "cap_tren": above if given else None}
        made[name] = target.model_copy(update=gap)
    unknown = [name for name in own.chi_tieu if name not in source.chi_tieu]
    return made, [_unused(name, own) for name in unknown]


def figure(target: ChiTieu) -> str:
    """A target as text: 115/181; "" when it is open."""
    if target.gia_tri is None:
        return ""
    whole = "" if target.tren is None else f"/{viet_so(target.tren)}"
    return viet_so(target.gia_tri) + whole


def _unused(name: str, own: OwnFigures) -> Finding:
    return Finding(
        "CD03",
        _("Văn bản của cấp trên không có chỉ tiêu “{name}”; số liệu này không được dùng.").format(
            name=name
        ),
        WARNING,
        _("Kiểm tra tên chỉ tiêu, hoặc viết {{{{ chi_tieu.{name} }}}} vào chỗ cần.").format(
            name=name
        ),
        Where(file=own.tep, path=f"chi_tieu.{name}"),
    )
