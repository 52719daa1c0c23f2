"""The document and what is attached to it, told apart.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5-9, Phần III; Mẫu 1.3, 2.1. A part begins like
a document: a header, the name of a kind or "PHỤ LỤC"; a rule or a word alone begins none.
"""

from __future__ import annotations

from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.foot import foot_at
from docgen.read.text.labels import OWN_STYLES
from docgen.read.text.marks import fold, plain, upper_case
from docgen.read.text.people import in_capitals, is_post, surely_person
from docgen.read.text.signers import of_signature
from docgen.read.text.tidy import SEPARATOR
from docgen.read.text.title import is_order, small_kind

_HEADER = 12
"""Lines that the header of a part takes at most."""
_FOOT = 80
"""Lines in which the foot of a document is looked for."""
_TITLE = 6
"""Lines from the name of the kind to "(Kèm theo …)" at most."""
_OWN = 60
"""Letters from which a paragraph in docgen's own style is a paragraph and nothing else."""
_LONG = 140
"""Letters of the longest line of a title."""


def split_parts(lines: list[Line]) -> tuple[list[list[Line]], list[Line]]:
    """The lines of the document and of each attached one, and the rules that part nothing."""
    parts: list[list[Line]] = [[]]
    rules: list[Line] = []
    signed = annexed = forms = False
    header = True  # so far nothing but the header in which the title stands
    for place, line in enumerate(lines):
        if line.style in OWN_STYLES and len(line.text) >= _OWN and not line.text[:4].isupper():
            # A paragraph by docgen's own style: no rule, title or list of receivers.
            parts[-1].append(line)
            header = False
            continue
        text = plain(line.text)
        if text == SEPARATOR and not line.label:
            if not header and _part_follows(lines, place + 1, signed):
                parts.append([])
                signed = annexed = forms = False
                header = True
            else:
                rules.append(line)
            continue
        annexed = annexed or (len(parts) > 1 and _annex_heading(lines, place))
        # A form that an annex shows has a header of its own, and begins no part.
        shown = (
            forms and not marks.ANNEX.match(fold(line.text)) and not _attached_near(lines, place)
        )
        if not (header or shown) and _begins_part(lines, place, parts[-1], signed, annexed):
            start = _header_above(parts[-1])
            parts.append(parts[-1][start:])
            del parts[-2][start:]
            annexed = bool(marks.ANNEX.match(fold(line.text)))
            signed = forms = False
            header = True
        parts[-1].append(line)
        forms = forms or (annexed and is_form(line))
        header = header and _of_header(line)
        signed = signed or bool(marks.RECIPIENTS.match(text) and len(text) < 60)
    return [p for p in parts if p] or [[]], rules


def is_form(line: Line) -> bool:
    """Whether a line names a form that an annex shows."""
    return len(line.text) < _LONG and bool(marks.FORM.match(plain(line.text)))


def shows_forms(part: list[Line]) -> bool:
    """Whether a part is an annex with forms: their header and foot are its text."""
    annex = any(marks.ANNEX.match(fold(x.text)) for x in part[:_HEADER])
    return annex and any(map(is_form, part))


def _annex_heading(lines: list[Line], place: int) -> bool:
    """Whether "Phụ lục" stands on a line of its own with its name in capitals below."""
    line = lines[place]
    if line.text.lstrip("*\\ ")[:1] not in ("P", "p") or line.label:
        return False
    if not marks.ANNEX.fullmatch(fold(line.text)):
        return False
    return place + 1 < len(lines) and upper_case(lines[place + 1].text)


def _part_follows(lines: list[Line], place: int, signed: bool) -> bool:
    """Whether the lines after a rule begin like a document of their own."""
    ahead: list[Line] = []
    for line in lines[place : place + _HEADER]:
        if plain(line.text) == SEPARATOR:
            break
        ahead.append(line)
    if not ahead:
        return False
    for at, line in enumerate(ahead):
        folded = fold(line.text)
        if marks.QUOC_HIEU.search(folded) or marks.PARTY.fullmatch(folded):
            return True
        if _is_title(ahead, at) or marks.ANNEX.match(folded):
            return True
        if not upper_case(line.text) and not marks.GAP.fullmatch(plain(line.text)):
            break
    if _attached_near(ahead, -1):
        return True
    # After the foot a rule parts, unless what is left is the rest of the foot.
    return signed and not all(of_signature(x) or marks.starts_label(x.text) for x in ahead)


def _is_title(lines: list[Line], place: int) -> bool:
    line = lines[place]
    if line.label or line.table is not None or is_order(line.text):
        return False
    return bool(marks.kind_of(line.text) or small_kind(lines, place))


def _of_header(line: Line) -> bool:
    """Whether a line may stand in a header, the name of the kind among them."""
    return bool(
        upper_case(line.text)
        or marks.TIEU_NGU.search(fold(line.text))
        or marks.ANNEX.match(fold(line.text))
        or marks.GAP.fullmatch(plain(line.text))
        or marks.SO.match(line.text)
        or marks.PLACE_DATE.match(plain(line.text))
    )


def _begins_part(
    lines: list[Line], place: int, above: list[Line], signed: bool, annexed: bool
) -> bool:
    """Whether an attached document's title stands here: after the foot, or with "(Kèm theo …)"."""
    line = lines[place]
    if line.label or line.table is not None:
        return False
    # Most lines are paragraphs: their first letter says that they are no annex.
    perhaps = line.text.lstrip("*\\ ")[:1] in ("P", "p")
    if perhaps and marks.ANNEX.match(fold(line.text)):
        capitals = upper_case(plain(line.text)[:2] + "A")
        near = capitals and _attached_near(lines, place)
        # Annexes follow one another; each begins a part.
        return signed or annexed or near or (capitals and _ended(above))
    named = bool(marks.kind_of(line.text))
    if not named and not signed and small_kind(lines, place) is None:
        return False
    near = _attached_near(lines, place)
    if signed and (marks.QUOC_HIEU.search(fold(line.text)) or (near and _heading(lines, place))):
        return True
    titled = named or (near and small_kind(lines, place) is not None)
    if not titled or is_order(line.text):
        return False
    if signed:
        return near or place + 1 < len(lines)
    # In the middle of a body a word like THÔNG BÁO begins nothing, whatever is said under it.
    if _own_header(above):
        return _has_title(above) and (near or _ended(above))
    return near and _ended(above)


def _attached_near(lines: list[Line], place: int) -> bool:
    """Whether "(Kèm theo …)" stands under a title, nothing but the subject between them."""
    for line in lines[place + 1 : place + 1 + _TITLE]:
        text = plain(line.text)
        if marks.ATTACHED.match(text):
            return True
        if line.table is not None or line.label or marks.starts_label(line.text):
            return False
        if len(text) > _LONG or text.endswith((":", ";")) or marks.GROUNDS.match(text):
            return False
    return False


def _heading(lines: list[Line], place: int) -> bool:
    """Whether capitals under a foot, with "(Kèm theo …)" below, are a heading and no signature."""
    if not upper_case(lines[place].text):
        return False
    for line in lines[place : place + _TITLE]:
        text = plain(line.text)
        if marks.ATTACHED.match(text):
            return True
        if is_post(text) or marks.AUTHORITY.match(text) or in_capitals(text):
            return False
        if marks.SIGNED.fullmatch(text) or surely_person(text) or marks.RECIPIENTS.match(text):
            return False
    return False


def _ended(above: list[Line]) -> bool:
    """Whether the document above is at its end: signed, or closed by "./."."""
    before = above[: _header_above(above)][-_FOOT:]
    if not before:
        return False
    closed = plain(before[-1].text).endswith(("./.", ".//", "./"))
    return closed or foot_at(before) < len(before)


def _has_title(lines: list[Line]) -> bool:
    """Whether a document has begun: what stands above a header may be a scan's dirt."""
    return any(marks.kind_of(x.text) or marks.RECEIVERS.match(x.text) for x in lines[:_FOOT])


def _own_header(above: list[Line]) -> bool:
    """Whether the last lines are a header: Quốc hiệu among them."""
    return any(marks.QUOC_HIEU.search(fold(x.text)) for x in above[_header_above(above) :])


def _header_above(lines: list[Line]) -> int:
    """Start of an attached document's own header at the end of the part before it.

    Quốc hiệu and the names above it, or the name of a body alone; a signature is neither.
    """
    start = len(lines)
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _HEADER), -1):
        text, folded = plain(lines[place].text), fold(lines[place].text)
        numbered = marks.SO.match(text) or marks.PLACE_DATE.match(text)
        if not (upper_case(text) or marks.TIEU_NGU.search(folded) or numbered):
            break
        if is_post(text) or marks.AUTHORITY.match(text) or in_capitals(text):
            break
        start = place
    return start
