"""The redline: all changes accepted it is the own document, all rejected the upper level's."""

from __future__ import annotations

import itertools
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.adapt.redline import redline
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from docgen.write.docx.package import read_parts
from tests.adapt import revisions
from tests.adapt.revisions import W, accepted, body_of, canon, marks, rejected, shown
from tests.documents import documents, texts
from tests.strategies import office_documents

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.yaml"))


@lru_cache(maxsize=32)
def rendered(path: Path) -> bytes:
    """A fixture as .docx."""
    return render_docx(read_data_file(path)[0])[0]


def print_of(blocks: list[Any], **more: Any) -> bytes:
    """A short plan with these blocks as .docx."""
    data = {
        "loai": "ke_hoach",
        "co_quan": ["Ủy ban nhân dân tỉnh Sơn La"],
        "trich_yeu": "Về công tác",
        "noi_dung": blocks,
        "ket_thuc": ["Trên đây là Kế hoạch"],
        **more,
    }
    return render_docx(VanBan.model_validate(data))[0]


def check_laws(source: bytes, own: bytes) -> bytes:
    """The redline of two files, after the laws that hold for every pair."""
    made = redline(source, own)
    assert canon(accepted(made)) == canon(body_of(own))
    assert canon(rejected(made)) == canon(body_of(source))
    numbers = [m.get(W + "id") for m in marks(body_of(made))]
    assert len(set(numbers)) == len(numbers)
    assert all(m.get(W + "date") is None for m in marks(body_of(made)))
    return made


@pytest.mark.parametrize(
    ("source", "own"),
    list(itertools.permutations(FIXTURES, 2)),
    ids=lambda p: p.stem,
)
def test_any_two_documents(source: Path, own: Path) -> None:
    assert marks(body_of(check_laws(rendered(source), rendered(own))))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_the_same_document_has_no_change(path: Path) -> None:
    data = rendered(path)
    made = redline(data, data)
    assert marks(body_of(made)) == []
    assert canon(body_of(made)) == canon(body_of(data))
    # Nothing else of the file is touched either.
    old, new = read_parts(data), read_parts(made)
    assert {n for n in old if old[n] != new[n]} <= {"word/document.xml"}
    assert old.keys() == new.keys()


def test_the_same_bytes_twice() -> None:
    source, own = rendered(FIXTURES[0]), rendered(FIXTURES[1])
    assert redline(source, own) == redline(source, own)


@pytest.mark.parametrize(
    ("source", "own"),
    list(itertools.permutations(FIXTURES[:4], 2))[::3],
    ids=lambda p: p.stem,
)
def test_valid_open_xml(source: Path, own: Path, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    target = tmp_path / "a.docx"
    target.write_bytes(redline(rendered(source), rendered(own)))
    assert [str(e) for e in OpenXmlValidator().validate(target).errors] == []


def test_settings_leave_tracking_off() -> None:
    made = redline(rendered(FIXTURES[0]), rendered(FIXTURES[1]))
    assert list(revisions.part(made, "word/settings.xml").iter(W + "trackRevisions")) == []


def test_the_author_signs_every_change() -> None:
    made = redline(rendered(FIXTURES[0]), rendered(FIXTURES[1]), author="Văn phòng")
    signed = [m.get(W + "author") for m in marks(body_of(made)) if "tblGrid" not in m.tag]
    assert set(signed) == {"Văn phòng"}


def test_the_checks_of_this_file_can_fail() -> None:
    """Accepting is not rejecting, and a mark taken out shows."""
    source, own = rendered(FIXTURES[0]), rendered(FIXTURES[1])
    made = redline(source, own)
    assert canon(accepted(made)) != canon(body_of(source))
    assert canon(rejected(made)) != canon(body_of(own))


# --- What a clerk sees -------------------------------------------------------------------------


def _line(source: str, own: str) -> str:
    made = check_laws(print_of([{"doan": source}]), print_of([{"doan": own}]))
    return shown(made).split("Về công tác\n\n")[1].split("\nTrên đây")[0]


@pytest.mark.parametrize(
    ("source", "own", "seen"),
    [
        ("UBND tỉnh ban hành Kế hoạch này", "UBND huyện ban hành Kế hoạch này",
         "UBND [-tỉnh-]{+huyện+} ban hành Kế hoạch này"),
        # A sign between two changes is no island.
        ("ở trong tỉnh, ngoài tỉnh và ở nước ngoài", "ở trong huyện, ngoài huyện và ở nước ngoài",
         "ở trong [-tỉnh, ngoài tỉnh-]{+huyện, ngoài huyện+} và ở nước ngoài"),
        # Figures are one word.
        ("Phấn đấu có 115/181 xã đạt chuẩn", "Phấn đấu có 12/16 xã đạt chuẩn",
         "Phấn đấu có [-115/181-]{+12/16+} xã đạt chuẩn"),
        ("giao các sở, ban, ngành thực hiện việc này",
         "giao các phòng, ban, ngành thực hiện việc này",
         "giao các [-sở-]{+phòng+}, ban, ngành thực hiện việc này"),
        # Each gap is a change of its own.
        ("đạt 115/181 xã, bằng 63,5% tổng số", "đạt {{ a }} xã, bằng {{ b }} tổng số",
         "đạt [-115/181-]{+[a]+} xã, bằng [-63,5%-]{+[b]+} tổng số"),
        ("của tỉnh, UBND các huyện để", "của xã, [[UBND các huyện]] để",
         "của [-tỉnh-]{+xã+}, [-UBND các huyện-]{+[UBND các huyện]+} để"),
        # Words put in between keep their space.
        ("tổ chức hội nghị tổng kết", "tổ chức tốt hội nghị tổng kết",
         "tổ chức {+tốt +}hội nghị tổng kết"),
    ],
)  # fmt: skip
def test_whole_words_and_phrases(source: str, own: str, seen: str) -> None:
    # The end of the paragraph stays, so that only what is looked at changes.
    assert _line(source + " để Nhân dân biết", own + " để Nhân dân biết") == (
        seen + " để Nhân dân biết"
    )


_FOUR = [
    {"la_ma": "NHIỆM VỤ"},
    {"so": "Sở Nội vụ chủ trì theo dõi việc thi đua của toàn tỉnh"},
    {"so": "Ủy ban Mặt trận Tổ quốc vận động Nhân dân hưởng ứng"},
    {"so": "Các huyện báo cáo kết quả hằng năm về Văn phòng"},
]


def test_a_dropped_block_and_its_followers_new_numbers() -> None:
    made = check_laws(print_of(_FOUR), print_of([_FOUR[0], *_FOUR[2:]]))
    body = shown(made).splitlines()
    assert "»- [-1. Sở Nội vụ chủ trì theo dõi việc thi đua của toàn tỉnh-]" in body
    assert "[-2-]{+1+}. Ủy ban Mặt trận Tổ quốc vận động Nhân dân hưởng ứng" in body
    assert "[-3-]{+2+}. Các huyện báo cáo kết quả hằng năm về Văn phòng" in body


def test_an_added_block() -> None:
    new = {"so": "Đài Truyền thanh đưa tin, bài về những gương tốt"}
    made = check_laws(print_of(_FOUR), print_of([*_FOUR[:2], new, *_FOUR[2:]]))
    assert "»+ {+2. Đài Truyền thanh đưa tin, bài về những gương tốt+}" in shown(made).splitlines()


def test_a_text_of_which_nothing_is_left_is_replaced_as_a_whole() -> None:
    other = {"so": "Đài Truyền thanh đưa tin, bài về những gương tốt"}
    made = check_laws(print_of(_FOUR), print_of([_FOUR[0], other, *_FOUR[2:]]))
    body = shown(made).splitlines()
    assert "»- [-1. Sở Nội vụ chủ trì theo dõi việc thi đua của toàn tỉnh-]" in body
    assert "»+ {+1. Đài Truyền thanh đưa tin, bài về những gương tốt+}" in body


def test_the_look_of_words_alone() -> None:
    made = check_laws(
        print_of([{"doan": "tổ chức thực hiện đúng hạn"}]),
        print_of([{"doan": "tổ chức thực hiện **đúng hạn**"}]),
    )
    assert {m.tag for m in marks(body_of(made))} == {W + "rPrChange"}


_TABLE = {
    "bang": "Kết quả các xã",
    "cot": ["Xã", "Kết quả"],
    "hang": [["An Bình", "Đạt chuẩn"], ["Hòa Lạc", "Đạt chuẩn"], ["Tân Mỹ", "Chưa đạt"],
             ["Vĩnh Phúc", "Đăng ký"]],
}  # fmt: skip


def _rows(made: bytes) -> list[tuple[str, list[str]]]:
    """Text and mark of each row of the table in the body."""
    table = body_of(made).findall(W + "tbl")[1]
    return [
        (
            " ".join(revisions.lines(row)),
            [c.tag[len(W) :] for c in row.find(W + "trPr") if c.tag in revisions.MARKS],
        )
        for row in table.iter(W + "tr")
    ]


def test_rows_of_a_table() -> None:
    rows = _TABLE["hang"]
    assert isinstance(rows, list)
    changed = {**_TABLE, "hang": [*rows[:2], rows[3], ["Yên Sơn", "Đăng ký mới"]]}
    made = check_laws(print_of([_TABLE]), print_of([changed]))
    assert [(t, m) for t, m in _rows(made) if m] == [
        ("Tân Mỹ Chưa đạt", ["del"]),
        ("Yên Sơn Đăng ký mới", ["ins"]),
    ]


def test_cells_of_a_table() -> None:
    rows = _TABLE["hang"]
    assert isinstance(rows, list)
    changed = {**_TABLE, "hang": [["An Bình", "Đạt chuẩn nâng cao"], *rows[1:]]}
    made = check_laws(print_of([_TABLE]), print_of([changed]))
    assert [m for _t, m in _rows(made) if m] == []
    assert "Đạt chuẩn{+ nâng cao+}" in shown(made).splitlines()


def test_a_table_of_other_columns_is_another_table() -> None:
    wide = {"bang": "Kết quả các xã", "cot": ["Xã", "Số", "Mức"], "hang": [["An Bình", "1", "A"]]}
    made = check_laws(print_of([_FOUR[0], _TABLE, *_FOUR[1:]]), print_of([_FOUR[0], wide]))
    tables = [e for e in body_of(made) if e.tag == W + "tbl"]
    # Two tables in a row would be one to Word.
    assert all(t.getnext().tag == W + "p" for t in tables)


@pytest.mark.parametrize("turn", [False, True])
def test_a_paragraph_before_a_table_comes_or_goes(turn: bool) -> None:
    bare = {**_TABLE, "bang": ""}
    files = [
        print_of([_FOUR[0], _FOUR[1], bare, _FOUR[2]]),
        print_of([_FOUR[0], bare, _FOUR[2]]),
    ]
    made = check_laws(*(reversed(files) if turn else files))
    # The mark that goes is not the one before the table, which has no paragraph to join.
    table = body_of(made).findall(W + "tbl")[1]
    look = table.getprevious().find(f"{W}pPr/{W}rPr")
    assert look is None or not len(look)


# --- Random pairs ------------------------------------------------------------------------------


@st.composite
def mutated(draw: st.DrawFn, one: VanBan, other: VanBan) -> VanBan:
    """`one` with blocks dropped, changed, added, reordered, and parts of `other`."""
    blocks = []
    for block in one.noi_dung:
        turn = draw(st.integers(0, 5))
        if turn == 0:
            continue
        if turn == 1 and block.cap != "bang":
            words = block.text.split(" ")
            at = draw(st.integers(0, len(words)))
            words[at : at + draw(st.integers(0, 2))] = [draw(texts())]
            block = block.model_copy(update={"text": " ".join(words)})
        if turn == 2 and block.cap == "bang" and block.hang:
            rows = [*block.hang[1:], block.hang[0], block.hang[-1]]
            block = block.model_copy(update={"hang": rows})
        blocks.append(block)
        if turn == 3 and other.noi_dung:
            blocks.append(draw(st.sampled_from(other.noi_dung)))
    if len(blocks) > 2 and draw(st.integers(0, 3)) == 0:
        blocks = blocks[1:] + blocks[:1]
    taken = draw(st.sets(st.sampled_from(
        ["co_quan", "so", "ngay", "trich_yeu", "can_cu", "ket_thuc", "noi_nhan", "chu_ky",
         "kinh_gui", "kem_theo", "danh_so", "bien"]
    ), max_size=5))  # fmt: skip
    update = {name: getattr(other, name) for name in sorted(taken)}
    return one.model_copy(update={"noi_dung": blocks, **update})


_EACH = st.data()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), documents(), _EACH)
def test_laws_hold_for_mutated_documents(one: VanBan, other: VanBan, data: st.DataObject) -> None:
    own = data.draw(mutated(one, other))
    check_laws(render_docx(one)[0], render_docx(own)[0])


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), documents())
def test_laws_hold_for_any_two(one: VanBan, other: VanBan) -> None:
    check_laws(render_docx(one)[0], render_docx(other)[0])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(office_documents(), office_documents(), _EACH)
def test_laws_hold_for_office_documents(one: VanBan, other: VanBan, data: st.DataObject) -> None:
    own = data.draw(mutated(one, other))
    check_laws(render_docx(one)[0], render_docx(own)[0])
