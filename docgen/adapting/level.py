"""All units asked for: one after the other or in several processes, each in files of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.adapting.files import Made, Targets, make_unit, targets_of
from docgen.adapting.order import Asked, Options, read_asked
from docgen.batch.run import run, workers_for
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import check_target

if TYPE_CHECKING:
    from docgen.read.units import Unit


def begin(file: str, options: Options, today: date) -> tuple[Asked, list[Targets]]:
    """Read what is asked for and see that everything can be written. Raises InputError."""
    asked = read_asked(file, options, today)
    targets, folders = targets_of(asked)
    problems: list[Finding] = []
    inputs = [Path(file), *map(Path, options.to), *map(Path, options.table)]
    inputs += [Path(p) for p in (options.data, options.update) if p]
    if options.update and len(asked.units) > 1:
        problems.append(
            Finding(
                "CD10",
                _("--update chỉ dùng cho một đơn vị, mà có {n} đơn vị.").format(n=len(asked.units)),
                hint=_("Chạy riêng cho từng đơn vị."),
            )
        )
    for path in [p for one in targets for p in one.all()]:
        if any(p.exists() and path.exists() and p.samefile(path) for p in inputs):
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
    if problems:
        raise InputError(dict.fromkeys(problems))
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return asked, targets


def adapt_all(asked: Asked, targets: list[Targets]) -> Iterator[Made]:
    """Adapt for every unit, in order. One unit: raises InputError; several: a failed one is told
    in its `Made` and stops no other. Memory does not grow with their number."""
    jobs = list(zip(asked.units, targets, strict=True))
    if len(jobs) == 1:
        yield make_unit(asked, *jobs[0])
        return
    yield from run(_one, asked, jobs, workers_for(len(jobs), asked.options.jobs))


def _one(asked: Asked, job: tuple[Unit, Targets]) -> Made:
    unit, targets = job
    try:
        return make_unit(asked, unit, targets)
    except InputError as error:
        return Made(unit.profile.ten, findings=list(error.findings), failed=True)
