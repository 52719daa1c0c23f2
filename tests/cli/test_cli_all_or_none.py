"""Several data files at once: every problem is said at once, and nothing is half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import GOOD, Docgen, tree, write
from tests.docx.helpers import Template

BAD = GOOD.replace("ngay: 2022-06-23", "ngay: hôm nay")


def test_all_are_written_into_a_new_folder(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, a=GOOD, b=GOOD)
    said = docgen("render", "a.yaml", "b.yaml", "-o", "x/y/")
    assert said.code == 0, said.err
    assert said.out.splitlines() == ["Đã ghi x/y/a.docx", "Đã ghi x/y/b.docx"]
    assert sorted(tree(tmp_path / "x")) == ["y", "y/a.docx", "y/b.docx"]


@pytest.mark.parametrize("out", [(), ("-o", "new/")], ids=["here", "new folder"])
def test_bad_data_in_a_later_file(tmp_path: Path, docgen: Docgen, out: tuple[str, ...]) -> None:
    write(tmp_path, a=GOOD, b=BAD)
    before = tree(tmp_path)
    said = docgen("render", "a.yaml", "b.yaml", *out)
    assert said.code == 2
    assert "b.yaml:4:7" in said.err
    assert tree(tmp_path) == before


def test_a_target_of_a_later_file_that_exists(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, a=GOOD, b=GOOD)
    (tmp_path / "b.docx").write_bytes(b"mine")
    before = tree(tmp_path)
    said = docgen("render", "a.yaml", "b.yaml")
    assert said.code == 2
    assert "b.docx: Tệp đã có" in said.err
    assert said.out == ""
    assert tree(tmp_path) == before


def test_problems_of_data_and_targets_are_said_together(tmp_path: Path, docgen: Docgen) -> None:
    """The target of a file whose data is bad is looked at too."""
    write(tmp_path, a=BAD, b=GOOD, c=BAD)
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"mine")
    (tmp_path / "c.docx").mkdir()
    before = tree(tmp_path)
    (tmp_path / "mau.docx").write_bytes(b"no zip")
    said = docgen("render", "a.yaml", "b.yaml", "c.yaml", "--template", "mau.docx")
    assert said.code == 2
    for place in ("a.yaml:4:7", "c.yaml:4:7", "a.docx: ", "b.docx: ", "c.docx: ", "mau.docx: "):
        assert place in said.err
    (tmp_path / "mau.docx").unlink()
    assert tree(tmp_path) == before


def test_a_template_that_fails_at_a_later_file(tmp_path: Path, docgen: Docgen) -> None:
    """It prints the name of one signer; the second and third document have two."""
    template = Template("ke_hoach")
    # Before a paragraph that is filled whatever the document holds.
    template.before("{{ quoc_hieu }}", "{{ chu_ky.ho_ten }}")
    template.save(tmp_path)
    one = "{chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn A}"
    two = GOOD.replace(f"chu_ky: {one}", f"chu_ky: [{one}, {one}]")
    write(tmp_path, a=GOOD, b=two, c=two)
    before = tree(tmp_path)
    said = docgen("render", "a.yaml", "b.yaml", "c.yaml", "--template", ".", "-o", "new/")
    assert said.code == 2
    # One fault of the template, not one of each document.
    assert said.err.count("[MAU09]") == 1
    assert tree(tmp_path) == before
    assert docgen("render", "a.yaml", "--template", ".").code == 0


def test_a_folder_that_cannot_be_made_is_said_once(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, a=GOOD, b=GOOD)
    (tmp_path / "file").write_bytes(b"")
    before = tree(tmp_path)
    said = docgen("render", "a.yaml", "b.yaml", "-o", "file/x/")
    assert said.code == 2
    assert said.err.count("[GH02]") == 1
    assert "file/x: " in said.err
    assert tree(tmp_path) == before


def test_force_leaves_what_was_there_when_one_fails(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, a=GOOD, b=BAD)
    (tmp_path / "a.docx").write_bytes(b"mine")
    assert docgen("render", "a.yaml", "b.yaml", "--force").code == 2
    assert (tmp_path / "a.docx").read_bytes() == b"mine"


@pytest.mark.parametrize("out", ["x.docx", "x.odt"])
def test_a_wrong_output_brings_no_made_up_problems(
    tmp_path: Path, docgen: Docgen, out: str
) -> None:
    write(tmp_path, a=GOOD, b=BAD)
    (tmp_path / "a.docx").write_bytes(b"mine")
    said = docgen("render", "a.yaml", "b.yaml", "-o", out)
    assert said.code == 2
    assert "[GH01]" not in said.err
    assert "[GH03]" in said.err or "[GH04]" in said.err
    assert "b.yaml:4:7" in said.err


def test_two_sources_with_one_stem_get_two_names(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, a=GOOD)
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", a=GOOD)
    said = docgen("render", "a.yaml", "sub/a.yaml")
    assert said.out.splitlines() == ["Đã ghi a.docx", "Đã ghi a-2.docx"]


ORIGINALS = ["itself", "symbolic link", "hard link"]


@pytest.mark.parametrize("way", ORIGINALS)
@pytest.mark.parametrize("force", [("--force",), ()], ids=["force", "no force"])
def test_the_data_file_is_sacred(
    tmp_path: Path, docgen: Docgen, way: str, force: tuple[str, ...]
) -> None:
    write(tmp_path, a=GOOD)
    out = "a.yaml"
    if way != "itself":
        out = "b.yaml"
        make = Path.symlink_to if way == "symbolic link" else Path.hardlink_to
        make(tmp_path / out, tmp_path / "a.yaml")
    before = tree(tmp_path)
    said = docgen("render", "a.yaml", "-o", out, *force)
    assert said.code == 2
    assert f"{out}: Kết quả sẽ ghi đè lên chính tệp dữ liệu. [GH05]" in said.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("template", ["mau.docx", "."])
def test_the_template_is_sacred(tmp_path: Path, docgen: Docgen, template: str) -> None:
    write(tmp_path, a=GOOD)
    Template("ke_hoach").save(tmp_path)
    before = tree(tmp_path)
    said = docgen("render", "a.yaml", "--template", template, "-o", "mau.docx", "--force")
    assert said.code == 2
    assert "mau.docx: Kết quả sẽ ghi đè lên chính mẫu Word. [GH05]" in said.err
    assert tree(tmp_path) == before


NAMES = {
    "x" * 300 + ".docx": "quá dài",
    "đ" * 130 + ".html": "quá dài",
    "x" * 300 + "/": "quá dài",
    "x/" + "y" * 300 + "/": "quá dài",
    "a\0.docx": "ký tự",
    "a\0/": "ký tự",
    "\ud800.docx": "ký tự",
}


@pytest.mark.parametrize("out", NAMES, ids=lambda n: ascii(n[:4]))
def test_a_name_no_file_can_have(tmp_path: Path, docgen: Docgen, out: str) -> None:
    write(tmp_path, a=GOOD)
    before = tree(tmp_path)
    for command in (("render", "a.yaml"), ("render", "a.yaml", "--force"), ("new", "ke_hoach")):
        said = docgen(*command, "-o", out)
        assert said.code == 2
        assert said.err.count("[GH02]") == 1, said.err
        # `new` makes no folders, so it stops at the first that is not there.
        assert NAMES[out] in said.err or (command[0] == "new" and out.startswith("x/"))
        assert said.out == ""
        assert tree(tmp_path) == before


def test_a_source_whose_output_has_too_long_a_name(tmp_path: Path, docgen: Docgen) -> None:
    """.docx is longer than .yml."""
    name = "x" * 251 + ".yml"
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    said = docgen("render", name)
    assert said.code == 2
    assert "[GH02]" in said.err
    assert "quá dài" in said.err
    assert list(tree(tmp_path)) == [name]
