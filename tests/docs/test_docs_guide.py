"""docs/huong_dan.md: every file of the page is made, every command of the page is run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from docgen.cli import run
from docgen.read.data_file import read_data_file
from docgen.write.docx.context import make_context
from docgen.write.docx.engine import engine_for
from docgen.write.layout import lay_out
from docgen.write.layout.head import column_widths
from docgen.write.layout.variables import FILTERS
from docgen.write.pdf import find_soffice
from tests.docs.conftest import ROOT, fences

PAGE = (ROOT / "docs/huong_dan.md").read_text(encoding="utf-8")
BLOCKS = fences(PAGE)
LINKED = (
    "huong_dan.md", "khoa_du_lieu.md", "thuat_ngu.md", "ma_loi.md", "rooms.md", "chuyen_cap.md",
)  # fmt: skip
_NAME = re.compile(r"# tep: (\S+)\n")


def _write(folder: Path, body: str, skip_name: bool = False) -> None:
    """A file of the page, under the name in its first line."""
    name = _NAME.match(body)
    assert name, f"a file without its name: {body[:40]}"
    path = folder / name[1]
    path.parent.mkdir(exist_ok=True)
    path.write_text(body[name.end() :] if skip_name else body, encoding="utf-8")


def _edit(folder: Path, body: str) -> None:
    """What the page says to change by hand: pieces of a diff, a blank line between them."""
    name = _NAME.match(body)
    assert name
    path, rest = folder / name[1], body[name.end() :]
    if m := re.match(r"# tu: (\S+)\n", rest):
        path.write_bytes((folder / m[1]).read_bytes())
        rest = rest[m.end() :]
    text = path.read_text(encoding="utf-8")
    for piece in rest.strip("\n").split("\n\n"):
        lines = piece.split("\n")
        old = "\n".join(line[1:] for line in lines if line[0] in "- ")
        new = "\n".join(line[1:] for line in lines if line[0] in "+ ")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def _play(folder: Path, capsys: pytest.CaptureFixture[str], kinds: set[str]) -> int:
    """Write the files and run the commands of the page in `folder`; number of commands run."""
    ran = 0
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    for language, more, body in BLOCKS:
        if language in ("yaml", "csv"):
            _write(folder, body, skip_name=language == "csv")
        if language == "diff" and "" in kinds:
            _edit(folder, body)
        if language != "console" or more not in kinds:
            continue
        said = ""
        for line in body.splitlines():
            if not line.startswith("$ "):
                assert line in said, f"not said: {line}"
                continue
            words = shlex.split(line[2:])
            assert words[0] == "docgen"
            code = run(words[1:])
            out = capsys.readouterr()
            said = out.out + out.err
            assert code in ((0, 1) if more == "doctor" else (0,)), f"{line}\n{said}"
            ran += 1
    return ran


def test_commands_of_the_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _play(tmp_path, capsys, {""}) > 15
    text = " ".join((tmp_path / "chi_tieu.txt").read_text(encoding="utf-8").split())
    assert "115/181 xã đạt chuẩn, bằng 63,5%" in text
    assert "06 lớp" in text
    assert "14,19 tiêu chí" in text
    assert "“CHUNG SỨC XÂY DỰNG NÔNG THÔN MỚI” được tổ chức ở Hải Bình" in text
    _adapted_as_told(tmp_path)


def _adapted_as_told(folder: Path) -> None:
    """What the chapter about adapting says of its files is so."""
    first = read_data_file(folder / "van_quan_co_so.yaml")[0]
    assert first.chi_tieu["xa_dat_chuan"].gia_tri == 7
    assert str(first.chi_tieu["tieu_chi_binh_quan"].gia_tri) == "12.5"
    body = "\n".join(b.text for b in first.noi_dung)
    told = ("Các phòng, ban, ngành", "UBND các xã, thị trấn", "Phòng Nội vụ", "Huyện ủy")
    kept = ("Bằng khen của Chủ tịch UBND tỉnh", "[[quý III năm 2022]]", "[[huyện]]")
    for words in (*told, *kept):
        assert words in body, words
    assert first.noi_nhan[0] == "UBND tỉnh (b/c)"
    assert first.nguon_goc is not None
    merged = read_data_file(folder / "van_quan-cap_nhat.yaml")[0]
    target = merged.chi_tieu["xa_dat_chuan"]
    assert (target.gia_tri, target.tren) == (7, 16)
    assert target.cap_tren is not None
    assert target.cap_tren.gia_tri == 120
    said = next(b.text for b in merged.noi_dung if "20 tháng 9 năm 2022" in b.text)
    assert "[[cấp trên đổi" in said
    office = read_data_file(folder / "van_quan_bang_rieng.yaml")[0]
    assert office.nguon_goc is not None
    assert office.nguon_goc.bang[0] == "van_quan"
    used = {d.luat for v in office.nguon_goc.vet for d in v.doi}
    used |= {v.luat for v in office.nguon_goc.vet if v.luat}
    for entry in ("bao_chi", "bao_cao_hang_nam", "doanh_nghiep", "cap_thon"):
        assert f"van_quan/{entry}" in used, entry
    assert any("đồng bào Lạng Sơn" in b.text for b in office.noi_dung)
    assert "đồng bào Lạng Sơn" not in body
    assert len(list((folder / "cac_huyen").iterdir())) == 6


@pytest.mark.office
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_commands_that_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _play(tmp_path, capsys, {"office", "doctor"}) == 3
    assert (tmp_path / "moi_truong.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "luu_tru.pdf").read_bytes().startswith(b"%PDF")


def test_no_command_hides_outside_console_blocks() -> None:
    for language, _more, body in BLOCKS:
        if language != "console":
            assert not re.search(r"^\$? ?docgen (?!\s)", body, re.MULTILINE)


def test_complete_examples_have_no_gap(tmp_path: Path) -> None:
    for language, _more, body in BLOCKS:
        if language == "yaml":
            name = body.split("\n", 1)[0].removeprefix("# tep: ")
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
    for path in sorted(tmp_path.glob("*.yaml")):
        van_ban, findings = read_data_file(path)
        assert findings == [], path.name
        found = engine_for(van_ban).render(van_ban)[1]
        assert {f.code for f in found} <= {"KT03"}, path.name


def test_table_of_names_is_what_templates_get(tmp_path: Path) -> None:
    part = PAGE.split("Các tên dùng được:")[1].split("`docgen templates check`")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    source = tmp_path / "a.yaml"
    source.write_text("loai: ke_hoach\nco_quan: Sở Nội vụ\n", encoding="utf-8")
    van_ban = read_data_file(source)[0]
    sections = engine_for(van_ban)._sections
    context = make_context(lay_out(van_ban).data, column_widths(van_ban), sections)
    assert listed == set(context)


def test_every_filter_is_explained() -> None:
    assert all(f"| {name} }}}}" in PAGE.replace("\\|", "|") for name in FILTERS)


def test_values_of_the_table_are_right(tmp_path: Path) -> None:
    part = PAGE.split("| Gõ | In ra |")[1].split("Không cần khai báo")[0]
    rows = re.findall(r"^\| `(\{\{ .*? \}\})` \| (.+?) \|$", part, re.MULTILINE)
    assert len(rows) >= 8
    body = next(b for lang, _m, b in BLOCKS if lang == "yaml" and b.startswith("# tep: chi_tieu"))
    head = body.split("noi_dung:")[0].replace("don_vi/hai_binh.yaml", "Sở Nội vụ")
    typed = "\n".join(f"  @{place}@ {text}" for place, (text, _) in enumerate(rows))
    source = tmp_path / "a.yaml"
    source.write_text(f"{head}noi_dung: |\n{typed}\n".replace("\\|", "|"), encoding="utf-8")
    van_ban = read_data_file(source)[0]
    printed = [str(block["text"]) for block in lay_out(van_ban).data["khoi"]]
    for place, (_, wanted) in enumerate(rows):
        assert printed[place].removesuffix("./.") == f"@{place}@ {wanted}"


@pytest.mark.parametrize("page", LINKED)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([\w.]*)(?:#([^)]+))?\)", text):
        goal = ROOT / "docs" / (target or page)
        assert goal.is_file(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", goal.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in heads}
            assert anchor in slugs, f"{page}: #{anchor}"
