"""Kính gửi: to whom a document is addressed, on its line or in a list under it.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.a.
"""

from __future__ import annotations

import re

from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.marks import plain

_MARK = re.compile(r"^[-–—+•*·▪]\s*(?=\S)")
_LABELS = ("-", "–", "+", "•", "*", "·", "▪")
_END = re.compile(r"[\s;.,]+$")
_LONGEST = 160
"""Letters of a receiver in a list without dashes; what is longer is a sentence."""
_HEADS = re.compile(
    r"(?:Các|Ủy ban|Uỷ ban|UBND|HĐND|Hội|Sở|Bộ|Ban|Phòng|Ông|Bà|Đồng chí|Đ/c|Trường|Công ty|Công an"
    r"|Chi cục|Cục|Trung tâm|Trạm|Văn phòng|Thường trực|Thủ trưởng|Chủ tịch|Giám đốc|Lãnh đạo"
    r"|Trưởng|Đảng ủy|Tỉnh ủy|Huyện ủy|Thành ủy|Thanh tra|Viện|Bệnh viện|Đoàn|Mặt trận|Kho bạc"
    r"|Quỹ|Tòa án|Báo|Đài|Chi nhánh|Hạt|Ngân hàng|Liên đoàn|Hợp tác xã)\b"
)
_PERSON = re.compile(r"(?:(?:Các )?(?:[ÔÓ]ng|Bà|Đồng chí)|Đ/c)\b")
_SAYS = re.compile(
    r"\b(?:đề nghị|báo cáo|yêu cầu|thông báo|kính trình|trả lời|nhận được|kính mời|trân trọng"
    r"|xây dựng|tổ chức|triển khai|ban hành|có ý kiến)\b"
)


def read_receivers(lines: list[Line]) -> tuple[list[str], int]:
    """Receivers without their end marks, and the index of the first line after them."""
    m = marks.RECEIVERS.match(lines[0].text) if lines else None
    if m is None or lines[0].text.startswith("\\"):
        return [], 0
    lines[0].take_as("kinh_gui")
    rest = lines[0].text[m.end() :].strip()
    listed = bool(_MARK.match(rest))
    items = [_MARK.sub("", rest, count=1)] if rest else []
    place = 1
    while place < len(lines):
        line = lines[place]
        found = _item(line) if not items or listed or _open(items[-1]) else ""
        if found:
            listed = True
            items.append(found)
        elif not listed and _unmarked_receiver(line, items, bool(rest)):
            items.append(line.text.strip())
        else:
            break
        line.take_as("kinh_gui_muc")
        place += 1
    return [_END.sub("", i) for i in items], place


def _open(item: str) -> bool:
    """Whether a receiver says by its end that another follows."""
    return item.rstrip().endswith((";", ",", ":"))


def _item(line: Line) -> str:
    """Text of a receiver with its dash, plus or dot; "" for any other line."""
    if line.label:
        return line.text.strip() if line.label in _LABELS else ""
    m = _MARK.match(line.text)
    return line.text[m.end() :].strip() if m and line.text[:2] != "**" else ""


def _unmarked_receiver(line: Line, items: list[str], alone: bool) -> bool:
    """Whether a line without a dash names one more receiver.

    `alone`: the first stands behind "Kính gửi:", so others follow only where it ends in ";"
    or where they are persons too.
    """
    text = plain(line.text)
    other = line.label or line.table is not None or line.text.startswith("\\")
    if other or marks.starts_label(line.text) or marks.GROUNDS.match(text):
        return False
    if len(text) > _LONGEST or text.endswith(":") or _SAYS.search(text):
        return False
    if not items:
        return bool(_HEADS.match(text))
    if line.gap or items[-1].rstrip().endswith("."):
        return False
    if items[-1].rstrip().endswith((";", ",")):
        return True
    return bool((_PERSON if alone else _HEADS).match(text))
