"""One row of a roster: the unit a document is made for, and what is its own in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Finding, Where


@dataclass(frozen=True, slots=True)
class Item:
    """A row that a document can be made from; small and picklable.

    `number` tells the rows of a roster apart; `name` is the unit as given; `values` holds typed
    values by data path ("co_quan.ten", "chi_tieu.xa_dat_chuan.gia_tri"); `level` is tinh, huyen,
    xa, don_vi, or "" when it is not known; `where` is the cell of the name.
    """

    number: int
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    level: str = ""
    where: Where = field(default_factory=Where)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that no document can be made from, and everything that is wrong with it."""

    number: int
    name: str
    findings: tuple[Finding, ...] = ()
