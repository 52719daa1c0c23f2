"""The table of collected answers as .xlsx, .csv or .json."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from docgen.batch.collect import DU, THAY, THIEU, VANG, Answer, Collected, Row
from docgen.batch.questions import Question
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.viet.chuan import lam_sach
from docgen.viet.so import viet_so
from docgen.write.same_bytes import same_bytes

KINDS = ("xlsx", "csv", "json")
"""Endings of the table."""
_LONGEST_CELL = 32_767
"""Most characters of a cell (Excel specifications and limits)."""
_FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet takes a text for a formula by."""
_WIDEST = 200
"""Characters that a landscape page of A4 holds so that they can still be read."""
_GREY, _YELLOW, _RED, _HEAD = "FFD9D9D9", "FFFFF2CC", "FFF8CBAD", "FFDDEBF7"
_ORANGE = "FFFFD966"
"""An answer to be compared with the file."""
_FILLS = {THIEU: _YELLOW, THAY: _GREY, VANG: _RED}
Cell = str | int | Decimal | None
Column = tuple[Question, bool]
"""A question, and whether it is the total that its figure is counted out of."""


def write_collected(collected: Collected, kind: str) -> bytes:
    """The table as a file of `kind`: xlsx, csv or json (with or without a dot).

    Raises InputError: TH09 another kind, or openpyxl is not installed.
    """
    kind = kind.lower().lstrip(".")
    if kind == "xlsx":
        return _xlsx(collected)
    if kind == "csv":
        return _csv(collected)
    if kind == "json":
        return _json(collected)
    raise InputError(
        Finding(
            "TH09",
            _("Không biết ghi bảng tổng hợp đuôi “{kind}”.").format(kind=kind),
            hint=_("Dùng đuôi .xlsx, .csv hoặc .json."),
        )
    )


def state_name(state: str) -> str:
    """What a state is called in the table."""
    return {
        DU: _("đủ"),
        THIEU: _("thiếu"),
        THAY: _("đã có tệp mới hơn"),
        VANG: _("chưa gửi"),
    }[state]


def _columns(collected: Collected) -> list[Column]:
    """Questions in order; a figure that someone counted out of a total has a second column."""
    out = []
    for question in collected.questions:
        out.append((question, False))
        if any(_total(row, question) is not None for row in collected.rows):
            out.append((question, True))
    return out


def _total(row: Row, question: Question) -> Decimal | None:
    answer = row.answers.get(question.the)
    return answer.tren if answer else None


def _heads(columns: Sequence[Column]) -> list[str]:
    heads = [_("STT"), _("Đơn vị"), _("Tình trạng")]
    for question, total in columns:
        name = question.nhan
        if total:
            name = _("{name}: trên tổng số").format(name=name)
        elif question.don_vi:
            name = f"{name} ({question.don_vi})"
        heads.append(name)
    return [*heads, _("Cần đối chiếu"), _("Còn thiếu"), _("Tệp")]


def _cells(number: int, row: Row, columns: Sequence[Column]) -> Iterator[Cell]:
    names = {q.the: q.nhan for q, _total in columns}
    yield number
    yield row.unit
    yield state_name(row.state)
    for question, total in columns:
        answer = row.answers.get(question.the)
        yield (answer.tren if total else _value(answer)) if answer else None
    yield "; ".join(names[t] for t in row.unsure)
    # Of who sent nothing, everything is: it need not be listed.
    yield "; ".join(names[t] for t in row.missing) if row.file else ""
    yield row.file


def _table(
    collected: Collected,
) -> tuple[Sequence[Column], list[str], list[list[Cell]]]:
    """Columns of the answers, heading row, rows."""
    columns = _columns(collected)
    rows = [list(_cells(n, row, columns)) for n, row in enumerate(collected.rows, 1)]
    return columns, _heads(columns), rows


def _value(answer: Answer) -> Cell:
    return answer.text if answer.so is None else answer.so


def _csv(collected: Collected) -> bytes:
    """As Vietnamese Excel opens it: semicolons, decimal commas, UTF-8 with its mark."""
    import csv

    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    heads, rows = _table(collected)[1:]
    writer.writerow(heads)
    writer.writerows([_typed(cell) for cell in cells] for cells in rows)
    return made.getvalue().encode("utf-8-sig")


def _typed(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return viet_so(cell)
    text = lam_sach(str(cell))[0] if cell is not None else ""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(collected: Collected) -> bytes:
    data = {
        "hoi": [
            {"the": q.the, "nhan": q.nhan, **({"don_vi": q.don_vi} if q.don_vi else {})}
            for q in collected.questions
        ],
        "don_vi": [_plain(row) for row in collected.rows],
        "tep_khac": list(collected.others),
        "luu_y": [f.to_dict() for f in collected.findings],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(row: Row) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for tag, answer in row.answers.items():
        answers[tag] = {"chu": answer.text}
        for name, value in (("gia_tri", answer.so), ("tren", answer.tren)):
            if value is not None:
                answers[tag][name] = _number(value)
    return {
        "ten": row.unit,
        "tinh_trang": row.state,
        "tep": row.file,
        "tra_loi": answers,
        "thieu": list(row.missing),
        "doi_chieu": list(row.unsure),
        **({"stt": row.number} if row.number else {}),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _xlsx(collected: Collected) -> bytes:
    try:
        from openpyxl import Workbook
    except ImportError:
        raise InputError(
            Finding(
                "TH09",
                _("Chưa cài phần ghi bảng Excel."),
                hint=_("Cài bằng: pip install 'docgen[excel]', hoặc dùng đuôi .csv."),
            )
        ) from None
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("Tổng hợp")
    _fill(sheet, collected)
    notes = book.create_sheet(_("Lưu ý"))
    heads = [_("Mã"), _("Tệp"), _("Nội dung"), _("Cách xử lý")]
    told = [(f.code, str(f.where or ""), f.message, f.hint) for f in collected.findings]
    _rows(notes, heads, told, {})
    for letter, width in zip("ABCD", (8, 36, 80, 50), strict=True):
        notes.column_dimensions[letter].width = width
    notes.freeze_panes = "A2"
    notes.auto_filter.ref = f"A1:D{len(told) + 1}"
    _printed(notes, fit=True)
    book.properties.creator = "docgen"
    made = io.BytesIO()
    book.save(made)
    return same_bytes(made.getvalue())


def _fill(sheet: Any, collected: Collected) -> None:
    from openpyxl.utils import get_column_letter

    columns, heads, rows = _table(collected)
    colours: dict[tuple[int, int], str] = {}
    for at, row in enumerate(collected.rows, 2):
        colour = _FILLS.get(row.state, "")
        colours[at, 3] = colour
        for place, (question, total) in enumerate(columns if row.file else (), 4):
            if row.state == THAY or (question.the in row.missing and not total):
                colours[at, place] = colour
            elif question.the in row.unsure:
                colours[at, place] = _ORANGE
    _rows(sheet, heads, rows, colours)
    widths = [6, 36, 16, *(18 if q.figure else 32 for q, _t in columns), 32, 40, 32]
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    _printed(sheet, fit=sum(widths) <= _WIDEST)
    if sum(widths) > _WIDEST:
        sheet.print_title_cols = "A:B"


def _printed(sheet: Any, fit: bool) -> None:
    """A4 landscape with the heading row on every page; `fit`: all columns side by side."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.print_title_rows = "1:1"
    if fit:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0


def _rows(
    sheet: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    colours: Mapping[tuple[int, int], str],
) -> None:
    """A heading row and rows; texts are never formulas. `colours`: by line and column from 1."""
    looks: dict[tuple[str, str], Any] = {}
    for line, cells in enumerate([heads, *rows], 1):
        for column, value in enumerate(cells, 1):
            colour = _HEAD if line == 1 else colours.get((line, column), "")
            if (value is None or value == "") and not colour:
                continue
            cell = sheet.cell(line, column)
            if isinstance(value, str):
                cell.value = lam_sach(value)[0][:_LONGEST_CELL]
                cell.data_type = "s"
            else:
                cell.value = value
            kind = _grouped(value) if isinstance(value, Decimal) else type(value).__name__
            # Openpyxl takes its time for each cell that is dressed anew.
            if (kind, colour) in looks:
                cell._style = copy(looks[kind, colour])
            else:
                _dress(cell, value, colour)
                looks[kind, colour] = cell._style


def _dress(cell: Any, value: Cell, colour: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    head = colour == _HEAD
    cell.alignment = Alignment(
        horizontal="center" if head else None,
        vertical="center" if head else "top",
        wrap_text=isinstance(value, str) or None,
    )
    if head:
        cell.font = Font(bold=True)
    if colour:
        cell.fill = PatternFill("solid", colour)
    if isinstance(value, Decimal):
        cell.number_format = _grouped(value)


def _grouped(value: Decimal) -> str:
    """Number format with thousands apart and as many decimals as the number has."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return "#,##0" + ("." + "0" * decimals if decimals else "")
