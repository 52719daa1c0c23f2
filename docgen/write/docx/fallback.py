"""Filling a template by docxtpl itself, for templates with features the compiler does not cover.

Same context, same preprocessing, same result as the engine; slower.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from docgen.findings import Finding
from docgen.model import VanBan
from docgen.write.docx.context import fit_head, make_context
from docgen.write.docx.core import announce_core, core_xml
from docgen.write.docx.engine import CORE, DOCUMENT, clean
from docgen.write.docx.package import Frame, best_compress, pack, read_parts
from docgen.write.docx.prepare import section_of, template_class
from docgen.write.docx.runs import Xml, chay, escape
from docgen.write.docx.sections import variants
from docgen.write.layout import lay_out
from docgen.write.layout.head import column_widths

_ESCAPES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")
"""docxtpl turns {_{ into {{ in what it made; in values that is text."""


def environment(findings: list[Finding] | None = None) -> Any:
    """Jinja2 environment of the fallback: escaping on, unknown names are errors, sandboxed.

    `findings`: where it is noted that values held characters XML forbids.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    told = findings if findings is not None else []

    def finish(value: object) -> object:
        if isinstance(value, StrictUndefined):
            return value
        xml = value if isinstance(value, Xml) else escape(str(value))
        return Xml(_ESCAPES.sub("&#95;", clean(xml, told).decode()))

    env = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=finish)
    env.filters["chay"] = lambda value, rpr="": Xml(chay(value, rpr))
    return env


def render_with_docxtpl(template: bytes, van_ban: VanBan) -> tuple[bytes, list[Finding]]:
    """A document as .docx bytes, filled by docxtpl. Raises jinja2.TemplateError."""
    layout = lay_out(van_ban)
    given = read_parts(template)
    # Before docxtpl, which fills the core properties and fails when the package is at odds.
    announce_core(given)
    base = section_of(given[DOCUMENT].decode())
    context = make_context(layout.data, column_widths(van_ban), variants(base))
    document = template_class()(BytesIO(_package(given)))
    told: list[Finding] = []
    document.render(context, environment(told))
    layout.findings.extend(told[:1])
    filled = BytesIO()
    document.save(filled)
    parts = read_parts(filled.getvalue())
    parts[CORE] = clean(core_xml(van_ban, layout.data), [])
    parts[DOCUMENT] = fit_head(clean(parts[DOCUMENT].decode(), layout.findings), layout.data)
    return _package(parts), layout.findings


def _package(parts: dict[str, bytes]) -> bytes:
    compress = best_compress()
    return Frame(()).package(pack(name, data, compress) for name, data in parts.items())
