"""A whole level at once: folders of profiles and tables of units."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.findings import ERROR, Finding, InputError
from docgen.model import ChiTieu, HoSoDonVi
from docgen.read.data_file import read_profile
from docgen.read.own_data import read_own_data
from docgen.read.units import read_units

PROFILES = Path(__file__).parents[2] / "fixtures" / "don_vi"
TABLE = """\
STT;Tên đơn vị;Cấp;Cấp trên;Tỉnh;Địa danh;Viết tắt;Nơi nhận;Lưu;Người ký;Chức vụ;\
chi_tieu.thon;bien.ten;so
1;UBND xã Điềm He;Xã;UBND tỉnh Lạng Sơn;Lạng Sơn;Điềm He;UBND;"- Đảng ủy;
- Như trên";VT, VHXH;A; Chủ tịch;7/16;x;5
2;UBND phường Kỳ Lừa;phường;UBND tỉnh Lạng Sơn;Lạng Sơn;;UBND;;;A;Chủ tịch;63,5%;;
;Tổng cộng;;;;;;;;;;;;
"""


def table(folder: Path, text: str) -> Path:
    path = folder / "don_vi.csv"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read_units(path)
    return [f for f in caught.value.findings if f.severity == ERROR]


def test_a_table_of_units(tmp_path: Path) -> None:
    units = read_units(table(tmp_path, TABLE))
    first, second = units
    assert first.profile == HoSoDonVi.model_validate({
        "ten": "UBND xã Điềm He", "cap": "xa", "cap_tren": "UBND tỉnh Lạng Sơn",
        "tinh": "Lạng Sơn", "dia_danh": "Điềm He", "viet_tat": "UBND",
        "noi_nhan": ["Đảng ủy", "Như trên"], "luu": "VT, VHXH",
        "nguoi_ky": [{"ho_ten": "A", "chuc_vu": "Chủ tịch"}],
    })  # fmt: skip
    assert second.profile.cap == "xa"
    assert second.profile.dia_danh is None
    assert first.own is not None
    assert first.own.chi_tieu == {"thon": ChiTieu(gia_tri=Decimal(7), tren=Decimal(16))}
    assert (first.own.bien, first.own.khac) == ({"ten": "x"}, {"so": "5"})
    assert second.own is not None
    assert second.own.chi_tieu["thon"].don_vi == "%"
    assert (first.where.line, first.where.part) == (2, "cột 2")
    assert [(f.code, f.where and f.where.line) for f in units.findings] == [("BC43", 5)]
    assert len(units) == 2


def test_the_same_table_gives_one_unit_its_own_data(tmp_path: Path) -> None:
    path = table(tmp_path, TABLE.replace(";Tổng cộng;", ";;"))
    unit = read_units(path).units[0]
    own = read_own_data(path, unit.profile)
    assert unit.own is not None
    assert own.chi_tieu == unit.own.chi_tieu
    assert own.khac.items() >= unit.own.khac.items()


def test_a_folder_of_profiles() -> None:
    units = read_units(PROFILES)
    assert [u.profile for u in units] == [read_profile(f) for f in sorted(PROFILES.glob("*.yaml"))]
    assert all(u.own is None for u in units)
    assert Path(units.units[0].where.file).parent == PROFILES


def test_one_profile() -> None:
    (unit,) = read_units(PROFILES / "ubnd_xa_diem_he.yaml")
    assert unit.profile.cap == "xa"


def test_every_problem_of_a_folder_at_once(tmp_path: Path) -> None:
    assert [f.code for f in problems(tmp_path)] == ["BC40"]
    (tmp_path / "a.yaml").write_text("ten: A\ncap: xã\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("ten: B\nten_khac: x\n", encoding="utf-8")
    (tmp_path / "c.yml").write_text("ten: C\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("ten:  c\n", encoding="utf-8")
    (tmp_path / ".e.yaml").write_text("x", encoding="utf-8")
    assert [(f.code, Path(f.where.file).name) for f in problems(tmp_path) if f.where] == [
        ("DL23", "a.yaml"),
        ("DL20", "b.yaml"),
        ("BC42", "d.yaml"),
    ]


def test_every_problem_of_a_table_at_once(tmp_path: Path) -> None:
    text = (
        "ten;cap;nguoi_ky.ho_ten;nguoi_ky.chuc_vu;chi_tieu.a;hieu_luc_tu;so\n"
        "Xã A;thành phố;;;;;\n"
        ";xa;;;;;\n"
        "Xã B;xa;A; ;bảy;31/11/2025;x\n"
        "Xã C;xa;A;Chủ tịch;;;\n"
        "xã  c;xa;A;Chủ tịch;;;\n"
        'Xã D;xa;"A; B";B;;;\n'
    )
    found = [
        (f.code, f.where.line, f.where.part) for f in problems(table(tmp_path, text)) if f.where
    ]
    assert sorted(found, key=lambda f: (f[1], f[2])) == [
        ("DL23", 2, "cột 2"),
        ("BC41", 3, "cột 1"),
        ("BC21", 4, "cột 5"),
        ("DL25", 4, "cột 6"),
        ("DL27", 4, "cột 7"),
        ("BC42", 6, "cột 1"),
        ("BC44", 7, "cột 4"),
    ]


def test_several_signers_and_departments(tmp_path: Path) -> None:
    text = (
        "ten;ho ten nguoi ky;chuc vu;phong_ban;don_vi_truc_thuoc\n"
        'Xã A;"A; B";"Chủ tịch\nPhó Chủ tịch";"Phòng X; Phòng Y";"Thôn 1;Thôn 2;"\n'
    )
    profile = read_units(table(tmp_path, text)).units[0].profile
    assert [(n.ho_ten, n.chuc_vu) for n in profile.nguoi_ky] == [
        ("A", "Chủ tịch"),
        ("B", "Phó Chủ tịch"),
    ]
    assert [p.ten for p in profile.phong_ban] == ["Phòng X", "Phòng Y"]
    assert profile.don_vi_truc_thuoc == ["Thôn 1", "Thôn 2"]


def test_a_name_or_a_post_alone_goes_to_the_document(tmp_path: Path) -> None:
    text = "ten;nguoi_ky.ho_ten;chuc vu\nXã A;;Chủ tịch\nXã B;B;\nXã C;C;Chủ tịch\n"
    one, two, three = read_units(table(tmp_path, text))
    assert one.own
    assert one.own.khac == {"chu_ky.chuc_vu": "Chủ tịch"}
    assert two.own
    assert two.own.khac == {"chu_ky.ho_ten": "B"}
    assert [len(u.profile.nguoi_ky) for u in (one, two, three)] == [0, 0, 1]
    assert three.own is not None
    assert not three.own


def test_columns_that_no_cell_can_give(tmp_path: Path) -> None:
    path = table(tmp_path, "ten;phong_ban.chuc_nang;loai\nXã A;x;y\n")
    assert [(f.code, f.where and f.where.part) for f in problems(path)] == [
        ("BC23", "cột 2"),
        ("BC23", "cột 3"),
    ]


def test_columns_of_one_meaning_must_agree(tmp_path: Path) -> None:
    text = "ten;co_quan.ten;chu_ky.ho_ten;nguoi_ky.ho_ten;chuc_vu\nXã A;Xã B;A;A;Chủ tịch\n"
    assert [f.code for f in problems(table(tmp_path, text))] == ["BC07"]


def test_names_of_units_are_no_totals(tmp_path: Path) -> None:
    names = ["Cộng Hòa", "Tổng công ty X", "Toàn Thắng", "Tổng số: 3 xã", "Cộng", "Toàn tỉnh"]
    units = read_units(table(tmp_path, "ten;luu\n" + "".join(f"{n};VT\n" for n in names)))
    assert [u.profile.ten for u in units] == names[:3]
    assert [f.code for f in units.findings] == ["BC43"] * 3


def test_a_table_without_names(tmp_path: Path) -> None:
    assert [f.code for f in problems(table(tmp_path, "cap;luu\nxa;VT\n"))] == ["BC41"]


def test_offices_of_one_name_under_different_bodies(tmp_path: Path) -> None:
    text = "ten;cap_tren\nPhòng Kinh tế;UBND xã A\nPhòng Kinh tế;UBND xã B\n"
    assert len(read_units(table(tmp_path, text))) == 2


def test_a_province_of_communes_from_excel(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách xã")
    sheet.append(["TT", "Tên đơn vị", "Cấp", "Địa danh", "Họ tên người ký", "Chức vụ người ký",
                  "chi_tieu.xa", "chi_tieu.ty_le"])  # fmt: skip
    for n in range(700):
        sheet.append([n, f"UBND xã {n}", "xã", f"X{n}", f"N {n}", "Chủ tịch", f"{n}/700", n / 8])
    workbook.save(tmp_path / "a.xlsx")
    units = read_units(tmp_path / "a.xlsx")
    assert len(units) == 700
    last = units.units[-1]
    assert last.where.cell == "Danh sách xã!B701"
    assert last.own is not None
    assert last.own.chi_tieu["ty_le"].gia_tri == Decimal("87.375")
    assert last.own.noi["chi_tieu.xa"].cell == "Danh sách xã!G701"
