"""Consistency (NQ): documents cited alike everywhere; the attachment line; the own number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import WRITTEN, Found, rule
from docgen.check.rules.dan_y import kept, members
from docgen.check.rules.ten_co_quan import body, differ, may_be, syllable
from docgen.findings import ERROR, HINT, WARNING
from docgen.lang import _
from docgen.nd30.loai import LOAI
from docgen.viet.danh_muc_vien_dan import Muc, Noi, register
from docgen.viet.trich_dan import Found as Citation

_CITING = frozenset({*PROSE, "trich_yeu", "trich_yeu_cv", "noi_nhan_muc", "kinh_gui_muc"})
_MAY_CITE = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("/", r"\d[a-zđ]?\s?/\s?[\dA-ZĐÐ]"),
        ("-", r"\d[a-zđ]?\s?-\s?[A-ZĐÐ]"),
        ("ố", r"ố(?<=[Ss]ố)[\s.…_:]*[\d/]"),
        ("ày", r"ày[\s.…_]*(?:\d|tháng|/)"),
        ("háng", r"háng[\s.…_]*(?:\d|năm|/)"),
        *((name, name) for name in ("uật", "Pháp lệnh", "Hiến pháp", "Đại hội")),
    )
)
"""Every citation has a number, a date or the name of a law; each has a sign that is found fast."""
_FILL = r"[\s.…_:]*"
_NUMBER = re.compile(
    rf"[Ss]ố{_FILL}(?P<so>\d[\d.]*[a-zđ]?)?{_FILL}/\s*(?P<ma>[A-ZĐÐ][\w&.]*(?:\s?[-–]\s?[\w&.]+)*)"
)
_DATE = re.compile(
    rf"ngày{_FILL}(?P<ngay>\d{{1,2}})?{_FILL}(?:/|tháng){_FILL}(?P<thang>\d{{1,2}})?{_FILL}"
    rf"(?:/|năm){_FILL}(?P<nam>\d{{4}})?"
)
_KIND = re.compile(r"[Kk]èm\s+theo\s+(?P<loai>[^\d/:()]{2,60}?)\s+[Ss]ố(?!\w)")
_ISSUER = re.compile(r"(?<!\w)của\s+(?P<cq>[^()]+?)[\s).;*]*$")
_MARKS = re.compile(r"[*_]+")
_KINDS = {k.ten.casefold(): k.ma for k in LOAI.values()}
_NAMED_ALIKE = 0.5
"""Share of words that two subjects of one document have in common at least."""


class Citations(NamedTuple):
    """The texts that cite, and the documents they cite."""

    texts: list[Text]
    register: list[Muc]

    def each(self) -> Iterator[tuple[Text, Citation]]:
        """Every citation with the text it stands in."""
        for entry in self.register:
            for noi in entry.noi:
                yield self.texts[noi.van_ban], noi.found


def citations(document: Document) -> Citations:
    """What the document cites, worked out once."""
    return kept(document, "_vien_dan", _citations)


def _citations(document: Document) -> Citations:
    texts = [
        t
        for t in document.texts
        if t.part in _CITING
        and any(sign in t.text and pattern.search(t.text) for sign, pattern in _MAY_CITE)
    ]
    return Citations(texts, register(t.text for t in texts))


def cited_name(found: Citation) -> str:
    """A citation in short: "Quyết định số 587/QĐ-TTg"."""
    if not found.so:
        return f"{found.loai} {found.trich_yeu or ''}".strip()
    code = found.ky_hieu or ""
    joint = "" if not code or code.startswith("-") else "/"
    return f"{found.loai} số {found.so}{joint}{code}"


def _day(parts: tuple[int | None, ...] | None) -> str:
    return "/".join("…" if n is None else str(n) for n in parts or ())


def _span(found: Citation, part: str) -> tuple[int, int]:
    """Where a part of a citation stands in its text; all of it where it is not written."""
    at = found.start
    for name, written in found.manh:
        if name == part:
            return at, at + len(written)
        at += len(written)
    return found.start, found.end


@rule("NQ01")
def cited_alike(document: Document) -> Iterator[Found]:
    """One document has one number, one date, one issuer, one subject wherever it is cited."""
    known = citations(document)
    for entry in known.register:
        conflicts = entry.bat_dong
        for noi in conflicts.get("ngay", [])[1:]:
            first = conflicts["ngay"][0].found
            message = _("{name} ở đây ghi ngày {here}, chỗ khác ghi ngày {there}.").format(
                name=cited_name(noi.found), here=_day(noi.found.ngay), there=_day(first.ngay)
            )
            yield _at(known, noi, "ngay", message, _day(first.ngay), _day(noi.found.ngay))
        issuers = conflicts.get("co_quan", [])
        for noi in issuers[1:]:
            here, there = noi.found.co_quan or "", issuers[0].found.co_quan or ""
            if not differ(here, there):
                continue
            message = _("{name} ở đây ghi của {here}, chỗ khác ghi của {there}.").format(
                name=cited_name(noi.found), here=here, there=there
            )
            common = set(body(here)) & set(body(there))
            mild = HINT if common and "ttg" not in (noi.found.ky_hieu or "").casefold() else ""
            yield _at(known, noi, "co_quan", message, there, here, mild)
        yield from _subjects(known, entry)
    yield from _numbers(known)


def _at(
    known: Citations, noi: Noi, part: str, message: str, wanted: str, have: str, mild: str = ""
) -> Found:
    start, end = _span(noi.found, part)
    return Found(message, known.texts[noi.van_ban], start, end, wanted, have, severity=mild)


def _subject(found: Citation) -> list[str]:
    text = re.sub(r"^(?:về việc|về|v/v|ban hành)\s+", "", (found.trich_yeu or "").casefold())
    return [syllable(w) for w in re.findall(r"\w+", text)]


def _subjects(known: Citations, entry: Muc) -> Iterator[Found]:
    """Subjects that have little in common; a short form of the same subject is fine."""
    told = [n for n in entry.noi if n.found.so and n.found.trich_yeu]
    if len(told) < 2:
        return
    first = set(_subject(told[0].found))
    for noi in told[1:]:
        here = set(_subject(noi.found))
        least = min(len(here), len(first))
        if least >= 4 and len(here & first) / least < _NAMED_ALIKE:
            message = _("{name} ở đây có trích yếu khác hẳn chỗ khác.").format(
                name=cited_name(noi.found)
            )
            wanted, have = told[0].found.trich_yeu or "", noi.found.trich_yeu or ""
            yield _at(known, noi, "trich_yeu", message, wanted, have, HINT)


def _numbers(known: Citations) -> Iterator[Found]:
    """One kind, code, date and subject under two numbers."""
    seen: dict[tuple[object, ...], Citation] = {}
    for text, found in known.each():
        subject = _subject(found)
        if not found.so or not found.ngay or None in found.ngay or len(subject) < 5:
            continue
        key = (found.loai, found.ky_hieu, found.ngay, tuple(subject))
        other = seen.setdefault(key, found)
        if other.so and _digits(other.so) != _digits(found.so):
            message = _("{name} ở đây và {other} chỗ khác cùng ngày, cùng trích yếu.").format(
                name=cited_name(found), other=cited_name(other)
            )
            start, end = _span(found, "so")
            yield Found(message, text, start, end, other.so, found.so)


def _digits(number: str | None) -> str:
    return re.sub(r"\D", "", number or "").lstrip("0")


class Own(NamedTuple):
    """What the header of the document says of it."""

    so: str
    ma: str
    ngay: tuple[int | None, int | None, int | None]
    named: bool
    """Whether its kind is printed, so that it is sure."""


def own(document: Document) -> Own:
    """Number, code and date of the document from its header; "" and None for what is open."""
    header = document.first("so_ky_hieu")
    m = _NUMBER.search(header.text) if header else None
    ngay = document.van_ban.ngay
    named = any(document.first(p) for p in ("ten_loai", "trich_yeu_cv"))
    return Own(
        _digits(m["so"]) if m else "",
        _code(m["ma"]) if m else "",
        (ngay.ngay, ngay.thang, ngay.nam),
        named,
    )


def _code(code: str) -> str:
    return re.sub(r"\s", "", code).replace("–", "-").replace("Ð", "Đ").rstrip(".").upper()


@rule("NQ02", WRITTEN)
def attachment_line(document: Document) -> Iterator[Found]:
    """ "(Kèm theo …)" names the document that it is attached to (Mục III.1.c)."""
    main = own(document)
    for member in members(document)[1:]:
        lines = [t for t in member.texts if t.part == "kem_theo"]
        if not lines:
            continue
        said = " ".join(_MARKS.sub("", t.text) for t in lines)
        for wanted, have in _disagreements(document, main, said):
            message = _("Dòng “Kèm theo” ghi “{have}”, theo văn bản chính phải là “{wanted}”.")
            text = next((t for t in lines if have in t.text), lines[0])
            start = text.text.find(have)
            yield Found(
                message.format(have=have, wanted=wanted),
                text,
                max(start, 0),
                start + len(have) if start >= 0 else 0,
                wanted,
                have,
                severity=ERROR if document.form == "docx" else WARNING,
            )


def _disagreements(document: Document, main: Own, said: str) -> Iterator[tuple[str, str]]:
    number = _NUMBER.search(said)
    if number:
        if number["so"] and main.so and _digits(number["so"]) != main.so:
            yield main.so, number["so"].rstrip(".")
        if main.ma and _code(number["ma"]) != main.ma:
            yield main.ma, number["ma"]
    day = _DATE.search(said)
    if day:
        parts = [int(day[n]) if day[n] else None for n in ("ngay", "thang", "nam")]
        pairs = list(zip(parts, main.ngay, strict=True))
        if any(a is not None and b is not None and a != b for a, b in pairs):
            yield _day(main.ngay), day[0].removeprefix("ngày").strip(" .…")
    kind = _KIND.search(said)
    if kind and main.named and document.loai() != "phat_dong":
        name = " ".join(kind["loai"].split())
        loai = _KINDS.get(name.casefold(), "")
        if loai and loai != document.loai():
            yield LOAI[document.loai()].ten, name
    issuer = _ISSUER.search(said)
    if issuer and not may_be(issuer["cq"], document):
        yield document.van_ban.co_quan[0].ten, " ".join(issuer["cq"].split())


@rule("NQ03", WRITTEN)
def own_number(document: Document) -> Iterator[Found]:
    """The document cites itself by its own number and date."""
    main = own(document)
    if not main.so or None in main.ngay:
        return
    for text, found in citations(document).each():
        if _KINDS.get(found.loai.casefold()) != document.loai() or not found.ngay:
            continue
        if _code(found.ky_hieu or "") != main.ma:
            continue
        attached = "kèm theo" in text.text[max(0, found.start - 60) : found.start].casefold()
        same_number = _digits(found.so) == main.so
        if same_number and None not in found.ngay and found.ngay != main.ngay:
            mine = attached or (found.co_quan and len(body(found.co_quan)) > 4)
            if found.ngay[2] == main.ngay[2] and mine and may_be(found.co_quan or "", document):
                message = _("Văn bản này ban hành ngày {there}, ở đây ghi ngày {here}.")
                yield _own(text, found, "ngay", message, _day(main.ngay), _day(found.ngay))
        elif not same_number and attached and found.ngay == main.ngay and found.so:
            message = _("Văn bản này mang số {there}, ở đây ghi số {here}.")
            yield _own(text, found, "so", message, main.so, found.so)


def _own(
    text: Text, found: Citation, part: str, message: str, wanted: str, have: str
) -> Found:  # fmt: skip
    start, end = _span(found, part)
    return Found(message.format(here=have, there=wanted), text, start, end, wanted, have)


_CODE_YEAR = re.compile(r"((?:19|20)\d\d)/")


@rule("NQ16")
def year_in_code(document: Document) -> Iterator[Found]:
    """The year in the code of a legal document is that of its date."""
    for text, found in citations(document).each():
        m = _CODE_YEAR.match(found.ky_hieu or "")
        if m is None or not found.ngay or not found.ngay[2] or int(m[1]) == found.ngay[2]:
            continue
        message = _("{name} mang năm {code} nhưng ghi ban hành năm {year}.").format(
            name=cited_name(found), code=m[1], year=found.ngay[2]
        )
        start, end = _span(found, "ngay")
        yield Found(message, text, start, end, m[1], str(found.ngay[2]))


@rule("NQ17")
def not_yet_issued(document: Document) -> Iterator[Found]:
    """What is cited was issued before."""
    latest = last_day(document)
    if latest is None:
        return
    for text, found in citations(document).each():
        if not found.ngay or None in found.ngay:
            continue
        day, month, year = found.ngay
        try:
            cited = date(year or 0, month or 0, day or 0)
        except ValueError:
            continue
        if cited > latest:
            message = _("{name} ghi ngày {there}, sau ngày ban hành văn bản này.").format(
                name=cited_name(found), there=_day(found.ngay)
            )
            start, end = _span(found, "ngay")
            yield Found(message, text, start, end, found=_day(found.ngay))


def last_day(document: Document) -> date | None:
    """Last day on which the document may be dated; its day may still be open."""
    ngay = document.van_ban.ngay
    if ngay.nam is None:
        return None
    if document.day is not None:
        return document.day
    from calendar import monthrange

    month = ngay.thang or 12
    return date(ngay.nam, month, monthrange(ngay.nam, month)[1])
