"""The report for tools: JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from docgen.adapt.places import short_date
from docgen.adapt.report.pieces import printed
from docgen.adapt.report.rows import Account, Row, account
from docgen.findings import Finding
from docgen.model import Doi, VanBan
from docgen.write.layout.head import citation

VERSION = 1
"""Number of the shape below; goes up when a key changes its meaning or is gone."""


def report_json(source: VanBan, own: VanBan, findings: Sequence[Finding] = ()) -> bytes:
    """The report of an adaptation as JSON (UTF-8, letters as they are, ended by a line end).

    `source`: the document of the level above; `own`: what was made of it, with its trace in
    `nguon_goc`; `findings`: what else was said on the way. Raises ValueError when `own` carries
    no trace. Keys that are always there, in this order:

        phien_ban: 1
        nguon: {van_ban: "Kế hoạch số 146/KH-UBND ngày …", loai, so, ky_hieu, ngay, co_quan,
                trich_yeu}                        # what is not known is null
        don_vi: unit;  ngay: "25/9/2022" or "";  bang: [mapping tables]
        dem: {giu_nguyen, thay, ghi_de, bo_cum, bo_doan, moi, hoi, da_quyet, don_vi}
        cau_hoi: [{so, chu, hien, hoi, goi_y, luat, noi: [{hang, noi, tai, o}]}]
        da_bo: [row numbers]
        hang: [{so, nhom, cap, noi, noi_nguon, tai, o, nhan_nguon, nhan, trang_thai, nguon, cua,
                cau_hoi: [numbers], bo, luat, doi: [{cach, luat, tai: [start, end], chu, thanh,
                ly_do, goi_y}]}]                  # nguon, cua: as printed
        luat: [{luat, cach, so_lan, ly_do: [], vi_du: [[before, after]]}]
        findings: [{code, message, severity, hint, where}]

    trang_thai: giu_nguyen, doi, bo, moi, don_vi_sua, don_vi_them, don_vi_xoa. `tai` and `o` of a
    row are data paths in the source and in `own` as it is now, null where there is none; `tai` of
    a change counts characters of the source text without marks; `thanh` is as typed.
    """
    import json

    made = _as_data(account(source, own), findings)
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _as_data(told: Account, findings: Sequence[Finding]) -> dict[str, Any]:
    goc = told.goc
    cited = goc.van_ban
    rows = {row.so: row for row in told.hang}
    return {
        "phien_ban": VERSION,
        "nguon": {
            "van_ban": citation(cited.model_copy(update={"mo_dau": ""}), "ngan"),
            "loai": cited.loai,
            "so": cited.so,
            "ky_hieu": cited.ky_hieu,
            "ngay": short_date(cited.ngay) if cited.ngay else None,
            "co_quan": cited.co_quan,
            "trich_yeu": cited.trich_yeu,
        },
        "don_vi": goc.don_vi,
        "ngay": short_date(goc.ngay),
        "bang": list(goc.bang),
        "dem": asdict(told.dem),
        "cau_hoi": [
            {
                "so": question.so,
                "chu": question.chu,
                "hien": question.hien,
                "hoi": question.hoi,
                "goi_y": question.goi_y,
                "luat": question.luat,
                "noi": [_place(rows[number]) for number in question.hang],
            }
            for question in told.cau_hoi
        ],
        "da_bo": [row.so for row in told.da_bo],
        "hang": [_row(row) for row in told.hang],
        "luat": [asdict(rule) for rule in told.luat],
        "findings": [finding.to_dict() for finding in findings],
    }


def _place(row: Row) -> dict[str, Any]:
    return {"hang": row.so, "noi": row.noi, "tai": row.tai, "o": row.o}


def _row(row: Row) -> dict[str, Any]:
    return {
        "so": row.so,
        "nhom": row.nhom,
        "cap": row.cap,
        "noi": row.noi,
        "noi_nguon": row.noi_nguon,
        "tai": row.tai,
        "o": row.o,
        "nhan_nguon": row.nhan_nguon,
        "nhan": row.nhan,
        "trang_thai": row.trang_thai,
        "nguon": printed(row.nguon),
        "cua": printed(row.cua),
        "cau_hoi": row.cau_hoi,
        "bo": row.bo,
        "luat": row.luat,
        "doi": [_change(row, number, change) for number, change in enumerate(row.doi)],
    }


def _change(row: Row, number: int, change: Doi) -> dict[str, Any]:
    return {
        "cach": change.cach,
        "luat": change.luat,
        "tai": list(change.tai),
        "chu": row.words(number)[0],
        "thanh": change.thanh,
        "ly_do": change.ly_do or "",
        "goi_y": change.goi_y or "",
    }
