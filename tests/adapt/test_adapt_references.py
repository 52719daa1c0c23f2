"""References to own parts after blocks were dropped: same block, asked about, or left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.adapt.changes import Change
from docgen.adapt.plain import apply
from docgen.adapt.references import DROPPED, LUAT, UNSURE, UNSURE_OF, Renumbering, renumbering
from docgen.model import Khoi
from docgen.viet.danh_so import labels

PLAN = "la_ma so so chu chu la_ma so so la_ma so so chu chu chu so so la_ma so so doan".split()
"""I. 1. 2. a) b) | II. 1. 2. | III. 1. 2. a) b) c) 3. 4. | IV. 1. 2. and a paragraph."""
GONE = {5, 6, 7, 9, 11}
"""II with all, III.1 and III.2.a: III becomes II, its 2. 3. 4. become 1. 2. 3., its b) c) a) b)."""


def blocks(*caps: str) -> list[Khoi]:
    return [Khoi(cap=cap, text="Nội dung") for cap in caps]  # type: ignore[arg-type]


def made(caps: list[str], gone: set[int], loai: str | None = "ke_hoach") -> Renumbering:
    body = blocks(*caps)
    out = renumbering(body, (), [n not in gone for n in range(len(body))], loai)
    assert out is not None
    return out


@pytest.fixture(scope="module")
def plan() -> Renumbering:
    return made(PLAN, GONE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("mục III", "mục II"),
        ("Giao mục III cho Sở Nội vụ", "Giao mục II cho Sở Nội vụ"),
        ("khoản 3 mục III được giao cho xã", "khoản 2 mục II được giao cho xã"),
        ("Mục III.2 và các nội dung", "Mục II.1 và các nội dung"),
        ("MỤC III", "MỤC II"),
        ("mục 2 phần III", "mục 1 phần II"),
        ("phần III", "phần II"),
        ("khoản 1 mục IV Kế hoạch này", "khoản 1 mục III Kế hoạch này"),
        ("khoản 2\u00a0mục\u00a0IV kế hoạch này", "khoản 2\u00a0mục\u00a0III kế hoạch này"),
        ("điểm b khoản 2 mục III nêu trên", "điểm a khoản 1 mục II nêu trên"),
        ("điểm b) khoản 2) mục III", "điểm a) khoản 1) mục II"),
        ("nội dung tại điểm 3, mục III", "nội dung tại điểm 2, mục II"),
        ("tiểu mục 3 mục III dưới đây", "tiểu mục 2 mục II dưới đây"),
        ("khoản 2, 3 và 4 mục III", "khoản 1, 2 và 3 mục II"),
        ("khoản 2-4 mục III", "khoản 1-3 mục II"),
        ("các mục I, III, IV", "các mục I, II, III"),
        ("từ mục I đến mục IV", "từ mục I đến mục III"),
        ("các mục từ I đến IV.", "các mục từ I đến III."),
        ("Mục III, khoản 3", "Mục II, khoản 2"),
        ("mục III.2.c", "mục II.1.b"),
        ("khoản 2.b mục III", "khoản 1.a mục II"),
        ("khoản 2 và khoản 3 mục III", "khoản 1 và khoản 2 mục II"),
        ("điểm b khoản 2 và khoản 4 mục III", "điểm a khoản 1 và khoản 3 mục II"),
        ("mục I, khoản 2 mục III", "mục I, khoản 1 mục II"),
        ("mục 2 mục III của Kế hoạch này", "mục 1 mục II của Kế hoạch này"),
        ("mục III và Điều 5 Luật Thi đua", "mục II và Điều 5 Luật Thi đua"),
        ("khoản 4", "khoản 3"),
        ("điểm z khoản 4 mục III", "điểm z khoản 3 mục II"),
        ("mục III, 03 nhiệm vụ", "mục II, 03 nhiệm vụ"),
        ("khoản 3 mục III, 4 xã điểm", "khoản 2 mục II, 4 xã điểm"),
    ],
)
def test_numbers_follow(plan: Renumbering, before: str, after: str) -> None:
    changes = plan.references(before, 0, ())
    assert {c.cach for c in changes} == {"thay"}
    assert apply(before, changes) == after
    assert all(c.luat == LUAT and c.ly_do for c in changes)


@pytest.mark.parametrize(
    "text",
    [
        "khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP",
        "mục III Chỉ thị số 05/CT-UBND",
        "khoản 2 mục III của Kế hoạch số 12/KH-UBND",
        "khoản 3 mục III (Quyết định số 263/QĐ-TTg)",
        "mục III chỉ thị số 16",
        "mục III Phụ lục I",
        "mục III, Kế hoạch số 5 của Sở",
        "mục III ban hành kèm theo Quyết định số 90",
        "mục III Quyết định này",
        "khoản 3 mục III Luật này",
        "khoản 2 mục III Bộ tiêu chí",
        "Phụ lục II, danh mục III, hạng mục 3, thành phần 4, thời điểm 4, xã điểm 4",
        "chọn điểm 4 xã; đạt điểm 4; khoản 4 triệu đồng; điểm 4%; phần 4/5; mục 4.5.6.7.8.9",
        "mục I, khoản 1 mục I, mục này, khoản này",
        "mục IX, khoản 9 mục XII, mục C, mục IIII, điểm ơ, mục ",
        "Sở Nội vụ chuẩn bị phần đánh giá; mục đích, khoản kinh phí",
        "mục lục III",
    ],
)
def test_left_alone(plan: Renumbering, text: str) -> None:
    assert plan.references(text, 0, ()) == []


@pytest.mark.parametrize(
    ("text", "asked", "reason"),
    [
        ("theo mục II Kế hoạch này", "mục II", DROPPED),
        ("điểm a khoản 2 mục III", "điểm a khoản 2 mục III", DROPPED),
        ("khoản 1, 2 và 3 mục III", "khoản 1, 2 và 3 mục III", DROPPED),
        ("các mục I, II, III", "mục I, II, III", DROPPED),
        ("từ mục II đến mục IV", "mục II đến mục IV", DROPPED),
        ("từ khoản 1 đến khoản 3, mục III", "khoản 1 đến khoản 3, mục III", DROPPED),
        ("mục II.2", "mục II.2", DROPPED),
        ("khoản 2", "khoản 2", UNSURE),
        ("nêu tại điểm b", "điểm b", UNSURE),
        ("khoản 3, 4 xã điểm", "khoản 3, 4", UNSURE),
        ("khoản 1 mục I, III", "khoản 1 mục I, III", DROPPED),
        ("khoản 2 mục I, III", "khoản 2 mục I, III", UNSURE),
        ("Kế hoạch số 12/KH-UBND (mục III)", "mục III", UNSURE_OF),
        ("nêu tại mục III, Báo cáo của Sở gửi về", "mục III", UNSURE_OF),
    ],
)
def test_a_person_decides(plan: Renumbering, text: str, asked: str, reason: str) -> None:
    (change,) = plan.references(text, 0, ())
    assert (change.cach, text[change.start : change.end]) == ("hoi", asked)
    assert (change.thanh, change.ly_do) == (f"[[{asked}]]", reason)


def test_relative_references_need_the_place(plan: Renumbering) -> None:
    def at(text: str, place: int) -> str:
        return apply(text, plan.references(text, place, ()))

    assert at("điểm b, c khoản này", 13) == "điểm a, b khoản này"
    assert at("điểm b khoản này", 3) == "điểm b khoản này"
    assert at("điểm b khoản này", 14) == "điểm b khoản này"  # III.3 has no b
    assert at("điểm a khoản này", 12) == "[[điểm a khoản này]]".replace(
        " khoản này]]", "]] khoản này"
    )
    assert at("khoản 2 Mục này", 12) == "khoản 1 Mục này"
    assert at("khoản 2 Mục này", 19) == "khoản 2 Mục này"  # the paragraph under IV.2
    assert at("khoản 4 mục này", -1) == at("khoản 4 mục này", 999) == "khoản 4 mục này"


def test_taken_places_are_not_touched(plan: Renumbering) -> None:
    text = "theo mục III và mục IV"
    assert plan.references(text, 0, [(0, len(text))]) == []
    assert plan.references(text, 0, [(9, 10), (0, 2)]) == []
    assert len(plan.references(text, 0, [(0, 5), (len(text), len(text) + 4)])) == 1
    text = "Luật Thi đua, khen thưởng tại khoản 4 đã nêu"
    (change,) = plan.references(text, 0, [(0, 25)])
    assert (change.cach, change.ly_do) == ("hoi", UNSURE_OF)


def test_articles() -> None:
    caps = "chuong dieu so so chuong dieu so dieu so so chu chu".split()
    rules = made(caps, {1, 2, 3}, "quy_che")
    assert labels(blocks(*caps))[7] == "Điều 3."

    def at(text: str) -> str:
        return apply(text, rules.references(text, 10, ()))

    assert at("Điều 3") == "Điều 2"
    assert at("khoản 2 Điều 3 Quy chế này") == "khoản 2 Điều 2 Quy chế này"
    assert at("điểm b khoản 2 Điều 3 Chương II") == "điểm b khoản 2 Điều 2 Chương II"
    assert at("Điều 2, Điều 3") == "Điều 1, Điều 2"
    assert at("khoản 1 Điều 1 Quy chế này") == "[[khoản 1 Điều 1]] Quy chế này"
    assert at("Điều 3 Quyết định này") == "Điều 3 Quyết định này"
    assert at("Điều 2, Điều 3 Luật Tổ chức") == "Điều 2, Điều 3 Luật Tổ chức"
    assert at("khoản 2 Điều này") == "khoản 2 Điều này"


def test_dotted_numbers_follow_their_first() -> None:
    rules = made("la_ma so so_kep so so_kep so_kep chu chu".split(), {1, 2, 6})
    text = "tiểu mục 2.2 mục I; điểm b tiểu mục 2.2 mục I; mục I.2.2; mục 1.1"
    done = apply(text, rules.references(text, 0, ()))
    assert done == ("tiểu mục 1.2 mục I; điểm a tiểu mục 1.2 mục I; mục I.1.2; [[mục 1.1]]")


def test_a_number_that_would_come_to_mean_several_is_asked() -> None:
    rules = made("la_ma so la_ma so so".split(), {3})
    (change,) = rules.references("theo khoản 2", 0, ())
    assert (change.cach, change.ly_do, change.goi_y) == ("hoi", UNSURE, "Có thể là “khoản 1”")


def test_nothing_to_do() -> None:
    body = blocks("la_ma", "so", "doan", "gach", "doan")
    assert renumbering(body, (), [True] * 5) is None
    assert renumbering(body, (), [True, True, False, False, True]) is None
    assert renumbering([], (), []) is None
    with pytest.raises(ValueError, match="zip"):
        renumbering(body, (), [True])


# --- laws: what a reference means is worked out here from the labels alone ----------------------

SCHEMES = (
    ("la_ma", "so", "chu"),
    ("la_ma", "so", "so_kep", "chu"),
    ("phan", "la_ma", "so", "chu"),
    ("chuong", "dieu", "so", "chu"),
)
WORDS = {
    "phan": "{}", "chuong": "{}", "dieu": "{}", "la_ma": "mục {}", "so": "khoản {}",
    "so_kep": "tiểu mục {}", "chu": "điểm {}",
}  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    """A body whose first block is of the highest level and where no level is skipped."""
    scheme = draw(st.sampled_from(SCHEMES))
    caps, depth = [scheme[0]], 0
    for wanted in draw(st.lists(st.integers(0, 5), max_size=25)):
        if wanted >= len(scheme):
            caps.append(draw(st.sampled_from(("doan", "gach"))))
        else:
            depth = min(wanted, depth + 1)
            caps.append(scheme[depth])
    return caps


def written(caps: list[str], stay: list[int], block: int) -> str:
    """A block called in full: "điểm a khoản 2 mục III"."""
    named = dict(zip(stay, labels(blocks(*(caps[n] for n in stay))), strict=True))
    order = list(WORDS)
    words, level = [], len(order)
    for n in reversed([n for n in stay if n <= block]):
        if caps[n] in order and order.index(caps[n]) < level:
            level = order.index(caps[n])
            words.append(WORDS[caps[n]].format(named[n].rstrip(".)")))
    return " ".join(words)


def branch(caps: list[str], top: int) -> set[int]:
    """A block and all that stands under it."""
    order = list(WORDS)
    out = {top}
    for n in range(top + 1, len(caps)):
        if caps[n] in order and order.index(caps[n]) <= order.index(caps[top]):
            break
        out.add(n)
    return out


@given(bodies(), st.data())
def test_a_reference_follows_its_block(caps: list[str], data: st.DataObject) -> None:
    numbered = [n for n, cap in enumerate(caps) if cap in WORDS]
    tops = data.draw(st.lists(st.sampled_from(numbered), max_size=4))
    gone = set().union(*(branch(caps, n) for n in tops)) if tops else set()
    rules = renumbering(blocks(*caps), (), [n not in gone for n in range(len(caps))], "quy_che")
    everywhere = list(range(len(caps)))
    stay = [n for n in everywhere if n not in gone]
    if rules is None:
        assert not gone
        return
    tail = data.draw(
        st.sampled_from((" Quy chế này", " nêu trên", ".", "", "; tiếp tục thực hiện"))
    )
    for block in numbered:
        text = f"thực hiện {written(caps, everywhere, block)}{tail}"
        changes = rules.references(text, data.draw(st.sampled_from(everywhere)), ())
        if block in gone:
            assert [c.cach for c in changes] == ["hoi"], text
            assert changes[0].ly_do == DROPPED
        else:
            assert apply(text, changes) == f"thực hiện {written(caps, stay, block)}{tail}"


@given(bodies(), st.data())
def test_a_short_reference_is_right_or_asked(caps: list[str], data: st.DataObject) -> None:
    """The lowest part alone: it may mean several blocks, and never changes to mean another."""
    numbered = [n for n, cap in enumerate(caps) if cap in WORDS]
    everywhere = list(range(len(caps)))
    gone = branch(caps, data.draw(st.sampled_from(numbered)))
    stay = [n for n in everywhere if n not in gone]
    rules = renumbering(blocks(*caps), (), [n not in gone for n in everywhere])
    assert rules is not None

    def own(places: list[int]) -> dict[int, str]:
        named = labels(blocks(*(caps[n] for n in places)))
        pairs = [(n, x) for n, x in zip(places, named, strict=True) if caps[n] in WORDS]
        return {n: WORDS[caps[n]].format(x.rstrip(".)")) for n, x in pairs}

    before, after = own(everywhere), own(stay)
    for text in set(before.values()):
        meant = [n for n in before if before[n] == text]
        changes = rules.references(text, -1, ())
        if meant == [n for n in after if after[n] == text]:
            assert changes == []
        elif not changes or changes[0].cach != "hoi":
            (only,) = meant
            assert [n for n in after if after[n] == apply(text, changes)] == [only]


PIECES = st.sampled_from(
    "mục khoản điểm Điều phần chương tiết tiểu này các từ đến và hoặc , ; - ( ) . số của tại trên "
    "I II III IV 1 2 3 4 1.2 II.1.a a b c đ Kế hoạch Quyết định Luật 12/KH-UBND % triệu {{ x }} "
    "[[ ]] ** “ ” \u00a0 \n".split(" ")
)


@given(
    st.lists(st.tuples(PIECES, st.sampled_from((" ", "", "  "))), max_size=40).map(
        lambda pairs: "".join(a + b for a, b in pairs)
    )
    | st.text(max_size=60),
    st.integers(-3, 25),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
)
def test_any_text(text: str, place: int, taken: list[tuple[int, int]]) -> None:
    rules = made(PLAN, GONE, None)
    changes: list[Change] = rules.references(text, place, taken)
    at = 0
    for change in changes:
        assert at <= change.start < change.end <= len(text)
        assert not any(change.start < b and a < change.end for a, b in taken if a < b)
        assert change.thanh != text[change.start : change.end]
        at = change.end
