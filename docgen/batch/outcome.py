"""What became of one row, and of the whole run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen.findings import ERROR, Finding

State = Literal["made", "same", "failed", "left"]
"""made: its files were written; same: they stood there already, unchanged; failed: see the
findings; left: the run ended before (full disk)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: picklable and small.

    `file` and `pdf` are names in the folder of the run, "" when there is none; `sha256` is that of
    `file`; `seconds` is what making and printing took.
    """

    number: int
    name: str
    file: str = ""
    sha256: str = ""
    state: State = "made"
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    pdf: str = ""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a run. `outcomes` are in the order of the roster, one for every row.

    `stopped`: why it ended before its end. `findings`: what there is to say of the run as a whole.
    `tables`: the tables of results that were written.
    """

    outcomes: tuple[Outcome, ...]
    stopped: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    tables: tuple[Path, ...] = ()

    @property
    def counts(self) -> dict[State, int]:
        """Number of rows by state."""
        found = Counter(one.state for one in self.outcomes)
        return {state: found[state] for state in ("made", "same", "failed", "left")}

    @property
    def done(self) -> bool:
        """Whether every row has its files, and the archive was written if it was asked for."""
        wrong = self.stopped or any(f.severity == ERROR for f in self.findings)
        return not wrong and all(o.state in ("made", "same") for o in self.outcomes)
