"""Word files as the rules see them: paragraphs with their effective look, sections, drawn lines."""

from docgen.check.word.parts import Drawn, Paragraph, Run, Section, Table, WordFile
from docgen.check.word.walk import open_word

__all__ = ["Drawn", "Paragraph", "Run", "Section", "Table", "WordFile", "open_word"]
