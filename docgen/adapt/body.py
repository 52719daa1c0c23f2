"""The body of a document or an attachment: which blocks stay, and what their texts become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.adapt.audience import emptied, extent, meant_for_unit, own_audience
from docgen.adapt.changes import Change, outside
from docgen.adapt.plain import plain_text
from docgen.adapt.record import Recorder
from docgen.adapt.references import Renumbering, renumbering
from docgen.adapt.rewrite import Rewritten, Situation, rewrite
from docgen.model import CAP, Khoi

_ORDINAL = ("tt", "stt", "số tt", "số thứ tự")
_LEVELS = {
    "trung_uong": "trung ương", "tinh": "cấp tỉnh", "huyen": "cấp huyện", "xa": "cấp xã",
    "don_vi": "cơ quan, đơn vị",
}  # fmt: skip
_NO_TARGET = "Bỏ dẫn chiếu, hoặc dẫn tới phần còn lại nói cùng việc."
EMPTIED = "Mọi nội dung bên dưới đã bỏ"


def adapt_body(
    blocks: Sequence[Khoi],
    danh_so: Sequence[str],
    at: Situation,
    record: Recorder,
    path: str,
    own_path: str,
    loai: str | None,
) -> tuple[list[Khoi], Renumbering | None]:
    """Blocks of the unit's own document, and how their numbers moved (None: they did not).

    Their texts are noted as `path`[n] and `own_path`[n]; `loai`: kind of the document they are of.
    """
    seen = [rewrite(plain_text(b.text), at, block=True) for b in blocks]
    dropped = _dropped(blocks, seen, at)
    kept = [place not in dropped for place in range(len(blocks))]
    for place in emptied(blocks, kept):
        dropped[place] = "doi_tuong", EMPTIED
        kept[place] = False
    numbers = renumbering(blocks, danh_so, kept, loai) if dropped else None
    own: list[Khoi] = []
    for place, block in enumerate(blocks):
        source = f"{path}[{place}]"
        if place in dropped:
            _remove(block, source, *dropped[place], record)
        else:
            target = f"{own_path}[{len(own)}]"
            own.append(_adapted(block, seen[place], at, record, (source, target), numbers, place))
    return own, numbers


def _dropped(
    blocks: Sequence[Khoi], seen: Sequence[Rewritten], at: Situation
) -> dict[int, tuple[str, str]]:
    """Places of dropped blocks, with rule and reason."""
    out: dict[int, tuple[str, str]] = {}
    for place, block in enumerate(blocks):
        if place in out:
            continue
        reason = None
        if not meant_for_unit(block.doi_tuong, at.own.cap):
            levels = ", ".join(_LEVELS.get(d, d) for d in block.doi_tuong)
            reason = "doi_tuong", f"Phần này dành cho {levels}"
        elif drop := seen[place].drop:
            reason = drop.luat, (drop.muc and drop.muc.bo_khoi) or drop.ly_do
        if reason:
            out |= dict.fromkeys(range(place, extent(blocks, place)), reason)
    return out


def _remove(block: Khoi, source: str, luat: str, reason: str, record: Recorder) -> None:
    record.removed(source, block.text, luat, reason, block.cap)
    for tail, text in cells(block):
        record.removed(source + tail, text, luat, reason)


def cells(block: Khoi) -> list[tuple[str, str]]:
    """Path behind the block's own, and text, of each heading and cell of a table."""
    heads = [(f".cot[{n}].ten", column.ten) for n, column in enumerate(block.cot)]
    rows = [
        (f".hang[{n}][{c}]", cell) for n, row in enumerate(block.hang) for c, cell in enumerate(row)
    ]
    return heads + rows


def _adapted(
    block: Khoi,
    seen: Rewritten,
    at: Situation,
    record: Recorder,
    paths: tuple[str, str],
    numbers: Renumbering | None,
    place: int,
) -> Khoi:
    source, target = paths
    changes = with_references(plain_text(block.text), seen, numbers, place)
    update: dict[str, Any] = {}
    text = record.changed(source, target, block.text, changes, block.cap)
    if text != block.text:
        update["text"] = text
        if block.tieu_de is None and CAP.index(block.cap) < CAP.index("gach"):
            update |= _same_look(block, text)
    if block.doi_tuong:
        update["doi_tuong"] = own_audience(block.doi_tuong, at.own.cap)
    if block.cot:
        update |= _table(block, at, record, source, target)
    return block.model_copy(update=update) if update else block


def _same_look(block: Khoi, text: str) -> dict[str, Any]:
    """What stands at the end of a heading must not make it a sentence, nor the reverse."""
    closing = (".", ";", ",", "?", "!", ":")
    return {"tieu_de": True} if text.endswith("]]") and not block.text.endswith(closing) else {}


def with_references(
    text: str, seen: Rewritten, numbers: Renumbering | None, place: int = -1
) -> list[Change]:
    """The changes of a text and those of its references to renumbered parts.

    `place`: number of its block; -1 for a text outside the body.
    """
    if numbers is None:
        return seen.changes
    taken = [(s.start, s.end) for s in seen.kept]
    moved = [
        c if c.goi_y or c.cach != "hoi" else c._replace(goi_y=_NO_TARGET)
        for c in numbers.references(text, place, taken)
    ]
    # A number inside a reference is no figure: the reference wins.
    spans = [(c.start, c.end) for c in moved]
    return sorted([*outside(seen.changes, spans), *moved], key=lambda c: (c.start, c.end))


def _table(
    block: Khoi, at: Situation, record: Recorder, source: str, target: str
) -> dict[str, Any]:
    """Headings and cells of a table; ordinals in its first column are no figures."""

    def text(tail: str, given: str, figures: bool = True) -> str:
        changes = rewrite(plain_text(given), at).changes
        if not figures:
            changes = [c for c in changes if c.luat not in ("so_lieu", "thoi_han")]
        return record.changed(source + tail, target + tail, given, changes)

    columns = [
        column.model_copy(update={"ten": text(f".cot[{n}].ten", column.ten)})
        for n, column in enumerate(block.cot)
    ]
    ordinal = {n for n, c in enumerate(block.cot) if c.ten.casefold().strip(" .") in _ORDINAL}
    rows = [
        [text(f".hang[{n}][{c}]", cell, c not in ordinal) for c, cell in enumerate(row)]
        for n, row in enumerate(block.hang)
    ]
    return {"cot": columns, "hang": rows}
