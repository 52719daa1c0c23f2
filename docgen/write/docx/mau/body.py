"""The body of a standard template: docxtpl tags and one prototype paragraph for each level."""

from __future__ import annotations

from docgen.model import TrinhBay
from docgen.nd30 import trang
from docgen.nd30.thanh_phan import co_chu
from docgen.nd30.trang import MM
from docgen.write.docx.mau.styles import KINH_GUI_LUI_MM, style_id
from docgen.write.docx.runs import OPEN_TEXT, escape

_ASCENT = 0.891
"""Height of Times New Roman above the base line, in ems."""
_PROTOTYPES = (
    # Commonest first: the engine asks in this order.
    "doan",
    "gach",
    "so",
    "chu",
    "cong",
    "so_tieu_de",
    "la_ma",
    "so_kep",
    "so_kep_tieu_de",
    "dieu_chay",
    "dieu",
    "phan",
    "phan_ten",
    "chuong",
    "chuong_ten",
    "muc",
    "muc_ten",
    "tieu_muc",
    "tieu_muc_ten",
)


def run(text: str, rpr: str = "") -> str:
    """A run of template text."""
    return f"<w:r>{rpr}{OPEN_TEXT}{escape(text)}</w:t></w:r>"


def para(ma: str, *runs: str, ppr: str = "") -> str:
    """A paragraph in the style of component `ma`; a bare text becomes a run."""
    body = "".join(r if r.startswith("<w:r>") else run(r) for r in runs if r)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(ma)}"/>{ppr}</w:pPr>{body}</w:p>'


def tag(text: str) -> str:
    """A paragraph that only holds a docxtpl tag and disappears when the template is filled."""
    return f'<w:p><w:pPr><w:pStyle w:val="TheMau"/></w:pPr>{run(text)}</w:p>'


def when(condition: str, *content: str) -> str:
    """Content that is printed only when `condition` holds."""
    return tag(f"{{%p if {condition} %}}") + "".join(content) + tag("{%p endif %}")


def each(name: str, of: str, *content: str) -> str:
    """Content repeated for each item."""
    return tag(f"{{%p for {name} in {of} %}}") + "".join(content) + tag("{%p endfor %}")


def table(widths: list[float], rows: list[list[str]]) -> str:
    """A borderless table of `widths` pt without cell margins; rows never split over pages."""
    grid = "".join(f'<w:gridCol w:w="{round(w * 20)}"/>' for w in widths)
    body = []
    for row in rows:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(w * 20)}" w:type="dxa"/></w:tcPr>{c}</w:tc>'
            for w, c in zip(widths, row, strict=True)
        )
        body.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(sum(widths) * 20)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"
    )


class Body:
    """Parts of the body for one geometry."""

    def __init__(self, tb: TrinhBay) -> None:
        self.text = trang.be_rong_chu_mm(tb.le_trai, tb.le_phai) * MM
        self.right = trang.COT_QUOC_HIEU_MM[tb.co_chu] * MM
        self.sign = trang.COT_CHU_KY_MM * MM
        self.number = co_chu("so_ky_hieu", tb.co_chu)
        self.date = co_chu("dia_danh_ngay", tb.co_chu)

    def head(self, of: str = "", number: bool = True, letter: bool = False) -> str:
        """Header table: bodies on the left, Quốc hiệu on the right, number and date below."""
        left = (
            when(f"{of}chu_quan", para("chu_quan", f"{{{{ {of}chu_quan }}}}"))
            + para("co_quan", f"{{{{ {of}co_quan }}}}")
            + tag(f"{{{{p {of}ke_co_quan }}}}")
        )
        right = (
            para("quoc_hieu", f"{{{{ {of}quoc_hieu }}}}")
            + para("tieu_ngu", f"{{{{ {of}tieu_ngu }}}}")
            + tag(f"{{{{p {of}ke_tieu_ngu }}}}")
        )
        rows = [[left, right]]
        if number:
            # Số is 13 pt, the date may be 14: the smaller text starts lower, on one base line.
            lower = round((self.date - self.number) * _ASCENT * 20)
            rows.append(
                [
                    para("so_ky_hieu", "{{ so_ky_hieu }}", ppr=_before(120 + lower)),
                    para("dia_danh_ngay", "{{ dia_danh_ngay }}", ppr=_before(120)),
                ]
            )
        if letter:
            subject = when("trich_yeu_cv", para("trich_yeu_cv", "{{ trich_yeu_cv }}"))
            rows.append([subject + _spacer(), _spacer()])
        return table([self.text - self.right, self.right], rows)

    def title(self, of: str = "") -> str:
        """Kind, subject, "(Kèm theo …)" line, drawn line."""
        return (
            para("ten_loai", f"{{{{ {of}ten_loai }}}}")
            + when(f"{of}trich_yeu", para("trich_yeu", f"{{{{ {of}trich_yeu }}}}"))
            + self.attached_line(of)
        )

    def attached_line(self, of: str) -> str:
        """ "(Kèm theo …)" line and the line under the whole title."""
        name = f"{of}dong_kem_theo"
        return when(name, para("kem_theo", f"{{{{ {name} }}}}")) + tag(f"{{{{p {of}ke_ten }}}}")

    def receivers(self) -> str:
        """Kính gửi: one on its line, several below each other."""
        indent = f'<w:ind w:left="{trang.twips(KINH_GUI_LUI_MM)}"/><w:jc w:val="left"/>'
        return when("kinh_gui", para("kinh_gui", "Kính gửi: {{ kinh_gui }}")) + when(
            "kinh_gui_muc",
            para("kinh_gui", "Kính gửi:", ppr=indent),
            each("i", "kinh_gui_muc", para("kinh_gui_muc", "{{ i.chu }}")),
            _spacer(),
        )

    def grounds(self, of: str = "") -> str:
        """Legal grounds, one per line or running on."""
        return each("i", f"{of}can_cu", para("can_cu", "{{ i.chu }}")) + each(
            "i", f"{of}can_cu_doan", para("can_cu_doan", "{{ i.chu }}")
        )

    def blocks(self, of: str = "") -> str:
        """The body: one prototype for each level, then tables, page breaks, closing paragraphs."""
        branches = []
        for number, ma in enumerate(_PROTOTYPES):
            word = "elif" if number else "if"
            branches.append(tag(f"{{%p {word} b.cap == '{ma}' %}}") + _prototype(ma))
        body = "".join(branches) + tag("{%p else %}") + tag("{{p b.xml }}") + tag("{%p endif %}")
        closing = each("b", f"{of}ket_thuc", para("ket_thuc", "{{ b.text }}"))
        return each("b", f"{of}khoi", body) + closing

    def foot(self) -> str:
        """Nơi nhận level with the signature; joint signatures side by side above Nơi nhận."""
        recipients = para("noi_nhan", "Nơi nhận:") + each(
            "i", "noi_nhan", para("noi_nhan_muc", "{{ i.chu }}")
        )
        single = table(
            [self.text - self.sign, self.sign], [[recipients + _spacer(), _signer("chu_ky")]]
        )
        gap = _spacer("<w:keepNext/>")
        two = tag("{%p if h.o[1].ho_ten %}") + self._signers(2) + tag("{%p else %}")
        two += self._signers(1) + tag("{%p endif %}")
        rows = tag("{%p if h.hai %}") + two + tag("{%p else %}")
        # A second row of signers keeps clear of the names above it.
        rows += self._signers(3) + tag("{%p endif %}") + gap * 3
        # One row that never splits holds them all: a table is not kept with what follows it.
        many = table([self.text], [[each("h", "ky_chung", rows) + recipients]])
        # The last paragraph, which Word wants after a table, never goes to a page by itself.
        return when("chu_ky", gap, single) + when("ky_chung", gap, many) + gap

    def _signers(self, count: int) -> str:
        # Posts in one row and names in the next, so that the names stand level.
        posts = [_posts(f"h.o[{i}]") for i in range(count)]
        names = [_name(f"h.o[{i}]") for i in range(count)]
        return table([self.text / count] * count, [posts, names])

    def attachments(self) -> str:
        """Attached documents and phụ lục, each in a section of its own."""
        own = self.head("k.", number=False) + self.title("k.")
        annex = (
            para("phu_luc", "{{ k.phu_luc }}")
            + when("k.trich_yeu", para("phu_luc_ten", "{{ k.trich_yeu }}"))
            + self.attached_line("k.")
        )
        head = tag("{%p if k.phu_luc %}") + annex + tag("{%p else %}") + own + tag("{%p endif %}")
        return each(
            "k", "kem_theo", tag("{{p k.ngat }}"), head, self.grounds("k."), self.blocks("k.")
        )


def _prototype(ma: str) -> str:
    if ma == "dieu_chay":
        return para(ma, run("{{ b.nhan }}", "<w:rPr><w:b/><w:bCs/></w:rPr>"), run(" {{ b.text }}"))
    if ma == "doan" or ma.endswith("_ten"):
        return para(ma, "{{ b.text }}")
    if ma in ("phan", "chuong", "muc", "tieu_muc"):
        return para(ma, "{{ b.nhan }}")
    return para(ma, "{{ b.nhan }} {{ b.text }}")


def _signer(of: str) -> str:
    return _posts(of) + _name(of)


def _posts(of: str) -> str:
    stack = each("i", f"{of}.quyen_han", para("quyen_han", "{{ i.chu }}"))
    return stack + para("chu_ky")


def _name(of: str) -> str:
    return when(
        f"{of}.chuc_vu_rieng", para("chuc_vu_rieng", f"{{{{ {of}.chuc_vu_rieng }}}}")
    ) + para("ho_ten", f"{{{{ {of}.ho_ten }}}}")


def _before(twips: int) -> str:
    return f'<w:spacing w:before="{twips}"/>'


def _spacer(ppr: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="KhoangCach"/>{ppr}</w:pPr></w:p>'
