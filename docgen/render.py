"""From data files to documents: reads, chooses the writer by the output's ending, writes safely."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.write.files import check_folder, check_target, write_files

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
    source: str = ""


def render_files(sources: Sequence[str], options: Options) -> list[Job]:
    """Render data files: all of them, or none when anything is wrong with one.

    Raises InputError with every problem of all files.
    """
    problems: list[Finding] = []
    targets, folder = _targets(sources, options, problems)
    if not problems:
        _check_targets(targets, folder, sources, options, problems)
    jobs = _read_all(sources, targets, options, problems)
    if any("pdf" in wanted for wanted in targets):
        _check_office(problems)
    try:
        to_docx = _docx_writer(options)
    except InputError as error:
        problems += error.findings
    if problems:
        raise InputError(problems)
    write_files(_make_all(jobs, to_docx, options), options.force, folder)
    return jobs


def _read_all(
    sources: Sequence[str],
    targets: Sequence[dict[str, Path]],
    options: Options,
    problems: list[Finding],
) -> list[Job]:
    from docgen.read.data_file import read_located

    jobs: list[Job] = []
    for source, wanted in zip(sources, targets, strict=True):
        try:
            van_ban, findings, located = read_located(source)
        except InputError as error:
            problems += error.findings
            continue
        if options.audience:
            from docgen.model.doi_tuong import for_audience

            van_ban = for_audience(van_ban, options.audience)
        jobs.append(Job(van_ban, wanted, findings, located, source))
    return jobs


def _check_targets(
    targets: Sequence[dict[str, Path]],
    folder: Path | None,
    sources: Sequence[str],
    options: Options,
    problems: list[Finding],
) -> None:
    if folder is not None:
        try:
            check_folder(folder)
        except InputError as error:
            problems += error.findings
            return  # no target in it says anything new
    for path in (path for wanted in targets for path in wanted.values()):
        try:
            _not_an_original(path, sources, options)
            check_target(path, options.force, make_folder=folder is not None)
        except InputError as error:
            problems += error.findings


def _not_an_original(path: Path, sources: Sequence[str], options: Options) -> None:
    """What a document is made from is sacred, with --force too."""
    template = options.template
    if any(_same(path, source) for source in sources):
        message = _("Kết quả sẽ ghi đè lên chính tệp dữ liệu.")
    elif template and (_same(path, template) or _same(path, os.path.join(template, "mau.docx"))):
        message = _("Kết quả sẽ ghi đè lên chính mẫu Word.")
    else:
        return
    raise InputError(
        Finding("GH05", message, hint=_("Chọn tên khác bằng -o."), where=Where(str(path)))
    )


def _same(path: Path, other: str) -> bool:
    # Not Path.exists(): it raises for a name that is too long.
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def _check_office(problems: list[Finding]) -> None:
    from docgen.write.pdf.office import require_soffice

    try:
        require_soffice()
    except InputError as error:
        problems += error.findings


def _make_all(jobs: list[Job], to_docx: Writer, options: Options) -> list[tuple[Path, bytes]]:
    """Everything to be written, in memory. Raises InputError with the problems of all documents."""
    from docgen.write.layout import lay_out

    made: list[tuple[Path, bytes]] = []
    prints: list[tuple[bytes, Path]] = []
    problems: list[Finding] = []
    for job in jobs:
        for kind, path in job.targets.items():
            if kind not in ("docx", "pdf"):
                made.append((path, _plain_writer(kind)(job.van_ban)))
        if not {"docx", "pdf"} & set(job.targets):
            # The Word writer reports gaps itself; the others print the same layout.
            job.findings += map(job.located, lay_out(job.van_ban).findings)
            continue
        try:
            data, findings = to_docx(job.van_ban)
        except InputError as error:
            problems += error.findings
            continue
        job.findings += map(job.located, findings)
        if "docx" in job.targets:
            made.append((job.targets["docx"], data))
        if "pdf" in job.targets:
            prints.append((data, job.targets["pdf"]))
    if problems:
        # The same fault of a template shows in every document.
        raise InputError(dict.fromkeys(problems))
    return made + _print_all(prints, options)


def _print_all(prints: list[tuple[bytes, Path]], options: Options) -> list[tuple[Path, bytes]]:
    """Print to PDF: one document cold, several through one warm instance.

    Raises InputError with every document that could not be printed.
    """
    if not prints:
        return []
    from contextlib import nullcontext
    from tempfile import TemporaryDirectory, gettempdir

    from docgen.write.pdf import LibreOffice, to_pdf
    from docgen.write.pdf.office import unwritable

    made: list[tuple[Path, bytes]] = []
    problems: list[Finding] = []
    try:
        with (
            TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder,
            LibreOffice() if len(prints) > 1 else nullcontext() as office,
        ):
            docx, pdf = Path(folder, "van_ban.docx"), Path(folder, "van_ban.pdf")
            for data, target in prints:
                docx.write_bytes(data)
                try:
                    to_pdf(docx, pdf, pdf_a=options.pdf_a, warm=office, shown=target)
                except InputError as error:
                    problems += error.findings
                    if any(f.code == "PDF02" for f in error.findings):
                        break  # each of the others might take as long to fail
                    continue
                made.append((target, pdf.read_bytes()))
    except OSError as error:
        raise unwritable(Path(gettempdir()), error.strerror or str(error)) from None
    if problems:
        raise InputError(dict.fromkeys(problems))
    return made


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
) -> tuple[list[dict[str, Path]], Path | None]:
    """Output paths of each source by format, and the folder to make; problems are collected."""
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
    made: list[dict[str, Path]] = []
    taken: set[Path] = set()
    for source in sources:
        base = single or _free(folder / (Path(source).stem + "." + kind), taken)
        targets = {kind: base}
        if options.pdf:
            targets["pdf"] = base.with_suffix(".pdf")
        made.append(targets)
    return made, folder if out and single is None else None


def _free(path: Path, taken: set[Path]) -> Path:
    """A name not used by another source of this run (two files may have one stem)."""
    made, number = path, 2
    while made in taken:
        made = path.with_stem(f"{path.stem}-{number}")
        number += 1
    taken.add(made)
    return made


def data_summary(job: Job) -> str:
    """One line on what the rules find in the data of a document; "" for hints alone.

    The rules are imported here: what runs without the check does not wait for them.
    """
    from docgen.check.data import texts_of
    from docgen.check.document import Document
    from docgen.check.profile import Choice
    from docgen.check.registry import RuleFinding
    from docgen.check.report.text import counts
    from docgen.checking.files import found_in
    from docgen.findings import HINT

    texts = texts_of(job.van_ban, job.located)
    document = Document(job.source, "data", job.van_ban, texts)
    found = [f for f in found_in(document, Choice()) if isinstance(f, RuleFinding)]
    if all(f.severity == HINT for f in found):
        return ""
    text = _("Kiểm tra dữ liệu: {counts} (xem: docgen check {file})")
    return text.format(counts=counts(found), file=job.source)
