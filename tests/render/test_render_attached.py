"""Attached documents and phụ lục (Phụ lục I, Phần I, Mục III.1; Phụ lục III, Mẫu 1.3, 2.1)."""

from __future__ import annotations

import re

import pytest

from docgen.model import VanBan
from tests.render.documents import Doc, Press, every, only, proves, source
from tests.render.test_render_head import NEAR, is_capitals, rule_under, sizes, style
from tests.render.test_render_page import numbers

WITH = "dak_nong_quyet_dinh ninh_thuan_ke_hoach quyet_dinh_khong_so bang_doc_ngang chu_la".split()


@only(*WITH, "de_cuong")
@proves("9.kem_theo", "9.ke")
def test_kem_theo_line(doc: Doc) -> None:
    found = doc.of("kem_theo")
    assert found
    for item in found:
        assert style(item) == {(False, True)}
        assert sizes(item) == {float(doc.bo)}
        assert re.fullmatch(r"\(Kèm theo .+\)", item.text.replace("\n", " "))
        for line in item.lines:
            assert abs(line.middle - doc.middle(line.page)) < NEAR
        rule = rule_under(doc, item.lines[-1])
        share = rule.length / max(line.width for line in item.lines)
        assert 0.2 <= share <= 0.5
        assert abs((rule.x0 + rule.x1) / 2 - doc.middle(rule.page)) < NEAR


@only("dak_nong_quyet_dinh", "ninh_thuan_ke_hoach", "bang_doc_ngang", "chu_la")
@proves("9.day_du")
def test_kem_theo_line_agrees_with_the_main_document(doc: Doc) -> None:
    number = doc.one("so_ky_hieu").text.removeprefix("Số: ")
    date = doc.one("dia_danh_ngay").text.partition(", ")[2]
    for item in doc.of("kem_theo"):
        assert f" số {number} {date} của " in item.text


@only("quyet_dinh_khong_so")
@proves("9.de_trong")
def test_kem_theo_line_left_open(doc: Doc) -> None:
    (item,) = doc.of("kem_theo")
    assert re.fullmatch(
        r"\(Kèm theo Quyết định số\s+/QĐ-SNV ngày\s+tháng\s+năm\s+của Giám đốc Sở Nội vụ\)",
        item.text,
    )


@only("dak_nong_quyet_dinh", "ninh_thuan_ke_hoach", "quyet_dinh_khong_so", "de_cuong")
@proves("9.van_ban")
def test_attached_document_has_a_head_without_number_and_date(doc: Doc) -> None:
    attached = 0 if doc.van_ban.loai == "de_cuong" else 1
    for key in ("quoc_hieu", "tieu_ngu", "co_quan", "ten_loai", "trich_yeu", "kem_theo"):
        assert len(doc.of(key, part=attached)) == 1, key
    assert not doc.of("so_ky_hieu", "dia_danh_ngay", "noi_nhan", "quyen_han", part=attached)
    bases = [doc.one(k, attached).lines[0].base for k in ("co_quan", "ten_loai", "kem_theo")]
    assert bases == sorted(bases)


@every
@proves("3.10", "3.10b")
def test_annex_label_and_title(doc: Doc) -> None:
    for item in doc.of("phu_luc", "phu_luc_ten"):
        assert style(item) == {(True, False)}
        for line in item.lines:
            assert abs(line.middle - doc.middle(line.page)) < NEAR
        if item.key == "phu_luc":
            assert sizes(item) == {14.0}
            assert len(item.lines) == 1
        else:
            assert sizes(item) == {float(doc.bo)}
            assert is_capitals(item)


@pytest.mark.parametrize("bo", [14, 13])
@proves("9.so", "3.10")
def test_annex_numbers(press: Press, bo: int) -> None:
    two = press.case(f"bang_doc_ngang-{bo}")
    assert [i.text for i in two.of("phu_luc")] == ["Phụ lục I", "Phụ lục II"]
    assert [i.text for i in press.case(f"chu_la-{bo}").of("phu_luc")] == ["Phụ lục"]


@only("bang_doc_ngang")
@proves("9.so_trang", "9.trang_moi")
def test_annex_pages_start_again(doc: Doc) -> None:
    first = [i.lines[0] for i in doc.of("phu_luc")]
    for line in first:
        assert numbers(doc, line.page) == []
        assert line is not None
        assert line.base == min(x.base for x in doc.pages[line.page - 1].lines)


@proves("9.so_trang")
def test_an_attached_document_may_go_on_with_the_numbers(press: Press) -> None:
    van_ban = source("dak_nong_quyet_dinh-14")
    attached = van_ban.kem_theo[0].model_copy(update={"noi_so_trang": True})
    doc = press.print(van_ban.model_copy(update={"kem_theo": [attached]}))
    for page in doc.pages[1:]:
        printed = "".join(line.text for line in numbers(doc, page.number))
        assert printed == str(page.number)


@pytest.mark.parametrize("kieu", ["van_ban", "phu_luc"])
@pytest.mark.parametrize("steps", range(22, 34))
@proves("9.trang_moi")
def test_no_empty_page_before_an_attachment(press: Press, steps: int, kieu: str) -> None:
    # A section break needs a paragraph; wherever the page ends, it must not open a page itself.
    sentence = "Bảo đảm tiến độ, chất lượng và an toàn trong suốt thời gian thực hiện."
    attached = {"kieu": kieu, "loai": "quy_dinh", "trich_yeu": "Thử"}
    base = source("chu_ky_cuoi_trang-14").model_copy(update={"noi_dung": []})
    data = base.model_dump() | {
        "kem_theo": [
            attached | {"noi_dung": [{"cap": "doan", "text": sentence}] * steps},
            attached | {"noi_dung": [{"cap": "doan", "text": sentence}]},
        ]
    }
    doc = press.print(VanBan.model_validate(data))
    assert doc.mismatch == ""
    assert all(page.lines for page in doc.pages)
