"""The Excel file to fill in: what it offers, and that it reads back as it was filled."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.batch.new_roster import LEVELS, columns_of, new_roster, roster_bytes
from docgen.batch.new_roster_guide import guide_lines, notes_of
from docgen.batch.roster import Roster, read_roster
from docgen.findings import InputError
from docgen.model import HoSoDonVi, Ngay, VanBan
from docgen.read.data_file import read_profile
from docgen.read.rows_titles import old_font
from docgen.read.units import LEVEL_WORDS
from docgen.units import profile_of, units
from docgen.viet.chuan import bo_dau, lam_sach, nfc
from tests.batch.rosters import base, codes
from tests.strategies import texts, van_ban

openpyxl = pytest.importorskip("openpyxl")
PROFILES = sorted((Path(__file__).parents[2] / "fixtures" / "don_vi").glob("*.yaml"))


def filled(folder: Path, document: VanBan, rows: Sequence[Mapping[str, Any]]) -> Roster:
    """The form with values typed under the titles of data paths, as a clerk does, read back."""
    book = openpyxl.load_workbook(io.BytesIO(roster_bytes(document)))
    sheet = book["Danh sách"]
    places = {c.path: n for n, c in enumerate(columns_of(document), 1)}
    for number, row in enumerate(rows, 2):
        for path, value in row.items():
            cell = sheet.cell(number, places[path])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    path = folder / "da_dien.xlsx"
    book.save(path)
    return read_roster(path, document)


def test_a_column_for_each_value_with_label_note_and_check() -> None:
    document = base()
    sheet = openpyxl.load_workbook(io.BytesIO(roster_bytes(document)))["Danh sách"]
    titles = [cell.value for cell in sheet[1]]
    assert titles == [
        "STT", "Tên đơn vị *", "Cấp", "Thuộc tỉnh", "Địa danh", "Viết tắt", "Cơ quan chủ quản",
        "Số", "Ký hiệu", "Ngày ban hành (ngày/tháng/năm)", "Chức vụ người ký", "Họ tên người ký",
        "Xã đạt chuẩn (xã)", "Tổng số tương ứng: Xã đạt chuẩn", "Tiêu chí bình quân (tiêu chí)",
        "Chữ điền vào ten_phong_trao", "Chữ điền vào han", "Chữ điền vào nguoi_phu_trach",
    ]  # fmt: skip
    for cell, column in zip(sheet[1], columns_of(document), strict=True):
        assert cell.comment.text
        if column.path:
            assert f"Khóa dữ liệu: {column.path}" in cell.comment.text
            assert "Để trống thì " in cell.comment.text
        assert sheet.column_dimensions[cell.column_letter].width == column.width
    assert sheet.freeze_panes == "C2"
    checks = {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation}
    assert {k: v.type for k, v in checks.items()} == {
        "C2": "list", "J2": None, "M2": "decimal", "N2": "decimal", "O2": "decimal",
    }  # fmt: skip
    assert checks["C2"].formula1 == '"' + ",".join(LEVELS) + '"'
    assert len(checks["C2"].formula1) <= 255
    assert sheet.column_dimensions["I"].number_format == "@"
    assert sheet.column_dimensions["J"].number_format == "@"
    assert (checks["J2"].prompt, checks["J2"].showInputMessage) == ("Ví dụ: 23/6/2022", True)
    for check in checks.values():
        assert str(check.sqref).endswith("20000")
        assert bool(check.error) == (check.type is not None)


def test_every_word_of_the_drop_down_is_a_level() -> None:
    assert {bo_dau(word) for word in LEVELS} <= set(LEVEL_WORDS)


def test_the_guide_tells_every_column() -> None:
    document = base()
    sheet = openpyxl.load_workbook(io.BytesIO(roster_bytes(document)))["Hướng dẫn"]
    told = {row[3].value: row for row in sheet.iter_rows() if len(row) > 3 and row[3].value}
    for column in columns_of(document):
        if column.path:
            assert told[column.path][0].value == column.title
            assert told[column.path][1].value
            assert told[column.path][2].value


def test_units_at_hand_are_filled_in_and_read_back(tmp_path: Path) -> None:
    known = [read_profile(file) for file in PROFILES]
    new_roster(base(), tmp_path / "a.xlsx", known)
    form = read_roster(tmp_path / "a.xlsx", base())
    folder = read_roster(PROFILES[0].parent, base())
    assert form.bad == ()
    assert "BC09" not in codes(form.findings)
    for got, want in zip(form.items, folder.items, strict=True):
        own = {p: v for p, v in got.values.items() if not p.startswith("chi_tieu.")}
        assert (got.name, got.level) == (want.name, want.level)
        assert own == {p: v for p, v in want.values.items() if p != "cap_tren"}


def test_cities_have_their_own_word_for_the_level(tmp_path: Path) -> None:
    days = date(2025, 6, 30)
    asked = (
        [profile_of(u) for u in units("Lạng Sơn", "huyen", days)]
        + [profile_of(units("TP. HCM", "tinh")[0]), profile_of(units("Lạng Sơn")[0])]
    )  # fmt: skip
    new_roster(base(), tmp_path / "a.xlsx", asked)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Danh sách"]
    words = [sheet.cell(row, 3).value for row in range(2, len(asked) + 2)]
    assert words[0] == "thành phố thuộc tỉnh"
    assert set(words[1:-2]) == {"huyện"}
    assert words[-2] == "thành phố trực thuộc trung ương"
    assert words[-1] in ("xã", "phường")
    read = read_roster(tmp_path / "a.xlsx", base())
    assert [item.level for item in read.items] == [unit.cap for unit in asked]


def test_units_of_one_name_are_told_apart(tmp_path: Path) -> None:
    asked = [profile_of(unit) for unit in units("TP. HCM", ngay=date(2025, 6, 30))]
    assert sum(unit.ten == "Ủy ban nhân dân Phường 4" for unit in asked) > 3
    new_roster(base(), tmp_path / "a.xlsx", asked)
    read = read_roster(tmp_path / "a.xlsx", base())
    assert read.bad == ()
    assert [item.name for item in read.items] == [unit.ten for unit in asked]
    assert [item.values["cap_tren"] for item in read.items] == [unit.cap_tren for unit in asked]
    assert {"BC54", "BC56"}.isdisjoint(codes(read.findings))
    assert "cap_tren" not in {c.path for c in columns_of(base(), asked[:5])}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5/6/2022", (5, 6, 2022)),
        ("05/06/2022", (5, 6, 2022)),
        ("5-6-2022", (5, 6, 2022)),
        (date(2022, 6, 5), (5, 6, 2022)),
    ],
)
def test_a_day_is_read_as_it_is_written_here(tmp_path: Path, typed: Any, day: Any) -> None:
    roster = filled(tmp_path, base(), [{"ten": "UBND xã A", "cap": "xã", "ngay": typed}])
    (item,) = roster.items
    assert item.values["ngay"] == Ngay(ngay=day[0], thang=day[1], nam=day[2])


def test_a_wide_form_is_printed_on_several_pages_that_can_be_read(tmp_path: Path) -> None:
    targets = {f"a{n}": {"ten": f"Chỉ tiêu thứ {n} " + "rất dài " * 20} for n in range(30)}
    small = base(chi_tieu={}, bien={}, trich_yeu="A", noi_dung=["A"])
    for document, wide in ((base(chi_tieu=targets), True), (small, False)):
        book = openpyxl.load_workbook(io.BytesIO(roster_bytes(document)))
        sheet = book["Danh sách"]
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_title_cols == ("$A:$B" if wide else None)
        assert (setup.fitToWidth > 1) == wide
        width = sum(column.width for column in columns_of(document))
        repeated = 43 * (setup.fitToWidth - 1)
        assert (width + repeated) / setup.fitToWidth <= 210, "letters stay large enough"
        assert 0 < sheet.row_dimensions[1].height <= 409
        assert book["Hướng dẫn"].page_setup.paperSize == 9


def test_a_variable_is_told_with_the_words_around_it() -> None:
    said = notes_of([*columns_of(base())], base())
    assert said["bien.han"][0].startswith("Chữ điền vào chỗ [han]: “")
    assert "xã trước [han], do" in said["bien.han"][0]
    assert said["bien.han"][1] == "dùng giá trị chung: 30/9/2022"


def test_a_letter_says_how_it_goes_to_each_receiver(tmp_path: Path) -> None:
    letter = base(loai="cong_van", kinh_gui=["Các xã"], noi_dung=["Báo cáo trước {{ han }}."])
    book = openpyxl.load_workbook(io.BytesIO(roster_bytes(letter)))
    lines = [row[0].value for row in book["Hướng dẫn"].iter_rows(max_row=12)]
    assert any(line and "“Kính gửi”" in line for line in lines)
    assert not any("“Kính gửi”" in line for line in guide_lines(base()))
    # What it says is right.
    sheet = book["Danh sách"]
    sheet["B1"], sheet["B2"] = "Kính gửi", "Ủy ban nhân dân xã A"
    sheet.delete_cols(5)
    book.save(tmp_path / "a.xlsx")
    (item,) = read_roster(tmp_path / "a.xlsx", letter).items
    assert {p: v for p, v in item.values.items() if not p.startswith("chi_tieu.")} == {
        "kinh_gui": ["Ủy ban nhân dân xã A"]
    }


def test_an_empty_form_has_no_units(tmp_path: Path) -> None:
    new_roster(base(), tmp_path / "a.xlsx")
    with pytest.raises(InputError) as caught:
        read_roster(tmp_path / "a.xlsx", base())
    assert "BC05" in codes(caught.value)


def test_the_same_bytes() -> None:
    known = [read_profile(PROFILES[0])]
    made = roster_bytes(base(), known)
    assert made == roster_bytes(base(), known)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml")
    assert core.count(b"1980-01-01T00:00:00Z") == 2


def test_files_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("x")
    with pytest.raises(InputError) as caught:
        new_roster(base(), path)
    assert codes(caught.value) == ["GH01"]
    assert path.read_text() == "x"
    new_roster(base(), path, force=True)
    assert os.listdir(tmp_path) == ["a.xlsx"]
    assert zipfile.is_zipfile(path)
    with pytest.raises(InputError) as caught:
        new_roster(base(), tmp_path / "a.csv")
    assert codes(caught.value) == ["GH04"]


def test_without_openpyxl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(InputError) as caught:
        new_roster(base(), tmp_path / "a.xlsx")
    assert codes(caught.value) == ["BC64"]
    assert "docgen[excel]" in caught.value.findings[0].hint


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    document = base(bien={"ten_phong_trao": "=1+1"}, chi_tieu={"a": {"ten": "=SUM(A1)"}})
    unit = HoSoDonVi(ten='=HYPERLINK("x")', dia_danh="@A", viet_tat="+1")
    new_roster(document, tmp_path / "a.xlsx", [unit])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)
    (item,) = read_roster(tmp_path / "a.xlsx", document).items
    assert (item.name, item.values["dia_danh"]) == (unit.ten, "@A")
    assert item.values["chi_tieu.a.gia_tri"] is None
    made = roster_bytes(document, [HoSoDonVi(ten="A", dia_danh="#N/A")])
    cell = openpyxl.load_workbook(io.BytesIO(made))["Danh sách"]["E2"]
    assert (cell.value, cell.data_type) == ("#N/A", "s")


_NUMBER = st.integers(-(10**9), 10**9) | st.decimals(
    -(10**6), 10**6, allow_nan=False, allow_infinity=False, places=4
)
_TEXT = texts(empty=False).filter(
    lambda s: s == nfc(lam_sach(s)[0]).strip() and "_x" not in s and not old_font(s)
)


@st.composite
def _rows(draw: st.DrawFn, document: VanBan) -> list[dict[str, Any]]:
    rows = []
    for number in range(draw(st.integers(1, 3))):
        row: dict[str, Any] = {"": number + 1, "ten": f"UBND xã Số {number} A"}
        for column in columns_of(document):
            if column.path in ("", "ten", "cap") or not draw(st.booleans()):
                continue
            if column.kind == "figure":
                row[column.path] = draw(_NUMBER)
            elif column.kind == "date":
                row[column.path] = draw(st.dates(date(1901, 1, 1), date(2199, 12, 31)))
            elif column.path == "so":
                row[column.path] = str(draw(st.integers(1, 9999)))
            elif not column.path.startswith("chu_ky"):
                row[column.path] = draw(_TEXT)
        row["cap"] = draw(st.sampled_from(LEVELS))
        rows.append(row)
    return rows


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_is_typed_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    document = data.draw(van_ban())
    rows = data.draw(_rows(document))
    for row in rows:  # a total of 0 and a figure beside nothing are other tests' matter
        for path in [p for p in row if p.endswith(".tren") and not row[p]]:
            del row[path]
    roster = filled(tmp_path_factory.mktemp("a"), document, rows)
    assert roster.bad == ()
    assert [i.number for i in roster.items] == list(range(2, len(rows) + 2))
    for item, row in zip(roster.items, rows, strict=True):
        assert item.name == row["ten"]
        for path, value in row.items():
            if path in ("", "ten", "cap"):
                continue
            if path.startswith("chi_tieu."):
                path = path if path.endswith(".tren") else f"{path}.gia_tri"
                assert item.values[path] == Decimal(str(value))
            elif isinstance(value, date):
                assert item.values[path] == Ngay(ngay=value.day, thang=value.month, nam=value.year)
            else:
                path = f"co_quan.{path}" if path in ("viet_tat", "chu_quan") else path
                assert item.values[path] == value
        given_paths = {p.split(".")[1] for p in row if p.startswith("chi_tieu.")}
        for column in columns_of(document):
            if column.kind == "figure" and column.path.split(".")[1] not in given_paths:
                assert item.values[f"chi_tieu.{column.path.split('.')[1]}.gia_tri"] is None
