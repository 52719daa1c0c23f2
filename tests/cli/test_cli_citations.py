"""`docgen read --citations`: the register of the documents that a document cites."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from docgen.model import KemTheo, Khoi, VanBan, VienDan
from docgen.write.citations import citations_table, list_citations, shown_date, write_citations
from tests.cli.conftest import GOOD, Docgen, tree

TEXT = """ỦY BAN NHÂN DÂN TỈNH HẢI BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Hải Bình, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Tổ chức phong trào thi đua

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Căn cứ Nghị quyết số 7-NQ/TU ngày 12/01/2026 của Tỉnh ủy về “thi đua; khen thưởng”;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
1. Thực hiện Nghị quyết số 07-NQ/TU ngày 21/01/2026.
II. NỘI DUNG
| TT | Việc |
|---|---|
| 1 | Thi hành Nghị định số 98/2023/NĐ-CP |

Nơi nhận:
- Các sở, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _yaml(path: Path) -> list[dict[str, object]]:
    made = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    entries: list[dict[str, object]] = made["danh_muc_vien_dan"]
    return entries


def test_register_as_data(source: Path, docgen: Docgen) -> None:
    said = docgen("read", "ke_hoach.txt", "--citations", "vien_dan.json")
    assert said.code == 0, said.err
    assert said.out.splitlines() == ["Đã ghi ke_hoach.yaml", "Đã ghi vien_dan.json"]
    assert "Viện dẫn 3 văn bản: 2 là căn cứ, 1 được nhắc đến." in said.err
    law, party, decree = json.loads(source.with_name("vien_dan.json").read_bytes())[
        "danh_muc_vien_dan"
    ]
    assert law == {
        "loai": "Luật", "ngay": "2022-06-15", "trich_yeu": "Thi đua, khen thưởng",
        "vai_tro": "can_cu", "so_lan": 1, "noi": ["can_cu[0]"],
    }  # fmt: skip
    assert (party["so"], party["ky_hieu"], party["so_lan"]) == ("7", "-NQ/TU", 2)
    assert party["trich_yeu"] == "về “thi đua; khen thưởng”"
    assert [x["ghi"] for x in party["lech"]["ngay"]] == ["12/01/2026", "21/01/2026"]
    assert decree["vai_tro"] == "nhac_den"
    assert decree["noi"][0].endswith("hang[0][1]")
    assert docgen("read", "ke_hoach.txt", "-o", "a.json", "--citations", "vien_dan.yaml").code == 0
    again = _yaml(source.with_name("vien_dan.yaml"))
    assert [str(e["ngay"]) for e in again[:2]] == ["2022-06-15", "2026-01-12"]
    assert [e["noi"] for e in again] == [law["noi"], party["noi"], decree["noi"]]


def test_disagreement_is_a_warning_with_its_place(source: Path, docgen: Docgen) -> None:
    said = docgen("read", "ke_hoach.txt", "--citations", "-")
    assert (
        "cảnh báo: ke_hoach.txt (can_cu[1]): Viện dẫn Nghị quyết số 7-NQ/TU không thống nhất: "
        "ngày 12/01/2026 (căn cứ 2), 21/01/2026 (mục I.1). [DOC30]"
    ) in said.err


def test_register_for_excel(source: Path, docgen: Docgen) -> None:
    assert docgen("read", "ke_hoach.txt", "--citations", "vien_dan.csv").code == 0
    data = source.with_name("vien_dan.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [
        "TT", "Loại văn bản", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu",
        "Vai trò", "Số lần", "Nơi viện dẫn", "Không thống nhất",
    ]  # fmt: skip
    assert rows[1] == [
        "2", "Nghị quyết", "7-NQ/TU", "12/01/2026", "Tỉnh ủy", "về “thi đua; khen thưởng”",
        "căn cứ", "2", "căn cứ 2; mục I.1", "ngày 12/01/2026 (căn cứ 2), 21/01/2026 (mục I.1)",
    ]  # fmt: skip
    assert rows[2][8] == "mục II"


def test_register_on_the_screen(source: Path, docgen: Docgen) -> None:
    said = docgen("read", "ke_hoach.txt", "--citations", "-")
    lines = said.out.splitlines()
    assert lines[0] == "  1. Luật Thi đua, khen thưởng | 15/6/2022 | căn cứ | 1 lần: căn cứ 1"
    assert lines[-1] == "Đã ghi ke_hoach.yaml"
    assert sorted(tree(source.parent)) == ["ke_hoach.txt", "ke_hoach.yaml"]


def test_a_document_without_citations(tmp_path: Path, docgen: Docgen) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    said = docgen("read", "a.yaml", "-o", "b.yaml", "--citations", "-")
    assert said.out.splitlines() == ["Không có viện dẫn nào.", "Đã ghi b.yaml"]


@pytest.mark.parametrize(
    ("arguments", "code", "place"),
    [
        (("--citations", "ke_hoach.txt.csv", "-o", "co_roi.yaml"), "GH01", "co_roi.yaml"),
        (("--citations", "co_roi.csv"), "GH01", "co_roi.csv"),
        (("--citations", "a.xlsx"), "GH04", "a.xlsx"),
        (("--citations", "khong_co/a.csv"), "GH02", "khong_co/a.csv"),
        (("--citations", "a\0.csv"), "GH02", "a\\0.csv"),
        (("--citations", "x" * 300 + ".csv"), "GH02", "x" * 300),
        (("--citations", "./ke_hoach.yaml"), "GH06", "ke_hoach.yaml"),
        (("--citations", "nguon.csv", "--force"), "GH05", "nguon.csv"),
    ],
    ids=lambda x: x if isinstance(x, str) and x.startswith("GH") else "",
)
def test_nothing_is_written_when_one_cannot(
    source: Path, docgen: Docgen, arguments: tuple[str, ...], code: str, place: str
) -> None:
    folder = source.parent
    for name in ("co_roi.yaml", "co_roi.csv"):
        (folder / name).write_bytes(b"mine")
    (folder / "nguon.csv").symlink_to(source)
    before = tree(folder)
    said = docgen("read", "ke_hoach.txt", *arguments)
    assert said.code == 2
    assert said.err.count(f"[{code}]") == 1, said.err
    assert place in said.err
    assert said.out == ""
    assert tree(folder) == before


def test_both_bad_names_are_said_together(source: Path, docgen: Docgen) -> None:
    said = docgen("read", "ke_hoach.txt", "-o", "a.odt", "--citations", "b.xlsx")
    assert said.code == 2
    assert "a.odt: " in said.err
    assert "b.xlsx: " in said.err


def test_force_replaces_the_register(source: Path, docgen: Docgen) -> None:
    (source.parent / "b.csv").write_bytes(b"old")
    assert docgen("read", "ke_hoach.txt", "--citations", "b.csv", "--force").code == 0
    assert (source.parent / "b.csv").read_bytes() != b"old"


def test_reading_alone_loads_no_citations(source: Path) -> None:
    code = (
        "import sys; from docgen.cli import run; run(['read', 'ke_hoach.txt', '--targets']); "
        "print([m for m in sys.modules if m != 'docgen.model.vien_dan'"
        " and ('trich_dan' in m or 'vien_dan' in m or 'citations' in m)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=source.parent, capture_output=True, text=True, timeout=60, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def _document(**parts: object) -> VanBan:
    return VanBan.model_validate({"loai": "ke_hoach", "co_quan": {"ten": "Sở Nội vụ"}, **parts})


def test_every_part_is_read() -> None:
    cited = "Quyết định số {}/QĐ-TTg"
    document = _document(
        trich_yeu=f"Thi hành {cited.format(1)}",
        can_cu=[f"Căn cứ {cited.format(2)}", {"loai": "Quyết định", "so": 3, "ky_hieu": "QĐ-TTg"}],
        noi_dung=[
            Khoi(cap="dieu", text="Phạm vi"),
            Khoi(cap="so", text="Việc"),
            Khoi(cap="chu", text=f"theo **{cited.format(4)}**"),
            Khoi(cap="bang", text="", cot=[cited.format(5)], hang=[[cited.format(6)]]),
        ],
        ket_thuc=[f"Thay {cited.format(7)}."],
        noi_nhan=["Ban Chỉ đạo theo QĐ số 8/QĐ-TTg"],
        kem_theo_van_ban=VienDan(loai="Quyết định", so=9, ky_hieu="QĐ-TTg"),
        kem_theo=[KemTheo(
            trich_yeu=f"Theo {cited.format(10)}", can_cu=[f"Căn cứ {cited.format(11)}"],
            noi_dung=[Khoi(cap="la_ma", text="A"), Khoi(cap="so", text="B"),
                      Khoi(cap="so_kep", text=f"Theo {cited.format(12)}")],
        )],
    )  # fmt: skip
    entries = list_citations(document)
    assert {int(e.so or 0): (e.noi[0].path, e.noi[0].words, e.can_cu) for e in entries} == {
        1: ("trich_yeu", "trích yếu", False),
        2: ("can_cu[0]", "căn cứ 1", True),
        3: ("can_cu[1]", "căn cứ 2", True),
        4: ("noi_dung[2]", "Điều 1, khoản 1, điểm a", False),
        5: ("noi_dung[3].cot[0]", "Điều 1, khoản 1, điểm a", False),
        6: ("noi_dung[3].hang[0][0]", "Điều 1, khoản 1, điểm a", False),
        7: ("ket_thuc[0]", "kết thúc", False),
        8: ("noi_nhan[0]", "nơi nhận", False),
        9: ("kem_theo_van_ban", "dòng kèm theo", False),
        10: ("kem_theo[0].trich_yeu", "kèm theo 1: trích yếu", False),
        11: ("kem_theo[0].can_cu[0]", "kèm theo 1: căn cứ 1", True),
        12: ("kem_theo[0].noi_dung[2]", "kèm theo 1: mục I.1.1", False),
    }


def test_roles_and_parts_of_several_mentions() -> None:
    document = _document(
        can_cu=["Căn cứ Nghị định số 15/2021/NĐ-CP sửa đổi Nghị định số 8/2016/NĐ-CP"],
        noi_dung=["Căn cứ Công văn số 1.234/UBND-VX, Sở ban hành Kế hoạch:",
                  "theo Công văn số 1234/UBND-VX tháng 3/2025 của UBND tỉnh"],
    )  # fmt: skip
    decree, older, letter = list_citations(document)
    assert (decree.can_cu, older.can_cu, letter.can_cu) == (True, False, True)
    assert (letter.so, letter.ky_hieu, letter.co_quan) == ("1234", "UBND-VX", "UBND tỉnh")
    assert letter.ten == "Công văn số 1234/UBND-VX"
    assert letter.so_lan == 2


def test_dates_as_written() -> None:
    assert shown_date((5, 3, 2020)) == "05/3/2020"
    assert shown_date((None, 6, 2022)) == "6/2022"
    assert shown_date((31, 4, 2022)) == "31/4/2022"
    assert shown_date(None) == ""


def test_no_cell_is_a_formula() -> None:
    (entry,) = list_citations(_document(noi_dung=["Quyết định số 1/QĐ-TTg về A"]))
    entry.trich_yeu = '=HYPERLINK("http://a")'
    assert "'=HYPERLINK" in write_citations([entry], "csv").decode("utf-8-sig")


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_texts(texts: list[str]) -> None:
    entries = list_citations(_document(noi_dung=[Khoi(text=t) for t in texts]))
    for kind in ("yaml", "json", "csv"):
        assert write_citations(entries, kind)
    assert citations_table(entries).endswith("\n")
