"""Escapes are cleaned like raw characters; straight quotes of prose become typographic."""

from __future__ import annotations

import json

import pytest

from docgen.findings import Finding
from docgen.model import VanBan
from docgen.read.data_file import read_data_text
from docgen.write.data import write_json, write_yaml

HEAD = "loai: ke_hoach\nco_quan: Sở Nội vụ\n"


def read(text: str) -> tuple[VanBan, list[Finding]]:
    van_ban, findings = read_data_text(text, "a.yaml")
    return van_ban, findings


@pytest.mark.parametrize(
    ("typed", "text", "removed"),
    [
        ("\\ud83d\\ude00 xong", "😀 xong", []),
        ("\\u1ebf \\U0001F600", "ế 😀", []),
        ("e\\u0302\\u0301", "ế", []),
        ("a\\u200bb\\x07", "ab", [(14, "U+200B"), (21, "U+0007")]),
        ("a\\0\\ab", "ab", [(14, "U+0000"), (16, "U+0007")]),
        ("\\ud83d x", "x", [(13, "U+D83D")]),
        ("\\ud83d\\ude00\\ude00", "😀", [(25, "U+DE00")]),
        ("a\\Lb\\rc", "a\nb\nc", []),
        ("a\\_b", "a\u00a0b", []),
        ("\\\\u200b", "\\u200b", []),
    ],
)
def test_escapes_are_cleaned(typed: str, text: str, removed: list[tuple[int, str]]) -> None:
    van_ban, findings = read(f'{HEAD}trich_yeu: "{typed}"\n')
    assert van_ban.trich_yeu == text
    assert [f.code for f in findings] == ["DL10"] * len(removed)
    for finding, (column, code) in zip(findings, removed, strict=True):
        assert finding.where is not None
        assert (finding.where.line, finding.where.column) == (3, column)
        assert code in finding.message


def test_a_removal_in_a_later_line_is_placed_there() -> None:
    _van_ban, findings = read(f'{HEAD}trich_yeu: "một\n  hai\\u200b"\n')
    assert [(f.where.line, f.where.column) for f in findings if f.where] == [(4, 6)]


def test_keys_are_cleaned_too() -> None:
    van_ban, findings = read(f'{HEAD}"trich\\u200b_yeu": Thử\n')
    assert van_ban.trich_yeu == "Thử"
    assert [f.code for f in findings] == ["DL10"]


def test_json_of_other_programs_is_read() -> None:
    data = {"loai": "ke_hoach", "co_quan": "A", "trich_yeu": 'Tin 😀 "vui"'}
    van_ban, findings = read_data_text(json.dumps(data), "a.json")  # ASCII only, as many write
    assert van_ban.trich_yeu == "Tin 😀 “vui”"
    assert findings == []


PROSE = """loai: ke_hoach
co_quan: {ten: 'Công ty "Bình Minh"', viet_tat: 'A"B"'}
ky_hieu: 'KH-"X"'
trich_yeu: Phong trào "Chung sức"
can_cu:
  - Căn cứ Kế hoạch "Xanh"
  - {loai: Quyết định, so: 5, trich_yeu: về "Đề án 06"}
kinh_gui: Báo "Tin tức"
noi_dung: |
  I. PHONG TRÀO "CHUNG SỨC"
  - Gọi "{{ bien if "a" else "b" }}" và **"đậm"**
  | Tên "A" | B |
  |---|---|
  | "x" | màn 32" |
ket_thuc: 'Chữ "cuối"'
noi_nhan: ['Báo "Nhân dân"']
bien: {so: '"Dạy tốt"'}
kem_theo:
  - noi_dung:
      - so: Nêu "gương"
"""


def test_straight_quotes_of_prose_become_typographic() -> None:
    v, findings = read(PROSE)
    assert findings == []
    assert v.co_quan[0].ten == "Công ty “Bình Minh”"
    assert v.trich_yeu == "Phong trào “Chung sức”"
    assert v.can_cu[0] == "Căn cứ Kế hoạch “Xanh”"
    assert v.can_cu[1].trich_yeu == "về “Đề án 06”"  # type: ignore[union-attr]
    assert v.kinh_gui == ["Báo “Tin tức”"]
    assert v.noi_dung[0].text == "PHONG TRÀO “CHUNG SỨC”"
    assert v.noi_dung[1].text == 'Gọi “{{ bien if "a" else "b" }}” và **“đậm”**'
    assert v.noi_dung[2].cot[0].ten == "Tên “A”"
    assert v.noi_dung[2].hang == [["“x”", 'màn 32"']]
    assert v.ket_thuc == ["Chữ “cuối”"]
    assert v.noi_nhan == ["Báo “Nhân dân”"]
    assert v.bien == {"so": "“Dạy tốt”"}
    assert v.kem_theo[0].noi_dung[0].text == "Nêu “gương”"


def test_codes_keep_their_quotes() -> None:
    v, _findings = read(PROSE)
    assert v.ky_hieu == 'KH-"X"'
    assert v.co_quan[0].viet_tat == 'A"B"'


def test_read_written_and_read_again_is_equal() -> None:
    v, _findings = read(PROSE)
    assert read(write_yaml(v).decode())[0] == v
    assert read_data_text(write_json(v).decode(), "a.json")[0] == v


def test_quotes_in_a_unit_profile(tmp_path) -> None:
    from docgen.read.data_file import read_data_file

    (tmp_path / "dv.yaml").write_text('ten: Công ty "A"\ndia_danh: "H\\u200bà"\n', encoding="utf-8")
    (tmp_path / "a.yaml").write_text("loai: ke_hoach\nco_quan: dv.yaml\n", encoding="utf-8")
    v, findings = read_data_file(tmp_path / "a.yaml")
    assert v.co_quan[0].ten == "Công ty “A”"
    # What is found in the profile is told, with its place there.
    assert [f.code for f in findings] == ["DL10"]
    assert findings[0].where is not None
    assert findings[0].where.file.endswith("dv.yaml")


def test_shared_text_is_turned_once() -> None:
    v, _findings = read(f"{HEAD}ket_thuc: &k ['a \"b\"']\nnoi_nhan: *k\n")
    assert v.ket_thuc == v.noi_nhan == ["a “b”"]
