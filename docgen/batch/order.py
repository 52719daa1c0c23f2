"""What a run is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.batch.item import BadRow, Item
from docgen.findings import Finding
from docgen.model import VanBan


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """One run. `items` and `bad` are the rows of a roster, `names` the names of the files without
    their ending, by number of the row (`docgen.batch.names.plan_names`).

    `folder` is made when it is not there. `pdf`: print each document too. `jobs`: number of
    processes, or of LibreOffice instances when printing; None: as many as pay. `resume`: what
    docgen made from other data may be made anew. `force`: everything is made anew, what others put
    there is written over (with `resume`: what is as it should be stays). `scheduler`: address of a
    Dask cluster. `template`: an office's folder or .docx. `zip`: an archive of all documents.
    `results`: tables of what became of each row, the ending says of which kind. `noticed`: what
    reading the roster had to say, for those tables.
    """

    base: VanBan
    items: Sequence[Item]
    folder: Path
    names: Mapping[int, str]
    bad: Sequence[BadRow] = ()
    pdf: bool = False
    pdf_a: bool = False
    jobs: int | None = None
    resume: bool = False
    force: bool = False
    scheduler: str | None = None
    template: str | None = None
    zip: Path | None = None
    results: Sequence[Path] = ()
    noticed: Sequence[Finding] = ()
