"""From a file of any kind to data: what it is follows from its content, not from its name."""

from __future__ import annotations

import codecs
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.findings import WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.read.text.document import Reading, read_source, read_text
from docgen.viet.chuan import nfc

if TYPE_CHECKING:
    from docgen.write.citations import Entry

MAX_FILE = 200 * 1024 * 1024
"""Largest file that is read, bytes."""
MAX_TEXT = 20 * 1024 * 1024
"""Largest plain text that is read, bytes: some 8,000 pages."""
_DATA = (".yaml", ".yml", ".json")
_REGISTER = (*_DATA, ".csv")


def read_file(path: str | Path) -> Reading:
    """A document as data, from .docx, .doc, .pdf, .txt, .md, .yaml or .json.

    Raises InputError: cannot be opened (DOC07), too big (DOC08), or what its reader says.
    """
    path = Path(path)
    if path.suffix.lower() in _DATA:
        from docgen.read.data_file import read_data_file

        van_ban, findings = read_data_file(path)
        return Reading(van_ban, findings)
    data = file_bytes(path)
    try:
        return _placed(_read(data, path), str(path))
    except InputError as error:
        raise InputError([_in_file(f, str(path)) for f in error.findings]) from None


def is_docx(data: bytes) -> bool:
    """Whether bytes are a Word file of the new kind; what is broken inside shows on opening."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def is_older(data: bytes) -> bool:
    """Whether bytes are a file that LibreOffice makes a .docx of: .doc, .rtf, .odt."""
    office = data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04"))
    return office and not is_docx(data)


def file_bytes(path: Path) -> bytes:
    """Bytes of a file. Raises InputError: DOC07 it cannot be opened, DOC08 it is too big."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise InputError(_too_big(str(path), MAX_FILE))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            Finding(
                "DOC07",
                _("Không mở được tệp: {reason}.").format(reason=reason),
                hint=_("Kiểm tra tên tệp, thư mục và quyền đọc."),
                where=Where(file=str(path)),
            )
        ) from None


def _read(data: bytes, path: Path) -> Reading:
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        from docgen.read.pdf import read_pdf

        return read_source(read_pdf(data))
    if is_docx(data):
        from docgen.read.word import read_docx

        return read_source(read_docx(data, embedded_as_docx))
    if is_older(data):
        from docgen.read.word import read_docx

        return read_source(read_docx(as_docx(data, path), embedded_as_docx))
    if len(data) > MAX_TEXT:
        raise InputError(_too_big(str(path), MAX_TEXT))
    return read_text(decode(data))


def decode(data: bytes) -> str:
    """A plain text whatever it was saved in: UTF-8, UTF-16 with its mark, Windows-1258.

    Total: bytes that no encoding explains become visible replacement characters.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    for name in ("utf-8", "cp1258"):
        try:
            return nfc(data.decode(name))
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")


def as_docx(data: bytes, path: Path) -> bytes:
    """An older file (.doc, .rtf, .odt) made into .docx by LibreOffice. Raises InputError."""
    from docgen.write.pdf import to_docx

    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        source = Path(folder) / f"van_ban{path.suffix.lower() or '.doc'}"
        source.write_bytes(data)
        return to_docx(source, shown=path)


def embedded_as_docx(data: bytes, ending: str) -> bytes:
    """A file embedded in a Word file made into .docx by LibreOffice. Raises InputError."""
    return as_docx(data, Path(f"tep_nhung{ending}"))


def as_data_file(reading: Reading, kind: str = "yaml") -> bytes:
    """The document as a data file; what was left over stands in comments at its end (YAML)."""
    from docgen.write import data

    if kind == "json":
        return data.write_json(reading.van_ban)
    made = data.write_yaml(reading.van_ban)
    if not reading.left_over:
        return made
    title = _("Còn lại: những dòng không thuộc phần nào của văn bản.")
    lines = [f"# {title}"]
    for line in reading.left_over:
        text = " ".join([line.label, line.text, *(c for row in line.table or () for c in row)])
        lines.append(f"# {line.place}: {' '.join(text.split())}")
    return made + ("\n" + "\n".join(lines) + "\n").encode()


def read_targets(
    source: str, out: str | None, register: str | None, force: bool
) -> tuple[Path, Path | None]:
    """Where the data file and the register of citations go; None: it is shown ("-") or not wanted.

    Raises InputError with all that is wrong with the two names (GH01, GH02, GH04 to GH06).
    """
    from docgen.write.files import check_target

    problems: list[Finding] = []
    data = Path(Path(source).stem + ".yaml")
    listed: Path | None = None
    try:
        data = data_target(source, out)
        check_target(data, force)
    except InputError as error:
        problems += error.findings
    try:
        if register and register != "-":
            listed = register_target(source, register, data)
            check_target(listed, force)
    except InputError as error:
        problems += error.findings
    if problems:
        raise InputError(problems)
    return data, listed


def data_target(source: str, out: str | None) -> Path:
    """Where the data file goes: `out`, or the source's name with .yaml in the working folder.

    Raises InputError: GH04 another ending than .yaml or .json, GH05 the source itself.
    """
    path = Path(out) if out else Path(Path(source).stem + ".yaml")
    if path.suffix.lower() not in _DATA:
        raise _unknown_kind(path, _("Dùng đuôi .yaml hoặc .json."))
    _not_the_source(path, source)
    return path


def register_target(source: str, out: str, data: Path) -> Path:
    """Where the register of citations goes.

    `data` is where the data file goes. Raises InputError: GH04 another ending than .yaml, .json or
    .csv, GH05 the source itself, GH06 the data file.
    """
    path = Path(out)
    if path.suffix.lower() not in _REGISTER:
        raise _unknown_kind(path, _("Dùng đuôi .csv, .yaml hoặc .json; hoặc dấu - để in ra."))
    _not_the_source(path, source)
    if _same(path, data) or os.path.abspath(path) == os.path.abspath(data):
        raise InputError(
            Finding(
                "GH06",
                _("Danh mục viện dẫn và tệp dữ liệu ghi vào cùng một tệp."),
                hint=_("Đặt tên khác cho một trong hai."),
                where=Where(file=str(path)),
            )
        )
    return path


def disagreeing(entries: list[Entry], file: str) -> list[Finding]:
    """Cited documents whose date or issuer is not the same everywhere (DOC30)."""
    from docgen.write.citations import disagreements

    return [
        Finding(
            "DOC30",
            _("Viện dẫn {name} không thống nhất: {forms}.").format(
                name=entry.ten, forms="; ".join(disagreements(entry))
            ),
            WARNING,
            _("Đối chiếu với văn bản gốc, sửa cho các chỗ giống nhau."),
            Where(file=file, path=next(iter(entry.lech.values()))[0][1].path),
        )
        for entry in entries
        if entry.lech
    ]


def _unknown_kind(path: Path, hint: str) -> InputError:
    return InputError(
        Finding(
            "GH04",
            _("Không biết ghi tệp đuôi “{suffix}”.").format(suffix=path.suffix),
            hint=hint,
            where=Where(file=str(path)),
        )
    )


def _not_the_source(path: Path, source: str) -> None:
    if _same(path, Path(source)):
        raise InputError(
            Finding(
                "GH05",
                _("Kết quả sẽ ghi đè lên chính tệp dữ liệu."),
                hint=_("Chọn tên khác bằng -o."),
                where=Where(file=str(path)),
            )
        )


def _same(path: Path, other: Path) -> bool:
    # Not Path.exists(): it raises for a name that is too long.
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def _too_big(path: str, most: int) -> Finding:
    return Finding(
        "DOC08",
        _("Tệp lớn quá {size} MB.").format(size=most // 1024 // 1024),
        hint=_("Tách tệp thành nhiều phần rồi đọc từng phần."),
        where=Where(file=path),
    )


def _placed(reading: Reading, file: str) -> Reading:
    reading.findings = [_in_file(f, file) for f in reading.findings]
    return reading


def _in_file(finding: Finding, file: str) -> Finding:
    from dataclasses import replace

    where = finding.where or Where()
    return replace(finding, where=replace(where, file=where.file or file))
