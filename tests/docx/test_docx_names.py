"""The table of template names says what the context really gives."""

from __future__ import annotations

from typing import Any

from docgen.model import CAP, VanBan
from docgen.write.docx import names
from docgen.write.docx.context import make_context
from docgen.write.docx.inspect_levels import LEVELS
from docgen.write.docx.names import Kind, Many, Plain, Record
from docgen.write.docx.runs import Xml
from docgen.write.docx.sections import variants
from docgen.write.layout import lay_out
from docgen.write.layout.head import column_widths
from docgen.write.layout.inline import Runs
from tests.docx.helpers import FILES, van_ban


def _context(given: VanBan) -> dict[str, Any]:
    return make_context(
        lay_out(given).data, column_widths(given), variants("<w:sectPr></w:sectPr>")
    )


def _every_level() -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    for cap in CAP:
        if cap != "bang":
            blocks.append({"cap": cap, "text": "Chữ", "tieu_de": False})
            blocks.append({"cap": cap, "text": "Tiêu đề", "tieu_de": True})
    table = {"cap": "bang", "cot": ["a"], "hang": [["b"]]}
    return [*blocks, table, {**table, "ngang": True}, {"cap": "doan", "text": "Hết"}]


def _rich() -> list[VanBan]:
    base: dict[str, Any] = {
        "loai": "ke_hoach",
        "co_quan": [{"ten": "UBND tỉnh A", "chu_quan": "CHÍNH PHỦ"}],
        "can_cu": ["Luật x"],
        "kinh_gui": ["A", "B"],
        "noi_dung": _every_level(),
        "ket_thuc": ["Hết"],
        "noi_nhan": ["C"],
        "kem_theo": [
            {"loai": "de_cuong", "noi_dung": _every_level(), "can_cu": ["y"], "ket_thuc": ["z"]},
            {"kieu": "phu_luc", "noi_dung": _every_level()},
        ],
    }
    one = {"chuc_vu": "CHỦ TỊCH", "ho_ten": "A", "quyen_han": "TM. UBND"}
    many = [{**base, "chu_ky": [one] * n} for n in (1, 2, 3)]
    many.append({**base, "loai": "quyet_dinh", "chu_ky": one})
    many.append({**base, "loai": "cong_van", "chu_ky": one})
    made = [VanBan.model_validate(m) for m in many]
    return made + [van_ban(path) for path in FILES]


def _fits(value: Any, kind: Kind, at: str, seen: dict[str, set[str]]) -> None:
    """`value` is of `kind`; the parts of records are noted in `seen` by path."""
    if isinstance(kind, Many):
        assert isinstance(value, list), at
        for item in value:
            _fits(item, kind.item, f"{at}[]", seen)
    elif isinstance(kind, Record):
        if value is None:
            assert kind.co_the_thieu, at
            return
        assert isinstance(value, dict), at
        assert set(value) <= set(kind.fields), f"{at}: {set(value) - set(kind.fields)}"
        seen.setdefault(at, set()).update(value)
        for name, item in value.items():
            _fits(item, kind.fields[name], f"{at}.{name}".lstrip("."), seen)
    elif kind is Plain.CHU:
        assert isinstance(value, str | Runs), at
        assert not isinstance(value, Xml), at
    elif kind is Plain.XML:
        assert isinstance(value, Xml) or value == "", at
    elif kind is Plain.SO:
        assert isinstance(value, int | float), at
        assert not isinstance(value, bool), at
    elif kind is Plain.CO:
        assert isinstance(value, bool), at


def _records(kind: Kind, at: str) -> dict[str, set[str]]:
    if isinstance(kind, Many):
        return _records(kind.item, f"{at}[]")
    if not isinstance(kind, Record):
        return {}
    out = {at: set(kind.fields)}
    for name, item in kind.fields.items():
        out |= _records(item, f"{at}.{name}".lstrip("."))
    return out


def test_the_table_is_the_context() -> None:
    whole = Record(names.TEN)
    seen: dict[str, set[str]] = {}
    for given in _rich():
        context = _context(given)
        assert set(context) == set(names.TEN)
        _fits(context, whole, "", seen)
    wanted = _records(whole, "")
    # Attached documents that lack something still have its name; records must be seen whole.
    assert seen == wanted


def test_every_block_has_every_part() -> None:
    for given in _rich():
        context = _context(given)
        for blocks in (context["khoi"], context["ket_thuc"]):
            for block in blocks:
                assert {*block, "bang"} >= set(names.KHOI.fields)


def test_levels_are_those_the_layout_makes() -> None:
    made = {b["cap"] for given in _rich() for b in _context(given)["khoi"]}
    assert made == set(LEVELS)
    assert set(names.CAP_NHAN) < set(names.CAP_CHU)


def test_labels_only_levels_carry_no_text() -> None:
    for given in _rich():
        for block in _context(given)["khoi"]:
            if block["cap"] in names.CAP_NHAN:
                assert block["text"] == ""
