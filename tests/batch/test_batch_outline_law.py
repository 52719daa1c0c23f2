"""Law 1 for documents with blanks: what print cannot hold of a blank is in `tests/printed.py`."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import VanBan
from docgen.read.text.document import read_source, read_text
from docgen.read.word import read_docx
from docgen.write.docx.engine import render_docx
from docgen.write.text import write_txt
from tests.documents import documents
from tests.printed import by_labels, printed
from tests.read.test_law_round_trip import LAW

_BLANKS = st.sampled_from([
    "<<Số hộ>>", "<<so_ho: Số “hộ” & *cây* hiến>>", "**<<ho_ten>>**", "<<ket_qua.xa>>",
    r"\<<không phải>>", "<<>>", "< <a>>", "<<<b>>>", "<<một>><<hai>>", "{{ <<ba>> }}",
    "<<chưa đóng", "a << b", r"\\<<c>>",
])  # fmt: skip


@st.composite
def outlines(draw: st.DrawFn) -> VanBan:
    """Documents with blanks anywhere in their bodies, tables of figures among them."""
    v = draw(documents())
    data: dict[str, Any] = v.model_dump(exclude_defaults=True)
    data["chi_tieu"] = {
        "xa": {"ten": "Số xã đạt chuẩn", "gia_tri": 7, "tren": 16, "don_vi": "xã"},
        "ngheo": {"ten": "Tỷ lệ hộ nghèo", "don_vi": "%"},
    }
    data["trinh_bay"] = {"cho_dien": draw(st.sampled_from(["o_nhap", "dong_cham"]))}
    blocks = data.get("noi_dung", [])
    for block in blocks:
        if draw(st.booleans()):
            said = draw(_BLANKS)
            block["text"] = draw(
                st.sampled_from([said, f"{block.get('text', '')} {said}".strip(), f"{said} ạ"])
            )
        for row in block.get("hang", ()):
            row[0] = draw(_BLANKS) if draw(st.booleans()) else row[0]
    if draw(st.booleans()):
        table = {"cap": "bang", "text": "Biểu số liệu", "chi_tieu": ["tat_ca"]}
        blocks.insert(draw(st.integers(0, len(blocks))), table)
    data["noi_dung"] = blocks
    return VanBan.model_validate(data)


@settings(LAW, max_examples=50)
@given(outlines())
def test_word_is_read_back(v: VanBan) -> None:
    reading = read_source(read_docx(render_docx(v)[0]))
    assert by_labels(reading.van_ban) == printed(v, "docx")
    assert reading.left_over == []


@settings(LAW, max_examples=50)
@given(outlines())
def test_text_is_read_back(v: VanBan) -> None:
    reading = read_text(write_txt(v).decode())
    assert by_labels(reading.van_ban) == printed(v, "txt")
    assert reading.left_over == []
