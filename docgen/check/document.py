"""The document that rules look at: what was recognised, in which words, with which look.

One shape for every kind of file. A rule that needs more than a kind of file can give (the look of
letters, pages) says so and is left out there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from docgen.check.whole import Whole
from docgen.findings import Finding, Where
from docgen.model import VanBan

if TYPE_CHECKING:
    from docgen.check.word.parts import Paragraph, WordFile
    from docgen.read.source import Line

HEAD = (
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "so_ky_hieu", "dia_danh_ngay", "ten_loai",
    "trich_yeu", "trich_yeu_cv", "kem_theo", "phu_luc", "phu_luc_ten", "tham_quyen", "kinh_gui",
    "kinh_gui_muc",
)  # fmt: skip
"""Components above the body, by their key in `nd30.thanh_phan`."""
GROUNDS = ("can_cu", "can_cu_doan")
BLOCKS = (
    "phan", "chuong", "muc", "tieu_muc", "dieu", "la_ma", "so", "so_kep", "chu", "gach", "cong",
    "doan",
)  # fmt: skip
"""Levels of the body; headings of phan … tieu_muc have their title in `…_ten`."""
TABLE = ("bang_ten", "bang_tieu_de", "bang_o")
FOOT = ("noi_nhan", "noi_nhan_muc", "quyen_han", "chuc_vu_rieng", "ho_ten")
PROSE = (*GROUNDS, *BLOCKS, "ket_thuc", *TABLE)
"""What is running text, or cells of it."""


@dataclass(slots=True, eq=False)
class Text:
    """One paragraph, line or value of the document."""

    part: str
    """Component or level: see HEAD, GROUNDS, BLOCKS, TABLE, FOOT, "ket_thuc", "lenh"; "" unknown.

    The filing line is a `noi_nhan_muc`, a receiver after "Kính gửi:" a `kinh_gui_muc`.
    """
    text: str
    """As it stands, its label with it; never stripped of stray spaces or odd characters."""
    where: Where
    member: int = 0
    """0: the document itself; 1, 2 …: what is attached to it, in order."""
    label: str = ""
    """Its number or dash as printed: "1.", "a)", "-", "Điều 2.", "II."; "" without one."""
    automatic: bool = False
    """Word makes the label; it is then not in `text`."""
    paragraph: Paragraph | None = None
    """Its look; None outside Word files and for a right half made with tabs.

    Where several components share a paragraph at forced breaks it shows the letters of this one.
    """
    whole: Paragraph | None = None
    """The paragraph it is a part of, when it is not all of it …"""
    offset: int = 0
    """… and where in the text of that it begins."""
    page: int = 0
    """Page it stands on, from 1; 0 where that is not known."""
    column: int = 0
    """1, 2, 3: half of a header or signature; 0: full width."""
    index: int = 0
    """Its place in `Document.texts`."""

    @property
    def body(self) -> str:
        """The text without its label, outer spaces off."""
        text = self.text.strip()
        if self.label and not self.automatic and text.startswith(self.label):
            text = text[len(self.label) :].lstrip()
        return text


@dataclass
class Document:
    """A document with everything a rule may ask."""

    file: str
    form: str
    """docx, pdf, txt or data."""
    van_ban: VanBan
    texts: list[Text] = field(default_factory=list)
    """Every line of text in reading order; of a data file every value that is text."""
    word: WordFile | None = None
    read_findings: list[Finding] = field(default_factory=list)
    """What the reader had to say."""
    left_over: list[Line] = field(default_factory=list)
    held: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What `shared` functions made of it."""

    def __post_init__(self) -> None:
        for index, text in enumerate(self.texts):
            text.index = index

    def of(self, *parts: str, member: int | None = None) -> list[Text]:
        """Texts of these components in order; of one member, or of all."""
        texts = self._by_part.get(parts[0], []) if len(parts) == 1 else self._of(parts)
        return [t for t in texts if member is None or t.member == member]

    def _of(self, parts: tuple[str, ...]) -> list[Text]:
        found = [t for part in set(parts) for t in self._by_part.get(part, ())]
        found.sort(key=lambda t: t.index)
        return found

    @cached_property
    def _by_part(self) -> dict[str, list[Text]]:
        found: dict[str, list[Text]] = {}
        for text in self.texts:
            found.setdefault(text.part, []).append(text)
        return found

    @cached_property
    def whole(self) -> Whole:
        """The texts as one string, with what is known of its words."""
        return Whole(self.texts)

    def first(self, part: str, member: int = 0) -> Text | None:
        """The first text of a component."""
        return next((t for t in self._by_part.get(part, ()) if t.member == member), None)

    @cached_property
    def members(self) -> range:
        """Numbers of the document and of what is attached."""
        return range(len(self.van_ban.kem_theo) + 1)

    def loai(self, member: int = 0) -> str:
        """Kind of a member; "phu_luc" for an annex without a kind."""
        if member == 0:
            return self.van_ban.loai
        attached = self.van_ban.kem_theo[member - 1]
        return attached.loai or "phu_luc"

    @property
    def day(self) -> date | None:
        """Day of issue, when it is complete and real."""
        ngay = self.van_ban.ngay
        try:
            return date(ngay.nam or 0, ngay.thang or 0, ngay.ngay or 0)
        except (TypeError, ValueError):
            return None

    @property
    def year(self) -> int | None:
        """Year of issue, when it is given."""
        return self.van_ban.ngay.nam

    def prose(self, member: int | None = None) -> Iterator[Text]:
        """Grounds, body, closing and tables."""
        return (t for t in self.texts if t.part in PROSE and (member is None or t.member == member))


Made = TypeVar("Made")


def shared(make: Callable[[Document], Made]) -> Callable[[Document], Made]:
    """Mark a function whose result all rules share: it runs once for each document.

    What it gives must not be changed by anyone, nor the texts of the document after it ran.
    """

    @wraps(make)
    def once(document: Document) -> Made:
        if make not in document.held:
            document.held[make] = make(document)
        made: Made = document.held[make]
        return made

    return once
