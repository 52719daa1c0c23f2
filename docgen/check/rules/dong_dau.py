"""Lines of the head as Word breaks them (TC24).

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1, II.2; the widths are those of Times New Roman.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import LOOK, Found, rule
from docgen.check.rules._look import components, counted, half, name
from docgen.check.rules.frame import OPEN, fold
from docgen.findings import HINT
from docgen.lang import _
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.viet.be_rong import be_rong, chia_dong

_ONE_LINE = ("quoc_hieu", "tieu_ngu")
_NAMES = ("chu_quan", "co_quan")
_HELD_TOGETHER = frozenset({*_ONE_LINE, *_NAMES})
_ROUNDING = 1.0
"""What a line may exceed its room before Word breaks it for sure, pt."""
_ROOM = 20.0
_UNIT = re.compile(
    r"(?:TINH|THANH PHO|HUYEN|QUAN|THI XA|XA|PHUONG|THI TRAN|DAC KHU)\W*\Z"
)  # fmt: skip
"""A unit whose own name must follow on the same line."""


@rule("TC24", LOOK)
def head_lines(document: Document) -> Iterator[Found]:
    """Quốc hiệu and Tiêu ngữ stand on one line each; the issuer is broken between words that part.

    Only lines in a cell whose width the file gives, of letters set without stretching.
    """
    broken: dict[str, list[Text]] = {}
    for text in components(document):
        if text.part not in _HELD_TOGETHER:
            continue
        paragraph = text.paragraph
        assert paragraph is not None
        if paragraph.cell is None:
            continue
        if "\n" in text.text or OPEN.search(text.text) or half(text) < len(text.text):
            continue
        lines = _lines(text)
        if len(lines) < 2:
            continue
        if text.part in _ONE_LINE:
            broken.setdefault(text.part, []).append(text)
        elif _torn(lines):
            yield _told_name(text, lines)
    for part, texts in broken.items():
        lines = _lines(texts[0])
        yield Found(
            _("{part} bị ngắt thành {n} dòng vì ô quá hẹp{count}.").format(
                part=name(part), n=len(lines), count=counted(texts)
            ),
            texts[0],
            expected=_("một dòng"),
            found=" / ".join(lines),
            clause=THANH_PHAN[part].theo.dieu_khoan,
        )


def _lines(text: Text) -> list[str]:
    """The lines of a paragraph as Word breaks them; one line where that is not certain."""
    paragraph = text.paragraph
    assert paragraph is not None
    words = " ".join(text.text.split())
    run = next((r for r in paragraph.runs if r.text.strip()), None)
    room = paragraph.width - paragraph.look.get("left") - paragraph.look.get("right")
    # The first line is narrower or wider by its indent; nobody means that in a centred line.
    room -= max(paragraph.look.get("first"), 0.0)
    if run is None or not paragraph.size or room < _ROOM or not paragraph.all("spaced", 0.0):
        return [words]
    bold, italic = run.look.get("bold"), run.look.get("italic")
    if not paragraph.all("bold", bold):
        return [words]
    shown = words.upper() if run.look.get("caps") else words
    if be_rong(shown, paragraph.size, bold, italic) <= room + _ROUNDING:
        return [words]
    return [x.strip() for x in chia_dong(shown, room, paragraph.size, bold, italic)]


def _torn(lines: list[str]) -> bool:
    """Whether a unit stands apart from its name, or one word alone on the last line."""
    apart = any(_UNIT.search(fold(line)) for line in lines[:-1])
    return apart or len(lines[-1].split()) == 1


def _told_name(text: Text, lines: list[str]) -> Found:
    shown = " / ".join(lines)
    return Found(
        _("Tên cơ quan ngắt dòng không theo nghĩa: “{lines}”.").format(lines=shown),
        text,
        expected=_("ngắt trước tên riêng của đơn vị hoặc giữa các cụm từ"),
        found=shown,
        severity=HINT,
    )
