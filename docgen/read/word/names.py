"""Element and attribute names of WordprocessingML that the readers look for."""

from __future__ import annotations

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{NS}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"

VAL = W + "val"
ID = W + "id"
R_ID = f"{{{REL}}}id"

P = W + "p"
PPR = W + "pPr"
R = W + "r"
RPR = W + "rPr"
T = W + "t"
TBL = W + "tbl"
TR = W + "tr"
TC = W + "tc"
SECTPR = W + "sectPr"
ALT_CHUNK = W + "altChunk"
TXBX = W + "txbxContent"
FLDCHAR = W + "fldChar"
NUMPR = W + "numPr"
PSTYLE = W + "pStyle"
RSTYLE = W + "rStyle"
RFONTS = W + "rFonts"
JC = W + "jc"
OUTLINE = W + "outlineLvl"
PAGE_BREAK = W + "pageBreakBefore"

OFF = frozenset({"0", "false", "off", "none"})
"""Values that switch a property off."""
