"""The register of cited documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.viet.danh_muc_vien_dan import register


def test_one_entry_a_document() -> None:
    a = "Căn cứ Quyết định số 587/QĐ-TTg ngày 18/5/2022 của Thủ tướng Chính phủ về việc A;"
    b = "theo Quyết định số 587/QĐ-TTg và Quyết định số 0587/QĐ-TTg ngày 18 tháng 5 năm 2022."
    (muc,) = register([b, a])
    assert [(n.van_ban, n.found.depth) for n in muc.noi] == [(0, 0), (0, 0), (1, 0)]
    assert muc.day_du.trich_yeu == "về việc A"
    assert muc.bat_dong == {}


def test_disagreements() -> None:
    (muc,) = register([
        "Quyết định số 8/QĐ-UBND ngày 30/5/2024 của UBND tỉnh",
        "Quyết định số 8/QĐ-UBND ngày 30/3/2024 của Ủy ban nhân dân tỉnh Lạng Sơn",
    ])  # fmt: skip
    assert [n.found.ngay for n in muc.bat_dong["ngay"]] == [(30, 5, 2024), (30, 3, 2024)]
    assert list(muc.bat_dong) == ["ngay"]
    (muc,) = register(["KH số 8/KH-UBND ngày 1/2/2024 của UBND tỉnh A; Kế hoạch số 8/KH-UBND ngày "
                       "1/2/2024 của UBND tỉnh B"])  # fmt: skip
    assert [n.found.co_quan for n in muc.bat_dong["co_quan"]] == ["UBND tỉnh A", "UBND tỉnh B"]


def test_different_documents_of_one_number() -> None:
    cac = register([
        "Kế hoạch số 8/KH-UBND ngày 1/2/2024 của UBND tỉnh A; Kế hoạch số 8/KH-UBND "
        "ngày 5/2/2024 của UBND huyện B; Công văn số 8/UBND; Báo cáo số 8/UBND"
    ])  # fmt: skip
    assert [m.loai for m in cac] == ["Kế hoạch", "Kế hoạch", "Công văn", "Báo cáo"]


def test_laws_go_by_name_and_date() -> None:
    cac = register([
        "Luật Tổ chức chính quyền địa phương ngày 19/6/2015; Luật Tổ chức chính quyền địa phương "
        "ngày 16/6/2025; Luật Đất đai; Luật Đất đai năm 2024; Luật Đất đai số 31/2024/QH15; "
        "Luật số 31/2024/QH15"
    ])  # fmt: skip
    assert [len(m.noi) for m in cac] == [1, 1, 4]


def test_general_kind_takes_the_name_of_the_other() -> None:
    (muc,) = register(["văn bản số 92/TTr-UBND ngày 1/2/2024", "Tờ trình số 92/TTr-UBND"])
    assert muc.loai == "Tờ trình"


def test_one_document_under_several_looks() -> None:
    assert len(register(["Thông báo số 5-TB/TU", "Thông báo kết luận số 5-TB/TU"])) == 1
    assert len(register(["Nghị định số 9/2020/NÐ-CP", "Nghị định số 9/2020/NĐ-CP"])) == 1
    assert len(register(["Công văn số 1 33/UBND-VX", "Công văn số 133/UBND-VX"])) == 1
    assert len(register(["Luật Giá năm 2023", "Luật Giá (sửa đổi) năm 2023"])) == 1
    dai_hoi = "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX"
    assert [len(m.noi) for m in register([dai_hoi, dai_hoi + "I", dai_hoi])] == [2, 1]


@given(st.lists(st.text(), max_size=3))
def test_any_texts(texts: list[str]) -> None:
    register(texts)
