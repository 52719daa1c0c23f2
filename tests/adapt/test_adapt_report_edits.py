"""Report of a document that the unit has worked on; both sides of a text in pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.adapt.changes import Change, as_change, mark
from docgen.adapt.plain import apply, plain_text
from docgen.adapt.report import report_html
from docgen.adapt.report.pieces import printed, sides
from docgen.model import (
    Doi,
    Khoi,
    VanBan,
)
from docgen.write.layout.inline import parse_inline
from tests.adapt.reported import adapted, data_of, fixture
from tests.strategies import texts


@pytest.fixture(scope="module")
def pair() -> tuple[VanBan, VanBan]:
    """Source and what the district made of it."""
    source = fixture()
    return source, adapted(source)


def edited(own: VanBan, change: Callable[[list[Khoi]], None]) -> VanBan:
    """The document with its body changed by hand."""
    blocks = list(own.noi_dung)
    change(blocks)
    return own.model_copy(update={"noi_dung": blocks})


def states(told: dict[str, Any]) -> Counter[str]:
    """How many rows are in which state."""
    return Counter(row["trang_thai"] for row in told["hang"])


def test_a_decided_place_is_no_question_any_more(pair: tuple[VanBan, VanBan]) -> None:
    source, own = pair
    place = next(n for n, b in enumerate(own.noi_dung) if "[[quý III" in b.text)

    def decide(blocks: list[Khoi]) -> None:
        text = blocks[place].text.replace("[[quý III năm 2022]]", "Trước ngày 15/10/2022")
        blocks[place] = blocks[place].model_copy(update={"text": text})

    told = data_of(source, edited(own, decide))
    assert told["dem"]["hoi"] == 10
    assert told["dem"]["da_quyet"] == 1
    assert not any("quý III" in q["hien"] for q in told["cau_hoi"])
    (row,) = [row for row in told["hang"] if row["trang_thai"] == "don_vi_sua"]
    assert row["cua"].startswith("Trước ngày 15/10/2022, các phòng, ban, ngành")
    page = lxml.html.document_fromstring(report_html(source, edited(own, decide)))
    shown = page.get_element_by_id(f"r{row['so']}")
    assert "".join(shown.xpath("./td[2]//ins[@class='sua']/text()")) == "Trước ngày 15/10/"
    assert "Đơn vị sửa" in shown.text_content()


def test_every_gap_of_the_own_document_is_a_question(pair: tuple[VanBan, VanBan]) -> None:
    source, own = pair

    def leave_open(blocks: list[Khoi]) -> None:
        blocks.insert(2, Khoi(cap="doan", text="Đơn vị để trống [[chưa rõ]] và {{ la_lung }}."))
        text = blocks[5].text + " [[hỏi lại phòng]]"
        blocks[5] = blocks[5].model_copy(update={"text": text})

    page = lxml.html.document_fromstring(report_html(source, edited(own, leave_open)))
    marks = page.xpath("//tr[@id]/td[2]//mark")
    assert len(marks) == 11 + 3
    assert all(mark.xpath("ancestor::a[@class='cho']") for mark in marks)
    assert "[hỏi lại phòng]" in page.xpath("//ol[@class='hoi']")[0].text_content()


def test_a_figure_that_was_given_is_no_question_any_more(pair: tuple[VanBan, VanBan]) -> None:
    source, own = pair
    target = own.chi_tieu["xa_dat_chuan"].model_copy(
        update={"gia_tri": Decimal(7), "tren": Decimal(16)}
    )
    filled = own.model_copy(update={"chi_tieu": {**own.chi_tieu, "xa_dat_chuan": target}})
    told = data_of(source, filled)
    assert told["dem"]["hoi"] == 9
    row = next(r for r in told["hang"] if r["nguon"].startswith("Thi đua hoàn thành"))
    assert "là 7/16 xã, bằng 43,8% tổng" in row["cua"]


def test_added_and_deleted_blocks_do_not_shift_the_rest(pair: tuple[VanBan, VanBan]) -> None:
    source, own = pair
    before = states(data_of(source, own))

    def work(blocks: list[Khoi]) -> None:
        del blocks[30]
        blocks.insert(4, Khoi(cap="doan", text="Một đoạn mà đơn vị viết thêm vào."))

    told = data_of(source, edited(own, work))
    after = states(told)
    assert after["don_vi_them"] == after["don_vi_xoa"] == 1
    assert after["don_vi_sua"] == 0
    assert sum(after.values()) == sum(before.values()) + 1
    (new,) = [row for row in told["hang"] if row["trang_thai"] == "don_vi_them"]
    assert new["o"] == "noi_dung[4]"
    assert told["hang"][new["so"]]["o"] == "noi_dung[5]"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_own_text_has_one_row_whatever_was_edited(data: st.DataObject) -> None:
    source = fixture()
    own = adapted(source)
    blocks = list(own.noi_dung)
    for _n in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(blocks) - 1))
        match data.draw(st.sampled_from(("drop", "add", "change", "swap"))):
            case "drop" if len(blocks) > 1:
                del blocks[place]
            case "add":
                text = data.draw(texts(empty=False))
                blocks.insert(place, Khoi(cap="doan", text=text))
            case "change":
                text = blocks[place].text[:9] + data.draw(texts())
                blocks[place] = blocks[place].model_copy(update={"text": text})
            case _:
                blocks.append(blocks.pop(place))
    told = data_of(source, own.model_copy(update={"noi_dung": blocks}))
    rows = [r for r in told["hang"] if r["o"] and r["o"].startswith("noi_dung")]
    assert sorted(int(r["o"][9:-1]) for r in rows if blocks[int(r["o"][9:-1])].text) == [
        n for n, block in enumerate(blocks) if block.text
    ]
    sources = [r["tai"] for r in told["hang"] if r["tai"] and r["tai"].startswith("noi_dung")]
    assert sources == [f"noi_dung[{n}]" for n in range(len(source.noi_dung))]


# --- Pieces --------------------------------------------------------------------------------------


@st.composite
def changed_texts(draw: st.DrawFn) -> tuple[str, list[Doi]]:
    """A typed text with changes that cut no variable or gap."""
    text = draw(texts(lines=True)) + draw(st.sampled_from(("", " {{ a }}", " [[b]] c", "**d** e")))
    plain = plain_text(text)
    inside = {
        n
        for m in re.finditer(r"\{\{.*?\}\}|\[\[.*?\]\]", plain)
        for n in range(*m.span())
        if n > m.start()
    }
    cuts = [n for n in range(len(plain) + 1) if n not in inside]
    ends = sorted(draw(st.lists(st.sampled_from(cuts), max_size=6)))
    new = st.sampled_from(("", "mới", mark("hỏi"), "và " + mark("gì đó")))
    return text, [
        Doi(cach="thay", luat="x", tai=span, thanh=draw(new))
        for span in zip(ends[::2], ends[1::2], strict=False)
    ]


@settings(deadline=None)
@given(changed_texts())
def test_pieces_are_the_source_and_the_own_text(case: tuple[str, list[Doi]]) -> None:
    text, changes = case

    def value(name: str) -> str:
        return f"<{name}>"

    left, right = sides(text, changes, value, value)
    assert printed(left) == str(parse_inline(text, value))
    made = apply(text, [as_change(d) for d in changes])
    assert printed(right) == str(parse_inline(made, value))
    for piece in left + right:
        assert (piece.kieu == "thay") == (piece.doi >= 0)
    for number, change in enumerate(changes):
        gone = printed([p for p in left if p.doi == number])
        assert gone == str(parse_inline(apply_cut(text, change), value))


def apply_cut(text: str, change: Doi) -> str:
    """Only the characters that a change replaces, as typed."""
    start, end = change.tai
    length = len(plain_text(text))
    return apply(text, [Change(0, start, "bo", "x"), Change(end, length, "bo", "x")])
