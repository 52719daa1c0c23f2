"""Documents as offices type them: what a reader mistakes for something else, and must not."""

from __future__ import annotations

import pytest

from docgen.findings import WARNING
from docgen.read.text.document import Reading, read_text
from docgen.read.text.people import is_person, surely_person

_HEAD = """\
UBND XÃ NA SẦM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 8/{code}
Na Sầm, ngày 1 tháng 10 năm 2025
"""
_FOOT = "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Nam\n"


def _read(middle: str, foot: str = _FOOT, code: str = "KH-UBND") -> Reading:
    return read_text(f"{_HEAD.format(code=code)}\n{middle}\n{foot}")


def _left(reading: Reading) -> list[str]:
    return [x.text for x in reading.left_over]


def _messages(reading: Reading, code: str) -> list[str]:
    return [f.message for f in reading.findings if f.code == code]


@pytest.mark.parametrize(
    ("code", "middle", "loai", "basis"),
    [
        ("KH-UBND", "Trồng cây\n1. A.", "ke_hoach", "KH-UBND"),
        ("UBND-VX", "Kính gửi: Trường học.\n\nMời họp.", "cong_van", "Kính gửi"),
        ("UBND-VX", "Ủy ban nhân dân xã báo lịch cắt điện.", "thong_bao", "không có dấu hiệu"),
    ],
)
def test_a_guessed_kind_is_told(code: str, middle: str, loai: str, basis: str) -> None:
    reading = _read(middle, code=code)
    (told,) = [f for f in reading.findings if f.code == "DOC21"]
    assert reading.van_ban.loai == loai
    assert basis in told.message
    assert told.severity == WARNING


@pytest.mark.parametrize("middle", ["KẾ HOẠCH\nX\n1. A.", "V/v mời họp\n\nKính gửi: Thôn 1.\n\nA."])
def test_a_kind_that_is_written_is_not_told(middle: str) -> None:
    assert not _messages(_read(middle, code="UBND-VX"), "DOC21")


@pytest.mark.parametrize(
    "title",
    ["Kế hoạch\nTrồng cây", "**Kế hoạch**\nTrồng cây", "Kế Hoạch\nTrồng cây"],
)
def test_a_title_in_small_letters(title: str) -> None:
    reading = _read(f"{title}\n\n1. A.", code="X-UBND")
    assert (reading.van_ban.loai, reading.van_ban.trich_yeu) == ("ke_hoach", "Trồng cây")
    assert not _messages(reading, "DOC21")


def test_a_word_of_a_letter_is_no_title() -> None:
    v = _read("V/v mời họp\n\nThông báo\nLịch họp như sau\n", code="UBND-VX").van_ban
    assert (v.loai, v.trich_yeu) == ("cong_van", "mời họp")


@pytest.mark.parametrize("order", ["QUYẾT ĐỊNH", "QUYẾT ĐỊNH :", "Quyết định:", "QUYẾT ĐỊNH:"])
@pytest.mark.parametrize("ground", ["Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;\n", ""])
def test_the_order_of_a_decision(order: str, ground: str) -> None:
    text = f"QUYẾT ĐỊNH\nVề việc X\nCHỦ TỊCH UBND XÃ NA SẦM\n{ground}{order}\nĐiều 1. A."
    v = _read(text, code="QĐ-UBND").van_ban
    assert v.tham_quyen == "CHỦ TỊCH UBND XÃ NA SẦM"
    assert len(v.can_cu) == bool(ground)
    assert [b.cap for b in v.noi_dung] == ["dieu"]


@pytest.mark.parametrize("order", ["QUYẾT NGHỊ", "Quyết nghị:", "QUYẾT NGHỊ:"])
def test_the_order_of_a_resolution(order: str) -> None:
    text = (
        "NGHỊ QUYẾT\nVề việc X\n\nHỘI ĐỒNG NHÂN DÂN XÃ NA SẦM\nKHÓA I, KỲ HỌP THỨ BA\n\n"
        f"Căn cứ Luật A;\nSau khi nghe báo cáo của các ban,\n\n{order}\n\nĐiều 1. A."
    )
    v = _read(text, code="NQ-HĐND").van_ban
    assert v.tham_quyen == "HỘI ĐỒNG NHÂN DÂN XÃ NA SẦM KHÓA I, KỲ HỌP THỨ BA"
    assert v.can_cu == ["Căn cứ Luật A", "Sau khi nghe báo cáo của các ban"]
    assert [b.cap for b in v.noi_dung] == ["dieu"]


def test_a_rule_inside_the_body_is_decoration() -> None:
    reading = _read("KẾ HOẠCH\nX\n1. A.\n---\n2. B.")
    v = reading.van_ban
    assert ([b.text for b in v.noi_dung], v.kem_theo, v.luu) == (["A.", "B."], [], "VT")
    assert "---" in _left(reading)


def test_a_rule_under_the_header_parts_nothing() -> None:
    v = _read("---\nKẾ HOẠCH\nX\n1. A.").van_ban
    assert (v.loai, v.so, v.kem_theo) == ("ke_hoach", "8", [])


@pytest.mark.parametrize(
    "begin",
    [
        "BÁO CÁO\nSố liệu",
        "PHỤ LỤC I\nDANH SÁCH",
        "UBND XÃ NA SẦM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nX",
        "Danh sách hộ\n(Kèm theo Kế hoạch số 8/KH-UBND)",
    ],
)
def test_a_rule_before_a_part_begins_it(begin: str) -> None:
    assert len(_read(f"KẾ HOẠCH\nX\n1. A.\n---\n{begin}\n1. B.", "").van_ban.kem_theo) == 1


def test_a_kind_in_the_body_begins_no_part() -> None:
    v = _read("KẾ HOẠCH\nX\n1. A.\nTHÔNG BÁO\n(Kèm theo mẫu số 1)\n2. B.").van_ban
    assert v.kem_theo == []
    assert [b.cap for b in v.noi_dung] == ["so", "doan", "doan", "so"]
    assert v.luu == "VT"


def test_a_list_attached_under_the_foot_is_a_part() -> None:
    after = (
        "\nDANH SÁCH\nHộ trồng cây\n(Kèm theo Kế hoạch số 8/KH-UBND ngày 01/10/2025)\n1. Hộ A.\n"
    )
    reading = _read("KẾ HOẠCH\nX\n1. A.", _FOOT.replace("Lê Văn Nam", "LÊ VĂN NAM") + after)
    (part,) = reading.van_ban.kem_theo
    assert part.trich_yeu == "DANH SÁCH Hộ trồng cây"
    assert [s.ho_ten for s in reading.van_ban.chu_ky] == ["Lê Văn Nam"]
    assert not _messages(reading, "DOC20")


@pytest.mark.parametrize(
    ("names", "ten", "chu_quan", "above"),
    [
        (
            ["UBND TỈNH X", "SỞ Y TẾ", "TRUNG TÂM Y TẾ"],
            "Trung tâm Y tế",
            "Sở Y tế",
            ["UBND TỈNH X"],
        ),
        (
            ["BỘ TÀI CHÍNH", "CỤC THUẾ", "CHI CỤC THUẾ"],
            "Chi cục thuế",
            "Cục Thuế",
            ["BỘ TÀI CHÍNH"],
        ),
        (
            ["UBND TỈNH X", "SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"],
            "Sở Nông nghiệp và Môi trường",
            "UBND tỉnh X",
            [],
        ),
        (["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"], "Sở Nông nghiệp và Môi trường", None, []),
        (
            ["UBND TỈNH X", "VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH"],
            "Văn phòng Ủy ban nhân dân tỉnh",
            "UBND tỉnh X",
            [],
        ),
    ],
)
def test_levels_of_issuers(
    names: list[str], ten: str, chu_quan: str | None, above: list[str]
) -> None:
    reading = read_text("\n".join(names) + "\nSố: 1/KH-X\nKẾ HOẠCH\nX\n1. A.")
    (body,) = reading.van_ban.co_quan
    assert (body.ten.casefold(), body.chu_quan) == (ten.casefold(), chu_quan)
    assert _left(reading) == above


_NAMES = [
    "Đại tá, ThS. Nguyễn Văn A", "PGS.TS. Trần Thị Bình", "BS.CKII Hà Văn Tú", "Giàng A Páo",
    "Thượng tá Lê Quang Vinh", "H' Lan Niê", "Y Biêr", "K'Brêu", "Hà Thị A-Lềnh", "H’Hen Niê",
    "ThS. BS. Y Thanh Niê", "GS.TSKH Vũ Minh", "BSCKI. Trương Công Định",
]  # fmt: skip


@pytest.mark.parametrize("name", _NAMES)
def test_names_of_signers(name: str) -> None:
    foot = f"Nơi nhận:\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký)\n{name}\n"
    (signer,) = _read("KẾ HOẠCH\nX\n1. A.", foot).van_ban.chu_ky
    assert (signer.chuc_vu, signer.ho_ten) == ("PHÓ GIÁM ĐỐC", name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("LÙ THỊ MAI", "Lù Thị Mai"),
        ("TRƯƠNG VĂN NAM", "Trương Văn Nam"),
        ("Đại tá NGUYỄN VĂN AN", "Đại tá Nguyễn Văn An"),
        ("hoàng văn thụ", "Hoàng Văn Thụ"),
    ],
)
def test_names_in_capitals_or_small_letters(typed: str, name: str) -> None:
    foot = f"Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\n{typed}\n"
    (signer,) = _read("KẾ HOẠCH\nX\n1. A.", foot).van_ban.chu_ky
    assert (signer.chuc_vu, signer.ho_ten) == ("CHỦ TỊCH", name)


@pytest.mark.parametrize("office", ["Trạm Y Tế", "Hội Nông Dân", "Đoàn Thanh Niên", "Văn Phòng Xã"])
def test_an_office_is_no_person(office: str) -> None:
    assert not is_person(office)
    assert not surely_person(office)
    v = _read("KẾ HOẠCH\nX\n1. A.", f"Nơi nhận:\n- Các thôn; {office}\n{_FOOT[10:]}").van_ban
    assert v.noi_nhan == [f"Các thôn; {office}"]
    assert [s.ho_ten for s in v.chu_ky] == ["Lê Văn Nam"]


@pytest.mark.parametrize(
    "foot",
    [
        "THƯ KÝ                 CHỦ TRÌ\n\nHà Văn Tú            Lê Thị Mai\n",
        "THƯ KÝ\nHà Văn Tú\n\nCHỦ TRÌ\nLê Thị Mai\n",
        "Thư ký              Chủ trì\nĐại tá Hà Văn Tú            TS. Lê Thị Mai\n",
        "THƯ KÝ\tCHỦ TỌA\nHà Văn Tú\tLê Thị Mai\nNơi nhận:\n- Lưu: VT.\n",
    ],
)
def test_signers_of_minutes(foot: str) -> None:
    reading = _read("BIÊN BẢN\nHọp thôn\n1. Kết thúc lúc 16 giờ.", foot, "BB-UBND")
    v = reading.van_ban
    assert [b.cap for b in v.noi_dung] == ["so"]
    first, second = v.chu_ky
    assert (first.ho_ten or "").endswith("Hà Văn Tú")
    assert (second.ho_ten or "").endswith("Lê Thị Mai")
    assert (first.chuc_vu or "").upper() == "THƯ KÝ"
    assert (second.chuc_vu or "").upper() in ("CHỦ TRÌ", "CHỦ TỌA")


@pytest.mark.parametrize(
    "lines",
    [
        "Kính gửi: - Sở Y tế;\n- Trạm Y tế xã.",
        "Kính gửi:\n+ Sở Y tế;\n+ Trạm Y tế xã.",
        "Kính gửi:\n• Sở Y tế;\n• Trạm Y tế xã.",
        "Kính gửi :\nSở Y tế\nTrạm Y tế xã",
        "Kính gửi: Sở Y tế;\nTrạm Y tế xã.",
    ],
)
def test_lists_of_receivers(lines: str) -> None:
    v = _read(f"V/v mời họp\n\n{lines}\nỦy ban nhân dân xã đề nghị dự họp.", code="UBND-VX").van_ban
    assert v.kinh_gui == ["Sở Y tế", "Trạm Y tế xã"]
    assert len(v.noi_dung) + len(v.ket_thuc) == 1


def test_persons_as_receivers() -> None:
    v = _read("V/v mời họp\n\nKính gửi : Ông Lê A\nBà Hà B\n\nMời dự họp.", code="UBND-VX").van_ban
    assert v.kinh_gui == ["Ông Lê A", "Bà Hà B"]


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("số 8/KH-UBND ngày 01/10/2025", []),
        ("số 8/KH-UBND ngày 01 tháng 10 năm 2025", []),
        ("số    /KH-UBND ngày    tháng 10 năm 2025", []),
        ("số 8/KH-UBND ngày 02/10/2025", ["2/10/2025"]),
        ("số 8/QĐ-UBND ngày 01 tháng 10 năm 2025", ["QĐ-UBND"]),
        ("số 9/QĐ-UBND ngày 01 tháng 11 năm 2025", ["số 9", "QĐ-UBND", "1/11/2025"]),
    ],
)
def test_the_attached_line_against_the_document(cited: str, told: list[str]) -> None:
    line = f"(Kèm theo Kế hoạch {cited} của UBND xã)"
    reading = _read("KẾ HOẠCH\nX\n1. A.", f"{_FOOT}\nPHỤ LỤC\nDANH SÁCH\n{line}\n1. B.\n")
    found = _messages(reading, "DOC20")
    assert len(found) == len(told)
    assert all(part in message for part, message in zip(told, found, strict=True))
    assert (line in _left(reading)) == bool(told)


def test_what_an_attachment_cannot_hold_is_kept() -> None:
    more = (
        "UBND XÃ NA SẦM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 9/BC-UBND\nNa Sầm, ngày 3 tháng 11 năm 2025\nBÁO CÁO\nSố liệu\n\n"
        "Kính gửi: Sở Y tế.\n\n1. B.\n"
    )
    reading = _read("KẾ HOẠCH\nX\n1. A.", f"{_FOOT}\n{more}")
    (part,) = reading.van_ban.kem_theo
    assert part.loai == "bao_cao"
    kept = {"Số: 9/BC-UBND", "Na Sầm, ngày 3 tháng 11 năm 2025", "Sở Y tế"}
    assert kept <= set(_left(reading))
