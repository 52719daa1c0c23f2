"""What a trace says: open questions with their places, and the text as docgen made it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.adapt.changes import as_change
from docgen.adapt.places import Places, text_at
from docgen.adapt.plain import apply, plain_text
from docgen.model import Khoi, VanBan, Vet
from docgen.write.layout.inline import gaps


@dataclass(frozen=True, slots=True)
class Question:
    """A place that a person must decide."""

    o: str
    """Data path in the own document."""
    noi: str
    """The place in words: mục II, khoản 1."""
    chu: str
    """The gap as it is printed: [cấp trên: 115/181]."""
    tu: str
    """Words of the source."""
    hoi: str
    goi_y: str
    luat: str


def questions(own: VanBan) -> list[Question]:
    """Open questions of an adapted document in its order; decided ones (the gap is gone) left out.

    A gap that was filled in the own document is no question any more.
    """
    if own.nguon_goc is None:
        return []
    places = Places(own)
    out: list[Question] = []
    for vet in own.nguon_goc.vet:
        if vet.o is None:
            continue
        source = plain_text(vet.nguon)
        for doi in vet.doi:
            if doi.cach == "hoi":
                start, end = doi.tai
                shown = ", ".join(f"[{label}]" for label in gaps(doi.thanh))
                out.append(
                    Question(
                        vet.o, places.words(vet.o), shown, source[start:end],
                        doi.ly_do or "", doi.goi_y or "", doi.luat,
                    )
                )  # fmt: skip
    return [q for q in _in_order(out) if _open(q, own)]


def _open(question: Question, own: VanBan) -> bool:
    if question.o.startswith("chi_tieu."):
        target = own.chi_tieu.get(question.o.removeprefix("chi_tieu."))
        return target is not None and target.gia_tri is None
    # An edit may have moved the text: then it is looked for everywhere.
    here = question.chu in printed_gaps(text_at(own, question.o))
    return here or question.chu in _everywhere(own)


def _everywhere(own: VanBan) -> str:
    return " ".join(printed_gaps(text) for _path, text in texts(own))


def printed_gaps(text: str) -> str:
    """The gaps of a typed text as they are printed, one behind the other."""
    return ", ".join(f"[{label}]" for label in gaps(text)) if "[[" in text else ""


_RANK = (
    "loai", "co_quan", "so", "dia_danh", "ngay", "trich_yeu", "kinh_gui", "can_cu",
    "chi_tieu", "bien",
    "noi_dung", "ket_thuc", "noi_nhan", "luu", "chu_ky", "kem_theo",
)  # fmt: skip


def _in_order(found: list[Question]) -> list[Question]:
    def key(question: Question) -> tuple[int, list[int]]:
        head = question.o.split("[")[0].split(".")[0]
        rank = _RANK.index(head) if head in _RANK else len(_RANK)
        return rank, [int(n) for n in re.findall(r"\[(\d+)\]", question.o)]

    return sorted(found, key=key)


def own_text(vet: Vet) -> str:
    """The text as docgen put it into the own document, as typed."""
    return apply(vet.nguon, map(as_change, vet.doi))


def texts(van_ban: VanBan) -> Iterable[tuple[str, str]]:
    """Texts that may hold gaps, with their data paths."""
    if van_ban.trich_yeu:
        yield "trich_yeu", van_ban.trich_yeu
    for key in ("can_cu", "kinh_gui", "ket_thuc", "noi_nhan"):
        for n, text in enumerate(getattr(van_ban, key)):
            if isinstance(text, str):
                yield f"{key}[{n}]", text
    yield from _bodies("", van_ban.noi_dung)
    for k, item in enumerate(van_ban.kem_theo):
        at = f"kem_theo[{k}]."
        if item.trich_yeu:
            yield f"{at}trich_yeu", item.trich_yeu
        for n, text in enumerate(item.can_cu):
            if isinstance(text, str):
                yield f"{at}can_cu[{n}]", text
        for n, text in enumerate(item.ket_thuc):
            yield f"{at}ket_thuc[{n}]", text
        yield from _bodies(at, item.noi_dung)


def _bodies(at: str, blocks: list[Khoi]) -> Iterable[tuple[str, str]]:
    for n, block in enumerate(blocks):
        yield f"{at}noi_dung[{n}]", block.text
        for i, column in enumerate(block.cot):
            yield f"{at}noi_dung[{n}].cot[{i}].ten", column.ten
        for i, row in enumerate(block.hang):
            for c, cell in enumerate(row):
                yield f"{at}noi_dung[{n}].hang[{i}][{c}]", cell
