"""The rules by code, and the run of them over a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, NamedTuple

from docgen.check import pages
from docgen.check.document import Document, Text
from docgen.findings import Finding, Where

LOOK = "docx"
"""The rule looks at letters and paragraphs: Word files only."""
WRITTEN = "written"
"""The rule looks at words that docgen makes itself (labels, marks): not for data files."""
FAMILIES = (
    "trang_chu",
    "mau_chu",
    "co_chu",
    "kieu_chu",
    "doan_van",
    "so_trang",
    "duong_ke",
    "dong_dau",
    "sat_le",
    "thanh_phan",
    "thanh_phan_so",
    "thanh_phan_ngay",
    "thanh_phan_loai",
    "thanh_phan_can_cu",
    "thanh_phan_ket",
    "vien_dan",
    "danh_so",
    "nhan",
    "tieu_de",
    "dau_cuoi",
    "dan_chieu",
    "noi_nhan",
    "noi_nhan_viec",
    "chu_ky",
    "nhat_quan",
    "ten_goi",
    "goi_tat",
    "so_lieu",
    "thoi_han",
    "dia_gioi",
    "chu_nghia",
    "ky_tu",
    "dau_cau",
    "chinh_ta",
    "lan_chu",
    "viet_hoa",
    "con_sot",
)
"""Modules of `docgen.check.rules`, in the order of their findings."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One change that mends a finding.

    `kind`: "retype" puts `new` for the characters [start, end) of the text; "letters" sets values
    of the letters there (names of `word.look.RUN_DEFAULTS`); "runs" those of a whole paragraph with
    its fields, also of a header; "paragraph" sets values of the
    paragraph (PARAGRAPH_DEFAULTS); "page" sets values of section number `section`: width, height,
    tren, duoi, trai, phai in mm, number_start.
    """

    kind: str
    text: Text | None = None
    start: int = 0
    end: int = 0
    new: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    section: int = 0
    safe: bool = True
    """Nothing but the look or an evident slip changes; False: a person should look (unsafe)."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule reports; the rest comes from its page."""

    message: str
    text: Text | None = None
    """Where: a line of the document …"""
    start: int = 0
    end: int = 0
    """… and the characters of its text that are meant; end 0: all of it."""
    expected: str = ""
    found: str = ""
    origin: str = ""
    """Layer of formatting the bad value comes from."""
    hint: str = ""
    fixes: tuple[Fix, ...] = ()
    where: Where | None = None
    """A place that is no line (page set-up: part "trang, phần 1")."""
    severity: str = ""
    """Other than the page's, where the rule has reason to judge milder."""
    clause: str = ""
    """More exact than the page's."""


@dataclass(frozen=True, slots=True)
class RuleFinding(Finding):
    """A finding of a rule: with the clause, what was expected and found, and the way to mend it."""

    kind: str = ""
    """bắt buộc, thông lệ or lựa chọn."""
    clause: str = ""
    expected: str = ""
    found: str = ""
    origin: str = ""
    excerpt: str = ""
    """The line it is about."""
    span: tuple[int, int] = (0, 0)
    """Characters of the excerpt that are meant."""
    fixes: tuple[Fix, ...] = field(default=(), compare=False)
    text: Text | None = field(default=None, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The finding in the shape of `--format json`."""
        where = self.where or Where()
        place = {k: v for k in Where.__slots__ if (v := getattr(where, k)) and k != "file"}
        if self.excerpt:
            place["excerpt"] = self.excerpt
            place["start"], place["end"] = self.span
        safe = all(f.safe for f in self.fixes)
        return {
            "rule": self.code,
            "severity": self.severity,
            "kind": self.kind,
            "message": self.message,
            "clause": self.clause,
            "where": place,
            "expected": self.expected,
            "found": self.found,
            "origin": self.origin,
            "hint": self.hint,
            "fix": {"safe": safe, "changes": len(self.fixes)} if self.fixes else None,
        }


Check = Callable[[Document], Iterable[Found]]


class Rule(NamedTuple):
    """A rule: its code, what it needs ("" any file, LOOK, WRITTEN), its function."""

    code: str
    needs: str
    check: Check


RULES: dict[str, Rule] = {}
"""Every registered rule by its code."""


def rule(code: str, needs: str = "") -> Callable[[Check], Check]:
    """Register a function as the rule `code`; its page is pages/CODE.md."""

    def take(check: Check) -> Check:
        assert code not in RULES, code
        RULES[code] = Rule(code, needs, check)
        return check

    return take


_loaded: list[str] = []


def load() -> dict[str, Rule]:
    """Every rule, its families imported."""
    if not _loaded:
        for family in FAMILIES:
            import_module(f"docgen.check.rules.{family}")
        _loaded.extend(FAMILIES)
    return RULES


def check_document(
    document: Document, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> list[RuleFinding]:
    """What the rules find, in the order of the document.

    `select`, `ignore`: codes or beginnings of codes ("TC", "CN03"); no `select` means all.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    out: list[RuleFinding] = []
    for code, one in load().items():
        if (wanted and not code.startswith(wanted)) or (unwanted and code.startswith(unwanted)):
            continue
        if (one.needs == LOOK and document.word is None) or (
            one.needs == WRITTEN and document.form == "data"
        ):
            continue
        out += _findings(document, one)
    return sorted(out, key=lambda f: f.text.index if f.text else -1)


def _findings(document: Document, one: Rule) -> Iterator[RuleFinding]:
    page: pages.Page | None = None
    for found in one.check(document):
        page = page or pages.load(one.code)
        where = found.where or (found.text.where if found.text else Where())
        text = found.text.text if found.text else ""
        yield RuleFinding(
            one.code,
            found.message,
            found.severity or page.severity,
            found.hint or page.advice,
            replace(where, file=where.file or document.file),
            page.kind,
            found.clause or page.clause,
            found.expected,
            found.found,
            found.origin,
            text,
            (found.start, found.end or len(text)),
            found.fixes,
            found.text,
        )
