"""What people do wrong in YAML, and what they are told: the line, the mistake, the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.findings import Finding, InputError
from docgen.read.data_file import read_data_file, read_data_text

HEAD = "loai: ke_hoach\nco_quan: Sở Nội vụ\n"


def refused(text: str) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read_data_text(HEAD + text, "a.yaml")
    return caught.value.findings


@pytest.mark.parametrize(
    ("text", "place", "says", "remedy"),
    [
        ('trich_yeu: "Phong trào "Chung" x"\n', (3, 25), "lại có ngoặc kép", "“ ”"),
        ('trich_yeu: "Chung sức" năm 2026\n', (3, 24), "lại có ngoặc kép", "nháy đơn"),
        ("trich_yeu: 'a 'b' c'\n", (3, 16), "lại có ngoặc kép", "nháy đơn"),
        ('noi_nhan: ["A "B" c"]\n', (3, 16), "lại có ngoặc kép", "“ ”"),
        ('trich_yeu: "mở\nluu: VT\n', (3, 12), "chưa đóng", 'dấu "'),
        ('trich_yeu: "mở\nluu: "VT"\n', (3, 12), "chưa đóng", 'dấu "'),
        ('trich_yeu: "mở\nso: 5\nluu: "VT"\n', (3, 12), "chưa đóng", 'dấu "'),
        ("trich_yeu: 'mở\nluu: VT\n", (3, 12), "nháy đơn mở ở đây chưa đóng", "dấu '"),
        ("chu_ky:\n\tho_ten: A\n", (4, 1), "tab", "hai dấu cách"),
        ("chu_ky:\n  ho_ten: A\n chuc_vu: B\n", (5, 2), "thụt 1 dấu cách", "0 hoặc 2"),
        ("chu_ky:\n  ho_ten: A\n   chuc_vu: B\n", (5, 4), "sâu hơn dòng trên", "dòng 4"),
        ("so: 5\n  luu: VT\n", (4, 3), "sâu hơn dòng trên", "dòng 3"),
        ("noi_nhan:\n  - A\n - B\n", (5, 2), "thụt 1 dấu cách", "0 hoặc 2"),
        ("noi_nhan:\n  - A\n  luu: VT\n", (5, 3), "thụt dòng không khớp", "cột"),
        ("trich_yeu: Kế hoạch: năm\n", (3, 20), "có dấu hai chấm", "ngoặc kép"),
        ("trich_yeu Kế hoạch\nso: 5\n", (3, 1), "thiếu dấu hai chấm", "thêm dấu hai chấm"),
        ("so:5\nluu: VT\n", (3, 1), "thiếu dấu cách", "một dấu cách"),
        ("noi_dung: |\nI. MỤC\n1. Việc\n", (4, 1), "chưa thụt vào", "hai dấu cách"),
        ("noi_dung: | I. MỤC\n", (3, 13), "còn chữ trên cùng dòng", "Xuống dòng"),
        ("noi_dung:\n  I. MỤC\n  1. Việc: a\n", (3, 1), "thiếu dấu |", "noi_dung: |"),
        ("bien: {x: a {{ y }}}\n", (3, 13), "mà câu không bọc ngoặc kép", "ngoặc kép"),
        ("noi_nhan: [A, B\nluu: VT\n", (3, 11), "dấu [ mở ở đây chưa đóng", "dấu ]"),
        ("noi_nhan: [A #1, B]\nluu: VT\n", (3, 11), "dấu [ mở ở đây chưa đóng", "lời chú"),
        ("noi_nhan: - A\n", (3, 11), "cùng dòng với tên khóa", "dòng dưới"),
        ("trich_yeu: @abc\n", (3, 12), "bắt đầu bằng dấu @", "ngoặc kép"),
        ("trich_yeu: [tên] abc\n", (3, 12), "bắt đầu bằng dấu [", "ngoặc kép"),
        ("trich_yeu: & b\n", (3, 12), "bắt đầu bằng dấu &", "ngoặc kép"),
        ("trich_yeu: *nghiêng* chữ\n", (3, 12), "Bí danh", "ngoặc kép"),
        ("trich_yeu: !Gấp về việc\n", (3, 12), "bắt đầu bằng dấu !", "ngoặc kép"),
        ("trich_yeu: !Nhanh lên\n", (3, 12), "bị mất", "ngoặc kép"),
        ("luu: &VT\n", (3, 6), "bị mất", "ngoặc kép"),
        ('trich_yeu: "C:\\Users"\n', (3, 17), "dấu \\ trong ngoặc kép", "hai dấu"),
        ("trich_yeu: Kế hoạch #5\n  năm\n", (3, 21), "lời chú", "ngoặc kép"),
        ("so: 5\n]\n", (4, 1), "thừa dấu đóng ngoặc", "Xóa"),
    ],
)
def test_syntax(text: str, place: tuple[int, int], says: str, remedy: str) -> None:
    finding = refused(text)[-1]
    assert finding.code == "DL02"
    assert finding.where is not None
    assert (finding.where.line, finding.where.column) == place
    assert says in finding.message
    assert remedy in finding.hint


def test_a_first_line_that_is_indented() -> None:
    with pytest.raises(InputError) as caught:
        read_data_text("# đầu\n  loai: ke_hoach\nco_quan: A\n", "a.yaml")
    (finding,) = caught.value.findings
    assert "dòng đầu thụt vào" in finding.message
    assert finding.where is not None
    assert finding.where.line == 2


@pytest.mark.parametrize("value", ["{{ x }}", "{{ x }} và y", "[{{ x }}, y]"])
def test_a_variable_at_the_start_asks_for_quotes(value: str) -> None:
    (finding,) = refused(f"trich_yeu: {value}\n")
    assert finding.code == "DL05"
    assert "{{ … }} phải bọc trong ngoặc kép" in finding.message
    assert finding.where is not None
    assert finding.where.line == 3


@pytest.mark.parametrize(
    ("text", "code", "column", "remedy"),
    [
        ("bien: {du_an: A, B}\n", "DL29", 18, 'du_an: "A, B"'),
        ("bien: {du_an: A, B, C, x: d}\n", "DL29", 18, 'du_an: "A, B, C"'),
        ("chu_ky: {chuc_vu: A, phó B, ho_ten: C}\n", "DL20", 22, 'chuc_vu: "A, phó B"'),
    ],
)
def test_a_comma_in_a_value_of_a_flow_mapping(
    text: str, code: str, column: int, remedy: str
) -> None:
    (finding,) = refused(text)
    assert finding.code == code
    assert "Dấu phẩy trong { }" in finding.message
    assert finding.hint.endswith(remedy)
    assert finding.where is not None
    assert finding.where.column == column


@pytest.mark.parametrize(
    ("text", "code", "says", "remedy"),
    [
        ("trich_yeu: {a: b}\n", "DL29", "nhóm khóa “{a: b}”", "một câu chữ"),
        ("trich_yeu: [a, {b: c}]\n", "DL29", "danh sách “[a, {b: c}]”", "một câu chữ"),
        ("noi_nhan:\n  - VPUB: LĐ\n", "DL29", "`noi_nhan[0]`", '"VPUB: LĐ"'),
        ("can_cu:\n  - Căn cứ Luật: số 5\n", "DL20", "`Căn cứ Luật`", '"Căn cứ Luật: số 5"'),
        ("noi_dung:\n  - I. MỤC: a\n", "DL20", "`I. MỤC`", '"I. MỤC: a"'),
        ("noi_dung:\n  1. Việc: abc\n", "DL29", "`noi_dung`", "noi_dung: |"),
        ("can_cu: Luật\n", "DL29", "“Luật”", "- Luật"),
        ("bien: [a]\n", "DL29", "danh sách “[a]”", ""),
        ("chi_tieu: {a: 5}\n", "DL29", "nhóm khóa", "khóa con"),
        ("so: {a: 1}\n", "DL29", "{a: 1}", ""),
        ("kieu_can_cu: [dong]\n", "DL23", "“[dong]”", "dong"),
    ],
)
def test_a_value_of_the_wrong_kind(text: str, code: str, says: str, remedy: str) -> None:
    (finding,) = refused(text)
    assert finding.code == code
    assert says in finding.message
    assert "'" not in finding.message  # no Python spelling
    assert remedy in finding.hint
    assert finding.hint


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("1.250.000", "Viết 1250000:"),
        ("1.250.000,5", "Viết 1250000.5:"),
        ("1,250,000", "Viết 1250000:"),
        ("1 250 000", "Viết 1250000:"),
        ("17,5", "Viết 17.5:"),
        ("115 xã", "`don_vi: xã`"),
        ("63,5%", "`don_vi: %`"),
        ("nhiều", "1250000 hoặc 63.5"),
    ],
)
def test_a_figure_typed_as_it_is_printed(value: str, remedy: str) -> None:
    (finding,) = refused(f'chi_tieu: {{a: {{gia_tri: "{value}"}}}}\n')
    assert finding.code == "DL29"
    assert remedy in finding.hint


def test_a_figure_with_a_unit_where_none_can_stand() -> None:
    (finding,) = refused("trinh_bay: {le_trai: 30mm}\n")
    assert "không ghi đơn vị" in finding.hint


@pytest.mark.parametrize("name", ["x" * 300 + ".yaml", "thu_muc/" * 900 + "a.yaml"])
def test_an_overlong_profile_name(tmp_path: Path, name: str) -> None:
    data = tmp_path / "a.yaml"
    data.write_text(f"loai: ke_hoach\nco_quan: {name}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_data_file(data)
    (finding,) = caught.value.findings
    assert finding.code == "DL00"
    assert "tên tệp quá dài" in finding.message
    assert len(str(finding)) < 500


def test_a_profile_name_that_no_system_takes() -> None:
    with pytest.raises(InputError) as caught:
        read_data_file("a\0.yaml")
    assert caught.value.findings[0].code == "DL00"


def test_keys_of_blocks_are_not_offered_for_bodies() -> None:
    (finding,) = refused("chu_ky: {xyz: 1}\n")
    assert "quyen_han" in finding.hint
    with pytest.raises(InputError) as caught:
        read_data_text("loai: ke_hoach\nco_quan: {ten: A, xyzw: 1}\n", "a.yaml")
    assert "tieu_muc" not in caught.value.findings[0].hint
