"""Names in a Word template: known or not, printed the right way, and whether text would be lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.findings import WARNING
from docgen.lang import _
from docgen.write.docx import names
from docgen.write.docx.inspect_levels import (
    LEVELS,
    check_levels,
    needed_paths,
    own_paths,
    words,
)
from docgen.write.docx.inspect_tags import Report, Tag, did_you_mean, short
from docgen.write.docx.inspect_tree import Branch, Group, Print
from docgen.write.docx.names import Kind, Many, Plain, Record

ANY = Plain.BAT_KY
Value = tuple[Kind, str]
"""Kind of an expression, and its path in the context ("khoi[].text"), "" when there is none."""
_UNKNOWN: Value = (ANY, "")
_GLOBALS = ("range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop")
_MOST_SIGNERS = 3


class Names:
    """Checks the names of all stories of one template and remembers what is printed."""

    def __init__(self, env: Any, report: Report) -> None:
        self.env, self.report = env, report
        self.scopes: list[dict[str, Value]] = [{}]
        self.guards: list[set[str]] = []
        self.used: set[str] = set()
        self.maybe: set[str] = set()
        self.looped = False
        self.tag: Tag

    def check(self, children: Sequence[Print | Group]) -> None:
        """Check one story."""
        from jinja2 import nodes

        for test in _all_nodes(children, nodes.Test):
            # What a template asks about before using it may be missing.
            if test.name in ("defined", "undefined") and isinstance(test.node, nodes.Name):
                self.maybe.add(test.node.name)
        self.children(children)

    def children(self, children: Sequence[Print | Group]) -> None:
        for child in children:
            self.tag = child.tag
            if isinstance(child, Print):
                self.printed(child)
            else:
                self.group(child)

    def printed(self, item: Print) -> None:
        if item.node.__class__.__name__ == "TemplateData":
            return
        kind, path = self.value(item.node)
        base = item.node.__class__.__name__
        if base == "Filter" and not path:
            # A list joined by filters prints what it holds.
            path = self.root_of(item.node)
        if path:
            self.used.add(path)
        if base != "Filter":
            self.fits(kind, item.tag)

    def root_of(self, node: Any) -> str:
        while node.__class__.__name__ == "Filter" and node.node is not None:
            node = node.node
        return self.value(node)[1]

    def fits(self, kind: Kind, tag: Tag) -> None:
        """A name must be printed the way its kind asks for."""
        inner, part = tag.body, tag.at.part
        if isinstance(kind, (Many, Record)):
            field = _first_field(kind)
            self.report.add(
                "MAU18",
                _("“{name}” gồm nhiều phần, không in thẳng được.").format(name=inner),
                _("Dùng {{%p for i in {name} %}} … {{{{ i.{field} }}}}.").format(
                    name=inner, field=field
                )
                if isinstance(kind, Many)
                else _("In từng phần, ví dụ {{{{ {name}.{field} }}}}.").format(
                    name=inner, field=field
                ),
                part,
            )
        elif kind is Plain.XML and tag.prefix != "p":
            self.report.add(
                "MAU18",
                _("“{name}” là đoạn hoặc bảng dựng sẵn.").format(name=inner),
                _("Viết {{{{p {name} }}}} trong một đoạn riêng.").format(name=inner),
                part,
            )
        elif kind is Plain.CHU and tag.prefix in ("p", "tr", "tc", "r"):
            self.report.add(
                "MAU18",
                _("“{name}” là chữ, không thay cho cả đoạn được.").format(name=inner),
                _("Viết {{{{ {name} }}}}.").format(name=inner),
                part,
            )
        elif kind is Plain.THUOC_TINH:
            self.report.add(
                "MAU18",
                _("“{name}” do docgen tự đặt vào văn bản, không in ra.").format(name=inner),
                _("Xóa thẻ này."),
                part,
            )

    def group(self, group: Group) -> None:
        node, word = group.node, group.tag.word
        if word == "set" and node is not None:
            value = self.value(node.node) if hasattr(node, "node") else _UNKNOWN
            self.bind(node.target, value)
        elif word == "for":
            self.loop(group)
            return
        elif word == "macro" and node is not None:
            self.scopes[-1][node.name] = _UNKNOWN
            self.inside(group.branches, dict.fromkeys((a.name for a in node.args), _UNKNOWN))
            return
        elif node is not None and word != "if":
            for child in node.iter_child_nodes():
                self.value(child)
        if word == "with" and node is not None:
            scope: dict[str, Value] = {}
            for target, given in zip(node.targets, node.values, strict=True):
                scope[target.name] = self.value(given)
            self.inside(group.branches, scope)
            return
        for branch in group.branches:
            self.tag = branch.tag
            held: set[str] = set()
            if branch.test is not None:
                held.add(self.value(branch.test)[1])
                held |= {self.value(n)[1] for n in _parts(branch.test)}
            self.guards.append(held)
            self.children(branch.children)
            self.guards.pop()

    def inside(self, branches: list[Branch], scope: dict[str, Value]) -> None:
        self.scopes.append(scope)
        for branch in branches:
            self.children(branch.children)
        self.scopes.pop()

    def loop(self, group: Group) -> None:
        node = group.node
        if node is None:
            self.inside(group.branches, {})
            return
        kind, path = self.value(node.iter)
        if isinstance(kind, Many):
            item: Value = (kind.item, f"{path}[]")
        else:
            item = _UNKNOWN
            if kind is not ANY:
                self.report.add(
                    "MAU18",
                    _("“{name}” không phải danh sách, không lặp được.").format(name=path),
                    _("In thẳng, hoặc dùng if thay cho for."),
                    group.tag.at.part,
                )
        self.scopes.append({})
        self.bind(node.target, item)
        if node.test is not None:
            self.value(node.test)
        for branch in group.branches:
            self.children(branch.children)
        self.scopes.pop()
        target = getattr(node.target, "name", "")
        if item[0] is names.KHOI and path.endswith("khoi"):
            self.looped = self.looped or path == "khoi"
            check_levels(group, target, self.report)

    def bind(self, target: Any, value: Value) -> None:
        if target.__class__.__name__ == "Name":
            self.scopes[-1][target.name] = value
            return
        for item in getattr(target, "items", ()):
            self.bind(item, _UNKNOWN)

    def value(self, node: Any) -> Value:
        """Kind and path of an expression; reports names that do not exist."""
        method = getattr(self, f"do_{node.__class__.__name__.lower()}", None)
        if method is not None:
            found: Value = method(node)
            return found
        for child in node.iter_child_nodes():
            self.value(child)
        return _UNKNOWN

    def do_name(self, node: Any) -> Value:
        for scope in reversed(self.scopes):
            if node.name in scope:
                return scope[node.name]
        if node.name in names.TEN:
            return names.TEN[node.name], node.name
        if node.name in _GLOBALS or node.name in self.maybe:
            return _UNKNOWN
        bound = [n for scope in self.scopes for n in scope]
        return self.unknown(node.name, node.name, {**names.TEN, **dict.fromkeys(bound, ANY)}, "")

    def unknown(self, shown: str, name: str, known: dict[str, Kind], base: str) -> Value:
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1, 0.6)
        hint = did_you_mean(name, known)
        if not hint and base:
            hint = _("Ở đây có: {names}.").format(names=", ".join(known))
        self.report.add(
            "MAU12",
            _("Không có tên “{name}” (thẻ “{tag}”).").format(name=shown, tag=short(self.tag.text)),
            hint or _("Xem các tên dùng được trong mẫu chuẩn (docgen templates list)."),
            self.tag.at.part,
        )
        # Go on with the name that was meant: one slip is one finding.
        if not near:
            return _UNKNOWN
        for scope in reversed(self.scopes):
            if not base and near[0] in scope:
                return scope[near[0]]
        return known[near[0]], f"{base}.{near[0]}" if base else near[0]

    def do_getattr(self, node: Any) -> Value:
        return self.part(self.value(node.node), node.attr)

    def do_getitem(self, node: Any) -> Value:
        base = self.value(node.node)
        arg = node.arg
        if arg.__class__.__name__ != "Const":
            self.value(arg)
            return (base[0].item, f"{base[1]}[]") if isinstance(base[0], Many) else _UNKNOWN
        if isinstance(arg.value, str):
            return self.part(base, arg.value)
        if isinstance(base[0], Many):
            if base[1].endswith(".o") and not -_MOST_SIGNERS <= arg.value < _MOST_SIGNERS:
                return self.unknown(f"{base[1]}[{arg.value}]", "", {}, "")
            return base[0].item, f"{base[1]}[]"
        return _UNKNOWN

    def part(self, base: Value, attr: str) -> Value:
        kind, path = base
        if attr.startswith("_"):
            return self.unknown(f"{path}.{attr}", attr, {}, path)
        if isinstance(kind, Record):
            if kind.co_the_thieu and not any(path in held for held in self.guards):
                self.report.add(
                    "MAU19",
                    _("“{name}” không có khi văn bản nhiều người ký.").format(name=path),
                    _("Đặt phần này giữa {{%p if {name} %}} và {{%p endif %}}.").format(name=path),
                    self.tag.at.part,
                    WARNING,
                )
            if attr in kind.fields:
                return kind.fields[attr], f"{path}.{attr}"
            return self.unknown(f"{path}.{attr}", attr, dict(kind.fields), path)
        if kind is Plain.CHU and not hasattr(str, attr):
            return self.unknown(f"{path}.{attr}", attr, {}, path)
        if isinstance(kind, Many):
            self.report.add(
                "MAU18",
                _("“{name}” là danh sách, không lấy “{attr}” thẳng được.").format(
                    name=path, attr=attr
                ),
                _("Dùng {{%p for i in {name} %}} … {{{{ i.{field} }}}}.").format(
                    name=path, field=_first_field(kind)
                ),
                self.tag.at.part,
            )
        return _UNKNOWN

    def do_filter(self, node: Any) -> Value:
        if node.name not in self.env.filters:
            self.report.add(
                "MAU13",
                _("Không có bộ lọc “{name}”.").format(name=node.name),
                did_you_mean(node.name, self.env.filters)
                or _("Dùng bộ lọc của Jinja2: upper, lower, title, join, default …"),
                self.tag.at.part,
            )
        inner = node.node
        if node.name in ("default", "d") and inner.__class__.__name__ == "Name":
            self.maybe.add(inner.name)
        kind, path = self.value(inner) if inner is not None else _UNKNOWN
        for arg in node.args:
            self.value(arg)
        if node.name in ("first", "last") and isinstance(kind, Many):
            return kind.item, f"{path}[]"
        if node.name in ("list", "sort", "reverse", "selectattr", "rejectattr"):
            return kind, path
        return _UNKNOWN

    def do_test(self, node: Any) -> Value:
        if node.name not in self.env.tests:
            self.report.add(
                "MAU13",
                _("Không có phép thử “is {name}”.").format(name=node.name),
                did_you_mean(node.name, self.env.tests),
                self.tag.at.part,
            )
        self.value(node.node)
        return _UNKNOWN

    def do_compare(self, node: Any) -> Value:
        sides = [node.expr, *(op.expr for op in node.ops)]
        paths = [self.value(side)[1] for side in sides]
        if any(p.endswith("khoi[].cap") for p in paths):
            for word in [w for side in sides for w in words(side)]:
                if word not in LEVELS:
                    self.report.add(
                        "MAU14",
                        _("Không có cấp “{word}” (thẻ “{tag}”).").format(
                            word=word, tag=short(self.tag.text)
                        ),
                        did_you_mean(word, LEVELS)
                        or _("Các cấp: {names}.").format(names=", ".join(LEVELS)),
                        self.tag.at.part,
                    )
        return _UNKNOWN

    def essentials(self, literal: str) -> None:
        """What every document needs; `literal`: the text of the template outside tags."""
        if not self.looped:
            self.report.add(
                "MAU20",
                _("Mẫu không có vòng lặp in nội dung (khoi): văn bản sẽ trống."),
                _("Thêm {%p for b in khoi %}, đoạn {{ b.nhan }} {{ b.text }} và {%p endfor %}."),
            )
        needed = needed_paths()
        outline = self.used.isdisjoint(("so_ky_hieu", "dia_danh_ngay"))
        if not outline or "Số:" in literal or "tháng" in literal:
            needed += own_paths()
        for paths, what in needed:
            if not any(self.has(path) for path in paths):
                self.report.add(
                    "MAU23",
                    _("Mẫu không in {what} ({name}).").format(what=what, name=paths[0]),
                    _("Chép phần này từ mẫu chuẩn (docgen templates list)."),
                    severity=WARNING,
                )

    def has(self, path: str) -> bool:
        return any(path == u or path.startswith((u + "[]", u + ".")) for u in self.used)


def _first_field(kind: Kind) -> str:
    inner = kind.item if isinstance(kind, Many) else kind
    if not isinstance(inner, Record):
        return "chu"
    return "text" if "text" in inner.fields else next(iter(inner.fields))


def _parts(test: Any) -> list[Any]:
    """Values a condition asks for with "and", so that they are there inside."""
    if test.__class__.__name__ == "And":
        return [*_parts(test.left), *_parts(test.right)]
    return [test]


def _all_nodes(children: Sequence[Print | Group], kind: Any) -> list[Any]:
    found: list[Any] = []
    for child in children:
        if isinstance(child, Print):
            roots = [child.node]
        else:
            roots = [b.test for b in child.branches] + [child.node]
            for branch in child.branches:
                found += _all_nodes(branch.children, kind)
        for root in roots:
            if root is not None:
                found += list(root.find_all(kind)) + ([root] if isinstance(root, kind) else [])
    return found
