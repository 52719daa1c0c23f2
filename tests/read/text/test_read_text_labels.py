"""Bodies as offices type them: labels in other forms, drawn tables, grounds with dashes, joins."""

from __future__ import annotations

import pytest

from docgen.model import VanBan
from docgen.read.source import Line, Source
from docgen.read.text.document import Reading, read_source, read_text

FOOT = "\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Nam\n"


def _read(body: str) -> Reading:
    return read_text(f"UBND XÃ A\nSố: 8/KH-UBND\n\nKẾ HOẠCH\nTrồng cây\n\n{body}\n{FOOT}")


def _blocks(v: VanBan) -> list[tuple[str, str]]:
    return [(b.cap, b.text) for b in v.noi_dung]


def _told(reading: Reading) -> list[str]:
    return [f.code for f in reading.findings if f.code in ("DOC12", "DOC13", "DOC14")]


@pytest.mark.parametrize(
    ("typed", "caps", "told"),
    [
        ("I/ Một\n1/ Hai\na/ Ba\nb/ Bốn\n2/ Năm\nII/ Sáu", "la_ma so chu chu so la_ma", 3),
        ("1) Một\n2) Hai", "so so", 1),
        ("1- Một\n1.1- Hai\n1.2- Ba\n2- Bốn", "so so_kep so_kep so", 2),
        ("1.Một\na. Hai\nb. Ba\n2.Bốn", "so chu chu so", 1),
        ("1. Một\na, Hai\nb, Ba", "so chu chu", 1),
        ("1. Một\n(a) Hai\n(b) Ba", "so chu chu", 1),
        ("(1) Một\n(2) Hai", "so so", 1),
        ("1. Một\n1.1 Hai\n1.1.1 Ba", "so so_kep so_kep", 1),
        ("I. Một\nI.1. Hai\nI.2. Ba\nII. Bốn\nII.1. Năm", "la_ma so so la_ma so", 1),
        ("A. MỘT\n1. Hai\nB. BA\n1. Bốn\nC. NĂM", "la_ma so la_ma so la_ma", 1),
        ("A. MỘT\nI. Hai\nB. BA\nI. Bốn", "phan la_ma phan la_ma", 1),
        ("I. MỘT\nA. Hai\nB. Ba", "la_ma so so", 1),
        ("1. Một\n• Hai\n• Ba", "so gach gach", 1),
        ("1. Một\n\uf0b7 Hai\n\uf0b7 Ba", "so gach gach", 1),
        ("- Một\n▪ Hai\n▪ Ba\n- Bốn", "gach cong cong gach", 1),
        ("1. Một\n* Hai\n* Ba", "so gach gach", 1),
        ("1. Một\n– Hai\n— Ba", "so gach gach", 2),
        ("Điều 1: Một\nĐiều 2: Hai", "dieu dieu", 1),
        ("ĐIỀU 1. Một\nĐIỀU 2. Hai", "dieu dieu", 1),
        ("Điều 1\nPhạm vi\n1. Một\nĐiều 2\nĐối tượng", "dieu so dieu", 1),
        ("PHẦN I. MỘT\nI. Hai\nPHẦN II. BA", "phan la_ma phan", 1),
        ("Phần thứ nhất\nMỘT\nI. Hai\nPhần thứ hai\nBA", "phan la_ma phan", 1),
        ("CHƯƠNG I\nCHUNG\nMỤC 1:\nMỘT\nĐiều 1. Hai", "chuong muc dieu", 2),
        ("**1. X:** y\n**a/ Một:** hai\n**b/ Ba:** bốn", "so chu chu", 1),
    ],
)
def test_labels_in_other_forms_are_the_level_they_stand_for(
    typed: str, caps: str, told: int
) -> None:
    reading = _read(typed)
    assert [b.cap for b in reading.van_ban.noi_dung] == caps.split()
    assert _told(reading) == ["DOC13"] * told
    words = " ".join(b.text for b in reading.van_ban.noi_dung).lower()
    assert all(w in words for w in ("một", "hai") if w in typed.lower().replace("thứ ", ""))


@pytest.mark.parametrize(
    "typed",
    [
        "1. Một\n(1) Hai\n(2) Ba\n2. Bốn",
        "1/ Một\n1. Hai\n2. Ba\n2/ Bốn",
        "1. Một\nb/ Hai\nc/ Ba",
        "* Về kinh tế:\n- Tăng\n* Về xã hội:\n- Giảm",
        "Một\n1/ Hai",
        "□ Có\n□ Không",
    ],
)
def test_what_is_not_sure_stays_text_and_is_told_once(typed: str) -> None:
    reading = _read(typed)
    assert _told(reading) == ["DOC14"]
    first = next(f for f in reading.findings if f.code == "DOC14").message.split("“")[1][0]
    assert any(b.cap == "doan" and b.text[0] == first for b in reading.van_ban.noi_dung)


@pytest.mark.parametrize(
    "line",
    ["1/2 xã đạt chuẩn", "12/10/2025 là ngày", "V/v mời họp", "đ/c Nguyễn Văn A chủ trì",
     "a.m. là buổi sáng", "C/O là chứng nhận", "* Ghi chú: nộp đúng hạn", "5 - 7 người",
     "Điều 5 Luật Đất đai quy định", "Phần lớn các xã", r"\• Một", r"1\/ Một", r"\I/ Một"],
)  # fmt: skip
def test_what_only_begins_like_a_label(line: str) -> None:
    reading = _read(f"{line}\nHết câu.")
    assert {b.cap for b in reading.van_ban.noi_dung} == {"doan"}
    assert _told(reading) == []


def test_words_of_a_number_are_told() -> None:
    reading = _read("Phần thứ nhất\nMỘT\nPhần thứ hai\nBA")
    (finding,) = [f for f in reading.findings if f.code == "DOC13"]
    assert "Phần thứ nhất" in finding.message
    assert "Phần thứ hai" in finding.message


def test_labels_of_a_word_list() -> None:
    lines = [Line("KẾ HOẠCH"), Line("X"), Line("Một", label="1)"), Line("Hai", label="2)")]
    assert _blocks(read_source(Source(lines)).van_ban) == [("so", "Một"), ("so", "Hai")]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("STT   Việc        Nơi\n1     Trồng cây   Thôn 1\n2     Tưới cây    Thôn 2",
         [["1", "Trồng cây", "Thôn 1"], ["2", "Tưới cây", "Thôn 2"]]),
        ("STT   Việc        Nơi\n1     Trồng cây   Thôn 1\n      và tưới\n2     Tưới cây    Thôn 2",
         [["1", "Trồng cây và tưới", "Thôn 1"], ["2", "Tưới cây", "Thôn 2"]]),
        ("TT\tViệc\tNơi\n1\tTrồng\t\n\tCộng\t5", [["1", "Trồng", ""], ["", "Cộng", "5"]]),
        ("Xã\tSố cây\nAn Bình\t12\nNa Sầm\t13", [["An Bình", "12"], ["Na Sầm", "13"]]),
        ("Xã | Cây\n---|---\nA | 1", [["A", "1"]]),
        ("+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+", [["c", "d"]]),
    ],
)  # fmt: skip
def test_drawn_tables(table: str, rows: list[list[str]]) -> None:
    (_heading, block, *_rest) = _read(f"1. Phân công:\n{table}\nHết.").van_ban.noi_dung
    assert (block.cap, block.hang) == ("bang", rows)
    assert all(c.ten for c in block.cot)


@pytest.mark.parametrize(
    "typed",
    ["1.\tMục đích\n2.\tYêu cầu\n3.\tKết quả", "Họ tên:\tLê A\nQuê:\tHuế\nNghề:\tNông",
     "Lê Văn An   Hà Thị Thu\nVũ Văn Bình   Lò Thị Hoa\nCao Văn Cảnh   Bế Thị Mai"],
)  # fmt: skip
def test_what_stands_in_columns_and_is_no_table(typed: str) -> None:
    assert "bang" not in {b.cap for b in _read(typed).van_ban.noi_dung}


def test_grounds_with_a_dash() -> None:
    v = _read(
        "- Căn cứ Luật A;\n- Căn cứ Nghị định B;\nUBND xã đề ra:\n- Căn cứ vào thực tế;"
    ).van_ban
    assert [str(c) for c in v.can_cu] == ["Căn cứ Luật A", "Căn cứ Nghị định B"]
    assert _blocks(v)[1:] == [("gach", "Căn cứ vào thực tế;")]
    assert _read("- Căn cứ tình hình, các thôn làm:\n- Một;").van_ban.can_cu == []


def test_joins_of_cut_lines() -> None:
    v = _read(
        "- Nâng cao nhận thức của cán bộ, đảng viên về cải cách hành chính của xã và\n"
        "  của các thôn; tạo chuyển biến mạnh mẽ trong thực thi công vụ của cán bộ,\n"
        "  công chức theo Nghị quyết số 76/NQ-\nCP của Chính phủ.\n"
        "II. NHIỆM VỤ TRỌNG TÂM VÀ GIẢI PHÁP THỰC HIỆN CẢI CÁCH CÔNG VỤ VÀ HÀNH\nCHÍNH NĂM 2026"
    ).van_ban
    assert [b.cap for b in v.noi_dung] == ["gach", "la_ma"]
    assert v.noi_dung[0].text.endswith("số 76/NQ-CP của Chính phủ.")
    assert v.noi_dung[1].text.endswith("HÀNH CHÍNH NĂM 2026")
