"""Reads the lists tests/adapt/planted*.yaml and says what became of each planted word."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from docgen.adapt.changes import as_change
from docgen.adapt.engine import adapt
from docgen.adapt.plain import plain_text
from docgen.adapt.situation import Order
from docgen.adapt.tokens import tokenize
from docgen.model import CoQuan, Cot, HoSoDonVi, Khoi, Ngay, VanBan, Vet
from docgen.read.data_file import read_profile

ROOT = Path(__file__).parents[2]
UNITS = {
    "huyen": ("ubnd_huyen_van_quan", Ngay(thang=9, nam=2022)),
    "xa": ("ubnd_xa_diem_he", Ngay(thang=12, nam=2025)),
    "van_phong": ("van_phong_ubnd_tinh_lang_son", Ngay(thang=9, nam=2022)),
    "so": ("so_noi_vu_lang_son", Ngay(thang=9, nam=2022)),
    "tinh": ("ubnd_tinh_lang_son", Ngay(thang=9, nam=2022)),
}
TODAY = date(2026, 1, 5)


class Planted(NamedTuple):
    """One planted word."""

    id: str
    don_vi: str
    cho: str
    cau: str
    chu: str
    la: str
    thanh: tuple[str, ...]


class Outcome(NamedTuple):
    """What became of it: cach is giu, doi, hoi or bo; `own` what stands there instead."""

    cach: str
    own: str
    whole: str
    """The whole text as it became, as typed."""


def load(file_name: str = "planted.yaml") -> list[dict[str, Any]]:
    """The cases of one list."""
    made: list[dict[str, Any]] = YAML(typ="safe").load(
        (ROOT / "tests/adapt" / file_name).read_text("utf-8")
    )
    return made


def planted(file_name: str = "planted.yaml") -> list[Planted]:
    """Every planted word of one list."""
    return [
        Planted(
            c["id"], c["don_vi"], c["cho"], c["cau"], w["chu"], w["la"], tuple(w.get("thanh", ()))
        )
        for c in load(file_name)
        for w in c["tu"]
    ]


@cache
def unit(name: str) -> HoSoDonVi:
    """The profile of a unit of the cases."""
    return read_profile(ROOT / f"fixtures/don_vi/{UNITS[name][0]}.yaml")


def source(don_vi: str, cho: str, cau: str) -> VanBan:
    """A document of the level above with the sentence in its place."""
    if don_vi == "tinh":
        issuer = CoQuan(ten="Thủ tướng Chính phủ", cap="trung_uong")
    else:
        issuer = CoQuan(ten="Ủy ban nhân dân tỉnh Lạng Sơn", cap="tinh", dia_danh="Lạng Sơn")
    update: dict[str, Any] = {"noi_dung": [Khoi(text="Đoạn mở đầu.")]}
    if cho == "can_cu":
        update["can_cu"] = [cau]
    elif cho == "noi_nhan":
        update["noi_nhan"] = [cau]
    elif cho == "ket_thuc":
        update["ket_thuc"] = [cau]
    elif cho == "bang":
        update["noi_dung"] = [Khoi(cap="bang", cot=[Cot(ten="Nội dung")], hang=[[cau]])]
    elif cho in ("tieu_de", "in_hoa"):
        update["noi_dung"] = [Khoi(cap="la_ma", text=cau), Khoi(text="Đoạn sau.")]
    else:
        update["noi_dung"] = [Khoi(cap="so", text=cau)]
    return VanBan(
        loai="ke_hoach", co_quan=[issuer], so="146", ngay=Ngay(ngay=23, thang=6, nam=2022),
        trich_yeu="Triển khai công tác năm 2022", **update,
    )  # fmt: skip


@cache
def vet_of(don_vi: str, cho: str, cau: str) -> Vet:
    """The trace of the sentence after adapting; recipients are those of the source."""
    profile = unit(don_vi).model_copy(update={"noi_nhan": []})
    order = Order(unit=profile, ngay=UNITS[don_vi][1])
    own = adapt(source(don_vi, cho, cau), order, TODAY).van_ban
    assert own.nguon_goc is not None
    # Data files come in as NFC, tabs as spaces.
    given = unicodedata.normalize("NFC", cau).replace("\t", " ").strip()
    return next(v for v in own.nguon_goc.vet if v.nguon == given)


def outcome(case: Planted) -> Outcome:
    """What became of a planted word."""
    vet = vet_of(case.don_vi, case.cho, case.cau)
    if vet.o is None:
        return Outcome("bo", "", vet.bo or "")
    text = plain_text(vet.nguon)
    start, end = _find(text, case.chu)
    changes = [as_change(d) for d in vet.doi]
    touching = [c for c in changes if c.start < end and start < c.end]
    if not touching:
        return Outcome("giu", text[start:end], text)
    low = min(start, *(c.start for c in touching))
    high = max(end, *(c.end for c in touching))
    made, at = [], low
    for change in touching:
        made += [text[at : change.start], change.thanh]
        at = change.end
    own = "".join(made) + text[at:high]
    asked = any(c.cach == "hoi" for c in touching)
    gone = all(c.cach == "bo" for c in touching)
    return Outcome("hoi" if asked else "bo" if gone else "doi", own, vet.nguon)


def _find(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text, by tokens."""
    where, wanted = tokenize(text), [t.key for t in tokenize(unicodedata.normalize("NFC", words))]
    for at in range(len(where) - len(wanted) + 1):
        if [t.key for t in where[at : at + len(wanted)]] == wanted:
            return where[at].start, where[at + len(wanted) - 1].end
    found = text.find(words)
    assert found >= 0, (words, text)
    return found, found + len(words)


_SAME = (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"))


def alike(text: str) -> str:
    """A text in the form in which results are compared."""
    joined = " ".join(t.key for t in tokenize(unicodedata.normalize("NFC", text)))
    for long, short in _SAME:
        joined = joined.replace(long, short)
    return re.sub(r"\s+", " ", joined)


def verdict(case: Planted) -> str:
    """ "" when it became what a clerk expects, else what is wrong."""
    out = outcome(case)
    stays = any(alike(t) == alike(case.chu) for t in case.thanh)
    right = any(alike(t) in alike(out.own) for t in case.thanh)
    cased = any(t in " ".join(out.own.split()) for t in case.thanh) or "HĐND" in "".join(case.thanh)
    good = {
        "giu": out.cach == "giu",
        "hoi": out.cach in ("hoi", "bo"),
        "doi": out.cach == "doi" and right and (cased or not case.chu.isupper()),
        "doi_hoac_hoi": out.cach == "hoi" or (out.cach == "giu" and stays)
        or (out.cach == "doi" and right) or (out.cach == "bo" and not stays),
    }[case.la]  # fmt: skip
    if good:
        return ""
    where = f"{case.id} {case.don_vi}/{case.cho}: “{case.chu}” {case.la} {case.thanh}"
    return f"{where} → {out.cach} “{out.own}” | {case.cau}"
