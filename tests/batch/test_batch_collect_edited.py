"""Returned outlines that were changed by hand: nothing is put where it does not belong unsaid."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from docgen.batch.collect import DU, THIEU, Collected, collect
from docgen.batch.collected import write_collected
from docgen.batch.overlay import document_for
from docgen.batch.questions import asked_in
from docgen.model import VanBan
from docgen.write.docx.engine import render_docx
from tests.batch.outlines import W, base, edited, fields, fill, fill_field, items, write_over

UNIT = items(1)[0]
TWO_YEARS = base(
    chi_tieu={},
    trinh_bay={"cho_dien": "dong_cham"},
    noi_dung=[
        {"la_ma": "Năm 2024"},
        {"gach": "Tổng số hộ: <<ho24: Số hộ 2024>>"},
        {"gach": "Số dân: <<dan24: Số dân 2024>> người"},
        {"gach": "Đánh giá chung: <<dg24: Đánh giá 2024>>"},
        {"la_ma": "Năm 2025"},
        {"gach": "Tổng số hộ: <<ho25: Số hộ 2025>>"},
        {"gach": "Số dân: <<dan25: Số dân 2025>> người"},
        {"gach": "Đánh giá chung: <<dg25: Đánh giá 2025>>"},
        {"la_ma": "Ý kiến"},
        {"so": "<<y1: Ý kiến một>>"},
        {"so": "<<y2: Ý kiến hai>>"},
    ],
)
SAID = ["10", "40", "Tốt", "12", "48", "Khá", "Thêm vốn", "Thêm người"]


def texts(paragraph: Any) -> list[Any]:
    return list(paragraph.iter(W + "t"))


def said_in(paragraph: Any) -> str:
    return "".join(t.text or "" for t in texts(paragraph))


def paragraph(root: Any, start: str, number: int = 0) -> Any:
    return [p for p in root.iter(W + "p") if said_in(p).startswith(start)][number]


def retype(paragraph: Any, text: str) -> None:
    first, *rest = texts(paragraph)
    first.text = text
    for other in rest:
        other.text = ""


def below(paragraph: Any, *lines: str) -> None:
    for line in reversed(lines):
        added = copy.deepcopy(paragraph)
        retype(added, line)
        paragraph.addnext(added)


def collected(
    folder: Path, document: VanBan, answers: Sequence[str], change: Callable[[Any], None]
) -> tuple[dict[str, str], set[str], Collected]:
    """Answers by key, codes of what is told, and everything of one file that was written over."""
    done = write_over(render_docx(document_for(document, UNIT))[0], list(answers))
    (folder / "De cuong (1).docx").write_bytes(edited(done, change))
    made = collect(folder, document, (UNIT,))
    row = made.rows[0]
    told = {f.code for f in made.findings}
    return {t.partition(".")[2]: a.text for t, a in row.answers.items()}, told, made


WHOLE = dict(zip(("ho24", "dan24", "dg24", "ho25", "dan25", "dg25", "y1", "y2"), SAID, strict=True))


def drop(start: str, number: int = 0) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        gone = paragraph(root, start, number)
        gone.getparent().remove(gone)

    return change


def typed(start: str, number: int, text: str, *more: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        found = paragraph(root, start, number)
        below(found, *more)
        retype(found, text)

    return change


@pytest.mark.parametrize(
    ("change", "other", "codes"),
    [
        # A paragraph or a heading is gone: the years are not mixed up.
        (drop("- Tổng số hộ"), {"ho24": None}, {"TH03"}),
        (drop("II. NĂM"), {}, set()),
        # Headings, numbers, words are typed anew.
        (typed("II. NĂM", 0, "II. KẾT QUẢ NĂM 2025"), {}, set()),
        (typed("- Số dân", 1, "2) Số dân: 48 người"), {}, set()),
        (typed("- Số dân", 1, "Số dân 48"), {}, {"TH07"}),
        (typed("- Tổng số hộ", 1, "- Tổng số hộ trên địa bàn: 12"), {}, {"TH07"}),
        (
            typed("- Số dân", 1, "- Số dân: 48 người, tăng 3%"),
            {"dan25": "48 người, tăng 3%"},
            {"TH07"},
        ),
        # The answer stands under its question.
        (typed("- Đánh giá", 0, "- Đánh giá chung:", "Tốt"), {}, {"TH07"}),
        (
            typed("- Đánh giá", 1, "- Đánh giá chung: Khá", "+ Có tiến bộ"),
            {"dg25": "Khá\nCó tiến bộ"},
            {"TH07"},
        ),
        # Several paragraphs for one number.
        (
            typed("1. Thêm", 0, "1. Thêm vốn", "Trong năm tới"),
            {"y1": "Thêm vốn\nTrong năm tới"},
            set(),
        ),
        # One of two blanks alone is gone: it cannot be said which.
        (drop("1. Thêm"), {"y1": "Thêm người", "y2": None}, {"TH03", "TH07"}),
    ],
)
def test_changed_by_hand(
    tmp_path: Path, change: Callable[[Any], None], other: dict[str, str | None], codes: set[str]
) -> None:
    found, told, _made = collected(tmp_path, TWO_YEARS, SAID, change)
    assert found == {k: v for k, v in {**WHOLE, **other}.items() if v is not None}
    assert told == codes


def test_open_numbers_are_no_answers(tmp_path: Path) -> None:
    found, told, made = collected(
        tmp_path, TWO_YEARS, [*SAID[:6], "", "Thêm người"], lambda r: None
    )
    assert "y1" not in found
    assert (told, made.rows[0].state) == ({"TH03"}, THIEU)


def test_a_chapter_number_is_no_answer(tmp_path: Path) -> None:
    parts = base(
        chi_tieu={},
        noi_dung=[
            {"phan": "Kết quả"}, {"so": "Khó khăn"}, "<<Khó khăn>>",
            {"phan": "Phương hướng"}, {"so": "Nhiệm vụ: <<Nhiệm vụ>>"},
        ],
        trinh_bay={"cho_dien": "dong_cham"},
    )  # fmt: skip
    found, _told, _made = collected(tmp_path, parts, ["", "Không"], lambda r: None)
    assert found == {"nhiem_vu": "Không"}


def test_a_blank_before_all_words(tmp_path: Path) -> None:
    alone = base(chi_tieu={}, noi_dung=["<<Ý kiến>>"], trinh_bay={"cho_dien": "dong_cham"})
    found, _told, _made = collected(tmp_path, alone, ["Đồng ý"], lambda r: None)
    assert found == {"y_kien": "Đồng ý"}


def test_a_gap_that_was_written_over(tmp_path: Path) -> None:
    open_gap = base(
        chi_tieu={},
        noi_dung=["Trong [[quý I năm 2026]] đăng ký <<Số thôn>> thôn [[cấp trên: 115/181]]."],
        trinh_bay={"cho_dien": "dong_cham"},
    )
    wrote = typed("Trong", 0, "Trong quý II năm 2026 đăng ký 5 thôn.")
    found, told, _made = collected(tmp_path, open_gap, ["5"], wrote)
    assert (found, told) == ({"so_thon": "5"}, set())


TABLES = base(
    chi_tieu={},
    noi_dung=[
        {"la_ma": "Năm 2024"},
        {"bang": "", "cot": ["Nội dung", "Số"], "hang": [["Hộ nghèo", "<<a: Nghèo 2024>>"]]},
        {"la_ma": "Năm 2025"},
        {
            "bang": "",
            "cot": ["Nội dung", "Số"],
            "hang": [["Hộ nghèo", "<<b: Nghèo 2025>>"], ["<<c: Tên>>", "<<d: Số>>"]],
        },
    ],
    trinh_bay={"cho_dien": "dong_cham"},
)


def test_rows_alike_in_two_tables(tmp_path: Path) -> None:
    answers = ["5", "6", "Hộ khác", "7"]
    found, told, _made = collected(tmp_path, TABLES, answers, lambda r: None)
    assert found == {"a": "5", "b": "6", "c": "Hộ khác", "d": "7"}
    found, told, _made = collected(tmp_path, TABLES, ["", "6", "", ""], lambda r: None)
    assert (found, told) == ({"b": "6"}, {"TH03"})


def rows(root: Any) -> list[Any]:
    (table,) = (t for t in root.iter(W + "tbl") if "Tỷ lệ hộ nghèo" in said_in(t))
    return list(table.iter(W + "tr"))


def test_a_table_of_figures_changed_by_hand(tmp_path: Path) -> None:
    asking = base(
        noi_dung=[{"bang": "", "chi_tieu": "tat_ca"}], trinh_bay={"cho_dien": "dong_cham"}
    )

    def change(root: Any) -> None:
        poor = rows(root)[2]
        added = copy.deepcopy(poor)
        for text in texts(added):
            text.text = {"Tỷ lệ hộ nghèo": "Tỷ lệ hộ cận nghèo", "3,5": "9,9"}.get(
                text.text, text.text
            )
        poor.addprevious(added)
        for row in rows(root):
            row.append(copy.deepcopy(row.findall(W + "tc")[-1]))  # a column behind the others
        for text in root.iter(W + "t"):
            text.text = {"7/16": "8/16", "thôn": "bản"}.get(text.text, text.text)

    found, told, made = collected(tmp_path, asking, ["5/16", "3,5", "61"], change)
    assert found == {"ngheo": "3,5", "thu_nhap": "61"}
    assert told == {"TH03"}

    def correct(root: Any) -> None:
        for text in root.iter(W + "t"):
            text.text = {"7/16": "8/16", "thôn": "bản"}.get(text.text, text.text)

    found, told, made = collected(tmp_path, asking, ["5/16", "3,5", "61"], correct)
    assert found == {"thon": "5/16", "ngheo": "3,5", "thu_nhap": "61"}
    assert told == {"TH07"}
    assert made.rows[0].state == DU


def in_fields(folder: Path, change: Callable[[Any], None]) -> Collected:
    asking = base(
        chi_tieu={},
        noi_dung=[{"so": "Việc: <<Việc>>"}, {"la_ma": "Khác"}, "<<Khác>>", "Ký: <<Ký>>"],
    )
    sent = render_docx(document_for(asking, UNIT))[0]
    done = fill(sent, {"tra_loi.viec": "Đã làm", "tra_loi.khac": "Không", "tra_loi.ky": "An"})
    (folder / "a.docx").write_bytes(edited(done, change))
    return collect(folder, asking, (UNIT,))


def test_a_field_that_was_emptied_shows_what_word_asks(tmp_path: Path) -> None:
    from lxml import etree

    def empty(root: Any) -> None:
        for tag in ("tra_loi.viec", "tra_loi.khac"):
            field = fields(root)[tag]
            fill_field(field, "Click or tap here to enter text.")
            etree.SubElement(field.find(W + "sdtPr"), W + "showingPlcHdr")
            for run in field.iter(W + "r"):
                look = etree.Element(W + "rPr")
                etree.SubElement(look, W + "rStyle", {W + "val": "PlaceholderText"})
                run.insert(0, look)

    made = in_fields(tmp_path, empty)
    assert made.rows[0].missing == ("tra_loi.viec", "tra_loi.khac")


def test_a_mark_of_a_prompt_left_where_something_was_typed(tmp_path: Path) -> None:
    from lxml import etree

    def mark(root: Any) -> None:
        etree.SubElement(fields(root)["tra_loi.viec"].find(W + "sdtPr"), W + "showingPlcHdr")

    assert in_fields(tmp_path, mark).rows[0].state == DU


def test_paragraphs_under_a_field_go_with_it(tmp_path: Path) -> None:
    def more(root: Any) -> None:
        first = paragraph(root, "1. Việc")
        added = copy.deepcopy(paragraph(root, "Ký"))
        for field in list(added.iter(W + "sdt")):
            field.getparent().remove(field)
        retype(added, "- Còn một việc.")
        first.addnext(added)

    made = in_fields(tmp_path, more)
    assert made.rows[0].answers["tra_loi.viec"].text == "Đã làm\nCòn một việc."
    assert [f.code for f in made.findings] == ["TH07"]


def test_a_field_that_was_copied_and_filled_in_otherwise(tmp_path: Path) -> None:
    def twice(root: Any) -> None:
        first = paragraph(root, "1. Việc")
        again = copy.deepcopy(first)
        first.addnext(again)
        fill_field(again.find(f".//{W}sdt"), "Chưa làm")

    made = in_fields(tmp_path, twice)
    assert made.rows[0].answers["tra_loi.viec"].text.startswith("Đã làm")
    assert [f.code for f in made.findings] == ["TH07"]


def test_tracked_changes_over_the_dots(tmp_path: Path) -> None:
    from lxml import etree

    def track(root: Any) -> None:
        (text,) = (t for t in texts(paragraph(root, "- Số dân", 1)) if "48" in t.text)
        run = text.getparent()
        text.text = "người"
        gone = etree.Element(W + "del", {W + "id": "1", W + "author": "a"})
        inside = etree.SubElement(etree.SubElement(gone, W + "r"), W + "delText")
        inside.text = "………"
        new = etree.Element(W + "ins", {W + "id": "2", W + "author": "a"})
        etree.SubElement(etree.SubElement(new, W + "r"), W + "t").text = "- Số dân: 49 "
        run.addprevious(gone)
        run.addprevious(new)

    found, told, _made = collected(tmp_path, TWO_YEARS, SAID, track)
    assert (found["dan25"], told) == ("49", set())


def test_a_file_called_by_another_units_name(tmp_path: Path) -> None:
    units = items(4)
    done = write_over(render_docx(document_for(TWO_YEARS, units[0]))[0], list(SAID))
    (tmp_path / f"De cuong {units[2].name}.docx").write_bytes(done)
    made = collect(tmp_path, TWO_YEARS, units)
    assert [r.unit for r in made.rows if r.file] == [units[0].name]
    assert [f.code for f in made.findings].count("TH02") == 1


def test_what_is_no_word_file_says_what_it_is(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a/b.docx", b"PK\x03\x04word/")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9
    (tmp_path / "1.zip").write_bytes(packed.getvalue())
    (tmp_path / "2.rar").write_bytes(b"Rar!\x1a\x07")
    (tmp_path / "3.docx").write_bytes(b"")
    (tmp_path / "4.docx").write_bytes(locked)
    made = collect(tmp_path, TWO_YEARS)
    assert made.rows == ()
    told = [f.message + f.hint for f in made.findings]
    for words, message in zip(("Giải nén", "Giải nén", "rỗng", "mật khẩu"), told, strict=True):
        assert words in message


def test_the_table_is_the_same_bytes_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _found, _told, made = collected(tmp_path, TWO_YEARS, SAID, lambda r: None)
    first = write_collected(made, "xlsx")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert b"2033" not in first
    assert write_collected(made, "xlsx") == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in package.infolist())
        assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_the_title_is_a_place(tmp_path: Path) -> None:
    places = asked_in(TWO_YEARS).places
    assert places[0].pattern
    assert not places[0].tags
