"""Names of WordprocessingML, and small helpers on its trees."""

from __future__ import annotations

from typing import Any

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
P, R, T, TBL, TR, TC = W + "p", W + "r", W + "t", W + "tbl", W + "tr", W + "tc"
PPR, RPR, TCPR, TRPR, SECTPR = W + "pPr", W + "rPr", W + "tcPr", W + "trPr", W + "sectPr"
TBLPR, TBLGRID = W + "tblPr", W + "tblGrid"
INS, DEL, VAL, ID, AUTHOR = W + "ins", W + "del", W + "val", W + "id", W + "author"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REFERENCES = (W + "headerReference", W + "footerReference")

Key = tuple[Any, ...]


def key(element: Any) -> Key:
    """What an element says, whatever prefixes it says it with; () for None."""
    if element is None:
        return ()
    return (
        element.tag,
        tuple(sorted(element.attrib.items())),
        (element.text or "").strip(),
        tuple([key(child) for child in element]),
    )


def sub(parent: Any, tag: str, attrib: dict[str, str] | None = None) -> Any:
    """A new last child."""
    made = parent.makeelement(tag, attrib or {})
    parent.append(made)
    return made


def text_of(element: Any) -> str:
    """Printed text of a paragraph or anything that holds some; forced breaks as line ends."""
    out = []
    for node in element.iter(T, W + "delText", W + "br", W + "tab"):
        if node.tag == W + "br":
            out.append("\n")
        elif node.tag == W + "tab":
            # Tab stops of paragraph properties have the same name.
            if node.getparent().tag == R:
                out.append("\t")
        else:
            out.append(node.text or "")
    return "".join(out)
