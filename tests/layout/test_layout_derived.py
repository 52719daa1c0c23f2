"""What the layout derives: code, authority, attachment line, end mark, numbering, headings."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model import VanBan
from docgen.nd30.loai import LOAI
from docgen.viet.be_rong import be_rong
from docgen.viet.danh_so import labels
from docgen.write.layout import lay_out
from docgen.write.layout.blocks import end_mark
from docgen.write.layout.names import even_lines, issuer_lines


def data(**more: Any) -> dict[str, Any]:
    base = {"loai": "ke_hoach", "co_quan": {"ten": "Ủy ban nhân dân tỉnh A", "dia_danh": "A"}}
    return lay_out(VanBan.model_validate({**base, **more})).data


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "/KH-UBND"),
        ({"so": "5"}, "Số: 05/KH-UBND"),
        ({"so": 146}, "Số: 146/KH-UBND"),
        ({"so": 7, "ky_hieu": "KH-VPUB"}, "Số: 07/KH-VPUB"),
        ({"loai": "quyet_dinh", "so": 9}, "Số: 09/QĐ-UBND"),
        ({"loai": "quy_dinh", "so": 9}, "Số: 09/QyĐ-UBND"),
        ({"loai": "cong_van", "so": 12, "don_vi_soan": "VX"}, "Số: 12/UBND-VX"),
        ({"loai": "phat_dong", "hinh_thuc": "ke_hoach", "so": 1}, "Số: 01/KH-UBND"),
        ({"loai": "phat_dong", "so": 1}, "Số: 01/[ký hiệu]"),
        ({"co_quan": "Trường A", "so": 1}, "Số: 01/KH-[chữ viết tắt cơ quan]"),
        (
            {"co_quan": [{"ten": "Sở X", "viet_tat": "SX"}, {"ten": "Sở Y", "viet_tat": "SY"}]},
            "/KH-SX-SY",
        ),
    ],
)
def test_code(more: dict[str, Any], code: str) -> None:
    assert str(data(**more)["so_ky_hieu"]).endswith(code)


def test_every_named_kind_gives_its_abbreviation() -> None:
    for kind in LOAI.values():
        if kind.viet_tat:
            assert data(loai=kind.ma, so=1)["so_ky_hieu"] == f"Số: 01/{kind.viet_tat}-UBND"


@pytest.mark.parametrize(
    ("quyen_han", "chuc_vu", "line"),
    [
        ([], "CHỦ TỊCH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH A"),
        (["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH A"),
        (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH A"),
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH A"),
        (["TUQ. CHỦ TỊCH"], "GIÁM ĐỐC SỞ", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH A"),
        ([], "Q. GIÁM ĐỐC", "GIÁM ĐỐC ỦY BAN NHÂN DÂN TỈNH A"),
    ],
)
def test_authority_line_agrees_with_the_signature(
    quyen_han: list[str], chuc_vu: str, line: str
) -> None:
    made = data(loai="quyet_dinh", chu_ky={"quyen_han": quyen_han, "chuc_vu": chuc_vu})
    assert made["tham_quyen"] == line


def test_attachment_line_comes_from_the_main_document() -> None:
    more = {
        "loai": "quyet_dinh",
        "so": 1337,
        "ngay": "2022-07-13",
        "chu_ky": {"chuc_vu": "CHỦ TỊCH"},
        "kem_theo": [{"loai": "ke_hoach"}, {"loai": "ke_hoach", "dong_kem_theo": "de_trong"}],
    }
    first, second = data(**more)["kem_theo"]
    assert first["dong_kem_theo"] == (
        "(Kèm theo Quyết định số 1337/QĐ-UBND ngày 13 tháng 7 năm 2022 "
        "của Chủ tịch Ủy ban nhân dân tỉnh A)"
    )
    left_open = str(second["dong_kem_theo"])
    assert "1337" not in left_open
    assert "13" not in left_open
    assert "/QĐ-UBND" in left_open


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Xong", "Xong./."),
        ("Xong.", "Xong./."),
        ("Xong;", "Xong./."),
        ("Xong./.", "Xong./."),
        ("Xong.//", "Xong./."),
        ("việc làm...", "việc làm..../."),
        ("Ai làm?", "Ai làm?./."),
    ],
)
def test_end_mark(text: str, ended: str) -> None:
    assert end_mark(text) == ended


def numbered(blocks: list[Any], danh_so: list[str] | None = None) -> list[str]:
    base = {"loai": "ke_hoach", "co_quan": "A", "noi_dung": blocks}
    return labels(VanBan.model_validate(base).noi_dung, danh_so or [])


def test_numbers_follow_from_place() -> None:
    caps = "la_ma so chu chu gach cong so la_ma chu chu so so_kep so_kep so so_kep".split()
    assert numbered([{c: "x"} for c in caps]) == [
        "I.", "1.", "a)", "b)", "-", "+", "2.", "II.", "a)", "b)",
        "1.", "1.1.", "1.2.", "2.", "2.1.",
    ]  # fmt: skip


def test_paragraphs_between_do_not_restart() -> None:
    assert numbered([{"so": "x"}, "y", {"so": "z"}]) == ["1.", "", "2."]


def test_articles_and_chapters_run_through() -> None:
    caps = "phan chuong muc dieu so muc dieu phan chuong dieu so".split()
    assert numbered([{c: "x"} for c in caps]) == [
        "Phần I", "Chương I", "Mục 1", "Điều 1.", "1.", "Mục 2", "Điều 2.", "Phần II",
        "Chương II", "Điều 3.", "1.",
    ]  # fmt: skip


def test_scheme_changes_what_restarts() -> None:
    blocks = [{c: "x"} for c in "la_ma chu so so chu so".split()]
    assert numbered(blocks, ["I", "a", "1"]) == ["I.", "a)", "1.", "2.", "b)", "1."]


def test_letters_are_the_legal_ones() -> None:
    assert numbered([{"chu": "x"}] * 8) == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]


def test_long_names_break_before_the_unit_and_fit() -> None:
    assert issuer_lines("Ủy ban nhân dân tỉnh Lạng Sơn", (), 176, 13, True) == (
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN"
    )
    assert issuer_lines("Bảo hiểm xã hội tỉnh A", (), 130, 13, True) == "BẢO HIỂM XÃ HỘI\nTỈNH A"
    # A commune of that name: Xã Hội Hoan, Lạng Sơn.
    lines = "ỦY BAN NHÂN DÂN\nXÃ HỘI HOAN"
    assert issuer_lines("Ủy ban nhân dân xã Hội Hoan", (), 160, 13, True) == lines
    long = issuer_lines(
        "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp tỉnh A", (), 176, 13, True
    )
    assert all(be_rong(line, 13, True) <= 176 for line in long.split("\n"))


def test_subject_never_breaks_inside_a_range_of_years() -> None:
    text = "Tổ chức Phong trào thi đua “Chung sức xây dựng nông thôn mới” giai đoạn 2021 - 2025"
    for room in range(220, 460, 7):
        used, lines = even_lines(text, room, 14, True, False)
        assert used <= room
        assert all(be_rong(line, 14, True) <= room + 0.01 for line in lines)
        if room > 240:
            assert not any(
                a.endswith("-") or b.startswith("-") for a, b in zip(lines, lines[1:], strict=False)
            )
