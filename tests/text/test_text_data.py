"""Data files read back as the document they were written from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from ruamel.yaml import YAML

from docgen.model import VanBan
from docgen.read.data_file import read_data_text
from docgen.write.data import write_json, write_yaml
from tests.strategies import TRICKY, van_ban

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TRICKY_ONE = VanBan.model_validate(
    {
        "loai": "ke_hoach",
        "co_quan": {"ten": "no"},
        "trich_yeu": "dòng một\ndòng hai: # x\nno",
        "noi_nhan": [t for t in TRICKY if t.strip().rstrip(";.,").strip() == t],
        "noi_dung": [{"cap": "doan", "text": t} for t in TRICKY],
        "bien": {f"b{i}": t for i, t in enumerate(TRICKY)} | {"no": "y", "1": "2"},
    }
)


def _yaml(text: bytes, version: tuple[int, int]) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return yaml.load(text.decode())


@SLOW
@given(van_ban())
@example(TRICKY_ONE)
def test_json_reads_back(v: VanBan) -> None:
    assert VanBan.model_validate(json.loads(write_json(v))) == v


@SLOW
@given(van_ban())
@example(TRICKY_ONE)
def test_yaml_reads_back(v: VanBan) -> None:
    written = write_yaml(v)
    for version in ((1, 1), (1, 2)):
        assert VanBan.model_validate(_yaml(written, version)) == v
    assert read_data_text(written.decode())[0] == v


def test_yaml_is_what_people_type() -> None:
    v = VanBan.model_validate(
        {
            "loai": "ke_hoach",
            "co_quan": {"ten": "Ủy ban nhân dân tỉnh Lạng Sơn", "cap": "tinh"},
            "so": 146,
            "ngay": "2022-06-23",
            "trich_yeu": "Tổ chức “phong trào”\ngiai đoạn 2021 - 2025",
            "noi_dung": [
                {"la_ma": "MỤC ĐÍCH"},
                {"so": "Mục đích: " + "dài " * 60},
                {"bang": "", "cot": ["TT", {"ten": "Xã", "rong": 3}], "hang": [["1", "A"]]},
            ],
            "chu_ky": {"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH"},
            "chi_tieu": {"xa": {"gia_tri": "17.2", "tren": 181}},
        }
    )
    text = write_yaml(v).decode()
    lines = text.splitlines()
    assert lines[:4] == [
        "loai: ke_hoach",
        "co_quan:",
        "  ten: Ủy ban nhân dân tỉnh Lạng Sơn",
        "  cap: tinh",
    ]
    assert "ngay: 2022-06-23" in lines
    assert "trich_yeu: |-" in lines
    assert "  - la_ma: MỤC ĐÍCH" in lines
    assert "    gia_tri: 17.2" in lines
    assert "  quyen_han: TM. ỦY BAN NHÂN DÂN" in lines
    assert any(x.startswith('  - so: "Mục đích: dài') and x.endswith('dài"') for x in lines)
    assert "\\u" not in text
    assert "trinh_bay" not in text


def test_json_is_readable() -> None:
    v = VanBan.model_validate({"loai": "ke_hoach", "co_quan": "Ủy ban", "so": "05"})
    assert write_json(v).decode() == (
        '{\n  "loai": "ke_hoach",\n  "co_quan": {\n    "ten": "Ủy ban"\n  },\n  "so": "5"\n}\n'
    )


@pytest.mark.parametrize("figure", ["0", "-1", "17.2", "0.1", "1000000", "0.123456"])
def test_figures_keep_their_value(figure: str) -> None:
    v = VanBan.model_validate(
        {"loai": "ke_hoach", "co_quan": "A", "chi_tieu": {"x": {"gia_tri": figure}}}
    )
    assert VanBan.model_validate(json.loads(write_json(v))) == v
    assert read_data_text(write_yaml(v).decode())[0] == v
