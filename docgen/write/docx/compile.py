"""Templates compiled to Python: the Jinja2 syntax tree of a part becomes one plain function.

Covers what templates of documents use: text, `{{ }}` with names, attributes and the `chay`
filter, `{% for %}`, `{% if %}` with comparisons. Anything else raises `Unsupported` and the
caller falls back to docxtpl, which gives the same result, slower.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.write.docx.runs import Xml, chay, escape
from docgen.write.layout.inline import Runs

Render = Callable[[dict[str, Any]], str]
VERSION = 1
"""Form of the compiled source; a change makes stored forms stale."""


class Unsupported(Exception):
    """The template uses a feature the compiler does not know."""


def to_python(source: str) -> str:
    """Python source of a function `render(c)` for one prepared part (Jinja2 source)."""
    from jinja2 import Environment

    env = Environment(autoescape=True)
    env.filters["chay"] = chay
    return _Generator().generate(env.parse(source))


def load(python: str) -> Render:
    """The function of a compiled part."""
    names: dict[str, Any] = {"chay": chay, "raw": _raw, "escape": escape}
    # The source was made by `to_python` from a template, never from document data.
    exec(compile(python, "<docgen template>", "exec"), names)
    render: Render = names["render"]
    return render


def _raw(value: object) -> str:
    """An expression outside a run: ready XML stays, anything else is escaped."""
    if value.__class__ is Xml:
        return value
    return chay(value) if isinstance(value, Runs) else escape(str(value))


class _Generator:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 1
        self.pending: list[str] = []
        self.scopes: list[dict[str, str]] = [{}]
        self.counter = 0

    def generate(self, tree: Any) -> str:
        self.body(tree.body)
        self.flush()
        head = ["def render(c):", "    out = []", "    a = out.append"]
        return "\n".join([*head, *self.lines, '    return "".join(out)', ""])

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def fresh(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def flush(self) -> None:
        """Write the collected pieces of output as one append."""
        if self.pending:
            self.line(f"a({' + '.join(self.pending)})")
            self.pending = []

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
                self.pending.append(repr(child.data))
            else:
                self.pending.append(self.text(child))

    def text(self, node: Any) -> str:
        """An expression as the XML it prints."""
        if type(node).__name__ == "Filter":
            if node.name != "chay" or node.kwargs or node.dyn_args or node.dyn_kwargs:
                raise Unsupported(f"filter {node.name}")
            value, rpr = self.value(node.node), repr(node.args[0].value)
            name = self.fresh("t")
            # Plain text without special characters is by far the commonest: no call for it.
            self.pre(f"{name} = {value}")
            self.pre(
                f"if {name}.__class__ is not str or '&' in {name} or '<' in {name} "
                f"or '>' in {name} or '\\n' in {name}: {name} = chay({name}, {rpr})"
            )
            return name
        return f"raw({self.value(node)})"

    def pre(self, statement: str) -> None:
        # Values are taken before the append that prints them; the order of output stays.
        self.line(statement)

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
        tests = self.tests([b.test for b in branches])
        for word, test, branch in zip(
            ["if", *["elif"] * len(node.elif_)], tests, branches, strict=True
        ):
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
