"""Opening a Word package safely: bounded size, no DTD, no entities, no deep nesting.

Codes: DOC01 no Word file, DOC02 locked by a password or by the old format, DOC03 too big, DOC04
broken, DOC05 forbidden XML, DOC06 nested too deep.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.read.word.archive import Archive
from docgen.read.word.names import NS

MAX_FILE = 256 * 1024 * 1024
"""Largest file that is opened, bytes."""
MAX_PART = 48 * 1024 * 1024
"""Largest part that is read, bytes unpacked; the text of 500 pages takes about 10 MB."""
MAX_ALL = 96 * 1024 * 1024
"""Largest sum of the parts that are read, bytes unpacked. Pictures are never unpacked."""
MAX_PARTS = 20_000
"""Most parts of a package."""
MOST_SHARED = 32
"""So many parts (styles, relationships) are remembered for files made from the same template."""
_LARGEST_KEY = 64 * 1024
_LARGEST_SHARED = 1024 * 1024
"""Larger parts than this are not remembered, bytes packed and unpacked."""
_shared: dict[Any, Any] = {}
_lock = Lock()
Made = TypeVar("Made")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CENTRAL = b"PK\x01\x02"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
"""Namespaces of Strict Open XML and what the readers know them as."""


class Relation(NamedTuple):
    """One relationship: the last word of its type ("styles") and the part it points to."""

    kind: str
    target: str


class Package:
    """Parts of an opened package by name. Raises InputError when a part cannot be read."""

    def __init__(self, archive: Archive, left: int = MAX_ALL) -> None:
        self._archive = archive
        self.left = left
        """Bytes that may still be unpacked."""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._archive.parts

    def read(self, name: str) -> bytes:
        """Bytes of part `name`."""
        entry = self._archive.parts[name.lower()]
        if entry.size > min(MAX_PART, self.left):
            raise InputError(_too_big(name))
        try:
            data = self._archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError) as error:
            raise InputError(_broken()) from error
        except (RuntimeError, NotImplementedError) as error:  # a zip password, odd compression
            raise InputError(_locked(_("tệp nén có mật khẩu hoặc kiểu nén lạ"))) from error
        self.left -= len(data)
        return data

    def shared(self, name: str, make: Callable[[bytes], Made]) -> Made:
        """What `make` makes of part `name`, remembered for the next file with the same part.

        `make` is a function of a module; what it gives must not be changed by anyone.
        """
        entry = self._archive.parts[name.lower()]
        packed = self._archive.packed(entry)
        if packed is None or len(packed) > _LARGEST_KEY or entry.size > _LARGEST_SHARED:
            return make(self.read(name))
        key = (make, entry.crc, entry.size, packed)
        held: Made | None = _shared.get(key)
        if held is None:
            held = make(self.read(name))
            with _lock:
                while len(_shared) >= MOST_SHARED:
                    del _shared[next(iter(_shared))]
                _shared[key] = held
        return held

    def xml(self, name: str) -> Any:
        """Root of the XML part `name`; None when there is no such part."""
        return parse(self.read(name), name) if name in self else None

    def relations(self, part: str) -> dict[str, Relation]:
        """Relationships of `part` ("" for the package) by id; those to the outside left out."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", base + ".rels")
        if name not in self:
            return {}
        return {
            given: Relation(kind, _path(folder, target))
            for given, kind, target in self.shared(name, _relationships)
        }


def _path(folder: str, target: str) -> str:
    """Name of the part that a relationship of a part in `folder` points to."""
    if target[0] == "/":
        target, folder = target[1:], ""
    path = f"{folder}/{target}" if folder else target
    return posixpath.normpath(path) if "./" in path or "//" in path else path


def forget() -> None:
    """Forget the parts that files share; benchmarks of a first file ask for it."""
    with _lock:
        _shared.clear()


def _relationships(data: bytes) -> list[tuple[str, str, str]]:
    """Id, last word of the type and target of each relationship inside the package."""
    found = []
    for item in _plain_relationships(data) or parse(data, ".rels"):
        target = item.get("Target", "")
        if item.get("TargetMode") != "External" and target:
            kind = item.get("Type", "").rpartition("/")[2]
            found.append((item.get("Id", ""), kind, target))
    return found


def _plain_relationships(data: bytes) -> list[dict[str, str]]:
    """Attributes of each relationship of a plain part; none for one that needs a parser."""
    if not data.isascii() or b"&" in data or b"<!" in data or b"'" in data:
        return []
    return [dict(_ATTRIBUTE.findall(item)) for item in _RELATIONSHIP.findall(data.decode())]


def open_package(data: bytes, left: int | None = None) -> tuple[Package, str]:
    """The package and the name of its main part. Raises InputError saying what is wrong.

    `left`: bytes that may be unpacked of it, for a package inside another.
    """
    if len(data) > MAX_FILE or data.count(_CENTRAL) > MAX_PARTS:
        raise InputError(_too_big(_("cả tệp")))
    if not data.startswith(b"PK"):
        raise InputError(_foreign(data))
    try:
        package = Package(Archive(data), MAX_ALL if left is None else left)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError(_broken()) from error
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in package:
            main = relation.target
            break
    else:
        main = "word/document.xml"
    if main not in package:
        raise InputError(_no_word(_("trong tệp nén không có văn bản Word")))
    if main.startswith(("xl/", "ppt/")):
        raise InputError(_no_word(_("là tệp Excel hoặc PowerPoint")))
    return package, main


def parse(data: bytes, name: str) -> Any:
    """Root element of a part. Raises InputError for a DTD, deep nesting or broken XML."""
    from lxml import etree

    if b"purl.oclc.org" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise InputError(_deep(name)) from None
        if _has_doctype(data):
            raise InputError(_forbidden(name)) from None
        raise InputError(_broken(name)) from None
    except (ValueError, LookupError):
        raise InputError(_broken(name)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(_forbidden(name))
    return root


def _has_doctype(data: bytes) -> bool:
    return b"<!DOCTYPE" in data[:65536] or b"<\0!\0D\0O\0C\0" in data[:65536]


def _foreign(data: bytes) -> Finding:
    """What a file is that is no zip archive."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not data:
        return _no_word(_("tệp rỗng"))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return _locked(_("tệp đặt mật khẩu"))
        return Finding(
            "DOC02",
            _("Không đọc được tệp Word: tệp .doc kiểu cũ."),
            hint=_("Mở bằng Word, chọn Save As, kiểu Word Document (*.docx)."),
        )
    if head.startswith(b"%pdf"):
        return _no_word(_("là tệp PDF đổi tên"))
    if head.startswith(b"{\\rtf"):
        return _no_word(_("là tệp RTF đổi tên"))
    if head.startswith(b"<") and b"html" in head:
        return _no_word(_("là trang web đổi tên"))
    return _no_word(_("nội dung không phải của Word"))


def _no_word(why: str) -> Finding:
    return Finding(
        "DOC01",
        _("Không phải tệp Word .docx: {why}.").format(why=why),
        hint=_("Mở bằng Word, chọn Save As, kiểu Word Document (*.docx)."),
    )


def _locked(why: str) -> Finding:
    return Finding(
        "DOC02",
        _("Không đọc được tệp Word: {why}.").format(why=why),
        hint=_("Bỏ mật khẩu trong Word rồi lưu lại."),
    )


def _too_big(name: str) -> Finding:
    return Finding(
        "DOC03",
        _("Tệp Word quá lớn hoặc là tệp nén độc hại: {name}.").format(name=name),
        hint=_("Tách văn bản thành nhiều tệp, hoặc lấy lại tệp từ nguồn."),
    )


def _broken(name: str = "") -> Finding:
    where = f" ({name})" if name else ""
    return Finding(
        "DOC04",
        _("Tệp Word hỏng hoặc chưa chép xong{where}.").format(where=where),
        hint=_("Lấy lại tệp từ nguồn, hoặc mở bằng Word để sửa rồi lưu lại."),
    )


def _forbidden(name: str) -> Finding:
    return Finding(
        "DOC05",
        _("Tệp Word có khai báo DOCTYPE, Word không cho phép ({name}).").format(name=name),
        hint=_("Tệp có thể độc hại: hỏi lại nơi gửi, đừng mở."),
    )


def _deep(name: str) -> Finding:
    return Finding(
        "DOC06",
        _("Tệp Word lồng quá nhiều tầng ({name}).").format(name=name),
        hint=_("Mở bằng Word, chép văn bản sang một tệp mới rồi lưu lại."),
    )
