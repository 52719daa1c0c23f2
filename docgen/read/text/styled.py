"""A Word file of docgen's own, read by its styles: exact, whatever its words look like.

Every paragraph has the style of one component, in the order of the templates, and looks as its
style says. A file that was changed so that this no longer holds is read as anyone's is, by its
words (`document.py`): nothing here guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import QUOC_HIEU, THANH_PHAN, TIEU_NGU
from docgen.read.blocks import audience_of
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.body import Body, drop_end_mark, table_data
from docgen.read.text.gaps import without_gap
from docgen.read.text.marks import plain
from docgen.read.text.numbering import scheme_of
from docgen.viet.viet_hoa import ten_thuong

_KEYS = {t.ten: t.ma for t in THANH_PHAN.values()}
_HEAD = (
    "chu_quan", "co_quan", "quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "trich_yeu_cv",
    "ten_loai", "phu_luc", "trich_yeu", "phu_luc_ten", "kem_theo", "kinh_gui", "kinh_gui_muc",
    "tham_quyen", "can_cu", "can_cu_doan", "lenh",
)  # fmt: skip
_MANY = ("kinh_gui_muc", "can_cu", "can_cu_doan")
_FOOT = ("noi_nhan", "noi_nhan_muc", "quyen_han", "chuc_vu_rieng", "ho_ten")
_RANK = {
    **{ma: place for place, ma in enumerate(_HEAD)},
    **dict.fromkeys(
        (
            "phan", "phan_ten", "chuong", "chuong_ten", "muc", "muc_ten", "tieu_muc",
            "tieu_muc_ten", "dieu", "dieu_chay", "la_ma", "so_tieu_de", "so", "so_kep_tieu_de",
            "so_kep", "chu", "gach", "cong", "doan", "bang_ten", "bang",
        ),
        50,
    ),
    "ket_thuc": 51,
    **dict.fromkeys(_FOOT, 52),
}  # fmt: skip
"""Place of each component in a document; those of the body and of the foot are mixed."""
_FIRST = ("chu_quan", "co_quan", "phu_luc")
_LABEL = {
    "dieu": r"Điều \d+\.",
    "la_ma": r"(?:[IVXLCDM]+|\d+)\.",
    "so": r"\d+\.",
    "so_kep": r"\d+(?:\.\d+){1,3}\.",
    "chu": r"[a-zđ]+\)",
    "gach": "-",
    "cong": r"\+",
}
_LABELS = {cap: re.compile(rf"((?:\*\*)?)({x})(\*\*)?(?:\s+|$)") for cap, x in _LABEL.items()}
_CAPS = {"dieu_chay": "dieu", "so_tieu_de": "so", "so_kep_tieu_de": "so_kep"}
_TITLED = {
    "phan": r"Phần (?:[IVXLCDM]+|\d+)",
    "chuong": r"Chương (?:[IVXLCDM]+|\d+)",
    "muc": r"Mục \d+",
    "tieu_muc": r"Tiểu mục \d+",
}
_SENTENCE = (".", ";", ",", "…", "?", "!")
_DATE = re.compile(r"(.+), ngày (\d*) *tháng (\d*) *năm *(\d*)")
_NUMBER = re.compile(r"Số:\s*(\d+[a-zđ]?)?\s*(?:/(?=\S)|(?=-))(.+)", re.DOTALL)


@dataclass(slots=True)
class Styled:
    """One document of a file, the main one or an attached one: what its styles say."""

    data: dict[str, Any] = field(default_factory=dict)
    body: Body = field(default_factory=Body)
    attached_line: str = ""
    """The "(Kèm theo …)" line as printed."""
    annex: bool = False
    ended: bool = False
    """Whether the body ends with "./."."""
    lines: list[Line] = field(default_factory=list)


class _Foreign(Exception):
    """The file is not as docgen writes it."""


def read_styled(lines: Sequence[Line], typed: bool = False) -> list[Styled] | None:
    """The main document and the attached ones of a file of docgen's own; None for any other file.

    `typed`: lines of a text (`own_text.py`), where headings do not show and `{doi_tuong: …}` does.
    Says of each line what it is (`Line.part`), but only when all of them are what they should be.
    """
    if not lines or _KEYS.get(lines[0].style) not in ("chu_quan", "co_quan"):
        return None
    try:
        parts = [_part(part, not place, typed) for place, part in enumerate(_parts(lines))]
    except _Foreign:
        return None
    for line in lines:
        line.take_as(_key(line))
    return parts


_Keyed = tuple[str, Line]


def _key(line: Line) -> str:
    key = "bang" if line.table is not None and not line.style else _KEYS.get(line.style, "")
    if key not in _RANK:
        raise _Foreign
    return key


def _parts(lines: Sequence[Line]) -> list[list[_Keyed]]:
    parts: list[list[_Keyed]] = [[]]
    rank = -1
    for line in lines:
        key = _key(line)
        if line.label or (line.outline and not THANH_PHAN[key].muc_luc):
            raise _Foreign
        if key in _FIRST and rank > _RANK[key] and rank >= _RANK["ten_loai"]:
            parts.append([])
            rank = -1
        here = _RANK[key]
        if here < rank or (here == rank and key in _HEAD and key not in _MANY):
            raise _Foreign
        rank = here
        parts[-1].append((key, line))
    return parts


def _part(lines: list[_Keyed], main: bool, typed: bool) -> Styled:
    made = Styled(lines=[line for _key, line in lines])
    data, given = made.data, {key: line for key, line in lines if key in _HEAD}
    made.annex = "phu_luc" in given
    if main and made.annex:
        raise _Foreign
    if not made.annex:
        _bodies(given, data)
    for key, read in (("so_ky_hieu", _number), ("dia_danh_ngay", _date), ("ten_loai", _kind)):
        if key in given:
            read(given[key], data)
    _subject(given, data)
    if "kem_theo" in given:
        made.attached_line = plain(given["kem_theo"].text)
    if "tham_quyen" in given:
        data["tham_quyen"] = without_gap(plain(given["tham_quyen"].text), "tham_quyen")
    _receivers(lines, given, data)
    grounds = [(key, _text(key, x)) for key, x in lines if key in ("can_cu", "can_cu_doan")]
    if grounds:
        data["can_cu"] = [_without_mark(text) for _key, text in grounds]
        running = grounds[0][0] == "can_cu_doan"
        if main and running != LOAI[data.get("loai", "cong_van")].can_cu_doan:
            data["kieu_can_cu"] = "doan" if running else "dong"
    _blocks(lines, made.body, typed)
    made.ended = drop_end_mark(made.body.data)
    data |= made.body.data
    _foot(lines, data)
    if "loai" not in data and not made.annex:
        if "trich_yeu_cv" not in given:
            raise _Foreign
        # A Công văn without receivers shows the gap; a Thư công has none to show.
        data["loai"] = "cong_van" if "kinh_gui" in given else "thu_cong"
    if not main and not made.annex and not made.ended and made.body.data:
        data["dau_ket"] = False
    for key in [k for k, v in data.items() if v is None or v == []]:
        del data[key]
    return made


def _text(key: str, line: Line) -> str:
    """Text of a paragraph with the marks that its style does not already say."""
    style = THANH_PHAN[key]
    stars = "**" * (line.bold and not style.dam) + "*" * (line.italic and not style.nghieng)
    return f"{stars}{line.text}{stars}" if stars and line.text else line.text


def _bodies(given: dict[str, Line], data: dict[str, Any]) -> None:
    if plain(given["quoc_hieu"].text if "quoc_hieu" in given else "") != QUOC_HIEU:
        raise _Foreign
    if plain(given["tieu_ngu"].text if "tieu_ngu" in given else "") != TIEU_NGU:
        raise _Foreign
    if "co_quan" not in given:
        raise _Foreign
    parent = given.get("chu_quan")
    names = [plain(x) for x in given["co_quan"].text.split(" -\n")]
    if parent is not None:
        data["co_quan"] = [{"ten": _name(" - ".join(names)), "chu_quan": _name(plain(parent.text))}]
    else:
        data["co_quan"] = [{"ten": _name(x)} for x in names]


def _name(text: str) -> str:
    return text if marks.GAP.fullmatch(text) else ten_thuong(text)


def _number(line: Line, data: dict[str, Any]) -> None:
    m = _NUMBER.fullmatch(plain(line.text))
    if m is None:
        raise _Foreign
    number = (m[1] or "").lstrip("0")
    if number and not marks.NUMBER.fullmatch(number):
        raise _Foreign
    data["so"] = number or None
    # What is not known of a code follows from kind and body again.
    data["ky_hieu"] = None if "[" in m[2] else m[2]


def _date(line: Line, data: dict[str, Any]) -> None:
    m = _DATE.fullmatch(plain(line.text))
    if m is None:
        raise _Foreign
    data["dia_danh"] = without_gap(m[1], "dia_danh")
    found = {k: int(v) for k, v in zip(("ngay", "thang", "nam"), m.groups()[1:], strict=True) if v}
    if not _real(found):
        raise _Foreign  # edited since: the recogniser keeps what is no day
    if found:
        data["ngay"] = found


def _real(day: dict[str, int]) -> bool:
    """Whether there is such a day; what is left open may be any."""
    try:
        date(day.get("nam", 2000), day.get("thang", 1), day.get("ngay", 1))
    except ValueError:
        return False
    return True


def _kind(line: Line, data: dict[str, Any]) -> None:
    text = plain(line.text)
    if not without_gap(text, "ten_loai"):
        return
    kind = marks.kind_of(text)
    if kind is None:
        raise _Foreign
    data["loai"] = kind[0]
    if text != LOAI[kind[0]].ten.upper():
        data["ten_loai"] = text


def _subject(given: dict[str, Line], data: dict[str, Any]) -> None:
    for key in ("trich_yeu_cv", "trich_yeu", "phu_luc_ten"):
        if key not in given:
            continue
        text = _text(key, given[key])
        if key == "trich_yeu_cv":
            if not text.startswith("V/v"):
                raise _Foreign
            # Broken into even lines by the layout.
            text = " ".join(text[3:].split())
        data["trich_yeu"] = without_gap(text, "trich_yeu")


def _receivers(lines: list[_Keyed], given: dict[str, Line], data: dict[str, Any]) -> None:
    if "kinh_gui" not in given:
        return
    text = _text("kinh_gui", given["kinh_gui"])
    listed = [_without_mark(_item(_text(k, x))) for k, x in lines if k == "kinh_gui_muc"]
    if not text.startswith("Kính gửi:"):
        raise _Foreign
    one = text.removeprefix("Kính gửi:").strip()
    if bool(one) == bool(listed):
        raise _Foreign
    data["kinh_gui"] = listed or [x for x in [without_gap(one, "kinh_gui")] if x]


def _item(text: str) -> str:
    if not text.startswith("- "):
        raise _Foreign
    return text[2:].lstrip()


def _without_mark(text: str) -> str:
    """An item of a list without the mark that the layout puts at its end."""
    if not text.endswith((";", ".")):
        raise _Foreign
    return text[:-1].rstrip()


def _blocks(lines: list[_Keyed], body: Body, typed: bool) -> None:
    blocks: list[dict[str, Any]] = []
    caption = ""
    above = ""
    for key, line in lines:
        if key not in _RANK or _RANK[key] not in (50, 51):
            continue
        if caption and key != "bang":
            raise _Foreign
        if key == "ket_thuc":
            body.data.setdefault("ket_thuc", []).append(_text(key, line))
        elif key == "bang_ten":
            caption = _text(key, line)
        elif key.endswith("_ten"):
            if above != key.removesuffix("_ten"):
                raise _Foreign
            blocks[-1]["text"], audience = _said(key, line, typed)
            if audience:
                blocks[-1]["doi_tuong"] = audience
        else:
            made, label = _block(key, line, caption, typed)
            caption = ""
            blocks.append(made)
            body.labels.append((made["cap"], label, line.place))
            body.lines.append(line)
        above = key
    if caption:
        raise _Foreign
    if len(blocks) == 1 and blocks[0]["cap"] == "doan":
        bare = blocks[0]["text"].removesuffix("./.")
        if not without_gap(bare, "noi_dung"):
            blocks.clear()
            body.labels.clear()
            body.lines.clear()
    if blocks:
        body.data["noi_dung"] = blocks


def _said(key: str, line: Line, typed: bool) -> tuple[str, list[str]]:
    """Text of a block, and for whom it is meant."""
    text = _text(key, line)
    return audience_of(text) if typed else (text, [])


def _block(key: str, line: Line, caption: str, typed: bool) -> tuple[dict[str, Any], str]:
    """A block and its label."""
    if key == "bang":
        return table_data(line, caption), ""
    text, audience = _said(key, line, typed)
    more: dict[str, Any] = {"doi_tuong": audience} if audience else {}
    if key in _TITLED:
        if not re.fullmatch(_TITLED[key], text):
            raise _Foreign
        return {"cap": key, "text": "", **more}, text
    cap = _CAPS.get(key, key)
    if cap not in _LABELS:
        return {"cap": cap, "text": text, **more}, ""
    m = _LABELS[cap].match(text)
    if m is None:
        raise _Foreign
    # Bold that goes on from the label into the text: "**Điều 1. Tên** …".
    held = m[1] if not m[3] else ""
    rest = held + text[m.end() :].lstrip()
    made: dict[str, Any] = {"cap": cap, "text": rest, **more}
    if cap == "so_kep" and m[2].count(".") > 2:
        made["bac"] = m[2].count(".")
    if typed:
        pass
    elif key.endswith("_tieu_de") or key == "dieu":
        made["tieu_de"] = True
    elif cap in ("so", "so_kep", "dieu") and not rest.endswith(_SENTENCE):
        # What could be taken for a heading and is none.
        made["tieu_de"] = False
    return made, m[2]


def _foot(lines: list[_Keyed], data: dict[str, Any]) -> None:
    items = [_text(key, x) for key, x in lines if key == "noi_nhan_muc"]
    given = []
    for place, text in enumerate(items):
        item = _without_mark(_item(text))
        if place == len(items) - 1 and item.startswith("Lưu:"):
            data["luu"] = without_gap(item.removeprefix("Lưu:").strip(), "luu")
        elif without_gap(item, "noi_nhan"):
            given.append(item)
    data["noi_nhan"] = given
    signers = list(_signers(lines))
    if len(signers) > 1 or any(signers):
        data["chu_ky"] = signers


def _signers(lines: list[_Keyed]) -> Iterator[dict[str, Any]]:
    """Each signature: its cell of posts, and the name in the same cell or in the one below it."""
    open_: dict[int, list[_Keyed]] = {}
    done: list[list[_Keyed]] = []
    for key, line in lines:
        if key not in ("quyen_han", "chuc_vu_rieng", "ho_ten"):
            continue
        if key == "quyen_han" and line.column not in open_:
            open_[line.column] = []
            done.append(open_[line.column])
        if line.column not in open_:
            raise _Foreign
        open_[line.column].append((key, line))
        if key == "ho_ten":
            del open_[line.column]
    if open_:
        raise _Foreign
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



def put_together(part: Styled) -> dict[str, Any]:
    """Data of one document; of an attached one the keys that `kem_theo` has."""
    data = dict(part.data)
    scheme = scheme_of(part.body.labels)
    if scheme:
        data["danh_so"] = scheme
    if part.annex:
        data["kieu"] = "phu_luc"
    return data
