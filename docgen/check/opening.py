"""From a file to the `Document` that the rules look at."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from docgen.check.data import texts_of, unmarked
from docgen.check.document import BLOCKS, FOOT, HEAD, Document, Text
from docgen.check.word import Paragraph, WordFile, open_word
from docgen.findings import Where
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.source import Line
from docgen.read.text import marks
from docgen.read.text.document import Reading, read_source
from docgen.read.text.join import JOINED
from docgen.reading import (
    as_docx,
    decode,
    embedded_as_docx,
    file_bytes,
    is_docx,
    is_older,
    read_file,
)

_BY_STYLE = {t.ten: t.ma for t in THANH_PHAN.values()}
_SHORT = frozenset({*HEAD, *FOOT})
_PLACE_AND_DAY = re.compile(r"\s*\w[\w .'-]{1,50},?\s+ngày\s+\S+\s+tháng\s+\S+\s+năm\s+\d{4}\W*")
_LABELLED = frozenset({*BLOCKS, "noi_nhan_muc", "kinh_gui_muc"}) - {"doan"}


def open_document(path: str | Path) -> Document:
    """A .docx, .doc, .pdf, .txt, .md or data file, read for checking. Raises InputError."""
    path = Path(path)
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        return _data(path)
    data = file_bytes(path)
    if is_docx(data):
        return open_docx(data, str(path))
    if is_older(data):
        # Its looks are those that LibreOffice gives it.
        return open_docx(as_docx(data, path), str(path))
    reading = read_file(path)
    form = "pdf" if data.startswith(b"%PDF") else "txt"
    raw = decode(data).split("\n") if form == "txt" else []
    return _document(str(path), form, reading, _plain_texts(reading, raw))


def open_docx(data: bytes, file: str = "") -> Document:
    """A Word file in memory. Raises InputError."""
    from docgen.read.word import read_docx

    reading = read_source(read_docx(data, embedded_as_docx))
    word = open_word(data)
    made = _document(file, "docx", reading, _word_texts(reading, word))
    made.word = word
    return made


def _data(path: Path) -> Document:
    from docgen.read.data_file import read_located

    van_ban, findings, locate = read_located(path)
    made = Document(str(path), "data", van_ban, texts_of(van_ban, locate))
    made.read_findings = findings
    return made


def _document(file: str, form: str, reading: Reading, texts: list[Text]) -> Document:
    return Document(
        file,
        form,
        reading.van_ban,
        texts,
        read_findings=reading.findings,
        left_over=reading.left_over,
    )


def _plain_texts(reading: Reading, raw: list[str]) -> list[Text]:
    """Lines of a PDF or text; those of a text as they were typed.

    A paragraph that was cut into lines is one text, at the place of its first line.
    """
    out = []
    for member, lines in enumerate(reading.members):
        for line in lines:
            if line.part == JOINED:
                continue
            where, page = _where(line), _page(line.place)
            if line.table is not None:
                out += [
                    Text("bang_o", cell, where, member, page=page)
                    for row in line.table
                    for cell in row
                    if cell
                ]
                continue
            made = Text(line.part, _typed(line, where, raw), where, member)
            made.page, made.column = page, line.column
            _label(made, line)
            out.append(made)
    return out


def _typed(line: Line, where: Where, raw: list[str]) -> str:
    """The words of a line with the spaces a person typed, where it is one line of the file."""
    text = unmarked(line.text)
    if 0 < where.line <= len(raw):
        typed = raw[where.line - 1].rstrip("\r")
        if "".join(unmarked(typed).split()) == "".join(text.split()):
            return unmarked(typed)
    return text


def _word_texts(reading: Reading, word: WordFile) -> list[Text]:
    """Every paragraph of a Word file, with what the reader recognised it as."""
    at: dict[str, list[Paragraph]] = {}
    for paragraph in word.paragraphs:
        at.setdefault(paragraph.place, []).append(paragraph)
    known: dict[Paragraph, tuple[Line, int]] = {}
    further: dict[Paragraph, list[Line]] = {}
    for member, lines in enumerate(reading.members):
        for line in lines:
            for paragraph in _paragraphs(line, at, word):
                if known.setdefault(paragraph, (line, member))[0].part != line.part:
                    further.setdefault(paragraph, []).append(line)
    out: list[Text] = []
    member = 0
    for paragraph in word.paragraphs:
        if paragraph.blank:
            continue
        own, member = known.get(paragraph, (None, member))
        part = _part(own, paragraph)
        made = Text(
            part,
            paragraph.text,
            Where(part=paragraph.place),
            member,
            paragraph=paragraph,
            page=paragraph.page,
        )
        if own is not None:
            made.column = own.column
        _label(made, own)
        if paragraph in further:
            out += _several(made, further[paragraph], paragraph)
        else:
            out.append(made)
    _place_and_day(out)
    return out


def _place_and_day(texts: list[Text]) -> None:
    """The line of place and day that the reader did not take for its faults, in the right half."""
    head = [t for t in texts[:20] if t.member == 0]
    if any(t.part == "dia_danh_ngay" for t in head):
        return
    for text in head:
        if not text.part and text.column == 2 and _PLACE_AND_DAY.fullmatch(text.text):
            text.part = "dia_danh_ngay"
            return


def _several(first: Text, lines: list[Line], paragraph: Paragraph) -> list[Text]:
    """The components in a paragraph that holds several, at tabs or forced breaks.

    At forced breaks each has the letters of its own; halves at tabs stay with the first one.
    """
    text = paragraph.text
    made = [first]
    for line in lines:
        at = text.find(line.text)
        part = Text(line.part, line.text, first.where, first.member, page=first.page)
        part.column = line.column
        if at >= 0:
            part.whole, part.offset = paragraph, at
        made.append(part)
    starts = [p.offset for p in made[1:]]
    if (
        sorted({0, *starts}) != [0, *starts]
        or any(text[at - 1] != "\n" for at in starts)
        or any(part.part not in _SHORT for part in made)
    ):
        return made
    for part, end in zip(made, [*starts, len(text)], strict=True):
        begin = part.offset
        part.text = text[begin:end].rstrip("\n")
        part.whole = paragraph
        part.paragraph = _stretch(paragraph, begin, begin + len(part.text), end == len(text))
    return made


def _stretch(paragraph: Paragraph, begin: int, end: int, last: bool) -> Paragraph:
    """A paragraph with just these of its letters; what is drawn in it goes with the last."""
    runs = [
        replace(
            run,
            text=run.text[max(begin - run.start, 0) : end - run.start],
            start=max(run.start - begin, 0),
        )
        for run in paragraph.runs
        if run.start < end and run.start + len(run.text) > begin
    ]
    made = replace(paragraph, runs=runs, text=paragraph.text[begin:end])
    if not last:
        made.drawn = []
    return made


def _paragraphs(line: Line, at: dict[str, list[Paragraph]], word: WordFile) -> list[Paragraph]:
    """The paragraphs a line was made of, taken from the front of those at its place."""
    if line.table is not None:
        return [p for place, ps in at.items() if place.startswith(line.place + ",") for p in ps]
    here = at.get(line.place, [])
    if len(here) < 2:
        return here
    words = _bare(line.text)
    for number, paragraph in enumerate(here):
        own = _bare(paragraph.text)
        if own and (own in words or words in own):
            del here[:number]
            # A paragraph of two halves or with forced breaks gives several lines.
            return [here.pop(0)] if len(own) <= len(words) else [paragraph]
    return []


def _bare(text: str) -> str:
    return "".join(marks.plain(text).split())


def _part(line: Line | None, paragraph: Paragraph) -> str:
    """Component of a paragraph: as recognised; a style of ours says it more exactly."""
    own = _BY_STYLE.get(paragraph.style, "")
    if own:
        return own.removesuffix("_tieu_de").removesuffix("_chay") if own != "bang_tieu_de" else own
    if line is None:
        return ""
    if line.table is not None:
        return "bang_o"
    return line.part


def _label(made: Text, line: Line | None) -> None:
    """The label of a line: made by Word, or at the head of its text."""
    if line is not None and line.label:
        made.label, made.automatic = line.label, True
        return
    if made.part in _LABELLED:
        found = marks.LABEL.match(made.text.lstrip())
        made.label = found[0].strip() if found else ""


def _where(line: Line) -> Where:
    place = line.place
    word, _space, number = place.partition(" ")
    if word == "dòng" and number.isdigit():
        return Where(line=int(number))
    return Where(part=place)


def _page(place: str) -> int:
    word, _space, rest = place.partition(" ")
    number = rest.split(",")[0].strip()
    return int(number) if word == "trang" and number.isdigit() else 0
