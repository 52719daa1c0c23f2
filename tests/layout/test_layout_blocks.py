"""Headings among their siblings, and how a last paragraph stays with the signature."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model import VanBan
from docgen.write.layout import lay_out

LONG = "Bảo đảm tiến độ, chất lượng và an toàn trong suốt thời gian thực hiện nhiệm vụ. "


def data(blocks: list[Any], **more: Any) -> dict[str, Any]:
    base = {"loai": "ke_hoach", "co_quan": "Ủy ban nhân dân tỉnh A", "noi_dung": blocks}
    return lay_out(VanBan.model_validate({**base, **more})).data


def headings(blocks: list[Any]) -> list[str]:
    made = data(blocks)["khoi"]
    return [b["nhan"] for b in made if b["cap"] in ("so_tieu_de", "so_kep_tieu_de", "dieu")]


@pytest.mark.parametrize(
    ("blocks", "bold"),
    [
        # All look alike, one has something under it.
        ([{"so": "Kết quả"}, {"gach": "x"}, {"so": "Hạn chế"}, "x"], ["1.", "2."]),
        # None has anything under it: points of a list.
        ([{"so": "Kết quả"}, {"so": "Hạn chế"}, {"la_ma": "B"}], []),
        # Most are sentences.
        (
            [{"so": "Nhóm"}, {"gach": "x"}, {"so": "Câu một."}, {"so": "Câu"}, {"so": "Câu."}],
            ["1."],
        ),
        # Most are headings; the sentence stays one.
        (
            [{"so": "A"}, {"gach": "x"}, {"so": "B"}, {"gach": "x"}, {"so": "C"}, {"so": "D."}]
            + [{"la_ma": "K"}],
            ["1.", "2."],
        ),
        (
            [{"so": "A"}, {"gach": "x"}, {"so": "B"}, {"gach": "x"}, {"so": "C"}, {"gach": "x"}]
            + [{"so": "D"}, {"so": "E."}, {"la_ma": "K"}],
            ["1.", "2.", "3.", "4."],
        ),
        # Siblings are those under one parent.
        ([{"so": "A"}, {"gach": "x"}, {"la_ma": "K"}, {"so": "B"}, {"la_ma": "L"}], ["1."]),
        # What the data says wins.
        ([{"so": "A"}, {"gach": "x"}, {"so": "B", "tieu_de": False}, "x"], ["1."]),
        ([{"so": "A", "tieu_de": True}, {"so": "B"}, {"la_ma": "K"}], ["1.", "2."]),
        # Long texts and introductions of lists are no headings.
        ([{"so": "A"}, {"gach": "x"}, {"so": "B" * 120}, {"la_ma": "K"}], ["1."]),
        ([{"so": "A"}, {"gach": "x"}, {"so": "Gồm:"}, {"la_ma": "K"}], ["1."]),
        (
            [{"so": "A"}, {"so_kep": "a"}, {"gach": "x"}, {"so_kep": "b"}, {"la_ma": "K"}],
            ["1.", "1.1.", "1.2."],
        ),
        (
            [{"dieu": "A"}, {"so": "x."}, {"dieu": "B"}, {"dieu": "C"}, "x"],
            ["Điều 1.", "Điều 2.", "Điều 3."],
        ),
    ],
)
def test_siblings_are_treated_alike(blocks: list[Any], bold: list[str]) -> None:
    assert headings(blocks) == bold


def test_a_short_last_paragraph_is_kept_with_the_signature() -> None:
    assert data([LONG])["khoi"][-1]["giu"] is True
    assert data(["x", LONG * 7])["khoi"][-1]["giu"] is True
    assert data(["x"], ket_thuc=[LONG])["ket_thuc"][-1]["giu"] is True


def test_a_long_last_paragraph_breaks_or_is_set_wider() -> None:
    # It fits with the signature: nothing to do.
    assert data([LONG * 20])["khoi"][-1]["giu"] == ""
    # Some of it goes to the next page anyway.
    assert data([LONG * 55])["khoi"][-1]["giu"] == ""
    # The signature would go alone: wider lines, within 1 to 1,5 (Mục II.6.e).
    for times in range(25, 38):
        spacing = data([LONG * times])["khoi"][-1]["giu"]
        assert spacing == "" or spacing is True or 1 < spacing <= 1.5
    assert 1 < data([LONG * 33])["khoi"][-1]["giu"] <= 1.5


def test_a_long_last_paragraph_after_others_moves_whole_if_it_can() -> None:
    assert data(["x", LONG * 20])["khoi"][-1]["giu"] is True
    assert data(["x", LONG * 60])["khoi"][-1]["giu"] is not True
