"""Rosters: tables and folders of units, good rows apart from bad ones."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.batch.item import Item
from docgen.batch.overlay import document_for
from docgen.batch.roster import Roster, read_roster, roster_of
from docgen.findings import ERROR, Finding, InputError
from docgen.model import HoSoDonVi, Ngay, VanBan
from docgen.read.data_file import read_profile
from tests.batch.rosters import base, codes, said, table

PROFILES = Path(__file__).parents[2] / "fixtures" / "don_vi"


def read(folder: Path, text: str, document: VanBan | None = None) -> Roster:
    return read_roster(table(folder, text), document or base())


def fails(folder: Path, text: str, document: VanBan | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(folder, text, document)
    return caught.value


def test_paths_labels_and_the_short_form_are_titles(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "STT;Tên đơn vị;Cấp;Địa danh;ky.ho_ten;Chức vụ;chi_tieu.xa_dat_chuan;Tiêu chí bình quân;"
        "bien.han;Nơi nhận;Ngày ban hành;so;co_quan.viet_tat\n"
        '1;UBND xã Điềm He;Xã;Điềm He;Lê A;Chủ tịch;7/16;12,5;1/7;"- Đảng ủy; VP";'
        "23/6/2022;5;UBND\n",
    )
    (item,) = roster.items
    assert (item.number, item.name, item.level) == (2, "UBND xã Điềm He", "xa")
    assert (item.where.line, item.where.part) == (2, "cột 2")
    assert item.values == {
        "co_quan.ten": "Ủy ban nhân dân xã Điềm He",
        "co_quan.cap": "xa",
        "co_quan.viet_tat": "UBND",
        "dia_danh": "Điềm He",
        "chu_ky.ho_ten": "Lê A",
        "chu_ky.chuc_vu": "Chủ tịch",
        "chi_tieu.xa_dat_chuan.gia_tri": Decimal(7),
        "chi_tieu.xa_dat_chuan.tren": Decimal(16),
        "chi_tieu.tieu_chi.gia_tri": Decimal("12.5"),
        "bien.han": "1/7",
        "noi_nhan": ["Đảng ủy", "VP"],
        "ngay": Ngay(ngay=23, thang=6, nam=2022),
        "so": "5",
    }
    assert (roster.bad, roster.findings) == ((), ())
    assert pickle.loads(pickle.dumps(item)) == item


def test_one_bad_row_stops_no_other(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "ten;chi_tieu.xa_dat_chuan;ngay;cap\n"
        "Xã A;1;;xã\n"
        "Xã B;nhiều;32/13/2022;cấp nào\n"
        ";2;;\n"
        "Xã C;3;;\n",
    )
    assert [i.name for i in roster.items] == ["Xã A", "Xã C"]
    assert [(b.number, b.name, codes(b.findings)) for b in roster.bad] == [
        (3, "Xã B", ["DL23", "BC21", "DL26", "DL26"]),
        (4, "", ["BC52"]),
    ]
    assert [str(f.where).partition("danh_sach.csv")[2] for f in roster.bad[0].findings] == [
        ":3 (cột 4)", ":3 (cột 2)", ":3 (cột 3)", ":3 (cột 3)",
    ]  # fmt: skip
    assert roster.numbers == (2, 3, 4, 5)


def test_errors_in_cells_of_excel_spoil_their_row(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Xã"
    for line in [
        ["Tên đơn vị", "chi_tieu.tieu_chi"], ["Xã A", 1], ["Xã B", "#REF!"], ["Xã C", "=1+1"],
        ["Xã D", 4], ["#N/A", None],
    ]:  # fmt: skip
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    roster = read_roster(tmp_path / "a.xlsx", base())
    assert [i.name for i in roster.items] == ["Xã A", "Xã D"]
    assert [(b.number, b.name) for b in roster.bad] == [(3, "Xã B"), (4, "Xã C"), (6, "")]
    found = [f for b in roster.bad for f in b.findings]
    assert codes(found) == ["BC14"] * 3
    assert [f.where and f.where.cell for f in found] == ["Xã!B3", "Xã!B4", "Xã!A6"]


def test_unknown_columns_are_told_all_at_once(tmp_path: Path) -> None:
    error = fails(tmp_path, "ten;Tên dơn vi;Ý kiến\nXã A;;x\n")
    assert codes(error) == ["BC07", "BC06"]
    error = fails(
        tmp_path, "ten;chi_tieu.xa_dat_chuann;bien.hạn;loai;chi_tieu.x.tren\nXã A;1;2;3;4\n"
    )
    assert codes(error) == ["BC55"] * 4
    first, second, third, fourth = said(error.findings)
    assert "danh_sach.csv:1 (cột 2)" in first
    assert "Có phải `xa_dat_chuan`?" in first
    assert "Có phải `han`?" in second
    assert "không phải giá trị riêng" in third
    assert "`chi_tieu.xa_dat_chuan`, `chi_tieu.tieu_chi`" in fourth


def test_titles_near_to_known_ones_are_suggested(tmp_path: Path) -> None:
    error = fails(tmp_path, "ten;ky.ho_tenn;Xã đạt chuân;Tiêu chí bình quan đầu\nXã A;1;2;3\n")
    assert "Có phải `chu_ky.ho_ten`?" in said(error.findings)[0]
    assert "Có phải `chi_tieu.tieu_chi`?" in said(error.findings)[1]
    assert codes(error) == ["BC06", "BC06"]


def test_a_table_without_names(tmp_path: Path) -> None:
    assert codes(fails(tmp_path, "dia_danh;so\nA;1\n")) == ["BC51"]
    assert codes(fails(tmp_path, "ten;so\nTổng cộng;1\n")) == ["BC43", "BC50"]


def test_variables_of_the_text_and_names_of_targets_are_titles(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;Nguoi phu trach;tieu chi;Chữ điền vào han\nXã A;Ông B;3;1/8\n")
    values = roster.items[0].values
    assert (values["bien.nguoi_phu_trach"], values["bien.han"]) == ("Ông B", "1/8")
    assert values["chi_tieu.tieu_chi.gia_tri"] == 3


def test_labels_that_mean_two_things_are_not_guessed(tmp_path: Path) -> None:
    twice = {"a": {"ten": "Số hộ"}, "b": {"ten": "Số hộ"}, "c": {"ten": "Địa danh"}}
    document = base(chi_tieu=twice)
    assert codes(fails(tmp_path, "ten;Số hộ\nXã A;1\n", document)) == ["BC06"]
    roster = read(tmp_path, "ten;chi_tieu.a;b;Địa danh\nXã A;1;2;Nơi A\n", document)
    values = roster.items[0].values
    assert (values["chi_tieu.a.gia_tri"], values["chi_tieu.b.gia_tri"]) == (1, 2)
    assert values["dia_danh"] == "Nơi A"


def test_an_empty_figure_is_open_and_a_missing_column_is_common(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;chi_tieu.xa_dat_chuan\nXã A;\nXã B;2\n")
    assert roster.items[0].values["chi_tieu.xa_dat_chuan.gia_tri"] is None
    assert not any(p.startswith("chi_tieu.tieu_chi") for p in roster.items[1].values)
    assert codes(roster.findings) == ["BC59", "BC61"]
    assert "`chi_tieu.tieu_chi`." in said(roster.findings)[0]


@pytest.mark.parametrize(
    ("name", "typed", "level"),
    [
        ("UBND xã A", "", "xa"), ("Phường A", "", "xa"), ("Uỷ ban nhân dân huyện A", "", "huyen"),
        ("Sở Nội vụ", "", "don_vi"), ("Văn phòng UBND tỉnh A", "", "don_vi"),
        ("UBND tỉnh A", "", "tinh"), ("Thành phố A", "", ""), ("Thành phố A", "huyện", "huyen"),
        ("UBND xã A", "don_vi", "don_vi"), ("Đặc khu A", "Đặc khu", "xa"),
        ("Thị xã A", "", "huyen"), ("TT A", "", "xa"), ("Tổ 1", "", ""),
    ],
)  # fmt: skip
def test_the_level_is_given_or_follows_from_the_name(
    tmp_path: Path, name: str, typed: str, level: str
) -> None:
    roster = read(tmp_path, f"ten;cap;so\n{name};{typed};1\n")
    assert roster.items[0].level == level
    doubtful = level == "" or (name, level) == ("UBND xã A", "don_vi")
    assert ("BC58" in codes(roster.findings)) == doubtful


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("UBND xã A", "Ủy ban nhân dân xã A"), ("Xã A", "Ủy ban nhân dân xã A"),
        ("TP. A", "Ủy ban nhân dân thành phố A"), ("TX A", "Ủy ban nhân dân thị xã A"),
        ("HĐND xã A", "Hội đồng nhân dân xã A"), ("Sở Nội vụ", "Sở Nội vụ"),
        ("Uỷ ban nhân dân xã A", "Uỷ ban nhân dân xã A"),
    ],
)  # fmt: skip
def test_names_are_made_full(tmp_path: Path, name: str, full: str) -> None:
    roster = read(tmp_path, f"ten;so\n{name};1\n")
    assert roster.items[0].values["co_quan.ten"] == full
    assert roster.items[0].name == name


def test_a_bare_place_is_doubted_as_an_issuer(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;cap;so\nĐiềm He;xã;1\n")
    assert codes(roster.findings) == ["BC59", "BC57"]


def test_a_row_given_twice(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;so;tinh\nXã A;1;X\nxã A;1;X\nXã A;2;X\nXã A;1;Y\n")
    assert [i.number for i in roster.items] == [2, 4, 5]
    assert [(b.number, codes(b.findings)) for b in roster.bad] == [(3, ["BC53"])]
    assert codes(roster.findings) == ["BC59", "BC54"]


def test_columns_of_a_profile_that_no_document_uses(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;Ghi chú;Phòng ban;cap_tren;so\nXã A;x;y;UBND tỉnh;1\n")
    assert "BC56" in codes(roster.findings)
    assert roster.items[0].values["cap_tren"] == "UBND tỉnh"
    assert "ghi_chu" not in roster.items[0].values


def test_letters_to_many_receivers(tmp_path: Path) -> None:
    roster = read(tmp_path, "Kính gửi;bien.han\nUBND xã A;1/7\nSở B;2/7\n", base(loai="cong_van"))
    assert [(i.name, i.level) for i in roster.items] == [("UBND xã A", "xa"), ("Sở B", "don_vi")]
    assert roster.items[0].values == {"kinh_gui": ["UBND xã A"], "bien.han": "1/7"}


def test_letters_of_every_unit_are_told(tmp_path: Path) -> None:
    letter = base(loai="cong_van", kinh_gui=["UBND tỉnh Hải Bình"])
    assert "BC65" in codes(read(tmp_path, "ten;so\nXã A;1\n", letter).findings)
    assert "BC65" in codes(roster_of([HoSoDonVi(ten="UBND xã A")], letter).findings)
    assert "BC65" not in codes(read(tmp_path, "Kính gửi;so\nXã A;1\n", letter).findings)
    assert "BC65" not in codes(read(tmp_path, "ten;so\nXã A;1\n").findings)


def test_two_columns_of_names(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;co_quan.ten\nXã A;Xã A\n;Xã B\n")
    assert [(i.name, i.where.part) for i in roster.items] == [("Xã A", "cột 1"), ("Xã B", "cột 2")]


_CELL = st.sampled_from([
    "", "Xã A", "Sở B", "7/16", "16/7", "63,5%", "1.250", "-5", "x", "32/1/2022", "1/7/2022", "0",
    "TRUE", "Tổng cộng", "=1", "a; b", "Phó Chủ tịch", "xã", "7/0", "9" * 30, "[[x]]", "{{ y }}",
])  # fmt: skip
_TITLE = st.sampled_from([
    "STT", "cap", "dia_danh", "so", "ngay", "noi_nhan", "ky.ho_ten", "chu_ky[0].ho_ten",
    "chu_ky.quyen_han", "chi_tieu.xa_dat_chuan", "chi_tieu.xa_dat_chuan.tren", "chi_tieu.tieu_chi",
    "chi_tieu.la", "bien.han", "Xã đạt chuẩn", "Kính gửi", "loai", "dong", "nguoi_ky.ho_ten",
    "kem_theo", "Ghi chú", "can_cu", "co_quan.cap", "chi_tieu.tieu_chi.don_vi", "",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(_TITLE, unique=True, max_size=5), st.lists(st.lists(_CELL, max_size=6), max_size=5))
def test_any_table_is_read_or_refused_cleanly(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], rows: list[list[str]]
) -> None:
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in (["ten", *titles], *rows))
    document = base()
    refused: list[Finding] = []
    roster = None
    try:
        roster = read(tmp_path_factory.mktemp("a"), text, document)
    except InputError as error:
        refused = error.findings
    if roster is None:
        assert any(f.severity == ERROR for f in refused)
        return
    assert len(roster.numbers) == len(set(roster.numbers)) > 0
    assert all(any(f.severity == ERROR for f in b.findings) for b in roster.bad)
    assert not any(f.severity == ERROR for f in roster.findings)
    for item in roster.items:
        own = document_for(document, item)
        assert VanBan.model_validate(own.model_dump()) == own


# --- Folders --------------------------------------------------------------------------------------


def test_a_folder_of_profiles() -> None:
    roster = read_roster(PROFILES, base())
    files = sorted(PROFILES.glob("*.yaml"))
    assert [i.name for i in roster.items] == [read_profile(f).ten for f in files]
    item = next(i for i in roster.items if "Văn Quan" in i.name)
    assert (item.level, item.values["chu_ky.ho_ten"]) == ("huyen", "Lương Mai Tú")
    assert item.values["noi_nhan"][0] == "Ban TĐKT tỉnh"
    assert Path(item.where.file).name == "ubnd_huyen_van_quan.yaml"
    assert item.where.line > 1


def test_files_of_values_and_of_both(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "co_quan: {ten: UBND xã A, cap: xã}\nky.ho_ten: Lê A\nchi_tieu:\n  xa_dat_chuan: 7/16\n"
        "  tieu_chi: {gia_tri: 1.250}\nbien: {han: 1/7}\nngay: 2022-07-01\n", "utf-8",
    )  # fmt: skip
    (tmp_path / "b.yaml").write_text(
        "ten: Sở B\nnguoi_ky:\n  - {ho_ten: Trần B, chuc_vu: Giám đốc}\nchi_tieu.tieu_chi: 3\n",
        "utf-8",
    )
    (tmp_path / "c.yaml").write_text("ten: Xã C\nchi_tieu: {xa_dat: 1}\nnguoi_ky: 5\n", "utf-8")
    (tmp_path / "d.yaml").write_text("ten: [\n", "utf-8")
    (tmp_path / "e.yaml").write_text("so: 5\n", "utf-8")
    (tmp_path / "f.yaml").write_text("- x\n", "utf-8")
    roster = read_roster(tmp_path, base())
    first, second = roster.items
    assert first.values["chi_tieu.xa_dat_chuan.tren"] == 16
    assert first.values["chi_tieu.tieu_chi.gia_tri"] == 1250
    assert (first.values["chu_ky.ho_ten"], first.level) == ("Lê A", "xa")
    assert second.values["chu_ky.chuc_vu"] == "Giám đốc"
    assert second.values["chi_tieu.tieu_chi.gia_tri"] == 3
    assert "BC22" in codes(roster.findings)
    assert [(b.number, b.name) for b in roster.bad] == [(3, "Xã C"), (4, "d"), (5, ""), (6, "")]
    assert codes(roster.bad[0].findings) == ["BC55", "DL29"]
    assert [str(f.where) for f in roster.bad[0].findings] == [
        f"{tmp_path / 'c.yaml'}:2:12 (chi_tieu.xa_dat)", f"{tmp_path / 'c.yaml'}:3:11 (nguoi_ky)",
    ]  # fmt: skip
    assert [codes(b.findings) for b in roster.bad[2:]] == [["BC52"], ["DL08"]]


def test_no_units(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "khong_co.xlsx"):
        with pytest.raises(InputError) as caught:
            read_roster(path, base())
        assert codes(caught.value) == ["BC50" if path == tmp_path else "BC01"]
    with pytest.raises(InputError) as caught:
        roster_of([], base())
    assert codes(caught.value) == ["BC50"]


def test_profiles_at_hand() -> None:
    unit = HoSoDonVi(ten="Ủy ban nhân dân xã A", cap="xa", dia_danh="A", tinh="X")
    roster = roster_of([unit, unit.model_copy(update={"tinh": "Y"})], base())
    assert [i.number for i in roster.items] == [1, 2]
    assert codes(roster.findings) == ["BC59", "BC61"]
    assert roster.items[0] == Item(
        1, unit.ten,
        {"co_quan.ten": unit.ten, "co_quan.cap": "xa", "dia_danh": "A", "tinh": "X"}, "xa",
    )  # fmt: skip
