"""Tables as text (.csv, .tsv): encoding and separator are found, not asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from unicodedata import normalize

from docgen.findings import WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.read.rows_grid import MAX_CELLS, Grid, Value
from docgen.viet.chuan import nfc

SEPARATORS = ";,\t|"
"""Excel writes ";" where the comma is the decimal mark, as in Vietnam; others write ","."""
_PROBE = 40
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STRANGE = 0.05
"""Most signs that Vietnamese does not have, as a share of those beyond ASCII."""


def read_csv(raw: bytes, file: str, known: Callable[[str], bool]) -> Grid:
    """The cells of a CSV file; all values are text.

    raw: bytes in UTF-8 or UTF-16 (with or without mark), Windows-1258, TCVN3 or VNI. known: whether
    a text is the title of a column; it decides between separators. Raises InputError: BC10 no
    encoding fits, BC12 quotes do not match, BC03 too many cells.
    """
    findings: list[Finding] = []
    text = _decoded(raw, file, findings)
    separator, skip = _separator(text, known)
    grid = Grid(file, [], [], findings=findings)
    # Line ends inside quotes must stay, so the reader gets the text and not its lines.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    end = cells = 0
    try:
        for fields in reader:
            start, end = end + 1, reader.line_num
            if start <= skip:
                continue
            number = len(grid.rows)
            grid.numbers.append(start)
            row: list[Value | None] = []
            grid.rows.append(row)
            for column, field in enumerate(fields):
                row.append(grid.text(field, number, column))
            cells += len(row)
            if cells > MAX_CELLS:
                raise InputError(
                    Finding(
                        "BC03",
                        _("Bảng quá lớn: hơn {n} ô.").format(n=MAX_CELLS),
                        hint=_("Chia bảng thành nhiều tệp."),
                        where=Where(file, start),
                    )
                )
    except csv.Error:
        raise InputError(
            Finding(
                "BC12",
                _('Dấu ngoặc kép " ở dòng này không thành cặp hoặc đứng sai chỗ.'),
                hint=_(
                    'Ô có dấu " thì bọc cả ô trong "…" và viết mỗi dấu " bên trong thành hai: "".'
                ),
                where=Where(file, end + 1),
            )
        ) from None
    return grid


def _decoded(raw: bytes, file: str, findings: list[Finding]) -> str:
    encoding = "utf-8-sig"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in raw[:2] and len(raw) % 2 == 0:  # the mark was left out; titles begin in ASCII
        encoding = "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
    text = None
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig" and (older := _older(raw)) is not None:
            text, name = older
            findings.append(
                Finding(
                    "BC11",
                    _("Tệp không phải Unicode; đã đọc theo bảng mã {name}.").format(name=name),
                    WARNING,
                    _("Xem lại dấu tiếng Việt; nên lưu lại dạng “CSV UTF-8”."),
                    Where(file, raw[: error.start].count(b"\n") + 1),
                )
            )
    if text is not None and "\0" not in text:
        return text
    raise InputError(
        Finding(
            "BC10",
            _("Không nhận ra bảng mã của tệp."),
            hint=_("Trong Excel: Save As → “CSV UTF-8 (Comma delimited)”, hoặc lưu dạng .xlsx."),
            where=Where(file),
        )
    )


def _older(raw: bytes) -> tuple[str, str] | None:
    """The text in the encoding from before Unicode that gives Vietnamese, and its name; None when
    none does."""
    from docgen.read.word.legacy import LETTERS, TCVN3, VNI, decode

    signs = raw.decode("cp1252", "replace")
    read = {"TCVN3": decode(signs, TCVN3), "VNI": decode(signs, VNI)}
    with suppress(UnicodeDecodeError):
        # Windows-1258 writes tones as marks of their own; NFC puts them on the letters.
        read = {"Windows-1258": nfc(raw.decode("cp1258")), **read}
    usual = frozenset(LETTERS + "“”‘’–—…•\u00a0°²³×§")
    strange = {
        name: sum(not c.isascii() and c not in usual for c in text) + _impossible(text)
        for name, text in read.items()
    }
    best = min(read, key=lambda name: strange[name])
    foreign = sum(byte > 0x7F for byte in raw)
    return (read[best], best) if strange[best] <= foreign * _STRANGE else None


def _impossible(text: str) -> int:
    """Words that are no Vietnamese: of more than one tone, or with đ inside."""
    toned = (normalize("NFD", word) for word in re.findall(r"[^\W\d_]+", text))
    return sum(len(_TONES.findall(w)) > 1 or "đ" in w.lower()[1:] for w in toned)


def _separator(text: str, known: Callable[[str], bool]) -> tuple[str, int]:
    """The separator, and how many lines to skip: Excel's own first line "sep=;" says it."""
    first = text[:200].split("\n", 1)[0].strip().strip('"').lower()
    if len(first) <= 5 and first[:4] == "sep=":
        return (first[4:] if first[4:] in tuple(SEPARATORS) else "\t"), 1

    def score(separator: str) -> tuple[int, int]:
        best = (0, 0)
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)
        try:
            for fields, _line in zip(reader, range(_PROBE), strict=False):
                filled = [f for f in fields if f.strip()]
                if len(filled) > 1:
                    best = max(best, (sum(map(known, filled)), len(filled)))
        except csv.Error:  # a field beyond the limit
            pass
        return best

    return max(SEPARATORS, key=score), 0
