"""Templates compiled to Python: the Jinja2 syntax tree of a part becomes one plain function.

Covers what templates of documents use: text, `{{ }}` with names, attributes and the `chay`
filter, `{% for %}`, `{% if %}` with comparisons. Anything else raises `Unsupported` and the
caller falls back to docxtpl, which gives the same result, slower.

The function fills a list of bytes. Texts are escaped and encoded one by one, and the last few
thousand are remembered: documents made from one plan for many units share most of theirs.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from docgen.write.docx.runs import Xml, chay, escape, without_illegal
from docgen.write.layout.inline import Runs

Fill = Callable[[dict[str, Any], list[bytes], Any, Any], None]
"""A compiled part: variables, the list it fills, writers of plain texts and of anything else."""
Render = Callable[[dict[str, Any]], tuple[bytes, bool]]
"""Variables → XML in UTF-8, and whether characters that XML forbids were dropped."""
VERSION = 4
"""Form of the compiled source and of its bytecode; a change makes stored forms stale."""

RARE = "giu"
"""Attribute that is empty for all but one paragraph of a document."""


class Unsupported(Exception):
    """The template uses a feature the compiler does not know."""


def to_python(source: str) -> str:
    """Python source of `fill(c, out, text, rich)` for one prepared part (Jinja2 source)."""
    from jinja2 import Environment

    env = Environment(autoescape=True)
    env.filters["chay"] = chay
    return _Generator().generate(env.parse(source))


def load(python: str) -> Fill:
    """The function of a compiled part."""
    names: dict[str, Any] = {}
    # The source was made by `to_python` from a template, never from document data.
    exec(compile(python, "<docgen template>", "exec"), names)
    fill: Fill = names["fill"]
    return fill


def renderer(fill: Fill) -> Render:
    """What makes whole parts with the function of a compiled part."""

    def render(context: dict[str, Any]) -> tuple[bytes, bool]:
        out: list[bytes] = []
        try:
            fill(context, out, _text, _rich)
        except _IllegalText:
            out = []
            fill(context, out, _careful, _careful)
            return b"".join(out), True
        return b"".join(out), False

    return render


class _IllegalText(Exception):
    """A text holds characters that XML forbids."""


def _careful(value: object, rpr: str = "") -> bytes:
    return without_illegal(chay(value, rpr))[0]


def _legal(xml: str) -> bytes:
    data, dropped = without_illegal(xml)
    if dropped:
        raise _IllegalText
    return data


@lru_cache(maxsize=4096)
def _text(text: str) -> bytes:
    """A plain text, escaped. Raises _IllegalText."""
    return _legal(escape(text))


def _rich(value: object, rpr: str = "") -> bytes:
    """Anything but plain text as XML. Raises _IllegalText."""
    if value.__class__ is Xml:
        # Tables are long and hardly ever the same twice.
        return _ready(value) if len(value) < _LONG else _legal(value)
    if value.__class__ is Runs:
        return _runs(value, rpr)
    return _legal(chay(value, rpr))


_LONG = 1000
_ready = lru_cache(maxsize=512)(_legal)


@lru_cache(maxsize=1024)
def _runs(value: object, rpr: str) -> bytes:
    return _legal(chay(value, rpr))


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
        return "\n".join(["def fill(c, out, text, rich):", *self.lines, ""])

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def fresh(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def flush(self) -> None:
        """Write the collected pieces."""
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
        """Template bytes, neighbours as one, and names of texts."""
        out: list[str] = []
        now = b""
        for kind, code in pieces:
            if kind == "template":
                now += ast.literal_eval(code)
                continue
            out += [repr(now), code] if now else [code]
            now = b""
        if now:
            out.append(repr(now))
        return "".join(f"{item}, " for item in out)

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
        """An expression, printed: the name of its bytes."""
        rpr = "''"
        if type(node).__name__ == "Filter":
            if node.name != "chay" or node.kwargs or node.dyn_args or node.dyn_kwargs:
                raise Unsupported(f"filter {node.name}")
            node, rpr = node.node, repr(node.args[0].value)
        value = self.value(node)
        name = self.fresh("t")
        # Values are taken before the line that prints them; the order of output stays.
        self.line(f"{name} = {value}")
        rare = f"if {name}: " if getattr(node, "attr", "") == RARE else ""
        self.line(
            f"{rare}{name} = text({name}) if {name}.__class__ is str else rich({name}, {rpr})"
        )
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
