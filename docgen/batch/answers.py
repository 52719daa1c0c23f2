"""Answers in one returned file: from Word fields by their tags, else by the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.batch.questions import UNIT, Asked, Place, bare, found_in
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.nd30.thanh_phan import QUOC_HIEU
from docgen.read.source import Line, Source
from docgen.read.text.marks import fold, plain

KINDS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf")
"""Endings of the files that outlines come back in."""
_MOST_LINES = 400
"""So many paragraphs are one answer at most."""


@dataclass(slots=True)
class Returned:
    """What one file holds."""

    path: Path
    lines: list[Line] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    """What was filled in by tag; "" where the dots still stand."""
    names: list[str] = field(default_factory=list)
    """Names it says of who answers, the surest first."""
    findings: list[Finding] = field(default_factory=list)
    """Why it could not be read."""

    def answers(self, asked: Asked) -> dict[str, str]:
        """Answers by tag to what was asked, "" for one left open; {} when it is no outline."""
        wanted = asked.tags
        seen = wanted & self.fields.keys()
        by_words = answers_by_words(self.lines, asked)
        said = {t: self.fields.get(t, "") or by_words.get(t, "") for t in seen | by_words.keys()}
        # A few words alike are no outline.
        return said if seen or len(by_words) * 4 >= len(wanted) else {}


def read_returned(path: Path, asked: Asked) -> Returned:
    """One file, with the names of who answers; one that cannot be read says why."""
    try:
        source, fields = _opened(path)
    except InputError as error:
        return Returned(path, findings=list(error.findings))
    made = Returned(path, source.lines, fields)
    if UNIT in asked.tags:
        own = fields.get(UNIT) or answers_by_words(source.lines, asked).get(UNIT)
        made.names = [own] if own else []
    made.names += _names(source)
    return made


def _opened(path: Path) -> tuple[Source, dict[str, str]]:
    """Lines and fields of a file. Raises InputError."""
    from docgen.reading import as_docx, embedded_as_docx, file_bytes, is_docx, is_older

    data = file_bytes(path)
    if data.startswith(b"%PDF"):
        from docgen.read.pdf import read_pdf

        return read_pdf(data), {}
    if is_older(data):
        data = as_docx(data, path)
    if not is_docx(data):
        raise InputError(
            Finding(
                "TH01",
                _("Không phải tệp Word hay PDF."),
                hint=_("Đề nghị đơn vị gửi lại tệp Word của đề cương."),
            )
        )
    from docgen.read.word import read_docx

    return read_docx(data, embedded_as_docx), fields_of(data)


def fields_of(data: bytes) -> dict[str, str]:
    """Tags of the fields of a Word file and what was filled in; "" where the dots still stand.

    Of fields with one tag the first that was filled in counts. Raises InputError (DOC01-DOC06).
    """
    from docgen.read.word import package
    from docgen.read.word.names import OFF, VAL, W

    pack, main = package.open_package(data)
    raw = pack.read(main)
    found: dict[str, str] = {}
    if b"w:sdt>" not in raw and b":sdt>" not in raw:
        return found
    for item in package.parse(raw, main).iter(W + "sdt"):
        tag = item.find(f"{W}sdtPr/{W}tag")
        content = item.find(W + "sdtContent")
        if tag is None or content is None:
            continue
        prompt = item.find(f"{W}sdtPr/{W}showingPlcHdr")
        shown = prompt is not None and prompt.get(VAL) not in OFF
        name = tag.get(VAL, "")
        answer = "" if shown else bare(_text(content))
        found[name] = found.get(name) or answer
    return found


def _text(content: Any) -> str:
    """Text of a field with tracked changes accepted; a line for each paragraph and break."""
    from docgen.read.word.names import PPR, RPR, P, T, W

    skipped = {W + "del", W + "moveFrom", W + "sdtPr", W + "instrText", PPR, RPR}
    signs = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "noBreakHyphen": "-"}
    out: list[str] = []

    def walk(item: Any) -> None:
        for child in item:
            tag = child.tag
            if tag in skipped:
                continue
            if tag == T:
                out.append(child.text or "")
            elif tag in signs:
                out.append(signs[tag])
            else:
                if tag == P and out:
                    out.append("\n")
                walk(child)

    walk(content)
    return "".join(out)


def answers_by_words(lines: Sequence[Line], asked: Asked) -> dict[str, str]:
    """Answers found by what stands around them, by tag; "" where only dots stand.

    Places follow each other as in the outline; one that is not there is passed over.
    """
    said: dict[str, str] = {}

    def put(place: Place, texts: Sequence[str]) -> None:
        for tag, text in zip(place.tags, texts, strict=True):
            said[tag] = said.get(tag) or bare(text)

    rows = [row for line in lines for row in line.table or ()]
    texts = [_plain(line) for line in lines]
    at = 0
    waiting: list[Place] = []
    start = 0
    for place in asked.places:
        if place.cells:
            _row(place, rows, put)
        elif not place.pattern:
            # In a document without any of the words nothing stands between them.
            waiting += [place] if start else []
        else:
            found = _next(place, texts, at)
            if found is None:
                continue
            number, answers = found
            _between(waiting, texts[start:number], put)
            waiting = []
            put(place, answers)
            at = start = number + 1
    _between(waiting, texts[start:], put)
    return said


def _plain(line: Line) -> str:
    text = "\n".join(plain(part) for part in line.text.split("\n"))
    return f"{line.label} {text}".strip()


def _next(place: Place, texts: Sequence[str], at: int) -> tuple[int, tuple[str, ...]] | None:
    for number in range(at, len(texts)):
        answers = found_in(place.pattern, texts[number])
        if answers is not None:
            return number, answers
    return None


def _row(place: Place, rows: Sequence[Sequence[str]], put: Any) -> None:
    """The first row whose cells are those of the place."""
    for row in rows:
        if len(row) != len(place.cells):
            continue
        found = [found_in(p, c) for p, c in zip(place.cells, map(_cell, row), strict=True)]
        if all(x is not None for x in found):
            put(place, [text for x in found for text in x or ()])
            return


def _cell(text: str) -> str:
    return "\n".join(plain(part) for part in text.split("\n"))


def _between(places: Sequence[Place], texts: Sequence[str], put: Any) -> None:
    """Paragraphs that are nothing but answers: one each, the last takes what is left."""
    if not places:
        return
    end = next((n for n, text in enumerate(texts) if _foot(text)), len(texts))
    given = [text for text in texts[: min(end, _MOST_LINES)] if text]
    if not given:
        return
    for number, place in enumerate(places):
        own = given[number : number + 1] if number < len(places) - 1 else given[number:]
        put(place, ["\n".join(_unlisted(x) for x in own)] + [""] * (len(place.tags) - 1))


def _unlisted(text: str) -> str:
    """A paragraph without the dash of a list."""
    return text[2:] if text[:2] in ("- ", "+ ") else text


def _foot(text: str) -> bool:
    return fold(text).startswith("NOI NHAN") or text == QUOC_HIEU


def _names(source: Source) -> list[str]:
    """Who answers, as the head says, and whom the document is addressed to."""
    from docgen.read.text.document import read_source

    try:
        van_ban = read_source(Source([line.changed() for line in source.lines])).van_ban
    except InputError:
        return []
    return [*(b.ten for b in van_ban.co_quan), *van_ban.kinh_gui]
