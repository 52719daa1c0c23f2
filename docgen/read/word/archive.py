"""Parts of a zip archive by name: the plain ones read directly, any other by `zipfile`.

A package of Word is a plain archive: deflated or stored parts, one central directory at the end,
nothing encrypted. Reading such a directory takes a tenth of the time that `zipfile` takes. The
checks are the same: sizes, the local header, the checksum.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any, NamedTuple

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_PLAIN_FLAGS = 0x0806 | 0x8  # speed of the compression, sizes behind the data, names in UTF-8


class Entry(NamedTuple):
    """One part as its directory describes it; sizes in bytes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    at: int


class Archive:
    """An opened archive. Raises what `zipfile` raises: BadZipFile, zlib.error, RuntimeError …"""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._slow: zipfile.ZipFile | None = None
        entries = _directory(data)
        if entries is None:
            self._slow = zipfile.ZipFile(BytesIO(data))
            entries = [_from_zipfile(i) for i in self._slow.infolist()]
        # Names differ in case between the relationship and the part in files of some programs.
        self.parts = {e.name.lstrip("/").lower(): e for e in entries}

    def packed(self, entry: Entry) -> bytes | None:
        """The part as it is stored, still compressed; None when only `zipfile` can tell."""
        if self._slow is not None:
            return None
        data, at = self._data, entry.at
        if at + _LOCAL.size > len(data):
            return None
        mark, _v, _f, method, _t, _d, _c, _p, _s, name, extra = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size
        if mark != b"PK\3\4" or method != entry.method:
            return None
        if data[start : start + name] != entry.name.encode():
            return None
        start += name + extra
        held = data[start : start + entry.packed]
        return held if len(held) == entry.packed else None

    def read(self, entry: Entry) -> bytes:
        """Bytes of a part, unpacked; never more than the directory says."""
        held = self.packed(entry)
        if held is not None:
            made = held if entry.method == _STORED else _inflate(held, entry.size)
            if made is not None and len(made) == entry.size and zlib.crc32(made) == entry.crc:
                return made
        # Something is odd: the library says what.
        if self._slow is None:
            self._slow = zipfile.ZipFile(BytesIO(self._data))
        return self._slow.read(entry.name)


def _inflate(held: bytes, size: int) -> bytes | None:
    """At most `size` bytes; None when the stream holds more or is broken."""
    unpack = zlib.decompressobj(-15)
    try:
        made: bytes = unpack.decompress(held, size + 1)
    except zlib.error:
        return None
    return made if unpack.eof else None


def _directory(data: bytes) -> list[Entry] | None:
    """Entries of a plain archive; None for one that needs the library."""
    end = len(data) - _END.size
    if end < 0 or data[end : end + 4] != b"PK\5\6":
        return None  # no archive, or one with a comment
    _m, disk, first, here, count, size, start, _c = _END.unpack_from(data, end)
    if disk or first or here != count or count == 0xFFFF or start + size != end:
        return None
    found: list[Entry] = []
    at = start
    for _number in range(count):
        if at + _ENTRY.size > end:
            return None
        entry: Any = _ENTRY.unpack_from(data, at)
        mark, _made, _need, flags, method, _t, _d, crc, packed, full = entry[:10]
        name, extra, comment, _disk, _inner, _outer, place = entry[10:]
        if mark != b"PK\1\2" or flags & ~_PLAIN_FLAGS or method not in (_STORED, _DEFLATED):
            return None
        raw = data[at + _ENTRY.size : at + _ENTRY.size + name]
        if not raw.isascii() or b"\0" in raw or b"\\" in raw or full == 0xFFFFFFFF:
            return None
        found.append(Entry(raw.decode(), method, crc, packed, full, place))
        at += _ENTRY.size + name + extra + comment
    return found if at == end else None


def _from_zipfile(info: zipfile.ZipInfo) -> Entry:
    return Entry(info.filename, -1, info.CRC, info.compress_size, info.file_size, -1)
