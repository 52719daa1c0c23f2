"""Stores the tables of administrative units in the form that docgen reads: docgen/units/*.jsonl.

python tools/make_units.py WHEEL           write them anew
python tools/make_units.py WHEEL --check   change nothing, exit 1 when they are not current

WHEEL is the file of the package vietnamadminunits 1.0.4 (`pip download --no-deps
vietnamadminunits==1.0.4`); nothing is fetched and nothing of it is run. What is taken, what is
corrected and how sure it is: docgen/units/NGUON.md. Changes by later acts are not here but in
docgen/units/sua_doi.json, written by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOM = Path(__file__).resolve().parent.parent / "docgen" / "units"
PACKAGE, VERSION = "vietnamadminunits", "1.0.4"
SHA256 = "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"

CORRECTED = {
    # The source drops the dashes of commune names of before 01/7/2025; the act writes them
    # (Nghị quyết số 1286/NQ-UBTVQH15 of 14/11/2024 on Hà Nội).
    ("ba_cap", "00181", "Phường Văn Miếu Quốc Tử Giám"): "Phường Văn Miếu - Quốc Tử Giám",
    ("ba_cap", "00226", "Phường Phương Liên Trung Tự"): "Phường Phương Liên - Trung Tự",
}
# "Thị Xã", "Thành Phố": the second word of a type is no name (Nghị định 30/2020, Phụ lục II).
_TYPE = re.compile(r"(Thị|Thành) (Trấn|Xã|Phố)(?= )")
# The source has small letters where its own source lost the capital: "Xã Đại áng", "Xã Ya ly".
_SMALL = re.compile(r"(?<= )(?!(?:trấn|xã|phố|khu|trường) )[^\W\d_]")
# Tone marks of hoà, thuý … stand on the first vowel, as everywhere in docgen; quý keeps its own.
_LATE = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?!\w)")


def clean(name: str, table: str = "", code: str = "") -> str:
    """The name as docgen writes it: NFC, single spaces, type word and tone marks as usual."""
    name = " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())

    def earlier(found: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFD", found[0])  # o a and the tone
        return unicodedata.normalize("NFC", letters[0] + letters[2] + letters[1])

    name = _TYPE.sub(lambda m: f"{m[1]} {m[2].lower()}", _LATE.sub(earlier, name))
    name = _SMALL.sub(lambda m: m[0].upper(), name)
    return CORRECTED.get((table, code, name), name)


def read_wheel(path: Path) -> tuple[sqlite3.Connection, dict[str, Any]]:
    """The package's database, in memory, and its table of what became of what."""
    data = path.read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != SHA256:
        raise SystemExit(f"{path}: not {PACKAGE} {VERSION} (sha256 {found}, expected {SHA256})")
    with zipfile.ZipFile(path) as wheel:
        database = sqlite3.connect(":memory:")
        database.deserialize(wheel.read(f"{PACKAGE}/data/dataset.db"))
        return database, json.loads(wheel.read(f"{PACKAGE}/data/converter_2025.json"))


def successors(
    database: sqlite3.Connection, converter: dict[str, Any]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """What became of each unit: key of an old province → its new code; key of an old commune →
    the codes of the new ones, in order."""
    communes = {
        (province, commune): code
        for province, commune, code in database.execute(
            "SELECT provinceKey, wardKey, wardCode FROM admin_units"
        )
    }
    codes = dict(database.execute("SELECT provinceKey, provinceCode FROM admin_units"))
    provinces = {
        old: codes[new] for new, parts in converter["DICT_PROVINCE"].items() for old in parts
    }
    became: dict[str, set[str]] = {}
    for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, parts in whole.items():
            for old in parts:
                became.setdefault(old, set()).add(communes[province, commune])
    for province, split in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in split.items():
            became.setdefault(old, set()).update(
                communes[province, part["newWardKey"]] for part in parts
            )
    return provinces, {old: sorted(found) for old, found in became.items()}


def merged(converter: dict[str, Any]) -> set[str]:
    """Keys of the provinces of now that were made of several."""
    return {new for new, parts in converter["DICT_PROVINCE"].items() if len(parts) > 1}


def two_levels(database: sqlite3.Connection, converter: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The provinces since 01/7/2025 with their communes, by code."""
    several = merged(converter)
    rows = database.execute(
        "SELECT provinceCode, province, provinceKey, wardCode, ward FROM admin_units ORDER BY 1, 4"
    )
    made: dict[str, dict[str, Any]] = {}
    for code, name, key, commune, commune_name in rows:
        head = {"ma": code, "ten": clean(name), "thanh": code, "gop": int(key in several)}
        province = made.setdefault(code, {**head, "xa": {}})
        province["xa"][commune] = clean(commune_name, "hai_cap", commune)
    return iter(made.values())


def three_levels(
    database: sqlite3.Connection, converter: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """The provinces until 30/6/2025 with districts, communes and what became of them, by code."""
    provinces, communes = successors(database, converter)
    several = {provinces[p] for new in merged(converter) for p in converter["DICT_PROVINCE"][new]}
    rows = database.execute(
        "SELECT provinceCode, province, provinceKey, districtCode, district, districtKey,"
        " wardCode, ward, wardKey FROM admin_units_legacy ORDER BY 1, 4, 7"
    )
    made: dict[str, dict[str, Any]] = {}
    for code, name, key, district_code, district, district_key, commune, commune_name, ward in rows:
        thanh = provinces[key]
        head = {"ma": code, "ten": clean(name), "thanh": thanh, "gop": int(thanh in several)}
        province = made.setdefault(code, {**head, "huyen": {}})
        inside = province["huyen"].setdefault(district_code, {"ten": clean(district), "xa": {}})
        became = " ".join(communes[f"{key}_{district_key}_{ward or ''}"])
        if commune is None:  # an island district without communes
            inside["thanh"] = became
        else:
            inside["xa"][commune] = [clean(commune_name, "ba_cap", commune), became]
    return iter(made.values())


def without_namesakes(provinces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The provinces of three levels without successors that are a namesake's.

    Where an act divides a commune, the source found its parts by name alone: Phường 4 of Mỹ Tho
    stands among the parts of a ward in Cao Lãnh, 90 km off, beside the Phường 4 of Cao Lãnh. Of
    namesakes in one new unit those stay whose district gave it another commune that went there
    as a whole; where there is none, those whose province did. Nobody loses the last successor.
    """
    parts: dict[str, list[tuple[str, str, list[Any]]]] = {}
    for province in provinces:
        for code, district in province["huyen"].items():
            for commune in district["xa"].values():
                for new in commune[1].split():
                    parts.setdefault(new, []).append((province["ma"], code, commune))
    wrong: list[tuple[list[Any], str]] = []
    for new, found in parts.items():
        names = [commune[0] for _province, _district, commune in found]
        whole = [one for one in found if one[2][1] == new]
        for name in {name for name in names if names.count(name) > 1}:
            same = [one for one in found if one[2][0] == name]
            for level in (1, 0):  # district, then province
                near = {one[level] for one in whole}
                if kept := [one for one in same if one[level] in near]:
                    wrong += [(one[2], new) for one in same if one not in kept]
                    break
    for commune, new in wrong:
        rest = [code for code in commune[1].split() if code != new]
        commune[1] = " ".join(rest) or commune[1]
    return provinces


def as_lines(head: dict[str, Any], provinces: Iterator[dict[str, Any]]) -> str:
    """A table as text: its head and one line a province, so that one province is read alone."""
    head = {**head, "nguon": f"{PACKAGE} {VERSION}", "sha256": SHA256}
    return "".join(
        json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        for line in (head, *provinces)
    )


def main(arguments: list[str]) -> int:
    """Write or compare; gives the exit code."""
    paths = [a for a in arguments if not a.startswith("-")]
    if len(paths) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    database, converter = read_wheel(Path(paths[0]))
    made = {
        "ba_cap.jsonl": as_lines(
            {"bang": "ba_cap", "tu": "2025-03-01", "den": "2025-06-30"},
            iter(without_namesakes(list(three_levels(database, converter)))),
        ),
        "hai_cap.jsonl": as_lines(
            {"bang": "hai_cap", "tu": "2025-07-01"}, two_levels(database, converter)
        ),
    }
    code = 0
    for name, text in made.items():
        file = ROOM / name
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8", newline="\n")
            print("wrote", name, len(text.encode()), "bytes")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            print(name, "is not current")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
