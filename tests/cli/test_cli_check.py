"""`docgen check` and `docgen explain`: exit codes, files written, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.check import pages
from docgen.check.opening import open_document, open_docx
from docgen.write.pdf import find_soffice
from tests.check import mutate
from tests.cli.conftest import GOOD, Docgen, tree
from tests.read.pdf.paper import Sheet, pdf

WRONG = {"trang": {"rong": 215.9, "cao": 279.4}}


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "sai.docx"
    path.write_bytes(mutate.made(WRONG))
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "đúng rồi.docx"
    path.write_bytes(mutate.made({}))
    return path


def test_exit_codes(docgen: Docgen, wrong: Path, right: Path, tmp_path: Path) -> None:
    assert docgen("check", "--select", "TC", str(right)).code == 0
    found = docgen("check", "--select", "TC01", str(wrong))
    assert found.code == 1
    assert "TC01" in found.out
    assert "210 × 297 mm" in found.out
    missing = docgen("check", str(tmp_path / "khong_co.docx"))
    assert missing.code == 2
    assert "khong_co.docx" in missing.err


def test_json_and_sarif_are_alone_on_stdout(docgen: Docgen, wrong: Path) -> None:
    for form in ("json", "sarif"):
        said = docgen("check", "--format", form, "--fix", str(wrong), "--force")
        assert json.loads(said.out)
        assert "\\u" not in said.out


def test_one_broken_file_does_not_hide_the_others(
    docgen: Docgen, wrong: Path, tmp_path: Path
) -> None:
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04 word/ rubbish")
    said = docgen("check", "--format", "json", "--select", "TC01", ".")
    assert said.code == 2
    files = {Path(f["file"]).name: f["findings"] for f in json.loads(said.out)["files"]}
    assert [f["rule"] for f in files["sai.docx"]] == ["TC01"]
    assert files["hong.docx"][0]["severity"] == "loi"


def test_fix_writes_a_copy_and_leaves_the_original(docgen: Docgen, wrong: Path) -> None:
    before = wrong.read_bytes()
    said = docgen("check", "--fix", str(wrong))
    assert wrong.read_bytes() == before
    copy = wrong.with_name("sai_da_sua.docx")
    assert str(copy) in said.out
    assert docgen("check", "--select", "TC01", str(copy)).code == 0
    again = docgen("check", "--fix", str(wrong))
    assert again.code == 2
    assert "GH01" in again.err


def test_fix_of_a_right_file_writes_nothing(docgen: Docgen, right: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    docgen("check", "--fix", "--select", "TC", str(right))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("option", ["--annotate", "-o"])
def test_the_original_is_never_the_target(docgen: Docgen, wrong: Path, option: str) -> None:
    before = wrong.read_bytes()
    said = docgen("check", str(wrong), "--fix", option, str(wrong), "--force")
    assert said.code == 2
    assert "GH05" in said.err
    assert wrong.read_bytes() == before


def test_annotate_writes_comments(docgen: Docgen, wrong: Path, tmp_path: Path) -> None:
    out = tmp_path / "nhan_xet.docx"
    docgen("check", str(wrong), "--annotate", str(out))
    assert open_docx(out.read_bytes()).texts
    assert b"TC01" in __import__("zipfile").ZipFile(out).read("word/comments.xml")


def test_relaid_copy_keeps_the_words(docgen: Docgen, wrong: Path, tmp_path: Path) -> None:
    out = tmp_path / "moi.docx"
    docgen("check", str(wrong), "--format-like-nd30", str(out))
    old, new = open_docx(wrong.read_bytes()), open_docx(out.read_bytes())
    assert [t.text for t in new.texts] == [t.text for t in old.texts]
    assert docgen("check", "--select", "TC", str(out)).code == 0


def test_baseline(docgen: Docgen, wrong: Path, tmp_path: Path) -> None:
    base = str(tmp_path / "moc.json")
    assert docgen("check", str(wrong), "--baseline", base).code == 2
    assert docgen("check", str(wrong), "--baseline", base, "--update-baseline").code == 0
    assert docgen("check", str(wrong), "--baseline", base).code == 0
    assert docgen("check", str(wrong), "--update-baseline").code == 2


def test_suppression_in_a_data_file(docgen: Docgen, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD.replace("trich_yeu: Thử", "trich_yeu: Thử  hai dấu cách"), "utf-8")
    said = docgen("check", str(path), "--format", "json")
    found = json.loads(said.out)["files"][0]["findings"]
    codes = {f["rule"] for f in found}
    assert codes
    path.write_text(f"# bỏ qua: {', '.join(sorted(codes))}\n" + path.read_text("utf-8"), "utf-8")
    said = docgen("check", str(path), "--format", "json")
    assert json.loads(said.out)["files"][0]["findings"] == []
    path.write_text("# bỏ qua: TC01\n" + GOOD, "utf-8")
    assert "KT26" in docgen("check", str(path)).out


def test_profile_changes_what_counts(docgen: Docgen, wrong: Path, tmp_path: Path) -> None:
    profile = tmp_path / "ho_so.yaml"
    profile.write_text("ten: Văn phòng\nmuc: {TC01: goi_y}\nchon: [TC01]\n", "utf-8")
    said = docgen("check", str(wrong), "--profile", str(profile))
    assert said.code == 0
    assert "gợi ý TC01" in said.out
    profile.write_text("muc: {TC01: tat}\nchon: [TC]\n", "utf-8")
    assert docgen("check", str(wrong), "--profile", str(profile)).code == 0
    profile.write_text("muc: {ZZ01: tat}\nsai: 1\n", "utf-8")
    said = docgen("check", str(wrong), "--profile", str(profile))
    assert said.code == 2
    assert "ho_so.yaml:2" in said.err


def test_unknown_rule_gets_a_suggestion(docgen: Docgen, wrong: Path) -> None:
    said = docgen("check", str(wrong), "--select", "TC1")
    assert said.code == 2
    assert "KT23" in said.err
    assert "TC01" in said.err


@pytest.mark.parametrize("option", [("--fix",), ("--annotate", "b.docx")])
def test_only_word_and_text_are_mended(
    docgen: Docgen, tmp_path: Path, option: tuple[str, ...]
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(Sheet().text(85, 700, "Trồng cây ở các thôn.")))
    before = tree(tmp_path)
    said = docgen("check", "a.pdf", *option)
    assert said.code == 2
    assert "KT24" in said.err
    assert tree(tmp_path) == before


def test_folder_is_gone_through(docgen: Docgen, tmp_path: Path) -> None:
    inside = tmp_path / "năm 2025" / "quý 1"
    inside.mkdir(parents=True)
    data = mutate.made(WRONG)
    for number in range(10):
        (inside / f"{number}.docx").write_bytes(data)
    (inside / "~$khoa.docx").write_bytes(b"")
    said = docgen("check", "--select", "TC01", "--format", "json", str(tmp_path))
    made = json.loads(said.out)
    assert said.code == 1
    assert made["summary"] == {
        "files": 10, "findings": 10, "loi": 10, "canh_bao": 0, "goi_y": 0,
    }  # fmt: skip


def test_explain(docgen: Docgen) -> None:
    said = docgen("explain", "TC01")
    assert said.code == 0
    for heading in pages.HEADINGS:
        assert f"## {heading}" in said.out
    listed = docgen("explain", "--all").out.splitlines()
    assert [line[:4] for line in listed] == pages.codes()
    assert docgen("explain", "ZZ99").code == 2


def test_folder_without_documents_is_told(docgen: Docgen, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    said = docgen("check", str(tmp_path / "trống"))
    assert said.code == 2
    assert "KT29" in said.err


def test_a_file_named_twice_is_checked_once(docgen: Docgen, wrong: Path) -> None:
    said = docgen("check", "--format", "json", str(wrong), wrong.name, f"./{wrong.name}")
    assert json.loads(said.out)["summary"]["files"] == 1


def test_baseline_holds_from_another_folder(
    docgen: Docgen, wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docgen("check", wrong.name, "--baseline", "moc.json", "--update-baseline")
    (tmp_path / "khác").mkdir()
    monkeypatch.chdir(tmp_path / "khác")
    assert docgen("check", str(wrong), "--baseline", "../moc.json").code == 0
    moved = tmp_path / "khác" / wrong.name
    wrong.rename(moved)
    assert docgen("check", str(moved), "--baseline", "../moc.json").code == 0


def test_relaying_that_would_change_words_is_refused(docgen: Docgen, tmp_path: Path) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(mutate.made({"thay": {"2. ": "7. "}}))
    said = docgen("check", str(path), "--format-like-nd30", str(out))
    assert said.code == 2
    assert "KT25" in said.err
    assert not out.exists()


def test_render_sums_up_the_check_of_the_data(docgen: Docgen, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD.replace("trich_yeu: Thử", "trich_yeu: Thử  hai dấu cách"), "utf-8")
    assert "Kiểm tra dữ liệu" not in docgen("render", "--no-check", str(path)).err
    said = docgen("render", str(path), "--force")
    assert said.code == 0
    assert "Kiểm tra dữ liệu: 1 cảnh báo" in said.err
    path.write_text(GOOD, "utf-8")
    assert "Kiểm tra dữ liệu" not in docgen("render", str(path), "--force").err


def test_data_that_is_no_document_is_left_out_of_a_folder(
    docgen: Docgen, wrong: Path, tmp_path: Path
) -> None:
    (tmp_path / "don_vi.yaml").write_text("loai_ho_so: don_vi\nten: Sở Nội vụ\n", "utf-8")
    (tmp_path / "van_ban.yaml").write_text(GOOD, "utf-8")
    docgen("check", ".", "--baseline", "moc.json", "--update-baseline")
    said = docgen("check", ".", "--format", "json")
    names = {Path(f["file"]).name for f in json.loads(said.out)["files"]}
    assert names == {wrong.name, "van_ban.yaml"}


@pytest.mark.office
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_an_older_file_is_checked_with_its_looks(docgen: Docgen, tmp_path: Path) -> None:
    path = tmp_path / "cu.rtf"
    path.write_bytes(
        b"{\\rtf1\\ansi\\paperw12240\\paperh15840{\\fonttbl{\\f0 Arial;}}\\f0 Mot doan van.\\par}"
    )
    assert open_document(path).form == "docx"
    said = docgen("check", str(path), "--select", "TC01,TC03", "--format", "json")
    rules = {f["rule"] for f in json.loads(said.out)["files"][0]["findings"]}
    assert rules == {"TC01", "TC03"}


def test_a_file_too_big_to_open_is_refused(
    docgen: Docgen, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.reading.MAX_FILE", 100)
    said = docgen("check", str(right))
    assert said.code == 2
    assert "DOC08" in said.err
