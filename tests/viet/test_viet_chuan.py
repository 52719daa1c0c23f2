"""Text at the border: NFC, removals, tone stripping, quotes."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.chuan import bo_dau, lam_sach, nfc, ngoac_kep

ILLEGAL_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
NASTY = st.text(
    alphabet=st.sampled_from(
        "aàđ\u0301\u0323 \t\n\r\v\f\x00\x07\x85\u00a0\u2028\ufffe\ud800" + ZERO_WIDTH
    )
)


@given(st.one_of(ANY_TEXT, NASTY))
def test_clean_text_is_nfc_legal_and_visible(s):
    text, _ = lam_sach(s)
    assert unicodedata.is_normalized("NFC", text)
    assert not ILLEGAL_IN_XML.search(text)
    assert not set(text) & set(ZERO_WIDTH + "\r")


@given(st.one_of(ANY_TEXT, NASTY))
def test_cleaning_twice_changes_nothing_more(s):
    text, _ = lam_sach(s)
    again, removed = lam_sach(text)
    assert again is text
    assert removed == []


@given(st.one_of(ANY_TEXT, NASTY))
def test_every_removal_is_reported_where_it_stood(s):
    text, removed = lam_sach(s)
    for offset, code in removed:
        assert f"U+{ord(s[offset]):04X}" == code
    gone = {offset for offset, _ in removed}
    kept = "".join(c for i, c in enumerate(s) if i not in gone)
    if not removed:
        assert text == nfc(re.sub("\r\n?|[\v\f\x85\u2028\u2029]", "\n", s))
    # Nothing vanishes without a report.
    assert "".join(unicodedata.normalize("NFD", kept).split()) == "".join(
        unicodedata.normalize("NFD", text).split()
    )


def test_report():
    assert lam_sach("Kế\u200b hoạch\x07\r\nsố\ud800") == (
        "Kế hoạch\nsố",
        [(2, "U+200B"), (9, "U+0007"), (14, "U+D800")],
    )


def test_line_ends():
    assert lam_sach("a\r\nb\rc\vd\fe\u2028f\u2029g\x85h\n\ti") == (
        "a\nb\nc\nd\ne\nf\ng\nh\n\ti",
        [],
    )


def test_removal_can_let_letters_meet():
    assert lam_sach("e\u200b\u0301") == ("é", [(1, "U+200B")])


@pytest.mark.parametrize("s", ["", "Kế hoạch số 146", "một\u00a0hai\n\tba", "“đ” – …"])
def test_clean_text_is_the_same_object(s):
    assert lam_sach(s)[0] is s


@given(st.text())
def test_nfc_of_nfd(s):
    assert nfc(unicodedata.normalize("NFD", s)) == unicodedata.normalize("NFC", s)


def test_bo_dau():
    every = "àáảãạ ằắẳẵặă ầấẩẫậâ đ èéẻẽẹ ềếểễệê ìíỉĩị òóỏõọ ồốổỗộô ờớởỡợơ ùúủũụ ừứửữựư ỳýỷỹỵ"
    bare = "aaaaa aaaaaa aaaaaa d eeeee eeeeee iiiii ooooo oooooo oooooo uuuuu uuuuuu yyyyy"
    assert bo_dau(every) == bo_dau(unicodedata.normalize("NFD", every)) == bare
    assert bo_dau(every.upper()) == bare.upper()
    assert bo_dau("Kế hoạch số 146/KH-UBND") == "Ke hoach so 146/KH-UBND"
    assert bo_dau("한글") == "한글"


@pytest.mark.parametrize(
    ("straight", "typographic"),
    [
        ('Phong trào "Cả nước chung sức"', "Phong trào “Cả nước chung sức”"),
        ('"Dạy tốt", "Học tốt".', "“Dạy tốt”, “Học tốt”."),
        ('("Đề án 06")', "(“Đề án 06”)"),
        ('giai đoạn "2021 - 2025"', "giai đoạn “2021 - 2025”"),
        ('–"a"/"b"', "–“a”/“b”"),
        ('dòng\n"hai"', "dòng\n“hai”"),
        ('""', "“”"),
        ('""Tên" khác"', "““Tên” khác”"),
        ('màn hình 5" mới', 'màn hình 5" mới'),
        ('cỡ 5"x7"', 'cỡ 5"x7"'),
        ("của 'anh'", "của 'anh'"),
        ("“đã có”", "“đã có”"),
        ('“năm 2025"', "“năm 2025”"),
        ("tọa độ 20°10'20\" Bắc", "tọa độ 20°10'20\" Bắc"),
        ('"tọa độ 20°10\'20" Bắc"', "“tọa độ 20°10'20\" Bắc”"),
        ('chạy 3\'20" và 5"', 'chạy 3\'20" và 5"'),
        ('Phong trào "Chung sức', 'Phong trào "Chung sức'),
        ('Chung sức" mạnh', 'Chung sức" mạnh'),
        ('"a" và "b', '“a” và "b'),
        ('TV 55" loại "Sony"', 'TV 55" loại “Sony”'),
        ('"Dạy tốt " và', "“Dạy tốt ” và"),
        ('Phong trào:"Dạy tốt"', "Phong trào:“Dạy tốt”"),
        ('**"Đậm"** *"nghiêng"*', "**“Đậm”** *“nghiêng”*"),
        ('"**Đậm**"', "“**Đậm**”"),
        ('{{ "a" if b else "c" }}', '{{ "a" if b else "c" }}'),
        ('"{{ ten }}" và "x"', "“{{ ten }}” và “x”"),
        (r'\{{ "a" }}', r"\{{ “a” }}"),
    ],
)
def test_ngoac_kep(straight, typographic):
    assert ngoac_kep(straight) == typographic


@given(st.text(alphabet="\"“”'( )[5aĐ-–/.\n\u00a0{}*\\"))
def test_ngoac_kep_twice_changes_nothing_more(s):
    once = ngoac_kep(s)
    assert ngoac_kep(once) == once
    assert re.sub("[“”]", '"', once) == re.sub("[“”]", '"', s)


@given(st.text(alphabet='" a5.{}*'))
def test_quotes_are_turned_in_pairs_and_never_inside_variables(s):
    once = ngoac_kep(s)
    assert once.count("“") == once.count("”")
    inside = re.compile(r"\{\{[^{}]*\}\}")
    assert inside.findall(once) == inside.findall(s)
