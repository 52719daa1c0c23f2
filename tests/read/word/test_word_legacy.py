"""Fonts from before Unicode: every letter of every alphabet, and Unicode left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.read.word.legacy import LETTERS, Legacy, charset, decode, verdict
from tests.read.word.helpers import lines, para, run, texts

# Written out as printed in the charts of the three codes, in the order of ALPHABET.
ALPHABET = (
    "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ "
    "ơ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ"
).split()
TCVN3 = (
    "B5 B6 B7 B8 B9 A8 BB BC BD BE C6 A9 C7 C8 C9 CA CB AE CC CE CF D0 D1 AA D2 D3 D4 D5 D6 "
    "D7 D8 DC DD DE DF E1 E2 E3 E4 AB E5 E6 E7 E8 E9 AC EA EB EC ED EE EF F1 F2 F3 F4 AD F5 F6 F7 "
    "F8 F9 FA FB FC FD FE"
)
VPS_SMALL = (
    "E0 E4 E3 E1 E5 E6 A2 A3 A4 A1 A5 E2 C0 C4 C5 C3 C6 C7 E8 C8 EB E9 CB EA 8A 8B CD 89 8C "
    "EC CC EF ED CE F2 D5 F5 F3 86 F4 D2 B0 87 D3 B6 D6 A9 AA AB A7 AE F9 FB DB FA F8 DC D8 BA BB "
    "D9 BF FF 9B CF 9A 9C"
)
VNI = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä "
    "ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï "
    "yø yû yõ yù î"
)


def signs(table: str) -> list[str]:
    return [chr(int(code, 16)) for code in table.split()]


@pytest.mark.parametrize(("letter", "typed"), list(zip(ALPHABET, signs(TCVN3), strict=True)))
def test_tcvn3(letter: str, typed: str) -> None:
    assert decode(f"b{typed}c", "tcvn3") == f"b{letter}c"
    assert decode(f"b{typed}c", "tcvn3h") == f"b{letter}c".upper()
    assert decode(chr(0xF000 + ord(typed)), "tcvn3") == letter


def test_tcvn3_capitals_of_its_own() -> None:
    assert decode("¡¢£¤¥¦§", "tcvn3") == "ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize(("letter", "typed"), list(zip(ALPHABET, VNI.split(), strict=True)))
def test_vni(letter: str, typed: str) -> None:
    assert decode(f"b{typed}c", "vni") == f"b{letter}c"
    assert decode(f"B{typed.upper()}C", "vni") == f"B{letter.upper()}C"
    assert decode(typed[0].upper() + typed[1:], "vni") == letter.upper()


@pytest.mark.parametrize(("letter", "typed"), list(zip(ALPHABET, signs(VPS_SMALL), strict=True)))
def test_vps(letter: str, typed: str) -> None:
    assert decode(typed, "vps") == letter
    as_windows = bytes([ord(typed)]).decode("cp1252", "ignore")
    if as_windows:
        assert decode(as_windows, "vps") == letter


def test_vps_capitals() -> None:
    typed = "80 81 82 C1 88 8E 8F F0 8D C2 84 85 83 F1 D7 DE FE C9 CA 93 94 95 90 B5 B7 B8 B4 BC BD"
    typed += " BE B9 D4 97 98 99 96 F7 9E 9F A6 9D A8 D1 AC DA D0 AF B1 AD B2 FD B3 DD"
    made = "ÀẢÃÁĂẰẲẴẮÂẦẨẪẤĐÈẺẼÉÊỀỂỄẾÌỈĨÍÒỎÕÓÔỒỔỖỐƠỜỞỠỚÙỦŨÚƯỪỬỨỲỶỸÝ".replace("ẪẤ", "Ấ")
    assert decode("".join(signs(typed)), "vps") == made


def test_alphabet_is_complete() -> None:
    assert set("".join(ALPHABET)) | set("aeiouy") == {c for c in LETTERS if c == c.lower()}


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3h"),
        (".vnArial NarrowH", "tcvn3h"),
        ("VNI-Times", "vni"),
        ("VPS Times", "vps"),
        ("Symbol", "symbol"),
        ("Wingdings 2", "wingdings"),
        ("Times New Roman", ""),
        ("", ""),
    ],
)
def test_fonts(font: str, expected: str) -> None:
    assert charset(font) == expected


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            run("Céng hoµ x· héi chñ nghÜa ViÖt Nam", font(".VnTime")),
            "Cộng hoà xã hội chủ nghĩa Việt Nam",
        ),
        (run("Uû ban nh©n d©n tØnh", font(".VnTimeH")), "UỶ BAN NHÂN DÂN TỈNH"),
        (run("§éc lËp - Tù do", font(".VnTime")), "Độc lập - Tự do"),
        (run("Coäng hoøa xaõ hoäi", font("VNI-Times")), "Cộng hòa xã hội"),
        (run("COÄNG HOØA", font("VNI-Helve")), "CỘNG HÒA"),
        # split between runs that look alike
        (
            run("thuû", font("VNI-Times"))
            + run(" töô", font("VNI-Times"))
            + run("ùng", font("VNI-Times")),
            "thủ tướng",
        ),
        (
            run("Thñ t", font(".VnTime"))
            + "<w:r><w:rPr>"
            + font(".VnTime")
            + "</w:rPr><w:softHyphen/></w:r>"
            + run("íng", font(".VnTime")),
            "Thủ tướng",
        ),
        # unclear words follow their paragraph
        (run("®i ", font(".VnTime")) + run("cã", font(".VnTime")), "đi có"),
        # Unicode under the name of an old font
        (run("Cộng hòa xã hội", font(".VnTime")), "Cộng hòa xã hội"),
        (run("có và là", font(".VnTime")) + run(" được", font(".VnTime")), "có và là được"),
        (run("có lá", font(".VnTime")), "có lá"),
        (run("Hòa Bình", font("VNI-Times")), "Hòa Bình"),
        # each run by its own font
        (run("Tªn: ", font(".VnTime")) + run("Nguyễn Văn Ánh µ"), "Tên: Nguyễn Văn Ánh µ"),
    ],
)
def test_runs(body: str, expected: str) -> None:
    assert texts(f"<w:p>{body}</w:p>") == [expected]


def test_font_of_the_style_and_of_the_document() -> None:
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr>{font(".VnTimeH")}'
        "</w:rPr></w:style>"
    )
    body = para("KÕ ho¹ch", ppr='<w:pStyle w:val="H"/>') + para("cã")
    body += para(run("rõ", font("Times New Roman")))
    body += para(run("rõ", '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'))
    assert texts(body, styles=styles) == ["KẾ HOẠCH", "có", "rõ", "rõ"]


def test_sign_in_an_old_font() -> None:
    sym = '<w:r><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>'
    assert lines(para(sym, "i"))[0].text == "đi"


@given(st.text(st.sampled_from(LETTERS + "bcgh ,."), max_size=60))
def test_unicode_is_left_alone(text: str) -> None:
    """Whatever the font says, a text with one letter that only Unicode has is never changed."""
    for name in ("tcvn3", "vni", "vps"):
        whole = text + "ợ"
        assert verdict(whole, name) == -1
        assert Legacy(lambda: "§µ¸").read(whole, name, 1) == whole
