"""`docgen adapt` for one unit: what is written, what is refused, nothing lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from docgen.adapting import level
from docgen.check.opening import open_docx
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from tests.adapt.cases import ROOT
from tests.cli.conftest import Docgen, tree

SOURCE = str(ROOT / "fixtures/lang_son_ke_hoach.yaml")
UNITS = ROOT / "fixtures/don_vi"
VAN_QUAN = str(UNITS / "ubnd_huyen_van_quan.yaml")
NINH_SON = str(UNITS / "ubnd_huyen_ninh_son.yaml")
TABLE = """ma: rieng
ten: Bảng riêng của huyện
muc:
"""


def words(path: Path) -> str:
    """The words of a Word file, a line per text."""
    return "\n".join(t.text for t in open_docx(path.read_bytes()).texts)


# --- What is written ------------------------------------------------------------------------------


def test_one_unit_gets_a_data_file_named_after_both(tmp_path: Path, docgen: Docgen) -> None:
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN)
    assert said.code == 0, said.err
    name = "lang_son_ke_hoach-huyen_van_quan.yaml"
    assert said.out == f"Đã ghi {name}\n"
    assert list(tree(tmp_path)) == [name]
    own, _findings = read_data_file(tmp_path / name)
    assert own.co_quan[0].ten == "Ủy ban nhân dân huyện Văn Quan"
    assert own.nguon_goc is not None
    assert own.nguon_goc.don_vi == "Ủy ban nhân dân huyện Văn Quan"
    assert "chỗ chờ quyết định" in said.err


def test_every_kind_of_result_says_the_same(tmp_path: Path, docgen: Docgen) -> None:
    for out in ("a.yaml", "a.json", "a.docx"):
        assert docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", out).code == 0
    own, _findings = read_data_file(tmp_path / "a.yaml")
    assert read_data_file(tmp_path / "a.json")[0] == own
    assert (tmp_path / "a.docx").read_bytes() == render_docx(own)[0]


def test_redline_and_reports_go_with_it(tmp_path: Path, docgen: Docgen) -> None:
    more = ("--redline", "r.docx", "--report")
    assert docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", "a.yaml", *more, "b.html").code == 0
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", "b.yaml", "--report", "b.json")
    assert said.out.splitlines() == ["Đã ghi b.yaml", "Đã ghi b.json"]
    assert sorted(tree(tmp_path)) == ["a.yaml", "b.html", "b.json", "b.yaml", "r.docx"]
    assert "UBND huyện" in words(tmp_path / "r.docx")
    assert b"<html" in (tmp_path / "b.html").read_bytes()
    assert "Văn Quan" in json.dumps(
        json.loads((tmp_path / "b.json").read_bytes()), ensure_ascii=False
    )


def test_a_folder_gives_names_to_all_results(tmp_path: Path, docgen: Docgen) -> None:
    out = ("-o", "kq/a/", "--redline", "kq/b/", "--report", "kq/c/")
    assert docgen("adapt", SOURCE, "--to", VAN_QUAN, *out).code == 0
    stem = "lang_son_ke_hoach-huyen_van_quan"
    assert sorted(p for p, data in tree(tmp_path).items() if data != b"folder") == [
        f"kq/a/{stem}.yaml", f"kq/b/{stem}-thay_doi.docx", f"kq/c/{stem}-bao_cao.html",
    ]  # fmt: skip


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, docgen: Docgen) -> None:
    for folder in ("a", "b"):
        out = ("-o", f"{folder}/x.yaml", "--redline", f"{folder}/x.docx")
        (tmp_path / folder).mkdir()
        made = docgen("adapt", SOURCE, "--to", VAN_QUAN, *out, "--report", f"{folder}/x.html")
        assert made.code == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's plan as a file of each kind that needs no other program."""
    from docgen.write.data import write_json
    from docgen.write.text import write_txt

    folder = tmp_path_factory.mktemp("kinds")
    van_ban, _findings = read_data_file(SOURCE)
    (folder / "tinh.json").write_bytes(write_json(van_ban))
    (folder / "tinh.txt").write_bytes(write_txt(van_ban))
    (folder / "tinh.docx").write_bytes(render_docx(van_ban)[0])
    return folder


@pytest.mark.parametrize("kind", ["json", "txt", "docx"])
def test_sources_of_other_kinds(tmp_path: Path, docgen: Docgen, kinds: Path, kind: str) -> None:
    """The words that come out are those of the data file, figures apart: a file has no targets'
    names."""
    assert docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", "a.docx").code == 0
    made = docgen("adapt", str(kinds / f"tinh.{kind}"), "--to", VAN_QUAN, "-o", "b.docx")
    assert made.code == 0, made.err
    assert words(tmp_path / "b.docx").casefold() == words(tmp_path / "a.docx").casefold()


@pytest.mark.office
def test_a_pdf_as_source(tmp_path: Path, docgen: Docgen) -> None:
    if docgen("render", SOURCE, "-o", "s.pdf", "--no-check").code != 0:
        pytest.skip("LibreOffice is not installed")
    assert docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", "a.docx").code == 0
    assert docgen("adapt", "s.pdf", "--to", VAN_QUAN, "-o", "b.docx").code == 0
    assert words(tmp_path / "b.docx") == words(tmp_path / "a.docx")


def test_a_decision_with_its_plan(tmp_path: Path, docgen: Docgen) -> None:
    """The attached plan is adapted as the decision is, and both speak of the unit alone."""
    (tmp_path / "dak_song.yaml").write_text(
        "loai_ho_so: don_vi\nten: Ủy ban nhân dân huyện Đắk Song\nviet_tat: UBND\ncap: huyen\n"
        "dia_danh: Đắk Song\ntinh: Đắk Nông\ncap_tren: Ủy ban nhân dân tỉnh Đắk Nông\n"
        "don_vi_truc_thuoc: [Thị trấn Đức An, Xã Đắk Hòa]\nhieu_luc_den: 2025-06-30\n",
        "utf-8",
    )
    source = str(ROOT / "fixtures/dak_nong_quyet_dinh.yaml")
    out = ("-o", "a.yaml", "--redline", "r.docx", "--report", "b.html", "--ngay", "8/2022")
    said = docgen("adapt", source, "--to", "dak_song.yaml", *out)
    assert said.code == 0, said.err
    own, _findings = read_data_file(tmp_path / "a.yaml")
    assert own.bien["ten_phong_trao"] == "Đắk Song chung sức xây dựng nông thôn mới"
    assert own.kem_theo[0].noi_dung
    assert own.chi_tieu["xa_dat_chuan"].gia_tri is None
    article = next(k.text for k in own.noi_dung if "tổ chức thi hành" in k.text)
    assert "Chánh Văn phòng Ủy ban nhân dân tỉnh" not in article
    assert "các xã, thị trấn" in article.lower()
    first = next(k.text for k in own.kem_theo[0].noi_dung if "đề ra Kế hoạch" in k.text)
    assert "UBND huyện đề ra Kế hoạch" in first
    assert docgen("render", "a.yaml", "-o", "a.docx", "--no-check").code == 0
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐẮK SONG" in words(tmp_path / "a.docx")


def test_a_campaign_of_a_district_for_its_commune(tmp_path: Path, docgen: Docgen) -> None:
    source = str(ROOT / "fixtures/van_quan_phat_dong.yaml")
    xa = str(UNITS / "ubnd_xa_binh_phuc.yaml")
    said = docgen("adapt", source, "--to", xa, "-o", "a.yaml", "--redline", "r.docx")
    assert said.code == 0, said.err
    own, _findings = read_data_file(tmp_path / "a.yaml")
    assert own.loai == "phat_dong"
    assert own.bien["ten_phong_trao"].startswith("Bình Phúc cùng cả nước")
    assert own.nguon_goc is not None
    assert "huyen_xa" in own.nguon_goc.bang
    assert own.can_cu[-1] != read_data_file(source)[0].can_cu[-1]
    assert "[CD13]" in said.err
    assert f"{source} (can_cu)" in said.err


# --- Nothing is overwritten, nothing is half-written ----------------------------------------------

ALL = ("-o", "a.yaml", "--redline", "a.docx", "--report", "a.html")


@pytest.mark.parametrize("there", ["a.yaml", "a.docx", "a.html"])
def test_a_result_that_exists_stops_all(tmp_path: Path, docgen: Docgen, there: str) -> None:
    (tmp_path / there).write_bytes(b"mine")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, *ALL)
    assert said.code == 2
    assert f"{there}: Tệp đã có, không ghi đè. [GH01]" in said.err
    assert tree(tmp_path) == {there: b"mine"}
    assert docgen("adapt", SOURCE, "--to", VAN_QUAN, *ALL, "--force").code == 0
    assert sorted(tree(tmp_path)) == ["a.docx", "a.html", "a.yaml"]


@pytest.mark.parametrize("out", ["-o", "--redline", "--report"])
def test_a_result_that_cannot_be_written_stops_all(
    tmp_path: Path, docgen: Docgen, out: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    suffix = {"-o": "yaml", "--redline": "docx", "--report": "html"}[out]
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, *ALL, out, f"file/x.{suffix}", "--force")
    assert said.code == 2
    assert "[GH02]" in said.err
    assert list(tree(tmp_path)) == ["file"]


@pytest.mark.parametrize("late", ["a.yaml", "a.docx", "a.html"])
def test_what_comes_in_the_way_late_stops_all(
    tmp_path: Path, docgen: Docgen, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    """All was seen to be well, and then somebody else wrote a file of that name."""
    real = level.begin

    def begin(*given: Any) -> Any:
        found = real(*given)
        (tmp_path / late).write_bytes(b"theirs")
        return found

    monkeypatch.setattr(level, "begin", begin)
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, *ALL)
    assert said.code == 2
    assert f"{late}: Tệp đã có, không ghi đè. [GH01]" in said.err
    assert said.out == ""
    assert tree(tmp_path) == {late: b"theirs"}


def test_no_input_is_ever_the_result(tmp_path: Path, docgen: Docgen) -> None:
    """Not even with --force, and not under another name."""
    (tmp_path / "don_vi").mkdir()
    shutil.copy(SOURCE, tmp_path / "nguon.yaml")
    shutil.copytree(UNITS, tmp_path / "don_vi", dirs_exist_ok=True)
    shutil.copy(VAN_QUAN, tmp_path / "vq.yaml")
    (tmp_path / "so.yaml").write_text("chi_tieu: {xa_dat_chuan: 7/16}\n", "utf-8")
    text = TABLE + "  - {ma: a, tu: doanh nghiệp, thanh: cơ sở}\n"
    (tmp_path / "bang.yaml").write_text(text, "utf-8")
    asked = ("nguon.yaml", "--to", "vq.yaml", "--table", "bang.yaml", "--data", "so.yaml")
    assert docgen("adapt", *asked, "-o", "cu.yaml").code == 0
    (tmp_path / "khac.yaml").symlink_to(tmp_path / "nguon.yaml")
    before = tree(tmp_path)
    for name in ("nguon.yaml", "vq.yaml", "bang.yaml", "so.yaml", "cu.yaml", "khac.yaml"):
        said = docgen("adapt", *asked, "--update", "cu.yaml", "-o", name, "--force")
        assert said.code == 2
        assert f"{name}: Kết quả sẽ ghi đè lên tệp đầu vào. [GH05]" in said.err
        assert tree(tmp_path) == before


def test_a_profile_found_in_a_folder_is_an_input_too(tmp_path: Path, docgen: Docgen) -> None:
    (tmp_path / "p").mkdir()
    shutil.copy(VAN_QUAN, tmp_path / "p/vq.yaml")
    before = tree(tmp_path)
    said = docgen("adapt", SOURCE, "--to", "p", "-o", "p/vq.yaml", "--force")
    assert said.code == 2
    assert "[GH05]" in said.err
    assert tree(tmp_path) == before


def test_two_results_in_one_file(tmp_path: Path, docgen: Docgen) -> None:
    out = ("-o", "a.docx", "--redline", "./a.docx", "--force")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, *out)
    assert said.code == 2
    assert "a.docx: Hai kết quả ghi vào cùng một tệp. [GH06]" in said.err
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("out", ["x" * 300 + ".yaml", "x" * 300 + "/", "a\0.yaml", "\ud800.yaml"])
def test_a_name_no_file_can_have(tmp_path: Path, docgen: Docgen, out: str) -> None:
    for more in ((), ("--force",)):
        said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", out, *more)
        assert said.code == 2
        assert said.err.count("[GH02]") == 1, said.err
        assert tree(tmp_path) == {}


def test_names_of_unknown_kinds_are_said_together(tmp_path: Path, docgen: Docgen) -> None:
    out = ("-o", "a.odt", "--redline", "b.pdf", "--report", "c.txt")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, *out)
    assert said.code == 2
    assert said.err.count("[GH04]") == 3
    assert tree(tmp_path) == {}


# --- Bad input ------------------------------------------------------------------------------------

BAD_TABLE = (
    TABLE
    + """\
  - {ma: a, tu: "phong trào[", thanh: x}
  - {ma: a, tu: "{khong_co} abc", thanh: "{cap"}
  - {ma: c, tu: "abc", thanh: "x", truoc: "("}
  - {ma: d, tu: "abc", thanh: "x", sau: "[[a]"}
  - {ma: e, tu: "]abc[", thanh: "x"}
  - {ma: g, tu: "abc", thanh: "[[x]]"}
"""
)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path, docgen: Docgen) -> None:
    (tmp_path / "don_vi.yaml").write_text("loai_ho_so: don_vi\nten: UBND X\ncap: huyeng\n", "utf-8")
    (tmp_path / "bang.yaml").write_text(BAD_TABLE, "utf-8")
    (tmp_path / "la.yaml").write_text(TABLE + "  - {ma: a, tu: x, thanhh: y, giu: z}\n", "utf-8")
    hai = TABLE + "  - {ma: a, tu: x, thanh: y, giu: z}\n  - {ma: b, tu: x}\n"
    (tmp_path / "hai.yaml").write_text(hai, "utf-8")
    (tmp_path / "so.yaml").write_text("chi_tieu: {xa_dat_chuan: abc}\nsai: 1\n", "utf-8")
    before = tree(tmp_path)
    tables = [part for name in ("bang", "la", "hai") for part in ("--table", f"{name}.yaml")]
    said = docgen(
        "adapt", "khong_co.yaml", "--to", "don_vi.yaml", "--to", "mat.yaml", *tables,
        "--data", "so.yaml", "--ngay", "31/2/2022", "--update", "cu.yaml", "-o", "moi/",
    )  # fmt: skip
    assert said.code == 2
    for place in (
        "khong_co.yaml: ", "don_vi.yaml:3:6 (cap)", "mat.yaml: ", "cu.yaml: ", "“31/2/2022”",
        "so.yaml:1:26 (chi_tieu.xa_dat_chuan)", "so.yaml:2:1 (sai)",
        "bang.yaml:4:17 (muc[0].tu)", "bang.yaml:5:10 (muc[1].ma)", "bang.yaml:5:17 (muc[1].tu)",
        "(muc[1].thanh)", "(muc[2].truoc)", "(muc[3].sau)", "(muc[4].tu)", "(muc[5].thanh)",
        "la.yaml:4:20 (muc[0].thanhh)", "hai.yaml:4:5 (muc[0])", "hai.yaml:5:5 (muc[1])",
    ):  # fmt: skip
        assert place in said.err, place
    assert "Traceback" not in said.err
    assert "Warning" not in said.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["so.yaml", "so.csv"])
def test_bad_data_leaves_no_folder(tmp_path: Path, docgen: Docgen, name: str) -> None:
    texts = {"so.yaml": "chi_tieu: {a: x}\n", "so.csv": "Tên đơn vị,chi_tieu.a\nUBND xã B,7\n"}
    (tmp_path / name).write_text(texts[name], "utf-8")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "--data", name, "-o", "moi/")
    assert said.code == 2
    assert name in said.err
    assert list(tree(tmp_path)) == [name]


def test_a_unit_of_a_level_without_table(tmp_path: Path, docgen: Docgen) -> None:
    said = docgen("adapt", SOURCE, "--to", str(UNITS / "ubnd_xa_binh_phuc.yaml"), "-o", "a.yaml")
    assert said.code == 2
    assert "ubnd_xa_binh_phuc.yaml: Không có bảng chuyển từ văn bản cấp tỉnh sang xã" in said.err
    assert tree(tmp_path) == {}


def test_a_profile_out_of_date(tmp_path: Path, docgen: Docgen) -> None:
    """With a day on which no table holds either, the cause is told along."""
    text = Path(VAN_QUAN).read_text("utf-8").replace("2025-06-30", "2022-06-30")
    (tmp_path / "cu.yaml").write_text(text, "utf-8")
    said = docgen("adapt", SOURCE, "--to", "cu.yaml", "--ngay", "15/9/2022", "-o", "a.yaml")
    assert said.code == 0
    assert "cảnh báo: cu.yaml: Hồ sơ của Ủy ban nhân dân huyện Văn Quan không còn" in said.err
    assert "15/09/2022" in said.err
    said = docgen("adapt", SOURCE, "--to", "cu.yaml", "--ngay", "15/9/2026", "-o", "b.yaml")
    assert said.code == 2
    assert "[CD01]" in said.err
    assert "[CD04]" in said.err


def test_a_unit_of_another_province(tmp_path: Path, docgen: Docgen) -> None:
    said = docgen("adapt", SOURCE, "--to", NINH_SON, "-o", "a.yaml")
    assert said.code == 0
    assert "Văn bản là của UBND tỉnh Lạng Sơn" in said.err
    assert "[CD08]" in said.err
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", "b.yaml")
    assert "[CD08]" not in said.err


@pytest.mark.parametrize("text", ["", "Xin chào các bạn.\n"])
def test_a_text_that_is_no_document(tmp_path: Path, docgen: Docgen, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    said = docgen("adapt", "a.txt", "--to", VAN_QUAN)
    assert said.code == 2
    assert "[CD01]" in said.err
    # And why: nobody knows who issued it.
    assert "a.txt (co_quan): Không tìm thấy cơ quan ban hành" in said.err
    assert list(tree(tmp_path)) == ["a.txt"]


def test_files_of_the_wrong_kind(tmp_path: Path, docgen: Docgen) -> None:
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04 word/ rubbish")
    for source, unit in ((SOURCE, SOURCE), (VAN_QUAN, VAN_QUAN), ("hong.docx", VAN_QUAN)):
        said = docgen("adapt", source, "--to", unit, "-o", "a.yaml")
        assert said.code == 2
        assert said.err.startswith("lỗi: ")
    assert list(tree(tmp_path)) == ["hong.docx"]


def test_a_profile_given_twice_is_one_unit(tmp_path: Path, docgen: Docgen) -> None:
    shutil.copy(VAN_QUAN, tmp_path / "vq.yaml")
    said = docgen("adapt", SOURCE, "--to", "vq.yaml", "--to", "./vq.yaml", "-o", "a.yaml")
    assert said.code == 0, said.err


def test_messages_in_english(docgen: Docgen) -> None:
    said = docgen("--lang", "en", "adapt", "khong_co.yaml", "--to", NINH_SON)
    assert said.code == 2
    assert said.err.startswith("error: khong_co.yaml: ")
    said = docgen("--lang", "en", "adapt", SOURCE, "--to", NINH_SON, "-o", "a.yaml")
    assert said.code == 0
    assert said.out == "Written a.yaml\n"
    (line,) = [line for line in said.err.splitlines() if "[CD08]" in line]
    assert line.startswith("warning: ")
    assert "chỗ" not in said.err
    assert "docgen adapt" in docgen("--lang", "en", "adapt", "--help").out
