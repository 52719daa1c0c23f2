"""Templates compiled to Python: the Jinja2 syntax tree of a part becomes one plain function.

Covers what templates of documents use: text, `{{ }}` with names, attributes and the `chay`
filter, `{% for %}`, `{% if %}` with comparisons. Anything else raises `Unsupported` and the
caller falls back to docxtpl, which gives the same result, slower.

The function fills a list in which template text (bytes) and document text (str) take turns, so
that the document's text can be checked, escaped and encoded in one piece (`finish`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from docgen.write.docx.runs import BREAK, Xml, chay

Render = Callable[[dict[str, Any]], tuple[bytes, bool]]
"""Variables → XML in UTF-8, and whether characters that XML forbids were dropped."""
VERSION = 3
"""Form of the compiled source; a change makes stored forms stale."""

RARE = "giu"
"""Attribute that is empty for all but one paragraph of a document."""


class Unsupported(Exception):
    """The template uses a feature the compiler does not know."""


def to_python(source: str) -> str:
    """Python source of a function `fill(c, out, rich)` for one prepared part (Jinja2 source)."""
    from jinja2 import Environment

    env = Environment(autoescape=True)
    env.filters["chay"] = chay
    return _Generator().generate(env.parse(source))


def load(python: str) -> Render:
    """The function of a compiled part."""
    names: dict[str, Any] = {}
    # The source was made by `to_python` from a template, never from document data.
    exec(compile(python, "<docgen template>", "exec"), names)
    fill: Callable[[dict[str, Any], list[Any], Any], None] = names["fill"]

    def render(context: dict[str, Any]) -> tuple[bytes, bool]:
        out: list[Any] = []
        rich = _Rich()
        fill(context, out, rich)
        xml, dropped = finish(out, rich.signs)
        return xml, dropped or rich.dropped

    return render


class _Rich:
    """Makes XML of anything but plain text, with stand-ins for the signs that text must escape.

    So the whole text of a document can be escaped in one piece; `signs` counts the stand-ins, by
    which the same characters in a user's text are found out.
    """

    __slots__ = ("dropped", "signs")

    def __init__(self) -> None:
        self.signs = 0
        self.dropped = False

    def __call__(self, value: object, rpr: str = "") -> str:
        xml = value if isinstance(value, Xml) else chay(value, rpr)
        made = xml.translate(_STAND_INS)
        self.dropped = self.dropped or len(made) != len(xml)
        self.signs += sum(made.count(sign) for sign in _SIGNS)
        return Xml(made)


_SIGNS = "\x01\x02\x03\x04"
_STAND_INS: dict[int, str | None] = dict.fromkeys(map(ord, "\0" + _SIGNS))
_STAND_INS |= dict(zip(map(ord, "<>&\n"), _SIGNS, strict=True))
_BACK = bytes(range(256)).translate(bytes.maketrans(_SIGNS.encode(), b"<>&\n"))
_ILLEGAL = bytes(c for c in range(5, 32) if c not in b"\t\n\r")
_BREAK = BREAK.translate(_STAND_INS).encode()


def finish(out: list[Any], signs: int = 0) -> tuple[bytes, bool]:
    """Join what was filled in; escape and clean the document's text (every second item).

    `signs`: how many stand-ins the XML pieces hold. Gives the part and whether characters that
    XML forbids were dropped.
    """
    texts: list[str] = out[1::2]
    try:
        data, dropped = "\0".join(texts).encode(), False
    except UnicodeEncodeError:
        data, dropped = "\0".join(texts).encode(errors="ignore"), True
    if sum(map(data.count, _SIGN_BYTES)) != signs or data.count(b"\0") != len(texts) - 1:
        # Control characters of ours in a user's text: take them out, then they mean one thing.
        out[1::2] = [t if t.__class__ is Xml else t.translate(_NO_SIGNS) for t in texts]
        return finish(out, signs)[0], True
    for sign, written in _ESCAPES:
        if sign in data:
            data = data.replace(sign, written)
    size = len(data)
    data = data.translate(_BACK, _ILLEGAL)
    # U+FFFE and U+FFFF begin with this byte, as little else does.
    if b"\xef" in data:
        data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    out[1::2] = data.split(b"\0")
    return b"".join(out), dropped or len(data) != size


_SIGN_BYTES = tuple(s.encode() for s in _SIGNS)
_NO_SIGNS = dict.fromkeys(map(ord, "\0" + _SIGNS))
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\n", _BREAK))


class _Generator:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 1
        self.pending: list[tuple[str, str]] = []
        self.scopes: list[dict[str, str]] = [{}]
        self.counter = 0

    def generate(self, tree: Any) -> str:
        self.body(tree.body)
        self.flush()
        return "\n".join(["def fill(c, out, rich):", *self.lines, ""])

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def fresh(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def flush(self) -> None:
        """Write the collected pieces: template bytes and document text in turns."""
        if not self.pending:
            return
        pieces, self.pending = self.pending, []
        rare = [code for kind, code in pieces if kind == "rare"]
        if rare:
            # Almost always empty: one line without it, one with.
            self.line(f"if {' or '.join(rare)}:")
            self.line(f"    out += ({self.items(pieces)})")
            self.line("else:")
            self.line(f"    out += ({self.items([p for p in pieces if p[0] != 'rare'])})")
            return
        self.line(f"out += ({self.items(pieces)})")

    @staticmethod
    def items(pieces: list[tuple[str, str]]) -> str:
        """Template bytes and document text in turns."""
        out: list[str] = []
        now = b""
        for kind, code in pieces:
            if kind == "template":
                now += ast.literal_eval(code)
            else:
                out += [repr(now), code]
                now = b""
        if now:
            out += [repr(now), "''"]
        return ", ".join(out)

    def body(self, nodes: list[Any]) -> None:
        for node in nodes:
            kind = type(node).__name__
            method = getattr(self, f"do_{kind.lower()}", None)
            if method is None:
                raise Unsupported(kind)
            method(node)

    def do_output(self, node: Any) -> None:
        for child in node.nodes:
            if type(child).__name__ == "TemplateData":
                self.pending.append(("template", repr(child.data.encode())))
            else:
                kind = "rare" if getattr(child, "attr", "") == RARE else "text"
                self.pending.append((kind, self.text(child)))

    def text(self, node: Any) -> str:
        """An expression: a plain str, or XML (made from marked text, or ready)."""
        rpr = "''"
        if type(node).__name__ == "Filter":
            if node.name != "chay" or node.kwargs or node.dyn_args or node.dyn_kwargs:
                raise Unsupported(f"filter {node.name}")
            node, rpr = node.node, repr(node.args[0].value)
        value = self.value(node)
        name = self.fresh("t")
        # Values are taken before the line that prints them; the order of output stays.
        self.line(f"{name} = {value}")
        self.line(f"if {name}.__class__ is not str: {name} = rich({name}, {rpr})")
        return name

    def value(self, node: Any) -> str:
        """An expression as a Python value."""
        kind = type(node).__name__
        if kind == "Const":
            return repr(node.value)
        if kind == "Name":
            for scope in reversed(self.scopes):
                if node.name in scope:
                    return scope[node.name]
            if node.name == "loop":
                raise Unsupported("loop")
            return f"c[{node.name!r}]"
        if kind == "Getattr":
            return f"{self.value(node.node)}[{node.attr!r}]"
        if kind == "Getitem" and type(node.arg).__name__ == "Const":
            return f"{self.value(node.node)}[{node.arg.value!r}]"
        if kind == "Compare" and len(node.ops) == 1:
            signs = {"eq": "==", "ne": "!=", "in": "in", "notin": "not in"}
            op = node.ops[0]
            if op.op in signs:
                return f"({self.value(node.expr)} {signs[op.op]} {self.value(op.expr)})"
        if kind in ("And", "Or"):
            return f"({self.value(node.left)} {kind.lower()} {self.value(node.right)})"
        if kind == "Not":
            return f"(not {self.value(node.node)})"
        if kind in ("Tuple", "List"):
            return "(" + "".join(f"{self.value(i)}, " for i in node.items) + ")"
        raise Unsupported(kind)

    def do_for(self, node: Any) -> None:
        if node.test is not None or node.recursive or node.else_:
            raise Unsupported("for with test, else or recursion")
        if type(node.target).__name__ != "Name":
            raise Unsupported("for target")
        self.flush()
        name = self.fresh("v")
        self.line(f"for {name} in {self.value(node.iter)}:")
        self.block(node.body, {node.target.name: name})

    def block(self, nodes: list[Any], scope: dict[str, str]) -> None:
        self.scopes.append(scope)
        self.depth += 1
        start = len(self.lines)
        self.body(nodes)
        self.flush()
        if len(self.lines) == start:
            self.line("pass")
        self.depth -= 1
        self.scopes.pop()

    def do_if(self, node: Any) -> None:
        self.flush()
        branches = [node, *node.elif_]
        words = ["if", *["elif"] * len(node.elif_)]
        tests = self.tests([b.test for b in branches])
        for word, test, branch in zip(words, tests, branches, strict=True):
            self.line(f"{word} {test}:")
            self.block(branch.body, {})
        if node.else_:
            self.line("else:")
            self.block(node.else_, {})

    def tests(self, nodes: list[Any]) -> list[str]:
        """Conditions of an if chain; when all ask about one value, it is looked up once."""
        values = [self.value(n) for n in nodes]
        subjects = {self.value(n.expr) if type(n).__name__ == "Compare" else "" for n in nodes}
        subject = subjects.pop()
        if len(nodes) < 3 or subjects or not subject:
            return values
        name = self.fresh("s")
        self.line(f"{name} = {subject}")
        return [v.replace(f"({subject} ", f"({name} ", 1) for v in values]
