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
from docgen.batch.results import FORMATS, kind_of, results_bytes
from docgen.findings import HINT, Finding, InputError, Where
from tests.batch.program import order

TITLES = ["Hàng", "Đơn vị", "Tệp", "Trạng thái", "Ghi chú", "Giây"]


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


def test_the_excel_table_reads_back(result: BatchResult) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(results_bytes(result, "xlsx")))
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


def test_the_csv_table_opens_in_a_vietnamese_excel(result: BatchResult) -> None:
    data = results_bytes(result, "csv")
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
        kind_of(tmp_path / "kq.docx")
    assert [f.code for f in error.value.findings] == ["LO12"]
    assert all(f".{kind}" in error.value.findings[0].hint for kind in FORMATS)


# --- Beside the documents -------------------------------------------------------------------------


def go(folder: Path, table: Path, units: int = 3, **more: bool) -> BatchResult:
    """A run with a table of results."""
    return run_batch(order(folder, units, results=[table], **more), lambda _o: None)


def refused(folder: Path, table: Path, **more: bool) -> list[str]:
    with pytest.raises(InputError) as error:
        go(folder, table, **more)
    assert all("--force" not in f.hint for f in error.value.findings)
    return [f.code for f in error.value.findings]


def test_a_table_of_others_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "kq.json"
    target.write_bytes(b"mine")
    for more in ({}, {"resume": True}):
        assert refused(tmp_path / "ra", target, **more) == ["GH01"]
        assert target.read_bytes() == b"mine"
        assert not (tmp_path / "ra").exists()
    assert go(tmp_path / "ra", target, force=True).tables == (target,)
    assert json.loads(target.read_bytes())["counts"]["made"] == 3


@pytest.mark.parametrize("kind", FORMATS)
def test_an_own_table_goes_with_resume(tmp_path: Path, kind: str) -> None:
    folder, target = tmp_path / "ra", tmp_path / f"kq.{kind}"
    assert go(folder, target).tables == (target,)
    first = target.read_bytes()
    assert refused(folder, target) == ["LO04"]
    assert target.read_bytes() == first
    result = go(folder, target, 4, resume=True)
    assert result.counts["same"] == 3
    assert result.counts["made"] == 1
    assert result.findings == ()
    assert target.read_bytes() != first
    # Of another folder it is somebody else's.
    assert refused(tmp_path / "khac", target, resume=True) == ["GH01"]
    # Changed by hand it stays.
    changed = target.read_bytes()
    if kind == "xlsx":
        import openpyxl

        book = openpyxl.load_workbook(target)
        book.active["A2"] = "đã xem"
        book.save(target)
        changed = target.read_bytes()
    else:
        changed += b"\n"
        target.write_bytes(changed)
    assert refused(folder, target, resume=True) == ["LO03"]
    assert target.read_bytes() == changed
    assert {p.name for p in tmp_path.iterdir()} == {"ra", target.name}


def test_a_table_that_cannot_be_written_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from docgen.batch import beside

    def put_there_meanwhile(*_given: object) -> bytes:
        (tmp_path / "kq.csv").write_bytes(b"mine")
        return b"table"

    monkeypatch.setattr(beside, "results_bytes", put_there_meanwhile)
    result = go(tmp_path / "ra", tmp_path / "kq.csv")
    assert [f.code for f in result.stopped] == ["GH01"]
    assert result.tables == ()
    assert result.counts["made"] == 3
    assert (tmp_path / "kq.csv").read_bytes() == b"mine"


def test_bad_tables_and_archives_are_told_at_once(tmp_path: Path) -> None:
    tables = [tmp_path / "kq.docx", tmp_path / "khong" / "co" / "kq.csv"]
    for name in ("ra/001-xa_so_1.docx", "tat_ca", "tat_ca.rar"):
        asked = order(tmp_path / "ra", 3, results=tables, zip=tmp_path / name)
        with pytest.raises(InputError) as error:
            run_batch(asked, lambda _o: None)
        assert [f.code for f in error.value.findings] == ["GH04", "LO12", "GH02"]
        assert not (tmp_path / "ra").exists()


def test_without_openpyxl_the_package_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InputError) as error:
        kind_of(tmp_path / "kq.xlsx")
    assert [f.code for f in error.value.findings] == ["LO11"]
    assert kind_of(tmp_path / "kq.csv") == "csv"
