"""What no rule may touch: citations, quotations, names of laws, of other units, filled places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.adapt.changes import Span
from docgen.viet.trich_dan import find

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"\n]{1,300}\"")
_FIXED = re.compile(r"\{\{.*?\}\}|\[\[[^\[\]]*\]\]|<<[^<>]*>>")
_MAY_CITE = re.compile(
    r"\d|[Ll]uật|Hiến pháp|[Pp]háp lệnh|LUẬT|PHÁP LỆNH|HIẾN PHÁP"
)  # fmt: skip
QUOTATION = "Trong ngoặc kép: tên gọi, lời trích giữ nguyên"
CITATION = "Trong viện dẫn văn bản của cơ quan khác: giữ nguyên"
VARIABLE = "Biến của văn bản"


_WHO = (
    r"(?:UBND|[UỦ][ỷy] ban nhân dân|HĐND|Hội đồng nhân dân|Chủ tịch|Tỉnh ủy|Huyện ủy"
    r"|[Cc]ác (?:sở|huyện|xã|phòng|bộ|cơ quan|đơn vị|địa phương)|Sở [A-ZĐ]|Bộ [A-ZĐ]|Ban [A-ZĐ])"
)
_ACTS = re.compile(
    rf",\s(?={_WHO}|(?:giao|yêu cầu|đề nghị)\s{_WHO})"
    rf"|\s(?={_WHO}[^;.:“”]{{0,80}}?\s"
    r"(?:yêu cầu|chỉ đạo|giao|đề nghị|ban hành|tiếp tục|tổ chức|triển khai|chủ trì|phối hợp"
    r"|hướng dẫn|báo cáo|có trách nhiệm|chịu trách nhiệm|thực hiện|xây dựng|tham mưu|rà soát"
    r"|tăng cường|đẩy mạnh|bố trí|khẩn trương|tập trung|chủ động|quán triệt|kiểm tra)(?!\w))"
)
"""A body that does something: where a subject is cited in a sentence, it may go on there."""


@lru_cache(maxsize=4096)
def doubtful_places(text: str) -> tuple[tuple[int, int], ...]:
    """Ends of citations that may be the sentence going on: a body and what it is to do."""
    if not _MAY_CITE.search(text):
        return ()
    out = []
    for found in find(text):
        subject = found.written("trich_yeu")
        if found.depth or not subject:
            continue
        start = found.end - len(subject)
        m = _ACTS.search(text, start, found.end)
        if m:
            out.append((m.end(), found.end))
    return tuple(out)


@lru_cache(maxsize=4096)
def fixed_places(text: str) -> tuple[Span, ...]:
    """Places of a plain text that stay what they are, in order, apart from each other."""
    found = sorted(_places(text))
    out: list[Span] = []
    for span in found:
        if out and span.start < out[-1].end:
            if span.end > out[-1].end:
                out[-1] = out[-1]._replace(end=span.end)
            continue
        out.append(span)
    return tuple(out)


def _places(text: str) -> Iterator[Span]:
    if "“" in text or '"' in text or "«" in text:
        for m in _QUOTED.finditer(text):
            yield Span(m.start(), m.end(), QUOTATION)
    if "{{" in text or "[[" in text or "<<" in text:
        for m in _FIXED.finditer(text):
            yield Span(m.start(), m.end(), VARIABLE)
    if _MAY_CITE.search(text):
        for found in find(text):
            if not found.depth:
                yield Span(_behind_opening(text, found.start, found.mo_dau), found.end, CITATION)


def _behind_opening(text: str, start: int, opening: str | None) -> int:
    """Where a citation begins without its opening words: "Theo đề nghị của Giám đốc Sở …" is not
    part of what is cited."""
    if not opening:
        return start
    end = start + len(opening)
    while end < len(text) and text[end].isspace():
        end += 1
    return end
