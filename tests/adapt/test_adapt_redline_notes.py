"""Comments of the redline: each note once, on its gap or on the paragraph that was dropped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.adapt.redline import Note, redline
from tests.adapt.revisions import W, accepted, body_of, canon, comments, marks, part, rejected
from tests.adapt.test_adapt_redline import print_of

_SOURCE: list[Any] = [
    {"la_ma": "MỤC TIÊU"},
    {"so": "Phấn đấu có 115/181 xã đạt chuẩn, bằng 63,5% tổng số xã"},
    {"so": "Các sở, ban, ngành của tỉnh tham mưu cơ chế, chính sách"},
    {"so": "Hoàn thành trước ngày 30/11 hằng năm"},
]
_OWN: list[Any] = [
    _SOURCE[0],
    {"so": "Phấn đấu có {{ so_xa }} xã đạt chuẩn, bằng {{ ty_le }} tổng số xã"},
    {"so": "Hoàn thành {{ so_xa }} trước ngày {{ han }} hằng năm, báo cáo kết quả đầy đủ"},
    {"so": "Giao Phòng Văn hóa - Xã hội theo dõi mục {{ muc }}"},
]


def _made(notes: list[Note]) -> bytes:
    source, own = print_of(_SOURCE), print_of(_OWN)
    made = redline(source, own, notes)
    assert canon(accepted(made)) == canon(body_of(own))
    assert canon(rejected(made)) == canon(body_of(source))
    return made


def test_every_note_on_its_gap() -> None:
    made = _made([
        Note("[so_xa]", "Cấp trên: 115/181.\nNhập số của đơn vị."),
        Note("[ty_le]", "Cấp trên: 63,5%"),
        Note("[so_xa]", "lần thứ hai"),
        Note("[muc]", "trong đoạn mới"),
    ])  # fmt: skip
    found = comments(made)
    assert [c[0] for c in found] == ["[so_xa]", "[ty_le]", "[so_xa]", "[muc]"]
    assert [c[1] for c in found][0] == "Cấp trên: 115/181.\nNhập số của đơn vị."
    # Rejected with the gap's words.
    assert {c[2] for c in found} == {"ins"}


def test_the_nth_note_of_a_text_stands_on_the_nth_gap() -> None:
    made = _made([Note("[so_xa]", "một"), Note("[so_xa]", "hai")])
    body = body_of(made)
    starts = list(body.iter(W + "commentRangeStart"))
    lines = ["".join(s.getparent().itertext()) for s in starts]
    assert lines[0].startswith("1. Phấn đấu")
    assert "Hoàn thành" in lines[1]
    assert [s.get(W + "id") for s in starts] == ["0", "1"]


def test_a_gap_that_both_documents_have() -> None:
    data = print_of(_OWN)
    made = redline(data, data, [Note("[so_xa]", "vẫn trống")])
    assert comments(made) == [("[so_xa]", "vẫn trống", "p")]
    assert marks(body_of(made)) == []


def test_a_note_on_a_dropped_paragraph() -> None:
    made = _made([Note("tham mưu cơ chế", "Bỏ: của cấp tỉnh", removed=True)])
    [(anchored, text, mark)] = comments(made)
    assert "Các sở, ban, ngành của tỉnh tham mưu cơ chế, chính sách" in anchored
    assert (text, mark) == ("Bỏ: của cấp tỉnh", "del")


def test_a_dropped_row() -> None:
    table = {"bang": "", "cot": ["Xã", "Mức"], "hang": [[f"Xã số {n}", f"m{n}"] for n in range(6)]}
    fewer = {**table, "hang": table["hang"][:3] + table["hang"][4:]}
    made = redline(print_of([table]), print_of([fewer]), [Note("Xã số 3", "bỏ hàng", True)])
    assert comments(made) == [("Xã số 3", "bỏ hàng", "del")]


@pytest.mark.parametrize("removed", [False, True])
def test_a_note_without_a_place_is_not_lost(removed: bool) -> None:
    made = _made([Note("không có ở đâu", "lạc", removed), Note("[ty_le]", "có")])
    found = comments(made)
    assert [c[1] for c in found] == ["lạc", "có"]
    assert found[0][0] == "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA"


def test_more_notes_than_gaps() -> None:
    found = comments(_made([Note("[ty_le]", str(n)) for n in range(4)]))
    assert sorted(c[1] for c in found) == ["0", "1", "2", "3"]
    assert [c[0] for c in found].count("[ty_le]") == 1


def test_numbers_are_unique_over_comments_and_changes() -> None:
    made = _made([Note("[so_xa]", "a"), Note("không", "b")])
    numbers = [c.get(W + "id") for c in part(made, "word/comments.xml")]
    numbers += [m.get(W + "id") for m in marks(body_of(made))]
    assert len(set(numbers)) == len(numbers)


def test_valid_and_the_same_twice(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    notes = [Note("[so_xa]", "a & <b>\x07\n\nc"), Note("tham mưu", "bỏ", True), Note("", "")]
    target = tmp_path / "a.docx"
    target.write_bytes(_made(notes))
    assert target.read_bytes() == _made(notes)
    assert [str(e) for e in OpenXmlValidator().validate(target).errors] == []


def test_python_docx_reads_the_comments() -> None:
    import io

    import docx

    document = docx.Document(io.BytesIO(_made([Note("[so_xa]", "một\nhai")])))
    assert [(c.author, c.text) for c in document.comments] == [("docgen", "một\nhai")]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.builds(
            Note,
            st.sampled_from(["[so_xa]", "[ty_le]", "[han]", "[muc]", "sở", "[", "", "tham mưu"]),
            st.text(max_size=20),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_every_note_once(notes: list[Note]) -> None:
    made = _made(notes)
    if notes:
        assert len(comments(made)) == len(notes)
    else:
        assert "comment" not in str([e.tag for e in body_of(made).iter()])
