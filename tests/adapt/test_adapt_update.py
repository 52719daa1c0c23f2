"""Update: what the unit decided stays, what changed above comes in, nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.adapt.changes import Change, mark
from docgen.adapt.engine import Adapted, adapt
from docgen.adapt.record import Recorder
from docgen.adapt.situation import Order
from docgen.adapt.update import Updated, update
from docgen.findings import InputError
from docgen.model import (
    ChiTieu,
    KemTheo,
    Khoi,
    Ngay,
    NguonGoc,
    SoCapTren,
    VanBan,
    VienDan,
)  # fmt: skip
from docgen.read.data_file import read_data_file, read_data_text, read_profile
from docgen.write.data import write_yaml

FIXTURES = Path(__file__).parents[2] / "fixtures"


# --- Documents made by hand -----------------------------------------------------------------------


def made(blocks: list[Khoi], don_vi: str = "UBND huyện A", **keys: object) -> VanBan:
    """A document as docgen would adapt it: every text inherited as it is."""
    record = Recorder()
    for n, block in enumerate(blocks):
        path = f"noi_dung[{n}]"
        record.changed(path, path, block.text, (), block.cap)
        for c, column in enumerate(block.cot):
            record.changed(f"{path}.cot[{c}].ten", f"{path}.cot[{c}].ten", column.ten, ())
        for r, row in enumerate(block.hang):
            for c, cell in enumerate(row):
                record.changed(f"{path}.hang[{r}][{c}]", f"{path}.hang[{r}][{c}]", cell, ())
    data = {"loai": "ke_hoach", "co_quan": [{"ten": don_vi}], **keys}
    own = VanBan.model_validate(data)
    for key in ("trich_yeu", "luu"):
        if text := getattr(own, key):
            record.changed(key, key, text, ())
    for key in ("ket_thuc", "can_cu"):
        for n, text in enumerate(getattr(own, key)):
            record.changed(f"{key}[{n}]", f"{key}[{n}]", text, ())
    for n, text in enumerate(own.noi_nhan):
        record.added(f"noi_nhan[{n}]", text, "ho_so/noi_nhan", "Hồ sơ")
    for name, value in own.bien.items():
        record.changed(f"bien.{name}", f"bien.{name}", value, ())
    for name, target in own.chi_tieu.items():
        if target.cap_tren:
            figure = f"{target.cap_tren.gia_tri}/{target.cap_tren.tren}"
            gap = Change(0, len(figure), "hoi", "so_lieu", mark(f"cấp trên: {figure}"))
            record.changed(f"chi_tieu.{name}", f"chi_tieu.{name}", figure, [gap])
    for k, item in enumerate(own.kem_theo):
        lead = f"kem_theo[{k}]."
        record.changed(f"{lead}trich_yeu", f"{lead}trich_yeu", item.trich_yeu or "", ())
        for n, block in enumerate(item.noi_dung):
            path = f"{lead}noi_dung[{n}]"
            record.changed(path, path, block.text, (), block.cap)
    goc = NguonGoc(van_ban=VienDan(loai="Kế hoạch"), don_vi=don_vi, vet=record.vet)
    return own.model_copy(update={"noi_dung": blocks, "nguon_goc": goc})


def plain(texts: list[str], cap: str = "gach") -> list[Khoi]:
    return [Khoi(cap=cap, text=t) for t in texts]  # type: ignore[arg-type]


def again(van_ban: VanBan) -> VanBan:
    """A document written to its file and read back."""
    made: VanBan = read_data_text(write_yaml(van_ban).decode())[0]
    return made


def edited(van_ban: VanBan, blocks: list[Khoi], **keys: object) -> VanBan:
    return van_ban.model_copy(update={"noi_dung": blocks, **keys})


def texts(van_ban: VanBan) -> list[str]:
    return [b.text for b in van_ban.noi_dung]


def bare(van_ban: VanBan) -> VanBan:
    """A document without its trace."""
    return van_ban.model_copy(update={"nguon_goc": None})


def run(own: VanBan, fresh: VanBan) -> Updated:
    return update(own, Adapted(fresh))


A = "Phòng Nội vụ chủ trì tham mưu kế hoạch trong tháng này."
B = "Phòng Tài chính bố trí kinh phí theo dự toán được giao."
C = "Các xã báo cáo kết quả trước ngày 15/12 hằng năm."
D = "Văn phòng đôn đốc việc thực hiện của các cơ quan."
E = "Trường học tổ chức tuyên truyền cho giáo viên và học sinh."


# --- Laws on one block after the other ------------------------------------------------------------


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


def table(rows: list[list[str]], heads: tuple[str, ...] = ("Việc", "Hạn")) -> Khoi:
    return Khoi.model_validate({"cap": "bang", "text": "Tiến độ", "cot": heads, "hang": rows})


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


def target(own: str | None, above: str) -> ChiTieu:
    value, whole = above.split("/")
    mine = dict(zip(("gia_tri", "tren"), own.split("/"), strict=True)) if own else {}
    return ChiTieu.model_validate({**mine, "cap_tren": SoCapTren(gia_tri=value, tren=whole)})  # type: ignore[arg-type]


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


# --- Laws under random lists ----------------------------------------------------------------------

_WORDS = (
    "tổ chức phong trào thi đua xã huyện báo cáo kết quả kinh phí dự toán tuyên truyền vận động "
    "kiểm tra giám sát nông thôn mới trường trạm y tế đường giao thông thủy lợi chợ điện nước"
).split()
_LINE = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=14).map(" ".join)
_CAPS = st.sampled_from(["la_ma", "so", "gach", "gach", "doan"])
_BLOCK = st.builds(lambda cap, text: Khoi(cap=cap, text=text), _CAPS, _LINE)


@st.composite
def edits(draw: st.DrawFn, blocks: list[Khoi], tag: str) -> list[Khoi]:
    """A list after some work on it; words put in begin with `tag`, so that they are found again."""
    out = list(blocks)
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["word", "drop", "add", "move", "rewrite"]))
        place = draw(st.integers(0, len(out)))
        if kind == "add":
            new = draw(_BLOCK)
            out.insert(place, new.model_copy(update={"text": f"{tag}{n} {new.text}"}))
            continue
        if not out:
            continue
        place = min(place, len(out) - 1)
        block = out.pop(place)
        if kind == "move":
            out.insert(draw(st.integers(0, len(out))), block)
        elif kind == "rewrite":
            text = f"{tag}{n} {draw(_LINE)}"
            out.insert(place, block.model_copy(update={"text": text}))
        elif kind == "word":
            words = block.text.split()
            words[draw(st.integers(0, len(words) - 1))] = f"{tag}{n}"
            out.insert(place, block.model_copy(update={"text": " ".join(words)}))
    return out


_LISTS = st.lists(_BLOCK, max_size=9)


@given(st.data())
def test_law_nothing_changed_above(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    base = made(blocks)
    own = edited(base, data.draw(edits(blocks, "o")))
    out = run(own, base)
    assert bare(out.van_ban) == bare(own)
    assert not out.news
    assert not out.conflicts


@given(st.data())
def test_law_nothing_changed_by_the_unit(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    fresh = made(data.draw(edits(blocks, "f")))
    out = run(made(blocks), fresh)
    assert out.van_ban == fresh
    assert not out.kept
    assert not out.conflicts


def _put_in(blocks: list[Khoi], tag: str) -> Iterator[str]:
    for block in blocks:
        yield from (w for w in block.text.split() if w.startswith(tag) and w[len(tag) :].isdigit())


@given(st.data())
def test_law_nothing_is_lost_or_doubled(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    mine = data.draw(edits(blocks, "o"))
    theirs = data.draw(edits(blocks, "f"))
    fresh = made(theirs)
    out = run(edited(made(blocks), mine), fresh)
    said = " ".join(texts(out.van_ban))
    for word in _put_in(mine, "o"):
        assert said.split().count(word) == 1
    listed = " ".join(f"{c.new} {c.note}" for c in out.conflicts)
    for word in _put_in(theirs, "f"):
        # In the document, as words or in a mark.
        assert word in said.replace("]]", " ").split()
        if word not in " ".join(t.split("[[")[0] for t in texts(out.van_ban)).split():
            assert word in listed.split()
    assert len(out.van_ban.noi_dung) <= len(blocks) + sum(
        block.text.split()[0].startswith(("o", "f")) for block in [*mine, *theirs]
    ) + len(out.conflicts)
    calm = run(VanBan.model_validate_json(out.van_ban.model_dump_json()), fresh)
    assert bare(calm.van_ban) == bare(out.van_ban)
    assert not calm.news
    assert not calm.conflicts


@given(st.data())
def test_law_trace_is_of_the_merged_document(data: st.DataObject) -> None:
    from docgen.adapt.merge import base_text, made_text

    blocks = data.draw(_LISTS)
    own = edited(made(blocks), data.draw(edits(blocks, "o")))
    fresh = made(data.draw(edits(blocks, "f")))
    out = run(own, fresh).van_ban
    assert out.nguon_goc is not None
    assert fresh.nguon_goc is not None
    at = {v.o: made_text(v) for v in out.nguon_goc.vet if v.o}
    assert at == {f"noi_dung[{n}]": b.text for n, b in enumerate(out.noi_dung)}
    given_ = sorted(base_text(v) for v in out.nguon_goc.vet if v.tai or any(d.goi_y for d in v.doi))
    assert given_ == sorted(v.nguon for v in fresh.nguon_goc.vet)


@given(st.data())
def test_law_year_after_year(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    own, above = made(blocks), blocks
    for year in range(3):
        mine = data.draw(edits(own.noi_dung, "abc"[year]))
        above = data.draw(edits(above, "xyz"[year]))
        out = run(edited(own, mine), made(above))
        own = VanBan.model_validate_json(out.van_ban.model_dump_json())
        said = " ".join(texts(own)).split()
        for tag in "abc"[: year + 1]:
            for word in _put_in(mine, tag):
                assert said.count(word) == 1
        calm = run(own, made(above))
        assert bare(calm.van_ban) == bare(own)
        assert not calm.news
        assert not calm.conflicts


@st.composite
def _rows(draw: st.DrawFn, rows: list[list[str]], tag: str) -> list[list[str]]:
    """Rows of a table after some work on them."""
    out = [[*row] for row in rows]
    for n in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(out)))
        if draw(st.booleans()) or place == len(out):
            out.insert(place, [f"{tag}{n} {draw(_LINE)}", draw(_LINE)])
        elif draw(st.booleans()):
            del out[place]
        else:
            out[place][draw(st.integers(0, 1))] += f" {tag}{n}"
    return out


@given(st.data())
def test_law_rows_of_tables(data: st.DataObject) -> None:
    cells = st.lists(_LINE, min_size=2, max_size=2)
    rows = data.draw(st.lists(cells, max_size=5))
    base = made([table(rows)])
    mine, theirs = data.draw(_rows(rows, "o")), data.draw(_rows(rows, "f"))
    own, fresh = edited(base, [table(mine)]), made([table(theirs)])
    assert bare(run(own, base).van_ban) == bare(own)
    assert run(base, fresh).van_ban == fresh
    out = run(own, fresh)
    said = out.van_ban.model_copy(update={"nguon_goc": None}).model_dump_json()
    for tag, side in (("o", mine), ("f", theirs)):
        for word in (w for row in side for cell in row for w in cell.split() if w.startswith(tag)):
            assert word in said
    for block in out.van_ban.noi_dung:
        Khoi.model_validate(block.model_dump())
    calm = run(VanBan.model_validate_json(out.van_ban.model_dump_json()), fresh)
    assert bare(calm.van_ban) == bare(out.van_ban)


# --- A story --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan() -> VanBan:
    return read_data_file(FIXTURES / "lang_son_ke_hoach.yaml")[0]


@pytest.fixture(scope="module")
def order() -> Order:
    unit = read_profile(FIXTURES / "don_vi" / "ubnd_huyen_van_quan.yaml")
    return Order(unit=unit, ngay=Ngay(thang=9, nam=2022))


def find(van_ban: VanBan, words: str) -> int:
    """Number of the one block that says `words`."""
    [found] = [n for n, b in enumerate(van_ban.noi_dung) if words in b.text]
    return found


def reworded(van_ban: VanBan, words: str, old: str, new: str) -> VanBan:
    number = find(van_ban, words)
    blocks = list(van_ban.noi_dung)
    assert old in blocks[number].text
    blocks[number] = blocks[number].model_copy(
        update={"text": blocks[number].text.replace(old, new)}
    )
    return van_ban.model_copy(update={"noi_dung": blocks})


def without(van_ban: VanBan, words: str) -> VanBan:
    number = find(van_ban, words)
    return van_ban.model_copy(
        update={"noi_dung": [b for n, b in enumerate(van_ban.noi_dung) if n != number]}
    )


def with_block(van_ban: VanBan, behind: str, block: Khoi) -> VanBan:
    number = find(van_ban, behind) + 1
    blocks = [*van_ban.noi_dung[:number], block, *van_ban.noi_dung[number:]]
    return van_ban.model_copy(update={"noi_dung": blocks})


def with_figure(van_ban: VanBan, name: str, **keys: int) -> VanBan:
    changed = van_ban.chi_tieu[name].model_copy(update={k: Decimal(v) for k, v in keys.items()})
    return van_ban.model_copy(update={"chi_tieu": {**van_ban.chi_tieu, name: changed}})


OWN_POINT = Khoi(cap="gach", text="Mỗi xã chọn một thôn làm điểm, báo cáo kết quả về huyện.")
NEW_POINT = Khoi(cap="gach", text="Bảo đảm an toàn lao động tại các công trình nông thôn mới.")


def amended(plan: VanBan) -> VanBan:
    """The province amends its plan: a deadline, a target, a point more, two points less."""
    new = reworded(plan, "quý III năm 2022", "quý III năm 2022", "quý IV năm 2022")
    new = with_figure(new, "xa_dat_chuan", gia_tri=120)
    new = with_figure(new, "xa_kieu_mau", gia_tri=15)
    new = with_block(new, "Không để phát sinh nợ đọng", NEW_POINT)
    new = without(new, "Huân chương Lao động")
    new = without(new, "Làm tốt công tác dân vận")
    return reworded(new, "nêu rõ nơi giúp", "mỗi năm", "mỗi sáu tháng")


def worked_on(own: VanBan) -> VanBan:
    """The district works on its draft."""
    own = with_figure(own, "xa_dat_chuan", gia_tri=7, tren=16)
    own = reworded(own, "[[quý III năm 2022]]", "[[quý III năm 2022]]", "tháng 8 năm 2022")
    own = reworded(own, "Cách làm phải đa dạng", "gần dân", "gần dân, sát từng thôn")
    own = reworded(own, "Làm tốt công tác dân vận", "tin tưởng", "hiểu, tin tưởng")
    own = with_block(own, "Không để phát sinh nợ đọng", OWN_POINT)
    own = without(own, "nêu rõ nơi giúp")
    own = without(own, "có nhiều sản phẩm OCOP")
    return own.model_copy(update={"so": "85"})


def test_story(plan: VanBan, order: Order) -> None:
    today = date(2022, 9, 1)
    own = again(worked_on(adapt(plan, order, today).van_ban))
    fresh = adapt(amended(plan), order, today)
    out = update(own, fresh)
    new = out.van_ban
    # Decisions of the district.
    assert new.so == "85"
    assert "gần dân, sát từng thôn" in new.noi_dung[find(new, "Cách làm phải đa dạng")].text
    assert not [b for b in new.noi_dung if "OCOP" in b.text]
    # News.
    assert new.chi_tieu["xa_kieu_mau"].cap_tren == SoCapTren(gia_tri=15)  # type: ignore[arg-type]
    assert not [b for b in new.noi_dung if "Huân chương" in b.text]
    # What the district put in and what the province put in, side by side.
    number = find(new, "Không để phát sinh nợ đọng")
    assert [b.text for b in new.noi_dung[number + 1 : number + 3]] == [
        OWN_POINT.text, fresh.van_ban.noi_dung[find(fresh.van_ban, "an toàn lao động")].text
    ]  # fmt: skip
    # Conflicts: the deadline, the target, a point each side wanted gone, and one brought back.
    deadline = new.noi_dung[find(new, "tháng 8 năm 2022")].text
    assert deadline.startswith(
        "Trong tháng 8 năm 2022 [[cấp trên đổi quý III năm 2022 thành quý IV năm 2022]], "
    )
    assert new.chi_tieu["xa_dat_chuan"] == own.chi_tieu["xa_dat_chuan"].model_copy(
        update={"cap_tren": SoCapTren(gia_tri=120, tren=181)}  # type: ignore[arg-type]
    )
    kept = new.noi_dung[find(new, "Làm tốt công tác dân vận")].text
    assert kept.endswith("cùng bắt tay thực hiện. [[cấp trên đã bỏ nội dung này]]")
    back = new.noi_dung[find(new, "nêu rõ nơi giúp")]
    assert back.text.startswith("[[đơn vị đã bỏ; cấp trên sửa thành: Đăng ký giúp đỡ")
    assert "mỗi sáu tháng" in back.text
    assert sorted(c.note.split(":")[0] for c in out.conflicts) == [
        "cấp trên đã bỏ nội dung này",
        "cấp trên đổi 115/181 thành 120/181",
        "cấp trên đổi quý III năm 2022 thành quý IV năm 2022",
        "đơn vị đã bỏ; cấp trên sửa thành",
    ]
    assert {f.code for f in out.findings} == {"CD10", "CD11"}
    # Everything else is as the district had it.
    same = [b.text for b in own.noi_dung if b in new.noi_dung]
    assert len(same) == len(own.noi_dung) - 3
    # The same again says nothing new; the marks decided, the document is the district's.
    calm = update(again(new), fresh)
    assert bare(calm.van_ban) == bare(again(new))
    assert not calm.conflicts
    assert not calm.news


def test_story_without_changes(plan: VanBan, order: Order) -> None:
    today = date(2022, 9, 1)
    first = adapt(plan, order, today)
    own = again(worked_on(first.van_ban))
    assert bare(update(own, first).van_ban) == bare(own)
    fresh = adapt(amended(plan), order, today)
    assert update(first.van_ban, fresh).van_ban == fresh.van_ban
    other = replace(order, unit=read_profile(FIXTURES / "don_vi" / "ubnd_huyen_cao_loc.yaml"))
    with pytest.raises(InputError):
        update(own, adapt(plan, other, today))
