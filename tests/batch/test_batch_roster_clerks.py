"""Rosters as clerks make them: names in every spelling, posts, units of measure, wrong bodies."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.batch.bodies import full_name, head_of, is_party, level_of, level_word
from docgen.batch.overlay import document_for
from docgen.batch.roster import Roster, read_roster
from docgen.findings import InputError
from docgen.model import VanBan
from docgen.write.text import write_txt
from tests.batch.rosters import base, codes, said, table

_ISSUER = "Ủy ban nhân dân tỉnh Hải Bình"


def read(folder: Path, text: str, document: VanBan | None = None) -> Roster:
    return read_roster(table(folder, text), document or base())


def sheet(folder: Path, rows: list[list[Any]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    book.active.title = "DS"
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("UBND XÃ ĐIỀM HE", "Ủy ban nhân dân xã Điềm He"),
        ("XÃ ĐIỀM HE", "Ủy ban nhân dân xã Điềm He"),
        ("UBND Xã Hòa Bình", "Ủy ban nhân dân xã Hòa Bình"),
        ("Ủy ban nhân dân Phường A.", "Ủy ban nhân dân phường A"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"), ("Sở KH&ĐT", "Sở KH&ĐT"),
        ("TP. A", "Ủy ban nhân dân thành phố A"),
        ("Huyện ủy Văn Quan", "Huyện ủy Văn Quan"),
        ("HUYỆN ĐOÀN VĂN QUAN", "HUYỆN ĐOÀN VĂN QUAN"),
        ("Xã Đoàn Kết", "Ủy ban nhân dân xã Đoàn Kết"), ("Xã đoàn A", "Xã đoàn A"),
        ("XÃ ĐỘI BÌNH", "Ủy ban nhân dân xã Đội Bình"),
    ],
)  # fmt: skip
def test_names_in_every_spelling(typed: str, name: str) -> None:
    assert full_name(typed, _ISSUER) == name


@pytest.mark.parametrize(
    ("name", "level", "party"),
    [
        ("Huyện ủy Văn Quan", "", True), ("Tỉnh uỷ Lạng Sơn", "", True),
        ("Đảng ủy xã Điềm He", "", True), ("Ban Thường vụ Tỉnh ủy", "", True),
        ("Ban Quản lý dự án", "don_vi", False), ("Ủy ban MTTQ Việt Nam xã A", "don_vi", False),
        ("Huyện đoàn Văn Quan", "don_vi", False), ("Xã Đoàn Kết", "xa", False),
        ("Trường Tiểu học xã Bình Phúc", "don_vi", False),
    ],
)  # fmt: skip
def test_bodies_that_are_no_places(name: str, level: str, party: bool) -> None:
    assert (level_of(name), is_party(name)) == (level, party)


def test_words_behind_a_level() -> None:
    assert level_word("Ủy ban nhân dân thành phố A") == "thành phố"
    assert (level_word("Tỉnh hội Phụ nữ"), level_word("Xã Hội Sơn")) == ("", "xã")
    assert (head_of(_ISSUER), head_of("Sở Y tế"), head_of("Đảng ủy")) == (
        "Chủ tịch",
        "Giám đốc",
        "",
    )


def test_bodies_of_the_party_are_told(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;so\nĐảng ủy xã A;1\nUBND xã A;1\n", base(noi_dung=["A"]))
    assert "không theo Nghị định 30" in said(roster.findings)[-1]
    assert codes(roster.findings).count("BC57") == 1
    letter = read(tmp_path, "kinh_gui;so\nĐảng ủy xã A;1\n", base(noi_dung=["A"]))
    assert "BC57" not in codes(letter.findings)


def test_one_unit_in_three_spellings_is_one(tmp_path: Path) -> None:
    rows = "ten;so\nXã Hòa Bình;1\nXÃ HÒA BÌNH;1\nUBND Xã Hoà Bình;1\n"
    roster = read(tmp_path, rows)
    assert [i.number for i in roster.items] == [2]
    assert [(b.number, codes(b.findings)) for b in roster.bad] == [(3, ["BC53"]), (4, ["BC53"])]


def test_a_column_of_chairmen_says_the_post(tmp_path: Path) -> None:
    roster = read(tmp_path, "Đơn vị;Chủ tịch\nXã A;Lê A\nSở Y tế;Trần B\nXã C;\n")
    posts = [i.values.get("chu_ky.chuc_vu") for i in roster.items]
    assert posts == ["Chủ tịch", None, None]
    assert [i.values.get("chu_ky.ho_ten") for i in roster.items] == ["Lê A", "Trần B", None]
    (item,) = read(tmp_path, "Đơn vị;Chủ tịch;Chức vụ\nXã A;Lê A;Phó Chủ tịch\n").items
    assert item.values["chu_ky.chuc_vu"] == "Phó Chủ tịch"


def test_levels_that_disagree_with_the_name(tmp_path: Path) -> None:
    roster = read(tmp_path, "ten;cap\nSở Y tế;tỉnh\nXã A;xã\n")
    assert [i.level for i in roster.items] == ["tinh", "xa"]
    (doubt,) = [f for f in roster.findings if f.code == "BC58"]
    assert "theo tên thì là `don_vi`" in str(doubt)


def test_a_level_that_is_none(tmp_path: Path) -> None:
    (bad,) = read(tmp_path, "ten;cap;ngay\nThành phố X;Thành phố;32/1/2026\n").bad
    assert codes(bad.findings) == ["DL23", "DL26"]
    assert "tinh, huyen, xa hoặc don_vi" in str(bad.findings[0])


def test_receivers_of_several_levels_have_none(tmp_path: Path) -> None:
    rows = "kinh_gui;so\nSở A; Sở B;1\n".replace("; Sở", " ; Sở")
    document = base()
    first = read(tmp_path, rows.replace("Sở A ; Sở B", '"Sở A; Sở B"'), document).items[0]
    other = read(tmp_path, 'kinh_gui;so\n"Sở A; UBND xã B";1\n', document).items[0]
    assert (first.level, other.level) == ("don_vi", "")


def test_letters_that_share_a_number(tmp_path: Path) -> None:
    roster = read(tmp_path, "kinh_gui;han\nSở A;1/7\n", base(noi_dung=["{{ han }}"]))
    (hint,) = [f for f in roster.findings if f.code == "BC61"]
    assert "cùng mang số 146" in str(hint)
    assert document_for(base(), roster.items[0]).so == "146"


def test_units_of_measure(tmp_path: Path) -> None:
    document = base(chi_tieu={"a": {"don_vi": "triệu đồng/người", "ten": "A"},
                              "b": {"don_vi": "%", "ten": "B"}})  # fmt: skip
    rows = [["ten", "chi_tieu.a", "chi_tieu.b"], ["Xã A", "45,2 triệu đồng", "5,5%"],
            ["Xã B", "45.200.000 đồng", 0.055], ["Xã C", 45, 5]]  # fmt: skip
    roster = read_roster(sheet(tmp_path, rows), document)
    first, second, third = (i.values for i in roster.items)
    assert first["chi_tieu.a.gia_tri"] == Decimal("45.2")
    assert not any(path.endswith(".don_vi") for path in (*first, *third))
    assert second["chi_tieu.a.don_vi"] == "đồng"
    assert [(f.code, f.where and f.where.cell) for f in roster.findings if f.code == "BC22"] == [
        ("BC22", "DS!B3"), ("BC22", "DS!C3"),
    ]  # fmt: skip
    own = document_for(document, roster.items[0]).chi_tieu["a"]
    assert (own.gia_tri, own.don_vi) == (Decimal("45.2"), "triệu đồng/người")


def test_days_as_excel_counts_them(tmp_path: Path) -> None:
    rows = [["ten", "han", "nguoi_phu_trach"], ["Xã A", 46203, 46203], ["Xã B", 7, 1]]
    roster = read_roster(sheet(tmp_path, rows), base())
    (doubt,) = [f for f in roster.findings if f.code == "BC22"]
    assert "có phải ngày 30/6/2026 không" in str(doubt)
    assert doubt.where
    assert doubt.where.cell == "DS!B2"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("ngày 01 tháng 6 năm 2026", (1, 6, 2026)), ("Tháng 6 năm 2026", (None, 6, 2026)),
     ("tháng 6/2026", (None, 6, 2026))],
)  # fmt: skip
def test_dates_in_words(tmp_path: Path, typed: str, parts: tuple[int | None, ...]) -> None:
    (item,) = read(tmp_path, f"ten;ngay\nXã A;{typed}\n").items
    day = item.values["ngay"]
    assert (day.ngay, day.thang, day.nam) == parts


def test_everything_of_a_table_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "ten;Ý kiến;chi_tieu.xa_dat\nXã A;1;2\n")
    assert codes(caught.value) == ["BC06", "BC55"]
    assert "Văn bản có: `chi_tieu.xa_dat_chuan`" in said(caught.value.findings)[0]


def test_remarks_beside_the_table_stop_their_row_only(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["ten", "so"], *([f"Xã Số {n}", n] for n in range(1, 9))]
    rows[3] += [None, "đã gửi"]
    roster = read_roster(sheet(tmp_path, rows), base())
    assert len(roster.items) == 7
    ((bad,),) = [b.findings for b in roster.bad]
    assert (bad.code, bad.where and bad.where.cell) == ("BC08", "DS!D4")


def folder(tmp_path: Path, **files: str) -> Roster:
    (tmp_path / "ds").mkdir()
    for name, text in files.items():
        (tmp_path / "ds" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_roster(tmp_path / "ds", base())


def test_a_comma_in_braces_loses_nothing(tmp_path: Path) -> None:
    roster = folder(tmp_path, a="ten: Xã A\nchi_tieu: {tieu_chi: 5,5}\n",
                    b="ten: Xã B\nchi_tieu:\n  tieu_chi: {gia_tri: 5,5}\n")  # fmt: skip
    assert [codes(b.findings) for b in roster.bad] == [["DL29"], ["DL29"]]


def test_a_file_says_everything_at_once(tmp_path: Path) -> None:
    roster = folder(tmp_path, a="chi_tieu: {la: 5}\ncap: làng\n", b="ten: [Xã A, Xã B]\n")
    assert [sorted(codes(b.findings)) for b in roster.bad] == [["BC52", "BC55", "DL23"], ["BC52"]]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_roster(tmp_path / "a.yaml", base())
    assert codes(caught.value) == ["DL00"]


def _outline(**more: Any) -> VanBan:
    data = {"loai": "de_cuong", "co_quan": {"ten": _ISSUER, "viet_tat": "UBND"},
            "trich_yeu": "Sơ kết", "noi_dung": ["A"]}  # fmt: skip
    return VanBan.model_validate({**data, **more})


def test_an_outline_goes_with_a_document_of_those_who_ask_though_it_is_not_known(
    tmp_path: Path,
) -> None:
    document = _outline()
    (item,) = read(tmp_path, "ten;viet_tat\nUBND xã A;UBND\n", document).items
    own = document_for(document, item)
    text = write_txt(own).decode()
    line = next(x for x in text.splitlines() if x.startswith("(Kèm theo"))
    assert line.startswith("(Kèm theo [tên loại văn bản chính] số")
    assert line.endswith(f"của {_ISSUER})")
    assert text.startswith("ỦY BAN NHÂN DÂN XÃ A\n")
    assert VanBan.model_validate(own.model_dump()) == own


def test_the_issuers_own_outline_says_what_it_said(tmp_path: Path) -> None:
    document = _outline()
    (item,) = read(tmp_path, f"ten;so\n{_ISSUER};1\n", document).items
    assert document_for(document, item).kem_theo_van_ban is None
    skeleton = _outline(co_quan="[tên cơ quan]")
    (item,) = read(tmp_path, "ten;so\nUBND xã A;1\n", skeleton).items
    assert document_for(skeleton, item).kem_theo_van_ban is None
