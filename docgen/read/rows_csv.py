"""Tables as text (.csv, .tsv): encoding and separator are found, not asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from docgen.findings import WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.read.rows_grid import MAX_CELLS, Grid, Value

SEPARATORS = ";,\t"
"""Excel writes ";" where the comma is the decimal mark, as in Vietnam; others write ","."""
_PROBE = 40


def read_csv(raw: bytes, file: str, known: Callable[[str], bool]) -> Grid:
    """The cells of a CSV file; all values are text.

    raw: bytes in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1258. known: whether
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
    try:
        if encoding == "utf-16" or b"\0" not in raw:
            return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            try:
                # Windows-1258 writes tones as marks of their own; NFC puts them on the letters.
                text = raw.decode("cp1258")
            except UnicodeDecodeError:
                pass
            else:
                findings.append(
                    Finding(
                        "BC11",
                        _("Tệp không phải Unicode; đã đọc theo bảng mã Windows-1258."),
                        WARNING,
                        _("Xem lại dấu tiếng Việt; nên lưu lại dạng “CSV UTF-8”."),
                        Where(file, raw[: error.start].count(b"\n") + 1),
                    )
                )
                return text
    raise InputError(
        Finding(
            "BC10",
            _("Không nhận ra bảng mã của tệp."),
            hint=_("Trong Excel: Save As → “CSV UTF-8 (Comma delimited)”, hoặc lưu dạng .xlsx."),
            where=Where(file),
        )
    )


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
