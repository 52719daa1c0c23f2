"""`docgen adapt` for a whole level: a draft for each unit, and no unit in the way of another.

And what units and offices give of their own: figures, the date, tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.adapting import level
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from tests.adapt.cases import ROOT
from tests.cli.conftest import Docgen, tree

SOURCE = str(ROOT / "fixtures/lang_son_ke_hoach.yaml")
UNITS = ROOT / "fixtures/don_vi"
VAN_QUAN = str(UNITS / "ubnd_huyen_van_quan.yaml")
TABLE = "ma: rieng\nten: Bảng riêng của huyện\nmuc:\n"
HEAD = "Tên đơn vị,Cấp,Địa danh,Cơ quan cấp trên,Tỉnh,hieu_luc_den"
NAMES = ("Bắc Sơn", "Bình Gia", "Chi Lăng", "Đình Lập", "Hữu Lũng", "Lộc Bình", "Tràng Định")
SLUGS = ("bac_son", "binh_gia", "chi_lang", "dinh_lap", "huu_lung", "loc_binh", "trang_dinh")


def rows(*names: str) -> list[str]:
    """A row for every district of the province."""
    tail = "Ủy ban nhân dân tỉnh Lạng Sơn,Lạng Sơn,30/6/2025"
    return [f"Ủy ban nhân dân huyện {name},huyện,{name},{tail}" for name in names]


def table(path: Path, *lines: str) -> None:
    """A CSV file."""
    path.write_text("\n".join(lines) + "\n", "utf-8")


def own_of(folder: Path, slug: str) -> VanBan:
    """What a district got."""
    return read_data_file(folder / f"lang_son_ke_hoach-huyen_{slug}.yaml")[0]


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    """A folder with the profiles of two districts."""
    folder = tmp_path / "don_vi"
    folder.mkdir()
    for name in ("van_quan", "cao_loc"):
        shutil.copy(UNITS / f"ubnd_huyen_{name}.yaml", folder)
    return folder


def test_a_folder_of_profiles(tmp_path: Path, docgen: Docgen, profiles: Path) -> None:
    said = docgen("adapt", SOURCE, "--to", "don_vi", "-o", "kq/", "--report", "kq/")
    assert said.code == 0, said.err
    assert sorted(tree(tmp_path / "kq")) == [
        f"lang_son_ke_hoach-huyen_{name}{tail}"
        for name in ("cao_loc", "van_quan") for tail in ("-bao_cao.html", ".yaml")
    ]  # fmt: skip
    for line, name in zip(said.out.splitlines(), ("Cao Lộc", "Văn Quan"), strict=True):
        assert line.startswith(f"Ủy ban nhân dân huyện {name}: kq/lang_son_ke_hoach-huyen_")
        assert line.endswith("chỗ chờ quyết định")
    assert "Đã chuyển cho 2 đơn vị, 0 đơn vị không làm được." in said.err


def test_without_a_folder_they_go_here(tmp_path: Path, docgen: Docgen, profiles: Path) -> None:
    assert docgen("adapt", SOURCE, "--to", "don_vi").code == 0
    for slug in ("cao_loc", "van_quan"):
        assert own_of(tmp_path, slug).nguon_goc is not None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_with_figures(tmp_path: Path, docgen: Docgen, kind: str) -> None:
    """Every district's own figures land in its own document, and the trace says whence."""
    figures = ("7/16", "9/20", "")
    lines = [f"{HEAD},chi_tieu.xa_dat_chuan,Lưu"]
    lines += [f"{row},{f},VT" for row, f in zip(rows(*NAMES[:3]), figures, strict=True)]
    if kind == "csv":
        table(tmp_path / "huyen.csv", *lines)
    else:
        workbook(tmp_path / "huyen.xlsx", lines)
    said = docgen("adapt", SOURCE, "--to", f"huyen.{kind}", "-o", "kq/", "--ngay", "9/2022")
    assert said.code == 0, said.err
    for slug, figure in zip(SLUGS, figures, strict=False):
        own = own_of(tmp_path / "kq", slug)
        target = own.chi_tieu["xa_dat_chuan"]
        got = f"{target.gia_tri}/{target.tren}" if target.gia_tri is not None else ""
        assert got == figure
        assert own.luu == "VT"
        assert own.nguon_goc is not None
        (vet,) = [v for v in own.nguon_goc.vet if v.o == "chi_tieu.xa_dat_chuan"]
        assert vet.doi[0].cach == ("ghi_de" if figure else "hoi")
        assert (f"huyen.{kind}" in (vet.doi[0].ly_do or "")) == bool(figure)


def workbook(path: Path, lines: list[str]) -> None:
    """An Excel file of comma-separated lines."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append([cell or None for cell in line.split(",")])
    book.save(path)


def test_data_beside_the_rows(tmp_path: Path, docgen: Docgen) -> None:
    """What holds for all comes from --data, and the row of a unit wins over it."""
    first, second = rows(*NAMES[:2])
    head = f"{HEAD},chi_tieu.xa_dat_chuan"
    table(tmp_path / "huyen.csv", head, f"{first},7/16", f"{second},")
    (tmp_path / "chung.yaml").write_text(
        "chi_tieu: {xa_dat_chuan: 1/2, xa_kieu_mau: 3, xa_la: 1}\nluu: VT, TH\n", "utf-8"
    )
    said = docgen("adapt", SOURCE, "--to", "huyen.csv", "--data", "chung.yaml", "-o", "kq/")
    assert said.code == 0, said.err
    for slug, figure in (("bac_son", (7, 16)), ("binh_gia", (1, 2))):
        own = own_of(tmp_path / "kq", slug)
        target = own.chi_tieu["xa_dat_chuan"]
        assert (target.gia_tri, target.tren) == figure
        assert (own.chi_tieu["xa_kieu_mau"].gia_tri, own.luu) == (3, "VT, TH")
    # What is wrong with the data of all is told, not only in the report of one.
    assert "(chi_tieu.xa_la)" in said.err


def test_figures_in_a_table_of_their_own(tmp_path: Path, docgen: Docgen, profiles: Path) -> None:
    lines = [f"Ủy ban nhân dân huyện {n},{f}" for n, f in (("Văn Quan", "7/16"), ("Cao Lộc", "9"))]
    table(tmp_path / "so.csv", "Tên đơn vị,chi_tieu.xa_dat_chuan", *lines)
    said = docgen("adapt", SOURCE, "--to", "don_vi", "--data", "so.csv", "-o", "kq/")
    assert said.code == 0, said.err
    assert own_of(tmp_path / "kq", "cao_loc").chi_tieu["xa_dat_chuan"].gia_tri == 9
    assert own_of(tmp_path / "kq", "van_quan").chi_tieu["xa_dat_chuan"].gia_tri == 7


def test_a_unit_without_a_row_of_figures_stops_all(
    tmp_path: Path, docgen: Docgen, profiles: Path
) -> None:
    """Nobody wants to find out later which of the drafts lack their figures."""
    line = "Ủy ban nhân dân huyện Văn Quan,7/16"
    table(tmp_path / "so.csv", "Tên đơn vị,chi_tieu.xa_dat_chuan", line)
    said = docgen("adapt", SOURCE, "--to", "don_vi", "--data", "so.csv", "-o", "kq/")
    assert said.code == 2
    assert "“Ủy ban nhân dân huyện Cao Lộc”" in said.err
    assert not (tmp_path / "kq").exists()


def test_bad_rows_stop_all_and_all_are_told(tmp_path: Path, docgen: Docgen) -> None:
    """The table is mended once, and then every unit gets its draft: not some now, some later."""
    first, second, third, fourth = rows(*NAMES[:4])
    table(
        tmp_path / "huyen.csv", f"{HEAD},chi_tieu.xa_dat_chuan", f"{first},7/16",
        f"{second},bảy", third.replace(",huyện,", ",cấp lạ,") + ",1",
        fourth.replace("30/6/2025", "31/6/2025") + ",2", f"{first},3",
    )  # fmt: skip
    before = tree(tmp_path)
    said = docgen("adapt", SOURCE, "--to", "huyen.csv", "-o", "kq/")
    assert said.code == 2
    for place in ("huyen.csv:3", "huyen.csv:4", "huyen.csv:5", "huyen.csv:6"):
        assert place in said.err
    assert "“bảy”" in said.err
    assert tree(tmp_path) == before


def test_every_unit_without_table_is_told(tmp_path: Path, docgen: Docgen, profiles: Path) -> None:
    for name in ("ubnd_xa_binh_phuc", "ubnd_tinh_dak_nong"):
        shutil.copy(UNITS / f"{name}.yaml", profiles)
    said = docgen("adapt", SOURCE, "--to", "don_vi", "-o", "kq/")
    assert said.code == 2
    assert said.err.count("[CD01]") == 2
    for name in ("ubnd_xa_binh_phuc", "ubnd_tinh_dak_nong"):
        assert f"lỗi: don_vi/{name}.yaml: " in said.err
    assert not (tmp_path / "kq").exists()


def test_levels_of_several_kinds_in_one_run(tmp_path: Path, docgen: Docgen) -> None:
    """An own table for one level is used for its units alone."""
    text = TABLE.replace("muc:", "den_cap: don_vi\nmuc:") + "  - {ma: a, tu: x, thanh: y}\n"
    (tmp_path / "rieng.yaml").write_text(text, "utf-8")
    to = [
        part
        for name in ("ubnd_huyen_van_quan", "van_phong_ubnd_tinh_lang_son")
        for part in ("--to", str(UNITS / f"{name}.yaml"))
    ]
    said = docgen("adapt", SOURCE, *to, "--table", "rieng.yaml", "-o", "kq/", "--ngay", "9/2022")
    assert said.code == 0, said.err
    own = own_of(tmp_path / "kq", "van_quan").nguon_goc
    office = read_data_file(tmp_path / "kq/lang_son_ke_hoach-vpub_tinh_lang_son.yaml")[0].nguon_goc
    assert own is not None
    assert office is not None
    assert "rieng" not in own.bang
    assert office.bang[0] == "rieng"


@pytest.mark.parametrize("out", ["-o", "--redline", "--report"])
def test_one_file_for_several_units(
    tmp_path: Path, docgen: Docgen, profiles: Path, out: str
) -> None:
    suffix = {"-o": "yaml", "--redline": "docx", "--report": "html"}[out]
    before = tree(tmp_path)
    said = docgen("adapt", SOURCE, "--to", "don_vi", out, f"a.{suffix}")
    assert said.code == 2
    assert f"a.{suffix}: Có 2 đơn vị mà chỉ một tệp kết quả. [GH03]" in said.err
    assert tree(tmp_path) == before


def test_update_is_for_one_unit(tmp_path: Path, docgen: Docgen, profiles: Path) -> None:
    assert docgen("adapt", SOURCE, "--to", VAN_QUAN, "-o", "cu.yaml").code == 0
    before = tree(tmp_path)
    said = docgen("adapt", SOURCE, "--to", "don_vi", "--update", "cu.yaml", "-o", "kq/")
    assert said.code == 2
    assert "[CD10]" in said.err
    assert tree(tmp_path) == before


def test_what_is_there_stops_all_before_the_work(
    tmp_path: Path, docgen: Docgen, profiles: Path
) -> None:
    (tmp_path / "kq").mkdir()
    (tmp_path / "kq/lang_son_ke_hoach-huyen_van_quan-bao_cao.html").write_bytes(b"mine")
    before = tree(tmp_path)
    said = docgen("adapt", SOURCE, "--to", "don_vi", "-o", "kq/", "--report", "kq/")
    assert said.code == 2
    assert said.err.count("[GH01]") == 1
    assert tree(tmp_path) == before


def late(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Something comes in the way after all was seen to be well and before it is written."""
    real = level.begin

    def begin(*given: Any) -> Any:
        found = real(*given)
        act()
        return found

    monkeypatch.setattr(level, "begin", begin)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_that_cannot_be_written_stops_no_other(
    tmp_path: Path, docgen: Docgen, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    table(tmp_path / "huyen.csv", HEAD, *rows(*NAMES[:3]))
    (tmp_path / "kq").mkdir()
    there = tmp_path / "kq/lang_son_ke_hoach-huyen_binh_gia-thay_doi.docx"

    def come() -> None:
        there.write_bytes(b"mine")
        there.chmod(0o400)

    late(monkeypatch, come)
    out = ("-o", "kq/", "--redline", "kq/", "--report", "kq/", "--jobs", jobs)
    said = docgen("adapt", SOURCE, "--to", "huyen.csv", *out)
    assert said.code == 1
    assert f"lỗi: {there.relative_to(tmp_path)}: Tệp đã có, không ghi đè. [GH01]" in said.err
    assert "Đã chuyển cho 2 đơn vị, 1 đơn vị không làm được." in said.err
    made = tree(tmp_path / "kq")
    assert made.pop(there.name) == b"mine"
    # No half of the one that failed, no temporary files.
    assert sorted(made) == [
        f"lang_son_ke_hoach-huyen_{slug}{tail}"
        for slug in ("bac_son", "chi_lang") for tail in ("-bao_cao.html", "-thay_doi.docx", ".yaml")
    ]  # fmt: skip


def test_when_none_can_be_written_nothing_is_left(
    tmp_path: Path, docgen: Docgen, monkeypatch: pytest.MonkeyPatch, profiles: Path
) -> None:
    late(monkeypatch, lambda: (tmp_path / "kq").write_bytes(b"mine") and None)
    said = docgen("adapt", SOURCE, "--to", "don_vi", "-o", "kq/a/")
    assert said.code == 2
    assert "[GH02]" in said.err
    assert (tmp_path / "kq").read_bytes() == b"mine"


def test_a_folder_made_for_nothing_goes_again(
    tmp_path: Path, docgen: Docgen, profiles: Path
) -> None:
    assert docgen("adapt", SOURCE, "--to", "don_vi", "-o", "kq/").code == 0
    (tmp_path / "kq/lang_son_ke_hoach-huyen_van_quan.yaml").rename(tmp_path / "cu.yaml")
    other = str(profiles / "ubnd_huyen_cao_loc.yaml")
    said = docgen("adapt", SOURCE, "--to", other, "--update", "cu.yaml", "-o", "moi/a/")
    assert said.code == 2
    assert not (tmp_path / "moi").exists()


def test_more_processes_give_the_same_bytes(tmp_path: Path, docgen: Docgen) -> None:
    table(tmp_path / "huyen.csv", HEAD, *rows(*NAMES))
    said = []
    for jobs in ("1", "2"):
        out = [p for o in ("-o", "--redline", "--report") for p in (o, "kq/")]
        said.append(docgen("adapt", SOURCE, "--to", "huyen.csv", *out, "--jobs", jobs))
        (tmp_path / "kq").rename(tmp_path / jobs)
    assert said[0] == said[1]
    assert said[0].code == 0
    made = tree(tmp_path / "1")
    assert len(made) == 3 * len(NAMES)
    assert made == tree(tmp_path / "2")


def test_units_of_one_name_get_files_of_their_own(tmp_path: Path, docgen: Docgen) -> None:
    first, second = rows("Bắc Sơn", "Bắc Sơn")
    table(tmp_path / "huyen.csv", HEAD, first, second.replace("tỉnh Lạng Sơn", "tỉnh Cao Bằng"))
    said = docgen("adapt", SOURCE, "--to", "huyen.csv", "-o", "kq/")
    assert said.code == 0, said.err
    assert sorted(tree(tmp_path / "kq")) == [
        "lang_son_ke_hoach-huyen_bac_son.yaml", "lang_son_ke_hoach-huyen_bac_son_2.yaml",
    ]  # fmt: skip
    assert said.err.count("[CD08]") == 1


def test_a_progress_bar_is_only_for_people(tmp_path: Path, docgen: Docgen) -> None:
    table(tmp_path / "huyen.csv", HEAD, *rows(*NAMES, "Cao Lộc", "Văn Lãng"))
    said = docgen("adapt", SOURCE, "--to", "huyen.csv", "-o", "kq/", "--jobs", "1")
    assert said.code == 0
    assert len(said.out.splitlines()) == 9
    assert "\r" not in said.err
    assert "%" not in said.err


def test_english(docgen: Docgen, profiles: Path) -> None:
    said = docgen("--lang", "en", "adapt", SOURCE, "--to", "don_vi", "-o", "kq/", "--jobs", "2")
    assert said.code == 0
    assert "đơn vị" not in said.err + said.out.replace("don_vi", "")


# --- The unit's own figures, date and tables ------------------------------------------------------


def test_own_figures_land_in_the_document(tmp_path: Path, docgen: Docgen) -> None:
    (tmp_path / "so.yaml").write_text(
        "chi_tieu: {xa_dat_chuan: 7/16, xa_la: 3}\nluu: VT, NV (An)\nso: 12\n", "utf-8"
    )
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "--data", "so.yaml", "-o", "a.yaml")
    assert said.code == 0
    own, _findings = read_data_file(tmp_path / "a.yaml")
    target = own.chi_tieu["xa_dat_chuan"]
    assert (target.gia_tri, target.tren) == (7, 16)
    assert (own.luu, own.so) == ("VT, NV (An)", "12")
    assert own.nguon_goc is not None
    (vet,) = [v for v in own.nguon_goc.vet if v.o == "chi_tieu.xa_dat_chuan"]
    assert (vet.nguon, vet.doi[0].thanh) == ("115/181", "7/16")
    assert "so.yaml" in (vet.doi[0].ly_do or "")
    # A figure that the source has no place for is not dropped without a word.
    assert "so.yaml (chi_tieu.xa_la)" in said.err
    assert "[CD03]" in said.err


def test_doubtful_figures_are_told_once(tmp_path: Path, docgen: Docgen) -> None:
    (tmp_path / "so.yaml").write_text("chi_tieu: {xa_dat_chuan: {gia_tri: '1.250'}}\n", "utf-8")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "--data", "so.yaml", "-o", "a.yaml")
    assert said.code == 0
    assert said.err.count("[BC22]") == 1


def test_the_date_is_written_and_chooses_the_table(tmp_path: Path, docgen: Docgen) -> None:
    xa = str(UNITS / "ubnd_xa_diem_he.yaml")
    assert docgen("adapt", SOURCE, "--to", xa, "--ngay", "12/2025", "-o", "a.yaml").code == 0
    own, _findings = read_data_file(tmp_path / "a.yaml")
    assert (own.ngay.ngay, own.ngay.thang, own.ngay.nam) == (None, 12, 2025)
    assert own.nguon_goc is not None
    assert own.nguon_goc.bang[0] == "tinh_xa"


def test_deadlines_are_proposed_earlier_as_asked(tmp_path: Path, docgen: Docgen) -> None:
    """The third quarter of 2022 ends on the 30th of September."""
    for days, day in (("5", "25/9/2022"), ("0", "30/9/2022")):
        out = ("-o", f"a{days}.yaml", "--ngay", "7/2022", "--som-hon", days)
        assert docgen("adapt", SOURCE, "--to", VAN_QUAN, *out).code == 0
        own, _findings = read_data_file(tmp_path / f"a{days}.yaml")
        assert own.nguon_goc is not None
        advice = [d.goi_y or "" for v in own.nguon_goc.vet for d in v.doi if d.luat == "thoi_han"]
        assert any(day in text for text in advice), advice


def test_an_own_table_wins(tmp_path: Path, docgen: Docgen) -> None:
    text = TABLE + "  - {ma: ntm, tu: doanh nghiệp, thanh: cơ sở kinh doanh, ly_do: Cách gọi}\n"
    (tmp_path / "rieng.yaml").write_text(text, "utf-8")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "--table", "rieng.yaml", "-o", "a.yaml")
    assert said.code == 0
    assert "[CD02]" not in said.err
    own, _findings = read_data_file(tmp_path / "a.yaml")
    assert own.nguon_goc is not None
    assert own.nguon_goc.bang[0] == "rieng"
    used = [d for v in own.nguon_goc.vet for d in v.doi if d.luat == "rieng/ntm"]
    assert used
    assert "cơ sở kinh doanh" in " ".join(k.text for k in own.noi_dung)


@pytest.mark.parametrize("why", ["den_cap: xa", "hieu_luc_den: 2020-12-31", "tu_cap: huyen"])
def test_an_own_table_that_does_not_fit_is_not_used(
    tmp_path: Path, docgen: Docgen, why: str
) -> None:
    text = TABLE.replace("muc:", f"{why}\nmuc:") + "  - {ma: a, tu: doanh nghiệp, thanh: XYZ}\n"
    (tmp_path / "rieng.yaml").write_text(text, "utf-8")
    said = docgen("adapt", SOURCE, "--to", VAN_QUAN, "--table", "rieng.yaml", "-o", "a.yaml")
    assert said.code == 0
    assert "rieng.yaml: Bảng “Bảng riêng của huyện” không dùng cho đơn vị nào" in said.err
    assert b"XYZ" not in (tmp_path / "a.yaml").read_bytes()
