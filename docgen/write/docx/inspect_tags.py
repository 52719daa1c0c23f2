"""The tags of a Word template: where each stands, whether it is well written, how they nest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from docgen.findings import ERROR, Finding, Where
from docgen.lang import _

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {_W + n for n in ("sdt", "sdtContent", "customXml", "ins", "del", "smartTag")}
_REVISIONS = {_W + n for n in ("ins", "del", "moveFrom", "moveTo")}

_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPEN = re.compile(r"\{\{|\{%|\{#")
_STRAY = re.compile(r"\}\}|%\}|#\}")
_PREFIX = re.compile(r"(tr|tc|p|r) (.*)", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_CELLS = ("cellbg", "colspan", "hm", "vm")
"""docxtpl's own tags for table cells."""
_BLOCKS = ("for", "if", "with", "filter", "macro", "call", "block", "autoescape", "set")
_LOADERS = ("include", "import", "from", "extends")


@dataclass(frozen=True, slots=True)
class Doan:
    """One paragraph of a template and the cell, row and table it stands in (ids, 0 is none)."""

    element: Any
    part: str
    box: int
    row: int
    table: int


@dataclass(frozen=True, slots=True)
class Tag:
    """One `{{ }}` or `{% %}`; `body` is what Jinja2 reads, `text` what the file shows."""

    text: str
    sign: str
    prefix: str
    body: str
    at: Doan

    @property
    def word(self) -> str:
        """First word of a statement."""
        m = re.match(r"\w+", self.body)
        return m.group(0) if m else ""


@dataclass(slots=True)
class Branch:
    """One way through a group: its condition (None: else, or no condition) and what it holds."""

    test: Any
    children: list[Print | Group] = field(default_factory=list)


@dataclass(slots=True)
class Print:
    """A `{{ }}` with its syntax tree."""

    tag: Tag
    node: Any


@dataclass(slots=True)
class Group:
    """A `for`, `if` … with its syntax tree and what stands inside."""

    tag: Tag
    node: Any
    branches: list[Branch]


class Report:
    """Findings of one file, each said once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(
        self, code: str, message: str, hint: str = "", part: str = "", severity: str = ERROR
    ) -> None:
        """Note one problem; `part` is its place in the file."""
        finding = Finding(code, message, severity, hint, Where(self.file, part=part))
        if finding not in self.findings:
            self.findings.append(finding)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the closest of `known`, or nothing."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return _("Có phải là “{name}”?").format(name=near[0]) if near else ""


def paragraphs(story: Any, prefix: str = "") -> Iterator[Doan]:
    """Paragraphs of a story (body, header, text box) in document order, with 1-based places."""
    yield from _walk(story, prefix, ", ", (id(story), 0, 0))


def _children(container: Any) -> Iterator[Any]:
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _walk(container: Any, prefix: str, joint: str, ids: tuple[int, int, int]) -> Iterator[Doan]:
    count, tables = 0, 0
    for child in _children(container):
        if child.tag == _W + "p":
            count += 1
            part = f"{prefix}, đoạn {count}" if prefix else f"đoạn {count}"
            yield Doan(child, part, *ids)
            for box in child.iter(_W + "txbxContent"):
                if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                    yield from _walk(box, f"{part} > khung chữ", ", ", (id(box), 0, 0))
        elif child.tag == _W + "tbl":
            tables += 1
            name = f"{prefix}{joint if prefix else ''}bảng {tables}"
            rows = [r for r in _children(child) if r.tag == _W + "tr"]
            for r, row in enumerate(rows, 1):
                cells = [c for c in _children(row) if c.tag == _W + "tc"]
                for c, cell in enumerate(cells, 1):
                    place = f"{name}, hàng {r}, ô {c}"
                    yield from _walk(cell, place, " > ", (id(cell), id(row), id(child)))


class Text:
    """Text of one paragraph, and where marks other than runs cut through it."""

    def __init__(self, paragraph: Any) -> None:
        self.text = ""
        self.owners: list[Any] = []
        """Parent of the run of each character."""
        self.deleted: list[tuple[int, str]] = []
        self._collect(paragraph)

    def _collect(self, node: Any) -> None:
        for child in node:
            if child.tag in (_W + "txbxContent", _FALLBACK):
                continue
            if child.tag in (_W + "t", _W + "tab", _W + "br", _W + "noBreakHyphen"):
                self._add(_chars(child), child)
            elif child.tag == _W + "delText":
                self.deleted.append((len(self.text), child.text or ""))
            else:
                self._collect(child)

    def _add(self, chars: str, node: Any) -> None:
        run = node.getparent()
        # A tab stop in paragraph properties is no text.
        if run.tag == _W + "r":
            self.text += chars
            self.owners += [run.getparent()] * len(chars)

    def cut(self, start: int, end: int) -> str:
        """What splits the text from `start` to `end`: "", a revision or another mark."""
        owners = set(self.owners[start:end])
        if any(start < at < end for at, _t in self.deleted):
            return "revision"
        if len(owners) < 2:
            return ""
        names = {a.tag for o in owners for a in (o, *o.iterancestors())}
        return "revision" if names & _REVISIONS else "mark"


def _chars(node: Any) -> str:
    if node.tag == _W + "t":
        return node.text or ""
    return {"tab": "\t", "br": "\n"}.get(node.tag.removeprefix(_W), "-")


def scan(doan: Doan, report: Report) -> list[Tag]:
    """Tags of one paragraph; reports what is not closed, cut in two, or loses its neighbours."""
    text = Text(doan.element)
    for _at, gone in text.deleted:
        if _OPEN.search(gone):
            _tracked(report, doan.part, gone)
    tags: list[Tag] = []
    at = 0
    while m := _OPEN.search(text.text, at):
        _stray(text.text[at : m.start()], doan, report)
        close = _CLOSE[m.group()]
        end = text.text.find(close, m.end())
        after = _OPEN.search(text.text, m.end())
        if end < 0 or (after and after.start() < end and close != "#}"):
            stop = after.start() if after else len(text.text)
            raw = text.text[m.start() : stop]
            report.add(
                "MAU04",
                _("Thẻ “{tag}” thiếu dấu đóng {close}.").format(tag=_short(raw), close=close),
                _("Thêm {close} ở cuối thẻ, trong cùng đoạn với dấu mở.").format(close=close),
                doan.part,
            )
            # Read as if it were closed: what follows from the slip is not a fault of its own.
            raw = re.split(r"[}%]", raw[2:])[0]
            tags.append(_tag(m.group(), m.group() + raw.rstrip() + " " + close, doan))
            at = stop
            continue
        at = end + 2
        raw = text.text[m.start() : at]
        cut = text.cut(m.start(), at)
        if cut == "revision":
            _tracked(report, doan.part, raw)
        elif cut:
            report.add(
                "MAU16",
                _("Thẻ “{tag}” bị một liên kết hoặc ô nhập liệu cắt ngang.").format(
                    tag=_short(raw)
                ),
                _("Xóa thẻ rồi gõ lại liền một mạch, ngoài liên kết."),
                doan.part,
            )
        if close != "#}":
            tags.append(_tag(m.group(), raw, doan))
    _stray(text.text[at:], doan, report)
    for tag in tags:
        _alone(tag, text.text, doan, report)
    return tags


def _tag(sign: str, raw: str, doan: Doan) -> Tag:
    body = raw[2:-2].translate(_QUOTES)
    m = _PREFIX.match(body)
    prefix = m.group(1) if m else ""
    body = (m.group(2) if m else body).strip()
    return Tag(raw, sign, prefix, body.removeprefix("-").removesuffix("-").strip(), doan)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _tracked(report: Report, part: str, raw: str) -> None:
    report.add(
        "MAU16",
        _("Thẻ “{tag}” bị vết theo dõi sửa đổi cắt ngang.").format(tag=_short(raw)),
        _("Trong Word: Review → Accept All Changes and Stop Tracking, rồi lưu lại."),
        part,
    )


def _stray(text: str, doan: Doan, report: Report) -> None:
    for m in _STRAY.finditer(text):
        sign = next(k for k, v in _CLOSE.items() if v == m.group())
        report.add(
            "MAU04",
            _("Dấu {close} không có {open} đứng trước: “{text}”.").format(
                close=m.group(), open=sign, text=_short(text[max(0, m.start() - 30) : m.end()])
            ),
            _("Thêm {open} trước tên, hoặc xóa dấu thừa.").format(open=sign),
            doan.part,
        )


def _alone(tag: Tag, text: str, doan: Doan, report: Report) -> None:
    """`{%p`, `{%tr` and `{%tc` replace the paragraph, row or cell they stand in."""
    if tag.prefix not in ("p", "tr", "tc"):
        return
    written = f"{tag.sign}{tag.prefix}"
    if re.search(r"[}%]", tag.body):
        report.add(
            "MAU05",
            _("Thẻ “{tag}” có dấu % hoặc }} bên trong.").format(tag=_short(tag.text)),
            _("Thẻ mở bằng {sign} không chứa được các dấu này; tính trước bằng bộ lọc khác.").format(
                sign=written
            ),
            doan.part,
        )
    if tag.prefix == "p":
        rest, held = text.replace(tag.text, "", 1), doan.element
        what = _("đoạn")
    else:
        if not doan.row:
            report.add(
                "MAU11",
                _("Thẻ “{tag}” đứng ngoài bảng.").format(tag=_short(tag.text)),
                _("Dùng {{%p, hoặc đặt thẻ vào một hàng riêng của bảng.").format(),
                doan.part,
            )
            return
        up = _W + ("tr" if tag.prefix == "tr" else "tc")
        held = next(a for a in doan.element.iterancestors() if a.tag == up)
        rest = "".join(Text(p).text for p in held.iter(_W + "p")).replace(tag.text, "", 1)
        what = _("hàng") if tag.prefix == "tr" else _("ô")
    pictures = any(True for _p in held.iter(_W + "drawing", _W + "pict", _W + "object"))
    if rest.strip() or pictures:
        report.add(
            "MAU10",
            _("Thẻ “{tag}” không đứng riêng: phần còn lại của {what} sẽ mất khi điền mẫu.").format(
                tag=_short(tag.text), what=what
            ),
            _("Đưa thẻ sang một {what} riêng.").format(what=what),
            doan.part,
        )


def build(tags: list[Tag], env: Any, report: Report) -> list[Print | Group]:
    """Tags as a tree; reports syntax errors and blocks that do not match."""
    return _Builder(env, report).build(tags)


class _Builder:
    def __init__(self, env: Any, report: Report) -> None:
        self.env, self.report = env, report
        self.root = Branch(None)
        self.open: list[Group] = []

    def build(self, tags: list[Tag]) -> list[Print | Group]:
        for tag in tags:
            if tag.sign == "{{":
                node = self.parse(tag, "{{ " + tag.body + " }}")
                if node is not None:
                    self.here().append(Print(tag, node.nodes[0]))
            else:
                self.statement(tag)
        for group in self.open:
            self.unclosed(group)
        return self.root.children

    def here(self) -> list[Print | Group]:
        return self.open[-1].branches[-1].children if self.open else self.root.children

    def parse(self, tag: Tag, source: str) -> Any:
        from jinja2 import TemplateSyntaxError

        try:
            body = self.env.parse(source).body
        except TemplateSyntaxError as error:
            message, hint = explain(error.message or "", tag.word)
            self.report.add(
                "MAU05",
                _("Thẻ “{tag}” viết sai: {why}.").format(tag=_short(tag.text), why=message),
                hint,
                tag.at.part,
            )
            return None
        return body[0] if body else None

    def statement(self, tag: Tag) -> None:
        word = tag.word
        if word in _CELLS:
            return
        if word in ("elif", "else"):
            self.branch(tag)
        elif word.startswith("end") and word[3:] in _BLOCKS:
            self.end(tag, word[3:])
        elif word in _BLOCKS:
            self.begin(tag)
        elif word in _LOADERS:
            self.report.add(
                "MAU06",
                _("Mẫu Word không dùng được thẻ “{tag}”.").format(tag=_short(tag.text)),
                _("Chép nội dung vào thẳng mẫu."),
                tag.at.part,
            )
        else:
            known = ("else", "elif", *_BLOCKS, *("end" + b for b in _BLOCKS), *_CELLS)
            hint = did_you_mean(word, known)
            if word in ("p", "tr", "tc", "r"):
                hint = _("Viết liền dấu mở, sau đó một dấu cách: {{%{word} …").format(word=word)
            self.report.add(
                "MAU06",
                _("Không có lệnh “{word}” trong thẻ “{tag}”.").format(
                    word=word, tag=_short(tag.text)
                ),
                hint,
                tag.at.part,
            )

    def begin(self, tag: Tag) -> None:
        source = "{% " + tag.body + " %}"
        if tag.word == "set" and "=" in tag.body:
            node = self.parse(tag, source)
            if node is not None:
                self.here().append(Group(tag, node, []))
            return
        node = self.parse(tag, source + "{% end" + tag.word + " %}")
        group = Group(tag, node, [Branch(getattr(node, "test", None) if tag.word == "if" else None)])
        self.here().append(group)
        self.open.append(group)

    def branch(self, tag: Tag) -> None:
        top = self.open[-1] if self.open else None
        fits = top is not None and top.tag.word in (("if",) if tag.word == "elif" else ("if", "for"))
        if top is None or not fits:
            self.report.add(
                "MAU08",
                _("Thẻ “{tag}” không nằm trong khối if nào.").format(tag=_short(tag.text)),
                _("Thêm {{%p if … %}} ở trước, hoặc xóa thẻ này.").format(),
                tag.at.part,
            )
            return
        self.same_place(top, tag)
        test = None
        if tag.word == "elif":
            node = self.parse(tag, "{% " + tag.body[2:] + " %}{% endif %}")
            test = node.test if node is not None else None
        top.branches.append(Branch(test))

    def end(self, tag: Tag, word: str) -> None:
        if word not in [g.tag.word for g in self.open]:
            self.report.add(
                "MAU08",
                _("Thẻ “{tag}” không có {word} đứng trước.").format(tag=_short(tag.text), word=word),
                _("Xóa thẻ này, hoặc thêm thẻ mở còn thiếu."),
                tag.at.part,
            )
            return
        while self.open[-1].tag.word != word:
            self.unclosed(self.open.pop())
        self.same_place(self.open.pop(), tag)

    def unclosed(self, group: Group) -> None:
        tag = group.tag
        self.report.add(
            "MAU07",
            _("Thẻ “{tag}” mở mà không đóng.").format(tag=_short(tag.text)),
            _("Thêm {{%{prefix} end{word} %}} sau phần nội dung của nó.").format(
                prefix=tag.prefix, word=tag.word
            ),
            tag.at.part,
        )

    def same_place(self, group: Group, tag: Tag) -> None:
        """Both ends must stand in one cell (`{%tr`: table, `{%tc`: row), or the XML breaks."""
        first, second = group.tag, tag
        key = {"tr": "table", "tc": "row"}.get(first.prefix, "box")
        same = getattr(first.at, key) == getattr(second.at, key)
        kinds = {first.prefix, second.prefix} & {"tr", "tc"}
        if same and (not kinds or first.prefix == second.prefix):
            return
        self.report.add(
            "MAU15",
            _("Thẻ “{first}” ({place}) và “{tag}” không đứng cùng một chỗ.").format(
                first=_short(first.text), place=first.at.part, tag=_short(tag.text)
            ),
            _("Mở và đóng trong cùng một ô (với tr: cùng một bảng) và cùng kiểu thẻ."),
            tag.at.part,
        )


def explain(message: str, word: str) -> tuple[str, str]:
    """A syntax message of Jinja2 in Vietnamese, and what to do."""
    if m := re.match(r"unexpected char (.+) at \d+", message):
        return (
            _("có ký tự lạ {char}").format(char=m[1]),
            _("Tên chỉ gồm chữ không dấu, số và dấu gạch dưới; chữ trong nháy cần đủ hai nháy."),
        )
    if word == "for" and "'in'" in message:
        return _("thiếu “in”"), _("Viết: for x in danh_sach.")
    if m := re.match(r"expected token '(.+)', got '(.+)'", message):
        if m[2] == "=":
            return _("so sánh bằng một dấu ="), _("So sánh viết bằng hai dấu: ==")
        if m[1].startswith("end of"):
            return (
                _("thừa “{word}”").format(word=m[2]),
                _("Tên không có dấu cách; nối bằng dấu gạch dưới hoặc dấu chấm."),
            )
        return _("cần “{want}” mà gặp “{got}”").format(want=m[1], got=m[2]), ""
    if "xpected an expression" in message or "end of" in message:
        return _("thiếu tên hoặc biểu thức"), _("Ghi tên cần in, ví dụ {{ so_ky_hieu }}.")
    if m := re.match(r"unexpected '(.+)'", message):
        return _("không hiểu “{word}”").format(word=m[1]), ""
    return message, ""
