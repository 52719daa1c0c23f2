"""Head and foot of a document in docgen's own form: what each component's paragraph says.

For `styled.py`, which knows the component of each paragraph by its Word style. What is not as
docgen writes it raises Foreign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from docgen.model import Ngay
from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import QUOC_HIEU, THANH_PHAN, TIEU_NGU
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.gaps import without_gap
from docgen.read.text.marks import plain
from docgen.viet.viet_hoa import ten_thuong

_DATE = re.compile(r"(.+), ngày (\d*) *tháng (\d*) *năm *(\d*)")
_NUMBER = re.compile(r"Số:\s*(\d+[a-zđ]?)?\s*(?:/(?=\S)|(?=-))(.+)", re.DOTALL)
Keyed = tuple[str, Line]
"""A paragraph and the key of its component."""


class Foreign(Exception):
    """The file is not as docgen writes it."""


def text_of(key: str, line: Line) -> str:
    """Text of a paragraph with the marks that its style does not already say."""
    style = THANH_PHAN[key]
    stars = "**" * (line.bold and not style.dam) + "*" * (line.italic and not style.nghieng)
    return f"{stars}{line.text}{stars}" if stars and line.text else line.text


def read_bodies(given: dict[str, Line], data: dict[str, Any]) -> None:
    if plain(given["quoc_hieu"].text if "quoc_hieu" in given else "") != QUOC_HIEU:
        raise Foreign
    if plain(given["tieu_ngu"].text if "tieu_ngu" in given else "") != TIEU_NGU:
        raise Foreign
    if "co_quan" not in given:
        raise Foreign
    parent = given.get("chu_quan")
    names = [plain(x) for x in given["co_quan"].text.split(" -\n")]
    if parent is not None:
        data["co_quan"] = [{"ten": _name(" - ".join(names)), "chu_quan": _name(plain(parent.text))}]
    else:
        data["co_quan"] = [{"ten": _name(x)} for x in names]


def _name(text: str) -> str:
    return text if marks.GAP.fullmatch(text) else ten_thuong(text)


def read_number(line: Line, data: dict[str, Any]) -> None:
    m = _NUMBER.fullmatch(plain(line.text))
    if m is None:
        raise Foreign
    number = (m[1] or "").lstrip("0")
    if number and not marks.NUMBER.fullmatch(number):
        raise Foreign
    data["so"] = number or None
    if "[" not in m[2]:
        data["ky_hieu"] = m[2]
        return
    # A code with gaps follows from kind and bodies again: what it says of these is kept.
    first, *tails = m[2].split("-")
    data["hinh_thuc"] = next((k.ma for k in LOAI.values() if k.viet_tat == first), None)
    if data["hinh_thuc"] is None:
        # A letter: the bodies, then the unit that drafted it.
        tails = [first, *tails[:-1]]
        data["don_vi_soan"] = without_gap(m[2].split("-")[-1], "don_vi_soan")
    bodies = data.get("co_quan", [])
    for body, tail in zip(bodies, tails, strict=False) if len(bodies) == len(tails) else ():
        if "[" not in tail and tail not in ("UBND", "HĐND"):
            body["viet_tat"] = tail


def read_date(line: Line, data: dict[str, Any]) -> None:
    m = _DATE.fullmatch(plain(line.text))
    if m is None:
        raise Foreign
    data["dia_danh"] = without_gap(m[1], "dia_danh")
    found = {k: int(v) for k, v in zip(("ngay", "thang", "nam"), m.groups()[1:], strict=True) if v}
    if not is_day(found):
        raise Foreign  # edited since: the recogniser keeps what is no day
    if found:
        data["ngay"] = found


def is_day(parts: dict[str, int]) -> bool:
    """Whether day, month and year, as far as they are given, are those of a calendar."""
    try:
        Ngay.model_validate(parts)
    except ValidationError:
        return False
    return True


def read_kind(line: Line, data: dict[str, Any]) -> None:
    text = plain(line.text)
    if not without_gap(text, "ten_loai"):
        return
    kind = marks.kind_of(text)
    if kind is None:
        raise Foreign
    data["loai"] = kind[0]
    if text != LOAI[kind[0]].ten.upper():
        data["ten_loai"] = text


def read_subject(given: dict[str, Line], data: dict[str, Any]) -> None:
    for key in ("trich_yeu_cv", "trich_yeu", "phu_luc_ten"):
        if key not in given:
            continue
        text = text_of(key, given[key])
        if key == "trich_yeu_cv":
            if not text.startswith("V/v"):
                raise Foreign
            # Broken into even lines by the layout.
            text = " ".join(text[3:].split())
        data["trich_yeu"] = without_gap(text, "trich_yeu")


def read_receivers(lines: list[Keyed], given: dict[str, Line], data: dict[str, Any]) -> None:
    if "kinh_gui" not in given:
        return
    text = text_of("kinh_gui", given["kinh_gui"])
    listed = [without_mark(_item(text_of(k, x))) for k, x in lines if k == "kinh_gui_muc"]
    if not text.startswith("Kính gửi:"):
        raise Foreign
    one = text.removeprefix("Kính gửi:").strip()
    if bool(one) == bool(listed):
        raise Foreign
    data["kinh_gui"] = listed or [x for x in [without_gap(one, "kinh_gui")] if x]


def _item(text: str) -> str:
    if not text.startswith("- "):
        raise Foreign
    return text[2:].lstrip()


def without_mark(text: str) -> str:
    """An item of a list without the mark that the layout puts at its end."""
    if not text.endswith((";", ".")):
        raise Foreign
    return text[:-1].rstrip()


def read_foot(lines: list[Keyed], data: dict[str, Any]) -> None:
    items = [text_of(key, x) for key, x in lines if key == "noi_nhan_muc"]
    given = []
    for place, text in enumerate(items):
        item = without_mark(_item(text))
        if place == len(items) - 1 and item.startswith("Lưu:"):
            data["luu"] = without_gap(item.removeprefix("Lưu:").strip(), "luu")
        elif without_gap(item, "noi_nhan"):
            given.append(item)
    data["noi_nhan"] = given
    signers = list(_signers(lines))
    if len(signers) > 1 or any(signers):
        data["chu_ky"] = signers


def _signers(lines: list[Keyed]) -> Iterator[dict[str, Any]]:
    """Each signature: its cell of posts, and the name in the same cell or in the one below it."""
    open_: dict[int, list[Keyed]] = {}
    done: list[list[Keyed]] = []
    for key, line in lines:
        if key not in ("quyen_han", "chuc_vu_rieng", "ho_ten"):
            continue
        if key == "quyen_han" and line.column not in open_:
            open_[line.column] = []
            done.append(open_[line.column])
        if line.column not in open_:
            raise Foreign
        open_[line.column].append((key, line))
        if key == "ho_ten":
            del open_[line.column]
    if open_:
        raise Foreign
    for signature in done:
        texts = {key: plain(line.text) for key, line in signature}
        stack = [plain(line.text) for key, line in signature if key == "quyen_han"]
        one = {
            "chuc_vu": without_gap(stack[-1], "chuc_vu"),
            "quyen_han": stack[:-1],
            "chuc_vu_rieng": texts.get("chuc_vu_rieng"),
            "ho_ten": without_gap(texts["ho_ten"], "ho_ten"),
        }
        yield {k: v for k, v in one.items() if v}
