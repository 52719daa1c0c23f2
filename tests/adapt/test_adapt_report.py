"""Report of an adaptation: everything told once, questions first, places named."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any

import lxml.html
import pytest

from docgen.adapt.changes import mark
from docgen.adapt.engine import adapt
from docgen.adapt.places import Places
from docgen.adapt.report import report_html, report_json
from docgen.adapt.situation import Order
from docgen.findings import Finding
from docgen.model import (
    Doi,
    VanBan,
    Vet,
)
from docgen.read.data_file import read_profile
from docgen.viet.danh_so import labels
from docgen.write.layout import lay_out
from docgen.write.layout.inline import parse_inline
from docgen.write.layout.variables import Variables
from tests.adapt.reported import FIXTURES, adapted, data_of, fixture, small


@pytest.fixture(scope="module")
def pair() -> tuple[VanBan, VanBan]:
    """Source and what the district made of it."""
    source = fixture()
    return source, adapted(source)


@pytest.fixture(scope="module")
def page(pair: tuple[VanBan, VanBan]) -> Any:
    """The report as a tree."""
    return lxml.html.document_fromstring(report_html(*pair))


@pytest.fixture(scope="module")
def told(pair: tuple[VanBan, VanBan]) -> dict[str, Any]:
    """The report for tools."""
    return json.loads(report_json(*pair))


# --- The page ------------------------------------------------------------------------------------


def test_page_is_one_sound_file(page: Any, pair: tuple[VanBan, VanBan]) -> None:
    raw = report_html(*pair)
    assert raw == report_html(*pair)
    assert raw.startswith(b"<!DOCTYPE html>")
    assert page.get("lang") == "vi"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//@href") + page.xpath("//@src")
    assert links
    assert {link for link in links if link[0] != "#" or link[1:] not in ids} == set()
    assert page.xpath("//th[not(@scope)]") == []
    assert len(page.xpath("//h1")) == 1


def test_policy_admits_the_page_s_own_script_and_style_alone(page: Any) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        (part,) = page.xpath(f"//{kind}")
        digest = b64encode(sha256((part.text or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert page.xpath("//@style") == []


def test_questions_come_before_removals_before_rows_before_rules(page: Any) -> None:
    sections = page.xpath("//main/section/@id")
    assert sections == ["cau-hoi", "da-bo", "doi-chieu", "quy-tac"]


def test_head_says_from_what_to_whom_by_which_tables(page: Any) -> None:
    head = page.xpath("//header")[0].text_content()
    for words in (
        "Kế hoạch số 146/KH-UBND ngày 23/6/2022 của Ủy ban nhân dân tỉnh Lạng Sơn",
        "Ủy ban nhân dân huyện Văn Quan",
        "25/9/2022",
        "tinh_huyen; chung",
        "11 chỗ chờ quyết định",
        "12 đoạn bị bỏ (3 trong nội dung)",
    ):
        assert words in head


def test_each_question_leads_to_its_rows_and_back(page: Any) -> None:
    questions = page.xpath("//ol[@class='hoi']/li")
    assert len(questions) == 10
    for question in questions:
        rows = [page.get_element_by_id(link[1:]) for link in question.xpath(".//a/@href")]
        assert rows
        for row in rows:
            assert "mo" in row.get("class").split()
            assert f"#{question.get('id')}" in row.xpath(".//a[@class='cho']/@href")
    text = questions[0].text_content()
    assert "Mục II, khoản 1" in text
    assert "(2 chỗ)" in text  # the figure and the share made of it
    assert "115/181" in text
    assert "[cấp trên: 115/181]" in text


def test_both_columns_are_the_whole_documents(page: Any, pair: tuple[VanBan, VanBan]) -> None:
    source, own = pair
    for column, document in ((1, source), (2, own)):
        # Superscripts are numbers of questions.
        cells = page.xpath(f"//tbody[tr/th='Nội dung']/tr[@id]/td[{column}]/p[not(@class)]")
        shown = ["".join(cell.xpath(".//text()[not(ancestor::sup)]")) for cell in cells]
        variables = Variables(document)
        marks = labels(document.noi_dung, document.danh_so)
        expected = [
            f"{label} {parse_inline(block.text, variables)}".strip()
            for label, block in zip(marks, document.noi_dung, strict=True)
        ]
        assert shown == expected


def test_rows_show_what_became_of_each_text(page: Any) -> None:
    def row(words: str) -> Any:
        return next(r for r in page.xpath("//tr[@id]") if words in r.text_content())

    first = row("sau đây gọi tắt là Phong trào thi đua")
    assert first.xpath("./td[1]//del/text()") == ["UBND tỉnh"]
    assert first.xpath("./td[2]//ins/text()") == ["UBND huyện"]
    assert "Cấp tương ứng" in first.xpath("./td[2]//ins/@title")[0]
    assert "Cấp tương ứng" in first.xpath("./td[2]/details")[0].text_content()
    gone = row("Đối với cấp thôn")
    assert gone.xpath("./td[1]//del/text()") == ["Đối với cấp thôn"]
    assert "Bỏ: Không thuộc đối tượng của huyện tinh_huyen/cap_thon" in gone.text_content()
    assert gone.xpath("./td[2]/p[not(@class)]") == []
    renumbered = row("Đối với doanh nghiệp, hợp tác xã")
    assert renumbered.xpath("./td[1]//span[@class='nhan']/text()") == ["đ)"]
    assert renumbered.xpath("./td[2]//ins[@title='Đánh số lại']/text()") == ["d)"]
    new = row("Thực hiện Kế hoạch số 146")
    assert new.xpath("./td[1]/*") == []
    assert "Thêm: Văn bản được cụ thể hóa" in new.text_content()
    figure = row("xã đạt nông thôn mới kiểu mẫu")
    assert figure.xpath("./td[2]//ins[@class='ghi_de']/text()") == ["2"]
    quiet = row("Khơi dậy tinh thần thi đua")
    assert "yen" in quiet.get("class").split()
    assert quiet.xpath(".//del | .//ins | .//details") == []


def test_rules_are_counted(page: Any, told: dict[str, Any]) -> None:
    used: Counter[tuple[str, str]] = Counter()
    for row in told["hang"]:
        used.update((change["luat"], change["cach"]) for change in row["doi"])
        used.update([(row["luat"], "bo")] if row["trang_thai"] == "bo" else ())
    counted = {(rule["luat"], rule["cach"]): rule["so_lan"] for rule in told["luat"]}
    assert {key: counted[key] for key in used} == dict(used)
    numbers = [int(x) for x in page.xpath("//table[@class='luat']//td[@class='so-lan']/text()")]
    assert numbers == [rule["so_lan"] for rule in told["luat"]]
    assert numbers == sorted(numbers, reverse=True)


def test_what_else_was_said_is_told_without_repeating_questions(
    pair: tuple[VanBan, VanBan],
) -> None:
    found = [*lay_out(pair[1]).findings, Finding("XX01", "Có gì đó.", hint="Sửa `so`.")]
    page = lxml.html.document_fromstring(report_html(*pair, found))
    said = [item.text_content() for item in page.xpath("//ul[@class='luu-y']/li")]
    assert "Lỗi: Có gì đó. XX01Sửa so." in said
    assert not any("KT05" in item or "KT07" in item for item in said)
    assert page.xpath("//ul[@class='luu-y']//span/code/text()") == ["so"]
    told = json.loads(report_json(*pair, found))
    assert [f["code"] for f in told["findings"]] == [f.code for f in found]


# --- The shape for tools -------------------------------------------------------------------------


def test_shape_for_tools(pair: tuple[VanBan, VanBan], told: dict[str, Any]) -> None:
    assert list(told) == [
        "phien_ban", "nguon", "don_vi", "ngay", "bang", "dem", "cau_hoi", "da_bo", "hang", "luat",
        "findings",
    ]  # fmt: skip
    assert told["nguon"]["so"] == "146"
    assert told["dem"] == {
        "giu_nguyen": 43, "thay": 51, "ghi_de": 1, "bo_cum": 0, "bo_doan": 12, "moi": 3, "hoi": 11,
        "da_quyet": 0, "don_vi": 0,
    }  # fmt: skip
    for number, row in enumerate(told["hang"], 1):
        assert list(row) == [
            "so", "nhom", "cap", "noi", "noi_nguon", "tai", "o", "nhan_nguon", "nhan", "trang_thai",
            "nguon", "cua", "cau_hoi", "bo", "luat", "doi",
        ]  # fmt: skip
        assert row["so"] == number
        for change in row["doi"]:
            assert list(change) == ["cach", "luat", "tai", "chu", "thanh", "ly_do", "goi_y"]
    for number, question in enumerate(told["cau_hoi"], 1):
        assert list(question) == ["so", "chu", "hien", "hoi", "goi_y", "luat", "noi"]
        assert question["so"] == number
        for place in question["noi"]:
            assert number in told["hang"][place["hang"] - 1]["cau_hoi"]
    raw = report_json(*pair)
    assert raw == report_json(*pair)
    assert "Đối với cấp thôn".encode() in raw
    assert raw.endswith(b"}\n")


def test_every_text_of_the_trace_is_told_once(
    pair: tuple[VanBan, VanBan], told: dict[str, Any]
) -> None:
    trace = pair[1].nguon_goc.vet if pair[1].nguon_goc else []
    paths = Counter((vet.tai, vet.o) for vet in trace)
    assert Counter((row["tai"], row["o"]) for row in told["hang"]) == paths


def test_questions_are_numbered_as_a_reader_comes_upon_them(page: Any) -> None:
    met = [link[2:] for link in page.xpath("//a[@class='cho']/@href")]
    assert list(dict.fromkeys(met)) == [str(n) for n in range(1, 11)]


def test_document_without_trace_is_refused() -> None:
    source = fixture()
    for report in (report_html, report_json):
        with pytest.raises(ValueError, match="no trace"):
            report(source, source)


def test_same_question_in_many_places_is_asked_once() -> None:
    doi = [Doi(cach="hoi", luat="x", tai=(0, 6), thanh=mark("cấp xã"), ly_do="Xã nào?")]
    given = ["cấp xã làm", "Cấp xã báo cáo", "cấp xã khác"]
    vet = [
        Vet(tai=f"noi_dung[{n}]", o=f"noi_dung[{n}]", cap="doan", nguon=text, doi=doi)
        for n, text in enumerate(given)
    ]
    own = [{"doan": "[[cấp xã]]" + text[6:]} for text in given]
    told = data_of(fixture(), small(vet, noi_dung=own))
    (question,) = told["cau_hoi"]
    assert question["chu"] == "cấp xã"
    assert told["dem"]["hoi"] == 3
    assert [place["noi"] for place in question["noi"]] == [
        "đoạn thứ 1", "đoạn thứ 2", "đoạn thứ 3",
    ]  # fmt: skip


# --- Places in words -----------------------------------------------------------------------------


def test_places_in_words() -> None:
    table = {"bang": "Bảng", "cot": ["A", "B"], "hang": [["1", "2"]]}
    v = small(
        [],
        noi_dung=[
            "Mở đầu.", {"la_ma": "MỘT"}, {"so": "Việc"}, {"chu": "Điểm"}, {"gach": "x"},
            {"gach": "y"}, {"cong": "z"}, {"so": "Hai"}, "Đoạn.", "Đoạn.", table,
            {"dieu": "Tên"}, {"so": "Khoản"}, {"so_kep": "Sâu"},
        ],
        kem_theo=[
            {"kieu": "van_ban", "loai": "de_cuong", "trich_yeu": "A", "noi_dung": [{"so": "B"}]},
            {"kieu": "phu_luc", "trich_yeu": "C", "noi_dung": [table]},
            {"kieu": "phu_luc", "trich_yeu": "D"},
        ],
        chi_tieu={"xa": {"gia_tri": 1, "ten": "Xã đạt chuẩn"}},
    )  # fmt: skip
    words = {
        "noi_dung[0]": "đoạn thứ 1",
        "noi_dung[1]": "mục I",
        "noi_dung[2]": "mục I, khoản 1",
        "noi_dung[3]": "mục I, khoản 1, điểm a",
        "noi_dung[5]": "mục I, khoản 1, điểm a, gạch đầu dòng thứ 2",
        "noi_dung[6]": "mục I, khoản 1, điểm a, gạch đầu dòng thứ 2, dấu cộng thứ 1",
        "noi_dung[7].text": "mục I, khoản 2",
        "noi_dung[9]": "mục I, khoản 2, đoạn thứ 2",
        "noi_dung[10].hang[0][1]": "mục I, khoản 2, bảng thứ 1, hàng 1, cột 2",
        "noi_dung[10].cot[1].ten": "mục I, khoản 2, bảng thứ 1, tên cột 2",
        "noi_dung[11]": "Điều 1",
        "noi_dung[12]": "Điều 1, khoản 1",
        "noi_dung[99]": "nội dung, khối 100",
        "can_cu[2]": "căn cứ thứ 3",
        "ket_thuc[0]": "đoạn kết thứ 1",
        "noi_nhan[3]": "nơi nhận, dòng 4",
        "luu": "dòng Lưu",
        "co_quan[0].ten": "cơ quan ban hành",
        "chu_ky[0].ho_ten": "chữ ký: họ tên",
        "chi_tieu.xa": "chỉ tiêu “Xã đạt chuẩn”",
        "bien.ten": "biến “ten”",
        "kem_theo[0].noi_dung[0]": "văn bản kèm theo 1: mục 1",
        "kem_theo[1].trich_yeu": "phụ lục I: trích yếu",
        "kem_theo[2].noi_dung[0]": "phụ lục II: nội dung, khối 1",
        "la_lung": "la_lung",
    }
    places = Places(v)
    assert {path: places.words(path) for path in words} == words


def test_tables_and_attachments_have_their_rows() -> None:
    table = {"bang": "Biểu", "cot": ["Việc", "Nơi làm"], "hang": [["Họp", "Sở Nội vụ"]]}
    annex = {"kieu": "phu_luc", "trich_yeu": "Danh sách", "noi_dung": [table]}
    source = small([], kem_theo=[annex])
    own_table = {**table, "hang": [["Họp", "Phòng Nội vụ"]]}
    at = "kem_theo[0].noi_dung[0]"
    doi = Doi(cach="thay", luat="tinh_huyen/so_noi_vu", tai=(0, 9), thanh="Phòng Nội vụ")
    vet = [
        Vet(tai="kem_theo[0].trich_yeu", o="kem_theo[0].trich_yeu", nguon="Danh sách"),
        Vet(tai=at, o=at, cap="bang", nguon="Biểu"),
        Vet(tai=f"{at}.cot[0].ten", o=f"{at}.cot[0].ten", nguon="Việc"),
        Vet(tai=f"{at}.cot[1].ten", o=f"{at}.cot[1].ten", nguon="Nơi làm"),
        Vet(tai=f"{at}.hang[0][0]", o=f"{at}.hang[0][0]", nguon="Họp"),
        Vet(tai=f"{at}.hang[0][1]", o=f"{at}.hang[0][1]", nguon="Sở Nội vụ", doi=[doi]),
    ]
    own = small(vet, kem_theo=[{**annex, "noi_dung": [own_table]}])
    told = data_of(source, own)
    assert [row["cua"] for row in told["hang"]] == [
        "Danh sách", "Biểu", "Việc", "Nơi làm", "Họp", "Phòng Nội vụ",
    ]  # fmt: skip
    assert [row["trang_thai"] for row in told["hang"]] == ["giu_nguyen"] * 5 + ["doi"]
    assert {row["nhom"] for row in told["hang"]} == {"Phụ lục"}
    assert told["hang"][5]["noi"] == "phụ lục: bảng thứ 1, hàng 1, cột 2"


def test_real_engine_leaves_no_row_that_looks_edited() -> None:
    source = fixture()
    unit = read_profile(FIXTURES / "don_vi/ubnd_huyen_van_quan.yaml")
    own = adapt(source, Order(unit), date(2022, 9, 1)).van_ban
    told = data_of(source, own)
    assert told["dem"]["don_vi"] == 0
    assert {row["tai"] for row in told["hang"]} >= {
        f"noi_dung[{n}]" for n in range(len(source.noi_dung))
    }
    printed_gaps = sum(row["cua"].count("[") for row in told["hang"] if row["nhom"] == "Nội dung")
    assert told["dem"]["hoi"] >= printed_gaps > 0


def test_words_taken_out_are_listed_once_with_all_their_places() -> None:
    doi = [Doi(cach="bo", luat="x", tai=(4, 12), ly_do="Không có ở đơn vị")]
    vet = [
        Vet(tai=f"noi_dung[{n}]", o=f"noi_dung[{n}]", cap="doan", nguon="Các sở, các cụm", doi=doi)
        for n in range(2)
    ]
    vet.insert(0, Vet(tai="so", nguon="146", bo="Số của đơn vị"))
    vet.append(Vet(tai="noi_dung[2]", cap="doan", nguon="Cấp thôn", bo="Không thuộc phạm vi"))
    own = small(vet, noi_dung=["Các cụm", "Các cụm"])
    page = lxml.html.document_fromstring(report_html(fixture(), own))
    rows = [
        [cell.text_content() for cell in row.xpath("./td")]
        for row in page.xpath("//table[@class='bo']/tbody/tr")
    ]
    assert [row[0] for row in rows] == [
        "Mục I, khoản 1", "Số văn bản", "Đoạn thứ 1; Mục I",
    ]  # fmt: skip
    assert rows[2][1:] == ["cụm từ sở, các", "Không có ở đơn vị x"]
