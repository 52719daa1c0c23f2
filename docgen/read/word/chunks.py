"""Files embedded in a Word file in place of paragraphs (w:altChunk, ECMA-376 Part 1, 17.17.2.1).

A .docx is read like the file that holds it; a web page or a plain text gives a line for each
paragraph; .rtf and .doc go through a converter where there is one. The number and depth of such
files and the bytes unpacked of all of them are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes, policy
from html import unescape

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.read.source import Line, Source
from docgen.read.word import marks, package

CHUNK = "aFChunk"
"""Last word of the type of their relationships."""
Convert = Callable[[bytes, str], bytes]
Read = Callable[[package.Package, str, "Chunks"], Source]
MOST = 100
"""So many embedded files are read in one file."""
DEEPEST = 3
"""So deep embedded files may embed others."""
_OLE = b"\xd0\xcf\x11\xe0"
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_MAIL = re.compile(rb"\s*(?:MIME-Version|Content-Type|From|Message-ID):", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|p|div|table|h\d)\b",
    re.I | re.S,
)
_LINES = frozenset("p div li h1 h2 h3 h4 h5 h6 tr table ul ol dl dt dd pre blockquote br".split())
_UNREAD = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}
_MARKUP = re.compile(r"<!--|</?([a-zA-Z][\w:-]*)|<[!?]")


class Chunks:
    """Reads the embedded files of one file, and those inside them."""

    def __init__(self, convert: Convert | None) -> None:
        self._convert = convert
        self._count = self._depth = 0

    def read(self, pack: package.Package, target: str, read_package: Read) -> Source:
        """Lines of part `target`. Raises InputError saying why it cannot be read."""
        if target not in pack:
            raise _unread(_("không có trong tệp"))
        if self._count >= MOST or self._depth >= DEEPEST:
            raise _unread(_("quá nhiều tệp nhúng vào nhau"))
        self._count += 1
        self._depth += 1
        try:
            return self._lines(pack, pack.read(target), read_package)
        finally:
            self._depth -= 1

    def _lines(self, pack: package.Package, data: bytes, read_package: Read) -> Source:
        ending = ".rtf" if data.startswith(b"{\\rtf") else ".doc" if data.startswith(_OLE) else ""
        if ending:
            if self._convert is None:
                raise _unread(_("kiểu {ending} cần LibreOffice").format(ending=ending))
            data = self._convert(data, ending)
        if data.startswith(b"PK"):
            inner, main = package.open_package(data, pack.left)
            try:
                return read_package(inner, main, self)
            finally:
                pack.left = inner.left
        return Source([x for x in _typed(_text_of(data)) if x.text])


def _unread(why: str) -> InputError:
    return InputError(Finding("DOC11", why))


def _text_of(data: bytes) -> str:
    """The text of a web page, a saved web page (.mht) or a plain text, a line for a paragraph."""
    if _MAIL.match(data[:512]):
        with suppress(RecursionError):  # parts within parts within parts
            for part in message_from_bytes(data, policy=policy.compat32).walk():
                kind = part.get_content_type()
                if kind in ("text/html", "text/plain"):
                    held = part.get_payload(decode=True)
                    text = _decode(bytes(held or b""), part.get_content_charset() or "")
                    return _page(text) if kind == "text/html" else text
    text = _decode(data)
    return _page(text) if _PAGE.match(text[:4096]) else text


def _decode(data: bytes, charset: str = "") -> str:
    """Text of bytes: by its mark, by what it says itself, UTF-8, Windows-1258. Total."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    said = _CHARSET.search(data[:2048])
    for name in ("utf-8-sig", charset, said[1].decode("ascii", "ignore") if said else "", "cp1258"):
        try:
            if name:
                return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("utf-8", errors="replace")


def _page(text: str) -> str:
    """Text of a web page; paragraphs, list items and table rows on lines of their own.

    Looks at every character once or twice, whatever the page holds.
    """
    out: list[str] = []
    at = 0
    while (start := text.find("<", at)) >= 0:
        out.append(_said(text[at:start]))
        found = _MARKUP.match(text, start)
        if found is None:
            out.append("<")
            at = start + 1
            continue
        comment, name = found[0] == "<!--", (found[1] or "").lower()
        end = text.find("-->" if comment else ">", found.end())
        if end < 0:
            at = start  # no end: what stands there is text
            break
        at = end + (3 if comment else 1)
        if name in _LINES:
            out.append("\n")
        elif name in ("td", "th"):
            out.append(" ")
        elif name in _UNREAD and text[start + 1] != "/":
            closing = _UNREAD[name].search(text, at)
            at = closing.start() if closing else len(text)
    out.append(_said(text[at:]))
    return "\n".join(" ".join(line.split()) for line in "".join(out).split("\n"))


def _said(text: str) -> str:
    """Text between two tags; line ends are spaces."""
    return " ".join(unescape(text).splitlines()) if "\n" in text else unescape(text)


def _typed(text: str) -> list[Line]:
    made = []
    for number, line in enumerate(text.splitlines(), 1):
        typed, _bold, _italic = marks.typed([(line, 0)])
        made.append(Line(typed, _("dòng {n}").format(n=number)))
    return made
