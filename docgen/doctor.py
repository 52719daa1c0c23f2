"""Says whether this machine has what docgen needs, and how to get what is missing."""

from __future__ import annotations

import importlib.util
import platform
import sys
from collections.abc import Iterator

from docgen.lang import _

Check = tuple[str, bool, str]
"""Name, whether it is in order, what was found or what to do."""


def examine() -> Iterator[Check]:
    """Examine the machine, one check at a time."""
    from docgen import __version__

    yield "docgen", True, f"{__version__}, Python {platform.python_version()}, {sys.platform}"
    yield _templates()
    yield from _office()
    yield _scans()
    yield _sheets()
    fast = importlib.util.find_spec("isal") is not None
    text = _("có, ghi tệp nhanh") if fast else _("không có, dùng zlib (pip install docgen[speed])")
    yield "isal", True, text


def _templates() -> Check:
    from docgen.nd30.loai import MAU_RIENG
    from docgen.write.docx.store import TEMPLATE, templates_dir

    folder = templates_dir()
    missing = [m for m in MAU_RIENG if not (folder / m / TEMPLATE).is_file()]
    text = _("thiếu {names} ở {folder}").format(names=", ".join(missing), folder=folder)
    return _("Mẫu Word"), not missing, text if missing else str(folder)


def _office() -> Iterator[Check]:
    from docgen.findings import InputError
    from docgen.write.pdf import find_soffice, font_report, version
    from docgen.write.pdf.office import require_soffice

    soffice = find_soffice()
    if soffice is None:
        try:
            require_soffice()
        except InputError as error:
            finding = error.findings[0]
            yield "LibreOffice", False, f"{finding.message} {finding.hint}"
        return
    yield "LibreOffice", True, f"{soffice} ({version(soffice)})"
    problems = font_report(soffice)
    if problems:
        for finding in problems:
            yield _("Phông chữ"), False, f"{finding.message} {finding.hint}"
    else:
        yield _("Phông chữ"), True, _("đủ chữ Việt, bề rộng như Times New Roman")


def _scans() -> Check:
    """Scanned PDF files need tesseract; whoever has none to read can do without."""
    from docgen.read.pdf import ocr

    if ocr.available():
        return "tesseract", True, _("có tiếng Việt, đọc được bản quét")
    return "tesseract", True, _("không đọc được bản quét: {hint}").format(hint=ocr.advice())


def _sheets() -> Check:
    """Tables of Excel and LibreOffice need the extra `excel`; .csv and .yaml need nothing."""
    reads = importlib.util.find_spec("python_calamine") is not None
    writes = importlib.util.find_spec("openpyxl") is not None
    if reads and writes:
        return "Excel", True, _("đọc được .xlsx, .xls, .ods; ghi được .xlsx")
    if reads:
        lacking = _("không ghi được bảng .xlsx")
    elif writes:
        lacking = _("không đọc được .xlsx, .xls, .ods")
    else:
        lacking = _("không đọc, ghi được bảng Excel; .csv thì được")
    return "Excel", True, f"{lacking} (pip install 'docgen[excel]')"
