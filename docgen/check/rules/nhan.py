"""Labels (DS): one form for each level, the decree's own; no level of one item; no bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.check.document import Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.dan_y import Item, Member, members, small_roman
from docgen.findings import HINT
from docgen.lang import _

_OWN_MARK = {"dieu": ".", "la_ma": ".", "so": ".", "chu": ")"}
"""What stands behind the number (Phụ lục I, Phần I, Mục II.6.đ)."""
_BULLET = re.compile(r"[\s*_]*([•●○◦▪■□▫◆◇➢➤✓✔★·∙*o\uf0b7\uf0a7\uf0d8\uf0fc\uf076])(?:\s+)(?=\S)")
_ARTICLE = re.compile(r"[\s*_]*Đ(?:iều|IỀU)\s+\d")
_CARRIED_OUT = re.compile(r"chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện) [Qq]uyết định này")


def shape(item: Item) -> str:
    """The form of a label with its first number: "1.", "1)", "(a)", "Điều 1:"."""
    if item.cap == "dieu":
        return f"Điều 1{item.mark}"
    first = {"so": "1", "chu": "a", "la_ma": "I"}[item.cap]
    if item.cap == "la_ma" and item.core in tuple("ABDEGHĐ"):
        first = "A"
    if item.cap == "chu" and small_roman(item.core):
        first = "i"
    return f"({first})" if item.mark == "()" else first + item.mark


def _shapes(member: Member, cap: str) -> dict[str, list[Item]]:
    out: dict[str, list[Item]] = {}
    letter = ""
    for item in member.of(cap):
        form = shape(item)
        if cap == "la_ma":
            # C. after B. is a letter, though La Mã too.
            if item.core in ("C", "D") and letter == {"C": "B", "D": "C"}[item.core]:
                form = "A" + form[1:]
            letter = item.core if form.startswith("A") else ""
        out.setdefault(form, []).append(item)
    return out


def _own(cap: str) -> str:
    return {"dieu": "Điều 1", "la_ma": "I", "so": "1", "chu": "a"}[cap] + _OWN_MARK[cap]


@rule("DS05", WRITTEN)
def mixed(document: Document) -> Iterator[Found]:
    """One form of label at a level: not 1. beside 1)."""
    for member in members(document):
        for cap in _OWN_MARK:
            shapes = _shapes(member, cap)
            if len(shapes) < 2:
                continue
            own = _own(cap)
            usual = own if own in shapes else max(shapes, key=lambda s: len(shapes[s]))
            for form, items in shapes.items():
                if form == usual or form[0] in "Ai":
                    continue
                first = items[0]
                message = _("Cùng một cấp vừa ghi “{one}” vừa ghi “{other}” ({n} chỗ).")
                yield Found(
                    message.format(one=shapes[usual][0].label, other=first.label, n=len(items)),
                    first.text,
                    first.start,
                    first.start + len(first.label) if first.end else 0,
                    usual,
                    first.label,
                    fixes=_marked(items) if usual == own else (),
                )


@rule("DS06", WRITTEN)
def form_of_label(document: Document) -> Iterator[Found]:
    """Điều 1. I. 1. a) (Mục II.6.đ)."""
    for member in members(document):
        yield from _dashed(member)
        for cap in _OWN_MARK:
            shapes = _shapes(member, cap)
            own = _own(cap)
            for form, items in shapes.items():
                if form == own or (len(shapes) > 1 and form[0] not in "Ai"):
                    continue  # two forms side by side are told by DS05
                first = items[0]
                message = _("Nhãn “{label}” không đúng dạng; cấp này ghi “{own}” ({n} chỗ).")
                same = form[:-1] == own[:-1] or form + own[-1] == own
                yield Found(
                    message.format(label=first.label, own=own, n=len(items)),
                    first.text,
                    first.start,
                    first.start + len(first.label) if first.end else 0,
                    own,
                    first.label,
                    fixes=_marked(items) if same else (),
                    severity=HINT if form[0] == "i" else "",
                )


_DASHED = re.compile(r"\s*[-–—]\s+(?=(?:[a-eghiklmnopqrstuvxyđ]|\d{1,2})\)\s)")


def _dashed(member: Member) -> Iterator[Found]:
    """A dash in front of a label: "- a)"."""
    texts = [t for t in member.texts if t.part in ("gach", "chu", "doan") and not t.automatic]
    hits = [(t, m) for t in texts if (m := _DASHED.match(t.text))]
    if hits:
        text, m = hits[0]
        yield Found(
            _("Gạch đầu dòng đứng trước nhãn điểm ({n} chỗ).").format(n=len(hits)),
            text,
            m.start(),
            m.end() + 2,
            found=text.text[: m.end() + 2].strip(),
            fixes=tuple(Fix("retype", t, *x.span(), "", safe=False) for t, x in hits),
            severity=HINT,
        )


def _marked(items: list[Item]) -> tuple[Fix, ...]:
    """The labels with the decree's mark behind their number."""
    fixes = []
    for item in items:
        if item.end and item.mark != "()":
            label = item.label
            place = label.rfind(item.core) + len(item.core)
            new = label[:place] + _OWN_MARK[item.cap]
            end = item.start + len(label)
            if not item.text.text[end : end + 1].isspace():
                new += " "
            fixes.append(Fix("retype", item.text, item.start, end, new))
    return tuple(fixes)


@rule("DS07", WRITTEN)
def lone(document: Document) -> Iterator[Found]:
    """A level is divided into two at least."""
    for member in members(document):
        for parent in member.items:
            for cap in ("la_ma", "so", "so_kep", "chu"):
                own = [c for c in parent.children if c.cap == cap]
                if len(own) == 1 and own[0].number == 1 and own[0].body:
                    yield _lone(own[0], _("“{label}” đứng một mình trong mục “{parent}”."), parent)


def _lone(item: Item, message: str, parent: Item) -> Found:
    end = item.start + len(item.label) if item.end else 0
    said = message.format(label=item.label, parent=parent.label)
    return Found(said, item.text, item.start, end, found=item.label)


@rule("DS08", WRITTEN)
def bullets(document: Document) -> Iterator[Found]:
    """Lists without numbers take a dash, as documents usually do."""
    for member in members(document):
        texts = [t for t in member.texts if t.part in ("gach", "cong", "doan", "chu", "so")]
        hits = [(t, *m.span(1), m[1]) for t in texts if (m := _BULLET.match(t.text))]
        hits += [(t, 0, 0, s) for t in texts if (s := _sign(t)) and _BULLET.match(s + " x")]
        signs = Counter(sign for *_place, sign in hits)
        # One star or o at the head of a line is a note or a word.
        hits = [h for h in hits if h[3] not in "*o" or signs[h[3]] > 1]
        if not hits:
            continue
        text, start, end, sign = min(hits, key=lambda h: h[0].index)
        message = _("Đầu dòng dùng dấu “{sign}” ({n} chỗ); thông lệ dùng gạch ngang “-”.")
        fixes = tuple(Fix("retype", t, i, j, "-") for t, i, j, _sign in hits if j)
        said = message.format(sign=sign, n=len(hits))
        yield Found(said, text, start, end, "-", sign, fixes=fixes)


def _sign(text: Text) -> str:
    """The sign that Word itself puts before a paragraph; the reader makes a dash of it."""
    if not text.automatic:
        return ""
    own: str = text.paragraph.look.get("bullet") if text.paragraph is not None else ""
    return own or text.label


@rule("DS14", WRITTEN)
def unlabelled_article(document: Document) -> Iterator[Found]:
    """The clause on who carries out a decision is a Điều with its number."""
    for member in members(document):
        articles = member.of("dieu")
        if member.loai != "quyet_dinh" or len(articles) < 1:
            continue
        if any(_CARRIED_OUT.search(i.text.text) for i in articles):
            continue
        last = articles[-1]
        for text in member.texts:
            if text.index <= last.text.index or text.part not in ("doan", "ket_thuc"):
                continue
            if _ARTICLE.match(text.text):
                break
            if _CARRIED_OUT.search(text.text) and last.number:
                label = f"Điều {last.number + 1}."
                message = _(
                    "Đoạn giao trách nhiệm thi hành thiếu nhãn; sau “{before}” phải là “{label}”."
                )
                yield Found(
                    message.format(before=last.label, label=label),
                    text,
                    expected=label,
                    fixes=(Fix("retype", text, 0, 0, f"{label} ", safe=False),),
                )
                break
