"""The style sheet of the preview, made from the decree's table: one class for each component."""

from __future__ import annotations

from docgen.model import TrinhBay
from docgen.nd30 import trang
from docgen.nd30.thanh_phan import THANH_PHAN, ThanhPhan, co_chu
from docgen.nd30.trang import MM
from docgen.viet.be_rong import be_rong
from docgen.write.docx.mau.styles import KINH_GUI_LUI_MM
from docgen.write.layout.head import TRICH_YEU_LUI_MM

FONTS = f'"{trang.PHONG_CHU}",Tinos,"Liberation Serif",serif'
"""Times New Roman, then fonts of the same widths."""
DON = 1.15
"""Height of a single line in the size of the text: ascent, descent and gap of Times New Roman
(1825 + 443 + 87 of 2048 units)."""
ASCENT = 0.891
"""Height of Times New Roman above the base line, in ems."""
GIUA_MUC_PT = 6.0
"""Space before the number and date, and after tables, pt (lựa chọn; as in the Word templates)."""
TRUOC_DUONG_KE_PT = 1.5
"""Space above drawn lines, pt; 1 pt more under the subject (lựa chọn; as in Word)."""
SAU_DUONG_KE_PT = 12.0
"""Space under the line below the subject, pt (lựa chọn; as in the Word templates)."""
LE_O_PT = 5.4 - 0.375
"""Left and right margins of table cells, pt: Word's usual 108 twips, which in Word hold half of
the border too (browsers draw it 1 px wide)."""

_ALIGN = {"giua": "center", "trai": "left", "phai": "right", "deu": "justify"}


def number(value: float) -> str:
    """A measure without needless zeros: 12.5, 14."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def style_sheet(tb: TrinhBay) -> str:
    """All CSS of a document with the choices of layout `tb`."""
    rules = [_page(tb), _BASE]
    rules += [_component(t, tb) for t in THANH_PHAN.values()]
    rules += [_arrangement(tb), _SPLIT, _sheets(tb), _PRINT]
    return "\n".join(rules)


def _margins(tb: TrinhBay) -> str:
    return " ".join(f"{number(mm)}mm" for mm in (tb.le_tren, tb.le_phai, tb.le_duoi, tb.le_trai))


def _page(tb: TrinhBay) -> str:
    """Named pages: `dung`, `ngang` for the text as it flows, `to`, `to_ngang` for whole sheets."""
    rong, cao = (number(mm) for mm in trang.KHO_GIAY_MM)
    top = (
        f"@top-center{{content:counter(page);font:{number(co_chu('so_trang', tb.co_chu))}pt "
        f"{FONTS};vertical-align:top;padding-top:{number(trang.SO_TRANG_CACH_MEP_MM.chon)}mm}}"
    )
    first = "@page :first{@top-center{content:none}}"
    return (
        f"@page dung{{size:{rong}mm {cao}mm;margin:{_margins(tb)};{top}}}"
        f"@page ngang{{size:{cao}mm {rong}mm;margin:{_margins(tb)};{top}}}{first}"
        f"@page to{{size:{rong}mm {cao}mm;margin:0;@top-center{{content:none}}}}"
        f"@page to_ngang{{size:{cao}mm {rong}mm;margin:0;@top-center{{content:none}}}}"
    )


_BASE = f"""\
html{{font-family:{FONTS};color:#000;background:#d5d8db;-webkit-text-size-adjust:none;\
text-size-adjust:none;color-scheme:light}}
body,h1,h2,h3,h4,h5,h6,p,ul,li,table,caption,th,td{{margin:0;padding:0;font:inherit}}
body{{font-kerning:none;font-variant-ligatures:none;text-rendering:geometricPrecision;\
hyphens:manual;overflow-wrap:anywhere;orphans:2;widows:2}}
ul{{list-style:none}}
strong{{font-weight:700}}
em{{font-style:italic}}
mark.cho-trong{{background:#ffef7a;color:inherit;print-color-adjust:exact;\
-webkit-print-color-adjust:exact}}"""


def _component(t: ThanhPhan, tb: TrinhBay) -> str:
    """The class of one component; spaces are paddings, which add up as they do in Word."""
    if t.ma == "duong_ke":
        return (
            # Word keeps 1 pt between a border and the (empty) line of text under it.
            f".duong_ke{{height:{number(co_chu(t.ma, tb.co_chu))}pt;padding-top:1pt;"
            f"margin:{number(TRUOC_DUONG_KE_PT)}pt auto 0;max-width:100%;"
            f"border-top:{number(trang.DUONG_KE_DAY_PT)}pt solid #000;"
            f"break-after:{'avoid' if t.giu_sau else 'auto'}}}"
        )
    before = tb.gian_doan if t.truoc < 0 else t.truoc
    after = tb.gian_doan if t.sau < 0 else t.sau
    line = DON * (tb.gian_dong if t.gian else 1)
    rule = (
        f"display:block;font-size:{number(co_chu(t.ma, tb.co_chu))}pt;line-height:{number(line)};"
        f"font-weight:{700 if t.dam else 400};font-style:{'italic' if t.nghieng else 'normal'};"
        f"text-align:{_ALIGN[t.can]};text-indent:{number(tb.thut_dong * 10) if t.thut else 0}mm;"
        f"padding:{number(before)}pt {_side(t)} {number(after)}pt {_left(t, tb)}"
    )
    if t.giu_sau:
        rule += ";break-after:avoid"
    return f".{t.ma}{{{rule}}}"


def _side(t: ThanhPhan) -> str:
    titles = ("ten_loai", "kem_theo")  # the subject gets its room from the layout
    return f"{number(TRICH_YEU_LUI_MM)}mm" if t.ma in titles else "0"


def _left(t: ThanhPhan, tb: TrinhBay) -> str:
    if t.ma == "kinh_gui_muc":
        # Hyphens stand under the colon of "Kính gửi:" (Phụ lục I, Mục II.9.d).
        colon = be_rong("Kính gửi", co_chu(t.ma, tb.co_chu))
        return f"{number(KINH_GUI_LUI_MM * MM + colon)}pt"
    return _side(t)


def _arrangement(tb: TrinhBay) -> str:
    """Head and foot in columns, tables, room for the signature."""
    right = trang.COT_QUOC_HIEU_MM[tb.co_chu]
    wide = right + trang.COT_QUOC_HIEU_THEM_MM
    gap = number(GIUA_MUC_PT)
    # Số is 13 pt, the date may be 14: the smaller text starts lower, on one base line.
    lower = ASCENT * (co_chu("dia_danh_ngay", tb.co_chu) - co_chu("so_ky_hieu", tb.co_chu))
    return f"""\
.dau{{display:grid;grid-template-columns:minmax(0,1fr) {number(right)}mm}}
.dau.mot_dong{{grid-template-columns:minmax(0,1fr) {number(wide)}mm}}
.dau>.dia_danh_ngay{{padding-top:{gap}pt}}
.dau>.so_ky_hieu{{padding-top:{number(GIUA_MUC_PT + lower)}pt}}
.dau>.so_ky_hieu,.dau>.trich_yeu_cv{{grid-column:1}}
.dau>.dia_danh_ngay{{grid-column:2;grid-row:2}}
.trich_yeu,.phu_luc_ten{{max-width:100%;margin:0 auto}}
.quoc_hieu,.tieu_ngu{{white-space:nowrap}}
.ten>.duong_ke{{margin-top:{number(TRUOC_DUONG_KE_PT + 1)}pt;\
margin-bottom:{number(SAU_DUONG_KE_PT)}pt}}
.khoang_cach{{height:{gap}pt}}
.kinh_gui.nhieu{{text-align:left;padding-left:{number(KINH_GUI_LUI_MM)}mm}}
.chan>.hai_cot{{display:grid;grid-template-columns:minmax(0,1fr) {number(trang.COT_CHU_KY_MM)}mm}}
.chan>.hang_ky{{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);\
padding-bottom:{gap}pt}}
.hang_ky>div{{display:flex;flex-direction:column}}
.hang_ky .chu_ky{{flex:1 0 auto}}
.chu_ky{{min-height:{number(trang.CHO_CHU_KY_MM)}mm}}
.bang{{padding-bottom:{gap}pt}}
table{{border-collapse:collapse;table-layout:fixed}}
caption{{caption-side:top}}
th,td{{border:.5pt solid #000}}
th.bang_tieu_de,td.bang_o{{display:table-cell;vertical-align:top;\
padding-left:{number(LE_O_PT)}pt;padding-right:{number(LE_O_PT)}pt}}
th.bang_tieu_de{{vertical-align:middle}}
.giua{{text-align:center}}.phai{{text-align:right}}.deu{{text-align:justify}}
.dieu_chay>.nhan{{font-weight:700}}
caption.bang_ten{{display:table-caption}}
.chan{{break-inside:avoid}}
.giu{{break-after:avoid}}
tr{{break-inside:avoid}}"""


_SPLIT = """\
.con{padding-bottom:0}
.con.day{text-align-last:justify}
.tiep{padding-top:0;text-indent:0}"""


def _sheets(tb: TrinhBay) -> str:
    """Sheets on a desk: one long sheet for each part until the script has cut it up."""
    rong, cao = (number(mm) for mm in trang.KHO_GIAY_MM)
    number_top = number(trang.SO_TRANG_CACH_MEP_MM.chon)
    return f"""\
.phan_trang,.to{{box-sizing:border-box;width:{rong}mm;min-height:{cao}mm;margin:6mm auto;\
padding:{_margins(tb)};background:#fff;box-shadow:0 1px 4px rgba(0,0,0,.35);page:dung}}
.phan_trang.ngang,.to.ngang{{width:{cao}mm;min-height:{rong}mm;page:ngang}}
.phan_trang.da_chia{{display:contents}}
.to{{position:relative;height:{cao}mm;page:to}}
.to.ngang{{height:{rong}mm;page:to_ngang}}
.vung{{height:100%}}
.to>.so_trang{{position:absolute;top:{number_top}mm;left:{number(tb.le_trai)}mm;\
right:{number(tb.le_phai)}mm}}
body{{min-width:{number(trang.KHO_GIAY_MM[0] + 12)}mm;overflow-x:auto}}"""


_PRINT = """\
@media print{
html{background:none}
body{min-width:0}
.phan_trang,.to{margin:0;box-shadow:none}
.phan_trang{width:auto;min-height:0;padding:0;break-before:page}
.phan_trang.ngang{width:auto;min-height:0}
.phan_trang:first-child,.to:first-child{break-before:auto}
.to{break-inside:avoid;break-after:page;overflow:hidden}
.phan_trang:last-child>.to:last-child{break-after:auto}
}"""
