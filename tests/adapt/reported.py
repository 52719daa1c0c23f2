"""An adapted document made by hand, for the tests of its report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from docgen.adapt.changes import Change, as_doi, mark
from docgen.adapt.plain import apply, plain_text
from docgen.adapt.report import report_json
from docgen.model import (
    Khoi,
    NguonGoc,
    SoCapTren,
    VanBan,
    Vet,
    VienDan,
)
from docgen.read.data_file import read_data_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
LEVEL_ABOVE = (
    # words, what is done, put in or reason, question, suggestion
    (r"[Cc]ác sở, ban, ngành", "thay", "các phòng, ban, ngành", ""),
    (r"(?<=hội )tỉnh\b", "thay", "huyện", ""),
    (r"UBND các huyện, thành phố", "thay", "UBND các xã, thị trấn", ""),
    (r"UBND tỉnh\b", "thay", "UBND huyện", ""),
    (r"Sở Nội vụ", "thay", "Phòng Nội vụ", ""),
    (r"của tỉnh\b", "thay", "của huyện", ""),
    (r"toàn tỉnh", "thay", "toàn huyện", ""),
    (r"Trong quý III năm 2022", "hoi", "quý III năm 2022", "Hạn của huyện?"),
    (r"Sở Thông tin và Truyền thông", "hoi", "Sở Thông tin và Truyền thông", "Phòng nào?"),
)
"""A handful of rules: enough for a report that looks like a real one."""


def fixture() -> VanBan:
    """The province's plan."""
    return read_data_file(FIXTURES / "lang_son_ke_hoach.yaml")[0]


def changes_of(text: str) -> list[Change]:
    """Changes of a plain text by the rules above, apart from each other."""
    out: list[Change] = []
    for pattern, cach, words, question in LEVEL_ABOVE:
        for m in re.finditer(pattern, text):
            if any(c.start < m.end() and m.start() < c.end for c in out):
                continue
            rule = f"tinh_huyen/{len(pattern)}"
            if cach == "hoi":
                gap = mark(words)
                out.append(Change(m.start(), m.end(), "hoi", "con_sot", gap, question, "Xem hồ sơ"))
            else:
                out.append(Change(m.start(), m.end(), "thay", rule, words, "Cấp tương ứng"))
    return sorted(out, key=lambda c: c.start)


def adapted(source: VanBan) -> VanBan:
    """The plan as a district might make it, with its trace: made by hand, not by the engine."""
    vet: list[Vet] = []

    def change(tai: str, o: str, text: str, cap: str | None = None) -> str:
        made = changes_of(plain_text(text))
        doi = [as_doi(c) for c in made]
        vet.append(Vet(tai=tai, o=o, cap=cap, nguon=text, doi=doi))
        return apply(text, made)

    def added(o: str, text: str) -> str:
        put = as_doi(Change(0, 0, "ghi_de", "cau_truc/can_cu", text, "Văn bản được cụ thể hóa"))
        vet.append(Vet(o=o, doi=[put]))
        return text

    trich_yeu = change("trich_yeu", "trich_yeu", source.trich_yeu or "")
    can_cu = []
    for n, ground in enumerate(source.can_cu):
        text = ground if isinstance(ground, str) else "Căn cứ " + (ground.trich_yeu or "")
        can_cu.append(change(f"can_cu[{n}]", f"can_cu[{n}]", text))
    can_cu.append(added("can_cu[3]", "Thực hiện Kế hoạch số 146/KH-UBND ngày 23/6/2022"))
    noi_dung: list[Khoi] = []
    dropping = False
    for n, block in enumerate(source.noi_dung):
        if block.cap in ("chu", "so", "la_ma"):
            dropping = block.text.startswith(("Đối với cấp thôn", "Ủy ban Mặt trận Tổ quốc Việt"))
        if dropping:
            why = "Không thuộc đối tượng của huyện"
            bo = Vet(tai=f"noi_dung[{n}]", cap=block.cap, nguon=block.text, bo=why)
            vet.append(bo.model_copy(update={"luat": "tinh_huyen/cap_thon"}))
            continue
        at = f"noi_dung[{len(noi_dung)}]"
        text = change(f"noi_dung[{n}]", at, block.text, block.cap)
        noi_dung.append(block.model_copy(update={"text": text}))
    ket_thuc = [
        change(f"ket_thuc[{n}]", f"ket_thuc[{n}]", t) for n, t in enumerate(source.ket_thuc)
    ]
    noi_nhan = ["UBND tỉnh (báo cáo)", "Thường trực Huyện ủy"]
    for n, text in enumerate(noi_nhan):
        added(f"noi_nhan[{n}]", text)
    for n, text in enumerate(source.noi_nhan):
        vet.append(Vet(tai=f"noi_nhan[{n}]", nguon=text, bo="Thay bằng nơi nhận của huyện"))
    chi_tieu = {
        name: target.model_copy(
            update={
                "gia_tri": None,
                "tren": None,
                "cap_tren": SoCapTren(gia_tri=target.gia_tri, tren=target.tren),
            }
        )
        for name, target in source.chi_tieu.items()
    }
    chi_tieu["xa_kieu_mau"] = source.chi_tieu["xa_kieu_mau"].model_copy(update={"gia_tri": 2})
    goc = NguonGoc(
        van_ban=VienDan(
            loai="Kế hoạch", so=146, ky_hieu="KH-UBND", ngay="2022-06-23",
            co_quan="Ủy ban nhân dân tỉnh Lạng Sơn", trich_yeu="tổ chức thực hiện Phong trào",
        ),
        don_vi="Ủy ban nhân dân huyện Văn Quan",
        bang=["tinh_huyen", "chung"],
        ngay="2022-09-25",
        vet=vet,
    )  # fmt: skip
    return source.model_copy(
        update={
            "trich_yeu": trich_yeu,
            "can_cu": can_cu,
            "noi_dung": noi_dung,
            "ket_thuc": ket_thuc,
            "noi_nhan": noi_nhan,
            "chi_tieu": chi_tieu,
            "nguon_goc": goc,
        }
    )


def small(vet: list[Vet], **more: Any) -> VanBan:
    """A document of a district with a trace."""
    data = {
        "loai": "ke_hoach",
        "co_quan": {"ten": "Ủy ban nhân dân huyện Văn Quan", "viet_tat": "UBND"},
        **more,
    }
    own = VanBan.model_validate(data)
    cited = VienDan(loai="Kế hoạch", so=146, ky_hieu="KH-UBND")
    goc = NguonGoc(van_ban=cited, don_vi="Ủy ban nhân dân huyện Văn Quan", vet=vet)
    return own.model_copy(update={"nguon_goc": goc})


def data_of(source: VanBan, own: VanBan) -> dict[str, Any]:
    """The report for tools, read again."""
    return json.loads(report_json(source, own))
