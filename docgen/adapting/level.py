"""All units asked for: one after the other or in several processes, each in files of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.adapting.files import Made, Targets, make_unit, targets_of
from docgen.adapting.order import Asked, Options, read_asked
from docgen.batch.run import run, workers_for
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import cannot_write, check_target

if TYPE_CHECKING:
    from docgen.read.units import Unit


def begin(file: str, options: Options, today: date) -> tuple[Asked, list[Targets]]:
    """Read what is asked for and see that everything can be written. Raises InputError."""
    problems: list[Finding] = []
    asked = read_asked(file, options, today)
    if options.update and len(asked.units) > 1:
        problems.append(
            Finding(
                "CD10",
                _("--update chỉ dùng cho một đơn vị, mà có {n} đơn vị.").format(n=len(asked.units)),
                hint=_("Chạy riêng cho từng đơn vị."),
            )
        )
    targets: list[Targets] = []
    try:
        targets, folders = targets_of(asked)
        problems += _unwritable(asked, targets, folders)
    except InputError as error:
        problems += error.findings
    if problems:
        raise InputError(dict.fromkeys(problems))
    return asked, targets


def _unwritable(asked: Asked, targets: list[Targets], folders: list[Path]) -> list[Finding]:
    """What stands in the way of the results: files that were given, files that are there."""
    options = asked.options
    given = [asked.file, *options.to, *options.table, options.data, options.update]
    given += [unit.where.file for unit in asked.units]
    inputs = {place for place in map(_identity, filter(None, given)) if place}
    problems: list[Finding] = []
    for path in [p for one in targets for p in one.all()]:
        if _identity(path) in inputs:
            problems.append(
                Finding(
                    "GH05",
                    _("Kết quả sẽ ghi đè lên tệp đầu vào."),
                    hint=_("Chọn tên khác bằng -o."),
                    where=Where(str(path)),
                )
            )
            continue
        try:
            check_target(path, options.force, path.parent in folders)
        except InputError as error:
            problems += error.findings
    return problems


def _identity(path: str | Path) -> tuple[int, int] | None:
    """What tells one file from another, whatever names it has; None: there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def adapt_all(asked: Asked, targets: list[Targets]) -> Iterator[Made]:
    """Adapt for every unit, in order. One unit: raises InputError; several: a failed one is told
    in its `Made` and stops no other. Memory does not grow with their number."""
    jobs = list(zip(asked.units, targets, strict=True))
    with _folders(dict.fromkeys(p.parent for one in targets for p in one.all())):
        if len(jobs) == 1:
            yield make_unit(asked, *jobs[0])
        else:
            yield from run(_one, asked, jobs, workers_for(len(jobs), asked.options.jobs))


@contextmanager
def _folders(wanted: Iterable[Path]) -> Iterator[None]:
    """Make folders for the results; those that stay empty are taken away again."""
    made: list[Path] = []
    try:
        for folder in wanted:
            try:
                for at in (*reversed(folder.parents), folder):
                    if not at.is_dir():
                        at.mkdir(exist_ok=True)
                        made.append(at)
            except OSError as error:
                raise cannot_write(str(folder), error) from None
        yield
    finally:
        for new in reversed(made):
            with suppress(OSError):
                new.rmdir()


def _one(asked: Asked, job: tuple[Unit, Targets]) -> Made:
    unit, targets = job
    try:
        return make_unit(asked, unit, targets)
    except InputError as error:
        return Made(unit.profile.ten, findings=list(error.findings), failed=True)
