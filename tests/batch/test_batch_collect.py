"""Returned outlines are collected: 200 filled in by hand, ten of them not completely."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.batch.collect import DU, THAY, THIEU, VANG, Collected, Row, collect
from docgen.batch.collected import write_collected
from docgen.batch.item import Item
from docgen.batch.overlay import document_for
from docgen.findings import InputError
from docgen.model import TrinhBay
from docgen.write.docx.engine import render_docx
from tests.batch.outlines import W, base, edited, fields, fill, items, write_over
from tests.docx.helpers import tree

COMMUNE = ("tra_loi.so_ho", "tra_loi.so_ho_hien")
OFFICE = ("tra_loi.so_van_ban",)
ORDER = (
    "tra_loi.thuan_loi", "tra_loi.kho_khan", "own", "ket_qua.thon", "ket_qua.ngheo",
    "ket_qua.thu_nhap", "tra_loi.kien_nghi", "tra_loi.nguoi_lap",
)  # fmt: skip
OUTLINE = base()


def answers(item: Item) -> dict[str, str]:
    """What a unit answers, in the order of the document; every unit something else."""
    n = item.number
    own = OFFICE if item.level == "don_vi" else COMMUNE
    said = {
        "tra_loi.thuan_loi": f"Nhân dân xã thứ {n} đồng thuận cao; thu nhập khá.",
        "tra_loi.kho_khan": f"Thiếu vốn {n} tỷ đồng",
        **{tag: str(1000 + n + place) for place, tag in enumerate(own)},
        "ket_qua.thon": f"{n % 16}/16",
        "ket_qua.ngheo": f"{n % 9},{n % 10}%",
        "ket_qua.thu_nhap": f"{50 + n},5",
        "tra_loi.kien_nghi": f"Hỗ trợ {n} công trình.",
        "tra_loi.nguoi_lap": f"Nguyễn Văn {chr(65 + n % 26)}",
    }
    return said


def outline(item: Item, cho_dien: str = "o_nhap") -> bytes:
    """The outline as the unit gets it."""
    made = document_for(OUTLINE, item)
    return render_docx(
        made.model_copy(update={"trinh_bay": TrinhBay.model_validate({"cho_dien": cho_dien})})
    )[0]


def filled(item: Item, leave: tuple[str, ...] = ()) -> bytes:
    """The outline as it comes back: in fields, over dots, over dots that stay around."""
    said = {tag: "" if tag in leave else text for tag, text in answers(item).items()}
    way = item.number % 4
    if way < 2:
        return fill(outline(item), {tag: text for tag, text in said.items() if text})
    return write_over(outline(item, "dong_cham"), list(said.values()), keep_dots=way == 3)


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Item, ...]]:
    """200 outlines in one folder; every twentieth lacks something."""
    folder = tmp_path_factory.mktemp("gui_ve")
    units = items(200)
    for item in units:
        (folder / f"de_cuong_{item.number:03}.docx").write_bytes(filled(item, lacking(item)))
    return folder, units


@pytest.fixture(scope="module")
def table(returned: tuple[Path, tuple[Item, ...]]) -> Collected:
    """What was collected of them."""
    return collect(returned[0], OUTLINE, returned[1])


def lacking(item: Item) -> tuple[str, ...]:
    """What a unit deliberately does not answer."""
    if item.number % 20:
        return ()
    tags = tuple(answers(item))
    at = item.number // 20
    return (tags[at % len(tags)],) if at % 3 else tags[-3:]


def number_in(text: str) -> Decimal:
    """The figure of an answer, read apart from the code."""
    return Decimal(text.split("/")[0].rstrip("%").replace(",", "."))


def test_two_hundred_outlines(returned: tuple[Path, tuple[Item, ...]], table: Collected) -> None:
    made, units = table, returned[1]
    assert [row.unit for row in made.rows] == [item.name for item in units]
    assert made.others == ()
    for row, item in zip(made.rows, units, strict=True):
        given, leave = answers(item), lacking(item)
        assert set(row.missing) == set(leave), (item.number, row)
        assert row.state == (THIEU if leave else DU)
        assert row.file == f"de_cuong_{item.number:03}.docx"
        for tag, text in given.items():
            if tag in leave:
                assert tag not in row.answers
                continue
            found = row.answers[tag]
            if tag.startswith("ket_qua."):
                assert found.so == number_in(text), (item.number, tag, found)
                assert found.tren == (Decimal(16) if "/" in text else None)
            else:
                assert found.text.removesuffix(".") == text.removesuffix("."), (item.number, tag)
    flagged = [f for f in made.findings if f.code == "TH03"]
    assert sorted(f.where.file for f in flagged if f.where) == [
        f"de_cuong_{n:03}.docx" for n in range(20, 201, 20)
    ]
    assert {f.code for f in made.findings} == {"TH03"}


def test_without_a_roster(returned: tuple[Path, tuple[Item, ...]]) -> None:
    """Rows are called by the heads of the files; parts for others are not missed."""
    folder, units = returned
    made = collect(folder, OUTLINE)
    assert len(made.rows) == 200
    assert {row.unit.casefold() for row in made.rows} == {
        str(i.values["co_quan.ten"]).casefold() for i in units
    }  # the head has it in capitals
    assert sum(row.state == THIEU for row in made.rows) == 10


def test_the_table_as_files(returned: tuple[Path, tuple[Item, ...]], table: Collected) -> None:
    from openpyxl import load_workbook

    made, units = table, returned[1]
    data = json.loads(write_collected(made, "json"))
    assert len(data["don_vi"]) == 200
    first = data["don_vi"][0]
    assert first["tra_loi"]["ket_qua.thon"] == {"chu": "1/16", "gia_tri": 1, "tren": 16}
    assert [d["ten"] for d in data["don_vi"] if d["thieu"]] == [i.name for i in units if lacking(i)]
    rows = list(csv.reader(io.StringIO(write_collected(made, ".CSV").decode("utf-8-sig")),
                           delimiter=";"))  # fmt: skip
    assert len(rows) == 201
    assert len({len(row) for row in rows}) == 1
    sheet = load_workbook(io.BytesIO(write_collected(made, "xlsx"))).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == rows[0]
    thon = heads.index("Số thôn đạt chuẩn nông thôn mới (thôn)")
    assert [sheet.cell(n, thon + 1).value for n in range(2, 5)] == [1, 2, 3]
    assert heads[thon + 1] == "Số thôn đạt chuẩn nông thôn mới: trên tổng số"
    assert sheet.cell(2, thon + 2).value == 16
    incomplete = [n for n in range(2, 202) if sheet.cell(n, 3).value == "thiếu"]
    assert incomplete == [n + 1 for n in range(20, 201, 20)]
    for n in incomplete:
        gap = [
            c for c in range(4, len(heads) - 1) if sheet.cell(n, c).fill.fgColor.rgb[2:] == "FFF2CC"
        ]
        assert gap
        assert sheet.cell(n, len(heads) - 1).value


def one(folder: Path, units: tuple[Item, ...] = items(1)) -> Row:
    """The only row of a folder."""
    (row,) = collect(folder, OUTLINE, units).rows
    return row


def changed_fields(change: Callable[[dict[str, Any]], None]) -> bytes:
    """A filled outline of the first unit with its fields changed further."""
    done = fill(outline(items(1)[0]), answers(items(1)[0]))
    return edited(done, lambda root: change(fields(root)))


def test_a_field_that_was_taken_away_is_found_by_its_words(tmp_path: Path) -> None:
    def unwrap(known: dict[str, Any]) -> None:
        for field in known.values():
            for run in list(field.find(W + "sdtContent")):
                field.addprevious(run)
            field.getparent().remove(field)

    (tmp_path / "a.docx").write_bytes(changed_fields(unwrap))
    row = one(tmp_path)
    assert (row.state, row.missing) == (DU, ())
    assert row.answers["tra_loi.so_ho"].text == "1001"
    assert row.answers["ket_qua.ngheo"].so == Decimal("1.1")


def test_typed_beside_a_field(tmp_path: Path) -> None:
    from lxml import etree

    def beside(known: dict[str, Any]) -> None:
        field = known["tra_loi.so_ho"]
        run = etree.Element(W + "r")
        etree.SubElement(run, W + "t").text = "350"
        field.addnext(run)

    item = items(1)[0]
    (tmp_path / "a.docx").write_bytes(edited(outline(item), lambda r: beside(fields(r))))
    row = one(tmp_path)
    assert row.answers["tra_loi.so_ho"].text == "350"
    assert row.state == THIEU
    assert "tra_loi.so_ho" not in row.missing
    assert len(row.missing) == 8


def test_tracked_changes_in_a_field_are_accepted(tmp_path: Path) -> None:
    from lxml import etree

    def track(known: dict[str, Any]) -> None:
        content = known["ket_qua.thu_nhap"].find(W + "sdtContent")
        old = content[0]
        gone = etree.SubElement(content, W + "del", {W + "id": "1", W + "author": "a"})
        gone.append(old)
        old[0].tag = W + "delText"
        new = etree.SubElement(content, W + "ins", {W + "id": "2", W + "author": "a"})
        run = etree.SubElement(new, W + "r")
        etree.SubElement(run, W + "t").text = "1.250,5 triệu đồng"

    (tmp_path / "a.docx").write_bytes(changed_fields(track))
    found = collect(tmp_path, OUTLINE, items(1))
    # Part of the unit of measure that the table asks for: a number, but told.
    assert found.rows[0].answers["ket_qua.thu_nhap"].so == Decimal("1250.5")
    assert [f.code for f in found.findings] == ["TH07"]


def test_words_in_place_of_a_figure_are_kept(tmp_path: Path) -> None:
    item = items(1)[0]
    said = {**answers(item), "ket_qua.ngheo": "chưa có số liệu", "tra_loi.kho_khan": "=1+1"}
    (tmp_path / "a.docx").write_bytes(fill(outline(item), said))
    made = collect(tmp_path, OUTLINE, items(1))
    answer = made.rows[0].answers["ket_qua.ngheo"]
    assert (answer.text, answer.so) == ("chưa có số liệu", None)
    assert made.rows[0].state == DU
    assert [f.code for f in made.findings] == ["TH06"]
    table = write_collected(made, "csv").decode("utf-8-sig")
    assert "chưa có số liệu" in table
    assert ";'=1+1;" in table


def test_two_files_of_one_unit(tmp_path: Path) -> None:
    item = items(1)[0]
    (tmp_path / "b.docx").write_bytes(fill(outline(item), answers(item)))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.docx").write_bytes(filled(item, ("tra_loi.so_ho",)))
    os.utime(tmp_path / "sub" / "a.docx", (1, 1))
    made = collect(tmp_path, OUTLINE, items(1))
    assert [(r.file, r.state) for r in made.rows] == [("b.docx", DU), ("sub/a.docx", THAY)]
    assert "TH04" in {f.code for f in made.findings}


def test_who_did_not_answer_and_what_is_no_outline(tmp_path: Path) -> None:
    units = items(12)
    (tmp_path / "a.docx").write_bytes(filled(units[0]))
    stranger = Item(99, "xã Lạ", {"co_quan.ten": "Ủy ban nhân dân xã Lạ"}, "xa")
    (tmp_path / "la.docx").write_bytes(filled(stranger))
    other = base(noi_dung=["Thông báo lịch họp tháng 5."], chi_tieu={}, loai="thong_bao",
                 kem_theo_van_ban=None)  # fmt: skip
    (tmp_path / "thong_bao.docx").write_bytes(render_docx(other)[0])
    (tmp_path / "ghi_chu.txt").write_text("abc")
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04word/ no file")
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    made = collect(tmp_path, OUTLINE, units)
    assert sorted(made.others) == ["ghi_chu.txt", "hong.docx", "thong_bao.docx"]
    assert [r.state for r in made.rows] == [DU, *[VANG] * 11, DU]
    assert made.rows[-1].unit == "Ủy ban nhân dân xã Lạ"
    codes = [f.code for f in made.findings]
    assert {c: codes.count(c) for c in set(codes)} == {"TH01": 3, "TH02": 1, "TH05": 11}
    assert write_collected(made, "xlsx")


def test_a_unit_by_the_name_of_its_file_or_its_own_hand(tmp_path: Path) -> None:
    """The head is that of the province: who answers is told otherwise."""
    of_province = base(
        co_quan="Ủy ban nhân dân tỉnh Lạng Sơn",
        noi_dung=["Đơn vị báo cáo: <<co_quan.ten: Tên đơn vị>>", "Số hộ nghèo: <<ho>> hộ."],
    )
    sent = render_docx(of_province)[0]
    units = items(3)
    own = {"co_quan.ten": "UBND XÃ BÌNH PHÚC", "tra_loi.ho": "12"}
    (tmp_path / "1.docx").write_bytes(fill(sent, own))
    (tmp_path / "BC xa Binh Loc gui.docx").write_bytes(fill(sent, {"tra_loi.ho": "7"}))
    made = collect(tmp_path, of_province, units)
    assert [(r.file, r.state) for r in made.rows] == [
        ("1.docx", DU), ("BC xa Binh Loc gui.docx", THIEU), ("", VANG),
    ]  # fmt: skip


def test_parts_for_others_take_no_answers(tmp_path: Path) -> None:
    """Blanks alone in their paragraphs, one for communes and one for offices."""
    asking = base(
        noi_dung=[
            {"la_ma": "Kết quả"},
            {"text": "<<Việc của xã>>", "doi_tuong": ["xa"]},
            {"text": "<<Việc của sở>>", "doi_tuong": ["don_vi"]},
            {"la_ma": "Kiến nghị"},
            "<<Kiến nghị>>",
            "<<Đề xuất khác>>",
        ],
        trinh_bay={"cho_dien": "dong_cham"},
    )
    units = items(10)
    for item in (units[0], units[9]):
        made = render_docx(document_for(asking, item))[0]
        said = ["Đã làm xong.", f"Xin thêm vốn {item.number}.", "Không."]
        (tmp_path / f"{item.number}.docx").write_bytes(write_over(made, said))
    rows = [r for r in collect(tmp_path, asking, units).rows if r.file]
    assert [(r.number, r.state) for r in rows] == [(1, DU), (10, DU)]
    for row, own in zip(rows, ("viec_cua_xa", "viec_cua_so"), strict=True):
        assert {t: a.text for t, a in row.answers.items()} == {
            f"tra_loi.{own}": "Đã làm xong.",
            "tra_loi.kien_nghi": f"Xin thêm vốn {row.number}.",
            "tra_loi.de_xuat_khac": "Không.",
        }


def test_long_answers_take_no_long_time() -> None:
    """Texts made to be tried in every way."""
    from docgen.batch.questions import asked_in, found_in

    asking = base(noi_dung=["a <<b>> a {{ ky_bao_cao }} a <<c>> a <<d>> a <<e>> z"])
    (pattern,) = (
        place.pattern for place in asked_in(asking).places if place.tags and not place.cells
    )
    assert found_in(pattern, "a " * 20_000 + "x") is None
    assert found_in(pattern, "a 1 a 2 a 3 a 4 a 5 z") == ("1", "3", "4", "5")


def test_nothing_to_collect(tmp_path: Path) -> None:
    for folder, document, code in (
        (tmp_path, OUTLINE, "TH01"),
        (tmp_path / "khong_co", OUTLINE, "TH01"),
        (tmp_path, base(noi_dung=["Không hỏi gì."]), "TH08"),
    ):
        with pytest.raises(InputError) as error:
            collect(folder, document)
        assert [f.code for f in error.value.findings] == [code]
    with pytest.raises(InputError) as error:
        write_collected(Collected((), (), ()), "pdf")
    assert [f.code for f in error.value.findings] == ["TH09"]


def test_an_outline_attached_to_a_plan(tmp_path: Path) -> None:
    """The head is that of who asks; who answers writes his name."""
    plan = base(
        loai="ke_hoach",
        kem_theo_van_ban=None,
        co_quan="Ủy ban nhân dân tỉnh Lạng Sơn",
        noi_dung=[{"la_ma": "Mục đích"}, "Tổng kết phong trào."],
        kem_theo=[
            {
                "loai": "de_cuong",
                "trich_yeu": "Kết quả năm 2026",
                "noi_dung": [
                    "Đơn vị báo cáo: <<co_quan.ten: Tên đơn vị>>",
                    {"la_ma": "Khó khăn"},
                    "<<Khó khăn>>",
                    {"bang": "", "chi_tieu": ["thon", "ngheo"]},
                ],
            }
        ],
    )
    said = ["UBND xã Bình Minh", "Thiếu vốn.", "5/9", "3,5%"]
    for cho_dien, name in (("o_nhap", "a.docx"), ("dong_cham", "b.docx")):
        layout = TrinhBay.model_validate({"cho_dien": cho_dien})
        sent = render_docx(plan.model_copy(update={"trinh_bay": layout}))[0]
        known = list(fields(tree(sent)))
        back = fill(sent, dict(zip(known, said, strict=True))) if known else write_over(sent, said)
        (tmp_path / name).write_bytes(back)
        (row,) = (r for r in collect(tmp_path, plan, items(20)).rows if r.file)
        assert (row.unit, row.state) == ("xã Bình Minh", DU), cho_dien
        assert row.answers["ket_qua.ngheo"].so == Decimal("3.5")
        (tmp_path / name).unlink()
