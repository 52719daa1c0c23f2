"""Mistakes of YAML syntax in plain words: what is wrong, in which line, what to do.

The parser says where it stumbled; what people did wrong is often a line or more above.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docgen.lang import _

Place = tuple[int, int]


class Said(NamedTuple):
    """What is wrong, what to do, and the place (line and column from 1)."""

    problem: str
    hint: str
    place: Place


_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s\"'#\[{][^:#]*:[ \t]+)?(?:- +)*(\S)")
_WORD_KEY = re.compile(r"\s*(?:- +)*\w+\s*")
_PARENT = re.compile(r"\s*(?:- +)*(\w+)\s*:\s*(?:#.*)?")
_BLOCK_TEXT = re.compile(r".*:\s*[|>][-+\d]*\s*(?:#.*)?")
_SEPARATOR = re.compile(r"\s#")


class _Source:
    """The text by lines, and the two places the parser names (line and column from 0)."""

    def __init__(self, error: Any, text: str) -> None:
        self.lines = [*text.split("\n"), ""]
        mark = error.problem_mark or error.context_mark
        self.line = min(int(mark.line), len(self.lines) - 1) if mark else 0
        self.column = int(mark.column) if mark else 0
        start = error.context_mark or mark
        self.start: Place = (start.line, start.column) if start else (0, 0)
        self.text = self.lines[self.line]
        self.before = self.text[: self.column]

    def said(self, problem: str, hint: str, place: Place | None = None) -> Said:
        line, column = place or (self.line, self.column)
        return Said(problem, hint, (line + 1, column + 1))

    def above(self, line: int) -> int:
        """The nearest line above that holds more than a comment; -1 when there is none."""
        line -= 1
        while line >= 0 and self.lines[line].strip()[:1] in ("", "#"):
            line -= 1
        return line

    def parent(self) -> tuple[int, str]:
        """Line and key of `key:` that the line in question stands under; (-1, "") when none."""
        line, depth = self.line, _indent(self.text)
        while (line := self.above(line)) >= 0:
            if _indent(self.lines[line]) < depth:
                m = _PARENT.fullmatch(self.lines[line])
                return (line, m[1]) if m else (-1, "")
        return -1, ""

    def depths(self) -> list[int]:
        """Indentations that the line in question could have had."""
        found: list[int] = []
        line = self.line
        while (line := self.above(line)) >= 0:
            depth = _indent(self.lines[line])
            if not found or depth < found[-1]:
                found.append(depth)
        return found[::-1]


def diagnose(error: Any, text: str) -> Said | None:
    """Say what a parser's error comes from; None when nothing better than its own words is known.

    `error`: a MarkedYAMLError of ruamel.yaml, `text`: what was parsed.
    """
    at = _Source(error, text)
    problem, context = str(error.problem), str(error.context or "")
    if "\\t" in problem:
        return at.said(
            _("có dấu tab ở đầu dòng (chỉ dùng dấu cách)"),
            _("Xóa dấu tab, gõ hai dấu cách cho mỗi bậc thụt vào."),
        )
    if "quoted scalar" in context:
        return _escape(at) if "escape" in problem else _unclosed(at, at.start)
    if "mapping values are not allowed" in problem:
        return _colon(at)
    if "could not find expected ':'" in problem:
        return _no_colon(at)
    if "sequence entries" in problem:
        return at.said(
            _("gạch đầu dòng đứng cùng dòng với tên khóa"),
            _("Đưa mục xuống dòng dưới, thụt vào; dấu gạch của câu thì bọc câu trong ngoặc kép."),
        )
    if "block scalar" in context:
        return at.said(
            _("sau dấu | hoặc > còn chữ trên cùng dòng"),
            _("Xuống dòng sau dấu ấy; câu bắt đầu bằng | hoặc > thì bọc trong ngoặc kép."),
        )
    if "<document start>" in problem:
        return _first_line(at)
    if "flow" in context:
        return _flow(at, problem)
    if "anchor" in context or "a tag" in context:
        return _first_mark(at, at.start)
    if "cannot start" in problem or "mapping keys" in problem:
        return _first_mark(at, (at.line, at.column))
    return _block(at, problem)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _first_mark(at: _Source, place: Place) -> Said:
    mark = at.lines[place[0]][place[1] : place[1] + 1]
    return at.said(
        _("câu bắt đầu bằng dấu {mark}").format(mark=mark),
        _("Bọc cả câu trong ngoặc kép."),
        place,
    )


def _unclosed(at: _Source, place: Place) -> Said:
    if at.lines[place[0]][place[1] : place[1] + 1] == "'":
        return at.said(
            _("dấu nháy đơn mở ở đây chưa đóng"),
            _("Thêm dấu ' ở cuối câu, hoặc bọc cả câu trong ngoặc kép."),
            place,
        )
    return at.said(
        _("dấu ngoặc kép mở ở đây chưa đóng"),
        _('Thêm dấu " ở cuối câu.'),
        place,
    )


def _escape(at: _Source) -> Said:
    return at.said(
        _("dấu \\ trong ngoặc kép không đúng cách"),
        _("Viết hai dấu \\\\, hoặc bọc câu trong nháy đơn '…' thay cho ngoặc kép."),
    )


def _quotes(at: _Source) -> Said | None:
    """A text right behind a closing quote: quotes within quotes, or one left open above."""
    done = at.before.rstrip()
    sign = done[-1:]
    if sign not in ("'", '"') or not sign:
        return None
    if done.count(sign) > 1:
        return at.said(
            _("trong câu bọc ngoặc kép lại có ngoặc kép, hoặc còn chữ sau ngoặc kép đóng"),
            _("Bên trong dùng “ ”, hoặc bọc cả câu trong nháy đơn: '… \"…\" …'."),
        )
    line = at.line
    while (line := at.above(line)) >= 0:
        if at.lines[line].count(sign) % 2:
            return _unclosed(at, (line, at.lines[line].index(sign)))
    return None


def _colon(at: _Source) -> Said:
    """A colon that cannot be one of a key."""
    line, key = at.parent()
    if key == "noi_dung":
        return at.said(
            _("thiếu dấu | sau `noi_dung:`"),
            _("Viết `noi_dung: |` rồi gõ nội dung ở các dòng dưới, thụt vào hai dấu cách."),
            (line, at.lines[line].index(key)),
        )
    above = at.above(at.line)
    if _WORD_KEY.fullmatch(at.before) and above >= 0:
        return at.said(
            _("dòng này thụt vào sâu hơn dòng trên, mà dòng trên đã có giá trị"),
            _("Cho tên khóa thẳng cột với tên khóa ở dòng {line}.").format(line=above + 1),
            (at.line, _indent(at.text)),
        )
    return at.said(
        _("trong câu có dấu hai chấm"),
        _('Bọc cả câu sau tên khóa trong ngoặc kép: "… : …".'),
    )


def _no_colon(at: _Source) -> Said:
    """A line that should be `key: value` and has no colon."""
    line, column = at.start
    text = at.lines[line][column:]
    above = at.above(line)
    if re.match(r"\w+:\S", text):
        return at.said(
            _("thiếu dấu cách sau dấu hai chấm"),
            _("Viết `khóa: giá trị`, có một dấu cách sau dấu hai chấm."),
            at.start,
        )
    if above >= 0 and _BLOCK_TEXT.fullmatch(at.lines[above]):
        return at.said(
            _("nội dung sau dấu | chưa thụt vào"),
            _("Thêm hai dấu cách ở đầu mỗi dòng của nội dung."),
            at.start,
        )
    return at.said(
        _("thiếu dấu hai chấm sau tên khóa"),
        _("Dòng nối tiếp dòng trên thì thụt vào hai dấu cách; khóa thì thêm dấu hai chấm."),
        at.start,
    )


def _first_line(at: _Source) -> Said:
    first = next((n for n, x in enumerate(at.lines) if x.strip() and x.lstrip()[0] != "#"), at.line)
    if _indent(at.lines[first]) > _indent(at.text):
        return at.said(
            _("dòng đầu thụt vào, các dòng sau thì không"),
            _("Viết các khóa ngoài cùng sát lề trái."),
            (first, 0),
        )
    return _first_mark(at, (first, _indent(at.lines[first])))


def _flow(at: _Source, problem: str) -> Said:
    """Inside [ ] or { }."""
    opening = at.lines[at.start[0]][at.start[1] : at.start[1] + 1]
    closing = "]" if opening == "[" else "}"
    if problem.endswith("'{'") and at.text[at.column : at.column + 2] == "{{":
        return at.said(
            _("trong [ ] hoặc { } có {{ … }} mà câu không bọc ngoặc kép"),
            _('Bọc cả câu trong ngoặc kép: "… {{ tên_biến }} …".'),
        )
    if "<scalar>" in problem and at.line == at.start[0] and (said := _quotes(at)):
        return said
    between = "\n".join(at.lines[at.start[0] : at.line + 1])[at.start[1] :]
    hint = _("Thêm dấu {mark} ở cuối; câu có dấu phẩy hoặc hai chấm thì bọc trong ngoặc kép.")
    if _SEPARATOR.search(between):
        hint = _("Phần sau dấu # là lời chú, nên dấu {mark} bị bỏ: bọc câu có # trong ngoặc kép.")
    elif at.line == at.start[0]:
        return at.said(
            _("viết trong [ ] hoặc { } không đúng cách"),
            _("Tách các mục bằng dấu phẩy; câu có dấu riêng thì bọc trong ngoặc kép."),
        )
    return at.said(
        _("dấu {mark} mở ở đây chưa đóng").format(mark=opening),
        hint.format(mark=closing),
        at.start,
    )


def _block(at: _Source, problem: str) -> Said | None:
    """Something in a list or mapping that does not belong there."""
    if "found ']'" in problem or "found '}'" in problem:
        return at.said(_("thừa dấu đóng ngoặc"), _("Xóa dấu này, hoặc thêm dấu mở ngoặc ở trước."))
    if said := _quotes(at):
        return said
    first = _VALUE.match(at.text)
    if first and first[1] in "*[{&" and first.start(1) < at.column:
        return _first_mark(at, (at.line, first.start(1)))
    above = at.above(at.line)
    if above >= 0 and "<scalar>" in problem and (m := _SEPARATOR.search(at.lines[above])):
        return at.said(
            _("phần sau dấu # là lời chú, nên câu dừng ở đó và dòng dưới bị thừa"),
            _("Bọc cả câu trong ngoặc kép nếu dấu # thuộc câu."),
            (above, m.start() + 1),
        )
    here = _indent(at.text)
    depths = at.depths()
    if here not in depths and depths:
        return at.said(
            _("dòng này thụt {n} dấu cách, không thẳng với dòng nào ở trên").format(n=here),
            _("Thụt {depths} dấu cách, cho thẳng với dòng cùng bậc ở trên.").format(
                depths=_(" hoặc ").join(map(str, depths))
            ),
            (at.line, here),
        )
    if "<block end>" in problem:
        return at.said(
            _("thụt dòng không khớp với các dòng trên"),
            _("Khóa và gạch đầu dòng không đứng cùng cột: xem lại thụt dòng từ dòng trên."),
            (at.line, here),
        )
    return None
