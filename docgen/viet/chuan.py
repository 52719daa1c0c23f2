"""Text at the border: what comes in is made NFC, visible and legal in XML, and nothing else.

Unicode by TCVN 6909:2001 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.4): precomposed
letters, which is NFC.
"""

import re
from unicodedata import combining, is_normalized, normalize

_MA_XUONG_DONG = r"\r\n?|[\v\f\x85\u2028\u2029]"
# XML 1.0, production 2 (Char) allows no other controls, no lone surrogates, no FFFE and FFFF. C1
# controls it allows but discourages. The rest is invisible: zero width, joiners, direction marks.
_MA_BO = (
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_CAN_SUA = re.compile(f"{_MA_XUONG_DONG}|{_MA_BO}")

_NGOAC = re.compile('["“”]')
_MO_TRUOC = frozenset("([{<“‘/-–—")


def nfc(s: str) -> str:
    """Give s in NFC; the same object when it is already."""
    return s if is_normalized("NFC", s) else normalize("NFC", s)


def lam_sach(s: str) -> tuple[str, list[tuple[int, str]]]:
    r"""Make a text NFC, with "\n" as its only line end, free of illegal and invisible characters.

    Line ends of every kind (\r\n, \r, vertical tab, form feed, NEL, U+2028, U+2029) become "\n".
    Removed are: controls other than "\n" and "\t", lone surrogates, U+FFFE and U+FFFF (illegal in
    XML 1.0), zero-width characters and direction marks.

    s: any text. Returns the text (the same object when nothing had to change) and what was
    removed, in order: (offset in s, code point as "U+200B").
    """
    # Quick exits: most paragraphs are printable, most others but for a line end, tab or NBSP.
    if (
        s.isprintable()
        or s.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable()
        or not _CAN_SUA.search(s)
    ):
        return nfc(s), []
    da_bo: list[tuple[int, str]] = []

    def thay(khop: re.Match[str]) -> str:
        ky_tu = khop[0]
        if ky_tu[0] in "\r\v\f\x85\u2028\u2029":
            return "\n"
        da_bo.append((khop.start(), f"U+{ord(ky_tu):04X}"))
        return ""

    return nfc(_CAN_SUA.sub(thay, s)), da_bo


def bo_dau(s: str) -> str:
    """Strip tone and letter marks: "Kế hoạch số đỏ" -> "Ke hoach so do" (for file names).

    s: any text; letters without a base form (ø, ł) stay.
    """
    if s.isascii():
        return s
    goc = "".join(c for c in normalize("NFD", s) if not combining(c))
    return nfc(goc.replace("đ", "d").replace("Đ", "D"))


def _huong(truoc: str, sau: str, dang_mo: bool) -> str:
    """Choose the sign for a straight quote from its neighbours; itself when it is no quote."""
    if truoc == "“":
        return "“" if sau.isalnum() else "”"  # "" is an empty quotation
    if truoc.isspace() or truoc in _MO_TRUOC:
        return "“"
    if truoc.isalnum() and (sau.isalnum() or (truoc.isdigit() and not dang_mo)):
        return '"'
    return "”"


def ngoac_kep(s: str) -> str:
    """Turn straight double quotes into “ and ”; leave ' alone.

    A quote opens at the start, after white space, an opening bracket, a dash or a slash; it closes
    otherwise. Left straight: a quote between two letters or digits (5"x7"), and one after a digit
    when none is open (inches). Doing it twice changes nothing more.

    s: any text, several lines allowed.
    """
    if '"' not in s:
        return s
    ra: list[str] = []
    mo = 0
    da_chep = 0
    for khop in _NGOAC.finditer(s):
        i, c = khop.start(), khop[0]
        if c == '"':
            # The neighbour before may itself have been turned; nothing stands before the start.
            truoc = " " if i == 0 else ra[-1] if i == da_chep else s[i - 1]
            c = _huong(truoc, s[i + 1 : i + 2], mo > 0)
        mo = mo + 1 if c == "“" else max(0, mo - 1) if c == "”" else mo
        ra += (s[da_chep:i], c)
        da_chep = i + 1
    return "".join(ra) + s[da_chep:]
