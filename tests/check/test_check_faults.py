"""Every fault a person found in the corpus is found by the rules the list names, no other alarm.

The list is `faults.yaml`; docs/kiem_tra_tep_loi.md is made from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.check.profile import Choice
from docgen.check.registry import RULES, load
from docgen.checking.files import found_in
from docgen.findings import ERROR, WARNING
from tests.check.corpus_faults import CORPUS, at, document, files, found

load()
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="no corpus beside the repository (../shared/corpus)"
)
_SEVERE = {"lỗi": ERROR, "cảnh báo": WARNING}
_FAULTS = [
    pytest.param(name, fault, id=fault["id"])
    for name, one in files().items()
    for fault in one["loi"]
]
_JUDGED = [n for n in files() if not n.startswith("seeds/")]


def _others(one: dict[str, Any]) -> list[dict[str, str]]:
    return [*one["bao_nham"], *one.get("dung_them", [])]


@pytest.mark.parametrize(("name", "fault"), _FAULTS)
def test_fault_is_found_as_the_list_says(name: str, fault: dict[str, Any]) -> None:
    assert fault["luat"] or fault.get("ly_do"), "một lỗi không tìm được phải có lý do"
    assert set(fault["luat"]) <= set(RULES)
    assert [code for code in fault["luat"] if not at(fault, code, name)] == []


@pytest.mark.parametrize(
    ("name", "fault"), [p for p in _FAULTS if str(p.values[0]).startswith("seeds/")]
)
def test_fault_of_a_seed_is_found_in_what_docgen_renders(name: str, fault: dict[str, Any]) -> None:
    expected = fault.get("ket_xuat", fault["luat"])
    here = [code for code in fault["luat"] if at(fault, code, name, again=True)]
    assert here == expected


@pytest.mark.parametrize("name", _JUDGED)
def test_every_error_and_warning_is_in_the_list(name: str) -> None:
    one = files()[name]
    named = {(code, level) for f in one["loi"] for code in f["luat"] for level in _SEVERE.values()}
    named |= {(x["luat"], _SEVERE[x["muc"]]) for x in _others(one) if x["muc"] in _SEVERE}
    said = {
        (f.code, f.severity)
        for f in found_in(document(name), Choice())
        if f.severity in _SEVERE.values()
    }
    assert said - named == set()


@pytest.mark.parametrize("name", _JUDGED)
def test_what_the_list_calls_wrong_is_still_said(name: str) -> None:
    said = {f.code for f in found_in(document(name), Choice())}
    assert [x["luat"] for x in _others(files()[name]) if x["luat"] not in said] == []


@pytest.mark.parametrize("name", [n for n in files() if n.startswith("official/")])
def test_official_annexes_have_no_false_error(name: str) -> None:
    """What the decree itself prescribes is no lỗi in its own annexes."""
    true = {x["luat"] for x in files()[name].get("dung_them", [])}
    assert {f.code for f in found(name) if f.severity == ERROR} <= true
    assert not [x for x in files()[name]["bao_nham"] if x["muc"] == "lỗi"]


def test_page_is_current() -> None:
    from tools.make_faults import PAGE, page

    assert PAGE.read_text("utf-8") == page(files()), "chạy lại tools/make_faults.py"


def test_list_and_corpus_hold_the_same_files() -> None:
    there = {str(p.relative_to(CORPUS)) for d in ("faulty", "official", "seeds")
             for p in Path(CORPUS / d).iterdir() if p.suffix in (".docx", ".txt")}  # fmt: skip
    assert there == set(files())
