"""Builds the standard Word templates (`mau.docx`) from the decree's table."""

from docgen.write.docx.mau.build import build_template

__all__ = ["build_template"]
