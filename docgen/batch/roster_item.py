"""One row of a roster or one file of a folder: what is typed there as an `Item`, or a `BadRow`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.batch.bodies import full_name, kind, level_of
from docgen.batch.item import BadRow, Item
from docgen.batch.roster_asked import Asked
from docgen.findings import ERROR, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import ChiTieu, HoSoDonVi
from docgen.read.own_values import Given, OwnData, build, validated

_KEPT = ("viet_tat", "cap", "dong", "chu_quan")
"""Keys of a unit profile that are of `co_quan` in a document."""
_FOR_NAMES = ("tinh", "cap_tren")
"""Keys of a unit profile that no document holds, but names of files and comparisons use."""
PROFILE_KEYS = (*_KEPT, *_FOR_NAMES, "ten", "dia_danh", "noi_nhan", "luu", "nguoi_ky")
"""Keys of a unit profile that a roster uses; the others are left aside."""
_TARGET_PARTS = ("gia_tri", "tren", "don_vi", "ten")


@dataclass(slots=True)
class Raw:
    """What is typed of one unit, before it is known to be right."""

    number: int
    name: str
    where: Where
    """Place of the name."""
    file: str
    profile: dict[str, Any] = field(default_factory=dict)
    """Keys of `HoSoDonVi`."""
    places: dict[str, Where] = field(default_factory=dict)
    """Place of each key of the profile."""
    given: Given = field(default_factory=dict)
    """Values by data path with their places: figures, variables, keys of the document."""
    receiver: bool = False
    """Whether the name is that of the receiver of a letter: the issuer stays the base's."""
    asked: tuple[str, ...] = ()
    """Names of targets that the roster asks of every unit: without a figure they are open."""
    findings: list[Finding] = field(default_factory=list)


def read_item(raw: Raw, asked: Asked) -> tuple[Item | BadRow, list[Finding]]:
    """The item of a row and what is to be said of it; a row with an error is a `BadRow`, which
    carries its findings itself."""
    found = list(raw.findings)
    profile = None
    if raw.name:
        profile = validated(HoSoDonVi, {**raw.profile, "ten": raw.name}, raw.file,
                            {"": raw.where, **raw.places}, found)  # fmt: skip
    own = None
    try:
        own = build(raw.given, found, raw.file)
        found = list(own.findings)
    except InputError as error:
        found = list(error.findings)
    found = list(dict.fromkeys(found))
    if own is None or profile is None or any(f.severity == ERROR for f in found):
        return BadRow(raw.number, raw.name, tuple(found)), []
    own_values = _of_own(own, raw.asked)
    item, doubts = item_of_profile(profile, raw.number, asked, raw.where, raw.receiver)
    return replace(item, values={**item.values, **own_values}), found + doubts


def item_of_profile(
    profile: HoSoDonVi, number: int, asked: Asked, where: Where | None = None,
    receiver: bool = False,
) -> tuple[Item, list[Finding]]:  # fmt: skip
    """The item of a unit profile with its warnings; `where`: place of its name.

    receiver: the unit is who the document is sent to, so the issuer stays the base's.
    """
    where = where or Where()
    level = profile.cap or level_of(profile.ten)
    values = _of_profile(profile, asked)
    if level:
        values["co_quan.cap"] = level
    if receiver:
        values = {p: v for p, v in values.items() if not p.startswith(("co_quan.", "chu_ky."))}
    doubts = _doubts(profile, level, asked, where, receiver)
    return Item(number, profile.ten, values, level, where), doubts


def _of_profile(profile: HoSoDonVi, asked: Asked) -> dict[str, Any]:
    """Values of a document that follow from a unit profile; what it does not say is absent."""
    values: dict[str, Any] = {
        "co_quan.ten": full_name(profile.ten, asked.base.co_quan[0].ten),
    }
    values |= {f"co_quan.{name}": value for name in _KEPT if (value := getattr(profile, name))}
    values |= {
        name: value
        for name in (*_FOR_NAMES, "dia_danh", "noi_nhan", "luu")
        if (value := getattr(profile, name))
    }
    if profile.nguoi_ky:
        first = profile.nguoi_ky[0]
        values |= {"chu_ky.chuc_vu": first.chuc_vu, "chu_ky.ho_ten": first.ho_ten}
    return values


def _of_own(own: OwnData, asked: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = dict(own.khac)
    values |= {f"bien.{name}": text for name, text in own.bien.items()}
    for name in dict.fromkeys((*own.chi_tieu, *asked)):
        target = own.chi_tieu.get(name) or ChiTieu()
        # Without a figure of the unit's own the place is open: None, never the base's figure.
        values |= {
            f"chi_tieu.{name}.{part}": value
            for part in _TARGET_PARTS
            if (value := getattr(target, part)) is not None or part == "gia_tri"
        }
    return values


def _doubts(
    profile: HoSoDonVi, level: str, asked: Asked, where: Where, receiver: bool
) -> list[Finding]:
    issuer = asked.base.co_quan[0].ten
    name = full_name(profile.ten, issuer)
    found = []
    if kind(issuer) and not kind(name) and not receiver:
        found.append(
            Finding(
                "BC57",
                _("Tên “{name}” chưa đủ để in làm tên cơ quan ban hành.").format(name=profile.ten),
                WARNING,
                _("Ghi tên đầy đủ, ví dụ: Ủy ban nhân dân xã Điềm He."),
                where,
            )
        )
    if not level and asked.audiences:
        found.append(
            Finding(
                "BC58",
                _("Không biết “{name}” thuộc cấp nào; văn bản giữ mọi phần.").format(
                    name=profile.ten
                ),
                WARNING,
                _("Ghi cấp vào cột `cap`: tinh, huyen, xa hoặc don_vi."),
                where,
            )
        )
    return found


def plain_path(path: str) -> str:
    """A data path as `Raw.given` has it: that of a signer of a profile is one of the document."""
    return re.sub(r"^(?:ky|nguoi_ky)(?=[.\[])", "chu_ky", path)
