"""The texts of a data file: every value a person typed, as the component it is printed as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.check.document import Text
from docgen.findings import Finding, Where
from docgen.model import KemTheo, Khoi, VanBan

_MARKS = re.compile(r"(?<!\\)\*{1,3}|\\(?=[\\*{}\[<|./\-+#>\d)])")
"""Marks of bold and italic, and escapes."""
Locate = Callable[[Finding], Finding]
"""Gives a finding with a data path its line and column."""


def unmarked(text: str) -> str:
    """A typed text without marks of bold and italic and escapes, its spaces kept."""
    return _MARKS.sub("", text) if "*" in text or "\\" in text else text


def texts_of(van_ban: VanBan, locate: Locate | None = None) -> list[Text]:
    """The texts in the order of the document; `where.path` is the data path."""
    out = list(_head(van_ban))
    out += _body(van_ban, "", 0)
    for at, item in enumerate(van_ban.noi_nhan):
        out.append(_text("noi_nhan_muc", item, f"noi_nhan[{at}]"))
    if van_ban.luu:
        out.append(_text("noi_nhan_muc", f"Lưu: {van_ban.luu}", "luu"))
    for at, ky in enumerate(van_ban.chu_ky):
        path = f"chu_ky[{at}]"
        for row, line in enumerate(ky.quyen_han):
            out.append(_text("quyen_han", line, f"{path}.quyen_han[{row}]"))
        if ky.chuc_vu:
            out.append(_text("quyen_han", ky.chuc_vu, f"{path}.chuc_vu"))
        if ky.chuc_vu_rieng:
            out.append(_text("chuc_vu_rieng", ky.chuc_vu_rieng, f"{path}.chuc_vu_rieng"))
        if ky.ho_ten:
            out.append(_text("ho_ten", ky.ho_ten, f"{path}.ho_ten"))
    for at, attached in enumerate(van_ban.kem_theo):
        out += _attached(attached, f"kem_theo[{at}].", at + 1)
    if locate is not None:
        for text in out:
            placed = locate(Finding("", "", where=text.where)).where
            text.where = placed or text.where
    return out


def _head(van_ban: VanBan) -> Iterator[Text]:
    for at, body in enumerate(van_ban.co_quan):
        if body.chu_quan:
            yield _text("chu_quan", body.chu_quan, f"co_quan[{at}].chu_quan")
        yield _text("co_quan", body.ten, f"co_quan[{at}].ten")
    if van_ban.dia_danh:
        yield _text("dia_danh_ngay", van_ban.dia_danh, "dia_danh")
    if van_ban.trich_yeu:
        part = "trich_yeu_cv" if van_ban.loai == "cong_van" else "trich_yeu"
        yield _text(part, van_ban.trich_yeu, "trich_yeu")
    if van_ban.tham_quyen:
        yield _text("tham_quyen", van_ban.tham_quyen, "tham_quyen")
    for at, item in enumerate(van_ban.kinh_gui):
        yield _text("kinh_gui_muc", item, f"kinh_gui[{at}]")


def _attached(item: KemTheo, path: str, member: int) -> Iterator[Text]:
    if item.trich_yeu:
        part = "phu_luc_ten" if item.kieu == "phu_luc" else "trich_yeu"
        yield _text(part, item.trich_yeu, path + "trich_yeu", member)
    yield from _body(item, path, member)


def _body(item: VanBan | KemTheo, path: str, member: int) -> Iterator[Text]:
    for at, ground in enumerate(item.can_cu):
        if isinstance(ground, str):
            yield _text("can_cu", ground, f"{path}can_cu[{at}]", member)
    for at, block in enumerate(item.noi_dung):
        yield from _block(block, f"{path}noi_dung[{at}]", member)
    for at, text in enumerate(item.ket_thuc):
        yield _text("ket_thuc", text, f"{path}ket_thuc[{at}]", member)


def _block(block: Khoi, path: str, member: int) -> Iterator[Text]:
    if block.cap != "bang":
        yield _text(block.cap, block.text, f"{path}.text", member)
        return
    if block.text:
        yield _text("bang_ten", block.text, f"{path}.text", member)
    for at, column in enumerate(block.cot):
        yield _text("bang_tieu_de", column.ten, f"{path}.cot[{at}].ten", member)
    for row, cells in enumerate(block.hang):
        for at, cell in enumerate(cells):
            if cell:
                yield _text("bang_o", cell, f"{path}.hang[{row}][{at}]", member)


def _text(part: str, text: str, path: str, member: int = 0) -> Text:
    return Text(part, unmarked(text), Where(path=path), member)
