r"""A plain text in docgen's own form, line for line: exact, whatever its words look like.

What stands where follows from the groups between blank lines, in the order that the writer has:
head, kind and subject, receivers, authority line, legal grounds, order, body, closing, recipients,
signatures; `---` before each attached document. A text in which one line stands otherwise is read
as anyone's is (`document.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import QUOC_HIEU, THANH_PHAN, TIEU_NGU
from docgen.read.blocks import cells_of, is_rule
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.viet.chuan import lam_sach

SEPARATOR = "---"
Group = list[tuple[int, str]]
"""Lines that stand together: number in the file, text."""
_CAPS = (
    ("phan", re.compile(r"Phần (?:[IVXLCDM]+|\d+)$")),
    ("chuong", re.compile(r"Chương (?:[IVXLCDM]+|\d+)$")),
    ("muc", re.compile(r"Mục \d+$")),
    ("tieu_muc", re.compile(r"Tiểu mục \d+$")),
    ("dieu_chay", re.compile(r"Điều \d+\.(?:\s|$)")),
    ("so_kep", re.compile(r"\d+(?:\.\d+){1,3}\.(?:\s|$)")),
    ("so", re.compile(r"\d+\.(?:\s|$)")),
    ("la_ma", re.compile(r"[IVXLCDM]+\.(?:\s|$)")),
    ("chu", re.compile(r"[a-zđ]+\)(?:\s|$)")),
    ("gach", re.compile(r"-(?:\s|$)")),
    ("cong", re.compile(r"\+(?:\s|$)")),
)
_ESCAPED = re.compile(
    r"((?:Phần|Chương|Mục|Tiểu mục|Điều)\s+|[IVXLC]+|[a-zđ]{1,2}|\d+[.:]?\s?)?\\(?![*{\[<\\]|$)",
    re.MULTILINE,
)
_LITERAL = re.compile(r"\\\\(?![\\*{}\[<|./\-+#>\d)]|$)", re.MULTILINE)
_AUDIENCE = re.compile(r" ?(\{doi_tuong: [^{}]*\})$")


class _Other(Exception):
    """The text is not as docgen writes it."""


def own_lines(text: str) -> list[Line] | None:
    """Lines with the styles that Word would give them; None for a text of another form."""
    if QUOC_HIEU not in text[:2000] or TIEU_NGU not in text[:2000]:
        return None
    try:
        return list(_document(_groups(lam_sach(text)[0])))
    except _Other:
        return None


def _groups(text: str) -> list[Group]:
    groups: list[Group] = [[]]
    held, first = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if not held:
            first = number
        if (len(line) - len(line.rstrip("\\"))) % 2:
            held += line[:-1] + "\n"
            continue
        body, held = held + line, ""
        if body.strip():
            groups[-1].append((first, body.strip(" ")))
        elif groups[-1]:
            groups.append([])
    if held:
        raise _Other
    return [g for g in groups if g]


def _document(groups: list[Group]) -> Iterator[Line]:
    parts: list[list[Group]] = [[]]
    for group in groups:
        if [text for _n, text in group] == [SEPARATOR]:
            parts.append([])
        else:
            parts[-1].append(group)
    for place, part in enumerate(parts):
        if not part:
            raise _Other
        yield from _part(part, place > 0)


def _line(key: str, item: tuple[int, str], text: str | None = None) -> Line:
    given = item[1] if text is None else text
    return Line(_ends(given), f"dòng {item[0]}", style=THANH_PHAN[key].ten)


def _ends(text: str) -> str:
    """Backslashes at the ends of lines as they were before the writer closed them."""
    if "\\" not in text:
        return text
    return "\n".join(x[:-1] if x.endswith("\\") else x for x in text.split("\n"))


def _part(groups: list[Group], attached: bool) -> Iterator[Line]:
    first, *groups = groups
    kind = ""
    if attached and marks.ANNEX.fullmatch(marks.fold(first[0][1])) and len(first) < 4:
        yield from _annex(first)
    else:
        head = list(_head(first, attached))
        yield from head
        if not any(x.style == THANH_PHAN["trich_yeu_cv"].ten for x in head):
            if not groups or not 2 <= len(groups[0]) <= 3:
                raise _Other
            title, *groups = groups
            found = marks.kind_of(title[0][1])
            if found is None and title[0][1] != "[tên loại]":
                raise _Other
            kind = found[0] if found else ""
            yield from (_line(k, x) for k, x in zip(_TITLE, title, strict=False))
    if groups and groups[0][0][1].startswith("Kính gửi:"):
        receivers, *groups = groups
        keys = ["kinh_gui", *["kinh_gui_muc"] * (len(receivers) - 1)]
        yield from (_line(k, x) for k, x in zip(keys, receivers, strict=True))
    place = next((p for p, g in enumerate(groups) if g[0][1] == "Nơi nhận:"), len(groups))
    middle, foot = groups[:place], groups[place:]
    if attached and foot:
        raise _Other
    if kind and not attached:
        yield from _authority(kind, middle)
    yield from _content(kind, middle, attached)
    yield from _foot(foot)


_TITLE = ("ten_loai", "trich_yeu", "kem_theo")


def _annex(group: Group) -> Iterator[Line]:
    yield _line("phu_luc", group[0])
    rest = group[1:]
    if rest and not rest[0][1].startswith("(Kèm theo "):
        yield _line("phu_luc_ten", rest[0])
        rest = rest[1:]
    if len(rest) > 1:
        raise _Other
    yield from (_line("kem_theo", x) for x in rest)


def _head(group: Group, attached: bool) -> Iterator[Line]:
    texts = [text for _n, text in group]
    if QUOC_HIEU not in texts:
        raise _Other
    at = texts.index(QUOC_HIEU)
    names, rest = group[:at], group[at:]
    if not names:
        raise _Other
    if all(text.endswith(" -") for _n, text in names[:-1]) and len(names) > 1:
        joint = " -\n".join(text.removesuffix(" -") for _n, text in names)
        yield _line("co_quan", names[0], joint)
    elif len(names) > 2:
        raise _Other
    else:
        yield from (_line(k, x) for k, x in zip(("chu_quan", "co_quan")[-len(names) :], names,
                                                strict=True))  # fmt: skip
    keys = ["quoc_hieu", "tieu_ngu"]
    if len(rest) > 2 and not attached:
        keys += ["so_ky_hieu", *["trich_yeu_cv"] * (len(rest) - 4), "dia_danh_ngay"]
    if len(keys) != len(rest) or len(keys) > 5:
        raise _Other
    made = [_line(k, x) for k, x in zip(keys, rest, strict=True)]
    # In Word the day stands beside the number, above the subject of a letter.
    made[3:] = reversed(made[3:])
    yield from made


def _authority(kind: str, groups: list[Group]) -> Iterator[Line]:
    if LOAI[kind].tham_quyen:
        if not groups or len(groups[0]) != 1:
            raise _Other
        yield _line("tham_quyen", groups.pop(0)[0])


def _content(kind: str, groups: list[Group], attached: bool) -> Iterator[Line]:
    lenh = LOAI[kind].lenh if kind and not attached else ""
    grounds: Group = []
    if lenh:
        if groups and [text for _n, text in groups[0]] != [lenh]:
            grounds = groups.pop(0)
        if not groups or [text for _n, text in groups[0]] != [lenh]:
            raise _Other
    elif len(groups) > 1 and all(marks.GROUNDS.match(x) and x[-1] in ";." for _n, x in groups[0]):
        grounds = groups.pop(0)
    order = groups.pop(0) if lenh else []
    if not groups:
        raise _Other
    key = _grounds_key(kind, grounds, groups[0]) if grounds else ""
    yield from (_line(key, x) for x in grounds)
    yield from (_line("lenh", x) for x in order)
    tables = [any(text.startswith("|") for _n, text in g[:2]) for g in groups]
    closing = groups.pop() if len(groups) > 1 and not tables[-1] else []
    if not all(tables[1 : len(groups)]):
        raise _Other
    for group in groups:
        yield from _blocks(group)
    for item in closing:
        if _cap(item[1]) != "doan":
            raise _Other
        yield _line("ket_thuc", item, _said(item[1]))


def _grounds_key(kind: str, grounds: Group, body: Group) -> str:
    """Running grounds end in ";" where the text goes on; else their kind says how they are set."""
    if grounds[-1][1].endswith(";"):
        return "can_cu_doan"
    running = LOAI[kind or "cong_van"].can_cu_doan
    table = any(text.startswith("|") for _n, text in body[:2])
    plain = _cap(body[0][1]) == "doan" and not table
    return "can_cu" if plain or not running else "can_cu_doan"


def _cap(text: str) -> str:
    return next((cap for cap, pattern in _CAPS if pattern.match(text)), "doan")


def _said(text: str) -> str:
    """A text without the backslash that only kept it from being taken for something else."""
    if _LITERAL.match(text):
        return text[1:]
    m = _ESCAPED.match(text)
    return text[: m.end() - 1] + text[m.end() :] if m else text


def _blocks(group: Group) -> Iterator[Line]:
    rows = [item for item in group if item[1].startswith("|")]
    if rows:
        at = group.index(rows[0])
        if at > 1 or group[at : at + len(rows)] != rows:
            raise _Other
        audience = ""
        if at:
            caption, audience = _audience(group[0][1])
            if caption:
                yield _line("bang_ten", group[0], _said(caption))
        table = _table(rows)
        table.text = audience
        yield table
        group = group[at + len(rows) :]
    titled = ""
    for item in group:
        text, audience = _audience(item[1])
        cap = _cap(text)
        if titled and cap == "doan":
            made = _line(f"{titled}_ten", item, _said(text))
        else:
            made = _line(cap, item, _said(text) if cap == "doan" else text)
        titled = cap if cap in ("phan", "chuong", "muc", "tieu_muc") else ""
        made.text += audience
        yield made


def _audience(text: str) -> tuple[str, str]:
    m = _AUDIENCE.search(text)
    return (text[: m.start()], f" {m[1]}") if m else (text, "")


def _table(rows: Group) -> Line:
    cells = [cells_of(text) for _n, text in rows]
    heading = len(rows) > 1 and is_rule(rows[1][1])
    if heading:
        del cells[1]
    if len({len(row) for row in cells}) > 1:
        raise _Other
    table = [[_ends(_cell(c)) for c in row] for row in cells]
    return Line("", f"dòng {rows[0][0]}", table=table, heading_row=heading)


def _cell(text: str) -> str:
    return text[1:] if re.match(r"\\:?-{2,}", text) else text


def _foot(groups: list[Group]) -> Iterator[Line]:
    if not groups:
        return
    (start, *items), *signers = groups
    if len(signers) % 2 or not signers:
        raise _Other
    made = []
    for column, (stack, names) in enumerate(zip(signers[::2], signers[1::2], strict=True), 1):
        if len(names) > 2:
            raise _Other
        keys = ("chuc_vu_rieng", "ho_ten")[-len(names) :]
        lines = [_line("quyen_han", x) for x in stack]
        lines += [_line(k, x) for k, x in zip(keys, names, strict=True)]
        for line in lines:
            line.column = column
        made += lines
    yield _line("noi_nhan", start)
    yield from (_line("noi_nhan_muc", x) for x in items)
    yield from made
