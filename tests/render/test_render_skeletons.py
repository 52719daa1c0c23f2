"""Skeletons of single kinds, beside the one of their template: they read, and print their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.nd30.loai import LOAI
from docgen.read.data_file import read_data_text
from docgen.write.docx.store import SKELETON, templates_dir
from docgen.write.text import write_txt

OWN = sorted(p for p in templates_dir().glob("*/*.yaml") if p.name != SKELETON)
WORDS = {
    "nghi_quyet": ["QUYẾT NGHỊ:", "Điều 1.", "Nghị quyết này", "- Như Điều 2;"],
    "cong_van": ["V/v [trích yếu]", "Kính gửi: [", "đề nghị"],
    "thong_bao": ["THÔNG BÁO", "thông báo để các cơ quan, đơn vị biết"],
    "bao_cao": ["BÁO CÁO", "I. KẾT QUẢ ĐẠT ĐƯỢC", "Trên đây là báo cáo"],
    "to_trinh": ["TỜ TRÌNH", "Kính gửi: [", "I. SỰ CẦN THIẾT", "kính trình"],
}


def test_each_of_them_is_known_here() -> None:
    assert {p.stem for p in OWN} == set(WORDS)


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_a_skeleton_prints_the_form_of_its_kind(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    van_ban, findings = read_data_text(text)
    assert findings == []
    assert van_ban.loai == path.stem
    assert path.parent.name == LOAI[path.stem].mau
    printed = write_txt(van_ban).decode()
    assert all(word in printed for word in WORDS[path.stem])
    assert ("Kính gửi" in printed) == LOAI[path.stem].kinh_gui
    assert ("QUYẾT ĐỊNH" in printed.upper()) == (path.stem == "to_trinh")
    assert "{{" not in printed
    # Nothing is invented: no number, no date, no name.
    assert van_ban.so is None
    assert not van_ban.ngay.du
    assert not any(one.ho_ten for one in van_ban.chu_ky)


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_a_skeleton_guides_the_clerk(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "Nghị định 30/2020/NĐ-CP" in text
    assert "dấu # là lời dẫn" in text
    assert "\t" not in text
    assert sum(line.lstrip().startswith("#") for line in text.splitlines()) > 20
