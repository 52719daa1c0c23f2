"""Tables of rows: Excel and CSV in every form an office saves them."""

from __future__ import annotations

import contextlib
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.findings import ERROR, Finding, InputError
from docgen.read.rows import read_rows
from docgen.read.rows_grid import letters
from docgen.read.rows_titles import LABELS, path_of

HEAD = ["Tên đơn vị", "Địa danh", "chi_tieu.xa_dat_chuan"]
ROWS = [["UBND xã Điềm He", "Điềm He", "7/16"], ["UBND phường Kỳ Lừa", "Kỳ Lừa", "12/12"]]


def book(path: Path, *tables: list[list[Any]], **titles: Any) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, table in enumerate(tables, 1):
        sheet = workbook.create_sheet(f"Sheet{number}")
        for row in table:
            sheet.append(row)
    change = titles.get("change")
    if change:
        change(workbook)
    workbook.save(path)
    return path


def csv_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def problems(path: Path) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read_rows(path)
    return [f for f in caught.value.findings if f.severity == ERROR]


# --- Excel --------------------------------------------------------------------------------------


def test_a_sheet_is_read_with_addresses(tmp_path: Path) -> None:
    rows = read_rows(book(tmp_path / "a.xlsx", [HEAD, *ROWS]))
    assert [c.path for c in rows.columns] == ["ten", "dia_danh", "chi_tieu.xa_dat_chuan"]
    assert [list(r.values.values()) for r in rows] == ROWS
    first = rows.rows[0]
    assert (first.number, first.where("dia_danh").cell) == (2, "Sheet1!B2")
    assert str(rows.rows[1].where("chi_tieu.xa_dat_chuan")).endswith("a.xlsx (Sheet1!C3)")
    assert len(rows) == 2
    assert rows.findings == ()


def test_cells_keep_their_types(tmp_path: Path) -> None:
    day, stamp = date(2022, 6, 23), datetime(2022, 6, 23, 10, 5)
    values = ["  Bo\u0302 \n", 7, 7.5, day, stamp, True, 0.1 + 0.2, "01"]
    heads = ["ten", *(f"bien.b{n}" for n in range(7))]
    rows = read_rows(book(tmp_path / "a.xlsx", [heads, values]))
    assert list(rows.rows[0].values.values()) == [
        "Bô", 7, Decimal("7.5"), day, stamp, True, Decimal("0.3"), "01",
    ]  # fmt: skip
    types = [type(v) for v in rows.rows[0].values.values()]
    assert types == [str, int, Decimal, date, datetime, bool, Decimal, str]


def test_shares_are_read_as_they_are_shown(tmp_path: Path) -> None:
    def percent(workbook: Any) -> None:
        for cell, code in (("B2", "0.0%"), ("C2", "0%"), ("D2", '#,##0.00"%"'), ("E2", "0.00%")):
            workbook["Sheet1"][cell].number_format = code

    heads = ["ten", "chi_tieu.a", "chi_tieu.b", "chi_tieu.c", "chi_tieu.d"]
    table = [heads, ["A", 115 / 181, 0.5, 63.5, 1]]
    values = read_rows(book(tmp_path / "a.xlsx", table, change=percent)).rows[0].values
    assert list(values.values())[1:] == ["63,5%", "50%", Decimal("63.5"), "100%"]


def test_lines_above_the_header_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    table = [
        ["UBND TỈNH LẠNG SƠN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [None, "DANH SÁCH"],
        [],
        [None, "TT", *HEAD],
        [None, "(1)", "(2)", "(3)", "(4)"],
        [None, 1, *ROWS[0]],
        [],
        [None, 2, *ROWS[1]],
    ]
    rows = read_rows(book(tmp_path / "a.xlsx", table))
    assert [(r.number, r.values["ten"]) for r in rows] == [(6, ROWS[0][0]), (8, ROWS[1][0])]
    assert rows.rows[1].where("dia_danh").cell == "Sheet1!D8"
    assert [(f.code, f.severity) for f in rows.findings] == [("BC13", "goi_y")]


def test_figures_in_the_first_row_are_no_count_of_columns(tmp_path: Path) -> None:
    table = [["chi_tieu.a", "chi_tieu.b"], [1, 2]]
    assert read_rows(book(tmp_path / "a.xlsx", table)).rows[0].values == {
        "chi_tieu.a": 1,
        "chi_tieu.b": 2,
    }


def test_merged_cells(tmp_path: Path) -> None:
    table = [
        ["TT", "Tên đơn vị", "Tỉnh", "Người ký", None],
        [None, None, None, "Chức vụ", "Họ tên"],
        ["I. Các xã vùng I"],
        [1, "Xã A", "Lạng Sơn", "Chủ tịch", "Nguyễn Văn A"],
        [2, "Xã B", None, "Chủ tịch", "Trần Thị B"],
    ]

    def merge(workbook: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "A3:E3", "C4:C5"):
            workbook["Sheet1"].merge_cells(cells)

    rows = read_rows(book(tmp_path / "a.xlsx", table, change=merge))
    assert [c.path for c in rows.columns] == ["ten", "tinh", "chu_ky.chuc_vu", "chu_ky.ho_ten"]
    assert [r.values["tinh"] for r in rows] == ["Lạng Sơn", "Lạng Sơn"]
    assert [r.values["chu_ky.ho_ten"] for r in rows] == ["Nguyễn Văn A", "Trần Thị B"]
    assert [f.code for f in rows.findings] == ["BC13"]


def test_the_first_sheet_with_a_table_is_read_and_the_others_told(tmp_path: Path) -> None:
    def hide(workbook: Any) -> None:
        workbook["Sheet2"].sheet_state = "hidden"
        workbook.create_chartsheet("Biểu đồ")

    tables = [[["Ghi chép", "linh tinh"]], [HEAD, *ROWS], [HEAD, ROWS[0]], [], [["khác"]]]
    rows = read_rows(book(tmp_path / "a.xlsx", *tables, change=hide))
    assert (rows.sheet, len(rows)) == ("Sheet3", 1)
    (told,) = rows.findings
    assert told.code == "BC09"
    assert "“Sheet1”, “Sheet5”" in told.message


def test_errors_of_formulas_are_told_and_not_taken_for_empty(tmp_path: Path) -> None:
    def spoil(workbook: Any) -> None:
        sheet = workbook["Sheet1"]
        sheet["B2"], sheet["C3"], sheet["A2"] = "=1+1", "#REF!", "#N/A"
        sheet["B5"] = "#NAME?"
        for cell in ("A2", "B5", "C3"):
            sheet[cell].data_type = "e"

    table = [["STT", *HEAD[1:]], [1, "A", "7"], [2, "B", "8"]]
    found = problems(book(tmp_path / "a.xlsx", table, change=spoil))
    assert [(f.code, f.where.cell) for f in found if f.where] == [
        ("BC14", "Sheet1!B2"),
        ("BC14", "Sheet1!C3"),
        ("BC14", "Sheet1!B5"),
    ]
    assert "#REF!" in found[1].message


def test_every_problem_of_the_titles_at_once(tmp_path: Path) -> None:
    table = [["Tên đơn vi", "Tên đon vị chính", "Dia danh", "dia_danh", None, "Số hộ"],
             ["A", "B", "C", "D", "E", 5]]  # fmt: skip
    found = problems(book(tmp_path / "a.xlsx", table))
    assert [(f.code, f.where.cell) for f in found if f.where] == [
        ("BC06", "Sheet1!B1"),
        ("BC07", "Sheet1!D1"),
        ("BC06", "Sheet1!F1"),
        ("BC08", "Sheet1!E2"),
    ]
    assert "“Tên đơn vị hành chính” (`ten`)" in found[0].hint
    assert "chi_tieu.so_ho" in found[2].hint


def test_tables_without_header_or_rows(tmp_path: Path) -> None:
    assert [f.code for f in problems(book(tmp_path / "a.xlsx", [["chỉ một ô"]]))] == ["BC05"]
    assert [f.code for f in problems(book(tmp_path / "b.xlsx", [HEAD]))] == ["BC05"]
    assert [f.code for f in problems(book(tmp_path / "c.xlsx", []))] == ["BC05"]
    names = [["Tên đơn vị"], ["Xã A"], ["Xã B"]]
    assert len(read_rows(book(tmp_path / "d.xlsx", names))) == 2


def open_document(path: Path, rows: str) -> Path:
    pytest.importorskip("python_calamine")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Trang 1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def open_row(values: list[str], repeat: int = 1, cells: int = 1) -> str:
    kind = f'office:value-type="string" table:number-columns-repeated="{cells}"'
    return (
        f'<table:table-row table:number-rows-repeated="{repeat}">'
        + "".join(
            f"<table:table-cell {kind}><text:p>{v}</text:p></table:table-cell>" for v in values
        )
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    )


def test_an_open_document_sheet(tmp_path: Path) -> None:
    rows = read_rows(open_document(tmp_path / "a.ods", "".join(map(open_row, (HEAD, *ROWS)))))
    assert [list(r.values.values()) for r in rows] == ROWS
    assert rows.rows[1].where("dia_danh").cell == "Trang 1!B3"


def test_repeated_cells_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.ods", open_row(["ten"], 1_000_000, 1000))
    assert [f.code for f in problems(path)] == ["BC03"]


def test_without_the_excel_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", [HEAD, *ROWS])
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (found,) = problems(path)
    assert found.code == "BC04"
    assert "docgen[excel]" in found.hint


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", [HEAD, *ROWS]).read_bytes()
    broken = tmp_path / "b.xlsx"
    for data in (whole[:-600], whole[:900], b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600):
        broken.write_bytes(data)
        assert [f.code for f in problems(broken)] == ["BC02"]
    broken.write_bytes(b"%PDF-1.7")
    assert [f.code for f in problems(broken)] == ["BC02"]
    assert [f.code for f in problems(tmp_path / "thieu.xlsx")] == ["BC01"]
    assert [f.code for f in problems(tmp_path)] == ["BC01"]


def test_a_cell_far_out_does_not_fill_the_memory(tmp_path: Path) -> None:
    table = [HEAD, *ROWS]

    def far(workbook: Any) -> None:
        workbook["Sheet1"]["XFD1048576"] = "x"

    assert [f.code for f in problems(book(tmp_path / "a.xlsx", table, change=far))] == ["BC03"]


# --- CSV ----------------------------------------------------------------------------------------

TEXT = "\n".join(";".join(r) for r in (HEAD, *ROWS)) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_separators(
    tmp_path: Path, encoding: str, separator: str, ending: str
) -> None:
    text = TEXT.replace(";", separator).replace("\n", ending)
    rows = read_rows(csv_file(tmp_path / "a.csv", text, encoding))
    assert [list(r.values.values()) for r in rows] == ROWS
    assert rows.findings == ()
    where = rows.rows[1].where("dia_danh")
    assert (where.line, where.part) == (3, "cột 2")


def test_big_endian_with_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert len(read_rows(path)) == 2


def test_windows_1258_is_read_and_told(tmp_path: Path) -> None:
    # The code page has â ă ê ô ơ ư, and the tones as marks of their own.
    tones = "\u0300\u0301\u0303\u0309\u0323"
    text = ""
    for letter in TEXT:
        parts = normalize("NFD", letter)
        text += normalize("NFC", "".join(c for c in parts if c not in tones))
        text += "".join(c for c in parts if c in tones)
    rows = read_rows(csv_file(tmp_path / "a.csv", text, "cp1258"))
    assert [r.values["ten"] for r in rows] == [r[0] for r in ROWS]
    assert [f.code for f in rows.findings] == ["BC11"]


@pytest.mark.parametrize("raw", [b"\xff\xfea", b"Ten;S\0\0", b"\xd2\xd2\x9d\x9e;\xff"])
def test_unknown_encodings(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    assert [f.code for f in problems(path)] == ["BC10"]


def test_separators_inside_cells(tmp_path: Path) -> None:
    text = (
        "Tên đơn vị,Nơi nhận,Ghi chú\n"
        '"UBND xã A","Như trên; Lưu: VT; a; b; c","dòng 1\ndòng ""2"""\n'
        "UBND xã B,x;y;z,\n"
    )
    rows = read_rows(csv_file(tmp_path / "a.csv", text))
    assert rows.rows[0].values["ghi_chu"] == 'dòng 1\ndòng "2"'
    assert (rows.rows[0].number, rows.rows[1].number) == (2, 4)
    assert rows.rows[1].values == {"ten": "UBND xã B", "noi_nhan": "x;y;z"}


def test_excels_own_first_line_says_the_separator(tmp_path: Path) -> None:
    rows = read_rows(csv_file(tmp_path / "a.csv", "sep=,\nten,luu\nA;B,VT\n"))
    assert rows.rows[0].values == {"ten": "A;B", "luu": "VT"}
    assert rows.rows[0].number == 3


def test_quotes_that_do_not_match(tmp_path: Path) -> None:
    for text in ('ten;luu\nA;"VT\nB;VT\n', 'ten;luu\n"A" b;VT\n'):
        (found,) = problems(csv_file(tmp_path / "a.csv", text))
        assert (found.code, found.where and found.where.line) == ("BC12", 2)


def test_cells_beyond_the_titles(tmp_path: Path) -> None:
    (found,) = problems(csv_file(tmp_path / "a.csv", "ten,luu\nUBND huyện A, thành phố B,VT\n"))
    assert (found.code, found.where and found.where.part) == ("BC08", "cột 3")


def test_invisible_characters_are_removed_and_told(tmp_path: Path) -> None:
    rows = read_rows(csv_file(tmp_path / "a.csv", "ten;luu\nA\u200b;V\u0007T\n"))
    assert rows.rows[0].values == {"ten": "A", "luu": "VT"}
    assert [f.code for f in rows.findings] == ["BC16", "BC16"]


@given(st.binary(max_size=200) | st.text(max_size=120).map(str.encode))
def test_any_bytes_are_read_or_refused_cleanly(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for head in (b"", b"ten;luu\n"):
        path.write_bytes(head + raw)
        with contextlib.suppress(InputError):
            read_rows(path)


# --- Titles -------------------------------------------------------------------------------------


def test_every_label_has_one_meaning() -> None:
    meaning: dict[str, str] = {}
    for path, labels in LABELS.items():
        for label in labels:
            assert meaning.setdefault(label.lower(), path) == path
            assert path_of(label) == path_of(label.upper()) == path
            assert path_of(f" {label} (ghi rõ):") == path


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("ten", "ten"),
        ("co_quan.ten", "co_quan.ten"),
        ("CHU_KY.HO_TEN", "chu_ky.ho_ten"),
        ("chi_tieu.Xa_dat_chuan", "chi_tieu.Xa_dat_chuan"),
        ("Chỉ tiêu.tỷ_lệ", "chi_tieu.tỷ_lệ"),
        ("chi_tieu.a.gia_tri", "chi_tieu.a.gia_tri"),
        ("chi_tieu.a.cap_tren", None),
        ("bien.ten_phong_trao", "bien.ten_phong_trao"),
        ("bien.a.b", None),
        ("don_vi_truc_thuoc", "don_vi_truc_thuoc"),
        ("ten don vi", "ten"),
        ("Sở", "ten"),
        ("Số", "so"),
        ("so", "so"),
        ("chu_ky", None),
        ("noi_dung", None),
        ("trinh_bay.co_chu", "trinh_bay.co_chu"),
        ("xa_dat_chuan", None),
        ("", None),
    ],
)
def test_titles(title: str, path: str | None) -> None:
    assert path_of(title) == path


@given(st.integers(0, 20_000))
def test_column_names_count_like_excels(column: int) -> None:
    name = letters(column)
    value = 0
    for letter in name:
        value = value * 26 + ord(letter) - 64
    assert value == column + 1
    assert name.isalpha()
