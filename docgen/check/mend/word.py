"""Fixes made in a copy of a Word file, pass after pass, until nothing is left to mend; proven.

What is proven at run time: the text of every paragraph of the copy is that of the original with
just the replacements of the fixes; and rules run on the copy have no fix any more.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from docgen.check.document import Document
from docgen.check.mend.looks import set_letters, set_page, set_paragraph
from docgen.check.mend.runs import cut, retype
from docgen.check.opening import open_docx
from docgen.check.registry import Fix, RuleFinding
from docgen.findings import HINT, Finding, InputError, Where
from docgen.lang import _
from docgen.read.word.names import R

PASSES = 5
"""So many rounds at most: one change may make way for the next."""
_LOOKS = "TC"
"""What codes of rules on look begin with."""
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
    refused: set[str] = set()
    for _pass in range(PASSES):
        before = made.left
        chosen = [f for f in before if _mendable(f, unsafe) and _name(f) not in refused]
        if not chosen:
            return made
        tried = _tried(made.data, document, chosen, rules, file)
        if tried is None:
            return made
        if _worse(before, tried.left):
            # Some change of look spoils another: it is found by making each alone.
            alone = {_name(f) for f in chosen if _spoils(f, made.data, before, rules, file)}
            refused |= alone or {_name(f) for f in chosen if _of_look(f)}
            document = open_docx(made.data, file)
            made.left = rules(document)
            continue
        document, made.data, made.left = tried.document, tried.data, tried.left
        made.done += tried.done
    if any(_mendable(f, unsafe) and _name(f) not in refused for f in made.left):
        raise InputError(_problem("KT22", file))
    return made


@dataclass(slots=True)
class _Tried:
    """A copy with some fixes made, and what the rules find in it."""

    document: Document
    data: bytes
    done: list[RuleFinding]
    left: list[RuleFinding]


def _tried(
    data: bytes, document: Document, chosen: list[RuleFinding], rules: Rules, file: str
) -> _Tried | None:
    """Make fixes in the tree of `document`; None when nothing changed. Raises InputError KT22."""
    expected = _apply(document, chosen)
    if not expected.changed:
        return None
    data = _packed(data, document, chosen)
    document = open_docx(data, file)
    assert document.word is not None
    if [p.text for p in document.word.paragraphs] != expected.texts:
        raise InputError(_problem("KT22", file))
    return _Tried(document, data, expected.done, rules(document))


def _worse(before: Iterable[RuleFinding], after: Iterable[RuleFinding]) -> bool:
    """Whether a rule on look finds more than it did, hints aside."""
    was, is_now = (Counter(f.code for f in x if _counts(f)) for x in (before, after))
    return bool(is_now - was)


def _counts(finding: RuleFinding) -> bool:
    return finding.severity != HINT and finding.code.startswith(_LOOKS)


def _of_look(finding: RuleFinding) -> bool:
    return any(fix.kind != "retype" for fix in finding.fixes)


def _spoils(
    finding: RuleFinding, data: bytes, before: list[RuleFinding], rules: Rules, file: str
) -> bool:
    """Whether the fixes of look of a finding, made alone, bring another fault of look."""
    if not _of_look(finding):
        return False
    document = open_docx(data, file)
    # The finding belongs to another tree: its like in this one is taken.
    same = [f for f in rules(document) if _name(f) == _name(finding)]
    tried = _tried(data, document, same, rules, file) if same else None
    return tried is not None and _worse(before, tried.left)


def _name(finding: RuleFinding) -> str:
    where = finding.where.part if finding.where else ""
    return f"{finding.code} {where} {finding.message} {finding.excerpt}"


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
                element = word.sections[fix.section].element
                if element is not None:
                    set_page(element, fix.values)
                    took = True
            elif fix.text is not None and (own := fix.text.whole or fix.text.paragraph):
                if fix.kind == "retype":
                    took |= _noted(edits.setdefault(id(own), []), _in_whole(fix))
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


def _in_whole(fix: Fix) -> Fix:
    """The fix with its characters counted from the beginning of the paragraph."""
    text = fix.text
    if text is None or not text.whole:
        return fix
    end = fix.end or (len(text.text) if fix.kind == "letters" else 0)
    return replace(fix, start=fix.start + text.offset, end=end + text.offset)


def _noted(edits: list[tuple[int, int, str]], fix: Fix) -> bool:
    """Take a replacement that touches no other; one that does waits for the next round."""
    if any(fix.start < end and start < fix.end or start == fix.start for start, end, _n in edits):
        return False
    edits.append((fix.start, fix.end, fix.new))
    return True


def _look(fix: Fix) -> None:
    assert fix.text is not None
    paragraph = fix.text.whole or fix.text.paragraph
    assert paragraph is not None
    if fix.kind == "paragraph":
        set_paragraph(paragraph.element, fix.values)
        return
    if fix.kind == "runs":
        for run in paragraph.element.iter(R):
            set_letters(run, fix.values)
        return
    fix = _in_whole(fix)
    for run in cut(paragraph.element, fix.start, fix.end or len(paragraph.text)):
        set_letters(run, fix.values)


def _packed(data: bytes, document: Document, chosen: Iterable[RuleFinding]) -> bytes:
    """The package with the changed main part and headers; every other part as it was."""
    from lxml import etree

    word = document.word
    assert word is not None
    roots = {word.main: word.root}
    for paragraph in (f.text.paragraph for c in chosen for f in c.fixes if f.text is not None):
        if paragraph is not None and paragraph.file_part:
            roots[paragraph.file_part] = paragraph.element.getroottree().getroot()
    changed = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in roots.items()
    }
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            name = item.filename
            new.writestr(item, changed[name] if name in changed else old.read(name))
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
