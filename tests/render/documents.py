"""The documents of these tests, each printed once and measured."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from docgen.findings import Finding
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from docgen.write.layout import lay_out
from docgen.write.pdf import LibreOffice
from tests.render.measure import MM, Item, Paper, match, read_pdf, texts

HERE = Path(__file__).parent
FILES = [*sorted((HERE.parents[1] / "fixtures").glob("*.yaml")), *sorted(HERE.glob("data/*.yaml"))]
CASES = [f"{path.stem}-{bo}" for path in FILES for bo in (14, 13)]

proves = pytest.mark.proves
"""Mark: the rows of tests/render/rows.py that a test proves."""
every = pytest.mark.parametrize("doc", CASES, indirect=True)
"""The test runs on every document in both size sets."""


def only(*stems: str) -> pytest.MarkDecorator:
    """The test runs on some documents, each in both size sets."""
    cases = [f"{stem}-{bo}" for stem in stems for bo in (14, 13)]
    return pytest.mark.parametrize("doc", cases, indirect=True)


def source(case: str) -> VanBan:
    """The data of a case such as "bao_cao-13": a file and a size set."""
    stem, _, bo = case.rpartition("-")
    path = next(p for p in FILES if p.stem == stem)
    van_ban = read_data_file(path)[0]
    layout = van_ban.trinh_bay.model_copy(update={"co_chu": int(bo)})
    return van_ban.model_copy(update={"trinh_bay": layout})


@dataclass(repr=False)
class Doc:
    """A printed document: what was asked for and what stands on paper."""

    case: str
    van_ban: VanBan
    docx: bytes
    findings: list[Finding]
    layout: dict[str, Any]
    pages: list[Paper]
    items: list[Item] = field(default_factory=list)
    mismatch: str = ""

    def __post_init__(self) -> None:
        self.items = [i for i in texts(self.layout) if i.text.strip()]
        self.mismatch = match(self.items, self.pages)

    def __repr__(self) -> str:
        return self.case

    def of(self, *keys: str, part: int | None = None) -> list[Item]:
        """Texts of some components, of one part or of all."""
        return [i for i in self.items if i.key in keys and part in (None, i.part)]

    def one(self, key: str, part: int = 0) -> Item:
        """The only text of a component."""
        (item,) = self.of(key, part=part)
        return item

    @property
    def bo(self) -> int:
        """Size set."""
        return self.van_ban.trinh_bay.co_chu

    @property
    def left(self) -> float:
        """Left edge of the text, pt."""
        return self.van_ban.trinh_bay.le_trai * MM

    def right(self, page: int) -> float:
        """Right edge of the text on a page, pt."""
        return self.pages[page - 1].width - self.van_ban.trinh_bay.le_phai * MM

    def middle(self, page: int) -> float:
        """Centre of the text on a page, pt."""
        return (self.left + self.right(page)) / 2

    def part_of_page(self, page: int) -> int:
        """The part (0 main, 1… attachments) a page belongs to."""
        return next(i.part for i in self.items if any(g.page == page for g in i.glyphs))


class Press:
    """Prints with one LibreOffice and keeps what it printed."""

    def __init__(self, office: LibreOffice) -> None:
        self._office = office
        self._made: dict[str, Doc] = {}

    def case(self, case: str) -> Doc:
        """A case of CASES."""
        if case not in self._made:
            self._made[case] = self.print(source(case), case)
        return self._made[case]

    def print(self, van_ban: VanBan, case: str = "") -> Doc:
        """Any document."""
        data, findings = render_docx(van_ban)
        with tempfile.TemporaryDirectory() as folder:
            docx, pdf = Path(folder, "a.docx"), Path(folder, "a.pdf")
            docx.write_bytes(data)
            self._office.convert(docx, pdf)
            pages = read_pdf(pdf.read_bytes())
        return Doc(case, van_ban, data, findings, lay_out(van_ban).data, pages)
