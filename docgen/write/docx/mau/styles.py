"""Word styles made from the decree's table: one named style for each component."""

from __future__ import annotations

from docgen.model import TrinhBay
from docgen.nd30 import trang
from docgen.nd30.thanh_phan import THANH_PHAN, ThanhPhan, co_chu
from docgen.viet.be_rong import be_rong

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALIGN = {"giua": "center", "trai": "left", "phai": "right", "deu": "both"}
_FONTS = " ".join(f'w:{a}="{trang.PHONG_CHU}"' for a in ("ascii", "eastAsia", "hAnsi", "cs"))
KINH_GUI_LUI_MM = 30.0
"""Left indent of "Kính gửi:" before several receivers, mm (lựa chọn: ô 9a, right of centre)."""


def style_id(ma: str) -> str:
    """Word style id of component `ma`: la_ma → LaMa."""
    return "".join(word.capitalize() for word in ma.split("_"))


def twips(pt: float) -> int:
    """Twips of a length in pt."""
    return round(pt * 20)


def styles_xml(tb: TrinhBay) -> str:
    """styles.xml for the choices of layout `tb`."""
    parts = [_defaults(tb)]
    parts += [_style(t, tb) for t in THANH_PHAN.values()]
    parts += [_TAGS, _SPACER, _table_style(tb)]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:styles {W}>{''.join(parts)}</w:styles>"
    )


def _defaults(tb: TrinhBay) -> str:
    half = round(co_chu("doan", tb.co_chu) * 2)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {_FONTS}/>"
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _style(t: ThanhPhan, tb: TrinhBay) -> str:
    half = round(co_chu(t.ma, tb.co_chu) * 2)
    rpr = ("<w:b/><w:bCs/>" if t.dam else "") + ("<w:i/><w:iCs/>" if t.nghieng else "")
    rpr += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(t.ma)}">'
        f'<w:name w:val="{t.ten}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(t, tb)}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def _paragraph(t: ThanhPhan, tb: TrinhBay) -> str:
    """Paragraph properties in the order of the schema."""
    out = "<w:keepNext/>" if t.giu_sau else ""
    if t.giu_sau and not t.gian:
        out += "<w:keepLines/>"
    if t.ma == "duong_ke":
        eighths = round(trang.DUONG_KE_DAY_PT * 8)
        edge = f'w:val="single" w:sz="{eighths}" w:space="1" w:color="000000"'
        out += f"<w:pBdr><w:top {edge}/></w:pBdr>"
    out += _spacing(t, tb)
    out += _indent(t, tb)
    out += f'<w:jc w:val="{_ALIGN[t.can]}"/>'
    if t.muc_luc:
        out += f'<w:outlineLvl w:val="{t.muc_luc - 1}"/>'
    return out


def _spacing(t: ThanhPhan, tb: TrinhBay) -> str:
    before = twips(tb.gian_doan if t.truoc < 0 else t.truoc)
    after = twips(tb.gian_doan if t.sau < 0 else t.sau)
    line, rule = (round(240 * tb.gian_dong) if t.gian else 240), "auto"
    if t.ma == "duong_ke":
        line, rule = twips(co_chu(t.ma, tb.co_chu)), "exact"
    elif t.ma == "chu_ky":
        line, rule = trang.twips(trang.CHO_CHU_KY_MM), "exact"
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def _indent(t: ThanhPhan, tb: TrinhBay) -> str:
    if t.thut:
        return f'<w:ind w:firstLine="{trang.twips(tb.thut_dong * 10)}"/>'
    if t.ma in ("ten_loai", "trich_yeu", "phu_luc_ten", "kem_theo"):
        from docgen.write.layout.head import TRICH_YEU_LUI_MM

        side = trang.twips(TRICH_YEU_LUI_MM)
        return f'<w:ind w:left="{side}" w:right="{side}"/>'
    if t.ma == "kinh_gui_muc":
        # Hyphens stand under the colon of "Kính gửi:" (Phụ lục I, Mục II.9.d).
        colon = be_rong("Kính gửi", co_chu(t.ma, tb.co_chu))
        left = trang.twips(KINH_GUI_LUI_MM) + twips(colon)
        return f'<w:ind w:left="{left}"/>'
    return ""


_TAGS = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TheMau"><w:name w:val="Thẻ mẫu"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:color w:val="1F6F8B"/><w:sz w:val="16"/>'
    '<w:szCs w:val="16"/></w:rPr></w:style>'
)
# The gap is space after a line of 0.7 pt, Word's least: at the foot of a page the space falls away,
# so that a spacer or a section break needs no page of its own.
_SPACER = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="KhoangCach">'
    '<w:name w:val="Khoảng cách"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:spacing w:before="0" w:after="106" w:line="14" w:lineRule="exact"/></w:pPr>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
)


def _table_style(tb: TrinhBay) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Bang"><w:name w:val="Bảng"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    )
