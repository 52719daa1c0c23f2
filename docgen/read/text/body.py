"""The body: legal grounds, "QUYẾT ĐỊNH:", blocks and closing paragraphs.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.blocks import audience_of, read_blocks
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.forms import bared
from docgen.read.text.labels import OWN_STYLES, relabelled
from docgen.read.text.marks import fold, plain

_CLOSING = re.compile(
    r"(?:Trên đây là|Trong quá trình|Nhận được|(?:Yêu cầu|Đề nghị) (?:các|Thủ trưởng)"
    r"|Căn cứ (?:nội dung )?(?:Kế hoạch|Chỉ thị) này"
    r"|(?:\S+ ){1,8}(?:kính )?(?:báo cáo|trình|đề nghị|yêu cầu|thông báo)"
    r"\b.*(?:xem xét|thực hiện|biết|triển khai))\b"
)
_GOES_ON = re.compile(r"(?:Luật|Bộ luật|Nghị|Quyết|Thông tư|Pháp lệnh|Chỉ thị|Kế hoạch|Công văn)\b")
_RUNNING = THANH_PHAN["dieu_chay"].ten
"""Word style of an article whose text follows its label in bold."""
_END_MARKS = ("./.", ".//", "./")
_END_MARK = re.compile(r"\s*\.\s*/\s*\.?\s*/?\s*$|\s*\./+$")


@dataclass(slots=True)
class Body:
    """What the body says, as data keys, and where each block stands."""

    data: dict[str, Any] = field(default_factory=dict)
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    """For each block: level, label as typed, place."""
    lines: list[Line] = field(default_factory=list)
    """For each block the line it was read from."""
    left_over: list[Line] = field(default_factory=list)


def read_body(lines: list[Line], loai: str, tight_end: int | None = None) -> Body:
    """Grounds, body and closing of joined paragraphs.

    `tight_end`: index of the first closing paragraph, where the text itself sets it apart.
    """
    body = Body()
    start = _grounds(lines, body, loai)
    if start < len(lines) and marks.ORDER.match(fold(lines[start].text)):
        if plain(lines[start].text) not in ("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:"):
            body.left_over.append(lines[start])
        lines[start].take_as("lenh")
        start += 1
    known = tight_end is not None and tight_end > start
    found = relabelled(lines[start:tight_end] if known else lines[start:])
    end = len(found.lines) if known else _closing_at(found.lines)
    _blocks(found.lines[:end], found.typed, body)
    last = lines[tight_end:] if known else found.lines[end:]
    closing = [x.text.removeprefix("\\") if _needless(x.text) else x.text for x in last]
    if closing:
        body.data["ket_thuc"] = closing
    for line in last:
        line.take_as("ket_thuc")
    if not drop_end_mark(body.data):
        _end_above_note(body.data)
    return body


def _needless(text: str) -> bool:
    # A backslash that only said "no heading", as the body's own reader takes it.
    return text.startswith("\\") and text[1:2] not in tuple(r"\*{}[<|./-+#>)0123456789")


def _grounds(lines: list[Line], body: Body, loai: str) -> int:
    """Legal grounds at the beginning; gives the index after them."""
    found: list[str] = []
    dashed = False
    place = 0
    while place < len(lines):
        line = lines[place]
        line = _without_dash(line, bool(found)) if not found or dashed or not line.gap else line
        text = plain(line.text)
        if line.label or line.table is not None or line.text.startswith("\\"):
            break
        dashed = dashed or line is not lines[place]
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
        for line in lines[:place]:
            line.take_as("can_cu")
    return place


_DASHED = re.compile(
    r"(?:[-–—+*•·●]\s*)?(?=(?:Căn cứ|Xét|Theo đề nghị|Thực hiện (?:Luật|Nghị|Quyết|Kế|Chỉ|Công văn"
    r"|Thông|Chương trình))\b[^:]*[;.,]$)"
)


def _without_dash(line: Line, further: bool) -> Line:
    """A ground listed with a dash: "- Căn cứ Luật …;". The first one must say "Căn cứ"."""
    if line.table is not None or line.style in OWN_STYLES:
        return line
    m = _DASHED.match(line.text)
    if m is None or not (m.end() or line.label in ("-", "+")):
        return line
    text = line.text[m.end() :]
    return line.changed(label="", text=text) if further or text.startswith("Căn cứ") else line


_SAYS = re.compile(r",\s.*\b(?:đề nghị|báo cáo|yêu cầu|thông báo|kính trình|trả lời)\b")


def _is_ground(text: str, loai: str) -> bool:
    """A ground ends where a clause ends; a sentence that leads into the body is none.

    A letter (no `loai`) often opens with one: "Thực hiện Kế hoạch …, Sở … đề nghị …."
    """
    if text.endswith((":", "sau")) or (not loai and text.endswith(".") and _SAYS.search(text)):
        return False
    return text.endswith((";", ",", ".")) or len(text) < 400


def _closing_at(lines: list[Line]) -> int:
    """Where the closing paragraphs begin: unlabelled ones after the last block, by their words."""
    end = len(lines)
    labelled = any(_labelled(x) for x in lines)
    first = end
    for place in range(end - 1, 0, -1):
        line = lines[place]
        if _labelled(line) or line.table is not None or line.outline or end - place > 4:
            break
        if _CLOSING.match(plain(line.text)):
            first = place
    return first if labelled else end


def _labelled(line: Line) -> bool:
    return bool(line.label) or marks.starts_label(line.text)


def _blocks(lines: list[Line], typed: list[str], body: Body) -> None:
    """Blocks of the lines, tables among them; `typed`: labels that were in another form."""
    out: list[dict[str, Any]] = []
    pending: list[tuple[Line, str]] = []
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
            line.take_as("bang")
            out.append(table_data(line, caption))
            caption = ""
            body.labels.append(("bang", "", line.place))
            body.lines.append(line)
        elif _is_caption(lines, place):
            flush()
            line.take_as("bang_ten")
            caption = line.text
        else:
            pending.append((line, typed[place]))
    flush()
    if out:
        body.data["noi_dung"] = out


_CAPTION = re.compile(r"(?:Bảng|Biểu)(?: số)? \d{1,2}(?:\.\d{1,2})?\s*[.:–-]\s*\S")
_LONGEST_CAPTION = 200


def _is_caption(lines: list[Line], place: int) -> bool:
    """A line of that style, or one that stands apart and right on a typed table."""
    line = lines[place]
    if place + 1 == len(lines):
        return False
    below = lines[place + 1]
    if line.style == THANH_PHAN["bang_ten"].ten:
        return below.table is not None
    if _labelled(line):
        return False
    if _CAPTION.match(plain(line.text)) and len(line.text) < _LONGEST_CAPTION:
        return below.table is not None or below.text.startswith("|")
    if not line.gap:
        return False
    return below.text.startswith("|") and not below.gap and line.text[:1] != "|"


def _read_typed(lines: list[tuple[Line, str]], body: Body) -> Iterator[dict[str, Any]]:
    """Blocks of typed lines; their labels and places go into `body`."""
    text: list[str] = []
    at: dict[int, tuple[Line, str]] = {}
    count = 0  # a line may hold forced breaks: places are counted in the lines handed over
    for line, typed in lines:
        if line.gap and line.text.startswith("|"):
            text.append("")  # one table ends, another begins
            count += 1
        at[count] = line, typed
        text.append(_typed(line))
        count += text[-1].count("\n") + 1
    for block in read_blocks("\n".join(text)):
        data = dict(block.data)
        if block.line in at:
            line, typed = at[block.line]
            if data["cap"] == "doan" and typed and line.label:
                data["text"] = f"{typed} {line.text}".strip()  # no number of this place after all
            _heading(data, line)
            label = typed or (_as_typed(block.label, line) if block.label else "")
            body.labels.append((data["cap"], label, line.place))
            body.lines.append(line)
            line.take_as(data["cap"])
        yield data
    _titles(at.values())


def _titles(lines: Iterable[tuple[Line, str]]) -> None:
    """Lines that begin no block go on with the one above, or are the title of a chapter."""
    above = ""
    for line, _typed_label in lines:
        if not line.part and above:
            line.take_as(f"{above}_ten" if above in _CHAPTERS else above)
        above = line.part


_CHAPTERS = ("phan", "chuong", "muc", "tieu_muc")
_FIRST = re.compile(r"(?:(?:Phần|Chương|Mục|Tiểu mục|Điều)\s+\w+\s?[:.]?|\S+)", re.IGNORECASE)


def _as_typed(label: str, line: Line) -> str:
    """A label as it stands in the line: "Điều 1:", "1.1", "–", where docgen writes it otherwise."""
    text = line.label or line.text
    if text.startswith(label):
        return label
    m = _FIRST.match(text.lstrip("*"))
    if m is None:
        return label
    return text[0] if label in "-+" else m[0].rstrip("*")


def _typed(line: Line) -> str:
    """One paragraph as the typed text of the body: its label, forced breaks as backslashes."""
    text = line.text.replace("\n", "\\\n")
    if line.label:
        return f"{line.label} {text}"
    # A label inside its bold: "**Điều 1.** Ban hành …"; docgen's own never stands there.
    if text.startswith("*") and (line.style == _RUNNING or line.style not in OWN_STYLES):
        text = bared(text)
    if m := marks.CHAPTER.match(text):
        text = m[1].capitalize() + text[m.end() :]
    return text if not text.startswith("ĐIỀU") else re.sub(r"^ĐIỀU(?=\s+\d)", "Điều", text)


def _heading(data: dict[str, Any], line: Line) -> None:
    """A numbered line in bold is a heading by its look, a Markdown heading by its mark."""
    if data["cap"] in ("so", "so_kep", "dieu") and (line.bold or (line.outline and not line.style)):
        data["tieu_de"] = True
    elif line.bold and data["cap"] in ("doan", "gach", "cong", "chu"):
        data["text"] = f"**{data['text']}**"
    elif line.italic and data["cap"] in ("doan", "gach", "cong", "chu"):
        data["text"] = f"*{data['text']}*"


def table_data(line: Line, caption: str = "") -> dict[str, Any]:
    """A table as a block; `caption`: the line above it."""
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
        # For whom it is meant may stand alone, under no caption.
        text, audience = audience_of(f"{caption}{line.text}")
        if not audience:
            rest, audience = audience_of(f".{text}")
            text = rest[1:] if audience else text
        data |= {"text": text} if text else {}
        data |= {"doi_tuong": audience} if audience else {}
    if line.landscape:
        data["ngang"] = True
    return data


def drop_end_mark(data: dict[str, Any]) -> bool:
    """Take "./.", which the writer adds, from the last text; gives whether it was there."""
    closing = data.get("ket_thuc")
    if closing:
        if closing[-1].strip() in _END_MARKS:
            closing.pop()
            if not closing:
                del data["ket_thuc"]
            return True
        last, closing[-1] = closing[-1], _without_end_mark(closing[-1])
        return bool(last != closing[-1])
    blocks = data.get("noi_dung")
    if not blocks:
        return False
    block = blocks[-1]
    if block["cap"] == "doan" and block["text"].strip() in _END_MARKS:
        blocks.pop()
        return True
    if not block.get("text") or block["cap"] == "bang":
        return False
    last, block["text"] = block["text"], _without_end_mark(block["text"])
    return bool(last != block["text"])


_NOTE = re.compile(
    r"\**\((?:[Kk]èm|(?:Xin )?(?:[Gg]ửi|[Cc]ó|[Đđ]ính)\b[^()]*\b[Kk]èm)\b.*\)[.;]?\**"
)


def _end_above_note(data: dict[str, Any]) -> None:
    """Take "./." from the sentence above "(Gửi kèm …)", the last line: printed after that one."""
    texts = data.get("noi_dung", []) + data.get("ket_thuc", [])
    if len(texts) < 2:
        return
    above, note = texts[-2:]
    said = note if isinstance(note, str) else note["text"] if note["cap"] == "doan" else ""
    if not _NOTE.fullmatch(said):
        return
    if isinstance(above, str):
        data["ket_thuc"][-2] = _without_end_mark(above)
    elif above["cap"] != "bang" and above.get("text"):
        above["text"] = _without_end_mark(above["text"])


def _without_end_mark(text: str) -> str:
    """A text that ends in a full stop, or in the dots that it had, in place of "./."."""
    core = text.rstrip("*")
    bare = _END_MARK.sub("", core)
    if bare == core:
        return text
    stop = "" if not bare or bare.endswith(("...", "…")) else "."
    return bare + stop + text[len(core) :]
