"""Answers in one returned file: from Word fields by their tags, else by the words around them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

from docgen.batch.by_words import answers_by_words
from docgen.batch.questions import UNIT, Asked, bare
from docgen.findings import Finding, InputError
from docgen.lang import _
from docgen.read.source import Line, Source

KINDS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf")
"""Endings of the files that outlines come back in."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a Word file with a password
_MOST_OF_IT = 0.6
"""Share of an outline's words by which it is known when no answer is where it was asked for."""
PACKED = (".zip", ".rar", ".7z")
"""Endings of packed files; they are not opened."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by tag, "" for one left open."""

    said: dict[str, str]
    unsure: frozenset[str] = frozenset()
    """Tags whose answers are to be compared with the file."""


@dataclass(slots=True)
class Returned:
    """What one file holds."""

    path: Path
    lines: list[Line] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    """What was filled in by tag; "" where the dots still stand."""
    unlike: frozenset[str] = frozenset()
    """Tags of several fields that were filled in differently."""
    prompts: frozenset[str] = frozenset()
    """What Word asks for in fields that were emptied: no answers."""
    names: list[str] = field(default_factory=list)
    """Names it says of who answers, the surest first."""
    findings: list[Finding] = field(default_factory=list)
    """Why it could not be read."""

    def answers(self, asked: Asked) -> Answers:
        """Answers to what was asked; without any tag when it is no outline."""
        wanted = asked.tags
        seen = wanted & self.fields.keys()
        by_words = answers_by_words(self.lines, asked)
        # A few words alike are no outline.
        few = not by_words.found or by_words.found * 4 < len(wanted)
        if not seen and few and by_words.share < _MOST_OF_IT:
            return Answers({})
        by_words.drop(self.prompts)
        said: dict[str, str] = {}
        unsure = set(self.unlike & wanted)
        for tag in seen | by_words.said.keys():
            typed, around = self.fields.get(tag, ""), by_words.said.get(tag, "")
            # What was typed beside a field or under it goes with what stands in it.
            more = not typed or (typed != around and _one_line(typed) in _one_line(around))
            said[tag] = around if more else typed
            if more and tag in by_words.unsure:
                unsure.add(tag)
        return Answers(said, frozenset(unsure))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def read_returned(path: Path, asked: Asked) -> Returned:
    """One file, with the names of who answers; one that cannot be read says why."""
    try:
        source, filled = _opened(path)
    except InputError as error:
        return Returned(path, findings=list(error.findings))
    made = Returned(path, source.lines, filled.by_tag, filled.unlike, filled.prompts)
    if UNIT in asked.tags:
        own = made.answers(asked).said.get(UNIT)
        made.names = [own] if own else []
    made.names += _names(source)
    return made


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields of a Word file hold."""

    by_tag: dict[str, str] = field(default_factory=dict)
    unlike: frozenset[str] = frozenset()
    prompts: frozenset[str] = frozenset()


def _opened(path: Path) -> tuple[Source, Fields]:
    """Lines and fields of a file. Raises InputError."""
    from docgen.read.word.package import open_package
    from docgen.reading import as_docx, embedded_as_docx, file_bytes, is_docx, is_older

    data = file_bytes(path)
    if data.startswith(b"%PDF"):
        from docgen.read.pdf import read_pdf

        return read_pdf(data), Fields()
    if not data:
        raise _unread(_("Tệp rỗng."))
    if _archive(data):
        raise _unread(_("Là tệp nén."), _("Giải nén vào thư mục này rồi chạy lại."))
    if is_older(data):
        if _ENCRYPTED in data:
            open_package(data)  # says so
        try:
            data = as_docx(data, path)
        except InputError as error:
            if error.findings[0].code != "PDF03":
                raise
            raise _unread(_("LibreOffice không mở được tệp.")) from None
    if not is_docx(data):
        raise _unread(_("Không phải tệp Word hay PDF."))
    from docgen.read.word import read_docx

    return read_docx(data, embedded_as_docx), fields_of(data)


def _unread(why: str, hint: str = "") -> InputError:
    return InputError(
        Finding("TH01", why, hint=hint or _("Đề nghị đơn vị gửi lại tệp Word của đề cương."))
    )


def _archive(data: bytes) -> bool:
    """Whether bytes are packed files, not one document."""
    if not data.startswith(b"PK\x03\x04"):
        return data.startswith((b"Rar!", b"7z\xbc\xaf"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except zipfile.BadZipFile:
        return False
    return not {"[Content_Types].xml", "mimetype", "content.xml"} & set(names)


def fields_of(data: bytes) -> Fields:
    """Tags of the fields of a Word file and what was filled in; "" where the dots still stand.

    Of fields with one tag the first that was filled in counts. Raises InputError (DOC01-DOC06).
    """
    from docgen.read.word import package
    from docgen.read.word.names import VAL, W

    pack, main = package.open_package(data)
    raw = pack.read(main)
    if b"w:sdt>" not in raw and b":sdt>" not in raw:
        return Fields()
    found: dict[str, str] = {}
    unlike, prompts = set(), set()
    for item in package.parse(raw, main).iter(W + "sdt"):
        tag = item.find(f"{W}sdtPr/{W}tag")
        content = item.find(W + "sdtContent")
        if tag is None or content is None:
            continue
        name = tag.get(VAL, "")
        answer = bare(_text(content))
        if answer and _prompted(item, content):
            prompts.add(_one_line(answer))
            answer = ""
        before = found.get(name, "")
        if answer and before and answer != before:
            unlike.add(name)
        found[name] = before or answer
    return Fields(found, frozenset(unlike), frozenset(prompts))


def _prompted(item: Any, content: Any) -> bool:
    """Whether words in a field are Word's own ("Click here …"): programs that leave the mark of a
    prompt where something was typed leave the style of a prompt out."""
    from docgen.read.word.names import OFF, VAL, W

    mark = item.find(f"{W}sdtPr/{W}showingPlcHdr")
    shown = mark is not None and mark.get(VAL) not in OFF
    return shown and any(True for _s in content.iter(W + "rStyle"))


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
    return normalize("NFC", "".join(out))


def _names(source: Source) -> list[str]:
    """Who answers, as the head says, and whom the document is addressed to."""
    from docgen.read.text.document import read_source

    try:
        van_ban = read_source(Source([line.changed() for line in source.lines])).van_ban
    except InputError:
        return []
    bodies = [b.ten for b in van_ban.co_quan]
    # A name of two lines may have been broken where no one expects it.
    whole = [f"{b.chu_quan} {b.ten}" for b in van_ban.co_quan if b.chu_quan]
    return [*bodies, *whole, *van_ban.kinh_gui]
