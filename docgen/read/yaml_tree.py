"""YAML (and JSON) read with the place of every key and value, within limits of size and depth.

Scalars stay text, so that `so: 01` and `ngay: 2022-06-23` mean what was typed; the model turns
them into numbers and dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.findings import WARNING, Finding, InputError, Where
from docgen.lang import _

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 300_000
"""Limits of a data file: bytes, nesting, and nodes with aliases counted each time they are used."""

Path = tuple[str | int, ...]
Place = tuple[int, int]
_NULLS = {"", "~", "null", "Null", "NULL"}
_COMMENT = re.compile(r":?[ \t]+(#[^\n]*)")
_FLOW_END = re.compile(r"\s*[,}]")


@dataclass(slots=True)
class Tree:
    """Data of a file and where each part of it stands (line and column from 1)."""

    file: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    literals: dict[Path, int] = field(default_factory=dict)
    """Line of the first text line of each literal block scalar."""
    findings: list[Finding] = field(default_factory=list)
    text: str = ""
    """What was parsed."""
    quoted: list[Path] = field(default_factory=list)
    """Texts that hold straight double quotes."""
    comments: list[tuple[Path, str, str, Place]] = field(default_factory=list)
    """Comments behind a plain value: path, value, comment, place of its #."""
    folded: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """First and last line (from 1) of scalars whose lines YAML joins."""
    bare: set[Path] = field(default_factory=set)
    """Keys of a { } that stand there without a colon: mostly words cut off at a comma."""

    def where(self, path: Path, key: bool = False) -> Where:
        """Place of a value (or its key), or of the nearest thing above it that has one."""
        short = path
        while short:
            place = (self.keys if key else self.values).get(short) or self.values.get(short)
            if place:
                return Where(self.file, *place, path=path_text(path))
            short = short[:-1]
            key = False
        return Where(self.file, *self.values.get((), (1, 1)), path=path_text(path))

    def located(self, finding: Finding) -> Finding:
        """A finding that knows its data path only, with file, line and column added."""
        where = finding.where
        if where is None or where.file or where.line or where.part or where.cell:
            return finding
        path: Path = tuple(
            int(part[1:-1]) if part[0] == "[" else part
            for part in re.findall(r"\[\d+\]|[^.\[\]]+", where.path)
        )
        return replace(finding, where=self.where(path) if path else Where(self.file))


def path_text(path: Path) -> str:
    """A data path as people write it: chu_ky[0].ho_ten."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def parse(text: str, file: str) -> Tree:
    """Parse YAML or JSON text. Raises InputError (DL01-DL07) with every place known."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from docgen.read.yaml_reader import Reader

    tree = Tree(file, text=text)
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader = Reader
    builder = _Builder(tree, text)
    try:
        for event in yaml.parse(text):
            builder.event(event)
    except MarkedYAMLError as error:
        from docgen.read.syntax import diagnose

        mark = error.problem_mark or error.context_mark
        said = diagnose(error, text)
        place = said.place if said else (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = said.problem if said else _explain(str(error.problem))
        hint = _("Kiểm tra thụt dòng, dấu hai chấm và dấu ngoặc kép ở dòng này.")
        raise InputError(
            [
                *tree.findings,
                Finding(
                    "DL02",
                    _("Sai cú pháp YAML: {problem}.").format(problem=problem),
                    hint=said.hint if said else hint,
                    where=Where(file, *place),
                ),
            ]
        ) from None
    except YAMLError as error:
        problem = str(error).splitlines()[0]
        raise InputError(
            Finding(
                "DL02",
                _("Sai cú pháp YAML: {problem}.").format(problem=problem),
                where=Where(file, 1, 1),
            )
        ) from None
    if any(f.severity != WARNING for f in tree.findings):
        raise InputError(tree.findings)
    return tree


_PROBLEMS = {
    "mapping values are not allowed": "dấu hai chấm không đúng chỗ (bọc câu trong dấu ngoặc kép)",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên khóa",
    "found character '\\t'": "có dấu tab ở đầu dòng (chỉ dùng dấu cách)",
    "found character that cannot start": "ký tự này không được đứng đầu (bọc trong ngoặc kép)",
    "expected <block end>": "thụt dòng không khớp với các dòng trên",
    "found unexpected end of stream": "dấu ngoặc kép chưa đóng",
    "while scanning a quoted scalar": "dấu ngoặc kép chưa đóng",
    "found undefined alias": "dùng bí danh * chưa được khai báo",
    "expected the node content": "thiếu nội dung",
}


def _explain(problem: str) -> str:
    return next((_(vi) for en, vi in _PROBLEMS.items() if en in problem), problem)


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = ("anchor", "key", "key_end", "keys_seen", "nodes", "path", "value")

    def __init__(self, value: Any, path: Path, anchor: str | None) -> None:
        self.value, self.path, self.anchor = value, path, anchor
        self.key: str | None = None
        self.keys_seen: set[str] = set()
        self.key_end = 0
        self.nodes = 1


class _Builder:
    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.documents = 0

    def event(self, event: Any) -> None:
        """Take one event of the parser."""
        name = type(event).__name__
        if name == "ScalarEvent":
            self._scalar(event)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._start(event, {} if name[0] == "M" else [])
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            frame = self.stack.pop()
            if frame.anchor:
                self.anchors[frame.anchor] = (frame.value, frame.nodes)
            if self.stack:
                self.stack[-1].nodes += frame.nodes
        elif name == "AliasEvent":
            path = self._path(event)
            if event.anchor not in self.anchors:
                name = event.anchor
                self._fail(
                    "DL02",
                    _("Bí danh *{name} chưa được khai báo.").format(name=name),
                    event,
                    _("Câu bắt đầu bằng dấu * thì bọc cả câu trong ngoặc kép."),
                )
            value, nodes = self.anchors[event.anchor]
            self._count(nodes, event)
            if self.stack:
                self.stack[-1].nodes += nodes
            self._put(value, path, event)
        elif name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self._fail("DL03", _("Tệp có nhiều tài liệu YAML (dấu ---); chỉ để một."), event)

    def _scalar(self, event: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event)
            return
        path = self._path(event)
        self._count(1, event)
        plain = event.style is None or event.style == ""
        value: str | None = event.value
        if plain:
            if value in _NULLS:
                value = None
            if self.text[event.end_mark.index : event.end_mark.index + 1] in ("", " ", "\t"):
                self._comment(value, path, event.end_mark.index, event.end_mark.line + 1)
            if (event.anchor and value is None) or (event.ctag and str(event.ctag)[:4] != "tag:"):
                self._fail(
                    "DL02",
                    _("Dấu & hoặc ! ở đầu giá trị có nghĩa riêng trong YAML, chữ sau nó bị mất."),
                    event,
                    _("Câu bắt đầu bằng dấu ấy thì bọc cả câu trong ngoặc kép."),
                )
        elif event.style == '"':
            value = self._clean(event, path)
        if event.style == "|":
            self.tree.literals[path] = event.start_mark.line + 2
        elif event.end_mark.line > event.start_mark.line and (
            event.style != ">" or path[-1:] == ("noi_dung",)
        ):
            end = event.end_mark
            self.tree.folded[path] = (event.start_mark.line + 1, end.line + (end.column > 0))
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        if frame is not None:
            frame.nodes += 1
        self._put(value, path, event)
        if plain and not event.value and path in self.tree.keys:
            # An empty value is placed by the parser where the next thing starts.
            self.tree.values[path] = self.tree.keys[path]
            self._empty(frame, path)

    def _empty(self, frame: _Frame | None, path: Path) -> None:
        """Look behind a key without a value: a comment may have swallowed it, or a comma cut it."""
        if frame is None:
            return
        if _FLOW_END.match(self.text, frame.key_end):
            self.tree.bare.add(path)
        elif self.text[frame.key_end : frame.key_end + 1] == ":":
            self._comment(None, path, frame.key_end, self.tree.keys[path][0])

    def _comment(self, value: str | None, path: Path, at: int, line: int) -> None:
        """Note a comment that follows at an offset of the text."""
        m = _COMMENT.match(self.text, at)
        if m:
            column = m.start(1) - self.text.rfind("\n", 0, at)
            self.tree.comments.append((path, value or "", m[1], (line, column)))

    def _clean(self, event: Any, path: Path) -> str:
        """A double-quoted text without the characters that its escapes should not have made."""
        value = str(event.value)
        if value.isascii() and value.isprintable():
            return value
        raw = self.text[event.start_mark.index : event.end_mark.index]
        if "\\" not in raw:
            return value
        from docgen.read.scalars import unescaped

        value, removed = unescaped(value, raw)
        for offset, code in removed:
            before = raw[:offset]
            line = event.start_mark.line + before.count("\n") + 1
            column = offset - before.rfind("\n") + ("\n" not in before) * event.start_mark.column
            self.tree.findings.append(
                Finding(
                    "DL10",
                    _("Đã bỏ ký tự không dùng được trong văn bản: {code}.").format(code=code),
                    WARNING,
                    _("Xóa ký tự này trong tệp dữ liệu."),
                    Where(self.tree.file, line, column, path=path_text(path)),
                )
            )
        return value

    def _key(self, frame: _Frame, event: Any) -> None:
        key = self._clean(event, frame.path) if event.style == '"' else str(event.value)
        frame.key, frame.key_end = key, event.end_mark.index
        path = (*frame.path, key)
        if key in frame.keys_seen:
            self._report(
                "DL04", _("Khóa `{key}` ghi hai lần.").format(key=key), event, path, _("Xóa một.")
            )
        frame.keys_seen.add(key)
        self.tree.keys[path] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def _start(self, event: Any, value: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            if self.text[event.start_mark.index - 1 : event.start_mark.index + 1] == "{{":
                self._fail(
                    "DL05",
                    _("Giá trị bắt đầu bằng {{ … }} phải bọc trong ngoặc kép."),
                    event,
                    _('Viết: "{{ tên_biến }}", có dấu ngoặc kép ở hai đầu cả câu.'),
                )
            self._fail("DL05", _("Tên khóa phải là chữ, không phải danh sách."), event)
        path = self._path(event)
        self._count(1, event)
        self._put(value, path, event)
        if len(self.stack) >= MAX_DEPTH:
            self._fail("DL06", _("Dữ liệu lồng nhau quá {n} cấp.").format(n=MAX_DEPTH), event)
        self.stack.append(_Frame(value, path, event.anchor))

    def _path(self, event: Any) -> Path:
        if not self.stack:
            return ()
        frame = self.stack[-1]
        if isinstance(frame.value, dict):
            if frame.key is None:
                self._fail("DL05", _("Tên khóa phải là chữ."), event)
            return (*frame.path, str(frame.key))
        return (*frame.path, len(frame.value))

    def _put(self, value: Any, path: Path, event: Any) -> None:
        self.tree.values[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if value.__class__ is str and '"' in value:
            self.tree.quoted.append(path)
        if not self.stack:
            self.tree.data = value
            return
        frame = self.stack[-1]
        if isinstance(frame.value, dict):
            frame.value[frame.key] = value
            frame.key = None
        else:
            frame.value.append(value)

    def _count(self, nodes: int, event: Any) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self._fail(
                "DL07",
                _("Dữ liệu có quá {n} phần tử (có thể do bí danh & và * lặp nhau).").format(
                    n=MAX_NODES
                ),
                event,
            )

    def _report(self, code: str, message: str, event: Any, path: Path, hint: str) -> None:
        mark = event.start_mark
        where = Where(self.tree.file, mark.line + 1, mark.column + 1, path=path_text(path))
        self.tree.findings.append(Finding(code, message, hint=hint, where=where))

    def _fail(self, code: str, message: str, event: Any, hint: str = "") -> None:
        self._report(code, message, event, (), hint or _("Chia nhỏ hoặc viết lại đoạn này."))
        raise InputError(self.tree.findings)
