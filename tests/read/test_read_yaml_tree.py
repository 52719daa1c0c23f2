"""YAML with places, limits, and scalars that stay text."""

from __future__ import annotations

import pytest

from docgen.findings import InputError
from docgen.read import yaml_tree
from docgen.read.yaml_tree import parse, path_text


def test_scalars_stay_text_and_null_is_none() -> None:
    tree = parse('a: 01\nb: 2022-06-23\nc: no\nd: ~\ne: "~"\nf: 12:30\ng:\n', "f.yaml")
    assert tree.data == {
        "a": "01",
        "b": "2022-06-23",
        "c": "no",
        "d": None,
        "e": "~",
        "f": "12:30",
        "g": None,
    }


def test_places_of_keys_values_and_items() -> None:
    tree = parse("a:\n  - x: 1\n    y: hai\n  - z\n", "f.yaml")
    assert tree.values[("a", 0, "y")] == (3, 8)
    assert tree.keys[("a", 0, "y")] == (3, 5)
    assert tree.values[("a", 1)] == (4, 5)
    assert str(tree.where(("a", 0, "y"))) == "f.yaml:3:8 (a[0].y)"
    assert path_text(("chu_ky", 0, "ho_ten")) == "chu_ky[0].ho_ten"


def test_a_missing_part_is_placed_at_what_holds_it() -> None:
    tree = parse("a:\n  - x: 1\n", "f.yaml")
    assert tree.where(("a", 0, "absent", "deep")).line == 2


def test_literal_block_knows_its_first_line() -> None:
    tree = parse("a: 1\nnoi_dung: |\n  I. MỘT\n  - hai\n", "f.yaml")
    assert tree.literals[("noi_dung",)] == 3


def test_json_is_read_with_places() -> None:
    tree = parse('{"a": [1, {"b": "c"}],\n "d": null}', "f.json")
    assert tree.data == {"a": ["1", {"b": "c"}], "d": None}
    assert tree.values[("d",)] == (2, 7)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\n\tb: 2\n", "DL02", 2),
        ("a: x: y\n", "DL02", 1),
        ('a: "mở\nb: 2\n', "DL02", 1),
        ("a: 1\na: 2\n", "DL04", 2),
        ("? [1, 2]\n: x\n", "DL05", 1),
        ("a: 1\n---\nb: 2\n", "DL03", 2),
        ("a: *chua_co\n", "DL02", 1),
    ],
)
def test_faults_are_placed(text: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "f.yaml")
    finding = caught.value.findings[0]
    assert finding.code == code
    assert finding.where is not None
    assert line <= finding.where.line <= line + 2


def test_depth_is_limited() -> None:
    deep = "[" * (yaml_tree.MAX_DEPTH + 5) + "]" * (yaml_tree.MAX_DEPTH + 5)
    with pytest.raises(InputError) as caught:
        parse(f"a: {deep}", "f.yaml")
    assert caught.value.findings[0].code == "DL06"


def test_alias_bomb_is_stopped_early() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(InputError) as caught:
        parse("\n".join(lines), "f.yaml")
    assert caught.value.findings[0].code == "DL07"


def test_honest_aliases_work() -> None:
    tree = parse("a: &x {b: 1}\nc: *x\nd: [*x]\n", "f.yaml")
    assert tree.data["c"] == {"b": "1"}
    assert tree.data["d"] == [{"b": "1"}]
