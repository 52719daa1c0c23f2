"""Letters of components (TC03-TC08, TC19): what is left alone, and how mildly rules speak."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docgen.check.document import Document
from docgen.check.registry import RULES, Found, check_document, load
from docgen.findings import ERROR, HINT, WARNING
from tests.check import mutate
from tests.check.word_files import changed, edited, findings_of, severities_of, styled, worded

load()

OPTIONS: tuple[dict[str, Any], ...] = (
    {"co_chu": 13},
    {"co_chu": 14, "thut_dong": 1},
    {"gian_dong": 1.5, "gian_doan": 12},
    {"le_tren": 25, "le_duoi": 25, "le_trai": 35, "le_phai": 15},
    {"co_chu": 13, "thut_dong": 1, "gian_dong": 1.2, "gian_doan": 6, "le_phai": 15},
)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("base", sorted(p.stem for p in mutate.BASES.glob("*.yaml")))
def test_every_layout_of_ours_is_clean(base: str, options: dict[str, Any]) -> None:
    made = mutate.document({"van_ban": base, "du_lieu": {"trinh_bay": options}})
    assert [(f.code, f.message) for f in check_document(made, select=["TC"])] == []


def test_gaps_to_fill_in_are_left_alone() -> None:
    data = {"so": None, "ngay": None, "trich_yeu": None, "chu_ky": None, "luu": None}
    found = check_document(mutate.document({"du_lieu": data}), select=["TC"])
    assert [(f.code, f.message) for f in found] == []


# Font, colour, marks


def test_font_is_told_once_with_its_origin_and_mended_everywhere() -> None:
    [found] = findings_of({"chu": [{"o": "so", "phong": "Arial"}]}, "TC03")
    assert found.found == "Arial"
    assert "đoạn)" in found.message
    assert found.origin == "đặt trực tiếp trong đoạn"
    assert len(found.fixes) == len({f.text.index for f in found.fixes if f.text})
    assert all(f.values == (("font", "Times New Roman"),) and f.safe for f in found.fixes)


def test_font_of_a_style_is_told_by_its_style() -> None:
    style = '(<w:style [^>]*w:styleId="DiaDanhNgay">.*?<w:rPr>)'
    fonts = r'\1<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/>'
    [found] = findings_of(changed({}, (style, fonts), part="word/styles.xml", count=1), "TC03")
    assert found.origin == "kiểu “Địa danh, thời gian”"


@pytest.mark.parametrize(
    ("fonts", "severities"),
    [
        ('w:ascii="Times new roman" w:hAnsi="Times new roman"', []),
        ('w:ascii="Wingdings" w:hAnsi="Wingdings"', [HINT]),
        ('w:ascii=".VnTime" w:hAnsi=".VnTime"', [ERROR]),
        ('w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"', []),  # Times New Roman, by theme
        ('w:cs="Arial" w:eastAsia="Arial"', []),  # other scripts
    ],
)
def test_font_that_is_none_of_the_usual(fonts: str, severities: list[str]) -> None:
    docx = changed({}, worded("a\\) Động viên", f"<w:rFonts {fonts}/>"))
    assert severities_of(docx, "TC03") == severities


def test_theme_font_other_than_ours_is_found() -> None:
    run = worded("a\\) Động viên", '<w:rFonts w:asciiTheme="minorHAnsi"/>')
    theme = ('typeface="Times New Roman"', 'typeface="Calibri"')
    [found] = findings_of(edited(changed({}, run), "word/theme/theme1.xml", theme), "TC03")
    assert found.found == "Calibri"
    assert found.origin == "phông theo chủ đề minorHAnsi"


def test_hidden_letters_are_not_printed() -> None:
    rpr = '<w:rFonts w:hAnsi="Arial"/><w:vanish/><w:color w:val="FF0000"/>'
    docx = changed({}, worded("a\\) Động viên", rpr))
    assert findings_of(docx, "TC03") == findings_of(docx, "TC04") == []


@pytest.mark.parametrize(
    ("rpr", "severities"),
    [
        ('<w:color w:val="FF0000"/>', [ERROR]),
        ('<w:color w:val="1F1F1F"/>', [HINT]),
        ('<w:color w:val="000000" w:themeColor="text1"/>', []),
        ('<w:color w:val="4472C4" w:themeColor="accent1"/>', [ERROR]),
        ('<w:highlight w:val="yellow"/>', [WARNING]),
        ('<w:highlight w:val="none"/>', []),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', []),
        ('<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>', [WARNING]),
    ],
)
def test_colour(rpr: str, severities: list[str]) -> None:
    assert severities_of(changed({}, worded("a\\) Động viên", rpr)), "TC04") == severities


def test_red_stamp_is_meant() -> None:
    example = {"chen": {"sau": "dia_danh_ngay", "van_ban": "HỎA TỐC"}}
    assert (
        findings_of(changed(example, worded("HỎA TỐC", '<w:color w:val="FF0000"/>')), "TC04") == []
    )


def test_underlined_words_inside_the_body_are_left_alone() -> None:
    assert (
        findings_of(changed({}, worded("Ủy ban nhân dân xã ban", '<w:u w:val="single"/>')), "TC19")
        == []
    )


def test_letters_fitted_to_their_line_are_left_alone() -> None:
    fitted = changed({}, worded("CỘNG HÒA", '<w:b/><w:spacing w:val="-6"/><w:sz w:val="26"/>'))
    spread = changed({}, worded("CỘNG HÒA", '<w:b/><w:spacing w:val="40"/><w:sz w:val="26"/>'))
    assert findings_of(fitted, "TC19") == []
    assert severities_of(spread, "TC19") == [HINT]


# Sizes


def test_size_between_the_bounds_is_right() -> None:
    assert findings_of({"chu": [{"o": "so", "co_chu": 13.5}]}, "TC05") == []


def test_note_number_is_no_size_of_its_own() -> None:
    rpr = '<w:sz w:val="16"/><w:vertAlign w:val="superscript"/>'
    assert findings_of(changed({}, worded("Trần Văn", rpr)), "TC05") == []


def test_body_of_one_wrong_size_is_one_finding() -> None:
    parts = ("la_ma", "so", "chu", "gach", "doan", "ket_thuc")
    [found] = findings_of({"chu": [{"o": p, "co_chu": 12} for p in parts]}, "TC05")
    assert re.search(r"\(1\d đoạn\)|\(2\d đoạn\)", found.message)
    assert {v for f in found.fixes for v in f.values} == {("size", 14.0)}


def test_recipients_heading_at_11_is_a_warning() -> None:
    assert severities_of({"chu": [{"o": "noi_nhan", "co_chu": 11}]}, "TC05") == [WARNING]


def test_size_is_mended_in_the_set_of_the_document() -> None:
    example = {"du_lieu": {"trinh_bay": {"co_chu": 13}}, "chu": [{"o": "quoc_hieu", "co_chu": 16}]}
    [found] = findings_of(example, "TC05")
    assert [f.values for f in found.fixes] == [(("size", 12.0),)]


@pytest.mark.parametrize(
    ("sizes", "severities"),
    [
        ({"quoc_hieu": 12}, [WARNING]),  # as in one of the decree's own forms
        ({"tieu_ngu": 13}, [ERROR]),  # motto and date differ
        ({"dia_danh_ngay": 13}, [ERROR]),
        ({"co_quan": 12}, [WARNING]),
        ({"ho_ten": 13}, [WARNING]),
        ({"quoc_hieu": 12, "co_quan": 12, "tieu_ngu": 13, "dia_danh_ngay": 13}, [HINT]),
    ],
)
def test_mixed_sets(sizes: dict[str, float], severities: list[str]) -> None:
    example = {"chu": [{"o": part, "co_chu": size} for part, size in sizes.items()]}
    assert severities_of(example, "TC06") == severities


def test_subject_of_a_letter_may_be_smaller() -> None:
    example = {"van_ban": "cong_van", "chu": [{"o": "trich_yeu_cv", "co_chu": 12}]}
    assert findings_of(example, "TC05") == []
    assert severities_of(example, "TC06") == [HINT]


# Style and alignment


def test_words_in_bold_or_italic_inside_the_body_are_left_alone() -> None:
    data = {"ket_thuc": ["Trên đây là **Kế hoạch** của *xã*, các đơn vị tổ chức thực hiện."]}
    assert findings_of({"du_lieu": data}, "TC07") == []


def test_grounds_of_a_plan_may_stand_upright_or_not() -> None:
    assert findings_of({"chu": [{"o": "can_cu_doan", "nghieng": True}]}, "TC07") == []


def test_receivers_in_bold_are_a_warning() -> None:
    example = {"van_ban": "cong_van", "chu": [{"o": "kinh_gui", "dam": True}]}
    assert severities_of(example, "TC07") == [WARNING]


def test_several_grounds_upright_are_one_finding() -> None:
    example = {"van_ban": "quyet_dinh", "chu": [{"o": "can_cu", "nghieng": False}]}
    [found] = findings_of(example, "TC07")
    assert "(4 đoạn)" in found.message


def test_only_the_label_of_an_article_must_be_bold() -> None:
    [found] = findings_of({"van_ban": "quyet_dinh", "chu": [{"o": "dieu", "dam": False}]}, "TC07")
    assert found.span == (0, len("Điều 1."))
    assert {(f.start, f.end) for f in found.fixes} == {(0, len("Điều 1."))}


def test_words_set_off_inside_a_component_are_a_hint() -> None:
    docx = changed(
        {}, (r"(<w:t[^>]*>)(Tổ chức Phong trào thi đua )", r"\1\2</w:t></w:r><w:r><w:rPr>"
             r'<w:b w:val="0"/></w:rPr><w:t xml:space="preserve">mới </w:t></w:r><w:r>\1'),
        count=1,
    )  # fmt: skip
    assert severities_of(docx, "TC07") == [HINT]


def test_name_that_fills_its_cell_is_centred_anyway() -> None:
    assert findings_of(changed({}, styled("QuocHieu", '<w:jc w:val="left"/>')), "TC08") == []


def test_centred_by_an_indent_is_centred() -> None:
    more = '<w:ind w:left="1050"/><w:jc w:val="left"/>'
    assert findings_of(changed({}, styled("TieuNgu", more)), "TC08") == []
    assert severities_of(changed({}, styled("TieuNgu", '<w:jc w:val="left"/>')), "TC08") == [ERROR]


def test_short_lines_of_the_body_need_no_justifying() -> None:
    assert (
        findings_of({"doan": [{"o": "doan", "can": "trai"}, {"o": "chu", "can": "trai"}]}, "TC08")
        == []
    )


def test_rules_without_a_word_file_are_silent() -> None:
    from docgen.check.data import texts_of

    van_ban = mutate.typed(mutate.load("ke_hoach"))
    document = Document("x.yaml", "data", van_ban, texts_of(van_ban))
    assert check_document(document, select=["TC"]) == []


def test_parts_that_are_not_known_are_not_guessed() -> None:
    """Without recognised components only page, font and colour are judged."""
    made = mutate.document({"chu": [{"o": "ten_loai", "co_chu": 20}]})
    for text in made.texts:
        text.part = ""
    found: list[Found] = [f for c, r in RULES.items() if c.startswith("TC") for f in r.check(made)]
    assert found == []


@pytest.mark.parametrize("gap", ["\t", "            "])
def test_head_typed_in_two_halves_is_judged_by_the_first(gap: str) -> None:
    """Offices set the head with tabs or spaces too; the line is then known by its left half."""
    made = mutate.document({"bo_duong_ke": ["co_quan"]})
    issuer = made.first("co_quan")
    assert issuer is not None
    assert issuer.paragraph is not None
    run = issuer.paragraph.runs[0]
    run.text = issuer.text = issuer.paragraph.text = f"SỞ NỘI VỤ{gap}Độc lập - Tự do - Hạnh phúc"
    issuer.paragraph.cell = None
    found = [f for f in check_document(made, select=["TC"]) if f.text is issuer]
    assert found == []
