"""Names for files."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.ten_tep import slug


def test_words_of_bodies_are_shortened() -> None:
    assert slug("Ủy ban nhân dân xã Điềm He") == slug("UBND  xã Điềm He") == "xa_diem_he"
    assert slug("Văn phòng UBND tỉnh Lạng Sơn") == "vpub_tinh_lang_son"
    assert slug("Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn") == "vpub_tinh_lang_son"
    assert slug("HĐND xã A") == slug("Hội đồng nhân dân xã A") == "hdnd_xa_a"
    assert slug("Sở Kế hoạch và Đầu tư") == "so_ke_hoach_va_dau_tu"
    assert slug("…") == ""


@given(st.text())
def test_any_text_is_fit_for_a_file_name(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:_[a-z0-9]+)*)?", made)
    assert slug(made) == made
