"""Layout: one `VanBan` turned into the texts, labels and measures that every writer prints.

Derived things are computed here and nowhere else: numbers of blocks, code, authority line,
"(Kèm theo …)" line, gaps, lengths of drawn lines. What is missing becomes a visible gap and a
finding.
"""

from docgen.write.layout.document import Layout, lay_out

__all__ = ["Layout", "lay_out"]
