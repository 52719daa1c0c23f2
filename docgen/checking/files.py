"""From files to findings: many files, in other processes where it pays."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.check import baseline
from docgen.check.document import Document
from docgen.check.profile import Choice
from docgen.check.registry import RuleFinding, check_document
from docgen.findings import Finding, InputError, Where
from docgen.lang import _

SUFFIXES = (".docx", ".doc", ".rtf", ".odt", ".pdf", ".txt", ".md", ".yaml", ".yml", ".json")
"""Files taken from a folder."""
_DATA = (".yaml", ".yml", ".json")
_KIND = re.compile(rb"""^\W*loai["']?\s*:""", re.MULTILINE)
"""The key that every document has."""
_HEAD = 100_000
_FEW = 8
"""Fewer files than this are not worth other processes."""
_COVERED = frozenset({"DOC10", "DOC11", "DOC12", "DOC20"})
"""What a reader says that rules say more exactly."""


@dataclass(slots=True)
class Checked:
    """What was found in one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    failed: bool = False
    """It could not be read; `findings` say why."""


def expand(paths: Iterable[str]) -> list[Path]:
    """The files meant: each as given, a folder as the documents in it and below, by name.

    A file named twice is taken once. Raises InputError (KT29) for folders without any document.
    """
    out: list[Path] = []
    empty: list[Finding] = []
    for name in paths:
        path = Path(name)
        if not path.is_dir():
            out.append(path)
            continue
        inside = sorted(
            p
            for p in path.rglob("*")
            if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$")) and _meant(p)
        )
        if not inside:
            empty.append(
                Finding(
                    "KT29",
                    _("Trong thư mục không có văn bản nào."),
                    hint=_("docgen đọc các tệp {suffixes}.").format(suffixes=", ".join(SUFFIXES)),
                    where=Where(file=name),
                )
            )
        out += inside
    if empty:
        raise InputError(empty)
    return list({os.path.abspath(p): p for p in reversed(out)}.values())[::-1]


def _meant(path: Path) -> bool:
    """Whether a file of a folder is a document; profiles, baselines and the like are data too."""
    if not path.is_file():
        return False
    if path.suffix.lower() not in _DATA:
        return True
    try:
        with path.open("rb") as file:
            return _KIND.search(file.read(_HEAD)) is not None
    except OSError:
        return True  # what is wrong with it is told when it is read


def check_file(path: Path, choice: Choice) -> Checked:
    """Read one file and run the rules over it. Never raises for a file that cannot be read."""
    from docgen.check.opening import open_document

    try:
        document = open_document(path)
        return Checked(str(path), found_in(document, choice))
    except InputError as error:
        where = Where(file=str(path))
        return Checked(
            str(path), [replace(f, where=f.where or where) for f in error.findings], True
        )


def found_in(document: Document, choice: Choice) -> list[Finding]:
    """What the rules and the reader have to say of a document, suppressions applied."""
    rules = choice.judged(check_document(document, choice.select, choice.ignore))
    said = [f for f in document.read_findings if f.code not in _COVERED]
    if choice.select:
        said = []
    findings: list[Finding] = [*said, *rules]
    if document.form == "data":
        from docgen.check.suppress import suppressed

        findings = suppressed(findings, Path(document.file))
    return findings


def check_files(
    files: Sequence[Path], choice: Choice, step: Callable[[], None] = lambda: None
) -> Iterator[Checked]:
    """Check many files in their order; `step` is called after each. Memory does not grow.

    Many files are shared among as many processes as there are processors.
    """
    workers = min(os.cpu_count() or 1, len(files))
    if len(files) < _FEW or workers < 2:
        for path in files:
            yield check_file(path, choice)
            step()
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from docgen.lang import language

    pool = ProcessPoolExecutor(workers, get_context("spawn"), _set_up, (language(),))
    try:
        jobs = ((str(path), choice) for path in files)
        for checked in pool.map(_job, jobs, chunksize=4):
            yield checked
            step()
    finally:
        # Ctrl-C: what is not begun is not waited for.
        pool.shutdown(cancel_futures=True)


def _set_up(lang: str) -> None:
    import signal

    from docgen.lang import set_language

    # Ctrl-C reaches every process of the terminal; the first one tells the others to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_language(lang)


def _job(given: tuple[str, Choice]) -> Checked:
    checked = check_file(Path(given[0]), given[1])
    # Elements of XML stay where they were made.
    checked.findings = [_portable(f) for f in checked.findings]
    return checked


def _portable(finding: Finding) -> Finding:
    if not isinstance(finding, RuleFinding):
        return finding
    fixes = tuple(replace(f, text=None) for f in finding.fixes)
    return replace(finding, text=None, fixes=fixes)


def only_new(found: Iterable[Checked], path: Path) -> list[Checked]:
    """The findings that a baseline file does not hold. Raises InputError."""
    found = list(found)
    names = baseline.named((c.file for c in found), str(path.parent))
    known = baseline.held(baseline.load(_read(path), str(path)), names.values())
    return [
        c if c.failed else Checked(c.file, baseline.new_ones(c.findings, known[names[c.file]]))
        for c in found
    ]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            Finding(
                "KT20",
                _("Không đọc được tệp mốc: {reason}.").format(reason=reason),
                hint=_("Tạo lại bằng --update-baseline."),
                where=Where(file=str(path)),
            )
        ) from None
