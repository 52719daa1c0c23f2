"""What makes the model quick to load changes nothing of what it accepts and says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, BeforeValidator, TypeAdapter

from docgen.model import Ngay, TrinhBay, VanBan
from docgen.model.chung import Before, one_per_item

ROOT = Path(__file__).parents[2]


def _doubled(value: Any) -> Any:
    return value * 2


@pytest.mark.parametrize("inner", [str, str | None, list[str], list[Annotated[str, "x"]]])
def test_before_is_pydantics_before_validator(inner: Any) -> None:
    ours = TypeAdapter(Annotated[inner, Before(_doubled)])
    theirs = TypeAdapter(Annotated[inner, BeforeValidator(_doubled)])
    assert ours.core_schema == theirs.core_schema
    assert ours.json_schema() == theirs.json_schema()


def test_before_runs_before_in_a_key() -> None:
    class Holder(BaseModel):
        items: Annotated[list[str], Before(one_per_item)]

    assert Holder.model_validate({"items": "a"}).items == ["a"]
    assert Holder.model_validate({"items": None}).items == []


def test_defaults_without_a_validator_are_the_validated_ones() -> None:
    made = VanBan.model_validate({"loai": "ke_hoach", "co_quan": "UBND tỉnh A"})
    again = VanBan.model_validate({"loai": "ke_hoach", "co_quan": "UBND tỉnh A"})
    assert (made.ngay, made.trinh_bay) == (Ngay(), TrinhBay())
    assert made.ngay.model_fields_set == Ngay().model_fields_set == set()
    assert made.ngay is not again.ngay


def test_a_document_builds_its_own_schema_alone() -> None:
    code = (
        "from docgen.model import *; "
        "VanBan.model_validate({'loai': 'ke_hoach', 'co_quan': 'UBND'}); "
        "print([m.__name__ for m in (VanBan, Ngay, TrinhBay, Khoi, CoQuan, HoSoDonVi) "
        "if m.__pydantic_complete__])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert said.stdout.strip() == "['VanBan']", said.stdout + said.stderr
