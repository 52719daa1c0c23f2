"""The body: labels, headings, end mark, and where a landscape page begins and ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from docgen.model import Khoi
from docgen.nd30.thanh_phan import DAU_KET
from docgen.viet.danh_so import Counter
from docgen.write.layout.blanks import LINED, in_paragraph
from docgen.write.layout.inline import CHO_TRONG, DIEN, Chu, Run, Runs, has_marks
from docgen.write.layout.tables import lay_out_table

Block = dict[str, Any]
"""{"cap": component key, "nhan": label, "text": Chu, "giu": keep with next, "bang": Bang|None}.

`giu` is True, "" or the line spacing of this paragraph (see `room`)."""

_TITLED = {"phan": "phan_ten", "chuong": "chuong_ten", "muc": "muc_ten", "tieu_muc": "tieu_muc_ten"}
_HEADING_END = frozenset(".;,…?!")
_HEADING_MAX = 110  # characters; longer "headings" are sentences that lost their full stop
_COLON_MAX = 60  # with a colon at the end: longer ones introduce a list


def is_heading(block: Khoi, following: Khoi | None, duoi_dieu: bool = False) -> bool:
    """Whether a numbered block is a heading on its own line.

    Said by the data, or judged: short, without a closing mark, and something stands under it.
    `duoi_dieu`: a khoản of a Điều, where a colon opens a list of điểm and ends no heading.
    """
    if block.tieu_de is not None:
        return block.tieu_de
    text = block.text
    end = text[-1:]
    if following is None or end in _HEADING_END:
        return False
    if end == ":":
        if duoi_dieu or len(text) > _COLON_MAX:
            return False
        if following.cap == "doan":
            return True
    elif len(text) > _HEADING_MAX:
        return False
    if following.cap == block.cap == "so_kep":
        return following.bac > block.bac
    return following.cap in _DEEPER.get(block.cap, ())


_ORDER = ("dieu", "la_ma", "so", "so_kep", "chu", "gach", "cong", "doan", "bang")
_DEEPER = {cap: frozenset(_ORDER[place + 1 :]) for place, cap in enumerate(_ORDER)}
"""For each level, what stands under it."""


def lay_out_blocks(
    blocks: Sequence[Khoi],
    danh_so: Sequence[str],
    resolve: Callable[[str, int], Chu],
    page: Callable[[bool], tuple[float, float]],
) -> list[Block]:
    """Turn the body into blocks with labels.

    `resolve(text, place)` fills in variables of block number `place`; `page(ngang)` gives the width
    and text size of a table in pt.
    """
    counter = Counter(tuple(danh_so))
    label, at = counter.label, counter.at
    out: list[Block] = []
    add = out.append
    # One look at the whole body: most need no look at each text.
    marked = has_marks("".join([b.text for b in blocks]))
    last = len(blocks) - 1
    judged: list[_Judged] = []
    seen = 0  # 1: a heading; 2: what may be one; 3: both
    for place, block in enumerate(blocks):
        cap = block.cap
        text: Any = block.text
        if marked and has_marks(text):
            text = resolve(text, place)
            if cap in LINED:
                text = in_paragraph(text, cap != "doan")
        if cap == "doan":
            add({"cap": "doan", "nhan": "", "text": text, "giu": ""})
        elif cap == "gach":
            at["cong"] = 0
            add({"cap": "gach", "nhan": "-", "text": text, "giu": ""})
        elif cap == "cong":
            add({"cap": "cong", "nhan": "+", "text": text, "giu": ""})
        elif cap == "chu":
            # A point that opens a list is not left behind at the foot of a page.
            opens = is_heading(block, blocks[place + 1] if place < last else None)
            add({"cap": "chu", "nhan": label("chu"), "text": text, "giu": opens or ""})
        elif cap == "so" or cap == "so_kep":
            following = blocks[place + 1] if place < last else None
            title = is_heading(block, following, at["dieu"] > 0)
            style = cap + "_tieu_de" if title else cap
            made = {"cap": style, "nhan": label(cap, block.bac), "text": text, "giu": ""}
            add(made)
            judged.append((block, made, title))
            seen |= 1 if title else 2 if block.text[-1:] not in _HEADING_END else 0
        elif cap == "la_ma":
            add({"cap": cap, "nhan": label(cap), "text": text.upper(), "giu": ""})
        elif cap == "dieu":
            following = blocks[place + 1] if place < last else None
            title = is_heading(block, following)
            style = "dieu" if title else "dieu_chay"
            made = {"cap": style, "nhan": label(cap), "text": text, "giu": ""}
            add(made)
            judged.append((block, made, title))
            seen |= 1 if title else 2 if block.text[-1:] not in _HEADING_END else 0
        elif cap == "bang":
            rong, co_chu = page(block.ngang)
            bang = lay_out_table(
                text,
                block.cot,
                block.hang,
                partial(_resolve_at, resolve, place),
                rong,
                co_chu,
                block.ngang,
            )
            add({"cap": "bang", "nhan": "", "text": text, "giu": "", "bang": bang})
        else:
            add({"cap": cap, "nhan": label(cap), "text": "", "giu": ""})
            if text:
                add({"cap": _TITLED[cap], "nhan": "", "text": text.upper(), "giu": ""})
    if seen == 3:
        _even_out(judged)
    return out


_Judged = tuple[Khoi, Block, bool]
_TITLE = {"so": "so_tieu_de", "so_kep": "so_kep_tieu_de", "dieu": "dieu"}


def _even_out(judged: Sequence[_Judged]) -> None:
    """Make headings of numbered blocks that look like the headings beside them.

    Beside: of one level, counted on without a new start. One with nothing under it yet is a heading
    too when it is short and without a closing mark, and most of the others are headings or all of
    them look like one.
    """
    open_groups: dict[tuple[str, int], list[_Judged]] = {}
    for item in judged:
        block, made, _title = item
        key = block.cap, block.bac if block.cap == "so_kep" else 0
        if made["nhan"] == "1." or made["nhan"].endswith(".1."):
            _even_group(open_groups.pop(key, []))
        open_groups.setdefault(key, []).append(item)
    for group in open_groups.values():
        _even_group(group)


def _even_group(group: Sequence[_Judged]) -> None:
    rest = [item for item in group if not item[2]]
    if not rest or len(rest) == len(group):
        return
    alike = [item for item in rest if _looks_like_heading(item[0])]
    most = 2 * len(rest) < len(group)
    if alike and (most or len(alike) == len(rest)):
        for block, made, _title in alike:
            made["cap"] = _TITLE[block.cap]


def _looks_like_heading(block: Khoi) -> bool:
    text = block.text.rstrip()
    short = 0 < len(text) <= _HEADING_MAX and text[-1] not in _HEADING_END
    return block.tieu_de is None and short and text[-1] != ":"


def _resolve_at(resolve: Callable[[str, int], Chu], place: int, text: str) -> Chu:
    return resolve(text, place)


def end_mark(text: Chu) -> Chu:
    """The last text of a body with "./." at its end (sample forms of Phụ lục III)."""
    if isinstance(text, Runs):
        head, tail = text[:-1], text[-1]
        if tail.co & (CHO_TRONG | DIEN):
            # In the look of a blank, which dots on paper have too.
            return Runs((*text, Run(DAU_KET, tail.co & ~DIEN if tail.co & DIEN else 0)))
        return Runs((*head, Run(_closed(tail.chu), tail.co)))
    return _closed(text)


def _closed(text: str) -> str:
    bare = text.rstrip()
    for typed in (DAU_KET, ".//"):
        bare = bare.removesuffix(typed).rstrip()
    # An ellipsis belongs to the sentence: "… việc làm..." keeps its dots.
    if not bare.endswith(("...", "…")):
        bare = bare.rstrip(".;, ")
    return bare + DAU_KET


def close(blocks: list[Block], ket_thuc: list[Block]) -> None:
    """Put the end mark on the last paragraph of a body, and nothing after a table but the mark."""
    body = ket_thuc or blocks
    if not body:
        return
    if body[-1]["cap"] == "bang":
        body.append({"cap": "doan", "nhan": "", "text": DAU_KET, "giu": ""})
        return
    body[-1]["text"] = end_mark(body[-1]["text"])


def keep_with_foot(blocks: list[Block], ket_thuc: list[Block]) -> None:
    """Tie the last paragraph to the signature block, which must not stand alone on a page."""
    body = ket_thuc or blocks
    if body:
        body[-1]["giu"] = True


def closing(texts: Sequence[str], resolve: Callable[[str, str], Chu]) -> list[Block]:
    """Closing paragraphs as blocks."""
    return [
        {"cap": "ket_thuc", "nhan": "", "text": resolve(t, f"ket_thuc[{i}]"), "giu": ""}
        for i, t in enumerate(texts)
    ]
