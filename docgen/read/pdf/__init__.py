"""PDF files of anyone, born digital or scanned, into lines in reading order."""

from docgen.read.pdf.bounded import read_pdf

__all__ = ["read_pdf"]
