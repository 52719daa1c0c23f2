"""Outlines with blanks: as typed, on paper, in Word; tables of the figures that are asked for."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from docgen.batch.overlay import document_for
from docgen.check.opening import open_document, open_docx
from docgen.check.registry import check_document
from docgen.model import Khoi, VanBan
from docgen.read.data_file import read_data_text
from docgen.write.data import write_yaml
from docgen.write.docx.engine import render_docx
from docgen.write.docx.fallback import render_with_docxtpl
from docgen.write.html import write_html
from docgen.write.layout import lay_out
from docgen.write.layout.blanks import blank
from docgen.write.layout.inline import DIEN, Blank, Chu, Run, Runs, parse_inline, typed
from docgen.write.layout.variables import Variables
from docgen.write.text import write_txt
from tests.batch.outlines import W, base, fields, items
from tests.docx.helpers import body_xml, standard, tree


@pytest.fixture(scope="session")
def errors_of() -> Callable[[Path], list[str]]:
    """Errors (not warnings) of openxml-audit in a file, as texts."""
    from openxml_audit import OpenXmlValidator
    from openxml_audit.errors import ValidationSeverity

    validator = OpenXmlValidator()
    bad = ValidationSeverity.ERROR
    return lambda path: [str(e) for e in validator.validate(path).errors if e.severity == bad]


@pytest.mark.parametrize(
    ("given", "tag", "name"),
    [
        ("<<Số hộ hiến đất>>", "tra_loi.so_ho_hien_dat", "Số hộ hiến đất"),
        ("<<so_ho: Số hộ: ghi rõ>>", "tra_loi.so_ho", "Số hộ: ghi rõ"),
        ("<<so_ho>>", "tra_loi.so_ho", "so_ho"),
        ("<<ket_qua.thon>>", "ket_qua.thon", "ket_qua.thon"),
        ("<<co_quan.ten: Tên đơn vị>>", "co_quan.ten", "Tên đơn vị"),
        ("<< Ghi  rõ: a >>", "tra_loi.ghi_ro_a", "Ghi rõ: a"),
        ("<<?!>>", "tra_loi.o_trong", "?!"),
    ],
)
def test_what_a_blank_asks(given: str, tag: str, name: str) -> None:
    made = blank(given)
    assert (made.the, made.nhan) == (tag, name)


def test_tags_are_as_long_as_word_takes_and_stay_apart() -> None:
    one, two = (blank(f"<<{'rất dài ' * 20}{n}>>") for n in (1, 2))
    assert len(one.the) == len(two.the) == 64
    assert one.the != two.the


@pytest.mark.parametrize(
    "text", [r"\<<không>>", "<<>>", "a << b", "<<a", "a>> b", "<<{{ x }}>>", "< <a>>"]
)
def test_what_is_no_blank(text: str) -> None:
    made = parse_inline(text, lambda e: f"({e})")
    assert "<" in str(made) or ">" in str(made)
    assert not isinstance(made, Runs) or not any(r.co & DIEN for r in made)


def no_mark(expression: str) -> str:
    raise AssertionError(expression)


@given(st.text(alphabet="ab<> *\\{}", max_size=24))
def test_typed_form_reads_back(text: str) -> None:
    values = Variables(base())
    asked: list[str] = []

    def value(expression: str) -> Chu:
        if expression[:2] != "<<":
            return "<<a>>"  # a value is never read for marks
        asked.append(expression)
        return values(expression)

    made = parse_inline(text, value)
    assert str(made).count("…") == 6 * len(asked)
    again = parse_inline(typed(made), no_mark)
    assert str(again) == str(made)


def test_blanks_of_the_same_dots_are_not_the_same() -> None:
    one, two = (Runs((Run(Blank("……", tag, "a", True), DIEN),)) for tag in "ab")
    assert one != two
    assert one == pickle.loads(pickle.dumps(one))
    assert len({one, two, Runs((Run("……", DIEN),))}) == 3


def test_fields_in_word(tmp_path: Path, errors_of: Callable[[Path], list[str]]) -> None:
    data, findings = render_docx(base())
    assert findings == []
    known = fields(tree(data))
    assert list(known) == [
        "tra_loi.thuan_loi", "tra_loi.kho_khan", "tra_loi.so_ho", "tra_loi.so_ho_hien",
        "tra_loi.so_van_ban", "ket_qua.thon", "ket_qua.ngheo", "ket_qua.thu_nhap",
        "tra_loi.kien_nghi", "tra_loi.nguoi_lap",
    ]  # fmt: skip
    figure = known["ket_qua.thon"]
    look = figure.find(W + "sdtPr")
    assert look.find(W + "alias").get(W + "val") == "Số thôn đạt chuẩn nông thôn mới"
    assert look.find(W + "showingPlcHdr") is not None
    assert "".join(t.text for t in figure.iter(W + "t")) == "…………"
    bold = known["tra_loi.so_van_ban"]
    assert bold.find(f"{W}sdtPr/{W}rPr/{W}b") is not None
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert errors_of(path) == []
    assert len(Document(BytesIO(data)).tables) == 2  # the head and the figures


def test_same_data_same_bytes_and_both_engines_agree() -> None:
    given = base(trich_yeu="Kết quả", noi_dung=['<<a: Số "hộ" & <cây>>', "x **<<b>>** & <<c>>"])
    assert render_docx(given)[0] == render_docx(given)[0]
    fast = body_xml(render_docx(given)[0])
    slow = body_xml(render_with_docxtpl(standard("de_cuong"), given)[0])
    assert fields(tree(render_docx(given)[0])).keys() == {"tra_loi.b", "tra_loi.c"}
    from lxml import etree

    assert etree.tostring(etree.fromstring(fast), method="c14n") == etree.tostring(
        etree.fromstring(slow), method="c14n"
    )


def test_dots_alone_where_the_data_says_so(tmp_path: Path) -> None:
    given = base(trinh_bay={"cho_dien": "dong_cham"})
    data, _findings = render_docx(given)
    assert not fields(tree(data))
    shown = base()
    text = "\n".join(p.text for p in Document(BytesIO(data)).paragraphs)
    assert "Tổng số hộ dân: ……………… hộ, trong đó ……………… hộ" in text
    assert write_txt(given) == write_txt(shown)
    assert write_html(given) == write_html(shown)
    assert given.trinh_bay.mac_dinh  # the stored template serves both


def test_text_and_page_show_dots() -> None:
    text = write_txt(base()).decode()
    assert "- Tổng số hộ dân: ……………… hộ, trong đó ……………… hộ" in text
    assert "| 1 | Số thôn đạt chuẩn nông thôn mới | thôn | 7/16 | ………… |" in text
    assert "<<" not in text
    page = write_html(base()).decode()
    assert "……………… hộ" in page
    assert "…………</td>" in page


def test_a_blank_alone_is_lines_from_edge_to_edge() -> None:
    khoi = lay_out(base()).data["khoi"]
    alone = [str(b["text"]) for b in khoi if b["cap"] in ("doan", "gach")]
    # Behind a dash one line: a broken one would be driven away from it.
    assert [x.count("\n") for x in alone[:2]] == [1, 0]
    assert alone[-1] == "Người lập biểu: ………………./."


def test_figures_asked_for_have_the_units_targets() -> None:
    item = items(1)[0]
    given = base()
    from dataclasses import replace
    from decimal import Decimal

    item = replace(item, values={**item.values, "chi_tieu.thon.gia_tri": Decimal(3),
                                 "chi_tieu.thon.tren": Decimal(9),
                                 "chi_tieu.thu_nhap.gia_tri": None})  # fmt: skip
    blocks = lay_out(document_for(given, item)).data["khoi"]
    bang = next(b["bang"] for b in blocks if b["cap"] == "bang")
    assert [[str(c) for c in row] for row in bang.hang] == [
        ["1", "Số thôn đạt chuẩn nông thôn mới", "thôn", "3/9", "…………"],
        ["2", "Tỷ lệ hộ nghèo", "%", "", "…………"],
        ["3", "Thu nhập bình quân đầu người", "triệu đồng/người/năm", "", "…………"],
    ]
    assert bang.can[-1] == "giua"
    assert not any("sở" in str(b["text"]).lower() for b in blocks)


def test_figures_chosen_columns_named_and_rows_of_ones_own() -> None:
    table = {
        "bang": "", "chi_tieu": "ngheo, thon", "cot": ["STT", "Nội dung", "ĐVT", "KH", "TH"],
        "hang": [["3", "Số mô hình mới", "mô hình", "", "<<so_mo_hinh>>"]],
    }  # fmt: skip
    bang = lay_out(base(noi_dung=[table])).data["khoi"][0]["bang"]
    assert [str(t) for t in bang.tieu_de] == ["STT", "Nội dung", "ĐVT", "KH", "TH"]
    assert [str(row[1]) for row in bang.hang] == [
        "Tỷ lệ hộ nghèo", "Số thôn đạt chuẩn nông thôn mới", "Số mô hình mới",
    ]  # fmt: skip


def test_a_figure_that_the_data_does_not_have_is_told() -> None:
    findings = lay_out(base(noi_dung=[{"bang": "", "chi_tieu": ["la"]}])).findings
    assert [f.code for f in findings] == ["KT02"]


@pytest.mark.parametrize(
    "given",
    [
        {"doan": "a", "chi_tieu": "thon"},
        {"bang": "", "chi_tieu": "thon", "cot": ["a", "b"]},
        {"bang": "", "chi_tieu": "thon", "hang": [["a"]]},
        {"bang": ""},
    ],
)
def test_tables_of_figures_that_cannot_be(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Khoi.model_validate(given)


def test_typed_in_a_data_file_and_written_as_one() -> None:
    text = write_yaml(base()).decode()
    again, _findings = read_data_text(text)
    assert again == base()
    typed_body = """
loai: de_cuong
co_quan: Ủy ban nhân dân xã A
chi_tieu: {thon: {ten: Số thôn}}
noi_dung: |
  I. KẾT QUẢ
  {chi_tieu: thon} {doi_tuong: xa}
  1. Số hộ: <<Số hộ>>
"""
    made, _findings = read_data_text(typed_body)
    assert isinstance(made, VanBan)
    assert [b.cap for b in made.noi_dung] == ["la_ma", "bang", "so"]
    assert made.noi_dung[1].chi_tieu == ["thon"]
    assert made.noi_dung[1].doi_tuong == ["xa"]


@pytest.mark.parametrize("cho_dien", ["o_nhap", "dong_cham"])
@pytest.mark.parametrize("co_chu", [13, 14])
def test_the_check_finds_nothing_wrong(tmp_path: Path, cho_dien: str, co_chu: int) -> None:
    given = base(trinh_bay={"cho_dien": cho_dien, "co_chu": co_chu})
    for item in (items(1)[0], items(10)[9]):
        made = document_for(given, item)
        assert [str(f) for f in check_document(open_docx(render_docx(made)[0]))] == []
    path = tmp_path / "a.yaml"
    path.write_bytes(write_yaml(given))
    assert [str(f) for f in check_document(open_document(path))] == []
