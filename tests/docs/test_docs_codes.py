"""docs/ma_loi.md: the codes of the source, no more, no fewer, and examples that give them."""

from __future__ import annotations

import ast

import pytest

from docgen.check.registry import load
from docgen.findings import Finding, InputError
from docgen.read.data_file import read_data_text
from docgen.write.docx.engine import render_docx
from tests.docs.conftest import ROOT, fences, load_tool

PAGE = (ROOT / "docs/ma_loi.md").read_text(encoding="utf-8")
TOOL = load_tool()
ENTRIES: dict[str, str] = TOOL.entries(PAGE)
HEAD = "loai: ke_hoach\nco_quan: {ten: Ủy ban nhân dân tỉnh Hải Bình, viet_tat: UBND}\n"
WORDS = {"loi": "lỗi", "canh_bao": "cảnh báo", "goi_y": "gợi ý"}
EXAMPLES = [
    (code, body)
    for code, entry in ENTRIES.items()
    for language, _more, body in fences(entry)
    if language == "yaml"
]


def _findings(text: str) -> list[Finding]:
    try:
        van_ban, findings = read_data_text(text, "a.yaml")
    except InputError as error:
        return error.findings
    return [*findings, *render_docx(van_ban)[1]]


def test_page_lists_the_codes_of_the_source() -> None:
    assert sorted(ENTRIES) == TOOL.codes()
    assert TOOL.TO_WRITE not in PAGE


def test_rules_are_left_to_their_pages() -> None:
    rules = set(load())
    families = TOOL.rule_families()
    assert {code.rstrip("0123456789") for code in rules} == families
    assert not rules & {*ENTRIES, *TOOL.codes()}
    assert all(f"`{family}…`" in PAGE for family in families)
    assert "(luat_kiem_tra.md)" in PAGE


@pytest.mark.parametrize("code", ENTRIES)
def test_entry_says_level_example_and_remedy(code: str) -> None:
    entry = ENTRIES[code]
    assert "*Mức: " in entry
    assert "Ví dụ" in entry
    assert "Cách sửa: " in entry


@pytest.mark.parametrize(("code", "text"), EXAMPLES)
def test_example_gives_its_code(code: str, text: str) -> None:
    whole = text if "loai:" in text or text.startswith("- ") else HEAD + text
    found = {f.code: f for f in _findings(whole)}
    assert code in found
    assert f"*Mức: {WORDS[found[code].severity]}.*" in ENTRIES[code]


def _levels() -> dict[str, set[str]]:
    """Severities each code is made with, read off the calls that name it."""
    names = {"WARNING": "canh_bao", "HINT": "goi_y", "ERROR": "loi"}
    found: dict[str, set[str]] = {}
    for path in TOOL.SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        usual = _usual(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if not isinstance(first, ast.Constant) or first.value not in ENTRIES:
                continue
            given = [*node.args, *(k.value for k in node.keywords)]
            # A level that depends: WARNING if above else HINT.
            given = [n for a in given for n in (ast.walk(a) if isinstance(a, ast.IfExp) else [a])]
            said = {names[a.id] for a in given if isinstance(a, ast.Name) and a.id in names}
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            other = {names[usual[called]]} if called in usual else {"loi"}
            found.setdefault(str(first.value), set()).update(said or other)
    return found


def _usual(tree: ast.Module) -> dict[str, str]:
    """Methods of a file whose `severity` has a name for its default: what it is."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.defaults:
            last = node.args.defaults[-1]
            if node.args.args[-1].arg == "severity" and isinstance(last, ast.Name):
                found[node.name] = last.id
    return found


@pytest.mark.parametrize("code", ENTRIES)
def test_level_is_that_of_the_source(code: str) -> None:
    levels = _LEVELS.get(code)
    if levels is not None:  # codes that come from a table have an example that is run
        assert any(f"*Mức: {WORDS[level]}.*" in ENTRIES[code] for level in levels)
    else:
        assert code in {c for c, _text in EXAMPLES}


_LEVELS = _levels() | {"TH06": {"canh_bao"}, "TH07": {"goi_y"}}
"""Those of figures are chosen where the doubt is found; tests of the command see them."""
