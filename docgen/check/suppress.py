"""Comments in a data file that silence rules: `# bỏ qua: NN03, CN`.

On a line of its own the comment counts for the whole file, behind a value for that line. A comment
that silences nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from docgen.findings import HINT, Finding, Where
from docgen.lang import _

_COMMENT = re.compile(
    r"(?P<before>.*?)(?<!\S)#\s*(?:docgen\s*:\s*)?b(?:ỏ|o)[ _]qua\s*:\s*"
    r"(?P<codes>[A-Z]{2,3}\d*(?:\s*,\s*[A-Z]{2,3}\d*)*)"
)


def suppressed(findings: Iterable[Finding], path: Path) -> list[Finding]:
    """The findings without those that comments of the file silence."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return list(findings)
    said: list[tuple[int, int, tuple[str, ...]]] = []
    for number, line in enumerate(lines, 1):
        found = _COMMENT.match(line)
        if found:
            codes = tuple(code.strip() for code in found["codes"].split(","))
            said.append((number if found["before"].strip() else 0, number, codes))
    used: set[int] = set()
    out = []
    for finding in findings:
        at = finding.where.line if finding.where else 0
        silencing = [
            number
            for line, number, codes in said
            if line in (0, at) and finding.code.startswith(codes)
        ]
        used.update(silencing)
        if not silencing:
            out.append(finding)
    out += [
        Finding(
            "KT26",
            _("Chú thích “bỏ qua: {codes}” không bỏ qua phát hiện nào.").format(
                codes=", ".join(codes)
            ),
            HINT,
            _("Xóa chú thích này đi."),
            Where(file=str(path), line=number),
        )
        for _line, number, codes in said
        if number not in used
    ]
    return out
