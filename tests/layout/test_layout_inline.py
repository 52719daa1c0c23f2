"""Inline marks, variables and their limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model import VanBan
from docgen.write.layout import lay_out
from docgen.write.layout.inline import CHO_TRONG, DAM, NGHIENG, Runs, parse_inline, typed


def no_variable(_name: str) -> str:
    raise AssertionError("no variable expected")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("**đậm**", [("đậm", DAM)]),
        ("a *b* c", [("a ", 0), ("b", NGHIENG), (" c", 0)]),
        ("***cả hai***", [("cả hai", DAM | NGHIENG)]),
        ("**a *b* c**", [("a ", DAM), ("b", DAM | NGHIENG), (" c", DAM)]),
    ],
)
def test_marks(text: str, runs: list[tuple[str, int]]) -> None:
    made = parse_inline(text, no_variable)
    assert isinstance(made, Runs)
    assert [tuple(r) for r in made] == runs


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*chưa đóng", "*chưa đóng"),
        (r"\*không nghiêng\*", "*không nghiêng*"),
        (r"\{{ không }}", "{{ không }}"),
        (r"C:\thu_muc", r"C:\thu_muc"),
        (r"a \\ b", r"a \ b"),
        (r"\- gạch", "- gạch"),
        (r"1\. số", "1. số"),
    ],
)
def test_literal(text: str, plain: str) -> None:
    assert parse_inline(text, no_variable) == plain


@pytest.mark.parametrize("text", [r"*\\*", r"a\\*b*", r"**a\\**b", r"*a\\\\*"])
def test_a_backslash_before_a_mark_reads_back(text: str) -> None:
    made = parse_inline(text, no_variable)
    assert parse_inline(typed(made), no_variable) == made


@given(st.text(alphabet="ab *\\{}.-+1ư", max_size=30))
def test_typed_form_reads_back(text: str) -> None:
    made = parse_inline(text, lambda name: f"<{name}>")
    again = parse_inline(typed(made), no_variable)
    assert str(again) == str(made)


def document(text: str, **more: object) -> VanBan:
    data = {
        "loai": "ke_hoach",
        "co_quan": "Ủy ban nhân dân xã A",
        "noi_dung": [text],
        "chi_tieu": {
            "xa": {"gia_tri": 115, "tren": 181},
            "mot": {"gia_tri": 1, "tren": 6},
            "ngheo": {"gia_tri": "5.0", "don_vi": "%"},
            "trong": {},
        },
        "bien": {"ten": "“Thi đua” {{ khac }} **sao**", "khac": "KHÁC"},
    }
    return VanBan.model_validate({**data, **more})


def printed(text: str) -> str:
    return str(lay_out(document(text)).data["khoi"][0]["text"]).removesuffix("./.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ chi_tieu.xa }}", "115/181"),
        ("{{ chi_tieu.xa.ty_le }}", "63,5%"),
        ("{{ chi_tieu.xa.gia_tri }} xã", "115 xã"),
        ("{{ chi_tieu.mot | hai_chu_so }}", "01/06"),
        ("{{ chi_tieu.mot.gia_tri | hai_chu_so }}", "01"),
        ("{{ chi_tieu.ngheo }}{{ chi_tieu.ngheo.don_vi }}", "5,0%"),
        ("{{ khac }}", "KHÁC"),
        ("{{ khac | in_thuong }}", "khác"),
        ("{{ 'có' if khac == 'KHÁC' else 'không' }}", "có"),
        ("{{ co_quan.ten }}", "Ủy ban nhân dân xã A"),
        # A value is inserted as it is: never read for marks, never compiled.
        ("{{ ten }}", "“Thi đua” {{ khac }} **sao**"),
    ],
)
def test_variables(text: str, shown: str) -> None:
    assert printed(text) == shown


@pytest.mark.parametrize(
    "expression",
    [
        "khong_co",
        "chi_tieu.khong_co",
        "chi_tieu.xa.khong_co",
        "chi_tieu",
        "ten.__class__",
        "ten.__class__.__mro__",
        "''.__class__",
        "co_quan.__init__",
        "range(10**9)",
        "'a' * 10**10",
        "ten | attr('x')",
        "ten.upper()",
        "cycler",
        "1/0",
        "",
        "a b",
    ],
)
def test_unknown_or_forbidden_is_a_visible_gap_and_a_finding(expression: str) -> None:
    layout = lay_out(document("x {{ " + expression + " }} y"))
    (text,) = [b["text"] for b in layout.data["khoi"]]
    gaps = [r.chu for r in text if r.co & CHO_TRONG]
    assert gaps == [f"[{expression.strip()}]"]
    assert [f.code for f in layout.findings if f.code == "KT02"] == ["KT02"]


def test_a_value_that_is_not_known_yet_is_a_gap() -> None:
    layout = lay_out(document("{{ chi_tieu.trong }}"))
    assert str(layout.data["khoi"][0]["text"]) == "[chi_tieu.trong]./."
    assert "KT05" in [f.code for f in layout.findings]
