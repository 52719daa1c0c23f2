"""The base document made one unit's own: the row's values put in, the parts for others dropped.

What a value that the row does not give (an empty cell, or no column at all) becomes:

* the base's, where it may be common to all: date, subject, grounds, recipients, filing, variables;
* a visible gap, where it is another unit's and the unit of the row is not the base's own: number,
  place, name of the signer; the abbreviation, the signer's post and authority too unless both are
  bodies of one kind (two people's committees), and a code that was typed;
* for a target that the roster asks of each unit (it has a column), a gap: never the base's figure.
  A total that the row does not give is not taken from the base either: 7 of the unit's communes
  are not 7 of the province's 181. Unit of measure and name of a target stay the base's. A target
  without a column is common to all (`roster` says so, BC59). The row of the base's own unit keeps
  the base's figures where it gives none.

Where the names are those of receivers (column `kinh_gui`, none of units) the issuer stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docgen.batch.bodies import kind, same_body
from docgen.batch.item import Item
from docgen.batch.roster_asked import Asked
from docgen.batch.roster_table import unknown_value
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.model import ChiTieu, ChuKy, CoQuan, VanBan, VienDan
from docgen.model.doi_tuong import for_audience
from docgen.read.own_values import KEYS
from docgen.write.layout.head import OPEN_KIND, cited_code, open_name

_SIGNER = re.compile(r"chu_ky(?:\[(\d+)\])?\.(\w+)")
_DEPUTY = "PHÓ "


def document_for(base: VanBan, item: Item) -> VanBan:
    """The document of one unit. Raises InputError with the row's problems only.

    Values are those of `Item`: texts, `Ngay`, lists, figures as Decimal, None for a figure that is
    open. The base is not changed.
    """
    values = item.values
    problems = _unknown(base, item)
    if problems:
        raise InputError(problems)
    body = _body(base, values)
    # "co_quan.ten" as typed may differ in spelling only.
    other = not same_body(body.ten, base.co_quan[0].ten)
    update: dict[str, Any] = {path: values[path] for path in KEYS if path in values}
    update["co_quan"] = [body, *base.co_quan[1:]]
    update["nguon_goc"] = None  # the trace is that of the base's texts
    update["chi_tieu"] = _targets(base, values, other or "co_quan.ten" not in values)
    own = {p.removeprefix("bien."): v for p, v in values.items() if p.startswith("bien.")}
    update["bien"] = {**base.bien, **own}
    update["chu_ky"] = _signers(base, values, other)
    if other:
        update |= _of_the_base_only(base, body, values)
        update["kem_theo_van_ban"] = _main_document(base)
    made = base.model_copy(update=update)
    if item.level:
        made = for_audience(made, item.level)
        if (base.noi_dung or base.kem_theo) and not (made.noi_dung or made.kem_theo):
            raise InputError(
                Finding(
                    "BC60",
                    _("Văn bản không có phần nào dành cho “{name}” (cấp `{level}`).").format(
                        name=item.name, level=item.level
                    ),
                    hint=_("Kiểm tra cấp của đơn vị và `doi_tuong` trong tệp dữ liệu."),
                    where=item.where,
                )
            )
    return made


def _main_document(base: VanBan) -> VienDan | None:
    """The document that an outline goes with: whoever fills it in, it is the base's issuer's."""
    main = base.kem_theo_van_ban
    issuer = base.co_quan[0].ten
    if open_name(issuer):
        return main
    if main is None and base.loai == "de_cuong":
        return VienDan(loai=OPEN_KIND, co_quan=issuer)
    if main is None or main.co_quan is not None:
        return main
    code = cited_code(main, base).removeprefix("/")
    update = {"co_quan": issuer, "ky_hieu": code if code.strip() else None}
    return main.model_copy(update=update)


def _unknown(base: VanBan, item: Item) -> list[Finding]:
    """Values that this base has no place for: the roster was read for another one."""
    own = (p.split(".") for p in item.values if p.startswith(("chi_tieu.", "bien.")))
    strange = [p for p in dict.fromkeys(".".join(x[:2]) for x in own) if not _holds(base, p)]
    if not strange:
        return []
    asked = _asked(base)
    return [unknown_value(p, item.where, asked) for p in strange if not asked.knows(p)]


_last: list[Asked] = []
"""What the base asks, kept for its next unit."""


def _asked(base: VanBan) -> Asked:
    if not _last or _last[0].base is not base:
        _last[:] = [Asked(base)]
    return _last[0]


def _holds(base: VanBan, path: str) -> bool:
    root, _dot, name = path.partition(".")
    return name in (base.chi_tieu if root == "chi_tieu" else base.bien)


def _body(base: VanBan, values: Mapping[str, Any]) -> CoQuan:
    """The issuing body: the row's, with what it may share with the base's."""
    mine = base.co_quan[0]
    name = values.get("co_quan.ten", mine.ten)
    same = same_body(name, mine.ten)
    alike = same or (bool(kind(name)) and kind(name) == kind(mine.ten))
    place = values.get("dia_danh")
    return CoQuan.model_construct(
        ten=name,
        chu_quan=values.get("co_quan.chu_quan", mine.chu_quan if alike else None),
        viet_tat=values.get("co_quan.viet_tat", mine.viet_tat if alike else None),
        cap=values.get("co_quan.cap", mine.cap if same else None),
        dong=values.get("co_quan.dong", mine.dong if same else []),
        dia_danh=place or (mine.dia_danh if same else None),
    )


def _of_the_base_only(base: VanBan, body: CoQuan, values: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of the base that are no other unit's: open, unless the row gives them."""
    mine = base.co_quan[0]
    gone = ["so", "dia_danh", "don_vi_soan", "tham_quyen"]
    gone += ["ky_hieu"] if body.viet_tat != mine.viet_tat else []
    update: dict[str, Any] = {path: None for path in gone if path not in values}
    attached = []
    for one in base.kem_theo:
        bodies = [body if same_body(b.ten, mine.ten) else b for b in one.co_quan]
        attached.append(one.model_copy(update={"co_quan": bodies}) if bodies else one)
    return update | {"kem_theo": attached}


def _targets(base: VanBan, values: Mapping[str, Any], other: bool) -> dict[str, ChiTieu]:
    """Targets with the row's figures; `other`: the base's figures are not the row's unit's."""
    made = dict(base.chi_tieu)
    parts: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        if path.startswith("chi_tieu."):
            _root, name, part = path.split(".")
            parts.setdefault(name, {})[part] = value
    for name, given in parts.items():
        before = made.get(name, ChiTieu())
        empty = given.get("gia_tri") is None and given.get("tren") is None
        if not other and empty:
            given = {k: v for k, v in given.items() if v is not None}
        else:
            given = {"gia_tri": None, "tren": None, **given}
        made[name] = before.model_copy(update=given)
    return made


def _signers(base: VanBan, values: Mapping[str, Any], other: bool) -> list[ChuKy]:
    """Signature blocks: the row's; of another body's block only what both bodies have in common."""
    given: dict[int, dict[str, Any]] = {}
    for path, value in values.items():
        if m := _SIGNER.fullmatch(path):
            given.setdefault(int(m[1] or 0), {})[m[2]] = value
    signers = list(base.chu_ky)
    if other:
        name = values.get("co_quan.ten", base.co_quan[0].ten)
        alike = bool(kind(name)) and kind(name) == kind(base.co_quan[0].ten)
        joint = len(base.co_quan) > 1
        signers = [
            s if joint and place else _open_signer(s, alike) for place, s in enumerate(signers)
        ]
    for place in sorted(given):
        while len(signers) <= place:
            signers.append(ChuKy())
        signers[place] = _signed(signers[place], given[place])
    return signers


def _open_signer(signer: ChuKy, alike: bool) -> ChuKy:
    """The block of another unit's signer without what is his own."""
    if not alike:
        return ChuKy()
    # KT., TL., TUQ. tell who stood in on that day.
    lines = [line for line in signer.quyen_han if line.upper().startswith("TM")]
    personal = len(lines) != len(signer.quyen_han)
    return ChuKy(quyen_han=lines, chuc_vu=None if personal else signer.chuc_vu)


def _signed(signer: ChuKy, given: Mapping[str, Any]) -> ChuKy:
    update = dict(given)
    if post := given.get("chuc_vu"):
        update["chuc_vu"] = post = post.upper()
        if "quyen_han" not in given:
            lines = [x for x in signer.quyen_han if not x.upper().startswith("KT")]
            head = [f"KT. {post.removeprefix(_DEPUTY)}"] if post.startswith(_DEPUTY) else []
            update["quyen_han"] = lines + head
    if "quyen_han" in given:
        update["quyen_han"] = [line.upper() for line in given["quyen_han"]]
    return signer.model_copy(update=update)
