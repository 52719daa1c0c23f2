"""The tags of a Word template: where each stands, whether it is closed, whole and alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from docgen.findings import ERROR, Finding, Where
from docgen.lang import _

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {_W + n for n in ("sdt", "sdtContent", "customXml", "ins", "del", "smartTag")}
_REVISIONS = {_W + n for n in ("ins", "del", "moveFrom", "moveTo")}

_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPEN = re.compile(r"\{\{|\{%|\{#")
_STRAY = re.compile(r"\}\}|%\}|#\}")
_PREFIX = re.compile(r"(tr|tc|p|r) (.*)", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Doan:
    """One paragraph of a template and the cell, row and table it stands in (ids, 0 is none)."""

    element: Any
    part: str
    box: int
    row: int
    table: int


@dataclass(frozen=True, slots=True)
class Tag:
    """One `{{ }}` or `{% %}`; `body` is what Jinja2 reads, `text` what the file shows."""

    text: str
    sign: str
    prefix: str
    body: str
    at: Doan

    @property
    def word(self) -> str:
        """First word of a statement."""
        m = re.match(r"\w+", self.body)
        return m.group(0) if m else ""


class Report:
    """Findings of one file, each said once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(
        self, code: str, message: str, hint: str = "", part: str = "", severity: str = ERROR
    ) -> None:
        """Note one problem; `part` is its place in the file."""
        finding = Finding(code, message, severity, hint, Where(self.file, part=part))
        if finding not in self.findings:
            self.findings.append(finding)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the closest of `known`, or nothing."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return _("Có phải là “{name}”?").format(name=near[0]) if near else ""


def paragraphs(story: Any, prefix: str = "") -> Iterator[Doan]:
    """Paragraphs of a story (body, header, text box) in document order, with 1-based places."""
    yield from _walk(story, prefix, ", ", (id(story), 0, 0))


def _children(container: Any) -> Iterator[Any]:
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _walk(container: Any, prefix: str, joint: str, ids: tuple[int, int, int]) -> Iterator[Doan]:
    count, tables = 0, 0
    for child in _children(container):
        if child.tag == _W + "p":
            count += 1
            name = _("đoạn {n}").format(n=count)
            part = f"{prefix}, {name}" if prefix else name
            yield Doan(child, part, *ids)
            for box in child.iter(_W + "txbxContent"):
                if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                    yield from _walk(box, part + " > " + _("khung chữ"), ", ", (id(box), 0, 0))
        elif child.tag == _W + "tbl":
            tables += 1
            name = prefix + (joint if prefix else "") + _("bảng {n}").format(n=tables)
            rows = [r for r in _children(child) if r.tag == _W + "tr"]
            for r, row in enumerate(rows, 1):
                cells = [c for c in _children(row) if c.tag == _W + "tc"]
                for c, cell in enumerate(cells, 1):
                    place = name + _(", hàng {r}, ô {c}").format(r=r, c=c)
                    yield from _walk(cell, place, " > ", (id(cell), id(row), id(child)))


class Text:
    """Text of one paragraph, and where marks other than runs cut through it."""

    def __init__(self, paragraph: Any) -> None:
        self.text = ""
        self.owners: list[Any] = []
        """Parent of the run of each character."""
        self.deleted: list[tuple[int, str]] = []
        self._collect(paragraph)

    def _collect(self, node: Any) -> None:
        for child in node:
            if child.tag in (_W + "txbxContent", _FALLBACK):
                continue
            if child.tag in (_W + "t", _W + "tab", _W + "br", _W + "noBreakHyphen"):
                self._add(_chars(child), child)
            elif child.tag == _W + "delText":
                self.deleted.append((len(self.text), child.text or ""))
            else:
                self._collect(child)

    def _add(self, chars: str, node: Any) -> None:
        run = node.getparent()
        # A tab stop in paragraph properties is no text.
        if run.tag == _W + "r":
            self.text += chars
            self.owners += [run.getparent()] * len(chars)

    def cut(self, start: int, end: int) -> str:
        """What splits the text from `start` to `end`: "", a revision or another mark."""
        owners = set(self.owners[start:end])
        if any(start < at < end for at, _t in self.deleted):
            return "revision"
        if len(owners) < 2:
            return ""
        names = {a.tag for o in owners for a in (o, *o.iterancestors())}
        return "revision" if names & _REVISIONS else "mark"


def _chars(node: Any) -> str:
    if node.tag == _W + "t":
        return node.text or ""
    return {"tab": "\t", "br": "\n"}.get(node.tag.removeprefix(_W), "-")


def scan(doan: Doan, report: Report) -> list[Tag]:
    """Tags of one paragraph; reports what is not closed, cut in two, or loses its neighbours."""
    text = Text(doan.element)
    for _at, gone in text.deleted:
        if _OPEN.search(gone):
            _tracked(report, doan.part, gone)
    tags: list[Tag] = []
    at = 0
    while m := _OPEN.search(text.text, at):
        _stray(text.text[at : m.start()], doan, report)
        close = _CLOSE[m.group()]
        end = text.text.find(close, m.end())
        after = _OPEN.search(text.text, m.end())
        if end < 0 or (after and after.start() < end and close != "#}"):
            stop = after.start() if after else len(text.text)
            raw = text.text[m.start() : stop]
            report.add(
                "MAU04",
                _("Thẻ “{tag}” thiếu dấu đóng {close}.").format(tag=short(raw), close=close),
                _("Thêm {close} ở cuối thẻ, trong cùng đoạn với dấu mở.").format(close=close),
                doan.part,
            )
            # Read as if it were closed: what follows from the slip is not a fault of its own.
            if close != "#}":
                mended = m.group() + re.split(r"[}%]", raw[2:])[0].rstrip() + " " + close
                tags.append(replace(_tag(m.group(), mended, doan), text=raw.rstrip()))
            at = stop
            continue
        at = end + 2
        raw = text.text[m.start() : at]
        cut = text.cut(m.start(), at)
        if cut == "revision":
            _tracked(report, doan.part, raw)
        elif cut:
            report.add(
                "MAU16",
                _("Thẻ “{tag}” bị một liên kết hoặc ô nhập liệu cắt ngang.").format(tag=short(raw)),
                _("Xóa thẻ rồi gõ lại liền một mạch, ngoài liên kết."),
                doan.part,
            )
        if close != "#}":
            tags.append(_tag(m.group(), raw, doan))
    _stray(text.text[at:], doan, report)
    for tag in tags:
        if _alone(tag, text.text, doan, report):
            break
    return tags


def _tag(sign: str, raw: str, doan: Doan) -> Tag:
    body = raw[2:-2].translate(_QUOTES)
    m = _PREFIX.match(body)
    prefix = m.group(1) if m else ""
    body = (m.group(2) if m else body).strip()
    return Tag(raw, sign, prefix, body.removeprefix("-").removesuffix("-").strip(), doan)


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _tracked(report: Report, part: str, raw: str) -> None:
    report.add(
        "MAU16",
        _("Thẻ “{tag}” bị vết theo dõi sửa đổi cắt ngang.").format(tag=short(raw)),
        _("Trong Word: Review → Accept All Changes and Stop Tracking, rồi lưu lại."),
        part,
    )


def _stray(text: str, doan: Doan, report: Report) -> None:
    for m in _STRAY.finditer(text):
        sign = next(k for k, v in _CLOSE.items() if v == m.group())
        report.add(
            "MAU04",
            _("Dấu {close} không có {open} đứng trước: “{text}”.").format(
                close=m.group(), open=sign, text=short(text[max(0, m.start() - 30) : m.end()])
            ),
            _("Thêm {open} trước tên, hoặc xóa dấu thừa.").format(open=sign),
            doan.part,
        )


def _alone(tag: Tag, text: str, doan: Doan, report: Report) -> bool:
    """`{%p`, `{%tr` and `{%tc` replace what they stand in; whether it holds more."""
    if tag.prefix not in ("p", "tr", "tc"):
        return False
    written = f"{tag.sign}{tag.prefix}"
    if re.search(r"[}%]", tag.body):
        report.add(
            "MAU05",
            _("Thẻ “{tag}” có dấu % hoặc }} bên trong.").format(tag=short(tag.text)),
            _(
                "Thẻ mở bằng {sign} không chứa được các dấu này; tính trước bằng bộ lọc khác."
            ).format(sign=written),
            doan.part,
        )
    if tag.prefix == "p":
        rest, held = text.replace(tag.text, "", 1), doan.element
        what = _("đoạn")
    else:
        if not doan.row:
            report.add(
                "MAU11",
                _("Thẻ “{tag}” đứng ngoài bảng.").format(tag=short(tag.text)),
                _("Dùng {{%p, hoặc đặt thẻ vào một hàng riêng của bảng.").format(),
                doan.part,
            )
            return False
        up = _W + ("tr" if tag.prefix == "tr" else "tc")
        held = next(a for a in doan.element.iterancestors() if a.tag == up)
        rest = "".join(Text(p).text for p in held.iter(_W + "p")).replace(tag.text, "", 1)
        what = _("hàng") if tag.prefix == "tr" else _("ô")
    pictures = any(True for _p in held.iter(_W + "drawing", _W + "pict", _W + "object"))
    if not rest.strip() and not pictures:
        return False
    report.add(
        "MAU10",
        _("Thẻ “{tag}” không đứng riêng: phần còn lại của {what} sẽ mất khi điền mẫu.").format(
            tag=short(tag.text), what=what
        ),
        _("Đưa thẻ sang một {what} riêng.").format(what=what),
        doan.part,
    )
    return True
