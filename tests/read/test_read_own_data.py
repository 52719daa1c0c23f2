"""The unit's own figures: YAML, JSON and rows of tables, with the place of each."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.findings import ERROR, Finding, InputError
from docgen.model import ChiTieu, HoSoDonVi, Ngay
from docgen.read.figures import FigureError, read_number, read_target
from docgen.read.names import key, matches
from docgen.read.own_data import OwnData, read_own_data
from docgen.viet.so import phan_tram, ty_le, viet_so

UNIT = HoSoDonVi(ten="Ủy ban nhân dân xã Điềm He", cap="xa")
FULL = """\
ten: UBND xã Điềm He
chi_tieu:
  xa_dat_chuan: {gia_tri: 7, tren: 16, don_vi: xã}
  thon: 07/16
  ho_ngheo: 63,5%
  kinh_phi: 1.250 triệu đồng
bien:
  ten_phong_trao: Phong trào "Chung sức"
so: 07
ngay: 15/12/2025
luu: VT, VHXH
noi_nhan:
  - Thường trực Đảng ủy
  - Như mục III
chu_ky: {ho_ten: Nguyễn Văn A, chuc_vu: Chủ tịch}
"""


def typed(folder: Path, text: str, name: str = "so_lieu.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def own(folder: Path, text: str, name: str = "so_lieu.yaml") -> OwnData:
    return read_own_data(typed(folder, text, name), UNIT)


def problems(folder: Path, text: str, name: str = "so_lieu.yaml") -> list[Finding]:
    with pytest.raises(InputError) as caught:
        own(folder, text, name)
    return [f for f in caught.value.findings if f.severity == ERROR]


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(f.code, f.where.line, f.where.column) for f in findings if f.where]


# --- YAML and JSON ------------------------------------------------------------------------------


def test_all_kinds_of_values(tmp_path: Path) -> None:
    data = own(tmp_path, FULL)
    assert data.chi_tieu == {
        "xa_dat_chuan": ChiTieu(gia_tri=Decimal(7), tren=Decimal(16), don_vi="xã"),
        "thon": ChiTieu(gia_tri=Decimal(7), tren=Decimal(16)),
        "ho_ngheo": ChiTieu(gia_tri=Decimal("63.5"), don_vi="%"),
        "kinh_phi": ChiTieu(gia_tri=Decimal(1250), don_vi="triệu đồng"),
    }
    assert data.bien == {"ten_phong_trao": "Phong trào “Chung sức”"}
    assert data.khac == {
        "so": "7",
        "ngay": Ngay(ngay=15, thang=12, nam=2025),
        "luu": "VT, VHXH",
        "noi_nhan": ["Thường trực Đảng ủy", "Như mục III"],
        "chu_ky.ho_ten": "Nguyễn Văn A",
        "chu_ky.chuc_vu": "Chủ tịch",
    }
    assert data.tep.endswith("so_lieu.yaml")
    assert data.findings == ()
    assert (data.noi["chi_tieu.thon"].line, data.noi["chi_tieu.thon"].column) == (4, 9)
    assert data.noi["chi_tieu.xa_dat_chuan"].line == 3
    assert data.noi["chi_tieu.xa_dat_chuan.tren"].line == 3
    assert data.noi["bien.ten_phong_trao"].line == 8
    assert data.noi["chu_ky.ho_ten"].path == "chu_ky.ho_ten"
    for path in [*data.khac, *(f"chi_tieu.{n}" for n in data.chi_tieu)]:
        assert path in data.noi


def test_keys_may_be_typed_as_paths(tmp_path: Path) -> None:
    data = own(tmp_path, "chi_tieu.thon: 7/16\nchu_ky.ho_ten: A\nbien: {x: '1'}\nbien.y: 2\n")
    assert data.chi_tieu["thon"].tren == 16
    assert data.khac == {"chu_ky.ho_ten": "A"}
    assert data.bien == {"x": "1", "y": "2"}


def test_several_signers(tmp_path: Path) -> None:
    data = own(tmp_path, "chu_ky:\n  - {ho_ten: A}\n  - {ho_ten: B, quyen_han: TM. BAN}\n")
    assert data.khac == {
        "chu_ky[0].ho_ten": "A",
        "chu_ky[1].ho_ten": "B",
        "chu_ky[1].quyen_han": ["TM. BAN"],
    }


def test_what_is_empty_is_not_given(tmp_path: Path) -> None:
    data = own(tmp_path, "so:\nchi_tieu:\nbien: {}\nngay:\n")
    assert not data
    assert data == OwnData(data.tep)


def test_json(tmp_path: Path) -> None:
    text = json.dumps({"chi_tieu": {"a": {"gia_tri": 12.5, "tren": 100}}, "so": 3})
    data = own(tmp_path, text, "a.json")
    assert data.chi_tieu["a"].gia_tri == Decimal("12.5")
    assert data.khac == {"so": "3"}


def test_every_problem_at_once_with_its_place(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "ten: UBND xã Bình Phúc\n"
        "chi_tieu:\n"
        "  a: bảy\n"
        "  b: 3/0\n"
        "  c: {gia_tri: 12,5, ten_goi: x}\n"
        "  'd e': 1\n"
        "bien: {x: {y: 1}}\n"
        "so: 7/KH\n"
        "ngay: 31/11/2025\n"
        "noi_nhan: {a: b}\n"
        "noi_dung: x\n"
        "chu_ky: {ho_va_ten: A}\n",
    )
    assert [place[:2] for place in places(found)] == [
        ("BC20", 1),
        ("BC21", 3),
        ("BC21", 4),
        ("DL29", 5),
        ("BC23", 5),
        ("BC23", 6),
        ("BC23", 7),
        ("DL27", 8),
        ("DL25", 9),
        ("DL29", 10),
        ("BC23", 11),
        ("BC23", 12),
    ]
    lines = [f.where.line for f in found if f.where]
    assert lines == sorted(lines)
    assert next(f for f in found if f.where and f.where.line == 12).hint == "Có phải `ho_ten`?"
    assert all(f.where and f.where.file.endswith("so_lieu.yaml") for f in found)


def test_the_data_of_another_unit_is_refused(tmp_path: Path) -> None:
    for text in ("ten: Xã Bình Phúc\n", "co_quan: {ten: Xã Bình Phúc}\n", "co_quan.ten: Xã B\n"):
        assert [f.code for f in problems(tmp_path, text + "so: 1\n")] == ["BC20"]
    assert own(tmp_path, "co_quan: Uỷ ban nhân dân Xã  Điềm He\nso: 1\n").khac == {"so": "1"}


def test_figures_that_may_mean_something_else_are_told(tmp_path: Path) -> None:
    data = own(
        tmp_path,
        "chi_tieu:\n  a: 1,250\n"
        '  b: {gia_tri: 1.250}\n  c: 16/7\n  d: 1.250\n  e: {tren: "1,125"}\n',
    )
    assert [(f.code, f.where and f.where.line) for f in data.findings] == [
        ("BC22", 2),
        ("BC22", 3),
        ("BC22", 4),
        ("BC22", 6),
    ]
    assert data.chi_tieu["a"].gia_tri == Decimal("1.25")
    assert data.chi_tieu["b"].gia_tri == data.chi_tieu["d"].gia_tri == 1250


def test_words_cut_off_at_a_comma_are_told(tmp_path: Path) -> None:
    found = problems(tmp_path, "bien: {dia_ban: xã A, xã B}\nchi_tieu: {a: 12,5}\n")
    assert [place[:2] for place in places(found)] == [("DL29", 1), ("DL29", 2)]


def test_a_list_is_no_own_data(tmp_path: Path) -> None:
    assert [f.code for f in problems(tmp_path, "- a\n")] == ["DL08"]
    assert [f.code for f in problems(tmp_path, "a: [\n")] == ["DL02"]
    with pytest.raises(InputError):
        read_own_data(tmp_path / "thieu.yaml", UNIT)


# --- Rows of tables -------------------------------------------------------------------------------

TABLE = """\
Tên đơn vị;Cấp;chi_tieu.thon;chi_tieu.kp.gia_tri;chi_tieu.kp.don_vi;Nơi nhận;Họ tên người ký;Ngày
UBND xã Bình Phúc;xã;3/9;12,5;triệu đồng;- Như trên; ;
UỶ BAN  NHÂN DÂN XÃ ĐIỀM HE;xã;7/16;1.250;triệu đồng;"- Đảng ủy;
- Như trên;";Nguyễn Văn A;15/12/2025
"""


def test_the_row_of_the_unit(tmp_path: Path) -> None:
    data = own(tmp_path, TABLE, "a.csv")
    assert data.chi_tieu == {
        "thon": ChiTieu(gia_tri=Decimal(7), tren=Decimal(16)),
        "kp": ChiTieu(gia_tri=Decimal(1250), don_vi="triệu đồng"),
    }
    assert data.khac == {
        "noi_nhan": ["Đảng ủy", "Như trên"],
        "chu_ky.ho_ten": "Nguyễn Văn A",
        "ngay": Ngay(ngay=15, thang=12, nam=2025),
    }
    assert (data.noi["chi_tieu.thon"].line, data.noi["chi_tieu.thon"].part) == (3, "cột 3")
    assert data.noi["chi_tieu.kp"].part == "cột 4"
    assert [f.code for f in data.findings] == ["BC24"]


def test_an_excel_row(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Số liệu"
    sheet.append(["ten", "so", "ngay", "chi_tieu.a", "chi_tieu.b", "bien.nam", "bien.tl", "bien.d"])
    sheet.append(["Điềm He", 7, date(2025, 12, 15), 0.635, "7/16", 2025, 63.5, date(2025, 2, 3)])
    sheet["D2"].number_format = "0.0%"
    workbook.save(tmp_path / "a.xlsx")
    data = read_own_data(tmp_path / "a.xlsx", UNIT)
    assert data.khac == {"so": "7", "ngay": Ngay(ngay=15, thang=12, nam=2025)}
    assert data.chi_tieu["a"] == ChiTieu(gia_tri=Decimal("63.5"), don_vi="%")
    assert data.bien == {"nam": "2025", "tl": "63,5", "d": "03/02/2025"}
    assert data.noi["so"].cell == "Số liệu!B2"

    sheet["E2"], sheet["B2"], sheet["G2"] = date(2025, 7, 16), "7/KH", True
    workbook.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError) as caught:
        read_own_data(tmp_path / "a.xlsx", UNIT)
    found = {f.where.cell: f for f in caught.value.findings if f.where}
    assert {cell: f.code for cell, f in found.items()} == {
        "Số liệu!E2": "BC21",
        "Số liệu!B2": "DL27",
        "Số liệu!G2": "BC25",
    }
    assert "Text" in found["Số liệu!E2"].hint


def test_the_only_row_needs_no_name(tmp_path: Path) -> None:
    assert own(tmp_path, "so;luu\n5;VT\n", "a.csv").khac == {"so": "5", "luu": "VT"}
    assert [f.code for f in problems(tmp_path, "ten;so\nXã Bình Phúc;5\n", "a.csv")] == ["BC20"]
    (found,) = problems(tmp_path, "so;luu\n5;VT\n6;VT\n", "a.csv")
    assert "Thêm cột `ten`" in found.hint


def test_a_row_given_twice_or_nearly(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "ten;so\nXã Điềm He;5\nxã Điềm He;6\n", "a.csv")
    assert found.code == "BC20"
    assert (found.where and found.where.line) == 3
    (found,) = problems(tmp_path, "ten;so\nỦy ban nhân dân xã Điềm Hê;5\nB;6\n", "a.csv")
    assert "Có phải “Ủy ban nhân dân xã Điềm Hê”?" in found.hint


def test_columns_that_are_no_own_data(tmp_path: Path) -> None:
    text = "ten;loai;chu_ky.ho_ten;nguoi_ky.ho_ten\nXã Điềm He;ke_hoach;A;B\n"
    found = problems(tmp_path, text, "a.csv")
    assert [(f.code, f.where and f.where.line) for f in found] == [("BC23", 1), ("BC07", 2)]


# --- Names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given_names", "found"),
    [
        ("Ủy ban nhân dân huyện Hòa Vang", ["UBND  huyện\u00a0Hoà Vang", "x"], [0]),
        ("Ủy ban nhân dân xã A", ["xã A", "Ủy ban nhân dân xã A"], [1]),
        ("Ủy ban nhân dân huyện Văn Quan", ["Thị trấn Văn Quan", "Văn Quan"], [1]),
        ("Ủy ban nhân dân huyện Văn Quan", ["Thị trấn Văn Quan"], []),
        ("Ủy ban nhân dân xã Hòa", ["xã Hoa", "xã Hóa"], []),
        ("Sở Nội vụ", ["SỞ NỘI VỤ", "Nội vụ"], [0]),
        ("Sở Nội vụ", ["Nội vụ"], []),
    ],
)
def test_names_of_units(name: str, given_names: list[str], found: list[int]) -> None:
    assert matches(name, given_names) == found


def test_tones_on_either_letter() -> None:
    for one, other in (("hoà", "hòa"), ("Uỷ", "ủy"), ("Thuý Khoẻ", "thúy khỏe")):
        assert key(one) == key(other)
    assert key("hoà") != key("hoá")


# --- Figures --------------------------------------------------------------------------------------

numbers = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(lambda d: d.normalize() + 0)


@given(numbers)
def test_what_docgen_writes_is_read_back(number: Decimal) -> None:
    assert read_number(viet_so(number)) == number
    target, doubts = read_target(phan_tram(number))
    assert (target.gia_tri, target.don_vi) == (number, "%")
    assert len(doubts) <= 1


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_shares_are_read_back(part: int, whole: int, decimals: int) -> None:
    figure = f"{viet_so(part)}/{viet_so(whole)}"
    share = ty_le(part, whole, decimals)
    for text in (figure, f"{figure} xã ({share})", f" {part:02d} / {whole} ( chiếm tỷ lệ {share})"):
        target, _doubts = read_target(text)
        assert (target.gia_tri, target.tren) == (part, whole)
    wrong = ty_le(part + whole, whole, decimals)
    with pytest.raises(FigureError):
        read_target(f"{figure} ({wrong})")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("07", 7),
        ("1 250 000", 1250000),
        ("1\u00a0250,5", Decimal("1250.5")),
        ("63.5", Decimal("63.5")),
        ("0.635", Decimal("0.635")),
        ("-1,5", Decimal("-1.5")),
        ("+3", 3),
        ("12,50", Decimal("12.5")),
    ],
)
def test_numbers(text: str, number: Any) -> None:
    assert read_number(text) == number
    assert str(read_number(text)) == str(number)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "bảy",
        "1,250,000",
        "1.25.0",
        "7/16/2022",
        "7//16",
        "1e5",
        "1" * 30,
        "0,1234567",
        "quý 3",
        "7 16",
        "7/16 (44%",
        "(7/16)",
        "≥ 7",
        "x" * 5000,
        "1 " * 5000,
        True,
        date(2022, 7, 16),
        Decimal("NaN"),
        1e300,
    ],
)
def test_what_is_no_figure(value: Any) -> None:
    with pytest.raises(FigureError) as caught:
        read_target(value)
    assert caught.value.message
    assert caught.value.hint


@given(st.text(alphabet="0123456789.,/% -()xãđạt", max_size=40) | st.text(max_size=30))
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        target, _doubts = read_target(text)
    except FigureError:
        return
    assert target.gia_tri is not None
