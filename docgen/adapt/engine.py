"""A whole document turned into the unit's own (law 4: every text is accounted for)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.adapt.audience import meant_for_unit, own_audience
from docgen.adapt.body import adapt_body, with_references
from docgen.adapt.foot import filing, recipients, sign
from docgen.adapt.grounds import adapt_grounds, cited
from docgen.adapt.overrides import override
from docgen.adapt.plain import plain_text
from docgen.adapt.protect import CITATION, fixed_places
from docgen.adapt.record import Recorder
from docgen.adapt.references import Renumbering
from docgen.adapt.rewrite import Situation, rewrite
from docgen.adapt.situation import Order, day_of, doubts, make_situation
from docgen.adapt.targets import adapt_targets
from docgen.findings import Finding
from docgen.model import ChuKy, KemTheo, Khoi, Ngay, NguonGoc, VanBan, VienDan
from docgen.nd30.loai import LOAI
from docgen.write.layout.head import citation
from docgen.write.layout.inline import escape_inline

_ISSUER = "Cơ quan ban hành là đơn vị mình (hồ sơ đơn vị)"
_NEW_NUMBER = "Số của văn bản mình do văn thư cấp"
_NEW_DATE = "Ngày ban hành của văn bản mình"
_NO_PLACE = "Hồ sơ đơn vị chưa ghi địa danh"
_BIEN = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@dataclass(slots=True)
class Adapted:
    """The unit's own document, with its trace in `nguon_goc`, and what is to be said about it."""

    van_ban: VanBan
    findings: list[Finding] = field(default_factory=list)


def adapt(source: VanBan, order: Order, today: date) -> Adapted:
    """The source turned into the unit's own document; nothing of it is lost without a reason.

    `today` decides which tables hold where neither order nor profile says. Raises nothing: what
    cannot be decided is marked in the document and kept as an open question in its trace.
    """
    day = day_of(order, source, today)
    source = _inlined(source, make_situation(source, order, day))
    return _Adapter(source, order, day).adapt()


def _inlined(source: VanBan, at: Situation) -> VanBan:
    """Variables that must not change with the unit's values stand in the texts themselves.

    Those in what is cited (their value belongs to another document), and those whose new value
    would hold a mark (values of variables are printed as they are).
    """
    marked = {
        name
        for name, value in source.bien.items()
        if any(c.cach == "hoi" or "[[" in c.thanh for c in rewrite(value, at).changes)
    }
    values = {name: escape_inline(value) for name, value in source.bien.items()}

    def put(text: str, cited: bool = False) -> str:
        if "{{" not in text:
            return text
        plain = plain_text(text)
        spans = [s for s in fixed_places(plain) if s.ly_do == CITATION]
        inside = {
            m[1] for m in _BIEN.finditer(plain) if any(s.start < m.start() < s.end for s in spans)
        }
        names = values.keys() if cited else (marked | inside)
        return _BIEN.sub(lambda m: values[m[1]] if m[1] in names & values.keys() else m[0], text)

    def block(given: Khoi) -> Khoi:
        rows = [[put(cell) for cell in row] for row in given.hang]
        return given.model_copy(update={"text": put(given.text), "hang": rows})

    def grounds(given: list[Any]) -> list[Any]:
        return [put(g, True) if isinstance(g, str) else g for g in given]

    def attached(given: KemTheo) -> KemTheo:
        return given.model_copy(
            update={
                "trich_yeu": given.trich_yeu and put(given.trich_yeu),
                "can_cu": grounds(given.can_cu),
                "noi_dung": [block(b) for b in given.noi_dung],
                "ket_thuc": [put(t) for t in given.ket_thuc],
            }
        )

    if not source.bien:
        return source
    update: dict[str, Any] = {
        "trich_yeu": source.trich_yeu and put(source.trich_yeu),
        "can_cu": grounds(source.can_cu),
        "noi_dung": [block(b) for b in source.noi_dung],
        "kem_theo": [attached(k) for k in source.kem_theo],
        "bien": {k: v for k, v in source.bien.items() if k not in marked},
    }
    for key in ("ket_thuc", "noi_nhan", "kinh_gui"):
        update[key] = [put(text) for text in getattr(source, key)]
    return source.model_copy(update=update)


class _Adapter:
    def __init__(self, source: VanBan, order: Order, day: date) -> None:
        self.source, self.order, self.day = source, order, day
        self.at = make_situation(source, order, day)
        self.record = Recorder()

    def adapt(self) -> Adapted:
        source, at, record = self.source, self.at, self.record
        update: dict[str, Any] = self._head()
        update["can_cu"] = adapt_grounds(source, at, record)
        update["noi_dung"], numbers = adapt_body(
            source.noi_dung, source.danh_so, at, record, "noi_dung", "noi_dung", source.loai
        )
        update["ket_thuc"] = self._texts("ket_thuc", source.ket_thuc, numbers)
        update["kinh_gui"] = self._texts("kinh_gui", source.kinh_gui)
        update["noi_nhan"] = recipients(source, at, record)
        update["luu"] = filing(source, at, record)
        update["chu_ky"] = self._signed()
        update["kem_theo"] = self._attachments()
        update["bien"] = self._values()
        update["chi_tieu"], found = adapt_targets(source, self.order.figures, record)
        figures = self.order.figures
        own = override(source.model_copy(update=update), figures.khac, figures.tep, record)
        found = doubts(source, self.day) + found
        return Adapted(own.model_copy(update={"nguon_goc": self._origin()}), found)

    def _origin(self) -> NguonGoc:
        day = self.day
        return NguonGoc.model_construct(
            van_ban=cited(self.source),
            don_vi=self.order.unit.ten,
            bang=[table.ma for table in self.at.rules.tables],
            ngay=Ngay(ngay=day.day, thang=day.month, nam=day.year),
            vet=self.record.vet,
        )

    def _head(self) -> dict[str, Any]:
        """Issuer, number, code, place, date, subject, authority."""
        source, unit, record = self.source, self.order.unit, self.record
        for place, body in enumerate(source.co_quan):
            path = f"co_quan[{place}].ten"
            if place:
                record.removed(path, body.ten, "cau_truc/co_quan", "Đơn vị ban hành một mình")
            else:
                record.replaced(path, path, body.ten, unit.ten, "ho_so/co_quan", _ISSUER)
        for key, reason in (("so", _NEW_NUMBER), ("ky_hieu", _NEW_NUMBER)):
            if given := getattr(source, key):
                record.removed(key, given, "cau_truc/so_ky_hieu", reason)
        place_name = source.dia_danh or source.co_quan[0].dia_danh
        if place_name and unit.dia_danh:
            record.replaced(
                "dia_danh", "dia_danh", place_name, unit.dia_danh, "ho_so/dia_danh", _ISSUER
            )
        elif place_name:
            record.removed(
                "dia_danh", place_name, "ho_so/dia_danh", "Hồ sơ đơn vị chưa ghi địa danh"
            )
        if source.ngay.nam:
            record.removed("ngay", _shown(source.ngay), "cau_truc/ngay", _NEW_DATE)
        update: dict[str, Any] = {
            "co_quan": [unit.co_quan()], "so": None, "ky_hieu": None, "dia_danh": None,
            "ngay": self.order.ngay, "don_vi_soan": None, "kem_theo_van_ban": None,
        }  # fmt: skip
        if source.trich_yeu:
            update["trich_yeu"] = self._text("trich_yeu", source.trich_yeu)
        if source.ten_loai:
            update["ten_loai"] = self._text("ten_loai", source.ten_loai)
        if source.tham_quyen:
            reason = "Thẩm quyền theo người ký của đơn vị mình"
            record.removed("tham_quyen", source.tham_quyen, "cau_truc/tham_quyen", reason)
            update["tham_quyen"] = None
        return update

    def _text(self, path: str, given: str, numbers: Renumbering | None = None) -> str:
        plain = plain_text(given)
        changes = with_references(plain, rewrite(plain, self.at), numbers)
        return self.record.changed(path, path, given, changes)

    def _texts(self, path: str, given: list[str], numbers: Renumbering | None = None) -> list[str]:
        return [self._text(f"{path}[{n}]", text, numbers) for n, text in enumerate(given)]

    def _signed(self) -> list[ChuKy]:
        source = self.source
        if LOAI[source.loai].ma == "de_cuong" and not source.chu_ky:
            return []
        return sign(source, self.at, self.record)

    def _values(self) -> dict[str, str]:
        """Variables of the text: the unit's own, else those of the source rewritten."""
        own, record = self.order.figures, self.record
        made = {}
        for name, value in self.source.bien.items():
            path = f"bien.{name}"
            if name in own.bien:
                reason = f"Số liệu của đơn vị: {own.tep}"
                new = own.bien[name]
                made[name] = record.replaced(path, path, value, new, "so_lieu_don_vi", reason)
            else:
                made[name] = record.changed(path, path, value, rewrite(value, self.at).changes)
        return {**made, **own.bien}

    def _attachments(self) -> list[KemTheo]:
        own: list[KemTheo] = []
        cap = self.at.own.cap
        for place, item in enumerate(self.source.kem_theo):
            source, target = f"kem_theo[{place}]", f"kem_theo[{len(own)}]"
            if meant_for_unit(item.doi_tuong, cap):
                own.append(self._attachment(item, source, target))
            else:
                self._drop_attachment(item, source)
        return own

    def _drop_attachment(self, item: KemTheo, path: str) -> None:
        reason = "Văn bản kèm theo dành cho đối tượng khác"
        title = item.trich_yeu or item.ten_loai or ""
        self.record.removed(f"{path}.trich_yeu", title, "doi_tuong", reason)
        for n, block in enumerate(item.noi_dung):
            place = f"{path}.noi_dung[{n}]"
            self.record.removed(place, block.text, "doi_tuong", reason, block.cap)

    def _attachment(self, item: KemTheo, source: str, target: str) -> KemTheo:
        at, record = self.at, self.record

        def text(
            key: str, given: str, cited: bool = False, numbers: Renumbering | None = None
        ) -> str:
            plain = plain_text(given)
            changes = with_references(plain, rewrite(plain, at, cited=cited), numbers)
            return record.changed(f"{source}.{key}", f"{target}.{key}", given, changes)

        update: dict[str, Any] = {
            "co_quan": [],
            "doi_tuong": own_audience(item.doi_tuong, at.own.cap),
        }
        for key in ("trich_yeu", "ten_loai"):
            if given := getattr(item, key):
                update[key] = text(key, given)
        grounds: list[str | VienDan] = []
        for n, ground in enumerate(item.can_cu):
            if isinstance(ground, str):
                grounds.append(text(f"can_cu[{n}]", ground, cited=True))
            else:
                place = f"can_cu[{n}]"
                record.changed(
                    f"{source}.{place}", f"{target}.{place}", citation(ground, "ngan"), ()
                )
                grounds.append(ground)
        update["can_cu"] = grounds
        paths = f"{source}.noi_dung", f"{target}.noi_dung"
        update["noi_dung"], moved = adapt_body(
            item.noi_dung, item.danh_so, at, record, *paths, item.loai
        )
        update["ket_thuc"] = [
            text(f"ket_thuc[{n}]", given, numbers=moved) for n, given in enumerate(item.ket_thuc)
        ]
        return item.model_copy(update=update)


def _shown(ngay: Ngay) -> str:
    parts = [ngay.ngay, ngay.thang, ngay.nam]
    return "/".join(str(p) for p in parts if p is not None)
