"""Citations read out of texts, and printed back."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model import VienDan
from docgen.viet.ngay import GAP
from docgen.viet.trich_dan import Found, find
from docgen.viet.trich_dan_du_lieu import to_vien_dan
from docgen.viet.vien_dan import vien_dan
from docgen.write.layout.head import citation

ROOT = Path(__file__).parents[2]
CORPUS = sorted((ROOT.parent / "shared" / "corpus").glob("*/*.txt"))
FIXTURES = sorted((ROOT / "fixtures").glob("*.yaml"))


def parts(f: Found) -> tuple[object, ...]:
    return (f.mo_dau, f.loai, f.so, f.ky_hieu, f.ngay, f.co_quan, f.trich_yeu)


def check_spans(text: str) -> list[Found]:
    found = find(text)
    ends: list[int] = []
    for f in found:
        assert f.text() == text[f.start : f.end]
        while ends and f.start >= ends[-1]:
            ends.pop()
        assert len(ends) == f.depth
        assert not ends or f.end <= ends[-1]
        ends.append(f.end)
        if (data := to_vien_dan(f)) is not None:
            forms = {citation(VienDan(**data), kieu) for kieu in ("ngan", "dai")}
            assert f.text() in forms
    return found


LONG = "phê duyệt Đề án phát triển du lịch"

CASES: list[tuple[str, list[tuple[object, ...]]]] = [
    (
        f"Căn cứ Quyết định số 15/QĐ-TTg ngày 05/01/2023 của Thủ tướng Chính phủ về {LONG};",
        [("Căn cứ", "Quyết định", "15", "QĐ-TTg", (5, 1, 2023), "Thủ tướng Chính phủ",
          f"về {LONG}")],
    ),
    (
        "Theo đề nghị của Giám đốc Sở A tại Tờ trình số 7/TTr-SA ngày 3 tháng 4 năm 2023.",
        [("Theo đề nghị của Giám đốc Sở A tại", "Tờ trình", "7", "TTr-SA", (3, 4, 2023),
          None, None)],
    ),
    (
        "thực hiện Chỉ thị 05-CT/TW và Nghị quyết số 46 - NQ/TU của Tỉnh ủy.",
        [(None, "Chỉ thị", "05", "-CT/TW", None, None, None),
         (None, "Nghị quyết", "46", "-NQ/TU", None, "Tỉnh ủy", None)],
    ),
    (
        "Nghị định 30/2020/NĐ-CP của Chính phủ quy định về công tác văn thư, Thông tư số "
        "01/2019/TT-BNV",
        [(None, "Nghị định", "30", "2020/NĐ-CP", None, "Chính phủ",
          "quy định về công tác văn thư"),
         (None, "Thông tư", "01", "2019/TT-BNV", None, None, None)],
    ),
    (
        "Luật Đất đai ngày 18/01/2024; Luật số 77/2015/QH13; Luật Phòng, chống ma túy năm 2021",
        [(None, "Luật", None, None, (18, 1, 2024), None, "Đất đai"),
         (None, "Luật", "77", "2015/QH13", None, None, None),
         (None, "Luật", None, None, (None, None, 2021), None, "Phòng, chống ma túy")],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B ngày 22/11/2019",
        [(None, "Luật", None, None, (22, 11, 2019), None,
          "sửa đổi, bổ sung một số điều của Luật A và Luật B"),
         (None, "Luật", None, None, None, None, "A"),
         (None, "Luật", None, None, None, None, "B")],
    ),
    (
        "các Quyết định: số 1/QĐ-TTg ngày 2/3/2021, số 4/QĐ-TTg ngày 5/6/2022 và số 7/QĐ-TTg",
        [(None, "Quyết định", "1", "QĐ-TTg", (2, 3, 2021), None, None),
         (None, "Quyết định", "4", "QĐ-TTg", (5, 6, 2022), None, None),
         (None, "Quyết định", "7", "QĐ-TTg", None, None, None)],
    ),
    (
        "các Công văn của UBND tỉnh: số 1/UBND-VX, số 2/UBND-TH ngày 5/6/2022.",
        [(None, "Công văn", "1", "UBND-VX", None, "UBND tỉnh", None),
         (None, "Công văn", "2", "UBND-TH", (5, 6, 2022), "UBND tỉnh", None)],
    ),
    (
        "- TV theo QĐ số 651/QĐ-UBND;\n- KH 12/KH-UBND",
        [(None, "Quyết định", "651", "QĐ-UBND", None, None, None),
         (None, "Kế hoạch", "12", "KH-UBND", None, None, None)],
    ),
    (
        "Kế hoạch số     /KH-UBND ngày ... tháng 9 năm 2022 của UBND xã A",
        [(None, "Kế hoạch", None, "KH-UBND", (None, 9, 2022), "UBND xã A", None)],
    ),
    (
        "Thông tư liên tịch số 5/2012/TTLT-BNV-BTC ngày 1/2/2012 của Bộ Nội vụ, Bộ Tài chính "
        "hướng dẫn khen thưởng.",
        [(None, "Thông tư liên tịch", "5", "2012/TTLT-BNV-BTC", (1, 2, 2012),
          "Bộ Nội vụ, Bộ Tài chính", "hướng dẫn khen thưởng")],
    ),
    (
        "(Kèm theo Quyết định số 9/QĐ-UBND ngày 7/8/2022\ncủa Chủ tịch UBND\ntỉnh A)",
        [("Kèm theo", "Quyết định", "9", "QĐ-UBND", (7, 8, 2022), "Chủ tịch UBND tỉnh A", None)],
    ),
    (
        "Quyết định số 9/QĐ-BYT ngày 7/8/2022 của Bộ Y tế về Phong trào “X; Y. Z, (t” năm 2022, "
        "UBND tỉnh ban hành Kế hoạch như sau:",
        [(None, "Quyết định", "9", "QĐ-BYT", (7, 8, 2022), "Bộ Y tế",
          "về Phong trào “X; Y. Z, (t” năm 2022")],
    ),
    (
        "Quyết định số 3/QĐ-BCĐ ngày 7/8/2022 của Ban Chỉ đạo quốc gia về chuyển đổi số về việc "
        "ban hành quy chế",
        [(None, "Quyết định", "3", "QĐ-BCĐ", (7, 8, 2022), "Ban Chỉ đạo quốc gia về chuyển đổi số",
          "về việc ban hành quy chế")],
    ),
    (
        "Nghị quyết số 5/NQ-HĐND ngày 7/8/2022 của HĐND tỉnh khóa XV, kỳ họp thứ 5 thông qua Đề án",
        [(None, "Nghị quyết", "5", "NQ-HĐND", (7, 8, 2022), "HĐND tỉnh khóa XV, kỳ họp thứ 5",
          "thông qua Đề án")],
    ),
    (
        "Kế hoạch số 2/KH-SNV ngày 31/4/2022 của Sở Nông nghiệp và Phát triển nông thôn để chỉ đạo",
        [(None, "Kế hoạch", "2", "KH-SNV", (31, 4, 2022),
          "Sở Nông nghiệp và Phát triển nông thôn", None)],
    ),
    (
        "Nghị quyết số 5/NQ-HĐND ngày 7/8/2022 của Thường trực Hội đồng nhân dân tỉnh thí điểm A",
        [(None, "Nghị quyết", "5", "NQ-HĐND", (7, 8, 2022),
          "Thường trực Hội đồng nhân dân tỉnh", "thí điểm A")],
    ),
    (
        "Thông báo số 6/TB-BQL ngày 7/8/2022 của Ban Quản lý Khu kinh tế tỉnh, đồng thời báo cáo",
        [(None, "Thông báo", "6", "TB-BQL", (7, 8, 2022), "Ban Quản lý Khu kinh tế tỉnh", None)],
    ),
    (
        "Kết luận số 9-KL/TW ngày 7/8/2022 của Bộ Chính trị, Ban Bí thư về công tác A.",
        [(None, "Kết luận", "9", "-KL/TW", (7, 8, 2022), "Bộ Chính trị, Ban Bí thư",
          "về công tác A")],
    ),
    (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19/02/2025 (được sửa đổi tại "
        "Luật số 87/2025/QH15); Luật Phòng không nhân dân quy định; Luật Giá (sửa đổi) năm 2023",
        [("Căn cứ", "Luật", None, None, (19, 2, 2025), None,
          "Ban hành văn bản quy phạm pháp luật"),
         (None, "Luật", "87", "2025/QH15", None, None, None),
         (None, "Luật", None, None, None, None, "Phòng không nhân dân"),
         (None, "Luật", None, None, (None, None, 2023), None, "Giá (sửa đổi)")],
    ),
    (
        "Thông báo Kết luận số 5-TB/TU; Báo cáo thẩm định số 6/BC-STP; Quyết định thành lập Ban "
        "Chỉ đạo phòng cháy số 7/QĐ-UBND; quyết định theo Quyết định số 8/QĐ-UBND",
        [(None, "Thông báo kết luận", "5", "-TB/TU", None, None, None),
         (None, "Báo cáo thẩm định", "6", "BC-STP", None, None, None),
         (None, "Quyết định", "7", "QĐ-UBND", None, None, None),
         (None, "Quyết định", "8", "QĐ-UBND", None, None, None)],
    ),
    (
        "các Nghị quyết số 57-NQ/TW, 59-NQ/TW và 68-NQ/TW của Bộ Chính trị",
        [(None, "Nghị quyết", "57", "-NQ/TW", None, None, None),
         (None, "Nghị quyết", "59", "-NQ/TW", None, None, None),
         (None, "Nghị quyết", "68", "-NQ/TW", None, "Bộ Chính trị", None)],
    ),
    (
        "Quyết định 1/QĐ-SNV, 2/KH-SNV; xem 30/2020/NĐ-CP ngày 5/3/2020",
        [(None, "Quyết định", "1", "QĐ-SNV", None, None, None),
         (None, "Kế hoạch", "2", "KH-SNV", None, None, None),
         (None, "Nghị định", "30", "2020/NĐ-CP", (5, 3, 2020), None, None)],
    ),
    (
        "số 30/2020/NĐ-CP của Chính phủ về công tác văn thư",
        [(None, "Nghị định", "30", "2020/NĐ-CP", None, "Chính phủ", "về công tác văn thư")],
    ),
    (
        "Quyết định số 12 / QĐ - UBND ngày 3 / 4 / 2024; Quyết định số 5/qđ-ubnd; "
        "Nghị định số 9/2020/NÐ-CP; Công văn số 1 33/UBND-VX",
        [(None, "Quyết định", "12", "QĐ-UBND", (3, 4, 2024), None, None),
         (None, "Quyết định", "5", "qđ-ubnd", None, None, None),
         (None, "Nghị định", "9", "2020/NÐ-CP", None, None, None),
         (None, "Công văn", "1 33", "UBND-VX", None, None, None)],
    ),
    (
        "Chỉ thị số 4/CT-TTg ngày l6 tháng 1O năm 2021 của Thủ tướng Chính phủ",
        [(None, "Chỉ thị", "4", "CT-TTg", (16, 10, 2021), "Thủ tướng Chính phủ", None)],
    ),
    (
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX và chương trình A",
        [(None, "Nghị quyết", None, None, None, None,
          "Đại hội đại biểu Đảng bộ tỉnh lần thứ XX")],
    ),
    (
        "Kế hoạch số 6/KH-SNV ngày 7/8/2022 của Sở Nội vụ về an toàn (viết tắt là ATXH) giai đoạn "
        "2021 - 2025; Kế hoạch số 7/KH-SNV của Sở Nội vụ về A (gọi tắt là Kế hoạch 7) để thực hiện",
        [(None, "Kế hoạch", "6", "KH-SNV", (7, 8, 2022), "Sở Nội vụ",
          "về an toàn (viết tắt là ATXH) giai đoạn 2021 - 2025"),
         (None, "Kế hoạch", "7", "KH-SNV", None, "Sở Nội vụ", "về A")],
    ),
    (
        "Căn cứ Nghị định số 3/2025/NĐ-CP ngày 7/8/2025 của Chính phủ quy định việc cách chức Chủ "
        "tịch, Phó Chủ tịch Ủy ban nhân dân và giao quyền Chủ tịch Ủy ban nhân dân;",
        [("Căn cứ", "Nghị định", "3", "2025/NĐ-CP", (7, 8, 2025), "Chính phủ",
          "quy định việc cách chức Chủ tịch, Phó Chủ tịch Ủy ban nhân dân và giao quyền Chủ tịch "
          "Ủy ban nhân dân")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_parts(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [parts(f) for f in check_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Số: 137/QĐ-UBND",
        "Số: 12/2024/QĐ-UBND",
        "số I 2/2021/QĐ-TTg",  # a scan's number whose end alone is no number
        "đạt 12/15 xã, 3/UBND, 45/KH-UBND",
        "QUYẾT ĐỊNH\nSố: 137/QĐ-UBND",
        "Quyết định này có hiệu lực; Kế hoạch này giao 5 sở, 115/181 xã",
        "dự thảo Luật Thủ đô, Đại học Luật Hà Nội, luật sư, quy định số lượng, tiêu chí số 14",
        "Báo cáo 12/2022, thực hiện 02 Chương trình, số 5/QĐ-TTg",
    ],
)
def test_no_citation(text: str) -> None:
    assert find(text) == []


def test_parts_of_a_list_head_are_marked() -> None:
    first, second = find("các Quyết định của Bộ Y tế: số 1/QĐ-BYT; số 2/QĐ-BYT")
    assert first.chung == second.chung == {"loai", "co_quan"}
    assert first.text() == "số 1/QĐ-BYT"
    assert first.written("loai") is None
    assert to_vien_dan(first) is None


def test_data_of_the_model() -> None:
    (f,) = find(CASES[0][0])
    assert to_vien_dan(f) == {
        "mo_dau": "Căn cứ", "loai": "Quyết định", "so": "15", "ky_hieu": "QĐ-TTg",
        "ngay": "2023-01-05", "co_quan": "Thủ tướng Chính phủ", "trich_yeu": f"về {LONG}",
    }  # fmt: skip
    assert f.kieu_ngay == "ngan"
    assert to_vien_dan(f, "dai") is None
    for text in (
        "Căn cứ Quyết định số 5/QĐ-TTg ngày 05/01/2023",  # the decree writes 05
        "Căn cứ Quyết định số 15/QĐ-TTg",  # a later mention; the form would add a date
        "Căn cứ Quyết định số 15/QĐ-TTg ngày 31/4/2023",
        "Căn cứ Quyết định số 15/QĐ-TTg ngày 05/01/1823",
        "Căn cứ QĐ số 15/QĐ-TTg ngày 05/01/2023",
    ):
        (f,) = check_spans(text)
        assert to_vien_dan(f) is None


_WORD = st.sampled_from(["nông thôn", "năm 2021 - 2025", "Phong trào", "“thi đua; (a”", "(b)"])
_SUBJECT = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)


@given(
    st.sampled_from(["Quyết định", "Kế hoạch", "Nghị định", "Công văn", "Hướng dẫn"]),
    st.none() | st.integers(1, 99999),
    st.sampled_from(["QĐ-TTg", "2020/NĐ-CP", "-NQ/TU", "UBND-KGVX", "KH-BCĐ389"]),
    st.sampled_from([None, "Chính phủ", "UBND huyện Văn Quan", "Bộ Tài nguyên và Môi trường",
                     "Ban Thi đua - Khen thưởng Trung ương", "Sở Văn hóa, Thể thao và Du lịch"]),
    st.tuples(st.none() | st.integers(1, 28), st.none() | st.integers(1, 12),
              st.integers(1900, 2200)),
    st.none() | _SUBJECT.map(lambda s: "về việc " + s) | _SUBJECT.map(lambda s: "quy định " + s),
    st.sampled_from(["ngan", "dai"]),
)  # fmt: skip
def test_what_is_printed_is_read_back(loai, so, ky_hieu, co_quan, ngay, trich_yeu, kieu) -> None:
    if so is None and ky_hieu[0] == "-":
        so = 7
    written = vien_dan(loai, so, ky_hieu, co_quan, ngay, trich_yeu, kieu)
    (f,) = check_spans(f"Thực hiện {written};")
    assert f.text() == f"Thực hiện {written}"
    assert (f.ngay, f.co_quan, f.trich_yeu) == (ngay, co_quan, trich_yeu)
    data = to_vien_dan(f, kieu)
    assert data is not None
    assert citation(VienDan(**data), kieu) == f.text()


_PIECES = st.sampled_from(
    "Căn cứ |Quyết định |các |Luật |số |15|/QĐ-TTg|-NQ/TU| ngày |18/5/2022|5 tháng 6 năm 2022| của "
    '|Thủ tướng Chính phủ|UBND tỉnh| về | và |, |; |. |:|(|)|“|”|"|\n|\n\n|sửa đổi |QĐ |TP.|Bộ |'
    "Luật sửa đổi, bổ sung một số điều của |./.|*|…|   |\u00a0| ban hành |Nghị quyết |-".split("|")
)


@given(st.lists(_PIECES, max_size=40).map("".join) | st.text())
def test_any_text_is_read(text: str) -> None:
    check_spans(text)


@pytest.mark.parametrize(
    "piece",
    [
        "Quyết định số 1/QĐ-TTg ngày 1/1/2022 của Bộ A về việc ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "Luật Một Hai, ba ", "số 1/QĐ, ", "Quyết định số ", "ngày ", " ", "\n", "(", "“", "Căn cứ ",
        "Quyết định số 1/QĐ-TTg của Bộ và ", "Theo đề nghị của ", "a", "Luật ", ", ", GAP, ".",
        "Quyết định số 1/QĐ ngày" + " " * 30, "1/QĐ-A, ", "30/2020/NĐ-CP ", "Báo cáo thẩm ",
        "-", "A-", "1", "các Quyết định: số 1/A, ",
    ],
)  # fmt: skip
def test_time_grows_with_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "Quyết định số 1/QĐ-TTg ngày 1/1/2022 của " + piece * (length // len(piece))
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            find(text)
            best = min(best, time.perf_counter() - start)
        return best

    # Eight times the text: eight times the time, sixty-four times when reading were quadratic.
    small, large = seconds(4_000), seconds(32_000)
    assert large < 25 * small + 0.02


@pytest.mark.skipif(not CORPUS, reason="no corpus beside the repository (../shared/corpus)")
@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_corpus(path: Path) -> None:
    check_spans(path.read_text(encoding="utf-8"))


def test_corpus_citations_are_all_found() -> None:
    counts = {p.stem[:3]: len(find(p.read_text(encoding="utf-8"))) for p in CORPUS}
    if not counts:
        pytest.skip("no corpus beside the repository (../shared/corpus)")
    assert [counts[k] for k in ("000", "001", "002", "003", "004")] == [5, 0, 29, 7, 9]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_fixtures(path: Path) -> None:
    check_spans(path.read_text(encoding="utf-8"))


def test_dates_of_any_year_end_open() -> None:
    (f,) = find(vien_dan("Quyết định", 1, "QĐ-TTg", "Chính phủ", date(2022, 5, 18)) + " để")
    assert f.ngay == (18, 5, 2022)
    assert f.co_quan == "Chính phủ"
