"""One row of a roster or one file of a folder: what is typed there as an `Item`, or a `BadRow`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from docgen.batch.bodies import full_name, head_of, is_party, kind, level_of
from docgen.batch.item import BadRow, Item
from docgen.batch.roster_asked import Asked
from docgen.findings import ERROR, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import ChiTieu, HoSoDonVi
from docgen.read.own_values import Given, OwnData, build, items, validated
from docgen.read.rows_titles import plain
from docgen.viet.ngay import ngay_ngan
from docgen.viet.so import viet_so

_KEPT = ("viet_tat", "cap", "dong", "chu_quan")
"""Keys of a unit profile that are of `co_quan` in a document."""
_FOR_NAMES = ("tinh", "cap_tren")
"""Keys of a unit profile that no document holds, but names of files and comparisons use."""
PROFILE_KEYS = (*_KEPT, *_FOR_NAMES, "ten", "dia_danh", "noi_nhan", "luu", "nguoi_ky")
"""Keys of a unit profile that a roster uses; the others are left aside."""
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
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
    post: str = ""
    """Post of the signer, where the title over his name says it: "Chủ tịch"."""
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
    _post(raw, asked)
    try:
        own = build(raw.given, found, raw.file)
        found = list(own.findings)
    except InputError as error:
        found = list(error.findings)
    found = list(dict.fromkeys(found))
    if own is None or profile is None or any(f.severity == ERROR for f in found):
        return BadRow(raw.number, raw.name, tuple(found)), []
    found += _units(own, raw, asked) + _days(raw, asked)
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
    said = _level(profile.ten, receiver)
    level = profile.cap or said
    values = _of_profile(profile, asked)
    if level:
        values["co_quan.cap"] = level
    if receiver:
        issuers = ("co_quan.", "chu_ky.", "dia_danh")
        values = {p: v for p, v in values.items() if not p.startswith(issuers)}
    doubts = _doubts(profile, level, asked, where, receiver)
    if profile.cap and said and said != profile.cap and asked.audiences:
        doubts.append(
            Finding(
                "BC58",
                _("“{name}” ghi cấp `{level}`, theo tên thì là `{said}`; dùng cấp đã ghi.").format(
                    name=profile.ten, level=profile.cap, said=said
                ),
                WARNING,
                _("Sở, ban, phòng, trường là don_vi; xã, phường, đặc khu là xa."),
                where,
            )
        )
    return Item(number, profile.ten, values, level, where), doubts


def _post(raw: Raw, asked: Asked) -> None:
    """The post that the title of the signers' names says, for bodies whose head has it."""
    name, post = raw.given.get("chu_ky.ho_ten"), "chu_ky.chuc_vu"
    if not raw.post or not name or post in raw.given:
        return
    if head_of(full_name(raw.name, asked.base.co_quan[0].ten)) == raw.post:
        raw.given[post] = raw.post, name[1]


def _units(own: OwnData, raw: Raw, asked: Asked) -> list[Finding]:
    """Figures typed with a unit of measure that is not the document's; the same unit in short
    stays the document's. A share typed as 0.055 is doubted."""
    found = []
    for name, target in own.chi_tieu.items():
        before = asked.base.chi_tieu.get(name)
        usual = before.don_vi if before else None
        path = f"chi_tieu.{name}"
        if not usual or before is None or f"{path}.don_vi" in raw.given:
            continue
        where = own.noi.get(path, raw.where)
        typed = target.don_vi
        if typed and not _short_for(typed, usual):
            found.append(
                Finding(
                    "BC22",
                    _("Ô ghi đơn vị “{typed}”, văn bản tính bằng “{usual}”.").format(
                        typed=typed, usual=usual
                    ),
                    WARNING,
                    _("Đổi con số sang đơn vị của văn bản."),
                    where,
                )
            )
        else:
            own.chi_tieu[name] = target.model_copy(update={"don_vi": None})
        value = raw.given.get(path, raw.given.get(f"{path}.gia_tri", (None,)))[0]
        if usual == "%" and isinstance(value, Decimal) and 0 < abs(value) < 1:
            found.append(
                Finding(
                    "BC22",
                    _("{value} được đọc là {value}%; có phải {percent}% không?").format(
                        value=viet_so(value), percent=viet_so(value * 100)
                    ),
                    WARNING,
                    _("Đúng thì thôi; là tỷ lệ của Excel thì gõ cả dấu %, ví dụ 5,5%."),
                    where,
                )
            )
    return found


def _days(raw: Raw, asked: Asked) -> list[Finding]:
    """Whole numbers where the document has a date: days as Excel counts them."""
    found = []
    for path, (value, where) in raw.given.items():
        usual = asked.base.bien.get(path.removeprefix("bien."), "")
        if type(value) is int and 36_526 <= value <= 73_050 and _DAY.fullmatch(usual):
            day = date(1899, 12, 30) + timedelta(value)
            found.append(
                Finding(
                    "BC22",
                    _("{value} là một số; có phải ngày {day} không?").format(
                        value=value, day=ngay_ngan(day.day, day.month, day.year)
                    ),
                    WARNING,
                    _("Là ngày thì đổi định dạng ô sang ngày/tháng/năm."),
                    where,
                )
            )
    return found


def _short_for(typed: str, usual: str) -> bool:
    """Whether a unit of measure is the usual one or its beginning: triệu đồng for triệu
    đồng/người/năm."""
    if "%" in (typed, usual):
        return typed == usual
    return (plain(usual) + " ").startswith(plain(typed) + " ")


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


def _level(name: str, receiver: bool) -> str:
    """The level that a name says; of several receivers the one they have in common."""
    levels = {level_of(one) for one in items(name)} if receiver else {level_of(name)}
    return levels.pop() if len(levels) == 1 else ""


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
    if is_party(name) and not receiver:
        found.append(
            Finding(
                "BC57",
                _("“{name}” là tổ chức của Đảng: văn bản của Đảng không theo Nghị định 30.").format(
                    name=profile.ten
                ),
                WARNING,
                _("Chỉ gửi đến thì ghi vào cột “Kính gửi” (`kinh_gui`)."),
                where,
            )
        )
    elif kind(issuer) and not kind(name) and not receiver:
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
