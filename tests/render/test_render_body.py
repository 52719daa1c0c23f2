"""The body: grounds, headings, paragraphs, tables, gaps (Phụ lục I, Phần I, Mục II.6)."""

from __future__ import annotations

import re
from itertools import pairwise

from docgen.write.layout import lay_out
from tests.render.documents import CASES, Doc, every, only, proves, source
from tests.render.measure import MM, Item, texts
from tests.render.test_render_head import NEAR, is_capitals, sizes, style
from tests.render.test_render_page import JUSTIFIED

LEGAL_LETTERS = "a b c d đ e g h i k l m n o p q r s t u v x y".split()
PITCH = 1.149
"""Single line of Times New Roman, in ems (ascent 0,891 + descent 0,216 + gap 0,042)."""
LABELS = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục"}
TITLES = [f"{key}_ten" for key in LABELS]
HEADINGS = [
    *LABELS,
    *TITLES,
    *"dieu la_ma so_tieu_de so_kep_tieu_de ten_loai trich_yeu tham_quyen lenh".split(),
    *"phu_luc phu_luc_ten kem_theo kinh_gui bang_ten".split(),
]
UPRIGHT = "can_cu_doan so so_kep chu gach cong doan ket_thuc".split()


@every
@proves("3.6b.thut", "3.6a", "6.2.dieu")
def test_first_line_indent(doc: Doc) -> None:
    indent = doc.van_ban.trinh_bay.thut_dong * 10
    assert min(abs(indent - 10), abs(indent - 12.7)) < 0.01
    for item in doc.of(*JUSTIFIED):
        assert abs(item.lines[0].x0 - doc.left - indent * MM) < 0.5 * MM, item.text


@proves("3.6b.thut")
def test_both_indents_are_tried() -> None:
    assert {source(case).trinh_bay.thut_dong for case in CASES} == {1, 1.27}


@every
@proves("3.6b", "6.2.khoan", "6.2.gach", "3.6b.dong")
def test_size_and_line_pitch_of_the_body(doc: Doc) -> None:
    wanted = PITCH * doc.bo * doc.van_ban.trinh_bay.gian_dong
    for item in doc.of(*JUSTIFIED):
        assert sizes(item) == {float(doc.bo)}
        for above, line in pairwise(item.lines):
            if above.page != line.page:
                continue
            pitch = line.base - above.base
            assert 0.99 * PITCH * doc.bo <= pitch <= 1.51 * PITCH * doc.bo
            assert abs(pitch - wanted) < 0.4


@every
@proves("3.6b.doan")
def test_paragraphs_stand_six_points_apart(doc: Doc) -> None:
    checked = 0
    single = PITCH * doc.bo * doc.van_ban.trinh_bay.gian_dong
    for above, item in pairwise(doc.items):
        if above.key not in JUSTIFIED or item.key not in JUSTIFIED:
            continue
        last, first = above.lines[-1], item.lines[0]
        if last.page == first.page:
            assert first.base - last.base - single >= 6 - 0.4, item.text
            checked += 1
    assert checked or doc.case.startswith("thieu_het")


@every
@proves("3.6b", "6.2.khoan", "6.2.diem", "6.2.gach", "6.1.doan")
def test_running_text_is_upright(doc: Doc) -> None:
    for item in doc.of(*UPRIGHT):
        if not item.marked:
            assert style(item) == {(False, False)}, item.text


@only("dak_nong_quyet_dinh", "quyet_dinh_khong_so", "nghi_quyet_ban")
@proves("3.6a", "6.1.dau")
def test_grounds_of_a_decision(doc: Doc) -> None:
    items = doc.of("can_cu", part=0)
    assert len(items) >= 3
    for item in items:
        assert style(item) == {(False, True)}
        assert sizes(item) == {float(doc.bo)}
        assert re.match("(Căn cứ|Theo đề nghị|Thực hiện|Xét) ", item.text)
        assert item.text.endswith("." if item is items[-1] else ";")
        assert not item.text.endswith((";;", "..", ";."))


@only("lang_son_ke_hoach", "ninh_thuan_ke_hoach", "van_quan_phat_dong", "cap_day_du", "lien_tich")
@proves("6.1.doan", "6.1.dau")
def test_grounds_of_a_plan_run_on_into_the_body(doc: Doc) -> None:
    items = doc.of("can_cu_doan", part=0)
    assert items
    assert not doc.of("can_cu", part=0)
    assert all(i.text.endswith(";") and not i.text.endswith(";;") for i in items)


@only("quyet_dinh_khong_so", "nghi_quyet_ban", "cap_day_du")
@proves("6.1.luat")
def test_a_law_is_cited_without_number_and_issuer(doc: Doc) -> None:
    laws = [i.text for i in doc.of("can_cu", "can_cu_doan") if i.text.startswith("Căn cứ Luật")]
    assert laws
    for text in laws:
        assert " số " not in text
        assert " của Quốc hội" not in text
        assert re.search(r" ngày \d", text)


@every
@proves("6.2.phan", "6.2.muc")
def test_big_headings_stand_on_two_centred_lines(doc: Doc) -> None:
    for item, below in pairwise(doc.items):
        if item.key not in LABELS:
            continue
        number = r"[IVXLC]+" if item.key in ("phan", "chuong") else r"\d+"
        assert re.fullmatch(f"{LABELS[item.key]} {number}", item.text)
        assert below.key == f"{item.key}_ten"
        assert is_capitals(below)
        assert not is_capitals(item)
        for one in (item, below):
            assert style(one) == {(True, False)}
            assert sizes(one) == {float(doc.bo)}
            for line in one.lines:
                assert abs(line.middle - doc.middle(line.page)) < NEAR
        assert abs(below.lines[0].base - item.lines[0].base - PITCH * doc.bo) < 0.5


@every
@proves("6.2.dieu", "6.2.dieu_chay")
def test_articles(doc: Doc) -> None:
    for item in doc.of("dieu", "dieu_chay"):
        assert re.match(r"Điều [1-9]\d*\. \S", item.text)
        label = len(item.label.replace(" ", ""))
        head, rest = item.ink[:label], item.ink[label:]
        assert all(g.bold and not g.italic for g in head)
        if not item.marked:
            assert {g.bold for g in rest} == {item.key == "dieu"}
        if item.key == "dieu":
            assert not item.text.endswith((".", ";"))


@every
@proves("6.2.la_ma")
def test_roman_headings(doc: Doc) -> None:
    for item in doc.of("la_ma"):
        assert re.match(r"[IVXLC]+\. \S", item.text)
        assert is_capitals(item)
        assert style(item) == {(True, False)}


@every
@proves("6.2.khoan_ten", "6.2.khoan")
def test_clauses(doc: Doc) -> None:
    for item in doc.of("so_tieu_de", "so"):
        assert re.match(r"[1-9]\d*\. \S", item.text)
        if item.key == "so_tieu_de":
            assert style(item) == {(True, False)}
            assert not is_capitals(item)


@every
@proves("6.2.diem")
def test_points_follow_the_legal_alphabet(doc: Doc) -> None:
    before = ""
    for item in doc.items:
        if item.key in ("la_ma", "so", "so_tieu_de", "dieu", "dieu_chay"):
            before = ""
        if item.key != "chu":
            continue
        m = re.match(r"(\S)\) \S", item.text)
        assert m, item.text
        wanted = LEGAL_LETTERS[LEGAL_LETTERS.index(before) + 1] if before else "a"
        # A new list may begin under another level; inside one the order has no gap.
        assert m[1] in (wanted, "a")
        before = m[1]


@only("cap_day_du")
@proves("6.2.diem", "6.2.phan", "6.2.muc", "6.2.gach")
def test_every_level_and_all_letters(doc: Doc) -> None:
    letters = [i.text[0] for i in doc.of("chu")][: len(LEGAL_LETTERS)]
    assert letters == LEGAL_LETTERS
    keys = {i.key for i in doc.items}
    assert {*LABELS, *TITLES, "la_ma", "so_tieu_de", "so", "so_kep", "gach", "cong"} <= keys
    labels = [i.label for i in doc.of("so_kep")]
    assert {"1.1.", "1.2.1.", "1.2.3.", "1.3.", "2.1."} <= set(labels)
    assert {i.label for i in doc.of("gach", "cong")} == {"-", "+"}


@every
@proves("6.2.ket")
def test_end_mark_closes_each_body_once(doc: Doc) -> None:
    parts = {0: True}
    for place, attached in enumerate(doc.van_ban.kem_theo, 1):
        parts[place] = attached.kieu == "van_ban" and attached.dau_ket
    for part, closed in parts.items():
        body = [i for i in doc.items if i.part == part and i.key in (*JUSTIFIED, "bang_o")]
        marks = [i for i in body if "./." in i.text]
        assert marks == ([body[-1]] if closed else [])
        if closed:
            assert body[-1].text.endswith("./.")
            assert not body[-1].text.endswith(("../.", ";./.", ",./."))


@every
@proves("6.2.giu")
def test_headings_never_end_a_page(doc: Doc) -> None:
    for item, following in pairwise(doc.items):
        if item.key in HEADINGS and item.part == following.part:
            assert item.lines[-1].page == following.lines[0].page, item.text
            assert len({line.page for line in item.lines}) == 1


@every
@proves("6.2.giu")
def test_no_widows_and_orphans(doc: Doc) -> None:
    for item in doc.of(*UPRIGHT, "can_cu"):
        pages = [line.page for line in item.lines]
        if len(set(pages)) > 1:
            assert pages.count(pages[0]) > 1, item.text
            assert pages.count(pages[-1]) > 1, item.text


@every
@proves("6.3.trong_le")
def test_no_word_is_broken(doc: Doc) -> None:
    for item in doc.items:
        lines = item.lines
        for line, below in pairwise(lines):
            if line.page != below.page:
                continue
            ends = line.glyphs[-1].text
            broken = ends.strip() and below.glyphs[0].text.strip()
            typed = "\n" in item.text
            assert not broken or ends in "-–/" or typed, f"{line.text}|{below.text}"


@only("bang_doc_ngang")
@proves("6.3.bang")
def test_table_heading_is_repeated_and_rows_stay_whole(doc: Doc) -> None:
    tables: dict[int, list[Item]] = {}
    for item in doc.of("bang_tieu_de", "bang_o"):
        tables.setdefault(id(item.data[0]), []).append(item)
    repeated = 0
    for items in tables.values():
        heads = [i for i in items if i.key == "bang_tieu_de"]
        first = heads[0].lines[0].page
        for page in sorted({g.page for i in items for g in i.glyphs} - {first}):
            outside = [g for g in doc.pages[page - 1].outside if g.base > 60 and g.text.strip()]
            printed = "".join(g.text for g in outside)
            assert printed == "".join(g.text for h in heads for g in h.ink)
            for there, here in zip((g for h in heads for g in h.ink), outside, strict=False):
                assert abs(there.x0 - here.x0) < 0.5
            repeated += 1
        rows: dict[int, set[int]] = {}
        for item in items:
            rows.setdefault(item.data[1], set()).update(g.page for g in item.glyphs)
        assert all(len(pages) == 1 for pages in rows.values())
    assert repeated >= 1


@every
@proves("6.3.bang")
def test_tables_are_as_wide_as_the_text(doc: Doc) -> None:
    for item in doc.of("bang_tieu_de"):
        page = doc.pages[item.lines[0].page - 1]
        right = doc.right(page.number)
        wide = [r for r in page.rules if r.level and r.length > 0.9 * (right - doc.left)]
        assert wide
        for rule in wide:
            assert abs(rule.x0 - doc.left) < 1
            assert abs(rule.x1 - right) < 1
        assert item.marked or style(item) == {(True, False)}


@every
@proves("6.3.trong")
def test_gaps_are_highlighted_and_nothing_else_is(doc: Doc) -> None:
    boxes = [b for page in doc.pages for b in page.boxes]
    assert all(b.yellow for b in boxes)
    covered = 0
    for item in doc.items:
        letters = "".join(g.text for g in item.ink)
        at = 0
        for gap in item.gaps:
            bare = "".join(gap.split())
            at = letters.index(bare, at)
            for g in item.ink[at : at + len(bare)]:
                x, y = (g.x0 + g.x1) / 2, g.base - 0.3 * g.size
                here = [b for b in boxes if b.page == g.page and b.x0 <= x <= b.x1]
                assert any(b.top <= y <= b.bottom for b in here), gap
                covered += 1
    assert bool(boxes) == bool(covered)


@only("thieu_het")
@proves("6.3.trong")
def test_everything_missing_is_seen(doc: Doc) -> None:
    gaps = {gap for item in doc.items for gap in item.gaps}
    assert len(gaps) == 7
    for key in "dia_danh_ngay trich_yeu doan noi_nhan_muc quyen_han ho_ten".split():
        assert any(item.gaps for item in doc.of(key)), key
    assert len(doc.findings) >= len(gaps)


@proves("6.3.thu_tu")
def test_every_component_is_printed_somewhere() -> None:
    from docgen.nd30.thanh_phan import THANH_PHAN

    printed = {i.key for case in CASES[::2] for i in texts(lay_out(source(case)).data) if i.text}
    not_text = {"duong_ke", "so_trang", "chu_ky"}
    assert set(THANH_PHAN) - not_text - {"so_kep_tieu_de"} <= printed | {"bang_o"}
