"""Update: what the unit decided stays, what changed above comes in, nothing is lost or doubled."""

from __future__ import annotations

import pytest

from docgen.findings import InputError
from docgen.model import (
    KemTheo,
    Khoi,
    Ngay,
)  # fmt: skip
from tests.adapt.updates import (
    A,
    B,
    C,
    D,
    E,
    again,
    bare,
    edited,
    made,
    plain,
    run,
    table,
    target,
    texts,
)


def test_own_edit_stays_where_nothing_changed_above() -> None:
    base = made(plain([A, B, C]))
    own = edited(base, plain([A, B.replace("dự toán", "nguồn thu"), C]))
    out = run(own, base)
    assert bare(out.van_ban) == bare(own)
    assert [k.own for k in out.kept] == [own.noi_dung[1].text]
    assert not out.news
    assert not out.conflicts


def test_upper_change_comes_in_where_the_unit_did_not_touch() -> None:
    base = made(plain([A, B, C]))
    own = edited(base, plain([A.replace("tháng này", "quý này"), B, C]))
    fresh = made(plain([A, B, C.replace("15/12", "10/12")]))
    out = run(own, fresh)
    assert texts(out.van_ban) == [own.noi_dung[0].text, B, C.replace("15/12", "10/12")]
    assert [(n.place, n.before, n.after) for n in out.news] == [
        ("noi_dung[2]", C, C.replace("15/12", "10/12"))
    ]
    assert not out.conflicts


def test_both_in_different_words_of_one_text_merge() -> None:
    base = made(plain([C]))
    own = edited(base, plain([C.replace("Các xã", "Các xã, thị trấn")]))
    out = run(own, made(plain([C.replace("15/12", "10/12")])))
    assert texts(out.van_ban) == ["Các xã, thị trấn báo cáo kết quả trước ngày 10/12 hằng năm."]
    assert not out.conflicts
    assert out.news
    assert out.kept


def test_both_in_the_same_words_keep_the_units_with_a_mark() -> None:
    base = made(plain([C]))
    own = edited(base, plain([C.replace("15/12", "05/12")]))
    out = run(own, made(plain([C.replace("15/12", "10/12")])))
    assert texts(out.van_ban) == [
        "Các xã báo cáo kết quả trước ngày 05/12 [[cấp trên sửa thành: 10/12]] hằng năm."
    ]
    [conflict] = out.conflicts
    assert (conflict.place, conflict.own, conflict.old, conflict.new) == (
        "noi_dung[0]", "05/12", "15/12", "10/12"
    )  # fmt: skip


def test_filled_gap_counts_as_decided() -> None:
    gap = "Có [[cấp trên: 115/181]] xã đạt chuẩn nông thôn mới."
    base = made(plain([gap]))
    own = edited(base, plain([gap.replace("[[cấp trên: 115/181]]", "7/16")]))
    assert texts(run(own, base).van_ban) == ["Có 7/16 xã đạt chuẩn nông thôn mới."]
    out = run(own, made(plain([gap.replace("115", "120")])))
    assert texts(out.van_ban) == [
        "Có 7/16 [[cấp trên đổi 115/181 thành 120/181]] xã đạt chuẩn nông thôn mới."
    ]
    assert out.conflicts[0].note == "cấp trên đổi 115/181 thành 120/181"
    open_ = run(base, made(plain([gap.replace("115", "120")])))
    assert texts(open_.van_ban) == ["Có [[cấp trên: 120/181]] xã đạt chuẩn nông thôn mới."]


def test_added_by_the_unit_stays_behind_its_neighbour() -> None:
    base = made(plain([A, B, C]))
    out = run(edited(base, plain([A, E, B, C])), made(plain([D, A, B])))
    assert texts(out.van_ban) == [D, A, E, B]
    assert [n.before for n in out.news if not n.after] == [C]


def test_new_from_above_goes_behind_what_the_unit_added_on_its_level() -> None:
    base = made(plain([A, B]))
    assert texts(run(edited(base, plain([A, E, B])), made(plain([A, D, B]))).van_ban) == [
        A,
        E,
        D,
        B,
    ]
    own = edited(base, [*plain([A]), Khoi(cap="la_ma", text="KINH PHÍ"), *plain([E, B])])
    out = run(own, made(plain([A, D, B])))
    assert texts(out.van_ban) == [A, D, "KINH PHÍ", E, B]


def test_taken_out_by_the_unit_stays_out() -> None:
    base = made(plain([A, B, C]))
    out = run(edited(base, plain([A, C])), made(plain([A, B, C.replace("15/12", "10/12")])))
    assert texts(out.van_ban) == [A, C.replace("15/12", "10/12")]
    assert [(k.given, k.own) for k in out.kept] == [(B, "")]
    assert not out.conflicts


def test_taken_out_by_the_unit_and_changed_above_comes_back_as_a_mark() -> None:
    base = made(plain([A, B, C]))
    new = C.replace("15/12", "10/12")
    out = run(edited(base, plain([A, B])), made(plain([A, B, new])))
    assert texts(out.van_ban) == [A, B, f"[[đơn vị đã bỏ; cấp trên sửa thành: {new}]]"]
    assert out.van_ban.noi_dung[2].cap == "doan"
    assert [(c.own, c.old, c.new) for c in out.conflicts] == [("", C, new)]


def test_taken_out_above_and_edited_by_the_unit_stays_with_a_mark() -> None:
    base = made(plain([A, B, C]))
    mine = B.replace("dự toán được giao", "khả năng cân đối")
    out = run(edited(base, plain([A, mine, C])), made(plain([A, C])))
    assert texts(out.van_ban) == [A, f"{mine} [[cấp trên đã bỏ nội dung này]]", C]
    assert [(c.own, c.old, c.new) for c in out.conflicts] == [(mine, B, "")]


def test_what_the_unit_put_under_a_heading_that_is_gone_is_marked() -> None:
    head = Khoi(cap="so", text="Kinh phí thực hiện")
    base = made([*plain([A]), head, *plain([B])])
    own = edited(base, [*plain([A]), head, *plain([B, E])])
    out = run(own, made(plain([A])))
    assert texts(out.van_ban) == [A, f"{E} [[cấp trên đã bỏ mục “Kinh phí thực hiện”]]"]
    assert len(out.conflicts) == 1


def test_new_under_a_heading_the_unit_took_out_is_a_mark() -> None:
    head = Khoi(cap="so", text="Kinh phí thực hiện")
    base = made([*plain([A]), head, *plain([B])])
    out = run(edited(base, plain([A])), made([*plain([A]), head, *plain([B, E])]))
    assert texts(out.van_ban) == [A, f"[[cấp trên thêm vào mục đơn vị đã bỏ: {E}]]"]
    assert [c.new for c in out.conflicts] == [E]


def test_moves_on_either_side_are_followed() -> None:
    base = made(plain([A, B, C, D]))
    new = A.replace("tháng này", "quý III")
    out = run(edited(base, plain([B, C, D, A])), made(plain([new, B, C, D])))
    assert texts(out.van_ban) == [B, C, D, new]
    mine = A.replace("chủ trì", "phối hợp")
    out = run(edited(base, plain([mine, B, C, D])), made(plain([B, C, D, A])))
    assert texts(out.van_ban) == [B, C, D, mine]


def test_both_sides_adding_the_same_have_it_once() -> None:
    base = made(plain([A, B]))
    out = run(edited(base, plain([A, E, B])), made(plain([A, B, E])))
    assert sorted(texts(out.van_ban)) == sorted([A, B, E])


def test_level_of_a_block() -> None:
    base = made(plain([A, B]))
    fresh = made([*plain([A], "so"), *plain([B])])
    assert [b.cap for b in run(base, fresh).van_ban.noi_dung] == ["so", "gach"]
    own = edited(base, [*plain([A], "chu"), *plain([B])])
    out = run(own, fresh)
    assert [b.cap for b in out.van_ban.noi_dung] == ["chu", "gach"]
    assert out.conflicts[0].note == "cấp trên đổi cấp của mục từ gach thành so"


# --- Tables ---------------------------------------------------------------------------------------


ROWS = [["Ban hành kế hoạch", "quý III"], ["Sơ kết phong trào", "năm 2023"], ["Tổng kết", "2025"]]


def test_tables_merge_cell_by_cell() -> None:
    base = made([table(ROWS)])
    mine = [
        ROWS[0],
        ["Sơ kết phong trào", "tháng 6/2023"],
        ["Họp dân các thôn", "hằng quý"],
        ROWS[2],
    ]
    out = run(
        edited(base, [table(mine)]),
        made(
            [table([["Ban hành kế hoạch", "quý IV"], ROWS[1], ["Kiểm tra chéo", "2024"], ROWS[2]])]
        ),
    )
    assert out.van_ban.noi_dung[0].hang == [
        ["Ban hành kế hoạch", "quý IV"], mine[1], mine[2], ["Kiểm tra chéo", "2024"], ROWS[2],
    ]  # fmt: skip
    assert not out.conflicts
    Khoi.model_validate(out.van_ban.noi_dung[0].model_dump())


def test_tables_conflict_in_a_cell_and_in_columns() -> None:
    base = made([table(ROWS)])
    own = edited(base, [table([["Ban hành kế hoạch", "tháng 8"], *ROWS[1:]])])
    out = run(own, made([table([["Ban hành kế hoạch", "quý IV"], *ROWS[1:]])]))
    assert out.van_ban.noi_dung[0].hang[0][1] == "tháng 8 [[cấp trên sửa thành: quý IV]]"
    wide = table([[*row, "UBND"] for row in ROWS], ("Việc", "Hạn", "Ai"))
    out = run(own, made([wide]))
    block = out.van_ban.noi_dung[0]
    assert block.hang == own.noi_dung[0].hang
    assert "Ban hành kế hoạch | quý III | UBND" in block.text
    assert len(out.conflicts) == 1
    assert bare(run(base, made([wide])).van_ban) == bare(made([wide]))


def test_rows_taken_out_stay_out_in_every_later_update() -> None:
    base = made([table(ROWS)])
    own = edited(base, [table([ROWS[0], ROWS[2]])])
    first = run(own, base)
    second = run(again(first.van_ban), base)
    assert bare(second.van_ban) == bare(own)


# --- Keys of the document -------------------------------------------------------------------------


def test_keys_that_the_unit_filled_stay() -> None:
    base = made(plain([A]), trich_yeu="Tổ chức phong trào", noi_nhan=["UBND tỉnh", "Lưu trữ"])
    own = base.model_copy(
        update={"so": "12", "ngay": Ngay(ngay=1, thang=9, nam=2022), "noi_nhan": ["Lưu trữ", "Báo"]}
    )
    fresh = made(
        plain([A]), trich_yeu="Tổ chức phong trào thi đua", noi_nhan=["UBND tỉnh", "Lưu trữ"]
    )
    out = run(own, fresh)
    assert out.van_ban.so == "12"
    assert out.van_ban.ngay == own.ngay
    assert out.van_ban.noi_nhan == ["Lưu trữ", "Báo"]
    assert out.van_ban.trich_yeu == "Tổ chức phong trào thi đua"
    assert run(again(out.van_ban), fresh).van_ban.noi_nhan == ["Lưu trữ", "Báo"]


def test_values_hold_no_marks() -> None:
    base = made(plain([A]), bien={"ten": "Cùng làm", "cu": "Bỏ đi"})
    own = base.model_copy(update={"bien": {"ten": "Cùng nhau làm", "cu": "Bỏ đi", "rieng": "x"}})
    out = run(own, made(plain([A]), bien={"ten": "Chung tay làm", "moi": "y"}))
    assert out.van_ban.bien == {"ten": "Cùng nhau làm", "rieng": "x", "moi": "y"}
    assert [(c.place, c.own, c.new) for c in out.conflicts] == [
        ("bien.ten", "Cùng nhau làm", "Chung tay làm")
    ]


def test_targets() -> None:
    base = made(plain([A]), chi_tieu={"xa": target(None, "115/181"), "ho": target(None, "5/9")})
    fresh = made(plain([A]), chi_tieu={"xa": target(None, "120/181"), "ho": target(None, "6/9")})
    own = base.model_copy(
        update={"chi_tieu": {"xa": target("7/16", "115/181"), "ho": base.chi_tieu["ho"]}}
    )
    out = run(own, fresh)
    assert out.van_ban.chi_tieu["xa"] == target("7/16", "120/181")
    assert out.van_ban.chi_tieu["ho"] == target(None, "6/9")
    assert [c.note for c in out.conflicts] == ["cấp trên đổi 115/181 thành 120/181"]
    assert ("chi_tieu.ho", "5/9", "6/9") in [(n.place, n.before, n.after) for n in out.news]
    calm = run(again(out.van_ban), fresh)
    assert bare(calm.van_ban) == bare(out.van_ban)
    assert not calm.conflicts


def test_attachments() -> None:
    def attached(title: str, lines: list[str]) -> KemTheo:
        return KemTheo(trich_yeu=title, noi_dung=plain(lines))

    one, two = attached("Phân công nhiệm vụ", [A, B]), attached("Biểu mẫu báo cáo", [C, D])
    base = made(plain([E]), kem_theo=[one, two])
    mine = attached("Phân công nhiệm vụ", [A.replace("tháng này", "quý này"), B])
    own = base.model_copy(update={"kem_theo": [attached("Danh sách của huyện", [E]), mine]})
    new = attached("Phân công nhiệm vụ", [A, B.replace("dự toán", "kế hoạch")])
    out = run(own, made(plain([E]), kem_theo=[new, two]))
    assert [k.trich_yeu for k in out.van_ban.kem_theo] == [
        "Danh sách của huyện",
        "Phân công nhiệm vụ",
    ]
    assert [b.text for b in out.van_ban.kem_theo[1].noi_dung] == [
        mine.noi_dung[0].text, new.noi_dung[1].text
    ]  # fmt: skip
    assert not out.conflicts
    calm = run(again(out.van_ban), made(plain([E]), kem_theo=[new, two]))
    assert bare(calm.van_ban) == bare(out.van_ban)
    gone = run(own, made(plain([E]), kem_theo=[two]))
    assert (
        gone.van_ban.kem_theo[1].trich_yeu == "Phân công nhiệm vụ [[cấp trên đã bỏ nội dung này]]"
    )


def test_what_cannot_be_updated() -> None:
    base = made(plain([A]))
    with pytest.raises(InputError) as no_trace:
        run(bare(base), base)
    assert [f.code for f in no_trace.value.findings] == ["CD05"]
    with pytest.raises(InputError) as other:
        run(base, made(plain([A]), "UBND huyện B"))
    assert [f.code for f in other.value.findings] == ["CD06"]
