"""The redline of an adaptation: a Word file with tracked changes from the upper level's document.

All changes accepted it is the own document, all rejected the upper level's.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.adapt.redline.notes import Note

__all__ = ["Note", "redline"]


def redline(
    source: bytes, own: bytes, notes: Sequence[Note] = (), *, author: str = "docgen"
) -> bytes:
    """A .docx with native tracked changes from `source` to `own`, two .docx files made by docgen.

    `notes`, in the order of the own document, become comments: on the gap with the printed text
    `chu` (the n-th note of a text on the n-th such gap), or, when `removed`, on the deleted
    paragraph that holds these words; a note that finds no place stands on the first paragraph.
    `author` signs changes and comments. Changes bear no date: the same input gives the same bytes.
    Styles, headers and footers are the own document's (styles that only the source has are
    added). Raises zipfile.BadZipFile, KeyError, lxml.etree.XMLSyntaxError for what is no .docx.
    """
    from docgen.adapt.redline.package import redlined

    return redlined(source, own, notes, author)
