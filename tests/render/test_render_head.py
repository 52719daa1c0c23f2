"""The head: Quốc hiệu, names of bodies, number, date, kind, subject, Kính gửi (Mục II.1-5, 9)."""

from __future__ import annotations

import re

from tests.render.documents import CASES, Doc, every, only, proves, source
from tests.render.measure import MM, Item, Line, Rule

NEAR = 0.8
"""Two things on one centre line, pt (LibreOffice sets to 1/20 pt, fonts round a little more)."""
SAME_BASE = 0.6
HALF_MM = 0.5 * MM
KINDS = (
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB"
).split()


def style(item: Item) -> set[tuple[bool, bool]]:
    """(bold, italic) of what an item prints."""
    return {(g.bold, g.italic) for g in item.ink}


def sizes(item: Item) -> set[float]:
    """Sizes of what an item prints, pt."""
    return {round(g.size, 1) for g in item.ink}


def is_capitals(item: Item) -> bool:
    """Whether the text, but for missing values, is in capitals."""
    text = item.text
    for gap in item.gaps:
        text = text.replace(gap, "")
    return text == text.upper()


def rule_under(doc: Doc, line: Line) -> Rule:
    """The one drawn line close under a line of text and over its middle."""
    page = doc.pages[line.page - 1]
    found = [
        r
        for r in page.rules
        if r.level and 1 < r.top - line.base < 12 and r.x0 < line.middle < r.x1
    ]
    (rule,) = found
    return rule


def head_parts(doc: Doc) -> list[int]:
    """Parts that print a head of their own (a phụ lục has none)."""
    return [i.part for i in doc.of("quoc_hieu")]


@every
@proves("3.1a", "3.1a.can", "2.o1")
def test_quoc_hieu(doc: Doc) -> None:
    for part in head_parts(doc):
        item = doc.one("quoc_hieu", part)
        (line,) = item.lines
        assert line.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        assert style(item) == {(True, False)}
        assert sizes(item) == {13.0 if doc.bo == 14 else 12.0}
        assert line.middle > doc.middle(line.page)
        assert line.x1 <= doc.right(line.page) + 0.5
        assert line.base == min(x.base for x in doc.pages[line.page - 1].lines)


@every
@proves("3.1b", "3.1b.can")
def test_tieu_ngu(doc: Doc) -> None:
    for part in head_parts(doc):
        item, above = doc.one("tieu_ngu", part), doc.one("quoc_hieu", part).lines[0]
        (line,) = item.lines
        assert line.text == "Độc lập - Tự do - Hạnh phúc"
        assert style(item) == {(True, False)}
        assert sizes(item) == {float(doc.bo)}
        assert abs(line.middle - above.middle) < NEAR
        # Single spacing: 1.15 em from base line to base line, each line by its own size.
        assert doc.bo < line.base - above.base < 1.3 * doc.bo


@every
@proves("3.1b.ke", "3.ke_ve")
def test_line_under_tieu_ngu_is_as_long_as_the_text(doc: Doc) -> None:
    for part in head_parts(doc):
        (line,) = doc.one("tieu_ngu", part).lines
        rule = rule_under(doc, line)
        assert abs(rule.length - line.width) < HALF_MM
        assert abs((rule.x0 + rule.x1) / 2 - line.middle) < NEAR
        assert 0.4 <= rule.width <= 1.5


@every
@proves("3.2a", "3.2b", "3.2b.dong", "2.o2")
def test_names_of_bodies(doc: Doc) -> None:
    for part in head_parts(doc):
        quoc_hieu = doc.one("quoc_hieu", part).lines[0]
        issuer = doc.one("co_quan", part)
        parents = doc.of("chu_quan", part=part)
        size = 13.0 if doc.bo == 14 else 12.0
        assert style(issuer) == {(True, False)}
        lines = [line for item in (*parents, issuer) for line in item.lines]
        assert abs(lines[0].base - quoc_hieu.base) < SAME_BASE
        for item in (*parents, issuer):
            assert is_capitals(item)
            assert sizes(item) == {size}
        for item in parents:
            assert style(item) == {(False, False)}
        for above, line in zip(lines, lines[1:], strict=False):
            assert abs(line.middle - lines[0].middle) < NEAR
            assert abs(line.base - above.base - 1.149 * size) < 0.5
        for line in lines:
            assert doc.left - 0.5 <= line.x0
            assert line.x1 < quoc_hieu.x0


@every
@proves("3.2b.ke", "3.ke_ve")
def test_line_under_the_issuer(doc: Doc) -> None:
    for part in head_parts(doc):
        lines = doc.one("co_quan", part).lines
        rule = rule_under(doc, lines[-1])
        share = rule.length / max(line.width for line in lines)
        assert 1 / 3 - 0.005 <= share <= 1 / 2 + 0.005
        assert abs((rule.x0 + rule.x1) / 2 - lines[-1].middle) < NEAR


@only("ten_dai")
@proves("3.2b.dong", "3.2b.ke", "3.5a.ke")
def test_a_name_and_a_subject_of_several_lines(doc: Doc) -> None:
    assert len(doc.one("co_quan").lines) >= 3
    assert len(doc.one("trich_yeu").lines) >= 4
    assert rule_under(doc, doc.one("co_quan").lines[-1])
    assert rule_under(doc, doc.one("trich_yeu").lines[-1])


@only("ten_ngan")
@proves("3.2b.ke", "3.5a.ke")
def test_a_name_and_a_subject_of_one_line(doc: Doc) -> None:
    for key in ("co_quan", "trich_yeu"):
        (line,) = doc.one(key).lines
        assert 1 / 3 - 0.005 <= rule_under(doc, line).length / line.width <= 1 / 2 + 0.005


@every
@proves("3.ke_ve")
def test_lines_are_drawn_not_typed(doc: Doc) -> None:
    printed = "".join(g.text for page in doc.pages for g in page.glyphs)
    assert "___" not in printed
    assert "---" not in printed
    assert "───" not in printed


@every
@proves("3.3", "2.o3", "4.dang")
def test_number_and_code(doc: Doc) -> None:
    for item in doc.of("so_ky_hieu"):
        issuer = doc.one("co_quan", item.part).lines[-1]
        assert item.part == 0
        assert sizes(item) == {13.0}
        assert style(item) == {(False, False)}
        for line in item.lines:
            assert line.base > issuer.base
            assert abs(line.middle - issuer.middle) < NEAR
        kind = "|".join(KINDS)
        named = rf"Số:\s*(\d{{2,}}[a-zđ]?)?\s*/({kind})-[A-ZĐ&0-9]+(-[A-ZĐ&0-9]+)*"
        letter = r"Số:\s*(\d{2,})?\s*/[A-ZĐ]+-[A-ZĐ]+"
        form = letter if doc.van_ban.loai == "cong_van" else named
        assert re.fullmatch(form, item.text), item.text


@every
@proves("4.so_0", "4.trong")
def test_number_under_ten_has_a_zero_and_no_number_a_gap(doc: Doc) -> None:
    for item in doc.of("so_ky_hieu"):
        so = doc.van_ban.so
        if so is None:
            colon = next(g for g in item.glyphs if g.text == ":")
            slash = next(g for g in item.glyphs if g.text == "/")
            assert slash.x0 - colon.x1 >= 8 * MM
            assert re.match(r"Số:\s+/", item.text)
        else:
            assert item.text.startswith(f"Số: {so if len(so) > 1 else '0' + so}/")


@only("cong_van")
@proves("4.cong_van")
def test_code_of_a_letter(doc: Doc) -> None:
    assert doc.one("so_ky_hieu").text == "Số: 08/UBND-KGVX"


@only("bao_cao", "to_trinh", "ten_ngan", "nghi_quyet_ban", "lien_tich", "cap_day_du")
@proves("4.ten_loai")
def test_code_follows_from_kind_and_body(doc: Doc) -> None:
    wanted = {
        "bao_cao": "/BC-UBND",
        "to_trinh": "/TTr-SXD",
        "ten_ngan": "/TB-SYT",
        "nghi_quyet_ban": "/NQ-HĐTĐ",
        "lien_tich": "/KH-SGDĐT-SYT-SXD",
        "cap_day_du": "/HD-SNNMT",
    }
    assert doc.one("so_ky_hieu").text.endswith(wanted[doc.case[:-3]])


@every
@proves("3.4", "3.4.dong", "2.o4")
def test_place_and_date(doc: Doc) -> None:
    for item in doc.of("dia_danh_ngay"):
        first = item.lines[0]
        assert sizes(item) == {float(doc.bo)}
        assert style(item) == {(False, True)}
        assert abs(first.base - doc.one("so_ky_hieu").lines[0].base) < SAME_BASE
        for line in item.lines:
            assert abs(line.middle - doc.one("quoc_hieu").lines[0].middle) < NEAR
        if len(item.lines) > 1:
            # Only a place name that leaves no room may take a line, and the date stays whole.
            assert doc.case.startswith("ten_dai")
            assert first.text.endswith(",")


@every
@proves("5.dang", "5.so_0", "5.trong")
def test_form_of_the_date(doc: Doc) -> None:
    for item in doc.of("dia_danh_ngay"):
        text = item.text.replace("\u00a0", " ").replace("\n", " ")
        m = re.fullmatch(r"(\S.*), ngày +(\d*) *tháng +(\d*) *năm +(\d*) *", text + " ")
        assert m, text
        day = doc.van_ban.ngay
        assert m[2] == ("" if day.ngay is None else f"{day.ngay:02}")
        wanted = {None: "", 1: "01", 2: "02"}.get(day.thang, str(day.thang))
        assert m[3] == wanted
        assert m[4] == ("" if day.nam is None else str(day.nam))
        if day.ngay is None:
            words = "".join(g.text for g in item.glyphs)
            before = item.glyphs[words.index("ngày") + 3]
            after = item.glyphs[words.index("tháng")]
            assert after.x0 - before.x1 >= 4 * MM


@proves("5.so_0")
def test_the_documents_try_every_zero_rule_of_dates() -> None:
    dates = [source(case).ngay for case in CASES]
    months = {d.thang for d in dates}
    assert {None, 1, 2} < months
    assert months & set(range(3, 10))
    assert months & {10, 11, 12}
    assert any(d.ngay is not None and d.ngay < 10 for d in dates)
    assert any(d.ngay is None for d in dates)


@every
@proves("3.5a1", "3.5a2", "2.o5a")
def test_kind_and_subject(doc: Doc) -> None:
    for part in head_parts(doc):
        for item in doc.of("ten_loai", "trich_yeu", part=part):
            assert sizes(item) == {float(doc.bo)}
            assert item.marked or style(item) == {(True, False)}
            for line in item.lines:
                assert abs(line.middle - doc.middle(line.page)) < NEAR
        for kind in doc.of("ten_loai", part=part):
            (line,) = kind.lines
            subject = doc.one("trich_yeu", part)
            assert is_capitals(kind)
            assert not kind.text.endswith(".")
            assert subject.gaps or not is_capitals(subject)
            assert 1.1 * doc.bo < subject.lines[0].base - line.base < 1.2 * doc.bo
            for above, below in zip(subject.lines, subject.lines[1:], strict=False):
                assert abs(below.base - above.base - 1.149 * doc.bo) < 0.5
                assert not below.text.startswith("- ")


@every
@proves("3.5a.ke", "3.ke_ve")
def test_line_under_the_subject(doc: Doc) -> None:
    for item in doc.of("trich_yeu"):
        if doc.of("kem_theo", part=item.part):
            continue
        rule = rule_under(doc, item.lines[-1])
        share = rule.length / max(line.width for line in item.lines)
        assert 1 / 3 - 0.005 <= share <= 1 / 2 + 0.005
        assert abs((rule.x0 + rule.x1) / 2 - doc.middle(rule.page)) < NEAR


@only("cong_van")
@proves("3.5b", "2.o5b")
def test_subject_of_a_letter(doc: Doc) -> None:
    item, number = doc.one("trich_yeu_cv"), doc.one("so_ky_hieu").lines[-1]
    assert item.text.startswith("V/v ")
    assert sizes(item) == {13.0 if doc.bo == 14 else 12.0}
    assert style(item) == {(False, False)}
    size = max(sizes(item))
    gap = item.lines[0].base - number.base - 1.149 * size
    assert 5.5 <= gap <= 8.5
    for line in item.lines:
        assert abs(line.middle - number.middle) < NEAR
        assert line.x1 < doc.one("quoc_hieu").lines[0].x0
    assert not doc.of("ten_loai")
    assert not [r for r in doc.pages[0].rules if r.top > item.lines[-1].base]


@every
@proves("3.9a", "8.kinh_gui")
def test_receivers_stand_only_where_they_belong(doc: Doc) -> None:
    found = doc.of("kinh_gui")
    assert bool(found) == (doc.van_ban.loai in ("cong_van", "to_trinh", "bao_cao"))
    for item in (*found, *doc.of("kinh_gui_muc")):
        assert sizes(item) == {float(doc.bo)}
        assert style(item) == {(False, False)}


@only("bao_cao", "cong_van")
@proves("3.9a", "2.o9a")
def test_one_receiver_stands_on_the_line(doc: Doc) -> None:
    item = doc.one("kinh_gui")
    (line,) = item.lines
    assert re.fullmatch(r"Kính gửi: \S.*[^.;:,]", line.text)
    assert abs(line.middle - doc.middle(1)) < NEAR
    assert line.base > doc.of("trich_yeu", "trich_yeu_cv")[0].lines[-1].base


@only("to_trinh")
@proves("3.9a", "3.9a.gach", "2.o9a")
def test_several_receivers_stand_under_each_other(doc: Doc) -> None:
    label, items = doc.one("kinh_gui"), doc.of("kinh_gui_muc")
    colon = label.ink[-1]
    assert label.text == "Kính gửi:"
    assert len(items) >= 2
    for item in items:
        assert item.text.startswith("- ")
        assert item.text.endswith("." if item is items[-1] else ";")
        assert colon.x0 - 0.8 <= item.ink[0].x0 <= colon.x1 + 0.8
        assert item.lines[0].base > label.lines[0].base


@only("dak_nong_quyet_dinh", "quyet_dinh_khong_so", "nghi_quyet_ban")
@proves("6.3.tham_quyen", "6.3.lenh", "6.3.thu_tu")
def test_authority_line_and_operative_word(doc: Doc) -> None:
    for key in ("tham_quyen", "lenh"):
        item = doc.one(key)
        assert sizes(item) == {float(doc.bo)}
        assert style(item) == {(True, False)}
        assert is_capitals(item)
        for line in item.lines:
            assert abs(line.middle - doc.middle(line.page)) < NEAR
    word = "QUYẾT NGHỊ:" if doc.case.startswith("nghi") else "QUYẾT ĐỊNH:"
    assert doc.one("lenh").text == word
    order = ["trich_yeu", "tham_quyen", "can_cu", "lenh", "dieu_chay"]
    bases = [doc.of(key, part=0)[0].lines[0].base for key in order]
    assert bases == sorted(bases)


@only("quyet_dinh_khong_so")
@proves("7.tham_quyen")
def test_authority_line_names_the_head_for_whom_a_deputy_signs(doc: Doc) -> None:
    assert doc.one("tham_quyen").text == "GIÁM ĐỐC SỞ NỘI VỤ"
    assert doc.of("quyen_han")[0].text == "KT. GIÁM ĐỐC"


@only("son_la_ke_hoach")
@proves("3.2b.dong")
def test_a_long_name_breaks_between_its_parts(doc: Doc) -> None:
    printed = [line.text for line in doc.one("co_quan").lines]
    if doc.bo == 14:
        assert printed == ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]
    else:
        assert printed == ["VĂN PHÒNG ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]
