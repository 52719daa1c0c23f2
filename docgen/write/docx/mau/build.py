"""Puts a standard template together: parts of the package, page set-up, header with page number."""

from __future__ import annotations

from docgen.model import TrinhBay
from docgen.nd30 import trang
from docgen.nd30.loai import MAU_RIENG
from docgen.write.docx.mau.body import Body, para, when
from docgen.write.docx.mau.styles import W, styles_xml
from docgen.write.docx.mau.theme import theme_xml
from docgen.write.docx.package import Frame, pack

_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}.fontTable+xml"/>'
    '<Override PartName="/word/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    "</Types>"
)
_RELS = (
    f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_REL}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELS = (
    f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_REL}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId4" Type="{_REL}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId5" Type="{_REL}/theme" Target="theme/theme1.xml"/>'
    "</Relationships>"
)
_APP = (
    f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>docgen</Application></Properties>'
)
_SETTINGS = (
    f'{_XML}<w:settings {W}><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/></w:settings>'
)
_FONT_TABLE = (
    f'{_XML}<w:fonts {W}><w:font w:name="{trang.PHONG_CHU}">'
    '<w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
_CORE = (
    f"{_XML}<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>vi-VN</dc:language>'
    "</cp:coreProperties>"
)


def _header() -> str:
    """Page number, a field, centred in the top margin (Phụ lục I, Phần I, Mục I.7)."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"{_XML}<w:hdr {W}>{para('so_trang', field)}</w:hdr>"


def section_xml(tb: TrinhBay) -> str:
    """Section properties of the first page: A4, margins, no number on the first page."""
    width, height = (trang.twips(mm) for mm in trang.KHO_GIAY_MM)
    edge = trang.twips(trang.SO_TRANG_CACH_MEP_MM.chon)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{trang.twips(tb.le_tren)}" w:right="{trang.twips(tb.le_phai)}" '
        f'w:bottom="{trang.twips(tb.le_duoi)}" w:left="{trang.twips(tb.le_trai)}" '
        f'w:header="{edge}" w:footer="{edge}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def _content(mau: str, tb: TrinhBay) -> str:
    body = Body(tb)
    if mau == "de_cuong":
        head = body.head(number=False) + body.title() + body.receivers() + body.grounds()
        return head + body.blocks() + body.foot() + body.attachments()
    letter = mau == "chung"
    title = body.title()
    parts = [body.head(letter=letter), when("ten_loai", title) if letter else title]
    parts.append(body.receivers())
    if mau == "quyet_dinh":
        parts.append(when("tham_quyen", para("tham_quyen", "{{ tham_quyen }}")))
    parts.append(body.grounds())
    if mau == "quyet_dinh":
        parts.append(when("lenh", para("lenh", "{{ lenh }}")))
    parts += [body.blocks(), body.foot(), body.attachments()]
    return "".join(parts)


def build_template(mau: str, trinh_bay: TrinhBay | None = None) -> bytes:
    """A standard template (`mau` is a folder name of `templates/`) as the bytes of a .docx.

    `trinh_bay`: sizes and margins; absent: the decree's usual ones. Raises KeyError for an
    unknown `mau`.
    """
    if mau not in MAU_RIENG:
        raise KeyError(mau)
    tb = trinh_bay or TrinhBay()
    document = (
        f"{_XML}<w:document {W} {_R}><w:body>{_content(mau, tb)}{section_xml(tb)}</w:body>"
        "</w:document>"
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": styles_xml(tb),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONT_TABLE,
        "word/theme/theme1.xml": theme_xml(),
        "word/header1.xml": _header(),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
    }
    return Frame(()).package(pack(name, xml.encode()) for name, xml in parts.items())
