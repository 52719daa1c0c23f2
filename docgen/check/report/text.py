"""Findings for the terminal: by file, what weighs most first, each with its line and a caret."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from docgen.check.registry import RuleFinding
from docgen.findings import ERROR, HINT, WARNING, Finding, Where
from docgen.lang import _

WIDTH = 96
"""Most columns of an excerpt."""
_NARROWEST = 40
_IN, _DEEPER = "  ", "      "
_SEVERITIES = (ERROR, WARNING, HINT)
Style = Callable[[str, str], str]
"""Colours a text; the second argument is loi, canh_bao, goi_y, dim or bold."""


def plain(text: str, _look: str) -> str:
    """No colours."""
    return text


def words() -> dict[str, str]:
    """Names of the severities in the user's language."""
    return {ERROR: _("lỗi"), WARNING: _("cảnh báo"), HINT: _("gợi ý")}


def report(
    file: str, findings: Iterable[Finding], style: Style = plain, width: int = 0
) -> Iterator[str]:
    """Lines of text about one file: errors, then warnings, then hints, each in their order.

    `width`: columns of the terminal that lines are wrapped to; 0: lines are not wrapped. Advice
    that several findings of a rule share is given with the first of them.
    """
    listed = sorted(findings, key=lambda f: _SEVERITIES.index(f.severity))
    yield f"{style(file, 'bold')}: {counts(listed)}"
    told: set[tuple[str, str]] = set()
    width = max(width, _NARROWEST) if width else 0
    for finding in listed:
        yield ""
        yield from _one(finding, style, width, told)
    yield ""


def _one(finding: Finding, style: Style, width: int, told: set[tuple[str, str]]) -> Iterator[str]:
    label = words()[finding.severity]
    where = str(_without_file(finding.where or Where()))
    place = f" {where}:" if where else ":"
    head = f"{label} {finding.code}{place} {finding.message}"
    mark = _mark(finding)
    if mark:
        head += f" [{mark}]"
    lines = _wrapped(head, width, _IN, _DEEPER)
    start = len(_IN) + len(label) + 1 + len(finding.code)
    if lines[0][len(_IN) : start] == f"{label} {finding.code}":
        lines[0] = _IN + style(lines[0][len(_IN) : start], finding.severity) + lines[0][start:]
    yield from lines
    hint = finding.hint
    if isinstance(finding, RuleFinding):
        room = min(WIDTH, width - len(_DEEPER) - 2) if width else WIDTH
        yield from (_DEEPER + line for line in excerpt(finding, style, room))
        for line in _wrapped(_facts(finding), width, _DEEPER, _DEEPER):
            yield style(line, "dim")
        basis = f"{finding.clause} ({finding.kind})" if finding.clause else ""
        if basis and (finding.code, basis) not in told:
            told.add((finding.code, basis))
            for line in _wrapped(basis, width, _DEEPER, _DEEPER):
                yield style(line, "dim")
        if (finding.code, hint) in told:
            return
        told.add((finding.code, hint))
    yield from _wrapped(f"→ {hint}" if hint else "", width, _DEEPER, _DEEPER + "  ")


def _wrapped(text: str, width: int, first: str, further: str) -> list[str]:
    if not text:
        return []
    if not width:
        return [first + text]
    return textwrap.wrap(
        text,
        width - 1,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _mark(finding: Finding) -> str:
    """Whether docgen can mend it, in words."""
    if not isinstance(finding, RuleFinding) or not finding.fixes:
        return ""
    return _("sửa được") if _safe(finding) else _("sửa được, cần xem lại")


def _without_file(where: Where) -> str:
    text = ""
    if where.line:
        text = f"{_('dòng')} {where.line}" + (f":{where.column}" if where.column else "")
    tail = where.cell or where.part or where.path
    return f"{text} ({tail})" if text and tail else text or tail


def _facts(finding: RuleFinding) -> str:
    """What should stand there, what does and why, as far as message and carets do not say it."""
    said = []
    start, end = finding.span
    shown = {finding.excerpt.strip(), finding.excerpt[start:end].strip(), ""}
    if finding.expected.strip() and finding.expected not in finding.message:
        said.append(_("cần: {value}").format(value=_quoted(finding.expected)))
    if finding.found.strip() not in shown and finding.found not in finding.message:
        said.append(_("thấy: {value}").format(value=_quoted(finding.found)))
    if finding.origin:
        said.append(_("do: {value}").format(value=finding.origin))
    return " · ".join(said)


def _quoted(value: str) -> str:
    """A value; a mark of punctuation between quotes, or it would be lost among the others."""
    value = value.strip()
    return value if any(map(str.isalnum, value)) else f"“{value}”"


def excerpt(finding: RuleFinding, style: Style = plain, room: int = WIDTH) -> list[str]:
    """The line a finding is about and carets under the words that are meant; cut to `room`."""
    if not finding.excerpt.strip():
        return []
    start, end = finding.span
    text = "".join(_seen(c) for c in finding.excerpt)
    left = max(0, min(start - room // 3, len(text) - room))
    right = min(len(text), left + room)
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


def counts(found: Iterable[Finding]) -> str:
    """ "2 lỗi, 1 gợi ý"; "" when there is nothing."""
    count = Counter(f.severity for f in found)
    return ", ".join(f"{count[s]} {word}" for s, word in words().items() if count[s])


def summary(found: Iterable[Finding], files: int, failed: int = 0) -> str:
    """One line: how many findings of each severity in how many files, how many can be mended.

    `failed`: files that could not be read.
    """
    listed = list(found)
    if not listed and not failed:
        return _("Không có vấn đề nào trong {n} tệp.").format(n=files)
    said = [_("{counts} trong {n} tệp.").format(counts=counts(listed), n=files)] if listed else []
    if failed:
        said.append(_("{n} tệp không đọc được.").format(n=failed))
    mendable = [f for f in listed if isinstance(f, RuleFinding) and f.fixes]
    safe = sum(map(_safe, mendable))
    if safe:
        said.append(_("{n} mục sửa được bằng --fix.").format(n=safe))
    if len(mendable) > safe:
        text = _("{n} mục nữa bằng --unsafe-fixes (cần xem lại).")
        if not safe:
            text = _("{n} mục sửa được bằng --unsafe-fixes (cần xem lại).")
        said.append(text.format(n=len(mendable) - safe))
    return " ".join(said)


def _safe(finding: RuleFinding) -> bool:
    return bool(finding.fixes) and all(f.safe for f in finding.fixes)
