"""The letters of a PDF and of what was read from it, to be held against each other."""

from __future__ import annotations

import re
from collections import Counter

from docgen.read.source import Line, Source


def texts(lines: list[Line]) -> list[str]:
    return [x.text for x in lines]


def text_layer(data: bytes) -> Counter[str]:
    """Letters that pdfium finds in a file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found = ""
    for page in document:
        text_page = page.get_textpage()
        found += text_page.get_text_range().replace("\x02", "-").replace("\ufffe", "-")
        text_page.close()
        page.close()
    document.close()
    return count(found)


def letters(source: Source) -> Counter[str]:
    """Letters of everything that a source holds."""
    cells = [c for x in source.lines for row in x.table or [] for c in row]
    return count("".join([*texts(source.lines), *texts(source.aside), *cells]))


def count(text: str) -> Counter[str]:
    """Letters and signs without white space and invisible signs, apart from their marks."""
    import unicodedata

    from docgen.viet.chuan import lam_sach

    return Counter(re.sub(r"\s", "", unicodedata.normalize("NFD", lam_sach(text)[0])))
