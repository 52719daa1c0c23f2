"""Returned tables put in another order, namesakes, other spellings; the table that is made."""

from __future__ import annotations

import copy
import io
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from docgen.batch.collect import DU, THIEU, VANG, Collected, collect
from docgen.batch.collected import write_collected
from docgen.batch.item import Item
from docgen.batch.names import plan_names
from docgen.batch.overlay import document_for
from docgen.write.docx.engine import render_docx
from tests.batch.outlines import W, base, fill, items, write_over
from tests.batch.test_batch_collect_edited import (
    SAID,
    TWO_YEARS,
    below,
    collected,
    drop,
    paragraph,
    retype,
    rows,
    texts,
    typed,
)

FIGURES = base(noi_dung=[{"bang": "", "chi_tieu": "tat_ca"}], trinh_bay={"cho_dien": "dong_cham"})
GIVEN = {"thon": "5/16", "ngheo": "3,5", "thu_nhap": "61"}


def without_column(number: int) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        for row in rows(root):
            row.remove(row.findall(W + "tc")[number])

    return change


def with_column_first(root: Any) -> None:
    for row in rows(root):
        added = copy.deepcopy(row.find(W + "tc"))
        for text in texts(added):
            text.text = "Mã số"
        row.insert(0, added)


def turned_round(root: Any) -> None:
    given = rows(root)
    for row in given[1:]:
        given[0].addnext(row)


@pytest.mark.parametrize(
    "change",
    [
        without_column(0),  # numbers of the rows
        without_column(2),  # units of measure
        with_column_first,
        turned_round,
    ],
)
def test_a_table_in_another_shape(tmp_path: Path, change: Callable[[Any], None]) -> None:
    found, told, _made = collected(tmp_path, FIGURES, list(GIVEN.values()), change)
    assert (found, told) == (GIVEN, set())


def test_a_table_without_its_answers(tmp_path: Path) -> None:
    found, told, _made = collected(tmp_path, FIGURES, list(GIVEN.values()), without_column(4))
    assert (found, told) == ({}, {"TH01", "TH05"})


def test_rows_of_two_tables_stay_apart(tmp_path: Path) -> None:
    """The same row in two tables: where one is gone, the other is not taken for it."""
    asking = base(
        chi_tieu={},
        noi_dung=[
            {"la_ma": f"Năm {year}"}
            if half
            else {
                "bang": "",
                "cot": ["Nội dung", "Số"],
                "hang": [["Hộ nghèo", f"<<a{year}>>"], ["Hộ cận nghèo", f"<<b{year}>>"]],
            }
            for year in (2024, 2025)
            for half in (True, False)
        ],
        trinh_bay={"cho_dien": "dong_cham"},
    )

    def change(root: Any) -> None:
        first = next(t for t in root.iter(W + "tbl") if "Hộ nghèo" in "".join(t.itertext()))
        first.remove(first.findall(W + "tr")[1])

    found, told, _made = collected(tmp_path, asking, ["1", "2", "3", "4"], change)
    assert (found, told) == ({"b2024": "2", "a2025": "3", "b2025": "4"}, {"TH03"})


def decomposed(root: Any) -> None:
    """As text pasted from another system comes: letters and marks apart, even in two runs."""
    for text in list(root.iter(W + "t")):
        apart = unicodedata.normalize("NFD", text.text or "")
        at = next((n for n, sign in enumerate(apart) if unicodedata.combining(sign)), 0)
        if at and not apart.isupper():
            run = text.getparent()
            again = copy.deepcopy(run)
            text.text = apart[:at]
            next(again.iter(W + "t")).text = apart[at:]
            run.addnext(again)


def old_tones(root: Any) -> None:
    for text in root.iter(W + "t"):
        text.text = (text.text or "").replace("hóa", "hoá").replace("thủy", "thuỷ")


@pytest.mark.parametrize("change", [decomposed, old_tones])
def test_other_ways_to_write_the_same_letters(
    tmp_path: Path, change: Callable[[Any], None]
) -> None:
    asking = base(
        chi_tieu={"duong": {"ten": "Đường cứng hóa", "don_vi": "tuyến thủy nông"}},
        noi_dung=[
            {"gach": "Thôn văn hóa: <<thon: Thôn>> thôn, thủy lợi: <<muong: Mương>> km"},
            {"bang": "", "chi_tieu": "tat_ca"},
        ],
        trinh_bay={"cho_dien": "dong_cham"},
    )
    found, told, made = collected(tmp_path, asking, ["5", "7,5", "12 tuyến thủy nông"], change)
    assert {k: v for k, v in found.items() if k != "duong"} == {"thon": "5", "muong": "7,5"}
    assert made.rows[0].answers["ket_qua.duong"].so == Decimal(12)
    assert told == set()


def test_a_unit_of_measure_typed_into_a_field_in_decomposed_letters(tmp_path: Path) -> None:
    unit = items(1)[0]
    sent = render_docx(document_for(base(), unit))[0]
    typed_in = unicodedata.normalize("NFD", "61 triệu đồng/người/năm")
    (tmp_path / "a.docx").write_bytes(fill(sent, {"ket_qua.thu_nhap": typed_in}))
    answer = collect(tmp_path, base(), (unit,)).rows[0].answers["ket_qua.thu_nhap"]
    assert (answer.so, answer.text) == (61, "61 triệu đồng/người/năm")


LISTED = base(
    chi_tieu={},
    noi_dung=[
        {"so": "Nguyên nhân"},
        {"gach": "<<Khách quan>>"},
        {"gach": "<<Chủ quan>>"},
        {"la_ma": "Phương hướng"},
        "<<Phương hướng>>",
        {"so": "Báo cáo gửi về Sở Nội vụ."},
    ],
    trinh_bay={"cho_dien": "dong_cham"},
)


def gone(*starts: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        for start in starts:
            drop(start)(root)

    return change


def one_answer_in_two(root: Any) -> None:
    """One dash is gone; the answer over the other is a list of its own."""
    drop("- Trời")(root)
    first = paragraph(root, "- Cán bộ")
    below(first, "2. Thiếu người")
    retype(first, "- 1. Cán bộ yếu")


@pytest.mark.parametrize(
    ("change", "tags"),
    [
        # A question that is gone with its heading: its answer may stand in the one before.
        (gone("I. PHƯƠNG"), {"tra_loi.chu_quan"}),
        (one_answer_in_two, {"tra_loi.khach_quan", "tra_loi.chu_quan"}),
        # Words of the outline in an answer: two paragraphs became one.
        (
            lambda root: (
                drop("1. Báo cáo")(root),
                typed("Làm tốt", 0, "Làm tốt hơn. 2. Báo cáo gửi về Sở Nội vụ.")(root),
            ),
            {"tra_loi.phuong_huong"},
        ),
    ],
)
def test_what_may_belong_elsewhere_is_told(
    tmp_path: Path, change: Callable[[Any], None], tags: set[str]
) -> None:
    _found, told, made = collected(tmp_path, LISTED, ["Trời mưa", "Cán bộ yếu", "Làm tốt"], change)
    assert "TH07" in told
    assert tags <= set(made.rows[0].unsure)


def test_the_title_of_an_annex_is_no_answer(tmp_path: Path) -> None:
    attached = {"kieu": "phu_luc", "trich_yeu": "Biểu", "noi_dung": ["Số: <<so_bieu: Số>>"]}
    asking = base(
        chi_tieu={},
        noi_dung=[{"so": "Kiến nghị: <<Kiến nghị>>"}],
        kem_theo=[attached],
        trinh_bay={"cho_dien": "dong_cham"},
    )

    def more(root: Any) -> None:
        below(paragraph(root, "1. Kiến nghị"), "- Thêm vốn")

    found, _told, _made = collected(tmp_path, asking, ["Có", "7"], more)
    assert found == {"kien_nghi": "Có\nThêm vốn", "so_bieu": "7"}


def namesakes() -> tuple[Item, ...]:
    name = "Ủy ban nhân dân xã Tân Thành"
    return tuple(
        Item(n, name, {"co_quan.ten": name, "cap_tren": f"Ủy ban nhân dân huyện {above}"}, "xa")
        for n, above in enumerate(("Bắc Sơn", "Cao Lộc"), 1)
    )


def test_namesakes_are_told_apart_by_the_names_that_were_sent(tmp_path: Path) -> None:
    units = namesakes()
    sent = plan_names(units)
    for unit in units:
        done = write_over(render_docx(document_for(TWO_YEARS, unit))[0], list(SAID))
        name = sent[unit.number]
        file = tmp_path / (f"{name} (1).docx" if unit.number == 1 else f"{name}/Báo cáo.docx")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(done)
    made = collect(tmp_path, TWO_YEARS, units)
    assert [(r.number, r.state) for r in made.rows] == [(1, DU), (2, DU)]
    assert made.findings == ()


def test_a_file_of_one_of_several_namesakes(tmp_path: Path) -> None:
    units = namesakes()
    for name in ("a.docx", "b.docx"):
        done = write_over(render_docx(document_for(TWO_YEARS, units[0]))[0], list(SAID))
        (tmp_path / name).write_bytes(done)
    made = collect(tmp_path, TWO_YEARS, units)
    # Both stay: they may be of two units.
    assert [(r.file, r.state) for r in made.rows] == [
        ("", VANG), ("", VANG), ("a.docx", DU), ("b.docx", DU),
    ]  # fmt: skip
    told = [f for f in made.findings if f.code == "TH02"]
    assert len(told) == 2
    assert "xa_tan_thanh-huyen_bac_son.docx" in told[0].hint


def table_of(made: Collected) -> Any:
    return load_workbook(io.BytesIO(write_collected(made, "xlsx")))


def test_the_sheets_are_ready_to_read_and_print(tmp_path: Path) -> None:
    unit = items(1)[0]
    sent = render_docx(document_for(base(), unit))[0]
    said = {"ket_qua.thu_nhap": "33.854.410,5", "ket_qua.ngheo": "chưa rõ", "tra_loi.so_ho": "5"}
    (tmp_path / "a.docx").write_bytes(fill(sent, said))
    made = collect(tmp_path, base(), (unit,))
    assert (made.rows[0].state, made.rows[0].unsure) == (THIEU, ("ket_qua.ngheo",))
    sheet, notes = table_of(made).worksheets
    heads = [cell.value for cell in sheet[1]]
    income = sheet.cell(2, heads.index("Thu nhập bình quân đầu người (triệu đồng/người/năm)") + 1)
    assert (income.value, income.number_format) == (33854410.5, "#,##0.0")
    poor = sheet.cell(2, heads.index("Tỷ lệ hộ nghèo (%)") + 1)
    assert poor.fill.fgColor.rgb == "FFFFD966"
    assert sheet.cell(2, heads.index("Cần đối chiếu") + 1).value == "Tỷ lệ hộ nghèo"
    for page in (sheet, notes):
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == "$1:$1"
        assert page.freeze_panes
    doubts = [row[2].value for row in notes.iter_rows(min_row=2) if row[0].value == "TH06"]
    # The unit, what was asked, what was written.
    assert all(w in doubts[0] for w in (unit.name, "“Tỷ lệ hộ nghèo”", "chưa rõ"))
