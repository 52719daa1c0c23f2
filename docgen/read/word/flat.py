"""Properties read from their XML text: small trees that answer as elements do.

Only what is written plainly: names of w:, attributes of w: in double quotes without references.
Anything else gives None and is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.read.word.names import W

_TAG = re.compile(r'<w:(\w+)((?: [wr]:\w+="[^"<>&\t\n\r]*")*) ?(/?)>|</w:(\w+)>')
_PREFIX = len(W)
_REVISED = frozenset({"ins", "del", "moveFrom", "moveTo", "sdt", "cellDel", "customXml"})
"""Marks of tracked changes and wrappers: they change what stands around them."""
_DEEPEST = 8
_LONGEST = 4096
"""Longer properties are left to the parser, characters."""


class Item:
    """A property: its tag, attributes and children, with the questions asked of an element."""

    __slots__ = ("_attributes", "_children", "tag")

    def __init__(self, tag: str, attributes: str) -> None:
        self.tag = tag
        self._attributes = attributes
        self._children: list[Item] = []

    def __iter__(self) -> Iterator[Item]:
        return iter(self._children)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Value of an attribute of w:."""
        key = f' w:{name[_PREFIX:]}="'
        at = self._attributes.find(key) + len(key)
        return self._attributes[at : self._attributes.index('"', at)] if at >= len(key) else default

    def find(self, path: str) -> Item | None:
        """First child called `path`, or the first at a path of two tags."""
        tag, parted, below = path.partition("/{")
        for child in self._children:
            if child.tag == tag:
                if not parted:
                    return child
                found = child.find("{" + below)
                if found is not None:
                    return found
        return None

    def findall(self, tag: str) -> list[Item]:
        """Children called `tag`."""
        return [child for child in self._children if child.tag == tag]

    def add(self, child: Item) -> None:
        """One more child."""
        self._children.append(child)


def read(xml: str) -> Item | None:
    """The properties in `xml`, children of an item without a name; None when it is not plain."""
    return _read(xml) if len(xml) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _read(xml: str) -> Item | None:
    top = Item("", "")
    open_items = [top]
    end = 0
    while (found := _TAG.match(xml, end)) is not None:
        end = found.end()
        name, attributes, empty, closes = found.groups()
        if closes:
            if len(open_items) < 2 or open_items.pop().tag != W + closes:
                return None
            continue
        if name in _REVISED or name.endswith("Change"):
            return None
        item = Item(W + name, attributes)
        open_items[-1].add(item)
        if not empty:
            open_items.append(item)
            if len(open_items) > _DEEPEST:
                return None
    return top if len(open_items) == 1 and end == len(xml) else None
