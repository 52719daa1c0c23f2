"""The document as HTML: head, title, body, foot and attachments in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape as _escape
from typing import Any

from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.viet.chuan import lam_sach
from docgen.write.html.css import number
from docgen.write.layout.blocks import Block
from docgen.write.layout.head import ONE_LINE
from docgen.write.layout.inline import CHO_TRONG, DAM, NGHIENG, Chu, Runs
from docgen.write.layout.tables import Bang

Data = dict[str, Any]
_LINE_TITLES = ("phan", "chuong", "muc", "tieu_muc")


def html_text(text: Chu) -> str:
    """A text as HTML: escaped, bold and italic as elements, gaps as `<mark>`, breaks as `<br>`."""
    if isinstance(text, str):
        return _plain(text)
    out = []
    for run in text:
        body = _plain(run.chu)
        if run.co & CHO_TRONG:
            body = f'<mark class="cho-trong">{body}</mark>'
        if run.co & NGHIENG:
            body = f"<em>{body}</em>"
        if run.co & DAM:
            body = f"<strong>{body}</strong>"
        out.append(body)
    return "".join(out)


def _plain(text: str) -> str:
    return _escape(lam_sach(text)[0]).replace("\n", "<br>")


def element(tag: str, classes: str, content: str, more: str = "") -> str:
    """One element with its classes; `more` are further attributes."""
    return f'<{tag} class="{classes}"{more}>{content}</{tag}>'


def _item(ma: str, text: Chu, tag: str = "p", also: str = "") -> str:
    return element(tag, f"{ma}{also}", html_text(text)) if text else ""


def _line(length: float) -> str:
    return f'<div class="duong_ke" style="width:{number(length)}pt" aria-hidden="true"></div>'


def document_parts(data: Data) -> list[str]:
    """The main document and each attachment as an `<article>` of page sections."""
    parts = _Sections()
    parts.add(_head(data), _title(data), _receivers(data), _item("tham_quyen", data["tham_quyen"]))
    parts.add(*_grounds(data), _item("lenh", data["lenh"]))
    parts.add_blocks(data["khoi"])
    parts.turn(False)
    parts.add(*_blocks(data["ket_thuc"]))
    if data["co_chan"]:
        parts.add(_foot(data))
    return [parts.article(), *(_attachment(k) for k in data["kem_theo"])]


def _attachment(data: Data) -> str:
    parts = _Sections(data["ngang"], data["noi_so_trang"])
    if data["phu_luc"]:
        heading = _item("phu_luc", data["phu_luc"], "span")
        heading += _subject("phu_luc_ten", data)
        parts.add(_titled(heading, data))
    else:
        parts.add(_head(data), _title(data))
    parts.add(*_grounds(data))
    parts.add_blocks(data["khoi"])
    if data["ket_thuc"]:
        parts.turn(False)
    parts.add(*_blocks(data["ket_thuc"]))
    return parts.article()


class _Sections:
    """Collects elements into sections that share one kind of page."""

    def __init__(self, landscape: bool = False, goes_on: bool = False) -> None:
        self._landscape, self._goes_on = landscape, goes_on
        self._made: list[str] = []
        self._open: list[str] = []

    def add(self, *parts: str) -> None:
        """Put elements on the page that is open."""
        self._open += [p for p in parts if p]

    def add_blocks(self, blocks: Sequence[Block]) -> None:
        """Put body blocks in, landscape tables on pages of their own."""
        whole = self._landscape
        ranks = _ranks(blocks)
        for start, end in _spans(blocks):
            bang: Bang | None = blocks[start].get("bang")
            if not whole:
                self.turn(bang is not None and bang.ngang)
            self.add(_table(bang) if bang is not None else _block(blocks[start:end], ranks))

    def turn(self, landscape: bool) -> None:
        """Begin a new page section if the paper has to be turned."""
        if landscape != self._landscape:
            self._close()
            self._landscape = landscape

    def _close(self) -> None:
        if self._open:
            turned = " ngang" if self._landscape else ""
            goes_on = " data-noi" if self._goes_on or self._made else ""
            self._made.append(
                f'<section class="phan_trang{turned}"{goes_on}>\n'
                + "\n".join(self._open)
                + "\n</section>"
            )
            self._open = []

    def article(self) -> str:
        """The whole document."""
        self._close()
        return "<article>\n" + "\n".join(self._made) + "\n</article>"


def _head(data: Data) -> str:
    """Bodies on the left, Quốc hiệu on the right, number and date below."""
    left = _item("chu_quan", data["chu_quan"]) + _item("co_quan", data["co_quan"])
    right = _item("quoc_hieu", data["quoc_hieu"]) + _item("tieu_ngu", data["tieu_ngu"])
    cells = [
        f"<div>{left}{_line(data['ke_co_quan'])}</div>",
        f"<div>{right}{_line(data['ke_tieu_ngu'])}</div>",
        _item("so_ky_hieu", data.get("so_ky_hieu", "")),
        _item("trich_yeu_cv", data.get("trich_yeu_cv", "")),
        _item("dia_danh_ngay", data.get("dia_danh_ngay", "")),
    ]
    head = element("header", "dau" + _wide(data), "".join(cells))
    if data.get("trich_yeu_cv"):
        head += _SPACER
    return head


def _wide(data: Data) -> str:
    date = data.get("dia_danh_ngay", "")
    return " mot_dong" if isinstance(date, str) and ONE_LINE in date else ""


_SPACER = '<div class="khoang_cach"></div>'


def _subject(ma: str, data: Data) -> str:
    """The subject in the room that breaks it into even lines."""
    room = f' style="width:{number(data["rong_trich_yeu"])}pt"'
    return element("span", ma, html_text(data["trich_yeu"]), room) if data["trich_yeu"] else ""


def _title(data: Data) -> str:
    heading = _item("ten_loai", data["ten_loai"], "span") + _subject("trich_yeu", data)
    return _titled(heading, data) if heading else ""


def _titled(heading: str, data: Data) -> str:
    """Kind and subject as one heading, "(Kèm theo …)", the line under them."""
    length = data["ke_kem_theo"] or data["ke_trich_yeu"]
    under = _line(length) if length else _SPACER
    return element(
        "div", "ten giu", f"<h1>{heading}</h1>{_item('kem_theo', data['dong_kem_theo'])}{under}"
    )


def _receivers(data: Data) -> str:
    if data["kinh_gui"]:
        return element("p", "kinh_gui", "Kính gửi: " + html_text(data["kinh_gui"]))
    if not data["kinh_gui_muc"]:
        return ""
    items = "".join(_item("kinh_gui_muc", i["chu"], "li") for i in data["kinh_gui_muc"])
    listed = element("ul", "danh_sach", items, ' role="list"')
    return element("p", "kinh_gui nhieu giu", "Kính gửi:") + listed + _SPACER


def _grounds(data: Data) -> list[str]:
    return [_item(ma, i["chu"]) for ma in ("can_cu", "can_cu_doan") for i in data[ma]]


def _ranks(blocks: Sequence[Block]) -> dict[str, int]:
    """Heading ranks 2, 3 … of the components that are used, without holes (for screen readers)."""
    levels = {b["cap"]: THANH_PHAN[b["cap"]].muc_luc for b in blocks if b["cap"] in THANH_PHAN}
    order = sorted({n for ma, n in levels.items() if n and ma != "dieu_chay"})
    return {ma: order.index(n) + 2 for ma, n in levels.items() if n in order}


def _spans(blocks: Sequence[Block]) -> Iterable[tuple[int, int]]:
    """Ranges of blocks that make one element: "Chương I" goes with its title."""
    place = 0
    while place < len(blocks):
        end = place + 1
        titled = blocks[place]["cap"] in _LINE_TITLES and end < len(blocks)
        if titled and blocks[end]["cap"] == blocks[place]["cap"] + "_ten":
            end += 1
        yield place, end
        place = end


def _blocks(blocks: Sequence[Block]) -> list[str]:
    return [_block([b], {}) for b in blocks]


def _block(blocks: Sequence[Block], ranks: dict[str, int]) -> str:
    block = blocks[0]
    ma = block["cap"]
    kept = " giu" if any(b["giu"] for b in blocks) else ""
    if ma == "dieu_chay":
        label = element("span", "nhan", html_text(block["nhan"]))
        return element("p", ma + kept, f"{label} {html_text(block['text'])}")
    parts = [
        (b["cap"], " ".join(p for p in (b["nhan"], html_text(b["text"])) if p)) for b in blocks
    ]
    rank = ranks.get(ma)
    if rank is None:
        return element("p", ma + kept, parts[0][1])
    kept = " giu"
    tag, more = (f"h{rank}", "") if rank <= 6 else ("p", f' role="heading" aria-level="{rank}"')
    if len(parts) == 1:
        return element(tag, ma + kept, parts[0][1], more)
    inner = "".join(element("span", part, content) for part, content in parts)
    return element(tag, "hai_dong" + kept, inner, more)


def _table(bang: Bang) -> str:
    """A table: caption, heading row, columns of the computed widths."""
    grid = "".join(f'<col style="width:{number(w)}pt">' for w in bang.rong)
    out = [f'<table style="width:{number(sum(bang.rong))}pt">']
    if bang.ten:
        out.append(_item("bang_ten", bang.ten, "caption"))
    out.append(f"<colgroup>{grid}</colgroup>")
    if bang.co_tieu_de:
        heads = "".join(
            element("th", "bang_tieu_de", html_text(t), ' scope="col"') for t in bang.tieu_de
        )
        out.append(f"<thead><tr>{heads}</tr></thead>")
    rows = []
    for row in bang.hang:
        cells = (
            element("td", f"bang_o {can}", html_text(t))
            for t, can in zip(row, bang.can, strict=True)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    out.append(f"<tbody>{''.join(rows)}</tbody></table>")
    return element("div", "bang", "".join(out))


def _foot(data: Data) -> str:
    """Nơi nhận level with the signature; joint signatures side by side above Nơi nhận."""
    items = "".join(_item("noi_nhan_muc", i["chu"], "li") for i in data["noi_nhan"])
    recipients = element("p", "noi_nhan", "Nơi nhận:")
    recipients += element("ul", "danh_sach", items, ' role="list"')
    if data["chu_ky"]:
        columns = f"<div>{recipients}</div>{_signer(data['chu_ky'])}"
        return element("footer", "chan", _SPACER + element("div", "hai_cot", columns))
    rows = [
        element("div", "hang_ky", "".join(_signer(one) for one in row["o"] if str(one["ho_ten"])))
        for row in data["ky_chung"]
    ]
    return element("footer", "chan", _SPACER + "".join(rows) + recipients)


def _signer(one: Data) -> str:
    stack = "".join(_item("quyen_han", i["chu"]) for i in one["quyen_han"])
    room = '<div class="chu_ky" aria-hidden="true"></div>'
    own = _item("chuc_vu_rieng", one["chuc_vu_rieng"])
    return f"<div>{stack}{room}{own}{_item('ho_ten', one['ho_ten'])}</div>"


def plain_text(text: Chu) -> str:
    """A text on one line without marks, for the title of the page."""
    return " ".join((str(text) if isinstance(text, Runs) else text).split())
