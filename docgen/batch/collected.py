"""The table of collected answers as .xlsx, .csv or .json."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
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
_GREY, _YELLOW, _RED, _HEAD = "FFD9D9D9", "FFFFF2CC", "FFF8CBAD", "FFDDEBF7"
_FILLS = {THIEU: _YELLOW, THAY: _GREY, VANG: _RED}
Cell = str | int | Decimal | None


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


def _columns(collected: Collected) -> list[tuple[Question, bool]]:
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


def _heads(collected: Collected) -> list[str]:
    heads = [_("STT"), _("Đơn vị"), _("Tình trạng")]
    for question, total in _columns(collected):
        name = question.nhan
        if total:
            name = _("{name}: trên tổng số").format(name=name)
        elif question.don_vi:
            name = f"{name} ({question.don_vi})"
        heads.append(name)
    return [*heads, _("Còn thiếu"), _("Tệp")]


def _cells(number: int, row: Row, collected: Collected) -> Iterator[Cell]:
    names = {q.the: q.nhan for q in collected.questions}
    yield number
    yield row.unit
    yield state_name(row.state)
    for question, total in _columns(collected):
        answer = row.answers.get(question.the)
        yield (answer.tren if total else _value(answer)) if answer else None
    # Of who sent nothing, everything is: it need not be listed.
    yield "; ".join(names[t] for t in row.missing) if row.file else ""
    yield row.file


def _value(answer: Answer) -> Cell:
    return answer.text if answer.so is None else answer.so


def _csv(collected: Collected) -> bytes:
    """As Vietnamese Excel opens it: semicolons, decimal commas, UTF-8 with its mark."""
    import csv

    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads(collected))
    for number, row in enumerate(collected.rows, 1):
        writer.writerow([_typed(cell) for cell in _cells(number, row, collected)])
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
    _rows(notes, heads, told)
    for letter, width in zip("ABCD", (8, 36, 80, 50), strict=True):
        notes.column_dimensions[letter].width = width
    book.properties.creator = "docgen"
    made = io.BytesIO()
    book.save(made)
    return same_bytes(made.getvalue())


def _fill(sheet: Any, collected: Collected) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    rows = [list(_cells(number, row, collected)) for number, row in enumerate(collected.rows, 1)]
    heads = _heads(collected)
    _rows(sheet, heads, rows)
    columns = _columns(collected)
    for at, row in enumerate(collected.rows, 2):
        if row.state not in _FILLS:
            continue
        fill = PatternFill("solid", _FILLS[row.state])
        sheet.cell(at, 3).fill = fill
        if row.file:
            for place, (question, total) in enumerate(columns, 4):
                if row.state == THAY or (question.the in row.missing and not total):
                    sheet.cell(at, place).fill = fill
    widths = [6, 36, 16, *(18 if q.figure else 32 for q, _t in columns), 40, 32]
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"


def _rows(sheet: Any, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A heading row and rows; texts are never formulas."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for line, cells in enumerate([heads, *rows], 1):
        for column, value in enumerate(cells, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(line, column)
            if isinstance(value, str):
                cell.value = lam_sach(value)[0][:_LONGEST_CELL]
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
                cell.alignment = Alignment(vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", _HEAD)
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
