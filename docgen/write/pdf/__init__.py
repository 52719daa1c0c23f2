"""PDF as the print of the .docx: LibreOffice behind one adapter.

Nothing heavy is imported here: each name is loaded from its module when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.write.pdf.cold import to_pdf as to_pdf
    from docgen.write.pdf.fonts import font_report as font_report
    from docgen.write.pdf.office import find_soffice as find_soffice
    from docgen.write.pdf.office import version as version
    from docgen.write.pdf.older import to_docx as to_docx
    from docgen.write.pdf.pool import Pool as Pool
    from docgen.write.pdf.pool import Result as Result
    from docgen.write.pdf.warm import LibreOffice as LibreOffice

_HOME = {
    "LibreOffice": "warm",
    "Pool": "pool",
    "Result": "pool",
    "find_soffice": "office",
    "font_report": "fonts",
    "to_docx": "older",
    "to_pdf": "cold",
    "version": "office",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> object:
    """Load an exported name from the module that holds it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
