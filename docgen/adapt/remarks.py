"""What is said beside the document in Word: a comment on every open question and removal.

In Vietnamese, as the document itself.
"""

from __future__ import annotations

import re

from docgen.adapt.plain import plain_text
from docgen.adapt.redline import Note
from docgen.adapt.trace import Question, questions, texts
from docgen.model import VanBan
from docgen.write.layout.variables import Variables

_TARGET = re.compile(r"\{\{([^{}]*chi_tieu\.(\w+)[^{}]*)\}\}|\[\[[^\[\]]*\]\]")


def remarks(own: VanBan) -> list[Note]:
    """Comments in the order of the document; a target's question stands wherever it is printed."""
    found = questions(own)
    targets = {q.o.removeprefix("chi_tieu."): q for q in found if q.o.startswith("chi_tieu.")}
    made: list[Note] = []
    by_place: dict[str, list[Question]] = {}
    for question in found:
        if not question.o.startswith("chi_tieu."):
            by_place.setdefault(question.o, []).append(question)
    variables = Variables(own)
    for path, text in texts(own):
        waiting = by_place.pop(path, [])
        for m in _TARGET.finditer(text):
            if m[1] is None:
                made += [_note(waiting.pop(0))] if waiting else []
            elif m[2] in targets:
                made.append(_note(targets[m[2]], str(variables(m[1].strip()))))
        made += map(_note, waiting)
    made += [_note(q) for rest in by_place.values() for q in rest]
    return made + _removed(own)


def _note(question: Question, shown: str = "") -> Note:
    lines = [question.hoi]
    if question.goi_y:
        lines.append(f"Gợi ý: {question.goi_y}")
    return Note(shown or question.chu, "\n".join(lines))


def _removed(own: VanBan) -> list[Note]:
    """One comment for each run of removed blocks with the same reason."""
    made: list[Note] = []
    before = None
    for vet in own.nguon_goc.vet if own.nguon_goc else ():
        block = vet.tai is not None and "noi_dung[" in vet.tai
        if vet.o is not None or not block or not vet.nguon or "." in (vet.tai or "").split("]")[-1]:
            before = None if block else before
            continue
        if vet.bo != before:
            made.append(Note(plain_text(vet.nguon), f"Đã bỏ: {vet.bo}", removed=True))
        before = vet.bo
    return made
