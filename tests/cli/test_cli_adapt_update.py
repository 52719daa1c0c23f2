"""After the draft was made: what the unit writes into it is printed, and an update keeps it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from docgen.check.opening import open_docx
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from tests.adapt.cases import ROOT
from tests.cli.conftest import Docgen, tree

UNITS = ROOT / "fixtures/don_vi"
VAN_QUAN = str(UNITS / "ubnd_huyen_van_quan.yaml")
CAO_LOC = str(UNITS / "ubnd_huyen_cao_loc.yaml")
DAY = ("--ngay", "9/2022")

GAP = "[[quý III năm 2022]]"
DECIDED = "tháng 10 năm 2022"
OLD_WORDS = "Làm tốt công tác dân vận, giải thích rõ mục tiêu"
NEW_WORDS = "Làm thật tốt công tác dân vận ở từng thôn, giải thích rõ mục tiêu"
ADDED = "Mỗi thôn lập một tổ tự quản, họp vào ngày chủ nhật đầu tháng."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The province's plan and the profile it names, where they can be edited."""
    (tmp_path / "don_vi").mkdir()
    shutil.copy(UNITS / "ubnd_tinh_lang_son.yaml", tmp_path / "don_vi")
    return Path(shutil.copy(ROOT / "fixtures/lang_son_ke_hoach.yaml", tmp_path / "nguon.yaml"))


@pytest.fixture
def own(tmp_path: Path, docgen: Docgen, source: Path) -> Path:
    """The draft of the district, as docgen made it."""
    said = docgen("adapt", source.name, "--to", VAN_QUAN, "-o", "own.yaml", *DAY)
    assert said.code == 0, said.err
    return tmp_path / "own.yaml"


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace words in the first place where they stand."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def decide(own: Path) -> None:
    """What a clerk does by hand: fill gaps, reword, add a block, fill the number and the day."""
    lines = own.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if OLD_WORDS in line)
    lines.insert(at + 1, f"  - gach: {ADDED}\n")
    at = lines.index("  xa_dat_chuan:\n")
    lines[at + 1 : at + 1] = ["    gia_tri: 7\n", "    tren: 16\n"]
    own.write_text("".join(lines), "utf-8")
    edit(own, (GAP, DECIDED), (OLD_WORDS, NEW_WORDS))
    edit(own, ("ngay: {thang: 9, nam: 2022}", "so: 247\nngay: 2022-09-27"))


def words(path: Path) -> str:
    """The words of a Word file."""
    return "\n".join(t.text for t in open_docx(path.read_bytes()).texts)


def body(van_ban: VanBan) -> str:
    """The words of the body, a line a block."""
    return "\n".join(k.text for k in van_ban.noi_dung)


def test_edits_by_hand_are_printed(tmp_path: Path, docgen: Docgen, own: Path) -> None:
    decide(own)
    said = docgen("render", "own.yaml", "-o", "a.docx")
    assert said.code == 0, said.err
    printed = words(tmp_path / "a.docx")
    for text in (DECIDED, NEW_WORDS, ADDED, "7/16 xã, bằng 43,8%", "Số: 247/KH-UBND"):
        assert text in printed
    assert GAP.strip("[]") not in printed


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_nothing_new_above_leaves_every_word(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path, kind: str
) -> None:
    decide(own)
    update = ("--update", "own.yaml", "-o", f"b.{kind}", "--report", "b.html")
    said = docgen("adapt", source.name, "--to", VAN_QUAN, *update, *DAY)
    assert said.code == 0, said.err
    before, _said = read_data_file(own)
    after, _said = read_data_file(tmp_path / f"b.{kind}")
    assert after.model_copy(update={"nguon_goc": None}) == before.model_copy(
        update={"nguon_goc": None}
    )
    assert "Cấp trên mới sửa" not in said.err
    assert ADDED in (tmp_path / "b.html").read_text("utf-8")


def test_an_untouched_draft_is_updated_to_the_same_bytes(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    said = docgen("adapt", source.name, "--to", VAN_QUAN, "--update", "own.yaml", *DAY)
    assert said.out == "Đã ghi own-cap_nhat.yaml\n"
    assert (tmp_path / "own-cap_nhat.yaml").read_bytes() == own.read_bytes()


CHANGED = "coi đó là đích phấn đấu và cũng là thước đo khi theo dõi"
AMENDED = "coi đó là đích phải đạt và cũng là thước đo khi theo dõi"
REMOVED = "Phát huy nội lực trong dân, mở rộng xã hội hóa"
BROUGHT = "Công khai kết quả thi đua trên cổng thông tin."


def amend(source: Path) -> None:
    """What the province changes: a wording, a target, a deadline; a point more, a point less."""
    edit(
        source, (CHANGED, AMENDED), ("gia_tri: 115", "gia_tri: 120"),
        ("quý III năm 2022", "quý IV năm 2022"),
    )  # fmt: skip
    lines = source.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if REMOVED in line)
    lines[at] = f"  - {BROUGHT}\n"
    source.write_text("".join(lines), "utf-8")


def test_an_amended_plan_comes_in_beside_what_was_decided(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    decide(own)
    amend(source)
    out = ("-o", "moi.yaml", "--report", "moi.html", "--redline", "moi.docx")
    said = docgen("adapt", source.name, "--to", VAN_QUAN, "--update", "own.yaml", *out, *DAY)
    assert said.code == 0, said.err
    made, _findings = read_data_file(tmp_path / "moi.yaml")
    text = body(made)
    # What the unit decided stays …
    for kept in (DECIDED, NEW_WORDS, ADDED):
        assert kept in text
    target = made.chi_tieu["xa_dat_chuan"]
    assert (target.gia_tri, target.tren, made.so, made.ngay.ngay) == (7, 16, "247", 27)
    # … what changed above comes in …
    assert AMENDED in text
    assert CHANGED not in text
    assert BROUGHT in text
    assert REMOVED not in text
    assert target.cap_tren is not None
    assert target.cap_tren.gia_tri == 120
    # … and where both changed, a person is told and decides.
    assert "quý IV năm 2022" in text
    assert "Cấp trên mới sửa" in said.err
    assert "115/181" in said.err
    assert "120/181" in said.err
    assert docgen("render", "moi.yaml", "-o", "in.docx", "--no-check").code == 0
    assert "[" in words(tmp_path / "in.docx")
    assert "quý IV năm 2022" in (tmp_path / "moi.html").read_text("utf-8")


def test_an_update_of_an_update(tmp_path: Path, docgen: Docgen, source: Path, own: Path) -> None:
    """Once taken over, nothing is new any more."""
    decide(own)
    amend(source)
    first = ("--update", "own.yaml", "-o", "hai.yaml")
    assert docgen("adapt", source.name, "--to", VAN_QUAN, *first, *DAY).code == 0
    second = ("--update", "hai.yaml", "-o", "ba.yaml")
    said = docgen("adapt", source.name, "--to", VAN_QUAN, *second, *DAY)
    assert said.code == 0
    one, two = (read_data_file(tmp_path / f"{n}.yaml")[0] for n in ("hai", "ba"))
    assert one.model_copy(update={"nguon_goc": None}) == two.model_copy(update={"nguon_goc": None})
    assert "Cấp trên mới sửa" not in said.err


def test_the_unit_and_the_province_are_told_apart_in_the_report(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    decide(own)
    amend(source)
    out = ("-o", "moi.yaml", "--report", "moi.json")
    assert (
        docgen("adapt", source.name, "--to", VAN_QUAN, "--update", "own.yaml", *out, *DAY).code == 0
    )
    told = json.loads((tmp_path / "moi.json").read_bytes())
    assert ADDED in json.dumps(told, ensure_ascii=False)


# --- What is no draft of this unit ----------------------------------------------------------------


def test_a_document_that_docgen_did_not_adapt(tmp_path: Path, docgen: Docgen, source: Path) -> None:
    before = tree(tmp_path)
    (tmp_path / "tay.yaml").write_text(source.read_text("utf-8"), "utf-8")
    said = docgen("adapt", source.name, "--to", VAN_QUAN, "--update", "tay.yaml", "-o", "moi/")
    assert said.code == 2
    assert "tay.yaml" in said.err
    assert "[CD05]" in said.err
    (tmp_path / "tay.yaml").unlink()
    assert tree(tmp_path) == before


def test_a_document_of_another_unit(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    before = tree(tmp_path)
    said = docgen("adapt", source.name, "--to", CAO_LOC, "--update", "own.yaml", *DAY)
    assert said.code == 2
    assert "own.yaml" in said.err
    assert "[CD06]" in said.err
    assert tree(tmp_path) == before


def test_a_draft_that_cannot_be_read(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    edit(own, ("loai: ke_hoach", "loai: ke_hoac"))
    said = docgen("adapt", source.name, "--to", VAN_QUAN, "--update", "own.yaml", *DAY)
    assert said.code == 2
    assert "own.yaml:1:7 (loai)" in said.err


def test_the_draft_itself_is_never_written_over(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    decide(own)
    before = tree(tmp_path)
    update = ("--update", "own.yaml", "-o", "own.yaml", "--force")
    said = docgen("adapt", source.name, "--to", VAN_QUAN, *update)
    assert said.code == 2
    assert "own.yaml: Kết quả sẽ ghi đè lên tệp đầu vào. [GH05]" in said.err
    assert tree(tmp_path) == before


def test_figures_given_now_win_over_gaps(
    tmp_path: Path, docgen: Docgen, source: Path, own: Path
) -> None:
    """The unit's figures come after the draft: an update with them fills the gaps."""
    edit(own, (GAP, DECIDED))
    (tmp_path / "so.yaml").write_text("chi_tieu: {xa_dat_chuan: 7/16}\n", "utf-8")
    update = ("--update", "own.yaml", "--data", "so.yaml", "-o", "moi.yaml")
    said = docgen("adapt", source.name, "--to", VAN_QUAN, *update, *DAY)
    assert said.code == 0, said.err
    made, _findings = read_data_file(tmp_path / "moi.yaml")
    target = made.chi_tieu["xa_dat_chuan"]
    assert (target.gia_tri, target.tren) == (7, 16)
    assert DECIDED in body(made)
