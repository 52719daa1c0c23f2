"""Word files for the tests: whole ones from scraps of XML, and what must not be lost from them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from docgen.read.source import Line, Source
from docgen.read.word import read_docx

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OPEN = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types '
    'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def root(tag: str, content: str) -> str:
    """A part of WordprocessingML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {_OPEN}>{content}</w:{tag}>'


def parts(body: str, **others: str) -> dict[str, str | bytes]:
    """Parts of a Word file; `others` are contents of styles, numbering, header, footnotes …"""
    main = [f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>']
    links = []
    made: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES}
    tags = {"header": "hdr", "footer": "ftr"}
    for number, (kind, content) in enumerate(others.items()):
        links.append(f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{kind}.xml"/>')
        made[f"word/{kind}.xml"] = root(tags.get(kind, kind), content)
    made["_rels/.rels"] = f'<Relationships xmlns="{_RELS}">{"".join(main)}</Relationships>'
    made["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_RELS}">{"".join(links)}</Relationships>'
    )
    made["word/document.xml"] = root("document", f"<w:body>{body}</w:body>")
    return made


def docx(body: str, **others: str) -> bytes:
    """A Word file."""
    return zipped(parts(body, **others))


def read(body: str, **others: str) -> Source:
    """What the reader makes of a body."""
    return read_docx(docx(body, **others))


def lines(body: str, **others: str) -> list[Line]:
    """Its lines."""
    return read(body, **others).lines


def texts(body: str, **others: str) -> list[str]:
    """Texts of its lines."""
    return [line.text for line in lines(body, **others)]


def run(text: str, look: str = "") -> str:
    """A run of XML text."""
    rpr = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, ppr: str = "") -> str:
    """A paragraph; bare texts become runs."""
    look = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    return f"<w:p>{look}{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def table(*rows: list[str], borders: bool = False, header: bool = False) -> str:
    """A table; cells are texts or XML of paragraphs."""
    edge = '<w:insideH w:val="single"/><w:insideV w:val="single"/>'
    pr = f"<w:tblPr>{f'<w:tblBorders>{edge}</w:tblBorders>' if borders else ''}</w:tblPr>"
    grid = "".join('<w:gridCol w:w="3000"/>' for _cell in rows[0])
    out = []
    for number, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if header and not number else ""
        cells = "".join(f"<w:tc>{c if c.startswith('<') else para(c)}</w:tc>" for c in row)
        out.append(f"<w:tr>{mark}{cells}</w:tr>")
    return f"<w:tbl>{pr}<w:tblGrid>{grid}</w:tblGrid>{''.join(out)}</w:tbl>"


def all_text(source: Source) -> str:
    """Everything that was read, labels and cells too."""
    out = []
    for line in (*source.lines, *source.aside):
        out += [line.label, line.text]
        out += [cell for row in line.table or () for cell in row]
    return "\n".join(out)
