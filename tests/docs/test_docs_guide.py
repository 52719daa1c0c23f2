"""docs/huong_dan.md: every file of the page is made, every command of the page is run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from docgen.batch.names import FIELDS
from docgen.cli import run
from docgen.cli_batch import batch_command
from docgen.read.data_file import read_data_file
from docgen.write.docx.context import make_context
from docgen.write.docx.engine import engine_for
from docgen.write.layout import lay_out
from docgen.write.layout.head import column_widths
from docgen.write.layout.variables import FILTERS
from docgen.write.pdf import find_soffice
from tests.batch.outlines import fill
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


def _fill_roster(folder: Path) -> None:
    """What the page tells people to do in Excel: figures typed into the roster that was made."""
    from openpyxl import load_workbook

    book = load_workbook(folder / "cac_huyen.xlsx")
    sheet = book["Danh sách"]
    titles = [str(cell.value) for cell in sheet[1]]
    column = titles.index("Số tiêu chí nông thôn mới đạt chuẩn (tiêu chí)") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = 17
    book.save(folder / "cac_huyen.xlsx")


def _send_back(folder: Path) -> None:
    """Two offices answer, one of them not everything."""
    (folder / "gui_ve").mkdir()
    given = {"tra_loi.van_ban": "12", "tra_loi.kien_nghi": "Bố trí thêm vốn"}
    figures = {"ket_qua.tieu_chi": "2", "ket_qua.ho_hien_dat": "1.250 hộ"}
    for name, answers in (("01-so_giao_thong_van_tai", given | figures), ("02-so_y_te", given)):
        made = (folder / "cac_so" / f"{name}.docx").read_bytes()
        (folder / "gui_ve" / f"{name}.docx").write_bytes(fill(made, answers))


_PREPARE = {"dien": _fill_roster, "gui_ve": _send_back}
"""What people do before some commands of the page, by the word behind "console"."""


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
        if more in _PREPARE:
            _PREPARE[more](folder)
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
            wanted = {"doctor": (0, 1), "gui_ve": (1,)}.get(more, (0,))
            assert code in wanted, f"{line}\n{said}"
            ran += 1
    return ran


def test_commands_of_the_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _play(tmp_path, capsys, {"", *_PREPARE}) > 15
    text = " ".join((tmp_path / "chi_tieu.txt").read_text(encoding="utf-8").split())
    assert "115/181 xã đạt chuẩn, bằng 63,5%" in text
    assert "06 lớp" in text
    assert "14,19 tiêu chí" in text
    assert "“CHUNG SỨC XÂY DỰNG NÔNG THÔN MỚI” được tổ chức ở Hải Bình" in text
    _adapted_as_told(tmp_path)
    _batch_as_told(tmp_path)


def _batch_as_told(folder: Path) -> None:
    """What the chapter about batches says of its files is so."""
    from openpyxl import load_workbook

    communes = folder / "xa"
    assert len(list(communes.glob("*.docx"))) == 62
    words = _words(communes / "xa_an_hai.docx")
    assert "ỦY BAN NHÂN DÂN\nXÃ AN HẢI" in words or "ỦY BAN NHÂN DÂN XÃ AN HẢI" in words
    assert "(Kèm theo Kế hoạch số 3126/KH-UBND" in words
    assert "của ngành" not in words
    assert "2. Kết quả thực hiện" in words
    assert (communes / "phuong_my_hai.docx").is_file()
    names = ["01-so_giao_thong_van_tai", "02-so_y_te", "03-huyen_ninh_son"]
    assert sorted(p.stem for p in (folder / "cac_so").glob("*.docx")) == names
    office = _words(folder / "cac_so" / "02-so_y_te.docx")
    assert "Đã tham mưu ban hành" in office
    assert "Thuận lợi" not in office
    assert "\t17\t" in _words(folder / "cac_huyen_dc" / "huyen_ninh_son.docx")
    sheet = load_workbook(folder / "tong_hop.xlsx")["Tổng hợp"]
    heads, *rows = sheet.iter_rows(values_only=True)
    table = {row[1]: dict(zip(heads, row, strict=True)) for row in rows}
    assert table["Sở Giao thông vận tải"]["Số hộ hiến đất (hộ)"] == 1250
    assert table["Sở Y tế"]["Tình trạng"] == "thiếu"
    assert table["Ủy ban nhân dân huyện Ninh Sơn"]["Tình trạng"] == "chưa gửi"


def _words(path: Path) -> str:
    """The words of a Word file: a line per paragraph, cells of a row apart by tabs."""
    from docgen.read.word import read_docx

    source = read_docx(path.read_bytes())
    rows = ["\t".join(row) for line in source.lines for row in line.table or ()]
    return "\n".join([f"{line.label} {line.text}".strip() for line in source.lines] + rows)


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


def test_options_of_batches_are_told() -> None:
    part = PAGE.split("\n## Mỗi đơn vị một văn bản\n")[1].split("\n## ")[0]
    options = {name for p in batch_command().params for name in p.opts if name.startswith("-")}
    told = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", part))
    assert options - {"-h", "--help"} <= told
    assert {name for name in told if name.startswith("--")} <= options
    assert all(f"`{{{name}}}`" in part for name in FIELDS)


@pytest.mark.office
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_commands_that_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _play(tmp_path, capsys, {"office", "doctor"}) == 4
    assert (tmp_path / "moi_truong.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "huyen_pdf").glob("*.pdf"))) == 7
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
