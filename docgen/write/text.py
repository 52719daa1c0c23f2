r"""Plain text: a document as a clerk would type it, one paragraph a line.

Groups of lines stand apart by one blank line: head, kind and subject, authority line, legal
grounds, "QUYẾT ĐỊNH:", body, closing, recipients, signatures. An attached document follows after
a line `---`. Bold and italic are `**` and `*`. A backslash keeps what follows literal, so that a
paragraph that happens to begin like a label stays a paragraph (`1\. abc`, `\- abc`); at the end
of a line it stands for a forced line break, and the text goes on in the next line. Inside the
body the only blank lines are those before tables; a line right above a table is its caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docgen.model import CoQuan, KemTheo, Khoi, VanBan
from docgen.viet.chuan import lam_sach
from docgen.write.layout import lay_out
from docgen.write.layout.blocks import Block
from docgen.write.layout.inline import Chu, Run, Runs, as_dots, typed
from docgen.write.layout.tables import Bang

SEPARATOR = "---"
"""The line between a document and what is attached to it."""

Group = list[str]


def write_txt(van_ban: VanBan) -> bytes:
    r"""A document as plain text: UTF-8, NFC, "\n" line ends, missing parts as `[gap]`."""
    data = lay_out(van_ban).data
    groups = [_bodies(data, van_ban.co_quan) + _number_and_date(data), *_title(data)]
    groups += [_receivers(data), _lines(data["tham_quyen"]), *_grounds(data), _lines(data["lenh"])]
    groups += _content(data, van_ban)
    if data["co_chan"]:
        groups += _foot(data)
    for item, source in zip(data["kem_theo"], van_ban.kem_theo, strict=True):
        groups.append([SEPARATOR])
        if item["phu_luc"]:
            groups.append([item["phu_luc"], *_lines(item["trich_yeu"], item["dong_kem_theo"])])
        else:
            groups += [_bodies(item, source.co_quan or van_ban.co_quan), *_title(item)]
        groups += [*_grounds(item), *_content(item, source)]
    return ("\n\n".join("\n".join(g) for g in groups if g) + "\n").encode()


def line(text: Chu) -> str:
    """Typed form of one text: marks written back, forced breaks as a backslash at the line end."""
    text = as_dots(text)
    clean = Runs(Run(_clean(r.chu), r.co) for r in text) if isinstance(text, Runs) else _clean(text)
    body = typed(clean)
    if "\\" not in body and "\n" not in body:
        return body
    lines = [re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1\\\\", x) for x in body.split("\n")]
    return "\\\n".join(lines)


def _clean(text: str) -> str:
    return lam_sach(text)[0]


def _lines(*texts: Chu) -> Group:
    return [line(t) for t in texts if t]


def _bodies(data: dict[str, Any], bodies: Sequence[CoQuan]) -> Group:
    """Parent and issuer on one line each (joint issuers end in " -"), Quốc hiệu, Tiêu ngữ."""
    parent = [_one_line(data["chu_quan"])] if data["chu_quan"] else []
    if len(bodies) == 1:
        names = [_one_line(data["co_quan"])]
    else:
        names = [_one_line(" ".join(b.dong or [b.ten])).upper() + " -" for b in bodies]
        names[-1] = names[-1].removesuffix(" -")
    return [*_lines(*parent, *names), data["quoc_hieu"], data["tieu_ngu"]]


def _one_line(text: Chu) -> str:
    return " ".join(str(text).split())


def _number_and_date(data: dict[str, Any]) -> Group:
    date = data["dia_danh_ngay"]
    if isinstance(date, str):
        date = date.replace("\n", " ")
    return _lines(data["so_ky_hieu"], data["trich_yeu_cv"], date)


def _title(data: dict[str, Any]) -> list[Group]:
    return [_lines(data["ten_loai"], data["trich_yeu"], data["dong_kem_theo"])]


def _receivers(data: dict[str, Any]) -> Group:
    if data["kinh_gui"]:
        return ["Kính gửi: " + line(data["kinh_gui"])]
    many = _lines(*(i["chu"] for i in data["kinh_gui_muc"]))
    return ["Kính gửi:", *many] if many else []


def _grounds(data: dict[str, Any]) -> list[Group]:
    return [_lines(*(i["chu"] for i in (*data["can_cu"], *data["can_cu_doan"])))]


def _content(data: dict[str, Any], source: VanBan | KemTheo) -> list[Group]:
    """The body, and the closing paragraphs as a group of their own."""
    body: Group = []
    printed = iter(data["khoi"])
    ahead: Block | None = next(printed, None)
    for khoi in source.noi_dung:
        if ahead is None:
            break
        block, ahead = ahead, next(printed, None)
        title: Chu = ""
        if ahead is not None and ahead["cap"].endswith("_ten"):
            title, ahead = ahead["text"], next(printed, None)
        body += _block(block, title, khoi, not body)
    if body and source.ket_thuc and not source.can_cu and _GROUND.match(body[0]):
        # A closing stands apart below: this group could be taken for the legal grounds.
        body[0] = "\\" + body[0]
    rest = [ahead, *printed] if ahead is not None else []
    body += [paragraph(b["text"]) for b in rest if b["text"]]
    closing = [paragraph(b["text"]) for b in data["ket_thuc"] if b["text"]]
    if body and not body[0]:
        del body[0]
    return [body, closing]


def _block(block: Block, title: Chu, khoi: Khoi, opening: bool) -> Group:
    audience = f" {{doi_tuong: {', '.join(khoi.doi_tuong)}}}" if khoi.doi_tuong else ""
    if block["cap"] == "bang":
        return _table(block["bang"], audience, opening)
    if not block["nhan"]:
        # A paragraph without text has no line of its own.
        return [paragraph(block["text"], opening) + audience] if block["text"] else []
    if block["cap"] in ("phan", "chuong", "muc", "tieu_muc"):
        if not title:
            return [block["nhan"] + audience]
        return [block["nhan"], paragraph(title) + audience]
    return [f"{block['nhan']} {line(block['text'])}{audience}"]


_TITLED = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục|Điều)\s+(?=\d)")
_ROMAN_TITLED = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục)\s+[IVXLC]+(?!\w)")
_NUMBERED = re.compile(r"(?:[IVXLC]+|[a-zđ]{1,2}|\d+)(?=[.)])")
_MARKED = re.compile(r"[-–—+|#>]")
_RESERVED = re.compile(r"Nơi nhận\s*:|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|\(Kèm theo|Phụ lục(?: [IVXLC]+)?$")
_OPENING = re.compile(r"Căn cứ\b|Kính gửi\b|V/v\b")
_GROUND = re.compile(
    r"(?:Thực hiện|Theo (?:đề nghị|Quyết định|Kế hoạch|Công văn|Nghị quyết|Tờ trình)"
    r"|Xét (?:đề nghị|Tờ trình|tờ trình|báo cáo)|Trên cơ sở|Tiếp theo)\b.*[;.]$",
    re.DOTALL,
)
_LITERAL = re.compile(r"\\(?![\\*{}\[<|./\-+#>\d)])")
_OTHER = re.compile(
    r"(?:[IVXL]+|[A-HĐ]|[a-zđ])(?=\s?[/,:)–—-])|[A-HĐ](?=\.)|\((?:\d{1,2}|[a-zđ])\)|o\s"
    r"|(?:PHẦN|CHƯƠNG|MỤC|TIỂU MỤC|ĐIỀU)\s+[IVXLC\d]|(?:Phần|Chương|Mục)\s+thứ\b"
    "|[•·●○◦▪■□◆❖►➢➤✓✔✦‣⁃∙−‐‑―\uf0b7\uf0a7\uf0d8\uf0fc\uf02d]"
)
"""Labels in forms that readers take for a level, though docgen never writes them."""
_COUNTED = re.compile(r"\d{1,2}(?=\s?[/)])|\d{1,2}[.:]?\s?(?=[-–—]\s)")


def paragraph(text: Chu, opening: bool = False) -> str:
    r"""Typed form of a text that carries no label, safe from being taken for one.

    A backslash goes before the mark that would make it a label: `1\. abc`, `a\) abc`, `\- abc`,
    `Điều \1`; where there is no mark, before the first letter: `\Chương I`, `\Nơi nhận:`.
    `opening`: the text stands before any label, where legal grounds could stand too.
    """
    body = line(text)
    if m := _TITLED.match(body) or _NUMBERED.match(body):
        return f"{body[: m.end()]}\\{body[m.end() :]}"
    needs = (_MARKED, _ROMAN_TITLED, _RESERVED, _LITERAL)
    if any(p.match(body) for p in needs) or (opening and _OPENING.match(body)):
        return "\\" + body
    if m := _COUNTED.match(body):
        return f"{body[: m.end()]}\\{body[m.end() :]}"
    return "\\" + body if _OTHER.match(body) else body


def _table(bang: Bang, audience: str, opening: bool) -> Group:
    """Caption, heading row and rule line, rows; a blank line before, so that it stands apart."""
    rows = [_row(r) for r in bang.hang]
    if bang.co_tieu_de or not rows:
        rows[:0] = [_row(bang.tieu_de), "|" + "---|" * len(bang.tieu_de)]
    caption = (paragraph(bang.ten, opening) if bang.ten else "") + audience
    return ["", *([caption.strip()] if caption else []), *rows]


def _row(cells: Iterable[Chu]) -> str:
    return "| " + " | ".join(_cell(c) for c in cells) + " |"


def _cell(text: Chu) -> str:
    body = line(text).replace("|", r"\|")
    return "\\" + body if re.match(r":?-{2,}", body) else body


def _foot(data: dict[str, Any]) -> list[Group]:
    """Recipients, then each signature: authority and post, blank line, own post and name."""
    groups = [["Nơi nhận:", *_lines(*(i["chu"] for i in data["noi_nhan"]))]]
    signers = [data["chu_ky"]] if data["chu_ky"] else []
    signers += [one for row in data["ky_chung"] for one in row["o"] if str(one["ho_ten"])]
    for one in signers:
        groups.append(_lines(*(i["chu"] for i in one["quyen_han"])))
        groups.append(_lines(one["chuc_vu_rieng"], one["ho_ten"]))
    return groups
