"""The stored tables: complete, consistent, named as docgen names, read a piece at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from unicodedata import is_normalized

import pytest
from ruamel.yaml import YAML

from docgen.nd30.dia_gioi import TINH_CU
from docgen.nd30.tinh import TINH_34, TINH_63
from docgen.units import AdminUnit, came_from, units
from docgen.units.tables import acts, content, provinces, split_name

ROOT = Path(__file__).parent.parent.parent
ROOM = ROOT / "docgen" / "units"
LAST = date(2025, 6, 30)
FIRST = date(2025, 7, 1)


def counts(found: tuple[AdminUnit, ...]) -> Counter[str]:
    return Counter(unit.loai for unit in found)


def test_the_country_since_july_2025() -> None:
    assert counts(units(ngay=FIRST)) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert counts(units(cap="tinh", ngay=FIRST)) == {"tỉnh": 28, "thành phố": 6}


def test_the_country_until_june_2025() -> None:
    assert sum(counts(units(ngay=LAST)).values()) == 10_035
    assert set(counts(units(ngay=LAST))) == {"xã", "phường", "thị trấn"}
    assert len(units(cap="huyen", ngay=LAST)) == 696
    assert set(counts(units(cap="huyen", ngay=LAST))) == {"huyện", "quận", "thị xã", "thành phố"}
    assert counts(units(cap="tinh", ngay=LAST)) == {"tỉnh": 57, "thành phố": 6}


def test_the_country_after_the_changes_of_2026() -> None:
    assert counts(units()) == {"xã": 2599, "phường": 709, "đặc khu": 13}
    assert counts(units(cap="tinh")) == {"tỉnh": 25, "thành phố": 9}


@pytest.mark.parametrize("day", [LAST, FIRST])
def test_provinces_add_up_to_the_country(day: date) -> None:
    parts = [units(province.ten, ngay=day) for province in units(cap="tinh", ngay=day)]
    assert all(parts)
    assert sum(parts, ()) == units(ngay=day)


def test_districts_add_up_to_their_province() -> None:
    districts = units("Thanh Hóa", "huyen", LAST)
    parts = [units("Thanh Hóa", ngay=LAST, huyen=district.ma) for district in districts]
    assert sum(parts, ()) == units("Thanh Hóa", ngay=LAST)


@pytest.mark.parametrize("day", [LAST, FIRST, None])
@pytest.mark.parametrize("cap", ["xa", "tinh"])
def test_codes_are_unique_and_of_their_length(day: date | None, cap: str) -> None:
    found = units(cap=cap, ngay=day)
    assert len({unit.ma for unit in found}) == len(found)
    assert {len(unit.ma) for unit in found} == {{"xa": 5, "tinh": 2}[cap]}
    assert all(unit.ma.isdecimal() and unit.cap == cap for unit in found)


@pytest.mark.parametrize("day", [LAST, FIRST, None])
def test_parents_exist(day: date | None) -> None:
    known = {unit.ma: unit for unit in units(cap="tinh", ngay=day)}
    assert all(known[unit.ma_tinh].ten == unit.tinh for unit in units(ngay=day))
    if day == LAST:
        districts = {unit.ma: unit for unit in units(cap="huyen", ngay=day)}
        for unit in units(ngay=day):
            assert (districts[unit.ma_huyen].ten, districts[unit.ma_huyen].tinh) == (
                unit.huyen,
                unit.tinh,
            )
    else:
        assert not any(unit.huyen or unit.ma_huyen for unit in units(ngay=day))


@pytest.mark.parametrize("day", [LAST, FIRST, None])
def test_names_are_written_as_docgen_writes_them(day: date | None) -> None:
    levels = ["xa", "tinh"] if day != LAST else ["xa", "huyen", "tinh"]
    for unit in (unit for cap in levels for unit in units(cap=cap, ngay=day)):
        assert is_normalized("NFC", unit.ten)
        assert unit.ten == " ".join(unit.ten.split())
        kind, own = split_name(unit.ten)
        assert kind.lower() == unit.loai
        assert own == unit.ten_rieng
        assert own
        small = {word for word in own.split() if not word[0].isupper() and word[0].isalpha()}
        assert small <= {"trường"}, "thị trấn Nông trường … alone"
        assert "’" not in own
        for late in ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẹ", "uỷ", "uỵ", "uỹ"):
            # uỷ, uỵ, uỹ are right after q alone
            assert not any(
                word.casefold().endswith(late) and not word.casefold().endswith("q" + late)
                for word in own.split()
            ), unit.ten


def test_every_old_commune_has_a_successor_in_the_province_it_went_to() -> None:
    reached: set[str] = set()
    for head in provinces("ba_cap").values():
        new = content("hai_cap", head.thanh)["xa"]
        for code, district in content("ba_cap", head.ma)["huyen"].items():
            successors = [thanh.split() for _ten, thanh in district["xa"].values()]
            if not successors:
                successors = [district["thanh"].split()]
            for codes in successors:
                assert codes, code
                assert codes == sorted(set(codes))
                assert set(codes) <= set(new), code
                reached.update(codes)
    assert len(reached) == 3321, "every new commune was made of something"


# As the press printed the resolutions of 16/6/2025: communes, wards, special zones.
@pytest.mark.parametrize(
    ("tinh", "xa", "phuong", "dac_khu"),
    [
        ("Hà Nội", 75, 51, 0), ("TP. HCM", 54, 113, 1), ("Hải Phòng", 67, 45, 2),
        ("Đà Nẵng", 70, 23, 1), ("Cần Thơ", 72, 31, 0), ("Huế", 19, 21, 0),
        ("Lạng Sơn", 61, 4, 0), ("Thanh Hóa", 147, 19, 0), ("Nghệ An", 119, 11, 0),
        ("An Giang", 85, 14, 3), ("Quảng Ninh", 22, 30, 2), ("Lâm Đồng", 103, 20, 1),
        ("Khánh Hòa", 48, 16, 1), ("Cà Mau", 55, 9, 0), ("Phú Thọ", 133, 15, 0),
    ],
)  # fmt: skip
def test_a_province_has_as_many_as_its_resolution_says(
    tinh: str, xa: int, phuong: int, dac_khu: int
) -> None:
    found = {"xã": xa, "phường": phuong, "đặc khu": dac_khu}
    assert counts(units(tinh, ngay=FIRST)) == {kind: n for kind, n in found.items() if n}


def test_no_commune_of_now_was_made_across_old_provinces() -> None:
    provinces_of: dict[str, set[str]] = {}
    for head in provinces("ba_cap").values():
        for district in content("ba_cap", head.ma)["huyen"].values():
            for _ten, new in district["xa"].values():
                for code in new.split():
                    provinces_of.setdefault(code, set()).add(head.ma)
    assert {code: old for code, old in provinces_of.items() if len(old) > 1} == {}


@pytest.mark.parametrize(
    ("new", "tinh", "districts"),
    [
        ("Xã Đồng Đăng", "Lạng Sơn", {"Huyện Cao Lộc"}),
        ("Phường Cao Lãnh", "Đồng Tháp", {"Thành phố Cao Lãnh"}),
        ("Xã Hà Nam", "Hải Phòng", {"Huyện Thanh Hà", "Huyện Kim Thành"}),
    ],
)
def test_namesakes_elsewhere_are_no_parts(new: str, tinh: str, districts: set[str]) -> None:
    assert {part.huyen for part in came_from(new, tinh)} == districts


def test_islands_without_communes_stand_as_districts() -> None:
    empty = {
        district["ten"]
        for head in provinces("ba_cap").values()
        for district in content("ba_cap", head.ma)["huyen"].values()
        if not district["xa"]
    }
    assert empty == {
        "Huyện Bạch Long Vĩ", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn", "Huyện Côn Đảo",
    }  # fmt: skip


def test_provinces_are_those_of_the_other_tables() -> None:
    def names(day: date) -> set[str]:
        return {unit.ten_rieng for unit in units(cap="tinh", ngay=day)}

    assert names(FIRST) == set(TINH_34)
    assert names(date(2024, 12, 31)) == set(TINH_63)
    assert names(LAST) == set(TINH_63) - {"Thừa Thiên Huế"} | {"Huế"}
    old, new = provinces("ba_cap"), provinces("hai_cap")
    went = {
        split_name(head.ten)[1]: split_name(new[head.thanh].ten)[1]
        for head in old.values()
        if head.ma != head.thanh
    }
    by_name = {
        split_name(head.ten)[1]: split_name(new[head.thanh].ten)[1]
        for head in old.values()
        if split_name(head.ten)[1] != split_name(new[head.thanh].ten)[1]
    }
    expected = {cu: moi.removeprefix("Thành phố ") for cu, moi in TINH_CU.items()}
    assert by_name == expected
    assert set(went) - set(expected) == {  # the merged province took the other one's code
        name for name in went if went[name] == name
    }


@pytest.mark.parametrize("name", ["cao_loc", "ninh_son"])
def test_districts_of_the_fixtures_have_their_communes(name: str) -> None:
    profile = YAML(typ="safe").load(ROOT / "fixtures" / "don_vi" / f"ubnd_huyen_{name}.yaml")
    found = units(profile["tinh"], ngay=LAST, huyen=profile["dia_danh"])
    assert {unit.ten for unit in found} == set(profile["don_vi_truc_thuoc"])


def test_van_quan_of_2022_had_two_communes_more() -> None:
    profile = YAML(typ="safe").load(ROOT / "fixtures" / "don_vi" / "ubnd_huyen_van_quan.yaml")
    found = {unit.ten for unit in units("Lạng Sơn", ngay=LAST, huyen="Văn Quan")}
    assert len(found) == 15
    assert set(profile["don_vi_truc_thuoc"]) - found == {"Xã Đồng Giáp", "Xã Tràng Các"}
    assert found <= set(profile["don_vi_truc_thuoc"])


def test_changes_by_hand_start_from_the_names_of_the_tables() -> None:
    for act in acts():
        bang = act["bang"]
        known = {head.ma: head.ten for head in provinces(bang).values()}
        if bang == "hai_cap":
            for ma in list(known):
                known |= content(bang, ma)["xa"]
        before = date.fromisoformat(act["ngay"]) > (LAST if bang == "ba_cap" else FIRST)
        for ma, (cu, moi) in act["doi"].items():
            assert known[ma] == (cu if before else moi)
            assert cu != moi
        assert act["can_cu"]
        assert isinstance(act["chac"], bool)


def test_one_province_is_read_alone() -> None:
    content.cache_clear()
    units("Lạng Sơn")
    assert content.cache_info().misses == 1
    units("lang son", ngay=LAST, huyen="Văn Quan")
    assert content.cache_info().misses == 2
    came_from("Xã Điềm He", "Lạng Sơn")
    assert content.cache_info().misses == 2


def test_importing_reads_no_table_and_loads_no_model() -> None:
    code = (
        "import sys, docgen.units, docgen.units.tables as t; "
        "print(t._lines.cache_info().misses, "
        "[m for m in ('pydantic', 'ruamel', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "0 []", done.stderr


def test_source_and_licence_go_with_the_data() -> None:
    told = (ROOM / "NGUON.md").read_text(encoding="utf-8")
    for name in ("ba_cap.jsonl", "hai_cap.jsonl"):
        head = json.loads((ROOM / name).read_text(encoding="utf-8").split("\n", 1)[0])
        assert head["nguon"] in told
    assert "Permission is hereby granted, free of charge" in told
    assert "Copyright (c) 2025 Tran Ngoc Minh Hieu" in told
    assert sum(file.stat().st_size for file in ROOM.iterdir() if file.is_file()) < 900_000
