"""Same .docx, same bytes: take the clock and chance out of a PDF that LibreOffice has written."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

_INFO_DATE = re.compile(rb"/CreationDate\(D:(\d{14})([^)]*)\)")
_XMP_DATE = re.compile(rb"<xmp:CreateDate>([^<]*)</xmp:CreateDate>")
_ID = re.compile(rb"/ID \[ <([0-9A-F]{32})>\s<([0-9A-F]{32})> \]\s/DocChecksum /([0-9A-F]{32})")


def settle(pdf: Path, moment: datetime) -> None:
    """Make the PDF a function of the .docx: its date becomes `moment`, its identifiers a digest.

    LibreOffice writes the clock's time and random identifiers. They are replaced by values of the
    same length, so that every offset in the file stays right; what is not found stays as it is.
    """
    utc = moment.astimezone(UTC)
    data = bytearray(_settle_profile(pdf.read_bytes(), utc))
    for match in _INFO_DATE.finditer(data):
        zone = match[2].decode("ascii", "replace")
        local = _in_zone(utc, zone)
        data[match.start(1) : match.end(1)] = local.strftime("%Y%m%d%H%M%S").encode()
    for match in _XMP_DATE.finditer(data):
        # Both dates must be the same moment (ISO 19005-2, 6.6.2.3).
        zone = match[1][19:].decode("ascii", "replace")
        text = (_in_zone(utc, zone).strftime("%Y-%m-%dT%H:%M:%S") + zone).encode()
        if len(text) == len(match[1]):
            data[match.start(1) : match.end(1)] = text
    last = None
    for last in _ID.finditer(data):
        for group in (1, 2, 3):
            data[last.start(group) : last.end(group)] = b"0" * 32
    if last is not None:
        digest = hashlib.sha256(data).hexdigest().upper()
        for group, value in ((1, digest[:32]), (2, digest[:32]), (3, digest[32:])):
            data[last.start(group) : last.end(group)] = value.encode()
    pdf.write_bytes(data)


def _in_zone(utc: datetime, zone: str) -> datetime:
    """The moment as local time of a zone written "Z…", "+07'00'" or "+07:00"."""
    parts = re.match(r"([+-])(\d\d)[':](\d\d)", zone)
    if parts is None:
        return utc
    shift = timedelta(hours=int(parts[2]), minutes=int(parts[3]))
    return utc + shift if parts[1] == "+" else utc - shift


_PROFILE = re.compile(rb"\n\d+ 0 obj\n<</N \d/Length (\d+) 0 R/Filter/FlateDecode>>\nstream\n")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")


def _settle_profile(data: bytes, utc: datetime) -> bytes:
    """Set the date inside the colour profile of a PDF/A (ICC.1, header bytes 24 to 35).

    The profile is compressed, so its length changes: the length object and the offsets of the
    cross-reference table follow. Whatever looks different from what is expected: nothing is done.
    """
    head, start = _PROFILE.search(data), _START.search(data)
    if head is None or start is None:
        return data
    length = re.compile(rb"\n%s 0 obj\n(\d+)\nendobj" % head[1]).search(data, head.end())
    table = int(start[1])
    if length is None or data[table : table + 5] != b"xref\n":
        return data
    begin, end = head.end(), head.end() + int(length[1])
    try:
        profile = bytearray(zlib.decompress(data[begin:end]))
    except zlib.error:
        return data
    if profile[36:40] != b"acsp":
        return data
    profile[24:36] = struct.pack(">6H", *utc.timetuple()[:6])
    packed = zlib.compress(bytes(profile), 9)
    # Leading zeros keep the width, so that only the stream itself moves what follows.
    number = str(len(packed)).zfill(len(length[1])).encode()
    shift = len(packed) - (end - begin)
    if len(number) != len(length[1]):
        return data

    def moved(entry: re.Match[bytes]) -> bytes:
        offset = int(entry[1])
        return b"%010d" % (offset + shift if offset > begin else offset) + entry[0][10:]

    return b"".join(
        (
            data[:begin],
            packed,
            data[end : length.start(1)],
            number,
            data[length.end(1) : table],
            _ENTRY.sub(moved, data[table : start.start()]),
            b"startxref\n%d\n%%%%EOF\n" % (table + shift),
        )
    )
