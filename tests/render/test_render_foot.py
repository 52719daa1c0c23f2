"""The foot: Nơi nhận and signatures (Phụ lục I, Phần I, Mục II.7, II.9)."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from docgen.model import VanBan
from tests.render.documents import Doc, Press, every, only, proves
from tests.render.measure import MM, Item
from tests.render.test_render_body import HEADINGS
from tests.render.test_render_head import NEAR, is_capitals, sizes, style

FOOT = ("noi_nhan", "noi_nhan_muc", "quyen_han", "chuc_vu_rieng", "ho_ten")


@every
@proves("3.9b1", "3.9b2", "2.o9b", "8.muc", "8.luu")
def test_recipients(doc: Doc) -> None:
    for head in doc.of("noi_nhan"):
        items = doc.of("noi_nhan_muc")
        assert head.text == "Nơi nhận:"
        assert sizes(head) == {12.0}
        assert style(head) == {(True, True)}
        assert items
        for item in (head, *items):
            assert all(abs(line.x0 - doc.left) < 0.7 for line in item.lines)
        for item in items:
            assert sizes(item) == {11.0}
            assert style(item) == {(False, False)}
            assert re.match(r"- \S", item.text)
            assert item.text.endswith("." if item is items[-1] else ";")
            assert not item.text.endswith((";;", "..", ".;", ";."))
        assert items[-1].text.startswith("- Lưu: VT")
        assert not [i for i in items[:-1] if "Lưu:" in i.text]


@every
@proves("8.nhu_tren", "8.nhu_dieu")
def test_first_recipient(doc: Doc) -> None:
    items = doc.of("noi_nhan_muc")
    if not items:
        return
    first = items[0].text
    assert (first == "- Như trên;") == bool(doc.of("kinh_gui"))
    if doc.van_ban.loai in ("quyet_dinh", "nghi_quyet"):
        assert re.fullmatch(r"- Như Điều \d+;", first)


@every
@proves("3.7a", "3.7b", "2.o7", "7.cho_ky")
def test_signature_stack(doc: Doc) -> None:
    for stack in stacks(doc):
        names = [i for i in stack if i.key == "ho_ten"]
        posts = [i for i in stack if i.key == "quyen_han"]
        middle = posts[0].lines[0].middle
        bases = [line.base for item in stack for line in item.lines]
        assert bases == sorted(bases)
        for item in stack:
            assert sizes(item) == {float(doc.bo)}
            assert style(item) == {(True, False)}
            for line in item.lines:
                assert abs(line.middle - middle) < NEAR
        for item in stack:
            if item.key != "ho_ten":
                assert is_capitals(item)
        for name in names:
            assert name.gaps or not is_capitals(name)
            above = next(i for i in reversed(stack) if i.key == "quyen_han").lines[-1]
            room = name.lines[0].base - above.base
            assert 20 * MM <= room <= 45 * MM
        if doc.layout["chu_ky"]:
            page = posts[0].lines[0].page
            half = doc.middle(page)
            assert middle > half
            for item in stack:
                for line in item.lines:
                    assert line.x0 >= half - 0.03 * (doc.right(page) - doc.left)


def stacks(doc: Doc) -> list[list[Item]]:
    """Signature blocks, each from top to bottom."""
    made: dict[tuple[int, int], list[Item]] = {}
    for item in doc.of("quyen_han", "chuc_vu_rieng", "ho_ten"):
        made.setdefault(item.data, []).append(item)
    return list(made.values())


@every
@proves("2.o9b", "3.9b1")
def test_recipients_stand_level_with_the_authority_line(doc: Doc) -> None:
    if not doc.layout["chu_ky"]:
        return
    head, first = doc.one("noi_nhan").lines[0], doc.of("quyen_han")[0].lines[0]
    assert head.page == first.page
    assert abs(head.base - first.base) < 1.5
    assert all(line.x1 < first.middle for i in doc.of("noi_nhan_muc") for line in i.lines)


@every
@proves("7.khoi")
def test_signature_block_is_whole_and_not_alone(doc: Doc) -> None:
    assert_law(doc)


def assert_law(doc: Doc) -> None:
    """The foot stands on one page, with some of the body above it."""
    foot = doc.of(*FOOT)
    if not foot:
        return
    pages = {g.page for i in foot for g in i.glyphs}
    assert len(pages) == 1
    (page,) = pages
    top = min(line.base for i in foot for line in i.lines)
    body = [
        line
        for i in doc.items
        if i.part == 0 and i.key not in FOOT
        for line in i.lines
        if line.page == page
    ]
    assert body
    assert all(line.base < top for line in body)


PREFIXES = [
    pytest.param("chu_ky_cuoi_trang", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
                 marks=proves("7.tm"), id="TM."),
    pytest.param("ten_dai", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], marks=proves("7.kt"), id="KT."),
    pytest.param("cong_van", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], marks=proves("7.tl"), id="TL."),
    pytest.param("bao_cao", ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
                 marks=proves("7.tl", "7.kt"), id="TL. KT."),
    pytest.param("to_trinh", ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG HẠ TẦNG KỸ THUẬT"],
                 marks=proves("7.tuq"), id="TUQ."),
    pytest.param("ten_ngan", ["Q. GIÁM ĐỐC"], marks=proves("7.q"), id="Q."),
    pytest.param("bang_doc_ngang", ["GIÁM ĐỐC"], marks=proves("7.khong"), id="none"),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "lines"), PREFIXES)
@pytest.mark.parametrize("bo", [14, 13])
@proves("3.7a")
def test_prefixes(press: Press, stem: str, lines: list[str], bo: int) -> None:
    doc = press.case(f"{stem}-{bo}")
    printed = [" ".join(line.text for line in i.lines) for i in doc.of("quyen_han")]
    assert printed == lines
    for item in doc.of("quyen_han")[:-1]:
        # The prefix line stays one line; the post of the signer stands on the next.
        assert len(item.lines) == 1


@only("nghi_quyet_ban")
@proves("7.o7b", "7.tham_quyen", "7.tm")
def test_post_in_his_own_office_stands_above_the_name(doc: Doc) -> None:
    post, name = doc.one("chuc_vu_rieng"), doc.one("ho_ten")
    assert post.text == "PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"
    assert 1.1 * doc.bo < name.lines[0].base - post.lines[-1].base < 1.2 * doc.bo
    assert doc.one("tham_quyen").text == "HỘI ĐỒNG THI ĐUA TỈNH"
    assert doc.of("quyen_han")[0].text == "TM. HỘI ĐỒNG"


@only("lien_tich", "van_quan_phat_dong_lien_tich")
@proves("7.lien_tich")
def test_joint_signers_stand_side_by_side(doc: Doc) -> None:
    made = [s for s in stacks(doc) if any(i.text for i in s)]
    assert len(made) == len(doc.van_ban.co_quan)
    rows: dict[int, list[list[Item]]] = {}
    for stack in made:
        rows.setdefault(stack[0].data[0], []).append(stack)
    for row in rows.values():
        for left, right in pairwise(row):
            for a, b in ((left[0], right[0]), (left[-1], right[-1])):
                assert abs(a.lines[0].base - b.lines[0].base) < 0.3
            edge = max(line.x1 for i in left for line in i.lines)
            assert edge < min(line.x0 for i in right for line in i.lines)
    for above, below in pairwise(rows.values()):
        last = max(i.lines[-1].base for s in above for i in s)
        assert below[0][0].lines[0].base - last > 1.5 * 1.149 * doc.bo


SENTENCE = "Bảo đảm tiến độ, chất lượng và an toàn trong suốt thời gian thực hiện."


def grown(steps: int, shape: str) -> VanBan:
    """A plan with `steps` more paragraphs than fit with its foot on one page."""
    one = {"quyen_han": ["TM. ỦY BAN NHÂN DÂN"], "chuc_vu": "CHỦ TỊCH", "ho_ten": "Lê An"}
    body: list[dict[str, str]] = [{"cap": "doan", "text": f"{SENTENCE} {SENTENCE}"}]
    for number in range(steps + 12):
        if shape == "headings" and number % 3 == 0:
            body.append({"cap": "la_ma", "text": "NHIỆM VỤ"})
            body.append({"cap": "so", "text": "Công việc"})
        body.append({"cap": "chu" if shape == "headings" else "so", "text": SENTENCE})
    return VanBan.model_validate(
        {
            "loai": "ke_hoach",
            "co_quan": {"ten": "Ủy ban nhân dân xã Bình Minh", "viet_tat": "UBND"},
            "so": 5,
            "dia_danh": "Bình Minh",
            "ngay": "2026-06-23",
            "trich_yeu": "Thử chỗ ngắt trang",
            "noi_dung": body,
            "noi_nhan": [f"Nơi {n}" for n in range(6)],
            "luu": "VT",
            "chu_ky": [one] * (3 if shape == "joint" else 1),
            "ket_thuc": [] if shape == "headings" else [f"{SENTENCE} {SENTENCE} {SENTENCE}"],
        }
    )


@pytest.mark.parametrize("shape", ["plain", "headings", "joint"])
@pytest.mark.parametrize("steps", range(26))
@proves("7.khoi", "6.2.giu")
def test_foot_keeps_together_wherever_the_page_ends(press: Press, steps: int, shape: str) -> None:
    doc = press.print(grown(steps, shape))
    assert doc.mismatch == ""
    assert all(page.glyphs for page in doc.pages)
    assert_law(doc)
    for item, following in pairwise(doc.items):
        if item.key in HEADINGS:
            assert item.lines[-1].page == following.lines[0].page
