"""The model: what it takes, what it refuses, and that data survives a round through plain form."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from docgen.model import CAP, LOAI, LOAI_ND30, Khoi, Ngay, VanBan
from docgen.model.doi_tuong import blocks_for
from docgen.nd30.loai import LOAI as TABLE
from docgen.nd30.thanh_phan import THANH_PHAN

LEAST = {"loai": "ke_hoach", "co_quan": "Ủy ban nhân dân xã A"}


def test_kinds_of_model_and_table_are_the_same() -> None:
    assert tuple(TABLE) == LOAI
    assert len(LOAI_ND30) == 29
    assert [k for k, v in TABLE.items() if not v.trong_nd30] == ["phat_dong", "de_cuong"]


def test_every_level_has_a_component() -> None:
    for cap in CAP:
        assert cap in THANH_PHAN or f"{cap}_tieu_de" in THANH_PHAN


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("2022-06-23", (23, 6, 2022)),
        (date(2022, 6, 23), (23, 6, 2022)),
        ("23/6/2022", (23, 6, 2022)),
        ("01.02.2022", (1, 2, 2022)),
        ("6/2022", (None, 6, 2022)),
        ("2022", (None, None, 2022)),
        (2022, (None, None, 2022)),
        ({"thang": "9", "nam": "2022"}, (None, 9, 2022)),
        ({}, (None, None, None)),
    ],
)
def test_dates(value: object, parts: tuple[int | None, ...]) -> None:
    day = Ngay.model_validate(value)
    assert (day.ngay, day.thang, day.nam) == parts
    assert Ngay.model_validate(day.model_dump()) == day


@pytest.mark.parametrize("value", ["31/6/2022", "29/2/2023", "0/1/2022", "1/13/2022", "xyz", ""])
def test_impossible_dates(value: str) -> None:
    with pytest.raises(ValidationError):
        Ngay.model_validate(value)


def test_number_loses_zeros_that_the_writer_adds() -> None:
    assert VanBan.model_validate({**LEAST, "so": "05"}).so == "5"
    assert VanBan.model_validate({**LEAST, "so": 5}).so == "5"
    assert VanBan.model_validate({**LEAST, "so": ""}).so is None
    assert VanBan.model_validate({**LEAST, "so": "12a"}).so == "12a"


def test_marks_that_follow_from_place_are_not_data() -> None:
    v = VanBan.model_validate(
        {**LEAST, "can_cu": ["Căn cứ A;", "Căn cứ B."], "noi_nhan": ["Sở X;"], "luu": "VT, NV."}
    )
    assert v.can_cu == ["Căn cứ A", "Căn cứ B"]
    assert v.noi_nhan == ["Sở X"]
    assert v.luu == "VT, NV"


def test_short_forms_of_blocks() -> None:
    v = VanBan.model_validate({**LEAST, "noi_dung": ["Một", {"la_ma": "HAI"}, {"chu": "ba"}]})
    assert [(b.cap, b.text) for b in v.noi_dung] == [
        ("doan", "Một"),
        ("la_ma", "HAI"),
        ("chu", "ba"),
    ]


def test_text_is_nfc() -> None:
    assert (
        VanBan.model_validate({**LEAST, "trich_yeu": "Ke\u0302\u0301 hoa\u0323ch"}).trich_yeu
        == "Kế hoạch"
    )


def test_tables_are_checked() -> None:
    with pytest.raises(ValidationError, match="2 cells"):
        Khoi.model_validate({"cap": "bang", "cot": ["a"], "hang": [["1"], ["1", "2"]]})
    with pytest.raises(ValidationError, match="needs columns"):
        Khoi.model_validate({"cap": "bang"})
    with pytest.raises(ValidationError, match="belong to bang"):
        Khoi.model_validate({"cap": "doan", "ngang": True})


def test_audience_drops_headings_with_what_stands_under_them() -> None:
    blocks = [
        Khoi.model_validate(b)
        for b in (
            {"so": "Chung"},
            {"chu": "Cấp xã", "doi_tuong": "xa"},
            {"gach": "Việc của xã"},
            "Đoạn của xã",
            {"chu": "Sở, ngành", "doi_tuong": ["don_vi"]},
            {"gach": "Việc của sở"},
            {"so": "Hết"},
        )
    ]
    assert [b.text for b in blocks_for(blocks, "don_vi")] == [
        "Chung",
        "Sở, ngành",
        "Việc của sở",
        "Hết",
    ]
    assert [b.text for b in blocks_for(blocks, "xa")] == [
        "Chung",
        "Cấp xã",
        "Việc của xã",
        "Đoạn của xã",
        "Hết",
    ]
