"""Report of an adaptation: source and own text side by side, questions first (HTML, JSON)."""

from docgen.adapt.report.data import report_json
from docgen.adapt.report.html import report_html

__all__ = ["report_html", "report_json"]
