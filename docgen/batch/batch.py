"""A whole run: every row of a roster to its files, safely, and what became of each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.batch.beside import look_beside, problems_beside, write_tables
from docgen.batch.item import Item
from docgen.batch.journal import Journal
from docgen.batch.order import BatchOrder
from docgen.batch.outcome import BatchResult, Outcome, State
from docgen.batch.places import Place, Places
from docgen.batch.run import CHUNK, chunk_for, run, workers_for
from docgen.batch.work import (
    Document,
    Shared,
    content_hash,
    make_item,
    read_template,
    release,
    row_hash,
)
from docgen.batch.zipped import write_zip
from docgen.findings import HINT, Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import cannot_write, check_folder

if TYPE_CHECKING:
    from docgen.batch.cluster import Cluster

_ALONE = 600
"""So many documents take one process less time than others take to start."""
_NAMED = 3
"""So many files are named where many are meant."""

Step = Callable[[Outcome], None]


@dataclass(slots=True)
class _Row:
    """One row on its way: `outcome` is None while it is open."""

    number: int
    name: str
    item: Item | None = None
    docx: Place | None = None
    pdf: Place | None = None
    outcome: Outcome | None = None

    def places(self) -> list[Place]:
        return [p for p in (self.docx, self.pdf) if p is not None]


@dataclass(slots=True)
class _Rows:
    """All rows in order; each is told to `step` as soon as it and all before it are settled."""

    rows: list[_Row]
    step: Step
    told: int = 0
    open: list[_Row] = field(default_factory=list)

    def tell(self) -> None:
        while self.told < len(self.rows):
            outcome = self.rows[self.told].outcome
            if outcome is None:
                return
            self.told += 1
            self.step(outcome)


def run_batch(order: BatchOrder, step: Step) -> BatchResult:
    """Make the files of every row; `step` gets what became of each, in order, as the run goes on.

    A row that cannot be made stops no other. What ends the whole run on its way (a full disk) is
    in the result; `resume` later finishes what is missing. KeyboardInterrupt comes through, with
    only whole files and a sound journal left behind. Raises InputError, with no document written,
    when it cannot begin: GH01, GH02, GH04, LO03, LO04, LO11, LO12 folder, archive or tables, MAU…
    template, PDF01 no LibreOffice, LO01, LO02 journal, LO05, LO06 cluster.
    """
    begin = time.perf_counter()
    shared = _ready(order)
    with ExitStack() as stack:
        journal = Journal(order.folder, release(), len(order.items) + len(order.bad))
        ended = False
        stack.callback(lambda: journal.close(ended))
        places = Places(order.folder, journal, order.resume, order.force)
        clear = partial(
            places.clear, *(path.parent for path in (order.zip, *order.results) if path)
        )
        clear()
        # Once more at the end: LibreOffice of a killed run may have written a last time meanwhile.
        stack.callback(clear)
        look_beside(places, order)
        rows = _Rows(_all_rows(order), step)
        _look(rows, places, order, content_hash(shared))
        stopped: tuple[Finding, ...] = ()
        findings: list[Finding] = []
        machines = _cluster(order, stack) if rows.open else None
        try:
            if rows.open:
                _make(rows, places, order, shared, stack, machines)
            if order.zip:
                findings += _zip(rows, places, order.zip)
            ended = True
        except InputError as error:
            stopped = tuple(error.findings)
        findings += _no_longer_asked(rows, places, journal, order)
        outcomes = tuple(row.outcome or _closed(row, "left") for row in rows.rows)
        result = BatchResult(outcomes, stopped, tuple(findings), time.perf_counter() - begin)
        told = replace(result, findings=(*order.noticed, *findings))
        tables, problems = write_tables(places, order.results, told)
    return replace(result, stopped=(*stopped, *problems), tables=tuple(tables))


def _ready(order: BatchOrder) -> Shared:
    """Everything that can be seen before the first file. Raises InputError with all of it."""
    problems: list[Finding] = []
    template = None
    try:
        check_folder(order.folder)
    except InputError as error:
        problems += error.findings
    problems += problems_beside(order)
    if order.template is not None:
        try:
            template = read_template(order.template)
        except InputError as error:
            problems += error.findings
    if order.pdf:
        from docgen.write.pdf.office import require_soffice

        try:
            require_soffice()
        except InputError as error:
            problems += error.findings
    if problems:
        raise InputError(dict.fromkeys(problems))
    try:
        order.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(order.folder), error) from None
    return Shared(order.base, template, release())


def _all_rows(order: BatchOrder) -> list[_Row]:
    rows = [_Row(item.number, item.name, item) for item in order.items]
    for bad in order.bad:
        row = _Row(bad.number, bad.name)
        row.outcome = _closed(row, "failed", bad.findings)
        rows.append(row)
    return sorted(rows, key=lambda row: row.number)


def _closed(row: _Row, state: State, findings: tuple[Finding, ...] = ()) -> Outcome:
    """The outcome of a row that nothing is made for."""
    kept = [p.name if p.kept else "" for p in row.places()] + ["", ""]
    digest = row.docx.kept if row.docx else ""
    return Outcome(row.number, row.name, kept[0], digest, state, findings, pdf=kept[1])


def _look(rows: _Rows, places: Places, order: BatchOrder, common: str) -> None:
    """Compare every row with what stands in its places."""
    for row in rows.rows:
        if row.item is not None:
            content, name = row_hash(common, row.item), order.names[row.number]
            row.docx = places.look(f"{name}.docx", row.number, content)
            if order.pdf:
                kind = "pdf-a" if order.pdf_a else "pdf"
                row.pdf = places.look(f"{name}.pdf", row.number, f"{content} {kind}")
            refused = tuple(p.refused for p in row.places() if p.refused)
            if refused:
                row.outcome = _closed(row, "failed", refused)
            elif all(p.kept for p in row.places()):
                row.outcome = _closed(row, "same")
        rows.tell()
    rows.open = [row for row in rows.rows if row.outcome is None]


# --- Making ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Made:
    """A document on its way into its places."""

    row: _Row
    outcome: Outcome
    docx: bytes
    pdf: bytes = b""


def _cluster(order: BatchOrder, stack: ExitStack) -> Cluster | None:
    """The cluster that is to be used. Raises InputError."""
    if not order.scheduler:
        return None
    from docgen.batch.cluster import cluster

    return stack.enter_context(cluster(order.scheduler))


def _make(
    rows: _Rows,
    places: Places,
    order: BatchOrder,
    shared: Shared,
    stack: ExitStack,
    machines: Cluster | None,
) -> None:
    made = _documents(rows.open, order, shared, stack, machines)
    size = CHUNK
    if order.pdf:
        made, size = _printed(made, len(rows.open), places, order, stack), 1
    group: list[_Made] = []
    for one in made:
        group.append(one)
        if len(group) >= size:
            _put(group, places)
            rows.tell()
            group = []
    if group:
        _put(group, places)
        rows.tell()


def _documents(
    todo: list[_Row],
    order: BatchOrder,
    shared: Shared,
    stack: ExitStack,
    machines: Cluster | None,
) -> Iterator[_Made]:
    """The documents of the open rows, in order, made wherever that is."""
    count = len(todo)
    workers = machines.width if machines else _workers(order, shared, count)
    items = (row.item for row in todo if row.item is not None)
    documents: Iterator[Document] = stack.enter_context(
        closing(
            run(
                make_item, shared, items, workers,
                chunk=chunk_for(count, workers), repeat=True,
                executor=machines.executor if machines else None,
                alive=machines.alive if machines else None,
            )
        )
    )  # fmt: skip
    for row in todo:
        try:
            document = next(documents)
        except InputError:
            raise
        except Exception as error:
            if not order.scheduler:
                raise
            from docgen.batch.cluster import unreachable

            raise unreachable(order.scheduler, error) from None
        yield _Made(row, document.outcome, document.data)


def _workers(order: BatchOrder, shared: Shared, count: int) -> int:
    """Processes that make documents; one (this) where starting others takes longer."""
    if order.pdf:
        return 1  # printing takes a hundred times as long
    quick = shared.template is None or shared.template.compiled is not None
    if order.jobs is None and quick and count < _ALONE:
        return 1
    return workers_for(count, order.jobs)


def _printed(
    made: Iterator[_Made], count: int, places: Places, order: BatchOrder, stack: ExitStack
) -> Iterator[_Made]:
    """The same documents, printed."""
    from docgen.batch.pdf import Printer

    instances = max(1, min(order.jobs or os.cpu_count() or 1, count))
    printer = stack.enter_context(Printer(instances, pdf_a=order.pdf_a, prefix=places.prefix))

    def asked() -> Iterator[tuple[_Made, bytes, Path]]:
        for one in made:
            assert one.row.pdf is not None
            wanted = not one.row.pdf.kept
            yield one, one.docx if wanted else b"", places.path(one.row.pdf.name)

    for one, _data, printed in printer.print_all(asked()):
        one.pdf = printed.data
        one.outcome = replace(
            one.outcome,
            state="failed" if printed.findings else one.outcome.state,
            findings=one.outcome.findings + printed.findings,
            seconds=one.outcome.seconds + printed.seconds,
        )
        yield one


def _put(group: list[_Made], places: Places) -> None:
    """Put some documents into their places and settle their rows. Raises InputError (full disk):
    then none of them is there."""
    files = []
    for one in group:
        for place, data in ((one.row.docx, one.docx), (one.row.pdf, one.pdf)):
            if place is not None and data and not place.kept:
                files.append((place, data))
    problems = places.put(files)
    for one in group:
        row, outcome = one.row, one.outcome
        found = [f for p in row.places() for f in problems.get(p.name, [])]
        names = [
            place.name if place and (place.kept or data) and place.name not in problems else ""
            for place, data in ((row.docx, one.docx), (row.pdf, one.pdf))
        ]
        row.outcome = replace(
            outcome,
            file=names[0],
            pdf=names[1],
            sha256=outcome.sha256 if names[0] else "",
            state="failed" if found else outcome.state,
            findings=outcome.findings + tuple(found),
        )


# --- The whole ------------------------------------------------------------------------------------


def _zip(rows: _Rows, places: Places, target: Path) -> list[Finding]:
    """Write the archive of all files, unless it stands there already. Raises InputError."""
    names, mark = [], sha256()
    for row in rows.rows:
        if row.outcome is not None:
            there = (row.outcome.file, row.outcome.pdf)
            for place in row.places():
                if place.name in there:
                    names.append(place.name)
                    line = f"{place.name} {place.content} {row.outcome.sha256}\n"
                    mark.update(line.encode())
    place = places.look(os.path.abspath(target), 0, mark.hexdigest())
    if place.kept:
        return []
    if place.refused:
        return [place.refused]
    write = [(place, lambda path: write_zip(path, places.folder, names))]
    problems = places.put_written(write)
    return [f for found in problems.values() for f in found]


def _no_longer_asked(
    rows: _Rows, places: Places, journal: Journal, order: BatchOrder
) -> list[Finding]:
    """Files of earlier runs that this roster does not ask for: left alone, but told."""
    asked = {f"{name}.{kind}" for name in order.names.values() for kind in ("docx", "pdf")}
    bad = {row.number for row in order.bad}  # their names are not known
    old = [
        entry.name
        for entry in journal.entries()
        if entry.name not in asked
        and entry.number not in bad
        and not os.path.isabs(entry.name)
        and places.path(entry.name).is_file()
    ]
    if not old:
        return []
    shown = ", ".join(old[:_NAMED]) + (" …" if len(old) > _NAMED else "")
    return [
        Finding(
            "LO09",
            _("{n} tệp của lần chạy trước không còn trong danh sách: {files}").format(
                n=len(old), files=shown
            ),
            HINT,
            _("Các tệp ấy vẫn ở nguyên chỗ; không cần nữa thì tự xóa."),
            Where(str(order.folder)),
        )
    ]
