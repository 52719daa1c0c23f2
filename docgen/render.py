"""From data files to documents: reads, chooses the writer by the output's ending, writes safely."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.write.files import check_target, write_file

FORMATS = ("docx", "pdf", "html", "txt", "yaml", "json")
"""Endings that choose a writer."""


@dataclass(slots=True)
class Options:
    """How to render. `template`: an office's folder or .docx; `audience`: unit to make it for."""

    out: str | None = None
    pdf: bool = False
    pdf_a: bool = False
    template: str | None = None
    audience: str | None = None
    force: bool = False


@dataclass(slots=True)
class Job:
    """One document to write: its data, its targets by format, and what was found."""

    van_ban: VanBan
    targets: dict[str, Path]
    findings: list[Finding]
    located: Callable[[Finding], Finding]


def render_files(sources: Sequence[str], options: Options) -> list[Job]:
    """Render data files. Raises InputError with every problem of all files before writing any."""
    from docgen.read.data_file import read_located

    jobs: list[Job] = []
    problems: list[Finding] = []
    targets = _targets(sources, options, problems)
    for source, wanted in zip(sources, targets, strict=True):
        try:
            van_ban, findings, located = read_located(source)
        except InputError as error:
            problems += error.findings
            continue
        if options.audience:
            from docgen.model.doi_tuong import for_audience

            van_ban = for_audience(van_ban, options.audience)
        jobs.append(Job(van_ban, wanted, findings, located))
        for path in wanted.values():
            try:
                _not_a_source(path, sources)
                check_target(path, options.force)
            except InputError as error:
                problems += error.findings
    if any("pdf" in job.targets for job in jobs):
        from docgen.write.pdf import find_soffice
        from docgen.write.pdf.office import require_soffice

        if find_soffice() is None:
            try:
                require_soffice()
            except InputError as error:
                problems += error.findings
    try:
        to_docx = _docx_writer(options)
    except InputError as error:
        problems += error.findings
    if problems:
        raise InputError(problems)
    _write_all(jobs, to_docx, options)
    return jobs


def _not_a_source(path: Path, sources: Sequence[str]) -> None:
    """The original is sacred, with --force too."""
    if any(path.exists() and Path(s).exists() and path.samefile(s) for s in sources):
        raise InputError(
            Finding(
                "GH05",
                _("Kết quả sẽ ghi đè lên chính tệp dữ liệu."),
                hint=_("Chọn tên khác bằng -o."),
                where=Where(str(path)),
            )
        )


def _write_all(jobs: list[Job], to_docx: Writer, options: Options) -> None:
    from docgen.write.layout import lay_out

    for job in jobs:
        for kind, path in job.targets.items():
            if kind in ("docx", "pdf"):
                continue
            write_file(path, _plain_writer(kind)(job.van_ban), options.force)
        if not {"docx", "pdf"} & set(job.targets):
            # The Word writer reports gaps itself; the others print the same layout.
            job.findings += map(job.located, lay_out(job.van_ban).findings)
    prints: list[tuple[bytes, Path]] = []
    for job in jobs:
        if "docx" not in job.targets and "pdf" not in job.targets:
            continue
        data, findings = to_docx(job.van_ban)
        job.findings += map(job.located, findings)
        if "docx" in job.targets:
            write_file(job.targets["docx"], data, options.force)
        if "pdf" in job.targets:
            prints.append((data, job.targets["pdf"]))
    if prints:
        _print_all(prints, options)


def _print_all(prints: list[tuple[bytes, Path]], options: Options) -> None:
    """Print to PDF: one document cold, several through one warm instance."""
    from tempfile import TemporaryDirectory

    from docgen.write.pdf import LibreOffice, to_pdf

    with TemporaryDirectory(prefix="docgen-") as folder:
        sources = []
        for number, (data, target) in enumerate(prints):
            source = Path(folder) / f"{number}.docx"
            source.write_bytes(data)
            sources.append((source, target))
        if len(sources) == 1:
            to_pdf(*sources[0], pdf_a=options.pdf_a)
            return
        with LibreOffice() as office:
            for source, target in sources:
                office.convert(source, target, pdf_a=options.pdf_a)


Writer = Callable[[VanBan], tuple[bytes, list[Finding]]]


def _docx_writer(options: Options) -> Writer:
    if options.template is None:
        from docgen.write.docx.engine import render_docx

        return render_docx
    from docgen.write.docx.office_template import open_template

    return open_template(Path(options.template))


def _plain_writer(kind: str) -> Callable[[VanBan], bytes]:
    if kind == "html":
        from docgen.write.html import write_html

        return write_html
    if kind == "txt":
        from docgen.write.text import write_txt

        return write_txt
    from docgen.write import data

    return data.write_json if kind == "json" else data.write_yaml


def _targets(
    sources: Sequence[str], options: Options, problems: list[Finding]
) -> list[dict[str, Path]]:
    """Output paths of each source by format; problems are collected."""
    out = options.out
    kind = "docx"
    folder = Path()
    single: Path | None = None
    if out:
        path = Path(out)
        suffix = path.suffix.lower().lstrip(".")
        if os.path.isdir(out) or out.endswith(("/", "\\")):
            folder = path
        elif suffix in FORMATS and len(sources) == 1:
            kind, single = suffix, path
        elif suffix in FORMATS:
            problems.append(
                Finding(
                    "GH03",
                    _("Có {n} tệp dữ liệu mà chỉ một tệp kết quả.").format(n=len(sources)),
                    hint=_("Cho -o một thư mục, ví dụ -o ket_qua/"),
                    where=Where(out),
                )
            )
        elif len(sources) > 1 and not suffix:
            folder = path
        else:
            problems.append(
                Finding(
                    "GH04",
                    _("Không biết ghi tệp đuôi “{suffix}”.").format(suffix=path.suffix or out),
                    hint=_("Dùng một trong: {formats}; hoặc một thư mục có dấu / ở cuối.").format(
                        formats=", ".join("." + f for f in FORMATS)
                    ),
                    where=Where(out),
                )
            )
    if out and single is None and not problems:
        _may_make(folder, problems)
    made: list[dict[str, Path]] = []
    taken: set[Path] = set()
    for source in sources:
        base = single or _free(folder / (Path(source).stem + "." + kind), taken)
        targets = {kind: base}
        if options.pdf:
            targets["pdf"] = base.with_suffix(".pdf")
        made.append(targets)
    return made


def _may_make(folder: Path, problems: list[Finding]) -> None:
    from docgen.write.files import cannot_write

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problems += cannot_write(str(folder), error).findings


def _free(path: Path, taken: set[Path]) -> Path:
    """A name not used by another source of this run (two files may have one stem)."""
    made, number = path, 2
    while made in taken:
        made = path.with_stem(f"{path.stem}-{number}")
        number += 1
    taken.add(made)
    return made
