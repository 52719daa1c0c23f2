"""Word packages: reading parts, and writing them fast with the same bytes every time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_DATE = (40 << 9) | (1 << 5) | 1  # 2020-01-01, so that the same input gives the same bytes
_UTF8_NAME = 0x800
MAX_PART = 64 * 1024 * 1024
"""Largest part of a template that is read, bytes (against zip bombs)."""

Compress = Callable[[bytes], bytes]


def zlib_compress(data: bytes) -> bytes:
    """Raw deflate with the standard library, level 3: half the time of 6, a tenth more bytes."""
    squeeze = zlib.compressobj(3, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def small_compress(data: bytes) -> bytes:
    """Raw deflate at its smallest, for parts that are compressed once and copied often."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def best_compress() -> Compress:
    """Raw deflate by isal when the `speed` extra is installed, else by the standard library."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib_compress

    def isal_compress(data: bytes) -> bytes:
        squeeze = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
        packed: bytes = squeeze.compress(data) + squeeze.flush()
        return packed

    return isal_compress


def read_parts(data: bytes) -> dict[str, bytes]:
    """All parts of a package by name. Raises zipfile.BadZipFile, ValueError when one is too big."""
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.file_size > MAX_PART:
                raise ValueError(info.filename)
        return {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}


@dataclass(frozen=True, slots=True)
class Packed:
    """One part, compressed."""

    name: str
    crc: int
    size: int
    data: bytes


def pack(name: str, data: bytes, compress: Compress = small_compress) -> Packed:
    """Compress one part."""
    return Packed(name, zlib.crc32(data), len(data), compress(data))


def packer() -> Callable[[str, bytes, Compress], Packed]:
    """`pack` with the fastest checksum there is."""
    try:
        from isal.isal_zlib import crc32
    except ImportError:
        return pack
    return lambda name, data, compress: Packed(name, crc32(data), len(data), compress(data))


class Frame:
    """The static parts of a package, laid out once; each document adds its own parts."""

    __slots__ = ("_central", "_count", "_head")

    def __init__(self, parts: Iterable[Packed]) -> None:
        head, central, offset, count = bytearray(), bytearray(), 0, 0
        for part in parts:
            local, entry = _headers(part, offset)
            head += local
            head += part.data
            central += entry
            offset = len(head)
            count += 1
        self._head, self._central, self._count = bytes(head), bytes(central), count

    def package(self, parts: Iterable[Packed]) -> bytes:
        """The whole package: the static parts and `parts`."""
        chunks = [self._head]
        central = [self._central]
        offset, count = len(self._head), self._count
        for part in parts:
            local, entry = _headers(part, offset)
            chunks += (local, part.data)
            central.append(entry)
            offset += len(local) + len(part.data)
            count += 1
        directory = b"".join(central)
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
        return b"".join((*chunks, directory, end))


def _headers(part: Packed, offset: int) -> tuple[bytes, bytes]:
    name = part.name.encode()
    flags = 0 if part.name.isascii() else _UTF8_NAME
    sizes = (part.crc, len(part.data), part.size, len(name))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, 8, 0, _DATE, *sizes, 0) + name
    entry = (
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, flags, 8, 0, _DATE, *sizes, 0, 0, 0, 0, 0, offset
        )
        + name
    )
    return local, entry
