"""Upper-level words planted in the tempting places: changed, protected or marked, none missed."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.adapt.planted import ROOT, Planted, planted, verdict

LISTS = sorted(f.name for f in (ROOT / "tests/adapt").glob("planted*.yaml"))
CASES = [c for name in LISTS for c in planted(name)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.id}-{c.chu}")
def test_planted_word_becomes_what_a_clerk_expects(case: Planted) -> None:
    assert verdict(case) == ""


def test_the_list_covers_every_tempting_place() -> None:
    places = Counter(c.cho for c in CASES)
    wanted = ("can_cu", "trich_dan", "ngoac_kep", "danh_hieu", "dau_cau", "in_hoa", "tach_chu")
    assert all(places[w] >= 5 for w in wanted)
    assert len(LISTS) >= 2
    assert len(CASES) >= 100
    assert len({(c.id, c.chu) for c in CASES}) == len(CASES)
