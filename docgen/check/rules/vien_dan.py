"""Grounds and citations as the decree wants them cited (TP32, TP33), dates written one way (NQ18).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.a, II.6.b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import BLOCKS, GROUNDS, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.frame import OPEN, bare, fold
from docgen.check.rules.nhat_quan import citations, cited_name
from docgen.lang import _

_OPENS = re.compile(r"\W*(?:Căn cứ|Thực hiện|Trên cơ sở)\s", re.IGNORECASE)


@rule("TP32")
def one_ground_a_line(document: Document) -> Iterator[Found]:
    """Each ground stands on a line of its own (Mục II.6.a)."""
    cited: dict[int, list[tuple[int, int, str]]] = {}
    texts: dict[int, Text] = {}
    for text, f in citations(document).each():
        if f.so and f.ky_hieu and not f.depth and not f.chung:
            cited.setdefault(text.index, []).append((f.start, f.end, cited_name(f)))
            texts[text.index] = text
    first = _first_block(document)
    for index, founds in cited.items():
        text = texts[index]
        # Of an attached document only what was recognised: its first words often retell a story.
        early = text.part == "doan" and not text.member and index < first
        if text.part not in GROUNDS and not (early and _OPENS.match(text.text)):
            continue
        founds.sort()
        joined = [
            (one, two)
            for one, two in zip(founds, founds[1:], strict=False)
            if _parted(text.text[one[1] : two[0]])
        ]
        if joined and not OPEN.search(text.text):
            _before, (start, end, shown) = joined[0]
            yield Found(
                _("Một đoạn gộp {n} căn cứ; mỗi căn cứ xuống dòng riêng.").format(
                    n=len(joined) + 1
                ),
                text,
                start,
                end,
                expected=_("xuống dòng trước “{name}”").format(name=shown),
                found=bare(text.text)[start:end],
            )


def _first_block(document: Document) -> int:
    """Index of the first numbered item of the document itself; 0 without one."""
    own = (t for t in document.texts if not t.member)
    return next((t.index for t in own if t.part in BLOCKS and t.part != "doan"), 0)


def _parted(between: str) -> bool:
    """Whether the words between two citations part two grounds: ";" or "." and a new one."""
    folded = fold(between)
    return bool(re.search(r"[;.]\W*(?:(?:CAN CU|THUC HIEN|VA)\W*)?\Z", folded))


_AGAIN = 2


@rule("TP33")
def cited_in_full_again(document: Document) -> Iterator[Found]:
    """From the second time on a document is cited by kind, number and code alone (Mục II.6.b)."""
    known = citations(document)
    again: list[tuple[Text, int, int, str]] = []
    for entry in known.register:
        seen: dict[int, int] = {}
        for noi in entry.noi:
            text, f = known.texts[noi.van_ban], noi.found
            if text.part not in BLOCKS or not (f.so and f.ky_hieu) or f.depth or f.chung:
                continue
            seen[text.member] = seen.get(text.member, 0) + 1
            if seen[text.member] >= _AGAIN and f.ngay and f.co_quan:
                again.append((text, f.start, f.end, cited_name(f)))
    if again:
        again.sort(key=lambda a: (a[0].index, a[1]))
        text, start, end, shown = again[0]
        yield Found(
            _("{name} đã viện dẫn ở trên; lần sau chỉ ghi tên loại, số, ký hiệu ({n} chỗ).").format(
                name=shown, n=len(again)
            ),
            text,
            start,
            end,
            expected=shown,
            found=text.text[start:end],
        )


_DATE = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")


@rule("NQ18")
def one_way_of_a_date(document: Document) -> Iterator[Found]:
    """One date is written one way: 22/02/2022, not 22/2/2022 elsewhere."""
    forms: dict[tuple[int, ...], dict[str, list[tuple[Text, int, int]]]] = {}
    for text in document.texts:
        if text.text.count("/") < 2:
            continue
        for m in _DATE.finditer(text.text):
            day = tuple(map(int, m.groups()))
            forms.setdefault(day, {}).setdefault(m[0], []).append((text, *m.span()))
    for written in forms.values():
        if len(written) < 2:
            continue
        usual = max(written, key=lambda w: (len(written[w]), len(w)))
        for form, places in written.items():
            if form != usual:
                text, start, end = places[0]
                yield Found(
                    _("Ngày “{have}” ở chỗ khác viết là “{wanted}”.").format(
                        have=form, wanted=usual
                    ),
                    text, start, end, expected=usual, found=form,
                )  # fmt: skip
