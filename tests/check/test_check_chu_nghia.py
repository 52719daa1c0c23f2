"""Rules of letters and words: what they must find, and above all what they must leave alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.check.document import Document, Text
from docgen.check.registry import RuleFinding, check_document
from docgen.check.rules import tu_thuong
from docgen.check.rules.am_tiet import is_syllable, moved, plain, take_apart, tone_places, typed
from docgen.findings import HINT, Where
from docgen.model import VanBan


def lines(*texts: str, part: str = "doan", form: str = "docx", loai: str = "ke_hoach") -> Document:
    """A document of lines of one component."""
    van_ban = VanBan.model_validate({"loai": loai, "co_quan": "Ủy ban nhân dân xã Bình Trung"})
    return Document("", form, van_ban, [Text(part, t, Where()) for t in texts])


def said(document: Document, code: str) -> list[str]:
    """The words a rule points at."""
    found = check_document(document, select=[code])
    return [f.excerpt[slice(*f.span)] for f in found]


def mended(document: Document, code: str) -> list[str]:
    """The texts with the fixes of a rule made."""
    texts = [t.text for t in document.texts]
    fixes = [x for f in check_document(document, select=[code]) for x in f.fixes]
    for fix in sorted(fixes, key=lambda x: -x.start):
        assert fix.kind == "retype"
        assert fix.text is not None
        at = fix.text.index
        texts[at] = texts[at][: fix.start] + fix.new + texts[at][fix.end :]
    return texts


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("CN01", unicodedata.normalize("NFD", "Kế hoạch được duyệt"), "Kế hoạch được duyệt"),
        ("CN02", "Kế\u00ad ho\u200bạch", "Kế hoạch"),
        ("CN03", "thực\u2003hiện và\u3000báo cáo", "thực hiện và báo cáo"),
        ("CN03", "thành phố\xa0thuộc tỉnh", "thành phố thuộc tỉnh"),
        ("CN04", "các  xã,   phường", "các xã, phường"),
        ("CN05", "các xã , phường ; thôn ( nếu có ) .", "các xã, phường; thôn (nếu có)."),
        ("CN05", "thi hành Quyết định này ./.", "thi hành Quyết định này./."),
        ("CN05", "gồm các phần : một", "gồm các phần: một"),
        ("CN06", "các xã,phường;thôn(bản)xa.Các", "các xã, phường; thôn (bản) xa. Các"),
        ("CN06", "như sau:đợt một", "như sau: đợt một"),
        ("CN07", 'Phong trào "Dân vận khéo" và "Xanh"', "Phong trào “Dân vận khéo” và “Xanh”"),
        ("CN09", "QÐ-UBND của xã Ðông", "QĐ-UBND của xã Đông"),
        ("CN09", "Kế hoạсh", "Kế hoạch"),
        ("CN12", "hòa bình, hòa giải, thuỷ lợi", "hòa bình, hòa giải, thủy lợi"),
        ("CN12", "hoà bình, hoà giải, THỦY LỢI", "hoà bình, hoà giải, THUỶ LỢI"),
        ("CN13", "đựơc hòan thành qúy I, thúê", "được hoàn thành quý I, thuế"),
        ("CN13", "ĐỰƠC", "ĐƯỢC"),
        ("CN14", "tiêp nhận, QUYÉT, trongđó", "tiếp nhận, QUYẾT, trong đó"),
        ("CN15", "nhaan daan, cura, d9uo7c5 Nha6n", "nhân dân, của, được Nhân"),
        ("CN16", "Kính gởi: CHỦ TICH xã; QUYÉT ĐỊNH", "Kính gửi: CHỦ TỊCH xã; QUYẾT ĐỊNH"),
        ("CN16", "Không xã rác; bổ xung; HDND", "Không xả rác; bổ sung; HĐND"),
        ("CN16", "ủy ban nhân dãn, UỶ BAN NHÂN DÃN", "ủy ban nhân dân, ỦY BAN NHÂN DÂN"),
        ("CN17", "năm 2O25, l5/8 và 1l0 hộ", "năm 2025, 15/8 và 110 hộ"),
        ("CN17", "lV. TỔ CHỨC", "IV. TỔ CHỨC"),
        ("CN17", "Số 12/QĐ-TT0-UBND", "Số 12/QĐ-TTO-UBND"),
        ("CN18", "của của xã,, thôn;; bản..", "của xã, thôn; bản."),
        ("CN19", "quy định, quy chế và qui hoạch", "quy định, quy chế và quy hoạch"),
        ("CN19", "qui định, qui chế và quỹ", "qui định, qui chế và quĩ"),
        ("CN20", "của Ủy Ban Nhân Dân xã, Sở tài chính", "của Ủy ban nhân dân xã, Sở Tài chính"),
        ("CN21", "tại điểm a khoản 2 điều 5 Luật", "tại điểm a khoản 2 Điều 5 Luật"),
        ("CN21", "theo mục III Kế hoạch", "theo Mục III Kế hoạch"),
        ("CN22", "tại Điểm a Khoản 2 Điều 5", "tại điểm a khoản 2 Điều 5"),
        ("CN23", "của nhân dân, của Đảng, nhà nước", "của Nhân dân, của Đảng, Nhà nước"),
        ("CN24", "theo quyết định số 12/QĐ-UBND", "theo Quyết định số 12/QĐ-UBND"),
        ("CN24", "thực hiện kế hoạch này", "thực hiện Kế hoạch này"),
        ("CN25", "Luật thi đua, khen thưởng", "Luật Thi đua, khen thưởng"),
        ("CN25", "theo Bộ Luật Lao động", "theo Bộ luật Lao động"),
        ("CN26", "ở quận 1, thành phố Hồ Chí Minh", "ở Quận 1, Thành phố Hồ Chí Minh"),
        ("CN26", "về thủ đô Hà Nội", "về Thủ đô Hà Nội"),
        ("CN26", "của Tỉnh Nam Định", "của tỉnh Nam Định"),
        ("CN27", "dịp tết Nguyên Đán, thứ hai, ngày 5/8", "dịp tết Nguyên đán, thứ Hai, ngày 5/8"),
        ("CN27", "dịp Tết Nguyên đán", "dịp tết Nguyên đán"),
        ("CN28", "Huân chương lao động hạng nhất", "Huân chương Lao động hạng Nhất"),
        ("CN29", "đã hoàn thành. các xã", "đã hoàn thành. Các xã"),
    ],
)
def test_slip_is_mended(code: str, wrong: str, right: str) -> None:
    assert mended(lines(wrong), code) == [right]


@pytest.mark.parametrize(
    "right",
    [
        # Spaces, marks
        "Ngày     tháng     năm 2025, số      /KH-UBND.",
        "Trường hợp: a) thiếu hồ sơ; b) sai mẫu; 1) khác (kể cả 2) và (3).",
        "Bản đồ tỷ lệ 1 : 500; đạt 2,5 tấn; lúc 10:30; 1.200 hộ; v.v.",
        "Gồm: đường, cầu, ... ; cây xanh, v.v... Ngoài ra có trường học…",
        "Gửi về vanthu@binhtrung.gov.vn, https://binhtrung.gov.vn/tin,bai trước ngày 5.",
        "Theo TP.Hồ Chí Minh, ThS.Hà, PGS.TS.Nam; ông M.Đức.",
        "Giai đoạn 2021 - 2025 (sau đây gọi là “Chương trình”), đợt 1/2025.",
        'Biển cỡ 24", chạy 3\'20" mỗi vòng.',
        "Ký tên: .......... Chức vụ: ..........",
        # Words
        "Huyện Krông Pắk, Ê-đê, Mát-xcơ-va, M'Đrắk, Stiêng, Hmông, cà phê Arabica.",
        "Website, Facebook, email, room, test case, Internet, container, video của xã.",
        "Ngày ngày, dần dần, từ từ, luôn luôn, mãi mãi, nhà nhà, người người.",
        "Cái đẹp đẹp của nó; xã, xã khác; ban ngày, ban đêm; năm năm một lần.",
        "CO2, H2O, Covid-19, A4, 5G, OCOP, QL1A, ĐT.601, 25oC, I.1, II.2.",
        "351/2017/UBTVQH14, 12-NQ/TU, 05-CT/TW, 83/2015/QH13, 18/NQ-HĐND.",
        "Không được giả, khỏe, khuỷu, nguệch ngoạc, quốc, giếng, gìn giữ, thuở, nghiêng.",
        "Tham quyền cố vị; thì đưa vào; ký luôn; bao cao su; có quan hệ; phòng trao đổi.",
        # Capitals
        "Ủy ban nhân dân các xã; ban chỉ đạo các cấp; UBND; ỦY BAN NHÂN DÂN.",
        "Có 5 điều 3 khoản; điều 5 xe chữa cháy; mục tiêu 5 năm; mục 1 nêu trên.",
        "Quản lý nhà nước, ngân sách nhà nước, Công an nhân dân, Tòa án nhân dân.",
        "Kế hoạch năm; quyết định của mình; các quyết định này nọ; báo cáo số liệu.",
        "Pháp luật đất đai; Luật sửa đổi, bổ sung một số điều; luật sư; kỷ luật lao động.",
        "Có 12 phường, 3 quận; Tỉnh ủy Đắk Nông; Phường Trần Phú; Xã hội Việt Nam.",
        "Cuộc họp thứ hai; năm thứ ba; tháng hai lần; tháng 5; lần thứ tư, ngày càng tốt.",
        "Theo TM. ủy ban; gồm v.v. các loại; TP. hội họp; 1. mục đích.",
        "“Khoản 2 Điều 5” nêu rõ. Khoản 3 Điều 6 cũng vậy. Điểm a khoản 1 như trên.",
    ],
)
def test_what_is_right_is_left_alone(right: str) -> None:
    found = [f for f in check_document(lines(right), select=["CN"]) if f.severity != HINT]
    assert [(f.code, f.excerpt[slice(*f.span)]) for f in found] == []


def test_capital_clause_at_the_start_of_a_sentence() -> None:
    assert said(lines("Khoản 2 Điều 5 quy định", "Điểm a khoản 1"), "CN22") == []


def test_quotation_over_paragraphs_has_its_partner() -> None:
    document = lines("Sửa đổi như sau: “Điều 5. Tên", "1. Một", "2. Hai.”", "Thôi.")
    assert said(document, "CN08") == []
    assert said(lines("Phong trào “Xanh; tuyên truyền", "Hội thi “Sạch”."), "CN08") == ["“"]
    assert said(lines("Một (hai", "ba) bốn) năm"), "CN08") == [")"]
    assert said(lines('Cuộc vận động "Xanh', 'và sạch" ở xã'), "CN08") == []
    assert said(lines('Cuộc vận động "Xanh ở xã'), "CN08") == ['"']


def test_one_finding_for_one_cause() -> None:
    document = lines("hoà bình", "hòa giải", "hòa thuận", "Tết Nguyên đán")
    (found,) = check_document(document, select=["CN12"])
    assert (found.expected, len(found.fixes)) == ("hòa", 1)
    nfd = [unicodedata.normalize("NFD", "được duyệt")] * 3
    (found,) = check_document(lines(*nfd), select=["CN01"])
    assert len(found.fixes) == 9
    document = lines("dịp Tết Nguyên đán", "và Tết Nguyên đán")
    (found,) = check_document(document, select=["CN27"])
    assert len(found.fixes) == 2


def test_habits_in_the_national_title_and_in_names_are_not_judged() -> None:
    document = lines("hòa bình", "thủy lợi")
    document.texts.append(Text("quoc_hieu", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", Where()))
    document.texts.append(Text("ho_ten", "Nguyễn Thị Thuý", Where()))
    assert said(document, "CN12") == []


def test_old_code_tables() -> None:
    tcvn3 = "ñy ban nh©n d©n x· ph©n c«ng c¸n bé nh©n viªn"
    vni = "UÛy ban nhaân daân xaõ phaân coâng caùn boä nhaân vieân"
    assert [f.severity for f in check_document(lines(tcvn3), select=["CN10"])] == ["loi"]
    assert "VNI" in check_document(lines(vni), select=["CN10"])[0].message
    assert said(lines("hoàn toàn, khoảng, thoáng, hoá, loã, uốn, yêu, tuân thủ " * 5), "CN10") == []


def test_text_without_marks() -> None:
    bare = "De nghi Bo Xay dung tong hop bao cao Chinh phu"
    assert [f.severity for f in check_document(lines(bare), select=["CN11"])] == ["loi"]
    mixed = lines(bare, *["Các xã thực hiện nghiêm túc Kế hoạch này của tỉnh."] * 3)
    assert [f.severity for f in check_document(mixed, select=["CN11"])] == ["canh_bao"]
    assert said(lines("The Ministry of Health shall report within thirty days"), "CN11") == []
    assert said(lines("QT 01 A4 PDF 2025 OCOP XLSX"), "CN11") == []


def test_a_pdf_is_judged_milder() -> None:
    document = lines("các  xã tiêp nhận. của", form="pdf")
    found = {f.code: f.severity for f in check_document(document, select=["CN04", "CN14", "CN29"])}
    assert found == {"CN14": HINT, "CN29": HINT}


def test_own_kind_only_is_this_document() -> None:
    assert said(lines("theo quyết định này", loai="ke_hoach"), "CN24") == []
    assert said(lines("theo quyết định này", loai="quyet_dinh"), "CN24") == ["quyết định"]


def test_every_everyday_syllable_is_one() -> None:
    assert [s for s in tu_thuong.SYLLABLES if not is_syllable(s)] == []
    assert [s for s in tu_thuong.SYLLABLES if take_apart(s).place not in _places(s)] == []
    assert [w for w in tu_thuong.PHRASES for s in w.split() if not is_syllable(s)] == []
    wrong = {**tu_thuong.WRONG, **tu_thuong.LOOSE}
    assert [w for w, right in wrong.items() if w == right or right in wrong] == []


def _places(word: str) -> tuple[int, ...]:
    one = take_apart(word)
    return tone_places(one) if one.place >= 0 else (-1,)


@given(st.sampled_from(sorted(tu_thuong.SYLLABLES)))
def test_tone_moved_and_moved_back(word: str) -> None:
    one = take_apart(word)
    if one.place >= 0:
        start = len(one.base) - len(one.rime)
        assert moved(moved(word, start), one.place) == word
    assert len(plain(word)) == len(word)
    assert word not in typed(word)


_TYPED = st.lists(st.sampled_from(["xã", "Các", "12", " ", " ", ",", ".", ":", "(", ")", "“", "”"]))


@pytest.mark.parametrize("code", ["CN04", "CN05", "CN06", "CN18"])
@given(pieces=_TYPED)
def test_mending_twice_changes_nothing_more(code: str, pieces: list[str]) -> None:
    once = mended(lines("".join(pieces)), code)
    assert mended(lines(*once), code) == once


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_is_judged(texts: list[str]) -> None:
    found: list[RuleFinding] = check_document(lines(*texts), select=["CN"])
    for one in found:
        start, end = one.span
        assert 0 <= start <= end <= len(one.excerpt)
        assert all(f.text is not None and f.end <= len(f.text.text) for f in one.fixes)
