"""A last paragraph of any length: no signature alone, no head alone on page one; joint rows."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model import VanBan
from docgen.viet.be_rong import chia_dong
from tests.render.documents import Doc, Press, source
from tests.render.test_render_foot import SENTENCE, assert_law, stacks
from tests.render.test_render_head import NEAR, rule_under

WORDS = SENTENCE.split() * 200
ONE = {"quyen_han": ["TM. ỦY BAN NHÂN DÂN"], "chuc_vu": "CHỦ TỊCH", "ho_ten": "Lê An"}
BASE: dict[str, Any] = {
    "loai": "ke_hoach",
    "co_quan": {"ten": "Ủy ban nhân dân xã Bình Minh", "viet_tat": "UBND"},
    "so": 5,
    "dia_danh": "Bình Minh",
    "ngay": "2026-06-23",
    "trich_yeu": "Thử chỗ ngắt trang",
    "noi_nhan": [f"Nơi {n}" for n in range(6)],
    "luu": "VT",
    "chu_ky": [ONE],
}
LETTER = {
    "loai": "cong_van",
    "don_vi_soan": "VX",
    "kinh_gui": ["Sở A", "Sở B", "Sở C"],
    "can_cu": ["Căn cứ Kế hoạch số 12/KH-UBND"],
    "trinh_bay": {"co_chu": 13},
}
SHORT = {"chuc_vu": "GIÁM ĐỐC", "ho_ten": "Lê An"}
JOINT = {
    "chu_ky": [SHORT] * 3,
    "noi_nhan": ["A"],
    "trinh_bay": {"le_trai": 35, "le_tren": 25, "gian_doan": 10},
}


def ended(lines: int, before: list[str], **more: Any) -> VanBan:
    """A document whose last paragraph takes about so many lines."""
    text = " ".join(WORDS)
    paragraph = " ".join(chia_dong(text, 440, 14)[:lines])
    return VanBan.model_validate({**BASE, **more, "noi_dung": [*before, paragraph]})


def assert_no_page_is_only_a_head(doc: Doc) -> None:
    assert doc.mismatch == ""
    on_page_one = [i for i in doc.of("doan", part=0) if any(g.page == 1 for g in i.glyphs)]
    assert on_page_one
    assert all(page.glyphs for page in doc.pages)


@pytest.mark.parametrize("lines", range(1, 61))
def test_a_body_of_one_paragraph_of_any_length(press: Press, lines: int) -> None:
    doc = press.print(ended(lines, []))
    assert_law(doc)
    assert_no_page_is_only_a_head(doc)
    foot = doc.one("ho_ten").lines[0].page
    assert len([x for x in doc.of("doan")[-1].lines if x.page == foot]) >= min(lines, 2)


@pytest.mark.parametrize("more", [LETTER, JOINT], ids=["letter", "joint"])
@pytest.mark.parametrize("before", [[], [SENTENCE, SENTENCE]], ids=["only", "last"])
@pytest.mark.parametrize("lines", range(12, 60, 5))
def test_a_long_last_paragraph(
    press: Press, lines: int, before: list[str], more: dict[str, Any]
) -> None:
    doc = press.print(ended(lines, before, **more))
    assert_law(doc)
    assert_no_page_is_only_a_head(doc)


@pytest.mark.parametrize("post", ["GIÁM ĐỐC", "KT. GIÁM ĐỐC SỞ Y TẾ"])
def test_three_joint_signers(press: Press, post: str) -> None:
    signers = [{"chuc_vu": post, "ho_ten": f"Nguyễn Văn Đức {n}"} for n in "ABC"]
    doc = press.print(ended(5, [], chu_ky=signers))
    made = stacks(doc)
    tops = [s[0].lines[0] for s in made]
    if post == "GIÁM ĐỐC":
        assert max(x.base for x in tops) - min(x.base for x in tops) < 0.3
        return
    assert all(len(i.lines) == 1 for s in made for i in s)
    assert abs(tops[0].base - tops[1].base) < 0.3
    assert tops[2].base > made[0][-1].lines[0].base + 14
    # The third stands by himself, under the middle of the others.
    assert abs(tops[2].middle - doc.middle(1)) < NEAR
    assert abs((tops[0].middle + tops[1].middle) / 2 - doc.middle(1)) < NEAR


@pytest.mark.parametrize("bo", [14, 13])
def test_a_long_place_stays_on_the_line_of_the_date(press: Press, bo: int) -> None:
    changes = {"dia_danh": "Thành phố Hồ Chí Minh", "trinh_bay": {"co_chu": bo}}
    doc = press.print(VanBan.model_validate(source("ten_ngan-14").model_dump() | changes))
    (line,) = doc.one("dia_danh_ngay").lines
    number, nation = doc.one("so_ky_hieu").lines[0], doc.one("quoc_hieu").lines[0]
    assert abs(line.base - number.base) < 0.6
    assert abs(line.middle - nation.middle) < NEAR
    assert number.x1 < line.x0
    assert rule_under(doc, doc.one("co_quan").lines[-1])
    assert rule_under(doc, doc.one("tieu_ngu").lines[0])
