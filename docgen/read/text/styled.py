"""A Word file of docgen's own, read by its styles: exact, whatever its words look like.

Every paragraph has the style of one component, in the order of the templates, and looks as its
style says. A file that was changed so that this no longer holds is read as anyone's is, by its
words (`document.py`): nothing here guesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.blocks import audience_of
from docgen.read.source import Line
from docgen.read.text.body import Body, drop_end_mark, table_data
from docgen.read.text.gaps import without_gap
from docgen.read.text.marks import plain
from docgen.read.text.numbering import scheme_of
from docgen.read.text.styled_parts import (
    Foreign,
    Keyed,
    read_bodies,
    read_date,
    read_foot,
    read_kind,
    read_number,
    read_receivers,
    read_subject,
    text_of,
    without_mark,
)

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


def read_styled(lines: Sequence[Line], typed: bool = False) -> list[Styled] | None:
    """The main document and the attached ones of a file of docgen's own; None for any other file.

    `typed`: lines of a text (`own_text.py`), where headings do not show and `{doi_tuong: …}` does.
    Says of each line what it is (`Line.part`), but only when all of them are what they should be.
    """
    if not lines or _KEYS.get(lines[0].style) not in ("chu_quan", "co_quan"):
        return None
    try:
        parts = [_part(part, not place, typed) for place, part in enumerate(_parts(lines))]
    except Foreign:
        return None
    for line in lines:
        line.take_as(_key(line))
    return parts


def _key(line: Line) -> str:
    key = "bang" if line.table is not None and not line.style else _KEYS.get(line.style, "")
    if key not in _RANK:
        raise Foreign
    return key


def _parts(lines: Sequence[Line]) -> list[list[Keyed]]:
    parts: list[list[Keyed]] = [[]]
    rank = -1
    for line in lines:
        key = _key(line)
        if line.label or (line.outline and not THANH_PHAN[key].muc_luc):
            raise Foreign
        if key in _FIRST and rank > _RANK[key] and rank >= _RANK["ten_loai"]:
            parts.append([])
            rank = -1
        here = _RANK[key]
        if here < rank or (here == rank and key in _HEAD and key not in _MANY):
            raise Foreign
        rank = here
        parts[-1].append((key, line))
    return parts


def _part(lines: list[Keyed], main: bool, typed: bool) -> Styled:
    made = Styled(lines=[line for _key, line in lines])
    data, given = made.data, {key: line for key, line in lines if key in _HEAD}
    made.annex = "phu_luc" in given
    if main and made.annex:
        raise Foreign
    if not made.annex:
        read_bodies(given, data)
    for key, read in (
        ("so_ky_hieu", read_number),
        ("dia_danh_ngay", read_date),
        ("ten_loai", read_kind),
    ):
        if key in given:
            read(given[key], data)
    read_subject(given, data)
    if "kem_theo" in given:
        made.attached_line = plain(given["kem_theo"].text)
    if "tham_quyen" in given:
        data["tham_quyen"] = without_gap(plain(given["tham_quyen"].text), "tham_quyen")
    read_receivers(lines, given, data)
    grounds = [(key, text_of(key, x)) for key, x in lines if key in ("can_cu", "can_cu_doan")]
    if grounds:
        data["can_cu"] = [without_mark(text) for _key, text in grounds]
        running = grounds[0][0] == "can_cu_doan"
        if main and running != LOAI[data.get("loai", "cong_van")].can_cu_doan:
            data["kieu_can_cu"] = "doan" if running else "dong"
    _blocks(lines, made.body, typed)
    made.ended = drop_end_mark(made.body.data)
    data |= made.body.data
    read_foot(lines, data)
    if "loai" not in data and not made.annex:
        if "trich_yeu_cv" not in given:
            raise Foreign
        # A Công văn without receivers shows the gap; a Thư công has none to show.
        data["loai"] = "cong_van" if "kinh_gui" in given else "thu_cong"
    if data.get("loai") != "phat_dong":
        data.pop("hinh_thuc", None)
    if data.get("loai") not in ("cong_van", "thu_cong"):
        data.pop("don_vi_soan", None)
    if not main and not made.annex and not made.ended and made.body.data:
        data["dau_ket"] = False
    for key in [k for k, v in data.items() if v is None or v == []]:
        del data[key]
    return made


def _blocks(lines: list[Keyed], body: Body, typed: bool) -> None:
    blocks: list[dict[str, Any]] = []
    caption = ""
    above = ""
    for key, line in lines:
        if key not in _RANK or _RANK[key] not in (50, 51):
            continue
        if caption and key != "bang":
            raise Foreign
        if key == "ket_thuc":
            body.data.setdefault("ket_thuc", []).append(text_of(key, line))
        elif key == "bang_ten":
            caption = text_of(key, line)
        elif key.endswith("_ten"):
            if above != key.removesuffix("_ten"):
                raise Foreign
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
        raise Foreign
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
    text = text_of(key, line)
    return audience_of(text) if typed else (text, [])


def _block(key: str, line: Line, caption: str, typed: bool) -> tuple[dict[str, Any], str]:
    """A block and its label."""
    if key == "bang":
        return table_data(line, caption), ""
    text, audience = _said(key, line, typed)
    more: dict[str, Any] = {"doi_tuong": audience} if audience else {}
    if key in _TITLED:
        if not re.fullmatch(_TITLED[key], text):
            raise Foreign
        return {"cap": key, "text": "", **more}, text
    cap = _CAPS.get(key, key)
    if cap not in _LABELS:
        return {"cap": cap, "text": text, **more}, ""
    m = _LABELS[cap].match(text)
    if m is None:
        raise Foreign
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


def put_together(part: Styled) -> dict[str, Any]:
    """Data of one document; of an attached one the keys that `kem_theo` has."""
    data = dict(part.data)
    scheme = scheme_of(part.body.labels)
    if scheme:
        data["danh_so"] = scheme
    if part.annex:
        data["kieu"] = "phu_luc"
    return data
