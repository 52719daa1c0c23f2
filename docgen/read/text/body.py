"""The body: legal grounds, "QUYẾT ĐỊNH:", blocks and closing paragraphs.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.blocks import read_blocks
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import fold, plain

_CLOSING = re.compile(
    r"(?:Trên đây là|Trong quá trình|Nhận được|(?:Yêu cầu|Đề nghị) (?:các|Thủ trưởng)"
    r"|Căn cứ (?:nội dung )?(?:Kế hoạch|Chỉ thị) này"
    r"|(?:\S+ ){1,8}(?:kính )?(?:báo cáo|trình|đề nghị|yêu cầu|thông báo)"
    r"\b.*(?:xem xét|thực hiện|biết|triển khai))\b"
)
_GOES_ON = re.compile(r"(?:Luật|Bộ luật|Nghị|Quyết|Thông tư|Pháp lệnh|Chỉ thị|Kế hoạch|Công văn)\b")
_BOLD_LABEL = re.compile(
    r"^\*{1,3}((?:Điều|ĐIỀU)\s+\d+\s*[.:]|[IVXLC]+\.|\d+(?:\.\d+)*\.|[a-zđ]\))\*{1,3}\s*"
)
_END_MARKS = ("./.", ".//", "./")
_END_MARK = re.compile(r"\s*\.\s*/\s*\.?\s*/?\s*$|\s*\./+$")


@dataclass(slots=True)
class Body:
    """What the body says, as data keys, and where each block stands."""

    data: dict[str, Any] = field(default_factory=dict)
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    """For each block: level, label as typed, place."""
    left_over: list[Line] = field(default_factory=list)


def read_body(lines: list[Line], loai: str, tight_end: int | None = None) -> Body:
    """Grounds, body and closing of joined paragraphs.

    `tight_end`: index of the first closing paragraph, where the text itself sets it apart.
    """
    body = Body()
    start = _receivers(lines, body)
    start = _grounds(lines, start, body, loai)
    if start < len(lines) and marks.ORDER.match(fold(lines[start].text)):
        if plain(lines[start].text) not in ("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:"):
            body.left_over.append(lines[start])
        start += 1
    known = tight_end is not None and tight_end > start
    end = tight_end if known else _closing_at(lines, start)
    _blocks(lines[start:end], body)
    closing = [x.text.removeprefix("\\") if _needless(x.text) else x.text for x in lines[end:]]
    if closing:
        body.data["ket_thuc"] = closing
    _drop_end_mark(body.data)
    return body


def _needless(text: str) -> bool:
    # A backslash that only said "no heading", as the body's own reader takes it.
    return text.startswith("\\") and text[1:2] not in tuple(r"\*{}|./-+#>)0123456789")


def _receivers(lines: list[Line], body: Body) -> int:
    """Kính gửi: one receiver on the line, or a list under it."""
    if not lines or lines[0].text.startswith("\\"):
        return 0
    m = marks.RECEIVERS.match(lines[0].text)
    if m is None:
        return 0
    rest = lines[0].text[m.end() :].strip()
    items = [rest] if rest else []
    place = 1
    while place < len(lines) and not rest:
        item = re.match(r"[-–—]\s*(\S.*)", lines[place].text, re.DOTALL)
        if item is None and lines[place].label != "-":
            break
        items.append(item[1] if item else lines[place].text)
        place += 1
    body.data["kinh_gui"] = [re.sub(r"[\s;.,]+$", "", i) for i in items]
    return place


def _grounds(lines: list[Line], start: int, body: Body, loai: str) -> int:
    """Legal grounds at the beginning; gives the index after them."""
    found: list[str] = []
    place = start
    while place < len(lines):
        line = lines[place]
        text = plain(line.text)
        if line.label or line.table is not None or line.text.startswith("\\"):
            break
        goes_on = found and _GOES_ON.match(text) and found[-1].endswith((";", ","))
        if goes_on:
            found[-1] = f"{found[-1]} {line.text}"
        elif marks.GROUNDS.match(text) and _is_ground(text, loai):
            found.append(line.text)
        else:
            break
        place += 1
    if found and place < len(lines) and loai:
        running = LOAI[loai].can_cu_doan
        last = found[-1].rstrip()
        # A sentence of its own that only begins like a ground: "Căn cứ tình hình, UBND … như sau:"
        if running and last.endswith(":"):
            found.pop()
            place -= 1
    if found and place == len(lines):
        # A letter of one paragraph, "Theo đề nghị của …": it is what the letter says.
        found.pop()
        place -= 1
    if found and loai and place < len(lines) and not _labelled(lines[place]):
        # A full stop before a paragraph ends a list of its own; a semicolon runs on into it.
        running = LOAI[loai].can_cu_doan
        stopped = found[-1].rstrip().endswith(".")
        order = marks.ORDER.match(fold(lines[place].text))
        if not order and running == stopped:
            body.data["kieu_can_cu"] = "dong" if stopped else "doan"
    if found:
        body.data["can_cu"] = [re.sub(r"[\s;.,:]+$", "", f) for f in found]
    return place


_SAYS = re.compile(r",\s.*\b(?:đề nghị|báo cáo|yêu cầu|thông báo|kính trình|trả lời)\b")


def _is_ground(text: str, loai: str) -> bool:
    """A ground ends where a clause ends; a sentence that leads into the body is none.

    A letter (no `loai`) often opens with one: "Thực hiện Kế hoạch …, Sở … đề nghị …."
    """
    if text.endswith((":", "sau")) or (not loai and text.endswith(".") and _SAYS.search(text)):
        return False
    return text.endswith((";", ",", ".")) or len(text) < 400


def _closing_at(lines: list[Line], start: int) -> int:
    """Where the closing paragraphs begin: unlabelled ones after the last block, by their words."""
    end = len(lines)
    labelled = any(_labelled(x) for x in lines[start:])
    first = end
    for place in range(end - 1, start, -1):
        line = lines[place]
        if _labelled(line) or line.table is not None or line.outline or end - place > 4:
            break
        if _CLOSING.match(plain(line.text)):
            first = place
    return first if labelled else end


def _labelled(line: Line) -> bool:
    return bool(line.label) or marks.starts_label(line.text)


def _blocks(lines: list[Line], body: Body) -> None:
    """Blocks of the lines, tables among them."""
    out: list[dict[str, Any]] = []
    pending: list[Line] = []
    caption = ""

    def flush() -> None:
        nonlocal caption
        for data in _read_typed(pending, body):
            if caption and data["cap"] == "bang":
                data["text"], caption = caption, ""
            out.append(data)
        pending.clear()

    for place, line in enumerate(lines):
        if line.table is not None:
            flush()
            out.append(_table(line, caption))
            caption = ""
            body.labels.append(("bang", "", line.place))
        elif _is_caption(lines, place):
            flush()
            caption = line.text
        else:
            pending.append(line)
    flush()
    if out:
        body.data["noi_dung"] = out


def _is_caption(lines: list[Line], place: int) -> bool:
    """A line of that style, or one that stands apart and right on a typed table."""
    line = lines[place]
    if place + 1 == len(lines):
        return False
    below = lines[place + 1]
    if line.style == THANH_PHAN["bang_ten"].ten:
        return below.table is not None
    if not line.gap or _labelled(line):
        return False
    return below.text.startswith("|") and not below.gap and line.text[:1] != "|"


def _read_typed(lines: list[Line], body: Body) -> Iterator[dict[str, Any]]:
    """Blocks of typed lines; their labels and places go into `body`."""
    text: list[str] = []
    at: dict[int, Line] = {}
    count = 0  # a line may hold forced breaks: places are counted in the lines handed over
    for line in lines:
        if line.gap and line.text.startswith("|"):
            text.append("")  # one table ends, another begins
            count += 1
        at[count] = line
        text.append(_typed(line))
        count += text[-1].count("\n") + 1
    for block in read_blocks("\n".join(text)):
        data = dict(block.data)
        typed = at.get(block.line)
        if typed is not None:
            _heading(data, typed)
            body.labels.append((data["cap"], block.label, typed.place))
        yield data


def _typed(line: Line) -> str:
    """One paragraph as the typed text of the body: its label, forced breaks as backslashes."""
    text = line.text.replace("\n", "\\\n")
    if line.label:
        return f"{line.label} {text}"
    # A label in bold of its own: "**Điều 1.** Ban hành …".
    if text.startswith("*"):
        text = _BOLD_LABEL.sub(r"\1 ", text)
    text = marks.CHAPTER.sub(lambda m: m[1].capitalize(), text)
    return text if not text.startswith("ĐIỀU") else re.sub(r"^ĐIỀU(?=\s+\d)", "Điều", text)


def _heading(data: dict[str, Any], line: Line) -> None:
    """A numbered line in bold is a heading by its look, a Markdown heading by its mark."""
    if data["cap"] in ("so", "so_kep", "dieu") and (line.bold or (line.outline and not line.style)):
        data["tieu_de"] = True
    elif line.bold and data["cap"] in ("doan", "gach", "cong", "chu"):
        data["text"] = f"**{data['text']}**"
    elif line.italic and data["cap"] in ("doan", "gach", "cong", "chu"):
        data["text"] = f"*{data['text']}*"


def _table(line: Line, caption: str = "") -> dict[str, Any]:
    rows = line.table or [[""]]
    width = max(map(len, rows)) or 1
    rows = [r + [""] * (width - len(r)) for r in rows]
    heads = rows[0] if line.heading_row else [""] * width
    data: dict[str, Any] = {
        "cap": "bang",
        "cot": [{"ten": h} for h in heads],
        "hang": rows[1:] if line.heading_row else rows,
    }
    if caption or line.text:
        data["text"] = caption or line.text
    if line.landscape:
        data["ngang"] = True
    return data


def _drop_end_mark(data: dict[str, Any]) -> None:
    """ "./." is added by the writer, so it is not data."""
    closing = data.get("ket_thuc")
    if closing and closing[-1].strip() in _END_MARKS:
        closing.pop()
        if not closing:
            del data["ket_thuc"]
        return
    if closing:
        data["ket_thuc"][-1] = _END_MARK.sub(".", data["ket_thuc"][-1])
        return
    blocks = data.get("noi_dung")
    if not blocks:
        return
    last = blocks[-1]
    if last["cap"] == "doan" and last["text"].strip() in _END_MARKS:
        blocks.pop()
    elif last.get("text"):
        last["text"] = _END_MARK.sub(".", last["text"])
