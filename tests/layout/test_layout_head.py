"""Subject without typed marks, place and date, posts and rows of joint signers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docgen.findings import WARNING
from docgen.model import VanBan
from docgen.nd30 import trang
from docgen.nd30.trang import MM
from docgen.viet.be_rong import be_rong
from docgen.write.layout import lay_out
from docgen.write.layout.head import ONE_LINE
from docgen.write.layout.inline import CHO_TRONG, Runs
from docgen.write.layout.names import post_lines


def data(**more: Any) -> dict[str, Any]:
    base = {"loai": "ke_hoach", "co_quan": {"ten": "Ủy ban nhân dân tỉnh A", "dia_danh": "A"}}
    return lay_out(VanBan.model_validate({**base, **more})).data


@pytest.mark.parametrize(
    "typed",
    [
        "tổ chức thi đua",
        "V/v tổ chức thi đua",
        "v/v: tổ chức thi đua",
        "Về việc tổ chức thi đua",
        "V/v tổ chức thi đua.",
        "V/v tổ chức thi đua ./.",
    ],
)
def test_a_letter_says_about_once(typed: str) -> None:
    made = data(loai="cong_van", trich_yeu=typed, noi_dung=["{{ trich_yeu }}"])
    assert made["trich_yeu_cv"] == "V/v tổ chức thi đua"
    assert made["khoi"][0]["text"] == "tổ chức thi đua./."


def test_a_marked_subject_of_a_letter_says_about_once() -> None:
    made = data(loai="cong_van", trich_yeu="V/v **tổ chức** {{ x }} thi *đua.*", bien={"x": "lễ"})
    assert str(made["trich_yeu_cv"]) == "V/v tổ chức lễ thi đua"


@pytest.mark.parametrize("typed", ["V/v", "Về việc ", "./."])
def test_about_nothing_is_a_gap(typed: str) -> None:
    assert str(data(loai="cong_van", trich_yeu=typed)["trich_yeu_cv"]) == "V/v [trích yếu]"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Về việc phát động thi đua", "Về việc phát động thi đua"),
        ("Phát động thi đua.", "Phát động thi đua"),
        ("Phát động thi đua./.", "Phát động thi đua"),
        ("Phát động thi đua .//", "Phát động thi đua"),
        ("Phát động *thi đua.*", "Phát động thi đua"),
        ("Thi đua trên sông, hồ...", "Thi đua trên sông, hồ..."),
        ("Viaduct 1.2", "Viaduct 1.2"),
    ],
)
@pytest.mark.parametrize("loai", ["ke_hoach", "quyet_dinh", "phat_dong", "de_cuong"])
def test_a_subject_ends_without_a_mark(loai: str, typed: str, printed: str) -> None:
    attached = {"loai": "ke_hoach", "trich_yeu": typed, "noi_dung": ["x"]}
    made = data(loai=loai, trich_yeu=typed, kem_theo=[attached])
    assert str(made["trich_yeu"]) == printed
    assert str(made["kem_theo"][0]["trich_yeu"]) == printed


@pytest.mark.parametrize("bo", [13, 14])
@pytest.mark.parametrize(
    ("place", "wide", "lines"),
    [
        ("Lạng Sơn", False, 1),
        ("Thành phố Huế", False, 1),
        ("Thành phố Hồ Chí Minh", True, 1),
        ("Phường Điện Biên Phủ", True, 1),
        ("Xã Nguyễn Thị Minh Khai Đông", False, 2),
    ],
)
def test_date_stays_on_one_line(place: str, wide: bool, lines: int, bo: int) -> None:
    more: dict[str, Any] = {"dia_danh": place, "trinh_bay": {"co_chu": bo}, "so": 1234}
    text = data(ngay="2025-12-15", **more)["dia_danh_ngay"]
    parts = text.split("\n")
    assert len(parts) == lines
    assert parts[-1].replace("\u00a0", " ").endswith("ngày 15 tháng 12 năm 2025")
    assert (ONE_LINE in text) == wide
    room = trang.COT_QUOC_HIEU_MM[bo] + trang.COT_QUOC_HIEU_THEM_MM * wide
    assert all(be_rong(p, bo, False, True) < room * MM for p in parts)


def test_the_number_and_the_issuer_keep_their_room() -> None:
    place = {"dia_danh": "Thành phố Hồ Chí Minh", "ngay": "2025-12-15", "so": 1234}
    assert "\n" in data(**place, ky_hieu="KH-SGDĐT-SNNMT-STC")["dia_danh_ngay"]
    body = {"ten": "X", "viet_tat": "X", "dong": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"]}
    assert "\n" in data(**place, co_quan=body)["dia_danh_ngay"]


@pytest.mark.parametrize(
    ("post", "room", "lines"),
    [
        ("GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", 220, ["GIÁM ĐỐC", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        ("KT. GIÁM ĐỐC SỞ XÂY DỰNG", 220, ["KT. GIÁM ĐỐC SỞ XÂY DỰNG"]),
        ("TM. ỦY BAN NHÂN DÂN", 150, ["TM. ỦY BAN", "NHÂN DÂN"]),
        ("BỘ TRƯỞNG BỘ NỘI VỤ", 150, ["BỘ TRƯỞNG", "BỘ NỘI VỤ"]),
    ],
)
def test_posts_break_before_the_body(post: str, room: float, lines: list[str]) -> None:
    assert list(post_lines(post, room, 14)) == lines


def signers(count: int, post: str = "GIÁM ĐỐC", name: str = "Lê An") -> list[dict[str, Any]]:
    short = [{"chuc_vu": "GIÁM ĐỐC", "ho_ten": "Lê An"}] * (count - 1)
    return [{"chuc_vu": post, "ho_ten": name}, *short]


def rows(signed: list[dict[str, Any]]) -> list[int]:
    made = data(chu_ky=signed)["ky_chung"]
    for row in made:
        assert len(row["o"]) == (2 if row["hai"] else 3)
    return [sum(bool(str(one["ho_ten"])) for one in row["o"]) for row in made]


@pytest.mark.parametrize(
    ("count", "short", "long"),
    [
        (2, [2], [2]),
        (3, [3], [2, 1]),
        (4, [2, 2], [2, 2]),
        (5, [3, 2], [2, 2, 1]),
        (6, [3, 3], [2, 2, 2]),
        (7, [3, 2, 2], [2, 2, 2, 1]),
    ],
)
def test_joint_signers_take_three_columns_only_where_they_fit(
    count: int, short: list[int], long: list[int]
) -> None:
    assert rows(signers(count)) == short
    assert rows(signers(count, post="KT. GIÁM ĐỐC SỞ Y TẾ")) == long
    assert rows(signers(count, name="Nguyễn Phước Quý Thiên Hương")) == long


def test_no_line_of_a_joint_signer_is_wider_than_its_column() -> None:
    made = data(chu_ky=signers(3, post="KT. GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO"))
    room = 160 * MM / 2
    for row in made["ky_chung"]:
        for one in row["o"]:
            for line in one["quyen_han"]:
                assert all(be_rong(x, 14, True) < room for x in str(line["chu"]).split("\n"))


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        (None, "(Kèm theo [tên loại văn bản chính] số_/_ngày_tháng_năm_của {own})"),
        ({"loai": "Kế hoạch"}, "(Kèm theo Kế hoạch số_/KH-UBND ngày_tháng_năm_của {own})"),
        (
            {"loai": "Kế hoạch", "co_quan": "Sở B"},
            "(Kèm theo Kế hoạch số_/_ngày_tháng_năm_của Sở B)",
        ),
        (
            {"loai": "Công văn", "so": 5, "ngay": "2026-03-05"},
            "(Kèm theo Công văn số 05/_ngày 05 tháng 3 năm 2026 của {own})",
        ),
        (
            {"loai": "Kế hoạch", "so": 146, "ky_hieu": "KH-UBND", "ngay": "2026-03-15"},
            "(Kèm theo Kế hoạch số 146/KH-UBND ngày 15 tháng 3 năm 2026 của {own})",
        ),
    ],
)
def test_an_attachment_by_itself_names_its_document_in_full(cited: Any, line: str) -> None:
    more = {"kem_theo_van_ban": cited} if cited else {}
    made = str(data(loai="de_cuong", trich_yeu="x", **more)["dong_kem_theo"])
    own = "Ủy ban nhân dân tỉnh A"
    assert re.sub("[ \u00a0]*\u00a0[ \u00a0]*", "_", made) == line.format(own=own)


def test_an_unknown_issuer_is_a_gap_there_too() -> None:
    made = data(loai="de_cuong", co_quan="[tên cơ quan]", trich_yeu="x")
    assert isinstance(made["dong_kem_theo"], Runs)
    gaps = [r.chu for r in made["dong_kem_theo"] if r.co & CHO_TRONG]
    assert gaps == ["[tên loại văn bản chính]", "[tên cơ quan]"]


@pytest.mark.parametrize(
    ("hinh_thuc", "codes"),
    [
        ("quyet_dinh", ["LV03"]),
        ("nghi_quyet", ["LV03"]),
        ("cong_van", ["LV03"]),
        ("ke_hoach", []),
        ("chi_thi", []),
        (None, ["LV01"]),
    ],
)
def test_kinds_that_cannot_carry_a_launch(hinh_thuc: str | None, codes: list[str]) -> None:
    base = {"loai": "phat_dong", "co_quan": "A", "hinh_thuc": hinh_thuc}
    found = lay_out(VanBan.model_validate(base)).findings
    warned = [f for f in found if f.code.startswith("LV")]
    assert [f.code for f in warned] == codes
    assert all(f.severity == WARNING and f.where.path == "hinh_thuc" for f in warned)
    if codes == ["LV03"]:
        assert "kem_theo" in warned[0].hint
