"""The faults that a person found in the corpus, and what the checker finds there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from docgen.check.document import Document
from docgen.check.opening import open_document, open_docx
from docgen.check.registry import RuleFinding, check_document
from docgen.reading import read_file
from docgen.write.docx.engine import render_docx

LIST = Path(__file__).with_name("faults.yaml")
CORPUS = LIST.parents[3] / "shared" / "corpus"
_PIECES = re.compile(r"\s*(?:/|…|, |\(.*?\))\s*")


@cache
def files() -> dict[str, dict[str, Any]]:
    """Each file of the list by its path below the corpus."""
    from ruamel.yaml import YAML

    return {one["tep"]: one for one in YAML(typ="safe").load(LIST.read_text("utf-8"))}


@cache
def document(name: str) -> Document:
    """A file of the corpus, read for checking."""
    return open_document(CORPUS / name)


@cache
def rendered(name: str) -> Document:
    """A seed read, rendered by docgen and read again for checking."""
    return open_docx(render_docx(read_file(CORPUS / name).van_ban)[0], name)


@cache
def found(name: str, again: bool = False) -> tuple[RuleFinding, ...]:
    """What the rules find in a file; `again`: in what docgen renders of it."""
    return tuple(check_document(rendered(name) if again else document(name)))


def at(fault: dict[str, Any], code: str, name: str, again: bool = False) -> bool:
    """Whether a rule speaks of a fault: where `cho` quotes words of the file, at those words."""
    hits = [f for f in found(name, again) if f.code == code]
    texts = [plain(t.text) for t in (rendered(name) if again else document(name)).texts]
    pieces = [plain(p).rstrip(";:.") for p in _PIECES.split(fault["cho"]) if len(p.strip()) > 3]
    quoted = any(p in t for p in pieces for t in texts)
    # Of a page or a table there are no words to compare.
    if not hits or not quoted or any(not f.excerpt for f in hits):
        return bool(hits)
    said = [plain(f"{f.excerpt} {f.message} {f.found} {f.expected}") for f in hits]
    # A finding may stand for several places; its fixes tell them.
    said += [plain(x.text.text) for f in hits for x in f.fixes if x.text is not None]
    return any(p in s for p in pieces for s in said)


def plain(text: str) -> str:
    """A text for comparing: one line, small letters."""
    return " ".join(text.split()).casefold()
