"""Making one document of a batch: a pure function of what all share and of one row."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import docgen
from docgen.batch.item import Item
from docgen.batch.outcome import Outcome
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model import VanBan

if TYPE_CHECKING:
    from docgen.write.docx.engine import Compiled, Renderer


@dataclass(frozen=True, slots=True)
class Template:
    """An office's own template, found good. `compiled` is None when docxtpl has to fill it."""

    file: str
    data: bytes
    compiled: Compiled | None


@dataclass(frozen=True, slots=True)
class Shared:
    """What all documents of a run share. It is sent to every process once, so it holds the
    template itself: a process of a cluster may run where no file of ours is."""

    base: VanBan
    template: Template | None = None
    release: str = ""
    """What the bytes of a document depend on besides data: `release()` where the run began."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a process hands back: the outcome, and the bytes of the .docx, none when it failed.

    The bytes go back because one process alone writes: it keeps the journal, so that none is ever
    half written, and a cluster needs no common folder.
    """

    outcome: Outcome
    data: bytes = b""


@lru_cache(maxsize=1)
def release() -> str:
    """Version of docgen, and the compressor that it uses here."""
    from docgen.write.docx.package import best_compress, zlib_compress

    return f"{docgen.__version__} {'zlib' if best_compress() is zlib_compress else 'isal'}"


def read_template(path: str) -> Template:
    """Check an office's template and compile it. Raises InputError with every fault in it."""
    from docgen.write.docx.compile import Unsupported
    from docgen.write.docx.engine import compile_template
    from docgen.write.docx.office_template import open_template, template_file

    open_template(Path(path))
    data = template_file(Path(path)).read_bytes()
    try:
        return Template(str(template_file(Path(path))), data, compile_template(data))
    except Unsupported:
        return Template(str(template_file(Path(path))), data, None)


def content_hash(shared: Shared) -> str:
    """Digest of what all documents of a run share: base, template, version of docgen."""
    mark = sha256(shared.base.model_dump_json().encode())
    mark.update(sha256(shared.template.data if shared.template else b"").digest())
    mark.update(docgen.__version__.encode())
    return mark.hexdigest()


def row_hash(common: str, item: Item) -> str:
    """Digest of everything one document depends on; `common` is that of what all share."""
    row = repr((common, item.name, item.level, sorted(item.values.items())))
    return sha256(row.encode("utf-8", "surrogatepass")).hexdigest()


def make_item(shared: Shared, item: Item) -> Document:
    """Make the document of one row; what is wrong with it is in the outcome, never raised.

    Raises InputError (LO10) only when this process is of another docgen than the run's.
    """
    if shared.release != release():
        raise InputError(_other_release(shared.release))
    start = time.perf_counter()
    data, mark = b"", ""
    findings: list[Finding] = []
    try:
        data, findings = _document(shared, item)
        mark = sha256(data).hexdigest()
    except InputError as error:
        findings = error.findings
    except Exception as error:  # one bad row never stops the others
        findings = [_unexpected(item, error)]
    outcome = Outcome(
        item.number, item.name, sha256=mark, state="made" if mark else "failed",
        findings=tuple(map(_interned, findings)), seconds=time.perf_counter() - start,
    )  # fmt: skip
    return Document(outcome, data)


def _document(shared: Shared, item: Item) -> tuple[bytes, list[Finding]]:
    from docgen.batch.overlay import document_for

    van_ban = document_for(shared.base, item)
    if shared.template is None:
        from docgen.write.docx.engine import render_docx

        return render_docx(van_ban)
    from jinja2 import TemplateError

    try:
        return _writer(shared.template)(van_ban)
    except (TemplateError, LookupError, TypeError) as error:
        raise InputError(
            Finding(
                "MAU09",
                _("Mẫu Word gây lỗi khi điền: {problem}.").format(problem=error),
                hint=_("Kiểm tra mẫu bằng: docgen templates check {file}").format(
                    file=shared.template.file
                ),
                where=Where(shared.template.file),
            )
        ) from None


_writers: dict[int, tuple[Template, Renderer]] = {}


def _writer(template: Template) -> Renderer:
    """What fills a template; kept, so that it is warm for the next document."""
    kept = _writers.get(id(template))
    if kept is None or kept[0] is not template:
        _writers.clear()
        kept = _writers[id(template)] = template, _new_writer(template)
    return kept[1]


def _new_writer(template: Template) -> Renderer:
    if template.compiled is not None:
        from docgen.write.docx.engine import Engine

        return Engine(template.compiled).render
    from functools import partial

    from docgen.write.docx.fallback import render_with_docxtpl

    return partial(render_with_docxtpl, template.data)


@lru_cache(maxsize=1024)
def _interned(finding: Finding) -> Finding:
    """The same finding of many rows is kept, and sent, once."""
    return finding


def _unexpected(item: Item, error: Exception) -> Finding:
    return Finding(
        "LO08",
        _("Không làm được văn bản của “{name}”: {problem}.").format(
            name=item.name, problem=" ".join(f"{type(error).__name__}: {error}".split())
        ),
        hint=_("Đây là lỗi của docgen: gửi cho người phát triển kèm dòng này của bảng."),
        where=item.where,
    )


def _other_release(wanted: str) -> Finding:
    return Finding(
        "LO10",
        _("Máy trong cụm dùng docgen {there}, máy này dùng {here}: kết quả sẽ khác nhau.").format(
            there=release(), here=wanted
        ),
        hint=_("Cài cùng một phiên bản docgen, cùng phần [speed], ở mọi máy."),
    )
