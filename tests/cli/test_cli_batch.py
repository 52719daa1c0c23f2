"""`docgen batch`: a document for each unit, nothing of anybody's lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.batch.outlines import fill
from tests.cli.batch_office import (
    BAD,
    FILES,
    ROSTER,
    RUN,
    Batch,
    counts,
    made,
    words,
)

# --- Rosters --------------------------------------------------------------------------------------


def test_each_row_of_a_csv_gets_its_document(tmp_path: Path, batch: Batch) -> None:
    said = batch(*RUN)
    assert said.code == 0, said.err
    assert counts(said) == (3, 0, 0, 0)
    assert list(made(tmp_path / "kq")) == FILES
    commune, office = words(tmp_path / "kq/xa_diem_he.docx"), words(tmp_path / "kq/so_y_te.docx")
    assert "ĐIỀM HE" in commune
    assert "Thuận lợi" in commune
    assert "Đã ban hành" not in commune
    assert "19" in commune
    assert "SỞ Y TẾ" in office
    assert "Đã ban hành" in office
    assert "Thuận lợi" not in office


def _excel(path: Path, rows: list[list[Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)


def test_excel_gives_what_csv_gives(tmp_path: Path, batch: Batch) -> None:
    rows: list[list[Any]] = [line.split(";") for line in ROSTER.splitlines()]
    _excel(tmp_path / "ds.xlsx", [rows[0], *([a, b, int(c)] for a, b, c in rows[1:])])
    assert batch(*RUN).code == 0
    assert batch("ds.xlsx", "--data", "dc.yaml", "-o", "kq2").code == 0
    assert made(tmp_path / "kq2") == made(tmp_path / "kq")


def test_a_folder_of_profiles(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "dv").mkdir()
    (tmp_path / "dv/a.yaml").write_text("ten: Ủy ban nhân dân xã Điềm He\ncap: xa\n", "utf-8")
    (tmp_path / "dv/b.yaml").write_text("ten: Sở Y tế\nchi_tieu: {tieu_chi: 2}\n", "utf-8")
    said = batch("dv", "--data", "dc.yaml", "-o", "kq")
    assert said.code == 0, said.err
    assert list(made(tmp_path / "kq")) == ["so_y_te.docx", "xa_diem_he.docx"]


@pytest.mark.parametrize("name", ["Lạng Sơn", "lang son", "tỉnh Lạng Sơn"])
def test_every_commune_of_a_province(tmp_path: Path, batch: Batch, name: str) -> None:
    said = batch("--units", name, "--data", "dc.yaml", "-o", "kq")
    assert said.code == 0, said.err
    assert counts(said) == (65, 0, 0, 0)
    names = list(made(tmp_path / "kq"))
    assert len(names) == 65
    assert {"xa_diem_he.docx", "phuong_ky_lua.docx"} <= set(names)


def test_units_of_an_earlier_day(tmp_path: Path, batch: Batch) -> None:
    units = ("--units", "Lạng Sơn", "--level", "huyen", "--ngay", "9/2022")
    said = batch(*units, "--data", "dc.yaml", "-o", "kq")
    assert said.code == 0
    assert "[TV07]" in said.err
    assert "huyen_van_quan.docx" in made(tmp_path / "kq")


def test_letters_to_receivers_stay_the_issuers(tmp_path: Path, batch: Batch) -> None:
    letter = """loai: cong_van
co_quan: {ten: Sở Nội vụ, chu_quan: Ủy ban nhân dân tỉnh Lạng Sơn, viet_tat: SNV}
dia_danh: Lạng Sơn
ngay: 2022-09-01
trich_yeu: Đôn đốc báo cáo
noi_dung: Đề nghị gửi báo cáo.
chu_ky: {chuc_vu: GIÁM ĐỐC, ho_ten: Trần Thị Bình}
"""
    (tmp_path / "cv.yaml").write_text(letter, encoding="utf-8")
    (tmp_path / "ds.csv").write_text("Kính gửi\nSở Y tế\nSở Tài chính\n", encoding="utf-8")
    said = batch("ds.csv", "--data", "cv.yaml", "-o", "kq")
    assert said.code == 0, said.err
    text = words(tmp_path / "kq/so_y_te.docx")
    assert "SỞ NỘI VỤ" in text
    assert "Sở Y tế" in text
    assert "Trần Thị Bình" in text


def test_new_roster_filled_in_and_run(tmp_path: Path, batch: Batch) -> None:
    from openpyxl import load_workbook

    said = batch("--new-roster", "moi.xlsx", "--data", "dc.yaml")
    assert said.code == 0, said.err
    assert said.out == "Đã ghi moi.xlsx\n"
    assert "docgen batch moi.xlsx --data dc.yaml -o" in said.err
    book = load_workbook(tmp_path / "moi.xlsx")
    sheet = book["Danh sách"]
    titles = {str(cell.value): cell.column for cell in sheet[1]}
    for row, unit in enumerate(ROSTER.splitlines()[1:], 2):
        name, level, figure = unit.split(";")
        sheet.cell(row, titles["Tên đơn vị *"]).value = name
        sheet.cell(row, titles["Cấp"]).value = level
        sheet.cell(row, titles["Số tiêu chí đạt chuẩn (tiêu chí)"]).value = int(figure)
    book.save(tmp_path / "moi.xlsx")
    said = batch("moi.xlsx", "--data", "dc.yaml", "-o", "kq")
    assert (said.code, counts(said)) == (0, (3, 0, 0, 0)), said.err
    assert list(made(tmp_path / "kq")) == FILES
    assert "19" in words(tmp_path / "kq/xa_diem_he.docx")


def test_new_roster_with_units_and_over_a_file(tmp_path: Path, batch: Batch) -> None:
    new = ("--new-roster", "moi.xlsx", "--units", "Lạng Sơn", "--data", "dc.yaml")
    assert batch(*new).code == 0
    before = (tmp_path / "moi.xlsx").read_bytes()
    said = batch(*new)
    assert said.code == 2
    assert "[GH01]" in said.err
    assert (tmp_path / "moi.xlsx").read_bytes() == before
    assert counts(batch("moi.xlsx", "--data", "dc.yaml", "-o", "kq")) == (65, 0, 0, 0)


# --- Rows that cannot be made ---------------------------------------------------------------------


def test_bad_rows_stop_no_other(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "ds.csv").write_text(BAD, encoding="utf-8")
    said = batch(*RUN)
    assert said.code == 1
    assert counts(said) == (3, 0, 2, 0)
    assert list(made(tmp_path / "kq")) == FILES
    assert "ds.csv:5" in said.err
    assert "[BC52]" in said.err
    (tmp_path / "ds.csv").write_text(BAD.replace("mười", "10").replace("\n;xã;4", ""), "utf-8")
    said = batch(*RUN)
    assert (said.code, counts(said)) == (0, (1, 3, 0, 0)), said.err


def test_a_bad_cell_of_excel_is_named(tmp_path: Path, batch: Batch) -> None:
    _excel(tmp_path / "ds.xlsx", [["Tên đơn vị", "tieu_chi"], ["Sở Y tế", 1], ["Sở A", "x2"]])
    said = batch("ds.xlsx", "--data", "dc.yaml", "-o", "kq")
    assert said.code == 1
    assert "ds.xlsx (Sheet!B3)" in said.err


def test_many_failed_rows_are_not_all_told(tmp_path: Path, batch: Batch) -> None:
    rows = "".join(f"Sở Số {n};đơn vị;x\n" for n in range(30))
    (tmp_path / "ds.csv").write_text(ROSTER + rows, encoding="utf-8")
    said = batch(*RUN)
    assert said.code == 1
    assert "… và 10 hàng lỗi nữa" in said.err
    assert counts(said) == (3, 0, 30, 0)


def test_only_bad_rows_is_nothing_done(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "ds.csv").write_text("Tên đơn vị;tieu_chi\nSở Y tế;x\n", encoding="utf-8")
    said = batch(*RUN)
    assert said.code == 2
    assert made(tmp_path / "kq") == {}


@pytest.mark.parametrize(
    ("roster", "code"),
    [("Cấp;tieu_chi\nxã;4\n", "BC51"), ("Tên đơn vị\n", "BC0"), ("Tên đơn vị;tieu_cho\nA;1\n", "")],
)
def test_a_roster_that_is_none(tmp_path: Path, batch: Batch, roster: str, code: str) -> None:
    (tmp_path / "ds.csv").write_text(roster, encoding="utf-8")
    said = batch(*RUN)
    assert said.code == 2
    assert f"[{code}" in said.err
    assert not (tmp_path / "kq").exists()


# --- Again ----------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    before = made(tmp_path / "kq")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "kq").glob("*.docx")}
    for more in ((), ("--resume",)):
        said = batch(*RUN, *more)
        assert (said.code, counts(said)) == (0, (0, 3, 0, 0))
    assert made(tmp_path / "kq") == before
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "kq").glob("*.docx")} == times


def test_resume_makes_what_is_missing(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    before = made(tmp_path / "kq")
    (tmp_path / "kq/xa_tri_le.docx").unlink()
    said = batch(*RUN, "--resume")
    assert (said.code, counts(said)) == (0, (1, 2, 0, 0))
    assert made(tmp_path / "kq") == before


def test_changed_data_need_resume(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    before = made(tmp_path / "kq")
    (tmp_path / "ds.csv").write_text(ROSTER.replace(";17", ";18"), encoding="utf-8")
    said = batch(*RUN)
    assert (said.code, counts(said)) == (1, (0, 2, 1, 0))
    assert "[LO04]" in said.err
    assert made(tmp_path / "kq") == before
    said = batch(*RUN, "--resume")
    assert (said.code, counts(said)) == (0, (1, 2, 0, 0))
    assert "18" in words(tmp_path / "kq/xa_tri_le.docx")


def test_files_of_others_are_not_written_over(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "kq").mkdir()
    foreign = tmp_path / "kq/so_y_te.docx"
    foreign.write_bytes(b"somebody's")
    for more in ((), ("--resume",)):
        said = batch(*RUN, *more)
        assert said.code == 1
        assert "[GH01]" in said.err
        assert foreign.read_bytes() == b"somebody's"
    assert counts(said) == (0, 2, 1, 0)
    assert batch(*RUN, "--force").code == 0
    assert foreign.read_bytes()[:2] == b"PK"


def test_what_was_edited_by_hand_stays(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    mine = tmp_path / "kq/so_y_te.docx"
    edited = fill(mine.read_bytes(), {"tra_loi.van_ban": "12"})
    mine.write_bytes(edited)
    said = batch(*RUN, "--resume")
    assert (said.code, counts(said)) == (1, (0, 2, 1, 0))
    assert "[LO03]" in said.err
    assert mine.read_bytes() == edited


def test_units_that_left_the_roster_are_told(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    (tmp_path / "ds.csv").write_text(ROSTER.replace("Sở Y tế;đơn vị;2\n", ""), encoding="utf-8")
    said = batch(*RUN)
    assert (said.code, counts(said)) == (0, (0, 2, 0, 0))
    assert "[LO09]" in said.err
    assert (tmp_path / "kq/so_y_te.docx").exists()
