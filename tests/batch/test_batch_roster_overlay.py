"""A row laid over the base document: what becomes the unit's, what stays, what is left open."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.batch.item import Item
from docgen.batch.overlay import document_for
from docgen.batch.roster import read_roster, roster_of
from docgen.findings import InputError, Where
from docgen.model import HoSoDonVi, VanBan
from docgen.model.doi_tuong import for_audience
from docgen.write.docx.engine import render_docx
from docgen.write.text import write_txt
from tests.batch.rosters import base, codes, table
from tests.strategies import van_ban


def made(folder: Path, text: str, document: VanBan | None = None) -> list[VanBan]:
    document = document or base()
    before = document.model_copy(deep=True)
    found = [document_for(document, i) for i in read_roster(table(folder, text), document).items]
    assert document == before
    return found


def test_the_unit_issues_its_own(tmp_path: Path) -> None:
    (own,) = made(
        tmp_path,
        "ten;cap;dia_danh;viet_tat;chu_quan;so;ngay;ky.ho_ten;ky.chuc_vu;noi_nhan;luu;bien.han\n"
        "Sở Nội vụ;sở;Hải Bình;SNV;UBND tỉnh Hải Bình;7;1/7/2022;Lê A;Phó Giám đốc;"
        '"A; B";VT, TH;1/7\n',
    )
    assert own.co_quan[0].model_dump(exclude_defaults=True) == {
        "ten": "Sở Nội vụ", "cap": "don_vi", "viet_tat": "SNV", "dia_danh": "Hải Bình",
        "chu_quan": "UBND tỉnh Hải Bình",
    }  # fmt: skip
    assert (own.so, own.dia_danh, own.luu) == ("7", "Hải Bình", "VT, TH")
    assert own.ngay.model_dump() == "2022-07-01"
    assert own.noi_nhan == ["A", "B"]
    assert own.bien == {"ten_phong_trao": "chung sức", "han": "1/7"}
    (signer,) = own.chu_ky
    assert (signer.quyen_han, signer.chuc_vu) == (["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC")
    assert signer.ho_ten == "Lê A"
    assert [b.text for b in own.noi_dung if b.cap == "la_ma"] == ["CHUNG", "CÁC SỞ"]


def test_what_is_another_units_is_left_open(tmp_path: Path) -> None:
    alike, unlike = made(tmp_path, "ten;chi_tieu.xa_dat_chuan\nUBND xã A;\nSở Nội vụ;\n")
    for own in (alike, unlike):
        assert (own.so, own.dia_danh, own.co_quan[0].dia_danh) == (None, None, None)
        assert own.chu_ky[0].ho_ten is None
        assert own.chi_tieu["xa_dat_chuan"].gia_tri is None
        assert own.chi_tieu["xa_dat_chuan"].tren is None
        assert own.chi_tieu["xa_dat_chuan"].don_vi == "xã"
        assert own.chi_tieu["tieu_chi"].gia_tri == 15  # has no column
        assert (own.noi_nhan, own.luu, own.bien) == (["Như trên", "Các sở"], "VT", base().bien)
        assert own.ngay == base().ngay
        text = write_txt(own).decode()
        for foreign in ("146", "115", "181", "Trần Văn Bình", "HẢI BÌNH", "Hải Bình"):
            assert foreign not in text
    assert alike.co_quan[0].viet_tat == "UBND"
    assert alike.chu_ky[0].quyen_han == ["TM. ỦY BAN NHÂN DÂN"]
    assert alike.chu_ky[0].chuc_vu is None  # whoever stood in there does not here
    assert unlike.co_quan[0].viet_tat is None
    assert (unlike.chu_ky[0].quyen_han, unlike.chu_ky[0].chuc_vu) == ([], None)


def test_the_head_of_a_body_of_the_same_kind_keeps_the_post(tmp_path: Path) -> None:
    signed = {"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "ho_ten": "Trần B"}
    first, second = made(
        tmp_path, "ten;ky.ho_ten;ky.chuc_vu\nXã A;Lê A;\nXã B;Lê B;Phó Chủ tịch\n",
        base(chu_ky=signed),
    )  # fmt: skip
    assert (first.chu_ky[0].chuc_vu, first.chu_ky[0].ho_ten) == ("CHỦ TỊCH", "Lê A")
    assert second.chu_ky[0].quyen_han == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert second.chu_ky[0].chuc_vu == "PHÓ CHỦ TỊCH"


def test_a_figure_takes_no_total_from_the_base(tmp_path: Path) -> None:
    first, second = made(
        tmp_path, "ten;chi_tieu.xa_dat_chuan;chi_tieu.xa_dat_chuan.tren\nXã A;7;\nXã B;7;16\n"
    )
    mine, other = first.chi_tieu["xa_dat_chuan"], second.chi_tieu["xa_dat_chuan"]
    assert (mine.gia_tri, mine.tren) == (7, None)
    assert (other.gia_tri, other.tren) == (7, 16)


def test_the_row_of_the_bases_own_unit_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    (own,) = made(tmp_path, "ten;chi_tieu.xa_dat_chuan;so\nUBND tỉnh Hải Bình;;\n")
    document = base()
    assert own.chi_tieu == document.chi_tieu
    assert (own.so, own.chu_ky, own.dia_danh) == ("146", document.chu_ky, None)
    assert own.co_quan == document.co_quan


def test_a_code_goes_with_the_abbreviation(tmp_path: Path) -> None:
    document = base(ky_hieu="KH-UBND")
    a, b, c = made(tmp_path, "ten;viet_tat;ky_hieu\nXã A;;\nSở B;SB;\nSở C;SC;KH-C\n", document)
    assert (a.ky_hieu, b.ky_hieu, c.ky_hieu) == ("KH-UBND", None, "KH-C")
    assert "/KH-SB" in write_txt(b).decode()


def test_attached_documents_of_the_base_are_the_units(tmp_path: Path) -> None:
    attached = [
        {"loai": "de_cuong", "co_quan": "Uỷ ban nhân dân tỉnh Hải Bình", "trich_yeu": "a"},
        {"loai": "de_cuong", "co_quan": "Sở Z", "trich_yeu": "b"},
        {"loai": "de_cuong", "trich_yeu": "c", "doi_tuong": ["huyen"]},
    ]
    (own,) = made(tmp_path, "ten;so\nXã A;1\n", base(kem_theo=attached))
    assert [k.co_quan[0].ten for k in own.kem_theo] == ["Ủy ban nhân dân xã A", "Sở Z"]


def test_an_outline_goes_with_the_document_of_those_who_ask() -> None:
    document = VanBan.model_validate(
        {
            "loai": "de_cuong",
            "co_quan": {"ten": "Ủy ban nhân dân tỉnh Lạng Sơn", "cap": "tinh"},
            "trich_yeu": "Sơ kết",
            "noi_dung": ["Nội dung"],
            "kem_theo_van_ban": {"loai": "Kế hoạch", "so": 146, "ngay": "2022-06-23"},
        }
    )
    (item,) = roster_of([HoSoDonVi(ten="Ủy ban nhân dân xã Điềm He", cap="xa")], document).items
    line = "Kế hoạch số 146/KH-UBND ngày 23 tháng 6 năm 2022 của Ủy ban nhân dân tỉnh Lạng Sơn)"
    assert f"(Kèm theo {line}" in write_txt(document_for(document, item)).decode()


def test_nothing_is_left_for_the_unit(tmp_path: Path) -> None:
    document = base(noi_dung=[{"la_ma": "A", "doi_tuong": ["huyen"]}])
    (item,) = read_roster(table(tmp_path, "ten;so\nXã A;1\n"), document).items
    with pytest.raises(InputError) as caught:
        document_for(document, item)
    assert codes(caught.value) == ["BC60"]
    assert caught.value.findings[0].where == item.where


def test_values_that_another_base_does_not_know() -> None:
    item = Item(7, "A", {"chi_tieu.la.gia_tri": Decimal(1), "bien.xa_la": "x"}, "", Where("a.csv"))
    with pytest.raises(InputError) as caught:
        document_for(base(), item)
    assert codes(caught.value) == ["BC55", "BC55"]
    assert (
        document_for(base(), Item(1, "A", {"bien.nguoi_phu_trach": "x"})).bien["nguoi_phu_trach"]
        == "x"
    )  # the text uses it


def test_receivers_leave_the_issuer(tmp_path: Path) -> None:
    document = base(loai="cong_van")
    rows = "Kính gửi;Địa danh;chi_tieu.tieu_chi\nUBND xã A;A;7\nUBND xã B;;\n"
    first, second = made(tmp_path, rows, document)
    assert first.dia_danh == document.dia_danh  # the place of the letter is its issuer's
    assert (first.co_quan, first.so, first.chu_ky) == (document.co_quan, "146", document.chu_ky)
    assert first.kinh_gui == ["UBND xã A"]
    assert first.chi_tieu["tieu_chi"].gia_tri == 7
    assert second.chi_tieu["tieu_chi"].gia_tri is None


_UNITS = st.builds(
    HoSoDonVi,
    ten=st.sampled_from(["UBND xã A", "Sở B", "Điềm He", "Thành phố C", "Phòng D"]),
    cap=st.sampled_from([None, "xa", "huyen", "don_vi"]),
    viet_tat=st.sampled_from([None, "UBND", "X"]),
    dia_danh=st.sampled_from([None, "A"]),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(van_ban(), _UNITS)
def test_any_document_for_any_unit_is_a_document(document: VanBan, unit: HoSoDonVi) -> None:
    before = document.model_dump_json()
    (item,) = roster_of([unit], document).items
    try:
        own = document_for(document, item)
    except InputError:
        kept = for_audience(document, item.level)
        assert not kept.noi_dung
        assert not kept.kem_theo
        return
    assert document.model_dump_json() == before
    plain: dict[str, Any] = own.model_dump()
    assert VanBan.model_validate(plain) == own
    assert own.co_quan[0].ten.endswith(unit.ten[-1])
    render_docx(own)
