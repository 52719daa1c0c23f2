"""Documents made for one audience: blocks meant for others are dropped, what stays is renumbered
by its place."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.model.khoi import CAP, Khoi
from docgen.model.van_ban import VanBan

_RANK = {cap: rank for rank, cap in enumerate(CAP)}
_LEAF = ("doan", "bang")


def for_audience(van_ban: VanBan, doi_tuong: str) -> VanBan:
    """The document for one audience ("xa", "huyen", "don_vi" or a name of your own)."""
    return van_ban.model_copy(
        update={
            "noi_dung": blocks_for(van_ban.noi_dung, doi_tuong),
            "kem_theo": [
                k.model_copy(update={"noi_dung": blocks_for(k.noi_dung, doi_tuong)})
                for k in van_ban.kem_theo
                if meant_for(k.doi_tuong, doi_tuong)
            ],
        }
    )


def blocks_for(blocks: Sequence[Khoi], doi_tuong: str) -> list[Khoi]:
    """Blocks that stay: a dropped heading takes everything under it along."""
    kept: list[Khoi] = []
    dropped: float | None = None
    for block in blocks:
        rank = _RANK[block.cap] + block.bac / 10
        owns = dropped is not None and dropped < _RANK["gach"]
        if dropped is not None and (rank > dropped if block.cap not in _LEAF else owns):
            continue
        dropped = None
        if meant_for(block.doi_tuong, doi_tuong):
            kept.append(block)
        elif block.cap not in _LEAF:
            dropped = rank
    return kept


def meant_for(marked: Sequence[str], doi_tuong: str) -> bool:
    """Whether something marked for `marked` (nobody in particular: all) is for `doi_tuong`."""
    return not marked or doi_tuong in marked
