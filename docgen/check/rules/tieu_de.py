"""Headings (DS): who must have one, capitals of La Mã headings, bold headings of khoản alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import BLOCKS, Document, Text
from docgen.check.registry import LOOK, WRITTEN, Fix, Found, rule
from docgen.check.rules.dan_y import Item, is_heading, members
from docgen.findings import HINT
from docgen.lang import _

_BY_ARTICLES = ("quy_che", "quy_dinh")
"""Kinds whose Điều all have a title; that of a quyết định runs on (Phụ lục III, Mẫu 1.2)."""
_SENTENCE = re.compile(
    r"(?<!\w)(?:này|phải|được|có (?:trách nhiệm|hiệu lực)|chịu trách nhiệm|bao gồm)(?!\w)"
)
_LONG_TITLE = 200
_TITLED = ("phan", "chuong", "muc", "tieu_muc")


def _span(item: Item) -> tuple[int, int]:
    return (item.start, item.start + len(item.label)) if item.end else (0, 0)


@rule("DS09")
def articles(document: Document) -> Iterator[Found]:
    """Each Điều of a quy chế or quy định has a title (Mục II.6.đ)."""
    for member in members(document):
        if member.loai not in _BY_ARTICLES:
            continue
        for item in member.of("dieu"):
            body = item.body
            if body and not _is_sentence(body):
                continue
            if not body and item.after is not None and _could_be_title(item.after):
                continue
            start, end = _span(item)
            message = _("{label} không có tiêu đề.").format(label=item.label.rstrip(".: "))
            yield Found(message, item.text, start, end, found=body[:60])


def _is_sentence(body: str) -> bool:
    return body.endswith((".", ";", "./.")) and (len(body) > 80 or bool(_SENTENCE.search(body)))


def _could_be_title(text: Text) -> bool:
    """Whether the paragraph under a bare "Điều 5" may be its title on a line of its own."""
    body = text.text.strip()
    return text.part in ("doan", "") and len(body) < _LONG_TITLE and body[-1:] not in ".;:"


@rule("DS10")
def chapters(document: Document) -> Iterator[Found]:
    """Phần, chương, mục and tiểu mục have a title (Mục II.6.đ)."""
    for member in members(document):
        data = document.form == "data"
        for item in member.of(*_TITLED):
            if (item.text.text.strip() if data else item.body.strip(" .:-–*_")) != "":
                continue
            after = item.after
            if not data and (after is None or after.part not in BLOCKS or after.part == "doan"):
                continue  # its title, or a line that was not recognised
            message = _("{label} không có tiêu đề.").format(label=item.label.strip(" .:"))
            yield Found(message, item.text)


@rule("DS11", WRITTEN)
def capitals(document: Document) -> Iterator[Found]:
    """The title behind a La Mã numeral stands in capitals (Mục II.6.đ)."""
    for member in members(document):
        wrong = [i for i in member.of("la_ma") if _needs_capitals(i)]
        if not wrong:
            continue
        first = wrong[0]
        message = _("Tiêu đề mục La Mã chưa viết in hoa ({n} mục).").format(n=len(wrong))
        fixes = tuple(
            Fix("letters", i.text, i.end, len(i.text.text), values=(("caps", True),))
            for i in wrong
            if i.text.paragraph is not None
        )
        start = first.text.text.find(first.body[:10], first.end)
        end = len(first.text.text.rstrip())
        wanted = first.body.upper()
        yield Found(message, first.text, max(start, 0), end, wanted, first.body, fixes=fixes)


def _needs_capitals(item: Item) -> bool:
    body = item.body.strip("*_ ")
    if not body or body == body.upper() or len(body) > _LONG_TITLE or body[-1] in ".;,":
        return False
    paragraph = item.text.paragraph
    if paragraph is None:
        return True
    small = "".join(r.text for r, v in paragraph.values("caps") if not v.value and r.text.strip())
    return small != small.upper()


@rule("DS12", LOOK)
def bold(document: Document) -> Iterator[Found]:
    """Titles of khoản are bold, all of them (Mục II.6.đ)."""
    for member in members(document):
        for cap in ("so", "so_kep"):
            titles = [i for i in member.of(cap) if is_heading(i) and i.text.paragraph is not None]
            light = [i for i in titles if not _is_bold(i)]
            # The decree names khoản alone; of 1.1 it only matters that they are alike.
            if not light or (len(light) == len(titles) and (cap != "so" or len(light) < 2)):
                continue
            first = light[0]
            message = _("Tiêu đề “{title}” chưa in đậm ({n} chỗ).")
            if len(light) < len(titles):
                message = _("Tiêu đề “{title}” không in đậm như các tiêu đề cùng cấp ({n} chỗ).")
            fixes = tuple(
                Fix("letters", i.text, 0, len(i.text.text), values=(("bold", True),)) for i in light
            )
            said = message.format(title=first.body, n=len(light))
            mild = HINT if len(light) == len(titles) else ""
            yield Found(said, first.text, fixes=fixes, severity=mild)


def _is_bold(item: Item) -> bool:
    paragraph = item.text.paragraph
    assert paragraph is not None
    body = [v.value for r, v in paragraph.values("bold") if r.start + len(r.text) > item.end]
    return any(body)
