"""The compiled engine and docxtpl give the same document; what the engine cannot, docxtpl does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.shared import Pt, RGBColor
from jinja2.exceptions import SecurityError
from lxml import etree

from docgen.findings import InputError
from docgen.model import VanBan
from docgen.nd30.loai import LOAI
from docgen.write.docx.compile import Unsupported
from docgen.write.docx.engine import Engine, compile_template, engine_for, render_docx
from docgen.write.docx.fallback import environment, render_with_docxtpl
from docgen.write.docx.mau import build_template
from docgen.write.docx.office_template import open_template
from docgen.write.docx.package import read_parts
from docgen.write.layout import lay_out
from tests.docx.helpers import FILES, NS, Template, W, body_xml, standard, text_of, tree, van_ban


def canonical(data: bytes) -> bytes:
    """The body as C14N."""
    return etree.tostring(tree(data), method="c14n")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_fast_path_is_docxtpl(path: Path) -> None:
    given = van_ban(path)
    fast, findings = render_docx(given)
    template = build_template(LOAI[given.loai].mau, given.trinh_bay)
    slow, same = render_with_docxtpl(template, given)
    assert canonical(fast) == canonical(slow)
    assert findings == same
    for name, content in read_parts(fast).items():
        if name.startswith(("word/header", "docProps/core")):
            assert etree.tostring(etree.fromstring(content), method="c14n") == etree.tostring(
                etree.fromstring(read_parts(slow)[name]), method="c14n"
            ), name


def _office(template: Template, folder: Path) -> Any:
    return open_template(template.save(folder))


SON_LA = next(p for p in FILES if "son_la" in p.stem)


def test_features_the_compiler_does_not_know(tmp_path: Path) -> None:
    template = Template("ke_hoach")
    template.before(
        "{{ so_ky_hieu }}",
        "{% set ten = co_quan %}SET {{ ten }}",
        "{% for i in noi_nhan %}{{ loop.index }}/{{ i.chu }} {% endfor %}",
        "{{ dia_danh_ngay|upper }}",
        "{% if khong_co is defined %}CO{% else %}KHONG{% endif %}",
        "{{ noi_nhan|map(attribute='chu')|join('+') }}",
    )
    table = template.document.add_table(3, 1)
    for row, text in zip(
        table.rows, ("{%tr for i in noi_nhan %}", "ROW {{ i.chu }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].paragraphs[0].add_run(text)
    with pytest.raises(Unsupported):
        compile_template(template.bytes())
    given = van_ban(SON_LA)
    data, _findings = _office(template, tmp_path)(given)
    text = text_of(tree(data))
    plain = text_of(tree(render_docx(given)[0]))
    issuer = lay_out(given).data["co_quan"]
    receivers = [line for line in plain.split("\n") if line.startswith("- ")]
    receivers = receivers[: next(i for i, r in enumerate(receivers) if "Lưu" in r) + 1]
    receivers = [r for r in receivers if r in plain.split("Nơi nhận:")[1]]
    assert f"SET {issuer}" in text
    assert " ".join(f"{n}/{r}" for n, r in enumerate(receivers, 1)) in text
    date = next(line for line in plain.split("\n") if ", ngày" in line)
    assert date.upper() in text
    assert "KHONG" in text
    assert "\nCO\n" not in text
    assert "+".join(receivers) in text
    rows = [t for t in text.split("\n") if t.startswith("ROW ")]
    assert rows == [f"ROW {r}" for r in receivers]


def test_tr_loop_is_also_compiled(tmp_path: Path) -> None:
    """`{%tr` alone is no reason to be slow."""
    template = Template("ke_hoach")
    table = template.document.add_table(3, 1)
    for row, text in zip(
        table.rows, ("{%tr for i in noi_nhan %}", "ROW {{ i.chu }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].paragraphs[0].add_run(text)
    given = van_ban(SON_LA)
    fast, _f = Engine(compile_template(template.bytes())).render(given)
    slow, _s = render_with_docxtpl(template.bytes(), given)
    assert canonical(fast) == canonical(slow)
    assert "ROW - " in text_of(tree(fast))


def test_column_loops_go_to_docxtpl(tmp_path: Path) -> None:
    template = Template("ke_hoach")
    table = template.document.add_table(1, 3)
    for cell, text in zip(
        table.rows[0].cells,
        ("{%tc for i in noi_nhan %}", "CELL {{ i.chu }}", "{%tc endfor %}"),
        strict=True,
    ):
        cell.paragraphs[0].add_run(text)
    with pytest.raises(Unsupported):
        compile_template(template.bytes())
    given = van_ban(SON_LA)
    made = tree(_office(template, tmp_path)(given)[0])
    (grid,) = [t for t in made.iter(W + "tbl") if "CELL" in "".join(t.itertext())]
    count = len(lay_out(given).data["noi_nhan"])
    assert len(grid.findall(f"{W}tblGrid/{W}gridCol")) == count
    assert len(grid.findall(f"{W}tr/{W}tc")) == count


MARKED = {
    "loai": "ke_hoach",
    "co_quan": "UBND xã A",
    "noi_dung": [
        "Chữ **đậm** và *nghiêng* và ***cả hai*** và {{ khong_co }} hết",
        {"la_ma": "Mục **một**"},
        "x",
    ],
}


def _restyled(tmp_path: Path, extra: str) -> bytes:
    """A template whose body run is bold and red, in another size; `extra` forces the fallback."""
    template = Template("ke_hoach")
    if extra:
        template.before("{{ so_ky_hieu }}", extra)
    p = template.paragraph("{{ b.text }}")
    run = next(r for q in template.document.paragraphs if q._p is p for r in q.runs)
    run.font.bold, run.font.color.rgb, run.font.size = True, RGBColor(255, 0, 0), Pt(16)
    data, _findings = open_template(template.save(tmp_path))(VanBan.model_validate(MARKED))
    return data


def _properties(run: Any) -> list[tuple[str, str]]:
    """Direct formatting of a run: (name, value) in order."""
    rpr = run.find(W + "rPr")
    return [] if rpr is None else [(e.tag.removeprefix(W), e.get(W + "val", "")) for e in rpr]


@pytest.mark.parametrize("extra", ["", "{{ so_ky_hieu|upper }}"], ids=["compiled", "docxtpl"])
def test_an_offices_formatting_holds_around_marked_text(extra: str, tmp_path: Path) -> None:
    body = tree(_restyled(tmp_path, extra))
    paragraph = next(p for p in body.iter(W + "p") if "cả hai" in "".join(p.itertext()))
    runs = [("".join(r.itertext()), _properties(r)) for r in paragraph.findall(W + "r")]
    office = [("b", ""), ("color", "FF0000"), ("sz", "32")]
    bold = [("b", ""), ("bCs", ""), *office[1:]]
    italic = [("i", ""), ("iCs", "")]
    assert [(t, p) for t, p in runs if t] == [
        ("Chữ ", office),
        ("đậm", bold),
        (" và ", office),
        ("nghiêng", [office[0], *italic, *office[1:]]),
        (" và ", office),
        ("cả hai", [*bold[:2], *italic, *office[1:]]),
        (" và ", office),
        ("[khong_co]", [*office, ("highlight", "yellow")]),
        (" hết", office),
    ]


def test_a_restyled_style_is_kept(tmp_path: Path) -> None:
    template = Template("ke_hoach")
    style = next(s for s in template.document.styles if s.style_id == "Doan")
    style.font.name = "Courier New"
    data, _findings = open_template(template.save(tmp_path))(VanBan.model_validate(MARKED))
    styles = etree.fromstring(read_parts(data)["word/styles.xml"])
    (fonts,) = styles.xpath("//w:style[@w:styleId='Doan']/w:rPr/w:rFonts", namespaces=NS)
    assert fonts.get(W + "ascii") == "Courier New"
    for run in tree(data).xpath("//w:p[w:pPr/w:pStyle/@w:val='Doan']/w:r", namespaces=NS):
        assert "rFonts" not in dict(_properties(run))


def test_a_template_that_fails_while_filling_says_so(tmp_path: Path) -> None:
    """Joint signing with a template that only knows one signer: a message, never a traceback."""
    template = Template("ke_hoach")
    template.before("{{ so_ky_hieu }}", "{{ chu_ky.ho_ten }}")
    one = {"chuc_vu": "CHỦ TỊCH", "ho_ten": "A"}
    given = VanBan.model_validate({**MARKED, "chu_ky": [one, one]})
    for extra in ("", "{{ so_ky_hieu|upper }}"):
        if extra:
            template.before("{{ so_ky_hieu }}", extra)
        write = open_template(template.save(tmp_path))
        assert write(VanBan.model_validate({**MARKED, "chu_ky": one}))[0]
        with pytest.raises(InputError) as caught:
            write(given)
        (found,) = caught.value.findings
        assert found.code == "MAU09"


def test_the_fallback_is_sandboxed() -> None:
    with pytest.raises(SecurityError):
        environment().from_string("{{ ''.__class__.__mro__ }}").render()


def test_engine_of_a_standard_template_is_kept() -> None:
    given = van_ban(SON_LA)
    assert engine_for(given) is engine_for(van_ban(SON_LA))
    assert body_xml(standard("ke_hoach")) != body_xml(render_docx(given)[0])
