"""docs/khoa_du_lieu.md: every key of the model has an entry with an example that is valid."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.adapt.tables import problems_of
from docgen.model import BangChuyen, HoSoDonVi
from docgen.read import yaml_tree
from docgen.read.data_file import read_data_text
from docgen.write.docx.engine import render_docx
from tests.docs.conftest import ROOT, fences, load_tool

PAGE = (ROOT / "docs/khoa_du_lieu.md").read_text(encoding="utf-8")
TOOL = load_tool()
SECTIONS: dict[str, str] = dict(TOOL.sections(PAGE))
EXAMPLES = [
    (name, key, entry)
    for name, part in SECTIONS.items()
    if name
    for key, entry in TOOL.entries(part).items()
]
BASE: dict[str, Any] = {"loai": "ke_hoach", "co_quan": "Ủy ban nhân dân tỉnh Hải Bình"}
ORIGIN: dict[str, Any] = {"van_ban": {"loai": "Kế hoạch"}, "don_vi": "A"}
PLACES: dict[str, dict[str, Any]] = {
    # Where the example of a section stands in a document; None marks the place.
    "CoQuan": {"co_quan": None},
    "Ngay": {"ngay": None},
    "VienDan": {"can_cu": [None]},
    "Khoi": {"noi_dung": [None]},
    "Cot": {"noi_dung": [{"cap": "bang", "cot": [None]}]},
    "ChuKy": {"chu_ky": None},
    "KemTheo": {"kem_theo": [None]},
    "ChiTieu": {"chi_tieu": {"x": None}},
    "SoCapTren": {"chi_tieu": {"x": {"cap_tren": None}}},
    "TrinhBay": {"trinh_bay": None},
    "NguonGoc": {"nguon_goc": None},
    "Vet": {"nguon_goc": {**ORIGIN, "vet": [None]}},
    "Doi": {"nguon_goc": {**ORIGIN, "vet": [{"nguon": "…", "doi": [None]}]}},
}
PROFILES: dict[str, dict[str, Any]] = {
    "HoSoDonVi": {},
    "NguoiKy": {"nguoi_ky": [None]},
    "PhongBan": {"phong_ban": [None]},
}
TABLES: dict[str, Any] = {
    "BangChuyen": None,
    "MucChuyen": {"ma": "bang", "ten": "Bảng", "muc": [None]},
}


def _put(place: Any, value: Any) -> Any:
    if place is None:
        return value
    if isinstance(place, list):
        return [_put(p, value) for p in place]
    if isinstance(place, dict):
        return {k: _put(v, value) for k, v in place.items()}
    return place


def _as_yaml(data: dict[str, Any]) -> str:
    import json

    return json.dumps(data, ensure_ascii=False)


def test_entries_are_the_keys_of_the_model() -> None:
    assert list(SECTIONS)[1:] == [m.__name__ for m in TOOL.MODELS]
    for of in TOOL.MODELS:
        assert list(TOOL.entries(SECTIONS[of.__name__])) == list(TOOL.own_fields(of))


def test_made_lines_are_current() -> None:
    assert TOOL.make_keys(PAGE) == PAGE
    assert TOOL.TO_WRITE not in PAGE


def test_a_key_without_an_entry_is_noticed() -> None:
    cut = PAGE.replace("### `trich_yeu`\n", "### `trich_yeu_cu`\n", 1)
    made = TOOL.make_keys(cut)
    assert made != cut
    assert TOOL.TO_WRITE in made


@pytest.mark.parametrize(("name", "key", "entry"), EXAMPLES, ids=lambda v: str(v)[:20])
def test_example_uses_its_key_and_is_valid(name: str, key: str, entry: str) -> None:
    blocks = [body for language, _more, body in fences(entry) if language == "yaml"]
    assert len(blocks) == 1
    data = yaml_tree.parse(blocks[0], "").data
    assert key in data
    assert len(entry.split("```")[0]) > 40  # says more than the name
    if name in PROFILES:
        if name == "HoSoDonVi":
            HoSoDonVi.model_validate({"ten": "Ủy ban nhân dân huyện Văn Quan", **data})
        else:
            HoSoDonVi.model_validate({"ten": "A", **_put(PROFILES[name], data)})
        return
    if name in TABLES:
        table = BangChuyen.model_validate(_put(TABLES[name], data))
        assert list(problems_of(table)) == []
        return
    if name == "CoQuan":
        data = {"ten": "Sở Nội vụ", **data}
    whole = {**BASE, **(data if name == "VanBan" else _put(PLACES[name], data))}
    van_ban, findings = read_data_text(_as_yaml(whole))
    assert findings == []
    _data, found = render_docx(van_ban)
    assert "KT02" not in {f.code for f in found}


def test_the_complete_example_has_no_gap() -> None:
    blocks = [body for language, _more, body in fences(SECTIONS[""]) if language == "yaml"]
    assert len(blocks) == 1
    van_ban, findings = read_data_text(blocks[0])
    assert findings == []
    assert render_docx(van_ban)[1] == []
