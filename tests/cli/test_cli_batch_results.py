"""`docgen batch`: names of the files, the archive, the table of results, the answers collected."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.batch.outlines import write_over
from tests.cli.batch_office import (
    ANSWERS,
    BAD,
    DATA,
    FILES,
    JOURNAL,
    RUN,
    Batch,
    counts,
    made,
    send_back,
)
from tests.cli.conftest import tree

# --- Names, archive, results ----------------------------------------------------------------------


def test_names_by_a_pattern(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN, "--name", "{so_thu_tu:03}-{ten}")
    wanted = ["001-xa_diem_he.docx", "002-xa_tri_le.docx", "003-so_y_te.docx"]
    assert list(made(tmp_path / "kq")) == wanted
    batch("ds.csv", "--data", "dc.yaml", "-o", "kq2", "--name", "de_cuong")
    assert list(made(tmp_path / "kq2")) == ["de_cuong-2.docx", "de_cuong-3.docx", "de_cuong.docx"]


@pytest.mark.parametrize(
    ("pattern", "code"), [("{tn}", "BC62"), ("a/{ten}", "BC63"), ("{ten", "BC63")]
)
def test_patterns_that_make_no_name(
    tmp_path: Path, batch: Batch, pattern: str, code: str
) -> None:  # fmt: skip
    said = batch(*RUN, "--name", pattern)
    assert said.code == 2
    assert f"[{code}]" in said.err
    assert not (tmp_path / "kq").exists()


def test_all_documents_in_one_archive(tmp_path: Path, batch: Batch) -> None:
    assert batch(*RUN, "--zip", "tat_ca.zip").code == 0
    with ZipFile(tmp_path / "tat_ca.zip") as archive:
        held = {name: archive.read(name) for name in sorted(archive.namelist())}
    assert held == made(tmp_path / "kq")
    before = (tmp_path / "tat_ca.zip").read_bytes()
    assert batch(*RUN, "--zip", "tat_ca.zip").code == 0
    assert (tmp_path / "tat_ca.zip").read_bytes() == before


def test_an_archive_of_others_is_not_written_over(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "tat_ca.zip").write_bytes(b"mine")
    said = batch(*RUN, "--zip", "tat_ca.zip")
    assert said.code == 2
    assert "[GH01]" in said.err
    assert (tmp_path / "tat_ca.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["kq/xa_tri_le.docx", "tat_ca.docx", "tat_ca"])
def test_an_archive_has_the_ending_of_one(tmp_path: Path, batch: Batch, name: str) -> None:
    said = batch(*RUN, "--zip", name)
    assert said.code == 2
    assert "[GH04]" in said.err
    assert "tat_ca.zip" in said.err
    assert not (tmp_path / "kq").exists()


def test_results_of_every_kind_say_the_same(tmp_path: Path, batch: Batch) -> None:
    from openpyxl import load_workbook

    (tmp_path / "ds.csv").write_text(BAD, encoding="utf-8")
    more = ("--results", "r.json", "--results", "r.csv", "--results", "r.xlsx")
    said = batch(*RUN, *more)
    assert said.code == 1
    assert said.out.splitlines()[:3] == ["Đã ghi r.json", "Đã ghi r.csv", "Đã ghi r.xlsx"]
    data = json.loads((tmp_path / "r.json").read_bytes())
    assert data["counts"] == {"made": 3, "same": 0, "failed": 2, "left": 0}
    assert not data["done"]
    assert [row["state"] for row in data["rows"]] == ["made"] * 3 + ["failed"] * 2
    text = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    typed = list(csv.reader(text.splitlines(), delimiter=";"))
    sheet = load_workbook(tmp_path / "r.xlsx")["Kết quả"]
    cells = [[str(x or "") for x in row[:4]] for row in sheet.iter_rows(values_only=True)]
    assert [row[:4] for row in typed] == cells
    assert [row[3] for row in cells[1:]] == ["đã ghi"] * 3 + ["lỗi"] * 2
    assert [row["file"] for row in data["rows"]] == [row[2] for row in cells[1:]]


def test_results_are_refused_before_anything_is_made(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "r.json").write_text("mine", encoding="utf-8")
    for name, code in (("r.json", "GH01"), ("r.docx", "LO12"), ("khong_co/r.json", "GH0")):
        said = batch(*RUN, "--results", name)
        assert said.code == 2, name
        assert f"[{code}" in said.err
    assert not (tmp_path / "kq").exists()
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == "mine"


def test_one_table_named_twice_is_one(tmp_path: Path, batch: Batch) -> None:
    said = batch(*RUN, "--results", "r.json", "--results", "./r.json")
    assert said.code == 0, said.err
    assert said.out.count("r.json") == 1


def test_results_may_lie_beside_the_documents(tmp_path: Path, batch: Batch) -> None:
    assert batch(*RUN, "--results", "kq/r.json").code == 0
    assert sorted(tree(tmp_path / "kq")) == sorted([JOURNAL, *FILES, "r.json"])


def test_the_table_is_written_anew_with_resume(tmp_path: Path, batch: Batch) -> None:
    more = ("--results", "r.json", "--zip", "tat_ca.zip")
    (tmp_path / "ds.csv").write_text(BAD, encoding="utf-8")
    assert batch(*RUN, *more).code == 1
    (tmp_path / "ds.csv").write_text(BAD.replace("mười", "10").replace(";xã;4\n", ""), "utf-8")
    said = batch(*RUN, *more)
    assert said.code == 2
    assert "Thêm --resume để ghi bảng mới" in said.err
    assert len(made(tmp_path / "kq")) == 3
    said = batch(*RUN, *more, "--resume")
    assert said.code == 0, said.err
    assert counts(said) == (1, 3, 0, 0)
    assert json.loads((tmp_path / "r.json").read_bytes())["done"]


@pytest.mark.parametrize("task", [("--results",), ("--collect", "ve", "-o")])
def test_what_is_read_is_not_written_over(
    tmp_path: Path, batch: Batch, task: tuple[str, ...]
) -> None:
    before = (tmp_path / "ds.csv").read_bytes()
    run = RUN if task == ("--results",) else RUN[:3]
    said = batch(*run, *task, "./ds.csv", "--force")
    assert said.code == 2
    assert "tệp đầu vào" in said.err
    assert (tmp_path / "ds.csv").read_bytes() == before


def test_a_stop_says_how_to_go_on(
    tmp_path: Path, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docgen.batch import batch as whole

    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole, "run_batch", stopped)
    said = batch(*RUN)
    assert said.code == 2
    assert said.err.splitlines()[-1].startswith("Đã dừng.")
    assert "--resume" in said.err


# --- Collecting -----------------------------------------------------------------------------------


def test_answers_are_collected(tmp_path: Path, batch: Batch) -> None:
    from openpyxl import load_workbook

    batch(*RUN)
    send_back(tmp_path, "xa_diem_he.docx", ANSWERS)
    send_back(tmp_path, "xa_tri_le.docx", {**ANSWERS, "ket_qua.ho_hien_dat": "hơn chục hộ"})
    said = batch("ds.csv", "--collect", "ve", "--data", "dc.yaml", "-o", "bang.xlsx")
    assert said.code == 1
    assert said.out == "Đã ghi bang.xlsx\n"
    assert "3 đơn vị: 2 đủ, 0 còn thiếu, 1 chưa gửi." in said.err
    told = {line.rpartition("[")[2]: line.split(":")[0] for line in said.err.splitlines()}
    assert told["TH06]"] == told["TH05]"] == "cảnh báo"
    sheet = load_workbook(tmp_path / "bang.xlsx")["Tổng hợp"]
    heads, *rows = sheet.iter_rows(values_only=True)
    table = {row[1]: dict(zip(heads, row, strict=True)) for row in rows}
    he = table["Ủy ban nhân dân xã Điềm He"]
    assert he["Thuận lợi"] == "Dân đồng lòng"
    assert he["Số hộ hiến đất (hộ)"] == 1250
    assert he["Tình trạng"] == "đủ"
    assert table["Ủy ban nhân dân xã Tri Lễ"]["Số hộ hiến đất (hộ)"] == "hơn chục hộ"
    assert table["Sở Y tế"]["Tình trạng"] == "chưa gửi"


def test_answers_over_dots_and_another_unit_of_measure(tmp_path: Path, batch: Batch) -> None:
    (tmp_path / "dc.yaml").write_text(DATA + "trinh_bay: {cho_dien: dong_cham}\n", "utf-8")
    batch(*RUN)
    (tmp_path / "ve").mkdir()
    typed = ["Dân đồng lòng", "17", "12 ha", "Thêm vốn"]
    for name in ("xa_diem_he.docx", "xa_tri_le.docx"):
        data = write_over((tmp_path / "kq" / name).read_bytes(), typed)
        (tmp_path / "ve" / name).write_bytes(data)
    said = batch("--collect", "ve", "--data", "dc.yaml", "-o", "bang.json")
    assert said.code == 1  # hectares are no number in a column of households
    told = [line for line in said.err.splitlines() if "[TH" in line]
    assert all(line.startswith("cảnh báo") and line.endswith("[TH06]") for line in told)
    assert len(told) == 2
    data = json.loads((tmp_path / "bang.json").read_bytes())
    assert [row["tinh_trang"] for row in data["don_vi"]] == ["du", "du"]
    assert data["don_vi"][0]["tra_loi"]["ket_qua.tieu_chi"]["gia_tri"] == 17
    assert data["don_vi"][0]["tra_loi"]["ket_qua.ho_hien_dat"] == {"chu": "12 ha"}
    assert data["don_vi"][0]["tra_loi"]["tra_loi.kien_nghi"]["chu"] == "Thêm vốn"


def test_incomplete_double_and_strange_files_are_flagged(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    send_back(tmp_path, "xa_diem_he.docx", {**ANSWERS, "tra_loi.kien_nghi": ""})
    older = (tmp_path / "ve/xa_diem_he.docx").read_bytes()
    (tmp_path / "ve/xa_diem_he_cu.docx").write_bytes(older)
    (tmp_path / "ve/anh.jpg").write_bytes(b"\xff\xd8\xff")
    said = batch("ds.csv", "--collect", "ve", "--data", "dc.yaml", "-o", "bang.csv")
    assert said.code == 1
    for code in ("TH01", "TH03", "TH04", "TH05"):
        assert f"[{code}]" in said.err, code
    text = (tmp_path / "bang.csv").read_text(encoding="utf-8-sig")
    assert "đã có tệp mới hơn" in text
    assert "chưa gửi" in text


@pytest.mark.parametrize(
    ("folder", "out", "code"),
    [("khong_co", "b.xlsx", "TH01"), ("trong", "b.xlsx", "TH01"), ("kq", "b.docx", "TH09"),
     ("kq", "ds.csv", "GH01")],
)  # fmt: skip
def test_what_cannot_be_collected(
    tmp_path: Path, batch: Batch, folder: str, out: str, code: str
) -> None:
    (tmp_path / "trong").mkdir()
    batch(*RUN)
    before = tree(tmp_path)
    said = batch("--collect", folder, "--data", "dc.yaml", "-o", out)
    assert said.code == 2
    assert f"[{code}]" in said.err
    assert tree(tmp_path) == before


def test_many_findings_of_one_kind_are_not_all_told(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    units = ("--units", "Lạng Sơn", "--collect", "kq", "--data", "dc.yaml")
    said = batch(*units, "-o", "bang.json")
    assert said.code == 1
    assert said.err.count("[TH05]\n") == 20
    assert "… và 43 thông báo [TH05] nữa" in said.err
    notes = json.loads((tmp_path / "bang.json").read_bytes())["luu_y"]
    assert sum(note["code"] == "TH05" for note in notes) == 63


def test_a_document_without_blanks_asks_nothing(tmp_path: Path, batch: Batch) -> None:
    batch(*RUN)
    (tmp_path / "dc.yaml").write_text(DATA.split("noi_dung")[0] + "noi_dung: Báo cáo.\n", "utf-8")
    said = batch("--collect", "kq", "--data", "dc.yaml", "-o", "b.xlsx")
    assert said.code == 2
    assert "[TH08]" in said.err
    assert "{chi_tieu: tat_ca}" in said.err
    assert "{{" not in said.err
