"""An office's own Word template: checked before use, compiled, or given to docxtpl."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from docgen.findings import ERROR, Finding, InputError, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.write.docx.compile import Unsupported
from docgen.write.docx.engine import Engine, compile_template
from docgen.write.docx.store import TEMPLATE

Writer = Callable[[VanBan], tuple[bytes, list[Finding]]]


def template_file(path: Path) -> Path:
    """The .docx a path stands for: itself, or mau.docx in a folder."""
    return path / TEMPLATE if path.is_dir() else path


def open_template(path: Path) -> Writer:
    """A writer that fills the template at `path`. Raises InputError with every fault in it."""
    from docgen.write.docx.inspect import inspect_template

    file = template_file(path)
    faults = [f for f in inspect_template(file) if f.severity == ERROR]
    if faults:
        raise InputError(faults)
    data = file.read_bytes()
    try:
        render: Writer = Engine(compile_template(data)).render
    except Unsupported:
        from docgen.write.docx.fallback import render_with_docxtpl

        render = partial(render_with_docxtpl, data)
    return partial(_guarded, file, render)


def _guarded(file: Path, render: Writer, van_ban: VanBan) -> tuple[bytes, list[Finding]]:
    from jinja2 import TemplateError

    try:
        return render(van_ban)
    except (TemplateError, LookupError, TypeError) as error:
        # LookupError, TypeError: the compiled form of asking for a part of something absent.
        raise InputError(
            Finding(
                "MAU09",
                _("Mẫu Word gây lỗi khi điền: {problem}.").format(problem=error),
                hint=_("Kiểm tra mẫu bằng: docgen templates check {file}").format(file=file),
                where=Where(str(file)),
            )
        ) from None
