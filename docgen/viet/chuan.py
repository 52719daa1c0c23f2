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

# Marks of Latin letters (U+034F is no mark), and where marks of other scripts may be.
_DAU = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_DAU_LA = re.compile("[\u0370-\u1dff\u20d0-\U0010ffff]")

_CUM_NGOAC = re.compile(r'\**["“”][*"“”]*')
_BIEN = re.compile(r"\\.|\{\{[^{}]*\}\}", re.DOTALL)
_GIAY = re.compile(r"\d\s?['’′]\s?\d+(?:[.,]\d+)?\Z")  # 3'20": minutes or feet before it
_MO_TRUOC = frozenset("([{<“‘/-–—")
_DONG_SAU = frozenset(")]}>”’.,;:!?…/-–—")


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
    goc = _DAU.sub("", normalize("NFD", s))
    if _DAU_LA.search(goc):
        goc = "".join(c for c in goc if not combining(c))
    return nfc(goc.replace("đ", "d").replace("Đ", "D"))


def _huong(truoc: str, sau: str, dang_mo: bool) -> int:
    """Whether a straight quote between two characters opens (1), closes (-1) or is none (0)."""
    mo = truoc.isspace() or truoc in _MO_TRUOC
    dong = sau.isspace() or sau in _DONG_SAU
    if mo and dong:
        return -1 if dang_mo else 1
    if mo:
        return 1
    if truoc.isalnum() and (sau.isalnum() or (truoc.isdigit() and not dang_mo)):
        return 0
    if dong or truoc.isalnum():
        return -1
    return -1 if dang_mo else 1


def ngoac_kep(s: str) -> str:
    """Turn pairs of straight double quotes into “ and ”; leave ' alone.

    A quote opens at the start, after white space, an opening bracket, a dash or a slash; it closes
    otherwise. Left straight: a quote without a partner, a quote between two letters or digits
    (5"x7"), one after a digit when none is open (inches), one after minutes (3'20"), and whatever
    stands inside {{ }}. The stars of bold and italic are looked through. Doing it twice changes
    nothing more.

    s: any text, several lines allowed; pairs are looked for in the whole of it.
    """
    if '"' not in s:
        return s
    # Variables count as words; their own quotes are not text.
    nen = _BIEN.sub(lambda m: m[0] if m[0][0] == "\\" else "x" * len(m[0]), s)
    doi: dict[int, str] = {}
    mo: list[int] = []
    for cum in _CUM_NGOAC.finditer(nen):
        dau, cuoi = cum.span()
        # What stands around a run of quotes does not change when they are turned.
        truoc, sau = nen[dau - 1] if dau else " ", nen[cuoi : cuoi + 1] or " "
        cho = [i for i in range(dau, cuoi) if nen[i] != "*"]
        rong = len(cho) % 2 == 0 and _huong(truoc, sau, False) == 1 == -_huong(truoc, sau, True)
        for thu_tu, i in enumerate(cho):
            if nen[i] != '"':
                huong = 1 if nen[i] == "“" else -1
            elif rong:  # "" is an empty quotation
                huong = 1 if thu_tu < len(cho) // 2 else -1
            elif truoc.isdigit() and _GIAY.search(nen, max(0, dau - 12), dau):
                huong = 0
            else:
                huong = _huong(truoc, sau, bool(mo))
            if huong > 0:
                mo.append(i)
            elif huong < 0 and mo:
                doi[mo.pop()], doi[i] = "“", "”"
    return "".join(doi.get(i, c) for i, c in enumerate(s)) if doi else s
