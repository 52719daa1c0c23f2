"""Figures that a document asks for: a table made from the targets of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.model import ChiTieu, Cot, Khoi
from docgen.model.khoi import COT_CHI_TIEU
from docgen.write.layout.blanks import KET_QUA

TAT_CA = "tat_ca"
"""In place of keys: every target of the data."""


def with_figures(blocks: Sequence[Khoi], chi_tieu: Mapping[str, ChiTieu]) -> Sequence[Khoi]:
    """Blocks in which tables of figures have their columns and rows."""
    if not any(b.chi_tieu for b in blocks):
        return blocks
    return [_table(b, chi_tieu) if b.chi_tieu else b for b in blocks]


def asked_of(block: Khoi, chi_tieu: Mapping[str, ChiTieu]) -> list[str]:
    """Keys of the targets that a table of figures asks for, in order."""
    keys = [k for key in block.chi_tieu for k in (chi_tieu if key == TAT_CA else (key,))]
    return list(dict.fromkeys(keys))


def _table(block: Khoi, chi_tieu: Mapping[str, ChiTieu]) -> Khoi:
    keys = asked_of(block, chi_tieu)
    rows = [_row(n, key, chi_tieu.get(key)) for n, key in enumerate(keys, 1)]
    columns = block.cot or [Cot(ten=name) for name in COT_CHI_TIEU]
    return block.model_copy(update={"cot": columns, "hang": [*rows, *block.hang], "chi_tieu": []})


def _row(number: int, key: str, target: ChiTieu | None) -> list[str]:
    """Name, unit and target as far as they are known, and a blank for the result."""
    at = f"chi_tieu.{key}"
    unit = f"{{{{ {at}.don_vi }}}}" if target and target.don_vi else ""
    known = f"{{{{ {at} }}}}" if target and target.gia_tri is not None else ""
    return [str(number), f"{{{{ {at}.ten }}}}", unit, known, f"<<{KET_QUA}{key}>>"]
