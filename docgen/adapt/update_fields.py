"""Three-way merge of targets, and of keys of which the trace says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.adapt.merge import DOI
from docgen.adapt.targets import figure
from docgen.adapt.update_items import LISTS, Base
from docgen.model import ChiTieu, KemTheo, Ngay, SoCapTren, VanBan

_MERGED = frozenset((*LISTS, "trich_yeu", "ten_loai", "luu", "chu_ky", "kem_theo", "bien",
                     "chi_tieu", "nguon_goc"))  # fmt: skip
Told = tuple[str, str, str]
"""Place, and two texts."""


def untold(own: Any, fresh: Any, default: Any = None) -> Any:
    """A value of which nobody knows who changed it: the unit's, unless it says nothing."""
    return fresh if own == default or own in (None, [], False) else own


def untold_parts(
    own: VanBan | KemTheo, fresh: VanBan | KemTheo, quiet: bool, lead: str, kept: list[Told]
) -> dict[str, Any]:
    """Keys of a document or attachment that the trace does not hold (number, date, layout …).

    What is filled in stays; `quiet`: nothing changed above, so everything stays.
    """
    out: dict[str, Any] = {}
    for name, field in type(own).model_fields.items():
        mine, now = getattr(own, name), getattr(fresh, name)
        if name in _MERGED or mine == now or quiet:
            continue
        if isinstance(mine, Ngay) and isinstance(now, Ngay):
            value: Any = now if _within(mine, now) else mine
        else:
            value = untold(mine, now, field.get_default(call_default_factory=True))
        if value is now:
            out[name] = value
        else:
            kept.append((lead + name, _shown(now), _shown(mine)))
    return out


def _within(mine: Ngay, now: Ngay) -> bool:
    """Whether a date says nothing that the other does not say."""
    parts = ((getattr(mine, n), getattr(now, n)) for n in ("ngay", "thang", "nam"))
    return all(a is None or a == b for a, b in parts)


def _shown(value: Any) -> str:
    if isinstance(value, Ngay):
        return "/".join(str(p) for p in (value.ngay, value.thang, value.nam) if p is not None)
    if isinstance(value, list):
        return "; ".join(_shown(v) for v in value)
    if hasattr(value, "model_dump_json"):
        return str(value.model_dump_json(exclude_defaults=True))
    return "" if value is None else str(value)


class Figures:
    """Targets of the three documents as one; what the unit filled in stays."""

    def __init__(self, base: Base, given: Base, quiet: bool) -> None:
        self._base, self._given, self._quiet = base, given, quiet
        self.news: list[Told] = []
        self.kept: list[Told] = []
        self.conflicts: list[tuple[str, str, str, str, str]] = []
        self.places: dict[str, tuple[str, str]] = {}

    def merge(
        self, own: Mapping[str, ChiTieu], fresh: Mapping[str, ChiTieu], used: str
    ) -> dict[str, ChiTieu]:
        """Targets of the merged document; `used`: its texts, whose variables must have values."""
        out: dict[str, ChiTieu] = {}
        for name in {**own, **fresh}:
            path = f"chi_tieu.{name}"
            mine, now = own.get(name), fresh.get(name)
            known = path in self._base.texts or path in self._base.above
            if mine is not None and now is not None:
                out[name] = self._both(path, mine, now)
            elif mine is not None:
                if self._stays(path, mine, known, f"chi_tieu.{name}" in used):
                    out[name] = mine
            elif now is not None and self._comes(path, now, known, f"chi_tieu.{name}" in used):
                out[name] = now
                self.places[path] = path, self._given.texts.get(path, "")
        return out

    def _above(self, base: Base, path: str) -> str:
        return base.above.get(path, "")

    def _stays(self, path: str, mine: ChiTieu, known: bool, used: bool) -> bool:
        """Whether a target that the amended plan has no more stays."""
        old, filled = self._above(self._base, path), figure(mine)
        if not known:
            self.kept.append((path, "", filled))
        elif filled and filled != _closed(self._base.texts[path]):
            self.conflicts.append((path, filled, old, "", "cấp trên đã bỏ chỉ tiêu này"))
        else:
            self.news.append((path, old, ""))
            return used
        return True

    def _comes(self, path: str, now: ChiTieu, known: bool, used: bool) -> bool:
        """Whether a target that the unit's document has not comes in."""
        old, new = self._above(self._base, path), self._above(self._given, path)
        if not known:
            self.news.append((path, "", new or figure(now)))
            return True
        if old != new:
            note = f"đơn vị đã bỏ chỉ tiêu này; {DOI.format(cu=old, moi=new)}"
            self.conflicts.append((path, "", old, new, note))
        else:
            self.kept.append((path, new, ""))
        return used

    def _both(self, path: str, mine: ChiTieu, now: ChiTieu) -> ChiTieu:
        before = _closed(self._base.texts.get(path, ""))
        old, new = self._above(self._base, path), self._above(self._given, path)
        filled, given = figure(mine), figure(now)
        changed = old != new
        change: dict[str, Any] = {}
        if filled in (before, given) and filled != given:
            change = {"gia_tri": now.gia_tri, "tren": now.tren, "cap_tren": now.cap_tren}
            self.news.append((path, before or old, given or new))
        elif filled == given:
            change = {"cap_tren": now.cap_tren} if changed else {}
            if changed:
                self.news.append((path, old, new))
        else:
            if changed:
                change = {"cap_tren": now.cap_tren or _upper(mine, now)}
                note = DOI.format(cu=old, moi=new)
                self.conflicts.append((path, filled, old, new, note))
            elif given not in (before, ""):
                note = f"số liệu của đơn vị trong tệp --data: {given}"
                self.conflicts.append((path, filled, before, given, note))
            else:
                self.kept.append((path, given or new, filled))
        if not self._quiet:
            for key in ("don_vi", "ten"):
                change[key] = untold(getattr(mine, key), getattr(now, key))
        text = filled if "gia_tri" not in change else self._given.texts.get(path, "")
        self.places[path] = path, text if filled != given else self._given.texts.get(path, filled)
        return mine.model_copy(update=change) if change else mine


def _upper(mine: ChiTieu, now: ChiTieu) -> SoCapTren | None:
    """With figures of the unit on both sides there is no gap to show the upper one in."""
    return mine.cap_tren if now.gia_tri is not None else None


def _closed(text: str) -> str:
    """A figure that docgen gave; "" where it gave a gap."""
    return "" if text.startswith("[[") else text
