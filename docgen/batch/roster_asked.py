"""What a document asks of each unit: its targets and the variables its text uses, with labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen.model import VanBan
from docgen.read.own_values import usable
from docgen.read.rows_titles import path_of, plain

_EXPRESSION = re.compile(r"(?<!\\)\{\{(.*?)\}\}", re.DOTALL)
_NOT_NAMES = re.compile(r"'[^']*'|\"[^\"]*\"|\|\s*\w+")
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.\w+)*")
_WORDS = frozenset("if else and or not in is true false none True False None".split())
_OF_DOCUMENT = frozenset("co_quan chu_quan dia_danh nam trich_yeu".split())
"""Names of a text that follow from the document itself (docgen.write.layout.variables)."""
_LONGEST_LABEL = 200


@dataclass(frozen=True)
class Asked:
    """The values that a roster may give to one document beside the facts of a unit."""

    base: VanBan

    @cached_property
    def _used(self) -> tuple[list[str], list[str]]:
        """Names of variables and of targets that the texts use, in their order."""
        variables: dict[str, None] = {}
        targets: dict[str, None] = {}
        for name in _names(self.base):
            root, _dot, rest = name.partition(".")
            if root == "chi_tieu":
                targets |= {rest.partition(".")[0]: None} if rest else {}
            elif root == "bien" and rest:  # no such name in a text, but what is meant is clear
                variables[rest.partition(".")[0]] = None
            elif root not in _OF_DOCUMENT or root in self.base.bien:
                variables[root] = None
        return list(variables), list(targets)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Variables that the text uses and a roster can give, in the order of the text."""
        return tuple(name for name in self._used[0] if usable(f"bien.{name}"))

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Targets of the document, and those its text uses, that a roster can give."""
        names = dict.fromkeys((*self.base.chi_tieu, *self._used[1]))
        return tuple(name for name in names if usable(f"chi_tieu.{name}"))

    def has_total(self, name: str) -> bool:
        """Whether a target is counted out of a total."""
        target = self.base.chi_tieu.get(name)
        return target is not None and target.tren is not None

    def knows(self, path: str) -> bool:
        """Whether chi_tieu.X… or bien.X is a value of this document."""
        root, _dot, name = path.partition(".")
        if root == "bien":
            return name in self.base.bien or name in self.variables
        return name.partition(".")[0] in self.targets

    @cached_property
    def audiences(self) -> bool:
        """Whether parts of the document are meant for some units only."""
        attached = self.base.kem_theo
        bodies = [self.base.noi_dung, *(k.noi_dung for k in attached)]
        return any(k.doi_tuong for k in attached) or any(b.doi_tuong for x in bodies for b in x)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Data path → Vietnamese title of its column; a title that would be mistaken for another
        one is the data path itself."""
        wanted: dict[str, str] = {}
        for name in self.targets:
            target = self.base.chi_tieu.get(name)
            text = _one_line((target and target.ten) or f"Chỉ tiêu {name}")
            wanted[f"chi_tieu.{name}"] = text
            wanted[f"chi_tieu.{name}.tren"] = f"Tổng số tương ứng: {text}"
        wanted |= {f"bien.{name}": f"Chữ điền vào {name}" for name in self._all_variables}
        clear = _clear(wanted.items())
        return {path: text if text in clear else path for path, text in wanted.items()}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles that columns of this document may have beside those every document knows: its
        labels, and names of targets and variables as they are ("Xa dat chuan")."""
        pairs = [(path, label) for path, label in self.labels.items() if label != path]
        pairs += [(f"chi_tieu.{name}", name) for name in self.targets]
        pairs += [(f"bien.{name}", name) for name in self._all_variables]
        return _clear(pairs)

    @cached_property
    def _all_variables(self) -> tuple[str, ...]:
        names = (*self.variables, *(n for n in self.base.bien if usable(f"bien.{n}")))
        return tuple(dict.fromkeys(names))


def _clear(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Titles that mean one thing only, and nothing else to the readers of tables → their paths."""
    meant: dict[str, set[str]] = {}
    pairs = list(pairs)
    for path, title in pairs:
        meant.setdefault(plain(title), set()).add(path)
    return {
        title: path
        for path, title in pairs
        if 0 < len(title) <= _LONGEST_LABEL
        and len(meant[plain(title)]) == 1
        and plain(title)
        and path_of(title) is None
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _names(base: VanBan) -> Iterator[str]:
    """Dotted names in the expressions of all texts, in order, repeats too."""
    for text in texts_in(base.model_dump(exclude={"nguon_goc", "bien", "chi_tieu"})):
        for expression in _EXPRESSION.findall(text) if "{{" in text else ():
            bare = _NOT_NAMES.sub(" ", expression)
            yield from (n for n in _NAME.findall(bare) if n not in _WORDS)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in what a document holds, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
