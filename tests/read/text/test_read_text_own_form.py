"""Texts in docgen's own form: what is read exactly, and what is left to the reader of any text."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model import VanBan
from docgen.read.text.document import read_source, read_text
from docgen.read.word import read_docx
from docgen.write.docx.engine import render_docx
from docgen.write.text import write_txt


def made(**more: Any) -> VanBan:
    base = {"loai": "ke_hoach", "co_quan": "Sở Nội vụ", "trich_yeu": "A", "noi_dung": ["B."]}
    return VanBan.model_validate({**base, **more})


def both(v: VanBan) -> list[VanBan]:
    return [
        read_text(write_txt(v).decode()).van_ban,
        read_source(read_docx(render_docx(v)[0])).van_ban,
    ]


def test_a_table_of_one_column_is_a_table() -> None:
    v = made(noi_dung=[{"cap": "bang", "cot": ["Xã"], "hang": [["A"]]}, "B."])
    for read in both(v):
        assert [b.cap for b in read.noi_dung] == ["bang", "doan"]


def test_an_attachment_without_end_mark_keeps_none() -> None:
    part = {"loai": "quy_che", "trich_yeu": "C", "noi_dung": ["D."], "dau_ket": False}
    assert [r.kem_theo[0].dau_ket for r in both(made(kem_theo=[part]))] == [False, False]


def test_a_party_code_stands_in_the_line_of_an_attachment() -> None:
    part = {"loai": "quy_che", "trich_yeu": "C", "noi_dung": ["D."]}
    v = made(so=5, ky_hieu="-KH/TU", kem_theo=[part])
    assert "số 05-KH/TU ngày" in write_txt(v).decode()
    assert read_text(write_txt(v).decode()).left_over == []


def test_the_document_that_an_outline_goes_with() -> None:
    v = made(
        loai="de_cuong",
        kem_theo_van_ban={"loai": "Kế hoạch", "so": 5, "ky_hieu": "KH-UBND", "ngay": "2022-06-23"},
    )
    assert [r.kem_theo_van_ban for r in both(v)] == [v.kem_theo_van_ban] * 2


def test_more_than_as_above_is_kept() -> None:
    v = made(kinh_gui=["Sở A"], noi_nhan=["Như trên (để báo cáo)", "Sở B"])
    assert [r.noi_nhan for r in both(v)] == [v.noi_nhan] * 2


def test_for_whom_a_table_is_meant() -> None:
    table = {"cap": "bang", "cot": ["A"], "hang": [["b"]], "doi_tuong": ["xa"]}
    v = made(noi_dung=[table, {**table, "text": "Tên"}, "B."])
    assert [b.doi_tuong for b in both(v)[0].noi_dung] == [["xa"], ["xa"], []]


def test_a_first_paragraph_above_a_closing_is_no_legal_ground() -> None:
    v = made(noi_dung=["Thực hiện Kế hoạch A."], ket_thuc=["Hết."])
    assert [r.can_cu for r in both(v)] == [[], []]


@pytest.mark.parametrize("day", ["31 tháng 02 năm 2025", "03 tháng 4 năm 1100"])
def test_a_day_that_is_none_leaves_the_form(day: str) -> None:
    text = write_txt(made(ngay="2025-06-23", dia_danh="Huế")).decode()
    reading = read_text(text.replace("23 tháng 6 năm 2025", day))
    assert not reading.van_ban.ngay.du
    assert any(day in x.text for x in reading.left_over)


def test_marks_of_a_list_are_taken_off_once_and_for_all() -> None:
    v = made(luu="- - a", noi_nhan=["- Lưu: - b;."])
    assert (v.luu, v.noi_nhan) == ("a", ["b"])
    assert VanBan.model_validate(v.model_dump()) == v
