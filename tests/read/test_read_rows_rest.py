"""Tables as offices make them: what is no record, headers of several rows, older encodings."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from docgen.findings import InputError
from docgen.read.rows import Rows, open_grid, read_rows, rows_of
from docgen.read.rows_titles import also_known, old_font, path_of, post_of

pytest.importorskip("python_calamine")
openpyxl = pytest.importorskip("openpyxl")


def sheet(folder: Path, rows: list[list[Any]], *merged: str, hidden: tuple[int, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "DS"
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    for number in hidden:
        book.active.row_dimensions[number].hidden = True
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def names(rows: Rows) -> list[Any]:
    return [row.values.get("ten") for row in rows]


def passed(rows: Rows) -> list[tuple[str, str]]:
    return [(f.code, f.where.cell) for f in rows.findings if f.where and f.code in ("BC13", "BC43")]


def test_what_stands_under_a_table_is_no_unit(tmp_path: Path) -> None:
    rows = read_rows(
        sheet(
            tmp_path,
            [
                ["STT", "Tên xã", "Địa danh", "Ngày"], [1, "Xã A", "A", None],
                [2, "Xã B", "B", None],
                ["Tổng cộng", None, None, None], [None, None, "Lạng Sơn, ngày 04 tháng 5 năm 2026"],
                [None, "NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"], [],
                [None, "Nguyễn Thị C", "Hoàng D"],
            ],
            "A4:B4",
        )
    )  # fmt: skip
    assert names(rows) == ["Xã A", "Xã B"]
    assert passed(rows) == [("BC43", "DS!B4"), ("BC13", "DS!C5")]


@pytest.mark.parametrize(
    "last",
    [
        [3, "Xã C", "ngày 4 tháng 5 năm 2026"],  # numbered like the others
        [None, "Xã C", "Người lập"],  # the name of a unit
        [None, None, "C"],  # a row without its name: told as one
    ],
)
def test_a_row_at_the_end_is_kept(tmp_path: Path, last: list[Any]) -> None:
    rows = read_rows(sheet(tmp_path, [["STT", "Tên xã", "Địa danh"], [1, "Xã A", "A"], last]))
    assert len(rows) == 2
    assert passed(rows) == []


def test_headings_of_groups_are_no_units(tmp_path: Path) -> None:
    rows = read_rows(
        sheet(
            tmp_path,
            [
                ["STT", "Đơn vị", "chi_tieu.a"], ["I", "Khu vực thứ nhất", 12], [1, "Sở Y tế", 5],
                ["II", "UBND CÁC XÃ", 9], [1, "Xã A", 9], ["STT", "ĐƠN VỊ", None],
                [2, "Ban Quản lý các khu công nghiệp", 1], [3, "Khối phố 5", 1],
            ],
        )
    )  # fmt: skip
    assert names(rows) == ["Sở Y tế", "Xã A", "Ban Quản lý các khu công nghiệp", "Khối phố 5"]
    assert passed(rows) == [("BC13", f"DS!A{n}") for n in (2, 4, 6)]


def test_letters_and_roman_numbers_alone_number_units(tmp_path: Path) -> None:
    rows = read_rows(sheet(tmp_path, [["TT", "Tên"], ["I", "Xã A"], ["II", "Xã B"]]))
    assert names(rows) == ["Xã A", "Xã B"]


def test_receivers_may_be_many_at_once(tmp_path: Path) -> None:
    rows = read_rows(sheet(tmp_path, [["Kính gửi", "so"], ["Các sở, ban, ngành", 1]]))
    assert len(rows) == 1


@pytest.mark.parametrize("count", [["A", "B", 1, 2], [1, 2, 3, "4=3/2"], ["(1)", "(2)", "(3)"]])
def test_counts_of_columns(tmp_path: Path, count: list[Any]) -> None:
    head = ["STT", "Tên xã", "chi_tieu.a", "chi_tieu.b"]
    rows = read_rows(sheet(tmp_path, [head, count, [1, "Xã A", 3, 4]]))
    assert names(rows) == ["Xã A"]


def test_words_over_the_table_are_no_header(tmp_path: Path) -> None:
    rows = read_rows(
        sheet(
            tmp_path,
            [
                ["Tỉnh:", "Lạng Sơn"],
                ["Ngày:", "4/5/2026"],
                ["STT", "Tên xã", "Người ký"],
                [1, "Xã A", "Lê B"],
            ],
        )  # fmt: skip
    )
    assert [c.path for c in rows.columns] == ["ten", "chu_ky.ho_ten"]


def test_a_district_beside_its_communes(tmp_path: Path) -> None:
    for head in (["Huyện", "Xã"], ["Huyện", "Tên đơn vị"]):
        table = [head, ["Huyện Văn Quan", "Xã A"], [None, "Xã B"]]
        rows = read_rows(sheet(tmp_path, table, "A2:A3"))
        assert [dict(r.values) for r in rows] == [
            {"cap_tren": "Huyện Văn Quan", "ten": "Xã A"},
            {"cap_tren": "Huyện Văn Quan", "ten": "Xã B"},
        ]
    rows = read_rows(sheet(tmp_path, [["Xã", "Huyện"], ["Xã A", "Huyện Văn Quan"]]))
    assert rows.rows[0].values == {"ten": "Xã A", "cap_tren": "Huyện Văn Quan"}


def test_a_target_in_two_columns_under_one_title(tmp_path: Path) -> None:
    table = [["STT", "Tên xã", "Năm 2026", None], [None, None, "Thôn đạt chuẩn", None],
             [None, None, "Đạt", "Tổng số"], [1, "Xã A", 3, 9]]  # fmt: skip
    with also_known({"Thôn đạt chuẩn": "chi_tieu.thon"}):
        rows = read_rows(sheet(tmp_path, table, "A1:A3", "B1:B3", "C1:D1", "C2:D2"))
    assert rows.rows[0].values == {"ten": "Xã A", "chi_tieu.thon": 3, "chi_tieu.thon.tren": 9}


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    table = [["Tên xã"], ["Xã A"], ["Xã B"], ["Tổng cộng"]]
    rows = read_rows(sheet(tmp_path, table, hidden=(3, 4)))
    assert names(rows) == ["Xã A", "Xã B"]
    (said,) = [str(f) for f in rows.findings if f.code == "BC13"]
    assert "1 hàng đang ẩn vẫn được đọc: 3." in said


def test_columns_that_rosters_have_and_documents_do_not(tmp_path: Path) -> None:
    table = [["Tên xã", "Email", "Số điện thoại", "Mã xã"], ["Xã A", "a@b.vn", "0912", "06001"]]
    rows = read_rows(sheet(tmp_path, table))
    assert [c.path for c in rows.columns] == ["ten"]
    assert ["“Email”, “Số điện thoại”, “Mã xã”" in str(f) for f in rows.findings] == [True]
    with also_known({"email": "bien.email"}):
        assert path_of("E-mail") == ""
        assert path_of("Email") == "bien.email"


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Số liệu xã đạt chuẩn", "chi_tieu.xa"), ("SO LIEU XA DAT CHUAN", "chi_tieu.xa"),
        ("Số xã đạt chuẩn NTM", "chi_tieu.ten_dai"), ("Tỉ lệ hộ nghèo", "chi_tieu.ngheo"),
        ("Số xã đạt", None), ("Số hộ nghèo", None), ("Kí hiệu", "ky_hieu"), ("Quí", None),
    ],
)  # fmt: skip
def test_titles_written_otherwise(title: str, path: str | None) -> None:
    own = {
        "xa dat chuan": "chi_tieu.xa", "Số xã đạt chuẩn nông thôn mới": "chi_tieu.ten_dai",
        "Tỷ lệ hộ nghèo": "chi_tieu.ngheo",
    }  # fmt: skip
    with also_known(own):
        assert path_of(title) == path


def test_titles_that_name_a_post() -> None:
    assert path_of("CHỦ TỊCH") == path_of("Chủ tịch UBND xã") == "chu_ky.ho_ten"
    assert (post_of("Chủ tịch UBND xã"), post_of("GIAM DOC"), post_of("Họ tên")) == (
        "Chủ tịch", "Giám đốc", "",
    )  # fmt: skip


def test_errors_of_single_rows_can_be_kept_apart(tmp_path: Path) -> None:
    table = [["Tên xã", "so"], ["Xã A", 1, "đã gửi"], ["X· §iÒm He", 2], ["Xã C", 3], ["Xã D", 4],
             ["Xã E", "#REF!"]]  # fmt: skip
    rows = rows_of(open_grid(sheet(tmp_path, table)), apart=True)
    assert {n: [(f.code, f.where and f.where.cell) for f in found]
            for n, found in rows.wrong.items()} == {
        2: [("BC08", "DS!C2")], 3: [("BC10", "DS!A3")], 6: [("BC14", "DS!B6")],
    }  # fmt: skip
    with pytest.raises(InputError) as caught:
        read_rows(tmp_path / "a.xlsx")
    assert sorted(f.code for f in caught.value.findings) == ["BC08", "BC10", "BC14"]


def test_a_forgotten_title_is_of_the_table(tmp_path: Path) -> None:
    table = [["Tên xã", "so", None], ["Xã A", 1, 1], ["Xã B", 1, 2], ["Xã C", 1, None]]
    rows = rows_of(open_grid(sheet(tmp_path, table)), apart=True)
    assert (rows.wrong, [f.code for f in rows.findings]) == ({}, ["BC08"])


@pytest.mark.parametrize(
    ("text", "old"),
    [("§iÒm He", True), ("Ñieàm He", True), ("Điềm He", False), ("Quê Lâm", False), ("A", False),
     ("Hoàng Sâm", False), ("7 m²", False)],
)  # fmt: skip
def test_fonts_from_before_unicode(text: str, old: bool) -> None:
    assert old_font(text) is old


_TEXT = "Tên đơn vị;Địa danh;Người ký\nUBND xã Điềm He;Điềm He;Nguyễn Thị Hằng\n"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _windows_1258(text: str) -> bytes:
    parts = []
    for sign in text:
        bare = unicodedata.normalize("NFD", sign)
        tone = "".join(c for c in bare if c in _TONES)
        letter = unicodedata.normalize("NFC", "".join(c for c in bare if c not in _TONES))
        parts.append((letter + tone).encode("cp1258"))
    return b"".join(parts)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (_windows_1258(_TEXT), "Windows-1258"),
        ("Tªn ®¬n vÞ;§Þa danh;Ng\xadêi ký\nUBND x· §iÒm He;§iÒm He;NguyÔn ThÞ H»ng\n".encode(
            "latin-1"), "TCVN3"),
        ("Teân ñôn vò;Ñòa danh;Ngöôøi kyù\nUBND xaõ Ñieàm He;Ñieàm He;Nguyeãn Thò Haèng\n".encode(
            "latin-1"), "VNI"),
        (_TEXT.encode("utf-16-le"), ""), (_TEXT.encode("utf-16-be"), ""),
        (_TEXT.replace(";", "|").encode(), ""),
    ],
)  # fmt: skip
def test_encodings_of_text_files(tmp_path: Path, raw: bytes, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    rows = read_rows(path)
    assert list(rows.rows[0].values.values()) == ["UBND xã Điềm He", "Điềm He", "Nguyễn Thị Hằng"]
    assert [f.code for f in rows.findings] == ["BC11"] * bool(name)
    assert all(name in f.message for f in rows.findings)


def test_errors_of_formulas_in_text_files(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ten;luu\nXã A;#REF!\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_rows(path)
    assert [f.code for f in caught.value.findings] == ["BC14"]


@pytest.mark.parametrize("raw", [b"<html><table>", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook>"])
def test_web_pages_called_tables(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.xls").write_bytes(raw)
    with pytest.raises(InputError) as caught:
        read_rows(tmp_path / "a.xls")
    assert [f.code for f in caught.value.findings] == ["BC02"]


def test_shares_and_hidden_rows_of_an_open_document(tmp_path: Path) -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )

    def row(*cells: str, more: str = "") -> str:
        return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"

    def text(words: str) -> str:
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{words}</text:p></table:table-cell>"

    def share(value: float, shown: str, many: int = 1) -> str:
        kind = f'office:value-type="percentage" office:value="{value}"'
        kind += f' table:number-columns-repeated="{many}"'
        return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"

    rows = row(text("ten"), text("chi_tieu.a"), text("chi_tieu.b"))
    rows += row(text("Xã A"), share(0.055, "5,50%"), share(1, "100%"))
    rows += row(text("Xã B"), share(0.1234, "12%", 2), more='table:visibility="filter"')
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="DS">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    found = read_rows(tmp_path / "a.ods")
    assert [list(r.values.values()) for r in found] == [
        ["Xã A", "5,5%", "100%"], ["Xã B", "12%", "12%"],
    ]  # fmt: skip
    assert "1 hàng đang ẩn" in str(found.findings[0])
