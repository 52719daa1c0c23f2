"""Numbers and deadlines of the level above: what is marked, what stays; nothing is missed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.adapt import deadlines, numbers
from docgen.adapt.changes import Change, Span
from docgen.adapt.numbers import find_numbers, load_facts, same_facts
from docgen.model import Ngay

DAY = Ngay(ngay=5, thang=12, nam=2025)
# ‹!…› a figure, marked; ‹@…› a deadline, marked; ‹=…› the same fact, stays. Document of 05/12/2025.
SENTENCES = """
Phấn đấu đến năm ‹=2025› có ‹!115/181› xã đạt chuẩn, chiếm tỷ lệ ‹!63,5%›.
Tổng kinh phí ‹!1.250› tỷ đồng, trong đó ngân sách tỉnh ‹!2,5› tỷ đồng.
Mỗi năm mở từ ‹!10 - 15› lớp cho ‹!350 đến 400› học viên.
Thu ngân sách tăng ‹!8,5%› so với năm ‹=2024›, bằng ‹!1,2› lần dự toán.
Hộ nghèo còn ‹!2.025› hộ, chiếm ‹!3,25 %›; giảm bình quân ‹!1 - 1,5 %›/năm.
Có ‹!05 (năm)› xã và ‹!ba› mô hình điểm.
Có ‹!một trăm mười lăm› xã đạt chuẩn, thêm ‹!hai mươi› thôn.
Huy động ‹!một triệu› đồng, ‹!ba tỷ› đồng và ‹!hai phần ba› số hộ.
Một số xã, hai bên, ba không, bốn tại chỗ, một cửa, một trong những xã đi đầu.
Từng bước mở rộng, nhất là ở vùng xa; hàng trăm hộ và vài chục người tham gia.
Trong năm huyện tổ chức hội thi; hằng năm xã báo cáo.
Năm nay có ‹!năm› xã về đích.
Một tỷ lệ nhỏ; triệu tập hai lần; lần thứ hai; thứ ba; mỗi năm ‹!hai› lần.
Mỗi năm kiểm tra ‹!một› lần, ‹@ba tháng› một lần họp giao ban.
Giảm ‹!2.000› m‹=2› đất, trồng ‹!50›ha rừng, ‹!20›kg giống.
Tỷ lệ đạt‹!95%›, có‹!115› xã.
Đến ‹!10/12› xã đạt, ‹!10/12› chỉ tiêu, ‹!2/3› số phiếu.
Mục tiêu ‹!95-95-95›; ≥ ‹!95%› số xã; trên ‹!90%› dân số.
Xếp thứ ‹!5/63› tỉnh, đứng thứ ‹!37›, xếp hạng ‹!10›.
Trong tổng số ‹!181› xã có ‹!12› xã kiểu mẫu.
Có ‹!2025› hộ và ‹!1.950› người được hỗ trợ.
Hỗ trợ mức ‹!3› triệu đồng/hộ, lớp ‹!30› học sinh, tổ ‹!2› hộ, thôn ‹!5› người.
Kiện toàn Ban Chỉ đạo ‹!20› xã, hướng dẫn ‹!15› thôn.
Phổ biến pháp luật cho ‹!2000› lượt người.
Mở tài khoản ‹!10.000› hộ, liên hệ ‹!150› hộ.
Báo cáo UBND tỉnh trước ngày ‹@30/11› hằng năm.
Hoàn thành đến hết ngày ‹@15/12/2026›.
Gửi báo cáo chậm nhất ngày ‹@20 tháng 6›.
Xây dựng kế hoạch trong ‹@quý III năm 2026›.
Tổ chức hội nghị trong ‹@tháng 9/2026›.
Báo cáo ‹@6 tháng đầu năm› trước ‹@31/12›.
Báo cáo định kỳ hằng quý (trước ngày ‹@15› của tháng cuối quý).
Trả lời trong vòng ‹@10 ngày làm việc›, chậm nhất ‹@05 ngày›.
Gửi trước ‹@16 giờ ngày 25/6/2026›, từ ‹@8h00› đến ‹@16h30›.
Từ ngày ‹@01/6› đến ngày ‹@30/6/2026› mở đợt cao điểm.
Hoàn thành ngày ‹@26 và 27/5/2026›; gửi trước ngày ‹@10, 11/6/2026›.
Trong ‹@quý 2/2026›; ‹@Quý I, II/2027›; ‹@quý IV› hằng năm.
Trong ‹@tháng 5, 6 và 9 năm 2026›; ‹@tháng 12-2026›.
Định kỳ ‹@06 tháng›, ngày ‹@25› hàng tháng, ‹@thứ sáu hằng tuần›.
Giải quyết trong ‹@mười ngày›, báo cáo ‹@sáu tháng đầu năm›.
TRƯỚC NGÀY ‹@30/11›, ‹@QUÝ III›, trước  ngày   ‹@30 / 11 / 2026›.
Trước ngày ‹@31/02/2026› và trước ngày ‹@29/02›.
Tiến độ: ‹@12/2027›; ‹@quý II/2026›.
Trước ngày ‹@01 tháng 6› và ngày ‹@01 tháng 12› hằng năm.
Trước ngày ‹@15.12.2026›, trước ngày ‹@15-12-2026›.
Trong ‹@năm 2023› tổ chức sơ kết, năm ‹=2025› tổng kết.
‹@Năm 2023› tổ chức sơ kết phong trào.
Đến cuối ‹@năm 2024› hoàn thành đề án.
Ngày ‹@15/8/2024› tổ chức hội nghị toàn tỉnh.
Ngày ‹=12/3/2022› Tỉnh ủy đã ban hành nghị quyết.
Đã hoàn thành trong ‹=tháng 8/2021›.
Kết quả năm ‹=2023› đạt ‹!85› triệu đồng/người.
Luật có hiệu lực kể từ ngày ‹=01/7/2025›.
Giai đoạn ‹=2021 - 2025›, giai đoạn ‹=2021-2025›, nhiệm kỳ ‹=2020 – 2025›.
Đến năm ‹=2030›, tầm nhìn đến năm ‹=2045›; tầm nhìn ‹=2050›.
Từ năm ‹=2021 đến năm 2025›; các năm ‹=2026, 2027 và 2028›.
Năm học ‹=2025-2026›, Lễ hội Xuân ‹=2026›, chuyên đề ‹=2026›.
Theo Nghị định ‹=30›, Thông tư ‹=01›, Chỉ thị ‹=05›, Nghị quyết số ‹=18›.
Thực hiện Đề án ‹=06›, Chương trình ‹=135›, Ban Chỉ đạo ‹=389› tỉnh.
Theo QĐ số ‹=239/QĐ-UBND ngày 5/6/2022›; số ‹=651/QĐ-UBND›; ‹=46-NQ/TU›.
Kế hoạch số ‹=2685›, Tờ trình số ‹=12/TTr-SNV›, Luật Đất đai ‹=2024›.
Tại mục ‹=2›, khoản ‹=1› Điều ‹=5›, điểm a khoản ‹=2› Điều ‹=3›, Phụ lục ‹=1›.
Theo biểu số ‹=02›, mẫu ‹=2a›, Mẫu số ‹=01-ĐKTĐ›, bảng ‹=3›.
Khoản ‹=1, 2› Điều ‹=5›; Điều ‹=7 và 8› của Quy chế này.
Tiêu chí số ‹=14›, tiêu chí ‹=15› (Y tế), tiêu chí ‹=17.2›.
Nhân kỷ niệm ‹=75 năm› ngày truyền thống, ngày ‹=27/7› và ngày ‹=02/9›.
Dịp ‹=30/4 và 01/5›, lễ ‹=2/9›, Ngày hội Đại đoàn kết toàn dân tộc ‹=18/11›.
Đại hội lần thứ XIV, khóa XV, kỳ họp thứ ‹=31›, lần thứ ‹=13›.
Đợt ‹=1› năm ‹=2026›, lần ‹=2›, vòng ‹=2›, mức độ ‹=3, 4› trên môi trường mạng.
Sản phẩm OCOP đạt ‹=3 sao› trở lên, ‹=4-5 sao›.
ISO ‹=9001:2015›, TCVN ‹=14001›, COVID-‹=19›, Covid - ‹=19›.
Công nghiệp ‹=4.0›, mạng ‹=5G›, hỗ trợ ‹=24/7›, trực ‹=24/24 giờ›, VNeID mức ‹=2›.
Cúm A/H‹=5N1›, PM‹=2.5›, QL‹=1A›, vitamin B‹=12›.
Điện thoại: ‹=0205.3812.345›; ĐT ‹=0912 345 678›; tổng đài ‹=111›.
Gửi về ‹=vp2@langson.gov.vn›, ‹=vp@langson.gov.vn› hoặc ‹=www.tdkt2025.vn›.
Tuyến Quốc lộ ‹=1B› qua khu vực; tại khoản ‹=1› Mục này; trong ‹=03 năm› qua.
Km ‹=12+300› Quốc lộ ‹=1A›, tỉnh lộ ‹=231›, số nhà ‹=12b›.
Tổ ‹=5›, thôn ‹=3› xã Tràng Các, tổ dân phố số ‹=7›.
Sơ kết ‹=03 năm› (‹=2021-2023›), qua ‹=10 năm› triển khai, kế hoạch ‹=5 năm› ‹=2021-2025›.
Phương châm ‹=4 tại chỗ›; thực hiện “‹=3 không›”, ‹=6 rõ›: rõ người, rõ việc.
Chính quyền địa phương ‹=2 cấp›; ‹=54 dân tộc›; ‹=03 chương trình mục tiêu quốc gia›.
Trẻ em dưới ‹=5 tuổi›, người từ đủ ‹=14 tuổi›, phụ nữ từ ‹=15 - 49 tuổi›.
Gồm: (‹=1›) tuyên truyền; (‹=2›) kiểm tra.
‹=1›. Mục đích
Giai đoạn ‹=1›: ‹=2011 - 2015›, giai đoạn ‹=2›: ‹=2016 - 2020›.
Khắc phục hậu quả Cơn bão số ‹=3›; bảng số ‹=2›.
Có {{ chi_tieu.x1 }} xã, thêm [[cấp trên: 12]] xã, còn ‹!3› xã.
"""
ROWS = [row for row in SENTENCES.strip().split("\n") if row]
_SHOWN = re.compile(r"‹[!@=]([^›]*)›")
_PIECE = st.sampled_from(
    "1 5 9 0 12 2025 1.250 63,5 % / - – . , ; : ( ) { } {{ }} [[ ]] “ ” năm tháng ngày quý III "
    "trước mục khoản điều số xã hộ tỷ đồng một hai mươi lăm trăm mười giai đoạn thứ đến từ hằng m H"
    " QĐ UBND TU @ + km covid luật sao điện thoại 24/7 \xa0 \n İ ١ đ".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(_PIECE, max_size=30).map(" ".join), st.lists(_PIECE).map("".join)
)


def shown(text: str, day: Ngay = DAY, taken: tuple[tuple[int, int], ...] = ()) -> str:
    """A text with its numbers in the notation of the table."""
    places = [
        *((c.start, c.end, "@" if c.luat == deadlines.RULE else "!")
          for c in find_numbers(text, taken, day)),
        *((s.start, s.end, "=") for s in same_facts(text, taken, day)),
    ]  # fmt: skip
    for start, end, sign in sorted(places, reverse=True):
        text = f"{text[:start]}‹{sign}{text[start:end]}›{text[end:]}"
    return text


@pytest.mark.parametrize("row", ROWS)
def test_sentences(row: str) -> None:
    """Each number of a sentence is marked as a figure, as a deadline, or stays."""
    text = _SHOWN.sub(r"\1", row)
    assert shown(text) == row
    assert shown(unicodedata.normalize("NFC", text)) == row


@pytest.mark.parametrize("ma", list(load_facts().reasons))
def test_entries_hold_their_examples(ma: str) -> None:
    """Every entry of the table keeps the numbers of its examples; the reason is said."""
    entry = next(e for e in _entries() if e["ma"] == ma)
    assert entry["ly_do"].strip()
    assert entry["vi_du"]
    for example in entry["vi_du"]:
        if "hoi" in entry:
            assert [c.ly_do for c in find_numbers(example, [], Ngay())] == [entry["hoi"]], example
            continue
        assert not find_numbers(example, [], Ngay()), example
        assert same_facts(example, []), example
    if "hoi" in entry:
        return
    reasons = {s.ly_do for e in entry["vi_du"] for s in same_facts(e, [])}
    assert entry["ly_do"] in reasons


def test_entries_are_distinct() -> None:
    """Names are unique; patterns are written in small letters, as the texts are folded."""
    entries = _entries()
    assert len({e["ma"] for e in entries}) == len(entries)
    for entry in entries:
        bare = re.sub(r"\\[A-Z]", "", entry["mau"])
        assert bare == bare.lower(), entry["ma"]
        assert set(entry) <= {"ma", "mau", "ly_do", "vi_du", "moc", "hoa", "hoi", "goi_y"}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("mau: '(a)'\n    ly_do: x", "nhóm"),
        ("mau: 'a'\n    ly_do: ''", "lý do"),
        ("mau: '(?:a'\n    ly_do: x", "thử"),
        ("mau: '(?P<giu_nam>a)'\n    ly_do: x", "nhóm"),
        ("mau: 'a{0,3}'\n    ly_do: x", "rỗng"),
    ],
)
def test_tables_that_do_not_hold(tmp_path: Path, bad: str, said: str) -> None:
    """A broken entry is named."""
    text = numbers.TABLE.read_text(encoding="utf-8")
    path = tmp_path / "bang.yaml"
    path.write_text(text.replace("giu:\n", f"giu:\n  - ma: thử\n    {bad}\n", 1), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        load_facts(path)


def test_names_of_entries_are_unique(tmp_path: Path) -> None:
    """A name used twice is said, too."""
    text = numbers.TABLE.read_text(encoding="utf-8")
    path = tmp_path / "bang.yaml"
    path.write_text(text.replace("- ma: dan_toc\n", "- ma: nam\n", 1), encoding="utf-8")
    with pytest.raises(ValueError, match="hai mục cùng tên"):
        load_facts(path)


def test_an_own_table_is_used(tmp_path: Path) -> None:
    """A table with a further entry keeps what docgen's marks."""
    text = numbers.TABLE.read_text(encoding="utf-8")
    own = (
        "giu:\n  - ma: san_choi\n    mau: 'sân \\d{1,2}'\n    ly_do: Tên sân\n    vi_du: [sân 7]\n"
    )
    path = tmp_path / "bang.yaml"
    path.write_text(text.replace("giu:\n", own, 1), encoding="utf-8")
    assert len(find_numbers("sân 7", [], DAY)) == 1
    assert find_numbers("sân 7", [], DAY, facts=load_facts(path)) == []
    assert [s.ly_do for s in same_facts("sân 7", [], DAY, load_facts(path))] == ["Tên sân"]


def test_an_entry_may_ask(tmp_path: Path) -> None:
    """With `hoi` in the table what matches is marked with the entry's own question."""
    text = numbers.TABLE.read_text(encoding="utf-8")
    path = tmp_path / "bang.yaml"
    for ma in ("dien_thoai", "thu_dien_tu"):
        entry = f"- ma: {ma}\n    hoi: Liên hệ của ai?\n    goi_y: Ghi của đơn vị.\n"
        text = text.replace(f"- ma: {ma}\n", entry)
    path.write_text(text, encoding="utf-8")
    said = "Liên hệ số điện thoại 0205.3812.345, thư điện tử vp@langson.gov.vn."
    found = find_numbers(said, [], DAY, facts=load_facts(path))
    assert [c.thanh for c in found] == ["[[0205.3812.345]]", "[[vp@langson.gov.vn]]"]
    assert {(c.ly_do, c.goi_y) for c in found} == {("Liên hệ của ai?", "Ghi của đơn vị.")}


def test_a_figure_asks_for_the_units_own() -> None:
    """The gap shows the figure of the level above; the question names it with what it counts."""
    text = "có 115/181 xã đạt chuẩn nông thôn mới, chiếm 63,5%, cấp 5 tỷ đồng, ít nhất 02 lớp"
    figure, share, money, least = find_numbers(text, [], DAY)
    assert (figure.cach, figure.luat, figure.thanh) == ("hoi", "so_lieu", "[[cấp trên: 115/181]]")
    assert text[figure.start : figure.end] == "115/181"
    assert "115/181 xã đạt chuẩn…" in figure.ly_do
    assert "tổng số" in figure.goi_y
    assert share.thanh == "[[cấp trên: 63,5%]]"
    assert "tỷ lệ" in share.goi_y
    assert money.thanh == "[[cấp trên: 5]]"
    assert "kinh phí" in money.goi_y
    assert "Mức cấp trên đặt ra" in least.goi_y


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("trước ngày 30/11 hằng năm", Ngay(), "Trước ngày 20/11 hằng năm"),
        ("trước 31/12", Ngay(), "Trước ngày 21/12"),
        ("chậm nhất ngày 20 tháng 6", Ngay(nam=2025), "Trước ngày 10/6"),
        ("đến hết ngày 15/12/2026", DAY, "Trước ngày 05/12/2026"),
        ("trong quý III năm 2022", Ngay(ngay=2, thang=7, nam=2022), "Trước ngày 20/9/2022"),
        ("hoàn thành trong quý ba năm 2026", DAY, "Trước ngày 20/9/2026"),
        ("hoàn thành trong quý IV/2026", DAY, "Trước ngày 21/12/2026"),
        ("trong tháng 9/2026", DAY, "Trước ngày 20/9/2026"),
        ("trong tháng 12", DAY, "Trước ngày 21/12"),
        ("trước ngày 05/3", Ngay(nam=2025), "Trước ngày 23/02"),
        ("trước ngày 05/3", Ngay(nam=2024), "Trước ngày 24/02"),
        ("trước ngày 05/01 hằng năm", DAY, "Trước ngày 26/12 năm trước"),
        ("trước ngày 15 của tháng cuối quý", DAY, "Trước ngày 05 cùng kỳ"),
        ("trước ngày 05 hằng tháng", DAY, "Đặt sớm hơn 10 ngày"),
        ("trước ngày 29/02", Ngay(nam=2025), "Đặt sớm hơn 10 ngày"),
        ("trước ngày 31/02/2026", DAY, "không có ngày này"),
        ("6 tháng đầu năm", DAY, "Giữ kỳ báo cáo"),
        ("trong vòng 10 ngày làm việc", DAY, "ngắn hơn “10 ngày làm việc”"),
        ("trước ngày 12/12/2025", DAY, "chọn ngày sau ngày 05/12/2025 và trước hạn"),
        ("trước ngày 12/11/2025", DAY, "Bỏ nếu việc đã xong"),
        ("trong quý III/2022", Ngay(nam=2023), "Bỏ nếu việc đã xong"),
        ("trước ngày 12/12/2025", Ngay(thang=12, nam=2025), "Trước ngày 02/12/2025"),
        ("trước ngày 12/12/2025", Ngay(nam=2025), "Trước ngày 02/12/2025"),
    ],
)
def test_deadlines_are_proposed_earlier(text: str, day: Ngay, said: str) -> None:
    """Ten days before the last day, by the stated rule; what is past is asked about."""
    (found,) = find_numbers(text, [], day)
    assert (found.cach, found.luat) == ("hoi", "thoi_han")
    assert found.thanh == f"[[{text[found.start : found.end]}]]"
    assert said in found.goi_y
    assert found.ly_do.endswith("?")
    if "Trước ngày" in said:
        assert "sớm hơn 10 ngày so với hạn của cấp trên để kịp tổng hợp" in found.goi_y


def test_how_much_earlier_is_a_choice() -> None:
    """`earlier` is the days of the rule, and is said."""
    (found,) = find_numbers("trước ngày 30/11", [], DAY, earlier=5)
    assert found.goi_y.startswith("Trước ngày 25/11 (sớm hơn 5 ngày")
    for earlier in (0, -3, 10**9):
        assert len(find_numbers("trước ngày 30/11/2026 và ngày 15", [], DAY, earlier)) == 2


def test_years_are_asked_about_when_over() -> None:
    """A milestone year before the document's is a question; without a date it stays."""
    text = "Trong năm 2023 tổ chức sơ kết."
    assert shown(text, Ngay(nam=2022)) == shown(text, Ngay(nam=2023)) == shown(text, Ngay())
    (found,) = find_numbers(text, [], DAY)
    assert "đã qua" in found.ly_do
    assert found.thanh == "[[năm 2023]]"


def test_taken_places_are_left_alone() -> None:
    """Nothing is found in taken places, variables and gaps."""
    text = "“Chung sức 100 ngày” có 15 xã; {{ chi_tieu.x1 }} 3 [[12 xã]] 4 {{ 5"
    taken = ((0, text.index("”") + 1),)
    found = [text[c.start : c.end] for c in find_numbers(text, taken, DAY)]
    assert found == ["15", "3", "4", "5"]


def test_a_taken_place_may_cut_a_number() -> None:
    """What is left of a number that a taken place cuts is still seen."""
    found = find_numbers("115/181 xã", [(1, 2)], DAY)
    assert [(c.start, c.end) for c in found] == [(0, 1), (2, 7)]


def test_the_words_before_a_number_may_be_taken() -> None:
    """What a number is may be said by words that another rule has taken."""
    for text, words in (("Nâng cấp tỉnh lộ 232.", "tỉnh"), ("báo cáo trước ngày 30/11.", "trước")):
        start = text.index(words)
        taken = ((start, start + len(words)),)
        assert shown(text, DAY, taken) == shown(text)
    assert shown("Có 115/181 xã", DAY, ((3, 6),)) == "Có 115/‹!181› xã"


def test_one_figure_in_words_inside_what_stays() -> None:
    """A numeral in words is found where a longer name stands around it."""
    assert "‹!hai›" in shown("Luật về hai xã điểm năm 2024")


@given(
    TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3), st.booleans()
)
def test_every_number_has_one_place(text: str, cuts: list[tuple[int, int]], dated: bool) -> None:
    """Every digit is in one change, one span that stays, or a taken place; all apart, in order."""
    taken = [(min(a, b), max(a, b)) for a, b in cuts if a != b]
    day = DAY if dated else Ngay()
    changes: list[Change] = find_numbers(text, taken, day)
    stay: list[Span] = same_facts(text, taken, day)
    assert changes == sorted(changes)
    assert stay == sorted(stay)
    owners = [0] * len(text)
    for start, end in [(c.start, c.end) for c in changes] + [(s.start, s.end) for s in stay]:
        assert 0 <= start < end <= len(text)
        for at in range(start, end):
            owners[at] += 1
    fixed = {at for a, b in taken for at in range(a, min(b, len(text)))}
    fixed |= {at for m in numbers._FIXED.finditer(text) for at in range(*m.span())}
    assert max(owners, default=0) <= 1
    for at, c in enumerate(text):
        if at in fixed:
            assert not owners[at]
        elif c.isdecimal():
            assert owners[at] == 1
    for change in changes:
        assert change.cach == "hoi"
        assert change.luat in (numbers.RULE, deadlines.RULE)
        assert change.thanh.startswith("[[")
        assert change.thanh.endswith("]]")
        assert change.ly_do.endswith("?")
        assert change.goi_y
    assert all(span.ly_do for span in stay)


@given(st.sampled_from(ROWS), st.sampled_from(ROWS))
def test_sentences_stand_for_themselves(one: str, other: str) -> None:
    """Two sentences one after the other give what each gives alone."""
    if one.startswith(("‹=1›.", "Gồm")) or other.startswith(("‹=1›.", "Gồm")):
        return  # a label is one at the beginning only
    text = _SHOWN.sub(r"\1", f"{one}\n{other}")
    assert shown(text) == f"{one}\n{other}"


@pytest.mark.parametrize(
    "piece",
    ["1", "1.1", "năm 20", "ngày 1, ", "{{", "[[", " ", "mục 1, ", "một trăm ", "a1", "H1", "(1",
     "1/", "luật ", "@", "-", "1 - ", "từ ngày 1 đến ", "1 (năm", "quý i, ", "0 ", "1 tháng "],
)  # fmt: skip
def test_work_grows_with_length(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile repetition: places looked at, each in a bounded window, grow no faster than text."""
    looked: list[int] = []
    at = numbers._at

    def counted(low: str, text: str, start: int, *rest: object) -> object:
        looked.append(start)
        return at(low, text, start, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(numbers, "_at", counted)
    text = piece * 500 + "1"
    assert isinstance(find_numbers(text, [], DAY), list)
    assert len(looked) <= len(text)
    assert len(set(looked)) == len(looked)


def test_no_date_is_asked_of_a_text_without_numbers() -> None:
    """Texts without numbers cost no table: nothing is found."""
    assert find_numbers("Các cơ quan, đơn vị tổ chức thực hiện.", [], DAY) == []
    assert find_numbers("", [], DAY) == []
    assert same_facts("", []) == []


def _entries() -> list[dict[str, object]]:
    from ruamel.yaml import YAML

    data = YAML(typ="safe", pure=True).load(numbers.TABLE.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = data["giu"]
    return found
