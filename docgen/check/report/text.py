"""Findings for the terminal: by file, each with its line and a caret under the words meant."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from docgen.check.registry import RuleFinding
from docgen.findings import ERROR, HINT, WARNING, Finding, Where
from docgen.lang import _

WIDTH = 96
"""Most columns of an excerpt."""
Style = Callable[[str, str], str]
"""Colours a text; the second argument is loi, canh_bao, goi_y, dim or bold."""


def plain(text: str, _look: str) -> str:
    """No colours."""
    return text


def words() -> dict[str, str]:
    """Names of the severities in the user's language."""
    return {ERROR: _("lỗi"), WARNING: _("cảnh báo"), HINT: _("gợi ý")}


def report(file: str, findings: Iterable[Finding], style: Style = plain) -> Iterator[str]:
    """Lines of text about one file."""
    yield style(file, "bold")
    for finding in findings:
        yield from _one(finding, style)


def _one(finding: Finding, style: Style) -> Iterator[str]:
    where = str(_without_file(finding.where or Where()))
    head = f"{style(words()[finding.severity], finding.severity)} {finding.code}"
    place = f" {where}:" if where else ":"
    mendable = isinstance(finding, RuleFinding) and finding.fixes
    star = style(" [*]", "bold") if mendable else ""
    yield f"  {head}{place} {finding.message}{star}"
    if isinstance(finding, RuleFinding):
        yield from (f"      {line}" for line in excerpt(finding, style))
        facts = _facts(finding)
        if facts:
            yield f"      {style(facts, 'dim')}"
    if finding.hint:
        yield f"      → {finding.hint}"


def _without_file(where: Where) -> str:
    text = ""
    if where.line:
        text = f"{_('dòng')} {where.line}" + (f":{where.column}" if where.column else "")
    tail = where.cell or where.part or where.path
    return f"{text} ({tail})" if text and tail else text or tail


def _facts(finding: RuleFinding) -> str:
    said = []
    if finding.expected:
        said.append(_("cần: {value}").format(value=finding.expected))
    if finding.found:
        said.append(_("thấy: {value}").format(value=finding.found))
    if finding.origin:
        said.append(_("do: {value}").format(value=finding.origin))
    if finding.clause:
        said.append(f"{finding.clause} ({finding.kind})")
    return "; ".join(said)


def excerpt(finding: RuleFinding, style: Style = plain) -> list[str]:
    """The line a finding is about and carets under the words that are meant; cut to WIDTH."""
    if not finding.excerpt.strip():
        return []
    start, end = finding.span
    text = "".join(_seen(c) for c in finding.excerpt)
    left = max(0, min(start - WIDTH // 3, len(text) - WIDTH))
    right = min(len(text), left + WIDTH)
    shown = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    if start == 0 and end >= len(text):
        return [shown]
    before = "…" * bool(left) + text[left : max(start, left)]
    under = text[max(start, left) : min(end, right)]
    caret = " " * _columns(before) + "^" * max(_columns(under), 1)
    return [shown, style(caret, finding.severity)]


def _seen(character: str) -> str:
    """A character as it can be shown on one line."""
    if character in "\n\t\r\f\v":
        return " "
    # What has no width would hide: it is shown as a middle dot.
    return "·" if unicodedata.category(character) in ("Cf", "Cc") else character


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def summary(found: Iterable[Finding], files: int) -> str:
    """One line: how many findings of each severity in how many files, how many can be mended."""
    listed = list(found)
    count = Counter(f.severity for f in listed)
    if not listed:
        return _("Không có vấn đề nào trong {n} tệp.").format(n=files)
    parts = [f"{count[s]} {word}" for s, word in words().items() if count[s]]
    text = _("{counts} trong {n} tệp.").format(counts=", ".join(parts), n=files)
    safe = sum(1 for f in listed if isinstance(f, RuleFinding) and _safe(f))
    if safe:
        text += " " + _("{n} mục đánh dấu [*] sửa được bằng --fix.").format(n=safe)
    return text


def _safe(finding: RuleFinding) -> bool:
    return bool(finding.fixes) and all(f.safe for f in finding.fixes)
