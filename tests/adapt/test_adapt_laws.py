"""Law 4: every text is accounted for; no number of the level above stays unmarked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.adapt.engine import adapt
from docgen.adapt.numbers import same_facts
from docgen.adapt.places import text_at
from docgen.adapt.plain import plain_text
from docgen.adapt.protect import fixed_places
from docgen.adapt.situation import Order
from docgen.adapt.trace import own_text, questions, texts
from docgen.model import CoQuan, Khoi, Ngay, VanBan
from docgen.read.data_file import read_data_text
from docgen.write.data import write_json, write_yaml
from tests.adapt.cases import CASES, TODAY, adapted, profile, source
from tests.documents import documents

UNITS = ("ubnd_huyen_van_quan", "ubnd_xa_diem_he", "van_phong_ubnd_tinh_lang_son")
BODIES = ("Ủy ban nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Sơn La")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[VanBan, VanBan]:
    """A random document of a province and what it becomes for a unit."""
    body = CoQuan(ten=draw(st.sampled_from(BODIES)), cap="tinh")
    given_ = draw(documents()).model_copy(update={"co_quan": [body]})
    order = Order(unit=profile(draw(st.sampled_from(UNITS))), ngay=Ngay(thang=9, nam=2022))
    return given_, adapt(given_, order, date(2022, 9, 1)).van_ban


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_every_text_is_accounted_for(pair: tuple[VanBan, VanBan]) -> None:
    _accounted(*pair)


@pytest.mark.parametrize("case", CASES)
def test_every_text_of_the_real_cases_is_accounted_for(case: str) -> None:
    _accounted(source(), adapted(case).van_ban)


def _accounted(given_: VanBan, own: VanBan) -> None:
    origin = own.nguon_goc
    assert origin is not None
    by_place = {vet.o: vet for vet in origin.vet if vet.o is not None}
    assert len(by_place) == sum(vet.o is not None for vet in origin.vet)
    for path, text in texts(own):
        assert own_text(by_place[path]) == text, path
    known = {vet.tai for vet in origin.vet}
    for path, text in texts(given_):
        assert not text or path in known, path
    for vet in origin.vet:
        text = plain_text(vet.nguon)
        last = 0
        for doi in vet.doi:
            start, end = doi.tai
            assert last <= start <= end <= len(text)
            assert doi.luat
            assert doi.ly_do or doi.cach == "thay"
            assert doi.goi_y or doi.cach != "hoi"
            last = end
        assert vet.o is not None or vet.bo


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_no_number_of_the_level_above_stays_unmarked(pair: tuple[VanBan, VanBan]) -> None:
    _numbers_accounted(pair[1])


@pytest.mark.parametrize("case", CASES)
def test_no_number_of_the_real_cases_stays_unmarked(case: str) -> None:
    _numbers_accounted(adapted(case).van_ban)


def _numbers_accounted(own: VanBan) -> None:
    """A digit of the source that no rule touched is in a citation, quotation, name or same fact."""
    assert own.nguon_goc is not None
    for vet in own.nguon_goc.vet:
        if vet.o is None or vet.tai is None:
            continue
        if vet.o.split("[")[0].split(".")[0] not in _BODIES_OF_TEXT:
            continue
        text = plain_text(vet.nguon)
        changed = [d.tai for d in vet.doi]
        others = [d.tai for d in vet.doi if d.luat not in ("so_lieu", "thoi_han")]
        places = [*others, *((s.start, s.end) for s in fixed_places(text))]
        facts = [(s.start, s.end) for s in same_facts(text, sorted(places), own.ngay)]
        ordinal = ".hang[" in vet.o and re.fullmatch(r"\d{1,3}\.?", text)
        for m in re.finditer(r"\d+", text):
            inside = [*changed, *places, *facts]
            known = any(a <= m.start() and m.end() <= b for a, b in inside)
            assert known or ordinal, (vet.o, text, m[0])


_BODIES_OF_TEXT = ("trich_yeu", "noi_dung", "ket_thuc", "kinh_gui", "kem_theo")


@pytest.mark.parametrize("case", CASES)
def test_trace_survives_save(case: str) -> None:
    own = adapted(case).van_ban
    again, _findings = read_data_text(write_yaml(own).decode())
    assert again == own
    again, _findings = read_data_text(write_json(own).decode())
    assert again == own


@pytest.mark.parametrize("case", CASES)
def test_every_mark_has_its_question(case: str) -> None:
    own = adapted(case).van_ban
    asked = questions(own)
    for path, text in texts(own):
        marks = len(re.findall(r"\[\[", text))
        assert marks == sum(q.o == path for q in asked), path
    for question in asked:
        assert question.hoi
        assert question.chu in text_at(own, question.o).replace("[[", "[") or (
            question.o.startswith("chi_tieu.")
        )


def test_a_filled_gap_is_no_question_any_more() -> None:
    own = adapted("huyen").van_ban
    path, text = next((p, t) for p, t in texts(own) if "[[quý" in t)
    place = int(re.findall(r"\d+", path)[0])
    filled = re.sub(r"\[\[[^\]]*\]\]", "tháng 10", text)
    blocks = [
        b.model_copy(update={"text": filled}) if n == place else b
        for n, b in enumerate(own.noi_dung)
    ]
    edited = own.model_copy(update={"noi_dung": blocks})
    assert len(questions(edited)) == len(questions(own)) - text.count("[[")


def test_a_number_in_the_name_of_a_campaign_or_an_address_is_part_of_it() -> None:
    given_ = source().model_copy(
        update={
            "trich_yeu": "Phát động “Lạng Sơn 100 ngày thi đua”",
            "bien": {},
            "noi_dung": [
                Khoi(text="Thực hiện “Lạng Sơn 100 ngày thi đua”, điện thoại 0205 3812 345.")
            ],
        }
    )
    own = adapt(given_, Order(unit=profile("ubnd_huyen_van_quan")), TODAY).van_ban
    _accounted(given_, own)
    assert own.noi_dung[0].text == (
        "Thực hiện “Văn Quan 100 ngày thi đua”, điện thoại [[0205 3812 345]]."
    )


def test_blocks_for_others_are_dropped_with_what_stands_under_them() -> None:
    blocks = [
        Khoi(cap="la_ma", text="NHIỆM VỤ"),
        Khoi(cap="so", text="Việc của cấp tỉnh", doi_tuong=["tinh"]),
        Khoi(cap="gach", text="Gạch của cấp tỉnh."),
        Khoi(cap="so", text="Theo mục I khoản 3 Kế hoạch này.", doi_tuong=["xa"]),
        Khoi(cap="so", text="Việc chung."),
    ]
    given_ = source().model_copy(update={"noi_dung": blocks, "danh_so": []})
    own = adapt(given_, Order(unit=profile("ubnd_xa_diem_he")), TODAY).van_ban
    assert [b.text for b in own.noi_dung] == [
        "NHIỆM VỤ", "Theo mục I khoản 2 Kế hoạch này.", "Việc chung."
    ]  # fmt: skip
    assert own.noi_dung[1].doi_tuong == []
    assert own.nguon_goc is not None
    removed = {v.tai: v.bo for v in own.nguon_goc.vet if v.o is None and v.tai}
    assert "cấp tỉnh" in (removed["noi_dung[1]"] or "")
    assert "noi_dung[2]" in removed
