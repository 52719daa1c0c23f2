"""Faulty templates: every fault is reported, once, at its place; good ones have none."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docgen.findings import ERROR, WARNING, InputError
from docgen.nd30.loai import MAU_RIENG
from docgen.write.docx.inspect import inspect_template
from docgen.write.docx.office_template import open_template
from docgen.write.docx.store import templates_dir
from tests.docx.helpers import FILES, Template, W, standard, van_ban, zip_with


def _found(path: Path) -> list[tuple[str, str]]:
    return [(f.code, f.where.part if f.where else "") for f in inspect_template(path)]


@pytest.mark.parametrize("mau", MAU_RIENG)
def test_standard_templates_have_no_finding(mau: str) -> None:
    assert inspect_template(templates_dir() / mau) == []


# One fault each: (how to make it, code, severity, words of the message or hint).
# The maker gives the element at whose place the finding must point, or None.
Make = Callable[[Template], object]


def _retag(old: str, new: str, number: int = 0) -> Make:
    return lambda t: t.retag(old, new, number)


def _into_cell(text: str) -> Make:
    def make(t: Template) -> object:
        return t.before("{{ so_ky_hieu }}", text)[0]

    return make


ONE_FAULT: dict[str, tuple[Make, str, str]] = {
    "no }}": (_retag("{{ ten_loai }}", "{{ ten_loai"), "MAU04", "thiếu dấu đóng }}"),
    "one }": (_retag("{{ ten_loai }}", "{{ ten_loai }"), "MAU04", "thiếu dấu đóng }}"),
    "no %}": (_retag("{%p if kinh_gui %}", "{%p if kinh_gui"), "MAU04", "thiếu dấu đóng %}"),
    "no {{": (_retag("{{ ten_loai }}", "{{ ten_loai }} }}"), "MAU04", "không có {{"),
    "space in name": (_retag("{{ ten_loai }}", "{{ ten loai }}"), "MAU05", "thừa “loai”"),
    "accents": (_retag("{{ ten_loai }}", "{{ ten_loai – 1 }}"), "MAU05", "ký tự lạ"),
    "empty": (_retag("{{ ten_loai }}", "{{ }}"), "MAU05", "thiếu tên"),
    "one =": (
        _retag("{%p if b.cap == 'doan' %}", "{%p if b.cap = 'doan' %}"),
        "MAU05",
        "hai dấu: ==",
    ),
    "unknown word": (_retag("{%p if kinh_gui %}", "{%p iff kinh_gui %}"), "MAU06", "“if”"),
    "space before p": (_retag("{{ so_ky_hieu }}", "{% p set x = 1 %}"), "MAU06", "Viết liền"),
    "include": (_into_cell("{%p include 'x.docx' %}"), "MAU06", "không dùng được"),
    "endif alone": (_into_cell("{%p endif %}"), "MAU08", "không có if đứng trước"),
    "endfor alone": (_into_cell("{%p endfor %}"), "MAU08", "không có for đứng trước"),
    "else alone": (_into_cell("{%p else %}"), "MAU08", "khối if"),
    "words after endif": (
        _retag("{%p endif %}", "{%p endif chu_quan %}"),
        "MAU05",
        "thừa “chu_quan”",
    ),
    "else of another kind": (_retag("{%p else %}", "{% else %}"), "MAU15", "cùng kiểu"),
    "endif of another kind": (_retag("{%p endif %}", "{% endif %}"), "MAU15", "cùng kiểu"),
    "p with text": (
        _retag("{%p if kinh_gui %}", "Kính gửi {%p if kinh_gui %}"),
        "MAU10",
        "sẽ mất",
    ),
    "two in one": (
        _into_cell("{%p if lenh %}{{ lenh }}{%p endif %}"),
        "MAU10",
        "sẽ mất",
    ),
    "tr outside": (_retag("{{ ten_loai }}", "{%tr set x = 1 %}"), "MAU11", "ngoài bảng"),
    "tr with text": (_into_cell("{%tr set x = 1 %}"), "MAU10", "hàng"),
    "unknown name": (_retag("{{ ten_loai }}", "{{ ten_lai }}"), "MAU12", "“ten_loai”"),
    "unknown list": (
        _retag("{%p for i in can_cu %}", "{%p for i in can_cuu %}"),
        "MAU12",
        "“can_cu”",
    ),
    "unknown field": (_retag("{{ chu_ky.ho_ten }}", "{{ chu_ky.ten }}"), "MAU12", "“ho_ten”"),
    "loop variable after": (_into_cell("{{ b.text }}"), "MAU12", "“b”"),
    "attribute trick": (_into_cell("{{ so_ky_hieu.__class__ }}"), "MAU12", "__class__"),
    "unknown filter": (_retag("{{ ten_loai }}", "{{ ten_loai|uper }}"), "MAU13", "“upper”"),
    "unknown test": (_into_cell("{{ 1 if lenh is definedd else 2 }}"), "MAU13", "“defined”"),
    "level": (
        _retag("{%p elif b.cap == 'so_kep' %}", "{%p elif b.cap in ['so_kep', 'so_doi'] %}"),
        "MAU14",
        "so_doi",
    ),
    "list printed": (_into_cell("{{ noi_nhan }}"), "MAU18", "for i in noi_nhan"),
    "list field": (_into_cell("{{ noi_nhan.chu }}"), "MAU18", "for i in noi_nhan"),
    "text looped": (_into_cell("{% for i in lenh %}{% endfor %}"), "MAU18", "không phải danh sách"),
    "xml in a run": (_retag("{{p ke_ten }}", "{{ ke_ten }}"), "MAU18", "{{p ke_ten }}"),
    "text as xml": (_retag("{{ ten_loai }}", "{{p ten_loai }}"), "MAU18", "là chữ"),
    "own property": (_into_cell("{{ phan_cuoi }}"), "MAU18", "docgen tự đặt"),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_one_finding_at_its_place(name: str, tmp_path: Path) -> None:
    make, code, words = ONE_FAULT[name]
    template = Template()
    element = make(template)
    findings = inspect_template(template.save(tmp_path))
    errors = [f for f in findings if f.severity == ERROR]
    assert [f.code for f in errors] == [code], errors
    (found,) = errors
    assert words in f"{found.message} {found.hint}"
    assert found.where is not None
    assert found.where.part == template.place(element)
    assert found.where.file == str(tmp_path / "mau.docx")
    # A consequence may be a warning (text no longer printed), never another error.
    assert {f.code for f in findings if f.severity == WARNING} <= {"MAU23"}


def test_unclosed_blocks_are_named_by_their_opening(tmp_path: Path) -> None:
    template = Template()
    end = [p for p in template.body.iter(W + "p") if _text(p) == "{%p endfor %}"][-1]
    end.getparent().remove(end)
    opening = template.paragraph("{%p for k in kem_theo %}")
    (found,) = inspect_template(template.save(tmp_path))
    assert (found.code, found.where and found.where.part) == ("MAU07", template.place(opening))
    assert "for k in kem_theo" in found.message
    assert "{%p endfor %}" in found.hint


def test_a_block_must_close_in_its_own_cell(tmp_path: Path) -> None:
    template = Template()
    opening = template.before("{{ so_ky_hieu }}", "{%p if lenh %}")[0]
    closing = template.before("{{ dia_danh_ngay }}", "{%p endif %}")[0]
    (found,) = inspect_template(template.save(tmp_path))
    assert (found.code, found.where and found.where.part) == ("MAU15", template.place(closing))
    assert template.place(opening) in found.message


def test_misspelt_level_also_tells_what_is_lost(tmp_path: Path) -> None:
    template = Template()
    element = template.retag("{%p elif b.cap == 'gach' %}", "{%p elif b.cap == 'gac' %}")
    loop = template.paragraph("{%p for b in khoi %}")
    findings = inspect_template(template.save(tmp_path))
    assert {(f.code, f.where.part if f.where else "") for f in findings} == {
        ("MAU14", template.place(element)),
        ("MAU21", template.place(loop)),
    }
    assert "gach" in next(f.hint for f in findings if f.code == "MAU14")
    assert "gach" in next(f.message for f in findings if f.code == "MAU21")


def test_a_body_without_prototypes_but_with_an_else_is_fine(tmp_path: Path) -> None:
    template = Template()
    for level in ("gach", "so", "chu", "cong"):
        template.drop(f"{{%p elif b.cap == '{level}' %}}")
        template.drop("{{ b.nhan }} {{ b.text }}")
    template.retag("{%p elif b.cap == 'phan' %}", "{%p elif b.cap in ('bang', 'ngat') %}")
    template.retag("{{ b.nhan }}", "{{p b.xml }}")
    template.retag("{{p b.xml }}", "{{ b.nhan }} {{ b.text }}", 1)
    assert [f for f in inspect_template(template.save(tmp_path)) if f.code != "MAU22"] == []


def test_a_body_that_asks_for_xml_first_is_fine(tmp_path: Path) -> None:
    template = Template("de_cuong")
    loop = template.paragraph("{%p for b in khoi %}")
    old = list(itertools.takewhile(lambda e: _text(e) != "{%p endfor %}", loop.itersiblings()))
    for element in old[:-1]:  # the last is the endif
        element.getparent().remove(element)
    new = ("{%p if b.xml %}", "{{p b.xml }}", "{%p else %}", "{{ b.nhan }} {{ b.text }}")
    for text in reversed(new):
        made = copy.deepcopy(loop)
        next(made.iter(W + "t")).text = text
        loop.addnext(made)
    path = template.save(tmp_path)
    assert inspect_template(path) == []
    data, _findings = open_template(path)(van_ban(FILES[0]))
    assert b"PK" in data[:2]


def _text(p: object) -> str:
    return "".join(t.text or "" for t in p.iter(W + "t"))  # type: ignore[attr-defined]


def test_what_a_document_would_lack(tmp_path: Path) -> None:
    template = Template()
    template.retag("{{ so_ky_hieu }}", "Số: 01")
    for name in ("dia_danh_ngay", "ten_loai", "trich_yeu", "chu_ky.ho_ten"):
        template.retag(f"{{{{ {name} }}}}", "x")
    template.retag("{{ trich_yeu_cv }}", "x")
    for number in (1, 0):
        template.retag("{%p for i in noi_nhan %}", "{%p for i in can_cu %}", number)
    template.retag("{{p b.xml }}", "x")
    found = inspect_template(template.save(tmp_path))
    assert {f.severity for f in found} == {WARNING}
    assert sorted(f.code for f in found) == ["MAU22"] + ["MAU23"] * 6
    said = " ".join(f.message for f in found)
    for what in ("so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu", "ho_ten", "noi_nhan"):
        assert what in said


def test_no_body_at_all_is_an_error(tmp_path: Path) -> None:
    template = Template("de_cuong")
    for p in [p for p in template.body.iter(W + "p") if "b." in _text(p) or " in khoi" in _text(p)]:
        p.getparent().remove(p)
    template.retag("{%p for b in ket_thuc %}", "{%p if ket_thuc %}")
    codes = {f.code for f in inspect_template(template.save(tmp_path))}
    assert "MAU20" in codes


def test_a_loop_that_prints_no_text_is_an_error(tmp_path: Path) -> None:
    template = Template("de_cuong")
    loop = template.paragraph("{%p for b in khoi %}")
    for p in list(loop.itersiblings()):
        if _text(p) == "{%p for b in ket_thuc %}":
            break
        if _text(p) != "{%p endfor %}":
            p.getparent().remove(p)
    found = [f for f in inspect_template(template.save(tmp_path)) if f.severity == ERROR]
    assert [(f.code, f.where and f.where.part) for f in found] == [
        ("MAU20", template.place(loop)),
        *([("MAU20", "")] if len(found) > 1 else []),
    ]


def test_joint_signing_needs_a_condition(tmp_path: Path) -> None:
    template = Template()
    element = template.before("{{ so_ky_hieu }}", "{{ chu_ky.ho_ten }}")[0]
    (found,) = inspect_template(template.save(tmp_path))
    assert (found.code, found.severity) == ("MAU19", WARNING)
    assert found.where is not None
    assert found.where.part == template.place(element)


def test_typographic_quotes_and_known_extras_are_fine(tmp_path: Path) -> None:
    template = Template()
    template.retag("{%p if b.cap == 'doan' %}", "{%p if b.cap == ‘doan’ %}")
    template.before(
        "{{ so_ky_hieu }}",
        "{% set x = so_ky_hieu %}{{ x|upper }}",
        "{% for i in noi_nhan %}{{ loop.index }} {{ i.chu }}{% endfor %}",
        "{% if ghi_chu is defined %}{{ ghi_chu }}{% endif %}",
        "{{ kinh_gui_muc|map(attribute='chu')|join('; ') }}",
        "{# ghi chú của văn phòng: {{ x }}",
    )
    found = [f for f in inspect_template(template.save(tmp_path)) if f.severity == ERROR]
    assert [(f.code) for f in found] == ["MAU04"]
    template.drop("{# ghi chú của văn phòng: {{ x }}")
    assert inspect_template(template.save(tmp_path)) == []


def _revised(p: object, kind: str, whole: bool) -> None:
    """Put the run, or its second half, of a paragraph into a revision mark."""
    run = next(p.iter(W + "r"))  # type: ignore[attr-defined]
    text = next(run.iter(W + "t")).text
    cut = 0 if whole else len(text) // 2
    second = copy.deepcopy(run)
    next(run.iter(W + "t")).text = text[:cut]
    node = next(second.iter(W + "t"))
    node.text = text[cut:]
    if kind == "del":
        node.tag = W + "delText"
        third = copy.deepcopy(run)
        next(third.iter(W + "t")).text = text[cut:]
        run.addnext(third)
    mark = parse_xml(f'<w:{kind} {nsdecls("w")} w:id="1" w:author="x"/>')
    mark.append(second)
    run.addnext(mark)


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_tags_cut_by_tracked_changes(kind: str, tmp_path: Path) -> None:
    template = Template()
    p = template.paragraph("{{ ten_loai }}")
    _revised(p, kind, whole=False)
    assert _found(template.save(tmp_path)) == [("MAU16", template.place(p))]


def test_a_tag_whole_inside_a_tracked_insertion_is_usable(tmp_path: Path) -> None:
    template = Template()
    _revised(template.paragraph("{{ ten_loai }}"), "ins", whole=True)
    assert _found(template.save(tmp_path)) == []


def test_places_in_nested_tables_headers_and_footers(tmp_path: Path) -> None:
    template = Template()
    cell = template.document.tables[0].cell(0, 1)
    inner = cell.add_table(2, 2)
    inner.cell(1, 0).paragraphs[0].add_run("{{ sai_ten }}")
    section = template.document.sections[0]
    section.header.add_paragraph("{{ sai_dau }}")
    section.footer.paragraphs[0].add_run("{{ sai_chan }}")
    rows = len(section.header.paragraphs)
    found = [f for f in inspect_template(template.save(tmp_path)) if f.code == "MAU12"]
    assert [f.where and f.where.part for f in found] == [
        "bảng 1, hàng 1, ô 2 > bảng 1, hàng 2, ô 1, đoạn 1",
        f"đầu trang, đoạn {rows}",
        "chân trang, đoạn 1",
    ]


def test_tags_in_footnotes_are_never_filled(tmp_path: Path) -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["word/footnotes.xml"] = b"<w:footnotes><w:t>{</w:t><w:t>{ x }}</w:t></w:footnotes>"

    path = tmp_path / "mau.docx"
    path.write_bytes(zip_with(standard("chung"), add))
    assert _found(path) == [("MAU17", "chú thích cuối trang")]


def test_ten_faults_are_all_reported_in_order(tmp_path: Path) -> None:
    template = Template()
    elements = [
        template.retag("{{ co_quan }}", "{{ co_quan"),
        template.before("{{ so_ky_hieu }}", "{{ so ky hieu }}")[0],
        template.before("{{ dia_danh_ngay }}", "{{ dia_danh_ngaay }}")[0],
        template.retag("{%p if ten_loai %}", "Loại: {%p if ten_loai %}"),
        template.before("{%p if kinh_gui %}", "{%p endfor %}")[0],
        template.before("{%p if kinh_gui %}", "{%tr if kinh_gui %}")[0],
        template.before("{%p if kinh_gui %}", "{%tr endif %}")[0],
        template.before("{%p if kinh_gui %}", "{%p unless kinh_gui %}")[0],
        template.before("{%p if kinh_gui %}", "{{ lenh|in_hoa_het }}")[0],
        template.retag("{%p elif b.cap == 'muc_ten' %}", "{%p elif b.cap == 'muc-ten' %}"),
        template.retag("{{p k.ngat }}", "{{ k.ngat }}"),
    ]
    codes = ["04", "05", "12", "10", "08", "11", "11", "06", "13", "14", "18"]
    found = [f for f in inspect_template(template.save(tmp_path)) if f.severity == ERROR]
    seen = [(f.code, f.where.part if f.where else "") for f in found if f.code != "MAU21"]
    assert seen == [(f"MAU{c}", template.place(e)) for c, e in zip(codes, elements, strict=True)]
    # The misspelt level leaves its heading without a prototype.
    assert [f.code for f in found if f.code == "MAU21"] == ["MAU21"]


def test_a_template_with_errors_is_refused_with_all_of_them(tmp_path: Path) -> None:
    template = Template()
    template.retag("{{ ten_loai }}", "{{ ten_lai }}")
    template.retag("{{ trich_yeu }}", "{{ trich_yeu")
    path = template.save(tmp_path)
    with pytest.raises(InputError) as caught:
        open_template(path)
    assert [f.code for f in caught.value.findings] == ["MAU12", "MAU04"]
