"""How the tags of a Word template nest: a tree with syntax, and every block that does not match."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from docgen.lang import _
from docgen.write.docx.inspect_tags import Report, Tag, did_you_mean, short

_CELLS = ("cellbg", "colspan", "hm", "vm")
"""docxtpl's own tags for table cells."""
_BLOCKS = ("for", "if", "with", "filter", "macro", "call", "block", "autoescape", "set")
_PLAIN = re.compile(rf"(?:end)?(?:{'|'.join(_BLOCKS)})\b|else\b|elif\b")
_LOADERS = ("include", "import", "from", "extends")


@dataclass(slots=True)
class Branch:
    """One way through a group: its tag, its condition (None: none, or else), what it holds."""

    tag: Tag
    test: Any
    unread: bool = False
    """Whether there is a condition that could not be read."""
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


def build(tags: list[Tag], env: Any, report: Report) -> list[Print | Group]:
    """Tags as a tree; reports syntax errors and blocks that do not match."""
    return _Builder(env, report).build(tags)


class _Builder:
    def __init__(self, env: Any, report: Report) -> None:
        self.env, self.report = env, report
        self.root: list[Print | Group] = []
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
        return self.root

    def here(self) -> list[Print | Group]:
        return self.open[-1].branches[-1].children if self.open else self.root

    def parse(self, tag: Tag, source: str) -> Any:
        from jinja2 import TemplateSyntaxError

        try:
            body = self.env.parse(source).body
        except TemplateSyntaxError as error:
            message, hint = explain(error.message or "", tag.word)
            self.report.add(
                "MAU05",
                _("Thẻ “{tag}” viết sai: {why}.").format(tag=short(tag.text), why=message),
                hint,
                tag.at.part,
            )
            return None
        return body[0] if body else None

    def statement(self, tag: Tag) -> None:
        word = tag.word
        if word in _CELLS:
            return
        closes = word == "else" or (word.startswith("end") and word[3:] in _BLOCKS)
        if closes and tag.body != word:
            extra = tag.body[len(word) :].strip()
            self.report.add(
                "MAU05",
                _("Thẻ “{tag}” viết sai: {why}.").format(
                    tag=short(tag.text), why=_("thừa “{word}”").format(word=extra)
                ),
                _("Chỉ ghi “{word}”.").format(word=word),
                tag.at.part,
            )
        if word in ("elif", "else"):
            self.branch(tag)
        elif word.startswith("end") and word[3:] in _BLOCKS:
            self.end(tag, word[3:])
        elif word in _BLOCKS:
            self.begin(tag)
        elif word in _LOADERS:
            self.report.add(
                "MAU06",
                _("Mẫu Word không dùng được thẻ “{tag}”.").format(tag=short(tag.text)),
                _("Chép nội dung vào thẳng mẫu."),
                tag.at.part,
            )
        else:
            self.unknown(tag)

    def unknown(self, tag: Tag) -> None:
        """Report an unknown statement, and go on with the one that was meant."""
        word = tag.word
        known = ("else", "elif", *_BLOCKS, *("end" + b for b in _BLOCKS), *_CELLS)
        near = get_close_matches(word, known, 1, 0.6)
        hint = did_you_mean(word, known)
        rest = tag.body[len(word) :].strip()
        meant = replace(tag, body=f"{near[0]} {rest}") if near else None
        if word in ("p", "tr", "tc", "r"):
            hint = _("Viết liền dấu mở, sau đó một dấu cách: {{%{word} …").format(word=word)
            meant = replace(tag, body=rest, prefix=word) if _PLAIN.match(rest) else None
        self.report.add(
            "MAU06",
            _("Không có lệnh “{word}” trong thẻ “{tag}”.").format(word=word, tag=short(tag.text)),
            hint,
            tag.at.part,
        )
        if meant is not None:
            self.statement(meant)

    def begin(self, tag: Tag) -> None:
        source = "{% " + tag.body + " %}"
        if tag.word == "set" and "=" in tag.body:
            node = self.parse(tag, source)
            if node is not None:
                self.here().append(Group(tag, node, []))
            return
        node = self.parse(tag, source + "{% end" + tag.word + " %}")
        test = getattr(node, "test", None) if tag.word == "if" else None
        group = Group(tag, node, [Branch(tag, test, unread=node is None)])
        self.here().append(group)
        self.open.append(group)

    def branch(self, tag: Tag) -> None:
        top = self.open[-1] if self.open else None
        fits = ("if",) if tag.word == "elif" else ("if", "for")
        if top is None or top.tag.word not in fits:
            self.report.add(
                "MAU08",
                _("Thẻ “{tag}” không nằm trong khối if nào.").format(tag=short(tag.text)),
                _("Thêm {{%p if … %}} ở trước, hoặc xóa thẻ này.").format(),
                tag.at.part,
            )
            return
        self.same_place(top, tag)
        if tag.word == "else":
            top.branches.append(Branch(tag, None))
            return
        node = self.parse(tag, "{% " + tag.body[2:] + " %}{% endif %}")
        test = node.test if node is not None else None
        top.branches.append(Branch(tag, test, unread=node is None))

    def end(self, tag: Tag, word: str) -> None:
        if word not in [g.tag.word for g in self.open]:
            self.report.add(
                "MAU08",
                _("Thẻ “{tag}” không có {word} đứng trước.").format(tag=short(tag.text), word=word),
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
            _("Thẻ “{tag}” mở mà không đóng.").format(tag=short(tag.text)),
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
        if same and first.prefix == second.prefix:
            return
        self.report.add(
            "MAU15",
            _("Thẻ “{first}” ({place}) và “{tag}” không cùng chỗ hoặc cùng kiểu.").format(
                first=short(first.text), place=first.at.part, tag=short(tag.text)
            ),
            _("Mở và đóng trong cùng một ô (với tr: cùng một bảng), cùng kiểu p, tr hoặc tc."),
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
