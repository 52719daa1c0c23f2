"""Merge of one text word by word, pairing of edited lists, the unit's decisions in the trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.adapt.align import Key, Slot, align, longest_rising, merge_order, moved
from docgen.adapt.changes import Change, as_doi
from docgen.adapt.merge import (
    base_text,
    hunks,
    made_text,
    merge,
    overridden,
    removed,
    tokens,
    whole,
    without_marks,
)  # fmt: skip
from docgen.adapt.plain import apply, plain_text
from docgen.model import Vet
from tests.strategies import texts

_WORDS = st.sampled_from(
    "tổ chức thi đua xã huyện báo cáo, kết quả. 15/12 [[cấp·trên:·115/181]] {{·ten·}} **đúng·hạn** "
    "*riêng* “chung” (nếu có) 2021 - 2025;".split()
).map(lambda word: word.replace("·", " "))
_LINE = st.lists(_WORDS, max_size=14).map(" ".join)


@given(texts(lines=True))
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_tokens_keep_together_what_means_one_thing() -> None:
    text = "Có [[cấp trên: 115/181]], {{ ten }} **đúng hạn** trước 15/12."
    assert tokens(text) == [
        "Có ", "[[cấp trên: 115/181]]", ", ", "{{ ten }} ", "**đúng hạn** ", "trước ", "15/12", "."
    ]  # fmt: skip


@given(_LINE, _LINE)
def test_hunks_lead_from_one_to_the_other(old: str, new: str) -> None:
    a, b = tokens(old), tokens(new)
    out: list[str] = []
    at = 0
    for h in hunks(a, b):
        out += a[at : h.start] + b[h.to_start : h.to_end]
        at = h.end
    assert out + a[at:] == b


@given(_LINE, _LINE)
def test_one_side_alone_is_taken_over(base: str, other: str) -> None:
    assert merge(base, other, base) == (other, [])
    assert merge(base, base, other) == (other, [])
    assert merge(base, other, other) == (other, [])


@given(st.lists(_WORDS, min_size=9, max_size=20), st.data())
def test_changes_apart_from_each_other_are_both_taken_over(
    words: list[str], data: st.DataObject
) -> None:
    words = [f"{n}{word}" for n, word in enumerate(words)]
    left = data.draw(st.integers(0, len(words) - 3))
    right = data.draw(st.integers(left + 2, len(words) - 1))
    own, fresh, both = [[*words] for _ in range(3)]
    own[left] = both[left] = "đơn vị"
    fresh[right] = both[right] = "cấp trên"
    made = merge(" ".join(words), " ".join(own), " ".join(fresh))
    assert made == (" ".join(both), [])
    made = merge(" ".join(words), " ".join(fresh), " ".join(own))
    assert made == (" ".join(both), [])


@given(_LINE, _LINE, _LINE)
def test_nothing_is_lost(base: str, own: str, fresh: str) -> None:
    made = merge(base, own, fresh)
    if not made.clashes:
        assert set(tokens(made.text + " ")) <= {
            t for s in (base, own, fresh) for t in tokens(s + " ")
        }
        return
    assert made.text.count("[[cấp trên") >= len(made.clashes)
    for clash in made.clashes:
        assert clash.own in made.text
        assert plain_text(made.text).count("[[") >= 1
        assert clash.own != clash.new


def test_words_of_the_mark() -> None:
    base = "Hoàn thành trong quý III năm 2022 tại các xã của huyện."
    own = base.replace("quý III", "tháng 8")
    made = merge(base, own, base.replace("quý III", "quý IV"))
    assert made.text == (
        "Hoàn thành trong tháng 8 [[cấp trên sửa thành: quý IV]] năm 2022 tại các xã của huyện."
    )
    again = merge(
        base.replace("quý III", "quý IV"), made.text, base.replace("quý III", "năm"), made=made.text
    )
    assert again.text == (
        "Hoàn thành trong tháng 8 [[cấp trên sửa thành: năm]] năm 2022 tại các xã của huyện."
    )
    gone = merge(base, own, base.replace("trong quý III năm 2022 ", ""))
    assert gone.text == (
        "Hoàn thành trong tháng 8 năm 2022 [[cấp trên đã bỏ: trong quý III năm 2022]] tại các xã "
        "của huyện."
    )
    assert without_marks(gone.text, gone.text) == own
    assert without_marks(gone.text, own) == gone.text
    both = merge("Gửi huyện", "Gửi huyện, xã", "Gửi huyện, trường")
    assert both.text == "Gửi huyện, xã [[cấp trên thêm: trường]]"


def test_brackets_and_variables_in_a_mark() -> None:
    made = whole(
        "a", "b", "Có {{ x }} và [[cấp trên: 5]]", lambda s: s.replace("{{ x }}", "[x: 3]")
    )
    assert made.text == "b [[cấp trên sửa thành: Có (x: 3) và 5]]"


def test_texts_written_anew_are_not_mixed() -> None:
    base = "Phòng Nội vụ chủ trì, phối hợp với các cơ quan liên quan tham mưu kế hoạch hằng năm."
    own = "Giao Văn phòng xây dựng dự thảo kế hoạch hằng năm và trình duyệt trước khi ban hành."
    fresh = base.replace("phối hợp với các cơ quan liên quan", "cùng")
    made = merge(base, own, fresh)
    assert made.text == f"{own} [[cấp trên sửa thành: {fresh}]]"


# --- The trace ------------------------------------------------------------------------------------


@st.composite
def _traced(draw: st.DrawFn) -> Vet:
    """A text of the source and changes of its words."""
    nguon = draw(_LINE.filter(bool) | texts())
    length = len(plain_text(nguon))
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    doi = [as_doi(Change(a, b, "thay", "x", draw(_LINE))) for a, b in pairs]
    return Vet(tai="noi_dung[3]", o="noi_dung[2]", nguon=nguon, doi=doi)


@given(_traced(), _LINE | texts())
def test_what_the_unit_changed_is_told_beside_what_docgen_gave(vet: Vet, own: str) -> None:
    given_ = made_text(vet)
    out = overridden(vet, given_, own)
    here = [v for v in out if v.o == "noi_dung[2]"]
    assert [made_text(v) for v in here] == [own]
    assert [base_text(v) for v in here] == [given_]
    assert out[0].tai == "noi_dung[3]"
    assert out[0].nguon == vet.nguon
    back = Vet.model_validate(here[0].model_dump())
    assert (made_text(back), base_text(back)) == (own, given_)


def test_changes_elsewhere_in_the_text_stay() -> None:
    nguon = "UBND tỉnh báo cáo trong quý III năm 2022 về UBND tỉnh."
    doi = [
        as_doi(Change(0, 9, "thay", "tinh_huyen/ubnd", "UBND huyện")),
        as_doi(Change(24, 40, "hoi", "thoi_han", "[[quý III năm 2022]]", "Hạn?")),
    ]
    vet = Vet(tai="noi_dung[0]", o="noi_dung[0]", nguon=nguon, doi=doi)
    given_ = apply(nguon, [Change(*d.tai, d.cach, d.luat, d.thanh) for d in doi])
    own = given_.replace("[[quý III năm 2022]]", "tháng 8").replace(
        "báo cáo", "báo cáo bằng văn bản"
    )
    [out] = overridden(vet, given_, own)
    assert [(d.luat, d.thanh, d.goi_y) for d in out.doi] == [
        ("tinh_huyen/ubnd", "UBND huyện", None),
        ("don_vi", "bằng văn bản ", None),
        ("don_vi", "tháng 8 ", "[[quý III năm 2022]] "),
    ]
    assert out.doi[0] == doi[0]


def test_what_the_unit_took_out_is_known_by_its_list() -> None:
    vet = Vet(o="noi_nhan[2]", doi=[as_doi(Change(0, 0, "ghi_de", "ho_so/noi_nhan", "Báo"))])
    out = removed(vet)
    assert (out.tai, out.o, out.luat) == ("noi_nhan", None, "don_vi")
    assert base_text(out) == "Báo"


# --- Pairing --------------------------------------------------------------------------------------


def keys(lines: list[str]) -> list[Key]:
    return [Key(line) for line in lines]


@given(st.lists(_LINE, max_size=12), st.data())
def test_pairs_are_one_to_one_and_equal_lists_are_themselves(
    lines: list[str], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(lines + data.draw(st.lists(_LINE, max_size=3))))
    pairs = align(keys(lines), keys(other))
    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= i < len(lines) and 0 <= j < len(other) for i, j in pairs.items())
    assert align(keys(lines), keys(lines)) == {n: n for n in range(len(lines))}


def test_edited_and_moved_items_are_found() -> None:
    old = [
        "Phòng Nội vụ tham mưu kế hoạch hằng năm",
        "Các xã báo cáo kết quả trước ngày 15/12",
        "Trường học tuyên truyền cho học sinh và giáo viên",
        "Mục đích",
    ]
    new = [
        "Mục đích",
        "Toàn bộ trường học tuyên truyền cho học sinh và giáo viên",
        "Phòng Nội vụ phối hợp tham mưu kế hoạch từng năm",
        "Các xã, thị trấn báo cáo kết quả trước ngày 10/12 về huyện",
    ]
    assert align(keys(old), keys(new)) == {0: 2, 1: 3, 2: 1, 3: 0}


def test_tables_are_paired_with_tables_only() -> None:
    assert align([Key("a b c", True)], [Key("a b c d", False)]) == {}
    assert align([Key("a b c", True)], [Key("a b c d", True)]) == {0: 0}


@given(st.permutations(range(9)))
def test_longest_rising(numbers: list[int]) -> None:
    found = [numbers[n] for n in longest_rising(numbers)]
    assert found == sorted(found)
    pairs = dict(enumerate(numbers))
    rest = [j for i, j in sorted(pairs.items()) if i not in moved(pairs)]
    assert rest == found


@pytest.mark.parametrize("own", [[0, 1, 2], [2, 0, 1]])
def test_own_order_stays_and_upper_moves_are_followed(own: list[int]) -> None:
    # The level above has the same three, with a new one between the first and the second.
    fresh = {0: 0, 1: 2, 2: 3}
    slots = [Slot(own.index(k), fresh[k]) for k in range(3)] + [Slot(None, 1)]
    order = merge_order(slots, set(), [9.0] * 3, [9.0] * 4)
    said = [slot.fresh for slot in order]
    assert sorted(s for s in said if s is not None) == [0, 1, 2, 3]
    assert said.index(1) == said.index(0) + 1
    assert [s.own for s in order if s.own is not None] == [0, 1, 2]
