"""Fixes made in a copy of a Word file, pass after pass, until nothing is left to mend; proven.

What is proven at run time: the text of every paragraph of the copy is that of the original with
just the replacements of the fixes; and rules run on the copy have no fix any more.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from docgen.check.document import Document
from docgen.check.mend.looks import set_letters, set_page, set_paragraph
from docgen.check.mend.runs import cut, retype
from docgen.check.opening import open_docx
from docgen.check.registry import Fix, RuleFinding
from docgen.findings import Finding, InputError, Where
from docgen.lang import _

PASSES = 5
"""So many rounds at most: one change may make way for the next."""
Rules = Callable[[Document], list[RuleFinding]]


@dataclass(slots=True)
class Mended:
    """A mended copy."""

    data: bytes
    done: list[RuleFinding] = field(default_factory=list)
    """Findings whose fixes were made, in order."""
    left: list[RuleFinding] = field(default_factory=list)
    """What the rules find in the copy."""


def mend_docx(data: bytes, rules: Rules, unsafe: bool = False, file: str = "") -> Mended:
    """The file with its findings mended as far as they can be: safe fixes, or all with `unsafe`.

    Raises InputError: KT21 the file holds tracked changes, KT22 a fix did something else than it
    said (nothing is then given back).
    """
    document = open_docx(data, file)
    assert document.word is not None
    if document.word.revised:
        raise InputError(_problem("KT21", file))
    made = Mended(data)
    made.left = rules(document)
    for _pass in range(PASSES):
        chosen = [f for f in made.left if _mendable(f, unsafe)]
        if not chosen:
            return made
        expected = _apply(document, chosen)
        if not expected.changed:
            return made
        made.data = _packed(made.data, document)
        document = open_docx(made.data, file)
        assert document.word is not None
        if [p.text for p in document.word.paragraphs] != expected.texts:
            raise InputError(_problem("KT22", file))
        made.done += expected.done
        made.left = rules(document)
    if any(_mendable(f, unsafe) for f in made.left):
        raise InputError(_problem("KT22", file))
    return made


def _mendable(finding: RuleFinding, unsafe: bool) -> bool:
    return bool(finding.fixes) and (unsafe or all(f.safe for f in finding.fixes))


@dataclass(slots=True)
class _Applied:
    texts: list[str]
    """Text of every paragraph as it must be afterwards."""
    done: list[RuleFinding] = field(default_factory=list)
    changed: bool = False


def _apply(document: Document, chosen: Iterable[RuleFinding]) -> _Applied:
    """Make the fixes in the tree of `document`; gives what the texts must be."""
    word = document.word
    assert word is not None
    texts = {id(p): p.text for p in word.paragraphs}
    edits: dict[int, list[tuple[int, int, str]]] = {}
    paragraphs = {id(p): p for p in word.paragraphs}
    out = _Applied([])
    looks: list[Fix] = []
    for finding in chosen:
        took = False
        for fix in finding.fixes:
            if fix.kind == "page":
                set_page(word.sections[fix.section].element, fix.values)
                took = True
            elif fix.text is not None and fix.text.paragraph is not None:
                if fix.kind == "retype":
                    took |= _noted(edits.setdefault(id(fix.text.paragraph), []), fix)
                else:
                    looks.append(fix)
                    took = True
        if took:
            out.done.append(finding)
    # Looks first: replaced characters move the places of what follows them.
    for fix in looks:
        _look(fix)
        out.changed = True
    if any(fix.kind == "page" for finding in out.done for fix in finding.fixes):
        out.changed = True
    for key, changes in edits.items():
        for start, end, new in sorted(changes, reverse=True):
            if retype(paragraphs[key].element, start, end, new):
                texts[key] = texts[key][:start] + new + texts[key][end:]
                out.changed = True
    out.texts = [texts[id(p)] for p in word.paragraphs]
    return out


def _noted(edits: list[tuple[int, int, str]], fix: Fix) -> bool:
    """Take a replacement that touches no other; one that does waits for the next round."""
    if any(fix.start < end and start < fix.end or start == fix.start for start, end, _n in edits):
        return False
    edits.append((fix.start, fix.end, fix.new))
    return True


def _look(fix: Fix) -> None:
    assert fix.text is not None
    paragraph = fix.text.paragraph
    assert paragraph is not None
    if fix.kind == "paragraph":
        set_paragraph(paragraph.element, fix.values)
        return
    for run in cut(paragraph.element, fix.start, fix.end or len(paragraph.text)):
        set_letters(run, fix.values)


def _packed(data: bytes, document: Document) -> bytes:
    """The package with the changed main part; every other part as it was."""
    from lxml import etree

    word = document.word
    assert word is not None
    main = etree.tostring(word.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item, main if item.filename == word.main else old.read(item.filename))
    return out.getvalue()


def _problem(code: str, file: str) -> Finding:
    texts = {
        "KT21": (
            _("Tệp còn thay đổi được theo dõi (Track Changes), chưa sửa tự động được."),
            _("Trong Word chọn Review, Accept All Changes, lưu rồi chạy lại."),
        ),
        "KT22": (
            _("Bản sửa không đúng như dự tính nên không ghi tệp nào."),
            _("Chạy lại không có --unsafe-fixes, hoặc sửa tay theo từng phát hiện."),
        ),
    }
    message, hint = texts[code]
    return Finding(code, message, hint=hint, where=Where(file=file))
