"""Targets found in a text: named in the data, and not a character of the print changes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.model import VanBan
from docgen.read.text.targets import with_targets
from docgen.write.text import write_txt


def _plan(*texts: str) -> VanBan:
    return VanBan.model_validate(
        {"loai": "ke_hoach", "co_quan": "Ủy ban nhân dân xã A", "noi_dung": list(texts)}
    )


def test_figure_and_share() -> None:
    plan = _plan("Đến năm 2027 có 115/181 xã đạt chuẩn, chiếm tỷ lệ 63,5% (thêm 10 xã).")
    v = with_targets(plan)
    assert v.noi_dung[0].text == (
        "Đến năm 2027 có {{ chi_tieu.xa_dat_chuan }} xã đạt chuẩn, "
        "chiếm tỷ lệ {{ chi_tieu.xa_dat_chuan.ty_le }} (thêm 10 xã)."
    )
    target = v.chi_tieu["xa_dat_chuan"]
    assert (target.gia_tri, target.tren, target.don_vi) == (Decimal(115), Decimal(181), "xã")
    assert write_txt(v) == write_txt(plan)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Có 01/06 lớp học.", ["lop"]),
        ("Có 1.250/3.400 hộ và 7/9 hộ nghèo.", ["ho", "ho_2"]),
        ("Có 7/9 xã; lại nhắc 7/9 xã.", ["xa"]),
        ("Có 115/181 xã, đạt 64%.", ["xa"]),
        ("Trước ngày 30/6 năm 2026 và 18/5/2022.", []),
        ("Quyết định số 12/QĐ-UBND; tỷ lệ 9/7 xã.", []),
        ("Có 1/06 lớp.", []),
        ("Không có số nào.", []),
    ],
)
def test_what_is_a_target(text: str, names: list[str]) -> None:
    plan = _plan(text)
    v = with_targets(plan)
    assert list(v.chi_tieu) == names
    assert write_txt(v) == write_txt(plan)


_TEXT = st.lists(
    st.sampled_from([
        "115/181", "01/06", "7/8", "87,5%", "63,5%", "xã", "đạt chuẩn", "và", "1.200/3.000",
        "1200/3000", "100%", ",", "hộ", "năm 2026", "30/6", "5/5 lớp", "{{ x }}", "0/5 thôn",
    ]),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TEXT, min_size=1, max_size=3))
def test_no_character_of_the_print_changes(texts: list[str]) -> None:
    plan = _plan(*texts)
    assert write_txt(with_targets(plan)) == write_txt(plan)
