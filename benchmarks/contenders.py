"""The ways to make the same document, each from `VanBan` in memory to a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docgen.model import VanBan
from docgen.write.docx.engine import CORE, DOCUMENT, Engine
from docgen.write.docx.package import Compress, read_parts
from docgen.write.docx.store import TEMPLATE, load_compiled, templates_dir
from docgen.write.layout import lay_out

Make = Callable[[VanBan, str], object]


def docgen_with(compress: Compress) -> Make:
    """docgen's engine with a given compressor: VanBan in memory → file."""
    engine = Engine(load_compiled("ke_hoach"), compress)
    return lambda van_ban, path: engine.write(van_ban, path)


def floor_with(compress: Compress) -> Make:
    """Nothing but deflating the same bytes with the same compressor and writing the file."""
    engine = Engine(load_compiled("ke_hoach"), compress)
    prepared: dict[int, tuple[bytes, bytes, bytes]] = {}

    def make(van_ban: VanBan, path: str) -> None:
        if id(van_ban) not in prepared:
            data, _findings = engine.render(van_ban)
            parts = read_parts(data)
            dynamic = compress(parts[DOCUMENT]), compress(parts[CORE])
            rest = data[: len(data) - sum(map(len, dynamic))]
            prepared[id(van_ban)] = parts[DOCUMENT], parts[CORE], rest
        document, core, rest = prepared[id(van_ban)]
        data = b"".join((rest, compress(document), compress(core)))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        os.write(handle, data)
        os.close(handle)

    return make


def plain_context(van_ban: VanBan) -> dict[str, Any]:
    """What a docxtpl user would have to work out and pass: texts only."""
    data = dict(lay_out(van_ban).data)
    for name in ("khoi", "ket_thuc"):
        data[name] = [{**b, "text": str(b["text"]), "giu": "", "xml": ""} for b in data[name]]
    data.update(ke_co_quan="", ke_tieu_ngu="", ke_ten="", kem_theo=[])
    return data


def docxtpl_same_template() -> Make:
    """docxtpl as its documentation uses it, on the very template docgen fills."""
    return _docxtpl((templates_dir() / "ke_hoach" / TEMPLATE).read_bytes())


def docxtpl_lean_template() -> Make:
    """docxtpl on the leanest template that prints the same text: no styles per level, few tags."""
    import docx

    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "{{ co_quan }}"
    table.cell(0, 1).text = "{{ quoc_hieu }}"
    table.cell(0, 1).add_paragraph("{{ tieu_ngu }}")
    table.cell(1, 0).text = "{{ so_ky_hieu }}"
    table.cell(1, 1).text = "{{ dia_danh_ngay }}"
    document.add_paragraph("{{ ten_loai }}")
    document.add_paragraph("{{ trich_yeu }}")
    document.add_paragraph("{%p for b in khoi %}")
    document.add_paragraph("{{ b.nhan }} {{ b.text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for b in ket_thuc %}")
    document.add_paragraph("{{ b.text }}")
    document.add_paragraph("{%p endfor %}")
    foot = document.add_table(1, 2)
    left, right = foot.cell(0, 0), foot.cell(0, 1)
    left.text = "Nơi nhận:"
    for line in ("{%p for i in noi_nhan %}", "{{ i.chu }}", "{%p endfor %}"):
        left.add_paragraph(line)
    right.text = "{%p for i in chu_ky.quyen_han %}"
    for line in ("{{ i.chu }}", "{%p endfor %}", "{{ chu_ky.ho_ten }}"):
        right.add_paragraph(line)
    saved = BytesIO()
    document.save(saved)
    return _docxtpl(saved.getvalue())


def _docxtpl(template: bytes) -> Make:
    from docxtpl import DocxTemplate

    def make(van_ban: VanBan, path: str) -> None:
        document = DocxTemplate(BytesIO(template))
        document.render(plain_context(van_ban), autoescape=True)
        document.save(path)

    return make


def python_docx() -> Make:
    """python-docx building the document from scratch."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    def make(van_ban: VanBan, path: str) -> None:
        data = plain_context(van_ban)
        document = docx.Document()

        def add(holder: Any, text: str, bold: bool = False) -> None:
            paragraph = holder.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
            run = paragraph.add_run(text)
            run.font.name, run.font.size, run.bold = "Times New Roman", Pt(14), bold

        table = document.add_table(2, 2)
        for cell, lines in (
            (table.cell(0, 0), [data["co_quan"]]),
            (table.cell(0, 1), [data["quoc_hieu"], data["tieu_ngu"]]),
            (table.cell(1, 0), [data["so_ky_hieu"]]),
            (table.cell(1, 1), [data["dia_danh_ngay"]]),
        ):
            for line in lines:
                add(cell, str(line), True)
        add(document, data["ten_loai"], True)
        add(document, str(data["trich_yeu"]), True)
        for block in data["khoi"]:
            add(document, f"{block['nhan']} {block['text']}", block["cap"] == "la_ma")
        for block in data["ket_thuc"]:
            add(document, block["text"])
        foot = document.add_table(1, 2)
        add(foot.cell(0, 0), "Nơi nhận:")
        for item in data["noi_nhan"]:
            add(foot.cell(0, 0), str(item["chu"]))
        for item in data["chu_ky"]["quyen_han"]:
            add(foot.cell(0, 1), str(item["chu"]), True)
        add(foot.cell(0, 1), str(data["chu_ky"]["ho_ten"]), True)
        document.save(path)

    return make


def text_of(path: Path) -> bytes:
    """The main part of a finished file."""
    return read_parts(path.read_bytes())[DOCUMENT]
