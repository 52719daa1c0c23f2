"""The roster of a batch: a table or a folder of units, each row typed and judged by itself.

A column or key is a data path (`ten`, `co_quan.cap`, `dia_danh`, `so`, `ngay`, `noi_nhan`,
`chu_ky.ho_ten` or `ky.ho_ten`, `chi_tieu.xa_dat_chuan`, `chi_tieu.xa_dat_chuan.tren`, `bien.x` …)
or its Vietnamese label; labels of the document's own targets and variables are known too. What the
values do to the document, and what an empty cell means, is said in `overlay`.

A bad row stops no other: `Roster.bad` holds it with all its findings. What is wrong with the whole
table (unknown columns, no names) is raised. Codes, beside those of `docgen.read.rows` (BC01-BC16),
`own_data` (BC2x) and data files (DL…):

====  ==============================================================================
BC50  no unit in the roster, or the folder cannot be read
BC51  no column with the names of the units
BC52  a row or file without a name
BC53  a row given twice, word for word
BC54  two rows of one unit that say different things: both are made (warning)
BC55  a target, variable or key that the document has no place for
BC56  columns that no document uses (hint)
BC57  a name that is not that of a body, or is that of a body of the Party (warning)
BC58  a unit of unknown or doubtful level, where parts are meant for some levels (warning)
BC59  figures that all documents share, for lack of a column (hint)
BC60  no part of the document is meant for the unit's level
BC61  the number of the base document is not given to other units, or all letters have it (hint)
BC65  a letter with receivers, of which each unit becomes the issuer (hint)
====  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.batch.item import BadRow, Item
from docgen.batch.roster_asked import Asked
from docgen.batch.roster_folder import read_folder, read_one
from docgen.batch.roster_item import Raw, item_of_profile, read_item
from docgen.batch.roster_table import read_table
from docgen.findings import HINT, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import HoSoDonVi, VanBan
from docgen.read.data_file import PROFILE_SUFFIXES
from docgen.read.names import key

__all__ = ["BadRow", "Item", "Roster", "read_roster", "roster_of"]


@dataclass(frozen=True, slots=True)
class Roster:
    """The units of a batch in the order of the table, or of the names of the files."""

    items: tuple[Item, ...]
    """Rows that a document can be made from."""
    bad: tuple[BadRow, ...] = ()
    """Rows that stay behind, each with what is wrong with it."""
    findings: tuple[Finding, ...] = ()
    """Warnings and hints; errors are with the bad rows."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of all rows, bad ones too: places in it do not change when a row is mended."""
        return tuple(sorted([*(i.number for i in self.items), *(b.number for b in self.bad)]))


def read_roster(path: str | Path, base: VanBan) -> Roster:
    """Read a roster (.xlsx .xls .ods .csv .tsv, a folder of .yaml or one such file) for a document.

    Raises InputError with every problem that concerns the roster as a whole; what concerns a row
    is in `Roster.bad`.
    """
    path = Path(path)
    asked = Asked(base)
    if path.is_dir():
        raws, findings = read_folder(path, asked)
    elif path.suffix.lower() in PROFILE_SUFFIXES:
        raws, findings = [read_one(path, 1, asked)], []
        if not path.exists():
            raise InputError(raws[0].findings)
    else:
        raws, findings = read_table(path, asked)
    if not raws:
        raise InputError([*findings, _empty(str(path))])
    findings += _shared(raws, asked, Where(str(path)))
    items: list[Item] = []
    bad: list[BadRow] = []
    for raw in raws:
        made, found = read_item(raw, asked)
        findings += found
        if isinstance(made, Item):
            items.append(made)
        else:
            bad.append(made)
    return _finished(items, bad, findings)


def roster_of(units: Sequence[HoSoDonVi], base: VanBan) -> Roster:
    """A roster of unit profiles that are at hand, as from the tables of administrative units.

    Raises InputError: BC50 there are none.
    """
    if not units:
        raise InputError(_empty(""))
    asked = Asked(base)
    items, findings = [], []
    for number, unit in enumerate(units, 1):
        item, found = item_of_profile(unit, number, asked)
        items.append(item)
        findings += found
    return _finished(items, [], findings + _shared([], asked, None))


def _empty(file: str) -> Finding:
    return Finding(
        "BC50",
        _("Danh sách không có đơn vị nào."),
        hint=_("Ghi mỗi đơn vị một hàng dưới hàng tiêu đề."),
        where=Where(file),
    )


def _shared(raws: list[Raw], asked: Asked, where: Where | None) -> list[Finding]:
    """What all documents take from the base although it is usually each unit's own."""
    base = asked.base
    given = {path for raw in raws for path in raw.given}
    found = []
    common = [
        name
        for name, target in base.chi_tieu.items()
        if target.gia_tri is not None and not any(name in raw.asked for raw in raws)
    ]
    if common:
        found.append(
            Finding(
                "BC59",
                _("Mọi văn bản dùng chung số liệu của tệp dữ liệu: {names}.").format(
                    names=", ".join(f"`chi_tieu.{name}`" for name in common)
                ),
                HINT,
                _("Số liệu riêng của từng đơn vị thì thêm cột."),
                where,
            )
        )
    if base.so and "so" not in given:
        receivers = any(raw.receiver for raw in raws)
        found.append(
            Finding(
                "BC61",
                _("Mọi văn bản cùng mang số {so} của văn bản gốc.").format(so=base.so),
                HINT,
                _("Mỗi văn bản một số thì thêm cột “Số” (`so`)."),
                where,
            )
            if receivers
            else Finding(
                "BC61",
                _("Số {so} là của văn bản gốc; văn bản của đơn vị khác để trống số.").format(
                    so=base.so
                ),
                HINT,
                _("Cần ghi số thì điền cột “Số” (`so`)."),
                where,
            )
        )
    if base.loai == "cong_van" and base.kinh_gui and not any(raw.receiver for raw in raws):
        found.append(
            Finding(
                "BC65",
                _("Mỗi đơn vị là cơ quan ban hành công văn; nơi “Kính gửi” giữ như tệp dữ liệu."),
                HINT,
                _("Gửi đến từng đơn vị thì lập danh sách có cột “Kính gửi” (`kinh_gui`)."),
                where,
            )
        )
    return found


def _finished(items: list[Item], bad: list[BadRow], findings: list[Finding]) -> Roster:
    """The roster once rows that stand in it twice are told."""
    first: dict[str, Item] = {}
    kept: list[Item] = []
    for item in items:
        values = item.values
        above = values.get("co_quan.chu_quan") or values.get("cap_tren") or ""
        name = values.get("co_quan.ten", item.name)
        same = "|".join(map(key, (name, above, values.get("tinh", ""))))
        before = first.setdefault(same, item)
        if before is item:
            kept.append(item)
            continue
        where = item.where
        if ({**before.values, "co_quan.ten": ""}, before.level) == (
            {**values, "co_quan.ten": ""}, item.level,
        ):  # fmt: skip
            finding = Finding(
                "BC53",
                _("Hàng của “{name}” lặp lại hàng ở {place}.").format(
                    name=item.name, place=before.where
                ),
                hint=_("Xóa một hàng; là hai đơn vị cùng tên thì thêm cột `tinh` hoặc `cap_tren`."),
                where=where,
            )
            bad.append(BadRow(item.number, item.name, (finding,)))
            continue
        kept.append(item)
        findings.append(
            Finding(
                "BC54",
                _("“{name}” đã có ở {place} với giá trị khác; cả hai đều được tạo.").format(
                    name=item.name, place=before.where
                ),
                WARNING,
                _("Là hai đơn vị cùng tên thì thêm cột `tinh` hoặc `cap_tren`; không thì xóa một."),
                where,
            )
        )
    bad.sort(key=lambda row: row.number)
    return Roster(tuple(kept), tuple(bad), tuple(dict.fromkeys(findings)))
