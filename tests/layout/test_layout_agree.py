"""What is written down in two rooms that do not import each other says the same."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from docgen.model import CAP, TrinhBay
from docgen.nd30 import trang
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.nd30.trang import Khoang
from docgen.viet.danh_so import LEVELS, SCHEME_TOKENS
from docgen.write.layout.blocks import _DEEPER, _TITLE, _TITLED

BOUNDS = {
    "gian_dong": trang.GIAN_DONG,
    "gian_doan": trang.GIAN_DOAN_PT,
    **{f"le_{side}": bounds for side, bounds in trang.LE.items()},
}


def allowed(**choice: Any) -> bool:
    try:
        TrinhBay.model_validate(choice)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", BOUNDS)
def test_choices_of_layout_keep_to_the_bounds_of_the_decree(name: str) -> None:
    bounds: Khoang = BOUNDS[name]
    assert getattr(TrinhBay(), name) == bounds.chon
    assert allowed(**{name: bounds.thap})
    assert allowed(**{name: bounds.cao})
    assert not allowed(**{name: bounds.thap - 0.01})
    assert not allowed(**{name: bounds.cao + 0.01})


def test_first_line_indent_is_one_of_two() -> None:
    bounds = trang.THUT_DONG_CM
    assert TrinhBay().thut_dong == bounds.chon
    assert allowed(thut_dong=bounds.thap)
    assert allowed(thut_dong=bounds.cao)
    assert not allowed(thut_dong=1.1)


def test_levels_of_the_model_are_those_that_are_numbered() -> None:
    assert (*LEVELS, "doan", "bang") == CAP
    assert set(SCHEME_TOKENS.values()) == set(LEVELS)
    # Every level has a component that prints it, and the headings theirs.
    assert set(LEVELS) | {"doan"} <= set(THANH_PHAN)
    assert {*_TITLED.values(), *_TITLE.values()} <= set(THANH_PHAN)
    assert [cap for cap in CAP if cap in _DEEPER] == list(_DEEPER)
    assert set(_DEEPER) | set(_TITLED) == set(CAP)
