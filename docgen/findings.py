"""Findings: what is wrong, where, and what to do. The one shape of every message to the user.

A `Finding` speaks about data or a document and is never raised. `InputError` carries all the
findings that stop a command (exit code 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

ERROR = "loi"
WARNING = "canh_bao"
HINT = "goi_y"


@dataclass(frozen=True, slots=True)
class Where:
    """A place: a file and, as far as known, line and column (from 1), a data path, a cell, a part.

    `path` is the data path ("chu_ky[0].ho_ten"), `cell` a sheet cell ("Sheet1!B7"), `part` a place
    inside a Word file ("đoạn 12", "bảng 1, hàng 2, ô 1").
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    cell: str = ""
    part: str = ""

    def __str__(self) -> str:
        head = self.file
        if self.line:
            head += f":{self.line}"
            if self.column:
                head += f":{self.column}"
        tail = self.cell or self.part or self.path
        return f"{head} ({tail})" if head and tail else head or tail


_PLACE = tuple(f.name for f in fields(Where))


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. `code` is stable, `message` says what is wrong, `hint` what to do about it.

    `severity` is "loi" (error), "canh_bao" (warning) or "goi_y" (hint).
    """

    code: str
    message: str
    severity: str = ERROR
    hint: str = ""
    where: Where | None = None

    def __str__(self) -> str:
        place = str(self.where) if self.where else ""
        text = f"{place}: {self.message}" if place else self.message
        text += f" [{self.code}]"
        return f"{text}\n    → {self.hint}" if self.hint else text

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data, empty places left out."""
        where = (
            {} if self.where is None else {f: v for f in _PLACE if (v := getattr(self.where, f))}
        )
        return {
            "code": self.code, "message": self.message, "severity": self.severity,
            "hint": self.hint, "where": where,
        }  # fmt: skip


class InputError(Exception):
    """Something the user can mend stops the work; holds every finding at once (exit code 2)."""

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings: list[Finding] = (
            [findings] if isinstance(findings, Finding) else list(findings)
        )
        super().__init__(self.findings)

    def __str__(self) -> str:
        return "\n".join(str(f) for f in self.findings)

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross process borders (batch); the default would lose the list.
        return (type(self), (self.findings,))
