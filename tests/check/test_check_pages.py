"""Every rule has its page; the page's wrong examples are found by it, the right ones by no rule."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from docgen.check import pages
from docgen.check.registry import RULES, check_document, load
from docgen.findings import HINT
from tests.check import mutate

load()
_BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def _examples(code: str, heading: str) -> list[dict[str, Any]]:
    section = pages.load(code).section(heading)
    return [YAML(typ="safe").load(block) for block in _BLOCK.findall(section)]


def _cases(heading: str) -> list[Any]:
    return [
        pytest.param(code, example, id=f"{code}-{number}")
        for code in RULES
        for number, example in enumerate(_examples(code, heading), 1)
    ]


def test_rules_and_pages_are_the_same() -> None:
    assert sorted(RULES) == pages.codes()


def test_list_of_rules_is_current() -> None:
    from tools.make_rules import PAGE, page

    assert PAGE.read_text("utf-8") == page(), "chạy lại tools/make_rules.py"


@pytest.mark.parametrize("code", RULES)
def test_page_is_whole(code: str) -> None:
    page = pages.load(code)
    headings = re.findall(r"^## (.*)$", page.body, re.MULTILINE)
    assert tuple(headings) == pages.HEADINGS
    assert all(page.section(heading) for heading in headings)
    assert page.body.lstrip().startswith(f"# {code}. {page.title}\n")
    assert page.kind in ("bắt buộc", "thông lệ", "lựa chọn")
    assert page.mending in ("an toàn", "cần xem", "không")
    assert _examples(code, "Sai")
    assert _examples(code, "Đúng")


@pytest.mark.parametrize("base", sorted(p.stem for p in mutate.BASES.glob("*.yaml")))
def test_bases_are_clean(base: str) -> None:
    found = check_document(mutate.document({"van_ban": base}))
    assert [(f.code, f.message, f.excerpt) for f in found if f.severity != HINT] == []


@pytest.mark.parametrize(("code", "example"), _cases("Sai"))
def test_wrong_example_is_found_by_its_rule_alone(code: str, example: dict[str, Any]) -> None:
    found = check_document(mutate.document(example))
    page = pages.load(code)
    codes = {f.code for f in found}
    assert code in codes, [str(f) for f in found]
    base = {
        f.code
        for f in check_document(mutate.document({"van_ban": example.get("van_ban", "ke_hoach")}))
    }
    others = codes - {code} - base - set(page.related)
    assert not others, [str(f) for f in found if f.code in others]


@pytest.mark.parametrize(("code", "example"), _cases("Đúng"))
def test_right_example_is_left_alone(code: str, example: dict[str, Any]) -> None:
    found = [f for f in check_document(mutate.document(example)) if f.code == code]
    assert not found, [str(f) for f in found]


@pytest.mark.parametrize("code", pages.codes())
def test_every_example_is_said_in_words(code: str) -> None:
    """An office worker reads the sentence; the data under it is for the tests."""
    for heading in ("Sai", "Đúng"):
        before = re.split(r"```yaml\n.*?```", pages.load(code).section(heading), flags=re.DOTALL)
        assert all(text.strip() for text in before[:-1]), (code, heading)
