"""docs/chuyen_cap.md: what it lists of rules, tables, words and keys is what the source has."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import fields
from datetime import date

import pytest

from docgen.adapt.engine import adapt
from docgen.adapt.report.data import report_json
from docgen.adapt.report.rows import Counts
from docgen.adapt.situation import Order
from docgen.adapt.tables import VARIABLES, macros, standard_tables
from docgen.adapt.unit import read_body, variables
from docgen.cli_adapt import adapt_command
from docgen.model import BangChuyen, Ngay
from docgen.model.bang_chuyen import VIEC
from docgen.read.data_file import read_data_file, read_profile
from docgen.read.own_values import KEYS
from docgen.viet.ngay import ngay_ngan
from tests.docs.conftest import ROOT

PAGE = (ROOT / "docs/chuyen_cap.md").read_text(encoding="utf-8")
RULE = re.compile(r"(?:cau_truc|ho_so)/\w+|so_lieu|thoi_han|con_sot|don_vi_khac|lien_he|doi_tuong")


def _part(title: str) -> str:
    """A section of the page."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def _rows(title: str) -> list[list[str]]:
    """Cells of the tables of a section, heads left out."""
    lines = [line for line in _part(title).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _named(text: str) -> set[str]:
    return set(re.findall(r"`([\w/]+)`", text))


def test_rules_of_the_source_are_listed() -> None:
    found = set()
    for path in (ROOT / "docgen/adapt").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and RULE.fullmatch(str(node.value)):
                found.add(str(node.value))
    listed = {row[0].strip("`") for row in _rows("Các luật")}
    assert found <= listed
    rest = {"tên_bảng/tên_mục", "so_lieu_don_vi", "don_vi", "cho_trong"}
    assert listed - found == rest


def _period(table: BangChuyen) -> str:
    def day(ngay: Ngay) -> str:
        return ngay_ngan(ngay.ngay or 0, ngay.thang or 0, ngay.nam or 0)

    if table.hieu_luc_tu:
        return f"từ {day(table.hieu_luc_tu)}"
    return f"đến hết {day(table.hieu_luc_den)}" if table.hieu_luc_den else "mọi ngày"


def test_tables_and_their_periods() -> None:
    listed = {tuple(c.strip("`") for c in row) for row in _rows("Các bảng có sẵn")}
    made = {
        (t.ma, t.tu_cap or "mọi cấp", t.den_cap or "mọi cấp", _period(t)) for t in standard_tables()
    }
    assert listed == made


def test_words_in_braces() -> None:
    part = _part("Nhóm từ và biến")
    table = {row[0].strip("`"): row[2] for row in _rows("Nhóm từ và biến")}
    groups = part.split("Có:")[1].split("|")[0]
    assert _named(groups) == set(macros().forms)
    assert set(table) == VARIABLES
    source = read_data_file(ROOT / "fixtures/lang_son_ke_hoach.yaml")[0]
    unit = read_profile(ROOT / "fixtures/don_vi/ubnd_huyen_van_quan.yaml")
    words = variables(read_body(source.co_quan[0]), unit, date(2022, 9, 1))
    assert words == table


def test_what_an_entry_may_do() -> None:
    assert [row[0].strip("`").split(":")[0] for row in _rows("Bảng riêng của cơ quan")] == [*VIEC]


def test_own_data_keys() -> None:
    assert set(KEYS) <= _named(_part("Số liệu của đơn vị"))


def test_options_are_listed() -> None:
    options = {name for p in adapt_command().params for name in p.opts if name.startswith("-")}
    listed = {row[0].strip("`") for row in _rows("Lệnh")} - {"VĂN_BẢN"}
    assert options - listed <= {"-h", "--help"}
    assert listed <= options


def test_json_keys() -> None:
    source = read_data_file(ROOT / "fixtures/lang_son_ke_hoach.yaml")[0]
    unit = read_profile(ROOT / "fixtures/don_vi/ubnd_huyen_van_quan.yaml")
    own = adapt(source, Order(unit=unit, ngay=Ngay(thang=9, nam=2022)), date(2022, 9, 1)).van_ban
    made = json.loads(report_json(source, own))
    rows = {row[0]: row[1] for row in _rows("Báo cáo JSON")}
    assert _named(" ".join(rows)) == set(made)
    for key in ("nguon", "cau_hoi", "hang", "luat"):
        inner = made[key] if key == "nguon" else made[key][0]
        assert set(inner) <= _named(rows[f"`{key}`"]), key
    assert _named(rows["`dem`"]) == {f.name for f in fields(Counts)} == set(made["dem"])
    states = _named(_part("Báo cáo JSON").split("`trang_thai` của một hàng:")[1])
    assert {row["trang_thai"] for row in made["hang"]} <= states


@pytest.mark.parametrize("key", ["giu_nguyen", "doi", "bo", "moi", "don_vi_sua", "don_vi_them"])
def test_states_are_told(key: str) -> None:
    assert f"`{key}`" in PAGE
