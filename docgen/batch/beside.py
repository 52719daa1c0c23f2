"""What a run writes beside its documents: an archive of them, tables of what became of each row."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from docgen.batch.journal import NAME as JOURNAL
from docgen.batch.results import kind_of, results_bytes
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import cannot_write, check_target

if TYPE_CHECKING:
    from docgen.batch.order import BatchOrder
    from docgen.batch.outcome import BatchResult
    from docgen.batch.places import Places

ARCHIVE = ".zip"


def problems_beside(order: BatchOrder) -> Iterator[Finding]:
    """What can be seen before the folder is opened: names and places that cannot be, and files of
    others where no run was before (GH01, GH02, GH04, LO11, LO12)."""
    # A path may be too long to be asked for: `exists` of pathlib raises then.
    over = order.force or os.path.exists(
        order.folder / JOURNAL
    )  # then `look_beside` tells whose it is
    for path in (*([order.zip] if order.zip else []), *order.results):
        try:
            if path == order.zip and path.suffix.lower() != ARCHIVE:
                yield Finding(
                    "GH04",
                    _("Không biết ghi tệp đuôi “{suffix}”.").format(suffix=path.suffix or path),
                    hint=_("Tệp nén của --zip có đuôi .zip, ví dụ tat_ca.zip."),
                    where=Where(str(path)),
                )
                continue
            if path != order.zip:
                kind_of(path)
            check_target(path, over, path.parent == order.folder)
        except InputError as error:
            found = error.findings
            yield from found if path == order.zip else (_about_table(f, path) for f in found)


def look_beside(places: Places, order: BatchOrder) -> None:
    """Say before all work that something of others stands in the place of the archive or of a
    table. Raises InputError: GH01, LO03, LO04."""
    problems: list[Finding] = []
    if order.zip is not None:
        refused = places.look(os.path.abspath(order.zip), 0, "").refused
        if refused and refused.code != "LO04":  # ours: it may well be the same again
            problems.append(refused)
    for path in order.results:
        refused = places.look(os.path.abspath(path), 0, "").refused
        if refused:
            problems.append(_about_table(refused, path))
    if problems:
        raise InputError(problems)


def _about_table(refused: Finding, path: Path) -> Finding:
    """Of the table of an earlier run: `--force` would make all documents anew."""
    if refused.code in ("GH01", "LO03"):
        hint = _("Đặt tên khác cho bảng kết quả, hoặc chuyển tệp ấy đi nơi khác.")
        return replace(refused, hint=hint, where=Where(str(path)))
    if refused.code != "LO04":
        return refused
    return Finding(
        "LO04",
        _("Bảng kết quả của lần chạy trước; không ghi đè."),
        hint=_("Thêm --resume để ghi bảng mới thay vào, hoặc đặt tên khác."),
        where=Where(str(path)),
    )


def write_tables(
    places: Places, tables: Sequence[Path], result: BatchResult
) -> tuple[list[Path], list[Finding]]:
    """Write the tables of a run; gives those that were written and why others were not."""
    written: list[Path] = []
    problems: list[Finding] = []
    for path in tables:
        try:
            data = results_bytes(result, kind_of(path))
        except OSError as error:  # openpyxl writes to the temporary folder first
            problems += cannot_write(gettempdir(), error).findings
            continue
        place = places.look(os.path.abspath(path), 0, sha256(data).hexdigest())
        if place.refused:  # somebody put it there meanwhile
            problems.append(_about_table(place.refused, path))
            continue
        try:
            found = {} if place.kept else places.put([(place, data)])
        except InputError as error:
            problems += error.findings
            continue
        problems += [f for some in found.values() for f in some]
        written += [] if found else [path]
    return written, problems
