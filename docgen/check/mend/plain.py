"""Fixes made in a copy of a data file or plain text: characters of its lines, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.check.registry import RuleFinding
from docgen.findings import Where


def mend_text(
    source: str, findings: Iterable[RuleFinding], unsafe: bool = False
) -> tuple[str, list[RuleFinding]]:
    """The text with replacements made, and the findings that were mended.

    A replacement is made where the words of its line stand literally in the source at or below the
    line of the finding; one whose words are written another way there (escapes, a folded value) is
    left alone.
    """
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    edits: list[tuple[int, int, str]] = []
    done = []
    for finding in findings:
        if not finding.fixes or not (unsafe or all(f.safe for f in finding.fixes)):
            continue
        placed = [_placed(finding, fix, source, starts) for fix in finding.fixes]
        own = [edit for edit in placed if edit is not None]
        if len(own) == len(placed) and not any(_touch(a, b) for a in own for b in edits):
            edits += own
            done.append(finding)
    for start, end, new in sorted(edits, reverse=True):
        source = source[:start] + new + source[end:]
    return source, done


def _placed(
    finding: RuleFinding, fix: object, source: str, starts: list[int]
) -> tuple[int, int, str] | None:
    from docgen.check.registry import Fix

    assert isinstance(fix, Fix)
    if fix.kind != "retype" or fix.text is None:
        return None
    where: Where = fix.text.where
    line = min(max(where.line, 1), len(starts)) - 1
    at = source.find(fix.text.text, starts[line])
    # The value begins on the line of the finding, a block of text on the one below.
    if at < 0 or (where.line and source.count("\n", starts[line], at) > 400):
        return None
    return at + fix.start, at + fix.end, fix.new


def _touch(a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    return a[0] < b[1] and b[0] < a[1] or a[0] == b[0]
