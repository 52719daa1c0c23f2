"""The text as it stands when every tracked change is accepted and every wrapper is taken off.

Works on the XML before anything is read: insertions and moved-in text stay, deletions go, a deleted
paragraph mark joins two paragraphs, deleted rows go; content controls, smart tags, links and simple
fields leave only their content; codes of fields go, their results stay; of alternative contents
one is kept.
"""

from __future__ import annotations

from typing import Any

from docgen.read.word.names import FLDCHAR, MC, OFF, PPR, RPR, TBL, VAL, P, R, T, W

_DELETED = (W + "del", W + "moveFrom")
_MARKERS = frozenset({RPR, W + "trPr", W + "numPr"})
_OLD_LOOK = tuple(
    W + name
    for name in (
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "tblPrExChange",
        "numberingChange",
        "rt",  # reading aid above a word of Chinese
    )
)
_WRAPPERS = tuple(
    W + name
    for name in (
        "ins",
        "moveTo",
        "sdt",
        "sdtContent",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
        "subDoc",
    )
)
_INSIDE = frozenset(
    W + name for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "fldData")
)
_CONTROL = W + "sdt"
_CELL_DELETED = W + "cellDel"
_ALTERNATIVE = MC + "AlternateContent"
_TYPE = W + "fldCharType"


def resolve(root: Any) -> None:
    """Rewrite the tree under `root` in place."""
    found: dict[str, list[Any]] = {}
    for item in root.iter(_ALTERNATIVE, *_DELETED, _CELL_DELETED, *_OLD_LOOK, *_WRAPPERS, FLDCHAR):
        found.setdefault(item.tag, []).append(item)
    if not found:
        return
    for item in found.get(_ALTERNATIVE, ()):
        _choose(item)
    for item in found.get(_CONTROL, ()):
        _hide_prompt(item)
    for tag in _OLD_LOOK:
        for item in found.get(tag, ()):
            _remove(item)
    marks = _delete([item for tag in _DELETED for item in found.get(tag, ())])
    for item in found.get(_CELL_DELETED, ()):
        cell = item.getparent().getparent()
        if cell is not None:
            _remove(cell)
    for tag in _WRAPPERS:
        for item in found.get(tag, ()):
            _unwrap(item)
    # Joined last: only now do neighbours stand side by side, whatever wrapped them.
    _join(root, marks)
    if FLDCHAR in found:
        _drop_codes(root)


def _hide_prompt(control: Any) -> None:
    """Make the prompt of a form field that nobody filled in hidden text: it is told, not read.

    A gap in square brackets stays: it says what is missing, as docgen's own gaps do; and so does
    a dotted line, which is what a blank looks like on paper.
    """
    mark = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if mark is None or mark.get(VAL) in OFF:
        return
    words = "".join(t.text or "" for t in control.iter(T)).strip()
    if (words.startswith("[") and words.endswith("]")) or (words and not words.strip(". …")):
        return
    for run in control.iter(R):
        look = run.find(RPR)
        if look is None:
            look = run.makeelement(RPR)
            run.insert(0, look)
        look.append(look.makeelement(W + "vanish"))


def _remove(item: Any) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _unwrap(item: Any) -> None:
    """Put the content of `item` in its place; a mark inside properties just goes."""
    parent = item.getparent()
    if parent is None:
        return
    if parent.tag not in _MARKERS:
        for child in list(item):
            if child.tag not in _INSIDE:
                item.addprevious(child)
    parent.remove(item)


def _choose(item: Any) -> None:
    """Keep one of the alternatives: the first that holds text, else the first."""
    parent = item.getparent()
    if parent is None:
        return
    branches = list(item)
    kept = next((b for b in branches if next(b.iter(T), None) is not None), None)
    for child in list(kept if kept is not None else branches[0] if branches else ()):
        item.addprevious(child)
    parent.remove(item)


def _delete(items: list[Any]) -> set[Any]:
    """Take out what is deleted; gives the paragraphs whose mark is deleted."""
    marks = set()
    for item in items:
        holder = item.getparent()
        if holder is None:
            continue
        if holder.tag == RPR:
            look = holder.getparent()
            if look is not None and look.tag == PPR and look.getparent() is not None:
                marks.add(look.getparent())
            holder.remove(item)
        elif holder.tag == W + "trPr":
            if holder.getparent() is not None:
                _remove(holder.getparent())
        else:
            holder.remove(item)
    return marks


def _join(root: Any, marks: set[Any]) -> None:
    if not marks:
        return
    # From the end, so that a row of deleted marks runs together into the last paragraph.
    for paragraph in reversed([p for p in root.iter(P) if p in marks]):
        following = paragraph.getnext()
        while following is not None and following.tag not in (P, TBL):
            following = following.getnext()
        content = [c for c in paragraph if c.tag != PPR]
        if following is None or following.tag == TBL:
            if not content and paragraph.getparent().tag != W + "tc":
                _remove(paragraph)
            continue
        anchor = next(iter(following), None)  # len() counts every child
        if anchor is not None and anchor.tag != PPR:
            anchor = None
        for child in content:
            if anchor is None:
                following.insert(0, child)
            else:
                anchor.addnext(child)
            anchor = child
        _remove(paragraph)


def _drop_codes(root: Any) -> None:
    """Empty texts that stand in the code of a field; a field without an end loses nothing."""
    fields: list[list[Any]] = []
    outermost = -1  # of the open fields that are in their code; everything inside is code, too
    for item in root.iter(FLDCHAR, T):
        if item.tag == T:
            if outermost >= 0:
                fields[outermost].append(item)
            continue
        kind = item.get(_TYPE)
        if kind == "begin":
            fields.append([])
            if outermost < 0:
                outermost = len(fields) - 1
        elif kind in ("separate", "end") and fields:
            if outermost == len(fields) - 1:
                outermost = -1
            if kind == "end":
                for text in fields.pop():
                    text.text = None
