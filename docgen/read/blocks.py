"""Body text as a clerk types it, turned into blocks: one paragraph a line, marks at its start.

`Phần I`, `Chương I`, `Mục 1`, `Tiểu mục 1` (title behind it or on the next line), `Điều 1. …`,
`I. …`, `1. …`, `1.1. …`, `a) …`, `- …`, `+ …`, tables of `|` lines; anything else is a paragraph.
A backslash before a mark keeps it text; one at the end of a line breaks the line within a
paragraph. `{doi_tuong: xa, huyen}` at the end of a line says for whom the block is meant. In a data
file `{chi_tieu: a, b}` is a table of the figures asked for. Total: any text gives blocks.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docgen.viet.bang_chu import so_cua_chu, so_la_ma

_TITLED = re.compile(r"(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+)\s*[.:]?\s*(.*)", re.DOTALL)
_TITLED_CAP = {"Phần": "phan", "Chương": "chuong", "Mục": "muc", "Tiểu mục": "tieu_muc"}
_DIEU = re.compile(r"Điều\s+(\d+)\s*[.:]\s*(.*)", re.DOTALL)
_LA_MA = re.compile(r"([IVXLC]+)\.\s+(\S.*)", re.DOTALL)
_SO_KEP = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(\S.*)", re.DOTALL)
_SO = re.compile(r"(\d{1,3})\.\s+(\S.*)", re.DOTALL)
_CHU = re.compile(r"([a-zđ]{1,2})\)\s*(\S.*)", re.DOTALL)
_DASH = re.compile(r"[-–—]\s+(\S.*)|[-–—](?=[^\W\d])(.*)", re.DOTALL)
_PLUS = re.compile(r"\+\s*(\S.*)", re.DOTALL)
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_ESCAPABLE = r"\*{}[<|./-+#>)0123456789"  # a backslash before these is the inline marks' business
_ODD_WORDS = ("phần", "chươ", "mục ", "tiểu", "điều", "o ")
_FIGURES = re.compile(r"\{chi_tieu:\s*([^\s{}][^{}]*)\}")
_CELL = re.compile(r"(?<!\\)\|")
BULLETS = "•·●○◦▪■□◆❖►➢➤✓✔✦‣⁃∙−‐‑―\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"
"""Signs that Word and web pages set before list items; the last five are of symbol fonts."""


class TextBlock(NamedTuple):
    """A block, the label that was typed before it, and its line in the text (from 0)."""

    data: dict[str, Any]
    label: str
    line: int


def read_blocks(text: str, figures: bool = False) -> list[TextBlock]:
    """Turn body text into blocks, in order; never fails. `figures`: `{chi_tieu: …}` is a table."""
    lines = [line.strip() for line in text.split("\n")]
    out: list[TextBlock] = []
    so = 0
    place = 0
    while place < len(lines):
        line = lines[place]
        if not line:
            place += 1
            continue
        if line.startswith("|"):
            end = place
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            out.append(_table(lines[place:end], place))
            place = end
            continue
        first = place
        while _continues(line) and place + 1 < len(lines):
            place += 1
            line = line[:-1].rstrip() + "\n" + lines[place]
        line, audience = audience_of(line)
        asked = _FIGURES.fullmatch(line) if figures else None
        data, label = _figures(asked[1]) if asked else _block(line, so)
        place += 1
        if data["cap"] in _TITLED_CAP.values() and not data["text"]:
            while place < len(lines) and not lines[place]:
                place += 1
            if place < len(lines) and _block(lines[place], 0)[0]["cap"] == "doan":
                data["text"], more = audience_of(lines[place])
                audience = audience or more
                place += 1
        if audience:
            data["doi_tuong"] = audience
        if data["cap"] == "so":
            so = int(label.rstrip("."))
        elif data["cap"] not in ("doan", "chu", "gach", "cong", "so_kep") and not asked:
            so = 0
        out.append(TextBlock(data, label, first))
    return out


def _figures(keys: str) -> tuple[dict[str, Any], str]:
    return {"cap": "bang", "chi_tieu": [k.strip() for k in keys.split(",")]}, ""


def level_of(line: str) -> tuple[str, str]:
    """Level and label of one stripped line by itself: ("doan", "") for a paragraph."""
    if line.startswith("|"):
        return "bang", ""
    data, label = _block(line, 0) if line else ({"cap": "doan"}, "")
    return data["cap"], label


def odd_start(block: TextBlock) -> bool:
    """Whether a paragraph begins like no plain sentence: a sign, a figure, or words of headings."""
    if block.data["cap"] != "doan":
        return False
    text = block.data["text"]
    if not text[:1].isalpha():
        return text[:1] not in ("“", "{", "(", "\\", "")
    return any(c in "./)-–" for c in text[1:6]) or text[:4].lower().startswith(_ODD_WORDS)


def _continues(line: str) -> bool:
    """Whether a line ends in a backslash that asks for a line break within the paragraph."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def audience_of(line: str) -> tuple[str, list[str]]:
    """A line without `{doi_tuong: …}` at its end, and whom it names."""
    start = line.rfind("{doi_tuong:") if line.endswith("}") else -1
    if start < 0 or not line[:start].strip():
        return line, []
    names = line[start + len("{doi_tuong:") : -1].strip().removeprefix("[").removesuffix("]")
    return line[:start].rstrip(), [a.strip() for a in names.split(",") if a.strip()]


def _block(line: str, so: int) -> tuple[dict[str, Any], str]:
    """Level, text and typed label of one line; `so` is the number of the clause above."""
    first = line[0]
    if first == "\\" and len(line) > 1 and line[1] not in _ESCAPABLE:
        # Only there to say that what follows is no heading: "\Chương trình I".
        return {"cap": "doan", "text": line[1:]}, ""
    if first in "PCMT" and (m := _TITLED.fullmatch(line)):
        return {"cap": _TITLED_CAP[m[1]], "text": m[3]}, f"{m[1]} {m[2]}"
    if first == "Đ" and (m := _DIEU.fullmatch(line)):
        return {"cap": "dieu", "text": m[2]}, f"Điều {m[1]}."
    if first in "IVXLC" and (m := _LA_MA.fullmatch(line)) and so_la_ma(m[1]):
        return {"cap": "la_ma", "text": m[2]}, f"{m[1]}."
    if first.isdigit():
        m = _SO_KEP.fullmatch(line)
        if m and (so == 0 or int(m[1].split(".")[0]) == so):
            parts = m[1].split(".")
            data: dict[str, Any] = {"cap": "so_kep", "text": m[2]}
            if len(parts) > 2:
                data["bac"] = len(parts)
            return data, m[1] + "."
        if m := _SO.fullmatch(line):
            return {"cap": "so", "text": m[2]}, f"{m[1]}."
    if line[1:3].find(")") >= 0 and (m := _CHU.fullmatch(line)) and _letter(m[1]):
        return {"cap": "chu", "text": m[2]}, f"{m[1]})"
    if first in "-–—" and (m := _DASH.fullmatch(line)):
        return {"cap": "gach", "text": (m[1] or m[2]).strip()}, "-"
    if first == "+" and (m := _PLUS.fullmatch(line)):
        return {"cap": "cong", "text": m[1]}, "+"
    return {"cap": "doan", "text": line}, ""


def _letter(label: str) -> bool:
    # f, j, w and z are not in the legal alphabet but people type them for g, k …
    return so_cua_chu(label) is not None or label in ("f", "j", "w", "z")


def _table(lines: list[str], place: int) -> TextBlock:
    """A table of `|` lines; a rule line under the first makes it the heading."""
    rows = [cells_of(x) for x in lines]
    heads: list[str] = []
    if len(lines) > 1 and is_rule(lines[1]):
        heads, rows = rows[0], rows[2:]
    width = max(len(r) for r in [heads, *rows])
    heads += [""] * (width - len(heads))
    rows = [r + [""] * (width - len(r)) for r in rows]
    return TextBlock({"cap": "bang", "cot": [{"ten": h} for h in heads], "hang": rows}, "", place)


def cells_of(line: str) -> list[str]:
    """Texts of the cells of one `|` line."""
    body = line[1:]
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    return [c.strip().replace("\\|", "|") for c in _CELL.split(body)]


def is_rule(line: str) -> bool:
    """Whether a `|` line is the rule under a heading."""
    return bool(_RULE.fullmatch(line))
