"""What an update did: what came in, what stays, what both sides changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.adapt.places import Places
from docgen.findings import HINT, WARNING, Finding, Where
from docgen.lang import _
from docgen.model import VanBan


@dataclass(frozen=True, slots=True)
class News:
    """Something that changed above and was taken over."""

    place: str
    """Data path in the merged document; of what was taken out: in the unit's as it was."""
    before: str
    """What docgen gave before; "" for what is new."""
    after: str
    """What it gives now; "" for what was taken out."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that the unit had decided and that stays."""

    place: str
    """Data path in the merged document; of what the unit took out: of its list."""
    given: str
    """What docgen gives; "" for what the unit added."""
    own: str
    """The unit's words; "" for what it took out."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that the unit and the level above both changed."""

    place: str
    """Data path in the merged document."""
    own: str
    """The unit's words; "" where it had taken them out."""
    old: str
    """What docgen gave before."""
    new: str
    """What it gives now; "" where it is no more."""
    note: str
    """What happened, as the mark in the document says it."""


@dataclass(slots=True)
class Updated:
    """The merged document, its trace that of the new plan, and what happened."""

    van_ban: VanBan
    news: list[News] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """A warning for each conflict (CD14), a hint for each thing taken over (CD15)."""
        places = Places(self.van_ban)
        out = []
        for one in self.conflicts:
            message = _("{noi}: cả đơn vị và cấp trên đều đã sửa: {viec}.").format(
                noi=places.words(one.place), viec=one.note.rstrip(" .;")
            )
            hint = _("Lời của đơn vị được giữ; chọn một bên rồi bỏ chỗ đánh dấu trong văn bản.")
            out.append(Finding("CD14", message, WARNING, hint, Where(path=one.place)))
        for new in self.news:
            if not new.after:
                message = _("Đã bỏ theo bản sửa đổi của cấp trên: “{truoc}”.").format(
                    truoc=new.before
                )
                out.append(Finding("CD15", message, HINT))
                continue
            message = _("{noi}: lấy theo bản sửa đổi của cấp trên.").format(
                noi=places.words(new.place)
            )
            hint = (
                _("Trước: “{truoc}”; nay: “{nay}”.").format(truoc=new.before, nay=new.after)
                if new.before
                else _("Mới: “{nay}”.").format(nay=new.after)
            )
            out.append(Finding("CD15", message, HINT, hint, Where(path=new.place)))
        return out
