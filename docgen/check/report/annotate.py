"""Findings as Word comments on the very words, in a copy of the file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from docgen.check.mend.runs import cut
from docgen.check.registry import RuleFinding
from docgen.check.report.text import words
from docgen.check.word.walk import walk_body
from docgen.findings import Finding, Where
from docgen.read.word.names import RPR, VAL, W

AUTHOR, INITIALS = "docgen", "dg"
_STYLES = (
    ("CommentReference", "character", "annotation reference", "16"),
    ("CommentText", "paragraph", "annotation text", "20"),
)
"""Id, type, name, half points."""


def annotate_docx(data: bytes, findings: Iterable[Finding]) -> bytes:
    """A copy of the Word file with a comment for every finding; its text is unchanged.

    A finding about no paragraph (page set-up, something missing) stands on the first one.
    """
    import docx
    from docx.text.run import Run

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    places: dict[tuple[str, str], Any] = {}
    first = None
    for paragraph in walk_body(body):
        if not paragraph.blank:
            first = first if first is not None else paragraph
            places.setdefault((paragraph.place, paragraph.text), paragraph)
    # Last first: cutting runs moves nothing that stands before.
    for finding in sorted(findings, key=_start, reverse=True):
        target, span = first, (0, 0)
        if isinstance(finding, RuleFinding) and finding.text is not None:
            text = finding.text
            where = text.where or Where()
            found = places.get((where.part, text.whole.text if text.whole else text.text))
            if found is not None:
                target, span = found, (text.offset + finding.span[0], text.offset + finding.span[1])
        if target is None:
            continue
        end = span[1] or len(target.text)
        runs = cut(target.element, min(span[0], end - 1), end)
        if runs:
            holders = [Run(run, document) for run in (runs[0], runs[-1])]
            made = document.add_comment(
                holders, text=_text(finding), author=AUTHOR, initials=INITIALS
            )
            # The same file gives the same copy, whenever it is made.
            made._comment_elm.attrib.pop(W + "date", None)
    _add_styles(document.styles.element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_styles(styles: Any) -> None:
    """The styles that the marks of comments name, where the file has none; as Word makes them."""
    known = {s.get(W + "styleId") for s in styles.iter(W + "style")}
    for style, kind, name, size in _STYLES:
        if style in known:
            continue
        made = styles.makeelement(W + "style", {W + "type": kind, W + "styleId": style})
        for tag, value in (("name", name), ("uiPriority", "99")):
            made.append(made.makeelement(W + tag, {VAL: value}))
        look = made.makeelement(RPR)
        for tag in ("sz", "szCs"):
            look.append(look.makeelement(W + tag, {VAL: size}))
        made.append(look)
        styles.append(made)


def _start(finding: Finding) -> int:
    if isinstance(finding, RuleFinding) and finding.text is not None:
        return finding.text.index * 10_000 + min(finding.span[0], 9_999)
    return -1


def _text(finding: Finding) -> str:
    lines = [f"[{finding.code}] {words()[finding.severity]}: {finding.message}"]
    if isinstance(finding, RuleFinding):
        if finding.expected:
            lines.append(f"→ {finding.expected}")
        if finding.clause:
            lines.append(f"{finding.clause} ({finding.kind})")
    if finding.hint:
        lines.append(finding.hint)
    return "\n".join(lines)
