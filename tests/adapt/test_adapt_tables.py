"""The mapping tables that come with docgen: their shape, and what may not be in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docgen.adapt.patterns import MACRO, names, parents, spell_out, split
from docgen.adapt.stored import FOLDER, STORED, as_json, from_yaml
from docgen.adapt.tables import macros, problems_of, standard_tables
from docgen.adapt.tokens import key_of
from docgen.model import BangChuyen, MucChuyen
from docgen.nd30.dia_gioi import TINH_CU
from docgen.nd30.tinh import TINH_34, TINH_63

ACTIONS = ("thanh", "giu", "hoi", "bo", "bo_khoi", "hoi_khoi")
KEYS = frozenset(
    {"ma", "tu", *ACTIONS, "ly_do", "goi_y", "chuc_nang", "truoc", "sau", "dau_khoi", "tu_ngay"}
    | {"den_ngay"}
)
HEAD = frozenset(
    {"ma", "ten", "tu_cap", "den_cap", "hieu_luc_tu", "hieu_luc_den", "nguon", "muc", "con_sot"}
)
PAIRS = {
    "trung_uong_tinh": ("trung_uong", "tinh"),
    "tinh_huyen": ("tinh", "huyen"),
    "tinh_xa": ("tinh", "xa"),
    "huyen_xa": ("huyen", "xa"),
    "tinh_don_vi": ("tinh", "don_vi"),
    "chung": (None, None),
}
VARIABLES = {
    "cap_tren": "tỉnh",
    "ten_tren": "Lạng Sơn",
    "cap": "huyện",
    "ten": "Văn Quan",
    "cac_duoi": "các xã, thị trấn",
    "don_vi": "UBND huyện",
    "thu_truong": "Chủ tịch UBND huyện",
    "ten_don_vi": "UBND huyện Văn Quan",
    "dang": "Huyện ủy",
}
FILES = sorted(p for p in FOLDER.glob("*.yaml") if p.stem in PAIRS)
TABLES = {t.ma: t for t in standard_tables()}


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def _entries(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in data["muc"]:
        yield f"{data['ma']}/{entry.get('ma')}", entry


def _texts(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def test_the_stored_form_is_what_the_tables_say() -> None:
    """Made anew by `python tools/make_tables.py`."""
    assert STORED.read_text("utf-8") == as_json(from_yaml())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_table_has_the_documented_shape(path: Path) -> None:
    data = _read(path)
    assert set(data) <= HEAD
    assert (data["ma"], data.get("tu_cap"), data.get("den_cap")) == (path.stem, *PAIRS[path.stem])
    assert data["nguon"].strip()
    assert "con_sot" in data
    assert data["con_sot"] or data.get("tu_cap") is None
    for code, entry in _entries(data):
        assert set(entry) <= KEYS, code
        assert sum(key in entry for key in ACTIONS) == 1, code
        assert _texts(entry["tu"]), code
        assert all(t.strip() for t in _texts(entry["tu"])), code
        assert isinstance(entry.get("dau_khoi", True), bool), code
    codes = Counter(code for code, _ in _entries(data))
    assert [code for code, count in codes.items() if count > 1] == []


def test_every_pair_of_levels_has_its_table() -> None:
    assert set(TABLES) == set(PAIRS)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_names_brackets_and_expressions_are_right(table: BangChuyen) -> None:
    assert list(problems_of(table)) == []


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_what_is_put_in_has_the_parts_of_the_source_or_none(table: BangChuyen) -> None:
    for muc in table.muc:
        if muc.thanh is None or "[" not in muc.thanh:
            continue
        wanted = parents(muc.thanh)
        for words in muc.tu:
            have = parents(words)
            # Further parts of the source, behind those that are put in, vanish.
            assert {n: have.get(n) for n in wanted} == wanted, f"{muc.ma}: {words}"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_texts_that_are_shown_as_they_stand_name_no_variable(table: BangChuyen) -> None:
    for muc in table.muc:
        for text in (muc.ly_do, muc.giu, muc.hoi, muc.bo, muc.bo_khoi, muc.hoi_khoi):
            assert not names(text or ""), muc.ma


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_a_question_has_a_suggestion_and_a_replacement_a_reason(table: BangChuyen) -> None:
    for muc in table.muc:
        assert muc.goi_y or (muc.hoi is None and muc.hoi_khoi is None), muc.ma
        assert muc.ly_do or muc.thanh is None, muc.ma


def _spelled(muc: MucChuyen) -> set[tuple[str, ...]]:
    """Every spelling of an entry, its macros spelled out too."""
    return {keys for words in muc.tu for keys in _spellings(words)}


@cache
def _spellings(words: str) -> frozenset[tuple[str, ...]]:
    forms = macros().forms
    out = set()
    for pattern in spell_out(words, forms, VARIABLES):
        choices = [
            [tuple(map(key_of, split(f))) for f in forms[key[1:]]] if key[0] == MACRO else [(key,)]
            for key in pattern.keys
        ]
        out |= {tuple(chain.from_iterable(chosen)) for chosen in product(*choices)}
    return frozenset(out)


def _when(muc: MucChuyen) -> tuple[object, ...]:
    return (muc.truoc, muc.sau, muc.dau_khoi or muc.bo_khoi is not None or muc.hoi_khoi is not None)


def _days(muc: MucChuyen) -> tuple[date, date]:
    first, last = muc.tu_ngay, muc.den_ngay
    return (
        date(first.nam or 1, first.thang or 1, first.ngay or 1) if first else date.min,
        date(last.nam or 9999, last.thang or 12, last.ngay or 28) if last else date.max,
    )


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_no_words_are_spoken_for_twice_under_the_same_conditions(table: BangChuyen) -> None:
    seen: dict[object, list[MucChuyen]] = {}
    twice = []
    for muc in table.muc:
        spelled = _spelled(muc)
        for keys in spelled:
            for other in seen.setdefault((keys, _when(muc)), []):
                (a, b), (c, d) = _days(muc), _days(other)
                if a <= d and c <= b:
                    twice.append((other.ma, muc.ma, " ".join(keys)))
            seen[keys, _when(muc)].append(muc)
    assert twice == []


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_no_entry_is_hidden_behind_an_earlier_one_without_conditions(table: BangChuyen) -> None:
    open_: dict[tuple[str, ...], str] = {}
    hidden = []
    for muc in table.muc:
        spelled = _spelled(muc)
        hidden += [(open_[k], muc.ma, " ".join(k)) for k in spelled if k in open_]
        if _when(muc) == (None, None, False) and muc.tu_ngay is None and muc.den_ngay is None:
            open_ |= dict.fromkeys(spelled, muc.ma)
    assert hidden == []


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.ma)
def test_days_lie_within_the_period_of_the_table(table: BangChuyen) -> None:
    for muc in table.muc:
        first, last = _days(muc)
        assert first <= last, muc.ma
        if table.hieu_luc_den is not None and muc.tu_ngay is not None:
            end = table.hieu_luc_den
            assert first <= date(end.nam or 9999, end.thang or 12, end.ngay or 28), muc.ma


def test_macros_are_plain_words_and_no_form_stands_twice() -> None:
    data = _read(FOLDER / "tu_nghia.yaml")
    for name, forms in data.items():
        assert re.fullmatch("[a-z_]+", name)
        assert name not in VARIABLES
        assert not [f for f in forms if re.search(r"[\[\]{}]", f)]
        keys = [tuple(map(key_of, re.findall(r"[^\W_]+|[^\w\s]", f))) for f in forms]
        assert len(keys) == len(set(keys)), name


def test_every_macro_is_used() -> None:
    used = {
        name
        for table in standard_tables()
        for muc in table.muc
        for text in (*muc.tu, *table.con_sot, muc.thanh or "", muc.goi_y or "")
        for name in names(text)
    }
    assert set(macros().forms) <= used
    assert all(not name.startswith(MACRO) for name in used)


def test_provinces_before_and_since_the_merger() -> None:
    assert (len(set(TINH_63)), len(set(TINH_34))) == (63, 34)
    # Thừa Thiên Huế became the city of Huế half a year before.
    gone = set(TINH_63) - set(TINH_34) - {"Thừa Thiên Huế"}
    assert gone == set(TINH_CU)
    assert set(TINH_34) - set(TINH_63) == {"Huế"}
    kept = {name.removeprefix("Thành phố ") for name in TINH_CU.values()}
    assert kept <= set(TINH_34)
