"""Outlines made for units and filled in as Word does: fields filled, dots written over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from lxml import etree

from docgen.batch.item import Item
from docgen.model import VanBan
from docgen.write.docx.package import Frame, pack, read_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
_FIRST = "Bình An Yên Tân Hòa Đồng Quang Thanh Kim Vân Hữu Chi Lộc Mai Gia".split()
_SECOND = "Phúc Lộc Thịnh Minh Sơn Thủy Lâm Hải Giang Khánh Lễ Nghĩa Trí Tín".split()


def base(**more: Any) -> VanBan:
    """An outline with every kind of blank; parts for communes and for offices."""
    data: dict[str, Any] = {
        "loai": "de_cuong",
        "co_quan": "Ủy ban nhân dân xã Mẫu",
        "trich_yeu": "Kết quả thực hiện Phong trào thi đua năm 2026",
        "kem_theo_van_ban": {
            "loai": "Kế hoạch", "so": 146, "ky_hieu": "KH-UBND", "ngay": "2026-03-15",
            "co_quan": "Ủy ban nhân dân tỉnh Lạng Sơn",
        },
        "bien": {"ky_bao_cao": "năm 2026"},
        "chi_tieu": {
            "thon": {"ten": "Số thôn đạt chuẩn nông thôn mới", "gia_tri": 7, "tren": 16,
                     "don_vi": "thôn"},
            "ngheo": {"ten": "Tỷ lệ hộ nghèo", "don_vi": "%"},
            "thu_nhap": {"ten": "Thu nhập bình quân đầu người", "gia_tri": "62.5",
                         "don_vi": "triệu đồng/người/năm"},
        },
        "noi_dung": [
            {"la_ma": "Đặc điểm tình hình"},
            {"so": "Thuận lợi"},
            "<<thuan_loi: Những thuận lợi của địa phương>>",
            {"so": "Khó khăn"},
            {"gach": "<<Khó khăn>>"},
            {"la_ma": "Kết quả thực hiện {{ ky_bao_cao }}"},
            {"gach": "Tổng số hộ dân: <<Số hộ>> hộ, trong đó <<so_ho_hien: Số hộ hiến đất>> hộ "
                     "hiến đất trong {{ ky_bao_cao }}.", "doi_tuong": ["xa"]},
            {"gach": "Văn bản đã tham mưu ban hành: **<<Số văn bản>>** văn bản.",
             "doi_tuong": ["don_vi"]},
            {"bang": "Biểu 1. Kết quả thực hiện chỉ tiêu", "chi_tieu": "tat_ca"},
            {"la_ma": "Kiến nghị, đề xuất"},
            "<<Kiến nghị>>",
            "Người lập biểu: <<nguoi_lap: Người lập biểu>>.",
        ],
    }  # fmt: skip
    return VanBan.model_validate({**data, **more})


def items(count: int) -> tuple[Item, ...]:
    """Units of a roster: nine communes to one office."""
    names = [" ".join(pair) for pair in product(_FIRST, _SECOND)]
    made = []
    for n, name in enumerate(names[:count]):
        office = n % 10 == 9
        full = f"Sở {name}" if office else f"Ủy ban nhân dân xã {name}"
        values: dict[str, Any] = {"co_quan.ten": full}
        if office:
            values["co_quan.chu_quan"] = "Ủy ban nhân dân tỉnh Lạng Sơn"
        made.append(
            Item(n + 1, full.removeprefix("Ủy ban nhân dân "), values, "don_vi" if office else "xa")
        )
    return tuple(made)


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    """A Word file with its body changed."""
    parts = read_parts(data)
    root = etree.fromstring(parts[DOCUMENT])
    change(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Frame(()).package(pack(name, part) for name, part in parts.items())


def fields(root: Any) -> dict[str, Any]:
    """Fields of a body by their tags."""
    return {s.find(f"{W}sdtPr/{W}tag").get(W + "val"): s for s in root.iter(W + "sdt")}


def fill_field(field: Any, answer: str) -> None:
    """What Word does when someone types into a field: the prompt goes, a run with the text comes.

    Several lines become breaks in it.
    """
    prompt = field.find(f"{W}sdtPr/{W}showingPlcHdr")
    if prompt is not None:
        prompt.getparent().remove(prompt)
    content = field.find(W + "sdtContent")
    for run in list(content):
        content.remove(run)
    run = etree.SubElement(content, W + "r")
    for number, line in enumerate(answer.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        text = etree.SubElement(run, W + "t")
        text.text = line


def fill(data: bytes, answers: Mapping[str, str]) -> bytes:
    """A Word file with its fields filled in."""

    def change(root: Any) -> None:
        known = fields(root)
        for tag, answer in answers.items():
            fill_field(known[tag], answer)

    return edited(data, change)


_DOTS = re.compile("…+")


def write_over(data: bytes, answers: list[str], keep_dots: bool = False) -> bytes:
    """A Word file whose dotted places got these texts in order; "" leaves the dots.

    `keep_dots`: some dots stay around what was typed, as happens.
    """
    rest = iter(answers)

    def change(root: Any) -> None:
        for paragraph in root.iter(W + "p"):
            texts = [t for t in paragraph.iter(W + "t") if t.text and "…" in t.text]
            whole = [t for t in texts if not t.text.strip("… -./")]
            if len(whole) == 2 and len(texts) == 2 and max(len(t.text) for t in texts) > 20:
                answer = next(rest)  # two lines of dots are one place
                if answer:
                    whole[0].text, whole[1].text = answer, ""
                continue
            for text in texts:
                text.text = _DOTS.sub(lambda m: typed(next(rest), m[0]), text.text)

    def typed(answer: str, dots: str) -> str:
        if not answer:
            return dots
        return f"…{answer}…" if keep_dots else answer

    return edited(data, change)
