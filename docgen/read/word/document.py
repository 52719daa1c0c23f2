"""A Word file read from its first paragraph to its last, headers, notes and comments beside it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.read.source import Line, Source
from docgen.read.word import marks, package, plain, revisions
from docgen.read.word.chunks import CHUNK, Chunks, Convert
from docgen.read.word.legacy import Legacy
from docgen.read.word.names import ID, T, W
from docgen.read.word.numbering import Numbering
from docgen.read.word.paragraphs import Reader
from docgen.read.word.raw import Raw
from docgen.read.word.story import Story, landscapes
from docgen.read.word.styles import Styles

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NOTE_PARTS = ("footnotes", "endnotes", "comments")
_NOTE_TAGS = (W + "footnote", W + "endnote", W + "comment")


def read_docx(data: bytes, convert: Convert | None = None) -> Source:
    """Lines of a Word file in reading order; what stands beside the text in `aside`.

    Tracked changes count as accepted. `convert` makes a .docx of an embedded file of another kind
    (.rtf, .doc), given its ending; it may raise InputError. Raises InputError (DOC01-DOC06) for a
    file that is not Word's, locked, broken, too big or hostile; any other file gives lines.
    """
    pack, main = package.open_package(data)
    return _read_package(pack, main, Chunks(convert))


def _read_package(pack: package.Package, main: str, chunks: Chunks) -> Source:
    raw = pack.read(main)
    document = _Document(pack, main, chunks)
    taken = plain.take_apart(raw, lambda xml: package.parse(xml, main))
    if taken is not None:
        return document.read_plain(raw, taken)
    root = package.parse(raw, main)
    body = root.find(W + "body") if root.tag == W + "document" else None
    if body is None:
        raise InputError(
            Finding(
                "DOC01",
                _("Không phải tệp Word .docx: {why}.").format(why=_("không có phần văn bản")),
                hint=_("Mở bằng Word, chọn Save As, kiểu Word Document (*.docx)."),
            )
        )
    return document.read(body)


class _Document:
    """What all stories of a file share."""

    def __init__(self, pack: package.Package, main: str, chunks: Chunks) -> None:
        self.pack = pack
        self.chunks = chunks
        self.relations = pack.relations(main)
        self.source = Source()
        self.styles = self._styles()
        self.notes: dict[tuple[str, str], str] = {}
        self._embedded: set[str] = set()

    @cached_property
    def numbering(self) -> Numbering:
        """Lists of the file; most files have none that is used."""
        name = self._one("numbering")
        return Numbering(self.pack.xml(name) if name else None, self.styles)

    def _one(self, kind: str) -> str:
        """Name of the first part of a kind; "" when there is none."""
        for relation in self.relations.values():
            if relation.kind == kind and relation.target in self.pack:
                return relation.target
        return ""

    def _styles(self) -> Styles:
        name = self._one("styles")
        if not name:
            return Styles()
        # Files made from one template share them; an office has such files by the hundred.
        return self.pack.shared(name, _read_styles)

    def read(self, body: Any) -> Source:
        """The body, then everything beside it."""
        revisions.resolve(body)
        self.reader = Reader(self.styles, _old_fonts(body))
        story = Story(self, self.source.lines)
        story.turned = landscapes(body)
        story.blocks(body)
        self._beside()
        return self.source

    def read_plain(self, raw: bytes, taken: plain.Plain) -> Source:
        """As `read`, for a body that was taken apart without elements."""
        self.reader = Reader(self.styles, Legacy(raw.decode))
        self.reader.know(taken)
        story = Story(self, self.source.lines)
        story.turned = landscapes([b for b in taken.blocks if b.__class__ is not Raw])
        story.typed = taken.typed
        story.blocks(taken.blocks)
        self._beside()
        return self.source

    def _beside(self) -> None:
        """Headers, footers, notes, comments, diagrams: read once each, in the order of the file."""
        seen = set()
        for relation in sorted(self.relations.values(), key=lambda r: r.target):
            kind, target = relation
            if target in seen or target not in self.pack:
                continue
            seen.add(target)
            if kind in ("header", "footer"):
                place = _("đầu trang") if kind == "header" else _("chân trang")
                self._aside(target, place)
            elif kind in _NOTE_PARTS:
                self._notes(self.pack.xml(target), kind)
            elif kind in ("diagramData", "chart"):
                self._drawn(self.pack.xml(target))
            elif kind == CHUNK and target not in self._embedded:
                self.source.aside.append(Line(target, place=_("tệp nhúng, chưa đọc")))

    def _aside(self, target: str, place: str) -> None:
        # Other stories have numbers of their own.
        story = Story(self, self.source.aside, place)
        taken = self.pack.shared(target, _plain_part)[0]
        if taken is not None:
            self.reader.know(taken)
            story.typed = taken.typed
            story.blocks(taken.blocks)
            return
        root = self.pack.xml(target)
        revisions.resolve(root)
        story.blocks(root)

    def _notes(self, root: Any, kind: str) -> None:
        names = {
            "footnotes": _("chú thích {n}"),
            "endnotes": _("chú thích cuối {n}"),
            "comments": _("nhận xét {n}"),
        }
        revisions.resolve(root)
        count = 0
        for item in root.iter(*_NOTE_TAGS):
            if item.get(W + "type", "normal") != "normal":
                continue
            count += 1
            place = names[kind].format(n=count)
            at = self.notes.get((kind, item.get(ID, "")))
            Story(self, self.source.aside, f"{place}, {at}" if at else place).blocks(item)

    def _drawn(self, root: Any) -> None:
        """Words of a chart or diagram."""
        for item in root.iter(_A + "p"):
            text = "".join(t.text or "" for t in item.iter(_A + "t"))
            self.hidden(text, _("hình vẽ"))

    def embedded(self, relation: str, place: str) -> list[Line]:
        """Lines of the file embedded under a relationship; one that is not read is told."""
        target = self.relations[relation].target if relation in self.relations else ""
        self._embedded.add(target)
        try:
            found = self.chunks.read(self.pack, target, _read_package)
        except InputError as error:
            why = error.findings[0].message
            told = Line(target, place=f"{place}, {_('tệp nhúng, chưa đọc')} ({why})")
            self.source.aside.append(told)
            return []
        for line in (*found.lines, *found.aside):
            line.place = f"{place}, {_('tệp nhúng')}, {line.place}"
        self.source.aside += found.aside
        return found.lines

    def hidden(self, text: str, place: str) -> None:
        """Keep words that are not read as text."""
        made = marks.typed([(text, 0)])[0]
        if made:
            self.source.aside.append(Line(made, place=place))


def _old_fonts(body: Any) -> Legacy:
    return Legacy(lambda: "".join(t.text or "" for t in body.iter(T)))


def _plain_part(raw: bytes) -> tuple[plain.Plain | None]:
    """A header or footer that needs no element, which files may share."""
    return (plain.take_apart(raw, _no_parser),)


def _no_parser(xml: bytes) -> Any:
    raise InputError([])


def _read_styles(raw: bytes) -> Styles:
    return Styles.read(raw, lambda xml: package.parse(xml, "word/styles.xml"))


__all__ = ["read_docx"]
