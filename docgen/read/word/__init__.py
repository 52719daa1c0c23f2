"""Word files of anyone (.docx, .docm, .dotx) into lines in reading order."""

from docgen.read.word.document import read_docx

__all__ = ["read_docx"]
