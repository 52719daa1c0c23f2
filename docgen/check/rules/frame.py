"""Head and foot of each member of a document, for the rules of the families TP and NN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from docgen.check.document import BLOCKS, FOOT, HEAD, TABLE, Document, Text
from docgen.findings import WARNING
from docgen.nd30.loai import LOAI
from docgen.viet.chuan import bo_dau

_STARTS = frozenset(("chu_quan", "co_quan", "quoc_hieu", "phu_luc", "ten_loai"))
_LATE = frozenset((*BLOCKS, *TABLE, *FOOT, "ket_thuc", "lenh"))
_PARTY_CODE = re.compile(r"S[ốỐoO]\s*:?\s*\d*\s*-\s*[A-ZĐ]{1,6}/[A-ZĐ]{1,10}\W*$")
OPEN = re.compile(r"…|\.\.|\[|\{\{|_{2,}")
"""Room left open, a placeholder, a sample form: nothing in such a value is judged."""


@dataclass(slots=True)
class Frame:
    """One member: the document itself (number 0) or something attached, by its components."""

    number: int
    texts: list[Text] = field(default_factory=list)
    parts: dict[str, list[Text]] = field(default_factory=dict)

    def of(self, part: str) -> list[Text]:
        """Texts of a component, in order."""
        return self.parts.get(part, [])

    def first(self, part: str) -> Text | None:
        """The first text of a component."""
        return next(iter(self.of(part)), None)

    def has(self, *parts: str) -> bool:
        """Whether any of these components is there."""
        return any(part in self.parts for part in parts)

    @property
    def annex(self) -> bool:
        """A phụ lục: it has no head of its own."""
        return "phu_luc" in self.parts

    def unknown_before(self, *parts: str) -> bool:
        """Whether a text that was not recognised stands before the first of these components."""
        for text in self.texts:
            if text.part in parts:
                return False
            if not text.part:
                return True
        return False

    def between(self, after: tuple[str, ...], before: tuple[str, ...]) -> list[Text]:
        """Texts behind the last of the `after` components that precede the first `before`."""
        out: list[Text] = []
        for text in self.texts:
            if text.part in before:
                return out
            if text.part in after:
                out = []
            else:
                out.append(text)
        return []


def frames(document: Document) -> list[Frame]:
    """The members in order. A head that begins again after a body begins a member."""
    held: list[Frame] | None = vars(document).get("_frames")
    if held is not None:
        return held
    out = [Frame(0)]
    late = False
    number = 0
    for text in document.texts:
        if not text.part and not any(map(str.isalnum, text.text)):
            continue  # a rule of underscores
        if (text.part in _STARTS and late) or text.member != number:
            if out[-1].texts:
                out.append(Frame(len(out)))
            late, number = False, text.member
        late = late or text.part in _LATE
        frame = out[-1]
        frame.texts.append(text)
        frame.parts.setdefault(text.part, []).append(text)
    vars(document)["_frames"] = out  # every rule asks for them
    return out


def main(document: Document) -> Frame | None:
    """The document itself; None for Party documents and an annex in a file of its own."""
    frame = frames(document)[0]
    return frame if _judged(frame) else None


def issued(document: Document) -> Iterator[Frame]:
    """Members that have a number of their own, or are the document itself."""
    for frame in frames(document):
        if (frame.number == 0 or frame.has("so_ky_hieu")) and _judged(frame):
            yield frame


def _judged(frame: Frame) -> bool:
    """Whether it has head and foot of Nghị định 30: no annex in a file of its own."""
    return not _party(frame) and (frame.has("so_ky_hieu") or not frame.annex)


def _party(frame: Frame) -> bool:
    for text in frame.texts[:12]:
        if text.part and text.part not in HEAD:
            break
        if "DANG CONG SAN VIET NAM" in fold(text.text):
            return True
    number = frame.first("so_ky_hieu")
    return bool(number and _PARTY_CODE.match(number.text.strip()))


def sure(document: Document) -> str:
    """Severity of what the words of a file prove: the page's own in Word and data files.

    A PDF or a text may have lost or garbled letters on its way; there it is a warning.
    """
    return "" if document.form in ("docx", "data") else WARNING


def bare(text: str) -> str:
    """A text without what follows its last sign: spaces, Markdown's marks of bold and italic."""
    return text.rstrip(" \t\n\r\xa0*_")


def lead(text: str) -> int:
    """Where the first sign of a text stands: behind spaces and Markdown's marks."""
    return len(text) - len(text.lstrip(" \t\n\r\xa0*_#"))


@lru_cache(maxsize=2048)
def flat(text: str) -> str:
    """A text on one line with single spaces."""
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """A text for comparing: one line, capitals, no marks on letters."""
    # The Icelandic letter that some fonts and scans put for Đ looks the same.
    return bo_dau(flat(text).replace("Ð", "Đ")).upper()


def capitals(text: Text) -> bool:
    """Whether a text is shown in capitals, by its letters or by its look."""
    if text.paragraph is not None and text.paragraph.all("caps", True):
        return True
    letters = [c for c in text.text if c.isalpha()]
    return len(letters) > 1 and not any(c.islower() for c in letters)


_KINDS = sorted(
    ((fold(k.ten), ma) for ma, k in LOAI.items() if ma not in ("cong_van", "thu_cong")),
    key=lambda item: -len(item[0]),
)


def kind_of(text: str) -> str:
    """Key of the kind that a title names; "" for none of them."""
    folded = fold(text)
    for name, ma in _KINDS:
        if folded.startswith(name) and not folded[len(name) : len(name) + 1].isalpha():
            return ma
    return ""


def kind(document: Document, frame: Frame) -> str:
    """Key of the kind of a member; "" where the words do not say it."""
    if document.form == "data":
        return document.van_ban.loai if frame.number == 0 else ""
    title = frame.first("ten_loai")
    if title is not None:
        return kind_of(title.text)
    return "cong_van" if frame.has("trich_yeu_cv") else ""


def issuer(document: Document) -> str:
    """Name of the one body that issues the document; "" for joint issue or an open name."""
    bodies = document.van_ban.co_quan
    name = bodies[0].ten if len(bodies) == 1 else ""
    return "" if OPEN.search(name) else flat(name)


def headed(frame: Frame) -> bool:
    """Whether the head was recognised well enough to miss a part of it."""
    return sum(frame.has(p) for p in ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay")) > 1
