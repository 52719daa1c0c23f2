"""Skeletons of `docgen new`: every kind renders as it stands, with its gaps visible."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from docgen.cli import run
from docgen.model import LOAI
from docgen.new import skeleton
from docgen.read.data_file import read_data_text
from docgen.write.docx.engine import render_docx

TEMPLATES = Path(__file__).parents[2] / "templates"
GUIDES = ("cần nhớ", "dấu # là lời dẫn")


@pytest.mark.parametrize("loai", LOAI)
def test_new_then_render_leaves_visible_gaps(
    loai: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", loai]) == 0
    assert run(["render", f"{loai}.yaml"]) == 0
    said = capsys.readouterr().err
    assert "[KT01]" in said
    assert "lỗi" not in said
    with ZipFile(tmp_path / f"{loai}.docx") as docx:
        xml = docx.read("word/document.xml").decode()
    assert "[trích yếu]" in xml or "[ten_phong_trao]" in xml
    assert 'w:highlight w:val="yellow"' in xml
    assert "{{" not in xml


@pytest.mark.parametrize("loai", LOAI)
def test_every_gap_is_a_finding_and_nothing_is_invented(loai: str) -> None:
    van_ban, findings = read_data_text(skeleton(loai))
    assert findings == []
    assert van_ban.loai == loai
    assert van_ban.so is None
    assert not van_ban.ngay.du
    assert van_ban.chi_tieu == {} or all(c.gia_tri is None for c in van_ban.chi_tieu.values())
    assert all(value == "" for value in van_ban.bien.values())
    assert not any(signer.ho_ten for signer in van_ban.chu_ky)
    data, found = render_docx(van_ban)
    assert {f.code for f in found} <= {"KT01", "KT02", "KT03", "KT05", "LV01"}
    with ZipFile(BytesIO(data)) as docx:
        xml = docx.read("word/document.xml").decode()
    for finding in found:
        if finding.code in ("KT02", "KT05"):
            name = finding.message.split("“")[1].split("”")[0]
            assert f"[{name}]" in xml


@pytest.mark.parametrize("mau", sorted(p.parent.name for p in TEMPLATES.glob("*/mau.yaml")))
def test_skeleton_guides_the_clerk(mau: str) -> None:
    text = (TEMPLATES / mau / "mau.yaml").read_text(encoding="utf-8")
    assert "Nghị định 30/2020/NĐ-CP" in text
    assert any(guide in text for guide in GUIDES)
    assert "\t" not in text
    assert max(map(len, text.splitlines())) < 230
    comments = sum(line.lstrip().startswith("#") for line in text.splitlines())
    assert comments > 20


@pytest.mark.parametrize(
    ("mau", "keys"),
    [
        ("ke_hoach", {"kem_theo", "trinh_bay", "danh_so", "ngay", "ky_hieu"}),
        ("quyet_dinh", {"kem_theo", "trinh_bay", "tham_quyen", "ngay", "ky_hieu", "bien"}),
        ("phat_dong", {"kem_theo", "trinh_bay", "danh_so", "ngay", "ky_hieu"}),
        ("de_cuong", {"kem_theo_van_ban", "trinh_bay", "danh_so", "noi_nhan", "luu", "chu_ky"}),
        ("chung", {"kem_theo", "trinh_bay", "don_vi_soan", "can_cu", "chi_tieu", "bien"}),
    ],
)
def test_optional_keys_can_be_switched_on(mau: str, keys: set[str]) -> None:
    lines = (TEMPLATES / mau / "mau.yaml").read_text(encoding="utf-8").splitlines()
    on: set[str] = set()
    out: list[str] = []
    inside = False
    for line in lines:
        bare = line.removeprefix("# ")
        key = bare.split(":", 1)[0]
        if line.startswith("# ") and key in keys and key not in on and ":" in bare:
            on.add(key)
            inside = True
            out.append(bare)
        elif inside and line.startswith("#   "):
            out.append(bare)
        else:
            inside = False
            out.append(line)
    assert on == keys
    van_ban, _findings = read_data_text("\n".join(out))
    for key in keys:
        assert getattr(van_ban, key)
    render_docx(van_ban)
