"""Whole runs whose result depends on options and on other files: audiences, unit profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import GOOD, Docgen, tree, write
from tests.docx.helpers import text_of
from tests.docx.helpers import tree as xml

MARKED = """loai: ke_hoach
co_quan: Ủy ban nhân dân tỉnh A
trich_yeu: Thử
noi_dung: |
  I. MỤC ĐÍCH
  1. Chung một
  2. Riêng huyện {doi_tuong: huyen}
  a) Dưới huyện
  - Gạch dưới huyện
  3. Riêng xã {doi_tuong: xa}
  a) Dưới xã
  4. Cả hai {doi_tuong: huyen, xa}
  II. HUYỆN {doi_tuong: huyen}
  1. Việc của huyện
  III. TỔ CHỨC
  1. Kết
kem_theo:
  - kieu: phu_luc
    trich_yeu: Biểu của huyện
    doi_tuong: huyen
    noi_dung: ["Một.", "Hai."]
  - kieu: phu_luc
    trich_yeu: Biểu của xã
    doi_tuong: xa
    noi_dung: ["Ba.", "Bốn."]
"""


def _lines(docgen: Docgen, folder: Path, *options: str) -> list[str]:
    said = docgen("render", "a.yaml", *options)
    assert said.code == 0, said.err
    return text_of(xml((folder / "a.docx").read_bytes())).split("\n")


def _body(lines: list[str]) -> list[str]:
    """From the first heading to the last block of the main document."""
    start = lines.index("I. MỤC ĐÍCH")
    end = next(n for n, line in enumerate(lines) if "Kết" in line)
    return [line.removesuffix("./.") for line in lines[start : end + 1] if line]


@pytest.mark.parametrize(
    ("audience", "body", "attached"),
    [
        (
            "xa",
            ["I. MỤC ĐÍCH", "1. Chung một", "2. Riêng xã", "a) Dưới xã", "3. Cả hai"]
            + ["II. TỔ CHỨC", "1. Kết"],
            ["Biểu của xã"],
        ),
        (
            "huyen",
            ["I. MỤC ĐÍCH", "1. Chung một", "2. Riêng huyện", "a) Dưới huyện", "- Gạch dưới huyện"]
            + ["3. Cả hai", "II. HUYỆN", "1. Việc của huyện", "III. TỔ CHỨC", "1. Kết"],
            ["Biểu của huyện"],
        ),
        ("don_vi", ["I. MỤC ĐÍCH", "1. Chung một", "II. TỔ CHỨC", "1. Kết"], []),
        (
            "",
            ["I. MỤC ĐÍCH", "1. Chung một", "2. Riêng huyện", "a) Dưới huyện", "- Gạch dưới huyện"]
            + ["3. Riêng xã", "a) Dưới xã", "4. Cả hai", "II. HUYỆN", "1. Việc của huyện"]
            + ["III. TỔ CHỨC", "1. Kết"],
            ["Biểu của huyện", "Biểu của xã"],
        ),
    ],
)
def test_an_audience_gets_its_part_renumbered(
    tmp_path: Path, docgen: Docgen, audience: str, body: list[str], attached: list[str]
) -> None:
    write(tmp_path, a=MARKED)
    lines = _lines(docgen, tmp_path, *(("--doi-tuong", audience) if audience else ()))
    assert _body(lines) == body
    titles = [line for line in lines if line.lower().startswith("biểu của")]
    assert [title.lower() for title in titles] == [a.lower() for a in attached]
    # Two phụ lục are numbered, one alone is not (Phụ lục I, Phần III).
    assert sum("Phụ lục" in line or "PHỤ LỤC" in line for line in lines) == len(attached)


ATTACHED = """loai: quyet_dinh
co_quan: Ủy ban nhân dân tỉnh A
trich_yeu: Ban hành Quy chế
noi_dung: |
  Điều 1. Ban hành
  Điều 2. Hiệu lực
kem_theo:
  - loai: quy_che
    co_quan: don_vi/so.yaml
    trich_yeu: Thử
    noi_dung: |
      Điều 1. Một
      Điều 2. Hai
"""


def test_a_unit_profile_in_an_attached_document(tmp_path: Path, docgen: Docgen) -> None:
    """It is looked for beside the data file, wherever the command is run."""
    (tmp_path / "sub" / "don_vi").mkdir(parents=True)
    (tmp_path / "sub" / "don_vi" / "so.yaml").write_text(
        "ten: Sở Nội vụ\nchu_quan: Ủy ban nhân dân tỉnh Lạng Sơn\n", encoding="utf-8"
    )
    write(tmp_path / "sub", a=ATTACHED)
    said = docgen("render", "sub/a.yaml", "-o", "a.txt")
    assert said.code == 0, said.err
    text = (tmp_path / "a.txt").read_text("utf-8")
    main, attached = text.split("Điều 2. Hiệu lực")
    assert "SỞ NỘI VỤ" in attached
    assert "SỞ NỘI VỤ" not in main
    assert "so.yaml" not in text


def test_a_fault_in_the_profile_of_an_attached_document(tmp_path: Path, docgen: Docgen) -> None:
    write(tmp_path, a=ATTACHED)
    (tmp_path / "don_vi").mkdir()
    profile = tmp_path / "don_vi" / "so.yaml"
    for text, place in (
        (None, "don_vi/so.yaml: Không đọc được tệp dữ liệu: không tìm thấy"),
        ("ten: A\nvieet_tat: B\n", "don_vi/so.yaml:2:1"),
    ):
        if text:
            profile.write_text(text, encoding="utf-8")
        before = tree(tmp_path)
        said = docgen("render", "a.yaml")
        assert said.code == 2
        assert place in said.err
        assert tree(tmp_path) == before


@pytest.mark.parametrize("ending", ["docx", "html", "txt", "yaml", "json"])
def test_the_ending_chooses_the_writer(tmp_path: Path, docgen: Docgen, ending: str) -> None:
    write(tmp_path, a=GOOD)
    said = docgen("render", "a.yaml", "-o", f"b.{ending}")
    assert said.code == 0, said.err
    marks = {"docx": b"PK", "html": b"<!DOCTYPE html>", "json": b"{", "yaml": b"loai:"}
    assert tree(tmp_path)[f"b.{ending}"].startswith(marks.get(ending, b""))
    assert len(tree(tmp_path)) == 2
