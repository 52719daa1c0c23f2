"""The table of results: what became of each row, as .xlsx, .json or .csv."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.batch.outcome import BatchResult, Outcome, State
from docgen.findings import Finding, InputError, Where
from docgen.lang import _

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FORMATS = ("xlsx", "json", "csv")
_WIDTHS = (7, 40, 44, 14, 90, 9)
_LONGEST = 32_000
"""Characters of one cell; Excel takes 32,767."""
# Control characters that XML 1.0 has no place for.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def kind_of(path: Path) -> str:
    """How a table of this name is written. Raises InputError: LO11, LO12."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise InputError(
            Finding(
                "LO12",
                _("Không biết ghi bảng kết quả đuôi “{suffix}”.").format(suffix=path.suffix),
                hint=_("Dùng một trong: {formats}.").format(
                    formats=", ".join("." + f for f in FORMATS)
                ),
                where=Where(str(path)),
            )
        )
    if kind == "xlsx":
        _openpyxl()
    return kind


def results_bytes(result: BatchResult, kind: str) -> bytes:
    """The table as a file of kind xlsx, json or csv.

    Raises InputError: LO11; OSError: openpyxl's temporary file cannot be written.
    """
    return {"xlsx": _xlsx, "json": _json, "csv": _csv}[kind](result)


def state_word(state: State) -> str:
    """A state as people say it."""
    return {
        "made": _("đã ghi"), "same": _("không đổi"), "failed": _("lỗi"), "left": _("chưa làm"),
    }[state]  # fmt: skip


def plain(finding: Finding) -> str:
    """A finding as one line of plain words: what, where, what to do."""
    place = ""
    if finding.where is not None:
        place = str(finding.where)
    text = f"{place}: {finding.message}" if place else finding.message
    text = f"{text} [{finding.code}]"
    return f"{text} → {finding.hint}" if finding.hint else text


def _titles() -> tuple[str, ...]:
    return (_("Hàng"), _("Đơn vị"), _("Tệp"), _("Trạng thái"), _("Ghi chú"), _("Giây"))


def _rows(result: BatchResult) -> Iterator[tuple[Any, ...]]:
    for one in result.outcomes:
        notes = "\n".join(map(plain, one.findings))
        files = "\n".join(filter(None, (one.file, one.pdf)))
        yield one.number, one.name, files, state_word(one.state), notes, round(one.seconds, 3)


def _json(result: BatchResult) -> bytes:
    import json

    # A row to a line: with indents inside, Python's encoder is five times as slow.
    rows = ",\n".join(
        "  " + json.dumps(_plain_row(one), ensure_ascii=False) for one in result.outcomes
    )
    data = {
        "counts": result.counts,
        "done": result.done,
        "stopped": [f.to_dict() for f in result.stopped],
        "findings": [f.to_dict() for f in result.findings],
        "seconds": round(result.seconds, 3),
    }
    rest = json.dumps(data, ensure_ascii=False, indent=1).removeprefix("{\n")
    return f'{{\n "rows": [\n{rows}\n ],\n{rest}\n'.encode("utf-8", "replace")


def _plain_row(one: Outcome) -> dict[str, Any]:
    return {
        "number": one.number, "name": one.name, "file": one.file, "pdf": one.pdf,
        "sha256": one.sha256, "state": one.state,
        "findings": [f.to_dict() for f in one.findings], "seconds": round(one.seconds, 3),
    }  # fmt: skip


def _csv(result: BatchResult) -> bytes:
    import csv

    out = io.StringIO(newline="")
    # Excel reads UTF-8 when the mark stands at the beginning.
    out.write("\ufeff")
    # As Excel set to Vietnamese reads it: ";" between cells, a comma in figures.
    rows = csv.writer(out, delimiter=";")
    rows.writerow(_titles())
    for *cells, seconds in _rows(result):
        texts = [_no_formula(v) if isinstance(v, str) else v for v in cells]
        rows.writerow([*texts, f"{seconds:.3f}".replace(".", ",")])
    return out.getvalue().encode("utf-8", "replace")


def _no_formula(text: str) -> str:
    """Excel takes a text of a CSV that begins so for a formula and would run it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise InputError(
            Finding(
                "LO11",
                _("Chưa cài phần ghi bảng Excel."),
                hint=_("Cài bằng: pip install 'docgen[excel]' — hoặc ghi bảng .csv, .json."),
            )
        ) from None
    return openpyxl


def _xlsx(result: BatchResult) -> bytes:
    openpyxl = _openpyxl()
    from lxml.etree import SerialisationError

    try:
        return _book(openpyxl, result)
    except SerialisationError as error:  # what lxml says when the disk is full
        raise OSError(errno.ENOSPC, str(error)) from None


def _book(openpyxl: Any, result: BatchResult) -> bytes:
    # Row by row: memory does not grow with their number.
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_("Kết quả"))
    _set_up(sheet, len(result.outcomes))
    for number, row in enumerate((_titles(), *_rows(result))):
        sheet.append([_cell(sheet, value, number == 0) for value in row])
    _summary(book.create_sheet(_("Tổng hợp")), result)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(sheet: WriteOnlyWorksheet, rows: int) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{rows + 1}"


def _cell(sheet: WriteOnlyWorksheet, value: Any, head: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _ILLEGAL.sub("", value)[:_LONGEST])
    cell.data_type = "s"  # never a formula
    if head:
        cell.font = Font(bold=True)
    elif "\n" in value or len(value) > _WIDTHS[1]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _summary(sheet: WriteOnlyWorksheet, result: BatchResult) -> None:
    sheet.column_dimensions["A"].width = 24
    for state, count in result.counts.items():
        sheet.append([_cell(sheet, state_word(state)), count])
    sheet.append([_cell(sheet, _("Giây")), round(result.seconds, 3)])
    for finding in (*result.stopped, *result.findings):
        sheet.append([_cell(sheet, plain(finding))])
