"""Sizes, styles, positions and drawn lines of the preview, measured in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.model import VanBan
from docgen.nd30 import trang
from docgen.nd30.thanh_phan import THANH_PHAN, co_chu
from docgen.viet.be_rong import be_rong
from docgen.write.html import write_html
from tests.html.documents import FIXTURES, fixture, small

Show = Callable[[VanBan], Any]
MM = 25.4 / 96  # of a CSS pixel
ALIGN = {"giua": "center", "trai": "left", "phai": "right", "deu": "justify"}

STYLES = """() => [...document.querySelectorAll("main *[class]")].map((e) => {
  const s = getComputedStyle(e);
  return [e.className, parseFloat(s.fontSize) * 0.75, s.fontWeight, s.fontStyle, s.textAlign,
    s.fontFamily, parseFloat(s.textIndent)];
})"""
LINES = """(name) => {
  const e = document.querySelector(name);
  const range = document.createRange();
  range.selectNodeContents(e);
  const rows = new Map();
  for (const r of range.getClientRects()) {
    const key = Math.round((r.top + r.bottom) / 4);
    const [l, w] = rows.get(key) ?? [Infinity, -Infinity];
    rows.set(key, [Math.min(l, r.left), Math.max(w, r.right)]);
  }
  return [...rows.values()].map(([l, r]) => r - l);
}"""
WIDTH = "(name) => document.querySelector(name).getBoundingClientRect().width"


def everything() -> VanBan:
    """A document with every level, a table, receivers, two annexes."""
    levels = ["phan", "chuong", "muc", "tieu_muc", "dieu", "la_ma", "so", "so_kep", "chu", "gach"]
    body: list[Any] = [{"cap": c, "text": f"Tên {c}"} for c in [*levels, "cong"]]
    body += [{"dieu": "Câu chạy liền.", "tieu_de": False}, {"so": "Khoản."}, {"so_kep": "Câu."}]
    body += ["Lời văn.", {"bang": "Tên bảng", "cot": ["TT", "Nội dung"], "hang": [["1", "abc"]]}]
    return small(
        loai="quyet_dinh",
        co_quan={"ten": "Sở Nội vụ", "chu_quan": "Ủy ban nhân dân tỉnh Lạng Sơn"},
        can_cu=["Căn cứ Luật"],
        noi_dung=body,
        kem_theo=[
            {"loai": "quy_che", "trich_yeu": "Làm việc", "can_cu": ["Căn cứ Luật"]},
            {"kieu": "phu_luc", "trich_yeu": "Biểu", "noi_dung": [SENTENCE]},
        ],
    )


SENTENCE = "Thực hiện phong trào thi đua xây dựng nông thôn mới trên địa bàn tỉnh, " * 4


@pytest.mark.parametrize("bo", [13, 14])
def test_every_component_is_written_as_the_table_says(bo: int, show: Show) -> None:
    letter = small(
        loai="cong_van",
        kinh_gui=["Sở A", "Sở B"],
        can_cu=["Căn cứ Luật"],
        don_vi_soan="VX",
        trinh_bay={"co_chu": bo},
    )
    seen = set()
    for v in (everything().model_copy(update={"trinh_bay": letter.trinh_bay}), letter):
        for classes, size, weight, slope, align, fonts, indent in show(v).evaluate(STYLES):
            ma, *more = classes.split()
            if ma not in THANH_PHAN or ma in ("duong_ke", "chu_ky"):
                continue
            t = THANH_PHAN[ma]
            seen.add(ma)
            assert size == pytest.approx(co_chu(ma, bo), abs=0.001), ma
            assert weight == ("700" if t.dam else "400"), ma
            assert slope == ("italic" if t.nghieng else "normal"), ma
            if not more:
                assert align == ALIGN[t.can], ma
            assert indent * MM == pytest.approx(12.7 if t.thut else 0, abs=0.02), ma
            assert fonts.startswith('"Times New Roman", Tinos')
    assert set(THANH_PHAN) - seen <= {"duong_ke", "chu_ky", "so_trang", "chuc_vu_rieng", "ket_thuc"}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_head_and_drawn_lines(path: Path, show: Show) -> None:
    page = show(fixture(path))
    assert len(page.evaluate(LINES, ".quoc_hieu")) == 1
    (motto,) = page.evaluate(LINES, ".tieu_ngu")
    assert page.evaluate(WIDTH, ".tieu_ngu + .duong_ke") == pytest.approx(motto, abs=0.5 / MM)
    issuer = page.evaluate(LINES, ".co_quan")
    share = page.evaluate(WIDTH, ".co_quan + .duong_ke") / max(issuer)
    assert 1 / 3 - 0.005 <= share <= 0.505
    title = page.evaluate(LINES, "h1 .trich_yeu")
    share = page.evaluate(WIDTH, ".ten > .duong_ke") / max(title)
    assert 1 / 3 - 0.005 <= share <= 0.505


def test_text_area_and_page_number(show: Show) -> None:
    tb = {"le_tren": 22, "le_duoi": 24, "le_trai": 33, "le_phai": 17}
    page = show(small(trinh_bay=tb, noi_dung=[SENTENCE] * 30))
    edges = page.evaluate(
        """() => { const f = (e) => e.getBoundingClientRect();
        const s = document.querySelectorAll(".to")[1];
        const a = f(s), b = f(s.querySelector(".vung")), n = f(s.querySelector(".so_trang"));
        return [b.top - a.top, a.bottom - b.bottom, b.left - a.left, a.right - b.right,
          n.top - a.top, b.top - n.bottom, (n.left + n.right) / 2 - (b.left + b.right) / 2]; }"""
    )
    top, bottom, left, right, number, room, off = (px * MM for px in edges)
    assert (top, bottom, left, right) == pytest.approx((22, 24, 33, 17), abs=0.05)
    assert number == pytest.approx(trang.SO_TRANG_CACH_MEP_MM.chon, abs=0.05)
    assert room > 0
    assert off == pytest.approx(0, abs=0.05)


def test_texts_are_as_wide_as_the_widths_say(show: Show) -> None:
    text = "AVATAR Tỷ lệ Vâng To LT 1.111"
    page = show(small(trich_yeu=text))
    (drawn,) = page.evaluate(LINES, "h1 .trich_yeu")
    assert drawn * 0.75 == pytest.approx(be_rong(text, 14, True), abs=0.2)


def test_first_line_indent_and_spaces(show: Show) -> None:
    page = show(small(noi_dung=[SENTENCE, SENTENCE, SENTENCE], trinh_bay={"gian_dong": 1.5}))
    first, second, gap = page.evaluate(
        """() => { const all = [...document.querySelectorAll("p.doan")];
        const range = document.createRange(); range.selectNodeContents(all[0]);
        const r = [...range.getClientRects()], left = all[0].getBoundingClientRect().left;
        const b = all.map((e) => e.getBoundingClientRect());
        const h = parseFloat(getComputedStyle(all[0]).lineHeight);
        return [r[0].left - left, r[1].left - left, b[1].top - b[0].top - h * r.length]; }"""
    )
    assert first * MM == pytest.approx(12.7, abs=0.1)
    assert second == pytest.approx(0, abs=0.1)
    assert gap * 0.75 == pytest.approx(6, abs=0.1)


def test_headings_have_ranks_without_holes(show: Show) -> None:
    page = show(small(noi_dung=[{"la_ma": "A"}, {"so": "B", "tieu_de": True}, "C."]))
    ranks = page.evaluate('[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(e => e.tagName)')
    assert ranks == ["H1", "H2", "H3"]
    page = show(everything())
    ranks = page.evaluate(
        """[...document.querySelectorAll("article:first-child h1,h2,h3,h4,h5,h6,[role=heading]")]
        .map(e => e.ariaLevel ? +e.ariaLevel : +e.tagName[1])"""
    )
    assert ranks[0] == 1
    assert max(ranks) == 7
    assert all(b <= a + 1 for a, b in zip(sorted(ranks), sorted(ranks)[1:], strict=False))


def test_gaps_are_marked(show: Show) -> None:
    page = show(VanBan.model_validate({"loai": "ke_hoach", "co_quan": "Sở Nội vụ"}))
    marks = page.locator("mark.cho-trong").all_text_contents()
    assert "[địa danh]" in marks
    assert "[họ và tên người ký]" in marks
    colour = page.locator("mark").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_same_input_same_bytes() -> None:
    v = everything()
    assert write_html(v) == write_html(v.model_copy(deep=True))
    assert "http" not in write_html(v).decode().replace("http-equiv", "")


BASE_LINES = """(names) => names.map((n) => {
  const e = document.querySelector(n), range = document.createRange();
  range.selectNodeContents(e);
  return range.getClientRects()[0].bottom - 0.216 * parseFloat(getComputedStyle(e).fontSize);
})"""


@pytest.mark.parametrize("bo", [13, 14])
def test_neighbours_stand_on_one_base_line(bo: int, show: Show) -> None:
    page = show(small(trinh_bay={"co_chu": bo}))
    for pair in ([".noi_nhan", ".quyen_han"], [".so_ky_hieu", ".dia_danh_ngay"]):
        left, right = page.evaluate(BASE_LINES, pair)
        assert left == pytest.approx(right, abs=1.5), pair  # browsers round ascents to pixels


def test_joint_signers_names_stand_level(show: Show) -> None:
    long = {"quyen_han": ["TM. BAN", "KT. TRƯỞNG BAN"], "chuc_vu": "PHÓ BAN", "ho_ten": "A"}
    page = show(small(chu_ky=[long, {"chuc_vu": "CHỦ TỊCH", "ho_ten": "B"}]))
    tops = page.locator(".ho_ten").evaluate_all("a => a.map(e => e.getBoundingClientRect().top)")
    assert tops[0] == pytest.approx(tops[1], abs=0.1)
