"""The table of results: every row in plain words, in three kinds of files."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from docgen.batch.batch import run_batch
from docgen.batch.outcome import BatchResult, Outcome
from docgen.batch.results import FORMATS, results_bytes, write_results
from docgen.findings import HINT, Finding, InputError, Where
from tests.batch.program import order

TITLES = ["STT", "Đơn vị", "Tệp", "Trạng thái", "Ghi chú", "Giây"]


@pytest.fixture
def result(tmp_path: Path) -> BatchResult:
    """A run of twenty rows with one bad one."""
    return run_batch(order(tmp_path / "ra", 20, every_bad=20), lambda _o: None)


def odd() -> BatchResult:
    """What a table may have to hold at worst."""
    finding = Finding("LO08", "=1+1\x07\ud800", hint="-2", where=Where("a.xlsx", cell="S!B7"))
    rows = (
        Outcome(1, '=HYPERLINK("x")', state="failed", findings=(finding, finding)),
        Outcome(2, "Xã A, “B”; C\nD", "a.docx", "5" * 64, "made", (), 0.12345, "a.pdf"),
        Outcome(3, "Xã C", state="left", findings=(Finding("A", "x" * 40_000),)),
    )
    stop = Finding("GH02", "ổ đĩa đã đầy")
    return BatchResult(rows, (stop,), (Finding("LO09", "cũ", HINT),), 1.5)


def test_the_excel_table_reads_back(result: BatchResult, tmp_path: Path) -> None:
    import openpyxl

    write_results(tmp_path / "kq.xlsx", result)
    book = openpyxl.load_workbook(tmp_path / "kq.xlsx")
    assert book.sheetnames == ["Kết quả", "Tổng hợp"]
    rows = list(book["Kết quả"].iter_rows(values_only=True))
    assert list(rows[0]) == TITLES
    assert len(rows) == 21
    assert rows[1][:4] == (1, "Ủy ban nhân dân xã Số 1", "001-xa_so_1.docx", "đã ghi")
    assert rows[20][3] == "lỗi"
    assert rows[20][4] == "A21: không phải là số [BC21]"
    assert book["Kết quả"].freeze_panes == "A2"
    summary = list(book["Tổng hợp"].iter_rows(values_only=True))
    assert summary[:4] == [("đã ghi", 19), ("không đổi", 0), ("lỗi", 1), ("chưa làm", 0)]


def test_the_csv_table_opens_in_a_vietnamese_excel(result: BatchResult, tmp_path: Path) -> None:
    write_results(tmp_path / "kq.csv", result)
    data = (tmp_path / "kq.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == TITLES
    assert [r[3] for r in rows[1:]] == ["đã ghi"] * 19 + ["lỗi"]
    assert all(r[5].replace(",", "").isdigit() for r in rows[1:])


def test_the_json_table_holds_everything(result: BatchResult) -> None:
    data = json.loads(results_bytes(result, "json"))
    assert data["counts"] == {"made": 19, "same": 0, "failed": 1, "left": 0}
    assert data["done"] is False
    assert data["rows"][19]["findings"][0]["code"] == "BC21"
    assert data["rows"][0]["sha256"] == result.outcomes[0].sha256
    assert [row["number"] for row in data["rows"]] == list(range(1, 21))


def test_nothing_in_a_table_is_run_or_breaks_it() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(results_bytes(odd(), "xlsx")))
    cells = list(book["Kết quả"].iter_rows(min_row=2))
    assert [c.data_type for row in cells for c in row].count("f") == 0
    assert cells[0][1].value == '=HYPERLINK("x")'
    assert "\x07" not in cells[0][4].value
    assert "a.xlsx (S!B7): =1+1 [LO08] → -2" in cells[0][4].value
    assert cells[1][2].value == "a.docx\na.pdf"
    assert len(cells[2][4].value) < 32_768
    notes = [row[0].value for row in book["Tổng hợp"].iter_rows()]
    assert "ổ đĩa đã đầy [GH02]" in notes
    rows = list(
        csv.reader(io.StringIO(results_bytes(odd(), "csv").decode("utf-8-sig")), delimiter=";")
    )
    assert rows[1][1] == '\'=HYPERLINK("x")'
    assert json.loads(results_bytes(odd(), "json"))["stopped"][0]["code"] == "GH02"


def test_an_unknown_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        write_results(tmp_path / "kq.docx", odd())
    assert [f.code for f in error.value.findings] == ["LO12"]
    assert all(f".{kind}" in error.value.findings[0].hint for kind in FORMATS)


def test_a_table_of_others_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "kq.json"
    target.write_bytes(b"mine")
    with pytest.raises(InputError) as error:
        write_results(target, odd())
    assert [f.code for f in error.value.findings] == ["GH01"]
    assert target.read_bytes() == b"mine"
    write_results(target, odd(), force=True)
    assert json.loads(target.read_bytes())["seconds"] == 1.5


def test_without_openpyxl_the_package_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InputError) as error:
        write_results(tmp_path / "kq.xlsx", odd())
    assert [f.code for f in error.value.findings] == ["LO11"]
    write_results(tmp_path / "kq.csv", odd())
