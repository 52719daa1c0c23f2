"""The compiled engine: a template is prepared once, then each document fills its holes.

Static parts are kept compressed. Templates with features the compiler does not cover are filled
by docxtpl itself, with the same result.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from docgen.findings import WARNING, Finding
from docgen.lang import _
from docgen.model import VanBan
from docgen.write.docx import compile as compiler
from docgen.write.docx.context import fit_head, make_context
from docgen.write.docx.core import core_xml
from docgen.write.docx.package import (
    Compress,
    Frame,
    Packed,
    best_compress,
    pack,
    packer,
    read_parts,
)
from docgen.write.docx.runs import Xml, without_illegal
from docgen.write.docx.sections import Kind, variants
from docgen.write.files import write_file
from docgen.write.layout import lay_out
from docgen.write.layout.head import column_widths

DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"


@dataclass(slots=True)
class Compiled:
    """What the compiler made of a template; plain data, so that it can be stored."""

    digest: str
    """Fingerprint of the template file, to see whether it has changed."""
    python: dict[str, str]
    """Python source of each part that holds tags."""
    section: str
    """Section properties at the end of the body."""
    static: list[Packed]
    """Parts that are copied as they are."""
    fills: dict[str, compiler.Fill] = field(default_factory=dict)
    """Functions of `python` that are loaded already; the source is what counts."""


def fingerprint(data: bytes) -> str:
    """A short mark of a file's content; tells a changed template, not a forged one."""
    return f"{len(data)}-{zlib.crc32(data):08x}-{zlib.adler32(data):08x}"


def compile_template(data: bytes) -> Compiled:
    """Prepare and compile a template file. Raises compiler.Unsupported, jinja2.TemplateError."""
    from docgen.write.docx.core import announce_core
    from docgen.write.docx.prepare import prepare, section_of

    parts = read_parts(data)
    announce_core(parts)
    python: dict[str, str] = {}
    static: list[Packed] = []
    for name, content in parts.items():
        if name == CORE:
            continue
        dynamic = name == DOCUMENT or (
            name.startswith(("word/header", "word/footer")) and b"{" in content
        )
        if dynamic:
            if b"{%tc" in content:
                # Rows of changing width need docxtpl's fitting of the table grid.
                raise compiler.Unsupported("tc")
            python[name] = compiler.to_python(prepare(content.decode()))
        else:
            static.append(pack(name, content))
    section = section_of(parts[DOCUMENT].decode())
    return Compiled(fingerprint(data), python, section, static)


class Engine:
    """Fills one compiled template; build it once, use it for many documents."""

    def __init__(self, compiled: Compiled, compress: Compress | None = None) -> None:
        self._compress = compress or best_compress()
        self._pack = packer()
        self._frame = Frame(compiled.static)
        self._parts: list[tuple[str, compiler.Render]] = [
            (name, compiler.renderer(compiled.fills.get(name) or compiler.load(source)))
            for name, source in compiled.python.items()
        ]
        self._sections: dict[Kind, Xml] = variants(compiled.section)

    def render(self, van_ban: VanBan) -> tuple[bytes, list[Finding]]:
        """The document as .docx bytes, and what was found missing."""
        layout = lay_out(van_ban)
        context = make_context(layout.data, column_widths(van_ban), self._sections)
        findings = layout.findings
        packed = []
        for name, render in self._parts:
            xml, dropped = render(context)
            if name == DOCUMENT:
                xml = fit_head(xml, layout.data)
            if dropped:
                findings.append(dropped_finding())
            packed.append(self._pack(name, xml, self._compress))
        core = clean(core_xml(van_ban, layout.data), [])
        packed.append(self._pack(CORE, core, self._compress))
        return self._frame.package(packed), findings

    def write(
        self, van_ban: VanBan, path: str | os.PathLike[str], force: bool = False
    ) -> list[Finding]:
        """Render into a file, atomically. Raises InputError when it cannot be written."""
        data, findings = self.render(van_ban)
        write_file(path, data, force)
        return findings


def clean(xml: str, findings: list[Finding]) -> bytes:
    """UTF-8 without characters that XML forbids; a finding says when some were dropped."""
    data, dropped = without_illegal(xml)
    if dropped:
        findings.append(dropped_finding())
    return data


def dropped_finding() -> Finding:
    """Says that characters which XML forbids were left out."""
    return Finding(
        "KT06",
        _("Có ký tự điều khiển không hợp lệ trong dữ liệu; đã bỏ khỏi văn bản."),
        WARNING,
        _("Dán lại đoạn văn bản ở dạng chữ thuần."),
    )


Renderer = Callable[[VanBan], tuple[bytes, list[Finding]]]


@lru_cache(maxsize=64)
def standard_engine(mau: str, trinh_bay_json: str = "") -> Engine:
    """Engine of a standard template; `trinh_bay_json`: choices of layout other than the usual."""
    from docgen.write.docx.store import load_compiled

    if not trinh_bay_json:
        return Engine(load_compiled(mau))
    from docgen.model import TrinhBay
    from docgen.write.docx.mau import build_template

    choices = TrinhBay.model_validate_json(trinh_bay_json)
    return Engine(compile_template(build_template(mau, choices)))


def engine_for(van_ban: VanBan) -> Engine:
    """The standard engine for a document's kind and choices of layout."""
    from docgen.nd30.loai import LOAI

    mau = LOAI[van_ban.loai].mau
    tb = van_ban.trinh_bay
    return standard_engine(mau, "" if tb.mac_dinh else tb.model_dump_json())


def render_docx(van_ban: VanBan) -> tuple[bytes, list[Finding]]:
    """A document as .docx bytes with the standard template of its kind."""
    return engine_for(van_ban).render(van_ban)
